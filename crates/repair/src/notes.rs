//! Lines right below a table that belong to it.

use crate::captions::Patterns;
use model::Pt;
use model::repaired::{CellKind, Outside, Repaired, RepairedTable, Role, Unit};
use model::table::Ink;
use std::collections::BTreeSet;

/// Notes begin no farther below the table than so many lines.
const REACH: i32 = 3;
/// A line that ends so near to the longest one (ems) was wrapped: the next one goes on.
const WRAPPED: i32 = 3;

/// Binds notes to the tables above them.
pub(crate) fn bind(patterns: &Patterns, out: &mut Repaired) {
    for ix in 0..out.tables.len() {
        let marks = marks(&out.tables[ix], of_caption(&out.outside, ix));
        let Some((page, bbox)) = out.tables[ix].regions.last().copied() else { continue };
        let mut notes: Vec<String> = Vec::new();
        let mut above = bbox;
        let mut last: Option<usize> = None;
        let end = out.tables[ix].table.all_ink().filter_map(|ink| ink.bytes).map(|b| b.1).max();
        let lines = below(&out.outside, page, bbox.as_ref(), end);
        for (nth, line) in lines.iter().copied().enumerate() {
            let outside = &out.outside[line];
            let text = outside.ink.text.trim();
            let turned = |b: &model::Rect| outside.ink.direction.turn(b);
            // Beside the table stands another column of the page, unless a mark of the table says otherwise.
            let beside = match (&bbox, &outside.ink.bbox) {
                (Some(table), Some(b)) => turned(table).overlap_x(&turned(b)) <= Pt::ZERO,
                _ => false,
            };
            let marked = marks.iter().any(|mark| begins_with(text, mark));
            if beside && !marked && !patterns.is_note(text) {
                continue;
            }
            let near = match (&above, &outside.ink.bbox) {
                (Some(above), Some(b)) => turned(b).y0 - turned(above).y1 <= outside.ink.size * REACH,
                _ => true,
            };
            // A note may have been taken for the title of the table below it.
            let mistaken = marked && near && is_nearer(out, line, above.as_ref());
            if outside.role != Role::Text && !mistaken || !near {
                break;
            }
            // Notes are numbered one by one, whether or not the mark of each is in sight.
            let counted = match notes.iter().rev().find_map(|note| number_of(note)) {
                Some((number, closing)) => number_of(text) == Some((number + 1, closing)),
                None => {
                    notes.is_empty()
                        && number_of(text).is_some_and(|(number, _)| number == 1)
                        && are_notes(out, &lines[nth..], bbox.as_ref(), (patterns, &marks))
                }
            };
            let begins = marked || counted || patterns.is_note(text) || explains(text, &marks);
            let goes_on = last.is_some_and(|last| {
                goes_on(&out.outside[last], outside, bbox.as_ref().map(|b| turned(b).x1))
            });
            if begins {
                notes.push(text.to_owned());
            } else if goes_on && !patterns.is_caption(text) && !patterns.is_unit(text) {
                let note = notes.last_mut().expect("a line went before");
                let tight =
                    note.ends_with(crate::rules::is_tight) || text.starts_with(crate::rules::is_tight);
                note.push_str(if tight { "" } else { " " });
                note.push_str(text);
            } else {
                break;
            }
            above = outside.ink.bbox;
            last = Some(line);
            let outside = &mut out.outside[line];
            if let Some(below) =
                outside.table.filter(|_| mistaken).and_then(|at| out.tables.get_mut(at as usize))
            {
                below.title = None;
            }
            (outside.role, outside.table) = (Role::Note, Some(ix as u32));
        }
        let open = |mark: &&String| !notes.iter().any(|note| begins_with(note, mark));
        let open: Vec<&String> = marks.iter().filter(open).collect();
        let says = |text: &str| patterns.is_note(text) || open.iter().any(|mark| begins_with(text, mark));
        for line in overleaf(out, ix, (page, bbox.as_ref()), says) {
            notes.push(out.outside[line].ink.text.trim().to_owned());
            let outside = &mut out.outside[line];
            (outside.role, outside.table) = (Role::Note, Some(ix as u32));
        }
        out.tables[ix].notes = notes;
    }
}

/// The number in brackets or before a slash that begins a note, and what closes it: "(1)", "1)", "1/".
fn number_of(text: &str) -> Option<(u32, (bool, char))> {
    let rest = text.strip_prefix('(');
    let digits = rest.unwrap_or(text);
    let (number, after) = digits.split_at_checked(digits.find(|c: char| !c.is_ascii_digit())?)?;
    let closing = after.chars().next().filter(|c| *c == ')' || *c == '/' && rest.is_none())?;
    let number = number.parse().ok().filter(|number| *number < 100)?;
    let says = after[1..].trim_start().starts_with(char::is_alphabetic);
    says.then_some((number, (rest.is_some(), closing)))
}

