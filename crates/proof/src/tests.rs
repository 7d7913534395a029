//! Small tables to the checks, verdicts and repairs that come of them.

mod across;
mod blocks;
mod chance;
mod cost;
mod left_out;
mod mended;
mod missing;
mod statements;
mod taught;

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
fn differences_without_their_signs_contradict_nothing() {
    let rows = "year | first | last | change\na | 41.80 | 52.35 | 10.55\nb | 33.10 | 94.72 | 61.62\nc | 12.08 | 70.30 | 58.22\nd | 20.01 | 77.77 | 57.76";
    let found = proved(&format!("{rows}\ne | 42.44 | 41.83 | 0.61"), 1);
    let fails = found.tables[0].checks.iter().filter(|check| check.status == Status::Fails).count();
    assert_eq!(fails, 0);
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
fn a_sum_without_a_word_is_known_again_when_one_figure_slipped() {
    let text = "place | 2019 | 2020 | 2021\nA | 72434 | 60114 | 81207\nB | 76866 | 71002 | 79933\nC | 54147 | 50331 | 60008\nWards | 203447 | 181447 | 221148";
    check(text, 1, &["4,1 = 1,1 + 2,1 + 3,1: holds"]);
    check(&text.replace("71002", "71802"), 1, &["4,2 = 1,2 + 2,2 + 3,2: fails"]);
    // What is off by no slip is the same sum, which two columns teach: something is wrong, and nothing says what.
    check(
        &text.replace("71002", "31937"),
        1,
        &["4,1 = 1,1 + 2,1 + 3,1: holds", "4,2 = 1,2 + 2,2 + 3,2: open"],
    );
    // Where one column alone holds it is none, as far as anybody can tell.
    check(&text.replace("71002", "31937").replace("81207", "41950"), 1, &[]);
}

#[test]
fn a_minus_that_cannot_be_meant_is_told_and_a_part_that_is_taken_away_is_not() {
    let text = "项目 | 金额\n甲 | 32000000.00\n乙 | 4507157.75\n丙 | 120400.00\n合计 | 36627557.75";
    check(&text.replace("4507157.75", "-4507157.75"), 1, &["4,1 = 1,1 + 2,1 + 3,1: fails"]);
    let net = "项目 | 金额\n收入 | 32000000.00\n支出 | 4507157.75\n净额 | 27492842.25";
    check(net, 1, &["3,1 = 1,1 + -1*2,1: holds"]);
}
