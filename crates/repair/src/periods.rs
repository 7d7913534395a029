//! Lines that say for which time a table holds and nothing else: they stand between a title and its table.

use crate::vocabulary::Vocabulary;

/// "中華民國 114 年度", "for the half-year ended 30th June 1881": words of periods and figures alone.
pub(crate) fn is_period(text: &str, known: &Vocabulary) -> bool {
    // Words of small letters stand by themselves, others in the midst of any.
    let (apart, within): (Vec<&str>, Vec<&str>) =
        known.words.period.iter().map(String::as_str).partition(|word| word.chars().all(char::is_lowercase));
    let mut rest = text.to_owned();
    for word in within {
        rest = rest.replace(word, " ");
    }
    let mut dated = text.contains(char::is_numeric);
    let only = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        let letters = word.trim_start_matches(|c: char| c.is_numeric()).to_lowercase();
        letters.is_empty() || apart.contains(&letters.as_str())
    });
    // "For the year" names no time.
    dated |= !text.contains(char::is_lowercase);
    only && dated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_words_of_time_are_periods() {
        let known = Vocabulary::default();
        for text in [
            "中華民國 114 年度",
            "2024年",
            "FY2015",
            "for the half-year ended 30th June 1881",
            "At 31 December 2019",
            "Stand zum 31.12.1998",
            "Exercice clos le 31 mars 1998",
        ] {
            assert!(is_period(text, &known), "{text}");
        }
        for text in [
            "2024年部门预算",
            "Income for the year 1881",
            "For the year",
            "Balance sheet at 31 March",
            "Marchers of 1881",
        ] {
            assert!(!is_period(text, &known), "{text}");
        }
    }
}
