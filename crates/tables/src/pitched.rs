//! Columns of typed tables: places that no line writes on.
//!
//! Letters of one width stand in a grid of their own, and programs pad a column to its longest entry, a single space from the
//! next. What no line of a block writes on parts columns then, however narrow it is, where the figures beside it line up.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use crate::stops::{SAME, touch};
use model::geometry::Pt;
use std::ops::Range;

/// So many rows, all of them, show the columns where nothing but single spaces part these.
const ROWS: usize = 3;
/// Lines of one typed table are no farther from each other than this part of the em (per thousand).
pub(crate) const STEP: i32 = 2_200;
/// Shorter words measure a letter too roughly.
const LONG: u32 = 3;
/// So many words of letters show that these are of one width.
const WORDS: usize = 2;
/// Letters of one width are as wide as these parts of the em, at the least and the most (per thousand).
const WIDTH: (i32, i32) = (480, 720);
/// A single space of these is no wider than this part of the em.
const SPACE: i32 = 780;
/// Lines of names that are looked at.
const LEVELS: usize = 3;
/// No table is looked at farther.
const MOST: usize = 200;

/// Says of words behind white that all rows of a typed block show that they begin a column.
pub(crate) fn set_pitched(lines: &mut [Line]) {
    let mut from = 0;
    while from + ROWS < lines.len() {
        let block = block(lines, from);
        let white = if block.len() > ROWS { parting(&lines[block.clone()]) } else { Vec::new() };
        if white.is_empty() {
            from += 1;
            continue;
        }
        for row in &mut lines[block.start + 1..block.end] {
            for gap in &white {
                if let Some(at) = behind(row, gap).filter(|at| *at > 0) {
                    row.marks[at].stop = true;
                }
            }
        }
        part_names(&mut lines[..=block.start], &white);
        from = block.end;
    }
}

/// Parts names on the last of some lines, and on those right above it, where one ends or the next begins as its column does.
fn part_names(lines: &mut [Line], white: &[White]) {
    let mut below: Option<Line> = None;
    for line in lines.iter_mut().rev().take(LEVELS) {
        let near = |below: &Line| below.base - line.base <= line.size.max(below.size).scale(STEP, 1000);
        if below.as_ref().is_some_and(|below| !near(below) || !is_typed(&[below.clone(), line.clone()])) {
            return;
        }
        // Names of groups lie over several columns, or over none of their white.
        let upper = below.is_some() && white.iter().any(|gap| writes_across(line, gap));
        if upper || !is_over_last(line, white) {
            return;
        }
        for gap in white {
            let at = named(line, gap).filter(|_| !writes_across(line, gap));
            if let Some(at) = at.filter(|at| touch(&line.marks[at - 1], &line.marks[*at])) {
                line.marks[at].stop = true;
            }
        }
        below = Some(line.clone());
    }
}

/// Whether a line has a word over the last column.
fn is_over_last(line: &Line, white: &[White]) -> bool {
    white.last().is_some_and(|gap| line.right() > gap.to + SAME)
}

/// Whether a word of a line goes on over some white.
fn writes_across(line: &Line, gap: &White) -> bool {
    line.marks.iter().any(|mark| mark.at.x0 < gap.from + SAME && gap.to < mark.at.x1 + SAME)
}

/// The name behind some white between columns, where it begins, or the one before ends, as its column does.
fn named(names: &Line, gap: &White) -> Option<usize> {
    (1..names.marks.len()).find(|at| {
        let (left, right) = (&names.marks[at - 1], &names.marks[*at]);
        let over = left.at.x1 < gap.to + SAME && gap.from < right.at.x0 + SAME;
        let ends = (left.at.x1 - gap.from).abs() <= SAME;
        let begins = (right.at.x0 - gap.to).abs() <= SAME;
        over && (ends || begins) && !left.form.is_figure() && !right.form.is_figure()
    })
}

/// A line and the rows of figures right below it, all in letters of one width.
fn block(lines: &[Line], head: usize) -> Range<usize> {
    let figures = |line: &Line| line.marks.iter().any(|mark| mark.form.is_figure());
    let follows = |ix: &usize| {
        let (line, above) = (&lines[*ix], &lines[*ix - 1]);
        let near = line.base - above.base <= line.size.max(above.size).scale(STEP, 1000);
        let like = || lines.get(*ix + 1).is_some_and(|next| figures(next) && are_alike(line, next));
        near && line.marks.len() > 1 && (figures(line) || like())
    };
    let last = (head + 1..lines.len().min(head + MOST)).take_while(follows).last();
    let end = last.map_or(head, |last| last + 1);
    if has_words(&lines[head..end]) && is_typed(&lines[head..end]) { head..end } else { head..head }
}

/// Whether each word of a row without figures is in line with one of the next row.
fn are_alike(row: &Line, next: &Line) -> bool {
    let in_line =
        |(a, b): (&Mark, &Mark)| (a.at.x0 - b.at.x0).abs() <= SAME || (a.at.x1 - b.at.x1).abs() <= SAME;
    row.marks.len() == next.marks.len() && row.marks.iter().zip(&next.marks).all(in_line)
}

/// Whether all letters are of one width.
pub(crate) fn is_typed(lines: &[Line]) -> bool {
    let marks = || lines.iter().flat_map(|line| &line.marks).filter(|mark| mark.letters >= LONG);
    let width = |mark: &Mark| mark.at.width().0 / mark.letters as i32;
    let (least, most) = (marks().map(width).min(), marks().map(width).max());
    least.zip(most).is_some_and(|(least, most)| (most - least) * 20 <= most)
}

