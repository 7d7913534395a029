//! Opening balances, what moved, and closing balances, by their names: "期初余额", "Opening balance", "At 31 December".
//!
//! In columns or in rows, a balance by name is the one before it and what stands between the two, of which what is named a
//! decrease is taken away. The figures find such sums without the words; the words tell which column a movement belongs
//! in, and that a balance is meant where a movement is missing.

use crate::evidence::{ENOUGH, Outcome};
use crate::relation::{Axis, ByTotal, Part, Relation, equation, tally};
use crate::sheet::{Panel, Sheet};
use crate::words::{Balance, Words};
use std::collections::BTreeSet;

/// What a relation is called that the names of balances propose.
pub(crate) const MOVEMENTS: &str = "movements";

/// Bits that both names bring.
const NAMED: i32 = 10;
/// Columns of no telling name whose signs are tried, at the most.
const MOST_OPEN: usize = 4;

/// The closing column of some lanes, as the opening one and what moved.
pub(crate) fn of_lanes(
    sheet: &Sheet<'_>,
    lanes: &[usize],
    rows: &[usize],
    found: &[Relation],
    words: &Words,
) -> Option<Relation> {
    let role = |lane: usize| sheet.lanes[lane].heads.iter().find_map(|head| words.balance(head));
    let only = |wanted: Balance| {
        let mut with = lanes.iter().enumerate().filter(|(_, lane)| role(**lane) == Some(wanted));
        with.next().filter(|_| with.next().is_none()).map(|(at, _)| at)
    };
    let (opening, closing) = (only(Balance::Opening)?, only(Balance::Closing)?);
    let between = lanes.get(opening + 1..closing).filter(|between| !between.is_empty())?;
    let inside = |lane: &usize| between.contains(lane);
    let within = |sum: &&Relation| inside(&sum.total) && sum.parts.iter().all(|(lane, _)| inside(lane));
    let taken: BTreeSet<usize> =
        found.iter().filter(within).flat_map(|sum| &sum.parts).map(|(lane, _)| *lane).collect();
    let mut parts: Vec<Part> = vec![(lanes[opening], 1)];
    let mut open: Vec<usize> = Vec::new();
    for lane in between.iter().filter(|lane| !taken.contains(lane) && !sheet.lanes[**lane].of_which) {
        let figures: Vec<i128> = rows.iter().map(|row| Axis::Lanes.figure(sheet, *lane, *row)).collect();
        let negative = figures.iter().filter(|figure| **figure < 0).count();
        let positive = figures.iter().filter(|figure| **figure > 0).count();
        match sheet.lanes[*lane].heads.iter().find_map(|head| words.movement(head)) {
            // Printed as what they are, or without their sign.
            Some(sign) => parts.push((*lane, if negative > positive { 1 } else { sign })),
            None if negative + positive == 0 => {}
            None => {
                open.push(parts.len());
                parts.push((*lane, 1));
            }
        }
    }
    if parts.len() < 2 || open.len() > MOST_OPEN {
        return None;
    }
    let total = lanes[closing];
    let tried = (0..1u32 << open.len()).map(|signs| {
        let mut parts = parts.clone();
        for (bit, at) in open.iter().enumerate() {
            parts[*at].1 = if signs >> bit & 1 == 1 { -1 } else { 1 };
        }
        let tally = tally(sheet, Axis::Lanes, total, &parts, rows.iter().copied());
        Relation { total, parts, why: MOVEMENTS, tally }
    });
    let best = tried.max_by_key(|relation| (relation.tally.bits, -minus(relation)))?;
    let own = &best.tally;
    let enough = own.bits + NAMED - open.len() as i32 >= ENOUGH && own.sums > 0;
    (enough && own.holds() + own.slips >= own.fails - own.slips).then_some(best)
}

fn minus(relation: &Relation) -> i32 {
    relation.parts.iter().filter(|(_, sign)| *sign < 0).count() as i32
}

