//! Words that hint at what adds up, from a data file that a user can add to.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What labels and heads are held against. Lists are in [`Words::default`] as the built-in data file has them.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Names of sums.
    pub total: Vec<String>,
    /// Names of sums that other sums take up.
    pub subtotal: Vec<String>,
    /// Names of parts that are counted above already.
    pub of_which: Vec<String>,
    /// Names of rows brought from another page or carried to one.
    pub carried: Vec<String>,
    /// Names of figures that are not added up.
    pub not_added: Vec<String>,
    /// Names of means.
    pub average: Vec<String>,
    /// Names of columns whose numbers refer to notes or lines.
    pub reference: Vec<String>,
    /// Words for a table, before its number.
    pub table: Vec<String>,
    /// Words at the end of a label that say that a number counts what it names.
    pub count: Vec<String>,
    /// Words behind a number that counts things.
    pub counter: Vec<String>,
    /// Words between the name of things and their number.
    pub has: Vec<String>,
    /// Words between a term and what it is defined as.
    pub means: Vec<String>,
    /// Words at the beginning of a label that say that its figure, and those behind it, are added.
    pub added: Vec<String>,
    /// The same for taken away.
    pub taken_away: Vec<String>,
    /// Words in the names of what is left when something has been taken away.
    pub result: Vec<String>,
    /// Names of a balance before anything moved.
    pub opening: Vec<String>,
    /// Names of a balance after all that moved.
    pub closing: Vec<String>,
    /// Names of what is added to a balance.
    pub increase: Vec<String>,
    /// Names of what is taken away from one.
    pub decrease: Vec<String>,
    /// Money of mixed radix.
    pub radix: Vec<Radix>,
}

/// Adjacent columns that are one figure: pounds, shillings and pence.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Radix {
    /// The heads, left to right, in lower case and without full stops.
    pub heads: Vec<String>,
    /// What one of each counts for in the smallest unit.
    pub weights: Vec<u32>,
}

/// Codes whose first digits are classes with fixed names.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its name.
    pub name: String,
    /// How many digits a class has.
    pub digits: usize,
    /// The classes' names by code.
    pub classes: BTreeMap<String, String>,
}

/// What a user's file may add.
#[derive(Default, Deserialize)]
#[serde(default)]
struct UserFile {
    total: Vec<String>,
    subtotal: Vec<String>,
    of_which: Vec<String>,
    carried: Vec<String>,
    not_added: Vec<String>,
    average: Vec<String>,
    reference: Vec<String>,
    table: Vec<String>,
    count: Vec<String>,
    means: Vec<String>,
    added: Vec<String>,
    taken_away: Vec<String>,
    result: Vec<String>,
    opening: Vec<String>,
    closing: Vec<String>,
    increase: Vec<String>,
    decrease: Vec<String>,
    schemes: Vec<Scheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile {
    schemes: Vec<Scheme>,
}

/// The built-in schemes of codes.
///
/// # Panics
/// Never: a test reads the built-in file.
pub fn built_in_schemes() -> Vec<Scheme> {
    // Read once a process, not for each document.
    static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
        let file: SchemeFile = toml::from_str(include_str!("../data/schemes.toml"))
            .expect("the built-in file is read by a test");
        file.schemes
    });
    SCHEMES.clone()
}

impl Default for Words {
    fn default() -> Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words: Words = toml::from_str(include_str!("../data/words.toml"))
                .expect("the built-in file is read by a test");
            // Labels are compared without white space and case.
            let Words { total, subtotal, of_which, carried, reference, .. } = &mut words;
            for list in [total, subtotal, of_which, carried, reference] {
                for word in list {
                    *word = squash(word);
                }
            }
            words
        });
        WORDS.clone()
    }
}

