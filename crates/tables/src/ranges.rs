//! Ranges set with spaces: "1 - 6", "31 – 38". The dash between two figures is no sign for nothing where no figure stands in its
//! place on the lines about it.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::Pt;

/// A space is no wider than this part of the em (per thousand): the widest is that of typewriters.
const SPACE: i32 = 650;
/// No number of a range has more digits.
const LONG: u32 = 4;
/// Lines above and below that are looked at.
const NEAR: usize = 6;

/// Says of the marks of such ranges that they go on with the text of the figure before them.
pub(crate) fn set_ranges(lines: &mut [Line]) {
    for ix in 0..lines.len() {
        for at in 1..lines[ix].marks.len().saturating_sub(1) {
            let [from, dash, to] = &lines[ix].marks[at - 1..=at + 1] else { continue };
            let about = &lines[ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len())];
            if is_range(from, dash, to) && !has_column(about, (from, dash, to)) {
                for mark in &mut lines[ix].marks[at..=at + 1] {
                    (mark.behind, mark.stop) = (true, false);
                }
            }
        }
    }
}

/// Whether two whole numbers that go up have a dash between them, a space from each.
fn is_range(from: &Mark, dash: &Mark, to: &Mark) -> bool {
    let number = |mark: &Mark| {
        let digits = mark.value.map(|value| value.to_string().len() as u32);
        mark.form.is_figure() && mark.letters <= LONG && digits == Some(mark.letters)
    };
    let space = |a: &Mark, b: &Mark| {
        let white = b.at.x0 - a.at.x1;
        Pt::ZERO < white && white <= a.size.scale(SPACE, 1000)
    };
    dash.form == Form::Dash
        && dash.letters == 1
        && number(from)
        && number(to)
        && from.value < to.value
        && space(from, dash)
        && space(dash, to)
}

/// Whether a line about has something in the place of the dash alone, a figure or the name of a column: it stands for a figure
/// then. The figures of other ranges may reach there.
fn has_column(about: &[Line], (from, dash, to): (&Mark, &Mark, &Mark)) -> bool {
    let x = dash.at.center().x;
    let range = |line: &Line| line.marks.windows(3).any(|own| is_range(&own[0], &own[1], &own[2]));
    let alone = |mark: &Mark| {
        let over = |x: Pt| mark.at.x0 <= x && x <= mark.at.x1;
        over(x) && !over(from.at.center().x) && !over(to.at.center().x) && mark.form != Form::Dash
    };
    about.iter().filter(|line| !range(line)).any(|line| line.marks.iter().any(alone))
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
}
