//! Printed numbers to exact decimals.

use crate::fractions;
use crate::habits::Habits;
use crate::vocabulary::Vocabulary;
use model::Decimal;
use model::repaired::Unit;
use model::script::{self, MINUS};
use std::borrow::Cow;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

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
    /// Blanks part thousands.
    pub(crate) spaced: bool,
    /// Units that may stand behind the digits, the longest first.
    units: &'a [Unit],
    /// The characters that these end in: most words end in another.
    ends: Option<&'a BTreeSet<char>>,
    /// Codes of currencies that may stand before the digits.
    codes: &'a [String],
}

/// Longer texts are no number: 29 digits, each with a separator, and a unit.
pub(crate) const LONGEST: usize = 72;
/// Marks that point to a footnote.
const NOTE_MARKS: [char; 4] = ['*', '†', '‡', '§'];
/// Numbers of notes, one behind the other, have no more digits.
const LEAST_UNEVEN: usize = 6;
/// Signs of currencies before or behind the digits.
const CURRENCIES: &str = "£$€¥฿₩₹₽₫";

impl<'a> Figures<'a> {
    /// The figures of a document of these habits.
    pub(crate) fn of(known: &'a Vocabulary, habits: &Habits) -> Self {
        let (comma, spaced) = (habits.comma_is_decimal(), habits.blanks_part_thousands());
        Self {
            comma,
            spaced,
            units: &known.units,
            ends: Some(&known.unit_ends),
            codes: &known.words.currency,
        }
    }

    /// The figures of one table: its own decimal mark where its figures can be read in one way only.
    pub(crate) fn of_table(self, own: &Habits) -> Self {
        Self { comma: own.sure_mark().unwrap_or(self.comma), ..self }
    }

    /// Reads a number; blanks between its characters count for nothing.
    pub(crate) fn read(&self, text: &str) -> Result<Number, NotRead> {
        if let Some(value) = self.plainest(text) {
            return Ok(Number { value, unit: None, other: None });
        }
        if !text.contains(char::is_numeric) || text.len() > 3 * LONGEST {
            return Err(NotRead::Words);
        }
        let pointed = fractions::pointed(text, if self.comma { ',' } else { '.' });
        let flat = flat(without_superscript(pointed.as_deref().unwrap_or(text)));
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

    /// The value of digits in even groups of three, or in none, with at most a minus and decimals: most figures are no more.
    fn plainest(&self, text: &str) -> Option<Decimal> {
        /// Digits that an `i64` holds whatever they are.
        const MOST: u32 = 18;
        let (mark, group) = if self.comma { (b',', b'.') } else { (b'.', b',') };
        let negative = text.starts_with('-');
        let (mut value, mut digits, mut decimals) = (0i64, 0, None::<u32>);
        // Digits since the last mark, and whether it parts groups.
        let (mut run, mut grouped) = (0, false);
        for byte in text.bytes().skip(usize::from(negative)) {
            if byte.is_ascii_digit() {
                value = if digits < MOST { value * 10 + i64::from(byte - b'0') } else { return None };
                (digits, run) = (digits + 1, run + 1);
                decimals = decimals.map(|decimals| decimals + 1);
                continue;
            }
            let whole = if grouped { run == 3 } else { byte == mark && run > 0 || (1..=3).contains(&run) };
            if decimals.is_some() || !whole || byte != mark && byte != group {
                return None;
            }
            (grouped, run) = (byte == group, 0);
            decimals = (byte == mark).then_some(0);
        }
        if run == 0 || grouped && run != 3 {
            return None;
        }
        let value = Decimal::new(value, decimals.unwrap_or(0));
        Some(if negative { -value } else { value })
    }

    /// Digits after the decimal mark of a text that is a number, blanks left out.
    pub(crate) fn decimals(&self, text: &str) -> Option<usize> {
        self.read(text).ok().map(|number| number.value.scale() as usize)
    }

    /// Whether the text, blanks left out, is a number.
    pub(crate) fn is_number(&self, text: &str) -> bool {
        self.read(text).is_ok()
    }

    /// Whether a text is the half of a figure, or a figure with a mark too many: it begins with a mark between groups or ends
    /// with one, or its last group is too short.
    pub(crate) fn is_broken(&self, text: &str) -> bool {
        let Some((widths, part)) = self.groups(text) else { return false };
        let [first, between @ .., last] = widths.as_slice() else { return false };
        if widths.len() < 2 || between.iter().any(|width| *width != 3) {
            return false;
        }
        let begins = (1..=3).contains(first);
        let halved = begins && part.is_none() && (*last == 0 || !between.is_empty() && *last < 3);
        // "1." numbers something.
        let pointed = begins && *last == 3 && part == Some("");
        let rest = *first == 0 && *last == 3 && part.is_none_or(|part| !part.is_empty());
        halved || pointed || rest
    }

    /// Whether a text is long, and is parted where no groups end: a mark slipped by a digit, as in "123,45,678".
    pub(crate) fn is_uneven(&self, text: &str) -> bool {
        let Some((widths, _)) = self.groups(text) else { return false };
        widths.len() > 2
            && widths.iter().all(|width| *width > 0)
            && widths.iter().sum::<usize>() > LEAST_UNEVEN
            && widths.last() == Some(&3)
            && !even(&widths)
    }

    /// How many digits stand between the marks that part thousands, however many those are, and what follows the decimal mark;
    /// `None` for what is more than digits and such marks.
    fn groups<'t>(&self, text: &'t str) -> Option<(Vec<usize>, Option<&'t str>)> {
        let (mark, group) = if self.comma { (',', '.') } else { ('.', ',') };
        let core = text.strip_prefix(MINUS).unwrap_or(text);
        let (whole, part) = core.split_once(mark).map_or((core, None), |(whole, part)| (whole, Some(part)));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        (whole.split(group).all(digits) && part.is_none_or(digits))
            .then(|| (whole.split(group).map(str::len).collect(), part))
    }

