//! Which units of a line bridge what other lines part: how many lines have a gap within a unit's width.
//!
//! A line parts a unit when two neighbours of its boxes both reach under it: the one ends right of the unit's left edge, the
//! next begins left of its right edge. Its pairs of neighbours are sorted, so those that do are neighbours too; lines are
//! counted as pairs less pairs of neighbouring pairs. Counting points above and left of a corner, for all units at once, is
//! done in order of their left edges with a tree of sums (Fenwick, *A new data structure for cumulative frequency tables*,
//! 1994): n log n in the units, where comparing each with each line is quadratic.

use model::geometry::{Pt, Rect};

/// Sums of counts by rank.
struct Sums(Vec<i32>);

impl Sums {
    fn add(&mut self, rank: usize, by: i32) {
        let mut ix = rank + 1;
        while ix < self.0.len() {
            self.0[ix] += by;
            ix += ix & ix.wrapping_neg();
        }
    }

    /// The sum of all ranks below.
    fn below(&self, rank: usize) -> i32 {
        let (mut ix, mut out) = (rank, 0);
        while ix > 0 {
            out += self.0[ix];
            ix &= ix - 1;
        }
        out
    }
}

/// For each line and each of its boxes, how many lines part it. Boxes of a line are sorted.
pub(crate) fn parted_by(lines: &[Vec<Rect>]) -> Vec<Vec<usize>> {
    // A gap from where one box ends to where the next, or the one after, begins.
    let gaps = |line: &[Rect], step: usize, by: i32| -> Vec<(Pt, Pt, i32)> {
        line.iter().zip(line.iter().skip(step)).map(|(a, b)| (a.x1, b.x0, by)).collect()
    };
    let mut all: Vec<(Pt, Pt, i32)> =
        lines.iter().flat_map(|line| [gaps(line, 1, 1), gaps(line, 2, -1)]).flatten().collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let mut ends: Vec<Pt> = all.iter().map(|(_, to, _)| *to).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut sums = Sums(vec![0; ends.len() + 1]);
    let mut asked: Vec<(Pt, Pt, usize, usize)> = Vec::new();
    for (own, line) in lines.iter().enumerate() {
        asked.extend(line.iter().enumerate().map(|(ix, unit)| (unit.x0, unit.x1, own, ix)));
    }
    asked.sort_unstable_by(|a, b| b.cmp(a));
    let mut out: Vec<Vec<usize>> = lines.iter().map(|line| vec![0; line.len()]).collect();
    let mut next = 0;
    for (x0, x1, own, ix) in asked {
        while next < all.len() && all[next].0 > x0 {
            sums.add(ends.partition_point(|end| *end < all[next].1), all[next].2);
            next += 1;
        }
        let count = sums.below(ends.partition_point(|end| *end < x1));
        out[own][ix] = usize::try_from(count).unwrap_or(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counted_at_once_as_one_by_one(lines in vec(vec((1..9_i32, 1..9_i32), 0..8), 0..12)) {
            let lines: Vec<Vec<Rect>> = lines
                .into_iter()
                .map(|steps| {
                    let mut x = 0;
                    let place = |(gap, width): (i32, i32)| {
                        let from = x + gap;
                        x = from + width;
                        Rect { x0: Pt(from), x1: Pt(x), ..Rect::default() }
                    };
                    steps.into_iter().map(place).collect()
                })
                .collect();
            let parts = |line: &Vec<Rect>, unit: &Rect| {
                line.windows(2).any(|pair| pair[0].x1 > unit.x0 && pair[1].x0 < unit.x1)
            };
            let wanted: Vec<Vec<usize>> = lines
                .iter()
                .map(|own| own.iter().map(|unit| lines.iter().filter(|line| parts(line, unit)).count()).collect())
                .collect();
            prop_assert_eq!(parted_by(&lines), wanted);
        }
    }
}
