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
use crate::relation::{Axis, Relation, equation};
use crate::sheet::Sheet;
use crate::slips::Meant;
pub(crate) use make::{apply, scaled};
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
    /// One of them stands within the row, and other rows have taught it.
    along: bool,
    /// The source is another converter's dump.
    pub(crate) dump: bool,
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

    /// Whether the change is proved by what it closes. Where the print cannot be seen, one equation is no proof of another
    /// digit: some other figure may have slipped. Sums of columns alone would be closed by moving the cells of any row.
    fn is_sure(&self) -> bool {
        match &self.change {
            Change::Reads { meant, .. } => self.closes() >= 2 || !meant.alters,
            Change::Lies { name: Layout::Shifted, .. } => self.closes() >= 2 && self.along,
            Change::Lies { .. } | Change::Doubled => true,
        }
    }
}

/// Tables with more failing equations than these are broken otherwise.
const MOST_FAILING: usize = 40;
/// Equations evaluated for one table at the most.
const MOST_WORK: usize = 400_000;

/// The equations of the known relations, by the rows that stand in them.
struct Equations<'k> {
    known: &'k [Known],
    /// Each equation: which relation, which line across.
    list: Vec<(usize, usize)>,
    by_row: BTreeMap<u32, Vec<usize>>,
    outcomes: Vec<Outcome>,
}

impl<'k> Equations<'k> {
    fn of(sheet: &Sheet<'_>, known: &'k [Known]) -> Self {
        let mut out = Self { known, list: Vec::new(), by_row: BTreeMap::new(), outcomes: Vec::new() };
        for (ix, one) in known.iter().enumerate() {
            for line in &one.across {
                let at = out.list.len();
                let rows: Vec<u32> = match one.axis {
                    Axis::Lanes => vec![*line as u32],
                    Axis::Rows => one
                        .relation
                        .parts
                        .iter()
                        .map(|(row, _)| *row as u32)
                        .chain([one.relation.total as u32])
                        .collect(),
                };
                for row in rows {
                    out.by_row.entry(row).or_default().push(at);
                }
                out.list.push((ix, *line));
            }
        }
        out.outcomes = (0..out.list.len()).map(|at| out.outcome(sheet, at)).collect();
        out
    }

    fn outcome(&self, sheet: &Sheet<'_>, at: usize) -> Outcome {
        let (ix, line) = self.list[at];
        let known = &self.known[ix];
        equation(sheet, known.axis, known.relation.total, &known.relation.parts, line).outcome()
    }

    fn is_doubtful(&self, at: usize) -> bool {
        let (ix, line) = self.list[at];
        self.known[ix].doubtful.contains(&line)
    }

    fn of_row(&self, row: u32) -> &[usize] {
        self.by_row.get(&row).map_or(&[][..], Vec::as_slice)
    }

    fn failing(&self, row: u32) -> BTreeSet<usize> {
        let fails = |at: &&usize| {
            matches!(self.outcomes[**at], Outcome::Off | Outcome::Open) && !self.is_doubtful(**at)
        };
        self.of_row(row).iter().filter(fails).copied().collect()
    }

    /// The equations of a row that a changed sheet closes, when it leaves none failing; `along` tells whether the row's own
    /// equations stay, or go with it.
    fn closes(
        &self,
        changed: &Sheet<'_>,
        row: u32,
        along: bool,
        work: &mut usize,
    ) -> Option<BTreeSet<usize>> {
        let mut closed = BTreeSet::new();
        for at in self.of_row(row) {
            if !along && self.known[self.list[*at].0].axis == Axis::Lanes {
                continue;
            }
            *work += 1;
            let (was, is) = (self.outcomes[*at], self.outcome(changed, *at));
            match is {
                _ if self.is_doubtful(*at) && is != Outcome::Exact => {}
                Outcome::Off => return None,
                Outcome::Open if was != Outcome::Open => return None,
                // What held by more than rounding holds so still.
                Outcome::Near | Outcome::Void if was == Outcome::Exact => return None,
                Outcome::Exact if matches!(was, Outcome::Off | Outcome::Open) => {
                    closed.insert(*at);
                }
                _ => {}
            }
        }
        (!closed.is_empty()).then_some(closed)
    }

    /// Whether an equation stands within a row, by a relation that other rows have taught: one row alone could have taught
    /// it wrongly.
    fn is_along(&self, at: usize) -> bool {
        let known = &self.known[self.list[at].0];
        known.axis == Axis::Lanes && known.relation.tally.sums >= 2
    }
}

/// The changes of a table that its sums force, each the only one for what it closes.
pub(crate) fn fixes(sheet: &Sheet<'_>, known: &[Known]) -> Vec<Fix> {
    let equations = Equations::of(sheet, known);
    let fails = |is: Outcome| matches!(is, Outcome::Off | Outcome::Open);
    let failing = (0..equations.list.len())
        .filter(|at| fails(equations.outcomes[*at]) && !equations.is_doubtful(*at))
        .count();
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
    (0..found.len()).filter(|ix| found[*ix].is_sure() && alone(*ix)).map(|ix| found[ix].clone()).collect()
}
