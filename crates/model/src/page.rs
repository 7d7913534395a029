//! Where the ink is on one page: glyphs, strokes, fills, images. Made by `extractor` (later also by `scanner`).
//!
//! Invariants: every box is in page space (see [`crate::geometry`]); glyphs are in paint order; a glyph's text is
//! mapped or unmapped, never a silent U+FFFD.

use crate::diagnostic::Diagnostic;
use crate::geometry::{Point, Pt, Quarter, Rect};
use serde::{Deserialize, Serialize};

/// A glyph's place in [`Page::glyphs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlyphId(pub u32);

/// A font's place in [`Page::fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u32);

/// One page of ink.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Physical number, from 1.
    pub number: u32,
    /// The printed label (`iv`, `A-3`), from the page label tree; `None` without one.
    pub label: Option<String>,
    /// Width after rotation and crop.
    pub width: Pt,
    /// Height after rotation and crop.
    pub height: Pt,
    /// How page space came from the source's user space.
    pub frame: Frame,
    /// Fonts used, in order of first use.
    pub fonts: Vec<Font>,
    /// Every glyph painted inside the page, spaces included, in paint order.
    pub glyphs: Vec<Glyph>,
    /// Visible axis-aligned lines, from strokes, thin fills and rectangle borders; clipped; in paint order.
    pub strokes: Vec<Stroke>,
    /// Visible filled areas thicker than a rule; clipped; in paint order.
    pub fills: Vec<Fill>,
    /// Slanted and curved lines and outlines: charts, maps, drawings, lettering drawn as paths; clipped; in paint order.
    pub drawings: Vec<Drawing>,
    /// Images, where they were placed.
    pub images: Vec<Image>,
    /// Glyphs that the source draws but a reader does not see, or sees once: not in [`Page::glyphs`].
    pub dropped: Vec<DroppedGlyph>,
    /// Tables as the author's structure tags tell them: those with content on this page, in the order of the tree.
    pub tagged: Vec<TaggedTable>,
    /// Whether its boxes are those of its image in a mirror, x counted from the right edge: its reader starts there. Never so in what
    /// the extractor makes; `tables` reads pages so whose script runs from right to left.
    pub leftward: bool,
    /// Remarks on this page.
    pub diagnostics: Vec<Diagnostic>,
}

/// A table of the structure tree. Whether it is true of the ink, the tree can't say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedTable {
    /// Its place among the document's tagged tables: the same on every page it has content on.
    pub id: u32,
    /// Rows on all pages.
    pub n_rows: u32,
    /// Columns.
    pub n_cols: u32,
    /// Its cells in the rows that have content on this page; none overlap, but they may leave slots free.
    pub cells: Vec<TaggedCell>,
    /// Whether another table stands in one of its cells.
    pub nested: bool,
    /// Whether all its content stands on this page.
    pub whole: bool,
}

/// A cell of a [`TaggedTable`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedCell {
    /// Row, column, row span, column span.
    pub at: [u32; 4],
    /// Whether it heads a column.
    pub head: bool,
    /// The marked content in it on this page: see [`Glyph::mcid`].
    pub marks: Vec<u32>,
}

/// The way from page space back to the source's own coordinates (PDF user space: y up, unrotated).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The crop box in user space, its `y0` the lower edge.
    pub crop: Rect,
    /// How the page is turned for display.
    pub rotate: Quarter,
}

impl Default for Frame {
    fn default() -> Self {
        Self { crop: Rect::default(), rotate: Quarter::D0 }
    }
}

impl Frame {
    /// A point of page space in user space.
    pub fn to_source(&self, p: Point) -> Point {
        let Rect { x0, y0, x1, y1 } = self.crop;
        match self.rotate {
            Quarter::D0 => Point { x: x0 + p.x, y: y1 - p.y },
            Quarter::D90 => Point { x: x0 + p.y, y: y0 + p.x },
            Quarter::D180 => Point { x: x1 - p.x, y: y0 + p.y },
            Quarter::D270 => Point { x: x1 - p.y, y: y1 - p.x },
        }
    }

