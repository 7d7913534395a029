//! A glyph's Unicode text, where the interpreter gives one, and what it may say.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use model::page::GlyphText;

/// The text of a glyph. Control characters, U+FFFD and private use say nothing to a reader: such glyphs are unmapped.
pub(crate) fn text_of(glyph: &Glyph<'_>) -> GlyphText {
    let unmapped = GlyphText::Unmapped { code: glyph.char_code() };
    match glyph.as_unicode() {
        Some(BfString::Char(c)) if says_nothing(c) => unmapped,
        Some(BfString::Char(c)) => GlyphText::Char(c),
        Some(BfString::String(s)) if s.chars().any(says_nothing) => unmapped,
        Some(BfString::String(s)) => {
            let mut chars = s.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => GlyphText::Char(c),
                _ => GlyphText::Str(s.into_boxed_str()),
            }
        }
        None => unmapped,
    }
}

fn says_nothing(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    c == char::REPLACEMENT_CHARACTER || private || c.is_control() && !c.is_whitespace()
}
