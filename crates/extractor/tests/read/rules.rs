//! Which drawn shapes are lines to a reader. The page is 200 by 100 points; y counts from its top.

use crate::made::{File, one_page, page_with, rules};
use model::page::{Color, StrokeOrigin};

/// The rules that this content draws.
fn check(content: &str, expected: &[(char, f64, f64, f64)]) {
    assert_eq!(rules(&one_page(content)), expected, "{content}");
}

#[test]
fn strokes_thin_fills_and_borders_are_rules() {
    check("10 60 m 110 60 l S", &[('h', 40.0, 10.0, 110.0)]);
    check("10 60 100 0.5 re f", &[('h', 39.75, 10.0, 110.0)]);
    check("10 10 0.5 80 re f", &[('v', 10.25, 10.0, 90.0)]);
    check(
        "10 20 100 40 re S",
        &[
            ('h', 40.0, 10.0, 110.0),
            ('v', 110.0, 40.0, 80.0),
            ('h', 80.0, 10.0, 110.0),
            ('v', 10.0, 40.0, 80.0),
        ],
    );
}

#[test]
fn a_stroke_keeps_width_colour_and_kind() {
    let page = one_page("1 0 0 RG 0.75 w 10 60 m 110 60 l S 0 0 1 rg 10 30 100 0.4 re f");
    let found: Vec<_> = page.strokes.iter().map(|s| (s.width.0, s.color.0, s.origin)).collect();
    assert_eq!(found, [(750, 0x00ff_0000, StrokeOrigin::Line), (400, 0x0000_00ff, StrokeOrigin::Thin)]);
}

#[test]
fn widths_are_scaled_with_the_page_each_way() {
    let page = one_page("q 0.5 0 0 2 0 0 cm 1 w 20 30 m 220 30 l S 20 10 m 20 40 l S Q");
    let widths: Vec<i32> = page.strokes.iter().map(|stroke| stroke.width.0).collect();
    assert_eq!(widths, [2_000, 500]);
}

#[test]
fn a_filled_and_stroked_box_is_an_area_with_four_rules() {
    let page = one_page("0.9 g 10 20 100 40 re B");
    assert_eq!((page.strokes.len(), page.fills.len()), (4, 1));
    assert!(page.fills[0].rectangle);
}

#[test]
fn a_fill_without_width_is_a_hairline() {
    // The interpreter hands it over as a line one pixel wide: its width is not real.
    for content in ["10 60 100 0 re f", "10 60 m 110 60 l 10 60 l f"] {
        let page = one_page(content);
        assert_eq!(rules(&page), [('h', 40.0, 10.0, 110.0)], "{content}");
        assert_eq!((page.strokes[0].width.0, page.strokes[0].origin), (0, StrokeOrigin::Thin), "{content}");
    }
    assert_eq!(one_page("1 w 10 60 m 110 60 l S").strokes[0].width.0, 1_000);
}

#[test]
fn dashed_lines_are_one_dashed_rule() {
    let page = one_page("[3 2] 0 d 10 60 m 110 60 l S [] 0 d 10 50 m 110 50 l S");
    let found: Vec<_> = page.strokes.iter().map(|s| (s.dashed, s.to.0 - s.from.0)).collect();
    assert_eq!(found, [(true, 100_000), (false, 100_000)]);
}

#[test]
fn lines_made_of_many_tiny_pieces_are_one_rule() {
    let row = |piece: &str, step: f64, count: usize| {
        let pieces: String =
            (0..count).map(|n| piece.replace('X', &format!("{:.2}", 10.0 + step * n as f64))).collect();
        let page = one_page(pieces);
        assert_eq!(page.strokes.len(), 1, "{piece}");
        (page.strokes[0].dashed, rules(&page)[0])
    };
    assert_eq!(row("X 60 0.48 0.48 re f ", 0.96, 50), (true, ('h', 39.76, 10.0, 57.52)));
    assert_eq!(row("10 X 0.48 0.48 re f ", 0.96, 50), (true, ('v', 10.24, 42.48, 90.0)));
    assert_eq!(row("q 1 0 0 1 X 60 cm 0 0 m 2 0 l S Q ", 4.0, 20), (true, ('h', 40.0, 10.0, 88.0)));
    assert_eq!(row("X 60 0.5 0.5 re f ", 0.5, 50), (false, ('h', 39.75, 10.0, 35.0)));
    // Round dots: lines without length and with round ends.
    assert!(row("1 J 0.6 w X 60 m X 60 l S ", 2.0, 30).0);
}

#[test]
fn clipped_rules_are_cut_and_unseen_ones_left_out() {
    check("q 0 50 60 50 re W n 10 60 m 110 60 l S 10 20 m 110 20 l S Q", &[('h', 40.0, 10.0, 60.0)]);
    check("10 120 m 110 120 l S", &[]);
    check("10 60 m 400 60 l S", &[('h', 40.0, 10.0, 200.0)]);
}

