//! Paths to rules and areas: which drawn shapes are lines to a reader.
//!
//! Everything drawn is brought to bars ([`crate::bars`]).

use crate::bars::{Bars, Look, THIN};
use crate::regions::{MOST_EDGES, rectangles};
use hayro_interpret::{DrawMode, FillRule, StrokeProps};
use kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect as Area, Shape as _};
use model::page::StrokeOrigin;

/// A curved thin shape is a rule when it is this many times longer than thick (a line with round ends, no letter).
const MUCH_LONGER: f64 = 8.0;
/// A segment leaning less than this part of its length is upright or level ...
const LEAN: f64 = 0.01;
/// ... or less than this, in points.
const LEAN_AT_MOST: f64 = 0.1;
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

/// What paths draw, and room to find it: filled by [`draw_path`] and [`draw_rect`].
#[derive(Default)]
pub(crate) struct Shapes {
    pub(crate) bars: Bars,
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
        out.bars.bar(on_page, look, false, StrokeOrigin::Thin);
    }
    if let DrawMode::Stroke(props) | DrawMode::FillAndStroke(_, props) = mode {
        let pen = Pen::new(props, place);
        let Area { x0, y0, x1, y1 } = on_page;
        if on_page.width().min(on_page.height()) + pen.across(on_page.width() >= on_page.height()) <= THIN {
            // A hollow box as thin as a rule is one.
            let grown = on_page.inflate(pen.upright / 2.0, pen.level / 2.0);
            return out.bars.bar(grown, look, pen.dashed, StrokeOrigin::Box);
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
            if self.points.last().is_some_and(|last| stays(*last, element, place)) {
                continue;
            }
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
            self.drawing(self.subs[nth], look);
            for ix in 0..segments {
                let (a, b) = (self.points[from + ix], self.points[from + (ix + 1) % points]);
                if curved && (b - a).hypot() < SHORTEST_OF_CURVED {
                    continue;
                }
                self.segment(a, b, &pen, look, origin);
            }
        }
    }

    /// Keeps the bounds of a sub-path that is neither level nor upright for most of its length. A curve counts by its chord.
    fn drawing(&mut self, sub: Sub, look: Look) {
        let points = &self.points[sub.from..sub.to];
        let (mut all, mut slanted) = (0.0, 0.0);
        for pair in points.windows(2) {
            let (dx, dy) = ((pair[1].x - pair[0].x).abs(), (pair[1].y - pair[0].y).abs());
            let (length, off) = (dx.hypot(dy), dx.min(dy));
            all += length;
            slanted += if off <= dx.max(dy) * LEAN || off <= LEAN_AT_MOST { 0.0 } else { length };
        }
        if let Some(area) = bounds(points).filter(|_| slanted * 2.0 > all) {
            self.bars.drawing(area, look, points.len() == 2 && !sub.curved);
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
        self.bars.bar(area, look, pen.dashed, origin);
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
                self.bars.bar(area, look, false, StrokeOrigin::Thin);
            } else {
                self.drawing(sub, look);
                rest = Some(rest.map_or(area, |known| known.union(area)));
            }
        }
        if let Some(area) = rest {
            self.bars.area(area, look, false);
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
            self.bars.bar(area, look, false, StrokeOrigin::Thin);
        }
        true
    }
}

fn near(a: Point, b: Point) -> bool {
    (a.x - b.x).abs() < SAME && (a.y - b.y).abs() < SAME
}

/// Whether an element is a curve that does not leave the point it begins at: the round corner of a box whose radius is 0.
fn stays(at: Point, element: &PathEl, place: Affine) -> bool {
    match *element {
        PathEl::QuadTo(a, b) => [a, b].iter().all(|p| near(at, place * *p)),
        PathEl::CurveTo(a, b, c) => [a, b, c].iter().all(|p| near(at, place * *p)),
        _ => false,
    }
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
        if corners.last().is_some_and(|last| stays(*last, element, Affine::IDENTITY)) {
            continue;
        }
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
mod tests;
