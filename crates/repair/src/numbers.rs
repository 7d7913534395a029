//! Printed numbers to exact decimals.

use model::Decimal;
use model::repaired::Unit;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfkc_quick};

/// A number read from print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: Decimal,
    /// A percent sign, a currency or a unit of the data files that stands beside the digits.
    pub(crate) unit: Option<String>,
    /// What the digits would be if their separator meant the other thing ("12,34": 1234 or 12.34).
    pub(crate) other: Option<Decimal>,
}

/// Why a text that looks like a number has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// It is no number.
    Words,
    /// It has more digits than an exact decimal holds.
    TooLong,
}

/// How a document writes its figures.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures<'a> {
    /// The decimal mark is a comma, points part thousands.
    pub(crate) comma: bool,
    /// Units that may stand behind the digits, the longest first.
    pub(crate) units: &'a [Unit],
}

/// Longer texts are no number: 29 digits, each with a separator, and a unit.
const LONGEST: usize = 72;
/// Every sign that stands for minus before a figure; △ and ▲ are those of Japanese and Taiwanese accounts.
const MINUS: [char; 7] = ['-', '−', '–', '—', '‐', '△', '▲'];
/// Marks that point to a footnote.
const NOTE_MARKS: [char; 4] = ['*', '†', '‡', '§'];
/// Signs of currencies before or behind the digits.
const CURRENCIES: &str = "£$€¥฿₩₹₽₫";

