//! Columns that go from one balance to another in three steps or more, whatever they are called: what was there, what came,
//! what went, what is left.
//!
//! The signs are what the figures ask for. Looked for among neighbours, and where a sum of two columns fails by what stands
//! in a third that is nothing wherever it holds.

use crate::columns::{promises, telling};
use crate::evidence::{ENOUGH, Outcome, tried};
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::sheet::Sheet;

/// Columns that stand side by side in one relation, its total among them.
const WIDTHS: [usize; 2] = [4, 5];
/// Rows that must close.
const LEAST: u32 = 3;

/// What neighbours come to with signs of either kind.
pub(crate) fn stepped(sheet: &Sheet<'_>, lanes: &[usize], rows: &[usize]) -> Vec<Relation> {
    let telling = telling(sheet, lanes, rows);
    let mut out = Vec::new();
    for width in WIDTHS {
        let cost = tried(lanes.len() << (width + 1));
        for window in lanes.windows(width) {
            for (total, others) in [(window[width - 1], &window[..width - 1]), (window[0], &window[1..])] {
                // All of one sign is a sum, and found as such.
                let ways = 1..(1u32 << others.len()) - 1;
                let signed = ways.map(|signs| -> Vec<Part> {
                    let sign = |ix: usize| if signs >> ix & 1 == 1 { -1 } else { 1 };
                    others.iter().enumerate().map(|(ix, lane)| (*lane, sign(ix))).collect()
                });
                for parts in signed.filter(|parts| promises(sheet, total, parts, &telling)) {
                    let tally = tally(sheet, Axis::Lanes, total, &parts, rows.iter().copied()).strictly();
                    let relation = Relation { total, parts, why: "figures", tally };
                    let own = bits(sheet, &relation, rows);
                    let enough = relation.tally.sums >= LEAST && own - cost >= ENOUGH;
                    if enough && relation.tally.outweighs(2) && !is_scale(sheet, window, rows) {
                        out.push(relation);
                    }
                }
            }
        }
    }
    out
}

/// Whether the figures of neighbouring columns go up in even steps in nearly every row: marks of a scale, any of which is so
/// much more than the one before it.
fn is_scale(sheet: &Sheet<'_>, window: &[usize], rows: &[usize]) -> bool {
    /// Steps of figures that have nothing to do with each other differ by more.
    const TIMES: i128 = 3;
    /// One row in so many may be otherwise.
    const ODD: usize = 8;
    let figures = |row: &usize| -> Vec<i128> {
        window.iter().map(|lane| Axis::Lanes.figure(sheet, *lane, *row)).collect()
    };
    let full: Vec<Vec<i128>> =
        rows.iter().map(figures).filter(|figures| figures.iter().all(|figure| *figure != 0)).collect();
    let even = |figures: &&Vec<i128>| {
        let steps = || figures.windows(2).map(|pair| pair[1] - pair[0]);
        let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
        let (small, large) = (least.abs().min(most.abs()), least.abs().max(most.abs()));
        least.signum() * most.signum() > 0 && large <= TIMES * small
    };
    let others = full.len() - full.iter().filter(even).count();
    !full.is_empty() && others * ODD <= full.len()
}

/// The bits of the rows that close to the last digit, as far as the figures differ: of a series that hardly moves each
/// figure is nearly what its neighbours make up.
fn bits(sheet: &Sheet<'_>, relation: &Relation, rows: &[usize]) -> i32 {
    let own = |row: &usize| -> i32 {
        let found = equation(sheet, Axis::Lanes, relation.total, &relation.parts, *row);
        let parts = || relation.parts.iter().map(|(lane, _)| Axis::Lanes.figure(sheet, *lane, *row).abs());
        let apart = parts().map(|part| (found.total.abs() - part).abs()).min().unwrap_or(0);
        let told = (apart / found.ulp.max(1)).checked_ilog2().map_or(0, |bits| bits as i32 + 1);
        match found.outcome() {
            Outcome::Exact if found.parts > 1 => told.min(found.gain()),
            Outcome::Near => -NEAR,
            Outcome::Exact | Outcome::Void | Outcome::Open => 0,
            Outcome::Off => found.gain(),
        }
    };
    rows.iter().map(own).sum()
}