impl Words {
    /// Adds the words of a TOML text by the names of their lists, and returns its schemes of codes. Other lists are left
    /// alone: other stages read the same file.
    pub fn extend(&mut self, text: &str) -> Result<Vec<Scheme>, toml::de::Error> {
        let added: UserFile = toml::from_str(text)?;
        let lists = [
            (&mut self.total, added.total, true),
            (&mut self.subtotal, added.subtotal, true),
            (&mut self.of_which, added.of_which, true),
            (&mut self.carried, added.carried, true),
            (&mut self.reference, added.reference, true),
            (&mut self.count, added.count, true),
            // Held against the print as it stands.
            (&mut self.not_added, added.not_added, false),
            (&mut self.average, added.average, false),
            (&mut self.table, added.table, false),
            (&mut self.means, added.means, false),
            (&mut self.added, added.added, false),
            (&mut self.taken_away, added.taken_away, false),
            (&mut self.result, added.result, false),
            (&mut self.opening, added.opening, false),
            (&mut self.closing, added.closing, false),
            (&mut self.increase, added.increase, false),
            (&mut self.decrease, added.decrease, false),
        ];
        for (list, more, squashed) in lists {
            list.extend(more.into_iter().map(|word| if squashed { squash(&word) } else { word }));
        }
        Ok(added.schemes)
    }

    /// What a label says of its row or column.
    pub(crate) fn hint(&self, label: &str) -> Hint {
        let squashed = squash(label);
        let bare = bare(&squashed);
        let unread = bare.contains(UNREAD);
        let is =
            |list: &[String]| list.iter().any(|word| bare == word || unread && is_word_with_gaps(bare, word));
        let ends = |list: &[String]| {
            list.iter().any(|word| {
                bare.ends_with(word.as_str()) && word.chars().nth(1).is_some() && joins(label, word)
            })
        };
        let begins = |list: &[String]| {
            list.iter().any(|word| bare.starts_with(word.as_str()) && !is_han(word) && is_whole(label, word))
        };
        let names = |list: &[String]| is(list) || ends(list) || begins(list);
        if self.of_which.iter().any(|word| bare.starts_with(word.as_str())) {
            return Hint::OfWhich;
        }
        if names(&self.carried) {
            Hint::Carried
        } else if names(&self.subtotal) {
            Hint::Subtotal
        } else if is(&self.total) {
            Hint::Total
        } else if ends(&self.total) {
            Hint::TotalOf
        } else if begins(&self.total) {
            Hint::NamedTotal
        } else {
            Hint::None
        }
    }

    /// Whether figures under this head, or behind this label, are not added up.
    pub(crate) fn not_added(&self, text: &str) -> bool {
        self.not_added.iter().any(|word| holds_word(text, word))
    }

    /// What a word at the beginning of a label makes of its figure: "减：营业成本", "Less: cost of sales".
    pub(crate) fn sign(&self, label: &str) -> Option<i8> {
        let label = label.trim_start();
        let begins = |word: &String| {
            let Some(rest) = label.strip_prefix(word.as_str()) else { return false };
            // In scripts without blanks the word is told from the beginning of a longer one by a colon.
            let alone = rest.trim_start().starts_with([':', '：']);
            alone || !is_han(word) && rest.starts_with(char::is_whitespace)
        };
        let signs = [(&self.added, 1), (&self.taken_away, -1)];
        signs.into_iter().find(|(words, _)| words.iter().any(begins)).map(|(_, sign)| sign)
    }

    /// Whether a label names what is left when something has been taken away.
    pub(crate) fn names_result(&self, label: &str) -> bool {
        let label = label.to_lowercase();
        self.result.iter().any(|word| holds_word(&label, word))
    }

    /// Which balance a label names, if it names one.
    pub(crate) fn balance(&self, label: &str) -> Option<Balance> {
        let has = |list: &[String]| list.iter().any(|word| holds_word(label, word));
        if has(&self.opening) {
            Some(Balance::Opening)
        } else {
            has(&self.closing).then_some(Balance::Closing)
        }
    }

    /// What a label that names a movement makes of its figure; `None` where it says nothing, or both.
    pub(crate) fn movement(&self, label: &str) -> Option<i8> {
        let has = |list: &[String]| list.iter().any(|word| holds_word(label, word));
        match (has(&self.increase), has(&self.decrease)) {
            (true, false) => Some(1),
            (false, true) => Some(-1),
            _ => None,
        }
    }

