//! Long lists: what they cost is bounded, and what is left out for it is told.

use super::{proved, shown};
use model::checked::Status;
use std::fmt::Write;

/// Figures that follow no rule.
fn figures() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(1u32), |last| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)))
        .skip(1)
        .map(|figure| figure >> 16)
}

#[test]
fn a_list_in_which_all_rows_are_totals_is_cut_short_and_fails_nowhere() {
    let mut text = "Item|A|B|C\n".to_owned();
    let mut figures = figures().map(|figure| i64::from(figure % 19) - 9);
    for _ in 0..3000 {
        let [a, b, c] = [(); 3].map(|()| figures.next().unwrap());
        writeln!(text, "Total|{a}|{b}|{c}").unwrap();
    }
    let checked = proved(&text, 1);
    assert!(checked.repaired.diagnostics.iter().any(|remark| remark.code == "sums-cut"));
    assert!(checked.tables[0].checks.iter().all(|check| check.status != Status::Fails));
}

#[test]
fn the_total_of_a_list_is_found_however_long_it_is() {
    let mut text = "Item|A\n".to_owned();
    let mut all = 0;
    for (ix, figure) in figures().take(2000).enumerate() {
        all += figure;
        writeln!(text, "item {ix}|{figure}").unwrap();
    }
    writeln!(text, "Total|{all}").unwrap();
    let checked = proved(&text, 1);
    assert!(checked.repaired.diagnostics.is_empty());
    let [check] = checked.tables[0].checks.as_slice() else { panic!("one check") };
    assert!(shown(check).ends_with("2000,1: holds"), "{}", shown(check));
}
