//! Folders as inputs: what is read in them and what is passed over.

use crate::{CSV, code, crossfoot, folder_of, names, put, said};

fn extract(folder: &std::path::Path, args: &[&str]) -> String {
    let mut all = vec!["extract"];
    all.extend(args);
    let output = crossfoot(folder, &all);
    assert_eq!(code(&output), 0, "{args:?}: {}", said(&output));
    said(&output)
}

#[test]
fn a_second_run_does_not_read_the_results_of_the_first() {
    let dir = folder_of(&[("a.csv", CSV), ("sub/b.csv", CSV)]);
    for _ in 0..3 {
        extract(dir.path(), &["--format", "json,csv", "-o", "out", "."]);
        assert_eq!(names(&dir.path().join("out")), ["a", "b"]);
    }
    // Results of another run, into another folder, are known by what they hold.
    let said = extract(dir.path(), &["--format", "csv", "-o", "other", "."]);
    assert_eq!(names(&dir.path().join("other")), ["a", "b"]);
    assert!(said.contains("out/a: passed over: "), "{said}");
    // A folder walked may be the one for the results, too; what is not of crossfoot in it is read.
    let dir = folder_of(&[("a.csv", CSV)]);
    for _ in 0..2 {
        extract(dir.path(), &["--format", "json,csv", "-o", ".", "."]);
        assert_eq!(names(dir.path()), ["a", "a.csv"]);
    }
    put(dir.path(), "a/mine.csv", CSV);
    extract(dir.path(), &["-o", "out", "."]);
    assert_eq!(names(&dir.path().join("out")), ["a", "mine"]);
}

#[test]
fn a_table_called_cells_that_is_not_ours_is_read() {
    let dir = folder_of(&[("x/cells.csv", CSV), ("x/table-01.csv", CSV)]);
    extract(dir.path(), &["-o", "out", "x"]);
    assert_eq!(names(&dir.path().join("out")), ["cells", "table-01"]);
}

#[test]
fn hidden_files_and_folders_are_passed_over_without_a_word() {
    let dir = folder_of(&[("in/a.csv", CSV), ("in/.b.csv", CSV), ("in/.git/c.csv", CSV)]);
    let said = extract(dir.path(), &["-o", "out", "in"]);
    assert_eq!(names(&dir.path().join("out")), ["a"]);
    assert!(!said.contains(".git"), "{said}");
    // Named on the command line they are meant.
    extract(dir.path(), &["-o", "more", "in/.b.csv", "in/.git"]);
    assert_eq!(names(&dir.path().join("more")), ["b", "c"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_walked_once() {
    let dir = folder_of(&[("in/sub/a.csv", CSV)]);
    std::os::unix::fs::symlink("..", dir.path().join("in/sub/up")).expect("linked");
    std::os::unix::fs::symlink(".", dir.path().join("in/sub/self")).expect("linked");
    extract(dir.path(), &["-o", "out", "in"]);
    assert_eq!(names(&dir.path().join("out")), ["a"]);
}

#[test]
fn folders_with_nothing_to_read_are_named() {
    let dir = folder_of(&[("one/a.xyz", b"x"), ("two/b.xyz", b"x")]);
    let output = crossfoot(dir.path(), &["extract", "-o", "out", "one", "two"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("nothing to read in one, two"), "{}", said(&output));
}
