//! Which boxes stand in an area: found by their height first, so that a page of many small grids is not read once for each.

use model::geometry::{Pt, Rect};
use model::layout::Word;

/// Boxes sorted by the y of their centres.
pub(crate) struct Near {
    boxes: Vec<Rect>,
    by_y: Vec<(Pt, usize)>,
}

impl Near {
    pub(crate) fn new(boxes: impl Iterator<Item = Rect>) -> Self {
        let boxes: Vec<Rect> = boxes.collect();
        let mut by_y: Vec<(Pt, usize)> = boxes.iter().enumerate().map(|(ix, b)| (b.center().y, ix)).collect();
        by_y.sort_unstable();
        Self { boxes, by_y }
    }

    fn candidates(&self, area: &Rect) -> impl Iterator<Item = usize> {
        let from = self.by_y.partition_point(|(y, _)| *y < area.y0);
        let to = self.by_y.partition_point(|(y, _)| *y <= area.y1).max(from);
        let inside = |ix: &usize| area.contains(self.boxes[*ix].center());
        self.by_y[from..to].iter().map(|(_, ix)| *ix).filter(inside)
    }

    /// The boxes whose centres lie in the area, by their places in the order given.
    pub(crate) fn inside(&self, area: &Rect) -> Vec<usize> {
        let mut out: Vec<usize> = self.candidates(area).collect();
        out.sort_unstable();
        out
    }

    /// Whether there is one.
    pub(crate) fn any(&self, area: &Rect) -> bool {
        self.candidates(area).next().is_some()
    }
}

/// The words among `words` whose places are given.
pub(crate) fn chosen(words: &[Word], places: &[usize]) -> Vec<Word> {
    places.iter().map(|ix| words[*ix].clone()).collect()
}
