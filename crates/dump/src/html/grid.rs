//! Which slots each cell of an HTML table covers (HTML standard, 4.9.12, "forming a table").

use model::{Cell, Ink};

/// The standard's own bounds on spans (4.9.11).
const MAX_COLSPAN: u32 = 1000;
const MAX_ROWSPAN: u32 = 65_534;

/// A table under way.
#[derive(Default)]
pub(crate) struct Grid {
    cells: Vec<Placed>,
    /// For each column, the row after the last that a cell so far covers.
    until: Vec<u32>,
    row: u32,
    col: usize,
    in_row: bool,
    /// Rows with head cells only, as long as nothing else came.
    head: u32,
    /// Whether the row under way has cells, and head cells only.
    row_head: Option<bool>,
}

struct Placed {
    row: u32,
    col: u32,
    rowspan: u32,
    colspan: u32,
    ink: Vec<Ink>,
}

impl Grid {
    pub(crate) fn begin_row(&mut self) {
        self.end_row();
        (self.in_row, self.col, self.row_head) = (true, 0, None);
    }

    pub(crate) fn end_row(&mut self) {
        if self.in_row {
            if self.row_head == Some(true) && self.head == self.row {
                self.head += 1;
            }
            self.row += 1;
            self.in_row = false;
        }
    }

    /// The next cell of the row; `spans`: rows (0: to the end) and columns, as written.
    pub(crate) fn cell(&mut self, spans: (u32, u32), head: bool, ink: Vec<Ink>) {
        if !self.in_row {
            self.begin_row();
        }
        self.row_head = Some(self.row_head.unwrap_or(true) && head);
        let row = self.row;
        let free = |until: &[u32], col: usize| until.get(col).is_none_or(|until| *until <= row);
        while !free(&self.until, self.col) {
            self.col += 1;
        }
        let wide = spans.1.clamp(1, MAX_COLSPAN) as usize;
        // A cell that would overlap one from above ends before it.
        let width = (1..wide).take_while(|by| free(&self.until, self.col + by)).count() + 1;
        let high = if spans.0 == 0 { MAX_ROWSPAN } else { spans.0.min(MAX_ROWSPAN) };
        if self.until.len() < self.col + width {
            self.until.resize(self.col + width, 0);
        }
        self.until[self.col..self.col + width].fill(row + high);
        let (col, colspan) = (self.col as u32, width as u32);
        self.cells.push(Placed { row, col, rowspan: high, colspan, ink });
        self.col += width;
    }

    /// Rows, columns, cells, and the number of leading head rows if there are any.
    pub(crate) fn finish(mut self) -> (usize, usize, Vec<Cell>, Option<u32>) {
        self.end_row();
        let (rows, cols) = (self.row, self.until.len());
        let cell = |cell: Placed| {
            Cell::new(cell.row, cell.col, cell.rowspan.min(rows - cell.row), cell.colspan, cell.ink)
        };
        let head = Some(self.head).filter(|head| *head > 0 && *head < rows);
        (rows as usize, cols, self.cells.into_iter().map(cell).collect(), head)
    }
}
