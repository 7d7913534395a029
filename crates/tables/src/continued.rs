//! Pieces that go on over the end of a page or of a column of text, made of the same columns.
//!
//! Edges that white space names lie where the words of one page leave room; the next page's words leave other room, or none
//! in a column that is blank there. Where one piece ends a page and the next begins one, edges are found that suit both.

mod learned;
mod parts;

use crate::leftward;
pub(crate) use learned::{is_better, learned};
use model::geometry::{Pt, Rect};
use model::layout::{Item, PageLayout, Piece, PieceEvidence, Tagging, Verdict};
use model::table::{Cell, Table};

/// The part of the page (per cent) at its top and foot in which running lines stand.
const MARGIN: i32 = 12;
/// Ends of two pieces of one table differ by no more than this.
const SAME_END: Pt = Pt(24_000);
/// Words may reach over an edge by this much: italics, and brackets that hang.
const OVER: Pt = Pt(1_500);

/// Gives pieces that go on from page to page, or from column to column of a page, the same columns.
pub fn continued(pages: &mut [PageLayout]) {
    turn_back(pages);
    let n = pages.len();
    for ix in 0..n {
        parts::confirm(pages, ix);
        columns(&mut pages[ix]);
        agree(pages, ix);
    }
    // What later pages taught, earlier ones take over.
    for ix in (0..n).rev() {
        agree(pages, ix);
        columns(&mut pages[ix]);
    }
    turn_back(pages);
}

/// Pages whose reader starts at the right are read in the mirror, for their columns are in its order; and back.
fn turn_back(pages: &mut [PageLayout]) {
    pages.iter_mut().filter(|page| page.leftward).for_each(leftward::turn_back);
}

/// Pieces of one page that follow each other.
fn columns(page: &mut PageLayout) {
    let pieces: Vec<usize> =
        (0..page.items.len()).filter(|ix| matches!(page.items[*ix], Item::Piece(_))).collect();
    for pair in pieces.windows(2) {
        let (u, l) = (pair[0], pair[1]);
        if !page.items[u + 1..l].iter().all(|item| is_running(page, item)) {
            continue;
        }
        let (Item::Piece(a), Item::Piece(b)) = (&page.items[u], &page.items[l]) else { continue };
        if let Some((a, b)) = common(a, b) {
            page.items[u] = Item::Piece(a);
            page.items[l] = Item::Piece(b);
        }
    }
}

fn agree(pages: &mut [PageLayout], ix: usize) {
    if ix == 0 {
        return;
    }
    let (before, after) = pages.split_at_mut(ix);
    let (upper, lower) = (&mut before[ix - 1], &mut after[0]);
    let (Some(u), Some(l)) = (last(upper), first(lower)) else { return };
    let (Item::Piece(a), Item::Piece(b)) = (&upper.items[u], &lower.items[l]) else { return };
    let one = tag(upper, a).is_some_and(|id| tag(lower, b) == Some(id));
    if let Some((a, b)) = common(a, b).or_else(|| one.then(|| of_one(a, b)).flatten()) {
        upper.items[u] = Item::Piece(a);
        lower.items[l] = Item::Piece(b);
    }
}

/// The piece that ends a page, but for running lines.
fn last(page: &PageLayout) -> Option<usize> {
    let ix = page.items.iter().rposition(|item| matches!(item, Item::Piece(_)))?;
    page.items[ix + 1..].iter().all(|item| is_running(page, item)).then_some(ix)
}

/// The piece that begins a page.
fn first(page: &PageLayout) -> Option<usize> {
    let ix = page.items.iter().position(|item| matches!(item, Item::Piece(_)))?;
    page.items[..ix].iter().all(|item| is_running(page, item)).then_some(ix)
}

fn is_running(page: &PageLayout, item: &Item) -> bool {
    let Item::Line(line) = item else { return false };
    let Some(bbox) = line.ink.bbox else { return false };
    let sheet = Rect { x1: page.width, y1: page.height, ..Rect::default() };
    let (bbox, sheet) = (line.ink.direction.turn(&bbox), line.ink.direction.turn(&sheet));
    let edge = sheet.height().scale(MARGIN, 100);
    bbox.y1 <= sheet.y0 + edge || bbox.y0 >= sheet.y1 - edge
}

/// The table of the author's tags that a piece is, if they are true of it.
fn tag(page: &PageLayout, piece: &Piece) -> Option<u32> {
    let place = piece.bbox?;
    let of = |tagging: &&Tagging| {
        !matches!(tagging.verdict, Verdict::Against(_))
            && tagging.bbox.is_some_and(|bbox| place.contains(bbox.center()))
    };
    page.taggings.iter().find(of).map(|tagging| tagging.id)
}

