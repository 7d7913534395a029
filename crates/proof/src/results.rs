//! Results: rows of a statement that are what stands above them, some of it taken away. Profit is income less expenses,
//! net assets are assets less liabilities.
//!
//! Words say which rows are taken away ("Less:", "减："), for themselves and for those behind them, or nothing does and the
//! figures must: the signs of a run of rows are solved for in the column of the largest figures (both halves of the run are
//! added up in all ways, and sums that make up the result are looked up; Horowitz and Sahni 1974), and have to hold in the
//! others. Each sign that no word fixes costs a bit of what the figures bring.

use crate::evidence::{ENOUGH, Outcome, tried};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::rows::prior;
use crate::sheet::{Panel, Sheet};
use crate::words::{Hint, Words};
use std::collections::{BTreeMap, BTreeSet};

/// How far up a result is looked for where words speak of one, in rows, and how many signs are solved for.
const WORDED: (usize, i32) = (28, 14);
/// The same where nothing but figures does.
const BARE: (usize, i32) = (6, 6);
/// What it costs to choose between nothing, one, two and three signs, in tenths of bits.
const TENTHS: [i32; 4] = [0, 0, 10, 16];
/// Solutions in the first column that are tried in the others.
const MOST_TRIED: usize = 32;
/// Panels with more rows are lists, no statements.
const LONGEST: usize = 400;

/// A row that may be part of a result.
struct Entry {
    row: u32,
    /// The sign that a word in its label gives it.
    word: Option<i8>,
    /// It may be counted above already, or stand for nothing in this result: a sum of what is counted otherwise.
    loose: bool,
}

/// What is known of a panel's rows already.
pub(crate) struct Known<'a> {
    pub(crate) hints: &'a BTreeMap<u32, Hint>,
    pub(crate) of_which: &'a BTreeSet<u32>,
    pub(crate) lanes: &'a [usize],
    pub(crate) found: &'a [Relation],
}

/// A row with figures, as its label has it.
struct Named {
    row: u32,
    /// A word in it names what is left when something was taken away …
    result: bool,
    /// … or that, or a total.
    whole: bool,
    /// The sign that a word at its beginning gives.
    word: Option<i8>,
}

/// The results among the rows of a panel.
pub(crate) fn results(
    sheet: &Sheet<'_>,
    panel: &Panel,
    rows: &[u32],
    known: &Known<'_>,
    words: &Words,
) -> Vec<Relation> {
    let lanes: Vec<usize> =
        known.lanes.iter().copied().filter(|lane| !sheet.lanes[*lane].not_added).collect();
    let figured = |row: &&u32| lanes.iter().any(|lane| Axis::Rows.figure(sheet, **row as usize, *lane) != 0);
    let rows: Vec<u32> = rows.iter().filter(figured).copied().collect();
    if rows.len() > LONGEST {
        return Vec::new();
    }
    let named = |row: &u32| {
        let label = sheet.label(*row, panel);
        let result = words.names_result(&label);
        let whole = result || known.hints[row].is_total();
        Named { row: *row, result, whole, word: words.sign(&label) }
    };
    let rows: Vec<Named> = rows.iter().map(named).collect();
    let mut out: Vec<Relation> = Vec::new();
    for (ix, row) in rows.iter().enumerate().skip(2) {
        out.extend(of_row(sheet, row, &rows[..ix], known, &out, &lanes));
    }
    out
}

/// What a row is the result of, or the same as, given those of the rows above it.
fn of_row(
    sheet: &Sheet<'_>,
    row: &Named,
    above: &[Named],
    known: &Known<'_>,
    results: &[Relation],
    lanes: &[usize],
) -> Option<Relation> {
    let own = row.row as usize;
    let hint = known.hints[&row.row];
    // What is a sum of parts may be a result besides, of what stands above these: equity, of assets and liabilities.
    let is_sum = is_total(known.found, own);
    // What a name calls a result is no part of what stands above it because the figures would allow it.
    let under = |relation: &Relation| {
        relation.total < own
            && !(row.whole && relation.why == "figures")
            && relation.parts.iter().any(|(part, _)| *part == own)
    };
    let is_part = known.found.iter().chain(results).any(under);
    if hint == Hint::OfWhich || is_sum && !row.whole || is_part {
        return None;
    }
    let summed = |row: u32| is_total(known.found, row as usize) || is_total(results, row as usize);
    let twin = |other: &&Named| {
        row.whole
            && other.whole
            && same(sheet, other.row, row.row, lanes)
            && !sheet.is_copy(other.row, row.row)
    };
    if let Some(other) = above.iter().find(twin) {
        // Both sides of a statement come to the same.
        let parts = vec![(other.row as usize, 1)];
        let tally = tally(sheet, Axis::Rows, own, &parts, lanes.iter().copied());
        let balance = Relation { total: own, parts, why: "balance", tally };
        return (!is_sum || summed(other.row)).then_some(balance);
    }
    // Other sums for a total that has one would be sums of its parts' parts.
    if is_sum && !row.result {
        return None;
    }
    // What a name calls a result may begin with any sum above it.
    let sum = |other: u32| row.whole && summed(other);
    let taken = taken(own, above, known.found, results);
    let entries: Vec<Entry> = above
        .iter()
        .filter(|other| known.hints[&other.row] != Hint::OfWhich)
        .filter(|other| !taken.contains(&(other.row as usize)) || sum(other.row))
        .map(|other| Entry {
            row: other.row,
            word: other.word,
            loose: known.of_which.contains(&other.row) || sum(other.row),
        })
        .collect();
    let found = result(sheet, own, &entries, lanes, (row.whole, prior(hint)));
    found.filter(|result| !follows(result, known.found))
}

