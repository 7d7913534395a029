//! Statements: results, balances that run, parts counted above, shares and changes.

use super::*;

#[test]
fn of_which_rows_are_not_added_twice() {
    let text = "项目 | 金额\n1、出国费 | 120.50\n2、车辆费 | 340.25\n其中：购置费 | 300.00\n运行费 | 40.25\n3、接待费 | 20.20\n总计 | 480.95";
    check(text, 1, &["6,1 = 1,1 + 2,1 + 5,1: holds"]);
    let kinds = &proved(text, 1).tables[0].rows;
    assert_eq!(kinds[3..7], [RowKind::OfWhich, RowKind::OfWhich, RowKind::Detail, RowKind::Total]);
}

#[test]
fn pounds_shillings_and_pence_are_one_figure() {
    check(
        "account | £ | s. | d.\ntimber | 221 | 13 | 6\ntolls | 183 | 16 | 10\nTotal | 405 | 10 | 4",
        1,
        &["240*3,1 + 12*3,2 + 3,3 = 240*1,1 + 12*1,2 + 1,3 + 240*2,1 + 12*2,2 + 2,3: holds"],
    );
}

#[test]
fn a_result_is_what_stands_above_it_less_what_is_taken_away() {
    // Words say what is taken away, and of the rows behind it nothing but the figures.
    check(
        "item | 2023 | 2022\nRevenue | 84120 | 79337\nLess: cost of sales | 51206 | 48871\nDistribution | 7318 | 7004\nOther income | 1127 | 942\nOperating profit | 26723 | 24404",
        1,
        &["5,1 = 1,1 + -1*2,1 + -1*3,1 + 4,1: holds", "5,2 = 1,2 + -1*2,2 + -1*3,2 + 4,2: holds"],
    );
    // One is a slip away, and the other teaches it.
    check(
        "item | 2023 | 2022\nTotal assets | 84120 | 79337\nTotal liabilities | 51206 | 48871\nNet assets | 32914 | 30466\nLess: reserves | 10250 | 9871\nLess: pledges | 1177 | 1020\nNet free assets | 21487 | 19515",
        1,
        &["6,1 = 3,1 + -1*4,1 + -1*5,1: holds", "6,2 = 3,2 + -1*4,2 + -1*5,2: fails"],
    );
    // Without a word, the last part of what stands before its parts.
    check(
        "item | 2023 | 2022\nSpirits | 84120 | 79337\nAt home | 51206 | 48871\nAbroad | 32914 | 30466",
        1,
        &["1,1 = 2,1 + 3,1: holds", "1,2 = 2,2 + 3,2: holds"],
    );
}

#[test]
fn what_is_counted_in_a_row_may_be_all_of_it() {
    let text = "item | 2023 | 2022\n一、收入 | 98115.40 | 89146.79\n其中：营业收入 | 94915.38 | 85429.57\n利息 | 3200.02 | 3424.47\n手续费 | | 292.75\n二、成本 | 31305.13 | 29812.25\n三、余额 | 66810.27 | 59334.54";
    check(text, 1, &["1,1 = 2,1 + 3,1: holds", "1,2 = 2,2 + 3,2 + 4,2: holds", "6,1 = 1,1 + -1*5,1: holds"]);
    let kinds = &proved(text, 1).tables[0].rows;
    assert_eq!(kinds[1..5], [RowKind::Subtotal, RowKind::OfWhich, RowKind::OfWhich, RowKind::OfWhich]);
}

