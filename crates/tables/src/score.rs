//! What a reading is worth as an explanation of its ink: one objective for every kind of candidate.
//!
//! In points. Each neighbour in a row that the columns explain counts for the table, as do columns of figures, bars and
//! joints; lines that stand alone, words across edges, and cells of prose count against it, and so does the table itself
//! (a description has to be shorter than what it describes). Above zero it is a table.

use crate::bands::{Line, Mark};
use crate::columns::{Columns, Plan};
use crate::forms::Form;
use crate::listing::{
    are_fractions, is_code, is_contents, is_formula, is_index, is_list, is_quoted, is_scale,
    is_set_in_columns, stands_out,
};
use crate::rows::lines_of;
use crate::zone::Zone;
use model::geometry::{Pt, Rect};
use model::layout::Rule;

/// A table itself: two rows of two cells alone do not pay for it.
const TABLE: i64 = 45;
/// A neighbour in a row.
const NEIGHBOUR: i64 = 6;
/// A column of figures.
const FIGURES: i64 = 18;
/// Two bars or more around it.
const BARS: i64 = 40;
/// Rules above and below the sum of a column of figures, as wide as that column alone.
const SUMMED: i64 = 20;
/// Edges drawn in its bars.
const JOINTS: i64 = 20;
/// A line that fills one column, in the body.
const ALONE: i64 = 5;
/// A line of prose: wide, alone, over the columns.
const PROSE: i64 = 22;
/// Words across an edge.
const ACROSS: i64 = 12;
/// A table of words with no bars.
const WORDS: i64 = 40;
/// Keys and values: two columns of words, both in every row, each from one left edge.
const KEYED: i64 = 25;
/// Left edges of keys or values differ by no more than this part of the em (per thousand).
const EDGE: i32 = 150;
/// Cells of words wider than this many ems are prose when most lines of their column are.
const WIDE: i32 = 22;

/// Rows of a table that neither bars nor a head speak for.
const LEAST_ROWS: usize = 3;
/// Fewer filled cells than one in so many are labels strewn over a drawing.
const SPARSE: usize = 4;
/// More lone letters than one cell in so many are a drawing's.
const LETTERS: usize = 3;

/// What is counted.
#[expect(clippy::struct_excessive_bools, reason = "each is one observation, none excludes another")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) neighbours: usize,
    pub(crate) rows: usize,
    pub(crate) figure_columns: usize,
    pub(crate) barred: bool,
    pub(crate) jointed: bool,
    /// Whether rules stand about the last figures, under the columns of figures alone.
    pub(crate) summed: bool,
    pub(crate) alone: usize,
    pub(crate) prose: usize,
    pub(crate) across: usize,
    /// Columns right of the first whose lines are mostly wide text.
    pub(crate) wide: usize,
    /// Whether it is a list, contents, or fractions.
    pub(crate) listing: bool,
    /// Whether it is keys with their values.
    pub(crate) keyed: bool,
    /// Whether the columns of figures are the scales of a chart.
    pub(crate) scale: bool,
    /// Whether letters set one by one make it up: text at an angle.
    pub(crate) letters: bool,
    /// Filled cells of the body.
    pub(crate) filled: usize,
    /// All slots of the body.
    pub(crate) slots: usize,
    /// Lines above the body.
    pub(crate) head: usize,
    /// Whether the head has a name for each column of several.
    pub(crate) named: bool,
}

impl Tally {
    pub(crate) fn of(
        zone: &Zone,
        columns: &Columns,
        lines: &[Vec<Plan>],
        row_of: &[usize],
        figures: &[bool],
        over: &[Line],
    ) -> Self {
        let mut tally = Self { barred: zone.barred(), jointed: !zone.joints.is_empty(), ..Self::default() };
        let mut widths: Vec<(usize, usize)> = vec![(0, 0); columns.len()];
        for (ix, cells) in lines.iter().enumerate() {
            let size = zone.lines[over.len() + ix].size;
            for cell in cells {
                let (x0, x1) =
                    (cell.marks[0].at.x0, cell.marks.iter().map(|m| m.at.x1).max().unwrap_or_default());
                let text = cell.marks.iter().filter(|m| m.form == Form::Text).count();
                let edge = columns.edges[(cell.col + cell.width).min(columns.len())];
                let runs_over = x1 > edge + Pt(1_000) || x0 < columns.edges[cell.col] - Pt(1_000);
                let wide = x1 - x0 > size * WIDE && text * 2 > cell.marks.len();
                widths[cell.col].0 += 1;
                widths[cell.col].1 += usize::from(wide);
                tally.across += usize::from(runs_over && cells.len() > 1);
                tally.prose += usize::from(cells.len() == 1 && runs_over && wide);
            }
        }
        for own in lines_of(row_of) {
            let mut filled = vec![false; columns.len()];
            for cell in own.into_iter().flat_map(|line| &lines[line]) {
                filled[cell.col] = true;
            }
            let n = filled.iter().filter(|f| **f).count();
            tally.filled += n;
            tally.slots += columns.len();
            tally.neighbours += n.saturating_sub(1);
            tally.alone += usize::from(n == 1);
            tally.rows += usize::from(n > 1);
        }
        // The sum of a column stands alone where it has no label.
        let sum = |cells: &Vec<Plan>| match &cells[..] {
            [cell] => cell.col > 0 && figures[cell.col] && cell.marks.iter().all(|m| m.form != Form::Text),
            _ => false,
        };
        tally.alone -= usize::from(tally.alone > 0 && lines.last().is_some_and(sum));
        tally.head = over.len();
        tally.named = is_named(over, columns);
        tally.summed = is_summed(zone, columns, lines, figures);
        // Columns with names on a bar may rise in even steps: tables of rates.
        tally.scale = (zone.bars.is_empty() || !tally.named) && is_scale(lines, figures);
        tally.figure_columns = figures.iter().skip(1).filter(|f| **f).count();
        tally.wide = widths.iter().skip(1).filter(|(all, wide)| *all > 0 && wide * 2 > *all).count();
        tally.listing = is_list(lines, columns.len())
            || is_contents(lines, figures, over)
            || is_index(lines)
            || is_code(lines, figures)
            || is_quoted(lines)
            || !tally.barred
                && !stands_out(over, &zone.lines[over.len()..])
                && is_set_in_columns(lines, columns.len())
            || are_fractions(&zone.lines[over.len()..], &zone.lone_parts())
            || is_formula(&zone.lines[over.len()..], &zone.lone_parts());
        tally.keyed = keyed(lines, columns, zone.lines[0].size);
        let cells = || lines.iter().flatten();
        let letters =
            cells().filter(|c| c.marks.iter().all(|m| m.form == Form::Text && m.letters == 1)).count();
        // Grades and flags stand between bars below names of their own.
        let graded = tally.barred && tally.named && tally.figure_columns > 0;
        tally.letters = letters * LETTERS > cells().count() && letters > 2 && !graded;
        tally
    }
}