/// Whether the lines right below a table begin at its left side, and nothing but notes follows up to some white, the next
/// table's title, or the end of the page: they say of no one else. Or they begin farther left, and `marks` in the table ask for
/// one of them.
fn are_notes(
    out: &Repaired,
    lines: &[usize],
    table: Option<&model::Rect>,
    (patterns, marks): (&Patterns, &[String]),
) -> bool {
    let all = || lines.iter().map(|ix| &out.outside[*ix]);
    let (Some(first), Some(table)) = (all().next(), table) else { return false };
    let (size, left) = (first.ink.size, first.ink.direction.turn(table).x0);
    let at = |line: &Outside| line.ink.bbox.map_or(left, |bbox| line.ink.direction.turn(&bbox).x0);
    let mut end = first.ink.bbox.map(|bbox| first.ink.direction.turn(&bbox).y0);
    let near = |line: &&Outside| {
        let own = line.ink.bbox.map(|bbox| line.ink.direction.turn(&bbox));
        let near = own.zip(end).is_none_or(|(own, end)| own.y0 - end <= size * REACH);
        end = own.map(|own| own.y1);
        near && !matches!(line.role, Role::Caption | Role::Unit)
    };
    let text: Vec<&str> = all()
        .take_while(near)
        .filter(|line| line.role == Role::Text && !is_number(&line.ink.text))
        .map(|line| line.ink.text.trim())
        .collect();
    let asked = |text: &&str| marks.iter().any(|mark| begins_with(text, mark));
    let outdent = at(first) >= left - size * OUTDENT || text.iter().any(asked);
    let says = |text: &&str| number_of(text).is_some() || patterns.is_note(text);
    at(first) <= left + size && outdent && text.iter().all(says)
}

/// Notes may begin left of their table by so many ems.
const OUTDENT: i32 = 2;

/// Whether a line that is the title, without a number, of the table below it stands nearer to what is above.
fn is_nearer(out: &Repaired, line: usize, above: Option<&model::Rect>) -> bool {
    let line = &out.outside[line];
    let table = line.table.and_then(|ix| out.tables.get(ix as usize));
    let Some(table) = table.filter(|table| line.role == Role::Caption && table.number.is_none()) else {
        return false;
    };
    let turned = |b: &model::Rect| line.ink.direction.turn(b);
    let below = table.regions.first();
    // What ends a page is nearer to the table on it than to the next page's.
    if below.is_some_and(|(page, _)| *page != line.ink.page) {
        return true;
    }
    match (above, line.ink.bbox, below.and_then(|(_, bbox)| bbox.as_ref())) {
        (Some(above), Some(own), Some(below)) => {
            let own = turned(&own);
            own.y0 - turned(above).y1 < turned(below).y0 - own.y1
        }
        _ => false,
    }
}

/// The lines that begin the next page and are notes of a table, as `says` tells by their text, when nothing but its notes and
/// running lines stands below it on its own page. What a number begins in larger or bold type than the table's is a heading.
fn overleaf(
    out: &Repaired,
    table: usize,
    (page, bbox): (u32, Option<&model::Rect>),
    says: impl Fn(&str) -> bool,
) -> Vec<usize> {
    let Some(own) = bbox else { return Vec::new() };
    let ink = || out.tables[table].table.cells().iter().flat_map(model::table::Cell::ink);
    let direction = ink().next().map(|ink| ink.direction).unwrap_or_default();
    let turned = |bbox: &model::Rect| direction.turn(bbox);
    let under = |other: &model::Rect| turned(other).y0 >= turned(own).y1 - Pt::points(2);
    let others = || out.tables.iter().flat_map(|other| &other.regions);
    let follows = others().any(|(at, bbox)| *at == page && bbox.as_ref().is_some_and(under));
    let aside = |line: &Outside| matches!(line.role, Role::Running | Role::Note) || is_number(&line.ink.text);
    let text =
        |line: &&Outside| line.ink.page == page && line.ink.bbox.as_ref().is_some_and(under) && !aside(line);
    if follows || out.outside.iter().any(|line| text(&line)) {
        return Vec::new();
    }
    let top = others()
        .filter(|(at, _)| *at == page + 1)
        .filter_map(|(_, bbox)| Some(turned(bbox.as_ref()?).y0))
        .min();
    let over =
        |line: &Outside| top.is_none_or(|top| line.ink.bbox.is_some_and(|bbox| turned(&bbox).y1 <= top));
    let next = |ix: &usize| out.outside[*ix].ink.page == page + 1 && out.outside[*ix].role != Role::Running;
    let size = ink().map(|ink| ink.size).max();
    let marked = |ix: &usize| {
        let line = &out.outside[*ix];
        let begins = says(line.ink.text.trim());
        let heading = line.ink.text.starts_with(char::is_numeric)
            && (line.ink.bold || size.is_some_and(|size| line.ink.size > size));
        line.role == Role::Text && begins && !heading && over(line)
    };
    (0..out.outside.len()).filter(next).take_while(marked).collect()
}

