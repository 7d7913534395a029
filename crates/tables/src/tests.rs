//! Pages drawn with letters: each letter is five points wide and twelve high, a row fourteen; a row of dashes is a rule, `~` a
//! little space, `|` an upright rule.

mod accounts;
mod areas;
mod boxed;
mod cut;
mod forms;
mod grids;
mod heads;
mod ledgers;
mod names;
mod pitched;
mod prints;
mod releases;
mod striped;
mod tags;
mod typed;
mod unended;

use crate::lay_out;
use model::asked::Asked;
use model::geometry::{Point, Pt, Quarter, Rect};
use model::layout::{Item, PageLayout, Piece};
use model::page::{Axis, Color, Fill, FontId, Glyph, GlyphInk, GlyphText, Page, Stroke, StrokeOrigin};
use model::table::Cell;

const LETTER: i32 = 5;
const ROW: i32 = 14;
const SIZE: i32 = 12;
const RULE: i32 = 5;
const TYPED: i32 = 8;

pub(crate) fn glyph(c: char, x: i32, y: i32, run: u32) -> Glyph {
    let bbox = Rect::new(Pt::points(x), Pt::points(y), Pt::points(x + LETTER), Pt::points(y + SIZE));
    Glyph {
        text: GlyphText::Char(c),
        bbox,
        origin: Point { x: bbox.x0, y: Pt::points(y + 9) },
        font: FontId(0),
        size: Pt::points(SIZE),
        direction: Quarter::D0,
        color: Color::BLACK,
        ink: GlyphInk::Printed,
        mcid: None,
        run,
        doubled: false,
    }
}

fn stroke() -> Stroke {
    let (axis, origin) = (Axis::Horizontal, StrokeOrigin::Line);
    let (at, from, to, width) = (Pt::ZERO, Pt::ZERO, Pt::ZERO, Pt(500));
    Stroke { axis, at, from, to, width, color: Color::BLACK, dashed: false, origin }
}

pub(crate) fn drawn(rows: &[&str]) -> Page {
    let mut page = Page { number: 1, width: Pt::points(600), height: Pt::points(800), ..Page::default() };
    let mut y = 20;
    for (run, row) in rows.iter().enumerate() {
        if *row == "~" {
            y += RULE;
            continue;
        }
        if !row.trim().is_empty() && row.chars().all(|c| c == '-' || c == ' ') {
            let mut from = None;
            for (ix, c) in row.chars().chain([' ']).enumerate() {
                let x = 20 + LETTER * ix as i32;
                match (c, from) {
                    ('-', None) => from = Some(x),
                    (' ', Some(start)) => {
                        let (begin, to, at) = (Pt::points(start), Pt::points(x), Pt::points(y + 2));
                        page.strokes.push(Stroke { at, from: begin, to, ..stroke() });
                        from = None;
                    }
                    _ => {}
                }
            }
            y += RULE;
            continue;
        }
        for (ix, c) in row.chars().enumerate() {
            let x = 20 + LETTER * ix as i32;
            if c == '|' {
                let (from, to) = (Pt::points(y - RULE), Pt::points(y + ROW));
                let at = Pt::points(x);
                page.strokes.push(Stroke { axis: Axis::Vertical, at, from, to, ..stroke() });
            } else {
                page.glyphs.push(glyph(c, x, y, run as u32));
            }
        }
        y += ROW;
    }
    page
}

/// How many tables the letters make.
pub(crate) fn count(rows: &[&str]) -> usize {
    found(&drawn(rows))
}

/// How many tables are on a page, of which nothing gets lost.
pub(crate) fn found(page: &Page) -> usize {
    let layout = lay_out(page, &Asked::default());
    conserved(page, &layout);
    pieces(&layout).len()
}

