//! Pieces of one table joined over pages: header rows printed again are dropped, rows and spans that the page's end cut
//! are made one.

use crate::align::{MOST_SHIFT, profiles, shift_rows};
use crate::columns::columns;
use crate::cut::{self, Cut, Joint, NEARBY, Sight, always};
use crate::fit::Fit;
use crate::headers::{Head, begins_an_entry, is_data};
use crate::numbers::Figures;
use crate::vocabulary::Vocabulary;
use crate::words::{Known, squash};
use model::geometry::Pt;
use model::layout::{Piece, PieceEvidence};
use model::table::{Cell, Columns, Evidence, Op, Table, Why};
use std::collections::BTreeSet;

/// Column edges of two pieces this near are the same columns.
const SAME_EDGE: Pt = Pt(4_500);

/// What a piece is held against: the last piece of a table, its own head, and the table's column edges so far.
pub(crate) struct Before<'a> {
    pub(crate) piece: &'a Piece,
    pub(crate) head: &'a Head,
    pub(crate) edges: &'a [Pt],
    pub(crate) columns: u32,
}

/// How the columns of two pieces lie on each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Laid {
    /// They are the same.
    Alike,
    /// One has some of the other's.
    On(Columns),
}

/// Shorter rows are told by their cells, so there must be enough of them.
const FEWEST_COLUMNS: u32 = 5;

/// Whether a piece goes on where another ended: the next page (or the next lines of a dump), the same columns or some of
/// them. Returns how the columns lie on each other.
pub(crate) fn continues(last: &Before<'_>, next: &Piece, own: &Head) -> Option<Laid> {
    if other_head(last, next, own) || last.piece.direction != next.direction {
        return None;
    }
    if last.piece.evidence == PieceEvidence::Dump || next.evidence == PieceEvidence::Dump {
        let both = last.piece.evidence == next.evidence;
        let (upper, lower) = (last.columns, next.table.n_cols());
        // A row that lost a cell at its left is shorter: it is laid out once it stands under the others.
        let columns = || {
            let all: Vec<u32> = (0..=upper).collect();
            let short = (0..lower).chain([upper]).collect();
            Laid::On(Columns { upper: all, lower: short, count: upper })
        };
        let short = lower < upper && lower + MOST_SHIFT >= upper && upper >= FEWEST_COLUMNS;
        return match (both, upper == lower) {
            (true, true) => Some(Laid::Alike),
            (true, false) if short => Some(columns()),
            _ => None,
        };
    }
    if !last.piece.may_go_on_in(next) {
        return None;
    }
    on_each_other(last.edges, &next.col_edges)
}

/// Whether a piece on the next page has the very head that the one before it has, with `fewest` names or more,
/// wherever white space between figures of other widths put the edges of its columns.
pub(crate) fn has_its_head(last: &Before<'_>, next: &Piece, own: &Head, fewest: usize) -> bool {
    let (upper, lower) = (&last.piece.table, &next.table);
    let names = || {
        let names = (0..own.rows).flat_map(|row| lower.row(row)).map(|cell| squash(cell.text()));
        names.filter(|name| name.chars().any(char::is_alphabetic)).collect::<BTreeSet<String>>()
    };
    own.rows > 0
        && own.rows == last.head.rows
        && last.piece.direction == next.direction
        && last.piece.may_go_on_in(next)
        && (lower.n_cols(), lower.n_cols()) == (upper.n_cols(), last.columns)
        && (0..own.rows).all(|row| row_key(upper, row) == row_key(lower, row))
        && names().len() >= fewest
}

/// How two rows of edges lie on one: alike up to a shift, as on facing pages, or some of the others. `None` when one has
/// an edge where the other has none, and the other way round.
fn on_each_other(upper: &[Pt], lower: &[Pt]) -> Option<Laid> {
    let shift = *lower.first()? - *upper.first()?;
    let same = |a: Pt, b: Pt| (b - a - shift).abs() <= SAME_EDGE;
    if !same(*upper.last()?, *lower.last()?) {
        return lacking_sides(upper, lower).map(Laid::On);
    }
    let flip = upper.len() < lower.len();
    let (fine, coarse) = if flip { (lower, upper) } else { (upper, lower) };
    let at = |known: Pt, edge: Pt| if flip { same(edge, known) } else { same(known, edge) };
    let places = places(fine, coarse, &at)?;
    if fine.len() == coarse.len() {
        return Some(Laid::Alike);
    }
    let all: Vec<u32> = (0..fine.len() as u32).collect();
    let count = fine.len() as u32 - 1;
    let (upper, lower) = if flip { (places, all) } else { (all, places) };
    Some(Laid::On(Columns { upper, lower, count }))
}

