//! Paths to rules and areas: which drawn shapes are lines to a reader.
//!
//! Everything drawn is brought to bars: upright boxes on the page. A thin bar is a rule, a thick one an area, a tiny one a
//! piece that may be part of a dotted line ([`crate::dots`]).

use crate::dots;
use crate::regions::{MOST_EDGES, rectangles};
use hayro_interpret::{DrawMode, FillRule, StrokeProps};
use kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect as Area, Shape as _};
use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Fill, Stroke, StrokeOrigin};

/// A bar no thicker than this is a rule, in points: thicker ones are shading or charts.
pub(crate) const THIN: f64 = 2.6;
/// A thin bar is a rule when it is this many times longer than thick; squarer ones are dots.
const LONGER: f64 = 1.5;
/// A curved thin shape is a rule when it is this many times longer than thick (a line with round ends, no letter).
const MUCH_LONGER: f64 = 8.0;
/// A segment leaning less than this part of its length is upright or level ...
const LEAN: f64 = 0.01;
/// ... or less than this, in points.
const LEAN_AT_MOST: f64 = 0.1;
/// Shorter rules are parts of letters and bullets, in points.
pub(crate) const SHORTEST: f64 = 1.0;
/// A straight part of a rounded box is a rule from this length on, in points: shorter ones belong to letters and icons.
const SHORTEST_OF_CURVED: f64 = 6.0;
/// The most elements looked at in one path: a map's outline has more and draws no table.
const MOST_ELEMENTS: usize = 20_000;
/// The most rectangles of one path that are looked at for holes.
const MOST_HOLES: usize = 48;
/// The most work spent on cutting areas into rectangles per page, in edges squared: some milliseconds.
const MOST_CUTTING: usize = 20_000_000;
/// A gap of a dash pattern shorter than this is not seen, in user units (the interpreter writes 0.01 for 0).
const NO_GAP: f32 = 0.011;
/// Corners nearer than this are one, in points.
const SAME: f64 = 0.05;

/// What paths draw: filled by [`draw_path`] and [`draw_rect`], emptied by the caller.
#[derive(Default)]
pub(crate) struct Shapes {
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) fills: Vec<Fill>,
    /// Bars short enough to be part of a dotted line: box, kind, and whether one is a stroke when it stands alone.
    pub(crate) pieces: Vec<(Rect, StrokeOrigin, bool)>,
    points: Vec<Point>,
    subs: Vec<Sub>,
    cutting: usize,
}

/// A sub-path: a range of [`Shapes::points`].
#[derive(Clone, Copy)]
struct Sub {
    from: usize,
    to: usize,
    curved: bool,
    closed: bool,
}

/// How a path is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) color: Color,
    /// What of the page can be seen.
    pub(crate) visible: Area,
}

/// Tells what a path draws.
pub(crate) fn draw_path(path: &BezPath, place: Affine, mode: &DrawMode, look: Look, out: &mut Shapes) {
    match mode {
        DrawMode::Fill(rule) => out.filled(path, place, *rule, look),
        DrawMode::Stroke(props) => out.stroked(path, place, props, look),
        DrawMode::FillAndStroke(rule, props) => {
            out.filled(path, place, *rule, look);
            out.stroked(path, place, props, look);
        }
        DrawMode::Invisible => {}
    }
}

/// The same for a rectangle of user space.
pub(crate) fn draw_rect(area: &Area, place: Affine, mode: &DrawMode, look: Look, out: &mut Shapes) {
    if !upright(place) {
        return draw_path(&area.to_path(0.1), place, mode, look, out);
    }
    let on_page = place.transform_rect_bbox(*area);
    if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode {
        out.bar(on_page, look, false, StrokeOrigin::Thin);
    }
    if let DrawMode::Stroke(props) | DrawMode::FillAndStroke(_, props) = mode {
        let pen = Pen::new(props, place);
        let Area { x0, y0, x1, y1 } = on_page;
        if on_page.width().min(on_page.height()) + pen.across(on_page.width() >= on_page.height()) <= THIN {
            // A hollow box as thin as a rule is one.
            let grown = on_page.inflate(pen.upright / 2.0, pen.level / 2.0);
            return out.bar(grown, look, pen.dashed, StrokeOrigin::Box);
        }
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)].map(Point::from);
        for pair in corners.windows(2) {
            out.segment(pair[0], pair[1], &pen, look, StrokeOrigin::Box);
        }
    }
}

