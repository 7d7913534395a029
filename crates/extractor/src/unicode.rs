//! Codes to Unicode, where the interpreter finds none, and what counts as text at all.

use crate::radicals::ideograph;
use crate::symbols::{corporate, symbol};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::font::Glyph;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use model::page::GlyphText;
use rustc_hash::FxHashMap;
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

/// The longest code of a CMap, in bytes (ISO 32000-2, 9.7.6.2).
const LONGEST_CODE: u8 = 4;
/// The most entries of a program's character map that are read: all of Unicode's planes in use hold fewer.
const MOST_MAPPINGS: usize = 200_000;

/// The text, if it says something to a reader. Control characters, U+FFFD, noncharacters (Unicode 23.7) and private use
/// say nothing; marks without width (a place where a line may break) say the empty text.
pub(crate) fn said(found: Option<BfString>, font: &str) -> Option<GlyphText> {
    match found? {
        BfString::Char(c) if is_without_width(c) => Some(GlyphText::Str("".into())),
        BfString::Char(c) if is_form(c) => Some(GlyphText::from(letters(c).as_str())),
        BfString::Char(c) => readable(c, font).map(GlyphText::Char),
        BfString::String(s) if s.is_empty() => None,
        BfString::String(s) => {
            let mut text = String::new();
            for c in s.chars().filter(|c| !is_without_width(*c)) {
                if is_form(c) {
                    text.push_str(&letters(c));
                } else {
                    text.push(readable(c, font)?);
                }
            }
            // A blank beside a glyph's character is no ink: its place on the page tells where words part. (Dots of
            // leaders that say " ." would part each point of a figure from its digits.)
            let inked = text.trim();
            Some(GlyphText::from(if inked.is_empty() { text.as_str() } else { inked }))
        }
    }
}

/// Whether a character is a ligature or a letter in one of its shapes: Latin, Hebrew and Arabic presentation forms (Unicode 17,
/// 7.1, 9.1, 9.2), by which a font's map may name its glyphs. The sign of the rial is one by itself.
fn is_form(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}')
}

/// The letters of such a form. Marks have a blank to stand on there, which is no ink.
fn letters(c: char) -> String {
    std::iter::once(c).nfkc().filter(|c| *c != ' ').collect()
}

/// Zero-width space, joiners and byte order mark (Unicode 17, general category Cf).
fn is_without_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn readable(c: char, font: &str) -> Option<char> {
    match c {
        '\u{f000}'..='\u{f0ff}' => symbol(c, font),
        '\u{f6be}'..='\u{f8ff}' => corporate(c),
        '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}'
        | char::REPLACEMENT_CHARACTER
        | '\u{fdd0}'..='\u{fdef}' => None,
        _ if c as u32 & 0xfffe == 0xfffe => None,
        // Tabs and line ends in ToUnicode are blanks.
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => Some(' '),
        _ if c.is_control() => None,
        // One glyph draws the hyphen and the hyphen-minus; maps read backwards say the former.
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => Some(ideograph(c)),
    }
}

/// Whether a glyph paints nothing. Type 3 glyphs are taken to paint.
pub(crate) fn is_blank(glyph: &Glyph<'_>) -> bool {
    match glyph {
        Glyph::Outline(outline) => outline.outline().elements().is_empty(),
        Glyph::Type3(_) => false,
    }
}

/// The character maps of embedded programs, reversed: glyph to character. By the program's content.
#[derive(Default)]
pub(crate) struct Programs(FxHashMap<u128, FxHashMap<u32, char>>);

impl Programs {
    fn character(&mut self, glyph: &Glyph<'_>) -> Option<char> {
        let Glyph::Outline(outline) = glyph else { return None };
        let data = outline.font_data()?;
        let map = self.0.entry(data.cache_key).or_insert_with(|| reversed((*data.data).as_ref()));
        map.get(&outline.glyph_id().to_u32()).copied()
    }
}

