//! The figures that sums are looked for in, and what tells at once that there is none.

use super::{Line, NAMELESS, Stack, WHOLE};
use crate::evidence::{ENOUGH, MOST_BITS};
use crate::relation::Axis;
use crate::sheet::{Sheet, Slot};
use crate::sizes::Sizes;

/// The figures of all lines, by line and place among those across: they are added up over and over.
pub(super) struct Figures {
    pub(super) across: usize,
    /// The first of the lines.
    first: usize,
    list: Vec<Option<i128>>,
    pub(super) columns: Vec<Column>,
}

/// What the figures on a line across are like.
pub(super) struct Column {
    /// The last place of the coarsest of them.
    coarsest: i128,
    sizes: Sizes,
    /// Several columns make one figure.
    mixed: bool,
    /// Some figure is negative.
    pub(super) signed: bool,
}

impl Figures {
    pub(super) fn of(sheet: &Sheet<'_>, axis: Axis, lines: &[Line], across: &[usize]) -> Self {
        let numbers = || lines.iter().map(|line| line.number);
        let (first, last) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
        let mut list = vec![None; (last + 1 - first) * across.len()];
        let mut columns = Vec::new();
        for (ix, across_line) in across.iter().enumerate() {
            let (mut coarsest, mut figures, mut signed) = (0, Vec::new(), false);
            for line in numbers() {
                let Slot::Value(value) = axis.at(sheet, line, *across_line) else { continue };
                list[(line - first) * across.len() + ix] = Some(value);
                signed |= value < 0;
                // They are asked for where rows are added up alone.
                if axis == Axis::Rows {
                    let (row, col) = axis.place(sheet, line, *across_line);
                    coarsest = coarsest.max(sheet.ulp(row, col));
                    figures.push(value);
                }
            }
            let sizes = Sizes::of(figures.into_iter());
            let mixed = axis == Axis::Rows && sheet.lanes[*across_line].cols.len() > 1;
            columns.push(Column { coarsest, sizes, mixed, signed });
        }
        Self { across: across.len(), first, list, columns }
    }

    pub(super) fn at(&self, line: usize, across: usize) -> i128 {
        self.list[(line - self.first) * self.across + across].unwrap_or(0)
    }

    pub(super) fn is_figure(&self, line: usize, across: usize) -> bool {
        self.list[(line - self.first) * self.across + across].is_some()
    }

    /// Whether a row cannot be the sum of the topmost lines, whatever is taken for a slip: so much of it is off.
    pub(super) fn is_hopeless(&self, row: &Line, stack: &Stack, take: usize, whole: bool) -> bool {
        let line = row.number;
        let bits = row.prior + if row.nameless { NAMELESS } else { 0 } + if whole { WHOLE } else { 0 };
        let (mut open, mut off, mut slip) = (0, 0, 0);
        for (across, column) in self.columns.iter().enumerate() {
            let (own, sum) = (self.at(line, across), stack.sum(take, across));
            let full = self.is_figure(line, across) && stack.is_full(take, across) && !column.mixed;
            if !full || (own - sum).abs() <= column.coarsest * (take as i128 + 1) {
                open += 1;
            } else if slip == 0 && column.sizes.may_slip(own, sum) {
                slip = 1;
            } else {
                off += 1;
            }
        }
        bits + MOST_BITS * (open + slip) + MOST_EXCUSED * off < ENOUGH
            || open + slip + 2 * i32::from(row.prior > 0) <= off
    }
}

/// The least that a figure which is off takes away, when nothing but a slip of digits could excuse it.
const MOST_EXCUSED: i32 = -5;
