//! Letters whose outline is drawn as a path over them: how producers that know no stroked text make it bold, and how some
//! shade or frame titles. The strokes of a letter are no rules, and its curves no drawing.
//!
//! What is drawn in the box of a letter is its outline when it is as large as letters are, and most letters of its run have
//! one. A rule, a tick or an underline in the box of a letter is flat, and stands there alone.

use crate::dots::Piece;
use model::geometry::{Pt, Rect};
use model::page::Page;
use rustc_hash::FxHashMap;

/// Outlines reach over the box of selection by no more than this part of the em (per thousand): half a stroke, deep tails.
const OVER: i32 = 150;
/// An outline is so long in one direction and so wide in the other, in parts of the em (per thousand).
const LONG: i32 = 350;
const WIDE: i32 = 120;
/// Letters this large are drawn, in points.
const LARGEST: Pt = Pt(120_000);
/// Side of the cells in which letters are looked up, as a power of two of 1/1000 point: the size of usual type.
const CELL: u32 = 14;
/// Letters looked at in one cell.
const MOST: usize = 48;

/// Takes the outlines of letters off a page, and marks these letters as printed twice.
pub(crate) fn drop_outlines(page: &mut Page, pieces: &mut Vec<Piece>) {
    let small = |area: &Rect| area.width().max(area.height()) <= LARGEST;
    // No run of letters is without a slanted or curved part.
    if !page.drawings.iter().any(|drawing| small(&drawing.bbox)) {
        return;
    }
    let letters = Letters::of(page);
    let mut traced: FxHashMap<usize, Rect> = FxHashMap::default();
    let mut curved: Vec<u32> = Vec::new();
    let strokes = page.strokes.iter().map(|stroke| (stroke.area(), false));
    let drawings = page.drawings.iter().map(|drawing| (drawing.bbox, true));
    let rest = pieces.iter().map(|piece| piece.bbox).chain(page.fills.iter().map(|fill| fill.bbox));
    for (area, is_curved) in strokes.chain(drawings).chain(rest.map(|a| (a, false))) {
        if let Some(ix) = letters.around(page, &area) {
            traced.entry(ix).and_modify(|all| *all = all.union(&area)).or_insert(area);
            if is_curved {
                curved.push(page.glyphs[ix].run);
            }
        }
    }
    let mut runs: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for (ix, glyph) in page.glyphs.iter().enumerate().filter(|(_, glyph)| !glyph.text.is_blank()) {
        let (all, own) = runs.entry(glyph.run).or_default();
        *all += 1;
        *own += usize::from(traced.get(&ix).is_some_and(|area| is_outline(area, glyph.size)));
    }
    let is_traced = |run: &u32| runs.get(run).is_some_and(|(all, own)| own * 2 >= *all);
    // Runs of straight letters alone (目) are traced where others are.
    if !curved.iter().any(is_traced) {
        return;
    }
    let kept = |area: &Rect| !letters.around(page, area).is_some_and(|ix| is_traced(&page.glyphs[ix].run));
    let strokes: Vec<bool> = page.strokes.iter().map(|stroke| kept(&stroke.area())).collect();
    let drawings: Vec<bool> = page.drawings.iter().map(|drawing| kept(&drawing.bbox)).collect();
    let fills: Vec<bool> = page.fills.iter().map(|fill| kept(&fill.bbox)).collect();
    pieces.retain(|piece| kept(&piece.bbox));
    // Pieces are counted among the strokes that stay.
    let mut before: Vec<usize> = vec![0; strokes.len() + 1];
    for (ix, kept) in strokes.iter().enumerate() {
        before[ix + 1] = before[ix] + usize::from(*kept);
    }
    for piece in pieces.iter_mut() {
        piece.order = before[piece.order.min(strokes.len())];
    }
    for glyph in page.glyphs.iter_mut().filter(|glyph| is_traced(&glyph.run)) {
        glyph.doubled = true;
    }
    keep(&mut page.strokes, &strokes);
    keep(&mut page.drawings, &drawings);
    keep(&mut page.fills, &fills);
}

fn is_outline(area: &Rect, size: Pt) -> bool {
    let (width, height) = (area.width(), area.height());
    width.max(height) >= size.scale(LONG, 1000) && width.min(height) >= size.scale(WIDE, 1000)
}

