//! The page's own ink, as far as the model keeps it: fills, images as grey boxes, strokes, glyphs.
//!
//! The model keeps paint order inside each kind only, so fills come first and glyphs last.

use super::Svg;
use crate::xml::escape;
use model::geometry::Quarter;
use model::page::{Axis, Color, Glyph, GlyphInk, GlyphText, StrokeOrigin};
use model::{Page, Pt};

/// The thickness at which hairlines are drawn.
const HAIRLINE: Pt = Pt(250);

pub(super) fn draw(out: &mut Svg, page: &Page) {
    out.open("ink", "stroke=\"none\"");
    fills(out, page);
    images(out, page);
    strokes(out, page);
    glyphs(out, page);
    out.close();
}

fn fills(out: &mut Svg, page: &Page) {
    out.open("fills", "");
    for fill in &page.fills {
        // The bounds of a free form would hide what it leaves free.
        let part = if fill.rectangle { "" } else { " fill-opacity=\"0.3\"" };
        out.area(&fill.bbox, &format!("fill=\"{}\"{part}", hex(fill.color)), None);
    }
    out.close();
}

fn images(out: &mut Svg, page: &Page) {
    out.open("images", "fill=\"#808080\" fill-opacity=\"0.25\"");
    for image in &page.images {
        let kind = if image.stencil { "stencil" } else { "image" };
        let tip = format!("{kind}, {} x {} samples", image.samples[0], image.samples[1]);
        out.area(&image.bbox, "", Some(&tip));
    }
    out.close();
}

fn strokes(out: &mut Svg, page: &Page) {
    out.open("strokes", "");
    // The edge of a fill is seen with its fill; no line was drawn there.
    for stroke in page.strokes.iter().filter(|stroke| stroke.origin != StrokeOrigin::FillEdge) {
        let width = stroke.width.max(HAIRLINE);
        let dashes = if stroke.dashed { " stroke-dasharray=\"2 2\"" } else { "" };
        let look = format!("stroke=\"{}\" stroke-width=\"{width}\"{dashes}", hex(stroke.color));
        match stroke.axis {
            Axis::Horizontal => out.line((stroke.from, stroke.at), (stroke.to, stroke.at), &look),
            Axis::Vertical => out.line((stroke.at, stroke.from), (stroke.at, stroke.to), &look),
        }
    }
    out.close();
}

fn glyphs(out: &mut Svg, page: &Page) {
    out.open("glyphs", "font-family=\"sans-serif\" xml:space=\"preserve\"");
    for glyph in page.glyphs.iter().filter(|glyph| !glyph.text.is_blank()) {
        let mut text = String::new();
        glyph.text.push_to(&mut text);
        let text = escape(&text);
        if text.is_empty() {
            continue;
        }
        let (place, length) = placed(glyph);
        out.put(format_args!("<text {place} font-size=\"{}\"{length}{}>", glyph.size, looks(page, glyph)));
        if let GlyphText::Unmapped { code } = glyph.text {
            out.put(format_args!("<title>no Unicode text for code {code}</title>"));
        }
        out.put(format_args!("{text}</text>\n"));
    }
    out.close();
}

/// Where a glyph stands, and its advance: the viewer's font is another than the page's, and is stretched to fit. Signs
/// are not: part of their advance may be blank (a full-width quotation mark), and in another font a sign fills it all.
fn placed(glyph: &Glyph) -> (String, String) {
    let (x, y) = (glyph.origin.x, glyph.origin.y);
    let (place, advance) = match glyph.direction {
        Quarter::D0 => (format!("x=\"{x}\" y=\"{y}\""), glyph.bbox.width()),
        turn => {
            let along = if turn == Quarter::D180 { glyph.bbox.width() } else { glyph.bbox.height() };
            (format!("transform=\"translate({x} {y}) rotate({})\"", turn.degrees()), along)
        }
    };
    let lettered = glyph.text.first_char().is_some_and(char::is_alphanumeric);
    let length = if lettered && advance > Pt::ZERO {
        format!(" textLength=\"{advance}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    };
    (place, length)
}

fn looks(page: &Page, glyph: &Glyph) -> String {
    let mut out = match glyph.color {
        Color::BLACK => String::new(),
        color => format!(" fill=\"{}\"", hex(color)),
    };
    if glyph.ink == GlyphInk::Invisible {
        out.push_str(" fill-opacity=\"0.35\"");
    }
    let font = page.fonts.get(glyph.font.0 as usize);
    if glyph.doubled || font.is_some_and(|font| font.bold) {
        out.push_str(" font-weight=\"bold\"");
    }
    if font.is_some_and(|font| font.italic) {
        out.push_str(" font-style=\"italic\"");
    }
    if font.is_some_and(|font| font.fixed_pitch) {
        out.push_str(" font-family=\"monospace\"");
    }
    out
}

fn hex(color: Color) -> String {
    format!("#{:06x}", color.0 & 0x00FF_FFFF)
}
