//! What the prose says of wholes: the total of a table, or of a column.
//!
//! An amount that is no cell's is no contradiction in itself, for prose speaks of much that stands in no table. It is one where the
//! sentence says what whole it means: by the title of one table alone, near that table's whole; or, however far it is off, by
//! a word for a total right before it and what that word is the total of right before the word: the beginning of one
//! title alone, the head of columns whose totals agree, or a term which the document defines as that head.

use crate::amounts::Amount;
use crate::said::Passage;
use crate::sheet::Sheet;
use crate::words::{Words, squash};
use model::Decimal;
use model::checked::{Direction, RowKind, TableProof, Term};
use std::collections::{BTreeMap, BTreeSet};

/// The whole of something: its total, or where that is blank, the sum of its parts.
pub(crate) struct Whole {
    pub(crate) value: i128,
    pub(crate) terms: Vec<Term>,
}

/// What a document's wholes are called.
pub(crate) struct Wholes {
    /// By the squashed titles of the tables, in their order.
    titled: Vec<(String, Whole)>,
    /// The titles by the runs of characters in them that are long enough to name one.
    runs: BTreeMap<String, BTreeSet<usize>>,
    /// By the head of a column; of heads whose totals are the same wherever they stand.
    headed: BTreeMap<String, Whole>,
    /// Terms that the document defines, and the head that each is.
    defined: Vec<(String, String)>,
    /// The year that the document speaks of most.
    year: Option<String>,
}

/// Characters that a name shares with a sentence at the least: fewer are words that any name may have.
const LEAST_NAME: usize = 4;

impl Wholes {
    pub(crate) fn of(
        sheets: &[Sheet<'_>],
        proofs: &[TableProof],
        factors: &[Vec<Decimal>],
        passages: &[Passage],
        words: &Words,
    ) -> Self {
        let headed = headed(sheets, proofs, factors);
        let defined = definitions(passages, &headed, words);
        let titled = titled(sheets, proofs, factors);
        let mut by_run: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, (title, _)) in titled.iter().enumerate() {
            for run in runs(title) {
                by_run.entry(run.to_owned()).or_default().insert(at);
            }
        }
        Self { titled, runs: by_run, headed, defined, year: year(passages) }
    }

    /// The whole that a sentence names by the title of one table and no other, if the amount is nearly it, but not it.
    pub(crate) fn near(&self, sentence: &str, amount: Amount) -> Option<&Whole> {
        /// Nearer than one in so many is the same thing said otherwise.
        const NEAR: i128 = 20;
        let alike: BTreeSet<usize> =
            runs(sentence).filter_map(|run| self.runs.get(run)).flatten().copied().collect();
        let shares: Vec<(usize, usize)> =
            alike.into_iter().map(|at| (at, shared(&self.titled[at].0, sentence))).collect();
        let best = shares.iter().map(|(_, shared)| *shared).max()?;
        let mut named = shares.iter().filter(|(_, shared)| *shared == best);
        let whole = &self.titled[named.next()?.0].1;
        if named.next().is_some() || amount.value.signum() != whole.value.signum() {
            return None;
        }
        let off = amount.value - whole.value;
        (off != 0 && off.abs() * NEAR <= whole.value.abs()).then_some(whole)
    }

    /// The whole that a sentence says its amount to be, by a word for a total right before the amount.
    pub(crate) fn claimed(&self, sentence: &str, words: &Words) -> Option<&Whole> {
        let trimmed = |text: &str| -> usize {
            text.trim_end_matches(|c: char| c.is_ascii_punctuation() || "，、：（）".contains(c)).len()
        };
        let before = &sentence[..trimmed(sentence)];
        let total = |text: &str| -> Option<usize> {
            let ends = words.total.iter().filter(|word| word.chars().nth(1).is_some());
            ends.filter_map(|word| text.strip_suffix(word.as_str())).map(str::len).min()
        };
        // "总计为 5 元" as "总计 5 元".
        let without = words.has.iter().filter_map(|has| before.strip_suffix(has.as_str()));
        let end = std::iter::once(before).chain(without).find_map(total)?;
        let name = &before[..trimmed(&before[..end])];
        let other_year = |year: &String| years(name).any(|said| said != year);
        if self.year.as_ref().is_some_and(other_year) {
            return None;
        }
        self.by_title(name).or_else(|| self.by_head(name))
    }

    /// The whole of the one table whose title begins as the name ends.
    fn by_title(&self, name: &str) -> Option<&Whole> {
        let shared: Vec<usize> = self.titled.iter().map(|(title, _)| begun(title, name)).collect();
        let best = shared.iter().copied().max().filter(|best| *best >= LEAST_NAME)?;
        let mut wholes = self.titled.iter().zip(&shared).filter(|(_, shared)| **shared == best);
        let ((title, whole), _) = wholes.next()?;
        let same =
            |((other, same), _): (&(String, Whole), &usize)| other == title && same.value == whole.value;
        wholes.all(same).then_some(whole)
    }

    /// The total of the column whose head, or a term defined as that head, ends the name.
    fn by_head(&self, name: &str) -> Option<&Whole> {
        let named = |term: &String| term.chars().count() >= LEAST_NAME && name.ends_with(term.as_str());
        let heads = self.headed.keys().map(|head| (head, head));
        let known = heads.chain(self.defined.iter().map(|(term, head)| (term, head)));
        let (_, head) = known.filter(|(term, _)| named(term)).max_by_key(|(term, _)| term.len())?;
        self.headed.get(head)
    }
}

