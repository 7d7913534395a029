//! Means: a row that is named one of those above it, a column of those beside it.
//!
//! A name proposes them and nothing else: that a figure lies between others is no evidence. So many times the mean is the sum
//! of as many figures, as far as its last place allows. One that is off where others hold is told as open; where it is off by
//! no more than the last places of the figures themselves, nothing is said. A mean that holds proves none of its figures: one
//! of them may be off by as much as the rounding of the mean hides.

use crate::emit::{check, found_by};
use crate::evidence::{ENOUGH, Equation, Outcome};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::Words;
use model::Decimal;
use model::checked::{Check, CheckKind, Direction, Status, Term};
use std::collections::BTreeSet;

/// What a relation is called whose left side is so many times the mean.
pub(crate) const MEAN: &str = "mean";

/// Bits that the name brings.
const NAMED: i32 = 6;
/// Figures are apart by so many units of their mean's last place, for it to say something.
const APART: i128 = 8;
/// Means that hold, for one that is told as open …
const TAUGHT: usize = 2;
/// … and how many times as many as fail.
const ODDS: usize = 2;
/// More figures are no mean in a table, but of a list.
const MOST: usize = 256;
/// Rows named means that are held against all rows above them, at the most.
const WHOLES: usize = 4;

type Place = (u32, usize);

/// The means of a panel's rows and columns; `tied` are lanes in sums of columns.
pub(crate) fn means(sheet: &Sheet<'_>, panel: &Panel, tied: &BTreeSet<usize>, words: &Words) -> Vec<Check> {
    let says = |row: u32| panel.lanes.clone().any(|lane| value(sheet, (row, lane)).is_some());
    let rows: Vec<u32> = sheet.body().filter(|row| says(*row)).collect();
    let plain = |lane: &usize| sheet.lanes[*lane].cols.len() == 1;
    let lanes: Vec<usize> = panel.lanes.clone().filter(plain).collect();
    let is_mean: Vec<bool> = rows.iter().map(|row| words.is_mean(&sheet.label(*row, panel))).collect();
    // Of all rows above that are no totals and no means, or of those since the last of these.
    let ends = |at: usize| panel.hints[rows[at] as usize].is_total() || is_mean[at];
    let mut out = Vec::new();
    let means = (0..rows.len()).filter(|at| is_mean[*at]);
    for (nth, at) in means.enumerate() {
        let since = (0..at).rev().take(MOST).take_while(|row| !ends(*row)).last().unwrap_or(at);
        let all = if nth < WHOLES { at.saturating_sub(MOST) } else { since };
        let tries = [since..at, all..at].map(|range| -> Vec<(Place, Vec<Place>)> {
            let parts: Vec<u32> = range.filter(|at| !ends(*at)).map(|at| rows[at]).collect();
            let of = |lane: usize| parts.iter().map(|row| (*row, lane)).collect();
            lanes.iter().map(|lane| ((rows[at], *lane), of(*lane))).collect()
        });
        out.extend(
            tries.iter().find_map(|places| told(sheet, places, Direction::Column)).into_iter().flatten(),
        );
    }
    let named = |lane: &usize| sheet.lanes[*lane].heads.iter().any(|head| words.is_mean(head));
    for mean in lanes.iter().filter(|lane| named(lane)) {
        let others: Vec<usize> =
            lanes.iter().copied().filter(|lane| !named(lane) && !sheet.lanes[*lane].not_added).collect();
        let free: Vec<usize> = others.iter().copied().filter(|lane| !tied.contains(lane)).collect();
        let tries = [free, others].map(|lanes| -> Vec<(Place, Vec<Place>)> {
            let parts = |row: u32| lanes.iter().map(|lane| (row, *lane)).collect();
            rows.iter().map(|row| ((*row, *mean), parts(*row))).collect()
        });
        out.extend(tries.iter().find_map(|places| told(sheet, places, Direction::Row)).into_iter().flatten());
    }
    out
}

fn value(sheet: &Sheet<'_>, (row, lane): Place) -> Option<i128> {
    match sheet.at(row, lane) {
        Slot::Value(value) => Some(value),
        _ => None,
    }
}

/// The checks of some means, when what holds among them is no chance.
fn told(sheet: &Sheet<'_>, means: &[(Place, Vec<Place>)], direction: Direction) -> Option<Vec<Check>> {
    let mut list: Vec<(Place, Vec<Place>, Equation)> = Vec::new();
    let (mut bits, mut holds, mut fails) = (0, 0, 0);
    for (mean, parts) in means {
        let parts: Vec<Place> = parts.iter().copied().filter(|part| value(sheet, *part).is_some()).collect();
        let Some(own) = value(sheet, *mean).filter(|_| (2..=MOST).contains(&parts.len())) else { continue };
        if !sheet.pays(parts.len()) {
            return None;
        }
        let ulp = |(row, lane): Place| sheet.ulp(row, sheet.lanes[lane].col());
        let count = parts.len() as i128;
        let Some(total) = own.checked_mul(count) else { continue };
        let halves = count * ulp(*mean);
        let play = parts.iter().map(|part| ulp(*part)).sum::<i128>();
        let found = Equation {
            total,
            sum: parts.iter().filter_map(|part| value(sheet, *part)).sum(),
            parts: parts.len() as u32,
            tolerance: halves / 2,
            ulp: ulp(*mean),
            ..Equation::default()
        };
        match found.outcome() {
            Outcome::Exact | Outcome::Near => {
                holds += 1;
                // Of figures that are hardly apart any is the mean.
                let figures = || parts.iter().filter_map(|part| value(sheet, *part));
                let apart = figures().max().zip(figures().min()).map_or(0, |(most, least)| most - least);
                let measure = if apart >= APART * ulp(*mean) { own.abs() } else { apart };
                bits += (measure / ulp(*mean)).checked_ilog2().map_or(0, |bits| bits as i32);
            }
            Outcome::Off if 2 * (found.total - found.sum).abs() <= halves + play => continue,
            Outcome::Off => fails += 1,
            Outcome::Void | Outcome::Open => continue,
        }
        list.push((*mean, parts, found));
    }
    if holds == 0 || bits + NAMED < ENOUGH || fails > holds {
        return None;
    }
    let open = holds >= TAUGHT && holds >= ODDS * fails;
    let cell = |(row, lane): Place, weight: i128| Term::Cell {
        table: sheet.ix,
        row,
        col: sheet.lanes[lane].col(),
        weight: Decimal::from_i128_with_scale(weight, 0),
    };
    let check = |(mean, parts, found): (Place, Vec<Place>, Equation)| {
        let status = match found.outcome() {
            Outcome::Exact => Status::Holds,
            Outcome::Near => Status::Rounding,
            _ if open => Status::Open,
            _ => return None,
        };
        let sides =
            [vec![cell(mean, parts.len() as i128)], parts.iter().map(|part| cell(*part, 1)).collect()];
        let evidence = found_by(MEAN, holds, fails);
        Some(check(sheet, sides, &found, (CheckKind::Sum, status, direction), evidence))
    };
    Some(list.into_iter().filter_map(check).collect())
}
