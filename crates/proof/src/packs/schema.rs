//! What a pack's TOML text may say, and what is refused, by the name of the rule it stands in.

use super::pattern::Pattern;
use model::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The version of the schema that packs are written in.
const SCHEMA: u32 = 1;
/// Rules and tables of one pack: far more than any template has.
const MOST_RULES: usize = 500;
/// Terms of one rule, and patterns of one list.
const MOST_TERMS: usize = 64;

/// Rules for one kind of document.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name, as `pack:NAME/RULE` says it: small letters, digits and hyphens.
    pub name: String,
    /// What it is for, in a line.
    pub title: String,
    /// The law, standard or template that its rules come from.
    pub source: String,
    /// The tables its rules speak of.
    pub tables: Vec<TableRule>,
    /// Its rules, in their order.
    pub rules: Vec<Rule>,
    /// Words of titles that tell tables of one kind apart: one list for each set of statements.
    pub(crate) scopes: Vec<Vec<Pattern>>,
    /// Heads of columns that mean the same column of another table, a list for each.
    pub(crate) same_columns: Vec<Vec<Pattern>>,
}

/// How a table is known.
#[derive(Clone, Debug)]
pub struct TableRule {
    /// Its name within the pack.
    pub name: String,
    pub(crate) title: Vec<Pattern>,
    pub(crate) not_title: Vec<Pattern>,
    /// Of each list one label or head must stand in it.
    pub(crate) has: Vec<Vec<Pattern>>,
}

/// One relation.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name within the pack.
    pub name: String,
    /// What it says, in a line.
    pub about: String,
    /// Where it is laid down; the pack's source when the rule names none.
    pub source: String,
    /// Whether what fails is an error or a remark.
    pub severity: Severity,
    /// Its form.
    pub kind: Kind,
    /// How far apart the sides may be.
    pub tolerance: Tolerance,
    /// The left side.
    pub left: Vec<RuleTerm>,
    /// The right side; of a ratio, dividend and divisor.
    pub right: Vec<RuleTerm>,
}

/// A term of a rule.
#[derive(Clone, Debug)]
pub enum RuleTerm {
    /// A cell of a table.
    Cell {
        /// The table's place among the pack's.
        table: usize,
        /// Patterns of the row's label; none: a check for each row.
        row: Vec<String>,
        /// Patterns of the column's head; none: a check for each column.
        col: Vec<String>,
        /// The group of columns (from 1), where a table stands beside another under one frame.
        panel: Option<usize>,
        /// 1 or -1.
        weight: Decimal,
        /// The rule holds without it.
        optional: bool,
    },
    /// A number. In a ratio in per cent it counts a hundredfold.
    Constant(Decimal),
}

/// What a failing check of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A check that fails.
    Error,
    /// A remark; nothing is contradicted.
    Warning,
}

/// The form of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Left is the sum of right; a difference where a part counts -1.
    Sum,
    /// Both sides are the same figure.
    Equal,
    /// Left is the first of right divided by the second.
    Ratio,
}

/// How far apart the sides of a rule may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// As far as the print was rounded.
    Print,
    /// Not at all, or so far, in the unit of the left side.
    Of(Decimal),
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is no TOML, or a field is unknown, missing or of the wrong type.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// It is written for another version of the schema.
    #[error("schema {0} is not known; this version reads schema {SCHEMA}")]
    Schema(u32),
    /// Something in the pack as a whole is wrong.
    #[error("{0}")]
    Pack(String),
    /// Something in one table or rule is wrong.
    #[error("{what} `{name}`: {why}")]
    Entry {
        /// `table` or `rule`.
        what: &'static str,
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
    },
}

