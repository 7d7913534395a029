//! A table whose points may part thousands, and may stand before decimals: 1.620 beside 805.
//!
//! Where every figure with a point has three digits behind it, and no whole one has more than three, nothing in the table
//! itself says which. Its sums do: read in thousands all of them close, and read as decimals they do not. All figures are
//! read in one way, for a table is written in one.

use super::make::figure;
use model::repaired::{CellKind, Reading};
use model::table::{Edit, Evidence, Op, Why};
use model::{Decimal, RepairedTable};

/// The table with all of its points read as parting thousands; `None` where some figure rules that out, or nothing asks for it.
pub(crate) fn in_thousands(table: &RepairedTable) -> Option<RepairedTable> {
    /// One alone is mended by itself.
    const LEAST: usize = 2;
    let figures = || {
        let cells = table.table.cells().iter().zip(&table.readings).enumerate();
        cells.filter(|(_, (_, reading))| reading.kind == CellKind::Number && !reading.header)
    };
    let mut pointed = Vec::new();
    let mut short = false;
    for (ix, (cell, reading)) in figures() {
        let text = cell.text().trim();
        let Some(value) = reading.value.filter(|_| reading.doubt.is_none()) else { continue };
        if value.scale() > 0 {
            pointed.push((ix, grouped(text, value)?));
        } else if text.contains(['.', ',', '\'', '’']) || !is_short(text) {
            return None;
        } else {
            short |= !value.is_zero();
        }
    }
    if pointed.len() < LEAST || !short {
        return None;
    }
    let mut out = table.clone();
    for (ix, value) in pointed {
        let cell = &out.table.cells()[ix];
        let (id, text) = (cell.id(), cell.text().replace('.', ""));
        let evidence = Evidence::new("arithmetic").with("slip", THOUSANDS).with("value", value.to_string());
        out.table.apply(Op::SetText { cell: id, text }, Why::new("read-by-sums", evidence)).ok()?;
        let reading: Reading = std::mem::take(&mut out.readings[ix]);
        out.readings[ix] = figure(value, reading);
    }
    Some(out)
}

/// Whether a sum had the point of one figure read as parting thousands.
pub(crate) fn asks_for_thousands(table: &RepairedTable) -> bool {
    let point = |edit: &Edit| edit.before.iter().any(|placed| is_grouped(placed.text.trim()));
    table.table.log().iter().any(|edit| has_slip(edit, "separator") && point(edit))
}

/// Whether all points of a table are read as parting thousands.
pub(crate) fn is_in_thousands(table: &RepairedTable) -> bool {
    table.table.log().iter().any(|edit| has_slip(edit, THOUSANDS))
}

fn has_slip(edit: &Edit, name: &str) -> bool {
    let slip = |(detail, slip): &(&str, String)| *detail == "slip" && slip == name;
    edit.why.rule == "read-by-sums" && edit.why.evidence.details.iter().any(slip)
}

/// What a point was taken for that parts thousands.
const THOUSANDS: &str = "thousands";

/// What a figure is in thousands.
fn grouped(text: &str, value: Decimal) -> Option<Decimal> {
    (is_grouped(text) && value.scale() == 3).then(|| Decimal::from_i128_with_scale(value.mantissa(), 0))
}

/// Whether the point of a figure may part thousands: "1.620", and not "0.512" or "1.62".
fn is_grouped(text: &str) -> bool {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    let Some((whole, rest)) = digits.split_once('.') else { return false };
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&whole.len()) && rest.len() == 3 && plain(whole) && plain(rest);
    fits && !whole.starts_with('0')
}

/// Whether a whole figure has three digits at the most, or is a year.
fn is_short(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= 3
        || digits == 4 && text.trim_start_matches(|c: char| !c.is_ascii_digit()).starts_with(['1', '2'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_in_thousands_where_three_digits_stand_behind_a_point() {
        let check = |text: &str, value: &str, expected: Option<&str>| {
            let value: Decimal = value.parse().unwrap();
            assert_eq!(grouped(text, value).map(|value| value.to_string()).as_deref(), expected, "{text}");
        };
        check("1.620", "1.620", Some("1620"));
        check("(12.045)", "-12.045", Some("-12045"));
        check("0.512", "0.512", None);
        check("1.62", "1.62", None);
        check("1234.567", "1234.567", None);
    }
}
