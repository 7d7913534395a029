//! Cells made whole: numbers, codes and labels that a narrow cell wrapped or a page cut.

use crate::numbers::{decimals, number};
use model::geometry::Pt;
use model::table::{Cell, Evidence, Op, Table, Why};
use std::collections::BTreeMap;

/// A line is full when less room than this (per thousand of the glyph size) is left in its cell: one more glyph and the
/// usual padding.
const ROOM: i32 = 2_600;

/// What two readings are possible of, found while mending: cell index and why.
pub(crate) type Doubts = BTreeMap<model::CellId, String>;

/// Makes every cell of a table whole; returns the cells in which two numbers may stand.
pub(crate) fn mend(table: &mut Table, header_rows: u32) -> Doubts {
    let mut doubts = Doubts::new();
    let scales: Vec<Option<usize>> = (0..table.n_cols()).map(|col| scale(table, header_rows, col)).collect();
    let mut edits = Vec::new();
    for cell in table.cells() {
        let text = cell.text();
        if !text.contains(char::is_whitespace) {
            continue;
        }
        let wide = (cell.col()..cell.col_end()).find_map(|col| scales[col as usize]);
        match whole(cell, wide) {
            Whole::Text(new, rule, evidence) if new != text => {
                edits.push((cell.id(), new, Why::new(rule, evidence)))
            }
            Whole::Text(..) => {}
            Whole::Doubt(why) => {
                doubts.insert(cell.id(), why);
            }
        }
    }
    for (cell, text, why) in edits {
        table.apply(Op::SetText { cell, text }, why).expect("the cell was just seen");
    }
    doubts
}

/// The usual number of decimals of a column, from the cells that need no mending or that agree once joined.
pub(crate) fn scale(table: &Table, header_rows: u32, col: u32) -> Option<usize> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for cell in table.cells().iter().filter(|c| c.row() >= header_rows && c.col() == col) {
        if let Some(n) = decimals(cell.text()) {
            let entry = counts.entry(n).or_default();
            entry.0 += 1;
            entry.1 += usize::from(!cell.text().contains(char::is_whitespace));
        }
    }
    counts.into_iter().max_by_key(|(n, (all, whole))| (*all, *whole, *n)).map(|(n, _)| n)
}

enum Whole {
    Text(String, &'static str, Evidence),
    Doubt(String),
}

fn whole(cell: &Cell, scale: Option<usize>) -> Whole {
    let text = cell.text();
    let dump = cell.ink().iter().any(|ink| ink.bytes.is_some());
    let parts: Vec<&str> = text.split_whitespace().collect();
    let joined = parts.concat();
    let full = is_full(cell);
    if parts.len() > 1 && number(&joined).is_ok() {
        // A sign, bracket, percent or currency mark set apart from its digits belongs to them.
        let fragments = parts.iter().filter(|part| part.bytes().any(|b| b.is_ascii_digit())).count();
        let agrees = scale.is_some_and(|n| n > 0 && decimals(&joined) == Some(n));
        let same_line = cell.ink().iter().any(|ink| ink.text.trim().contains(' '));
        // Two whole numbers of the column's own form are two numbers, however near they stand.
        let complete = |part: &&&str| scale.is_some_and(|n| decimals(part) == Some(n)) && part.len() > 1;
        let two = fragments > 1 && parts.iter().filter(complete).count() > 1;
        if fragments <= 1 || !two && (agrees || full && !same_line) {
            let kind = if agrees { "form" } else { "geometry" };
            let mut evidence = Evidence::new(kind);
            if agrees {
                evidence = evidence.with("column_decimals", scale.unwrap_or_default().to_string());
            }
            if full {
                evidence = evidence.with("line_full", "true");
            }
            return Whole::Text(joined, "join-wrapped-number", evidence);
        }
        return Whole::Doubt(format!("{fragments} numbers or one: {}", parts.join(" | ")));
    }
    if parts.len() > 1 && parts.iter().all(|part| number(part).is_ok()) {
        return Whole::Doubt(format!("{} numbers: {}", parts.len(), parts.join(" | ")));
    }
    if parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1 && part.chars().all(is_cjk)) {
        let evidence = Evidence::new("form").with("characters", parts.len().to_string());
        return Whole::Text(joined, "close-spread-label", evidence);
    }
    let label = label(text, full, dump);
    let rule = if text.contains('\u{c}') { "join-label-over-page" } else { "join-wrapped-label" };
    let evidence =
        Evidence::new(if full { "geometry" } else { "form" }).with("lines", cell.ink().len().to_string());
    Whole::Text(label, rule, evidence)
}

