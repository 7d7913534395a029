//! Where the columns of some lines are: white rivers between their units, and edges that are drawn.
//!
//! A river is a strip that no line covers and that at least one line has words on both sides of (text edges and
//! whitespace as in Nurminen, *Algorithmic extraction of data in tables in PDF documents*, 2013, §4.2, with units in the
//! place of edges). Units that bridge what most lines part are spans, and left out (Kieninger and Dengel, *The T-Recs table
//! recognition and analysis system*, DAS 1998, §3: isolated and merged columns).

use crate::bands::{Line, Mark};
use crate::bridges::parted_by;
use crate::columns::is_full;
use crate::forms::Form;
use crate::words::SMALLER;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// The gap between units where nothing tells a space's width: wider than any usual space, narrower than the gutter of a
/// tight table. Doubled, columns fuse; halved, labels fall into words.
const UNIT: i32 = 480;
/// A gap so many times (per thousand) the usual space of the lines parts units: for fonts with wide spaces.
const SPACES: i32 = 1_550;
/// Two figures are two units when this part of the em or more lies between them.
const FIGURES: i32 = 170;
/// A figure of more glyphs than a year has, set so far (per thousand of the em) before a text of full-width letters, is no
/// part of it: spaces are half an em wide at the most.
const BEFORE: i32 = 560;
const LONG: u32 = 4;
/// Words nearer than this touch.
const TOUCH: i32 = 120;
/// Groups of digits of one figure stand nearer than this.
const GROUPS: i32 = 450;
/// The same where one space was painted between them in one go: fonts of full-width letters have one of half an em. (Those of
/// typewriters are wider, and part columns.)
const HALF: std::ops::RangeInclusive<i32> = 485..=510;
/// The same where a space binds them.
const TIED: i32 = 750;
/// Gaps up to here are counted as spaces when their usual width is measured.
const LARGEST_SPACE: i32 = 800;

/// Words begin, or end, at one place to within this.
const EDGE: Pt = Pt(500);
/// A place at which so many words begin or end, one on every fifth line or more, is an edge of a column.
const FEWEST: usize = 6;
const SHARED: usize = 5;

/// The gap (per thousand of the em) that parts units in these lines.
pub(crate) fn unit_gap(lines: &[Line]) -> i32 {
    let mut gaps: Vec<i32> = Vec::new();
    let edges = |of: fn(&Mark) -> Pt| {
        let mut all: Vec<Pt> = lines.iter().flat_map(|line| line.marks.iter().map(of)).collect();
        all.sort_unstable();
        all
    };
    let (lefts, rights) = (edges(|mark| mark.at.x0), edges(|mark| mark.at.x1));
    let shared = |all: &[Pt], x: Pt| {
        let near =
            all.partition_point(|edge| *edge <= x + EDGE) - all.partition_point(|edge| *edge < x - EDGE);
        near >= FEWEST && near * SHARED >= lines.len()
    };
    for line in lines {
        for pair in line.marks.windows(2) {
            let gap = pair[1].at.x0 - pair[0].at.x1;
            let size = pair[0].size.max(pair[1].size);
            let text = pair.iter().any(|m| m.form == Form::Text) && !pair.iter().all(is_unspaced);
            // Before a place where others begin, or behind one where they end, it is the gap between two columns.
            let column = shared(&lefts, pair[1].at.x0) || shared(&rights, pair[0].at.x1);
            if text && !column && gap > Pt::ZERO && gap <= size.scale(LARGEST_SPACE, 1000) {
                gaps.push((i64::from(gap.0) * 1000 / i64::from(size.0)) as i32);
            }
        }
    }
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    (i64::from(usual) * i64::from(SPACES) / 1000).max(i64::from(UNIT)).min(1_000) as i32
}

/// Whether a mark is of full-width letters, which have no spaces between words; one by itself may be a spaced letter.
fn is_unspaced(mark: &Mark) -> bool {
    is_full(mark) && mark.letters > 1
}

/// Runs of marks that belong together: no gap wider than `gap`, and figures apart from figures.
pub(crate) fn units(line: &Line, gap: i32) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let signs = signs_lead(line);
    for ix in 0..line.marks.len() {
        let sign =
            signs && ix > 0 && line.marks[ix].form == Form::Opening && line.marks[ix - 1].form.is_figure();
        match out.last_mut() {
            Some(unit) if !sign && !parts(&line.marks[ix - 1], &line.marks[ix], gap) => unit.end = ix + 1,
            _ => out.push(ix..ix + 1),
        }
    }
    out
}

