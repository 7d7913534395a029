//! Codes to text, and the fonts they are set in.

use crate::made::font::true_type;
use crate::made::{File, codes, dropped, one_page, page_with, text};
use model::geometry::{Pt, Quarter};
use model::page::{DropReason, GlyphText};

/// Encodings that name their characters' collection (ISO 32000-2, table 116), a text, and its codes.
const PREDEFINED: [(&str, &str, &str, &str); 13] = [
    ("UniGB-UCS2-H", "GB1", "营业收入", "84254e1a65365165"),
    ("UniGB-UTF16-H", "GB1", "营业收入", "84254e1a65365165"),
    ("GBK-EUC-H", "GB1", "营業收入", "d3aa9849cad5c8eb"),
    ("GB-EUC-H", "GB1", "营业收入", "d3aad2b5cad5c8eb"),
    ("GBK2K-H", "GB1", "营業收入", "d3aa9849cad5c8eb"),
    ("ETen-B5-H", "CNS1", "營業收入", "c0e7b77ea6aca44a"),
    ("UniCNS-UCS2-H", "CNS1", "營業收入", "71df696d65365165"),
    ("UniCNS-UTF16-H", "CNS1", "營業收入", "71df696d65365165"),
    ("90ms-RKSJ-H", "Japan1", "売上高", "94848fe38d82"),
    ("UniJIS-UCS2-H", "Japan1", "売上高", "58f24e0a9ad8"),
    ("EUC-H", "Japan1", "売上高", "c7e4bee5b9e2"),
    ("KSCms-UHC-H", "Korea1", "매출액", "b8c5c3e2bed7"),
    ("UniKS-UCS2-H", "Korea1", "매출액", "b9e4cd9cc561"),
];

/// Adds a composite font; `descriptor` holds entries such as a font file, `more` entries of the font itself.
fn composite(
    file: &mut File,
    name: &str,
    encoding: &str,
    ordering: &str,
    descriptor: &str,
    more: &str,
) -> usize {
    let descriptor = file.add(format!(
        "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /Ascent 880 /Descent -120 {descriptor} >>"
    ));
    let below = file.add(format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {descriptor} 0 R \
         /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> /DW 1000 >>"
    ));
    file.add(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [{below} 0 R] {more} >>"
    ))
}

fn fonts(font: usize) -> String {
    format!("/Font << /F1 {font} 0 R >>")
}

/// A ToUnicode map of two-byte codes.
fn to_unicode(file: &mut File, pairs: &[(&str, &str)]) -> String {
    let lines: Vec<String> = pairs.iter().map(|(code, text)| format!("<{code}> <{text}>\n")).collect();
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{}endbfchar endcmap end end",
        pairs.len(),
        lines.concat()
    );
    let stream = file.stream("", map);
    format!("/ToUnicode {stream} 0 R")
}

#[test]
fn predefined_maps_are_read_without_an_embedded_font() {
    for (encoding, ordering, expected, hex) in PREDEFINED {
        let mut file = File::new();
        let font = composite(&mut file, "Song", encoding, ordering, "", "");
        file.page(format!("BT /F1 10 Tf 20 50 Td <{hex}> Tj ET"), &fonts(font), "");
        let page = file.read().remove(0);
        assert_eq!(text(&page), expected, "{encoding}");
        assert_eq!(page.fonts[0].name, "Song");
        assert_eq!(page.glyphs[1].bbox.x0, Pt::points(30), "{encoding}");
    }
}

#[test]
fn predefined_maps_are_read_with_an_embedded_font_and_no_to_unicode() {
    for (encoding, ordering, expected, hex) in PREDEFINED {
        let mut file = File::new();
        let program = file.stream("", true_type(4, &[]));
        let descriptor = format!("/FontFile2 {program} 0 R");
        let font = composite(&mut file, "ABCDEF+Song", encoding, ordering, &descriptor, "");
        file.page(format!("BT /F1 10 Tf 20 50 Td <{hex}> Tj ET"), &fonts(font), "");
        let page = file.read().remove(0);
        assert_eq!((text(&page).as_str(), page.fonts[0].name.as_str()), (expected, "Song"), "{encoding}");
    }
}

