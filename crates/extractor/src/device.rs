//! The device that collects what a page draws.

use crate::actual;
use crate::dots::{self, Piece};
use crate::fonts::{Fonts, UNKNOWN, advance};
use crate::glyphs::{Placed, place};
use crate::images::{self, Seen};
use crate::metadata::text_string;
use crate::paper::Paper;
use crate::paths::{Look, Shapes, draw_path, draw_rect, is_plain_rectangle};
use crate::twice::Places;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};
use kurbo::{Affine, BezPath, Rect as Area, Shape as _};
use model::geometry::{Pt, Rect};
use model::page::{
    Color, DropReason, DroppedGlyph, Fill, Font, FontId, Glyph, GlyphInk, GlyphText, Image as Placing,
    StrokeOrigin,
};
use model::{Diagnostic, Page};

/// A page that draws more glyphs than this is no page for readers; the rest is left out with a diagnostic.
const MOST_GLYPHS: usize = 2_000_000;
/// The same for paths and images.
const MOST_PATHS: usize = 2_000_000;
/// Paint that lets less than this through is not seen, of 1.
const LEAST_OPACITY: f64 = 0.01;
/// Paint that lets more than this through hides what lies under it, of 1.
const OPAQUE: f64 = 0.99;
/// The colour that stands for patterns, which have no one colour.
const PATTERN: Color = Color(0x0080_8080);
/// Glyphs smaller than this are not seen, in 1/1000 point.
const SMALLEST: Pt = Pt(50);
/// A glyph counts as clipped when its middle lies this far outside of the clip, in points: clips are set tight.
const CLIP_SLACK: f64 = 1.0;
/// A page whose images cover this part of it ...
const SCANNED: f64 = 0.7;
/// ... and that has fewer glyphs than this is a scan with a stamp or a page number on it.
const FEW_GLYPHS: usize = 40;
/// ActualText longer than this is a page's, no word's, in bytes.
const LONGEST_ACTUAL: usize = 4_096;

/// What is kept from page to page so that its room is used again.
#[derive(Default)]
pub(crate) struct Scratch {
    places: Places,
    shapes: Shapes,
}

/// Collects one page.
pub(crate) struct Collector<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    scratch: &'f mut Scratch,
    page: Page,
    area: Area,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    marked: Vec<Marked>,
    /// The marked-content identifier that holds now.
    mcid: Option<u32>,
    /// How many spans with ActualText are open: the outermost speaks.
    actual: usize,
    /// The page's fonts by their place in `fonts`.
    font_ids: Vec<(usize, FontId)>,
    paper: Paper,
    pieces: Vec<Piece>,
    last: Option<LastRun>,
    run: u32,
    paths: usize,
    looked_into: usize,
    full: bool,
    unmapped: u32,
}

#[derive(Clone, Copy)]
struct Clip {
    /// The page inside all clips so far.
    area: Area,
    /// Whether they all are rectangles, so that the area is all seen.
    plain: bool,
}

/// An open transparency group, with those around it.
#[derive(Clone, Copy)]
struct Group {
    opacity: f64,
    plain: bool,
}

struct Marked {
    /// What held outside.
    mcid: Option<u32>,
    /// The text, and the first glyph it speaks of.
    actual: Option<(String, usize)>,
}

/// A filled run, in case it is stroked next.
struct LastRun {
    signature: u64,
    /// Its first glyph on the page.
    from: usize,
}

/// Paint as it is seen.
#[derive(Clone, Copy)]
struct Ink {
    color: Color,
    /// Whether an area painted with it has exactly this colour.
    sure: bool,
}

/// How a run of glyphs is printed.
struct RunLook {
    font: usize,
    id: FontId,
    color: Color,
    ink: GlyphInk,
}

impl<'f, 'a> Collector<'f, 'a> {
    pub(crate) fn new(area: Area, fonts: &'f mut Fonts<'a>, scratch: &'f mut Scratch) -> Self {
        scratch.places.clear();
        scratch.shapes.clear();
        Self {
            fonts,
            scratch,
            page: Page::default(),
            area,
            clips: Vec::new(),
            groups: Vec::new(),
            marked: Vec::new(),
            mcid: None,
            actual: 0,
            font_ids: Vec::new(),
            paper: Paper::default(),
            pieces: Vec::new(),
            last: None,
            run: 0,
            paths: 0,
            looked_into: 0,
            full: false,
            unmapped: 0,
        }
    }

