//! Lines outside tables and what they are for: titles, units, running heads. [`crate::titles`] finds those that stand farther off, [`crate::below`] those below, [`crate::notes`] binds the
//! lines below.

use crate::numbers::Figures;
use crate::periods::is_period;
use crate::titles;
use crate::units::unit_in;
use crate::vocabulary::{Vocabulary, Words};
use model::document::Document;
use model::layout::Item;
use model::repaired::Unit;
use model::table::Ink;
use model::{Pt, Rect, Table};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

#[cfg(test)]
mod tests;

/// A title is no longer than this; longer lines are prose.
const LONGEST_TITLE: usize = 80;
/// The part of the page's height (per cent) at the top and foot where running lines stand.
const MARGIN: i32 = 12;
/// Lines above a table that are looked at for its title and unit: title, a second title line, unit, department, a remark.
const LOOKED_AT: usize = 6;

/// Digits in which pages are numbered. The class of all digits of Unicode has sixty ranges, and each mention of it costs a
/// process a good part of the time in which it reads a small document.
const DIGIT: &str = "0-9０-９๐-๙٠-٩";

/// Patterns made of the vocabulary.
#[derive(Debug)]
pub(crate) struct Patterns {
    caption: Regex,
    /// Made when it is first asked for: few pages have a grid that may be drawn, and each process would pay for it.
    figure: (String, OnceLock<Regex>),
    pub(crate) unit: Regex,
    note: Regex,
    page: Regex,
}

impl Patterns {
    pub(crate) fn new(words: &Words) -> Self {
        let any =
            |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
        let regex = |pattern: String| Regex::new(&pattern).expect("words are escaped");
        // Numerals as they are written: "三一" is a three before a word.
        let one = "[一二三四五六七八九]";
        let han = format!("{one}百(?:零{one}|{one}十{one}?)?|{one}?十{one}?|{one}");
        // "A-7", "B.3": of an appendix ("CO2" is a word). A letter behind ("5A") ends the number, or a word would begin there.
        let digits =
            format!(r"(?:[A-Z]{{1,2}}[-.－])?[0-9０-９]+(?:[-.－][0-9]+)*(?:[A-Za-z]\b)?|{han}|[IVX]+");
        Self {
            caption: regex(format!(
                r"^\s*[(（]?(?:{0})\s*(?:({digits})[)）]?(?:[\s、.．:：—–-]+(.*)|([^{DIGIT}\s].*)|)|({han})([{DIGIT}].*))$",
                any(&words.caption)
            )),
            figure: (
                // A sentence may begin with the number of a picture: "Figure 3 shows".
                format!(
                    r"^\s*(?:{})\s*(?:[A-Z]{{1,2}}[-.－])?(?:[0-9０-９]+(?:[-.－][0-9]+)*|{han}|[IVX]+)(?:\s*[:：.．、—–|-]|\s*$|\s+[^a-z\s])",
                    any(&words.figure)
                ),
                OnceLock::new(),
            ),
            unit: regex(format!(
                r"(?:{})\s*[:：]\s*(\S+(?: (?:million|thousand|billion|bn|m))?)",
                any(&words.unit)
            )),
            note: regex(format!(
                r"^\s*[(（]?(?:{})\s*[0-9一二三四五六七八九十]*\s*[)）]?\s*[:：.、]|^\s*[*†‡※]+\s*\S",
                any(&words.note)
            )),
            page: regex(format!(
                r"^\s*[-—–·]*\s*(?:第\s*)?[{DIGIT}]{{1,4}}(?:\s*[/／]\s*[{DIGIT}]{{1,4}})?\s*(?:页|頁)?\s*[-—–·]*\s*$|^Page [{DIGIT}]+|^\s*第\s*[{DIGIT}]+\s*页\s*[,，/]?\s*共\s*[{DIGIT}]+\s*页\s*$"
            )),
        }
    }