/// Cells apart by `|`, lines in a cell by `/`; `<` widens the cell to the left, `^` lengthens the one above.
fn said(piece: &Piece) -> Vec<String> {
    let table = &piece.table;
    let slot = |row: u32, col: u32| {
        let cell: &Cell = table.at(row, col);
        match (cell.row() == row, cell.col() == col) {
            (true, true) => cell.raw().replace('\n', "/"),
            (false, _) => "^".to_owned(),
            (true, false) => "<".to_owned(),
        }
    };
    (0..table.n_rows())
        .map(|row| (0..table.n_cols()).map(|col| slot(row, col)).collect::<Vec<_>>().join("|"))
        .collect()
}

pub(crate) fn pieces(layout: &PageLayout) -> Vec<Vec<String>> {
    layout.pieces().map(said).collect()
}

fn check(page: &[&str], wanted: &[&[&str]]) {
    check_page(&drawn(page), wanted);
}

/// The same, of letters as wide as a typewriter's.
fn check_typed(page: &[&str], wanted: &[&[&str]]) {
    let mut page = drawn(page);
    for glyph in &mut page.glyphs {
        glyph.size = Pt::points(TYPED);
        glyph.bbox.y0 += Pt::points(SIZE - TYPED);
    }
    check_page(&page, wanted);
}

fn check_page(page: &Page, wanted: &[&[&str]]) {
    let layout = lay_out(page, &Asked::default());
    assert_eq!(pieces(&layout), wanted, "{:?}", layout.lines().map(|l| &l.ink.text).collect::<Vec<_>>());
    conserved(page, &layout);
}

/// Every glyph that can be seen stands in one place.
pub(crate) fn conserved(page: &Page, layout: &PageLayout) {
    let mut seen = vec![0; page.glyphs.len()];
    let strays = layout.strays.iter().map(|stray| &stray.ink);
    let items = layout.items.iter().flat_map(|item| match item {
        Item::Line(line) => vec![&line.ink],
        Item::Piece(piece) => piece.table.all_ink().collect(),
    });
    for (first, last) in strays.chain(items).flat_map(|ink| &ink.glyphs) {
        for id in first.0..=last.0 {
            seen[id as usize] += 1;
        }
    }
    for (glyph, count) in page.glyphs.iter().zip(seen) {
        assert!(glyph.text.is_blank() || count == 1, "{glyph:?} stands {count} times");
    }
}

#[test]
fn columns_without_rules() {
    check(
        &[
            "             2023     2022",
            "Fees        41,200   39,875",
            "Grants      12,500        -",
            "Net         53,700   39,875",
        ],
        &[&["|2023|2022", "Fees|41,200|39,875", "Grants|12,500|-", "Net|53,700|39,875"]],
    );
}

#[test]
fn numbers_before_figures_are_a_column() {
    check(
        &["   count   share", "1  310      12.5", "2  477      18.1", "3  205       9.9", "4  912      44.0"],
        &[&["|count|share", "1|310|12.5", "2|477|18.1", "3|205|9.9", "4|912|44.0"]],
    );
}

#[test]
fn three_rules_and_a_span_over_a_short_one() {
    check(
        &[
            "--------------------------------------",
            "               Households      Total",
            "            ---------------          ",
            "Region       2021     2022      2022",
            "--------------------------------------",
            "North         110      120       230",
            "South         210      220       430",
            "--------------------------------------",
        ],
        &[&["Region|Households|<|Total/2022", "^|2021|2022|^", "North|110|120|230", "South|210|220|430"]],
    );
}

#[test]
fn a_span_without_a_rule_is_centred_over_its_columns() {
    check(
        &[
            "               Households",
            "~",
            "Region       2021     2022     Share",
            "North         110      120      3.5%",
            "South         210      220      4.5%",
            "West          310      320      5.5%",
        ],
        &[&[
            "Region|Households|<|Share",
            "^|2021|2022|^",
            "North|110|120|3.5%",
            "South|210|220|4.5%",
            "West|310|320|5.5%",
        ]],
    );
}

