//! Accounts and yearbooks: what printers do to their heads, labels, sums and marks.

use super::{check, conserved, drawn};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::Pt;

#[test]
fn a_heading_of_rows_below_a_head_is_a_row() {
    check(
        &[
            "               Males   Females",
            "Northern part",
            "  Ash         41,200    39,875",
            "  Birch       12,500         -",
            "Southern part",
            "  Cedar       53,700     9,875",
            "  Elm            700       875",
        ],
        &[&[
            "|Males|Females",
            "Northern part||",
            "Ash|41,200|39,875",
            "Birch|12,500|-",
            "Southern part||",
            "Cedar|53,700|9,875",
            "Elm|700|875",
        ]],
    );
}

#[test]
fn rows_without_a_head_begin_with_their_heading() {
    check(
        &[
            "Northern part",
            "  Ash         41,200    39,875",
            "  Birch       12,500         -",
            "Southern part",
            "  Cedar       53,700     9,875",
            "  Elm            700       875",
        ],
        &[&[
            "Northern part||",
            "Ash|41,200|39,875",
            "Birch|12,500|-",
            "Southern part||",
            "Cedar|53,700|9,875",
            "Elm|700|875",
        ]],
    );
}

#[test]
fn a_heading_at_the_end_of_the_page_is_the_last_row() {
    let rows = [
        "               Males   Females",
        "Northern part",
        "  Ash         41,200    39,875",
        "  Birch       12,500         -",
        "Southern part",
        "  Cedar       53,700     9,875",
        "  Elm            700       875",
    ];
    let said = [
        "|Males|Females",
        "Northern part||",
        "Ash|41,200|39,875",
        "Birch|12,500|-",
        "Southern part||",
        "Cedar|53,700|9,875",
        "Elm|700|875",
    ];
    check(&[&rows[..], &["Islands"]].concat(), &[&[&said[..], &["Islands||"]].concat()]);
}

#[test]
fn a_label_that_wraps_above_the_first_figures_names_no_column() {
    check(
        &[
            "Loans to members, less what",
            "may not be repaid              41,200    39,875",
            "Fees                           12,500         -",
            "Grants                         53,700     9,875",
        ],
        &[&[
            "Loans to members, less what/may not be repaid|41,200|39,875",
            "Fees|12,500|-",
            "Grants|53,700|9,875",
        ]],
    );
}

#[test]
fn units_of_the_columns_are_a_row_of_the_head() {
    let rows = ["Fees        41,200   39,875", "Grants      12,500        -", "Sales        1,500      100"];
    let said = ["Fees|41,200|39,875", "Grants|12,500|-", "Sales|1,500|100"];
    let page = ["              2023     2022", "             £'000    £'000", rows[0], rows[1], rows[2]];
    check(&page, &[&["|2023|2022", "^|£'000|£'000", said[0], said[1], said[2]]]);
    // A name that wraps is one, though another wraps to the same word.
    let page = [
        "               Share        Grade",
        "            of items     of items",
        "Fees          41,200       39,875",
        "Grants        12,500            -",
        "Sales          1,500          100",
    ];
    check(&page, &[&["|Share/of items|Grade/of items", said[0], said[1], said[2]]]);
}

#[test]
fn rules_at_sums_alone_cut_all_columns() {
    check(
        &[
            "------------------------------------------",
            "|              |       2023 |       2022 |",
            "------------------------------------------",
            "|Fees          |      1,200 |      9,875 |",
            "|Grants        |      2,500 |          - |",
            "|Sales         |      1,500 |        100 |",
            "               ---------------------------",
            "|              |      5,200 |      9,975 |",
            "------------------------------------------",
        ],
        &[&["|2023|2022", "Fees|1,200|9,875", "Grants|2,500|-", "Sales|1,500|100", "|5,200|9,975"]],
    );
}

