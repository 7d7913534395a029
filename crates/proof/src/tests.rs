//! Small tables to the checks, verdicts and repairs that come of them.

use crate::{Config, prove};
use model::checked::{Check, Checked, RowKind, Term, Verdict};
use model::repaired::{CellKind, Reading};
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
            readings.push(Reading { kind, value, header: row < head, ..Reading::default() });
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

fn document(tables: Vec<RepairedTable>) -> Repaired {
    Repaired {
        source: Source { kind: SourceKind::Text, pages: 1, metadata: Vec::new() },
        pages: Vec::new(),
        tables,
        outside: Vec::new(),
        strays: Vec::new(),
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    }
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
