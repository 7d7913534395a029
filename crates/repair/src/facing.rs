//! One table over two facing pages: the labels stand on the left page, more columns of the same rows on the right one.
//!
//! What tells a spread from a table that goes on below: the rows stand at the same heights, and the right page has no labels
//! of its own. Words that the gutter cuts, in the head and in the title, are one word.

use crate::headers::Head;
use crate::numbers::{Figures, is_symbol};
use crate::rules::is_han;
use model::geometry::{Pt, Rect};
use model::layout::Piece;
use model::table::{Cell, Evidence, Ink, Op, Table, Why};

/// The share of rows (per hundred) whose ink stands at the same height on both pages. Lower, and a table of the same length
/// on the next page would do.
const LEVEL: usize = 90;
/// Fewer rows may stand at the same heights by chance.
const FEWEST_ROWS: u32 = 3;
/// Text that ends (or begins) nearer to the gutter than this many ems runs over it.
const TOUCHES: i32 = 2;
/// Less room than this part of an em (per thousand) at the gutter, on both sides together, and a word goes over it.
const NO_ROOM: i32 = 400;

/// Whether `right` stands beside `left` on the facing page.
pub(crate) fn faces(
    (left, left_head): (&Piece, &Head),
    (right, right_head): (&Piece, &Head),
    figures: &Figures<'_>,
) -> bool {
    let (head, own) = (left_head.rows, right_head.rows);
    // The head of one page may have fewer levels than that of the other.
    let rows = left.table.n_rows().saturating_sub(head);
    let alike = rows == right.table.n_rows().saturating_sub(own) && left.direction == right.direction;
    if !alike || right.page != left.page + 1 || rows < FEWEST_ROWS || head.min(own) == 0 && head != own {
        return false;
    }
    let labelled =
        |table: &Table, head: u32| (0..table.n_cols()).any(|col| labels(table, head, col, figures));
    if !labelled(&left.table, head) || labelled(&right.table, own) {
        return false;
    }
    let pairs: Vec<(Rect, Rect)> =
        (0..rows).filter_map(|row| Some((ink_of(left, head + row)?, ink_of(right, own + row)?))).collect();
    // Sheets may lie a little higher or lower.
    let mut shifts: Vec<Pt> = pairs.iter().map(|(a, b)| b.y0 - a.y0).collect();
    shifts.sort_unstable();
    let Some(shift) = shifts.get(shifts.len() / 2).copied() else { return false };
    let level = |(a, b): &&(Rect, Rect)| {
        let b = Rect { y0: b.y0 - shift, y1: b.y1 - shift, ..*b };
        a.overlap_y(&b) * 2 >= a.height().min(b.height())
    };
    let low = pairs.iter().filter(level).count();
    pairs.len() as u32 >= FEWEST_ROWS && low * 100 >= pairs.len() * LEVEL
}

/// Where the ink of a row stands, as its reader sees it.
fn ink_of(piece: &Piece, row: u32) -> Option<Rect> {
    let cells = piece.table.row(row).iter().filter(|cell| cell.rowspan() == 1);
    Rect::bounding(
        cells.flat_map(Cell::ink).filter_map(|ink| ink.bbox).map(|bbox| piece.direction.turn(&bbox)),
    )
}

/// Whether a column holds words, as the labels of rows do.
fn labels(table: &Table, from: u32, col: u32, figures: &Figures<'_>) -> bool {
    let (mut all, mut words) = (0, 0);
    for cell in (from..table.n_rows()).map(|row| table.at(row, col)).filter(|cell| !cell.is_blank()) {
        let text = cell.text().trim();
        all += 1;
        words += u32::from(!figures.is_number(text) && !is_symbol(text));
    }
    words * 2 > all
}

/// Puts the right page's columns beside the left page's, and makes header cells that run over the gutter one.
/// False: they do not fit.
pub(crate) fn join(table: &mut Table, head: u32, left: &Piece, right: &Piece, nth: u32) -> bool {
    let gutter = table.n_cols();
    let evidence =
        Evidence::new("geometry").with("rows", table.n_rows().to_string()).with("column", gutter.to_string());
    if right.table.n_rows() > table.n_rows() {
        let levels = right.table.n_rows() - table.n_rows();
        if head == 0 || !deepened(table, head, levels) {
            return false;
        }
    }
    let head = head.max(head + right.table.n_rows().saturating_sub(left.table.n_rows()));
    if table.append_cols(right.table.clone(), nth, Why::new("join-facing-pages", evidence)).is_err() {
        return false;
    }
    let (Some(a), Some(b)) = (left.bbox, right.bbox) else { return true };
    for row in 0..head {
        let (over, under) = (table.at(row, gutter - 1), table.at(row, gutter));
        // Right above the rows, each column has a name of its own.
        let names = over.colspan() == 1 && under.colspan() == 1 && over.row_end() == head;
        let level = over.row() == row && under.row() == row && over.rowspan() == under.rowspan() && !names;
        let Some(joint) = level.then(|| runs_over(over, under, &a, &b)).flatten() else { continue };
        let text = format!("{}{joint}{}", over.text(), under.text());
        let (cell, rowspan, colspan) = (over.id(), over.rowspan(), over.colspan() + under.colspan());
        let why =
            || Why::new("join-over-gutter", Evidence::new("geometry").with("joint", format!("{joint:?}")));
        if table.apply(Op::Grow { cell, rowspan, colspan }, why()).is_ok() {
            table.apply(Op::SetText { cell, text }, why()).expect("the cell was just seen");
        }
    }
    true
}

/// Makes the first row of a head so many rows higher: the other page's has more levels.
fn deepened(table: &mut Table, head: u32, levels: u32) -> bool {
    let own = table.cells().iter().filter(|cell| cell.row() < head);
    if own.clone().any(|cell| cell.row_end() > head) {
        return false;
    }
    let cells: Vec<Cell> = own
        .map(|cell| {
            let (row, more) = if cell.row() == 0 { (0, levels) } else { (cell.row() + levels, 0) };
            cell.relaid(row, cell.col(), (cell.rowspan() + more, cell.colspan()), cell.ink().to_vec())
        })
        .collect();
    let why = Why::new("join-facing-pages", Evidence::new("geometry").with("levels", levels.to_string()));
    table.apply(Op::Rewrite { first: 0, count: head, rows: head + levels, cells }, why).is_ok()
}

/// How the texts of two cells at the gutter go on; `None` when they are two.
fn runs_over(over: &Cell, under: &Cell, left: &Rect, right: &Rect) -> Option<&'static str> {
    joint(over.ink().last()?, under.ink().first()?, left.x1, right.x0)
}

/// How a line that ends at the gutter goes on in one that begins there: `None` when they are two, "" inside a word.
pub(crate) fn joint(line: &Ink, next: &Ink, gutter: Pt, edge: Pt) -> Option<&'static str> {
    let (a, b) = (line.bbox?, next.bbox?);
    let (before, after) = (gutter - a.x1, b.x0 - edge);
    let touches = before <= line.size * TOUCHES && after <= next.size * TOUCHES;
    if !touches || (line.size - next.size).abs() > line.size / 4 {
        return None;
    }
    let (last, first) = (line.text.chars().next_back()?, next.text.chars().next()?);
    let han = is_han(last) || is_han(first);
    let word =
        last.is_alphanumeric() && first.is_alphanumeric() && before + after <= line.size.scale(NO_ROOM, 1000);
    Some(if han || word { "" } else { " " })
}
