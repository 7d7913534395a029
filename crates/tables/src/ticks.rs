//! Boxes to tick: small squares that stand alone. They are marks in a text, not the edges of cells, however many of them
//! a form sets in rows.

use model::geometry::{Point, Pt};
use model::layout::Rule;
use model::page::Axis;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Sides of a box to tick, about the height of a line of text: smaller squares are dots, larger ones cells.
const SIDES: RangeInclusive<Pt> = Pt(4_000)..=Pt(16_000);
/// Its sides differ by no more than this part of the longer one (per cent).
const SQUARE: i32 = 25;
/// Its corners meet this nearly.
const CORNER: Pt = Pt(1_200);

/// The rules without those that draw such squares. The sides of a cell run on into those of its neighbours: rules come
/// joined.
pub(crate) fn without_ticks(mut rules: Vec<Rule>) -> Vec<Rule> {
    let sides = |axis| Sides::of(&rules, axis);
    let (level, upright) = (sides(Axis::Horizontal), sides(Axis::Vertical));
    let mut drop = vec![false; rules.len()];
    for (top, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.axis == Axis::Horizontal) {
        if !SIDES.contains(&length(rule)) {
            continue;
        }
        let Some(left) = upright.from(&rules, start(rule)) else { continue };
        let (width, height) = (length(rule), length(&rules[left]));
        if (width - height).abs() > width.max(height).scale(SQUARE, 100) {
            continue;
        }
        let right = upright.from(&rules, Point { x: rule.to, y: rule.at });
        let bottom = level.from(&rules, Point { x: rule.from, y: rules[left].to });
        let (Some(right), Some(bottom)) = (right, bottom) else { continue };
        let same = |ix: usize, side: Pt| (length(&rules[ix]) - side).abs() <= CORNER;
        if same(right, height) && same(bottom, width) {
            for side in [top, left, right, bottom] {
                drop[side] = true;
            }
        }
    }
    let mut drop = drop.into_iter();
    rules.retain(|_| !drop.next().unwrap_or_default());
    rules
}

/// Short rules of one axis by where they start.
struct Sides(BTreeMap<(i32, i32), Vec<usize>>);

impl Sides {
    fn of(rules: &[Rule], axis: Axis) -> Self {
        let mut out: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
        for (ix, rule) in rules.iter().enumerate() {
            if rule.axis == axis && SIDES.contains(&length(rule)) {
                let at = start(rule);
                out.entry((tile(at.x), tile(at.y))).or_default().push(ix);
            }
        }
        Self(out)
    }

    /// The first that starts there.
    fn from(&self, rules: &[Rule], point: Point) -> Option<usize> {
        let near = |ix: &usize| {
            let at = start(&rules[*ix]);
            (at.x - point.x).abs() <= CORNER && (at.y - point.y).abs() <= CORNER
        };
        let tiles = |at: Pt| tile(at - CORNER)..=tile(at + CORNER);
        tiles(point.x)
            .flat_map(|x| tiles(point.y).map(move |y| (x, y)))
            .filter_map(|key| self.0.get(&key))
            .flatten()
            .copied()
            .find(near)
    }
}

/// Tiles are so wide that what meets lies in one or its neighbour.
fn tile(at: Pt) -> i32 {
    at.0.div_euclid(CORNER.0 * 2)
}

fn length(rule: &Rule) -> Pt {
    rule.to - rule.from
}

fn start(rule: &Rule) -> Point {
    match rule.axis {
        Axis::Horizontal => Point { x: rule.from, y: rule.at },
        Axis::Vertical => Point { x: rule.at, y: rule.from },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::StrokeOrigin;

    fn rule(axis: Axis, at: i32, from: i32, to: i32) -> Rule {
        let (at, from, to) = (Pt::points(at), Pt::points(from), Pt::points(to));
        Rule { axis, at, from, to, width: Pt(500), dashed: false, origin: StrokeOrigin::Box }
    }

    #[test]
    fn a_square_alone_goes_and_a_cell_stays() {
        let (level, upright) = (Axis::Horizontal, Axis::Vertical);
        let tick = [
            rule(level, 10, 50, 58),
            rule(level, 18, 50, 58),
            rule(upright, 50, 10, 18),
            rule(upright, 58, 10, 18),
        ];
        assert!(without_ticks(tick.to_vec()).is_empty());
        let mut cell = tick.to_vec();
        cell[0].to = Pt::points(90);
        assert_eq!(without_ticks(cell.clone()), cell);
        let low: Vec<Rule> = [rule(level, 10, 50, 66), rule(level, 14, 50, 66)].to_vec();
        assert_eq!(without_ticks(low.clone()), low);
    }
}