/// Whether every line but the last fills its cell: the wrap was forced.
fn is_full(cell: &Cell) -> bool {
    let lines = cell.ink();
    lines.len() > 1
        && lines[..lines.len() - 1].iter().all(|ink| {
            let Some(bbox) = ink.bbox else { return false };
            let area =
                cell.areas().iter().find(|(page, area)| *page == ink.page && area.contains(bbox.center()));
            area.is_some_and(|(_, area)| {
                let upright = bbox.width() >= bbox.height() || ink.text.chars().count() < 2;
                let (room, used) =
                    if upright { (area.width(), bbox.width()) } else { (area.height(), bbox.height()) };
                room - used <= ink.size.scale(ROOM, 1000).max(Pt(1))
            })
        })
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’')
}

/// A label with its breaks undone: nothing between CJK characters and inside codes, a space between Latin words. Inside a
/// dump a blank beside a CJK character is a break, too.
fn label(text: &str, full: bool, dump: bool) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut overlap_from = 0;
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        let mut cut = c == '\u{c}';
        let mut broken = c != ' ';
        while let Some(next) = chars.next_if(|next| next.is_whitespace()) {
            cut |= next == '\u{c}';
            broken |= next != ' ';
        }
        let (Some(last), Some(next)) = (out.chars().last(), chars.peek().copied()) else { continue };
        if cut {
            // What stands on both sides of a page's end is printed once: "…行政运行" + "政运行".
            let rest: String = chars.clone().take_while(|c| !c.is_whitespace()).collect();
            if rest.chars().count() > 1 && out[overlap_from..].ends_with(&rest) {
                for _ in 0..rest.chars().count() {
                    chars.next();
                }
                continue;
            }
            overlap_from = 0;
        }
        let code =
            last.is_ascii_digit() && (next.is_ascii_digit() || next == '-') || last == '-' || next == '-';
        let tight = is_cjk(last) || is_cjk(next) || code && (full || dump);
        let keep = if broken || dump { !tight } else { true };
        if keep {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Ink;

    fn mended(rows: &[&str]) -> (Vec<String>, usize) {
        let cells = rows.iter().enumerate().map(|(row, text)| {
            Cell::new(row as u32, 0, 1, 1, vec![Ink::of_dump(*text, (0, text.len() as u32))])
        });
        let mut table = Table::new(rows.len() as u32, 1, cells.collect()).expect("a tiling");
        let doubts = mend(&mut table, 0);
        let again = table.clone();
        assert!(mend(&mut table, 0).len() == doubts.len() && table == again, "a second repair logs nothing");
        (table.cells().iter().map(|cell| cell.text().to_owned()).collect(), doubts.len())
    }

    #[test]
    fn a_wrapped_number_is_joined_when_the_columns_decimals_agree() {
        assert_eq!(mended(&["63.640 800", "2.5547 22", "3.501455"]).0, ["63.640800", "2.554722", "3.501455"]);
    }

    #[test]
    fn two_numbers_that_share_a_cell_stay_two() {
        let (texts, doubts) = mended(&["12.50 13.75", "3.25", "4.00"]);
        assert_eq!((texts[0].as_str(), doubts), ("12.50 13.75", 1));
        let (texts, doubts) = mended(&["12 34", "7", "8"]);
        assert_eq!((texts[0].as_str(), doubts), ("12 34", 1));
    }

    #[test]
    fn labels_and_codes_are_made_whole() {
        let (texts, _) =
            mended(&["315001- 北京市 西城区", "201350 2-一般行政 管理", "合 计", "Net cash flow"]);
        assert_eq!(texts, ["315001-北京市西城区", "2013502-一般行政管理", "合计", "Net cash flow"]);
    }

    #[test]
    fn what_a_page_end_printed_twice_stands_once() {
        assert_eq!(label("2010301-行政运行\u{c}政运行", false, true), "2010301-行政运行");
        assert_eq!(label("维修(护)\u{c}费", false, true), "维修(护)费");
    }
}