#[test]
fn a_balance_is_the_one_before_it_and_what_moved() {
    let statement = "date | paid in | paid out | balance\n1 May | | | 2310.55\n2 May | 410.20 | | 2720.75\n2 May | | 35.99 |\n3 May | | 120.00 | 2564.76\n5 May | 88.15 | | 2652.91\n9 May | | 640.05 | 2012.86\n11 May | 19.99 | | 2032.85";
    check(
        statement,
        1,
        &["2,3 = 1,3 + 2,1: holds", "4,3 = 2,3 + -1*3,2 + -1*4,2: holds", "7,3 = 6,3 + 7,1: holds"],
    );
    let wrong = statement.replace("2652.91", "2652.41");
    let config = Config { mend: false, ..Config::default() };
    let told: Vec<String> =
        prove(document(vec![table(&wrong, 1)]), &config).tables[0].checks.iter().map(shown).collect();
    for wanted in ["5,3 = 4,3 + 5,1: fails", "6,3 = 5,3 + -1*6,2: fails", "7,3 = 6,3 + 7,1: holds"] {
        assert!(told.iter().any(|one| one == wanted), "{wanted} is not among {told:#?}");
    }
    // The latest first, with one column of changes.
    check(
        "day | change | stock\n5 | -12 | 1203\n4 | 340 | 1215\n3 | -87 | 875\n2 | 51 | 962\n1 | 8 | 911",
        1,
        &["1,2 = 2,2 + 1,1: holds", "4,2 = 5,2 + 4,1: holds"],
    );
    let unlike =
        proved("x | a | b\np | 12 | 1203\nq | 340 | 1227\nr | 87 | 875\ns | 51 | 962\nt | 8 | 911", 1);
    assert_eq!(unlike.tables[0].checks, []);
}

#[test]
fn a_page_carries_its_sum_forward_and_the_next_brings_it() {
    let text = "item | paid\nrent | 2310.55\nrates | 410.20\nCarried forward | 2720.75\nBrought forward | 2720.75\nwages | 1300.40\nfees | 77.10\nTotal | 4098.25";
    check(text, 1, &["3,1 = 1,1 + 2,1: holds", "4,1 = 3,1: holds", "7,1 = 4,1 + 5,1 + 6,1: holds"]);
    let kinds = &proved(text, 1).tables[0].rows;
    assert_eq!(kinds[3..5], [RowKind::Carried, RowKind::Carried]);
}

#[test]
fn parts_numbered_anew_stand_under_the_row_before_where_the_total_asks_it() {
    check(
        "项目 | 决算数\n一、拨款 | 2940.05\n二、基金 |\n本年收入合计 | 2940.05\n年初结转和结余 | 21.63\n一、拨款 | 21.63\n二、基金 |\n总计 | 2961.68",
        1,
        &["7,1 = 3,1 + 4,1: holds", "4,1 = 5,1: holds"],
    );
}

#[test]
fn of_which_rows_end_where_a_total_needs_what_follows() {
    let text = "项目 | 金额\n实收资本 | 1256.19\n其他权益工具 |\n其中：优先股 |\n永续债 |\n资本公积 | 1374.96\n一般风险准备 | 898.34\n未分配利润 | 11589.23\n合计 | 15118.72";
    check(text, 1, &["8,1 = 1,1 + 5,1 + 6,1 + 7,1: holds"]);
}

#[test]
fn columns_of_shares_and_changes_are_held_against_their_amounts() {
    let text = "项目 | 本年 | 上年 | 占比(%) | 增减率(%)\n甲 | 5083.17 | 4811.02 | 61.76 | 5.66\n乙 | 2004.50 | 2210.33 | 24.35 | -9.31\n丙 | 811.20 | 640.00 | 9.86 | 26.75\n丁 | 332.08 | 301.77 | 4.03 | 10.04\n合计 | 8230.95 | 7963.12 | 100.00 | 3.36";
    let found = proved(text, 1);
    let kinds = |found: &Checked, status: Status| {
        let ratio = |check: &&Check| check.kind == CheckKind::Ratio && check.status == status;
        found.tables[0].checks.iter().filter(ratio).count()
    };
    assert_eq!((kinds(&found, Status::Holds), kinds(&found, Status::Fails)), (9, 0));
    assert_eq!(found.tables[0].cells[8].verdict, Some(Verdict::ProvedBoth));
}