#[test]
fn rules_about_a_total_are_not_around_the_table() {
    check(
        &[
            "             2023     2022",
            "Fees        41,200   39,875",
            "Grants      12,500    1,000",
            "Sales        1,500      100",
            "          -----------------",
            "Total       55,200   40,975",
            "          -----------------",
        ],
        &[&[
            "|2023|2022",
            "Fees|41,200|39,875",
            "Grants|12,500|1,000",
            "Sales|1,500|100",
            "Total|55,200|40,975",
        ]],
    );
}

#[test]
fn leaders_are_put_aside() {
    let page = ["Fees ........   41,200   10", "Grants ......   12,500   20", "Sales .......    1,500   30"];
    check(&page, &[&["Fees|41,200|10", "Grants|12,500|20", "Sales|1,500|30"]]);
    let layout = lay_out(&drawn(&page), &Asked::default());
    assert!(layout.strays.len() == 3 && layout.strays.iter().all(|stray| stray.reason == "leader"));
}

#[test]
fn signs_stay_with_their_figures() {
    check(
        &["Fees      $ 41,200   $ 10", "Grants      12,500     20", "Sales        1,500     30"],
        &[&["Fees|$ 41,200|$ 10", "Grants|12,500|20", "Sales|1,500|30"]],
    );
}

#[test]
fn a_label_that_wraps_is_one_cell() {
    check(
        &[
            "                 2023    2022",
            "Fees            1,200     875",
            "Charges for the   500     400",
            "  use of quays",
            "Net             1,700   1,275",
        ],
        &[&["|2023|2022", "Fees|1,200|875", "Charges for the/use of quays|500|400", "Net|1,700|1,275"]],
    );
}

#[test]
fn horizontal_rules_between_rows_part_them() {
    check(
        &[
            "---------------------------------",
            "Ref.      Purpose          Paid",
            "---------------------------------",
            "A-1       Repair of the     500",
            "          roof",
            "---------------------------------",
            "A-2       Training          700",
            "---------------------------------",
        ],
        &[&["Ref.|Purpose|Paid", "A-1|Repair of the/roof|500", "A-2|Training|700"]],
    );
}

#[test]
fn prose_is_no_table() {
    let left = "The Board met six times during the year and it  ";
    let right = "considered the risks to income from lower volumes";
    let row = format!("{left}   {right}");
    check(&[&row, &row, &row, &row, &row, &row], &[]);
    check(&[left, right, left, right], &[]);
}

#[test]
fn contents_lists_and_scales_are_no_tables() {
    check(
        &[
            "Foreword ...........     1",
            "Accounts ...........     4",
            "Notes ..............    12",
            "Index ..............    40",
        ],
        &[],
    );
    // Pages counted through the volumes of a session.
    let session = [
        "Mr Abel ...........  14593",
        "Mrs Beck ..........  14595",
        "Mr Carl ...........  14600",
        "Mr Dorn ...........  14602",
        "Mr Engel ..........  14605",
    ];
    check(&session, &[]);
    check(&["1.  Open the box", "2.  Take it out", "3.  Close the box", "4.  Send it back"], &[]);
    check(
        &["400          40", "300          30", "200          20", "100          10", "0             0"],
        &[],
    );
}

#[test]
fn two_tables_one_above_the_other_stay_apart() {
    let page = [
        "Fees        41,200   39,875",
        "Grants      12,500    1,000",
        "Net         53,700   40,875",
        "",
        "",
        "Members should read these statements together with the notes",
        "which form part of the accounts and have been prepared so.",
        "",
        "",
        "Salt        41,200   39,875",
        "Herring     12,500    1,000",
        "All         53,700   40,875",
    ];
    check(
        &page,
        &[
            &["Fees|41,200|39,875", "Grants|12,500|1,000", "Net|53,700|40,875"],
            &["Salt|41,200|39,875", "Herring|12,500|1,000", "All|53,700|40,875"],
        ],
    );
}

