//! One finding in words: the cells by name, the equation with its numbers, both sides, and what is implied.

use super::{Entry, heading};
use crate::shape::table_id;
use crate::sheets::{column_path, row_path};
use model::checked::{Check, CheckKind, CheckSource, Checked, Status, Term, Verdict};
use model::{Cell, Decimal, SourceKind, script};
use std::fmt::Write as _;

/// Terms of one equation that are told; the JSON has them all.
const MOST_TERMS: usize = 40;
/// A longer label is cut: it stands on the page.
const LONGEST_NAME: usize = 60;

/// A check with its equation.
pub(super) fn check_entry(check: &Check, checked: &Checked) -> Entry {
    let mut tables: Vec<u32> = Vec::new();
    for term in check.left.iter().chain(&check.right) {
        if let Term::Cell { table, .. } = term
            && !tables.contains(table)
        {
            tables.push(*table);
        }
    }
    let places: Vec<String> = tables.iter().map(|table| table_name(checked, *table as usize)).collect();
    let title =
        format!("Check {}: {} {}: {}", check.id.0, kind(check.kind), status(check.status), places.join("; "));
    let mut facts = vec![("equation", equation(check, checked))];
    if let (Some(left), Some(right), Some(off)) = (check.left_value, check.right_value, check.difference) {
        facts.push(("left side", grouped(left)));
        facts.push(("right side", grouped(right)));
        let within = if check.tolerance.is_zero() {
            "the print allows none".to_owned()
        } else {
            format!("the print allows {}", grouped(check.tolerance))
        };
        facts.push(("difference", format!("{} ({within})", grouped(off))));
    }
    let told = |name: &str| check.evidence.details.iter().find(|(known, _)| *known == name);
    if let (Status::Open, Some((_, off))) = (check.status, told("lacks")) {
        let off = off.parse().map_or_else(|_| off.clone(), |off: Decimal| grouped(off.normalize()));
        facts.push(("lacks", format!("{off} beside its parts: a row may be missing")));
    } else if let (Status::Open, Some(_)) = (check.status, told("part")) {
        facts.push(("lacks", "the figure of a blank cell".to_owned()));
    }
    if told("row").is_some() {
        facts
            .push(("left out", "a row of what each column lacks adds up across as the others do".to_owned()));
    }
    if let Some((_, row)) = told("candidate") {
        facts.push(("may be", format!("the row of {row}")));
    }
    for (name, terms) in [("left", &check.left), ("right", &check.right)] {
        for term in terms.iter().take(MOST_TERMS) {
            facts.push((name, term_line(term, checked)));
        }
        if terms.len() > MOST_TERMS {
            facts.push((name, format!("… and {} more", terms.len() - MOST_TERMS)));
        }
    }
    for term in check.left.iter().chain(&check.right) {
        facts.extend(implied(term, checked).map(|said| ("implied", said)));
    }
    facts.push(("source", source(check)));
    Entry { title, facts }
}

/// A cell whose reading or arithmetic leaves two ways.
pub(super) fn doubt_entry(checked: &Checked, table: usize, at: usize) -> Entry {
    let from = &checked.repaired.tables[table];
    let (cell, reading) = (&from.table.cells()[at], &from.readings[at]);
    let proof = &checked.tables[table].cells[at];
    let mut facts = vec![("printed", printed(cell))];
    facts.extend(reading.doubt.iter().map(|why| ("reading", why.clone())));
    let candidates = if reading.candidates.is_empty() { &proof.candidates } else { &reading.candidates };
    if !candidates.is_empty() {
        let values: Vec<String> = candidates.iter().map(|value| grouped(*value)).collect();
        facts.push(("may be", values.join(", ")));
    }
    facts.extend(proof.implied.map(|value| ("implied", format!("the sums ask for {}", grouped(value)))));
    if !proof.checks.is_empty() {
        let ids: Vec<String> = proof.checks.iter().map(|id| id.0.to_string()).collect();
        facts.push(("checks", ids.join(", ")));
    }
    let title = format!("In doubt: {} in {}", cell_name(checked, table, cell), table_name(checked, table));
    Entry { title, facts }
}

