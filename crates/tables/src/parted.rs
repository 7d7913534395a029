//! Rows that rules or shading part column by column: cells that span rows have no rule through them.
//!
//! Where rules run under the cells of some columns only, each of them is still the edge of a row, and a cell of the other
//! columns goes on until a rule crosses it (as in a lattice, but for the walls between columns, which white space shows).

use crate::bands::{Line, Mark, lines};
use crate::columns::{Columns, Plan};
use crate::forms::FLAG;
use crate::grouped::{Rows, ends};
use crate::read::straddles;
use crate::zone::{Extent, Zone};
use model::geometry::Pt;
use model::layout::Rule;
use model::page::StrokeOrigin;

/// Rules within this are one.
const SAME: Pt = Pt(1_500);
/// So many rules at least that do not cross the whole table.
const FEWEST: usize = 2;
/// A column is parted into rows when so many (per cent) of the rules cross it.
const MOST: usize = 70;
/// So many rows in a hundred may look like several.
const DOUBTFUL: usize = 10;
/// Baselines beside each other differ by no more than this part of the em (per thousand).
const LEVEL: i32 = 400;
/// A digit is this part of the em wide (per thousand).
const DIGIT: i32 = 500;
/// Fewer codes may be the parts of one.
const CODES: usize = 3;
/// Fewer lines of a text may begin with capitals by chance.
const NAMES: usize = 5;
/// One of so many texts of a column of figures may be a word in the place of one.
const OTHERS: usize = 3;
/// Rows are no lower than this part of the em (per thousand).
const LOWEST: i32 = 500;

/// Rows, and which columns the edge below each of them crosses.
pub(crate) struct Parted {
    /// Edges between rows.
    pub(crate) ys: Vec<Pt>,
    pub(crate) crossed: Vec<Vec<bool>>,
}

