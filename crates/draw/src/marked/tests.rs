use super::*;
use lopdf::{EncryptionState, EncryptionVersion, Permissions, Stream, dictionary};
use model::geometry::Quarter;
use model::layout::Stray;
use model::repaired::{CellKind, Reading};
use model::table::{Op, Why};
use model::{Cell, CellId, Evidence, Ink, Pt, Rect, RepairedTable, Source, SourceKind, Table};

fn rect(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
    Rect::new(Pt::points(x0), Pt::points(y0), Pt::points(x1), Pt::points(y1))
}

/// A page of 300 by 400 points, cropped by 10 on the left and 20 below, turned, with one link of its own. Its list of
/// annotations stands in an object apart.
fn source(rotate: i64) -> Document {
    let mut pdf = Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let content = pdf.add_object(Stream::new(dictionary! {}, b"0 0 100 100 re f".to_vec()));
    let link = pdf.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 5.into(), 5.into()],
    });
    let annots = pdf.add_object(vec![Object::Reference(link)]);
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Annots" => annots, "Rotate" => rotate,
        "MediaBox" => vec![0.into(), 0.into(), 300.into(), 400.into()],
        "CropBox" => vec![10.into(), 20.into(), 300.into(), 400.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, tree.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let id = Object::string_literal("0123456789abcdef");
    pdf.trailer.set("ID", vec![id.clone(), id]);
    pdf
}

fn bytes(mut pdf: Document) -> Vec<u8> {
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}

fn frames(rotate: i32) -> BTreeMap<u32, Frame> {
    let frame = Frame { crop: rect(10, 20, 300, 400), rotate: Quarter::from_degrees(rotate) };
    BTreeMap::from([(1, frame)])
}

fn ink(text: &str, bbox: Rect) -> Ink {
    Ink { text: text.into(), page: 1, bbox: Some(bbox), ..Ink::default() }
}

