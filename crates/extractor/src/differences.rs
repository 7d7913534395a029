//! What the names of a simple font's codes say (/Differences: ISO 32000-2, 9.6.5), where its other tables say less.
//!
//! Names of ligatures list their parts (`f_i`; Adobe Glyph List Specification, 2): a map to Unicode that knows only the last
//! of them is mended. Fonts of bitmaps made for one printer often name codes by their numbers (`a65`, `65`) and have no map
//! at all: those that look like a typesetter's text are read by their codes.

use hayro_syntax::object::{Array, Dict, Name, Object};
use rustc_hash::FxHashMap;

/// Codes of a font that is read by them, at least.
const FEWEST: usize = 2;
/// Names that say a number in a row without a gap, so many or more: numbers of glyphs, not codes of characters.
const DENSE: usize = 10;

/// The names of codes, as far as they matter.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    ligatures: FxHashMap<u32, Box<str>>,
    by_code: Option<Ligatures>,
}

/// Where fonts of TeX have their ligatures and dashes: in the old encoding (OT1), the Cork encoding (T1), or not known. Those of
/// a typewriter have none, and the signs of ASCII in their places (Knuth, *Computer Modern Typefaces*, 1986, cmtt).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ligatures {
    Old,
    Cork,
    Unknown,
    Typewriter,
}

impl Differences {
    pub(crate) fn of(font: &Dict<'_>) -> Self {
        let Some(encoding) = font.get::<Dict<'_>>("Encoding") else { return Self::default() };
        let Some(list) = encoding.get::<Array<'_>>("Differences") else { return Self::default() };
        let type3 = font.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type3");
        let mut out = Self::default();
        let mut numbered: Vec<u32> = Vec::new();
        let (mut code, mut others) = (0_u32, 0);
        for object in list.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => code = number.as_i64().clamp(0, 255) as u32,
                Object::Name(name) => {
                    let name = String::from_utf8_lossy(name.as_ref()).into_owned();
                    if let Some(parts) = ligature(&name) {
                        out.ligatures.insert(code, parts.into());
                    }
                    if says(&name) == Some(code) {
                        numbered.push(code);
                    } else if name != ".notdef" {
                        others += 1;
                    }
                    code += 1;
                }
                _ => {}
            }
        }
        out.by_code = (type3 && others == 0).then(|| text_by_code(&numbered)).flatten();
        // Digits are all of one width in any font.
        let letters = numbered.iter().filter(|code| matches!(**code, 65..=90 | 97..=122)).count();
        if out.by_code == Some(Ligatures::Unknown) && letters >= DENSE && is_even(&widths(font)) {
            out.by_code = Some(Ligatures::Typewriter);
        }
        out
    }

    /// All parts of a ligature of which the font's map says only the last.
    pub(crate) fn whole(&self, code: u32, said: char) -> Option<&str> {
        let parts = self.ligatures.get(&code)?;
        parts.ends_with(said).then_some(&**parts)
    }

    /// The character of a code, in a font that is read by its codes.
    pub(crate) fn by_code(&self, code: u32) -> Option<&'static str> {
        const TEXT: &str =
            "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]abcdefghijklmnopqrstuvwxyz";
        /// What other fonts of TeX have elsewhere.
        const SIGNS: &str = " \"<>\\^_`{|}~";
        let encoding = self.by_code?;
        let of_tex = match (encoding, code) {
            (Ligatures::Old, 11) | (Ligatures::Cork, 27) => "ff",
            (Ligatures::Old, 12) | (Ligatures::Cork, 28) => "fi",
            (Ligatures::Old, 13) | (Ligatures::Cork, 29) => "fl",
            (Ligatures::Old, 14) | (Ligatures::Cork, 30) => "ffi",
            (Ligatures::Old, 15) | (Ligatures::Cork, 31) => "ffl",
            (Ligatures::Old, 92) | (Ligatures::Cork, 16) => "“",
            (Ligatures::Old, 34) | (Ligatures::Cork, 17) => "”",
            (Ligatures::Old, 123) | (Ligatures::Cork, 21) => "–",
            (Ligatures::Old, 124) | (Ligatures::Cork, 22) => "—",
            (Ligatures::Unknown, 32) => " ",
            _ => {
                let c = u8::try_from(code).ok().map(char::from)?;
                if encoding == Ligatures::Typewriter
                    && let Some(at) = SIGNS.find(c)
                {
                    return Some(&SIGNS[at..at + c.len_utf8()]);
                }
                let at = TEXT.find(c)?;
                &TEXT[at..at + c.len_utf8()]
            }
        };
        Some(of_tex)
    }
}

