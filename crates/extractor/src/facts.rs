//! What a font dictionary says of the font itself: name, weight, slant, ascent and descent.

use hayro_syntax::object::{Array, Dict, Name, Rect};
use model::page::Font;
use std::ops::RangeInclusive;

/// Ascent and descent of CJK faces that do not say: the em box sits 0.12 below the baseline (ISO 32000-2, 9.7.4.3: the
/// default of DW2 is 880), in units of 1/1000 em.
const CJK: (f64, f64) = (880.0, -120.0);
/// The same for other faces: capitals and descenders of common text faces.
const OTHER: (f64, f64) = (750.0, -250.0);
/// An ascent outside this range is a mistake (zero, or units other than 1/1000 em).
const ASCENT_RANGE: (f64, f64) = (300.0, 3_000.0);
/// Boxes of higher faces would reach into the lines above; marks and accents above this are rare in tables.
const MOST_ASCENT: f64 = 1_100.0;
/// The same below the baseline.
const MOST_DESCENT: f64 = -400.0;
/// FontWeight from which a face is bold (ISO 32000-2, table 120: 400 is normal, 700 bold).
const BOLD_WEIGHT: f32 = 600.0;
/// FontDescriptor flags (ISO 32000-2, table 121).
const FIXED_PITCH: i32 = 1;
const ITALIC: i32 = 1 << 6;
const FORCE_BOLD: i32 = 1 << 18;
/// A simple font has this many codes.
const MOST_WIDTHS: usize = 256;
/// A subset tag is six capitals and a plus (ISO 32000-2, 9.9.2).
const TAG: usize = 6;

/// What is known of one font.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) font: Font,
    /// In units of 1/1000 em, above the baseline.
    pub(crate) ascent: f64,
    /// In units of 1/1000 em; below the baseline, so negative.
    pub(crate) descent: f64,
    /// A Type 0 font: codes may have several bytes.
    pub(crate) composite: bool,
    /// Whether the font program is in the file.
    pub(crate) embedded: bool,
    /// Text faces are about as high as their em; in Type 3 fonts the em is arbitrary, so the height of the glyphs' box
    /// stands for it: the factor to the em.
    pub(crate) em: f64,
}

impl Facts {
    /// Of a font that could not be told.
    pub(crate) fn unknown() -> Self {
        let (ascent, descent) = OTHER;
        Self { font: Font::default(), ascent, descent, composite: false, embedded: false, em: 1.0 }
    }
}

/// Reads a font dictionary.
pub(crate) fn facts(dict: &Dict<'_>) -> Facts {
    let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|list| list.iter::<Dict<'_>>().next());
    let base = descendant.as_ref().unwrap_or(dict);
    let descriptor = base.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let subtype = dict.get::<Name<'_>>("Subtype");
    let type3 = subtype.as_ref().is_some_and(|name| name.as_ref() == b"Type3");
    let name = [
        dict.get::<Name<'_>>("BaseFont"),
        base.get("BaseFont"),
        descriptor.get("FontName"),
        dict.get("Name"),
    ]
    .into_iter()
    .flatten()
    .next()
    .map(|name| without_tag(&text_of_name(name.as_ref())).to_owned())
    .unwrap_or_default();
    let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
    let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
    let low = name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let font = Font {
        bold: weight >= BOLD_WEIGHT
            || flags & FORCE_BOLD != 0
            || says(&["bold", "black", "heavy", "demi", "-bd", "粗体"]),
        italic: flags & ITALIC != 0 || says(&["italic", "oblique", "-it", "斜体"]),
        fixed_pitch: flags & FIXED_PITCH != 0 || says(&["courier", "mono", "consolas"]),
        name,
    };
    let embedded =
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key)) || type3;
    let composite = subtype.as_ref().is_some_and(|name| name.as_ref() == b"Type0");
    let mut out = Facts { font, composite, embedded, ..Facts::unknown() };
    let fallback = if is_cjk(dict, base, &low) { CJK } else { OTHER };
    (out.ascent, out.descent) = if type3 { fallback } else { heights(&descriptor, fallback) };
    if type3 {
        box_of_type3(dict, &mut out);
    }
    out
}