#[test]
fn white_rules_count_on_shading_only() {
    check("1 G 10 60 m 110 60 l S", &[]);
    check("0.6 g 0 50 200 20 re f 1 G 10 60 m 110 60 l S", &[('h', 40.0, 10.0, 110.0)]);
    // An upright separator through a dark header and white rows is seen in the header.
    check("0 0 0.5 rg 0 80 200 20 re f 1 G 50 0 m 50 100 l S", &[('v', 50.0, 0.0, 20.0)]);
    check("1 g 10 60 100 0.5 re f", &[]);
}

#[test]
fn unpainted_shapes_are_nothing() {
    let clear = "/ExtGState << /G << /ca 0 /CA 0 >> >>";
    let page = page_with("/G gs 10 60 100 0.5 re f 10 50 m 110 50 l S 10 10 50 30 re f", clear, "");
    assert!(page.strokes.is_empty() && page.fills.is_empty());
    let page = one_page("10 60 m 110 60 l n 10 20 100 40 re n");
    assert!(page.strokes.is_empty() && page.fills.is_empty());
    // A group without opacity.
    let mut file = File::new();
    let form = file.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Group << /S /Transparency >>",
        "10 60 m 110 60 l S",
    );
    file.page("/G gs /X Do", &format!("/XObject << /X {form} 0 R >> {clear}"), "");
    assert!(file.read().remove(0).strokes.is_empty());
}

#[test]
fn white_paper_painted_white_is_nothing() {
    let page = one_page("1 g 0 0 200 100 re f 10 60 m 110 60 l S 20 20 30 30 re f");
    assert!(page.fills.is_empty());
    assert_eq!(page.strokes.len(), 1);
    let page = one_page("0.8 g 0 0 200 100 re f 1 g 20 20 30 30 re f");
    assert_eq!(page.fills.len(), 2);
}

#[test]
fn see_through_shading_has_the_colour_that_is_seen() {
    let page = page_with("/G gs 0 g 10 20 100 40 re f", "/ExtGState << /G << /ca 0.2 >> >>", "");
    assert_eq!(page.fills[0].color, Color(0x00cc_cccc));
}

#[test]
fn rules_inside_forms_stand_where_the_form_is_drawn() {
    let mut file = File::new();
    let form = file.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Matrix [1 0 0 1 0 0]",
        "0 10 m 100 10 l S 30 0 0.5 20 re f",
    );
    file.page("q 1 0 0 1 20 40 cm /X Do Q", &format!("/XObject << /X {form} 0 R >>"), "");
    assert_eq!(rules(&file.read().remove(0)), [('h', 50.0, 20.0, 120.0), ('v', 50.25, 40.0, 60.0)]);
}

/// A page that draws an image of `width` by `height` grey samples by `content`.
fn image(width: u32, height: u32, grey: u8, content: &str) -> model::Page {
    let mut file = File::new();
    let data = vec![grey; (width * height) as usize];
    let dict = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    );
    let image = file.stream(&dict, data);
    file.page(content, &format!("/XObject << /I {image} 0 R >>"), "");
    file.read().remove(0)
}

#[test]
fn thin_images_are_rules_and_single_pixels_areas() {
    let page = image(100, 1, 0, "q 100 0 0 0.5 10 60 cm /I Do Q");
    assert_eq!(rules(&page), [('h', 39.75, 10.0, 110.0)]);
    assert!(page.images.is_empty() && page.strokes[0].origin == StrokeOrigin::Thin);
    let page = image(1, 1, 0x80, "q 100 0 0 30 10 60 cm /I Do Q");
    assert_eq!((page.fills[0].color, page.images.len()), (Color(0x0080_8080), 0));
    // White ones are nothing; larger ones are pictures.
    assert!(image(100, 1, 255, "q 100 0 0 0.5 10 60 cm /I Do Q").strokes.is_empty());
    assert_eq!(image(30, 30, 0, "q 100 0 0 30 10 60 cm /I Do Q").images.len(), 1);
}

#[test]
fn stencils_as_thin_as_rules_have_the_colour_of_the_paint() {
    let page = one_page("1 0 0 rg q 100 0 0 0.5 10 60 cm BI /W 8 /H 1 /IM true /BPC 1 /D [0 1] ID \0 EI Q");
    assert_eq!(rules(&page), [('h', 39.75, 10.0, 110.0)]);
    assert_eq!(page.strokes[0].color, Color(0x00ff_0000));
}

#[test]
fn a_pattern_is_an_area_of_no_sure_colour() {
    let mut file = File::new();
    let pattern = file.stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>",
        "1 0 0 rg 0 0 2 2 re f",
    );
    file.page("/Pattern cs /P scn 10 20 100 40 re f", &format!("/Pattern << /P {pattern} 0 R >>"), "");
    let page = file.read().remove(0);
    assert_eq!((page.fills.len(), page.fills[0].rectangle), (1, false));
}
