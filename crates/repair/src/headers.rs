//! Which leading rows are the head of a table, and which cells head a row or column.

use crate::forms;
use crate::numbers::{Figures, is_sterling, is_symbol};
use model::script::is_year;
use model::table::{Cell, Table};

/// No head is deeper: more leading rows without a number are a table of words.
const DEEPEST: u32 = 6;
/// A code has at least so many digits; shorter ones may be years or amounts.
const CODE_DIGITS: usize = 5;

/// The head of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The number of leading rows that hold only header cells.
    pub(crate) rows: u32,
    /// A form of keys and values: it has no head, its keys are header cells.
    pub(crate) form: bool,
    /// No row of data was seen: the page's end may stand inside the head.
    pub(crate) open: bool,
}

/// The head of a table or a page's part of one.
pub(crate) fn head(table: &Table, hint: Option<u32>, figures: &Figures<'_>) -> Head {
    if let Some(hint) = hint {
        if forms::is_pairs(table, figures) {
            return Head { form: true, ..Head::default() };
        }
        let rows = hint.min(table.n_rows());
        // A rule may stand under the upper level alone: more rows of words above the first figures are head as well.
        let seen = head(table, None, figures);
        let level = |row: u32| {
            let cells = table.row(row);
            cells.iter().filter(|cell| !cell.is_blank()).count() * 2 >= cells.len()
        };
        let deeper = rows > 0 && !seen.open && !seen.form && seen.rows > rows && (rows..seen.rows).all(level);
        let rows = if deeper { seen.rows } else { rows };
        return Head { rows, form: false, open: rows == table.n_rows() };
    }
    let last = DEEPEST.min(table.n_rows());
    // Below names that are numbers all is data, times as well.
    let named = is_named_by_numbers(table, figures);
    let first_data = if named { Some(1) } else { (0..last).find(|row| is_data(table, *row, figures)) };
    // A head has at least one row of text, and a table of words has a head of one row.
    let mut rows = first_data.unwrap_or(1);
    if first_data.is_some_and(|row| row > 0) {
        while let Some(deeper) = deeper(table, rows) {
            if (rows..deeper).any(|row| is_data(table, row, figures)) {
                break;
            }
            rows = deeper;
        }
    } else if first_data.is_none() {
        // Words alone: the head ends where the cells that begin in its first row end.
        rows = deeper(table, 1).filter(|deeper| *deeper < table.n_rows()).unwrap_or(rows);
    }
    while rows > 0 && rows < table.n_rows() && is_column_numbers(table, rows) {
        rows += 1;
    }
    let mut rows = rows.min(table.n_rows());
    while first_data.is_some() && rows > 1 && heads_rows(table, rows - 1) {
        rows -= 1;
    }
    if first_data.is_some() && (0..rows).all(|row| announces(table, row)) {
        rows = 0;
    }
    if forms::is_form(table, rows, figures) {
        return Head { form: true, ..Head::default() };
    }
    Head { rows, form: false, open: first_data.is_none() && table.n_rows() <= DEEPEST }
}

/// Whether a row is a heading of the rows below, not of columns: one text, over all columns or alone in the first, under a
/// level that names every column.
fn heads_rows(table: &Table, row: u32) -> bool {
    if is_over_all(table, row) && (row + 1..table.n_rows()).any(|below| is_over_all(table, below)) {
        return true;
    }
    if labels_alone(table, row) {
        return true;
    }
    // Headings of two levels, or one and its unit, may follow each other.
    let is_alone = |row: u32| is_alone(table, row) || is_on_both_sides(table, row);
    let Some(names) = (0..row).rev().find(|above| !is_alone(*above)) else { return false };
    // The corner over the labels may be blank: its text would not stand below the names of the columns, unless little else does.
    let rows_below = table.n_rows() - row > 2;
    let above = || (0..table.n_cols()).map(|col| table.at(names, col));
    let both = is_on_both_sides(table, row);
    let side = |cell: &Cell| cell.col() == 0 || both && cell.col_end() == table.n_cols();
    let named = |cell: &Cell| (!cell.is_blank() || side(cell) && rows_below) && cell.row_end() == names + 1;
    (both || is_alone(row)) && above().all(named) && above().any(|cell| cell.col() > 0)
}

