//! A job in a few numbers and lines, for people; the JSON is for programs.

use crate::stages::Extracted;
use emitter::Counts;
use model::{Diagnostic, Rect, Repaired};
use serde::{Deserialize, Serialize};

/// A job in a few numbers and words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Pages looked at.
    pub pages: u32,
    /// Tables found.
    pub tables: u32,
    /// Repairs made.
    pub repairs: u32,
    /// Checks that hold, within rounding or exactly.
    pub holding: u32,
    /// Checks that fail.
    pub failing: u32,
    /// Checks that could not be made.
    pub open: u32,
    /// Figures in doubt.
    pub doubted: u32,
    /// Figures that the sums contradict.
    pub contradicted: u32,
    /// The same in two lines for people: checks, and figures by verdict. Empty where there is none of them.
    pub verdict: Vec<String>,
    /// Diagnostics as lines: place, code, message, hint.
    pub diagnostics: Vec<String>,
    /// What to know about the results themselves: "the marked copy is not encrypted".
    pub remarks: Vec<String>,
}

pub(crate) fn summary(found: &Extracted) -> Summary {
    let repaired = &found.checked.repaired;
    let counts = Counts::of(&found.checked);
    let [.., doubted, contradicted] = counts.cells;
    let figures: usize = counts.cells.iter().sum();
    let verdict = if figures == 0 { Vec::new() } else { vec![counts.checks_line(), counts.cells_line()] };
    Summary {
        holding: counts.hold as u32,
        failing: counts.fail as u32,
        open: counts.open as u32,
        doubted: doubted as u32,
        contradicted: contradicted as u32,
        verdict,
        pages: repaired.pages.len() as u32,
        tables: repaired.tables.len() as u32,
        repairs: repaired.tables.iter().map(|table| table.table.log().len() as u32).sum(),
        diagnostics: repaired.diagnostics.iter().map(|from| line(from, repaired)).collect(),
        remarks: Vec::new(),
    }
}

/// `page 3: unreadable-number: table 3 (printed 表 5), row 2, column 1: what was seen (what to try)`.
fn line(from: &Diagnostic, repaired: &Repaired) -> String {
    let page = from.page.map_or(String::new(), |page| format!("page {page}: "));
    let hint = from.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
    format!("{page}{}: {}{hint}", from.code, placed(from, repaired))
}

/// The message with its table as people name it. A message on a cell begins with the table's id in the JSON ("t3, row 2,
/// …"); where it tells the row alone, the table is the one whose outline holds the place.
fn placed(from: &Diagnostic, repaired: &Repaired) -> String {
    let message = &from.message;
    if let Some((ix, rest)) = after_id(message)
        && ix < repaired.tables.len()
    {
        return format!("{}{rest}", table_name(ix, repaired));
    }
    match table_at(from, repaired) {
        Some(ix) if message.starts_with("row ") => format!("{}, {message}", table_name(ix, repaired)),
        _ => message.clone(),
    }
}

/// The place of the table whose id a message begins with, and what follows the id.
fn after_id(message: &str) -> Option<(usize, &str)> {
    let rest = message.strip_prefix('t')?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = rest.split_at(end);
    let ix = number.parse::<usize>().ok()?.checked_sub(1)?;
    rest.starts_with([',', ':']).then_some((ix, rest))
}

/// The one table in whose outline a remark's place begins.
fn table_at(from: &Diagnostic, repaired: &Repaired) -> Option<usize> {
    let (page, place) = (from.page?, from.bbox?);
    let holds = |outline: &Rect| {
        (outline.x0..=outline.x1).contains(&place.x0) && (outline.y0..=outline.y1).contains(&place.y0)
    };
    let mut there = repaired.tables.iter().enumerate().filter(|(_, table)| {
        table.regions.iter().any(|(on, outline)| *on == page && outline.as_ref().is_some_and(holds))
    });
    let (ix, _) = there.next()?;
    there.next().is_none().then_some(ix)
}

fn table_name(ix: usize, repaired: &Repaired) -> String {
    match &repaired.tables[ix].number {
        Some(number) => format!("table {} (printed {number})", ix + 1),
        None => format!("table {}", ix + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Pt, RepairedTable, Source, SourceKind, Table};

    fn repaired() -> Repaired {
        let table = |number: Option<&str>, top: i32| RepairedTable {
            table: Table::with_blanks(1, 1, Vec::new()).expect("a tiling"),
            number: number.map(str::to_owned),
            ordinal: None,
            title: None,
            unit: None,
            notes: Vec::new(),
            pieces: vec![0],
            regions: vec![(2, Some(rect(top, top + 50)))],
            header_rows: 0,
            readings: Vec::new(),
        };
        Repaired {
            source: Source { kind: SourceKind::Pdf, pages: 2, metadata: Vec::new() },
            pages: Vec::new(),
            tables: vec![table(None, 0), table(Some("十四"), 100)],
            outside: Vec::new(),
            strays: Vec::new(),
            dropped: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn rect(top: i32, bottom: i32) -> Rect {
        Rect::new(Pt::ZERO, Pt::points(top), Pt::points(90), Pt::points(bottom))
    }

    #[test]
    fn a_remark_on_a_cell_names_its_table() {
        let check = |from: &Diagnostic, expected: &str| assert_eq!(line(from, &repaired()), expected);
        let said = |message: &str| Diagnostic::new("two-readings", message).on(2).hint("look");
        check(
            &said("t2, row 3, column 1: why"),
            "page 2: two-readings: table 2 (printed 十四), row 3, column 1: why (look)",
        );
        check(
            &said("row 3, column 1: why").at(rect(10, 20)),
            "page 2: two-readings: table 1, row 3, column 1: why (look)",
        );
        // Without a place, or with a table that is not there, the message stands as it is.
        check(&said("row 3, column 1: why"), "page 2: two-readings: row 3, column 1: why (look)");
        check(&said("t9, row 3: why"), "page 2: two-readings: t9, row 3: why (look)");
        check(&said("that glyph").at(rect(10, 20)), "page 2: two-readings: that glyph (look)");
    }
}
