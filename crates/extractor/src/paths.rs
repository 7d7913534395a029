//! Paths to rules and areas: which drawn shapes are lines to a reader.

use hayro_interpret::DrawMode;
use kurbo::{Affine, BezPath, PathEl, Point, Rect as Area, Shape};
use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Fill, Stroke, StrokeOrigin};

/// A filled area no thicker than this is a rule, in points: thicker bars are shading or charts.
const THIN: f64 = 2.6;
/// A thin area is a rule when it is this many times longer than thick; squarer ones are dots.
const LONGER: f64 = 1.5;
/// A segment leaning less than this part of its length is upright or level.
const LEAN: f64 = 0.01;
/// Shorter segments are parts of letters and bullets, in points.
const SHORTEST: f64 = 1.0;
/// The most segments looked at in one path: a map's outline has more and draws no table.
const MAX_SEGMENTS: usize = 20_000;

/// What a path draws.
#[derive(Default)]
pub(crate) struct Drawn {
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) fill: Option<Fill>,
}

/// A sub-path's points on the page, straight parts only.
struct Sub {
    points: Vec<Point>,
    curved: bool,
    closed: bool,
}

fn subs(path: &BezPath, place: Affine) -> Vec<Sub> {
    let mut out: Vec<Sub> = Vec::new();
    for element in path.elements().iter().take(MAX_SEGMENTS) {
        match *element {
            PathEl::MoveTo(p) => out.push(Sub { points: vec![place * p], curved: false, closed: false }),
            PathEl::LineTo(p) => {
                if let Some(sub) = out.last_mut() {
                    sub.points.push(place * p);
                }
            }
            PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                if let Some(sub) = out.last_mut() {
                    sub.points.push(place * p);
                    sub.curved = true;
                }
            }
            PathEl::ClosePath => {
                if let Some(sub) = out.last_mut() {
                    sub.closed = true;
                    let first = sub.points[0];
                    sub.points.push(first);
                }
            }
        }
    }
    out
}

/// Tells what a path draws inside the visible area.
pub(crate) fn drawn(path: &BezPath, place: Affine, color: Color, mode: &DrawMode, visible: Area) -> Drawn {
    let mut out = Drawn::default();
    let scale = place.determinant().abs().sqrt();
    match mode {
        DrawMode::Fill(_) => filled(path, place, color, visible, &mut out),
        DrawMode::Stroke(props) => {
            let width = f64::from(props.line_width) * scale;
            stroked(path, place, color, width, !props.dash_array.is_empty(), visible, &mut out);
        }
        DrawMode::FillAndStroke(_, props) => {
            filled(path, place, color, visible, &mut out);
            let width = f64::from(props.line_width) * scale;
            stroked(path, place, color, width, !props.dash_array.is_empty(), visible, &mut out);
        }
        DrawMode::Invisible => {}
    }
    out
}

fn stroked(
    path: &BezPath,
    place: Affine,
    color: Color,
    width: f64,
    dashed: bool,
    visible: Area,
    out: &mut Drawn,
) {
    for sub in subs(path, place) {
        if sub.curved {
            continue;
        }
        let origin = if sub.closed { StrokeOrigin::Box } else { StrokeOrigin::Line };
        for pair in sub.points.windows(2) {
            let (dx, dy) = ((pair[1].x - pair[0].x).abs(), (pair[1].y - pair[0].y).abs());
            if dx.max(dy) < SHORTEST || dx.min(dy) > dx.max(dy) * LEAN {
                // A short thick stroke is a bar drawn across its thin side.
                continue;
            }
            // A line thicker than a rule and shorter than thick is an area painted by a stroke.
            if width > THIN && width > dx.max(dy) {
                let area = Area::from_points(pair[0], pair[1]);
                let grown =
                    if dx > dy { area.inflate(0.0, width / 2.0) } else { area.inflate(width / 2.0, 0.0) };
                thin_or_area(grown, color, visible, out);
                continue;
            }
            line(pair[0], pair[1], width, (color, dashed, origin), visible, out);
        }
    }
}

