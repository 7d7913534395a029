//! What the ink of one page means locally: words, rules, lines of text and pieces of tables.
//!
//! `tables` makes a [`PageLayout`] from each [`crate::Page`]; `dump` makes one for a whole text file.
//! **Conservation**: every glyph of the page that is not white space is in exactly one cell, outside line or stray.

use crate::diagnostic::Diagnostic;
use crate::geometry::{Pt, Quarter, Rect};
use crate::page::{Axis, Color, DroppedGlyph, Frame, GlyphId, StrokeOrigin};
use crate::table::{Ink, Table};
use serde::{Deserialize, Serialize};

/// Glyphs set together: no white space inside, one direction, one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its text.
    pub text: String,
    /// The union of its glyphs' boxes.
    pub bbox: Rect,
    /// Its glyphs, in reading order.
    pub glyphs: Vec<GlyphId>,
    /// The largest size of its glyphs.
    pub size: Pt,
    /// Whether most of its glyphs are bold (by font or by double printing).
    pub bold: bool,
    /// The way it runs.
    pub direction: Quarter,
    /// The text colour of its first glyph.
    pub color: Color,
}

/// A maximal straight rule: strokes that touch, made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Its way.
    pub axis: Axis,
    /// The coordinate across.
    pub at: Pt,
    /// Where it starts along its axis.
    pub from: Pt,
    /// Where it ends.
    pub to: Pt,
    /// The thickest stroke in it.
    pub width: Pt,
    /// Whether it is drawn dashed.
    pub dashed: bool,
    /// The strongest origin of its strokes: a drawn line before an edge of shading.
    pub origin: StrokeOrigin,
}

impl Rule {
    /// Where it is drawn, its thickness left out.
    pub fn area(&self) -> Rect {
        self.axis.area(self.at, self.from, self.to)
    }
}

/// Words and rules of a page: what `tables` finds first and everything after builds on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruled {
    /// Sorted by line, then along the line.
    pub words: Vec<Word>,
    /// Sorted by axis, position, start.
    pub rules: Vec<Rule>,
    /// Glyphs in no word, with why (white space is not listed).
    pub dropped: Vec<GlyphId>,
}

/// One line of text outside every table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text, place and look.
    pub ink: Ink,
}

/// One page's part of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The cells: a tiling.
    pub table: Table,
    /// The page, from 1 (1 throughout a dump).
    pub page: u32,
    /// The outline on the page; `None` in a dump.
    pub bbox: Option<Rect>,
    /// The way its text runs. Edges and open sides are those its reader sees (see [`Quarter::turn`]).
    pub direction: Quarter,
    /// Whether its first column stands at the right.
    pub leftward: bool,
    /// x of the column edges, left to right, strictly increasing, `n_cols + 1` of them; empty in a dump.
    pub col_edges: Vec<Pt>,
    /// y of the row edges, top to bottom, strictly increasing, `n_rows + 1` of them; empty in a dump.
    pub row_edges: Vec<Pt>,
    /// What it was found by.
    pub evidence: PieceEvidence,
    /// Leading rows that geometry says are the head (a heavy or only rule under them); `None`: it says nothing.
    pub header_hint: Option<u32>,
    /// Which edges were left open, as a page end leaves them.
    pub open: Open,
}

impl Piece {
    /// Whether another piece may go on where this one ended: it stands on the next page, or higher up in a column to the
    /// right on the same page.
    pub fn may_go_on_in(&self, next: &Self) -> bool {
        let turned = |piece: &Self| piece.bbox.map(|bbox| piece.direction.turn(&bbox));
        let beside = || match (turned(self), turned(next)) {
            (Some(own), Some(other)) => other.x0 >= own.x1 && other.y0 < own.y0,
            _ => false,
        };
        let alike = self.leftward == next.leftward;
        alike && next.page == self.page + 1
            || next.page == self.page && self.direction == next.direction && beside()
    }
}

/// What a piece was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceEvidence {
    /// Rules around every cell.
    Ruled,
    /// Rules in one direction or part, white space in the rest.
    Mixed,
    /// White space and alignment alone.
    Borderless,
    /// The author's structure tags, in agreement with the ink.
    Tagged,
    /// Another converter's table.
    Dump,
}

/// Which outer edges have no rule where one would stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "a rectangle has four sides")]
pub struct Open {
    /// The top edge: rows may have begun on the page before.
    pub top: bool,
    /// The bottom edge: rows may go on on the next page.
    pub bottom: bool,
    /// The left edge.
    pub left: bool,
    /// The right edge.
    pub right: bool,
}

/// A table that the author's structure tags name on this page, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagging {
    /// See [`crate::page::TaggedTable::id`].
    pub id: u32,
    /// Its rows and columns on this page.
    pub size: [u32; 2],
    /// Where its ink stands.
    pub bbox: Option<Rect>,
    /// Whether the tags are true of it.
    pub verdict: Verdict,
}

/// What was made of the tags of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Rules draw the same cells: it was read by them.
    Agrees,
    /// They agree with the ink, and rules say less: it was read by them.
    Used,
    /// They do not agree with the ink or the rules, and why: it was read without them.
    Against(&'static str),
}

/// Ink that stands in no cell although it lies inside a table, or that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The ink.
    pub ink: Ink,
    /// Why: `across-rule`, `rotated`, `watermark`, `hidden` …
    pub reason: &'static str,
}

/// What a page's text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PageSource {
    /// A text layer.
    Text,
    /// Read from pixels.
    Ocr,
    /// A page image that was not read.
    ImageUnread,
    /// Nothing on it.
    #[default]
    Blank,
}

impl PageSource {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Ocr => "ocr",
            Self::ImageUnread => "image-unread",
            Self::Blank => "blank",
        }
    }
}

/// A thing of the page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A line outside tables.
    Line(Line),
    /// A table, or a page's part of one.
    Piece(Piece),
}

/// One page, understood as far as geometry goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLayout {
    /// Physical number, from 1.
    pub number: u32,
    /// The printed label.
    pub label: Option<String>,
    /// Width of page space; zero in a dump.
    pub width: Pt,
    /// Height of page space; zero in a dump.
    pub height: Pt,
    /// The way back to the source.
    pub frame: Frame,
    /// Whether its reader starts at the right: the first column of its tables stands there.
    pub leftward: bool,
    /// What the text came from.
    pub source: PageSource,
    /// Lines and pieces, in reading order.
    pub items: Vec<Item>,
    /// What stands at the ends of the page or of its columns and is a piece only if a table goes on with it there: its lines
    /// are among the items.
    pub ends: Vec<Piece>,
    /// Leaders inside [`Self::ends`]: ink of the same lines, put aside with them when they become pieces.
    pub end_leaders: Vec<Ink>,
    /// What found no place.
    pub strays: Vec<Stray>,
    /// What the extractor did not read.
    pub dropped: Vec<DroppedGlyph>,
    /// Tables that tags name.
    pub taggings: Vec<Tagging>,
    /// Remarks.
    pub diagnostics: Vec<Diagnostic>,
}

impl PageLayout {
    /// The pieces, in reading order.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.items.iter().filter_map(|item| match item {
            Item::Piece(piece) => Some(piece),
            Item::Line(_) => None,
        })
    }

    /// The lines outside tables, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Piece(_) => None,
        })
    }
}
