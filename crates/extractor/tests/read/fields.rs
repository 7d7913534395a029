//! Form fields: what was filled in stands on the page.

use crate::made::{File, text_of};
use model::Page;

/// A page that says "a" and has these fields; each is the entries of its dictionary and what its appearance draws.
fn page(fields: &[(&str, Option<&str>)]) -> Page {
    let mut file = File::new();
    let mut kids = Vec::new();
    for (entries, shown) in fields {
        let appearance = shown.map_or_else(String::new, |shown| {
            let dict =
                "/Type /XObject /Subtype /Form /BBox [0 0 50 10] /Resources << /Font << /F1 3 0 R >> >>";
            format!("/AP << /N {} 0 R >>", file.stream(dict, shown))
        });
        let default = |key: &str, entry: &'static str| if entries.contains(key) { "" } else { entry };
        let kind = default("/Subtype", "/Subtype /Widget");
        let rect = default("/Rect", "/Rect [100 50 150 60]");
        let field = format!("<< /Type /Annot {kind} {rect} {appearance} {entries} >>");
        kids.push(format!("{} 0 R", file.add(field)));
    }
    file.page("BT /F1 10 Tf 10 50 Td (a) Tj ET", "", &format!("/Annots [{}]", kids.join(" ")));
    file.read().remove(0)
}

const SHOWN: &str = "0 0 50 10 re S BT /F1 10 Tf 2 2 Td (1,234) Tj ET";

#[test]
fn what_a_field_shows_stands_on_the_page_and_its_box_does_not() {
    let page = page(&[("/FT /Tx /V (1,234)", Some(SHOWN))]);
    assert_eq!(text_of(&page.glyphs), "a1,234");
    let first = &page.glyphs[1];
    assert_eq!((first.origin.x.0, first.origin.y.0), (102_000, 48_000));
    assert_eq!((page.strokes.len(), page.diagnostics.len()), (0, 0));
}

#[test]
fn an_appearance_is_laid_on_the_rectangle_of_its_field() {
    let page = page(&[("/Rect [100 50 200 70]", Some(SHOWN))]);
    assert_eq!(text_of(&page.glyphs), "a1,234");
    assert_eq!(page.glyphs[1].size.0, 20_000);
}

#[test]
fn fields_that_nobody_sees_are_passed_over() {
    assert_eq!(text_of(&page(&[("/F 2", Some(SHOWN))]).glyphs), "a");
    assert_eq!(text_of(&page(&[("/F 32", Some(SHOWN))]).glyphs), "a");
    assert_eq!(text_of(&page(&[("/FT /Btn /Ff 65536", Some(SHOWN))]).glyphs), "a");
    // Remarks of readers are no part of the page.
    assert_eq!(text_of(&page(&[("/Subtype /FreeText", Some(SHOWN))]).glyphs), "a");
}

#[test]
fn a_box_shows_the_state_it_is_in() {
    let mut file = File::new();
    let dict = "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /F1 3 0 R >> >>";
    let on = file.stream(dict, "BT /F1 10 Tf (x) Tj ET");
    let off = file.stream(dict, "");
    let field = |state: &str| {
        format!(
            "<< /Type /Annot /Subtype /Widget /FT /Btn /Rect [20 50 30 60] /AS /{state} \
             /AP << /N << /Yes {on} 0 R /Off {off} 0 R >> >> >>"
        )
    };
    let (ticked, other) = (file.add(field("Yes")), file.add(field("Off")));
    file.page("BT /F1 10 Tf 10 50 Td (a) Tj ET", "", &format!("/Annots [{ticked} 0 R {other} 0 R]"));
    assert_eq!(text_of(&file.read().remove(0).glyphs), "ax");
}

#[test]
fn a_value_that_is_not_drawn_is_told() {
    let page = page(&[("/FT /Tx /V (1,234)", None), ("/FT /Tx /V ()", None), ("/FT /Tx", None)]);
    assert_eq!(text_of(&page.glyphs), "a");
    let told: Vec<(&str, &str)> = page.diagnostics.iter().map(|d| (d.code, d.message.as_str())).collect();
    assert_eq!(told, [("fields-unread", "form fields that are filled in, but show nothing: 1")]);
}

#[test]
fn the_ground_of_a_field_covers_letters() {
    let mut file = File::new();
    let dict = "/Type /XObject /Subtype /Form /BBox [0 0 50 10] /Resources << /Font << /F1 3 0 R >> >>";
    let shown = file.stream(dict, "1 g 0 0 50 10 re f 0 g BT /F1 10 Tf 2 2 Td (1,234) Tj ET");
    let field = file.add(format!(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /V (1,234) /Rect [100 50 150 60] /AP << /N {shown} 0 R >> >>"
    ));
    file.page("BT /F1 10 Tf 102 52 Td (0.00) Tj ET", "", &format!("/Annots [{field} 0 R]"));
    assert_eq!(text_of(&file.read().remove(0).glyphs), "1,234");
}
