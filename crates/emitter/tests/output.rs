//! Small documents to every kind of output.

use emitter::{
    Identity, document_json, long_csv, schema, starts_document_json, starts_long_csv, table_csvs, table_jsons,
};
use model::layout::{PageSource, Stray};
use model::page::{DropReason, DroppedGlyph, GlyphText};
use model::repaired::{CellKind, Outside, PageInfo, Reading, Role, Unit};
use model::table::{Op, Why};
use model::{
    Cell, Checked, Decimal, Diagnostic, Evidence, Ink, Pt, Rect, Repaired, RepairedTable, Source, SourceKind,
    Table,
};
use serde_json::Value;

fn rect(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
    Rect::new(Pt(x0), Pt(y0), Pt(x1), Pt(y1))
}

fn ink(text: &str, bbox: Rect) -> Ink {
    Ink { text: text.into(), page: 1, bbox: Some(bbox), ..Ink::default() }
}

/// A cell of 10 by 10 points with its text in it.
fn cell(row: u32, col: u32, text: &str) -> Cell {
    let (x, y) = (col as i32 * 10_000, row as i32 * 10_000);
    let lines = text.lines().map(|line| ink(line, rect(x + 1_500, y + 1_250, x + 8_001, y + 9_000)));
    Cell::new(row, col, 1, 1, lines.collect()).on(1, rect(x, y, x + 10_000, y + 10_000))
}

fn reading(kind: CellKind, value: Option<&str>) -> Reading {
    let value = value.map(|value| Decimal::from_str_exact(value).expect("a decimal"));
    Reading { kind, value, ..Reading::default() }
}

fn document(tables: Vec<RepairedTable>) -> Checked {
    Checked::unchecked(Repaired {
        source: Source { kind: SourceKind::Pdf, pages: 1, metadata: vec![("title", "预算".into())] },
        pages: vec![PageInfo {
            number: 1,
            label: None,
            source: PageSource::Text,
            size: [Pt(595_276), Pt(842_000)],
            taggings: Vec::new(),
        }],
        tables,
        outside: vec![Outside {
            ink: ink("表 1 支出", rect(0, -5_000, 9_999, 0)),
            role: Role::Caption,
            table: Some(0),
        }],
        strays: vec![Stray { ink: ink("DRAFT", rect(0, 0, 1, 1)), reason: "watermark" }],
        dropped: "ab"
            .chars()
            .zip([0, 5_000])
            .map(|(c, x)| {
                let bbox = rect(x, -20_000, x + 5_000, -15_000);
                (1, DroppedGlyph { text: GlyphText::Char(c), bbox, reason: DropReason::OutsidePage })
            })
            .collect(),
        diagnostics: vec![Diagnostic::new("a-code", "seen").on(1).at(rect(1, 2, 3, 4)).hint("try")],
    })
}

fn table_of(table: Table, readings: Vec<Reading>, header_rows: u32) -> RepairedTable {
    RepairedTable {
        table,
        number: Some("1".into()),
        ordinal: Some(1),
        title: Some("支出".into()),
        unit: Some(Unit {
            text: "万元".into(), currency: Some("CNY".into()), factor: Decimal::from(10_000)
        }),
        notes: vec!["注：x".into()],
        regions: vec![(1, Some(rect(0, 0, 20_000, 20_000)))],
        pieces: vec![0],
        header_rows,
        readings,
    }
}

/// Two rows and columns: a head over an amount that was put together of two lines.
fn small() -> Checked {
    let cells =
        vec![cell(0, 0, "科目"), cell(0, 1, "合\n计"), cell(1, 0, "2010301"), cell(1, 1, "63.640\n800")];
    let mut table = Table::new(2, 2, cells).expect("a tiling");
    let mended = table.at(1, 1).id();
    let evidence = Evidence::new("form").with("decimals", "6").with("kind", "digits");
    let op = Op::SetText { cell: mended, text: "63.640800".into() };
    table.apply(op, Why::new("join-wrapped-number", evidence)).expect("an edit");
    let head = Reading { header: true, ..reading(CellKind::Text, None) };
    let amount = Reading {
        doubt: Some("two readings".into()),
        candidates: vec![Decimal::new(63_640_800, 6), Decimal::new(63_640, 3)],
        ..reading(CellKind::Number, Some("63.640800"))
    };
    let readings = vec![head.clone(), head, reading(CellKind::Code, None), amount];
    document(vec![table_of(table, readings, 1)])
}

/// A table of one row.
fn row(cells: &[(&str, Reading)]) -> Checked {
    let placed = cells.iter().enumerate().map(|(col, (text, _))| cell(0, col as u32, text)).collect();
    let table = Table::new(1, cells.len() as u32, placed).expect("a tiling");
    document(vec![table_of(table, cells.iter().map(|(_, reading)| reading.clone()).collect(), 0)])
}

