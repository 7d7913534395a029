//! What a caller may ask of an extraction.

use crate::control::{AreaSpec, ColumnsSpec};
use crate::input::InputFormat;
use crate::pages::PageSet;
use crate::stages::hex;
use model::asked::Method;
use proof::{Pack, PackError, built_in_packs};
use repair::{Vocabulary, VocabularyError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use template::{Template, TemplateError};

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
    /// Whether the author's structure tags of a PDF are read.
    pub tags: bool,
    /// What tables of a PDF are found by.
    pub method: Method,
    /// Areas in which tables stand; on a page with one, nowhere else.
    pub areas: Vec<AreaSpec>,
    /// Edges between columns: of the areas, or of the tables found.
    pub columns: Vec<ColumnsSpec>,
    /// A layout template (a TOML text) whose tables are looked for first; see [`Options::set_layout`].
    pub layout: Option<String>,
    /// Whether rule packs are used at all: those that come with the program, and `packs`.
    pub rules: bool,
    /// Rule packs of the user's own (TOML texts); see [`Options::add_pack`].
    pub packs: Vec<String>,
}

/// The options that say what repair and proof know.
#[derive(PartialEq, Eq)]
pub(crate) struct Knowledge {
    repair: bool,
    rules: bool,
    vocabulary: Vec<String>,
    packs: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input_format: InputFormat::Auto,
            pages: None,
            password: String::new(),
            repair: true,
            vocabulary: Vec::new(),
            tags: true,
            method: Method::Auto,
            areas: Vec::new(),
            columns: Vec::new(),
            layout: None,
            rules: true,
            packs: Vec::new(),
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

    /// Takes a layout template, after a look whether it can be used: its error then has the caller's name of the file.
    pub fn set_layout(&mut self, text: String) -> Result<(), TemplateError> {
        Template::parse(&text)?;
        self.layout = Some(text);
        Ok(())
    }

    /// Adds a rule pack, after a look whether it can be used; one that has the name of a built-in one stands in its place.
    pub fn add_pack(&mut self, text: String) -> Result<(), PackError> {
        Pack::read(&text)?;
        self.packs.push(text);
        Ok(())
    }

    /// The packs in use: the user's first, then those that come with the program whose names are not taken.
    pub fn packs(&self) -> Result<Vec<Pack>, PackError> {
        if !self.rules {
            return Ok(Vec::new());
        }
        let mut out: Vec<Pack> = Vec::new();
        for text in &self.packs {
            let pack = Pack::read(text)?;
            out.retain(|known| known.name != pack.name);
            out.push(pack);
        }
        for pack in built_in_packs() {
            if out.iter().all(|known| known.name != pack.name) {
                out.push(pack);
            }
        }
        Ok(out)
    }

    /// What repair and proof are to know.
    pub(crate) fn knowledge(&self) -> Knowledge {
        let (vocabulary, packs) = (self.vocabulary.clone(), self.packs.clone());
        Knowledge { repair: self.repair, rules: self.rules, vocabulary, packs }
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
        if !self.tags {
            out.push(("tags", "false".to_owned()));
        }
        if self.method != Method::Auto {
            out.push(("method", self.method.name().to_owned()));
        }
        let list = |specs: Vec<String>| specs.join("; ");
        if !self.areas.is_empty() {
            out.push(("area", list(self.areas.iter().map(ToString::to_string).collect())));
        }
        if !self.columns.is_empty() {
            out.push(("columns", list(self.columns.iter().map(ToString::to_string).collect())));
        }
        if let Some(layout) = &self.layout {
            out.push(("layout", hex(&Sha256::digest(layout))));
        }
        if !self.rules {
            out.push(("rules", "false".to_owned()));
        } else if !self.packs.is_empty() {
            let names = self.packs.iter().filter_map(|text| Pack::read(text).ok()).map(|pack| pack.name);
            out.push(("packs", names.collect::<Vec<_>>().join(", ")));
        }
        out
    }

    /// Whether something is asked that PDFs alone have.
    pub(crate) fn asks_of_pages(&self) -> bool {
        self.method != Method::Auto
            || !self.areas.is_empty()
            || !self.columns.is_empty()
            || self.layout.is_some()
    }
}
