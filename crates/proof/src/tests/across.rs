//! Figures of several tables, and what the prose says of them.

use super::*;

#[test]
fn the_same_figures_in_two_tables_are_equal_by_their_keys() {
    let one = table("科目 | 金额\n教育支出 | 1204.05\n卫生支出 | 377.31\n交通支出 | 90.17", 1);
    let other = table("科目 | 预算\n卫生支出 | 377.31\n教育支出 | 1204.05\n住房支出 | 55.20", 1);
    let found = prove(document(vec![one, other]), &Config::default());
    assert_eq!(found.across.len(), 2);
    assert!(found.across.iter().all(|check| check.status.proves()));
}

/// The failing checks of a sentence against tables with titles, in yuan.
fn said(sentences: &[&str], tables: &[(&str, &str)]) -> Vec<String> {
    let tables = tables
        .iter()
        .map(|(title, text)| RepairedTable { title: Some((*title).to_owned()), ..table(text, 1) })
        .collect();
    let outside = |text: &&str| Outside { ink: Ink::of_dump(*text, (0, 1)), role: Role::Text, table: None };
    let outside = sentences.iter().map(outside).collect();
    let yuan = Unit { text: "元".to_owned(), currency: Some("CNY".to_owned()), factor: Decimal::ONE };
    let config = Config { units: vec![yuan].into(), ..Config::default() };
    let found = prove(Repaired { outside, ..document(tables) }, &config);
    let fails = found.across.iter().filter(|check| check.status == Status::Fails);
    fails
        .map(|check| match (check.left.as_slice(), check.right.as_slice()) {
            ([Term::Prose { text, .. }], [Term::Cell { table, row, col, .. }]) => {
                format!("{text}: {table},{row},{col}")
            }
            other => panic!("prose against a cell, not {other:?}"),
        })
        .collect()
}

#[test]
fn a_sentence_that_claims_a_whole_is_held_against_it() {
    let all = "item | planned\neducation | 1204.05\nhealth | 377.31\nTotal | 1581.36";
    let part = "item | planned\nbooks | 204.05\nheating | 77.31\nTotal | 281.36";
    let works = "item | capital works\nroads | 50.00\nbridges | 7.25\nTotal | 57.25";
    let tables = [("财政拨款收入支出决算总表", all), ("收入支出决算总表", part), ("", works)];
    let check = |sentence: &str, expected: &[&str]| {
        assert_eq!(said(&[sentence], &tables), expected, "{sentence}");
    };
    check("本局财政拨款收入支出总计0.3元。", &["0.3元: 0,3,1"]);
    check("本局收入支出总计0.3元。", &["0.3元: 1,3,1"]);
    check("本局收入支出总计281.36元。", &[]);
    check("其他收入0.3元。", &[]);
    // So much is no whole of these.
    check("本局收入支出总计602353265元。", &[]);
    check("The capital works 合计 99 元。", &["99 元: 2,3,1"]);
    // What a document defines as the head of a column.
    let defined = ["小修工程是指各单位的capital works，包括门窗。", "安排的小修工程，合计99元。"];
    assert_eq!(said(&defined, &tables), ["99元: 2,3,1"]);
    // Another year's.
    let years = ["2024年的工作。2024年的成绩。", "2023年财政拨款收入支出总计0.3元。"];
    assert_eq!(said(&years, &tables), Vec::<String>::new());
}

#[test]
fn a_row_that_was_left_out_is_looked_up_in_other_tables() {
    let budget = "科目 | 合计 | 基本 | 项目\n人员 | 5083.17 | 1204.05 | 3879.12\n公用 | 811.20 | 300.00 | 511.20\n专项 | 96.50 | 60.25 | 36.25\n合计 | 5990.87 | 1564.30 | 4426.57";
    let other = "名称 | 金额 | 其中基本\n公用经费 | 811.20 | 300.00\n其他 | 12.44 | 3.05";
    let short = budget.replace("公用 | 811.20 | 300.00 | 511.20\n", "");
    let found = prove(document(vec![table(&short, 1), table(other, 1)]), &Config::default());
    let open: Vec<&Check> =
        found.tables[0].checks.iter().filter(|check| check.status == Status::Open).collect();
    assert!(!open.is_empty());
    let told = open.iter().all(|check| !check.evidence.details.iter().any(|(name, _)| *name == "candidate"));
    assert!(told, "one column of what is lacking stands nowhere else");
    let same = other
        .replace("名称 | 金额 | 其中基本", "名称 | 金额 | 基本 | 项目")
        .replace("811.20 | 300.00", "811.20 | 300.00 | 511.20")
        .replace("12.44 | 3.05", "12.44 | 3.05 | 9.39");
    let found = prove(document(vec![table(&short, 1), table(&same, 1)]), &Config::default());
    let open =
        found.tables[0].checks.iter().find(|check| check.status == Status::Open).expect("an open check");
    let candidate = ("candidate", "t2, row 1: 公用经费".to_owned());
    assert!(open.evidence.details.contains(&candidate), "{:?}", open.evidence);
}

#[test]
fn rows_of_one_name_are_added_up_where_another_name_shows_it() {
    let one =
        "attribute | length\npatient | 1204.05\nstudy | 377.31\nseries | 90.17\nclass | 8.11\nclass | 8.11";
    let other = "attribute | length\npatient | 1204.05\nstudy | 377.31\nseries | 90.17\nclass | 8.11";
    let found = prove(document(vec![table(one, 1), table(other, 1)]), &Config::default());
    assert!(found.across.iter().all(|check| check.status.proves()), "{:#?}", found.across);
}