fn keep<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut ix = 0;
    all.retain(|_| {
        ix += 1;
        kept[ix - 1]
    });
}

/// Letters by the cells that their boxes touch.
struct Letters {
    cells: FxHashMap<(i32, i32), Vec<u32>>,
}

impl Letters {
    fn of(page: &Page) -> Self {
        let mut cells: FxHashMap<(i32, i32), Vec<u32>> = FxHashMap::default();
        for (ix, glyph) in page.glyphs.iter().enumerate() {
            if glyph.text.is_blank() || glyph.size > LARGEST || glyph.bbox.width() > LARGEST {
                continue;
            }
            let b = glyph.bbox.grow(glyph.size.scale(OVER, 1000));
            for x in b.x0.0 >> CELL..=b.x1.0 >> CELL {
                for y in b.y0.0 >> CELL..=b.y1.0 >> CELL {
                    let cell = cells.entry((x, y)).or_default();
                    if cell.len() < MOST {
                        cell.push(ix as u32);
                    }
                }
            }
        }
        Self { cells }
    }

    /// The letter whose box holds an area.
    fn around(&self, page: &Page, area: &Rect) -> Option<usize> {
        let middle = area.center();
        let cell = self.cells.get(&(middle.x.0 >> CELL, middle.y.0 >> CELL))?;
        let holds = |ix: &usize| {
            let glyph = &page.glyphs[*ix];
            glyph.bbox.grow(glyph.size.scale(OVER, 1000)).contains_rect(area)
        };
        let off = |ix: &usize| (page.glyphs[*ix].bbox.center().x - middle.x).abs();
        cell.iter().map(|ix| *ix as usize).filter(holds).min_by_key(off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::{Point, Quarter};
    use model::page::{Axis, Color, Drawing, FontId, Glyph, GlyphInk, GlyphText, Stroke, StrokeOrigin};

    fn letter(nth: i32) -> Glyph {
        let left = Pt(nth * 10_000);
        Glyph {
            text: GlyphText::Char('口'),
            bbox: Rect::new(left, Pt(0), left + Pt(10_000), Pt(10_000)),
            origin: Point { x: left, y: Pt(8_000) },
            font: FontId(0),
            size: Pt(10_000),
            direction: Quarter::D0,
            color: Color::BLACK,
            ink: GlyphInk::Printed,
            mcid: None,
            run: 1,
            doubled: false,
        }
    }

    fn stroke(axis: Axis, at: i32, from: i32, to: i32) -> Stroke {
        let (at, from, to, width) = (Pt(at), Pt(from), Pt(to), Pt(300));
        Stroke { axis, at, from, to, width, color: Color::BLACK, dashed: false, origin: StrokeOrigin::Line }
    }

    /// Three letters and a rule below them, the first so many of them with an outline.
    fn check(outlined: i32) -> (usize, usize, bool) {
        let mut page = Page { glyphs: (0..3).map(letter).collect(), ..Page::default() };
        page.strokes.push(stroke(Axis::Horizontal, 9_500, 0, 30_000));
        page.strokes.push(stroke(Axis::Horizontal, 9_500, 41_000, 49_000));
        // A run of one straight letter with its outline.
        page.glyphs.push(Glyph { run: 2, ..letter(5) });
        for left in (0..outlined).chain([5]).map(|nth| nth * 10_000) {
            page.strokes.push(stroke(Axis::Horizontal, 1_500, left + 1_000, left + 9_000));
            page.strokes.push(stroke(Axis::Vertical, left + 1_000, 1_500, 8_500));
            let bbox = Rect::new(Pt(left + 2_000), Pt(2_000), Pt(left + 8_000), Pt(8_000));
            if left < 50_000 {
                page.drawings.push(Drawing { bbox, straight: false });
            }
        }
        drop_outlines(&mut page, &mut Vec::new());
        (page.strokes.len(), page.drawings.len(), page.glyphs[2].doubled)
    }

    #[test]
    fn outlines_of_most_letters_of_a_run_are_no_rules() {
        assert_eq!(check(0), (4, 0, false), "straight parts alone are no outline");
        assert_eq!(check(1), (6, 1, false), "a sign about one letter stays");
        assert_eq!(check(2), (2, 0, true), "what is wider than a letter, or beside them, stays");
    }
}