/// The rows of a body that begins at `top`, when rules part them column by column.
pub(crate) fn parted(
    zone: &Zone,
    columns: &Columns,
    top: Pt,
    plans: &[Vec<Plan>],
    body: &[Line],
) -> Option<Parted> {
    let n = columns.len();
    let size = body.first()?.size;
    let inside = |at: Pt| top + size / 2 < at && at < zone.bottom - size / 2;
    let mut all: Vec<(Pt, Vec<bool>)> = Vec::new();
    let mut lined: Vec<Pt> = Vec::new();
    for (at, from, to, shade) in runs(zone.parts.iter().filter(|rule| inside(rule.at))) {
        let crosses = |col: usize| {
            let (a, b) = columns.core(col);
            let (left, right) = (columns.edges[col], columns.edges[col + 1]);
            let middle = a + (b - a) / 2;
            let common = to.min(right) - from.max(left);
            from <= middle && middle <= to && common * 2 > right - left
        };
        all.push((at, (0..n).map(crosses).collect()));
        lined.extend((!shade).then_some(at));
    }
    all.extend(
        zone.bars
            .iter()
            .filter(|bar| bar.extent != Extent::Part && inside(bar.at))
            .map(|bar| (bar.at, vec![true; n])),
    );
    all.sort();
    let mut levels: Vec<(Pt, Vec<bool>)> = Vec::new();
    for (at, crossed) in all {
        match levels.last_mut() {
            Some((known, own)) if at - *known <= SAME.max(size.scale(LOWEST, 1000)) => {
                own.iter_mut().zip(crossed).for_each(|(own, other)| *own |= other);
            }
            _ => levels.push((at, crossed)),
        }
    }
    levels.retain(|(_, crossed)| crossed.iter().any(|c| *c));
    if zone.bars.last().is_none_or(|bar| bar.extent == Extent::Open || bar.at < zone.bottom - size / 2) {
        // Where the page cuts cells that go on, nothing stands below the edge of the last row.
        let rest = |(at, crossed): &(Pt, Vec<bool>)| {
            let below = |mark: &&Mark| mark.at.center().y > *at;
            !plans.iter().flatten().any(|plan| crossed[plan.col] && plan.marks.iter().any(|m| below(&m)))
        };
        levels.pop_if(|level| rest(level));
    }
    // White below the last row, down to the bar that closes the table, is none.
    let foot = plans.iter().flatten().flat_map(|plan| &plan.marks).map(|mark| mark.at.y1).max();
    while levels.last().is_some_and(|(at, _)| foot.is_some_and(|foot| foot <= *at + SAME)) {
        levels.pop();
    }
    let part = levels.iter().filter(|(_, crossed)| !crossed.iter().all(|c| *c)).count();
    let fine: Vec<usize> = (0..n)
        .filter(|col| levels.iter().filter(|(_, crossed)| crossed[*col]).count() * 100 >= levels.len() * MOST)
        .collect();
    if part < FEWEST || fine.len() < 2 {
        return None;
    }
    let (ys, mut crossed): (Vec<Pt>, Vec<Vec<bool>>) = levels.into_iter().unzip();
    let held = held(&ys, n, plans);
    let room = |col: usize| columns.room(col);
    // At the top of a page the rest of a cell that spans rows may stand alone.
    let blank = |(ix, row): (usize, &Vec<Vec<Mark>>)| ix > 0 && fine.iter().all(|col| row[*col].is_empty());
    let doubtful =
        held.iter().enumerate().filter(|(ix, row)| several(row, &fine, &room) || blank((*ix, row)));
    if doubtful.count() * 100 > held.len() * DOUBTFUL {
        return None;
    }
    let shaded = |y: Pt| !lined.iter().any(|at| (*at - y).abs() <= SAME.max(size.scale(LOWEST, 1000)));
    let shades: Vec<bool> = ys.iter().map(|y| shaded(*y)).collect();
    go_on_beside_shading((&ys, &shades), &held, &room, &mut crossed);
    // A column without rules whose texts are one a row, not one text that wraps, has the rows of the others.
    for col in (0..n).filter(|col| !fine.contains(col)) {
        let mut from = 0;
        for row in 0..held.len() {
            if row < ys.len() && !crossed[row][col] {
                continue;
            }
            let marks: Vec<Mark> = held[from..=row].iter().flat_map(|row| row[col].iter().copied()).collect();
            if from < row && separate(&marks, room(col)) {
                for edge in &mut crossed[from..row] {
                    edge[col] = true;
                }
            }
            from = row + 1;
        }
    }
    let mut edges = vec![top];
    edges.extend(&ys);
    edges.push(zone.bottom);
    let mut runs = Vec::new();
    for col in (0..n).filter(|col| !fine.contains(col)) {
        let mut from = 0;
        for row in (0..ys.len()).filter(|row| crossed[*row][col]).chain([ys.len()]) {
            runs.push((col, from..row + 1));
            from = row + 1;
        }
    }
    for (row, col) in ends(&Rows { held: &held, edges: &edges, size }, &runs) {
        crossed[row][col] = true;
    }
    Some(Parted { ys, crossed })
}

/// Where a column is shaded cell by cell, the edges of its cells are those of rows, though nothing is drawn in the columns
/// beside it: where the texts of one of these are one a row, all go on beside them whose texts stand in one row each, none
/// in the middle of all. `shades` tells which edges are those of shading alone.
fn go_on_beside_shading(
    (ys, shades): (&[Pt], &[bool]),
    held: &[Vec<Vec<Mark>>],
    room: &impl Fn(usize) -> Pt,
    crossed: &mut [Vec<bool>],
) {
    let n = held[0].len();
    let mut from = 0;
    for to in (0..ys.len()).filter(|edge| !shades[*edge]).chain([ys.len()]) {
        let (rows, edges) = (&held[from..=to], from..to);
        from = to + 1;
        let open: Vec<usize> = (0..n).filter(|col| edges.clone().all(|edge| !crossed[edge][*col])).collect();
        let texts = |col: usize| rows.iter().flat_map(|row| row[col].iter().copied()).collect::<Vec<Mark>>();
        let begins = |row: &Vec<Vec<Mark>>, col: usize| {
            row[col].iter().min_by_key(|mark| (mark.at.y0, mark.at.x0)).is_some_and(|mark| !mark.small)
        };
        // Lines of a text do not all begin with capitals, many of one width may be names.
        let capitals = |col: usize| {
            let capital = |row: &Vec<Vec<Mark>>| {
                let lines = lines(&row[col]);
                lines.len() == 1 && lines[0].marks[0].capital
            };
            rows.len() >= NAMES && rows.iter().all(capital)
        };
        let listed = |col: &usize| {
            rows.iter().all(|row| begins(row, *col)) && (separate(&texts(*col), room(*col)) || capitals(*col))
        };
        if edges.is_empty() || open.len() == n || !open.iter().any(listed) {
            continue;
        }
        for col in open {
            let marks = texts(col);
            let crosses = |y: &Pt| marks.iter().any(|mark| straddles(mark, *y));
            // ":" stands for a figure, a letter or two behind one refer to a note, and some may be "n.a.".
            let figure = |mark: &&Mark| mark.form.is_figure() || mark.letters <= FLAG;
            let figures = marks.iter().filter(figure).count();
            let wraps = !listed(&col) && figures * OTHERS < marks.len() * (OTHERS - 1);
            let lone = lines(&marks).len() == 1 && rows.len() > 2 && {
                // In the middle of rows to which an edge above and one below are drawn.
                let bounds = edges.start.checked_sub(1).map(|edge| ys[edge]).zip(ys.get(edges.end).copied());
                let at = marks[0].at.center().y;
                bounds.is_some_and(|(top, bottom)| (top + (bottom - top) / 2 - at).abs() <= marks[0].size / 3)
            };
            if !lone && !wraps && !ys[edges.clone()].iter().any(crosses) {
                crossed[edges.clone()].iter_mut().for_each(|edge| edge[col] = true);
            }
        }
    }
}

