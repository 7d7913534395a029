//! Code, and what was typed at the prompt of a program: lines in letters of one width that say what they are. No row of a table is
//! one, and tables that a program printed end at them.
//!
//! Some signs say so by themselves; others (a semicolon, a name with a value) do where lines right above or below are code, too.
//! A line with figures in columns is a row, whatever signs its cells have.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use crate::prose::Paragraph;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::Page;
use std::ops::Range;

/// Advances of letters of one width differ by no more than one part in so many.
const WIDTH: i32 = 30;
/// No name of a program before its prompt is longer.
const NAME: usize = 14;
/// Words of one text stand no farther apart than this part of the em (per thousand): two spaces in letters of .6.
const SPACES: i32 = 1_300;
/// What was typed stands no farther behind its prompt (ems).
const BEHIND: i32 = 3;
/// What follows farther behind (ems) is of another column of the page.
const APART: i32 = 20;

/// How much a line says that it is code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Sure,
    /// If the next line is code, too.
    Maybe,
}

/// A line that may be code.
struct Candidate {
    /// Its index among the lines.
    line: usize,
    area: Rect,
    says: Says,
}

/// The lines that are code, each as a text of its own.
pub(crate) fn code(page: &Page, words: &[Word], lines: &[Line], direction: Quarter) -> Vec<Paragraph> {
    let text = |mark: &Mark| words[mark.ix].text.as_str();
    let typed = |marks: &[Mark]| is_typed(page, words, marks, direction);
    let mut found: Vec<Candidate> =
        listed(lines, &text).into_iter().filter(|own| typed(&lines[own.line].marks)).collect();
    for (ix, line) in lines.iter().enumerate() {
        let runs = line.runs(SPACES);
        let whole = || line.marks.iter().map(text).collect::<Vec<&str>>();
        if is_row(line, &runs, &text) && !is_part_of_list(&whole()) {
            continue;
        }
        let runs = after_prompt(line, runs, &text);
        let Some(first) = runs.iter().position(|run| typed(&line.marks[run.clone()])) else { continue };
        let texts = |run: &Range<usize>| line.marks[run.clone()].iter().map(text).collect::<Vec<&str>>();
        let says = says_code(&texts(&runs[first]), runs.len() == 1).or_else(|| {
            let ends = |run: &Range<usize>| says_end(&texts(run)) && typed(&line.marks[run.clone()]);
            runs[first + 1..].iter().any(ends).then_some(Says::Maybe)
        });
        let Some(says) = says else { continue };
        // All of its line that is set alike is code: what it declares, and remarks behind it.
        let mut area = line.span(&runs[first]);
        for run in &runs[first + 1..] {
            let next = line.span(run);
            if next.x0 - area.x1 > line.size * APART || !typed(&line.marks[run.clone()]) {
                break;
            }
            area = area.union(&next);
        }
        found.push(Candidate { line: ix, area, says });
    }
    found.sort_by_key(|own| own.line);
    let next = |own: &Candidate, other: &Candidate| {
        let white = lines[own.line.max(other.line)].top - lines[own.line.min(other.line)].bottom;
        own.line.abs_diff(other.line) == 1
            && white <= lines[own.line].size
            && own.area.overlap_x(&other.area) > Pt::ZERO
    };
    let kept = |ix: usize| {
        let beside = [ix.checked_sub(1), Some(ix + 1)].into_iter().flatten().filter_map(|ix| found.get(ix));
        found[ix].says == Says::Sure || beside.into_iter().any(|other| next(&found[ix], other))
    };
    let kept = (0..found.len()).filter(|ix| kept(*ix)).map(|ix| found[ix].area);
    kept.map(|area| Paragraph { area, lines: 1, aside: true }).collect()
}

/// The runs of a line; what stands a few spaces behind a prompt, which is the line's first word, is one with it.
fn after_prompt<'w>(
    line: &Line,
    mut runs: Vec<Range<usize>>,
    text: &impl Fn(&Mark) -> &'w str,
) -> Vec<Range<usize>> {
    if let [prompt, next, ..] = &runs[..]
        && prompt.len() == 1
        && is_prompt(text(&line.marks[0]))
        && line.span(next).x0 - line.span(prompt).x1 <= line.size * BEHIND
    {
        let whole = prompt.start..next.end;
        runs.splice(0..2, [whole]);
    }
    runs
}

/// Whether figures stand in columns on a line: one by itself, or several behind a text.
fn is_row<'w>(line: &Line, runs: &[Range<usize>], text: &impl Fn(&Mark) -> &'w str) -> bool {
    let figures = |run: &Range<usize>| line.marks[run.clone()].iter().all(|mark| mark.form.is_amount());
    let last = runs.iter().rev().find(|run| !is_remark(text(&line.marks[run.start])));
    let trailing = last.map_or(0, |run| {
        line.marks[run.clone()]
            .iter()
            .rev()
            .take_while(|mark| mark.form == Form::Number && !mark.goes_on)
            .count()
    });
    runs.len() > 1 && runs.iter().any(figures) || trailing > 1
}

