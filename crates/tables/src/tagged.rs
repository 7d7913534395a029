//! Tables that the author's structure tags name, held against the ink.
//!
//! Tags are evidence of the first rank where they agree with the ink, and none where they don't: many are made by machines.
//! They agree when the ink of their cells stands on a grid in the order of the tags ([`ink`]), and no rule that was drawn says
//! otherwise ([`against`]). What is then left to the rules is where edges stand.

mod against;
mod ink;

use crate::lattice::Lattice;
use crate::lines::lines;
use crate::rules::along;
use crate::words::split;
use ink::{Grid, grid};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Open, Piece, PieceEvidence, Rule, Tagging, Verdict, Word};
use model::page::Axis;
use model::table::{Cell, Table};
use model::{Diagnostic, Page};
use std::collections::BTreeMap;

/// What came of a page's tagged tables.
pub(crate) struct Read {
    pub(crate) pieces: Vec<Piece>,
    /// Words in none of them.
    pub(crate) words: Vec<Word>,
    /// For each lattice, whether no tagged table stands in its place.
    pub(crate) free: Vec<bool>,
    pub(crate) taggings: Vec<Tagging>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the tagged tables of a page. `lattices` are the grids that its rules draw.
pub(crate) fn read(
    page: &Page,
    wanted: bool,
    rules: &[Rule],
    lattices: &[Lattice],
    words: Vec<Word>,
) -> Read {
    let mut out = Read {
        pieces: Vec::new(),
        words: Vec::new(),
        free: vec![true; lattices.len()],
        taggings: Vec::new(),
        diagnostics: Vec::new(),
    };
    if !wanted || page.tagged.is_empty() {
        out.words = words;
        return out;
    }
    let owners = ink::owners(page, &words);
    let mut taken: Vec<Grid> = Vec::new();
    for (nth, table) in page.tagged.iter().enumerate() {
        let found = grid(page, nth, &owners);
        let size = [found.n_rows(), found.n_cols()];
        let said = match found.fault {
            _ if found.bbox.is_none() => continue,
            Some(fault) => Verdict::Against(fault),
            None => against::verdict(&found, lattices, &owners),
        };
        if let Verdict::Against(fault) = said {
            let message = format!(
                "the author's tags of a table of {} rows and {} columns do not agree with the page ({fault}): they were passed over",
                size[0], size[1]
            );
            let remark = Diagnostic::new("tags-disagree", message).on(page.number);
            out.diagnostics.push(match found.place() {
                Some(place) => remark.at(place),
                None => remark,
            });
        }
        out.taggings.push(Tagging { id: table.id, size, bbox: found.place(), verdict: said });
        if said == Verdict::Used {
            for (free, lattice) in out.free.iter_mut().zip(lattices) {
                *free &= !against::overlap(&found, lattice);
            }
            taken.push(found);
        }
    }
    let mut left: Option<Vec<Word>> = None;
    for grid in &taken {
        let (piece, rest) = piece(page, rules, grid, left.take().unwrap_or_else(|| words.clone()));
        left = Some(rest);
        out.pieces.extend(piece);
    }
    drop(taken);
    out.words = left.unwrap_or(words);
    out
}

/// A grid as a piece, with the words that are its own, and the others.
fn piece(page: &Page, rules: &[Rule], grid: &Grid, words: Vec<Word>) -> (Option<Piece>, Vec<Word>) {
    let Some((xs, ys)) = edges(rules, grid) else { return (None, words) };
    let bbox = Rect::new(xs[0], ys[0], xs[xs.len() - 1], ys[ys.len() - 1]);
    let slot = |edges: &[Pt], at: Pt| edges.partition_point(|edge| *edge <= at).clamp(1, edges.len() - 1) - 1;
    let spans = grid.tiles();
    let n_cols = xs.len() - 1;
    let mut owner = vec![0; n_cols * (ys.len() - 1)];
    for (ix, (_, [row, col, height, width])) in spans.iter().enumerate() {
        for r in *row..row + height {
            let from = r as usize * n_cols + *col as usize;
            owner[from..from + *width as usize].fill(ix);
        }
    }
    let tile_of: BTreeMap<usize, usize> =
        spans.iter().enumerate().filter_map(|(tile, (cell, _))| Some(((*cell)?, tile))).collect();
    let mut held: Vec<Vec<Word>> = vec![Vec::new(); spans.len()];
    let mut rest = Vec::new();
    let mut open: Vec<Word> = words.into_iter().rev().collect();
    while let Some(word) = open.pop() {
        let own = |ix: usize| grid.owner_of(word.glyphs[ix]);
        if let Some(at) = (1..word.glyphs.len()).find(|ix| own(*ix) != own(*ix - 1)) {
            let (head, tail) = split(&word, at, page);
            open.extend([tail, head]);
            continue;
        }
        let t = grid.direction.turn(&word.bbox);
        match own(0) {
            Some(cell) => match tile_of.get(&cell) {
                Some(tile) => held[*tile].push(word),
                None => rest.push(word),
            },
            // What no tag names and stands in the table is of the cell in which it stands.
            None if word.direction == grid.direction && bbox.contains(t.center()) => {
                let at = slot(&ys, t.center().y) * n_cols + slot(&xs, t.center().x);
                held[owner[at]].push(word);
            }
            None => rest.push(word),
        }
    }
    let cells = spans.iter().zip(held).map(|((_, [row, col, height, width]), words)| {
        let area = Rect::new(
            xs[*col as usize],
            ys[*row as usize],
            xs[(col + width) as usize],
            ys[(row + height) as usize],
        );
        Cell::new(*row, *col, *height, *width, lines(page, words, false))
            .on(page.number, grid.direction.unturn(&area))
    });
    let table =
        Table::new(grid.n_rows(), grid.n_cols(), cells.collect()).expect("tiles cover every slot once");
    let piece = Piece {
        table,
        page: page.number,
        bbox: Some(grid.direction.unturn(&bbox)),
        direction: grid.direction,
        leftward: page.leftward,
        header_hint: grid.head(),
        evidence: PieceEvidence::Tagged,
        open: Open::default(),
        col_edges: xs,
        row_edges: ys,
    };
    (Some(piece), rest)
}

/// The edges of columns and rows: where a rule stands between the ink of two, there, else in the middle.
fn edges(rules: &[Rule], grid: &Grid) -> Option<(Vec<Pt>, Vec<Pt>)> {
    let ink = grid.bbox?;
    let (level, upright) = match grid.direction {
        Quarter::D0 | Quarter::D180 => (Axis::Horizontal, Axis::Vertical),
        Quarter::D90 | Quarter::D270 => (Axis::Vertical, Axis::Horizontal),
    };
    let turned = |axis: Axis, across: bool| {
        let all = along(rules, axis).iter().map(move |rule| {
            let t = grid.direction.turn(&rule.area());
            if across { (t.y0, t.x0, t.x1) } else { (t.x0, t.y0, t.y1) }
        });
        let (from, to) = if across { (ink.x0, ink.x1) } else { (ink.y0, ink.y1) };
        let mut at: Vec<Pt> = all.filter(|(_, a, b)| *a < to && *b > from).map(|(at, ..)| at).collect();
        at.sort_unstable();
        at
    };
    let xs = between(&grid.columns, (ink.x0, ink.x1), &turned(upright, false), grid.size)?;
    let ys = between(&grid.rows, (ink.y0, ink.y1), &turned(level, true), grid.size)?;
    Some((xs, ys))
}

/// A rule this far from the outermost ink (in sizes) is the table's own.
const FRAME: i32 = 1;

/// Edges around and between intervals of ink, which all lies between `ends`; those without ink get even parts of the room
/// between others.
fn between(ink: &[Option<(Pt, Pt)>], ends: (Pt, Pt), rules: &[Pt], size: Pt) -> Option<Vec<Pt>> {
    let filled: Vec<usize> = (0..ink.len()).filter(|ix| ink[*ix].is_some()).collect();
    let (first, last) = (*filled.first()?, *filled.last()?);
    let span = |ix: usize| ink[ix].unwrap_or_default();
    let in_room = |from: Pt, to: Pt| rules.iter().copied().filter(move |at| from <= *at && *at <= to);
    let mut out = vec![Pt::ZERO; ink.len() + 1];
    let part = |whole: Pt, count: usize| (whole.scale(1, count.max(1) as i32)).max(size);
    let start = span(first).0;
    out[first] = in_room(start - size * FRAME, start).next_back().unwrap_or(start);
    let step = part(start - ends.0, first);
    for ix in (0..first).rev() {
        out[ix] = out[ix + 1] - step;
    }
    let end = span(last).1;
    out[last + 1] = in_room(end, end + size * FRAME).next().unwrap_or(end);
    let step = part(ends.1 - end, ink.len() - last - 1);
    for ix in last + 1..ink.len() {
        out[ix + 1] = out[ix] + step;
    }
    for pair in filled.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (from, to) = (span(a).1.min(span(b).0), span(a).1.max(span(b).0));
        let count = (b - a) as i32;
        let drawn: Vec<Pt> = in_room(from, to).collect();
        for nth in 0..count {
            let even = from + (to - from).scale(2 * nth + 1, 2 * count);
            let rule = if drawn.len() == count as usize { Some(drawn[nth as usize]) } else { None };
            let rule = rule.or_else(|| drawn.first().copied().filter(|_| count == 1));
            out[a + 1 + nth as usize] = rule.unwrap_or(even);
        }
    }
    for ix in 1..out.len() {
        out[ix] = out[ix].max(out[ix - 1] + Pt(1));
    }
    Some(out)
}
