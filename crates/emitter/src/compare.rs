//! An output against a golden file: every field the golden file mentions, each difference on its own line.

use model::Decimal;
use serde_json::Value;
use std::fmt;

/// How texts are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareConfig {
    /// Texts that differ in white space alone are equal.
    pub ignore_white_space: bool,
}

/// One field that is not as the golden file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table: its place in the golden file from 1, or in the output if the golden file does not have it; with
    /// its title.
    pub table: Option<String>,
    /// The cell's row.
    pub row: Option<u64>,
    /// The cell's column.
    pub col: Option<u64>,
    /// The field: its path from the table, cell or document.
    pub field: String,
    /// What the golden file has, as JSON.
    pub wanted: String,
    /// What the output has, as JSON.
    pub got: String,
}

/// One line: `table 2 "支出" row 3 col 4 value: wanted "1.20", got "1.30"`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(table) = &self.table {
            write!(f, "{table} ")?;
        }
        if let (Some(row), Some(col)) = (self.row, self.col) {
            write!(f, "row {row} col {col} ")?;
        }
        write!(f, "{}: wanted {}, got {}", self.field, self.wanted, self.got)
    }
}

/// Every field of the golden file that the output has otherwise; tables and cells that only one of them has. Texts
/// are compared exactly.
pub fn compare(golden: &Value, output: &Value) -> Vec<Difference> {
    compare_with(golden, output, CompareConfig::default())
}

/// [`compare`], by a configuration.
pub fn compare_with(golden: &Value, output: &Value, config: CompareConfig) -> Vec<Difference> {
    compared(golden, output, config).found
}

/// Why a comparison says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// The golden file is no JSON object.
    #[error("the golden file is not an object")]
    Golden,
    /// The output is no JSON object.
    #[error("the output is not an object")]
    Output,
    /// The golden file mentions nothing that could differ: it would equal every output.
    #[error("the golden file mentions nothing to compare")]
    Nothing,
}

/// [`compare`], for files of any origin: no difference means that something was compared.
pub fn try_compare(golden: &Value, output: &Value) -> Result<Vec<Difference>, Incomparable> {
    if !golden.is_object() {
        return Err(Incomparable::Golden);
    }
    if !output.is_object() {
        return Err(Incomparable::Output);
    }
    let comparison = compared(golden, output, CompareConfig::default());
    if comparison.looked_at == 0 && comparison.found.is_empty() {
        return Err(Incomparable::Nothing);
    }
    Ok(comparison.found)
}

fn compared(golden: &Value, output: &Value, config: CompareConfig) -> Comparison {
    let mut comparison = Comparison { config, table: None, cell: None, looked_at: 0, found: Vec::new() };
    if golden.get("tables").is_none() && golden.get("cells").is_some() {
        // A table by itself: against a table, or a document's only one.
        let only = output.get("tables").and_then(Value::as_array).filter(|tables| tables.len() == 1);
        comparison.table(0, golden, only.map_or(output, |tables| &tables[0]));
    } else {
        comparison.document(golden, output);
    }
    comparison
}

struct Comparison {
    config: CompareConfig,
    table: Option<String>,
    cell: Option<(u64, u64)>,
    /// Fields that both sides have, and lists of tables or cells that the golden file has.
    looked_at: usize,
    found: Vec<Difference>,
}

/// Fields that hold decimals: equal as numbers, however many decimals are written.
const DECIMALS: [&str; 7] =
    ["value", "factor", "implied", "left_value", "right_value", "difference", "tolerance"];

impl Comparison {
    fn document(&mut self, golden: &Value, output: &Value) {
        for (field, wanted) in golden.as_object().into_iter().flatten() {
            // Truth files name their document `doc`.
            let named = (field == "doc").then(|| &output["document"]["file"]);
            let got = named.or_else(|| output.get(field)).unwrap_or(&Value::Null);
            if field == "tables" && is_list(wanted) && (is_list(got) || got.is_null()) {
                self.looked_at += 1;
                self.tables(list(wanted), list(got));
            } else {
                self.value(field, wanted, got);
            }
        }
    }

    fn tables(&mut self, golden: &[Value], output: &[Value]) {
        let partners = partners(golden, output);
        for (ix, (wanted, partner)) in golden.iter().zip(&partners).enumerate() {
            if let Some(partner) = partner {
                self.table(ix, wanted, &output[*partner]);
            } else {
                self.table = Some(name(ix, wanted));
                self.note("table", "a table".into(), "nothing".into());
            }
        }
        for (ix, extra) in output.iter().enumerate().filter(|(ix, _)| !partners.contains(&Some(*ix))) {
            self.table = Some(format!("output {}", name(ix, extra)));
            self.note("table", "nothing".into(), "a table".into());
        }
        self.table = None;
    }

    fn table(&mut self, ix: usize, golden: &Value, output: &Value) {
        self.table = Some(name(ix, golden));
        for (field, wanted) in golden.as_object().into_iter().flatten() {
            let got = output.get(field).unwrap_or(&Value::Null);
            if field == "cells" && is_list(wanted) && (is_list(got) || got.is_null()) {
                self.looked_at += 1;
                self.cells(list(wanted), list(got));
            } else {
                self.value(field, wanted, got);
            }
        }
    }

