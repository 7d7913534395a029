//! Files made to take all memory or all time.

use crate::fixtures::{inflate_bomb, nested_forms};
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
