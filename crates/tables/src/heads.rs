//! The head of a table: which columns each of its texts spans, and on how many levels.
//!
//! A text spans the columns over the short rule under it; else those it lies over; else those it is centred over, when it
//! is centred over no single one. Lines of texts over single columns are one row, its cells as high as the levels left
//! free above them.

use crate::bands::{Line, Mark};
use crate::rivers::units;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use model::page::StrokeOrigin;
use std::ops::Range;

/// A cell planned: its place, and the marks in it.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) row: usize,
    pub(crate) col: usize,
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) marks: Vec<Mark>,
}

/// The columns of a table as far as its body tells.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// Their edges, left to right, one more than columns.
    pub(crate) edges: Vec<Pt>,
    /// What the body fills of each, if anything.
    pub(crate) cores: Vec<Option<(Pt, Pt)>>,
    /// Whether the edges are drawn: borders of cells.
    pub(crate) drawn: bool,
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.edges.len() - 1
    }
    /// The column at x.
    pub(crate) fn at(&self, x: Pt) -> usize {
        self.edges.partition_point(|edge| *edge <= x).clamp(1, self.len()) - 1
    }
    fn core(&self, col: usize) -> (Pt, Pt) {
        self.cores[col].unwrap_or((self.edges[col], self.edges[col + 1]))
    }
    /// The columns whose body a box lies over, by at least a part of the smaller of both.
    pub(crate) fn under(&self, span: &Rect) -> Range<usize> {
        let middle = self.at(span.center().x);
        let over = |col: usize| {
            let (a, b) = self.core(col);
            let common = span.x1.min(b) - span.x0.max(a);
            common * OVERLAP >= (b - a).min(span.width()) && common > Pt::ZERO
        };
        let first = (0..middle).find(|col| over(*col)).unwrap_or(middle);
        let last = (middle + 1..self.len()).rev().find(|col| over(*col)).unwrap_or(middle);
        first..last + 1
    }
}

/// A text lies over a column when it covers one part in so many of the smaller of both.
const OVERLAP: i32 = 4;
/// A text is aligned with a column when edges or centres differ by less than this part of the em (per thousand).
const ALIGNED: i32 = 700;
/// The rule under a text lies no farther below its line than this part of the em.
const UNDER: i32 = 900;
/// Levels are set farther apart (per thousand of the em) than the lines of one text.
const LEVELS: i32 = 1_300;

/// Three lines within this part of the em are two, with texts at half their height.
const BESIDE: i32 = 1_600;

struct Unit {
    cols: Range<usize>,
    line: usize,
    marks: Vec<Mark>,
}

/// The rows of the head, their lower edges, and their cells; columns without a text get none.
pub(crate) struct Head {
    pub(crate) rows: usize,
    /// Lower edge of each row but the last.
    pub(crate) ys: Vec<Pt>,
    pub(crate) cells: Vec<Plan>,
}

/// Reads the lines above the body. `parts` are the rules among them that do not cross the whole table.
pub(crate) fn head(lines: &[Line], columns: &Columns, parts: &[Rule], gap: i32) -> Head {
    let mut all: Vec<Unit> = Vec::new();
    for (ix, line) in lines.iter().enumerate() {
        let runs = bordered(line, units(line, gap), columns, parts);
        let boxes: Vec<Rect> = runs.iter().map(|run| line.span(run)).collect();
        let below = lines.get(ix + 1);
        let even = evenly(ix, lines, &boxes, columns, parts, gap);
        for (nth, run) in runs.iter().enumerate() {
            let ruled = over_rule(line, below, &boxes, nth, columns, parts);
            let cols = ruled.or_else(|| even.as_ref().map(|cols| cols[nth].clone()));
            let cols = cols.unwrap_or_else(|| spanned(&boxes, nth, columns, line.size));
            all.push(Unit { cols, line: ix, marks: line.marks[run.clone()].to_vec() });
        }
    }
    levels(lines, columns, &all)
}

