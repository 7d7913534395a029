//! Rows in turn shaded.

use super::{ROW, RULE, drawn, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Color, Fill};

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
