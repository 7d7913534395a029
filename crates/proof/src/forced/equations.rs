//! The equations of a table by the rows that stand in them, and what a change of a row does to them.

use super::{Known, Learned};
use crate::evidence::Outcome;
use crate::missing::UNCLOSED;
use crate::relation::{Axis, Part, equation};
use crate::results::TWO_SIGNS;
use crate::scan::DOUBLED;
use crate::sheet::{Sheet, Slot};
use crate::slips::commas;
use std::collections::{BTreeMap, BTreeSet};

/// An equation of what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// That of a relation, on a line across.
    Of { relation: usize, line: usize },
    /// A step of a balance.
    Step { run: usize, step: usize },
}

/// What a change does to the equations of its row.
#[derive(Default)]
pub(super) struct Closed {
    /// Those that fail or are open without it.
    pub(super) closes: BTreeSet<usize>,
    /// Those that hold within rounding without it, and to the last digit with it.
    pub(super) sharpened: BTreeSet<usize>,
    /// Those that fail without it, and hold within rounding with it: they ask for another figure.
    pub(super) blurred: usize,
    /// One that was open fails.
    pub(super) contested: bool,
}

/// The equations of what is known, by the rows that stand in them.
pub(super) struct Equations<'k> {
    known: &'k Learned,
    pub(super) list: Vec<Which>,
    pub(super) by_row: BTreeMap<u32, Vec<usize>>,
    outcomes: Vec<Outcome>,
    /// For each column, whether it has commas before its decimals.
    pub(super) commas: Vec<bool>,
    /// Rows that are parts of sums, and printed as negative wherever they are something.
    negative: BTreeSet<usize>,
}

impl<'k> Equations<'k> {
    pub(super) fn of(sheet: &Sheet<'_>, known: &'k Learned) -> Self {
        let mut out = Self {
            known,
            list: Vec::new(),
            by_row: BTreeMap::new(),
            outcomes: Vec::new(),
            commas: commas(sheet.table),
            negative: negative(sheet, known),
        };
        // What two reasons propose is one equation, as the surer of them has it.
        let mut sums: BTreeMap<(Axis, usize, &[Part]), usize> = BTreeMap::new();
        // Where columns are at odds about a sign either may be wrong.
        let plain = |(_, one): &(usize, &Known)| one.relation.why != TWO_SIGNS;
        for (ix, one) in known.relations.iter().enumerate().filter(plain) {
            let kept = sums.entry((one.axis, one.relation.total, &one.relation.parts)).or_insert(ix);
            if one.doubtful.len() < known.relations[*kept].doubtful.len() {
                *kept = ix;
            }
        }
        let mut kept: Vec<usize> = sums.into_values().collect();
        kept.sort_unstable();
        for relation in kept {
            let one = &known.relations[relation];
            out.list.extend(one.across.iter().map(|line| Which::Of { relation, line: *line }));
        }
        for (run, one) in known.runs.iter().enumerate() {
            out.list.extend((0..one.steps.len()).map(|step| Which::Step { run, step }));
        }
        for at in 0..out.list.len() {
            let mut rows: Vec<u32> = match out.list[at] {
                Which::Of { relation, line } => {
                    let one = &known.relations[relation];
                    let parts = one.relation.parts.iter().map(|(row, _)| *row as u32);
                    match one.axis {
                        Axis::Lanes => vec![line as u32],
                        Axis::Rows => parts.chain([one.relation.total as u32]).collect(),
                    }
                }
                Which::Step { run, step } => {
                    known.runs[run].places(step).into_iter().map(|(row, _)| row).collect()
                }
            };
            rows.sort_unstable();
            rows.dedup();
            for row in rows {
                out.by_row.entry(row).or_default().push(at);
            }
        }
        out.outcomes = (0..out.list.len()).map(|at| out.outcome(sheet, at)).collect();
        out
    }

    fn outcome(&self, sheet: &Sheet<'_>, at: usize) -> Outcome {
        match self.list[at] {
            Which::Of { relation, line } => {
                let known = &self.known.relations[relation];
                equation(sheet, known.axis, known.relation.total, &known.relation.parts, line).outcome()
            }
            Which::Step { run, step } => self.known.runs[run].outcome(sheet, step),
        }
    }

    /// The relation of an equation, if it is one's, and the line across.
    fn relation(&self, at: usize) -> Option<(&'k Known, usize)> {
        match self.list[at] {
            Which::Of { relation, line } => Some((&self.known.relations[relation], line)),
            Which::Step { .. } => None,
        }
    }

    /// The places of an equation: rows and lanes.
    pub(super) fn places(&self, at: usize) -> Vec<(u32, usize)> {
        match self.list[at] {
            Which::Of { relation, line } => {
                let known = &self.known.relations[relation];
                let lines = known.relation.parts.iter().map(|(part, _)| *part).chain([known.relation.total]);
                let place = |of: usize| match known.axis {
                    Axis::Rows => (of as u32, line),
                    Axis::Lanes => (line as u32, of),
                };
                lines.map(place).collect()
            }
            Which::Step { run, step } => self.known.runs[run].places(step),
        }
    }

