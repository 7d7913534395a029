//! The same figures in different tables.
//!
//! A column of figures with its labels is a list of amounts by key; so is a total row with the heads of its columns, and a
//! column grouped by the codes or words of one label column. Two lists of different tables belong together when they
//! agree on enough keys, weighed as sums are; then each key they share is a check. Totals of tables that are the same
//! are equal by their figures alone. Amounts are compared in the base unit: 万元 with 元.

mod totals;

use crate::amounts::{Amount, decimal};
use crate::evidence::{ENOUGH, digit_slip, is_figure};
use crate::sheet::{Panel, Sheet, Slot};
use crate::words::{ORDINALS, Scheme, Words, bare, squash};
use model::Decimal;
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, RowKind, Status, TableProof, Term};
use model::table::Evidence;
use std::collections::{BTreeMap, BTreeSet};

/// What is needed to see a document's tables together.
pub(crate) struct View<'a> {
    pub(crate) sheets: &'a [Sheet<'a>],
    pub(crate) proofs: &'a [TableProof],
    pub(crate) words: &'a Words,
    pub(crate) schemes: &'a [Scheme],
    /// What the figures of each table's rows count for.
    pub(crate) factors: &'a [Vec<Decimal>],
}

/// A figure with its place.
#[derive(Clone, Debug)]
struct Figure {
    place: (u32, u32, u32),
    amount: Amount,
}

/// Amounts by key.
struct List {
    table: u32,
    /// What it is: "column 3 by column 0", "row 5".
    name: String,
    entries: BTreeMap<String, Vec<Figure>>,
}

/// Keys with more lists than these tell nothing apart.
const MOST_LISTS: usize = 48;
/// Bits of the figures that agree, in the mean, before others are said to differ: small ones agree and differ by chance.
const TOLD: i32 = 4;
/// A figure that fails costs so many bits.
const LOSS: i32 = 10;

/// The checks across tables.
pub(crate) fn across(view: &View<'_>) -> Vec<Check> {
    let mut lists = Vec::new();
    for (sheet, factors) in view.sheets.iter().zip(view.factors) {
        lists.extend(columns(view, sheet, factors));
        lists.extend(total_rows(view, sheet, factors));
    }
    let mut out = Across::default();
    alike(&lists, view.words, &mut out);
    totals::equal_totals(view, &mut out);
    out.checks
}

#[derive(Default)]
struct Across {
    checks: Vec<Check>,
    /// Places that are tied already.
    tied: BTreeSet<Vec<(u32, u32, u32)>>,
}

impl Across {
    fn add(&mut self, left: &[Figure], right: &[Figure], evidence: Evidence, fails: bool) {
        let sum = |side: &[Figure]| side.iter().map(|figure| figure.amount.value).sum::<i128>();
        let off = (sum(left) - sum(right)).abs();
        let ulps: i128 = left.iter().chain(right).filter(|f| f.amount.value != 0).map(|f| f.amount.ulp).sum();
        let status = if off == 0 {
            Status::Holds
        } else if off <= ulps / 2 {
            Status::Rounding
        } else if fails {
            Status::Fails
        } else {
            return;
        };
        let mut places: Vec<(u32, u32, u32)> = left.iter().chain(right).map(|figure| figure.place).collect();
        places.sort_unstable();
        if !self.tied.insert(places) {
            return;
        }
        let terms = |side: &[Figure]| side.iter().map(term).collect();
        self.checks.push(Check {
            id: CheckId(0),
            kind: CheckKind::Equal,
            status,
            left: terms(left),
            right: terms(right),
            left_value: decimal(sum(left)),
            right_value: decimal(sum(right)),
            difference: decimal(sum(left) - sum(right)),
            tolerance: decimal(ulps / 2).unwrap_or_default(),
            source: CheckSource::Found,
            direction: Direction::Across,
            evidence,
        });
    }
}

fn term(figure: &Figure) -> Term {
    let (table, row, col) = figure.place;
    Term::Cell { table, row, col, weight: Decimal::ONE }
}

