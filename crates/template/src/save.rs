//! A document's tables as a template.

use crate::anchors::{key_of, squash};
use crate::file::{Anchor, Entry, File, Role, VERSION};
use model::asked::Method;
use model::geometry::{Pt, Rect};
use model::layout::{Piece, PieceEvidence};
use model::repaired::Role as Part;
use model::{Cell, Ink, Repaired, RepairedTable};

/// Texts kept of one table: a head of many columns on several levels.
const MOST_ANCHORS: usize = 40;
/// Shorter keys stand everywhere.
const SHORTEST: usize = 2;

/// The tables of a document as the text of a file, and how many it holds. `pieces` are all of it, in reading order.
pub fn save(repaired: &Repaired, pieces: &[Piece], source: &str) -> (String, usize) {
    let mut tables = Vec::new();
    for (ix, table) in repaired.tables.iter().enumerate() {
        let first = table.pieces.first().and_then(|nth| pieces.get(*nth as usize));
        if let Some(entry) = first.and_then(|piece| entry(ix, table, piece, repaired)) {
            tables.push(entry);
        }
    }
    let file = File { version: VERSION, source: source.to_owned(), tables };
    let head = "# A layout template of crossfoot: `crossfoot layout apply` finds these tables again in other documents of the\n\
        # series. Lengths are points from the page's top left corner; a table's name, anchors, columns and head_end may be changed.\n";
    // A file of strings, numbers and tables after them can be written.
    let text = toml::to_string(&file).unwrap_or_default();
    (format!("{head}{text}"), file.tables.len())
}

fn entry(ix: usize, table: &RepairedTable, piece: &Piece, repaired: &Repaired) -> Option<Entry> {
    let direction = piece.direction;
    let place = direction.turn(&piece.bbox?);
    let page = repaired.pages.iter().find(|page| page.number == piece.page)?;
    let number = table.number.as_deref().map(|number| format!(" {number}")).unwrap_or_default();
    let title = table.title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
    // A hint of the file's reader alone; what is looked for are the anchors.
    let name = format!("table {}{}", ix + 1, if title.is_empty() { number } else { title });
    let head_rows = table.header_rows.min(piece.table.n_rows());
    let mut anchors: Vec<Anchor> = repaired
        .outside
        .iter()
        .filter(|line| {
            line.role == Part::Caption && line.table == Some(ix as u32) && line.ink.page == piece.page
        })
        .filter_map(|line| anchor(&line.ink, Role::Caption, piece))
        .collect();
    let in_head = |row: u32| row < head_rows;
    let cells = piece.table.cells().iter().filter(|cell| in_head(cell.row()));
    anchors.extend(cells.flat_map(Cell::ink).filter_map(|ink| anchor(ink, Role::Head, piece)));
    if head_rows == 0 {
        // A form is told by its keys.
        let keys = piece.table.cells().iter().filter(|cell| cell.col() == 0);
        anchors.extend(keys.flat_map(Cell::ink).filter_map(|ink| anchor(ink, Role::Head, piece)));
    }
    anchors.truncate(MOST_ANCHORS);
    if anchors.is_empty() {
        return None;
    }
    let points = |at: Pt| at.to_points();
    let kind = match piece.evidence {
        PieceEvidence::Ruled => Method::Lattice,
        PieceEvidence::Borderless => Method::Stream,
        _ => Method::Auto,
    };
    let edges = &piece.col_edges;
    Some(Entry {
        name,
        kind: kind.name().to_owned(),
        page: piece.page,
        page_size: page.size.map(points),
        turn: direction.degrees(),
        area: [place.y0, place.x0, place.y1, place.x1].map(points),
        columns: edges[1..edges.len() - 1].iter().copied().map(points).collect(),
        head_rows,
        head_end: (head_rows > 0).then(|| points(piece.row_edges[head_rows as usize])),
        row_gap: points(widest(piece, head_rows)),
        anchors,
    })
}

fn anchor(ink: &Ink, role: Role, piece: &Piece) -> Option<Anchor> {
    let bbox = piece.direction.turn(&ink.bbox?);
    let letters = key_of(&ink.text).chars().filter(|c| *c != '#').count();
    // Years of a head are kept: they stand, with others, in the next issue.
    let kept = squash(&ink.text).chars().count() >= SHORTEST && (letters >= SHORTEST || role == Role::Head);
    let at = [bbox.x0.to_points(), bbox.y0.to_points()];
    kept.then(|| Anchor { text: ink.text.clone(), at, role })
}

/// The widest white space between two lines of the body.
fn widest(piece: &Piece, head_rows: u32) -> Pt {
    let cells = piece.table.cells().iter().filter(|cell| cell.row() >= head_rows);
    let boxes = cells.flat_map(Cell::ink).filter_map(|ink| ink.bbox);
    let mut lines: Vec<Rect> = boxes.map(|bbox| piece.direction.turn(&bbox)).collect();
    lines.sort_by_key(|line| (line.y0, line.y1));
    let mut end = lines.first().map_or(Pt::ZERO, |line| line.y1);
    let mut widest = Pt::ZERO;
    for line in &lines {
        widest = widest.max(line.y0 - end);
        end = end.max(line.y1);
    }
    widest
}
