//! Bands of a grid that hold several rows: columns are ruled, rows are not. White space parts them.
//!
//! A band is split when at least two of its cells hold figures one below the other, at the same heights, that are no
//! figure going on over several lines.

use crate::bands::{Line, Mark, lines, marks};
use crate::coarse::{figures, stands_free};
use crate::forms::Form;
use crate::lattice::Lattice;
use crate::main_direction;
use crate::rows::{Strip, rows};
use model::geometry::Pt;
use model::layout::Word;
use model::page::Page;

/// Lines of two cells are level when their baselines differ by less than this part of the em (per thousand).
const LEVEL: i32 = 400;
/// Cells of a band that must agree; in a grid of two columns one is enough.
const AGREE: usize = 2;

/// The grid, turned to its reader, with its bands split.
pub(crate) fn split(page: &Page, lattice: Lattice, words: &[Word]) -> Lattice {
    let bbox = lattice.bbox();
    let inside: Vec<Word> = words.iter().filter(|word| bbox.contains(word.bbox.center())).cloned().collect();
    let direction = main_direction(inside.iter());
    let turned = lattice.clone().turned(direction);
    let marks = marks(page, &inside, direction);
    let n_rows = turned.ys.len() - 1;
    let mut held: Vec<Vec<Mark>> = vec![Vec::new(); turned.cells.len()];
    let owner = turned.owners();
    for mark in marks {
        held[turned.cell_at(&owner, mark.at.center())].push(mark);
    }
    let cuts: Vec<Vec<Pt>> = (0..n_rows).map(|row| cuts(&turned, row, &held)).collect();
    if cuts.iter().all(Vec::is_empty) {
        return lattice;
    }
    with_cuts(turned, &cuts)
}

/// Where a band is cut: between the rows in it.
fn cuts(lattice: &Lattice, row: usize, held: &[Vec<Mark>]) -> Vec<Pt> {
    let own: Vec<usize> = (0..lattice.cells.len())
        .filter(|ix| lattice.cells[*ix][0] as usize == row && lattice.cells[*ix][2] == 1)
        .collect();
    let n_cols = lattice.xs.len() - 1;
    let filled = own.iter().filter(|ix| !held[**ix].is_empty()).count();
    if filled < 2 {
        return Vec::new();
    }
    let columns: Vec<Vec<Line>> = own.iter().map(|ix| lines(&held[*ix])).collect();
    let listed: Vec<&Vec<Line>> = columns
        .iter()
        .zip(&own)
        .filter(|(lines, ix)| {
            let [_, col, _, width] = lattice.cells[**ix];
            let room = lattice.xs[(col + width) as usize] - lattice.xs[col as usize];
            let bare = |line: &&Line| {
                let dash = line.marks.iter().all(|m| m.form == Form::Dash);
                (figures(line) == 1 || dash) && line.marks.len() <= 2
            };
            let all = lines.iter().filter(bare).count();
            all >= 2 && all == lines.len() && stands_free(lines, room, all)
        })
        .map(|(lines, _)| lines)
        .collect();
    let level = |a: &Line, b: &Line| (a.base - b.base).abs() <= a.size.scale(LEVEL, 1000);
    let agree = listed.iter().filter(|own| {
        let others = listed.iter().filter(|other| {
            let common = own.iter().filter(|line| other.iter().any(|l| level(line, l))).count();
            common * 3 >= own.len() * 2 && common >= 2
        });
        others.count() > 1 || n_cols <= 2
    });
    if agree.count() < AGREE.min(n_cols - 1) {
        return Vec::new();
    }
    let all: Vec<Mark> = own.iter().flat_map(|ix| held[*ix].iter().copied()).collect();
    let lines = lines(&all);
    let strips: Vec<Strip> = lines.iter().map(|line| strip(line, lattice)).collect();
    let row_of = rows(&strips, &[], &[]);
    let next = |ix: &usize| row_of[*ix] != row_of[*ix - 1];
    (1..lines.len())
        .filter(next)
        .map(|ix| {
            let bottom = (0..ix)
                .filter(|i| row_of[*i] == row_of[ix - 1])
                .map(|i| lines[i].middle())
                .max()
                .unwrap_or_default();
            bottom + (lines[ix].middle() - bottom) / 2
        })
        .collect()
}

fn strip(line: &Line, lattice: &Lattice) -> Strip {
    let mut filled = vec![false; lattice.xs.len() - 1];
    let mut figures = false;
    for mark in &line.marks {
        let col = lattice.xs.partition_point(|x| *x <= mark.at.center().x).clamp(1, filled.len()) - 1;
        filled[col] = true;
        figures |= col > 0 && mark.form.is_figure();
    }
    let stub = line.marks.iter().find(|m| m.at.center().x < lattice.xs[1]);
    Strip {
        base: line.base,
        middle: line.middle(),
        size: line.size,
        filled,
        figures,
        stub: stub.map(|m| m.at.x0),
        small: line.marks[0].small,
        bold: stub.is_some_and(|m| m.bold),
        figure: Vec::new(),
        entry: Vec::new(),
        wide: Vec::new(),
    }
}

/// The lattice with more row edges; cells of a cut band are one for each part.
fn with_cuts(lattice: Lattice, cuts: &[Vec<Pt>]) -> Lattice {
    let mut ys = vec![lattice.ys[0]];
    let mut first = vec![0_u32];
    for (row, cuts) in cuts.iter().enumerate() {
        let (top, bottom) = (lattice.ys[row], lattice.ys[row + 1]);
        ys.extend(cuts.iter().filter(|y| top < **y && **y < bottom));
        ys.dedup();
        ys.push(bottom);
        first.push(ys.len() as u32 - 1);
    }
    let mut cells = Vec::new();
    for &[row, col, height, width] in &lattice.cells {
        let (from, to) = (first[row as usize], first[(row + height) as usize]);
        if height == 1 && to - from > 1 {
            cells.extend((from..to).map(|row| [row, col, 1, width]));
        } else {
            cells.push([from, col, to - from, width]);
        }
    }
    cells.sort_unstable();
    Lattice { ys, cells, mixed: true, ..lattice }
}
