//! Sums that other rows, columns and lines teach, and what is told where one of them does not close.

use super::{check, proved, shown};
use model::checked::Status;

const HEADED: &str = "item | a | b\nNorth | |\nk | 92572 | 67279\nl | 81253 | 75306\nm | 72090 | 59786\n | 245915 | 202371\nSouth | |\nn | 77082 | 94398\no | 61804 | 91851\n | 138886 | 186249\nWest | |\np | 65238 | 95053\nq | 55329 | 40602\nr | 9811 | 64573\n | 130378 | 200228\nall of it | 515179 | 588848";

#[test]
fn a_group_under_a_heading_ends_with_its_sum_as_others_do() {
    check(HEADED, 1, &["14,2 = 11,2 + 12,2 + 13,2: holds", "15,1 = 5,1 + 9,1 + 14,1: holds"]);
    check(&HEADED.replace("64573", "61879"), 1, &["14,2 = 11,2 + 12,2 + 13,2: open"]);
    check(&HEADED.replace("40602", ""), 1, &["14,2 = 11,2 + 13,2 + 12,2: open"]);
}

#[test]
fn a_row_of_a_sum_without_a_figure_above_it_is_no_total() {
    let text = "item | a\nNorth |\nk | 84352\nl | 45281\nSum | 129633\nSouth |\nm | 181397\nn | 380196\no |\np | 541876\nSum | 1103469\nTotal | 1233102";
    let found = proved(text, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.status == Status::Holds), "{found:#?}");
}

#[test]
fn a_total_of_sums_is_known_again_where_one_of_them_is_wrong() {
    let text = "item | a\nNorth | 116062\nk | 27669\nl | 88393\nSouth | 110376\nm | 82502\nn | 27874\nTotal | 226438";
    check(text, 1, &["1,1 = 2,1 + 3,1: holds", "7,1 = 1,1 + 4,1: holds"]);
    check(&text.replace("116062", "116862"), 1, &["7,1 = 1,1 + 4,1: open"]);
}

const CHAIN: &str = "item | a\nk | 747820\nl | -307180\nm | 440640\nn | -75190\no | -79550\np | 285900\nq | -17240\nr | 268660\ns | -40730\nt | 227930";

#[test]
fn what_goes_on_from_total_to_total_is_told_where_a_figure_slipped() {
    check(CHAIN, 1, &["3,1 = 1,1 + 2,1: holds", "6,1 = 3,1 + 4,1 + 5,1: holds", "10,1 = 8,1 + 9,1: holds"]);
    // The last, the first, and one between.
    check(&CHAIN.replace("227930", "227950"), 1, &["10,1 = 8,1 + 9,1: open"]);
    check(&CHAIN.replace("-307180", "-307780"), 1, &["3,1 = 1,1 + 2,1: open"]);
    check(&CHAIN.replace("-79550", "-75950"), 1, &["6,1 = 3,1 + 4,1 + 5,1: open"]);
}

#[test]
fn columns_go_from_balance_to_balance_whatever_they_are_called() {
    let text = "item | p | q | r | s\na | 564880 | 21320 | 59170 | 527030\nb | 788833 | 215012 | 110985 | 892860\nc | 689876 | 342472 | 75119 | 957229\nd | 860545 | 90417 | 752566 | 198396";
    check(text, 1, &["2,4 = 2,1 + 2,2 + -1*2,3: holds"]);
    // A column that is nothing wherever two others make up a third.
    let few = "item | p | q | r | s\na | 56488 | | 5917 | 50571\nb | 788833 | 215012 | 110985 | 892860\nc | 689876 | 342477 | | 1032348\nd | 860545 | | 752566 | 107979\ne | 285161 | | | 285161";
    check(few, 1, &["2,4 = 2,1 + 2,2 + -1*2,3: holds"]);
}

#[test]
fn one_column_tells_the_sign_of_a_row_that_is_nothing_in_others() {
    let text = "item | a | b | c | d\nOvo | 20733 | 27655 | 54940 | 48373\nInda | 64023 | 1118 | 60743 | 88596\nUta | 0 | 2455 | 0 | 0\nClovo | 84756 | 26318 | 115683 | 136969";
    check(text, 1, &["4,2 = 1,2 + 2,2 + -1*3,2: holds", "4,1 = 1,1 + 2,1 + -1*3,1: holds"]);
}

#[test]
fn what_is_a_part_of_the_row_above_it_alone_is_left_out() {
    let text = "item | a\nk | 914738\nof which: l | 46249\nm | 836036\nn | 583589\nof which: o | 313867\np | 523113\nTotal | 2857476";
    check(text, 1, &["7,1 = 1,1 + 3,1 + 4,1 + 6,1: holds"]);
}

#[test]
fn means_and_prices_are_held_against_what_they_are_made_of() {
    let mean = "item | a | b | c\nk | 412 | 377 | 208\nl | 518 | 402 | 233\nm | 377 | 491 | 251\nAverage | 436 | 423 | 231";
    let found: Vec<String> = proved(mean, 1).tables[0].checks.iter().map(shown).collect();
    assert_eq!(found.iter().filter(|one| one.starts_with("3*4,")).count(), 3, "{found:#?}");
    check(&mean.replace("423", "432"), 1, &["3*4,2 = 1,2 + 2,2 + 3,2: open"]);
    let price = "item | number | each | amount\nk | 38 | 947.79 | 36016.02\nl | 112 | 30.23 | 3385.76\nm | 7 | 442.08 | 3094.56\nn | 260 | 13.57 | 3528.20\no | 91 | 226.76 | 20635.16";
    check(price, 1, &["1,1 = 1,3 + 1,2: holds"]);
    check(&price.replace("30.23", "80.23"), 1, &["2,1 = 2,3 + 2,2: open"]);
}

#[test]
fn a_running_sum_begins_with_its_first_row_and_has_no_gap() {
    let text = "item | a | so far\nk | 81725 | 81725\nl | 69150 | 150875\nm | 65911 | 216786\nn | 77137 | 293923\no | 95651 | 389574\np | 42120 | 431694\nq | 73329 | 505023";
    check(text, 1, &["1,2 = 1,1: holds", "2,2 = 1,2 + 2,1: holds"]);
    check(&text.replace("81725 | 81725", "-81725 | 81725"), 1, &["1,2 = 1,1: open"]);
    check(&text.replace("389574", ""), 1, &["5,2 = 4,2 + 5,1: open"]);
}
