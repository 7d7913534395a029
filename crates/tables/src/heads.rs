//! The head of a table: its texts on levels, as cells.
//!
//! What [`crate::spans`] found is a tree: a text heads the columns it spans, and below it stand the texts of these columns.
//! Heads of groups on one line are a level; the names of the columns fill what is left below them.

use crate::bands::{Line, Mark};
use crate::columns::{Columns, Plan};
use crate::rivers::units;
use crate::spans::{Text, stands_with, texts};
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use std::ops::Range;

/// Heads of groups whose baselines differ by no more than this part of the em (per thousand) are on one level.
const LEVEL: i32 = 600;
/// Two levels no farther apart than so many ems may have texts at half their height.
const BESIDE: i32 = 4;
/// So many columns with numbers that count up are numbered.
const COUNTED: usize = 3;

/// The rows of the head, their lower edges, and their cells; columns without a text get blank ones.
pub(crate) struct Head {
    pub(crate) rows: usize,
    /// Lower edge of each row but the last.
    pub(crate) ys: Vec<Pt>,
    pub(crate) cells: Vec<Plan>,
}

/// Texts that stand on one level, as indices: heads of groups, and the last row of names.
struct Level {
    base: Pt,
    texts: Vec<usize>,
    /// How many rows its cells are high: those set at half the height between two levels are two.
    height: usize,
    /// Whether its texts name columns, and units follow.
    named: bool,
}

/// Reads the lines above the body. `parts` are the rules among them that do not cross the whole table.
/// `pitch` is the least distance between two rows below.
pub(crate) fn head(
    lines: &[Line],
    columns: &Columns,
    parts: &[Rule],
    (gap, pitch): (i32, Option<Pt>),
) -> Head {
    // A row that numbers the columns is read by itself.
    let counted = lines.len() > 1 && counts(lines, columns, gap);
    let (lines, numbers) = lines.split_at(lines.len() - usize::from(counted));
    let mut all = texts(lines, columns, parts, (gap, pitch, !numbers.is_empty()));
    for text in &mut all {
        text.cols = columns.confined(&text.cols, &text.at);
    }
    widen(&mut all, columns);
    let all = joined(all);
    let levels = levels(&all);
    let mut free = vec![0; columns.len()];
    let mut cells: Vec<Plan> = Vec::new();
    let mut placed = vec![false; all.len()];
    let mut rows = 0;
    let mut ys: Vec<Pt> = Vec::new();
    for (nth, level) in levels.iter().enumerate() {
        for &ix in &level.texts {
            let text = &all[ix];
            // Two texts over one column: the later one stays with the name of the column under it.
            if text.cols.clone().any(|col| free[col] > rows) {
                continue;
            }
            let (col, width) = (text.cols.start, text.cols.len());
            // A name that begins beside the groups above this level stands beside them.
            let beside = |other: &Level| text.first <= other.base && text.last > other.base;
            let begins = width == 1
                && (nth > 0 && free[col] + 1 == rows && beside(&levels[nth - 1])
                    || level.named && free[col] < rows);
            let row = if begins { free[col] } else { rows };
            for col in text.cols.clone() {
                free[col] = rows + level.height;
            }
            placed[ix] = true;
            let height = rows + level.height - row;
            cells.push(Plan { row, col, height, width, marks: text.marks.clone() });
        }
        if level.height == 1 {
            rows += 1;
            let bottom = level.texts.iter().map(|ix| all[*ix].at.y1).max().unwrap_or(level.base);
            let below = levels.get(nth + 1).map_or(Pt::MAX, |next| next.base);
            let next = all
                .iter()
                .filter(|text| text.first > level.base && text.first <= below && text.at.y0 > level.base);
            let next = next.map(|text| text.at.y0).min().unwrap_or(bottom);
            ys.push(bottom + (next - bottom) / 2);
        }
    }
    rows += 1;
    let mut col = 0;
    while col < columns.len() {
        let own = |(ix, text): &(usize, &Text)| !placed[*ix] && text.cols.start == col;
        let rest: Vec<&Text> = all.iter().enumerate().filter(own).map(|(_, text)| text).collect();
        // A name may stand over several columns that have no names of their own.
        let width = rest.iter().map(|text| text.cols.len()).max().unwrap_or(1);
        let alike = |c: usize| {
            free[c] == free[col] && !all.iter().enumerate().any(|(ix, t)| !placed[ix] && t.cols.start == c)
        };
        let width = 1 + (col + 1..col + width).take_while(|c| alike(*c)).count();
        let marks: Vec<Mark> = rest.iter().flat_map(|text| text.marks.clone()).collect();
        cells.push(Plan { row: free[col], col, height: rows - free[col], width, marks });
        col += width;
    }
    for line in numbers {
        let bottom = lines.iter().map(|line| line.bottom).max().unwrap_or(line.top);
        ys.push(bottom + (line.top - bottom) / 2);
        for run in units(line, gap) {
            let marks = line.marks[run.clone()].to_vec();
            let col = columns.at(line.span(&run).center().x);
            match cells.iter_mut().find(|plan| plan.row == rows && plan.col == col) {
                Some(plan) => plan.marks.extend(marks),
                None => cells.push(Plan { marks, ..Plan::blank(rows, col) }),
            }
        }
        rows += 1;
    }
    // The name of the labels reaches down to the numbers where a rule parts all other names from theirs, or it is the middle of
    // both.
    let corner =
        cells.iter_mut().find(|plan| (plan.row, plan.col, plan.width) == (0, 0, 1) && !plan.marks.is_empty());
    if let (Some(corner), [line]) = (corner, numbers)
        && corner.height + 1 == rows
        && line.marks.first().is_some_and(|mark| columns.at(mark.at.center().x) > 0)
        && (parts_all_but_first(parts, columns, lines, line) || is_middle(&corner.marks, lines, line))
    {
        corner.height = rows;
    }
    // A corner without a text reaches down to the body.
    let lowest = cells.iter().filter(|plan| plan.col == 0).map(|plan| plan.row + plan.height).max();
    if let Some(corner) =
        cells.iter_mut().find(|plan| (plan.row, plan.col) == (0, 0) && plan.marks.is_empty())
        && corner.width == 1
        && lowest == Some(corner.height)
    {
        corner.height = rows;
    }
    Head { rows, ys, cells: with_blanks(cells, rows, columns.len()) }
}

