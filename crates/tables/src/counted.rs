//! The numbers of columns, a row of their own below the names, where a grid has no rule between names and numbers.

use crate::bands::{Line, Mark, lines};
use crate::forms::Form;
use crate::lattice::Lattice;
use model::geometry::Pt;

/// Fewer numbers in a row may be parts of names: years, quarters.
const FEWEST: usize = 3;
/// The numbers stand on one line to within this part of the em (per thousand).
const LEVEL: i32 = 400;
/// White above the numbers is so much more than between the lines of a name, in per thousand.
const SPACED: i32 = 1_250;
/// Numbers of columns have no more digits.
const DIGITS: u32 = 2;

/// The lattice with an edge above the numbers of its columns, and what stands in each cell.
pub(crate) fn counted(lattice: Lattice, held: Vec<Vec<Mark>>) -> (Lattice, Vec<Vec<Mark>>) {
    let several = |marks: &&Vec<Mark>| marks.iter().any(|mark| mark.base != marks[0].base);
    if held.iter().filter(several).count() < FEWEST {
        return (lattice, held);
    }
    let set: Vec<Vec<Line>> = held.iter().map(|marks| lines(marks)).collect();
    let n_rows = lattice.ys.len() as u32 - 1;
    let mut ending: Vec<Vec<usize>> = vec![Vec::new(); n_rows as usize + 1];
    for (ix, [row, _, height, _]) in lattice.cells.iter().enumerate() {
        ending[(row + height) as usize].push(ix);
    }
    let edge = |end: u32| numbers(&lattice, &set, &ending[end as usize], end).map(|y| (end, y));
    let Some((end, y)) = (1..n_rows).find_map(edge) else {
        return (lattice, held);
    };
    let mut ys = lattice.ys.clone();
    ys.insert(end as usize, y);
    let mut cells = Vec::with_capacity(lattice.cells.len() + lattice.xs.len());
    for (ix, [row, col, height, width]) in lattice.cells.iter().copied().enumerate() {
        if row >= end {
            cells.push([row + 1, col, height, width]);
        } else if row + height == end && number(&set[ix]).is_some() {
            cells.extend([[row, col, height, width], [end, col, 1, width]]);
        } else {
            cells.push([row, col, height + u32::from(row + height >= end), width]);
        }
    }
    cells.sort_unstable();
    let lattice = Lattice { ys, cells, mixed: true, ..lattice };
    let held = lattice.held(held.into_iter().flatten());
    (lattice, held)
}

/// Where the numbers part from the names of the cells that end at an edge of the grid: `own`.
fn numbers(lattice: &Lattice, set: &[Vec<Line>], own: &[usize], end: u32) -> Option<Pt> {
    let (mut with, without): (Vec<usize>, Vec<usize>) =
        own.iter().partition(|ix| number(&set[**ix]).is_some());
    let col = |ix: &usize| lattice.cells[*ix][1];
    with.sort_by_key(col);
    let first = col(with.first()?);
    let values: Vec<i64> = with.iter().filter_map(|ix| number(&set[*ix])).collect();
    let last = |ix: &usize| &set[*ix][set[*ix].len() - 1];
    let base = last(with.first()?).base;
    let level = |ix: &usize| (last(ix).base - base).abs() <= last(ix).size.scale(LEVEL, 1000);
    // The column of the labels needs none.
    let counts = with.len() >= FEWEST
        && values.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && without.iter().all(|ix| col(ix) < first)
        && with.iter().all(|ix| lattice.cells[*ix][3] == 1 && level(ix));
    if !counts {
        return None;
    }
    // Names of one line may end in a number: "Grade 1". Beside names of other counts of lines it stands apart, or below more white.
    let lines_of = |ix: &usize| set[*ix].len();
    let uneven = with.iter().any(|ix| lines_of(ix) != lines_of(&with[0]));
    let spaced = |ix: &usize| {
        let [.., before, name, number] = &set[*ix][..] else { return false };
        number.base - name.base > (name.base - before.base).scale(SPACED, 1000)
    };
    // And no figure stands above it.
    let above = (0..set.len()).filter(|ix| lattice.cells[*ix][0] < end && !with.contains(ix));
    let bare = above.flat_map(|ix| &set[ix]).all(|line| line.marks.iter().all(|m| !m.form.is_data()));
    if !bare || !uneven && !with.iter().any(spaced) {
        return None;
    }
    let names = with.iter().map(|ix| set[*ix][set[*ix].len() - 2].bottom).max()?;
    let top = with.iter().map(|ix| last(ix).top).min()?;
    let top_edge = lattice.ys[end as usize - 1];
    let y = names + (top - names) / 2;
    (names <= top && top_edge < y && y < lattice.ys[end as usize]).then_some(y)
}

/// The number below a name.
fn number(lines: &[Line]) -> Option<i64> {
    let [.., _, last] = lines else { return None };
    match &last.marks[..] {
        [mark] if mark.form == Form::Number && mark.letters <= DIGITS => mark.value,
        _ => None,
    }
}
