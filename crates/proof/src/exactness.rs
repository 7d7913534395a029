//! Whether a document's figures are exact or rounded.
//!
//! Figures rounded one by one do not add up to their rounded total: the sum of *n* of them is off by a unit or more in about
//! one case of four for two parts, in every second for ten (the error of each is uniform within half a unit). So many sums
//! that close to the last digit, and hardly any that do not, are exact figures, and what is off by a unit is no rounding.
//! The two readings are weighed by their likelihood, for the columns of one head together: a document may hold a budget in
//! whole thousands beside accounts rounded to them. A column with one sum that is off is judged by the whole document.

use crate::words::squash;
use model::checked::{CheckKind, Status, TableProof, Term};
use model::{Repaired, RepairedTable};
use std::collections::{BTreeMap, BTreeSet};

/// Columns whose figures are exact: their decimals and the head they share.
pub(crate) type Exact = BTreeSet<(u32, String)>;

/// Hundredths of a bit that an exact sum of rounded figures costs: -log2(2/3), two parts and some more.
const CLOSES: u32 = 58;
/// Hundredths of a bit that a sum of exact figures costs which is off by a unit: a slip in a thousand.
const SLIPS: u32 = 1000;
/// Hundredths of a bit by which one reading must be the likelier.
const MARGIN: u32 = 600;

/// The exact columns of a document in which some sum is off by rounding.
pub(crate) fn exact(repaired: &Repaired, tables: &[TableProof]) -> Exact {
    let mut counts: BTreeMap<(u32, String), (u32, u32)> = BTreeMap::new();
    for check in tables.iter().flat_map(|table| &table.checks) {
        if !matches!(check.kind, CheckKind::Sum | CheckKind::Difference) || check.right.len() < 2 {
            continue;
        }
        let figures = check.left.iter().chain(&check.right).filter_map(|term| scale(repaired, term));
        let (Some(decimals), Some(Term::Cell { table, col, .. })) = (figures.min(), check.left.first())
        else {
            continue;
        };
        let (closes, off) =
            counts.entry((decimals, head(&repaired.tables[*table as usize], *col))).or_default();
        match check.status {
            Status::Holds => *closes += 1,
            Status::Rounding => *off += 1,
            Status::Fails | Status::Open => {}
        }
    }
    let is_exact = |closes: u32, off: u32| closes * CLOSES > off * SLIPS + MARGIN;
    let mut whole: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for ((decimals, _), (closes, off)) in counts.iter().filter(|(_, (_, off))| *off < 2) {
        let sum = whole.entry(*decimals).or_default();
        *sum = (sum.0 + closes, sum.1 + off);
    }
    counts
        .into_iter()
        .filter(|((decimals, _), (closes, off))| match off {
            0 => false,
            // One slip is off in its row and its column; more of them are rounding.
            1 => whole.get(decimals).is_some_and(|(closes, off)| *off <= 2 && is_exact(*closes, *off)),
            _ => is_exact(*closes, *off),
        })
        .map(|(column, _)| column)
        .collect()
}

/// The lowest head over a column, squashed.
pub(crate) fn head(table: &RepairedTable, col: u32) -> String {
    let rows = (0..table.header_rows.min(table.table.n_rows())).rev();
    rows.map(|row| squash(table.table.at(row, col).text())).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The decimals of a term's printed figure, when it is not 0.
fn scale(repaired: &Repaired, term: &Term) -> Option<u32> {
    let Term::Cell { table, row, col, .. } = term else { return None };
    let table = &repaired.tables[*table as usize];
    let value = table.readings[table.table.index_at(*row, *col)].value?;
    (!value.is_zero()).then(|| value.scale())
}
