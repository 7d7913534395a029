//! Rules that a person wrote down: what must add up in tables of a known kind.
//!
//! A pack is a TOML text ([`schema`] tells its fields). It names tables by patterns of their titles and of what stands in
//! them, and relations between cells named by row label and column head. [`find`] looks for the cells, [`make`] makes
//! checks of what it found. A rule whose cells are not there, or not there once, makes no check: nothing is guessed. What
//! the figures alone have shown already is not said again.
//!
//! Patterns are words in which `*` stands for anything: matching is linear, and the whole of it is bounded by
//! [`find::MOST_LOOKS`].

mod find;
mod make;
mod pattern;
mod schema;

use crate::emit::place;
use crate::evidence::slip;
use crate::sheet::Sheet;
use find::{Looks, Sought};
use model::checked::{Check, Status, Term};
use model::{Decimal, Diagnostic};
pub use schema::{Kind, Pack, PackError, Rule, RuleTerm, Severity, TableRule, Tolerance};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The packs that come with the program: general ones last.
const BUILT_IN: [&str; 3] = [
    include_str!("../data/packs/cn-department-budget.toml"),
    include_str!("../data/packs/cn-final-accounts.toml"),
    include_str!("../data/packs/financial-statements.toml"),
];

/// The packs that come with the program.
pub fn built_in_packs() -> Vec<Pack> {
    // Read once a process, not for each document. A test sees that all of them are read.
    static PACKS: LazyLock<Vec<Pack>> =
        LazyLock::new(|| BUILT_IN.iter().filter_map(|text| Pack::read(text).ok()).collect());
    PACKS.clone()
}

/// The TOML text of a pack that comes with the program.
pub fn built_in_text(name: &str) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|text| Pack::read(text).is_ok_and(|pack| pack.name == name))
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The rule's name.
    pub rule: String,
    /// Its checks, those that the figures had shown already among them.
    pub checks: Vec<Check>,
    /// Why it made none, or not all that it could have: "no row `…` in table 3".
    pub missing: Vec<String>,
}

/// What packs look at.
pub(crate) struct View<'a> {
    pub(crate) sheets: &'a [Sheet<'a>],
    /// For each table and row what its figures count for.
    pub(crate) factors: &'a [Vec<Decimal>],
}

/// What packs add: checks within tables (by the table's place), checks across, and remarks on rules that only warn.
#[derive(Default)]
pub(crate) struct Added {
    pub(crate) within: Vec<(usize, Check)>,
    pub(crate) across: Vec<Check>,
    pub(crate) remarks: Vec<Diagnostic>,
}

/// The checks of all packs that say something new beside `found`.
pub(crate) fn added<'c>(view: &View<'_>, packs: &[Pack], found: impl Iterator<Item = &'c Check>) -> Added {
    let mut seen: BTreeSet<Vec<Cell>> = BTreeSet::new();
    let mut accounts = Accounts::default();
    for check in found {
        seen.insert(cells(check));
        accounts.tie(check);
    }
    let mut made: Vec<(&Pack, &Rule, Check)> = Vec::new();
    let mut out = Added::default();
    let mut looks = Looks::default();
    for pack in packs {
        let sought = Sought::new(view.sheets, view.factors, pack);
        for rule in &pack.rules {
            let checks = make::tried(&sought, rule, &mut looks).checks;
            made.extend(checks.into_iter().filter(|c| seen.insert(cells(c))).map(|c| (pack, rule, c)));
        }
    }
    for (.., check) in &made {
        accounts.tie(check);
    }
    for (pack, rule, check) in made {
        let check = accounts.believed(check);
        if rule.severity == Severity::Warning && check.status == Status::Fails {
            out.remarks.push(remark(view, pack, rule, &check));
            continue;
        }
        match home(&check) {
            Some(table) => out.within.push((table, check)),
            None => out.across.push(check),
        }
    }
    if looks.spent() {
        let message = "the rule packs were not tried to the end: too many cells and patterns";
        out.remarks.push(Diagnostic::new("rules-cut", message));
    }
    out
}

