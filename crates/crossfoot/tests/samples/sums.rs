//! The disclosure's own sums: an oracle nobody typed. Every figure of the dump is exact when they close.

use model::Decimal;
use model::repaired::{Repaired, RepairedTable};
use std::fs;
use std::path::Path;

fn read(sample: &str) -> Repaired {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(sample);
    let bytes = fs::read(path).expect("a sample");
    crossfoot::extract(bytes, sample, &crossfoot::Options::default()).expect("readable").checked.repaired
}

fn numbered(found: &Repaired, ordinal: u32) -> &RepairedTable {
    found.tables.iter().find(|table| table.ordinal == Some(ordinal)).expect("a table of that number")
}

fn value(table: &RepairedTable, row: u32, col: u32) -> Decimal {
    table.readings[table.table.index_at(row, col)].value.unwrap_or_default()
}

/// The sum of the data rows above the last one, and the last one.
fn column(table: &RepairedTable, col: u32) -> (Decimal, Decimal) {
    let last = table.table.n_rows() - 1;
    ((table.header_rows..last).map(|row| value(table, row, col)).sum(), value(table, last, col))
}

fn closes(sample: &str) {
    let found = read(sample);
    assert_eq!(found.tables.len(), 12, "{sample}");
    let (total, basic, projects) = (numbered(&found, 3), 4, 5);
    for row in total.header_rows..total.table.n_rows() {
        assert_eq!(
            value(total, row, 3),
            value(total, row, basic) + value(total, row, projects),
            "{sample}, row {row}"
        );
    }
    for (ordinal, columns) in [(3, 3..=5), (4, 6..=7), (6, 3..=8), (7, 3..=5)] {
        let table = numbered(&found, ordinal);
        for col in columns {
            let (sum, printed) = column(table, col);
            assert_eq!(sum, printed, "{sample}, table {ordinal}, column {col}");
            assert!(
                !printed.is_zero(),
                "{sample}, table {ordinal}, column {col}: nothing adds up to nothing"
            );
        }
    }
    let last = |ordinal, col| column(numbered(&found, ordinal), col).1;
    let sides = [last(1, 1), last(1, 3), last(3, 3), last(5, 1), last(5, 3), last(6, 3)];
    assert_eq!(sides, [last(3, 3); 6], "{sample}: income and spending of tables 1, 3, 5, 6");
    assert_eq!(last(3, 3).to_string(), "611.958188");
}

#[test]
fn the_sums_of_the_dump_close() {
    closes("disclosure-2022.txt");
}

#[test]
fn the_sums_of_the_typeset_disclosures_close() {
    for sample in ["disclosure-chromium.pdf", "disclosure-libreoffice.pdf", "disclosure-reportlab.pdf"] {
        closes(sample);
    }
}
