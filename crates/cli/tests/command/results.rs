//! What `-o DIR` writes, replaces and refuses to touch.

use crate::fixtures::small_table;
use crate::{CSV, code, crossfoot, folder_of, names, put, said};
use std::fs;
use std::path::Path;

fn extract(folder: &Path, format: &str, input: &str) -> (i32, String) {
    let output = crossfoot(folder, &["extract", "--format", format, "-o", "out", input]);
    (code(&output), said(&output))
}

#[test]
fn many_threads_write_the_same_bytes_as_one() {
    let pdf = small_table();
    let dir = folder_of(&[("a.pdf", &pdf), ("b.pdf", &pdf), ("c.pdf", &pdf)]);
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
fn older_results_are_replaced_whole() {
    let one = "<table><tr><td>Item<td>Amount<tr><td>Rent<td>3</table>";
    let dir = folder_of(&[("a.html", format!("{one}<p>and</p>{one}").as_bytes())]);
    assert_eq!(extract(dir.path(), "json,csv", "a.html").0, 0);
    assert_eq!(names(&dir.path().join("out/a")).len(), 6);
    put(dir.path(), "a.html", one.as_bytes());
    assert_eq!(extract(dir.path(), "csv", "a.html").0, 0);
    assert_eq!(names(&dir.path().join("out/a")), ["cells.csv", "table-01.csv"]);
    assert_eq!(extract(dir.path(), "json", "a.html").0, 0);
    assert_eq!(names(&dir.path().join("out/a")), ["document.json", "table-01.json"]);
    assert_eq!(names(&dir.path().join("out")), ["a"]);
}

#[track_caller]
fn refuses(folder: &Path, why: &str) {
    let before = names(&folder.join("out"));
    let (code, said) = extract(folder, "json,csv", "a.csv");
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("out/") && said.contains(why), "{said}");
    assert_eq!(names(&folder.join("out")), before, "something was left behind");
}

#[test]
fn a_folder_of_the_users_own_is_never_replaced() {
    let dir = folder_of(&[("a.csv", CSV), ("out/a/thesis.docx", b"years of work")]);
    refuses(dir.path(), "thesis.docx");
    // Files that merely have the names of results are not results.
    let dir = folder_of(&[("a.csv", CSV), ("out/a/cells.csv", b"mine"), ("out/a/document.json", b"{}")]);
    refuses(dir.path(), "not written by crossfoot");
    assert_eq!(fs::read(dir.path().join("out/a/cells.csv")).expect("kept"), b"mine");
    // A file or a folder put beside results stays.
    for (foreign, named) in [("out/a/notes.txt", "notes.txt"), ("out/a/table-01.csv/x", "table-01.csv")] {
        let dir = folder_of(&[("a.csv", CSV)]);
        assert_eq!(extract(dir.path(), "json", "a.csv").0, 0);
        put(dir.path(), foreign, b"mine");
        refuses(dir.path(), named);
        assert_eq!(fs::read(dir.path().join(foreign)).expect("kept"), b"mine");
    }
}

#[test]
fn a_plain_file_is_never_replaced() {
    let dir = folder_of(&[("a.csv", CSV), ("out/a", b"mine")]);
    refuses(dir.path(), "not a folder");
    assert_eq!(fs::read(dir.path().join("out/a")).expect("kept"), b"mine");
}

#[cfg(unix)]
#[test]
fn a_link_is_never_followed_nor_replaced() {
    let dir = folder_of(&[("a.csv", CSV), ("home/x", b"mine"), ("out/b/y", b"mine")]);
    std::os::unix::fs::symlink("../home", dir.path().join("out/a")).expect("linked");
    refuses(dir.path(), "a link");
    assert_eq!(names(&dir.path().join("home")), ["x"]);
    // Where the results are put together, too.
    fs::remove_file(dir.path().join("out/a")).expect("removed");
    std::os::unix::fs::symlink("../home", dir.path().join("out/.a.partial")).expect("linked");
    refuses(dir.path(), "a link");
    assert_eq!(names(&dir.path().join("home")), ["x"]);
}

#[test]
fn an_empty_folder_and_what_a_stopped_run_left_are_used() {
    let dir = folder_of(&[("a.csv", CSV), ("out/.a.partial/table-01.csv", b"half")]);
    fs::create_dir(dir.path().join("out/a")).expect("made");
    let (code, said) = extract(dir.path(), "json", "a.csv");
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&dir.path().join("out")), ["a"]);
    assert_eq!(names(&dir.path().join("out/a")), ["document.json", "table-01.json"]);
}

#[test]
fn stems_that_are_no_folder_names_get_safe_ones() {
    // Their stems are `.`, `..` and `.hidden`.
    let dir = folder_of(&[("..pdf", CSV), ("...pdf", CSV), (".hidden.csv", CSV), ("out/keep", b"mine")]);
    put(dir.path(), "keep", b"mine");
    let output = crossfoot(dir.path(), &["extract", "-o", "out", "./..pdf", "./...pdf", ".hidden.csv"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(names(&dir.path().join("out")), ["hidden", "keep", "unnamed", "unnamed-2"]);
    assert_eq!(names(dir.path()), ["...pdf", "..pdf", ".hidden.csv", "keep", "out"]);
    assert!(said(&output).contains("-> out/unnamed-2"), "{}", said(&output));
}

#[test]
fn a_folder_with_a_suffix_is_told() {
    let dir = folder_of(&[("a.csv", CSV), ("b/a.csv", CSV)]);
    let output = crossfoot(dir.path(), &["extract", "-o", "out", "a.csv", "b/a.csv"]);
    let said = said(&output);
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("crossfoot: ")).collect();
    assert!(!lines[0].contains("->") && lines[1].ends_with(" -> out/a-2"), "{said}");
}