/// A stroking pen on the page.
struct Pen {
    /// Thickness of level lines.
    level: f64,
    /// Thickness of upright lines.
    upright: f64,
    dashed: bool,
    /// Whether ends stick out by half the thickness.
    long_ends: bool,
    /// Stands for an area without width or height (ISO 32000-2, 8.5.3.1: one device pixel), so its width is made up.
    degenerate: bool,
}

impl Pen {
    fn new(props: &StrokeProps, place: Affine) -> Self {
        let [a, b, c, d, ..] = place.as_coeffs();
        let width = f64::from(props.line_width).abs();
        let gaps = |part: usize| props.dash_array.iter().skip(part).step_by(2).any(|gap| *gap > NO_GAP);
        // A pattern of odd length turns round: each of its numbers is a gap in every second turn.
        let dashed = gaps(1) || props.dash_array.len() % 2 == 1 && gaps(0);
        Self {
            level: width * b.hypot(d),
            upright: width * a.hypot(c),
            dashed,
            long_ends: props.line_cap != Cap::Butt,
            degenerate: false,
        }
    }

    fn across(&self, level: bool) -> f64 {
        if level { self.level } else { self.upright }
    }
}

/// Whether upright boxes stay upright.
fn upright(place: Affine) -> bool {
    let [a, b, c, d, ..] = place.as_coeffs();
    let none = |x: f64, y: f64| x.abs() <= 1e-6 && y.abs() <= 1e-6;
    none(b, c) || none(a, d)
}

impl Shapes {
    /// Starts a page.
    pub(crate) fn clear(&mut self) {
        self.cutting = 0;
    }

    /// Splits a path into sub-paths of points on the page.
    fn split(&mut self, path: &BezPath, place: Affine) {
        self.points.clear();
        self.subs.clear();
        for element in path.elements().iter().take(MOST_ELEMENTS) {
            let (point, curved) = match *element {
                PathEl::MoveTo(p) => {
                    let from = self.points.len();
                    self.subs.push(Sub { from, to: from, curved: false, closed: false });
                    (p, false)
                }
                PathEl::LineTo(p) => (p, false),
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => (p, true),
                PathEl::ClosePath => {
                    if let Some(sub) = self.subs.last_mut() {
                        sub.closed = true;
                    }
                    continue;
                }
            };
            let Some(sub) = self.subs.last_mut() else { continue };
            if sub.closed {
                // Drawing goes on from where the closed sub-path began.
                let (from, start) = (self.points.len(), self.points[sub.from]);
                self.points.push(start);
                self.subs.push(Sub { from, to: from + 1, curved: false, closed: false });
            }
            if let Some(sub) = self.subs.last_mut() {
                sub.curved |= curved;
                self.points.push(place * point);
                sub.to = self.points.len();
            }
        }
    }

    fn stroked(&mut self, path: &BezPath, place: Affine, props: &StrokeProps, look: Look) {
        let mut pen = Pen::new(props, place);
        let scale = pen.level.max(pen.upright);
        // The interpreter hands over an area without width or height as a line of one pixel with bevelled joins.
        pen.degenerate = props.line_join == Join::Bevel
            && props.line_cap == Cap::Butt
            && props.dash_array.is_empty()
            && (scale - 1.0).abs() < 1e-3
            && matches!(path.elements(), [PathEl::MoveTo(_), PathEl::LineTo(_)]);
        self.split(path, place);
        for nth in 0..self.subs.len() {
            let Sub { from, to, curved, closed } = self.subs[nth];
            let origin = if closed { StrokeOrigin::Box } else { StrokeOrigin::Line };
            let points = to - from;
            let segments = if closed && points > 1 { points } else { points.saturating_sub(1) };
            for ix in 0..segments {
                let (a, b) = (self.points[from + ix], self.points[from + (ix + 1) % points]);
                if curved && (b - a).hypot() < SHORTEST_OF_CURVED {
                    continue;
                }
                self.segment(a, b, &pen, look, origin);
            }
        }
    }

