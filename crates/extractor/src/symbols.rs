//! Private use that is known: signs of the symbol fonts that office programs write as U+F000 plus the code, and the
//! variants of letters and figures for which Adobe's glyph list of 1998 had no place.

/// The sign, where the font is one whose signs are known.
pub(crate) fn symbol(c: char, font: &str) -> Option<char> {
    let code = (c as u32 & 0xff) as u8;
    let low = font.to_ascii_lowercase();
    if low.contains("wingdings") {
        wingdings(code)
    } else if low.contains("symbol") {
        adobe_symbol(code)
    } else {
        None
    }
}

/// Adobe's Symbol encoding (ISO 32000-2, annex D.5), the signs found in tables and lists.
fn adobe_symbol(code: u8) -> Option<char> {
    Some(match code {
        0x20 | 0xa0 => ' ',
        0x21
        | 0x23
        | 0x25
        | 0x26
        | 0x28..=0x29
        | 0x2b..=0x2c
        | 0x2e..=0x3f
        | 0x5b
        | 0x5d
        | 0x5f
        | 0x7b..=0x7d => char::from(code),
        0x2d => '−',
        0x2a => '∗',
        0x61 => 'α',
        0x62 => 'β',
        0x63 => 'χ',
        0x64 => 'δ',
        0x65 => 'ε',
        0x67 => 'γ',
        0x6c => 'λ',
        0x6d => 'μ',
        0x70 => 'π',
        0x72 => 'ρ',
        0x73 => 'σ',
        0x74 => 'τ',
        0x44 => 'Δ',
        0x53 => 'Σ',
        0x57 => 'Ω',
        0xa3 => '≤',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xd0 => '∠',
        0xd2 => '®',
        0xd3 => '©',
        0xd4 => '™',
        0xd6 => '√',
        0xde => '⇒',
        0xe5 => '∑',
        0xae => '→',
        0xac => '←',
        0xad => '↑',
        0xaf => '↓',
        0xb0 => '°',
        _ => return None,
    })
}

/// Microsoft's Wingdings, the signs of lists and ticked boxes.
fn wingdings(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x6c => '●',
        0x6e => '■',
        0x6f | 0xa8 => '□',
        0x71 => '❑',
        0x75 => '◆',
        0x76 => '❖',
        0xa1 => '○',
        0xa7 => '▪',
        0xb2 => '✦',
        0xd8 => '➢',
        0xe0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

/// Adobe's corporate use area (corporateuse.txt, version 1.2): old-style figures, small capitals, figures and signs set high
/// or low, each as the character it is a form of; pieces of brackets. Accents stay unreadable.
pub(crate) fn corporate(c: char) -> Option<char> {
    let code = c as u32;
    Some(match code {
        0xf730..=0xf739 => char::from_u32(code - 0xf730 + u32::from(b'0'))?,
        0xf761..=0xf77a => char::from_u32(code - 0xf761 + u32::from(b'A'))?,
        0xf7e0..=0xf7f6 | 0xf7f8..=0xf7fe => char::from_u32(code - 0xf700 - 0x20)?,
        0xf721 => '!',
        0xf724 | 0xf6e3 | 0xf6e4 => '$',
        0xf726 => '&',
        0xf73f => '?',
        0xf7a1 => '¡',
        0xf7a2 | 0xf6df | 0xf6e0 => '¢',
        0xf7bf => '¿',
        0xf7ff => 'Ÿ',
        0xf6be => 'ȷ',
        0xf6dc => '1',
        0xf6de => '—',
        0xf6e1 | 0xf6e2 => ',',
        0xf6e5 | 0xf6e6 => '-',
        0xf6e7 | 0xf6e8 => '.',
        0xf6e9 => 'a',
        0xf6ea => 'b',
        0xf6eb => 'd',
        0xf6ec => 'e',
        0xf6ed => 'i',
        0xf6ee => 'l',
        0xf6ef => 'm',
        0xf6f0 => 'o',
        0xf6f1 => 'r',
        0xf6f2 => 's',
        0xf6f3 => 't',
        0xf6f9 => 'Ł',
        0xf6fa => 'Œ',
        0xf6fd => 'Š',
        0xf6ff => 'Ž',
        0xf8e8 => '®',
        0xf8e9 => '©',
        0xf8ea => '™',
        0xf8eb..=0xf8fe => piece(code - 0xf8eb)?,
        _ => return None,
    })
}

/// The pieces that brackets are built of, in the order of the corporate use area.
fn piece(ix: u32) -> Option<char> {
    "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭".chars().nth(ix as usize)
}

/// What a code of TeX's extension font says, whose names are not in Adobe's list (Knuth, *Computer Modern Typefaces*, 1986, cmex):
/// brackets in four sizes and their pieces, sums and integrals in two.
pub(crate) fn extension(code: u32, font: &str) -> Option<char> {
    const SIGNS: &str = "()[]⌊⌋⌈⌉{}⟨⟩|‖/\\\
                         ()()[]⌊⌋⌈⌉{}⟨⟩/\\\
                         ()[]⌊⌋⌈⌉{}⟨⟩/\\/\\\
                         ⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐\
                         ⎝⎠⎜⎟⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗\
                         ∑∏∫∪∩⊎∧∨∑∏∫∪∩⊎∧∨∐∐";
    let low = font.to_ascii_lowercase();
    low.starts_with("cmex").then(|| SIGNS.chars().nth(code as usize)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_figures_and_letters_are_read_as_what_they_are() {
        let read = |text: &str| text.chars().map(corporate).collect::<Option<String>>();
        assert_eq!(read("\u{f732}\u{f730}\u{f739}").as_deref(), Some("209"));
        assert_eq!(read("\u{f761}\u{f77a}\u{f7e9}").as_deref(), Some("AZÉ"));
        assert_eq!(read("\u{f8eb}\u{f8ee}\u{f8f5}\u{f8fb}\u{f8fe}").as_deref(), Some("⎛⎡⎮⎦⎭"));
        assert_eq!(read("\u{f8e5}"), None);
    }

    #[test]
    fn signs_of_the_extension_font_stand_in_its_order() {
        let read =
            |codes: &[u32]| codes.iter().map(|code| extension(*code, "CMEX10")).collect::<Option<String>>();
        assert_eq!(read(&[0x00, 0x10, 0x20, 0x30, 0x31, 0x40, 0x41]).as_deref(), Some("(((⎛⎞⎝⎠"));
        assert_eq!(read(&[0x1f, 0x2f, 0x3f, 0x50, 0x5a, 0x61]).as_deref(), Some("\\\\⏐∑∫∐"));
        assert_eq!(extension(0x62, "CMEX10").or(extension(0x30, "CMR10")), None);
    }

    #[test]
    fn signs_are_known_by_their_font() {
        assert_eq!(symbol('\u{f0fc}', "Wingdings-Regular"), Some('✓'));
        assert_eq!(symbol('\u{f0b7}', "SymbolMT"), Some('•'));
        assert_eq!(symbol('\u{f0b7}', "SimSun"), None);
    }
}