fn identity() -> Identity {
    Identity { file: "a.pdf".into(), sha256: "00".into(), options: vec![("pages", "1".into())] }
}

fn dump() -> Checked {
    let cell = Cell::new(0, 0, 1, 2, vec![Ink::of_dump("1", (3, 4))]);
    let mut table = table_of(Table::with_blanks(1, 3, vec![cell]).expect("a tiling"), Vec::new(), 0);
    (table.number, table.ordinal, table.title, table.unit) = (None, None, None, None);
    table.regions = vec![(1, None), (1, None)];
    let mut document = document(vec![table]);
    document.repaired.outside[0].ink = Ink::of_dump("x", (0, 1));
    document
}

#[test]
fn every_output_is_valid_by_the_schema() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for document in [small(), dump(), document(Vec::new())] {
        let output: Value = serde_json::from_str(&document_json(&document, &identity())).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&output).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn every_field_of_the_schema_says_what_it_means() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let mut types = vec![&schema];
    types.extend(schema["$defs"].as_object().expect("types").values());
    for one in types {
        for (name, field) in one["properties"].as_object().into_iter().flatten() {
            assert!(field["description"].is_string(), "{name} has no description");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(document_json(&small(), &identity()), document_json(&small(), &identity()));
}

#[test]
fn each_cell_stands_on_its_own_line() {
    let expected = r#"{
"id":"t1",
"number":"1",
"ordinal":1,
"title":"支出",
"unit":{"text":"万元","currency":"CNY","factor":"10000"},
"notes":["注：x"],
"pages":[1],
"regions":[
 {"page":1,"bbox":[0,0,20,20]}
],
"continues":[],
"n_rows":2,
"n_cols":2,
"header_rows":1,
"rows":[
 {"row":0,"kind":"header"},
 {"row":1,"kind":"detail"}
],
"cells":[
 {"row":0,"col":0,"rowspan":1,"colspan":1,"text":"科目","raw":"科目","kind":"text","value":null,"header":true,"regions":[{"page":1,"bbox":[0,0,10,10],"ink":[[1.5,1.25,8.001,9]]}],"repairs":[]},
 {"row":0,"col":1,"rowspan":1,"colspan":1,"text":"合\n计","raw":"合\n计","kind":"text","value":null,"header":true,"regions":[{"page":1,"bbox":[10,0,20,10],"ink":[[11.5,1.25,18.001,9],[11.5,1.25,18.001,9]]}],"repairs":[]},
 {"row":1,"col":0,"rowspan":1,"colspan":1,"text":"2010301","raw":"2010301","kind":"code","value":null,"header":false,"regions":[{"page":1,"bbox":[0,10,10,20],"ink":[[1.5,11.25,8.001,19]]}],"repairs":[]},
 {"row":1,"col":1,"rowspan":1,"colspan":1,"text":"63.640800","raw":"63.640\n800","kind":"number","value":"63.640800","header":false,"regions":[{"page":1,"bbox":[10,10,20,20],"ink":[[11.5,11.25,18.001,19],[11.5,11.25,18.001,19]]}],"repairs":[0],"doubt":"two readings","candidates":["63.640800","63.640"]}
],
"repairs":[
 {"rule":"join-wrapped-number","op":"set-text","cells":[{"row":1,"col":1}],"before":[{"row":1,"col":1,"text":"63.640\n800"}],"after":[{"row":1,"col":1,"text":"63.640800"}],"evidence":{"kind":"form","decimals":"6","kind-2":"digits"}}
],
"checks":[]
}
"#;
    assert_eq!(table_jsons(&small()), [expected]);
}

#[test]
fn around_the_tables_nothing_is_left_out() {
    let output: Value = serde_json::from_str(&document_json(&small(), &identity())).expect("JSON");
    assert_eq!(output["document"]["metadata"]["title"], "预算");
    assert_eq!(output["tool"]["options"]["pages"], "1");
    assert_eq!(output["outside"][0]["table"], "t1");
    assert_eq!(output["outside"][0]["bbox"].to_string(), "[0,-5,9.999,0]");
    assert_eq!(output["page_info"][0]["size"].to_string(), "[595.276,842]");
    assert_eq!(output["page_info"][0]["tables"][0], "t1");
    assert_eq!(output["strays"][0]["reason"], "watermark");
    // The two dropped glyphs stand side by side: one stray.
    assert_eq!(
        (&output["strays"][1]["text"], &output["strays"][1]["reason"]),
        (&"ab".into(), &"outside-page".into())
    );
    assert_eq!(output["strays"].as_array().map(Vec::len), Some(2));
    assert_eq!(output["diagnostics"][0]["bbox"].to_string(), "[0.001,0.002,0.003,0.004]");
}

