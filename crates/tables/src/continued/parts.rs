//! Parts too small to be tables by themselves, kept where the table that they begin or end goes on over the page.

use super::{At, common, first, is_running, last};
use model::geometry::{Pt, Rect};
use model::layout::{Item, PageLayout, Piece, Stray};
use model::page::GlyphId;
use model::table::{Cell, Ink};
use std::collections::BTreeSet;

/// Edges this near are one.
const SAME: Pt = Pt(4_500);
/// Texts of one column share an edge or their middle to within this.
const ALIGNED: Pt = Pt(2_000);

/// Makes pieces of the parts at the ends of a page that a table of the page, or of the one before, goes on with.
pub(super) fn confirm(pages: &mut [PageLayout], ix: usize) {
    // Where a table begins at the foot of the page before, or of a column of this one.
    if ix > 0 {
        let next = first(&pages[ix]).and_then(|at| piece(&pages[ix], at)).cloned();
        for part in std::mem::take(&mut pages[ix - 1].ends) {
            if next.as_ref().is_some_and(|next| begins(&part, next)) {
                insert(&mut pages[ix - 1], part, Place::Last);
            }
        }
    }
    for part in pages[ix].ends.clone() {
        let after = beside(&pages[ix], &part).and_then(|at| piece(&pages[ix], at)).cloned();
        if after.is_some_and(|next| begins(&part, &next)) {
            pages[ix].ends.retain(|other| *other != part);
            insert(&mut pages[ix], part, Place::Any);
            continue;
        }
        let over = over(&pages[ix], &part).and_then(|at| piece(&pages[ix], at));
        if over.is_some_and(|before| ends(before, &part)) {
            pages[ix].ends.retain(|other| *other != part);
            insert(&mut pages[ix], part, Place::Any);
            continue;
        }
        let before = ix.checked_sub(1).and_then(|ix| last(&pages[ix]).and_then(|at| piece(&pages[ix], at)));
        if before.is_some_and(|before| ends(before, &part) || is_headed_again(before, &part)) {
            pages[ix].ends.retain(|other| *other != part);
            insert(&mut pages[ix], part, Place::First);
        }
    }
    if ix + 1 == pages.len() {
        pages[ix].ends.clear();
    }
    if let Some(before) = ix.checked_sub(1) {
        pages[before].end_leaders.clear();
    }
}

pub(super) fn piece(page: &PageLayout, at: usize) -> Option<&Piece> {
    match &page.items[at] {
        Item::Piece(piece) => Some(piece),
        Item::Line(_) => None,
    }
}

/// The piece at the top of the next column of text, when nothing but running lines stands between.
fn beside(page: &PageLayout, part: &Piece) -> Option<usize> {
    let own: Vec<usize> = own_lines(page, part)?;
    let from = own.last()? + 1;
    let at = from + page.items[from..].iter().position(|item| matches!(item, Item::Piece(_)))?;
    page.items[from..at].iter().all(|item| is_running(page, item)).then_some(at)
}

/// The piece that ends the column of text before a part, when nothing but running lines stands between.
fn over(page: &PageLayout, part: &Piece) -> Option<usize> {
    let to = *own_lines(page, part)?.first()?;
    let at = page.items[..to].iter().rposition(|item| matches!(item, Item::Piece(_)))?;
    page.items[at + 1..to].iter().all(|item| is_running(page, item)).then_some(at)
}

