//! Totals found by running along the lines: a total takes the lines since the last total of its level.
//!
//! Lines not yet taken up by a total lie on a stack. Each line in turn is held against the sums of the topmost one, two,
//! three … of them; when one fits, by words and figures together, these are taken off and the total is laid on. Run
//! forwards this finds totals behind their parts, run backwards totals before them.

use crate::evidence::{ENOUGH, Outcome, Tally, digit_slip, tried};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::rows::prior;
use crate::sheet::Sheet;
use crate::words::Hint;

/// A line that takes part.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its number: a row, or a lane.
    pub(crate) number: usize,
    /// Bits that words and place bring for its being a sum.
    pub(crate) prior: i32,
    /// It is part of a sum already: it is not laid on the stack.
    pub(crate) taken: bool,
}

/// Which way to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Totals behind their parts.
    Forward,
    /// Totals before their parts.
    Backward,
}

/// Bits for taking everything up to the last total, rather than just some lines that happen to fit.
const WHOLE: i32 = 4;
/// Sums that fit by their primary figure and are tried on all lines, for one total.
const MOST_TRIED: u32 = 24;
/// How many times as often as it fails a line must be the same as another for its whole.
const COPIES: u32 = 8;
/// Longer stacks are not searched past this: sums over more lines are found by structure alone.
const DEEPEST: usize = 4096;

/// The relations found running one way. `across` are the lines on which each is tried.
pub(crate) fn scan(
    sheet: &Sheet<'_>,
    axis: Axis,
    lines: &[Line],
    across: &[usize],
    way: Way,
) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    // Lines with whether they are totals themselves.
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let mut order: Vec<&Line> = lines.iter().collect();
    if way == Way::Backward {
        order.reverse();
    }
    for line in order {
        let best = best(sheet, axis, line, &stack, across);
        if let Some((take, relation)) = best {
            stack.truncate(stack.len() - take);
            found.push(relation);
            if !line.taken {
                stack.push((line.number, true));
            }
        } else if !line.taken {
            stack.push((line.number, false));
        }
    }
    found
}

fn best(
    sheet: &Sheet<'_>,
    axis: Axis,
    line: &Line,
    stack: &[(usize, bool)],
    across: &[usize],
) -> Option<(usize, Relation)> {
    let primaries = primaries(sheet, axis, line.number, across);
    if primaries.iter().all(|(_, own)| *own == 0) && line.prior == 0 {
        return None;
    }
    let deepest = stack.len().min(DEEPEST);
    let mut sums = vec![0; primaries.len()];
    let mut best: Option<(i32, usize, Tally)> = None;
    let mut tried_here = 0;
    // To the last total, and to the end.
    let near_whole = stack.iter().rev().take_while(|(_, total)| !total).count();
    for take in 1..=deepest {
        let (next, _) = stack[stack.len() - take];
        let mut close = false;
        for ((across, own), sum) in primaries.iter().zip(&mut sums) {
            *sum += axis.figure(sheet, next, *across);
            close |= near(*own, *sum, take, sheet) || take <= MOST_SLIPPED && slipped(*own, *sum);
        }
        let whole = take == stack.len() || take == near_whole;
        let fits = close && tried_here < MOST_TRIED || whole && line.prior > 0;
        if !fits || take == 1 && line.prior == 0 {
            continue;
        }
        tried_here += 1;
        let parts = parts(stack, take);
        let mut tally = tally(sheet, axis, line.number, &parts, across.iter().copied());
        if line.prior == 0 {
            tally = tally.strictly();
        }
        let score = tally.bits + line.prior + if whole { WHOLE } else { -tried(take) };
        // One line standing for another holds everywhere or is nothing.
        let copies = take > 1 || tally.fails * COPIES <= tally.holds();
        if line.prior > 0 && best.is_none() && twice(sheet, axis, line.number, &parts, across) {
            best = Some((ENOUGH, take, tally));
            continue;
        }
        let for_it = tally.holds() + tally.slips + 2 * u32::from(line.prior > 0);
        let enough = score >= ENOUGH && copies && for_it > tally.fails - tally.slips;
        if enough && best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, take, tally));
        }
    }
    let (_, mut take, tally) = best?;
    // Lines of nothing behind the last one taken belong with it, up to a total.
    while take < deepest {
        let (next, is_total) = stack[stack.len() - take - 1];
        if is_total || across.iter().any(|across| axis.figure(sheet, next, *across) != 0) {
            break;
        }
        take += 1;
    }
    let why = match line.prior {
        0 => "figures",
        // A blank is missed only where nothing but a total can be meant.
        bits if tally.holds() + tally.fails == 0 && (bits < prior(Hint::Total) || take != near_whole) => {
            return None;
        }
        _ if tally.holds() + tally.slips == 0 && tally.fails > 0 => "whole",
        _ => "total-word",
    };
    Some((take, Relation { total: line.number, parts: parts(stack, take), why, tally }))
}

