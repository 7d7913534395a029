//! Texts that wrap, and how far the row goes whose figures stand beside one of their lines.
//!
//! A cell's text that takes several lines is set about the middle of its row, and what takes one line stands beside that
//! middle. So lines of a text above the figures of a row belong to it when the text reaches as far below them.

use crate::bands::{Line, Mark, PHRASE};
use crate::read::is_data;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Lines of a text that stand above the line beside its middle.
const MOST: usize = 6;
/// Lines of one text stand no farther apart than this part of the em (per thousand), and no nearer than half of it.
const LEADING: i32 = 1_500;
/// They share an edge or their middle to within this part of the em.
const ALIGNED: i32 = 300;
/// The middle of a text is that of its row to within this part of the em.
const MIDDLE: i32 = 250;

/// The first line of the row (or of the level of a head) whose other texts stand on line `key`; none above `least`.
pub(crate) fn first_about(lines: &[Line], least: usize, key: usize) -> usize {
    let mut first = key;
    while first > least.max(key.saturating_sub(MOST)) && is_about(lines, first - 1, key) {
        first -= 1;
    }
    first
}

/// Whether all texts of a line go on to as far below line `key` as they begin above it.
fn is_about(lines: &[Line], top: usize, key: usize) -> bool {
    !is_data(&lines[top], PHRASE) && lines[top].phrases().iter().all(|run| text_about(lines, top, run, key))
}

fn text_about(lines: &[Line], top: usize, run: &Range<usize>, key: usize) -> bool {
    let middle = lines[key].base;
    let (mut last, mut at) = (top, run.clone());
    while let Some((next, below)) = goes_on(lines, last, &at) {
        if next != key && is_data(&lines[next], PHRASE) {
            return false;
        }
        (last, at) = (next, below);
        let (base, end) = (lines[top].base, lines[last].base);
        if (base + (end - base) / 2 - middle).abs() <= lines[key].size.scale(MIDDLE, 1000) {
            return true;
        }
        if end - middle > middle - base + lines[key].size {
            return false;
        }
    }
    false
}

/// The next line of the text that is one phrase of a line, and which of that line's phrases it is.
pub(crate) fn goes_on(lines: &[Line], from: usize, run: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let line = &lines[from];
    let at = line.span(run);
    for (ix, other) in lines.iter().enumerate().skip(from + 1) {
        let step = other.base - line.base;
        if step > line.size.scale(LEADING, 1000) {
            return None;
        }
        let over = |next: &Range<usize>| {
            let span = other.span(next);
            span.x0 < at.x1 && at.x0 < span.x1
        };
        let mut below = other.phrases().into_iter().filter(over);
        if let Some(next) = below.next() {
            let same = (other.marks[next.start].size - line.marks[run.start].size).abs() * 20 <= line.size
                && other.marks[next.start].bold == line.marks[run.start].bold;
            let span = other.span(&next);
            let beside = |own: &Range<usize>| {
                let at = line.span(own);
                own != run && at.x0 < span.x1 && span.x0 < at.x1
            };
            let alone = below.next().is_none() && !line.phrases().iter().any(beside);
            let one = alone && same && step >= line.size.scale(LEADING / 2, 1000);
            return (one && aligned(&at, &span, line.size)).then_some((ix, next));
        }
    }
    None
}

/// Whether a text goes on below each word of a line: words right below are set to the same edge or middle. Columns may nearly
/// touch here.
pub(crate) fn words_go_on(lines: &[Line], from: usize) -> bool {
    let line = &lines[from];
    let close = |other: &&Line| other.base - line.base <= line.size.scale(LEADING, 1000);
    let below = || lines[from + 1..].iter().take_while(close).flat_map(|other| &other.marks);
    let same = |a: &Mark, b: &Mark| {
        let step = b.base - a.base >= a.size.scale(LEADING / 2, 1000);
        let alike = (b.size - a.size).abs() * 20 <= a.size && b.bold == a.bold;
        step && alike && b.at.x0 < a.at.x1 && a.at.x0 < b.at.x1 && aligned(&a.at, &b.at, a.size)
    };
    line.marks.iter().all(|mark| below().any(|next| same(mark, next)))
}

/// Whether two boxes one below the other share an edge or their middle.
pub(crate) fn aligned(a: &Rect, b: &Rect, size: Pt) -> bool {
    let near = size.scale(ALIGNED, 1000);
    (a.x0 - b.x0).abs() <= near || (a.x1 - b.x1).abs() <= near || (a.center().x - b.center().x).abs() <= near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::set;

    #[test]
    fn a_text_about_its_figures_begins_their_row() {
        let lines = set(&[
            (0, &[(0, "Ref"), (60, "Purpose"), (160, "Paid")]),
            (20, &[(60, "Survey of the")]),
            (31, &[(0, "G-1"), (60, "foot bridge"), (160, "46,599")]),
            (42, &[(60, "and road")]),
        ]);
        assert_eq!(first_about(&lines, 0, 2), 1);
    }

    #[test]
    fn a_heading_above_its_rows_begins_none_of_them() {
        let lines = set(&[
            (0, &[(0, "Assets")]),
            (11, &[(0, "Cash"), (160, "46,599")]),
            (22, &[(0, "Stock"), (160, "6,599")]),
        ]);
        assert_eq!(first_about(&lines, 0, 1), 1);
    }

    #[test]
    fn a_name_broken_about_the_others_begins_their_level() {
        let lines = set(&[
            (0, &[(150, "Outstand")]),
            (6, &[(0, "Ref"), (60, "Purpose")]),
            (12, &[(165, "ing")]),
            (30, &[(0, "G-1"), (60, "Bridge"), (160, "46,599")]),
        ]);
        assert_eq!(first_about(&lines, 0, 1), 0);
    }
}
