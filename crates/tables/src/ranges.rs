//! Ranges set with spaces: "1 - 6", "0.42 – 1.02", "(0.42, 1.02)", "[0.42; 1.02]". A comma or semicolon goes on with the next
//! figure; the dash between two is no sign for nothing where no figure stands in its place on the lines about it.

use crate::bands::{Line, Mark};
use crate::forms::{Form, Groups};
use model::geometry::Pt;

/// A space is no wider than this part of the em (per thousand): the widest is that of typewriters.
const SPACE: i32 = 650;
/// No whole number of a range has more digits.
const LONG: u32 = 4;
/// Numbers with decimals on so many lines show ranges: one may be two figures and a sign for nothing.
const DECIMAL: usize = 3;
/// Lines above and below that are looked at: a table's own.
const NEAR: usize = 24;

/// Says of the marks of such ranges that they go on with the text of the figure before them.
pub(crate) fn set_ranges(lines: &mut [Line]) {
    for ix in 0..lines.len() {
        for at in 1..lines[ix].marks.len().saturating_sub(1) {
            let [from, dash, to] = &lines[ix].marks[at - 1..=at + 1] else { continue };
            let about = &lines[ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len())];
            if is_dotted(from, dash, to)
                || is_range(from, dash, to)
                    && !has_column(about, (from, dash, to))
                    && (is_whole(from) || ranges_at(about, dash) >= DECIMAL)
            {
                for mark in &mut lines[ix].marks[at..=at + 1] {
                    (mark.behind, mark.stop) = (true, false);
                }
            }
        }
    }
}

/// Says of dots that they stand for a figure, where one stands in their place on a line about them.
pub(crate) fn set_dots(lines: &mut [Line]) {
    for ix in 0..lines.len() {
        for at in 0..lines[ix].marks.len() {
            let dots = &lines[ix].marks[at];
            if !dots.dots || dots.behind {
                continue;
            }
            let about = &lines[ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len())];
            let figure = |mark: &Mark| mark.form == Form::Number && mark.at.overlap_x(&dots.at) > Pt::ZERO;
            if about.iter().flat_map(|line| &line.marks).any(figure) {
                lines[ix].marks[at].form = Form::Dash;
            }
        }
    }
}

/// Says of the second of two figures with a comma or semicolon between that it goes on with the text of the first: both have
/// decimals, or brackets are about them. (Whole numbers may be the pages of an index.)
pub(crate) fn set_intervals(lines: &mut [Line]) {
    for line in lines {
        for at in 1..line.marks.len() {
            let (from, to) = (&line.marks[at - 1], &line.marks[at]);
            let opened = from.opens || at > 1 && line.marks[at - 2].opens && line.marks[at - 2].letters == 1;
            let figures = from.form.is_figure() && to.form.is_figure() && to.form != Form::Dash;
            let decimal = |mark: &Mark| mark.form == Form::Number && !is_whole(mark);
            let both = decimal(from) && decimal(to) || opened && to.closes;
            if figures && from.goes_on && both && is_spaced(from, to) {
                (line.marks[at].behind, line.marks[at].stop) = (true, false);
            }
        }
    }
}

/// Whether a mark is a whole number, without separators, whatever ends it.
fn is_whole(mark: &Mark) -> bool {
    let digits = mark.value.map(|value| value.to_string().len() as u32);
    let signs = u32::from(mark.goes_on) + u32::from(mark.opens) + u32::from(mark.closes);
    digits.is_some_and(|digits| digits + signs == mark.letters)
}

/// Whether white no wider than a space stands between two marks.
pub(crate) fn is_spaced(a: &Mark, b: &Mark) -> bool {
    let white = b.at.x0 - a.at.x1;
    Pt::ZERO < white && white <= a.size.scale(SPACE, 1000)
}

/// Whether two numbers have two or three dots between them, or as many dashes, a space from each: "-40 ... 85".
fn is_dotted(from: &Mark, dots: &Mark, to: &Mark) -> bool {
    let number = |mark: &Mark| mark.form.is_figure() && mark.form != Form::Dash;
    let near = is_spaced(from, dots) && is_spaced(dots, to);
    let sign = dots.dots || dots.form == Form::Dash && (2..=3).contains(&dots.letters);
    sign && number(from) && number(to) && near
}