/// A list of patterns, or a single one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(untagged)]
enum Words {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl Words {
    fn list(self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    schema: u32,
    name: String,
    title: String,
    source: String,
    #[serde(default)]
    scopes: Vec<Vec<String>>,
    #[serde(default)]
    same_columns: Vec<Vec<String>>,
    #[serde(default)]
    tables: Vec<TableEntry>,
    #[serde(default)]
    rules: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    name: String,
    #[serde(default)]
    title: Words,
    #[serde(default)]
    not_title: Words,
    #[serde(default)]
    has: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    name: String,
    #[serde(default)]
    about: String,
    source: Option<String>,
    severity: Option<Severity>,
    kind: Option<Kind>,
    tolerance: Option<String>,
    left: Vec<TermEntry>,
    right: Vec<TermEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    table: Option<String>,
    #[serde(default)]
    row: Words,
    #[serde(default)]
    col: Words,
    panel: Option<usize>,
    weight: Option<i8>,
    #[serde(default)]
    optional: bool,
    constant: Option<String>,
}

impl Pack {
    /// Reads a pack; what is wrong is told by the name of the table or rule it stands in.
    pub fn read(text: &str) -> Result<Self, PackError> {
        let file: PackFile = toml::from_str(text)?;
        if file.schema != SCHEMA {
            return Err(PackError::Schema(file.schema));
        }
        let fit = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !fit(&file.name) {
            let why = format!("the pack's name `{}` is not small letters, digits and hyphens", file.name);
            return Err(PackError::Pack(why));
        }
        if file.tables.len() > MOST_RULES || file.rules.len() > MOST_RULES {
            return Err(PackError::Pack(format!("more than {MOST_RULES} tables or rules")));
        }
        let groups = |lists: Vec<Vec<String>>| -> Result<Vec<Vec<Pattern>>, PackError> {
            lists.iter().map(|list| patterns(list).map_err(PackError::Pack)).collect()
        };
        let mut names = BTreeSet::new();
        let mut tables = Vec::new();
        for entry in file.tables {
            let name = entry.name.clone();
            let wrong = |why: String| PackError::Entry { what: "table", name: name.clone(), why };
            if !fit(&name) || !names.insert(name.clone()) {
                return Err(wrong("its name is no name of its own (small letters, digits, hyphens)".into()));
            }
            tables.push(table(entry).map_err(wrong)?);
        }
        names.clear();
        let mut rules = Vec::new();
        for entry in file.rules {
            let name = entry.name.clone();
            let wrong = |why: String| PackError::Entry { what: "rule", name: name.clone(), why };
            if !fit(&name) || !names.insert(name.clone()) {
                return Err(wrong("its name is no name of its own (small letters, digits, hyphens)".into()));
            }
            rules.push(rule(entry, &tables, &file.source).map_err(wrong)?);
        }
        Ok(Self {
            name: file.name,
            title: file.title,
            source: file.source,
            tables,
            rules,
            scopes: groups(file.scopes)?,
            same_columns: groups(file.same_columns)?,
        })
    }
}

fn patterns(list: &[String]) -> Result<Vec<Pattern>, String> {
    if list.len() > MOST_TERMS {
        return Err(format!("more than {MOST_TERMS} patterns in one list"));
    }
    let made: Vec<Pattern> = list.iter().map(|text| Pattern::new(text)).collect();
    match made.iter().position(|pattern| !pattern.says_something()) {
        Some(ix) => Err(format!("the pattern `{}` fits everything", list[ix])),
        None => Ok(made),
    }
}

fn table(entry: TableEntry) -> Result<TableRule, String> {
    let has = entry.has.into_iter().map(|list| patterns(&list.list())).collect::<Result<Vec<_>, _>>()?;
    let title = patterns(&entry.title.list())?;
    if title.is_empty() && has.is_empty() {
        return Err("neither `title` nor `has` says how it is known".into());
    }
    Ok(TableRule { name: entry.name, title, not_title: patterns(&entry.not_title.list())?, has })
}

fn rule(entry: RuleEntry, tables: &[TableRule], source: &str) -> Result<Rule, String> {
    let kind = entry.kind.unwrap_or(Kind::Sum);
    let tolerance = match entry.tolerance.as_deref() {
        None | Some("print") => Tolerance::Print,
        Some(text) => {
            let value: Option<Decimal> = text.parse().ok();
            let value = value.filter(|value| !value.is_sign_negative());
            Tolerance::Of(value.ok_or_else(|| {
                format!("the tolerance `{text}` is neither \"print\" nor a decimal from 0 up")
            })?)
        }
    };
    let side = |entries: Vec<TermEntry>, side: &str| -> Result<Vec<RuleTerm>, String> {
        if entries.is_empty() || entries.len() > MOST_TERMS {
            return Err(format!("its {side} side has no terms, or more than {MOST_TERMS}"));
        }
        entries.into_iter().map(|entry| term(entry, tables)).collect()
    };
    let (left, right) = (side(entry.left, "left")?, side(entry.right, "right")?);
    let cells = left.iter().chain(&right).filter_map(|term| match term {
        RuleTerm::Cell { table, row, col, .. } => Some((*table, row.is_empty(), col.is_empty())),
        RuleTerm::Constant(_) => None,
    });
    let cells: Vec<(usize, bool, bool)> = cells.collect();
    let Some(first) = cells.first() else { return Err("no term of it is a cell".into()) };
    if cells.iter().any(|cell| (cell.1, cell.2) != (first.1, first.2)) {
        return Err("all its cells name rows and columns, or all leave out `row`, or all `col`".into());
    }
    if first.1 && first.2 {
        return Err("its cells name neither rows nor columns".into());
    }
    if first.1 && cells.iter().any(|cell| cell.0 != first.0) {
        return Err("a rule for each row (its cells name no row) stays within one table".into());
    }
    if kind == Kind::Ratio {
        let divides = |term: &RuleTerm| matches!(term, RuleTerm::Cell { optional: false, .. });
        if right.len() != 2 || !right.iter().all(divides) {
            return Err("the right side of a ratio is two cells: dividend and divisor".into());
        }
    }
    let source = entry.source.unwrap_or_else(|| source.to_owned());
    if source.is_empty() {
        return Err("it names no source, nor does the pack".into());
    }
    let severity = entry.severity.unwrap_or(Severity::Error);
    Ok(Rule { name: entry.name, about: entry.about, source, severity, kind, tolerance, left, right })
}

fn term(entry: TermEntry, tables: &[TableRule]) -> Result<RuleTerm, String> {
    let weight = match entry.weight {
        None | Some(1) => Decimal::ONE,
        Some(-1) => -Decimal::ONE,
        Some(other) => return Err(format!("the weight {other} is neither 1 nor -1")),
    };
    if let Some(text) = entry.constant {
        let value: Decimal = text.parse().map_err(|_| format!("the constant `{text}` is not a decimal"))?;
        return Ok(RuleTerm::Constant(value * weight));
    }
    let (row, col) = (entry.row.list(), entry.col.list());
    let heads = col.iter().flat_map(|path| path.split('/')).map(str::to_owned).collect::<Vec<_>>();
    patterns(&row)?;
    patterns(&heads)?;
    let table = match (entry.table, tables) {
        (Some(name), _) => tables
            .iter()
            .position(|table| table.name == name)
            .ok_or_else(|| format!("no table of the pack is called `{name}`"))?,
        (None, [_]) => 0,
        (None, _) => return Err("a term names no table".into()),
    };
    if entry.panel == Some(0) {
        return Err("panels count from 1".into());
    }
    Ok(RuleTerm::Cell { table, row, col, panel: entry.panel, weight, optional: entry.optional })
}
