//! Grids drawn in part: rules in the head alone, uprights that stop at headings, boxes of typed characters, columns shaded cell by
//! cell, and tables beside each other below one rule.

use super::boxed::ruled;
use super::{LETTER, ROW, check, check_page, check_typed, drawn, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Color, Fill, Page};

#[test]
fn uprights_of_the_head_alone_part_the_figures_below_it() {
    let rows = [
        "              Sales             Profit",
        "           mio    %          mio    %",
        " 2016     48,213   3.1     1,208   0.4",
        " 2017     46,763   1.8       911   0.2",
        " 2018     45,101   2.2       803   0.1",
    ];
    let level = [(0, 0, 42), (1, 9, 42), (2, 0, 42), (5, 0, 42)];
    let uprights: &[(i32, &[i32])] =
        &[(0, &[0, 5]), (9, &[0, 5]), (16, &[1, 2]), (24, &[0, 5]), (33, &[1, 2]), (42, &[0, 5])];
    check_page(
        &ruled(&rows, &level, uprights),
        &[&[
            "|Sales|<|Profit|<",
            "^|mio|%|mio|%",
            "2016|48,213|3.1|1,208|0.4",
            "2017|46,763|1.8|911|0.2",
            "2018|45,101|2.2|803|0.1",
        ]],
    );
}

#[test]
fn numbers_of_columns_are_a_row_though_no_rule_parts_them_from_names() {
    let rows = [
        " Year      Sales     Profit     All",
        "                               assets",
        "             1          2         3",
        " 2016     48,213     1,208    61,208",
        " 2017     46,763       911    59,911",
    ];
    let level = [(0, 0, 40), (3, 0, 40), (4, 0, 40), (5, 0, 40)];
    let uprights: &[(i32, &[i32])] =
        &[(0, &[0, 5]), (9, &[0, 5]), (18, &[0, 5]), (28, &[0, 5]), (40, &[0, 5])];
    check_page(
        &ruled(&rows, &level, uprights),
        &[&["Year|Sales|Profit|All/assets", "^|1|2|3", "2016|48,213|1,208|61,208", "2017|46,763|911|59,911"]],
    );
    // A number that ends each name is a part of it.
    let rows = [
        " Pupils   Grade      Grade     Grade",
        "            1          2         3",
        " Girls    48,213     1,208    61,208",
        " Boys     46,763       911    59,911",
    ];
    let level = [(0, 0, 40), (2, 0, 40), (3, 0, 40), (4, 0, 40)];
    let uprights: &[(i32, &[i32])] =
        &[(0, &[0, 4]), (9, &[0, 4]), (18, &[0, 4]), (28, &[0, 4]), (40, &[0, 4])];
    check_page(
        &ruled(&rows, &level, uprights),
        &[&["Pupils|Grade/1|Grade/2|Grade/3", "Girls|48,213|1,208|61,208", "Boys|46,763|911|59,911"]],
    );
}

#[test]
fn pieces_of_uprights_between_years_are_one_grid_with_its_head() {
    let rows = [
        " Region     Schools    Pupils    Staff",
        "                2004/05",
        " Upper         132     22,440    1,870",
        " Lower         522     61,822    5,568",
        "                2005/06",
        " Upper         458     73,280    6,106",
        " Lower         372     50,592    4,216",
    ];
    let level = [(0, 0, 42), (1, 0, 42), (7, 0, 42)];
    let inner: &[&[i32]] = &[&[0, 1], &[2, 4], &[5, 7]];
    let uprights: Vec<(i32, &[i32])> =
        [11, 21, 31].into_iter().flat_map(|x| inner.iter().map(move |piece| (x, *piece))).collect();
    check_page(
        &ruled(&rows, &level, &uprights),
        &[&[
            "Region|Schools|Pupils|Staff",
            "2004/05|<|<|<",
            "Upper|132|22,440|1,870",
            "Lower|522|61,822|5,568",
            "2005/06|<|<|<",
            "Upper|458|73,280|6,106",
            "Lower|372|50,592|4,216",
        ]],
    );
}

