//! Rows and figures that were left out, moved or doubled, told by what stands beside them.

use super::*;
use model::checked::Direction;

#[test]
fn what_words_take_away_leaves_what_is_named_so() {
    let text = "item | 2023 | 2022\nDeposits | 117800411 | 117181364\nLent | 402680 | 200000\nLess: provisions | 3505 | 3553\nCarrying amount | 118199586 | 117377811";
    check(text, 1, &["4,1 = 1,1 + 2,1 + -1*3,1: holds", "4,2 = 1,2 + 2,2 + -1*3,2: holds"]);
    // A row was left out: no column closes.
    let short = text.replace("Deposits | 117800411 | 117181364\n", "");
    check(&short, 1, &["3,1 = 1,1 + -1*2,1: open", "3,2 = 1,2 + -1*2,2: open"]);
    // Nor without what is taken away, but nearly.
    let short = text.replace("Less: provisions | 3505 | 3553\n", "");
    check(&short, 1, &["3,1 = 1,1 + 2,1: open", "3,2 = 1,2 + 2,2: open"]);
    // What is taken away among the parts of a sum is no reason for the next of them.
    let equity = "item | 2023 | 2022\nCapital | 1256197 | 1256197\nLess: own shares | 1000 | 2000\nSurplus | 1374964 | 1374303\nReserves | 20174 | 16595\nTotal equity | 2650335 | 2645095";
    let found = proved(equity, 1);
    assert!(
        found.tables[0].checks.iter().all(|check| check.status == Status::Holds),
        "{:#?}",
        found.tables[0].checks
    );
}

#[test]
fn what_is_added_to_nothing_lacks_its_base() {
    let text = "item | 2023 | 2022\nAdd: corrections | |\nAdd: mergers | |\nOpening balance | 89796446 | 70570246\nPaid in | 3579223 | 1020355\nClosing balance | 93375669 | 71590601";
    check(text, 1, &["3,1 = : open", "3,2 = : open", "5,1 = 3,1 + 4,1: holds"]);
}

#[test]
fn a_result_is_meant_in_every_column_when_one_shows_it() {
    let text = "item | 2024 | 2023\nFees | 41200 | 39875\nGrant | 12500 |\nWrite-offs | -1310 | -2205\nNet | 52390 | 37670";
    check(text, 1, &["4,1 = 1,1 + 2,1 + 3,1: holds"]);
    check(&text.replace("Grant | 12500 |\n", ""), 1, &["3,1 = 1,1 + 2,1: open", "3,2 = 1,2 + 2,2: holds"]);
    let config = Config { mend: false, ..Config::default() };
    let slipped = prove(document(vec![table(&text.replace("41200", "41500"), 1)]), &config);
    let told: Vec<String> = slipped.tables[0].checks.iter().map(shown).collect();
    assert!(told.contains(&"4,1 = 1,1 + 2,1 + 3,1: fails".to_owned()), "{told:?}");
}

#[test]
fn a_result_is_the_difference_of_two_sums_wherever_they_stand() {
    let text = "item | 2023 | 2022\n01 taxes | 6627025.07 | 8936872.85\n02 grants | 4469294.51 | 9050728.21\n03 Income | 11096319.58 | 17987601.06\n04 staff | 759892.93 | 1316653.58\n05 works | 1396047.98 | 919883.63\n07 Expenses | 4986631.33 | 10469257.70\n08 Result | 6109688.25 | 7518343.36";
    check(text, 1, &["7,1 = 3,1 + -1*6,1: holds", "6,1 = 4,1 + 5,1: open", "6,2 = 4,2 + 5,2: open"]);
}

#[test]
fn one_total_stands_over_several_divisions_each_under_a_heading() {
    let text = "item | 2019 | 2020\nTotal | 12345 | 13456\nSex | |\nmale | 6012 | 6534\nfemale | 6333 | 6922\nAge | |\n0-14 | 2345 | 2456\n15-64 | 8000 | 9100\n65 and over | 2000 | 1900";
    check(text, 1, &["1,1 = 3,1 + 4,1: holds", "1,1 = 6,1 + 7,1 + 8,1: holds"]);
    let short = text.replace("male | 6012 | 6534\nfe", "fe");
    check(&short, 1, &["1,1 = 3,1: open", "1,2 = 3,2: open", "1,2 = 5,2 + 6,2 + 7,2: holds"]);
    // Where no division closes none is meant.
    let none = "item | 2019 | 2020\nTotal | 12345 | 13456\nTrades | |\nsmiths | 612 | 634\nbakers | 633 | 622\nTowns | |\nPest | 2345 | 2456\nBuda | 800 | 910";
    let found = proved(none, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.right.len() > 2), "{:?}", found.tables[0].checks);
}