    fn segment(&mut self, a: Point, b: Point, pen: &Pen, look: Look, origin: StrokeOrigin) {
        let (dx, dy) = ((b.x - a.x).abs(), (b.y - a.y).abs());
        let (long, off) = (dx.max(dy), dx.min(dy));
        if !(off <= long * LEAN || off <= LEAN_AT_MOST) {
            return;
        }
        let level = dx >= dy;
        let half = pen.across(level) / 2.0;
        let ends = if pen.long_ends { half } else { 0.0 };
        let middle = a.midpoint(b);
        let (along, half, origin) = if pen.degenerate {
            (long / 2.0, 0.0, StrokeOrigin::Thin)
        } else {
            (long / 2.0 + ends, half, origin)
        };
        let (dx, dy) = if level { (along, half) } else { (half, along) };
        let area = Area::new(middle.x - dx, middle.y - dy, middle.x + dx, middle.y + dy);
        self.bar(area, look, pen.dashed, origin);
    }

    fn filled(&mut self, path: &BezPath, place: Affine, rule: FillRule, look: Look) {
        self.split(path, place);
        for sub in &mut self.subs {
            // A last corner that repeats the first is none.
            if sub.to - sub.from > 2 && near(self.points[sub.from], self.points[sub.to - 1]) {
                sub.to -= 1;
            }
        }
        if self.has_holes(rule) && self.cut(rule, look) {
            return;
        }
        let mut rest: Option<Area> = None;
        for nth in 0..self.subs.len() {
            let sub = self.subs[nth];
            let corners = &self.points[sub.from..sub.to];
            let Some(area) = bounds(corners) else { continue };
            let (thick, long) = (area.width().min(area.height()), area.width().max(area.height()));
            let plain = if sub.curved {
                thick <= THIN && (long >= thick * MUCH_LONGER || long <= THIN)
            } else {
                thick <= THIN || is_rectangle(corners)
            };
            if plain {
                self.bar(area, look, false, StrokeOrigin::Thin);
            } else {
                rest = Some(rest.map_or(area, |known| known.union(area)));
            }
        }
        if let Some(area) = rest {
            self.area(area, look, false);
        }
    }

    /// Whether one sub-path lies in another and is a hole in it, or an outline has more corners than a rectangle; all
    /// edges level or upright.
    fn has_holes(&self, rule: FillRule) -> bool {
        let corners: usize = self.subs.iter().map(|sub| sub.to - sub.from).sum();
        if corners > MOST_EDGES || self.cutting + corners * corners > MOST_CUTTING {
            return false;
        }
        let outlines = || self.subs.iter().map(|sub| &self.points[sub.from..sub.to]);
        if self.subs.iter().any(|sub| sub.curved) || !outlines().all(is_rectilinear) {
            return false;
        }
        if outlines().any(|corners| corners.len() > 4) {
            return true;
        }
        if !(2..=MOST_HOLES).contains(&self.subs.len()) {
            return false;
        }
        let all: Vec<(Area, bool)> =
            outlines().filter_map(|corners| Some((bounds(corners)?, turns_right(corners)))).collect();
        all.iter().any(|(outer, way)| {
            outer.width().min(outer.height()) > THIN
                && all.iter().any(|(inner, other)| {
                    inner != outer
                        && outer.contains_rect(*inner)
                        && (rule == FillRule::EvenOdd || way != other)
                })
        })
    }

    /// Draws the path as rectangles; `false` if that can't be.
    fn cut(&mut self, rule: FillRule, look: Look) -> bool {
        let outlines: Vec<&[Point]> = self.subs.iter().map(|sub| &self.points[sub.from..sub.to]).collect();
        let corners: usize = outlines.iter().map(|corners| corners.len()).sum();
        let Some(found) = rectangles(&outlines, rule) else { return false };
        self.cutting += corners * corners;
        for area in found {
            self.bar(area, look, false, StrokeOrigin::Thin);
        }
        true
    }

