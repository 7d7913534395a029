//! The texts that a printed figure may have been, had it slipped on its way: what a converter's dump may have lost or
//! changed, and what separators may have meant.

use crate::forced::is_in_thousands;
use model::script::{MINUS, plain};
use model::{Decimal, RepairedTable};

/// One text that may have been meant, its number, and the slip that made the present one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) text: String,
    pub(crate) value: Decimal,
    pub(crate) slip: &'static str,
    /// Digits, points or signs differ: only where the print cannot be seen.
    pub(crate) alters: bool,
}

/// Longer texts are no figures.
const LONGEST: usize = 40;

/// How a column writes its figures.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// The decimals they have, when they agree.
    pub(crate) decimals: Option<u32>,
    /// A comma stands before them, and points part groups.
    pub(crate) comma: bool,
}

/// For each column, whether most of its figures that have decimals have a comma before them.
pub(crate) fn commas(table: &RepairedTable) -> Vec<bool> {
    if is_in_thousands(table) {
        return vec![true; table.table.n_cols() as usize];
    }
    let mut more = vec![0i32; table.table.n_cols() as usize];
    for (cell, reading) in table.table.cells().iter().zip(&table.readings) {
        let scale = reading.value.map_or(0, |value| value.scale() as usize);
        if scale == 0 {
            continue;
        }
        let text = unsigned(cell.text());
        let behind =
            |mark: [char; 2]| text.rsplit_once(mark).is_some_and(|(_, rest)| rest.chars().count() == scale);
        more[cell.col() as usize] += i32::from(behind([',', '，'])) - i32::from(behind(['.', '\u{66b}']));
    }
    more.into_iter().map(|more| more > 0).collect()
}

/// A text with points for its commas, and commas for its points.
fn turned(text: &str) -> String {
    let other = |c: char| match c {
        '.' => ',',
        ',' | '，' => '.',
        _ => c,
    };
    text.chars().map(other).collect()
}

/// A digit of any script.
pub(crate) fn is_digit(c: char) -> bool {
    plain(c).is_ascii_digit()
}

/// A text without the signs and brackets around it.
pub(crate) fn unsigned(text: &str) -> &str {
    text.trim().trim_start_matches(MINUS).trim_start_matches('(').trim_end_matches([')', '-', '−'])
}

/// What a text may have been, as its column writes figures.
pub(crate) fn meant(text: &str, style: Style) -> Vec<Meant> {
    if !style.comma {
        return with_point(text, style.decimals);
    }
    let found = with_point(&turned(text), style.decimals);
    found.into_iter().map(|meant| Meant { text: turned(&meant.text), ..meant }).collect()
}