    fn cells(&mut self, golden: &[Value], output: &[Value]) {
        let mut left: Vec<((u64, u64), &Value)> = output.iter().map(|cell| (place(cell), cell)).collect();
        left.sort_by_key(|(place, _)| *place);
        let mut used = vec![false; left.len()];
        for wanted in golden {
            let at = place(wanted);
            self.cell = Some(at);
            match left.binary_search_by_key(&at, |(place, _)| *place) {
                Ok(ix) => {
                    used[ix] = true;
                    for (field, wanted) in wanted.as_object().into_iter().flatten() {
                        self.value(field, wanted, left[ix].1.get(field).unwrap_or(&Value::Null));
                    }
                }
                Err(_) => self.note("cell", wanted["text"].to_string(), "nothing".into()),
            }
        }
        for ((at, extra), _) in left.iter().zip(&used).filter(|(_, used)| !**used) {
            self.cell = Some(*at);
            self.note("cell", "nothing".into(), extra["text"].to_string());
        }
        self.cell = None;
    }

    /// Objects by the fields that are wanted, lists element by element, all else as a whole.
    fn value(&mut self, field: &str, wanted: &Value, got: &Value) {
        match (wanted, got) {
            (Value::Object(fields), Value::Object(_)) => {
                for (name, wanted) in fields {
                    self.value(&format!("{field}.{name}"), wanted, got.get(name).unwrap_or(&Value::Null));
                }
            }
            (Value::Array(wanted), Value::Array(got)) if wanted.len() == got.len() => {
                self.looked_at += 1;
                for (ix, (wanted, got)) in wanted.iter().zip(got).enumerate() {
                    self.value(&format!("{field}[{ix}]"), wanted, got);
                }
            }
            (Value::Null, Value::Null) => {}
            _ if !self.equal(field, wanted, got) => self.note(field, wanted.to_string(), got.to_string()),
            _ => self.looked_at += 1,
        }
    }

    fn equal(&self, field: &str, wanted: &Value, got: &Value) -> bool {
        if wanted == got {
            return true;
        }
        let last = field.rsplit('.').next().unwrap_or(field);
        if DECIMALS.contains(&last) {
            return decimal(wanted).is_some_and(|wanted| decimal(got) == Some(wanted));
        }
        match (wanted, got) {
            (Value::String(wanted), Value::String(got)) if self.config.ignore_white_space => {
                let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                ink(wanted) == ink(got)
            }
            (Value::Number(wanted), Value::Number(got)) => wanted.as_f64() == got.as_f64(),
            _ => false,
        }
    }

    fn note(&mut self, field: &str, wanted: String, got: String) {
        let (row, col) = (self.cell.map(|cell| cell.0), self.cell.map(|cell| cell.1));
        self.found.push(Difference {
            table: self.table.clone(),
            row,
            col,
            field: field.to_owned(),
            wanted,
            got,
        });
    }
}

/// For each golden table the output table it means: the same number or title or first page, best match first; what
/// is left on both sides is paired in order.
fn partners(golden: &[Value], output: &[Value]) -> Vec<Option<usize>> {
    let mut taken = vec![false; output.len()];
    let mut partners = vec![None; golden.len()];
    // Points of `likeness`: 4 number, 2 title, 1 first page. Number and title together first, page alone last.
    for points in (1..=7).rev() {
        for (wanted, partner) in golden.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let fits = |(ix, got): &(usize, &Value)| !taken[*ix] && likeness(wanted, got) == points;
            if let Some((ix, _)) = output.iter().enumerate().find(fits) {
                taken[ix] = true;
                *partner = Some(ix);
            }
        }
    }
    for partner in partners.iter_mut().filter(|partner| partner.is_none()) {
        *partner = taken.iter().position(|taken| !taken);
        if let Some(ix) = *partner {
            taken[ix] = true;
        }
    }
    partners
}

fn likeness(golden: &Value, output: &Value) -> u32 {
    let same = |wanted: &Value, got: &Value| !wanted.is_null() && wanted == got;
    4 * u32::from(same(&golden["number"], &output["number"]))
        + 2 * u32::from(same(&golden["title"], &output["title"]))
        + u32::from(same(&golden["pages"][0], &output["pages"][0]))
}

fn name(ix: usize, table: &Value) -> String {
    match table["title"].as_str() {
        Some(title) => format!("table {} {title:?}", ix + 1),
        None => format!("table {}", ix + 1),
    }
}

fn place(cell: &Value) -> (u64, u64) {
    (cell["row"].as_u64().unwrap_or_default(), cell["col"].as_u64().unwrap_or_default())
}

fn is_list(value: &Value) -> bool {
    value.is_array()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => Decimal::from_str_exact(text).ok(),
        Value::Number(number) => Decimal::from_str_exact(&number.to_string()).ok(),
        _ => None,
    }
}
