use crate::{Format, read};
use model::layout::Item;
use std::fmt::Write;

/// Lines as they are, pieces as `rows x cols` with cells between bars; bold marked by `!`.
pub(crate) fn shown(text: &str, format: Format) -> String {
    let mut out = String::new();
    for item in &read(text.as_bytes(), format).pages[0].items {
        match item {
            Item::Line(line) => {
                let bold = if line.ink.bold { "!" } else { "" };
                writeln!(out, "{bold}{}", line.ink.text).unwrap();
            }
            Item::Piece(piece) => {
                let table = &piece.table;
                let head = piece.header_hint.map_or(String::new(), |head| format!(" head {head}"));
                writeln!(out, "{} x {}{head}", table.n_rows(), table.n_cols()).unwrap();
                for row in 0..table.n_rows() {
                    let cells = table.row(row).iter().map(|cell| {
                        let bold = if cell.is_bold() { "!" } else { "" };
                        let span = match (cell.rowspan(), cell.colspan()) {
                            (1, 1) => String::new(),
                            (rows, cols) => format!("{{{rows},{cols}}}"),
                        };
                        format!("{bold}{}{span}", cell.raw().replace('\n', "/"))
                    });
                    writeln!(out, "  {}", cells.collect::<Vec<_>>().join("|")).unwrap();
                }
            }
        }
    }
    out
}

#[track_caller]
pub(crate) fn check(format: Format, text: &str, expected: &str) {
    assert_eq!(shown(text, format), expected);
}

#[test]
fn lines_with_tabs_are_rows_and_blank_lines_part_pieces() {
    check(
        Format::Text,
        "# 标题\n\n表 3 支出\n\n金额单位：万元\n\n科目\t合计\t\n行\t63.640 800\t\n\n政运行\t00\t00\n<b>合 计</b>\t<b>9</b>\t\n注：x\n",
        "!标题\n表 3 支出\n金额单位：万元\n2 x 3\n  科目|合计|\n  行|63.640 800|\n2 x 3\n  政运行|00|00\n  !合 计|!9|\n注：x\n",
    );
}

#[test]
fn short_rows_are_filled_with_blanks() {
    check(Format::Text, "a\tb\tc\n1\n1\t2\n\t\t\t4\n", "1 x 3\n  a|b|c\n1\n2 x 4\n  1|2||\n  |||4\n");
}

#[test]
fn row_of_tabs_alone_is_a_blank_row_and_no_table() {
    check(Format::Text, "a\tb\r\n\t\r\nc\td", "3 x 2\n  a|b\n  |\n  c|d\n");
    check(Format::Text, "a\n\t\n \t\nb", "a\nb\n");
}

#[test]
fn a_form_feed_ends_a_piece() {
    check(Format::Text, "a\tb\n\u{c}c\td\n", "1 x 2\n  a|b\n1 x 2\n  c|d\n");
}

#[test]
fn pipe_tables_have_a_head() {
    check(
        Format::Markdown,
        "# Head\ntext\n| a | b\\|c |\n|---|:-:|\n| 1<br>2 | **3** |\n| 4 |\nafter | all\n\n5\t6\n",
        "!Head\ntext\n4 x 2 head 1\n  a|b|c\n  1/2|!3\n  4|\n  after|all\n1 x 2\n  5|6\n",
    );
}

#[test]
fn html_tables_inside_text_are_read_as_html() {
    check(
        Format::Markdown,
        "before <TABLE>\n<tr><td rowspan=2>a<td>b\n\n<tr><td>c</table> after\n1\t2\n",
        "before\n2 x 2\n  a{2,1}|b\n  c\nafter\n1 x 2\n  1|2\n",
    );
}

#[test]
fn byte_ranges_are_those_of_the_source() {
    for (format, text) in [
        (Format::Text, "表 1\n 科目 \t合计\n<b>行</b>\t 1.5\n"),
        (Format::Markdown, "# 表\n| 科目 | b |\n|--|--|\n| 1 | 二 2 |\n"),
        (Format::Csv, "表 1\n科目, 合计\r\n\"a,b\",\"x\ny\"\n"),
        (Format::Html, "<p>表 1</p><table><tr><td>科目<td><b>合计</b></table>"),
    ] {
        let document = read(text.as_bytes(), format);
        let page = &document.pages[0];
        let lines = page.lines().map(|line| &line.ink);
        let inks: Vec<_> = lines.chain(page.pieces().flat_map(|piece| piece.table.all_ink())).collect();
        assert!(inks.len() >= 3, "{format:?}");
        for ink in inks {
            let (from, to) = ink.bytes.expect("a dump's ink has its range");
            assert_eq!(&text[from as usize..to as usize], ink.text, "{format:?}");
        }
    }
}
