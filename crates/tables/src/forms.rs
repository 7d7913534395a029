//! The form of a word: figure, year, dash, sign, list mark or text. Digits and punctuation decide; no word is known.

use model::script;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// A figure: digits with separators, signs, brackets, stars.
    Number,
    /// Four digits that may be a year: a figure below a head, a head above one.
    Year,
    /// Digits with a dash, a slash or a colon between: `9–12`, `2007/08`.
    Range,
    /// Dashes, dots or a cross instead of a figure.
    Dash,
    /// A currency sign or an opening bracket set apart from its figure.
    Opening,
    /// A per cent sign or a closing bracket set apart from its figure.
    Closing,
    /// A mark that begins an entry of a list: `•`, `1.`, `(a)`.
    Listed,
    /// A sign, doubled, that begins each line of a comment or of a program's output: `##`, `//`, `>>>`.
    Quoted,
    /// Anything else.
    Text,
}

impl Form {
    /// Whether it can fill a cell of a column of figures.
    pub(crate) const fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Range | Self::Dash)
    }
    /// Whether it can be a part of a figure: the figure itself, or a sign or bracket set apart from it.
    pub(crate) const fn is_amount(self) -> bool {
        self.is_figure() || matches!(self, Self::Opening | Self::Closing)
    }
    /// Whether it may say of which time what stands below it is.
    pub(crate) const fn is_period(self) -> bool {
        matches!(self, Self::Year | Self::Range)
    }
    /// Whether a line that has it right of its label is data, not head.
    pub(crate) const fn is_data(self) -> bool {
        matches!(self, Self::Number | Self::Dash)
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | '―' | '…' | '⋯' | '─' | '－')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '￥' | '￡' | '฿' | '₩')
}

/// The form of a word's text.
pub(crate) fn form(text: &str) -> Form {
    // Most words are letters alone.
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Form::Text;
    }
    if text.chars().any(|c| script::plain(c) != c) {
        let plain = || form(&text.chars().map(script::plain).collect::<String>());
        return if script::is_year(text) { Form::Year } else { plain() };
    }
    let count = text.chars().count();
    let digits = text.chars().filter(|c| c.is_numeric() && !is_ideograph(*c)).count();
    if digits == 0 {
        return without_digits(text, count);
    }
    if is_entry(text, count) {
        return Form::Listed;
    }
    if is_part(text) || is_sterling(text) {
        return Form::Number;
    }
    // "£'000", "$000": thousands of a currency.
    if text.ends_with("000")
        && text[..text.len() - 3].chars().all(|c| is_currency(c) || matches!(c, '\'' | '’'))
        && text.len() > 3
    {
        return Form::Text;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // "(n=151)": what a column's figures are of.
    if letters > 0 && text.contains(['=', '＝']) {
        return Form::Text;
    }
    // One letter may be a reference to a note set beside the figure.
    if letters > 1 || letters == 1 && (digits < 2 || text.starts_with(char::is_alphabetic)) {
        return Form::Text;
    }
    let core = text.trim_matches(|c: char| !c.is_numeric());
    if is_year(text) || is_date(text) {
        return Form::Year;
    }
    // "65+": from an age on.
    if text.strip_suffix('+').is_some_and(|age| (2..=3).contains(&age.len()) && age.len() == digits) {
        return Form::Range;
    }
    // "08:15": a time of the day is an entry.
    let time = |(hour, minute): (&str, &str)| {
        let digits = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits(hour) && digits(minute) && minute.len() == 2
    };
    if core.split_once(':').is_some_and(time) {
        return Form::Number;
    }
    if is_pair(core) {
        return Form::Text;
    }
    let inner_dash = core.chars().any(|c| is_dash(c) || matches!(c, '/' | ':' | '~' | '～'));
    if !inner_dash {
        return Form::Number;
    }
    // A range of figures with decimals or in brackets is an entry, one of bare integers may head a row or column.
    let bare =
        digits + core.chars().filter(|c| !c.is_numeric()).count() == count && !core.contains(['.', ',']);
    if bare { Form::Range } else { Form::Number }
}

/// Two figures with decimals and a comma between, as a point of a drawing has: `242.31,168.28`.
fn is_pair(text: &str) -> bool {
    let Some((one, other)) = text.split_once(',') else { return false };
    let figure = |part: &str| {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        part.split_once('.')
            .is_some_and(|(whole, rest)| digits(whole) && digits(rest) && rest.len() != GROUP.into())
    };
    figure(one) && figure(other)
}

/// Letters beside a figure that refer to a note, at the most.
pub(crate) const FLAG: u32 = 2;

/// Where the groups of a figure's digits end: enough to tell whether two lines are one figure that was broken anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Groups {
    /// Digits before the first comma or point.
    lead: u16,
    /// Digits behind the last comma, where no point follows.
    tail: Option<u16>,
    /// Digits behind its point.
    decimals: Option<u16>,
}

