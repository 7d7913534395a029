use super::*;
use model::geometry::Quarter;
use model::layout::{Item, Line, Open, PageSource, Piece, PieceEvidence, Stray};
use model::page::{Axis, Color, Fill, Font, FontId, Glyph, GlyphInk, GlyphText, Image, Stroke, StrokeOrigin};
use model::repaired::{CellKind, PageInfo, Reading};
use model::table::{Op, Why};
use model::{Cell, CellId, Evidence, Ink, Point, RepairedTable, Source, SourceKind, Table};
use roxmltree::{Document, Node};

fn rect(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
    Rect::new(Pt::points(x0), Pt::points(y0), Pt::points(x1), Pt::points(y1))
}

fn ink(text: &str, bbox: Rect) -> Ink {
    Ink { text: text.into(), page: 1, bbox: Some(bbox), ..Ink::default() }
}

fn glyph(text: GlyphText, direction: Quarter) -> Glyph {
    Glyph {
        text,
        bbox: rect(10, 10, 16, 20),
        origin: Point { x: Pt::points(10), y: Pt::points(18) },
        font: FontId(0),
        size: Pt::points(9),
        direction,
        color: Color(0x00_12_34_56),
        ink: GlyphInk::Printed,
        mcid: None,
        run: 0,
        doubled: false,
    }
}

fn page() -> Page {
    let stroke = |origin| Stroke {
        axis: Axis::Horizontal,
        at: Pt::points(50),
        from: Pt::points(5),
        to: Pt::points(95),
        width: Pt::ZERO,
        color: Color::BLACK,
        dashed: true,
        origin,
    };
    Page {
        number: 1,
        width: Pt::points(200),
        height: Pt::points(100),
        fonts: vec![Font { bold: true, ..Font::default() }],
        glyphs: vec![
            glyph(GlyphText::Char('<'), Quarter::D0),
            glyph(GlyphText::Str("fi\u{1}".into()), Quarter::D270),
            glyph(GlyphText::Unmapped { code: 77 }, Quarter::D0),
            glyph(GlyphText::Char(' '), Quarter::D0),
            glyph(GlyphText::Char('\u{2}'), Quarter::D0),
        ],
        strokes: vec![stroke(StrokeOrigin::Line), stroke(StrokeOrigin::FillEdge)],
        fills: vec![Fill { bbox: rect(0, 0, 50, 50), color: Color(0x00FF_0000), rectangle: true }],
        images: vec![Image { bbox: rect(60, 60, 80, 80), samples: [3, 4], stencil: false }],
        ..Page::default()
    }
}

fn table() -> Table {
    let cells = vec![
        Cell::new(0, 0, 1, 1, vec![ink("item & \u{7}co", rect(10, 10, 40, 20))]).on(1, rect(5, 5, 55, 25)),
        Cell::new(0, 1, 1, 1, vec![ink("1 2", rect(60, 10, 80, 20))]).on(1, rect(55, 5, 95, 25)),
        Cell::new(1, 0, 1, 1, vec![ink("3", rect(10, 30, 20, 40))]).on(1, rect(5, 25, 55, 45)),
        Cell::new(1, 1, 1, 1, vec![ink("4", rect(60, 30, 70, 40))]).on(2, rect(55, 25, 95, 45)),
    ];
    Table::new(2, 2, cells).unwrap()
}

fn stray() -> Stray {
    Stray { ink: ink("]]> lost", rect(150, 50, 170, 60)), reason: "across-rule" }
}

fn layout() -> PageLayout {
    let points = |all: &[i32]| all.iter().map(|n| Pt::points(*n)).collect();
    let piece = Piece {
        table: table(),
        page: 1,
        bbox: Some(rect(5, 5, 95, 45)),
        direction: Quarter::D0,
        leftward: false,
        col_edges: points(&[5, 55, 95]),
        row_edges: points(&[5, 25, 45]),
        evidence: PieceEvidence::Ruled,
        header_hint: None,
        open: Open { bottom: true, ..Open::default() },
    };
    let line = Line { ink: ink("outside", rect(10, 80, 60, 90)) };
    PageLayout {
        number: 1,
        width: Pt::points(200),
        height: Pt::points(100),
        source: PageSource::Text,
        items: vec![Item::Line(line), Item::Piece(piece)],
        strays: vec![stray()],
        ..PageLayout::default()
    }
}

