//! Where pictures are that lines and areas draw: charts, maps, diagrams. Their labels are no tables.
//!
//! Three things draw pictures and no tables: lines that run slanted or curved, bars of different lengths on one base line,
//! and ticks along an axis. What of these stands together is the core of a picture. Level and upright lines that touch the
//! core (axes, a grid) and the panel or frame that it fills belong to the picture too. Where much text stands the lines
//! are an ornament, and there is no picture.

use crate::lattice::Lattice;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::{Axis, Page, Stroke};

mod panels;
mod seeds;
#[cfg(test)]
mod tests;

/// A core is at least this long ...
const LONG: Pt = Pt(40_000);
/// ... and this high: lower ones are lines in the cells of a table, or lettering.
const HIGH: Pt = Pt(20_000);
/// The raster on which cores are told apart has so many slots each way: some three points on a usual page.
const RASTER: usize = 256;
/// More cores are a pattern.
const MOST_CORES: usize = 100;
/// Lines this near to a core touch it.
const TOUCH: Pt = Pt(4_000);
/// A line that belongs to a picture is at most so many times as long as its core.
const REACH: i32 = 2;
/// Axes touch the core, and grids the axes.
const ROUNDS: usize = 3;
/// A panel or frame is at most so many times as large as the core in it.
const PANEL: i64 = 5;
/// Sides of a frame meet this near.
const CORNER: Pt = Pt(3_000);
/// The part (per cent) of a picture that its words cover at the most. Those of prose cover half and more, those of a table
/// a fifth and more.
const TEXT: i64 = 14;
/// More pictures are not told from each other.
pub(crate) const MOST: usize = 200;
/// Labels stand this near to their picture, in ems (per thousand): the marks of an axis, and its title beside them.
const LABEL: i32 = 2_000;
/// So many (per cent) of a table's words are not a picture's labels.
const OWN: usize = 40;
/// A cell is drawn in when a drawing is so wide (per cent of it).
const DRAWN_IN: i32 = 50;

/// The areas of a page's pictures, in page space.
pub(crate) fn figures(page: &Page, words: &[Word]) -> Vec<Rect> {
    let seeds = seeds::seeds(page, words);
    let mut out: Vec<Rect> = cores(page, &seeds)
        .into_iter()
        .filter_map(|core| {
            let whole = with_lines(core, &page.strokes);
            [panel(page, &whole).unwrap_or(whole), whole].into_iter().find(|area| is_bare(area, words))
        })
        .collect();
    if !out.is_empty() {
        out.extend(panels::panels(page, &out, words));
    }
    out.sort_unstable();
    out
}

/// Whether words cover little of an area.
pub(crate) fn is_bare(area: &Rect, words: &[Word]) -> bool {
    let size = |r: &Rect| i64::from(r.width().0) * i64::from(r.height().0);
    let text = words.iter().filter(|word| !is_point(word));
    let inside = text.filter_map(|word| area.intersection(&word.bbox));
    inside.map(|part| size(&part)).sum::<i64>() * 100 <= size(area) * TEXT
}

/// Whether an area is no line in a cell and no lettering.
fn is_large(area: &Rect) -> bool {
    area.width().max(area.height()) >= LONG && area.width().min(area.height()) >= HIGH
}

/// Whether a word is a sign set from a font as a point of a chart.
fn is_point(word: &Word) -> bool {
    let mut chars = word.text.chars();
    let sign = |c: char| matches!(c, '\u{2500}'..='\u{27bf}' | '•' | '∙' | '+' | '×' | '*' | '⋆' | '∗');
    chars.next().is_some_and(sign) && chars.next().is_none()
}

/// The bounds of what stands together: connected slots of a raster, so that the cost is linear in the seeds.
fn cores(page: &Page, seeds: &[seeds::Seed]) -> Vec<Rect> {
    if seeds.is_empty() {
        return Vec::new();
    }
    let step = |length: Pt| length.0.max(1) / RASTER as i32 + 1;
    let (dx, dy) = (step(page.width), step(page.height));
    let slot = |at: Pt, step: i32| (at.0 / step).clamp(0, RASTER as i32 - 1) as usize;
    // Summed from its corners, a box costs four additions.
    let wide = RASTER + 1;
    let mut sums = vec![0_i32; wide * wide];
    for seed in seeds {
        let (x0, x1) = (slot(seed.area.x0, dx), slot(seed.area.x1, dx) + 1);
        let (y0, y1) = (slot(seed.area.y0, dy), slot(seed.area.y1, dy) + 1);
        sums[y0 * wide + x0] += 1;
        sums[y0 * wide + x1] -= 1;
        sums[y1 * wide + x0] -= 1;
        sums[y1 * wide + x1] += 1;
    }
    for y in 0..wide {
        for x in 0..wide {
            let at = |x: usize, y: usize| sums[y * wide + x];
            let left = if x > 0 { at(x - 1, y) } else { 0 };
            let above = if y > 0 { at(x, y - 1) } else { 0 };
            let both = if x > 0 && y > 0 { at(x - 1, y - 1) } else { 0 };
            sums[y * wide + x] += left + above - both;
        }
    }
    let mut core_of = vec![usize::MAX; RASTER * RASTER];
    let mut count = 0;
    let mut open: Vec<(usize, usize)> = Vec::new();
    for start in 0..RASTER * RASTER {
        let place = (start % RASTER, start / RASTER);
        if sums[place.1 * wide + place.0] <= 0 || core_of[start] != usize::MAX {
            continue;
        }
        core_of[start] = count;
        open.push(place);
        while let Some((x, y)) = open.pop() {
            for ny in y.saturating_sub(1)..=(y + 1).min(RASTER - 1) {
                for nx in x.saturating_sub(1)..=(x + 1).min(RASTER - 1) {
                    let next = ny * RASTER + nx;
                    if sums[ny * wide + nx] > 0 && core_of[next] == usize::MAX {
                        core_of[next] = count;
                        open.push((nx, ny));
                    }
                }
            }
        }
        count += 1;
    }
    // A cell crossed out by a line or two is no picture.
    let mut cores: Vec<(Option<Rect>, usize, bool)> = vec![(None, 0, false); count];
    for seed in seeds {
        let (area, straight, other) =
            &mut cores[core_of[slot(seed.area.y0, dy) * RASTER + slot(seed.area.x0, dx)]];
        *area = Some(area.map_or(seed.area, |known| known.union(&seed.area)));
        *straight += usize::from(seed.straight);
        *other |= !seed.straight;
    }
    let kept = cores.into_iter().filter(|(_, straight, other)| *other || *straight > CROSSED);
    let kept: Vec<Rect> = kept.filter_map(|(area, ..)| area).filter(is_large).collect();
    if kept.len() > MOST_CORES { Vec::new() } else { kept }
}