#[test]
fn a_part_lacks_a_row_below_it_where_others_beside_it_are_sums() {
    let text = "item | all | north\nAll | 478.9665 | 312.3898\n1. Council | 166.5767 | 108.2101\nstaff | 78.4590 | 49.1044\nrunning | 88.1177 | 59.1057\n2. Farmers | 312.3898 | 204.1797\nstaff | 204.3678 | 143.2011\nrunning | 103.9373 | 58.8765\njoint | 4.0847 | 2.1021";
    check(text, 1, &["2,1 = 3,1 + 4,1: holds", "5,1 = 6,1 + 7,1 + 8,1: holds"]);
    let short = text.replace("staff | 78.4590 | 49.1044\n", "");
    check(&short, 1, &["2,1 = 3,1: open", "2,2 = 3,2: open"]);
    // The last goes to the end.
    let short = text.replace("\njoint | 4.0847 | 2.1021", "");
    check(&short, 1, &["5,1 = 6,1 + 7,1: open", "5,2 = 6,2 + 7,2: open"]);
}

#[test]
fn what_stands_between_a_total_and_itself_again_makes_it_up() {
    let text = "item | all | north\nTotal | 478.9665 | 312.3898\nrunning | 192.0550 | 103.9373\njoint | 4.0847 | 4.0847\nOffices | 478.9665 | 312.3898\n1. Council | 166.5767 | 108.2101\n2. Farmers | 312.3898 | 204.1797";
    check(text, 1, &["1,1 = 2,1 + 3,1: open", "1,2 = 2,2 + 3,2: open"]);
}

#[test]
fn parts_counted_in_a_row_are_its_sum_though_one_slipped_or_is_blank() {
    let text = "项目 | 期末 | 期初\n一、现金 | 146740524.05 | 121003839.64\n其中：库存 | 9554.00 | 206105.10\n存款 | 27989073.13 | 6330455.32\n同业 | 118741896.92 | 114467279.22\n二、等价物 | |";
    check(text, 1, &["1,1 = 2,1 + 3,1 + 4,1: holds", "1,2 = 2,2 + 3,2 + 4,2: holds"]);
    let config = Config { mend: false, ..Config::default() };
    let slipped = prove(document(vec![table(&text.replace("206105.10", "206105.40"), 1)]), &config);
    let told: Vec<String> = slipped.tables[0].checks.iter().map(shown).collect();
    assert!(told.contains(&"1,2 = 2,2 + 3,2 + 4,2: fails".to_owned()), "{told:?}");
    let blank = proved(&text.replace("206105.10", ""), 1);
    let at = blank.repaired.tables[0].table.index_at(2, 2);
    assert_eq!(blank.tables[0].cells[at].implied.map(|value| value.to_string()), Some("206105.1".to_owned()));
}

#[test]
fn a_row_that_stands_twice_in_a_result_is_dropped() {
    let text = "item | 2023 | 2022\nRevenue | 84120 | 79337\nLess: cost of sales | 51206 | 48871\nDistribution | 7318 | 7004\nOther income | 1127 | 942\nOperating profit | 26723 | 24404";
    let twice = text
        .replace("Distribution | 7318 | 7004\n", "Distribution | 7318 | 7004\nDistribution | 7318 | 7004\n");
    let found = proved(&twice, 1);
    assert_eq!(found.repaired.tables[0].table.n_rows(), 6);
    assert!(found.tables[0].checks.iter().all(|check| check.status == Status::Holds));
    // Two balances, one the other again, and the first of them doubled.
    let text = "item | a | b | c\nOpening | 1256197.80 | 1374964.41 | 16595699.03\nAdd: corrections | | |\nAdjusted | 1256197.80 | 1374964.41 | 16595699.03";
    let twice = text.replace(
        "Opening | 1256197.80 | 1374964.41 | 16595699.03\n",
        "Opening | 1256197.80 | 1374964.41 | 16595699.03\nOpening | 1256197.80 | 1374964.41 | 16595699.03\n",
    );
    assert_eq!(proved(&twice, 1).repaired.tables[0].table.n_rows(), 4);
    assert_eq!(proved(text, 1).repaired.tables[0].table.n_rows(), 4);
}