#[test]
fn a_share_that_its_amounts_contradict_is_told_with_what_they_ask_for() {
    let rows: Vec<(i64, i64)> = vec![
        (512, 803),
        (377, 911),
        (1204, 1530),
        (96, 207),
        (640, 655),
        (218, 340),
        (733, 1020),
        (85, 412),
        (91, 388),
    ];
    let line = |(ix, (done, plan)): (usize, &(i64, i64))| {
        let rate =
            Decimal::from(done * 100).checked_div(Decimal::from(*plan)).expect("a quotient").round_dp(2);
        let rate = if ix == 2 { "87.69".to_owned() } else { format!("{rate:.2}") };
        format!("r{ix} | {plan} | {done} | {rate}")
    };
    let body: Vec<String> = rows.iter().enumerate().map(line).collect();
    let found = proved(&format!("item | plan | done | rate %\n{}", body.join("\n")), 1);
    let fails: Vec<&Check> =
        found.tables[0].checks.iter().filter(|check| check.status == Status::Fails).collect();
    let [only] = fails.as_slice() else { panic!("one, not {fails:#?}") };
    assert_eq!(shown(only), "3,3 = 3,2 + 3,1: fails");
    assert_eq!(only.right_value.map(|value| value.to_string()), Some("78.69".to_owned()));
}

#[test]
fn names_of_balances_tell_where_a_movement_belongs() {
    let text = "项目 | 期初余额 | 本期增加 | 本期减少 | 期末余额\n法定 | 898349.77 | 29227.90 | | 927577.67\n合计 | 898349.77 | 29227.90 | | 927577.67";
    check(text, 1, &["1,4 = 1,1 + 1,2: holds", "2,4 = 2,1 + 2,2: holds"]);
    let row = "法定 | 898349.77 | 29227.90 | | 927577.67";
    let slipped = proved(&text.replace(row, "法定 | 898349.77 | | 29227.90 | 927577.67"), 1);
    let texts: Vec<&str> = slipped.repaired.tables[0].table.row(1).iter().map(Cell::text).collect();
    assert_eq!(texts[2..4], ["29227.90", ""]);
    check(&text.replace(row, "法定 | 898349.77 | | | 927577.67"), 1, &["1,4 = 1,1 + 1,2: open"]);
}

#[test]
fn a_balance_lacks_a_movement_that_was_left_out() {
    let text = "项目 | 第一阶段 | 第二阶段 | 合计\n2020年1月1日余额 | 372.96 | 3577893.85 | 3578266.81\n--转入第二阶段 | -372.96 | 372.96 |\n本期计提 | 8981.39 | 1536216.21 | 1545197.60\n2020年12月31日余额 | 8981.39 | 5114483.02 | 5123464.41";
    check(text, 1, &["4,1 = 1,1 + 2,1 + 3,1: holds", "4,3 = 1,3 + 3,3: holds"]);
    let short = text.replace("--转入第二阶段 | -372.96 | 372.96 |\n", "");
    check(&short, 1, &["3,1 = 1,1 + 2,1: open", "3,2 = 1,2 + 2,2: open", "3,3 = 1,3 + 2,3: holds"]);
    // Two dates beside each other are no balance and what moved.
    check("item | At 31 December 2019 | At 31 December 2020\nstock | 4120 | 5377\ncash | 812 | 904", 1, &[]);
}

#[test]
fn a_result_that_is_nought_is_weighed() {
    // Long parts that cancel out in one column, and other columns that do not add up.
    let text = "Item|2023|2022|2021\nReceipts|5000000|40000|21000\nTransfer to reserve|-5000000|-10000|-9000\nBalance|0|17011|777";
    let checked = proved(text, 1);
    assert!(checked.tables[0].checks.iter().all(|check| check.status != Status::Fails));
}