/// The wholes of the tables that have a title: the totals of their columns.
fn titled(sheets: &[Sheet<'_>], proofs: &[TableProof], factors: &[Vec<Decimal>]) -> Vec<(String, Whole)> {
    let mut out = Vec::new();
    for (sheet, factors) in sheets.iter().zip(factors) {
        let Some(title) = sheet.table.title.as_deref() else { continue };
        let proof = &proofs[sheet.ix as usize];
        let figure = |row: u32, col: u32| Amount::of(sheet.reading(row, col).value?, factors[row as usize]);
        for check in proof.checks.iter().filter(|check| check.direction == Direction::Column) {
            let [Term::Cell { row, col, .. }] = check.left.as_slice() else { continue };
            if proof.rows[*row as usize] != RowKind::Total {
                continue;
            }
            let parts = check.right.iter().map(|term| match term {
                Term::Cell { row, col, weight, .. } if *weight == Decimal::ONE => figure(*row, *col),
                _ => None,
            });
            let (value, terms) = match figure(*row, *col) {
                Some(own) => (Some(own.value), &check.left),
                None => (parts.map(|part| part.map(|part| part.value)).sum(), &check.right),
            };
            if let Some(value) = value.filter(|value| *value != 0) {
                out.push((squash(title), Whole { value, terms: terms.clone() }));
            }
        }
    }
    out
}

/// The totals of columns by their heads, of those that are the same everywhere.
fn headed(sheets: &[Sheet<'_>], proofs: &[TableProof], factors: &[Vec<Decimal>]) -> BTreeMap<String, Whole> {
    let mut found: BTreeMap<String, Vec<Whole>> = BTreeMap::new();
    for (sheet, factors) in sheets.iter().zip(factors) {
        let proof = &proofs[sheet.ix as usize];
        for row in sheet.body().filter(|row| proof.rows[*row as usize] == RowKind::Total) {
            for lane in sheet.lanes.iter().filter(|lane| lane.cols.len() == 1) {
                let head = lane.heads.iter().map(|head| squash(head)).rfind(|head| !head.is_empty());
                let value = sheet.reading(row, lane.col()).value;
                let amount = value.and_then(|value| Amount::of(value, factors[row as usize]));
                let (Some(head), Some(amount)) = (head, amount) else { continue };
                let cell = Term::Cell { table: sheet.ix, row, col: lane.col(), weight: Decimal::ONE };
                found.entry(head).or_default().push(Whole { value: amount.value, terms: vec![cell] });
            }
        }
    }
    let agree = |wholes: &[Whole]| wholes.iter().all(|whole| whole.value == wholes[0].value);
    found
        .into_iter()
        .filter(|(_, wholes)| agree(wholes) && wholes[0].value != 0)
        .filter_map(|(head, wholes)| Some((head, wholes.into_iter().next()?)))
        .collect()
}

/// Terms that the prose defines: a sentence begins with one, says what it means, and the first thing it means ends with a head.
fn definitions(
    passages: &[Passage],
    headed: &BTreeMap<String, Whole>,
    words: &Words,
) -> Vec<(String, String)> {
    let stops = |c: char| "。，；：、,;:\n".contains(c) || c == '.';
    let mut out = Vec::new();
    for passage in passages {
        for means in &words.means {
            for (at, _) in passage.text.match_indices(means.as_str()) {
                let term = squash(passage.text[..at].rsplit(stops).next().unwrap_or_default());
                let meant = squash(passage.text[at + means.len()..].split(stops).next().unwrap_or_default());
                let head = headed.keys().filter(|head| head.chars().count() >= LEAST_NAME);
                let head = head.filter(|head| meant.ends_with(head.as_str())).max_by_key(|head| head.len());
                out.extend(head.filter(|_| !term.is_empty()).map(|head| (term, head.clone())));
            }
        }
    }
    out
}

/// The years that a text names.
fn years(text: &str) -> impl Iterator<Item = &str> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

/// The year named most often, the latest of those named as often.
fn year(passages: &[Passage]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for year in passages.iter().flat_map(|passage| years(&passage.text)) {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year.to_owned())
}

/// Fewer characters that a title and a sentence share are words that any title may have.
const LEAST_SHARED: usize = 6;

/// The runs of so many characters of a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(LEAST_SHARED - 1);
    starts.zip(ends).map(|(from, to)| &text[from..to])
}

/// How many characters of a title's beginning a name ends with.
fn begun(title: &str, name: &str) -> usize {
    let ends = title.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter(|end| name.ends_with(&title[..*end]))
        .map(|end| title[..end].chars().count())
        .max()
        .unwrap_or(0)
}

/// The length of the longest run of characters that a title and a sentence share, from three on.
pub(crate) fn shared(title: &str, sentence: &str) -> usize {
    let mut edges: Vec<usize> = title.char_indices().map(|(at, _)| at).collect();
    edges.push(title.len());
    let mut best = 0;
    for from in 0..edges.len() {
        let mut len = best + 1;
        while from + len < edges.len() && sentence.contains(&title[edges[from]..edges[from + len]]) {
            best = len;
            len += 1;
        }
    }
    if best < 3 { 0 } else { best }
}
