//! Parts of a whole as old print sets them: a fraction of one glyph behind the digits (`4½`), a point raised to the middle of the
//! line (`27·45`; H. Hart, *Rules for Compositors and Readers*, 1904 and later: "decimal fractions"). Both are decimals.

/// Glyphs of fractions that are exact decimals, with their digits (Unicode, Latin-1 and Number Forms).
const FRACTIONS: [(char, &str); 12] = [
    ('½', "5"),
    ('¼', "25"),
    ('¾', "75"),
    ('⅛', "125"),
    ('⅜', "375"),
    ('⅝', "625"),
    ('⅞', "875"),
    ('⅕', "2"),
    ('⅖', "4"),
    ('⅗', "6"),
    ('⅘', "8"),
    ('⅒', "1"),
];

const fn is_raised(c: char) -> bool {
    matches!(c, '·' | '∙' | '⋅' | '⸳')
}

/// The text with the decimal mark and digits in the place of its one fraction or raised point; `None` without one, and where
/// what it stands in is more than one figure: digits apart by a blank ("12 3½": shillings and pence).
pub(crate) fn pointed(text: &str, mark: char) -> Option<String> {
    let at = text.find(|c| is_raised(c) || digits(c).is_some())?;
    let core = text.trim_matches(|c: char| !c.is_numeric() && !is_raised(c));
    let digit_behind = |blank: usize| core[blank..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    if core.match_indices(char::is_whitespace).any(|(blank, _)| digit_behind(blank)) {
        return None;
    }
    let (before, rest) = text.split_at(at);
    let sign = rest.chars().next()?;
    let after = &rest[sign.len_utf8()..];
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let first = before.chars().next_back();
    if let Some(digits) = digits(sign) {
        // Behind it only what closes a figure: a fraction among digits is no part of one.
        let apart = before.contains(mark) || after.contains(|c: char| c.is_numeric() || is_raised(c));
        (!apart).then(|| format!("{before}{mark}{digits}{after}"))
    } else {
        // Before the first digit it may be the mark of an entry.
        let grouped = before.rsplit_once([',', '.']).is_none_or(|(_, last)| last.len() == GROUP);
        let once = !before.contains(mark) && !after.contains(|c: char| is_raised(c) || c == mark);
        (digit(first) && digit(after.chars().next()) && grouped && once)
            .then(|| format!("{before}{mark}{after}"))
    }
}

/// Digits behind a separator of thousands.
const GROUP: usize = 3;

fn digits(c: char) -> Option<&'static str> {
    FRACTIONS.iter().find(|(sign, _)| *sign == c).map(|(_, digits)| *digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Figures;

    #[test]
    fn fractions_and_raised_points_are_decimals() {
        let value = |text: &str| Figures::default().read(text).ok().map(|number| number.value.to_string());
        let cases = [
            ("4½", Some("4.5")),
            ("½", Some("0.5")),
            ("1,204¾", Some("1204.75")),
            ("(11 ¼)", Some("-11.25")),
            ("12 3½", None),
            ("1,5·2", None),
            ("·2024", None),
            ("27·45", Some("27.45")),
            ("·05", None),
            ("1,027·5%", Some("1027.5")),
            ("4⅓", None),
            ("4.5½", None),
            ("½4", None),
            ("1·2·3", None),
            ("·", None),
            ("m·2", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(value(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn the_mark_of_the_document_is_put_in() {
        assert_eq!(pointed("4½", ',').as_deref(), Some("4,5"));
        assert_eq!(pointed("45", ','), None);
    }
}
