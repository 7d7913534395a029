//! What scripts have of their own: digits, signs, calendars, the side where a line begins.

use unicode_bidi::{BidiClass, bidi_class};

/// Zeros of the scripts whose own digits are printed in accounts: Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese,
/// Khmer (Unicode 17, general category Nd: ten digits in a row from each).
const ZEROS: [char; 8] =
    ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}'];

/// Every sign that stands for minus before a figure; △ and ▲ are those of Japanese and Taiwanese accounts.
pub const MINUS: [char; 7] = ['-', '−', '–', '—', '‐', '△', '▲'];

/// A digit of any script, an Arabic decimal or thousands mark, as it is written in ASCII; all else as it is.
pub fn plain(c: char) -> char {
    let value = |zero: &char| (c as u32).checked_sub(*zero as u32).filter(|n| *n < 10);
    match c {
        _ if c.is_ascii() => c,
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        _ => ZEROS.iter().find_map(value).and_then(|n| char::from_digit(n, 10)).unwrap_or(c),
    }
}

/// Four digits that are a year of these two centuries. In the digits of its script it may be one of that script's calendar:
/// the Hijri ones of the Arabic script, the Buddhist one of Thai.
pub fn is_year(text: &str) -> bool {
    let year: String = text.chars().take(5).map(plain).collect();
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let begins = |centuries: &[&str]| centuries.iter().any(|century| year.starts_with(century));
    let first = text.chars().next().unwrap_or('0');
    digits
        && (begins(&["19", "20"])
            || matches!(first, '\u{660}'..='\u{6f9}') && begins(&["13", "14"])
            || matches!(first, '\u{e50}'..='\u{e59}') && begins(&["24", "25"]))
}

/// Whether a letter is of a script that runs from right to left (Unicode Standard Annex #9, classes R and AL).
pub fn is_leftward(c: char) -> bool {
    // The blocks of such scripts; no class is looked up for what stands in others.
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_in_the_digits_of_their_script() {
        for year in ["1987", "2024", "٢٠٢٢", "۱۴۰۳", "๒๕๖๗"] {
            assert!(is_year(year), "{year}");
        }
        for none in ["1403", "2567", "20245", "202", "٣٠٢٢", "20x4", ""] {
            assert!(!is_year(none), "{none}");
        }
    }
}
