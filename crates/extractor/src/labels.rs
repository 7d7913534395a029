//! Page labels (ISO 32000-2, 12.4.2): the numbers a reader sees printed.

use crate::metadata::text_string;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};

/// Number trees nested deeper than this are broken.
const DEEPEST: usize = 16;
/// The most ranges read: one per page of a long book.
const MOST_RANGES: usize = 20_000;
/// Roman numerals and letters for higher numbers would be longer than any page label; they are written in digits.
const MOST_IN_LETTERS: u32 = 4_999;
/// A longer prefix is no page label, in characters.
const LONGEST_PREFIX: usize = 100;

/// How the pages from one on are numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    /// The first page, from 0.
    from: u32,
    style: Style,
    prefix: String,
    start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Prefix,
    Decimal,
    Roman { upper: bool },
    Letters { upper: bool },
}

/// A document's page labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(Vec<Range>);

impl Labels {
    pub(crate) fn of(pdf: &Pdf) -> Self {
        let mut ranges = Vec::new();
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        if let Some(tree) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("PageLabels")) {
            descend(&tree, 0, &mut ranges);
        }
        ranges.sort_by_key(|range: &Range| range.from);
        Self(ranges)
    }

    /// The label of a page (number from 1).
    pub(crate) fn label(&self, page: u32) -> Option<String> {
        let ix = page.checked_sub(1)?;
        let range = &self.0[self.0.partition_point(|range| range.from <= ix).checked_sub(1)?];
        let number = range.start.saturating_add(ix - range.from);
        let text = match range.style {
            Style::Prefix => String::new(),
            Style::Roman { upper } if number <= MOST_IN_LETTERS => cased(roman(number), upper),
            Style::Letters { upper } if number <= MOST_IN_LETTERS => cased(letters(number), upper),
            _ => number.to_string(),
        };
        let label = format!("{}{text}", range.prefix);
        (!label.is_empty()).then_some(label)
    }
}

fn descend(node: &Dict<'_>, depth: usize, out: &mut Vec<Range>) {
    if depth > DEEPEST {
        return;
    }
    if let Some(pairs) = node.get::<Array<'_>>("Nums") {
        let mut items = pairs.flex_iter();
        while out.len() < MOST_RANGES {
            let Some(from) = items.next::<u32>() else { break };
            let Some(dict) = items.next::<Dict<'_>>() else { break };
            out.push(range(from, &dict));
        }
    }
    if let Some(kids) = node.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>().take(MOST_RANGES) {
            if out.len() >= MOST_RANGES {
                return;
            }
            descend(&kid, depth + 1, out);
        }
    }
}

fn range(from: u32, dict: &Dict<'_>) -> Range {
    let style = match dict.get::<Name<'_>>("S").as_ref().map(AsRef::as_ref) {
        Some(b"D") => Style::Decimal,
        Some(b"R") => Style::Roman { upper: true },
        Some(b"r") => Style::Roman { upper: false },
        Some(b"A") => Style::Letters { upper: true },
        Some(b"a") => Style::Letters { upper: false },
        _ => Style::Prefix,
    };
    let prefix = dict.get::<PdfString<'_>>("P").map(|text| text_string(text.as_bytes())).unwrap_or_default();
    let prefix = prefix.chars().take(LONGEST_PREFIX).collect();
    Range { from, style, prefix, start: dict.get::<u32>("St").unwrap_or(1).max(1) }
}

fn cased(text: String, upper: bool) -> String {
    if upper { text.to_uppercase() } else { text }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// a to z, then aa to zz, aaa to zzz and so on.
fn letters(number: u32) -> String {
    let ix = number.saturating_sub(1);
    let letter = char::from(b'a' + (ix % 26) as u8);
    std::iter::repeat_n(letter, ix as usize / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_all_styles() {
        let check = |style, start: u32, expected: &str| {
            let range = Range { from: 0, style, prefix: "A-".into(), start };
            assert_eq!(Labels(vec![range]).label(1).as_deref(), Some(expected));
        };
        check(Style::Decimal, 7, "A-7");
        check(Style::Roman { upper: false }, 1_994, "A-mcmxciv");
        check(Style::Roman { upper: true }, 4, "A-IV");
        check(Style::Letters { upper: false }, 26, "A-z");
        check(Style::Letters { upper: true }, 28, "A-BB");
        check(Style::Roman { upper: true }, u32::MAX, "A-4294967295");
        check(Style::Prefix, 1, "A-");
    }
}
