//! The signs of a run of rows of which another is the result, solved for in one column and held against the others.

use super::RESULT;
use crate::evidence::{ENOUGH, Outcome, tried};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::scan::DOUBLED;
use crate::sheet::{Sheet, Slot};

/// What a result is called whose columns are at odds about a sign.
pub(crate) const TWO_SIGNS: &str = "two-signs";

/// Bits beyond enough that some columns must bring for a result to be meant where another column fails.
const SURE: i32 = 10;
/// How far up a result is looked for where words speak of one, in rows, and how many signs are solved for.
const WORDED: (usize, i32) = (28, 14);
/// The same where nothing but figures does.
const BARE: (usize, i32) = (6, 6);
/// What it costs to choose between nothing, one, two and three signs, in tenths of bits.
const TENTHS: [i32; 4] = [0, 0, 10, 16];
/// Solutions in the first column that are tried in the others.
const MOST_TRIED: usize = 32;

/// A row that may be part of a result.
pub(super) struct Entry {
    pub(super) row: u32,
    /// The sign that a word in its label gives it.
    pub(super) word: Option<i8>,
    /// It may be counted above already, or stand for nothing in this result: a sum of what is counted otherwise.
    pub(super) loose: bool,
    /// It says what the row right above it says, name and all: it may stand twice.
    pub(super) copy: bool,
}

/// What a row is the result of: the best of the runs of rows right above it.
pub(super) fn result(
    sheet: &Sheet<'_>,
    total: usize,
    above: &[Entry],
    lanes: &[usize],
    (named, bits): (bool, i32),
    signed: impl Fn() -> Option<bool>,
) -> Option<Relation> {
    // The column of the largest figure, and if a figure of it is wrong, the next.
    let mut by_size: Vec<usize> = lanes.to_vec();
    by_size.sort_by_key(|lane| (std::cmp::Reverse(Axis::Rows.figure(sheet, total, *lane).abs()), *lane));
    let found = |lane: &usize| solve(sheet, total, above, lanes, (named, bits), *lane);
    let said = named || above.iter().any(|entry| entry.word.is_some());
    let (_, relation) = by_size.iter().take(if said { 2 } else { 1 }).find_map(found)?;
    let relation = as_printed(sheet, relation, above, lanes, signed);
    let worded = |entry: &Entry| {
        entry.word.is_some() && relation.parts.iter().any(|(row, _)| *row as u32 == entry.row)
    };
    if named || above.iter().any(worded) { Some(relation) } else { Some(turned(sheet, relation, lanes)) }
}

/// A result of which one column takes a row away that another, where it is printed as negative, adds: one of both has lost its
/// sign, or got one. How other sums are printed tells which; where none does, nothing is mended.
fn as_printed(
    sheet: &Sheet<'_>,
    relation: Relation,
    above: &[Entry],
    lanes: &[usize],
    signed: impl Fn() -> Option<bool>,
) -> Relation {
    let worded = |row: usize| above.iter().any(|entry| entry.row as usize == row && entry.word.is_some());
    if relation.tally.fails != 1 || relation.why != RESULT {
        return relation;
    }
    let outcome =
        |parts: &[Part], lane: usize| equation(sheet, Axis::Rows, relation.total, parts, lane).outcome();
    let turned = relation.parts.iter().enumerate().find_map(|(ix, (row, sign))| {
        let mut parts = relation.parts.clone();
        parts[ix].1 = -sign;
        let closes = |lane: &usize| {
            outcome(&relation.parts, *lane) == Outcome::Off && outcome(&parts, *lane) == Outcome::Exact
        };
        (*sign < 0 && !worded(*row) && lanes.iter().any(closes)).then_some(parts)
    });
    let Some(parts) = turned else { return relation };
    let turned = tally(sheet, Axis::Rows, relation.total, &parts, lanes.iter().copied());
    // More columns than one outvote it.
    if turned.holds() < relation.tally.holds() {
        return relation;
    }
    match signed() {
        Some(true) => Relation { parts, tally: turned, ..relation },
        Some(false) => relation,
        None => Relation { why: TWO_SIGNS, ..relation },
    }
}

