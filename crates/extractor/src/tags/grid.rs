//! Rows of tagged cells on a grid: each cell stands in the first slot of its row that no cell above reaches into.

use model::page::{TaggedCell, TaggedTable};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A table with more columns is no table.
const MOST_COLUMNS: u32 = 1_000;
/// More slots than this are not laid out.
const MOST_SLOTS: usize = 4_000_000;

pub(super) struct RawRow {
    /// Whether it stands in a THead.
    pub(super) head: bool,
    pub(super) cells: Vec<RawCell>,
}

pub(super) struct RawCell {
    pub(super) head: bool,
    pub(super) of_row: bool,
    /// Rows and columns it says to span.
    pub(super) spans: [Option<u32>; 2],
    pub(super) id: Option<Box<[u8]>>,
    pub(super) headers: Vec<Box<[u8]>>,
    /// Page (from 1) and number of the marked content in it.
    pub(super) marks: Vec<(u32, u32)>,
}

/// A table on its grid.
pub(super) struct Laid {
    n_rows: u32,
    n_cols: u32,
    nested: bool,
    /// In reading order, with the marked content of all pages.
    cells: Vec<(TaggedCell, Vec<(u32, u32)>)>,
    /// For each page with content, the first and last of its cells.
    pages: BTreeMap<u32, (usize, usize)>,
    /// For each page, cells that begin above those and reach into their rows.
    reaching: BTreeMap<u32, Vec<usize>>,
}

/// Rows on a grid; `None` when none can be made of them.
pub(super) fn laid_out(rows: Vec<RawRow>, nested: bool) -> Option<Laid> {
    let named: FxHashSet<Box<[u8]>> =
        rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.headers.iter().cloned()).collect();
    let n_rows = rows.len() as u32;
    // For each column, the first row that is free again.
    let mut free: Vec<u32> = Vec::new();
    let mut cells: Vec<(TaggedCell, Vec<(u32, u32)>)> = Vec::new();
    let mut slots = 0_usize;
    for (row, raw) in rows.into_iter().enumerate() {
        let row = row as u32;
        let mut col = 0;
        for cell in raw.cells {
            while free.get(col).is_some_and(|until| *until > row) {
                col += 1;
            }
            let [height, width] = cell.spans.map(|span| span.unwrap_or(1).max(1));
            let height = height.min(n_rows - row);
            let width = width.min(MOST_COLUMNS);
            let end = col + width as usize;
            slots += height as usize * width as usize;
            if end > MOST_COLUMNS as usize || slots > MOST_SLOTS {
                return None;
            }
            if free.len() < end {
                free.resize(end, 0);
            }
            if free[col..end].iter().any(|until| *until > row) {
                // It would lie over a cell from above.
                return None;
            }
            free[col..end].fill(row + height);
            let is_named = cell.id.as_ref().is_some_and(|id| named.contains(id));
            let head = (cell.head || raw.head || is_named) && !cell.of_row;
            let at = [row, col as u32, height, width];
            cells.push((TaggedCell { at, head, marks: Vec::new() }, cell.marks));
            col = end;
        }
    }
    let n_cols = free.len() as u32;
    let mut laid = Laid { n_rows, n_cols, nested, cells, pages: BTreeMap::new(), reaching: BTreeMap::new() };
    for (ix, (_, marks)) in laid.cells.iter().enumerate() {
        for (page, _) in marks {
            let span = laid.pages.entry(*page).or_insert((ix, ix));
            span.1 = ix;
        }
    }
    // Blank cells of the same rows, and all blank rows of a table on one page, are of the page as well.
    let alone = laid.pages.len() == 1;
    for (first, last) in laid.pages.values_mut() {
        let row = |ix: usize| laid.cells[ix].0.at[0];
        let (from, to) = (row(*first), row(*last));
        *first = if alone { 0 } else { laid.cells.partition_point(|(cell, _)| cell.at[0] < from) };
        *last =
            if alone { laid.cells.len() } else { laid.cells.partition_point(|(cell, _)| cell.at[0] <= to) }
                - 1;
    }
    laid.reach();
    (n_cols > 0).then_some(laid)
}

impl Laid {
    /// The pages with content of it.
    pub(super) fn pages(&self) -> impl Iterator<Item = u32> {
        self.pages.keys().copied()
    }

    /// Finds the cells that reach from above into the rows of a page.
    fn reach(&mut self) {
        let mut starts: Vec<(usize, u32)> = self.pages.iter().map(|(page, span)| (span.0, *page)).collect();
        starts.sort_unstable();
        for (ix, (cell, _)) in self.cells.iter().enumerate().filter(|(_, (cell, _))| cell.at[2] > 1) {
            let from = starts.partition_point(|(first, _)| *first <= ix);
            let ends = |(first, _): &&(usize, u32)| self.cells[*first].0.at[0] < cell.at[0] + cell.at[2];
            for (_, page) in starts[from..].iter().take_while(ends) {
                self.reaching.entry(*page).or_default().push(ix);
            }
        }
    }

    /// The part on a page, if there is one.
    pub(super) fn on(&self, page: u32, id: u32) -> Option<TaggedTable> {
        let (first, last) = *self.pages.get(&page)?;
        let reaching = self.reaching.get(&page).into_iter().flatten().copied();
        let one = |ix: usize| {
            let (cell, marks) = &self.cells[ix];
            let marks = marks.iter().filter(|(on, _)| *on == page).map(|(_, mark)| *mark).collect();
            TaggedCell { marks, ..cell.clone() }
        };
        Some(TaggedTable {
            id,
            n_rows: self.n_rows,
            n_cols: self.n_cols,
            cells: reaching.chain(first..=last).map(one).collect(),
            nested: self.nested,
            whole: self.pages.len() == 1,
        })
    }
}