/// Whether there are words that show how wide letters are, since digits have one width in most fonts, and they are as wide as
/// those of a typewriter.
fn has_words(lines: &[Line]) -> bool {
    let words = || {
        let marks = lines.iter().flat_map(|line| &line.marks);
        marks.filter(|mark| mark.letters >= LONG && mark.form == Form::Text && (mark.small || mark.capital))
    };
    let wide = |mark: &Mark| {
        let letter = mark.at.width() / mark.letters as i32;
        (mark.size.scale(WIDTH.0, 1000)..=mark.size.scale(WIDTH.1, 1000)).contains(&letter)
    };
    words().all(wide) && words().count() >= WORDS
}

/// White that no line writes on.
struct White {
    from: Pt,
    to: Pt,
}

/// The white that parts columns of a block: its first line, which may name them, and the rows below it.
fn parting(block: &[Line]) -> Vec<White> {
    let (names, rows) = (&block[0], &block[1..]);
    let all = white(rows);
    // One alone may be chance.
    let columns = all.len() > 1 && all.iter().any(|gap| are_figures(rows, gap, Side::Right));
    if columns { all.into_iter().filter(|gap| parts(names, rows, gap)).collect() } else { Vec::new() }
}

/// The places between the sides of some rows that none of them writes on.
fn white(rows: &[Line]) -> Vec<White> {
    let mut ink: Vec<(Pt, Pt)> =
        rows.iter().flat_map(|line| line.marks.iter().map(|mark| (mark.at.x0, mark.at.x1))).collect();
    ink.sort_unstable();
    let mut out = Vec::new();
    let mut reach = ink.first().map_or(Pt::ZERO, |own| own.1);
    for (from, to) in ink {
        if from > reach + SAME {
            out.push(White { from: reach, to: from });
        }
        reach = reach.max(to);
    }
    out
}

/// The first mark of a line behind some white.
fn behind(line: &Line, gap: &White) -> Option<usize> {
    line.marks.iter().position(|mark| mark.at.x0 + SAME > gap.to)
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// Whether white parts columns: figures in line on both sides, or on one and words on the other that differ or are named.
fn parts(names: &Line, rows: &[Line], gap: &White) -> bool {
    let is_named = || named(names, gap).is_some();
    match (are_figures(rows, gap, Side::Left), are_figures(rows, gap, Side::Right)) {
        // Groups of digits are parted by spaces.
        (true, true) => !are_groups(rows, gap),
        (false, true) => differ(rows, gap, Side::Left) || is_named(),
        // Units stand behind figures, too, and figures begin labels.
        (true, false) => {
            let begins = |at: usize| (names.marks[at].at.x0 - gap.to).abs() <= SAME;
            named(names, gap).is_some_and(begins) || are_numbers(names, rows, gap)
        }
        (false, false) => false,
    }
}

/// Whether the figures before some white count the rows, and have no name.
fn are_numbers(names: &Line, rows: &[Line], gap: &White) -> bool {
    let first = rows.iter().all(|row| behind(row, gap) == Some(1)) && names.left() + SAME > gap.to;
    let values: Vec<Option<i64>> = rows.iter().map(|row| row.marks[0].value).collect();
    let up = |pair: &[Option<i64>]| pair[0].is_some() && pair[0].map(|value| value + 1) == pair[1];
    first && values.windows(2).all(up) && !names.marks.iter().any(|mark| mark.form.is_figure())
}

/// The mark of a row on a side of some white, right beside it.
fn beside<'a>(row: &'a Line, gap: &White, side: Side) -> Option<&'a Mark> {
    let next = behind(row, gap);
    match side {
        Side::Left => row.marks[..next.unwrap_or(row.marks.len())].last(),
        Side::Right => next.map(|at| &row.marks[at]),
    }
}

/// Whether the rows have figures in line on a side of some white, all but a few of them.
fn are_figures(rows: &[Line], gap: &White, side: Side) -> bool {
    let own: Vec<&Mark> = rows.iter().filter_map(|row| beside(row, gap, side)).collect();
    let figures: Vec<&&Mark> = own.iter().filter(|mark| mark.form.is_figure()).collect();
    let in_line = |edge: fn(&Mark) -> Pt| {
        let first = figures.first().map(|mark| edge(mark));
        first.is_some_and(|first| figures.iter().all(|mark| (edge(mark) - first).abs() <= SAME))
    };
    own.len() == rows.len()
        && figures.len() * 4 >= rows.len() * 3
        && (in_line(|mark| mark.at.x1) || in_line(|mark| mark.at.x0))
}

/// Whether what stands behind some white may all be the rest of figures, parted by spaces.
fn are_groups(rows: &[Line], gap: &White) -> bool {
    let own =
        |row: &Line| beside(row, gap, Side::Right).is_some_and(|mark| mark.triple || !mark.form.is_figure());
    let size = rows.iter().map(|row| row.size).max().unwrap_or_default();
    gap.to - gap.from <= size.scale(SPACE, 1000) && rows.iter().all(own)
}

/// Whether words on a side of some white are not one word over and over, such as a unit.
fn differ(rows: &[Line], gap: &White, side: Side) -> bool {
    let looks: Vec<_> = rows
        .iter()
        .filter_map(|row| beside(row, gap, side))
        .map(|mark| (mark.letters, mark.value, mark.form))
        .collect();
    looks.len() * 4 >= rows.len() * 3 && looks.windows(2).any(|pair| pair[0] != pair[1])
}
