//! Balances that run down a column: each is the one before it and what moved in between, in one column of changes or in two,
//! of what comes in and what goes out. Statements of accounts, cumulative totals, series with their changes; in the order of
//! time or against it.

use crate::emit::{check, found_by, terms};
use crate::evidence::{ENOUGH, Equation, Outcome};
use crate::relation::Axis;
use crate::sheet::{Panel, Sheet, Slot};
use model::checked::{Check, CheckKind, Direction, Status, Term};
use std::collections::BTreeSet;

/// What a relation is called that runs down a column.
pub(crate) const RUNNING: &str = "running";

/// The balances that run down a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    way: Way,
    pub(crate) steps: Vec<Step>,
}

/// A balance and what moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    balance: usize,
    /// The lane of what comes in, and that of what goes out; one of them at the least.
    comes: Option<usize>,
    goes: Option<usize>,
    /// The balance above is the later one.
    latest_first: bool,
}

/// A balance, the one before it, and the rows of what moved in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    now: u32,
    before: u32,
    /// The first and last row of movements.
    moved: (u32, u32),
}

/// Wider panels are not searched: the ways grow with the cube of the lanes.
const WIDEST: usize = 8;
/// So many steps must hold …
const LEAST: u32 = 3;
/// … and so many times as many as there are breaks …
const ODDS: u32 = 3;
/// … and bring so many bits beyond enough, for all the ways that are tried.
const TRIED: i32 = 6;
/// Steps that are looked at before a way is given up.
const PROBED: usize = 8;
/// It is given up at once where so many more fail than hold.
const HOPELESS: u32 = 2;

/// The balances that run down one panel, if any do.
pub(crate) fn run(sheet: &Sheet<'_>, panel: &Panel) -> Option<Run> {
    let lanes = sheet.added(panel.lanes.clone());
    if lanes.len() < 2 || lanes.len() > WIDEST {
        return None;
    }
    let mut best: Option<(i32, Way)> = None;
    for balance in &lanes {
        for latest_first in [false, true] {
            let steps = steps(sheet, panel, *balance, latest_first);
            if (steps.len() as u32) < LEAST {
                continue;
            }
            for way in ways(*balance, &lanes, latest_first) {
                let bits = weigh(sheet, &way, &steps);
                if bits >= ENOUGH + TRIED && best.as_ref().is_none_or(|(known, _)| bits > *known) {
                    best = Some((bits, way));
                }
            }
        }
    }
    let (_, way) = best?;
    Some(Run { way, steps: steps(sheet, panel, way.balance, way.latest_first) })
}

/// The checks of balances that run.
pub(crate) fn checks(sheet: &Sheet<'_>, run: &Run) -> Vec<Check> {
    let equations: Vec<Equation> = run.steps.iter().map(|step| equation(sheet, &run.way, step)).collect();
    let names = parted(sheet, run, &equations);
    let mut steps: Vec<(&Step, &Equation)> = run.steps.iter().zip(&equations).collect();
    steps.retain(|(step, equation)| equation.outcome() != Outcome::Off || names(step) != Parted::Always);
    let fails = steps.iter().filter(|(_, equation)| equation.outcome() == Outcome::Off).count();
    let counts = (steps.len() - fails, fails);
    let first = begins(sheet, run, counts);
    let blank = lacks_a_balance(sheet, run, counts);
    let often = is_often_off(steps.iter().map(|(_, equation)| *equation));
    let told = steps.iter().map(|(step, equation)| {
        let open = often || names(step) == Parted::Once;
        told(sheet, &run.way, step, (equation, open), counts)
    });
    first.into_iter().chain(told).chain(blank).collect()
}

