//! Signs that a column tells where others say nothing.
//!
//! A row that is nothing wherever a sum holds may be added or taken away; the column in which it is something tells.
//! And what is taken away from one total to give the next (before tax, tax, after tax) makes up neither with it.

use crate::evidence::Outcome;
use crate::missing::SHORT;
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::results::RESULT;
use crate::sheet::{Panel, Sheet};
use std::collections::BTreeMap;

/// Turns the sign of a part that is nothing wherever its sum holds, where all others close by that: two at the least, in one
/// sum or in sums of rows that are named alike. One alone that tells the sign says nothing of itself, and is left open.
pub(crate) fn turn(sheet: &Sheet<'_>, panel: &Panel, found: &mut [Relation], lanes: &[usize]) {
    let turned: Vec<(usize, Turned)> =
        (0..found.len()).filter_map(|ix| Some((ix, turned(sheet, panel, &found[ix], lanes)?))).collect();
    let mut telling: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, one) in &turned {
        *telling.entry(&one.name).or_default() += one.columns;
    }
    for (ix, one) in &turned {
        let known = &mut found[*ix];
        if one.columns < 2 && (one.name.is_empty() || telling[one.name.as_str()] < 2) {
            known.why = SHORT;
        } else {
            known.tally = tally(sheet, Axis::Rows, known.total, &one.parts, lanes.iter().copied());
            known.parts.clone_from(&one.parts);
        }
    }
}

/// A sum with the sign of one part turned.
struct Turned {
    parts: Vec<Part>,
    /// The name of that part.
    name: String,
    /// The columns that close by it.
    columns: usize,
}

fn turned(sheet: &Sheet<'_>, panel: &Panel, known: &Relation, lanes: &[usize]) -> Option<Turned> {
    let wrong = known.tally.fails > 0
        && known.tally.sums > 0
        && known.parts.len() > 2
        && matches!(known.why, "figures" | RESULT);
    if !wrong {
        return None;
    }
    let outcome =
        |parts: &[Part], lane: usize| equation(sheet, Axis::Rows, known.total, parts, lane).outcome();
    let off: Vec<usize> =
        lanes.iter().copied().filter(|lane| outcome(&known.parts, *lane) == Outcome::Off).collect();
    let nothing = |part: &Part| {
        lanes.iter().all(|lane| off.contains(lane) == (Axis::Rows.figure(sheet, part.0, *lane) != 0))
    };
    known.parts.iter().enumerate().filter(|(_, part)| nothing(part)).find_map(|(ix, (row, _))| {
        if !sheet.pays(known.parts.len()) {
            return None;
        }
        let mut parts = known.parts.clone();
        parts[ix].1 = -parts[ix].1;
        let closes = off.iter().all(|lane| outcome(&parts, *lane) == Outcome::Exact);
        closes.then(|| Turned { parts, name: sheet.label(*row as u32, panel), columns: off.len() })
    })
}

/// Whether a sum of two rows that holds nowhere closes everywhere when the last of the three is the sum: a = b + c is none
/// where c = a + b.
pub(crate) fn is_turned(sheet: &Sheet<'_>, relation: &Relation, lanes: &[usize]) -> bool {
    let &[(part, 1), (total, 1)] = relation.parts.as_slice() else { return false };
    let closes = || {
        let parts: [Part; 2] = [(relation.total, 1), (part, 1)];
        let mut outcomes =
            lanes.iter().map(|lane| equation(sheet, Axis::Rows, total, &parts, *lane).outcome());
        outcomes.all(|outcome| matches!(outcome, Outcome::Exact | Outcome::Void))
    };
    relation.total < total && relation.tally.holds() == 0 && relation.tally.fails > 0 && closes()
}
