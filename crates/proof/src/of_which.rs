//! Rows that are parts of what stands above them and counted there: "其中：", "of which".
//!
//! The first of them says so; how far they go, nothing says but indents and numbers, and where these are missing, the sum
//! that they stand in: rows at the end of such a run that it needs are no parts of what stands above.

use crate::evidence::ENOUGH;
use crate::relation::{Axis, Part, tally};
use crate::sheet::{Panel, Sheet};
use crate::words::{Hint, ORDINALS};
use std::collections::{BTreeMap, BTreeSet};

/// Those that say so, and those behind them as far as they are indented or numbered alike.
pub(crate) fn of_which(
    sheet: &Sheet<'_>,
    panel: &Panel,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    lanes: &[usize],
) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    let mut open: Option<Option<i32>> = None;
    for row in rows {
        let left = left(sheet, panel, *row);
        let hint = hints[row];
        if hint == Hint::OfWhich {
            out.insert(*row);
            open = Some(left);
            continue;
        }
        let goes_on = match open {
            // On a page: not left of the first of them. In a dump: as long as no number or total begins something else.
            Some(Some(first)) => left.is_some_and(|left| left + ALIKE >= first),
            Some(None) => !starts_numbered(&sheet.label(*row, panel)),
            None => false,
        };
        if goes_on && !hint.is_total() {
            out.insert(*row);
        } else {
            open = None;
        }
    }
    for (ix, total) in rows.iter().enumerate().filter(|(_, row)| hints[row].is_total()) {
        let first = rows[..ix].iter().rposition(|row| hints[row].is_total()).map_or(0, |at| at + 1);
        for row in needed(sheet, *total, &rows[first..ix], hints, lanes, &out) {
            out.remove(&row);
        }
    }
    out
}

/// Rows at the end of the last run before a total that its sum needs: it closes with them, and not without.
fn needed(
    sheet: &Sheet<'_>,
    total: u32,
    before: &[u32],
    hints: &BTreeMap<u32, Hint>,
    lanes: &[usize],
    of_which: &BTreeSet<u32>,
) -> Vec<u32> {
    let run: Vec<u32> = before.iter().rev().take_while(|row| of_which.contains(row)).copied().collect();
    // The first of a run says what it is.
    let own = run.iter().position(|row| hints[row] == Hint::OfWhich).unwrap_or(0);
    let mut parts: Vec<Part> =
        before.iter().filter(|row| !of_which.contains(row)).map(|row| (*row as usize, 1)).collect();
    let weigh = |parts: &[Part]| tally(sheet, Axis::Rows, total as usize, parts, lanes.iter().copied());
    let without = weigh(&parts);
    if run.is_empty() || without.fails == 0 {
        return Vec::new();
    }
    for (taken, row) in run[..own].iter().enumerate().take(LONGEST) {
        parts.push((*row as usize, 1));
        parts.sort_unstable();
        let with = weigh(&parts);
        if with.fails == 0 && with.sums > 0 && with.bits >= ENOUGH {
            return run[..=taken].to_vec();
        }
    }
    Vec::new()
}

/// Runs longer than these are left as they stand.
const LONGEST: usize = 32;

/// Labels whose left edges are this near, in 1/1000 point, are indented alike.
const ALIKE: i32 = 2500;

fn left(sheet: &Sheet<'_>, panel: &Panel, row: u32) -> Option<i32> {
    let cells = panel.labels.clone().map(|col| sheet.table.table.at(row, col));
    let cell = cells.filter(|cell| cell.row() == row).find(|cell| !cell.is_blank())?;
    Some(cell.ink().first()?.bbox?.x0.0)
}

fn starts_numbered(label: &str) -> bool {
    let first = label.trim_start().chars().next();
    first.is_some_and(|c| c.is_ascii_digit() || ORDINALS.contains(c) || matches!(c, '(' | '（'))
}