#[test]
fn a_total_that_stands_beside_its_column_is_moved_back() {
    let text = "项目 | 本期 | 上期\n处置 | 32000000.00 |\n收购 | 4507157.75 |\n合计 | | 36507157.75";
    let found = proved(text, 1);
    let texts: Vec<&str> = found.repaired.tables[0].table.row(3).iter().map(Cell::text).collect();
    assert_eq!(texts[1..], ["36507157.75", ""]);
}

#[test]
fn the_blank_side_of_a_balance_is_missed_where_a_sum_stands_among_its_parts() {
    let text = "收入 | 金额 | 支出 | 金额\n一、本年收入 | 611.95 | 一、本年支出 | 611.95\n（一）拨款 | 611.95 | 一般 | 475.64\n（二）基金 | | 教育 | 136.31\n收入总计 | 611.95 | 支出总计 |";
    let total = proved(text, 1);
    let total = total.tables[0].cells.last().expect("a cell").clone();
    assert_eq!(total.implied.map(|value| value.to_string()), Some("611.95".to_owned()));
}

#[test]
fn shares_that_make_a_whole_miss_it_beside_others_that_have_it() {
    let text = "item | Number | Percent | New | Percent\nTotal | 135 | 100 | 60 |\nreading | 72 | 53 | 33 | 55\nwriting | 63 | 47 | 27 | 45";
    let found = proved(text, 1);
    let at = found.repaired.tables[0].table.index_at(1, 4);
    assert_eq!(found.tables[0].cells[at].implied.map(|value| value.to_string()), Some("100".to_owned()));
}

#[test]
fn a_slip_in_pounds_is_one_however_many_pence_it_is() {
    let text = "account | £ | s. | d.\ntimber | 221 | 13 | 6\ntolls | 183 | 16 | 10\ntithes | 1392 | 12 | 11\nTotal payments | 1798 | 3 | 3";
    check(
        text,
        1,
        &[
            "240*4,1 + 12*4,2 + 4,3 = 240*1,1 + 12*1,2 + 1,3 + 240*2,1 + 12*2,2 + 2,3 + 240*3,1 + 12*3,2 + 3,3: holds",
        ],
    );
    let config = Config { mend: false, ..Config::default() };
    let slipped = prove(document(vec![table(&text.replace("1392", "1372"), 1)]), &config);
    assert_eq!(
        slipped.tables[0].checks.iter().map(|check| check.status).collect::<Vec<_>>(),
        [Status::Fails]
    );
}

#[test]
fn bare_numbers_stand_under_a_numbered_row() {
    let text = "款 | 名稱 | 本年 | 上年 | 前年\n | 合計 | 2906223 | 2708729 | 2645020\n | (1.一般) | 2906223 | 2708729 | 2645020\n1 | 國務 | - | - | -\n6 | 監察 | 2906223 | 2708729 | 2645020\n | (2.國防) | - | - | -\n12 | 國防 | - | - | -";
    check(text, 1, &["1,2 = 2,2: holds", "2,2 = 4,2: holds", "2,4 = 4,4: holds"]);
}

#[test]
fn balances_by_name_lack_what_moved_though_no_column_closes() {
    let text = "项目 | 第一阶段 | 第二阶段\n2020年1月1日余额 | 372.96 | 3577893.85\n--转入第二阶段 | -372.96 | 372.96\n本期计提 | 8981.39 | 1536216.21\n本期转回 | |\n2020年12月31日余额 | 8981.39 | 5114483.02";
    check(text, 1, &["5,1 = 1,1 + 2,1 + 3,1: holds"]);
    check(
        &text.replace("本期计提 | 8981.39 | 1536216.21\n", ""),
        1,
        &["4,1 = 1,1 + 2,1: open", "4,2 = 1,2 + 2,2: open"],
    );
    // What moved, and no balance that it moved from.
    let short = text.replace("2020年1月1日余额 | 372.96 | 3577893.85\n", "");
    check(&short, 1, &["4,1 = 1,1 + 2,1: open", "4,2 = 1,2 + 2,2: open"]);
}

#[test]
fn a_row_behind_numbered_ones_of_which_one_is_left_out_is_their_sum() {
    let text = "no. | item | 2023 | 2022\n1 | wages | 1204 | 1310\n2 | rent | 377 | 402\n4 | light | 95 | 88\n | for the year | 1903 | 2012";
    check(text, 1, &["4,2 = 1,2 + 2,2 + 3,2: open", "4,3 = 1,3 + 2,3 + 3,3: open"]);
    check(&text.replace("\n4 |", "\n3 |"), 1, &[]);
}

