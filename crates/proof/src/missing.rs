//! Totals that their rows do not make up: a row, or the figure of one, is missing or wrong, and nothing says which.
//!
//! A word names a row the total of others, or the columns that add up with each other teach it; the figures say that it is
//! more than its parts in every column where it is not the same. Then a row was left out on the way, or what a blank held, or the total counts what
//! was never printed: the sum cannot be made, and is told as open, with what it lacks.

use crate::called::called;
use crate::chains::carried_on;
use crate::evidence::{Equation, MOST_BITS, Outcome, Tally};
use crate::free::Free;
use crate::moved::moved_of;
use crate::outline::{Numbered, numbered};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::Hint;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a relation is called whose total is more than its parts.
pub(crate) const SHORT: &str = "row-missing";
/// What a relation is called whose total is one by its name alone.
pub(crate) const UNCLOSED: &str = "unclosed";

/// Fewer lanes may be off for reasons of their own.
pub(crate) const LEAST_LANES: u32 = 2;

/// The rows of a panel, with what their labels say.
pub(crate) struct Named<'r> {
    pub(crate) rows: &'r [u32],
    /// Their names, in the same order.
    pub(crate) labels: &'r [String],
    pub(crate) hints: &'r BTreeMap<u32, Hint>,
    pub(crate) of_which: &'r BTreeSet<u32>,
}

