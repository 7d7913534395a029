//! Cells that span rows where nothing at all is drawn: the middles of their texts tell which rows.
//!
//! In a table that centres its cells upright, columns with a text in each row show where the rows are. A text of another
//! column is the middle of the rows that its cell spans, and all its texts together part the rows among themselves. Of all
//! ways to do so the one is taken that leaves texts nearest to those middles, if it leaves none far off.

mod grid;
#[cfg(test)]
mod tests;

use crate::bands::{Line, Mark, lines};
use crate::columns::{Columns, Plan};
use crate::parted::Parted;
use crate::rows::SPACE;
use grid::{Grid, edges, rests};
use model::geometry::Pt;
use std::ops::Range;

/// A text is the middle of its rows to within this part of the em (per thousand).
const SAME: i32 = 350;
/// Middles of the texts of one row are one to within this part of the em.
const ROW: i32 = 220;
/// Lines of one text stand no farther apart than this part (per thousand) of the least distance between lines.
const LEADING: i32 = 1_120;
/// Lines nearer than this part of the em are set beside each other.
const LINE: i32 = 700;
/// So many columns have to show the rows.
const FINE: usize = 2;
/// So many texts have to stand beside several rows.
const SPANNING: usize = 2;
/// One is enough that stands beside so many.
const BESIDE: usize = 3;
/// The rest of a figure is narrower than this part (per cent) of its first line.
const REST: i32 = 80;
/// How far baselines lie below the middles of their lines, in thousandths of an em: between Latin and full-width fonts.
const BASE: i32 = 360;
/// Bodies of no more rows are looked at.
const MOST: usize = 400;

/// Where a body is: its top, its bottom, whether the page ends below it, and whether a head stands above it.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    pub(crate) top: Pt,
    pub(crate) bottom: Pt,
    pub(crate) cut: bool,
    pub(crate) named: bool,
}

/// A text of one column: the baselines of its first and its last line, and how many lines it has.
#[derive(Clone, Copy)]
struct Block {
    first: Pt,
    last: Pt,
    lines: usize,
}

impl Block {
    fn middle(self) -> Pt {
        self.first + (self.last - self.first) / 2
    }

    /// Both as one.
    fn with(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            lines: self.lines.max(other.lines),
        }
    }

    /// Whether one of its lines stands at a height.
    fn is_level(self, y: Pt, near: Pt) -> bool {
        let last = self.lines.saturating_sub(1).max(1);
        (0..self.lines)
            .any(|ix| (self.first + (self.last - self.first) * ix as i32 / last as i32 - y).abs() <= near)
    }
}

/// The rows that a cell spans; none: a blank.
type Cells = Vec<Range<usize>>;

/// The rows of a body with cells that span several of them, all set about their middles or all at their tops.
pub(crate) fn centred(columns: &Columns, reach: Reach, plans: &[Vec<Plan>], body: &[Line]) -> Option<Parted> {
    let n = columns.len();
    if plans.iter().flatten().any(|plan| plan.width > 1) {
        return None;
    }
    let size = body.iter().map(|line| line.size).max()?;
    let mut marks: Vec<Vec<Mark>> = vec![Vec::new(); n];
    for plan in plans.iter().flatten() {
        marks[plan.col].extend(&plan.marks);
    }
    let held: Vec<Vec<Line>> = marks.iter().map(|own| lines(own)).collect();
    let steps = held.iter().flat_map(|own| own.windows(2)).map(|pair| pair[1].base - pair[0].base);
    let leading = steps.filter(|step| *step > size.scale(LINE, 1000)).min()?.scale(LEADING, 1000);
    let texts: Vec<Vec<Block>> =
        (0..n).map(|col| blocks(&held[col], leading, Some(columns.room(col)))).collect();
    let close: Vec<Vec<Block>> = (0..n).map(|col| blocks(&held[col], leading, None)).collect();
    let sheet = Sheet { texts, close, size, leading, reach };
    let about_middles = || {
        let rows = sheet.rows(Block::middle)?;
        sheet.split(&rows).about_middles(&rows)
    };
    let at_tops = || {
        let rows = sheet.rows(|block| block.first)?;
        sheet.split(&rows).at_tops(&rows)
    };
    // Rows of one line each have their tops where they have their middles: then it counts where the others begin.
    let first = sheet.texts.iter().filter_map(|own| own.first()).map(|block| block.first);
    let level = first.clone().max()? - first.min()? <= size.scale(ROW, 1000);
    if level { at_tops().or_else(about_middles) } else { about_middles().or_else(at_tops) }
}

/// The texts of a column: lines that follow each other, as far as what begins a line would not have had room on the one
/// above, where the room is known.
fn blocks(held: &[Line], leading: Pt, room: Option<Pt>) -> Vec<Block> {
    let width = held.iter().map(|line| line.right() - line.left()).max().unwrap_or_default();
    let mut out: Vec<Block> = Vec::new();
    for (ix, line) in held.iter().enumerate() {
        let goes_on = ix > 0 && {
            let above = &held[ix - 1];
            let needed = above.right() - above.left() + line.size.scale(SPACE, 1000) + line.marks[0].bound;
            let close = line.base - above.base <= leading;
            close && !are_two(above, line, width) && room.is_none_or(|room| needed > room)
        };
        match out.last_mut() {
            Some(block) if goes_on => {
                block.last = line.base;
                block.lines += 1;
            }
            _ => out.push(Block { first: line.base, last: line.base, lines: 1 }),
        }
    }
    out
}

