//! Figures that are the same or add up by chance, and prove nothing.

use super::*;

#[test]
fn what_rounding_hides_is_no_part() {
    let rows = [(-100, 16), (-97, 15), (-94, 14), (-88, 13), (-83, 12), (-79, 11), (-61, 10), (-52, 9)];
    let lines: Vec<String> = rows.iter().map(|(a, b)| format!("{a} | 0.00{b:02} | {a}")).collect();
    check(&format!("left | volume | right\n{}", lines.join("\n")), 1, &[]);
}

#[test]
fn round_amounts_that_add_up_once_are_a_list() {
    check(
        "name | amount\nk | 20000.00\nl | 10000.00\nm | 10000.00\nn | 5000.00\no | 20000.00\np | 5000.00\nq | 5000.00\nr | 5000.00\ns | 5000.00\nt | 15000.00",
        1,
        &[],
    );
}

#[test]
fn two_that_are_the_same_beside_twice_as_much_are_no_sum() {
    let text = "nr | name | shares | %\n3 | k | 3205000 | 6.4100\n4 | l | 2725000 | 5.4500\n5 | m | 1602500 | 3.2050\n6 | n | 801250 | 1.6025\n7 | o | 801250 | 1.6025\n8 | p | 500000 | 1.0000\nTotal | | 50000000 | 100.0000";
    let found = proved(text, 1);
    let sums = found.tables[0].checks.iter().filter(|check| check.kind == CheckKind::Sum);
    assert!(sums.clone().all(|check| check.status != Status::Holds), "{found:#?}");
}

#[test]
fn parts_that_cancel_out_leave_a_copy() {
    let text = "what | a | b\nfirst | 0.04 | -0.04\nsecond | 0.04 | -0.05\nthird | 0.52 | -0.66\nTotal | 0.52 | -0.66";
    let found = proved(text, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.right.len() == 1), "{found:#?}");
}

#[test]
fn a_quotient_of_one_all_the_way_down_says_nothing() {
    let pairs = [
        (76, 61),
        (83, 70),
        (91, 74),
        (64, 59),
        (102, 95),
        (118, 99),
        (87, 80),
        (95, 71),
        (70, 66),
        (81, 77),
    ];
    let extended = pairs.iter().cycle().zip(0..30).map(|((a, b), by)| (a + by, b + by));
    let rows: Vec<String> = extended.map(|(a, b)| format!("x | {a} | {b} | 1")).collect();
    check(&format!("size | open | enclosed | pieces\n{}", rows.join("\n")), 1, &[]);
}

#[test]
fn a_total_that_is_one_of_several_parts_alone_is_not_said_to_fail() {
    let text = "what | a\nNew obligations | -1214\nAppropriation | -1214\nAuthority | -1214\nTotal | -1214";
    let found = proved(text, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.status != Status::Fails), "{found:#?}");
}

#[test]
fn many_totals_are_the_same_somewhere_by_chance() {
    let of = |n: i32| format!("what | a\nk | {}\nl | {}\nTotal | {}", 21_000 + n, 200 + n, 21_200 + 2 * n);
    let same = "what | a\nm | 9100\nn | 2154\nTotal | 11254";
    let equal = |more: i32| {
        let mut all: Vec<RepairedTable> = (0..more).map(|n| table(&of(n), 1)).collect();
        all.extend([same, "what | a\no | 4254\np | 7000\nSum | 11254"].map(|text| table(text, 1)));
        prove(document(all), &Config::default()).across.len()
    };
    assert_eq!(equal(0), 1);
    assert_eq!(equal(80), 0);
}

const YEARS: &str = "what | 2024 | 2025 | 2026\nBalances and receipts | 583141 | 649862 | 700570\nappropriations | -391197 | -445816 | -481021\nHospital fund | -122 | |\nReconciliation | 32 | |\nTotal | 191854 | 204046 | 219549";

#[test]
fn rows_that_say_something_where_a_sum_fails_alone_are_counted_as_it_closes() {
    check(YEARS, 1, &["5,1 = 1,1 + 2,1 + 3,1 + 4,1: holds", "5,2 = 1,2 + 2,2: holds"]);
    let authority = "what | 2024 | 2025 | 2026\nBrought forward | 214 | 245 | 252\nRecoveries | 8 | |\nRefunds | 1 | |\nUnobligated balance (total) | 223 | 245 | 252\nAppropriation | 95 | 80 | 80\nTotal budgetary resources | 318 | 325 | 332";
    check(authority, 1, &["6,1 = 4,1 + 5,1: holds", "6,2 = 4,2 + 5,2: holds"]);
}