/// Lists as R prints them: each line begins with the number of its first entry, which is that of the line above and its entries
/// more; a line alone begins with 1.
fn listed<'w>(lines: &[Line], text: &impl Fn(&Mark) -> &'w str) -> Vec<Candidate> {
    let entry = |line: &Line| {
        let number = text(&line.marks[0]).strip_prefix('[')?.strip_suffix(']')?.parse::<usize>().ok()?;
        let rest = &line.marks[1..];
        let quotes: usize = rest.iter().map(|mark| text(mark).matches('"').count()).sum();
        let plain = |mark: &Mark| {
            mark.form.is_figure() || matches!(text(mark), "NA" | "NaN" | "Inf" | "TRUE" | "FALSE")
        };
        let known = quotes > 0 || rest.iter().all(plain);
        (known && !rest.is_empty()).then_some((number, if quotes > 0 { quotes / 2 } else { rest.len() }))
    };
    let entries: Vec<Option<(usize, usize)>> = lines.iter().map(entry).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let end = from + entries[from..].iter().take_while(|entry| entry.is_some()).count();
        let own: Vec<(usize, usize)> = entries[from..end].iter().flatten().copied().collect();
        let follows =
            |pair: &[(usize, usize)]| pair[1].0 == pair[0].0.saturating_add(pair[0].1) || pair[1].0 == 1;
        let whole =
            own.windows(2).all(follows) && (own.len() > 1 || own.first().is_some_and(|own| own.0 == 1));
        if whole {
            out.extend((from..end).map(|line| Candidate {
                line,
                area: lines[line].span(&(0..lines[line].marks.len())),
                says: Says::Sure,
            }));
        }
        from = end.max(from + 1);
    }
    out
}

/// Whether narrow letters are as wide as the others.
fn is_typed(page: &Page, words: &[Word], marks: &[Mark], direction: Quarter) -> bool {
    let glyphs = marks.iter().flat_map(|mark| &words[mark.ix].glyphs).map(|id| &page.glyphs[id.0 as usize]);
    let mut widest = Pt::ZERO;
    let mut least = Pt(i32::MAX);
    let (mut narrow, mut wide) = (false, false);
    for glyph in glyphs {
        let Some(c) = glyph.text.first_char().filter(char::is_ascii) else { continue };
        let width = direction.turn(&glyph.bbox).width();
        widest = widest.max(width);
        least = least.min(width);
        let slim = matches!(
            c,
            'i' | 'j'
                | 'l'
                | 'f'
                | 't'
                | 'r'
                | 'I'
                | '.'
                | ','
                | ':'
                | ';'
                | '\''
                | '|'
                | '!'
                | '('
                | ')'
                | '['
                | ']'
        );
        narrow |= slim;
        wide |= !slim && c.is_ascii_alphanumeric();
    }
    narrow && wide && (widest - least) * WIDTH <= widest
}

/// What the words a line begins with say; `whole` when nothing else stands on it.
fn says_code(texts: &[&str], whole: bool) -> Option<Says> {
    // Listings have the numbers of their lines before them.
    let numbered = texts.len() > 1 && texts[0].bytes().all(|c| c.is_ascii_digit());
    let texts = &texts[usize::from(numbered)..];
    let (&first, rest) = texts.split_first()?;
    let next = rest.first();
    let sure = !numbered
        && is_prompt(first)
        && next.is_none_or(|next| !next.starts_with(|c: char| c.is_ascii_digit()))
        || !numbered
            && first == "$"
            && next.is_some_and(|next| {
                next.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '.' | '/'))
            })
        || is_remark(first)
        || is_part_of_list(texts)
        || texts.iter().any(|text| matches!(*text, "<-" | "<<-" | ":="))
        || texts.iter().filter(|text| is_hexadecimal(text)).count() * 2 > texts.len();
    let maybe = says_end(texts)
        || is_directive(first)
        || matches!(first, "}" | "};" | "});" | "+" | "..." | "->")
        || whole && (is_assigned(texts) || is_call(texts));
    if sure { Some(Says::Sure) } else { maybe.then_some(Says::Maybe) }
}

/// Whether a statement ends in a text, before a remark on it if there is one.
fn says_end(texts: &[&str]) -> bool {
    if texts.first().is_some_and(|first| is_remark(first)) {
        return true;
    }
    let end = texts.iter().position(|text| is_remark(text)).unwrap_or(texts.len());
    texts[..end].last().is_some_and(|last| last.ends_with([';', '{']) || last.ends_with("},"))
}

/// What a program prints where it waits for a line: `>`, `>>>`, `mysql>`, `octave:1>`, `Browse[1]>`.
fn is_prompt(text: &str) -> bool {
    let name = text.trim_end_matches('>');
    let signs = text.len() - name.len();
    let named = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '[' | ']' | '(' | ')' | '_' | '.'));
    matches!(signs, 1 | 3) && name.len() <= NAME && named
}

/// A part of a list as R prints it: `$ name: num  1 2`, `..- attr(`, `[[1]]`.
fn is_part_of_list(texts: &[&str]) -> bool {
    match texts {
        [text] => text.starts_with("[[") && text.ends_with("]]"),
        ["$", name, kind, ..] if name.ends_with(':') => kind.starts_with(char::is_alphabetic),
        ["$", _, ":", ..] | ["..$" | "..-" | "..@", ..] => true,
        ["-", next, ..] => *next == "attr(*,",
        _ => false,
    }
}

/// Signs that begin a remark of a program.
fn is_remark(text: &str) -> bool {
    // Two slashes right before a letter may begin a path.
    let slashes = text.strip_prefix("//").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    slashes || ["/*", "*/", ";;", "##", "%%", "#!", "<!--", "--["].iter().any(|sign| text.starts_with(sign))
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
    named && closed.is_some_and(|inner| inner.is_empty() || inner.contains(['"', '=', '\'', '(']))
}
