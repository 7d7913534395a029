//! Sums that fail in two columns by one figure: it stands in the one, and is missing in the other.
//!
//! No figures but those of one row are off by the same amount in two columns, there and back, unless a cell of it stands in
//! the wrong one: what is as long as a published figure is no chance.

use crate::relation::{Axis, Part, equation};
use crate::sheet::{Sheet, Slot};

/// A figure that stands beside its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The lane that lacks it, and the one that has it.
    pub(crate) lacks: usize,
    pub(crate) has: usize,
    /// The bits of the figure.
    pub(crate) bits: i32,
}

/// Shorter figures are the same as another difference by chance.
const LEAST_BITS: i32 = 16;

/// The only pair of lanes in which a sum fails by a figure of one part that moved.
pub(crate) fn moved(sheet: &Sheet<'_>, total: usize, parts: &[Part], lanes: &[usize]) -> Option<Moved> {
    let off = |lane: usize| {
        let equation = equation(sheet, Axis::Rows, total, parts, lane);
        (equation.total - equation.sum, equation.ulp.max(1))
    };
    let offs: Vec<(usize, i128, i128)> =
        lanes.iter().map(|lane| (*lane, off(*lane))).map(|(lane, (off, ulp))| (lane, off, ulp)).collect();
    moved_of(sheet, total, parts, &offs)
}

/// The same where it is known how far each lane is off, and the last place of its figures.
pub(crate) fn moved_of(
    sheet: &Sheet<'_>,
    total: usize,
    parts: &[Part],
    offs: &[(usize, i128, i128)],
) -> Option<Moved> {
    let mut found = offs.iter().flat_map(|(lacks, off, ulp)| {
        let bits = (off.abs() / ulp).checked_ilog2().map_or(0, |bits| bits as i32 + 1);
        let back = offs.iter().filter(move |(_, other, _)| *off != 0 && *other == -off && bits >= LEAST_BITS);
        back.map(move |(has, ..)| (Moved { lacks: *lacks, has: *has, bits }, *off))
    });
    let mut only = found.by_ref().filter(|(moved, off)| {
        let of_part = parts.iter().any(|(part, weight)| {
            Axis::Rows.at(sheet, *part, moved.lacks) == Slot::Blank
                && Axis::Rows.figure(sheet, *part, moved.has) * i128::from(*weight) == *off
        });
        // The total stands where nothing is added up, and not where its parts stand.
        let (from, to) = (moved.has, moved.lacks);
        let of_total = Axis::Rows.at(sheet, total, from) == Slot::Blank
            && Axis::Rows.figure(sheet, total, to) == *off
            && parts.iter().all(|(part, _)| Axis::Rows.figure(sheet, *part, to) == 0);
        of_part || of_total
    });
    let (first, _) = only.next()?;
    only.next().is_none().then_some(first)
}