#[test]
fn a_leader_of_few_dots_ends_where_the_others_do() {
    check(
        &[
            "                            2023        2022",
            "Fees ..........           41,200      39,875",
            "Interest, others          12,500           -",
            "Other Sales ...            1,500         100",
            "Grants ........            2,500         107",
        ],
        &[&[
            "|2023|2022",
            "Fees|41,200|39,875",
            "Interest, others|12,500|-",
            "Other Sales|1,500|100",
            "Grants|2,500|107",
        ]],
    );
}

#[test]
fn two_dots_apart_from_any_label_stand_for_a_figure() {
    check(
        &[
            "                    Acres       Bushels",
            "Wheat .........    41,200        39,875",
            "Oats ..........        ..           107",
            "Winter barley .     1,500            ..",
            "Rye ...........     2,500             9",
        ],
        &[&["|Acres|Bushels", "Wheat|41,200|39,875", "Oats|..|107", "Winter barley|1,500|..", "Rye|2,500|9"]],
    );
}

#[test]
fn a_leader_may_begin_right_behind_its_label() {
    check(
        &[
            "                             2023        2022",
            "Fees. . . . . . . . . .    41,200      39,875",
            "Interest. . . . . . . .    12,500           -",
            "Rents . . . . . . . . .     1,500         100",
            "Tax, etc.  . . . . . .      2,500         107",
        ],
        &[&[
            "|2023|2022",
            "Fees|41,200|39,875",
            "Interest|12,500|-",
            "Rents|1,500|100",
            "Tax, etc.|2,500|107",
        ]],
    );
}

#[test]
fn a_sum_without_a_label_is_the_last_row() {
    check(
        &[
            "                                  Amount",
            "Fees .....................       41,200",
            "Grants ...................        2,500",
            "Sales ....................        1,500",
            "Fines ....................          300",
            "Tolls ....................          100",
            "                                 -------",
            "                                 45,600",
            "                                 -------",
        ],
        &[&["|Amount", "Fees|41,200", "Grants|2,500", "Sales|1,500", "Fines|300", "Tolls|100", "|45,600"]],
    );
}

#[test]
fn a_raised_mark_belongs_to_the_word_before_it() {
    let mut page = drawn(&[
        "            2023     2022",
        "Fees*        412      398",
        "Rents        125        7",
        "Sales        311      905",
    ]);
    for glyph in page.glyphs.iter_mut().filter(|glyph| glyph.text.first_char() == Some('*')) {
        glyph.size = Pt::points(7);
        glyph.origin.y = glyph.origin.y - Pt::points(4);
        glyph.bbox.y1 = glyph.bbox.y1 - Pt::points(5);
    }
    let layout = lay_out(&page, &Asked::default());
    conserved(&page, &layout);
    let table = &layout.pieces().next().expect("a table").table;
    let ink = &table.at(1, 0).ink()[0];
    assert_eq!((ink.text.as_str(), ink.raised.as_slice()), ("Fees*", [(4, 5)].as_slice()));
}

#[test]
fn tables_beside_each_other_are_read_from_left_to_right() {
    let two = [
        "--------------------------               ---------------------",
        "Town        Men    Women                 Crop    Acres    Tons",
        "--------------------------               ---------------------",
        "Ash         871      200                 Wheat     210     920",
        "Birch       101      431                 Oats      711     221",
        "Cedar       642       22                 Rye        12     322",
        "Elm         103      903                 Barley    913      83",
        "--------------------------               ---------------------",
    ];
    let left = ["Town|Men|Women", "Ash|871|200", "Birch|101|431", "Cedar|642|22", "Elm|103|903"];
    let right = ["Crop|Acres|Tons", "Wheat|210|920", "Oats|711|221", "Rye|12|322", "Barley|913|83"];
    check(&two, &[&left, &right]);
    let across = "--------------------------------------------------------------";
    let mut one = two;
    (one[0], one[2], one[7]) = (across, across, across);
    let both: Vec<String> = left.iter().zip(&right).map(|(a, b)| format!("{a}|{b}")).collect();
    check(&one, &[&both.iter().map(String::as_str).collect::<Vec<_>>()]);
}

