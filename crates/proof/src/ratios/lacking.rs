//! The one row of a ratio that lacks a figure: of a number, a price and an amount two stand there, and all other rows have three.

use super::{Best, Form, LEAST};
use crate::sheet::{Panel, Sheet, Slot};
use model::Decimal;
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};

/// Rows that hold, for a figure that is printed to have been made of one that is not.
const TAUGHT: u32 = 3;

/// The check of the only row in which one of the figures of a ratio that holds everywhere else is blank: open.
pub(super) fn check(sheet: &Sheet<'_>, panel: &Panel, best: &Best) -> Option<Check> {
    let (of, by) = match best.form {
        Form::Quotient { of, by }
        | Form::Price { of, by }
        | Form::Change { of, by }
        | Form::Margin { of, by } => (of, by),
        Form::Share { .. } => return None,
    };
    let lanes = [best.share, of, by];
    let said = |row: u32| lanes.map(|lane| sheet.at(row, lane));
    let blank = |row: u32| said(row).iter().position(|slot| *slot == Slot::Blank);
    let lacks = |row: &u32| {
        let figures =
            said(*row).iter().filter(|slot| matches!(slot, Slot::Value(value) if *value != 0)).count();
        figures == 2 && blank(*row).is_some() && !panel.hints[*row as usize].is_total()
    };
    let mut lacking = sheet.body().filter(lacks);
    let (row, None) = (lacking.next()?, lacking.next()) else { return None };
    let at = blank(row)?;
    // What went down to nothing, or up from it, changed by the whole.
    let whole = best.times * 10i128.pow(sheet.scale);
    let nothing = matches!(sheet.at(row, best.share), Slot::Value(value) if value.abs() == whole);
    if matches!(best.form, Form::Change { .. }) && nothing {
        return None;
    }
    // A rate that is not printed may not have been worked out; a figure that one was made of has been there.
    let price = matches!(best.form, Form::Price { .. });
    let least = if at == 0 && !price { LEAST } else { TAUGHT };
    if best.weight.fails > 0
        || best.weight.holds < least
        || price && at != 1 && !divides(sheet, lanes, row, at)
    {
        return None;
    }
    let cell =
        |lane: usize| Term::Cell { table: sheet.ix, row, col: sheet.lanes[lane].col(), weight: Decimal::ONE };
    Some(Check {
        id: CheckId(0),
        kind: CheckKind::Ratio,
        status: Status::Open,
        left: vec![cell(best.share)],
        right: vec![cell(of), cell(by)],
        left_value: None,
        right_value: None,
        difference: None,
        tolerance: Decimal::ZERO,
        source: CheckSource::Found,
        direction: Direction::Row,
        evidence: best.form.evidence(&best.weight).with("part", "blank"),
    })
}

/// Whether an amount is so many times a number or price, printed as its column prints them; once is no number that is missed.
fn divides(sheet: &Sheet<'_>, [share, of, by]: [usize; 3], row: u32, at: usize) -> bool {
    let (lane, other) = if at == 0 { (share, by) } else { (by, share) };
    let (Slot::Value(amount), Slot::Value(other)) = (sheet.at(row, of), sheet.at(row, other)) else {
        return false;
    };
    let one = 10i128.pow(sheet.scale);
    let col = sheet.lanes[lane].col();
    let figured = sheet.body().filter(|row| matches!(sheet.at(*row, lane), Slot::Value(_)));
    let ulp = figured.map(|row| sheet.ulp(row, col)).min().unwrap_or(one);
    amount.checked_mul(one).is_some_and(|amount| {
        let lacking = amount / other;
        amount % other == 0 && lacking % ulp == 0 && lacking != one
    })
}
