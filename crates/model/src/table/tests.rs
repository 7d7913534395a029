use super::*;

fn text_cell(row: u32, col: u32, text: &str) -> Cell {
    let ink =
        if text.is_empty() { Vec::new() } else { vec![Ink { text: text.into(), page: 1, ..Ink::default() }] };
    Cell::new(row, col, 1, 1, ink)
}

/// A table from lines of `|`-parted texts.
fn table(rows: &[&str]) -> Table {
    let cells = rows.iter().enumerate().flat_map(|(row, line)| {
        line.split('|').enumerate().map(move |(col, text)| text_cell(row as u32, col as u32, text.trim()))
    });
    let n_cols = rows[0].split('|').count() as u32;
    Table::new(rows.len() as u32, n_cols, cells.collect()).expect("a tiling")
}

fn dump(table: &Table) -> Vec<String> {
    (0..table.n_rows())
        .map(|row| {
            table.row(row).iter().map(|c| c.text().replace('\u{c}', "/")).collect::<Vec<_>>().join("|")
        })
        .collect()
}

fn why() -> Why {
    Why::new("test", Evidence::new("form"))
}

#[test]
fn tiling_names_the_slot_that_is_covered_twice_or_not_at_all() {
    let wide = Cell::new(0, 0, 1, 2, Vec::new());
    let twice = Table::new(1, 2, vec![wide.clone(), text_cell(0, 1, "x")]);
    assert_eq!(twice, Err(TilingError::Overlap { row: 0, col: 1 }));
    assert_eq!(Table::new(2, 2, vec![wide.clone()]), Err(TilingError::Hole { row: 1, col: 0 }));
    assert_eq!(Table::new(1, 1, vec![wide]), Err(TilingError::Outside { row: 0, col: 0 }));
    assert_eq!(Table::new(1 << 20, 1 << 20, vec![]), Err(TilingError::Size { rows: 1 << 20, cols: 1 << 20 }));
}

#[test]
fn join_rows_puts_the_lower_ink_behind_a_cut() {
    let mut t = table(&["h|v", "a|1", "b|", "c|3"]);
    t.apply(Op::JoinRows { upper: 1 }, why()).expect("joined");
    assert_eq!(dump(&t), ["h|v", "a/b|1", "c|3"]);
}

#[test]
fn join_rows_shrinks_a_cell_that_reaches_over_the_joint() {
    let cells = vec![Cell::new(0, 0, 2, 1, Vec::new()), text_cell(0, 1, "a"), text_cell(1, 1, "b")];
    let mut t = Table::new(2, 2, cells).expect("a tiling");
    t.apply(Op::JoinRows { upper: 0 }, why()).expect("joined");
    assert_eq!((t.n_rows(), t.at(0, 0).rowspan(), t.at(0, 1).text()), (1, 1, "a\u{c}b"));
}

#[test]
fn dropped_rows_keep_their_ink() {
    let mut t = table(&["h", "a", "h", "b"]);
    let all = t.all_ink().count();
    t.apply(Op::DropRows { first: 2, count: 1 }, why()).expect("dropped");
    assert_eq!(dump(&t), ["h", "a", "b"]);
    assert_eq!(t.all_ink().count(), all);
    assert_eq!(t.log()[0].before[0].text, "h");
}

#[test]
fn shift_row_refuses_to_push_ink_out() {
    let mut t = table(&["a|b|", "c|d|e"]);
    t.apply(Op::ShiftRow { row: 0, from: 0, by: 1 }, why()).expect("shifted");
    assert_eq!(dump(&t), ["|a|b", "c|d|e"]);
    assert_eq!(t.apply(Op::ShiftRow { row: 1, from: 0, by: 1 }, why()), Err(EditError::Ink));
    assert_eq!(dump(&t), ["|a|b", "c|d|e"]);
}

#[test]
fn grow_takes_in_whole_cells_and_keeps_their_ink() {
    let mut t = table(&["a|b", "c|d"]);
    let id = t.at(0, 0).id();
    t.apply(Op::Grow { cell: id, rowspan: 2, colspan: 1 }, why()).expect("grown");
    assert_eq!((t.at(1, 0).text(), t.at(1, 0).rowspan()), ("a\nc", 2));
}