    /// Whether a label or head names a mean.
    pub(crate) fn is_mean(&self, text: &str) -> bool {
        self.average.iter().any(|word| holds_word(text, word))
    }

    /// Whether a column's numbers refer to notes or lines.
    pub(crate) fn refers(&self, head: &str) -> bool {
        let head = squash(head);
        self.reference.iter().any(|word| bare(&head) == word)
    }
}

/// Whether a text holds a word, which in alphabets stands between others: no "rate" in "corporate".
fn holds_word(text: &str, word: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // Labels are short: no search is worth setting up.
    let Some(first) = word.bytes().next() else { return false };
    let last = (text.len() + 1).saturating_sub(word.len());
    let same = text.as_bytes()[..last].iter().enumerate().filter(|(_, byte)| **byte == first);
    let begins = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(word));
    let mut found = same.map(|(at, _)| at).filter(begins).peekable();
    if found.peek().is_none() {
        return false;
    }
    let ascii = word.chars().all(|c| c.is_ascii_alphanumeric());
    found.any(|at| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !ascii || !inside(before) && !inside(after)
    })
}

/// Which balance is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Balance {
    /// Before anything moved.
    Opening,
    /// After all that moved.
    Closing,
}

/// What a label says of its row or column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hint {
    /// Nothing.
    None,
    /// A part counted above.
    OfWhich,
    /// From or to another page.
    Carried,
    /// A sum that others take up.
    Subtotal,
    /// A sum of something named, or something that is called total: "Total assets", "Total nitrogen".
    NamedTotal,
    /// A sum of what is named before it: "收入合计", "EU total".
    TotalOf,
    /// A sum, and no more is said.
    Total,
}

impl Hint {
    pub(crate) const fn is_total(self) -> bool {
        matches!(self, Self::Subtotal) || self.is_of_all()
    }

    /// Whether it is a sum that no other of its kind takes up.
    pub(crate) const fn is_of_all(self) -> bool {
        matches!(self, Self::NamedTotal | Self::TotalOf | Self::Total)
    }
}

