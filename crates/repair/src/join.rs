//! Pieces of one table joined over pages: header rows printed again are dropped, rows and spans that the page's end cut
//! are made one.

use crate::headers;
use crate::numbers::number;
use model::geometry::Pt;
use model::layout::{Piece, PieceEvidence};
use model::table::{Evidence, Op, Table, Why};

/// Column edges of two pieces this near are the same columns.
const SAME_EDGE: Pt = Pt(4_500);
/// A column that this share of the data rows fills (per hundred) is filled by every whole row.
const ALWAYS: usize = 85;

/// Whether a piece may go on where another ended: the next page (or the next lines of a dump), the same columns.
pub(crate) fn continues(last: &Piece, next: &Piece) -> bool {
    if last.table.n_cols() != next.table.n_cols() {
        return false;
    }
    if last.evidence == PieceEvidence::Dump {
        return next.evidence == PieceEvidence::Dump;
    }
    let (Some(a), Some(b)) = (last.col_edges.first(), next.col_edges.first()) else { return false };
    let shift = *b - *a;
    next.page == last.page + 1
        && last.col_edges.iter().zip(&next.col_edges).all(|(x, y)| (*y - *x - shift).abs() <= SAME_EDGE)
}

fn squash(table: &Table, row: u32) -> Vec<(u32, u32, u32, String)> {
    let text = |c: &model::Cell| c.text().split_whitespace().collect();
    table.row(row).iter().map(|c| (c.col(), c.colspan(), c.rowspan(), text(c))).collect()
}

/// Joins a piece to the table before it. `header_rows` is the table's head.
pub(crate) fn join(table: &mut Table, header_rows: u32, next: Table, nth: u32, dump: bool) {
    let joint = table.n_rows();
    let repeated = (header_rows > 0 && header_rows < next.n_rows())
        && (0..header_rows).all(|row| squash(table, row) == squash(&next, row));
    let evidence = Evidence::new("structure").with("columns", table.n_cols().to_string());
    if table.append_rows(next, nth, Why::new("join-pages", evidence)).is_err() {
        return;
    }
    if repeated {
        let evidence = Evidence::new("structure").with("rows", header_rows.to_string());
        let drop = Op::DropRows { first: joint, count: header_rows };
        table.apply(drop, Why::new("drop-repeated-header", evidence)).expect("the rows were just appended");
    }
    grow_spans(table, joint);
    let from = if header_rows < joint { header_rows } else { 0 };
    if let Some(evidence) = cut_row(table, from, joint, dump) {
        // Rows whose spans do not agree stay two: nothing is lost.
        let _ = table.apply(Op::JoinRows { upper: joint - 1 }, Why::new("join-row-over-page", evidence));
    }
}

/// A cell that spans rows and was cut by the page: below the joint its blank rest spans rows too.
fn grow_spans(table: &mut Table, joint: u32) {
    let lower = table.row(joint);
    let rest = lower.iter().filter(|cell| {
        let above = table.at(joint - 1, cell.col());
        let same = above.col() == cell.col() && above.colspan() == cell.colspan() && above.row_end() == joint;
        same && cell.is_blank() && cell.rowspan() > 1 && above.rowspan() > 1
    });
    let Some(end) = rest.map(model::Cell::row_end).min() else { return };
    // What runs beside the blank rest, over the same rows, goes on as well.
    let grown: Vec<_> = lower
        .iter()
        .filter(|cell| cell.row_end() == end && cell.rowspan() > 1)
        .filter_map(|cell| {
            let above = table.at(joint - 1, cell.col());
            let same = above.col() == cell.col() && above.colspan() == cell.colspan() && above.row_end() == joint;
            same.then(|| (above.id(), above.rowspan() + cell.rowspan(), above.colspan()))
        })
        .collect();
    for (cell, rowspan, colspan) in grown {
        let evidence = Evidence::new("structure").with("rows_below", (end - joint).to_string());
        let grow = Op::Grow { cell, rowspan, colspan };
        table.apply(grow, Why::new("join-span-over-page", evidence)).expect("the cells stand one on the other");
    }
}

/// What speaks for the rows above and below the joint being one; `None`: they are two.
fn cut_row(table: &Table, from: u32, joint: u32, dump: bool) -> Option<Evidence> {
    let upper = joint - 1;
    if upper < from || joint >= table.n_rows() {
        return None;
    }
    let filled = |row: u32, col: u32| {
        let cell = table.at(row, col);
        !cell.is_blank()
    };
    let cols: Vec<u32> = (0..table.n_cols()).collect();
    let lower: Vec<u32> = cols.iter().copied().filter(|c| filled(joint, *c) && table.at(joint, *c).row() == joint).collect();
    if lower.is_empty() {
        let begins_here = table.row(joint).iter().all(|cell| cell.rowspan() == 1);
        return begins_here.then(|| Evidence::new("structure").with("below", "blank"));
    }
    // Two figures in one column are two rows. A dump's fragment ("00") continues a figure.
    let figure = |row: u32, col: u32| {
        let text: String = table.at(row, col).text().split_whitespace().collect();
        number(&text).is_ok() && !(dump && row == joint && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()))
    };
    let both = lower.iter().any(|c| filled(upper, *c) && figure(upper, *c) && figure(joint, *c));
    if both {
        return None;
    }
    let data: Vec<u32> = (from..table.n_rows()).filter(|row| *row != joint && *row != upper).collect();
    let always: Vec<u32> = cols
        .iter()
        .copied()
        .filter(|c| {
            let n = data.iter().filter(|row| filled(**row, *c)).count();
            !data.is_empty() && n * 100 >= data.len() * ALWAYS
        })
        .collect();
    let lacks = |row: u32| always.iter().filter(|c| !filled(row, **c)).count();
    let (lacking_above, lacking_below) = (lacks(upper), lacks(joint));
    let open = lower.iter().any(|c| unbalanced(table.at(upper, *c).text()) && table.at(upper, *c).row() == upper);
    let twice = lower.iter().any(|c| {
        let (above, below) = (table.at(upper, *c).text().trim(), table.at(joint, *c).text().trim());
        below.chars().count() > 1 && above.ends_with(below)
    });
    let whole_above = lacking_above == 0;
    let evidence = |kind| {
        let names: Vec<String> = lower.iter().map(ToString::to_string).collect();
        Evidence::new(kind).with("columns_below", names.join(" ")).with("lacking_below", lacking_below.to_string())
    };
    if lacking_below > 0 && (whole_above || lacking_above + lacking_below >= always.len()) {
        return Some(evidence("structure"));
    }
    if open || twice {
        return Some(evidence("form"));
    }
    None
}

fn unbalanced(text: &str) -> bool {
    let count = |set: [char; 2]| text.chars().filter(|c| set.contains(c)).count();
    count(['(', '（']) > count([')', '）'])
}

/// The head of a piece, before any joining.
pub(crate) fn head(piece: &Piece) -> u32 {
    headers::count(&piece.table, piece.header_hint)
}
