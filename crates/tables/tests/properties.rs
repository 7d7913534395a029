//! What holds for any page: nothing panics, every glyph stands once, tables tile, and where the page lies on the sheet or in
//! which order it was painted changes nothing.

use model::asked::Asked;
use model::geometry::{Point, Pt, Quarter, Rect};
use model::layout::{Item, PageLayout, PieceEvidence};
use model::page::{
    Axis, Color, Drawing, Fill, FontId, Glyph, GlyphInk, GlyphText, Page, Stroke, StrokeOrigin,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use tables::lay_out;

const TEXTS: [&str; 16] = [
    "Total",
    "1,234",
    "12.5%",
    "-",
    "2021",
    "(3)",
    "Rents",
    "receivable",
    "....",
    "$",
    "合计",
    "81.920",
    "a)",
    "•",
    "9–12",
    "000",
];

/// A slot of this size holds a text.
const SLOT: (i32, i32) = (60, 16);
const COLUMNS: i32 = 8;
const ROWS: i32 = 24;
/// Blank paper around it: what stands at a page's edge may be read otherwise.
const MARGIN: i32 = 200;

#[derive(Clone, Debug)]
struct Word {
    col: i32,
    row: i32,
    text: &'static str,
    off: (i32, i32),
}

#[derive(Clone, Debug)]
struct Sheet {
    words: Vec<Word>,
    /// Level ones at edges of rows: row, columns from and to. Upright ones likewise.
    level: Vec<(i32, i32, i32)>,
    upright: Vec<(i32, i32, i32)>,
}

/// Texts in some slots, at most one in each, and rules along their edges.
fn sheets() -> impl Strategy<Value = Sheet> {
    let word = (0..COLUMNS, 0..ROWS, select(&TEXTS[..]), (0..12, 0..3))
        .prop_map(|(col, row, text, off)| Word { col, row, text, off });
    let edge = |across: i32, along: i32| {
        (0..=across, 0..along, 1..=along)
            .prop_map(move |(at, from, long)| (at, from, (from + long).min(along)))
    };
    (vec(word, 0..120), vec(edge(ROWS, COLUMNS), 0..20), vec(edge(COLUMNS, ROWS), 0..10)).prop_map(
        |(mut words, level, upright)| {
            words.sort_by_key(|w| (w.row, w.col));
            words.dedup_by_key(|w| (w.row, w.col));
            Sheet { words, level, upright }
        },
    )
}

/// The sheet as a page, moved by so many points.
fn page(sheet: &Sheet, by: (i32, i32)) -> Page {
    let (left, top) = (MARGIN + by.0, MARGIN + by.1);
    let side = |slot: i32, count: i32| Pt::points(2 * MARGIN + slot * count + 200);
    let mut page =
        Page { number: 1, width: side(SLOT.0, COLUMNS), height: side(SLOT.1, ROWS), ..Page::default() };
    for word in &sheet.words {
        let (x, y) = (left + SLOT.0 * word.col + word.off.0, top + SLOT.1 * word.row + word.off.1);
        write(&mut page, word.text, x, y);
    }
    for (at, from, to) in &sheet.level {
        let along = (left + SLOT.0 * from, left + SLOT.0 * to);
        page.strokes.push(stroke(Axis::Horizontal, top + SLOT.1 * at, along));
    }
    for (at, from, to) in &sheet.upright {
        let along = (top + SLOT.1 * from, top + SLOT.1 * to);
        page.strokes.push(stroke(Axis::Vertical, left + SLOT.0 * at, along));
    }
    page
}

fn write(page: &mut Page, text: &str, x: i32, y: i32) {
    let run = page.glyphs.len() as u32;
    for (ix, c) in (0..).zip(text.chars()) {
        let bbox =
            Rect::new(Pt::points(x + 4 * ix), Pt::points(y), Pt::points(x + 4 * ix + 4), Pt::points(y + 10));
        page.glyphs.push(Glyph {
            text: GlyphText::Char(c),
            bbox,
            origin: Point { x: bbox.x0, y: Pt::points(y + 8) },
            font: FontId(0),
            size: Pt::points(9),
            direction: Quarter::D0,
            color: Color::BLACK,
            ink: GlyphInk::Printed,
            mcid: None,
            run,
            doubled: false,
        });
    }
}

fn stroke(axis: Axis, at: i32, (from, to): (i32, i32)) -> Stroke {
    let (at, from, to) = (Pt::points(at), Pt::points(from), Pt::points(to));
    let (width, color, origin) = (Pt(500), Color::BLACK, StrokeOrigin::Line);
    Stroke { axis, at, from, to, width, color, dashed: false, origin }
}

fn layout(page: &Page) -> PageLayout {
    lay_out(page, &Asked::default())
}

/// All that is found, as text: cells with their places and spans, lines; `by` is taken off the places.
fn said(layout: &PageLayout, by: (i32, i32)) -> Vec<String> {
    let back = |area: Rect| {
        let (dx, dy) = (Pt::points(by.0), Pt::points(by.1));
        Rect { x0: area.x0 - dx, y0: area.y0 - dy, x1: area.x1 - dx, y1: area.y1 - dy }
    };
    let mut out = Vec::new();
    for item in &layout.items {
        match item {
            Item::Line(line) => out.push(format!("line {:?} {}", line.ink.bbox.map(back), line.ink.text)),
            Item::Piece(piece) => {
                out.push(format!("{:?} piece {:?}", piece.evidence, piece.bbox.map(back)));
                out.extend(piece.table.cells().iter().map(|cell| {
                    let place = (cell.row(), cell.col(), cell.rowspan(), cell.colspan());
                    format!("{place:?} {}", cell.raw())
                }));
            }
        }
    }
    out
}

/// How often each glyph stands somewhere.
fn counts(page: &Page, layout: &PageLayout) -> Vec<usize> {
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
    seen
}

fn boxes() -> impl Strategy<Value = Rect> {
    let at = || -50_000..900_000_i32;
    (at(), at(), at(), at()).prop_map(|(a, b, c, d)| Rect::new(Pt(a), Pt(b), Pt(c), Pt(d)))
}

/// Anything at any place: text in all directions and sizes, strokes, areas and drawings over each other.
fn chaos() -> impl Strategy<Value = Page> {
    let quarter = select(&[Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270][..]);
    let glyph =
        (boxes(), select(&['7', 'a', '.', ' ', '表', '%', '-'][..]), quarter, 0..20_000_i32, 0..9_u32);
    let line = (any::<bool>(), -50_000..900_000_i32, -50_000..900_000_i32, 0..400_000_i32);
    (
        vec(glyph, 0..80),
        vec(line, 0..40),
        vec((boxes(), any::<bool>()), 0..12),
        vec((boxes(), any::<bool>()), 0..8),
    )
        .prop_map(|(glyphs, lines, fills, drawings)| {
            let mut page =
                Page { number: 1, width: Pt::points(600), height: Pt::points(800), ..Page::default() };
            for (area, c, direction, size, run) in glyphs {
                // Letters are small; where they stand is not.
                let bbox = Rect { x1: area.x0 + Pt(size), y1: area.y0 + Pt(size), ..area };
                page.glyphs.push(Glyph {
                    text: GlyphText::Char(c),
                    bbox,
                    origin: Point { x: bbox.x0, y: bbox.y1 },
                    font: FontId(0),
                    size: Pt(size),
                    direction,
                    color: Color::BLACK,
                    ink: GlyphInk::Printed,
                    mcid: None,
                    run,
                    doubled: false,
                });
            }
            for (level, at, from, long) in lines {
                let axis = if level { Axis::Horizontal } else { Axis::Vertical };
                let (at, from, to) = (Pt(at), Pt(from), Pt(from + long));
                let (width, color, origin) = (Pt(500), Color::BLACK, StrokeOrigin::Line);
                page.strokes.push(Stroke { axis, at, from, to, width, color, dashed: false, origin });
            }
            page.fills = fills
                .into_iter()
                .map(|(bbox, rectangle)| Fill { bbox, color: Color(0x00CC_CCCC), rectangle })
                .collect();
            page.drawings = drawings.into_iter().map(|(bbox, straight)| Drawing { bbox, straight }).collect();
            page
        })
}

/// The properties say something about tables: many sheets hold some, ruled ones and others.
#[test]
fn many_sheets_hold_tables() {
    let mut runner = TestRunner::deterministic();
    let (mut ruled, mut others) = (0, 0);
    for _ in 0..200 {
        let sheet = sheets().new_tree(&mut runner).expect("a sheet").current();
        for piece in layout(&page(&sheet, (0, 0))).pieces() {
            if piece.evidence == PieceEvidence::Ruled { ruled += 1 } else { others += 1 }
        }
    }
    assert!(ruled >= 40 && others >= 40, "{ruled} ruled, {others} others");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Tables tile by construction: to build one that does not would panic.
    #[test]
    fn every_glyph_of_any_page_stands_once(page in chaos()) {
        let found = layout(&page);
        for (glyph, count) in page.glyphs.iter().zip(counts(&page, &found)) {
            prop_assert!(glyph.text.is_blank() || count == 1, "{glyph:?} stands {count} times");
        }
    }

    #[test]
    fn every_glyph_of_a_sheet_stands_once(sheet in sheets()) {
        let page = page(&sheet, (0, 0));
        let found = layout(&page);
        prop_assert!(counts(&page, &found).iter().all(|count| *count == 1));
    }

    #[test]
    fn a_sheet_moved_is_read_alike(sheet in sheets(), by in (0..100_i32, 0..100_i32)) {
        let (here, there) = (layout(&page(&sheet, (0, 0))), layout(&page(&sheet, by)));
        prop_assert_eq!(said(&here, (0, 0)), said(&there, by));
    }

    #[test]
    fn the_order_of_words_and_rules_says_nothing(
        sheet in sheets(),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut other = sheet.clone();
        let turn = |length: usize| if length == 0 { 0 } else { seed.index(length) };
        for list in [&mut other.level, &mut other.upright] {
            list.reverse();
            let by = turn(list.len());
            list.rotate_left(by);
        }
        other.words.reverse();
        let by = turn(other.words.len());
        other.words.rotate_left(by);
        prop_assert_eq!(said(&layout(&page(&sheet, (0, 0))), (0, 0)), said(&layout(&page(&other, (0, 0))), (0, 0)));
    }
}
