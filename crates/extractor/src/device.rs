//! The device that collects what a page draws.

use crate::actual;
use crate::bars::Look;
use crate::cover::{By, Covers, drop_covered, is_covered};
use crate::dots::{self, Piece};
use crate::fonts::{Fonts, Said, Setting, UNKNOWN, advance};
use crate::glyphs::{Placed, place};
use crate::images::{self, Seen};
use crate::inlaid::mark_inlaid;
use crate::marked::Marks;
use crate::outlined::drop_outlines;
use crate::paper::Paper;
use crate::paths::{Shapes, draw_path, draw_rect, is_plain_rectangle};
use crate::twice::{Places, signature};
use crate::view::{Ink, View};
use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;
use kurbo::{Affine, BezPath, Rect as Area, Shape as _};
use model::geometry::{Pt, Rect};
use model::page::{
    Color, Drawing, DropReason, DroppedGlyph, Fill, Font, FontId, Glyph, GlyphInk, GlyphText,
    Image as Placing, StrokeOrigin,
};
use model::{Diagnostic, Page};

/// A page that draws more glyphs than this is no page for readers; the rest is left out with a diagnostic.
const MOST_GLYPHS: usize = 2_000_000;
/// Room for so many is made at the most before a page is read.
const LIKELY: usize = 10_000;
/// The same for paths and images.
const MOST_PATHS: usize = 2_000_000;
/// More slanted and curved lines on a page say no more of where its pictures are.
const MOST_DRAWINGS: usize = 100_000;
/// Glyphs smaller than this are not seen, in 1/1000 point.
const SMALLEST: Pt = Pt(50);
/// A glyph counts as clipped when its middle lies this far outside of the clip, in points: clips are set tight.
const CLIP_SLACK: f64 = 1.0;
/// A page whose images cover this part of it ...
const SCANNED: f64 = 0.7;
/// ... and that has fewer glyphs than this is a scan with a stamp or a page number on it.
const FEW_GLYPHS: usize = 40;

/// What is kept from page to page so that its room is used again.
#[derive(Default)]
pub(crate) struct Scratch {
    places: Places,
    shapes: Shapes,
    /// Glyphs of the page before: the next is likely to have as many.
    glyphs: usize,
}

/// Collects one page.
pub(crate) struct Collector<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    scratch: &'f mut Scratch,
    page: Page,
    view: View,
    marks: Marks,
    /// The page's fonts by their place in `fonts`.
    font_ids: Vec<(usize, FontId)>,
    paper: Paper,
    covers: Covers,
    pieces: Vec<Piece>,
    last: Option<LastRun>,
    run: u32,
    paths: usize,
    looked_into: usize,
    full: bool,
    in_fields: bool,
}

/// A filled run, in case it is stroked next.
struct LastRun {
    signature: u64,
    /// Its first glyph on the page.
    from: usize,
}

/// How a run of glyphs is printed.
struct RunLook {
    setting: Setting,
    id: FontId,
    color: Color,
    ink: GlyphInk,
}

impl<'f, 'a> Collector<'f, 'a> {
    pub(crate) fn new(area: Area, fonts: &'f mut Fonts<'a>, scratch: &'f mut Scratch) -> Self {
        scratch.places.clear();
        scratch.shapes.clear();
        let page = Page { glyphs: Vec::with_capacity(scratch.glyphs), ..Page::default() };
        Self {
            fonts,
            scratch,
            page,
            view: View::new(area),
            marks: Marks::default(),
            font_ids: Vec::new(),
            paper: Paper::default(),
            covers: Covers::default(),
            pieces: Vec::new(),
            last: None,
            run: 0,
            paths: 0,
            looked_into: 0,
            full: false,
            in_fields: false,
        }
    }

    /// What follows is a form field's: it names these resources and no others. How many glyphs stand before it.
    pub(crate) fn enter_field(&mut self, resources: &Resources<'a>) -> usize {
        self.fonts.enter(resources);
        self.in_fields = true;
        self.drawn()
    }

    /// Whether glyphs were drawn since there were so many.
    pub(crate) fn has_more(&self, before: usize) -> bool {
        self.drawn() > before
    }

    fn drawn(&self) -> usize {
        self.page.glyphs.len() + self.page.dropped.len()
    }

