//! Columns of shares that make a whole together: in each row 100 per cent.
//!
//! No figure of the table is their total; what they add up to is said by what they are. Neighbouring columns of shares are
//! held against a hundred in each row, the most of them first, and are meant to make it up where nearly all rows do that have
//! more than one share.

use crate::emit::{check, found_by, terms};
use crate::evidence::{Equation, Outcome};
use crate::relation::{Axis, Part};
use crate::sheet::{Panel, Sheet, Slot};
use model::Decimal;
use model::checked::{Check, CheckKind, Direction, Status, Term};
use std::collections::BTreeSet;

/// What these checks are called.
const WHOLE: &str = "hundred";

/// Columns that make a whole together, at the most.
const WIDEST: usize = 12;
/// Rows of two shares and more that make one …
const ROWS: usize = 3;
/// … and for each that does not so many …
const ODDS: usize = 8;
/// … but one that is told as open, where so many do.
const TAUGHT: usize = 4;

/// The checks of a panel's columns of shares, but for those that sums of columns take up.
pub(crate) fn hundreds(sheet: &Sheet<'_>, panel: &Panel, tied: &BTreeSet<usize>) -> Vec<Check> {
    let share = |lane: &usize| {
        let lane_of = &sheet.lanes[*lane];
        lane_of.not_added && lane_of.cols.len() == 1 && !tied.contains(lane) && !lane_of.hint.is_total()
    };
    let lanes: Vec<usize> = panel.lanes.clone().collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < lanes.len() {
        let run = lanes[from..].iter().take_while(|lane| share(lane)).count().min(WIDEST);
        let found = (2..=run)
            .rev()
            .find_map(|width| told(sheet, &lanes[from..from + width]).map(|told| (width, told)));
        match found {
            Some((width, told)) => {
                out.extend(told);
                from += width;
            }
            None => from += 1,
        }
    }
    out
}

/// The checks of some columns, when they make a whole.
fn told(sheet: &Sheet<'_>, lanes: &[usize]) -> Option<Vec<Check>> {
    let whole = 100 * 10i128.pow(sheet.scale);
    let parts: Vec<Part> = lanes.iter().map(|lane| (*lane, 1)).collect();
    let mut rows: Vec<(u32, Equation)> = Vec::new();
    let (mut holds, mut fails) = (0, 0);
    let mut used = BTreeSet::new();
    for row in sheet.body() {
        if !sheet.pays(lanes.len()) {
            return None;
        }
        let slots: Vec<Slot> = lanes.iter().map(|lane| sheet.at(row, *lane)).collect();
        let figures = || {
            lanes.iter().zip(&slots).filter_map(|(lane, slot)| match slot {
                Slot::Value(value) => Some((*lane, *value)),
                _ => None,
            })
        };
        // What is withheld or could not be read leaves all open.
        let open = slots.iter().any(|slot| matches!(slot, Slot::Unread | Slot::Words | Slot::Covered));
        let shares = figures().filter(|(_, value)| *value != 0).count();
        if open || shares == 0 {
            continue;
        }
        if figures().any(|(_, value)| !(0..=whole).contains(&value)) {
            return None;
        }
        let halves = figures().map(|(lane, _)| sheet.ulp(row, sheet.lanes[lane].col())).sum::<i128>() / 2;
        let equation = Equation {
            total: whole,
            sum: figures().map(|(_, value)| value).sum(),
            parts: shares as u32,
            tolerance: halves,
            ulp: figures().map(|(lane, _)| sheet.ulp(row, sheet.lanes[lane].col())).max().unwrap_or(1),
            ..Equation::default()
        };
        if equation.outcome() == Outcome::Off {
            fails += 1;
        } else {
            holds += usize::from(shares > 1);
            used.extend(figures().filter(|(_, value)| *value != 0 && shares > 1).map(|(lane, _)| lane));
        }
        rows.push((row, equation));
    }
    // A column that is nothing wherever they make a whole is none of them.
    let all = used.len() == lanes.len();
    let told = holds >= ROWS && (holds >= ODDS * fails || fails == 1 && holds >= TAUGHT);
    if !(all && told) {
        return None;
    }
    let evidence = || found_by(WHOLE, holds, fails);
    let hundred = || vec![Term::Constant(Decimal::ONE_HUNDRED)];
    let checks = rows.into_iter().map(|(row, equation)| {
        let status = match equation.outcome() {
            Outcome::Exact => Status::Holds,
            Outcome::Off => Status::Open,
            _ => Status::Rounding,
        };
        let sides = [hundred(), terms(sheet, Axis::Lanes, &parts, row as usize, false)];
        check(sheet, sides, &equation, (CheckKind::Sum, status, Direction::Row), evidence())
    });
    Some(checks.collect())
}