    /// A note below a table.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        self.note.is_match(text)
    }

    /// A line that numbers or names a table.
    pub(crate) fn is_caption(&self, text: &str) -> bool {
        self.caption.is_match(text)
    }

    /// A line that numbers a picture.
    pub(crate) fn is_figure(&self, text: &str) -> bool {
        let (pattern, made) = &self.figure;
        made.get_or_init(|| Regex::new(pattern).expect("words are escaped")).is_match(text)
    }

    /// The number and the title of a line that numbers a table, when a blank or mark stands between them and no small letter
    /// makes a sentence of both ("Table 3 shows that").
    pub(crate) fn numbered<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let found = self.caption.captures(text.trim())?;
        let (number, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str().trim());
        (!rest.starts_with(char::is_lowercase) && !ends_a_sentence(rest)).then_some((number, rest))
    }

    /// A line that gives a unit after a word for it.
    pub(crate) fn is_unit(&self, text: &str) -> bool {
        self.unit.is_match(text)
    }
}

/// Lines that stand at the same place on several pages, and page numbers: (page, index of the item).
pub(crate) fn running(
    document: &Document,
    patterns: &Patterns,
    known: &Vocabulary,
) -> BTreeSet<(usize, usize)> {
    let mut seen: BTreeMap<(i32, String), Vec<(usize, usize)>> = BTreeMap::new();
    let mut out = BTreeSet::new();
    for (p, page) in document.pages.iter().enumerate() {
        for (ix, item) in page.items.iter().enumerate() {
            let Item::Line(line) = item else { continue };
            let Some(bbox) = line.ink.bbox else {
                // A dump shows page numbers as lines of their own, nothing else on them.
                if patterns.page.is_match(&line.ink.text) {
                    out.insert((p, ix));
                }
                continue;
            };
            // As the line's reader sees it: the footer of a page that is printed sideways stands at its side.
            let sheet = Rect { x1: page.width, y1: page.height, ..Rect::default() };
            let (bbox, sheet) = (line.ink.direction.turn(&bbox), line.ink.direction.turn(&sheet));
            let edge = sheet.height().scale(MARGIN, 100);
            if bbox.y0 > sheet.y0 + edge && bbox.y1 < sheet.y1 - edge {
                continue;
            }
            if patterns.page.is_match(&line.ink.text) {
                out.insert((p, ix));
            }
            if unit_in(line.ink.text.trim(), patterns, known).is_some() {
                // A unit stands above each of several tables.
                continue;
            }
            let text: String =
                line.ink.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
            // Places are compared in steps of three points.
            seen.entry((bbox.y0.0 / 3_000, text)).or_default().push((p, ix));
        }
    }
    for ((_, text), places) in seen {
        let pages: BTreeSet<usize> = places.iter().map(|(p, _)| *p).collect();
        let table = patterns.caption.is_match(&text) || patterns.unit.is_match(&text);
        // Of two pages, a line that stands right above a table on both may be its title; one that ends a page is none.
        let other =
            |(p, ix): &(usize, usize)| !matches!(document.pages[*p].items.get(ix + 1), Some(Item::Piece(_)));
        let both = document.pages.len() == 2 && pages.len() == 2 && places.iter().any(other);
        if text.is_empty() {
            out.extend(page_numbers(document, &places));
        } else if (pages.len() >= 3 || both) && !table {
            out.extend(places);
        }
    }
    out
}

/// Which of these lines of digits count pages: those that are as much more than the page's own number on three pages or more.
/// Pages may be counted through the volumes of a session or a year.
fn page_numbers(document: &Document, places: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let ahead = |(p, ix): &(usize, usize)| {
        let page = &document.pages[*p];
        let Item::Line(line) = &page.items[*ix] else { return None };
        let number: i64 = line.ink.text.trim().parse().ok()?;
        Some(number - i64::from(page.number))
    };
    let mut by_lead: BTreeMap<i64, Vec<(usize, usize)>> = BTreeMap::new();
    for place in places {
        if let Some(lead) = ahead(place) {
            by_lead.entry(lead).or_default().push(*place);
        }
    }
    by_lead.into_values().filter(|places| places.len() >= 3).flatten().collect()
}