#[test]
fn dump_has_byte_ranges_in_place_of_boxes() {
    let output: Value = serde_json::from_str(&document_json(&dump(), &identity())).expect("JSON");
    let cell = &output["tables"][0]["cells"][0];
    assert_eq!((cell["bytes"].to_string(), cell["regions"].to_string()), ("[[3,4]]".into(), "[]".into()));
    assert_eq!(output["tables"][0]["continues"].as_array().map(Vec::len), Some(1));
}

#[test]
fn long_decimals_keep_their_digits() {
    let digits = "79228162514264337593.54395033";
    let document = row(&[
        (digits, reading(CellKind::Number, Some(digits))),
        ("-0.00", reading(CellKind::Number, Some("0.00"))),
    ]);
    let output: Value = serde_json::from_str(&document_json(&document, &identity())).expect("JSON");
    assert_eq!(output["tables"][0]["cells"][0]["value"], digits);
    assert_eq!(output["tables"][0]["cells"][1]["value"], "0.00");
    assert_eq!(table_csvs(&document), [format!("\u{feff}{digits},0.00\r\n")]);
}

#[test]
fn formulas_are_neutralised_and_negative_numbers_are_not() {
    let text = || reading(CellKind::Text, None);
    let document = row(&[
        ("=1+1", text()),
        ("+x", text()),
        ("-x", text()),
        ("@x", text()),
        ("\tx", text()),
        ("-1.50", reading(CellKind::Number, Some("-1.50"))),
        ("-", reading(CellKind::Symbol, None)),
        (" =x", text()),
        ("a,\"b", text()),
    ]);
    let expected = "\u{feff}'=1+1,'+x,'-x,'@x,'\tx,-1.50,-,' =x,\"a,\"\"b\"\r\n";
    assert_eq!(table_csvs(&document), [expected]);
    let long = long_csv(&document);
    let raw = |line: &str| line.split(',').nth(8).map(str::to_owned);
    let raws: Vec<String> = long.lines().skip(1).filter_map(raw).collect();
    assert_eq!(raws[..7], ["'=1+1", "'+x", "'-x", "'@x", "'\tx", "-1.50", "-"]);
}

#[test]
fn long_csv_names_row_and_column_doubt_and_repairs() {
    let expected = "\u{feff}table,title,row,col,row_path,column_path,header,kind,raw,value,unit,page,text,doubt,repairs,row_kind,verdict,implied\r
t1,支出,0,0,,,true,text,科目,,,1,科目,,,header,,\r
t1,支出,0,1,,,true,text,\"合\n计\",,,1,\"合\n计\",,,header,,\r
t1,支出,1,0,,科目,false,code,2010301,,,1,2010301,,,detail,,\r
t1,支出,1,1,2010301,\"合\n计\",false,number,\"63.640\n800\",63.640800,万元,1,63.640800,two readings,join-wrapped-number,detail,,\r
";
    assert_eq!(long_csv(&small()), expected);
}

#[test]
fn a_value_in_doubt_is_shown_as_printed() {
    let doubtful = |value| Reading { doubt: Some("why".into()), ..reading(CellKind::Number, Some(value)) };
    let percent = Reading { unit: Some("%".into()), ..reading(CellKind::Number, Some("12.5")) };
    let document = row(&[("1.234", doubtful("1234")), ("-1.5", doubtful("-1.5")), ("12.5%", percent)]);
    assert_eq!(table_csvs(&document), ["\u{feff}1.234,-1.5,12.5\r\n"]);
}

#[test]
fn outputs_are_known_again_by_their_first_lines() {
    let (json, csv) = (document_json(&small(), &identity()), long_csv(&small()));
    assert!(starts_document_json(json.as_bytes()) && starts_long_csv(csv.as_bytes()));
    assert!(!starts_document_json(csv.as_bytes()) && !starts_long_csv(json.as_bytes()));
    assert!(!starts_document_json(b"{}") && !starts_long_csv(b"table,title,row\r\n"));
}

#[test]
fn covered_slots_are_empty_in_a_sheet() {
    assert_eq!(table_csvs(&dump()), ["\u{feff}1,,\r\n"]);
}

#[test]
fn sixty_thousand_cells_are_written_at_once() {
    let cells = (0..10_000).flat_map(|r| (0..6).map(move |col| cell(r, col, "611.958188"))).collect();
    let number = reading(CellKind::Number, Some("611.958188"));
    let table = Table::new(10_000, 6, cells).expect("a tiling");
    let document = document(vec![table_of(table, vec![number; 60_000], 0)]);
    let text = document_json(&document, &identity());
    assert_eq!(
        text.lines().filter(|line| line.starts_with("  {\"row\"") && line.contains("\"text\"")).count(),
        60_000
    );
}
