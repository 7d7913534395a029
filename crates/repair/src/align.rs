//! Rows of a dump that stand some columns left of their place: a converter left out a cell that spans down from the page
//! before. Each cell is held against what its column holds elsewhere; the row is laid out where the most fits.

use crate::headers::begins_an_entry;
use crate::numbers::{Figures, is_symbol};
use crate::words::squash;
use model::Table;
use model::table::{Cell, Evidence, Op, Why};
use std::collections::BTreeSet;
use std::ops::Range;

/// A row may stand so many columns left of its place.
pub(crate) const MOST_SHIFT: u32 = 2;
/// A layout must fit by so many points better than the printed one. Halved, one chance agreement would move a row.
const MARGIN: i32 = 6;
/// Points for a text that stands in the column elsewhere, for one of the same kind, and for one of another kind.
const SAME: i32 = 3;
const KIND: i32 = 1;
const OTHER: i32 = -2;
/// Points off where the shift changes within a row.
const CHANGE: i32 = -4;
/// Codes that begin with so many equal characters are of one kind.
const PREFIX: usize = 4;

/// What a text is by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number(usize),
    Symbol,
    Code,
    Short,
    Prose,
}

/// What a column holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    texts: BTreeSet<String>,
    kinds: Vec<Kind>,
}

/// Profiles of all columns, by the cells that begin in `rows`.
pub(crate) fn profiles(table: &Table, rows: Range<u32>, figures: &Figures<'_>) -> Vec<Profile> {
    let mut out = vec![Profile::default(); table.n_cols() as usize];
    for cell in rows.flat_map(|row| table.row(row)).filter(|cell| !cell.is_blank()) {
        let profile = &mut out[cell.col() as usize];
        let text = squash(cell.text());
        profile.kinds.push(kind(&text, figures));
        profile.texts.insert(text);
    }
    out
}

fn kind(text: &str, figures: &Figures<'_>) -> Kind {
    /// Longer texts are sentences, not labels.
    const LABEL: usize = 16;
    if let Some(decimals) = figures.decimals(text) {
        Kind::Number(decimals)
    } else if is_symbol(text) {
        Kind::Symbol
    } else if begins_an_entry(text) {
        Kind::Code
    } else if text.chars().count() > LABEL {
        Kind::Prose
    } else {
        Kind::Short
    }
}

impl Profile {
    fn points(&self, text: &str, figures: &Figures<'_>) -> i32 {
        if self.kinds.is_empty() {
            return 0;
        }
        let own = kind(text, figures);
        let start: String = text.chars().take(PREFIX).collect();
        let alike = own == Kind::Code && self.texts.iter().any(|known| known.starts_with(&start));
        if self.texts.contains(text) || alike {
            SAME
        } else if self.kinds.iter().filter(|known| **known == own).count() * 2 >= self.kinds.len() {
            KIND
        } else {
            OTHER
        }
    }
}

/// The columns at which the filled cells of a row fit best, when that is clearly another layout than the printed one:
/// (printed column, column) for each.
pub(crate) fn layout(row: &[Cell], profiles: &[Profile], figures: &Figures<'_>) -> Option<Vec<(u32, u32)>> {
    let filled: Vec<(u32, String)> =
        row.iter().filter(|cell| !cell.is_blank()).map(|cell| (cell.col(), squash(cell.text()))).collect();
    let shifts = 0..=MOST_SHIFT;
    // The best layouts of the cells so far, by the last one's shift (Viterbi).
    let mut best: Vec<Option<(i32, Vec<u32>)>> = vec![None; MOST_SHIFT as usize + 1];
    let (mut printed, mut last) = (0, None);
    for (nth, (col, text)) in filled.iter().enumerate() {
        let mut next: Vec<Option<(i32, Vec<u32>)>> = vec![None; best.len()];
        for shift in shifts.clone() {
            let Some(profile) = profiles.get((col + shift) as usize) else { continue };
            let own = profile.points(text, figures);
            if nth == 0 {
                next[shift as usize] = Some((own, vec![shift]));
                continue;
            }
            let room = col - last.unwrap_or(0);
            let from = shifts.clone().filter(|before| *before < shift + room).filter_map(|before| {
                let (points, way) = best[before as usize].as_ref()?;
                let change = if before == shift { 0 } else { CHANGE };
                Some((points + change, before, way))
            });
            let best_from = from.max_by_key(|(points, before, _)| (*points, std::cmp::Reverse(*before)));
            if let Some((points, _, way)) = best_from {
                let mut way = way.clone();
                way.push(shift);
                next[shift as usize] = Some((points + own, way));
            }
        }
        printed += profiles.get(*col as usize).map_or(OTHER, |profile| profile.points(text, figures));
        (best, last) = (next, Some(*col));
    }
    let (points, way) =
        best.into_iter().flatten().max_by_key(|(points, way)| (*points, std::cmp::Reverse(way.clone())))?;
    (points >= printed + MARGIN && way.iter().any(|shift| *shift > 0))
        .then(|| filled.iter().zip(way).map(|((col, _), shift)| (*col, col + shift)).collect())
}