/// Whether each column right of the first has a name on the lowest line of the head.
fn is_named(over: &[Line], columns: &Columns) -> bool {
    let Some(line) = over.last() else { return false };
    let mut named = vec![false; columns.len()];
    for mark in &line.marks {
        named[columns.at(mark.at.center().x)] = true;
    }
    columns.len() >= NAMED && named[1..].iter().all(|named| *named)
}

/// Names of fewer columns may be words that stand there by chance.
const NAMED: usize = 4;

/// Whether rules stand right above and right below the last line of figures, each over or under columns of figures alone: a sum
/// and its result, as accounts are ruled.
fn is_summed(zone: &Zone, columns: &Columns, lines: &[Vec<Plan>], figures: &[bool]) -> bool {
    let first = (1..figures.len()).find(|col| figures[*col]);
    let marks =
        lines.last().into_iter().flatten().filter(|cell| figures[cell.col]).flat_map(|cell| &cell.marks);
    let (Some(first), Some(at)) = (first, Rect::bounding(marks.map(|m| m.at))) else { return false };
    let own = |rule: &&Rule| {
        let over = rule.from.max(at.x0) < rule.to.min(at.x1);
        over && rule.from >= columns.edges[first] && (rule.at - at.center().y).abs() <= at.height()
    };
    let near = || zone.lone_parts().into_iter().filter(|rule| own(&rule));
    near().any(|rule| rule.at < at.center().y) && near().any(|rule| rule.at > at.center().y)
}

/// A table of no more rows has to be filled to so many tenths, when nothing is drawn.
const FEW: usize = 4;
/// A table of words is filled to so much (per cent).
const WORDS_FILL: usize = 45;
const DENSE: usize = 6;

/// The objective.
pub(crate) fn score(t: &Tally) -> i64 {
    let n = |count: usize| count as i64;
    let least = if t.barred && (t.head > 0 || t.figure_columns > 0) {
        1
    } else if t.head > 0 {
        2
    } else {
        LEAST_ROWS
    };
    // One row beside lines that stand alone is a line of a text with wide gaps in a box; a few rows with more gaps than cells
    // and nothing drawn around them are formulas and pieces of drawings.
    // Below a head whose cells are drawn it is the first row, with the heading above it.
    let first = t.barred && t.jointed && t.head > 0 && t.figure_columns > 1;
    let lone = t.rows == 1 && t.alone > 0 && !first;
    let few = t.rows <= FEW && !t.barred && !t.jointed && !t.named && t.filled * 10 < t.slots * DENSE;
    // Words alone, with more gaps than cells: boxes of a diagram, notes about a picture.
    let scattered = t.figure_columns == 0 && t.filled * 100 < t.slots * WORDS_FILL;
    if lone
        || few
        || scattered
        || t.rows < least
        || t.listing
        || t.scale
        || t.letters
        || t.filled * SPARSE < t.slots
    {
        return -TABLE;
    }
    let words = t.figure_columns == 0 && !t.barred && !t.keyed;
    n(t.neighbours) * NEIGHBOUR
        + n(t.figure_columns) * FIGURES
        + i64::from(t.barred) * BARS
        + i64::from(t.jointed) * JOINTS
        + i64::from(t.summed) * SUMMED
        - TABLE
        - n(t.alone) * ALONE
        - n(t.prose) * PROSE
        - n(t.across) * ACROSS
        - i64::from(words) * WORDS
        + i64::from(t.keyed && !t.barred) * KEYED
        - n(t.wide) * TABLE
}

/// Whether all lines have a key and its value, or the rest of a value, and both columns one left edge.
fn keyed(lines: &[Vec<Plan>], columns: &Columns, size: Pt) -> bool {
    let edge = |col: usize| {
        let xs = || lines.iter().flatten().filter(|cell| cell.col == col).map(|cell| cell.marks[0].at.x0);
        xs().max().unwrap_or_default() - xs().min().unwrap_or_default() <= size.scale(EDGE, 1000)
    };
    // The number of an entry before its text is no key.
    let number = |m: &Mark| m.entry && m.letters <= NUMBER;
    let entry =
        |cells: &Vec<Plan>| matches!(&cells[0].marks[..], [mark] if cells[0].col == 0 && number(mark));
    columns.len() == 2
        && lines.iter().all(|cells| cells.last().is_some_and(|cell| cell.col == 1) && !entry(cells))
        && edge(0)
        && edge(1)
}

/// Glyphs of the number of an entry: `（十二）`.
const NUMBER: u32 = 4;
