//! Columns of shares and rates: each figure of them is one amount of its row divided by another.
//!
//! Columns that say so are looked at first (a word or a sign for shares, `not_added`), then those that no sum ties. What a column may be is tried in turn:
//! a/b of two columns of amounts, the same where a is the exact product (a price, of which so many cost so much), (a - b)/b
//! of two of them (a change), (a - b)/a (a margin), a/t of one with the figure of one row (a share of the whole). Printed figures are intervals of half a unit of their last place (as in XBRL Calculations 1.1), and a
//! quotient of intervals is one; figures cut off rather than rounded are met as far as a whole unit. An instance counts
//! for as many bits as its share has; the ratio is believed on many of them, and one that fails is told where nearly all
//! others hold.

mod lacking;

use crate::evidence::{ENOUGH, Outcome, tried};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::Words;
use model::Decimal;
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};
use model::table::Evidence;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a figure of a column of shares is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One lane by another.
    Quotient { of: usize, by: usize },
    /// The same where the dividend is the exact product: a price, of which so many cost so much.
    Price { of: usize, by: usize },
    /// What one lane is more than another, by that.
    Change { of: usize, by: usize },
    /// The same by the first of both: what is left of each unit of it.
    Margin { of: usize, by: usize },
    /// A lane by its figure in one row.
    Share { of: usize, row: u32 },
}

/// One figure held against what it should be, in units of the sheet's scale.
struct Instance {
    outcome: Outcome,
    bits: i32,
}

/// Wider tables are not searched: pairs of columns cost their square.
const WIDEST: usize = 40;
/// The same for columns that no word names.
const WIDEST_UNNAMED: usize = 12;
/// Bits that such a column must bring beyond enough …
const UNNAMED: i32 = 8;
/// … and rows.
const ROWS: u32 = 4;
/// Rows looked at before a form is tried on all.
const TELLING: usize = 6;
/// A figure that fails costs so many bits.
const LOSS: i32 = 12;
/// More bits would let one share outweigh everything.
const MOST_BITS: i32 = 14;
/// Bits that a word or sign for shares brings.
const NAMED: i32 = 4;
/// Bits that a column brings that is arranged as one that is known …
const ALIKE: i32 = 2;
/// … and rows.
const LEAST_ALIKE: u32 = 3;
/// Where one that fails is told as open, so many hold …
const TAUGHT: u32 = 2;
/// … and for each that fails so many.
const FOR_EACH: u32 = 2;
/// One that fails is told where so many times as many hold …
const ODDS: u32 = 8;
/// … and as many at least.
const LEAST: u32 = 8;

/// The checks of a panel's columns of shares, and of columns that no sum ties (`tied` are the others).
pub(crate) fn ratios(sheet: &Sheet<'_>, panel: &Panel, tied: &BTreeSet<usize>, words: &Words) -> Vec<Check> {
    let lanes: Range<usize> = panel.lanes.clone();
    if lanes.len() > WIDEST {
        return Vec::new();
    }
    // The mean of quotients is no quotient of means.
    let is_mean = |row: &u32| words.is_mean(&sheet.label(*row, panel));
    let body: Vec<u32> = sheet.body().filter(|row| !is_mean(row)).collect();
    let best = |share: usize, forms: &dyn Fn(&[u32]) -> Vec<Form>, enough: i32| {
        best((sheet, panel), &body, share, forms, enough)
    };
    let plain: Vec<usize> = lanes.clone().filter(|lane| sheet.lanes[*lane].cols.len() == 1).collect();
    let named = |lane: &usize| sheet.lanes[*lane].not_added;
    let amounts: Vec<usize> = plain.iter().copied().filter(|lane| !named(lane)).collect();
    let mut out = Vec::new();
    let mut known = tied.clone();
    let mut untold: Vec<usize> = Vec::new();
    let mut told: Vec<Best> = Vec::new();
    for share in plain.iter().filter(|lane| named(lane)) {
        let forms = |rows: &[u32]| forms(sheet, panel, &amounts, rows);
        match best(*share, &forms, ENOUGH - NAMED) {
            Some(best) => told.push(best),
            None => untold.push(*share),
        }
    }
    // One that stands to its columns as another does to its own is what that is.
    for share in untold {
        let like = |_: &[u32]| -> Vec<Form> {
            let moved = told.iter().filter_map(|one| one.form.moved(one.share, share));
            let inside = |form: &Form| form.lanes().iter().all(|lane| amounts.contains(lane));
            moved.filter(inside).collect()
        };
        let alike = best(share, &like, ALIKE);
        told.extend(alike.filter(|best| best.weight.fails == 0 && best.weight.holds >= LEAST_ALIKE));
    }
    for best in told {
        known.extend(best.form.lanes().into_iter().chain([best.share]));
        out.extend(best.checks(sheet, true));
        out.extend(lacking::check(sheet, panel, &best));
    }
    if lanes.len() > WIDEST_UNNAMED {
        return out;
    }
    // Of a price, a number and an amount each is made up of both others: the one that says most is told.
    let unnamed = plain.iter().filter(|lane| !known.contains(lane)).filter_map(|share| {
        let pairs = |_: &[u32]| -> Vec<Form> {
            let of = plain.iter().flat_map(|of| plain.iter().map(move |by| (*of, *by)));
            let apart = of.filter(|(of, by)| of != by && of != share && by != share);
            apart.flat_map(|(of, by)| [Form::Price { of, by }, Form::Quotient { of, by }]).collect()
        };
        best(*share, &pairs, ENOUGH + UNNAMED).filter(|best| best.weight.holds >= ROWS)
    });
    let mut unnamed: Vec<Best> = unnamed.collect();
    unnamed.sort_by_key(|best| (std::cmp::Reverse(best.weight.bits), best.share));
    for best in unnamed {
        let lanes = best.form.lanes().into_iter().chain([best.share]);
        if known.insert(best.share) {
            known.extend(lanes);
            out.extend(best.checks(sheet, false));
            out.extend(lacking::check(sheet, panel, &best));
        }
    }
    out
}