/// Bits that a row takes away that closes but for rounding.
const NEAR: i32 = 4;

/// Sums that fail wherever one of their columns says something, in two rows at the least, and close there when that is taken
/// away: it is nothing in all others, which say nothing of its sign.
pub(crate) fn turned(sheet: &Sheet<'_>, rows: &[usize], found: &[Relation]) -> Vec<Relation> {
    /// One row alone may have lost its sign.
    const LEAST: usize = 2;
    let turn = |known: &Relation| -> Option<Relation> {
        let outcome =
            |parts: &[Part], row: usize| equation(sheet, Axis::Lanes, known.total, parts, row).outcome();
        let off: Vec<usize> =
            rows.iter().copied().filter(|row| outcome(&known.parts, *row) == Outcome::Off).collect();
        let says = |lane: usize, row: usize| Axis::Lanes.figure(sheet, lane, row) != 0;
        let alone = |(_, (lane, _)): &(usize, &Part)| {
            rows.iter().all(|row| off.binary_search(row).is_ok() == says(*lane, *row))
        };
        if off.len() < LEAST || !sheet.pays(rows.len() * known.parts.len()) {
            return None;
        }
        let (ix, _) = known.parts.iter().enumerate().find(alone)?;
        let mut parts = known.parts.clone();
        parts[ix].1 = -parts[ix].1;
        let tally = tally(sheet, Axis::Lanes, known.total, &parts, rows.iter().copied());
        let closes = off.iter().all(|row| outcome(&parts, *row) == Outcome::Exact);
        closes.then_some(Relation { total: known.total, parts, why: known.why, tally })
    };
    found.iter().filter(|known| known.tally.fails > 0 && known.parts.len() > 1).filter_map(turn).collect()
}

/// Relations that fail where another column says something, and by that: with it among their parts.
pub(crate) fn widened(
    sheet: &Sheet<'_>,
    lanes: &[usize],
    rows: &[usize],
    found: &[Relation],
) -> Vec<Relation> {
    let mut out = Vec::new();
    // What is named a total is the sum of its own parts.
    let named = |known: &Relation| {
        let lanes = known.parts.iter().map(|(lane, _)| *lane).chain([known.total]);
        lanes.into_iter().any(|lane| sheet.lanes[lane].hint.is_total())
    };
    let open = |known: &&Relation| known.tally.fails > 0 && known.tally.sums > 0 && !named(known);
    for known in found.iter().filter(open) {
        let off = |row: &usize| {
            let equation = equation(sheet, Axis::Lanes, known.total, &known.parts, *row);
            (equation.outcome() == Outcome::Off).then(|| (*row, equation.total - equation.sum))
        };
        let offs: Vec<(usize, i128)> = rows.iter().filter_map(off).collect();
        let own = |lane: &usize| *lane == known.total || known.parts.iter().any(|(part, _)| part == lane);
        for lane in lanes.iter().filter(|lane| !own(lane)) {
            if !sheet.pays(rows.len()) {
                return out;
            }
            let figure = |row: usize| Axis::Lanes.figure(sheet, *lane, row);
            let said = rows.iter().filter(|row| figure(**row) != 0).count();
            let closes = |sign: i128| {
                offs.iter().filter(|(row, off)| *off != 0 && figure(*row) * sign == *off).count()
            };
            let Some(sign) = [1, -1].into_iter().find(|sign| closes(i128::from(*sign)) > 0) else { continue };
            // It says something where the sum fails, and nowhere else.
            let inside = offs.iter().filter(|(row, _)| figure(*row) != 0).count();
            if said != inside || closes(i128::from(sign)) * 2 < offs.len() {
                continue;
            }
            let mut parts = known.parts.clone();
            parts.push((*lane, sign));
            parts.sort_unstable();
            // What is left stands last.
            let mut total = known.total;
            if let Some((last, -1)) = parts.last().copied().filter(|(last, _)| *last > total) {
                parts.pop();
                parts.push((total, -1));
                parts.sort_unstable();
                total = last;
            }
            let tally = tally(sheet, Axis::Lanes, total, &parts, rows.iter().copied()).strictly();
            if tally.bits > known.tally.bits && tally.outweighs(2) {
                out.push(Relation { total, parts, why: "figures", tally });
            }
        }
    }
    out
}
