//! Pages as a reader sees them: turned, cropped, labelled.

use crate::made::{self, File, page_with, rules, text};
use extractor::{Config, Pdf};
use model::Page;
use model::geometry::{Pt, Quarter};

const CONTENT: &str = "BT /F1 10 Tf 40 60 Td (Total) Tj ET 30 50 m 130 50 l S 0.9 g 30 20 60 10 re f";

/// All boxes of a page as text: glyphs, rules, areas.
fn shape(page: &Page) -> String {
    let glyphs: Vec<_> = page.glyphs.iter().map(|g| (g.bbox, g.origin, g.direction, g.size)).collect();
    let strokes: Vec<_> = page.strokes.iter().map(|s| (s.axis, s.at, s.from, s.to)).collect();
    format!("{}x{} {glyphs:?} {strokes:?} {:?}", page.width, page.height, page.fills)
}

#[test]
fn a_page_turned_upright_reads_like_one_that_always_was() {
    let upright = page_with(CONTENT, "", "");
    // The same page, its content turned against the page's own rotation.
    let cases = [
        (90, "/MediaBox [0 0 100 200]", "0 1 -1 0 100 0 cm"),
        (180, "", "-1 0 0 -1 200 100 cm"),
        (270, "/MediaBox [0 0 100 200]", "0 -1 1 0 0 200 cm"),
        (-90, "/MediaBox [0 0 100 200]", "0 -1 1 0 0 200 cm"),
        (450, "/MediaBox [0 0 100 200]", "0 1 -1 0 100 0 cm"),
    ];
    for (rotate, media, turn) in cases {
        let page = page_with(format!("q {turn} {CONTENT} Q"), "", &format!("{media} /Rotate {rotate}"));
        assert_eq!(shape(&page), shape(&upright), "{rotate}");
        assert_eq!(page.frame.rotate, Quarter::from_degrees(rotate));
    }
}

#[test]
fn boxes_count_from_the_crop_box() {
    let page = page_with(CONTENT, "", "/CropBox [20 10 180 90]");
    assert_eq!((page.width, page.height), (Pt::points(160), Pt::points(80)));
    assert_eq!((page.glyphs[0].origin.x, page.glyphs[0].origin.y), (Pt::points(20), Pt::points(30)));
    assert_eq!(rules(&page), [('h', 40.0, 10.0, 110.0)]);
    // And back to the source.
    let source = page.frame.to_source(page.glyphs[0].origin);
    assert_eq!((source.x, source.y), (Pt::points(40), Pt::points(60)));
}

#[test]
fn boxes_of_a_turned_and_cropped_page_lead_back_to_the_source() {
    for rotate in [0, 90, 180, 270] {
        let media = "/MediaBox [-50 -20 250 180] /CropBox [10 0 190 100]";
        let page = page_with(CONTENT, "", &format!("{media} /Rotate {rotate}"));
        let glyph = &page.glyphs[0];
        let source = page.frame.to_source(glyph.origin);
        assert_eq!((source.x, source.y), (Pt::points(40), Pt::points(60)), "{rotate}");
        assert_eq!(glyph.direction, Quarter::from_degrees(rotate));
        let stroke = page.strokes[0];
        let along = if rotate % 180 == 0 { 'h' } else { 'v' };
        assert_eq!(rules(&page)[0].0, along);
        assert_eq!(stroke.to - stroke.from, Pt::points(100));
    }
}

#[test]
fn boxes_written_from_any_corner_are_one() {
    let page = page_with(CONTENT, "", "/MediaBox [200 100 0 0]");
    assert_eq!(shape(&page), shape(&page_with(CONTENT, "", "")));
}

#[test]
fn page_attributes_are_inherited() {
    let mut file = File::new();
    let content = file.stream("", CONTENT);
    let page = file.add(format!("<< /Type /Page /Parent 5 0 R /Contents [{content} 0 R] >>"));
    let bytes = file.bytes();
    let node = format!(
        "<< /Type /Pages /Kids [{page} 0 R] /Count 1 /MediaBox [0 0 200 100] /Rotate 180 /Resources << /Font << /F1 3 0 R >> >> >>"
    );
    let empty = b"<< /Type /Pages /Kids [] /Count 0 >>";
    let at = bytes.windows(empty.len()).position(|part| part == empty).expect("the page tree");
    let mut broken = bytes[..at].to_vec();
    broken.extend_from_slice(node.as_bytes());
    // The cross-reference table no longer fits: it is rebuilt.
    broken.extend_from_slice(&bytes[at + empty.len()..]);
    let read = made::pages(broken, "").expect("a readable file").remove(0);
    assert_eq!((text(&read).as_str(), read.frame.rotate), ("Total", Quarter::D180));
}

