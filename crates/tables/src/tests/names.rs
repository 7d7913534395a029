//! Names of columns: apart from their figures, of numbers, over groups.

use super::{LETTER, SIZE, check, drawn, glyph, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Point, Pt, Quarter, Rect};
use model::page::{Font, FontId, Page};

#[test]
fn a_short_name_beside_its_figures_is_theirs() {
    check(
        &[
            "Name           Votes   %       Change",
            "Tanaka        22,614    38.8      1.4",
            "Delacroix     17,714    30.4      2.2",
            "Petersen       9,016    15.5     12.1",
            "Nakashima      4,341     7.5      6.3",
        ],
        &[&[
            "Name|Votes|%|Change",
            "Tanaka|22,614|38.8|1.4",
            "Delacroix|17,714|30.4|2.2",
            "Petersen|9,016|15.5|12.1",
            "Nakashima|4,341|7.5|6.3",
        ]],
    );
}

#[test]
fn numbers_left_of_the_name_of_the_texts_are_a_column() {
    check(
        &[
            "   Club         Won  Points",
            "1  Kelby         17      56",
            "2  Ince          13      44",
            "3  Castle        15      54",
            "4  Barrow         3      13",
        ],
        &[&["|Club|Won|Points", "1|Kelby|17|56", "2|Ince|13|44", "3|Castle|15|54", "4|Barrow|3|13"]],
    );
}

#[test]
fn numbers_in_brackets_that_count_up_name_columns() {
    check(
        &[
            "--------------------------------------",
            "                  OLS            IV   ",
            "              ------------     -------",
            "               (1)     (2)      (3)   ",
            "--------------------------------------",
            "Age          0.120   0.310    0.044   ",
            "Schooling    1.204   1.116    1.090   ",
            "--------------------------------------",
        ],
        &[&["|OLS|<|IV", "^|(1)|(2)|(3)", "Age|0.120|0.310|0.044", "Schooling|1.204|1.116|1.090"]],
    );
}

/// The tables of a page on which the figures of one run are bold.
fn with_bold(rows: &[&str], run: u32) -> Vec<Vec<String>> {
    let mut page = drawn(rows);
    page.fonts = vec![Font::default(), Font { bold: true, ..Font::default() }];
    let bold = page.glyphs.iter_mut().filter(|glyph| glyph.run == run && glyph.text.first_char() < Some('A'));
    bold.for_each(|glyph| glyph.font = FontId(1));
    pieces(&lay_out(&page, &Asked::default()))
}

#[test]
fn bold_numbers_over_plain_ones_name_columns() {
    let rows = [
        "   Table 2. Trains on weekdays   ",
        "",
        "Station     405      509      205",
        "Oakham    05:58    09:05    09:52",
        "Melton    06:05    09:12    09:59",
        "Garston   06:12    09:19    10:06",
        "Ilkley    06:26    09:33    10:20",
    ];
    let wanted = [
        "Station|405|509|205",
        "Oakham|05:58|09:05|09:52",
        "Melton|06:05|09:12|09:59",
        "Garston|06:12|09:19|10:06",
        "Ilkley|06:26|09:33|10:20",
    ];
    assert_eq!(with_bold(&rows, 2), [wanted]);
}

#[test]
fn bold_totals_that_stand_first_are_no_names() {
    let rows = [
        "Region   Births   Deaths    Moves",
        "Total      1260     1019      427",
        "North       120      130       98",
        "South       210      190       77",
        "East        330      270      104",
        "West        600      429      148",
    ];
    let wanted = [
        "Region|Births|Deaths|Moves",
        "Total|1260|1019|427",
        "North|120|130|98",
        "South|210|190|77",
        "East|330|270|104",
        "West|600|429|148",
    ];
    assert_eq!(with_bold(&rows, 1), [wanted]);
}

#[test]
fn names_right_above_a_grid_are_its_head() {
    check(
        &[
            "Cities of the world as of the year given",
            " Country   Capital   People  %  Year",
            "-------------------------------------",
            "|Ghana    |Accra    | 2,388| 7 |2017|",
            "-------------------------------------",
            "|Greece   |Athens   |   637| 6 |2021|",
            "-------------------------------------",
            "|Guam     |Hagatna  |     1| 1 |2010|",
            "-------------------------------------",
        ],
        &[&[
            "Country|Capital|People|%|Year",
            "Ghana|Accra|2,388|7|2017",
            "Greece|Athens|637|6|2021",
            "Guam|Hagatna|1|1|2010",
        ]],
    );
}

