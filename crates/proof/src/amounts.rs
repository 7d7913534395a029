//! Figures of a whole document in one measure, so that those of tables in different units can be held against each other.

use crate::sheet::Sheet;
use crate::words::squash;
use model::Decimal;
use model::repaired::Unit;
use std::collections::BTreeMap;

/// A figure in the smallest measure of the document: 10^-6 of the base unit (yuan, pound, piece).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// How many.
    pub(crate) value: i128,
    /// One unit in its last printed place.
    pub(crate) ulp: i128,
}

/// Decimals of the measure.
const DECIMALS: u32 = 6;
/// Larger ones are left alone: their sums could overflow.
const LARGEST: i128 = 1 << 100;

impl Amount {
    /// A printed figure that counts for `factor` each.
    pub(crate) fn of(value: Decimal, factor: Decimal) -> Option<Self> {
        let scaled = |value: Decimal| -> Option<i128> {
            let product = value.checked_mul(factor)?.normalize();
            let more = DECIMALS.checked_sub(product.scale())?;
            product.mantissa().checked_mul(10i128.pow(more)).filter(|scaled| scaled.abs() < LARGEST)
        };
        Some(Self { value: scaled(value)?, ulp: scaled(Decimal::new(1, value.scale()))?.max(1) })
    }

    /// How unlikely another figure of its size is the same: its bits in units of the last place, trailing zeros of a round
    /// figure left out.
    pub(crate) fn bits(&self) -> i32 {
        let mut units = (self.value / self.ulp).abs();
        while units != 0 && units % 10 == 0 {
            units /= 10;
        }
        units.checked_ilog2().map_or(0, |bits| bits as i32 + 1)
    }
}

/// An amount of the document's measure as a decimal of the base unit.
pub(crate) fn decimal(amount: i128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(amount, DECIMALS).ok().map(|value| value.normalize())
}

/// What the figures of each row count for: by a unit in the row's own cells ("ล้านบาท" in a column of units), else the
/// table's, else the one that its labels name in brackets, when they name one.
pub(crate) fn factors(sheet: &Sheet<'_>, units: &Units) -> Vec<Decimal> {
    let whole = match &sheet.table.unit {
        Some(unit) => unit.factor,
        None => in_labels(sheet, units),
    };
    let mut out = vec![whole; sheet.n_rows() as usize];
    for (cell, reading) in sheet.table.table.cells().iter().zip(&sheet.table.readings) {
        if reading.value.is_none() && !reading.header && cell.row() >= sheet.body().start {
            let text = cell.text();
            if text.len() <= LONGEST_UNIT
                && let Some(factor) = units.money.get(&squash(text))
            {
                out[cell.row() as usize] = *factor;
            }
        }
    }
    out
}

fn in_labels(sheet: &Sheet<'_>, units: &Units) -> Decimal {
    let mut named: Vec<Decimal> = Vec::new();
    for (cell, reading) in sheet.table.table.cells().iter().zip(&sheet.table.readings) {
        if reading.value.is_none()
            && let Some(factor) = in_brackets(cell.text(), units)
            && !named.contains(&factor)
        {
            named.push(factor);
        }
    }
    match named.as_slice() {
        [only] => *only,
        _ => Decimal::ONE,
    }
}

/// The factor of the unit of money that stands in brackets at the end of a label.
fn in_brackets(label: &str, units: &Units) -> Option<Decimal> {
    let inner = label.trim_end().strip_suffix([')', '）'])?;
    let from = inner.rfind(['(', '（'])?;
    let inner = squash(inner[from..].trim_start_matches(['(', '（']));
    units.money.get(inner.trim_start_matches("单位：").trim_start_matches("单位:")).copied()
}

/// Longer texts are no units, in bytes.
const LONGEST_UNIT: usize = 48;

/// The units that a document may name, and what those of money count for.
#[derive(Clone, Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    /// The factors of units of money by their squashed text; of several, the first.
    money: BTreeMap<String, Decimal>,
}

impl From<Vec<Unit>> for Units {
    fn from(all: Vec<Unit>) -> Self {
        let money = all.iter().rev().filter(|unit| unit.currency.is_some());
        let money = money.map(|unit| (squash(&unit.text), unit.factor)).collect();
        Self { all, money }
    }
}

impl Units {
    /// The units, in their order.
    pub(crate) fn all(&self) -> &[Unit] {
        &self.all
    }
}
