//! Codes that name what follows (2010301-行政运行, 11010222T000-工作经费), cut anywhere before their name.

use super::{Break, Verdict, is_tight, parts};
use model::Evidence;

/// A shorter run of digits before a dash may be a range or a minus ("5 - 10").
const SHORTEST: usize = 1;

/// The text with the parts of its code joined: capitals and digits up to a dash, then a name.
pub(crate) fn join_wrapped_code(text: &str, dump: bool) -> Verdict {
    let parts = parts(text);
    let code = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    let dash = |c: char| matches!(c, '-' | '－');
    let mut head = String::new();
    for (ix, (white, part)) in parts.iter().enumerate() {
        // In print a blank on one line was meant; another converter makes blanks of line ends.
        if ix > 0 && Break::of(white) == Break::Blank && !dump {
            return Verdict::None;
        }
        let length = part.chars().take_while(|c| code(*c)).count();
        let rest: String = part.chars().skip(length).collect();
        head.push_str(part);
        if rest.is_empty() {
            continue;
        }
        let before = head.chars().take_while(|c| code(*c)).collect::<String>();
        let next = parts.get(ix + 1).map(|(_, part)| *part);
        let named = rest.strip_prefix(dash).is_some_and(|name| match (name.is_empty(), next) {
            (true, Some(next)) => next.starts_with(is_tight),
            _ => name.starts_with(is_tight),
        });
        let digits = before.chars().filter(char::is_ascii_digit).count();
        if !named || digits < SHORTEST {
            return Verdict::None;
        }
        let mut out = head;
        let mut joined = ix;
        for (nth, (white, part)) in parts[ix + 1..].iter().enumerate() {
            // The name itself is a label; only a break right behind the dash is the code's.
            if nth == 0 && out.ends_with(dash) {
                joined += 1;
            } else {
                out.push_str(white);
            }
            out.push_str(part);
        }
        if joined == 0 {
            return Verdict::None;
        }
        return Verdict::Whole(out, Evidence::new("form").with("code", before));
    }
    Verdict::None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_before_its_name_is_one() {
        let whole = |text: &str| match join_wrapped_code(text, true) {
            Verdict::Whole(text, _) => text,
            _ => "none".to_owned(),
        };
        let all = [
            "201350 2-一般行政管理事务",
            "315001- 北京市 西城区",
            "11010222T0 0000041939 2-公务接待 费",
            "50299 -其他商品",
        ]
        .map(whole);
        assert_eq!(
            all,
            [
                "2013502-一般行政管理事务",
                "315001-北京市 西城区",
                "11010222T000000419392-公务接待 费",
                "50299-其他商品"
            ]
        );
        let none = ["5 - 10", "2019 2020", "Table 5 - Net", "-3 年", "2022 年"].map(whole);
        assert_eq!(none, ["none"; 5]);
    }
}
