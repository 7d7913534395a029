//! Rules of the repository that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

/// Stage crates know `model` and nothing else of ours: what joins them stands in `crossfoot`.
const STAGES: [&str; 7] = ["extractor", "tables", "dump", "repair", "emitter", "draw", "template"];

/// Longer than one sitting; flat tables of cases may be longer and live outside `src` or in data files.
const LONGEST: usize = 700;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn stage_crates_do_not_know_each_other() {
    for stage in STAGES {
        let manifest = root().join("crates").join(stage).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        for other in STAGES.iter().chain(&["crossfoot"]).filter(|other| **other != stage) {
            let known = text.lines().any(|line| line.trim_start().starts_with(&format!("{other}.")));
            assert!(!known, "{stage} depends on {other}: stages depend on `model` alone");
        }
    }
}

#[test]
fn every_crate_is_in_the_code_map() {
    let map = fs::read_to_string(root().join("crates/README.md")).expect("crates/README.md");
    for entry in fs::read_dir(root().join("crates")).expect("crates") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(map.contains(&format!("`{name}`")), "crates/README.md does not tell of `{name}`");
        }
    }
}

#[test]
fn files_stay_short_enough_to_read_in_one_sitting() {
    let long: Vec<String> = files(&root().join("crates"), "rs")
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).expect("a source").lines().count();
            (lines > LONGEST).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "is there a second subject inside? {long:#?}");
}

#[test]
fn no_test_is_skipped_and_no_stub_stands() {
    // Put together, so that this file does not name what it looks for.
    let marks = ["ignore]", "ignore =", "todo!(", "unimplemented!("];
    for path in files(&root().join("crates"), "rs") {
        if path.ends_with("tests/tidy.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        for mark in marks {
            let mark = if mark.starts_with("ignore") { format!("#[{mark}") } else { mark.to_owned() };
            assert!(!text.contains(&mark), "{} holds {mark}", path.display());
        }
    }
}

#[test]
fn dependencies_are_declared_once_at_the_root() {
    for entry in fs::read_dir(root().join("crates")).expect("crates") {
        let manifest = entry.expect("an entry").path().join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else { continue };
        let parts =
            text.split("\n[").filter(|part| part.starts_with("dependencies]") || part.starts_with("dev-dep"));
        for line in parts.flat_map(|part| part.lines().skip(1)).filter(|line| line.contains('=')) {
            assert!(line.contains("workspace = true"), "{}: {line}", manifest.display());
        }
    }
}
