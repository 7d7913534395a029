//! Rows of labels that leaders lead to ruled boxes, as forms set them: the labels stand in one open space, the boxes beside
//! them are ruled.
//!
//! A leader leads from a label to what is written in the same row. Where leaders cross a space of several rows of boxes, the
//! rules of the boxes are taken to go on through it.

use super::undrawn::RUN_IN;
use super::{Edge, HALF, is_wall, regions};
use crate::near::Near;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use std::collections::{BTreeMap, BTreeSet};

/// A space with leaders at fewer heights is one text.
const LEADERS: usize = 2;

/// Letters across an edge have their middles no farther from it.
const TALL: Pt = Pt(15_000);

/// An edge that would go on: the row it stands above, and the columns it crosses.
type Gap = (usize, std::ops::Range<usize>);

/// Draws the edges of boxes on through the space left of them, where leaders lead from it to the boxes; whether there are any.
pub(super) fn rule_led(
    rows: &mut [Edge],
    cols: &[Edge],
    leaders: &[Rect],
    words: &[Word],
    near: &Near,
) -> bool {
    if leaders.len() < LEADERS {
        return false;
    }
    let (n_rows, n_cols) = (rows.len() - 1, cols.len() - 1);
    let slot = |edges: &[Edge], at: Pt| match edges.partition_point(|edge| edge.at <= at) {
        0 => None,
        n if n == edges.len() => None,
        n => Some(n - 1),
    };
    let regions = regions(rows, cols);
    // The rows in which leaders stand, by their space.
    let mut led: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for leader in leaders {
        let middle = leader.center();
        if let (Some(row), Some(col)) = (slot(rows, middle.y), slot(cols, middle.x)) {
            led.entry(regions[row * n_cols + col]).or_default().insert(row);
        }
    }
    led.retain(|_, at| at.len() >= LEADERS);
    if led.is_empty() {
        return false;
    }
    let crossed = |y: Pt, from: Pt, to: Pt| {
        let around = Rect::new(from, y - TALL, to, y + TALL);
        let own = near.inside(&around).into_iter().map(|ix| words[ix].bbox);
        own.into_iter().any(|word| word.y0 + RUN_IN < y && y < word.y1 - RUN_IN)
    };
    let mut gaps: BTreeMap<usize, Vec<Gap>> = BTreeMap::new();
    for row in 1..n_rows {
        let open = |col: usize, region: usize| {
            regions[row * n_cols + col] == region && regions[(row - 1) * n_cols + col] == region
        };
        let mut col = 0;
        while col < n_cols {
            let region = regions[row * n_cols + col];
            let end = (col..n_cols).find(|next| !open(*next, region)).unwrap_or(n_cols);
            let goes_on = end > col
                && end < n_cols
                && led.contains_key(&region)
                && is_wall(&rows[row], cols[end].at, cols[end + 1].at)
                && !crossed(rows[row].at, cols[col].at, cols[end].at);
            if goes_on {
                gaps.entry(region).or_default().push((row, col..end));
            }
            col = end.max(col + 1);
        }
    }
    let mut any = false;
    for (region, gaps) in gaps {
        // Most rows have a leader, but those whose labels fill them.
        let edges: BTreeSet<usize> = gaps.iter().map(|(row, _)| *row).collect();
        if led[&region].len() * HALF as usize > edges.len() {
            any = true;
            for (row, columns) in gaps {
                rows[row].draw(cols[columns.start].at, cols[columns.end].at);
            }
        }
    }
    any
}
