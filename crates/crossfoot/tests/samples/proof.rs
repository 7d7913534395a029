//! The samples' figures held against each other: what must be found, and what must never be said.

use model::Decimal;
use model::checked::{Check, Checked, Status, Term, Verdict};
use std::fs;
use std::path::{Path, PathBuf};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn proved(sample: &str) -> Checked {
    let bytes = fs::read(samples().join(sample)).expect("a sample");
    crossfoot::extract(bytes, sample, &crossfoot::Options::default()).expect("readable").checked
}

fn every_sample() -> Vec<String> {
    let listing = fs::read_dir(samples()).expect("samples");
    let names = listing.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != "README.md").collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

fn all(checked: &Checked) -> impl Iterator<Item = &Check> {
    checked.tables.iter().flat_map(|table| &table.checks).chain(&checked.across)
}

/// The value of one side by the cells' own values, in the table's unit.
fn side(checked: &Checked, terms: &[Term]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for term in terms {
        sum += match term {
            Term::Cell { table, row, col, weight } => {
                let table = &checked.repaired.tables[*table as usize];
                weight * table.readings[table.table.index_at(*row, *col)].value.unwrap_or_default()
            }
            Term::Constant(value) => *value,
            Term::Prose { .. } => return None,
        };
    }
    Some(sum)
}

#[test]
fn no_sum_in_a_sample_is_claimed_that_is_not_one() {
    let mut looked_at = 0;
    for sample in every_sample() {
        let checked = proved(&sample);
        for check in checked.tables.iter().flat_map(|table| &table.checks) {
            let (Some(left), Some(right)) = (side(&checked, &check.left), side(&checked, &check.right))
            else {
                continue;
            };
            if check.kind == model::checked::CheckKind::Ratio {
                continue;
            }
            let off = (left - right).abs();
            match check.status {
                Status::Holds => assert_eq!(off, Decimal::ZERO, "{sample}: {check:?}"),
                Status::Rounding => assert!(off <= check.tolerance, "{sample}: {check:?}"),
                Status::Fails => assert!(off > check.tolerance, "{sample}: {check:?}"),
                Status::Open => {}
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 500, "{looked_at}");
}

#[test]
fn no_clean_sample_is_contradicted_or_mended_by_sums() {
    for sample in every_sample() {
        let checked = proved(&sample);
        let wrong = checked
            .tables
            .iter()
            .flat_map(|table| &table.cells)
            .filter(|cell| cell.verdict == Some(Verdict::Contradicted));
        assert_eq!(wrong.count(), 0, "{sample}");
        let edits = checked.repaired.tables.iter().flat_map(|table| table.table.log());
        assert_eq!(edits.filter(|edit| edit.why.evidence.kind == "arithmetic").count(), 0, "{sample}");
    }
}

#[test]
fn the_disclosure_is_tied_together_without_any_pack() {
    for sample in ["disclosure-2022.txt", "disclosure-chromium.pdf"] {
        let checked = proved(sample);
        let table = |ordinal: u32| {
            let found = checked.repaired.tables.iter().position(|table| table.ordinal == Some(ordinal));
            found.unwrap_or_else(|| panic!("{sample}: table {ordinal}")) as u32
        };
        let ties = |one: u32, other: u32| {
            let (one, other) = (table(one), table(other));
            let has = |terms: &[Term], wanted: u32| {
                terms.iter().any(|term| matches!(term, Term::Cell { table, .. } if *table == wanted))
            };
            checked.across.iter().any(|check| {
                check.status.proves()
                    && (has(&check.left, one) && has(&check.right, other)
                        || has(&check.left, other) && has(&check.right, one))
            })
        };
        for ordinal in [1, 3, 4, 6, 7] {
            let proof = &checked.tables[table(ordinal) as usize];
            assert!(
                proof.checks.iter().any(|check| check.status.proves()),
                "{sample}: table {ordinal} in itself"
            );
        }
        for (one, other) in [(1, 3), (1, 5), (3, 4), (3, 6), (3, 7), (4, 13), (3, 14)] {
            assert!(ties(one, other), "{sample}: tables {one} and {other}");
        }
        // The total of the table of three costs is blank, and its parts are not.
        let costs = table(10) as usize;
        let blank = checked.tables[costs].cells.last().expect("a cell");
        assert_eq!(blank.verdict, Some(Verdict::Doubt), "{sample}");
        assert_eq!(blank.implied.map(|value| value.to_string()), Some("20.200515".to_owned()), "{sample}");
    }
}

#[test]
fn what_the_disclosures_prose_says_otherwise_is_told() {
    let checked = proved("disclosure-2022.txt");
    let mut told: Vec<String> = Vec::new();
    for check in checked.across.iter().filter(|check| check.status == Status::Fails) {
        let [Term::Prose { text, .. }] = check.left.as_slice() else { continue };
        told.push(format!("{text} against {}", check.right_value.expect("a sum")));
    }
    told.sort();
    let expected = ["154,790元 against 379150.33", "200,000 元 against 202005.15", "项目有2个 against 3"];
    assert_eq!(told, expected);
}

#[test]
fn a_number_that_is_left_out_tells_of_a_row_that_is() {
    let rows = [
        "款,項,名稱,本年,上年,比較",
        "1,,甲,1502,1391,111",
        ",1,子,1204,1080,124",
        ",2,丑,298,311,-13",
        "2,,乙,2119,1987,132",
        ",1,子,1311,1204,107",
        ",2,丑,405,455,-50",
        ",3,寅,403,328,75",
    ];
    let open = |rows: &[&str]| {
        let text = rows.join("\n").into_bytes();
        let found = crossfoot::extract(text, "budget.csv", &crossfoot::Options::default()).expect("readable");
        let open = all(&found.checked).filter(|check| check.status == Status::Open).cloned();
        open.collect::<Vec<Check>>()
    };
    assert_eq!(open(&rows), []);
    let mut short = rows.to_vec();
    short.remove(6);
    let lacks: Vec<String> = open(&short)
        .iter()
        .flat_map(|check| check.evidence.details.clone())
        .filter(|(name, _)| *name == "lacks")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(lacks, ["405", "455", "-50"]);
}

#[test]
fn proving_again_changes_nothing() {
    for sample in every_sample() {
        let once = proved(&sample);
        let again = proof::prove(once.repaired.clone(), &proof::Config::default());
        assert_eq!(again.repaired, once.repaired, "{sample}");
        assert!(all(&again).count() > 0 || all(&once).count() == 0, "{sample}");
    }
}