fn figure(sheet: &Sheet<'_>, row: u32, col: u32, factors: &[Decimal]) -> Option<Figure> {
    let reading = sheet.reading(row, col);
    let Slot::Value(_) = sheet.slot(row, col) else { return None };
    Some(Figure { place: (sheet.ix, row, col), amount: Amount::of(reading.value?, factors[row as usize])? })
}

/// The keys that a label gives: its code, and its words.
fn keys(label: &str) -> Vec<String> {
    let squashed = squash(label);
    let mut out = Vec::new();
    let code: String = squashed.chars().take_while(char::is_ascii_digit).collect();
    if code.len() >= 3 {
        out.push(format!("#{code}"));
    }
    let words = bare(&squashed);
    let words = words.trim_start_matches(|c: char| c.is_ascii_alphanumeric() && code.len() > 3 || c == '-');
    if words.chars().filter(|c| !ORDINALS.contains(*c)).count() >= 2 && words.chars().any(char::is_alphabetic)
    {
        out.push(words.to_owned());
    }
    out
}

/// Each column of figures by each column of labels; a key of several rows is their sum, when none of them is a total.
fn columns(view: &View<'_>, sheet: &Sheet<'_>, factors: &[Decimal]) -> Vec<List> {
    let mut out = Vec::new();
    let kinds = &view.proofs[sheet.ix as usize].rows;
    for panel in sheet.panels.iter() {
        for label in panel.labels.clone() {
            let keyed: Vec<(u32, Vec<String>)> =
                sheet.body().map(|row| (row, row_keys(sheet, panel, row, label))).collect();
            if keyed.iter().all(|(_, keys)| keys.is_empty()) {
                continue;
            }
            for lane in panel.lanes.clone().filter(|lane| sheet.lanes[*lane].cols.len() == 1) {
                let col = sheet.lanes[lane].col();
                let mut entries: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
                let mut summed: BTreeMap<String, bool> = BTreeMap::new();
                for (row, keys) in &keyed {
                    let Some(figure) = figure(sheet, *row, col, factors) else { continue };
                    let detail = kinds[*row as usize] == RowKind::Detail;
                    for key in keys {
                        entries.entry(key.clone()).or_default().push(figure.clone());
                        *summed.entry(key.clone()).or_insert(true) &= detail;
                    }
                }
                for (key, figures) in entries.iter_mut().filter(|(key, _)| !summed[*key]) {
                    only_one(sheet, label, key, figures);
                }
                // The same words over several totals say nothing.
                entries.retain(|key, figures| figures.len() == 1 || summed[key]);
                let classes = classes(view, &entries, kinds);
                for (key, figures) in classes {
                    entries.entry(key).or_insert(figures);
                }
                if !entries.is_empty() {
                    let name = format!("column {col} by column {label}");
                    out.push(List { table: sheet.ix, name, entries });
                }
            }
        }
    }
    out
}

/// Rows of one name that all say the same are one, at more than one level: a class and its only member. The one that is
/// called that and no more stands for them.
fn only_one(sheet: &Sheet<'_>, label: u32, key: &str, figures: &mut Vec<Figure>) {
    let same = figures.windows(2).all(|pair| pair[0].amount == pair[1].amount);
    if same && figures.len() > 1 {
        let plain = |figure: &Figure| squash(sheet.text(figure.place.1, label)) == key;
        let at = figures.iter().position(plain).unwrap_or(0);
        figures.swap(0, at);
        figures.truncate(1);
    }
}

/// The keys of a row in one label column; the code columns left of it are one code.
fn row_keys(sheet: &Sheet<'_>, panel: &Panel, row: u32, label: u32) -> Vec<String> {
    let cell = sheet.table.table.at(row, label);
    if cell.is_blank() || cell.col() != label {
        return Vec::new();
    }
    let mut out = keys(cell.text());
    let digits = |col: u32| {
        let text = sheet.text(row, col).trim();
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    };
    let code: Option<String> = (panel.labels.start..label).map(digits).collect();
    if let Some(code) = code.filter(|code| code.len() >= 3 && out.iter().all(|key| !key.starts_with('#'))) {
        out.push(format!("#{code}"));
    }
    out
}

