//! Whether a line of a cell is full: the wrap after it was forced, in the middle of a word or number.
//!
//! A typesetter breaks inside a word only when the next character would not fit. How much room a cell leaves beside its
//! text (its padding) is taken from the table itself.

use model::Table;
use model::geometry::{Pt, Rect};
use model::table::{Cell, Ink};
use std::ops::Range;

/// Padding is never taken to be more than this part of the type size (per thousand): with centred short texts alone the
/// table shows none, and a wider guess would call half-empty lines full.
const MOST_PADDING: i32 = 700;
/// Of the gaps beside lines the padding is the one that this share of them (per hundred) stays below: the narrowest
/// belong to texts that stick out.
const NARROW: usize = 10;
/// Tolerance for kerning and rounding, per thousand of the type size. Doubled, a line with room for a narrow digit
/// would count as full.
const SLACK: i32 = 150;
/// Lines of one text stand no farther apart than this, per thousand of the type size: half a line more than none.
const LEADING: i32 = 800;
/// Characters that rules of line breaking may keep back at a line's end (closing brackets, two punctuation marks).
const KEPT: i32 = 2;
/// Lines looked at for the padding: enough to know it, and a bound on the work.
const LOOKED_AT: usize = 4_000;

/// A table's padding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fit {
    padding: Option<Pt>,
}

impl Fit {
    /// Measures a table; a dump has no geometry.
    pub(crate) fn of(table: &Table) -> Self {
        Self::of_rows(table, 0..table.n_rows())
    }

    /// The same by the cells that begin in some rows.
    pub(crate) fn of_rows(table: &Table, rows: Range<u32>) -> Self {
        let mut gaps: Vec<Pt> = Vec::new();
        let cells = rows.flat_map(|row| table.row(row));
        let lines = cells.flat_map(|cell| cell.ink().iter().map(move |ink| (cell, ink)));
        for (cell, ink) in lines.take(LOOKED_AT) {
            let Some((area, bbox)) = seen(cell, ink) else { continue };
            let gap = (bbox.x0 - area.x0).min(area.x1 - bbox.x1);
            if gap >= Pt::ZERO {
                gaps.push(gap);
            }
        }
        gaps.sort_unstable();
        Self { padding: gaps.get(gaps.len() * NARROW / 100).copied() }
    }

    /// Whether the next line's first character would not have fitted behind line `nth` of the cell.
    pub(crate) fn is_full(self, cell: &Cell, nth: usize) -> bool {
        let (Some(line), Some(next)) = (cell.ink().get(nth), cell.ink().get(nth + 1)) else { return false };
        self.room(cell, line, cell, next)
            .is_some_and(|(room, advance)| room < advance + line.size.scale(SLACK, 1000))
    }

    /// The same for the last line of a cell and the first of the cell below it, on the next page.
    pub(crate) fn is_full_between(self, over: &Cell, under: &Cell) -> bool {
        let (Some(line), Some(next)) = (over.ink().last(), under.ink().first()) else { return false };
        self.room(over, line, under, next)
            .is_some_and(|(room, advance)| room < advance + line.size.scale(SLACK, 1000))
    }

    /// Whether the last line of a cell has room for much more than the first character of the cell below it: no typesetter
    /// would have broken the line there.
    pub(crate) fn has_room_between(self, over: &Cell, under: &Cell) -> bool {
        let (Some(line), Some(next)) = (over.ink().last(), under.ink().first()) else { return false };
        // Latin words, figures and what may not begin a line stay together.
        let kept: usize =
            next.text.chars().take_while(|c| !crate::rules::is_han(*c) && !c.is_whitespace()).count();
        let kept = kept.max(1) as i32 + KEPT;
        self.room(over, line, under, next).is_some_and(|(room, advance)| room > advance * kept)
    }

    /// The room behind a line, and how wide a character of the next line is.
    fn room(self, cell: &Cell, line: &Ink, below: &Cell, next: &Ink) -> Option<(Pt, Pt)> {
        let (area, bbox) = seen(cell, line)?;
        let (_, after) = seen(below, next)?;
        let padding = self.padding?.min(line.size.scale(MOST_PADDING, 1000));
        let characters = next.text.chars().filter(|c| !c.is_whitespace()).count().max(1);
        Some((area.width() - padding * 2 - bbox.width(), after.width() / characters as i32))
    }

    /// Whether all lines but the last are full, and set one below the other as lines of one text are.
    pub(crate) fn all_full(self, cell: &Cell) -> bool {
        let lines = cell.ink();
        let near = |pair: &[Ink]| {
            let (Some(a), Some(b)) = (pair[0].bbox, pair[1].bbox) else { return false };
            let (a, b) = (pair[0].direction.turn(&a), pair[1].direction.turn(&b));
            pair[0].page != pair[1].page || b.y0 - a.y1 <= pair[0].size.scale(LEADING, 1000)
        };
        lines.len() > 1
            && lines.windows(2).all(near)
            && (0..lines.len() - 1).all(|nth| self.is_full(cell, nth))
    }
}

/// The cell's area and the line's box as the line's reader sees them.
fn seen(cell: &Cell, ink: &Ink) -> Option<(Rect, Rect)> {
    let bbox = ink.bbox?;
    let on = |(page, area): &&(u32, Rect)| *page == ink.page && area.contains(bbox.center());
    let (_, area) = cell.areas().iter().find(on)?;
    Some((ink.direction.turn(area), ink.direction.turn(&bbox)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: i32, y: i32, width: i32) -> Ink {
        let bbox = Rect::new(Pt::points(x), Pt::points(y), Pt::points(x + width), Pt::points(y + 8));
        Ink { text: text.into(), page: 1, bbox: Some(bbox), size: Pt::points(10), ..Ink::default() }
    }

    #[test]
    fn a_line_is_full_when_one_more_character_would_not_fit() {
        let area = Rect::new(Pt::ZERO, Pt::ZERO, Pt::points(40), Pt::points(30));
        let wrapped = |width| {
            let cell = Cell::new(0, 0, 1, 1, vec![line("63.640", 3, 2, width), line("800", 3, 12, 15)]);
            let table = Table::new(1, 1, vec![cell.on(1, area)]).expect("one cell");
            Fit::of(&table).is_full(&table.cells()[0], 0)
        };
        assert_eq!((wrapped(33), wrapped(20)), (true, false));
    }
}
