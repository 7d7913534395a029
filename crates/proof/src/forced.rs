//! Repairs that arithmetic forces: where figures do not add up as they were read, and do in exactly one other reading.
//!
//! A reading is another only in how ink was put together: white space and separators in a figure, two figures in one cell or
//! one in two, the cells of a row moved by one, a row that stands twice. In another converter's dump the print cannot be
//! seen, so that a digit, point or sign may have slipped as well; such a repair says that its source is unverified. Of all
//! readings of a table ([`readings`]) those count that change one cell (or the cells of one row) and leave no relation
//! they stand in failing. One that closes all that another closes, and more, is the smaller explanation; where two close
//! the same, nothing is changed. This is the card-minimal repair of Flesca, Furfaro and Parisi (2006) at its smallest
//! size: larger ones are never unique enough to be made unasked.

mod make;
mod readings;

use crate::evidence::Outcome;
use crate::missing::UNCLOSED;
use crate::relation::{Axis, Part, Relation, equation};
use crate::running::Run;
use crate::scan::DOUBLED;
use crate::sheet::{Sheet, Slot};
use crate::slips::Meant;
pub(crate) use make::{apply, scaled};
use model::checked::{Check, CheckKind, Direction, Status, Term};
use std::collections::{BTreeMap, BTreeSet};

/// A relation that was found in a table, with the lines it was tried on.
pub(crate) struct Known {
    pub(crate) axis: Axis,
    pub(crate) relation: Relation,
    pub(crate) across: Vec<usize>,
    /// The lines on which it fails and may not be meant: it is no fault that it fails there, but no chance where a change
    /// of a figure makes it hold.
    pub(crate) doubtful: BTreeSet<usize>,
}

/// A change of one table.
#[derive(Clone, Debug)]
pub(crate) struct Fix {
    pub(crate) row: u32,
    pub(crate) change: Change,
    /// The equations that it closes.
    closes: BTreeSet<usize>,
    /// The source is another converter's dump.
    pub(crate) dump: bool,
    /// Nothing else closes what it closes, and it is proved by that. Any other is proved only by what holds after it.
    pub(crate) sure: bool,
    /// It is the only figure of all the equations it closes that may be wrong.
    cornered: bool,
}

/// What a change does to its row.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// A cell says something else.
    Reads { col: u32, meant: Meant },
    /// Some cells hold other ink of the row.
    Lies { name: Layout, cells: Vec<Laid> },
    /// The row stands twice.
    Doubled,
}

/// How the ink of a row came into other cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A stretch of cells stands one column further.
    Shifted,
    /// Two figures stand in one cell.
    Fused,
    /// One figure stands in two cells.
    Cut,
}

/// A column of a row with the cells whose texts it holds, in order; none when it is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Laid {
    pub(crate) col: u32,
    pub(crate) of: Vec<Taken>,
}

/// A cell's text, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) col: u32,
    /// Bytes of the trimmed text; `None` for all of it.
    pub(crate) part: Option<(usize, usize)>,
}

impl Fix {
    /// How many equations it closes.
    pub(crate) fn closes(&self) -> usize {
        self.closes.len()
    }

    /// Whether the change is proved by what it closes. Where the print cannot be seen, equations that share more figures than
    /// one are no proof of another digit: some other figure may have slipped, in a way that nobody thinks of.
    fn is_proved(&self) -> bool {
        match &self.change {
            Change::Reads { meant, .. } => !meant.alters || self.cornered,
            Change::Lies { name: Layout::Shifted, .. } => self.closes() >= 2,
            Change::Lies { .. } | Change::Doubled => true,
        }
    }
}

/// Tables with more failing equations than these are broken otherwise.
const MOST_FAILING: usize = 40;
/// Figures of equations that are looked at for one table at the most.
const MOST_WORK: usize = 4_000_000;

/// What is known of a table: its relations, and the balances that run down it.
#[derive(Default)]
pub(crate) struct Learned {
    pub(crate) relations: Vec<Known>,
    pub(crate) runs: Vec<Run>,
}

/// An equation of what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// That of a relation, on a line across.
    Of { relation: usize, line: usize },
    /// A step of a balance.
    Step { run: usize, step: usize },
}

/// The equations of what is known, by the rows that stand in them.
struct Equations<'k> {
    known: &'k Learned,
    list: Vec<Which>,
    by_row: BTreeMap<u32, Vec<usize>>,
    outcomes: Vec<Outcome>,
}

