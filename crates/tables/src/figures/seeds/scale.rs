//! Grids of charts: parallel lines in equal steps, each with its value at its end, on the line's own height. A table's labels
//! stand between its lines.

use super::{LEVEL, TICK, TICKS, are_equal_steps, turned};
use crate::near::Near;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::{Axis, Stroke};

/// Lines of a grid are longer than this many ticks.
const LONG: i32 = 8;
/// A value stands no farther from the end of its line, in ems.
const NEAR: i32 = 3;
/// And its middle no farther from the line than this part of the em (per thousand).
const ON: i32 = 250;

/// The areas of such grids, level or upright.
pub(super) fn scales(strokes: &[Stroke], words: &[Word]) -> Vec<Rect> {
    let values: Vec<(Rect, Pt, i64)> =
        words.iter().filter_map(|word| Some((word.bbox, word.size, value(&word.text)?))).collect();
    if values.len() < TICKS {
        return Vec::new();
    }
    let same: fn(Rect) -> Rect = |r| r;
    [(Axis::Horizontal, same), (Axis::Vertical, turned as fn(Rect) -> Rect)]
        .into_iter()
        .flat_map(|(axis, turn)| along(axis, turn, strokes, &values))
        .collect()
}

/// The grids of lines of one way; `turn` makes them level.
fn along(axis: Axis, turn: fn(Rect) -> Rect, strokes: &[Stroke], values: &[(Rect, Pt, i64)]) -> Vec<Rect> {
    let values: Vec<(Rect, Pt, i64)> =
        values.iter().map(|(area, size, n)| (turn(*area), *size, *n)).collect();
    let near = Near::new(values.iter().map(|(area, ..)| *area));
    let size = values.iter().map(|(_, size, _)| *size).max().unwrap_or_default();
    let mut lines: Vec<&Stroke> =
        strokes.iter().filter(|s| s.axis == axis && s.to - s.from > TICK * LONG).collect();
    lines.sort_by_key(|s| (s.from, s.to, s.at));
    let alike = |a: &&Stroke, b: &&Stroke| (b.from - a.from).abs() <= LEVEL && (b.to - a.to).abs() <= LEVEL;
    let mut out = Vec::new();
    for set in lines.chunk_by(alike).filter(|set| set.len() >= TICKS) {
        let valued = |line: &&&Stroke| -> Option<(Pt, i64)> {
            let beside = |from: Pt, to: Pt| {
                let strip = Rect { x0: from, x1: to, y0: line.at - size, y1: line.at + size };
                near.inside(&strip).into_iter().map(|ix| values[ix]).find(|(area, own, _)| {
                    let gap = (line.from - area.x1).max(area.x0 - line.to);
                    gap >= -LEVEL
                        && gap <= *own * NEAR
                        && (area.center().y - line.at).abs() <= own.scale(ON, 1000)
                })
            };
            let reach = size * NEAR * 2;
            let found = beside(line.from - reach, line.from).or_else(|| beside(line.to, line.to + reach))?;
            Some((line.at, found.2))
        };
        let mut steps: Vec<(Pt, i64)> = set.iter().filter_map(|line| valued(&line)).collect();
        steps.sort_unstable();
        steps.dedup();
        let even = steps.windows(2).map(|pair| pair[1].1 - pair[0].1).collect::<Vec<_>>();
        let scale = even.first().is_some_and(|first| *first != 0 && even.iter().all(|step| step == first));
        if scale && are_equal_steps(steps.iter().map(|(at, _)| *at).collect()) {
            let (top, bottom) = (steps[0].0, steps[steps.len() - 1].0);
            out.push(turn(Rect { x0: set[0].from, x1: set[0].to, y0: top, y1: bottom }));
        }
    }
    out
}

/// The digits of a value as one number: a scale has as many decimals all along.
fn value(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let value: i64 = (letters <= 2 && digits.len() <= 9).then(|| digits.parse().ok())??;
    Some(if text.starts_with(['-', '−', '–', '(']) { -value } else { value })
}
