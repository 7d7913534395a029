//! What is drawn in a zone: its bars, the rules in it, their joints, areas of shading from side to side.

use super::{DOUBLE, SAME_END};
use crate::bands::Line;
use crate::drawn::{Drawn, Level, meet};
use crate::zone::{Bar, Extent, Zone};
use model::geometry::{Pt, Rect};
use model::page::Color;

/// The zone with the shorter rules and the joints inside it.
pub(crate) fn dressed(mut zone: Zone, drawn: &Drawn) -> Zone {
    let within = |at: Pt| zone.top - Pt(1_500) <= at && at <= zone.bottom + Pt(1_500);
    let full = |from: Pt, to: Pt| from <= zone.left + SAME_END && to >= zone.right - SAME_END;
    if zone.bars.is_empty() {
        zone.bars = bars(&zone, drawn);
    }
    let first = drawn.rules.partition_point(|rule| rule.at < zone.top - Pt(1_500));
    let level = drawn.rules[first..].iter().take_while(|rule| rule.at <= zone.bottom + Pt(1_500));
    let parts = level.filter(|rule| {
        within(rule.at) && rule.to > zone.left && rule.from < zone.right && !full(rule.from, rule.to)
    });
    zone.parts = parts.copied().collect();
    zone.parts.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let first = drawn.uprights.partition_point(|rule| rule.at <= zone.left - Pt(1_000));
    let across = drawn.uprights[first..].iter().take_while(|rule| rule.at < zone.right + Pt(1_000));
    let uprights = across.filter(|rule| {
        zone.left - Pt(1_000) < rule.at
            && rule.at < zone.right + Pt(1_000)
            && rule.from < zone.bottom
            && rule.to > zone.top
    });
    zone.uprights = uprights.copied().collect();
    zone.joints = joints(&zone, drawn);
    zone.across = drawn_across(&zone, drawn);
    zone
}

/// The areas of shading that cross a zone from side to side, where others do so cell by cell, or headings alone are shaded.
fn drawn_across(zone: &Zone, drawn: &Drawn) -> Vec<(Pt, Pt)> {
    let full = |from: Pt, to: Pt| from <= zone.left + SAME_END && to >= zone.right - SAME_END;
    let first = drawn.areas.partition_point(|(area, _)| area.y0 < zone.top - DOUBLE);
    let own = drawn.areas[first..].iter().take_while(|(area, _)| area.y0 <= zone.bottom + DOUBLE);
    let own: Vec<&(Rect, Color)> = own.collect();
    let beside = |a: &&(Rect, Color), b: &&(Rect, Color)| a.1 == b.1 && meet(&a.0, &b.0);
    let parted = |run: &[&(Rect, Color)]| run.len() > 1 && full(run[0].0.x0, run[run.len() - 1].0.x1);
    let by_cells = own.chunk_by(beside).any(parted);
    let whole = own.iter().filter(|(area, _)| full(area.x0, area.x1)).map(|(area, _)| (area.y0, area.y1));
    let whole: Vec<(Pt, Pt)> = whole.collect();
    // Stripes are drawn in one go below rows of figures, too.
    let is_row = |line: &Line| whole.iter().any(|(from, to)| *from < line.middle() && line.middle() < *to);
    let rows = zone.lines.iter().any(|line| line.phrases().len() > 1 && is_row(line));
    // Headings alone are shaded, several of them.
    if rows || !by_cells && whole.len() < HEADINGS { Vec::new() } else { whole }
}

/// Fewer areas may be drawn about something else.
const HEADINGS: usize = 2;

/// The bars that cross a zone named by its words. They reach a little beyond these, not far.
fn bars(zone: &Zone, drawn: &Drawn) -> Vec<Bar> {
    let crosses = |level: &&Level| {
        zone.top - BEYOND <= level.at
            && level.at <= zone.bottom + BEYOND
            && level.from <= zone.left + SAME_END
            && level.to >= zone.right - SAME_END
            && level.from >= zone.left - REACH
            && level.to <= zone.right + REACH
    };
    let mut out: Vec<Bar> = Vec::new();
    let first = drawn.levels.partition_point(|level| level.at < zone.top - BEYOND);
    let near = drawn.levels[first..].iter().take_while(|level| level.at <= zone.bottom + BEYOND);
    for level in near.filter(crosses) {
        match out.last_mut() {
            Some(bar) if level.at - bar.at <= DOUBLE => bar.drawn |= level.drawn,
            _ => out.push(Bar { at: level.at, drawn: level.drawn, extent: Extent::Whole }),
        }
    }
    out
}

/// A bar stands no farther above or below the words it bounds.
const BEYOND: Pt = Pt(9_000);
/// And reaches no farther beyond them to the left and right.
const REACH: Pt = Pt(60_000);

/// x at which most of the zone's jointed bars have a joint.
fn joints(zone: &Zone, drawn: &Drawn) -> Vec<Pt> {
    let near = |y: Pt| zone.bars.iter().position(|bar| (bar.at - y).abs() <= DOUBLE);
    let first = drawn.joints.partition_point(|joint| joint.y < zone.top - DOUBLE);
    let own = drawn.joints[first..].iter().take_while(|joint| joint.y <= zone.bottom + DOUBLE);
    let mut all: Vec<(Pt, usize)> = own
        .filter(|joint| zone.left + Pt(3_000) < joint.x && joint.x < zone.right - Pt(3_000))
        .filter_map(|joint| near(joint.y).map(|bar| (joint.x, bar)))
        .collect();
    all.sort_unstable();
    let mut bars: Vec<usize> = all.iter().map(|(_, bar)| *bar).collect();
    bars.sort_unstable();
    bars.dedup();
    let mut out = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let to = all[from..].iter().take_while(|(x, _)| *x - all[from].0 <= Pt(1_500)).count() + from;
        let mut seen: Vec<usize> = all[from..to].iter().map(|(_, bar)| *bar).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() * 2 >= bars.len() {
            out.push(all[from].0);
        }
        from = to;
    }
    out
}
