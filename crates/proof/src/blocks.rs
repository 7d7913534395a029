//! Blocks of lines that are named alike keep the same sums.
//!
//! Cost, depreciation and impairment of one kind of assets each go from "opening balance" to "closing balance"; this year's
//! columns and last year's have the same heads. A sum that holds in one block is meant in every other one whose lines are
//! named as its lines are: where it does not close there, or lacks a line, it is told as open.

use crate::relation::{Axis, Part, Relation, tally};
use crate::sheet::Sheet;
use std::collections::BTreeMap;

/// What a relation is called that another block teaches.
pub(crate) const BLOCK: &str = "block";

/// Bits that figures alone must bring for a block to teach others.
const TAUGHT: i32 = 20;

/// A line that takes part, with its name.
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) name: String,
}

/// The sums of blocks that have none, as the sums found in other blocks teach them.
pub(crate) fn blocks(
    sheet: &Sheet<'_>,
    axis: Axis,
    lines: &[Line],
    found: &[Relation],
    across: &[usize],
) -> Vec<Relation> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.name.is_empty()) {
        by_name.entry(&line.name).or_default().push(at);
    }
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        places.entry(line.number).or_insert(at);
    }
    let place = |number: usize| places.get(&number).copied();
    let mut out: Vec<Relation> = Vec::new();
    for known in found.iter().filter(|known| teaches(known)) {
        let Some(total) = place(known.total) else { continue };
        let Some(alike) = by_name.get(lines[total].name.as_str()) else { continue };
        for (nth, at) in alike.iter().enumerate().filter(|(_, at)| **at != total) {
            let number = lines[*at].number;
            // The block goes as far as the lines of the same name above and below.
            let first = nth.checked_sub(1).map_or(0, |before| alike[before] + 1);
            let end = alike.get(nth + 1).copied().unwrap_or(lines.len());
            let within = |part: &Part| place(part.0).is_some_and(|part| (first..end).contains(&part));
            let explains = |other: &Relation| other.total == number && other.parts.iter().any(&within);
            if found.iter().chain(&out).any(explains) {
                continue;
            }
            let like = |(part, weight): &Part| -> Option<Part> {
                let own = place(*part)?;
                let same = by_name.get(lines[own].name.as_str())?.iter().filter(|other| {
                    (first..end).contains(other) && (**other < *at) == (own < total) && *other != at
                });
                let nearest = same.min_by_key(|other| other.abs_diff(*at))?;
                Some((lines[*nearest].number, *weight))
            };
            let mut parts: Vec<Part> = known.parts.iter().filter_map(like).collect();
            parts.sort_unstable();
            parts.dedup();
            // Another block has the lines, but for one that was left out.
            let enough = parts.len() + 1 >= known.parts.len() && !parts.is_empty();
            let shares = parts.iter().any(|part| known.parts.contains(part));
            let tally = tally(sheet, axis, number, &parts, across.iter().copied());
            if enough && !shares && tally.holds() + tally.fails > 0 {
                out.push(Relation { total: number, parts, why: BLOCK, tally });
            }
        }
    }
    out
}

/// Whether a sum is surely one where it was found.
fn teaches(known: &Relation) -> bool {
    let sure = known.why != "figures" || known.tally.bits >= TAUGHT;
    sure && known.tally.sums > 0 && known.tally.fails == 0 && known.why != BLOCK
}
