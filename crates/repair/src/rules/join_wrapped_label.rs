//! Labels wrapped over lines and pages: nothing between Han characters, a space between Latin words, hyphenation undone,
//! words that were cut in the middle joined.

use super::{Break, Verdict, is_han, is_tight, parts};
use crate::fit::Fit;
use crate::words::Known;
use model::{Cell, Evidence};

/// A word's rest of at most so many letters, behind a full line, is no word of its own.
const SHORT_REST: usize = 3;
/// Of two halves that are no words of the document the lower is at most so long. Names in a head stand word below word in
/// columns no wider than the longest of them ("Vehicles licensed"): what is longer is taken for a word of its own.
const LONGEST_REST: usize = 5;

/// The text with its breaks undone.
pub(crate) fn join_wrapped_label(cell: &Cell, text: &str, fit: Fit, known: &Known) -> Verdict {
    let parts = parts(text);
    let dump = cell.is_of_dump();
    let breaks =
        parts[1.min(parts.len())..].iter().filter(|(white, _)| Break::of(white) != Break::Blank).count();
    // Lines are told by their number: an earlier edit that closed one makes them uncertain.
    let told = breaks + 1 == cell.ink().len();
    let apart = figures_stand_apart(&parts);
    let (mut out, mut line, mut how) = (String::with_capacity(text.len()), 0, Vec::new());
    for (ix, (white, part)) in parts.iter().enumerate() {
        if ix == 0 {
            out.push_str(part);
            continue;
        }
        let kind = Break::of(white);
        if kind == Break::Blank {
            // Where a converter made blanks of line ends: none is printed between Han and a bracket.
            let beside = |c: char| is_han(c) && c.is_alphabetic();
            let last = out.chars().next_back();
            let bracket = last.is_some_and(beside) && part.starts_with(['(', ')'])
                || last.is_some_and(|c| matches!(c, '(' | ')')) && part.starts_with(beside);
            let close = dump && (bracket || last.is_some_and(is_han) && part.starts_with(is_han));
            if !close {
                out.push_str(white);
            }
            out.push_str(part);
            continue;
        }
        let full = told && fit.is_full(cell, line);
        let alone = told && cell.ink().get(line).is_some_and(|ink| !ink.text.trim().contains(' '));
        // The rest of a word is no wider than the line that it filled; codes fill line after line.
        let wide =
            |ix: usize| cell.ink().get(ix).and_then(|ink| Some(ink.direction.turn(&ink.bbox?).width()));
        let letters = !part.contains(|c: char| c.is_ascii_digit());
        let alone = alone && !(letters && wide(line + 1) > wide(line));
        line += 1;
        // "in Fixed" begins with a word of its own.
        let followed = parts.get(ix + 1).is_some_and(|(white, _)| Break::of(white) == Break::Blank);
        let particle = followed && known.particles.contains(*part);
        let mut joint = joint(&out, part, (full && alone, particle), known);
        if matches!(joint, Joint::Tight) && apart && beside_figure(&out, part) {
            joint = Joint::Space;
        }
        match joint {
            Joint::Space => out.push(' '),
            Joint::Hyphen => {
                out.pop();
            }
            Joint::Tight | Joint::Word => {}
        }
        let name = joint.name();
        if !how.contains(&name) {
            how.push(name);
        }
        out.push_str(part);
    }
    if out == text {
        return Verdict::None;
    }
    let kind = if how.contains(&"word") { "vocabulary" } else { "form" };
    Verdict::Whole(
        out,
        Evidence::new(kind).with("lines", (breaks + 1).to_string()).with("joints", how.join(" ")),
    )
}

/// Whether the cell sets blanks between Han and figures wherever both stand on one line, and does so at all.
fn figures_stand_apart(parts: &[(&str, &str)]) -> bool {
    let blanks = parts
        .windows(2)
        .filter(|pair| Break::of(pair[1].0) == Break::Blank && beside_figure(pair[0].1, pair[1].1));
    let tight = parts.iter().any(|(_, part)| {
        let chars: Vec<char> = part.chars().collect();
        chars.windows(2).any(|pair| {
            is_han(pair[0]) && pair[1].is_ascii_digit() || pair[0].is_ascii_digit() && is_han(pair[1])
        })
    });
    blanks.count() > 0 && !tight
}

