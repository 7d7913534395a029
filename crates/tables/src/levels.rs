//! Cells of a ruled head in which texts stand over single columns although no rule parts them: `2021 2022` over two columns,
//! or so below a text over both. The edges of the columns below go up between them.

use crate::bands::{Line, Mark, PHRASE, lines, marks};
use crate::lattice::Lattice;
use crate::main_direction;
use model::geometry::{Pt, Quarter};
use model::layout::Word;
use model::page::Page;

/// Heads are no deeper, in rows of the grid.
const DEEPEST: u32 = 5;
/// Words reach over the edge they stand at by no more than this.
const OVER: Pt = Pt(500);

/// Names of fewer columns may be words of one text.
const NAMED: u32 = 3;

/// What a cell is cut to: where its lower texts begin, if something stands above them.
struct Cut {
    cell: usize,
    upper: Option<Pt>,
}

/// The grid with such cells cut.
pub(crate) fn levels(page: &Page, lattice: Lattice, words: &[Word]) -> Lattice {
    let bbox = lattice.bbox();
    let inside = || words.iter().filter(|word| bbox.contains(word.bbox.center()));
    if lattice.direction != Quarter::D0 || main_direction(inside()) != Quarter::D0 {
        return lattice;
    }
    let wide = |cell: &[u32; 4]| cell[3] > 1 && cell[0] < DEEPEST;
    if !lattice.cells.iter().any(wide) {
        return lattice;
    }
    let inside: Vec<Word> = inside().cloned().collect();
    let marks = marks(page, &inside, Quarter::D0);
    let mut grid = lattice;
    for _ in 0..MOST_EDGES {
        match cut_once(grid, &marks) {
            Step::Again(next) => grid = next,
            Step::Done(done) => return done,
        }
    }
    grid
}

/// Edges drawn between levels in one grid, at the most.
const MOST_EDGES: usize = 8;

enum Step {
    /// An edge was drawn between levels: the grid is to be looked at again.
    Again(Lattice),
    Done(Lattice),
}

fn cut_once(lattice: Lattice, marks: &[Mark]) -> Step {
    let wide = |cell: &[u32; 4]| cell[3] > 1 && cell[0] < DEEPEST;
    let owners = lattice.owners();
    let held = lattice.held(marks.iter().copied());
    let cut = |(ix, cell): (usize, &[u32; 4])| {
        if !wide(cell) || !parted_below(&lattice, &owners, cell) {
            return None;
        }
        let lines = lines(&held[ix]);
        let edges = &lattice.xs[cell[1] as usize..=(cell[1] + cell[3]) as usize];
        let low = lines.iter().rev().take_while(|line| is_parted(line, edges)).count();
        let (upper, lower) = lines.split_at(lines.len() - low);
        let over = |line: &Line| line.phrases().len() == 1 && is_over(line, edges);
        (!lower.is_empty() && upper.iter().all(over)).then(|| Cut {
            cell: ix,
            upper: upper.last().map(|last| last.bottom + (lower[0].top - last.bottom) / 2),
        })
    };
    let mut cuts: Vec<Cut> = lattice.cells.iter().enumerate().filter_map(cut).collect();
    // One line that happens to have white space there says nothing; two cells in a row, or a level above it, do, or names over
    // all columns.
    let end = |cut: &Cut| lattice.cells[cut.cell][0] + lattice.cells[cut.cell][2];
    let ends: Vec<u32> = cuts.iter().map(end).collect();
    let agree = |row: u32| ends.iter().filter(|end| **end == row).count() > 1;
    let whole = |cut: &Cut| {
        let [row, col, height, width] = lattice.cells[cut.cell];
        // Below it stand figures, in most columns: no names, for which it would be a title.
        let below = (0..width).filter(|col| {
            let own = &held[owners[(height * width + *col) as usize]];
            !own.is_empty() && own.iter().all(|mark| mark.form.is_data())
        });
        let named: Vec<bool> = lattice
            .xs
            .windows(2)
            .map(|edges| {
                held[cut.cell]
                    .iter()
                    .any(|mark| edges[0] <= mark.at.center().x && mark.at.center().x < edges[1])
            })
            .collect();
        (row, col, width as usize) == (0, 0, lattice.xs.len() - 1)
            && width >= NAMED
            && named[1..].iter().all(|named| *named)
            && below.count() * 2 >= width as usize
    };
    cuts.retain(|cut| cut.upper.is_some() || agree(end(cut)) || whole(cut));
    let edges: Vec<Pt> = cuts.iter().filter_map(|cut| cut.upper).collect();
    let rows: Vec<Option<u32>> = cuts.iter().map(|cut| own_edge(&lattice, cut)).collect();
    if rows.iter().zip(&cuts).any(|(row, cut)| row.is_none() && cut.upper.is_some()) {
        // The levels part where no edge of the grid runs: one is drawn for all of them, and looked for again.
        return match with_edge(&lattice, &cuts, &edges) {
            Some(grid) => Step::Again(grid),
            None => Step::Done(lattice),
        };
    }
    Step::Done(with_cuts(lattice, &cuts, &rows))
}

