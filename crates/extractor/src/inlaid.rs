//! Thin areas between two of their own colour: shading drawn in pieces, as of the paddings and gaps of cells. No reader sees a
//! rule there; the edges of cells they may be.

use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Page, Stroke, StrokeOrigin};

/// Areas nearer than this meet.
const MEET: Pt = Pt(150);
/// The most pairs looked at on a page; what is left then stays a rule.
const MOST: usize = 4_000_000;

/// Tells the strokes that are such areas from rules.
pub(crate) fn mark_inlaid(page: &mut Page) {
    let thin = |stroke: &Stroke| stroke.origin == StrokeOrigin::Thin && stroke.width > Pt::ZERO;
    if !page.strokes.iter().any(thin) {
        return;
    }
    // Areas by the place of their near side and of their far one, as a stroke along the axis sees them.
    let sides = |axis: Axis| {
        let across = |area: &Rect| match axis {
            Axis::Horizontal => (area.y0, area.y1, area.x0, area.x1),
            Axis::Vertical => (area.x0, area.x1, area.y0, area.y1),
        };
        let own = page.fills.iter().filter(|fill| fill.rectangle);
        let mut near: Vec<Side> = Vec::new();
        let mut far: Vec<Side> = Vec::new();
        for fill in own {
            let (low, high, from, to) = across(&fill.bbox);
            near.push((low, from, to, fill.color));
            far.push((high, from, to, fill.color));
        }
        near.sort_unstable();
        far.sort_unstable();
        [near, far]
    };
    let along = [Axis::Horizontal, Axis::Vertical].map(sides);
    let mut budget = MOST;
    for stroke in page.strokes.iter_mut().filter(|stroke| thin(stroke)) {
        let [near, far] = &along[usize::from(stroke.axis == Axis::Vertical)];
        let half = stroke.width / 2;
        let mut meets = |sides: &[Side], at: Pt| {
            let first = sides.partition_point(|side| side.0 < at - MEET);
            let mut looked_at = 0;
            let mut own = sides[first..].iter().take_while(|side| side.0 <= at + MEET).take(budget);
            let found = own.any(|(_, from, to, color)| {
                looked_at += 1;
                *color == stroke.color && *from <= stroke.from + MEET && stroke.to - MEET <= *to
            });
            budget -= looked_at;
            found
        };
        if meets(far, stroke.at - half) && meets(near, stroke.at + half) {
            stroke.origin = StrokeOrigin::FillEdge;
        }
    }
}

/// A side of an area: its place, from where to where it runs, the area's colour.
type Side = (Pt, Pt, Pt, Color);

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::Fill;

    fn check(colors: [Color; 3]) -> StrokeOrigin {
        let fill = |x0, x1, color| Fill {
            bbox: Rect::new(Pt(x0), Pt::ZERO, Pt(x1), Pt(14_000)),
            color,
            rectangle: true,
        };
        let stroke = Stroke {
            axis: Axis::Vertical,
            at: Pt(11_000),
            from: Pt(40),
            to: Pt(13_960),
            width: Pt(2_000),
            color: colors[1],
            dashed: false,
            origin: StrokeOrigin::Thin,
        };
        let fills = vec![fill(0, 10_000, colors[0]), fill(12_000, 30_000, colors[2])];
        let mut page = Page { fills, strokes: vec![stroke], ..Page::default() };
        mark_inlaid(&mut page);
        page.strokes[0].origin
    }

    #[test]
    fn a_thin_area_between_two_of_its_colour_is_no_rule() {
        let (shade, black) = (Color(0x00DC_E6F0), Color::BLACK);
        assert_eq!(check([shade; 3]), StrokeOrigin::FillEdge);
        assert_eq!(check([shade, black, shade]), StrokeOrigin::Thin, "of another colour");
        assert_eq!(check([shade, shade, Color::WHITE]), StrokeOrigin::Thin, "on one side alone");
    }
}
