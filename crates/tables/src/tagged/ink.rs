//! Whether the ink of tagged cells stands on a grid in the order of their tags.

use crate::bands::{Line, PHRASE, lines, marks};
use crate::rivers::rivers;
use model::Page;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::{GlyphId, TaggedTable};
use std::collections::{BTreeMap, BTreeSet};

/// Ink of two columns may overlap by this part of the em (per thousand): italics, brackets that hang, wrong advances.
const OVER: i32 = 250;
/// Boxes of glyphs reach above and below what is printed: rows set solid overlap by this part of the em.
const SOLID: i32 = 420;
/// Ink in the table's box that its tags do not name may be this part (per cent) of what they name.
const FOREIGN: usize = 20;
/// So many lines of a cell with a gap in the same place are columns.
const LINES: usize = 3;
/// A cell that holds more than this part (per cent) of a table's glyphs, in so many lines or more, is a page laid out as a table.
const MOST: usize = 70;
const LONG: usize = 6;

/// A cell of a tagged table of the page: places in [`Page::tagged`] and its cells.
pub(super) type Owner = (usize, usize);

/// Which cell each glyph is tagged to be of, and the words.
pub(super) struct Owners<'a> {
    pub(super) words: &'a [Word],
    by_glyph: Vec<Option<Owner>>,
    /// Tables that share marked content with others or within.
    shared: Vec<bool>,
}

impl Owners<'_> {
    pub(super) fn of(&self, glyph: GlyphId) -> Option<Owner> {
        self.by_glyph.get(glyph.0 as usize).copied().flatten()
    }
}

pub(super) fn owners<'a>(page: &Page, words: &'a [Word]) -> Owners<'a> {
    let mut by_mark: BTreeMap<u32, Owner> = BTreeMap::new();
    let mut shared = vec![false; page.tagged.len()];
    for (nth, table) in page.tagged.iter().enumerate() {
        for (ix, cell) in table.cells.iter().enumerate() {
            for mark in &cell.marks {
                if let Some(other) = by_mark.insert(*mark, (nth, ix))
                    && other != (nth, ix)
                {
                    (shared[nth], shared[other.0]) = (true, true);
                }
            }
        }
    }
    let by_glyph =
        page.glyphs.iter().map(|glyph| glyph.mcid.and_then(|mark| by_mark.get(&mark)).copied()).collect();
    Owners { words, by_glyph, shared }
}

/// A tagged table's part on a page, with its ink.
pub(super) struct Grid<'a> {
    pub(super) table: &'a TaggedTable,
    nth: usize,
    owners: &'a Owners<'a>,
    pub(super) direction: Quarter,
    /// The outline of its ink, as its reader sees it; `None` without any.
    pub(super) bbox: Option<Rect>,
    /// The size of its text.
    pub(super) size: Pt,
    /// Its first row here, and the one after its last.
    span: (u32, u32),
    /// Whether its columns run from right to left.
    mirrored: bool,
    /// What its cells of one column fill of each, left to right.
    pub(super) columns: Vec<Option<(Pt, Pt)>>,
    /// What its cells of one row fill of each, top to bottom.
    pub(super) rows: Vec<Option<(Pt, Pt)>>,
    /// The ink of each cell.
    pub(super) cells: Vec<Option<Rect>>,
    /// Why its tags are not true of it.
    pub(super) fault: Option<&'static str>,
}

