//! The edits a table knows, and the log they write.
//!
//! An [`Op`] names its cells by lasting [`CellId`]s and its rows by their place at that moment, so that the log,
//! applied in order to the same pieces, gives the same table again.

use super::{Cell, CellId, Ink, Table, TilingError, raw_of};
use serde::Serialize;

/// A change of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// The cell's text made whole; its ink stays.
    SetText {
        /// The cell.
        cell: CellId,
        /// Its text from now on.
        text: String,
    },
    /// The row below `upper` becomes part of it: each lower cell's ink goes on its upper neighbour's, after a cut.
    /// Cells that reach over the joint from above just lose a row.
    JoinRows {
        /// The row that stays.
        upper: u32,
    },
    /// Rows are taken out; their cells are kept in [`Table::dropped`]. Cells that reach into them from outside shrink.
    DropRows {
        /// The first of them.
        first: u32,
        /// How many, at least 1 and fewer than all.
        count: u32,
    },
    /// The cells of one row move right from a column on; as many blank single cells must end the row.
    ShiftRow {
        /// The row.
        row: u32,
        /// The first column that moves.
        from: u32,
        /// By how many columns.
        by: u32,
    },
    /// The cell spans further, over cells that lie wholly inside its new span; their ink goes after its own, in order.
    Grow {
        /// The cell.
        cell: CellId,
        /// Its new height in rows, not less than before.
        rowspan: u32,
        /// Its new width in columns, not less than before.
        colspan: u32,
    },
    /// Some rows are laid out anew; the ink of the new cells is the ink of the old (no cell may reach across the
    /// borders of the range). Places count from the table's top.
    Rewrite {
        /// The first row replaced.
        first: u32,
        /// How many rows are replaced.
        count: u32,
        /// How many rows stand there afterwards, at least 1.
        rows: u32,
        /// The cells that stand there afterwards.
        cells: Vec<Cell>,
    },
    /// A further piece's rows stand below; made by [`Table::append_rows`].
    AppendRows {
        /// Which piece of the document, in reading order.
        piece: u32,
        /// Where the columns of both stand among the joined ones; `None` when they are the same.
        columns: Option<Columns>,
    },
    /// A further piece's columns stand to the right; made by [`Table::append_cols`].
    AppendCols {
        /// Which piece of the document, in reading order.
        piece: u32,
    },
}

/// How two grids of columns lie on one that has the edges of both: for each edge of a grid, first to last, its place
/// among the joined edges. Columns that one of them lacks at a side are one blank cell over all its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The table's own edges.
    pub upper: Vec<u32>,
    /// The edges of the piece that comes below.
    pub lower: Vec<u32>,
    /// The number of joined columns.
    pub count: u32,
}

/// What speaks for an edit. Without it there is no edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// `geometry`, `form`, `vocabulary`, `arithmetic`, `structure`, `rule`.
    pub kind: &'static str,
    /// What was seen, by name; a fixed order.
    pub details: Vec<(&'static str, String)>,
    /// The source cannot be seen (a dump): the cell is at most in doubt.
    pub source_unverified: bool,
}

impl Evidence {
    /// Evidence of a kind, without details yet.
    pub const fn new(kind: &'static str) -> Self {
        Self { kind, details: Vec::new(), source_unverified: false }
    }

    /// The same with one more detail.
    #[must_use]
    pub fn with(mut self, name: &'static str, what: impl Into<String>) -> Self {
        self.details.push((name, what.into()));
        self
    }
}

/// Which rule makes an edit, and on what evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The rule's name, in kebab case: `join-wrapped-number`.
    pub rule: &'static str,
    /// What speaks for it.
    pub evidence: Evidence,
}

impl Why {
    /// A rule with its evidence.
    pub const fn new(rule: &'static str, evidence: Evidence) -> Self {
        Self { rule, evidence }
    }
}

/// A text at a place, as of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The cell's row at that moment.
    pub row: u32,
    /// The cell's column at that moment.
    pub col: u32,
    /// Rows and columns it covered.
    pub span: (u32, u32),
    /// Its text at that moment.
    pub text: String,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub op: Op,
    /// By which rule and why.
    pub why: Why,
    /// The cells that carry the result (those still there can be found by [`Table::get`]).
    pub cells: Vec<CellId>,
    /// The places and texts that the edit changed, before it.
    pub before: Vec<Placed>,
    /// And after it.
    pub after: Vec<Placed>,
}

/// Why an edit was not made; the table is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No cell of that name stands in the table.
    #[error("no cell {0:?}")]
    NoCell(CellId),
    /// The rows do not exist, or none would be left.
    #[error("no such rows: {first} and {count} in all")]
    NoRows {
        /// The first row meant.
        first: u32,
        /// Their number.
        count: u32,
    },
    /// Ink would be lost, made or pushed out of the table.
    #[error("the edit would not keep the ink")]
    Ink,
    /// The result would not be a tiling.
    #[error(transparent)]
    Tiling(#[from] TilingError),
}

impl Placed {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { row: cell.row, col: cell.col, span: (cell.rowspan, cell.colspan), text: cell.text.clone() }
    }
}

/// Applies a log again to the pieces it was made on: what the log says is what was done.
///
/// `pieces` are all pieces of the document in reading order; `first` is the one the table began with.
pub fn replay(pieces: &[Table], first: usize, log: &[Edit]) -> Result<Table, EditError> {
    let mut table = pieces[first].clone();
    for edit in log {
        match &edit.op {
            Op::AppendRows { piece, columns } => {
                let next = pieces[*piece as usize].clone();
                table.append_rows(next, *piece, columns.clone(), edit.why.clone())?;
            }
            Op::AppendCols { piece } => {
                table.append_cols(pieces[*piece as usize].clone(), *piece, edit.why.clone())?;
            }
            op => {
                table.apply(op.clone(), edit.why.clone())?;
            }
        }
    }
    Ok(table)
}

impl Cell {
    /// The same cell with other ink and place; its text is its raw text again. For [`Op::Rewrite`].
    #[must_use]
    pub fn relaid(&self, row: u32, col: u32, span: (u32, u32), ink: Vec<Ink>) -> Self {
        let text = raw_of(&ink);
        let (rowspan, colspan) = (span.0.max(1), span.1.max(1));
        Self { id: self.id, row, col, rowspan, colspan, ink, areas: self.areas.clone(), text }
    }
}