/// What a column is found to be.
struct Best {
    share: usize,
    form: Form,
    times: i128,
    weight: Weight,
    rows: Vec<u32>,
}

impl Best {
    /// Its checks; one that fails is told as open where no word names the column.
    fn checks(&self, sheet: &Sheet<'_>, named: bool) -> Vec<Check> {
        let check = |row: &u32| {
            let mut check = check(sheet, self.share, self.form, self.times, *row, &self.weight)?;
            if check.status == Status::Fails && !named {
                check.status = Status::Open;
                (check.left_value, check.right_value, check.difference) = (None, None, None);
            }
            Some(check)
        };
        self.rows.iter().filter_map(check).collect()
    }
}

impl Form {
    /// What speaks for a check of it.
    fn evidence(self, weight: &Weight) -> Evidence {
        let name = match self {
            Self::Quotient { .. } => "quotient",
            Self::Price { .. } => "price",
            Self::Change { .. } => "change",
            Self::Margin { .. } => "margin",
            Self::Share { .. } => "share of the whole",
        };
        let evidence = Evidence::new("arithmetic").with("by", name);
        evidence.with("hold", weight.holds.to_string()).with("fail", weight.fails.to_string())
    }

    /// Whether it is the share that a column is of the one right before it.
    fn is_beside(self, share: usize) -> bool {
        matches!(self, Self::Share { of, .. } if of + 1 == share)
    }

    /// The same as far from one column as it is from another.
    fn moved(self, from: usize, to: usize) -> Option<Self> {
        let lane = |lane: usize| (lane + to).checked_sub(from);
        Some(match self {
            Self::Quotient { of, by } => Self::Quotient { of: lane(of)?, by: lane(by)? },
            Self::Price { of, by } => Self::Price { of: lane(of)?, by: lane(by)? },
            Self::Change { of, by } => Self::Change { of: lane(of)?, by: lane(by)? },
            Self::Margin { of, by } => Self::Margin { of: lane(of)?, by: lane(by)? },
            Self::Share { of, row } => Self::Share { of: lane(of)?, row },
        })
    }

    /// The lanes it is made of.
    fn lanes(self) -> Vec<usize> {
        match self {
            Self::Quotient { of, by }
            | Self::Price { of, by }
            | Self::Change { of, by }
            | Self::Margin { of, by } => vec![of, by],
            Self::Share { of, .. } => vec![of],
        }
    }
}

