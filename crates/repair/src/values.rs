//! What each cell holds, and its exact value.

use crate::cells::Doubts;
use crate::headers::Head;
use crate::numbers::{Figures, NotRead, is_long, is_symbol};
use crate::vocabulary::Vocabulary;
use crate::words::squash;
use model::repaired::{CellKind, Reading};
use model::table::Ink;
use model::{Cell, Diagnostic, Table};
use std::collections::BTreeSet;

/// What values are read by.
pub(crate) struct Sight<'a> {
    pub(crate) figures: Figures<'a>,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) doubts: &'a Doubts,
    /// Letters that are explained as marks.
    pub(crate) letters: &'a BTreeSet<char>,
    /// The table's place among the document's, from 0.
    pub(crate) table: u32,
}

/// Reads every cell, in the table's order; `headers` says which are header cells.
pub(crate) fn readings(
    table: &Table,
    head: &Head,
    headers: &[bool],
    sight: &Sight<'_>,
    say: &mut Vec<Diagnostic>,
) -> Vec<Reading> {
    let codes: Vec<bool> =
        (0..table.n_cols()).map(|col| is_code_column(table, head.rows, col, sight.vocabulary)).collect();
    let named: BTreeSet<&str> = table
        .cells()
        .iter()
        .filter(|cell| codes[cell.col() as usize] && !head.form && is_code(cell.text().trim()))
        .map(|cell| cell.text().trim())
        .collect();
    let cells = table.cells().iter().zip(headers);
    let figures = figure_columns(table, headers, &sight.figures);
    let errors = if head.form { BTreeSet::new() } else { crate::errors::rows(table, head.rows) };
    cells
        .map(|(cell, header)| {
            // What names something in its own column does so where it slipped into another.
            let text = cell.text().trim();
            let named = head.form && is_named_by_key(table, cell, headers, sight.vocabulary)
                || text.len() >= SURE_CODE && named.contains(text);
            let column = Column {
                code: codes[cell.col() as usize] && !head.form || named,
                figures: figures[cell.col() as usize],
            };
            let read = reading(cell, *header, column, sight, say);
            let value =
                read.value.map(|value| if errors.contains(&cell.row()) { value.abs() } else { value });
            Reading { value, ..read }
        })
        .collect()
}

/// What the column of a cell says of it.
#[derive(Clone, Copy)]
struct Column {
    /// What may be a code is one.
    code: bool,
    /// Most of its cells are figures.
    figures: bool,
}

/// The columns most of whose cells are figures.
fn figure_columns(table: &Table, headers: &[bool], figures: &Figures<'_>) -> Vec<bool> {
    let mut counts = vec![(0_usize, 0_usize); table.n_cols() as usize];
    for (cell, _) in table.cells().iter().zip(headers).filter(|(cell, header)| !**header && !cell.is_blank())
    {
        let (all, own) = &mut counts[cell.col() as usize];
        let text = without_mark(cell, cell.text().trim(), false, figures);
        (*all, *own) = (*all + usize::from(!is_symbol(text)), *own + usize::from(figures.is_number(text)));
    }
    counts.into_iter().map(|(all, own)| own * 2 > all).collect()
}

