//! Blocks of lines that are named alike keep the same sums.
//!
//! Cost, depreciation and impairment of one kind of assets each go from "opening balance" to "closing balance"; this year's
//! columns and last year's have the same heads. A sum that holds in one block is meant in every other one whose lines are
//! named as its lines are: where it does not close there, or lacks a line, it is told as open.

use crate::relation::{Axis, ByTotal, Part, Relation, tally};
use crate::sheet::Sheet;
use std::collections::BTreeMap;
use std::ops::Range;

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
    let totals = ByTotal::of(found);
    // The block of a line goes as far as the lines of the same name above and below.
    let block = |alike: &[usize], nth: usize| {
        let first = nth.checked_sub(1).map_or(0, |before| alike[before] + 1);
        first..alike.get(nth + 1).copied().unwrap_or(lines.len())
    };
    let within = |part: &Part, block: &Range<usize>| place(part.0).is_some_and(|part| block.contains(&part));
    // The lines of each name that are no sum of their block.
    let mut open: BTreeMap<&str, Vec<(usize, Range<usize>)>> = BTreeMap::new();
    for (name, alike) in by_name.iter().filter(|(_, alike)| alike.len() > 1) {
        let blocks = alike.iter().enumerate().map(|(nth, at)| (*at, block(alike, nth)));
        let explains =
            |block: &Range<usize>, sum: &Relation| sum.parts.iter().any(|part| within(part, block));
        let none = |(at, block): &(usize, Range<usize>)| {
            !totals.at(lines[*at].number).iter().any(|sum| explains(block, sum))
        };
        open.insert(name, blocks.filter(none).collect());
    }
    let mut out: Vec<Relation> = Vec::new();
    for known in found.iter().filter(|known| teaches(known)) {
        let Some(total) = place(known.total) else { continue };
        let Some(blocks) = open.get_mut(lines[total].name.as_str()) else { continue };
        blocks.retain(|(at, block)| {
            if *at == total || !sheet.pays(known.parts.len()) {
                return true;
            }
            let number = lines[*at].number;
            let like = |(part, weight): &Part| -> Option<Part> {
                let own = place(*part)?;
                let same = by_name.get(lines[own].name.as_str())?;
                // The nearest on the same side.
                let (from, to) = if own < total { (block.start, *at) } else { (*at + 1, block.end) };
                let inside =
                    &same[same.partition_point(|at| *at < from)..same.partition_point(|at| *at < to)];
                let nearest = if own < total { inside.last() } else { inside.first() };
                Some((lines[*nearest?].number, *weight))
            };
            let mut parts: Vec<Part> = known.parts.iter().filter_map(like).collect();
            parts.sort_unstable();
            parts.dedup();
            // Another block has the lines, but for one that was left out.
            let enough = parts.len() + 1 >= known.parts.len() && !parts.is_empty();
            let shares = parts.iter().any(|part| known.parts.contains(part));
            if !enough || shares {
                return true;
            }
            let tally = tally(sheet, axis, number, &parts, across.iter().copied());
            if tally.holds() + tally.fails > 0 {
                let explained = parts.iter().any(|part| within(part, block));
                out.push(Relation { total: number, parts, why: BLOCK, tally });
                return !explained;
            }
            true
        });
    }
    out
}

/// Whether a sum is surely one where it was found.
fn teaches(known: &Relation) -> bool {
    let sure = known.why != "figures" || known.tally.bits >= TAUGHT;
    sure && known.tally.sums > 0 && known.tally.fails == 0 && known.why != BLOCK
}
