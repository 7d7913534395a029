//! Pages whose readers start at the right: they are read in a mirror.
//!
//! Labels stand at the right there, columns follow each other leftwards, indents are at the right. In a mirror all that is
//! as on other pages, and the rest of the staircase need not know. What it finds is put back in its place; the columns of
//! its tables stay in the order in which they are read.

use crate::{bidi, words};
use model::asked::{Area, Asked};
use model::geometry::{Pt, Rect};
use model::layout::{Item, PageLayout, Piece};
use model::page::{Axis, GlyphText, Page};
use model::table::Ink;

fn flipped(width: Pt, b: &Rect) -> Rect {
    Rect { x0: width - b.x1, x1: width - b.x0, ..*b }
}

/// The page in a mirror, if most of its letters run from right to left; without any, if the page before is read so.
pub(crate) fn mirrored(page: &Page, before: bool) -> Option<Page> {
    if page.leftward || !bidi::reads_leftward(page, before) {
        return None;
    }
    let mut out = Page { leftward: true, diagnostics: Vec::new(), ..page.clone() };
    let width = page.width;
    let flip = |b: &mut Rect| *b = flipped(width, b);
    for glyph in &mut out.glyphs {
        flip(&mut glyph.bbox);
        glyph.origin.x = width - glyph.origin.x;
    }
    for stroke in &mut out.strokes {
        match stroke.axis {
            Axis::Horizontal => (stroke.from, stroke.to) = (width - stroke.to, width - stroke.from),
            Axis::Vertical => stroke.at = width - stroke.at,
        }
    }
    out.fills.iter_mut().for_each(|fill| flip(&mut fill.bbox));
    out.drawings.iter_mut().for_each(|drawing| flip(&mut drawing.bbox));
    out.images.iter_mut().for_each(|image| flip(&mut image.bbox));
    let (all, _) = words::words(&out, |_| true);
    for (id, meant) in bidi::brackets_by_look(&out, &all) {
        out.glyphs[id.0 as usize].text = GlyphText::Char(meant);
    }
    Some(out)
}

/// What is asked of the page in the mirror.
pub(crate) fn asked(asked: &Asked, width: Pt) -> Asked {
    let edges = |columns: &[Pt]| columns.iter().rev().map(|x| width - *x).collect();
    let area = |area: &Area| Area {
        bbox: flipped(width, &area.bbox),
        columns: edges(&area.columns),
        ..area.clone()
    };
    Asked { areas: asked.areas.iter().map(area).collect(), columns: edges(&asked.columns), ..asked.clone() }
}

/// A layout of the page in the mirror as one of the page, and back: all but the order of columns.
pub(crate) fn turn_back(layout: &mut PageLayout) {
    let width = layout.width;
    let ink = |ink: &mut Ink| ink.bbox = ink.bbox.map(|b| flipped(width, &b));
    for item in &mut layout.items {
        match item {
            Item::Line(line) => ink(&mut line.ink),
            Item::Piece(piece) => turn_piece_back(piece, width),
        }
    }
    layout.ends.iter_mut().for_each(|piece| turn_piece_back(piece, width));
    layout.end_leaders.iter_mut().for_each(ink);
    layout.strays.iter_mut().for_each(|stray| ink(&mut stray.ink));
    for tagging in &mut layout.taggings {
        tagging.bbox = tagging.bbox.map(|b| flipped(width, &b));
    }
    for remark in &mut layout.diagnostics {
        remark.bbox = remark.bbox.map(|b| flipped(width, &b));
    }
}

fn turn_piece_back(piece: &mut Piece, width: Pt) {
    piece.table.move_ink(&|b| flipped(width, b));
    piece.bbox = piece.bbox.map(|b| flipped(width, &b));
    piece.col_edges = piece.col_edges.iter().rev().map(|x| width - *x).collect();
    std::mem::swap(&mut piece.open.left, &mut piece.open.right);
}