/// Whether a part is the beginning of a table that goes on with a piece: it has the columns of that piece, or some of their
/// edges; and what follows is no other table's head.
fn begins(part: &Piece, next: &Piece) -> bool {
    if part.direction != next.direction || !part.may_go_on_in(next) {
        return false;
    }
    let texts = |piece: &Piece| -> Vec<String> {
        piece.table.row(0).iter().map(|cell| cell.text().to_owned()).collect()
    };
    let again = texts(part) == texts(next);
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    // Headings of rows stand above the first row.
    let heading = |row: &u32| next.table.row(*row).iter().all(|cell| cell.col() == 0 || cell.is_blank());
    let row = (0..next.table.n_rows()).find(|row| !heading(row)).unwrap_or(0);
    let data = next.table.row(row).iter().any(|cell| cell.col() > 0 && digits(cell.text()));
    // The rest of a row, or the lower level of a head.
    let bare = part.header_hint == Some(part.table.n_rows()) || next.header_hint.is_none();
    let rest = bare && next.table.at(0, 0).is_blank();
    (again || data || rest) && same_columns(part, next)
}

fn same_columns(part: &Piece, other: &Piece) -> bool {
    let near = |a: Pt, b: Pt| (a - b).abs() <= SAME;
    let held = |edge: &Pt| other.col_edges.iter().any(|known| near(*known, *edge));
    let ends = near(part.col_edges[0], other.col_edges[0])
        && near(part.col_edges[part.col_edges.len() - 1], other.col_edges[other.col_edges.len() - 1]);
    part.col_edges == other.col_edges
        || ends && part.table.n_cols() > 1 && part.col_edges.iter().all(held)
        || part.table.n_cols() <= other.table.n_cols()
            && (common(part, other).is_some() || common(other, part).is_some())
}

/// Whether a part is the end of a table: its texts stand in that table's columns and are set as those in them.
fn ends(before: &Piece, part: &Piece) -> bool {
    if before.direction != part.direction || !before.may_go_on_in(part) || part.header_hint.is_some() {
        return false;
    }
    let (known, own) = (At::page(before).fills(), At::page(part).fills());
    // Columns of text lie a step apart: that of the labels, or of the last figures.
    let first = known.first().copied().flatten().zip(own.first().copied().flatten());
    let last = known.last().copied().flatten().zip(own.last().copied().flatten());
    let steps = [first.map(|(a, b)| b.0 - a.0), last.map(|(a, b)| b.1 - a.1)];
    let beside = before.page == part.page;
    let seats = seats(before);
    let set = |by: Pt| is_set_in(before, &seats, part, by);
    (if beside { steps.into_iter().flatten().any(set) } else { set(Pt::ZERO) }) && same_columns(part, before)
}

/// Whether a part has the head of a table again, row by row, and too few rows below it to be a table by itself.
fn is_headed_again(before: &Piece, part: &Piece) -> bool {
    if before.direction != part.direction || !before.may_go_on_in(part) {
        return false;
    }
    let names = |piece: &Piece, row: u32| -> Vec<String> {
        let cells = piece.table.row(row).iter().filter(|cell| !cell.is_blank());
        cells.map(|cell| cell.text().to_owned()).collect()
    };
    let rows = part.table.n_rows();
    let same = |row: &u32| *row < before.table.n_rows() && names(before, *row) == names(part, *row);
    let again = (0..rows).take_while(same).count() as u32;
    let named = (0..again).any(|row| names(part, row).len() > 1);
    named && again < rows && part.header_hint.is_none_or(|head| head <= again) && same_columns(part, before)
}

/// Where the texts of each column begin and end.
fn seats(piece: &Piece) -> Vec<Vec<(Pt, Pt)>> {
    let mut out = vec![Vec::new(); piece.table.n_cols() as usize];
    for cell in piece.table.cells().iter().filter(|cell| cell.colspan() == 1) {
        let boxes = cell.ink().iter().filter_map(|ink| Some(piece.direction.turn(&ink.bbox?)));
        out[cell.col() as usize].extend(boxes.map(|at| (at.x0, at.x1)));
    }
    out
}

