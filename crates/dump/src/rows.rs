//! Rows of cells to a piece, within bounds on its slots.

use crate::Found;
use model::layout::{Item, Line, Open, Piece, PieceEvidence};
use model::table::MAX_SLOTS;
use model::{Cell, Diagnostic, Ink, Table};

/// A row: for each of its cells, the lines in it.
pub(crate) type Row = Vec<Vec<Ink>>;

impl Found {
    /// A line outside tables.
    pub(crate) fn line(&mut self, ink: Ink) {
        self.items.push(Item::Line(Line { ink }));
    }

    /// A piece of rows; short rows are filled with blanks on the right.
    pub(crate) fn rows(&mut self, rows: Vec<Row>, header_hint: Option<u32>) {
        let (n_rows, n_cols) = (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0));
        let cells = rows.into_iter().enumerate().flat_map(|(row, cells)| {
            let cell = move |(col, ink)| Cell::new(row as u32, col as u32, 1, 1, ink);
            cells.into_iter().enumerate().map(cell)
        });
        self.piece(n_rows, n_cols, cells.collect(), header_hint);
    }

    /// A piece of cells; slots that none covers are blank. A table larger than can be held becomes lines of text.
    pub(crate) fn piece(&mut self, n_rows: usize, n_cols: usize, cells: Vec<Cell>, header_hint: Option<u32>) {
        let slots = n_rows.saturating_mul(n_cols);
        if slots == 0 {
            return;
        }
        // One bound for all pieces together: many wide and ragged ones could fill the memory too.
        let room = MAX_SLOTS - self.slots;
        if slots > room {
            let message = format!(
                "a table of {n_rows} rows and {n_cols} columns is too large; its cells stand as text outside"
            );
            self.diagnostics.push(Diagnostic::new("table-too-large", message).on(1).hint("split the file"));
            for ink in cells.iter().flat_map(Cell::ink) {
                self.line(ink.clone());
            }
            return;
        }
        self.slots += slots;
        let table = Table::with_blanks(n_rows as u32, n_cols as u32, cells)
            .expect("the readers give each slot to one cell, and the size is bounded above");
        self.items.push(Item::Piece(Piece {
            table,
            page: 1,
            bbox: None,
            direction: model::geometry::Quarter::D0,
            leftward: false,
            col_edges: Vec::new(),
            row_edges: Vec::new(),
            evidence: PieceEvidence::Dump,
            header_hint,
            open: Open::default(),
        }));
    }
}
