//! The columns of a text that stands above no other.

use super::{ALIGNED, CENTRED, SAME_EDGE, Text};
use crate::columns::Columns;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// The most columns right of the first that a text reaches over and is the middle of: the unit of them all, where it stands
/// alone below their names. A `short` one need not reach over its column's edges.
pub(super) fn over_all(
    at: &Rect,
    (size, short): (Pt, bool),
    columns: &Columns,
    taken: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let x = at.center().x;
    let seat = columns.at(x);
    let reaches = |col: usize| {
        let edge = size.scale(UNIT_OVER, 1000);
        at.x0 < columns.edges[col] - edge || at.x1 > columns.edges[col + 1] + edge
    };
    if seat == 0 || !short && !reaches(seat) {
        return None;
    }
    let by = |from: Pt, to: Pt| (x - (from + (to - from) / 2)).abs();
    let off = |a: usize, b: usize| {
        let end = columns.core(b - 1).1;
        // Figures stand at the right of their columns: where one ends, the next column begins.
        let flush = if a > 1 { by(columns.core(a - 1).1, end) } else { Pt::MAX };
        let first = columns.core(a).1;
        let even = by(first - (end - first) / (b - a - 1) as i32, end);
        by(columns.core(a).0, end).min(by(columns.edges[a], columns.edges[b])).min(flush).min(even)
    };
    let first = (1..=seat).rev().take_while(|col| *col == seat || !taken(*col)).last().unwrap_or(seat);
    let last = (seat..columns.len()).take_while(|col| *col == seat || !taken(*col)).last().unwrap_or(seat);
    let near = |run: &Range<usize>| {
        let all = *run == (first..last + 1);
        size.scale(if all { CENTRED * 2 } else { CENTRED }, 1000)
    };
    let ranges = (first..=seat).flat_map(|a| (seat.max(a + 1) + 1..=last + 1).map(move |b| a..b));
    ranges
        .filter(|run| run.len() > 1 && off(run.start, run.end) <= near(run))
        .max_by_key(|run| (run.len(), run.start))
}

/// A unit of several columns reaches over the edge of the one it stands over by more than this part of the em.
const UNIT_OVER: i32 = 300;

/// The columns of a text that stands above no other: one, unless it reaches beyond that and is the middle of several. Those
/// that `taken` says have texts of their own on its line.
pub(super) fn home(text: &Text, columns: &Columns, taken: impl Fn(usize) -> bool) -> Range<usize> {
    let x = text.at.center().x;
    let middle = columns.at(x);
    let by = |from: Pt, to: Pt| (x - (from + (to - from) / 2)).abs();
    let off = |a: usize, b: usize| {
        let set = by(columns.core(a).0, columns.core(b - 1).1).min(by(columns.edges[a], columns.edges[b]));
        // Where texts stand at the left of their columns, one ends where the next begins.
        if b < columns.len() { set.min(by(columns.core(a).0, columns.core(b).0)) } else { set }
    };
    let slot = (columns.edges[middle], columns.edges[middle + 1]);
    let near = text.size.scale(ALIGNED * 2, 1000);
    let (a, b) = columns.core(middle);
    let aligned = (text.at.x0 - a).abs() <= near || (text.at.x1 - b).abs() <= near;
    let inside = slot.0 <= text.at.x0 + SAME_EDGE && text.at.x1 <= slot.1 + SAME_EDGE;
    let all = text.cols.clone();
    if aligned || inside {
        return middle..middle + 1;
    }
    // The name of codes and of the labels behind them begins where the codes do.
    let (first, reach) = (columns.core(0).0, text.size * REACH);
    if all.start == 0 && (text.at.x0 - first).abs() <= near && text.at.x1 > columns.edges[1] + reach {
        return all;
    }
    // A text that reaches over its columns' edges may be the middle of a few more.
    let left = all.start.saturating_sub(1);
    let right = (all.end + 1).min(columns.len());
    let wider = [all.clone(), left..all.end, all.start..right, left..right];
    let free = |cols: &Range<usize>| cols.clone().all(|col| all.contains(&col) || !taken(col));
    let fits =
        |cols: &&Range<usize>| free(cols) && off(cols.start, cols.end) <= text.size.scale(CENTRED, 1000);
    if let Some(cols) = wider.iter().find(fits) {
        return cols.clone();
    }
    if off(all.start, all.end) > text.size.scale(CENTRED * 3, 1000) { middle..middle + 1 } else { all }
}

/// What names a column and the next reaches so many ems into that.
const REACH: i32 = 2;