    /// The text without a unit about it: a currency before and its multiple behind the digits, as "£1.2bn".
    fn without_both<'t>(&self, text: &'t str) -> Option<(&'t str, String)> {
        if !text.ends_with(char::is_alphabetic) {
            return None;
        }
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let to = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (before, behind) = (&text[..from], &text[to..]);
        let sign = before.ends_with(|c| CURRENCIES.contains(c));
        let known = |unit: &String| sign && self.units.iter().any(|known| known.text == *unit);
        let unit = ["", " "].map(|blank| format!("{before}{blank}{behind}")).into_iter().find(known)?;
        Some((&text[from..to], unit))
    }

    /// The text without a unit at its end or a currency at either end.
    fn without_unit<'t>(&self, text: &'t str) -> Option<(&'t str, String)> {
        if let Some(found) = self.without_both(text) {
            return Some(found);
        }
        let last = text.chars().next_back()?;
        if matches!(last, '%' | '‰') || CURRENCIES.contains(last) {
            return Some((&text[..text.len() - last.len_utf8()], last.to_string()));
        }
        if self.ends.is_some_and(|ends| ends.contains(&last))
            && let Some(unit) = self.units.iter().find(|unit| text.ends_with(unit.text.as_str()))
        {
            return Some((&text[..text.len() - unit.text.len()], unit.text.clone()));
        }
        let code = |text: &str| {
            text.bytes().all(|b| b.is_ascii_uppercase()) && self.codes.iter().any(|code| code == text)
        };
        let at = text.len().saturating_sub(3);
        if text.is_char_boundary(at)
            && text[..at].ends_with(|c: char| c.is_ascii_digit())
            && code(&text[at..])
        {
            return Some((&text[..at], text[at..].to_owned()));
        }
        // "US$", "HK$", "RMB", "€": capitals and a sign, before the digits.
        let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
        let sign = text[letters..].chars().next().filter(|c| CURRENCIES.contains(*c));
        let end = letters + sign.map_or(0, char::len_utf8);
        let known = sign.is_some() && letters <= 3
            || letters == 3 && text[3..].starts_with(|c: char| c.is_ascii_digit()) && code(&text[..3]);
        (end > 0 && known).then(|| (&text[end..], text[..end].to_owned()))
    }

    /// The digits with at most one point, separators left out; and the other thing they may mean.
    fn plain(&self, text: &str) -> Option<(String, Option<String>)> {
        let sound = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | '’');
        if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(sound) {
            return None;
        }
        // Apostrophes part thousands: what stands behind them is the decimal mark, whatever it is elsewhere.
        let swiss =
            text.rfind(['\'', '’']).and_then(|at| text[at..].chars().find(|c| matches!(c, '.' | ',')));
        let comma = swiss.map_or(self.comma, |mark| mark == ',');
        let (mark, group) = if comma { (',', '.') } else { ('.', ',') };
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
                let other = format!("{}.{}", digits(&whole[..widths[0]]), digits(&whole[widths[0]..]));
                // A point that can't part thousands is a decimal mark in any country.
                if comma { Some((other, None)) } else { Some((whole_digits, Some(other))) }
            }
            // "2,848,62133": groups of three and a longer one at the end have lost their decimal mark.
            None if parted && is_unended(&widths) => {
                let (front, end) = whole_digits.split_at(whole_digits.len() - (widths[widths.len() - 1] - 3));
                let other = format!("{front}.{end}");
                Some((whole_digits, Some(other)))
            }
            // "1,2,3": a list, or nothing that can be told.
            None if parted && !even(&widths) => None,
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
pub(crate) fn even(widths: &[usize]) -> bool {
    let (first, rest) = (widths[0], &widths[1..]);
    let all = |n: usize| (1..=n).contains(&first) && rest.iter().all(|width| *width == n);
    let indian =
        || rest.len() > 1 && rest.last() == Some(&3) && rest[..rest.len() - 1].iter().all(|w| *w == 2);
    all(3) || all(4) || (1..=2).contains(&first) && indian()
}