/// Whether two lines are two figures, not one that wraps: its first line is full and the rest shorter, or its groups of
/// digits tell.
fn are_two(above: &Line, line: &Line, width: Pt) -> bool {
    let figures = |line: &Line| line.marks.iter().all(|m| m.form.is_figure());
    let groups = above.marks.last().and_then(|m| m.groups).zip(line.marks[0].groups);
    let open = groups.is_some_and(|(above, below)| above.goes_on_in(below));
    let own = above.right() - above.left();
    let rest = own + line.size / 2 > width && (line.right() - line.left()) * 100 < own * REST;
    figures(above) && figures(line) && !open && !rest
}

/// The texts of a body, by column.
struct Sheet {
    texts: Vec<Vec<Block>>,
    /// The same, as if no line had had room for what follows.
    close: Vec<Vec<Block>>,
    size: Pt,
    /// Lines of one text stand no farther apart.
    leading: Pt,
    reach: Reach,
}

impl Sheet {
    /// The rows: the texts of the column that has the most of those that others agree with. A row that the page cuts has its
    /// texts at its top.
    fn rows(&self, place: impl Fn(Block) -> Pt) -> Option<Vec<Block>> {
        let near = self.size.scale(ROW, 1000);
        let agree = |a: &[Block], b: &[Block]| {
            let last = a.len().saturating_sub(1);
            let cut = |ix: usize| self.reach.cut && ix == last && (a[ix].first - b[ix].first).abs() <= near;
            let same = |ix: usize| (place(a[ix]) - place(b[ix])).abs() <= near || cut(ix);
            a.len() == b.len() && (0..a.len()).all(same)
        };
        let agreeing = |own: &[Block]| self.texts.iter().filter(|other| agree(own, other)).count();
        let fine = |own: &&Vec<Block>| (2..=MOST).contains(&own.len()) && agreeing(own) >= FINE;
        let most = self.texts.iter().filter(fine).max_by_key(|own| own.len())?;
        let mut rows = most.clone();
        for own in self.texts.iter().filter(|own| agree(most, own)) {
            for (row, block) in rows.iter_mut().zip(own) {
                *row = row.with(*block);
            }
        }
        rows.splice(0..0, self.rest(&rows[0], &place));
        // Lines that stand as near to each other as those of one text are no rows.
        rows.windows(2).all(|pair| pair[1].first - pair[0].last > self.leading).then_some(rows)
    }

    /// The rest of a row that the page cut: what stands above the first row in columns that have a text in that row.
    fn rest(&self, first: &Block, place: impl Fn(Block) -> Pt) -> Option<Block> {
        let near = self.size.scale(ROW, 1000);
        let above = |own: &&Vec<Block>| {
            let level = own.get(1).is_some_and(|next| (place(*next) - place(*first)).abs() <= near);
            level && own[0].last < first.first - near
        };
        self.texts.iter().filter(above).map(|own| own[0]).reduce(Block::with)
    }

    /// The same with texts parted that have a line in each of several rows: they are as many cells.
    fn split(&self, rows: &[Block]) -> Self {
        let near = self.size.scale(ROW, 1000);
        let each = |block: &Block| -> Vec<Block> {
            let own =
                || rows.iter().filter(|row| block.first - near <= row.last && row.first <= block.last + near);
            let level = own().next().is_some_and(|row| (row.first - block.first).abs() <= near)
                && own().next_back().is_some_and(|row| (row.last - block.last).abs() <= near);
            if block.lines > 1 && level && own().count() == block.lines && own().all(|row| row.lines == 1) {
                own().copied().collect()
            } else {
                vec![*block]
            }
        };
        let all =
            |texts: &[Vec<Block>]| texts.iter().map(|own| own.iter().flat_map(each).collect()).collect();
        Self { texts: all(&self.texts), close: all(&self.close), ..*self }
    }

    /// Texts with those that begin at the top of no row joined to what they stand close below.
    fn joined(&self, texts: Vec<Block>, rows: &[Block]) -> Vec<Block> {
        let near = self.size.scale(ROW, 1000);
        let mut out: Vec<Block> = Vec::new();
        for block in texts {
            let begins = rows.iter().any(|row| (row.first - block.first).abs() <= near);
            match out.last_mut() {
                Some(above) if !begins && block.first - above.last <= self.leading => {
                    *above = Block { first: above.first, last: block.last, lines: above.lines + block.lines };
                }
                _ => out.push(block),
            }
        }
        out
    }

    /// Whether nothing stands under the name of the first column: the rest of cells whose texts are on the page before.
    fn begins_blank(&self) -> bool {
        self.reach.named && self.texts[0].is_empty()
    }