/// The best of the runs right above a row of which it is the result, as solved for in one column, and its score.
fn solve(
    sheet: &Sheet<'_>,
    total: usize,
    above: &[Entry],
    lanes: &[usize],
    (named, bits): (bool, i32),
    first: usize,
) -> Option<(i32, Relation)> {
    let mut best: Option<(i32, Relation)> = None;
    for from in (0..above.len().saturating_sub(1)).rev() {
        let run = &above[from..];
        let worded = named || run.iter().any(|entry| entry.word.is_some());
        let (longest, most) = if worded { WORDED } else { BARE };
        if run.len() > longest {
            break;
        }
        // A figure that could not be read is not nothing.
        if run.iter().any(|entry| sheet.at(entry.row, first) == Slot::Unread) {
            break;
        }
        // What is taken away is taken from something.
        if run[0].word.is_some() || run[0].loose && !named {
            continue;
        }
        let choices = choices(run);
        let cost = choices.iter().map(|choice| TENTHS[choice.len()]).sum::<i32>() / 10;
        if cost > most {
            break;
        }
        for parts in solved(sheet, total, run, &choices, first, named) {
            let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
            // What only figures propose holds everywhere; what words do fails in one column at most, if much else holds.
            let others = tally.fails - tally.slips;
            let failing = others > 1 || tally.holds() + tally.slips < others;
            let turned = !worded && (tally.fails > 0 || is_turned(sheet, total, &parts, first))
                || is_against_its_sign(sheet, run, &parts, first);
            // Where it fails in one column no other may do without some of the parts.
            let holds = |lane: &&usize| {
                let found = equation(sheet, Axis::Rows, total, &parts, **lane);
                tally.fails > 0 && matches!(found.outcome(), Outcome::Exact | Outcome::Near)
            };
            let idle = || {
                is_idle(sheet, &parts, first)
                    || lanes.iter().filter(holds).any(|lane| is_idle(sheet, &parts, *lane))
            };
            // Half of what stands above is left beside the other half by chance alone.
            let same = |row: usize, lane: usize| {
                Axis::Rows.figure(sheet, row, lane).abs() == Axis::Rows.figure(sheet, total, lane).abs()
            };
            let halved =
                || !worded && parts.iter().any(|(row, _)| lanes.iter().all(|lane| same(*row, *lane)));
            if tally.sums == 0 || failing || turned || idle() || halved() {
                continue;
            }
            let score = told(sheet, total, &parts, lanes, worded) + bits - cost - tried(run.len());
            if others > 0 && score < ENOUGH + SURE {
                continue;
            }
            if score >= ENOUGH && best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, with_copies(run, Relation { total, parts, why: RESULT, tally })));
            }
        }
    }
    best
}

/// A result with the rows that stand twice in its run, of which it counts one.
fn with_copies(run: &[Entry], relation: Relation) -> Relation {
    let sign = |row: u32| relation.parts.iter().find(|(part, _)| *part as u32 == row).map(|(_, sign)| *sign);
    let left_out = |entry: &&Entry| entry.copy && sign(entry.row).is_none();
    let again: Vec<Part> = run
        .iter()
        .filter(left_out)
        .filter_map(|entry| Some((entry.row as usize, sign(entry.row - 1)?)))
        .collect();
    if again.is_empty() {
        return relation;
    }
    let mut parts: Vec<Part> = relation.parts.iter().copied().chain(again).collect();
    parts.sort_unstable();
    Relation { parts, why: DOUBLED, ..relation }
}

/// Whether a run is a plain sum, but that its only negative figure is taken away, and no word says so.
fn is_against_its_sign(sheet: &Sheet<'_>, run: &[Entry], parts: &[Part], lane: usize) -> bool {
    let mut taken = parts.iter().filter(|(_, sign)| *sign < 0);
    let (Some((row, _)), None) = (taken.next(), taken.next()) else { return false };
    let negative = |part: &Part| Axis::Rows.figure(sheet, part.0, lane) < 0;
    let said = run.iter().any(|entry| entry.row as usize == *row && entry.word.is_some());
    !said && parts.iter().all(|part| negative(part) == (part.0 == *row))
}

/// Whether a run is a sum of which one figure has lost its sign, or got one: the only negative figure, counted against its
/// sign as all the others are.
fn is_turned(sheet: &Sheet<'_>, total: usize, parts: &[Part], lane: usize) -> bool {
    let figure = |row: usize| Axis::Rows.figure(sheet, row, lane);
    let mut below = parts.iter().skip(1).filter(|(row, _)| figure(*row) < 0);
    let (only, others) = (below.next(), below.next());
    let taken = |(row, sign): &Part| figure(*row) <= 0 || *sign < 0;
    only.is_some_and(|(_, sign)| *sign > 0)
        && others.is_none()
        && figure(total) > 0
        && parts[1..].iter().all(taken)
}

/// What is nowhere said to be a result is more likely the last part of a whole that stands before its parts.
fn turned(sheet: &Sheet<'_>, relation: Relation, lanes: &[usize]) -> Relation {
    let mut whole = relation.parts.iter().filter(|(_, sign)| *sign > 0);
    let (Some((whole, _)), None) = (whole.next(), whole.next()) else { return relation };
    let under = relation.parts.iter().filter(|(row, _)| row != whole).map(|(row, _)| (*row, 1));
    let parts: Vec<Part> = under.chain([(relation.total, 1)]).collect();
    let tally = tally(sheet, Axis::Rows, *whole, &parts, lanes.iter().copied());
    Relation { total: *whole, parts, why: "figures", tally }
}

