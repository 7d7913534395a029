//! Bars: upright boxes painted on the page. A thin one is a rule, a thick one an area, a tiny one a piece that may be part
//! of a dotted line ([`crate::dots`]).

use crate::dots;
use kurbo::Rect as Area;
use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Drawing, Fill, Stroke, StrokeOrigin};

/// A bar no thicker than this is a rule, in points: thicker ones are shading or charts.
pub(crate) const THIN: f64 = 2.6;
/// A stroked line is a rule up to this thickness, in points, ...
const THICK_LINE: f64 = 6.0;
/// ... if it is this many times longer than thick: shorter ones paint areas.
const LONG_LINE: f64 = 10.0;
/// The same for a side of a stroked box, which is no area.
const LONG_SIDE: f64 = 3.0;
/// A thin bar is a rule when it is this many times longer than thick; squarer ones are dots.
const LONGER: f64 = 1.5;
/// Shorter rules are parts of letters and bullets, in points.
const SHORTEST: f64 = 1.0;

/// How something is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) color: Color,
    /// What of the page can be seen.
    pub(crate) visible: Area,
}

/// What was drawn; emptied by the caller.
#[derive(Default)]
pub(crate) struct Bars {
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) fills: Vec<Fill>,
    pub(crate) drawings: Vec<Drawing>,
    /// Bars short enough to be part of a dotted line: box, kind, and whether one is a stroke when it stands alone.
    pub(crate) pieces: Vec<(Rect, StrokeOrigin, bool)>,
}

impl Bars {
    /// A box painted on the page: a rule when thin and long, a piece when tiny, else an area.
    pub(crate) fn bar(&mut self, area: Area, look: Look, dashed: bool, origin: StrokeOrigin) {
        let (width, height) = (area.width(), area.height());
        let (thick, long) = (width.min(height), width.max(height));
        let is_line = match origin {
            StrokeOrigin::Line => long >= thick * LONG_LINE,
            StrokeOrigin::Box => long >= thick * LONG_SIDE,
            _ => false,
        };
        let thickest = if is_line { THICK_LINE } else { THIN };
        if thick > thickest {
            return self.area(area, look, true);
        }
        let level = width >= height;
        let (middle, visible) = (area.center(), look.visible);
        let (at, least, most) =
            if level { (middle.y, visible.y0, visible.y1) } else { (middle.x, visible.x0, visible.x1) };
        let (from, to) = if level {
            (area.x0.max(visible.x0), area.x1.min(visible.x1))
        } else {
            (area.y0.max(visible.y0), area.y1.min(visible.y1))
        };
        // The edge itself is in: hairlines on the border of a clip are drawn.
        let half = thick / 2.0 + 0.01;
        if at + half < least || at - half > most || to < from {
            return;
        }
        let pt = Pt::from_points;
        let alone = to - from >= SHORTEST && long >= thick * LONGER;
        if pt(to - from) <= dots::LONGEST && !dashed {
            let half = thick / 2.0;
            let bbox = if level {
                Rect::new(pt(from), pt(at - half), pt(to), pt(at + half))
            } else {
                Rect::new(pt(at - half), pt(from), pt(at + half), pt(to))
            };
            self.pieces.push((bbox, origin, alone));
        } else if alone {
            let axis = if level { Axis::Horizontal } else { Axis::Vertical };
            let (at, from, to, width, color) = (pt(at), pt(from), pt(to), pt(thick), look.color);
            self.strokes.push(Stroke { axis, at, from, to, width, color, dashed, origin });
        }
    }

    /// A slanted or curved line or outline with these bounds.
    pub(crate) fn drawing(&mut self, area: Area, look: Look, straight: bool) {
        let seen = area.intersect(look.visible);
        // A level part of a clip has no height: what lies beyond the clip is not seen, what lies on it is.
        if seen.x0 <= seen.x1 && seen.y0 <= seen.y1 {
            let pt = Pt::from_points;
            let bbox = Rect::new(pt(seen.x0), pt(seen.y0), pt(seen.x1), pt(seen.y1));
            self.drawings.push(Drawing { bbox, straight });
        }
    }

    /// An area with these bounds; `rectangle` if it fills them.
    pub(crate) fn area(&mut self, area: Area, look: Look, rectangle: bool) {
        if area.overlaps(look.visible) {
            let seen = area.intersect(look.visible);
            let pt = Pt::from_points;
            let bbox = Rect::new(pt(seen.x0), pt(seen.y0), pt(seen.x1), pt(seen.y1));
            self.fills.push(Fill { bbox, color: look.color, rectangle });
        }
    }
}
