//! What a tooltip or an annotation says, as plain text of a few lines.

use model::repaired::{CellKind, Reading};
use model::table::Edit;
use model::{Cell, RepairedTable};
use std::fmt::Write as _;

/// The longest text quoted in a note, in characters. A note is a hint, the JSON holds the whole; a cell that swallowed
/// a page would else repeat the page.
const MAX_QUOTE: usize = 600;

/// The most repairs named in one note; further ones are counted.
const MAX_REPAIRS: usize = 8;

/// A text on one line: line ends and page cuts made visible, cut after [`MAX_QUOTE`] characters.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::new();
    for (ix, c) in text.chars().enumerate() {
        if ix == MAX_QUOTE {
            out.push('…');
            break;
        }
        match c {
            '\n' => out.push('⏎'),
            '\u{c}' => out.push('⤓'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Place, raw text, text, value, doubt and repairs of a cell.
pub(crate) fn of_cell(cell: &Cell, reading: Option<&Reading>, edits: &[&Edit]) -> String {
    let mut out = format!("row {}, column {}", cell.row(), cell.col());
    if (cell.rowspan(), cell.colspan()) != (1, 1) {
        put(&mut out, format_args!(" (spans {} x {})", cell.rowspan(), cell.colspan()));
    }
    let raw = cell.raw();
    put(&mut out, format_args!("\nraw: {}", quote(&raw)));
    if cell.text() != raw {
        put(&mut out, format_args!("\ntext: {}", quote(cell.text())));
    }
    if let Some(reading) = reading {
        let head = if reading.header { ", header" } else { "" };
        put(&mut out, format_args!("\nkind: {}{head}", reading.kind.name()));
        match &reading.value {
            Some(value) => {
                let unit = reading.unit.as_deref().unwrap_or_default();
                put(&mut out, format_args!("\nvalue: {value}{}", quote(unit)));
            }
            None if reading.kind == CellKind::Number => out.push_str("\nvalue: none"),
            None => {}
        }
        if let Some(doubt) = &reading.doubt {
            put(&mut out, format_args!("\ndoubt: {}", quote(doubt)));
        }
        if !reading.candidates.is_empty() {
            let all: Vec<String> =
                reading.candidates.iter().take(MAX_REPAIRS).map(ToString::to_string).collect();
            put(&mut out, format_args!("\ncandidates: {}", all.join(", ")));
        }
    }
    for edit in edits.iter().take(MAX_REPAIRS) {
        put(&mut out, format_args!("\nrepair: {}", of_edit(edit)));
    }
    if edits.len() > MAX_REPAIRS {
        put(&mut out, format_args!("\nand {} more repairs", edits.len() - MAX_REPAIRS));
    }
    out
}

/// `rule (kind: name=what, …)`.
fn of_edit(edit: &Edit) -> String {
    let evidence = &edit.why.evidence;
    let mut out = format!("{} ({}", edit.why.rule, evidence.kind);
    for (ix, (name, what)) in evidence.details.iter().enumerate() {
        put(&mut out, format_args!("{}{name}={}", if ix == 0 { ": " } else { ", " }, quote(what)));
    }
    out.push(')');
    if evidence.source_unverified {
        out.push_str(" source unverified");
    }
    out
}

/// Number, title, size, unit, pages and count of repairs of a table; `ix` from 0.
pub(crate) fn of_table(ix: usize, found: &RepairedTable) -> String {
    let mut out = format!("table {}", ix + 1);
    if let Some(number) = &found.number {
        put(&mut out, format_args!(" (printed {})", quote(number)));
    }
    if let Some(title) = &found.title {
        put(&mut out, format_args!("\n{}", quote(title)));
    }
    let (rows, cols) = (found.table.n_rows(), found.table.n_cols());
    put(&mut out, format_args!("\n{rows} rows, {cols} columns, {} header rows", found.header_rows));
    if let Some(unit) = &found.unit {
        put(&mut out, format_args!("\nunit: {} (x {})", quote(&unit.text), unit.factor));
    }
    let edits = found.table.log().len();
    if edits > 0 {
        put(&mut out, format_args!("\n{edits} edits logged"));
    }
    out
}

/// Text and reason of a stray.
pub(crate) fn of_stray(text: &str, reason: &str) -> String {
    format!("stray: {}\nreason: {reason}", quote(text))
}

fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).expect("a string takes all");
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::{Op, Why};
    use model::{CellId, Evidence, Ink, Table};

    #[test]
    fn a_cells_note_tells_raw_text_value_and_repair() {
        let ink = vec![Ink::of_dump("1,234.", (0, 6)), Ink::of_dump("56", (7, 9))];
        let mut table = Table::new(1, 1, vec![Cell::new(0, 0, 1, 1, ink)]).unwrap();
        let evidence = Evidence::new("geometry").with("gap", "0.2");
        let why = Why::new("join-wrapped-number", evidence);
        table.apply(Op::SetText { cell: CellId(0), text: "1,234.56".into() }, why).unwrap();
        let reading = Reading {
            kind: CellKind::Number,
            value: Some(model::Decimal::new(123_456, 2)),
            ..Reading::default()
        };
        let log: Vec<&Edit> = table.log().iter().collect();
        assert_eq!(
            of_cell(&table.cells()[0], Some(&reading), &log),
            "row 0, column 0\nraw: 1,234.⏎56\ntext: 1,234.56\nkind: number\nvalue: 1234.56\n\
             repair: join-wrapped-number (geometry: gap=0.2)"
        );
    }

    #[test]
    fn a_long_text_is_cut_in_a_note() {
        assert_eq!(quote(&"x".repeat(MAX_QUOTE + 5)).chars().count(), MAX_QUOTE + 1);
    }
}