impl Figures<'_> {
    /// Reads a number; blanks between its characters count for nothing.
    pub(crate) fn read(&self, text: &str) -> Result<Number, NotRead> {
        if !text.contains(char::is_numeric) || text.len() > 3 * LONGEST {
            return Err(NotRead::Words);
        }
        let flat = flat(text);
        if flat.len() > LONGEST {
            return Err(NotRead::Words);
        }
        let mut rest: &str = &flat;
        let (mut negative, mut unit) = (false, None);
        rest = rest.trim_end_matches(NOTE_MARKS);
        // Signs, brackets and units nest in any order: "(12.5%)", "(12.5)%", "-£3", "£-3".
        loop {
            let before = rest.len();
            if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                if negative {
                    return Err(NotRead::Words);
                }
                (rest, negative) = (inner, true);
            }
            if let Some(inner) = rest.strip_prefix(MINUS).or_else(|| rest.strip_suffix(['-', '−'])) {
                if negative {
                    return Err(NotRead::Words);
                }
                (rest, negative) = (inner, true);
            } else if let Some(inner) = rest.strip_prefix('+') {
                rest = inner;
            }
            if unit.is_none()
                && let Some((inner, found)) = self.without_unit(rest)
            {
                (rest, unit) = (inner, Some(found));
            }
            if rest.len() == before {
                break;
            }
        }
        let (plain, other) = self.plain(rest).ok_or(NotRead::Words)?;
        let signed = |plain: &str| {
            let value = Decimal::from_str_exact(plain).map_err(|_| NotRead::TooLong)?;
            Ok(if negative { -value } else { value })
        };
        let other = other.as_deref().map(signed).transpose()?;
        Ok(Number { value: signed(&plain)?, unit, other })
    }

    /// Digits after the decimal mark of a text that is a number, blanks left out.
    pub(crate) fn decimals(&self, text: &str) -> Option<usize> {
        self.read(text).ok().map(|number| number.value.scale() as usize)
    }

    /// Whether the text, blanks left out, is a number.
    pub(crate) fn is_number(&self, text: &str) -> bool {
        self.read(text).is_ok()
    }

    /// The text without a unit at its end or a currency at either end.
    fn without_unit<'t>(&self, text: &'t str) -> Option<(&'t str, String)> {
        let last = text.chars().next_back()?;
        if matches!(last, '%' | '‰') || CURRENCIES.contains(last) {
            return Some((&text[..text.len() - last.len_utf8()], last.to_string()));
        }
        if !last.is_ascii_digit()
            && let Some(unit) = self.units.iter().find(|unit| text.ends_with(unit.text.as_str()))
        {
            return Some((&text[..text.len() - unit.text.len()], unit.text.clone()));
        }
        // "US$", "HK$", "RMB", "€": capitals and a sign, before the digits.
        let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
        let sign = text[letters..].chars().next().filter(|c| CURRENCIES.contains(*c));
        let end = letters + sign.map_or(0, char::len_utf8);
        let known = sign.is_some() && letters <= 3
            || letters == 3 && text[3..].starts_with(|c: char| c.is_ascii_digit());
        (end > 0 && known).then(|| (&text[end..], text[..end].to_owned()))
    }

    /// The digits with at most one point, separators left out; and the other thing they may mean.
    fn plain(&self, text: &str) -> Option<(String, Option<String>)> {
        let sound = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | '’');
        if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(sound) {
            return None;
        }
        let (mark, group) = if self.comma { (',', '.') } else { ('.', ',') };
        let marks = text.matches(mark).count();
        let groups = |s: &str, by: char| s.split([by, '\'', '’']).map(str::len).collect::<Vec<_>>();
        if marks > 1 {
            // Only one mark parts decimals: several part thousands, if they stand right.
            let right = !text.contains(group) && even(&groups(text, mark));
            return right.then(|| (digits(text), None));
        }
        let (whole, part) = text.split_once(mark).map_or((text, None), |(whole, part)| (whole, Some(part)));
        let widths = groups(whole, group);
        let parted = widths.len() > 1;
        if parted && widths.contains(&0)
            || part.is_some_and(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
        let whole_digits = digits(whole);
        let lead = if whole_digits.is_empty() { "0" } else { &whole_digits };
        match part {
            Some(part) => Some((format!("{lead}.{part}"), None)),
            None if parted && !even(&widths) && widths.len() == 2 => {
                // "12,34": a separator out of place, or the decimal mark of another country.
                let other = format!("{}.{}", digits(&whole[..widths[0]]), digits(&whole[widths[0] + 1..]));
                // A point that can't part thousands is a decimal mark in any country.
                if self.comma { Some((other, None)) } else { Some((whole_digits, Some(other))) }
            }
            None => Some((whole_digits, None)),
        }
    }

    /// Whether the digits of a text stand in groups as groups are printed, and more than one.
    pub(crate) fn is_grouped(&self, text: &str) -> bool {
        let (mark, group) = if self.comma { (',', '.') } else { ('.', ',') };
        let flat = flat(text);
        let core = flat.trim_matches(|c: char| !c.is_ascii_digit());
        let whole = core.split(mark).next().unwrap_or_default();
        let widths: Vec<usize> = whole.split(group).map(str::len).collect();
        widths.len() > 1 && even(&widths)
    }
}

/// Groups of three, of four (the ten-thousands of East Asia), or of three and twos (India): the first may be shorter.
fn even(widths: &[usize]) -> bool {
    let (first, rest) = (widths[0], &widths[1..]);
    let all = |n: usize| (1..=n).contains(&first) && rest.iter().all(|width| *width == n);
    let indian =
        || rest.len() > 1 && rest.last() == Some(&3) && rest[..rest.len() - 1].iter().all(|w| *w == 2);
    all(3) || all(4) || (1..=2).contains(&first) && indian()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The text with full-width characters made plain and blanks left out.
fn flat(text: &str) -> Cow<'_, str> {
    let plain = is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    match (plain, text.contains(char::is_whitespace)) {
        (true, false) => Cow::Borrowed(text),
        (true, true) => text.chars().filter(|c| !c.is_whitespace()).collect::<String>().into(),
        (false, _) => text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().into(),
    }
}

/// Signs that stand for an absent or forbidden value, or for a relation.
pub(crate) fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 3
        && text.chars().all(|c| "-−–—―…·.×*/\\=≤≥<>＝√✓#:：－".contains(c))
}

