//! Small tables to the checks, verdicts and repairs that come of them.

use crate::{Config, prove};
use model::checked::{Check, CheckKind, Checked, RowKind, Status, Term, Verdict};
use model::repaired::{CellKind, Outside, Reading, Role, Unit};
use model::{Cell, Decimal, Ink, Repaired, RepairedTable, Source, SourceKind, Table};

/// A table of lines: cells are parted by `|`; `head` lines are the head. Plain numbers right of the first column are figures.
fn table(text: &str, head: u32) -> RepairedTable {
    let rows: Vec<Vec<&str>> =
        text.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let (n_rows, n_cols) = (rows.len() as u32, rows[0].len() as u32);
    let mut cells = Vec::new();
    let mut readings = Vec::new();
    for (row, texts) in (0..).zip(&rows) {
        for (col, text) in (0..).zip(texts) {
            let ink = if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(*text, (0, 1))] };
            cells.push(Cell::new(row, col, 1, 1, ink));
            let value = crate::slips::read(text).filter(|_| row >= head && col > 0);
            let kind = match (text.is_empty(), value) {
                (true, _) => CellKind::Blank,
                (_, Some(_)) => CellKind::Number,
                _ if *text == "-" => CellKind::Symbol,
                _ => CellKind::Text,
            };
            // Two figures in one cell are told apart when values are read, and left in doubt.
            let two = text.split_whitespace().filter(|half| crate::slips::read(half).is_some()).count() > 1;
            let doubt = (two && row >= head && col > 0).then(|| "two figures".to_owned());
            readings.push(Reading { kind, value, header: row < head, doubt, ..Reading::default() });
        }
    }
    RepairedTable {
        table: Table::new(n_rows, n_cols, cells).expect("a tiling"),
        number: None,
        ordinal: None,
        title: None,
        unit: None,
        notes: Vec::new(),
        pieces: vec![0],
        regions: vec![(1, None)],
        header_rows: head,
        readings,
    }
}

