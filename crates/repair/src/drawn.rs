//! Grids that are drawings: boxes of a diagram above the caption of a figure.
//!
//! A publisher that sets a table as a figure fills it: figures in its columns, a text in nearly each cell, or names at its head and
//! its side. What has much white in it, none of these, no caption of its own, and a line right below that numbers a picture, is
//! no table; its texts stand outside of tables.

use crate::captions::Patterns;
use crate::vocabulary::Vocabulary;
use model::diagnostic::Diagnostic;
use model::document::Document;
use model::geometry::{Pt, Rect};
use model::layout::{Item, Line, PageLayout, Piece, PieceEvidence};
use model::table::Cell;

/// Labels of a drawing and of its parts ("(a) At rest") are no longer than this.
const LABEL: usize = 60;
/// Fewer cells with text in a row and column are a list that is set as a figure.
const FILLED: usize = 75;
/// So many of a hundred texts with digits alone are data.
const FIGURES: usize = 25;
/// So many texts of one column that begin with a digit are data as well.
const COUNTS: usize = 3;
/// What is drawn stands within this part of the page's height (per cent) of its caption, and its lowest part within that of it.
const REACH: i32 = 60;
const NEAR: i32 = 8;
/// Lines above a grid that may be its caption.
const ABOVE: usize = 4;

/// Takes pieces apart that are drawings, and says so.
pub fn leave_out_drawings(document: &mut Document, known: &Vocabulary) {
    let patterns = known.patterns();
    for page in &mut document.pages {
        let own = drawings(page, &patterns);
        if own.is_empty() {
            continue;
        }
        let items = std::mem::take(&mut page.items).into_iter().enumerate();
        let parts = |(ix, item): (usize, Item)| match item {
            Item::Piece(piece) if own.contains(&ix) => lines(&piece),
            item => vec![item],
        };
        page.items = items.flat_map(parts).collect();
    }
}

/// The texts of a piece as lines outside tables.
fn lines(piece: &Piece) -> Vec<Item> {
    let inks = piece.table.cells().iter().flat_map(|cell| cell.ink().iter().cloned());
    inks.map(|ink| Item::Line(Line { ink })).collect()
}

/// The pieces of a page, by index, that are parts of drawings; each is remarked on.
fn drawings(page: &mut PageLayout, patterns: &Patterns) -> Vec<usize> {
    let drawn = |item: &Item| matches!(item, Item::Piece(piece) if is_drawn(piece));
    let drawn: Vec<bool> = page.items.iter().map(drawn).collect();
    if !drawn.contains(&true) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (ix, item) in page.items.iter().enumerate() {
        let Item::Line(line) = item else { continue };
        let Some(bbox) = line.ink.bbox.filter(|_| patterns.is_figure(&line.ink.text)) else { continue };
        let mut lowest = true;
        for (at, above) in page.items[..ix].iter().enumerate().rev() {
            match above {
                Item::Line(line) => {
                    let text = &line.ink.text;
                    if text.chars().count() > LABEL || patterns.is_figure(text) || patterns.is_caption(text) {
                        break;
                    }
                }
                Item::Piece(piece) => {
                    let reach = page.height.scale(if lowest { NEAR } else { REACH }, 100);
                    if !is_above(piece, &bbox, (reach, lowest)) || !drawn[at] || is_named(page, at, patterns)
                    {
                        break;
                    }
                    lowest = false;
                    out.push(at);
                }
            }
        }
    }
    for at in &out {
        if let Item::Piece(piece) = &page.items[*at] {
            let message = "a grid above the caption of a figure is a drawing, no table";
            let remark = Diagnostic::new("drawing", message).on(page.number);
            page.diagnostics.push(match piece.bbox {
                Some(bbox) => remark.at(bbox),
                None => remark,
            });
        }
    }
    out
}

/// Whether a piece stands above a caption: its foot, for the lowest, or its top no farther than this.
fn is_above(piece: &Piece, caption: &Rect, (reach, lowest): (Pt, bool)) -> bool {
    let Some(bbox) = piece.bbox else { return false };
    let level = bbox.overlap_x(caption) > Pt::ZERO;
    let from = if lowest { bbox.y1 } else { bbox.y0 };
    level && bbox.y1 <= caption.y1 && caption.y0 - from <= reach
}

/// Whether one of the lines right above a piece numbers a table.
fn is_named(page: &PageLayout, at: usize, patterns: &Patterns) -> bool {
    let lines = page.items[..at].iter().rev().take(ABOVE);
    let mut lines = lines.map_while(|item| match item {
        Item::Line(line) => Some(&line.ink.text),
        Item::Piece(_) => None,
    });
    lines.any(|text| patterns.is_caption(text) && !patterns.is_figure(text))
}

