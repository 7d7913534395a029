//! Files made to take all memory or all time.

use crate::fixtures::{inflate_bomb, nested_forms, small_table};
use crate::{code, crossfoot, folder_of, said};
use std::time::{Duration, Instant};

#[test]
fn forms_nested_in_forms_end_at_the_deadline() {
    let dir = folder_of(&[("forms.pdf", &nested_forms())]);
    let start = Instant::now();
    let output = crossfoot(dir.path(), &["extract", "--deadline", "2", "forms.pdf"]);
    // Either the reader bounds the work itself, or the deadline does: nobody waits.
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    let ended = code(&output) == 2 && said(&output).contains("forms.pdf: gave up after");
    assert!(ended || code(&output) == 0, "{}", said(&output));
}

#[test]
fn an_inflate_bomb_ends_at_the_memory_limit() {
    let bomb = inflate_bomb();
    assert!(bomb.len() < 1 << 20, "a bomb is small: {}", bomb.len());
    let dir = folder_of(&[("bomb.pdf", &bomb)]);
    let output = crossfoot(dir.path(), &["extract", "bomb.pdf"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("bomb.pdf: gave up "), "{}", said(&output));
}

#[test]
fn a_bomb_between_good_files_changes_nothing_of_theirs() {
    let (bomb, good) = (inflate_bomb(), small_table());
    let dir = folder_of(&[("a.pdf", &good), ("b.pdf", &bomb), ("c.pdf", &good), ("d.pdf", &good)]);
    // One thread gives one process several files.
    let output = crossfoot(
        dir.path(),
        &["extract", "--threads", "1", "-o", "out", "a.pdf", "b.pdf", "c.pdf", "d.pdf"],
    );
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("b.pdf: gave up "), "{}", said(&output));
    assert!(!dir.path().join("out/b").exists());
    let alone = crossfoot(dir.path(), &["extract", "c.pdf"]);
    for name in ["c", "d"] {
        let written =
            std::fs::read(dir.path().join("out").join(name).join("document.json")).expect("written");
        let of_c = String::from_utf8(written).expect("JSON").replace("\"d.pdf\"", "\"c.pdf\"");
        assert_eq!(of_c, String::from_utf8_lossy(&alone.stdout), "{name}");
    }
}
