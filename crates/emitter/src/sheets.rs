//! Tables as CSV (RFC 4180: CRLF, quotes doubled), UTF-8 with a byte order mark, which spreadsheets need to see
//! that it is UTF-8.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236). Numbers are plain exact
//! decimals, so a negative one stays as it is.
//!
//! A sheet is for the eye and for sums, so a figure with a unit of its own ("12.5%", "$3") is the plain number there;
//! [`long_csv`] has the unit beside it. A value in doubt never passes for a sure one: the sheet shows the print.

use crate::shape::table_id;
use model::checked::Verdict;
use model::repaired::{CellKind, Reading};
use model::{Cell, CellId, Checked, RepairedTable};
use std::borrow::Cow;
use std::collections::BTreeMap;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Each table as CSV, in order: UTF-8 with a byte order mark, formulas neutralised. A span's text stands in its first
/// slot, the slots it covers are empty. A number is its exact value; one in doubt is its text.
pub fn table_csvs(checked: &Checked) -> Vec<String> {
    checked.repaired.tables.iter().map(table_csv).collect()
}

fn table_csv(from: &RepairedTable) -> String {
    let (rows, cols) = (from.table.n_rows() as usize, from.table.n_cols() as usize);
    let mut slots: Vec<Cow<'_, str>> = vec![Cow::Borrowed(""); rows * cols];
    for (cell, reading) in read_cells(from) {
        slots[cell.row() as usize * cols + cell.col() as usize] = shown(cell, reading);
    }
    written(slots.chunks(cols).map(|row| row.iter().map(Cow::as_ref)))
}

/// The columns of [`long_csv`].
const LONG: [&str; 18] = [
    "table",
    "title",
    "row",
    "col",
    "row_path",
    "column_path",
    "header",
    "kind",
    "raw",
    "value",
    "unit",
    "page",
    "text",
    "doubt",
    "repairs",
    "row_kind",
    "verdict",
    "implied",
];

/// The columns by which an older version's list is known, too: these stay, in this order; new ones come last.
const KNOWN_BY: usize = 6;

/// Whether a file that begins with `head` is a [`long_csv`], of this version or another.
pub fn starts_long_csv(head: &[u8]) -> bool {
    let names = LONG[..KNOWN_BY].join(",");
    head.strip_prefix(BYTE_ORDER_MARK).is_some_and(|rest| rest.starts_with(names.as_bytes()))
}

/// One long CSV of all cells of all tables, a line each: where it stands, the headers that lead to it (joined by
/// " / "), what is printed, its exact value, its unit (its own, else the table's), its first page, its text made whole,
/// why it is in doubt, the rules that mended it, joined by a space, what its row is, whether it can be trusted, and what
/// the sums ask for where it is something else.
pub fn long_csv(checked: &Checked) -> String {
    let mut records = vec![LONG.map(Cow::Borrowed).to_vec()];
    for (ix, (table, proof)) in checked.repaired.tables.iter().zip(&checked.tables).enumerate() {
        let id = table_id(ix);
        let mut rules = rules(table);
        for ((cell, reading), cell_proof) in read_cells(table).zip(&proof.cells) {
            let rules = rules.remove(&cell.id()).unwrap_or_default().join(" ");
            let mut record = long_record(&id, table, cell, reading, rules);
            record.push(proof.rows[cell.row() as usize].name().into());
            record.push(cell_proof.verdict.map_or("", Verdict::name).into());
            record.push(cell_proof.implied.map(|value| value.to_string()).unwrap_or_default().into());
            records.push(record);
        }
    }
    written(records.iter().map(|record| record.iter().map(Cow::as_ref)))
}

fn long_record<'a>(
    id: &str,
    table: &'a RepairedTable,
    cell: &'a Cell,
    reading: Option<&'a Reading>,
    rules: String,
) -> Vec<Cow<'a, str>> {
    let value = reading.and_then(|reading| reading.value);
    let own = reading.and_then(|reading| reading.unit.as_deref());
    let unit = own.or_else(|| value.and(table.unit.as_ref()).map(|unit| unit.text.as_str()));
    let first_page = cell.ink().first().map(|line| line.page).or(cell.areas().first().map(|(page, _)| *page));
    let page = first_page.or(table.regions.first().map(|(page, _)| *page));
    let header = reading.is_some_and(|reading| reading.header);
    vec![
        id.to_owned().into(),
        tame(Cow::Borrowed(table.title.as_deref().unwrap_or_default())),
        cell.row().to_string().into(),
        cell.col().to_string().into(),
        tame(row_path(table, cell).into()),
        tame(column_path(table, cell).into()),
        if header { "true" } else { "false" }.into(),
        reading.map_or("blank", |reading| reading.kind.name()).into(),
        print(cell.raw().into(), reading),
        value.map(|value| value.to_string()).unwrap_or_default().into(),
        tame(unit.unwrap_or_default().into()),
        page.map(|page| page.to_string()).unwrap_or_default().into(),
        print(Cow::Borrowed(cell.text()), reading),
        tame(reading.and_then(|reading| reading.doubt.as_deref()).unwrap_or_default().into()),
        rules.into(),
    ]
}

