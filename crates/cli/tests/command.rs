//! The binary as a binary: exit codes, streams, bad input, bombs.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn crossfoot(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

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
fn small_table() -> Vec<u8> {
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
fn nested_forms() -> Vec<u8> {
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
fn inflate_bomb() -> Vec<u8> {
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

#[test]
fn one_input_gives_one_json_document_on_standard_output() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.pdf"), small_table()).expect("written");
    let output = crossfoot(dir.path(), &["extract", "a.pdf"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["document"]["file"], "a.pdf");
    let cells = json["tables"][0]["cells"].as_array().expect("cells");
    let amount = cells.iter().find(|cell| cell["row"] == 1 && cell["col"] == 1).expect("the amount");
    assert_eq!((&amount["text"], &amount["value"]), (&"1,234.50".into(), &"1234.50".into()));
}

#[test]
fn one_bad_file_does_not_stop_the_rest_and_exits_2() {
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).expect("written");
    let good = small_table();
    write("a.pdf", &good);
    write("cut.pdf", &good[..good.len() / 8]);
    write("empty.pdf", b"");
    write("picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write("noise.pdf", &[0, 159, 3, 250].repeat(500));
    write("z.csv", b"Item,Amount\nRent,3\n");
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
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.csv"), "a,b\n1,2\n").expect("written");
    for args in [
        &["extract"][..],
        &["extract", "a.csv", "a.csv"],
        &["extract", "--pages", "0", "a.csv"],
        &["extract", "--format", "json,csv", "a.csv"],
        &["extract", "--memory", "1", "a.csv"],
    ] {
        let output = crossfoot(dir.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = crossfoot(dir.path(), &["extract", "absent.pdf"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("absent.pdf: "), "{}", said(&output));
}

#[test]
fn forms_nested_in_forms_end_at_the_deadline() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("forms.pdf"), nested_forms()).expect("written");
    let start = Instant::now();
    let output = crossfoot(dir.path(), &["extract", "--deadline", "2", "forms.pdf"]);
    // Either the reader bounds the work itself, or the deadline does: nobody waits.
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    let ended = code(&output) == 2 && said(&output).contains("forms.pdf: gave up after");
    assert!(ended || code(&output) == 0, "{}", said(&output));
}

#[test]
fn an_inflate_bomb_ends_at_the_memory_limit() {
    let dir = tempfile::tempdir().expect("a folder");
    let bomb = inflate_bomb();
    assert!(bomb.len() < 1 << 20, "a bomb is small: {}", bomb.len());
    fs::write(dir.path().join("bomb.pdf"), bomb).expect("written");
    let output = crossfoot(dir.path(), &["extract", "bomb.pdf"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("bomb.pdf: gave up "), "{}", said(&output));
}

#[test]
fn compare_names_each_cell_that_differs_and_exits_1() {
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).expect("written");
    let table = |value: &str| {
        format!(
            r#"{{"tables": [{{"n_rows": 1, "n_cols": 1, "cells": [{{"row": 0, "col": 0, "value": "{value}"}}]}}]}}"#
        )
    };
    write("golden.json", &table("1.50"));
    write("same.json", &table("1.50"));
    write("other.json", &table("1.51"));
    assert_eq!(code(&crossfoot(dir.path(), &["compare", "golden.json", "same.json"])), 0);
    let output = crossfoot(dir.path(), &["compare", "golden.json", "other.json"]);
    assert_eq!(code(&output), 1);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.lines().count() == 1 && out.contains("1.50") && out.contains("1.51"), "{out}");
}

#[test]
fn many_threads_write_the_same_bytes_as_one() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["a.pdf", "b.pdf", "c.pdf"] {
        fs::write(dir.path().join(name), small_table()).expect("written");
    }
    let run = |threads: &str, out: &str| {
        let args = ["extract", "-j", threads, "--format", "json,csv", "-o", out, "a.pdf", "b.pdf", "c.pdf"];
        assert_eq!(code(&crossfoot(dir.path(), &args)), 0);
    };
    run("1", "one");
    run("3", "three");
    for name in ["a", "b", "c"] {
        for file in ["document.json", "table-01.json", "cells.csv", "table-01.csv"] {
            let read = |out: &str| fs::read(dir.path().join(out).join(name).join(file)).expect("a result");
            assert_eq!(read("one"), read("three"), "{name}/{file}");
        }
    }
}

#[test]
fn draw_writes_a_picture_and_a_marked_source() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.pdf"), small_table()).expect("written");
    assert_eq!(code(&crossfoot(dir.path(), &["draw", "a.pdf", "--page", "1", "-o", "p.svg"])), 0);
    assert_eq!(code(&crossfoot(dir.path(), &["draw", "a.pdf", "-o", "m.pdf"])), 0);
    assert!(fs::read_to_string(dir.path().join("p.svg")).expect("a picture").contains("1,234.50"));
    assert!(Document::load(dir.path().join("m.pdf")).is_ok());
    let output = crossfoot(dir.path(), &["draw", "a.pdf", "--page", "9", "-o", "p.svg"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("no page 9"), "{}", said(&output));
}