#[test]
fn what_is_named_a_decrease_is_taken_away_where_one_column_alone_has_it() {
    let text = "项目 | 人员 | 商品 | 服务\n期初余额 | 49022 | 38664 | 86758\n本期增加 | 26840 | 5946 |\n本期减少 | | | 14168\n期末余额 | 75862 | 44610 | 72590";
    let found: Vec<String> = proved(text, 1).tables[0].checks.iter().map(shown).collect();
    let wanted = ["4,1 = 1,1 + 2,1: holds", "4,2 = 1,2 + 2,2: holds", "4,3 = 1,3 + -1*3,3: holds"];
    assert_eq!(found, wanted);
}

#[test]
fn a_sign_that_one_column_tells_in_two_sums_is_meant() {
    let text = "item | a | b | c\nOvo | 266.04 | 266.58 | 31.86\nInda | 3.07 | |\nUta | 29.56 | 38.08 | 10.62\nClovo 2021 | 239.55 | 228.50 | 21.24\nInda | 46.35 | |\nUta | 34.22 | 76.16 | 2.65\nClovo 2022 | 251.68 | 152.34 | 18.59";
    let of = |text: &str| proved(text, 1).tables[0].checks.iter().map(shown).collect::<Vec<String>>();
    let open = |all: &[String]| all.iter().filter(|one| !one.ends_with("holds")).count();
    assert_eq!(open(&of(text)), 0, "{:#?}", of(text));
    // Once alone it may be a sign that was lost.
    let once = text.replace("Inda | 46.35", "Inda |").replace("251.68", "205.33");
    assert_eq!(open(&of(&once)), 1, "{:#?}", of(&once));
}

#[test]
fn rows_behind_an_of_which_row_are_needed_though_a_blank_stands_before_it() {
    let text = "项目 | 2020 | 2019\n偿还债务支付的现金 | |\n分配股利支付的现金 | 24091029750.51 | 20117402829.22\n其中：支付给少数股东的股利 | 2704262179.11 | 1853543015.02\n支付其他有关的现金 | 36507157.75 |\n现金流出小计 | 24127536908.26 | 20117402829.22";
    check(text, 1, &["5,1 = 2,1 + 4,1: holds", "5,2 = 2,2: holds"]);
}

#[test]
fn a_table_of_a_function_has_no_results() {
    let text = "name |  |  |  | tax |  |  |  |  | tax |  |  |  |  | tax | \n | 0 | 5 | 0 | 0 | 0 | 1300 | 1325 | 131 | 131 | 131 | 2700 | 2725 | 271 | 271 | 271\n | 5 | 15 | 1 | 1 | 1 | 1325 | 1350 | 134 | 134 | 134 | 2725 | 2750 | 274 | 274 | 274\n | 15 | 25 | 2 | 2 | 2 | 1350 | 1375 | 136 | 136 | 136 | 2750 | 2775 | 276 | 276 | 276\n | 25 | 50 | 4 | 4 | 4 | 1375 | 1400 | 139 | 139 | 139 | 2775 | 2800 | 279 | 279 | 279\n | 50 | 75 | 6 | 6 | 6 | 1400 | 1425 | 141 | 141 | 141 |  |  |  |  | \n |  |  |  |  |  |  |  |  |  |  | 2800 | 2825 | 281 | 281 | 281\n | 75 | 100 | 9 | 9 | 9 | 1425 | 1450 | 144 | 144 | 144 |  |  |  |  | \n |  |  |  |  |  |  |  |  |  |  | 2825 | 2850 | 284 | 284 | 284\n | 100 | 125 | 11 | 11 | 11 | 1450 | 1475 | 146 | 146 | 146 | 2850 | 2875 | 286 | 286 | 286\n | 125 | 150 | 14 | 14 | 14 | 1475 | 1500 | 149 | 149 | 149 | 2875 | 2900 | 289 | 289 | 289\n | 150 | 175 | 16 | 16 | 16 | 1500 | 1525 | 151 | 151 | 151 |  |  |  |  | ";
    let found = proved(text, 1);
    let down = found.tables[0].checks.iter().filter(|check| check.right.len() > 2);
    assert_eq!(down.count(), 0, "{:#?}", found.tables[0].checks.iter().map(shown).collect::<Vec<_>>());
}

