//! The edits a table knows, and the log they write.
//!
//! An [`Op`] names its cells by lasting [`CellId`]s and its rows by their place at that moment, so that the log,
//! applied in order to the same pieces, gives the same table again.

use super::{Cell, CellId, DroppedRow, Ink, Table, TilingError, cover, raw_of};
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
    },
    /// A further piece's columns stand to the right; made by [`Table::append_cols`].
    AppendCols {
        /// Which piece of the document, in reading order.
        piece: u32,
    },
}

/// What speaks for an edit. Without it there is no edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// `geometry`, `form`, `vocabulary`, `arithmetic`, `structure`.
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

fn placed(cell: &Cell) -> Placed {
    Placed { row: cell.row, col: cell.col, span: (cell.rowspan, cell.colspan), text: cell.text.clone() }
}

/// What an edit makes before it is checked.
struct Draft {
    n_rows: u32,
    cells: Vec<Cell>,
    touched: Vec<CellId>,
    before: Vec<Placed>,
    dropped: Vec<DroppedRow>,
}

impl Table {
    /// Makes one change and logs it. On an error nothing is changed.
    pub fn apply(&mut self, op: Op, why: Why) -> Result<&Edit, EditError> {
        if let Op::SetText { cell, text } = &op {
            // The commonest edit moves no cell: it is made in place, so that many of them stay linear.
            let ix = self.index_of(*cell)?;
            let before = vec![placed(&self.cells[ix])];
            text.clone_into(&mut self.cells[ix].text);
            let after = vec![placed(&self.cells[ix])];
            let cells = vec![*cell];
            self.log.push(Edit { op, why, cells, before, after });
            return Ok(self.log.last().expect("just pushed"));
        }
        let mut draft = match &op {
            Op::JoinRows { upper } => self.draft_join(*upper)?,
            Op::DropRows { first, count } => self.draft_drop(*first, *count)?,
            Op::ShiftRow { row, from, by } => self.draft_shift(*row, *from, *by)?,
            Op::Grow { cell, rowspan, colspan } => self.draft_grow(*cell, *rowspan, *colspan)?,
            Op::Rewrite { first, count, rows, cells } => self.draft_rewrite(*first, *count, *rows, cells)?,
            // Appending needs the other piece: it has functions of its own.
            Op::SetText { .. } | Op::AppendRows { .. } | Op::AppendCols { .. } => return Err(EditError::Ink),
        };
        draft.cells.sort_by_key(|cell| (cell.row, cell.col));
        let owner = cover(draft.n_rows, self.n_cols, &draft.cells)?;
        (self.n_rows, self.cells, self.owner) = (draft.n_rows, draft.cells, owner);
        self.dropped.append(&mut draft.dropped);
        let after = self.cells.iter().filter(|cell| draft.touched.contains(&cell.id)).map(placed).collect();
        self.log.push(Edit { op, why, cells: draft.touched, before: draft.before, after });
        Ok(self.log.last().expect("just pushed"))
    }

    /// Puts another piece's rows below, columns as they are; both must have the same number of columns. The other's
    /// own log is not taken over: join pieces before editing them.
    pub fn append_rows(&mut self, other: Self, piece: u32, why: Why) -> Result<&Edit, EditError> {
        if other.n_cols != self.n_cols {
            return Err(TilingError::Size { rows: other.n_rows, cols: other.n_cols }.into());
        }
        let (shift, rows) = (self.n_rows, self.n_rows + other.n_rows);
        self.append(other, (shift, 0), (rows, self.n_cols), Op::AppendRows { piece }, why)
    }

    /// Puts another piece's columns to the right; both must have the same number of rows.
    pub fn append_cols(&mut self, other: Self, piece: u32, why: Why) -> Result<&Edit, EditError> {
        if other.n_rows != self.n_rows {
            return Err(TilingError::Size { rows: other.n_rows, cols: other.n_cols }.into());
        }
        let (shift, cols) = (self.n_cols, self.n_cols + other.n_cols);
        self.append(other, (0, shift), (self.n_rows, cols), Op::AppendCols { piece }, why)
    }

    fn append(
        &mut self,
        other: Self,
        shift: (u32, u32),
        size: (u32, u32),
        op: Op,
        why: Why,
    ) -> Result<&Edit, EditError> {
        super::check_size(size.0, size.1)?;
        let ids = self.next_id;
        let moved = other.cells.into_iter().map(|mut cell| {
            cell.id = CellId(ids + cell.id.0);
            (cell.row, cell.col) = (cell.row + shift.0, cell.col + shift.1);
            cell
        });
        self.cells.extend(moved);
        self.cells.sort_by_key(|cell| (cell.row, cell.col));
        self.next_id = ids + other.next_id;
        self.dropped.extend(other.dropped);
        (self.n_rows, self.n_cols) = size;
        self.owner = cover(size.0, size.1, &self.cells)?;
        self.log.push(Edit { op, why, cells: Vec::new(), before: Vec::new(), after: Vec::new() });
        Ok(self.log.last().expect("just pushed"))
    }