/// Whether a row below the name of the labels, which goes down over several levels of names, has texts in columns that are named
/// so alone: codes and labels.
fn labels_alone(table: &Table, row: u32) -> bool {
    let corner = table.at(0, 0);
    let whole = |col: u32| {
        let name = table.at(0, col);
        !name.is_blank() && (name.row_end(), name.colspan()) == (corner.row_end(), 1)
    };
    let cells = table.row(row);
    let filled = || cells.iter().filter(|cell| !cell.is_blank());
    corner.rowspan() > 1
        && corner.row_end() <= row
        && filled().count() > 0
        && filled().all(|cell| whole(cell.col()) && cell.rowspan() == 1)
        && filled().count() + 1 < (0..table.n_cols()).filter(|col| !whole(*col)).count()
}

/// Whether a row has a text in its first column and in its last, where labels stand on both sides of the figures: a heading in two
/// languages.
fn is_on_both_sides(table: &Table, row: u32) -> bool {
    let last = table.n_cols() - 1;
    let mut filled = table.row(row).iter().filter(|cell| !cell.is_blank());
    let plain = |cell: Option<&Cell>, col: u32| {
        cell.is_some_and(|cell| cell.col() == col && cell.rowspan() == 1 && cell.colspan() == 1)
    };
    let sides = last > 2 && plain(filled.next(), 0) && plain(filled.next(), last) && filled.next().is_none();
    let label = |row: u32| table.at(row, last).text().trim_start().starts_with(char::is_alphabetic);
    sides && (row + 1..table.n_rows()).filter(|row| label(*row)).count() * 2 > (table.n_rows() - row) as usize
}

/// Whether a row has one text, over all columns, or alone in the first that labels stand in.
fn is_alone(table: &Table, row: u32) -> bool {
    let cells = table.row(row);
    // Codes may stand before the labels: the heading has none.
    let Some(first) = cells.iter().find(|cell| !cell.is_blank()).filter(|cell| cell.col() <= 1) else {
        return false;
    };
    // A unit in brackets is no heading of rows.
    if first.col() == 1 && first.text().trim_start().starts_with(['(', '[', '（']) {
        return false;
    }
    let alone = first.colspan() == table.n_cols()
        || first.colspan() == 1
            && cells.iter().all(|cell| cell.id() == first.id() || cell.is_blank() && cell.rowspan() == 1);
    alone && first.rowspan() == 1
}

/// Whether a row has one text, over all columns but the first: groups of rows are headed so, from one to the next.
fn is_over_all(table: &Table, row: u32) -> bool {
    // A name that reaches down beside it makes it a part of the head.
    if table.at(row, 0).row() < row {
        return false;
    }
    let mut filled = table.row(row).iter().filter(|cell| !cell.is_blank());
    let only = filled.next().filter(|_| filled.next().is_none());
    only.is_some_and(|cell| cell.col() == 1 && cell.colspan() > 1 && cell.col_end() == table.n_cols())
}

/// Whether a row has one text that a colon ends: what it names are the rows below, where no column has a name.
fn announces(table: &Table, row: u32) -> bool {
    let mut filled = table.row(row).iter().filter(|cell| !cell.is_blank());
    let only = filled.next().filter(|_| filled.next().is_none());
    only.is_some_and(|cell| cell.rowspan() == 1 && cell.text().trim_end().ends_with([':', '：']))
}

/// The row below the lowest cell that begins in the first `rows` rows, when it is lower than they are.
fn deeper(table: &Table, rows: u32) -> Option<u32> {
    let begins = (0..rows).flat_map(|row| table.row(row));
    let lowest = begins.map(Cell::row_end).max()?;
    (lowest > rows).then_some(lowest)
}