#[test]
fn groups_whose_names_repeat_span_them() {
    check(
        &[
            "                     Trust            Group",
            "~",
            "         Note   2023     2022    2023     2022",
            "Fees        3  1,200    9,875     412      398",
            "Grants      4  2,500      101      35      997",
            "Sales       5  1,500      100     731       16",
        ],
        &[&[
            "|Note|Trust|<|Group|<",
            "^|^|2023|2022|2023|2022",
            "Fees|3|1,200|9,875|412|398",
            "Grants|4|2,500|101|35|997",
            "Sales|5|1,500|100|731|16",
        ]],
    );
}

#[test]
fn the_first_line_of_a_name_of_three_belongs_to_the_head() {
    check(
        &[
            "                         Persons",
            "            Rainfall         per    Deaths",
            "District    (inches)   household   in 1851",
            "Ash           41,200      39,875       112",
            "Birch         12,500           -       907",
            "Cedar          1,500         100        45",
        ],
        &[&[
            "District|Rainfall/(inches)|Persons/per/household|Deaths/in 1851",
            "Ash|41,200|39,875|112",
            "Birch|12,500|-|907",
            "Cedar|1,500|100|45",
        ]],
    );
}

#[test]
fn a_gutter_between_tables_may_be_narrower_than_gaps_in_their_rows() {
    // The rows of one are not level with those of the other.
    check(
        &[
            "Town          Men    Women",
            "                                  Crop                      Acres    Tons",
            "Ash           871      200",
            "                                  Wheat                       210     920",
            "Birch         101      431",
            "                                  Oats                        711     221",
            "Cedar         642       22",
            "                                  Rye                          12     322",
            "Elm           103      903",
            "                                  Barley                      913      83",
        ],
        &[
            &["Town|Men|Women", "Ash|871|200", "Birch|101|431", "Cedar|642|22", "Elm|103|903"],
            &["Crop|Acres|Tons", "Wheat|210|920", "Oats|711|221", "Rye|12|322", "Barley|913|83"],
        ],
    );
}

#[test]
fn a_unit_below_the_names_of_all_columns_spans_them() {
    let rows = [
        "Fees      3    1,200    9,875      412      398",
        "Grants    4    2,500      101       35      997",
        "Sales     5    1,500      100      731       16",
    ];
    let said = ["Fees|3|1,200|9,875|412|398", "Grants|4|2,500|101|35|997", "Sales|5|1,500|100|731|16"];
    let page = [
        "               Land    Plant    Tools    Total",
        "       Note      (thousands of dollars)",
        rows[0],
        rows[1],
        rows[2],
    ];
    check(
        &page,
        &[&["|Note|Land|Plant|Tools|Total", "^|^|(thousands of dollars)|<|<|<", said[0], said[1], said[2]]],
    );
}

#[test]
fn days_at_the_right_of_the_column_of_months_are_its_keys() {
    check(
        &[
            "Date        Particulars         £     s.    d.",
            "Jan.2       Subscriptions     766      6     7",
            "         4  Timber              3     18     1",
            "         7  Repairs            36     12    11",
            "        11  Legacies           44     13     8",
            "        13  Coals              57     16     8",
            "Feb.4       Dividends          65      8     8",
            "         6  Candles            31      0     5",
        ],
        &[&[
            "Date|Particulars|£|s.|d.",
            "Jan.2|Subscriptions|766|6|7",
            "4|Timber|3|18|1",
            "7|Repairs|36|12|11",
            "11|Legacies|44|13|8",
            "13|Coals|57|16|8",
            "Feb.4|Dividends|65|8|8",
            "6|Candles|31|0|5",
        ]],
    );
}

#[test]
fn pounds_shillings_and_pence_in_one_column_are_one_amount() {
    check(
        &[
            "                        Amount",
            "Fines              £23 8s. 3d.",
            "Dividends          £6 12s. 9d.",
            "Tolls             £84 12s. 1d.",
            "Timber         £1,162 19s. 4d.",
            "Rents              £2  1s. 0d.",
        ],
        &[&[
            "|Amount",
            "Fines|£23 8s. 3d.",
            "Dividends|£6 12s. 9d.",
            "Tolls|£84 12s. 1d.",
            "Timber|£1,162 19s. 4d.",
            "Rents|£2 1s. 0d.",
        ]],
    );
}

