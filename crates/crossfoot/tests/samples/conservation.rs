//! No glyph is lost: each that can be seen is in one cell, one outside line or one stray, once.

use model::layout::{Item, PageLayout};
use model::table::Ink;
use model::{GlyphId, Page};
use std::fs;
use std::path::Path;

fn inks(layout: &PageLayout) -> Vec<&Ink> {
    let mut all: Vec<&Ink> = layout.strays.iter().map(|stray| &stray.ink).collect();
    for item in &layout.items {
        match item {
            Item::Line(line) => all.push(&line.ink),
            Item::Piece(piece) => all.extend(piece.table.all_ink()),
        }
    }
    all
}

fn check(name: &str, page: &Page, layout: &PageLayout) {
    let mut seen = vec![0_u32; page.glyphs.len()];
    for (first, last) in inks(layout).iter().flat_map(|ink| &ink.glyphs) {
        let (GlyphId(first), GlyphId(last)) = (*first, *last);
        for id in first..=last {
            seen[id as usize] += 1;
        }
    }
    for (ix, glyph) in page.glyphs.iter().enumerate() {
        let wanted = u32::from(!glyph.text.is_blank());
        // White space may stand inside a range of glyphs, but never twice.
        let fine = seen[ix] == wanted || wanted == 0 && seen[ix] <= 1;
        assert!(fine, "{name}, page {}: glyph {ix} {glyph:?} stands {} times", page.number, seen[ix]);
    }
}

#[test]
fn every_glyph_is_placed_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut pages = 0;
    let mut samples: Vec<_> =
        fs::read_dir(folder).expect("samples").map(|e| e.expect("an entry").path()).collect();
    samples.sort();
    for path in samples.iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")) {
        let bytes = fs::read(path).expect("a sample");
        let pdf = extractor::Pdf::open(bytes, &extractor::Config::default()).expect("a readable sample");
        let numbers: Vec<u32> = (1..=pdf.source().pages).collect();
        pdf.read_pages(&numbers, &mut |page| {
            let layout = tables::lay_out(&page, &model::asked::Asked::default());
            check(&path.display().to_string(), &page, &layout);
            pages += 1;
        });
    }
    assert!(pages > 0, "no page was looked at");
}
