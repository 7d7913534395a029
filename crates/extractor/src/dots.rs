//! Dotted and chopped lines: many small pieces in a row are one rule.

use model::geometry::{Pt, Rect};
use model::page::{Axis, Color, Stroke, StrokeOrigin};

/// Pieces longer than this are lines of their own, in 1/1000 point: dashes of printed tables are 1 to 4 points long.
pub(crate) const LONGEST: Pt = Pt(6_000);
/// So many pieces in a row make a line; fewer are a colon, an ellipsis, a row of bullets.
const FEWEST: usize = 6;
/// The most pieces that are looked at: more is a picture made of dots. The others are left as they were drawn.
const MOST: usize = 400_000;
/// Pieces of one line are off by less than this across, in 1/1000 point: producers round to a hundredth.
const ACROSS: Pt = Pt(60);
/// A gap is at most this many times a piece's length ...
const GAP_TIMES: i32 = 3;
/// ... or this, in 1/1000 point.
const GAP: Pt = Pt(2_500);
/// Steps from piece to piece differ by less than this, in 1/1000 point, and a sixth of the step.
const STEP: Pt = Pt(150);
/// Pieces of a row are no thicker than this across, in 1/1000 point, ...
const THICKEST: Pt = Pt(2_600);
/// ... nor than this many times their length along it: taller ones are ticks and hatching.
const TALLEST: i32 = 4;
/// A gap narrower than this is not seen: the line is drawn through, in 1/1000 point.
const CLOSED: Pt = Pt(120);

/// A small piece of ink, as it would stand alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) bbox: Rect,
    pub(crate) color: Color,
    pub(crate) origin: StrokeOrigin,
    /// The number of strokes painted before it.
    pub(crate) order: usize,
    /// Whether it counts as a stroke when it is part of no row.
    pub(crate) alone: bool,
}

/// Adds to `strokes` the lines that the pieces make up, and the pieces left over that are strokes themselves, each at its
/// place in paint order.
pub(crate) fn add_rows(mut pieces: Vec<Piece>, strokes: &mut Vec<Stroke>) {
    if pieces.is_empty() {
        return;
    }
    let mut used = vec![false; pieces.len()];
    let mut found: Vec<(usize, Stroke)> = Vec::new();
    if (FEWEST..=MOST).contains(&pieces.len()) {
        for axis in [Axis::Horizontal, Axis::Vertical] {
            rows(&pieces, axis, &mut used, &mut found);
        }
    }
    for (piece, _) in pieces.drain(..).zip(used).filter(|(piece, used)| piece.alone && !used) {
        let axis = if piece.bbox.width() >= piece.bbox.height() { Axis::Horizontal } else { Axis::Vertical };
        found.push((piece.order, stroke(axis, piece.bbox, &piece, false)));
    }
    found.sort_by_key(|(order, _)| *order);
    let mut merged = Vec::with_capacity(strokes.len() + found.len());
    let mut rest = found.into_iter().peekable();
    for (ix, one) in strokes.drain(..).enumerate() {
        while let Some((_, row)) = rest.next_if(|(order, _)| *order <= ix) {
            merged.push(row);
        }
        merged.push(one);
    }
    merged.extend(rest.map(|(_, row)| row));
    *strokes = merged;
}

