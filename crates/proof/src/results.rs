//! Results: rows of a statement that are what stands above them, some of it taken away. Profit is income less expenses,
//! net assets are assets less liabilities.
//!
//! Words say which rows are taken away ("Less:", "减："), for themselves and for those behind them, or nothing does and the
//! figures must: the signs of a run of rows are solved for in the column of the largest figures (both halves of the run are
//! added up in all ways, and sums that make up the result are looked up; Horowitz and Sahni 1974), and have to hold in the
//! others. Each sign that no word fixes costs a bit of what the figures bring.

mod solve;

use crate::evidence::{ENOUGH, Outcome};
use crate::relation::{Axis, Relation, equation, tally};
use crate::rows::prior;
use crate::sheet::{Panel, Sheet};
use crate::words::{Hint, Words};
pub(crate) use solve::TWO_SIGNS;
use solve::{Entry, result};
use std::collections::{BTreeMap, BTreeSet};

/// What a relation is called that is a result.
pub(crate) const RESULT: &str = "result";

/// Panels with more rows are lists, no statements.
const LONGEST: usize = 400;

/// What is known of a panel's rows already.
pub(crate) struct Known<'a> {
    pub(crate) hints: &'a BTreeMap<u32, Hint>,
    pub(crate) of_which: &'a BTreeSet<u32>,
    pub(crate) lanes: &'a [usize],
    pub(crate) found: &'a [Relation],
}

/// A row with figures, as its label has it.
pub(crate) struct Named {
    pub(crate) row: u32,
    /// A word in it names what is left when something was taken away …
    pub(crate) result: bool,
    /// … or that, or a total.
    pub(crate) whole: bool,
    /// The sign that a word at its beginning gives.
    pub(crate) word: Option<i8>,
}

/// The rows of a panel, as their labels have them.
pub(crate) fn named(
    sheet: &Sheet<'_>,
    panel: &Panel,
    rows: &[u32],
    hints: &BTreeMap<u32, Hint>,
    words: &Words,
) -> Vec<Named> {
    let named = |row: &u32| {
        let label = sheet.label(*row, panel);
        let result = words.names_result(&label);
        let whole = result || hints[row].is_total();
        Named { row: *row, result, whole, word: words.sign(&label) }
    };
    rows.iter().map(named).collect()
}

/// The results among the rows of a panel.
pub(crate) fn results(sheet: &Sheet<'_>, rows: &[Named], known: &Known<'_>) -> Vec<Relation> {
    let lanes = sheet.added(known.lanes.iter().copied());
    let figured =
        |row: &&Named| lanes.iter().any(|lane| Axis::Rows.figure(sheet, row.row as usize, *lane) != 0);
    let rows: Vec<&Named> = rows.iter().filter(figured).collect();
    if rows.len() > LONGEST {
        return Vec::new();
    }
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
    above: &[&Named],
    known: &Known<'_>,
    results: &[Relation],
    lanes: &[usize],
) -> Option<Relation> {
    let own = row.row as usize;
    let hint = known.hints[&row.row];
    // What is a sum of parts may be a result besides, of what stands above these: equity, of assets and liabilities.
    let is_sum = is_total(known.found, own);
    // What a name calls a result is no part of what stands above it because the figures would allow it.
    // Nor what is left when a word takes away what stands beside it.
    let takes_away = |relation: &Relation| {
        let taken = |other: &&&Named| other.word == Some(-1);
        let among = |other: &&Named| relation.parts.contains(&(other.row as usize, 1));
        above.iter().filter(taken).any(among)
    };
    let under = |relation: &Relation| {
        relation.total < own
            && !(row.whole && (relation.why == "figures" || takes_away(relation)))
            && relation.parts.iter().any(|(part, _)| *part == own)
    };
    let is_part = known.found.iter().chain(results).any(under);
    if hint == Hint::OfWhich || is_sum && !row.whole || is_part {
        return None;
    }
    let summed = |row: u32| is_total(known.found, row as usize) || is_total(results, row as usize);
    let twin = |other: &&&Named| {
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
            copy: other.row.checked_sub(1).is_some_and(|before| sheet.is_copy(before, other.row)),
        })
        .collect();
    let signed = || is_signed(sheet, known.found.iter().chain(results), lanes);
    let found = result(sheet, own, &entries, lanes, (row.whole, prior(hint)), signed);
    // What nothing names a result is none because one column closes with signs that no word fixes.
    let shown = |result: &Relation| result.parts.len() <= FEW || result.tally.sums > 1;
    found.filter(|result| {
        !follows(result, known.found) && (row.whole || shown(result) && !is_even(sheet, result, lanes))
    })
}

/// So few signs are no matter of trying.
const FEW: usize = 3;

/// Whether what other sums of a panel take away is printed as negative, or as it is; `None` where none tells, or both.
fn is_signed<'r>(
    sheet: &Sheet<'_>,
    sums: impl Iterator<Item = &'r Relation>,
    lanes: &[usize],
) -> Option<bool> {
    let (mut signed, mut plain) = (false, false);
    for sum in sums.filter(|sum| sum.tally.sums > 0 && sum.tally.fails == 0) {
        for (row, sign) in &sum.parts {
            let figures = || lanes.iter().map(|lane| Axis::Rows.figure(sheet, *row, *lane));
            signed |= *sign > 0 && figures().any(|figure| figure < 0);
            plain |= *sign < 0 && figures().any(|figure| figure > 0);
        }
    }
    (signed != plain).then_some(signed)
}

/// Whether the figures of a result go up, or down, in even steps wherever it holds: those of a table of a function, in which
/// any line is so much more than the one before it.
fn is_even(sheet: &Sheet<'_>, result: &Relation, lanes: &[usize]) -> bool {
    /// Steps of figures that have nothing to do with each other differ by more.
    const TIMES: i128 = 2;
    let mut lines: Vec<usize> = result.parts.iter().map(|(row, _)| *row).chain([result.total]).collect();
    lines.sort_unstable();
    let holds = |lane: &&usize| {
        let found = equation(sheet, Axis::Rows, result.total, &result.parts, **lane);
        matches!(found.outcome(), Outcome::Exact | Outcome::Near)
    };
    let even = |lane: &usize| {
        let figures: Vec<i128> = lines
            .iter()
            .map(|row| Axis::Rows.figure(sheet, *row, *lane))
            .filter(|figure| *figure != 0)
            .collect();
        let steps = || figures.windows(2).map(|pair| pair[1] - pair[0]);
        let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
        let (small, large) = (least.abs().min(most.abs()), least.abs().max(most.abs()));
        figures.len() > 2 && least.signum() * most.signum() > 0 && large <= TIMES * small
    };
    lanes.iter().filter(holds).all(even)
}

/// The rows that a total stands for, which is not below a row.
fn taken(own: usize, above: &[&Named], found: &[Relation], results: &[Relation]) -> BTreeSet<usize> {
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