    fn index_of(&self, id: CellId) -> Result<usize, EditError> {
        self.cells.iter().position(|cell| cell.id == id).ok_or(EditError::NoCell(id))
    }

    fn draft(&self, touched: Vec<CellId>) -> Draft {
        let before = self.cells.iter().filter(|cell| touched.contains(&cell.id)).map(placed).collect();
        Draft { n_rows: self.n_rows, cells: self.cells.clone(), touched, before, dropped: Vec::new() }
    }

    fn draft_join(&self, upper: u32) -> Result<Draft, EditError> {
        let lower = upper + 1;
        if lower >= self.n_rows {
            return Err(EditError::NoRows { first: upper, count: 2 });
        }
        // Which cell of the upper row takes the ink of which cell that begins in the lower row.
        let mut cells = self.cells.clone();
        let mut touched = Vec::new();
        let mut gone = Vec::new();
        let mut before = Vec::new();
        for (ix, cell) in self.cells.iter().enumerate().filter(|(_, cell)| cell.row == lower) {
            let target = self.index_at(upper, cell.col);
            let over = &self.cells[target];
            if over.col != cell.col || over.colspan != cell.colspan || over.row_end() != lower {
                return Err(EditError::Ink);
            }
            before.extend([placed(over), placed(cell)]);
            let mut ink = cell.ink.clone();
            if let Some(first) = ink.first_mut() {
                first.cut_before = first.page != over.ink.last().map_or(first.page, |line| line.page)
                    || first.bytes.is_some();
            }
            let keep = &mut cells[target];
            keep.ink.extend(ink);
            keep.areas.extend(&cell.areas);
            keep.rowspan = (keep.rowspan - 1) + cell.rowspan;
            if !cell.is_blank() {
                keep.text = if over.is_blank() {
                    cell.text.clone()
                } else {
                    format!("{}\u{c}{}", over.text, cell.text)
                };
            }
            touched.push(keep.id);
            gone.push(ix);
        }
        for cell in &mut cells {
            if cell.row <= upper && cell.row_end() > lower && !touched.contains(&cell.id) {
                cell.rowspan -= 1;
            } else if cell.row > lower {
                cell.row -= 1;
            }
        }
        // A joined cell now covers `upper` with the lower cell's height.
        for cell in &mut cells {
            if touched.contains(&cell.id) && cell.rowspan == 0 {
                cell.rowspan = 1;
            }
        }
        let mut ix = 0;
        cells.retain(|_| {
            ix += 1;
            !gone.contains(&(ix - 1))
        });
        Ok(Draft { n_rows: self.n_rows - 1, cells, touched, before, dropped: Vec::new() })
    }

    fn draft_drop(&self, first: u32, count: u32) -> Result<Draft, EditError> {
        let end = first.saturating_add(count);
        if count == 0 || end > self.n_rows || count == self.n_rows {
            return Err(EditError::NoRows { first, count });
        }
        let inside = |cell: &Cell| first <= cell.row && cell.row_end() <= end;
        let mut dropped: Vec<DroppedRow> = Vec::new();
        for row in first..end {
            let cells = self.row(row).iter().filter(|cell| inside(cell)).cloned().collect();
            dropped.push(DroppedRow { cells });
        }
        let before = self.cells.iter().filter(|cell| inside(cell)).map(placed).collect();
        let mut cells: Vec<Cell> = self.cells.iter().filter(|cell| !inside(cell)).cloned().collect();
        for cell in &mut cells {
            let lost = cell.row_end().min(end).saturating_sub(cell.row.max(first));
            if cell.row >= first {
                cell.row = if cell.row >= end { cell.row - count } else { first };
            }
            cell.rowspan -= lost;
        }
        Ok(Draft { n_rows: self.n_rows - count, cells, touched: Vec::new(), before, dropped })
    }

    fn draft_shift(&self, row: u32, from: u32, by: u32) -> Result<Draft, EditError> {
        if row >= self.n_rows || by == 0 || from.saturating_add(by) > self.n_cols {
            return Err(EditError::NoRows { first: row, count: 1 });
        }
        let tail = self.n_cols - by;
        let mut touched = Vec::new();
        let mut cells = Vec::with_capacity(self.cells.len());
        let mut freed = Vec::new();
        for cell in &self.cells {
            if cell.row != row || cell.col < from {
                cells.push(cell.clone());
            } else if cell.col >= tail {
                if !cell.is_blank() || cell.colspan != 1 || cell.rowspan != 1 {
                    return Err(EditError::Ink);
                }
                freed.push(cell.clone());
            } else {
                let mut moved = cell.clone();
                moved.col += by;
                touched.push(moved.id);
                cells.push(moved);
            }
        }
        for (ix, mut blank) in freed.into_iter().enumerate() {
            blank.col = from + ix as u32;
            touched.push(blank.id);
            cells.push(blank);
        }
        let mut draft = self.draft(touched);
        draft.cells = cells;
        Ok(draft)
    }

