//! A whole source before repair.

use crate::diagnostic::Diagnostic;
use crate::layout::PageLayout;

/// Everything read from one source, page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub source: Source,
    /// Its pages that were asked for, in order. A dump has one.
    pub pages: Vec<PageLayout>,
    /// Remarks on the document as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its kind.
    pub kind: SourceKind,
    /// The number of pages in it, asked for or not.
    pub pages: u32,
    /// What it says of itself, as (name, value) in a fixed order: title, author, subject, creator, producer, created,
    /// modified. Absent ones are left out.
    pub metadata: Vec<(&'static str, String)>,
}

/// The kind of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// Text, Markdown, HTML or delimited text that another converter made.
    Text,
}

impl SourceKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Image => "image",
            Self::Text => "text",
        }
    }
}