fn repaired() -> Repaired {
    let lines = vec![ink("1,23", rect(60, 40, 90, 50)), ink("4", rect(60, 52, 66, 62))];
    let cells = vec![
        Cell::new(0, 0, 1, 1, vec![ink("支出", rect(10, 40, 40, 50))]),
        Cell::new(0, 1, 1, 1, lines),
        Cell::new(0, 2, 1, 1, vec![ink("7", rect(95, 40, 99, 50))]),
    ];
    let mut table = Table::new(1, 3, cells).unwrap();
    let why = Why::new("join-wrapped-number", Evidence::new("form"));
    table.apply(Op::SetText { cell: CellId(1), text: "1,234".into() }, why).unwrap();
    let number = Reading { kind: CellKind::Number, value: Some(1234.into()), ..Reading::default() };
    let doubt = Reading { doubt: Some("7 or 1".into()), ..number.clone() };
    let found = RepairedTable {
        table,
        number: None,
        ordinal: None,
        title: Some("收支总表".into()),
        unit: None,
        notes: Vec::new(),
        regions: vec![(1, Some(rect(5, 30, 100, 70)))],
        pieces: vec![0],
        header_rows: 0,
        readings: vec![Reading { kind: CellKind::Text, ..Reading::default() }, number, doubt],
    };
    Repaired {
        source: Source { kind: SourceKind::Pdf, pages: 1, metadata: Vec::new() },
        pages: Vec::new(),
        tables: vec![found],
        outside: Vec::new(),
        strays: vec![Stray { ink: ink("x", rect(200, 100, 210, 110)), reason: "rotated" }],
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn floats(object: &Object) -> Vec<f32> {
    object.as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect()
}

fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    assert_eq!(bytes[..2], [0xFE, 0xFF]);
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// Subtype and rectangle of each annotation of the page, in its order.
fn found(marked: &[u8]) -> Vec<(String, Vec<f32>)> {
    let pdf = Document::load_mem(marked).unwrap();
    let page = pdf.get_pages()[&1];
    let annotations = pdf.get_page_annotations(page).unwrap();
    let name = |object: &Object| String::from_utf8(object.as_name().unwrap().to_vec()).unwrap();
    annotations.iter().map(|a| (name(a.get(b"Subtype").unwrap()), floats(a.get(b"Rect").unwrap()))).collect()
}

/// `mended` and `stray`: where the reader sees them, in user space.
fn check_turned(rotate: i32, mended: [f32; 4], stray: [f32; 4]) {
    let marked = marked_pdf(&bytes(source(rotate.into())), "", &repaired(), &frames(rotate)).unwrap().bytes;
    let found = found(&marked);
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["Link", "Square", "Highlight", "Highlight", "Square"], "turned by {rotate}");
    assert_eq!(found[2].1, mended, "turned by {rotate}");
    assert_eq!(found[4].1, stray, "turned by {rotate}");
}

#[test]
fn rectangles_go_back_through_rotation_and_crop() {
    // Mended: x 60..90, y 40..62 of the page as seen; stray: 200..210, 100..110 and a point of room around.
    check_turned(0, [70.0, 338.0, 100.0, 360.0], [209.0, 289.0, 221.0, 301.0]);
    check_turned(90, [50.0, 80.0, 72.0, 110.0], [109.0, 219.0, 121.0, 231.0]);
    check_turned(180, [210.0, 60.0, 240.0, 82.0], [89.0, 119.0, 101.0, 131.0]);
    check_turned(270, [238.0, 310.0, 260.0, 340.0], [189.0, 189.0, 201.0, 201.0]);
}

#[test]
fn a_mended_cell_has_quads_for_its_lines_a_note_and_an_appearance() {
    let marked = marked_pdf(&bytes(source(0)), "", &repaired(), &frames(0)).unwrap().bytes;
    let pdf = Document::load_mem(&marked).unwrap();
    let annotations = pdf.get_page_annotations(pdf.get_pages()[&1]).unwrap();
    let mended = annotations[2];
    assert_eq!(
        floats(mended.get(b"QuadPoints").unwrap()),
        [
            70.0, 360.0, 100.0, 360.0, 70.0, 350.0, 100.0, 350.0, //
            70.0, 348.0, 76.0, 348.0, 70.0, 338.0, 76.0, 338.0
        ]
    );
    assert_eq!(
        text(mended.get(b"Contents").unwrap()),
        "row 0, column 1\nraw: 1,23⏎4\ntext: 1,234\nkind: number\nvalue: 1234\nrepair: join-wrapped-number (form)"
    );
    assert!(text(annotations[1].get(b"Contents").unwrap()).contains("收支总表"));
    assert!(text(annotations[3].get(b"Contents").unwrap()).contains("doubt: 7 or 1"));
    let look = mended.get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap().as_reference().unwrap();
    let look = pdf.get_object(look).unwrap().as_stream().unwrap();
    assert_eq!(look.dict.get(b"BBox").unwrap(), mended.get(b"Rect").unwrap());
    let content = String::from_utf8(look.content.clone()).unwrap();
    assert_eq!(content, "/Multiply gs 1 0.78 0.25 rg\n70 350 30 10 re\n70 338 6 10 re\nf\n");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let source = bytes(source(90));
    let mark = || marked_pdf(&source, "", &repaired(), &frames(90)).unwrap().bytes;
    assert_eq!(mark(), mark());
}

#[test]
fn the_sources_own_bytes_come_first_untouched() {
    let source = bytes(source(0));
    let marked = marked_pdf(&source, "", &repaired(), &frames(0)).unwrap().bytes;
    assert!(marked.starts_with(&source));
}

#[test]
fn a_source_with_a_lost_cross_reference_table_is_written_anew() {
    let mut source = bytes(source(0));
    let at = source.windows(9).rposition(|part| part == b"startxref").unwrap();
    source.truncate(at);
    source.extend(b"startxref\n9999999\n%%EOF\n");
    let marked = marked_pdf(&source, "", &repaired(), &frames(0)).unwrap().bytes;
    assert!(!marked.starts_with(&source));
    assert_eq!(found(&marked).len(), 5);
}

#[test]
fn an_encrypted_source_needs_its_password_and_comes_out_in_the_clear() {
    let mut pdf = source(0);
    let version = EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "owner",
        user_password: "secret",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    pdf.encrypt(&state).unwrap();
    let locked = bytes(pdf);
    let mark = |password| marked_pdf(&locked, password, &repaired(), &frames(0));
    assert!(matches!(mark(""), Err(MarkError::Password)));
    assert!(matches!(mark("wrong"), Err(MarkError::Password)));
    let Marked { bytes: marked, decrypted } = mark("secret").unwrap();
    assert!(decrypted);
    assert_eq!(found(&marked).len(), 5);
    assert!(!Document::load_mem(&marked).unwrap().was_encrypted());
}

#[test]
fn what_cannot_be_marked_is_named() {
    let mark = |bytes: &[u8], repaired: &Repaired, frames: BTreeMap<u32, Frame>| {
        marked_pdf(bytes, "", repaired, &frames).unwrap_err()
    };
    let whole = bytes(source(0));
    assert!(matches!(mark(b"no pdf", &repaired(), frames(0)), MarkError::Open(_)));
    assert!(matches!(mark(&whole, &repaired(), BTreeMap::new()), MarkError::Frame(1)));
    let mut longer = repaired();
    longer.source.pages = 3;
    assert!(matches!(mark(&whole, &longer, frames(0)), MarkError::Pages { read: 3, found: 1 }));
}

#[test]
fn marks_past_the_bound_are_counted_in_a_note() {
    let marked = mark_at_most(&bytes(source(0)), "", &repaired(), &frames(0), 2).unwrap().bytes;
    let pdf = Document::load_mem(&marked).unwrap();
    let annotations = pdf.get_page_annotations(pdf.get_pages()[&1]).unwrap();
    assert_eq!(annotations.len(), 4);
    assert_eq!(annotations[1].get(b"Subtype").unwrap().as_name().unwrap(), b"Text");
    let said = text(annotations[1].get(b"Contents").unwrap());
    assert_eq!(said, "2 more marks are left out: a file gets 2 at most");
}

#[test]
fn a_document_without_marks_keeps_its_annotations() {
    let mut nothing = repaired();
    nothing.tables.clear();
    nothing.strays.clear();
    let marked = marked_pdf(&bytes(source(0)), "", &nothing, &BTreeMap::new()).unwrap().bytes;
    assert_eq!(found(&marked).len(), 1);
}