/// Which decimal mark the texts of figures speak for: true for the comma.
pub(crate) fn comma_is_decimal<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut comma, mut point) = (0_u32, 0_u32);
    for text in texts {
        match decimal_mark(text) {
            Some((',', weight)) => comma += weight,
            Some((_, weight)) => point += weight,
            None => {}
        }
    }
    comma > point
}

/// The decimal mark that one figure shows, and how surely (3: both marks stand in it, 1: it may be chance).
fn decimal_mark(text: &str) -> Option<(char, u32)> {
    let core: String = text.trim_matches(|c: char| !c.is_ascii_digit()).split_whitespace().collect();
    if core.len() > LONGEST || !core.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) {
        return None;
    }
    let (points, commas) = (core.matches('.').count(), core.matches(',').count());
    let other = |c: char| if c == ',' { '.' } else { ',' };
    let last = core.rfind(['.', ','])?;
    let mark = char::from(core.as_bytes()[last]);
    let tail = core.len() - last - 1;
    match (points.min(commas), points.max(commas)) {
        (0, 1) if tail != 3 || core.starts_with("0,") || core.starts_with("0.") => Some((mark, 1)),
        (0, n) if n > 1 => {
            let widths: Vec<usize> = core.split(mark).map(str::len).collect();
            even(&widths).then(|| (other(mark), 1))
        }
        (1.., _) if core.matches(mark).count() == 1 => Some((mark, 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    fn value(text: &str, comma: bool) -> String {
        let known = Vocabulary::default();
        let figures = Figures { comma, units: &known.units };
        let said = |number: Number| match number.other {
            Some(other) => format!("{} or {other}", number.value),
            None => format!("{}{}", number.value, number.unit.unwrap_or_default()),
        };
        figures.read(text).map_or_else(|error| format!("{error:?}"), said)
    }

    #[test]
    fn signs_and_separators_of_every_style_are_read_exactly() {
        for (text, wanted) in [
            ("1,234.50", "1234.50"),
            ("611,9581.88", "6119581.88"),
            ("1,2345,6789", "123456789"),
            ("12,34,567", "1234567"),
            ("12,34", "1234 or 12.34"),
            ("(1,234)", "-1234"),
            ("（1,234）", "-1234"),
            ("(12.5%)", "-12.5%"),
            ("(12.5)%", "-12.5%"),
            ("△12.0", "-12.0"),
            ("▲3", "-3"),
            ("1,234-", "-1234"),
            ("−0.5", "-0.5"),
            ("１２．５０", "12.50"),
            ("0.00", "0.00"),
            (".5", "0.5"),
            ("12,500*", "12500"),
            ("£1,000", "1000£"),
            ("US$-3.2", "-3.2US$"),
            ("RMB1,000", "1000RMB"),
            ("143,963元", "143963元"),
            ("20 万元", "20万元"),
            ("1.234.567", "1234567"),
            ("-", "Words"),
            ("--5", "Words"),
            ("2010301-行政运行", "Words"),
            ("1,2,", "Words"),
            ("1.2.3", "Words"),
            ("A12", "Words"),
            ("123456789012345678901234567890123", "TooLong"),
        ] {
            assert_eq!(value(text, false), wanted, "{text}");
        }
    }

    #[test]
    fn a_comma_may_be_the_decimal_mark() {
        for (text, wanted) in [
            ("7.757.726,53", "7757726.53"),
            ("1.234", "1234"),
            ("0,5", "0.5"),
            ("12,34-", "-12.34"),
            ("1 234,5", "1234.5"),
        ] {
            assert_eq!(value(text, true), wanted, "{text}");
        }
        assert!(comma_is_decimal(["7.757.726,53", "1.234"].into_iter()));
        assert!(comma_is_decimal(["12,50", "3,75", "1 234,00"].into_iter()));
        assert!(!comma_is_decimal(["1,234.50", "611,9581.88"].into_iter()));
        assert!(!comma_is_decimal(["1,234", "5,678"].into_iter()));
        assert!(!comma_is_decimal(["1,234,567", "31.12.2019"].into_iter()));
    }
}
