//! Grids that end above the rows of their table: a head drawn cell by cell, in rules or in areas of a colour, with rows below it
//! that white space or a hairline parts. The grid says only part of the table, so that it is read as a zone.

use crate::bands::{Line, Mark, lines, marks};
use crate::forms::{Form, form};
use crate::lattice::Lattice;
use crate::near::{Near, chosen};
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;

/// The first row stands no farther below the head than this many times its size.
const NEAR: i32 = 2;
/// Fewer rows below a head may be sums, or notes.
const FEWEST: usize = 2;
/// More words below are looked at nowhere.
const MOST_WORDS: usize = 4_000;
/// So much is looked at below it, in sizes.
const BELOW: i32 = 12;
/// A word reaches over an edge when it does so by more than this.
const OVER: Pt = Pt(1_500);
/// So many rows may be drawn like their head.
const BEGUN: usize = 3;
/// Heads have no more rows.
const DEEPEST: usize = 6;

/// Whether figures stand right below a grid: it is a part of their table. `own` are the words in it, `all` those of the page.
pub(crate) fn goes_on(lattice: &Lattice, own: &[Word], (all, near): (&[Word], &Near)) -> bool {
    let area = lattice.bbox();
    let size = own.iter().map(|word| word.size).max().unwrap_or_default();
    let strip = Rect { y0: area.y1, y1: area.y1 + size * NEAR, ..area };
    let figure = |ix: &&usize| form(&all[**ix].text) == Form::Number;
    near.inside(&strip).iter().filter(figure).count() >= FEWEST
}

/// Whether a grid is the head of rows that stand below it: names alone are in it, and right below stand lines of figures in its
/// columns. `own` are the words in it, `all` those of the page.
/// `grids` are the boxes of all grids of several rows: what stands in another one is no row of this.
pub(crate) fn is_head_alone(
    page: &Page,
    lattice: &Lattice,
    own: &[Word],
    (all, near): (&[Word], &Near),
    grids: &[Rect],
) -> bool {
    let (rows, columns) = (lattice.ys.len() - 1, lattice.xs.len() - 1);
    if columns < 2 || rows > DEEPEST {
        return false;
    }
    let area = lattice.bbox();
    let inside = |mark: &Mark| area.contains(mark.at.center());
    let names: Vec<Mark> = marks(page, own, lattice.direction).into_iter().filter(inside).collect();
    let Some(size) = names.iter().map(|mark| mark.size).max() else { return false };
    let (own, headed) = (lines(&names), are_names(lattice, &names));
    // Several rows, each cell of them filled, are a table.
    let spans = lattice.cells.iter().any(|cell| cell[2] > 1 || cell[3] > 1);
    let filled = own.iter().filter(|line| line.phrases().len() >= columns).count();
    if headed && rows > 1 && !spans && filled >= rows {
        return false;
    }
    // The first rows may be drawn like the head: far fewer than go on below.
    let begun = if headed { 0 } else { own.iter().filter(|line| is_row(line, lattice)).count() };
    let fewest = match begun {
        0 if headed => FEWEST,
        1..=BEGUN => FEWEST * 2 + begun * 2,
        _ => return false,
    };
    let strip = Rect { y0: area.y1, y1: area.y1 + size * BELOW * (begun as i32 + 1), ..area };
    let below = lines_in(page, lattice, &strip, (all, near));
    rows_next_to(lattice, below.iter().filter(|line| line.middle() > area.y1), area.y1, grids) >= fewest
}

/// Whether a grid is one row among others, drawn in a colour of its own cell by cell: rows stand right above it, in its columns.
pub(crate) fn is_row_alone(
    page: &Page,
    lattice: &Lattice,
    (all, near): (&[Word], &Near),
    grids: &[Rect],
) -> bool {
    let area = lattice.bbox();
    if lattice.ys.len() > 2 || lattice.xs.len() < 3 {
        return false;
    }
    let own = lines_in(page, lattice, &area, (all, near));
    let [row] = &own[..] else { return false };
    let strip = Rect { y0: area.y0 - row.size * BELOW, y1: area.y0, ..area };
    let mut above = lines_in(page, lattice, &strip, (all, near));
    above.retain(|line| line.middle() < area.y0);
    is_row(row, lattice) && rows_next_to(lattice, above.iter().rev(), area.y0, grids) >= FEWEST
}

/// The lines of a part of the page, as the reader of a grid sees it.
fn lines_in(page: &Page, lattice: &Lattice, area: &Rect, (all, near): (&[Word], &Near)) -> Vec<Line> {
    let places = near.inside(&lattice.direction.unturn(area));
    if places.len() > MOST_WORDS {
        return Vec::new();
    }
    lines(&marks(page, &chosen(all, &places), lattice.direction))
}

/// How many of some lines, one after the other from an edge on, are rows in a grid's columns; the first stands right there, and none
/// is in another grid.
fn rows_next_to<'l>(
    lattice: &Lattice,
    lines: impl Iterator<Item = &'l Line>,
    edge: Pt,
    grids: &[Rect],
) -> usize {
    let mut last = edge;
    let near = |line: &&Line| {
        let white = (line.top - last).max(last - line.bottom);
        let ruled = || {
            let at = lattice.direction.unturn(&line.span(&(0..line.marks.len())));
            grids.iter().any(|grid| grid.contains(at.center()))
        };
        last = line.middle();
        white <= line.size * NEAR && !ruled()
    };
    lines.take_while(near).filter(|line| is_row(line, lattice)).count()
}

/// Whether nothing in a grid's last columns is an amount but years and numbers of columns.
fn are_names(lattice: &Lattice, marks: &[Mark]) -> bool {
    let figures = marks.iter().filter(|mark| mark.form == Form::Number && mark.at.x0 >= lattice.xs[1]);
    let texts = marks.iter().filter(|mark| mark.form == Form::Text).count();
    let long = |mark: &&Mark| mark.letters > YEAR;
    let (count, longer) = (figures.clone().count(), figures.filter(long).count());
    longer == 0 && (count <= texts || lattice.ys.len() == 2)
}

/// Years and numbers of columns have no more digits.
const YEAR: u32 = 4;

/// Whether a line has figures in most columns of a grid, and no word that stands over one of their edges.
fn is_row(line: &Line, lattice: &Lattice) -> bool {
    let edges = &lattice.xs[1..lattice.xs.len() - 1];
    let over = |mark: &Mark| edges.iter().any(|x| mark.at.x0 + OVER < *x && *x < mark.at.x1 - OVER);
    let columns = lattice.xs.len() - 1;
    let mut filled = vec![false; columns];
    for mark in &line.marks {
        filled[lattice.column_at(mark.at.center().x)] |= mark.form.is_figure();
    }
    let count = filled.iter().skip(1).filter(|filled| **filled).count();
    !line.marks.iter().any(over) && count * 2 >= columns - 1 && count > 0
}
