//! Code, and what was typed at the prompt of a program: lines in letters of one width that say what they are. No row of a table is
//! one, and tables that a program printed end at them.

use crate::bands::{Line, Mark};
use crate::prose::Paragraph;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::Page;
use std::ops::Range;

/// Advances of letters of one width differ by no more than one part in so many.
const WIDTH: i32 = 30;
/// Fewer different letters may be as wide as each other by chance.
const LETTERS: usize = 4;
/// No name of a program before its prompt is longer.
const NAME: usize = 14;
/// Words of one text stand no farther apart than this part of the em (per thousand): two spaces in letters of .6.
const SPACES: i32 = 1_300;

/// The lines that are code, each as a text of its own.
pub(crate) fn code(page: &Page, words: &[Word], lines: &[Line], direction: Quarter) -> Vec<Paragraph> {
    let mut out = Vec::new();
    // Where code on the line above begins, and where that line ends.
    let mut above: Option<(Pt, Pt)> = None;
    for line in lines {
        let runs = line.runs(SPACES);
        let typed = |run: &Range<usize>| is_typed(page, words, &line.marks[run.clone()], direction);
        let says = |run: &Range<usize>| {
            let texts: Vec<&str> =
                line.marks[run.clone()].iter().map(|mark| words[mark.ix].text.as_str()).collect();
            let goes_on = above.is_some_and(|(left, bottom)| {
                (left - line.marks[run.start].at.x0).abs() <= line.size / 4 && line.top - bottom <= line.size
            });
            says_code(&texts, runs.len() == 1) || goes_on && matches!(texts[0], "+" | "..." | "->")
        };
        // All of its line that is set alike is code: what it declares, and remarks behind it.
        let own: Vec<&Range<usize>> = if runs.iter().any(|run| says(run) && typed(run)) {
            runs.iter().filter(|run| typed(run)).collect()
        } else {
            Vec::new()
        };
        let area = Rect::bounding(own.iter().map(|run| line.span(run)));
        out.extend(area.map(|area| Paragraph { area, lines: 1, aside: true }));
        above = area.map(|area| (area.x0, line.bottom));
    }
    out
}

/// Whether all letters are as wide as each other, or twice as wide as those of the Latin script.
fn is_typed(page: &Page, words: &[Word], marks: &[Mark], direction: Quarter) -> bool {
    let glyphs = marks.iter().flat_map(|mark| &words[mark.ix].glyphs).map(|id| &page.glyphs[id.0 as usize]);
    let mut widest = Pt::ZERO;
    let mut least = Pt(i32::MAX);
    let mut seen: Vec<char> = Vec::new();
    for glyph in glyphs {
        let Some(c) = glyph.text.first_char().filter(char::is_ascii) else { continue };
        let width = direction.turn(&glyph.bbox).width();
        widest = widest.max(width);
        least = least.min(width);
        if seen.len() < LETTERS && !seen.contains(&c) {
            seen.push(c);
        }
    }
    seen.len() >= LETTERS && (widest - least) * WIDTH <= widest
}

/// Whether the words of a text are code; `whole` when nothing else stands on its line.
fn says_code(texts: &[&str], whole: bool) -> bool {
    // Listings have the numbers of their lines before them, statements remarks behind.
    let numbered = texts.len() > 1 && texts[0].bytes().all(|c| c.is_ascii_digit());
    let texts = &texts[usize::from(numbered)..];
    let end = texts.iter().skip(1).position(|text| is_remark(text)).map_or(texts.len(), |at| at + 1);
    let (Some(&first), Some(&last)) = (texts.first(), texts[..end].last()) else { return false };
    if is_entry_number(first) || is_part_of_list(texts) {
        return true;
    }
    // A row of figures is none, whatever stands before it: "> 65  12  14".
    let figures = texts.iter().filter(|text| is_figure(text)).count();
    if figures * 2 > texts.len() {
        return false;
    }
    !numbered && is_prompt(first) && texts.get(1).is_none_or(|next| !is_figure(next))
        || is_remark(first)
        || last.ends_with([';', '{'])
        || last.ends_with("},")
        || texts.iter().filter(|text| is_hexadecimal(text)).count() * 2 > texts.len()
        || matches!(first, "}" | "};" | "});")
        || texts.iter().any(|text| matches!(*text, "<-" | "<<-" | ":="))
        || whole && (is_assigned(texts) || is_call(texts))
}

fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// What a program prints where it waits for a line: `>`, `$`, `>>>`, `mysql>`, `octave:1>`, `In [1]:`.
fn is_prompt(text: &str) -> bool {
    let name = text.trim_end_matches(['>', '$']);
    let signs = text.len() - name.len();
    let named = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '[' | ']' | '(' | ')' | '-' | '_' | '.'));
    (1..=3).contains(&signs) && name.len() <= NAME && named
}

/// The number of the first entry on a line of a list that R prints: `[1]`.
fn is_entry_number(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inner.is_some_and(|text| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()))
}

/// A part of a list as R prints it: `$ name: num  1 2`, `..- attr(`, `[[1]]`.
fn is_part_of_list(texts: &[&str]) -> bool {
    match texts {
        [text] => text.starts_with("[[") && text.ends_with("]]"),
        ["$", name, ..] => name.starts_with(|c: char| c.is_ascii_alphabetic()),
        ["..$" | "..-" | "..@", ..] => true,
        ["-", next, ..] => *next == "attr(*,",
        _ => false,
    }
}

/// Signs that begin a remark of a program.
fn is_remark(text: &str) -> bool {
    // Two slashes right before a letter may begin a path.
    let slashes = text.strip_prefix("//").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    slashes
        || ["/*", "*/", ";;", "##", "%%", "#!", "<!--", "--["].iter().any(|sign| text.starts_with(sign))
        || is_directive(text)
}

/// A number as code has it in lists: `0x2a,`.
fn is_hexadecimal(text: &str) -> bool {
    let digits = text.strip_suffix(',').and_then(|text| text.strip_prefix("0x"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_hexdigit()))
}

/// A number sign by itself begins a remark; right before a word, what a preprocessor is told.
fn is_directive(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_lowercase()))
}

/// A name, a sign and a value: `SIZE = 12`.
fn is_assigned(texts: &[&str]) -> bool {
    let name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '.'))
            && text.chars().all(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']' | '>' | '-' | ':')
            })
    };
    matches!(texts, [first, "=" | "+=" | "-=" | "?=", _, ..] if name(first))
}

/// A name with what stands in brackets behind it: `print(sum(x), 2)`.
fn is_call(texts: &[&str]) -> bool {
    let text = texts.join(" ");
    let Some((name, rest)) = text.split_once('(') else { return false };
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':'));
    let closed = rest.strip_suffix(')');
    named && closed.is_some_and(|inner| inner.is_empty() || inner.contains(['"', ',', '=', '\'', '(']))
}
