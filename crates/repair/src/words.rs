//! What stands elsewhere in the document: the evidence that a joined label is one.

use crate::vocabulary::Words;
use model::layout::Item;
use model::{Document, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Labels and Latin words of a document, with how often each stands whole in a cell or line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    labels: BTreeMap<String, u32>,
    /// Texts of cells in which nothing is broken.
    whole: BTreeSet<String>,
    words: BTreeMap<String, u32>,
    /// Words that keep their hyphen before another; those that end with it, before any.
    pub(crate) hyphened: BTreeSet<String>,
    /// Words, or their beginnings, that such a first part makes without a hyphen.
    pub(crate) solid: Vec<String>,
    /// Short words that stand between others.
    pub(crate) particles: BTreeSet<String>,
}

impl Known {
    /// Counts what stands in a document before any edit.
    pub(crate) fn of(document: &Document, words: &Words) -> Self {
        let set = |list: &[String]| list.iter().cloned().collect();
        let mut known = Self {
            hyphened: set(&words.hyphened),
            solid: words.solid.clone(),
            particles: set(&words.particle),
            ..Self::default()
        };
        for item in document.pages.iter().flat_map(|page| &page.items) {
            match item {
                Item::Piece(piece) => known.table(&piece.table),
                Item::Line(line) => known.words_of(&line.ink.text),
            }
        }
        known
    }

    /// Of a text alone.
    #[cfg(test)]
    pub(crate) fn of_words(text: &str) -> Self {
        let mut known = Self::default();
        known.words_of(text);
        known
    }

    fn table(&mut self, table: &Table) {
        for cell in table.cells().iter().filter(|cell| !cell.is_blank()) {
            let text = squash(cell.text());
            if text == cell.text() {
                self.whole.insert(text.clone());
            }
            *self.labels.entry(text).or_default() += 1;
            let last = cell.ink().len() - 1;
            for (nth, ink) in cell.ink().iter().enumerate() {
                // Words at a break may be halves.
                let text =
                    if nth == 0 { &ink.text } else { ink.text.split_once(' ').map_or("", |(_, rest)| rest) };
                let text =
                    if nth == last { text } else { text.rsplit_once(' ').map_or("", |(rest, _)| rest) };
                self.words_of(text);
            }
        }
    }

    fn words_of(&mut self, text: &str) {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic() && c != '-').collect();
        for word in words.into_iter().filter(|word| word.len() > 1 && word.is_ascii()) {
            *self.words.entry(word.to_ascii_lowercase()).or_default() += 1;
        }
    }

    /// How many cells hold exactly this text, white space apart.
    pub(crate) fn labels(&self, squashed: &str) -> u32 {
        self.labels.get(squashed).copied().unwrap_or(0)
    }

    /// Whether a cell holds exactly this text, unbroken.
    pub(crate) fn is_whole(&self, text: &str) -> bool {
        self.whole.contains(text)
    }

    /// Whether this Latin word stands whole on some line.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.words.contains_key(&word.to_ascii_lowercase())
    }

    /// Whether a word keeps its hyphen before another: one that always does, or one before a word of the document.
    pub(crate) fn is_hyphened(&self, word: &str, next: &str) -> bool {
        let word = word.to_ascii_lowercase();
        let whole = format!("{word}{next}");
        if self.solid.iter().any(|begin| whole.starts_with(begin.as_str())) {
            return false;
        }
        let long = next.chars().count() >= SHORTEST_SECOND && self.hyphened.contains(&format!("{word}-"));
        long || self.is_word(next)
            && (self.hyphened.contains(&word) || self.hyphened.contains(&format!("{word}-")))
    }
}

/// A shorter second part may be the rest of a word: "non-sense", "self-ish".
const SHORTEST_SECOND: usize = 6;

/// A text without its white space.
pub(crate) fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}
