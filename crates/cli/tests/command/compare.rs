//! `compare`: differences, and files that cannot be compared.

use crate::{code, crossfoot, folder_of, said};

fn table(value: &str) -> String {
    format!(
        r#"{{"tables": [{{"n_rows": 1, "n_cols": 1, "cells": [{{"row": 0, "col": 0, "value": "{value}"}}]}}]}}"#
    )
}

#[test]
fn compare_names_each_cell_that_differs_and_exits_1() {
    let dir = folder_of(&[
        ("golden.json", table("1.50").as_bytes()),
        ("same.json", table("1.50").as_bytes()),
        ("other.json", table("1.51").as_bytes()),
    ]);
    assert_eq!(code(&crossfoot(dir.path(), &["compare", "golden.json", "same.json"])), 0);
    let output = crossfoot(dir.path(), &["compare", "golden.json", "other.json"]);
    assert_eq!(code(&output), 1);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.lines().count() == 1 && out.contains("1.50") && out.contains("1.51"), "{out}");
}

#[test]
fn files_that_hold_nothing_to_compare_are_no_match() {
    let dir = folder_of(&[
        ("good.json", table("1").as_bytes()),
        ("list.json", b"[]"),
        ("empty.json", b"{}"),
        ("text.json", b"no"),
    ]);
    for (golden, output, why) in [
        ("list.json", "list.json", "list.json: not an object"),
        ("good.json", "list.json", "list.json: not an object"),
        ("empty.json", "good.json", "empty.json: nothing in it to compare with good.json"),
        ("text.json", "good.json", "text.json: not JSON"),
    ] {
        let output = crossfoot(dir.path(), &["compare", golden, output]);
        assert_eq!(code(&output), 2, "{golden}: {}", said(&output));
        assert!(said(&output).contains(why), "{golden}: {}", said(&output));
    }
}