/// Whether a grid has the white of a drawing, and no data.
fn is_drawn(piece: &Piece) -> bool {
    let table = &piece.table;
    let cells = table.cells();
    let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_blank()).collect();
    // Steps of a drawing are numbered; data has more digits, or stands in a column.
    let digits = |cell: &&&Cell| {
        let text = cell.text();
        let count = text.chars().filter(char::is_ascii_digit).count();
        count > 1 && !text.contains('\n') && !text.contains(char::is_alphabetic)
    };
    let figures = filled.iter().filter(digits).count();
    let begins = |col: u32| {
        let own = filled.iter().filter(|cell| cell.col() == col);
        own.filter(|cell| cell.text().starts_with(|c: char| c.is_ascii_digit())).count() >= COUNTS
    };
    let counted = (0..table.n_cols()).any(begins);
    // Names at the head and at the side, the corner apart.
    let named = |cell: &Cell| !cell.is_blank() || cell.col() == 0 && cell.row() == 0;
    let headed = table.n_rows() > 2
        && table.n_cols() > 2
        && table.row(0).iter().all(named)
        && (0..table.n_rows()).all(|row| named(table.at(row, 0)));
    matches!(piece.evidence, PieceEvidence::Ruled | PieceEvidence::Mixed)
        && !headed
        && !counted
        && figures * 100 < filled.len() * FIGURES
        && filled.len() * 100 < cells.len() * FILLED
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::Quarter;
    use model::layout::Open;
    use model::table::{Ink, Table};

    /// How many pieces are left of a page with one of such rows above a line.
    fn left(rows: &[&str], below: &str) -> usize {
        let cell = |row: usize, col: usize, text: &str| {
            let ink = if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(text, (0, 0))] };
            Cell::new(row as u32, col as u32, 1, 1, ink)
        };
        let cells = rows
            .iter()
            .enumerate()
            .flat_map(|(row, line)| line.split('|').enumerate().map(move |(col, text)| cell(row, col, text)));
        let cols = rows[0].split('|').count() as u32;
        let table = Table::new(rows.len() as u32, cols, cells.collect()).expect("a tiling");
        let piece = Piece {
            table,
            page: 1,
            bbox: Some(Rect::new(Pt::ZERO, Pt::points(100), Pt::points(300), Pt::points(200))),
            direction: Quarter::D0,
            leftward: false,
            header_hint: None,
            evidence: PieceEvidence::Ruled,
            open: Open::default(),
            col_edges: Vec::new(),
            row_edges: Vec::new(),
        };
        let at = Rect::new(Pt::ZERO, Pt::points(210), Pt::points(300), Pt::points(220));
        let ink = Ink { bbox: Some(at), page: 1, ..Ink::of_dump(below, (0, 0)) };
        let page = PageLayout {
            number: 1,
            width: Pt::points(600),
            height: Pt::points(800),
            items: vec![Item::Piece(piece), Item::Line(Line { ink })],
            ..PageLayout::default()
        };
        let source = model::document::Source {
            kind: model::document::SourceKind::Pdf,
            pages: 1,
            metadata: Vec::new(),
        };
        let mut document = Document { source, pages: vec![page], diagnostics: Vec::new() };
        leave_out_drawings(&mut document, &Vocabulary::default());
        let pieces = document.pages[0].pieces().count();
        assert_eq!(document.pages[0].diagnostics.len(), 1 - pieces);
        pieces
    }

    #[test]
    fn boxes_above_the_caption_of_a_figure_are_a_drawing() {
        let boxes = ["Driver||Worker", "||", "Store||Store"];
        assert_eq!(left(&boxes, "Figure 5: Two nodes"), 0);
        assert_eq!(left(&boxes, "图 5 两个节点"), 0);
        assert_eq!(left(&boxes, "Figures are rounded"), 1);
        assert_eq!(left(&boxes, "Figure 5 shows two nodes"), 1, "a sentence");
        let counts = ["Site|Falls|Burns", "North|1|", "South|2|", "East|4|1"];
        assert_eq!(left(&counts, "Figure 5: Accidents"), 1, "the next one's title");
        let sites = ["Site|Open|Closed", "North|x|", "South||x", "East||"];
        assert_eq!(left(&sites, "Figure 5: Accidents"), 1, "a matrix");
        let data = ["Year|Roads||", "2024|12||", "2025|14||"];
        assert_eq!(left(&data, "Figure 5: Roads"), 1, "a table set as a figure");
        assert_eq!(left(&["Name|Use", "run|start"], "Figure 5: Commands"), 1);
    }
}