fn heights(descriptor: &Dict<'_>, fallback: (f64, f64)) -> (f64, f64) {
    let ascent = descriptor.get::<f64>("Ascent").unwrap_or(0.0);
    // Some producers write the descent without its sign.
    let descent = -descriptor.get::<f64>("Descent").unwrap_or(0.0).abs();
    if !(ASCENT_RANGE.0..=ASCENT_RANGE.1).contains(&ascent) {
        return fallback;
    }
    let descent = if descent == 0.0 { fallback.1 } else { descent };
    (ascent.min(MOST_ASCENT), descent.max(MOST_DESCENT))
}

/// A Type 3 font's glyph space is arbitrary: old TeX output sets bitmap fonts at size 1. What an em is, is told by the
/// font's box, or by its advances where the box is missing or contradicts them.
fn box_of_type3(dict: &Dict<'_>, out: &mut Facts) {
    /// A box so much smaller or larger than an em means that the font size says nothing.
    const USUAL_BOX: RangeInclusive<f64> = 0.4..=2.5;
    /// The same for the mean advance.
    const USUAL_ADVANCE: RangeInclusive<f64> = 0.2..=1.6;
    /// Height of the box of a usual text face, and its mean advance, in em.
    const HEIGHT: f64 = 1.2;
    const ADVANCE: f64 = 0.55;
    let Some(matrix) = dict.get::<[f64; 6]>("FontMatrix") else { return };
    let (low, high) = dict.get::<Rect>("FontBBox").map_or((0.0, 0.0), |bounds| {
        let (a, b) = (bounds.y0 * matrix[3] * 1000.0, bounds.y1 * matrix[3] * 1000.0);
        (a.min(b), a.max(b))
    });
    let widths =
        dict.get::<Array<'_>>("Widths").into_iter().flat_map(|list| list.iter::<f64>().collect::<Vec<_>>());
    let widths: Vec<f64> = widths.take(MOST_WIDTHS).filter(|width| *width != 0.0).collect();
    let advance = widths.iter().sum::<f64>() * matrix[0] / widths.len().max(1) as f64;
    let by_box = (high - low) / 1000.0 / HEIGHT;
    let known = advance.is_normal();
    let fits = by_box.is_normal() && (!known || USUAL_ADVANCE.contains(&(advance / by_box)));
    if fits && !USUAL_BOX.contains(&(by_box * HEIGHT)) {
        out.em = by_box;
        (out.ascent, out.descent) = (high, low);
    } else if !fits && known && !USUAL_ADVANCE.contains(&advance) {
        out.em = (advance / ADVANCE).abs();
        (out.ascent, out.descent) = (out.ascent * out.em, out.descent * out.em);
    }
}

/// Whether a composite font is one of the East Asian collections.
fn is_cjk(dict: &Dict<'_>, base: &Dict<'_>, low: &str) -> bool {
    let ordering = base
        .get::<Dict<'_>>("CIDSystemInfo")
        .and_then(|info| info.get::<hayro_syntax::object::String<'_>>("Ordering"))
        .is_some_and(|name| [&b"GB1"[..], b"CNS1", b"Japan1", b"Korea1", b"KR"].contains(&name.as_bytes()));
    let encoding = dict
        .get::<Name<'_>>("Encoding")
        .is_some_and(|name| !name.as_ref().starts_with(b"Identity") && base.contains_key("CIDSystemInfo"));
    let named = ["simsun", "simhei", "song", "kaiti", "fangsong", "hei", "ming", "gothic", "mincho", "yahei"];
    ordering || encoding || named.iter().any(|word| low.contains(word)) || !low.is_ascii()
}

/// Names are UTF-8 by now; older producers wrote them in the system's encoding, read as Latin-1 here.
fn text_of_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == TAG && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_subset_tags_are_taken_off_names() {
        let all = ["ABCDEF+SimSun", "abcdef+SimSun", "A+B"].map(without_tag);
        assert_eq!(all, ["SimSun", "abcdef+SimSun", "A+B"]);
    }
}
