//! A relation between lines of a sheet, and its equations on every line across.

use crate::evidence::{Equation, Outcome, SLIPS, Tally, digit_slip, is_figure, tried};
use crate::sheet::{Sheet, Slot};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A part of a sum: which line, and what it counts for (1 or -1).
pub(crate) type Part = (usize, i8);

/// A line that is the sum of others: rows of a panel (by number) or lanes (by index).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The line that is the sum.
    pub(crate) total: usize,
    /// Its parts, ascending.
    pub(crate) parts: Vec<Part>,
    /// What proposed it: "code", "numbering", "total-word", …
    pub(crate) why: &'static str,
    /// What the figures say.
    pub(crate) tally: Tally,
}

impl Relation {
    /// Whether another ties the same lines: a = b + c says all that b = a - c says.
    pub(crate) fn ties_the_same(&self, other: &Self) -> bool {
        let lines = |relation: &Self| -> BTreeSet<usize> {
            relation.parts.iter().map(|(line, _)| *line).chain([relation.total]).collect()
        };
        lines(self) == lines(other)
    }
}

/// Relations by the line that is their total.
pub(crate) struct ByTotal<'r>(BTreeMap<usize, Vec<&'r Relation>>);

impl<'r> ByTotal<'r> {
    pub(crate) fn of(relations: impl IntoIterator<Item = &'r Relation>) -> Self {
        let mut out = Self(BTreeMap::new());
        relations.into_iter().for_each(|relation| out.add(relation));
        out
    }

    pub(crate) fn add(&mut self, relation: &'r Relation) {
        self.0.entry(relation.total).or_default().push(relation);
    }

    /// Those of a line, in their order.
    pub(crate) fn at(&self, total: usize) -> &[&'r Relation] {
        self.0.get(&total).map_or(&[], Vec::as_slice)
    }

    /// Those of some lines, by line.
    pub(crate) fn within(&self, totals: Range<usize>) -> impl Iterator<Item = &'r Relation> {
        self.0.range(totals).flat_map(|(_, relations)| relations.iter().copied())
    }
}

/// Whether lines are rows, and lanes run across, or the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Axis {
    /// Rows are added up, in each lane.
    Rows,
    /// Lanes are added up, in each row.
    Lanes,
}

impl Axis {
    /// What stands where a line of this axis meets one across.
    pub(crate) fn at(self, sheet: &Sheet<'_>, line: usize, across: usize) -> Slot {
        match self {
            Self::Rows => sheet.at(line as u32, across),
            Self::Lanes => sheet.at(across as u32, line),
        }
    }

    /// The row and column of that place.
    pub(crate) fn place(self, sheet: &Sheet<'_>, line: usize, across: usize) -> (u32, u32) {
        match self {
            Self::Rows => (line as u32, sheet.lanes[across].col()),
            Self::Lanes => (across as u32, sheet.lanes[line].col()),
        }
    }

    /// The figure there; 0 for everything else.
    pub(crate) fn figure(self, sheet: &Sheet<'_>, line: usize, across: usize) -> i128 {
        match self.at(sheet, line, across) {
            Slot::Value(value) => value,
            _ => 0,
        }
    }
}

/// The equation of a relation on one line across.
pub(crate) fn equation(
    sheet: &Sheet<'_>,
    axis: Axis,
    total: usize,
    parts: &[Part],
    across: usize,
) -> Equation {
    let mut out = Equation::default();
    let (mut ulps, mut finest) = (0, i128::MAX);
    let mut see = |line: usize| {
        let slot = axis.at(sheet, line, across);
        match slot {
            Slot::Value(value) => {
                if value != 0 {
                    let (row, col) = axis.place(sheet, line, across);
                    let ulp = sheet.ulp(row, col);
                    ulps += ulp;
                    out.ulp = out.ulp.max(ulp);
                    finest = finest.min(ulp);
                }
                return Some(value);
            }
            Slot::Unread => out.unread = true,
            Slot::Blank | Slot::Dash | Slot::Words | Slot::Covered => {}
        }
        None
    };
    let own = see(total);
    let mut sum = 0;
    let (mut count, mut largest, mut second, mut all) = (0, 0, 0, 0);
    // Every part has a figure: none is blank.
    let mut full = true;
    let mut vague = false;
    for (line, weight) in parts {
        let value = see(*line);
        if axis.at(sheet, *line, across) == Slot::Words {
            let (row, col) = axis.place(sheet, *line, across);
            vague |= sheet.is_vague(row, col);
        }
        full &= value.is_some();
        let value = value.unwrap_or(0);
        second = second.max(largest.min(value.abs()));
        largest = largest.max(value.abs());
        all += value.abs();
        sum += value * i128::from(*weight);
        count += u32::from(value != 0);
    }
    out.total = own.unwrap_or(0);
    out.same = out.total == 0 && sum == 0 && parts.iter().any(|(_, weight)| *weight < 0);
    out.blank_total = own.is_none() && axis.at(sheet, total, across) == Slot::Blank;
    // Words in the total's place, or a sign that it does not apply: there is no equation.
    let nothing = axis.at(sheet, total, across) == Slot::Dash && sum == 0;
    out.denied = own.is_none() && axis.at(sheet, total, across) == Slot::Dash && sum != 0 && !out.unread;
    out.unread |= own.is_none() && !out.blank_total && !nothing;
    (out.sum, out.parts, out.largest, out.rest) = (sum, count, largest, all - largest);
    out.least = all - largest - second + second.min(out.total.abs());
    out.tolerance = sheet.tolerance(axis.place(sheet, total, across).1, out.ulp, ulps / 2);
    // What a part is about says nothing, but why the others do not close.
    out.unread |= vague && out.outcome() == Outcome::Off;
    let alone = |(line, weight): &Part| {
        let value = axis.figure(sheet, *line, across) * i128::from(*weight);
        let near = out.total != sum && (out.total - value).abs().max(all - value.abs()) <= out.tolerance;
        value != 0 && (sum == value || near)
    };
    out.single =
        count > 1 && matches!(out.outcome(), Outcome::Exact | Outcome::Near) && parts.iter().any(alone);
    if count > 1 && out.outcome() == Outcome::Exact {
        let figures = parts.iter().map(|(line, _)| axis.figure(sheet, *line, across));
        // One nought behind all of them is common among few figures.
        let grain = grain(figures.chain([out.total]));
        out.grain = if grain >= ROUND * out.ulp { grain } else { 0 };
    }
    if out.outcome() == Outcome::Off && !out.blank_total {
        out.blank_part = if full { None } else { blank_part(sheet, axis, parts, across, &out) };
        let figures: Vec<i128> =
            parts.iter().map(|(line, _)| axis.figure(sheet, *line, across)).chain([out.total]).collect();
        let off = out.total - out.sum;
        // Of pounds, shillings and pence one slips by itself.
        let units = || sheet.lanes[across].cols.iter().map(|(_, unit)| *unit).filter(|unit| *unit > 1);
        let in_units = || axis == Axis::Rows && units().any(|unit| digit_slip(off, &[], unit * finest));
        let digits = digit_slip(off, &figures, finest) || in_units();
        out.slip = digits || is_figure(off, &figures);
        let ways = tried(out.parts as usize + 1);
        out.slipped = if out.parts < 2 {
            None
        } else if sign_slip(&out, &figures, parts) {
            Some(ways + 1)
        } else {
            digits.then_some(ways + SLIPS)
        };
        if out.slipped.is_some() {
            out.grain = grain(figures.iter().copied());
        }
    }
    out
}

