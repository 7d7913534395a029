//! Rows whose texts are set about one middle: where no rule and no white space parts the rows, their middles do.
//!
//! Rows lie one below the other, so each is a run of lines. In a table that centres its cells upright, the lines of each cell
//! reach as far above the row's middle as below it, one text wraps only where its lines are full, and no row lacks its
//! figures. Of all ways to part the lines into such runs, the one with the fewest rows is taken.

use crate::forms::Groups;
use crate::rows::{INDENT, SPACE, Strip, names};
use model::geometry::Pt;

/// Middles of the cells of one row differ by no more than this part of the em.
const SAME: i32 = 220;
/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_600;
/// Lines nearer than this part of the em (per thousand) are set beside each other.
const BESIDE: i32 = 700;
/// A row has no more lines than this.
const MOST: usize = 24;
/// The rest of a figure is narrower than this part (per cent) of its first line.
const REST: i32 = 80;
/// And the first line leaves no room for a digit, which is as wide as this part of the em (per thousand). Where the row's
/// other texts stand between the two, there may be room for some.
const DIGIT: i32 = 500;
const FULL_ABOUT: i32 = 80;

/// Whether two lines are entries of their own: each begins with a figure as wide as the other's, a code, and has text in the
/// very same columns.
fn are_entries(above: &Strip, line: &Strip) -> bool {
    let coded = |strip: &Strip| strip.figure.first() == Some(&true);
    let wide = |strip: &Strip| strip.width(0).map(|(wide, _)| wide);
    let alike = wide(above).zip(wide(line)).is_some_and(|(a, b)| (a - b).abs() <= line.size / 10);
    line.count() >= ENTRIES && above.filled == line.filled && coded(above) && coded(line) && alike
}

/// Lines with text in fewer columns may be those of one entry.
const ENTRIES: usize = 4;

/// For each line whether it goes on with the row of the line before; `None` when the lines are not set so, or when each is a
/// row. `keys` are the lines that rows have at least one of; `below` says that the page may have cut the last.
pub(crate) fn by_middles(
    strips: &[Strip],
    keys: &[bool],
    wall: &[bool],
    (rooms, below): (&[Pt], bool),
) -> Option<Vec<bool>> {
    let n = strips.len();
    // The least count of rows that the first lines make, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; n + 1];
    best[0] = Some((0, 0));
    for from in 0..n {
        let Some((count, _)) = best[from] else { continue };
        for to in from + 1..=n.min(from + MOST) {
            if to > from + 1 {
                let (above, line) = (&strips[to - 2], &strips[to - 1]);
                if wall[to - 1] || names(above, line, rooms) || are_entries(above, line) {
                    break;
                }
            }
            // What is set beside a line is no other row.
            if to < n
                && !wall[to]
                && strips[to].base - strips[to - 1].base <= strips[to].size.scale(BESIDE, 1000)
            {
                continue;
            }
            let run = &strips[from..to];
            // The page may have cut the first row, and the last.
            let cut = || {
                from == 0 && is_rest(run, &keys[from..to], rooms)
                    || below && to == n && from > 0 && is_beginning(run, rooms)
            };
            let whole =
                is_whole(run, &keys[from..to]) && has_middle(run, rooms) && !(from > 0 && hangs_in(run));
            if !(whole || cut()) {
                continue;
            }
            if best[to].is_none_or(|(known, _)| count + 1 < known) {
                best[to] = Some((count + 1, from));
            }
        }
    }
    let (count, _) = best[n]?;
    if count == n {
        return None;
    }
    let mut joined = vec![true; n];
    let (mut end, mut about) = (n, false);
    while end > 0 {
        let (_, from) = best[end]?;
        joined[from] = false;
        about |= end - from > 1
            && is_whole(&strips[from..end], &keys[from..end])
            && has_middle(&strips[from..end], rooms);
        end = from;
    }
    // Rows that the page cut say nothing of where texts are set.
    about.then_some(joined)
}

