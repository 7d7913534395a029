//! The comparison names every field, cell and table that differs, and nothing else.

use emitter::{CompareConfig, Incomparable, compare, compare_with, try_compare};
use serde_json::{Value, json};

fn cell(row: u32, col: u32, text: &str) -> Value {
    json!({"row": row, "col": col, "text": text, "kind": "text", "value": null, "regions": [{"page": 1}]})
}

fn output() -> Value {
    let number = json!({"row": 1, "col": 0, "text": "1.50", "kind": "number", "value": "1.50"});
    json!({"document": {"pages": 2}, "tables": [
        {"number": "1", "title": "收入", "pages": [1], "n_rows": 2, "unit": {"text": "万元", "factor": "10000"},
         "cells": [cell(0, 0, "合 计"), number]},
        {"number": "2", "title": "支出", "pages": [2], "n_rows": 1, "unit": null, "cells": [cell(0, 0, "b")]},
    ]})
}

#[track_caller]
fn check(golden: &Value, expected: &[&str]) {
    let found: Vec<String> = compare(golden, &output()).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn equal_documents_do_not_differ() {
    check(&output(), &[]);
}

#[test]
fn only_fields_that_the_golden_file_mentions_count() {
    check(
        &json!({"doc": null, "document": {"pages": 2}, "tables": [
            {"number": "1", "cells": [{"row": 0, "col": 0}, {"row": 1, "col": 0, "value": "1.5"}]},
            {"number": "2", "unit": null},
        ]}),
        &[],
    );
}

#[test]
fn each_field_is_named() {
    check(
        &json!({"document": {"pages": 3}, "tables": [
            {"number": "1", "n_rows": 3, "unit": {"factor": "1"}, "cells": [
                {"row": 0, "col": 0, "text": "合计"},
                {"row": 1, "col": 0, "value": "1.51", "kind": "code"},
            ]},
            {"title": "支出"},
        ]}),
        &[
            "document.pages: wanted 3, got 2",
            "table 1 n_rows: wanted 3, got 2",
            "table 1 unit.factor: wanted \"1\", got \"10000\"",
            "table 1 row 0 col 0 text: wanted \"合计\", got \"合 计\"",
            "table 1 row 1 col 0 value: wanted \"1.51\", got \"1.50\"",
            "table 1 row 1 col 0 kind: wanted \"code\", got \"number\"",
        ],
    );
}

#[test]
fn extra_and_missing_cells_are_differences() {
    check(
        &json!({"tables": [{"number": "1", "cells": [cell(0, 0, "合 计"), cell(0, 1, "x")]}, {"number": "2"}]}),
        &[
            "table 1 row 0 col 1 cell: wanted \"x\", got nothing",
            "table 1 row 1 col 0 cell: wanted nothing, got \"1.50\"",
        ],
    );
}

#[test]
fn extra_and_missing_tables_are_differences() {
    check(
        &json!({"tables": [{"number": "2"}]}),
        &["output table 1 \"收入\" table: wanted nothing, got a table"],
    );
    check(
        &json!({"tables": [{"number": "1"}, {"number": "7", "title": "x"}, {"number": "2"}]}),
        &["table 2 \"x\" table: wanted a table, got nothing"],
    );
}

#[test]
fn tables_are_matched_by_number_title_and_page_before_order() {
    check(&json!({"tables": [{"title": "支出", "n_rows": 1}, {"pages": [1], "n_rows": 2}]}), &[]);
    check(
        &json!({"tables": [{"number": "1"}, {"title": "出支"}]}),
        &["table 2 \"出支\" title: wanted \"出支\", got \"支出\""],
    );
}

#[test]
fn white_space_can_be_left_out() {
    let golden = json!({"tables": [{"number": "1", "cells": [{"row": 0, "col": 0, "text": "合计"}, {"row": 1, "col": 0}]}, {}]});
    assert_eq!(compare(&golden, &output()).len(), 1);
    assert_eq!(compare_with(&golden, &output(), CompareConfig { ignore_white_space: true }), []);
}

#[test]
fn decimals_are_exact_however_long() {
    let table = |value: &str| json!({"cells": [{"row": 0, "col": 0, "value": value}]});
    let long = "79228162514264337593.54395033";
    assert_eq!(compare(&table(long), &table("79228162514264337593.543950330")), []);
    assert_eq!(compare(&table(long), &table("79228162514264337593.54395034")).len(), 1);
    assert_eq!(compare(&table("1"), &table("")).len(), 1);
}

#[test]
fn differences_stand_on_one_line() {
    let found = compare(&json!({"document": "a\nb"}), &json!({"document": "a"}));
    assert_eq!(found[0].to_string().lines().count(), 1);
}

#[test]
fn what_says_nothing_is_no_match() {
    let nothing = [json!({}), json!({"doc": null}), json!({"document": {}})];
    for golden in nothing {
        assert_eq!(try_compare(&golden, &output()), Err(Incomparable::Nothing), "{golden}");
    }
    assert_eq!(try_compare(&json!([]), &output()), Err(Incomparable::Golden));
    assert_eq!(try_compare(&json!({"tables": []}), &json!("x")), Err(Incomparable::Output));
    assert_eq!(try_compare(&json!({"document": {"pages": 2}}), &output()), Ok(Vec::new()));
    assert_eq!(try_compare(&json!({"tables": []}), &json!({"tables": []})), Ok(Vec::new()));
    // What is no list of tables is not taken for an empty one.
    assert_eq!(compare(&json!({"tables": []}), &json!({"tables": 5})).len(), 1);
    assert_eq!(compare(&json!({"tables": 5}), &json!({"tables": []})).len(), 1);
}