    pub(crate) fn finish(mut self) -> Page {
        self.scratch.glyphs = self.page.glyphs.len().min(LIKELY);
        drop_outlines(&mut self.page, &mut self.pieces);
        dots::add_rows(std::mem::take(&mut self.pieces), &mut self.page.strokes);
        self.page.strokes.retain(|stroke| stroke.from < stroke.to);
        mark_inlaid(&mut self.page);
        drop_covered(&mut self.page.glyphs, &mut self.page.dropped);
        let unmapped = |glyph: &&Glyph| matches!(glyph.text, GlyphText::Unmapped { .. });
        let unmapped = self.page.glyphs.iter().filter(unmapped).count();
        if unmapped > 0 {
            let message = format!("{unmapped} glyphs have no way to Unicode; they stand as U+FFFD");
            let hint = "compare these cells with the page";
            self.page.diagnostics.push(Diagnostic::new("unmapped-glyph", message).hint(hint));
        }
        if self.fonts.read_by_code > 0 {
            let count = self.fonts.read_by_code;
            let message =
                format!("{count} glyphs are of fonts that name no characters; their codes are read as ASCII");
            let hint = "compare a few cells with the page";
            self.page.diagnostics.push(Diagnostic::new("text-by-code", message).hint(hint));
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
        (glyphs < FEW_GLYPHS && images >= SCANNED * self.view.page().area())
            .then_some("a page image with little text on it: the figures in the image were not read")
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
        let Said { text, placing } = self.fonts.said(look.setting, glyph);
        if matches!(&text, GlyphText::Str(text) if text.is_empty()) {
            // A place where a line may break: neither ink nor a blank that parts words.
            return;
        }
        let matrix = to_page * glyph.transform();
        let Placed { bbox, origin, size, direction } =
            place(matrix, advance(glyph), &placing, self.fonts.facts(look.setting.font));
        let read = Glyph {
            text,
            bbox,
            origin,
            font: look.id,
            size,
            direction,
            color: look.color,
            ink: look.ink,
            mcid: self.marks.mcid(),
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
        self.scratch.places.add(&read, self.page.glyphs.len());
        self.page.glyphs.push(read);
    }

    /// Why a glyph can't be seen.
    fn hidden(&self, read: &Glyph, drawn: &Drawn<'_>) -> Option<DropReason> {
        let middle = read.bbox.center();
        let at = kurbo::Point::new(middle.x.to_points(), middle.y.to_points());
        if !self.view.page().contains(at) {
            return Some(DropReason::OutsidePage);
        }
        if !self.view.visible().inflate(CLIP_SLACK, CLIP_SLACK).contains(at) {
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
        if is_covered(old) {
            // Whited out and printed anew.
            return None;
        }
        match (old.ink, read.ink) {
            // The last copy lies on top: the first one may be its shadow.
            (GlyphInk::Printed, GlyphInk::Printed) => (old.doubled, old.color) = (true, read.color),
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

    /// Paints over what was drawn before.
    fn cover(&mut self, area: &Rect, by: By) {
        self.covers.paint(area, by, &mut self.page.glyphs, &mut self.page.strokes);
        self.pieces.retain(|piece| !area.contains_rect(&piece.bbox));
    }

    /// Whether one more path or image may be looked at.
    fn count_path(&mut self) -> bool {
        self.full |= self.paths >= MOST_PATHS;
        self.paths += 1;
        !self.full
    }

    /// Takes over what the last path drew in a form field: its ground covers letters. Its boxes show where one can write; they
    /// rule no table.
    fn take_ground(&mut self, ink: Ink) {
        let bars = &mut self.scratch.shapes.bars;
        bars.strokes.clear();
        bars.pieces.clear();
        bars.drawings.clear();
        let plain = self.view.is_plain() && ink.sure;
        for fill in bars.fills.drain(..).filter(|fill| fill.rectangle && plain) {
            self.covers.paint(&fill.bbox, By::Area, &mut self.page.glyphs, &mut Vec::new());
            self.paper.paint(fill.bbox, Some(fill.color));
        }
    }

    /// Takes over what the last path drew.
    fn take_shapes(&mut self, ink: Ink) {
        if self.in_fields {
            return self.take_ground(ink);
        }
        let bars = &mut self.scratch.shapes.bars;
        for stroke in bars.strokes.drain(..) {
            self.paper.seen(stroke, &mut self.page.strokes);
        }
        let order = self.page.strokes.len();
        for (bbox, origin, alone) in bars.pieces.drain(..) {
            if !self.paper.hides(ink.color, bbox.center()) {
                self.pieces.push(Piece { bbox, color: ink.color, origin, order, alone });
            }
        }
        let paper = &self.paper;
        let seen = |drawing: &Drawing| !paper.hides(ink.color, drawing.bbox.center());
        let room = MOST_DRAWINGS.saturating_sub(self.page.drawings.len());
        self.page.drawings.extend(self.scratch.shapes.bars.drawings.drain(..).filter(seen).take(room));
        let plain = self.view.is_plain() && ink.sure;
        for fill in std::mem::take(&mut self.scratch.shapes.bars.fills) {
            let rectangle = fill.rectangle && plain;
            if rectangle {
                self.cover(&fill.bbox, By::Area);
            }
            // White on white is nothing, and so is white that only tints.
            if fill.color == Color::WHITE && (!ink.sure || self.paper.white_under(&fill.bbox)) {
                continue;
            }
            self.paper.paint(fill.bbox, rectangle.then_some(fill.color));
            self.page.fills.push(Fill { rectangle, ..fill });
        }
    }
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = self.view.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode);
        let ink = ink.filter(|_| !matches!(mode, DrawMode::Invisible));
        let signature = signature(run, props.transform);
        if matches!(mode, DrawMode::Stroke(_)) && self.outlines_last(signature, ink) {
            return;
        }
        self.last =
            matches!(mode, DrawMode::Fill(_)).then_some(LastRun { signature, from: self.page.glyphs.len() });
        self.run += 1;
        let setting = self.fonts.font_of(run);
        let look = RunLook {
            setting,
            id: self.font_id(setting.font),
            color: ink.map_or(Color::WHITE, |ink| ink.color),
            ink: if ink.is_some() { GlyphInk::Printed } else { GlyphInk::Invisible },
        };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, &look);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(ink) = self.view.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode) else {
            return;
        };
        if self.count_path() {
            let look = Look { color: ink.color, visible: self.view.visible() };
            draw_path(path, props.transform, mode, look, &mut self.scratch.shapes);
            self.take_shapes(ink);
        }
    }

    fn draw_rect(&mut self, area: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(ink) = self.view.ink(&props.paint, props.soft_mask.is_some(), props.blend_mode) else {
            return;
        };
        if self.count_path() {
            let look = Look { color: ink.color, visible: self.view.visible() };
            draw_rect(area, props.transform, mode, look, &mut self.scratch.shapes);
            self.take_shapes(ink);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.view.push_clip(clip.path.bounding_box(), is_plain_rectangle(&clip.path));
    }

    fn push_clip_rect(&mut self, bounds: &Area) {
        self.view.push_clip(*bounds, true);
    }

    fn pop_clip(&mut self) {
        self.view.pop_clip();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.view.push_group(opacity, mask.is_some(), blend);
    }

    fn pop_transparency_group(&mut self) {
        self.view.pop_group();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let samples = [image.width(), image.height()];
        let all = Area::new(0.0, 0.0, f64::from(samples[0]), f64::from(samples[1]));
        let area = props.transform.transform_rect_bbox(all);
        if self.in_fields
            || self.view.flat(Color::BLACK).is_none()
            || !self.view.visible().overlaps(area)
            || !self.count_path()
        {
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
                let Some(ink) = self.view.flat(color) else { return };
                let look = Look { color: ink.color, visible: self.view.visible() };
                self.scratch.shapes.bars.bar(area, look, false, StrokeOrigin::Thin);
                self.take_shapes(ink);
            }
            Seen::Picture => {
                let seen = area.intersect(self.view.visible());
                let pt = Pt::from_points;
                let bbox = Rect::new(pt(seen.x0), pt(seen.y0), pt(seen.x1), pt(seen.y1));
                let stencil = matches!(image, Image::Stencil(_));
                self.paper.paint(bbox, None);
                if self.view.is_plain()
                    && self.view.flat(Color::BLACK).is_some_and(|ink| ink.sure)
                    && images::is_opaque(&image)
                {
                    self.cover(&bbox, By::Picture);
                }
                self.page.images.push(Placing { bbox, samples, stencil });
            }
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.marks.begin(properties, self.page.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        if let Some((text, from)) = self.marks.end() {
            actual::apply(&mut self.page, from, &text);
            // A run that was changed is not looked for again.
            self.last = None;
        }
    }
}