/// Rows of codes summed by the class their codes begin with, under the class's code and name, where no row is the class.
fn classes(
    view: &View<'_>,
    entries: &BTreeMap<String, Vec<Figure>>,
    kinds: &[RowKind],
) -> BTreeMap<String, Vec<Figure>> {
    let mut out: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for scheme in view.schemes {
        for (code, name) in &scheme.classes {
            let class = format!("#{code}");
            if let Some(own) = entries.get(&class) {
                out.insert(bare(&squash(name)).to_owned(), own.clone());
                continue;
            }
            let under: Vec<Figure> = entries
                .range(class.clone()..)
                .take_while(|(key, _)| key.starts_with(&class))
                .flat_map(|(_, figures)| figures.iter().cloned())
                .filter(|figure| kinds[figure.place.1 as usize] == RowKind::Detail)
                .collect();
            if !under.is_empty() {
                out.insert(bare(&squash(name)).to_owned(), under.clone());
                out.insert(class, under);
            }
        }
    }
    out
}

/// Total rows by the heads of their columns.
fn total_rows(view: &View<'_>, sheet: &Sheet<'_>, factors: &[Decimal]) -> Vec<List> {
    let kinds = &view.proofs[sheet.ix as usize].rows;
    let mut out = Vec::new();
    for row in sheet.body().filter(|row| kinds[*row as usize] == RowKind::Total) {
        let mut entries: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for lane in sheet.lanes.iter().filter(|lane| lane.cols.len() == 1) {
            let Some(head) = lane.heads.last() else { continue };
            let Some(figure) = figure(sheet, row, lane.col(), factors) else { continue };
            for key in keys(head) {
                entries.entry(key).or_default().push(figure.clone());
            }
        }
        entries.retain(|_, figures| figures.len() == 1);
        if !entries.is_empty() {
            out.push(List { table: sheet.ix, name: format!("row {row}"), entries });
        }
    }
    out
}

fn sum(figures: &[Figure]) -> Amount {
    let value = figures.iter().map(|figure| figure.amount.value).sum();
    let ulp = figures.iter().map(|figure| figure.amount.ulp).max().unwrap_or(1);
    Amount { value, ulp }
}

