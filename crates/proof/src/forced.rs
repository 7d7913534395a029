//! Repairs that arithmetic forces: where figures do not add up as they were read, and do in exactly one other reading.
//!
//! A reading is another only in how ink was put together: white space and separators in a figure, the cells of a row moved
//! by one, a row that stands twice. In another converter's dump the print cannot be seen, so that a digit, point or sign
//! may have slipped as well; such a repair says that its source is unverified. Of all readings of a table those count
//! that change one cell (or one row) and leave no relation it stands in failing; when there are two for the same failure,
//! nothing is changed and both are named. This is the card-minimal repair of Flesca, Furfaro and Parisi (2006) at its
//! smallest size: larger ones are never unique enough to be made unasked.

use crate::evidence::Outcome;
use crate::relation::{Axis, Relation, equation};
use crate::sheet::{Sheet, Slot};
use crate::slips::{Meant, meant};
use model::repaired::{CellKind, Reading};
use model::table::{Evidence, Op, Why};
use model::{Cell, CellId, Decimal, RepairedTable};
use std::collections::{BTreeMap, BTreeSet};

/// A relation that was found in a table, with the lines on which it is meant.
pub(crate) struct Known {
    pub(crate) axis: Axis,
    pub(crate) relation: Relation,
    pub(crate) across: Vec<usize>,
}

/// A change of one table.
#[derive(Clone, Debug)]
pub(crate) enum Fix {
    /// A cell says something else.
    Reads { row: u32, col: u32, meant: Meant, closes: u32, dump: bool },
    /// The cells of a row stand one column further: the blank at one place moves to another.
    Shifts { row: u32, from: u32, to: u32, closes: u32, along: bool, dump: bool },
    /// A row stands twice.
    Doubled { row: u32, closes: u32 },
}

/// Tables with more failing equations than these are broken otherwise.
const MOST_FAILING: usize = 40;
/// Equations evaluated for one table at the most.
const MOST_WORK: usize = 400_000;

/// The equations of the known relations, by the places that stand in them.
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

    /// Whether a changed sheet closes equations of a row that did not close, and opens none: how many.
    fn closes(&self, changed: &Sheet<'_>, row: u32, work: &mut usize) -> Option<u32> {
        let mut closed = 0;
        for at in self.by_row.get(&row).map_or(&[][..], Vec::as_slice) {
            *work += 1;
            let (was, is) = (self.outcomes[*at], self.outcome(changed, *at));
            match is {
                Outcome::Off => return None,
                Outcome::Open if was != Outcome::Open => return None,
                // What held by more than rounding holds so still.
                Outcome::Near | Outcome::Void if was == Outcome::Exact => return None,
                Outcome::Exact if matches!(was, Outcome::Off | Outcome::Open) => closed += 1,
                _ => {}
            }
        }
        (closed > 0).then_some(closed)
    }

    /// Whether some equation within the row itself is closed: sums of columns alone would be closed by any row.
    fn closes_along(&self, changed: &Sheet<'_>, row: u32) -> bool {
        self.by_row.get(&row).map_or(&[][..], Vec::as_slice).iter().any(|at| {
            // A relation that other rows have taught: one row alone could have taught it wrongly.
            let known = &self.known[self.list[*at].0];
            let along = known.axis == Axis::Lanes && known.relation.tally.sums >= 2;
            let was = self.outcomes[*at];
            along && was != Outcome::Exact && self.outcome(changed, *at) == Outcome::Exact
        })
    }

    fn failing(&self, row: u32) -> BTreeSet<usize> {
        let of_row = self.by_row.get(&row).map_or(&[][..], Vec::as_slice);
        let fails = |at: &&usize| matches!(self.outcomes[**at], Outcome::Off | Outcome::Open);
        of_row.iter().filter(fails).copied().collect()
    }
}

