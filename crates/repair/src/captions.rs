//! Lines outside tables and what they are for: titles, units, notes, running heads.

use crate::vocabulary::Vocabulary;
use model::document::Document;
use model::layout::Item;
use model::repaired::Unit;
use model::table::Ink;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// A title is no longer than this; longer lines are prose.
const LONGEST_TITLE: usize = 60;
/// The part of the page's height (per cent) at the top and foot where running lines stand.
const MARGIN: i32 = 12;

/// Patterns made of the vocabulary.
pub(crate) struct Patterns {
    caption: Regex,
    unit: Regex,
    note: Regex,
    page: Regex,
}

impl Patterns {
    pub(crate) fn new(known: &Vocabulary) -> Self {
        let any =
            |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
        let regex = |pattern: String| Regex::new(&pattern).expect("words are escaped");
        let words = &known.words;
        let digits = "[0-9０-９]+(?:[-.－][0-9]+)*|[一二三四五六七八九十百]+|[IVX]+";
        Self {
            caption: regex(format!(
                r"^\s*(?:{})\s*({digits})(?:[\s、.．:：]+(.*)|(\D.*)|)$",
                any(&words.caption)
            )),
            unit: regex(format!(r"(?:{})\s*[:：]\s*(\S+)", any(&words.unit))),
            note: regex(format!(r"^\s*[(（]?(?:{})\s*[0-9]*\s*[:：.、]|^\s*\*+\s*\S", any(&words.note))),
            page: regex(
                r"^\s*[-—–]*\s*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4})?\s*(?:页|頁)?\s*[-—–]*\s*$|^Page \d+"
                    .to_owned(),
            ),
        }
    }

    /// A note below a table.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        self.note.is_match(text)
    }
}

/// Lines that stand at the same place on several pages, and page numbers: (page, index of the item).
pub(crate) fn running(document: &Document, patterns: &Patterns) -> BTreeSet<(usize, usize)> {
    let mut seen: BTreeMap<(i32, String), Vec<(usize, usize)>> = BTreeMap::new();
    let mut out = BTreeSet::new();
    for (p, page) in document.pages.iter().enumerate() {
        for (ix, item) in page.items.iter().enumerate() {
            let Item::Line(line) = item else { continue };
            let Some(bbox) = line.ink.bbox else { continue };
            let edge = page.height.scale(MARGIN, 100);
            if bbox.y0 > edge && bbox.y1 < page.height - edge {
                continue;
            }
            if patterns.page.is_match(&line.ink.text) {
                out.insert((p, ix));
            }
            let text: String =
                line.ink.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
            // Places are compared in steps of three points.
            seen.entry((bbox.y0.0 / 3_000, text)).or_default().push((p, ix));
        }
    }
    for ((_, text), places) in seen {
        let pages: BTreeSet<usize> = places.iter().map(|(p, _)| *p).collect();
        if pages.len() >= 3 && !text.is_empty() && !patterns.caption.is_match(&text) {
            out.extend(places);
        }
    }
    out
}

/// What the lines above a table say of it, and which of them (indices) say it.
#[derive(Default)]
pub(crate) struct Caption {
    pub(crate) number: Option<String>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) title: Option<String>,
    pub(crate) unit: Option<Unit>,
    pub(crate) title_line: Option<usize>,
    pub(crate) unit_line: Option<usize>,
}

/// Reads the lines above a table, the nearest last.
pub(crate) fn caption(lines: &[&Ink], patterns: &Patterns, known: &Vocabulary) -> Caption {
    let mut out = Caption::default();
    let mut seen = 0;
    for (ix, line) in lines.iter().enumerate().rev().take(6) {
        let text = line.text.trim();
        if out.unit.is_none()
            && let Some(found) = patterns.unit.captures(text)
        {
            out.unit = Some(unit(&found[1], known));
            out.unit_line = Some(ix);
            let rest = text[..found.get(0).expect("the match").start()].trim();
            if rest.is_empty() || out.title.is_some() {
                continue;
            }
        }
        if let Some(found) = patterns.caption.captures(text) {
            let rest = found.get(2).or_else(|| found.get(3)).map_or("", |m| m.as_str()).trim();
            let prose = rest.ends_with(['。', '；', ';']);
            if !prose {
                out.ordinal = ordinal(&found[1]);
                out.number = Some(found[1].to_owned());
                out.title = (!rest.is_empty()).then(|| rest.to_owned()).or_else(|| out.title.take());
                out.title_line = Some(ix);
                break;
            }
        }
        let prose = text.ends_with(['。', '；', ';', '，', ',']) || text.chars().count() > LONGEST_TITLE;
        if prose || patterns.is_note(text) {
            break;
        }
        if out.title.is_none() && out.unit_line != Some(ix) {
            out.title = Some(text.to_owned());
            out.title_line = Some(ix);
        }
        seen += 1;
        if seen > 2 {
            break;
        }
    }
    out
}

/// A printed unit, with what the vocabulary knows of it.
fn unit(text: &str, known: &Vocabulary) -> Unit {
    let text = text.trim_matches(['(', ')', '（', '）', '；', ';', '，', ',']);
    match known.units.iter().find(|unit| unit.text == text) {
        Some(unit) => unit.clone(),
        None => Unit { text: text.to_owned(), currency: None, factor: model::Decimal::ONE },
    }
}

/// "3", "十四", "IV" as an integer.
fn ordinal(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|ix| ix as u32 + 1);
    let (mut total, mut last) = (0, 0);
    for c in text.chars() {
        match c {
            '十' => (total, last) = (total + last.max(1) * 10, 0),
            '百' => (total, last) = (total + last.max(1) * 100, 0),
            _ => last = digit(c)?,
        }
    }
    Some(total + last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (Option<String>, Option<u32>, Option<String>, Option<String>) {
        let known = Vocabulary::default();
        let inks: Vec<Ink> = lines.iter().map(|text| Ink::of_dump(*text, (0, 0))).collect();
        let found = caption(&inks.iter().collect::<Vec<_>>(), &Patterns::new(&known), &known);
        (found.number, found.ordinal, found.title, found.unit.map(|u| format!("{} {}", u.text, u.factor)))
    }

    #[test]
    fn number_title_and_unit_are_told_apart() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read(&["表 3 部门支出总体情况表", "金额单位：万元"]),
            (some("3"), Some(3), some("部门支出总体情况表"), some("万元 10000"))
        );
        assert_eq!(read(&["表十四、绩效目标表"]), (some("十四"), Some(14), some("绩效目标表"), None));
        assert_eq!(read(&["Table 2: Revenue"]), (some("2"), Some(2), some("Revenue"), None));
        assert_eq!(read(&["本表反映情况。", "单位：元"]), (None, None, None, some("元 1")));
        assert_eq!(read(&["收入决算表", "单位：万元"]).2, some("收入决算表"));
    }
}