/// A font's other ways to Unicode, read when the first code without text turns up.
pub(crate) struct Rescue {
    /// Codes to CIDs, and CIDs of an East Asian collection to Unicode.
    collection: Option<(CMap, CMap)>,
    /// Whether CIDs are the program's own glyph numbers, whatever the collection's name: the program's map is asked first.
    identity: bool,
}

impl Rescue {
    pub(crate) fn new(dict: &Dict<'_>) -> Self {
        let identity =
            dict.get::<Name<'_>>("Encoding").is_some_and(|name| name.as_ref().starts_with(b"Identity"));
        Self { collection: collection(dict), identity }
    }

    /// The glyph's text by collection and by the embedded program, the likelier one first.
    pub(crate) fn texts(&self, glyph: &Glyph<'_>, programs: &mut Programs) -> [Option<BfString>; 2] {
        let by_program = programs.character(glyph).map(BfString::Char);
        let by_collection = || {
            let (encoding, unicode) = self.collection.as_ref()?;
            let code = glyph.char_code();
            let cid = (1..=LONGEST_CODE).find_map(|bytes| encoding.lookup_cid_code(code, bytes))?;
            unicode.lookup_bf_string(cid)
        };
        if self.identity { [by_program, by_collection()] } else { [by_collection(), by_program] }
    }
}

/// The predefined maps of a Type 0 font: its encoding, and its collection's CIDs in Unicode.
fn collection(dict: &Dict<'_>) -> Option<(CMap, CMap)> {
    let descendant = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let encoding = match dict.get::<Object<'_>>("Encoding")? {
        Object::Name(name) => predefined(CMapName::from_bytes(name.as_ref()))?,
        Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
        _ => return None,
    };
    let stated = encoding.metadata().character_collection.as_ref().map(|known| known.family.clone());
    let family = match stated {
        Some(family) if family.ucs2_cmap().is_some() => family,
        _ => {
            let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
            let part = |key: &str| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec());
            CidFamily::from_registry_ordering(&part("Registry")?, &part("Ordering")?)
        }
    };
    Some((encoding, predefined(family.ucs2_cmap()?)?))
}

fn predefined(name: CMapName<'_>) -> Option<CMap> {
    match name {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(name)?, load_embedded),
    }
}

/// Glyph to character, from the embedded program's own map. Of several characters the first that is neither private
/// nor a mere look-alike (a CJK radical, a compatibility form) counts.
fn reversed(program: &[u8]) -> FxHashMap<u32, char> {
    let mut out: FxHashMap<u32, char> = FxHashMap::default();
    let Ok(font) = FontRef::new(program) else { return out };
    for (character, glyph) in font.charmap().mappings().take(MOST_MAPPINGS) {
        let Some(c) = char::from_u32(character) else { continue };
        match out.get(&glyph.to_u32()) {
            Some(known) if rank(*known) <= rank(c) => {}
            _ => {
                out.insert(glyph.to_u32(), c);
            }
        }
    }
    out
}

/// The rank of characters that say nothing.
const UNREADABLE: u8 = 3;

/// Lower is better.
fn rank(c: char) -> (u8, char) {
    let worse = match c {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => UNREADABLE,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => 2,
        '\u{a0}' | '\u{ad}' => 1,
        _ if c.is_control() => UNREADABLE,
        _ => 0,
    };
    (worse, c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(found: BfString) -> String {
        let mut out = String::new();
        match said(found.into(), "") {
            Some(GlyphText::Char(c)) => out.push(c),
            Some(GlyphText::Str(text)) => out.push_str(&text),
            _ => {}
        }
        out
    }

    #[test]
    fn ligatures_and_hyphens_are_told_as_they_are_read() {
        assert_eq!(text(BfString::Char('\u{fb03}')), "ffi");
        assert_eq!(text(BfString::String("o\u{fb00}".into())), "off");
        assert_eq!(text(BfString::Char('\u{2010}')), "-");
    }
}
