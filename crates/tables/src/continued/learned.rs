//! What the end of one page teaches about the beginning of the next.
//!
//! A table without rules may go on without its head, and its columns stand so close that white space alone no longer parts
//! them. Those of the page before do: where no word stands across them, the next page is read by them.

use super::parts::piece;
use super::{At, OVER, common, first, last};
use model::asked::Area;
use model::geometry::{Pt, Rect};
use model::layout::{PageLayout, Piece, PieceEvidence};
use model::table::Cell;

/// Fewer columns teach nothing.
const FEWEST: u32 = 3;
/// Edges move by no more than this to where they cross no word.
const GIVE: Pt = Pt(15_000);

/// The area of a table that goes on from the page before with columns that were not told apart.
pub(crate) fn learned(before: &PageLayout, page: &PageLayout) -> Option<Area> {
    let (a, b) = (piece(before, last(before)?)?, piece(page, first(page)?)?);
    let white = matches!(b.evidence, PieceEvidence::Mixed | PieceEvidence::Borderless);
    if !white
        || a.leftward
        || a.direction != b.direction
        || !a.may_go_on_in(b)
        || a.table.n_cols() < FEWEST
        || a.table.n_cols() <= b.table.n_cols()
        || !begins_with_figures(b)
        || common(a, b).is_some()
    {
        return None;
    }
    if !At::page(a).holds(&At::page(b)) {
        return None;
    }
    let ((left, right), (from, to)) = (At::page(a).ends(), At::page(b).ends());
    let own = b.direction.turn(&b.bbox?);
    let bbox = b.direction.unturn(&Rect { x0: left.min(from) - OVER, x1: right.max(to) + OVER, ..own });
    let columns = (1..a.table.n_cols()).map(|col| edge(a, col)).collect();
    Some(Area { bbox, columns, give: Some(GIVE), ..Area::default() })
}

/// Whether a piece begins with a row of figures: it has no head of its own, whose names may be those of other columns.
fn begins_with_figures(piece: &Piece) -> bool {
    let digit = |cell: &Cell| cell.col() > 0 && cell.text().contains(|c: char| c.is_ascii_digit());
    let head = piece.header_hint.is_some_and(|rows| rows > 0);
    !head && piece.table.row(0).iter().any(digit)
}

/// The left edge of a column where it is surest: right behind figures set to the right, else right before the column's texts.
/// Those to its left reach as far as they like on the next page.
fn edge(piece: &Piece, col: u32) -> Pt {
    let own = piece.col_edges[col as usize];
    let of = |col: u32| {
        let cells = piece.table.cells().iter().filter(move |cell| cell.col() == col && cell.colspan() == 1);
        let inks = cells.flat_map(Cell::ink).filter_map(|ink| ink.bbox);
        inks.map(|bbox| piece.direction.turn(&bbox)).collect::<Vec<Rect>>()
    };
    let (before, behind) = (of(col - 1), of(col));
    let end = before.iter().map(|at| at.x1).max();
    let most = |count: usize| count * 3 >= before.len() * 2;
    let left = before.iter().map(|at| at.x0).min();
    let at_left = left.is_some_and(|left| most(before.iter().filter(|at| at.x0 - left <= NEAR).count()));
    let at_end = |end: &Pt| most(before.iter().filter(|at| *end - at.x1 <= NEAR).count());
    let flush = end.filter(|end| at_end(end) && !at_left);
    let begin = behind.iter().map(|at| at.x0).min();
    let edge = flush.map(|end| end + NEAR).or(begin.map(|begin| begin - NEAR)).unwrap_or(own);
    let (left, right) = (end.unwrap_or(own), begin.unwrap_or(own));
    if left < right { edge.clamp(left, right) } else { own }
}

/// Edges stand so far from the texts they are told by.
const NEAR: Pt = Pt(1_000);

/// Whether a page read by what was learned begins with that table in as many columns as the page before, and no less in it.
pub(crate) fn is_better(read: &PageLayout, old: &PageLayout, columns: usize) -> bool {
    let begins = |page| piece(page, first(page)?);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let count = |piece: &Piece| -> usize {
        piece.table.cells().iter().flat_map(Cell::ink).map(|ink| letters(&ink.text)).sum()
    };
    let pair = begins(read).zip(begins(old));
    pair.is_some_and(|(new, known)| new.table.n_cols() as usize == columns && count(new) >= count(known))
}
