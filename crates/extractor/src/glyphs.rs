//! Where a glyph stands: its box, baseline, size and direction on the page.

use crate::facts::Facts;
use crate::fonts::Placing;
use kurbo::{Affine, Point as At, Rect as Area, Vec2};
use model::geometry::{Point, Pt, Quarter, Rect};

/// Glyph space as the interpreter hands it over: 1000 units to the em, for all kinds of fonts.
const EM: f64 = 1000.0;
/// Text leaning less than this part of its advance is level (or upright): its box has no slanted sides.
const LEVEL: f64 = 0.02;

/// A glyph's geometry on the page.
pub(crate) struct Placed {
    pub(crate) bbox: Rect,
    pub(crate) origin: Point,
    pub(crate) size: Pt,
    pub(crate) direction: Quarter,
}

/// Places a glyph. `matrix` brings glyph space to the page as the interpreter draws the outline: moved for vertical
/// writing, and stretched where a substitute font has another width. `advance` is the font's own, in 1/1000 em.
pub(crate) fn place(matrix: Affine, advance: f64, placing: &Placing, facts: &Facts) -> Placed {
    let mut coefficients = matrix.as_coeffs();
    // The stretch is for the outline alone; advance, box and size belong to the font that was asked for.
    coefficients[0] /= placing.stretch;
    coefficients[1] /= placing.stretch;
    let [a, b, c, d, e, f] = coefficients;
    let along = if placing.down.is_some() { Vec2::new(-c, -d) } else { Vec2::new(a, b) };
    let (bounds, origin) = if let Some(down) = placing.down {
        // The glyph's cell hangs from the text position, half of its width to each side (ISO 32000-2, 9.7.4.3).
        let (width, top) = ((-2.0 * placing.moved.x).max(0.0), -placing.moved.y);
        let whole = Affine::new(coefficients);
        (whole.transform_rect_bbox(Area::new(0.0, top + down, width, top)), whole * At::new(width / 2.0, top))
    } else {
        (line_box(coefficients, advance, facts), At::new(e, f))
    };
    // The em's height across the baseline: slanting does not change it, horizontal scaling neither.
    let base = a.hypot(b);
    let height = if base > 0.0 { (a * d - b * c).abs() / base } else { c.hypot(d) };
    let pt = Pt::from_points;
    Placed {
        bbox: Rect::new(pt(bounds.x0), pt(bounds.y0), pt(bounds.x1), pt(bounds.y1)),
        origin: Point { x: pt(origin.x), y: pt(origin.y) },
        size: pt(height * EM * facts.em),
        direction: direction(along),
    }
}

/// Ascent to descent, by the advance. Slanting a glyph does not move its box.
fn line_box([a, b, c, d, e, f]: [f64; 6], advance: f64, facts: &Facts) -> Area {
    let (ascent, descent) = (facts.ascent, facts.descent);
    if b.abs() <= a.abs() * LEVEL {
        Area::from_points((e, f + d * ascent), (e + a * advance, f + d * descent))
    } else if a.abs() <= b.abs() * LEVEL {
        Area::from_points((e + c * ascent, f), (e + c * descent, f + b * advance))
    } else {
        Affine::new([a, b, c, d, e, f]).transform_rect_bbox(Area::new(0.0, descent, advance, ascent))
    }
}

/// The quarter nearest to the way text runs, y down.
fn direction(along: Vec2) -> Quarter {
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { Quarter::D0 } else { Quarter::D180 }
    } else if along.y > 0.0 {
        Quarter::D90
    } else {
        Quarter::D270
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Placing = Placing { down: None, moved: Vec2::ZERO, stretch: 1.0 };

    fn facts() -> Facts {
        Facts { ascent: 800.0, descent: -200.0, ..Facts::unknown() }
    }

    /// Places a glyph of 10 points at (100, 200) after `turn`; returns box and size in points, and the direction.
    fn check(turn: Affine, placing: &Placing, bbox: [f64; 4], size: f64, way: Quarter) {
        // Page space has y down.
        let matrix =
            Affine::translate((100.0, 200.0)) * Affine::new([0.01, 0.0, 0.0, -0.01, 0.0, 0.0]) * turn;
        let found = place(matrix, 500.0, placing, &facts());
        let corners = [found.bbox.x0, found.bbox.y0, found.bbox.x1, found.bbox.y1].map(Pt::to_points);
        assert_eq!((corners, found.size.to_points(), found.direction), (bbox, size, way));
    }

    #[test]
    fn upright_turned_and_slanted_glyphs() {
        let quarter = |n: i32| Affine::rotate(f64::from(n) * std::f64::consts::FRAC_PI_2);
        check(Affine::IDENTITY, &PLAIN, [100.0, 192.0, 105.0, 202.0], 10.0, Quarter::D0);
        check(quarter(-1), &PLAIN, [98.0, 200.0, 108.0, 205.0], 10.0, Quarter::D90);
        check(quarter(2), &PLAIN, [95.0, 198.0, 100.0, 208.0], 10.0, Quarter::D180);
        check(quarter(1), &PLAIN, [92.0, 195.0, 102.0, 200.0], 10.0, Quarter::D270);
        check(Affine::skew(0.3, 0.0), &PLAIN, [100.0, 192.0, 105.0, 202.0], 10.0, Quarter::D0);
        check(Affine::scale_non_uniform(0.5, 1.0), &PLAIN, [100.0, 192.0, 102.5, 202.0], 10.0, Quarter::D0);
    }

    #[test]
    fn a_substitutes_stretch_does_not_change_the_box() {
        let placing = Placing { stretch: 1.6, ..PLAIN };
        check(Affine::scale_non_uniform(1.6, 1.0), &placing, [100.0, 192.0, 105.0, 202.0], 10.0, Quarter::D0);
    }

    #[test]
    fn a_vertical_glyphs_cell_hangs_from_the_text_position() {
        let moved = Vec2::new(-500.0, -880.0);
        let placing = Placing { down: Some(-1000.0), moved, stretch: 1.0 };
        check(Affine::translate(moved), &placing, [95.0, 200.0, 105.0, 210.0], 10.0, Quarter::D90);
    }
}
