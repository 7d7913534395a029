//! Rows of a page in which a figure was too wide for its cell: the typesetter set its last digits on a line of their own,
//! which reads as a row.
//!
//! Such a line is told by the figures alone. What stands above is none as it is ("10,894,77", "617,610."), what stands
//! below completes it, and no other figure of the two rows has one above or below it.

use crate::columns::{Column, columns};
use crate::numbers::Figures;
use model::Table;
use model::table::{Cell, Evidence, Ink, Op, Why};

/// The lines of one figure stand no farther apart than this, per thousand of the type size: half a line more than none.
/// Doubled, the next row would count as its next line.
const LEADING: i32 = 800;
/// They share their left or right edge or their middle to within this part of the type size (per thousand).
const ALIGNED: i32 = 300;
/// Rows joined in a table at the most, a bound on the work: where more figures are broken, their columns were not read right.
const MOST: usize = 200;

/// Joins the rows below a head of `from` rows that one figure goes through.
pub(crate) fn join_halved_rows(table: &mut Table, from: u32, figures: &Figures<'_>) {
    let forms = columns(table, from..table.n_rows(), figures);
    let (mut row, mut joined) = (from + 1, 0);
    while row < table.n_rows() && joined < MOST {
        let whole = halved(table, row, &forms, figures).is_some_and(|list| join(table, row, &list));
        joined += usize::from(whole);
        row += u32::from(!whole);
    }
}

/// Joins a row to the one above it: in the columns of the list the two halves are one figure, in others the lines of a text.
fn join(table: &mut Table, row: u32, list: &[u32]) -> bool {
    let columns = list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let why = || Why::new("join-halved-row", Evidence::new("form").with("columns", columns.clone()));
    let text = |lower: &Cell| {
        let upper = table.at(row - 1, lower.col());
        let (first, rest) = (upper.text().trim_end(), lower.text().trim_start());
        let between = if list.contains(&lower.col()) { "" } else { "\n" };
        (!first.is_empty() && !rest.is_empty()).then(|| (upper.id(), format!("{first}{between}{rest}")))
    };
    let texts: Vec<_> = table.row(row).iter().filter_map(text).collect();
    if table.apply(Op::JoinRows { upper: row - 1 }, why()).is_err() {
        return false;
    }
    for (cell, text) in texts {
        table.apply(Op::SetText { cell, text }, why()).expect("the upper cell of a row joined stays");
    }
    true
}

/// The columns in which a figure goes on from the row above; `None` when the rows are two.
fn halved(table: &Table, row: u32, forms: &[Column], figures: &Figures<'_>) -> Option<Vec<u32>> {
    let mut list: Vec<u32> = Vec::new();
    let (mut above, mut below) = (false, false);
    for lower in table.row(row) {
        let upper = table.at(row - 1, lower.col());
        let same = upper.col() == lower.col() && upper.colspan() == lower.colspan();
        if !same || upper.rowspan() > 1 || lower.rowspan() > 1 {
            return None;
        }
        match (upper.is_blank(), lower.is_blank()) {
            (true, true) => {}
            (false, true) => above |= figures.is_number(upper.text()),
            (true, false) => below |= figures.is_number(lower.text()),
            _ if goes_on(upper, lower, &forms[lower.col() as usize], figures) => {
                list.push(lower.col());
            }
            // The lines of a label.
            _ if [upper, lower].iter().all(|cell| !figures.is_number(cell.text())) => {}
            _ => return None,
        }
    }
    // The figures that are whole stand on one line.
    let two = above && below;
    (!list.is_empty() && !two).then_some(list)
}

