//! Totals of different tables that are the same figure, whatever they are called.

use super::{Across, Figure, View, figure, sum};
use crate::evidence::{ENOUGH, tried};
use crate::sheet::Sheet;
use model::checked::RowKind;
use model::table::Evidence;
use std::collections::{BTreeMap, BTreeSet};

/// Bits of a figure that is the same as a total by its digits alone: seven of them.
const LONG: i32 = 20;

/// Totals that are the same figure: each with the first of another table, and with the sum of two side by side.
pub(super) fn equal_totals(view: &View<'_>, out: &mut Across) {
    let mut first: BTreeMap<i128, Figure> = BTreeMap::new();
    let mut tables: BTreeMap<i128, BTreeSet<u32>> = BTreeMap::new();
    let mut sides: Vec<Vec<Figure>> = Vec::new();
    let enough = enough(view);
    for (sheet, factors) in view.sheets.iter().zip(view.factors) {
        let kinds = &view.proofs[sheet.ix as usize].rows;
        for row in sheet.body().filter(|row| kinds[*row as usize] == RowKind::Total) {
            let mut beside = Vec::new();
            for panel in sheet.panels.iter() {
                let total = panel.hints[row as usize].is_total();
                for (nth, lane) in panel.lanes.clone().enumerate() {
                    let lane = &sheet.lanes[lane];
                    let figure = figure(sheet, row, lane.col(), factors);
                    let Some(figure) = figure.filter(|_| lane.cols.len() == 1 && !lane.not_added) else {
                        continue;
                    };
                    if nth == 0 && total {
                        beside.push(figure.clone());
                    }
                    if figure.amount.bits() < enough {
                        continue;
                    }
                    let known = first.entry(figure.amount.value).or_insert_with(|| figure.clone());
                    let new = tables.entry(figure.amount.value).or_default().insert(sheet.ix);
                    if known.place.0 != sheet.ix && new {
                        out.add(
                            std::slice::from_ref(known),
                            std::slice::from_ref(&figure),
                            by_figures(),
                            false,
                        );
                    }
                }
            }
            if beside.len() > 1 {
                sides.push(beside);
            }
        }
    }
    // Figures of forms, which have no head and no total rows: long ones are the same as a total for no other reason.
    for (sheet, factors) in view.sheets.iter().zip(view.factors) {
        if sheet.table.header_rows > 0 {
            continue;
        }
        let mut told = BTreeSet::new();
        for cell in sheet.table.table.cells() {
            let Some(figure) = figure(sheet, cell.row(), cell.col(), factors) else { continue };
            let known = first.get(&figure.amount.value).filter(|known| known.place.0 != sheet.ix);
            if let Some(known) =
                known.filter(|_| figure.amount.bits() >= enough.max(LONG) && told.insert(figure.amount.value))
            {
                out.add(std::slice::from_ref(known), std::slice::from_ref(&figure), by_figures(), false);
            }
        }
    }
    for beside in sides {
        let whole = sum(&beside);
        let known = first.get(&whole.value).filter(|known| known.place.0 != beside[0].place.0);
        if let Some(known) = known.filter(|_| whole.bits() >= enough) {
            out.add(std::slice::from_ref(known), &beside, by_figures(), false);
        }
    }
}

/// The bits that a total needs to be that of another table by its figure alone: of many totals some two are the same by
/// chance, and of *n* there are half of n² pairs.
fn enough(view: &View<'_>) -> i32 {
    /// Bits beyond those of the pairs.
    const BEYOND: i32 = 4;
    let totals = |sheet: &Sheet<'_>| {
        let kinds = &view.proofs[sheet.ix as usize].rows;
        kinds.iter().filter(|kind| **kind == RowKind::Total).count() * sheet.lanes.len()
    };
    ENOUGH.max(2 * tried(view.sheets.iter().map(totals).sum()) - 1 + BEYOND)
}

fn by_figures() -> Evidence {
    Evidence::new("arithmetic").with("by", "equal totals")
}
