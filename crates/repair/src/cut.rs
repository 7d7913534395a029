//! Whether the rows above and below a joint are one row that the page's end (or a converter) cut, by what stands in them.
//!
//! Each column votes: a figure or a label whose two parts make what the column or the document holds elsewhere speaks
//! for one row; two whole figures, the beginning of a new entry, or a last line with room for more speak against.
//! Without a vote, a row that lacks what every other row has is a rest.

use crate::columns::Column;
use crate::fit::Fit;
use crate::headers::begins_an_entry;
use crate::numbers::Figures;
use crate::vocabulary::Vocabulary;
use crate::words::{Known, squash};
use model::table::{Cell, Evidence, Table};

/// A column that this share of the other data rows fills (per hundred) is filled by every whole row. Lower, and a
/// heading row inside the table would look cut; higher, and one blank cell hides a cut.
const ALWAYS: usize = 85;
/// Data rows looked at on each side of the joint: enough to know a column, and a bound on the work per joint.
pub(crate) const NEARBY: u32 = 60;

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
    pub(crate) figures: Figures<'a>,
    /// The form of the columns near the joint.
    pub(crate) columns: &'a [Column],
    pub(crate) fit: Fit,
}

/// A joint between two rows.
#[derive(Clone, Copy)]
pub(crate) struct Joint {
    /// The first data row.
    pub(crate) from: u32,
    /// The row below it.
    pub(crate) row: u32,
    /// It lies inside a piece: no page ends there.
    pub(crate) inside: bool,
}

/// What speaks for the rows above and below a joint being one; `None`: they are two.
pub(crate) fn cut(table: &Table, joint: Joint, sight: &Sight<'_>) -> Option<Cut> {
    let Joint { from, row, inside } = joint;
    let upper = row.checked_sub(1).filter(|upper| *upper >= from && row < table.n_rows())?;
    let lower = table.row(row);
    let above = |cell: &Cell| table.at(upper, cell.col());
    let fits = lower.iter().all(|cell| {
        let over = above(cell);
        over.col() == cell.col() && over.colspan() == cell.colspan() && over.row_end() == row
    });
    if !fits || lower.is_empty() {
        return None;
    }
    // Cells that span rows can be cut where no row is: they have no vote.
    let single = |cell: &&Cell| cell.rowspan() == 1 && above(cell).rowspan() == 1;
    let voters: Vec<&Cell> = lower.iter().filter(single).collect();
    let filled: Vec<u32> = voters.iter().filter(|c| !c.is_blank()).map(|cell| cell.col()).collect();
    // But a text that the line above would have had room for goes on with none.
    let begins = |cell: &&Cell| {
        !cell.is_blank()
            && above(cell).rowspan() > 1
            && matches!(vote(table, upper, row, cell.col(), sight), Vote::No)
    };
    if filled.is_empty() {
        if lower.iter().any(|cell| begins(&cell)) {
            return None;
        }
        // Nothing but blanks under what every row fills, or but the rest of spans: the page's end made a row of it.
        let usual: Vec<u32> = voters.iter().map(|cell| cell.col()).collect();
        let blank_rest = always(table, joint, &usual).iter().any(|col| !table.at(upper, *col).is_blank());
        let flat = lower.iter().all(|cell| cell.rowspan() == 1 && cell.is_blank());
        let spanned = voters.is_empty() && flat && lower.iter().any(|cell| above(cell).rowspan() > 1);
        let evidence = Evidence::new("structure").with("below", "blank");
        return (!inside && (blank_rest || spanned)).then_some(Cut { evidence, overlaps: Vec::new() });
    }
    let (mut yes, mut overlaps) = (Vec::new(), Vec::new());
    for col in &filled {
        match vote(table, upper, row, *col, sight) {
            Vote::Yes(kind) => yes.push((*col, kind)),
            Vote::Overlap(chars) => overlaps.push((*col, chars)),
            Vote::No => return None,
            Vote::None => {}
        }
    }
    let list = |cols: &[u32]| cols.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if !inside && (!yes.is_empty() || !overlaps.is_empty()) {
        let vocabulary = yes.is_empty() || yes.iter().any(|(_, kind)| *kind == "vocabulary");
        let mut cols: Vec<u32> = yes.iter().map(|(col, _)| *col).collect();
        cols.extend(overlaps.iter().map(|(col, _)| *col));
        let evidence = Evidence::new(if vocabulary { "vocabulary" } else { "form" });
        return Some(Cut { evidence: evidence.with("columns", list(&cols)), overlaps });
    }
    let candidates: Vec<u32> = voters.iter().map(|cell| cell.col()).collect();
    let evidence = rest(table, joint, &candidates, &filled, sight)?;
    Some(Cut { evidence: evidence.with("columns", list(&filled)), overlaps })
}