/// For each cell the names of the rules that mended it, each once, in the order of the log.
fn rules(from: &RepairedTable) -> BTreeMap<CellId, Vec<&'static str>> {
    let mut rules: BTreeMap<CellId, Vec<&'static str>> = BTreeMap::new();
    for edit in from.table.log() {
        for id in &edit.cells {
            let known = rules.entry(*id).or_default();
            if !known.contains(&edit.why.rule) {
                known.push(edit.why.rule);
            }
        }
    }
    rules
}

/// The header texts above a cell, top to bottom, a span once; what spans all columns is left out.
pub(crate) fn column_path(from: &RepairedTable, cell: &Cell) -> String {
    let rows = 0..from.header_rows.min(from.table.n_rows()).min(cell.row());
    let own = rows.map(|row| from.table.index_at(row, cell.col()));
    // What stands over all columns (a title in the frame) is the name of none.
    let n_cols = from.table.n_cols();
    path(own.filter(|ix| n_cols == 1 || from.table.cells()[*ix].colspan() < n_cols), from)
}

/// The nearest run of words or codes left of a cell, left to right: what its row is called.
pub(crate) fn row_path(from: &RepairedTable, cell: &Cell) -> String {
    let names = |ix: &usize| {
        matches!(from.readings.get(*ix).map(|reading| reading.kind), Some(CellKind::Text | CellKind::Code))
    };
    if cell.row() < from.header_rows {
        return String::new();
    }
    let left = (0..cell.col()).rev().map(|col| from.table.index_at(cell.row(), col));
    let mut run: Vec<usize> = left.skip_while(|ix| !names(ix)).take_while(names).collect();
    run.reverse();
    path(run.into_iter(), from)
}

fn path(indices: impl Iterator<Item = usize>, from: &RepairedTable) -> String {
    let mut seen: Option<usize> = None;
    let mut out = String::new();
    for ix in indices {
        let text = from.table.cells()[ix].text();
        if seen.replace(ix) == Some(ix) || text.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(" / ");
        }
        out.push_str(text);
    }
    out
}

fn read_cells(from: &RepairedTable) -> impl Iterator<Item = (&Cell, Option<&Reading>)> {
    from.table.cells().iter().enumerate().map(|(ix, cell)| (cell, from.readings.get(ix)))
}

fn shown<'a>(cell: &'a Cell, reading: Option<&'a Reading>) -> Cow<'a, str> {
    match reading {
        Some(Reading { value: Some(value), doubt: None, .. }) => Cow::Owned(value.to_string()),
        _ => print(Cow::Borrowed(cell.text()), reading),
    }
}

/// What is printed, safe for a spreadsheet: a number as it stands, all else tamed.
fn print<'a>(text: Cow<'a, str>, reading: Option<&Reading>) -> Cow<'a, str> {
    let number = reading.is_some_and(|reading| reading.value.is_some());
    if number && plain_number(&text) { text } else { tame(text) }
}

/// Text that no spreadsheet takes for a formula. Dashes alone stand for "none" and are no formula.
fn tame(text: Cow<'_, str>) -> Cow<'_, str> {
    let starts = text.starts_with(['\t', '\r'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if starts && !text.chars().all(|c| matches!(c, '-' | '－')) { format!("'{text}").into() } else { text }
}

/// Signs, digits, separators: a number as printed, which a spreadsheet cannot run.
fn plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}

fn written<'a, R: Iterator<Item = &'a str>>(records: impl Iterator<Item = R>) -> String {
    let mut out = BYTE_ORDER_MARK.to_vec();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(&mut out);
    for record in records {
        writer.write_record(record).expect("writing to memory");
    }
    writer.flush().expect("writing to memory");
    drop(writer);
    String::from_utf8(out).expect("only text was written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Ink, Table};

    #[test]
    fn a_title_in_the_frame_names_no_column() {
        let cell =
            |row, col, colspan, text: &str| Cell::new(row, col, 1, colspan, vec![Ink::of_dump(text, (0, 1))]);
        let cells =
            vec![cell(0, 0, 3, "Grants"), cell(1, 1, 2, "Paid"), cell(2, 2, 1, "2019"), cell(3, 2, 1, "12")];
        let table = RepairedTable {
            table: Table::with_blanks(4, 3, cells).expect("a tiling"),
            number: None,
            ordinal: None,
            title: None,
            unit: None,
            notes: Vec::new(),
            pieces: vec![0],
            regions: vec![(1, None)],
            header_rows: 3,
            readings: Vec::new(),
        };
        assert_eq!(column_path(&table, table.table.at(3, 2)), "Paid / 2019");
    }
}