/// Whether a line read before a table begins higher, or on another page. In the column of text before the table's, lines
/// go on beside the table and below it: a line that says it is a caption may stand there, any other belongs to that text.
fn is_over(line: &Ink, (page, area): &(u32, Option<Rect>)) -> bool {
    let (Some(own), Some(area)) = (line.bbox, area) else { return true };
    line.page != *page || line.direction.turn(&own).y0 < line.direction.turn(area).y0
}

/// What the lines above a table say of it, and which of them (indices) say it.
#[derive(Default)]
pub(crate) struct Caption {
    pub(crate) number: Option<String>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) title: Option<String>,
    pub(crate) unit: Option<Unit>,
    pub(crate) title_line: Option<usize>,
    pub(crate) unit_line: Option<usize>,
}

/// Reads the lines above a table, the nearest last. `place` is where the table begins.
pub(crate) fn caption(
    lines: &[&Ink],
    place: &(u32, Option<Rect>),
    patterns: &Patterns,
    known: &Vocabulary,
) -> Caption {
    let (mut out, mut period, mut aside) = (Caption::default(), None, false);
    for (ix, line) in lines.iter().enumerate().rev().take(LOOKED_AT) {
        let text = line.text.trim();
        if out.unit.is_none()
            && let Some((unit, before)) = unit_in(text, patterns, known)
        {
            (out.unit, out.unit_line) = (Some(unit), Some(ix));
            if before.is_empty() || out.title.is_some() {
                continue;
            }
        }
        if let Some(found) = patterns.caption.captures(text) {
            let group = |ix: usize| found.get(ix).map(|m| m.as_str());
            let number = group(1).or_else(|| group(4)).unwrap_or_default();
            let rest = group(2).or_else(|| group(3)).or_else(|| group(5)).unwrap_or_default().trim();
            if !ends_a_sentence(rest) {
                out.ordinal = ordinal(number);
                out.number = Some(number.to_owned());
                let whole = with_second_line(rest, lines, ix, out.unit_line, known);
                out.title = (!rest.is_empty()).then_some(whole).or_else(|| out.title.take());
                out.title_line = Some(ix);
                break;
            }
        }
        let above = ix.checked_sub(1).and_then(|above| lines.get(above));
        // What stands in brackets right below a line says of what it speaks: "(% of total population)".
        if out.title.is_none()
            && !aside
            && is_aside(text)
            && is_over(line, place)
            && above.is_some_and(|above| titles::right_below(above, line).is_some())
        {
            aside = true;
            continue;
        }
        let prose = ends_a_sentence(text)
            || text.ends_with(['，', ','])
            || text.chars().count() > LONGEST_TITLE
            || above.is_some_and(|above| ends_a_paragraph(above, line) && !is_period(text, known))
            || !is_over(line, place) && out.unit_line != Some(ix);
        if prose
            || patterns.is_note(text)
            || out.title.is_some() && out.unit_line.is_none_or(|unit| unit < ix)
        {
            break;
        }
        if out.title.is_none() && out.unit_line != Some(ix) && is_title(text) {
            if stands_far(&lines[ix..], place) {
                break;
            }
            if is_period(text, known) {
                period = period.or(Some(ix));
                continue;
            }
            // A small letter goes on with the line above: as the second line of a title, or as the last of a paragraph.
            let small = text.starts_with(char::is_lowercase);
            let first = if small { titles::first_line(&lines[..=ix]) } else { Some(ix) };
            let Some(first) = first.filter(|first| *first == ix || !text.ends_with(['.', ':'])) else {
                break;
            };
            let whole: Vec<&str> = lines[first..=ix].iter().map(|line| line.text.trim()).collect();
            out.title = Some(closed(&whole.join(" ")));
            out.title_line = Some(first);
        }
    }
    // The name of who accounts, and for which time, stands between a title and its table.
    if out.number.is_none()
        && let Some(ix) = out.title_line
        && period == Some(ix + 1)
        && let Some(above) = titles::over_subtitle(lines, ix, patterns)
    {
        (out.title, out.title_line) = (Some(closed(above.text.trim())), Some(ix - 1));
    }
    // "Year ended 31 March 1902" names a table that nothing else names.
    let named = |ix: &usize| lines[*ix].text.contains(|c: char| c.is_lowercase());
    if out.title.is_none()
        && out.number.is_none()
        && let Some(ix) = period.filter(named)
    {
        (out.title, out.title_line) = (Some(closed(lines[ix].text.trim())), Some(ix));
    }
    if out.number.is_none()
        && let Some(ix) = titles::over_headnote(lines, place, patterns)
        && let Some((number, rest)) = patterns.numbered(&lines[ix].text)
    {
        (out.number, out.ordinal) = (Some(number.to_owned()), ordinal(number));
        (out.title, out.title_line) =
            (Some(with_second_line(rest, lines, ix, out.unit_line, known)), Some(ix));
        let mut headnote = lines[ix + 1..].iter().zip(ix + 1..);
        let unit = headnote.find_map(|(line, at)| Some((unit_in(line.text.trim(), patterns, known)?.0, at)));
        if out.unit.is_none()
            && let Some((unit, at)) = unit
        {
            (out.unit, out.unit_line) = (Some(unit), Some(at));
        }
    }
    out
}

