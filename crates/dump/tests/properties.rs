//! What holds for every input: nothing is lost, nothing panics.

use dump::{Format, read};
use model::Document;
use proptest::prelude::*;

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Tsv, Format::Csv, Format::Html];

/// All characters but white space, sorted.
fn ink(document: &Document) -> Vec<char> {
    let page = &document.pages[0];
    let lines = page.lines().map(|line| &line.ink);
    let inks = lines.chain(page.pieces().flat_map(|piece| piece.table.all_ink()));
    sorted(inks.flat_map(|ink| ink.text.chars()))
}

fn sorted(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut all: Vec<char> = chars.filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Format::sniff(&bytes);
        for format in FORMATS {
            prop_assert_eq!(read(&bytes, format).pages.len(), 1);
        }
    }

    #[test]
    fn no_markup_makes_it_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "<td rowspan=0 colspan=5000>",
        "<thead>", "</tr>", "</td>", "<caption>", "<br>", "<p>", "<b>", "</b>", "**", "|", "|---|", "\n", "\t", "\"",
        ",", ";", "&lt;", "&", "<", ">", "#", " ", "\r\n", "\u{c}", "\\", "万元", "1.5", "<template>", "<select>",
        "<head>", "<title>", "<frameset>", "<svg>", "<form>", "<a>", "<script>",
    ]), 0..60)) {
        for format in FORMATS {
            prop_assert_eq!(read(parts.concat().as_bytes(), format).pages.len(), 1);
        }
    }

    #[test]
    fn every_character_stands_in_one_cell_or_line(text in "[ab1.,一二（）\\-\t\n\r %;\u{3000}\u{a0}]{0,200}") {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            prop_assert_eq!(ink(&read(text.as_bytes(), format)), sorted(text.chars()), "{:?}", format);
        }
        let parted = |delimiter: char| sorted(text.chars().filter(|c| *c != delimiter));
        prop_assert_eq!(ink(&read(text.as_bytes(), Format::Tsv)), parted('\t'));
    }
}

#[test]
fn a_table_too_large_becomes_lines_with_a_diagnostic() {
    let text = format!("a{}\n{}", "\t".repeat(100_000), "b\tc\n".repeat(100));
    let document = read(text.as_bytes(), Format::Text);
    assert_eq!(document.diagnostics[0].code, "table-too-large");
    assert_eq!(document.pages[0].lines().count(), 201);
}

#[test]
fn formats_are_told_by_name_and_by_content() {
    assert_eq!(Format::from_name("a.b.HTML"), Some(Format::Html));
    assert_eq!(Format::from_name("csv"), None);
    let sniff = |text: &str| Format::sniff(text.as_bytes());
    assert_eq!(sniff("\u{feff} <!DOCTYPE html><p>"), Format::Html);
    assert_eq!(sniff("x\n| a | b |\n| --- | --- |\n"), Format::Markdown);
    assert_eq!(sniff("a,b,c\n1,2,3\n"), Format::Csv);
    assert_eq!(sniff("a, b\nprose without any\nand, so, on, again\n"), Format::Text);
    assert_eq!(sniff("a\tb,c\n1\t2,3\n"), Format::Text);
}
