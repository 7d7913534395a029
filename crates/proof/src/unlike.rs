//! Cells that are unlike their column: two neighbours that seem to have changed places.
//!
//! A name under "telephone" and the number beside it under "name" are told by form alone: each cell has the form of the
//! other's column, and all other cells of both columns keep to theirs. It is reported; nothing is moved, for the print says
//! what it says.

use crate::sheet::{Sheet, Slot};
use model::Diagnostic;

/// The form of a text, as far as it tells columns apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Digits,
    Words,
}

/// Fewer digits are counts that may stand anywhere.
const LEAST_DIGITS: usize = 5;

fn form(text: &str) -> Option<Form> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match (digits, letters) {
        (0, letters) if letters >= 2 => Some(Form::Words),
        (digits, 0) if digits >= LEAST_DIGITS && !text.contains(['.', ',']) => Some(Form::Digits),
        _ => None,
    }
}

/// A remark for each pair of neighbours in a row that has changed places.
pub(crate) fn remarks(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let column =
        |col: u32| -> Vec<Option<Form>> { sheet.body().map(|row| form(sheet.text(row, col))).collect() };
    let mut right = if sheet.n_cols() > 1 { column(0) } else { Vec::new() };
    for col in 1..sheet.n_cols() {
        let left = std::mem::replace(&mut right, column(col));
        let forms: Vec<(u32, Option<Form>, Option<Form>)> = sheet
            .body()
            .zip(left.into_iter().zip(&right))
            .map(|(row, (one, other))| (row, one, *other))
            .filter(|(_, one, other)| one.is_some() || other.is_some())
            .filter(|(row, ..)| [col - 1, col].iter().all(|col| sheet.slot(*row, *col) != Slot::Covered))
            .collect();
        let count = |pair: (Form, Form)| {
            forms.iter().filter(|(_, left, right)| left.zip(*right) == Some(pair)).count()
        };
        let turned =
            [(Form::Digits, Form::Words), (Form::Words, Form::Digits)].map(|pair| (pair, count(pair)));
        for (row, one, other) in &forms {
            let (Some(one), Some(other)) = (one, other) else { continue };
            // All others are the other way round.
            let kept = turned.iter().find(|(pair, _)| *pair == (*other, *one)).map_or(0, |(_, count)| *count);
            if kept + 1 == forms.len() && forms.len() > 2 {
                let message = format!(
                    "t{}, row {row}, column {col}: \"{}\" is unlike its column, and \"{}\" beside it is unlike its own",
                    sheet.ix + 1,
                    sheet.text(*row, col).trim(),
                    sheet.text(*row, col - 1).trim(),
                );
                let remark =
                    Diagnostic::new("unlike-column", message).hint("the two may have changed places");
                let area = sheet.table.table.at(*row, col).areas().first();
                out.push(match area {
                    Some((page, area)) => remark.on(*page).at(*area),
                    None => remark,
                });
            }
        }
    }
    out
}
