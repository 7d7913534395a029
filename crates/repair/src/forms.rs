//! Forms: keys beside their values instead of a head above columns.

use crate::numbers::{Figures, is_symbol};
use model::table::{Cell, Table};

/// Longer texts are values: a key is a few words.
const LONGEST_KEY: usize = 24;
/// A row of at least so many short texts above figures is a head inside the form.
const INNER_HEAD: usize = 5;

/// Whether a table is a form; `rows` is the head it would have otherwise.
pub(crate) fn is_form(table: &Table, rows: u32, figures: &Figures<'_>) -> bool {
    rows < table.n_rows()
        && (key_beside_head(table, rows)
            || key_beside_blanks(table, rows)
            || values_span(table, rows)
            || is_pairs(table, figures))
}

/// A first cell that begins in the head and reaches into the data below names what stands beside it, not its column.
fn key_beside_head(table: &Table, rows: u32) -> bool {
    let cell = table.at(0, 0);
    rows > 0
        && !cell.is_blank()
        && cell.row_end() > rows
        && cell.row_end() < table.n_rows().max(2)
        && (0..rows).all(|row| table.at(row, 0).id() == cell.id())
        && (cell.row_end()..table.n_rows()).any(|row| table.row(row).iter().any(|c| c.colspan() > 1))
}

/// The same where a converter left blanks for the span: the first column is blank from the head into the data, and a later
/// row has a key with a long text.
fn key_beside_blanks(table: &Table, rows: u32) -> bool {
    /// A key, another, and the text.
    const FEW: usize = 3;
    let blank = |row: u32| table.at(row, 0).is_blank();
    let long = |row: u32| {
        let filled = table.row(row).iter().filter(|cell| !cell.is_blank());
        filled.clone().count() <= FEW && filled.clone().any(|cell| cell.text().chars().count() > LONGEST_KEY)
    };
    rows > 0
        && table.at(0, 0).is_of_dump()
        && !blank(0)
        && (1..=rows).all(|row| row < table.n_rows() && blank(row))
        && (rows + 1..table.n_rows()).any(|row| !blank(row) && long(row))
}

/// Values reach over several columns, differently from row to row: the columns are no columns of a table.
fn values_span(table: &Table, rows: u32) -> bool {
    let body: Vec<Vec<&Cell>> = (rows..table.n_rows())
        .map(|row| {
            table
                .row(row)
                .iter()
                .filter(|cell| cell.col() > 0 && cell.colspan() > 1 && !cell.is_blank())
                .collect()
        })
        .collect();
    let spanning = body.iter().filter(|cells| !cells.is_empty()).count();
    let mut shapes: Vec<Vec<(u32, u32)>> =
        body.iter().map(|cells| cells.iter().map(|cell| (cell.col(), cell.colspan())).collect()).collect();
    shapes.sort_unstable();
    shapes.dedup();
    spanning >= 2 && spanning * 2 >= body.len() && shapes.len() > 1
}

/// Two columns of keys and values: the first bold throughout and the second not; or, in print without any bold, short texts
/// beside values of several kinds, so that the first row heads none of them.
pub(crate) fn is_pairs(table: &Table, figures: &Figures<'_>) -> bool {
    let column = |col: u32| table.cells().iter().filter(move |cell| cell.col() == col && !cell.is_blank());
    if table.n_cols() != 2 || table.n_rows() < 2 {
        return false;
    }
    let numbers = column(1).filter(|cell| figures.is_number(cell.text())).count();
    let printed = column(0).all(|cell| cell.ink().iter().all(|ink| ink.bbox.is_some()));
    let plain = table.cells().iter().all(|cell| !cell.is_bold());
    let mixed = numbers > 0
        && !figures.is_number(table.at(0, 1).text())
        && column(0).all(|cell| is_key(cell, figures));
    let bold = column(0).all(Cell::is_bold) && column(1).all(|cell| !cell.is_bold());
    numbers * 2 < column(1).count() && (bold || printed && plain && mixed)
}

