//! Amounts in the prose, held against the figures of tables.
//!
//! Lines that run on are read as one text ([`crate::said`]), so that an amount broken at a line's end is whole. An amount is
//! digits with a unit behind them (or enough digits to be told from any other number). It is tied to the cell of the same amount whose
//! row, head and title its sentence names best; one that is no cell's is held against the whole that its sentence names
//! ([`crate::wholes`]).

use crate::amounts::{Amount, decimal};
use crate::said::{Passage, Said, amounts, by_first, passages, sentence};
use crate::sheet::{Sheet, Slot};
use crate::wholes::{Wholes, shared};
use crate::words::{ORDINALS, Words, bare, squash};
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, RowKind, Status, TableProof, Term};
use model::repaired::Unit;
use model::table::Evidence;
use model::{Decimal, Repaired};
use std::collections::BTreeMap;

/// A check that fails: a sentence counts what a column of labels names, and the table has another number of such rows.
fn counted(
    sheet: &Sheet<'_>,
    proofs: &[TableProof],
    sentence: &str,
    line: u32,
    words: &Words,
) -> Option<Check> {
    /// Characters of the noun that is counted.
    const NOUN: usize = 2;
    let counter = words.counter.iter().filter_map(|word| Some((sentence.rfind(word.as_str())?, word)));
    let numbered = |(at, _): &(usize, &String)| sentence[..*at].ends_with(|c: char| c.is_ascii_digit());
    let (at, word) = counter.filter(numbered).max()?;
    let digits = sentence[..at].chars().rev().take_while(char::is_ascii_digit).count();
    let number: u32 = sentence[at - digits..at].parse().ok()?;
    let before = &sentence[..at - digits];
    let before = words.has.iter().find_map(|has| before.strip_suffix(has.as_str())).unwrap_or(before);
    let from = before.char_indices().rev().nth(NOUN - 1).map(|(from, _)| from)?;
    let noun = &before[from..];
    let named = |col: &u32| sheet.heads(*col).iter().any(|head| squash(head).starts_with(noun));
    let col = sheet.panels.iter().flat_map(|panel| panel.labels.clone()).filter(named).max_by_key(|col| {
        // The column that names each row, rather than what groups them.
        let texts: std::collections::BTreeSet<&str> = sheet.body().map(|row| sheet.text(row, *col)).collect();
        texts.len()
    })?;
    let kinds = &proofs[sheet.ix as usize].rows;
    let detail = |row: &u32| kinds[*row as usize] == RowKind::Detail && sheet.slot(*row, col) == Slot::Words;
    let rows: Vec<u32> = sheet.body().filter(detail).collect();
    if rows.is_empty() || rows.len() == number as usize {
        return None;
    }
    let text = sentence[from..at + word.len()].to_owned();
    let cell = |row: &u32| Term::Cell { table: sheet.ix, row: *row, col, weight: Decimal::ONE };
    let cells = rows.iter().map(cell).collect();
    let (number, count) = (Decimal::from(number), Decimal::from(rows.len()));
    let evidence = Evidence::new("structure").with("by", "rows counted");
    let prose = Term::Prose { line, text, value: number };
    let difference = number.checked_sub(count);
    Some(against(prose, cells, Status::Fails, [Some(number), Some(count), difference], evidence))
}

/// What the prose says against cells of a table: the values of both sides, and left less right.
fn against(
    prose: Term,
    cells: Vec<Term>,
    status: Status,
    [left_value, right_value, difference]: [Option<Decimal>; 3],
    evidence: Evidence,
) -> Check {
    Check {
        id: CheckId(0),
        kind: CheckKind::Text,
        status,
        left: vec![prose],
        right: cells,
        left_value,
        right_value,
        difference,
        tolerance: Decimal::ZERO,
        source: CheckSource::Found,
        direction: Direction::Across,
        evidence,
    }
}

/// An amount as the term it is.
fn amount_term(passage: &Passage, said: &Said, amount: Amount) -> Term {
    Term::Prose {
        line: passage.line(said.from),
        text: passage.text[said.from..said.to].trim().to_owned(),
        value: decimal(amount.value).unwrap_or_default(),
    }
}

/// Whether the same was said of the same cells.
fn is_told(checks: &[Check], check: &Check) -> bool {
    checks.iter().any(|known| known.left == check.left && known.right == check.right)
}

/// A cell that prose may speak of.
struct Spoken {
    table: u32,
    row: u32,
    col: u32,
    amount: Amount,
    /// What names it: its row, the heads of its column, its table's title; squashed.
    row_names: Vec<String>,
    head_names: Vec<String>,
    title: String,
    total: bool,
}

/// Bits that tie an amount to a cell whose row or head its sentence names.
const NAMED_BITS: i32 = 10;
/// Bits that do so by the figure alone.
const ALONE_BITS: i32 = 20;

