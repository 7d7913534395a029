//! Every sample against the truth that a person checked on its page.
//!
//! Where the output is known to be wrong, `golden/known-wrong/NAME.txt` holds the differences, line by line: the test
//! fails when they grow *or shrink*, so that the file can't rot. Nothing here ever writes a golden file.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let Ok(listing) = fs::read_dir(root().join(folder)) else { return BTreeSet::new() };
    let names = listing.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

fn output_of(sample: &str) -> Value {
    let bytes =
        fs::read(root().join("samples").join(sample)).unwrap_or_else(|error| panic!("{sample}: {error}"));
    let found = crossfoot::extract(bytes, sample, &crossfoot::Options::default());
    let found = found.unwrap_or_else(|error| panic!("{sample}: {error}"));
    serde_json::from_str(&found.json()).expect("JSON")
}

#[test]
fn every_sample_equals_its_truth_but_for_what_is_known_to_be_wrong() {
    let truths = names("golden/truth", ".json");
    assert!(!truths.is_empty(), "golden/truth is empty");
    let mut told = Vec::new();
    for name in &truths {
        let text =
            fs::read_to_string(root().join("golden/truth").join(format!("{name}.json"))).expect("truth");
        let truth: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let sample = truth["doc"].as_str().unwrap_or_else(|| panic!("{name}: no `doc`")).to_owned();
        let wanted = serde_json::json!({ "tables": truth["tables"] });
        let differences: Vec<String> =
            crossfoot::compare(&wanted, &output_of(&sample)).iter().map(ToString::to_string).collect();
        let known = root().join("golden/known-wrong").join(format!("{name}.txt"));
        let known: Vec<String> =
            fs::read_to_string(known).unwrap_or_default().lines().map(str::to_owned).collect();
        if differences != known {
            let new = differences.iter().filter(|line| !known.contains(line)).take(12);
            let gone = known.iter().filter(|line| !differences.contains(line)).take(12);
            told.push(format!("{name}: {} differences, {} known", differences.len(), known.len()));
            told.extend(new.map(|line| format!("  + {line}")));
            told.extend(gone.map(|line| format!("  - {line}")));
        }
    }
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

#[test]
fn every_sample_has_a_truth_and_every_known_wrong_a_truth() {
    let truths = names("golden/truth", ".json");
    let docs: BTreeSet<String> = truths
        .iter()
        .map(|name| {
            let text =
                fs::read_to_string(root().join("golden/truth").join(format!("{name}.json"))).expect("truth");
            let truth: Value = serde_json::from_str(&text).expect("JSON");
            truth["doc"].as_str().expect("doc").to_owned()
        })
        .collect();
    for sample in names("samples", "") {
        if sample != "README.md" {
            assert!(docs.contains(&sample), "samples/{sample} has no truth");
        }
    }
    for known in names("golden/known-wrong", ".txt") {
        assert!(truths.contains(&known), "golden/known-wrong/{known}.txt has no truth");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for sample in names("samples", ".pdf").iter().take(4) {
        let name = format!("{sample}.pdf");
        let once = || {
            let bytes = fs::read(root().join("samples").join(&name)).expect("a sample");
            crossfoot::extract(bytes, &name, &crossfoot::Options::default()).expect("readable").json()
        };
        assert_eq!(once(), once(), "{name}");
    }
}
