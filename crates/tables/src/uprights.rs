//! Lines beside upright rules that go on above or below the rows found: the rules part the columns of one table from its head to
//! its last row, however much white lies between.

use crate::bands::Line;
use crate::blocks;
use crate::drawn::Drawn;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use std::collections::BTreeMap;
use std::ops::Range;

/// Rules that begin or end this near to each other do so together.
const SAME: Pt = Pt(3_000);
/// So many rules between columns are those of a table; one parts two columns of text.
const FEWEST: usize = 2;
/// Texts may reach over the sides by this much.
const OVER: Pt = Pt(1_500);

/// Says of each mark whether it begins behind an upright rule between columns, right behind the one before: others to its left and
/// right go as far up or down as it does, as frames do not. A text may run over a rule: where a space was painted in one go with
/// the words beside it, and no more than a space is, it goes on.
pub(crate) fn set_walls(lines: &mut [Line], drawn: &Drawn) {
    let inner = inner(drawn);
    for line in lines.iter_mut().filter(|_| !inner.is_empty()) {
        let y = line.middle();
        for ix in 1..line.marks.len() {
            let white = line.marks[ix].at.x0 - line.marks[ix - 1].at.x1;
            if line.marks[ix].spaced && white <= line.size.scale(SPACE, 1000) {
                continue;
            }
            let (from, to) = (line.marks[ix - 1].at.x1 - TOUCH, line.marks[ix].at.x0 + TOUCH);
            let first = inner.partition_point(|(x, ..)| *x < from);
            let mut between = inner[first..].iter().take_while(|(x, ..)| *x <= to);
            line.marks[ix].stop |= between.any(|(_, from, to)| *from < y && y < *to);
        }
    }
}

/// The upright rules with others at both sides that begin or end where they do: their place, and from where to where they go.
fn inner(drawn: &Drawn) -> Vec<(Pt, Pt, Pt)> {
    // By where they begin, and by where they end: the first and the last place across the page.
    let mut sides: [BTreeMap<i32, (Pt, Pt)>; 2] = Default::default();
    let slot = |y: Pt| y.0.div_euclid(SAME.0);
    let long = |rule: &&Rule| rule.to - rule.from >= LONG;
    for rule in drawn.uprights.iter().filter(long) {
        for (known, y) in sides.iter_mut().zip([rule.from, rule.to]) {
            let ends = known.entry(slot(y)).or_insert((rule.at, rule.at));
            *ends = (ends.0.min(rule.at), ends.1.max(rule.at));
        }
    }
    let between = |known: &BTreeMap<i32, (Pt, Pt)>, y: Pt, x: Pt| {
        let near = (slot(y) - 1..=slot(y) + 1).filter_map(|slot| known.get(&slot));
        near.clone().any(|ends| ends.0 < x - SAME) && near.clone().any(|ends| ends.1 > x + SAME)
    };
    let own = |rule: &&Rule| between(&sides[0], rule.from, rule.at) || between(&sides[1], rule.to, rule.at);
    drawn.uprights.iter().filter(long).filter(own).map(|rule| (rule.at, rule.from, rule.to)).collect()
}

/// Shorter ones are sides of boxes on a line.
const LONG: Pt = Pt(24_000);
/// A space is no wider than this part of the em.
const SPACE: i32 = 450;
/// Texts may touch a rule.
const TOUCH: Pt = Pt(500);

/// The block with the lines above and below it that its upright rules reach.
pub(crate) fn reached(lines: &[Line], prose: &[bool], block: Range<usize>, drawn: &Drawn) -> Range<usize> {
    let zone = blocks::zone(&lines[block.clone()]);
    let first = drawn.uprights.partition_point(|rule| rule.at <= zone.left);
    let across = drawn.uprights[first..].iter().take_while(|rule| rule.at < zone.right);
    let own: Vec<(Pt, Pt, Pt)> = across
        .filter(|rule| rule.from < zone.bottom && rule.to > zone.top)
        .map(|rule| (rule.at, rule.from, rule.to))
        .collect();
    let together = |ends: Vec<(Pt, Pt)>, end: Pt| {
        let mut places: Vec<Pt> =
            ends.iter().filter(|(_, y)| (*y - end).abs() <= SAME).map(|(x, _)| *x).collect();
        places.dedup_by(|a, b| (*a - *b).abs() <= SAME);
        places.len() >= FEWEST
    };
    let tops: Vec<(Pt, Pt)> = own.iter().map(|(x, from, _)| (*x, *from)).collect();
    let bottoms: Vec<(Pt, Pt)> = own.iter().map(|(x, _, to)| (*x, *to)).collect();
    let top = tops.iter().map(|(_, y)| *y).filter(|y| together(tops.clone(), *y)).min();
    let bottom = bottoms.iter().map(|(_, y)| *y).filter(|y| together(bottoms.clone(), *y)).max();
    // Texts of cells run over no rule.
    let crosses = |line: &Line| {
        let y = line.middle();
        let over = |span: &Rect| {
            own.iter().any(|(x, from, to)| *from < y && y < *to && span.x0 < *x && *x < span.x1)
        };
        line.phrases().iter().any(|run| over(&line.span(run)))
    };
    let inside = |ix: usize| {
        let line = &lines[ix];
        !prose[ix] && zone.left <= line.left() + OVER && line.right() <= zone.right + OVER && !crosses(line)
    };
    // Notes and sources stand below the rows as single texts, headings of rows between them.
    let is_row = |ix: &usize| lines[*ix].phrases().len() > 1;
    let above = (0..block.start)
        .rev()
        .take_while(|ix| inside(*ix) && top.is_some_and(|top| lines[*ix].middle() > top));
    let below = (block.end..lines.len())
        .take_while(|ix| inside(*ix) && bottom.is_some_and(|end| lines[*ix].middle() < end))
        .filter(is_row);
    // The line right above names more than one column.
    let named = block.start.checked_sub(1).is_some_and(|ix| lines[ix].phrases().len() > 1);
    above.last().filter(|_| named).unwrap_or(block.start)..below.last().map_or(block.end, |ix| ix + 1)
}
