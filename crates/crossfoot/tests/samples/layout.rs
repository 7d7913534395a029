//! A layout kept of a sample and applied to it finds the same tables.

use crossfoot::{Job, Options, extract, run};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Tables as lines: what they are called, and their cells, but for the places of edges.
fn lines(json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).expect("JSON");
    let mut out = Vec::new();
    for table in json["tables"].as_array().expect("tables") {
        let told = ["number", "title", "pages", "n_rows", "n_cols", "header_rows"].map(|field| &table[field]);
        out.push(format!("{told:?}"));
        for cell in table["cells"].as_array().expect("cells") {
            let told =
                ["row", "col", "rowspan", "colspan", "text", "value", "header"].map(|field| &cell[field]);
            out.push(format!("{told:?}"));
        }
    }
    out
}

#[test]
fn a_layout_finds_the_tables_that_it_was_made_of() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let (bytes, name) = (fs::read(&path).expect("a sample"), path.display().to_string());
        let mut options = Options::default();
        let plain = extract(bytes.clone(), &name, &options).expect("readable");
        let kept =
            run(bytes.clone(), &name, &options, &Job::SaveLayout, &mut |_| {}).expect("tables to keep");
        let text = String::from_utf8(kept.artifacts[0].bytes.clone()).expect("text");
        options.set_layout(text).expect("a layout");
        let again = extract(bytes, &name, &options).expect("readable");
        let (wanted, got) = (lines(&plain.json()), lines(&again.json()));
        let other = wanted.iter().zip(&got).find(|(one, other)| one != other);
        assert_eq!((other, wanted.len()), (None, got.len()), "{name}");
        let remarks =
            again.checked.repaired.diagnostics.iter().filter(|remark| remark.code.starts_with("layout-"));
        assert_eq!(
            remarks.map(|remark| &remark.message).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{name}"
        );
        count += plain.checked.repaired.tables.len();
    }
    assert!(count > 40, "{count} tables in all samples");
}
