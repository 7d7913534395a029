//! Where rules that part rows stop: at the edges of cells that span rows.
//!
//! A rule below a row runs from a side of the table to a cell that goes on below it. Where several rules stop at one place,
//! an edge of columns is drawn there, however near the texts on both sides come to it.

use crate::bands::Line;
use crate::columns::crosses;
use crate::zone::Zone;
use model::geometry::Pt;
use model::page::StrokeOrigin;

/// Ends this near are one.
const SAME: Pt = Pt(1_500);
/// So many rules, one below the other, stop at an edge.
const FEWEST: usize = 2;
/// A rule ends at the side of a table to within this.
const SIDE: Pt = Pt(6_000);

/// The edges between columns at which rules within the body stop, left to right.
pub(crate) fn breaks(zone: &Zone, body: &[Line]) -> Vec<Pt> {
    let (Some(first), Some(last)) = (body.first(), body.last()) else { return Vec::new() };
    let inside = |x: Pt| zone.left + SIDE < x && x < zone.right - SIDE;
    let mut all: Vec<(Pt, Pt)> = Vec::new();
    for rule in &zone.parts {
        if rule.origin == StrokeOrigin::FillEdge || rule.at <= first.middle() || rule.at >= last.middle() {
            continue;
        }
        if rule.to >= zone.right - SIDE && inside(rule.from) {
            all.push((rule.from, rule.at));
        } else if rule.from <= zone.left + SIDE && inside(rule.to) {
            all.push((rule.to, rule.at));
        }
    }
    all.sort_unstable();
    let mut out = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let x = all[from].0;
        let to = from + all[from..].iter().take_while(|(other, _)| *other - x <= SAME).count();
        let mut levels: Vec<Pt> = all[from..to].iter().map(|(_, at)| *at).collect();
        levels.sort_unstable();
        levels.dedup_by(|b, a| *b - *a <= SAME);
        let crossed = body.iter().flat_map(|line| &line.marks).any(|mark| crosses(mark, x));
        if levels.len() >= FEWEST && !crossed {
            out.push(x);
        }
        from = to;
    }
    out
}