#[test]
fn prose_right_above_a_grid_is_no_head() {
    check(
        &[
            "What follows is taken from the books",
            "-----------------------------------",
            "|Ghana    |Accra    | 2,388|7|2017|",
            "-----------------------------------",
            "|Greece   |Athens   |   637|6|2021|",
            "-----------------------------------",
        ],
        &[&["Ghana|Accra|2,388|7|2017", "Greece|Athens|637|6|2021"]],
    );
}

#[test]
fn a_name_may_be_wider_than_the_figure_below_it_to_the_table_s_side() {
    check(
        &[
            "Year in which  Shares    Price      Value of incentive",
            "paid           as paid   in all     in euros and cents",
            "------------------------------------------------------",
            "Payments       3,585     40.37      52,714",
            "------------------------------------------------------",
        ],
        &[&[
            "Year in which/paid|Shares/as paid|Price/in all|Value of incentive/in euros and cents",
            "Payments|3,585|40.37|52,714",
        ]],
    );
}

/// Letters that run up a page from a foot, at some column of letters.
pub(super) fn stand(page: &mut Page, text: &str, column: i32, foot: i32) {
    let x = 20 + LETTER * column;
    for (ix, c) in text.chars().enumerate() {
        let y = foot - LETTER * ix as i32;
        let bbox = Rect::new(Pt::points(x), Pt::points(y - LETTER), Pt::points(x + SIZE), Pt::points(y));
        let origin = Point { x: Pt::points(x + 9), y: Pt::points(y) };
        let run = 100 + column as u32;
        page.glyphs.push(model::page::Glyph {
            bbox,
            origin,
            direction: Quarter::D270,
            ..glyph(c, x, y, run)
        });
    }
}

#[test]
fn names_that_stand_above_figures_are_their_head() {
    let mut page = drawn(&[
        "",
        "",
        "",
        "Model",
        "------------------------------",
        "Tiny           9.1  12.2   6.4",
        "Base           8.1   9.6   4.8",
        "Small          6.1   2.4   3.9",
        "Large          4.0   1.7   2.6",
        "------------------------------",
    ]);
    for (text, column) in [("Telugu", 15), ("Welsh", 20), ("Scots", 27)] {
        stand(&mut page, text, column, 74);
    }
    // The second line of the last name.
    stand(&mut page, "Gaelic", 29, 74);
    let layout = lay_out(&page, &Asked::default());
    let found = &pieces(&layout)[0];
    assert_eq!(found[0].replace('/', " "), "Model|Telugu|Welsh|Scots Gaelic");
    assert_eq!(
        found[1..],
        ["Tiny|9.1|12.2|6.4", "Base|8.1|9.6|4.8", "Small|6.1|2.4|3.9", "Large|4.0|1.7|2.6"]
    );
    let piece = layout.pieces().next().expect("the piece that was said");
    assert!(piece.row_edges[0] <= Pt::points(74 - 6 * LETTER), "its names are in its area");
}

#[test]
fn names_that_stand_beside_short_figures_are_above_the_longer_ones_of_their_columns() {
    let mut page = drawn(&[
        "",
        "",
        "",
        "Town",
        "-----------------------------------",
        "Ash             4        58       1",
        "Birch           6         3       9",
        "Cedar           9        10       7",
        "Elm         1,537     4,123   2,018",
        "-----------------------------------",
    ]);
    for (text, column) in [("Doctors", 11), ("Beds", 21), ("Lines", 30)] {
        stand(&mut page, text, column, 74);
    }
    assert_eq!(pieces(&lay_out(&page, &Asked::default()))[0][0], "Town|Doctors|Beds|Lines");
}