fn reading(
    cell: &Cell,
    header: bool,
    column: Column,
    sight: &Sight<'_>,
    say: &mut Vec<Diagnostic>,
) -> Reading {
    let text = cell.text().trim();
    let plain = |kind| Reading { kind, header, ..Reading::default() };
    if text.is_empty() {
        return plain(CellKind::Blank);
    }
    let remark = |code, message: String| {
        // The names of the JSON: tables from t1, rows and columns from 0.
        let place = format!("t{}, row {}, column {}", sight.table + 1, cell.row(), cell.col());
        let remark = Diagnostic::new(code, format!("{place}: {message}"))
            .hint("look at the page; the raw text is kept");
        match cell.areas().first() {
            Some((page, area)) => remark.on(*page).at(*area),
            None => remark,
        }
    };
    if let Some((why, candidates)) = sight.doubts.get(&cell.id()) {
        say.push(remark("two-readings", why.clone()));
        return Reading { doubt: Some(why.clone()), candidates: candidates.clone(), ..plain(CellKind::Text) };
    }
    if header {
        // A number with its unit says in what a column counts.
        let bare = sight.figures.read(text).is_ok_and(|read| read.unit.is_none());
        return plain(if bare { CellKind::Code } else { CellKind::Text });
    }
    let text = without_mark(cell, text, column.figures, &sight.figures);
    let plain_of = |text| without_flag(text, sight.letters).filter(|plain| sight.figures.is_number(plain));
    let flagged = column.figures && !sight.figures.is_number(text);
    let text = Some(text).filter(|_| flagged).and_then(plain_of).unwrap_or(text);
    if is_symbol(text) {
        return plain(CellKind::Symbol);
    }
    if column.code && is_code(text) {
        return plain(CellKind::Code);
    }
    match sight.figures.read(text) {
        Ok(read) => {
            let out = Reading { unit: read.unit, ..plain(CellKind::Number) };
            let Some(other) = read.other else { return Reading { value: Some(read.value), ..out } };
            let why = "a separator out of place, or a decimal comma";
            say.push(remark("two-readings", why.into()));
            Reading { doubt: Some(why.into()), candidates: vec![read.value, other], ..out }
        }
        Err(NotRead::TooLong) => {
            say.push(remark("number-too-long", "more digits than an exact decimal holds".into()));
            plain(CellKind::Text)
        }
        Err(NotRead::Words) => {
            // A glyph that could not be read may be a digit of a number.
            let unread = text.contains('\u{fffd}') && sight.figures.is_number(&text.replace('\u{fffd}', "0"));
            if unread {
                return Reading {
                    doubt: Some("a glyph without a mapping".to_owned()),
                    ..plain(CellKind::Number)
                };
            }
            if sight.figures.is_broken(text) || column.figures && sight.figures.is_uneven(text) {
                let why = "a part of a figure, or a separator too many";
                say.push(remark("two-readings", why.into()));
                return Reading { doubt: Some(why.to_owned()), ..plain(CellKind::Number) };
            }
            plain(CellKind::Text)
        }
    }
}

/// A line of ink up to the raised text at its end, and that text.
pub(crate) fn end_mark(line: &Ink) -> Option<(&str, &str)> {
    let (from, to) = line.raised.last().copied()?;
    let text = line.text.trim_end();
    (to as usize == text.len()).then(|| text.split_at(from as usize))
}

/// A figure without the mark of a note behind it, which is raised or a letter in brackets; any other text as it is.
fn without_mark<'t>(cell: &Cell, text: &'t str, sure: bool, figures: &Figures<'_>) -> &'t str {
    let mark = cell.ink().last().and_then(end_mark).map(|(_, mark)| mark);
    let plain = mark
        .filter(|mark| is_note_mark(mark))
        .and_then(|mark| text.strip_suffix(mark))
        .map(str::trim_end)
        .or_else(|| without_letter(text, sure));
    plain.filter(|plain| figures.is_number(plain) || is_symbol(plain)).unwrap_or(text)
}

/// Whether a raised text may be the mark of a note: no fraction (`3/8`), no exponent with a sign, no cents (`05`).
pub(crate) fn is_note_mark(mark: &str) -> bool {
    let sound = |c: char| {
        c.is_alphanumeric() || matches!(c, ',' | '(' | ')' | '[' | ']' | '*' | '†' | '‡' | '§' | '#' | ' ')
    };
    !mark.starts_with('0') && mark.chars().all(sound)
}