/// How many checks of a table fail.
fn failing(text: &str) -> usize {
    let found = proved(text, 1);
    found.tables[0].checks.iter().filter(|check| check.status == Status::Fails).count()
}

#[test]
fn what_rounding_hides_is_no_difference_of_others() {
    // The first column is no more than half a unit of the others.
    let rows =
        (0..12).map(|row| format!("x | 0.{} | {} | {}", 11 + 7 * row % 41, 57 + 3 * row, 57 + 3 * row));
    let mut rows: Vec<String> = rows.collect();
    rows.push("y | 2.08 | 114 | 114".to_owned());
    assert_eq!(failing(&format!("what | time | steps | calls\n{}", rows.join("\n"))), 0);
}

#[test]
fn figures_that_are_no_exact_ones_make_no_sum_fail() {
    let rows = "$1x | 7 | 4 | 3\n$2x | 9 | 6 | 3\n$3x | 8 | 3 | 5\n$4x | 12 | 5 | 7\n$5x | 11 | 2 | 9\n$6x | 15 | 7 | 8\n$7x | 17 | 3 | 14\n$8x | 16 | 5 | 11";
    check(&format!("op | all | one | two\n{rows}"), 1, &["1,1 = 1,2 + 1,3: holds"]);
    assert_eq!(failing(&format!("op | all | one | two\n{rows}\n$9x | 9 | 4+ | 4+\n$Ax | 13 | >10 | 2")), 0);
}

#[test]
fn neighbours_in_a_row_of_long_numbers_are_no_sum_with_a_slip() {
    assert_eq!(failing("# | a | b | c\nx | 99999997 | 99999998 | 99999999\ny | 1 | 2 | 3"), 0);
}

#[test]
fn a_balance_begins_anew_with_another_name() {
    let mut rows = vec!["who | age | for".to_owned()];
    let people = [("A", 20, [3, 7, 2, 9, 4]), ("B", 51, [6, 1, 8, 2, 5]), ("C", 33, [2, 9, 4, 7, 3])];
    for (name, from, years) in people {
        let mut age = from;
        for by in years {
            rows.push(format!("{name} | {age}.00 | {by}.00"));
            age += by;
        }
    }
    let text = rows.join("\n");
    let steps =
        proved(&text, 1).tables[0].checks.iter().filter(|check| check.status == Status::Holds).count();
    assert_eq!((steps, failing(&text)), (12, 0));
    // Within a name it is wrong.
    let found = prove(printed(&text.replace("B | 58.00", "B | 53.00")), &Config::default());
    let fails = found.tables[0].checks.iter().filter(|check| check.status == Status::Fails).count();
    assert_eq!(fails, 2);
}

#[test]
fn a_column_that_closes_in_no_table_is_not_added_up() {
    let of = |by: i32, persons: i32| {
        let rows = [[35_135 + by, 1694, 2048, 9899], [5762, 451 + by, 6213, 1791]];
        let line = |name: &str, row: [i32; 4]| {
            format!("{name} | {}", row.map(|figure| figure.to_string()).join(" | "))
        };
        let total = line("Sum", [40_897 + by, 2145 + by, 8261, persons]);
        let rows = rows.map(|row| line("x", row)).join("\n");
        table(&format!("from | stays | leaves | ends | persons\n{rows}\n{total}"), 1)
    };
    let fails = |tables: Vec<RepairedTable>| {
        let found = prove(document(tables), &Config::default());
        let checks = found.tables.iter().flat_map(|table| &table.checks);
        checks.filter(|check| check.status == Status::Fails).count()
    };
    assert_eq!(fails(vec![of(0, 9996), of(7, 9951)]), 2);
    assert_eq!(fails(vec![of(0, 9996), of(7, 9951), of(31, 9912)]), 0);
}

#[test]
fn a_column_that_says_all_of_most_rows_names_no_totals() {
    let text = "name | models | bits\nstate | all | 8\nselect | old | 14\nunit | all | 4\nflags | all | 30\nclock | all | 15\nword | new | 36";
    let found = proved(text, 1);
    assert!(found.tables[0].rows.iter().all(|row| *row != RowKind::Total), "{:?}", found.tables[0].rows);
    // One that says something else of most rows does.
    let classes = "class | item | a\n201 | pay | 63.64\n201 | grants | 175.69\n201 | prizes | 25.80\n201 | dues | 2.55\nTotal | | 267.68";
    let found = proved(classes, 1);
    assert_eq!(found.tables[0].rows.last(), Some(&RowKind::Total));
}
