//! Packs on tables made by hand.

use super::*;
use crate::tests::document_of;
use crate::{Config, prove, try_pack};
use model::checked::{CheckSource, Status};
use model::repaired::{CellKind, Reading};
use model::{Cell, Ink, Repaired, RepairedTable, SourceKind, Table};

/// A table of these rows, the first of them its head; what parses as a decimal is a number.
fn table(title: &str, rows: &[&[&str]]) -> RepairedTable {
    let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
        texts.iter().enumerate().map(move |(col, text)| {
            let ink = if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(*text, (0, 0))] };
            Cell::new(row as u32, col as u32, 1, 1, ink)
        })
    });
    let table = Table::new(rows.len() as u32, rows[0].len() as u32, cells.collect()).expect("a tiling");
    let reading = |cell: &Cell| {
        let value: Option<Decimal> = cell.text().parse().ok().filter(|_| cell.row() > 0);
        let kind = match value {
            Some(_) => CellKind::Number,
            None if cell.text().is_empty() => CellKind::Blank,
            None => CellKind::Text,
        };
        Reading { kind, value, header: cell.row() == 0, ..Reading::default() }
    };
    RepairedTable {
        readings: table.cells().iter().map(reading).collect(),
        table,
        number: None,
        ordinal: None,
        title: Some(title.to_owned()),
        unit: None,
        notes: Vec::new(),
        pieces: Vec::new(),
        regions: vec![(1, None)],
        header_rows: 1,
    }
}

fn document(tables: Vec<RepairedTable>) -> Repaired {
    document_of(SourceKind::Pdf, tables)
}

fn statements(ratio: &str) -> Repaired {
    document(vec![
        table(
            "Consolidated income statement",
            &[
                &["Item", "2021", "2020"],
                &["Revenue", "300.00", "200.00"],
                &["Cost of sales", "200.00", "150.00"],
            ],
        ),
        table("Key ratios", &[&["Item", "2021", "2020"], &["Gross margin (%)", ratio, "25.00"]]),
    ])
}

fn outcomes(tried: &[Tried], rule: &str) -> Vec<Status> {
    let one = tried.iter().find(|one| one.rule == rule).expect("the rule");
    one.checks.iter().map(|check| check.status).collect()
}

fn built_in(name: &str) -> Pack {
    built_in_packs().into_iter().find(|pack| pack.name == name).expect("a built-in pack")
}

#[test]
fn the_built_in_packs_are_read_and_every_rule_names_its_source() {
    let packs = built_in_packs();
    assert_eq!(packs.len(), BUILT_IN.len());
    assert!(packs.iter().flat_map(|pack| &pack.rules).all(|rule| !rule.source.is_empty()));
}

#[test]
fn a_ratio_across_tables_holds_within_the_rounding_of_the_print() {
    let pack = built_in("financial-statements");
    let tried = try_pack(&statements("33.33"), &pack, &Config::default());
    assert_eq!(outcomes(&tried, "gross-margin"), [Status::Holds, Status::Rounding]);
    // 33.40 is not what 1 - 200/300 is printed as.
    let tried = try_pack(&statements("33.40"), &pack, &Config::default());
    assert_eq!(outcomes(&tried, "gross-margin"), [Status::Holds, Status::Fails]);
}

#[test]
fn what_only_warns_contradicts_nothing() {
    let checked = prove(statements("33.40"), &Config::default());
    let all = checked.tables.iter().flat_map(|table| &table.checks).chain(&checked.across);
    assert!(all.clone().all(|check| check.status != Status::Fails));
    assert_eq!(checked.repaired.diagnostics.iter().filter(|one| one.code == "rule-differs").count(), 1);
    let of_packs = all.filter(|check| matches!(check.source, CheckSource::Pack { .. }));
    assert_eq!(of_packs.count(), 1);
}

const PACK: &str =
    "schema = 1\nname = 'p'\ntitle = 't'\nsource = 's'\n[[tables]]\nname = 'b'\ntitle = ['*budget*']\n";

fn pack(rule: &str) -> Pack {
    Pack::read(&format!("{PACK}[[rules]]\nname = 'r'\n{rule}")).expect("a pack")
}

#[test]
fn rows_columns_and_single_cells_are_found_by_their_names() {
    let budget = || {
        document(vec![table(
            "The budget",
            &[
                &["Item", "Plan", "Done", "Left"],
                &["1. Income", "90", "50", "40"],
                &["2. Costs", "30", "20", "11"],
                &["Result", "60", "30", "29"],
            ],
        )])
    };
    let check = |rule: &str, expected: &[Status]| {
        assert_eq!(outcomes(&try_pack(&budget(), &pack(rule), &Config::default()), "r"), expected, "{rule}");
    };
    let columns = "left = [{ row = 'result' }]\nright = [{ row = 'Income' }, { row = 'Costs', weight = -1 }]";
    check(columns, &[Status::Holds, Status::Holds, Status::Holds]);
    let rows = "left = [{ col = 'Left' }]\nright = [{ col = 'Plan' }, { col = 'Done', weight = -1 }]";
    check(rows, &[Status::Holds, Status::Rounding, Status::Rounding]);
    let exact = format!("tolerance = '0'\n{rows}");
    check(&exact, &[Status::Holds, Status::Fails, Status::Fails]);
    let cell = "kind = 'equal'\nleft = [{ row = 'Result', col = 'Done' }]\nright = [{ row = 'Costs', col = 'Plan' }]";
    check(cell, &[Status::Holds]);
    // What is not there, or there twice, is not guessed.
    check("left = [{ row = 'Profit' }]\nright = [{ row = 'Income' }]", &[]);
    check("left = [{ row = '*s*' }]\nright = [{ row = 'Income' }]", &[]);
    // An absent term that may be left out makes nothing fail.
    let open = "left = [{ row = 'Income' }]\nright = [{ row = 'Costs' }, { row = 'Loans', optional = true }]";
    check(open, &[Status::Open, Status::Open, Status::Open]);
}