/// The changes of a table that its sums force, each the only one for what it closes.
pub(crate) fn fixes(sheet: &Sheet<'_>, known: &[Known]) -> Vec<Fix> {
    let equations = Equations::of(sheet, known);
    let failing = equations.outcomes.iter().filter(|is| matches!(is, Outcome::Off | Outcome::Open)).count();
    if failing == 0 || failing > MOST_FAILING {
        return Vec::new();
    }
    let mut work = 0;
    // Each fix with the equations that it closes.
    let mut found: Vec<(Fix, BTreeSet<usize>)> = Vec::new();
    let rows: Vec<u32> = equations.by_row.keys().copied().collect();
    for row in rows {
        let off = equations.failing(row);
        if off.is_empty() || work > MOST_WORK {
            continue;
        }
        let fixes = reads(sheet, &equations, row, &mut work)
            .into_iter()
            .chain(shifts(sheet, &equations, row, &mut work))
            .chain(doubled(sheet, &equations, row, &mut work));
        found.extend(fixes.map(|fix| (fix, off.clone())));
    }
    // Two ways to close one equation leave both open.
    let alone = |ix: usize| {
        found.iter().enumerate().all(|(other, (_, closes))| other == ix || closes.is_disjoint(&found[ix].1))
    };
    (0..found.len()).filter(|ix| alone(*ix) && sure(&found[*ix].0)).map(|ix| found[ix].0.clone()).collect()
}

/// Whether a change is proved by what it closes. Where the print cannot be seen, one equation is no proof of another digit:
/// some other figure may have slipped. Sums of columns alone would be closed by moving the cells of any row.
fn sure(fix: &Fix) -> bool {
    match fix {
        Fix::Reads { meant, closes, .. } => *closes >= 2 || !meant.alters,
        Fix::Shifts { closes, along, .. } => *closes >= 2 && *along,
        Fix::Doubled { .. } => true,
    }
}

