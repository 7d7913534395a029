//! Rows that no sum has taken up yet, and what the figures of a stretch of them come to.
//!
//! Sums over stretches are kept in a tree of partial sums (P. M. Fenwick, "A new data structure for cumulative frequency
//! tables", Software: Practice and Experience 24, 1994), so that a list with a total in every row costs no more than its
//! length times a logarithm.

use crate::sheet::{Sheet, Slot};
use crate::sizes::Sizes;
use std::ops::Range;

/// Rows with figures, of which some are taken.
pub(crate) struct Free<'r> {
    rows: &'r [u32],
    taken: Vec<bool>,
    /// No row before this one is free.
    first: usize,
    lanes: Vec<Lane>,
}

/// The figures of a lane.
struct Lane {
    list: Vec<i128>,
    /// By place from 1: the sum of as many free figures up to it as its lowest bit says.
    tree: Vec<i128>,
    sizes: Sizes,
    /// One of them is negative, or several columns make one.
    open: bool,
}

impl Lane {
    fn of(sheet: &Sheet<'_>, rows: &[u32], lane: usize) -> Self {
        let figure = |row: &u32| match sheet.at(*row, lane) {
            Slot::Value(value) => value,
            _ => 0,
        };
        let list: Vec<i128> = rows.iter().map(figure).collect();
        let mut out = Self {
            tree: vec![0; list.len() + 1],
            sizes: Sizes::of(list.iter().copied()),
            open: sheet.is_signed(lane) || sheet.lanes[lane].cols.len() > 1,
            list: Vec::new(),
        };
        list.iter().enumerate().for_each(|(at, figure)| out.add(at, *figure));
        out.list = list;
        out
    }

    fn add(&mut self, at: usize, figure: i128) {
        let mut place = at + 1;
        while place < self.tree.len() {
            self.tree[place] += figure;
            place += lowest_bit(place);
        }
    }

    fn sum_before(&self, end: usize) -> i128 {
        let (mut place, mut sum) = (end, 0);
        while place > 0 {
            sum += self.tree[place];
            place -= lowest_bit(place);
        }
        sum
    }
}

fn lowest_bit(place: usize) -> usize {
    place & place.wrapping_neg()
}

impl<'r> Free<'r> {
    pub(crate) fn of(sheet: &Sheet<'_>, rows: &'r [u32], lanes: &[usize]) -> Self {
        let lanes = lanes.iter().map(|lane| Lane::of(sheet, rows, *lane)).collect();
        Self { rows, taken: vec![false; rows.len()], first: 0, lanes }
    }

    /// Takes a row up.
    pub(crate) fn take(&mut self, row: u32) {
        let Ok(at) = self.rows.binary_search(&row) else { return };
        if !std::mem::replace(&mut self.taken[at], true) {
            for lane in &mut self.lanes {
                let figure = lane.list[at];
                lane.add(at, -figure);
            }
        }
        while self.taken.get(self.first) == Some(&true) {
            self.first += 1;
        }
    }

    /// Whether any of the first rows is free.
    pub(crate) fn has_any_before(&self, end: usize) -> bool {
        self.first < end
    }

    pub(crate) fn is_taken(&self, at: usize) -> bool {
        self.taken[at]
    }

    /// The free rows of a stretch.
    pub(crate) fn of_stretch(&self, stretch: Range<usize>) -> impl Iterator<Item = u32> {
        stretch.filter(|at| !self.taken[*at]).map(|at| self.rows[at])
    }

    /// Whether the free rows of a stretch, the figures of which are all of one sign, come to more than a total in every
    /// lane, by no slip: it lacks nothing of them.
    pub(crate) fn is_too_much(&self, stretch: &Range<usize>, own: &[Option<i128>]) -> bool {
        let own = || self.lanes.iter().zip(own);
        // No other row says what it says: such rows may be left out.
        let only = |(lane, own): (&Lane, &Option<i128>)| own.is_some_and(|own| lane.sizes.count(own) == 1);
        own().any(only)
            && own().all(|(lane, own)| {
                let sum = lane.sum_before(stretch.end) - lane.sum_before(stretch.start);
                let less =
                    |own: &i128| sum <= *own.max(&lane.sizes.largest()) || lane.sizes.may_slip(*own, sum);
                !lane.open && !own.as_ref().is_some_and(less)
            })
    }
}