/// Lines that cross out a cell.
const CROSSED: usize = 2;

/// The core with the level and upright lines that touch it.
fn with_lines(core: Rect, strokes: &[Stroke]) -> Rect {
    let mut whole = core;
    for _ in 0..ROUNDS {
        let near = whole.grow(TOUCH);
        let before = whole;
        for stroke in strokes {
            let area = stroke.area();
            let longest = if stroke.axis == Axis::Horizontal { core.width() } else { core.height() } * REACH;
            if stroke.to - stroke.from <= longest && near.intersection(&area).is_some() {
                whole = whole.union(&area);
            }
        }
        if whole == before {
            break;
        }
    }
    whole
}

/// The smallest panel or frame that a picture fills.
fn panel(page: &Page, whole: &Rect) -> Option<Rect> {
    let size = |r: &Rect| i64::from(r.width().0) * i64::from(r.height().0);
    let fits = |area: &Rect| area.grow(CORNER).contains_rect(whole) && size(area) <= size(whole) * PANEL;
    let filled = page.fills.iter().filter(|fill| fill.rectangle).map(|fill| fill.bbox).filter(fits);
    let framed = frame(&page.strokes, whole).filter(fits);
    filled.chain(framed).max_by_key(|area| (size(area), *area))
}

/// The box that lines draw around an area, the nearest on each side.
fn frame(strokes: &[Stroke], whole: &Rect) -> Option<Rect> {
    let level = || strokes.iter().filter(|s| s.axis == Axis::Horizontal);
    let upright = || strokes.iter().filter(|s| s.axis == Axis::Vertical);
    let over = |s: &&Stroke| s.from <= whole.x0 && s.to >= whole.x1;
    let along = |s: &&Stroke| s.from <= whole.y0 && s.to >= whole.y1;
    let top = level().filter(over).filter(|s| s.at <= whole.y0).max_by_key(|s| s.at)?;
    let bottom = level().filter(over).filter(|s| s.at >= whole.y1).min_by_key(|s| s.at)?;
    let left = upright().filter(along).filter(|s| s.at <= whole.x0).max_by_key(|s| s.at)?;
    let right = upright().filter(along).filter(|s| s.at >= whole.x1).min_by_key(|s| s.at)?;
    let meets = |a: Pt, b: Pt| (a - b).abs() <= CORNER;
    let closed = [top, bottom].iter().all(|s| meets(s.from, left.at) && meets(s.to, right.at));
    closed.then(|| Rect::new(left.at, top.at, right.at, bottom.at))
}

/// Whether a box of that size is a picture's label: it stands in one or right beside it.
pub(crate) fn is_label(figures: &[Rect], at: &Rect, size: Pt) -> bool {
    figures.iter().any(|figure| figure.grow(size.scale(LABEL, 1000)).intersection(at).is_some())
}

/// Whether so many of a table's words are labels that it is none.
pub(crate) fn mostly_labels(labels: usize, words: usize) -> bool {
    (words - labels) * 100 < words * OWN
}

/// Whether a grid is one of pictures: most of it lies in one, or its cells are panels with something drawn in each.
/// `drawings` are the places of those inside.
pub(crate) fn are_panels(
    page: &Page,
    lattice: &Lattice,
    figures: &[Rect],
    drawings: &[usize],
    words: &[Word],
) -> bool {
    let bbox = lattice.direction.unturn(&lattice.bbox());
    let size = |r: &Rect| i64::from(r.width().0) * i64::from(r.height().0);
    let shared = figures.iter().filter_map(|figure| figure.intersection(&bbox)).map(|part| size(&part));
    if shared.max().unwrap_or(0) * 2 > size(&bbox) {
        return true;
    }
    let owners = lattice.owners();
    let mut drawn = vec![false; lattice.cells.len()];
    for drawing in drawings.iter().map(|ix| &page.drawings[*ix]).filter(|drawing| !drawing.straight) {
        if bbox.contains_rect(&drawing.bbox) {
            let ix = lattice.cell_at(&owners, drawing.bbox.center());
            let [_, col, _, width] = lattice.cells[ix].map(|n| n as usize);
            let room = lattice.xs[col + width] - lattice.xs[col];
            drawn[ix] |= drawing.bbox.width() * 100 >= room * DRAWN_IN;
        }
    }
    let count = drawn.iter().filter(|drawn| **drawn).count();
    let mut filled = vec![false; lattice.cells.len()];
    for word in words.iter().filter(|word| bbox.contains(word.bbox.center())) {
        filled[lattice.cell_at(&owners, word.bbox.center())] = true;
    }
    let filled = filled.iter().filter(|filled| **filled).count();
    count >= 2 && count * 3 >= filled
}
