//! Signs of the symbol fonts that office programs write as private use: U+F000 plus the code.

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