#[test]
fn exclamation_marks_are_the_uprights_of_a_typed_box() {
    // Letters of a row of hyphens are typed here, not drawn.
    let rows = [
        "=========================================",
        "!            !     SENT OFF   !  TOTAL  !",
        "!  STATION   !----------------! (tons)  !",
        "!            ! Wagons !  Tons !         !",
        "=========================================",
        "! Aubigny    !  4.794 ! 2.322 !   7.116 !",
        "! Long Rise  !  1.561 ! 0.293 !   1.854 !",
        "! Villers    !  1.644 ! 4.660 !   6.304 !",
        "=========================================",
    ];
    check_typed(
        &rows,
        &[&[
            "STATION|SENT OFF|<|TOTAL/(tons)",
            "^|Wagons|Tons|^",
            "Aubigny|4.794|2.322|7.116",
            "Long Rise|1.561|0.293|1.854",
            "Villers|1.644|4.660|6.304",
        ]],
    );
}

#[test]
fn flags_and_dashes_in_typed_tables_are_texts() {
    let rows = [
        "======================================",
        "Station      Depth      Flow      Flag",
        "======================================",
        "Aubigny       41.0     622.2       !",
        "Long Rise     42.5     202.9        ",
        "Villers       43.2     246.6       !",
        "Beaurepaire   44.9     271.4       !",
        "======================================",
    ];
    check_typed(
        &rows,
        &[&[
            "Station|Depth|Flow|Flag",
            "Aubigny|41.0|622.2|!",
            "Long Rise|42.5|202.9|",
            "Villers|43.2|246.6|!",
            "Beaurepaire|44.9|271.4|!",
        ]],
    );
    let rows = [
        "+-----------+--------+--------+",
        "| Station   |  Depth |   Flow |",
        "+-----------+--------+--------+",
        "| Aubigny   |   41.0 |  622.2 |",
        "| Long Rise | ------ |  202.9 |",
        "| Villers   |   43.2 |  246.6 |",
        "+-----------+--------+--------+",
    ];
    let mut page = Page { ..drawn(&[]) };
    for (run, row) in rows.iter().enumerate() {
        page.glyphs.extend(
            row.chars()
                .enumerate()
                .map(|(ix, c)| super::glyph(c, 20 + LETTER * ix as i32, 20 + ROW * run as i32, run as u32)),
        );
    }
    check_page(
        &page,
        &[&["Station|Depth|Flow", "Aubigny|41.0|622.2", "Long Rise|------|202.9", "Villers|43.2|246.6"]],
    );
}

/// Areas of shading, each from a row and letter to another.
fn shaded(page: &mut Page, areas: &[(i32, i32, i32, i32)]) {
    for (top, left, bottom, right) in areas {
        let y = |row: &i32| Pt::points(19 + ROW * row);
        let x = |letter: &i32| Pt::points(18 + LETTER * letter);
        let bbox = Rect::new(x(left), y(top), x(right), y(bottom));
        page.fills.push(Fill { bbox, color: Color(0x00e0_e0e0), rectangle: true });
    }
}

#[test]
fn white_below_columns_shaded_cell_by_cell_is_no_row() {
    let rows = [
        "Town          Births     Deaths     Moves",
        "Alvhem           239        268       -29",
        "Dalby            404        453       -49",
        "Eklunda          306        275        31",
        "Granfors         681        636        45",
        "Ravlanda         134        147       -13",
    ];
    let mut page = ruled(&rows, &[(0, 0, 43), (1, 0, 43), (7, 0, 43)], &[]);
    for row in 1..6 {
        shaded(&mut page, &[(row, 12, row + 1, 22), (row, 33, row + 1, 43)]);
    }
    check_page(
        &page,
        &[&[
            "Town|Births|Deaths|Moves",
            "Alvhem|239|268|-29",
            "Dalby|404|453|-49",
            "Eklunda|306|275|31",
            "Granfors|681|636|45",
            "Ravlanda|134|147|-13",
        ]],
    );
}

#[test]
fn the_head_of_a_page_printed_on_bands_is_no_name() {
    let rows = [
        "REPORT OF SPENDING      PERIOD ENDING 03/31",
        "",
        "ACCT   NAME            BUDGET     MONTH    REST",
        "",
        "110    COUNCIL        353,667    18,921   3,120",
        "120    MANAGER        837,276    56,155   2,803",
        "130    CLERK          194,027    12,584   8,389",
        "140    FINANCE        596,295    39,406   9,731",
        "150    LEGAL          522,812    56,930   3,943",
        "160    POLICE         264,129    19,419   7,450",
    ];
    let mut page = drawn(&rows);
    shaded(&mut page, &[(0, -2, 2, 60), (4, -2, 6, 60), (8, -2, 10, 60)]);
    check_page(
        &page,
        &[&[
            "ACCT|NAME|BUDGET|MONTH|REST",
            "110|COUNCIL|353,667|18,921|3,120",
            "120|MANAGER|837,276|56,155|2,803",
            "130|CLERK|194,027|12,584|8,389",
            "140|FINANCE|596,295|39,406|9,731",
            "150|LEGAL|522,812|56,930|3,943",
            "160|POLICE|264,129|19,419|7,450",
        ]],
    );
}

