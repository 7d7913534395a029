//! What kind of input some bytes are, told by content first and name second, or by the caller.

use serde::{Deserialize, Serialize};

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

/// What a caller says an input is: for standard input and names without an ending, where the content of a short text
/// tells too little.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputFormat {
    /// Nothing is said: content and name tell, see [`kind_of`].
    #[default]
    Auto,
    /// A PDF, whatever it begins with.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values.
    Csv,
    /// HTML.
    Html,
}

impl InputFormat {
    /// Its name on the command line and in the output's options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Pdf => "pdf",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// The kind of an input of which this is said. An empty file is empty, whatever it is said to be.
    pub fn kind(self, bytes: &[u8], name: &str) -> InputKind {
        let said = match self {
            Self::Auto => return kind_of(bytes, name),
            Self::Pdf => InputKind::Pdf,
            Self::Text => InputKind::Dump(dump::Format::Text),
            Self::Markdown => InputKind::Dump(dump::Format::Markdown),
            Self::Tsv => InputKind::Dump(dump::Format::Tsv),
            Self::Csv => InputKind::Dump(dump::Format::Csv),
            Self::Html => InputKind::Dump(dump::Format::Html),
        };
        if is_empty(bytes) { InputKind::Empty } else { said }
    }
}

fn is_empty(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
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
    if is_empty(bytes) {
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

    #[test]
    fn what_the_caller_says_wins_over_content_and_name() {
        let rows = b"Rent,3\n";
        assert_eq!(InputFormat::Csv.kind(rows, "-"), InputKind::Dump(dump::Format::Csv));
        assert_eq!(InputFormat::Text.kind(rows, "a.csv"), InputKind::Dump(dump::Format::Text));
        assert_eq!(InputFormat::Auto.kind(rows, "a.csv"), InputKind::Dump(dump::Format::Csv));
        assert_eq!(InputFormat::Pdf.kind(b" \n", "-"), InputKind::Empty);
    }
}
