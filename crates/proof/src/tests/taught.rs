//! Sums that other rows, columns and lines teach, and what is told where one of them does not close.

use super::{check, proved, shown};
use model::checked::{Status, Verdict};

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
    check(text, 1, &["4,1 = 2,1 + 3,1: holds", "10,1 = 6,1 + 7,1 + 9,1: holds"]);
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
fn two_columns_tell_the_sign_of_a_row_that_is_nothing_in_others() {
    let text = "item | a | b | c | d\nOvo | 20733 | 27655 | 54940 | 48373\nInda | 64023 | 1118 | 60743 | 88596\nUta | 0 | 2455 | 0 | 0\nClovo | 84756 | 26318 | 115683 | 136969";
    check(text, 1, &["4,2 = 1,2 + 2,2 + 3,2: open", "4,1 = 1,1 + 2,1 + 3,1: holds"]);
    let both = "item | a | b | c | d | e | f\nOvo | 20733 | 27655 | 54940 | 48373 | 30111 | 51515\nInda | 64023 | 1118 | 60743 | 88596 | 40222 | 62626\nUta | 0 | 2455 | 311 | 0 | 0 | 0\nClovo | 84756 | 26318 | 115372 | 136969 | 70333 | 114141";
    check(both, 1, &["4,2 = 1,2 + 2,2 + -1*3,2: holds", "4,3 = 1,3 + 2,3 + -1*3,3: holds"]);
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
    // Brought forward is any figure.
    let before = proved(&text.replace("81725 | 81725", "81525 | 81725"), 1);
    assert!(before.tables[0].checks.iter().all(|check| check.right.len() > 1), "{before:#?}");
    check(&text.replace("81725 | 81725", "81525 | 81725"), 1, &["2,2 = 1,2 + 2,1: holds"]);
    check(&text.replace("389574", ""), 1, &["5,2 = 4,2 + 5,1: open"]);
}

/// How many checks there are of each: holding to the last digit or within rounding, failing, open.
fn counts(text: &str) -> [usize; 3] {
    let found = proved(text, 1);
    let of = |told: &dyn Fn(Status) -> bool| {
        found.tables[0].checks.iter().filter(|check| told(check.status)).count()
    };
    [of(&|one| one.proves()), of(&|one| one == Status::Fails), of(&|one| one == Status::Open)]
}

/// Verdicts of the figures of one line.
fn verdicts(text: &str, row: usize) -> Vec<Option<Verdict>> {
    let cols = text.lines().next().map_or(0, |line| line.split('|').count());
    let found = proved(text, 1);
    (1..cols).map(|col| found.tables[0].cells[row * cols + col].verdict).collect()
}

const PRICES: &str = "item | quantity | unit price | amount\nk | 120 | 12.35 | 1482.00\nl | 45 | 8.20 | 369.00\nm | 310 | 3.17 | 982.70\nn | 88 | 45.99 | 4047.12\no | 17 | 110.05 | 1870.85\np | 205 | 7.49 | 1535.45\nq | 64 | 19.95 | 1276.80";

#[test]
fn an_average_price_of_all_is_no_price() {
    for end in ["Total | 849 | 13.62 | 11563.92", "Year | 849 | 13.62 | 11563.92"] {
        let [holds, fails, open] = counts(&format!("{PRICES}\n{end}"));
        assert!(holds >= 9 && fails == 0 && open == 0, "{end}: {holds} {fails} {open}");
    }
    // What no word names may be less for a reason of its own.
    let less = PRICES.replace("982.70", "884.43").replace("unit price", "each");
    assert_eq!(counts(&less), [6, 0, 1]);
}

#[test]
fn figures_too_long_to_be_multiplied_make_no_ratio() {
    let text = "x | p | q | a\nr | 11199358936094844375 | 11331506476402546375 | 6744754\ns | 10857341740645467715 | 10576686688701697875 | 432477\nt | 11766834398482705206 | 10833627522988055049 | 1087289\nu | 11699820667236665580 | 10915334107311234158 | 4741964\nv | 10898137291230242707 | 10622421002577501387 | 4490925\nw | 10559121074921474825 | 11238663713375263405 | 4466340\ny | 11126607672902952517 | 10690022513785634599 | 5298419\nz | 11945707304705320038 | 11343817144445094561 | 6347719";
    check(text, 1, &[]);
}

