//! Text that another converter made, to a [`model::Document`] of one page without geometry.

use model::{Document, Source, SourceKind};

/// The kind of dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: lines with tabs are rows.
    Text,
    /// Markdown: pipe tables, and lines with tabs.
    Markdown,
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values.
    Csv,
    /// HTML.
    Html,
}

impl Format {
    /// The kind that a file name's ending tells.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "tsv" => Some(Self::Tsv),
            "csv" => Some(Self::Csv),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    /// The kind of text that some bytes look like.
    pub fn sniff(_bytes: &[u8]) -> Self {
        Self::Text
    }
}

/// Reads a dump. Every byte is kept: broken encodings become U+FFFD with a diagnostic.
pub fn read(_bytes: &[u8], _format: Format) -> Document {
    Document {
        source: Source { kind: SourceKind::Text, pages: 1, metadata: Vec::new() },
        pages: Vec::new(),
        diagnostics: Vec::new(),
    }
}
