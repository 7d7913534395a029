//! Cells that their shading shows to span columns: an area drawn in one go over columns that other rows part.

use crate::columns::{Columns, Plan};
use crate::zone::Zone;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use model::page::StrokeOrigin;
use std::ops::Range;

/// Edges this near are one.
const SAME: Pt = Pt(1_500);

/// Makes one cell of those that lie on one area, in rows from `first` on. `ys` are the edges of all rows.
pub(crate) fn span(zone: &Zone, columns: &Columns, ys: &[Pt], first: usize, cells: &mut Vec<Plan>) {
    if !columns.drawn && zone.across.is_empty() {
        return;
    }
    let mut edges: Vec<&Rule> =
        zone.parts.iter().filter(|rule| columns.drawn && rule.origin == StrokeOrigin::FillEdge).collect();
    edges.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let near = |y: Pt| {
        let from = edges.partition_point(|rule| rule.at < y - SAME);
        edges[from..].iter().take_while(move |rule| rule.at <= y + SAME)
    };
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); ys.len()];
    for (ix, plan) in cells.iter().enumerate().filter(|(_, plan)| plan.height == 1) {
        rows[plan.row].push(ix);
    }
    let mut gone = vec![false; cells.len()];
    for row in first..ys.len() - 1 {
        let middle = ys[row] + (ys[row + 1] - ys[row]) / 2;
        let about = |(from, to): &&(Pt, Pt)| {
            *from < middle && middle < *to && *to - *from < (ys[row + 1] - ys[row]) * 2
        };
        if zone.across.iter().any(|area| about(&area)) {
            join(&rows[row], 0..columns.len(), cells, &mut gone);
        }
        for upper in near(ys[row]) {
            let same = |lower: &&&Rule| {
                (lower.from - upper.from).abs() <= SAME && (lower.to - upper.to).abs() <= SAME
            };
            let place = |x: Pt| columns.edges.iter().position(|edge| (*edge - x).abs() <= SAME);
            if let (Some(_), Some(from), Some(to)) =
                (near(ys[row + 1]).find(same), place(upper.from), place(upper.to))
            {
                join(&rows[row], from..to, cells, &mut gone);
            }
        }
    }
    let mut gone = gone.into_iter();
    cells.retain(|_| gone.next() != Some(true));
}

/// From where to where the shading of the cell goes in which a text of the head stands: the narrowest area drawn about it.
/// `parts` are sorted by their places.
pub(crate) fn about(at: &Rect, size: Pt, parts: &[Rule]) -> Option<(Pt, Pt)> {
    let middle = at.center();
    let first = parts.partition_point(|rule| rule.at < at.y0 - size * HIGH);
    let last = parts.partition_point(|rule| rule.at <= at.y1 + size * HIGH);
    let over = |rule: &&Rule| {
        rule.origin == StrokeOrigin::FillEdge
            && rule.from <= at.x0 + SAME
            && rule.to >= at.x1 - SAME
            && rule.to - rule.from > size
    };
    let near: Vec<&Rule> = parts.get(first..last)?.iter().filter(over).collect();
    let (upper, lower) = near.split_at(near.partition_point(|rule| rule.at <= middle.y));
    let same = |a: &Rule, b: &Rule| (a.from - b.from).abs() <= SAME && (a.to - b.to).abs() <= SAME;
    let cells = upper.iter().filter(|up| lower.iter().any(|low| same(up, low)));
    cells.map(|rule| (rule.from, rule.to)).min_by_key(|(from, to)| (*to - *from, *from))
}

/// The edges of a cell of the head stand no farther from its text than so many of its sizes.
const HIGH: i32 = 6;

/// Joins the cells of a row over some columns, when one of them at most has text.
fn join(row: &[usize], cols: Range<usize>, cells: &mut [Plan], gone: &mut [bool]) {
    let own = |ix: &&usize| cols.contains(&cells[**ix].col) && !gone[**ix];
    let mut inside: Vec<usize> = row.iter().filter(own).copied().collect();
    inside.sort_by_key(|ix| cells[*ix].col);
    let held: Vec<usize> = inside.iter().filter(|ix| !cells[**ix].marks.is_empty()).copied().collect();
    let width: usize = inside.iter().map(|ix| cells[*ix].width).sum();
    if inside.len() < 2 || held.len() > 1 || width != cols.len() {
        return;
    }
    let marks = held.first().map(|ix| std::mem::take(&mut cells[*ix].marks)).unwrap_or_default();
    for ix in &inside[1..] {
        gone[*ix] = true;
    }
    let first = &mut cells[inside[0]];
    (first.width, first.marks) = (width, marks);
}