#[test]
fn names_of_three_lines_end_together_where_another_begins_as_high() {
    let page = [
        "                                   Special                                         Water            Total",
        "                   General         Revenue         Capital         Debt            Sewer            All",
        "                     Fund           Road          Projects        Service         Utility          Funds",
        "-----------------------------------------------------------------------------------------------------------",
        "Charges        131,197,534     173,749,143     173,188,406     114,814,614     159,416,483     119,200,554",
        "Licenses        87,570,172     113,559,984     115,549,527     118,741,562     183,670,102     205,531,363",
        "Total          193,880,584     187,309,127     188,791,274     192,496,753     143,086,585     675,564,323",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    let names = "|General Fund|Special Revenue Road|Capital Projects|Debt Service|Water Sewer Utility|Total All Funds";
    assert_eq!(found[0][0].replace('/', " "), names);
}

#[test]
fn a_wide_unit_in_small_letters_below_the_middle_one_of_names_is_that_of_all() {
    let page = [
        "Section                1995      2000      2013",
        "                            in thousands a",
        "--------------------------------------------------",
        "All                   8,723    22,935    40,161",
        "Industry              7,412     1,114       929",
        "Transport             4,445     1,363     1,465",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    assert_eq!(found[0][..2], ["Section|1995|2000|2013", "^|in thousands a|<|<"]);
}

#[test]
fn units_of_some_columns_above_their_numbers_are_a_level() {
    let page = [
        "------------------------------------------------------------------------",
        "                All      Women     Men      Girls    Boys      Change",
        "                   Number                  1 000                 %",
        "                 1        2         3        4        5         6",
        "------------------------------------------------------------------------",
        "All            2,554    3,308     4,976    9,477     1,871      -4.5",
        "Farming           30      210         1      844       113      -3.6",
        "Industry       1,259    3,594    22,531    5,181     9,559       5.2",
        "------------------------------------------------------------------------",
    ];
    let found = pieces(&lay_out(&drawn(&page), &Asked::default()));
    assert_eq!(found[0][1..3], ["^|Number|<|1 000|<|<|%", "^|1|2|3|4|5|6"]);
}

#[test]
fn a_row_above_the_first_of_many_bars_is_one_where_each_row_has_its_bar_below() {
    check(
        &[
            "Acorn     267     12",
            "--------------------",
            "Birch     647     40",
            "--------------------",
            "Cedar      12      9",
            "--------------------",
            "Elder     944     61",
            "--------------------",
            "Maple      32      8",
            "--------------------",
        ],
        &[&["Acorn|267|12", "Birch|647|40", "Cedar|12|9", "Elder|944|61", "Maple|32|8"]],
    );
}

#[test]
fn sums_right_below_a_grid_are_its_rows() {
    let grid = |below: &[&'static str]| {
        let mut rows = vec![
            "-------------------------------",
            "|Course     | Credit|  Earned |",
            "-------------------------------",
            "|Algebra    |    1.0|     1.0 |",
            "-------------------------------",
            "|Geometry   |    2.0|     1.5 |",
            "-------------------------------",
        ];
        rows.extend(below);
        rows
    };
    let all = ["Course|Credit|Earned", "Algebra|1.0|1.0", "Geometry|2.0|1.5", "Total|3.0|2.5"];
    check(&grid(&[" Total           3.0      2.5  "]), &[&all]);
    check(&grid(&[" See the note on page 3.0      "]), &[&all[..3]]);
    check(&grid(&[" Total     3.0           2.5   "]), &[&all[..3]]);
    // Many that follow as closely as the rows do go on with them.
    let more = ["Mean|1.5|1.2", "Most|2.0|1.5", "Least|1.0|1.0"];
    check(
        &grid(&[
            " Total           3.0      2.5  ",
            " Mean            1.5      1.2  ",
            " Most            2.0      1.5  ",
            " Least           1.0      1.0  ",
        ]),
        &[&[&all[..], &more].concat()],
    );
}

#[test]
fn texts_that_head_groups_on_one_line_go_on_in_no_name() {
    check(
        &[
            "               Loans                Deposits",
            "        House-     Enter-             Agreed",
            "          hold      prise  Overnight  period   Notice",
            "1998     755.1    6,190.6    1,815.0   172.1    204.6",
            "1999     801.6    6,053.5    1,929.5   586.6    180.4",
            "2000     823.7    6,388.0    1,992.1   370.5    310.0",
        ],
        &[&[
            "|Loans|<|Deposits|<|<",
            "^|House-/hold|Enter-/prise|Overnight|Agreed/period|Notice",
            "1998|755.1|6,190.6|1,815.0|172.1|204.6",
            "1999|801.6|6,053.5|1,929.5|586.6|180.4",
            "2000|823.7|6,388.0|1,992.1|370.5|310.0",
        ]],
    );
}