/// Whether a line is the number of a page.
fn is_number(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

/// Whether a line begins with a mark: one of letters or digits stands apart from what follows.
fn begins_with(text: &str, mark: &str) -> bool {
    let plain = mark.ends_with(char::is_alphanumeric);
    text.strip_prefix(mark).is_some_and(|rest| !plain || rest.starts_with([' ', '.', ')', ':', '\t']))
}

/// Whether a line says what stars of the table mean, behind something else: "Errors in brackets. * p < 0.1, ** p < 0.05".
fn explains(text: &str, marks: &[String]) -> bool {
    let is_star = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, '*' | '†' | '‡'));
    let words: Vec<&str> = text.split_whitespace().collect();
    let says = |pair: &[&str]| is_star(pair[0]) && pair[1].starts_with(char::is_alphabetic);
    words.windows(2).any(|pair| says(pair) && marks.iter().any(|mark| mark == pair[0]))
}

/// Letters of which a line says what they mark: "p Provisional.", "(r) revised; e = estimated". A letter before a word in small
/// letters is a word itself, and one that is a multiple in some unit ("£m") is no mark.
pub(crate) fn letters(outside: &[Outside], units: &[Unit]) -> BTreeSet<char> {
    let mut out = BTreeSet::new();
    for line in outside {
        let mut begins = true;
        let mut words = line.ink.text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let mark = word.trim_matches(['(', ')', '[', ']', ':', '=']);
            if begins && mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase()) {
                let mut set_apart = word.len() > 1;
                while words.next_if(|word| !word.contains(char::is_alphanumeric)).is_some() {
                    set_apart = true;
                }
                let says = |word: &&str| {
                    let long = word.chars().take_while(|c| c.is_alphabetic()).count() >= SAYS;
                    long && (set_apart || word.starts_with(char::is_uppercase))
                };
                out.extend(words.peek().filter(|word| says(word)).and_then(|_| mark.chars().next()));
            }
            begins = word.ends_with(['.', ';', ',', ':', ')']);
        }
    }
    let multiple = |letter: &char| {
        units.iter().any(|unit| {
            let mut rest = unit.text.trim_start_matches(|c: char| !c.is_lowercase()).chars();
            unit.currency.is_some() && rest.next() == Some(*letter) && rest.next().is_none()
        })
    };
    out.retain(|letter| !multiple(letter));
    out
}

/// A word that says what a letter marks has so many letters, or more.
const SAYS: usize = 4;

/// Longer raised texts are no marks of notes.
const LONGEST_MARK: usize = 4;

/// Indices of the lines that follow the table, in order.
fn below(outside: &[Outside], page: u32, bbox: Option<&model::Rect>, end: Option<u32>) -> Vec<usize> {
    let follows = |line: &Outside| match (bbox, line.ink.bbox, end, line.ink.bytes) {
        (Some(table), Some(b), ..) => {
            let (table, b) = (line.ink.direction.turn(table), line.ink.direction.turn(&b));
            line.ink.page == page && b.y0 >= table.y1 - Pt::points(2)
        }
        (None, None, Some(end), Some(bytes)) => bytes.0 >= end,
        _ => false,
    };
    (0..outside.len()).filter(|ix| follows(&outside[*ix])).collect()
}

/// The raised marks in the lines that name a table.
fn of_caption(outside: &[Outside], table: usize) -> Vec<String> {
    let own = |line: &&Outside| line.role == Role::Caption && line.table == Some(table as u32);
    outside.iter().filter(own).flat_map(|line| raised(&line.ink)).collect()
}

/// The raised marks of a line; "6,7" is two.
fn raised(line: &Ink) -> Vec<String> {
    let all = line.raised.iter().flat_map(|(from, to)| line.text[*from as usize..*to as usize].split(','));
    all.map(str::trim).filter(|mark| (1..=LONGEST_MARK).contains(&mark.len())).map(str::to_owned).collect()
}

