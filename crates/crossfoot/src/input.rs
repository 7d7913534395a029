//! What kind of input some bytes are, told by content first and name second.

/// The kind of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A PDF: its header stands in the first [`HEADER_WITHIN`] bytes.
    Pdf,
    /// A picture; the name of its format.
    Image(&'static str),
    /// Text that another converter made.
    Dump(dump::Format),
    /// Nothing in it.
    Empty,
    /// None of these: control bytes of an unknown format.
    Unknown,
}

/// Readers accept a PDF header within this many bytes of junk (ISO 32000-1, annex H, note 13).
const HEADER_WITHIN: usize = 1024;

/// The first bytes of formats that are no tables yet.
const IMAGES: [(&[u8], &str); 7] = [
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
];

/// Tells the kind of an input by its first bytes; `name` decides among the kinds of text.
pub fn kind_of(bytes: &[u8], name: &str) -> InputKind {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return InputKind::Empty;
    }
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if let Some((_, format)) = IMAGES.iter().find(|(magic, _)| head.starts_with(magic)) {
        return InputKind::Image(format);
    }
    let lower = name.to_ascii_lowercase();
    let is_pdf = std::path::Path::new(&lower).extension().is_some_and(|end| end == "pdf");
    if head.windows(5).any(|five| five == b"%PDF-")
        || is_pdf && bytes.windows(4).any(|four| four == b"obj\n" || four == b" obj")
    {
        return InputKind::Pdf;
    }
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let binary = head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    if binary && !utf16 {
        return InputKind::Unknown;
    }
    InputKind::Dump(dump::Format::from_name(name).unwrap_or_else(|| dump::Format::sniff(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_wins_over_the_name() {
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\nxx", "a.pdf"), InputKind::Image("PNG"));
        assert_eq!(kind_of(b"junk\n%PDF-1.4\n", "a.txt"), InputKind::Pdf);
        assert_eq!(kind_of(b" \n", "a.pdf"), InputKind::Empty);
        assert_eq!(kind_of(b"\x00\x01\x02", "a.csv"), InputKind::Unknown);
    }
}