/// Whether a line has a sign before each of its figures: one right behind a figure is the next one's.
pub(crate) fn signs_lead(line: &Line) -> bool {
    let mut signs = 0;
    let mut before: Option<&Mark> = None;
    for mark in line.marks.iter().filter(|m| m.form == Form::Opening || m.form.is_data()) {
        let group = |last: &&Mark| {
            let white = mark.at.x0 - last.at.x1;
            mark.triple && last.form == Form::Number && white <= mark.size.scale(GROUPS, 1000)
        };
        let led = before.is_some_and(|last| last.form == Form::Opening || group(&last));
        if mark.form == Form::Number && !led {
            return false;
        }
        signs += usize::from(mark.form == Form::Opening);
        before = Some(mark);
    }
    let before = before.map(|mark| mark.form);
    signs > 1 && before.is_some_and(Form::is_data)
}

/// A blank is no wider than this part of the em (per thousand).
const BLANK: i32 = 400;

fn parts(a: &Mark, b: &Mark, gap: i32) -> bool {
    let size = a.size.max(b.size);
    let white = b.at.x0 - a.at.x1;
    let gap = match is_unspaced(b) {
        true if is_unspaced(a) => gap.min(UNIT),
        true if a.form.is_figure() && a.letters > LONG => gap.min(BEFORE),
        _ => gap,
    };
    let grouped = |most: i32| b.triple && a.form != Form::Dash && white <= size.scale(most, 1000);
    // "- - Other": dashes before a text say how far down it stands; "150 × 150" is one figure.
    let before_text = a.form == Form::Dash && matches!(b.form, Form::Dash | Form::Text);
    if (before_text || a.times || b.times) && white <= size.scale(BLANK, 1000) {
        return false;
    }
    if b.behind || b.tied && a.form.is_figure() && grouped(TIED) {
        return false;
    }
    if b.stop || white > size.scale(gap, 1000) {
        return true;
    }
    // Two words that touch were cut apart at the edge of a column.
    if a.form.is_figure() && b.form == Form::Text && white <= size.scale(TOUCH, 1000) && a.letters > 3 {
        return true;
    }
    let figures = a.form.is_figure() && b.form.is_figure() && white >= size.scale(FIGURES, 1000);
    let raised = a.size.min(b.size) < size.scale(SMALLER, 1000);
    let half = b.spaced && size.scale(*HALF.start(), 1000) <= white && grouped(*HALF.end());
    figures && !grouped(GROUPS) && !half && !raised
}

/// A strip between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct River {
    pub(crate) from: Pt,
    pub(crate) to: Pt,
}

impl River {
    pub(crate) fn middle(self) -> Pt {
        self.from + (self.to - self.from) / 2
    }
}

/// Units of the lines, as boxes; `None` in the place of those that bridge what at least half of the other lines part.
fn spans(lines: &[&Line], gap: i32) -> Vec<Vec<Rect>> {
    let boxes: Vec<Vec<Rect>> =
        lines.iter().map(|line| units(line, gap).iter().map(|unit| line.span(unit)).collect()).collect();
    let bridges = |count: usize| count >= 2 && count * 2 >= boxes.len() - 1 || boxes.len() == 2 && count == 1;
    let keep = |(line, counts): (&Vec<Rect>, Vec<usize>)| {
        line.iter().zip(counts).filter(|(_, count)| !bridges(*count)).map(|(unit, _)| *unit).collect()
    };
    boxes.iter().zip(parted_by(&boxes)).map(keep).collect()
}

/// Lines nearer than this part of the em (per thousand) are set beside each other.
const BESIDE: i32 = 850;
/// A line set beside another is among so many above it: cells of many columns, about their own middles.
const MANY: usize = 8;
/// Columns may touch: a figure at the right edge of one, a text at the left edge of the next.
const TOUCHING: Pt = Pt(500);

/// The rivers between the units of these lines, left to right.
pub(crate) fn rivers(lines: &[&Line], gap: i32) -> Vec<River> {
    let spans = spans(lines, gap);
    let mut all: Vec<(Pt, Pt)> = spans.iter().flatten().map(|b| (b.x0, b.x1)).collect();
    all.sort_unstable();
    let mut out = Vec::new();
    let mut end: Option<Pt> = None;
    for (from, to) in all {
        if let Some(end) = end
            && from > end - TOUCHING
        {
            out.push(River { from: end, to: from.max(end) });
        }
        end = Some(end.map_or(to, |end| end.max(to)));
    }
    // A strip that no single line has words on both sides of parts nothing: blocks beside each other. Lines that overlap are
    // one here: a figure stands beside the middle of a label of two lines.
    out.retain(|river| {
        let at = |ix: usize| spans[ix].partition_point(|b| b.x1 <= river.from + TOUCHING);
        let (left, right) = (|ix: usize| at(ix) > 0, |ix: usize| at(ix) < spans[ix].len());
        (0..spans.len()).any(|ix| {
            let beside = (0..ix).rev().take(MANY).take_while(|other| overlap(lines[*other], lines[ix]));
            let mut beside = beside.filter(|other| left(ix) && right(*other) || left(*other) && right(ix));
            left(ix) && right(ix) || beside.next().is_some()
        })
    });
    out
}

