//! Which inputs are read, and as what.

use crate::fixtures::{locked, small_table};
use crate::{CSV, code, crossfoot, folder_of, said};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

#[test]
fn one_input_gives_one_json_document_on_standard_output() {
    let dir = folder_of(&[("a.pdf", &small_table())]);
    let output = crossfoot(dir.path(), &["extract", "a.pdf"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let json = json(&output.stdout);
    assert_eq!(json["document"]["file"], "a.pdf");
    let cells = json["tables"][0]["cells"].as_array().expect("cells");
    let amount = cells.iter().find(|cell| cell["row"] == 1 && cell["col"] == 1).expect("the amount");
    assert_eq!((&amount["text"], &amount["value"]), (&"1,234.50".into(), &"1234.50".into()));
}

#[test]
fn one_bad_file_does_not_stop_the_rest_and_exits_2() {
    let good = small_table();
    let dir = folder_of(&[
        ("a.pdf", &good),
        ("cut.pdf", &good[..good.len() / 8]),
        ("empty.pdf", b""),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("noise.pdf", &[0, 159, 3, 250].repeat(500)),
        ("z.csv", CSV),
    ]);
    let output = crossfoot(dir.path(), &["extract", "-o", "out", "."]);
    let said = said(&output);
    assert_eq!(code(&output), 2, "{said}");
    for name in ["cut.pdf", "empty.pdf", "picture.pdf", "noise.pdf"] {
        assert!(said.contains(&format!("{name}: ")), "no word of {name}: {said}");
    }
    assert!(said.contains("empty.pdf: the file is empty") && said.contains("PNG picture"), "{said}");
    for name in ["a", "z"] {
        assert!(dir.path().join("out").join(name).join("document.json").is_file(), "{name}: {said}");
    }
    assert!(!dir.path().join("out/empty").exists());
}

#[test]
fn a_usage_error_exits_2_before_anything_is_read() {
    let dir = folder_of(&[("a.csv", CSV), ("words.toml", b"note = 3\n"), ("a.pdf", &small_table())]);
    for args in [
        &["extract"][..],
        &["extract", "a.csv", "a.csv"],
        &["extract", "--pages", "0", "a.csv"],
        &["extract", "--format", "json,csv", "a.csv"],
        &["extract", "--memory", "1", "a.csv"],
        &["extract", "--input-format", "xml", "a.csv"],
        &["extract", "--vocabulary", "words.toml", "-o", "out", "a.csv"],
        &["draw", "a.pdf", "-o", "a.png"],
        &["draw", "a.pdf", "-o", "a"],
        &["draw", "a.pdf", "-o", "m.pdf", "--page", "1"],
        &["draw", "a.pdf", "-o", "m.pdf", "--stage", "grid"],
        &["draw", "a.pdf", "-o", "p.svg", "--stage", "cells"],
    ] {
        let output = crossfoot(dir.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
    assert_eq!(crate::names(dir.path()), ["a.csv", "a.pdf", "words.toml"]);
}

#[test]
fn a_missing_file_is_named() {
    let dir = folder_of(&[]);
    let output = crossfoot(dir.path(), &["extract", "absent.pdf"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("absent.pdf: "), "{}", said(&output));
}

#[test]
fn standard_input_is_read_in_the_format_that_is_named() {
    // One row tells a reader of text nothing of its commas.
    let dir = folder_of(&[("rows", b"Rent,3\n")]);
    let columns = |format: &str| {
        let input = fs::File::open(dir.path().join("rows")).expect("open");
        let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .args(["extract", "-", "--input-format", format])
            .stdin(Stdio::from(input))
            .output()
            .expect("the binary runs");
        assert_eq!(code(&output), 0, "{}", said(&output));
        let json = json(&output.stdout);
        (json["tables"][0]["n_cols"].as_u64(), json["tool"]["options"]["input_format"].clone())
    };
    assert_eq!(columns("csv"), (Some(2), "csv".into()));
    assert_eq!(columns("auto").1, Value::Null);
    assert_eq!(columns("text").0, None);
}

#[test]
fn a_password_that_is_not_needed_does_no_harm() {
    let dir = folder_of(&[("open.pdf", &locked("owner", "")), ("shut.pdf", &locked("owner", "secret"))]);
    let run = |args: &[&str]| crossfoot(dir.path(), args);
    for args in [
        &["extract", "open.pdf"][..],
        &["extract", "--password", "x", "open.pdf"],
        &["draw", "--password", "x", "open.pdf", "-o", "m.pdf"],
        &["extract", "--password", "secret", "shut.pdf"],
    ] {
        let output = run(args);
        assert_eq!(code(&output), 0, "{args:?}: {}", said(&output));
    }
    let output = run(&["extract", "--password", "x", "shut.pdf"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("the password does not open it"), "{}", said(&output));
}

#[test]
fn pages_that_are_not_there_are_named_for_pdfs_and_dumps_alike() {
    let dir = folder_of(&[("a.pdf", &small_table()), ("a.csv", CSV)]);
    for name in ["a.pdf", "a.csv"] {
        let output = crossfoot(dir.path(), &["extract", "--pages", "2,5-7", name]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(said(&output).contains("none of the pages asked for (2,5-7)"), "{}", said(&output));
        let output = crossfoot(dir.path(), &["extract", "--pages", "1-3,99", name]);
        assert_eq!(code(&output), 0, "{name}");
        assert!(said(&output).contains("no page 2-3,99: the document has 1"), "{}", said(&output));
        let output = crossfoot(dir.path(), &["extract", "--pages", "1-", name]);
        assert!(code(&output) == 0 && !said(&output).contains("no page"), "{}", said(&output));
    }
}

#[test]
fn a_vocabulary_that_cannot_be_used_is_named_once() {
    let dir = folder_of(&[("a.csv", CSV), ("b.csv", CSV), ("words.toml", b"note = 3\n")]);
    let args = ["extract", "--vocabulary", "words.toml", "-o", "out", "a.csv", "b.csv"];
    let output = crossfoot(dir.path(), &args);
    assert_eq!(code(&output), 2);
    assert_eq!(said(&output).matches("words.toml: ").count(), 1, "{}", said(&output));
    assert!(!dir.path().join("out").exists());
}