#[test]
fn a_change_from_less_than_nothing_says_nothing_and_one_in_points_is_none() {
    let text = "item | now | then | Change %\nk | 412 | 390 | 5.6\nl | 310 | 322 | -3.7\nm | 120 | -18 | n/m\nn | 77 | 81 | -4.9\no | 55 | 50 | 10.0\np | 98 | 88 | 11.4\nq | 20 | -10 | 300.0\nTotal | 1092 | 903 | 20.9";
    let [holds, fails, open] = counts(text);
    assert!(holds >= 8 && fails == 0 && open == 0, "{holds} {fails} {open}");
    let points = "item | now | then | Change %\nk | 4120 | 3905 | 5.5\nl | 507 | 433 | 17.1\nm | 310 | 322 | -3.7\nn | 770 | 815 | -5.5\no | 5500 | 5050 | 8.9\np | 9812 | 8844 | 10.9\nmargin | 12.3 | 11.1 | 1.2";
    assert_eq!(counts(points), [6, 0, 0]);
    // One among few may be another thing.
    assert_eq!(counts(&points.replace("1.2\n", "1.9").replace("| 1.2", "| 1.9")), [6, 0, 1]);
}

#[test]
fn a_mean_proves_none_of_its_figures() {
    let text = "item | a | b | c | Average\nk | 73 | 65 | 80 | 73\nl | 55 | 62 | 59 | 59\nm | 88 | 79 | 91 | 86\nn | 67 | 70 | 61 | 66\no | 73 | 77 | 69 | 73\nAverage | 71 | 71 | 72 | 71";
    assert_eq!(
        verdicts(text, 1),
        [Some(Verdict::Unchecked), Some(Verdict::Unchecked), Some(Verdict::Unchecked), Some(Verdict::Proved)]
    );
}

#[test]
fn a_mean_that_is_off_by_one_is_not_proved() {
    let text = "item | a | b | c\nk | 412 | 377 | 208\nl | 518 | 402 | 233\nm | 377 | 491 | 251\nAverage | 436 | 424 | 231";
    assert_eq!(verdicts(text, 4)[1], Some(Verdict::Unchecked));
    assert_eq!(verdicts(text, 4)[0], Some(Verdict::Proved));
}

#[test]
fn the_last_line_of_a_group_is_a_sum_where_it_is_called_as_other_sums_are() {
    let text = "item | a\nNorth |\nk | 1866\nl | 6732\nm | 3769\nTogether | 12367\nSouth |\nn | 8492\no | 6122\np | 7189\nTogether | 21803\nWest |\nq | 6720\nr | 5930\ns | 6428\nEast |\nt | 3849\nu | 6280\nv | 1840\nTogether | 11969";
    check(text, 1, &["5,1 = 2,1 + 3,1 + 4,1: holds", "19,1 = 16,1 + 17,1 + 18,1: holds"]);
    assert_eq!(counts(text)[1..], [0, 0]);
    check(&text.replace("s | 6428", "Together | 12690"), 1, &["14,1 = 12,1 + 13,1: open"]);
}

#[test]
fn a_word_that_begins_the_names_of_sums_alone_names_a_sum() {
    let text = "item | a | b\nLudra | 556725 | 892251\nTespi | 503187 | 900898\nVora Arla | 1059912 | 1793149\nKarno | 676222 | 326779\nMelfu | 464055 | 68255\nVora Brin | 1140277 | 395034\nSidra | 91933 | 942888\nObrek | 85261 | 75325\nPaltu | 47716 | 52809\nVora Celdo | 224910 | 1071022";
    let of = |text: &str| proved(text, 1).tables[0].checks.iter().map(shown).collect::<Vec<String>>();
    assert!(of(text).iter().all(|one| one.ends_with("holds")), "{:#?}", of(text));
    check(
        &text.replace("Obrek | 85261 | 75325\n", ""),
        1,
        &["9,1 = 7,1 + 8,1: open", "9,2 = 7,2 + 8,2: open"],
    );
    // In a script without blanks its first letters are.
    let names = [("Vora Arla", "小计北部"), ("Vora Brin", "小计南部"), ("Vora Celdo", "小计中部")];
    let text = names
        .iter()
        .fold(text.replace("Obrek | 85261 | 75325\n", ""), |text, (from, to)| text.replace(from, to));
    check(&text, 1, &["9,1 = 7,1 + 8,1: open"]);
}

#[test]
fn a_total_that_makes_up_a_result_with_another_lacks_a_row_above_it() {
    let text = "item | 2021 | 2022\nVoyages | 4795.51 | 3306.63\nAssurances | 793.49 | 3319.98\nNettoyage | 3329.29 | 8710.06\nTotal Nord | 18962.15 | 19076.98\nImpression | 1516.30 | 0\nCourrier | 512.58 | 8259.66\nAvocats | 11902.75 | 14011.27\nTotal Sud | 13931.63 | 22270.93\nBalance left | 5030.52 | -3193.95";
    check(text, 1, &["4,1 = 1,1 + 2,1 + 3,1: open", "4,2 = 1,2 + 2,2 + 3,2: open"]);
}