/// What a text may have been where a point stands before decimals.
fn with_point(text: &str, decimals: Option<u32>) -> Vec<Meant> {
    let text = text.trim();
    let digits = text.chars().filter(|c| is_digit(*c)).count();
    if digits == 0 || text.chars().count() > LONGEST {
        return Vec::new();
    }
    let mut out: Vec<Meant> = Vec::new();
    let mut put = |text: String, slip: &'static str, alters: bool| {
        if let Some(value) = read(&text)
            && !out.iter().any(|known: &Meant| known.value == value)
        {
            out.push(Meant { text, value, slip, alters });
        }
    };
    // White space inside, and separators that stand where none belongs.
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if joined != text {
        put(joined.clone(), "white space", false);
    }
    let bare: String = joined.chars().filter(|c| !parts_groups(*c)).collect();
    if bare != joined {
        put(bare.clone(), "separator", false);
    }
    // "1.256" where points part thousands.
    let groups: Vec<&str> = unsigned(&bare).split('.').collect();
    if groups.len() > 1
        && groups[1..].iter().all(|group| group.len() == 3)
        && (1..=3).contains(&groups[0].len())
    {
        put(bare.replace('.', ""), "separator", false);
    }
    if let Some(decimals) = decimals {
        let flat: String = bare.chars().filter(|c| plain(*c) != '.').collect();
        let count = flat.chars().filter(|c| is_digit(*c)).count() as u32;
        if decimals > 0 && count > decimals {
            let from_end = decimals as usize + flat.chars().rev().take_while(|c| !is_digit(*c)).count();
            let at = flat.len() - flat.chars().rev().take(from_end).map(char::len_utf8).sum::<usize>();
            let point = if flat.contains(|c| matches!(c, '\u{660}'..='\u{6f9}')) { '\u{66b}' } else { '.' };
            put(format!("{}{point}{}", &flat[..at], &flat[at..]), "point", true);
        }
    }
    // A sign or bracket that was lost, or one too many.
    match bare.strip_prefix(MINUS).or_else(|| bare.strip_suffix(['-', '−'])) {
        Some(rest) => put(rest.to_owned(), "sign", true),
        None if bare.starts_with('(') => put(bare.trim_matches(['(', ')']).to_owned(), "bracket", true),
        None => put(format!("-{bare}"), "sign", true),
    }
    let chars: Vec<char> = bare.chars().collect();
    for at in 1..chars.len() {
        if is_digit(chars[at]) && is_digit(chars[at - 1]) && chars[at] != chars[at - 1] {
            let mut swapped = chars.clone();
            swapped.swap(at - 1, at);
            put(swapped.into_iter().collect(), "digits exchanged", true);
        }
    }
    for (at, c) in chars.iter().enumerate() {
        for other in look_alikes(*c) {
            let mut other_chars = chars.clone();
            other_chars[at] = other;
            put(other_chars.into_iter().collect(), "look-alike digit", true);
        }
    }
    out.retain(|meant| Some(meant.value) != read(&bare) || !meant.alters);
    out
}

/// A text that says one of its readings and no other: without white space, and without marks that part the digits of a whole
/// figure. One with other digits is left as it is.
pub(crate) fn whole(text: &str, value: Decimal) -> String {
    if !has_all_digits(text, value) {
        return text.to_owned();
    }
    let parts = |c: &char| c.is_whitespace() || value.scale() == 0 && (parts_groups(*c) || plain(*c) == '.');
    text.chars().filter(|c| !parts(c)).collect()
}

/// Whether a value has all the digits of a text, and no other.
pub(crate) fn has_all_digits(text: &str, value: Decimal) -> bool {
    let digits: String = text.chars().map(plain).filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0') == value.mantissa().unsigned_abs().to_string()
}

/// Digits that are taken for one another in print and by those who read it.
fn look_alikes(c: char) -> impl Iterator<Item = char> {
    let like = match c {
        '0' | 'O' | 'o' => "0689",
        '1' | 'l' | 'I' | '|' => "174",
        '2' | 'Z' => "27",
        '3' => "859",
        '4' => "91",
        '5' | 'S' => "536",
        '6' => "580",
        '7' => "12",
        '8' | 'B' => "83690",
        '9' => "4803",
        _ => "",
    };
    like.chars().filter(move |other| *other != c)
}

/// Marks that part the digits of a whole figure, besides points.
fn parts_groups(c: char) -> bool {
    matches!(c, ',' | '，' | '\u{66c}' | '\'' | '’')
}

/// A figure as a column writes it: with a point, or with a comma, before its decimals.
pub(crate) fn read_as(text: &str, comma: bool) -> Option<Decimal> {
    if comma { read(&turned(text)) } else { read(text) }
}

