//! Which cells a table's log mended.
//!
//! A cell is mended when an edit changed what it says or moved its ink to another column. Edits that join pieces, drop
//! repeated rows or only stretch a span over blanks leave texts as they were read, and mark nothing.

use model::table::{Edit, Op};
use model::{CellId, Table};
use std::collections::BTreeMap;

/// For each mended cell that still stands, the edits that mended it, in the order of the log.
pub(crate) fn mends(table: &Table) -> BTreeMap<CellId, Vec<&Edit>> {
    let mut out: BTreeMap<CellId, Vec<&Edit>> = BTreeMap::new();
    for edit in table.log() {
        for id in mended_by(edit) {
            out.entry(id).or_default().push(edit);
        }
    }
    let standing: BTreeMap<CellId, bool> =
        table.cells().iter().map(|cell| (cell.id(), cell.is_blank())).collect();
    out.retain(|id, _| standing.get(id) == Some(&false));
    out
}

fn mended_by(edit: &Edit) -> Vec<CellId> {
    let says = |ix: usize| edit.before.get(ix).is_some_and(|placed| !placed.text.trim().is_empty());
    match &edit.op {
        Op::SetText { cell, text } => {
            let changed = edit.before.first().is_none_or(|placed| placed.text != *text);
            if changed { vec![*cell] } else { Vec::new() }
        }
        // `before` holds, for each cell, its upper and its lower half.
        Op::JoinRows { .. } => {
            let both = edit.cells.iter().enumerate().filter(|(ix, _)| says(2 * ix) && says(2 * ix + 1));
            both.map(|(_, id)| *id).collect()
        }
        Op::ShiftRow { .. } => edit.cells.clone(),
        Op::Grow { cell, .. } => {
            if (1..edit.before.len()).any(says) {
                vec![*cell]
            } else {
                Vec::new()
            }
        }
        // `cells` names the new cells in the order in which the operation gives them.
        Op::Rewrite { cells, .. } => {
            let kept =
                |col: u32, text: &str| edit.before.iter().any(|old| old.col == col && old.text == text);
            let new = edit.cells.iter().zip(cells).filter(|(_, cell)| !kept(cell.col(), cell.text()));
            new.map(|(id, _)| *id).collect()
        }
        Op::DropRows { .. } | Op::AppendRows { .. } | Op::AppendCols { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Why;
    use model::{Cell, Evidence, Ink};

    fn table(rows: &[&[&str]]) -> Table {
        let mut cells = Vec::new();
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                let ink = if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(*text, (0, 0))] };
                cells.push(Cell::new(r as u32, c as u32, 1, 1, ink));
            }
        }
        Table::new(rows.len() as u32, rows[0].len() as u32, cells).unwrap()
    }

    fn check(rows: &[&[&str]], op: Op, expected: &[&str]) {
        let mut table = table(rows);
        table.apply(op, Why::new("test", Evidence::new("form"))).unwrap();
        let found: Vec<&str> = mends(&table).keys().map(|id| table.get(*id).unwrap().text()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_text_set_is_a_mend_and_one_set_to_itself_is_none() {
        let rows: &[&[&str]] = &[&["1 2", "b"]];
        check(rows, Op::SetText { cell: CellId(0), text: "12".into() }, &["12"]);
        check(rows, Op::SetText { cell: CellId(1), text: "b".into() }, &[]);
    }

    #[test]
    fn joined_rows_mend_only_cells_with_text_in_both() {
        check(&[&["a", "b", ""], &["c", "", "d"]], Op::JoinRows { upper: 0 }, &["a\u{c}c"]);
    }

    #[test]
    fn shifted_cells_are_mended_and_their_blanks_are_not() {
        check(&[&["a", "5", ""]], Op::ShiftRow { row: 0, from: 1, by: 1 }, &["5"]);
    }

    #[test]
    fn growing_over_blanks_mends_nothing() {
        let rows: &[&[&str]] = &[&["a", "", "x"]];
        check(rows, Op::Grow { cell: CellId(0), rowspan: 1, colspan: 2 }, &[]);
        check(rows, Op::Grow { cell: CellId(0), rowspan: 1, colspan: 3 }, &["a\nx"]);
    }

    #[test]
    fn a_rewrite_mends_the_cells_whose_text_or_column_is_new() {
        let ink = |text: &str| vec![Ink::of_dump(text, (0, 0))];
        let cells = vec![
            Cell::new(0, 0, 1, 1, ink("a")),
            Cell::new(0, 1, 1, 1, ink("x")),
            Cell::new(1, 0, 1, 2, ink("b")),
        ];
        check(&[&["a", "xb"]], Op::Rewrite { first: 0, count: 1, rows: 2, cells }, &["x", "b"]);
    }
}
