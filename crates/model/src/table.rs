//! The tiled table: a rectangle of slots, each covered by exactly one cell; and the edits that change it.
//!
//! Invariants, checked by the one constructor and kept by every edit:
//! - **tiling**: `n_rows * n_cols` slots are covered exactly once by the cells' spans;
//! - cells are sorted by row, then column, of their top left slot;
//! - **conservation**: an edit moves ink, it never makes or loses any (dropped rows keep theirs in [`Table::dropped`]);
//! - every change goes through [`Table::apply`] or [`Table::append_rows`], which write the log: a rule cannot forget to.

mod apply;
mod edit;

use crate::geometry::{Pt, Quarter, Rect};
use crate::page::GlyphId;
use crate::script::is_leftward;
pub use edit::{Columns, Edit, EditError, Evidence, Op, Placed, Why, replay};

/// A cell's name, which it keeps while rows and columns shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub u32);

/// The most slots a table may have; more would be a hostile file, not a table.
pub const MAX_SLOTS: usize = 4_000_000;

/// A line of text with its place: what a cell, an outside line or a stray is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// What is printed, with one space where a gap parts two words.
    pub text: String,
    /// Page from 1.
    pub page: u32,
    /// Place on the page; in a dump there is none.
    pub bbox: Option<Rect>,
    /// The glyphs on the page, as inclusive ranges in reading order; empty in a dump.
    pub glyphs: Vec<(GlyphId, GlyphId)>,
    /// The byte range in a dump.
    pub bytes: Option<(u32, u32)>,
    /// The largest glyph size; zero in a dump.
    pub size: Pt,
    /// The way it runs.
    pub direction: Quarter,
    /// Whether most of it is bold.
    pub bold: bool,
    /// Gaps of the line that became spaces: byte offset of the space in `text`, and width.
    pub gaps: Vec<(u32, Pt)>,
    /// Where marks of notes stand in `text`, as byte ranges: smaller than what stands before them, and raised.
    pub raised: Vec<(u32, u32)>,
    /// A page's end stands before this line, inside the cell.
    pub cut_before: bool,
    /// It has a glyph without Unicode text (U+FFFD in `text`).
    pub unmapped: bool,
}

impl Ink {
    /// Ink of a dump: text and its byte range.
    pub fn of_dump(text: impl Into<String>, bytes: (u32, u32)) -> Self {
        Self { text: text.into(), page: 1, bytes: Some(bytes), ..Self::default() }
    }

    /// How far from the edge where its reader starts it begins, up to a shift that all lines of a script have in common:
    /// indents are told by it. `None` in a dump.
    pub fn start(&self) -> Option<Pt> {
        self.bbox.map(|bbox| if self.text.contains(is_leftward) { -bbox.x1 } else { bbox.x0 })
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    id: CellId,
    row: u32,
    col: u32,
    rowspan: u32,
    colspan: u32,
    ink: Vec<Ink>,
    areas: Vec<(u32, Rect)>,
    text: String,
}

impl Cell {
    /// A cell before it stands in a table; its text is its raw text. Spans of 0 count as 1.
    pub fn new(row: u32, col: u32, rowspan: u32, colspan: u32, ink: Vec<Ink>) -> Self {
        let text = raw_of(&ink);
        let (rowspan, colspan) = (rowspan.max(1), colspan.max(1));
        Self { id: CellId(0), row, col, rowspan, colspan, ink, areas: Vec::new(), text }
    }

    /// The same, with the area of its slots on a page.
    #[must_use]
    pub fn on(mut self, page: u32, area: Rect) -> Self {
        self.areas.push((page, area));
        self
    }

