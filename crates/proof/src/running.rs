//! Balances that run down a column: each is the one before it and what moved in between, in one column of changes or in two,
//! of what comes in and what goes out. Statements of accounts, cumulative totals, series with their changes; in the order of
//! time or against it.

use crate::emit::terms;
use crate::evidence::ENOUGH;
use crate::relation::Axis;
use crate::sheet::{Panel, Sheet, Slot};
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};
use model::table::Evidence;

/// A balance and what moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    balance: usize,
    /// Lanes of movements, with the sign that each counts for; both the same where there is one.
    moved: [(usize, i8); 2],
    /// The balance above is the later one.
    latest_first: bool,
}

/// A balance, the one before it, and the rows of what moved in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    now: u32,
    before: u32,
    /// The first and last row of movements.
    moved: (u32, u32),
}

/// How a step comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It holds, by so many bits.
    Holds(i32),
    Rounding,
    /// Nothing moved, and the balance stayed.
    Still,
    Fails,
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

/// The checks of the balances that run down one panel.
pub(crate) fn running(sheet: &Sheet<'_>, panel: &Panel) -> Vec<Check> {
    let lanes: Vec<usize> = panel.lanes.clone().filter(|lane| !sheet.lanes[*lane].not_added).collect();
    if lanes.len() < 2 || lanes.len() > WIDEST {
        return Vec::new();
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
    let Some((_, way)) = best else { return Vec::new() };
    let steps = steps(sheet, panel, way.balance, way.latest_first);
    let outcomes: Vec<Outcome> = steps.iter().map(|step| outcome(sheet, &way, step)).collect();
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    let holds = count(|outcome| !matches!(outcome, Outcome::Fails));
    let fails = outcomes.len() - holds;
    let told =
        steps.iter().zip(&outcomes).map(|(step, outcome)| check(sheet, &way, step, *outcome, [holds, fails]));
    told.collect()
}

/// The ways in which other lanes may move a balance.
fn ways(balance: usize, lanes: &[usize], latest_first: bool) -> Vec<Way> {
    let others = || lanes.iter().copied().filter(move |lane| *lane != balance);
    let way = |moved| Way { balance, moved, latest_first };
    let single = others().flat_map(|lane| [1, -1].map(|sign| way([(lane, sign); 2])));
    let pairs = others().flat_map(|plus| {
        others().filter(move |minus| *minus != plus).map(move |minus| way([(plus, 1), (minus, -1)]))
    });
    single.chain(pairs).collect()
}

/// The balances of a lane with those before them. A row named a total stands outside, and parts what is above it from what
/// is below.
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
        (!(above..below).any(|row| total(&row))).then_some(step)
    };
    rows.windows(2).filter_map(step).collect()
}

/// The bits that speak for a way; none where it fails too often.
fn weigh(sheet: &Sheet<'_>, way: &Way, steps: &[Step]) -> i32 {
    let (mut holds, mut fails, mut bits) = (0, 0, 0);
    // By how much the last step failed: a wrong balance breaks two steps by the same, there and back.
    let mut last = 0;
    for (seen, step) in steps.iter().enumerate() {
        match outcome(sheet, way, step) {
            Outcome::Holds(more) => {
                holds += 1;
                bits += more;
            }
            Outcome::Rounding | Outcome::Still => {}
            Outcome::Fails => {
                let off = change(sheet, way, step) - movement(sheet, way, step).0;
                let back = off == -last;
                fails += u32::from(!back);
                last = if back { 0 } else { off };
                continue;
            }
        }
        last = 0;
        if seen >= PROBED && fails > holds {
            return 0;
        }
    }
    if holds < LEAST || fails * ODDS > holds { 0 } else { bits }
}

/// The lanes that move the balance, each once.
fn moving(way: &Way) -> &[(usize, i8)] {
    if way.moved[0].0 == way.moved[1].0 { &way.moved[..1] } else { &way.moved }
}

/// What moved in a step, and what is moved by rounding at the most.
fn movement(sheet: &Sheet<'_>, way: &Way, step: &Step) -> (i128, i128) {
    let (mut sum, mut slack) = (0, 0);
    for row in step.moved.0..=step.moved.1 {
        for (lane, sign) in moving(way) {
            let figure = Axis::Rows.figure(sheet, row as usize, *lane);
            sum += figure * i128::from(*sign);
            slack += if figure == 0 { 0 } else { sheet.ulp(row, sheet.lanes[*lane].col()) };
        }
    }
    (sum, slack)
}

/// By how much the balance changed in a step.
fn change(sheet: &Sheet<'_>, way: &Way, step: &Step) -> i128 {
    Axis::Rows.figure(sheet, step.now as usize, way.balance)
        - Axis::Rows.figure(sheet, step.before as usize, way.balance)
}

/// How far both sides of a step may be apart when its movements are rounded by `slack`, and one unit of the balance's last place.
fn tolerance(sheet: &Sheet<'_>, way: &Way, step: &Step, slack: i128) -> (i128, i128) {
    let col = sheet.lanes[way.balance].col();
    let ulp = sheet.ulp(step.now, col);
    (sheet.tolerance(col, ulp, (slack + ulp + sheet.ulp(step.before, col)) / 2), ulp)
}

fn outcome(sheet: &Sheet<'_>, way: &Way, step: &Step) -> Outcome {
    let (moved, slack) = movement(sheet, way, step);
    let change = change(sheet, way, step);
    let (tolerance, ulp) = tolerance(sheet, way, step, slack);
    if moved == 0 && change == 0 {
        Outcome::Still
    } else if moved == change {
        Outcome::Holds((moved.abs() / ulp.max(1)).checked_ilog2().map_or(0, |bits| bits as i32 + 1))
    } else if (moved - change).abs() <= tolerance {
        Outcome::Rounding
    } else {
        Outcome::Fails
    }
}

fn check(sheet: &Sheet<'_>, way: &Way, step: &Step, outcome: Outcome, [holds, fails]: [usize; 2]) -> Check {
    let at = |row: u32, lane: usize, sign: i8| terms(sheet, Axis::Rows, &[(row as usize, sign)], lane, false);
    let left = at(step.now, way.balance, 1);
    let mut right = at(step.before, way.balance, 1);
    for row in step.moved.0..=step.moved.1 {
        right.extend(moving(way).iter().flat_map(|(lane, sign)| at(row, *lane, *sign)));
    }
    let (moved, slack) = movement(sheet, way, step);
    let (now, before) = (
        Axis::Rows.figure(sheet, step.now as usize, way.balance),
        Axis::Rows.figure(sheet, step.before as usize, way.balance),
    );
    let (tolerance, _) = tolerance(sheet, way, step, slack);
    let taken_away =
        right.iter().any(|term| matches!(term, Term::Cell { weight, .. } if weight.is_sign_negative()));
    Check {
        id: CheckId(0),
        kind: if taken_away { CheckKind::Difference } else { CheckKind::Sum },
        status: match outcome {
            Outcome::Holds(_) | Outcome::Still => Status::Holds,
            Outcome::Rounding => Status::Rounding,
            Outcome::Fails => Status::Fails,
        },
        left,
        right,
        left_value: sheet.decimal(now),
        right_value: sheet.decimal(before + moved),
        difference: sheet.decimal(now - before - moved),
        tolerance: sheet.decimal(tolerance).unwrap_or_default(),
        source: CheckSource::Found,
        direction: Direction::Column,
        evidence: Evidence::new("arithmetic")
            .with("by", "running")
            .with("hold", holds.to_string())
            .with("fail", fails.to_string()),
    }
}
