//! [`model::Repaired`] to [`model::Checked`]: which figures add up, which do not, and what that says of each cell.
//!
//! Nothing need be configured. [`sheet`] sees a table as figures by row and column with their labels; [`rows`] and [`columns`]
//! propose relations from structure ([`outline`]: codes, numbering, indents; words; spanning heads) and from the figures
//! ([`scan`]); [`evidence`] weighs how many independent instances hold and how unlikely that is by chance; [`emit`] makes
//! checks of them. [`verdicts`] says what follows for each cell: a verdict follows from the checks that touch it, never the
//! other way. [`kinds`] says what each row is.
//!
//! Sums are exact (scaled integers); tolerances are intervals of the printed precision, as in XBRL Calculations 1.1. What
//! this crate refuses to know: pages, files, how a figure was read.

mod across;
mod amounts;
mod columns;
mod emit;
mod evidence;
mod kinds;
mod outline;
mod relation;
mod rows;
mod scan;
mod sheet;
mod verdicts;
mod words;

use emit::Checks;
use model::Repaired;
use model::checked::{Check, CheckId, Checked, RowKind, TableProof};
use model::repaired::Unit;
use relation::Axis;
use sheet::{Sheet, Slot};
pub use words::{Radix, Scheme, Words, built_in_schemes};

/// What proof may do, and the words it knows.
#[derive(Clone, Debug)]
pub struct Config {
    /// The words that hint at sums.
    pub words: Words,
    /// The schemes of codes.
    pub schemes: Vec<Scheme>,
    /// The units that labels name in brackets, and that stand behind amounts in the prose.
    pub units: Vec<Unit>,
}

impl Default for Config {
    fn default() -> Self {
        Self { words: Words::default(), schemes: built_in_schemes(), units: Vec::new() }
    }
}

/// Holds the figures of a document against each other. Total: it always returns.
pub fn prove(repaired: Repaired, config: &Config) -> Checked {
    let sheets: Vec<Sheet<'_>> =
        (0..).zip(&repaired.tables).map(|(ix, table)| Sheet::of(table, ix, &config.words)).collect();
    let mut tables: Vec<TableProof> = sheets.iter().map(|sheet| prove_table(sheet, &config.words)).collect();
    let view = across::View {
        sheets: &sheets,
        proofs: &tables,
        words: &config.words,
        schemes: &config.schemes,
        units: &config.units,
    };
    let mut across = across::across(&view);
    number(&mut tables, &mut across);
    verdicts::verdicts(&repaired, &mut tables, &across);
    Checked { repaired, tables, across }
}

fn prove_table(sheet: &Sheet<'_>, words: &Words) -> TableProof {
    let mut checks = Checks::default();
    let mut panels = Vec::new();
    let figured =
        |row: &u32| (0..sheet.lanes.len()).any(|lane| matches!(sheet.at(*row, lane), Slot::Value(_)));
    let rows: Vec<usize> = sheet.body().filter(figured).map(|row| row as usize).collect();
    let mut families = rows::Families::default();
    let proposed: Vec<rows::Proposed> =
        sheet.panels.iter().map(|panel| rows::propose(sheet, panel, words, &mut families)).collect();
    for (panel, proposed) in sheet.panels.iter().zip(proposed) {
        for relation in columns::relations(sheet, panel.lanes.clone(), &rows, words) {
            checks.add(sheet, Axis::Lanes, &relation, &rows);
        }
        let found = rows::relations(sheet, panel, proposed, &families);
        let lanes: Vec<usize> = panel.lanes.clone().collect();
        for relation in &found.relations {
            checks.add(sheet, Axis::Rows, relation, &lanes);
        }
        panels.push(found);
    }
    checks.balance(sheet, words);
    let rows = if sheet.panels.is_empty() {
        (0..sheet.n_rows())
            .map(|row| if row < sheet.body().start { RowKind::Header } else { RowKind::Detail })
            .collect()
    } else {
        kinds::kinds(sheet, &panels, words)
    };
    TableProof { checks: checks.list, rows, cells: Vec::new() }
}

/// Names the checks, in their order.
fn number(tables: &mut [TableProof], across: &mut [Check]) {
    let all = tables.iter_mut().flat_map(|table| &mut table.checks).chain(across);
    for (ix, check) in all.enumerate() {
        check.id = CheckId(ix as u32);
    }
}