    /// Its lasting name inside its table.
    pub const fn id(&self) -> CellId {
        self.id
    }
    /// Its first row, from 0.
    pub const fn row(&self) -> u32 {
        self.row
    }
    /// Its first column, from 0.
    pub const fn col(&self) -> u32 {
        self.col
    }
    /// Rows covered, at least 1.
    pub const fn rowspan(&self) -> u32 {
        self.rowspan
    }
    /// Columns covered, at least 1.
    pub const fn colspan(&self) -> u32 {
        self.colspan
    }
    /// The row after its last.
    pub const fn row_end(&self) -> u32 {
        self.row + self.rowspan
    }
    /// The column after its last.
    pub const fn col_end(&self) -> u32 {
        self.col + self.colspan
    }
    /// Its lines, in reading order.
    pub fn ink(&self) -> &[Ink] {
        &self.ink
    }
    /// The areas of its slots, one per page; empty in a dump.
    pub fn areas(&self) -> &[(u32, Rect)] {
        &self.areas
    }
    /// The text made whole by the edits so far; before any, the raw text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What is printed: lines joined by `\n`, a page cut by `\f`.
    pub fn raw(&self) -> String {
        raw_of(&self.ink)
    }
    /// Whether it holds no ink but white space.
    pub fn is_blank(&self) -> bool {
        self.ink.iter().all(|line| line.text.trim().is_empty())
    }
    /// Whether it was read from a dump: its ink has places in a text, none on a page.
    pub fn is_of_dump(&self) -> bool {
        self.ink.iter().any(|line| line.bytes.is_some())
    }
    /// Whether all its ink is bold, and there is some.
    pub fn is_bold(&self) -> bool {
        !self.is_blank() && self.ink.iter().all(|line| line.bold)
    }
    /// Whether the slot lies in it.
    pub const fn covers(&self, row: u32, col: u32) -> bool {
        self.row <= row && row < self.row_end() && self.col <= col && col < self.col_end()
    }
}

fn raw_of(ink: &[Ink]) -> String {
    let mut out = String::new();
    for (ix, line) in ink.iter().enumerate() {
        if ix > 0 {
            out.push(if line.cut_before { '\u{c}' } else { '\n' });
        }
        out.push_str(&line.text);
    }
    out
}

/// Rows taken out of the table by an edit (repeated headers), kept with their ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedRow {
    /// The cells as they stood.
    pub cells: Vec<Cell>,
}

/// A table: the core shared by a page's piece and a whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    n_rows: u32,
    n_cols: u32,
    cells: Vec<Cell>,
    /// For each slot, row by row, the index in `cells` of the cell that covers it.
    owner: Vec<u32>,
    /// For each name given so far, the index in `cells` of its cell, or [`FREE`].
    index: Vec<u32>,
    next_id: u32,
    log: Vec<Edit>,
    dropped: Vec<DroppedRow>,
}

/// Why cells do not make a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TilingError {
    /// No rows, no columns, or more than [`MAX_SLOTS`].
    #[error("a table of {rows} rows by {cols} columns is not possible")]
    Size {
        /// Rows asked for.
        rows: u32,
        /// Columns asked for.
        cols: u32,
    },
    /// A cell reaches past the last row or column.
    #[error("the cell at row {row}, column {col} reaches outside the table")]
    Outside {
        /// Its row.
        row: u32,
        /// Its column.
        col: u32,
    },
    /// Two cells cover one slot.
    #[error("two cells cover row {row}, column {col}")]
    Overlap {
        /// The slot's row.
        row: u32,
        /// The slot's column.
        col: u32,
    },
    /// No cell covers a slot.
    #[error("no cell covers row {row}, column {col}")]
    Hole {
        /// The slot's row.
        row: u32,
        /// The slot's column.
        col: u32,
    },
}

impl Table {
    /// Makes a table of cells given in any order; names them in reading order.
    pub fn new(n_rows: u32, n_cols: u32, cells: Vec<Cell>) -> Result<Self, TilingError> {
        let mut cells = cells;
        cells.sort_by_key(|cell| (cell.row, cell.col));
        for (ix, cell) in cells.iter_mut().enumerate() {
            cell.id = CellId(ix as u32);
        }
        let owner = cover(n_rows, n_cols, &cells)?;
        let next_id = cells.len() as u32;
        let index = (0..next_id).collect();
        Ok(Self { n_rows, n_cols, cells, owner, index, next_id, log: Vec::new(), dropped: Vec::new() })
    }

    /// The same, with every slot that no cell covers made a blank cell.
    pub fn with_blanks(n_rows: u32, n_cols: u32, cells: Vec<Cell>) -> Result<Self, TilingError> {
        let mut cells = cells;
        let free = free_slots(n_rows, n_cols, &cells)?;
        cells.extend(free.into_iter().map(|(row, col)| Cell::new(row, col, 1, 1, Vec::new())));
        Self::new(n_rows, n_cols, cells)
    }