/// Gives texts that stand alone between two upright rules the columns between these, where each of them has a text of its own below.
fn widen(all: &mut [Text], columns: &Columns) {
    if columns.uprights.is_empty() {
        return;
    }
    let wider = |all: &[Text], ix: usize| -> Option<Range<usize>> {
        let text = &all[ix];
        let cols = columns.walled(&text.at)?;
        let within = cols.start <= text.cols.start && text.cols.end <= cols.end;
        let inside = |other: &Text| cols.start <= other.cols.start && other.cols.end <= cols.end;
        let alone = !all
            .iter()
            .enumerate()
            .any(|(other, own)| other != ix && inside(own) && own.at.overlap_y(&text.at) > Pt::ZERO);
        let named = |col: usize| all.iter().any(|own| own.cols == (col..col + 1) && own.first > text.last);
        (within && cols.len() > text.cols.len() && alone && cols.clone().all(named)).then_some(cols)
    };
    for ix in 0..all.len() {
        if let Some(cols) = wider(all, ix) {
            (all[ix].cols, all[ix].over) = (cols, true);
        }
    }
}

/// Whether a text stands in the middle of the names and the numbers below them, not in that of the names alone.
fn is_middle(marks: &[Mark], names: &[Line], numbers: &Line) -> bool {
    let (Some(own), Some(all)) = (
        Rect::bounding(marks.iter().map(|m| m.at)),
        Rect::bounding(names.iter().flat_map(|l| &l.marks).map(|m| m.at)),
    ) else {
        return false;
    };
    let off = |bottom: Pt| (own.center().y - (all.y0 + (bottom - all.y0) / 2)).abs();
    let near = numbers.size.scale(MIDDLE, 1000);
    off(numbers.bottom) <= near && off(all.y1) > near
}