/// For each cell of a form, in its order, whether it is a key.
pub(crate) fn keys(table: &Table, figures: &Figures<'_>) -> Vec<bool> {
    let mut out = vec![false; table.cells().len()];
    // The columns of a head inside the form: rows of the same columns below it are its data.
    let mut columns: Vec<u32> = Vec::new();
    for row in 0..table.n_rows() {
        let here: Vec<usize> = across(table, row);
        let begins: Vec<usize> = here
            .iter()
            .copied()
            .filter(|ix| table.cells()[*ix].row() == row && !table.cells()[*ix].is_blank())
            .collect();
        if is_inner_head(table, row, &begins, figures) {
            columns = begins.iter().map(|ix| table.cells()[*ix].col()).collect();
            for ix in begins {
                out[ix] = true;
            }
            continue;
        }
        let own: Vec<u32> = begins.iter().map(|ix| table.cells()[*ix].col()).collect();
        let of_head = own.len() * 2 > columns.len() && own.iter().all(|col| columns.contains(col));
        if columns.len() >= INNER_HEAD && of_head {
            continue;
        }
        columns.clear();
        // Key, value, key, value: what follows a key that names several rows is a key again.
        let mut expects_key = true;
        for ix in here {
            let cell = &table.cells()[ix];
            let may = is_key(cell, figures);
            if cell.row() == row && expects_key && may {
                out[ix] = true;
            }
            // In a dump a span shows as blanks below.
            let below = (cell.row_end() < table.n_rows()).then(|| table.at(cell.row_end(), cell.col()));
            let dump = cell.is_of_dump();
            let tall = cell.rowspan() > 1 || dump && below.is_some_and(Cell::is_blank) && cell.col() == 0;
            expects_key = if out[ix] { tall && cell.col_end() < table.n_cols() } else { true };
        }
    }
    out
}

/// The cells that cover a row, left to right.
fn across(table: &Table, row: u32) -> Vec<usize> {
    let mut all: Vec<usize> = (0..table.n_cols()).map(|col| table.index_at(row, col)).collect();
    all.dedup();
    all
}

fn is_key(cell: &Cell, figures: &Figures<'_>) -> bool {
    let text = cell.text().trim();
    let marks = |c: char| matches!(c, '。' | '；' | '，' | ';');
    !text.is_empty()
        && text.chars().count() <= LONGEST_KEY
        && !text.contains(marks)
        && !figures.is_number(text)
        && !is_symbol(text)
}

/// A row of short texts whose columns hold other things below, down to a row with figures: a head inside the form, or one of
/// the rows of one.
fn is_inner_head(table: &Table, row: u32, begins: &[usize], figures: &Figures<'_>) -> bool {
    let words = |row: u32| {
        let cells: Vec<&Cell> = table.row(row).iter().filter(|cell| !cell.is_blank()).collect();
        (cells.len(), cells.iter().all(|cell| is_key(cell, figures)))
    };
    let figured =
        |row: u32| table.row(row).iter().filter(|cell| figures.is_number(cell.text().trim())).count();
    let short = begins.iter().all(|ix| is_key(&table.cells()[*ix], figures));
    let under = (row + 1 < table.n_rows()).then_some(row + 1);
    let Some(under) = under.filter(|_| short && begins.len() >= 2) else { return false };
    let (count, all_words) = words(under);
    // Spans above that the next row parts, and figures below that.
    let parted = begins.iter().any(|ix| {
        let cell = &table.cells()[*ix];
        let next = (cell.col_end() < table.n_cols()).then(|| table.at(row, cell.col_end()));
        let beside = next.is_some_and(|next| next.is_blank() && !table.at(under, next.col()).is_blank());
        beside
            || cell.colspan() > 1
                && table
                    .row(under)
                    .iter()
                    .filter(|c| cell.col() <= c.col() && c.col() < cell.col_end())
                    .count()
                    > 1
    });
    let deep = parted && all_words && under + 1 < table.n_rows() && figured(under + 1) > 1;
    deep || begins.len() >= INNER_HEAD && figured(under) > 0 && count >= begins.len() / 2
}