/// A row that carries figures, or begins like an entry of a list: not a head.
pub(crate) fn is_data(table: &Table, row: u32, figures: &Figures<'_>) -> bool {
    if is_column_numbers(table, row) {
        return false;
    }
    let corner = table.at(row, 0);
    let named = corner.row() == 0 && row > 0 && !corner.is_blank();
    table.row(row).iter().filter(|cell| !cell.is_blank()).any(|cell| {
        let text: String = cell.text().split_whitespace().collect();
        let coded = text.chars().take_while(char::is_ascii_digit).count() >= CODE_DIGITS;
        if (cell.col() == 0 || coded) && begins_an_entry(&text) {
            return true;
        }
        // A number over several columns heads them.
        let unit = named && is_power_of_ten(&text);
        // "$—": nothing, in dollars.
        let unsigned = text.trim_start_matches(['$', '£', '€', '¥', '₹', '￥']);
        let heads = unit || is_year(&text) || is_thousands(&text) || cell.colspan() > 1 && text.len() == 4;
        figures.is_number(&text) && !heads
            || is_counted(cell.text(), figures)
            || (is_symbol(unsigned) || is_sterling(cell.text())) && cell.col() > 0
    })
}

/// "265 (11.7)", "1.47 [1.41, 1.74]", "0.96 (0.80 to 1.15)": a figure with what it is a part of, or the range it lies in.
fn is_counted(text: &str, figures: &Figures<'_>) -> bool {
    let Some((figure, rest)) = text.split_once([' ', '\u{a0}']) else { return false };
    let inner = rest.trim().strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
    let digit =
        |inner: &str| inner.trim_start_matches(['-', '−', '–']).starts_with(|c: char| c.is_ascii_digit());
    inner.is_some_and(digit) && figures.is_number(figure) && !is_year(figure)
}

/// "$000", "£'000": thousands of a currency head a column.
fn is_thousands(text: &str) -> bool {
    text.strip_suffix("000")
        .is_some_and(|sign| !sign.is_empty() && !sign.contains(|c: char| c.is_ascii_digit()))
}

/// "1 000", "1 000 EUR", "100": beside a name of the labels that reaches down to it, how many of what is counted.
fn is_power_of_ten(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !",.'’".contains(*c)).collect();
    let zeros = digits.strip_prefix('1').unwrap_or_default();
    let of = zeros.trim_start_matches('0');
    zeros.len() - of.len() > 1 && !of.contains(|c: char| c.is_ascii_digit())
}

/// "一、…", "（一）…", "1、…", "2010301…": an entry of a numbered list or a code.
pub(crate) fn begins_an_entry(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let listed = rest.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit());
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let marked = rest.len() > listed.len() && listed.starts_with(['、', '）', ')', '.', '．']);
    // "1.5" is a figure, "1. Staff" an entry.
    let decimal = listed.starts_with('.') && listed[1..].starts_with(|c: char| c.is_ascii_digit());
    marked && !decimal || digits >= CODE_DIGITS && text.chars().nth(digits) != Some('年')
}

/// "栏次 | 1 | 2 | 3": a row that numbers the columns belongs to the head.
fn is_column_numbers(table: &Table, row: u32) -> bool {
    let filled: Vec<&Cell> = table.row(row).iter().filter(|cell| !cell.is_blank()).collect();
    let number = |cell: &&Cell| {
        let text = cell.text().trim();
        text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text).parse().ok()
    };
    let numbers: Vec<u32> = filled.iter().filter_map(number).collect();
    numbers.len() >= 2
        && filled.len() - numbers.len() <= 2
        && numbers[0] <= 2
        && numbers.windows(2).all(|w| w[1] == w[0] + 1)
        && (row > 0 || numbers.len() + 2 >= table.n_cols() as usize)
}

/// Whether the first row names its columns by bare numbers, of trains or of wards: alone in bold, or over times and words.
fn is_named_by_numbers(table: &Table, figures: &Figures<'_>) -> bool {
    let is_bare = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let names: Vec<&Cell> = table.row(0).iter().filter(|cell| !cell.is_blank() && cell.col() > 0).collect();
    if names.len() < 2 || table.n_rows() < 4 || !names.iter().all(|cell| is_bare(cell.text().trim())) {
        return false;
    }
    let slots = names.iter().flat_map(|cell| (cell.row_end()..table.n_rows()).map(|row| (row, cell.col())));
    let mut body = slots.map(|(row, col)| table.at(row, col)).filter(|cell| !cell.is_blank());
    // Totals that stand first are as large as what they add up.
    let value = |cell: &Cell| figures.read(cell.text()).ok().map(|number| number.value);
    let exceeded = |name: &&&Cell| {
        (name.row_end()..table.n_rows()).any(|row| value(table.at(row, name.col())) > value(name))
    };
    let small = names.iter().filter(exceeded).count() * 2 > names.len();
    let bold = small && names.iter().all(|cell| cell.is_bold()) && body.clone().all(|cell| !cell.is_bold());
    bold || body.all(|cell| !figures.is_number(cell.text()))
}

