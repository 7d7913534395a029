//! Codes to Unicode, where the interpreter finds none, and what counts as text at all.

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::font::Glyph;
use hayro_syntax::object::{Array, Dict, Object, String as PdfString};
use model::page::GlyphText;
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::HashMap;

/// The longest code of a CMap, in bytes (ISO 32000-2, 9.7.6.2).
const LONGEST_CODE: u8 = 4;

/// The text, if it says something to a reader. Control characters, U+FFFD and private use say nothing.
pub(crate) fn said(found: Option<BfString>, font: &str) -> Option<GlyphText> {
    match found? {
        BfString::Char(c) => readable(c, font).map(GlyphText::Char),
        BfString::String(s) => {
            let text: Option<String> = s.chars().map(|c| readable(c, font)).collect();
            let text = text?;
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (None, _) => None,
                (Some(c), None) => Some(GlyphText::Char(c)),
                _ => Some(GlyphText::Str(text.into_boxed_str())),
            }
        }
    }
}

fn readable(c: char, font: &str) -> Option<char> {
    match c {
        '\u{f000}'..='\u{f0ff}' => crate::symbols::symbol(c, font),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | char::REPLACEMENT_CHARACTER => None,
        // Tabs and line ends in ToUnicode are blanks.
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// An embedded glyph without ink and without text is a space: nothing was there to read.
pub(crate) fn blank_text(glyph: &Glyph<'_>) -> Option<GlyphText> {
    match glyph {
        Glyph::Outline(outline) => outline.outline().elements().is_empty().then_some(GlyphText::Char(' ')),
        Glyph::Type3(_) => None,
    }
}

/// A font's other ways to Unicode, read when the first code without text turns up.
pub(crate) struct Rescue {
    /// Codes to CIDs, and CIDs of an East Asian collection to Unicode.
    collection: Option<(CMap, CMap)>,
    /// The embedded program's character map, reversed.
    glyphs: HashMap<u32, char>,
}

impl Rescue {
    pub(crate) fn new(dict: &Dict<'_>, glyph: &Glyph<'_>) -> Self {
        Self { collection: collection(dict), glyphs: reversed(glyph) }
    }

    /// The glyph's text by collection, else by the embedded program.
    pub(crate) fn text(&self, glyph: &Glyph<'_>) -> Option<BfString> {
        let code = glyph.char_code();
        let by_collection = self.collection.as_ref().and_then(|(encoding, unicode)| {
            let cid = (1..=LONGEST_CODE).find_map(|bytes| encoding.lookup_cid_code(code, bytes))?;
            unicode.lookup_bf_string(cid)
        });
        by_collection.or_else(|| match glyph {
            Glyph::Outline(outline) => self.glyphs.get(&outline.glyph_id().to_u32()).copied().map(BfString::Char),
            Glyph::Type3(_) => None,
        })
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
fn reversed(glyph: &Glyph<'_>) -> HashMap<u32, char> {
    let mut out: HashMap<u32, char> = HashMap::new();
    let Glyph::Outline(outline) = glyph else { return out };
    let Some(data) = outline.font_data() else { return out };
    let Ok(font) = FontRef::new((*data.data).as_ref()) else { return out };
    for (character, glyph) in font.charmap().mappings() {
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

/// Lower is better.
fn rank(c: char) -> (u8, char) {
    let worse = match c {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => 3,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => 2,
        _ if c.is_control() => 3,
        _ => 0,
    };
    (worse, c)
}

