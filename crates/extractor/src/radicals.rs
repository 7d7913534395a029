//! Ideographs that a font's tables call by the code of their radical or of a compatibility form.
//!
//! Producers that read a font's character map backwards (Skia, among others) write U+2F49 (the radical) for 月: one glyph serves
//! both codes. A reader sees the ideograph, so that is what the text says.

use unicode_normalization::UnicodeNormalization as _;

/// The ideograph that a radical or compatibility form looks like (Unicode 17: decompositions of the Kangxi radicals and
/// compatibility ideographs; for the radicals supplement the property Equivalent_Unified_Ideograph, where the radical
/// stands by itself as a character); all else as it is.
pub(crate) fn ideograph(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2eff}' => supplement(c),
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            std::iter::once(c).nfkc().next().unwrap_or(c)
        }
        _ => c,
    }
}

fn supplement(c: char) -> char {
    match c {
        '\u{2e8b}' => '㔾',
        '\u{2e92}' => '巳',
        '\u{2e93}' => '幺',
        '\u{2e94}' => '彑',
        '\u{2e97}' => '心',
        '\u{2e9b}' => '旡',
        '\u{2e9c}' => '日',
        '\u{2e9d}' => '月',
        '\u{2e9e}' => '歺',
        '\u{2e9f}' => '母',
        '\u{2ea0}' => '民',
        '\u{2ea7}' => '牛',
        '\u{2ea9}' => '王',
        '\u{2eaa}' => '疋',
        '\u{2eab}' => '目',
        '\u{2eac}' => '示',
        '\u{2eae}' => '竹',
        '\u{2eaf}' => '糹',
        '\u{2eb6}' => '羊',
        '\u{2eb8}' => '羋',
        '\u{2eba}' => '肀',
        '\u{2ebb}' => '聿',
        '\u{2ebc}' => '肉',
        '\u{2ebd}' => '臼',
        '\u{2ec1}' => '虎',
        '\u{2ec4}' => '西',
        '\u{2ec5}' => '见',
        '\u{2ec6}' => '角',
        '\u{2ec9}' => '贝',
        '\u{2eca}' => '足',
        '\u{2ecb}' => '车',
        '\u{2ed1}' => '長',
        '\u{2ed3}' => '长',
        '\u{2ed4}' => '门',
        '\u{2ed8}' => '青',
        '\u{2ed9}' => '韦',
        '\u{2eda}' => '页',
        '\u{2edb}' => '风',
        '\u{2edc}' => '飞',
        '\u{2edd}' => '食',
        '\u{2ee1}' => '首',
        '\u{2ee2}' => '马',
        '\u{2ee3}' => '骨',
        '\u{2ee4}' => '鬼',
        '\u{2ee5}' => '鱼',
        '\u{2ee6}' => '鸟',
        '\u{2ee7}' => '卤',
        '\u{2ee8}' => '麦',
        '\u{2ee9}' => '黄',
        '\u{2eea}' => '黾',
        '\u{2eeb}' => '斉',
        '\u{2eec}' => '齐',
        '\u{2eed}' => '歯',
        '\u{2eee}' => '齿',
        '\u{2eef}' => '竜',
        '\u{2ef0}' => '龙',
        '\u{2ef1}' => '龜',
        '\u{2ef2}' => '亀',
        '\u{2ef3}' => '龟',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_read_as_the_characters_they_look_like() {
        let read: String = "⽀⽬⻚⻔⾦支a".chars().map(ideograph).collect();
        assert_eq!(read, "支目页门金支a");
    }
}