#[test]
fn an_embedded_programs_own_map_is_read_backwards() {
    let check = |map: &[(char, u16)], expected: &str, unmapped: bool| {
        let mut file = File::new();
        let program = file.stream("", true_type(5, map));
        let descriptor = format!("/FontFile2 {program} 0 R");
        let font = composite(&mut file, "Odd", "Identity-H", "Identity", &descriptor, "/Unused 1");
        file.page("BT /F1 10 Tf 20 50 Td <000100020003> Tj ET", &fonts(font), "");
        let page = file.read().remove(0);
        assert_eq!(text(&page), expected);
        assert_eq!(codes(&page).contains(&"unmapped-glyph"), unmapped);
        page
    };
    check(&[('合', 1), ('计', 2), ('1', 3)], "合计1", false);
    // A radical that looks like the character is not what was meant.
    check(&[('\u{2f00}', 1), ('一', 1), ('计', 2), ('1', 3)], "一计1", false);
    let page = check(&[('\u{e123}', 1), ('计', 2)], "\u{fffd}计\u{fffd}", true);
    assert_eq!(page.glyphs[0].text, GlyphText::Unmapped { code: 1 });
}

#[test]
fn a_map_to_nothing_readable_is_no_map() {
    let mut file = File::new();
    let program = file.stream("", true_type(5, &[]));
    let map =
        to_unicode(&mut file, &[("0001", "FFFD"), ("0002", "E001"), ("0003", "0041"), ("0004", "00660066")]);
    let descriptor = format!("/FontFile2 {program} 0 R");
    let font = composite(&mut file, "Odd", "Identity-H", "Identity", &descriptor, &map);
    file.page("BT /F1 10 Tf 20 50 Td <0001000200030004> Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    let texts: Vec<_> = page.glyphs.iter().map(|glyph| glyph.text.clone()).collect();
    let expected = [
        GlyphText::Unmapped { code: 1 },
        GlyphText::Unmapped { code: 2 },
        GlyphText::Char('A'),
        GlyphText::Str("ff".into()),
    ];
    assert_eq!(texts, expected);
}

#[test]
fn marks_without_width_are_no_glyphs_and_radicals_are_ideographs() {
    let pairs = [("0000", "200B"), ("0001", "0041"), ("0002", "2F49"), ("0003", "200B")];
    let mut file = File::new();
    // Glyph 0 of this font paints nothing, the others do.
    let program = file.stream("", true_type(4, &[]));
    let map = to_unicode(&mut file, &pairs);
    let descriptor = format!("/FontFile2 {program} 0 R");
    let font = composite(&mut file, "Odd", "Identity-H", "Identity", &descriptor, &map);
    file.page("BT /F1 10 Tf 20 50 Td <00010000000200010003> Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    let texts: Vec<_> = page.glyphs.iter().map(|glyph| glyph.text.clone()).collect();
    let expected =
        [GlyphText::Char('A'), GlyphText::Char('月'), GlyphText::Char('A'), GlyphText::Unmapped { code: 3 }];
    assert_eq!(texts, expected);
}

#[test]
fn signs_of_symbol_fonts_are_read() {
    let mut file = File::new();
    let map = to_unicode(&mut file, &[("0001", "F0FC"), ("0002", "F0B7")]);
    let program = file.stream("", true_type(3, &[]));
    let descriptor = format!("/FontFile2 {program} 0 R");
    let wingdings = composite(&mut file, "Wingdings-Regular", "Identity-H", "Identity", &descriptor, &map);
    // Without a usable ToUnicode the program's own map says the same.
    let program = file.stream("", true_type(4, &[('\u{f0b7}', 2)]));
    let descriptor = format!("/FontFile2 {program} 0 R");
    let symbol = composite(&mut file, "SymbolMT", "Identity-H", "Identity", &descriptor, "");
    let resources = format!("/Font << /F1 {wingdings} 0 R /F2 {symbol} 0 R >>");
    file.page("BT /F1 10 Tf 20 50 Td <0001> Tj /F2 10 Tf <0002> Tj ET", &resources, "");
    assert_eq!(text(&file.read().remove(0)), "✓•");
}

#[test]
fn codes_without_a_name_are_kept_as_codes() {
    let encoding = "/Encoding << /Type /Encoding /Differences [201 /g201 /g202 65 /A] >>";
    let mut file = File::new();
    let font = file.add(format!("<< /Type /Font /Subtype /Type1 /BaseFont /DilleniaUPC {encoding} >>"));
    file.page("BT /F1 10 Tf 20 50 Td <41C9CA> Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    let texts: Vec<_> = page.glyphs.iter().map(|glyph| glyph.text.clone()).collect();
    let unmapped = |code| GlyphText::Unmapped { code };
    assert_eq!(texts, [GlyphText::Char('A'), unmapped(201), unmapped(202)]);
    assert_eq!(codes(&page), ["unmapped-glyph"]);
}

#[test]
fn fonts_are_told_apart_and_listed_in_order_of_use() {
    let mut file = File::new();
    let mut simple = |name: &str, wide: u32| {
        file.add(format!(
            "<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding /FirstChar 83 /LastChar 83 \
             /Widths [{wide}] >>"
        ))
    };
    // None is embedded. All are drawn with substitutes, two of them with the same one.
    let plain = simple("ABCDEF+Frutiger", 600);
    let bold = simple("Frutiger-Bold", 600);
    let italic = simple("Frutiger-Italic", 600);
    let other = simple("Univers", 610);
    let resources = format!("/Font << /A {plain} 0 R /B {bold} 0 R /C {italic} 0 R /D {other} 0 R >>");
    file.page(
        "BT /B 10 Tf 20 50 Td (Sum) Tj /A 10 Tf (Sum) Tj /D 10 Tf (Sum) Tj /C 10 Tf (Sum) Tj /B 10 Tf (Sum) Tj ET",
        &resources,
        "",
    );
    let page = file.read().remove(0);
    let names: Vec<_> = page.fonts.iter().map(|f| (f.name.as_str(), f.bold, f.italic)).collect();
    let expected = [
        ("Frutiger-Bold", true, false),
        ("Frutiger", false, false),
        ("Univers", false, false),
        ("Frutiger-Italic", false, true),
    ];
    assert_eq!(names, expected);
    let used: Vec<u32> = page.glyphs.iter().step_by(3).map(|glyph| glyph.font.0).collect();
    assert_eq!(used, [0, 1, 2, 3, 0]);
}

#[test]
fn fonts_that_look_alike_keep_their_own_texts() {
    // One program, one code, two meanings: what a glyph says is asked of the glyph.
    let mut file = File::new();
    let program = file.stream("", true_type(3, &[]));
    let descriptor = format!("/FontFile2 {program} 0 R");
    let (one, two) = (to_unicode(&mut file, &[("0001", "0031")]), to_unicode(&mut file, &[("0001", "0037")]));
    let one = composite(&mut file, "One", "Identity-H", "Identity", &descriptor, &one);
    let two = composite(&mut file, "Two", "Identity-H", "Identity", &descriptor, &two);
    let resources = format!("/Font << /F1 {one} 0 R /F2 {two} 0 R >>");
    let content = "BT /F1 10 Tf 20 50 Td <0001> Tj /F2 10 Tf <0001> Tj /F1 10 Tf <0001> Tj ET";
    file.page(content, &resources, "");
    let page = file.read().remove(0);
    assert_eq!(text(&page), "171");
    let names: Vec<_> = page.glyphs.iter().map(|g| page.fonts[g.font.0 as usize].name.as_str()).collect();
    assert_eq!(names, ["One", "Two", "One"]);
}

#[test]
fn a_substitutes_width_does_not_change_boxes() {
    let mut file = File::new();
    let font = file.add(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Wide /Encoding /WinAnsiEncoding /FirstChar 65 /LastChar 66 \
         /Widths [1400 1000] >>",
    );
    file.page("BT /F1 10 Tf 20 50 Td (AB) Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    let boxes: Vec<_> = page.glyphs.iter().map(|glyph| (glyph.bbox.x0.0, glyph.bbox.x1.0)).collect();
    assert_eq!(boxes, [(20_000, 34_000), (34_000, 44_000)]);
    assert_eq!(page.glyphs[0].size, Pt::points(10));
}

#[test]
fn boxes_reach_from_descent_to_ascent() {
    let mut file = File::new();
    let descriptor = file.add(
        "<< /Type /FontDescriptor /FontName /Tall /Flags 32 /Ascent 900 /Descent -300 /CapHeight 700 >>",
    );
    let font = file.add(format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Tall /Encoding /WinAnsiEncoding /FirstChar 65 /LastChar 65 \
         /Widths [600] /FontDescriptor {descriptor} 0 R >>"
    ));
    file.page("BT /F1 10 Tf 20 50 Td (A) Tj ET", &fonts(font), "");
    let glyph = &file.read().remove(0).glyphs[0];
    // The page is 100 points high: the baseline is 50 from the top.
    assert_eq!(format!("{:?}", glyph.bbox), "[20 41 26 53]");
    assert_eq!((glyph.origin.x, glyph.origin.y), (Pt::points(20), Pt::points(50)));
}

#[test]
fn vertical_text_runs_down() {
    let mut file = File::new();
    let font = composite(&mut file, "Mincho", "UniJIS-UCS2-V", "Japan1", "", "");
    file.page("BT /F1 10 Tf 100 80 Td <58f24e0a9ad8> Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    assert_eq!(text(&page), "売上高");
    let boxes: Vec<String> = page.glyphs.iter().map(|glyph| format!("{:?}", glyph.bbox)).collect();
    assert_eq!(boxes, ["[95 20 105 30]", "[95 30 105 40]", "[95 40 105 50]"]);
    assert!(page.glyphs.iter().all(|glyph| glyph.direction == Quarter::D90));
}

#[test]
fn type_3_fonts_are_read() {
    let mut file = File::new();
    let glyph = file.stream("", "500 0 0 0 500 700 d1 0 0 500 700 re f");
    let map = file.stream(
        "",
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <61> <0037> <62> <514368> endbfchar endcmap",
    );
    let font = file.add(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 \
         /LastChar 98 /Widths [500 500] /Encoding << /Differences [97 /x /y] >> /CharProcs << /x {glyph} 0 R /y {glyph} 0 R >> \
         /Resources << >> /ToUnicode {map} 0 R >>"
    ));
    file.page("BT /F1 10 Tf 20 50 Td (aa) Tj ET", &fonts(font), "");
    let page = file.read().remove(0);
    assert_eq!(text(&page), "77");
    assert_eq!((page.glyphs[1].bbox.x0, page.glyphs[1].size), (Pt::points(25), Pt::points(10)));
    assert!(page.strokes.is_empty() && page.fills.is_empty());
}

#[test]
fn bitmap_fonts_that_name_codes_by_numbers_are_read_by_them() {
    let read = |names: &str, shown: &str| {
        let mut file = File::new();
        let glyph = file.stream("", "500 0 0 0 500 700 d1 0 0 500 700 re f");
        let procs: Vec<String> = names
            .split_whitespace()
            .filter_map(|name| name.strip_prefix('/'))
            .map(|name| format!("/{name} {glyph} 0 R"))
            .collect();
        let procs = procs.join(" ");
        let widths = "500 ".repeat(256);
        let font = file.add(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 \
             /LastChar 255 /Widths [{widths}] /Encoding << /Differences [{names}] >> /CharProcs << {procs} >> /Resources << >> >>"
        ));
        file.page(format!("BT /F1 10 Tf 20 50 Td ({shown}) Tj ET"), &fonts(font), "");
        let page = file.read().remove(0);
        (text(&page), page.diagnostics.iter().map(|told| told.code).collect::<Vec<_>>())
    };
    let tex = "12 /a12 49 /a49 /a50 82 /a82 101 /a101 110 /a110 115 /a115 /a116";
    assert_eq!(read(tex, "Rents12\\014"), ("Rents12fi".to_owned(), vec!["text-by-code"]));
    // Numbers of glyphs, one after the other, say nothing.
    let numbered = "1 /a1 /a2 /a3 /a4 /a5 /a6 /a7 /a8 /a9 /a10 /a11";
    assert_eq!(read(numbered, "\\001\\002"), ("\u{fffd}\u{fffd}".to_owned(), vec!["unmapped-glyph"]));
}

#[test]
fn a_ligature_is_all_of_its_parts() {
    let mut file = File::new();
    let map = file.stream(
        "",
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <50> <0050> <1D> <0069> endbfchar endcmap",
    );
    let font = file.add(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [29 /f_i] >> \
         /ToUnicode {map} 0 R >>"
    ));
    file.page("BT /F1 10 Tf 20 50 Td (P\\035) Tj ET", &fonts(font), "");
    assert_eq!(text(&file.read().remove(0)), "Pfi");
}

#[test]
fn a_type_3_em_is_told_by_the_fonts_box_or_its_advances() {
    let check = |size: u32, matrix: &str, bbox: &str, em: i32, height: i32| {
        let mut file = File::new();
        let glyph = file.stream("", "30 0 0 0 30 50 d1 0 0 30 50 re f");
        let font = file.add(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox {bbox} /FontMatrix {matrix} /FirstChar 65 /LastChar 65 \
             /Widths [30] /Encoding << /Differences [65 /A] >> /CharProcs << /A {glyph} 0 R >> >>"
        ));
        file.page(format!("BT /F1 {size} Tf 20 50 Td (A) Tj ET"), &fonts(font), "");
        let glyph = &file.read().remove(0).glyphs[0];
        assert_eq!((glyph.size.0, glyph.bbox.height().0), (em, height), "{matrix} {bbox}");
    };
    // Bitmap fonts of old TeX output: a glyph space of pixels, a font size of 1.
    check(1, "[0.2 0 0 0.2 0 0]", "[0 -10 40 50]", 10_000, 12_000);
    check(1, "[0.2 0 0 0.2 0 0]", "[0 0 0 0]", 10_909, 10_909);
    // A glyph space of 60 units to the em, y down; and a box that cannot be.
    check(10, "[0.0167 0 0 -0.0167 0 0]", "[0 -20 60 50]", 10_000, 10_000);
    check(10, "[0.0167 0 0 -0.0167 0 0]", "[0 -2000 600 5000]", 10_000, 10_000);
}

