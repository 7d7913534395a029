//! Areas bounded by level and upright edges, cut into rectangles: a frame painted as an area with a hole is four rules.

use hayro_interpret::FillRule;
use kurbo::{Point, Rect as Area};

/// The most edges of an area that is cut: the work grows with their square. Larger ones are maps or lettering.
pub(crate) const MOST_EDGES: usize = 256;
/// Edges nearer than this are one, in points: producers round.
const SAME: f64 = 0.01;

/// An upright edge; `down` says which way it runs.
struct Edge {
    x: f64,
    top: f64,
    bottom: f64,
    down: bool,
}

/// Cuts the area inside closed outlines (corners in order, edges level or upright) into rectangles, each as high as it can
/// be. `None` for more than [`MOST_EDGES`] edges or a slanted one.
pub(crate) fn rectangles(outlines: &[&[Point]], rule: FillRule) -> Option<Vec<Area>> {
    let mut edges = Vec::new();
    for outline in outlines {
        let ends = outline.iter().skip(1).chain(outline.first());
        for (a, b) in outline.iter().zip(ends) {
            if (a.x - b.x).abs() > SAME && (a.y - b.y).abs() > SAME {
                return None;
            }
            if (a.y - b.y).abs() > SAME {
                edges.push(Edge { x: a.x, top: a.y.min(b.y), bottom: a.y.max(b.y), down: b.y > a.y });
            }
        }
    }
    if edges.len() > MOST_EDGES {
        return None;
    }
    let mut levels: Vec<f64> = edges.iter().flat_map(|edge| [edge.top, edge.bottom]).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup_by(|a, b| (*a - *b).abs() <= SAME);
    edges.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut done = Vec::new();
    let mut open: Vec<Area> = Vec::new();
    for band in levels.windows(2) {
        let spans = inside(&edges, band[0].midpoint(band[1]), rule);
        let mut next = Vec::with_capacity(spans.len());
        for (x0, x1) in spans {
            let above =
                open.iter().position(|area| (area.x0 - x0).abs() <= SAME && (area.x1 - x1).abs() <= SAME);
            let top = above.map_or(band[0], |ix| open.swap_remove(ix).y0);
            next.push(Area::new(x0, top, x1, band[1]));
        }
        done.append(&mut open);
        open = next;
    }
    done.append(&mut open);
    done.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    Some(done)
}

/// The parts of a level line that lie inside; `edges` sorted by x.
fn inside(edges: &[Edge], y: f64, rule: FillRule) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = Vec::new();
    let (mut winding, mut crossed) = (0_i32, 0_u32);
    let mut start = None;
    for edge in edges.iter().filter(|edge| edge.top < y && y < edge.bottom) {
        winding += if edge.down { 1 } else { -1 };
        crossed += 1;
        let within = match rule {
            FillRule::NonZero => winding != 0,
            FillRule::EvenOdd => crossed % 2 == 1,
        };
        match (start, within) {
            (None, true) => start = Some(edge.x),
            (Some(from), false) => {
                match spans.last_mut() {
                    Some(last) if from - last.1 <= SAME => last.1 = edge.x,
                    _ if edge.x - from > 0.0 => spans.push((from, edge.x)),
                    _ => {}
                }
                start = None;
            }
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(x0: f64, y0: f64, x1: f64, y1: f64, clockwise: bool) -> Vec<Point> {
        let mut corners =
            vec![Point::new(x0, y0), Point::new(x1, y0), Point::new(x1, y1), Point::new(x0, y1)];
        if !clockwise {
            corners.reverse();
        }
        corners
    }

    fn check(outlines: &[Vec<Point>], rule: FillRule, expected: &[[f64; 4]]) {
        let borrowed: Vec<&[Point]> = outlines.iter().map(Vec::as_slice).collect();
        let found = rectangles(&borrowed, rule).expect("level and upright edges");
        let found: Vec<_> = found.iter().map(|a| [a.x0, a.y0, a.x1, a.y1]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_frame_is_four_bars() {
        let bars = [
            [0.0, 0.0, 100.0, 1.0],
            [0.0, 1.0, 1.0, 49.0],
            [99.0, 1.0, 100.0, 49.0],
            [0.0, 49.0, 100.0, 50.0],
        ];
        let outer = outline(0.0, 0.0, 100.0, 50.0, true);
        check(&[outer.clone(), outline(1.0, 1.0, 99.0, 49.0, true)], FillRule::EvenOdd, &bars);
        check(&[outer.clone(), outline(1.0, 1.0, 99.0, 49.0, false)], FillRule::NonZero, &bars);
        check(&[outer, outline(1.0, 1.0, 99.0, 49.0, true)], FillRule::NonZero, &[[0.0, 0.0, 100.0, 50.0]]);
    }

    #[test]
    fn an_angle_is_cut_at_its_corner() {
        let corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (1.0, 1.0), (1.0, 9.0), (0.0, 9.0)];
        let angle: Vec<Point> = corners.iter().map(|(x, y)| Point::new(*x, *y)).collect();
        check(&[angle], FillRule::NonZero, &[[0.0, 0.0, 10.0, 1.0], [0.0, 1.0, 1.0, 9.0]]);
    }

    #[test]
    fn slanted_edges_are_refused() {
        let triangle = [Point::new(0.0, 0.0), Point::new(10.0, 10.0), Point::new(0.0, 10.0)];
        assert!(rectangles(&[&triangle], FillRule::NonZero).is_none());
    }
}
