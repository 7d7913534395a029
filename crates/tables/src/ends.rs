//! The ends of a zone: heads and rows that stand above its first bar or below its last.

use crate::bands::{Line, PHRASE};
use crate::blocks;
use crate::drawn::Drawn;
use crate::read::is_data;
use crate::zone::Zone;
use crate::zones::{DOUBLE, SAME_END};
use model::geometry::{Pt, Rect};

/// A head's short rules stand no farther above the first bar.
const HEAD: Pt = Pt(64_000);

/// Lines of a label above its figures.
const WRAPS: usize = 3;

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_500;

/// And begin at one place, to within this part of the em.
const SAME_LEFT: i32 = 300;

/// A row follows the last shaded one no farther down than this many times its size.
const NEXT: i32 = 3;

/// The zone with the lines of its head that stand above its first bar over short rules, and the row that follows the last
/// shaded one.
pub(crate) fn grown(mut zone: Zone, all: &[Line], drawn: &Drawn) -> Zone {
    let own = |rule: &&model::layout::Rule| {
        rule.from >= zone.left - SAME_END
            && rule.to <= zone.right + SAME_END
            && rule.at < zone.top - DOUBLE
            && zone.top - rule.at <= HEAD
            && (rule.to - rule.from) * 4 >= zone.right - zone.left
    };
    let highest = drawn.rules.iter().filter(own).map(|rule| rule.at).min();
    if let Some(top) = highest {
        let above: Vec<Line> =
            all.iter().filter(|l| top <= l.middle() && l.middle() < zone.top).cloned().collect();
        if above.iter().any(|line| line.phrases().len() > 1) {
            zone.lines.splice(0..0, above);
            zone.top = top;
        }
    }
    row_above(&mut zone, all);
    if zone.lines.first().is_some_and(|line| is_data(line, PHRASE)) {
        let first = all.iter().position(|line| line.middle() > zone.top).unwrap_or(all.len());
        let start = blocks::head_above(all, first, &zone.lines);
        // Nearer to the bar than lines of prose are to each other.
        if start < first && zone.top - all[first - 1].bottom <= all[first - 1].size {
            zone.lines.splice(0..0, all[start..first].iter().cloned());
            zone.top = zone.lines[0].top;
        }
    }
    if zone.bars.last().is_some_and(|bar| !bar.drawn) {
        let end = zone.bottom;
        let pitch = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
        let mut open: Vec<&Line> = Vec::new();
        for line in all.iter().filter(|l| l.middle() >= end) {
            let last = open.last().copied().or(zone.lines.last()).map_or(zone.bottom, |l| l.base);
            let far = (line.size * NEXT).max(pitch.scale(6, 5));
            let near = line.base - last <= far && line.top - zone.bottom <= far;
            let parted = line.phrases().len() > 1;
            let lone = open.len() < WRAPS && (line.right() - line.left()) * 2 < zone.right - zone.left;
            if !near || !(parted || lone) || line.left() < zone.left || line.right() > zone.right {
                break;
            }
            open.push(line);
            // A label that wraps about its figures ends with them, or with a line right below.
            let last = zone.lines.last().map_or(Pt::MIN, |l| l.base);
            if parted
                || open.len() == 1 && line.base - last <= line.size.scale(LEADING, 1000) && below(&zone, line)
            {
                zone.bottom = zone.bottom.max(line.bottom);
                zone.lines.extend(open.drain(..).cloned());
            }
        }
    }
    zone
}

/// Takes in the row right above the first shaded one: every other row is shaded.
fn row_above(zone: &mut Zone, all: &[Line]) {
    let Some(first) = zone.lines.first().filter(|line| is_data(line, PHRASE)) else { return };
    let pitch = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
    let above = all.iter().rev().find(|line| line.middle() < zone.top);
    let near = |line: &&Line| {
        is_data(line, PHRASE)
            && zone.left <= line.left()
            && line.right() <= zone.right
            && first.base - line.base <= (line.size * NEXT).max(pitch.scale(6, 5))
    };
    if zone.bars.first().is_some_and(|bar| !bar.drawn)
        && let Some(line) = above.filter(near)
    {
        zone.top = line.top;
        zone.lines.insert(0, line.clone());
    }
}