/// Which tables are of one account: something that stands in both agrees. Tables of the right names may be of different
/// years or offices, and then nothing that they say contradicts.
#[derive(Default)]
struct Accounts {
    /// For each table one that it is tied to, or itself.
    root: BTreeMap<u32, u32>,
}

impl Accounts {
    fn root(&self, table: u32) -> u32 {
        let mut at = table;
        while let Some(next) = self.root.get(&at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }

    /// What holds ties its tables, unless it is nothing that agrees with nothing.
    fn tie(&mut self, check: &Check) {
        if !check.status.proves() || check.left_value.is_none_or(|value| value.is_zero()) {
            return;
        }
        let tables: BTreeSet<u32> = cells(check).into_iter().map(|(table, ..)| table).collect();
        let roots: BTreeSet<u32> = tables.into_iter().map(|table| self.root(table)).collect();
        if let Some(first) = roots.first() {
            self.root.extend(roots.iter().map(|root| (*root, *first)));
        }
    }

    /// A check that fails across tables which nothing ties is left open, but where a slip explains the difference.
    fn believed(&self, mut check: Check) -> Check {
        let tables = cells(&check).into_iter().map(|(table, ..)| self.root(table)).collect::<BTreeSet<u32>>();
        if check.status == Status::Fails && tables.len() > 1 && !slipped(&check) {
            check.status = Status::Open;
            (check.left_value, check.right_value, check.difference) = (None, None, None);
            check.evidence = check.evidence.with("apart", "nothing else ties its tables to each other");
        }
        check
    }
}

fn slipped(check: &Check) -> bool {
    let (Some(left), Some(right), Some(off)) = (check.left_value, check.right_value, check.difference) else {
        return false;
    };
    let scale = left.scale().max(right.scale());
    let scaled = |value: Decimal| {
        let mut value = value;
        value.rescale(scale);
        value.mantissa()
    };
    slip(scaled(off), &[scaled(left), scaled(right)], 1)
}

/// What becomes of every rule of one pack.
pub(crate) fn tried(view: &View<'_>, pack: &Pack) -> Vec<Tried> {
    let sought = Sought::new(view.sheets, view.factors, pack);
    let mut looks = Looks::default();
    pack.rules.iter().map(|rule| make::tried(&sought, rule, &mut looks)).collect()
}

type Cell = (u32, u32, u32);

fn cells(check: &Check) -> Vec<Cell> {
    let mut out: Vec<Cell> = check.left.iter().chain(&check.right).filter_map(place).collect();
    out.sort_unstable();
    out
}

/// The table in which all cells of a check stand.
fn home(check: &Check) -> Option<usize> {
    let mut tables = check.left.iter().chain(&check.right).filter_map(place).map(|(table, ..)| table);
    let first = tables.next()?;
    tables.all(|table| table == first).then_some(first as usize)
}

/// A rule that only warns contradicts nothing: what differs is a remark.
fn remark(view: &View<'_>, pack: &Pack, rule: &Rule, check: &Check) -> Diagnostic {
    let side = |value: Option<Decimal>| value.map_or("?".to_owned(), |value| value.to_string());
    let (left, right) = (side(check.left_value), side(check.right_value));
    let about = if rule.about.is_empty() { &rule.name } else { &rule.about };
    let cell = check.left.iter().find_map(|term| match term {
        Term::Cell { table, row, col, .. } => Some((*table, *row, *col)),
        Term::Constant(_) | Term::Prose { .. } => None,
    });
    let at =
        cell.map_or(String::new(), |(table, row, col)| format!("t{}, row {row}, column {col}: ", table + 1));
    let message = format!("{at}{about}: {left} against {right} (pack {}, rule {})", pack.name, rule.name);
    let remark = Diagnostic::new("rule-differs", message);
    let area = cell.and_then(|(table, row, col)| {
        view.sheets[table as usize].table.table.at(row, col).areas().first().copied()
    });
    match area {
        Some((page, area)) => remark.on(page).at(area),
        None => remark,
    }
}

#[cfg(test)]
mod tests;