const fn kind(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Sum => "a sum",
        CheckKind::Difference => "a difference",
        CheckKind::Equal => "an equality",
        CheckKind::Ratio => "a ratio",
        CheckKind::Text => "an amount in the text",
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Holds => "that holds",
        Status::Rounding => "that holds within rounding",
        Status::Fails => "that fails",
        Status::Open => "that could not be made",
    }
}

/// `t3 (表 5 title), page 7`.
fn table_name(checked: &Checked, table: usize) -> String {
    let from = &checked.repaired.tables[table];
    let mut out = table_id(table);
    let title = heading(from);
    if !title.is_empty() {
        let _ = write!(out, " ({})", short(&title));
    }
    let pages = super::pages_line(from, checked);
    if !pages.is_empty() {
        let _ = write!(out, ", page {pages}");
    }
    out
}

/// `总计 / 预算数 (row 6, column 1, page 9)`: the row's label, the column's head, and where it stands.
fn cell_name(checked: &Checked, table: usize, cell: &Cell) -> String {
    let from = &checked.repaired.tables[table];
    let names = [row_path(from, cell), column_path(from, cell)];
    let names: Vec<String> = names.iter().filter(|name| !name.is_empty()).map(|name| short(name)).collect();
    let mut place = format!("row {}, column {}", cell.row(), cell.col());
    let page = cell.ink().first().map(|line| line.page).or(cell.areas().first().map(|(page, _)| *page));
    if let Some(page) = page.filter(|_| checked.repaired.source.kind != SourceKind::Text) {
        let _ = write!(place, ", page {page}");
    }
    if names.is_empty() { place } else { format!("{} ({place})", names.join(" | ")) }
}

fn short(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= LONGEST_NAME {
        return flat;
    }
    flat.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}

fn printed(cell: &Cell) -> String {
    let text = short(cell.text());
    if text.is_empty() { "(blank)".to_owned() } else { text }
}

/// What a figure counts for, where a person corrected it, and what is printed.
fn read(cell: &Cell, value: Option<Decimal>) -> String {
    match value.filter(|value| is_corrected(cell.text(), *value)) {
        Some(value) => format!("{}, where {} is printed", grouped(value), printed(cell)),
        None => printed(cell),
    }
}

/// Whether a value has other digits than the text it stands beside; one without digits says nothing.
fn is_corrected(text: &str, value: Decimal) -> bool {
    let digits =
        |text: &str| -> String { text.chars().map(script::plain).filter(char::is_ascii_digit).collect() };
    let (own, printed) = (digits(&value.normalize().to_string()), digits(text));
    !printed.is_empty() && !printed.contains(own.trim_start_matches('0'))
}

