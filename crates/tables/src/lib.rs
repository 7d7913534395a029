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
use model::geometry::Quarter;
use model::layout::{Item, Line, PageLayout, PageSource, Piece, PieceEvidence, Stray, Word};
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
    let direction = main_direction(seen.iter());
    let (filled, outside) = place::place(page, lattices, seen);
    let pieces = filled.into_iter().map(|(lattice, table)| Piece {
        table,
        page: page.number,
        bbox: Some(lattice.direction.unturn(&lattice.bbox())),
        direction: lattice.direction,
        header_hint: None,
        evidence: PieceEvidence::Ruled,
        open: lattice.open,
        col_edges: lattice.xs,
        row_edges: lattice.ys,
    });
    let mut items: Vec<Item> = pieces.map(Item::Piece).collect();
    items.extend(lines::lines(page, outside, true).into_iter().map(|ink| Item::Line(Line { ink })));
    items.sort_by_key(|item| {
        let bbox = match item {
            Item::Line(line) => line.ink.bbox,
            Item::Piece(piece) => piece.bbox,
        };
        bbox.map(|b| direction.turn(&b)).map(|b| (b.y0, b.x0))
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

/// A word as its own reader sees it, so that sideways text is read like upright text.
fn turned(word: &Word) -> model::Rect {
    word.direction.turn(&word.bbox)
}

/// The way most of the words run, by glyphs.
fn main_direction<'a>(words: impl Iterator<Item = &'a Word>) -> Quarter {
    let all = [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270];
    let mut glyphs = [0_usize; 4];
    for word in words {
        glyphs[word.direction as usize] += word.glyphs.len();
    }
    // The first of the largest: upright when nothing speaks for another.
    (0..4).rev().max_by_key(|ix| glyphs[*ix]).map_or(Quarter::D0, |ix| all[ix])
}
