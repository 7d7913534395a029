//! Cells that span rows, one below the other with nothing drawn between them.
//!
//! Beside rows that are parted, texts of several columns that stand apart are as many cells. Such a text is set about the
//! middle of its cell, or from its top; either says between which two rows the cell ends.

use crate::bands::{Mark, lines};
use model::geometry::Pt;
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_600;
/// So many columns have to show the same cells.
const FEWEST: usize = 2;
/// Cells are found below each other in a run of no more rows.
const MOST: usize = 400;

/// The rows of one body: what each holds by column, and the edges about them.
pub(crate) struct Rows<'a> {
    pub(crate) held: &'a [Vec<Vec<Mark>>],
    /// One more than rows.
    pub(crate) edges: &'a [Pt],
    pub(crate) size: Pt,
}

/// Where a text stands, from its top to its bottom.
type Reach = (Pt, Pt);

/// The edges below rows (by row) at which cells end that no rule parts, with the columns they end in; `runs` are the rows of
/// cells so far, by column.
pub(crate) fn ends(rows: &Rows<'_>, runs: &[(usize, Range<usize>)]) -> Vec<(usize, usize)> {
    let mut same: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (col, run) in runs.iter().filter(|(_, run)| run.len() > 1 && run.len() <= MOST) {
        same.entry((run.start, run.end)).or_default().push(*col);
    }
    let mut out = Vec::new();
    for ((from, to), columns) in same {
        let run = from..to;
        let texts: Vec<Vec<Reach>> = columns.iter().map(|col| rows.texts(*col, &run)).collect();
        let count = |k: usize| texts.iter().filter(|own| own.len() == k).count();
        let most = texts.iter().map(Vec::len).filter(|k| *k > 1).max_by_key(|k| (count(*k), *k));
        let Some(k) = most.filter(|k| count(*k) >= FEWEST) else { continue };
        let alike: Vec<&Vec<Reach>> = texts.iter().filter(|own| own.len() == k).collect();
        let Some(found) = rows.middles(&alike, &run).or_else(|| rows.tops(&alike, &run)) else { continue };
        for col in columns.into_iter().filter(|col| rows.suits(*col, &run, &found)) {
            out.extend(found.iter().map(|edge| (*edge, col)));
        }
    }
    out
}

impl Rows<'_> {
    /// The texts of a column in a run of rows: lines that follow each other.
    fn texts(&self, col: usize, run: &Range<usize>) -> Vec<Reach> {
        let marks: Vec<Mark> =
            self.held[run.clone()].iter().flat_map(|row| row[col].iter().copied()).collect();
        let mut out: Vec<Reach> = Vec::new();
        let mut last = Pt::MIN;
        for line in lines(&marks) {
            match out.last_mut() {
                Some(text) if line.base - last <= line.size.scale(LEADING, 1000) => text.1 = line.bottom,
                _ => out.push((line.top, line.bottom)),
            }
            last = line.base;
        }
        out
    }

    /// The edge inside a run that is nearest to a place, by the row above it, when it is as near as a line is high.
    fn nearest(&self, run: &Range<usize>, at: Pt) -> Option<usize> {
        let row = (run.start..run.end - 1).min_by_key(|row| (self.edges[row + 1] - at).abs())?;
        ((self.edges[row + 1] - at).abs() <= self.size).then_some(row)
    }

    /// The ends of cells whose texts are set about their middles, told from the first one down or from the last one up.
    fn middles(&self, texts: &[&Vec<Reach>], run: &Range<usize>) -> Option<Vec<usize>> {
        let middle = |reach: &Reach| reach.0 + (reach.1 - reach.0) / 2;
        // The page may have cut the first cell, or the last, whose texts then stand anywhere.
        let agreed = |nth: usize| {
            let at = middle(&texts[0][nth]);
            texts.iter().all(|own| (middle(&own[nth]) - at).abs() <= self.size / 2).then_some(at)
        };
        let count = texts[0].len();
        let down = || {
            let mut upper = self.edges[run.start];
            let mut out = Vec::new();
            for nth in 0..count - 1 {
                let row = self.nearest(run, agreed(nth)? * 2 - upper)?;
                out.push(row);
                upper = self.edges[row + 1];
            }
            Some(out)
        };
        let up = || {
            let mut lower = self.edges[run.end];
            let mut out = Vec::new();
            for nth in (1..count).rev() {
                let row = self.nearest(run, agreed(nth)? * 2 - lower)?;
                out.push(row);
                lower = self.edges[row + 1];
            }
            // Above the first text the rest of a cell of the page before may stand, which had its text there.
            if run.start == 0 {
                let rest = agreed(0).map(|at| at * 2 - lower).filter(|at| *at > self.edges[1] - self.size);
                out.extend(rest.and_then(|at| self.nearest(run, at)));
            }
            out.reverse();
            Some(out)
        };
        let rising = |out: &Vec<usize>| out.windows(2).all(|pair| pair[0] < pair[1]);
        let whole = |out: &Vec<usize>| {
            let last = self.edges[out.last().map_or(run.start, |row| row + 1)];
            agreed(count - 1).is_some_and(|at| (at * 2 - last - self.edges[run.end]).abs() <= self.size * 2)
        };
        let down = down().filter(rising);
        match (down, up().filter(rising)) {
            (Some(down), Some(up)) if up.len() > down.len() && !whole(&down) => Some(up),
            (down, up) => down.or(up),
        }
    }

    /// The ends of cells whose texts begin at their tops.
    fn tops(&self, texts: &[&Vec<Reach>], run: &Range<usize>) -> Option<Vec<usize>> {
        let all: Vec<Pt> = texts[0].iter().map(|reach| reach.0).collect();
        let near = self.size / 2;
        let one = |own: &&Vec<Reach>| own.iter().zip(&all).all(|(reach, at)| (reach.0 - *at).abs() <= near);
        let pad = all[0] - self.edges[run.start];
        let edge = |at: &Pt| {
            self.nearest(run, *at - pad).filter(|row| (self.edges[row + 1] + pad - *at).abs() <= near)
        };
        let out: Option<Vec<usize>> = all[1..].iter().map(edge).collect();
        out.filter(|out| texts.iter().all(one) && out.windows(2).all(|pair| pair[0] < pair[1]))
    }

    /// Whether a column has a text in each of the cells, about the middle of its own or near its top.
    fn suits(&self, col: usize, run: &Range<usize>, ends: &[usize]) -> bool {
        let mut from = run.start;
        let cells =
            ends.iter().map(|row| row + 1).chain([run.end]).map(|to| std::mem::replace(&mut from, to)..to);
        let cells: Vec<Range<usize>> = cells.collect();
        let about = |cell: &Range<usize>| {
            let texts = self.texts(col, cell);
            let (first, last) = (texts.first()?, texts.last()?);
            let (above, below) = (first.0 - self.edges[cell.start], self.edges[cell.end] - last.1);
            Some(((above - below).abs() <= self.size * 2, above <= self.size))
        };
        let whole = about(run).is_some_and(|(centred, _)| centred);
        let inner = cells.len() - 1;
        cells.iter().enumerate().all(|(ix, cell)| {
            // The page may cut the first and the last.
            let end = ix == 0 || ix == inner;
            let blank = || ix == 0 && cell.start == 0 && self.texts(col, cell).is_empty();
            about(cell).map_or_else(blank, |(centred, top)| centred || top || end && !whole)
        })
    }
}