/// The widths of a font's glyphs, but for those that are nothing.
fn widths(font: &Dict<'_>) -> Vec<f64> {
    let Some(list) = font.get::<Array<'_>>("Widths") else { return Vec::new() };
    let width = |object| if let Object::Number(number) = object { Some(number.as_f64()) } else { None };
    list.iter::<Object<'_>>().filter_map(width).filter(|width| *width != 0.0).collect()
}

/// Whether so many widths are all the same that a typewriter's letters are meant.
fn is_even(widths: &[f64]) -> bool {
    widths.len() >= DENSE
        && widths.windows(2).all(|pair| (pair[1] - pair[0]).abs() * 1_000.0 <= pair[0].abs())
}

/// The letters of `f_i`, `f_f_i.alt`.
fn ligature(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('.').next()?.split('_').collect();
    let letter = |part: &&str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic());
    (parts.len() > 1 && parts.iter().all(letter)).then(|| parts.concat())
}

/// The number that a name says: `a65`, `65`.
fn says(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('a').unwrap_or(name);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Whether codes are those of letters and digits, strewn as a text uses them, and whose ligatures go with them.
fn text_by_code(codes: &[u32]) -> Option<Ligatures> {
    let plain = codes.iter().filter(|code| matches!(**code, 48..=57 | 65..=90 | 97..=122)).count();
    let span = codes.iter().max()? - codes.iter().min()? + 1;
    let whole = codes.len() > usize::from(b'~' - b'!') * 9 / 10;
    let dense = codes.len() >= DENSE && codes.len() * 10 >= span as usize * 9 && !whole;
    if plain < FEWEST || plain * 2 < codes.len() || dense {
        return None;
    }
    let any = |range: std::ops::RangeInclusive<u32>| codes.iter().any(|code| range.contains(code));
    // No text has both i and j without their dots; quotes come in pairs.
    let quotes = any(16..=16) && any(17..=17);
    Some(match (any(11..=15), any(27..=31) || quotes) {
        (true, false) => Ligatures::Old,
        (false, true) => Ligatures::Cork,
        _ => Ligatures::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_are_named_by_their_letters() {
        assert_eq!(ligature("f_i").as_deref(), Some("fi"));
        assert_eq!(ligature("f_f_l.alt").as_deref(), Some("ffl"));
        assert_eq!(ligature("f_"), None);
        assert_eq!(ligature("fi"), None);
        assert_eq!(ligature("one_half"), None);
    }

    #[test]
    fn codes_strewn_over_the_alphabet_are_text_and_rows_of_numbers_are_glyphs() {
        let text: Vec<u32> = "12,5%TheFeswrnd".chars().map(u32::from).collect();
        assert_eq!(text_by_code(&text), Some(Ligatures::Unknown));
        let cork: Vec<u32> = text.iter().copied().chain([28, 30]).collect();
        assert_eq!(text_by_code(&cork), Some(Ligatures::Cork));
        assert_eq!(text_by_code(&(0..6).collect::<Vec<u32>>()), None);
        assert_eq!(text_by_code(&(33..70).collect::<Vec<u32>>()), None);
        assert!(text_by_code(&(33..127).collect::<Vec<u32>>()).is_some());
    }

    #[test]
    fn typewriters_have_the_signs_of_ascii() {
        assert!(is_even(&[43.59; 12]));
        assert!(!is_even(&[43.59; 4]));
        assert!(!is_even(&[27.7, 41.5, 27.7, 27.7, 55.3, 27.7, 27.7, 27.7, 27.7, 27.7, 27.7]));
        let signs = |of: Ligatures| {
            let font = Differences { by_code: Some(of), ..Differences::default() };
            [60, 95, 65].map(|code| font.by_code(code))
        };
        assert_eq!(signs(Ligatures::Typewriter), [Some("<"), Some("_"), Some("A")]);
        assert_eq!(signs(Ligatures::Unknown), [None, None, Some("A")]);
    }

    #[test]
    fn names_that_are_numbers_say_codes() {
        assert_eq!([says("a65"), says("65"), says("a"), says("A65")], [Some(65), Some(65), None, None]);
        let font = Differences { by_code: Some(Ligatures::Old), ..Differences::default() };
        assert_eq!(
            [65, 12, 49, 92].map(|code| font.by_code(code)),
            [Some("A"), Some("fi"), Some("1"), Some("“")]
        );
    }
}