    /// Rows whose cells are set about their middles.
    fn about_middles(&self, rows: &[Block]) -> Option<Parted> {
        let near = self.size.scale(SAME, 1000);
        let all = || self.texts.iter().flatten();
        // A text beside several rows proves that cells span them.
        let spanning = all().filter(|block| beside(block, rows) > 1).count();
        let several = || all().any(|block| beside(block, rows) >= BESIDE);
        if spanning < SPANNING && !several() && !self.begins_blank() {
            return None;
        }
        let shift = self.size.scale(BASE, 1000);
        let lowest = all().map(|block| block.last).max()?;
        let mut best: Option<(Pt, Vec<Pt>, Vec<Cells>)> = None;
        for mut edges in edges(rows, (self.reach.top + shift, self.reach.bottom + shift)) {
            if self.reach.cut {
                edges[rows.len()] = edges[rows.len()].max(lowest + Pt(1));
            }
            let grid = Grid { edges: &edges, near, size: self.size, cut: self.reach.cut };
            let columns = self.texts.iter().zip(&self.close);
            let place =
                |(texts, close): (&Vec<Block>, &Vec<Block>)| grid.place(texts).or_else(|| grid.place(close));
            let Some(placed) = columns.map(place).collect::<Option<Vec<(Pt, Cells)>>>() else { continue };
            let cost = placed.iter().fold(Pt::ZERO, |sum, (cost, _)| sum + *cost);
            if best.as_ref().is_none_or(|(known, _, _)| cost < *known) {
                best = Some((cost, edges.clone(), placed.into_iter().map(|(_, cells)| cells).collect()));
            }
        }
        let (_, edges, cells) = best?;
        Some(self.parted(&edges, cells, rows))
    }

    /// Rows whose cells begin at their tops. Where a text reaches beside the next rows, its cell spans them; so do the
    /// others in its column, and in those whose cells begin where its own do.
    fn at_tops(&self, rows: &[Block]) -> Option<Parted> {
        let near = self.size.scale(ROW, 1000);
        let row = |block: &Block| rows.iter().position(|row| (row.first - block.first).abs() <= near);
        let at = |texts: &'_ Vec<Block>| texts.iter().map(row).collect::<Option<Vec<usize>>>();
        let begin = |col: usize| {
            let texts = self.texts[col].clone();
            [self.joined(texts, rows), self.close[col].clone()]
                .into_iter()
                .find_map(|own| Some((at(&own)?, own)))
        };
        let found = (0..self.texts.len()).map(begin).collect::<Option<Vec<_>>>()?;
        let (begins, texts): (Vec<Vec<usize>>, Vec<Vec<Block>>) = found.into_iter().unzip();
        // Where lines of a text are level with the next rows, they may be texts of those.
        let reaches = |block: &&Block| {
            let mut next =
                rows.iter().filter(|row| block.first + near < row.first && row.first <= block.last);
            beside(block, rows) > 1 && next.any(|row| !block.is_level(row.first, near))
        };
        let proves = |col: &usize| texts[*col].iter().any(|block| reaches(&block));
        let proved: Vec<usize> = (0..begins.len()).filter(proves).collect();
        let all = texts.iter().flatten();
        if !all.filter(reaches).any(|block| beside(block, rows) >= BESIDE) && !self.begins_blank() {
            return None;
        }
        let spans = |col: usize| {
            let of = |other: &usize| begins[col].iter().all(|row| begins[*other].contains(row));
            proved.iter().any(of)
        };
        let cells = (0..begins.len()).map(|col| {
            let next = begins[col].iter().skip(1).copied().chain([rows.len()]);
            let cell = |(from, to): (&usize, usize)| *from..if spans(col) { to } else { from + 1 };
            begins[col].iter().zip(next).map(cell).collect()
        });
        let cells: Vec<Cells> = cells.collect();
        // Texts may reach down to where the next cell begins.
        let top = |row: &Block| row.first - self.leading / 2;
        let edges: Vec<Pt> = rows.iter().map(top).chain([self.reach.bottom]).collect();
        Some(self.parted(&edges, cells, rows))
    }

    /// The rows, and which columns each edge crosses.
    fn parted(&self, edges: &[Pt], mut cells: Vec<Cells>, rows: &[Block]) -> Parted {
        rests(&mut cells, rows.len(), self.reach.cut);
        let inner = 0..rows.len() - 1;
        let within =
            |cells: &Cells, row: usize| cells.iter().any(|own| own.start <= row && row + 1 < own.end);
        Parted {
            ys: inner.clone().map(|row| edges[row + 1] - self.size.scale(BASE, 1000)).collect(),
            crossed: inner.map(|row| cells.iter().map(|own| !within(own, row)).collect()).collect(),
        }
    }
}

/// Beside how many rows a text stands.
fn beside(block: &Block, rows: &[Block]) -> usize {
    rows.iter().filter(|row| block.first <= row.last && row.first <= block.last).count()
}