/// Cells of a row that close its equations when read otherwise.
fn reads(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Vec<Fix> {
    let mut out = Vec::new();
    for lane in sheet.lanes.iter().filter(|lane| lane.cols.len() == 1) {
        let col = lane.col();
        let cell = sheet.table.table.at(row, col);
        if cell.row() != row || cell.col() != col || cell.is_blank() {
            continue;
        }
        let reading = sheet.reading(row, col);
        if reading.header || sheet.slot(row, col) == Slot::Dash {
            continue;
        }
        let dump = cell.is_of_dump();
        let mut ways = meant(cell.text(), decimals(sheet, col));
        let known: Vec<Decimal> = ways.iter().map(|meant| meant.value).collect();
        ways.extend(reading.candidates.iter().filter(|value| !known.contains(value)).map(|value| Meant {
            text: cell.text().to_owned(),
            value: *value,
            slip: "two readings",
            alters: false,
        }));
        ways.retain(|meant| dump || !meant.alters);
        ways.retain(|meant| Some(meant.value) != reading.value);
        for meant in ways {
            let Some(changed) = sheet.with(row, col, meant.value) else { continue };
            if let Some(closes) = equations.closes(&changed, row, work)
                && ties(equations, sheet, row, col)
            {
                out.push(Fix::Reads { row, col, meant, closes, dump });
            }
        }
    }
    out
}

/// Whether a cell stands in every failing equation of its row: else another is at fault.
fn ties(equations: &Equations<'_>, sheet: &Sheet<'_>, row: u32, col: u32) -> bool {
    equations.failing(row).iter().all(|at| {
        let (ix, line) = equations.list[*at];
        let known = &equations.known[ix];
        match known.axis {
            Axis::Rows => sheet.lanes[line].col() == col,
            Axis::Lanes => {
                let has = |lane: usize| sheet.lanes[lane].col() == col;
                has(known.relation.total) || known.relation.parts.iter().any(|(lane, _)| has(*lane))
            }
        }
    })
}

/// The decimals that most figures of a column have.
fn decimals(sheet: &Sheet<'_>, col: u32) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in sheet.body() {
        if let Some(value) = sheet.reading(row, col).value {
            *counts.entry(value.scale()).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| count * 4 >= all * 3)
        .map(|(scale, _)| scale)
}

/// A row whose cells close its equations when those between two places move by one column.
fn shifts(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Vec<Fix> {
    let mut out = Vec::new();
    let plain = |col: u32| {
        let cell = sheet.table.table.at(row, col);
        cell.row() == row && cell.rowspan() == 1 && cell.colspan() == 1
    };
    let dump = (0..sheet.n_cols()).any(|col| sheet.table.table.at(row, col).is_of_dump());
    for panel in sheet.panels.iter() {
        let cols: Vec<u32> = panel.lanes.clone().map(|lane| sheet.lanes[lane].col()).collect();
        let (Some(first), Some(last)) = (cols.first(), cols.last()) else { continue };
        let span: Vec<u32> = (*first..=*last).collect();
        if !span.iter().all(|col| plain(*col)) || span.len() < 2 {
            continue;
        }
        let blank = |col: u32| matches!(sheet.slot(row, col), Slot::Blank);
        for from in span.iter().copied().filter(|col| blank(*col)) {
            for to in span.iter().copied().filter(|to| *to != from) {
                let moved = moved(from, to);
                if moved.iter().all(|(_, source)| blank(*source)) {
                    continue;
                }
                let changed = sheet.rearranged(row, &moved);
                if let Some(closes) = equations.closes(&changed, row, work) {
                    let along = equations.closes_along(&changed, row);
                    out.push(Fix::Shifts { row, from, to, closes, along, dump });
                }
            }
        }
    }
    // The same row of figures by two moves is one.
    out.dedup_by(|next, known| match (&next, &known) {
        (Fix::Shifts { from: a, to: b, .. }, Fix::Shifts { from: c, to: d, .. }) => {
            let one: BTreeMap<u32, u32> = moved(*a, *b).into_iter().collect();
            let other: BTreeMap<u32, u32> = moved(*c, *d).into_iter().collect();
            let says = |map: &BTreeMap<u32, u32>, col: u32| sheet.slot(row, *map.get(&col).unwrap_or(&col));
            (0..sheet.n_cols()).all(|col| says(&one, col) == says(&other, col))
        }
        _ => false,
    });
    out
}

/// Where the cells come from when the blank at `from` goes to `to`: pairs of a column and its source.
fn moved(from: u32, to: u32) -> Vec<(u32, u32)> {
    if from < to {
        (from..to).map(|col| (col, col + 1)).chain([(to, from)]).collect()
    } else {
        [(to, from)].into_iter().chain((to + 1..=from).map(|col| (col, col - 1))).collect()
    }
}

/// A row that stands twice: without it the sums close.
fn doubled(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Vec<Fix> {
    let Some(above) = row.checked_sub(1).filter(|above| *above >= sheet.body().start) else {
        return Vec::new();
    };
    let same = (0..sheet.n_cols()).all(|col| {
        let (one, other) = (sheet.table.table.at(row, col), sheet.table.table.at(above, col));
        one.row() == row && one.rowspan() == 1 && other.row() == above && one.text() == other.text()
    });
    if !same {
        return Vec::new();
    }
    let changed = sheet.blanked(row);
    // Its own row's equations go with it; those of the columns must close.
    let mut closed = 0;
    for at in equations.by_row.get(&row).map_or(&[][..], Vec::as_slice) {
        *work += 1;
        let (ix, _) = equations.list[*at];
        if equations.known[ix].axis == Axis::Lanes {
            continue;
        }
        match (equations.outcomes[*at], equations.outcome(&changed, *at)) {
            (_, Outcome::Off | Outcome::Open) | (Outcome::Exact, Outcome::Near | Outcome::Void) => {
                return Vec::new();
            }
            (Outcome::Off, Outcome::Exact) => closed += 1,
            _ => {}
        }
    }
    if closed > 0 { vec![Fix::Doubled { row, closes: closed }] } else { Vec::new() }
}

/// Makes a change on its table: an edit with its evidence, and the readings that go with it. False when it could not be made.
pub(crate) fn apply(table: &mut RepairedTable, fix: &Fix) -> bool {
    let evidence = |closes: u32, dump: bool| {
        let mut evidence = Evidence::new("arithmetic").with("closes", closes.to_string());
        evidence.source_unverified = dump;
        evidence
    };
    match fix {
        Fix::Reads { row, col, meant, closes, dump } => {
            let ix = table.table.index_at(*row, *col);
            let id = table.table.cells()[ix].id();
            let evidence = evidence(*closes, *dump && meant.alters).with("slip", meant.slip);
            let evidence = evidence.with("value", meant.value.to_string());
            let op = Op::SetText { cell: id, text: meant.text.clone() };
            if table.table.apply(op, Why::new("read-by-sums", evidence)).is_err() {
                return false;
            }
            let reading = &mut table.readings[ix];
            *reading = Reading {
                kind: CellKind::Number,
                value: Some(meant.value),
                doubt: None,
                candidates: Vec::new(),
                ..std::mem::take(reading)
            };
            true
        }
        Fix::Shifts { row, from, to, closes, dump, .. } => {
            let moved = moved(*from, *to);
            let source =
                |col: u32| moved.iter().find(|(at, _)| *at == col).map_or(col, |(_, source)| *source);
            let own: Vec<Cell> = table.table.row(*row).to_vec();
            if own.iter().any(|cell| cell.rowspan() != 1) {
                return false;
            }
            let columns: Vec<u32> = own.iter().map(Cell::col).collect();
            let at = |col: u32| own.iter().position(|cell| cell.col() == col);
            let Some(order) = columns.iter().map(|col| at(source(*col))).collect::<Option<Vec<usize>>>()
            else {
                return false;
            };
            let from_ix = table.table.index_at(*row, columns[0]);
            let cells: Vec<Cell> = columns
                .iter()
                .zip(&order)
                .map(|(col, ix)| {
                    own[*ix].relaid(*row, *col, (1, own[*ix].colspan()), own[*ix].ink().to_vec())
                })
                .collect();
            let texts: Vec<String> = order.iter().map(|ix| own[*ix].text().to_owned()).collect();
            let op = Op::Rewrite { first: *row, count: 1, rows: 1, cells };
            let why = Why::new("shift-by-sums", evidence(*closes, *dump));
            if table.table.apply(op, why).is_err() {
                return false;
            }
            let old: Vec<Reading> = table.readings[from_ix..from_ix + own.len()].to_vec();
            for (at, ix) in order.iter().enumerate() {
                table.readings[from_ix + at] = old[*ix].clone();
            }
            // Laid out anew, cells read as their ink: what was made whole before is so again.
            let ids: Vec<(CellId, String)> = table.table.row(*row).iter().map(Cell::id).zip(texts).collect();
            for (cell, text) in ids {
                if table.table.get(cell).is_some_and(|cell| cell.text() != text) {
                    let why = Why::new("shift-by-sums", evidence(*closes, *dump));
                    if table.table.apply(Op::SetText { cell, text }, why).is_err() {
                        return false;
                    }
                }
            }
            true
        }
        Fix::Doubled { row, closes } => {
            let from = table.table.index_at(*row, 0);
            let count = table.table.row(*row).len();
            let why = Why::new("drop-doubled-row", evidence(*closes, false));
            if table.table.apply(Op::DropRows { first: *row, count: 1 }, why).is_err() {
                return false;
            }
            table.readings.drain(from..from + count);
            true
        }
    }
}

/// A value in units of a sheet's scale.
pub(crate) fn scaled(value: Decimal, scale: u32) -> Option<i128> {
    let more = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10i128.checked_pow(more)?)
}
