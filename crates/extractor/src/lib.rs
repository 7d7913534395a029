//! PDF bytes to [`model::Page`]s.

use model::{Page, Source};

/// What to read, and how.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The user password; empty for none.
    pub password: String,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no PDF, or nothing in them could be found.
    #[error("not a readable PDF: {0}")]
    Invalid(String),
    /// The file is encrypted and the password does not open it.
    #[error("the PDF is encrypted: {0}")]
    Password(String),
}

/// An opened PDF.
pub struct Pdf {}

impl Pdf {
    /// Opens a PDF held in memory.
    pub fn open(_bytes: Vec<u8>, _config: &Config) -> Result<Self, ReadError> {
        Err(ReadError::Invalid("not built yet".into()))
    }
    /// Number of pages and metadata.
    pub fn source(&self) -> Source {
        Source { kind: model::SourceKind::Pdf, pages: 0, metadata: Vec::new() }
    }
    /// Reads pages (numbers from 1, in the order given), handing each to `sink` as soon as it is read; font and
    /// resource caches live for the whole call.
    pub fn read_pages(&self, _numbers: &[u32], _sink: &mut dyn FnMut(Page)) {}
}
