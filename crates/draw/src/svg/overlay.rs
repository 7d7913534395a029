//! What the stages found, drawn over the ink.

use super::Svg;
use crate::mends::mends;
use crate::note;
use crate::stage::Stage;
use model::layout::{PageLayout, Piece, PieceEvidence, Stray};
use model::repaired::Reading;
use model::{Cell, Ink, Rect, Repaired, RepairedTable};

const CELL: &str =
    "fill=\"#268bd2\" fill-opacity=\"0.07\" stroke=\"#268bd2\" stroke-opacity=\"0.5\" stroke-width=\"0.4\"";
const HEADER: &str =
    "fill=\"#6c71c4\" fill-opacity=\"0.18\" stroke=\"#6c71c4\" stroke-opacity=\"0.6\" stroke-width=\"0.4\"";
const MENDED: &str = "fill=\"#e69f00\" fill-opacity=\"0.3\" stroke=\"#e69f00\" stroke-width=\"0.8\"";
const DOUBT: &str = "fill=\"#d33682\" fill-opacity=\"0.28\" stroke=\"#d33682\" stroke-width=\"0.8\"";
const STRAY: &str = "fill=\"#dc322f\" fill-opacity=\"0.15\" stroke=\"#dc322f\" stroke-width=\"0.8\"";
const OUTLINE: &str = "fill=\"none\" stroke=\"#268bd2\" stroke-width=\"1.2\"";
const EDGE: &str = "fill=\"none\" stroke=\"#2aa198\" stroke-width=\"0.5\" stroke-dasharray=\"1.5 1\"";
const OUTSIDE: &str = "fill=\"#859900\" fill-opacity=\"0.12\" stroke=\"#859900\" stroke-width=\"0.4\"";
const DROPPED: &str = "fill=\"none\" stroke=\"#808080\" stroke-width=\"0.4\" stroke-dasharray=\"1 1\"";

/// Labels and looks of what a stage draws.
pub(super) fn legend(stage: Stage) -> Vec<(&'static str, &'static str)> {
    match stage {
        Stage::Page => vec![("not read", DROPPED)],
        Stage::Words => vec![("in a cell", CELL), ("outside tables", OUTSIDE), ("stray", STRAY)],
        Stage::Grid => vec![("piece", OUTLINE), ("edge", EDGE), ("cell", CELL), ("stray", STRAY)],
        Stage::Repaired => vec![
            ("table", OUTLINE),
            ("edge", EDGE),
            ("cell", CELL),
            ("header", HEADER),
            ("mended", MENDED),
            ("doubt", DOUBT),
            ("stray", STRAY),
        ],
    }
}

/// What the source draws and a reader does not see.
pub(super) fn dropped(out: &mut Svg, layout: &PageLayout) {
    out.open("dropped", "");
    for glyph in &layout.dropped {
        let mut text = String::new();
        glyph.text.push_to(&mut text);
        let tip = format!("not read: {}\nreason: {}", note::quote(&text), glyph.reason.name());
        out.area(&glyph.bbox, DROPPED, Some(&tip));
    }
    out.close();
}

/// Each line of text by where it went.
pub(super) fn words(out: &mut Svg, layout: &PageLayout) {
    out.open("words", "");
    for ink in layout.pieces().flat_map(|piece| piece.table.all_ink()) {
        line(out, ink, CELL);
    }
    for ink in layout.lines().map(|line| &line.ink) {
        line(out, ink, OUTSIDE);
    }
    out.close();
    strays(out, layout.strays.iter());
}

fn line(out: &mut Svg, ink: &Ink, look: &str) {
    if let Some(bbox) = &ink.bbox {
        out.area(bbox, look, Some(&note::quote(&ink.text)));
    }
}

/// Pieces with their edges and cells, as geometry found them.
pub(super) fn grid(out: &mut Svg, layout: &PageLayout) {
    out.open("cells", "");
    for cell in layout.pieces().flat_map(|piece| piece.table.cells()) {
        for area in areas_on(cell, layout.number) {
            out.area(&area, CELL, Some(&note::of_cell(cell, None, &[])));
        }
    }
    out.close();
    edges(out, layout);
    out.open("pieces", "pointer-events=\"stroke\"");
    for piece in layout.pieces() {
        if let Some(bbox) = &piece.bbox {
            out.area(bbox, OUTLINE, Some(&of_piece(piece)));
        }
    }
    out.close();
    strays(out, layout.strays.iter());
}

