//! What is drawn and not seen, or seen once.

use crate::made::{self, File, codes, dropped, one_page, page_with, text};
use model::page::{Color, DropReason, GlyphInk};

const WHITE_TEXT: &str = "BT /F1 10 Tf 1 g 20 50 Td (1024) Tj ET";

#[test]
fn text_filled_and_stroked_is_read_once() {
    let page = one_page("BT /F1 10 Tf 2 Tr 0.3 w 20 50 Td (Total) Tj ( 7) Tj ET");
    assert_eq!(text(&page), "Total 7");
    assert!(page.glyphs.iter().all(|glyph| glyph.doubled) && page.dropped.is_empty());
}

#[test]
fn stroked_text_after_other_text_of_its_length_is_kept() {
    let page = one_page("BT /F1 10 Tf 20 50 Td (ab) Tj 1 Tr (ab) Tj 0 Tr (ab) Tj ET");
    assert_eq!(text(&page), "ababab");
    assert!(!page.glyphs.iter().any(|glyph| glyph.doubled));
}

#[test]
fn outlines_around_unseen_fills_are_read() {
    // White letters with a black outline; and letters without a fill.
    let page = one_page("BT /F1 10 Tf 2 Tr 1 g 0 G 20 50 Td (Outline) Tj ET");
    assert_eq!((text(&page).as_str(), page.glyphs[0].color), ("Outline", Color::BLACK));
    let states = "/ExtGState << /G << /ca 0 >> >>";
    let page = page_with("BT /F1 10 Tf 2 Tr /G gs 1 0 0 RG 20 50 Td (Outline) Tj ET", states, "");
    let first = &page.glyphs[0];
    assert_eq!(
        (text(&page).as_str(), first.color, first.ink),
        ("Outline", Color(0x00ff_0000), GlyphInk::Printed)
    );
}

#[test]
fn text_printed_twice_with_a_small_shift_is_bold_and_read_once() {
    for shift in ["0 0", "0.3 0", "-0.4 0.2", "0 -0.5"] {
        let page = one_page(format!("BT /F1 10 Tf 20 50 Td (Total 11) Tj {shift} Td (Total 11) Tj ET"));
        assert_eq!(text(&page).trim(), "Total 11", "{shift}");
        assert!(page.glyphs.iter().filter(|glyph| !glyph.text.is_blank()).all(|glyph| glyph.doubled));
        assert_eq!(dropped(&page, DropReason::Duplicate), "Total11", "{shift}");
    }
}

#[test]
fn of_a_shadow_and_its_text_the_text_has_the_colour() {
    let page = one_page("BT /F1 10 Tf 0.7 g 20.6 49.4 Td (Sum) Tj 0 g -0.6 0.6 Td (Sum) Tj ET");
    assert_eq!((text(&page).as_str(), page.glyphs[0].color), ("Sum", Color::BLACK));
}

#[test]
fn double_letters_and_repeated_lines_are_no_copies() {
    let page = one_page("BT /F1 10 Tf 20 50 Td (1110.00 ll) Tj 0 -10 Td (1110.00 ll) Tj ET");
    assert_eq!(text(&page), "1110.00 ll1110.00 ll");
    assert!(page.dropped.is_empty());
}

#[test]
fn an_invisible_layer_is_read_and_said_to_be_one() {
    let page = one_page("BT /F1 10 Tf 3 Tr 20 50 Td (Layer) Tj ET");
    assert_eq!(text(&page), "Layer");
    assert!(page.glyphs.iter().all(|glyph| glyph.ink == GlyphInk::Invisible));
}

#[test]
fn an_invisible_copy_of_printed_text_is_dropped() {
    let (printed, layer) = ("BT /F1 10 Tf 20 50 Td (42) Tj ET ", "BT /F1 10 Tf 3 Tr 20 50 Td (42) Tj ET ");
    for content in [[printed, layer].concat(), [layer, "0 Tr ", printed].concat()] {
        let page = one_page(content);
        assert_eq!(text(&page), "42");
        assert!(page.glyphs.iter().all(|glyph| glyph.ink == GlyphInk::Printed && !glyph.doubled));
        assert_eq!(dropped(&page, DropReason::Duplicate), "42");
    }
}

#[test]
fn text_without_opacity_is_invisible() {
    let page = page_with("/G gs BT /F1 10 Tf 20 50 Td (ghost) Tj ET", "/ExtGState << /G << /ca 0 >> >>", "");
    assert!(page.glyphs.iter().all(|glyph| glyph.ink == GlyphInk::Invisible));
}

