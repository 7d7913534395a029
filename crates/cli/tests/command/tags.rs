//! Structure tags: believed where the ink agrees, and passed over on demand.

use crate::fixtures::pages_of;
use crate::{code, crossfoot, folder_of, said};
use serde_json::{Value, json};

/// Words without figures or rules, in which geometry alone sees no table.
fn words() -> Vec<(i64, i64, &'static str)> {
    let rows = [("alpha", "beta"), ("gamma", "delta"), ("omega", "zeta")];
    let place = |(row, (left, right)): (usize, (&'static str, &'static str))| {
        let y = 700 - 14 * row as i64;
        [(100, y, left), (180, y, right)]
    };
    rows.into_iter().enumerate().flat_map(place).collect()
}

fn read(rows: &[&[i64]], args: &[&str]) -> Value {
    let dir = folder_of(&[("a.pdf", &pages_of(&[words()], rows))]);
    let output = crossfoot(dir.path(), &[&["extract", "a.pdf"], args].concat());
    assert_eq!(code(&output), 0, "{}", said(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn texts(json: &Value) -> Vec<&str> {
    let cells =
        json["tables"].as_array().expect("tables").iter().flat_map(|t| t["cells"].as_array().expect("cells"));
    cells.map(|cell| cell["text"].as_str().expect("a text")).collect()
}

#[test]
fn a_table_that_tags_and_ink_tell_alike_is_found() {
    let found = read(&[&[0, 1], &[2, 3], &[4, 5]], &[]);
    assert_eq!(texts(&found), ["alpha", "beta", "gamma", "delta", "omega", "zeta"]);
    assert_eq!(found["page_info"][0]["tagged_tables"], json!({"agree": 0, "used": 1, "against": 0}));
    assert_eq!(found["tool"]["options"], json!({}));
}

#[test]
fn tags_in_another_order_than_the_ink_are_reported() {
    let found = read(&[&[2, 3], &[0, 1], &[4, 5]], &[]);
    assert_eq!(texts(&found), Vec::<&str>::new());
    assert_eq!(found["page_info"][0]["tagged_tables"]["against"], 1);
    let remarks = found["diagnostics"].as_array().expect("diagnostics");
    assert!(remarks.iter().any(|remark| remark["code"] == "tags-disagree"), "{remarks:?}");
}

#[test]
fn without_tags_a_tagged_file_reads_like_one_that_never_was() {
    let strip = |mut json: Value| {
        json["document"]["sha256"] = Value::Null;
        json["tool"]["options"] = Value::Null;
        json
    };
    let passed = read(&[&[0, 1], &[2, 3], &[4, 5]], &["--no-tags"]);
    assert_eq!(passed["tool"]["options"], json!({"tags": "false"}));
    assert_eq!(strip(passed), strip(read(&[], &[])));
}
