//! Columns whose total is no sum of their rows in any table of a document: persons of whom some are counted in several rows.
//!
//! One table cannot tell them from a total that is wrong. Several can that never close, if their totals are always much less
//! than the sum, and never less than its largest part.

use crate::exactness::head;
use model::checked::{Check, CheckKind, Direction, Status, TableProof, Term};
use model::{Decimal, Repaired};
use std::collections::{BTreeMap, BTreeSet};

/// Tables in which a column of one head must fail, and close in none.
const TABLES: usize = 3;
/// The sum is more than the total by one part in so many at the least: a slip may be less.
const MORE: i64 = 20;

/// How the totals of columns under one head come out.
#[derive(Default)]
struct Outcomes {
    fails: BTreeSet<u32>,
    /// Some closes, or fails otherwise than by counting twice.
    other: bool,
}

/// Leaves open what fails in the columns that are not added up in a whole document.
pub(crate) fn leave_open(repaired: &Repaired, tables: &mut [TableProof]) {
    let mut outcomes: BTreeMap<String, Outcomes> = BTreeMap::new();
    for check in tables.iter().flat_map(|table| &table.checks) {
        let Some((table, head)) = column(repaired, check) else { continue };
        let known = outcomes.entry(head).or_default();
        if check.status == Status::Fails && counts_twice(repaired, check) {
            known.fails.insert(table);
        } else {
            known.other |= check.status.proves() || check.status == Status::Fails;
        }
    }
    outcomes.retain(|_, known| known.fails.len() >= TABLES && !known.other);
    if outcomes.is_empty() {
        return;
    }
    for check in tables.iter_mut().flat_map(|table| &mut table.checks) {
        let own = column(repaired, check).is_some_and(|(_, head)| outcomes.contains_key(&head));
        if own && check.status == Status::Fails {
            check.status = Status::Open;
            (check.left_value, check.right_value, check.difference) = (None, None, None);
        }
    }
}

/// The table and the head of the column down which a sum runs.
fn column(repaired: &Repaired, check: &Check) -> Option<(u32, String)> {
    let Some(Term::Cell { table, col, .. }) = check.left.first() else { return None };
    let down = check.kind == CheckKind::Sum && check.direction == Direction::Column;
    let head = down.then(|| head(&repaired.tables[*table as usize], *col))?;
    (!head.is_empty()).then_some((*table, head))
}

/// Whether a total is what remains of its parts when some are counted once that are in several.
fn counts_twice(repaired: &Repaired, check: &Check) -> bool {
    let value = |term: &Term| {
        let Term::Cell { table, row, col, .. } = term else { return None };
        let table = &repaired.tables[*table as usize];
        table.readings[table.table.index_at(*row, *col)].value
    };
    let (Some(total), Some(sum)) = (check.left_value, check.right_value) else { return false };
    let largest = check.right.iter().filter_map(value).max().unwrap_or_default();
    let more = (sum - total).checked_mul(Decimal::from(MORE));
    total >= largest && more.is_some_and(|more| more >= sum)
}
