//! Releases of statistics and budgets: codes before labels, numbers of lines, headings between figures, rules that are typed.

use super::{LETTER, check, drawn, glyph, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::Glyph;

#[test]
fn typed_rules_are_rules() {
    let page = [
        "Account          Debit     Credit",
        "=============  ========  ========",
        "Cash in hand     1,200        300",
        "Stock              450         12",
        "=============  ========  ========",
        "Total            1,650        312",
    ];
    let rows = ["Account|Debit|Credit", "Cash in hand|1,200|300", "Stock|450|12", "Total|1,650|312"];
    check(&page, &[&rows]);
    let layout = lay_out(&drawn(&page), &Asked::default());
    assert!(!layout.strays.is_empty() && layout.strays.iter().all(|stray| stray.reason == "rule"));
}

#[test]
fn typed_bars_part_columns() {
    check(
        &[
            "+══════+═══════════+════════+",
            "│  id  │ customer  │ amount │",
            "+══════+═══════════+════════+",
            "│ 1004 │ Acorn Co. │  41.41 │",
            "│ 1010 │ Mills Ltd │ 549.35 │",
            "│ 1014 │ Elm Foods │  93.34 │",
            "+══════+═══════════+════════+",
        ],
        &[&["id|customer|amount", "1004|Acorn Co.|41.41", "1010|Mills Ltd|549.35", "1014|Elm Foods|93.34"]],
    );
}

#[test]
fn a_heading_that_a_colon_ends_is_a_row_and_a_label_behind_a_code_goes_on() {
    check(
        &[
            "                                 2024     2025",
            "-----------------------------------------------",
            "      Budgetary resources:",
            "      Unobligated balance:",
            "1000  Brought forward            5,016    5,545",
            "1010  Transferred to others         -3       12",
            "1131  Balance permanently",
            "      [reduced]                  1,297    2,297",
            "1160  Appropriation                843      865",
            "-----------------------------------------------",
        ],
        &[&[
            "||2024|2025",
            "|Budgetary resources:||",
            "|Unobligated balance:||",
            "1000|Brought forward|5,016|5,545",
            "1010|Transferred to others|-3|12",
            "1131|Balance permanently/[reduced]|1,297|2,297",
            "1160|Appropriation|843|865",
        ]],
    );
}

#[test]
fn numbers_of_lines_are_a_column_however_far_labels_are_set_in() {
    check(
        &[
            "                         2016      2017",
            " 8 Gross saving         891.2     766.8",
            " 9  Consumption         916.1     697.7",
            "10   Dwellings          178.2     288.6",
            "11  Durable goods       231.4     119.0",
            "12 Expenditures         895.4     366.4",
            "13  Residential         272.4     493.8",
        ],
        &[&[
            "||2016|2017",
            "8|Gross saving|891.2|766.8",
            "9|Consumption|916.1|697.7",
            "10|Dwellings|178.2|288.6",
            "11|Durable goods|231.4|119.0",
            "12|Expenditures|895.4|366.4",
            "13|Residential|272.4|493.8",
        ]],
    );
}

#[test]
fn shares_in_brackets_behind_counts_are_part_of_their_text() {
    let mut page = drawn(&[
        "             Treated         Usual care",
        "Primary       938 (34.4)       66 (65.8)",
        "Secondary   1,006 (6.9)       498 (92.5)",
        "Higher         42 (56.6)    1,070 (4.3)",
        "None          250 (9.2)       150 (71.0)",
        "All             1 (11.2)       12 (7.1)",
    ]);
    // A space is as wide as a letter here, two fifths of the size: brackets are set three points nearer to the counts.
    let mut by = 0;
    for ix in 1..page.glyphs.len() {
        let [a, b] = [ix - 1, ix].map(|ix| page.glyphs[ix].text.first_char().unwrap_or(' '));
        by = if b == '(' {
            -2_000
        } else if a == ')' || page.glyphs[ix].run != page.glyphs[ix - 1].run {
            0
        } else {
            by
        };
        let at = &mut page.glyphs[ix].bbox;
        (at.x0, at.x1) = (at.x0 + Pt(by), at.x1 + Pt(by));
    }
    let layout = lay_out(&page, &Asked::default());
    let rows = pieces(&layout).concat();
    assert_eq!((rows.len(), rows[1].as_str()), (6, "Primary|938 (34.4)|66 (65.8)"), "{rows:?}");
}

#[test]
fn numbers_of_columns_below_their_names_belong_to_the_head() {
    check(
        &[
            "            Deposit    Main     Lending",
            "               1          2          3",
            "2015        7,329.9      365.0    6,889.5",
            "2016        7,492.6      372.9    6,679.7",
            "2017        7,935.5      394.6    6,349.9",
        ],
        &[&[
            "|Deposit|Main|Lending",
            "^|1|2|3",
            "2015|7,329.9|365.0|6,889.5",
            "2016|7,492.6|372.9|6,679.7",
            "2017|7,935.5|394.6|6,349.9",
        ]],
    );
}

#[test]
fn upright_rules_hold_a_head_far_above_its_rows() {
    let layout = lay_out(
        &drawn(&[
            "          |  Output   |   Jobs    |",
            "          |           |           |",
            "          |           |           |",
            "          |           |           |",
            "1999      |   6,395.4 |   5,523.9 |",
            "2000      |   6,337.2 |   5,965.2 |",
            "2001      |   6,555.6 |   6,432.4 |",
        ]),
        &Asked::default(),
    );
    assert_eq!(pieces(&layout)[0][0], "|Output|Jobs", "{:?}", pieces(&layout));
}

#[test]
fn colons_part_the_columns_of_typed_tables() {
    check(
        &[
            "============================",
            "   Item    :   Area :  Price",
            "============================",
            "Franklin   : 409,32 :  41.3",
            "Grenada    : 878,45 :  78.2",
            "Juniper    : 596,55 :  45.8",
            "============================",
        ],
        &[&["Item|Area|Price", "Franklin|409,32|41.3", "Grenada|878,45|78.2", "Juniper|596,55|45.8"]],
    );
}

#[test]
fn a_year_over_its_only_quarter_is_on_the_level_of_the_others() {
    check(
        &[
            "                   2012          2013",
            "~",
            "Account       Q1       Q2       Q1",
            "Saving       391.4    399.3    453.6",
            "Spending      73.2     72.7     74.6",
            "Lending       11.2     48.5     68.2",
        ],
        &[&[
            "Account|2012|<|2013",
            "^|Q1|Q2|Q1",
            "Saving|391.4|399.3|453.6",
            "Spending|73.2|72.7|74.6",
            "Lending|11.2|48.5|68.2",
        ]],
    );
}

#[test]
fn a_label_about_its_figures_between_upright_rules_is_one_row() {
    let mut page = drawn(&[
        "----------------------------------------",
        "Item                |   2015  |   2016  ",
        "----------------------------------------",
        "Gross saving        |  329.9  |  365.0  ",
        "Consumption of all  |         |         ",
        "fixed capital       |         |         ",
        "Net lending         |  291.6  |  372.9  ",
        "Capital and the     |         |         ",
        "other transfers     |         |         ",
        "Residential         |   35.5  |   94.6  ",
        "----------------------------------------",
    ]);
    // Figures at half the height between two lines of a label.
    for (line, figures) in [(4, "118.2 | 241.9"), (7, "76.5 | 51.4")] {
        let y = page.glyphs.iter().find(|g| g.run == line).map(|g| g.origin.y).unwrap_or_default();
        let next = page.glyphs.iter().find(|g| g.run == line + 1).map(|g| g.origin.y).unwrap_or_default();
        for (text, x) in figures.split(" | ").zip([23, 33]) {
            for (ix, c) in text.chars().enumerate() {
                let mut glyph = glyph(c, 20 + LETTER * (x + ix as i32), 0, 100 + line);
                let down = y + (next - y) / 2 - glyph.origin.y;
                glyph.origin.y += down;
                glyph.bbox =
                    Rect::new(glyph.bbox.x0, glyph.bbox.y0 + down, glyph.bbox.x1, glyph.bbox.y1 + down);
                page.glyphs.push(glyph);
            }
        }
    }
    let layout = lay_out(&page, &Asked::default());
    assert_eq!(
        pieces(&layout)[0][1..],
        [
            "Gross saving|329.9|365.0",
            "Consumption of all/fixed capital|118.2|241.9",
            "Net lending|291.6|372.9",
            "Capital and the/other transfers|76.5|51.4",
            "Residential|35.5|94.6",
        ]
    );
}

#[test]
fn numbers_of_lines_go_on_past_a_label_that_stands_about_them() {
    check(
        &[
            "                             2015       2016",
            "~",
            " 7 Capital transfers        329.9      365.0",
            " 8 Net lending              291.6      372.9",
            " 9   Deposits               118.2      241.9",
            "10   Loans                   76.5       51.4",
            "12   Shares                  35.5       94.6",
            "13 Other liabilities         11.2       38.1",
        ],
        &[&[
            "||2015|2016",
            "7|Capital transfers|329.9|365.0",
            "8|Net lending|291.6|372.9",
            "9|Deposits|118.2|241.9",
            "10|Loans|76.5|51.4",
            "12|Shares|35.5|94.6",
            "13|Other liabilities|11.2|38.1",
        ]],
    );
}

#[test]
fn a_heading_with_a_code_is_a_row_of_codes() {
    check(
        &[
            "Code     Description       Unit  Quantity   Value",
            "~",
            "0101     Live horses:",
            "0101.29  Other             No.      1,427     952",
            "0203.12  Hams and cuts     kg       9,321     633",
            "0203.19  Of cotton         kg       5,774     131",
        ],
        &[&[
            "Code|Description|Unit|Quantity|Value",
            "0101|Live horses:|||",
            "0101.29|Other|No.|1,427|952",
            "0203.12|Hams and cuts|kg|9,321|633",
            "0203.19|Of cotton|kg|5,774|131",
        ]],
    );
}

#[test]
fn a_label_of_three_lines_ends_beside_its_code() {
    check(
        &[
            "Code     Description            Quantity   Value",
            "------------------------------------------------",
            "0101.29  Other horses              1,427     952",
            "0203.12  Hams                      9,321     633",
            "         Machines for data that",
            "         weigh ten pounds or a",
            "8471.30  bit more than that        2,427     152",
            "0203.19  Of cotton                 5,774     131",
            "------------------------------------------------",
        ],
        &[&[
            "Code|Description|Quantity|Value",
            "0101.29|Other horses|1,427|952",
            "0203.12|Hams|9,321|633",
            "8471.30|Machines for data that/weigh ten pounds or a/bit more than that|2,427|152",
            "0203.19|Of cotton|5,774|131",
        ]],
    );
}

#[test]
fn the_last_word_of_a_text_is_no_heading_over_the_columns_it_is_the_middle_of() {
    let rows = pieces(&lay_out(
        &drawn(&[
            "Service           Actual  Budget  Reason for change",
            "-----------------------------------------------------------",
            "Leisure centres   18,082  19,359  Lower fees that we",
            "                                  received.",
            "Housing advice       389   1,445  One grant.",
            "Adult social care 54,796     315  Lower fees that we",
            "                                  received.",
            "Highways           3,404  43,831  One grant.",
            "-----------------------------------------------------------",
        ]),
        &Asked::default(),
    ));
    assert_eq!(rows[0][1], "Leisure centres|18,082|19,359|Lower fees that we/received.", "{rows:?}");
}

#[test]
fn a_heading_with_a_colon_among_rows_that_begin_small_is_a_row() {
    check(
        &[
            "--------------------------------",
            "Item       |    2014  |   2016  ",
            "--------------------------------",
            "All        |   786.7  |  259.4  ",
            "of these:  |          |         ",
            "farming    |   329.9  |  365.0  ",
            "mining     |   291.6  |  372.9  ",
            "building   |   118.2  |  241.9  ",
            "trade      |    47.0  |  179.6  ",
            "--------------------------------",
        ],
        &[&[
            "Item|2014|2016",
            "All|786.7|259.4",
            "of these:||",
            "farming|329.9|365.0",
            "mining|291.6|372.9",
            "building|118.2|241.9",
            "trade|47.0|179.6",
        ]],
    );
}

#[test]
fn labels_of_sums_stand_in_the_column_before_the_sums() {
    check(
        &[
            "Item                     Qty              Rate        Amount",
            "~",
            "Galvanised brackets       40            825.36     33,014.40",
            "Site visit and report     12            337.60      4,051.20",
            "Copper pipe                5            528.40      2,642.00",
            "                               Net                 39,707.60",
            "                               VAT                  7,941.52",
        ],
        &[&[
            "Item|Qty|Rate|Amount",
            "Galvanised brackets|40|825.36|33,014.40",
            "Site visit and report|12|337.60|4,051.20",
            "Copper pipe|5|528.40|2,642.00",
            "||Net|39,707.60",
            "||VAT|7,941.52",
        ]],
    );
}

/// Text set to both edges of a narrow column.
const PROSE: [&str; 6] = [
    "Prices rose in all of the towns",
    "but the prices of fuel fell, so",
    "that the index was about as low",
    "as in the year before, in which",
    "it had stood a little lower yet",
    "than ever before.",
];

/// Sets a letter lower, by points.
fn lower(glyph: &mut Glyph, by: i32) {
    let by = Pt::points(by);
    (glyph.bbox.y0, glyph.bbox.y1) = (glyph.bbox.y0 + by, glyph.bbox.y1 + by);
    glyph.origin.y += by;
}

#[test]
fn text_in_a_narrow_column_is_beside_its_table() {
    let table = [
        "                                 Town          2019     2020",
        "                                 Ash          1,200      300",
        "                                 Birch           22      431",
        "                                 Cedar          642       22",
        "                                 Elm            903      903",
        "                                 Fir            310      311",
    ];
    // The lines of the text stand at other heights than the rows.
    let mut page = drawn(&table);
    let mut text = drawn(&PROSE).glyphs;
    for glyph in &mut text {
        lower(glyph, 5);
    }
    page.glyphs.extend(text);
    let rows =
        ["Town|2019|2020", "Ash|1,200|300", "Birch|22|431", "Cedar|642|22", "Elm|903|903", "Fir|310|311"];
    assert_eq!(pieces(&lay_out(&page, &Asked::default())), [rows]);
}

#[test]
fn text_beside_larger_text_that_is_not_level_with_it_is_one() {
    let table = [
        "",
        "",
        "                                 Notwithstanding: prices",
        "                                               2019     2020",
        "                                 All          1,200      300",
        "                                 Birch           22      431",
        "                                 Cedar          642       22",
        "                                 Elm            903      903",
        "                                 Fir            310      311",
    ];
    // The title is three points lower than the line of text beside it, and has the longest word of both.
    let mut page = drawn(&table);
    for glyph in &mut page.glyphs {
        lower(glyph, if glyph.run == 2 { 3 } else { 7 });
    }
    page.glyphs.extend(drawn(&PROSE).glyphs);
    let found = pieces(&lay_out(&page, &Asked::default()));
    assert_eq!(found[0][..2], ["|2019|2020", "All|1,200|300"]);
}

#[test]
fn texts_that_wrap_between_codes_and_figures_are_cells() {
    let page = [
        "Code  Description                            Unit     Quantity    Value",
        "0402  In powders or other solid forms, of a   kg        3 743      760",
        "      fat content by weight not over 1.5%",
        "0713  Kidney beans, white pea beans too       kg       20 178   14 913",
        "8471  Portable machines that process data,    u       972 395  264 358",
        "      weighing not more than ten kilograms,",
        "      of a central unit and a keyboard, and",
        "8703  of a capacity exceeding 1500 cm, but    u        93 630   33 469",
        "      not exceeding three thousand of these",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    let codes: Vec<&str> = found[0].iter().filter_map(|row| row.split('|').next()).collect();
    assert_eq!(codes, ["Code", "0402", "0713", "8471", "8703"]);
}

#[test]
fn years_over_quarters_are_a_level_though_one_has_a_single_quarter() {
    let page = [
        "                                 2015            2016",
        "Line              2014    Q2      Q3      Q4      Q1",
        "-----------------------------------------------------",
        "Goods            871.5   200.1   642.7   310.4   41.1",
        "Services         101.5   431.1    22.7   311.4   42.2",
        "Imports          642.5    22.1   903.7   312.4   43.3",
        "Exports          242.5    32.1   803.7   212.4   44.3",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    assert_eq!(found[0][..2], ["Line|2014|2015|<|<|2016", "^|^|Q2|Q3|Q4|Q1"]);
}

#[test]
fn words_in_brackets_begin_no_column() {
    let page = [
        "Outcome       Ratio (95% CI)        P",
        "-------------------------------------",
        "Stroke        1.15 (1.02 to 1.36)  0.02",
        "Death         0.47 (0.29 to 0.86)  0.51",
        "Other         1.69 (1.49 to 1.77)  0.07",
        "All           1.68 (1.46 to 2.14)  0.62",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    assert_eq!(found[0][0], "Outcome|Ratio (95% CI)|P");
    assert_eq!(found[0][1], "Stroke|1.15 (1.02 to 1.36)|0.02");
}

#[test]
fn a_comment_behind_figures_is_a_cell_of_their_row() {
    let page = [
        "Service              2016     2017   Reason for the change",
        "----------------------------------------------------------------------",
        "Leisure            54,390   49,589 Inflation on contracts, and a demand for",
        "                                   more places that is met by the fund.",
        "Waste              55,766      487 One grant less.",
        "Housing            46,748    8,990 Increase that reflects the pay award and",
        "                                   the full effect of the new contract.",
        "All               156,904   59,066",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    let figures: Vec<&str> = found[0].iter().filter_map(|row| row.split('|').nth(2)).collect();
    assert_eq!(figures, ["2017", "49,589", "487", "8,990", "59,066"]);
}

#[test]
fn words_in_the_place_of_figures_are_rows() {
    let page = [
        "Country         Prisons    Places",
        "---------------------------------",
        "England             118    79,100",
        "Scotland            210    12,400",
        "Wales               nil       nil",
        "Jersey            trace     trace",
        "All                 328    91,500",
    ];
    let rows = ["Country|Prisons|Places", "England|118|79,100", "Scotland|210|12,400", "Wales|nil|nil"];
    check(&page, &[&[&rows[..], &["Jersey|trace|trace", "All|328|91,500"]].concat()]);
}
