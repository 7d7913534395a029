//! What each cell holds, and its exact value.

use crate::cells::Doubts;
use crate::numbers::{NotRead, is_symbol, number};
use crate::vocabulary::Vocabulary;
use model::repaired::{CellKind, Reading};
use model::{Cell, Diagnostic, Table};

/// Reads every cell, in the table's order.
pub(crate) fn readings(
    table: &Table,
    header_rows: u32,
    doubts: &Doubts,
    known: &Vocabulary,
    say: &mut Vec<Diagnostic>,
) -> Vec<Reading> {
    let codes: Vec<bool> =
        (0..table.n_cols()).map(|col| is_code_column(table, header_rows, col, known)).collect();
    table.cells().iter().map(|cell| reading(cell, header_rows, &codes, doubts, say)).collect()
}

fn reading(
    cell: &Cell,
    header_rows: u32,
    codes: &[bool],
    doubts: &Doubts,
    say: &mut Vec<Diagnostic>,
) -> Reading {
    let header = cell.row() < header_rows;
    let text = cell.text().trim();
    let plain = |kind| Reading { kind, header, ..Reading::default() };
    if text.is_empty() {
        return plain(CellKind::Blank);
    }
    if let Some(why) = doubts.get(&cell.id()) {
        let at = cell.areas().first();
        let mut remark =
            Diagnostic::new("two-readings", format!("row {}, column {}: {why}", cell.row(), cell.col()));
        if let Some((page, area)) = at {
            remark = remark.on(*page).at(*area);
        }
        say.push(remark);
        return Reading { doubt: Some(why.clone()), ..plain(CellKind::Text) };
    }
    if header {
        return plain(if number(text).is_ok() { CellKind::Code } else { CellKind::Text });
    }
    if is_symbol(text) {
        return plain(CellKind::Symbol);
    }
    if is_named_code(text) || codes[cell.col() as usize] && text.bytes().all(|b| b.is_ascii_digit()) {
        return plain(CellKind::Code);
    }
    match number(text) {
        Ok(read) => {
            // A glyph that could not be read may be a digit.
            let doubt = text.contains('\u{fffd}').then(|| "a glyph without a mapping".to_owned());
            Reading { value: Some(read.value), unit: read.unit, doubt, ..plain(CellKind::Number) }
        }
        Err(NotRead::TooLong) => {
            let place = format!("row {}, column {}", cell.row(), cell.col());
            say.push(Diagnostic::new(
                "number-too-long",
                format!("{place}: more digits than an exact decimal holds"),
            ));
            plain(CellKind::Text)
        }
        Err(NotRead::Words) => plain(CellKind::Text),
    }
}

/// "30101-基本工资": digits that name what follows.
fn is_named_code(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_alphanumeric).count();
    let has_digit = text.chars().take(digits).any(|c| c.is_ascii_digit());
    let mut rest = text.chars().skip(digits);
    digits >= 1
        && has_digit
        && matches!(rest.next(), Some('-' | '－'))
        && rest.next().is_some_and(char::is_alphabetic)
}

/// A column whose head says that its digits name something, or whose first data are integers with leading zeros.
fn is_code_column(table: &Table, header_rows: u32, col: u32, known: &Vocabulary) -> bool {
    let head = (0..header_rows).any(|row| {
        let text: String = table.at(row, col).text().split_whitespace().collect();
        table.at(row, col).colspan() <= 3 && known.words.code.iter().any(|word| text.contains(word.as_str()))
    });
    let mut data = (header_rows..table.n_rows()).map(|row| table.at(row, col).text().trim());
    head || data
        .any(|text| text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()))
}
