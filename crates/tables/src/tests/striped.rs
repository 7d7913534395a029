//! Rows in turn shaded.

use super::{ROW, RULE, drawn, pieces, stroke};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Color, Fill, Stroke};

/// Tables on a page whose rows are padded, and the given ones shaded between two places.
fn striped(rows: &[&str], (from, to): (i32, i32), shaded: &[i32]) -> Vec<Vec<String>> {
    let padded: Vec<&str> = rows.iter().flat_map(|row| [*row, "~"]).collect();
    let mut page = drawn(&padded);
    let pitch = ROW + RULE;
    for row in shaded {
        let (top, bottom) = (Pt::points(18 + row * pitch), Pt::points(18 + (row + 1) * pitch));
        let bbox = Rect::new(Pt::points(from), top, Pt::points(to), bottom);
        page.fills.push(Fill { bbox, color: Color(0x00f0_f0f0), rectangle: true });
    }
    pieces(&lay_out(&page, &Asked::default()))
}

#[test]
fn a_note_that_begins_left_of_the_shading_is_no_row() {
    let with = |note: &str| {
        let rows = [
            "              Item              2023       2022",
            "              Fees received   41,200     39,875",
            "              Interest        12,500        150",
            "              Rents            1,500        100",
            "              Wages            3,500         17",
            note,
        ];
        striped(&rows, (88, 258), &[0, 2, 4])
    };
    assert_eq!(with("").iter().map(Vec::len).collect::<Vec<_>>(), [5]);
    assert_eq!(with("  (a) Without those due later."), with(""));
    assert_eq!(with("              Coals            2,500        107")[0].len(), 6);
}

#[test]
fn columns_between_shaded_ones_have_the_rows_of_these() {
    let rows = [
        "Town           2009     2010     2011     2012",
        "Ash            32.6     33.7     32.4     32.9",
        "Birch          41.6     n.a.     39.3     38.2",
        "Cedar          32.1     32.2     31.8     n.a.",
        "Elm            23.3     23.7     24.4     23.8",
        "Fir            44.5     44.1     n.a.     42.1",
        "Hazel          22.6     22.2     22.7     23.3",
    ];
    // The years 2009 and 2011 are shaded cell by cell, and rules bound the head.
    let mut page = drawn(&rows);
    for row in 0..rows.len() as i32 {
        for from in [80, 170] {
            let bbox = Rect::new(
                Pt::points(from),
                Pt::points(18 + row * ROW),
                Pt::points(from + 45),
                Pt::points(18 + (row + 1) * ROW),
            );
            page.fills.push(Fill { bbox, color: Color(0x00e0_e8f0), rectangle: true });
        }
    }
    for y in [18, 18 + ROW, 18 + 7 * ROW] {
        let (at, from, to) = (Pt::points(y), Pt::points(18), Pt::points(260));
        page.strokes.push(Stroke { at, from, to, ..stroke() });
    }
    let found = pieces(&lay_out(&page, &Asked::default()));
    let wanted: Vec<String> =
        rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join("|")).collect();
    assert_eq!(found, [wanted]);
}

#[test]
fn names_above_a_shaded_heading_of_rows_are_the_head() {
    let rows = [
        "                 2023       2022       2021",
        "Income",
        "Fees           41,200     39,875     30,100",
        "Interest       12,500        150        410",
        "Outlay",
        "Wages           3,500         17         28",
        "Coals             912        207        190",
    ];
    let found = striped(&rows, (18, 260), &[1, 3, 5]);
    assert_eq!(found.iter().map(|table| &table[..2]).collect::<Vec<_>>(), [["|2023|2022|2021", "Income|||"]]);
}
