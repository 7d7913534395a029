//! Ledgers: sums ruled under their figures alone, names over blank columns, what stands at the ends of pages.

use super::{check, drawn, found, pieces};
use crate::{continued, lay_out};
use model::asked::Asked;
use model::geometry::Pt;

#[test]
fn headings_of_rows_below_a_head_end_a_column_of_text() {
    let page = drawn(&[
        "The board met six times in the year and it      Ash              871      200",
        "considered all risks that the lower volume      Birch            101      431",
        "of traffic had brought to its income, then      Cedar            642       22",
        "it adopted a scheme of repairs to be begun      Elm              103      903",
        "as soon as the weather and the funds allow     All             1,717    1,556",
        "",
        "Town              Men     Women                The accounts have been made up under the",
        "Northern part                                  convention of historical cost as always,",
        "                                               and what was applied is set out in them",
        "                                               where members may read it together with",
    ]);
    let mut layout = [lay_out(&page, &Asked::default())];
    continued(&mut layout);
    let lower = ["Ash|871|200", "Birch|101|431", "Cedar|642|22", "Elm|103|903", "All|1,717|1,556"];
    assert_eq!(pieces(&layout[0]), [&["Town|Men|Women", "Northern part||"][..], &lower]);
}

#[test]
fn a_few_rows_with_a_ruled_sum_are_a_table() {
    let mut page = drawn(&[
        "                Amount",
        "Fees                19",
        "Tolls                8",
        "Iron                58",
        "                ------",
        "Total               85",
        "                ------",
    ]);
    let foot = page.glyphs.iter().map(|glyph| glyph.bbox.y1).max().unwrap_or_default();
    page.strokes[1].at = foot + Pt::points(1);
    assert_eq!(found(&page), 1);
    page.strokes.clear();
    assert_eq!(found(&page), 0);
}

#[test]
fn a_name_beside_all_others_is_a_blank_columns() {
    check(
        &[
            "                       Land    Plant",
            "               Note",
            "                       £'000   £'000",
            "Fees                   1,200   9,875",
            "Grants                 2,500     101",
            "Sales                  1,500     100",
        ],
        &[&[
            "|Note|Land|Plant",
            "^|^|£'000|£'000",
            "Fees||1,200|9,875",
            "Grants||2,500|101",
            "Sales||1,500|100",
        ]],
    );
}

#[test]
fn an_amount_of_three_columns_has_one_head() {
    check(
        &[
            "                               1891",
            "                             £       s.      d.",
            "Fees                       728        4       1",
            "Fines                        6       10       9",
            "Sale of timber              69       19       3",
        ],
        &[&["|1891|<|<", "^|£|s.|d.", "Fees|728|4|1", "Fines|6|10|9", "Sale of timber|69|19|3"]],
    );
}

#[test]
fn a_text_below_two_names_spans_them_though_most_figures_stand_apart_from_it() {
    check(
        &[
            "                                   2022           2021",
            "                 Note         (in thousands of £)",
            "Fees                2            64,306              -",
            "Salaries                          8,477         12,088",
            "Audit               3             8,776             88",
            "Insurance                             -              2",
        ],
        &[&[
            "|Note|2022|2021",
            "^|^|(in thousands of £)|<",
            "Fees|2|64,306|-",
            "Salaries||8,477|12,088",
            "Audit|3|8,776|88",
            "Insurance||-|2",
        ]],
    );
}

#[test]
fn amounts_before_entries_that_end_in_years_are_no_numbers_of_sections() {
    let rows = [
        "Month               Inches  Month               Inches",
        "January 1890           2.2  October 1890         969.8",
        "February 1890         54.8  November 1890          0.2",
        "March 1890           370.9  December 1890        506.3",
        "April 1890             8.7  January 1891          61.2",
        "May 1890              86.3  February 1891        362.4",
    ];
    let page = drawn(&rows);
    let found = pieces(&lay_out(&page, &Asked::default()));
    assert_eq!(found[0][1], "January 1890|2.2|October 1890|969.8");
}

#[test]
fn a_year_right_above_a_letter_of_an_amount_is_no_part_of_its_name() {
    check(
        &[
            "                                 1891",
            "                             £    s.   d.",
            "Fees                       728    14    1",
            "Fines                        6    10    9",
            "Sale of timber              69    19    3",
        ],
        &[&["|1891|<|<", "^|£|s.|d.", "Fees|728|14|1", "Fines|6|10|9", "Sale of timber|69|19|3"]],
    );
}

#[test]
fn a_group_over_two_columns_leaves_the_labels_out() {
    check(
        &[
            "               Schools",
            "District    Primary   Higher    Deaths   Marriages",
            "------------------------------------------------",
            "Calder Vale     100    6,503     4,783       252",
            "Ashlar Fen   31,944    7,321    46,290       781",
            "Wick            572    6,684        94       267",
        ],
        &[&[
            "District|Schools|<|Deaths|Marriages",
            "^|Primary|Higher|^|^",
            "Calder Vale|100|6,503|4,783|252",
            "Ashlar Fen|31,944|7,321|46,290|781",
            "Wick|572|6,684|94|267",
        ]],
    );
}
