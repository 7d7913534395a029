//! Grids whose rules say only part: rows that uprights alone show, heads and headings in which these stop, columns that hold two,
//! and bars that leave labels out.

use super::{LETTER, ROW, check, check_page, check_typed, drawn, pieces, stroke};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Fill, Page, Stroke};

/// The place above a row, and left of a letter.
fn place(row: i32, letter: i32) -> (Pt, Pt) {
    (Pt::points(19 + ROW * row), Pt::points(18 + LETTER * letter))
}

/// Letters with level rules (above a row, from and to a letter) and uprights (left of a letter, in pieces between rows).
pub(super) fn ruled(rows: &[&str], level: &[(i32, i32, i32)], uprights: &[(i32, &[i32])]) -> Page {
    let mut page = drawn(rows);
    for (row, from, to) in level {
        let at = place(*row, 0).0;
        page.strokes.push(Stroke { at, from: place(0, *from).1, to: place(0, *to).1, ..stroke() });
    }
    for (letter, ends) in uprights {
        for pair in ends.windows(2) {
            let (from, to) = (place(pair[0], 0).0, place(pair[1], 0).0);
            page.strokes.push(Stroke { axis: Axis::Vertical, at: place(0, *letter).1, from, to, ..stroke() });
        }
    }
    page
}

#[test]
fn units_in_a_box_stand_above_its_rows() {
    let rows = [
        "              Sales      Profit     Assets",
        "            million £     %       million £",
        " 2016          48,213     3.1      61,208",
        " 2017          46,763     1.8      59,911",
    ];
    let level = [(0, 0, 45), (1, 9, 45), (4, 0, 45)];
    let uprights: &[(i32, &[i32])] =
        &[(0, &[0, 4]), (9, &[0, 4]), (23, &[0, 4]), (32, &[0, 4]), (45, &[0, 4])];
    check_page(
        &ruled(&rows, &level, uprights),
        &[&[
            "|Sales|Profit|Assets",
            "|million £|%|million £",
            "2016|48,213|3.1|61,208",
            "2017|46,763|1.8|59,911",
        ]],
    );
}

/// Uprights in pieces beside the rows of a table with labels of two lines.
fn lined(pieces: &[i32]) -> Page {
    let rows = [
        " Code     Purpose               1996      1995",
        " 42201    Pay of the staff    17,124    16,610",
        " -732     of the offices",
        " 42501    Pay of others       13,591    13,183",
        " -732",
        "          Sum of all pay      30,715    29,793",
    ];
    let level = [(0, 0, 47), (1, 0, 47), (6, 0, 47)];
    let uprights: Vec<(i32, &[i32])> = [0, 9, 29, 38, 47].into_iter().map(|x| (x, pieces)).collect();
    ruled(&rows, &level, &uprights)
}

#[test]
fn pieces_of_uprights_are_as_high_as_their_rows() {
    check_page(
        &lined(&[0, 1, 3, 5, 6]),
        &[&[
            "Code|Purpose|1996|1995",
            "42201/-732|Pay of the staff/of the offices|17,124|16,610",
            "42501/-732|Pay of others|13,591|13,183",
            "|Sum of all pay|30,715|29,793",
        ]],
    );
    // Beside several rows of figures they are none.
    let found = |ends: &[i32]| pieces(&lay_out(&lined(ends), &Asked::default()));
    assert_eq!(found(&[0, 1, 5, 6]), found(&[0, 6]));
}

#[test]
fn uprights_stop_at_a_heading_and_are_left_out_beside_a_sum() {
    let rows = [
        " Year       Short       Long",
        " 1979        72.1       25.4",
        " 1980       107.9       66.7",
        "      Changes on the year",
        " 1979         2.1        5.4",
        " 1980         7.9        6.7",
        " Sum         10.0       12.1",
    ];
    let level = [(0, 0, 32), (1, 0, 32), (3, 0, 32), (7, 0, 32)];
    let side: &[i32] = &[0, 7];
    let grid = |inner: &[&[i32]]| {
        let mut uprights: Vec<(i32, &[i32])> = vec![(0, side), (32, side)];
        uprights.extend([8, 20].into_iter().flat_map(|x| inner.iter().map(move |part| (x, *part))));
        ruled(&rows, &level, &uprights)
    };
    let whole: &[&str] = &[
        "Year|Short|Long",
        "1979|72.1|25.4",
        "1980|107.9|66.7",
        "Changes on the year|<|<",
        "1979|2.1|5.4",
        "1980|7.9|6.7",
        "Sum|10.0|12.1",
    ];
    check_page(&grid(&[&[0, 3], &[4, 7]]), &[whole]);
    check_page(&grid(&[&[0, 3], &[4, 6]]), &[whole]);
}

