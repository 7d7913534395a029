//! Rows that should be sums as others beside them are.
//!
//! Of the parts of one total some are the sums of the rows right below them, or right above. Another part that has rows there
//! as well, in no other sum, and is more than these wherever it is not the same, lacks one of them. And what stands between a row that
//! is named a total and the row that says the same again is meant to make it up.

use crate::missing::{SHORT, falls_short};
use crate::relation::{Axis, ByTotal, Part, Relation, tally};
use crate::sheet::Sheet;
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// The sums that lack a row, as other rows beside their totals teach them.
pub(crate) fn siblings(
    sheet: &Sheet<'_>,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let says = |row: u32| sheet.says(row, lanes);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut totals: BTreeSet<usize> = BTreeSet::new();
    for known in found {
        totals.insert(known.total);
        taken.extend(known.parts.iter().map(|(row, _)| *row));
    }
    let free = |row: &u32| {
        let at = *row as usize;
        says(*row) && !of_which.contains(row) && !taken.contains(&at) && !totals.contains(&at)
    };
    // Rows that say something and stand in sums.
    let busy: Vec<u32> = rows.iter().copied().filter(|row| says(*row) && !free(row)).collect();
    // What stands between two rows, when all of it is free.
    let between = |from: Option<usize>, to: usize| -> Vec<Part> {
        let after = |row: &u32| Some(*row as usize) <= from;
        let next = busy.get(busy.partition_point(after));
        if next.is_some_and(|next| (*next as usize) < to) {
            return Vec::new();
        }
        let behind = rows[rows.partition_point(after)..].iter().map(|row| *row as usize);
        behind.take_while(|row| *row < to).filter(|row| says(*row as u32)).map(|row| (row, 1)).collect()
    };
    // A sum of the rows between it and the next of its kind, or the last.
    let by_total = ByTotal::of(found);
    let is_sum_of = |row: usize, from: Option<usize>, to: usize| {
        let inside = |sum: &&Relation| {
            sum.tally.sums > 0
                && sum.tally.fails == 0
                && sum.parts.iter().all(|(part, _)| from < Some(*part) && *part < to)
        };
        by_total.at(row).iter().any(inside)
    };
    let mut out: Vec<Relation> = Vec::new();
    for sum in found.iter().filter(|sum| sum.tally.holds() > 0 && sum.tally.fails == 0) {
        let parts: Vec<usize> = sum.parts.iter().map(|(part, _)| *part).collect();
        if parts.len() < 2 {
            continue;
        }
        let next = |ix: usize| parts.get(ix + 1).copied().unwrap_or(usize::MAX);
        let last = |ix: usize| ix.checked_sub(1).map(|ix| parts[ix]);
        let lacking = || (0..parts.len()).filter(|ix| !totals.contains(&parts[*ix]));
        if (0..parts.len()).any(|ix| is_sum_of(parts[ix], Some(parts[ix]), next(ix))) {
            // The last goes as far as the panel, if that has nothing else.
            let runs = lacking().map(|ix| (parts[ix], between(Some(parts[ix]), next(ix))));
            out.extend(runs.filter_map(|(total, parts)| short(sheet, total, parts, lanes)));
        } else if (0..parts.len()).any(|ix| is_sum_of(parts[ix], last(ix), parts[ix])) {
            let runs = lacking().map(|ix| (parts[ix], between(last(ix), parts[ix])));
            out.extend(runs.filter_map(|(total, parts)| short(sheet, total, parts, lanes)));
        }
    }
    for row in rows.iter().filter(|row| hints[row].is_total() && says(**row)) {
        let twin = busy.get(busy.partition_point(|other| other <= row));
        let Some(twin) = twin.filter(|twin| is_same(sheet, *row, **twin, lanes)) else { continue };
        let parts = between(Some(*row as usize), *twin as usize);
        out.extend(if parts.len() > 1 { short(sheet, *row as usize, parts, lanes) } else { None });
    }
    out
}

/// Whether two rows have the same figures, and more than one of them.
fn is_same(sheet: &Sheet<'_>, one: u32, other: u32, lanes: &[usize]) -> bool {
    let figure = |row: u32, lane: usize| Axis::Rows.figure(sheet, row as usize, lane);
    let said = lanes.iter().filter(|lane| figure(one, **lane) != 0).count();
    said > 1 && lanes.iter().all(|lane| figure(one, *lane) == figure(other, *lane))
}

/// The sum of some rows that is less than its total in some columns, and the same in the others.
fn short(sheet: &Sheet<'_>, total: usize, parts: Vec<Part>, lanes: &[usize]) -> Option<Relation> {
    if parts.is_empty() || !falls_short(sheet, total, &parts, lanes) {
        return None;
    }
    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
    Some(Relation { total, parts, why: SHORT, tally })
}