/// For each cell of the table, in its order, whether it heads a row or column.
pub(crate) fn header_cells(table: &Table, head: &Head, figures: &Figures<'_>) -> Vec<bool> {
    if head.form {
        return forms::keys(table, figures);
    }
    let mut out: Vec<bool> = table.cells().iter().map(|cell| cell.row() < head.rows).collect();
    for ix in beside_data(table, head.rows, figures) {
        out[ix] = true;
    }
    out
}

/// Cells right below the head that part one of its spans further while the other columns have begun their data
/// (类 | 款 | 项 beside the total).
fn beside_data(table: &Table, rows: u32, figures: &Figures<'_>) -> Vec<usize> {
    if rows == 0 || rows >= table.n_rows() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut col = 0;
    while col < table.n_cols() {
        let above = table.at(rows - 1, col);
        let (from, to) = (above.col(), above.col_end());
        col = to;
        if to - from < 2 || above.is_blank() {
            continue;
        }
        let below: Vec<usize> = (from..to).map(|col| table.index_at(rows, col)).collect();
        let parts = below.iter().all(|ix| {
            let cell = &table.cells()[*ix];
            cell.row() == rows && cell.rowspan() == 1 && cell.colspan() == 1 && is_word(cell.text(), figures)
        });
        // Below them stand codes and figures; were they words too, this would be a row of data.
        let data = (rows + 1..table.n_rows()).flat_map(|row| (from..to).map(move |col| table.at(row, col)));
        let (mut all, mut digits) = (0, 0);
        for cell in data.filter(|cell| !cell.is_blank()) {
            all += 1;
            digits += usize::from(cell.text().trim().bytes().all(|b| b.is_ascii_digit()));
        }
        if parts && all > 0 && digits * 2 > all {
            out.extend(below);
        }
    }
    out
}