#[test]
fn a_heading_across_parts_no_grid_with_open_sides() {
    let upper = ["--------------------------", " Item       |  2023 | 2022", "--------------------------"];
    let lower = [
        "--------------------------",
        " Fees       |    41 |   39",
        "--------------------------",
        " Grants     |    12 |    1",
        "--------------------------",
    ];
    let page = [&upper[..], &[" Income"], &lower[..]].concat();
    check(&page, &[&["Item|2023|2022", "Income|<|<", "Fees|41|39", "Grants|12|1"]]);
    // Two lines head no rows: they stand between two tables.
    let apart = [&lower[..], &[" Another", " text"], &lower[..]].concat();
    let rows: &[&str] = &["Fees|41|39", "Grants|12|1"];
    check(&apart, &[rows, rows]);
}

#[test]
fn texts_over_single_columns_in_a_wide_cell_are_cells() {
    check(
        &[
            "--------------------------------------",
            "|        |    Within a   |   Later   |",
            "|        |  Own   Others | Own   All |",
            "--------------------------------------",
            "| Loans  |   10  |   20  |  30 |  40 |",
            "--------------------------------------",
            "| Leases |    1  |    2  |   3 |   4 |",
            "--------------------------------------",
        ],
        &[&["|Within a|<|Later|<", "^|Own|Others|Own|All", "Loans|10|20|30|40", "Leases|1|2|3|4"]],
    );
    // White space in one cell alone may be anything.
    check(
        &[
            "--------------------------",
            "|        |  Own   Others |",
            "--------------------------",
            "| Loans  |   10  |   20  |",
            "--------------------------",
        ],
        &[&["|Own Others|<", "Loans|10|20"]],
    );
}

#[test]
fn cells_shaded_row_on_row_are_a_table_of_words() {
    let mut page = drawn(&["Name      Kind", "Alder     tree", "Briar     bush"]);
    for row in 0..3 {
        for (from, to) in [(18, 68), (68, 118)] {
            let (top, bottom) = (Pt::points(20 + row * ROW), Pt::points(20 + (row + 1) * ROW));
            let bbox = Rect::new(Pt::points(from), top, Pt::points(to), bottom);
            page.fills.push(Fill { bbox, color: Color(0x00d9_e2f3), rectangle: true });
        }
    }
    let wanted = [["Name|Kind", "Alder|tree", "Briar|bush"].map(str::to_owned).to_vec()];
    assert_eq!(pieces(&lay_out(&page, &Asked::default())), wanted);
    page.fills.clear();
    assert_eq!(pieces(&lay_out(&page, &Asked::default())), Vec::<Vec<String>>::new());
}

#[test]
fn a_figure_alone_in_the_last_band_is_the_tables_total() {
    let last = |text: &str| {
        let rows = [
            "Item      Number   Amount",
            "Kite           2    40.00",
            "Flyer          5   200.00",
            "Trash          1   180.00",
            text,
        ];
        let mut page = drawn(&rows);
        for row in [0, 2, 4] {
            let (top, bottom) = (Pt::points(20 + row * ROW), Pt::points(20 + (row + 1) * ROW));
            let bbox = Rect::new(Pt::points(18), top, Pt::points(150), bottom);
            page.fills.push(Fill { bbox, color: Color(0x00d9_e2f3), rectangle: true });
        }
        pieces(&lay_out(&page, &Asked::default())).first().map_or(0, Vec::len)
    };
    assert_eq!(last("                   420.00"), 5);
}

#[test]
fn a_box_whose_rows_alone_are_ruled_has_columns_of_white_space() {
    check(
        &[
            "-------------------------",
            "| Author    Jane Doe    |",
            "-------------------------",
            "| Release   2 July 2011 |",
            "-------------------------",
            "| License   Apache      |",
            "-------------------------",
        ],
        &[&["Author|Jane Doe", "Release|2 July 2011", "License|Apache"]],
    );
}