/// Rows named totals that no relation explains, with the rows they stand over (or under, where they come first), wherever
/// these fall short of them in some lanes, and are at odds with them in none.
pub(crate) fn unclosed(
    sheet: &Sheet<'_>,
    named: &Named<'_>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    /// The stretch since the last heading.
    const HEADED: usize = 2;
    /// Headings above a total that are looked at.
    const NEAREST: usize = 4;
    let (rows, headings): (Vec<u32>, Vec<u32>) = named.rows.iter().partition(|row| sheet.says(**row, lanes));
    let learned = called(named, found);
    let is_total = |row: &u32| named.hints[row].is_total() || learned.contains(row);
    let mut free = Free::of(sheet, &rows, lanes);
    let taken = found.iter().flat_map(|known| &known.parts).map(|(row, _)| *row as u32);
    taken.chain(named.of_which.iter().copied()).for_each(|row| free.take(row));
    // Where totals stand behind their rows, one that only makes up what stands below it (a result of two totals) is none of that.
    let above = |known: &Relation| known.parts.iter().any(|(row, _)| *row < known.total);
    let behind = found.iter().any(|known| {
        is_total(&(known.total as u32))
            && known.tally.sums > 0
            && known.parts.iter().all(|(row, _)| *row < known.total && !is_total(&(*row as u32)))
    });
    let turned = |known: &Relation| {
        behind
            && known.why == "figures"
            && !above(known)
            && known.parts.len() == 2
            && known.parts.iter().any(|(row, _)| is_total(&(*row as u32)))
    };
    let explained: BTreeSet<u32> =
        found.iter().filter(|known| !turned(known)).map(|known| known.total as u32).collect();
    // Totals named for what they are the sum of are some in this table.
    let alike = found.iter().any(|known| is_total(&(known.total as u32)) && known.tally.sums > 0);
    // Where several are, and none is explained, they say what they are the sums of elsewhere: total assets beside revenue.
    let elsewhere = |row: &&u32| {
        !matches!(named.hints[row], Hint::Total | Hint::Subtotal) && !explained.contains(row) && is_total(row)
    };
    let strange = !alike && rows.iter().filter(elsewhere).count() > 1;
    // What a total above is, and nothing else, is named by it.
    let copy = |sum: &&Relation| sum.tally.fails == 0 && named.hints[&(sum.total as u32)].is_of_all();
    let copied = found.iter().filter(copy).filter_map(|sum| match sum.parts.as_slice() {
        [(row, 1)] if sum.total < *row => Some(*row as u32),
        _ => None,
    });
    let inherits: BTreeSet<u32> = copied.collect();
    let mut out: Vec<Relation> = Vec::new();
    let totals = rows.iter().enumerate().filter(|(_, row)| !explained.contains(row));
    for (ix, total) in totals.filter(|(_, row)| is_total(row) || inherits.contains(row)) {
        let inherited = !is_total(total);
        let first = inherited || !free.has_any_before(ix);
        let near = |row: &u32| !is_total(row);
        // Since the last heading, where what stands behind it comes near. One with nothing behind it heads nothing.
        let above = headings[..headings.partition_point(|row| row < total)].iter().rev();
        let begins = above.map(|heading| rows.partition_point(|row| row < heading));
        let headed = begins.take(NEAREST).find(|begin| *begin < ix).unwrap_or(ix);
        // Up to the last total, and to the end: totals of more levels.
        let stretches: [Range<usize>; 3] = if first {
            let near = rows[ix + 1..].iter().take_while(|row| near(row)).count();
            [ix + 1..ix + 1 + near, ix + 1..rows.len(), 0..0]
        } else {
            let near = rows[..ix].iter().rev().take_while(|row| near(row)).count();
            [ix - near..ix, 0..ix, headed..ix]
        };
        let by_word = !inherited && !named.hints[total].is_total();
        let hint = match named.hints[total] {
            _ if inherited => Hint::Total,
            _ if by_word => Hint::TotalOf,
            hint => hint,
        };
        let levels = if hint == Hint::Subtotal { 1 } else { 2 };
        let last = ix + 1 == rows.len() && (lanes.len() > 1 || hint == Hint::TotalOf);
        let plain = matches!(hint, Hint::Total | Hint::Subtotal);
        let same = |row: &u32| lanes.iter().all(|lane| sheet.at(*row, *lane) == sheet.at(*total, *lane));
        let own: Vec<Option<i128>> = lanes.iter().map(|lane| figure(sheet, *total, *lane)).collect();
        let mut best: Option<(i128, Relation)> = None;
        for (nth, stretch) in stretches.into_iter().enumerate() {
            if nth >= levels && nth != HEADED || free.is_too_much(&stretch, &own) {
                continue;
            }
            if !sheet.pays(stretch.len()) {
                break;
            }
            let run: Vec<u32> = free.of_stretch(stretch.clone()).collect();
            // A row that says what the total says is no part of it.
            let others: Vec<u32> = run.iter().filter(|row| !same(row)).copied().collect();
            let others = (others.len() < run.len()).then_some(others);
            // One row alone is a part where no other could have been.
            let no_part = |at: usize| {
                let row = rows[at];
                is_total(&row) || free.is_taken(at) && !named.of_which.contains(&row)
            };
            for run in [Some(run), others].into_iter().flatten() {
                let alone = || !stretch.clone().any(no_part);
                let one = run.len() == 1 && (plain || hint == Hint::TotalOf && last || alike) && alone();
                // Rows between a total and the total of all that have a name and no figure here.
                let blanks = || {
                    let named = |row: &u32| {
                        is_total(row) && headings.iter().any(|blank| (row..total).contains(&blank))
                    };
                    plain && run.len() == 1 && run.iter().all(named)
                };
                if !(one || run.len() > 1 || blanks()) || !sheet.pays(run.len() * lanes.len()) {
                    continue;
                }
                let parts: Vec<Part> = run.iter().map(|row| (*row as usize, 1)).collect();
                let sum = Sum::of(sheet, *total as usize, parts, lanes);
                let sure = nth != HEADED && (one || sum.parts.len() > 1);
                let meant = if sure { plain || last || alike || sum.is_near() } else { sum.is_near() };
                // What is called by the same word stands beside a sum of something named, not under it.
                let beside = first && !plain && sum.parts.iter().all(|(row, _)| is_total(&(*row as u32)));
                let meant = meant && (!beside || sum.is_near());
                let strange = !plain && !alike && (strange || sum.is_against());
                if meant && !strange && sum.is_unclosed(sheet, plain) {
                    let off = sum.off();
                    if best.as_ref().is_none_or(|(least, _)| off < *least) {
                        best = Some((off, sum.relation(if inherited || by_word { SHORT } else { UNCLOSED })));
                    }
                }
            }
        }
        // What a word that the figures taught names may go on from the last of its kind.
        let from = || rows[..ix].iter().rposition(&is_total).filter(|_| by_word && !first);
        if let Some(carried) = from().and_then(|from| carried_on(sheet, &rows[from..=ix], lanes)) {
            out.push(carried);
        } else if let Some((_, best)) = best {
            best.parts.iter().for_each(|(row, _)| free.take(*row as u32));
            out.push(best);
        }
    }
    out
}

