//! Where a column begins although hardly more than a space parts it from the text before: tab stops.
//!
//! Sheets and tight tables set a text right behind the one to its left. That it begins a column shows on other lines, where
//! the same left edge stands free (text edges as in Nurminen 2013, §4.2; alignments as in the network parser of Camelot).
//! A figure that ends at one right edge before a text that begins at one left edge, line after line, shows both.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::Pt;

/// Edges this near are one.
const SAME: Pt = Pt(600);
/// A gap wider than this part of the em stands free whatever other lines show.
const FREE: i32 = 900;
/// Lines above and below that are looked at: a table's own.
const NEAR: usize = 24;
/// So many other lines show an edge.
const FEWEST: usize = 3;
/// Figures with fewer glyphs before a text may be its own: years, counts, numbers of a list.
const LONG: u32 = 4;
/// `do.` and the like.
const DITTO: u32 = 3;
/// Of the lines between those that show an edge, one in so many may write across it.
const ACROSS: usize = 6;

/// What a line shows.
struct Shown {
    /// Left edges of marks with free space before them, and whether a mark stands before that.
    free: Vec<(Pt, bool)>,
    /// Left and right edges of long figures.
    figures: Vec<(Pt, Pt)>,
    /// Pairs of marks that nearly touch.
    joints: Vec<Joint>,
}

/// Two marks that nearly touch.
#[derive(Clone, Copy)]
struct Joint {
    /// Left and right edge of the first.
    from: Pt,
    right: Pt,
    /// Left edge of the second.
    left: Pt,
    /// Whether a long figure meets a text.
    figure: bool,
    /// Whether a figure of any length does.
    short: bool,
    /// Whether the two were painted in two goes; two figures are no part of each other anyway.
    apart: bool,
}

/// Says of each mark whether it begins a column right behind the one before.
pub(crate) fn set_stops(lines: &mut [Line]) {
    let shown: Vec<Shown> = lines.iter().map(shown).collect();
    let mut found: Vec<Vec<Pt>> = vec![Vec::new(); lines.len()];
    for ix in 0..lines.len() {
        for pair in lines[ix].marks.windows(2).filter(|pair| touch(&pair[0], &pair[1])) {
            let near = ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len());
            if is_stop(lines, &shown, near, ix, pair) {
                found[ix].push(pair[1].at.x0);
            }
        }
    }
    // A short figure meets its text where long ones do.
    let taught: Vec<Vec<(Pt, Pt)>> = (0..lines.len())
        .map(|ix| {
            let known = |joint: &&Joint| joint.figure && found[ix].contains(&joint.left);
            shown[ix].joints.iter().filter(known).map(|joint| (joint.right, joint.left)).collect()
        })
        .collect();
    for ix in 0..lines.len() {
        let near = ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len());
        let known: Vec<(Pt, Pt)> = taught[near].iter().flatten().copied().collect();
        let marks = &mut lines[ix].marks;
        for at in 1..marks.len() {
            let (a, b) = (marks[at - 1].at.x1, marks[at].at.x0);
            let same = |(right, left): &(Pt, Pt)| (*right - a).abs() <= SAME && (*left - b).abs() <= SAME;
            marks[at].stop =
                found[ix].contains(&b) || touch(&marks[at - 1], &marks[at]) && known.iter().any(same);
        }
    }
}

/// A figure that is no part of the text behind it: a long one, or the dash in the place of one.
fn is_long(mark: &Mark) -> bool {
    mark.form.is_figure() && (mark.letters >= LONG || mark.form == Form::Dash)
}

fn touch(a: &Mark, b: &Mark) -> bool {
    b.at.x0 - a.at.x1 <= a.size.max(b.size).scale(FREE, 1000)
}

fn shown(line: &Line) -> Shown {
    let figures = line.marks.iter().filter(|m| is_long(m)).map(|m| (m.at.x0, m.at.x1)).collect();
    let mut out = Shown { free: vec![(line.left(), false)], figures, joints: Vec::new() };
    // A figure's left edge is chance: it is set to its right one.
    for pair in line.marks.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        if touch(a, b) {
            let text = b.form == Form::Text;
            let (figure, short) = (is_long(a) && text, a.form.is_figure() && text);
            out.joints.push(Joint {
                from: a.at.x0,
                right: a.at.x1,
                left: b.at.x0,
                figure,
                short,
                apart: a.runs.1 != b.runs.0 && !(a.form.is_figure() && b.form.is_figure()),
            });
        } else if matches!(b.form, Form::Text | Form::Listed) {
            out.free.push((b.at.x0, true));
        }
    }
    out
}

