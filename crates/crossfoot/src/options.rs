//! What a caller may ask of an extraction.

use crate::input::InputFormat;
use crate::pages::PageSet;
use repair::{Vocabulary, VocabularyError};
use serde::{Deserialize, Serialize};

/// Options that shape the result.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Options {
    /// What the input is, when its content and name do not tell.
    pub input_format: InputFormat,
    /// The pages to read; all when `None`.
    pub pages: Option<PageSet>,
    /// The user password of an encrypted PDF; empty for none. One that opens without a password is read whatever stands
    /// here.
    pub password: String,
    /// Mend and join; without it pieces are handed on as read.
    pub repair: bool,
    /// Data files (TOML texts) that add to the built-in units and words; see [`Options::add_vocabulary`].
    pub vocabulary: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input_format: InputFormat::Auto,
            pages: None,
            password: String::new(),
            repair: true,
            vocabulary: Vec::new(),
        }
    }
}

impl Options {
    /// Adds a data file, after a look whether it can be used: its error then has the caller's name of the file.
    pub fn add_vocabulary(&mut self, text: String) -> Result<(), VocabularyError> {
        Vocabulary::default().extend(&text)?;
        self.vocabulary.push(text);
        Ok(())
    }

    /// The options as the output states them: what changes the result, never a password.
    pub fn stated(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        if self.input_format != InputFormat::Auto {
            out.push(("input_format", self.input_format.name().to_owned()));
        }
        if let Some(pages) = &self.pages {
            out.push(("pages", pages.to_string()));
        }
        if !self.repair {
            out.push(("repair", "false".to_owned()));
        }
        if !self.vocabulary.is_empty() {
            out.push(("vocabulary", format!("{} files", self.vocabulary.len())));
        }
        out
    }
}