    /// A box of page space in user space (`y0` the lower edge there).
    pub fn rect_to_source(&self, r: &Rect) -> Rect {
        let (a, b) = (self.to_source(Point { x: r.x0, y: r.y0 }), self.to_source(Point { x: r.x1, y: r.y1 }));
        Rect::new(a.x, a.y, b.x, b.y)
    }
}

/// What is known of a font.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Font {
    /// The base font name without its subset tag; empty when unknown.
    pub name: String,
    /// Whether name, weight or descriptor flags say bold.
    pub bold: bool,
    /// Whether name or descriptor flags say italic or oblique.
    pub italic: bool,
    /// Whether all advances are equal.
    pub fixed_pitch: bool,
}

/// One glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// What it says.
    pub text: GlyphText,
    /// The font's ascent to descent, by the advance: the box of text selection, not of the outline.
    pub bbox: Rect,
    /// Where its baseline starts.
    pub origin: Point,
    /// Its font.
    pub font: FontId,
    /// The height of the em on the page.
    pub size: Pt,
    /// The way its text runs; skewed text is rounded to the nearest quarter.
    pub direction: Quarter,
    /// Fill colour.
    pub color: Color,
    /// Whether it is ink a reader sees.
    pub ink: GlyphInk,
    /// The marked-content identifier it stands in, for the structure tree.
    pub mcid: Option<u32>,
    /// The number of its show operation on the page: glyphs of one run were set in one go.
    pub run: u32,
    /// Printed again on top of itself with a small shift: bold made by double printing.
    pub doubled: bool,
}

/// A glyph's Unicode text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlyphText {
    /// The usual case.
    Char(char),
    /// A ligature, or text given by /ActualText on its span's first glyph (the others are dropped as replaced). Empty:
    /// a mark without width.
    Str(Box<str>),
    /// No way from the code to Unicode was found.
    Unmapped {
        /// The character code in its font.
        code: u32,
    },
}

impl From<&str> for GlyphText {
    fn from(text: &str) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Self::Char(c),
            _ => Self::Str(text.into()),
        }
    }
}

impl GlyphText {
    /// Appends the text; an unmapped glyph becomes U+FFFD, for output only.
    #[inline]
    pub fn push_to(&self, out: &mut String) {
        match self {
            Self::Char(c) => out.push(*c),
            Self::Str(s) => out.push_str(s),
            Self::Unmapped { .. } => out.push('\u{FFFD}'),
        }
    }

    /// Whether it says nothing at all, not even a blank: a zero-width mark, or a glyph whose text stands on another.
    #[inline]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Str(s) if s.is_empty())
    }

    /// Whether there is nothing to see: white space only.
    #[inline]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Char(c) => c.is_whitespace(),
            Self::Str(s) => s.chars().all(char::is_whitespace),
            Self::Unmapped { .. } => false,
        }
    }

    /// The first character; `None` for none and for unmapped ones.
    #[inline]
    pub fn first_char(&self) -> Option<char> {
        match self {
            Self::Char(c) => Some(*c),
            Self::Str(s) => s.chars().next(),
            Self::Unmapped { .. } => None,
        }
    }
}

/// Whether a glyph is ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GlyphInk {
    /// Painted and visible.
    Printed,
    /// Render mode 3 or 7: an invisible layer, as a scanner's software lays under a page image.
    Invisible,
    /// Read from pixels.
    Ocr,
}

/// An sRGB colour, 0xRRGGBB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color(pub u32);

impl Color {
    /// Black.
    pub const BLACK: Self = Self(0);
    /// White: the paper.
    pub const WHITE: Self = Self(0x00FF_FFFF);

    /// The three channels.
    pub const fn rgb(self) -> [u8; 3] {
        let [_, r, g, b] = self.0.to_be_bytes();
        [r, g, b]
    }

