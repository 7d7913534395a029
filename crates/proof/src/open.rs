//! Equations that fail where nothing says which figure is wrong, or that one is: told as open, with what they lack.
//!
//! A relation that holds elsewhere is meant where it fails as well, if a figure can be missing there: a row that is named a
//! total has a part left out, one of the parts is blank, or the total is.

use crate::blocks::BLOCK;
use crate::company::Company;
use crate::emit::{are_numbers_of_things, is_not_added};
use crate::evidence::{ENOUGH, Equation, MOST_BITS, Outcome};
use crate::lessened::LESSENED;
use crate::missing::{is_less, lacks};
use crate::movements::MOVEMENTS;
use crate::relation::{Axis, Relation, blanks, only_blank};
use crate::results::RESULT;
use crate::sheet::{Sheet, Slot};
use crate::words::Hint;

/// Lines on which a relation holds before a figure is missed on another, where its figures alone do not say that it is one.
const TAUGHT: u32 = 3;
/// So many sums of two parts and more teach as much.
const SUMS: u32 = 2;
/// How many times as many lines as fail must hold.
const ODDS: u32 = 2;

/// Whether an equation that is not told as failing is open.
pub(crate) fn is_open(
    sheet: &Sheet<'_>,
    axis: Axis,
    relation: &Relation,
    (line, equation): (usize, &Equation),
    company: &Company<'_>,
) -> bool {
    let not_added = is_not_added(sheet, axis, relation, line);
    // What another block teaches, or names of balances say, is meant wherever something stands.
    let meant = matches!(relation.why, BLOCK | MOVEMENTS | LESSENED)
        || relation.why == RESULT && !equation.blank_total;
    let block = meant && (equation.parts > 0 || equation.total != 0);
    equation.outcome() == Outcome::Off
        && !company.one_way
        && (block && !not_added
            || axis == Axis::Rows && is_by_name(sheet, relation, line, equation)
            || !not_added && misses_a_part(sheet, axis, relation, (line, equation))
            || !not_added
                && axis == Axis::Rows
                && misses_its_total(sheet, relation, (line, equation), company)
            || axis == Axis::Lanes && is_only_blank_total(relation, equation, company)
            || not_added && misses_a_whole(sheet, equation, company.all)
            || !not_added && axis == Axis::Rows && equation.gain() >= ALONE && is_all(sheet, relation, line)
            || !not_added && breaks_a_rule(sheet, axis, relation, (line, equation), company))
}

/// Bits of the sums that hold, beyond which one line that breaks them is told.
const RULE: i32 = ENOUGH + 6;

/// Whether a relation that other lines have taught fails on this one alone, by figures that are printed as theirs are and
/// come near, by a slip, or for want of one.
fn breaks_a_rule(
    sheet: &Sheet<'_>,
    axis: Axis,
    relation: &Relation,
    (line, equation): (usize, &Equation),
    company: &Company<'_>,
) -> bool {
    /// Rows that teach a sum of columns, for one that fails.
    const ROWS: usize = 3;
    /// The same where nothing but figures says so, and it fails by no slip.
    const MANY: usize = 12;
    let fails = company.fails - company.blank_fails;
    let slips = equation.slip || equation.slipped.is_some() || equation.lacks_a_part();
    let rows = if slips || relation.why != "figures" { ROWS } else { MANY };
    let (total, sum) = (equation.total.abs(), equation.sum.abs());
    let mixed = sum < equation.largest;
    let near = mixed || total <= 2 * sum && sum <= 2 * total;
    let taught = match axis {
        Axis::Lanes => company.holding >= rows * company.fails && company.taught >= RULE,
        // Where all parts stand a total is left out.
        Axis::Rows if equation.blank_total => {
            let full = equation.parts as usize == relation.parts.len();
            company.blank_totals == 1 && fails == 0 && full && company.taught >= ENOUGH
        }
        Axis::Rows if fails > 1 => company.holding > 2 * fails && company.taught >= 2 * RULE,
        Axis::Rows if company.holding > 1 => company.taught >= ENOUGH,
        Axis::Rows => company.holding == 1 && company.taught >= ENOUGH - 2 && slips,
    };
    // Another size is another matter, as a row of shares among amounts.
    let like = company.ulps.contains(&equation.ulp) || equation.slipped.is_some();
    taught
        && like
        && equation.parts > 0
        && (near || slips || equation.blank_total)
        && !is_numbers(sheet, axis, relation, line)
}

