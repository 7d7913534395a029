//! One mark as a PDF annotation with its appearance (ISO 32000-1, 12.5).
//!
//! The appearance stream is drawn in the page's own user space (its box equals the annotation's rectangle and its
//! matrix is the identity), so that rotation and crop need no second look.

use crate::marks::{Kind, Mark};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use model::page::Frame;
use model::{Point, Pt, Rect};
use std::fmt::Write as _;

/// Thickness of an outline.
const OUTLINE: Pt = Pt::points(1);

/// Bit 3 of the annotation flags: printed with the page.
const PRINT: i64 = 4;

/// A mark's colour as PDF numbers, and as three operands.
fn color(kind: Kind) -> [Pt; 3] {
    match kind {
        Kind::Table => [Pt(150), Pt(550), Pt(820)],
        Kind::Mended => [Pt(1_000), Pt(780), Pt(250)],
        Kind::Doubt => [Pt(950), Pt(600), Pt(800)],
        Kind::Stray => [Pt(860), Pt(200), Pt(180)],
    }
}

/// A thousandth-based number as a PDF object; whole ones as integers.
pub(crate) fn number(n: Pt) -> Object {
    if n.0 % 1000 == 0 { Object::Integer(i64::from(n.0 / 1000)) } else { Object::Real(n.to_points() as f32) }
}

fn numbers(all: &[Pt]) -> Object {
    Object::Array(all.iter().copied().map(number).collect())
}

/// A text string in UTF-16BE with its byte order mark (ISO 32000-1, 7.9.2.2).
pub(crate) fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Where an annotation stands: its rectangle in user space.
pub(crate) fn rectangle(mark: &Mark, frame: &Frame) -> Rect {
    let union = Rect::bounding(mark.boxes.iter().copied()).unwrap_or_default();
    // An outline runs around what it marks, not through it.
    let room = if is_highlight(mark.kind) { Pt::ZERO } else { OUTLINE };
    frame.rect_to_source(&union.grow(room))
}

fn is_highlight(kind: Kind) -> bool {
    matches!(kind, Kind::Mended | Kind::Doubt)
}

/// The annotation; `look` is its appearance, `name` its name on the page.
pub(crate) fn annotation(
    mark: &Mark,
    frame: &Frame,
    page: ObjectId,
    look: ObjectId,
    name: &str,
) -> Dictionary {
    let rect = rectangle(mark, frame);
    let mut out = dictionary! {
        "Type" => "Annot",
        "Rect" => numbers(&[rect.x0, rect.y0, rect.x1, rect.y1]),
        "C" => numbers(&color(mark.kind)),
        "F" => PRINT,
        "P" => page,
        "NM" => text_string(name),
        "T" => text_string("crossfoot"),
        "Contents" => text_string(&mark.note),
        "AP" => dictionary! { "N" => look },
    };
    if is_highlight(mark.kind) {
        out.set("Subtype", "Highlight");
        let quads = mark.boxes.iter().flat_map(|bbox| quad(bbox, frame)).collect::<Vec<Pt>>();
        out.set("QuadPoints", numbers(&quads));
    } else {
        out.set("Subtype", "Square");
        out.set("BS", dictionary! { "W" => number(OUTLINE) });
    }
    out
}

/// The corners of a box as its reader sees them: top left, top right, bottom left, bottom right. The standard says
/// otherwise (12.5.6.10), but this is the order that viewers write and read.
fn quad(r: &Rect, frame: &Frame) -> [Pt; 8] {
    let [a, b, c, d] = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)]
        .map(|(x, y)| frame.to_source(Point { x, y }));
    [a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y]
}

/// The appearance: highlights are multiplied onto the page, so that the ink stays readable; outlines are stroked.
pub(crate) fn appearance(mark: &Mark, frame: &Frame, multiply: ObjectId) -> Stream {
    let rect = rectangle(mark, frame);
    let [r, g, b] = color(mark.kind);
    let mut content = String::new();
    let mut put = |line: String| writeln!(content, "{line}").expect("a string takes all");
    if is_highlight(mark.kind) {
        put(format!("/Multiply gs {r} {g} {b} rg"));
        for bbox in &mark.boxes {
            let at = frame.rect_to_source(bbox);
            put(format!("{} {} {} {} re", at.x0, at.y0, at.width(), at.height()));
        }
        put("f".to_owned());
    } else {
        let at = rect.grow(-(OUTLINE / 2));
        put(format!("{r} {g} {b} RG {OUTLINE} w"));
        put(format!("{} {} {} {} re S", at.x0, at.y0, at.width(), at.height()));
    }
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers(&[rect.x0, rect.y0, rect.x1, rect.y1]),
    };
    let states = dictionary! { "Multiply" => multiply };
    form.set("Resources", dictionary! { "ExtGState" => states });
    Stream::new(form, content.into_bytes())
}

/// The graphics state that highlights share.
pub(crate) fn multiply() -> Dictionary {
    dictionary! { "Type" => "ExtGState", "BM" => "Multiply" }
}

/// A sticky note at the page's top left corner, for what is said about the whole file.
pub(crate) fn sticky(text: &str, frame: &Frame, page: ObjectId) -> Dictionary {
    let side = Pt::points(20);
    let rect = frame.rect_to_source(&Rect::new(Pt::ZERO, Pt::ZERO, side, side));
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Text",
        "Rect" => numbers(&[rect.x0, rect.y0, rect.x1, rect.y1]),
        "F" => PRINT,
        "P" => page,
        "NM" => text_string("crossfoot-more"),
        "T" => text_string("crossfoot"),
        "Contents" => text_string(text),
    }
}
