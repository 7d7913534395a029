//! Panels of charts: where one is found, others of its size on the page are charts, too. What is drawn in them may be points set
//! from a font, level steps, or nothing.

use super::{HIGH, MOST, is_bare, is_large};
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::{Axis, Page, Stroke};

/// Panels of one size differ by no more.
const SAME: Pt = Pt(1_000);
/// The frame of a chart is at least this part (per cent) of it each way: the rest is ticks.
const FRAME: i32 = 70;
/// More upright lines are a pattern.
const MOST_LINES: usize = 4_000;

/// The other panels of the sizes of these figures.
pub(super) fn panels(page: &Page, figures: &[Rect], words: &[Word]) -> Vec<Rect> {
    let mut boxes: Vec<Rect> =
        page.fills.iter().filter(|fill| fill.rectangle).map(|fill| fill.bbox).filter(is_large).collect();
    boxes.extend(framed(page).into_iter().filter(is_large));
    boxes.sort_unstable();
    boxes.dedup();
    let of = |figure: &Rect| {
        let fits = |area: &&Rect| {
            figure.grow(SAME).contains_rect(area)
                && area.width() * 100 >= figure.width() * FRAME
                && area.height() * 100 >= figure.height() * FRAME
        };
        boxes.iter().filter(fits).max_by_key(|area| (area.width(), area.height(), **area)).copied()
    };
    let mut sizes: Vec<(Pt, Pt)> =
        figures.iter().filter_map(of).map(|frame| (frame.width(), frame.height())).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut out: Vec<Rect> = Vec::new();
    for area in boxes {
        let same =
            |size: &(Pt, Pt)| (area.width() - size.0).abs() <= SAME && (area.height() - size.1).abs() <= SAME;
        let free = |known: &Rect| known.intersection(&area).is_none();
        let alone = figures.iter().chain(&out).all(free);
        if figures.len() + out.len() < MOST && alone && sizes.iter().any(same) && is_bare(&area, words) {
            out.push(area);
        }
    }
    out
}

/// The boxes between neighbouring upright lines of one height that level ones close above and below.
fn framed(page: &Page) -> Vec<Rect> {
    let lines = |axis: Axis| {
        let own = |stroke: &&Stroke| stroke.axis == axis && stroke.to - stroke.from >= HIGH;
        let own = page.strokes.iter().filter(own).map(|stroke| (stroke.from, stroke.to, stroke.at));
        let mut own: Vec<(Pt, Pt, Pt)> = own.collect();
        own.sort_unstable();
        own
    };
    let mut upright = lines(Axis::Vertical);
    if upright.len() > MOST_LINES {
        return Vec::new();
    }
    upright.dedup();
    let level = lines(Axis::Horizontal);
    let near = |a: Pt, b: Pt| (a - b).abs() <= SAME;
    let mut out = Vec::new();
    for (ix, (from, to, left)) in upright.iter().enumerate() {
        // The level line at the top begins here and tells how wide the box is.
        let first = level.partition_point(|line| line.0 < *left - SAME);
        let own = level[first..].iter().take_while(|line| line.0 <= *left + SAME);
        let mut ends: Vec<Pt> = own.clone().filter(|line| near(line.2, *from)).map(|line| line.1).collect();
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            let closed = own.clone().any(|line| near(line.1, end) && near(line.2, *to));
            let other = upright[ix..].iter().take_while(|line| near(line.0, *from));
            let other = other.into_iter().any(|line| near(line.1, *to) && near(line.2, end));
            if closed && other && end > *left {
                out.push(Rect::new(*left, *from, end, *to));
            }
        }
    }
    out
}
