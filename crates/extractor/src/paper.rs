//! What lies under a place when something is painted there: ink in the colour of its ground is not seen.

use model::geometry::{Point, Pt, Rect};
use model::page::{Axis, Color, Stroke};

/// The last areas looked at per question: more than any table's shading. What lies deeper counts as not known.
const RECENT: usize = 512;
/// Different colours that are told apart; a page with more is a picture, and every colour may be somewhere on it.
const MOST_COLORS: usize = 64;
/// Shorter parts of a stroke are left out when the rest is not seen, in 1/1000 point.
const SHORTEST: Pt = Pt(1_000);

/// The ground of one page as painted so far: white paper, then areas on it.
#[derive(Default)]
pub(crate) struct Paper {
    /// Area, and its colour if it is sure: pictures, patterns, odd shapes and see-through paint are not.
    painted: Vec<(Rect, Option<Color>)>,
    /// All sure colours.
    colors: Vec<Color>,
}

impl Paper {
    /// Paints an area.
    pub(crate) fn paint(&mut self, area: Rect, color: Option<Color>) {
        if let Some(color) = color
            && !self.colors.contains(&color)
            && self.colors.len() < MOST_COLORS
        {
            self.colors.push(color);
        }
        self.painted.push((area, color));
    }

    /// Whether the ground has this colour anywhere; most ink is told to be visible by this alone.
    fn anywhere(&self, color: Color) -> bool {
        color == Color::WHITE || self.colors.contains(&color) || self.colors.len() >= MOST_COLORS
    }

    /// Whether ink of this colour would not be seen at this place.
    pub(crate) fn hides(&self, color: Color, at: Point) -> bool {
        self.anywhere(color) && self.under(at) == Some(color)
    }

    /// The colour at a place; `None` when it is not known.
    pub(crate) fn under(&self, at: Point) -> Option<Color> {
        let recent = self.recent();
        match recent.iter().rev().find(|(area, _)| area.contains(at)) {
            Some((_, color)) => *color,
            None if recent.len() == self.painted.len() => Some(Color::WHITE),
            None => None,
        }
    }

    /// Whether all that lies under an area is white: a white area painted there changes nothing.
    pub(crate) fn white_under(&self, area: &Rect) -> bool {
        let recent = self.recent();
        for (under, color) in recent.iter().rev() {
            if under.intersection(area).is_some() && *color != Some(Color::WHITE) {
                return false;
            }
            if *color == Some(Color::WHITE) && under.contains_rect(area) {
                return true;
            }
        }
        recent.len() == self.painted.len()
    }

    fn recent(&self) -> &[(Rect, Option<Color>)] {
        &self.painted[self.painted.len().saturating_sub(RECENT)..]
    }

    /// The parts of a stroke that differ from what lies under them.
    pub(crate) fn seen(&self, stroke: Stroke, out: &mut Vec<Stroke>) {
        if !self.anywhere(stroke.color) {
            out.push(stroke);
            return;
        }
        let recent = self.recent();
        let mut open = vec![(stroke.from, stroke.to)];
        let mut seen: Vec<(Pt, Pt)> = Vec::new();
        for (area, color) in recent.iter().rev() {
            let (low, high, from, to) = match stroke.axis {
                Axis::Horizontal => (area.y0, area.y1, area.x0, area.x1),
                Axis::Vertical => (area.x0, area.x1, area.y0, area.y1),
            };
            if stroke.at < low || stroke.at > high {
                continue;
            }
            let mut left = Vec::with_capacity(open.len() + 1);
            for (a, b) in open {
                let (c, d) = (a.max(from), b.min(to));
                if c >= d {
                    left.push((a, b));
                    continue;
                }
                if *color != Some(stroke.color) {
                    seen.push((c, d));
                }
                left.extend([(a, c), (d, b)].into_iter().filter(|(from, to)| from < to));
            }
            open = left;
            if open.is_empty() {
                break;
            }
        }
        if stroke.color != Color::WHITE || recent.len() < self.painted.len() {
            seen.append(&mut open);
        }
        seen.sort_unstable();
        let mut parts: Vec<(Pt, Pt)> = Vec::with_capacity(seen.len());
        for (from, to) in seen {
            match parts.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => parts.push((from, to)),
            }
        }
        let whole = stroke.to - stroke.from;
        for (from, to) in parts {
            if to - from >= SHORTEST.min(whole) {
                out.push(Stroke { from, to, ..stroke });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::StrokeOrigin;

    const GREY: Color = Color(0x0080_8080);

    fn rect(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
        Rect::new(Pt::points(x0), Pt::points(y0), Pt::points(x1), Pt::points(y1))
    }

    fn parts(paper: &Paper, color: Color) -> Vec<(Pt, Pt)> {
        let stroke = Stroke {
            axis: Axis::Horizontal,
            at: Pt::points(10),
            from: Pt::points(0),
            to: Pt::points(100),
            width: Pt(500),
            color,
            dashed: false,
            origin: StrokeOrigin::Line,
        };
        let mut out = Vec::new();
        paper.seen(stroke, &mut out);
        out.iter().map(|s| (s.from, s.to)).collect()
    }

    #[test]
    fn a_white_stroke_is_seen_where_it_crosses_shading_only() {
        let mut paper = Paper::default();
        assert!(parts(&paper, Color::WHITE).is_empty());
        paper.paint(rect(20, 0, 60, 40), Some(GREY));
        assert_eq!(parts(&paper, Color::WHITE), [(Pt::points(20), Pt::points(60))]);
        paper.paint(rect(40, 0, 60, 40), Some(Color::WHITE));
        assert_eq!(parts(&paper, Color::WHITE), [(Pt::points(20), Pt::points(40))]);
    }

    #[test]
    fn a_stroke_over_a_picture_is_seen() {
        let mut paper = Paper::default();
        paper.paint(rect(0, 0, 100, 100), None);
        assert_eq!(parts(&paper, Color::WHITE), [(Pt::points(0), Pt::points(100))]);
    }

    #[test]
    fn what_lies_deeper_than_looked_is_not_known() {
        let mut paper = Paper::default();
        for _ in 0..=RECENT {
            paper.paint(rect(200, 0, 210, 10), Some(GREY));
        }
        assert_eq!(paper.under(Point { x: Pt::points(1), y: Pt::points(1) }), None);
        assert_eq!(parts(&paper, Color::WHITE).len(), 1);
    }
}
