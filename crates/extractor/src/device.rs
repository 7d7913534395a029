//! The device that collects what a page draws.

use crate::paths::{Drawn, drawn};
use crate::unicode::text_of;
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::Dict;
use kurbo::{Affine, BezPath, Point as At, Rect as Area, Shape, Vec2};
use model::geometry::{Point, Pt, Quarter, Rect};
use model::page::{
    Color, DropReason, DroppedGlyph, Fill, Font, FontId, Glyph as Read, GlyphInk, GlyphText, Image as Placed,
};
use model::{Diagnostic, Page};

/// Glyph space is 1000 units to the em (ISO 32000-2, 9.2.4).
const EM: f64 = 1000.0;
/// Ascent and descent where the font does not say: the usual ones of Latin and CJK text faces, in glyph space.
const ASCENT: f64 = 800.0;
const DESCENT: f64 = -200.0;
/// The advance where the font does not say: half an em.
const NO_ADVANCE: f64 = 500.0;
/// A page that draws more than this is no page for readers; the rest of it is left out with a diagnostic.
const MAX_GLYPHS: usize = 2_000_000;
/// The same for lines and areas.
const MAX_PATHS: usize = 2_000_000;
/// Two copies of a glyph nearer than this part of its size are one, printed twice to look bold.
const SAME_PLACE: f64 = 0.06;
/// How many glyphs back a second copy is looked for: longer than any line that is printed twice.
const LOOK_BACK: usize = 256;

/// Collects one page.
pub(crate) struct Collector {
    page: Page,
    area: Area,
    clips: Vec<Area>,
    /// Opacities of the open transparency groups.
    opacity: Vec<f32>,
    /// Marked content that is open, with its identifier.
    marked: Vec<Option<u32>>,
    run: u32,
    paths: usize,
    full: bool,
    unmapped: u32,
}

impl Collector {
    pub(crate) fn new(area: Area) -> Self {
        Self {
            page: Page { fonts: vec![Font::default()], ..Page::default() },
            area,
            clips: Vec::new(),
            opacity: Vec::new(),
            marked: Vec::new(),
            run: 0,
            paths: 0,
            full: false,
            unmapped: 0,
        }
    }

    pub(crate) fn finish(mut self) -> Page {
        if self.unmapped > 0 {
            let message = format!("{} glyphs have no way to Unicode; they stand as U+FFFD", self.unmapped);
            let hint = "compare these cells with the page";
            self.page.diagnostics.push(Diagnostic::new("unmapped-glyph", message).hint(hint));
        }
        if self.full {
            let message = format!("the page draws more than {MAX_GLYPHS} glyphs or {MAX_PATHS} paths; the rest was left out");
            self.page.diagnostics.push(Diagnostic::new("page-too-full", message));
        }
        self.page
    }

    /// What is visible here: the page inside all clips.
    fn visible(&self) -> Area {
        self.clips.last().copied().unwrap_or(self.area)
    }

    fn hidden(&self) -> bool {
        self.opacity.iter().any(|opacity| *opacity <= 0.01)
    }

    fn push_area(&mut self, bounds: Area) {
        let now = self.visible();
        let both = now.intersect(bounds);
        // An empty intersection must stay empty: kurbo would make it a box without size at a corner.
        self.clips.push(if now.overlaps(bounds) { both } else { Area::new(-1.0, -1.0, -1.0, -1.0) });
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, place: Affine, look: &Look) {
        if self.page.glyphs.len() >= MAX_GLYPHS {
            self.full = true;
            return;
        }
        let text = text_of(glyph);
        let matrix = place * glyph.transform();
        let advance = match &**glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        // A Type 3 font has a glyph space of its own; its em is told by the text matrix all the same.
        let advance = advance.map_or(NO_ADVANCE, f64::from);
        let em = if look.vertical {
            Area::new(-EM / 2.0, -EM, EM / 2.0, 0.0)
        } else {
            Area::new(0.0, DESCENT, advance, ASCENT)
        };
        let bounds = matrix.transform_rect_bbox(em);
        let origin = matrix * At::ZERO;
        let linear = |x: f64, y: f64| matrix * At::new(x, y) - origin;
        let along = if look.vertical { linear(0.0, -EM) } else { linear(EM, 0.0) };
        let size = linear(0.0, EM).hypot();
        let read = Read {
            bbox: rect(bounds),
            origin: point(origin),
            font: FontId(0),
            size: Pt::from_points(size),
            direction: direction(along),
            color: look.color,
            ink: look.ink,
            mcid: self.marked.iter().rev().find_map(|id| *id),
            run: self.run,
            doubled: look.doubled,
            text,
        };
        let middle = bounds.center();
        let drop = if !self.area.contains(middle) {
            Some(DropReason::OutsidePage)
        } else if !self.visible().inflate(1.0, 1.0).contains(middle) {
            Some(DropReason::Clipped)
        } else {
            self.same_before(&read).then_some(DropReason::Duplicate)
        };
        match drop {
            Some(_) if read.text.is_blank() => {}
            Some(reason) => {
                self.page.dropped.push(DroppedGlyph { text: read.text, bbox: read.bbox, reason });
            }
            None => {
                self.unmapped += u32::from(matches!(read.text, GlyphText::Unmapped { .. }));
                self.page.glyphs.push(read);
            }
        }
    }

