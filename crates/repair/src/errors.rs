//! Rows of errors in brackets under the rows of what they are errors of: no minus is meant.
//!
//! Tables of estimates set the standard error, or a test's figure, below each estimate and in brackets. In accounts the
//! same brackets are a minus. What tells the two apart is the row: it has no label, and all its figures are in brackets.

use model::table::Table;
use std::collections::BTreeSet;

/// Fewer such rows may be a loss without a label.
const FEWEST: usize = 2;

/// The rows from `from` on. None where a figure in brackets stands elsewhere in the table, nor where nothing says that it is
/// one of estimates: stars behind figures, or heads that number models, `(1)` and `(2)`.
pub(crate) fn rows(table: &Table, from: u32) -> BTreeSet<u32> {
    let (rows, cols) = (table.n_rows(), table.n_cols());
    let text = |row: u32, col: u32| table.at(row, col).text().trim();
    let is_figure =
        |text: &str| text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    let all = |row: u32| (1..cols).map(move |col| text(row, col)).filter(|text| !text.is_empty());
    let own = |row: &u32| {
        let under = row.checked_sub(1).filter(|above| *above >= from);
        text(*row, 0).is_empty()
            && all(*row).next().is_some()
            && all(*row).all(|text| is_figure(text) && is_bracketed(text))
            && under.is_some_and(|above| {
                !text(above, 0).is_empty() && all(above).all(|text| is_figure(text) && !text.starts_with('('))
            })
    };
    let found: BTreeSet<u32> = (from..rows).filter(own).collect();
    let elsewhere =
        (from..rows).filter(|row| !found.contains(row)).any(|row| all(row).any(|text| text.contains('(')));
    let stars = (from..rows).any(|row| all(row).any(|text| is_figure(text) && text.ends_with('*')));
    let numbered = (0..from).any(|row| (1..cols).filter(|col| is_number(text(row, *col))).count() > 1);
    if found.len() < FEWEST || elsewhere || !(stars || numbered) { BTreeSet::new() } else { found }
}

/// Whether a text is in brackets as a whole.
fn is_bracketed(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1
}

/// Whether a text is the number of a model: `(3)`.
fn is_number(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::rows;
    use model::table::{Cell, Ink, Table};
    use std::collections::BTreeSet;

    fn found(lines: &[[&str; 3]]) -> BTreeSet<u32> {
        let ink = |text: &str| vec![Ink { text: text.into(), ..Ink::default() }];
        let cell = |(row, line): (usize, &[&str; 3])| -> Vec<Cell> {
            let own = line.iter().enumerate();
            own.map(|(col, text)| Cell::new(row as u32, col as u32, 1, 1, ink(text))).collect()
        };
        let cells = lines.iter().enumerate().flat_map(cell).collect();
        rows(&Table::new(lines.len() as u32, 3, cells).expect("a tiling"), 1)
    }

    #[test]
    fn brackets_in_rows_without_labels_are_errors() {
        let estimates = [
            ["", "(1)", "(2)"],
            ["Age", "-0.2", "0.3***"],
            ["", "(0.1)", "(0.2)"],
            ["Sex", "1.2", ""],
            ["", "(0.4)", ""],
        ];
        assert_eq!(found(&estimates), BTreeSet::from([2, 4]));
        let accounts = [
            ["", "2023", "2022"],
            ["Sales", "12", "11"],
            ["", "(3)", "(4)"],
            ["Costs", "(9)", "(8)"],
            ["", "(1)", "(1)"],
        ];
        assert_eq!(found(&accounts), BTreeSet::new(), "costs are negative");
        let kinds = [
            ["Region", "Kind", "2023"],
            ["North", "Gain", "12"],
            ["", "Loss", "(3)"],
            ["South", "Gain", "9"],
            ["", "Loss", "(1)"],
        ];
        assert_eq!(found(&kinds), BTreeSet::new(), "rows of two labels");
        let plain = [
            ["", "2023", "2022"],
            ["Sales", "12", "11"],
            ["", "(3)", "(4)"],
            ["Land", "9", "8"],
            ["", "(1)", "(1)"],
        ];
        assert_eq!(found(&plain), BTreeSet::new(), "nothing says that these are estimates");
        assert_eq!(found(&estimates[..3]), BTreeSet::new(), "one row may be a loss");
    }
}
