//! Edges of columns that nothing draws although others are drawn.
//!
//! Where cells beside each other are blank, some producers draw their borders in one piece; rules below the heads of groups
//! are drawn group by group. What is left inside such a piece are rivers, away from the edges drawn: one between a text and a
//! long figure, or between figures on most lines, parts two columns. Texts set about one middle stand on lines beside each
//! other when one of them wraps.

use crate::bands::Line;
use crate::forms::Form;
use crate::rivers::{River, overlap, units};
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Fewer lines of two figures in one drawn column are figures that wrap or share a cell.
const FIGURE_LINES: usize = 4;
/// A figure of fewer glyphs may belong to a text.
const LONG: u32 = 4;
/// A river this near to an edge is the edge.
const NEAR: Pt = Pt(3_000);

/// A unit beside a river.
#[derive(Clone, Copy)]
struct Unit {
    at: Rect,
    /// Whether it is figures alone, and not few glyphs of them.
    figure: bool,
    long: bool,
    /// Whether there is text in it.
    text: bool,
}

fn unit(line: &Line, run: &Range<usize>) -> Unit {
    let marks = &line.marks[run.clone()];
    let letters: u32 = marks.iter().map(|m| m.letters).sum();
    let figure = marks.iter().all(|m| m.form.is_figure() || m.form == Form::Opening);
    let text = marks.iter().any(|m| m.form == Form::Text);
    Unit { at: line.span(run), figure, long: figure && letters >= LONG, text }
}

fn head_units(head: &Line, gap: i32) -> Vec<Rect> {
    units(head, gap).iter().map(|run| head.span(run)).collect()
}

/// Whether what stands right of a river, up to the next edge, are figures alone, each below the one name that the head has
/// there, and texts stand left of it.
fn is_named(river: River, all: &[Vec<Unit>], head: &[Rect], slot: &impl Fn(Pt) -> usize) -> bool {
    let own = slot(river.middle());
    let behind = |at: &Rect| at.x0 >= river.to - Pt(500) && slot(at.center().x) == own;
    let mut names = head.iter().filter(|at| behind(at));
    let (Some(name), None) = (names.next(), names.next()) else { return false };
    let held = || all.iter().flatten().filter(|unit| behind(&unit.at) && unit.at != *name);
    let below = |unit: &Unit| unit.figure && unit.at.x0 < name.x1 && name.x0 < unit.at.x1;
    let before = |line: &&Vec<Unit>| {
        let text =
            |unit: &Unit| unit.text && unit.at.x1 <= river.from + Pt(500) && slot(unit.at.center().x) == own;
        line.iter().any(text) && line.iter().any(|unit| behind(&unit.at) && unit.at != *name)
    };
    held().all(below) && all.iter().filter(before).count() >= NAMED
}

/// So many figures below a name are a column beside texts.
const NAMED: usize = 2;