/// The column and row edges of each piece, across its outline.
pub(super) fn edges(out: &mut Svg, layout: &PageLayout) {
    out.open("edges", &format!("pointer-events=\"none\" {EDGE}"));
    for piece in layout.pieces() {
        let Some(bbox) = piece.bbox.map(|bbox| piece.direction.turn(&bbox)) else { continue };
        let cols = piece.col_edges.iter().map(|x| Rect { x0: *x, x1: *x, ..bbox });
        let rows = piece.row_edges.iter().map(|y| Rect { y0: *y, y1: *y, ..bbox });
        for edge in cols.chain(rows) {
            let edge = piece.direction.unturn(&edge);
            out.line((edge.x0, edge.y0), (edge.x1, edge.y1), "");
        }
    }
    out.close();
}

fn of_piece(piece: &Piece) -> String {
    let found = match piece.evidence {
        PieceEvidence::Ruled => "ruled",
        PieceEvidence::Mixed => "mixed",
        PieceEvidence::Borderless => "borderless",
        PieceEvidence::Tagged => "tagged",
        PieceEvidence::Dump => "dump",
    };
    let open = piece.open;
    let sides = [("top", open.top), ("bottom", open.bottom), ("left", open.left), ("right", open.right)];
    let sides: Vec<&str> = sides.iter().filter(|(_, open)| *open).map(|(side, _)| *side).collect();
    let open = if sides.is_empty() { String::new() } else { format!("\nopen: {}", sides.join(", ")) };
    format!("{found} piece, {} rows, {} columns{open}", piece.table.n_rows(), piece.table.n_cols())
}

/// The tables after repair, as far as they stand on this page.
pub(super) fn repaired(out: &mut Svg, page: u32, repaired: &Repaired) {
    for (ix, found) in repaired.tables.iter().enumerate() {
        let here = found.regions.iter().any(|(on, _)| *on == page);
        if here || found.table.cells().iter().any(|cell| !areas_on(cell, page).is_empty()) {
            table(out, page, ix, found);
        }
    }
    strays(out, repaired.strays.iter().filter(|stray| stray.ink.page == page));
}

fn table(out: &mut Svg, page: u32, ix: usize, found: &RepairedTable) {
    let mended = mends(&found.table);
    out.open(&format!("table-{}", ix + 1), "");
    for (cell, reading) in with_readings(found) {
        let edits = mended.get(&cell.id()).map_or(&[][..], Vec::as_slice);
        let (class, look) = if reading.is_some_and(|reading| reading.doubt.is_some()) {
            ("doubt", DOUBT)
        } else if !edits.is_empty() {
            ("mended", MENDED)
        } else if reading.is_some_and(|reading| reading.header) {
            ("header", HEADER)
        } else {
            ("cell", CELL)
        };
        for area in areas_on(cell, page) {
            let tip = note::of_cell(cell, reading, edits);
            out.area(&area, &format!("class=\"{class}\" {look}"), Some(&tip));
        }
    }
    for bbox in found.regions.iter().filter(|(on, _)| *on == page).filter_map(|(_, bbox)| bbox.as_ref()) {
        let look = format!("class=\"table\" pointer-events=\"stroke\" {OUTLINE}");
        out.area(bbox, &look, Some(&note::of_table(ix, found)));
    }
    out.close();
}

fn with_readings(found: &RepairedTable) -> impl Iterator<Item = (&Cell, Option<&Reading>)> {
    found.table.cells().iter().enumerate().map(|(ix, cell)| (cell, found.readings.get(ix)))
}

/// The cell's areas on a page; without any, the bounds of its ink there.
fn areas_on(cell: &Cell, page: u32) -> Vec<Rect> {
    let areas: Vec<Rect> = cell.areas().iter().filter(|(on, _)| *on == page).map(|(_, area)| *area).collect();
    if !areas.is_empty() {
        return areas;
    }
    Rect::bounding(cell.ink().iter().filter(|ink| ink.page == page).filter_map(|ink| ink.bbox))
        .into_iter()
        .collect()
}

fn strays<'a>(out: &mut Svg, strays: impl Iterator<Item = &'a Stray>) {
    out.open("strays", "");
    for stray in strays {
        if let Some(bbox) = &stray.ink.bbox {
            out.area(bbox, STRAY, Some(&note::of_stray(&stray.ink.text, stray.reason)));
        }
    }
    out.close();
}
