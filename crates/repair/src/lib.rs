//! [`model::Document`] to [`model::Repaired`].

mod pass;

use model::{Document, Repaired};

/// What repair may do, and the words it knows.
#[derive(Clone, Debug)]
pub struct Config {
    /// Mend (join pieces, cells and rows); without it everything is as read, and only values are computed.
    pub repair: bool,
    /// The vocabulary: units, total words, caption words.
    pub vocabulary: Vocabulary,
}

impl Default for Config {
    fn default() -> Self {
        Self { repair: true, vocabulary: Vocabulary::default() }
    }
}

/// Words that data files give: units, currencies, caption and note words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {}

impl Vocabulary {
    /// Adds a user's file.
    pub fn extend(&mut self, text: &str) -> Result<(), toml::de::Error> {
        text.parse::<toml::Table>().map(|_| ())
    }
}

/// Repairs a document. Total: it always returns, with diagnostics.
pub fn repair(document: Document, _config: &Config) -> Repaired {
    pass::pass(document)
}