/// Whether a line begins where a text of the zone's last lines does.
fn below(zone: &Zone, line: &Line) -> bool {
    let near = line.size.scale(SAME_LEFT, 1000);
    let last = zone.lines.iter().rev().take(WRAPS).flat_map(|line| &line.marks);
    last.into_iter().any(|mark| (mark.at.x0 - line.left()).abs() <= near)
}

/// The zone with the lines of rows that the page's end cut: below the last bar at its foot, above the first at its top.
pub(crate) fn cut_rows(mut zone: Zone, all: &[Line]) -> Zone {
    let (Some(first), Some(last)) = (zone.lines.first(), zone.lines.last()) else { return zone };
    let (size, closed) = (last.size, zone.bars.len() > 3 && zone.bars.iter().all(|bar| bar.drawn));
    let (top, bottom) = (first.middle(), last.middle());
    if !closed {
        return zone;
    }
    let columns: Vec<Pt> = edges(&zone);
    let fits = |line: &Line| {
        let spans = line.phrases().into_iter().map(|run| line.span(&run));
        let within = |b: &Rect| {
            columns.windows(2).any(|pair| pair[0] <= b.x0 + Pt(1_000) && b.x1 <= pair[1] + Pt(1_000))
        };
        (line.size - size).abs() * 20 <= size && spans.clone().all(|b| within(&b))
    };
    let below: Vec<&Line> = all.iter().filter(|line| line.middle() > bottom.max(zone.bottom)).collect();
    let mut end = zone.bottom;
    let rest = below.iter().take_while(|line| {
        let near = line.top - end <= size.scale(CLOSE, 1000);
        end = line.bottom;
        near && fits(line)
    });
    let rest: Vec<Line> = rest.map(|line| (*line).clone()).collect();
    if !rest.is_empty() && below.len() <= rest.len() + RUNNING && rest[0].phrases().len() > 1 {
        zone.bottom = rest.iter().map(|line| line.bottom).max().unwrap_or(zone.bottom);
        zone.lines.extend(rest);
    }
    let above: Vec<&Line> = all.iter().filter(|line| line.middle() < top.min(zone.top)).collect();
    let mut end = zone.top;
    let rest = above.iter().rev().take_while(|line| {
        let near = end - line.bottom <= size.scale(CLOSE, 1000);
        end = line.top;
        near && fits(line)
    });
    let mut rest: Vec<Line> = rest.map(|line| (*line).clone()).collect();
    if !rest.is_empty() && above.len() <= rest.len() + RUNNING && !is_head(&zone) {
        rest.reverse();
        zone.top = rest.iter().map(|line| line.top).min().unwrap_or(zone.top);
        zone.lines.splice(0..0, rest);
    }
    zone
}

/// Lines of a row cut by the page stand no farther from the bar and each other than this part of the em (per thousand).
const CLOSE: i32 = 700;

/// Running lines between a table and the page's edge.
const RUNNING: usize = 2;

/// The edges of a zone's columns as far as joints tell; with none, nothing fits.
fn edges(zone: &Zone) -> Vec<Pt> {
    let mut out = vec![zone.left];
    out.extend(&zone.joints);
    out.push(zone.right);
    if zone.joints.is_empty() { Vec::new() } else { out }
}

/// Whether the zone begins with a head: lines without figures above its first inner bar.
fn is_head(zone: &Zone) -> bool {
    let inner = zone.bars.get(1).map_or(zone.bottom, |bar| bar.at);
    zone.lines.iter().take_while(|line| line.middle() < inner).all(|line| !is_data(line, PHRASE))
}