fn figure(sheet: &Sheet<'_>, row: u32, lane: usize) -> Option<i128> {
    match sheet.at(row, lane) {
        Slot::Value(value) => Some(value),
        _ => None,
    }
}

/// A total by name with rows that may be its parts.
struct Sum {
    total: usize,
    parts: Vec<Part>,
    equations: Vec<(usize, Equation)>,
}

impl Sum {
    fn of(sheet: &Sheet<'_>, total: usize, parts: Vec<Part>, lanes: &[usize]) -> Self {
        let equation = |lane: &usize| (*lane, equation(sheet, Axis::Rows, total, &parts, *lane));
        let equations = lanes.iter().map(equation).collect();
        Self { total, parts, equations }
    }

    /// Whether the total comes near its parts in the lane with the largest figures.
    fn is_near(&self) -> bool {
        let largest = self.equations.iter().max_by_key(|(_, equation)| equation.total.abs());
        largest.is_some_and(|(_, largest)| comes_near(largest))
    }

    /// How far it is off where it is farthest.
    fn off(&self) -> i128 {
        self.equations.iter().map(|(_, found)| (found.total - found.sum).abs()).max().unwrap_or(0)
    }

    /// Whether its parts are more than the total in some lane, and by no slip.
    fn is_against(&self) -> bool {
        self.equations.iter().any(|(_, found)| {
            found.outcome() == Outcome::Off
                && !found.blank_total
                && !is_less(found)
                && found.slipped.is_none()
        })
    }

    /// Whether it falls short in some lanes, and is at odds with its parts in none.
    fn is_unclosed(&self, sheet: &Sheet<'_>, plain: bool) -> bool {
        let offs = |(lane, found): &(usize, Equation)| (*lane, found.total - found.sum, found.ulp.max(1));
        let offs: Vec<(usize, i128, i128)> = self.equations.iter().map(offs).collect();
        let moved = moved_of(sheet, self.total, &self.parts, &offs);
        let away = |lane: usize| moved.is_some_and(|moved| moved.has == lane || moved.lacks == lane);
        let mut lacks = false;
        for (lane, equation) in &self.equations {
            match says(equation, plain) {
                _ if away(*lane) => lacks = true,
                Says::Against if !sheet.is_signed(*lane) => return false,
                said => lacks |= said == Says::Lacks,
            }
        }
        lacks
    }

    fn relation(self, why: &'static str) -> Relation {
        let mut tally = Tally::default();
        self.equations.iter().for_each(|(_, equation)| tally.add(equation));
        Relation { total: self.total, parts: self.parts, why, tally }
    }
}

/// How a lane takes a sum that is one by name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Nothing.
    Nothing,
    /// It closes.
    Closes,
    /// The total is more than the parts, or off by a slip of one figure.
    Lacks,
    /// The total is no more than the largest part: a mean, a rate.
    Mean,
    /// It is something else.
    Against,
}

fn says(equation: &Equation, plain: bool) -> Says {
    match equation.outcome() {
        Outcome::Void | Outcome::Open => Says::Nothing,
        Outcome::Exact | Outcome::Near => Says::Closes,
        Outcome::Off if equation.blank_total || equation.parts == 0 => Says::Nothing,
        Outcome::Off if lacks(equation, plain) => Says::Lacks,
        Outcome::Off if is_mean(equation) => Says::Mean,
        Outcome::Off => Says::Against,
    }
}

/// Whether a total comes near its parts: one that has nothing to do with them does so once in as many times.
pub(crate) fn comes_near(equation: &Equation) -> bool {
    const TIMES: i128 = 16;
    (equation.total - equation.sum).abs() * TIMES <= equation.total.abs()
}

/// Bits of a figure that is no slip of another by chance.
const TELLING: i32 = 10;