#[test]
fn a_page_that_reads_from_the_right_has_its_first_column_there() {
    let page = drawn(&[
        "   2023    2022     ףיעס",
        "  1,200   1,100    ןוחטב",
        "  (350)     400    ךוניח",
        "    850   1,500     כ''הס",
    ]);
    let mut page = Page { width: Pt::points(400), ..page };
    page.number = 1;
    let layout = lay_out(&page, &Asked::default());
    conserved(&page, &layout);
    assert!(layout.leftward);
    assert_eq!(
        pieces(&layout),
        [["סעיף|2022|2023", "בטחון|1,100|1,200", "חינוך|400|(350)", "סה''כ|1,500|850"]]
    );
    let piece = layout.pieces().next().expect("a table");
    // Edges are places of the page all the same.
    assert!(piece.col_edges.is_sorted() && piece.bbox.is_some_and(|b| b.x1 == piece.col_edges[3]));
    let label = piece.table.at(1, 0).ink()[0].bbox.expect("ink");
    assert!(label.x0 >= piece.col_edges[2], "labels stand at the right");
    // A page without letters goes on as the one before.
    let next = drawn(&["  1,200   1,100     2011", "    350     400     2012", "    850   1,500     2013"]);
    let behind = |leftward: bool| {
        let before = PageLayout { leftward, ..PageLayout::default() };
        pieces(&crate::lay_out_behind(&next, &Asked::default(), Some(&before)))
    };
    assert_eq!(behind(true), [["2011|1,100|1,200", "2012|400|350", "2013|1,500|850"]]);
    assert_eq!(behind(false), [["1,200|1,100|2011", "350|400|2012", "850|1,500|2013"]]);
}

#[test]
fn bars_of_one_width_above_and_below_another_table_are_of_two() {
    check(
        &[
            "------------------------------------------",
            "Item            Plan    Done   2022   2021",
            "------------------------------------------",
            "Roads          4,100   3,900  4,000  3,800",
            "Schools        7,200   7,300  7,000  6,900",
            "------------------------------------------",
            "",
            "                Table 2: Staff            ",
            "    ----------------------------------    ",
            "              Note       2023     2022    ",
            "    ----------------------------------    ",
            "    Teachers     3      1,204    1,190    ",
            "    Clerks       4        310      305    ",
            "    ----------------------------------    ",
            "",
            "                Table 3: Means            ",
            "------------------------------------------",
            "Item            Plan    Done  Other  Share",
            "------------------------------------------",
            "Tolls            800     900    100    112",
            "Fees             200     250     50    125",
            "------------------------------------------",
        ],
        &[
            &["Item|Plan|Done|2022|2021", "Roads|4,100|3,900|4,000|3,800", "Schools|7,200|7,300|7,000|6,900"],
            &["|Note|2023|2022", "Teachers|3|1,204|1,190", "Clerks|4|310|305"],
            &["Item|Plan|Done|Other|Share", "Tolls|800|900|100|112", "Fees|200|250|50|125"],
        ],
    );
}

#[test]
fn what_a_program_prints_is_no_table_but_its_rows_are() {
    check(
        &[
            "## $ mpg : num       18.7     14.3     16.4",
            "## $ cyl : num        8.0      8.5      8.1",
            "## $ wt  : num        3.4      3.6      4.1",
            "## $ drat: num        3.2      3.3      3.1",
            "## $ disp: num      360.0    361.0    276.0",
        ],
        &[],
    );
    check(
        &[
            "##           Estimate      Error    t value",
            "## alpha        1.908      0.028     66.504",
            "## beta         0.900      0.414      2.171",
            "## gamma        0.577      0.013     41.697",
        ],
        &[&[
            "|Estimate|Error|t value",
            "alpha|1.908|0.028|66.504",
            "beta|0.900|0.414|2.171",
            "gamma|0.577|0.013|41.697",
        ]],
    );
}

#[test]
fn rules_between_all_rows_enclose_blank_ones() {
    check(
        &[
            "---------------------------",
            "Item         2023      2022",
            "---------------------------",
            "Fees       41,200    39,875",
            "---------------------------",
            "                           ",
            "---------------------------",
            "Grants     12,500    11,000",
            "---------------------------",
            "Net        53,700    50,875",
            "---------------------------",
        ],
        &[&["Item|2023|2022", "Fees|41,200|39,875", "||", "Grants|12,500|11,000", "Net|53,700|50,875"]],
    );
}
