//! A document whose figures were held against each other: relations, verdicts, kinds of rows.

use crate::repaired::{Repaired, RepairedTable};
use crate::table::Evidence;
use rust_decimal::Decimal;

/// What `proof` makes of a [`Repaired`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The document, with the repairs that arithmetic forced.
    pub repaired: Repaired,
    /// For each of its tables, what was proved in it.
    pub tables: Vec<TableProof>,
    /// Relations across tables and with the prose.
    pub across: Vec<Check>,
}

impl Checked {
    /// A document in which nothing was held against anything.
    pub fn unchecked(repaired: Repaired) -> Self {
        let table = |table: &RepairedTable| TableProof {
            checks: Vec::new(),
            rows: (0..table.table.n_rows())
                .map(|row| if row < table.header_rows { RowKind::Header } else { RowKind::Detail })
                .collect(),
            cells: vec![CellProof::default(); table.table.cells().len()],
        };
        let tables = repaired.tables.iter().map(table).collect();
        Self { repaired, tables, across: Vec::new() }
    }
}

/// What was proved in one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableProof {
    /// Relations within the table.
    pub checks: Vec<Check>,
    /// What each row is.
    pub rows: Vec<RowKind>,
    /// For each cell of the table, in its order.
    pub cells: Vec<CellProof>,
}

/// What was proved of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellProof {
    /// Its state; `None` for a cell that holds no number and should hold none.
    pub verdict: Option<Verdict>,
    /// The checks that touch it, ascending.
    pub checks: Vec<CheckId>,
    /// What the sums ask for, where it is not what is printed.
    pub implied: Option<Decimal>,
    /// The values it may have, where more than one would close what fails.
    pub candidates: Vec<Decimal>,
}

/// A check's name, unique in the document: checks of tables first, in their order, then those across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId(pub u32);

/// A relation between figures: left = right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub id: CheckId,
    /// Its form.
    pub kind: CheckKind,
    /// Whether it holds.
    pub status: Status,
    /// The terms of the left side; for a sum, the total.
    pub left: Vec<Term>,
    /// The terms of the right side; for a ratio, dividend and divisor.
    pub right: Vec<Term>,
    /// The left side's value.
    pub left_value: Option<Decimal>,
    /// The right side's value.
    pub right_value: Option<Decimal>,
    /// Left less right.
    pub difference: Option<Decimal>,
    /// How far apart the sides may be, by the precision of the print.
    pub tolerance: Decimal,
    /// How it was come by.
    pub source: CheckSource,
    /// Which way through the document it runs.
    pub direction: Direction,
    /// What speaks for it.
    pub evidence: Evidence,
}

/// The form of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// A total is the sum of its parts.
    Sum,
    /// A figure is the difference of two.
    Difference,
    /// Two figures (or two sums) are the same.
    Equal,
    /// A figure is one divided by another, times 100 where it is in per cent.
    Ratio,
    /// A figure in the prose is one of a table.
    Text,
}

impl CheckKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Difference => "difference",
            Self::Equal => "equal",
            Self::Ratio => "ratio",
            Self::Text => "text",
        }
    }
}

/// Whether a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Exactly.
    Holds,
    /// Within what the print was rounded to.
    Rounding,
    /// Not.
    Fails,
    /// It could not be made: a value is missing or in doubt.
    Open,
}

impl Status {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Rounding => "rounding",
            Self::Fails => "fails",
            Self::Open => "open",
        }
    }

    /// Whether it proves its figures.
    pub const fn proves(self) -> bool {
        matches!(self, Self::Holds | Self::Rounding)
    }
}

/// Which way through the document a relation runs: a figure that is proved two ways is proved twice over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Within a row: columns add up.
    Row,
    /// Within a column: rows add up.
    Column,
    /// Across tables, or between a table and the prose.
    Across,
}

/// How a relation was come by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckSource {
    /// By structure and data.
    Found,
    /// By a rule of a pack: the pack's and the rule's name.
    Pack {
        /// The pack.
        pack: String,
        /// Its rule.
        rule: String,
    },
}

/// One term of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A cell, by its first slot.
    Cell {
        /// The table's place among the document's, from 0.
        table: u32,
        /// Its row.
        row: u32,
        /// Its column.
        col: u32,
        /// What it counts for.
        weight: Decimal,
    },
    /// A number that is no cell's.
    Constant(Decimal),
    /// An amount in the prose.
    Prose {
        /// The place of its line among the document's outside lines.
        line: u32,
        /// As printed, with its unit.
        text: String,
        /// Its value, in the unit of the other side.
        value: Decimal,
    },
}

/// The state of a numeric cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Relations hold in two of three directions (row, column, across), none fails.
    ProvedBoth,
    /// In one.
    Proved,
    /// No relation that proves anything touches it.
    Unchecked,
    /// The reading or the arithmetic leaves two ways.
    Doubt,
    /// It is in every smallest set of cells that explains what fails.
    Contradicted,
}

impl Verdict {
    /// All of them, the best first.
    pub const ALL: [Self; 5] =
        [Self::ProvedBoth, Self::Proved, Self::Unchecked, Self::Doubt, Self::Contradicted];

    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProvedBoth => "proved-both",
            Self::Proved => "proved",
            Self::Unchecked => "unchecked",
            Self::Doubt => "doubt",
            Self::Contradicted => "contradicted",
        }
    }
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// It holds header cells alone.
    Header,
    /// It is counted once in the whole.
    #[default]
    Detail,
    /// It adds up rows of its table, and is added up itself.
    Subtotal,
    /// It adds up rows of its table, and no row adds it up.
    Total,
    /// It is a part of the row above that other rows hold already: "of which".
    OfWhich,
    /// It is brought from or carried to another page.
    Carried,
    /// It holds a remark.
    Note,
}

impl RowKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Detail => "detail",
            Self::Subtotal => "subtotal",
            Self::Total => "total",
            Self::OfWhich => "of-which",
            Self::Carried => "carried",
            Self::Note => "note",
        }
    }
}