/// Marks in brackets or stars that cells carry: "(r)", "*"; and `out`, those known already.
fn marks(table: &RepairedTable, mut out: Vec<String>) -> Vec<String> {
    for (cell, reading) in table.table.cells().iter().zip(&table.readings) {
        let text = cell.text().trim();
        let Some(last) = text.split_whitespace().last() else { continue };
        // A letter without a meaning of its own beside a figure.
        let figure = reading.kind == CellKind::Number && reading.unit.is_none() && text.is_ascii();
        let letter =
            |at: usize| text.get(at..=at).filter(|letter| letter.bytes().all(|b| b.is_ascii_lowercase()));
        let letter = figure.then(|| letter(0).or_else(|| letter(text.len() - 1))).flatten();
        let bracket = last.rfind('(').map(|at| &last[at..]).filter(|mark| {
            let inner = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')')).unwrap_or_default();
            let letter = inner.len() == 1 && inner.as_bytes()[0].is_ascii_alphabetic();
            // A figure in brackets alone is negative.
            letter
                || inner.len() <= 2
                    && !inner.is_empty()
                    && inner.bytes().all(|b| b.is_ascii_digit())
                    && (last.len() > mark.len()
                        || reading.kind == CellKind::Text && is_behind_word(text, last))
                    && (!last.starts_with(|c: char| c.is_ascii_digit())
                        || crate::numbers::is_long(&last[..last.len() - mark.len()]))
        });
        // "Gross debt 2/": as the International Monetary Fund marks notes.
        let slash = Some(last).filter(|mark| {
            let digits = mark.strip_suffix('/').unwrap_or_default();
            let counted = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            counted && text.len() > mark.len()
        });
        let stars = last.len() - last.trim_end_matches(['*', '†', '‡', '§']).len();
        for mark in cell.ink().iter().flat_map(raised) {
            if !out.contains(&mark) {
                out.push(mark);
            }
        }
        let mark = bracket
            .or(slash)
            .or(unopened(text))
            .or((stars > 0).then(|| &last[last.len() - stars..]))
            .or(letter);
        if let Some(mark) = mark.filter(|mark| !out.iter().any(|known| known == mark)) {
            out.push(mark.to_owned());
        }
    }
    out
}

/// "Total1)": a mark raised by its letters' own shape, set behind a word as if it were part of it; no bracket opens.
fn unopened(text: &str) -> Option<&str> {
    let word = text.strip_suffix(')').filter(|_| !text.contains(['(', '[']))?;
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let marked = (1..=2).contains(&(word.len() - name.len())) && name.ends_with(char::is_alphabetic);
    marked.then(|| &text[name.len()..])
}

/// Whether the last word of a text follows another: behind a number it may be a part of that, "Section 4 (2)".
fn is_behind_word(text: &str, last: &str) -> bool {
    let before = text[..text.len() - last.len()].split_whitespace().next_back();
    before.is_some_and(|word| word.contains(char::is_alphabetic))
}

