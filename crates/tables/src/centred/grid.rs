//! Which rows each text of a column spans: the edges between rows, and the assignment of least cost.

use super::{Block, Cells};
use model::geometry::Pt;
use std::ops::Range;

/// What a way to place the first texts costs, and at which row the last cell begins, if it is no blank.
type Way = (Pt, Option<usize>);

/// Ways the edges of rows may lie: each row is as high above its middle as below, so that one known edge tells all; or they
/// lie in the middle of the white between rows.
pub(super) fn edges(rows: &[Block], (top, bottom): (Pt, Pt)) -> Vec<Vec<Pt>> {
    let n = rows.len();
    let mut down = vec![top; n + 1];
    let mut up = vec![bottom; n + 1];
    for ix in 0..n {
        down[ix + 1] = rows[ix].middle() * 2 - down[ix];
        up[n - 1 - ix] = rows[n - 1 - ix].middle() * 2 - up[n - ix];
    }
    let parts =
        |edges: &Vec<Pt>| (1..n).all(|ix| rows[ix - 1].last < edges[ix] && edges[ix] < rows[ix].first);
    [down, up, white(rows)].into_iter().filter(parts).collect()
}

/// Edges in the middle of the white between rows.
pub(super) fn white(rows: &[Block]) -> Vec<Pt> {
    let n = rows.len();
    let mut out = vec![Pt::ZERO; n + 1];
    for ix in 1..n {
        out[ix] = rows[ix - 1].last + (rows[ix].first - rows[ix - 1].last) / 2;
    }
    out[0] = rows[0].middle() * 2 - out[1];
    out[n] = rows[n - 1].middle() * 2 - out[n - 1];
    out
}

/// The edges of rows.
pub(super) struct Grid<'a> {
    pub(super) edges: &'a [Pt],
    pub(super) near: Pt,
    pub(super) size: Pt,
    pub(super) cut: bool,
}

impl Grid<'_> {
    /// How far off the middle of some rows a text stands, if they may be its cell; the page cuts the text of the `first` cell
    /// and of the `last`.
    fn off(&self, block: &Block, rows: Range<usize>, (first, last): (bool, bool)) -> Option<Pt> {
        let (top, bottom) = (self.edges[rows.start], self.edges[rows.end]);
        if block.first <= top || bottom <= block.last {
            return None;
        }
        let off = (top + (bottom - top) / 2 - block.middle()).abs();
        if off <= self.near {
            return Some(off);
        }
        let open = first && rows.start == 0 || last && rows.end + 1 == self.edges.len();
        open.then(|| if block.first - top <= self.size { self.near / 2 } else { self.near * 2 })
    }

    /// The rows of each text of a column, and what is over: the least sum of what texts are off their middles and rows are
    /// left blank. `None` when a text is the middle of no rows.
    pub(super) fn place(&self, texts: &[Block]) -> Option<(Pt, Cells)> {
        let n = self.edges.len() - 1;
        if texts.len() > n {
            return None;
        }
        // By count of texts placed and of rows used: the least cost, and where the last cell begins, if it is no blank.
        let mut best: Vec<Vec<Option<Way>>> = vec![vec![None; n + 1]; texts.len() + 1];
        best[0][0] = Some((Pt::ZERO, None));
        for nth in 0..=texts.len() {
            for row in 0..=n {
                let Some((cost, from)) = best[nth][row] else { continue };
                if row < n {
                    // What the page cut may have its text on the other page: one blank for all its rows.
                    let rest = row > 0 && from.is_none() && (nth == 0 || self.cut && nth == texts.len());
                    let blank = if rest { cost } else { cost + self.near };
                    offer(&mut best[nth][row + 1], (blank, None));
                }
                let Some(block) = texts.get(nth) else { continue };
                let last = self.cut && nth + 1 == texts.len();
                for (end, known) in best[nth + 1].iter_mut().enumerate().skip(row + 1) {
                    if let Some(off) = self.off(block, row..end, (nth == 0, last)) {
                        offer(known, (cost + off, Some(row)));
                    }
                    let middle = self.edges[row] + (self.edges[end] - self.edges[row]) / 2;
                    if !last && (nth > 0 || row > 0) && middle > block.middle() + self.near {
                        break;
                    }
                }
            }
        }
        let (cost, _) = best[texts.len()][n]?;
        let (mut nth, mut row, mut cells) = (texts.len(), n, Vec::new());
        while row > 0 {
            match best[nth][row]? {
                (_, Some(from)) => {
                    cells.push(from..row);
                    (nth, row) = (nth - 1, from);
                }
                (_, None) => row -= 1,
            }
        }
        Some((cost, cells))
    }
}

/// Adds the cells whose texts stand on the page before, or on the next one: where one column begins with the rest of a
/// cell, blanks beside all of it are such rests. So are columns in which nothing stands left of those with text.
pub(super) fn rests(cells: &mut [Cells], n: usize, cut: bool) {
    for own in cells.iter_mut() {
        own.sort_by_key(|cell| cell.start);
    }
    // By column: the blank rows before its first cell and behind its last, and that cell.
    let tops: Vec<End> =
        cells.iter().map(|own| (0..own.first().map_or(n, |cell| cell.start), own.first().cloned())).collect();
    let feet: Vec<End> =
        cells.iter().map(|own| (own.last().map_or(0, |cell| cell.end)..n, own.last().cloned())).collect();
    // Several rows that are blank in two columns beside a cell that spans some, or in one, and one text of another has them.
    let is_rest = |rest: &Range<usize>, ends: &[End]| {
        let spans = |cell: &Option<Range<usize>>| cell.as_ref().is_some_and(|cell| cell.len() > 1);
        let blanks = ends.iter().filter(|(blank, cell)| blank == rest && spans(cell)).count();
        let text = ends.iter().any(|(_, cell)| cell.as_ref() == Some(rest));
        rest.len() > 1 && rest.len() < n && (blanks > 1 || blanks == 1 && text)
    };
    let first = cells.iter().position(|own| !own.is_empty());
    for (col, own) in cells.iter_mut().enumerate() {
        if own.is_empty() && first.is_some_and(|first| col < first) {
            own.push(0..n);
        } else if !own.is_empty() {
            let (top, foot) = (&tops[col].0, &feet[col].0);
            if is_rest(top, &tops) {
                own.push(top.clone());
            }
            if cut && is_rest(foot, &feet) {
                own.push(foot.clone());
            }
        }
    }
}

/// Blank rows at one end of a column, and the cell beside them.
type End = (Range<usize>, Option<Range<usize>>);

fn offer(known: &mut Option<Way>, new: Way) {
    if known.is_none_or(|(cost, _)| new.0 < cost) {
        *known = Some(new);
    }
}
