//! Text that is safe inside XML 1.0, in content and in double-quoted attributes.

/// Escapes markup; drops what XML 1.0 cannot hold (control characters but tab and line end, U+FFFE, U+FFFF).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_survives_as_what_xml_can_hold() {
        let all: String = (0..=0x1_0000).filter_map(char::from_u32).collect();
        let document = format!("<t a=\"{0}\">{0}</t>", escape(&all));
        let read = roxmltree::Document::parse(&document).unwrap();
        let kept =
            |c: &char| matches!(c, '\t' | '\n') || !(c.is_control() || ('\u{FFFE}'..='\u{FFFF}').contains(c));
        let expected: String = all.chars().filter(kept).collect();
        assert_eq!(read.root_element().text(), Some(expected.as_str()));
    }
}