/// Whether the texts of a part, which is set so far to the right, stand in another's columns and each of them as one of the
/// texts there.
fn is_set_in(before: &Piece, seats: &[Vec<(Pt, Pt)>], part: &Piece, by: Pt) -> bool {
    let mut seen = 0;
    for ink in part.table.cells().iter().flat_map(Cell::ink) {
        let Some(at) = ink.bbox.map(|bbox| part.direction.turn(&bbox)) else { return false };
        let (x0, x1, middle) = (at.x0 - by, at.x1 - by, at.center().x - by);
        let col = before.col_edges.partition_point(|x| *x <= middle).clamp(1, seats.len()) - 1;
        // Edges lie in the middle of white space; what reaches over one is within as far as nothing stands there.
        let (first, last) = (before.col_edges[0], before.col_edges[seats.len()]);
        let left = seats[..col].iter().flatten().map(|seat| seat.1).max().unwrap_or(first);
        let right = seats[col + 1..].iter().flatten().map(|seat| seat.0).min().unwrap_or(last);
        let within = left.min(before.col_edges[col]) <= x0 + Pt(1_000)
            && x1 <= right.max(before.col_edges[col + 1]) + Pt(1_000);
        let aligned = |seat: &(Pt, Pt)| {
            let off = [x0 - seat.0, x1 - seat.1, middle - (seat.0 + (seat.1 - seat.0) / 2)];
            off.iter().any(|off| off.abs() <= ALIGNED)
        };
        if !within || !seats[col].is_empty() && !seats[col].iter().any(aligned) {
            return false;
        }
        seen += 1;
    }
    seen > 2
}

/// The lines that a part is made of; `None` when one holds more than the part and its leaders do.
fn own_lines(page: &PageLayout, part: &Piece) -> Option<Vec<usize>> {
    let area = part.bbox?;
    let mut wanted: BTreeSet<GlyphId> =
        part.table.cells().iter().flat_map(Cell::ink).flat_map(glyphs).collect();
    let leaders: BTreeSet<GlyphId> = page.end_leaders.iter().filter(within(area)).flat_map(glyphs).collect();
    let mut out = Vec::new();
    for (ix, item) in page.items.iter().enumerate() {
        let Item::Line(line) = item else { continue };
        if line.ink.bbox.is_none_or(|bbox| !area.contains(bbox.center())) {
            continue;
        }
        let own: Vec<GlyphId> = glyphs(&line.ink).collect();
        if !own.iter().all(|id| wanted.remove(id) || leaders.contains(id)) {
            return None;
        }
        out.push(ix);
    }
    (wanted.is_empty() && !out.is_empty()).then_some(out)
}

/// Whether ink lies in an area.
fn within(area: Rect) -> impl Fn(&&Ink) -> bool {
    move |ink| ink.bbox.is_some_and(|bbox| area.contains(bbox.center()))
}

fn glyphs(ink: &Ink) -> impl Iterator<Item = GlyphId> {
    ink.glyphs.iter().flat_map(|(from, to)| (from.0..=to.0).map(GlyphId))
}

/// Where a part has to stand among the items.
#[derive(Clone, Copy)]
enum Place {
    First,
    Last,
    Any,
}

/// Puts a part in the place of its lines.
fn insert(page: &mut PageLayout, part: Piece, place: Place) {
    let Some(own) = own_lines(page, &part) else { return };
    let foreign = |ix: usize| !own.contains(&ix) && !is_running(page, &page.items[ix]);
    let (from, to) = (own[0], own[own.len() - 1]);
    let fits = match place {
        Place::First => !(0..from).any(foreign),
        Place::Last => !(to..page.items.len()).any(foreign),
        Place::Any => true,
    };
    if !fits {
        return;
    }
    if let Some(area) = part.bbox {
        let leaders = page.end_leaders.extract_if(.., |ink| within(area)(&&*ink));
        page.strays.extend(leaders.map(|ink| Stray { ink, reason: "leader" }));
    }
    let mut ix = 0;
    page.items.retain(|_| {
        ix += 1;
        !own.contains(&(ix - 1))
    });
    page.items.insert(from, Item::Piece(part));
}