/// Whether so many balances are off that another rule may be meant. A wrong one breaks two steps, there and back.
fn is_often_off<'e>(equations: impl Iterator<Item = &'e Equation>) -> bool {
    const SEVERAL: u32 = 2;
    const SELDOM: u32 = 3;
    let (mut holds, mut fails, mut last) = (0, 0, 0);
    for equation in equations {
        let off = if equation.outcome() == Outcome::Off { equation.total - equation.sum } else { 0 };
        holds += u32::from(off == 0);
        let back = off != 0 && off == -last;
        fails += u32::from(off != 0 && !back);
        last = if back { 0 } else { off };
    }
    fails >= SEVERAL && fails * SELDOM > holds
}

/// How the steps that are off stand to names beside the balances.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// No name changes there.
    Not,
    /// One does that changes nowhere else: another account may begin, or the balance brought forward is wrong.
    Once,
    /// It changes there again and again, and wherever it does the balances begin anew.
    Always,
}

/// Tells which steps are those between balances of two: some column says the same all along where steps hold, and something
/// else there (an account, a person).
fn parted<'r>(sheet: &'r Sheet<'_>, run: &'r Run, equations: &[Equation]) -> impl Fn(&Step) -> Parted + 'r {
    let of = |lane: usize| sheet.lanes[lane].cols.iter().map(|(col, _)| *col);
    let own: BTreeSet<u32> =
        moving(&run.way).map(|(lane, _)| lane).chain([run.way.balance]).flat_map(of).collect();
    let said = |row: u32, col: u32| sheet.text(row, col).trim();
    let changes = move |step: &Step, col: u32| {
        let (now, before) = (said(step.now, col), said(step.before, col));
        !now.is_empty() && !before.is_empty() && now != before
    };
    let steps = || run.steps.iter().zip(equations);
    let off = || steps().filter(|(_, equation)| equation.outcome() == Outcome::Off);
    let count = |col: &u32| {
        let mut holding = steps().filter(|(_, equation)| equation.outcome() != Outcome::Off);
        if holding.any(|(step, _)| changes(step, *col)) {
            0
        } else {
            off().filter(|(step, _)| changes(step, *col)).count()
        }
    };
    let cols = (0..sheet.n_cols()).filter(|col| off().next().is_some() && !own.contains(col));
    let cols: Vec<(u32, usize)> =
        cols.map(|col| (col, count(&col))).filter(|(_, count)| *count > 0).collect();
    move |step| {
        let counts = cols.iter().filter(|(col, _)| changes(step, *col)).map(|(_, count)| *count);
        match counts.max() {
            None => Parted::Not,
            Some(1) => Parted::Once,
            Some(_) => Parted::Always,
        }
    }
}

/// The first balance as what came in first, where nothing was there before. Where they differ something was: a balance brought
/// forward may be any figure.
fn begins(sheet: &Sheet<'_>, run: &Run, counts: (usize, usize)) -> Option<Check> {
    let Way { balance, comes: Some(comes), goes: None, latest_first: false } = run.way else { return None };
    let row = run.steps.first()?.before as usize;
    let parts = [(row, 1)];
    let figure = |lane: usize| Axis::Rows.figure(sheet, row, lane);
    let (own, moved) = (figure(balance), figure(comes));
    let ulp = sheet.ulp(row as u32, sheet.lanes[balance].col());
    let sides = [balance, comes].map(|lane| terms(sheet, Axis::Rows, &parts, lane, false));
    let equation = Equation { total: own, sum: moved, parts: 1, ulp, ..Equation::default() };
    let evidence = found_by(RUNNING, counts.0, counts.1);
    let form = (CheckKind::Equal, Status::Holds, Direction::Row);
    (own != 0 && own == moved).then(|| check(sheet, sides, &equation, form, evidence))
}