/// The rows that a total stands for, which is not below a row.
fn taken(own: usize, above: &[Named], found: &[Relation], results: &[Relation]) -> BTreeSet<usize> {
    let replaced = |sum: &Relation| results.iter().any(|result| result.ties_the_same(sum));
    let sums = found.iter().filter(|sum| !replaced(sum)).chain(results);
    let stands = |sum: &&Relation| sum.total <= own && sum.parts.iter().all(|(part, _)| *part != own);
    // A result may be the last part of a whole above it, and what comes next starts from it.
    let whole = |part: usize| above.iter().any(|other| other.row as usize == part && other.whole);
    sums.filter(stands)
        .flat_map(|sum| sum.parts.iter().map(|(part, _)| (sum.total, *part)))
        .filter(|(total, part)| !(total < part && whole(*part)))
        .map(|(_, part)| part)
        .collect()
}

fn is_total(relations: &[Relation], row: usize) -> bool {
    relations.iter().any(|relation| relation.total == row)
}

/// Whether two rows have the same figures, and more of them than chance would have.
fn same(sheet: &Sheet<'_>, one: u32, other: u32, lanes: &[usize]) -> bool {
    let parts = [(other as usize, 1)];
    let equations = lanes.iter().map(|lane| equation(sheet, Axis::Rows, one as usize, &parts, *lane));
    let mut bits = 0;
    for equation in equations {
        match equation.outcome() {
            Outcome::Exact => bits += equation.bits(),
            Outcome::Void => {}
            _ => return false,
        }
    }
    bits >= ENOUGH
}

/// Whether a result only says again what a sum says in which its row stands beside some of its parts.
fn follows(result: &Relation, found: &[Relation]) -> bool {
    let has = |relation: &Relation, row: usize| relation.parts.iter().any(|(part, _)| *part == row);
    found.iter().any(|sum| {
        has(sum, result.total)
            && !sum.ties_the_same(result)
            && result.parts.iter().any(|(row, _)| has(sum, *row) || *row == sum.total)
    })
}

/// What a row is the result of: the best of the runs of rows right above it.
fn result(
    sheet: &Sheet<'_>,
    total: usize,
    above: &[Entry],
    lanes: &[usize],
    (named, bits): (bool, i32),
) -> Option<Relation> {
    // The column of the largest figure, and if a figure of it is wrong, the next.
    let mut by_size: Vec<usize> = lanes.to_vec();
    by_size.sort_by_key(|lane| (std::cmp::Reverse(Axis::Rows.figure(sheet, total, *lane).abs()), *lane));
    let found = |lane: &usize| solve(sheet, total, above, lanes, (named, bits), *lane);
    let (_, relation) = by_size.iter().take(if named { 2 } else { 1 }).find_map(found)?;
    let worded = |entry: &Entry| {
        entry.word.is_some() && relation.parts.iter().any(|(row, _)| *row as u32 == entry.row)
    };
    if named || above.iter().any(worded) { Some(relation) } else { Some(turned(sheet, relation, lanes)) }
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
            // What only figures propose holds everywhere.
            let failing = if worded { tally.fails > tally.slips } else { tally.fails > 0 };
            let turned = !worded && is_turned(sheet, total, &parts, first)
                || is_against_its_sign(sheet, run, &parts, first);
            if tally.sums == 0 || failing || turned || is_idle(sheet, &parts, first) {
                continue;
            }
            let score = told(sheet, total, &parts, lanes, worded) + bits - cost - tried(run.len());
            if score >= ENOUGH && best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, Relation { total, parts, why: "result", tally }));
            }
        }
    }
    best
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
    // The first is of none of them, the last of all.
    sums[1..sums.len() - 1].contains(&0)
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
        if equation.gain() > 0 && equation.parts >= 2 && last != Some(equation.total) {
            let ulp = equation.ulp.max(1);
            let near = equation.outcome() == Outcome::Near;
            let width = if near { (1 + 2 * equation.tolerance / ulp).ilog2() as i32 } else { 0 };
            bits += (equation.total.abs() / ulp).checked_ilog2().map_or(0, |bits| bits as i32 + 1) - width;
        }
        last = Some(equation.total);
    }
    bits
}
