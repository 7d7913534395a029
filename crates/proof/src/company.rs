//! What the equations of one relation say together: gathered once, for each of them is held against the others.

use crate::evidence::{Equation, Outcome};
use crate::missing::is_less;
use crate::relation::{Axis, Relation};
use crate::sheet::{Sheet, Slot};
use std::collections::BTreeSet;

/// All equations of a relation, as each of them sees them.
pub(crate) struct Company<'e> {
    pub(crate) all: &'e [(usize, Equation)],
    /// How many fail …
    pub(crate) fails: usize,
    /// … of which the total is no more than its parts, or blank, in some …
    pub(crate) not_less: usize,
    /// … and more than its parts in as many that have a sign for nothing among these.
    pub(crate) signed_less: usize,
    /// Those that fail for want of a total.
    pub(crate) blank_fails: usize,
    /// Those without a total whose parts say something.
    pub(crate) blank_totals: usize,
    /// Those that the figure of a blank would close.
    pub(crate) blank_parts: usize,
    /// Sums of two parts or more that hold and say something.
    pub(crate) holding: usize,
    /// The bits of these.
    pub(crate) taught: i32,
    /// The last places of those that hold and say something.
    pub(crate) ulps: BTreeSet<i128>,
    /// Some total is negative.
    pub(crate) negative: bool,
    /// All columns of the relation go up or down together where it holds, row by row, and nothing but figures proposes it:
    /// a table of a function, in which columns make up others because they are multiples of one.
    pub(crate) one_way: bool,
}

impl<'e> Company<'e> {
    pub(crate) fn of(
        sheet: &Sheet<'_>,
        axis: Axis,
        relation: &Relation,
        all: &'e [(usize, Equation)],
    ) -> Self {
        let mut out = Self {
            all,
            fails: 0,
            not_less: 0,
            signed_less: 0,
            blank_fails: 0,
            blank_totals: 0,
            blank_parts: 0,
            holding: 0,
            taught: 0,
            ulps: BTreeSet::new(),
            negative: false,
            one_way: relation.why == "figures" && axis == Axis::Lanes && is_one_way(sheet, relation, all),
        };
        let signed =
            |line: usize| relation.parts.iter().any(|(part, _)| axis.at(sheet, *part, line) == Slot::Dash);
        for (line, equation) in all {
            if equation.outcome() == Outcome::Off {
                out.fails += 1;
                out.blank_fails += usize::from(equation.blank_total);
                if !is_less(equation) || equation.blank_total {
                    out.not_less += 1;
                } else if axis == Axis::Lanes && signed(*line) {
                    out.signed_less += 1;
                }
            }
            out.blank_totals += usize::from(equation.blank_total && equation.parts > 0);
            out.blank_parts += usize::from(equation.blank_part.is_some());
            out.negative |= equation.total < 0;
            if equation.gain() > 0 {
                let sum = equation.parts >= 2 && equation.outcome() != Outcome::Off;
                out.holding += usize::from(sum);
                out.taught += if sum { equation.gain() } else { 0 };
                out.ulps.insert(equation.ulp);
            }
        }
        out
    }
}

/// Whether the figures of each column of a relation go up or down all the way, over the rows in which it holds.
fn is_one_way(sheet: &Sheet<'_>, relation: &Relation, all: &[(usize, Equation)]) -> bool {
    /// Fewer rows are in order by chance.
    const LEAST: usize = 8;
    let holds = |(_, equation): &&(usize, Equation)| equation.outcome() == Outcome::Exact;
    let rows: Vec<usize> = all.iter().filter(holds).map(|(row, _)| *row).collect();
    let column = |lane: usize| rows.iter().map(move |row| Axis::Lanes.figure(sheet, lane, *row));
    let ordered = |lane: usize| {
        let pairs = || column(lane).zip(column(lane).skip(1));
        pairs().all(|(one, next)| one <= next) || pairs().all(|(one, next)| one >= next)
    };
    rows.len() >= LEAST && relation.parts.iter().map(|(lane, _)| *lane).chain([relation.total]).all(ordered)
}
