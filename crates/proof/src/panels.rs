//! What the panels of one table teach each other: a row that is the sum of others in most of them is meant to be everywhere.

use crate::blocks::BLOCK;
use crate::evidence::Outcome;
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::rows::PanelRows;
use crate::sheet::{Panel, Sheet};
use std::collections::BTreeMap;

/// So many other panels teach one.
const TAUGHT: usize = 2;

/// Gives a panel the sums of the others, where its own say less or something else of the same total, and do not close.
pub(crate) fn teach(sheet: &Sheet<'_>, panels: &mut [PanelRows]) {
    if panels.len() <= TAUGHT {
        return;
    }
    let mut known: BTreeMap<(usize, Vec<Part>), usize> = BTreeMap::new();
    let lanes = |at: &Panel| sheet.added(at.lanes.clone());
    for (panel, at) in panels.iter().zip(sheet.panels.iter()) {
        for sum in panel.relations.iter().filter(|sum| closes(sheet, sum, &lanes(at))) {
            *known.entry((sum.total, sum.parts.clone())).or_default() += 1;
        }
    }
    // Of several sums of one total the one that most panels have is meant; where as many have another, none teaches.
    let mut best: BTreeMap<usize, (usize, Option<Vec<Part>>)> = BTreeMap::new();
    for ((total, parts), count) in known.into_iter().filter(|(_, count)| *count >= TAUGHT) {
        let (most, of) = best.entry(total).or_default();
        if count > *most {
            (*most, *of) = (count, Some(parts));
        } else if count == *most {
            *of = None;
        }
    }
    let known: Vec<(usize, Vec<Part>)> =
        best.into_iter().filter_map(|(total, (_, parts))| Some((total, parts?))).collect();
    for (panel, at) in panels.iter_mut().zip(sheet.panels.iter()) {
        let lanes = lanes(at);
        for (total, parts) in &known {
            let own = |sum: &&Relation| sum.total == *total;
            let told = |sum: &Relation| sum.parts == *parts || closes(sheet, sum, &lanes);
            if lanes.is_empty() || panel.relations.iter().filter(own).any(told) {
                continue;
            }
            let tally = tally(sheet, Axis::Rows, *total, parts, lanes.iter().copied());
            if tally.holds() + tally.fails == 0 {
                continue;
            }
            panel.relations.retain(|sum| sum.total != *total);
            panel.relations.push(Relation { total: *total, parts: parts.clone(), why: BLOCK, tally });
        }
        panel.relations.sort_by_key(|sum| sum.total);
    }
}

/// Whether a sum of two parts or more closes to the last digit in some lane, and fails in none.
fn closes(sheet: &Sheet<'_>, sum: &Relation, lanes: &[usize]) -> bool {
    let exact = |lane: &usize| {
        let equation = equation(sheet, Axis::Rows, sum.total, &sum.parts, *lane);
        equation.outcome() == Outcome::Exact && equation.parts > 1
    };
    sum.tally.fails == 0 && lanes.iter().any(exact)
}