#[test]
fn rewrite_keeps_letters_or_refuses() {
    let mut t = table(&["12 34|", "c|d"]);
    let fine = vec![text_cell(0, 0, "12"), text_cell(0, 1, "34")];
    t.apply(Op::Rewrite { first: 0, count: 1, rows: 1, cells: fine }, why()).expect("split");
    assert_eq!(dump(&t), ["12|34", "c|d"]);
    let wrong = vec![text_cell(0, 0, "13"), text_cell(0, 1, "34")];
    assert_eq!(
        t.apply(Op::Rewrite { first: 0, count: 1, rows: 1, cells: wrong }, why()),
        Err(EditError::Ink)
    );
}

#[test]
fn replaying_the_log_gives_the_table_again() {
    let pieces = [table(&["h|v", "a|1 2"]), table(&["h|v", "b|", "c|3"])];
    let mut t = pieces[0].clone();
    t.append_rows(pieces[1].clone(), 1, None, why()).expect("same columns");
    t.apply(Op::DropRows { first: 2, count: 1 }, why()).expect("dropped");
    t.apply(Op::JoinRows { upper: 1 }, why()).expect("joined");
    let id = t.at(1, 1).id();
    t.apply(Op::SetText { cell: id, text: "12".into() }, why()).expect("set");
    assert_eq!(replay(&pieces, 0, t.log()), Ok(t));
}

#[test]
fn rows_on_fewer_columns_are_laid_on_the_edges_of_both() {
    let pieces = [table(&["a|b|c"]), table(&["d|e"])];
    let mut t = pieces[0].clone();
    let columns = Columns { upper: vec![0, 1, 2, 3], lower: vec![0, 1, 3], count: 3 };
    t.append_rows(pieces[1].clone(), 1, Some(columns), why()).expect("fits");
    assert_eq!((dump(&t).join(" "), t.at(1, 2).colspan()), ("a|b|c d|e".into(), 2));
    assert_eq!(replay(&pieces, 0, t.log()), Ok(t));
    let wrong = Columns { upper: vec![0, 1, 2, 3], lower: vec![0, 1, 4], count: 3 };
    let mut t = pieces[0].clone();
    assert!(t.append_rows(pieces[1].clone(), 1, Some(wrong), why()).is_err());
    assert_eq!(t, pieces[0], "nothing is changed on an error");
    let missing = Columns { upper: vec![0, 1, 2, 3], lower: vec![1, 2, 3], count: 3 };
    t.append_rows(pieces[1].clone(), 1, Some(missing), why()).expect("a blank stands for the first column");
    assert_eq!((dump(&t).join(" "), t.n_cols()), ("a|b|c |d|e".into(), 3));
}

#[test]
fn a_name_is_never_given_twice() {
    let mut t = table(&["a|b", "c|d"]);
    let anew = vec![text_cell(1, 0, "c"), text_cell(1, 1, "d")];
    t.apply(Op::Rewrite { first: 1, count: 1, rows: 1, cells: anew }, why()).expect("laid out anew");
    let rewritten = t.log()[0].cells.clone();
    t.append_rows(table(&["e|f"]), 1, None, why()).expect("same columns");
    let places: Vec<_> = rewritten.iter().map(|id| t.get(*id).map(|cell| (cell.row(), cell.col()))).collect();
    assert_eq!(places, [Some((1, 0)), Some((1, 1))]);
}

#[test]
fn a_piece_with_fewer_rows_beside_another_has_a_higher_first_row() {
    let mut left = table(&["a|b", "c|d", "1|2"]);
    left.append_cols(table(&["e", "3"]), 1, why()).expect("fits");
    assert_eq!(left.at(1, 2).text(), "e");
    assert_eq!((left.at(0, 2).rowspan(), left.at(2, 2).text()), (2, "3"));
    assert!(left.append_cols(table(&["e", "f", "g", "3"]), 2, why()).is_err());
}