/// What each row of a run may count for, the likeliest first.
fn choices(run: &[Entry]) -> Vec<Vec<i8>> {
    let mut carried: Option<i8> = None;
    let choice = |(ix, entry): (usize, &Entry)| -> Vec<i8> {
        carried = entry.word.or(carried);
        match (entry.word, carried) {
            _ if ix == 0 => vec![1],
            (Some(sign), _) if entry.copy => vec![sign, 0],
            (None, Some(sign)) if entry.copy => vec![sign, 0],
            (None, None) if entry.copy => vec![1, -1, 0],
            (Some(sign), _) => vec![sign],
            (None, Some(sign)) if entry.loose => vec![sign, 0],
            (None, Some(sign)) => vec![sign, -sign],
            (None, None) if entry.loose => vec![1, -1, 0],
            (None, None) => vec![1, -1],
        }
    };
    run.iter().enumerate().map(choice).collect()
}

/// The ways to make up the result in one column.
fn solved(
    sheet: &Sheet<'_>,
    total: usize,
    run: &[Entry],
    choices: &[Vec<i8>],
    lane: usize,
    named: bool,
) -> Vec<Vec<Part>> {
    let own = Axis::Rows.figure(sheet, total, lane);
    let plain: Vec<Part> = run.iter().map(|entry| (entry.row as usize, 1)).collect();
    let tolerance = equation(sheet, Axis::Rows, total, &plain, lane).tolerance;
    let (front, back) = run.split_at(run.len().div_ceil(2));
    let (front_choices, back_choices) = choices.split_at(front.len());
    let fronts = sums(sheet, front, front_choices, lane);
    let mut backs = sums(sheet, back, back_choices, lane);
    backs.sort_by_key(|(sum, _)| *sum);
    let mut out = Vec::new();
    for (sum, signs) in &fronts {
        let wanted = own - sum;
        let from = backs.partition_point(|(sum, _)| *sum < wanted - tolerance);
        for (_, behind) in backs[from..].iter().take_while(|(sum, _)| *sum <= wanted + tolerance) {
            let signs = signs.iter().chain(behind);
            let parts: Vec<Part> = run
                .iter()
                .zip(signs)
                .filter(|(_, sign)| **sign != 0)
                .map(|(entry, sign)| (entry.row as usize, *sign))
                .collect();
            // Plain sums of what stands together are found by running along.
            let plain = parts.iter().all(|(_, sign)| *sign > 0);
            if parts.len() > 1 && (!plain || named && parts.len() < run.len()) {
                out.push(parts);
            }
            if out.len() == MOST_TRIED {
                return out;
            }
        }
    }
    out
}

/// All sums of some rows, with the signs that make them.
fn sums(sheet: &Sheet<'_>, rows: &[Entry], choices: &[Vec<i8>], lane: usize) -> Vec<(i128, Vec<i8>)> {
    let mut out = vec![(0, Vec::new())];
    for (entry, choice) in rows.iter().zip(choices) {
        let figure = Axis::Rows.figure(sheet, entry.row as usize, lane);
        // A row of nothing counts as it would by the words.
        let choice = if figure == 0 { &choice[..1] } else { choice };
        out = out
            .iter()
            .flat_map(|(sum, signs)| {
                choice.iter().map(move |sign| {
                    let signs = signs.iter().copied().chain([*sign]).collect();
                    (sum + figure * i128::from(*sign), signs)
                })
            })
            .collect();
    }
    out
}

/// Whether some of the parts do away with each other: then the rest is what makes up the result, if anything does.
fn is_idle(sheet: &Sheet<'_>, parts: &[Part], lane: usize) -> bool {
    /// Of more parts only pairs are looked at.
    const MOST: usize = 12;
    let weighed: Vec<i128> = parts
        .iter()
        .map(|(row, sign)| Axis::Rows.figure(sheet, *row, lane) * i128::from(*sign))
        .filter(|part| *part != 0)
        .collect();
    if weighed.len() > MOST {
        return weighed.iter().enumerate().any(|(ix, one)| weighed[ix + 1..].contains(&-one));
    }
    let mut sums = vec![0];
    for part in &weighed {
        sums.extend(sums.clone().into_iter().map(|sum| sum + part));
    }
    // The first is of none of them, the last of all: of no parts there is one alone.
    sums.get(1..sums.len() - 1).is_some_and(|rests| rests.contains(&0))
}

/// The bits of the columns in which a result holds. No limit is set to those of one figure: the signs that were solved for
/// are paid for. Without a word they bring none where one of them is only nearly met: figures of one size are near each other.
fn told(sheet: &Sheet<'_>, total: usize, parts: &[Part], lanes: &[usize], worded: bool) -> i32 {
    let mut last = None;
    let mut bits = 0;
    for lane in lanes {
        let equation = equation(sheet, Axis::Rows, total, parts, *lane);
        if !worded && equation.outcome() == Outcome::Near {
            return 0;
        }
        if equation.gain() > 0 && equation.is_sum() && last != Some(equation.total) {
            let ulp = equation.ulp.max(equation.grain).max(1);
            let near = equation.outcome() == Outcome::Near;
            let width = if near { (1 + 2 * equation.tolerance / ulp).ilog2() as i32 } else { 0 };
            bits += (equation.total.abs() / ulp).checked_ilog2().map_or(0, |bits| bits as i32 + 1) - width;
        }
        last = Some(equation.total);
    }
    bits
}
