//! A zone: a part of the page that may be a table, with the lines and rules in it.

use crate::bands::Line;
use model::geometry::Pt;
use model::layout::Rule;

/// A line or an edge of shading across the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bar {
    /// Its place.
    pub(crate) at: Pt,
    /// Whether it is drawn, not the edge of an area.
    pub(crate) drawn: bool,
    /// How far it goes.
    pub(crate) extent: Extent,
}

/// How far a bar goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// From side to side.
    Whole,
    /// It stops at a cell that spans rows: the table goes on beyond it.
    Part,
    /// Nothing is drawn there: white space parts two tables, or the page ends.
    Open,
}

/// So many edges of shading are a head and rows in turn; two are a panel.
const SHADED: usize = 5;
/// The same where joints show the cells of each row: two rows of cells, one on the other.
const SHADED_CELLS: usize = 3;

/// A rule this near to a bar is a piece of it.
const SAME_BAR: Pt = Pt(1_500);

/// A candidate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Zone {
    /// Left edge: of the rules, else of the ink.
    pub(crate) left: Pt,
    /// Right edge.
    pub(crate) right: Pt,
    /// Top edge.
    pub(crate) top: Pt,
    /// Bottom edge.
    pub(crate) bottom: Pt,
    /// Its lines, top to bottom.
    pub(crate) lines: Vec<Line>,
    /// Bars across it, the outer ones included, top to bottom.
    pub(crate) bars: Vec<Bar>,
    /// Level rules in it that do not cross it.
    pub(crate) parts: Vec<Rule>,
    /// Upright rules in it.
    pub(crate) uprights: Vec<Rule>,
    /// x at which its bars or its shading were drawn in pieces: borders of cells.
    pub(crate) joints: Vec<Pt>,
    /// From where to where down the page areas of shading cross it that were drawn in one go, where others of one colour were
    /// drawn cell by cell.
    pub(crate) across: Vec<(Pt, Pt)>,
    /// Whether the page cut it above its first bar, which stops at a cell that spans rows.
    pub(crate) cut_above: bool,
    /// The edges of its columns, when they are given.
    pub(crate) columns: Option<Vec<Pt>>,
    /// The end of its head, when it is given.
    pub(crate) head_end: Option<Pt>,
}

impl Zone {
    /// Whether the page ends below it, not the table.
    pub(crate) fn open_below(&self) -> bool {
        self.bars.last().is_some_and(|bar| bar.extent == Extent::Open)
    }

    /// The level rules in it that are no pieces of its bars.
    pub(crate) fn lone_parts(&self) -> Vec<Rule> {
        self.parts.iter().filter(|rule| !self.is_piece(rule)).copied().collect()
    }

    /// Whether a rule is a piece of one of its bars; those that leave columns free are rules themselves.
    pub(crate) fn is_piece(&self, rule: &Rule) -> bool {
        let across = |bar: &&Bar| bar.extent != Extent::Part;
        self.bars.iter().filter(across).any(|bar| (bar.at - rule.at).abs() <= SAME_BAR)
    }

    /// Whether drawn bars close it above and below, or shading parts its rows.
    pub(crate) fn barred(&self) -> bool {
        let shaded = if self.joints.is_empty() { SHADED } else { SHADED_CELLS };
        self.bars.iter().filter(|bar| bar.drawn).count() >= 2 || self.bars.len() >= shaded
    }
}
