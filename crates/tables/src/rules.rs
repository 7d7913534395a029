//! Strokes to rules: maximal straight lines.

use model::geometry::Pt;
use model::layout::Rule;
use model::page::{Axis, Stroke};

/// Strokes this near across lie on one line: producers round the sides of neighbouring cells apart by up to a point.
const SAME_LINE: Pt = Pt(1_200);
/// Strokes this near along meet: cells that draw their own borders leave gaps of a border's width, dashes of a dash's.
const BRIDGE: Pt = Pt(3_200);
/// Shorter rules part nothing.
const SHORTEST: Pt = Pt(3_000);

/// Joins strokes that lie on one line and meet. Sorted by axis, position, start.
pub(crate) fn rules(strokes: &[Stroke]) -> Vec<Rule> {
    let mut sorted: Vec<&Stroke> = strokes.iter().collect();
    sorted.sort_by_key(|s| (s.axis, s.at, s.from, s.to));
    let mut out = Vec::new();
    let mut from = 0;
    while from < sorted.len() {
        let first = sorted[from];
        let near = |s: &&&Stroke| s.axis == first.axis && s.at - first.at <= SAME_LINE;
        let count = sorted[from..].iter().take_while(|s| near(s)).count();
        joined(&mut sorted[from..from + count], &mut out);
        from += count;
    }
    out.retain(|rule: &Rule| rule.to - rule.from >= SHORTEST);
    out.sort_by_key(|rule| (rule.axis, rule.at, rule.from, rule.to));
    out
}

fn joined(line: &mut [&Stroke], out: &mut Vec<Rule>) {
    line.sort_by_key(|s| (s.from, s.to, s.at));
    let start = out.len();
    for stroke in line {
        match out[start..].last_mut() {
            Some(rule) if stroke.from - rule.to <= BRIDGE => {
                rule.to = rule.to.max(stroke.to);
                rule.width = rule.width.max(stroke.width);
                rule.origin = rule.origin.min(stroke.origin);
                rule.dashed &= stroke.dashed;
            }
            _ => out.push(Rule {
                axis: stroke.axis,
                at: stroke.at,
                from: stroke.from,
                to: stroke.to,
                width: stroke.width,
                dashed: stroke.dashed,
                origin: stroke.origin,
            }),
        }
    }
}

/// The rules of one axis.
pub(crate) fn along(rules: &[Rule], axis: Axis) -> &[Rule] {
    let from = rules.partition_point(|rule| rule.axis < axis);
    let to = rules.partition_point(|rule| rule.axis <= axis);
    &rules[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::{Color, StrokeOrigin};

    fn stroke(at: i32, from: i32, to: i32) -> Stroke {
        let (at, from, to) = (Pt(at), Pt(from), Pt(to));
        let (width, color) = (Pt(500), Color::BLACK);
        Stroke {
            axis: Axis::Horizontal,
            at,
            from,
            to,
            width,
            color,
            dashed: false,
            origin: StrokeOrigin::Line,
        }
    }

    #[test]
    fn strokes_that_nearly_meet_are_one_rule() {
        let found = rules(&[
            stroke(10_000, 0, 50_000),
            stroke(10_400, 52_000, 90_000),
            stroke(10_000, 120_000, 150_000),
        ]);
        let spans: Vec<_> = found.iter().map(|r| (r.from.0, r.to.0)).collect();
        assert_eq!(spans, [(0, 90_000), (120_000, 150_000)]);
    }
}
