//! `audit`, `rules`, `undo`, and the verdict that `extract` ends with.

use crate::{CSV, code, crossfoot, folder_of, said};
use serde_json::Value;
use std::fs;

/// A table whose total row adds up but for `total`.
fn town(total: &str) -> String {
    format!(
        "Item,Plan,Done,Next\nRoads,1204.50,1100.25,1300.75\nSchools,3310.25,3305.00,3400.50\nWater,870.75,860.40,905.10\n\
         Total,{total},5265.65,5606.35\n"
    )
}

fn out(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn extract_ends_with_a_verdict_and_exits_1_when_a_figure_is_contradicted() {
    let dir = folder_of(&[
        ("good.csv", town("5385.50").as_bytes()),
        ("bad.csv", town("5985.50").as_bytes()),
        ("rent.csv", CSV),
    ]);
    let output = crossfoot(dir.path(), &["extract", "good.csv"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("checks: 3 hold, 0 fail"), "{}", said(&output));
    let output = crossfoot(dir.path(), &["extract", "bad.csv"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(
        said(&output).contains("1 fails") && said(&output).contains("1 contradicted"),
        "{}",
        said(&output)
    );
    // One that cannot be read wins; without figures to hold against each other nothing is found.
    assert_eq!(code(&crossfoot(dir.path(), &["extract", "-o", "o", "bad.csv", "absent.csv"])), 2);
    assert_eq!(code(&crossfoot(dir.path(), &["extract", "rent.csv"])), 0);
}

#[test]
fn audit_tells_the_equation_both_sides_and_the_difference() {
    let dir = folder_of(&[("bad.csv", town("5985.50").as_bytes())]);
    for format in ["terminal", "markdown", "html"] {
        let output = crossfoot(dir.path(), &["audit", "--format", format, "bad.csv"]);
        assert_eq!(code(&output), 1, "{}", said(&output));
        let report = out(&output);
        for what in ["5985.50", "1,204.50 + 3,310.25 + 870.75", "600.00", "5,385.5", "Total", "Plan"] {
            assert!(report.contains(what), "{format} lacks {what}: {report}");
        }
    }
    let output = crossfoot(dir.path(), &["audit", "--format", "html", "-o", "r.html", "bad.csv"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let page = fs::read_to_string(dir.path().join("r.html")).expect("written");
    assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("http"), "{page}");
    assert_eq!(code(&crossfoot(dir.path(), &["audit", "-o", "bad.csv", "bad.csv"])), 2);
}

#[test]
fn a_corrected_document_is_checked_again() {
    let dir = folder_of(&[("bad.csv", town("5985.50").as_bytes()), ("other.json", b"{\"a\": 1}")]);
    let document = out(&crossfoot(dir.path(), &["extract", "--no-repair", "bad.csv"]));
    fs::write(dir.path().join("document.json"), &document).expect("written");
    assert_eq!(code(&crossfoot(dir.path(), &["audit", "document.json"])), 1);
    // As an editor might set it, and with the figure that the sums ask for.
    let mut tree: Value = serde_json::from_str(&document).expect("JSON");
    let cells = tree["tables"][0]["cells"].as_array_mut().expect("cells");
    let cell = cells.iter_mut().find(|cell| cell["value"] == "5985.50").expect("the total");
    cell["value"] = "5385.50".into();
    fs::write(dir.path().join("mended.json"), serde_json::to_string_pretty(&tree).expect("JSON"))
        .expect("written");
    let output = crossfoot(dir.path(), &["audit", "mended.json"]);
    assert_eq!(code(&output), 0, "{}{}", said(&output), out(&output));
    assert!(out(&output).contains("checks: 3 hold, 0 fail"), "{}", out(&output));
    let output = crossfoot(dir.path(), &["audit", "other.json"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("not a document.json of crossfoot"), "{}", said(&output));
}

const PACK: &str = "schema = 1\nname = 'town'\ntitle = 'Accounts of a town'\nsource = 'order of 1998'\n\
    [[tables]]\nname = 'works'\nhas = ['Roads', 'Schools']\n\
    [[rules]]\nname = 'roads-and-schools'\nleft = [{ row = 'Roads' }]\nright = [{ row = 'Schools' }]\n";

#[test]
fn rules_are_listed_shown_and_tried() {
    let dir = folder_of(&[("a.csv", town("5385.50").as_bytes()), ("own/town.toml", PACK.as_bytes())]);
    let output = crossfoot(dir.path(), &["rules", "list", "--rules", "own"]);
    let list = out(&output);
    for name in ["town", "cn-department-budget", "cn-final-accounts", "financial-statements"] {
        assert!(list.contains(name), "{list}{}", said(&output));
    }
    assert!(out(&crossfoot(dir.path(), &["rules", "show", "cn-final-accounts"])).contains("[[rules]]"));
    let output = crossfoot(dir.path(), &["rules", "show", "no-such"]);
    assert!(code(&output) == 2 && said(&output).contains("no rule pack is called `no-such`"));
    let output = crossfoot(dir.path(), &["rules", "test", "own/town.toml", "a.csv"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(out(&output).contains("roads-and-schools: 3 fail"), "{}", out(&output));
    let output = crossfoot(dir.path(), &["rules", "test", "financial-statements", "a.csv"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(out(&output).contains("no table `balance-sheet`"), "{}", out(&output));
}

#[test]
fn a_users_rules_are_picked_up_by_option_and_by_configuration_file() {
    let dir = folder_of(&[("a.csv", town("5385.50").as_bytes()), ("own/town.toml", PACK.as_bytes())]);
    let source = |args: &[&str]| {
        let output = crossfoot(dir.path(), args);
        (code(&output), out(&output).contains("pack:town/roads-and-schools"))
    };
    assert_eq!(source(&["extract", "a.csv"]), (0, false));
    assert_eq!(source(&["extract", "--rules", "own", "a.csv"]), (1, true));
    fs::write(dir.path().join("crossfoot.toml"), "rules = ['own']\n").expect("written");
    assert_eq!(source(&["extract", "a.csv"]), (1, true));
    assert_eq!(source(&["extract", "--no-rules", "a.csv"]), (0, false));
    // What cannot be used is named, with file and rule.
    let broken = PACK.replace("row = 'Schools'", "row = 'Schools', weight = 3");
    fs::write(dir.path().join("own/town.toml"), broken).expect("written");
    let output = crossfoot(dir.path(), &["extract", "a.csv"]);
    assert_eq!(code(&output), 2);
    let said = said(&output);
    assert!(said.contains("town.toml") && said.contains("rule `roads-and-schools`: the weight 3"), "{said}");
}

#[test]
fn one_repair_is_undone_by_its_number() {
    // A label and a number that another converter wrapped.
    let text = "| Code | Item | Amount |\n| --- | --- | --- |\n| 2010301 | Roads | 1,204.<br>50 |\n\
                | 2010302 | Schools | 3,310.25 |\n| 2010303 | Water | 870.75 |\n";
    let dir = folder_of(&[("a.md", text.as_bytes())]);
    let document = out(&crossfoot(dir.path(), &["extract", "a.md"]));
    fs::write(dir.path().join("document.json"), &document).expect("written");
    let tree: Value = serde_json::from_str(&document).expect("JSON");
    let repairs = tree["tables"][0]["repairs"].as_array().expect("repairs");
    let number = repairs.iter().position(|repair| repair["op"] == "set-text").expect("a mended text");
    let before = repairs[number]["before"][0]["text"].clone();
    let args = |number: &str| {
        let args = ["undo", "document.json", "--table", "t1", "--repair", number, "-o", "undone.json"];
        crossfoot(dir.path(), &args)
    };
    let output = args(&number.to_string());
    assert_eq!(code(&output), 0, "{}", said(&output));
    let undone: Value =
        serde_json::from_slice(&fs::read(dir.path().join("undone.json")).expect("read")).expect("JSON");
    let table = &undone["tables"][0];
    assert_eq!(table["repairs"][number]["undone"], true);
    let place = &tree["tables"][0]["repairs"][number]["cells"][0];
    let cells = table["cells"].as_array().expect("cells");
    let cell = cells
        .iter()
        .find(|cell| cell["row"] == place["row"] && cell["col"] == place["col"])
        .expect("the cell");
    assert_eq!(cell["text"], before);
    let output = args("99");
    assert!(code(&output) == 2 && said(&output).contains("no repair 99"), "{}", said(&output));
    fs::rename(dir.path().join("undone.json"), dir.path().join("document.json")).expect("moved");
    let output = args(&number.to_string());
    assert!(code(&output) == 2 && said(&output).contains("undone already"), "{}", said(&output));
}
