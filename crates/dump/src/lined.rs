//! Plain text and Markdown, line by line.
//!
//! A line with a tab is a row, rows without anything between them are one piece (a converter leaves a blank line where
//! the page ended). A Markdown table is a row of cells between pipes with a separator row below. Tables in HTML
//! inside the text are read as such. All else is lines.

use crate::decode::Decoded;
use crate::rows::Row;
use crate::{Found, html, markup};

/// Markdown headings have one to six marks (CommonMark 0.31, 4.2).
const MAX_HEADING: usize = 6;

/// A line of the source without its end.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    /// Where it begins in the text.
    at: usize,
}

pub(crate) fn read(decoded: &Decoded<'_>, markdown: bool, found: &mut Found) {
    let (text, start) = (&*decoded.text, decoded.start);
    let mut rows: Vec<Row> = Vec::new();
    let mut at = 0;
    while let Some(line) = line_at(text, at) {
        let next = line_end(text, line);
        if let Some(from) = find_tag(line.text, "<table").map(|ix| line.at + ix) {
            flush(&mut rows, found);
            push_line(Source { text: &text[line.at..from], at: line.at }, start, markdown, found);
            at = table_end(text, from);
            html::read(&text[from..at], start + from as u32, found);
            continue;
        }
        let below = line_at(text, next);
        if line.text.contains('|') && below.is_some_and(|below| is_separator(below.text)) {
            flush(&mut rows, found);
            at = pipe_table(text, line, next, start, found);
            continue;
        }
        if line.text.contains('\t') {
            let cells = parts(line, '\t').map(|cell| inks(cell, start, markdown));
            rows.push(cells.collect());
        } else {
            flush(&mut rows, found);
            push_line(line, start, markdown, found);
        }
        at = next;
        // A form feed ends a page, and with it a piece.
        if text[..at].ends_with('\u{c}') {
            flush(&mut rows, found);
        }
    }
    flush(&mut rows, found);
}

fn flush(rows: &mut Vec<Row>, found: &mut Found) {
    let rows = std::mem::take(rows);
    // Tabs alone are blank rows of a table, but no table.
    if rows.iter().flatten().any(|cell| !cell.is_empty()) {
        found.rows(rows, None);
    }
}

const LINE_ENDS: [char; 3] = ['\n', '\r', '\u{c}'];

fn line_at(text: &str, at: usize) -> Option<Source<'_>> {
    let rest = &text[at..];
    (!rest.is_empty()).then(|| Source { text: rest.split(LINE_ENDS).next().unwrap_or(rest), at })
}

/// Where the line after this one begins.
fn line_end(text: &str, line: Source<'_>) -> usize {
    let end = line.at + line.text.len();
    let rest = &text.as_bytes()[end..];
    end + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) }
}

fn inks(source: Source<'_>, start: u32, markdown: bool) -> Vec<model::Ink> {
    markup::inks(source.text, start + source.at as u32, markdown)
}

/// A line outside tables; a heading's marks are markup, and it is bold.
fn push_line(line: Source<'_>, start: u32, markdown: bool, found: &mut Found) {
    let marks = line.text.bytes().take_while(|byte| *byte == b'#').count();
    let after = &line.text[marks..];
    let heading = (1..=MAX_HEADING).contains(&marks) && after.starts_with([' ', '\t']);
    let line = if heading { Source { text: after, at: line.at + marks } } else { line };
    for mut ink in inks(line, start, markdown) {
        ink.bold |= heading;
        found.line(ink);
    }
}

/// Reads the pipe table whose head is `head`; says where the text goes on.
fn pipe_table(text: &str, head: Source<'_>, separator: usize, start: u32, found: &mut Found) -> usize {
    let mut rows = vec![pipe_row(head, start)];
    let mut at = line_at(text, separator).map_or(separator, |line| line_end(text, line));
    while let Some(line) = line_at(text, at).filter(|line| line.text.contains('|')) {
        if !is_separator(line.text) {
            rows.push(pipe_row(line, start));
        }
        at = line_end(text, line);
    }
    found.rows(rows, Some(1));
    at
}

/// The cells between the pipes; the outer pipes may be missing.
fn pipe_row(line: Source<'_>, start: u32) -> Row {
    let from = line.text.len() - line.text.trim_start().len();
    let mut inner = Source { text: line.text.trim(), at: line.at + from };
    if let Some(text) = inner.text.strip_prefix('|') {
        inner = Source { text, at: inner.at + 1 };
    }
    if inner.text.ends_with('|') && !inner.text.ends_with("\\|") {
        inner.text = &inner.text[..inner.text.len() - 1];
    }
    parts(inner, '|').map(|cell| inks(cell, start, true)).collect()
}

/// The parts between separators; for pipes, one behind a backslash is none.
fn parts(line: Source<'_>, separator: char) -> impl Iterator<Item = Source<'_>> {
    let mut before = None;
    let between = move |c: char| {
        let escaped = c == '|' && before == Some('\\');
        before = Some(c);
        c == separator && !escaped
    };
    let mut at = line.at;
    line.text.split(between).map(move |text| {
        let part = Source { text, at };
        at += text.len() + separator.len_utf8();
        part
    })
}

/// Whether a line is the separator row of a pipe table: `|---|:-:|`.
pub(crate) fn is_separator(line: &str) -> bool {
    let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
    let dashes = |cell: &str| {
        let inner = cell.strip_prefix(':').unwrap_or(cell);
        let inner = inner.strip_suffix(':').unwrap_or(inner);
        !inner.is_empty() && inner.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && cells.all(dashes)
}

/// The first place of a tag's beginning ("<table", "</table"), in any case.
fn find_tag(text: &str, tag: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.windows(tag.len()).enumerate().find_map(|(ix, window)| {
        let ends = bytes.get(ix + tag.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
        (ends && window.eq_ignore_ascii_case(tag.as_bytes())).then_some(ix)
    })
}

/// Where the table that begins at `from` ends: after its closing tag, else at the end of the text.
fn table_end(text: &str, from: usize) -> usize {
    let (mut depth, mut at) = (0_usize, from);
    while let Some(ix) = text[at..].find('<').map(|ix| at + ix) {
        let tag = &text[ix..];
        let is = |name: &str| {
            tag.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        };
        at = ix + 1;
        if is("<table") {
            depth += 1;
        } else if is("</table") {
            depth = depth.saturating_sub(1);
            at = tag.find('>').map_or(text.len(), |end| ix + end + 1);
            if depth == 0 {
                return at;
            }
        }
    }
    text.len()
}

#[cfg(test)]
pub(crate) mod tests;
