//! What tags say of a page, against its ink.

use super::*;
use model::layout::{PieceEvidence, Verdict};
use model::page::{TaggedCell, TaggedTable};

/// A page of text in which each word is marked content of its own, in order from 0, and a table of cells given by row,
/// column, their spans and the words in them.
fn tagged(rows: &[&str], cells: &[([u32; 4], &[u32])]) -> Page {
    let mut page = drawn(rows);
    let mut word = 0;
    let mut before: Option<&Glyph> = None;
    let marks: Vec<u32> = page
        .glyphs
        .iter()
        .map(|glyph| {
            let blank = glyph.text.is_blank();
            let starts = before.is_none_or(|b| b.text.is_blank() || b.run != glyph.run);
            word += u32::from(!blank && starts);
            before = Some(glyph);
            word - u32::from(word > 0)
        })
        .collect();
    for (glyph, mark) in page.glyphs.iter_mut().zip(marks) {
        glyph.mcid = Some(mark);
    }
    let n_rows = cells.iter().map(|(at, _)| at[0] + at[2]).max().unwrap_or(0);
    let n_cols = cells.iter().map(|(at, _)| at[1] + at[3]).max().unwrap_or(0);
    let cells = cells.iter().map(|(at, marks)| TaggedCell { at: *at, head: false, marks: marks.to_vec() });
    page.tagged.push(TaggedTable {
        n_rows,
        n_cols,
        cells: cells.collect(),
        whole: true,
        ..TaggedTable::default()
    });
    page
}

/// One cell for each word, in rows of so many.
fn plain(order: &[u32], columns: u32) -> Vec<([u32; 4], Vec<u32>)> {
    let at = |ix: usize| [ix as u32 / columns, ix as u32 % columns, 1, 1];
    order.iter().enumerate().map(|(ix, word)| (at(ix), vec![*word])).collect()
}

fn verdict(rows: &[&str], cells: &[([u32; 4], Vec<u32>)]) -> (Verdict, Vec<Vec<String>>, PieceEvidence) {
    let cells: Vec<([u32; 4], &[u32])> = cells.iter().map(|(at, marks)| (*at, &marks[..])).collect();
    let page = tagged(rows, &cells);
    let layout = lay_out(&page, &Asked::default());
    conserved(&page, &layout);
    let evidence = layout.pieces().next().map_or(PieceEvidence::Dump, |piece| piece.evidence);
    let remarks = layout.diagnostics.iter().filter(|d| d.code == "tags-disagree").count();
    let verdict = layout.taggings[0].verdict;
    assert_eq!(remarks, usize::from(matches!(verdict, Verdict::Against(_))));
    (verdict, pieces(&layout), evidence)
}

/// Words without figures or rules, in which geometry sees no table.
const WORDS: [&str; 3] = ["alpha   beta", "gamma   delta", "omega   zeta"];

#[test]
fn tags_that_agree_with_the_ink_name_a_table() {
    let (said, tables, evidence) = verdict(&WORDS, &plain(&[0, 1, 2, 3, 4, 5], 2));
    assert_eq!((said, evidence), (Verdict::Used, PieceEvidence::Tagged));
    assert_eq!(tables, [["alpha|beta", "gamma|delta", "omega|zeta"]]);
    assert!(lay_out(&drawn(&WORDS), &Asked::default()).pieces().next().is_none());
}

#[test]
fn spans_and_blank_cells_are_those_of_the_tags() {
    let cells = [
        ([0, 0, 1, 3], vec![0]),
        ([1, 0, 1, 1], vec![1]),
        ([1, 2, 1, 1], vec![2]),
        ([2, 0, 2, 1], vec![3]),
        ([2, 1, 1, 1], vec![4]),
        ([3, 1, 1, 1], vec![5]),
        ([3, 2, 1, 1], vec![6]),
    ];
    let rows = ["      everything", "one           two", "three  four", "       five   six"];
    let (said, tables, _) = verdict(&rows, &cells);
    assert_eq!(said, Verdict::Used);
    assert_eq!(tables, [["everything|<|<", "one||two", "three|four|", "^|five|six"]]);
}