/// A figure without a letter before or behind it of which a line says what it marks: `3,456p`, `r 12.5`, `3,345 (e)`.
/// One of few digits, `72a`, is numbered so where `a` and all letters up to it are known.
fn without_flag<'t>(text: &'t str, letters: &BTreeSet<char>) -> Option<&'t str> {
    let digits = |c: char| c.is_ascii_digit();
    let (from, to) = (text.find(digits)?, text.rfind(digits)? + 1);
    let known = |mark: &str, plain: &str| {
        let mark = mark.trim();
        let inner = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')')).unwrap_or(mark);
        let mut inner = inner.chars();
        let letter = inner.next().filter(|c| letters.contains(c) && inner.next().is_none());
        let numbers = |letter: char| ('a'..=letter).all(|c| letters.contains(&c));
        letter.is_some_and(|letter| is_long(plain) || !numbers(letter))
    };
    if known(&text[to..], &text[..to]) {
        return Some(text[..to].trim_end());
    }
    known(&text[..from], &text[from..]).then(|| &text[from..])
}

/// A figure without the letter in brackets right behind it: `4,479(a)`. (A number in brackets may as well be another figure.)
/// One of few digits, `5(a)`, names a part, unless it surely stands among figures.
fn without_letter(text: &str, sure: bool) -> Option<&str> {
    let (rest, mark) = text.strip_suffix(')')?.rsplit_once('(')?;
    let letter = mark.len() == 1 && mark.as_bytes()[0].is_ascii_alphabetic();
    let figure = rest.ends_with(|c: char| c.is_ascii_digit());
    (letter && figure && (sure || is_long(rest))).then_some(rest)
}

/// Digits and capitals, with the marks that part them in codes and telephone numbers.
fn is_code(text: &str) -> bool {
    let of_code =
        |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || matches!(b, b'-' | b' ' | b'.' | b'/');
    text.bytes().any(|b| b.is_ascii_digit()) && text.len() <= LONGEST_CODE && text.bytes().all(of_code)
}

/// Longer ones are something else: bank account numbers have 34 characters at most (ISO 13616).
const LONGEST_CODE: usize = 34;

/// A shorter code may be an amount that happens to be the same.
const SURE_CODE: usize = 5;

/// Whether texts are names made of capitals and digits, each another: berths `E1`, `W2`, orders `G-011`. One letter before
/// all short numbers counts something: quarters `Q1`, `Q2`.
fn are_names(texts: &[&str]) -> bool {
    /// Fewer may look alike by chance.
    const FEWEST: usize = 3;
    /// So many digits number more than the parts of a year.
    const DIGITS: usize = 3;
    let split = |text: &&str| {
        let letters: String = text.chars().filter(char::is_ascii_uppercase).collect();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        (is_code(text) && !letters.is_empty() && digits > 0).then_some((letters, digits))
    };
    let parts: Vec<(String, usize)> = texts.iter().filter_map(split).collect();
    let known: BTreeSet<&&str> = texts.iter().collect();
    parts.len() >= FEWEST
        && parts.len() + 1 >= texts.len()
        && known.len() == texts.len()
        && parts.iter().any(|part| part.1 >= DIGITS || part.0 != parts[0].0)
}

/// A column whose head says that its digits name something, or whose data are integers with leading zeros, or names made
/// of capitals and digits.
fn is_code_column(table: &Table, header_rows: u32, col: u32, known: &Vocabulary) -> bool {
    /// A wide header names a group of columns, not what each holds.
    const WIDEST: u32 = 3;
    let head = (0..header_rows).any(|row| {
        let cell = table.at(row, col);
        cell.colspan() <= WIDEST && says_code(cell.text(), known)
    });
    let data = (header_rows..table.n_rows()).map(|row| table.at(row, col).text().trim());
    // "00" stands for nothing among shillings and pence.
    let leads = |text: &&str| {
        text.len() > 1
            && text.starts_with('0')
            && text.bytes().all(|b| b.is_ascii_digit())
            && !text.bytes().all(|b| b == b'0')
    };
    // Among amounts that are printed with decimals one has lost its point.
    let parted = |text: &&str| {
        text.contains(['.', ',']) && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let leading = data.clone().filter(leads).count();
    head || leading > 0 && leading >= data.clone().filter(parted).count()
        || are_names(&data.filter(|text| !text.is_empty()).collect::<Vec<&str>>())
}

/// The key left of a value in a form says that its digits name something.
fn is_named_by_key(table: &Table, cell: &Cell, headers: &[bool], known: &Vocabulary) -> bool {
    let key = cell.col().checked_sub(1).map(|left| table.index_at(cell.row(), left));
    key.is_some_and(|key| headers[key] && says_code(table.cells()[key].text(), known))
}

fn says_code(text: &str, known: &Vocabulary) -> bool {
    let squashed = squash(text);
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    known.words.code.iter().any(|word| {
        if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            text.match_indices(word.as_str())
                .any(|(at, _)| names(&text[..at], &text[at + word.len()..], word))
        } else {
            squashed.contains(squash(word).as_str())
        }
    })
}

