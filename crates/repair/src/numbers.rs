//! Printed numbers to exact decimals.

use model::Decimal;
use unicode_normalization::UnicodeNormalization as _;

/// A number read from print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: Decimal,
    /// "%" or a currency sign that stands beside the digits.
    pub(crate) unit: Option<String>,
}

/// Why a text that looks like a number has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// It is no number.
    Words,
    /// It has more digits than an exact decimal holds.
    TooLong,
}

/// Reads a number: separators in any place between digits are left out, signs of every style are understood.
pub(crate) fn number(text: &str) -> Result<Number, NotRead> {
    let flat: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let mut rest = flat.as_str();
    let mut negative = false;
    let mut unit = None;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    }
    if let Some(inner) = rest.strip_suffix('%') {
        (rest, unit) = (inner, Some("%".to_owned()));
    }
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    }
    let minus = ['-', '−', '–', '△', '▲', '‐'];
    if let Some(inner) = rest.strip_prefix(minus) {
        (rest, negative) = (inner, true);
    } else if let Some(inner) = rest.strip_prefix('+') {
        rest = inner;
    }
    if let Some(sign) = rest.chars().next().filter(|c| "£$€¥฿".contains(*c)) {
        (rest, unit) = (&rest[sign.len_utf8()..], Some(sign.to_string()));
        if let Some(inner) = rest.strip_prefix(minus) {
            (rest, negative) = (inner, true);
        }
    }
    if let Some(inner) = rest.strip_suffix(['-', '−']) {
        (rest, negative) = (inner, true);
    }
    let plain = plain(rest).ok_or(NotRead::Words)?;
    let value: Decimal = plain.parse().map_err(|_| NotRead::TooLong)?;
    // A parse that rounds is no exact value.
    if value.to_string().len() < plain.trim_start_matches('0').len() {
        return Err(NotRead::TooLong);
    }
    Ok(Number { value: if negative { -value } else { value }, unit })
}

/// Digits with at most one point; commas between digits left out.
fn plain(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let grouped = whole.replace([',', '\''], "");
    let sound = !whole.starts_with(',') && !whole.ends_with(',') && digits(&grouped);
    match part {
        None if sound && !grouped.is_empty() => Some(grouped),
        Some(part) if sound && digits(part) && !part.is_empty() => {
            Some(format!("{}.{part}", if grouped.is_empty() { "0" } else { &grouped }))
        }
        _ => None,
    }
}

/// Signs that stand for an absent or forbidden value.
pub(crate) fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 3
        && text.chars().all(|c| "-−–—―…·.×*/\\=≤≥<>＝√#—".contains(c))
}

/// Digits after the point of a text that is a number, spaces left out.
pub(crate) fn decimals(text: &str) -> Option<usize> {
    number(text).ok().map(|number| number.value.scale() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        number(text).map_or_else(|error| format!("{error:?}"), |number| number.value.to_string())
    }

    #[test]
    fn signs_and_separators_of_every_style_are_read_exactly() {
        for (text, wanted) in [
            ("1,234.50", "1234.50"),
            ("611,9581.88", "6119581.88"),
            ("(1,234)", "-1234"),
            ("（1,234）", "-1234"),
            ("△12.0", "-12.0"),
            ("▲3", "-3"),
            ("1,234-", "-1234"),
            ("−0.5", "-0.5"),
            ("１２．５０", "12.50"),
            ("0.00", "0.00"),
            ("12.5%", "12.5"),
            ("£1,000", "1000"),
            ("-", "Words"),
            ("2010301-行政运行", "Words"),
            ("1,2,", "Words"),
            ("123456789012345678901234567890123", "TooLong"),
        ] {
            assert_eq!(value(text), wanted, "{text}");
        }
    }
}