/// The form that fits a column best, when it does with so many bits.
fn best(
    (sheet, panel): (&Sheet<'_>, &Panel),
    body: &[u32],
    share: usize,
    forms: &dyn Fn(&[u32]) -> Vec<Form>,
    enough: i32,
) -> Option<Best> {
    let rows: Vec<u32> = body.iter().copied().filter(|row| value(sheet, *row, share).is_some()).collect();
    let forms = forms(&rows);
    let cost = tried(2 * forms.len());
    // Beside a total stands an average price, or none.
    let single: Vec<u32> =
        rows.iter().copied().filter(|row| !panel.hints[*row as usize].is_total()).collect();
    let mut best: Option<(Weight, Form, i128)> = None;
    for form in forms {
        let price = matches!(form, Form::Price { .. });
        let (times, rows): (&[i128], _) = if price { (&[1], &single) } else { (&[100, 1], &rows) };
        for times in times {
            if !sheet.pays(rows.len().min(TELLING)) {
                return None;
            }
            // A share stands right behind its amount.
            let cost = if form.is_beside(share) { cost.min(1) } else { cost };
            let weight =
                weigh(sheet, share, form, *times, rows).filter(|weight| weight.bits - cost >= enough);
            // The nearer columns first: of two forms that say the same, the last one tried is as good.
            if let Some(weight) = weight.filter(|new| best.is_none_or(|(old, ..)| new.bits >= old.bits)) {
                best = Some((weight, form, *times));
            }
        }
    }
    best.map(|(weight, form, times)| {
        let rows = if matches!(form, Form::Price { .. }) { single } else { rows };
        Best { share, form, times, weight, rows }
    })
}

fn value(sheet: &Sheet<'_>, row: u32, lane: usize) -> Option<i128> {
    match sheet.at(row, lane) {
        Slot::Value(value) => Some(value),
        _ => None,
    }
}

fn forms(sheet: &Sheet<'_>, panel: &Panel, amounts: &[usize], rows: &[u32]) -> Vec<Form> {
    let mut out = Vec::new();
    for of in amounts {
        for by in amounts.iter().filter(|by| *by != of) {
            out.push(Form::Quotient { of: *of, by: *by });
            out.push(Form::Price { of: *of, by: *by });
            out.push(Form::Change { of: *of, by: *by });
            // What is taken away stands behind what it is taken from.
            out.extend((of < by).then_some(Form::Margin { of: *of, by: *by }));
        }
        // The whole is a row that says so, or the largest.
        let mut wholes: Vec<u32> =
            sheet.body().filter(|row| panel.hints[*row as usize].is_of_all()).collect();
        wholes.extend(rows.iter().copied().max_by_key(|row| value(sheet, *row, *of).unwrap_or(0)));
        wholes.sort_unstable();
        wholes.dedup();
        wholes.truncate(MOST_WHOLES);
        out.extend(wholes.into_iter().map(|row| Form::Share { of: *of, row }));
    }
    out
}

/// Rows that may be the whole.
const MOST_WHOLES: usize = 4;

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    bits: i32,
    holds: u32,
    fails: u32,
}

/// How well a form fits a column; `None` as soon as it does not.
fn weigh(sheet: &Sheet<'_>, share: usize, form: Form, times: i128, rows: &[u32]) -> Option<Weight> {
    let mut out = Weight::default();
    let mut last = None;
    for row in rows {
        let Some(instance) = instance(sheet, share, form, times, *row) else { continue };
        match instance.outcome {
            Outcome::Exact | Outcome::Near => {
                out.holds += 1;
                let own = value(sheet, *row, share);
                out.bits += if last == own { instance.bits.min(1) } else { instance.bits };
                last = own;
            }
            Outcome::Off => {
                out.fails += 1;
                out.bits -= LOSS;
            }
            Outcome::Void | Outcome::Open => {}
        }
        if out.holds + out.fails >= TELLING as u32 && out.fails > out.holds {
            return None;
        }
    }
    // One that fails may have slipped: what the others say is not the less.
    out.bits += if out.fails == 1 { LOSS } else { 0 };
    (out.holds >= FOR_EACH * out.fails && out.holds >= TAUGHT).then_some(out)
}

/// Dividend and divisor of a row, with their last places.
fn parts(sheet: &Sheet<'_>, form: Form, row: u32) -> Option<[(u32, usize, i128); 2]> {
    let figure = |row: u32, lane: usize| Some((row, lane, value(sheet, row, lane)?));
    match form {
        Form::Quotient { of, by } | Form::Price { of, by } | Form::Change { of, by } => {
            Some([figure(row, of)?, figure(row, by)?])
        }
        // 1 - b/a.
        Form::Margin { of, by } => Some([figure(row, by)?, figure(row, of)?]),
        Form::Share { of, row: whole } => Some([figure(row, of)?, figure(whole, of)?]),
    }
}