/// What a table's first row says of it, when that is one cell over all columns and numbers the table.
pub(crate) fn in_frame(table: &Table, patterns: &Patterns, known: &Vocabulary) -> Option<Caption> {
    let lines: Vec<&Ink> = titles::first_row(table)?.iter().collect();
    let (number, rest) = patterns.numbered(&lines.first()?.text)?;
    let unit = lines.iter().find_map(|line| unit_in(line.text.trim(), patterns, known));
    Some(Caption {
        number: Some(number.to_owned()),
        ordinal: ordinal(number),
        title: Some(with_second_line(rest, &lines, 0, None, known)),
        unit: unit.map(|(unit, _)| unit),
        ..Caption::default()
    })
}

/// A title with its second line, if it has one.
fn with_second_line(
    title: &str,
    lines: &[&Ink],
    first: usize,
    unit_line: Option<usize>,
    known: &Vocabulary,
) -> String {
    let second = titles::second_line(lines, first).filter(|line| {
        let text = line.text.trim();
        unit_line != Some(first + 1)
            && !text.starts_with(['(', '（', '[', '［'])
            && is_title(text)
            && !is_period(text, known)
            && !ends_a_sentence(text)
    });
    second.map_or_else(|| closed(title), |line| closed(&format!("{title} {}", line.text.trim())))
}

/// Whether a line is one remark in brackets.
fn is_aside(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（', '[']).and_then(|text| text.strip_suffix([')', '）', ']']));
    inner.is_some_and(|inner| inner.contains(char::is_alphabetic) && !inner.contains([')', '）', ']']))
}

/// A line that may name a table: words, no boxes to tick, no key with its value, no leader to one.
fn is_title(text: &str) -> bool {
    let tick = |c: char| matches!(c, '□' | '☐' | '☑' | '☒' | '■');
    let words = text.contains(char::is_alphabetic) && !text.contains(tick);
    words && !says_a_key(text) && !text.contains(LEADER) && !is_command(text)
}