#[test]
fn a_line_that_is_the_same_as_another_in_most_columns_is_not_its_sum() {
    let text = "item | 2563 | 2564 | 2565 | 2566 | 2567 | 2568\n1 carried | 0.2980 | 1.0859 | - | - | - | -\n2. income | 400.9365 | 381.5726 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n2.1 a | 369.0272 | 371.2234 | 312.3989 | - | - | -\n2.2 b | 31.9093 | 10.3492 | 0.2000 | 0.2000 | 0.2000 | 0.2000\n3. total | 401.2345 | 382.6585 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n4. c | - | - | - | - | - | -\n4.1 c | - | - | - | - | - | -\n5. left | 401.2345 | 382.6585 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n6. plan | 400.1486 | 382.6585 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n6.1 d | 400.1486 | 382.6585 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n6.1.1 e | 397.8481 | 381.2385 | 312.5989 | 0.2000 | 0.2000 | 0.2000\n6.1.2 f | 2.3005 | 1.4200 | - | - | - | -\n6.2 g | - | - | - | - | - | -\n7. left | 1.0859 | - | - | - | - | -";
    let found = proved(text, 1);
    assert!(
        found.tables[0].checks.iter().all(|check| check.status.proves()),
        "{:#?}",
        found.tables[0].checks.iter().map(shown).collect::<Vec<_>>()
    );
}

#[test]
fn what_is_nothing_wherever_columns_add_up_is_taken_away_where_it_is_something() {
    let text = "item | a | b | c | d\nv | 113849 | 54580 | 11986 | 156443\nw | 76006 | - | - | 76006\nx | 178279 | 677295 | - | 855574\ny | 773942 | 403501 | - | 1177443\nz | 233480 | 329779 | 129073 | 434186";
    let found = proved(text, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.status.proves()));
    assert_eq!(found.tables[0].checks.len(), 5);
}

#[test]
fn what_the_figures_call_a_sum_may_go_on_from_the_last_of_its_kind() {
    let text = "item | a\nOvo | 257415\nInda | 52177\nUta | 36773\nClovo one | 272819\nInda | 39557\nUta | 45469\nClovo two | 266907\nInda | -\nUta | 29656\nClovo three | 237251";
    assert!(proved(text, 1).tables[0].checks.iter().all(|check| check.status.proves()));
}

#[test]
fn columns_of_shares_make_a_hundred_in_each_row() {
    let text = "country | Domestic (%) | Imported (%) | Unknown (%)\na | 92.9 | 7.1 | 0\nb | 10.0 | 12.1 | 77.9\nc | 19.2 | 56.6 | 24.2\nd | 88.0 | 6.6 | 5.3\ne | 97.8 | 1.1 | 1.1";
    let found = proved(text, 1);
    let checks = &found.tables[0].checks;
    assert_eq!(checks.len(), 5);
    assert!(checks.iter().all(|check| check.status.proves()));
    // One that does not is told, and not which of its figures is wrong.
    let found = proved(&text.replace("12.1", "21.1"), 1);
    let open = found.tables[0].checks.iter().filter(|check| check.status == Status::Open);
    assert_eq!(open.count(), 1);
    // Rates that have nothing to do with each other make nothing up.
    let text = "country | Growth (%) | Yield (%)\na | 2.9 | 7.1\nb | 10.0 | 12.1\nc | 19.2 | 56.6\nd | 8.0 | 6.6\ne | 9.8 | 1.1";
    assert!(proved(text, 1).tables[0].checks.is_empty());
}

