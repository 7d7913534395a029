//! What holds for every document: the log is the change, and a second repair finds nothing to do.

use model::Document;
use model::layout::{Item, Piece};
use model::table::{Table, replay};
use std::fs;
use std::path::{Path, PathBuf};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .expect("samples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().is_none_or(|name| name != "README.md"))
        .collect();
    all.sort();
    assert!(!all.is_empty(), "no samples");
    all
}

fn document(path: &Path) -> Document {
    let bytes = fs::read(path).expect("a sample");
    let name = path.file_name().expect("a name").to_string_lossy();
    match crossfoot::kind_of(&bytes, &name) {
        crossfoot::InputKind::Dump(format) => dump::read(&bytes, format),
        kind => {
            assert_eq!(kind, crossfoot::InputKind::Pdf, "{name}");
            let pdf = extractor::Pdf::open(bytes, &extractor::Config::default()).expect("readable");
            let source = pdf.source();
            let mut pages = Vec::new();
            let numbers: Vec<u32> = (1..=source.pages).collect();
            pdf.read_pages(&numbers, &mut |page| {
                pages.push(tables::lay_out(&page, &model::asked::Asked::default()));
            });
            tables::continued(&mut pages);
            Document { source, pages, diagnostics: Vec::new() }
        }
    }
}

fn pieces(document: &Document) -> Vec<&Piece> {
    document.pages.iter().flat_map(model::layout::PageLayout::pieces).collect()
}

#[test]
fn replaying_the_log_on_the_pieces_gives_the_table() {
    for path in samples() {
        let document = document(&path);
        let pieces: Vec<Table> = pieces(&document).iter().map(|piece| piece.table.clone()).collect();
        for found in repair::repair(document, &repair::Config::default()).tables {
            let again = replay(&pieces, found.pieces[0] as usize, found.table.log());
            assert_eq!(again.as_ref(), Ok(&found.table), "{}: {:?}", path.display(), found.title);
        }
    }
}

#[test]
fn a_second_repair_logs_nothing() {
    for path in samples() {
        let document = document(&path);
        let originals: Vec<Piece> = pieces(&document).into_iter().cloned().collect();
        let layout = document.pages[0].clone();
        let source = document.source.clone();
        let first = repair::repair(document, &repair::Config::default());
        // Each whole table is a piece again, on a page of its own with a gap before the next: nothing to join.
        let pages = first.tables.iter().enumerate().map(|(ix, found)| {
            let original = &originals[found.pieces[0] as usize];
            let page = 2 * ix as u32 + 1;
            let rows = Some(found.header_rows);
            let piece = Piece { table: found.table.clone(), page, header_hint: rows, ..original.clone() };
            let items = vec![Item::Piece(piece)];
            model::layout::PageLayout { number: page, items, strays: Vec::new(), ..layout.clone() }
        });
        let again = Document { source, pages: pages.collect(), diagnostics: Vec::new() };
        let second = repair::repair(again, &repair::Config::default());
        for (one, two) in first.tables.iter().zip(&second.tables) {
            let more = &two.table.log()[one.table.log().len()..];
            assert!(more.is_empty(), "{}: {:?}: {more:#?}", path.display(), one.title);
        }
    }
}