/// Rules in their order, those that nearly meet on one level made one: at which height, from where, to where, and whether
/// they are edges of shading alone.
fn runs<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<(Pt, Pt, Pt, bool)> {
    let mut out: Vec<(Pt, Pt, Pt, bool)> = Vec::new();
    for rule in rules {
        let shade = rule.origin == StrokeOrigin::FillEdge;
        match out.last_mut() {
            Some((at, _, to, shades)) if *at == rule.at && rule.from <= *to + SAME => {
                *to = (*to).max(rule.to);
                *shades &= shade;
            }
            _ => out.push((rule.at, rule.from, rule.to, shade)),
        }
    }
    out
}

/// The marks of each row by column.
fn held(ys: &[Pt], n: usize, plans: &[Vec<Plan>]) -> Vec<Vec<Vec<Mark>>> {
    let mut out = vec![vec![Vec::new(); n]; ys.len() + 1];
    for plan in plans.iter().flatten() {
        for mark in &plan.marks {
            let row = ys.partition_point(|y| *y <= mark.at.center().y);
            out[row][plan.col].push(*mark);
        }
    }
    out
}

/// Whether what stands between two rules is several rows: a text that would have had room on the line above, lines that
/// all have a figure in every column of figures, and a text beside it in the others, or figures below each other some of
/// which fill no line. The lines of a figure that wraps are one.
fn several(row: &[Vec<Mark>], fine: &[usize], room: &impl Fn(usize) -> Pt) -> bool {
    let amounts = |col: &usize| {
        let marks = &row[*col];
        marks.iter().any(|m| m.form.is_figure()) && marks.iter().all(|m| m.form.is_amount())
    };
    let own: Vec<usize> = fine.iter().copied().filter(amounts).collect();
    let figures: Vec<&Vec<Mark>> = own.iter().map(|col| &row[*col]).collect();
    let wraps = |pair: &[Line]| {
        let (above, below) = (pair[0].marks.last().and_then(|m| m.groups), pair[1].marks[0].groups);
        above.zip(below).is_some_and(|(above, below)| above.goes_on_in(below))
    };
    // A figure that goes on below had no room for its next digits.
    let several = |col: &usize| {
        let lines = lines(&row[*col]);
        let broken = |pair: &[Line]| {
            let wide = pair[0].right() - pair[0].left() + (pair[1].right() - pair[1].left());
            wraps(pair) && wide > room(*col)
        };
        lines.len() > 1 && (have_decimals(&lines) || !lines.windows(2).any(broken))
    };
    let stacked = own.iter().filter(|col| several(col)).count();
    let full = figures.len() > 1
        && stacked == figures.len()
        && figures.iter().all(|marks| lines(marks).len() == lines(figures[0]).len());
    // Beside each line of figures stands one of the label; headings stand between.
    let alike = || {
        let own = lines(figures[0]);
        let beside = |line: &Line, texts: &[Line]| {
            texts.iter().any(|text| (text.base - line.base).abs() <= line.size.scale(LEVEL, 1000))
        };
        fine.iter().all(|col| {
            let texts = lines(&row[*col]);
            own.iter().all(|line| beside(line, &texts))
        })
    };
    // A figure that goes on below fills its line but for less than a digit.
    let short = |col: &usize| {
        let lines = lines(&row[*col]);
        let free = |line: &Line| line.right() - line.left() + line.size.scale(DIGIT, 1000) <= room(*col);
        several(col) && lines[..lines.len() - 1].iter().any(free)
    };
    let wrapped = |col: &usize| lines(&row[*col]).len() > 1 && !several(col);
    // Codes of one width stand one below the other in a column without rules, one beside each line of figures.
    let coded = |col: usize| {
        let codes = lines(&row[col]);
        let code = |line: &Line| match &line.marks[..] {
            [mark] => mark.form.is_figure() && (mark.at.width() - codes[0].marks[0].at.width()).abs() <= SAME,
            _ => false,
        };
        let beside = |line: &Line| {
            codes.iter().any(|code| (code.base - line.base).abs() <= line.size.scale(LEVEL, 1000))
        };
        codes.len() >= CODES
            && !figures.is_empty()
            && codes.iter().all(code)
            && figures.iter().all(|marks| lines(marks).iter().all(beside))
    };
    if (0..row.len()).filter(|col| !fine.contains(col)).any(coded) {
        return true;
    }
    let alone = fine.iter().all(|col| row[*col].is_empty() || own.contains(col));
    alone && own.iter().any(short) && !own.iter().any(wrapped)
        || full && (fine.len() == figures.len() || alike())
        || fine.iter().filter(|col| !row[**col].is_empty()).any(|col| separate(&row[*col], room(*col)))
}