/// A plain number: a sign or brackets, digits, at most one point; a comma where points part the groups before it.
pub(crate) fn read(text: &str) -> Option<Decimal> {
    let text: String = text.trim().chars().map(plain).collect();
    let text = text.as_str();
    let (negative, body) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => match text.strip_prefix(MINUS).or_else(|| text.strip_suffix(['-', '−'])) {
            Some(rest) => (true, rest),
            None => (false, text),
        },
    };
    if let Some((groups, rest)) = body.split_once(',')
        && is_grouped_by_points(groups)
    {
        let digits = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        let value = Decimal::from_str_exact(&format!("{}.{rest}", groups.replace('.', ""))).ok();
        return value.filter(|_| digits).map(|value| if negative { -value } else { value });
    }
    let bare: String = body.chars().filter(|c| !parts_groups(*c)).collect();
    let shaped =
        bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') && bare.bytes().any(|b| b.is_ascii_digit());
    let value = Decimal::from_str_exact(&bare).ok().filter(|_| shaped)?;
    Some(if negative { -value } else { value })
}

/// Whether digits are parted by points into groups of three, two groups or more.
fn is_grouped_by_points(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    first && digits && text.contains('.') && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_has_its_cure() {
        let check = |text: &str, decimals: Option<u32>, wanted: &str| {
            let wanted: Decimal = wanted.parse().expect("a decimal");
            let found = meant(text, Style { decimals, comma: false });
            assert!(found.iter().any(|meant| meant.value == wanted), "{text}: {found:?}");
        };
        check("63.640 800", None, "63.640800");
        check("1,23,4.50", None, "1234.50");
        check("123450", Some(2), "1234.50");
        check("12345.0", Some(2), "1234.50");
        check("500", None, "-500");
        check("(500)", None, "500");
        check("1243", None, "1234");
        check("1884", None, "1384");
        check("12O4", None, "1204");
        assert!(meant("合计", Style::default()).is_empty());
    }

    #[test]
    fn digits_and_marks_of_other_scripts_slip_as_well() {
        let check = |text: &str, comma: bool, wanted: &str, as_text: &str| {
            let wanted: Decimal = wanted.parse().expect("a decimal");
            let found = meant(text, Style { decimals: None, comma });
            let one = found.iter().find(|meant| meant.value == wanted);
            assert_eq!(one.map(|meant| meant.text.as_str()), Some(as_text), "{text}: {found:?}");
        };
        check("١٬٤٧٥٬٧٥٦", false, "1475765", "١٤٧٥٧٦٥");
        check("-٣٨٩٬٠٩٨", false, "389098", "٣٨٩٠٩٨");
        check("△85,101", false, "-85011", "△85011");
        check("8.936.872,58", true, "8936872.85", "8936872,85");
        check("594.741,25-", true, "594741.25", "594741,25");
        check("1 234,50", true, "1234.50", "1234,50");
    }

    #[test]
    fn a_figure_made_whole_has_one_reading() {
        let check = |text: &str, value: &str, wanted: &str| {
            assert_eq!(whole(text, value.parse().expect("a decimal")), wanted, "{text}");
        };
        check("△22 2,942", "-222942", "△222942");
        check("125,00*", "12500", "12500*");
        check("63.640 800", "63.640800", "63.640800");
        check("1 234", "234", "1 234");
    }

    #[test]
    fn what_is_printed_is_no_slip_of_itself() {
        let value = read("1,234.50");
        assert!(
            meant("1234.50", Style { decimals: Some(2), comma: false })
                .iter()
                .all(|meant| Some(meant.value) != value)
        );
    }

    #[test]
    fn points_between_groups_leave_the_comma_for_decimals() {
        let value = |text: &str| read(text).map(|value| value.to_string());
        assert_eq!(value("30.980.376,61").as_deref(), Some("30980376.61"));
        assert_eq!(value("-1.396,5").as_deref(), Some("-1396.5"));
        assert_eq!(value("1,234.5").as_deref(), Some("1234.5"));
        assert_eq!(value("1.234").as_deref(), Some("1.234"));
        assert_eq!(value("12.34,5").as_deref(), Some("12.345"));
        assert_eq!(value("12.345-").as_deref(), Some("-12.345"));
        assert_eq!(value("٣٨٩٬٠٩٨٫٥").as_deref(), Some("389098.5"));
    }
}