/// Where the edges of `coarse` are among those of `fine`; `None` when one is not.
fn places(fine: &[Pt], coarse: &[Pt], same: &impl Fn(Pt, Pt) -> bool) -> Option<Vec<u32>> {
    let mut places: Vec<u32> = Vec::with_capacity(coarse.len());
    for edge in coarse {
        let place = fine.iter().position(|known| same(*known, *edge))? as u32;
        if places.last().is_some_and(|last| *last >= place) {
            return None;
        }
        places.push(place);
    }
    Some(places)
}

/// A page's part of a table that lacks columns at a side, for nothing is printed or ruled there: all its other edges stand
/// where they stood.
fn lacking_sides(upper: &[Pt], lower: &[Pt]) -> Option<Columns> {
    let same = |a: Pt, b: Pt| (b - a).abs() <= SAME_EDGE;
    let places = places(upper, lower, &same)?;
    let (first, last) = (*places.first()?, *places.last()?);
    let whole = (last - first) as usize + 1 == places.len();
    let count = upper.len() as u32 - 1;
    (whole && places.len() > FEWEST_COLUMNS as usize && count - (last - first) <= MOST_SHIFT)
        .then(|| Columns { upper: (0..=count).collect(), lower: places, count })
}

/// Whether the next piece begins with a head of its own that is not the former's.
fn other_head(last: &Before<'_>, next: &Piece, own: &Head) -> bool {
    let theirs = last.head;
    if own.rows == 0 || theirs.rows == 0 || own.rows >= next.table.n_rows() {
        return false;
    }
    // Below a page that ends in its head stands the head's lower level: it names no rows.
    if theirs.open && next.table.at(0, 0).is_blank() {
        return false;
    }
    // Or the names of parts of its columns, where the page has the head alone.
    let on = || on_each_other(last.edges, &next.col_edges);
    let parts = || matches!(on(), Some(Laid::On(columns)) if columns.upper.len() < columns.lower.len());
    if theirs.open && theirs.rows == last.piece.table.n_rows() && parts() {
        return false;
    }
    let cells = || (0..own.rows).flat_map(|row| next.table.row(row));
    let full = cells().filter(|cell| !cell.is_blank()).count() * 2 > cells().count();
    // A cut row's rest is no head: a head's cells all begin in it, and most are filled and bold or hinted.
    let marked =
        next.header_hint.is_some_and(|rows| rows > 0) || cells().all(|c| c.is_blank() || c.is_bold());
    full && marked
        && !(0..own.rows.min(theirs.rows))
            .all(|row| row_key(&last.piece.table, row) == row_key(&next.table, row))
}

fn row_key(table: &Table, row: u32) -> Vec<(u32, u32, u32, String)> {
    table.row(row).iter().map(|c| (c.col(), c.colspan(), c.rowspan(), squash(c.text()))).collect()
}

/// A table that grows by pieces.
pub(crate) struct Join<'a> {
    /// Its head.
    pub(crate) head: &'a Head,
    /// The words elsewhere.
    pub(crate) known: &'a Known,
    /// The data files.
    pub(crate) vocabulary: &'a Vocabulary,
    /// How figures are written.
    pub(crate) figures: Figures<'a>,
}