/// Whether a run has what a row has: figures, or one line with its first column alone or a colon at its end, a heading.
fn is_whole(run: &[Strip], keys: &[bool]) -> bool {
    let heading = |strip: &Strip| (strip.stub.is_some() || strip.names) && strip.count() == 1;
    keys.contains(&true) || matches!(run, [strip] if heading(strip))
}

/// Whether a run is the rest of a row: the lines of each column are one text, and figures are in none of them, or the
/// first has them and those below are their last digits: what is left of a middle stands at the page's head.
fn is_rest(run: &[Strip], keys: &[bool], rooms: &[Pt]) -> bool {
    let figures = keys.iter().filter(|key| **key).count();
    let digits = |strip: &Strip| strip.columns().all(|col| strip.figure[col]);
    let first =
        figures > 0 && keys[0] && run[1..].iter().zip(&keys[1..]).all(|(strip, key)| !key || digits(strip));
    (figures == 0 || first) && (0..run[0].filled.len()).all(|col| is_one(run, col, rooms))
}

/// Whether the lines of a column are one text.
fn is_one(run: &[Strip], col: usize, rooms: &[Pt]) -> bool {
    let own: Vec<usize> = (0..run.len()).filter(|ix| run[*ix].filled[col]).collect();
    let ends = |ix: &usize| run[*ix].groups_in(col).is_none_or(Groups::is_end);
    let goes_on = |pair: &[usize]| wraps((&run[pair[0]], &run[pair[1]]), pair[1] - pair[0] > 1, col, rooms);
    own.windows(2).all(goes_on) && (own.len() < 2 || own.last().is_none_or(ends))
}

/// Whether a run is the beginning of a row that goes on over the page: the lines of each column are one text, and all begin
/// on the first line, for what is left of the page is too low for a middle; or the page cuts through a row that keeps its
/// middle, and texts of fewer lines begin farther down.
fn is_beginning(run: &[Strip], rooms: &[Pt]) -> bool {
    let columns = || 0..run[0].filled.len();
    let first = |col: usize| run.iter().position(|strip| strip.filled[col]);
    let begins = |col: usize| first(col).is_none_or(|first| first == 0);
    let top = run[0].count() > 1 && run[0].figures && columns().all(begins);
    let through = run[0].filled[0] && run.iter().any(|strip| strip.figures) && {
        let lines = |col: usize| run.iter().filter(|strip| strip.filled[col]).count();
        let later = columns().filter(|col| !begins(*col));
        later.clone().count() > 1
            && later.clone().all(|col| lines(col) < lines(0) + usize::from(lines(0) > 1))
    };
    run.len() > 1 && (top || through) && columns().all(|col| is_one(run, col, rooms))
}

/// Whether a run begins with what begins small and farther in than its next line: the rest of the text above.
fn hangs_in(run: &[Strip]) -> bool {
    let [first, next, ..] = run else { return false };
    let near = first.size.scale(INDENT, 1000);
    first.small && first.stub.zip(next.stub).is_some_and(|(own, next)| own - next > near)
}

/// Whether the lines of each column are one text, and all these texts have one middle.
fn has_middle(run: &[Strip], rooms: &[Pt]) -> bool {
    // Lines that each fill all that the run fills are as many rows.
    let fills = |strip: &&Strip| {
        (0..strip.filled.len()).all(|col| strip.filled[col] || !run.iter().any(|other| other.filled[col]))
    };
    if run.iter().filter(fills).count() > 1 {
        return false;
    }
    let size = run.iter().map(|strip| strip.size).max().unwrap_or_default();
    let mut all: Option<(Pt, Pt)> = None;
    for col in 0..run[0].filled.len() {
        let mut own = run.iter().filter(|strip| strip.filled[col]);
        let Some(first) = own.next() else { continue };
        let last = own.next_back().unwrap_or(first);
        let middle = first.base + (last.base - first.base) / 2;
        let (low, high) = all.map_or((middle, middle), |(low, high)| (low.min(middle), high.max(middle)));
        if high - low > size.scale(SAME, 1000) || !is_one(run, col, rooms) {
            return false;
        }
        all = Some((low, high));
    }
    true
}

