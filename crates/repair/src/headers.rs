//! Which leading rows are the head of a table.

use crate::numbers::{is_symbol, number};
use model::table::Table;

/// No head is deeper: more leading rows without a number are a table of words.
const DEEPEST: u32 = 6;

/// The number of leading rows that hold only header cells.
pub(crate) fn count(table: &Table, hint: Option<u32>) -> u32 {
    if let Some(hint) = hint {
        return hint.min(table.n_rows());
    }
    let last = DEEPEST.min(table.n_rows());
    let first_data = (0..last).find(|row| is_data(table, *row));
    // A head has at least one row of text, and a table of words has a head of one row.
    let mut rows = first_data.unwrap_or(1);
    if first_data.is_some_and(|row| row > 0) {
        while let Some(deeper) = deeper(table, rows) {
            if (rows..deeper).any(|row| is_data(table, row)) {
                break;
            }
            rows = deeper;
        }
    }
    while rows > 0 && rows < table.n_rows() && is_column_numbers(table, rows) {
        rows += 1;
    }
    rows.min(table.n_rows())
}

/// The row below the lowest cell that begins in the first `rows` rows, when it is lower than they are.
fn deeper(table: &Table, rows: u32) -> Option<u32> {
    let lowest = table.cells().iter().filter(|cell| cell.row() < rows).map(model::Cell::row_end).max()?;
    (lowest > rows).then_some(lowest)
}

/// A row that carries figures, or begins like an entry of a list: not a head.
fn is_data(table: &Table, row: u32) -> bool {
    let cells = table.row(row);
    if is_column_numbers(table, row) {
        return false;
    }
    let filled = cells.iter().filter(|cell| !cell.is_blank());
    let mut figures = 0;
    for cell in filled {
        let text: String = cell.text().split_whitespace().collect();
        if cell.col() == 0 && begins_an_entry(&text) {
            return true;
        }
        let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        figures += u32::from(number(&text).is_ok() && !year || is_symbol(&text) && cell.col() > 0);
    }
    figures > 0
}

/// "一、…", "（一）…", "1、…", "2010301…": an entry of a numbered list or a code.
pub(crate) fn begins_an_entry(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let listed = rest.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit());
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let marked = rest.len() > listed.len() && listed.starts_with(['、', '）', ')', '.', '．']);
    marked || digits >= 5 && !text.chars().nth(digits).is_some_and(|c| c == '年')
}

/// "栏次 | 1 | 2 | 3": a row that numbers the columns belongs to the head.
fn is_column_numbers(table: &Table, row: u32) -> bool {
    let numbers: Vec<u32> =
        table.row(row).iter().filter_map(|cell| cell.text().trim().parse().ok()).collect();
    let filled = table.row(row).iter().filter(|cell| !cell.is_blank()).count();
    numbers.len() >= 2
        && filled - numbers.len() <= 2
        && numbers[0] <= 2
        && numbers.windows(2).all(|w| w[1] == w[0] + 1)
}
