//! Whether the rows above and below a joint are one row that the page's end (or a converter) cut, by what stands in them.
//!
//! Each column votes: a figure or a label whose two parts make what the column or the document holds elsewhere speaks
//! for one row, two whole figures or the beginning of a new entry against. Without a vote, a row that lacks what every
//! other row has is a rest.

use crate::headers::begins_an_entry;
use crate::numbers::{decimals, number};
use crate::vocabulary::Vocabulary;
use crate::words::{Known, squash};
use model::table::{Evidence, Table};

/// A column that this share of the other data rows fills (per hundred) is filled by every whole row. Lower, and a
/// heading row inside the table would look cut; higher, and one blank cell hides a cut.
const ALWAYS: usize = 85;
/// Data rows looked at on each side of the joint: enough to know a column, and a bound on the work per joint.
const NEARBY: u32 = 60;

/// One row, in two parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// What speaks for it.
    pub(crate) evidence: Evidence,
    /// Columns whose lower part repeats the end of the upper one: how many characters (white space apart).
    pub(crate) overlaps: Vec<(u32, usize)>,
}

enum Vote {
    Yes(&'static str),
    Overlap(usize),
    No,
    None,
}

/// What the cut may be told by.
pub(crate) struct Sight<'a> {
    pub(crate) known: &'a Known,
    pub(crate) vocabulary: &'a Vocabulary,
    /// Usual decimals by column.
    pub(crate) scales: &'a [Option<usize>],
}

/// What speaks for the rows above and below `joint` being one; `None`: they are two. `from` is the first data row.
pub(crate) fn cut(table: &Table, from: u32, joint: u32, inside: bool, sight: &Sight<'_>) -> Option<Cut> {
    let upper = joint.checked_sub(1).filter(|upper| *upper >= from && joint < table.n_rows())?;
    let fits = table.row(joint).iter().all(|cell| {
        let over = table.at(upper, cell.col());
        over.col() == cell.col() && over.colspan() == cell.colspan() && over.row_end() == joint
    });
    if !fits || table.row(joint).is_empty() {
        return None;
    }
    let filled: Vec<u32> = table.row(joint).iter().filter(|c| !c.is_blank()).map(model::Cell::col).collect();
    if filled.is_empty() {
        let single = table.row(joint).iter().all(|cell| cell.rowspan() == 1);
        let spanned = table.row(joint).iter().any(|cell| table.at(upper, cell.col()).rowspan() > 1);
        let blank = Evidence::new("structure").with("below", "blank");
        return (single && spanned && !inside).then_some(Cut { evidence: blank, overlaps: Vec::new() });
    }
    let (mut yes, mut overlaps) = (Vec::new(), Vec::new());
    for col in &filled {
        match vote(table, upper, joint, *col, sight) {
            Vote::Yes(kind) => yes.push((*col, kind)),
            Vote::Overlap(chars) => overlaps.push((*col, chars)),
            Vote::No => return None,
            Vote::None => {}
        }
    }
    let list = |cols: &[u32]| cols.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if !inside && (!yes.is_empty() || !overlaps.is_empty()) {
        let kind = if yes.iter().any(|(_, kind)| *kind == "vocabulary") || yes.is_empty() { "vocabulary" } else { "form" };
        let cols: Vec<u32> = yes.iter().map(|(col, _)| *col).chain(overlaps.iter().map(|(col, _)| *col)).collect();
        return Some(Cut { evidence: Evidence::new(kind).with("columns", list(&cols)), overlaps });
    }
    let evidence = rest(table, from, joint, inside, &filled)?;
    Some(Cut { evidence: evidence.with("columns", list(&filled)), overlaps })
}

/// Evidence that one of the two rows lacks what every other row has and the other brings it.
fn rest(table: &Table, from: u32, joint: u32, inside: bool, filled: &[u32]) -> Option<Evidence> {
    let upper = joint - 1;
    let has = |row: u32, col: u32| !table.at(row, col).is_blank();
    let rows = from.max(upper.saturating_sub(NEARBY))..table.n_rows().min(joint + NEARBY);
    let others: Vec<u32> = rows.filter(|row| *row != upper && *row != joint).collect();
    let always: Vec<u32> = (0..table.n_cols())
        .filter(|col| others.iter().filter(|row| has(**row, *col)).count() * 100 >= others.len() * ALWAYS)
        .filter(|_| !others.is_empty())
        .collect();
    let below = always.iter().filter(|col| !has(joint, **col)).count();
    let above = always.iter().filter(|col| !has(upper, **col)).count();
    let evidence = || Evidence::new("structure").with("lacking_below", below.to_string()).with("always", always.len().to_string());
    // Words under words, and no figure of its own: the rest of a row whose figures stand above.
    let words = filled.iter().all(|col| !is_figure(table.at(joint, *col).text()) && has(upper, *col));
    if inside {
        let key = always.first().is_some_and(|col| *col == 0 && !has(joint, 0));
        return (words && key && above == 0 && below * 2 > always.len()).then(evidence);
    }
    let complementary = above > 0 && below > 0 && always.iter().all(|col| has(upper, *col) || has(joint, *col));
    let bare = below * 2 >= always.len() && below > 0 && above == 0 && words;
    (bare || complementary && filled.iter().all(|c| !is_figure(table.at(joint, *c).text()) || !has(upper, *c)))
        .then(evidence)
}

fn is_figure(text: &str) -> bool {
    number(&squash(text)).is_ok()
}

fn vote(table: &Table, upper: u32, joint: u32, col: u32, sight: &Sight<'_>) -> Vote {
    let (above, below) = (squash(table.at(upper, col).text()), squash(table.at(joint, col).text()));
    if above.is_empty() {
        return if begins_an_entry(&below) && col == 0 { Vote::No } else { Vote::None };
    }
    let scale = sight.scales[col as usize];
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ",.-()%".contains(c));
    if digits(&above) && digits(&below) {
        let whole = format!("{above}{below}");
        let makes = scale.is_some_and(|n| n > 0 && decimals(&whole) == Some(n) && decimals(&above) != Some(n));
        return if makes { Vote::Yes("form") } else { Vote::No };
    }
    let whole = format!("{above}{below}");
    if sight.known.labels(&whole) > 0 {
        return Vote::Yes("vocabulary");
    }
    if let Some(chars) = overlap(&above, &below, sight.known) {
        return Vote::Overlap(chars);
    }
    if open_bracket(&above) && below.contains([')', '）']) {
        return Vote::Yes("form");
    }
    let total = sight.vocabulary.words.total.contains(&below);
    if begins_an_entry(&below) || total || is_figure(&above) != is_figure(&below) {
        return Vote::No;
    }
    // Both stand whole elsewhere: two labels.
    if sight.known.labels(&above) > 1 && sight.known.labels(&below) > 1 {
        return Vote::No;
    }
    Vote::None
}

/// What the page's end printed twice: how many characters of `below` repeat the end of `above`, when the label made
/// without them stands elsewhere in the document.
fn overlap(above: &str, below: &str, known: &Known) -> Option<usize> {
    let ends = below.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.filter(|end| above.ends_with(&below[..*end])).collect();
    ends.into_iter().rev().find_map(|end| {
        let whole = format!("{above}{}", &below[end..]);
        // The upper part itself counts once.
        let elsewhere = known.labels(&whole) > u32::from(end == below.len());
        elsewhere.then(|| below[..end].chars().count())
    })
}

fn open_bracket(text: &str) -> bool {
    let count = |set: [char; 2]| text.chars().filter(|c| set.contains(c)).count();
    count(['(', '（']) > count([')', '）'])
}
