//! Rows that are parts of what stands above them and counted there: "其中：", "of which".
//!
//! The first of them says so; how far they go, nothing says but indents and numbers, and where these are missing, the sum
//! that they stand in: rows at the end of such a run that it needs are no parts of what stands above.

use crate::evidence::{ENOUGH, Equation, Outcome};
use crate::outline::{Mark, mark};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::rows::prior;
use crate::sheet::{Panel, Sheet};
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// Those that say so, and those behind them as far as they are indented or numbered alike; and the rows above them that are
/// their sums.
pub(crate) fn of_which(
    sheet: &Sheet<'_>,
    panel: &Panel,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    lanes: &[usize],
) -> (BTreeSet<u32>, Vec<Relation>) {
    let mut out = BTreeSet::new();
    let mut open: Option<Option<i32>> = None;
    // Some row of the run is set below what stands behind the first one's words.
    let mut set_in = false;
    for row in rows {
        let left = left(sheet, panel, *row);
        let hint = hints[row];
        if hint == Hint::OfWhich {
            out.insert(*row);
            (open, set_in) = (Some(left), false);
            continue;
        }
        let goes_on = match open {
            // On a page: not left of the first of them, and where it is no farther right, without a number of its own, and
            // before any that is farther right. In a dump: as long as no number or total begins something else.
            Some(Some(first)) => left.is_some_and(|left| {
                let further = left > first + ALIKE;
                set_in |= further;
                let goes_on = !set_in && !starts_numbered(&sheet.label(*row, panel));
                further || left + ALIKE >= first && goes_on
            }),
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
        // What is called a total may be part of this one.
        let needed = |first: &usize| needed(sheet, *total, &rows[*first..ix], hints, lanes, &out);
        let found = [first, 0].iter().map(needed).find(|rows| !rows.is_empty());
        for row in found.unwrap_or_default() {
            out.remove(&row);
        }
    }
    let mut wholes = Vec::new();
    for ix in (1..rows.len()).filter(|ix| hints[&rows[*ix]] == Hint::OfWhich) {
        // One figure may have slipped, or be blank, where another column teaches the sum.
        let whole = |slips: bool| whole(sheet, rows, ix, hints, lanes, &out, slips);
        let Some((whole, end)) = whole(false).or_else(|| whole(true)) else { continue };
        wholes.push(whole);
        // The run ends where it has made up the whole.
        let behind = rows[end..].iter().take_while(|row| hints[row] != Hint::OfWhich && out.contains(row));
        for row in behind.copied().collect::<Vec<u32>>() {
            out.remove(&row);
        }
    }
    (out, wholes)
}

/// The row above the first of a run, where some rows of the run, and no fewer, are all of its parts; and the place behind
/// the last of them. `slips` says that one that does not close may be a figure that slipped, or a blank.
fn whole(
    sheet: &Sheet<'_>,
    rows: &[u32],
    first: usize,
    hints: &BTreeMap<u32, Hint>,
    lanes: &[usize],
    of_which: &BTreeSet<u32>,
    slips: bool,
) -> Option<(Relation, usize)> {
    let slipped = |equation: &Equation| equation.slipped.is_some() || equation.lacks_a_part();
    let total = rows[first - 1] as usize;
    let mut parts: Vec<Part> = Vec::new();
    for (ix, row) in rows.iter().enumerate().skip(first).take(LONGEST) {
        if !of_which.contains(row) {
            break;
        }
        // One within the run is part of what stands above it.
        if ix > first && hints[row] == Hint::OfWhich {
            continue;
        }
        parts.push((*row as usize, 1));
        let off = |lane: &usize| {
            let equation = equation(sheet, Axis::Rows, total, &parts, *lane);
            equation.outcome() == Outcome::Off && !(slips && slipped(&equation))
        };
        if lanes.iter().any(off) {
            continue;
        }
        let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
        if tally.sums > 0 && tally.bits >= ENOUGH && tally.outweighs(1) {
            return Some((Relation { total, parts, why: "of-which", tally }, ix + 1));
        }
    }
    None
}

/// Rows at the end of the last run before a total that its sum needs: it closes with them, and not without. The run may end
/// before others.
fn needed(
    sheet: &Sheet<'_>,
    total: u32,
    before: &[u32],
    hints: &BTreeMap<u32, Hint>,
    lanes: &[usize],
    of_which: &BTreeSet<u32>,
) -> Vec<u32> {
    let from = before.first().copied().unwrap_or(total);
    let Some(last) = of_which.range(from..total).next_back() else { return Vec::new() };
    if !sheet.pays(before.len()) {
        return Vec::new();
    }
    let behind = before[..before.partition_point(|row| row <= last)].iter().rev();
    let run: Vec<u32> = behind.take_while(|row| of_which.contains(row)).copied().collect();
    // The first of a run says what it is.
    let own = run.iter().position(|row| hints[row] == Hint::OfWhich).unwrap_or(0);
    let mut parts: Vec<Part> =
        before.iter().filter(|row| !of_which.contains(row)).map(|row| (*row as usize, 1)).collect();
    let weigh = |parts: &[Part]| tally(sheet, Axis::Rows, total as usize, parts, lanes.iter().copied());
    let without = weigh(&parts);
    // A blank among them may be all that is lacking, unless the run has what is.
    let off =
        |lane: &usize| equation(sheet, Axis::Rows, total as usize, &parts, *lane).outcome() == Outcome::Off;
    if without.fails == 0 && without.holds() > 0 && !lanes.iter().any(off) {
        return Vec::new();
    }
    // Each of them may say so for itself alone.
    let says_so = |row: &&u32| hints[*row] == Hint::OfWhich;
    let others: Vec<u32> =
        before.iter().filter(|row| of_which.contains(row) && !says_so(row)).copied().collect();
    if others.len() > run[..own].len() && sheet.pays(before.len()) {
        let mut all: Vec<Part> =
            parts.iter().copied().chain(others.iter().map(|row| (*row as usize, 1))).collect();
        all.sort_unstable();
        let with = weigh(&all);
        let closes = with.fails == with.slips && with.holds() + with.slips > 0;
        if closes && with.bits + prior(hints[&total]) >= ENOUGH && with.bits > without.bits {
            return others;
        }
    }
    // A row that stands twice is needed once.
    let mut copy: Option<usize> = None;
    for (taken, row) in run[..own].iter().enumerate().take(LONGEST) {
        parts.push((*row as usize, 1));
        parts.sort_unstable();
        copy = copy.or((taken > 0 && sheet.is_copy(*row, run[taken - 1])).then_some(*row as usize));
        let closes = |parts: &[Part]| {
            let with = weigh(parts);
            with.fails == 0 && with.sums > 0 && with.bits >= ENOUGH
        };
        let once = || {
            copy.is_some_and(|copy| {
                let without: Vec<Part> = parts.iter().filter(|(part, _)| *part != copy).copied().collect();
                closes(&without)
            })
        };
        if closes(&parts) || once() {
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
    Some(cell.ink().first()?.start()?.0)
}

fn starts_numbered(label: &str) -> bool {
    mark(label).is_some_and(|mark| mark != Mark::Dash)
}