impl Grid<'_> {
    pub(super) fn n_rows(&self) -> u32 {
        self.span.1 - self.span.0
    }

    pub(super) fn n_cols(&self) -> u32 {
        self.table.n_cols
    }

    /// Its outline in page space.
    pub(super) fn place(&self) -> Option<Rect> {
        self.bbox.map(|bbox| self.direction.unturn(&bbox))
    }

    /// The cell of this table that a glyph is of.
    pub(super) fn owner_of(&self, glyph: GlyphId) -> Option<usize> {
        self.owners.of(glyph).filter(|(nth, _)| *nth == self.nth).map(|(_, cell)| cell)
    }

    /// A cell's place among the rows here; `None` when it stands on other pages.
    fn here(&self, cell: usize) -> Option<[u32; 4]> {
        let [row, col, height, width] = self.table.cells[cell].at;
        let (from, to) = (row.max(self.span.0), (row + height).min(self.span.1));
        let col = if self.mirrored { self.table.n_cols - col - width } else { col };
        (from < to).then(|| [from - self.span.0, col, to - from, width])
    }

    /// Cells that cover every slot once: those tagged, and blank ones.
    pub(super) fn tiles(&self) -> Vec<(Option<usize>, [u32; 4])> {
        let n_cols = self.n_cols();
        let mut free = vec![true; (self.n_rows() * n_cols) as usize];
        let mut out = Vec::new();
        for cell in 0..self.table.cells.len() {
            let Some(at @ [row, col, height, width]) = self.here(cell) else { continue };
            for r in row..row + height {
                let from = (r * n_cols + col) as usize;
                free[from..from + width as usize].fill(false);
            }
            out.push((Some(cell), at));
        }
        let blank = |(slot, free): (usize, &bool)| {
            free.then_some((None, [slot as u32 / n_cols, slot as u32 % n_cols, 1, 1]))
        };
        out.extend(free.iter().enumerate().filter_map(blank));
        out.sort_unstable_by_key(|(_, at)| *at);
        out
    }

    /// Leading rows whose cells are all tagged as heads, when others follow.
    pub(super) fn head(&self) -> Option<u32> {
        if self.span.0 > 0 {
            return None;
        }
        let mut plain = vec![false; self.n_rows() as usize];
        let mut heads = vec![false; self.n_rows() as usize];
        for (ix, cell) in self.table.cells.iter().enumerate() {
            let (Some([row, ..]), true) = (self.here(ix), self.cells[ix].is_some()) else { continue };
            if cell.head { heads[row as usize] = true } else { plain[row as usize] = true }
        }
        let rows = (0..plain.len()).take_while(|row| heads[*row] && !plain[*row]).count();
        (rows > 0 && rows < plain.len()).then_some(rows as u32)
    }
}

/// One tagged table of the page, as its ink has it.
pub(super) fn grid<'a>(page: &'a Page, nth: usize, owners: &'a Owners<'a>) -> Grid<'a> {
    let table = &page.tagged[nth];
    let mut glyphs: Vec<(usize, GlyphId)> = Vec::new();
    for id in owners.words.iter().flat_map(|word| &word.glyphs) {
        if let Some((_, cell)) = owners.of(*id).filter(|(own, _)| *own == nth) {
            glyphs.push((cell, *id));
        }
    }
    let glyph = |id: GlyphId| &page.glyphs[id.0 as usize];
    let mut ways = [0_usize; 4];
    for (_, id) in &glyphs {
        ways[glyph(*id).direction as usize] += 1;
    }
    let all = [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270];
    let direction = (0..4).rev().max_by_key(|ix| ways[*ix]).map_or(Quarter::D0, |ix| all[ix]);
    let mut sizes: Vec<Pt> = glyphs.iter().map(|(_, id)| glyph(*id).size).collect();
    sizes.sort_unstable();
    let mut grid = Grid {
        table,
        nth,
        owners,
        direction,
        bbox: None,
        size: sizes.get(sizes.len() / 2).copied().unwrap_or_default().max(Pt(1)),
        span: (0, 0),
        mirrored: false,
        columns: Vec::new(),
        rows: Vec::new(),
        cells: vec![None; table.cells.len()],
        fault: None,
    };
    let mut counts = vec![0_usize; table.cells.len()];
    for (cell, id) in &glyphs {
        let t = direction.turn(&glyph(*id).bbox);
        grid.cells[*cell] = Some(grid.cells[*cell].map_or(t, |known| known.union(&t)));
        counts[*cell] += 1;
    }
    grid.bbox = Rect::bounding(grid.cells.iter().flatten().copied());
    grid.span = rows_here(&grid);
    if grid.bbox.is_none() {
        return grid;
    }
    grid.mirrored = mirrored(&grid);
    grid.fault = fault(page, &mut grid, &counts);
    grid
}