#[test]
fn dots_below_figures_stand_for_one() {
    check(
        &[
            "----------------------------------------------------",
            "Head              £    s.   d.         £    s.   d.",
            "----------------------------------------------------",
            "Customs          37   11    8         36    5   11",
            "Harbour           1    3    9        ...  ...  ...",
            "Railways         75    4    7         14   11    3",
            "Rent              5   19    6         16    5    1",
            "----------------------------------------------------",
        ],
        &[&[
            "Head|£|s.|d.|£|s.|d.",
            "Customs|37|11|8|36|5|11",
            "Harbour|1|3|9|...|...|...",
            "Railways|75|4|7|14|11|3",
            "Rent|5|19|6|16|5|1",
        ]],
    );
    check(
        &[
            "-------------------------------------------------------",
            "Item                         2011             2012",
            "-------------------------------------------------------",
            "Pay ................          118              124",
            "Travel .............           38         ........",
            "Rent ...............      .......               13",
            "Grants .............          152              148",
            "-------------------------------------------------------",
        ],
        &[&["Item|2011|2012", "Pay|118|124", "Travel|38|........", "Rent|.......|13", "Grants|152|148"]],
    );
}

#[test]
fn sides_below_the_rule_of_the_page_are_two_tables_where_an_upright_parts_them() {
    let rows = [
        "Balance of the year                                    The Bank",
        "Assets                             Liabilities",
        "",
        "Cash                   4,118       Due to banks           8,120",
        "Postal orders            612       Due to customers       3,120",
        "Bills                 51,220",
        "                                     on demand          131,200",
        "Loans to customers   301,443",
        "                                     on notice           97,755",
        "Land and buildings     9,210",
        "                                   Savings              174,310",
        "Furniture                  1",
        "                                   Capital               18,000",
    ];
    let level = [(1, 0, 64), (3, 0, 29), (3, 34, 64)];
    let page = ruled(&rows, &level, &[(32, &[1, 13])]);
    let found = pieces(&lay_out(&page, &Asked::default()));
    let last: Vec<&str> = found.iter().filter_map(|rows| rows.last()).map(String::as_str).collect();
    assert_eq!(last, ["Furniture|1", "Capital|18,000"]);
    // On one level, without the upright, a row may go on from side to side.
    let rows = [
        "Results of the day                                     The League",
        "Home                               Away",
        "",
        "Leeds                      2       York                       1",
        "Hull                       0       Derby                      0",
        "Filey                      3       Whitby                     4",
    ];
    let found = pieces(&lay_out(&ruled(&rows, &level, &[]), &Asked::default()));
    assert!(found[0].contains(&"Leeds|2|York|1".to_owned()), "{found:?}");
}

#[test]
fn headings_that_alone_are_shaded_go_over_all_columns() {
    let rows = [
        "Country        Projects     Loans     Total",
        "Low income",
        "Bandara               9     116.7     383.2",
        "Kiriland              7     139.9     544.8",
        "Middle income",
        "Corvenia              8      22.4     432.0",
        "Estrada               3      34.4     609.3",
    ];
    let mut page = ruled(&rows, &[(0, 0, 43), (1, 0, 43), (7, 0, 43)], &[]);
    shaded(&mut page, &[(1, 0, 2, 43), (4, 0, 5, 43)]);
    let wanted = |heading: &dyn Fn(&str) -> String| {
        let rows = ["Bandara|9|116.7|383.2", "Kiriland|7|139.9|544.8"].map(str::to_owned);
        let others = ["Corvenia|8|22.4|432.0", "Estrada|3|34.4|609.3"].map(str::to_owned);
        let names = "Country|Projects|Loans|Total".to_owned();
        [vec![names, heading("Low income")], rows.to_vec(), vec![heading("Middle income")], others.to_vec()]
            .concat()
    };
    let found = |page: &Page| pieces(&lay_out(page, &Asked::default()));
    assert_eq!(found(&page), [wanted(&|text| format!("{text}|<|<|<"))]);
    // Stripes below rows as well say nothing.
    shaded(&mut page, &[(3, 0, 4, 43)]);
    assert_eq!(found(&page), [wanted(&|text| format!("{text}|||"))]);
}