impl Join<'_> {
    /// Joins a piece to the table before it; `nth` is its place among the document's pieces. Returns the rows of the head
    /// that were printed again.
    pub(crate) fn piece(&self, table: &mut Table, next: Table, nth: u32, laid: Laid) -> u32 {
        let joint = table.n_rows();
        let dump = next.cells().iter().any(Cell::is_of_dump);
        // The last page may have the head alone.
        let most = if self.head.open { next.n_rows().saturating_sub(1) } else { next.n_rows() };
        let again = (0..joint.min(most))
            .take_while(|row| row_key(table, *row) == row_key(&next, *row))
            .count() as u32;
        // A page that ends inside the head, or right after it, has shown no data to tell where the head ends: the rows printed
        // again do.
        let heads = if self.head.open { again } else { self.head.rows };
        let repeated = heads > 0 && heads >= self.head.rows && again >= heads;
        let evidence = Evidence::new("structure")
            .with("row", joint.to_string())
            .with("columns", table.n_cols().to_string());
        let columns = match laid {
            Laid::Alike => None,
            Laid::On(columns) => Some(columns),
        };
        let short = columns.is_some();
        if table.append_rows(next, nth, columns, Why::new("join-pages", evidence)).is_err() {
            return 0;
        }
        if repeated {
            let evidence = Evidence::new("structure").with("rows", heads.to_string());
            let drop = Op::DropRows { first: joint, count: heads };
            table
                .apply(drop, Why::new("drop-repeated-header", evidence))
                .expect("the rows were just appended");
        }
        if dump {
            let from = if heads < joint { heads } else { 0 };
            let profiles = profiles(table, from.max(joint.saturating_sub(NEARBY))..joint, &self.figures);
            shift_rows(table, joint..table.n_rows(), short, &profiles, &self.figures);
        }
        let rows = joint < table.n_rows();
        if rows && !(self.head.open && !repeated && self.mend_head(table, joint)) {
            self.mend_joint(table, joint);
        }
        if repeated { heads } else { 0 }
    }

    /// Mends a joint inside the head: a row of it that the page cut, or header cells that go on beside the next level. False
    /// when the rows below are no part of a head.
    fn mend_head(&self, table: &mut Table, row: u32) -> bool {
        let lower = table.row(row);
        let over = |cell: &Cell| table.at(row - 1, cell.col());
        let filled: Vec<&Cell> = lower.iter().filter(|cell| !cell.is_blank()).collect();
        let keyless = lower.first().is_some_and(|cell| cell.col() == 0 && cell.is_blank());
        // Columns have names of their own below a text that spans them; figures are years there.
        let spanned = filled.iter().all(|cell| over(cell).colspan() > cell.colspan());
        let named =
            |cell: &&Cell| !over(cell).is_blank() && (spanned || !self.figures.is_number(cell.text()));
        if !keyless || filled.is_empty() || !filled.iter().all(named) {
            return false;
        }
        let same = |cell: &Cell| over(cell).col() == cell.col() && over(cell).colspan() == cell.colspan();
        let evidence = || Evidence::new("structure").with("below", "head");
        if lower.iter().all(same) && filled.len() * 2 <= lower.len() {
            let cut = Cut { evidence: evidence(), overlaps: Vec::new() };
            return join_rows(table, row, &cut, "join-row-over-page");
        }
        if !spanned {
            return false;
        }
        let rests = lower.iter().filter(|cell| cell.is_blank() && same(cell) && !over(cell).is_blank());
        let grown: Vec<_> = rests.map(|cell| (cell.col(), evidence())).collect();
        grow_over(table, row, grown);
        true
    }

    fn mend_joint(&self, table: &mut Table, row: u32) {
        let from = if self.head.rows < row { self.head.rows } else { 0 };
        let joint = Joint { from, row, inside: false };
        match self.cut(table, joint) {
            Some(cut) => {
                join_rows(table, row, &cut, "join-row-over-page");
            }
            // Names of columns do not go on beside the first row of data.
            None if (self.head.open || self.head.rows >= row) && is_data(table, row, &self.figures) => {}
            None => self.grow_spans(table, joint),
        }
    }

    fn cut(&self, table: &Table, joint: Joint) -> Option<Cut> {
        let rows = joint.from.max(joint.row.saturating_sub(NEARBY))..table.n_rows().min(joint.row + NEARBY);
        let columns = columns(table, rows.clone(), &self.figures);
        let fit = Fit::of_rows(table, rows);
        let sight = Sight {
            known: self.known,
            vocabulary: self.vocabulary,
            figures: self.figures,
            columns: &columns,
            fit,
        };
        cut::cut(table, joint, &sight)
    }

    /// Rows that a converter cut inside a piece, line by line of print: the rest has no key and no figure of its own.
    pub(crate) fn rows_inside(&self, table: &mut Table) {
        let from = self.head.rows;
        let mut row = from + 1;
        while row < table.n_rows() {
            let whole = !table.at(row, 0).is_blank() || self.has_figure(table, row);
            let cut = if whole { None } else { self.cut(table, Joint { from, row, inside: true }) };
            match cut {
                Some(cut) if join_rows(table, row, &cut, "join-wrapped-row") => {}
                _ => row += 1,
            }
        }
    }

    /// Whether a row has a figure of its own, under a cell that ends above it.
    fn has_figure(&self, table: &Table, row: u32) -> bool {
        let own = |cell: &&Cell| cell.rowspan() == 1 && table.at(row - 1, cell.col()).rowspan() == 1;
        table.row(row).iter().filter(own).any(|cell| self.figures.is_number(cell.text()))
    }

    /// Cells that span rows and were cut by the page: what stands below is their rest when it is blank, or stands beside
    /// rests that are.
    fn grow_spans(&self, table: &mut Table, joint: Joint) {
        let row = joint.row;
        let above = |cell: &Cell| table.at(row - 1, cell.col());
        let fits = |cell: &Cell| {
            let over = above(cell);
            over.col() == cell.col() && over.colspan() == cell.colspan() && over.row_end() == row
        };
        let all: Vec<u32> = (0..table.n_cols()).collect();
        let always = always(table, joint, &all);
        let lines = table.row(row);
        let total = |cell: &Cell| self.vocabulary.words.total.contains(&squash(cell.text()));
        if lines.iter().any(total) {
            // The blank cells of a total are no rests.
            return;
        }
        // Columns in which cells span rows near the joint, so that a blank one may be the rest of one.
        let near = joint.from.max(row.saturating_sub(NEARBY))..table.n_rows().min(row + NEARBY);
        let mut spanned = vec![false; table.n_cols() as usize];
        for cell in near.flat_map(|row| table.row(row)).filter(|cell| cell.rowspan() > 1) {
            spanned[cell.col() as usize] = true;
        }
        // A blank under a text, where cells span rows.
        let blank_rest = |cell: &Cell| {
            let over = above(cell);
            let spans = cell.rowspan() > 1 || over.rowspan() > 1;
            let usual = always.contains(&cell.col()) && spanned[cell.col() as usize];
            cell.is_blank() && !over.is_blank() && (spans || usual)
        };
        let lower: Vec<&Cell> = table.row(row).iter().filter(|cell| fits(cell)).collect();
        let rests: Vec<&Cell> = lower.iter().copied().filter(|cell| blank_rest(cell)).collect();
        let grown: Vec<_> = lower
            .iter()
            .filter(|cell| {
                let over = above(cell);
                // Cells of one height, all cut together: one blank rest speaks for its neighbours of the same rows.
                let beside = rests.iter().any(|rest| {
                    rest.rowspan() == cell.rowspan()
                        && above(rest).rowspan() == over.rowspan()
                        && rest.id() != cell.id()
                });
                let spans = cell.rowspan() > 1 || over.rowspan() > 1;
                let column = spanned[cell.col() as usize];
                let text = (spans || column) && beside && !begins_an_entry(&squash(cell.text()));
                blank_rest(cell) || text || cell.is_blank() && over.is_blank() && spans && beside
            })
            .map(|cell| {
                let below = (cell.row_end() - row).to_string();
                (cell.col(), Evidence::new("structure").with("rows_below", below))
            })
            .collect();
        // A row of rests alone is no row.
        if grown.len() == table.row(row).len() {
            return;
        }
        grow_over(table, row, grown);
    }
}

/// Cells above a joint grow over those that stand right below them, by column.
fn grow_over(table: &mut Table, row: u32, columns: Vec<(u32, Evidence)>) {
    for (col, evidence) in columns {
        let (over, under) = (table.at(row - 1, col), table.at(row, col));
        let (cell, rowspan) = (over.id(), over.rowspan() + under.rowspan());
        let grow = Op::Grow { cell, rowspan, colspan: over.colspan() };
        table
            .apply(grow, Why::new("join-span-over-page", evidence))
            .expect("the cells stand one on the other");
    }
}

fn join_rows(table: &mut Table, joint: u32, cut: &Cut, rule: &'static str) -> bool {
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
        table
            .apply(Op::SetText { cell, text }, Why::new("drop-overlap", evidence))
            .expect("the cell was just seen");
    }
    true
}