/// Whether a total is less than its parts by one of two neighbouring rows that are the same, words and figures.
fn twice(sheet: &Sheet<'_>, axis: Axis, total: usize, parts: &[Part], across: &[usize]) -> bool {
    let figure = |part: &Part, line: usize| axis.figure(sheet, part.0, line);
    parts.windows(2).any(|pair| {
        let same = across.iter().all(|line| figure(&pair[0], *line) == figure(&pair[1], *line));
        let says = across.iter().any(|line| figure(&pair[0], *line) != 0);
        let text = |part: &Part, col: u32| sheet.text(part.0 as u32, col);
        let rows =
            axis == Axis::Rows && (0..sheet.n_cols()).all(|col| text(&pair[0], col) == text(&pair[1], col));
        rows && same
            && says
            && across.iter().all(|line| {
                let equation = equation(sheet, axis, total, parts, *line);
                equation.outcome() == Outcome::Void
                    || equation.sum - equation.total == figure(&pair[0], *line)
            })
    })
}

/// The topmost lines of the stack, ascending.
fn parts(stack: &[(usize, bool)], take: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = stack[stack.len() - take..].iter().map(|(line, _)| (*line, 1)).collect();
    parts.sort_unstable();
    parts
}

/// The lines across by which sums are looked for: those with the largest figures. More than one, for one may be wrong.
fn primaries(sheet: &Sheet<'_>, axis: Axis, line: usize, across: &[usize]) -> Vec<(usize, i128)> {
    const MOST: usize = 3;
    let mut out: Vec<(usize, i128)> =
        across.iter().map(|across| (*across, axis.figure(sheet, line, *across))).collect();
    out.sort_by_key(|(across, own)| (std::cmp::Reverse(own.abs()), *across));
    // The same figure again finds the same sums.
    out.dedup_by_key(|(_, own)| *own);
    out.truncate(MOST);
    out
}

/// Sums of so many lines at the most are looked for past a slip.
const MOST_SLIPPED: usize = 64;
/// Smaller figures are a slip away from any other.
const LEAST_SLIPPED: i128 = 1 << 14;

/// Whether a sum is off by a slip in the digits of a long figure.
fn slipped(own: i128, sum: i128) -> bool {
    let (large, small) = (own.abs().max(sum.abs()), own.abs().min(sum.abs()));
    small > LEAST_SLIPPED && large / 10 <= small && own.signum() == sum.signum() && digit_slip(own - sum, &[], 1)
}

/// Whether a sum is what it should be, as far as rounding of so many parts in the coarsest place goes.
fn near(own: i128, sum: i128, parts: usize, sheet: &Sheet<'_>) -> bool {
    let coarsest = 10i128.pow(sheet.scale);
    (own - sum).abs() <= coarsest.min(own.abs() / 64) * (parts as i128 + 1) / 2 || own == sum
}