/// Figures that are all multiples of so many units of their last place are round.
const ROUND: i128 = 100;

/// The largest power of ten that divides all figures: noughts that all of them end in are no digits that could differ.
fn grain(figures: impl Iterator<Item = i128>) -> i128 {
    let noughts = |figure: i128| {
        let mut out = 1;
        while figure % (out * 10) == 0 {
            out *= 10;
        }
        out
    };
    figures.filter(|figure| *figure != 0).map(noughts).min().unwrap_or(1)
}

/// The only blank among the parts of a sum: of those whose rows say something elsewhere, or else of all.
pub(crate) fn only_blank(sheet: &Sheet<'_>, axis: Axis, parts: &[Part], across: usize) -> Option<Part> {
    let mut blanks = blanks(sheet, axis, parts, across);
    let only = blanks.next()?;
    blanks.next().is_none().then_some(only)
}

/// The blanks among the parts of a sum: of those whose rows say something elsewhere, or else of all.
pub(crate) fn blanks<'p>(
    sheet: &'p Sheet<'_>,
    axis: Axis,
    parts: &'p [Part],
    across: usize,
) -> impl Iterator<Item = Part> + 'p {
    let blank = move |part: &Part, idle: bool| {
        axis.at(sheet, part.0, across) == Slot::Blank && (idle || !is_idle(sheet, axis, part.0))
    };
    let any = parts.iter().any(|part| blank(part, false));
    parts.iter().copied().filter(move |part| blank(part, !any))
}

/// Whether a line of a sum is a row without a figure.
fn is_idle(sheet: &Sheet<'_>, axis: Axis, line: usize) -> bool {
    axis == Axis::Rows && sheet.is_idle(line as u32)
}

/// The only blank among the parts of a sum that fails, when a figure there could close it as all others do.
fn blank_part(
    sheet: &Sheet<'_>,
    axis: Axis,
    parts: &[Part],
    across: usize,
    equation: &Equation,
) -> Option<usize> {
    let (line, weight) = only_blank(sheet, axis, parts, across)?;
    let lacking = (equation.total - equation.sum) * i128::from(weight);
    let sign = lacking.signum();
    let alike = parts.iter().all(|(line, _)| axis.figure(sheet, *line, across).signum() * sign >= 0);
    (alike && equation.parts > 0 && equation.total.signum() == sign).then_some(line)
}

/// Whether a sum fails by a sign that cannot be meant: a part that is printed as negative and should not be, one whose sign
/// is unlike that of all others, or a total's that is unlike all its parts'. A positive part that is taken away among
/// others is none: such rows are common. `figures` are those of the parts, and the total last.
fn sign_slip(equation: &Equation, figures: &[i128], parts: &[Part]) -> bool {
    let weighed = || figures.iter().zip(parts).map(|(figure, (_, weight))| figure * i128::from(*weight));
    let alike = |sign: i128| weighed().all(|figure| figure == 0 || figure.signum() == sign);
    if equation.sum == -equation.total {
        return alike(equation.sum.signum());
    }
    let off = equation.sum - equation.total;
    let (positive, negative) = (weighed().filter(|f| *f > 0).count(), weighed().filter(|f| *f < 0).count());
    figures.iter().zip(weighed()).any(|(printed, figure)| {
        let alone = if figure > 0 { positive == 1 && negative > 1 } else { negative == 1 && positive > 1 };
        figure != 0 && 2 * figure == off && (*printed < 0 || alone)
    })
}

/// The equations of a relation on many lines, weighed together; they say nothing when the work on the table is done.
pub(crate) fn tally(
    sheet: &Sheet<'_>,
    axis: Axis,
    total: usize,
    parts: &[Part],
    across: impl Iterator<Item = usize>,
) -> Tally {
    let mut tally = Tally::default();
    for line in across {
        if !sheet.pays(parts.len()) {
            return Tally::default();
        }
        tally.add(&equation(sheet, axis, total, parts, line));
    }
    tally
}
