//! What a sum may be off by, told from all figures of its column at once: so that a sum of thousands of rows need not be
//! looked at figure by figure to see that no slip explains it.

use crate::evidence::{FARTHEST_POINT, digit_slip};

/// The figures of a column without their signs, ascending.
#[derive(Default)]
pub(crate) struct Sizes(Vec<i128>);

impl Sizes {
    pub(crate) fn of(figures: impl Iterator<Item = i128>) -> Self {
        let mut sizes: Vec<i128> = figures.map(i128::abs).collect();
        sizes.sort_unstable();
        Self(sizes)
    }

    pub(crate) fn largest(&self) -> i128 {
        self.0.last().copied().unwrap_or(0)
    }

    /// How many figures are of a size.
    pub(crate) fn count(&self, size: i128) -> usize {
        self.0.partition_point(|known| *known <= size) - self.0.partition_point(|known| *known < size)
    }

    /// Whether a sum of some of them may be off by a slip in the digits or the sign of one.
    pub(crate) fn may_slip(&self, own: i128, sum: i128) -> bool {
        let off = (own - sum).abs();
        let has = |size: i128| self.0.binary_search(&size).is_ok();
        let point = |places: u32| {
            let nines = 10i128.pow(places) - 1;
            off % nines == 0 && (has(off / nines) || has(off / nines * (nines + 1)))
        };
        own == -sum
            || digit_slip(off, &[], 1)
            || off % 2 == 0 && has(off / 2)
            || off % 9 == 0 && (1..=FARTHEST_POINT).any(point)
    }
}
