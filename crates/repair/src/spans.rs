//! Spans that a dump lost: blanks beside or below a header text, and a long text that runs down beside several rows.

use crate::headers::begins_an_entry;
use crate::words::squash;
use model::Table;
use model::table::{Evidence, Op, Why};
use regex::Regex;
use std::sync::LazyLock;

/// A text that runs over rows is a sentence: at least so many characters, with punctuation.
const PROSE: usize = 15;

/// In the header rows of a dump without spans of its own, blanks belong to the text on their left while a header stands
/// below them, and to the text above them down to the end of the head.
pub(crate) fn span_headers(table: &mut Table, rows: u32) {
    let spans =
        table.cells().iter().any(|cell| cell.row() < rows && (cell.rowspan() > 1 || cell.colspan() > 1));
    if spans || rows == 0 {
        return;
    }
    let blank = |table: &Table, row: u32, col: u32| table.at(row, col).is_blank();
    for row in 0..rows {
        for col in 0..table.n_cols() {
            let cell = table.at(row, col);
            if cell.row() != row || cell.col() != col || cell.is_blank() {
                continue;
            }
            let id = cell.id();
            // Not past what the text above spans.
            let end = if row == 0 { table.n_cols() } else { table.at(row - 1, col).col_end() };
            let headed = |table: &Table, col: u32| (row + 1..rows).any(|below| !blank(table, below, col));
            let own = headed(table, col);
            let wide = (col + 1..end)
                .take_while(|next| {
                    own && blank(table, row, *next)
                        && table.at(row, *next).row() == row
                        && headed(table, *next)
                })
                .count() as u32;
            let tall = if wide > 0 {
                0
            } else {
                (row + 1..rows).take_while(|below| blank(table, *below, col)).count() as u32
            };
            if wide + tall == 0 {
                continue;
            }
            let why =
                Why::new("span-header", Evidence::new("structure").with("blanks", (wide + tall).to_string()));
            let grow = Op::Grow { cell: id, rowspan: 1 + tall, colspan: 1 + wide };
            // Blanks that another span has taken stay as they are.
            let _ = table.apply(grow, why);
        }
    }
}

/// Texts in a column of a dump that go on in later rows, over blanks: one cell over these rows.
pub(crate) fn join_running_texts(table: &mut Table, from: u32) {
    for col in 0..table.n_cols() {
        let mut row = from;
        while row < table.n_rows() {
            let end = running_end(table, row, col);
            if end > table.at(row, col).row_end() {
                let cell = table.at(row, col);
                let (id, width) = (cell.id(), cell.colspan());
                let evidence = Evidence::new("form").with("rows", (end - row).to_string());
                let grow = Op::Grow { cell: id, rowspan: end - row, colspan: width };
                // Cells that reach out of the column's rows stop it: the text stays in parts.
                let _ = table.apply(grow, Why::new("join-running-text", evidence));
            }
            row = table.at(row, col).row_end().max(row + 1);
        }
    }
}

/// The row after the last one that a text beginning at `row` runs down to.
fn running_end(table: &Table, row: u32, col: u32) -> u32 {
    let cell = table.at(row, col);
    let mut text = squash(cell.text());
    let mut end = cell.row_end();
    if cell.row() != row || !is_prose(&text) {
        return end;
    }
    let mut next = end;
    // Rows under it have no key of their own; a text that begins above its row's keys may run past them once.
    let mut keys = keyless(table, row, col);
    while next < table.n_rows() {
        let below = table.at(next, col);
        if below.col() != col || below.colspan() != cell.colspan() {
            break;
        }
        if !keyless(table, next, col) && !std::mem::take(&mut keys) || col == 0 && has_figures(table, next) {
            break;
        }
        if !below.is_blank() {
            let more = squash(below.text());
            let listed = is_enumerated(&text, &more);
            // In scripts with capitals a small letter goes on.
            let begins = below.text().trim_start().starts_with(char::is_uppercase);
            if !listed && (begins || is_finished(&text) || begins_an_entry(&more)) {
                break;
            }
            text.push_str(&more);
            end = below.row_end();
        }
        next = below.row_end();
    }
    end
}

