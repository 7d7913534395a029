//! Ink painted over later: a figure whited out and typed anew, a page image over its own text.

use model::geometry::{Pt, Rect};
use model::page::{Axis, DropReason, DroppedGlyph, Glyph, GlyphInk, Stroke};

/// Marks a covered glyph in [`Glyph::run`] until the page is done: show operations are fewer than this.
const COVERED: u32 = 1 << 31;
/// The most comparisons per page (about 50 ms); past it nothing is taken to be covered.
const MOST_WORK: usize = 50_000_000;
/// A glyph is covered when all of its box but this part at each side is, per thousand: boxes are larger than ink.
const RIM: i32 = 200;
/// A stroke is covered when the area reaches this far beyond it on both sides, in 1/1000 point: shading that ends on a rule
/// is painted up to the rule's middle.
const BEYOND: Pt = Pt(100);

/// Counts the work of a page.
#[derive(Default)]
pub(crate) struct Covers {
    work: usize,
}

/// What covers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// An area of one colour: what lies under it is gone.
    Area,
    /// A picture: text under it is a layer for searching.
    Picture,
}

impl Covers {
    /// Paints an area over glyphs and strokes.
    pub(crate) fn paint(&mut self, area: &Rect, by: By, glyphs: &mut [Glyph], strokes: &mut Vec<Stroke>) {
        self.work += glyphs.len() + strokes.len();
        if self.work > MOST_WORK {
            return;
        }
        // Most stand elsewhere: they are told without a look at their rims.
        let near = |b: &Rect| b.x0 <= area.x1 && b.x1 >= area.x0 && b.y0 <= area.y1 && b.y1 >= area.y0;
        for glyph in glyphs.iter_mut().filter(|g| g.ink == GlyphInk::Printed && near(&g.bbox)) {
            let (dx, dy) = (glyph.bbox.width().scale(RIM, 1000), glyph.bbox.height().scale(RIM, 1000));
            let Rect { x0, y0, x1, y1 } = glyph.bbox;
            if area.contains_rect(&Rect { x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy }) {
                match by {
                    By::Area => glyph.run |= COVERED,
                    By::Picture => glyph.ink = GlyphInk::Invisible,
                }
            }
        }
        for ix in 0..strokes.len() {
            if let Some(rest) = cut(&mut strokes[ix], area) {
                strokes.push(rest);
            }
        }
    }
}

/// Takes what the area covers off a stroke; one of which nothing is left has no length. Returns the part beyond the area.
fn cut(stroke: &mut Stroke, area: &Rect) -> Option<Stroke> {
    let (low, high, from, to) = match stroke.axis {
        Axis::Horizontal => (area.y0, area.y1, area.x0, area.x1),
        Axis::Vertical => (area.x0, area.x1, area.y0, area.y1),
    };
    let half = stroke.width / 2 + BEYOND;
    if stroke.at - half < low || stroke.at + half > high || to <= stroke.from || stroke.to <= from {
        return None;
    }
    let (before, beyond) = (from > stroke.from, to < stroke.to);
    let rest = Stroke { from: to, ..*stroke };
    match (before, beyond) {
        (true, true) => {
            stroke.to = from;
            return Some(rest);
        }
        (true, false) => stroke.to = from,
        (false, true) => stroke.from = to,
        (false, false) => stroke.to = stroke.from,
    }
    None
}

/// Whether a glyph was painted over.
pub(crate) fn is_covered(glyph: &Glyph) -> bool {
    glyph.run & COVERED != 0
}

/// Takes the covered glyphs out.
pub(crate) fn drop_covered(glyphs: &mut Vec<Glyph>, dropped: &mut Vec<DroppedGlyph>) {
    if !glyphs.iter().any(is_covered) {
        return;
    }
    let (kept, gone): (Vec<Glyph>, Vec<Glyph>) =
        std::mem::take(glyphs).into_iter().partition(|g| !is_covered(g));
    *glyphs = kept;
    let gone = gone.into_iter().filter(|glyph| !glyph.text.is_blank());
    dropped.extend(gone.map(|glyph| DroppedGlyph {
        text: glyph.text,
        bbox: glyph.bbox,
        reason: DropReason::Hidden,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::{Color, StrokeOrigin};

    /// What is left of a level stroke from 0 to 100 at 10 under an area, in points.
    fn check(area: [i32; 4], expected: &[(i32, i32)]) {
        let mut strokes = vec![Stroke {
            axis: Axis::Horizontal,
            at: Pt::points(10),
            from: Pt::ZERO,
            to: Pt::points(100),
            width: Pt::points(1),
            color: Color::BLACK,
            dashed: false,
            origin: StrokeOrigin::Line,
        }];
        let [x0, y0, x1, y1] = area.map(Pt::points);
        Covers::default().paint(&Rect::new(x0, y0, x1, y1), By::Area, &mut [], &mut strokes);
        let left = strokes.iter().filter(|s| s.from < s.to);
        let left: Vec<_> = left.map(|s| (s.from.0 / 1000, s.to.0 / 1000)).collect();
        assert_eq!(left, expected, "{area:?}");
    }

    #[test]
    fn strokes_are_cut_where_they_are_covered() {
        check([20, 0, 40, 20], &[(0, 20), (40, 100)]);
        check([-5, 0, 40, 20], &[(40, 100)]);
        check([60, 0, 140, 20], &[(0, 60)]);
        check([-5, 0, 140, 20], &[]);
        check([20, 10, 40, 20], &[(0, 100)]);
        check([20, 30, 40, 50], &[(0, 100)]);
    }
}