/// Whether the row below has a cell for each column under this one.
fn parted_below(lattice: &Lattice, owners: &[usize], &[row, col, height, width]: &[u32; 4]) -> bool {
    let (n_rows, n_cols) = (lattice.ys.len() - 1, lattice.xs.len() - 1);
    let below = (row + height) as usize;
    below < n_rows
        && (col..col + width).all(|col| lattice.cells[owners[below * n_cols + col as usize]][3] == 1)
}

/// Whether a line's phrases stand each in a column of its own, most columns filled.
fn is_parted(line: &Line, edges: &[Pt]) -> bool {
    let mut cols: Vec<usize> = Vec::new();
    for run in line.runs(PHRASE) {
        let span = line.span(&run);
        let Some(col) = edges.windows(2).position(|e| e[0] - OVER <= span.x0 && span.x1 <= e[1] + OVER)
        else {
            return false;
        };
        cols.push(col);
    }
    cols.len() > 1 && cols.len() * 2 > edges.len() - 1 && cols.windows(2).all(|pair| pair[0] < pair[1])
}

/// Whether a line reaches over an edge.
fn is_over(line: &Line, edges: &[Pt]) -> bool {
    edges[1..edges.len() - 1].iter().any(|x| line.left() < *x && *x < line.right())
}

/// The row at which the lower texts of a cut cell begin, if an edge of the grid runs there.
fn own_edge(lattice: &Lattice, cut: &Cut) -> Option<u32> {
    let [row, _, height, _] = lattice.cells[cut.cell];
    let at = cut.upper?;
    let near = |row: &u32| {
        let y = lattice.ys[*row as usize];
        (y - at).abs() <= NEAR
    };
    (row + 1..row + height).find(near)
}

/// Edges of a grid and white space between levels are one when nearer than this.
const NEAR: Pt = Pt(5_000);

/// The grid with an edge where the first of the cells without one has its levels apart.
fn with_edge(lattice: &Lattice, cuts: &[Cut], edges: &[Pt]) -> Option<Lattice> {
    let cut = cuts.iter().find(|cut| cut.upper.is_some() && own_edge(lattice, cut).is_none())?;
    let [row, _, height, _] = lattice.cells[cut.cell];
    let (top, bottom) = (lattice.ys[row as usize], lattice.ys[(row + height) as usize]);
    // The middle of all that are cut about there.
    let mut near: Vec<Pt> = edges.iter().copied().filter(|y| top < *y && *y < bottom).collect();
    near.sort_unstable();
    let at = near[near.len() / 2];
    let at = if (at - cut.upper?).abs() <= NEAR { at } else { cut.upper? };
    let place = lattice.ys.partition_point(|y| *y < at);
    let fits = lattice.ys[place - 1] + OVER < at && at + OVER < lattice.ys[place];
    let mut grid = lattice.clone();
    grid.ys.insert(place, at);
    grid.head = grid.head.map(|head| head + u32::from(place as u32 <= head));
    let place = place as u32;
    for cell in &mut grid.cells {
        if cell[0] >= place {
            cell[0] += 1;
        } else if cell[0] + cell[2] >= place {
            cell[2] += 1;
        }
    }
    fits.then_some(grid)
}

/// The grid with the cells cut: the upper part as wide as it was, the lower one column by column.
fn with_cuts(lattice: Lattice, cuts: &[Cut], rows: &[Option<u32>]) -> Lattice {
    let mut cells = Vec::with_capacity(lattice.cells.len());
    for (ix, &[row, col, height, width]) in lattice.cells.iter().enumerate() {
        let Some(nth) = cuts.iter().position(|cut| cut.cell == ix) else {
            cells.push([row, col, height, width]);
            continue;
        };
        let from = rows[nth].unwrap_or(row);
        if from > row {
            cells.push([row, col, from - row, width]);
        }
        cells.extend((col..col + width).map(|col| [from, col, row + height - from, 1]));
    }
    cells.sort_unstable();
    Lattice { cells, ..lattice }
}
