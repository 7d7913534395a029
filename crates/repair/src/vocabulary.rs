//! Words and units, from data files that a user can add to.

use crate::captions::Patterns;
use model::Decimal;
use model::repaired::Unit;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, OnceLock};

/// Words that data files give: units, currencies, caption and note words.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    pub(crate) words: Words,
    pub(crate) units: Vec<Unit>,
    /// The characters that units end in, digits apart.
    pub(crate) unit_ends: BTreeSet<char>,
    /// Places in `units` by their texts in small letters; of several, the first.
    by_text: BTreeMap<String, usize>,
    patterns: OnceLock<Arc<Patterns>>,
}

/// The lists that a data file may hold for this stage.
const LISTS: [&str; 14] = [
    "caption",
    "figure",
    "continued",
    "unit",
    "unit_before",
    "note",
    "period",
    "total",
    "code",
    "currency",
    "hyphened",
    "solid",
    "particle",
    "units",
];

/// Those that one file may hold beside them for the stage that adds up.
const OTHER_LISTS: [&str; 17] = [
    "subtotal",
    "of_which",
    "carried",
    "not_added",
    "average",
    "reference",
    "table",
    "count",
    "means",
    "added",
    "taken_away",
    "result",
    "opening",
    "closing",
    "increase",
    "decrease",
    "schemes",
];

/// Why a data file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// It is no TOML, or a field has the wrong type.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A list or field of that name is not known: most likely a slip of the pen.
    #[error("`{0}` is no list that is known; known are {known}", known = [&LISTS[..], &OTHER_LISTS].concat().join(", "))]
    Unknown(String),
    /// A factor is no decimal.
    #[error("the factor `{0}` is not a decimal number")]
    Factor(String),
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Words {
    pub(crate) caption: Vec<String>,
    pub(crate) figure: Vec<String>,
    pub(crate) continued: Vec<String>,
    pub(crate) unit: Vec<String>,
    pub(crate) unit_before: Vec<String>,
    pub(crate) note: Vec<String>,
    pub(crate) period: Vec<String>,
    pub(crate) total: Vec<String>,
    pub(crate) code: Vec<String>,
    pub(crate) currency: Vec<String>,
    pub(crate) hyphened: Vec<String>,
    pub(crate) solid: Vec<String>,
    pub(crate) particle: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    #[serde(flatten)]
    words: Words,
    units: Vec<UnitEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    text: String,
    currency: Option<String>,
    factor: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        // Read once a process, not for each document.
        static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);
        BUILT_IN.clone()
    }
}

impl Vocabulary {
    fn built_in() -> Self {
        let mut known = Self {
            words: Words::default(),
            units: Vec::new(),
            unit_ends: BTreeSet::new(),
            by_text: BTreeMap::new(),
            patterns: OnceLock::new(),
        };
        known.extend(include_str!("../data/words.toml")).expect("the built-in file is read by a test");
        // Every process starts with these: as lines they are read ten times as fast as from TOML.
        let lines = include_str!("../data/units.tsv").lines().filter(|line| !line.starts_with('#'));
        let entry = |line: &str| {
            let mut fields = line.split('\t').map(str::to_owned);
            let (text, currency, factor) = (fields.next()?, fields.next()?, fields.next()?);
            Some(UnitEntry { text, currency: Some(currency).filter(|c| !c.is_empty()), factor })
        };
        let units = lines.map(|line| entry(line).expect("three fields")).collect();
        known.add_units(units).expect("the built-in file is read by a test");
        // Clones share what is made here.
        known.patterns();
        known
    }

    /// The patterns of its words, made once.
    pub(crate) fn patterns(&self) -> Arc<Patterns> {
        Arc::clone(self.patterns.get_or_init(|| Arc::new(Patterns::new(&self.words))))
    }

    /// The units it knows, the longest first.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Adds the words and units of a TOML text.
    pub fn extend(&mut self, text: &str) -> Result<(), VocabularyError> {
        let table: toml::Table = toml::from_str(text)?;
        if let Some(name) =
            table.keys().find(|name| !LISTS.contains(&name.as_str()) && !OTHER_LISTS.contains(&name.as_str()))
        {
            return Err(VocabularyError::Unknown(name.clone()));
        }
        let file: File = table.try_into()?;
        self.patterns = OnceLock::new();
        let own = &mut self.words;
        let lists = [
            (&mut own.caption, file.words.caption),
            (&mut own.figure, file.words.figure),
            (&mut own.continued, file.words.continued),
            (&mut own.unit, file.words.unit),
            (&mut own.unit_before, file.words.unit_before),
            (&mut own.note, file.words.note),
            (&mut own.period, file.words.period),
            (&mut own.total, file.words.total),
            (&mut own.code, file.words.code),
            (&mut own.currency, file.words.currency),
            (&mut own.hyphened, file.words.hyphened),
            (&mut own.solid, file.words.solid),
            (&mut own.particle, file.words.particle),
        ];
        for (list, more) in lists {
            list.extend(more);
            // The longest first: 金额单位 before 单位.
            list.sort_by_cached_key(|word| std::cmp::Reverse(word.chars().count()));
        }
        self.add_units(file.units)
    }

    /// The unit with that text, in large or small letters.
    pub(crate) fn unit(&self, text: &str) -> Option<&Unit> {
        self.by_text.get(&text.to_lowercase()).map(|ix| &self.units[*ix])
    }

    /// The longest unit that a text begins with: as it stands there, and what is known of it.
    pub(crate) fn begins<'t>(&self, text: &'t str) -> Option<(&'t str, &Unit)> {
        self.units.iter().find_map(|unit| {
            let own = text.get(..unit.text.len())?;
            let ends = !text[own.len()..].starts_with(char::is_alphanumeric);
            (ends && own.eq_ignore_ascii_case(&unit.text)).then_some((own, unit))
        })
    }

    fn add_units(&mut self, units: Vec<UnitEntry>) -> Result<(), VocabularyError> {
        for entry in units {
            let factor: Decimal = entry.factor.parse().map_err(|_| VocabularyError::Factor(entry.factor))?;
            self.unit_ends.extend(entry.text.chars().next_back().filter(|c| !c.is_ascii_digit()));
            self.units.push(Unit { text: entry.text, currency: entry.currency, factor });
        }
        self.units.sort_by_cached_key(|unit| std::cmp::Reverse(unit.text.chars().count()));
        self.by_text.clear();
        for (ix, unit) in self.units.iter().enumerate() {
            self.by_text.entry(unit.text.to_lowercase()).or_insert(ix);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_read_and_a_users_file_adds_to_them() {
        let mut known = Vocabulary::default();
        let before = known.units.len();
        known.extend("note = ['Hinweis']\n[[units]]\ntext = 'Mio. €'\nfactor = '1000000'\n").expect("read");
        assert_eq!(known.units.len(), before + 1);
        assert!(known.words.note.contains(&"Hinweis".to_owned()));
        assert!(known.extend("[[units]]\ntext = 'x'\nfactor = 'y'\n").is_err());
        assert!(known.extend("unitz = ['x']").is_err());
        assert!(known.extend("[[units]]\ntext = 'x'\nfactor = '1'\ncurency = 'EUR'\n").is_err());
    }
}