#[test]
fn an_upright_begins_below_the_name_of_its_group() {
    let rows = [
        "                Averages of days              Change",
        " Factors        Apr. 14       Apr. 7       Week        Year",
        " Credit           8,474        8,499        +25         +14",
        " Bills           45,963       45,764         -9         +37",
        " Gold            61,678       62,447        +69         +21",
        " Other            6,989        7,059        +70          +9",
        " Float              491          493         +2         -70",
    ];
    let level = [(0, 0, 62), (2, 0, 62), (7, 0, 62)];
    let (whole, lower): (&[i32], &[i32]) = (&[0, 7], &[1, 7]);
    let uprights = [(0, whole), (13, whole), (26, lower), (39, whole), (51, lower), (62, whole)];
    check_page(
        &ruled(&rows, &level, &uprights),
        &[&[
            "Factors|Averages of days|<|Change|<",
            "^|Apr. 14|Apr. 7|Week|Year",
            "Credit|8,474|8,499|+25|+14",
            "Bills|45,963|45,764|-9|+37",
            "Gold|61,678|62,447|+69|+21",
            "Other|6,989|7,059|+70|+9",
            "Float|491|493|+2|-70",
        ]],
    );
}

#[test]
fn codes_and_figures_in_one_column_are_two() {
    let grid = |codes: &[[&str; 2]]| {
        let mut rows = vec![" Title       Due              Paid".to_owned()];
        for (nth, [due, paid]) in codes.iter().enumerate() {
            rows.push(format!(
                " Office {nth}    {due:<5}{:>7}    {paid:<5}{:>7}",
                4_100 + nth * 731,
                3_900 + nth * 617
            ));
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let count = rows.len() as i32;
        let level: Vec<(i32, i32, i32)> = (0..=count).map(|row| (row, 0, 43)).collect();
        let ends = [0, count];
        let uprights: Vec<(i32, &[i32])> = [0, 12, 27, 43].into_iter().map(|x| (x, &ends[..])).collect();
        pieces(&lay_out(&ruled(&rows, &level, &uprights), &Asked::default())).remove(0)
    };
    let codes = grid(&[["RS", "PR"], ["CP", "PCX"], ["CSV", "TP"], ["RS", "PR"], ["CP", "PCX"]]);
    assert_eq!(codes[..2], ["Title|Due|<|Paid|<", "Office 0|RS|4100|PR|3900"]);
    // A currency belongs to its figure.
    let money = grid(&[["EUR", "EUR"], ["CHF", "CHF"], ["kr", "kr"], ["EUR", "EUR"], ["CHF", "CHF"]]);
    assert_eq!(money[1].split('|').count(), 3);
}

#[test]
fn bars_over_figures_alone_leave_the_labels_to_their_rows() {
    let rows = [
        "",
        "                                          2025         2024",
        "                                       HK$'000      HK$'000",
        " Revenue                              1,204,118    1,131,906",
        " Cost of sales                         (866,204)    (829,441)",
        " Gross profit                           337,914      302,465",
        " Other income                            21,406       18,330",
        " Finance costs                         (104,212)     (99,870)",
        " Profit for the period                  255,108      220,925",
        " Per share                            11.6 cents    9.3 cents",
    ];
    let bars: Vec<(i32, i32, i32)> = [1, 3, 5, 6, 8, 9].into_iter().map(|row| (row, 36, 61)).collect();
    let table = pieces(&lay_out(&ruled(&rows, &bars, &[]), &Asked::default())).remove(0);
    assert!(table.contains(&"Revenue|1,204,118|1,131,906".to_owned()), "{table:?}");
    assert_eq!(table.last().map(String::as_str), Some("Per share|11.6 cents|9.3 cents"));
}

#[test]
fn a_title_below_the_rule_of_a_running_head_is_no_head() {
    check(
        &[
            " Section C                                 Pensions",
            "---------------------------------------------------------",
            "~",
            "~",
            "~",
            "~",
            "                    Funding Progress",
            "~",
            " ($ millions)           2009      2010      2011     2012",
            "---------------------------------------------------------",
            " Accrued             2,026.8   2,048.7   2,101.1  2,247.6",
            " Assets              1,418.8   1,434.1   1,470.8  1,573.3",
            " Unfunded              608.0     614.6     630.3    674.3",
            "---------------------------------------------------------",
            " Total               4,053.6   4,097.4   4,202.2  4,495.2",
        ],
        &[&[
            "($ millions)|2009|2010|2011|2012",
            "Accrued|2,026.8|2,048.7|2,101.1|2,247.6",
            "Assets|1,418.8|1,434.1|1,470.8|1,573.3",
            "Unfunded|608.0|614.6|630.3|674.3",
            "Total|4,053.6|4,097.4|4,202.2|4,495.2",
        ]],
    );
}

#[test]
fn thousands_that_a_typewriter_parts_are_one_figure() {
    check_typed(
        &[
            "Species           1971    1972    1973",
            "Bluefin            795     851     817",
            "Bonitos          1 063   1 023   4 040",
            "Flatfish         4 525   3 947     311",
            "Salmons         10 437   9 239  19 079",
            "Squids             ...     ...     ...",
            "Tunas            1 003   1 130  12 108",
        ],
        &[&[
            "Species|1971|1972|1973",
            "Bluefin|795|851|817",
            "Bonitos|1 063|1 023|4 040",
            "Flatfish|4 525|3 947|311",
            "Salmons|10 437|9 239|19 079",
            "Squids|...|...|...",
            "Tunas|1 003|1 130|12 108",
        ]],
    );
    // Codes beside each other begin with zeros.
    check_typed(
        &[
            "Place          ST     CTY",
            "Autauga        01     001",
            "Baldwin        01     003",
            "Fairbanks      02     090",
            "Maricopa       04     013",
            "Alameda        06     001",
        ],
        &[&[
            "Place|ST|CTY",
            "Autauga|01|001",
            "Baldwin|01|003",
            "Fairbanks|02|090",
            "Maricopa|04|013",
            "Alameda|06|001",
        ]],
    );
}

#[test]
fn dots_between_two_figures_are_a_range() {
    check(
        &[
            "----------------------------------",
            "Class          Income       Cases",
            "----------------------------------",
            "A            100 .. 199        12",
            "B            200 .. 299        15",
            "C            300 .. 399        18",
            "D            400 .. 499        19",
            "----------------------------------",
        ],
        &[&[
            "Class|Income|Cases",
            "A|100 .. 199|12",
            "B|200 .. 299|15",
            "C|300 .. 399|18",
            "D|400 .. 499|19",
        ]],
    );
}

#[test]
fn an_area_in_one_go_among_cells_is_a_heading_across() {
    let rows = [
        " Approach         2021     2022     2023",
        " Output",
        " Farming         8,336    8,290    8,154",
        " Industry        6,781    6,669    6,746",
        " Expenditure",
        " Households      2,355    2,308    2,275",
        " Government      5,148    5,188    5,632",
    ];
    let page = |areas: &[(i32, &[i32])]| {
        let mut page = drawn(&rows);
        for (row, ends) in areas {
            for pair in ends.windows(2) {
                let ((top, left), (bottom, right)) = (place(*row, pair[0]), place(row + 1, pair[1]));
                let bbox = Rect::new(left, top, right, bottom);
                page.fills.push(Fill { bbox, color: Color(0x00d0_d8f0), rectangle: true });
            }
        }
        pieces(&lay_out(&page, &Asked::default())).remove(0)
    };
    let (cells, whole): (&[i32], &[i32]) = (&[0, 14, 23, 32, 41], &[0, 41]);
    let across = page(&[(0, cells), (1, whole), (3, cells), (4, whole), (6, cells)]);
    assert_eq!((across[1].as_str(), across[4].as_str()), ("Output|<|<|<", "Expenditure|<|<|<"));
    // Stripes in one go say nothing.
    let striped = page(&[(0, cells), (1, whole), (3, whole), (5, whole)]);
    assert_eq!(striped[1], "Output|||");
}

#[test]
fn tables_beside_each_other_below_another_are_their_own() {
    let rows = [
        "               1M       3M      1Y      3Y       5Y",
        " Fund        1.12     0.46    8.31   14.77    29.05",
        " Index       0.98     0.21    7.64   13.20    27.41",
        " More        0.14     0.25    0.67    1.57     1.64",
        "",
        " Top holdings              Countries",
        " Name            Weight    Country           Fund",
        " Nordvik           4.81    France            22.4",
        " Lambert           4.37    Germany           18.7",
        " Halden            4.02    Italy             12.3",
        " Orsay             3.41    Norway             9.9",
    ];
    let mut page = drawn(&rows);
    let whole: &[(i32, i32)] = &[(0, 52)];
    let halves: &[(i32, i32)] = &[(0, 24), (26, 52)];
    for (row, areas) in [(0, whole), (1, whole), (3, whole), (6, halves), (8, halves), (10, halves)] {
        for (from, to) in areas {
            let ((top, left), (bottom, right)) = (place(row, *from), place(row + 1, *to));
            page.fills.push(Fill {
                bbox: Rect::new(left, top, right, bottom),
                color: Color(0x00d0_d8f0),
                rectangle: true,
            });
        }
    }
    let found = pieces(&lay_out(&page, &Asked::default()));
    let sizes: Vec<(usize, usize)> = found.iter().map(|own| (own.len(), own[0].split('|').count())).collect();
    assert_eq!(sizes, [(4, 6), (5, 2), (5, 2)]);
}
