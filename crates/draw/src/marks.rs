//! What is to be marked on the source, page by page: tables, mended and doubtful cells, strays.

use crate::mends::mends;
use crate::note;
use model::repaired::Reading;
use model::table::Edit;
use model::{Cell, Rect, Repaired, RepairedTable};

/// One mark on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The page, from 1.
    pub(crate) page: u32,
    /// What is marked.
    pub(crate) kind: Kind,
    /// Boxes in page space, at least one.
    pub(crate) boxes: Vec<Rect>,
    /// What the mark says.
    pub(crate) note: String,
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A table's outline.
    Table,
    /// The ink of a mended cell.
    Mended,
    /// The ink of a cell with two readings.
    Doubt,
    /// Ink that found no place.
    Stray,
}

/// The first `most` marks, tables in reading order and each one's outline before its cells, then strays; and how many
/// more there are.
pub(crate) fn marks(repaired: &Repaired, most: usize) -> (Vec<Mark>, usize) {
    let mut list = Bounded { kept: Vec::new(), most, left_out: 0 };
    for (ix, found) in repaired.tables.iter().enumerate() {
        for (page, bbox) in &found.regions {
            let boxes = bbox.iter().copied().collect();
            list.add(*page, Kind::Table, boxes, || note::of_table(ix, found));
        }
        cells(found, &mut list);
    }
    for stray in &repaired.strays {
        let boxes = stray.ink.bbox.iter().copied().collect();
        list.add(stray.ink.page, Kind::Stray, boxes, || note::of_stray(&stray.ink.text, stray.reason));
    }
    (list.kept, list.left_out)
}

struct Bounded {
    kept: Vec<Mark>,
    most: usize,
    left_out: usize,
}

impl Bounded {
    fn add(&mut self, page: u32, kind: Kind, boxes: Vec<Rect>, note: impl FnOnce() -> String) {
        if boxes.is_empty() {
            return;
        }
        if self.kept.len() == self.most {
            self.left_out += 1;
        } else {
            self.kept.push(Mark { page, kind, boxes, note: note() });
        }
    }
}

fn cells(found: &RepairedTable, list: &mut Bounded) {
    let mended = mends(&found.table);
    for (ix, cell) in found.table.cells().iter().enumerate() {
        let reading = found.readings.get(ix);
        let edits = mended.get(&cell.id()).map_or(&[][..], Vec::as_slice);
        let kind = if reading.is_some_and(|reading| reading.doubt.is_some()) {
            Kind::Doubt
        } else if edits.is_empty() {
            continue;
        } else {
            Kind::Mended
        };
        cell_marks(cell, kind, reading, edits, list);
    }
}

/// One mark for each page on which the cell has ink, or an area if it has none.
fn cell_marks(cell: &Cell, kind: Kind, reading: Option<&Reading>, edits: &[&Edit], list: &mut Bounded) {
    let mut boxes: Vec<(u32, Rect)> =
        cell.ink().iter().filter_map(|ink| ink.bbox.map(|bbox| (ink.page, bbox))).collect();
    if boxes.is_empty() {
        boxes = cell.areas().to_vec();
    }
    let mut pages: Vec<u32> = boxes.iter().map(|(page, _)| *page).collect();
    pages.sort_unstable();
    pages.dedup();
    for page in pages {
        let here = boxes.iter().filter(|(on, _)| *on == page).map(|(_, bbox)| *bbox).collect();
        list.add(page, kind, here, || note::of_cell(cell, reading, edits));
    }
}
