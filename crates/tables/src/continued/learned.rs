//! What the end of one page teaches about the beginning of the next.
//!
//! A table without rules may go on without its head, and its columns stand so close that white space alone no longer parts
//! them. Those of the page before do: where no word stands across them, the next page is read by them.

use super::parts::{glyphs, piece};
use super::{At, OVER, SAME_END, common, first, has_other_head, last};
use model::asked::Area;
use model::geometry::{Pt, Rect};
use model::layout::{PageLayout, Piece, PieceEvidence};
use model::table::Cell;

/// Fewer columns teach nothing.
const FEWEST: u32 = 3;
/// Edges move by no more than this to where they cross no word.
const GIVE: Pt = Pt(3_000);

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
        || has_other_head(a, b)
        || common(a, b).is_some()
    {
        return None;
    }
    let ((left, right), (from, to)) = (At::page(a).ends(), At::page(b).ends());
    if from < left - SAME_END || to > right + SAME_END {
        return None;
    }
    let own = b.direction.turn(&b.bbox?);
    let bbox = b.direction.unturn(&Rect { x0: left.min(from) - OVER, x1: right.max(to) + OVER, ..own });
    let columns = a.col_edges[1..a.col_edges.len() - 1].to_vec();
    Some(Area { bbox, columns, give: Some(GIVE), ..Area::default() })
}

/// Whether a page read by what was learned begins with that table in as many columns as the page before, and no less in it.
pub(crate) fn is_better(read: &PageLayout, old: &PageLayout, columns: usize) -> bool {
    let begins = |page: &PageLayout| -> Option<Piece> { piece(page, first(page)?).cloned() };
    let count = |piece: &Piece| -> usize {
        piece.table.cells().iter().flat_map(Cell::ink).map(|ink| glyphs(ink).count()).sum()
    };
    let pair = begins(read).zip(begins(old));
    pair.is_some_and(|(new, known)| new.table.n_cols() as usize == columns && count(&new) >= count(&known))
}