#[test]
fn rows_and_columns_in_another_order_are_no_grid() {
    let of = |order: &[u32]| verdict(&WORDS, &plain(order, 2)).0;
    assert_eq!(of(&[2, 3, 0, 1, 4, 5]), Verdict::Against("its rows do not follow each other"));
    assert_eq!(of(&[0, 1, 3, 2, 4, 5]), Verdict::Against("its columns do not stand beside each other"));
    // All rows from right to left: a script that runs so.
    let (said, tables, _) = verdict(&WORDS, &plain(&[1, 0, 3, 2, 5, 4], 2));
    assert_eq!(said, Verdict::Used);
    assert_eq!(tables, [["alpha|beta", "gamma|delta", "omega|zeta"]], "the page's order stands");
}

#[test]
fn a_span_that_tags_lack_shifts_their_cells() {
    // "omega" is tagged as of the second column, where a cell that spans two rows has none.
    let cells = plain(&[0, 1, 2, 3, 4, 5], 2);
    let rows = ["alpha   beta", "gamma   delta", "        omega   zeta"];
    assert_eq!(verdict(&rows, &cells).0, Verdict::Against("its columns do not stand beside each other"));
}

#[test]
fn a_page_laid_out_as_a_table_is_none() {
    let lines = ["one of   side", "many", "lines", "that", "go on", "and on"];
    let cells =
        [([0, 0, 1, 1], vec![0, 1, 3, 4, 5, 6, 7, 8, 9]), ([0, 1, 1, 1], vec![2]), ([1, 0, 1, 1], vec![10])];
    let mut rows = lines.to_vec();
    rows.push("end");
    assert_eq!(verdict(&rows, &cells).0, Verdict::Against("nearly all text stands in one cell"));
    let one = [([0, 0, 1, 1], vec![0, 2, 4]), ([0, 1, 1, 1], vec![1, 3, 5])];
    assert_eq!(verdict(&WORDS, &one).0, Verdict::Against("one row or column"));
    let columns = ["a 1   x   2", "b 2   y   3", "c 3   z   4", "d     e"];
    let held = [
        ([0, 0, 1, 1], vec![0, 1, 4, 5, 8, 9]),
        ([0, 1, 1, 1], vec![2, 3, 6, 7, 10, 11]),
        ([1, 0, 1, 1], vec![12]),
        ([1, 1, 1, 1], vec![13]),
    ];
    assert_eq!(verdict(&columns, &held).0, Verdict::Against("a cell holds columns"));
}

#[test]
fn cells_that_share_content_are_none() {
    let cells = plain(&[0, 1, 2, 3, 3, 5], 2);
    assert_eq!(verdict(&WORDS, &cells).0, Verdict::Against("two cells have the same content"));
}

#[test]
fn tags_that_leave_names_set_sideways_out_are_passed_over() {
    let rows = ["", "", "", "", "Farm   ", "Alder   10  25  31", "Birch   12  33  29", "Cedar   15  41  22"];
    let mut cells = vec![([0, 0, 1, 1], vec![0])];
    cells.extend((1..4).map(|col| ([0, col, 1, 1], vec![])));
    cells.extend(
        plain(&(1..13).collect::<Vec<u32>>(), 4)
            .into_iter()
            .map(|(at, word)| ([at[0] + 1, at[1], 1, 1], word)),
    );
    assert_eq!(verdict(&rows, &cells).0, Verdict::Used);
    let cells: Vec<([u32; 4], &[u32])> = cells.iter().map(|(at, marks)| (*at, &marks[..])).collect();
    let mut page = tagged(&rows, &cells);
    for (text, column) in [("Oats", 8), ("Wheat", 12), ("Rye", 16)] {
        names::stand(&mut page, text, column, 88);
    }
    let layout = lay_out(&page, &Asked::default());
    assert!(matches!(layout.taggings[0].verdict, Verdict::Against(_)));
    assert_eq!(pieces(&layout)[0][0], "Farm|Oats|Wheat|Rye");
}
