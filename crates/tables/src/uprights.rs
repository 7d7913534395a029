//! Lines beside upright rules that go on above or below the rows found: the rules part the columns of one table from its head to
//! its last row, however much white lies between.

use crate::bands::Line;
use crate::blocks;
use crate::drawn::Drawn;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Rules that begin or end this near to each other do so together.
const SAME: Pt = Pt(3_000);
/// So many rules between columns are those of a table; one parts two columns of text.
const FEWEST: usize = 2;
/// Texts may reach over the sides by this much.
const OVER: Pt = Pt(1_500);

/// Says of each mark whether it begins behind an upright rule, right behind the one before. A text may run over a rule: where a
/// space was painted in one go with the words beside it, and no more than a space is, it goes on.
pub(crate) fn set_walls(lines: &mut [Line], drawn: &Drawn) {
    for line in lines.iter_mut().filter(|_| !drawn.uprights.is_empty()) {
        let y = line.middle();
        for ix in 1..line.marks.len() {
            let white = line.marks[ix].at.x0 - line.marks[ix - 1].at.x1;
            if line.marks[ix].spaced && white <= line.size.scale(SPACE, 1000) {
                continue;
            }
            let (from, to) = (line.marks[ix - 1].at.x1 - TOUCH, line.marks[ix].at.x0 + TOUCH);
            let first = drawn.uprights.partition_point(|rule| rule.at < from);
            let mut between = drawn.uprights[first..].iter().take_while(|rule| rule.at <= to);
            line.marks[ix].stop |= between.any(|rule| rule.from < y && y < rule.to);
        }
    }
}

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
    // Notes and sources stand below the rows as single texts.
    let is_row = |ix: usize| inside(ix) && lines[ix].phrases().len() > 1;
    let above = (0..block.start)
        .rev()
        .take_while(|ix| inside(*ix) && top.is_some_and(|top| lines[*ix].middle() > top));
    let below = (block.end..lines.len())
        .take_while(|ix| is_row(*ix) && bottom.is_some_and(|end| lines[*ix].middle() < end));
    above.last().unwrap_or(block.start)..below.last().map_or(block.end, |ix| ix + 1)
}