/// Whether two numbers that go up have a dash between them, a space from each; with decimals, or brackets about them, both.
fn is_range(from: &Mark, dash: &Mark, to: &Mark) -> bool {
    let number = |mark: &Mark| mark.form.is_figure() && mark.form != Form::Dash && mark.value.is_some();
    let short = |mark: &Mark| mark.letters <= LONG && is_whole(mark) && !mark.opens && !mark.closes;
    let decimal = |mark: &Mark| !is_whole(mark) && !mark.groups.is_some_and(Groups::ends_in_one);
    let alike = short(from) && short(to) || decimal(from) && decimal(to) || from.opens && to.closes;
    dash.form == Form::Dash
        && dash.letters == 1
        && number(from)
        && number(to)
        && alike
        && from.value < to.value
        && is_spaced(from, dash)
        && is_spaced(dash, to)
}

/// How many lines have a range whose dash stands about where this one does.
fn ranges_at(about: &[Line], dash: &Mark) -> usize {
    let here = |own: &[Mark]| {
        is_range(&own[0], &own[1], &own[2]) && (own[1].at.x0 - dash.at.x0).abs() <= dash.size * 2
    };
    about.iter().filter(|line| line.marks.windows(3).any(here)).count()
}

/// Whether a line about has something in the place of the dash alone, a figure or the name of a column, and something beside it in
/// the place of a figure: it stands for a figure then. The figures of other ranges may reach there, and one name stands over a range.
fn has_column(about: &[Line], (from, dash, to): (&Mark, &Mark, &Mark)) -> bool {
    let [x, left, right] = [dash, from, to].map(|mark| mark.at.center().x);
    let range = |line: &Line| line.marks.windows(3).any(|own| is_range(&own[0], &own[1], &own[2]));
    let over = |mark: &Mark, x: Pt| mark.at.x0 <= x && x <= mark.at.x1;
    let column = |line: &Line| {
        let alone = |mark: &&Mark| {
            over(mark, x) && !over(mark, left) && !over(mark, right) && mark.form != Form::Dash
        };
        // Words of one name have a space between.
        let apart = |a: &Mark, b: &Mark| !is_spaced(a, b) && !is_spaced(b, a);
        let beside = |own: &Mark| {
            let figures = |mark: &Mark| own.form.is_figure() && mark.form.is_figure();
            let other = |mark: &&Mark| figures(mark) || apart(mark, own);
            line.marks.iter().filter(other).any(|mark| over(mark, left) || over(mark, right))
        };
        line.marks.iter().find(alone).is_some_and(beside)
    };
    about.iter().filter(|line| !range(line)).any(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::marked;

    /// Which marks go on with the figure before them.
    fn ranges(rows: &[&[(i32, &str)]]) -> Vec<Vec<usize>> {
        marked(rows, set_ranges, |mark| mark.behind)
    }

    #[test]
    fn a_dash_between_figures_that_go_up_is_theirs() {
        let row = |from: &'static str, to: &'static str| [(0, from), (13, "-"), (21, to)];
        let rows = [row("17", "22"), row("23", "30"), row("31", "38")];
        assert_eq!(ranges(&rows.each_ref().map(|row| &row[..])), [[1, 2], [1, 2], [1, 2]]);
    }

    #[test]
    fn a_dash_in_the_place_of_figures_stands_for_one() {
        let nil: &[(i32, &str)] = &[(0, "17"), (13, "-"), (21, "22")];
        let full: &[(i32, &str)] = &[(0, "12"), (12, "5"), (21, "31")];
        assert_eq!(ranges(&[full, nil, full]).concat(), [0_usize; 0]);
        assert_eq!(ranges(&[&[(0, "22"), (13, "-"), (21, "17")]]).concat(), [0_usize; 0], "down");
    }

    #[test]
    fn ranges_of_decimals_are_told_from_figures_by_their_number() {
        let row: &[(i32, &str)] = &[(0, "0.42"), (23, "-"), (31, "1.02")];
        assert_eq!(ranges(&[row; 3]), [[1, 2], [1, 2], [1, 2]]);
        assert_eq!(ranges(&[row; 2]).concat(), [0_usize; 0]);
    }

    #[test]
    fn what_goes_on_behind_a_comma_is_one_text_with_decimals_or_in_brackets() {
        let intervals = |row: &[(i32, &str)]| marked(&[row], set_intervals, |mark| mark.behind).concat();
        assert_eq!(intervals(&[(0, "0.42,"), (28, "1.02")]), [1]);
        assert_eq!(intervals(&[(0, "(120,"), (28, "340)")]), [1]);
        assert_eq!(intervals(&[(0, "("), (8, "120,"), (31, "340)")]), [2]);
        assert_eq!(intervals(&[(0, "12,"), (18, "34")]), [0_usize; 0], "pages");
        assert_eq!(intervals(&[(0, "0.42,"), (58, "1.02")]), [0_usize; 0], "far");
    }
}
