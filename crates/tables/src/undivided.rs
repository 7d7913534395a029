//! Columns of a grid that rules part in its head alone: below, where one cell reaches over several of them, white space parts their
//! figures.

use crate::bands::{Line, Mark, lines};
use crate::lattice::Lattice;
use crate::rivers::units;
use model::geometry::Pt;

/// Figures of two columns have so much white between them, in per thousand of the em.
const APART: i32 = 600;
/// One line alone may have its figures there by chance.
const LINES: usize = 2;
/// A mark stands across an edge when it reaches over it by more than this on both sides.
const OVER: Pt = Pt(1_000);

/// The lattice, cells below its head cut at the edges that stand between the figures in them, and what stands in each cell; `None`
/// where there is nothing to cut.
pub(crate) fn divided(lattice: &Lattice, held: &[Vec<Mark>]) -> Option<(Lattice, Vec<Vec<Mark>>)> {
    let n_cols = lattice.xs.len() as u32 - 1;
    // For each edge, the cells with text that reach over it, and where the first that begins at it ends.
    let mut over: Vec<Vec<usize>> = vec![Vec::new(); n_cols as usize + 1];
    let mut begun: Vec<u32> = vec![u32::MAX; n_cols as usize + 1];
    for (ix, [row, col, height, width]) in lattice.cells.iter().copied().enumerate() {
        begun[col as usize] = begun[col as usize].min(row + height);
        for edge in (col + 1..col + width).filter(|_| !held[ix].is_empty()) {
            over[edge as usize].push(ix);
        }
    }
    if over.iter().all(Vec::is_empty) {
        return None;
    }
    let set: Vec<Vec<Line>> = held.iter().map(|marks| lines(marks)).collect();
    let first = |edge: usize| first_row(lattice, &set, &over[edge], lattice.xs[edge]);
    let cut: Vec<Option<u32>> =
        (0..over.len()).map(|edge| first(edge).filter(|first| begun[edge] <= *first)).collect();
    if cut.iter().all(Option::is_none) {
        return None;
    }
    let mut cells = Vec::with_capacity(lattice.cells.len());
    for (ix, [row, col, height, width]) in lattice.cells.iter().copied().enumerate() {
        let free = |edge: &u32| !set[ix].iter().any(|line| crosses(line, lattice.xs[*edge as usize]));
        let below = |edge: &u32| cut[*edge as usize].is_some_and(|first| first <= row) && free(edge);
        let edges: Vec<u32> =
            std::iter::once(col).chain((col + 1..col + width).filter(below)).chain([col + width]).collect();
        cells.extend(edges.windows(2).map(|pair| [row, pair[0], height, pair[1] - pair[0]]));
    }
    cells.sort_unstable();
    let lattice = Lattice { cells, mixed: true, ..lattice.clone() };
    let held = lattice.held(held.iter().flatten().copied());
    Some((lattice, held))
}

/// Whether no cell below the head has figures one below the other, or a figure beside anything else.
pub(crate) fn are_single(lattice: &Lattice, held: &[Vec<Mark>]) -> bool {
    let set: Vec<Vec<Line>> = held.iter().map(|marks| lines(marks)).collect();
    let figure = |line: &Line| {
        units(line, APART).iter().any(|run| line.marks[run.clone()].iter().all(|m| m.form.is_amount()))
    };
    let first = set.iter().zip(&lattice.cells).filter(|(own, _)| {
        own.iter().any(|line| figure(line) && line.marks.iter().any(|m| m.form.is_data()))
    });
    let Some(first) = first.map(|(_, cell)| cell[0]).min() else { return false };
    set.iter().zip(&lattice.cells).filter(|(_, cell)| cell[0] >= first).all(|(own, cell)| {
        let apart = own.iter().any(|line| cell[3] > 1 && units(line, APART).len() > 1);
        !apart && own.iter().filter(|line| figure(line)).count() < 2
    })
}

/// The first row of those in which an edge stands between figures; `None` when it does so nowhere, or when texts stand across it in
/// them, but for headings. `own` are the cells that reach over it.
fn first_row(lattice: &Lattice, set: &[Vec<Line>], own: &[usize], x: Pt) -> Option<u32> {
    let parted = |ix: &usize| {
        let labels = lattice.cells[*ix][1] == 0;
        set[*ix].iter().filter(|line| parts(line, x, labels)).count()
    };
    let first = own.iter().filter(|ix| parted(ix) > 0).map(|ix| lattice.cells[*ix][0]).min()?;
    let below = || own.iter().filter(|ix| lattice.cells[**ix][0] >= first);
    // Where rules part some rows there, they would part all that are parted.
    let drawn = |(ix, [row, col, _, width]): (usize, &[u32; 4])| {
        *row >= first
            && (lattice.xs[*col as usize] == x || lattice.xs[(col + width) as usize] == x)
            && !set[ix].is_empty()
    };
    if lattice.cells.iter().enumerate().any(drawn) {
        return None;
    }
    let heading = |lines: &[Line]| matches!(lines, [line] if units(line, APART).len() == 1);
    let whole = |ix: &usize| !set[*ix].iter().any(|line| crosses(line, x)) || heading(&set[*ix]);
    (below().map(parted).sum::<usize>() >= LINES && below().all(whole)).then_some(first)
}

/// Whether a mark of a line stands across a place.
fn crosses(line: &Line, x: Pt) -> bool {
    line.marks.iter().any(|mark| mark.at.x0 + OVER < x && x < mark.at.x1 - OVER)
}

/// Whether what stands right of a place on a line is a figure, apart from the figure left of it, or the label (`labels`).
fn parts(line: &Line, x: Pt, labels: bool) -> bool {
    let runs = units(line, APART);
    let Some(next) = runs.iter().position(|run| line.span(run).center().x > x).filter(|next| *next > 0)
    else {
        return false;
    };
    let (left, right) = (line.span(&runs[next - 1]), line.span(&runs[next]));
    let figure = |run: usize| line.marks[runs[run].clone()].iter().all(|mark| mark.form.is_amount());
    let first = labels && next == 1;
    figure(next) && (first || figure(next - 1)) && left.x1 - OVER < x && x < right.x0 + OVER
}
