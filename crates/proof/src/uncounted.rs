//! Totals that lack what another row says: it is part of them.
//!
//! A sum that is short by the figures of one row beside its parts, in every column in which it is short, lacks nothing: a
//! scheme or a run of words left that row out. Nor does one lack anything that is taken for a difference and closes nowhere,
//! where its parts as they are printed make it up.

use crate::evidence::Outcome;
use crate::missing::{SHORT, UNCLOSED};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::sheet::Sheet;
use crate::silent;
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of fewer bits, in all columns together, are the same by chance …
const TELLING: u32 = 7;
/// … and where nothing says that a row is lacking.
const SURE: u32 = 10;
/// Columns that teach a sum, one of them with two parts and more.
const TAUGHT: u32 = 2;

/// Counts the row that a total lacks, where one says what all of its columns lack. Returns whether some total does.
pub(crate) fn count(
    sheet: &Sheet<'_>,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    found: &mut [Relation],
    lanes: &[usize],
) -> bool {
    let mut changed = false;
    for ix in 0..found.len() {
        if found[ix].tally.fails == 0 || !sheet.pays(found.len() + rows.len()) {
            continue;
        }
        let plain = || plain(sheet, &found[ix], lanes);
        let less = || less(sheet, &found[ix], lanes);
        let counted = counted(sheet, rows, hints, (&found[ix], found), lanes);
        if let Some(parts) = counted.or_else(plain).or_else(less) {
            let known = &mut found[ix];
            known.tally = tally(sheet, Axis::Rows, known.total, &parts, lanes.iter().copied());
            (known.parts, known.why) = (parts, "total-word");
            changed = true;
        } else if let Some(parts) = silent::counted(sheet, (rows, hints), (&found[ix], found), lanes) {
            let known = &mut found[ix];
            known.tally = tally(sheet, Axis::Rows, known.total, &parts, lanes.iter().copied());
            known.parts = parts;
        }
    }
    changed
}

/// The parts of a sum but for one that is nothing wherever it holds, and by whose figure it fails elsewhere: that is counted
/// in another part already.
fn less(sheet: &Sheet<'_>, known: &Relation, lanes: &[usize]) -> Option<Vec<Part>> {
    if known.tally.sums == 0 || known.parts.len() < 3 {
        return None;
    }
    // How far each column is off, and nothing where it holds.
    let off = |lane: &usize| {
        let found = equation(sheet, Axis::Rows, known.total, &known.parts, *lane);
        let off = found.outcome() == Outcome::Off && !found.blank_total;
        (*lane, if off { found.sum - found.total } else { 0 })
    };
    let offs: Vec<(usize, i128)> = lanes.iter().map(off).collect();
    let twice = |part: &&Part| {
        let figure = |lane: usize| Axis::Rows.figure(sheet, part.0, lane) * i128::from(part.1);
        offs.iter().all(|(lane, off)| figure(*lane) == *off)
    };
    let part = known.parts.iter().find(twice)?;
    Some(known.parts.iter().filter(|other| *other != part).copied().collect())
}

/// Whether a sum that fails only says otherwise what another of its total does, which closes in all columns: each of its parts
/// stands in that one, or in a sum that closes to one of its parts.
pub(crate) fn is_said_better(sheet: &Sheet<'_>, known: &Relation, found: &[Relation]) -> bool {
    let closes = |sum: &Relation| sum.tally.fails == 0 && sum.tally.sums > 0;
    let stands = |sum: &Relation, row: usize| sum.parts.iter().any(|(part, _)| *part == row);
    let covers = |better: &Relation| {
        let under = |row: usize| {
            let mut sums = found.iter().filter(|sum| closes(sum) && stands(sum, row));
            sums.any(|sum| stands(better, sum.total))
        };
        known.parts.iter().all(|(row, _)| stands(better, *row) || under(*row))
    };
    known.tally.fails > 0
        && sheet.pays(found.len())
        && found.iter().any(|better| {
            better.total == known.total
                && closes(better)
                && better.tally.holds() > known.tally.holds()
                && covers(better)
        })
}