/// Lays the rows of `rows` out where they fit; every cell of them must be single. `short`: the rows came with fewer
/// columns, their last cells were widened over the missing ones.
pub(crate) fn shift_rows(
    table: &mut Table,
    rows: Range<u32>,
    short: bool,
    profiles: &[Profile],
    figures: &Figures<'_>,
) {
    for row in rows {
        let single = table.row(row).iter().all(|cell| cell.rowspan() == 1)
            && (0..table.n_cols()).all(|col| table.at(row, col).row() == row);
        let wide = table.row(row).iter().any(|cell| cell.colspan() > 1);
        let found = layout(table.row(row), profiles, figures);
        if !single || if wide { !short } else { found.is_none() } {
            continue;
        }
        let moved = found.unwrap_or_default();
        let place = |col: u32| moved.iter().find(|(from, _)| *from == col).map_or(col, |(_, to)| *to);
        let filled = table.row(row).iter().filter(|cell| !cell.is_blank());
        let mut cells: Vec<Cell> =
            filled.map(|cell| cell.relaid(row, place(cell.col()), (1, 1), cell.ink().to_vec())).collect();
        let taken: BTreeSet<u32> = cells.iter().map(Cell::col).collect();
        cells.extend(
            (0..table.n_cols())
                .filter(|col| !taken.contains(col))
                .map(|col| Cell::new(row, col, 1, 1, Vec::new())),
        );
        let columns = moved.iter().map(|(from, to)| format!("{from}>{to}")).collect::<Vec<_>>().join(" ");
        let mut evidence = Evidence::new("form").with("columns", columns);
        evidence.source_unverified = true;
        // A row that can't be laid out anew stays where it was printed.
        let _ = table
            .apply(Op::Rewrite { first: row, count: 1, rows: 1, cells }, Why::new("shift-row", evidence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Ink;

    fn row(row: u32, line: &str) -> Vec<Cell> {
        let cell = |(col, text): (usize, &str)| {
            let ink =
                if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(text, (0, text.len() as u32))] };
            Cell::new(row, col as u32, 1, 1, ink)
        };
        line.split('|').enumerate().map(cell).collect()
    }

    fn moved(line: &str) -> String {
        let above =
            ["315001-局|11010T01-工程|31-项目|81.92|产出|数量|3|个", "|||||质量|4|家", "|||||时效|12|月"];
        let cells = above.iter().enumerate().flat_map(|(ix, line)| row(ix as u32, line)).collect();
        let table = Table::new(3, 8, cells).expect("a tiling");
        let figures = Figures::default();
        let found = layout(&row(3, line), &profiles(&table, 0..3, &figures), &figures);
        found.map_or("as printed".into(), |found| {
            found
                .iter()
                .filter(|(from, to)| from != to)
                .map(|(from, to)| format!("{from}>{to}"))
                .collect::<Vec<_>>()
                .join(" ")
        })
    }

    #[test]
    fn a_row_moves_where_its_cells_fit_and_only_then() {
        assert_eq!(moved("||||质量|7|个|"), "4>5 5>6 6>7");
        assert_eq!(moved("11010T02-工程|31-项目|20.00||产出|数量|9|个"), "0>1 1>2 2>3");
        assert_eq!(moved("315001-局|11010T03-工程|31-项目|7.50|产出|数量|9|个"), "as printed");
        assert_eq!(moved("|||||数量||"), "as printed");
    }
}
