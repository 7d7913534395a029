//! Checks to the wire.

use super::evidence;
use crate::wire::{self, Bbox, Exact};
use model::checked::{Check, CheckSource, Term};
use model::{Decimal, Repaired};

/// One relation; within a table its own cells' terms leave the table out.
pub(super) fn check<'a>(from: &'a Check, within: Option<u32>, repaired: &'a Repaired) -> wire::Check<'a> {
    let terms = |terms: &'a [Term]| terms.iter().map(|from| term(from, within, repaired)).collect();
    wire::Check {
        id: from.id.0,
        kind: from.kind.name(),
        status: from.status.name(),
        left: terms(&from.left),
        right: terms(&from.right),
        left_value: from.left_value.map(Exact),
        right_value: from.right_value.map(Exact),
        difference: from.difference.map(Exact),
        tolerance: Exact(from.tolerance),
        source: match &from.source {
            CheckSource::Found => "found".to_owned(),
            CheckSource::Pack { pack, rule } => format!("pack:{pack}/{rule}"),
        },
        evidence: evidence(&from.evidence),
    }
}

fn term<'a>(from: &'a Term, within: Option<u32>, repaired: &'a Repaired) -> wire::Term<'a> {
    match from {
        Term::Cell { table, row, col, weight } => wire::Term::Cell {
            table: (within != Some(*table)).then_some(*table),
            row: *row,
            col: *col,
            weight: (*weight != Decimal::ONE).then_some(Exact(*weight)),
        },
        Term::Constant(value) => wire::Term::Constant { constant: Exact(*value) },
        Term::Prose { line, text, value } => {
            let ink = &repaired.outside[*line as usize].ink;
            wire::Term::Prose { text, page: ink.page, bbox: ink.bbox.map(Bbox), value: Exact(*value) }
        }
    }
}
