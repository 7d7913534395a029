//! Bytes to text: the encoding is told from the bytes alone, and said wherever it is a guess.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::Diagnostic;
use std::borrow::Cow;

/// Byte ranges are 32 bits wide and text may grow threefold when decoded: longer files are not read.
const MAX_BYTES: usize = 1 << 30;

/// So many well-formed characters per broken place make a text damaged UTF-8 and not another encoding: text in
/// GB18030 has one by chance in dozens. Halved, some GB18030 would be taken for UTF-8.
const WELL_FORMED_PER_BROKEN: usize = 8;

/// Text with the place where it begins.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Bytes of the file before the text (a UTF-8 byte order mark).
    pub(crate) start: u32,
}

pub(crate) fn decode<'a>(bytes: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Decoded<'a> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the text has {} bytes; more than {MAX_BYTES} are not read", bytes.len());
        diagnostics.push(Diagnostic::new("text-too-long", message).hint("split the file"));
        return Decoded { text: Cow::Borrowed(""), start: 0 };
    }
    let (mark, body) = match bytes {
        [0xef, 0xbb, 0xbf, body @ ..] => (Some(UTF_8), body),
        [0xff, 0xfe, body @ ..] => (Some(UTF_16LE), body),
        [0xfe, 0xff, body @ ..] => (Some(UTF_16BE), body),
        body => (None, body),
    };
    let start = if mark == Some(UTF_8) { 3 } else { 0 };
    if mark.is_none_or(|mark| mark == UTF_8)
        && let Ok(text) = str::from_utf8(body)
    {
        return Decoded { text: Cow::Borrowed(text), start };
    }
    let encoding = mark.unwrap_or_else(|| guess(body));
    let (text, broken) = encoding.decode_without_bom_handling(body);
    if broken {
        let message = format!("some bytes are not {}; they stand as U+FFFD", encoding.name());
        diagnostics.push(Diagnostic::new("broken-encoding", message).hint("convert the file to UTF-8"));
    } else if mark.is_none() {
        let message = format!("read as {}, which is a guess", encoding.name());
        diagnostics.push(Diagnostic::new("guessed-encoding", message).hint("convert the file to UTF-8"));
    }
    Decoded { text, start }
}

/// The encoding of bytes that are not UTF-8 throughout.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let chunks = || bytes.utf8_chunks();
    let broken = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole: usize = chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    if whole >= broken * WELL_FORMED_PER_BROKEN {
        return UTF_8;
    }
    let clean = GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if clean && mostly_pairs(bytes) { GB18030 } else { WINDOWS_1252 }
}

/// Whether most high bytes stand in pairs, as Chinese text has them: accented letters stand alone among ASCII.
fn mostly_pairs(bytes: &[u8]) -> bool {
    let (mut pairs, mut single, mut ix) = (0_usize, 0_usize, 0);
    while ix < bytes.len() {
        if bytes[ix] < 0x80 {
            ix += 1;
            continue;
        }
        if bytes.get(ix + 1).is_some_and(|next| *next >= 0x80) {
            pairs += 1;
        } else {
            single += 1;
        }
        ix += 2;
    }
    pairs > single
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, codes: &[&str]) {
        let mut diagnostics = Vec::new();
        assert_eq!(decode(bytes, &mut diagnostics).text, text);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn encodings_are_told_apart_and_guesses_are_said() {
        check("预算\t1".as_bytes(), "预算\t1", &[]);
        check(b"\xef\xbb\xbfab", "ab", &[]);
        check(b"\xff\xfea\0b\0", "ab", &[]);
        check(b"\xfe\xff\0a\0b", "ab", &[]);
        check(&GB18030.encode("部门预算\t1.5\n合计").0, "部门预算\t1.5\n合计", &["guessed-encoding"]);
        check(b"caf\xe9 cr\xe8me\t5", "café crème\t5", &["guessed-encoding"]);
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_says_so() {
        let mut bytes = "部门收支总体情况表，金额单位：万元".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        check(&bytes, "部门收支总体情况表，金额单位：万\u{fffd}", &["broken-encoding"]);
        check(b"\xff\xfea\0\0\xd8", "a\u{fffd}", &["broken-encoding"]);
    }
}