/// Whether the upper cell is the beginning of a figure and the lower one its rest.
fn goes_on(upper: &Cell, lower: &Cell, form: &Column, figures: &Figures<'_>) -> bool {
    let flat = |cell: &Cell| cell.text().split_whitespace().collect::<String>();
    let (first, rest) = (flat(upper), flat(lower));
    let mark = |c: char| matches!(c, '.' | ',' | '\'' | '’');
    let tail = rest.chars().all(|c| c.is_ascii_digit() || mark(c) || matches!(c, ')' | '%'));
    let narrower = rest.chars().count() < first.chars().count();
    if !tail || !narrower || !first.contains(|c: char| c.is_ascii_digit()) || !near(upper, lower) {
        return false;
    }
    let whole = format!("{first}{rest}");
    let Some(decimals) = figures.decimals(&whole) else { return false };
    let open = first.ends_with(mark) || rest.starts_with(mark);
    // "320,57" can be read in two ways: nothing that the column's figures are.
    let sound = figures.read(&first).is_ok_and(|number| number.other.is_none());
    !sound && figures.is_grouped(&whole) || open && decimals > 0 && form.decimals == Some(decimals)
}

/// Whether the last line of one cell and the first of the other are set as lines of one text.
fn near(upper: &Cell, lower: &Cell) -> bool {
    let (Some(a), Some(b)) = (upper.ink().last(), lower.ink().first()) else { return false };
    let seen = |ink: &Ink| ink.bbox.map(|bbox| ink.direction.turn(&bbox));
    let (Some(over), Some(under)) = (seen(a), seen(b)) else { return false };
    let size = a.size.scale(ALIGNED, 1000);
    let edges = [over.x0 - under.x0, over.x1 - under.x1, over.center().x - under.center().x];
    a.page == b.page
        && a.direction == b.direction
        && under.y0 - over.y1 <= a.size.scale(LEADING, 1000)
        && edges.iter().any(|off| off.abs() <= size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::{Pt, Rect};

    /// A table of lines 10 points high, each column set to its right edge.
    fn check(rows: &[&[&str]], wanted: &[&[&str]]) {
        let cell = |row: usize, col: usize, text: &str| {
            let (x, y) = (100 * (col as i32 + 1), 12 * row as i32);
            let at = Rect::new(
                Pt::points(x - 5 * text.len() as i32),
                Pt::points(y),
                Pt::points(x),
                Pt::points(y + 8),
            );
            let ink =
                Ink { text: text.into(), page: 1, bbox: Some(at), size: Pt::points(10), ..Ink::default() };
            Cell::new(row as u32, col as u32, 1, 1, if text.is_empty() { Vec::new() } else { vec![ink] })
        };
        let cells = rows
            .iter()
            .enumerate()
            .flat_map(|(r, texts)| texts.iter().enumerate().map(move |(c, text)| cell(r, c, text)));
        let (n_rows, n_cols) = (rows.len() as u32, rows[0].len() as u32);
        let mut table = Table::new(n_rows, n_cols, cells.collect()).expect("a tiling");
        join_halved_rows(&mut table, 0, &Figures::default());
        let found: Vec<Vec<String>> = (0..table.n_rows())
            .map(|row| table.row(row).iter().map(|cell| cell.text().to_owned()).collect())
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_last_digits_of_a_figure_are_no_row() {
        check(
            &[&["Rents", "1,429,3", "604,73"], &["", "90", "7"], &["Total", "2,531,116", "604,737"]],
            &[&["Rents", "1,429,390", "604,737"], &["Total", "2,531,116", "604,737"]],
        );
        check(
            &[&["Stock of", "10,894,77", ""], &["stores", "4", "302,481"], &["Net", "5", "302,481"]],
            &[&["Stock of\nstores", "10,894,774", "302,481"], &["Net", "5", "302,481"]],
        );
    }

    #[test]
    fn decimals_below_a_figure_belong_to_it_where_the_column_has_as_many() {
        check(
            &[&["Rents", "31,116.2", "1.5"], &["Total", "1,631,116", "2.5"], &["", ".9", ""]],
            &[&["Rents", "31,116.2", "1.5"], &["Total", "1,631,116.9", "2.5"]],
        );
    }

    #[test]
    fn whole_figures_one_below_the_other_are_rows() {
        let rows: &[&[&str]] =
            &[&["Rents", "429,390", "604"], &["", "90", ""], &["Total", "1,429,3", "5"], &["Net", "90", "7"]];
        check(rows, rows);
    }
}
