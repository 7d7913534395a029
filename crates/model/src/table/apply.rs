//! How a table changes: each edit drafts the rows from the first one it touches, checks that they tile, and logs.
//!
//! Only those rows are made anew, so that joining the pages of a long table, one after the other, stays linear.

use super::edit::{Columns, Edit, EditError, Op, Placed, Why};
use super::{Cell, CellId, DroppedRow, FREE, Ink, Table, TilingError, check_size, paint};

/// The rows from `from` on as an edit would leave them.
struct Draft {
    from: u32,
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
            // The commonest edit moves no cell: it is made in place.
            let ix = self.index_of(*cell)?;
            let before = vec![Placed::of(&self.cells[ix])];
            text.clone_into(&mut self.cells[ix].text);
            let after = vec![Placed::of(&self.cells[ix])];
            let cells = vec![*cell];
            return Ok(self.logged(Edit { op, why, cells, before, after }));
        }
        let draft = match &op {
            Op::JoinRows { upper } => self.draft_join(*upper)?,
            Op::DropRows { first, count } => self.draft_drop(*first, *count)?,
            Op::ShiftRow { row, from, by } => self.draft_shift(*row, *from, *by)?,
            Op::Grow { cell, rowspan, colspan } => self.draft_grow(*cell, *rowspan, *colspan)?,
            Op::Rewrite { first, count, rows, cells } => self.draft_rewrite(*first, *count, *rows, cells)?,
            // Appending needs the other piece: it has functions of its own.
            Op::SetText { .. } | Op::AppendRows { .. } | Op::AppendCols { .. } => return Err(EditError::Ink),
        };
        let Draft { from, n_rows, cells, touched, before, mut dropped } = draft;
        self.splice(from, n_rows, cells)?;
        self.dropped.append(&mut dropped);
        let after = touched
            .iter()
            .filter_map(|id| self.index_of(*id).ok())
            .map(|ix| Placed::of(&self.cells[ix]))
            .collect();
        Ok(self.logged(Edit { op, why, cells: touched, before, after }))
    }

    /// Puts another piece's rows below. `columns` says how the columns of both lie on the joined ones; without it both
    /// must have the same number. The other's own log is not taken over: join pieces before editing them.
    pub fn append_rows(
        &mut self,
        other: Self,
        piece: u32,
        columns: Option<Columns>,
        why: Why,
    ) -> Result<&Edit, EditError> {
        let mut other = other;
        if let Some(Columns { upper, lower, count }) = &columns {
            (*self, other) = (self.on_columns(upper, *count)?, other.on_columns(lower, *count)?);
        } else if other.n_cols != self.n_cols {
            return Err(TilingError::Size { rows: other.n_rows, cols: other.n_cols }.into());
        }
        let (shift, rows) = (self.n_rows, self.n_rows + other.n_rows);
        let (names, cells) = (self.next_id + other.next_id, self.taken(&mut other, (shift, 0)));
        self.splice(shift, rows, cells)?;
        Ok(self.appended(other, names, Op::AppendRows { piece, columns }, why))
    }

    /// Puts another piece's columns to the right. It has the same number of rows, or fewer: then its first row is made
    /// higher, for its head has fewer levels.
    pub fn append_cols(&mut self, other: Self, piece: u32, why: Why) -> Result<&Edit, EditError> {
        let mut other = other;
        if other.n_rows > self.n_rows {
            return Err(TilingError::Size { rows: other.n_rows, cols: other.n_cols }.into());
        }
        let higher = self.n_rows - other.n_rows;
        for cell in &mut other.cells {
            if cell.row == 0 { cell.rowspan += higher } else { cell.row += higher }
        }
        other.n_rows = self.n_rows;
        let (shift, cols) = (self.n_cols, self.n_cols + other.n_cols);
        check_size(self.n_rows, cols)?;
        let names = self.next_id + other.next_id;
        let mut cells = self.taken(&mut other, (0, shift));
        cells.extend(self.cells.iter().cloned());
        self.n_cols = cols;
        self.splice(0, self.n_rows, cells)?;
        Ok(self.appended(other, names, Op::AppendCols { piece }, why))
    }

    /// The other table's cells, moved and named anew.
    fn taken(&self, other: &mut Self, shift: (u32, u32)) -> Vec<Cell> {
        let moved = std::mem::take(&mut other.cells).into_iter().map(|mut cell| {
            cell.id = CellId(self.next_id + cell.id.0);
            (cell.row, cell.col) = (cell.row + shift.0, cell.col + shift.1);
            cell
        });
        moved.collect()
    }

    fn appended(&mut self, other: Self, names: u32, op: Op, why: Why) -> &Edit {
        self.next_id = self.next_id.max(names);
        self.dropped.extend(other.dropped);
        self.logged(Edit { op, why, cells: Vec::new(), before: Vec::new(), after: Vec::new() })
    }

    fn logged(&mut self, edit: Edit) -> &Edit {
        let ix = self.log.len();
        self.log.push(edit);
        &self.log[ix]
    }

    /// The same table on a finer grid of columns: `edges` gives each edge's new place among `count` columns.
    fn on_columns(&self, edges: &[u32], count: u32) -> Result<Self, EditError> {
        let rising = edges.windows(2).all(|pair| pair[0] < pair[1]);
        let (Some(first), Some(last)) = (edges.first(), edges.last()) else { return Err(EditError::Ink) };
        if !rising || *last > count || edges.len() != self.n_cols as usize + 1 {
            return Err(TilingError::Size { rows: self.n_rows, cols: edges.len() as u32 }.into());
        }
        check_size(self.n_rows, count)?;
        let mut out = self.clone();
        for cell in &mut out.cells {
            let (from, to) = (edges[cell.col as usize], edges[cell.col_end() as usize]);
            (cell.col, cell.colspan) = (from, to - from);
        }
        let mut cells = std::mem::take(&mut out.cells);
        for (from, to) in [(0, *first), (*last, count)].into_iter().filter(|(from, to)| from < to) {
            let mut blank = Cell::new(0, from, self.n_rows, to - from, Vec::new());
            blank.id = CellId(out.next_id);
            out.next_id += 1;
            cells.push(blank);
        }
        out.n_cols = count;
        out.splice(0, out.n_rows, cells)?;
        Ok(out)
    }

    /// The rows from `from` on are these cells now. No cell above may reach into them. On an error nothing is changed.
    fn splice(&mut self, from: u32, n_rows: u32, cells: Vec<Cell>) -> Result<(), TilingError> {
        check_size(n_rows, self.n_cols)?;
        let mut cells = cells;
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let kept = self.cells.partition_point(|cell| cell.row < from);
        let owner = paint(from, n_rows, self.n_cols, &cells)?;
        if let Some(slot) = owner.iter().position(|ix| *ix == FREE) {
            let (row, col) = (slot / self.n_cols as usize, slot % self.n_cols as usize);
            return Err(TilingError::Hole { row: from + row as u32, col: col as u32 });
        }
        for gone in &self.cells[kept..] {
            self.index[gone.id.0 as usize] = FREE;
        }
        self.cells.truncate(kept);
        self.owner.truncate(from as usize * self.n_cols as usize);
        self.owner.extend(owner.into_iter().map(|ix| ix + kept as u32));
        for (ix, cell) in cells.iter().enumerate() {
            let id = cell.id.0 as usize;
            if id >= self.index.len() {
                self.index.resize(id + 1, FREE);
            }
            self.index[id] = (kept + ix) as u32;
        }
        self.cells.append(&mut cells);
        self.n_rows = n_rows;
        // A name once given is never given again: the log and what is said of cells hold on to it.
        self.next_id = self.next_id.max(self.index.len() as u32);
        Ok(())
    }

    /// A row at or above `row` into which no cell above it reaches, and the cells from there on.
    fn tail(&self, row: u32) -> (u32, Vec<Cell>) {
        let mut from = row.min(self.n_rows - 1);
        loop {
            let top = (0..self.n_cols).map(|col| self.at(from, col).row).min().unwrap_or(from);
            if top == from {
                break;
            }
            from = top;
        }
        let first = self.cells.partition_point(|cell| cell.row < from);
        (from, self.cells[first..].to_vec())
    }

    fn index_of(&self, id: CellId) -> Result<usize, EditError> {
        match self.index.get(id.0 as usize) {
            Some(ix) if *ix != FREE => Ok(*ix as usize),
            _ => Err(EditError::NoCell(id)),
        }
    }

    fn draft_join(&self, upper: u32) -> Result<Draft, EditError> {
        let lower = upper + 1;
        if lower >= self.n_rows {
            return Err(EditError::NoRows { first: upper, count: 2 });
        }
        let (from, mut cells) = self.tail(upper);
        let (mut touched, mut before, mut taken) = (Vec::new(), Vec::new(), Vec::new());
        for cell in self.row(lower) {
            let over = self.at(upper, cell.col);
            if over.col != cell.col || over.colspan != cell.colspan || over.row_end() != lower {
                return Err(EditError::Ink);
            }
            before.extend([Placed::of(over), Placed::of(cell)]);
            touched.push(over.id);
            taken.push((over.id, cell.clone()));
        }
        cells.retain(|cell| cell.row != lower);
        for cell in &mut cells {
            if let Some((_, rest)) = taken.iter().find(|(id, _)| *id == cell.id) {
                take_in(cell, rest);
            } else if cell.row <= upper && cell.row_end() > lower {
                cell.rowspan -= 1;
            } else if cell.row > lower {
                cell.row -= 1;
            }
        }
        Ok(Draft { from, n_rows: self.n_rows - 1, cells, touched, before, dropped: Vec::new() })
    }

    fn draft_drop(&self, first: u32, count: u32) -> Result<Draft, EditError> {
        let end = first.saturating_add(count);
        if count == 0 || end > self.n_rows || count == self.n_rows {
            return Err(EditError::NoRows { first, count });
        }
        let inside = |cell: &Cell| first <= cell.row && cell.row_end() <= end;
        let rows = (first..end).map(|row| self.row(row).iter().filter(|cell| inside(cell)));
        let before = rows.clone().flatten().map(Placed::of).collect();
        let dropped = rows.map(|cells| DroppedRow { cells: cells.cloned().collect() }).collect();
        let (from, mut cells) = self.tail(first);
        cells.retain(|cell| !inside(cell));
        for cell in &mut cells {
            let lost = cell.row_end().min(end).saturating_sub(cell.row.max(first));
            if cell.row >= first {
                cell.row = if cell.row >= end { cell.row - count } else { first };
            }
            cell.rowspan -= lost;
        }
        Ok(Draft { from, n_rows: self.n_rows - count, cells, touched: Vec::new(), before, dropped })
    }

    fn draft_shift(&self, row: u32, from: u32, by: u32) -> Result<Draft, EditError> {
        if row >= self.n_rows || by == 0 || from.saturating_add(by) > self.n_cols {
            return Err(EditError::NoRows { first: row, count: 1 });
        }
        let last = self.n_cols - by;
        let (start, mut cells) = self.tail(row);
        let (mut touched, mut before, mut freed) = (Vec::new(), Vec::new(), 0);
        for cell in cells.iter_mut().filter(|cell| cell.row == row && cell.col >= from) {
            before.push(Placed::of(cell));
            touched.push(cell.id);
            if cell.col >= last {
                if !cell.is_blank() || cell.colspan != 1 || cell.rowspan != 1 {
                    return Err(EditError::Ink);
                }
                cell.col = from + freed;
                freed += 1;
            } else {
                cell.col += by;
            }
        }
        Ok(Draft { from: start, n_rows: self.n_rows, cells, touched, before, dropped: Vec::new() })
    }

    fn draft_grow(&self, id: CellId, rowspan: u32, colspan: u32) -> Result<Draft, EditError> {
        let own = &self.cells[self.index_of(id)?];
        if rowspan < own.rowspan || colspan < own.colspan {
            return Err(EditError::Ink);
        }
        let mut grown = own.clone();
        (grown.rowspan, grown.colspan) = (rowspan, colspan);
        let taken = |cell: &Cell| {
            cell.id != id
                && grown.row <= cell.row
                && cell.row_end() <= grown.row_end()
                && grown.col <= cell.col
                && cell.col_end() <= grown.col_end()
        };
        let mut before = vec![Placed::of(own)];
        let mut result = grown.clone();
        let (from, mut cells) = self.tail(own.row);
        for cell in cells.iter().filter(|cell| taken(cell)) {
            before.push(Placed::of(cell));
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
        cells.retain(|cell| cell.id != id && !taken(cell));
        cells.push(result);
        Ok(Draft { from, n_rows: self.n_rows, cells, touched: vec![id], before, dropped: Vec::new() })
    }

    fn draft_rewrite(&self, first: u32, count: u32, rows: u32, new: &[Cell]) -> Result<Draft, EditError> {
        let end = first.saturating_add(count);
        if count == 0 || rows == 0 || end > self.n_rows {
            return Err(EditError::NoRows { first, count });
        }
        let (from, mut cells) = self.tail(first);
        let inside = |cell: &Cell| first <= cell.row && cell.row_end() <= end;
        let crosses = |cell: &Cell| !inside(cell) && cell.row < end && cell.row_end() > first;
        let old: Vec<&Cell> = cells.iter().filter(|cell| inside(cell)).collect();
        if cells.iter().any(crosses) || letters(old.iter().copied()) != letters(new) {
            return Err(EditError::Ink);
        }
        let before = old.iter().map(|cell| Placed::of(cell)).collect();
        cells.retain(|cell| !inside(cell));
        for cell in cells.iter_mut().filter(|cell| cell.row >= end) {
            cell.row = cell.row - count + rows;
        }
        let mut touched = Vec::new();
        let free = self.next_id;
        for (ix, cell) in new.iter().enumerate() {
            let mut cell = cell.clone();
            cell.id = CellId(free + ix as u32);
            touched.push(cell.id);
            cells.push(cell);
        }
        let n_rows = self.n_rows - count + rows;
        Ok(Draft { from, n_rows, cells, touched, before, dropped: Vec::new() })
    }
}

/// Puts the ink of a cell below behind a cell's own, over a cut.
fn take_in(cell: &mut Cell, rest: &Cell) {
    let mut ink = rest.ink.clone();
    if let Some(first) = ink.first_mut() {
        first.cut_before =
            first.page != cell.ink.last().map_or(first.page, |line| line.page) || first.bytes.is_some();
    }
    if !rest.is_blank() {
        cell.text =
            if cell.is_blank() { rest.text.clone() } else { format!("{}\u{c}{}", cell.text, rest.text) };
    }
    cell.ink.extend(ink);
    cell.areas.extend(&rest.areas);
    cell.rowspan = (cell.rowspan - 1) + rest.rowspan;
}

/// All characters but white space, sorted: what an edit must keep.
fn letters<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<char> {
    let inks = cells.into_iter().flat_map(|cell: &'a Cell| &cell.ink);
    let mut all: Vec<char> =
        inks.flat_map(|ink: &Ink| ink.text.chars()).filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}