    /// How many figures stand in an equation, about.
    fn len(&self, at: usize) -> usize {
        self.relation(at).map_or(2, |(known, _)| known.relation.parts.len() + 1)
    }

    fn is_doubtful(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, line)| known.doubtful.contains(&line))
    }

    fn is_by_name(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, _)| known.relation.why == UNCLOSED)
    }

    fn is_doubled(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, _)| known.relation.why == DOUBLED)
    }

    fn of_row(&self, row: u32) -> &[usize] {
        self.by_row.get(&row).map_or(&[][..], Vec::as_slice)
    }

    /// Whether an equation fails, and is meant.
    pub(super) fn is_failing(&self, at: usize) -> bool {
        match self.outcomes[at] {
            Outcome::Off | Outcome::Open => !self.is_doubtful(at),
            Outcome::Near => self.is_doubled(at),
            Outcome::Exact | Outcome::Void => false,
        }
    }

    pub(super) fn failing(&self, row: u32) -> BTreeSet<usize> {
        let fails = |at: &&usize| self.is_failing(**at);
        self.of_row(row).iter().filter(fails).copied().collect()
    }

    /// The equations of a row that a changed sheet closes, when it leaves none failing that was not open. A row that goes
    /// takes its own equations along, and what it was counted in may close within rounding as well.
    pub(super) fn closes(
        &self,
        (sheet, changed): (&Sheet<'_>, &Sheet<'_>),
        row: u32,
        goes: bool,
        work: &mut usize,
    ) -> Option<Closed> {
        let mut out = Closed::default();
        let closed = &mut out.closes;
        for at in self.of_row(row) {
            let lanes = self.relation(*at).is_some_and(|(known, _)| known.axis == Axis::Lanes);
            if goes && lanes {
                continue;
            }
            // The row above it says what it says: the next step is the same from there.
            if goes && let Which::Step { run, step } = self.list[*at] {
                let (now, before) = self.known.runs[run].ends(step);
                // The step from the row to itself, whichever of the two comes first in time.
                let other = if now == row { before } else { now };
                let to_itself = (now == row || before == row) && changed.is_copy(other, row);
                if to_itself && self.outcomes[*at] == Outcome::Off {
                    closed.insert(*at);
                }
                continue;
            }
            *work += self.len(*at);
            let (was, is) = (self.outcomes[*at], self.outcome(changed, *at));
            match is {
                Outcome::Off | Outcome::Near | Outcome::Void if self.is_taught_here(*at) => {}
                _ if self.is_doubtful(*at) && is != Outcome::Exact => {}
                // What is a sum by name alone may never have closed.
                Outcome::Off if was == Outcome::Off && self.is_by_name(*at) => {}
                // It holds no figure that changed.
                Outcome::Off if self.is_the_same(sheet, changed, *at) => {}
                // It was learned without this figure, and may be none; or it fails as often as it holds.
                Outcome::Off if was == Outcome::Open || self.is_dubious(*at) => out.contested = true,
                Outcome::Off => return None,
                Outcome::Open if was != Outcome::Open => return None,
                // What held by more than rounding holds so still.
                Outcome::Near | Outcome::Void if was == Outcome::Exact => return None,
                Outcome::Exact if matches!(was, Outcome::Off | Outcome::Open) => {
                    closed.insert(*at);
                }
                // Nothing is left where nothing was summed.
                Outcome::Void if was == Outcome::Off => {
                    closed.insert(*at);
                }
                Outcome::Near if goes && was == Outcome::Off => {
                    closed.insert(*at);
                }
                // The row was found to stand twice by the sum that closes without it.
                Outcome::Exact if goes && was == Outcome::Near && self.is_doubled(*at) => {
                    closed.insert(*at);
                }
                Outcome::Exact if was == Outcome::Near => {
                    out.sharpened.insert(*at);
                }
                Outcome::Near if was == Outcome::Off => out.blurred += 1,
                _ => {}
            }
        }
        (!out.closes.is_empty()).then_some(out)
    }

    /// Whether the relation of an equation fails as often as it holds.
    fn is_dubious(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, _)| known.relation.tally.holds() <= known.relation.tally.fails)
    }

    /// Whether an equation says the same of a changed sheet.
    fn is_the_same(&self, sheet: &Sheet<'_>, changed: &Sheet<'_>, at: usize) -> bool {
        self.relation(at).is_some_and(|(Known { axis, relation, .. }, line)| {
            let of = |sheet: &Sheet<'_>| equation(sheet, *axis, relation.total, &relation.parts, line);
            of(sheet) == of(changed)
        })
    }

    /// Whether nothing but its own row teaches a relation, by its figures: as they were read, which may be wrong.
    fn is_taught_here(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, _)| {
            known.axis == Axis::Lanes && known.relation.why == "figures" && known.relation.tally.sums < 2
        })
    }

    /// Whether a place stands in one of some equations.
    pub(super) fn hold(
        &self,
        sheet: &Sheet<'_>,
        equations: &BTreeSet<usize>,
        (row, col): (u32, u32),
    ) -> bool {
        let is = |(of, lane): (u32, usize)| of == row && sheet.lanes[lane].col() == col;
        equations.iter().any(|at| self.places(*at).into_iter().any(is))
    }

    /// Whether one blank stands in all of some equations: its figure may be what they lack.
    pub(super) fn lack_a_blank(&self, sheet: &Sheet<'_>, closes: &BTreeSet<usize>) -> bool {
        // A row that is blank in every column lacks nothing.
        let lanes = 0..sheet.lanes.len();
        let says = |row: u32| lanes.clone().any(|lane| matches!(sheet.at(row, lane), Slot::Value(_)));
        let blank = |(row, lane): &(u32, usize)| {
            sheet.at(*row, *lane) == Slot::Blank && (lanes.len() == 1 || says(*row))
        };
        // What moves a balance stands in one of two columns, and leaves the other blank.
        if closes.iter().any(|at| self.relation(*at).is_none()) {
            return false;
        }
        let mut all = closes.iter();
        let Some(first) = all.next() else { return false };
        let places: Vec<(u32, usize)> = self.places(*first).into_iter().filter(blank).collect();
        let others: Vec<Vec<(u32, usize)>> = all.map(|at| self.places(*at)).collect();
        places.iter().any(|place| others.iter().all(|other| other.contains(place)))
    }

    /// Whether columns tell the sign of a figure that closes one equation of rows: with the row taken away instead, that equation
    /// closes as it is printed, so one other column in which the row is added says no more than this one. A sign that was lost
    /// is told by other rows, too, which are printed with theirs.
    pub(super) fn tell_the_sign(
        &self,
        sheet: &Sheet<'_>,
        closes: &BTreeSet<usize>,
        (row, lost): (u32, bool),
    ) -> bool {
        let mut all = closes.iter();
        let (Some(only), None) = (all.next(), all.next()) else { return true };
        let Which::Of { relation, line } = self.list[*only] else { return true };
        if self.known.relations[relation].axis != Axis::Rows {
            return true;
        }
        let same = |at: &usize| match self.list[*at] {
            Which::Of { relation: other, line: lane } => {
                other == relation
                    && lane != line
                    && self.outcomes[*at] == Outcome::Exact
                    && Axis::Rows.figure(sheet, row as usize, lane) != 0
            }
            Which::Step { .. } => false,
        };
        if self.of_row(row).iter().filter(|at| same(at)).count() > 1 {
            return true;
        }
        lost && self.negative.iter().any(|part| *part != row as usize)
    }

    /// Whether nothing that stands in all of some equations may be wrong but one place: every other figure stands in another
    /// equation that holds to the last digit.
    pub(super) fn is_cornered(
        &self,
        sheet: &Sheet<'_>,
        closes: &BTreeSet<usize>,
        (row, col): (u32, u32),
    ) -> bool {
        /// Of longer sums some figure stands in no other.
        const LONGEST: usize = 64;
        let shortest = closes.iter().map(|at| self.places(*at)).min_by_key(Vec::len).unwrap_or_default();
        if shortest.len() > LONGEST {
            return false;
        }
        let all: Vec<Vec<(u32, usize)>> = closes.iter().map(|at| self.places(*at)).collect();
        let in_all = |place: &(u32, usize)| all.iter().all(|places| places.contains(place));
        let own = |lane: usize| sheet.lanes[lane].col() == col;
        let figure = |row: u32, lane: usize| Axis::Rows.figure(sheet, row as usize, lane) != 0;
        let others = shortest.into_iter().filter(in_all).filter(|(of, lane)| !(*of == row && own(*lane)));
        let held = |(row, lane): (u32, usize)| {
            self.of_row(row).iter().any(|other| {
                !closes.contains(other)
                    && self.outcomes[*other] == Outcome::Exact
                    && self.places(*other).contains(&(row, lane))
            })
        };
        others.filter(|(row, lane)| figure(*row, *lane)).all(held)
    }
}

/// The rows that are parts of sums, and negative in each column in which they are something.
fn negative(sheet: &Sheet<'_>, known: &Learned) -> BTreeSet<usize> {
    let of_rows = known.relations.iter().filter(|known| known.axis == Axis::Rows);
    let mut out: BTreeSet<usize> =
        of_rows.flat_map(|known| &known.relation.parts).map(|(part, _)| *part).collect();
    out.retain(|part| {
        let figures = || (0..sheet.lanes.len()).map(|lane| Axis::Rows.figure(sheet, *part, lane));
        figures().any(|figure| figure < 0) && figures().all(|figure| figure <= 0)
    });
    out
}