    fn draft_grow(&self, id: CellId, rowspan: u32, colspan: u32) -> Result<Draft, EditError> {
        let ix = self.index_of(id)?;
        let mut grown = self.cells[ix].clone();
        if rowspan < grown.rowspan || colspan < grown.colspan {
            return Err(EditError::Ink);
        }
        (grown.rowspan, grown.colspan) = (rowspan, colspan);
        let taken = |cell: &Cell| {
            cell.id != id
                && grown.row <= cell.row
                && cell.row_end() <= grown.row_end()
                && grown.col <= cell.col
                && cell.col_end() <= grown.col_end()
        };
        let mut before = vec![placed(&self.cells[ix])];
        let mut result = grown.clone();
        for cell in self.cells.iter().filter(|cell| taken(cell)) {
            before.push(placed(cell));
            let cut = !result.ink.is_empty()
                && cell.ink.first().map(|ink| ink.page) > result.ink.last().map(|ink| ink.page);
            let joint = if cut { '\u{c}' } else { '\n' };
            for (ix, ink) in cell.ink.iter().enumerate() {
                result.ink.push(Ink { cut_before: ink.cut_before || cut && ix == 0, ..ink.clone() });
            }
            result.areas.extend(&cell.areas);
            if !cell.is_blank() {
                result.text = if result.text.is_empty() {
                    cell.text.clone()
                } else {
                    format!("{}{joint}{}", result.text, cell.text)
                };
            }
        }
        let mut cells: Vec<Cell> =
            self.cells.iter().filter(|cell| cell.id != id && !taken(cell)).cloned().collect();
        cells.push(result);
        Ok(Draft { n_rows: self.n_rows, cells, touched: vec![id], before, dropped: Vec::new() })
    }

    fn draft_rewrite(&self, first: u32, count: u32, rows: u32, new: &[Cell]) -> Result<Draft, EditError> {
        let end = first.saturating_add(count);
        if count == 0 || rows == 0 || end > self.n_rows {
            return Err(EditError::NoRows { first, count });
        }
        let inside = |cell: &Cell| first <= cell.row && cell.row_end() <= end;
        let crosses = |cell: &Cell| !inside(cell) && cell.row < end && cell.row_end() > first;
        let old: Vec<&Cell> = self.cells.iter().filter(|cell| inside(cell)).collect();
        if self.cells.iter().any(crosses) || letters(old.iter().copied()) != letters(new) {
            return Err(EditError::Ink);
        }
        let before = old.iter().map(|cell| placed(cell)).collect();
        let mut cells: Vec<Cell> = self.cells.iter().filter(|cell| !inside(cell)).cloned().collect();
        for cell in cells.iter_mut().filter(|cell| cell.row >= end) {
            cell.row = cell.row - count + rows;
        }
        let mut touched = Vec::new();
        for (ix, cell) in new.iter().enumerate() {
            let mut cell = cell.clone();
            cell.id = CellId(self.next_id_after() + ix as u32);
            touched.push(cell.id);
            cells.push(cell);
        }
        Ok(Draft { n_rows: self.n_rows - count + rows, cells, touched, before, dropped: Vec::new() })
    }

    /// Above every name given so far, logged edits included.
    fn next_id_after(&self) -> u32 {
        let made = self.cells.iter().map(|cell| cell.id.0 + 1).max().unwrap_or(0);
        let logged = self.log.iter().flat_map(|edit| &edit.cells).map(|id| id.0 + 1).max().unwrap_or(0);
        self.next_id.max(made).max(logged)
    }
}

/// All characters but white space, sorted: what an edit must keep.
fn letters<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<char> {
    let inks = cells.into_iter().flat_map(|cell: &'a Cell| &cell.ink);
    let mut all: Vec<char> =
        inks.flat_map(|ink: &Ink| ink.text.chars()).filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}

/// Applies a log again to the pieces it was made on: what the log says is what was done.
///
/// `pieces` are all pieces of the document in reading order; `first` is the one the table began with.
pub fn replay(pieces: &[Table], first: usize, log: &[Edit]) -> Result<Table, EditError> {
    let mut table = pieces[first].clone();
    for edit in log {
        match &edit.op {
            Op::AppendRows { piece } => {
                table.append_rows(pieces[*piece as usize].clone(), *piece, edit.why.clone())?;
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