/// The one row with a movement whose balance is blank, where all others have one.
fn lacks_a_balance(sheet: &Sheet<'_>, run: &Run, counts: (usize, usize)) -> Option<Check> {
    /// Steps of one row each that make it a rule.
    const RULE: usize = 4;
    let moves = |row: u32| {
        sheet.at(row, run.way.balance) == Slot::Blank
            && moving(&run.way).any(|(lane, _)| Axis::Rows.figure(sheet, row as usize, lane) != 0)
    };
    let blanks = |step: &Step| (step.moved.0..=step.moved.1).filter(|row| moves(*row)).collect::<Vec<u32>>();
    let with: Vec<(&Step, Vec<u32>)> =
        run.steps.iter().map(|step| (step, blanks(step))).filter(|(_, rows)| !rows.is_empty()).collect();
    let [(step, rows)] = with.as_slice() else { return None };
    let &[row] = rows.as_slice() else { return None };
    if run.way.latest_first || run.steps.len() < RULE + 1 {
        return None;
    }
    let at = |row: u32, lane: usize, sign: i8| terms(sheet, Axis::Rows, &[(row as usize, sign)], lane, true);
    let mut right = at(step.before, run.way.balance, 1);
    let moved =
        (step.moved.0..=row).flat_map(|row| moving(&run.way).map(move |(lane, sign)| (row, lane, sign)));
    right.extend(
        moved.flat_map(|(row, lane, sign)| terms(sheet, Axis::Rows, &[(row as usize, sign)], lane, false)),
    );
    let evidence = found_by(RUNNING, counts.0, counts.1).with("total", "blank");
    let equation = Equation { blank_total: true, ..equation(sheet, &run.way, step) };
    let form = (CheckKind::Sum, Status::Open, Direction::Column);
    Some(check(sheet, [at(row, run.way.balance, 1), right], &equation, form, evidence))
}

impl Run {
    /// How a step comes out.
    pub(crate) fn outcome(&self, sheet: &Sheet<'_>, step: usize) -> Outcome {
        equation(sheet, &self.way, &self.steps[step]).outcome()
    }

    /// The row of the balance that a step comes to, and that of the one before it.
    pub(crate) fn ends(&self, step: usize) -> (u32, u32) {
        let Step { now, before, .. } = self.steps[step];
        (now, before)
    }

    /// The places of a step that may hold a figure: rows and lanes.
    pub(crate) fn places(&self, step: usize) -> Vec<(u32, usize)> {
        let step = &self.steps[step];
        let moved =
            (step.moved.0..=step.moved.1).flat_map(|row| moving(&self.way).map(move |(lane, _)| (row, lane)));
        [step.now, step.before].into_iter().map(|row| (row, self.way.balance)).chain(moved).collect()
    }
}

/// The ways in which other lanes may move a balance.
fn ways(balance: usize, lanes: &[usize], latest_first: bool) -> Vec<Way> {
    let others = || lanes.iter().copied().filter(move |lane| *lane != balance);
    let way = |comes, goes| Way { balance, comes, goes, latest_first };
    let single = others().flat_map(|lane| [way(Some(lane), None), way(None, Some(lane))]);
    let pairs = others().flat_map(|comes| {
        let goes = others().filter(move |goes| *goes != comes);
        goes.map(move |goes| way(Some(comes), Some(goes)))
    });
    single.chain(pairs).collect()
}

/// The balances of a lane with those before them. A row named a total stands outside, and parts what is above it from what
/// is below; so do words where a balance would stand.
fn steps(sheet: &Sheet<'_>, panel: &Panel, balance: usize, latest_first: bool) -> Vec<Step> {
    let total = |row: &u32| panel.hints[*row as usize].is_total();
    let has_balance = |row: &u32| matches!(sheet.at(*row, balance), Slot::Value(_)) && !total(row);
    let rows: Vec<u32> = sheet.body().filter(has_balance).collect();
    let step = |pair: &[u32]| {
        let (above, below) = (pair[0], pair[1]);
        let step = if latest_first {
            Step { now: above, before: below, moved: (above, below - 1) }
        } else {
            Step { now: below, before: above, moved: (above + 1, below) }
        };
        let parts = |row: u32| total(&row) || sheet.at(row, balance) == Slot::Words;
        (!(above..below).any(parts)).then_some(step)
    };
    rows.windows(2).filter_map(step).collect()
}