    /// ITU-R BT.601 luma, 0 (black) to 255 (white).
    pub fn luma(self) -> u8 {
        let [r, g, b] = self.rgb().map(u32::from);
        ((299 * r + 587 * g + 114 * b) / 1000) as u8
    }
}

/// Along which axis a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Axis {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

impl Axis {
    /// The box without thickness of a line along this axis.
    pub fn area(self, at: Pt, from: Pt, to: Pt) -> Rect {
        match self {
            Self::Horizontal => Rect::new(from, at, to, at),
            Self::Vertical => Rect::new(at, from, at, to),
        }
    }
}

/// An axis-aligned line that a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stroke {
    /// Its way.
    pub axis: Axis,
    /// The coordinate across: y of a horizontal one, x of a vertical one; the middle of its thickness.
    pub at: Pt,
    /// Where it starts along its axis.
    pub from: Pt,
    /// Where it ends; `from <= to`.
    pub to: Pt,
    /// Its thickness; a hairline has 0.
    pub width: Pt,
    /// Its colour.
    pub color: Color,
    /// Whether it is drawn dashed or dotted.
    pub dashed: bool,
    /// How it was drawn.
    pub origin: StrokeOrigin,
}

impl Stroke {
    /// Where it is drawn, its thickness left out.
    pub fn area(&self) -> Rect {
        self.axis.area(self.at, self.from, self.to)
    }
}

/// What drew a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrokeOrigin {
    /// A stroked segment.
    Line,
    /// One side of a stroked rectangle or closed box.
    Box,
    /// A filled area thin enough to be a rule.
    Thin,
    /// The edge of a filled area, where its colour meets another: no line was drawn.
    FillEdge,
}

/// A filled area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fill {
    /// Its bounds, clipped.
    pub bbox: Rect,
    /// Its colour.
    pub color: Color,
    /// Whether the path is a plain rectangle (else its bounds say little).
    pub rectangle: bool,
}

/// A line or an outline that runs slanted or curved for more than half of its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Drawing {
    /// Its bounds, clipped.
    pub bbox: Rect,
    /// Whether it is one straight line, as through a cell that is crossed out.
    pub straight: bool,
}

/// A placed image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Image {
    /// Where it stands, clipped.
    pub bbox: Rect,
    /// Its size in samples.
    pub samples: [u32; 2],
    /// Whether it is a stencil mask (one bit, painted in the fill colour).
    pub stencil: bool,
}

/// A glyph that was drawn but is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedGlyph {
    /// What it says.
    pub text: GlyphText,
    /// Where.
    pub bbox: Rect,
    /// Why it is not read.
    pub reason: DropReason,
}

/// Why a glyph is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DropReason {
    /// It lies outside the crop box.
    OutsidePage,
    /// A clip path hides it.
    Clipped,
    /// The same glyph was drawn at the same place before (fake bold, shadows).
    Duplicate,
    /// /ActualText of its span says what it stands for, on another glyph.
    Replaced,
    /// Painted in the colour of what lies under it.
    Hidden,
}

impl DropReason {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OutsidePage => "outside-page",
            Self::Clipped => "clipped",
            Self::Duplicate => "duplicate",
            Self::Replaced => "replaced",
            Self::Hidden => "hidden",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_to_the_source_keeps_corners_for_every_rotation() {
        let crop = Rect::new(Pt(10), Pt(20), Pt(110), Pt(220));
        let at = |rotate, x, y| Frame { crop, rotate }.to_source(Point { x: Pt(x), y: Pt(y) });
        // The page's top left corner, seen by the reader, in user space.
        assert_eq!(at(Quarter::D0, 0, 0), Point { x: Pt(10), y: Pt(220) });
        assert_eq!(at(Quarter::D90, 0, 0), Point { x: Pt(10), y: Pt(20) });
        assert_eq!(at(Quarter::D180, 0, 0), Point { x: Pt(110), y: Pt(20) });
        assert_eq!(at(Quarter::D270, 0, 0), Point { x: Pt(110), y: Pt(220) });
    }
}
