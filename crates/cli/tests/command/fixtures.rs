//! PDFs made for the tests.

use lopdf::content::{Content, Operation};
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary,
};

/// A PDF of one page with this content and these resources.
fn pdf(document: Document, content: Stream, resources: Dictionary) -> Vec<u8> {
    let mut document = document;
    let content = document.add_object(content);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(kids));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

/// A page that draws a grid of two by two cells with text in them.
pub(crate) fn small_table() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let mut operations = Vec::new();
    let mut op = |name: &str, operands: Vec<Object>| operations.push(Operation::new(name, operands));
    for step in 0..3 {
        let (x, y) = (100 + step * 100, 600 + step * 30);
        op("m", vec![x.into(), 600.into()]);
        op("l", vec![x.into(), 660.into()]);
        op("S", vec![]);
        op("m", vec![100.into(), y.into()]);
        op("l", vec![300.into(), y.into()]);
        op("S", vec![]);
    }
    for (x, y, text) in [(110, 640, "Item"), (210, 640, "Amount"), (110, 610, "Rent"), (210, 610, "1,234.50")]
    {
        op("BT", vec![]);
        op("Tf", vec!["F1".into(), 10.into()]);
        op("Td", vec![x.into(), y.into()]);
        op("Tj", vec![Object::string_literal(text)]);
        op("ET", vec![]);
    }
    let content = Content { operations }.encode().expect("encoded");
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    pdf(document, Stream::new(Dictionary::new(), content), resources)
}

/// Forms that each draw the next ten times: thirty of them are 10^29 drawings.
pub(crate) fn nested_forms() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let mut next = None;
    for _ in 0..30 {
        let resources = next.map_or_else(Dictionary::new, |id: lopdf::ObjectId| {
            dictionary! { "XObject" => dictionary! { "X" => id } }
        });
        let body = if next.is_some() { "/X Do ".repeat(10) } else { "0 0 1 1 re f ".to_owned() };
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
            "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        next = Some(document.add_object(Stream::new(form, body.into_bytes())));
    }
    let resources = dictionary! { "XObject" => dictionary! { "X" => next.expect("made") } };
    pdf(document, Stream::new(Dictionary::new(), b"/X Do".to_vec()), resources)
}

/// A content stream of 3 GiB of spaces, deflated twice over to a few kilobytes.
pub(crate) fn inflate_bomb() -> Vec<u8> {
    let twice = |bytes: Vec<u8>| {
        let mut stream = Stream::new(Dictionary::new(), bytes);
        stream.compress().expect("deflated");
        stream.content
    };
    let mut document = Document::with_version("1.5");
    let mut body = Vec::new();
    // One deflated block of 64 MiB of spaces, many times: each stream is decoded and joined by the reader.
    body.extend(twice(vec![b' '; 64 << 20]));
    let flate = dictionary! { "Filter" => "FlateDecode" };
    let id = document.add_object(Stream::new(flate, body));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => vec![Object::Reference(id); 48],
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(kids));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

/// [`small_table`], encrypted (RC4 of 128 bits) with these passwords.
pub(crate) fn locked(owner: &str, user: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&small_table()).expect("a PDF");
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: owner,
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

/// Operators that show texts at places of a page, each as marked content with a number of its own, from 0.
fn shown(texts: &[(i64, i64, &str)]) -> Vec<u8> {
    let mut operations = Vec::new();
    for (ix, (x, y, text)) in texts.iter().enumerate() {
        let mark = dictionary! { "MCID" => ix as i64 };
        operations.push(Operation::new("BDC", vec!["P".into(), mark.into()]));
        operations.push(Operation::new("BT", vec![]));
        operations.push(Operation::new("Tf", vec!["F1".into(), 10.into()]));
        operations.push(Operation::new("Td", vec![(*x).into(), (*y).into()]));
        operations.push(Operation::new("Tj", vec![Object::string_literal(*text)]));
        operations.push(Operation::new("ET", vec![]));
        operations.push(Operation::new("EMC", vec![]));
    }
    Content { operations }.encode().expect("encoded")
}

/// Pages of these texts, and the table that the structure tree tells of the first: rows of cells, each the number of a text.
pub(crate) fn pages_of(pages: &[Vec<(i64, i64, &str)>], rows: &[&[i64]]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let tree = document.new_object_id();
    let root = document.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for texts in pages {
        let content = document.add_object(Stream::new(Dictionary::new(), shown(texts)));
        let page = dictionary! {
            "Type" => "Page", "Parent" => root, "Contents" => content, "StructParents" => 0,
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        kids.push(document.add_object(page).into());
    }
    let cell = |mark: &i64| Object::from(dictionary! { "S" => "TD", "K" => *mark });
    let row = |cells: &&[i64]| {
        Object::from(dictionary! { "S" => "TR", "K" => cells.iter().map(cell).collect::<Vec<_>>() })
    };
    let table = dictionary! {
        "S" => "Table", "Pg" => kids[0].clone(), "K" => rows.iter().map(row).collect::<Vec<_>>(),
    };
    let count = kids.len() as i64;
    let all = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(root, Object::Dictionary(all));
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => root };
    if !rows.is_empty() {
        let named = dictionary! { "Type" => "StructTreeRoot", "K" => table };
        document.objects.insert(tree, Object::Dictionary(named));
        catalog.set("StructTreeRoot", tree);
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}