/// The columns among `candidates` that every whole row near a joint fills.
pub(crate) fn always(table: &Table, joint: Joint, candidates: &[u32]) -> Vec<u32> {
    let upper = joint.row - 1;
    let rows = joint.from.max(upper.saturating_sub(NEARBY))..table.n_rows().min(joint.row + NEARBY);
    let others: Vec<u32> = rows.filter(|row| *row != upper && *row != joint.row).collect();
    let has = |row: u32, col: u32| !table.at(row, col).is_blank();
    let filled = |col: &u32| others.iter().filter(|row| has(**row, *col)).count();
    candidates
        .iter()
        .copied()
        .filter(|col| !others.is_empty() && filled(col) * 100 >= others.len() * ALWAYS)
        .collect()
}

/// Evidence that one of the two rows lacks what every other row has and the other brings it.
fn rest(
    table: &Table,
    joint: Joint,
    candidates: &[u32],
    filled: &[u32],
    sight: &Sight<'_>,
) -> Option<Evidence> {
    let (upper, row) = (joint.row - 1, joint.row);
    let has = |row: u32, col: u32| !table.at(row, col).is_blank();
    let always = always(table, joint, candidates);
    let below = always.iter().filter(|col| !has(row, **col)).count();
    let above = always.iter().filter(|col| !has(upper, **col)).count();
    let figure = |row: u32, col: u32| sight.figures.is_number(table.at(row, col).text());
    let evidence = |which: &'static str| {
        Evidence::new("structure")
            .with(which, (above + below).to_string())
            .with("always", always.len().to_string())
    };
    // Words under words, and no figure of its own: the rest of a row whose figures stand above.
    let words = filled.iter().all(|col| !figure(row, *col) && has(upper, *col));
    if joint.inside {
        let key = always.first().is_some_and(|col| *col == 0 && !has(row, 0));
        return (words && key && above == 0 && below * 2 > always.len()).then(|| evidence("lacking_below"));
    }
    let bare = below * 2 >= always.len() && below > 0 && above == 0 && words;
    // No whole row lacks all that every other has.
    let nothing = below > 1 && below == always.len() && filled.iter().all(|col| !figure(row, *col));
    if bare || nothing {
        return Some(evidence("lacking_below"));
    }
    let apart = filled.iter().all(|col| !figure(row, *col) || !has(upper, *col));
    if above > 0 && below > 0 && apart && always.iter().all(|col| has(upper, *col) || has(row, *col)) {
        return Some(evidence("lacking_in_turn"));
    }
    // A label without any figure, and right below it figures without a label.
    let bare_label = !(0..table.n_cols()).any(|col| has(upper, col) && figure(upper, col));
    let figures_alone = filled.iter().all(|col| figure(row, *col) && !has(upper, *col));
    let keyed = always.first().is_some_and(|col| has(upper, *col) && !has(row, *col));
    if above > 0 && keyed && bare_label && figures_alone {
        return Some(evidence("lacking_in_turn"));
    }
    // Figures set lower than the label's beginning: the upper row has words alone, and their last lines were full.
    let full = |col: &u32| {
        let (over, under) = (table.at(upper, *col), table.at(row, *col));
        over.is_blank() || sight.fit.is_full_between(over, under)
    };
    let upper_words =
        filled.iter().any(|col| has(upper, *col)) && filled.iter().all(|col| !figure(upper, *col));
    let late = above > 0 && above * 2 + 1 >= always.len() && below == 0 && upper_words && apart;
    (late && filled.iter().all(full)).then(|| evidence("lacking_above"))
}

fn vote(table: &Table, upper: u32, row: u32, col: u32, sight: &Sight<'_>) -> Vote {
    let (over, under) = (table.at(upper, col), table.at(row, col));
    let (above, below) = (squash(over.text()), squash(under.text()));
    if above.is_empty() {
        return Vote::None;
    }
    let figures = &sight.figures;
    let scale = sight.columns[col as usize].decimals.filter(|n| *n > 0);
    let digits =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ",.-()%".contains(c));
    let whole = format!("{above}{below}");
    if digits(&above) && digits(&below) {
        let open = above.ends_with([',', '.', '-', '(']) || below.starts_with([',', '.', ')', '%']);
        // A figure is not broken where there is room for more of it.
        let broken = !sight.fit.has_room_between(over, under);
        let makes = broken
            && scale.is_some()
            && figures.decimals(&whole) == scale
            && figures.decimals(&above) != scale;
        let same = sight.columns[col as usize].digits == Some(whole.len()) && scale.is_none();
        let full = sight.fit.is_full_between(over, under);
        let joins = figures.is_number(&whole) && (makes || (same || open) && full);
        return if joins { Vote::Yes("form") } else { Vote::No };
    }
    if sight.known.labels(&whole) > 0 {
        return Vote::Yes("vocabulary");
    }
    if let Some(chars) = overlap(&above, &below, sight.known) {
        return Vote::Overlap(chars);
    }
    let total = sight.vocabulary.words.total.contains(&below);
    if begins_an_entry(&below) || total || figures.is_number(&above) != figures.is_number(&below) {
        return Vote::No;
    }
    if sight.fit.has_room_between(over, under) {
        return Vote::No;
    }
    if open_bracket(&above) && below.contains([')', '）']) {
        return Vote::Yes("form");
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
