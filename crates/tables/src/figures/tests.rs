use crate::lay_out;
use crate::tests::{conserved, drawn, found, pieces};
use model::asked::Asked;
use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Drawing, Fill, Page, Stroke, StrokeOrigin};

/// Rows that make a table where nothing is drawn.
const LABELS: [&str; 5] = [
    "  90              41              12",
    "  60      33              27        ",
    "  30              19              25",
    "        North    South    West   East",
    "        1,200    1,400   1,600  1,900",
];

fn area(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
    Rect::new(Pt::points(x0), Pt::points(y0), Pt::points(x1), Pt::points(y1))
}

fn line(page: &mut Page, axis: Axis, at: i32, from: i32, to: i32) {
    let (at, from, to) = (Pt::points(at), Pt::points(from), Pt::points(to));
    let (width, color, origin) = (Pt(500), Color::BLACK, StrokeOrigin::Line);
    page.strokes.push(Stroke { axis, at, from, to, width, color, dashed: false, origin });
}

/// How many tables are found among the labels once something is drawn.
fn check(draw: impl Fn(&mut Page), wanted: usize) {
    let mut page = drawn(&LABELS);
    draw(&mut page);
    let layout = lay_out(&page, &Asked::default());
    assert_eq!(pieces(&layout).len(), wanted, "{:?}", pieces(&layout));
    conserved(&page, &layout);
}

#[test]
fn labels_without_a_picture_are_a_table() {
    check(|_| {}, 1);
}

#[test]
fn labels_of_a_curve_are_no_table() {
    check(|page| page.drawings.push(Drawing { bbox: area(40, 20, 200, 60), straight: false }), 0);
}

#[test]
fn a_cell_crossed_out_is_no_picture() {
    check(|page| page.drawings.push(Drawing { bbox: area(40, 20, 200, 60), straight: true }), 1);
}

#[test]
fn labels_of_bars_are_no_table_and_shaded_cells_are_no_bars() {
    let fills = |tops: [i32; 4]| {
        move |page: &mut Page| {
            for (ix, top) in (0..).zip(tops) {
                let bbox = area(60 + 36 * ix, top, 76 + 36 * ix, 60);
                page.fills.push(Fill { bbox, color: Color(0x0044_72c4), rectangle: true });
            }
        }
    };
    check(fills([20, 34, 46, 28]), 0);
    check(fills([20, 20, 20, 20]), 1);
}

#[test]
fn labels_of_an_axis_with_ticks_are_no_table() {
    let axes = |step: [i32; 5]| {
        move |page: &mut Page| {
            line(page, Axis::Horizontal, 62, 50, 220);
            line(page, Axis::Vertical, 50, 18, 62);
            for at in step {
                line(page, Axis::Vertical, at, 62, 66);
            }
            for at in [20, 34, 48, 62] {
                line(page, Axis::Horizontal, at, 46, 50);
            }
        }
    };
    check(axes([60, 90, 120, 150, 180]), 0);
    check(axes([60, 72, 120, 150, 210]), 1);
}

#[test]
fn text_over_an_ornament_is_read() {
    // A curve behind all of a dense table.
    let rows: Vec<String> =
        (0..8).map(|n| format!("Receipts of a year   {},234,567   {},345,678", n * n, 9 - n % 3)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut page = drawn(&rows);
    page.drawings.push(Drawing { bbox: area(10, 10, 280, 140), straight: false });
    let layout = lay_out(&page, &Asked::default());
    assert_eq!(pieces(&layout).len(), 1);
}

#[test]
fn boxes_that_lines_connect_are_a_diagram() {
    let boxes = |gap: i32| {
        let mut page = drawn(&[
            "  Board          Audit          Staff",
            "",
            "",
            "  Clerk          Works          Shops",
        ]);
        for row in 0..2 {
            for col in 0..3 {
                let (x, y) = (20 + 75 * col, 16 + 42 * row);
                let (right, bottom) = (x + 75 - gap, y + 42 - gap);
                for at in [y, bottom] {
                    line(&mut page, Axis::Horizontal, at, x, right);
                }
                for at in [x, right] {
                    line(&mut page, Axis::Vertical, at, y, bottom);
                }
            }
            line(&mut page, Axis::Horizontal, 28 + 42 * row, 20, 240);
        }
        line(&mut page, Axis::Vertical, 30, 20, 90);
        found(&page)
    };
    assert_eq!((boxes(0), boxes(20)), (1, 0));
}

#[test]
fn values_on_lines_in_equal_steps_are_a_charts_scale() {
    let rows = [
        "  90              41              12",
        "  60      33              27        ",
        "  30              19              25",
        "   0      11      14       9       7",
        "        North    South    West   East",
    ];
    let count = |off: i32| {
        let mut page = drawn(&rows);
        let values: Vec<Rect> =
            page.glyphs.iter().filter(|g| g.bbox.x0 < Pt::points(50)).map(|g| g.bbox).collect();
        let mut places: Vec<i32> = values.iter().map(|bbox| bbox.center().y.0 / 1000).collect();
        places.dedup();
        for at in places.into_iter().take(4) {
            line(&mut page, Axis::Horizontal, at + off, 46, 300);
        }
        found(&page)
    };
    assert_eq!(count(0), 0);
    // Lines between the rows are a table's.
    assert_eq!(count(7), 1);
}

#[test]
fn panels_as_large_as_one_with_a_curve_are_pictures() {
    let panel = |page: &mut Page, at: Rect| {
        for y in [at.y0, at.y1] {
            line(page, Axis::Horizontal, y.0 / 1000, at.x0.0 / 1000, at.x1.0 / 1000);
        }
        for x in [at.x0, at.x1] {
            line(page, Axis::Vertical, x.0 / 1000, at.y0.0 / 1000, at.y1.0 / 1000);
        }
    };
    let page = |other: Rect| {
        let mut page = Page { width: Pt::points(600), height: Pt::points(800), ..Page::default() };
        panel(&mut page, area(40, 20, 200, 120));
        panel(&mut page, other);
        page.drawings.push(Drawing { bbox: area(50, 30, 190, 110), straight: false });
        super::figures(&page, &[])
    };
    assert_eq!(page(area(240, 20, 400, 120)), [area(40, 20, 200, 120), area(240, 20, 400, 120)]);
    assert_eq!(page(area(240, 20, 440, 120)), [area(40, 20, 200, 120)], "another size");
}

#[test]
fn points_set_from_a_font_are_no_text_of_a_picture() {
    let word = |text: &str| {
        let page = drawn(&["●"]);
        let mut words = crate::words::words(&page, |_| true).0;
        words[0].text = text.to_owned();
        words.remove(0)
    };
    assert!(super::is_point(&word("●")) && super::is_point(&word("+")));
    assert!(!super::is_point(&word("12")) && !super::is_point(&word("--")));
}
