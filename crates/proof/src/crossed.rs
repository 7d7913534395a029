//! Equations that fail by one amount and share one cell: it is wrong.
//!
//! By itself a sum that fails among few that hold may not be meant. Where another fails by the same amount, and the two have
//! a single cell in common, one change of it closes both: that is no chance, and both are told.

use crate::emit::Checks;
use crate::evidence::Outcome;
use crate::forced::Known;
use crate::relation::{Axis, equation};
use crate::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Amounts of fewer bits are the same by chance.
const LEAST_BITS: u32 = 7;
/// Equations that may not be meant are looked through where there are no more than these.
const MOST: usize = 256;

/// One that fails, and may not be meant.
struct Failing {
    relation: usize,
    line: usize,
    /// Its places, as rows and lanes, with what must be added there to close it.
    places: Vec<((usize, usize), i128)>,
}

/// Tells the equations that another bears out.
pub(crate) fn tell(sheet: &Sheet<'_>, known: &mut [Known], checks: &mut Checks) {
    let open: usize = known.iter().map(|one| one.doubtful.len()).sum();
    if !(2..=MOST).contains(&open) {
        return;
    }
    let failing: Vec<Failing> = known.iter().enumerate().flat_map(|(ix, one)| of(sheet, ix, one)).collect();
    let mut by_place: BTreeMap<((usize, usize), i128), Vec<usize>> = BTreeMap::new();
    for (at, one) in failing.iter().enumerate() {
        for (place, amount) in &one.places {
            by_place.entry((*place, *amount)).or_default().push(at);
        }
    }
    let shared = |one: &Failing, other: &Failing| {
        one.places.iter().filter(|(place, _)| other.places.iter().any(|(known, _)| known == place)).count()
    };
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for with in by_place.values() {
        for (nth, one) in with.iter().enumerate() {
            // Columns that say one thing in two ways share what they lack.
            let apart = |other: &usize| {
                let axes = [*one, *other].map(|at| known[failing[at].relation].axis);
                axes != [Axis::Lanes, Axis::Lanes] && shared(&failing[*one], &failing[*other]) == 1
            };
            let others = with[..nth].iter().filter(|other| apart(other));
            for other in others {
                told.extend([*one, *other]);
            }
        }
    }
    for at in told {
        let Failing { relation, line, .. } = failing[at];
        known[relation].doubtful.remove(&line);
        let Known { axis, relation, .. } = &known[relation];
        let equation = equation(sheet, *axis, relation.total, &relation.parts, line);
        checks.one(sheet, *axis, (relation, relation.why), line, &equation);
    }
}

/// The equations of a relation that fail and may not be meant, where others of it hold.
fn of(sheet: &Sheet<'_>, ix: usize, one: &Known) -> Vec<Failing> {
    let Known { axis, relation, doubtful, .. } = one;
    if relation.tally.sums == 0 {
        return Vec::new();
    }
    let failing = |line: &usize| {
        let equation = equation(sheet, *axis, relation.total, &relation.parts, *line);
        let off = equation.total - equation.sum;
        let long = (off.abs() / equation.ulp.max(1)).checked_ilog2().is_some_and(|bits| bits >= LEAST_BITS);
        let blank = equation.blank_total || equation.blank_part.is_some();
        if equation.outcome() != Outcome::Off || blank || !long {
            return None;
        }
        let place = |of: usize| match axis {
            Axis::Rows => (of, *line),
            Axis::Lanes => (*line, of),
        };
        let parts = relation.parts.iter().map(|(part, weight)| (place(*part), off * i128::from(*weight)));
        let places = parts.chain([(place(relation.total), -off)]).collect();
        Some(Failing { relation: ix, line: *line, places })
    };
    doubtful.iter().filter_map(failing).collect()
}
