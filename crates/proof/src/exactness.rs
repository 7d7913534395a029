//! Whether a document's figures are exact or rounded.
//!
//! Figures rounded one by one do not add up to their rounded total: the sum of *n* of them is off by a unit or more in about
//! one case of four for two parts, in every second for ten (the error of each is uniform within half a unit). So many sums
//! that close to the last digit, and hardly any that do not, are exact figures, and what is off by a unit is no rounding.
//! The two readings are weighed by their likelihood, for the columns of one head together: a document may hold a budget in
//! whole thousands beside accounts rounded to them. A column with one sum that is off is judged by the whole document.
//! The figures' length speaks as well: hardly anybody rounds to ten digits and prints decimals.

use crate::chains::CHAIN;
use crate::means::MEAN;
use crate::running::RUNNING;
use crate::siblings::SIBLING;
use crate::words::squash;
use model::checked::{CheckKind, Status, TableProof, Term};
use model::{Decimal, Repaired, RepairedTable};
use std::collections::{BTreeMap, BTreeSet};

/// Columns whose figures are exact: their decimals and the head they share.
pub(crate) type Exact = BTreeSet<(u32, String)>;

/// Hundredths of a bit that an exact sum of rounded figures costs: -log2(2/3), two parts and some more.
const CLOSES: u32 = 58;
/// Hundredths of a bit that a sum of exact figures costs which is off by a unit: a slip in a thousand.
const SLIPS: u32 = 1000;
/// Hundredths of a bit by which one reading must be the likelier.
const MARGIN: u32 = 600;

/// Hundredths of a bit that each digit of the longest figure brings from the tenth on, where there are decimals.
const DIGIT: u32 = 300;
const FIRST_DIGIT: u32 = 10;

/// What speaks for and against the figures of some columns being exact.
#[derive(Clone, Debug, Default)]
struct Column {
    closes: u32,
    off: u32,
    /// Digits of the longest figure.
    digits: u32,
    /// What moved running balances: the same amount again and again closes for one reason.
    moved: BTreeSet<Vec<Decimal>>,
}

impl Column {
    fn add(&mut self, value: Decimal) {
        if value.scale() >= 2 {
            self.digits = self.digits.max(value.mantissa().abs().checked_ilog10().map_or(0, |log| log + 1));
        }
    }

    fn join(&mut self, other: &Self) {
        (self.closes, self.off) = (self.closes + other.closes, self.off + other.off);
        self.digits = self.digits.max(other.digits);
    }

    fn is_exact(&self) -> bool {
        let long = (self.digits + 1).saturating_sub(FIRST_DIGIT) * DIGIT;
        self.closes * CLOSES + long > self.off * SLIPS + MARGIN
    }
}

/// The exact columns of a document in which some sum is off by rounding.
pub(crate) fn exact(repaired: &Repaired, tables: &[TableProof]) -> Exact {
    let mut columns: BTreeMap<(u32, String), Column> = BTreeMap::new();
    for check in tables.iter().flat_map(|table| &table.checks) {
        // What is taken for a sum because it closes is no witness.
        let circular =
            check.evidence.details.iter().any(|(_, by)| [SIBLING, CHAIN, MEAN].contains(&by.as_str()));
        if circular || !matches!(check.kind, CheckKind::Sum | CheckKind::Difference) || check.right.len() < 2
        {
            continue;
        }
        let figures: Vec<Decimal> =
            check.left.iter().chain(&check.right).filter_map(|term| figure(repaired, term)).collect();
        let coarsest = figures.iter().map(Decimal::scale).min();
        let (Some(decimals), Some(Term::Cell { table, col, .. })) = (coarsest, check.left.first()) else {
            continue;
        };
        let column = columns.entry((decimals, head(&repaired.tables[*table as usize], *col))).or_default();
        let is_running = check.evidence.details.iter().any(|(_, by)| by == RUNNING);
        // Without the balances on both sides.
        let moved: Option<Vec<Decimal>> = is_running.then(|| figures.iter().skip(2).copied().collect());
        for figure in figures.into_iter().filter(|figure| figure.scale() == decimals) {
            column.add(figure);
        }
        match check.status {
            Status::Holds => column.closes += u32::from(moved.is_none_or(|moved| column.moved.insert(moved))),
            Status::Rounding => column.off += 1,
            Status::Fails | Status::Open => {}
        }
    }
    let mut whole: BTreeMap<u32, Column> = BTreeMap::new();
    for ((decimals, _), column) in columns.iter().filter(|(_, column)| column.off < 2) {
        whole.entry(*decimals).or_default().join(column);
    }
    columns
        .into_iter()
        .filter(|((decimals, _), column)| match column.off {
            0 => false,
            // One slip is off in its row and its column; more of them are rounding.
            1 => column.is_exact() || whole.get(decimals).is_some_and(|all| all.off <= 2 && all.is_exact()),
            _ => column.is_exact(),
        })
        .map(|(column, _)| column)
        .collect()
}

/// The lowest head over a column, squashed.
pub(crate) fn head(table: &RepairedTable, col: u32) -> String {
    let rows = (0..table.header_rows.min(table.table.n_rows())).rev();
    rows.map(|row| squash(table.table.at(row, col).text())).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A term's printed figure, when it is not 0.
fn figure(repaired: &Repaired, term: &Term) -> Option<Decimal> {
    let Term::Cell { table, row, col, .. } = term else { return None };
    let table = &repaired.tables[*table as usize];
    let value = table.readings[table.table.index_at(*row, *col)].value?;
    (!value.is_zero()).then_some(value)
}
