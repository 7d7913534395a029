//! The list of tables that a document prints, held against the tables it holds.
//!
//! A list is four or more lines on end that begin with the word for a table and a number that rises by one. Titles are
//! compared without white space; one that holds the other is the same title, shortened.

use crate::words::{Words, squash};
use model::repaired::{Outside, RepairedTable};
use model::{Diagnostic, Repaired};
use std::collections::BTreeMap;

/// Fewer lines are mentions, no list.
const LEAST: usize = 4;

/// What the list says otherwise than the tables: tables that are absent, not listed, or of another title.
pub(crate) fn remarks(repaired: &Repaired, words: &Words) -> Vec<Diagnostic> {
    let tables: BTreeMap<u32, &RepairedTable> =
        repaired.tables.iter().rev().filter_map(|table| Some((table.ordinal?, table))).collect();
    let mut out = Vec::new();
    for list in lists(&repaired.outside, words) {
        for (number, title, line) in &list {
            let remark = |code, message: String| {
                let remark = Diagnostic::new(code, message).on(line.ink.page);
                match line.ink.bbox {
                    Some(bbox) => remark.at(bbox),
                    None => remark,
                }
            };
            let Some(table) = tables.get(number) else {
                out.push(remark(
                    "listed-absent",
                    format!("table {number} \"{title}\" is listed, but was not found"),
                ));
                continue;
            };
            let found = table.title.as_deref().unwrap_or_default();
            if found.is_empty() || same(title, found) {
                continue;
            }
            let other = list.iter().find(|(other, listed, _)| other != number && same(listed, found));
            let as_listed = match other {
                Some((other, ..)) => format!(", which is listed as table {other}"),
                None => String::new(),
            };
            out.push(remark(
                "listed-otherwise",
                format!("table {number} is listed as \"{title}\", but is titled \"{found}\"{as_listed}"),
            ));
        }
        let last = list.last().map_or(0, |(number, ..)| *number);
        for number in tables.keys().filter(|number| **number <= last) {
            if list.iter().all(|(listed, ..)| listed != number) {
                out.push(Diagnostic::new(
                    "not-listed",
                    format!("table {number} is not in the list of tables"),
                ));
            }
        }
    }
    out
}

/// Each list: numbers, titles and lines.
fn lists<'a>(outside: &'a [Outside], words: &Words) -> Vec<Vec<(u32, String, &'a Outside)>> {
    let mut out: Vec<Vec<(u32, String, &Outside)>> = Vec::new();
    let mut open: Vec<(u32, String, &Outside)> = Vec::new();
    for line in outside {
        let entry = entry(&line.ink.text, words);
        let goes_on = match (&entry, open.last()) {
            (Some((number, _)), Some((last, ..))) => *number == last + 1,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !goes_on {
            out.push(std::mem::take(&mut open));
        }
        open.extend(entry.map(|(number, title)| (number, title, line)));
    }
    out.push(open);
    out.retain(|list| list.len() >= LEAST);
    out
}

/// The number and title of a line "表三、部门支出总体情况表 …… 7" or "Table 3: Receipts".
fn entry(line: &str, words: &Words) -> Option<(u32, String)> {
    let squashed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = words.table.iter().find_map(|word| squashed.strip_prefix(word.as_str()))?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && !HAN.contains(c)).unwrap_or(rest.len());
    let number = ordinal(&rest[..end])?;
    let title = rest[end..].trim_start_matches(['、', '.', '．', ':', '：', '-', '—']);
    // Leaders and the page number behind the title.
    let title =
        title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | '－'));
    (!title.is_empty()).then(|| (number, title.to_owned()))
}

/// The characters of Chinese numbers up to ninety-nine.
const HAN: &str = "一二三四五六七八九十";

fn ordinal(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| HAN.chars().position(|known| known == c).map(|at| at as u32 + 1);
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(10 * digit(*ten)?),
        [ten, '十', one] => Some(10 * digit(*ten)? + digit(*one)?),
        _ => None,
    }
}

/// Whether two titles are the same but for words left out at either end or in the middle.
fn same(listed: &str, found: &str) -> bool {
    let (one, other) = (squash(listed), squash(found));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    // Every character of the shorter stands in the longer, in order, and it is not much shorter.
    let mut rest = long.chars();
    let inside = short.chars().all(|c| rest.any(|other| other == c));
    inside && short.chars().count() * 2 > long.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_list_are_read() {
        let words = Words::default();
        let check = |line: &str, expected: Option<(u32, &str)>| {
            let expected = expected.map(|(number, title)| (number, title.to_owned()));
            assert_eq!(entry(line, &words), expected, "{line}");
        };
        check("表十三、部门整体支出绩效目标申报表", Some((13, "部门整体支出绩效目标申报表")));
        check("表 3 收入决算表……… 12", Some((3, "收入决算表")));
        check("Table 2: Receipts .... 7", Some((2, "Receipts")));
        check("表示满意", None);
    }

    #[test]
    fn shortened_titles_are_the_same() {
        assert!(same("部门项目支出情况表", "项目支出情况表"));
        assert!(same("政府购买服务预算财政拨款明细表", "政府购买服务预算表"));
        assert!(!same("部门整体支出绩效目标申报表", "项目支出绩效目标申报表"));
    }
}
