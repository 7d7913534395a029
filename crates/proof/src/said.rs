//! The amounts that the prose names: lines that run on read as one text, digits with a unit behind them, and the sentence before.

use crate::words::squash;
use model::Decimal;
use model::repaired::{Outside, Role, Unit};
use std::collections::BTreeMap;

/// A stretch of lines that run on, with where each begins in the joined text.
pub(crate) struct Passage {
    pub(crate) text: String,
    /// Byte offset of each line, and its place among the outside lines.
    pub(crate) lines: Vec<(usize, u32)>,
}

/// An amount as the prose has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Byte offset of its first digit, and behind its unit.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) value: Decimal,
    pub(crate) factor: Decimal,
}

impl Passage {
    /// The outside line that holds a byte of the text.
    pub(crate) fn line(&self, at: usize) -> u32 {
        self.lines.iter().rev().find(|(from, _)| *from <= at).map_or(0, |(_, line)| *line)
    }
}

/// How far back from an amount its sentence is looked at, in characters.
const REACH: usize = 60;

/// Lines that run on: text on one page (or in a dump, one line by itself), put together without a blank where both sides are
/// digits or of a script without blanks.
pub(crate) fn passages(outside: &[Outside]) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut last: Option<&Outside> = None;
    for (ix, line) in (0..).zip(outside) {
        if !matches!(line.role, Role::Text | Role::Note | Role::Heading) {
            last = None;
            continue;
        }
        let goes_on = last.is_some_and(|last| {
            last.ink.page == line.ink.page && last.role == line.role && line.ink.bbox.is_some()
        });
        if let Some(passage) = out.last_mut().filter(|_| goes_on) {
            let joins =
                |c: Option<char>| c.is_some_and(|c| !c.is_ascii() || c.is_ascii_digit() || ",.".contains(c));
            if !(joins(passage.text.chars().next_back()) && joins(line.ink.text.chars().next())) {
                passage.text.push(' ');
            }
            passage.lines.push((passage.text.len(), ix));
            passage.text.push_str(&line.ink.text);
        } else {
            out.push(Passage { text: line.ink.text.clone(), lines: vec![(0, ix)] });
        }
        last = Some(line);
    }
    out
}

/// The units of a document by their first character, in their order.
pub(crate) type ByFirst<'u> = BTreeMap<char, Vec<&'u Unit>>;

pub(crate) fn by_first(units: &[Unit]) -> ByFirst<'_> {
    let mut out: ByFirst<'_> = BTreeMap::new();
    for unit in units {
        if let Some(first) = unit.text.chars().next() {
            out.entry(first).or_default().push(unit);
        }
    }
    out
}

/// The amounts of a text.
pub(crate) fn amounts(text: &str, units: &ByFirst<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let from = at + found;
        let run = text[from..].find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '，' | '.')));
        let run = &text[from..run.map_or(text.len(), |run| from + run)];
        let run = run.trim_end_matches([',', '，', '.']);
        at = from + run.len().max(1);
        let glued = text[..from].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        if glued {
            continue;
        }
        let rest = text[at..].trim_start();
        let alike = rest.chars().next().and_then(|first| units.get(&first)).map_or(&[][..], Vec::as_slice);
        let unit = alike.iter().find(|unit| rest.starts_with(unit.text.as_str()));
        let unit = unit.filter(|unit| unit.currency.is_some());
        let front = text[..from].trim_end().ends_with(['£', '$', '€', '¥', '￥']);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        if unit.is_none() && !front && digits < LEAST_DIGITS {
            continue;
        }
        let Some(value) = number(run) else { continue };
        let value = if minus(&text[..from]) { -value } else { value };
        let to = unit.map_or(at, |unit| text.len() - rest.len() + unit.text.len());
        let factor = unit.map_or(Decimal::ONE, |unit| unit.factor);
        out.push(Said { from, to, value, factor });
        at = to;
    }
    out
}

/// Shorter numbers without a unit are years, counts, paragraphs.
const LEAST_DIGITS: usize = 6;

/// Whether a sign for minus stands before a number and no word or digit before the sign.
fn minus(before: &str) -> bool {
    let mut chars = before.chars().rev();
    matches!(chars.next(), Some('-' | '−' | '－')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Digits with marks between them, of which a point is the decimal one and commas part groups, wherever they stand.
fn number(run: &str) -> Option<Decimal> {
    let groups: Vec<&str> = run.split('.').next()?.split([',', '，']).collect();
    let whole = groups[1..].iter().all(|group| group.len() == 3);
    let points = run.matches('.').count();
    // "611,9581.88" is one number: the point tells. "1,5" may be two.
    let plain = points <= 1 && (whole || points == 1 && groups[1..].iter().all(|group| group.len() >= 3));
    let flat: String = run.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    plain.then(|| Decimal::from_str_exact(&flat).ok()).flatten()
}

/// What stands before an amount in its sentence, squashed.
pub(crate) fn sentence(text: &str, to: usize) -> String {
    let before: String = {
        let mut chars: Vec<char> = text[..to].chars().rev().take(REACH).collect();
        chars.reverse();
        chars.into_iter().collect()
    };
    let from = before
        .rfind(['。', '；', ';', '：', ':', '\n'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    squash(&before[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan() -> Vec<Unit> {
        let unit = |text: &str, factor: i64| Unit {
            text: text.to_owned(),
            currency: Some("CNY".to_owned()),
            factor: Decimal::from(factor),
        };
        vec![unit("万元", 10_000), unit("元", 1)]
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        let check = |text: &str, expected: &[(&str, i64)]| {
            let found: Vec<(String, i64)> = amounts(text, &by_first(&yuan()))
                .iter()
                .map(|said| (said.value.to_string(), i64::try_from(said.factor).expect("small")))
                .collect();
            let expected: Vec<(String, i64)> =
                expected.iter().map(|(value, factor)| ((*value).to_owned(), *factor)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "收入预算 611,9581.88 元，其中：财政拨款 611,9581.88 元",
            &[("6119581.88", 1), ("6119581.88", 1)],
        );
        check("2024年收入2,995.39万元。", &[("2995.39", 10_000)]);
        check("项目 2 个，占 100%", &[]);
        check("A12345678元", &[]);
        check("合计154,790元", &[("154790", 1)]);
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        let text = "前文。其中：基本支出 5元";
        assert_eq!(sentence(text, text.find('5').expect("a digit")), "基本支出");
    }
}