#[test]
fn content_in_parts_is_one_and_missing_parts_are_passed_over() {
    let mut file = File::new();
    let one = file.stream("", "BT /F1 10 Tf 20 50 Td (a) Tj");
    let two = file.stream("", "(b) Tj ET");
    let parts = format!("/Contents [{one} 0 R 999 0 R {two} 0 R]");
    file.page("", "", "");
    let bytes = file.bytes();
    // The page's own content gives way to the parts.
    let text_of = String::from_utf8_lossy(&bytes).into_owned();
    let own =
        text_of.split("/Contents ").nth(1).and_then(|rest| rest.split(" 0 R").next()).expect("contents");
    let page = format!("/Contents {own} 0 R");
    let at = bytes.windows(page.len()).position(|part| part == page.as_bytes()).expect("the page");
    let mut changed = bytes[..at].to_vec();
    changed.extend_from_slice(parts.as_bytes());
    changed.extend_from_slice(&bytes[at + page.len()..]);
    assert_eq!(text(&made::pages(changed, "").expect("a readable file")[0]), "ab");
}

#[test]
fn pages_carry_their_printed_labels() {
    let mut file = File::new();
    for _ in 0..6 {
        file.page(CONTENT, "", "");
    }
    let leaf = file.add("<< /Limits [2 5] /Nums [2 << /S /D >> 4 << /S /D /P (A-) /St 7 >>] >>");
    let root = file.add(format!("<< /Kids [<< /Nums [0 << /S /r >>] >> {leaf} 0 R] >>"));
    file.catalog(&format!("/PageLabels {root} 0 R"));
    let labels: Vec<_> = file.read().into_iter().map(|page| page.label.unwrap_or_default()).collect();
    assert_eq!(labels, ["i", "ii", "1", "2", "A-7", "A-8"]);
    assert_eq!(page_with(CONTENT, "", "").label, None);
}

#[test]
fn a_label_tree_that_holds_itself_ends() {
    let mut file = File::new();
    file.page(CONTENT, "", "");
    let tree = file.add("");
    file.catalog(&format!("/PageLabels {tree} 0 R"));
    let bytes = file.bytes();
    let empty = format!("{tree} 0 obj\n\nendobj");
    let at = bytes.windows(empty.len()).position(|part| part == empty.as_bytes()).expect("the tree");
    let mut looped = bytes[..at].to_vec();
    let node = format!("{tree} 0 obj\n<< /Kids [{tree} 0 R {tree} 0 R] >>\nendobj");
    looped.extend_from_slice(node.as_bytes());
    looped.extend_from_slice(&bytes[at + empty.len()..]);
    assert_eq!(made::pages(looped, "").expect("a readable file")[0].label, None);
}

#[test]
fn a_document_says_what_it_is() {
    let mut file = File::new();
    file.page(CONTENT, "", "");
    let info = file.add(
        "<< /Title <FEFF5E7462A5> /Author (Caf\\351) /Producer (Maker\\2221.0) /CreationDate (D:20230405060708+08'00') \
         /ModDate (D:2024) /Subject () >>",
    );
    file.trailer = format!("/Info {info} 0 R");
    let source = Pdf::open(file.bytes(), &Config::default()).expect("a readable file").source();
    let expected = [
        ("title", "年报"),
        ("author", "Café"),
        ("producer", "Maker™1.0"),
        ("created", "2023-04-05T06:07:08+08:00"),
        ("modified", "2024-01-01T00:00:00"),
    ];
    let said: Vec<_> = source.metadata.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(said, expected);
}

#[test]
fn pages_are_read_in_the_order_asked_for() {
    let mut file = File::new();
    for name in ["one", "two", "three"] {
        file.page(format!("BT /F1 10 Tf 20 50 Td ({name}) Tj ET"), "", "");
    }
    let pdf = Pdf::open(file.bytes(), &Config::default()).expect("a readable file");
    let mut read = Vec::new();
    pdf.read_pages(&[3, 0, 1, 9], &mut |page| read.push((page.number, text(&page))));
    assert_eq!(read, [(3, "three".to_owned()), (1, "one".to_owned())]);
}
