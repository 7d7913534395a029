//! Glyphs printed twice: to look bold, as a shadow, or as an invisible layer under what is printed.

use hayro_interpret::font::GlyphRun;
use kurbo::Affine;
use model::geometry::Pt;
use model::page::{Glyph, GlyphText};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{BuildHasher as _, Hasher as _};

/// Two copies of a glyph nearer than this part of its size are one, per thousand. Word processors shift by a thirtieth to a
/// fiftieth of the size; the narrowest letters of a word ("ll", "..") stand a fifth apart.
const SAME_PLACE: i32 = 100;

/// Where the page's glyphs stand: a grid per glyph size, so that a copy is found by looking into four cells.
#[derive(Default)]
pub(crate) struct Places {
    cells: FxHashMap<u64, u32>,
}

impl Places {
    /// Forgets all; the room is kept.
    pub(crate) fn clear(&mut self) {
        self.cells.clear();
    }

    /// The glyph among `glyphs` that says the same at the same place.
    pub(crate) fn same(&self, glyphs: &[Glyph], glyph: &Glyph) -> Option<usize> {
        let near = near(glyph);
        let edge = edge(near);
        let column = |x: Pt| x.0 >> edge;
        let (left, right) = (column(glyph.origin.x - near), column(glyph.origin.x + near));
        let (top, bottom) = (column(glyph.origin.y - near), column(glyph.origin.y + near));
        // A cell is at least as wide as twice the nearness: at most two columns and two rows are touched.
        let cells = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let used = match (left == right, top == bottom) {
            (true, true) => &cells[..1],
            (false, true) => &cells[..2],
            _ => &cells[..],
        };
        used.iter().find_map(|(x, y)| {
            let ix = *self.cells.get(&self.key(glyph, edge, *x, *y))? as usize;
            let old = glyphs.get(ix)?;
            let same = (old.origin.x - glyph.origin.x).abs() <= near
                && (old.origin.y - glyph.origin.y).abs() <= near
                && old.text == glyph.text
                && (old.font == glyph.font || !matches!(old.text, GlyphText::Unmapped { .. }));
            same.then_some(ix)
        })
    }

    /// Notes the place of glyph number `ix`.
    pub(crate) fn add(&mut self, glyph: &Glyph, ix: usize) {
        let edge = edge(near(glyph));
        let key = self.key(glyph, edge, glyph.origin.x.0 >> edge, glyph.origin.y.0 >> edge);
        self.cells.insert(key, ix as u32);
    }

    fn key(&self, glyph: &Glyph, edge: u32, x: i32, y: i32) -> u64 {
        let text = match &glyph.text {
            GlyphText::Char(c) => u64::from(*c as u32),
            GlyphText::Unmapped { code } => u64::from(*code) | 1 << 40,
            GlyphText::Str(text) => self.cells.hasher().hash_one(text) | 1 << 41,
        };
        let at = u64::from(x.cast_unsigned()) << 32 | u64::from(y.cast_unsigned());
        self.cells.hasher().hash_one((text ^ u64::from(edge) << 42, at))
    }
}

/// A run's glyphs and places in one number.
pub(crate) fn signature(run: &GlyphRun<'_, '_>, to_page: Affine) -> u64 {
    let mut hasher = FxHasher::default();
    for glyph in run.glyphs() {
        let [.., e, f] = glyph.transform().as_coeffs();
        hasher.write_u32(glyph.char_code());
        hasher.write_u64(e.to_bits());
        hasher.write_u64(f.to_bits());
    }
    for part in to_page.as_coeffs() {
        hasher.write_u64(part.to_bits());
    }
    hasher.finish()
}

fn near(glyph: &Glyph) -> Pt {
    glyph.size.scale(SAME_PLACE, 1000).max(Pt(1))
}

/// The edge of the grid's cells for glyphs of that nearness, as a power of two: sizes that differ by rounding share it.
fn edge(near: Pt) -> u32 {
    (near.0.clamp(1, 1 << 28) * 2).cast_unsigned().next_power_of_two().trailing_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::{Point, Quarter, Rect};
    use model::page::{Color, FontId, GlyphInk};

    fn glyph(c: char, x: i32, y: i32) -> Glyph {
        Glyph {
            text: GlyphText::Char(c),
            bbox: Rect::default(),
            origin: Point { x: Pt(x), y: Pt(y) },
            font: FontId(0),
            size: Pt::points(12),
            direction: Quarter::D0,
            color: Color::BLACK,
            ink: GlyphInk::Printed,
            mcid: None,
            run: 0,
            doubled: false,
        }
    }

    /// Whether `b` counts as a copy of `a`.
    fn check(a: &Glyph, b: &Glyph, expected: bool) {
        let mut places = Places::default();
        places.add(a, 0);
        let found = places.same(std::slice::from_ref(a), b);
        assert_eq!(found.is_some(), expected, "{a:?} {b:?}");
    }

    #[test]
    fn copies_are_found_in_all_directions_and_over_cell_borders() {
        for start in [0, 1_023, 1_024, 2_047, 2_048, 4_095, -1, -2_048] {
            for (dx, dy) in [(0, 0), (400, 0), (-400, 0), (0, 400), (300, -300), (1_200, -1_200)] {
                check(&glyph('a', start, start), &glyph('a', start + dx, start + dy), true);
            }
        }
    }

    #[test]
    fn neighbours_and_other_letters_are_no_copies() {
        check(&glyph('l', 0, 0), &glyph('l', 2_600, 0), false);
        check(&glyph('a', 0, 0), &glyph('b', 0, 0), false);
    }
}