#[test]
fn white_text_on_white_paper_is_hidden() {
    let page = one_page(WHITE_TEXT);
    assert_eq!((text(&page).as_str(), dropped(&page, DropReason::Hidden).as_str()), ("", "1024"));
}

#[test]
fn text_in_the_colour_of_its_ground_is_hidden_and_any_other_is_read() {
    let on = |ground: &str| one_page(format!("{ground} {WHITE_TEXT}"));
    let read = |ground: &str| text(&on(ground));
    assert_eq!(read("0 0 0.5 rg 0 40 200 30 re f"), "1024", "white on blue");
    assert_eq!(read("0.98 g 0 40 200 30 re f"), "1024", "white on nearly white");
    assert_eq!(read("0 0 0.5 rg 0 40 200 30 re f 1 g 10 40 90 30 re f"), "", "white on white on blue");
    assert_eq!(read("0.5 g 0 40 200 60 re f 1 g 0 40 200 30 re f 0 g 0 40 200 30 re f"), "1024");
    assert_eq!(read("20 w 0 0 0.5 RG 0 53 m 200 53 l S"), "1024", "a bar painted by a thick line");
    assert_eq!(
        read("0 0 0.5 rg 100 50 m 100 80 50 90 20 70 c 10 60 10 50 20 40 c f"),
        "1024",
        "a round shape"
    );
    let blue = one_page("0 0 0.5 rg 0 40 200 30 re f BT /F1 10 Tf 20 50 Td (1024) Tj ET");
    assert_eq!(dropped(&blue, DropReason::Hidden), "1024", "blue on blue");
}

#[test]
fn white_text_over_a_picture_or_a_pattern_is_read() {
    let mut file = File::new();
    let image = file.stream(
        "/Type /XObject /Subtype /Image /Width 20 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 8",
        (0..400).map(|n| (n % 251) as u8).collect::<Vec<_>>(),
    );
    let content = format!("q 200 0 0 100 0 0 cm /I Do Q {WHITE_TEXT}");
    file.page(content, &format!("/XObject << /I {image} 0 R >>"), "");
    assert_eq!(text(&file.read().remove(0)), "1024");
    let shading = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 200 0] \
                   /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.4] /N 1 >> >> >>";
    assert_eq!(text(&page_with(format!("/S sh {WHITE_TEXT}"), shading, "")), "1024");
}

#[test]
fn what_was_painted_over_is_hidden() {
    let old = "BT /F1 10 Tf 0 g 20 50 Td (1024) Tj ET 10 46 m 110 46 l S";
    let page = one_page(format!("{old} 1 g 15 40 60 25 re f BT /F1 10 Tf 0 g 20 50 Td (1048) Tj ET"));
    assert_eq!((text(&page).as_str(), dropped(&page, DropReason::Hidden).as_str()), ("1048", "1024"));
    assert_eq!(made::rules(&page), [('h', 54.0, 10.0, 15.0), ('h', 54.0, 75.0, 110.0)]);
    assert!(!page.glyphs.iter().any(|glyph| glyph.doubled));
    // Glass, tints and round shapes cover nothing; nor does what only touches.
    let kept = |over: &str| {
        let states = "/ExtGState << /T << /ca 0.5 >> /M << /BM /Multiply >> >>";
        let page = page_with(format!("{old} {over}"), states, "");
        assert_eq!((text(&page).as_str(), made::rules(&page).len()), ("1024", 1), "{over}");
    };
    kept("/T gs 1 g 15 40 60 25 re f");
    kept("/M gs 1 1 0 rg 15 40 60 25 re f");
    kept("1 g 15 40 m 15 80 75 80 75 40 c f");
    kept("1 g 15 30 60 16 re f");
}

#[test]
fn text_under_a_page_image_is_a_layer() {
    let mut file = File::new();
    let image = file.stream(
        "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8",
        (0..1_600).map(|n| (n % 251) as u8).collect::<Vec<_>>(),
    );
    let content = "BT /F1 10 Tf 20 50 Td (layer) Tj ET q 200 0 0 100 0 0 cm /I Do Q";
    file.page(content, &format!("/XObject << /I {image} 0 R >>"), "");
    let page = file.read().remove(0);
    assert_eq!(text(&page), "layer");
    assert!(page.glyphs.iter().all(|glyph| glyph.ink == GlyphInk::Invisible));
}

