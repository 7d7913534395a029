//! A document after repair: tables over pages, values, captions, and the log.

use crate::diagnostic::Diagnostic;
use crate::document::Source;
use crate::geometry::{Pt, Rect};
use crate::layout::{PageSource, Stray, Tagging};
use crate::page::DroppedGlyph;
use crate::table::{Ink, Table};
use rust_decimal::Decimal;

/// What `repair` makes of a [`crate::Document`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// What it was read from.
    pub source: Source,
    /// The pages looked at.
    pub pages: Vec<PageInfo>,
    /// The tables, in reading order.
    pub tables: Vec<RepairedTable>,
    /// Text outside tables, in reading order.
    pub outside: Vec<Outside>,
    /// Ink that found no place.
    pub strays: Vec<Stray>,
    /// Glyphs that were drawn but not read, by page.
    pub dropped: Vec<(u32, DroppedGlyph)>,
    /// Remarks of all stages, in page order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A page that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageInfo {
    /// Physical number, from 1.
    pub number: u32,
    /// Its printed label.
    pub label: Option<String>,
    /// Where its text came from.
    pub source: PageSource,
    /// Width and height of page space.
    pub size: [Pt; 2],
    /// Tables on it that the author's structure tags name.
    pub taggings: Vec<Tagging>,
}

/// One whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedTable {
    /// Cells and log.
    pub table: Table,
    /// The number as printed: "3", "十四".
    pub number: Option<String>,
    /// The same as an integer.
    pub ordinal: Option<u32>,
    /// The title without its number.
    pub title: Option<String>,
    /// The unit its figures stand in, unless a cell says otherwise.
    pub unit: Option<Unit>,
    /// Notes below, as printed.
    pub notes: Vec<String>,
    /// The pieces it was made of, as places among all pieces of the document in reading order; replaying the log of
    /// [`RepairedTable::table`] on them gives it again (see [`crate::table::replay`]).
    pub pieces: Vec<u32>,
    /// Their pages and outlines (none in a dump), in the order they were joined.
    pub regions: Vec<(u32, Option<Rect>)>,
    /// Leading rows that hold only header cells.
    pub header_rows: u32,
    /// For each cell of `table`, in its order, what it was read as.
    pub readings: Vec<Reading>,
}

/// What one cell was read as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it holds.
    pub kind: CellKind,
    /// The exact number; the scale is the printed one ("0.00" has two decimals).
    pub value: Option<Decimal>,
    /// A unit printed in the cell itself: "%", "元".
    pub unit: Option<String>,
    /// Whether it heads a row or column (see the contract of the JSON).
    pub header: bool,
    /// Two readings are possible: why, in a few words.
    pub doubt: Option<String>,
    /// The readings that are possible, when there is more than one.
    pub candidates: Vec<Decimal>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellKind {
    /// An amount, a count, a share.
    Number,
    /// Digits that name something: "2010301", "30101-基本工资", "2022".
    Code,
    /// Words.
    Text,
    /// A sign that stands for an absent value: "-", "…", "×".
    Symbol,
    /// Nothing.
    #[default]
    Blank,
}

impl CellKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Code => "code",
            Self::Text => "text",
            Self::Symbol => "symbol",
            Self::Blank => "blank",
        }
    }
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed: "万元".
    pub text: String,
    /// ISO 4217, when it is money and the printed text or the document says which.
    pub currency: Option<String>,
    /// What one unit counts for in the base unit: 10000.
    pub factor: Decimal,
}

/// A line outside tables and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The line.
    pub ink: Ink,
    /// Its part.
    pub role: Role,
    /// The table it belongs to (index), for captions, unit lines and notes.
    pub table: Option<u32>,
}

/// What a line outside tables is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A table's number or title.
    Caption,
    /// A table's unit.
    Unit,
    /// A note below (or above) a table.
    Note,
    /// A heading of the document.
    Heading,
    /// Repeated at the top or foot of pages, page numbers among them.
    Running,
    /// All else.
    Text,
}

impl Role {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Caption => "caption",
            Self::Unit => "unit",
            Self::Note => "note",
            Self::Heading => "heading",
            Self::Running => "running",
            Self::Text => "text",
        }
    }
}
