//! Rows that should be sums as others beside them are.
//!
//! Of the parts of one total some are the sums of the rows right below them, or right above. Another part that has rows there
//! as well, in no other sum, is meant to be theirs: where it is more than these in several columns, or comes near, or is off
//! by a slip, one of them is missing or wrong. So it is with groups under headings of which some end with their sum. And
//! what stands between a row that is named a total and the row that says the same again is meant to make it up.

use crate::evidence::{Equation, Outcome};
use crate::missing::{SHORT, comes_near, falls_short, is_less};
use crate::relation::{Axis, ByTotal, Part, Relation, equation, tally};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// What a relation is called that closes, and is one as those beside it are.
pub(crate) const SIBLING: &str = "siblings";

/// The sums that lack a row, or hold a figure that is wrong, as other rows beside their totals teach them.
pub(crate) fn siblings(
    (sheet, panel): (&Sheet<'_>, &Panel),
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let Some(whole) = over_tops(sheet, rows, hints, of_which, found, lanes) else {
        return beside((sheet, panel), rows, hints, of_which, found, lanes);
    };
    let mut known = found.to_vec();
    known.push(whole.clone());
    let mut out = beside((sheet, panel), rows, hints, of_which, &known, lanes);
    out.push(whole);
    out
}

fn beside(
    (sheet, panel): (&Sheet<'_>, &Panel),
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let says = |row: u32| sheet.says(row, lanes);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut totals: BTreeSet<usize> = BTreeSet::new();
    for known in found.iter().filter(|known| !is_loose(known)) {
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
    let meant = |sum: &&Relation| sum.tally.holds() > 0 && sum.tally.fails == sum.tally.slips;
    for sum in found.iter().filter(meant) {
        let parts: Vec<usize> = sum.parts.iter().map(|(part, _)| *part).collect();
        if parts.len() < 2 {
            continue;
        }
        let end = if parts.last() < Some(&sum.total) { sum.total } else { usize::MAX };
        let next = |ix: usize| parts.get(ix + 1).copied().unwrap_or(end);
        let last = |ix: usize| ix.checked_sub(1).map(|ix| parts[ix]);
        let lacking = || (0..parts.len()).filter(|ix| !totals.contains(&parts[*ix]));
        let below = (0..parts.len()).filter(|ix| is_sum_of(parts[*ix], Some(parts[*ix]), next(*ix))).count();
        let above = (0..parts.len()).filter(|ix| is_sum_of(parts[*ix], last(*ix), parts[*ix])).count();
        if below > 0 {
            // The last goes as far as the panel, if that has nothing else.
            let runs = lacking().map(|ix| (parts[ix], between(Some(parts[ix]), next(ix))));
            out.extend(runs.filter_map(|(total, parts)| taught(sheet, total, parts, lanes, below)));
        } else if above > 0 {
            let runs = lacking().map(|ix| (parts[ix], between(last(ix), parts[ix])));
            out.extend(runs.filter_map(|(total, parts)| taught(sheet, total, parts, lanes, above)));
        }
    }
    for row in rows.iter().filter(|row| hints[row].is_total() && says(**row)) {
        let twin = busy.get(busy.partition_point(|other| other <= row));
        let Some(twin) = twin.filter(|twin| is_same(sheet, *row, **twin, lanes)) else { continue };
        let parts = between(Some(*row as usize), *twin as usize);
        out.extend(if parts.len() > 1 { short(sheet, *row as usize, parts, lanes) } else { None });
    }
    let known: Vec<&Relation> = found.iter().chain(&out).collect();
    let more = under_headings((sheet, panel), rows, hints, of_which, &known, lanes);
    out.extend(more);
    out
}

/// Whether a relation that figures found holds on one line and fails on another: its rows may belong to another sum.
fn is_loose(known: &Relation) -> bool {
    known.why == "figures" && known.tally.sums <= 1 && known.tally.fails > 0
}

/// Groups under headings, of which some end with the sum of their other rows: the others are meant to, and the total behind
/// all of them to be the sum of their sums.
fn under_headings(
    (sheet, panel): (&Sheet<'_>, &Panel),
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[&Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut whole = None;
    for row in rows {
        if !sheet.says(*row, lanes) {
            // A row of signs for nothing heads nothing.
            let dashes = lanes.iter().any(|lane| sheet.at(*row, *lane) == Slot::Dash);
            groups.extend((!dashes).then(Vec::new));
        } else if groups.last().is_some_and(|group| group.len() > 1) && hints[row].is_of_all() {
            whole = Some(*row as usize);
            break;
        } else if let Some(group) = groups.last_mut().filter(|_| !of_which.contains(row)) {
            group.push(*row);
        }
    }
    groups.retain(|group| group.len() > 1);
    let by_total = ByTotal::of(found.iter().copied());
    let said = |sum: &Relation| -> Vec<u32> {
        sum.parts.iter().map(|(row, _)| *row as u32).filter(|row| sheet.says(*row, lanes)).collect()
    };
    // What stands behind the last sum is no group's.
    if let Some(last) = groups.last_mut() {
        let closes = |end: usize| {
            let all = |sum: &&Relation| sum.tally.sums > 0 && said(sum) == last[..end];
            by_total.at(last[end] as usize).iter().any(all)
        };
        let held = |row: &u32| {
            found.iter().any(|sum| {
                let row = *row as usize;
                sum.total == row || sum.parts.iter().any(|(part, _)| *part == row)
            })
        };
        let end = (2..last.len()).find(|end| closes(*end)).map(|end| end + 1);
        if let Some(end) = end.or_else(|| last.iter().position(held)) {
            last.truncate(end);
        }
    }
    groups.retain(|group| group.len() > 1);
    if groups.len() < 2 {
        return Vec::new();
    }
    let own = |group: &[u32]| -> (usize, Vec<Part>) {
        let (last, others) =
            group.split_last().map_or((0, &[][..]), |(last, others)| (*last as usize, others));
        (last, others.iter().map(|row| (*row as usize, 1)).collect())
    };
    let closes = |group: &&Vec<u32>| {
        let (total, parts) = own(group);
        let rows = || parts.iter().map(|(row, _)| *row as u32);
        let all = |sum: &&Relation| sum.tally.sums > 0 && said(sum).into_iter().eq(rows());
        by_total.at(total).iter().any(all)
    };
    let closing = groups.iter().filter(closes).count();
    if closing == 0 {
        return Vec::new();
    }
    // What ends a group is meant for its sum where it is called what the sums of others are.
    let called = |group: &[u32]| group.last().map(|row| sheet.label(*row, panel));
    let sums: BTreeSet<Option<String>> = groups.iter().filter(closes).map(|group| called(group)).collect();
    let is_called = |group: &[u32]| {
        sums.contains(&called(group)) || group.last().is_some_and(|row| hints[row].is_total())
    };
    let off = |(total, parts): &(usize, Vec<Part>)| {
        lanes.iter().any(|lane| equation(sheet, Axis::Rows, *total, parts, *lane).outcome() == Outcome::Off)
    };
    let meant = groups.iter().filter(|group| closes(group) || is_called(group));
    let open = meant.map(|group| (closes(&group), own(group)));
    let open =
        open.filter(
            |(closes, own)| {
                if *closes { off(own) } else { by_total.at(own.0).iter().all(|known| is_loose(known)) }
            },
        );
    // Rows that stand beside each other in a sum make up none of them: one without a figure between them is no heading.
    let together = |total: usize, parts: &[Part]| {
        let has = |sum: &Relation, row: usize| sum.parts.iter().any(|(part, _)| *part == row);
        found.iter().any(|sum| has(sum, total) && parts.iter().any(|(row, _)| has(sum, *row)))
    };
    let open = open.map(|(_, own)| own).filter(|(total, parts)| !together(*total, parts));
    let mut out: Vec<Relation> =
        open.filter_map(|(total, parts)| taught(sheet, total, parts, lanes, closing)).collect();
    if let Some(whole) = whole.filter(|whole| by_total.at(*whole).is_empty()) {
        let parts = groups.iter().map(|group| (own(group).0, 1)).collect();
        out.extend(taught(sheet, whole, parts, lanes, closing));
    }
    out
}

/// A total of all that no sum explains, as the sum of the tops: of the sums that no other takes up, all of them above their
/// parts or all below, and of each stretch of free rows the one that stands where their totals do.
fn over_tops(
    sheet: &Sheet<'_>,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Option<Relation> {
    let rows: Vec<u32> =
        rows.iter().copied().filter(|row| sheet.says(*row, lanes) && !of_which.contains(row)).collect();
    let by_total = ByTotal::of(found);
    let whole = |row: &&u32| hints[*row].is_of_all() && by_total.at(**row as usize).is_empty();
    let mut wholes = rows.iter().filter(whole);
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return None };
    if rows.first() != Some(whole) && rows.last() != Some(whole) {
        return None;
    }
    let taken: BTreeSet<usize> = found.iter().flat_map(|sum| &sum.parts).map(|(row, _)| *row).collect();
    let top = |sum: &&Relation| sum.tally.sums > 0 && sum.tally.fails == 0 && !taken.contains(&sum.total);
    let tops: Vec<&Relation> = found.iter().filter(top).collect();
    let above = |sum: &&&Relation| sum.parts.iter().all(|(row, _)| *row > sum.total);
    let before = match tops.iter().filter(above).count() {
        0 if tops.iter().all(|sum| sum.parts.iter().all(|(row, _)| *row < sum.total)) => false,
        count if count == tops.len() => true,
        _ => return None,
    };
    let mut parts: Vec<Part> = tops.iter().map(|sum| (sum.total, 1)).collect();
    let mut stretch: Vec<u32> = Vec::new();
    for row in rows.iter().filter(|row| *row != whole).map(Some).chain([None]) {
        let free =
            row.filter(|row| !taken.contains(&(**row as usize)) && by_total.at(**row as usize).is_empty());
        if let Some(free) = free {
            stretch.push(*free);
            continue;
        }
        // A total below its parts ends what is free before it begins the next.
        let own = if before { stretch.first() } else { stretch.last() };
        parts.extend(own.map(|row| (*row as usize, 1)));
        stretch.clear();
    }
    parts.sort_unstable();
    // A top may be the sum of two divisions.
    parts.dedup();
    if tops.is_empty() || parts.len() < 2 {
        return None;
    }
    // Whatever else it may be: it closes, or is off in one column.
    let whole = taught(sheet, *whole as usize, parts, lanes, tops.len())?;
    let off = lanes.iter().filter(|lane| {
        equation(sheet, Axis::Rows, whole.total, &whole.parts, **lane).outcome() == Outcome::Off
    });
    (off.count() <= 1).then_some(whole)
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

/// The sum of some rows as `others` beside it teach it: where it closes, and where what is off may be one figure.
fn taught(
    sheet: &Sheet<'_>,
    total: usize,
    parts: Vec<Part>,
    lanes: &[usize],
    others: usize,
) -> Option<Relation> {
    /// As many make a rule.
    const RULE: usize = 2;
    if parts.is_empty() || !sheet.pays(parts.len() * lanes.len()) {
        return None;
    }
    let equations: Vec<Equation> =
        lanes.iter().map(|lane| equation(sheet, Axis::Rows, total, &parts, *lane)).collect();
    let off = || equations.iter().filter(|one| one.outcome() == Outcome::Off && !one.blank_total);
    let alike = |one: &Equation| one.total.abs() <= 2 * one.sum.abs() && one.sum.abs() <= 2 * one.total.abs();
    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
    let only = tally.sums > 0 && off().count() == 1;
    let one_figure = |one: &Equation| {
        one.slipped.is_some()
            || one.lacks_a_part()
            || only && (one.slip || alike(one))
            || comes_near(one)
            || one.parts > 0 && others >= RULE && (alike(one) || is_less(one))
    };
    if parts.len() == 1 && others < RULE {
        return short(sheet, total, parts, lanes);
    }
    if off().next().is_none() {
        let closes = tally.sums > 0 && parts.len() > 1;
        return closes.then_some(Relation { total, parts, why: SIBLING, tally });
    }
    // One row may be what is left of a group.
    if off().all(one_figure)
        && (parts.len() > 1 || others >= RULE && equations.iter().all(|one| !one.lacks_a_part()))
    {
        return Some(Relation { total, parts, why: SHORT, tally });
    }
    short(sheet, total, parts, lanes)
}
