//! Columns whose total is no sum of their rows in any table of a document: persons of whom some are counted in several rows,
//! medians, things that last. One table cannot tell them from a total that is wrong; several that never close can.

use crate::exactness::head;
use model::Repaired;
use model::checked::{CheckKind, Direction, Status, TableProof, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Tables in which a column of one head must fail, and close in none.
const TABLES: usize = 3;

/// How the totals of columns under one head come out.
#[derive(Default)]
struct Outcomes {
    fails: BTreeSet<u32>,
    closes: bool,
}

/// Leaves open what fails in the columns that are not added up in a whole document.
pub(crate) fn leave_open(repaired: &Repaired, tables: &mut [TableProof]) {
    let place = |term: Option<&Term>| match term {
        Some(Term::Cell { table, col, .. }) => Some((*table, *col)),
        _ => None,
    };
    let named = |table: u32, col: u32| {
        Some(head(&repaired.tables[table as usize], col)).filter(|head| !head.is_empty())
    };
    let mut outcomes: BTreeMap<String, Outcomes> = BTreeMap::new();
    let down =
        |kind: CheckKind, direction: Direction| kind == CheckKind::Sum && direction == Direction::Column;
    for check in
        tables.iter().flat_map(|table| &table.checks).filter(|check| down(check.kind, check.direction))
    {
        let Some((table, col)) = place(check.left.first()) else { continue };
        let Some(head) = named(table, col) else { continue };
        let known = outcomes.entry(head).or_default();
        if check.status == Status::Fails {
            known.fails.insert(table);
        }
        known.closes |= check.status.proves();
    }
    outcomes.retain(|_, known| known.fails.len() >= TABLES && !known.closes);
    if outcomes.is_empty() {
        return;
    }
    for check in tables.iter_mut().flat_map(|table| &mut table.checks) {
        let open = check.status == Status::Fails
            && down(check.kind, check.direction)
            && place(check.left.first())
                .and_then(|(table, col)| named(table, col))
                .is_some_and(|head| outcomes.contains_key(&head));
        if open {
            check.status = Status::Open;
            (check.left_value, check.right_value, check.difference) = (None, None, None);
        }
    }
}