/// Whether the text of a column goes on from one line to the next: close below, and where the upper line had no room.
/// `about` says that other texts of the row stand between the two.
pub(crate) fn wraps((above, below): (&Strip, &Strip), about: bool, col: usize, rooms: &[Pt]) -> bool {
    let (Some(own), Some(next), Some(room)) = (above.reach(col), below.wide[col], rooms.get(col)) else {
        return false;
    };
    let close = below.base - above.base <= below.size.scale(LEADING, 1000);
    let space = below.size.scale(SPACE, 1000);
    let figures = above.figure[col] && below.figure[col];
    let full = own + below.size.scale(DIGIT, 1000) > *room || about && own * 100 >= *room * FULL_ABOUT;
    let rest = next.0 * 100 < own * REST && full;
    let forced = own + space + next.1 > *room;
    // A figure may be broken anywhere: its groups of digits tell.
    let open =
        above.groups_in(col).zip(below.groups_in(col)).is_some_and(|(above, below)| above.goes_on_in(below));
    close && !below.entry[col] && if figures { rest || open && forced } else { forced }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of (y, width of each column's text; 0: none; below 0: a figure), columns 50 points wide.
    fn check(lines: &[(i32, &[i32])], wanted: Option<&[bool]>) {
        check_cut(lines, false, wanted);
    }

    fn check_cut(lines: &[(i32, &[i32])], cut: bool, wanted: Option<&[bool]>) {
        let strips: Vec<Strip> = lines
            .iter()
            .map(|(y, widths)| Strip {
                base: Pt::points(*y),
                size: Pt::points(10),
                filled: widths.iter().map(|w| *w != 0).collect(),
                figure: widths.iter().map(|w| *w < 0).collect(),
                entry: vec![false; widths.len()],
                figures: widths.iter().any(|w| *w < 0),
                stub: (widths[0] != 0).then_some(Pt::ZERO),
                wide: widths
                    .iter()
                    .map(|w| (*w != 0).then(|| (Pt::points(w.abs()), Pt::points(10.min(w.abs())))))
                    .collect(),
                ..Strip::default()
            })
            .collect();
        let keys: Vec<bool> = strips.iter().map(|strip| strip.figures).collect();
        let rooms = vec![Pt::points(50); strips[0].filled.len()];
        let found = by_middles(&strips, &keys, &vec![false; strips.len()], (&rooms, cut));
        assert_eq!(found.as_deref(), wanted);
    }

    #[test]
    fn lines_about_one_middle_are_a_row_however_near_the_next_is() {
        check(
            &[
                (0, &[45, 0]),
                (6, &[0, -20]),
                (12, &[45, 0]),
                (24, &[30, -20]),
                (36, &[48, 0]),
                (42, &[0, -30]),
                (48, &[9, 0]),
            ],
            Some(&[false, true, true, false, false, true, true]),
        );
    }

    #[test]
    fn a_figure_whose_last_digits_wrap_is_one() {
        check(&[(0, &[40, -50]), (12, &[0, -6]), (24, &[40, -45])], None);
        check(
            &[(0, &[0, -50]), (6, &[40, 0]), (12, &[0, -6]), (24, &[40, -45])],
            Some(&[false, true, true, false]),
        );
    }

    #[test]
    fn whole_figures_one_below_the_other_are_two_rows() {
        check(&[(0, &[50, -50]), (12, &[50, -50]), (24, &[50, -50])], None);
    }

    #[test]
    fn the_last_row_may_begin_on_one_line_and_go_on_over_the_page() {
        let lines: &[(i32, &[i32])] =
            &[(0, &[45, 0]), (6, &[0, -20]), (12, &[45, 0]), (24, &[45, -20]), (36, &[48, 0]), (48, &[9, 0])];
        check_cut(lines, true, Some(&[false, true, true, false, true, true]));
        check_cut(lines, false, Some(&[false, true, true, false, false, false]));
        check_cut(&lines[3..], true, None);
    }
}
