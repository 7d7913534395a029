//! Comma-, semicolon- and tab-separated values.

use crate::Found;
use crate::decode::Decoded;
use crate::rows::Row;
use model::{Diagnostic, Ink};
use std::borrow::Cow;

/// Lines that the choice of delimiter looks at: a few pages of a table.
const LOOKED_AT: usize = 64;

/// The delimiters, the rarer in running text first: of two that part the lines alike, the first is meant.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// Reads the records; without a delimiter it is told from the content. A record of one field is a line outside, as is
/// one with a single field filled before the first row; a blank line between records parts two pieces.
pub(crate) fn read(decoded: &Decoded<'_>, delimiter: Option<u8>, found: &mut Found) {
    let text = &*decoded.text;
    let delimiter = delimiter.unwrap_or_else(|| sniff(text).unwrap_or(b','));
    let quoting = quotes_close(text.as_bytes(), delimiter);
    if !quoting && text.contains('"') {
        let message = "quotes do not enclose whole fields; they are taken as printed";
        found.diagnostics.push(Diagnostic::new("loose-quotes", message).on(1));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut end = 0;
    // Reading from memory, and the text is UTF-8: the only errors there are can't come.
    while reader.read_record(&mut record).unwrap_or(false) {
        let after = reader.position().byte() as usize;
        let source = text.get(end..after).unwrap_or_default();
        let blank = source.bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        // Of `\r\n` the reader leaves the second byte before the next record.
        let own = usize::from(text[..end].ends_with('\r') && source.starts_with('\n'));
        if blank > own {
            flush(&mut rows, found);
        }
        let mut place = Place { source, from: blank, at: decoded.start as usize + end, quoting };
        let fields: Row = record.iter().map(|field| place.field(field)).collect();
        // Before the first row, a spreadsheet's export pads its title lines to the width of the table.
        let filled = fields.iter().filter(|field| !field.is_empty()).count();
        if fields.len() == 1 || rows.is_empty() && filled <= 1 {
            flush(&mut rows, found);
            fields.into_iter().flatten().for_each(|ink| found.line(ink));
        } else {
            rows.push(fields);
        }
        end = after;
    }
    flush(&mut rows, found);
}

fn flush(rows: &mut Vec<Row>, found: &mut Found) {
    if !rows.is_empty() {
        found.rows(std::mem::take(rows), None);
    }
}

/// Where the next field of a record is looked for.
struct Place<'a> {
    source: &'a str,
    from: usize,
    /// Where the record begins in the file.
    at: usize,
    /// Quotes inside a field stand doubled.
    quoting: bool,
}

impl Place<'_> {
    /// The field's lines, each with its own byte range.
    fn field(&mut self, field: &str) -> Vec<Ink> {
        let mut out = Vec::new();
        for line in field.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
            let rest = &self.source[self.from..];
            let doubled = self.quoting && line.contains('"');
            let written = if doubled { Cow::Owned(line.replace('"', "\"\"")) } else { Cow::Borrowed(line) };
            // It stands there, so the search is short; a lone quote inside an unquoted field stands as it is.
            let at = rest
                .find(&*written)
                .map(|ix| (ix, written.len()))
                .or_else(|| Some((rest.find(line)?, line.len())));
            let (from, to) =
                at.map_or((self.from, self.from), |(ix, len)| (self.from + ix, self.from + ix + len));
            self.from = to;
            out.push(Ink::of_dump(line, ((self.at + from) as u32, (self.at + to) as u32)));
        }
        out
    }
}

/// Whether every quote that opens a field closes it too: else the file does not quote, and one mark would swallow
/// all that follows.
fn quotes_close(text: &[u8], delimiter: u8) -> bool {
    let ends = |ix: usize| text.get(ix).is_none_or(|byte| [delimiter, b'\n', b'\r'].contains(byte));
    let (mut ix, mut starts) = (0, true);
    while ix < text.len() {
        if starts && text[ix] == b'"' {
            ix += 1;
            loop {
                match text.get(ix) {
                    None => return false,
                    Some(b'"') if text.get(ix + 1) == Some(&b'"') => ix += 2,
                    Some(b'"') => break,
                    Some(_) => ix += 1,
                }
            }
            ix += 1;
            if !ends(ix) {
                return false;
            }
        } else {
            starts = ends(ix);
            ix += 1;
        }
    }
    true
}

/// The delimiter that parts most lines into the same number of fields.
fn sniff(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let alike = |delimiter: u8| {
        let mut counts: Vec<usize> =
            lines.iter().map(|line| count(line, delimiter)).filter(|n| *n > 0).collect();
        counts.sort_unstable();
        counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| alike(*delimiter))?;
    (alike(best) > 0).then_some(best)
}

/// Delimiters outside quotes.
fn count(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == delimiter
    });
    outside.count()
}

/// Whether nearly all lines have the same number of commas or semicolons: prose has not.
pub(crate) fn looks_delimited(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let Some(delimiter) = sniff(text).filter(|_| lines.len() > 1) else { return false };
    let first = count(lines[0], delimiter);
    let same = lines.iter().filter(|line| count(line, delimiter) == first).count();
    first > 0 && same * 10 >= lines.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format::{Csv, Tsv};
    use crate::lined::tests::check;

    #[test]
    fn records_are_rows_and_lone_fields_are_lines() {
        check(
            Csv,
            "表 1 收入\n科目;合计\r\n\"a;\"\"b\"\"\nc\"; 1,5\n\n3;4;5\n;;\n",
            "表 1 收入\n2 x 2\n  科目|合计\n  a;\"b\"/c|1,5\n2 x 3\n  3|4|5\n  ||\n",
        );
        check(Csv, "a,,\n,,b\n,,\n1,2,\n3,,\n", "a\nb\n2 x 3\n  1|2|\n  3||\n");
        check(Tsv, "\"三公\"经费\t1\nx\t\"2\n", "2 x 2\n  \"三公\"经费|1\n  x|\"2\n");
    }

    #[test]
    fn delimiter_is_the_one_that_parts_lines_alike() {
        assert_eq!(sniff("a;b;c\n1,5;2,25;3\n4;5,1;6\n"), Some(b';'));
        assert_eq!(sniff("a,b\n\"x;y\",2\n"), Some(b','));
        assert_eq!(sniff("a\tb\n1,2\t3\n"), Some(b'\t'));
        assert_eq!(sniff("abc\n"), None);
    }

    #[test]
    fn loose_quotes_are_text() {
        assert!(quotes_close(b"\"a\"\"b\",2\n3,\"x\ny\"\n", b','));
        assert!(!quotes_close(b"\"a\" b,2\n", b','));
        assert!(!quotes_close(b"a,\"b\n", b','));
        assert!(quotes_close(b"5\",2\n", b','));
    }
}