    pub(crate) fn finish(mut self) -> Page {
        dots::add_rows(std::mem::take(&mut self.pieces), &mut self.page.strokes);
        if self.unmapped > 0 {
            let message = format!("{} glyphs have no way to Unicode; they stand as U+FFFD", self.unmapped);
            let hint = "compare these cells with the page";
            self.page.diagnostics.push(Diagnostic::new("unmapped-glyph", message).hint(hint));
        }
        if self.full {
            let message = format!(
                "the page draws more than {MOST_GLYPHS} glyphs or {MOST_PATHS} paths; the rest was left out"
            );
            self.page.diagnostics.push(Diagnostic::new("page-too-full", message));
        }
        if let Some(message) = self.unread() {
            let hint = "text recognition is needed; what the image shows is not in the tables";
            self.page.diagnostics.push(Diagnostic::new("image-unread", message).hint(hint));
        }
        self.page
    }

    /// Whether the page is an image with figures that were not read.
    fn unread(&self) -> Option<&'static str> {
        let glyphs = self.page.glyphs.iter().filter(|glyph| !glyph.text.is_blank()).take(FEW_GLYPHS).count();
        if glyphs == 0 && !self.page.images.is_empty() {
            return Some("a page image without text: its figures were not read");
        }
        let covered = |image: &Placing| image.bbox.width().to_points() * image.bbox.height().to_points();
        let images: f64 = self.page.images.iter().filter(|image| !image.stencil).map(covered).sum();
        (glyphs < FEW_GLYPHS && images >= SCANNED * self.area.area())
            .then_some("a page image with little text on it: the figures in the image were not read")
    }

    /// What is visible here: the page inside all clips.
    fn visible(&self) -> Area {
        self.clips.last().map_or(self.area, |clip| clip.area)
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, plain: true })
    }

    fn push_clip(&mut self, bounds: Area, plain: bool) {
        let now = self.clips.last().copied().unwrap_or(Clip { area: self.area, plain: true });
        // An empty intersection must stay empty: kurbo would make it a box without size at a corner.
        let nowhere = Area::new(-1.0, -1.0, -1.0, -1.0);
        let area = if now.area.overlaps(bounds) { now.area.intersect(bounds) } else { nowhere };
        self.clips.push(Clip { area, plain: now.plain && plain });
    }

    /// The paint as it is seen; `None` if it is not.
    fn ink(&self, paint: &Paint<'_>, soft_mask: bool, blend: BlendMode) -> Option<Ink> {
        let group = self.group();
        let plain = group.plain && !soft_mask && blend == BlendMode::Normal;
        let (rgb, alpha, sure) = match paint {
            Paint::Color(color) => {
                let [r, g, b, a] = color.to_rgba().to_rgba8();
                ([r, g, b], f64::from(a) / 255.0, plain)
            }
            Paint::Pattern(_) => (PATTERN.rgb(), 1.0, false),
        };
        let alpha = alpha * group.opacity;
        if alpha < LEAST_OPACITY {
            return None;
        }
        // Over white: what lies under thin paint is seen through it.
        let mixed = rgb.map(|v| (255.0 - (255.0 - f64::from(v)) * alpha.min(1.0)).round() as u8);
        let color = Color(u32::from_be_bytes([0, mixed[0], mixed[1], mixed[2]]));
        Some(Ink { color, sure: sure && alpha >= OPAQUE })
    }

    fn font_id(&mut self, font: usize) -> FontId {
        if let Some((_, id)) = self.font_ids.iter().rev().find(|(known, _)| *known == font) {
            return *id;
        }
        let id = FontId(self.page.fonts.len() as u32);
        let known = if font == UNKNOWN { Font::default() } else { self.fonts.facts(font).font.clone() };
        self.page.fonts.push(known);
        self.font_ids.push((font, id));
        id
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'a>, to_page: Affine, look: &RunLook) {
        if self.page.glyphs.len() + self.page.dropped.len() >= MOST_GLYPHS {
            self.full = true;
            return;
        }
        let placing = self.fonts.placing(look.font, glyph);
        let matrix = to_page * glyph.transform();
        let Placed { bbox, origin, size, direction } =
            place(matrix, advance(glyph), &placing, self.fonts.facts(look.font));
        let read = Glyph {
            text: self.fonts.text(look.font, glyph),
            bbox,
            origin,
            font: look.id,
            size,
            direction,
            color: look.color,
            ink: look.ink,
            mcid: self.mcid,
            run: self.run,
            doubled: false,
        };
        if read.text.is_blank() {
            // Blanks part words; where they can't be seen they part nothing.
            if self.hidden(&read, glyph).is_none() {
                self.page.glyphs.push(read);
            }
            return;
        }
        if let Some(reason) = self.hidden(&read, glyph).or_else(|| self.again(&read)) {
            self.page.dropped.push(DroppedGlyph { text: read.text, bbox: read.bbox, reason });
            return;
        }
        self.unmapped += u32::from(matches!(read.text, GlyphText::Unmapped { .. }));
        self.scratch.places.add(&read, self.page.glyphs.len());
        self.page.glyphs.push(read);
    }

    /// Why a glyph can't be seen.
    fn hidden(&self, read: &Glyph, drawn: &Drawn<'_>) -> Option<DropReason> {
        let middle = read.bbox.center();
        let at = kurbo::Point::new(middle.x.to_points(), middle.y.to_points());
        if !self.area.contains(at) {
            return Some(DropReason::OutsidePage);
        }
        if !self.clips.is_empty() && !self.visible().inflate(CLIP_SLACK, CLIP_SLACK).contains(at) {
            return Some(DropReason::Clipped);
        }
        // Type 3 glyphs may bring their own colours, and their em says little.
        let type3 = matches!(drawn, Drawn::Type3(_));
        if read.ink != GlyphInk::Printed || type3 || read.text.is_blank() {
            return None;
        }
        (read.size < SMALLEST || self.paper.hides(read.color, middle)).then_some(DropReason::Hidden)
    }

    /// Whether a glyph was printed at its place before; the first copy is then marked as bold.
    fn again(&mut self, read: &Glyph) -> Option<DropReason> {
        let ix = self.scratch.places.same(&self.page.glyphs, read)?;
        let old = &mut self.page.glyphs[ix];
        match (old.ink, read.ink) {
            (GlyphInk::Printed, GlyphInk::Printed) => old.doubled = true,
            // A layer for searching lies under the print: what is printed counts.
            (GlyphInk::Invisible, GlyphInk::Printed) => (old.ink, old.color) = (read.ink, read.color),
            _ => {}
        }
        Some(DropReason::Duplicate)
    }

    /// Whether a stroked run repeats the filled one before it: text of render mode 2 arrives twice.
    fn outlines_last(&mut self, signature: u64, ink: Option<Ink>) -> bool {
        let Some(last) = self.last.take_if(|last| last.signature == signature) else { return false };
        if last.from == self.page.glyphs.len() {
            // Nothing of the fill was seen; the outline may be.
            return false;
        }
        if let Some(ink) = ink {
            for glyph in &mut self.page.glyphs[last.from..] {
                glyph.doubled = true;
                if glyph.ink == GlyphInk::Invisible {
                    (glyph.ink, glyph.color) = (GlyphInk::Printed, ink.color);
                }
            }
        }
        true
    }

    /// Whether one more path or image may be looked at.
    fn count_path(&mut self) -> bool {
        self.full |= self.paths >= MOST_PATHS;
        self.paths += 1;
        !self.full
    }

    /// Takes over what the last path drew.
    fn take_shapes(&mut self, ink: Ink) {
        let shapes = &mut self.scratch.shapes;
        for stroke in shapes.strokes.drain(..) {
            self.paper.seen(stroke, &mut self.page.strokes);
        }
        let order = self.page.strokes.len();
        for (bbox, origin, alone) in shapes.pieces.drain(..) {
            if !self.paper.hides(ink.color, bbox.center()) {
                self.pieces.push(Piece { bbox, color: ink.color, origin, order, alone });
            }
        }
        let plain = self.clips.last().is_none_or(|clip| clip.plain) && ink.sure;
        for fill in shapes.fills.drain(..) {
            let rectangle = fill.rectangle && plain;
            // White on white is nothing, and so is white that only tints.
            if fill.color == Color::WHITE && (!ink.sure || self.paper.white_under(&fill.bbox)) {
                continue;
            }
            self.paper.paint(fill.bbox, rectangle.then_some(fill.color));
            self.page.fills.push(Fill { rectangle, ..fill });
        }
    }
}