/// Whether a squashed word stands in a label by itself, not as the beginning of a longer one: no "all" in "Allowances". In
/// scripts without capitals words stand side by side without blanks.
fn is_whole(label: &str, word: &str) -> bool {
    if !word.ends_with(char::is_lowercase) {
        return true;
    }
    let label = label.to_lowercase();
    let starts = label.char_indices().map(|(at, _)| at);
    starts.filter(|at| !label[..*at].ends_with(char::is_alphanumeric)).any(|at| {
        let mut rest = label[at..].chars().filter(|c| !c.is_whitespace());
        let same = word.chars().all(|c| rest.next() == Some(c));
        // What follows the word in print, white space counted.
        let mut left = word.chars().count();
        let next = label[at..].chars().find(|c| {
            let behind = left == 0;
            left -= usize::from(!behind && !c.is_whitespace());
            behind
        });
        same && !next.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a squashed label is a word, as far as its letters could be read.
fn is_word_with_gaps(bare: &str, word: &str) -> bool {
    /// Of so many letters one.
    const READ: usize = 3;
    let unread = bare.chars().filter(|c| *c == UNREAD).count();
    let same = |(own, known): (char, char)| own == known || own == UNREAD;
    unread * READ <= word.chars().count()
        && bare.chars().count() == word.chars().count()
        && bare.chars().zip(word.chars()).all(same)
}

/// Stands for a letter that could not be read.
const UNREAD: char = '\u{fffd}';

/// Whether a squashed word at the end of a label is its last word, or the last part of a compound ("Bilanzsumme"); a short
/// one ends many others: "small", "Cornwall".
fn joins(label: &str, word: &str) -> bool {
    /// Letters.
    const SHORT: usize = 4;
    word.chars().count() > SHORT || is_whole(label, word)
}

/// Whether a word is of Han characters: these stand at the end of what they name a total of.
fn is_han(word: &str) -> bool {
    word.chars().all(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

/// A text without white space, in lower case.
pub(crate) fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A squashed label without numbering in front and punctuation at its ends.
pub(crate) fn bare(label: &str) -> &str {
    let end = label.trim_end_matches([':', '：', '.', '。', '*']);
    let end = end.strip_suffix(')').or_else(|| end.strip_suffix('）')).map_or(end, |rest| {
        // A remark in brackets: "合计（万元）".
        rest.rfind(['(', '（']).filter(|at| *at > 0).map_or(end, |at| &rest[..at])
    });
    let rest = end.strip_prefix(['(', '（']).unwrap_or(end);
    let body = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ORDINALS.contains(c));
    let marked = body.strip_prefix(['、', '.', '．', ')', '）', '-', '－', ':', '：']);
    match marked {
        Some(body) if body.len() < rest.len() && !body.is_empty() => {
            let body = body.trim_start_matches([' ', '.']);
            // "(1.稅課收入)": the bracket that opened before the number closes here.
            let closes = !body.contains(['(', '（']);
            body.strip_suffix([')', '）']).filter(|_| closes).unwrap_or(body)
        }
        _ => end,
    }
}

/// Chinese numerals, as marks of paragraphs.
pub(crate) const ORDINALS: &str = "一二三四五六七八九十百零〇";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_read_and_labels_are_told() {
        let words = Words::default();
        let check = |label: &str, expected: Hint| assert_eq!(words.hint(label), expected, "{label}");
        check("合 计", Hint::Total);
        check("本年收入合计", Hint::TotalOf);
        check("小计", Hint::Subtotal);
        check("Total assets", Hint::NamedTotal);
        check("TOTAL", Hint::Total);
        check("其中：公务用车购置费", Hint::OfWhich);
        check("of which: grants", Hint::OfWhich);
        check("All districts", Hint::NamedTotal);
        check("Allowances", Hint::None);
        check("Cornwall", Hint::None);
        check("Sum of all", Hint::TotalOf);
        check("Bilanzsumme", Hint::TotalOf);
        check("รวมงบประมาณ", Hint::NamedTotal);
        check("1. Grand total of all", Hint::TotalOf);
        check("รวมทั\u{fffd}งสิ\u{fffd}น", Hint::Total);
        check("\u{fffd}\u{fffd}tal", Hint::None);
        check("Summary of grants", Hint::None);
        check("统计信息事务", Hint::None);
        check("会计", Hint::None);
        check("Brought forward", Hint::Carried);
    }

    #[test]
    fn a_users_file_adds_words_and_schemes() {
        let mut words = Words::default();
        let text = "total = ['Yhteensä']\nof_which = ['josta']\nnote = ['Huom']\n[[schemes]]\nname = 'x'\ndigits = 2\n[schemes.classes]\n10 = 'Ten'\n";
        let schemes = words.extend(text).expect("read");
        assert_eq!(words.hint("YHTEENSÄ"), Hint::Total);
        assert_eq!(words.hint("josta vuokrat"), Hint::OfWhich);
        assert_eq!(schemes[0].classes["10"], "Ten");
        assert!(words.extend("total = 3").is_err());
    }

    #[test]
    fn the_built_in_schemes_are_read() {
        let schemes = built_in_schemes();
        assert!(schemes.iter().all(|scheme| scheme.classes.keys().all(|code| code.len() == scheme.digits)));
        assert_eq!(schemes[0].classes["205"], "教育支出");
    }

    #[test]
    fn numbering_is_no_part_of_a_label() {
        let check = |label: &str, expected: &str| assert_eq!(bare(label), expected, "{label}");
        check("一、一般公共服务支出", "一般公共服务支出");
        check("(1.稅課收入)", "稅課收入");
        check("2010301-行政运行", "行政运行");
        check("（二）政府性基金", "政府性基金");
        check("1.totalassets", "totalassets");
        check("总计", "总计");
        check("合计（万元）", "合计");
        check("2022", "2022");
    }
}
