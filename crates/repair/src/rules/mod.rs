//! The rules that make one cell whole, one a file. Each looks at a cell's text as it stands, with its breaks, and says
//! what it would be, on what evidence; [`crate::cells`] asks them in turn.

pub(crate) mod close_spread_label;
pub(crate) mod join_wrapped_code;
pub(crate) mod join_wrapped_label;
pub(crate) mod join_wrapped_number;

/// What a rule says of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The cell is this, on this evidence.
    Whole(String, model::Evidence),
    /// The cell can be read in two ways: why, and the values that are possible.
    Doubt(String, Vec<model::Decimal>),
    /// The rule has nothing to say.
    None,
}

/// White space between two parts of a cell's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Printed on one line.
    Blank,
    /// A line's end.
    Line,
    /// A page's end.
    Page,
}

impl Break {
    /// What a run of white space is: the strongest of its characters.
    pub(crate) fn of(white: &str) -> Self {
        if white.contains('\u{c}') {
            Self::Page
        } else if white.contains(['\n', '\r']) {
            Self::Line
        } else {
            Self::Blank
        }
    }
}

/// A text's parts, each with the white space before it (empty before the first).
pub(crate) fn parts(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = text.trim_end();
    while !rest.is_empty() {
        let word = rest.trim_start();
        let white = &rest[..rest.len() - word.len()];
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        out.push((if out.is_empty() { "" } else { white }, &word[..end]));
        rest = &word[end..];
    }
    out
}

/// A character of a script that is written without spaces: Han, kana, full-width forms and their punctuation.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3134f}')
}

/// The same for line breaks: quotation marks of Chinese print, dashes and ellipses break without a space beside Han.
pub(crate) fn is_tight(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '”' | '‘' | '’' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_the_white_space_before_them() {
        assert_eq!(parts(" a\n b\u{c}c "), [("", "a"), ("\n ", "b"), ("\u{c}", "c")]);
        assert_eq!(Break::of("\n \u{c}"), Break::Page);
    }
}