/// One row: its share times the divisor against the dividend, both in units of 10^-2 scales.
fn instance(sheet: &Sheet<'_>, share: usize, form: Form, times: i128, row: u32) -> Option<Instance> {
    let own = value(sheet, row, share)?;
    let [(_, of, a), (by_row, by, b)] = parts(sheet, form, row)?;
    let ulp = |row: u32, lane: usize| sheet.ulp(row, sheet.lanes[lane].col());
    let (ulp_own, ulp_a, ulp_b) = (ulp(row, share), ulp(row, of), ulp(by_row, by));
    let one = 10i128.pow(sheet.scale);
    // A share of itself says nothing; nor does a divisor that may be 0.
    if b.abs() <= ulp_b || own == 0 && a == 0 || (by_row, by) == (row, of) {
        return Some(Instance { outcome: Outcome::Void, bits: 0 });
    }
    let margin = matches!(form, Form::Margin { .. });
    let change = matches!(form, Form::Change { .. }) || margin;
    // What is more than less than nothing is no share of it.
    if change && b < 0 {
        return Some(Instance { outcome: Outcome::Void, bits: 0 });
    }
    let top = match form {
        Form::Change { .. } => a.checked_sub(b)?,
        Form::Margin { .. } => b.checked_sub(a)?,
        Form::Quotient { .. } | Form::Price { .. } | Form::Share { .. } => a,
    };
    let times = times.checked_mul(one)?;
    let left = own.checked_mul(b)?;
    let off = left.checked_sub(times.checked_mul(top)?)?.checked_abs()?;
    let unit = ulp_own.checked_mul(b.abs())?;
    // The play of the figures: half a unit each of the dividend and of the divisor.
    let of_a = times.checked_mul(ulp_a)?;
    let of_b =
        own.abs().checked_mul(ulp_b)?.checked_add(if change { times.checked_mul(ulp_b)? } else { 0 })?;
    let play = of_a.checked_add(of_b)? / 2;
    let price = matches!(form, Form::Price { .. });
    if price {
        // Numbers and prices are exact, and what they come to is rounded at its last place.
        let closes = off.checked_mul(2)? <= ulp_a.checked_mul(one)?;
        let bits = (a.abs() / ulp_a).checked_ilog2().map_or(0, |bits| bits as i32);
        let factors =
            (own.abs() / ulp_own).min(b.abs() / ulp_b).checked_ilog2().map_or(0, |bits| bits as i32);
        if closes {
            return Some(Instance { outcome: Outcome::Exact, bits: bits.min(MOST_BITS).min(2 * factors) });
        }
    }
    // An average price is rounded itself.
    let outcome = if off <= unit / 2 && !price {
        Outcome::Exact
    } else if off <= play.checked_add(unit)? {
        Outcome::Near
    } else if change && own == top {
        // The difference in points, of figures that are shares themselves.
        Outcome::Void
    } else {
        Outcome::Off
    };
    if outcome == Outcome::Off {
        return Some(Instance { outcome, bits: 0 });
    }
    let width = (play.checked_add(unit)? / unit.max(1)).checked_ilog2().unwrap_or(0) as i32;
    let bits = (own.abs() / ulp_own).checked_ilog2().map_or(0, |bits| bits as i32);
    Some(Instance { outcome, bits: (bits.min(MOST_BITS) - width - 1).max(0) })
}

fn check(
    sheet: &Sheet<'_>,
    share: usize,
    form: Form,
    times: i128,
    row: u32,
    weight: &Weight,
) -> Option<Check> {
    let instance = instance(sheet, share, form, times, row)?;
    let status = match instance.outcome {
        Outcome::Exact => Status::Holds,
        Outcome::Near => Status::Rounding,
        Outcome::Off if weight.holds >= LEAST.max(ODDS * weight.fails) => Status::Fails,
        Outcome::Off => Status::Open,
        Outcome::Void | Outcome::Open => return None,
    };
    let cell = |row: u32, lane: usize| Term::Cell {
        table: sheet.ix,
        row,
        col: sheet.lanes[lane].col(),
        weight: Decimal::ONE,
    };
    let [(of_row, of, a), (by_row, by, b)] = parts(sheet, form, row)?;
    let times = Decimal::from(times);
    let own = sheet.reading(row, sheet.lanes[share].col()).value?;
    let quotient = sheet.decimal(a)?.checked_div(sheet.decimal(b)?)?.checked_mul(times)?;
    let mut left = vec![cell(row, share)];
    let mut own_value = own;
    if let (Form::Margin { .. }, [Term::Cell { weight, .. }]) = (form, left.as_mut_slice()) {
        // b/a = 1 - the margin.
        *weight = -Decimal::ONE;
        left.insert(0, Term::Constant(times));
        own_value = times.checked_sub(own)?;
    } else if matches!(form, Form::Change { .. }) {
        // a/b = 1 + the change.
        left.push(Term::Constant(times));
        own_value = own.checked_add(times)?;
    }
    // What is shown is as fine as the print.
    let places = own.scale();
    let right_value = quotient.round_dp(places);
    let evidence = form.evidence(weight);
    Some(Check {
        id: CheckId(0),
        kind: CheckKind::Ratio,
        status,
        left,
        right: vec![cell(of_row, of), cell(by_row, by)],
        left_value: Some(own_value).filter(|_| status != Status::Open),
        right_value: Some(right_value).filter(|_| status != Status::Open),
        difference: own_value.checked_sub(right_value).filter(|_| status != Status::Open),
        tolerance: Decimal::new(1, places),
        source: CheckSource::Found,
        direction: Direction::Row,
        evidence,
    })
}
