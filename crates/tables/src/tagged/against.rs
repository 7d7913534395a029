//! Tagged tables against the grids that rules draw.

use super::ink::{Grid, Owners};
use crate::lattice::Lattice;
use model::geometry::Rect;
use model::layout::Verdict;
use std::collections::{BTreeMap, BTreeSet};

/// A grid is a table's when it holds at least this part (per cent) of the words of one of both.
const HELD: usize = 50;
/// Ink of others in a grid up to this part (per cent) is a title, a note, or the part of a form around the table.
const OTHERS: usize = 40;

/// Whether a grid of rules stands where the table does.
pub(super) fn overlap(grid: &Grid<'_>, lattice: &Lattice) -> bool {
    let area = lattice.direction.unturn(&lattice.bbox());
    grid.place().is_some_and(|place| place.contains(area.center()) || area.contains(place.center()))
}

/// What the rules say of a table whose ink agrees with its tags.
pub(super) fn verdict(grid: &Grid<'_>, lattices: &[Lattice], owners: &Owners<'_>) -> Verdict {
    for lattice in lattices.iter().filter(|lattice| overlap(grid, lattice)) {
        let area = lattice.direction.unturn(&lattice.bbox());
        let slots = lattice.owners();
        let cell_at = |bbox: &Rect| lattice.cell_at(&slots, lattice.direction.turn(bbox).center());
        let mut of_rules: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut of_tags: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        let (mut own, mut inside, mut others) = (0, 0, 0);
        for word in owners.words {
            let within = area.contains(word.bbox.center());
            match grid.owner_of(word.glyphs[0]) {
                Some(cell) => {
                    own += 1;
                    if within {
                        inside += 1;
                        let slot = cell_at(&word.bbox);
                        of_rules.entry(slot).or_default().insert(cell);
                        *of_tags.entry(cell).or_default().entry(slot).or_default() += 1;
                    }
                }
                None => others += usize::from(within),
            }
        }
        if inside * 100 < own * HELD {
            // A box around a few cells.
            continue;
        }
        if others * 100 > (inside + others) * OTHERS {
            return Verdict::Against("the rules around it hold more");
        }
        if of_tags.values().any(|slots| slots.len() > 1) {
            return Verdict::Against("rules part a cell");
        }
        if of_rules.values().all(|cells| cells.len() == 1) && inside == own {
            let size = [lattice.ys.len() - 1, lattice.xs.len() - 1];
            let finer = size[0] > grid.n_rows() as usize || size[1] > grid.n_cols() as usize;
            // Boxes to tick, drawn in cells, make edges that no text stands at; a head that tags leave out is a row.
            return if finer && others == 0 { Verdict::Used } else { Verdict::Agrees };
        }
        if wrapped(grid, lattice, &of_rules) {
            return Verdict::Against("rules hold lines of one cell together");
        }
    }
    Verdict::Used
}

/// Whether a row of the grid holds several tagged rows of which some cells alone have text: lines of cells that wrap, each
/// tagged as a row.
fn wrapped(grid: &Grid<'_>, lattice: &Lattice, of_rules: &BTreeMap<usize, BTreeSet<usize>>) -> bool {
    // For each row of the grid: cells with text, and those of them that hold cells one below the other.
    let mut rows: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (slot, cells) in of_rules {
        let tagged = |cell: &usize| grid.table.cells[*cell].at;
        let columns: BTreeSet<u32> = cells.iter().map(|cell| tagged(cell)[1]).collect();
        let lines: BTreeSet<u32> = cells.iter().map(|cell| tagged(cell)[0]).collect();
        let row = rows.entry(lattice.cells[*slot][0]).or_default();
        row.0 += 1;
        row.1 += usize::from(lines.len() > 1 && columns.len() == 1);
    }
    rows.values().any(|(all, stacked)| *stacked > 0 && stacked * 2 <= *all)
}
