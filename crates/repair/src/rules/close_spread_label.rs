//! Han characters spread with blanks (合　计, 收 入): printed blanks between two of them part no words.

use super::{Break, Verdict, is_han, parts};
use model::Evidence;

/// The text without the blanks that stand between two Han characters on one line.
pub(crate) fn close_spread_label(text: &str) -> Verdict {
    let parts = parts(text);
    let mut out = String::with_capacity(text.len());
    let mut closed = 0;
    for (white, part) in parts {
        let between = out.chars().next_back().is_some_and(is_han) && part.starts_with(is_han);
        if between && Break::of(white) == Break::Blank {
            closed += usize::from(!white.is_empty());
        } else {
            out.push_str(white);
        }
        out.push_str(part);
    }
    if closed == 0 {
        return Verdict::None;
    }
    Verdict::Whole(out, Evidence::new("form").with("blanks", closed.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_han_characters_go_and_others_stay() {
        let whole = |text: &str| match close_spread_label(text) {
            Verdict::Whole(text, _) => text,
            _ => text.to_owned(),
        };
        let all = ["合 计", "收　　入", "2022 年预算数", "Net cash", "一、 公共\n支 出"].map(whole);
        assert_eq!(all, ["合计", "收入", "2022 年预算数", "Net cash", "一、公共\n支出"]);
    }
}
