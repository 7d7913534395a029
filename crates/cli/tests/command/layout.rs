//! A layout kept of one issue of a yearbook, on the others.

use crate::fixtures::pages_of;
use crate::{CSV, code, crossfoot, folder_of, put, said};
use serde_json::Value;
use std::fs;

/// A table of an issue: its year, how far it stands below where the first one's does, and its rows. Figures of two columns
/// nearly touch, and a note stands beside each label: columns that white space alone does not tell.
fn issue(
    year: i64,
    down: i64,
    rows: &[(&'static str, &'static str, &'static str, &'static str)],
) -> Vec<(i64, i64, &'static str)> {
    let years: [(&str, &str, &str); 2] =
        [("Table 4: Landings 2021", "2020", "2021"), ("Table 5: Landings 2022", "2021", "2022")];
    let (title, before, now) = years[usize::from(year > 2021)];
    let mut out = vec![(100, 720 - down, title)];
    out.extend([
        (100, 690 - down, "Harbour"),
        (150, 690 - down, "Gear"),
        (230, 690 - down, before),
        (300, 690 - down, now),
    ]);
    for (ix, (name, gear, one, two)) in rows.iter().enumerate() {
        let y = 676 - down - 14 * ix as i64;
        out.extend([(100, y, *name), (150, y, *gear), (230, y, *one), (300, y, *two)]);
    }
    out
}

const FIRST: [(&str, &str, &str, &str); 3] =
    [("Wick", "nets", "120", "131"), ("Lunan", "lines", "48", "52"), ("Ferry", "traps", "7", "11")];
const SECOND: [(&str, &str, &str, &str); 5] = [
    ("Wick", "nets", "131", "140"),
    ("Lunan", "lines", "52", "49"),
    ("Kyle", "nets", "16", "18"),
    ("Ferry", "traps", "11", "8"),
    ("All", "gear", "210", "215"),
];