/// Ties each list to the first list of another table that it agrees with.
fn alike(lists: &[List], words: &Words, out: &mut Across) {
    let mut by_entry: BTreeMap<(&str, i128), Vec<usize>> = BTreeMap::new();
    for (ix, list) in lists.iter().enumerate() {
        for (key, figures) in &list.entries {
            let amount = sum(figures);
            if amount.value != 0 {
                by_entry.entry((key, amount.value)).or_default().push(ix);
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for with in by_entry.values().filter(|with| (2..=MOST_LISTS).contains(&with.len())) {
        for (at, later) in with.iter().enumerate() {
            let others = with[..at].iter().filter(|earlier| lists[**earlier].table != lists[*later].table);
            pairs.extend(others.map(|earlier| (*later, *earlier)));
        }
    }
    // For each list and other table the list there that it agrees with best: the fewest differences, then the most keys.
    let mut best: BTreeMap<(usize, u32), (Agreement, usize)> = BTreeMap::new();
    for (later, earlier) in pairs {
        let agreement = agreement(&lists[earlier], &lists[later]);
        if !agreement.believed() {
            continue;
        }
        let known = best.entry((later, lists[earlier].table)).or_insert((agreement, earlier));
        let rank = |agreement: &Agreement| (agreement.off, std::cmp::Reverse(agreement.exact));
        if rank(&agreement) < rank(&known.0) {
            *known = (agreement, earlier);
        }
    }
    let mut linked: BTreeMap<usize, u32> = BTreeMap::new();
    for ((later, _), (agreement, earlier)) in best {
        // Equal to two others is enough: these are tied to each other in their turn.
        let count = linked.entry(later).or_default();
        if *count < 2 {
            tie(&lists[earlier], &lists[later], agreement, words, out);
            *count += 1;
        }
    }
}

/// How two lists compare on the keys that both have.
#[derive(Clone, Copy, Debug, Default)]
struct Agreement {
    /// Different amounts that are the same in both.
    exact: u32,
    /// Keys whose amounts differ.
    off: u32,
    /// How unlikely the same amounts are by chance.
    bits: i32,
    /// A code or a word of some length is among the keys that agree.
    named: bool,
}

impl Agreement {
    fn believed(&self) -> bool {
        let alone = self.exact == 1 && self.off == 0 && self.bits >= ENOUGH && self.named;
        alone || self.exact >= 2 && self.off * 3 <= self.exact && self.bits - LOSS * self.off as i32 > ENOUGH
    }

    /// Whether what differs is worth a report.
    fn sure(&self) -> bool {
        self.exact >= 3
            && self.off * 4 <= self.exact
            && (self.off == 0 || self.bits >= TOLD * self.exact as i32)
    }
}

fn agreement(earlier: &List, later: &List) -> Agreement {
    let mut out = Agreement::default();
    let (mut seen, mut exact) = (BTreeSet::new(), BTreeSet::new());
    for (key, left, right) in common(earlier, later) {
        let (one, other) = (sum(left), sum(right));
        if one.value == 0 && other.value == 0 || !seen.insert((left[0].place, right[0].place)) {
            continue;
        }
        if one.value == other.value {
            if exact.insert(one.value) {
                out.bits += one.bits().min(18);
            }
            out.named |= key.starts_with('#') || key.chars().count() >= 3;
        } else if (one.value - other.value).abs() > i128::midpoint(one.ulp, other.ulp) {
            out.off += 1;
        }
    }
    out.exact = exact.len() as u32;
    out
}

fn common<'a>(
    earlier: &'a List,
    later: &'a List,
) -> impl Iterator<Item = (&'a str, &'a [Figure], &'a [Figure])> {
    later.entries.iter().filter_map(|(key, figures)| {
        Some((key.as_str(), earlier.entries.get(key)?.as_slice(), figures.as_slice()))
    })
}

/// Makes checks of what two lists share.
fn tie(earlier: &List, later: &List, agreement: Agreement, words: &Words, out: &mut Across) {
    let mut told = BTreeSet::new();
    // That several rows of one name are added up another key shows.
    let summed = common(earlier, later)
        .any(|(_, left, right)| left.len() != right.len() && sum(left).value == sum(right).value);
    for (key, left, right) in common(earlier, later) {
        let (one, other) = (sum(left), sum(right));
        if !told.insert((left[0].place, right[0].place)) || one.value == 0 && other.value == 0 {
            continue;
        }
        let evidence = Evidence::new("arithmetic")
            .with("by", "key")
            .with("key", key.trim_start_matches('#'))
            .with("lists", format!("{} ~ {}", earlier.name, later.name))
            .with("hold", agreement.exact.to_string())
            .with("fail", agreement.off.to_string());
        // Wholes of two tables may hold more than the parts that both share, and a column may be part of another but for
        // a few rows: what differs by more than a slip is no contradiction.
        let (off, figures) = (one.value - other.value, [one.value, other.value]);
        let digits = digit_slip(off, &figures, one.ulp.max(other.ulp));
        let slipped = digits || is_figure(off, &figures);
        // Of two sums over rows the one with fewer may go on in a table that is not joined to it.
        let one_of = left.len() == 1 || right.len() == 1;
        let whole = left.len() == right.len() || one_of && (summed || digits);
        let fails = agreement.sure() && slipped && whole && !words.hint(key).is_total();
        out.add(left, right, evidence, fails);
    }
}