/// Whether a line goes on with the one before: set as near as lines are, and that one was full.
fn goes_on(last: &Outside, line: &Outside, right: Option<Pt>) -> bool {
    let turned = |outside: &Outside| outside.ink.bbox.map(|b| line.ink.direction.turn(&b));
    let (Some(a), Some(b), Some(right)) = (turned(last), turned(line), right) else { return false };
    let size = last.ink.size;
    b.y0 - a.y1 <= size && a.x1 + size * WRAPPED >= right && !last.ink.text.trim_end().ends_with(['。', '.'])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{begins_with, is_nearer, letters, number_of, overleaf, unopened};
    use model::repaired::{Outside, Repaired, RepairedTable, Role};
    use model::table::{Cell, Ink, Table};
    use model::{Pt, Rect};
    use std::collections::BTreeSet;

    #[test]
    fn a_mark_of_digits_stands_apart_from_its_note() {
        assert!(begins_with("1 Restated.", "1"));
        assert!(!begins_with("12 members met.", "1"));
        assert!(begins_with("(a)Restated.", "(a)"));
    }

    #[test]
    fn a_bracket_that_nothing_opens_ends_a_mark() {
        assert_eq!(unopened("All states1)"), Some("1)"));
        assert_eq!(unopened("Plan (section B2)"), None);
        assert_eq!(unopened("Item 1)"), None, "a number of its own");
    }

    #[test]
    fn notes_are_counted_in_brackets_or_before_a_slash() {
        assert_eq!(number_of("(2) Restated."), Some((2, (true, ')'))));
        assert_eq!(number_of("1)Vorläufig"), Some((1, (false, ')'))));
        assert_eq!(number_of("3/ Estimate"), Some((3, (false, '/'))));
        assert_eq!(number_of("(3/ Estimate"), None);
        assert_eq!(number_of("1/2 of it"), None);
        assert_eq!(number_of("(2)"), None);
    }

    #[test]
    fn notes_without_marks_in_sight_follow_a_table_alone() {
        let bound = |lines: &[(u32, i32, Role, &str)]| {
            let mut page = document(lines);
            super::bind(&crate::Vocabulary::default().patterns(), &mut page);
            page.tables.remove(0).notes
        };
        let (first, second) = ((1, 700, Role::Text, "(1) Restated."), (1, 710, Role::Text, "(2) Nil."));
        assert_eq!(bound(&[first, second]), ["(1) Restated.", "(2) Nil."]);
        assert_eq!(bound(&[first, (1, 710, Role::Text, "The board met.")]), [""; 0]);
        assert_eq!(bound(&[second]), [""; 0]);
    }

    #[test]
    fn lines_say_what_letters_mark() {
        let of = |text: &str| {
            let ink = Ink { text: text.into(), ..Ink::default() };
            letters(&[Outside { ink, role: Role::Text, table: None }], crate::Vocabulary::default().units())
        };
        assert_eq!(of("p Provisional. (r) revised; e = estimated"), BTreeSet::from(['e', 'p', 'r']));
        assert_eq!(of("This is a note of s and t as u saw them"), BTreeSet::new());
        assert_eq!(of("a warehouse, k dohodě"), BTreeSet::new(), "words of one letter");
        assert_eq!(of("k = thousands; m = million; h: hours"), BTreeSet::from(['h']));
    }

    fn at(top: i32, height: i32) -> Rect {
        Rect::new(Pt::points(50), Pt::points(top), Pt::points(300), Pt::points(top + height))
    }

    /// A table on page 1, from 400 to 700 points, and lines outside of it: page, top, part and text.
    pub(crate) fn document(lines: &[(u32, i32, Role, &str)]) -> Repaired {
        let outside = lines.iter().map(|(page, top, role, text)| {
            let ink =
                Ink { text: (*text).to_owned(), page: *page, bbox: Some(at(*top, 10)), ..Ink::default() };
            Outside { ink, role: *role, table: (*role == Role::Caption).then_some(0) }
        });
        let table = RepairedTable {
            table: Table::new(1, 1, vec![Cell::new(0, 0, 1, 1, Vec::new())]).expect("one cell"),
            number: None,
            ordinal: None,
            title: None,
            unit: None,
            notes: Vec::new(),
            pieces: Vec::new(),
            regions: vec![(1, Some(at(400, 300)))],
            header_rows: 0,
            readings: Vec::new(),
        };
        Repaired {
            source: model::Source { kind: model::SourceKind::Pdf, pages: 2, metadata: Vec::new() },
            pages: Vec::new(),
            tables: vec![table],
            outside: outside.collect(),
            strays: Vec::new(),
            dropped: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Which lines outside the table are its notes overleaf.
    fn check(lines: &[(u32, i32, Role, &str)], wanted: &[usize]) {
        assert_eq!(
            overleaf(&document(lines), 0, (1, Some(&at(400, 300))), |text| begins_with(text, "*")),
            wanted
        );
    }

    #[test]
    fn a_title_nearer_to_what_is_above_may_be_a_note() {
        let title = document(&[(1, 350, Role::Caption, "(1) Restated.")]);
        assert!(is_nearer(&title, 0, Some(&at(100, 230))));
        assert!(!is_nearer(&title, 0, Some(&at(100, 150))));
    }

    #[test]
    fn notes_overleaf_begin_the_next_page_with_the_marks_of_the_table() {
        let note = (2, 40, Role::Text, "* Restated.");
        check(&[(1, 780, Role::Text, "17"), (2, 20, Role::Running, "Accounts"), note], &[2]);
        check(&[(1, 720, Role::Text, "The board met."), note], &[]);
        check(&[(2, 40, Role::Text, "The board met."), (2, 60, Role::Text, "* Restated.")], &[]);
    }

    #[test]
    fn a_heading_that_a_number_begins_is_no_note() {
        let mut page = document(&[(2, 40, Role::Text, "1 Introduction")]);
        let found =
            |page: &Repaired| overleaf(page, 0, (1, Some(&at(400, 300))), |text| begins_with(text, "1"));
        assert_eq!(found(&page), [0]);
        page.outside[0].ink.bold = true;
        assert_eq!(found(&page), [0_usize; 0]);
    }
}
