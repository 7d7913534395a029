//! Text set to both edges of a narrow column, beside a table: a note in the margin, the words of a bulletin beside its figures.
//!
//! Its spaces are as wide as its lines ask for, and what stands beside it is hardly farther off than they are wide. But all its
//! lines begin at one edge and end at another, which no rows do.

use super::{DIGITS, FIGURES, LEADING, NARROWEST, Paragraph, SAME_LEFT};
use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// So many lines end at one edge, the last one apart.
const FEWEST: usize = 3;
/// They end there to within this part of the em (per thousand).
const SAME_RIGHT: i32 = 100;
/// What stands beside them is at least this part of the em (per thousand) apart.
const APART: i32 = 750;
/// Spaces are stretched to no more than this part of the em (per thousand).
const WIDEST: i32 = 2_000;
/// Words in each full line, at the least.
const WORDS: usize = 3;
/// The first line is set in by no more ems.
const INDENT: i32 = 3;
/// Baselines of one row differ by no more than this part of the em (per thousand).
const LEVEL: i32 = 80;
/// Lines looked at above and below a text.
const AROUND: usize = 2;
/// Places looked at for the right edge of one text.
const MOST_ENDS: usize = 8;
/// Longer texts are columns of the page, longer lines those of a listing.
const MOST_LINES: usize = 60;
const MOST_WORDS: usize = 80;

/// A line of such a text: which line, and which of its marks.
type Own = (usize, Range<usize>);

/// The texts of this kind among some lines.
pub(super) fn asides(lines: &[Line]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for first in 0..lines.len() {
        let line = &lines[first];
        if line.marks.len() < WORDS || line.marks.len() > MOST_WORDS {
            continue;
        }
        for from in (0..line.marks.len()).filter(|ix| begins(line, *ix)) {
            let x0 = line.marks[from].at.x0;
            let known = |p: &Paragraph| p.area.grow(line.size / 2).contains(line.marks[from].at.center());
            if line.marks[from].form != Form::Text || out.iter().any(known) {
                continue;
            }
            let space = |ix: &usize| {
                let mark = &line.marks[*ix];
                mark.at.x0 - line.marks[ix - 1].at.x1 <= mark.size.scale(WIDEST, 1000)
            };
            let reach = from + (from + 1..line.marks.len()).take_while(space).count();
            let ends = (from + WORDS - 1..=reach).filter(|ix| ends(line, *ix));
            let wide = |ix: &usize| line.marks[*ix].at.x1 - x0 >= line.size * NARROWEST;
            let found = ends
                .filter(wide)
                .take(MOST_ENDS)
                .find_map(|to| aside(lines, first, (x0, line.marks[to].at.x1)));
            out.extend(found);
        }
    }
    out
}

/// Whether a mark begins a text: white is before it.
fn begins(line: &Line, ix: usize) -> bool {
    ix == 0 || line.marks[ix].at.x0 - line.marks[ix - 1].at.x1 >= line.size.scale(APART, 1000)
}

/// Whether a mark ends a text: white is behind it.
fn ends(line: &Line, ix: usize) -> bool {
    ix + 1 == line.marks.len() || begins(line, ix + 1)
}