/// A document of these tables, and nothing beside them.
pub(crate) fn document_of(kind: SourceKind, tables: Vec<RepairedTable>) -> Repaired {
    Repaired {
        source: Source { kind, pages: 1, metadata: Vec::new() },
        pages: Vec::new(),
        tables,
        outside: Vec::new(),
        strays: Vec::new(),
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn document(tables: Vec<RepairedTable>) -> Repaired {
    document_of(SourceKind::Text, tables)
}

fn proved(text: &str, head: u32) -> Checked {
    prove(document(vec![table(text, head)]), &Config::default())
}

/// A check as `row,col = row,col + row,col: status`.
fn shown(check: &Check) -> String {
    let side = |terms: &[Term]| {
        let term = |term: &Term| match term {
            Term::Cell { row, col, weight, .. } if *weight == Decimal::ONE => format!("{row},{col}"),
            Term::Cell { row, col, weight, .. } => format!("{weight}*{row},{col}"),
            other => format!("{other:?}"),
        };
        terms.iter().map(term).collect::<Vec<_>>().join(" + ")
    };
    format!("{} = {}: {}", side(&check.left), side(&check.right), check.status.name())
}

fn check(text: &str, head: u32, expected: &[&str]) {
    let found: Vec<String> = proved(text, head).tables[0].checks.iter().map(shown).collect();
    for wanted in expected {
        assert!(found.iter().any(|one| one == wanted), "{wanted} is not among {found:#?}");
    }
    if expected.is_empty() {
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn a_total_is_the_sum_of_the_rows_above_it() {
    check(
        "item | 2023 | 2024\nwages | 1204 | 1310\nrent | 377 | 402\nTotal | 1581 | 1712",
        1,
        &["3,1 = 1,1 + 2,1: holds", "3,2 = 1,2 + 2,2: holds"],
    );
}

#[test]
fn a_subtotal_takes_the_rows_since_the_last_and_the_total_the_subtotals() {
    check(
        "item | a\nx | 1204\ny | 377\nSubtotal | 1581\nv | 5120\nw | 811\nSubtotal | 5931\nTotal | 7512",
        1,
        &["3,1 = 1,1 + 2,1: holds", "6,1 = 4,1 + 5,1: holds", "7,1 = 3,1 + 6,1: holds"],
    );
}

#[test]
fn codes_that_begin_with_their_parents_are_its_parts() {
    check(
        "科目 | 金额\n201 | 5083.17\n20101 | 1204.05\n20103 | 3879.12\n2010301 | 3001.10\n2010302 | 878.02",
        1,
        &["1,1 = 2,1 + 3,1: holds", "3,1 = 4,1 + 5,1: holds"],
    );
}

#[test]
fn a_column_named_a_total_is_the_sum_of_those_beside_it() {
    check(
        "科目 | 合计 | 基本支出 | 项目支出\na | 5083.17 | 1204.05 | 3879.12\nb | 811.20 | 300.00 | 511.20\nc | 42.00 | 42.00 |",
        1,
        &["1,1 = 1,2 + 1,3: holds", "2,1 = 2,2 + 2,3: holds", "3,1 = 3,2: holds"],
    );
}

#[test]
fn a_change_is_found_without_a_word() {
    check(
        "item | this | last | change\na | 32553 | 30316 | 2237\nb | 28600 | 26600 | 2000\nc | 2638 | 2646 | -8",
        1,
        &["1,1 = 1,2 + 1,3: holds", "3,1 = 3,2 + 3,3: holds"],
    );
}

#[test]
fn nothing_is_claimed_of_figures_that_merely_stand_together() {
    check("place | people | area\nA | 812 | 93\nB | 1377 | 41\nC | 402 | 118\nD | 955 | 77", 1, &[]);
    // 0 = 0 proves nothing.
    check("item | a\nx | 0.00\ny | 0.00\nTotal | 0.00", 1, &[]);
}

#[test]
fn of_which_rows_are_not_added_twice() {
    let text = "项目 | 金额\n1、出国费 | 120.50\n2、车辆费 | 340.25\n其中：购置费 | 300.00\n运行费 | 40.25\n3、接待费 | 20.20\n总计 | 480.95";
    check(text, 1, &["6,1 = 1,1 + 2,1 + 5,1: holds"]);
    let kinds = &proved(text, 1).tables[0].rows;
    assert_eq!(kinds[3..7], [RowKind::OfWhich, RowKind::OfWhich, RowKind::Detail, RowKind::Total]);
}

#[test]
fn a_blank_total_is_missed_and_what_it_lacks_is_implied() {
    let found = proved("项目 | 金额\n1、出国费 | 120.50\n2、车辆费 | 340.25\n总计 |", 1);
    let total = found.tables[0].cells.last().expect("a cell");
    assert_eq!(total.verdict, Some(Verdict::Doubt));
    assert_eq!(total.implied.map(|value| value.to_string()), Some("460.75".to_owned()));
}

#[test]
fn numbers_of_things_are_not_missed_in_a_total() {
    let codes: Vec<String> = (0..9).map(|ix| format!("school {ix} | 5510{ix}")).collect();
    let found = proved(&format!("name | zip\n{}\nTotal |", codes.join("\n")), 1);
    assert!(found.tables[0].checks.is_empty(), "{:?}", found.tables[0].checks);
}

#[test]
fn differences_without_their_signs_contradict_nothing() {
    let rows = "year | first | last | change\na | 41.80 | 52.35 | 10.55\nb | 33.10 | 94.72 | 61.62\nc | 12.08 | 70.30 | 58.22\nd | 20.01 | 77.77 | 57.76";
    let found = proved(&format!("{rows}\ne | 42.44 | 41.83 | 0.61"), 1);
    let fails = found.tables[0].checks.iter().filter(|check| check.status == Status::Fails).count();
    assert_eq!(fails, 0);
}

#[test]
fn pounds_shillings_and_pence_are_one_figure() {
    check(
        "account | £ | s. | d.\ntimber | 221 | 13 | 6\ntolls | 183 | 16 | 10\nTotal | 405 | 10 | 4",
        1,
        &["240*3,1 + 12*3,2 + 3,3 = 240*1,1 + 12*1,2 + 1,3 + 240*2,1 + 12*2,2 + 2,3: holds"],
    );
}

const BOTH_WAYS: &str = "科目 | 合计 | 基本 | 项目\na | 5083.17 | 1204.05 | 3879.12\nb | 811.20 | 300.00 | 511.20\nc | 42.30 | 42.30 |\n合计 | 5936.67 | 1546.35 | 4390.32";

#[test]
fn a_figure_that_adds_up_both_ways_is_proved_twice() {
    let found = proved(BOTH_WAYS, 1);
    let verdicts: Vec<Option<Verdict>> =
        found.tables[0].cells[5..8].iter().map(|cell| cell.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::ProvedBoth); 3]);
}

/// The same on a page, whose print is clear.
fn printed(text: &str) -> Repaired {
    let mut document = document(vec![table(text, 1)]);
    let from = &document.tables[0].table;
    let ink = |cell: &Cell| cell.ink().iter().map(|line| Ink { bytes: None, ..line.clone() }).collect();
    let cells = from.cells().iter().map(|cell| Cell::new(cell.row(), cell.col(), 1, 1, ink(cell))).collect();
    document.tables[0].table = Table::new(from.n_rows(), from.n_cols(), cells).expect("a tiling");
    document
}

#[test]
fn a_wrong_figure_in_print_stands_and_is_contradicted() {
    let wrong = BOTH_WAYS.replace("1204.05", "1284.05");
    let found = prove(printed(&wrong), &Config::default());
    let table = &found.repaired.tables[0];
    let at = table.table.index_at(1, 2);
    let cell = &found.tables[0].cells[at];
    assert_eq!(table.readings[at].value.map(|value| value.to_string()), Some("1284.05".to_owned()));
    assert_eq!(cell.verdict, Some(Verdict::Contradicted));
    assert_eq!(cell.implied.map(|value| value.to_string()), Some("1204.05".to_owned()));
    let others =
        found.tables[0].cells.iter().filter(|cell| cell.verdict == Some(Verdict::Contradicted)).count();
    assert_eq!(others, 1);
    assert_eq!(table.table.log(), []);
}

#[test]
fn a_slip_in_a_dump_is_mended_on_the_record_and_stays_in_doubt() {
    let found = proved(&BOTH_WAYS.replace("1204.05", "1284.05"), 1);
    let table = &found.repaired.tables[0];
    let at = table.table.index_at(1, 2);
    assert_eq!(table.readings[at].value.map(|value| value.to_string()), Some("1204.05".to_owned()));
    let [edit] = table.table.log() else { panic!("one edit, not {:?}", table.table.log()) };
    assert_eq!((edit.why.rule, edit.why.evidence.source_unverified), ("read-by-sums", true));
    assert_eq!(found.tables[0].cells[at].verdict, Some(Verdict::Doubt));
}

#[test]
fn of_two_readings_the_one_that_adds_up_is_taken() {
    let mut document = document(vec![table(BOTH_WAYS, 1)]);
    let at = document.tables[0].table.index_at(2, 1);
    let either = ["811.20", "8.1120"].map(|text| text.parse::<Decimal>().expect("a decimal"));
    let doubtful = Reading {
        value: None,
        doubt: Some("why".into()),
        candidates: either.to_vec(),
        ..document.tables[0].readings[at].clone()
    };
    document.tables[0].readings[at] = doubtful;
    let found = prove(document, &Config::default());
    assert_eq!(
        found.repaired.tables[0].readings[at].value.map(|value| value.to_string()),
        Some("811.20".to_owned())
    );
    assert_eq!(found.tables[0].cells[at].verdict, Some(Verdict::ProvedBoth));
}

#[test]
fn cells_of_a_row_moved_by_one_go_back() {
    let found = proved(&BOTH_WAYS.replace("c | 42.30 | 42.30 |\n", "c | | 42.30 | 42.30\n"), 1);
    let table = &found.repaired.tables[0];
    let texts: Vec<&str> = table.table.row(3).iter().map(Cell::text).collect();
    assert_eq!(texts, ["c", "42.30", "42.30", ""]);
}

#[test]
fn a_row_that_stands_twice_is_dropped() {
    let row = "b | 811.20 | 300.00 | 511.20\n";
    let found = proved(&BOTH_WAYS.replace(row, &format!("{row}{row}")), 1);
    assert_eq!(found.repaired.tables[0].table.n_rows(), 5);
    assert_eq!(found.repaired.tables[0].readings.len(), 20);
}

#[test]
fn what_two_slips_would_mend_is_left_alone() {
    // Either figure may have slipped: nothing says which.
    let found = proved("item | a\nx | 1204\ny | 377\nTotal | 1587", 1);
    assert_eq!(found.repaired.tables[0].table.log(), []);
    assert!(found.tables[0].checks.iter().any(|check| !check.status.proves()));
}

#[test]
fn a_second_run_changes_nothing() {
    for text in [
        BOTH_WAYS.to_owned(),
        BOTH_WAYS.replace("1204.05", "1284.05"),
        BOTH_WAYS.replace("300.00", "3 00.00"),
    ] {
        let once = proved(&text, 1);
        let logged = once.repaired.tables[0].table.log().len();
        let twice = prove(once.repaired.clone(), &Config::default());
        assert_eq!(twice.repaired.tables[0].table.log().len(), logged, "{text}");
        assert_eq!(twice.tables, once.tables);
    }
}

#[test]
fn without_mending_everything_stays_as_read() {
    let config = Config { mend: false, ..Config::default() };
    let text = BOTH_WAYS.replace("1204.05", "1284.05");
    let found = prove(document(vec![table(&text, 1)]), &config);
    assert_eq!(found.repaired, document(vec![table(&text, 1)]));
    assert!(found.tables[0].checks.iter().any(|check| !check.status.proves()));
}

#[test]
fn the_same_figures_in_two_tables_are_equal_by_their_keys() {
    let one = table("科目 | 金额\n教育支出 | 1204.05\n卫生支出 | 377.31\n交通支出 | 90.17", 1);
    let other = table("科目 | 预算\n卫生支出 | 377.31\n教育支出 | 1204.05\n住房支出 | 55.20", 1);
    let found = prove(document(vec![one, other]), &Config::default());
    assert_eq!(found.across.len(), 2);
    assert!(found.across.iter().all(|check| check.status.proves()));
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
    check(&wrong, 1, &["5,3 = 4,3 + 5,1: fails", "6,3 = 5,3 + -1*6,2: fails", "7,3 = 6,3 + 7,1: holds"]);
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

/// The failing checks of a sentence against tables with titles, in yuan.
fn said(sentences: &[&str], tables: &[(&str, &str)]) -> Vec<String> {
    let tables = tables
        .iter()
        .map(|(title, text)| RepairedTable { title: Some((*title).to_owned()), ..table(text, 1) })
        .collect();
    let outside = |text: &&str| Outside { ink: Ink::of_dump(*text, (0, 1)), role: Role::Text, table: None };
    let outside = sentences.iter().map(outside).collect();
    let yuan = Unit { text: "元".to_owned(), currency: Some("CNY".to_owned()), factor: Decimal::ONE };
    let config = Config { units: vec![yuan], ..Config::default() };
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
    check("The capital works 合计 99 元。", &["99 元: 2,3,1"]);
    // What a document defines as the head of a column.
    let defined = ["小修工程是指各单位的capital works，包括门窗。", "安排的小修工程，合计99元。"];
    assert_eq!(said(&defined, &tables), ["99元: 2,3,1"]);
    // Another year's.
    let years = ["2024年的工作。2024年的成绩。", "2023年财政拨款收入支出总计0.3元。"];
    assert_eq!(said(&years, &tables), Vec::<String>::new());
}

#[test]
fn parts_numbered_anew_stand_under_the_row_before_where_the_total_asks_it() {
    check(
        "项目 | 决算数\n一、拨款 | 2940.05\n二、基金 |\n本年收入合计 | 2940.05\n年初结转和结余 | 21.63\n一、拨款 | 21.63\n二、基金 |\n总计 | 2961.68",
        1,
        &["7,1 = 3,1 + 4,1: holds", "4,1 = 5,1: holds"],
    );
}

/// The texts of a row of the only table, as they stand after proof.
fn row(found: &Checked, row: u32) -> Vec<&str> {
    found.repaired.tables[0].table.row(row).iter().map(Cell::text).collect()
}

#[test]
fn a_sum_without_a_word_is_known_again_when_one_figure_slipped() {
    let text = "place | 2019 | 2020 | 2021\nA | 72434 | 60114 | 81207\nB | 76866 | 71002 | 79933\nC | 54147 | 50331 | 60008\nWards | 203447 | 181447 | 221148";
    check(text, 1, &["4,1 = 1,1 + 2,1 + 3,1: holds"]);
    check(&text.replace("71002", "71802"), 1, &["4,2 = 1,2 + 2,2 + 3,2: fails"]);
    // What is off by no slip is no sum, as far as anybody can tell.
    let found = proved(&text.replace("71002", "31937"), 1);
    assert!(found.tables[0].checks.iter().all(|check| check.status.proves()));
}

#[test]
fn a_minus_that_cannot_be_meant_is_told_and_a_part_that_is_taken_away_is_not() {
    let text = "项目 | 金额\n甲 | 32000000.00\n乙 | 4507157.75\n丙 | 120400.00\n合计 | 36627557.75";
    check(&text.replace("4507157.75", "-4507157.75"), 1, &["4,1 = 1,1 + 2,1 + 3,1: fails"]);
    let net = "项目 | 金额\n收入 | 32000000.00\n支出 | 4507157.75\n净额 | 27492842.25";
    let found = proved(net, 1);
    assert!(found.tables[0].checks.iter().all(|check| check.status.proves()));
}

#[test]
fn a_figure_cut_in_two_and_two_in_one_cell_are_put_right() {
    let cut = proved(&BOTH_WAYS.replace("c | 42.30 | 42.30 |", "c | 42.30 | 42. | 30"), 1);
    assert_eq!(row(&cut, 3), ["c", "42.30", "42.30", ""]);
    let fused = proved(&BOTH_WAYS.replace("1204.05 | 3879.12", "1204.05 3879.12 |"), 1);
    assert_eq!(row(&fused, 1), ["a", "5083.17", "1204.05", "3879.12"]);
    assert!(fused.repaired.tables[0].table.log().iter().all(|edit| edit.why.rule == "part-by-sums"));
}

#[test]
fn a_row_that_stands_twice_is_dropped_beside_a_sum_without_a_word() {
    let text = "place | 2019 | 2020\nA | 72434 | 60114\nB | 76866 | 71002\nB | 76866 | 71002\nC | 54147 | 50331\nAll | 203447 | 181447";
    let found = proved(text, 1);
    assert_eq!(found.repaired.tables[0].table.n_rows(), 5);
    assert_eq!(found.tables[0].checks.iter().filter(|check| check.status.proves()).count(), 2);
}

#[test]
fn a_blank_among_the_parts_of_a_sum_is_missed() {
    let text = "item | 2023 | 2024\nwages | 1204 | 1310\nrent | 377 |\ntravel | 95 | 88\nTotal | 1676 | 1800";
    let found = proved(text, 1);
    let at = found.repaired.tables[0].table.index_at(2, 2);
    let cell = &found.tables[0].cells[at];
    assert_eq!(cell.verdict, Some(Verdict::Doubt));
    assert_eq!(cell.implied.map(|value| value.to_string()), Some("402".to_owned()));
}

#[test]
fn a_row_that_was_left_out_shows_where_columns_add_up() {
    let all = "科目 | 合计 | 基本 | 项目\na | 5083.17 | 1204.05 | 3879.12\nb | 811.20 | 300.00 | 511.20\nd | 96.50 | 60.25 | 36.25\n合计 | 5990.87 | 1564.30 | 4426.57";
    check(all, 1, &["4,1 = 1,1 + 2,1 + 3,1: holds"]);
    let short = all.replace("b | 811.20 | 300.00 | 511.20\n", "");
    check(&short, 1, &["3,1 = 1,1 + 2,1: open"]);
}

#[test]
fn a_total_by_name_that_its_rows_do_not_make_up_is_open() {
    // A row was left out, the figure of one of several blanks, a digit slipped: nothing says which, but that one did.
    check("item | a\nx | 204\ny | 77\nTotal | 372", 1, &["3,1 = 1,1 + 2,1: open"]);
    check("item | a\nv |\nw |\nx | 204\ny | 77\nTotal | 372", 1, &["5,1 = 3,1 + 4,1: open"]);
    check("item | a\nx | 204\ny | 77\nTotal | 291", 1, &["3,1 = 1,1 + 2,1: open"]);
    check(
        "项目 | 金额\n利息收入 | -278.69\n其他 | 44.08\n手续费 | 3.11\n合计 | -263.50",
        1,
        &["4,1 = 1,1 + 2,1 + 3,1: open"],
    );
    // It closes in one column, and not in another.
    let text = "item | 2023 | 2024\nwages | 12.04 | 13.10\nrent | 3.77 | -\nTotal | 15.81 | 17.12";
    check(text, 1, &["3,1 = 1,1 + 2,1: holds", "3,2 = 1,2: open"]);
    let found = proved("item | a\nx | 204\ny | 77\nTotal | 372", 1);
    let [only] = found.tables[0].checks.as_slice() else { panic!("one check") };
    assert!(only.evidence.details.contains(&("lacks", "91".to_owned())), "{only:?}");
}

#[test]
fn a_total_that_is_blank_beside_others_like_it_is_missed() {
    let found = proved("项目 | 期末 | 期初\n甲 | 22.18 | 17.35\n乙 | 4.51 | 3.55\n合计 | 26.69 |", 1);
    let total = found.tables[0].cells.last().expect("a cell");
    assert_eq!(total.verdict, Some(Verdict::Doubt));
    assert_eq!(total.implied.map(|value| value.to_string()), Some("20.9".to_owned()));
    // Whole figures of another size are of another kind.
    check(
        "school | pupils | rooms\nA | 4120 | 12\nB | 3377 | 9\nTotal | 7497 |",
        1,
        &["3,1 = 1,1 + 2,1: holds"],
    );
    let found = proved("school | pupils | rooms\nA | 4120 | 12\nB | 3377 | 9\nTotal | 7497 |", 1);
    assert_eq!(found.tables[0].checks.len(), 1);
}

#[test]
fn a_blank_is_missed_where_figures_of_either_sign_stand_beside_it() {
    let text = "part | Total | North | South | East\na | 1507 | 1204 | 377 | -74\nb | 884 | 931 | 65 | -112\nc | 1226 | 810 | 455 | -39\nd | 640 | 712 | | -93";
    let found = proved(text, 1);
    let at = found.repaired.tables[0].table.index_at(4, 3);
    assert_eq!(found.tables[0].cells[at].verdict, Some(Verdict::Doubt));
    assert_eq!(found.tables[0].cells[at].implied.map(|value| value.to_string()), Some("21".to_owned()));
}

#[test]
fn a_row_that_says_what_the_total_says_is_no_part_of_it() {
    let text = "支出 | 金额\n一、本年支出 | 615.80\n（一）一般 | 436.50\n（二）教育 | 4.80\n（三）卫生 | 61.30\n（四）住房 |\n支出总计 | 615.80";
    let found = proved(text, 1);
    assert!(
        found.tables[0].checks.iter().any(|check| check.status == Status::Open),
        "{:?}",
        found.tables[0].checks
    );
}

#[test]
fn means_and_things_called_total_are_no_sums() {
    check("sex | age\nmen | 41\nwomen | 44\nTotal | 43", 1, &[]);
    check("substance | limit\nchlorine | 12\nphenol | 3\nTotal nitrogen | 5000", 1, &[]);
    check("项目 | 户\n年末股东总数 | 108662\n上月末股东总数 | 123651", 1, &[]);
}

#[test]
fn years_of_which_one_is_left_out_name_their_rows() {
    check(
        "year | a | b\n2005 | 3583 | 5432\n2006 | 3490 | 4921\n2008 | 3287 | 4562\nTotal | 10360 | 14915",
        1,
        &["4,1 = 1,1 + 2,1 + 3,1: holds"],
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
    let rows: Vec<(i64, i64)> =
        vec![(512, 803), (377, 911), (1204, 1530), (96, 207), (640, 655), (218, 340), (733, 1020), (85, 412)];
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