/// The bits that speak for a way; none where it fails too often.
fn weigh(sheet: &Sheet<'_>, way: &Way, steps: &[Step]) -> i32 {
    let (mut holds, mut fails, mut bits) = (0, 0, 0);
    // By how much the last step failed: a wrong balance breaks two steps by the same, there and back.
    let mut last = 0;
    for (seen, step) in steps.iter().enumerate() {
        let equation = equation(sheet, way, step);
        if equation.outcome() == Outcome::Off {
            let off = equation.total - equation.sum;
            let back = off == -last;
            fails += u32::from(!back);
            last = if back { 0 } else { off };
            if fails > holds + HOPELESS {
                return 0;
            }
            continue;
        }
        // Where nothing moved, nothing is proved.
        let moved = equation.sum - Axis::Rows.figure(sheet, step.before as usize, way.balance);
        if equation.outcome() == Outcome::Exact && moved != 0 {
            holds += 1;
            bits += (moved.abs() / equation.ulp.max(1)).checked_ilog2().map_or(0, |bits| bits as i32 + 1);
        }
        last = 0;
        if seen >= PROBED && fails > holds {
            return 0;
        }
    }
    if holds < LEAST || fails * ODDS > holds { 0 } else { bits }
}

/// The lanes that move the balance, with the sign that each counts for.
fn moving(way: &Way) -> impl Iterator<Item = (usize, i8)> {
    way.comes.map(|lane| (lane, 1)).into_iter().chain(way.goes.map(|lane| (lane, -1)))
}

/// A step as the equation it is: the balance against the one before it and what moved.
fn equation(sheet: &Sheet<'_>, way: &Way, step: &Step) -> Equation {
    let balance = |row: u32| Axis::Rows.figure(sheet, row as usize, way.balance);
    let col = sheet.lanes[way.balance].col();
    let ulp = sheet.ulp(step.now, col);
    let (mut sum, mut slack) = (balance(step.before), ulp + sheet.ulp(step.before, col));
    for row in step.moved.0..=step.moved.1 {
        for (lane, sign) in moving(way) {
            let figure = Axis::Rows.figure(sheet, row as usize, lane);
            sum += figure * i128::from(sign);
            slack += if figure == 0 { 0 } else { sheet.ulp(row, sheet.lanes[lane].col()) };
        }
    }
    let tolerance = sheet.tolerance(col, ulp, slack / 2);
    Equation { total: balance(step.now), sum, parts: 2, tolerance, ulp, ..Equation::default() }
}

/// The check of a step; of those like it so many hold and fail.
fn told(
    sheet: &Sheet<'_>,
    way: &Way,
    step: &Step,
    (equation, open): (&Equation, bool),
    (holds, fails): (usize, usize),
) -> Check {
    let at = |row: u32, lane: usize, sign: i8| terms(sheet, Axis::Rows, &[(row as usize, sign)], lane, false);
    let left = at(step.now, way.balance, 1);
    let mut right = at(step.before, way.balance, 1);
    for row in step.moved.0..=step.moved.1 {
        right.extend(moving(way).flat_map(|(lane, sign)| at(row, lane, sign)));
    }
    let taken_away =
        right.iter().any(|term| matches!(term, Term::Cell { weight, .. } if weight.is_sign_negative()));
    let kind = if taken_away { CheckKind::Difference } else { CheckKind::Sum };
    let status = match equation.outcome() {
        Outcome::Near => Status::Rounding,
        Outcome::Off if open => Status::Open,
        Outcome::Off => Status::Fails,
        Outcome::Exact | Outcome::Void | Outcome::Open => Status::Holds,
    };
    let evidence = found_by(RUNNING, holds, fails);
    check(sheet, [left, right], equation, (kind, status, Direction::Column), evidence)
}
