//! Figures of a row that was left out, where they are forced.
//!
//! What a sum of rows lacks in each column are the figures of one row, if one is missing. No cell is made of it: the table does
//! not hold the row, and a repair adds no ink. But where what is lacking keeps a sum that the columns keep in every other
//! row, both ways ask for the same figures, and each check says so.

use crate::evidence::Outcome;
use crate::forced::Known;
use crate::relation::{Axis, Relation, equation};
use crate::sheet::Sheet;
use model::checked::{Check, Direction, Status, Term};
use std::collections::BTreeMap;

/// Sums of columns in other rows that teach one.
const TAUGHT: u32 = 2;

/// Says with the open checks of a sum of rows whether what it lacks adds up across its columns.
pub(crate) fn tell(sheet: &Sheet<'_>, known: &[Known], checks: &mut [Check]) {
    let across: Vec<&Relation> = known
        .iter()
        .filter(|one| one.axis == Axis::Lanes && one.relation.tally.sums >= TAUGHT)
        .map(|one| &one.relation)
        .collect();
    if across.is_empty() {
        return;
    }
    // Checks in columns that lack something, by the row of their total.
    let mut open: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, check) in checks.iter().enumerate() {
        let lacks = check.evidence.details.iter().any(|(name, _)| *name == "lacks");
        if let (Status::Open, Direction::Column, [Term::Cell { row, .. }]) =
            (check.status, check.direction, check.left.as_slice())
            && lacks
        {
            open.entry(*row).or_default().push(at);
        }
    }
    let sums = known.iter().filter(|one| one.axis == Axis::Rows);
    for sum in sums.filter(|one| open.contains_key(&(one.relation.total as u32))) {
        if is_kept(sheet, &sum.relation, &across) {
            for at in &open[&(sum.relation.total as u32)] {
                let details = &mut checks[*at].evidence.details;
                if !details.iter().any(|(name, _)| *name == "row") {
                    details.push(("row", "adds up across".to_owned()));
                }
            }
        }
    }
}

/// Whether what a sum of rows lacks keeps the sums of columns: one at least of two figures, and none is broken.
fn is_kept(sheet: &Sheet<'_>, sum: &Relation, across: &[&Relation]) -> bool {
    let lacking: Vec<i128> = (0..sheet.lanes.len())
        .map(|lane| {
            let found = equation(sheet, Axis::Rows, sum.total, &sum.parts, lane);
            if found.outcome() == Outcome::Off { found.total - found.sum } else { 0 }
        })
        .collect();
    let mut kept = 0;
    for relation in across {
        let weighed = relation.parts.iter().map(|(lane, weight)| lacking[*lane] * i128::from(*weight));
        let parts = weighed.clone().filter(|part| *part != 0).count();
        if lacking[relation.total] != weighed.sum::<i128>() {
            return false;
        }
        kept += usize::from(parts > 1);
    }
    kept > 0
}
