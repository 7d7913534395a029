//! What draws pictures and no tables.

mod scale;

use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::{Axis, Page, Stroke};

/// Something drawn that no table has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    pub(super) area: Rect,
    /// Whether it is one straight slanted line, as one crosses out a cell with.
    pub(super) straight: bool,
}

/// Edges nearer than this are on one line.
const LEVEL: Pt = Pt(300);
/// So many bars are a row of bars, not a heading and its cells.
const BARS: usize = 3;
/// The longest bar of a chart is at least this long.
const BAR: Pt = Pt(15_000);
/// Lengths that differ by less than this are one: shaded cells.
const SAME_LENGTH: Pt = Pt(1_000);
/// More areas are a picture without bars, or a pattern.
const MOST_FILLS: usize = 4_000;
/// Ticks are this long at the most; rows are higher.
const TICK: Pt = Pt(7_000);
/// So many of them in equal steps are an axis.
const TICKS: usize = 4;
/// Steps are equal when they differ by no more than this part (per cent), or rounding.
const EQUAL: i32 = 4;
/// More sets of short lines are a drawing.
const MOST_SETS: usize = 200;
/// And more lines that one set meets.
const MOST_LINES: usize = 50;

pub(super) fn seeds(page: &Page, words: &[Word]) -> Vec<Seed> {
    let drawings = page.drawings.iter().map(|d| Seed { area: d.bbox, straight: d.straight });
    let mut out: Vec<Seed> = drawings.collect();
    let whole = |area| Seed { area, straight: false };
    let fills: Vec<Rect> = page.fills.iter().filter(|fill| fill.rectangle).map(|fill| fill.bbox).collect();
    if fills.len() >= BARS && fills.len() <= MOST_FILLS {
        // Bars may stand on their base line or hang from it, or begin at it on its right or left.
        let turns: [fn(Rect) -> Rect; 4] = [|r| r, flipped, turned, |r| flipped(turned(r))];
        let backs: [fn(Rect) -> Rect; 4] = [|r| r, flipped, turned, |r| turned(flipped(r))];
        for (turn, back) in turns.into_iter().zip(backs) {
            let fills: Vec<Rect> = fills.iter().copied().map(turn).collect();
            out.extend(bars(&fills, words, back).into_iter().map(whole));
        }
    }
    out.extend(axes(&page.strokes).into_iter().map(whole));
    out.extend(scale::scales(&page.strokes, words).into_iter().map(whole));
    out
}

/// Upright and level exchanged.
const fn turned(r: Rect) -> Rect {
    Rect { x0: r.y0, y0: r.x0, x1: r.y1, y1: r.x1 }
}

/// Upside down.
fn flipped(r: Rect) -> Rect {
    Rect { y0: -r.y1, y1: -r.y0, ..r }
}

/// Rows of upright bars: on one base line, equally wide, of different heights, with few words in them. `back` turns boxes
/// to page space.
fn bars(fills: &[Rect], words: &[Word], back: fn(Rect) -> Rect) -> Vec<Rect> {
    let mut sorted = fills.to_vec();
    sorted.sort_by_key(|r| (r.y1, r.width(), r.x0));
    let mut out = Vec::new();
    for level in sorted.chunk_by(|a, b| b.y1 - a.y1 <= LEVEL) {
        let mut level = level.to_vec();
        level.sort_by_key(|r| (r.width(), r.x0));
        for row in level.chunk_by(|a, b| b.width() - a.width() <= LEVEL) {
            let mut row = row.to_vec();
            row.sort_by_key(|r| (r.x0, r.y0));
            row.dedup_by(|b, a| b.x0 < a.x1 - LEVEL);
            let mut heights: Vec<Pt> = row.iter().map(Rect::height).collect();
            heights.sort_unstable();
            heights.dedup_by(|b, a| *b - *a < SAME_LENGTH);
            if row.len() < BARS || heights.len() < BARS || heights[heights.len() - 1] < BAR {
                continue;
            }
            let written = row.iter().filter(|bar| {
                let bar = back(**bar);
                words.iter().any(|word| bar.contains(word.bbox.center()))
            });
            if written.count() * 3 <= row.len() {
                out.extend(Rect::bounding(row).map(back));
            }
        }
    }
    out
}

/// Axes: a line and short ones across it in equal steps.
fn axes(strokes: &[Stroke]) -> Vec<Rect> {
    let mut short: Vec<&Stroke> = strokes.iter().filter(|s| s.to - s.from <= TICK).collect();
    short.sort_by_key(|s| (s.axis, s.from, s.to, s.at));
    let one = |a: &&Stroke, b: &&Stroke| {
        a.axis == b.axis && (b.from - a.from).abs() <= LEVEL && (b.to - a.to).abs() <= LEVEL
    };
    let sets: Vec<&[&Stroke]> =
        short.chunk_by(one).filter(|set| set.len() >= TICKS).take(MOST_SETS + 1).collect();
    if sets.len() > MOST_SETS {
        return Vec::new();
    }
    let mut out = Vec::new();
    for set in sets {
        let (from, to) = (set[0].from, set[0].to);
        let meets = |s: &&Stroke| {
            s.axis != set[0].axis
                && s.to - s.from > TICK * 2
                && ((s.at - from).abs() <= LEVEL * 3 || (s.at - to).abs() <= LEVEL * 3)
        };
        // Charts above each other have ticks of one length at one place.
        for line in strokes.iter().filter(meets).take(MOST_LINES) {
            let own =
                set.iter().map(|s| s.at).filter(|at| line.from - LEVEL <= *at && *at <= line.to + LEVEL);
            if are_equal_steps(own.collect()) {
                out.push(match set[0].axis {
                    Axis::Vertical => Rect::new(line.from, from, line.to, to),
                    Axis::Horizontal => Rect::new(from, line.from, to, line.to),
                });
            }
        }
    }
    out
}

/// Whether places follow each other in equal steps, wider than what stands at them is long.
fn are_equal_steps(mut at: Vec<Pt>) -> bool {
    at.sort_unstable();
    at.dedup_by(|b, a| *b - *a <= LEVEL);
    let steps = || at.windows(2).map(|pair| pair[1] - pair[0]);
    let (Some(least), Some(most)) = (steps().min(), steps().max()) else { return false };
    at.len() >= TICKS && most - least <= LEVEL.max(most.scale(EQUAL, 100)) && least > TICK
}
