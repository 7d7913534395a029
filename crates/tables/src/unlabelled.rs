//! Grids that leave the labels of their rows out: thin rules between the columns of figures alone, closed by those about the
//! sums. No rule parts the rows, and their names stand left of the grid; the rules say only part of the table. So do the areas
//! of a shaded row where they are drawn cell by cell above the rules of sums.

use crate::bands::{Line, Mark, lines, marks};
use crate::forms::Form;
use crate::lattice::Lattice;
use crate::near::{Near, chosen};
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;

/// Labels begin no farther from the grid than this many times its rows' size.
const REACH: i32 = 60;
/// Fewer rows may be level with lines of anything.
const FEWEST: usize = 3;

/// Whether nearly all rows of a grid begin with figures, and have texts left of it. `own` are the words in it, `all` those
/// of the page.
pub(crate) fn leaves_labels_out(
    page: &Page,
    lattice: &Lattice,
    own: &[Word],
    all: &[Word],
    near: &Near,
) -> bool {
    let one_row = lattice.ys.len() == 2;
    if !lattice.mixed && !one_row {
        return false;
    }
    let area = lattice.bbox();
    let inside = |mark: &Mark| area.contains(mark.at.center());
    let rows: Vec<Mark> = marks(page, own, lattice.direction).into_iter().filter(inside).collect();
    let rows = lines(&rows);
    let Some(size) = rows.iter().map(|line| line.size).max() else { return false };
    let begins = |line: &&Line| line.marks[0].form.is_figure();
    let figures: Vec<&Line> = rows.iter().filter(begins).collect();
    if one_row
        && !rows
            .iter()
            .flat_map(|line| &line.marks)
            .all(|mark| mark.form.is_figure() || mark.form == Form::Opening)
    {
        return false;
    }
    if !one_row && figures.len() < FEWEST || figures.len() * 4 < rows.len() * 3 {
        return false;
    }
    let strip = Rect { x0: area.x0 - size * REACH, x1: area.x0, ..area };
    let beside = chosen(all, &near.inside(&lattice.direction.unturn(&strip)));
    let left = |mark: &Mark| mark.at.x1 <= area.x0 + Pt(1_000);
    let beside: Vec<Mark> = marks(page, &beside, lattice.direction).into_iter().filter(left).collect();
    let beside = lines(&beside);
    let named = |line: &&&Line| {
        let level = |label: &&Line| (label.base - line.base).abs() <= line.size / 4;
        // What stands nearest is no figure: it would be another table's.
        let texts = |label: &Line| label.marks.last().is_some_and(|mark| mark.form == Form::Text);
        beside.iter().find(level).is_some_and(|label| one_row || texts(label))
    };
    figures.iter().filter(named).count() * 4 >= figures.len() * 3
}
