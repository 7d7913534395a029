//! Pipes that close early, and what stands on which stream.

use crate::fixtures::small_table;
use crate::{CSV, folder_of};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A pipe whose reading end is closed.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

fn run(folder: &Path, args: &[&str], out: Stdio, err: Stdio) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(out).stderr(err);
    command.status().expect("the binary runs").code()
}

#[test]
fn a_closed_standard_error_stops_nothing() {
    let dir = folder_of(&[("a.csv", CSV), ("b.pdf", &small_table()), ("c.xyz", b"")]);
    assert_eq!(run(dir.path(), &["extract", ".", "-o", "out"], Stdio::null(), closed()), Some(0));
    for name in ["a", "b"] {
        assert!(dir.path().join("out").join(name).join("document.json").is_file(), "{name}");
    }
    assert_eq!(run(dir.path(), &["extract", "absent.pdf"], Stdio::null(), closed()), Some(2));
}

#[test]
fn a_closed_standard_output_is_success() {
    let dir = folder_of(&[("a.csv", CSV), ("a.json", br#"{"a": 1}"#), ("b.json", br#"{"a": 2}"#)]);
    for args in [&["extract", "a.csv"][..], &["schema"], &["compare", "a.json", "b.json"]] {
        assert_eq!(run(dir.path(), args, closed(), Stdio::null()), Some(0), "{args:?}");
    }
}

#[test]
fn results_stand_on_standard_output_and_words_on_standard_error() {
    let dir = folder_of(&[("a.csv", CSV)]);
    let output = crate::crossfoot(dir.path(), &["extract", "--format", "csv", "a.csv"]);
    assert!(output.stdout.starts_with("\u{feff}table,".as_bytes()));
    assert!(
        crate::said(&output).starts_with("crossfoot: a.csv: 1 table on 1 page"),
        "{}",
        crate::said(&output)
    );
    assert!(fs::read_dir(dir.path()).expect("a folder").count() == 1);
}
