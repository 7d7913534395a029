//! One page as SVG 1.1: its ink, and on it what a stage found.
//!
//! Coordinates are points of page space, so that they can be read beside the JSON. Every box carries a `<title>`, which
//! viewers show as a tooltip. Looks are presentation attributes, no style sheet: the file also works inside another
//! document and in viewers without CSS.

mod ink;
mod overlay;

use crate::stage::Stage;
use crate::xml::escape;
use model::layout::PageLayout;
use model::{Page, Pt, Rect, Repaired};
use std::fmt::{self, Write as _};

/// Height of one line of the legend.
const LEGEND_LINE: Pt = Pt::points(12);
/// Width of one entry of the legend.
const LEGEND_ENTRY: Pt = Pt::points(72);

/// Draws a page with what `stage` found on it.
///
/// `layout` and `repaired` must come from `page`'s document; a stage before repair looks at `repaired` not at all. The
/// legend stands in a band below the page, so that it hides nothing.
pub fn page_svg(page: &Page, layout: &PageLayout, repaired: &Repaired, stage: Stage) -> String {
    // A page without size still gives a valid picture.
    let (width, height) = (page.width.max(Pt::points(1)), page.height.max(Pt::points(1)));
    let entries = overlay::legend(stage);
    let per_line = (width.0 / LEGEND_ENTRY.0).max(1) as usize;
    let band = LEGEND_LINE * entries.len().div_ceil(per_line) as i32;
    let whole = height + band;

    let mut out = Svg::default();
    out.put(format_args!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    out.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{width}pt\" height=\"{whole}pt\" \
         viewBox=\"0 0 {width} {whole}\">\n"
    ));
    out.put(format_args!("<title>page {}: {stage}</title>\n", page.number));
    let sheet = Rect::new(Pt::ZERO, Pt::ZERO, width, whole);
    out.area(&sheet, "id=\"paper\" fill=\"#ffffff\"", None);
    ink::draw(&mut out, page);
    match stage {
        Stage::Page => overlay::dropped(&mut out, layout),
        Stage::Words => overlay::words(&mut out, layout),
        Stage::Grid => overlay::grid(&mut out, layout),
        Stage::Repaired => {
            overlay::edges(&mut out, layout);
            overlay::repaired(&mut out, page.number, repaired);
        }
    }
    draw_legend(&mut out, &entries, per_line, height);
    out.put(format_args!("</svg>\n"));
    out.0
}

fn draw_legend(out: &mut Svg, entries: &[(&str, &str)], per_line: usize, top: Pt) {
    if entries.is_empty() {
        return;
    }
    out.open("legend", "font-family=\"sans-serif\" font-size=\"7\"");
    for (ix, (label, look)) in entries.iter().enumerate() {
        let x = LEGEND_ENTRY * (ix % per_line) as i32 + Pt::points(3);
        let y = top + LEGEND_LINE * (ix / per_line) as i32 + Pt::points(2);
        out.area(&Rect::new(x, y, x + Pt::points(8), y + Pt::points(8)), look, None);
        let (x, y) = (x + Pt::points(11), y + Pt(6_500));
        out.put(format_args!("<text x=\"{x}\" y=\"{y}\">{}</text>\n", escape(label)));
    }
    out.close();
}

/// The text of an SVG as it grows.
#[derive(Default)]
struct Svg(String);

impl Svg {
    fn put(&mut self, what: fmt::Arguments<'_>) {
        self.0.write_fmt(what).expect("a string takes all");
    }

    fn open(&mut self, id: &str, look: &str) {
        self.put(format_args!("<g id=\"{id}\" {look}>\n"));
    }

    fn close(&mut self) {
        self.put(format_args!("</g>\n"));
    }

    /// A rectangle with attributes as given and the tooltip, if any.
    fn area(&mut self, r: &Rect, look: &str, tip: Option<&str>) {
        let (x, y, w, h) = (r.x0, r.y0, r.width(), r.height());
        self.put(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" {look}"));
        match tip {
            Some(tip) => self.put(format_args!("><title>{}</title></rect>\n", escape(tip))),
            None => self.put(format_args!("/>\n")),
        }
    }

    fn line(&mut self, from: (Pt, Pt), to: (Pt, Pt), look: &str) {
        let ((xa, ya), (xb, yb)) = (from, to);
        let look = if look.is_empty() { String::new() } else { format!(" {look}") };
        self.put(format_args!("<line x1=\"{xa}\" y1=\"{ya}\" x2=\"{xb}\" y2=\"{yb}\"{look}/>\n"));
    }
}

#[cfg(test)]
mod tests;
