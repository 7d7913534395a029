//! Names whose letters are set far apart, as two ideographs often are: `指　　标` is one name over one column.

use crate::bands::{Line, Mark};
use crate::columns::is_full;
use model::geometry::Pt;

/// Letters of one name stand no more ems apart.
const FARTHEST: i32 = 6;
/// A third letter no farther off than so many times the white between two may be one of their name, or of columns beside theirs.
const NEARBY: i32 = 4;
/// Lines below that are looked at: a table's own.
const NEAR: usize = 24;
/// Edges differ by more than this.
const SAME: Pt = Pt(600);

/// Says of the second of two letters that it goes on with the first: no third one stands beside them, and nothing below
/// begins in the place of the second, as in a column of its own.
pub(crate) fn set_letters(lines: &mut [Line]) {
    for ix in 0..lines.len() {
        let below = ix + 1..(ix + 1 + NEAR).min(lines.len());
        let found: Vec<usize> = pairs(&lines[ix].marks)
            .filter(|at| {
                let (a, b) = (&lines[ix].marks[at - 1].at, &lines[ix].marks[*at].at);
                let begins = |m: &Mark| a.x1 + SAME < m.at.x0 && m.at.x0 < b.x1;
                !lines[below.clone()].iter().flat_map(|line| &line.marks).any(begins)
            })
            .collect();
        for at in found {
            lines[ix].marks[at].behind = true;
        }
    }
}

/// Whether a mark is one full-width letter.
pub(crate) fn is_letter(mark: &Mark) -> bool {
    mark.letters == 1 && is_full(mark)
}

/// Where the second of two letters stands, without a third.
fn pairs(marks: &[Mark]) -> impl Iterator<Item = usize> {
    let letter = |ix: usize| marks.get(ix).is_some_and(is_letter);
    let white = |ix: usize| marks[ix].at.x0 - marks[ix - 1].at.x1;
    (1..marks.len()).filter(move |ix| {
        // A third one of the same name, or of columns as near, stands no farther off.
        let near = |at: usize| white(at) <= white(*ix) * NEARBY;
        let third = || *ix > 1 && letter(ix - 2) && near(ix - 1) || letter(ix + 1) && near(ix + 1);
        letter(*ix) && letter(ix - 1) && white(*ix) <= marks[*ix].size * FARTHEST && !third()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    #[test]
    fn two_letters_are_one_name_where_nothing_begins_below_the_second() {
        let rows = |second: i32, third: i32| {
            let mut lines = drawn(&[
                &[(10, "指"), (40, "标"), (third, "男"), (190, "Births")],
                &[(0, "中央"), (second, "671")],
            ]);
            let full = |mark: &mut Mark| {
                mark.letters = 1;
                mark.at.x1 = mark.at.x0 + mark.size;
            };
            lines[0].marks.iter_mut().take(3).for_each(full);
            set_letters(&mut lines);
            lines[0].marks.iter().map(|mark| mark.behind).collect::<Vec<bool>>()
        };
        assert_eq!(rows(90, 162), [false, true, false, false]);
        assert_eq!(rows(38, 162), [false; 4]);
        assert_eq!(rows(190, 70), [false; 4], "a third one as near");
    }
}
