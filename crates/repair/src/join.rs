//! Pieces of one table joined over pages: header rows printed again are dropped, rows and spans that the page's end cut
//! are made one.

use crate::cells::scale;
use crate::cut::{Sight, cut};
use crate::headers;
use crate::vocabulary::Vocabulary;
use crate::words::{Known, squash};
use model::geometry::Pt;
use model::layout::{Piece, PieceEvidence};
use model::table::{Evidence, Op, Table, Why};

/// Column edges of two pieces this near are the same columns.
const SAME_EDGE: Pt = Pt(4_500);

/// Whether a piece may go on where another ended: the next page (or the next lines of a dump), the same columns.
pub(crate) fn continues(last: &Piece, next: &Piece) -> bool {
    if last.evidence == PieceEvidence::Dump || next.evidence == PieceEvidence::Dump {
        let both = last.evidence == next.evidence;
        return both && last.table.n_cols() == next.table.n_cols() && !other_head(last, next);
    }
    if last.table.n_cols() != next.table.n_cols() {
        return false;
    }
    let (Some(a), Some(b)) = (last.col_edges.first(), next.col_edges.first()) else { return false };
    let shift = *b - *a;
    next.page == last.page + 1
        && last.col_edges.iter().zip(&next.col_edges).all(|(x, y)| (*y - *x - shift).abs() <= SAME_EDGE)
        && !other_head(last, next)
}

/// Whether the next piece begins with a head of its own that is not the former's.
fn other_head(last: &Piece, next: &Piece) -> bool {
    let (own, theirs) = (head(next), head(last));
    if own == 0 || theirs == 0 || own >= next.table.n_rows() {
        return false;
    }
    let cells = || next.table.cells().iter().filter(|cell| cell.row() < own);
    let full = cells().filter(|cell| !cell.is_blank()).count() * 2 > cells().count();
    // A cut row's rest is no head: a head's cells all begin in it, and most are filled and bold or hinted.
    let marked = next.header_hint.is_some_and(|rows| rows > 0) || cells().all(|c| c.is_blank() || c.is_bold());
    full && marked && !(0..own.min(theirs)).all(|row| row_key(&last.table, row) == row_key(&next.table, row))
}

fn row_key(table: &Table, row: u32) -> Vec<(u32, u32, u32, String)> {
    table.row(row).iter().map(|c| (c.col(), c.colspan(), c.rowspan(), squash(c.text()))).collect()
}

/// A table that grows by pieces.
pub(crate) struct Join<'a> {
    /// Its head.
    pub(crate) header_rows: u32,
    /// The words elsewhere.
    pub(crate) known: &'a Known,
    /// The data files.
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Join<'_> {
    /// Joins a piece to the table before it; `nth` is its place among the document's pieces. False: it does not fit.
    pub(crate) fn piece(&self, table: &mut Table, next: Table, nth: u32) -> bool {
        let joint = table.n_rows();
        let heads = self.header_rows;
        let repeated = (heads > 0 && heads < next.n_rows() && heads <= joint)
            && (0..heads).all(|row| row_key(table, row) == row_key(&next, row));
        let evidence = Evidence::new("structure").with("columns", table.n_cols().to_string());
        if table.append_rows(next, nth, Why::new("join-pages", evidence)).is_err() {
            return false;
        }
        if repeated {
            let evidence = Evidence::new("structure").with("rows", heads.to_string());
            let drop = Op::DropRows { first: joint, count: heads };
            table.apply(drop, Why::new("drop-repeated-header", evidence)).expect("the rows were just appended");
        }
        self.mend_joint(table, joint);
        true
    }

    fn mend_joint(&self, table: &mut Table, joint: u32) {
        let from = if self.header_rows < joint { self.header_rows } else { 0 };
        let scales: Vec<Option<usize>> = (0..table.n_cols()).map(|col| scale(table, from, col)).collect();
        let sight = Sight { known: self.known, vocabulary: self.vocabulary, scales: &scales };
        if let Some(cut) = cut(table, from, joint, false, &sight) {
            join_rows(table, joint, &cut, "join-row-over-page");
        } else {
            grow_spans(table, joint);
        }
    }

    /// Rows that a converter cut inside a piece, line by line of print: the rest has no key and no figure of its own.
    pub(crate) fn rows_inside(&self, table: &mut Table) {
        let from = self.header_rows;
        let scales: Vec<Option<usize>> = (0..table.n_cols()).map(|col| scale(table, from, col)).collect();
        let sight = Sight { known: self.known, vocabulary: self.vocabulary, scales: &scales };
        let mut row = from + 1;
        while row < table.n_rows() {
            match cut(table, from, row, true, &sight) {
                Some(cut) if join_rows(table, row, &cut, "join-wrapped-row") => {}
                _ => row += 1,
            }
        }
    }
}

fn join_rows(table: &mut Table, joint: u32, cut: &crate::cut::Cut, rule: &'static str) -> bool {
    let whole: Vec<(u32, String)> = cut
        .overlaps
        .iter()
        .map(|(col, chars)| {
            let below: String = squash(table.at(joint, *col).text()).chars().skip(*chars).collect();
            (*col, format!("{}{below}", table.at(joint - 1, *col).text()))
        })
        .collect();
    if table.apply(Op::JoinRows { upper: joint - 1 }, Why::new(rule, cut.evidence.clone())).is_err() {
        return false;
    }
    for (col, text) in whole {
        let evidence = Evidence::new("vocabulary").with("elsewhere", squash(&text));
        let cell = table.at(joint - 1, col).id();
        table.apply(Op::SetText { cell, text }, Why::new("drop-overlap", evidence)).expect("the cell was just seen");
    }
    true
}

/// A cell that spans rows and was cut by the page: below the joint its blank rest spans rows too.
fn grow_spans(table: &mut Table, joint: u32) {
    let lower = table.row(joint);
    let rest = lower.iter().filter(|cell| {
        let above = table.at(joint - 1, cell.col());
        let same = above.col() == cell.col() && above.colspan() == cell.colspan() && above.row_end() == joint;
        same && cell.is_blank() && (cell.rowspan() > 1 || above.rowspan() > 1) && !above.is_blank()
    });
    // A blank single cell under a span is its rest when the piece has no key to begin a row with.
    let Some(end) = rest.map(model::Cell::row_end).max() else { return };
    let keyless = lower.first().is_some_and(|cell| cell.col() == 0 && cell.is_blank());
    if !keyless {
        return;
    }
    let grown: Vec<_> = lower
        .iter()
        .filter(|cell| cell.row_end() <= end)
        .filter_map(|cell| {
            let above = table.at(joint - 1, cell.col());
            let same = above.col() == cell.col() && above.colspan() == cell.colspan() && above.row_end() == joint;
            let spans = cell.rowspan() > 1 || above.rowspan() > 1;
            let rest = cell.is_blank() || cell.rowspan() > 1 && above.rowspan() > 1;
            (same && spans && rest).then(|| (above.id(), above.rowspan() + cell.rowspan(), above.colspan()))
        })
        .collect();
    for (cell, rowspan, colspan) in grown {
        let evidence = Evidence::new("structure").with("rows_below", (end - joint).to_string());
        let grow = Op::Grow { cell, rowspan, colspan };
        table.apply(grow, Why::new("join-span-over-page", evidence)).expect("the cells stand one on the other");
    }
}

/// The head of a piece, before any joining.
pub(crate) fn head(piece: &Piece) -> u32 {
    headers::count(&piece.table, piece.header_hint)
}
