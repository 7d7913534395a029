//! Makes a change on its table: edits with their evidence, and the readings that go with them.

use super::{Change, Fix, Laid, Layout, Taken};
use crate::slips::{commas, read_as};
use model::repaired::{CellKind, Reading};
use model::table::{Evidence, Op, Table, Why};
use model::{Cell, CellId, Decimal, Ink, RepairedTable};
use std::ops::Range;

/// False when the change could not be made; the table may then have changed in part.
pub(crate) fn apply(table: &mut RepairedTable, fix: &Fix) -> bool {
    let mut evidence = Evidence::new("arithmetic").with("closes", fix.closes().to_string());
    match &fix.change {
        Change::Reads { col, meant } => {
            let ix = table.table.index_at(fix.row, *col);
            let id = table.table.cells()[ix].id();
            evidence.source_unverified = fix.dump && meant.alters;
            let evidence = evidence.with("slip", meant.slip).with("value", meant.value.to_string());
            let op = Op::SetText { cell: id, text: meant.text.clone() };
            if table.table.apply(op, Why::new("read-by-sums", evidence)).is_err() {
                return false;
            }
            let reading = std::mem::take(&mut table.readings[ix]);
            table.readings[ix] = figure(meant.value, reading);
            true
        }
        Change::Lies { name, cells } => {
            evidence.source_unverified = fix.dump;
            let rule = match name {
                Layout::Shifted => "shift-by-sums",
                Layout::Fused => "part-by-sums",
                Layout::Cut => "join-by-sums",
            };
            lay(table, fix.row, cells, &Why::new(rule, evidence))
        }
        Change::Doubled => {
            let from = table.table.index_at(fix.row, 0);
            let count = table.table.row(fix.row).len();
            let op = Op::DropRows { first: fix.row, count: 1 };
            if table.table.apply(op, Why::new("drop-doubled-row", evidence)).is_err() {
                return false;
            }
            table.readings.drain(from..from + count);
            true
        }
    }
}

pub(super) fn figure(value: Decimal, was: Reading) -> Reading {
    Reading { kind: CellKind::Number, value: Some(value), doubt: None, candidates: Vec::new(), ..was }
}

/// The rows around one that no cell reaches out of, where they are few.
fn band(table: &Table, row: u32) -> Option<Range<u32>> {
    /// Longer ones are left alone: all cells of a band are named in the log.
    const MOST: u32 = 32;
    let mut out = row..row + 1;
    loop {
        let cells = || out.clone().flat_map(|row| (0..table.n_cols()).map(move |col| table.at(row, col)));
        let first = cells().map(Cell::row).min()?;
        let end = cells().map(|cell| cell.row() + cell.rowspan()).max()?;
        if end - first > MOST {
            return None;
        }
        if (first..end) == out {
            return Some(out);
        }
        out = first..end;
    }
}

/// Lays out some cells of a row anew. Where a cell of the row reaches over others, these are laid out with it, as they are.
fn lay(table: &mut RepairedTable, row: u32, laid: &[Laid], why: &Why) -> bool {
    let Some(rows) = band(&table.table, row) else { return false };
    let own: Vec<Cell> = rows.clone().flat_map(|row| table.table.row(row)).cloned().collect();
    let from_ix = table.table.index_at(own[0].row(), own[0].col());
    let old: Vec<Reading> = table.readings[from_ix..from_ix + own.len()].to_vec();
    let at = |col: u32| own.iter().position(|cell| cell.row() == row && cell.col() == col);
    let commas = commas(table);
    let mut cells = Vec::new();
    let mut texts = Vec::new();
    let mut readings = Vec::new();
    for (ix, cell) in own.iter().enumerate() {
        let Some(Laid { of, .. }) = laid.iter().find(|laid| cell.row() == row && laid.col == cell.col())
        else {
            cells.push(cell.relaid(
                cell.row(),
                cell.col(),
                (cell.rowspan(), cell.colspan()),
                cell.ink().to_vec(),
            ));
            texts.push(cell.text().to_owned());
            readings.push(old[ix].clone());
            continue;
        };
        let Some(sources) = of.iter().map(|taken| at(taken.col)).collect::<Option<Vec<usize>>>() else {
            return false;
        };
        let (mut ink, mut text) = (Vec::new(), String::new());
        for (taken, source) in of.iter().zip(&sources) {
            let Some((lines, said)) = take(&own[*source], taken) else { return false };
            ink.extend(lines);
            text.push_str(&said);
        }
        let reading = match (of.as_slice(), sources.as_slice()) {
            ([], _) => Reading { header: old[ix].header, ..Reading::default() },
            ([Taken { part: None, .. }], [source]) => old[*source].clone(),
            _ => match read_as(&text, commas[cell.col() as usize]) {
                Some(value) => figure(value, Reading { header: old[ix].header, ..Reading::default() }),
                None => return false,
            },
        };
        cells.push(cell.relaid(row, cell.col(), (1, cell.colspan()), ink));
        texts.push(text);
        readings.push(reading);
    }
    let count = rows.end - rows.start;
    let op = Op::Rewrite { first: rows.start, count, rows: count, cells };
    if table.table.apply(op, why.clone()).is_err() {
        return false;
    }
    table.readings[from_ix..from_ix + own.len()].clone_from_slice(&readings);
    // Laid out anew, cells read as their ink: what was made whole before is so again.
    let ids: Vec<(CellId, String)> =
        rows.flat_map(|row| table.table.row(row)).map(Cell::id).zip(texts).collect();
    ids.into_iter().all(|(cell, text)| {
        let same = table.table.get(cell).is_some_and(|cell| cell.text().trim() == text.trim());
        same || table.table.apply(Op::SetText { cell, text }, why.clone()).is_ok()
    })
}

/// The ink and text of a cell, or of a part of it: whole lines on a page, any part of a dump's only line.
fn take(cell: &Cell, taken: &Taken) -> Option<(Vec<Ink>, String)> {
    let Some((from, to)) = taken.part else { return Some((cell.ink().to_vec(), cell.text().to_owned())) };
    let [line] = cell.ink() else { return None };
    let (text, bytes) = (cell.text(), line.bytes?);
    let lead = text.len() - text.trim_start().len();
    if line.text != text {
        return None;
    }
    let said = &text[lead + from..lead + to];
    // A dump may have its marks escaped: a part's bytes are those of the whole.
    Some((vec![Ink { text: said.to_owned(), bytes: Some(bytes), ..line.clone() }], said.to_owned()))
}

/// A value in units of a sheet's scale.
pub(crate) fn scaled(value: Decimal, scale: u32) -> Option<i128> {
    let more = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10i128.checked_pow(more)?)
}
