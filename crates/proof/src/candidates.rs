//! Rows that were left out, as other tables have them.
//!
//! A total that its rows do not make up lacks the same amounts as one row has in another table: that row is told with the
//! check, for a person to look at. Nothing is put in: the table does not hold it.

use crate::amounts::Amount;
use crate::evidence::ENOUGH;
use crate::sheet::{Lane, Sheet, Slot};
use model::Decimal;
use model::checked::{CheckKind, Direction, Status, TableProof, Term};
use std::collections::BTreeMap;

/// A row of a table.
type Row = (usize, u32);

/// Says with each check that lacks a row which row of another table has what it lacks.
pub(crate) fn tell(sheets: &[Sheet<'_>], proofs: &mut [TableProof], factors: &[Vec<Decimal>]) {
    // What totals lack: the table, the row and what is lacking in its columns, in the document's measure.
    let mut lacking: BTreeMap<Row, Vec<Amount>> = BTreeMap::new();
    for (ix, proof) in proofs.iter().enumerate() {
        for check in proof.checks.iter().filter(|check| check.status == Status::Open) {
            let lacks = check.evidence.details.iter().find(|(name, _)| *name == "lacks");
            let lacks = lacks.and_then(|(_, amount)| amount.parse::<Decimal>().ok());
            let (Some(lacks), [Term::Cell { row, .. }]) = (lacks, check.left.as_slice()) else { continue };
            if check.direction != Direction::Column || check.kind != CheckKind::Sum {
                continue;
            }
            lacking.entry((ix, *row)).or_default().extend(Amount::of(lacks, factors[ix][*row as usize]));
        }
    }
    if lacking.is_empty() {
        return;
    }
    let mut rows: BTreeMap<i128, Vec<Row>> = BTreeMap::new();
    let wanted: std::collections::BTreeSet<i128> =
        lacking.values().flatten().map(|amount| amount.value).collect();
    for (ix, sheet) in sheets.iter().enumerate() {
        for (row, amount) in amounts(sheet, &factors[ix]).filter(|(_, amount)| wanted.contains(&amount.value))
        {
            rows.entry(amount.value).or_default().push((ix, row));
        }
    }
    for ((ix, total), lacks) in lacking {
        let bits: i32 = lacks.iter().map(Amount::bits).sum();
        let all = |place: &&Row| {
            place.0 != ix
                && lacks.iter().all(|amount| rows.get(&amount.value).is_some_and(|with| with.contains(place)))
        };
        let first = lacks.first().and_then(|amount| rows.get(&amount.value)).into_iter().flatten().find(all);
        let Some((other, row)) = first.filter(|_| bits >= ENOUGH) else { continue };
        let panel = sheets[*other].panels.first();
        let label = panel.map(|panel| sheets[*other].label(*row, panel)).unwrap_or_default();
        let told = format!("t{}, row {row}: {label}", other + 1);
        for check in &mut proofs[ix].checks {
            let own = matches!(check.left.as_slice(), [Term::Cell { row, .. }] if *row == total);
            if own && check.status == Status::Open && check.direction == Direction::Column {
                check.evidence.details.push(("candidate", told.clone()));
            }
        }
    }
}

/// The figures of a table in the document's measure, by rows.
fn amounts<'s>(sheet: &'s Sheet<'_>, factors: &'s [Decimal]) -> impl Iterator<Item = (u32, Amount)> + 's {
    let cell = |row: u32, col: u32| match sheet.slot(row, col) {
        Slot::Value(_) => Amount::of(sheet.reading(row, col).value?, factors[row as usize]),
        _ => None,
    };
    sheet.body().flat_map(move |row| {
        let cols = sheet.lanes.iter().map(Lane::col);
        cols.filter_map(move |col| Some((row, cell(row, col)?)))
    })
}