/// The equation in numbers: `2,946.26 = 2,940.05 + 6.20`.
fn equation(check: &Check, checked: &Checked) -> String {
    let side = |terms: &[Term]| {
        let mut out = String::new();
        for (ix, term) in terms.iter().take(MOST_TERMS).enumerate() {
            let (minus, number) = amount(term, checked);
            out.push_str(match (ix, minus) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            out.push_str(&number);
        }
        if terms.len() > MOST_TERMS {
            out.push_str(" + …");
        }
        if out.is_empty() { "0".to_owned() } else { out }
    };
    match (check.kind, check.right.as_slice()) {
        (CheckKind::Ratio, [dividend, divisor]) => {
            let part = |term: &Term| amount(term, checked).1;
            format!("{} = {} / {}", side(&check.left), part(dividend), part(divisor))
        }
        _ => format!("{} = {}", side(&check.left), side(&check.right)),
    }
}

/// Whether a term is taken away, and its number with what one of it counts for.
fn amount(term: &Term, checked: &Checked) -> (bool, String) {
    match term {
        Term::Cell { table, row, col, weight } => {
            let cell = cell_at(checked, *table, *row, *col);
            let weight_of = weight.abs();
            let number = match cell.1 {
                // As the print has it, whose sign is no sign of the equation's.
                Some(value) if value.is_sign_negative() => format!("({})", grouped(value)),
                Some(value) => grouped(value),
                None => printed(cell.0),
            };
            let number = if weight_of == Decimal::ONE {
                number
            } else {
                format!("{} × {number}", grouped(weight_of))
            };
            (weight.is_sign_negative(), number)
        }
        Term::Constant(value) => (value.is_sign_negative(), grouped(value.abs())),
        Term::Prose { value, .. } => (false, grouped(*value)),
    }
}

fn cell_at(checked: &Checked, table: u32, row: u32, col: u32) -> (&Cell, Option<Decimal>) {
    let from = &checked.repaired.tables[table as usize];
    let ix = from.table.index_at(row, col);
    (&from.table.cells()[ix], from.readings[ix].value)
}

fn term_line(term: &Term, checked: &Checked) -> String {
    match term {
        Term::Cell { table, row, col, .. } => {
            let (cell, value) = cell_at(checked, *table, *row, *col);
            format!(
                "{}: {}, {}",
                read(cell, value),
                table_id(*table as usize),
                cell_name(checked, *table as usize, cell)
            )
        }
        Term::Constant(value) => format!("{value}: a constant"),
        Term::Prose { line, text, .. } => {
            let ink = &checked.repaired.outside[*line as usize].ink;
            let page = if checked.repaired.source.kind == SourceKind::Text {
                String::new()
            } else {
                format!(" on page {}", ink.page)
            };
            format!("{text}: in the text{page}: {}", short(&ink.text))
        }
    }
}

fn implied(term: &Term, checked: &Checked) -> Option<String> {
    let Term::Cell { table, row, col, .. } = term else { return None };
    let from = &checked.repaired.tables[*table as usize];
    let ix = from.table.index_at(*row, *col);
    let proof = &checked.tables[*table as usize].cells[ix];
    let verdict = proof.verdict.filter(|verdict| *verdict == Verdict::Contradicted);
    if verdict.is_none() && proof.implied.is_none() {
        return None;
    }
    let cell = &from.table.cells()[ix];
    let mut out = cell_name(checked, *table as usize, cell);
    out.push_str(if verdict.is_some() { " is contradicted" } else { " is in doubt" });
    if let Some(value) = proof.implied {
        let own = from.readings[ix].value.filter(|own| is_corrected(cell.text(), *own));
        let instead = own.map_or(String::new(), |own| format!(", {} stands for it", grouped(own)));
        let _ = write!(out, ": {} is printed{instead}, the sums ask for {}", printed(cell), grouped(value));
    }
    Some(out)
}

/// A number with its thousands parted.
fn grouped(value: Decimal) -> String {
    let text = value.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = sign.to_owned();
    for (ix, digit) in whole.chars().enumerate() {
        if ix > 0 && (whole.len() - ix) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

fn source(check: &Check) -> String {
    let detail = |name: &str| {
        check.evidence.details.iter().find(|(known, _)| *known == name).map(|(_, what)| what.as_str())
    };
    let by = detail("by").unwrap_or("figures");
    match &check.source {
        CheckSource::Found => {
            let counts = detail("hold").map_or(String::new(), |hold| {
                format!("; of its kind {hold} hold, {} fail", detail("fail").unwrap_or("0"))
            });
            format!("found by {by}{counts}")
        }
        CheckSource::Pack { pack, rule } => {
            let about = detail("about").map_or(String::new(), |about| format!(" ({about})"));
            format!("pack {pack}, rule {rule}{about}: {by}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_other_digits_than_its_text_was_corrected() {
        for (text, value, corrected) in [
            ("29,435,566", "29435666", true),
            ("29,435,566", "29435566", false),
            ("(1,234.50)", "-1234.5", false),
            ("1,234 2)", "1234", false),
            ("٨٬٨٨٨", "8888", false),
            ("", "12", false),
            ("0.00", "0", false),
        ] {
            assert_eq!(is_corrected(text, value.parse().expect("a decimal")), corrected, "{text}");
        }
    }

    #[test]
    fn thousands_are_parted_before_the_point_alone() {
        let check = |value: &str, expected: &str| {
            assert_eq!(grouped(value.parse().expect("a decimal")), expected);
        };
        check("1234567.12345", "1,234,567.12345");
        check("-123", "-123");
        check("-1234", "-1,234");
        check("0.5", "0.5");
    }
}