fn line(a: Point, b: Point, width: f64, look: (Color, bool, StrokeOrigin), visible: Area, out: &mut Drawn) {
    let level = (b.x - a.x).abs() >= (b.y - a.y).abs();
    let (at, from, to, low, high, least, most) = if level {
        ((a.y + b.y) / 2.0, a.x.min(b.x), a.x.max(b.x), visible.x0, visible.x1, visible.y0, visible.y1)
    } else {
        ((a.x + b.x) / 2.0, a.y.min(b.y), a.y.max(b.y), visible.y0, visible.y1, visible.x0, visible.x1)
    };
    let half = width / 2.0 + 0.01;
    let (from, to) = (from.max(low), to.min(high));
    if at + half < least || at - half > most || to - from < SHORTEST {
        return;
    }
    let (color, dashed, origin) = look;
    out.strokes.push(Stroke {
        axis: if level { Axis::Horizontal } else { Axis::Vertical },
        at: Pt::from_points(at),
        from: Pt::from_points(from),
        to: Pt::from_points(to),
        width: Pt::from_points(width),
        color,
        dashed,
        origin,
    });
}

fn filled(path: &BezPath, place: Affine, color: Color, visible: Area, out: &mut Drawn) {
    let all = subs(path, place);
    let mut bounds: Option<Area> = None;
    let mut rectangle = all.len() == 1;
    for sub in &all {
        let Some(area) = area_of(&sub.points) else { continue };
        let thin = area.width().min(area.height()) <= THIN;
        if thin && !sub.curved {
            thin_or_area(area, color, visible, out);
            continue;
        }
        rectangle &= !sub.curved && is_rectangle(&sub.points);
        bounds = Some(bounds.map_or(area, |known| known.union(area)));
    }
    if let Some(area) = bounds.filter(|area| area.overlaps(visible)) {
        out.fill = Some(fill(area.intersect(visible), color, rectangle));
    }
}

/// A rectangle without curves: a rule when thin and long, else an area.
fn thin_or_area(area: Area, color: Color, visible: Area, out: &mut Drawn) {
    let (width, height) = (area.width(), area.height());
    let (thick, long) = (width.min(height), width.max(height));
    if thick <= THIN && long >= thick * LONGER && long >= SHORTEST {
        let middle = area.center();
        let ends = if width >= height {
            (Point::new(area.x0, middle.y), Point::new(area.x1, middle.y))
        } else {
            (Point::new(middle.x, area.y0), Point::new(middle.x, area.y1))
        };
        line(ends.0, ends.1, thick, (color, false, StrokeOrigin::Thin), visible, out);
    } else if thick > THIN && area.overlaps(visible) {
        out.fill = Some(fill(area.intersect(visible), color, true));
    }
}

fn fill(area: Area, color: Color, rectangle: bool) -> Fill {
    let pt = Pt::from_points;
    Fill { bbox: Rect::new(pt(area.x0), pt(area.y0), pt(area.x1), pt(area.y1)), color, rectangle }
}

fn area_of(points: &[Point]) -> Option<Area> {
    let first = *points.first()?;
    Some(points.iter().fold(Area::from_points(first, first), |area, p| area.union_pt(*p)))
}

/// Four sides, each level or upright.
fn is_rectangle(points: &[Point]) -> bool {
    let level = |a: &Point, b: &Point| (a.x - b.x).abs() < 0.05 || (a.y - b.y).abs() < 0.05;
    (4..=5).contains(&points.len()) && points.windows(2).all(|pair| level(&pair[0], &pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::FillRule;

    fn fill_of(area: Area, visible: Area) -> Drawn {
        drawn(&area.to_path(0.1), Affine::IDENTITY, Color::BLACK, &DrawMode::Fill(FillRule::NonZero), visible)
    }

    #[test]
    fn thin_fills_are_rules_and_thick_ones_areas() {
        let page = Area::new(0.0, 0.0, 600.0, 800.0);
        let rule = fill_of(Area::new(10.0, 20.0, 110.0, 20.5), page);
        assert_eq!((rule.strokes.len(), rule.fill.is_none()), (1, true));
        assert_eq!((rule.strokes[0].axis, rule.strokes[0].at), (Axis::Horizontal, Pt(20_250)));
        let area = fill_of(Area::new(10.0, 20.0, 110.0, 40.0), page);
        assert!(area.strokes.is_empty() && area.fill.is_some_and(|fill| fill.rectangle));
    }

    #[test]
    fn a_rule_outside_the_clip_is_not_seen() {
        let clip = Area::new(0.0, 0.0, 600.0, 10.0);
        assert!(fill_of(Area::new(10.0, 20.0, 110.0, 20.5), clip).strokes.is_empty());
    }
}