/// The edges among these rivers that are not among those `drawn`; `head` is the lowest line of the head.
pub(crate) fn undrawn(
    rivers: &[River],
    drawn: &[Pt],
    lines: &[&Line],
    head: Option<&Line>,
    gap: i32,
) -> Vec<Pt> {
    let all: Vec<Vec<Unit>> =
        lines.iter().map(|line| units(line, gap).iter().map(|run| unit(line, run)).collect()).collect();
    let slot = |x: Pt| drawn.partition_point(|edge| *edge <= x);
    let parts = |river: &&River| {
        let middle = river.middle();
        let before = |ix: usize| all[ix].iter().rev().find(|unit| unit.at.center().x < middle);
        let after = |ix: usize| all[ix].iter().find(|unit| unit.at.center().x >= middle);
        let one = |pair: &(&Unit, &Unit)| slot(pair.0.at.center().x) == slot(pair.1.at.center().x);
        let apart = |(left, right): (&Unit, &Unit)| left.long && right.text || left.text && right.long;
        let pairs = |left: usize, right: usize| before(left).zip(after(right)).filter(one);
        let beside = |ix: usize| ix > 0 && overlap(lines[ix - 1], lines[ix]);
        let across = |ix: usize| [pairs(ix - 1, ix), pairs(ix, ix - 1)].into_iter().flatten().any(apart);
        let texts = |ix: usize| pairs(ix, ix).is_some_and(apart) || beside(ix) && across(ix);
        let both = |ix: &usize| pairs(*ix, *ix).is_some_and(|(left, right)| left.figure && right.figure);
        // Labels may have figures in them; codes have no text beside them.
        let own = |ix: usize| all[ix].iter().filter(|unit| slot(unit.at.center().x) == slot(middle));
        let held = |ix: &usize| own(*ix).next().is_some();
        let mixed = |ix: usize| own(ix).any(|unit| unit.figure) && own(ix).any(|unit| !unit.figure);
        let labels = slot(middle) == 0 && (0..all.len()).any(mixed);
        let figures = if labels { 0 } else { (0..all.len()).filter(both).count() };
        (0..all.len()).any(texts)
            || figures >= FIGURE_LINES && figures * 3 >= (0..all.len()).filter(held).count() * 2
            || head.is_some_and(|head| is_named(**river, &all, &head_units(head, gap), &slot))
    };
    let away = |river: &&River| !drawn.iter().any(|x| river.from - NEAR <= *x && *x <= river.to + NEAR);
    let found = rivers.iter().filter(away).filter(parts);
    let mut out: Vec<Pt> = found.copied().map(River::middle).collect();
    // Names centred apart from what stands below them are in one column with it: no line has both.
    let mut ix = 1;
    while ix < out.len() {
        let edges = (out[ix - 1], out[ix], out.get(ix + 1).copied().unwrap_or(Pt::MAX));
        let one = slot(edges.0) == slot(edges.1);
        let within = |unit: &Unit, from: Pt, to: Pt| {
            let x = unit.at.center().x;
            from <= x && x < to && slot(x) == slot(edges.1)
        };
        let both = |own: &Vec<Unit>| {
            own.iter().any(|unit| within(unit, edges.0, edges.1))
                && own.iter().any(|unit| within(unit, edges.1, edges.2))
        };
        if one && !all.iter().any(both) {
            out.remove(ix);
        } else {
            ix += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    const GAP: i32 = 480;

    /// The edges found between rivers at these places, with one edge drawn at 100.
    fn check(rows: &[&[(i32, &str)]], rivers: &[(i32, i32)], wanted: &[i32]) {
        let lines = drawn(rows);
        let lines: Vec<&Line> = lines.iter().collect();
        let river = |(from, to): &(i32, i32)| River { from: Pt::points(*from), to: Pt::points(*to) };
        let rivers: Vec<River> = rivers.iter().map(river).collect();
        let wanted: Vec<Pt> = wanted.iter().map(|x| Pt::points(*x)).collect();
        assert_eq!(undrawn(&rivers, &[Pt::points(100)], &lines, None, GAP), wanted);
    }

    #[test]
    fn a_text_beside_a_long_figure_is_another_column() {
        check(&[&[(110, "Roads"), (150, "1,200")]], &[(136, 150)], &[143]);
        // A short one may belong to the text.
        check(&[&[(110, "Route"), (150, "12")]], &[(136, 150)], &[]);
    }

    #[test]
    fn codes_are_parted_and_names_centred_apart_are_not() {
        let code: &[(i32, &str)] = &[(0, "201"), (40, "03"), (80, "01")];
        let names: &[(i32, &str)] = &[(5, "a"), (55, "b"), (82, "c")];
        check(&[names, code, code, code, code], &[(16, 40), (50, 55), (60, 80)], &[28, 70]);
        // A label with figures in it is one.
        let label: &[(i32, &str)] = &[(0, "Act"), (40, "1990"), (80, "1991")];
        check(&[label, label, label, label], &[(60, 80)], &[]);
    }

    #[test]
    fn short_figures_below_a_name_of_their_own_are_a_column() {
        let head = drawn(&[&[(85, "Note"), (110, "Paid")]]).remove(0);
        let rows: &[&[(i32, &str)]] =
            &[&[(0, "Roads"), (90, "2"), (120, "12")], &[(0, "Parks"), (90, "3"), (120, "14")]];
        let lines = drawn(rows);
        let lines: Vec<&Line> = lines.iter().collect();
        let rivers = [River { from: Pt::points(25), to: Pt::points(85) }];
        let found = |head: Option<&Line>| undrawn(&rivers, &[Pt::points(108)], &lines, head, GAP);
        assert_eq!(found(Some(&head)), [Pt::points(55)]);
        assert_eq!(found(None), []);
    }
}