/// A short text without digits.
fn is_word(text: &str, figures: &Figures<'_>) -> bool {
    /// The words that part a code are one or two characters; names of subjects are longer.
    const LONGEST: usize = 6;
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= LONGEST && !figures.is_number(text) && !is_symbol(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::Ink;

    /// Rows of cells apart by `|`; `"^"` lengthens the cell above, `"<"` widens the one to the left.
    fn table(rows: &[&str]) -> Table {
        let grid: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
        let mut cells = Vec::new();
        for (row, line) in grid.iter().enumerate() {
            for (col, text) in line.iter().enumerate() {
                if matches!(*text, "^" | "<") {
                    continue;
                }
                let down = 1 + grid[row + 1..].iter().take_while(|below| below[col] == "^").count();
                let wide = 1 + line[col + 1..].iter().take_while(|next| **next == "<").count();
                let ink = if text.is_empty() {
                    Vec::new()
                } else {
                    vec![Ink { text: (*text).into(), page: 1, ..Ink::default() }]
                };
                cells.push(Cell::new(row as u32, col as u32, down as u32, wide as u32, ink));
            }
        }
        Table::new(grid.len() as u32, grid[0].len() as u32, cells).expect("a tiling")
    }

    fn headed(rows: &[&str]) -> (u32, bool, String) {
        let table = table(rows);
        let head = head(&table, None, &Figures::default());
        let cells = header_cells(&table, &head, &Figures::default());
        let keys = table.cells().iter().zip(cells).filter(|(_, header)| *header).map(|(cell, _)| cell.text());
        (head.rows, head.form, keys.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_head_ends_where_figures_begin() {
        assert_eq!(headed(&["a|b", "x|1"]), (1, false, "a b".into()));
        assert_eq!(headed(&["a|b|<", "^|c|d", "x|7|9"]).0, 2);
        assert_eq!(headed(&["region|2021|2022", "x|7|9"]).0, 1);
        assert_eq!(headed(&["|2021|2022", "^|$000|$000", "x|7|9"]).0, 2);
        assert_eq!(headed(&["|1875|<", "^|£|s.", "x|7|9", "y|8|3"]).0, 2);
        assert_eq!(
            headed(&["|men|women", "north||", "x|7|9", "y|8|3"]).0,
            1,
            "a heading of rows under a blank corner"
        );
        assert_eq!(headed(&["项目|栏次|金额", "行次|1|2", "一、收入|13|4.5"]).0, 2);
        assert_eq!(headed(&["|(1)|(2)", "wage|0.12*|0.31", "|(0.02)|(0.11)", "age|0.5|0.4"]).0, 1);
        assert_eq!(headed(&["to|101|205", "Ash|8:05|9:10", "Brack|8:12|9:17", "Corve|8:20|—"]).0, 1);
        assert_eq!(headed(&["cows|101|205", "sheep|85|910", "goats|812|17", "pigs|20|11"]).0, 0);
        assert_eq!(headed(&["科目|说明", "2010301-运行|", "2010302-管理|x"]).0, 1);
    }

    #[test]
    fn counts_with_their_shares_are_data() {
        assert_eq!(headed(&["outcome|a|p", "death|12 (4.5)|NS", "stroke|9 (3.1)|0.4"]).0, 1);
        assert_eq!(headed(&["outcome|ratio|p", "death|0.9 [0.2, 1.4]|NS", "stroke|1|0.4"]).0, 1);
        assert_eq!(headed(&["item|2014 (revised)|p", "death|12|NS", "stroke|9|0.4"]).0, 1);
        assert_eq!(headed(&["item|a|<", "^|2014 (12 months)|2015", "stroke|9|0.4"]).0, 2);
    }

    #[test]
    fn thousands_beside_the_name_of_the_labels_are_units() {
        assert_eq!(headed(&["item|jobs|pay", "^|1 000|1 000 EUR", "x|7|9"]).0, 2);
        assert_eq!(headed(&["item|jobs|pay", "x|1 000|1 000", "y|7|9"]).0, 1);
    }

    #[test]
    fn a_heading_of_rows_is_no_head() {
        assert_eq!(headed(&["a|b|c", "loans|<|<", "x|1|2"]).0, 1);
        assert_eq!(headed(&["a|b|c", "loans||", "x|1|2"]).0, 1);
        assert_eq!(headed(&["a|b|c", "loans||", "(in dollars)||", "x|7|9", "y|3|4"]).0, 1, "and its unit");
        // Codes and labels below names that go down over all levels; others would stand below a group.
        let coded = [
            "code|item|due|<|paid|<",
            "^|^|new|<|old|<",
            "01|pay||||",
            "1|staff|RS|7.5|PR|9",
            "2|rent|CP|3|PC|4",
        ];
        assert_eq!(headed(&coded).0, 2);
        assert_eq!(headed(&["code|item|due|<", "^|^|new|old", "1|staff|7.5|9"]).0, 2);
        // Below a level that leaves a column unnamed, it is a level.
        assert_eq!(headed(&["|2021|2022", "region||", "north|7|9"]).0, 2);
    }

    #[test]
    fn words_that_part_a_span_beside_data_are_header_cells() {
        let found = headed(&["项目|<|<|合计", "编码|<|名称|^", "类|款|合计|9.5", "201|03|运行|9.5"]);
        assert_eq!(found, (2, false, "项目 合计 编码 名称 类 款".into()));
    }

    #[test]
    fn a_form_has_keys_and_no_head() {
        let found = headed(&[
            "项目名称|改造|<|<",
            "主管部门|水务局|实施单位|中心",
            "负责人|苏问渠|电话|5551234",
            "资金|总额|7.5|<",
            "^|其他|0.5|<",
            "目标|提升水平。|<|<",
        ]);
        assert_eq!(found, (0, true, "项目名称 主管部门 实施单位 负责人 电话 资金 总额 其他 目标".into()));
    }
}
