//! Remarks come in page order, those on the whole document first.

use std::fs;
use std::path::Path;

#[test]
fn remarks_on_the_document_come_first_and_then_page_by_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("samples") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let options = crossfoot::Options {
            pages: Some("1-2,999".parse().expect("pages")),
            ..crossfoot::Options::default()
        };
        let found =
            crossfoot::extract(fs::read(&path).expect("a sample"), &name, &options).expect("readable");
        let pages: Vec<Option<u32>> =
            found.checked.repaired.diagnostics.iter().map(|remark| remark.page).collect();
        assert!(pages.is_sorted() && pages[0].is_none(), "{name}: {pages:?}");
        seen += pages.len();
    }
    assert!(seen > 0, "no remark was looked at");
}