/// The rows of the table that have ink here.
fn rows_here(grid: &Grid<'_>) -> (u32, u32) {
    let (mut from, mut to) = (u32::MAX, 0);
    let inked =
        || grid.table.cells.iter().zip(&grid.cells).filter(|(_, ink)| ink.is_some()).map(|(c, _)| c.at);
    for [row, _, height, _] in inked().filter(|at| at[2] == 1) {
        (from, to) = (from.min(row), to.max(row + height));
    }
    for [row, _, height, _] in inked().filter(|at| at[2] > 1) {
        // A cell of several rows stands in some of them.
        if from == u32::MAX {
            (from, to) = (row, row + height);
        } else if row >= to {
            to = row + 1;
        } else if row + height <= from {
            from = row + height - 1;
        }
    }
    match from {
        u32::MAX => (0, 0),
        // Blank rows before and after are on this page as well, for there is no other.
        _ if grid.table.whole => (0, grid.table.n_rows),
        _ => (from, to),
    }
}

/// Whether every pair of neighbours in a row stands from right to left.
fn mirrored(grid: &Grid<'_>) -> bool {
    let mut by_row: BTreeMap<u32, Vec<(u32, Rect)>> = BTreeMap::new();
    for (cell, ink) in grid.table.cells.iter().zip(&grid.cells) {
        if let Some(ink) = ink {
            by_row.entry(cell.at[0]).or_default().push((cell.at[1], *ink));
        }
    }
    let (mut right, mut left) = (0, 0);
    for row in by_row.values() {
        for pair in row.windows(2) {
            if pair[1].1.x1 <= pair[0].1.x0 { left += 1 } else { right += 1 }
        }
    }
    left > 0 && right == 0
}

