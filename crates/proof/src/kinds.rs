//! What each row is: what it is called, and whether it adds up others.

use crate::rows::PanelRows;
use crate::sheet::{Sheet, Slot};
use crate::words::Hint;
use model::checked::RowKind;
use std::collections::BTreeSet;

/// The kind of every row, by the relations of each panel (in the sheet's order).
pub(crate) fn kinds(sheet: &Sheet<'_>, panels: &[PanelRows]) -> Vec<RowKind> {
    let head = sheet.body().start;
    let mut out = vec![RowKind::Header; head as usize];
    let mut totals = BTreeSet::new();
    let mut parts = BTreeSet::new();
    let mut of_which: BTreeSet<u32> = BTreeSet::new();
    for found in panels {
        for relation in found.relations.iter().filter(|relation| relation.tally.holds() > 0) {
            totals.insert(relation.total as u32);
            parts.extend(relation.parts.iter().map(|(row, _)| *row as u32));
        }
        of_which.extend(found.of_which.iter().copied());
    }
    for row in sheet.body() {
        let hints = sheet.panels.iter().map(|panel| panel.hints[row as usize]);
        let hint = hints.max().unwrap_or(Hint::None);
        let figures = (0..sheet.lanes.len()).any(|lane| matches!(sheet.at(row, lane), Slot::Value(_)));
        let named = matches!(hint, Hint::Total | Hint::Subtotal);
        out.push(if all_header(sheet, row) {
            RowKind::Header
        } else if of_which.contains(&row) {
            RowKind::OfWhich
        } else if hint == Hint::Carried {
            RowKind::Carried
        } else if totals.contains(&row) || named {
            if parts.contains(&row) || hint == Hint::Subtotal && !totals.contains(&row) {
                RowKind::Subtotal
            } else {
                RowKind::Total
            }
        } else if !figures && is_note(sheet, row) {
            RowKind::Note
        } else {
            RowKind::Detail
        });
    }
    out
}

fn all_header(sheet: &Sheet<'_>, row: u32) -> bool {
    let mut cells = sheet.table.table.row(row).iter().filter(|cell| !cell.is_blank()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| sheet.reading(cell.row(), cell.col()).header)
        && sheet.table.header_rows > 0
        && (0..sheet.n_cols()).all(|col| !matches!(sheet.slot(row, col), Slot::Value(_)))
        && sheet.table.table.row(row).iter().filter(|cell| !cell.is_blank()).count() > 1
}

/// One text over the whole width.
fn is_note(sheet: &Sheet<'_>, row: u32) -> bool {
    let cell = sheet.table.table.at(row, 0);
    sheet.n_cols() > 1 && cell.row() == row && cell.colspan() == sheet.n_cols() && !cell.is_blank()
}