impl<'k> Equations<'k> {
    fn of(sheet: &Sheet<'_>, known: &'k Learned) -> Self {
        let mut out = Self { known, list: Vec::new(), by_row: BTreeMap::new(), outcomes: Vec::new() };
        // What two reasons propose is one equation, as the surer of them has it.
        let mut sums: BTreeMap<(Axis, usize, &[Part]), usize> = BTreeMap::new();
        for (ix, one) in known.relations.iter().enumerate() {
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
    fn places(&self, at: usize) -> Vec<(u32, usize)> {
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
    fn is_failing(&self, at: usize) -> bool {
        match self.outcomes[at] {
            Outcome::Off | Outcome::Open => !self.is_doubtful(at),
            Outcome::Near => self.is_doubled(at),
            Outcome::Exact | Outcome::Void => false,
        }
    }

    fn failing(&self, row: u32) -> BTreeSet<usize> {
        let fails = |at: &&usize| self.is_failing(**at);
        self.of_row(row).iter().filter(fails).copied().collect()
    }

    /// The equations of a row that a changed sheet closes, when it leaves none failing. A row that goes takes its own
    /// equations along, and what it was counted in may close within rounding as well.
    fn closes(&self, changed: &Sheet<'_>, row: u32, goes: bool, work: &mut usize) -> Option<BTreeSet<usize>> {
        let mut closed = BTreeSet::new();
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
                _ => {}
            }
        }
        (!closed.is_empty()).then_some(closed)
    }

    /// Whether nothing but its own row teaches a relation, by its figures: as they were read, which may be wrong.
    fn is_taught_here(&self, at: usize) -> bool {
        self.relation(at).is_some_and(|(known, _)| {
            known.axis == Axis::Lanes && known.relation.why == "figures" && known.relation.tally.sums < 2
        })
    }

    /// Whether a place stands in one of some equations.
    fn hold(&self, sheet: &Sheet<'_>, equations: &BTreeSet<usize>, (row, col): (u32, u32)) -> bool {
        let is = |(of, lane): (u32, usize)| of == row && sheet.lanes[lane].col() == col;
        equations.iter().any(|at| self.places(*at).into_iter().any(is))
    }

    /// Whether one blank stands in all of some equations: its figure may be what they lack.
    fn lack_a_blank(&self, sheet: &Sheet<'_>, closes: &BTreeSet<usize>) -> bool {
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

    /// Whether nothing that stands in all of some equations may be wrong but one place: every other figure stands in another
    /// equation that holds to the last digit.
    fn is_cornered(&self, sheet: &Sheet<'_>, closes: &BTreeSet<usize>, (row, col): (u32, u32)) -> bool {
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

/// The changes of a table that close some of its sums and open none; which of them are forced, each says.
pub(crate) fn fixes(sheet: &Sheet<'_>, known: &Learned) -> Vec<Fix> {
    let equations = Equations::of(sheet, known);
    let failing = (0..equations.list.len()).filter(|at| equations.is_failing(*at)).count();
    if failing == 0 || failing > MOST_FAILING {
        return Vec::new();
    }
    let mut work = 0;
    let mut found: Vec<Fix> = Vec::new();
    let rows: Vec<u32> = equations.by_row.keys().copied().collect();
    for row in rows {
        if !equations.failing(row).is_empty() && work <= MOST_WORK {
            found.extend(readings::of_row(sheet, &equations, row, &mut work));
        }
    }
    // Two ways to close one equation leave both open, unless one of them explains more than the other.
    let alone = |ix: usize| {
        let own = &found[ix].closes;
        found.iter().enumerate().all(|(other, fix)| {
            other == ix
                || fix.closes.is_disjoint(own)
                || fix.closes.is_subset(own) && fix.closes.len() < own.len()
        })
    };
    let sure: Vec<bool> =
        (0..found.len()).map(|ix| work <= MOST_WORK && found[ix].is_proved() && alone(ix)).collect();
    found.iter_mut().zip(sure).for_each(|(fix, sure)| fix.sure = sure);
    found
}

/// Whether a change that was made shows to be right by what holds after it: the figures that it changed stand in sums that
/// hold within their row and within their columns, and in none that fails; when cells moved, in sums of two columns.
pub(crate) fn is_borne_out(fix: &Fix, checks: &[Check]) -> bool {
    let cols: Vec<u32> = match &fix.change {
        Change::Reads { col, .. } => vec![*col],
        Change::Lies { cells, .. } => {
            cells.iter().filter(|cell| !cell.of.is_empty()).map(|cell| cell.col).collect()
        }
        Change::Doubled => return false,
    };
    let (mut row, mut columns) = (false, BTreeSet::<u32>::new());
    for check in checks {
        let own = |term: &Term| match term {
            Term::Cell { row, col, .. } if *row == fix.row && cols.contains(col) => Some(*col),
            _ => None,
        };
        let of: Vec<u32> = check.left.iter().chain(&check.right).filter_map(own).collect();
        // A ratio says no more of its amounts than their first digits.
        let sum = check.right.len() > 1 && check.kind != CheckKind::Ratio;
        let holds = check.status == Status::Holds;
        if of.is_empty() {
            continue;
        }
        if matches!(check.status, Status::Fails | Status::Open) {
            return false;
        }
        row |= check.direction == Direction::Row && holds && sum;
        if check.direction == Direction::Column && holds && sum {
            columns.extend(of);
        }
    }
    let least = if matches!(fix.change, Change::Lies { name: Layout::Shifted, .. }) { 2 } else { 1 };
    row && columns.len() >= least
}
