//! `draw`: pictures, the marked source, and what is refused.

use crate::fixtures::{locked, small_table};
use crate::{CSV, code, crossfoot, folder_of, names, said};
use lopdf::Document;
use std::fs;

#[test]
fn draw_writes_a_picture_and_a_marked_source() {
    let dir = folder_of(&[("a.pdf", &small_table())]);
    assert_eq!(code(&crossfoot(dir.path(), &["draw", "a.pdf", "--page", "1", "-o", "p.svg"])), 0);
    assert_eq!(code(&crossfoot(dir.path(), &["draw", "a.pdf", "--stage", "words", "-o", "w.SVG"])), 0);
    assert_eq!(code(&crossfoot(dir.path(), &["draw", "a.pdf", "-o", "m.pdf"])), 0);
    assert!(fs::read_to_string(dir.path().join("p.svg")).expect("a picture").contains("1,234.50"));
    assert!(Document::load(dir.path().join("m.pdf")).is_ok());
    let output = crossfoot(dir.path(), &["draw", "a.pdf", "-o", "-"]);
    assert!(code(&output) == 0 && output.stdout.starts_with(b"<?xml"));
}

#[test]
fn what_cannot_be_drawn_says_why_and_leaves_no_file() {
    let dir = folder_of(&[("a.pdf", &small_table()), ("a.csv", CSV)]);
    for (args, why) in [
        (
            &["draw", "a.pdf", "--page", "2", "-o", "p.svg"][..],
            "a.pdf: there is no page 2 to draw: the document has 1",
        ),
        (&["draw", "a.csv", "-o", "p.svg"], "a.csv: only PDFs can be drawn"),
        (&["draw", "a.csv", "-o", "p.pdf"], "a.csv: only PDFs can be drawn"),
        (&["draw", "absent.pdf", "-o", "p.svg"], "absent.pdf: "),
        (&["draw", "a.pdf", "-o", "p.png"], "p.png: "),
    ] {
        let output = crossfoot(dir.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(said(&output).contains(why), "{args:?}: {}", said(&output));
    }
    assert_eq!(names(dir.path()), ["a.csv", "a.pdf"]);
}

#[test]
fn the_source_is_never_overwritten() {
    let dir = folder_of(&[("a.pdf", &small_table())]);
    fs::create_dir(dir.path().join("sub")).expect("made");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.pdf", dir.path().join("link.pdf")).expect("linked");
    #[cfg(not(unix))]
    fs::hard_link(dir.path().join("a.pdf"), dir.path().join("link.pdf")).expect("linked");
    for target in ["a.pdf", "sub/../a.pdf", "link.pdf"] {
        let output = crossfoot(dir.path(), &["draw", "a.pdf", "-o", target]);
        assert_eq!(code(&output), 2, "{target}");
        assert!(said(&output).contains("would overwrite the source"), "{target}: {}", said(&output));
    }
    assert_eq!(fs::read(dir.path().join("a.pdf")).expect("there"), small_table());
}

#[test]
fn a_marked_copy_of_an_encrypted_source_says_that_it_is_in_the_clear() {
    let dir = folder_of(&[("a.pdf", &locked("owner", "secret")), ("b.pdf", &small_table())]);
    let output = crossfoot(dir.path(), &["draw", "a.pdf", "--password", "secret", "-o", "m.pdf"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("m.pdf: the marked copy is not encrypted"), "{}", said(&output));
    let output = crossfoot(dir.path(), &["draw", "b.pdf", "-o", "n.pdf"]);
    assert!(code(&output) == 0 && said(&output).is_empty(), "{}", said(&output));
}
