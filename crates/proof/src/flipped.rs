//! Signs that a column tells where others say nothing.
//!
//! A row that is nothing wherever a sum holds may be added or taken away; the column in which it is something tells.
//! And what is taken away from one total to give the next (before tax, tax, after tax) makes up neither with it.

use crate::evidence::Outcome;
use crate::missing::SHORT;
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::results::RESULT;
use crate::sheet::Sheet;

/// Turns the sign of a part that is nothing wherever its sum holds, where all others close by that, two at the least: one
/// alone that tells the sign says nothing of itself, and is left open.
pub(crate) fn turn(sheet: &Sheet<'_>, found: &mut [Relation], lanes: &[usize]) {
    let wrong = |known: &&mut Relation| {
        known.tally.fails > 0
            && known.tally.sums > 0
            && known.parts.len() > 2
            && matches!(known.why, "figures" | RESULT)
    };
    for known in found.iter_mut().filter(wrong) {
        let outcome =
            |parts: &[Part], lane: usize| equation(sheet, Axis::Rows, known.total, parts, lane).outcome();
        let off: Vec<usize> =
            lanes.iter().copied().filter(|lane| outcome(&known.parts, *lane) == Outcome::Off).collect();
        let nothing = |part: &Part| {
            lanes.iter().all(|lane| off.contains(lane) == (Axis::Rows.figure(sheet, part.0, *lane) != 0))
        };
        let turned = known.parts.iter().enumerate().filter(|(_, part)| nothing(part)).find_map(|(ix, _)| {
            if !sheet.pays(known.parts.len()) {
                return None;
            }
            let mut parts = known.parts.clone();
            parts[ix].1 = -parts[ix].1;
            off.iter().all(|lane| outcome(&parts, *lane) == Outcome::Exact).then_some(parts)
        });
        if turned.is_some() && off.len() < 2 {
            known.why = SHORT;
        } else if let Some(parts) = turned {
            known.tally = tally(sheet, Axis::Rows, known.total, &parts, lanes.iter().copied());
            known.parts = parts;
        }
    }
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