fn rows(pieces: &[Piece], axis: Axis, used: &mut [bool], found: &mut Vec<(usize, Stroke)>) {
    // Along and across the row: from, to, middle across, thickness.
    let placed = |piece: &Piece| {
        let Rect { x0, y0, x1, y1 } = piece.bbox;
        match axis {
            Axis::Horizontal => (x0, x1, y0 + (y1 - y0) / 2, y1 - y0),
            Axis::Vertical => (y0, y1, x0 + (x1 - x0) / 2, x1 - x0),
        }
    };
    let mut order: Vec<usize> = (0..pieces.len())
        .filter(|ix| {
            let (from, to, _, thick) = placed(&pieces[*ix]);
            thick <= THICKEST && thick <= (to - from) * TALLEST
        })
        .collect();
    order.sort_by_key(|ix| {
        let (from, to, at, _) = placed(&pieces[*ix]);
        (at, from, to, *ix)
    });
    let mut first = 0;
    while first < order.len() {
        let at = placed(&pieces[order[first]]).2;
        let count = order[first..].iter().take_while(|ix| placed(&pieces[**ix]).2 - at <= ACROSS).count();
        let mut band = order[first..first + count].to_vec();
        first += count;
        if band.len() < FEWEST {
            continue;
        }
        band.sort_by_key(|ix| {
            let (from, to, ..) = placed(&pieces[*ix]);
            (from, to, *ix)
        });
        // A piece drawn twice is one.
        band.dedup_by(|b, a| {
            let ((from, to, ..), (next, next_to, ..)) = (placed(&pieces[*a]), placed(&pieces[*b]));
            let same = next - from <= CLOSED / 2 && (next_to - to).abs() <= CLOSED / 2;
            used[*b] |= same;
            same
        });
        let mut start = 0;
        for end in 1..=band.len() {
            let goes_on = end < band.len() && {
                let step = |nth: usize| placed(&pieces[band[nth]]).0 - placed(&pieces[band[nth - 1]]).0;
                let (a, b) = (&pieces[band[end - 1]], &pieces[band[end]]);
                let ((from, to, _, thick), (next, next_to, _, next_thick)) = (placed(a), placed(b));
                let gap = next - to;
                let usual = if end - start >= 2 { step(start + 1) } else { next - from };
                a.color == b.color
                    && gap <= ((to - from) * GAP_TIMES).max(GAP)
                    && gap >= -CLOSED
                    && (next_thick - thick).abs() <= CLOSED
                    && (step(end) - usual).abs() <= STEP.max(usual / 6)
                    && ((next_to - next) - (to - from)).abs() <= STEP.max(usual / 6)
            };
            if goes_on {
                continue;
            }
            let row = &band[start..end];
            if row.len() >= FEWEST {
                let bounds = Rect::bounding(row.iter().map(|ix| pieces[*ix].bbox)).unwrap_or_default();
                let gap = placed(&pieces[row[1]]).0 - placed(&pieces[row[0]]).1;
                let before = row.iter().map(|ix| pieces[*ix].order).min().unwrap_or(0);
                found.push((before, stroke(axis, bounds, &pieces[row[0]], gap > CLOSED)));
                for ix in row {
                    used[*ix] = true;
                }
            }
            start = end;
        }
    }
}

fn stroke(axis: Axis, bbox: Rect, like: &Piece, dashed: bool) -> Stroke {
    let Rect { x0, y0, x1, y1 } = bbox;
    let (at, from, to, width) = match axis {
        Axis::Horizontal => (y0 + (y1 - y0) / 2, x0, x1, y1 - y0),
        Axis::Vertical => (x0 + (x1 - x0) / 2, y0, y1, x1 - x0),
    };
    Stroke { axis, at, from, to, width, color: like.color, dashed, origin: like.origin }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: i32, y: i32, order: usize) -> Piece {
        let bbox = Rect::new(Pt(x), Pt(y), Pt(x + 480), Pt(y + 480));
        Piece { bbox, color: Color::BLACK, origin: StrokeOrigin::Thin, order, alone: false }
    }

    fn check(pieces: Vec<Piece>, expected: &[(Axis, i32, i32, i32, bool)]) {
        let mut strokes = Vec::new();
        add_rows(pieces, &mut strokes);
        let found: Vec<_> = strokes.iter().map(|s| (s.axis, s.at.0, s.from.0, s.to.0, s.dashed)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn dots_in_a_row_are_one_dashed_stroke() {
        let level = (0..20).map(|n| dot(n * 960, 0, 0));
        let upright = (1..20).map(|n| dot(0, n * 960, 0));
        check(
            level.chain(upright).collect(),
            &[(Axis::Horizontal, 240, 0, 18_720, true), (Axis::Vertical, 240, 0, 18_720, true)],
        );
    }

    #[test]
    fn abutting_pieces_are_a_closed_stroke() {
        check((0..20).map(|n| dot(n * 480, 0, 0)).collect(), &[(Axis::Horizontal, 240, 0, 9_600, false)]);
    }

    #[test]
    fn a_few_dots_and_scattered_ones_are_no_stroke() {
        check((0..3).map(|n| dot(n * 960, 0, 0)).collect(), &[]);
        check((0..20).map(|n| dot(n * n * 960, n * 700, 0)).collect(), &[]);
    }

    #[test]
    fn ticks_are_no_stroke_across() {
        let tick = |x: i32| Piece { bbox: Rect::new(Pt(x), Pt(0), Pt(x + 300), Pt(2_000)), ..dot(0, 0, 0) };
        check((0..20).map(|n| tick(n * 1_000)).collect(), &[]);
    }

    #[test]
    fn rows_stand_where_they_were_painted() {
        let line = |at: i32| Stroke {
            axis: Axis::Horizontal,
            at: Pt(at),
            from: Pt(0),
            to: Pt(9_000),
            width: Pt(500),
            color: Color::BLACK,
            dashed: false,
            origin: StrokeOrigin::Line,
        };
        let mut strokes = vec![line(1), line(2)];
        add_rows((0..8).map(|n| dot(n * 960, 0, 1)).collect(), &mut strokes);
        let at: Vec<i32> = strokes.iter().map(|s| s.at.0).collect();
        assert_eq!(at, [1, 240, 2]);
    }
}