#[test]
fn an_area_cut_by_a_round_clip_hides_nothing() {
    // Black text beside a black logo whose bounds reach over it.
    let clip = "q 0 0 m 0 100 100 100 100 0 c h W n 0 g 0 0 100 100 re f Q";
    assert_eq!(text(&one_page(format!("{clip} BT /F1 10 Tf 0 g 20 50 Td (7) Tj ET"))), "7");
}

#[test]
fn text_outside_the_page_is_dropped() {
    let page = page_with(
        "BT /F1 10 Tf 20 50 Td (in) Tj 0 -45 Td (below) Tj 300 45 Td (beside) Tj ET",
        "",
        "/CropBox [10 20 190 90]",
    );
    assert_eq!(
        (text(&page).as_str(), dropped(&page, DropReason::OutsidePage).as_str()),
        ("in", "belowbeside")
    );
}

#[test]
fn clipped_text_is_dropped() {
    let page = one_page(
        "q 0 40 100 30 re W n BT /F1 10 Tf 20 50 Td (in) Tj 90 0 Td (out) Tj ET Q BT /F1 10 Tf 110 50 Td (after) Tj ET",
    );
    assert_eq!((text(&page).as_str(), dropped(&page, DropReason::Clipped).as_str()), ("inafter", "out"));
    // An empty clip hides all.
    let page = one_page("q 0 0 10 10 re W n 50 50 10 10 re W n BT /F1 10 Tf 20 50 Td (out) Tj ET Q");
    assert_eq!(dropped(&page, DropReason::Clipped), "out");
}

#[test]
fn forms_clip_by_their_box() {
    let mut file = File::new();
    let form = file.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 60 100] /Matrix [1 0 0 1 10 0] /Resources << /Font << /F1 3 0 R >> >>",
        "BT /F1 10 Tf 0 50 Td (in) Tj 80 0 Td (out) Tj ET 0 40 m 150 40 l S",
    );
    file.page("/X Do", &format!("/XObject << /X {form} 0 R >>"), "");
    let page = file.read().remove(0);
    assert_eq!((text(&page).as_str(), dropped(&page, DropReason::Clipped).as_str()), ("in", "out"));
    assert_eq!(made::rules(&page), [('h', 60.0, 10.0, 70.0)]);
    assert_eq!(page.glyphs[0].origin.x, model::geometry::Pt::points(10));
}

#[test]
fn text_of_no_size_is_not_seen() {
    let page = one_page("BT /F1 0.01 Tf 20 50 Td (tiny) Tj ET");
    assert_eq!((text(&page).as_str(), dropped(&page, DropReason::Hidden).as_str()), ("", "tiny"));
}

#[test]
fn hidden_layers_are_left_out() {
    let mut file = File::new();
    let layer = file.add("<< /Type /OCG /Name (Draft) >>");
    file.catalog(&format!("/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"));
    let content = "/OC /L BDC BT /F1 10 Tf 20 50 Td (draft) Tj ET EMC BT /F1 10 Tf 20 30 Td (shown) Tj ET";
    file.page(content, &format!("/Properties << /L {layer} 0 R >>"), "");
    assert_eq!(text(&file.read().remove(0)), "shown");
}

/// A page with an image of 40 by 40 samples over all of it, and this content on it.
fn scan(content: &str) -> model::Page {
    let mut file = File::new();
    let image = file.stream(
        "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8",
        (0..1_600).map(|n| (n % 251) as u8).collect::<Vec<_>>(),
    );
    file.page(
        format!("q 200 0 0 100 0 0 cm /I Do Q {content}"),
        &format!("/XObject << /I {image} 0 R >>"),
        "",
    );
    file.read().remove(0)
}

#[test]
fn a_page_image_without_text_is_said_to_be_unread() {
    assert_eq!(codes(&scan("")), ["image-unread"]);
    assert_eq!(codes(&scan("BT /F1 10 Tf 20 50 Td (  ) Tj ET")), ["image-unread"]);
    // A page number on a scan reads nothing of it.
    assert_eq!(codes(&scan("BT /F1 10 Tf 20 50 Td (- 7 -) Tj ET")), ["image-unread"]);
    let layer = "BT /F1 4 Tf 3 Tr 20 50 Td (an invisible layer under the image, as scanners write it) Tj ET";
    let page = scan(layer);
    assert!(codes(&page).is_empty() && page.glyphs.iter().all(|glyph| glyph.ink == GlyphInk::Invisible));
    assert!(codes(&one_page("BT /F1 10 Tf 20 50 Td (text) Tj ET")).is_empty());
}