/// Whether each line is one figure, and all of them have as many decimals: no rest of one has them again.
fn have_decimals(lines: &[Line]) -> bool {
    let decimals = |line: &Line| match &line.marks[..] {
        [mark] => mark.groups.and_then(|groups| groups.fraction(mark.letters)).filter(|n| *n != 3),
        _ => None,
    };
    let first = decimals(&lines[0]);
    first.is_some() && lines.iter().all(|line| decimals(line) == first)
}

/// Whether lines of one column are no text that wraps: what begins one would have had room on the one above.
pub(crate) fn separate(marks: &[Mark], room: Pt) -> bool {
    let lines = lines(marks);
    let apart = lines.windows(2).filter(|pair| {
        let (above, below) = (&pair[0], &pair[1]);
        let first = &below.marks[0];
        let text = above.marks.iter().any(|m| !m.form.is_figure());
        text && above.right() - above.left() + first.size / 4 + first.bound <= room
    });
    // Full-width text may leave a line early, lest the next begin with a comma.
    apart.count() * 2 > lines.len().saturating_sub(1)
}

impl Parted {
    /// Whether the first edge goes from side to side.
    pub(crate) fn first_is_whole(&self) -> bool {
        self.crossed.first().is_some_and(|crossed| crossed.iter().all(|c| *c))
    }

    /// The row of each line.
    pub(crate) fn row_of(&self, body: &[Line]) -> Vec<usize> {
        body.iter().map(|line| self.ys.partition_point(|y| *y <= line.middle())).collect()
    }

    /// The cells, rows counted from `first`.
    pub(crate) fn cells(&self, plans: &[Vec<Plan>], n: usize, first: usize) -> Vec<Plan> {
        let held = held(&self.ys, n, plans);
        let mut out: Vec<Plan> = Vec::new();
        let mut last = vec![0; n];
        for (row, columns) in held.into_iter().enumerate() {
            for (col, marks) in columns.into_iter().enumerate() {
                let goes_on = row > 0 && !self.crossed[row - 1][col];
                if goes_on {
                    let plan: &mut Plan = &mut out[last[col]];
                    plan.height += 1;
                    plan.marks.extend(marks);
                } else {
                    last[col] = out.len();
                    out.push(Plan { marks, ..Plan::blank(first + row, col) });
                }
            }
        }
        out
    }
}