/// Middles differ by no more than this part of the em (per thousand).
const MIDDLE: i32 = 250;

/// Whether a rule runs between the names and the numbers below them over all columns but the first.
fn parts_all_but_first(parts: &[Rule], columns: &Columns, names: &[Line], numbers: &Line) -> bool {
    let lowest = |col: usize| {
        let own = |mark: &&Mark| columns.at(mark.at.center().x) == col;
        names.iter().flat_map(|line| &line.marks).filter(own).map(|mark| mark.at.center().y).max()
    };
    let crosses = |col: usize| {
        let (from, to) = columns.core(col);
        let x = from + (to - from) / 2;
        let top = lowest(col).unwrap_or(Pt::MIN);
        parts.iter().any(|rule| top < rule.at && rule.at < numbers.middle() && rule.from <= x && x <= rule.to)
    };
    columns.len() > 2 && !crosses(0) && (1..columns.len()).all(crosses)
}

/// Lines of one group that were set apart, put together.
fn joined(mut all: Vec<Text>) -> Vec<Text> {
    all.sort_by_key(|text| (text.first, text.at.x0));
    let mut out: Vec<Text> = Vec::new();
    for text in all {
        let above =
            out.iter_mut().rev().find(|t| t.cols.start < text.cols.end && text.cols.start < t.cols.end);
        match above {
            Some(above)
                if text.over
                    && !text.ruled
                    && above.over
                    && above.cols == text.cols
                    && text.cols.len() > 1 =>
            {
                above.marks.extend(&text.marks);
                above.at = above.at.union(&text.at);
                above.last = text.last;
            }
            _ => out.push(text),
        }
    }
    out
}

/// The levels of groups, top to bottom.
fn levels(all: &[Text]) -> Vec<Level> {
    let lowest = all.iter().map(|text| text.first).max().unwrap_or_default();
    let bottom = |text: &&Text| lowest - text.first <= text.size.scale(LEVEL, 1000);
    let figures = all.iter().filter(bottom).all(|text| text.marks.iter().all(|m| m.form.is_figure()));
    let wide = |text: &Text| text.over && text.cols.len() > 1;
    let level = |base: Pt, text: &Text| (text.last - base).abs() <= text.size.scale(LEVEL, 1000);
    // One column's text beside groups, over a figure as all others under the groups have: a group of one.
    let lone = |text: &Text| {
        let beside = |other: &&Text| wide(other) && level(other.last, text);
        let year = |text: &Text| text.marks.iter().all(|m| m.form.is_figure());
        // A year over its only quarter, beside years over several.
        text.over
            && (figures && all.iter().any(|other| beside(&other))
                || year(text) && all.iter().filter(beside).any(year))
    };
    // Names over the units of their columns, or over one unit for several, are on one level, however many lines they have.
    let unit = |text: &Text| text.unit || !text.over && text.cols.len() > 1;
    let named = |text: &Text| {
        let below = |other: &&Text| {
            other.cols.start < text.cols.end && text.cols.start < other.cols.end && other.first > text.last
        };
        let next = all.iter().filter(below).min_by_key(|other| other.first);
        text.over && next.is_some_and(unit)
    };
    let names = all.iter().filter(|text| named(text)).map(|text| text.last).max();
    let base = |text: &Text| if named(text) { names.unwrap_or(text.last) } else { text.last };
    let mut groups: Vec<usize> = (0..all.len())
        .filter(|ix| {
            let text = &all[*ix];
            wide(text) || text.over && text.ruled_below || lone(text) || named(text)
        })
        .collect();
    groups.sort_by_key(|ix| (base(&all[*ix]), all[*ix].at.x0));
    let mut out: Vec<Level> = Vec::new();
    for ix in groups {
        let text = &all[ix];
        let level = |known: &&mut Level| {
            (base(text) - known.base).abs() <= text.size.scale(LEVEL, 1000)
                || !named(text) && known.texts.iter().any(|other| stands_with(text, &all[*other]))
        };
        if let Some(known) = out.last_mut().filter(level) {
            known.texts.push(ix);
        } else {
            let named = names.is_some_and(|names| base(text) == names);
            out.push(Level { base: base(text), texts: vec![ix], height: 1, named });
        }
    }
    for nth in 1..out.len().saturating_sub(1) {
        let (above, own, below) = (&out[nth - 1], &out[nth], &out[nth + 1]);
        let size = all[own.texts[0]].size;
        let middle = above.base + (below.base - above.base) / 2;
        let half = (own.base - middle).abs() <= size.scale(LEVEL / 2, 1000)
            && below.base - above.base <= size * BESIDE;
        let apart = |other: &Level| {
            let over = |a: usize, b: usize| {
                all[a].cols.start < all[b].cols.end && all[b].cols.start < all[a].cols.end
            };
            !own.texts.iter().any(|a| other.texts.iter().any(|b| over(*a, *b)))
        };
        if half && above.height == 1 && apart(above) && apart(below) {
            out[nth].height = 2;
        }
    }
    // Those at half the height begin on the level above.
    for nth in 1..out.len() {
        if out[nth].height == 2 {
            out.swap(nth - 1, nth);
        }
    }
    out
}

