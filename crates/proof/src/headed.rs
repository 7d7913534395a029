//! One total by several divisions: rows under headings without figures ("Sex", "Age"), each group of which is the total again.
//!
//! Where the rows under one heading make up a total, those under the headings beside it are meant to. A group that is less
//! wherever it is not the same lacks a row.

use crate::evidence::ENOUGH;
use crate::missing::{SHORT, falls_short};
use crate::relation::{Axis, Part, Relation, tally};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// What a relation is called that a heading proposes.
pub(crate) const HEADED: &str = "heading";

/// Panels with more headings are lists.
const MOST: usize = 32;

/// The groups under headings that make up a total above them, and the one that does not where others do.
pub(crate) fn headed(
    sheet: &Sheet<'_>,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let says = |row: u32| sheet.says(row, lanes);
    let Some(first) = rows.iter().position(|row| !says(*row) && !hints[row].is_total()) else {
        return Vec::new();
    };
    let is_whole = |row: &&u32| says(**row) && hints[row].is_of_all();
    // Above all of them, or as the last row of all behind them.
    let last = || rows.iter().rev().find(|row| says(**row)).filter(is_whole);
    let Some(total) = rows[..first].iter().rev().find(is_whole).or_else(last) else {
        return Vec::new();
    };
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for row in &rows[first..] {
        if !says(*row) {
            groups.push(Vec::new());
        } else if hints[row].is_total() {
            // What begins another total is none of this one's.
            break;
        } else if let Some(group) = groups.last_mut().filter(|_| !of_which.contains(row)) {
            group.push((*row as usize, 1));
        }
    }
    groups.retain(|group| !group.is_empty());
    if !(2..=MOST).contains(&groups.len()) {
        return Vec::new();
    }
    let total = *total as usize;
    let relation = |parts: &Vec<Part>| {
        let tally = tally(sheet, Axis::Rows, total, parts, lanes.iter().copied());
        Relation { total, parts: parts.clone(), why: HEADED, tally }
    };
    let all: Vec<Relation> = groups.iter().map(relation).collect();
    let holds = |one: &&Relation| {
        let tally = &one.tally;
        tally.sums > 0 && tally.fails == tally.slips && tally.bits >= ENOUGH
    };
    let taught = all.iter().filter(holds).count();
    let mut others = all.iter().filter(|one| !holds(one));
    let known = |one: &&Relation| !found.iter().any(|known| known.ties_the_same(one));
    let mut out: Vec<Relation> = all.iter().filter(holds).filter(known).cloned().collect();
    if let (Some(short), None) = (others.next(), others.next())
        && taught > 0
        && falls_short(sheet, total, &short.parts, lanes)
    {
        out.push(Relation { why: SHORT, ..short.clone() });
    }
    out
}

/// The rows right behind those that have a name and no figure.
pub(crate) fn behind_headings(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> BTreeSet<u32> {
    let figured = |row: u32| panel.lanes.clone().any(|lane| matches!(sheet.at(row, lane), Slot::Value(_)));
    let headed = |pair: &&[u32]| !figured(pair[0]) && figured(pair[1]);
    rows.windows(2).filter(headed).map(|pair| pair[1]).collect()
}

/// The rows without a name, where these are few.
pub(crate) fn nameless(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> BTreeSet<u32> {
    /// How many times as many have one.
    const TIMES: usize = 3;
    let blank = |row: &&u32| sheet.label(**row, panel).trim().is_empty();
    let nameless: BTreeSet<u32> = rows.iter().filter(blank).copied().collect();
    if nameless.len() * (TIMES + 1) <= rows.len() { nameless } else { BTreeSet::new() }
}
