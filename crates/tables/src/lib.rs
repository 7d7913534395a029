//! A page of ink to lines of text and pieces of tables: geometry and the form of words, never what a word means.
//!
//! The staircase: [`words`] (glyphs to words), [`rules`] (strokes to rules), [`lattice`] (rules to grids with spans),
//! [`place`] (words to slots), [`lines`] (words to lines of text, in cells and outside).

mod lattice;
mod lines;
mod place;
mod rules;
mod words;

use model::Page;
use model::layout::{Item, Line, Open, PageLayout, PageSource, Piece, PieceEvidence, Stray, Word};
use model::page::GlyphInk;

/// How tables are looked for.
#[derive(Clone, Debug, Default)]
pub struct Config {}

/// Understands one page.
pub fn lay_out(page: &Page, _config: &Config) -> PageLayout {
    let printed = page.glyphs.iter().any(|glyph| glyph.ink != GlyphInk::Invisible && !glyph.text.is_blank());
    // An invisible layer is read where it is all the text there is: a scanner's software lays it under the image.
    let (seen, hidden) = words::words(page, |glyph| glyph.ink != GlyphInk::Invisible || !printed);
    let rules = rules::rules(&page.strokes);
    let lattices = lattice::lattices(&rules, &seen);
    let (filled, outside) = place::place(page, lattices, seen);
    let pieces = filled.into_iter().map(|(lattice, table)| Piece {
        table,
        page: page.number,
        bbox: Some(lattice.bbox()),
        header_hint: None,
        evidence: PieceEvidence::Ruled,
        open: Open { top: lattice.open_top, bottom: lattice.open_bottom, left: false, right: false },
        col_edges: lattice.xs,
        row_edges: lattice.ys,
    });
    let mut items: Vec<Item> = pieces.map(Item::Piece).collect();
    items.extend(lines::lines(page, outside, true).into_iter().map(|ink| Item::Line(Line { ink })));
    items.sort_by_key(|item| match item {
        Item::Line(line) => line.ink.bbox.map(|b| (b.y0, b.x0)),
        Item::Piece(piece) => piece.bbox.map(|b| (b.y0, b.x0)),
    });
    let strays =
        lines::lines(page, hidden, true).into_iter().map(|ink| Stray { ink, reason: "hidden" }).collect();
    let source = match (page.glyphs.iter().any(|glyph| !glyph.text.is_blank()), page.images.is_empty()) {
        (true, _) => PageSource::Text,
        (false, false) => PageSource::ImageUnread,
        (false, true) => PageSource::Blank,
    };
    PageLayout {
        number: page.number,
        label: page.label.clone(),
        width: page.width,
        height: page.height,
        frame: page.frame,
        source,
        items,
        strays,
        dropped: page.dropped.clone(),
        diagnostics: page.diagnostics.clone(),
    }
}

/// Coordinates along and across a word's own direction, so that sideways text is read like upright text.
fn turned(word: &Word) -> model::Rect {
    turn(word.direction, &word.bbox)
}

fn turn(direction: model::geometry::Quarter, b: &model::Rect) -> model::Rect {
    use model::geometry::Quarter;
    match direction {
        Quarter::D0 => *b,
        Quarter::D90 => model::Rect { x0: b.y0, x1: b.y1, y0: -b.x1, y1: -b.x0 },
        Quarter::D180 => model::Rect { x0: -b.x1, x1: -b.x0, y0: -b.y1, y1: -b.y0 },
        Quarter::D270 => model::Rect { x0: -b.y1, x1: -b.y0, y0: b.x0, y1: b.x1 },
    }
}