/// The text from some line on whose lines go from one place to another.
fn aside(lines: &[Line], first: usize, (x0, x1): (Pt, Pt)) -> Option<Paragraph> {
    let full = |ix: usize, left: Pt, near: Pt| -> Option<Own> {
        let line = &lines[ix];
        let from = line.marks.iter().position(|m| (m.at.x0 - left).abs() <= near)?;
        let same = |to: &usize| (line.marks[*to].at.x1 - x1).abs() <= line.size.scale(SAME_RIGHT, 1000);
        let to = (from..line.marks.len()).find(same)?;
        let own = from..to + 1;
        (own.len() >= WORDS && begins(line, from) && ends(line, to) && is_text(&line.marks[own.clone()]))
            .then_some((ix, own))
    };
    let near = lines[first].size.scale(SAME_LEFT, 1000);
    let mut own = vec![full(first, x0, near)?];
    let mut step: Option<Pt> = None;
    let mut last = None;
    for ix in first + 1..lines.len().min(first + MOST_LINES * 2) {
        let (above, range) = &own[own.len() - 1];
        let above = lines[*above].marks[range.start].base;
        if lines[ix].base - above > lines[ix].size.scale(LEADING, 1000) || last.is_some() {
            break;
        }
        // What stands beside it may be a little higher or lower, and larger.
        let Some(begins) = lines[ix].marks.iter().find(|m| (m.at.x0 - x0).abs() <= near) else { continue };
        let below = begins.base - above;
        if step.is_some_and(|step| (below - step).abs() * 5 > step) {
            break;
        }
        match full(ix, x0, near) {
            Some(next) => own.push(next),
            None => last = Some(rest(&lines[ix], x0, x1, near).map(|range| (ix, range))?),
        }
        step = Some(step.unwrap_or(below));
    }
    if own.len() < FEWEST {
        return None;
    }
    // The first line may be set in.
    let indented = first.checked_sub(1).and_then(|above| {
        let step = lines[first].base - lines[above].base;
        let set_in = |m: &&Mark| m.at.x0 > x0 + near && m.at.x0 <= x0 + m.size * INDENT;
        let left = lines[above].marks.iter().find(set_in)?.at.x0;
        (step <= lines[first].size.scale(LEADING, 1000)).then(|| full(above, left, Pt(1)))?
    });
    let all: Vec<Own> = indented.into_iter().chain(own).chain(last).collect();
    let marks = || all.iter().flat_map(|(ix, range)| &lines[*ix].marks[range.clone()]);
    let letters: u32 = marks().map(|m| m.letters).sum();
    let digits: u32 = marks().filter(|m| m.form.is_figure()).map(|m| m.letters).sum();
    let goes_on = all.iter().any(|(ix, range)| lines[*ix].marks[range.start].small);
    let area = Rect::bounding(marks().map(|m| m.at))?;
    let text = digits * 100 <= letters * DIGITS && goes_on && !is_of_rows(lines, &all, (x0, x1));
    text.then_some(Paragraph { area, lines: all.len(), aside: true })
}

/// Whether lines of a text are those of rows, a label or a cell among others: most have something at their height beside them,
/// or figures follow them, or the first or the last stands beside figures. The lines right above and below at the text's edge
/// may be its own, with spaces stretched beyond measure.
fn is_of_rows(lines: &[Line], all: &[Own], (x0, x1): (Pt, Pt)) -> bool {
    let base = |(ix, range): &Own| lines[*ix].marks[range.start].base;
    let level = |own: &&Own| {
        let marks = &lines[own.0].marks;
        marks[..own.1.start].iter().chain(&marks[own.1.end..]).any(|m| is_level(m, base(own)))
    };
    let figure = |own: &&Own| lines[own.0].marks.get(own.1.end).is_some_and(|m| m.form.is_amount());
    let beside = |own: &Own| {
        let near = [own.1.start.checked_sub(1), Some(own.1.end)].into_iter().flatten();
        near.filter_map(|at| lines[own.0].marks.get(at)).any(|m| m.form.is_amount() && is_level(m, base(own)))
    };
    let edge = |ix: usize, from: usize| {
        let Some(line) = lines.get(ix) else { return false };
        let near = (line.base - lines[from].base).abs() <= line.size.scale(LEADING, 1000);
        let begins = |m: &&Mark| (m.at.x0 - x0).abs() <= line.size.scale(SAME_LEFT, 1000);
        let outside = |m: &Mark| m.at.x0 > x1 || m.at.x1 < x0;
        line.marks.iter().find(begins).filter(|_| near).is_some_and(|own| {
            line.marks.iter().any(|m| outside(m) && m.form.is_amount() && is_level(m, own.base))
        })
    };
    let [first, .., last] = all else { return false };
    (1..=AROUND).any(|far| edge(first.0.wrapping_sub(far), first.0) || edge(last.0 + far, last.0))
        || beside(first)
        || beside(last)
        || all.iter().filter(level).count() * 2 > all.len()
        || all.iter().filter(figure).count() * 100 > all.len() * FIGURES
}

/// Whether a mark stands on a baseline.
fn is_level(mark: &Mark, base: Pt) -> bool {
    (mark.base - base).abs() <= mark.size.scale(LEVEL, 1000)
}

/// Whether marks are words of one text: no white between them is wider than a stretched space.
fn is_text(marks: &[Mark]) -> bool {
    let space = |pair: &[Mark]| pair[1].at.x0 - pair[0].at.x1 <= pair[1].size.scale(WIDEST, 1000);
    let words = marks.iter().filter(|m| m.form == Form::Text).count();
    marks.windows(2).all(space) && words * 2 > marks.len()
}

/// The last line of such a text, which ends where it ends.
fn rest(line: &Line, x0: Pt, x1: Pt, near: Pt) -> Option<Range<usize>> {
    let from = line.marks.iter().position(|m| (m.at.x0 - x0).abs() <= near)?;
    let to = (from..line.marks.len()).find(|to| ends(line, *to))? + 1;
    (begins(line, from) && line.marks[to - 1].at.x1 <= x1 + near).then_some(from..to)
}