/// Whether two lines are set beside each other, one in the middle of the other's text.
pub(crate) fn overlap(a: &Line, b: &Line) -> bool {
    let step = (b.base - a.base).abs();
    step > Pt::ZERO && step <= a.size.min(b.size).scale(BESIDE, 1000)
}

/// What the units of one column look like.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    units: usize,
    openings: usize,
    closings: usize,
    listed: usize,
    small: usize,
    /// Units that stand right behind the ones in the column before.
    behind: usize,
    text: usize,
}

/// A unit stands right behind another when nearer than this part of the em.
const BEHIND: i32 = 620;

/// Rivers without those that part a sign, a list's mark or a note's mark from what it belongs to.
pub(crate) fn without_signs(rivers: &[River], lines: &[&Line], gap: i32) -> Vec<River> {
    let mut looks = vec![Look::default(); rivers.len() + 1];
    let middles: Vec<Pt> = rivers.iter().copied().map(River::middle).collect();
    for line in lines {
        let mut before: Option<(usize, Pt)> = None;
        for unit in units(line, gap) {
            let span = line.span(&unit);
            let col = middles.partition_point(|x| *x <= span.center().x);
            let look = &mut looks[col];
            let marks = &line.marks[unit];
            let all = |form: Form| marks.iter().all(|m| m.form == form);
            look.units += 1;
            look.openings += usize::from(all(Form::Opening));
            look.closings += usize::from(all(Form::Closing));
            look.listed += usize::from(all(Form::Listed));
            look.text += usize::from(marks.iter().any(|m| m.form == Form::Text));
            look.small += usize::from(marks.iter().all(|m| m.size < line.size.scale(SMALLER, 1000)));
            let behind =
                before.is_some_and(|(c, x)| c + 1 == col && span.x0 - x <= line.size.scale(BEHIND, 1000));
            look.behind += usize::from(behind && marks.iter().all(|m| m.letters <= 4));
            before = Some((col, span.x1));
        }
    }
    let mut out = Vec::new();
    for (ix, river) in rivers.iter().enumerate() {
        let (left, right) = (&looks[ix], &looks[ix + 1]);
        let sign = left.units > 0 && left.openings == left.units
            || right.units > 0 && right.closings == right.units
            || left.units > 0 && left.listed == left.units && right.text * 2 >= right.units
            || right.units > 0 && right.small == right.units
            || right.units > right.openings && right.behind == right.units && right.units * 2 <= left.units;
        if !sign {
            out.push(*river);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    fn check(rows: &[&[(i32, &str)]], wanted: &[(i32, i32)]) {
        let lines = drawn(rows);
        let refs: Vec<&Line> = lines.iter().collect();
        let found = without_signs(&rivers(&refs, UNIT), &refs, UNIT);
        let found: Vec<_> = found.iter().map(|r| (r.from.0 / 1000, r.to.0 / 1000)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn columns_lie_between_rivers() {
        check(
            &[&[(0, "Apples"), (60, "10"), (90, "12")], &[(0, "Pears"), (55, "100"), (90, "14")]],
            &[(30, 55), (70, 90)],
        );
    }

    #[test]
    fn groups_of_one_figure_stand_a_space_of_half_an_em_apart() {
        let mut lines = drawn(&[&[(0, "325"), (20, "153")]]);
        lines[0].marks[1].triple = true;
        assert_eq!(units(&lines[0], 600).len(), 2, "nothing was painted between");
        lines[0].marks[1].spaced = true;
        assert_eq!(units(&lines[0], 600).len(), 1);
    }

    #[test]
    fn a_header_that_bridges_columns_hides_no_river() {
        check(
            &[
                &[(50, "Shares held")],
                &[(0, "A"), (50, "10"), (90, "12")],
                &[(0, "B"), (50, "20"), (90, "14")],
            ],
            &[(5, 50), (60, 90)],
        );
    }

    #[test]
    fn a_sign_is_no_column() {
        check(&[&[(0, "A"), (50, "$"), (70, "12")], &[(0, "B"), (70, "14")]], &[(5, 50)]);
    }

    #[test]
    fn figures_that_nearly_touch_are_two_columns() {
        check(
            &[&[(0, "A"), (50, "1.25"), (72, "7.50")], &[(0, "B"), (50, "2.25"), (72, "8.50")]],
            &[(5, 50), (70, 72)],
        );
    }

    #[test]
    fn gaps_before_the_edge_of_a_column_are_no_spaces() {
        let row: &[(i32, &str)] = &[(0, "Apples"), (37, "Cores"), (90, "10")];
        let lines = drawn(&[row; 6]);
        assert_eq!(unit_gap(&lines), UNIT);
        // On a few lines, words that begin at one place are chance.
        assert!(unit_gap(&lines[..3]) > UNIT);
    }
}
