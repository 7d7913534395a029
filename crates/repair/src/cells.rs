//! Cells made whole, by the rules in [`crate::rules`]; the cells of which two readings are possible.

use crate::columns::{Column, columns};
use crate::fit::Fit;
use crate::numbers::Figures;
use crate::rules::Verdict;
use crate::rules::close_spread_label::close_spread_label;
use crate::rules::join_wrapped_code::join_wrapped_code;
use crate::rules::join_wrapped_label::join_wrapped_label;
use crate::rules::join_wrapped_number::{Place, join_wrapped_number};
use crate::values::{end_mark, is_note_mark};
use crate::words::Known;
use model::table::{Cell, Op, Table, Why};
use model::{CellId, Decimal};
use std::collections::BTreeMap;

/// Cells of which two readings are possible: why, and the values that are.
pub(crate) type Doubts = BTreeMap<CellId, (String, Vec<Decimal>)>;

/// What cells are held against.
pub(crate) struct Sight<'a> {
    pub(crate) figures: Figures<'a>,
    pub(crate) known: &'a Known,
}

/// Makes every cell of a table whole; returns the cells in doubt. Run again, it changes nothing.
pub(crate) fn mend(table: &mut Table, header_rows: u32, sight: &Sight<'_>) -> Doubts {
    let from = if header_rows < table.n_rows() { header_rows } else { 0 };
    let columns = columns(table, from..table.n_rows(), &sight.figures);
    let fit = Fit::of(table);
    let parts = raised_parts(table, from);
    let mut doubts = Doubts::new();
    let mut edits = Vec::new();
    for cell in table.cells().iter().filter(|cell| cell.text().contains(char::is_whitespace)) {
        let column = &columns[cell.col() as usize];
        mend_cell(cell, (column, &parts), fit, sight, &mut edits, &mut doubts);
    }
    for (cell, text, why) in edits {
        table.apply(Op::SetText { cell, text }, why).expect("the cell was just seen");
    }
    doubts
}

fn mend_cell(
    cell: &Cell,
    (column, parts): (&Column, &[bool]),
    fit: Fit,
    sight: &Sight<'_>,
    edits: &mut Vec<(CellId, String, Why)>,
    doubts: &mut Doubts,
) {
    let dump = cell.is_of_dump();
    let place = Place { column, figures: &sight.figures, fit, known: sight.known };
    // Raised digits behind a figure are the mark of a note, no part of it.
    let mark = raised_mark(cell).filter(|_| !parts[cell.col() as usize]);
    let (figure, mark) = mark.unwrap_or((cell.text(), ""));
    let (figure, blank) = figure.split_at(figure.trim_end().len());
    match join_wrapped_number(cell, figure, &place) {
        Verdict::Whole(text, _) if text == figure => return,
        Verdict::Whole(text, evidence) => {
            let mut evidence = evidence;
            let text = format!("{text}{blank}{mark}");
            // A joint moves no digit; what another converter lost between the parts can't be seen, though.
            evidence.source_unverified = dump;
            edits.push((cell.id(), text, Why::new("join-wrapped-number", evidence)));
            return;
        }
        Verdict::Doubt(why, values) => {
            doubts.insert(cell.id(), (why, values));
            return;
        }
        Verdict::None if !mark.is_empty() => return,
        Verdict::None => {}
    }
    let mut text = cell.text().to_owned();
    let mut make = |rule: &'static str, verdict: Verdict, text: &mut String| {
        if let Verdict::Whole(whole, evidence) = verdict
            && whole != *text
        {
            edits.push((cell.id(), whole.clone(), Why::new(rule, evidence)));
            *text = whole;
        }
    };
    make("join-wrapped-code", join_wrapped_code(&text, dump), &mut text);
    make("close-spread-label", close_spread_label(&text), &mut text);
    let rule = if text.contains('\u{c}') { "join-label-over-page" } else { "join-wrapped-label" };
    make(rule, join_wrapped_label(cell, &text, fit, sight.known), &mut text);
}

/// For each column whether digits are raised behind nearly all of its figures: parts of them (cents, exponents), for notes are few.
fn raised_parts(table: &Table, from: u32) -> Vec<bool> {
    let mut counts = vec![(0_usize, 0_usize); table.n_cols() as usize];
    for cell in table.cells().iter().filter(|cell| cell.row() >= from) {
        let (all, raised) = &mut counts[cell.col() as usize];
        *all += usize::from(cell.text().contains(|c: char| c.is_ascii_digit()));
        *raised += usize::from(raised_mark(cell).is_some());
    }
    counts.into_iter().map(|(all, raised)| raised >= MOST_MARKS && raised * 5 >= all * 4).collect()
}

/// So many figures of a column may have marks whatever the others have.
const MOST_MARKS: usize = 3;

/// The figure of a cell and the raised digits right behind it, with the white space between them left to the figure. Behind
/// ten they may be an exponent.
fn raised_mark(cell: &Cell) -> Option<(&str, &str)> {
    let (_, mark) = end_mark(cell.ink().last()?)?;
    let figure = cell.text().trim_end().strip_suffix(mark)?;
    let digits = mark.starts_with(char::is_numeric) && figure.trim_end().ends_with(char::is_numeric);
    let bare: String = figure.chars().filter(char::is_ascii_digit).collect();
    (digits && is_note_mark(mark) && bare != "10").then_some((figure, mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Ink;

    fn mended(rows: &[&str]) -> (Vec<String>, usize) {
        let cells = rows.iter().enumerate().map(|(row, text)| {
            Cell::new(row as u32, 0, 1, 1, vec![Ink::of_dump(*text, (0, text.len() as u32))])
        });
        let mut table = Table::new(rows.len() as u32, 1, cells.collect()).expect("a tiling");
        let known = Known::default();
        let sight = Sight { figures: Figures::default(), known: &known };
        let doubts = mend(&mut table, 0, &sight);
        let again = table.clone();
        assert!(mend(&mut table, 0, &sight) == doubts && table == again, "a second repair logs nothing");
        (table.cells().iter().map(|cell| cell.text().to_owned()).collect(), doubts.len())
    }

    #[test]
    fn raised_digits_behind_a_figure_are_no_digits_of_it() {
        let of = |text: &str, raised: (u32, u32)| {
            let ink = Ink { text: text.into(), raised: vec![raised], ..Ink::default() };
            let mut table = Table::new(1, 1, vec![Cell::new(0, 0, 1, 1, vec![ink])]).expect("a tiling");
            let known = Known::default();
            let doubts = mend(&mut table, 0, &Sight { figures: Figures::default(), known: &known });
            (table.cells()[0].text().to_owned(), doubts.len())
        };
        assert_eq!(of("1,234 1", (6, 7)), ("1,234 1".to_owned(), 0));
        assert_eq!(of("2,345 6,7", (6, 9)), ("2,345 6,7".to_owned(), 0));
        assert_eq!(of("10 6", (3, 4)).1, 1, "or a million");
        assert_eq!(of("1,234 1", (0, 0)).1, 1, "not raised");
    }

    #[test]
    fn numbers_codes_and_labels_are_made_whole() {
        let (texts, doubts) =
            mended(&["63.640 800", "2.5547 22", "3.501455", "315001- 北京市 西城区", "合 计", "12 13"]);
        assert_eq!(texts, ["63.640800", "2.554722", "3.501455", "315001-北京市西城区", "合计", "12 13"]);
        assert_eq!(doubts, 1);
    }
}