/// The balances among the rows of a panel that no relation explains, as those before them and what moved.
pub(crate) fn of_rows(
    sheet: &Sheet<'_>,
    panel: &Panel,
    (rows, of_which): (&[u32], &BTreeSet<u32>),
    found: &[Relation],
    lanes: &[usize],
    words: &Words,
) -> Vec<Relation> {
    let says = |row: u32| sheet.says(row, lanes);
    let role = |row: &u32| {
        let balance = words.balance(&sheet.label(*row, panel)).filter(|_| says(*row))?;
        Some((*row, balance))
    };
    let balances: Vec<(u32, Balance)> = rows.iter().filter_map(role).collect();
    let mut out = Vec::new();
    // What moved stands above a closing balance, and nothing above it that it may have moved from.
    let headless = balances.first().filter(|(_, first)| *first == Balance::Closing).and_then(|(now, _)| {
        let above: Vec<u32> = rows.iter().copied().filter(|row| row < now && says(*row)).collect();
        let movement = |row: u32| words.movement(&sheet.label(row, panel));
        let negative = |lane: &usize| Axis::Rows.figure(sheet, above[0] as usize, *lane) < 0;
        let explained = found.iter().any(|sum| sum.total == *now as usize);
        let first = *above.first()?;
        let moves = movement(first).is_some() || lanes.iter().any(negative);
        let told = moves && !explained && above.iter().any(|row| movement(*row).is_some());
        let parts = above.iter().filter(|row| !of_which.contains(row));
        let parts: Vec<Part> = parts.map(|row| (*row as usize, movement(*row).unwrap_or(1))).collect();
        told.then_some((*now as usize, parts))
    });
    out.extend(headless.map(|(total, parts)| {
        let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
        Relation { total, parts, why: MOVEMENTS, tally }
    }));
    let by_total = ByTotal::of(found);
    for pair in balances.windows(2) {
        let [(before, Balance::Opening), (now, closing)] = *pair else { continue };
        let inside = |row: usize| (before as usize..now as usize).contains(&row);
        let explains = |sum: &&Relation| sum.parts.iter().any(|(part, _)| inside(*part));
        let known: Vec<&Relation> = by_total.at(now as usize).iter().copied().filter(explains).collect();
        // A row that stands twice moved nothing.
        if known.iter().any(|sum| sum.tally.fails == 0) || sheet.is_copy(before, now) {
            continue;
        }
        let taken: BTreeSet<usize> = by_total
            .within(before as usize + 1..now as usize)
            .flat_map(|sum| &sum.parts)
            .map(|(part, _)| *part)
            .collect();
        let (mut carried, mut moves) = (1, false);
        let mut parts: Vec<Part> = vec![(before as usize, 1)];
        let between = rows[rows.partition_point(|row| *row <= before)..].iter().copied();
        for row in between.take_while(|row| *row < now) {
            let label = sheet.label(row, panel);
            carried = words.sign(&label).unwrap_or(carried);
            moves |= words.movement(&label).is_some();
            if says(row) && !of_which.contains(&row) && !taken.contains(&(row as usize)) {
                parts.push((row as usize, words.movement(&label).unwrap_or(carried)));
            }
        }
        let total = now as usize;
        let sure = |lane: &usize| {
            let equation = equation(sheet, Axis::Rows, total, &parts, *lane);
            equation.outcome() == Outcome::Exact && equation.bits() >= ENOUGH
        };
        // Movements by name, between an opening balance and a closing one, are meant though none of the columns closes.
        let meant = moves && parts.len() > 1 && closing == Balance::Closing;
        if meant || lanes.iter().any(sure) {
            let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
            // What fails somewhere by the signs that figures gave it is this where it fails nowhere by its names.
            if known.is_empty() || tally.fails == 0 && tally.sums > 0 {
                out.push(Relation { total, parts, why: MOVEMENTS, tally });
            }
        }
    }
    out
}