#[test]
fn a_slip_in_the_only_sum_of_all_rows_is_open() {
    let text = "งบ | บาท\nรายจ่าย | 478966500\nประจํา | 473710000\nลงทุน | 5756500";
    check(text, 1, &["1,1 = 2,1 + 3,1: open"]);
    check(&text.replace("5756500", "5731944"), 1, &[]);
}

#[test]
fn panels_of_one_table_teach_each_other() {
    let line = |name: &str, figures: [&str; 4]| {
        let cells: Vec<String> = figures.iter().map(|figure| format!("{figure} | (x–y)")).collect();
        format!("{name} | {}", cells.join(" | "))
    };
    let rows = [
        line("age", ["a", "b", "c", "d"]),
        line("45", ["47", "91", "1564", "4316"]),
        line("55", ["161", "224", "2636", "10137"]),
        line("65", ["164", "527", "3859", "19287"]),
        line("75", ["242", "1056", "6114", "50538"]),
        line("85", ["208", "1331", "7111", "89442"]),
        line("total", ["777", "3229", "21284", "173720"]),
    ];
    check(
        &rows.join("\n"),
        1,
        &["6,3 = 1,3 + 2,3 + 3,3 + 4,3 + 5,3: holds", "6,1 = 1,1 + 2,1 + 3,1 + 4,1 + 5,1: fails"],
    );
}

#[test]
fn a_total_of_a_few_is_not_made_up_by_the_total_of_all() {
    let text = "项目 | 金额\n一、服务 | 2106.66\n二、保障 | 833.39\n本年支出合计 | 2940.05\n年末结余 | -55.34\n总计 | 2995.39";
    let config = Config { mend: false, ..Config::default() };
    let found = prove(document(vec![table(text, 1)]), &config);
    let told: Vec<String> = found.tables[0].checks.iter().map(shown).collect();
    assert!(told.contains(&"5,1 = 3,1 + 4,1: fails".to_owned()), "{told:?}");
}

#[test]
fn a_total_of_one_row_that_is_not_that_row_lacks_another() {
    check(
        "项目 | 本期 | 上期\n当期 | 16768125.29 | 14866946.96\n合计 | 16673612.71 | 14812551.21",
        1,
        &["2,1 = 1,1: open", "2,2 = 1,2: open"],
    );
}

#[test]
fn the_figures_of_a_row_that_was_left_out_are_told_with_whether_they_add_up_across() {
    let text = "科目 | 合计 | 基本 | 项目\na | 5083.17 | 1204.05 | 3879.12\nd | 96.50 | 60.25 | 36.25\n合计 | 5990.87 | 1564.30 | 4426.57";
    let found = proved(text, 1);
    let told = |name: &str| -> Vec<String> {
        let details = found.tables[0].checks.iter().flat_map(|check| &check.evidence.details);
        details.filter(|(known, _)| *known == name).map(|(_, said)| said.clone()).collect()
    };
    assert_eq!(told("lacks"), ["811.20", "300.00", "511.20"]);
    assert_eq!(told("row"), ["adds up across"; 3]);
    // The table has no more rows than before.
    assert_eq!(found.repaired.tables[0].table.n_rows(), 4);
    // What one column lacks for another reason is no row.
    let other = proved(&text.replace("4426.57", "4427.57"), 1);
    assert!(
        other.tables[0].checks.iter().all(|check| check
            .evidence
            .details
            .iter()
            .all(|(name, _)| *name != "row"))
    );
}

#[test]
fn sums_of_columns_that_all_lack_something_or_have_a_sign_for_nothing_are_open() {
    let row = |ix: u32| format!("r{ix} | {}.31 | {}.20 | {}.11", 40 + 17 * ix, 33 + 11 * ix, 7 + 6 * ix);
    let rows = (0..9).map(row).collect::<Vec<_>>().join("\n");
    let lacking = "\ng | 31.75 | 26.54 | 4.58\nh | 80.62 | 74.89 | 5.68\ni | 61.30 | 51.02 | 9.55";
    let statuses = |text: &str| -> Vec<Status> {
        let config = Config { mend: false, ..Config::default() };
        let found =
            prove(document(vec![table(&format!("state | Total | loans | other\n{text}"), 1)]), &config);
        let row = |check: &&Check| check.direction == Direction::Row;
        found.tables[0]
            .checks
            .iter()
            .filter(row)
            .map(|check| check.status)
            .filter(|status| *status != Status::Holds)
            .collect()
    };
    assert_eq!(statuses(&format!("{rows}{lacking}")), [Status::Open; 3]);
    assert_eq!(statuses(&format!("{rows}\ng | 31.75 | 26.54 | 4.58")), [Status::Fails]);
    assert_eq!(statuses(&format!("{rows}\ng | 17.50 | 17.22 | -\nh | 1.60 | - | 1.24")), [Status::Open; 2]);
}