fn is_numbers(sheet: &Sheet<'_>, axis: Axis, relation: &Relation, line: usize) -> bool {
    axis == Axis::Rows && are_numbers_of_things(sheet, relation, line)
}

/// Bits by which a slip in the only sum of all rows is no chance.
const ALONE: i32 = 10;

/// Whether a relation holds all figures of a column, with its total first or last.
fn is_all(sheet: &Sheet<'_>, relation: &Relation, lane: usize) -> bool {
    let figured = |row: &u32| matches!(sheet.at(*row, lane), Slot::Value(_));
    let rows: Vec<u32> = sheet.body().filter(figured).collect();
    let total = relation.total as u32;
    rows.len() == relation.parts.len() + 1 && (rows.first() == Some(&total) || rows.last() == Some(&total))
}

/// Whether a total column is blank in one row, where long figures that add up below its head teach it in others, or many rows
/// do.
fn is_only_blank_total(relation: &Relation, equation: &Equation, company: &Company<'_>) -> bool {
    const MANY: u32 = 8;
    let tally = &relation.tally;
    let by_head = relation.why == "head" && tally.sums >= SUMS && tally.bits >= 2 * MOST_BITS;
    equation.blank_total
        && (by_head && equation.parts > 1 || tally.holds() >= MANY)
        && equation.parts > 0
        && tally.fails == 0
        && company.blank_fails == 1
}

/// Whether a column of shares that make a whole has no total, beside one that has.
fn misses_a_whole(sheet: &Sheet<'_>, equation: &Equation, all: &[(usize, Equation)]) -> bool {
    let hundred = 100 * 10i128.pow(sheet.scale);
    let whole = |(lane, other): &(usize, Equation)| {
        sheet.lanes[*lane].not_added && other.total == hundred && other.sum == hundred && other.parts > 1
    };
    equation.blank_total && equation.parts > 1 && equation.sum == hundred && all.iter().any(whole)
}

/// Whether a row that is named a total may lack a part in a column: nothing else says what it is the sum of there.
pub(crate) fn is_by_name(sheet: &Sheet<'_>, relation: &Relation, lane: usize, equation: &Equation) -> bool {
    let panel = sheet.panels.iter().find(|panel| panel.lanes.contains(&lane));
    // Shares add up where they make a whole.
    let whole =
        equation.total == 100 * 10i128.pow(sheet.scale) && (0..equation.total).contains(&equation.sum);
    let hint = panel.map_or(Hint::None, |panel| panel.hints[relation.total]);
    let plain = matches!(hint, Hint::Total | Hint::Subtotal);
    equation.outcome() == Outcome::Off
        && equation.parts > 0
        && !equation.blank_total
        && (!is_not_added(sheet, Axis::Rows, relation, lane) || whole)
        && hint.is_total()
        && lacks(equation, plain)
}

/// Whether a relation that other lines teach fails where a part of it is blank.
fn misses_a_part(
    sheet: &Sheet<'_>,
    axis: Axis,
    relation: &Relation,
    (line, equation): (usize, &Equation),
) -> bool {
    let tally = &relation.tally;
    let by_figures = relation.why == "figures";
    let panel = sheet.panels.iter().find(|panel| axis == Axis::Rows && panel.lanes.contains(&line));
    let is_total = panel.is_some_and(|panel| panel.hints[relation.total].is_total());
    let taught = tally.sums >= if by_figures { TAUGHT } else { SUMS }
        || !by_figures && tally.holds() >= TAUGHT
        || tally.fails == 0 && (tally.sums >= SUMS || tally.sums > 0 && tally.bits >= MOST_BITS)
        || is_total && relation.parts.len() == 1 && tally.holds() >= SUMS;
    let blanks = blanks(sheet, axis, &relation.parts, line).count();
    // One that is named a sum, and is one elsewhere, lacks what its only blank row has there, sign and all.
    let lacking = (equation.total - equation.sum).signum();
    let has_sign =
        |row: usize| (0..sheet.lanes.len()).any(|lane| axis.figure(sheet, row, lane).signum() == lacking);
    let named = || {
        tally.sums > 0
            && blanks == 1
            && is_total
            && only_blank(sheet, axis, &relation.parts, line).is_some_and(|(row, _)| has_sign(row))
    };
    if axis == Axis::Rows && equation.parts > 0 && tally.holds() >= tally.fails && named() {
        return true;
    }
    // Where no part has a figure, totals alone were printed.
    taught
        && tally.holds() >= ODDS * tally.fails
        && equation.total != 0
        && (equation.parts > 0 && blanks > 0 || equation.parts == 0 && blanks == 1)
}

