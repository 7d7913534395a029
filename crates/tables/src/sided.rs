//! Columns of a grid that hold two: a text at the left side of each cell, as a code, and a figure at its right, with white between
//! that no row writes on.

use crate::bands::{Mark, lines, marks};
use crate::forms::Form;
use crate::lattice::Lattice;
use crate::main_direction;
use model::geometry::{Pt, Quarter};
use model::layout::Word;
use model::page::Page;

/// Fewer cells have a text and a figure by chance.
const FEWEST: usize = 4;
/// Texts begin, and figures end, at one place to within this.
const SAME: Pt = Pt(1_500);
/// The white between them is no narrower than this part of the em (per thousand).
const WHITE: i32 = 500;
/// One in so many cells may have no text, or no figure.
const SPARSE: usize = 3;

/// The grid with such columns cut in two.
pub(crate) fn cut(page: &Page, lattice: Lattice, words: &[Word]) -> Lattice {
    let bbox = lattice.bbox();
    let inside: Vec<Word> = words.iter().filter(|word| bbox.contains(word.bbox.center())).cloned().collect();
    if lattice.direction != Quarter::D0 || main_direction(inside.iter()) != Quarter::D0 {
        return lattice;
    }
    let held = lattice.held(marks(page, &inside, Quarter::D0));
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); lattice.xs.len() - 1];
    for (ix, [_, col, _, width]) in lattice.cells.iter().enumerate() {
        if *width == 1 && !held[ix].is_empty() {
            own[*col as usize].push(ix);
        }
    }
    let edges: Vec<(usize, Cut)> = own
        .iter()
        .enumerate()
        .filter_map(|(col, cells)| Some((col, sides(&lattice, cells, &held)?)))
        .collect();
    // One text over and over is the unit of its figures, and so are currencies: codes of what is in each cell differ from row to
    // row and from column to column.
    let differ = |a: &Cut, b: &Cut| {
        let same = |(row, text): &&(u32, Vec<Look>)| {
            let found = b.texts.binary_search_by_key(row, |(row, _)| *row);
            found.is_ok_and(|ix| b.texts[ix].1 == *text)
        };
        a.texts.iter().filter(same).count() * 2 < a.texts.len()
    };
    let varied: Vec<&Cut> = edges.iter().map(|(_, cut)| cut).filter(|cut| cut.varied).collect();
    if !varied.windows(2).any(|pair| differ(pair[0], pair[1])) {
        return lattice;
    }
    // Below the last names over these columns all cells are cut.
    let first = edges.iter().map(|(_, cut)| cut.first).min().unwrap_or_default();
    let named = |ix: &usize| {
        let [row, col, height, width] = lattice.cells[*ix];
        let over = edges.iter().any(|(own, _)| (col..col + width).contains(&(*own as u32)));
        (over && row < first && !held[*ix].is_empty()).then_some(row + height)
    };
    let first = (0..held.len()).filter_map(|ix| named(&ix)).max().unwrap_or_default();
    edges.into_iter().rev().fold(lattice, |grid, (col, cut)| with_cut(grid, col, (cut.at, first)))
}

/// Where a column is cut, and the first row whose cells are.
struct Cut {
    at: Pt,
    first: u32,
    /// Whether its texts differ.
    varied: bool,
    /// Its texts by their rows.
    texts: Vec<(u32, Vec<Look>)>,
}

/// What a word looks like: its letters, how wide it is, and whether it is bold.
type Look = (u32, Pt, bool);

/// A text and a figure.
type Sides = (Vec<Mark>, Vec<Mark>);

/// A cell's text and its figure, where white parts them.
fn parts(marks: &[Mark]) -> Option<Sides> {
    let [line] = &lines(marks)[..] else { return None };
    let runs = line.runs(WHITE);
    let [text, figure] = &runs[..] else { return None };
    let own = |run: &std::ops::Range<usize>| line.marks[run.clone()].to_vec();
    let (text, figure) = (own(text), own(figure));
    let is_text =
        text.iter().all(|mark| matches!(mark.form, Form::Text | Form::Listed) && mark.value.is_none());
    let is_figure = figure.iter().any(|mark| mark.form == Form::Number)
        && figure.iter().all(|mark| mark.form.is_data() || mark.form == Form::Opening);
    (is_text && is_figure).then_some((text, figure))
}

/// Where a column holds texts and figures side by side; `cells` are those of it alone that are not blank.
fn sides(lattice: &Lattice, cells: &[usize], held: &[Vec<Mark>]) -> Option<Cut> {
    let found: Vec<(usize, Sides)> = cells.iter().filter_map(|ix| Some((*ix, parts(&held[*ix])?))).collect();
    let (first, (text, figure)) = found.first()?;
    let (left, right) = (text[0].at.x0, figure[figure.len() - 1].at.x1);
    let flush = |(_, (text, figure)): &(usize, Sides)| {
        (text[0].at.x0 - left).abs() <= SAME && (figure[figure.len() - 1].at.x1 - right).abs() <= SAME
    };
    let first = lattice.cells[*first][0];
    let body = cells.iter().filter(|ix| lattice.cells[**ix][0] >= first).count();
    let look = |text: &[Mark]| -> Vec<Look> {
        text.iter().map(|mark| (mark.letters, mark.at.width(), mark.bold)).collect()
    };
    let texts: Vec<(u32, Vec<Look>)> =
        found.iter().map(|(ix, (own, _))| (lattice.cells[*ix][0], look(own))).collect();
    let plain = |(_, own): &&(u32, Vec<Look>)| own.iter().all(|look| look.2 == text[0].bold);
    let varied = texts.iter().filter(plain).any(|(_, own)| *own != look(text));
    if found.len() < FEWEST || body > found.len() + found.len() / SPARSE || !found.iter().all(flush) {
        return None;
    }
    let ends = found.iter().map(|(_, (text, _))| text[text.len() - 1].at.x1).max()?;
    let begins = found.iter().map(|(_, (_, figure))| figure[0].at.x0).min()?;
    // Near the texts: on another page the widest figure is another.
    let at = ends + SAME;
    // What else stands in the column stands on one side.
    let across = |ix: &usize| {
        let below = lattice.cells[*ix][0] >= first;
        below && held[*ix].iter().any(|mark| mark.at.x0 < at && at < mark.at.x1)
    };
    (ends + SAME < begins && !cells.iter().any(across)).then_some(Cut { at, first, varied, texts })
}

fn with_cut(lattice: Lattice, col: usize, (at, first): (Pt, u32)) -> Lattice {
    let col = col as u32;
    let mut cells = Vec::with_capacity(lattice.cells.len() * 2);
    for [row, from, height, width] in lattice.cells.iter().copied() {
        if from > col {
            cells.push([row, from + 1, height, width]);
        } else if from + width <= col {
            cells.push([row, from, height, width]);
        } else if width == 1 && row >= first {
            cells.extend([[row, from, height, 1], [row, from + 1, height, 1]]);
        } else {
            cells.push([row, from, height, width + 1]);
        }
    }
    cells.sort_unstable();
    let mut grid = Lattice { cells, mixed: true, ..lattice };
    grid.xs.insert(col as usize + 1, at);
    let open = grid.open_below[col as usize];
    grid.open_below.insert(col as usize + 1, open);
    grid
}