/// Whether nothing stands left of a column in a row.
fn keyless(table: &Table, row: u32, col: u32) -> bool {
    (0..col).all(|left| table.at(row, left).row() < row || table.at(row, left).is_blank())
}

/// Whether figures stand in a row: what its first column says names them.
fn has_figures(table: &Table, row: u32) -> bool {
    let figure = |text: &str| text.contains(|c: char| c.is_numeric()) && !text.contains(char::is_alphabetic);
    table.row(row).iter().any(|cell| cell.col() > 0 && figure(cell.text()))
}

fn is_prose(text: &str) -> bool {
    text.chars().count() >= PROSE && text.contains(['，', '。', ',', '；', '：', ':'])
}

fn is_finished(text: &str) -> bool {
    text.ends_with(['。', '”', '！', '？', '；', ';', '.', '）', ')'])
}

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\D{0,6}?)(\d{1,2})\s*[:：、.．)）]").expect("a valid pattern"));

/// The next item of a list that the text has begun: "目标3:" after "目标2:".
fn is_enumerated(text: &str, more: &str) -> bool {
    let Some(found) = ITEM.captures(more) else { return false };
    let number: u32 = found[2].parse().unwrap_or(0);
    number > 1 && text.contains(&format!("{}{}", &found[1], number - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::{Cell, Ink};

    fn table(rows: &[&str]) -> Table {
        let cell = |row: usize, col: usize, text: &str| {
            let ink =
                if text.is_empty() { Vec::new() } else { vec![Ink::of_dump(text, (0, text.len() as u32))] };
            Cell::new(row as u32, col as u32, 1, 1, ink)
        };
        let cells = rows
            .iter()
            .enumerate()
            .flat_map(|(r, line)| line.split('|').enumerate().map(move |(c, text)| cell(r, c, text)));
        Table::new(rows.len() as u32, rows[0].split('|').count() as u32, cells.collect()).expect("a tiling")
    }

    fn shape(table: &Table) -> String {
        let said =
            |cell: &Cell| format!("{}{}x{}", cell.text().replace('\n', "/"), cell.rowspan(), cell.colspan());
        table.cells().iter().map(said).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn blanks_in_a_head_are_the_span_of_the_text_beside_or_above() {
        let mut t = table(&["unit|year|||sum", "|a|b||", "||c|d|", "x|1|2|3|4"]);
        span_headers(&mut t, 3);
        assert_eq!(shape(&t), "unit3x1 year1x3 sum3x1 a2x1 b1x2 c1x1 d1x1 x1x1 11x1 21x1 31x1 41x1");
        let mut t = table(&["|a", "x|1"]);
        span_headers(&mut t, 1);
        assert_eq!(shape(&t), "1x1 a1x1 x1x1 11x1");
    }

    #[test]
    fn a_sentence_runs_down_to_its_end() {
        let mut t = table(&[
            "目标1:巩固脱贫成果，推动区域发展，开展|a",
            "|b",
            "服务工作。|c",
            "目标2:学习经验。|d",
            "另一段话，与上文无关，另起一行。|e",
        ]);
        join_running_texts(&mut t, 0);
        assert_eq!((t.at(0, 0).rowspan(), t.at(4, 0).rowspan()), (4, 1));
        let mut t =
            table(&["Further training, other than apprenticeship|1 649", "Other courses|13", "Total|1 662"]);
        join_running_texts(&mut t, 0);
        assert_eq!(t.at(0, 0).rowspan(), 1, "labels of figures");
    }

    #[test]
    fn names_of_rows_of_figures_run_on_nowhere() {
        let mut t = table(&[
            "Property, plant and equipment|877.3",
            "|2,081.8",
            "less what was written off|412.6",
            "Trade receivables, and what else is owed|",
            "Cash|",
        ]);
        join_running_texts(&mut t, 0);
        assert!(t.cells().iter().all(|cell| cell.rowspan() == 1), "{}", shape(&t));
    }
}
