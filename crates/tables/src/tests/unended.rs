//! Grids that end above the rows of their table, rows drawn alone, and headings of the whole table.

use super::{LETTER, ROW, RULE, check, drawn, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Color, Fill};

/// Tables on a page whose rows are padded, with cells of a colour: the row, and the letters where each begins and ends.
fn coloured(rows: &[&str], cells: &[(i32, &[(i32, i32)])]) -> Vec<Vec<String>> {
    let padded: Vec<&str> = rows.iter().flat_map(|row| [*row, "~"]).collect();
    let mut page = drawn(&padded);
    let (pitch, x) = (ROW + RULE, |letter: i32| Pt::points(20 + LETTER * letter));
    for (row, own) in cells {
        let (top, bottom) = (Pt::points(18 + row * pitch), Pt::points(18 + (row + 1) * pitch));
        for (from, to) in *own {
            let bbox = Rect::new(x(*from), top, x(*to), bottom);
            page.fills.push(Fill { bbox, color: Color(0x00d0_d8f0), rectangle: true });
        }
    }
    pieces(&lay_out(&page, &Asked::default()))
}

const CELLS: &[(i32, i32)] = &[(0, 16), (16, 30), (30, 44)];

#[test]
fn a_head_of_coloured_cells_stands_over_rows_that_nothing_is_drawn_about() {
    let rows = [
        " Region            Within         Over",
        " North             12,500       41,200",
        " South              3,500       18,300",
        " East               1,500        7,100",
    ];
    let whole: &[&str] =
        &["Region|Within|Over", "North|12,500|41,200", "South|3,500|18,300", "East|1,500|7,100"];
    assert_eq!(coloured(&rows, &[(0, CELLS)]), [whole]);
    // Its first row may have a colour as well, and rows in turn.
    let more = [
        &rows[..],
        &[" West               2,600        9,400", " Isles                900        1,100"],
        &[" Lakes              1,900        2,100"],
    ]
    .concat();
    let seven = coloured(&more, &[(0, CELLS), (1, CELLS)]);
    assert_eq!(seven.iter().map(Vec::len).collect::<Vec<_>>(), [7]);
    let turns = coloured(&more, &[(0, CELLS), (2, CELLS), (4, CELLS), (6, CELLS)]);
    assert_eq!(turns.iter().map(Vec::len).collect::<Vec<_>>(), [7]);
}

#[test]
fn a_grid_above_another_is_not_its_head() {
    let rows = [
        "-----------------------------",
        "|Name   |Address |Holder    |",
        "-----------------------------",
        "|Albion |Quay    |Mills     |",
        "-----------------------------",
        "~",
        "~",
        "-----------------------------",
        "|Year   |Sold    |Kept      |",
        "-----------------------------",
        "|1998   |12,500  |41,200    |",
        "-----------------------------",
        "|1999   |13,500  |42,300    |",
        "-----------------------------",
    ];
    check(
        &rows,
        &[
            &["Name|Address|Holder", "Albion|Quay|Mills"],
            &["Year|Sold|Kept", "1998|12,500|41,200", "1999|13,500|42,300"],
        ],
    );
}

#[test]
fn headings_about_the_middle_of_the_table_are_over_all_its_columns() {
    check(
        &[
            "-------------------------------------------------",
            "District             Schools   Classes    Pupils",
            "-------------------------------------------------",
            "       Primary schools and nursery schools",
            "Adlersfeld                30       390     8,580",
            "Brunn                     24       311     6,204",
            "                   All schools",
            "Adlersfeld                41       502    10,977",
            "Brunn                     33       418     8,115",
            "-------------------------------------------------",
        ],
        &[&[
            "District|Schools|Classes|Pupils",
            "Primary schools and nursery schools|<|<|<",
            "Adlersfeld|30|390|8,580",
            "Brunn|24|311|6,204",
            "All schools|<|<|<",
            "Adlersfeld|41|502|10,977",
            "Brunn|33|418|8,115",
        ]],
    );
}

#[test]
fn the_first_label_is_its_row_s_where_rules_of_the_head_leave_the_labels_free() {
    check(
        &[
            "               Average          Projections",
            "              ---------   ---------------------",
            "               1995-04     2005    2006    2010",
            "              ---------------------------------",
            "Altavia            3.4      4.3     2.7     3.3",
            "-----------------------------------------------",
            "Bravonia           2.8      4.5     3.3     2.8",
            "-----------------------------------------------",
            "Carinthia          4.2      4.5     2.7     3.8",
            "-----------------------------------------------",
        ],
        &[&[
            "|Average|Projections|<|<",
            "^|1995-04|2005|2006|2010",
            "Altavia|3.4|4.3|2.7|3.3",
            "Bravonia|2.8|4.5|3.3|2.8",
            "Carinthia|4.2|4.5|2.7|3.8",
        ]],
    );
}

#[test]
fn names_stand_above_a_heading_that_a_rule_ends() {
    check(
        &[
            "Year ended June        2025      2024      2023",
            "-----------------------------------------------",
            "Income",
            "-----------------------------------------------",
            "Revenue               6,397     5,785     5,521",
            "-----------------------------------------------",
            "Profit                1,420     1,342     1,298",
            "-----------------------------------------------",
            "Debt                  2,211     5,114     4,906",
            "-----------------------------------------------",
        ],
        &[&[
            "Year ended June|2025|2024|2023",
            "Income|||",
            "Revenue|6,397|5,785|5,521",
            "Profit|1,420|1,342|1,298",
            "Debt|2,211|5,114|4,906",
        ]],
    );
}

#[test]
fn pounds_shillings_and_pence_under_one_name_are_one_amount() {
    check(
        &[
            "Year      Depositors     Average of each",
            "----------------------------------------",
            "1844         111,018            28 3 1",
            "1845         129,308            28 1 0",
            "1846         123,598           29 16 5",
            "1847          92,919          27 10 10",
            "----------------------------------------",
        ],
        &[&[
            "Year|Depositors|Average of each",
            "1844|111,018|28 3 1",
            "1845|129,308|28 1 0",
            "1846|123,598|29 16 5",
            "1847|92,919|27 10 10",
        ]],
    );
}

#[test]
fn rows_go_on_below_the_last_rule_that_parts_groups() {
    let rows = [
        "----------------------------------------",
        "Programme           Voted        Spent",
        "----------------------------------------",
        "Cabinet            15,337       13,866",
        "Records             1,028          812",
        "Audit               5,521        2,835",
        "Total one          21,886       17,513",
        "----------------------------------------",
        "Teachers            9,505        8,298",
        "Buildings           4,453        3,732",
        "Libraries           1,131          982",
        "Total two          15,089       13,012",
        "----------------------------------------",
        "Hospitals          49,156       48,095",
        "Doctors             8,236        6,814",
    ];
    let found = pieces(&lay_out(&drawn(&rows), &Asked::default()));
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [11]);
}

#[test]
fn headings_on_both_sides_are_rows() {
    check(
        &[
            "                  2024     2023",
            "ASET                               ASSETS",
            "ASET LANCAR                        CURRENT ASSETS",
            "Kas            1.284.3  1.129.6    Cash",
            "Piutang          842.1    742.6    Receivables",
            "Persediaan     1.906.3  1.837.4    Inventories",
        ],
        &[&[
            "|2024|2023|",
            "ASET|||ASSETS",
            "ASET LANCAR|||CURRENT ASSETS",
            "Kas|1.284.3|1.129.6|Cash",
            "Piutang|842.1|742.6|Receivables",
            "Persediaan|1.906.3|1.837.4|Inventories",
        ]],
    );
}
