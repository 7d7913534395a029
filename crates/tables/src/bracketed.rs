//! What stands in brackets right behind a figure and is part of its text: "938 (34.4)", "1.23 [0.98, 1.45]". A column of figures
//! in brackets stands at an edge of its own, so that the white before them varies; here it is a space.

use crate::bands::{Line, Mark};
use model::geometry::Pt;

/// A space is this part of the em wide (per thousand).
const SPACE: std::ops::RangeInclusive<i32> = 150..=420;
/// Spaces of one font are alike to within this part of the em (per thousand).
const SAME: i32 = 60;
/// The spaces of one line are alike to within this.
const VERY_SAME: i32 = 12;
/// Places that differ by more are not one edge.
const APART: Pt = Pt(600);
/// Lines above and below that are looked at: a table's own.
const NEAR: usize = 24;
/// They stand in one column when no more ems lie between them.
const COLUMN: i32 = 3;
/// So many other lines show the same space.
const FEWEST: usize = 2;

/// What stands farther off is another column, and says that brackets have one.
const FAR: i32 = 3_000;
/// So often the brackets begin elsewhere than on the line before: two tables may differ once.
const CHANGES: usize = 2;

/// A figure and what follows in brackets: where the brackets begin, and the space between the two in thousandths of an em.
#[derive(Clone, Copy)]
struct Pair {
    at: usize,
    from: Pt,
    size: Pt,
    space: i32,
    /// Whether a space was painted between the two, in one go with both.
    painted: bool,
    /// Left and right edge of both.
    both: (Pt, Pt),
}

impl Pair {
    /// Twice the middle of both: halves of a thousandth of a point are kept.
    fn middle(&self) -> Pt {
        self.both.0 + self.both.1
    }
}

/// Says of each mark whether it goes on with the text of the figure before.
pub(crate) fn set_bracketed(lines: &mut [Line]) {
    let found: Vec<Vec<Pair>> = lines.iter().map(pairs).collect();
    for ix in 0..lines.len() {
        let near = &found[ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(found.len())];
        let own: Vec<(&Pair, Option<bool>)> = found[ix]
            .iter()
            .filter(|pair| SPACE.contains(&pair.space))
            .map(|pair| (pair, is_even(pair, near)))
            .collect();
        let proved = |(pair, even): &(&Pair, Option<bool>)| pair.painted || *even == Some(true);
        // Figures of one width move nothing; the column beside them, with the very same space, may show what is meant.
        let beside = |(pair, even): &(&Pair, Option<bool>)| {
            let same = |other: &Pair| (other.space - pair.space).abs() <= VERY_SAME;
            even.is_some() && own.iter().any(|other| same(other.0) && proved(other))
        };
        for (pair, _) in own.iter().filter(|pair| proved(pair) || beside(pair)) {
            let marks = &mut lines[ix].marks;
            let end = closing(marks, pair.at);
            marks[pair.at..=end].iter_mut().for_each(|mark| mark.behind = true);
        }
    }
}

/// The mark that closes the brackets which one opens.
fn closing(marks: &[Mark], opening: usize) -> usize {
    marks[opening..].iter().take(MOST).position(|mark| mark.closes).map_or(opening, |end| opening + end)
}

/// More words in brackets are no part of a figure.
const MOST: usize = 12;

fn pairs(line: &Line) -> Vec<Pair> {
    let pair = |at: usize| {
        let (a, b) = (&line.marks[at - 1], &line.marks[at]);
        let size = a.size.max(b.size);
        let space = ((b.at.x0 - a.at.x1).0 * 1000).checked_div(size.0)?;
        let figures = a.form.is_figure() && b.form.is_figure() && b.opens && !a.opens;
        let both = (a.at.x0, line.marks[closing(&line.marks, at)].at.x1);
        let pair = Pair { at, from: b.at.x0, size, space, painted: b.spaced, both };
        (figures && (*SPACE.start()..=FAR).contains(&space)).then_some(pair)
    };
    (1..line.marks.len()).filter_map(pair).collect()
}

/// Whether the brackets begin elsewhere from line to line, if the space is the same on all lines around.
fn is_even(own: &Pair, near: &[Vec<Pair>]) -> Option<bool> {
    let beside = |pair: &&Pair| (pair.from - own.from).abs() <= own.size * COLUMN;
    let all: Vec<&Pair> = near.iter().flatten().filter(beside).collect();
    let even = all.iter().all(|pair| (pair.space - own.space).abs() <= SAME);
    let moved = all.windows(2).filter(|two| (two[0].from - two[1].from).abs() > APART).count();
    // Figure and brackets are set about one middle, and are of various widths.
    let differ = |of: fn(&Pair) -> Pt| {
        let places = || all.iter().map(|pair| of(pair));
        places().min().zip(places().max()).is_some_and(|(least, most)| most - least > APART)
    };
    let centred = moved > 0 && differ(|pair| pair.both.1 - pair.both.0) && !differ(Pair::middle);
    // The pair itself is one of them.
    (all.len() > FEWEST && even).then_some(centred || moved >= CHANGES)
}