#[test]
fn margins_are_what_is_left_of_each_unit() {
    let text = "item | Revenue | Costs | Margin (%)\na | 84830.93 | 5100.34 | 93.99\nb | 9991.06 | 2983.03 | 70.14\nc | 13240.35 | 579.66 | 95.62\nd | 81581.64 | 7503.70 | 90.80\ne | 2432.26 | 208.44 | 91.43";
    let found = proved(text, 1);
    assert_eq!(found.tables[0].checks.iter().filter(|check| check.status.proves()).count(), 5);
}

#[test]
fn columns_of_shares_are_what_those_arranged_alike_are() {
    let text = "class | All | % | Listed | %\na | 52 | 52 | 14 | 64\nb | 28 | 28 | 4 | 18\nc | 11 | 11 | 2 | 9\nd | 8 | 8 | 2 | 9\ne | 1 | 1 | - | -\nTotal | 100 | | 22 |";
    let found = proved(text, 1);
    let ratios = found.tables[0].checks.iter().filter(|check| check.kind == CheckKind::Ratio);
    assert_eq!(ratios.filter(|check| check.status.proves()).count(), 9);
}

#[test]
fn divisions_under_headings_make_up_the_total_behind_them() {
    check(
        "group | deaths\nSex |\nFemale | 200915\nMale | 224510\nRace |\nx | 1880\ny | 7570\nz | 415975\nTotal | 425425",
        1,
        &["8,1 = 2,1 + 3,1: holds", "8,1 = 5,1 + 6,1 + 7,1: holds"],
    );
}

#[test]
fn a_column_that_stands_in_for_another_in_some_rows_is_no_part_of_its_sums() {
    // Of the basic costs all are for staff but in one row.
    let text = "item | Total | Basic | Staff | Other | Projects\na | 39007 | 29337 | 29337 | | 9670\nb | 29952 | 22450 | 22450 | | 7502\nc | 40197 | 29567 | 29567 | | 10630\nd | 28171 | 22976 | 22976 | | 5195\nx | 25135 | 25135 | | 25135 |\ny | 27796 | 26862 | | 26862 | 934\ne | 45686 | 45686 | 22571 | 23115 |\nTotal | 235944 | 202013 | 126901 | 75112 | 33931";
    assert!(proved(text, 1).tables[0].checks.iter().all(|check| check.status.proves()));
}

#[test]
fn marks_of_a_scale_are_no_balances() {
    let text = "rating | low | 2 | 3 | 4 | 5\n70 | 600 | 640 | 690 | 730 | 770\n100 | 700 | 770 | 840 | 920 | 990\n125 | 800 | 900 | 1000 | 1100 | 1200\n175 | 900 | 1060 | 1210 | 1370 | 1520\n225 | 1100 | 1300 | 1500 | 1700 | 1900\n400 | 2000 | 2300 | 2700 | 3000 | 3400";
    assert!(proved(text, 1).tables[0].checks.iter().all(|check| check.status.proves()));
}

#[test]
fn the_mean_of_margins_is_no_margin_of_means() {
    let text = "set | Large | Small | RER (%)\na | 24.5 | 6.2 | 74.7\nb | 29.9 | 9.0 | 69.9\nc | 10.5 | 4.0 | 61.9\nd | 65.8 | 25.5 | 61.2\ne | 17.9 | 7.3 | 59.2\nf | 35.6 | 16.2 | 54.5\ng | 37.0 | 16.9 | 54.3\nh | 28.3 | 13.8 | 51.2\ni | 34.8 | 17.6 | 49.4\nAverage | 31.6 | 12.9 | 55.3";
    let ratios = proved(text, 1).tables[0]
        .checks
        .iter()
        .filter(|check| check.kind == CheckKind::Ratio)
        .cloned()
        .collect::<Vec<Check>>();
    assert_eq!(ratios.len(), 9);
    assert!(ratios.iter().all(|check| check.status.proves()));
}