    /// A box painted on the page: a rule when thin and long, a piece when tiny, else an area.
    pub(crate) fn bar(&mut self, area: Area, look: Look, dashed: bool, origin: StrokeOrigin) {
        let (width, height) = (area.width(), area.height());
        let (thick, long) = (width.min(height), width.max(height));
        if thick > THIN {
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

    fn area(&mut self, area: Area, look: Look, rectangle: bool) {
        if area.overlaps(look.visible) {
            let seen = area.intersect(look.visible);
            let pt = Pt::from_points;
            let bbox = Rect::new(pt(seen.x0), pt(seen.y0), pt(seen.x1), pt(seen.y1));
            self.fills.push(Fill { bbox, color: look.color, rectangle });
        }
    }
}

fn near(a: Point, b: Point) -> bool {
    (a.x - b.x).abs() < SAME && (a.y - b.y).abs() < SAME
}

fn bounds(points: &[Point]) -> Option<Area> {
    let first = *points.first()?;
    Some(points.iter().fold(Area::from_points(first, first), |area, p| area.union_pt(*p)))
}

/// Whether the outline's sides are level or upright, the closing one too.
fn is_rectilinear(corners: &[Point]) -> bool {
    let straight = |a: Point, b: Point| (a.x - b.x).abs() < SAME || (a.y - b.y).abs() < SAME;
    let closing = corners.last().zip(corners.first());
    corners.windows(2).all(|pair| straight(pair[0], pair[1]))
        && closing.is_some_and(|(a, b)| straight(*a, *b))
}

/// Four sides, each level or upright.
fn is_rectangle(corners: &[Point]) -> bool {
    corners.len() == 4 && is_rectilinear(corners)
}

/// Whether an outline runs clockwise on the page (y down).
fn turns_right(corners: &[Point]) -> bool {
    let ends = corners.iter().skip(1).chain(corners.first());
    corners.iter().zip(ends).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() > 0.0
}

/// Whether a clip path is one upright rectangle, so that its bounds tell exactly what it shows.
pub(crate) fn is_plain_rectangle(path: &BezPath) -> bool {
    let mut corners: Vec<Point> = Vec::with_capacity(5);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) if corners.is_empty() => corners.push(p),
            PathEl::LineTo(p) if corners.len() < 5 => corners.push(p),
            PathEl::ClosePath => {}
            _ => return false,
        }
    }
    if corners.len() == 5 && near(corners[0], corners[4]) {
        corners.pop();
    }
    is_rectangle(&corners)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Area = Area::new(0.0, 0.0, 600.0, 800.0);

    fn shapes(path: &str, mode: &DrawMode, visible: Area) -> Shapes {
        let mut out = Shapes::default();
        let path = BezPath::from_svg(path).expect("a path");
        draw_path(&path, Affine::IDENTITY, mode, Look { color: Color::BLACK, visible }, &mut out);
        out
    }

    /// What a path draws on a page: rules as axis, at, from, to, width; then the areas.
    fn check(path: &str, mode: &DrawMode, rules: &[(char, f64, f64, f64, f64)], areas: &[[f64; 4]]) {
        let found = shapes(path, mode, PAGE);
        let name = |axis| if axis == Axis::Horizontal { 'h' } else { 'v' };
        let pt = Pt::to_points;
        let strokes: Vec<_> = found
            .strokes
            .iter()
            .map(|s| (name(s.axis), pt(s.at), pt(s.from), pt(s.to), pt(s.width)))
            .collect();
        assert_eq!(strokes, rules, "{path}");
        let fills: Vec<_> =
            found.fills.iter().map(|f| [f.bbox.x0, f.bbox.y0, f.bbox.x1, f.bbox.y1].map(pt)).collect();
        assert_eq!(fills, areas, "{path}");
    }

    fn pen(width: f32) -> DrawMode {
        DrawMode::Stroke(StrokeProps { line_width: width, ..StrokeProps::default() })
    }

    const FILL: DrawMode = DrawMode::Fill(FillRule::NonZero);

    #[test]
    fn thin_fills_are_rules_and_thick_ones_areas() {
        check("M10,20 H110 V20.5 H10 Z", &FILL, &[('h', 20.25, 10.0, 110.0, 0.5)], &[]);
        check("M10,20 H110 V40 H10 Z", &FILL, &[], &[[10.0, 20.0, 110.0, 40.0]]);
    }

    #[test]
    fn many_rectangles_in_one_path_stay_apart() {
        check(
            "M0,0 H100 V10 H0 Z M0,20 H100 V30 H0 Z M0,40 H100 V40.5 H0 Z",
            &FILL,
            &[('h', 40.25, 0.0, 100.0, 0.5)],
            &[[0.0, 0.0, 100.0, 10.0], [0.0, 20.0, 100.0, 30.0]],
        );
    }

    #[test]
    fn a_frame_painted_as_an_area_with_a_hole_is_four_rules() {
        let sides = [
            ('h', 0.5, 0.0, 100.0, 1.0),
            ('v', 0.5, 1.0, 49.0, 1.0),
            ('v', 99.5, 1.0, 49.0, 1.0),
            ('h', 49.5, 0.0, 100.0, 1.0),
        ];
        let frame = "M0,0 H100 V50 H0 Z M1,1 V49 H99 V1 Z";
        check(frame, &FILL, &sides, &[]);
        check(frame, &DrawMode::Fill(FillRule::EvenOdd), &sides, &[]);
    }

    #[test]
    fn the_sides_of_a_stroked_box_are_rules() {
        let sides = [
            ('h', 20.0, 10.0, 110.0, 0.5),
            ('v', 110.0, 20.0, 60.0, 0.5),
            ('h', 60.0, 10.0, 110.0, 0.5),
            ('v', 10.0, 20.0, 60.0, 0.5),
        ];
        check("M10,20 H110 V60 H10 Z", &pen(0.5), &sides, &[]);
        let mut out = Shapes::default();
        let look = Look { color: Color::BLACK, visible: PAGE };
        draw_rect(&Area::new(10.0, 20.0, 110.0, 60.0), Affine::IDENTITY, &pen(0.5), look, &mut out);
        assert_eq!(out.strokes, shapes("M10,20 H110 V60 H10 Z", &pen(0.5), PAGE).strokes);
    }

    #[test]
    fn a_hollow_box_as_thin_as_a_rule_is_one() {
        let mut out = Shapes::default();
        let look = Look { color: Color::BLACK, visible: PAGE };
        draw_rect(&Area::new(10.0, 20.0, 110.0, 20.5), Affine::IDENTITY, &pen(0.5), look, &mut out);
        assert_eq!((out.strokes.len(), out.strokes[0].width), (1, Pt(1_000)));
    }

    #[test]
    fn the_straight_sides_of_a_rounded_box_are_rules() {
        let found = shapes(
            "M15,20 H105 C108,20 110,22 110,25 V55 C110,58 108,60 105,60 H15 C12,60 10,58 10,55 V25 C10,22 12,20 15,20 Z",
            &pen(0.5),
            PAGE,
        );
        assert_eq!(found.strokes.len(), 4);
    }

    #[test]
    fn a_thick_stroke_is_an_area_and_a_short_thick_one_a_rule_across() {
        check("M10,50 H110", &pen(20.0), &[], &[[10.0, 40.0, 110.0, 60.0]]);
        check("M50,50 H50.5", &pen(100.0), &[('v', 50.25, 0.0, 100.0, 0.5)], &[]);
    }

    #[test]
    fn dashes_count_only_when_there_are_gaps() {
        let dashed = |array: &[f32]| {
            let props = StrokeProps { dash_array: array.iter().copied().collect(), ..StrokeProps::default() };
            shapes("M10,50 H110", &DrawMode::Stroke(props), PAGE).strokes[0].dashed
        };
        assert_eq!(
            [dashed(&[]), dashed(&[3.0, 0.01]), dashed(&[3.0]), dashed(&[0.01, 2.0])],
            [false, false, true, true]
        );
    }

    #[test]
    fn a_rule_outside_the_clip_is_not_seen_and_one_half_inside_is_cut() {
        let clip = Area::new(0.0, 0.0, 60.0, 10.0);
        assert!(shapes("M10,20 H110", &pen(0.5), clip).strokes.is_empty());
        let cut = shapes("M10,5 H110", &pen(0.5), clip).strokes;
        assert_eq!((cut[0].from, cut[0].to), (Pt(10_000), Pt(60_000)));
    }

    #[test]
    fn slanted_lines_and_curves_are_no_rules() {
        check("M10,20 L110,60", &pen(0.5), &[], &[]);
        check("M10,20 C50,20 80,60 110,60", &pen(0.5), &[], &[]);
    }

    #[test]
    fn tiny_bars_are_pieces() {
        let found = shapes("M10,20 H10.5 V20.5 H10 Z", &FILL, PAGE);
        assert_eq!((found.pieces.len(), found.strokes.len(), found.pieces[0].2), (1, 0, false));
    }
}