    /// Rows.
    pub const fn n_rows(&self) -> u32 {
        self.n_rows
    }
    /// Columns.
    pub const fn n_cols(&self) -> u32 {
        self.n_cols
    }
    /// The cells, by row, then column.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
    /// The index in [`Table::cells`] of the cell that covers a slot inside the table.
    pub fn index_at(&self, row: u32, col: u32) -> usize {
        self.owner[row as usize * self.n_cols as usize + col as usize] as usize
    }
    /// The cell that covers a slot inside the table.
    pub fn at(&self, row: u32, col: u32) -> &Cell {
        &self.cells[self.index_at(row, col)]
    }
    /// The cell of that name; `None` when an edit merged or dropped it.
    pub fn get(&self, id: CellId) -> Option<&Cell> {
        let ix = self.index.get(id.0 as usize).filter(|ix| **ix != FREE)?;
        self.cells.get(*ix as usize)
    }
    /// The cells whose first slot is in this row, left to right.
    pub fn row(&self, row: u32) -> &[Cell] {
        let from = self.cells.partition_point(|cell| cell.row < row);
        let to = self.cells.partition_point(|cell| cell.row <= row);
        &self.cells[from..to]
    }
    /// The edits so far, in the order in which they were made.
    pub fn log(&self) -> &[Edit] {
        &self.log
    }
    /// Rows that edits took out.
    pub fn dropped(&self) -> &[DroppedRow] {
        &self.dropped
    }
    /// Moves its ink and areas: for a table that no edit has changed yet.
    pub fn move_ink(&mut self, to: &impl Fn(&Rect) -> Rect) {
        for cell in &mut self.cells {
            for line in &mut cell.ink {
                line.bbox = line.bbox.as_ref().map(to);
            }
            for (_, area) in &mut cell.areas {
                *area = to(area);
            }
        }
    }
    /// Every line of ink, dropped rows included.
    pub fn all_ink(&self) -> impl Iterator<Item = &Ink> {
        let dropped = self.dropped.iter().flat_map(|row| &row.cells);
        self.cells.iter().chain(dropped).flat_map(|cell| &cell.ink)
    }
}

fn check_size(n_rows: u32, n_cols: u32) -> Result<usize, TilingError> {
    let slots = n_rows as usize * n_cols as usize;
    if slots == 0 || slots > MAX_SLOTS {
        return Err(TilingError::Size { rows: n_rows, cols: n_cols });
    }
    Ok(slots)
}

const FREE: u32 = u32::MAX;

/// For each slot of the rows from `from` on, the cell that covers it or [`FREE`]; the cells must lie in these rows.
fn paint(from: u32, n_rows: u32, n_cols: u32, cells: &[Cell]) -> Result<Vec<u32>, TilingError> {
    check_size(n_rows, n_cols)?;
    let mut owner = vec![FREE; (n_rows - from) as usize * n_cols as usize];
    for (ix, cell) in cells.iter().enumerate() {
        if cell.row < from || cell.row_end() > n_rows || cell.col_end() > n_cols {
            return Err(TilingError::Outside { row: cell.row, col: cell.col });
        }
        for row in cell.row..cell.row_end() {
            for col in cell.col..cell.col_end() {
                let slot = &mut owner[(row - from) as usize * n_cols as usize + col as usize];
                if *slot != FREE {
                    return Err(TilingError::Overlap { row, col });
                }
                *slot = ix as u32;
            }
        }
    }
    Ok(owner)
}

fn free_slots(n_rows: u32, n_cols: u32, cells: &[Cell]) -> Result<Vec<(u32, u32)>, TilingError> {
    let owner = paint(0, n_rows, n_cols, cells)?;
    let free = owner.iter().enumerate().filter(|(_, ix)| **ix == FREE);
    Ok(free.map(|(slot, _)| ((slot / n_cols as usize) as u32, (slot % n_cols as usize) as u32)).collect())
}

fn cover(n_rows: u32, n_cols: u32, cells: &[Cell]) -> Result<Vec<u32>, TilingError> {
    let owner = paint(0, n_rows, n_cols, cells)?;
    if let Some(slot) = owner.iter().position(|ix| *ix == FREE) {
        let (row, col) = ((slot / n_cols as usize) as u32, (slot % n_cols as usize) as u32);
        return Err(TilingError::Hole { row, col });
    }
    Ok(owner)
}

#[cfg(test)]
mod tests;