/// Whether what is off may be a figure that is missing, or one that slipped: the total is more than its parts, or off by a
/// slip in digits or by a sign, or figures of both signs leave anything open.
/// `plain` tells whether the total is called that and no more.
pub(crate) fn lacks(equation: &Equation, plain: bool) -> bool {
    let all = equation.largest + equation.rest;
    let mixed = equation.sum.abs() < all || equation.sum.signum() * equation.total.signum() < 0;
    // Of long figures of both signs no mean is taken.
    let long = plain && equation.bits() >= MOST_BITS;
    // Nor of one figure.
    let one = long && equation.parts == 1;
    // Short figures are a slip away from any other.
    let slipped = equation.slipped.is_some() && (equation.bits() >= TELLING || comes_near(equation));
    is_less(equation) || slipped || one || mixed && (long || !is_mean(equation))
}

/// Whether some rows are less than their total in several columns, and the same in the others.
pub(crate) fn falls_short(sheet: &Sheet<'_>, total: usize, parts: &[Part], lanes: &[usize]) -> bool {
    let equations = || lanes.iter().map(|lane| equation(sheet, Axis::Rows, total, parts, *lane));
    equations().filter(is_less).count() >= LEAST_LANES as usize
        && equations().all(|one| {
            is_less(&one) || matches!(one.outcome(), Outcome::Void | Outcome::Exact | Outcome::Near)
        })
}

/// Whether the parts are less than the total, and of its sign.
pub(crate) fn is_less(equation: &Equation) -> bool {
    (0..equation.total.abs()).contains(&(equation.sum * equation.total.signum()))
}

/// Whether the total is no more than its largest part.
fn is_mean(equation: &Equation) -> bool {
    equation.total.abs() <= equation.largest
}

/// Whether the total of a relation is more than its parts wherever it is not the same: as when a row of them is missing.
/// Where figures have either sign, what is missing may have any.
pub(crate) fn is_short(sheet: &Sheet<'_>, relation: &Relation, lanes: &[usize]) -> bool {
    let less = |lane: &usize| {
        let equation = equation(sheet, Axis::Rows, relation.total, &relation.parts, *lane);
        matches!(equation.outcome(), Outcome::Void | Outcome::Exact | Outcome::Near) || is_less(&equation)
    };
    relation.parts.len() > 1
        && relation.tally.fails > 0
        && relation.tally.slips < relation.tally.fails
        && lanes.iter().any(|lane| !sheet.is_signed(*lane))
        && lanes.iter().all(|lane| sheet.is_signed(*lane) || less(lane))
}

/// Whether a group of rows misses one of them: what is left is numbered with a gap; or others of its scheme close, and it
/// comes near wherever it does not.
pub(crate) fn lacks_a_row(
    sheet: &Sheet<'_>,
    panel: &Panel,
    relation: &Relation,
    lanes: &[usize],
    family: &Tally,
) -> bool {
    /// Sums of a scheme that teach it.
    const TAUGHT: u32 = 2;
    let near = || {
        family.sums >= TAUGHT
            && lanes.iter().all(|lane| {
                let found = equation(sheet, Axis::Rows, relation.total, &relation.parts, *lane);
                sheet.is_signed(*lane) || found.outcome() != Outcome::Off || comes_near(&found)
            })
    };
    lacks_a_number(sheet, panel, relation) || relation.tally.fails >= LEAST_LANES && near()
}

/// Whether a group of one row misses others, as all other groups of its scheme close, by codes that each say where they belong.
pub(crate) fn lacks_all_but_one(
    sheet: &Sheet<'_>,
    relation: &Relation,
    lanes: &[usize],
    family: &Tally,
) -> bool {
    /// Sums of a scheme that make it a rule.
    const RULE: u32 = 4;
    let less = |lane: &usize| {
        let found = equation(sheet, Axis::Rows, relation.total, &relation.parts, *lane);
        matches!(found.outcome(), Outcome::Void | Outcome::Exact | Outcome::Near) || is_less(&found)
    };
    // Where nothing but order says so, what is left is nearly all.
    let near = |lane: &usize| {
        let found = equation(sheet, Axis::Rows, relation.total, &relation.parts, *lane);
        found.outcome() != Outcome::Off || comes_near(&found)
    };
    relation.parts.len() == 1
        && (matches!(relation.why, "code" | "code-columns") || lanes.iter().all(near))
        && relation.tally.fails >= LEAST_LANES
        && family.sums >= RULE
        && family.fails == relation.tally.fails
        && lanes.iter().all(less)
}