#[test]
fn fonts_of_forms_are_found() {
    let mut file = File::new();
    let font = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>");
    let inner = file.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /T {font} 0 R >> >>"
        ),
        "BT /T 10 Tf 20 50 Td (In) Tj ET",
    );
    let outer = file.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /X {inner} 0 R >> >>"
        ),
        "/X Do",
    );
    file.page("/X Do", &format!("/XObject << /X {outer} 0 R >>"), "");
    let page = file.read().remove(0);
    assert_eq!(
        (text(&page).as_str(), page.fonts[0].name.as_str(), page.fonts[0].bold),
        ("In", "Times-Bold", true)
    );
}

#[test]
fn actual_text_gives_small_capitals_their_case() {
    let content = "BT /F1 10 Tf 20 50 Td (N) Tj /Span << /ActualText (OR) >> BDC (or) Tj EMC (way) Tj ET";
    let page = one_page(content);
    assert_eq!(text(&page), "NORway");
    assert!(page.dropped.is_empty());
}

#[test]
fn actual_text_of_another_length_stands_on_the_first_glyph() {
    let resources = "/Properties << /P1 << /ActualText <FEFF00660069> >> >>";
    let page = page_with("BT /F1 10 Tf 20 50 Td (a) Tj /Span /P1 BDC (xyz) Tj EMC (b) Tj ET", resources, "");
    assert_eq!(text(&page), "afib");
    assert_eq!(dropped(&page, DropReason::Replaced), "yz");
    // Its box is the span's: x, y and z are 5 points wide each.
    let widths: Vec<i32> = page.glyphs.iter().map(|glyph| glyph.bbox.width().0).collect();
    assert_eq!(widths, [5_560, 15_000, 5_560]);
}

#[test]
fn actual_text_never_changes_a_printed_figure() {
    let page = one_page("BT /F1 10 Tf 20 50 Td /Span << /ActualText (1,024.00) >> BDC (1,042.00) Tj EMC ET");
    assert_eq!((text(&page).as_str(), codes(&page)), ("1,042.00", vec!["actual-text-differs"]));
}

#[test]
fn the_outermost_actual_text_speaks() {
    let page = one_page(
        "BT /F1 10 Tf 20 50 Td /S << /ActualText (AB) >> BDC (a) Tj /S << /ActualText (z) >> BDC (b) Tj EMC EMC ET EMC",
    );
    assert_eq!(text(&page), "AB");
}

#[test]
fn marked_content_identifiers_are_kept() {
    let page = one_page(
        "BT /F1 10 Tf 20 50 Td (a) Tj /P << /MCID 7 >> BDC (b) Tj /Span BMC (c) Tj EMC EMC (d) Tj ET",
    );
    let ids: Vec<_> = page.glyphs.iter().map(|glyph| glyph.mcid).collect();
    assert_eq!(ids, [None, Some(7), Some(7), None]);
}