/// Whether a line begins with the prompt of a program, or goes on with what was typed at one: `> `, `SQL> `, `>>> `, `+ `; or is
/// code, such as a call.
fn is_command(text: &str) -> bool {
    /// No name of a program before its prompt is longer.
    const NAME: usize = 8;
    let name = text.chars().take_while(char::is_ascii_alphanumeric).count();
    let prompted = text[name..].trim_start_matches('>');
    let prompt = name <= NAME && prompted.len() < text.len() - name && prompted.starts_with(' ');
    let shell =
        text.strip_prefix("% ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    prompt || shell || text.starts_with("+ ") || text.ends_with('{') || is_call(text)
}

/// Whether a line calls a function: a name right before a bracket, and in it parts that are named or quoted, a part of something,
/// or another call.
fn is_call(text: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let named = |at: usize| text[..at].chars().rev().take_while(|c| name(*c)).count() > 2;
    text.match_indices('(').any(|(at, _)| {
        let inner = &text[at + 1..];
        let part = inner.split_once('$').is_some_and(|(of, part)| {
            of.ends_with(name) && part.starts_with(|c: char| c.is_ascii_lowercase())
        });
        let call = || inner.match_indices('(').any(|(next, _)| inner[..next].ends_with(name));
        let parts = inner.contains(" = ") && (inner.contains(',') || call());
        named(at) && (part || parts || inner.contains(['"', '“']) && inner.contains(','))
    })
}

/// So many dots lead to something.
const LEADER: &str = ".....";

/// Whether the first of these lines, the ones between it and the table included, stands right of the table, or above it with
/// more white below than a title has.
fn stands_far(lines: &[&Ink], (page, area): &(u32, Option<Rect>)) -> bool {
    let (line, Some(area)) = (lines[0], area) else { return false };
    let Some(own) = line.bbox.filter(|_| line.page == *page) else { return false };
    let (own, area) = (line.direction.turn(&own), line.direction.turn(area));
    let next = lines[1..].iter().filter(|next| next.page == *page).filter_map(|next| next.bbox);
    let next = next.map(|next| line.direction.turn(&next).y0).filter(|y| *y >= own.y1);
    let below = next.chain([area.y0]).min().unwrap_or(area.y0);
    own.x0 >= area.x1 || own.overlap_x(&area) > Pt::ZERO && below - own.y1 > (line.size * FAR).max(FARTHEST)
}

/// A title stands no farther above its table, or what is said between the two, than so many times its size.
const FAR: i32 = 5;
/// Small ones as far as this.
const FARTHEST: Pt = Pt(50_000);

/// Whether a line is the rest of the paragraph above: right below a longer line that begins where it begins, or a little
/// to its right.
fn ends_a_paragraph(above: &Ink, line: &Ink) -> bool {
    /// The upper line is longer by this many ems; the first line of a paragraph is indented by no more.
    const LONGER: i32 = 3;
    let (Some(a), Some(b)) = (above.bbox, line.bbox) else { return false };
    let (a, b) = (line.direction.turn(&a), line.direction.turn(&b));
    let alike = above.size == line.size && above.bold == line.bold;
    let near = above.page == line.page && alike && b.y0 >= a.y0 && b.y0 - a.y1 <= line.size;
    let indent = a.x0 - b.x0;
    near && indent >= -line.size / 2 && indent <= line.size * LONGER && a.x1 - b.x1 > line.size * LONGER
}

/// "编制单位：某局", "Prepared by: X": a key with its value stands between title and table, and is no title.
fn says_a_key(text: &str) -> bool {
    text.split_once(['：', ':'])
        .is_some_and(|(key, value)| key.chars().count() <= 12 && !value.trim().is_empty())
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', ';'])
}

/// A title without the blanks between Han characters.
pub(crate) fn closed(text: &str) -> String {
    match crate::rules::close_spread_label::close_spread_label(text) {
        crate::rules::Verdict::Whole(text, _) => text,
        _ => text.to_owned(),
    }
}

/// "3", "十四", "IV" as an integer.
pub(crate) fn ordinal(text: &str) -> Option<u32> {
    let figures = Figures::default();
    if let Ok(number) = figures.read(text) {
        return number.value.try_into().ok().filter(|_| number.value.scale() == 0);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|ix| ix as u32 + 1);
    let roman = |c: char| "IVXLC".find(c).map(|ix| [1, 5, 10, 50, 100][ix]);
    if let Some(values) = text.chars().map(roman).collect::<Option<Vec<u32>>>() {
        // A smaller numeral before a larger one is taken off it.
        let next = |ix: usize| values.get(ix + 1).copied().unwrap_or(0);
        let (mut total, mut off) = (0, 0);
        for (ix, value) in values.iter().enumerate() {
            if *value < next(ix) { off += value } else { total += value }
        }
        return Some(total - off);
    }
    let (mut total, mut last) = (0, 0);
    for c in text.chars() {
        match c {
            '十' => (total, last) = (total + last.max(1) * 10, 0),
            '百' => (total, last) = (total + last.max(1) * 100, 0),
            _ => last = digit(c)?,
        }
    }
    Some(total + last)
}