#[test]
fn tables_of_two_sets_of_statements_are_told_apart_by_their_titles() {
    let own = |title: &str, assets: &str| {
        table(title, &[&["Item", "2021"], &["Total assets", assets], &["Total liabilities", "40"]])
    };
    let ratios = |title: &str, ratio: &str| table(title, &[&["Item", "2021"], &["Debt ratio (%)", ratio]]);
    let document = document(vec![
        own("Consolidated balance sheet", "80"),
        own("Balance sheet of the parent", "100"),
        ratios("Key ratios, consolidated", "50"),
        ratios("Key ratios of the parent", "40"),
    ]);
    let tried = try_pack(&document, &built_in("financial-statements"), &Config::default());
    assert_eq!(outcomes(&tried, "debt-ratio"), [Status::Holds, Status::Holds]);
}

#[test]
fn tables_that_nothing_ties_contradict_nothing() {
    let rule = "kind = 'equal'\nleft = [{ table = 'b', row = 'Total', col = 'Plan' }]\n\
                right = [{ table = 'c', row = 'Total', col = 'Plan' }]";
    let text = format!("{PACK}[[tables]]\nname = 'c'\ntitle = ['*costs*']\n[[rules]]\nname = 'r'\n{rule}");
    let pack = Pack::read(&text).expect("a pack");
    let status = |other: &str| {
        let own =
            |title: &str, total: &str| table(title, &[&["Item", "Plan"], &["Roads", "1"], &["Total", total]]);
        let config = Config { packs: vec![pack.clone()], ..Config::default() };
        let checked = prove(document(vec![own("The budget", "52317"), own("The costs", other)]), &config);
        let of_pack = |check: &&Check| matches!(check.source, CheckSource::Pack { .. });
        checked.across.iter().find(of_pack).map(|check| check.status)
    };
    assert_eq!(status("98124"), Some(Status::Open));
    // Two digits exchanged.
    assert_eq!(status("53217"), Some(Status::Fails));
}

#[test]
fn what_is_wrong_in_a_pack_is_told_by_the_name_of_its_rule() {
    let check = |rule: &str, why: &str| {
        let error = Pack::read(&format!("{PACK}[[rules]]\nname = 'r'\n{rule}")).expect_err(rule).to_string();
        assert!(error.contains(why), "{rule}: {error}");
    };
    let right = "right = [{ row = 'a' }]";
    check(
        &format!("left = [{{ table = 'x', row = 'a' }}]\n{right}"),
        "rule `r`: no table of the pack is called `x`",
    );
    check(&format!("left = [{{ row = 'a', weight = 2 }}]\n{right}"), "rule `r`: the weight 2");
    check(&format!("left = [{{ row = '*' }}]\n{right}"), "rule `r`: the pattern `*` fits everything");
    check(&format!("left = [{{ col = 'a' }}]\n{right}"), "rule `r`: all its cells name rows and columns");
    check(
        &format!("kind = 'ratio'\nleft = [{{ row = 'a' }}]\n{right}"),
        "rule `r`: the right side of a ratio",
    );
    check(
        &format!("tolerance = 'much'\nleft = [{{ row = 'a' }}]\n{right}"),
        "rule `r`: the tolerance `much`",
    );
    check(&format!("left = []\n{right}"), "rule `r`: its left side");
    check("left = [{ row = 'a' }]\nright = [{ row = 'a' }]\nwight = 3", "unknown field `wight`");
    let other = PACK.replace("schema = 1", "schema = 7");
    assert!(Pack::read(&other).expect_err("refused").to_string().contains("schema 7"));
}

#[test]
fn a_relation_that_the_figures_show_is_listed_once() {
    let rows: &[&[&str]] = &[
        &["Item", "Plan", "Done"],
        &["Income of the town", "9017.50", "5023.25"],
        &["Income of the state", "3100.25", "2050.50"],
        &["Total", "12117.75", "7073.75"],
    ];
    let rule = "left = [{ row = 'Total' }]\nright = [{ row = '*town' }, { row = '*state' }]";
    let config = Config { packs: vec![pack(rule)], ..Config::default() };
    let checked = prove(document(vec![table("The budget", rows)]), &config);
    let sums = checked.tables[0].checks.iter().filter(|check| check.right.len() == 2);
    assert_eq!(sums.count(), 2);
}