/// Digits behind a comma, in a figure with a decimal point.
const GROUP: u16 = 3;

impl Groups {
    /// Whether all of so many glyphs are digits.
    pub(crate) const fn are_digits(self, letters: u32) -> bool {
        self.lead as u32 == letters
    }
    /// Whether three digits behind a comma end it: a whole number.
    pub(crate) fn ends_in_one(self) -> bool {
        self.tail == Some(GROUP)
    }

    /// `None` for what is more than digits, commas and a point.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(['-', '−', '(']).trim_end_matches(')');
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
            return None;
        }
        let lead = text.find([',', '.']).unwrap_or(text.len());
        let tail = text.rfind(',').map(|at| &text[at + 1..]).filter(|tail| !tail.contains('.'));
        let decimals = text.rfind('.').map(|at| text.len() - at - 1);
        let count = |digits: usize| u16::try_from(digits).unwrap_or(u16::MAX);
        Some(Self { lead: count(lead), tail: tail.map(str::len).map(count), decimals: decimals.map(count) })
    }

    /// Digits behind its only comma or point, whatever that parts, in a figure of so many characters, a sign before it or none.
    pub(crate) fn fraction(self, letters: u32) -> Option<u16> {
        let behind = self.decimals.or(self.tail)?;
        let others = letters.saturating_sub(u32::from(self.lead) + u32::from(behind));
        (1..=2).contains(&others).then_some(behind)
    }

    /// Digits behind its point, if it has one.
    pub(crate) const fn decimals(self) -> Option<u16> {
        self.decimals
    }

    /// Whether the digits that begin the next are the last of this, as figures of so many decimals are broken anywhere: behind
    /// the point, or in a group before it.
    pub(crate) fn ends_in(self, next: Self, decimals: u16) -> bool {
        let bare = next.tail.is_none() && next.decimals.is_none();
        match self.decimals {
            Some(own) => bare && own.saturating_add(next.lead) == decimals,
            None => self.goes_on_in(next) && next.decimals == Some(decimals),
        }
    }

    /// Whether the digits that end this and those that begin the next are one group.
    pub(crate) fn goes_on_in(self, next: Self) -> bool {
        self.tail.is_some_and(|tail| tail.saturating_add(next.lead) == GROUP)
    }

    /// Whether a figure may end so.
    pub(crate) fn is_end(self) -> bool {
        self.tail.is_none_or(|tail| tail == GROUP)
    }
}

/// One of the smaller parts of an amount, marked by its letter as pounds are by their sign: `12s.`, `4d`.
pub(crate) fn is_part(text: &str) -> bool {
    let digits = text.trim_end_matches('.').strip_suffix(['s', 'd']);
    digits.is_some_and(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Pounds, shillings and pence in one word: `1,960-2-11`. Twenty shillings are a pound, twelve pence a shilling.
fn is_sterling(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '–']).collect();
    let [pounds, shillings, pence] = parts[..] else { return false };
    let below = |part: &str, most: u32| {
        part.parse::<u32>().is_ok_and(|n| n < most) && (part.len() == 1 || !part.starts_with('0'))
    };
    let pounds = pounds.trim_start_matches(is_currency);
    let digits = pounds.bytes().all(|b| b.is_ascii_digit() || b == b',') && !pounds.is_empty();
    digits && !is_year(pounds) && below(shillings, 20) && below(pence, 12)
}

/// A year, with at most one mark behind: `2025e` (estimated), `2024*`, `2024-` (to another).
fn is_year(text: &str) -> bool {
    let mark = |c: char| c.is_alphabetic() || matches!(c, '*' | '†') || is_dash(c);
    script::is_year(text.strip_suffix(mark).unwrap_or(text))
}

/// A day by its numbers, `31.12.1996`, heads a column as a year does.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let [day, month, year] = parts[..] else { return false };
    let within = |part: &str, most: u32| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|n| 0 < n && n <= most)
    };
    within(day, 31) && within(month, 12) && is_year(year)
}

fn is_ideograph(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
}