#[test]
fn a_balance_does_not_run_over_words_in_its_column() {
    let text = "x | moved | left\na | | 129.49\nb | 47.24 | 82.25\nc | 1.73 | 80.52\nd | 7.20 | 73.32\n | moved | left\na | | 129.49\nb | 47.24 | 82.25\nc | 1.73 | 80.52";
    let found = proved(text, 1);
    assert_eq!(found.tables[0].checks.len(), 5);
    assert!(found.tables[0].checks.iter().all(|check| check.status == Status::Holds));
}

#[test]
fn a_row_that_is_all_of_a_total_is_named_by_it() {
    let text = "款 | 名稱 | 房屋 | 資訊 | 合計\n | 合計 | 89547 | 63135 | 152682\n6 | 主管 | 89547 | 63135 | 152682\n | 一處 | 16990 | 27235 | 44225\n | 二處 | 58041 | 34550 | 92591\n | 三處 | 3416 | 190 | 3606";
    check(text, 1, &["2,2 = 3,2 + 4,2 + 5,2: open", "2,4 = 3,4 + 4,4 + 5,4: open"]);
}

#[test]
fn a_row_of_shares_below_amounts_makes_no_column_of_shares() {
    let share = |text: &str| -> Checked {
        let mut table = table(text, 1);
        for at in 0..table.readings.len() {
            if table.table.cells()[at].row() == 4 && table.readings[at].value.is_some() {
                table.readings[at].unit = Some("%".to_owned());
            }
        }
        prove(document(vec![table]), &Config { mend: false, ..Config::default() })
    };
    let text = "state | Oliver | Stein\nOhio | 28200 | 12275\nUtah | 16902 | 8222\nTotal | 45102 | 20497\nshare | 42 | 56";
    let statuses =
        |found: &Checked| found.tables[0].checks.iter().map(|check| check.status).collect::<Vec<_>>();
    assert_eq!(statuses(&share(text)), [Status::Holds; 2]);
    assert_eq!(statuses(&share(&text.replace("12275", "12215"))), [Status::Holds, Status::Fails]);
}

#[test]
fn a_row_that_stands_twice_in_a_balance_that_runs_is_dropped() {
    let text = "x | paid | left\na | | 1290.49\nb | 47.24 | 1243.25\nc | 18.73 | 1224.52\nd | 7.20 | 1217.32\ne | 31.05 | 1186.27";
    let twice = text.replace("c | 18.73 | 1224.52\n", "c | 18.73 | 1224.52\nc | 18.73 | 1224.52\n");
    let found = proved(&twice, 1);
    assert_eq!(found.repaired.tables[0].table.n_rows(), 6);
    assert!(found.tables[0].checks.iter().all(|check| check.status == Status::Holds));
}

#[test]
fn a_total_lacks_a_row_since_the_last_heading() {
    let text = "item | Count | Current\nDelayed | 1 | 65000.00\nTerm | 293 | 374868985.42\nMiscellaneous | |\nPrincipal | | 386033985.42\nCash | | 12815941.62\nFees | | 727576.24\nTotals | | 399577503.28";
    check(text, 1, &["7,2 = 4,2 + 5,2 + 6,2: holds"]);
    check(&text.replace("Fees | | 727576.24\n", ""), 1, &["6,2 = 4,2 + 5,2: open"]);
}

#[test]
fn a_blank_total_is_missed_where_many_rows_teach_it() {
    let rows: Vec<String> = (0..12)
        .map(|ix| {
            if ix % 2 == 0 {
                format!("s{ix} | {0} | {0} |", ix + 3)
            } else {
                format!("s{ix} | {0} | | {0}", ix + 3)
            }
        })
        .collect();
    let text = format!(
        "state | votes | one | other\n{}\nsplit | 21 | 16 | 5\nshared | 17 | 4 | 13",
        rows.join("\n")
    );
    let found = proved(&text.replace("s7 | 10 |", "s7 | |"), 1);
    let at = found.repaired.tables[0].table.index_at(8, 1);
    assert_eq!(found.tables[0].cells[at].implied.map(|value| value.to_string()), Some("10".to_owned()));
}
