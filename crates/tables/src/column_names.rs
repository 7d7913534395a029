//! Names of columns that stand right above a grid, in no rule: a database's report draws its rows and not its head. The
//! grid gets a row for them where its first row is data and each text of the lines above it stands over one column.

use crate::bands::{Line, lines, marks};
use crate::lattice::Lattice;
use crate::near::Near;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;

/// Names stand no farther above the grid, or above each other, than this part of their size (per thousand).
const NEAR: i32 = 900;
/// A head has no more lines.
const MOST_LINES: usize = 6;
/// Texts reach no farther past the edges of their column than this part of their size (per thousand).
const OVER: i32 = 250;
/// Texts of a line no nearer than this part of their size (per thousand) are two, where an edge parts them: more than a
/// space between words.
const APART: i32 = 450;
/// A grid of fewer columns says too little about what stands above it.
const FEWEST_COLUMNS: usize = 3;

/// Adds a row of names to a grid as its reader sees it, and says which words they are. `own` are the words in the grid;
/// `words` those of the page that are still free, `near` by their places.
pub(crate) fn add_names(
    page: &Page,
    lattice: &mut Lattice,
    own: &[Word],
    (words, near): (&[Option<Word>], &Near),
) -> Vec<usize> {
    let columns: Vec<(Pt, Pt)> = lattice.xs.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if columns.len() < FEWEST_COLUMNS || lattice.open.top || !begins_with_data(page, lattice, own) {
        return Vec::new();
    }
    let area = lattice.bbox();
    let size = own.iter().map(|word| word.size).max().unwrap_or_default();
    let strip = Rect { x0: Pt::MIN, x1: Pt::MAX, y0: area.y0 - size * 2 * MOST_LINES as i32, y1: area.y0 };
    let mut places = near.inside(&lattice.direction.unturn(&strip));
    places.retain(|ix| words[*ix].as_ref().is_some_and(|word| word.direction == lattice.direction));
    let above: Vec<Word> = places.iter().filter_map(|ix| words[*ix].clone()).collect();
    let above = lines(&marks(page, &above, lattice.direction));
    let mut top = area.y0;
    let mut named = vec![false; columns.len()];
    let mut taken = Vec::new();
    for line in above.iter().rev().take(MOST_LINES) {
        if top - line.bottom > line.size.scale(NEAR, 1000) {
            break;
        }
        let Some(over) = columns_under(line, &columns) else { break };
        // A lone text above the first column's name is the table's title.
        if over == [0] {
            break;
        }
        for column in over {
            named[column] = true;
        }
        top = line.top;
        taken.extend(line.marks.iter().map(|mark| places[mark.ix]));
    }
    // The labels may go without a name.
    if !named[1..].iter().all(|named| *named) {
        return Vec::new();
    }
    lattice.ys.insert(0, top);
    lattice.head = None;
    for cell in &mut lattice.cells {
        cell[0] += 1;
    }
    lattice.cells.splice(0..0, (0..columns.len() as u32).map(|col| [0, col, 1, 1]));
    taken
}

/// Whether the first row has a figure and no cell over several slots: no head of its own.
fn begins_with_data(page: &Page, lattice: &Lattice, own: &[Word]) -> bool {
    let first = |cell: &&[u32; 4]| cell[0] == 0;
    if lattice.cells.iter().filter(first).any(|cell| cell[2] != 1 || cell[3] != 1) {
        return false;
    }
    let row = Rect { y1: lattice.ys[1], ..lattice.bbox() };
    let inside = |word: &&Word| row.contains(lattice.direction.turn(&word.bbox).center());
    let words: Vec<Word> = own.iter().filter(inside).cloned().collect();
    marks(page, &words, lattice.direction).iter().any(|mark| mark.form.is_data())
}

/// The columns that the texts of a line stand over, in their order; none where a text reaches past its column or is a
/// figure.
fn columns_under(line: &Line, columns: &[(Pt, Pt)]) -> Option<Vec<usize>> {
    let over = line.size.scale(OVER, 1000);
    let mut out: Vec<usize> = Vec::new();
    for run in line.runs(APART) {
        let text = line.span(&run);
        let column =
            columns.iter().position(|(from, to)| text.x0 >= *from - over && text.x1 <= *to + over)?;
        let data = line.marks[run].iter().all(|mark| mark.form.is_data());
        if data || out.last().is_some_and(|last| *last > column) {
            return None;
        }
        if out.last() != Some(&column) {
            out.push(column);
        }
    }
    Some(out)
}