/// Whether the last line numbers the columns: figures that count up one by one, with a word before them or none, under
/// names of their own. Figures under the head of a group alone are the names.
fn counts(lines: &[Line], columns: &Columns, gap: i32) -> bool {
    let (line, above) = (&lines[lines.len() - 1], &lines[..lines.len() - 1]);
    let runs = units(line, gap);
    let value = |run: &Range<usize>| match &line.marks[run.clone()] {
        [mark] if mark.form.is_figure() && mark.letters <= 2 => mark.value,
        _ => None,
    };
    let values: Vec<Option<i64>> = runs.iter().map(value).collect();
    let from = usize::from(values.first().is_some_and(Option::is_none));
    let up = values.len() >= from + COUNTED
        && values[from..].iter().all(Option::is_some)
        && values[from..].windows(2).all(|pair| pair[0].map(|n| n + 1) == pair[1]);
    let mut named = vec![false; columns.len()];
    for line in above {
        for run in units(line, gap) {
            let cols = columns.under(&line.span(&run));
            named[cols.start] |= cols.len() == 1;
        }
    }
    let own = |run: &&Range<usize>| named[columns.at(line.span(run).center().x)];
    up && runs[from..].iter().filter(own).count() * 3 >= (values.len() - from) * 2
}

/// Slots that no cell covers, made blank cells: below the last span of each column, above its first.
fn with_blanks(mut cells: Vec<Plan>, rows: usize, cols: usize) -> Vec<Plan> {
    let mut taken = vec![false; rows * cols];
    for plan in &cells {
        for row in plan.row..plan.row + plan.height {
            taken[row * cols + plan.col..row * cols + plan.col + plan.width].fill(true);
        }
    }
    for (slot, taken) in taken.iter().enumerate() {
        if !taken {
            cells.push(Plan::blank(slot / cols, slot % cols));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::{drawn, set};

    /// Columns fifty points wide, their figures at the right; cells as row,col height×width text's first x.
    fn check(rows: &[&[(i32, &str)]], columns: i32, wanted: &[(usize, usize, usize, usize)]) {
        check_set(&drawn(rows), columns, wanted);
    }

    fn check_set(lines: &[Line], columns: i32, wanted: &[(usize, usize, usize, usize)]) {
        let edges: Vec<Pt> = (0..=columns).map(|col| Pt::points(col * 50)).collect();
        let core = |col: i32| (Pt::points(col * 50 + 5), Pt::points(col * 50 + 45));
        let columns = Columns {
            edges,
            cores: (0..columns).map(|col| Some(core(col))).collect(),
            drawn: false,
            breaks: Vec::new(),
            uprights: Vec::new(),
        };
        let found = head(lines, &columns, &[], (480, None));
        let mut cells: Vec<_> = found.cells.iter().map(|c| (c.row, c.col, c.height, c.width)).collect();
        cells.sort_unstable();
        assert_eq!(cells, wanted);
    }

    #[test]
    fn lines_closer_than_rows_are_lines_of_one_name() {
        let names = [(65, "2019"), (115, "2020"), (165, "2021")];
        let kinds = [(65, "Act."), (115, "Est."), (165, "Est.")];
        let lines = set(&[(0, &names), (9, &kinds)]);
        let edges: Vec<Pt> = (0..=4).map(|col| Pt::points(col * 50)).collect();
        let cores = (0..4).map(|col| Some((Pt::points(col * 50 + 5), Pt::points(col * 50 + 45)))).collect();
        let columns = Columns { edges, cores, drawn: false, breaks: Vec::new(), uprights: Vec::new() };
        let rows = |pitch: i32| head(&lines, &columns, &[], (480, Some(Pt::points(pitch)))).rows;
        assert_eq!((rows(14), rows(10)), (1, 2));
    }

    #[test]
    fn a_text_centred_over_names_heads_them() {
        check(
            &[&[(117, "All")], &[(10, "Name"), (67, "Left"), (117, "Mid"), (162, "Right")]],
            4,
            &[(0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1)],
        );
    }

    #[test]
    fn two_groups_part_the_columns_between_them() {
        let years: &[(i32, &str)] =
            &[(10, "Name"), (65, "2019"), (115, "2020"), (165, "2019"), (215, "2020")];
        check(
            &[&[(85, "People"), (185, "Shares")], years],
            5,
            &[
                (0, 0, 2, 1),
                (0, 1, 1, 2),
                (0, 3, 1, 2),
                (1, 1, 1, 1),
                (1, 2, 1, 1),
                (1, 3, 1, 1),
                (1, 4, 1, 1),
            ],
        );
    }

    #[test]
    fn a_text_of_two_lines_is_one_name() {
        check(
            &[&[(62, "Paid")], &[(10, "Name"), (60, "at"), (72, "once")]],
            2,
            &[(0, 0, 1, 1), (0, 1, 1, 1)],
        );
    }

    #[test]
    fn units_below_years_are_a_level_though_a_name_stands_between_the_two() {
        let lines = set(&[
            (0, &[(70, "2024"), (120, "2023")]),
            (7, &[(10, "Note")]),
            (14, &[(67, "£'000"), (117, "£'000")]),
        ]);
        check_set(&lines, 3, &[(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn the_same_small_words_below_names_that_differ_are_a_level() {
        let names = [(60, "Group"), (110, "Changes"), (160, "Sum")];
        let units = [(60, "in euro"), (110, "in euro"), (160, "in euro")];
        check(
            &[&names, &units],
            4,
            &[
                (0, 0, 2, 1),
                (0, 1, 1, 1),
                (0, 2, 1, 1),
                (0, 3, 1, 1),
                (1, 1, 1, 1),
                (1, 2, 1, 1),
                (1, 3, 1, 1),
            ],
        );
        // Two names end alike, as names of things that are counted do.
        check(&[&names[..2], &units[..2]], 3, &[(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]);
    }

    #[test]
    fn signs_below_names_are_a_level_though_a_name_stands_between_the_two() {
        let lines = set(&[
            (0, &[(70, "1886"), (115, "Differ")]),
            (7, &[(10, "Votes")]),
            (14, &[(80, "£"), (130, "£")]),
        ]);
        check_set(&lines, 3, &[(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn numbers_of_columns_under_their_names_are_a_row() {
        check(
            &[&[(10, "Name"), (60, "Paid"), (110, "Owed")], &[(20, "1"), (70, "2"), (120, "3")]],
            3,
            &[(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)],
        );
    }
}
