//! One label with two numbers: a count that a row gives ("友好城区数量 | 89 | 家") and a text gives otherwise ("友好城区 90 家").
//!
//! Labels are compared whole, without the word for a count at their end; numbers only when they count the same unit.

use crate::sheet::{Sheet, Slot};
use crate::words::{Words, bare, squash};
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};
use model::table::Evidence;
use model::{Decimal, Repaired};

/// A number with its label and unit.
struct Count {
    label: String,
    unit: String,
    value: Decimal,
    term: Term,
}

/// Shorter labels are said of many things.
const LEAST_LABEL: usize = 4;
/// Longer units are no units.
const LONGEST_UNIT: usize = 2;

/// A check for each label that has two numbers of one unit in different places.
pub(crate) fn counts(repaired: &Repaired, sheets: &[Sheet<'_>], words: &Words) -> Vec<Check> {
    let rows: Vec<Count> =
        sheets.iter().flat_map(|sheet| sheet.body().filter_map(|row| of_row(sheet, row, words))).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut said = Vec::new();
    for sheet in sheets {
        for row in sheet.body() {
            for cell in sheet.table.table.row(row) {
                let term = |_| Term::Cell { table: sheet.ix, row, col: cell.col(), weight: Decimal::ONE };
                said.extend(of_text(cell.text(), &term));
            }
        }
    }
    for (ix, line) in (0..).zip(&repaired.outside) {
        let term = |value: Decimal| Term::Prose { line: ix, text: line.ink.text.clone(), value };
        said.extend(of_text(&line.ink.text, &term));
    }
    let mut out = Vec::new();
    for row in &rows {
        let same = said.iter().filter(|said| said.unit == row.unit && said.label.ends_with(&row.label));
        for said in same.filter(|said| said.value != row.value) {
            out.push(Check {
                id: CheckId(0),
                kind: CheckKind::Text,
                status: Status::Fails,
                left: vec![row.term.clone()],
                right: vec![said.term.clone()],
                left_value: Some(row.value),
                right_value: Some(said.value),
                difference: row.value.checked_sub(said.value),
                tolerance: Decimal::ZERO,
                source: CheckSource::Found,
                direction: Direction::Across,
                evidence: Evidence::new("vocabulary").with("by", "label").with("label", row.label.clone()),
            });
        }
    }
    out
}

/// A row that counts something: words, a figure somewhere right of them, and a short unit right of it.
fn of_row(sheet: &Sheet<'_>, row: u32, words: &Words) -> Option<Count> {
    let col = (1..sheet.n_cols().saturating_sub(1)).find(|col| {
        let unit = sheet.text(row, col + 1).trim();
        matches!(sheet.slot(row, *col), Slot::Value(_)) && is_unit(unit)
    })?;
    let value = sheet.reading(row, col).value?;
    let label = (0..col)
        .rev()
        .map(|left| squash(sheet.text(row, left)))
        .find(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LABEL)?;
    let label = bare(&label);
    let label =
        words.count.iter().find_map(|word| label.strip_suffix(word.as_str())).unwrap_or(label).to_owned();
    let unit = squash(sheet.text(row, col + 1));
    let term = Term::Cell { table: sheet.ix, row, col, weight: Decimal::ONE };
    (label.chars().count() >= LEAST_LABEL).then_some(Count { label, unit, value, term })
}

fn is_unit(text: &str) -> bool {
    let len = text.chars().count();
    (1..=LONGEST_UNIT).contains(&len) && text.chars().all(char::is_alphabetic)
}

/// "label number unit" in a text, each with the run of letters right before the number.
fn of_text<'t>(text: &'t str, term: &'t dyn Fn(Decimal) -> Term) -> Vec<Count> {
    // A unit is no letter of ASCII.
    if text.is_ascii() || !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let flat: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = flat[at..].find(|c: char| c.is_ascii_digit()) {
        let from = at + found;
        let len = flat[from..].find(|c: char| !c.is_ascii_digit()).unwrap_or(flat.len() - from);
        at = from + len;
        let before: String = {
            let run: Vec<char> =
                flat[..from].chars().rev().take_while(|c| c.is_alphabetic()).take(16).collect();
            run.into_iter().rev().collect()
        };
        let unit: String =
            flat[at..].chars().take(1).filter(|c| c.is_alphabetic() && !c.is_ascii()).collect();
        if before.chars().count() < LEAST_LABEL || unit.is_empty() {
            continue;
        }
        if let Ok(value) = flat[from..at].parse::<Decimal>() {
            out.push(Count { label: before.to_lowercase(), unit, value, term: term(value) });
        }
    }
    out
}
