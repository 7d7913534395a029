//! A report for people: what fails, what is in doubt, what is proved; for a terminal, as Markdown, or as HTML.
//!
//! A report is first a list of [`Block`]s, in which everything is said; the formats only set it.

mod entry;
mod html;
mod markdown;
mod text;

use crate::Identity;
use crate::shape::{pages_of, table_id};
use entry::{check_entry, doubt_entry};
pub use html::page as html_page;
use model::checked::{Check, Checked, Status, Verdict};
use model::{RepairedTable, SourceKind};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For a terminal.
    Text,
    /// Markdown.
    Markdown,
    /// The part of an HTML page for one document; see [`html_page`].
    Html,
}

/// A part of a report.
enum Block {
    Title(String),
    Heading(String),
    Line(String),
    Entry(Entry),
    Table { head: Vec<&'static str>, rows: Vec<Vec<String>> },
}

/// One finding: what it is about, and its facts by name.
struct Entry {
    title: String,
    facts: Vec<(&'static str, String)>,
}

/// Findings of one kind that are told in full; a broken document has thousands, and the JSON has them all.
const MOST_ENTRIES: usize = 200;

/// The report on one document.
pub fn report(checked: &Checked, identity: &Identity, format: ReportFormat) -> String {
    let blocks = blocks(checked, identity);
    match format {
        ReportFormat::Text => text::set(&blocks),
        ReportFormat::Markdown => markdown::set(&blocks),
        ReportFormat::Html => html::set(&blocks),
    }
}

fn blocks(checked: &Checked, identity: &Identity) -> Vec<Block> {
    let counts = Counts::of(checked);
    let mut out = vec![Block::Title(identity.file.clone())];
    let pages = checked.repaired.pages.len();
    let pages = if checked.repaired.source.kind == SourceKind::Text {
        String::new()
    } else {
        format!(" on {}", counted(pages, "page"))
    };
    out.push(Block::Line(format!("{}{pages}", counted(checked.repaired.tables.len(), "table"))));
    out.push(Block::Line(counts.checks_line()));
    out.push(Block::Line(counts.cells_line()));

    let all = || checked.tables.iter().flat_map(|table| &table.checks).chain(&checked.across);
    let of = |status: Status| all().filter(move |check| check.status == status);
    out.push(Block::Heading("What fails".to_owned()));
    entries(&mut out, of(Status::Fails).map(|check| check_entry(check, checked)), "Nothing.");

    out.push(Block::Heading("What is in doubt or open".to_owned()));
    let doubted = checked.repaired.tables.iter().zip(&checked.tables).enumerate();
    let doubted = doubted.flat_map(|(ix, (table, proof))| {
        let cells = table.table.cells().iter().zip(&proof.cells).enumerate();
        let doubted = cells.filter(|(_, (_, proof))| proof.verdict == Some(Verdict::Doubt));
        doubted.map(move |(at, _)| doubt_entry(checked, ix, at))
    });
    let open = of(Status::Open).map(|check| check_entry(check, checked));
    let remarks = checked.repaired.diagnostics.iter().filter(|remark| remark.code.starts_with("rule"));
    let remarks = remarks.map(|remark| Entry {
        title: format!("Remark: {}", remark.code),
        facts: vec![("says", remark.message.clone())],
    });
    entries(&mut out, doubted.chain(open).chain(remarks), "Nothing.");

    out.push(Block::Heading("What is proved".to_owned()));
    let head = vec![
        "table",
        "title",
        "pages",
        "proved both ways",
        "proved",
        "unchecked",
        "in doubt",
        "contradicted",
        "checks that hold",
        "fail",
        "open",
    ];
    let tables = checked.repaired.tables.iter().zip(&checked.tables).enumerate();
    let rows = tables.map(|(ix, (table, proof))| {
        let counts = Counts::of_parts(&proof.checks, proof.cells.iter().map(|cell| cell.verdict));
        let mut row = vec![table_id(ix), heading(table), pages_line(table, checked)];
        row.extend(counts.cells.iter().map(usize::to_string));
        row.extend([counts.hold, counts.fail, counts.open].map(|n| n.to_string()));
        row
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    let across = Counts::of_parts(&checked.across, std::iter::empty());
    let mut last = vec![String::new(), "across tables and with the text".to_owned(), String::new()];
    last.extend(Verdict::ALL.map(|_| String::new()));
    last.extend([across.hold, across.fail, across.open].map(|n| n.to_string()));
    rows.push(last);
    out.push(Block::Table { head, rows });
    out
}

fn entries(out: &mut Vec<Block>, entries: impl Iterator<Item = Entry>, none: &str) {
    let from = out.len();
    let mut more = 0;
    for entry in entries {
        if out.len() - from < MOST_ENTRIES {
            out.push(Block::Entry(entry));
        } else {
            more += 1;
        }
    }
    if out.len() == from {
        out.push(Block::Line(none.to_owned()));
    }
    if more > 0 {
        out.push(Block::Line(format!("… and {more} more, in the JSON")));
    }
}

/// Checks by outcome, and cells by verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Checks that hold, those within rounding among them.
    pub hold: usize,
    /// Those of them that hold within rounding, and not exactly.
    pub rounding: usize,
    /// Checks that fail.
    pub fail: usize,
    /// Checks that could not be made.
    pub open: usize,
    /// Cells by verdict, in the order of [`Verdict::ALL`].
    pub cells: [usize; Verdict::ALL.len()],
}

impl Counts {
    /// Those of a document.
    pub fn of(checked: &Checked) -> Self {
        let checks = checked.tables.iter().flat_map(|table| &table.checks).chain(&checked.across);
        let cells = checked.tables.iter().flat_map(|table| &table.cells);
        Self::of_parts(checks, cells.map(|cell| cell.verdict))
    }

    fn of_parts<'c>(
        checks: impl IntoIterator<Item = &'c Check>,
        verdicts: impl Iterator<Item = Option<Verdict>>,
    ) -> Self {
        let mut out = Self::default();
        for check in checks {
            match check.status {
                Status::Holds => out.hold += 1,
                Status::Rounding => (out.hold, out.rounding) = (out.hold + 1, out.rounding + 1),
                Status::Fails => out.fail += 1,
                Status::Open => out.open += 1,
            }
        }
        for verdict in verdicts.flatten() {
            let known = Verdict::ALL.iter().position(|one| *one == verdict);
            out.cells[known.expect("all verdicts are listed")] += 1;
        }
        out
    }

    /// "checks: 14 hold (3 within rounding), 1 fails, 0 open"
    pub fn checks_line(&self) -> String {
        let verb = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let (hold, fail) = (verb(self.hold, "holds", "hold"), verb(self.fail, "fails", "fail"));
        let rounding = match self.rounding {
            0 => String::new(),
            n => format!(" ({n} within rounding)"),
        };
        format!("checks: {hold}{rounding}, {fail}, {} open", self.open)
    }

    /// "figures: 30 proved both ways, 4 proved, 2 unchecked, 0 in doubt, 1 contradicted"
    pub fn cells_line(&self) -> String {
        let [both, proved, unchecked, doubt, contradicted] = self.cells;
        format!(
            "figures: {both} proved both ways, {proved} proved, {unchecked} unchecked, {doubt} in doubt, {contradicted} \
             contradicted"
        )
    }
}

fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// The number and title of a table, as printed.
fn heading(table: &RepairedTable) -> String {
    let parts = [table.number.as_deref(), table.title.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn pages_line(table: &RepairedTable, checked: &Checked) -> String {
    if checked.repaired.source.kind == SourceKind::Text {
        return String::new();
    }
    let pages = pages_of(table);
    match pages.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] if (last - first) as usize + 1 == pages.len() => format!("{first}-{last}"),
        _ => pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    }
}
