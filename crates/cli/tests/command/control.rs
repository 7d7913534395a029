//! What a user says of hard pages.

use crate::fixtures::small_table;
use crate::{CSV, code, crossfoot, folder_of, said};
use serde_json::Value;

/// The tables of `a.pdf` read with these options: rows and columns of each, and the options stated.
fn tables(args: &[&str]) -> (Vec<(u64, u64)>, Value) {
    let dir = folder_of(&[("a.pdf", &small_table())]);
    let output = crossfoot(dir.path(), &[&["extract", "a.pdf"], args].concat());
    assert_eq!(code(&output), 0, "{}", said(&output));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let size =
        |table: &Value| (table["n_rows"].as_u64().expect("rows"), table["n_cols"].as_u64().expect("columns"));
    let tables = json["tables"].as_array().expect("tables").iter().map(size).collect();
    (tables, json["tool"]["options"].clone())
}

#[test]
fn an_area_is_typed_in_points_in_per_cent_and_by_its_corners() {
    // The grid stands between 100 and 300 points from the left, 182 and 242 from the top of a page of 595 by 842.
    for args in [
        &["--area", "170,90,250,310"][..],
        &["-a", "1:%20,15,30,52"],
        &["--table-areas", "90,672,310,592"],
        &["--table_areas", "1-3:90,672,310,592"],
    ] {
        let (tables, options) = tables(args);
        assert_eq!(tables, [(2, 2)], "{args:?}");
        assert!(options["area"].is_string(), "{options}");
    }
    assert_eq!(tables(&["--area", "300,90,400,310"]).0, []);
    assert_eq!(
        tables(&["--area", "2:300,90,400,310"]).0,
        [(2, 2)],
        "an area of another page says nothing of this"
    );
}

#[test]
fn methods_and_edges_are_stated_in_the_output() {
    assert_eq!(tables(&["--lattice"]), (vec![(2, 2)], serde_json::json!({"method": "lattice"})));
    let (_, options) = tables(&["-t", "--area", "170,90,250,310", "-c", "200"]);
    assert_eq!(options, serde_json::json!({"method": "stream", "area": "170,90,250,310", "columns": "200"}));
}

#[test]
fn what_is_typed_wrong_is_named_with_what_is_expected() {
    let dir = folder_of(&[("a.pdf", &small_table())]);
    for (args, words) in [
        (&["--area", "1,2,3"][..], ["--area", "TOP,LEFT,BOTTOM,RIGHT"]),
        (&["--area", "50,10,20,300"], ["--area", "top must be less than bottom"]),
        (&["--table-areas", "10,20,300,500"], ["--table-areas", "y1 more than y2"]),
        (&["--columns", "%50,120"], ["--columns", "per cents run from 0 to 100"]),
        (&["--columns", "0:50"], ["--columns", "pages count from 1"]),
        (&["--lattice", "--stream"], ["--lattice", "--stream"]),
    ] {
        let output = crossfoot(dir.path(), &[&["extract", "a.pdf"], args].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(words.iter().all(|word| said(&output).contains(word)), "{args:?}: {}", said(&output));
    }
}

#[test]
fn areas_that_hold_no_table_are_reported_and_dumps_have_none() {
    let dir = folder_of(&[("a.pdf", &small_table()), ("a.csv", CSV)]);
    let output = crossfoot(dir.path(), &["extract", "a.pdf", "--area", "300,90,400,310"]);
    assert!(code(&output) == 0 && said(&output).contains("page 1: area-unread"), "{}", said(&output));
    let output = crossfoot(dir.path(), &["extract", "a.csv", "--stream"]);
    assert!(code(&output) == 0 && said(&output).contains("option-unused"), "{}", said(&output));
    let output = crossfoot(dir.path(), &["draw", "a.pdf", "-o", "p.svg", "--area", "170,90,250,310"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}