/// A Han character and a digit meet.
fn beside_figure(before: &str, after: &str) -> bool {
    let (last, first) = (before.chars().next_back(), after.chars().next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let han = |c: Option<char>| c.is_some_and(|c| is_han(c) && c.is_alphabetic());
    han(last) && digit(first) || digit(last) && han(first)
}

enum Joint {
    /// Two words.
    Space,
    /// A script without spaces, a bracket, a code.
    Tight,
    /// A word that a hyphen divides.
    Hyphen,
    /// A word cut without a hyphen.
    Word,
}

impl Joint {
    const fn name(&self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Tight => "tight",
            Self::Hyphen => "hyphen",
            Self::Word => "word",
        }
    }
}

/// How two lines are joined; `forced`: the upper is one word and had no room for another letter; `particle`: the lower begins with
/// a short word that stands between others.
fn joint(before: &str, after: &str, (forced, particle): (bool, bool), known: &Known) -> Joint {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return Joint::Tight;
    };
    if is_tight(last) || is_tight(first) {
        return Joint::Tight;
    }
    if matches!(last, '(' | '[' | '/' | '（' | '$' | '£' | '€')
        || matches!(first, ')' | ']' | ',' | '.' | ';' | ':' | '%' | '/')
    {
        return Joint::Tight;
    }
    let (left, right) = (tail(before), head(after));
    if matches!(last, '-' | '\u{ad}' | '\u{2010}') {
        return hyphen(before, last, &right, known);
    }
    if forced && last.is_alphanumeric() && first.is_alphanumeric() {
        let whole = format!("{left}{right}");
        let letters = right.chars().all(char::is_lowercase);
        let same = last.is_ascii_digit() == first.is_ascii_digit() && last.is_ascii_digit();
        let letters = letters && !particle;
        let rest = letters && right.chars().count() <= SHORT_REST && !known.is_word(&right);
        let unknown = letters && !known.is_word(&right) && !known.is_word(&left);
        // Addresses and codes go on whatever their length.
        let name = left.chars().all(char::is_alphabetic);
        let halves = unknown && (!name || right.chars().count() <= LONGEST_REST);
        if known.is_word(&whole) || rest || same || halves {
            return Joint::Word;
        }
    }
    Joint::Space
}

