//! Sums right below a grid, in no rule: transcripts rule their items and not what these come to. The grid gets a row for each of
//! the lines below it that have one label in one column, and figures set like those of most columns of figures.

use crate::bands::{Line, Mark, PHRASE, lines, marks};
use crate::forms::Form;
use crate::lattice::Lattice;
use crate::near::Near;
use crate::rivers::units;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;

/// Sums stand no farther below the grid, or each other, than this many times their size.
const NEAR: i32 = 2;
/// No more lines of sums are below a grid, unless they go on as its rows do: more are another table.
const MOST: usize = 3;
/// Lines that go on in a grid's rows are no farther apart than this part (per cent) of these.
const PITCH: i32 = 115;
/// More rows than this are looked at nowhere.
const ROWS: usize = 40;
/// Figures are set alike when an edge or their middle is the same within this part of their size (per thousand).
const ALIGNED: i32 = 300;
/// More words are no few lines.
const MOST_WORDS: usize = 400;
/// A grid of fewer columns says too little about what stands below it.
const FEWEST_COLUMNS: usize = 3;

/// Adds rows of sums to a grid as its reader sees it, and says which words they are. `own` are the words in the grid; `words`
/// those of the page that are still free, `near` by their places, `others` the boxes of all grids.
pub(crate) fn add_sums(
    page: &Page,
    lattice: &mut Lattice,
    own: &[Word],
    (words, near): (&[Option<Word>], &Near),
    others: &[Rect],
) -> Vec<usize> {
    let n = lattice.xs.len() - 1;
    if n < FEWEST_COLUMNS || lattice.open.bottom || lattice.open_below.contains(&true) {
        return Vec::new();
    }
    let held = marks(page, own, lattice.direction);
    let figures = columns_of_figures(lattice, &held);
    if figures.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let area = lattice.bbox();
    let size = own.iter().map(|word| word.size).max().unwrap_or_default();
    let whole = lattice.direction.unturn(&area);
    let elsewhere =
        |word: &Word| others.iter().any(|other| *other != whole && other.contains(word.bbox.center()));
    let places = |rows: usize| {
        let y1 = area.y1 + size * (NEAR + 1) * (rows as i32 + 1);
        let strip = Rect { x0: area.x0 - size, x1: area.x1 + size, y0: area.y1, y1 };
        let mut places = near.inside(&lattice.direction.unturn(&strip));
        places.retain(|ix| words[*ix].as_ref().is_some_and(|word| word.direction == lattice.direction));
        let other = places.iter().filter_map(|ix| words[*ix].as_ref()).any(elsewhere);
        (places.len() <= MOST_WORDS && !other).then_some(places)
    };
    let Some(places) = places(ROWS).or_else(|| places(MOST)) else { return Vec::new() };
    let below: Vec<Word> = places.iter().filter_map(|ix| words[*ix].clone()).collect();
    let beside = |mark: &Mark| mark.at.x1 < area.x0 - mark.size || area.x1 + mark.size < mark.at.x0;
    let below: Vec<Mark> =
        marks(page, &below, lattice.direction).into_iter().filter(|m| !beside(m)).collect();
    let below = lines(&below);
    let mut bottom = area.y1;
    let mut sums: Vec<&Line> = Vec::new();
    for (ix, line) in below.iter().enumerate() {
        let white = line.top - bottom;
        if white > line.size * NEAR || white < -line.size / 2 {
            break;
        }
        // A heading goes with what stands below it.
        let heads = || {
            is_heading(line, lattice) && below.get(ix + 1).is_some_and(|next| is_sum(next, lattice, &figures))
        };
        if !is_sum(line, lattice, &figures) && !heads() {
            break;
        }
        bottom = line.bottom;
        sums.push(line);
    }
    if sums.len() > MOST && !go_on(&lines(&held), &sums) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    for line in sums {
        let row = lattice.ys.len() as u32 - 1;
        lattice.ys.push(line.bottom.max(lattice.ys[row as usize] + Pt(1)));
        lattice.cells.extend((0..n as u32).map(|col| [row, col, 1, 1]));
        taken.extend(line.marks.iter().map(|mark| places[mark.ix]));
    }
    taken
}

/// Whether lines below a grid follow each other, and its last row, as its rows do.
fn go_on(rows: &[Line], below: &[&Line]) -> bool {
    let [.., before, last] = rows else { return false };
    let most = (last.base - before.base).scale(PITCH, 100);
    let bases: Vec<Pt> = std::iter::once(last.base).chain(below.iter().map(|line| line.base)).collect();
    bases.windows(2).all(|pair| pair[1] - pair[0] <= most)
}

/// For each column of amounts, where these stand.
fn columns_of_figures(lattice: &Lattice, held: &[Mark]) -> Vec<Vec<Rect>> {
    let n = lattice.xs.len() - 1;
    let mut out = vec![Vec::new(); n];
    let mut texts = vec![0; n];
    // Its name stands above.
    for mark in held.iter().filter(|mark| mark.at.center().y > lattice.ys[1]) {
        let col = lattice.column_at(mark.at.center().x);
        match mark.form {
            Form::Number => out[col].push(mark.at),
            Form::Text => texts[col] += 1,
            _ => {}
        }
    }
    for (figures, texts) in out.iter_mut().zip(texts) {
        if figures.len() < texts {
            figures.clear();
        }
    }
    out
}

/// Whether a line is one text in the first column.
fn is_heading(line: &Line, lattice: &Lattice) -> bool {
    units(line, PHRASE).len() == 1 && line.left() >= lattice.xs[0] && line.right() <= lattice.xs[1]
}

/// Whether a line has one label in one column, and right of it figures set like those of most columns of figures.
fn is_sum(line: &Line, lattice: &Lattice, figures: &[Vec<Rect>]) -> bool {
    let n = lattice.xs.len() - 1;
    let area = lattice.bbox();
    let at = |x: Pt| lattice.xs.partition_point(|edge| *edge <= x).clamp(1, n) - 1;
    if line.left() < area.x0 || line.right() > area.x1 {
        return false;
    }
    let mut label: Option<usize> = None;
    let mut seats: Vec<usize> = Vec::new();
    for run in units(line, PHRASE) {
        let (span, own) = (line.span(&run), &line.marks[run]);
        if own.iter().all(|mark| mark.form.is_amount()) {
            let col = at(span.center().x);
            let Some(figure) = own.iter().rfind(|mark| mark.form == Form::Number).map(|mark| mark.at) else {
                return false;
            };
            let close = line.size.scale(ALIGNED, 1000);
            let same = |a: Pt, b: Pt| (a - b).abs() <= close;
            let alike = |other: &&Rect| {
                same(other.x1, figure.x1)
                    || same(other.x0, figure.x0)
                    || same(other.center().x, figure.center().x)
            };
            let alike = figures[col].iter().filter(alike).count();
            let inside = lattice.xs[col] <= span.x0 && span.x1 <= lattice.xs[col + 1];
            if !inside
                || alike * 2 < figures[col].len().max(1)
                || seats.last().is_some_and(|last| *last >= col)
            {
                return false;
            }
            seats.push(col);
        } else if label.is_none() && seats.is_empty() && own.iter().any(|mark| mark.form == Form::Text) {
            let col = at(span.x0);
            if col != at(span.x1 - Pt(1)) {
                return false;
            }
            label = Some(col);
        } else {
            return false;
        }
    }
    let all = figures.iter().filter(|own| !own.is_empty()).count();
    label.is_some_and(|label| seats.first().is_some_and(|col| *col > label)) && seats.len() * 2 > all
}