/// Two pieces that tags say are of one table: the edges of one are those of the other, rules before white space.
fn of_one(a: &Piece, b: &Piece) -> Option<(Piece, Piece)> {
    if a.table.n_cols() != b.table.n_cols() || a.direction != b.direction || a.col_edges == b.col_edges {
        return None;
    }
    let all: Vec<u32> = (0..a.table.n_cols()).collect();
    match (a.evidence, b.evidence) {
        (_, PieceEvidence::Tagged) => Some((a.clone(), recut(b, &a.col_edges, &all)?)),
        (PieceEvidence::Tagged, _) => Some((recut(a, &b.col_edges, &all)?, b.clone())),
        _ => None,
    }
}

/// Two pieces with common columns, if there are such.
fn common(a: &Piece, b: &Piece) -> Option<(Piece, Piece)> {
    let named = |piece: &Piece| {
        matches!(piece.evidence, PieceEvidence::Mixed | PieceEvidence::Borderless | PieceEvidence::Tagged)
    };
    if !(named(a) || named(b))
        || a.direction != b.direction
        || !a.may_go_on_in(b)
        || a.col_edges == b.col_edges
    {
        return None;
    }
    if a.table.n_cols() != b.table.n_cols() && has_other_head(a, b) {
        return None;
    }
    // Columns of text lie a step apart: from left edge to left edge, or from right to right where a part lacks its stub.
    let (from, to) = (At::page(a).ends(), At::page(b).ends());
    let mut steps = if b.page == a.page { vec![to.0 - from.0, to.1 - from.1] } else { vec![Pt::ZERO] };
    // The next page begins with the first of them.
    let (left, right) = (to.0 - from.0, to.1 - from.1);
    if b.page != a.page && left < -SAME_END && (right - left).abs() <= OVER {
        steps = vec![left];
    }
    if a.table.n_cols() != b.table.n_cols() {
        steps.reverse();
    }
    steps.into_iter().find_map(|step| {
        let (a, b) = (At::page(a), At { piece: b, by: -step });
        let flip = a.piece.table.n_cols() < b.piece.table.n_cols();
        let (many, few) = if flip { (&b, &a) } else { (&a, &b) };
        let map = places(many, few)?;
        let edges = between(many, few, &map)?;
        let all: Vec<u32> = (0..many.piece.table.n_cols()).collect();
        let (many, few) = (many.recut(&edges, &all)?, few.recut(&edges, &map)?);
        Some(if flip { (few, many) } else { (many, few) })
    })
}

/// Whether a piece begins with names of columns of figures, most of which another has not. Words over words may be a row.
fn has_other_head(a: &Piece, b: &Piece) -> bool {
    let names: Vec<&Cell> = b.table.row(0).iter().filter(|cell| cell.col() > 0 && !cell.is_blank()).collect();
    let digits = |cell: &Cell| cell.text().contains(char::is_numeric);
    let known = |name: &Cell| a.table.cells().iter().any(|cell| cell.text() == name.text());
    let over_figures = |name: &&Cell| {
        let columns = name.col()..name.col() + name.colspan();
        let below = |cell: &&Cell| cell.row() > 0 && columns.contains(&cell.col()) && !cell.is_blank();
        let (figures, words): (Vec<&Cell>, Vec<&Cell>) =
            b.table.cells().iter().filter(below).partition(|cell| digits(cell));
        figures.len() > words.len()
    };
    let other = names.iter().filter(|name| !known(name)).count();
    other * 2 > names.len() && names.iter().any(over_figures) && !names.iter().any(|name| digits(name))
}

/// A piece, set to the right by some space.
struct At<'a> {
    piece: &'a Piece,
    by: Pt,
}

impl<'a> At<'a> {
    const fn page(piece: &'a Piece) -> Self {
        Self { piece, by: Pt::ZERO }
    }

    fn edge(&self, ix: usize) -> Pt {
        self.piece.col_edges[ix] + self.by
    }

    fn ends(&self) -> (Pt, Pt) {
        (self.edge(0), self.edge(self.piece.col_edges.len() - 1))
    }

    /// Whether another piece lies between its ends.
    fn holds(&self, other: &Self) -> bool {
        let ((left, right), (from, to)) = (self.ends(), other.ends());
        left - SAME_END <= from && to <= right + SAME_END
    }

    /// For each column, what its cells fill: from the left to the right end.
    fn fills(&self) -> Vec<Option<(Pt, Pt)>> {
        let table = &self.piece.table;
        let mut out: Vec<Option<(Pt, Pt)>> = vec![None; table.n_cols() as usize];
        for cell in table.cells().iter().filter(|cell| cell.colspan() == 1) {
            for bbox in cell.ink().iter().filter_map(|ink| ink.bbox) {
                let t = self.piece.direction.turn(&bbox);
                let (from, to) = (t.x0 + self.by, t.x1 + self.by);
                let slot = &mut out[cell.col() as usize];
                *slot = Some(slot.map_or((from, to), |(x0, x1)| (x0.min(from), x1.max(to))));
            }
        }
        out
    }

