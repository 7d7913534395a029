//! Results that no figures of the rows above propose: a name, or words, or another column do.
//!
//! Words tell what is added to a row and taken away from it ("Less: provisions"), and the name below tells that it is what
//! is left ("Carrying amount"). Or a name alone does, and in one column at least what stands above it makes it up. Where
//! the rows do not, one figure of them is missing or wrong, or a row was left out: the sum is told as open.

use crate::evidence::{ENOUGH, MOST_BITS, Outcome, tried};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::results::{Named, RESULT};
use crate::sheet::{Sheet, Slot};
use std::collections::BTreeSet;

/// What a relation is called that words propose, and no figures.
pub(crate) const LESSENED: &str = "lessened";

/// Panels with more rows are lists, no statements.
const STATEMENT: usize = 400;
/// Longer runs hold more than one result.
const LONGEST: usize = 24;

/// The results that no relation explains.
pub(crate) fn lessened(
    sheet: &Sheet<'_>,
    rows: &[Named],
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let lanes = sheet.added(lanes.iter().copied());
    let explained: BTreeSet<usize> = found.iter().map(|relation| relation.total).collect();
    let mut out = Vec::new();
    if rows.len() > STATEMENT {
        return out;
    }
    let mut from = 0;
    for (ix, row) in rows.iter().enumerate() {
        if !row.whole || row.word.is_some() || of_which.contains(&row.row) {
            continue;
        }
        let begin = from;
        // What is left begins the next run.
        from = ix;
        let total = row.row as usize;
        if explained.contains(&total) {
            continue;
        }
        let counted = |begin: usize| counted(&rows[begin..ix], total, of_which, found);
        let run = counted(begin);
        // What is carried on from a word may be something else, but at the end.
        let headless = begin == 0 && run.first().is_some_and(|first| first.word.is_some());
        let added = run.iter().all(|other| other.word != Some(-1));
        let worded =
            headless || added || run.last().is_some_and(|last| last.word.is_some()) || ix + 1 == rows.len();
        let by_words =
            (worded && ix - begin <= LONGEST).then(|| of_words(sheet, total, &run, headless, &lanes));
        let by_words = by_words.flatten().filter(|relation| !stands_beside(relation, found));
        let plain = |run: Vec<&Named>| of_name(sheet, total, &run, &lanes);
        let by_name = || plain(run.clone()).or_else(|| plain(counted(0)));
        let by_name =
            by_words.or_else(|| by_name().filter(|relation| row.result && !stands_beside(relation, found)));
        out.extend(by_name);
    }
    out
}

/// Rows named results that are the sum or the difference of two rows above them, wherever these stand: profit before tax,
/// and tax. `rows` are those of a panel.
pub(crate) fn pairs(
    sheet: &Sheet<'_>,
    rows: &[Named],
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    /// Further up no row is looked at.
    const FARTHEST: usize = 48;
    /// So many pairs of rows are tried in a panel: those of a statement of a hundred results.
    const PAIRS: usize = 200_000;
    let mut left = PAIRS;
    let lanes = sheet.added(lanes.iter().copied());
    let mut out: Vec<Relation> = Vec::new();
    if rows.len() > STATEMENT {
        return out;
    }
    for (ix, row) in rows.iter().enumerate().filter(|(_, row)| row.result) {
        let total = row.row as usize;
        let has = |sum: &Relation| sum.total == total || sum.parts.iter().any(|(part, _)| *part == total);
        if of_which.contains(&row.row) || found.iter().chain(&out).any(has) {
            continue;
        }
        // What has no figure in two columns is shown by none; a column with one says first that two rows do not make it up.
        let mut lanes = lanes.clone();
        lanes.sort_by_key(|lane| !matches!(sheet.at(row.row, *lane), Slot::Value(_)));
        let valued = |lane: &&usize| matches!(sheet.at(row.row, **lane), Slot::Value(_));
        if lanes.iter().take_while(valued).count() < 2 {
            continue;
        }
        let above = counted(&rows[ix.saturating_sub(FARTHEST)..ix], total, of_which, found);
        left = left.saturating_sub(above.len() * above.len());
        if left == 0 {
            break;
        }
        let mut best: Option<Relation> = None;
        let cost = tried(above.len() * above.len());
        for (at, one) in above.iter().enumerate() {
            for other in &above[at + 1..] {
                for (first, second) in [(1, 1), (1, -1), (-1, 1)] {
                    let parts = [(one.row as usize, first), (other.row as usize, second)];
                    let holds = |lane: &usize| equation(sheet, Axis::Rows, total, &parts, *lane).outcome();
                    if !lanes.iter().map(holds).all(|found| matches!(found, Outcome::Exact | Outcome::Void)) {
                        continue;
                    }
                    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
                    let enough = tally.sums > 1 && tally.bits - cost >= ENOUGH;
                    if enough && best.as_ref().is_none_or(|known| tally.bits > known.tally.bits) {
                        best = Some(Relation { total, parts: parts.to_vec(), why: RESULT, tally });
                    }
                }
            }
        }
        out.extend(best.filter(|relation| !stands_beside(relation, found)));
    }
    out
}