/// Groups of three, three at least, of which the last goes on.
fn is_unended(widths: &[usize]) -> bool {
    let [first, between @ .., last] = widths else { return false };
    !between.is_empty() && (1..=3).contains(first) && between.iter().all(|width| *width == 3) && *last > 3
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A figure without the raised digits or letters behind it: they point to a note.
fn without_superscript(text: &str) -> &str {
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | 'ª' | 'ᵃ'..='ᵛ');
    let rest = text.trim_end_matches(raised);
    if is_long(rest) { rest } else { text }
}

/// Whether a text has digits enough for an amount, or decimals.
pub(crate) fn is_long(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 3
        || text.contains(['.', ',']) && text.ends_with(|c: char| c.is_ascii_digit())
}

/// The text with full-width characters and the digits of other scripts made plain, and blanks left out.
fn flat(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_whitespace()) {
        return Cow::Borrowed(text);
    }
    text.nfkc().filter(|c| !c.is_whitespace()).map(script::plain).collect::<String>().into()
}

/// Signs that stand for an absent or forbidden value, or for a relation.
pub(crate) fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 3
        && text.chars().all(|c| "-−–—―…⋯·.×*/\\=≤≥<>＝√✓#:：－".contains(c))
}

/// Whether a text is an amount of pounds, shillings and pence: `£23 8s. 3d.`, `5-11-8`, `190. 8. 2`.
pub(crate) fn is_sterling(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit() && c != ',').filter(|part| !part.is_empty()).collect();
    let [pounds, shillings, pence] = parts[..] else { return false };
    let marks =
        |c: char| c.is_ascii_digit() || matches!(c, '£' | ',' | '.' | '-' | '–' | 's' | 'd' | ' ' | '\u{a0}');
    let below = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|n| n < most);
    text.chars().all(marks) && !pounds.starts_with(',') && below(shillings, 20) && below(pence, 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, comma: bool) -> String {
        let known = Vocabulary::default();
        let figures = Figures { comma, ..Figures::of(&known, &Habits::default()) };
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
            ("1,234¹", "1234"),
            ("611,9581.88", "6119581.88"),
            ("1,2345,6789", "123456789"),
            ("12,34,567", "1234567"),
            ("12,34", "1234 or 12.34"),
            ("2,848,62133", "284862133 or 2848621.33"),
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
            ("EUR 1,000", "1000EUR"),
            ("1,000 EUR", "1000EUR"),
            ("JUL 2023", "Words"),
            ("143,963元", "143963元"),
            ("20 万元", "20万元"),
            ("1.234.567", "1234567"),
            ("-", "Words"),
            ("--5", "Words"),
            ("2010301-行政运行", "Words"),
            ("1,2,", "Words"),
            ("1,2,3", "Words"),
            ("1'234.50", "1234.50"),
            ("๑,๒๓๔.๕", "1234.5"),
            ("1.2.3", "Words"),
            ("A12", "Words"),
            ("123456789012345678901234567890123", "TooLong"),
        ] {
            assert_eq!(value(text, false), wanted, "{text}");
        }
    }

    #[test]
    fn the_short_way_reads_what_the_long_one_does() {
        let known = Vocabulary::default();
        for comma in [false, true] {
            let figures = Figures { comma, ..Figures::of(&known, &Habits::default()) };
            let short = |text: &str| figures.plainest(text).map(|value| value.to_string());
            for text in
                ["1,234.50", "1.234,50", "12", "-0.00", "-1,234,567", "1.234", "0.5", "999999999999999.999"]
            {
                let long = figures.read(&format!(" {text}")).ok().filter(|number| number.other.is_none());
                if let Some(value) = short(text) {
                    assert_eq!(Some(value), long.map(|number| number.value.to_string()), "{text}");
                }
            }
        }
        let figures = Figures::of(&known, &Habits::default());
        assert_eq!(figures.plainest("1,234.50").map(|value| value.to_string()).as_deref(), Some("1234.50"));
        for text in [
            "",
            "-",
            "1,23",
            "1.2.3",
            "12,34,567",
            "1,2345",
            "5.",
            "1,",
            "1 234",
            "12%",
            "1234567890123456789",
        ] {
            assert_eq!(figures.plainest(text), None, "{text}");
        }
        assert_eq!(value("12’34", false), "1234 or 12.34");
    }

    #[test]
    fn halves_of_figures_are_told() {
        let known = Vocabulary::default();
        let figures = Figures::of(&known, &Habits::default());
        for text in ["158,284,33", "3,174,066.", "237,", ",867,354.04", "-1,5", "4,"] {
            let told = text != "-1,5";
            assert_eq!(figures.is_broken(text), told, "{text}");
        }
        for text in ["1.", "1,2,3", "12,34", "1,234", "2019,2020", "1,234.5", "a,", ",5", "1.2.3"] {
            assert!(!figures.is_broken(text), "{text}");
        }
        for text in ["4789,66,500", "123,45,678", "1,2345,678.50", "-12,3456,789"] {
            assert!(figures.is_uneven(text), "{text}");
        }
        for text in
            ["12,345,678", "12,34,567", "1,2345,6789", "12,14,31", "1,2,345", "123,45,6a8", "12,,34,567"]
        {
            assert!(!figures.is_uneven(text), "{text}");
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
    }

    #[test]
    fn the_figures_of_a_table_tell_its_own_decimal_mark() {
        let table = |texts: &[&str]| {
            let mut column = Habits::default();
            for text in texts {
                column.see(text);
            }
            let mut all = Habits::default();
            all.add(column);
            Figures::default().of_table(&all).comma
        };
        assert!(table(&["1.234,56", "12,5"]));
        assert!(!table(&["12,5", "13,5", "14,5"]), "lists of notes may look like that");
        assert!(!table(&["Law 1.340.224", "1.500", "10.111.222"]), "numbers of other things");
        assert!(!table(&["5.1,6", "1.500"]), "no groups");
        assert!(!table(&["1.234,56", "1,234.5"]), "both stand there");
    }

    #[test]
    fn a_multiple_stands_apart_from_its_currency() {
        let known = Vocabulary::default();
        let figures = Figures::of(&known, &Habits::default());
        let read =
            |text: &str| figures.read(text).ok().map(|n| (n.value.to_string(), n.unit.unwrap_or_default()));
        let some = |value: &str, unit: &str| Some((value.to_owned(), unit.to_owned()));
        assert_eq!(read("$1.2 billion"), some("1.2", "$ billion"));
        assert_eq!(read("(€5m)"), some("-5", "€m"));
        assert_eq!(read("$5 words"), None);
    }

    #[test]
    fn the_figures_of_a_document_tell_its_decimal_mark() {
        let comma = |columns: &[&[&str]]| {
            let mut all = Habits::default();
            for column in columns {
                let mut own = Habits::default();
                column.iter().for_each(|text| own.see(text));
                all.add(own);
            }
            all.of_table().comma_is_decimal()
        };
        assert!(comma(&[&["7.757.726,53", "1.234"]]));
        assert!(comma(&[&["12,50", "3,75", "1 234,00"]]));
        assert!(comma(&[&["1.234", "12.345", "123.456", "456"]]), "points part thousands");
        assert!(comma(&[&["1994", "1.234", "12.345", "123.456", "456"]]), "below a year");
        assert!(!comma(&[&["1,234.50", "611,9581.88"]]));
        assert!(!comma(&[&["1,234", "5,678"]]));
        assert!(!comma(&[&["221", "18,39", "1,663"]]), "one comma slipped");
        assert!(comma(&[&["1,378", "5,5"], &["1,402", "4,7"]]), "rates over shares");
        assert!(comma(&[&["221", "18,39", "16,63", "1,663"]]));
        assert!(!comma(&[&["4,5", "3"], &["1,200", "3,456", "2,000"]]), "a column of notes");
        assert!(!comma(&[&["3.597", "1.847", "0.732"]]), "three decimals");
        assert!(!comma(&[&["1,234,567", "31.12.2019"]]));
    }
}