/// Whether a sum that fails is the same as one of its parts wherever it holds, for all others do away with each other there.
pub(crate) fn is_copy(sheet: &Sheet<'_>, known: &Relation, lanes: &[usize]) -> bool {
    if known.tally.fails == 0 || known.parts.len() < 3 || !sheet.pays(known.parts.len()) {
        return false;
    }
    let total = |lane: &usize| {
        let found = equation(sheet, Axis::Rows, known.total, &known.parts, *lane);
        matches!(found.outcome(), Outcome::Exact | Outcome::Near).then_some((*lane, found.total))
    };
    let holding: Vec<(usize, i128)> = lanes.iter().filter_map(total).collect();
    let figure = |part: &Part, lane: usize| Axis::Rows.figure(sheet, part.0, lane) * i128::from(part.1);
    let same = |part: &Part| holding.iter().all(|(lane, total)| figure(part, *lane) == *total);
    let cancels = |part: &Part| {
        let others = || known.parts.iter().filter(|other| *other != part);
        holding.iter().any(|(lane, _)| others().any(|other| figure(other, *lane) != 0))
    };
    !holding.is_empty() && known.parts.iter().find(|part| same(part)).is_some_and(cancels)
}

/// The parts of a difference that closes nowhere, all of them added, where that makes up the total.
fn plain(sheet: &Sheet<'_>, known: &Relation, lanes: &[usize]) -> Option<Vec<Part>> {
    let parts: Vec<Part> = known.parts.iter().map(|(row, _)| (*row, 1)).collect();
    if known.tally.holds() > 0 || parts == known.parts {
        return None;
    }
    let of = |lane: &usize| equation(sheet, Axis::Rows, known.total, &parts, *lane);
    let closes = |lane: &usize| matches!(of(lane).outcome(), Outcome::Exact | Outcome::Void);
    let bits: i32 = lanes.iter().map(|lane| of(lane).gain()).sum();
    (lanes.iter().all(closes) && bits >= SURE as i32).then_some(parts)
}

/// The parts of a sum with the row that closes it wherever it fails.
fn counted(
    sheet: &Sheet<'_>,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    (known, found): (&Relation, &[Relation]),
    lanes: &[usize],
) -> Option<Vec<Part>> {
    let total = known.total as u32;
    let offs = lanes.iter().map(|lane| {
        let equation = equation(sheet, Axis::Rows, known.total, &known.parts, *lane);
        let off = equation.outcome() == Outcome::Off;
        (off && !equation.blank_total, equation.total - equation.sum)
    });
    let offs: Vec<(bool, i128)> = offs.collect();
    let bits: u32 = offs.iter().filter(|(off, _)| *off).map(|(_, by)| by.unsigned_abs().max(1).ilog2()).sum();
    let lacks = matches!(known.why, SHORT | UNCLOSED);
    // Where other columns teach the sum, a row among its parts that is nothing in these needs no long figure.
    let taught = known.tally.sums > 0 && known.tally.holds() >= TAUGHT;
    let telling = if lacks { TELLING } else { SURE };
    if bits < telling && !taught {
        return None;
    }
    // Up to the next total of all.
    let whole = |row: &u32| *row != total && hints[row] == Hint::Total;
    let at = rows.partition_point(|row| *row < total);
    let behind = known.parts.iter().all(|(row, _)| *row < known.total);
    let near: Vec<u32> = if behind {
        rows[..at].iter().rev().take_while(|row| !whole(row)).copied().collect()
    } else {
        rows[at + 1..].iter().take_while(|row| !whole(row)).copied().collect()
    };
    // What is a sum of its parts, or part of one, is counted already; so is what is part of another sum beside it.
    let own: BTreeSet<usize> = known.parts.iter().map(|(row, _)| *row).collect();
    let holds = |sum: &&Relation| sum.tally.holds() > 0 && sum.tally.fails == 0;
    let counted: BTreeSet<usize> = found
        .iter()
        .filter(holds)
        .flat_map(|sum| {
            let parts = sum.parts.iter().map(|(row, _)| *row);
            let over = parts.clone().any(|row| own.contains(&row));
            parts.chain(over.then_some(sum.total)).collect::<Vec<usize>>()
        })
        .collect();
    let free = |row: &u32| {
        let at = *row as usize;
        !own.contains(&at) && !counted.contains(&at) && hints[row] != Hint::OfWhich
    };
    let says = |row: &u32| {
        lanes.iter().zip(&offs).all(|(lane, (off, by))| {
            let figure = Axis::Rows.figure(sheet, *row as usize, *lane);
            if *off { figure == *by } else { figure == 0 }
        })
    };
    // Among the parts, or right before or behind them.
    let ends =
        [known.parts.first(), known.parts.last()].map(|part| part.map_or(total, |(row, _)| *row as u32));
    let inside = |row: &u32| (ends[0].saturating_sub(1)..=ends[1].max(total) + 1).contains(row);
    // Of a row and the only one that stands under it the upper one is meant.
    let row = near.iter().filter(|row| free(row) && says(row)).min()?;
    if bits < telling && !inside(row) {
        return None;
    }
    let mut parts = known.parts.clone();
    parts.push((*row as usize, 1));
    parts.sort_unstable();
    Some(parts)
}
