//! Rows that say nothing wherever a sum holds, and something where it fails.
//!
//! In a statement of several years a row may have a figure in one year alone. A sum that holds in the others says nothing of
//! it: it may stand among the parts by its place and be counted in one of them already, or be a part that nothing has named. What closes the sum to the last digit wherever it fails is meant.

use crate::evidence::Outcome;
use crate::relation::{Axis, Part, Relation, equation};
use crate::sheet::Sheet;
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};

/// Silent rows of one sum: with each of them the ways to count them double, and with these what closes by chance.
const MOST: usize = 6;

/// The parts of a sum with its silent rows counted in the one way that closes it wherever it fails, when fewest of them are
/// counted otherwise than they were.
pub(crate) fn counted(
    sheet: &Sheet<'_>,
    (rows, hints): (&[u32], &BTreeMap<u32, Hint>),
    (known, found): (&Relation, &[Relation]),
    lanes: &[usize],
) -> Option<Vec<Part>> {
    let (mut holding, mut off) = (Vec::new(), Vec::new());
    for lane in lanes {
        let found = equation(sheet, Axis::Rows, known.total, &known.parts, *lane);
        match found.outcome() {
            Outcome::Exact | Outcome::Near => holding.push(*lane),
            Outcome::Off if !found.blank_total => off.push((*lane, found.total - found.sum)),
            Outcome::Off | Outcome::Open | Outcome::Void => {}
        }
    }
    if holding.is_empty() || off.is_empty() {
        return None;
    }
    let figure = |row: usize, lane: usize| Axis::Rows.figure(sheet, row, lane);
    let silent = |row: usize| {
        holding.iter().all(|lane| figure(row, *lane) == 0)
            && off.iter().any(|(lane, _)| figure(row, *lane) != 0)
    };
    let weights: BTreeMap<usize, i8> = known.parts.iter().copied().collect();
    // What is part of another sum is counted there.
    let elsewhere: BTreeSet<usize> = found
        .iter()
        .filter(|sum| sum.total != known.total)
        .flat_map(|sum| sum.parts.iter().map(|(row, _)| *row))
        .collect();
    let ends = |lines: &mut dyn Iterator<Item = usize>| {
        lines.fold((usize::MAX, 0), |(from, to), at| (from.min(at), to.max(at)))
    };
    let (from, to) = ends(&mut weights.keys().copied().chain([known.total]));
    let between = |row: usize| (from..=to).contains(&row) && row != known.total;
    let free = |row: usize| {
        between(row)
            && !elsewhere.contains(&row)
            && hints.get(&(row as u32)).is_some_and(|hint| !hint.is_total() && *hint != Hint::OfWhich)
    };
    let rows = rows.iter().map(|row| *row as usize);
    let loose: Vec<usize> =
        rows.filter(|row| (weights.contains_key(row) || free(*row)) && silent(*row)).collect();
    if loose.is_empty() || loose.len() > MOST {
        return None;
    }
    let was = |row: usize| weights.get(&row).copied().unwrap_or(0);
    let closes = |choice: &[i8]| {
        off.iter().all(|(lane, by)| {
            let more = loose
                .iter()
                .zip(choice)
                .map(|(row, weight)| figure(*row, *lane) * i128::from(weight - was(*row)));
            more.sum::<i128>() == *by
        })
    };
    let changes =
        |choice: &[i8]| loose.iter().zip(choice).filter(|(row, weight)| was(**row) != **weight).count();
    let mut best: Option<(usize, Vec<i8>)> = None;
    for choice in choices(loose.iter().map(|row| if was(*row) == 0 { 1 } else { was(*row) })) {
        if !sheet.pays(loose.len()) {
            return None;
        }
        if closes(&choice) && best.as_ref().is_none_or(|(fewest, _)| changes(&choice) < *fewest) {
            best = Some((changes(&choice), choice));
        }
    }
    let (_, choice) = best?;
    let own = known.parts.iter().copied().filter(|(row, _)| !loose.contains(row));
    let counted = loose.iter().copied().zip(choice).filter(|(_, weight)| *weight != 0);
    let mut parts: Vec<Part> = own.chain(counted).collect();
    parts.sort_unstable();
    (!parts.is_empty()).then_some(parts)
}

/// All ways to count some rows with their weights, or leave them out.
fn choices(weights: impl Iterator<Item = i8>) -> Vec<Vec<i8>> {
    let mut out = vec![Vec::new()];
    for weight in weights {
        let with =
            |begun: &Vec<i8>| [0, weight].map(|weight| begun.iter().copied().chain([weight]).collect());
        out = out.iter().flat_map(with).collect::<Vec<Vec<i8>>>();
    }
    out
}
