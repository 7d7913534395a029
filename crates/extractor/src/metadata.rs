//! What a PDF says of itself.

use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::DateTime;

/// Names and values, in the order of [`model::Source::metadata`]; absent ones are left out.
pub(crate) fn metadata(said: &Metadata) -> Vec<(&'static str, String)> {
    let text = |bytes: &Option<Box<[u8]>>| Some(text_string(bytes.as_deref()?).trim().to_owned());
    let fields = [
        ("title", text(&said.title)),
        ("author", text(&said.author)),
        ("subject", text(&said.subject)),
        ("creator", text(&said.creator)),
        ("producer", text(&said.producer)),
        ("created", said.creation_date.as_ref().map(date)),
        ("modified", said.modification_date.as_ref().map(date)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value.filter(|v| !v.is_empty())?))).collect()
}

/// ISO 8601. An offset of zero is left out: the reader below does not tell it from none.
fn date(said: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, utc_offset_hour, utc_offset_minute } = said;
    let at = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if (*utc_offset_hour, *utc_offset_minute) == (0, 0) {
        return at;
    }
    format!("{at}{utc_offset_hour:+03}:{utc_offset_minute:02}")
}

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by their marks, else PDFDocEncoding. On one line, without
/// controls; language marks (7.9.2.2.2) are left out.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| -> String {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Not in the standard, but written by some producers.
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc(*byte)).collect(),
    };
    let mut marked = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{1b}' => marked = !marked,
            _ if marked => {}
            '\t' | '\n' | '\r' => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// PDFDocEncoding (ISO 32000-2, annex D.3): Latin-1 but for these.
fn pdf_doc(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0x9e => HIGH[usize::from(byte - 0x80)],
        0xa0 => '€',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_of_all_encodings() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(text_string(bytes), expected, "{bytes:?}");
        check(b"\xfe\xff\x5e\x74\x62\xa5", "年报");
        check(b"\xff\xfe\x74\x5e\xa5\x62", "年报");
        check(b"\xef\xbb\xbf\xe5\xb9\xb4", "年");
        check(b"Caf\xe9 \x84 \xa0", "Café — €");
        check(b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00A", "A");
        check(b"two\r\nlines\0", "two  lines");
        check(b"\xfe\xff\xd8\x00\x00A", "\u{fffd}A");
    }

    #[test]
    fn dates_are_iso_8601() {
        let at = DateTime {
            year: 2023,
            month: 4,
            day: 5,
            hour: 6,
            minute: 7,
            second: 8,
            utc_offset_hour: -3,
            utc_offset_minute: 30,
        };
        assert_eq!(date(&at), "2023-04-05T06:07:08-03:30");
        assert_eq!(date(&DateTime { utc_offset_hour: 0, utc_offset_minute: 0, ..at }), "2023-04-05T06:07:08");
    }
}