/// The rows of a run that no sum above a row has taken up.
fn counted<'r>(
    run: &'r [Named],
    total: usize,
    of_which: &BTreeSet<u32>,
    found: &[Relation],
) -> Vec<&'r Named> {
    let inside = |row: usize| run.iter().any(|other| other.row as usize == row);
    let sums = found.iter().filter(|sum| sum.total < total && inside(sum.total));
    let taken: BTreeSet<usize> = sums.flat_map(|sum| &sum.parts).map(|(part, _)| *part).collect();
    let counted = |other: &&Named| !of_which.contains(&other.row) && !taken.contains(&(other.row as usize));
    run.iter().filter(counted).collect()
}

/// Whether a total stands beside some of its parts in another sum: it is no result of them.
fn stands_beside(relation: &Relation, found: &[Relation]) -> bool {
    let has = |sum: &Relation, row: usize| sum.parts.iter().any(|(part, _)| *part == row);
    let beside = |sum: &Relation| {
        has(sum, relation.total)
            && (sum.total < relation.total || relation.parts.iter().any(|(part, _)| has(sum, *part)))
    };
    found.iter().any(beside)
}

/// What a row is by the words of those above it, where it is not that in some column. A run is headless when its first row is
/// added to something, or taken away, and nothing stands above it.
fn of_words(
    sheet: &Sheet<'_>,
    total: usize,
    run: &[&Named],
    headless: bool,
    lanes: &[usize],
) -> Option<Relation> {
    let worded = run.iter().position(|row| row.word.is_some())?;
    // What is taken away is taken from the row before it.
    let begin = worded.saturating_sub(1);
    let mut carried = 1;
    let signed = run[begin..].iter().map(|row| {
        carried = row.word.unwrap_or(carried);
        (row.row as usize, carried)
    });
    let parts: Vec<Part> = signed.collect();
    let off = |lane: &usize| {
        let equation = equation(sheet, Axis::Rows, total, &parts, *lane);
        let says = matches!(sheet.at(total as u32, *lane), Slot::Value(_) | Slot::Blank);
        says && equation.outcome() == Outcome::Off && (equation.parts > 0 || headless)
    };
    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
    lanes.iter().any(off).then_some(Relation { total, parts, why: LESSENED, tally })
}

/// A row that is named a result as the plain sum of those above it, where one column at least shows that it is.
fn of_name(sheet: &Sheet<'_>, total: usize, run: &[&Named], lanes: &[usize]) -> Option<Relation> {
    if !(2..=LONGEST).contains(&run.len()) {
        return None;
    }
    let parts: Vec<Part> = run.iter().map(|row| (row.row as usize, 1)).collect();
    let shows = |lane: &usize| {
        let equation = equation(sheet, Axis::Rows, total, &parts, *lane);
        equation.outcome() == Outcome::Exact && equation.parts > 1 && equation.bits() >= ENOUGH
    };
    // How near a column comes, in bits; none where it does not.
    let near = |lane: &usize| -> Option<u32> {
        let equation = equation(sheet, Axis::Rows, total, &parts, *lane);
        let off = (equation.total - equation.sum).abs();
        let near = equation.bits() >= MOST_BITS && off * NEAR <= equation.total.abs();
        near.then(|| (equation.total.abs() / off.max(1)).max(1).ilog2().min(MOST_BITS as u32))
    };
    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
    let shown = lanes.iter().any(shows) && tally.holds() + tally.slips >= tally.fails - tally.slips;
    let all_near = || {
        let bits = lanes.iter().map(near).collect::<Option<Vec<u32>>>();
        lanes.len() > 1 && bits.is_some_and(|bits| bits.iter().sum::<u32>() >= NEAR_BITS)
    };
    (shown || all_near()).then_some(Relation { total, parts, why: RESULT, tally })
}

/// What comes nearer than one in so many in all columns lacks a small row …
const NEAR: i128 = 256;
/// … if they bring so many bits together: two columns of neighbouring years come near for one reason.
const NEAR_BITS: u32 = 20;