    /// The piece on other edges, its columns at their places.
    fn recut(&self, edges: &[Pt], map: &[u32]) -> Option<Piece> {
        let own: Vec<Pt> = edges.iter().map(|edge| *edge - self.by).collect();
        recut(self.piece, &own, map)
    }
}

/// For each column of the piece with fewer, its place among those of the other.
fn places(many: &At<'_>, few: &At<'_>) -> Option<Vec<u32>> {
    let (theirs, own) = (many.fills(), few.fills());
    if !many.holds(few) {
        return None;
    }
    if many.piece.table.n_cols() == few.piece.table.n_cols() {
        return Some((0..many.piece.table.n_cols()).collect());
    }
    let mut out: Vec<u32> = Vec::new();
    for fill in own {
        let (x0, x1) = fill?;
        let middle = x0 + (x1 - x0) / 2;
        let over = |col: &usize| theirs[*col].is_some_and(|(a, b)| x0 < b && a < x1);
        let slot =
            many.piece.col_edges.partition_point(|edge| *edge + many.by <= middle).clamp(1, theirs.len()) - 1;
        let hit: Vec<usize> = (0..theirs.len()).filter(over).collect();
        let col = match hit[..] {
            [] => slot,
            [col] => col,
            _ => return None,
        };
        if out.last().is_some_and(|last| *last >= col as u32) {
            return None;
        }
        out.push(col as u32);
    }
    Some(out)
}

/// Edges that no word of either piece crosses.
fn between(many: &At<'_>, few: &At<'_>, map: &[u32]) -> Option<Vec<Pt>> {
    let mut fills = many.fills();
    for (fill, col) in few.fills().iter().zip(map) {
        let slot = &mut fills[*col as usize];
        *slot = match (*slot, *fill) {
            (Some((a, b)), Some((x0, x1))) => Some((a.min(x0), b.max(x1))),
            (one, other) => one.or(other),
        };
    }
    let n = fills.len();
    let mut edges = vec![many.edge(0).min(few.edge(0))];
    for col in 1..n {
        let left = fills[..col].iter().flatten().map(|f| f.1).max();
        let right = fills[col..].iter().flatten().map(|f| f.0).min();
        let own = many.edge(col);
        let edge = match (left, right) {
            (Some(left), Some(right)) if left > right + OVER => return None,
            // An edge that suits both stays where it was.
            (Some(left), Some(right)) if left <= own && own <= right => own,
            (Some(left), Some(right)) => left + (right - left) / 2,
            _ => own,
        };
        edges.push(edge.max(edges[col - 1] + Pt(1)));
    }
    edges.push(many.ends().1.max(few.ends().1).max(edges[n - 1] + Pt(1)));
    Some(edges)
}

/// Whether rules part the rows of a piece column by column: where none is, a cell spans them.
fn parted(piece: &Piece) -> bool {
    piece.evidence == PieceEvidence::Mixed && piece.table.cells().iter().any(|cell| cell.rowspan() > 1)
}

