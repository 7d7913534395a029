//! Repairs that arithmetic forces: where figures do not add up as they were read, and do in exactly one other reading.
//!
//! A reading is another only in how ink was put together: white space and separators in a figure, two figures in one cell or
//! one in two, the cells of a row moved by one, a row that stands twice. In another converter's dump the print cannot be
//! seen, so that a digit, point or sign may have slipped as well; such a repair says that its source is unverified. Of all
//! readings of a table ([`readings`]) those count that change one cell (or the cells of one row) and leave no relation
//! they stand in failing. One that closes all that another closes, and more, is the smaller explanation; where two close
//! the same, nothing is changed. This is the card-minimal repair of Flesca, Furfaro and Parisi (2006) at its smallest
//! size: larger ones are never unique enough to be made unasked.

mod equations;
mod make;
mod readings;
mod thousands;

use crate::relation::{Axis, Relation};
use crate::running::Run;
use crate::sheet::Sheet;
use crate::slips::Meant;
use equations::Equations;
pub(crate) use make::{apply, scaled};
use model::checked::{Check, CheckKind, Direction, Status, Term};
use std::collections::BTreeSet;
pub(crate) use thousands::{asks_for_thousands, in_thousands, is_in_thousands};

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
#[expect(clippy::struct_excessive_bools, reason = "facts of one change that do not hang on each other")]
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
    /// Something fails with it that was learned without its figures: it is made where it shows to be right alone.
    pub(crate) contested: bool,
    /// One long figure that stood in a column of words goes back into the blank beside it.
    strays: bool,
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
            Change::Lies { name: Layout::Shifted, .. } => self.closes() >= 2 || self.strays,
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
                || fix.contested
                || fix.closes.is_disjoint(own)
                || fix.closes.is_subset(own) && fix.closes.len() < own.len()
        })
    };
    let sure: Vec<bool> = (0..found.len())
        .map(|ix| work <= MOST_WORK && !found[ix].contested && found[ix].is_proved() && alone(ix))
        .collect();
    found.iter_mut().zip(sure).for_each(|(fix, sure)| fix.sure = sure);
    found
}

/// Whether a change that was made shows to be right by what holds after it: the figures that it changed stand in sums that
/// hold within their row and within their columns, and in none that fails; when figures moved, in sums of two columns.
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
    let least =
        if matches!(fix.change, Change::Lies { name: Layout::Shifted, .. }) { cols.len().min(2) } else { 1 };
    row && columns.len() >= least
}
