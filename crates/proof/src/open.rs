//! Equations that fail where nothing says which figure is wrong, or that one is: told as open, with what they lack.
//!
//! A relation that holds elsewhere is meant where it fails as well, if a figure can be missing there: a row that is named a
//! total has a part left out, one of the parts is blank, or the total is.

use crate::blocks::BLOCK;
use crate::emit::are_numbers_of_things;
use crate::evidence::{Equation, Outcome};
use crate::missing::lacks;
use crate::movements::MOVEMENTS;
use crate::relation::{Axis, Relation, only_blank};
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
    all: &[(usize, Equation)],
) -> bool {
    let not_added = axis == Axis::Rows && sheet.lanes[line].not_added;
    // What another block teaches, or names of balances say, is meant wherever something stands.
    let meant = matches!(relation.why, BLOCK | MOVEMENTS);
    let block = meant && (equation.parts > 0 || equation.total != 0);
    equation.outcome() == Outcome::Off
        && (block && !not_added
            || axis == Axis::Rows && is_by_name(sheet, relation, line, equation)
            || !not_added && misses_a_part(sheet, axis, relation, (line, equation))
            || !not_added && axis == Axis::Rows && misses_its_total(sheet, relation, (line, equation), all))
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
        && (!sheet.lanes[lane].not_added || whole)
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
    let taught = tally.sums >= if by_figures { TAUGHT } else { SUMS }
        || !by_figures && tally.holds() >= TAUGHT
        || tally.sums >= SUMS && tally.fails == 0;
    let blanks = relation.parts.iter().filter(|(part, _)| axis.at(sheet, *part, line) == Slot::Blank).count();
    // One that is named a sum, and is one elsewhere, lacks what its only blank row has there, sign and all.
    let lacking = (equation.total - equation.sum).signum();
    let has_sign =
        |row: usize| (0..sheet.lanes.len()).any(|lane| axis.figure(sheet, row, lane).signum() == lacking);
    let named = || {
        let panel = sheet.panels.iter().find(|panel| panel.lanes.contains(&line));
        tally.sums > 0
            && blanks == 1
            && panel.is_some_and(|panel| panel.hints[relation.total].is_total())
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

/// Whether a column has no total that is added up as others are that have one: its figures are printed to the same place,
/// and of the same size.
fn misses_its_total(
    sheet: &Sheet<'_>,
    relation: &Relation,
    (line, equation): (usize, &Equation),
    all: &[(usize, Equation)],
) -> bool {
    /// One is no more than so many times the other.
    const SIZE: i128 = 4;
    // A sum by a word alone takes up one part as well as many.
    let panel = sheet.panels.iter().find(|panel| panel.lanes.contains(&line));
    let named = panel.is_some_and(|panel| panel.hints[relation.total] == Hint::Total);
    let least = if named && equation.ulp < 10i128.pow(sheet.scale) { 1 } else { 2 };
    let holding =
        || all.iter().map(|(_, other)| other).filter(|other| other.gain() > 0 && other.parts >= least);
    let like = |other: &Equation| {
        let (one, other_sum) = (equation.sum.abs(), other.sum.abs());
        let same_size = one <= SIZE * other_sum && other_sum <= SIZE * one;
        other.ulp == equation.ulp && (same_size || equation.ulp < 10i128.pow(sheet.scale))
    };
    let blanks = all.iter().filter(|(_, other)| other.blank_total && other.parts > 0).count();
    equation.blank_total
        && equation.parts >= 2
        && relation.why != "figures"
        && holding().any(like)
        && holding().count() >= blanks
        && !are_numbers_of_things(sheet, relation, line)
}