    /// Whether this glyph was printed at this place before; the first copy is then marked as bold.
    fn same_before(&mut self, read: &Read) -> bool {
        let near = Pt::from_points(read.size.to_points() * SAME_PLACE);
        let from = self.page.glyphs.len().saturating_sub(LOOK_BACK);
        let same = |old: &&mut Read| {
            (old.origin.x - read.origin.x).abs() <= near
                && (old.origin.y - read.origin.y).abs() <= near
                && old.text == read.text
                && old.ink == read.ink
        };
        match self.page.glyphs[from..].iter_mut().rev().find(same) {
            Some(old) => {
                old.doubled = true;
                true
            }
            None => false,
        }
    }

    fn path(&mut self, path: &BezPath, place: Affine, color: Color, mode: &DrawMode) {
        if self.paths >= MAX_PATHS {
            self.full = true;
            return;
        }
        self.paths += 1;
        let Drawn { strokes, fill } = drawn(path, place, color, mode, self.visible());
        if let Some(fill) = fill {
            self.page.fills.push(fill);
        }
        for stroke in strokes {
            let at = match stroke.axis {
                model::page::Axis::Horizontal => Point { x: stroke.from + (stroke.to - stroke.from) / 2, y: stroke.at },
                model::page::Axis::Vertical => Point { x: stroke.at, y: stroke.from + (stroke.to - stroke.from) / 2 },
            };
            // A line in the colour of what lies under it is not seen.
            if stroke.color != under(&self.page.fills, at) {
                self.page.strokes.push(stroke);
            }
        }
    }
}

/// The colour of the paper at a place: the last area painted there, or white.
fn under(fills: &[Fill], at: Point) -> Color {
    /// Only the last so many areas are looked at: a page's shading is near the rules drawn over it.
    const RECENT: usize = 64;
    let recent = &fills[fills.len().saturating_sub(RECENT)..];
    recent.iter().rev().find(|fill| fill.rectangle && fill.bbox.contains(at)).map_or(Color::WHITE, |fill| fill.color)
}

/// How a run of glyphs is printed.
struct Look {
    color: Color,
    ink: GlyphInk,
    doubled: bool,
    vertical: bool,
}

fn rect(area: Area) -> Rect {
    let pt = Pt::from_points;
    Rect::new(pt(area.x0), pt(area.y0), pt(area.x1), pt(area.y1))
}

fn point(at: At) -> Point {
    Point { x: Pt::from_points(at.x), y: Pt::from_points(at.y) }
}

/// The quarter nearest to the way text runs, y down.
fn direction(along: Vec2) -> Quarter {
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { Quarter::D0 } else { Quarter::D180 }
    } else if along.y > 0.0 {
        Quarter::D90
    } else {
        Quarter::D270
    }
}

fn color_of(paint: &Paint<'_>) -> Option<Color> {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            (a > 0).then(|| Color(u32::from_be_bytes([0, r, g, b])))
        }
        // A pattern has no one colour; what it paints is seen.
        Paint::Pattern(_) => Some(Color(0x0080_8080)),
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.run += 1;
        let color = color_of(&props.paint);
        let invisible = matches!(mode, DrawMode::Invisible) || color.is_none() || self.hidden();
        let look = Look {
            color: color.unwrap_or(Color::WHITE),
            ink: if invisible { GlyphInk::Invisible } else { GlyphInk::Printed },
            doubled: matches!(mode, DrawMode::FillAndStroke(..)),
            vertical: matches!(run.writing_mode(), WritingMode::Vertical),
        };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, &look);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if self.hidden() {
            return;
        }
        if let Some(color) = color_of(&props.paint) {
            self.path(path, props.transform, color, mode);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_area(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, bounds: &Area) {
        self.push_area(*bounds);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacity.push(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.opacity.pop();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (image.width(), image.height());
        let area = props.transform.transform_rect_bbox(Area::new(0.0, 0.0, f64::from(width), f64::from(height)));
        if self.visible().overlaps(area) {
            let bbox = rect(area.intersect(self.visible()));
            let stencil = matches!(image, Image::Stencil(_));
            self.page.images.push(Placed { bbox, samples: [width, height], stencil });
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let id = properties.and_then(|dict| dict.get::<i32>("MCID"));
        self.marked.push(id.and_then(|id| u32::try_from(id).ok()));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}