/// A row behind all others, as the sum of numbered rows right above it of which one number is left out.
pub(crate) fn gapped(
    sheet: &Sheet<'_>,
    panel: &Panel,
    named: &Named<'_>,
    found: &[Relation],
    lanes: &[usize],
) -> Option<Relation> {
    let says = |row: &&u32| sheet.says(**row, lanes);
    let (last, above) = named.rows.split_last()?;
    let lines = |sum: &Relation| {
        let parts = sum.parts.iter().map(|(part, _)| *part as u32);
        parts.chain([sum.total as u32]).collect::<Vec<u32>>()
    };
    let mut known: BTreeSet<u32> = found.iter().flat_map(lines).collect();
    known.extend(named.of_which);
    if known.contains(last) || numbered(sheet, panel, *last).is_some() || !says(&last) {
        return None;
    }
    let numbered = above.iter().rev().filter(says).take_while(|row| numbered(sheet, panel, **row).is_some());
    let mut parts: Vec<Part> = numbered.map(|row| (*row as usize, 1)).collect();
    parts.reverse();
    if parts.len() < 2 || parts.iter().any(|(row, _)| known.contains(&(*row as u32))) {
        return None;
    }
    let total = *last as usize;
    let tally = tally(sheet, Axis::Rows, total, &parts, lanes.iter().copied());
    let relation = Relation { total, parts, why: SHORT, tally };
    (tally.fails >= LEAST_LANES
        && is_short(sheet, &relation, lanes)
        && lacks_a_number(sheet, panel, &relation))
    .then_some(relation)
}

/// Whether the parts of a relation are numbered, and one number is left out, which no other row near them has: 1, 2, 4. One
/// missing before all of them shows in several columns.
fn lacks_a_number(sheet: &Sheet<'_>, panel: &Panel, relation: &Relation) -> bool {
    let rows = || relation.parts.iter().map(|(row, _)| *row as u32);
    let Some(all) = rows().map(|row| numbered(sheet, panel, row)).collect::<Option<Vec<Numbered>>>() else {
        return years(sheet, panel, relation);
    };
    let (Some(first), Some(last)) = (all.first(), rows().max()) else { return false };
    let highest = all.iter().map(|one| one.number).max().unwrap_or(0);
    let missing: Vec<u32> =
        (1..highest).filter(|number| all.iter().all(|one| one.number != *number)).collect();
    let [missing] = missing.as_slice() else { return false };
    let from = rows().min().unwrap_or(last).min(relation.total as u32);
    let elsewhere = (from..=last)
        .filter_map(|row| numbered(sheet, panel, row))
        .any(|other| other.like(*first) && other.number == *missing);
    let alike = all.iter().all(|one| one.like(*first)) && all.windows(2).all(|w| w[0].number < w[1].number);
    alike && !elsewhere && (*missing > 1 || relation.tally.fails >= LEAST_LANES)
}

/// Whether the parts of a relation are named by numbers that go up by one, but for a gap: years.
fn years(sheet: &Sheet<'_>, panel: &Panel, relation: &Relation) -> bool {
    let skips = |col: u32| -> bool {
        let numbers: Option<Vec<u32>> =
            relation.parts.iter().map(|(row, _)| sheet.text(*row as u32, col).trim().parse().ok()).collect();
        numbers.is_some_and(|numbers| {
            let steps: Vec<i64> =
                numbers.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0])).collect();
            let first = i64::from(numbers.first().copied().unwrap_or(1));
            let odd = steps.iter().filter(|step| **step == 2).count() + usize::from(first == 2);
            odd == 1 && steps.iter().all(|step| matches!(step, 1 | 2)) && matches!(first, 1 | 2)
        })
    };
    relation.tally.fails >= LEAST_LANES && panel.labels.clone().any(skips)
}