/// The units, cut between two marks where the shading of a cell ends at an edge of a column: texts that nearly touch. Rules
/// say less: some producers draw them column by column under what spans several.
fn bordered(line: &Line, runs: Vec<Range<usize>>, columns: &Columns, parts: &[Rule]) -> Vec<Range<usize>> {
    if !columns.drawn {
        return runs;
    }
    let near = |at: Pt| at > line.top - line.size * BORDER && at < line.bottom + line.size * BORDER;
    let ends = |x: Pt, middle: Pt| {
        parts
            .iter()
            .filter(|rule| rule.origin == StrokeOrigin::FillEdge)
            .any(|rule| near(rule.at) && (rule.to - x).abs() <= SAME_EDGE && rule.from < middle)
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in runs {
        let mut from = run.start;
        for ix in run.start + 1..run.end {
            let (a, b) = (&line.marks[ix - 1].at, &line.marks[ix].at);
            let edge = columns.edges.iter().find(|x| a.x1 <= **x + SAME_EDGE && **x <= b.x0 + SAME_EDGE);
            if edge.is_some_and(|x| ends(*x, a.center().x)) {
                out.push(from..ix);
                from = ix;
            }
        }
        out.push(from..run.end);
    }
    out
}

/// The border of a cell lies within so many sizes of a line in it.
const BORDER: i32 = 3;
/// Borders end this near to their edge.
const SAME_EDGE: Pt = Pt(1_500);

/// The columns over the short rule under a text.
fn over_rule(
    line: &Line,
    below: Option<&Line>,
    boxes: &[Rect],
    nth: usize,
    columns: &Columns,
    parts: &[Rule],
) -> Option<Range<usize>> {
    let unit = &boxes[nth];
    let reach = below.map_or(line.base + line.size.scale(UNDER, 1000), Line::middle);
    // A rule under several texts says nothing of each; of the others, the longest was drawn in pieces.
    let rule = parts
        .iter()
        .filter(|rule| {
            rule.at > line.middle()
                && rule.at < reach
                && rule.from <= unit.center().x
                && unit.center().x <= rule.to
        })
        .filter(|rule| {
            boxes.iter().filter(|b| rule.from <= b.center().x && b.center().x <= rule.to).count() == 1
        })
        .max_by_key(|rule| (rule.to - rule.from, -rule.at))?;
    let inside = |col: &usize| {
        let (a, b) = columns.core(*col);
        let slot = (columns.edges[*col], columns.edges[*col + 1]);
        let middle = a + (b - a) / 2;
        let covered = rule.to.min(slot.1) - rule.from.max(slot.0);
        rule.from <= middle && middle <= rule.to || covered * 2 > slot.1 - slot.0
    };
    let first = (0..columns.len()).find(inside)?;
    let last = (0..columns.len()).rev().find(inside)?;
    (last > first).then_some(first..last + 1)
}

/// The groups of a line whose texts are centred over several columns each, when together they span all columns that the
/// lowest line names, and it stands a level below.
fn evenly(
    ix: usize,
    lines: &[Line],
    boxes: &[Rect],
    columns: &Columns,
    parts: &[Rule],
    gap: i32,
) -> Option<Vec<Range<usize>>> {
    let (line, lowest) = (&lines[ix], lines.last()?);
    let ruled = parts.iter().any(|rule| line.middle() < rule.at && rule.at < lowest.middle());
    if ix + 1 >= lines.len() {
        return None;
    }
    // Texts at half the height between the two stand beside two levels.
    let step = lowest.base - line.base;
    let beside = ix + 2 < lines.len() && step <= line.size.scale(BESIDE, 1000);
    if !ruled && !beside && step < line.size.scale(LEVELS, 1000) {
        return None;
    }
    // The columns that the lowest line names; or all lines below; or the next.
    let n = lines.len();
    [n - 1..n, ix + 1..n, ix + 1..ix + 2]
        .into_iter()
        .find_map(|below| tiled(line, &lines[below], boxes, columns, gap))
}

/// The groups of a line whose texts together span all columns that some lines below name.
fn tiled(
    line: &Line,
    below: &[Line],
    boxes: &[Rect],
    columns: &Columns,
    gap: i32,
) -> Option<Vec<Range<usize>>> {
    let mut named = vec![false; columns.len()];
    for low in below {
        for unit in units(low, gap) {
            named[columns.at(low.span(&unit).center().x)] = true;
        }
    }
    named[0] = false;
    let mut out = Vec::new();
    let mut from = named.iter().position(|named| *named)?;
    for unit in boxes {
        let own = columns.at(unit.center().x);
        if !named[own] {
            out.push(own..own + 1);
            continue;
        }
        // The group begins where the one before ended, and ends where its centre is nearest to the text's.
        if from >= columns.len() {
            return None;
        }
        let off = |end: usize| {
            let by = |left: Pt, right: Pt| (unit.center().x - (left + (right - left) / 2)).abs();
            by(columns.core(from).0, columns.core(end - 1).1).min(by(columns.edges[from], columns.edges[end]))
        };
        let last = (from..columns.len()).take_while(|col| named[*col]).last()? + 1;
        let end = (from + 2..=last).min_by_key(|end| (off(*end), *end))?;
        if off(end) > line.size.scale(ALIGNED, 1000) * 2 {
            return None;
        }
        out.push(from..end);
        from = (end..columns.len()).find(|col| named[*col]).unwrap_or(columns.len());
    }
    (from == columns.len()).then_some(out)
}

/// The columns that a text spans by its place alone.
fn spanned(boxes: &[Rect], nth: usize, columns: &Columns, size: Pt) -> Range<usize> {
    let unit = &boxes[nth];
    let hit = columns.under(unit);
    let near = size.scale(ALIGNED, 1000);
    let centre = unit.center().x;
    let fits = |a: usize, b: usize| {
        let (left, right) = (columns.core(a).0, columns.core(b).1);
        (centre - (left + (right - left) / 2)).abs()
    };
    if hit.len() == 1 {
        let (a, b) = columns.core(hit.start);
        let slot = (columns.edges[hit.start], columns.edges[hit.start + 1]);
        let inside = slot.0 <= unit.x0 && unit.x1 <= slot.1;
        let aligned =
            (unit.x0 - a).abs() <= near || (unit.x1 - b).abs() <= near || fits(hit.start, hit.start) <= near;
        let middle = (centre - (slot.0 + (slot.1 - slot.0) / 2)).abs() <= near;
        if aligned || middle || inside && columns.cores[hit.start].is_none() {
            return hit;
        }
    }
    // As far as the neighbours in the line leave room, never over the first column from outside it.
    let first = match nth.checked_sub(1) {
        Some(before) => columns.under(&boxes[before]).end,
        None => hit.start.min(1),
    };
    let last = boxes.get(nth + 1).map_or(columns.len(), |after| columns.under(after).start);
    let (first, last) = (first.min(hit.start), last.max(hit.end));
    let mut best = (fits(hit.start, hit.end - 1), hit.len(), hit.clone());
    for a in first..=hit.start {
        for b in hit.end..=last {
            let off = fits(a, b - 1);
            if b - a > 1 && off + near / 2 < best.0 {
                best = (off, b - a, a..b);
            }
        }
    }
    // One column, unless the text is centred over several for certain.
    if hit.len() == 1 && best.0 > near { hit } else { best.2 }
}

/// Units to cells: each set of lines with spans is a level, the rest one row.
fn levels(lines: &[Line], columns: &Columns, all: &[Unit]) -> Head {
    let mut level_of: Vec<Option<usize>> = vec![None; lines.len()];
    let mut count = 0;
    let mut last: Vec<Range<usize>> = Vec::new();
    for line in 0..lines.len() {
        let spans: Vec<Range<usize>> =
            all.iter().filter(|u| u.line == line && u.cols.len() > 1).map(|u| u.cols.clone()).collect();
        if spans.is_empty() {
            last.clear();
            continue;
        }
        // A second line of the same texts.
        let again = line > 0
            && level_of[line - 1].is_some()
            && spans.iter().all(|span| last.contains(span))
            && lines[line].base - lines[line - 1].base < lines[line].size.scale(LEVELS, 1000);
        if !again {
            count += 1;
            last.clone_from(&spans);
        }
        level_of[line] = Some(count - 1);
    }
    // The row after the deepest span over a column.
    let mut free = vec![0; columns.len()];
    let mut cells: Vec<Plan> = Vec::new();
    for unit in all.iter().filter(|u| u.cols.len() > 1) {
        let row = level_of[unit.line].expect("a line with spans has a level");
        let place = |plan: &&mut Plan| {
            plan.row == row && plan.col == unit.cols.start && plan.width == unit.cols.len()
        };
        if let Some(plan) = cells.iter_mut().find(place) {
            plan.marks.extend(&unit.marks);
            continue;
        }
        let taken =
            cells.iter().any(|p| p.row == row && p.col < unit.cols.end && unit.cols.start < p.col + p.width);
        if taken {
            // Two texts over one column: the later one stays with the first of its columns that is free.
            continue;
        }
        cells.push(Plan {
            row,
            col: unit.cols.start,
            height: 1,
            width: unit.cols.len(),
            marks: unit.marks.clone(),
        });
        for col in unit.cols.clone() {
            free[col] = free[col].max(row + 1);
        }
    }
    let placed: Vec<usize> = cells.iter().flat_map(|plan| plan.marks.iter().map(|m| m.ix)).collect();
    let single = all.iter().filter(|u| u.cols.len() == 1).map(|u| free[u.cols.start] + 1).max();
    let rows = count.max(single.unwrap_or(0)).max(1);
    // A text on a level of its own: it stands beside spans, and a figure as all others under the spans stands below it.
    let lowest = lines.len().saturating_sub(1);
    let figures = all.iter().filter(|u| u.line == lowest).all(|u| u.marks.iter().all(|m| m.form.is_figure()));
    let upper = |unit: &Unit| {
        let beside = level_of[unit.line].filter(|level| level + 1 < rows);
        let below = all.iter().any(|u| u.line == lowest && u.cols == unit.cols);
        beside.filter(|level| {
            figures && unit.cols.len() == 1 && unit.line < lowest && below && free[unit.cols.start] <= *level
        })
    };
    for (col, top) in free.iter().enumerate() {
        let own = |u: &&Unit| u.cols.start == col && (u.cols.len() == 1 || !placed.contains(&u.marks[0].ix));
        let (over, rest): (Vec<&Unit>, Vec<&Unit>) =
            all.iter().filter(own).partition(|unit| upper(unit).is_some());
        let mut top = *top;
        if let Some(level) = over.first().and_then(|unit| upper(unit)) {
            let marks = over.iter().flat_map(|u| u.marks.clone()).collect();
            cells.push(Plan { row: top, col, height: level + 1 - top, width: 1, marks });
            top = level + 1;
        }
        let marks: Vec<Mark> = rest.iter().flat_map(|u| u.marks.clone()).collect();
        if top < rows {
            cells.push(Plan { row: top, col, height: rows - top, width: 1, marks });
        } else if !marks.is_empty() {
            let under = cells
                .iter_mut()
                .find(|plan| plan.row + 1 == top && (plan.col..plan.col + plan.width).contains(&col));
            under.expect("a span is what fills a column down").marks.extend(marks);
        }
    }
    let ys = (0..rows - 1).map(|level| {
        let bottom = (0..lines.len()).rev().find(|line| level_of[*line] == Some(level));
        let line = bottom.unwrap_or(0);
        let next = lines.get(line + 1).map_or(lines[line].bottom, |next| next.top);
        lines[line].bottom + (next - lines[line].bottom) / 2
    });
    let ys = ys.collect();
    // A span whose level leaves rows below it free of texts over its columns stays as it is: blanks are cells.
    Head { rows, ys, cells: with_blanks(cells, rows, columns.len()) }
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
            cells.push(Plan { row: slot / cols, col: slot % cols, height: 1, width: 1, marks: Vec::new() });
        }
    }
    cells
}