fn repaired() -> Repaired {
    let mut table = table();
    let why = Why::new("join-split-number", Evidence::new("form").with("decimals", "0 < 1"));
    table.apply(Op::SetText { cell: CellId(1), text: "12".into() }, why).unwrap();
    let number = Reading { kind: CellKind::Number, value: Some(12.into()), ..Reading::default() };
    let readings = vec![
        Reading { kind: CellKind::Text, header: true, ..Reading::default() },
        number.clone(),
        Reading { doubt: Some("3 or 8".into()), candidates: vec![3.into(), 8.into()], ..number.clone() },
        number,
    ];
    let found = RepairedTable {
        table,
        number: Some("1".into()),
        ordinal: Some(1),
        title: Some("a < b".into()),
        unit: None,
        notes: Vec::new(),
        regions: vec![(1, Some(rect(5, 5, 95, 45)))],
        pieces: vec![0],
        header_rows: 1,
        readings,
    };
    Repaired {
        source: Source { kind: SourceKind::Pdf, pages: 2, metadata: Vec::new() },
        pages: vec![PageInfo {
            number: 1,
            label: None,
            source: PageSource::Text,
            size: [Pt::points(200), Pt::points(100)],
            taggings: Vec::new(),
        }],
        tables: vec![found],
        outside: Vec::new(),
        strays: vec![stray()],
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn draw(stage: Stage) -> String {
    page_svg(&page(), &layout(), &repaired(), stage)
}

/// The tooltip of the only box of a class.
fn tip<'a>(svg: &'a Document<'a>, class: &str) -> &'a str {
    let mut found = svg.descendants().filter(|node| node.attribute("class") == Some(class));
    let node = found.next().unwrap();
    assert!(found.next().is_none(), "more than one {class}");
    node.descendants().find(|node| node.has_tag_name("title")).unwrap().text().unwrap()
}

fn group<'a, 'b>(svg: &'a Document<'b>, id: &str) -> Option<Node<'a, 'b>> {
    svg.descendants().find(|node| node.attribute("id") == Some(id))
}

fn count(svg: &Document<'_>, id: &str, tag: &str) -> usize {
    group(svg, id).map_or(0, |node| node.descendants().filter(|node| node.tag_name().name() == tag).count())
}

#[test]
fn every_stage_is_valid_xml_of_svg_in_points() {
    for stage in Stage::ALL {
        let text = draw(stage);
        let svg = Document::parse(&text).unwrap();
        let root = svg.root_element();
        assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        let sizes: Vec<&str> = root.attribute("viewBox").unwrap().split(' ').collect();
        assert_eq!(sizes[..3], ["0", "0", "200"]);
        assert!(sizes[3].parse::<f64>().unwrap() > 100.0, "the legend stands below the page");
        assert_eq!(text, draw(stage), "the same bytes on every run");
    }
}

#[test]
fn ink_is_drawn_where_it_stands_and_what_is_no_ink_is_not() {
    let text = draw(Stage::Page);
    let svg = Document::parse(&text).unwrap();
    let glyphs: Vec<Node<'_, '_>> =
        group(&svg, "glyphs").unwrap().children().filter(Node::is_element).collect();
    let texts: Vec<&str> = glyphs.iter().filter_map(|node| node.last_child()?.text()).collect();
    assert_eq!(texts, ["<", "fi", "\u{FFFD}"]);
    assert_eq!((glyphs[0].attribute("x"), glyphs[0].attribute("y")), (Some("10"), Some("18")));
    assert_eq!(glyphs[0].attribute("fill"), Some("#123456"));
    assert_eq!(glyphs[0].attribute("font-weight"), Some("bold"));
    assert_eq!(glyphs[0].attribute("textLength"), None, "a sign is not stretched");
    assert_eq!(glyphs[1].attribute("transform"), Some("translate(10 18) rotate(270)"));
    assert_eq!(glyphs[1].attribute("textLength"), Some("10"));
    assert_eq!((count(&svg, "strokes", "line"), count(&svg, "fills", "rect")), (1, 1));
    assert_eq!(count(&svg, "images", "rect"), 1);
    assert!(group(&svg, "edges").is_none(), "the first stage knows no grid");
}

#[test]
fn words_are_boxed_by_where_they_went() {
    let text = draw(Stage::Words);
    let svg = Document::parse(&text).unwrap();
    assert_eq!((count(&svg, "words", "rect"), count(&svg, "strays", "rect")), (5, 1));
}

#[test]
fn the_grid_has_its_edges_and_the_cells_of_the_page() {
    let text = draw(Stage::Grid);
    let svg = Document::parse(&text).unwrap();
    assert_eq!(count(&svg, "edges", "line"), 6);
    // One of the four has its area on page 2, and ink on page 1.
    assert_eq!(count(&svg, "cells", "rect"), 4);
    assert!(text.contains("ruled piece, 2 rows, 2 columns\nopen: bottom"));
}

#[test]
fn repaired_cells_tell_what_was_read_and_mended() {
    let text = draw(Stage::Repaired);
    let svg = Document::parse(&text).unwrap();
    assert_eq!(
        tip(&svg, "mended"),
        "row 0, column 1\nraw: 1 2\ntext: 12\nkind: number\nvalue: 12\n\
         repair: join-split-number (form: decimals=0 < 1)"
    );
    assert!(tip(&svg, "doubt").ends_with("doubt: 3 or 8\ncandidates: 3, 8"));
    assert!(tip(&svg, "header").contains("raw: item &  co"));
    assert!(tip(&svg, "table").contains("a < b\n2 rows, 2 columns, 1 header rows"));
    assert_eq!(count(&svg, "strays", "title"), 1);
    assert_eq!(count(&svg, "legend", "text"), 7);
}

#[test]
fn a_page_without_size_or_ink_is_still_a_picture() {
    let layout = PageLayout { items: Vec::new(), strays: Vec::new(), ..layout() };
    let text = page_svg(&Page::default(), &layout, &repaired(), Stage::Repaired);
    assert!(Document::parse(&text).is_ok());
}