/// Why the tags are not true of the ink, if they are not; fills the intervals of columns and rows.
fn fault(page: &Page, grid: &mut Grid<'_>, counts: &[usize]) -> Option<&'static str> {
    let (over, solid) = (grid.size.scale(OVER, 1000), grid.size.scale(SOLID, 1000));
    let mut columns: Vec<Option<(Pt, Pt)>> = vec![None; grid.n_cols() as usize];
    let mut rows: Vec<Option<(Pt, Pt)>> = vec![None; grid.n_rows() as usize];
    let grow = |span: &mut Option<(Pt, Pt)>, from: Pt, to: Pt| {
        *span = Some(span.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
    };
    let placed: Vec<([u32; 4], Rect)> = (0..grid.cells.len())
        .filter_map(|ix| Some((grid.here(ix).filter(|_| grid.cells[ix].is_some())?, grid.cells[ix]?)))
        .collect();
    for ([row, col, height, width], ink) in &placed {
        if *width == 1 {
            grow(&mut columns[*col as usize], ink.x0, ink.x1);
        }
        if *height == 1 {
            grow(&mut rows[*row as usize], ink.y0, ink.y1);
        }
    }
    (grid.columns, grid.rows) = (columns, rows);
    if grid.table.nested {
        return Some("a table stands in a cell of another");
    }
    if grid.owners.shared[grid.nth] {
        return Some("two cells have the same content");
    }
    let starts: BTreeSet<u32> = placed.iter().map(|([_, col, ..], _)| *col).collect();
    if grid.table.n_rows < 2 || starts.len() < 2 {
        return Some("one row or column");
    }
    if !rising(&grid.rows, solid) {
        return Some("its rows do not follow each other");
    }
    if !rising(&grid.columns, over) {
        return Some("its columns do not stand beside each other");
    }
    let outside = |([row, col, height, width], ink): &([u32; 4], Rect)| {
        let beside = |spans: &[Option<(Pt, Pt)>], from: u32, count: u32, a: Pt, b: Pt, by: Pt| {
            let (from, to) = (from as usize, (from + count) as usize);
            let before = spans[..from].iter().rev().flatten().next();
            let after = spans[to..].iter().flatten().next();
            before.is_some_and(|(_, end)| a + by < *end) || after.is_some_and(|(start, _)| b - by > *start)
        };
        beside(&grid.columns, *col, *width, ink.x0, ink.x1, over)
            || beside(&grid.rows, *row, *height, ink.y0, ink.y1, solid)
    };
    if placed.iter().any(outside) {
        return Some("a cell reaches into others");
    }
    if named_sideways(grid) {
        return Some("names set sideways above its columns are not tagged");
    }
    if headed(page, grid) {
        return Some("its head, printed again, is not tagged");
    }
    look_inside(page, grid, counts)
}

/// A head printed again stands no farther above its rows than so many sizes.
const ABOVE: i32 = 2;

/// Whether text that is no content (running text, and heads that a typesetter prints again on each page, are artifacts: ISO
/// 32000-2, 14.8.2.2) stands right above the table, in several of its columns, and it has no head of its own.
fn headed(page: &Page, grid: &Grid<'_>) -> bool {
    let own = grid.table.cells.iter().zip(&grid.cells).any(|(cell, ink)| cell.head && ink.is_some());
    let Some(bbox) = grid.bbox.filter(|_| !own) else { return false };
    let mut columns: BTreeSet<usize> = BTreeSet::new();
    for word in grid.owners.words.iter().filter(|word| word.direction == grid.direction) {
        let t = grid.direction.turn(&word.bbox);
        let near = t.y1 <= bbox.y0 + grid.size && t.y1 + grid.size * ABOVE >= bbox.y0 && t.y0 < bbox.y0;
        if near && page.glyphs[word.glyphs[0].0 as usize].mcid.is_none() {
            let over = |span: &Option<(Pt, Pt)>| span.is_some_and(|(from, to)| t.x0 < to && from < t.x1);
            columns.extend(grid.columns.iter().position(over));
        }
    }
    columns.len() > 1
}

/// Names set sideways stand in columns of this many at least.
const SIDEWAYS: usize = 3;

/// Whether texts that no tag names stand, turned, over several columns of the table, and end above its first row that has ink
/// in them: a browser that turns them leaves them untagged.
fn named_sideways(grid: &Grid<'_>) -> bool {
    let Some(bbox) = grid.bbox else { return false };
    let turned = |word: &&Word| word.direction.is_across(grid.direction);
    let mut columns: BTreeSet<usize> = BTreeSet::new();
    for word in grid.owners.words.iter().filter(turned).filter(|word| grid.owner_of(word.glyphs[0]).is_none())
    {
        let t = grid.direction.turn(&word.bbox);
        let near = t.y0 < bbox.y0 && (t.y1 - bbox.y0).abs() <= grid.size * ABOVE;
        let over = |span: &Option<(Pt, Pt)>| span.is_some_and(|(from, to)| t.x0 < to && from < t.x1);
        columns.extend(grid.columns.iter().position(over).filter(|_| near));
    }
    columns.len() >= SIDEWAYS
}

/// Whether intervals follow each other, overlapping by no more than `by`.
fn rising(spans: &[Option<(Pt, Pt)>], by: Pt) -> bool {
    let known: Vec<&(Pt, Pt)> = spans.iter().flatten().collect();
    known.windows(2).all(|pair| {
        let middle = |span: &(Pt, Pt)| span.0 + (span.1 - span.0) / 2;
        pair[1].0 + by >= pair[0].1 && middle(pair[0]) < middle(pair[1])
    })
}

/// What stands in the table's box and in its cells.
fn look_inside(page: &Page, grid: &Grid<'_>, counts: &[usize]) -> Option<&'static str> {
    let bbox = grid.bbox?;
    let total: usize = counts.iter().sum();
    let in_box = |word: &&Word| bbox.contains(grid.direction.turn(&word.bbox).center());
    let mut foreign = 0;
    let mut held: BTreeMap<usize, Vec<Word>> = BTreeMap::new();
    for word in grid.owners.words.iter().filter(in_box) {
        match grid.owner_of(word.glyphs[0]) {
            Some(cell) if counts[cell] > LINES => held.entry(cell).or_default().push(word.clone()),
            Some(_) => {}
            None => foreign += word.glyphs.iter().filter(|id| grid.owner_of(**id).is_none()).count(),
        }
    }
    if foreign * 100 > total * FOREIGN {
        return Some("text that it does not name stands in it");
    }
    for (cell, words) in held {
        let lines = lines(&marks(page, &words, grid.direction));
        if lines.len() >= LONG && counts[cell] * 100 > total * MOST {
            return Some("nearly all text stands in one cell");
        }
        let parted: Vec<&Line> = lines.iter().filter(|line| line.phrases().len() > 1).collect();
        if parted.len() >= LINES && parted.len() * 2 > lines.len() && !rivers(&parted, PHRASE).is_empty() {
            return Some("a cell holds columns");
        }
    }
    None
}
