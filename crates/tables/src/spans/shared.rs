//! Columns shared among the texts of one line: heads of groups above their names, units of groups below them.

use super::CENTRED;
use super::gathered::{Runs, look};
use crate::bands::Line;
use crate::columns::Columns;
use crate::numbered::is_round;
use model::geometry::{Pt, Rect};
use std::collections::BTreeMap;
use std::ops::Range;

/// Wider tables have no groups looked for in this way: the work grows with the square of their columns.
const MOST_COLUMNS: usize = 128;

/// Whether the texts of a line head groups of columns: each is the middle of several, or of their names in the lines `named`,
/// and all columns but the first are in one. No two say the same.
pub(super) fn head_groups(line: &Line, runs: &Runs, named: &[Runs], columns: &Columns) -> bool {
    let mut looks: Vec<_> = runs.iter().map(|(run, _)| look(&line.marks[run.clone()])).collect();
    looks.sort_unstable();
    looks.dedup();
    runs.len() > 1
        && looks.len() == runs.len()
        && columns.len() > runs.len() * 2
        && shares(line.size, runs, named, (columns, 2)).is_some()
}

/// All columns but the first shared among the texts of a line, left to right: each is the middle of so many at the least, or of
/// their names in the lines `named`.
fn shares(
    size: Pt,
    runs: &Runs,
    named: &[Runs],
    (columns, least): (&Columns, usize),
) -> Option<Vec<Range<usize>>> {
    let n = columns.len();
    if n > MOST_COLUMNS {
        return None;
    }
    let near = size.scale(CENTRED, 1000);
    let mut names: Vec<Option<Pt>> = vec![None; n];
    for (_, at) in named.iter().flatten() {
        names[columns.at(at.center().x)] = Some(at.center().x);
    }
    let middle = |at: &Rect, from: usize, to: usize| {
        let by = |a: Pt, b: Pt| (at.center().x - (a + (b - a) / 2)).abs() <= near;
        let (first, last) = (columns.core(from), columns.core(to - 1));
        let named = names[from].zip(names[to - 1]).is_some_and(|(a, b)| by(a, b));
        if to == from + 1 {
            return named || by(first.0, last.1);
        }
        // Figures stand at the right of columns as wide as these are apart.
        let even = first.1 - (last.1 - first.1) / (to - from - 1) as i32;
        named
            || by(first.0, last.1)
            || by(even, last.1)
            || from > 1 && by(columns.edges[from], columns.edges[to])
    };
    // For each text the ends at which it and those before it have found their columns, with where its own begin.
    let mut ends: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::from([(1, 0)])];
    for (_, at) in runs {
        let mut own = BTreeMap::new();
        for from in ends[ends.len() - 1].keys() {
            for to in (from + least..=n).filter(|to| middle(at, *from, *to)) {
                own.entry(to).or_insert(*from);
            }
        }
        ends.push(own);
    }
    let mut end = n;
    let mut out = Vec::new();
    for own in ends[1..].iter().rev() {
        let from = *own.get(&end)?;
        out.push(from..end);
        end = from;
    }
    out.reverse();
    Some(out)
}

/// The columns of the texts of a head's last line, when they are the units of all columns, some of several, that have names above;
/// and one stands between two columns, or begins with a round figure ("1 000 EUR"), so that it is no rest of a name.
pub(super) fn units_of_groups(
    line: &Line,
    runs: &Runs,
    above: &[Runs],
    columns: &Columns,
) -> Option<Vec<Range<usize>>> {
    let named = |col: usize| above.iter().flatten().any(|(_, at)| columns.at(at.center().x) == col);
    let unit = |(run, at): &(Range<usize>, Rect)| {
        let edge = columns.edges[1..columns.len()].iter().any(|x| at.x0 < *x && *x < at.x1);
        let first = &line.marks[run.start];
        edge || is_round(first)
    };
    let begins_small = |run: &Range<usize>| line.marks[run.clone()].iter().any(|m| m.small);
    let known = runs.len() > 1
        && runs.len() < columns.len()
        && !runs.iter().any(|(run, _)| begins_small(run))
        && runs.iter().any(unit)
        && (1..columns.len()).all(named);
    known.then(|| shares(line.size, runs, above, (columns, 1))).flatten()
}