/// Whether a word between two parts of a text is what the text is of, not a part of another word, nor what stands before it:
/// of nouns in a row the last one is meant, as in "Account code", "Code of article", but not in "Telephone lines".
fn names(before: &str, after: &str, word: &str) -> bool {
    /// `of`, `for`
    const SHORT: usize = 3;
    /// Longer ones are told at the end of a compound: "Postcode".
    const LONG: usize = 4;
    let plural = after.strip_prefix('s').filter(|rest| !rest.starts_with(char::is_alphabetic));
    let after = plural.unwrap_or(after);
    let inside =
        after.starts_with(char::is_lowercase) || word.len() < LONG && before.ends_with(char::is_alphabetic);
    let next = after.strip_prefix(' ').unwrap_or_default();
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    !inside && next[..end].chars().count() <= SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_nouns_says_what_a_column_holds() {
        let known = Vocabulary::default();
        let says = |text: &str| says_code(text, &known);
        let codes = [
            "Account code",
            "account_code",
            "Code of article",
            "Code (NACE)",
            "Codes",
            "Code¹",
            "Postcode",
            "ID number",
            "Telephone",
            "Tel.",
            "No. / Ref",
            "Code postal",
            "单位编码",
        ];
        assert_eq!(codes.iter().find(|text| !says(text)), None);
        let others =
            ["Telephone lines", "Telecommunications", "Code violations", "Identity", "No", "Paid", "PAID"];
        assert_eq!(others.iter().find(|text| says(text)), None);
    }

    #[test]
    fn marks_of_notes_are_no_digits() {
        let figures = Figures::default();
        let read_in = |text: &str, raised: &[(u32, u32)], sure: bool| {
            let ink = Ink { text: text.into(), raised: raised.to_vec(), ..Ink::default() };
            let cell = Cell::new(0, 0, 1, 1, vec![ink]);
            without_mark(&cell, text, sure, &figures).to_owned()
        };
        let read = |text: &str, raised: &[(u32, u32)]| read_in(text, raised, false);
        assert_eq!(read("234 1", &[(4, 5)]), "234");
        assert_eq!(read("234 1", &[]), "234 1");
        assert_eq!(read("–a", &[(3, 4)]), "–");
        assert_eq!(read("4,479(a)", &[]), "4,479");
        assert_eq!(read("5(a)", &[]), "5(a)", "a part of note 5");
        assert_eq!(read_in("5(a)", &[], true), "5", "among figures");
        assert_eq!(read("0.34(1)", &[]), "0.34(1)", "maybe a loss of 1");
        assert_eq!(read("12(1)", &[]), "12(1)", "part 1 of 12");
        assert_eq!(read("m2", &[(1, 2)]), "m2", "no figure");
    }

    #[test]
    fn letters_that_a_line_explains_are_no_part_of_a_figure() {
        let letters = BTreeSet::from(['a', 'b', 'p', 'r']);
        let read = |text| without_flag(text, &letters);
        assert_eq!(read("3,456p"), Some("3,456"));
        assert_eq!(read("r 12.5"), Some("12.5"));
        assert_eq!(read("-345 (p)"), Some("-345"));
        assert_eq!(read("2,345a"), Some("2,345"));
        assert_eq!(read("72a"), None, "the second half of line 72");
        assert_eq!(read("12d"), None, "no line says what it is");
        assert_eq!(read("2.5a"), Some("2.5"));
        assert_eq!(read("12p)"), None, "half a bracket");
        assert_eq!(read("r -5"), None, "the sign is not lost");
    }
}