/// Whether an equation that fails does so for want of the figure of its only blank, and by no slip: other lines teach it.
pub(crate) fn lacks_a_blank(
    sheet: &Sheet<'_>,
    axis: Axis,
    relation: &Relation,
    (line, equation): (usize, &Equation),
) -> bool {
    let weight = only_blank(sheet, axis, &relation.parts, line).map_or(0, |(_, weight)| weight);
    let lacking = (equation.total - equation.sum) * i128::from(weight);
    // It is negative where others are.
    let signed = relation.parts.iter().any(|(part, _)| axis.figure(sheet, *part, line) < 0);
    equation.outcome() == Outcome::Off
        && !equation.blank_total
        && equation.slipped.is_none()
        && relation.tally.holds() >= TAUGHT
        && (lacking > 0 || lacking < 0 && signed)
        && misses_a_part(sheet, axis, relation, (line, equation))
}

/// Whether an equation between columns fails as others of its relation do: wherever they fail the total is more than its
/// parts, so that a column is missing; or it is where one of the parts is a sign for nothing, which may be what was too
/// small to print, or withheld.
pub(crate) fn is_habit(
    sheet: &Sheet<'_>,
    axis: Axis,
    relation: &Relation,
    (line, equation): (usize, &Equation),
    company: &Company<'_>,
) -> bool {
    /// One wrong figure breaks one row.
    const COLUMN: usize = 3;
    const SIGNS: usize = 2;
    let signed =
        |line: usize| relation.parts.iter().any(|(part, _)| axis.at(sheet, *part, line) == Slot::Dash);
    axis == Axis::Lanes
        && is_less(equation)
        && !equation.blank_total
        && (company.fails >= COLUMN && company.not_less == 0 || company.signed_less >= SIGNS && signed(line))
}

/// Whether a column has no total that is added up as others are that have one: its figures are printed to the same place,
/// and of the same size.
fn misses_its_total(
    sheet: &Sheet<'_>,
    relation: &Relation,
    (line, equation): (usize, &Equation),
    company: &Company<'_>,
) -> bool {
    /// One is no more than so many times the other.
    const SIZE: i128 = 4;
    /// In so many columns a total is the same as its only part.
    const COPIES: u32 = 3;
    // A sum by a word alone takes up one part as well as many.
    let panel = sheet.panels.iter().find(|panel| panel.lanes.contains(&line));
    let hint = panel.map_or(Hint::None, |panel| panel.hints[relation.total]);
    let named = hint == Hint::Total;
    let copied = hint.is_total() && relation.tally.copies >= COPIES && relation.tally.fails == 0;
    let least = if copied || named && equation.ulp < 10i128.pow(sheet.scale) { 1 } else { 2 };
    let holding = || {
        company.all.iter().map(|(_, other)| other).filter(|other| other.gain() > 0 && other.parts >= least)
    };
    let like = |other: &Equation| {
        let (one, other_sum) = (equation.sum.abs(), other.sum.abs());
        let same_size = one <= SIZE * other_sum && other_sum <= SIZE * one;
        other.ulp == equation.ulp && (same_size || equation.ulp < 10i128.pow(sheet.scale))
    };
    // A column beside it has the same head, but for the year.
    let twin = || {
        let heads = |lane: usize| -> Vec<String> {
            let digits = |head: &String| head.chars().filter(|c| !c.is_numeric()).collect();
            sheet.lanes[lane].heads.iter().map(digits).collect()
        };
        let same = |other: usize| !heads(line).is_empty() && heads(line) == heads(other);
        let mut sums = company.all.iter().filter(|(_, other)| other.gain() >= ENOUGH && other.parts >= least);
        sums.any(|(other, _)| same(*other) && is_all(sheet, relation, *other))
    };
    let taught = relation.tally.sums >= TAUGHT || twin();
    equation.blank_total
        && (equation.parts >= 2 || copied)
        && (relation.why != "figures" || taught && relation.tally.fails == 0)
        && holding().any(like)
        && holding().count() >= company.blank_totals
        && !are_numbers_of_things(sheet, relation, line)
}