fn is_stop(lines: &[Line], shown: &[Shown], near: std::ops::Range<usize>, own: usize, pair: &[Mark]) -> bool {
    let (a, b) = (&pair[0], &pair[1]);
    let x = b.at.x0;
    if matches!(a.form, Form::Opening | Form::Listed) {
        return false;
    }
    if b.form != Form::Text && b.form != Form::Listed {
        return b.form.is_figure() && b.letters >= LONG && painted_apart(&shown[near], a, b);
    }
    let figure = is_long(a);
    // A short text in a column of figures is in the place of one: a ditto mark.
    let short = !figure && (a.form.is_figure() || a.letters <= DITTO);
    let (mut behind, mut alone, mut joints) = (0, 0, 0);
    let (mut first, mut last) = (own, own);
    // Figures set to their right edge begin here and there; numbers of a list do not.
    let mut ragged = false;
    // Figures of other lengths that end where this one does, whatever stands behind them.
    let mut ends = 0;
    for ix in near.filter(|ix| *ix != own) {
        let level = |(left, right): &&(Pt, Pt)| {
            (*right - a.at.x1).abs() <= SAME && (*left - a.at.x0).abs() > SAME
        };
        ends += usize::from(figure && shown[ix].figures.iter().any(|edges| level(&edges)));
        let free = shown[ix].free.iter().find(|(left, _)| (*left - x).abs() <= SAME);
        let same = |joint: &&Joint| {
            (joint.figure || short && joint.short)
                && (joint.left - x).abs() <= SAME
                && (joint.right - a.at.x1).abs() <= SAME
        };
        let joint = shown[ix].joints.iter().find(same).filter(|_| figure || short);
        ragged |= joint.is_some_and(|joint| (joint.from - a.at.x0).abs() > SAME);
        match free {
            Some((_, true)) => behind += 1,
            Some((_, false)) => alone += 1,
            None if joint.is_some() => joints += 1,
            None => continue,
        }
        (first, last) = (first.min(ix), last.max(ix));
    }
    let shows = if figure && (ragged || ends > 0 && behind + alone > FEWEST) {
        joints + behind + ends >= 2 && joints + behind + alone >= FEWEST
    } else if short && (ragged || !a.form.is_figure() && joints > FEWEST) {
        // Short figures may be the numbers of entries, unless texts stand free behind something else at that edge.
        behind > 0 && joints >= 2 && joints + behind + alone > FEWEST
            || !figure && behind >= FEWEST && behind * 2 > alone
    } else {
        behind >= FEWEST && behind * 2 > alone
    };
    let crosses = |line: &&Line| line.marks.iter().any(|m| m.at.x0 + SAME < x && x < m.at.x1 - SAME);
    shows && lines[first..=last].iter().filter(crosses).count() * ACROSS <= last - first + 1
}

/// Whether a long figure that begins right behind a text stands in a column of its own: painted in another go, as others
/// are at its left edge, and few words elsewhere on these lines are.
fn painted_apart(near: &[Shown], a: &Mark, b: &Mark) -> bool {
    let all = || near.iter().flat_map(|shown| &shown.joints).filter(|joint| joint.apart);
    let here = all().filter(|joint| (joint.left - b.at.x0).abs() <= SAME).count();
    a.runs.1 != b.runs.0 && here >= FEWEST && all().count() <= here * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    /// Which words begin a column right behind the one before, one line a row.
    fn stops(rows: &[&[(i32, &str)]]) -> Vec<Vec<usize>> {
        let mut lines = drawn(rows);
        set_stops(&mut lines);
        let of = |line: &Line| (0..line.marks.len()).filter(|ix| line.marks[*ix].stop).collect();
        lines.iter().map(of).collect()
    }

    #[test]
    fn a_text_at_an_edge_that_other_lines_show_begins_a_column() {
        let free: &[(i32, &str)] = &[(0, "Hill"), (60, "Reading")];
        let full: &[(i32, &str)] = &[(0, "Chess-Clubs"), (60, "Boats")];
        assert_eq!(stops(&[free, free, free, full])[3], [1]);
        assert_eq!(stops(&[free, free, full])[2], [0_usize; 0], "two lines may agree by chance");
    }

    #[test]
    fn short_figures_to_one_right_edge_are_keys_where_longer_keys_stand_free() {
        let day = |x: i32, digits: &'static str| [(x, digits), (47, "Fees")];
        let (one, two) = (
            [(0, "Feb."), (25, "7"), (47, "Fees")],
            [day(40, "9"), day(35, "12"), day(35, "14"), day(35, "15")],
        );
        let rows = [&one[..], &two[0], &two[1], &two[2], &two[3]];
        assert_eq!(stops(&rows), [vec![], vec![1], vec![1], vec![1], vec![1]]);
        assert_eq!(stops(&rows[1..]).concat(), [0_usize; 0], "numbers of a list");
    }

    #[test]
    fn figures_to_one_right_edge_before_texts_from_one_left_edge_are_two_columns() {
        let row = |figure: i32, digits: &'static str| [(figure, digits), (67, "Fees")];
        let rows = [row(30, "1,931.9"), row(40, "204.2"), row(35, "279.55"), row(40, "118.5")];
        assert_eq!(stops(&rows.each_ref().map(|row| &row[..])), [[1], [1], [1], [1]]);
        // Numbers of one length before the entries of a list.
        let list = [row(40, "1.1.1"), row(40, "1.1.2"), row(40, "1.1.3"), row(40, "1.1.4")];
        assert_eq!(stops(&list.each_ref().map(|row| &row[..])).concat(), [0_usize; 0]);
    }
}