/// The piece on other edges, its columns at their places. A column that rules do not reach is one cell from page to page.
fn recut(piece: &Piece, edges: &[Pt], map: &[u32]) -> Option<Piece> {
    let n = edges.len() as u32 - 1;
    let rows = &piece.row_edges;
    let area = |row: u32, row_end: u32, col: u32, col_end: u32| {
        let area = Rect::new(
            edges[col as usize],
            rows[row as usize],
            edges[col_end as usize],
            rows[row_end as usize],
        );
        piece.direction.unturn(&area)
    };
    let mut taken = vec![false; (piece.table.n_rows() * n) as usize];
    let mut cells: Vec<Cell> = Vec::new();
    for cell in piece.table.cells() {
        let (from, to) = (map[cell.col() as usize], map[cell.col_end() as usize - 1] + 1);
        for row in cell.row()..cell.row_end() {
            taken[(row * n + from) as usize..(row * n + to) as usize].fill(true);
        }
        let made = Cell::new(cell.row(), from, cell.rowspan(), to - from, cell.ink().to_vec());
        cells.push(made.on(piece.page, area(cell.row(), cell.row_end(), from, to)));
    }
    // So is one beside the levels of a head that names none.
    let head = piece.header_hint == Some(piece.table.n_rows());
    let height = if head || parted(piece) { piece.table.n_rows() } else { 1 };
    for (slot, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
        let (row, col) = (slot as u32 / n, slot as u32 % n);
        if row % height == 0 {
            let blank = Cell::new(row, col, height, 1, Vec::new());
            cells.push(blank.on(piece.page, area(row, row + height, col, col + 1)));
        }
    }
    let table = Table::new(piece.table.n_rows(), n, cells).ok()?;
    let outline = Rect::new(edges[0], rows[0], edges[edges.len() - 1], rows[rows.len() - 1]);
    let bbox = Some(piece.direction.unturn(&outline));
    Some(Piece { table, bbox, col_edges: edges.to_vec(), row_edges: rows.clone(), ..piece.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::Quarter;
    use model::layout::Open;
    use model::table::Ink;

    /// A piece of one row, its columns' fills in points.
    fn piece(page: u32, fills: &[(i32, i32)]) -> Piece {
        let at = |x0: i32, x1: i32| Rect::new(Pt::points(x0), Pt::points(10), Pt::points(x1), Pt::points(20));
        let ink = |f: &(i32, i32)| Ink { text: "x".into(), bbox: Some(at(f.0, f.1)), page, ..Ink::default() };
        let cells = fills.iter().enumerate().map(|(col, f)| Cell::new(0, col as u32, 1, 1, vec![ink(f)]));
        let mut edges = vec![Pt::points(fills[0].0)];
        edges.extend(fills.windows(2).map(|w| Pt::points(i32::midpoint(w[0].1, w[1].0))));
        edges.push(Pt::points(fills[fills.len() - 1].1));
        Piece {
            table: Table::new(1, fills.len() as u32, cells.collect()).expect("a row"),
            page,
            bbox: None,
            direction: Quarter::D0,
            leftward: false,
            col_edges: edges,
            row_edges: vec![Pt::points(10), Pt::points(20)],
            evidence: PieceEvidence::Borderless,
            header_hint: None,
            open: Open::default(),
        }
    }

    #[test]
    fn edges_suit_both_pieces() {
        let (a, b) =
            common(&piece(1, &[(0, 50), (90, 120)]), &piece(2, &[(0, 80), (95, 120)])).expect("one table");
        assert_eq!(a.col_edges, b.col_edges);
        assert!(a.col_edges[1] >= Pt::points(80) && a.col_edges[1] <= Pt::points(90));
    }

    #[test]
    fn a_blank_column_is_put_back() {
        let (_, b) = common(&piece(1, &[(0, 50), (60, 80), (90, 120)]), &piece(2, &[(0, 40), (95, 120)]))
            .expect("one table");
        assert_eq!(b.table.n_cols(), 3);
        assert!(b.table.at(0, 1).is_blank());
    }

    #[test]
    fn a_head_of_other_names_begins_another_table() {
        let upper = piece(1, &[(0, 50), (60, 80), (90, 120)]);
        let mut lower = piece(2, &[(0, 40), (95, 120)]);
        lower.row_edges.push(Pt::points(30));
        let named = |texts: [&str; 2]| {
            let ink =
                |text: &str, col: u32| Ink { text: text.into(), ..lower.table.at(0, col).ink()[0].clone() };
            let row = |row: u32| (0..2).map(move |col| (row, col));
            let cell = |(row, col)| Cell::new(row, col, 1, 1, vec![ink(texts[row as usize], col)]);
            Table::new(2, 2, [row(0), row(1)].into_iter().flatten().map(cell).collect()).expect("two rows")
        };
        let (over_figures, over_words, figures) = (named(["y", "7"]), named(["y", "z"]), named(["7", "8"]));
        for rows in [figures, over_words] {
            lower.table = rows;
            assert!(common(&upper, &lower).is_some());
        }
        lower.table = over_figures;
        assert!(common(&upper, &lower).is_none());
    }

    #[test]
    fn a_column_that_the_rules_of_rows_do_not_reach_is_one_cell() {
        let upper = piece(1, &[(0, 50), (60, 80), (90, 120)]);
        let mut lower = Piece { evidence: PieceEvidence::Mixed, ..piece(2, &[(60, 80), (90, 120)]) };
        let ink = |col: u32| lower.table.at(0, col).ink().to_vec();
        let cells = vec![
            Cell::new(0, 0, 2, 1, ink(0)),
            Cell::new(0, 1, 1, 1, ink(1)),
            Cell::new(1, 1, 1, 1, Vec::new()),
        ];
        lower.table = Table::new(2, 2, cells).expect("two rows");
        lower.row_edges.push(Pt::points(30));
        let (_, lower) = common(&upper, &lower).expect("one table");
        assert_eq!(lower.table.at(0, 0).rowspan(), 2);
    }

    #[test]
    fn other_columns_are_another_table() {
        assert!(common(&piece(1, &[(0, 50), (90, 120)]), &piece(2, &[(0, 100), (110, 120)])).is_none());
    }
}