fn read(dir: &std::path::Path, args: &[&str]) -> Value {
    let output = crossfoot(dir, args);
    assert_eq!(code(&output), 0, "{args:?}: {}", said(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Rows of the first table, cells apart by `|`.
fn rows(json: &Value) -> Vec<String> {
    let table = &json["tables"][0];
    let count = table["n_rows"].as_u64().unwrap_or(0);
    let cells = table["cells"].as_array().cloned().unwrap_or_default();
    let text = |row: u64| {
        let own = cells.iter().filter(|cell| cell["row"] == row);
        own.map(|cell| cell["text"].as_str().expect("a text")).collect::<Vec<_>>().join("|")
    };
    (0..count).map(text).collect()
}

#[test]
fn what_was_asked_of_one_issue_is_found_again_in_another() {
    let first = pages_of(&[issue(2021, 0, &FIRST)], &[]);
    let preface = vec![(100, 700, "A preface of this year."), (100, 686, "It has no table.")];
    let second = pages_of(&[preface, issue(2022, 57, &SECOND)], &[]);
    let dir = folder_of(&[("2021.pdf", &first), ("2022.pdf", &second)]);
    // Harbour and gear are asked to be one column: nobody would find that.
    let asked = [
        "layout",
        "save",
        "2021.pdf",
        "-o",
        "landings.toml",
        "--area",
        "140,90,210,340",
        "--columns",
        "220,290",
    ];
    let output = crossfoot(dir.path(), &asked);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let kept = fs::read_to_string(dir.path().join("landings.toml")).expect("a file");
    assert!(kept.contains("columns = [220.0, 290.0]") && kept.contains("Table 4: Landings 2021"), "{kept}");
    let found = read(dir.path(), &["layout", "apply", "landings.toml", "2022.pdf"]);
    let wanted = [
        "Harbour Gear|2021|2022",
        "Wick nets|131|140",
        "Lunan lines|52|49",
        "Kyle nets|16|18",
        "Ferry traps|11|8",
        "All gear|210|215",
    ];
    assert_eq!(rows(&found), wanted);
    assert_eq!(
        (&found["tables"][0]["pages"], &found["tables"][0]["number"]),
        (&serde_json::json!([2]), &"5".into())
    );
    assert!(found["tool"]["options"]["layout"].is_string(), "{}", found["tool"]);
    // Several at once go into a folder, as with extract.
    let output =
        crossfoot(dir.path(), &["layout", "apply", "landings.toml", "2021.pdf", "2022.pdf", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(dir.path().join("out/2022/document.json").is_file());
}

#[test]
fn what_does_not_fit_is_reported_and_read_as_without_it() {
    let first = pages_of(&[issue(2021, 0, &FIRST)], &[]);
    let other = vec![(100, 700, "Nothing of"), (200, 700, "that series")];
    // The same heads over columns of words that stand across the kept edges.
    let mut moved = issue(2022, 0, &[]);
    for (ix, name) in
        ["of Wick and all its creeks", "of Lunan and the northern bay", "of Ferry with its islands"]
            .iter()
            .enumerate()
    {
        moved.push((170, 676 - 14 * ix as i64, name));
        moved.push((310, 676 - 14 * ix as i64, "12"));
    }
    let dir = folder_of(&[
        ("a.pdf", &first),
        ("b.pdf", &pages_of(&[other], &[])),
        ("c.pdf", &pages_of(&[moved], &[])),
    ]);
    assert_eq!(code(&crossfoot(dir.path(), &["layout", "save", "a.pdf", "-o", "a.toml", "--stream"])), 0);
    for (name, remark) in [("b.pdf", "layout-unmatched"), ("c.pdf", "layout-misfit")] {
        let found = read(dir.path(), &["layout", "apply", "a.toml", name]);
        let codes: Vec<&Value> =
            found["diagnostics"].as_array().expect("diagnostics").iter().map(|d| &d["code"]).collect();
        assert!(codes.iter().any(|code| **code == remark), "{name}: {codes:?}");
        let plain = read(dir.path(), &["extract", name]);
        assert_eq!(rows(&found), rows(&plain), "{name}");
    }
}

#[test]
fn a_layout_is_saved_over_a_layout_alone() {
    let dir = folder_of(&[
        ("a.pdf", &pages_of(&[issue(2021, 0, &FIRST)], &[])),
        ("words.toml", b"total = [\"Sum\"]\n"),
    ]);
    let save = |to: &str| crossfoot(dir.path(), &["layout", "save", "a.pdf", "-o", to, "--stream"]);
    assert_eq!((code(&save("a.toml")), code(&save("a.toml"))), (0, 0));
    let output = save("words.toml");
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("words.toml: stands there already and is no layout"), "{}", said(&output));
    assert_eq!(fs::read(dir.path().join("words.toml")).expect("a file"), b"total = [\"Sum\"]\n");
}

#[test]
fn a_file_that_is_no_layout_says_what_is_expected() {
    let dir = folder_of(&[("a.pdf", &pages_of(&[issue(2021, 0, &FIRST)], &[])), ("a.csv", CSV)]);
    let good = "version = 1\n[[table]]\nname = \"t\"\nkind = \"stream\"\npage = 1\npage_size = [595.0, 842.0]\narea = [10.0, 10.0, 90.0, 90.0]\ncolumns = [50.0]\n[[table.anchor]]\ntext = \"x\"\nat = [1.0, 2.0]\nrole = \"head\"\n";
    for (change, words) in [
        (("version = 1", "version = 9"), "version: expected 1, found 9"),
        (("kind = \"stream\"", "kind = \"guess\""), "table 1: kind: expected lattice, stream or auto"),
        (("columns = [50.0]", "columns = [95.0]"), "table 1: columns: expected x of the edges"),
        (("area = [10.0", "area = [99.0"), "table 1: area: expected top, left, bottom, right"),
        (("page = 1\n", "page = 1\nscale = 2\n"), "unknown field `scale`"),
        (("role = \"head\"", "role = \"foot\""), "unknown variant `foot`"),
        (("version = 1", "version = "), "TOML parse error"),
    ] {
        put(dir.path(), "bad.toml", good.replace(change.0, change.1).as_bytes());
        let output = crossfoot(dir.path(), &["layout", "apply", "bad.toml", "a.pdf"]);
        assert_eq!(code(&output), 2);
        assert!(
            said(&output).contains("bad.toml: ") && said(&output).contains(words),
            "{words}: {}",
            said(&output)
        );
    }
    for args in
        [&["layout", "save", "a.csv", "-o", "x.toml"][..], &["layout", "save", "a.pdf", "-o", "a.pdf"]]
    {
        assert_eq!(code(&crossfoot(dir.path(), args)), 2, "{args:?}");
    }
    assert!(!dir.path().join("x.toml").exists());
}