fn without_digits(text: &str, count: usize) -> Form {
    let all = |f: fn(char) -> bool| text.chars().all(f);
    let bare: String = text.chars().filter(|c| !matches!(c, '*' | '(' | ')')).collect();
    if !bare.is_empty() && bare.chars().all(is_dash) || bare.is_empty() && text.contains('*') {
        return Form::Dash;
    }
    if count <= 2 && all(|c| is_currency(c) || matches!(c, '(' | '（' | '[')) {
        return Form::Opening;
    }
    // `US$`, `HK$`: whose currency it is.
    let letters = text.trim_end_matches(is_currency);
    if letters.len() < text.len() && letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return Form::Opening;
    }
    if count <= 2 && all(|c| matches!(c, '%' | ')' | '）' | ']' | '％' | '‰')) {
        return Form::Closing;
    }
    if count == 1
        && all(|c| {
            matches!(
                c,
                '•' | '●' | '▪' | '■' | '◦' | '○' | '·' | '►' | '❖' | '◆' | '□' | '\u{f0b7}' | '\u{f0a7}'
            )
        })
    {
        return Form::Listed;
    }
    if count == 1 && all(|c| matches!(c, '†' | '‡' | '×' | '#' | '§')) {
        return Form::Dash;
    }
    let sign = text.chars().next().filter(|c| matches!(c, '#' | '>' | '/' | ';' | '%'));
    if (2..=3).contains(&count) && sign.is_some_and(|sign| text.chars().all(|c| c == sign)) {
        return Form::Quoted;
    }
    if is_entry(text, count) { Form::Listed } else { Form::Text }
}

/// `1.`, `12)`, `(3)`, `a)`, `(iv)`: what begins an entry of a list.
fn is_entry(text: &str, count: usize) -> bool {
    /// `(iii)` is the longest usual one.
    const LONGEST: usize = 5;
    if !(2..=LONGEST).contains(&count) {
        return false;
    }
    let opened = text.starts_with(['(', '（']);
    let closed = text.ends_with([')', '）']);
    let inner = text.trim_matches(['(', ')', '.', '、', '（', '）']);
    let dotted = text.ends_with(['.', '、']) && !opened;
    let short = inner.chars().all(|c| c.is_ascii_digit()) && inner.len() <= 2
        || inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic)
        || !inner.is_empty() && inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    // "(3)" is a negative figure as well: a list only where a letter or a lone bracket says so.
    let figure = opened && closed && inner.chars().all(|c| c.is_ascii_digit());
    short && !inner.is_empty() && (dotted || closed) && !figure
}

/// Whether a text begins with the number of an entry: `一、`, `（二）`, `3.`.
pub(crate) fn begins_entry(text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || !c.is_ascii() && "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let count = rest.chars().take_while(|c| numeral(*c)).count();
    let mut after = rest.chars().skip(count);
    let mark = after.next().is_some_and(|c| matches!(c, '、' | '）' | ')' | '．' | '.'));
    (1..=3).contains(&count) && mark && !after.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_figure_make_whole_groups() {
        let joins = |a: &str, b: &str| {
            let (a, b) = (Groups::of(a).expect("a figure"), Groups::of(b).expect("a figure"));
            a.goes_on_in(b) && b.is_end()
        };
        for (a, b) in [("2,345,", "730.13"), ("480,42", "6.87"), ("50,301", ".85"), ("41,90", "9,034")] {
            assert!(joins(a, b), "{a} {b}");
        }
        for (a, b) in [("41,90", "24,34"), ("12", "345.00"), ("1,234.5", "67"), ("41,90", "5,20")] {
            assert!(!joins(a, b), "{a} {b}");
        }
    }

    #[test]
    fn entries_begin_with_their_numbers() {
        for text in ["一、基本支出", "（二）项目", "12、其他", "3.Other"] {
            assert!(begins_entry(text), "{text}");
        }
        for text in ["一般公共服务", "1.25", "2024)", "(本级)"] {
            assert!(!begins_entry(text), "{text}");
        }
    }

    #[test]
    fn words_are_told_by_their_form() {
        let cases = [
            ("1,234", Form::Number),
            ("(36,000)", Form::Number),
            ("**12,760", Form::Number),
            ("57%", Form::Number),
            ("12.5", Form::Number),
            ("£9,594", Form::Number),
            ("12s.", Form::Number),
            ("4d", Form::Number),
            ("25d.m", Form::Text),
            ("1,960-2-11", Form::Number),
            ("31-12-08", Form::Range),
            ("31.12.1996", Form::Year),
            ("31.13.1996", Form::Number),
            ("2022", Form::Year),
            ("2025e", Form::Year),
            ("2024*", Form::Year),
            ("2500*", Form::Number),
            ("2007–08", Form::Range),
            ("242.31,168.28", Form::Text),
            ("1.234,56", Form::Number),
            ("9–12", Form::Range),
            ("(102.7–103.6)", Form::Number),
            ("–", Form::Dash),
            ("*****", Form::Dash),
            ("$", Form::Opening),
            ("%", Form::Closing),
            ("•", Form::Listed),
            ("1.", Form::Listed),
            ("(a)", Form::Listed),
            ("##", Form::Quoted),
            (">>>", Form::Quoted),
            ("#", Form::Dash),
            ("G-001", Form::Text),
            ("Total", Form::Text),
            ("合计", Form::Text),
            ("(3)", Form::Number),
            ("1.5", Form::Number),
        ];
        for (text, wanted) in cases {
            assert_eq!(form(text), wanted, "{text}");
        }
    }
}
