//! Words that the figures teach: what begins the names of sums alone names a sum.

use crate::missing::Named;
use crate::relation::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// The rows whose names begin with a word that begins the names of sums alone, two of them or more, and of one other row at
/// the most: the figures teach what sums are called.
pub(crate) fn called(named: &Named<'_>, found: &[Relation]) -> BTreeSet<u32> {
    /// Sums that teach a word.
    const TAUGHT: usize = 2;
    let sums: BTreeSet<u32> = found
        .iter()
        .filter(|sum| sum.tally.sums > 0 && sum.tally.fails == 0 && sum.parts.len() > 1)
        .map(|sum| sum.total as u32)
        .collect();
    let mut by_word: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (row, label) in named.rows.iter().zip(named.labels) {
        if let Some(word) = first_word(label) {
            by_word.entry(word).or_default().push(*row);
        }
    }
    let taught = |rows: &Vec<u32>| {
        let held = rows.iter().filter(|row| sums.contains(row)).count();
        held >= TAUGHT && held + 1 >= rows.len()
    };
    by_word.into_values().filter(taught).flatten().collect()
}

/// The first word of a name of several; two letters where a script has neither capitals nor blanks.
fn first_word(label: &str) -> Option<&str> {
    const LETTERS: usize = 2;
    if let Some((word, _)) = label.trim().split_once(char::is_whitespace) {
        return Some(word);
    }
    let plain = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let end = label.char_indices().nth(LETTERS).map(|(end, _)| end)?;
    label[..end].chars().all(plain).then_some(&label[..end])
}