/// A hyphen at a line's end: it divides a word, or it belongs to it.
fn hyphen(before: &str, last: char, right: &str, known: &Known) -> Joint {
    let stem = before.trim_end_matches(last);
    let left = tail(stem);
    let divides = left.chars().next_back().is_some_and(char::is_alphabetic)
        && right.chars().next().is_some_and(char::is_lowercase);
    if !divides {
        return Joint::Tight;
    }
    if last != '-' || known.is_word(&format!("{left}{right}")) {
        return Joint::Hyphen;
    }
    // "long-term" is written with its hyphen elsewhere, or both halves are words; "non-" is none by itself, and one before words.
    let compound = known.is_word(&format!("{left}-{right}"))
        || known.is_word(&left) && known.is_word(right)
        || known.is_hyphened(&left, right);
    if compound { Joint::Tight } else { Joint::Hyphen }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

fn tail(text: &str) -> String {
    let from = text
        .rfind(|c| !is_of_word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[from..].to_owned()
}

fn head(text: &str) -> String {
    text.chars().take_while(|c| is_of_word(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Ink;

    fn whole(text: &str, words: &str) -> String {
        let lines = text.split('\n').map(|line| Ink { text: line.into(), page: 1, ..Ink::default() });
        let cell = Cell::new(0, 0, 1, 1, lines.collect());
        match join_wrapped_label(&cell, text, Fit::default(), &Known::of_words(words)) {
            Verdict::Whole(text, _) => text,
            _ => text.to_owned(),
        }
    }

    #[test]
    fn han_is_joined_tight_and_latin_with_a_space() {
        let all = ["北京市\n西城区", "维修(护)\n费", "2022\n年", "Net\ncash flow", "GDP\n增长", "(net\n)"];
        assert_eq!(
            all.map(|text| whole(text, "")),
            ["北京市西城区", "维修(护)费", "2022年", "Net cash flow", "GDP增长", "(net)"]
        );
    }

    #[test]
    fn hyphens_divide_words_unless_the_document_says_otherwise() {
        assert_eq!(whole("expendi-\nture", ""), "expenditure");
        assert_eq!(whole("long-\nterm", "a long term"), "long-term");
        assert_eq!(whole("long-\nterm", "longterm long term"), "longterm");
        assert_eq!(whole("North-\nWest", ""), "North-West");
        let mut known = Known::of_words("Financial assets");
        known.hyphened = ["non-".to_owned(), "multi".to_owned()].into();
        assert!(matches!(joint("Non-", "financial", (false, false), &known), Joint::Tight));
        assert!(matches!(joint("Non-", "controlling", (false, false), &known), Joint::Tight));
        assert!(matches!(joint("non-", "sense", (false, false), &known), Joint::Hyphen));
        assert!(matches!(joint("multi-", "plication", (false, false), &known), Joint::Hyphen));
        assert!(matches!(joint("multi-", "assets", (false, false), &known), Joint::Tight));
        assert_eq!(whole("2019-\n20", ""), "2019-20");
        known.hyphened = ["off-".to_owned()].into();
        known.solid = vec!["offset".to_owned()];
        assert!(matches!(joint("off-", "premises", (false, false), &known), Joint::Tight));
        assert!(matches!(joint("off-", "setting", (false, false), &known), Joint::Hyphen));
    }

    #[test]
    fn a_short_word_before_another_is_no_rest_of_a_word() {
        use model::Table;
        use model::geometry::{Pt, Rect};
        let check = |lines: [&str; 2]| {
            let ink = lines.iter().enumerate().map(|(row, text)| {
                let (y, width) = (2 + 10 * row as i32, 5 * text.len() as i32);
                let bbox = Rect::new(Pt::points(3), Pt::points(y), Pt::points(3 + width), Pt::points(y + 8));
                Ink {
                    text: (*text).into(),
                    page: 1,
                    bbox: Some(bbox),
                    size: Pt::points(10),
                    ..Ink::default()
                }
            });
            let area = Rect::new(Pt::ZERO, Pt::ZERO, Pt::points(56), Pt::points(30));
            let cell = Cell::new(0, 0, 1, 1, ink.collect()).on(1, area);
            let table = Table::new(1, 1, vec![cell]).expect("one cell");
            let mut known = Known::default();
            known.particles = ["in".to_owned()].into();
            let fit = Fit::of(&table);
            match join_wrapped_label(&table.cells()[0], &lines.join("\n"), fit, &known) {
                Verdict::Whole(text, _) => text,
                _ => lines.join("\n"),
            }
        };
        assert_eq!(check(["Investment", "in Fixed"]), "Investment in Fixed");
        assert_eq!(check(["Investment", "ed Fixed"]), "Investmented Fixed");
        assert_eq!(check(["Margin-marg", "in"]), "Margin-margin");
    }

    #[test]
    fn a_word_cut_at_the_edge_of_a_full_cell_is_joined() {
        assert!(matches!(joint("Outstandin", "g", (true, false), &Known::default()), Joint::Word));
        assert!(matches!(joint("Household", "size", (true, false), &Known::of_words("size")), Joint::Space));
        assert!(matches!(joint("Outstandin", "g", (false, false), &Known::default()), Joint::Space));
        assert!(matches!(joint("Depreci", "ation", (true, false), &Known::default()), Joint::Word));
        assert!(matches!(joint("Vehicles", "licensed", (true, false), &Known::default()), Joint::Space));
        assert!(matches!(joint("for%20ex", "ascale", (true, false), &Known::default()), Joint::Word));
        assert!(matches!(
            joint("Vehicles", "licensed", (true, false), &Known::of_words("vehicleslicensed")),
            Joint::Word
        ));
    }
}