/// A run's glyphs and places in one number.
fn signature(run: &GlyphRun<'_, '_>, to_page: Affine) -> u64 {
    use std::hash::Hasher as _;
    let mut hasher = rustc_hash::FxHasher::default();
    for glyph in run.glyphs() {
        let [.., e, f] = glyph.transform().as_coeffs();
        hasher.write_u32(glyph.char_code());
        hasher.write_u64(e.to_bits());
        hasher.write_u64(f.to_bits());
    }
    for part in to_page.as_coeffs() {
        hasher.write_u64(part.to_bits());
    }
    hasher.finish()
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = self.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode);
        let ink = ink.filter(|_| !matches!(mode, DrawMode::Invisible));
        let signature = signature(run, props.transform);
        if matches!(mode, DrawMode::Stroke(_)) && self.outlines_last(signature, ink) {
            return;
        }
        self.last =
            matches!(mode, DrawMode::Fill(_)).then_some(LastRun { signature, from: self.page.glyphs.len() });
        self.run += 1;
        let font = self.fonts.font_of(run);
        let look = RunLook {
            font,
            id: self.font_id(font),
            color: ink.map_or(Color::WHITE, |ink| ink.color),
            ink: if ink.is_some() { GlyphInk::Printed } else { GlyphInk::Invisible },
        };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, &look);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(ink) = self.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode) else { return };
        if self.count_path() {
            let look = Look { color: ink.color, visible: self.visible() };
            draw_path(path, props.transform, mode, look, &mut self.scratch.shapes);
            self.take_shapes(ink);
        }
    }

    fn draw_rect(&mut self, area: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(ink) = self.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode) else { return };
        if self.count_path() {
            let look = Look { color: ink.color, visible: self.visible() };
            draw_rect(area, props.transform, mode, look, &mut self.scratch.shapes);
            self.take_shapes(ink);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box(), is_plain_rectangle(&clip.path));
    }

    fn push_clip_rect(&mut self, bounds: &Area) {
        self.push_clip(*bounds, true);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        let outer = self.group();
        self.groups.push(Group {
            opacity: outer.opacity * f64::from(opacity),
            plain: outer.plain && mask.is_none() && blend == BlendMode::Normal,
        });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let samples = [image.width(), image.height()];
        let all = Area::new(0.0, 0.0, f64::from(samples[0]), f64::from(samples[1]));
        let area = props.transform.transform_rect_bbox(all);
        let group = self.group();
        if group.opacity < LEAST_OPACITY || !self.visible().overlaps(area) || !self.count_path() {
            return;
        }
        self.looked_into += 1;
        let seen = if self.looked_into <= images::MOST_LOOKED_INTO {
            images::seen(&image, area)
        } else {
            Seen::Picture
        };
        match seen {
            Seen::Nothing => {}
            Seen::Bar(color) => {
                let look = Look { color, visible: self.visible() };
                self.scratch.shapes.bar(area, look, false, StrokeOrigin::Thin);
                let sure = group.plain && group.opacity >= OPAQUE;
                self.take_shapes(Ink { color, sure });
            }
            Seen::Picture => {
                let seen = area.intersect(self.visible());
                let pt = Pt::from_points;
                let bbox = Rect::new(pt(seen.x0), pt(seen.y0), pt(seen.x1), pt(seen.y1));
                let stencil = matches!(image, Image::Stencil(_));
                self.paper.paint(bbox, None);
                self.page.images.push(Placing { bbox, samples, stencil });
            }
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let outside = self.mcid;
        let id = properties.and_then(|dict| dict.get::<i32>("MCID"));
        self.mcid = id.and_then(|id| u32::try_from(id).ok()).or(outside);
        let actual = properties
            .filter(|_| self.actual == 0)
            .and_then(|dict| dict.get::<PdfString<'_>>("ActualText"))
            .filter(|text| text.as_bytes().len() <= LONGEST_ACTUAL)
            .map(|text| (text_string(text.as_bytes()), self.page.glyphs.len()));
        self.actual += usize::from(actual.is_some());
        self.marked.push(Marked { mcid: outside, actual });
    }

    fn end_marked_content(&mut self) {
        let Some(Marked { mcid, actual }) = self.marked.pop() else { return };
        self.mcid = mcid;
        if let Some((text, from)) = actual {
            self.actual -= 1;
            let unmapped = |page: &Page| {
                let glyphs = page.glyphs.get(from..).unwrap_or_default();
                glyphs.iter().filter(|glyph| matches!(glyph.text, GlyphText::Unmapped { .. })).count() as u32
            };
            let before = unmapped(&self.page);
            actual::apply(&mut self.page, from, &text);
            self.unmapped -= before - unmapped(&self.page);
            // A run that was changed is not looked for again.
            self.last = None;
        }
    }
}