#[test]
fn a_label_goes_on_with_a_capital_where_the_line_above_had_no_room() {
    check(
        &[
            "                            2023        2022",
            "Income",
            "  Fees received           41,200      39,875",
            "  Loans to the United      1,500         100",
            "  Kingdom",
            "  Rents                    2,500         107",
            "Outlay",
            "  Wages                    3,500          17",
            "  Coals                      912         207",
        ],
        &[&[
            "|2023|2022",
            "Income||",
            "Fees received|41,200|39,875",
            "Loans to the United/Kingdom|1,500|100",
            "Rents|2,500|107",
            "Outlay||",
            "Wages|3,500|17",
            "Coals|912|207",
        ]],
    );
}

#[test]
fn a_row_without_figures_that_had_room_above_is_a_row() {
    check(
        &[
            "                            2023        2022",
            "Fees received             41,200      39,875",
            "Loans to members           1,500         100",
            "Rents",
            "Gifts of many members      2,500         107",
            "Wages                      3,500          17",
        ],
        &[&[
            "|2023|2022",
            "Fees received|41,200|39,875",
            "Loans to members|1,500|100",
            "Rents||",
            "Gifts of many members|2,500|107",
            "Wages|3,500|17",
        ]],
    );
}

#[test]
fn a_group_is_the_middle_of_columns_as_wide_as_their_figures_stand_apart() {
    check(
        &[
            "                          Cattle               Horses",
            "                   Dairy     Beef    Other  Foals  Other",
            "Calder               102    6,503    4,783    252    830",
            "Penbrook             944    7,321   46,290    781     65",
            "Upper Linn             4    8,262   63,867    445     88",
            "Wick                 572    6,684       94    267    784",
        ],
        &[&[
            "|Cattle|<|<|Horses|<",
            "^|Dairy|Beef|Other|Foals|Other",
            "Calder|102|6,503|4,783|252|830",
            "Penbrook|944|7,321|46,290|781|65",
            "Upper Linn|4|8,262|63,867|445|88",
            "Wick|572|6,684|94|267|784",
        ]],
    );
}

#[test]
fn a_group_above_the_middle_of_names_set_right_is_no_part_of_it() {
    check(
        &[
            "                      Population            Rain",
            "                 Males   Females     Total  (ins.)",
            "Calder         102,332     6,503     4,783    25.2",
            "Penbrook           944     7,321    46,290    78.1",
            "Upper Linn           4     8,262    63,867    44.5",
            "Wick               572     6,684        94    26.7",
        ],
        &[&[
            "|Population|<|<|Rain/(ins.)",
            "^|Males|Females|Total|^",
            "Calder|102,332|6,503|4,783|25.2",
            "Penbrook|944|7,321|46,290|78.1",
            "Upper Linn|4|8,262|63,867|44.5",
            "Wick|572|6,684|94|26.7",
        ]],
    );
}

#[test]
fn a_unit_of_all_columns_may_lie_over_one_column_of_figures_alone() {
    check(
        &[
            "                         Year ended      Year ended      Year ended",
            "                           May 1996        May 1995        May 1994",
            "                    Note          (in thousands of dollars)",
            "Salaries                          8             508           2,212",
            "Insurance              2          3               2              64",
            "Repairs                          91             392             621",
            "Sundry                           68             920              88",
        ],
        &[&[
            "|Note|Year ended/May 1996|Year ended/May 1995|Year ended/May 1994",
            "^|^|(in thousands of dollars)|<|<",
            "Salaries||8|508|2,212",
            "Insurance|2|3|2|64",
            "Repairs||91|392|621",
            "Sundry||68|920|88",
        ]],
    );
}
