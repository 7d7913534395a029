//! Text that another converter made, to a [`model::Document`] of one page without geometry.
//!
//! [`decode`] makes text of the bytes, one reader per format finds lines and rows in it, [`markup`] makes ink of what
//! stands in one cell or line, and [`rows`] makes a piece of rows. Every character that is not white space or markup
//! is in one cell or one line, with its byte range in the text as UTF-8 (for a UTF-8 file: in the file).
//!
//! This crate knows no language and mends nothing: which pieces belong together and what a text means is `repair`'s.

mod decode;
mod delimited;
mod html;
mod lined;
mod markup;
mod rows;

use model::layout::{Item, PageLayout, PageSource};
use model::{Diagnostic, Document, Source, SourceKind};

/// The kind of dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: lines with tabs are rows.
    Text,
    /// Markdown: pipe tables, and lines with tabs.
    Markdown,
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values; semicolons and tabs are told from the content.
    Csv,
    /// HTML.
    Html,
}

/// How much of a file [`Format::sniff`] looks at, in bytes: enough for a heading and some rows.
const SNIFFED: usize = 16 * 1024;

impl Format {
    /// The format that a file's name states; `None` when it states none of these.
    pub fn from_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "tsv" | "tab" => Some(Self::Tsv),
            "csv" => Some(Self::Csv),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The format that the content looks like; [`Format::Text`] when nothing speaks for another.
    pub fn sniff(bytes: &[u8]) -> Self {
        let head = decode::decode(&bytes[..bytes.len().min(SNIFFED)], &mut Vec::new()).text;
        let lower = head.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body", "<table"]
            .iter()
            .any(|start| lower.starts_with(start))
        {
            return Self::Html;
        }
        if lower.contains("<table") || lower.lines().any(lined::is_separator) {
            return Self::Markdown;
        }
        if !lower.contains('\t') && delimited::looks_delimited(&head) {
            return Self::Csv;
        }
        Self::Text
    }
}

/// Reads a dump. Nothing is lost silently: bytes that are no text become U+FFFD with a diagnostic.
pub fn read(bytes: &[u8], format: Format) -> Document {
    let mut diagnostics = Vec::new();
    let text = decode::decode(bytes, &mut diagnostics);
    let mut found = Found { diagnostics, ..Found::default() };
    match format {
        Format::Text => lined::read(&text, false, &mut found),
        Format::Markdown => lined::read(&text, true, &mut found),
        Format::Tsv => delimited::read(&text, Some(b'\t'), &mut found),
        Format::Csv => delimited::read(&text, None, &mut found),
        Format::Html => html::read(&text.text, text.start, &mut found),
    }
    let metadata = found.title.map(|title| ("title", title)).into_iter().collect();
    let page = PageLayout {
        number: 1,
        source: if found.items.is_empty() { PageSource::Blank } else { PageSource::Text },
        items: found.items,
        ..PageLayout::default()
    };
    Document {
        source: Source { kind: SourceKind::Text, pages: 1, metadata },
        pages: vec![page],
        diagnostics: found.diagnostics,
    }
}

/// What a reader has found so far.
#[derive(Default)]
struct Found {
    /// Lines and pieces, in order.
    items: Vec<Item>,
    /// Remarks.
    diagnostics: Vec<Diagnostic>,
    /// The title the dump gives itself.
    title: Option<String>,
    /// Slots of all pieces so far, for the bound on them all.
    slots: usize,
}
