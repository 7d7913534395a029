//! Patterns of titles, labels and heads: words in which `*` stands for anything.

use crate::words::{bare, squash};

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// What stands between the stars.
    pieces: Vec<String>,
}

/// A text made ready for patterns: without white space and quotation marks, in lower case, brackets and colons in one
/// form; and the same without its numbering and a remark in brackets at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ready {
    whole: String,
    bare: String,
}

impl Ready {
    pub(crate) fn of(text: &str) -> Self {
        let whole = plain(text);
        let bare = bare(&whole).to_owned();
        Self { whole, bare }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Without numbering.
    pub(crate) fn bare(&self) -> &str {
        &self.bare
    }

    /// As printed, but for white space and forms of signs.
    pub(crate) fn whole(&self) -> &str {
        &self.whole
    }
}

fn plain(text: &str) -> String {
    let same = |c: char| match c {
        '（' => Some('('),
        '）' => Some(')'),
        '：' => Some(':'),
        '％' => Some('%'),
        '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '《' | '》' => None,
        c => Some(c),
    };
    squash(text).chars().filter_map(same).collect()
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        Self { pieces: plain(text).split('*').map(str::to_owned).collect() }
    }

    /// Whether it says anything beside stars.
    pub(crate) fn says_something(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.is_empty())
    }

    /// Whether it fits a text, with its numbering or without.
    pub(crate) fn fits(&self, text: &Ready) -> bool {
        self.fits_plain(&text.whole) || text.whole != text.bare && self.fits_plain(&text.bare)
    }

    /// The leftmost place for each piece in turn is never worse than a later one: one pass is enough.
    fn fits_plain(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.first().is_some_and(|only| only == text);
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything_and_the_rest_for_itself() {
        let check = |pattern: &str, text: &str, expected: bool| {
            assert_eq!(Pattern::new(pattern).fits(&Ready::of(text)), expected, "{pattern} {text}");
        };
        check("收入总计", "收 入 总 计", true);
        check("收入总计", "本年收入总计", false);
        check("*收入总计", "本年收入总计", true);
        check("*三公*经费*", "财政拨款“三公”经费支出决算表", true);
        check("资产负债率", "三、资产负债率（%）", true);
        check("*(母公司)", "资产负债率（母公司）", true);
        check("Total assets", "TOTAL  ASSETS", true);
        check("a*a", "a", false);
        check("a*b*c", "a-c-b", false);
        check("*", "anything", true);
        check("", "", true);
    }
}