/// The checks between prose and tables.
pub(crate) fn prose(
    repaired: &Repaired,
    sheets: &[Sheet<'_>],
    proofs: &[TableProof],
    factors: &[Vec<Decimal>],
    units: &[Unit],
    words: &Words,
) -> Vec<Check> {
    let spoken = spoken(sheets, proofs, factors);
    let passages = passages(&repaired.outside);
    let units = by_first(units);
    let wholes = Wholes::of(sheets, proofs, factors, &passages, words);
    let mut by_amount: BTreeMap<i128, Vec<&Spoken>> = BTreeMap::new();
    for cell in &spoken {
        by_amount.entry(cell.amount.value).or_default().push(cell);
    }
    let mut out = Vec::new();
    for passage in &passages {
        for said in amounts(&passage.text, &units) {
            let before = sentence(&passage.text, said.from);
            let Some(amount) = Amount::of(said.value, said.factor) else { continue };
            let same = by_amount.get(&amount.value).map_or(&[][..], Vec::as_slice);
            let named = same
                .iter()
                .map(|cell| (names(cell, &before), *cell))
                .max_by_key(|(named, cell)| (*named, std::cmp::Reverse((cell.table, cell.row, cell.col))));
            let bits = amount.bits();
            let found = named.filter(|(named, _)| *named >= 2 && bits >= NAMED_BITS || bits >= ALONE_BITS);
            if let Some((_, cell)) = found {
                out.push(check(passage, &said, cell, amount));
                // "3 个项目，共 105.42 万元" counts the rows of a table whose whole this is.
                let mut wholes =
                    same.iter().filter(|cell| cell.total).map(|cell| &sheets[cell.table as usize]);
                let line = passage.line(said.from);
                let told = wholes.find_map(|sheet| counted(sheet, proofs, &before, line, words));
                if let Some(check) = told.filter(|check| !is_told(&out, check)) {
                    out.push(check);
                }
            } else {
                out.extend(against_whole(&wholes, passage, &said, &before, amount, words));
            }
        }
    }
    out
}

/// A check that fails: the amount is said to be a whole, and is not.
fn against_whole(
    wholes: &Wholes,
    passage: &Passage,
    said: &Said,
    sentence: &str,
    amount: Amount,
    words: &Words,
) -> Option<Check> {
    let claimed = wholes.claimed(sentence, words).map(|whole| (whole, "claim"));
    let (whole, by) = claimed.or_else(|| wholes.near(sentence, amount).map(|whole| (whole, "title")))?;
    let off = amount.value - whole.value;
    // Within what the amount was rounded to; or of another size: of something else.
    if off.abs() <= amount.ulp || is_apart(amount.value, whole.value) {
        return None;
    }
    let values = [amount.value, whole.value, off].map(decimal);
    let prose = amount_term(passage, said, amount);
    let evidence = Evidence::new("arithmetic").with("by", by);
    Some(against(prose, whole.terms.clone(), Status::Fails, values, evidence))
}

/// Whether an amount is so many times a whole that it is something else, and no slip of its unit.
fn is_apart(amount: i128, whole: i128) -> bool {
    const TIMES: i128 = 1000;
    let (large, small) = (amount.abs(), whole.abs());
    let mut times = if small == 0 || large % small != 0 { 0 } else { large / small };
    while times != 0 && times % 10 == 0 {
        times /= 10;
    }
    large / TIMES > small && times != 1
}

fn check(passage: &Passage, said: &Said, cell: &Spoken, amount: Amount) -> Check {
    let off = amount.value - cell.amount.value;
    let tolerance = if off == 0 { 0 } else { i128::midpoint(amount.ulp, cell.amount.ulp) };
    let status = match off.abs() {
        0 => Status::Holds,
        off if off <= tolerance => Status::Rounding,
        _ => Status::Fails,
    };
    let cells = vec![Term::Cell { table: cell.table, row: cell.row, col: cell.col, weight: Decimal::ONE }];
    let values = [amount.value, cell.amount.value, off].map(decimal);
    let evidence = Evidence::new("arithmetic").with("by", "prose");
    let check = against(amount_term(passage, said, amount), cells, status, values, evidence);
    Check { tolerance: decimal(tolerance).unwrap_or_default(), ..check }
}

/// Every figure that prose may speak of.
fn spoken(sheets: &[Sheet<'_>], proofs: &[TableProof], factors: &[Vec<Decimal>]) -> Vec<Spoken> {
    let mut out = Vec::new();
    for (sheet, factors) in sheets.iter().zip(factors) {
        let title = squash(sheet.table.title.as_deref().unwrap_or_default());
        for panel in sheet.panels.iter() {
            for row in sheet.body() {
                let labels = panel.labels.clone().map(|col| sheet.text(row, col));
                let row_names: Vec<String> = labels.map(name).filter(|name| is_name(name)).collect();
                let kind = proofs[sheet.ix as usize].rows[row as usize];
                let total = kind == RowKind::Total || panel.hints[row as usize].is_total();
                for lane in panel.lanes.clone() {
                    let lane = &sheet.lanes[lane];
                    let (col, reading) = (lane.col(), sheet.reading(row, lane.col()));
                    let (Slot::Value(_), Some(value), 1) =
                        (sheet.slot(row, col), reading.value, lane.cols.len())
                    else {
                        continue;
                    };
                    let Some(amount) = Amount::of(value, factors[row as usize]) else { continue };
                    let heads = lane.heads.iter().map(|head| name(head)).filter(|name| is_name(name));
                    out.push(Spoken {
                        table: sheet.ix,
                        row,
                        col,
                        amount,
                        row_names: row_names.clone(),
                        head_names: heads.collect(),
                        title: title.clone(),
                        total,
                    });
                }
            }
        }
    }
    out
}

/// A label as prose would say it: without numbering, codes and remarks.
fn name(label: &str) -> String {
    let squashed = squash(label);
    bare(&squashed)
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || ORDINALS.contains(c))
        .to_owned()
}

fn is_name(name: &str) -> bool {
    name.chars().count() >= 2
}

/// How much of a cell's names a sentence says: characters of the longest row name and head in it, and of the longest part
/// of its table's title.
fn names(cell: &Spoken, sentence: &str) -> usize {
    let longest = |names: &[String]| {
        names
            .iter()
            .filter(|name| sentence.contains(name.as_str()))
            .map(|name| name.chars().count())
            .max()
            .unwrap_or(0)
    };
    let whole = usize::from(cell.total && longest(&cell.row_names) == 0 && longest(&cell.head_names) > 0);
    2 * longest(&cell.row_names) + 2 * longest(&cell.head_names) + shared(&cell.title, sentence) + whole
}
