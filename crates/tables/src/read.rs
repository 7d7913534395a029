//! A zone to a table: columns, head, rows, cells. The staircase of the finder for one candidate.

mod above;
mod between;
mod indented;

use crate::bands::{Line, Mark, PHRASE};
use crate::centred::{Reach, centred};
use crate::columns::{Columns, Plan, columns, is_full, touches};
use crate::forms::Form;
use crate::heads::{Head, head};
use crate::middles::by_middles;
use crate::numbered::is_round;
use crate::parted::parted;
use crate::rivers::{unit_gap, units};
use crate::rows::{Strip, keys, lines_of, pitch, rows, set_small};
use crate::score::{Tally, score};
use crate::shaded::span;
use crate::zone::Zone;
use above::head_lines;
use between::{close_brackets, head_labels, is_rest, span_alike, span_whole};
use indented::indented;
pub(crate) use indented::set_in;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use model::page::StrokeOrigin;
use std::borrow::Cow;
use std::ops::Range;

/// A column of figures: so many of its filled cells (per cent) hold one.
const FIGURES: usize = 60;

/// A zone, read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) xs: Vec<Pt>,
    pub(crate) ys: Vec<Pt>,
    /// The cells: a tiling.
    pub(crate) cells: Vec<Plan>,
    /// Rows of the head.
    pub(crate) head_rows: usize,
    /// Rows above the rule that ends the head, if one does.
    pub(crate) head: Option<u32>,
    /// What it is worth as an explanation of its ink; tables are above zero.
    pub(crate) score: i64,
}

/// Reads a zone; `None` when it has no two columns or no body.
pub(crate) fn read(zone: &Zone) -> Option<Reading> {
    let gap = unit_gap(&zone.lines);
    let (above, ruled) = head_lines(zone, gap);
    if above > 0 && !ruled && begins_parted(zone, above, gap) {
        return read_body(zone, (0, false), gap);
    }
    read_body(zone, (above, ruled), gap)
}

/// Whether rules part all rows column by column from the first one on: no rule from side to side ends a head.
fn begins_parted(zone: &Zone, above: usize, gap: i32) -> bool {
    if zone.parts.len() < 2 || zone.lines.is_empty() || !zone.barred() {
        return false;
    }
    let Some(columns) = columns(zone, &[], &zone.lines, gap) else { return false };
    // Rules of a head leave the labels' column out where it has no name: what stands in it below is the first row's.
    let first = |line: &Line| line.marks[0].at.center().x < columns.edges[1];
    if !zone.lines[..above].iter().any(first) && zone.lines.get(above).is_some_and(first) {
        return false;
    }
    let plans: Vec<Vec<Plan>> = zone.lines.iter().map(|line| strip(line, &columns, gap, false).1).collect();
    parted(zone, &columns, zone.top, &plans, &zone.lines).is_some_and(|parted| !parted.first_is_whole())
}

/// Reads a zone whose head has so many lines; whether a bar ends it.
fn read_body(zone: &Zone, (above, ruled): (usize, bool), gap: i32) -> Option<Reading> {
    let (over, body) = zone.lines.split_at(above);
    if body.is_empty() {
        return None;
    }
    let over = &worded(over, gap)[..];
    let columns = columns(zone, over, body, gap)?;
    let rests: Vec<bool> =
        (0..body.len()).map(|ix| ix > 0 && is_rest(&body[ix - 1], &body[ix], gap)).collect();
    let mut strips: Vec<(Strip, Vec<Plan>)> =
        body.iter().zip(&rests).map(|(line, rest)| strip(line, &columns, gap, *rest)).collect();
    span_whole(&mut strips, &columns, (zone.left, zone.right), &rests);
    span_alike(&mut strips, columns.len(), &rests);
    head_labels(&mut strips, &columns);
    indented(&mut strips, &columns);
    let figures = figure_columns(&strips, columns.len());
    let mut lines: Vec<Strip> = Vec::with_capacity(strips.len());
    let short: Vec<Pt> = zone
        .lone_parts()
        .iter()
        .filter(|rule| rule.origin != StrokeOrigin::FillEdge && rule.from >= columns.edges[1] - SHORT)
        .map(|rule| rule.at)
        .collect();
    for (nth, (strip, cells)) in strips.iter().enumerate() {
        let mut strip = strip.clone();
        let next = body.get(nth + 1).map_or(zone.bottom, Line::middle);
        strip.summed = short.iter().any(|at| strip.middle < *at && *at < next);
        // Shillings or pence alone are the rest of an amount.
        strip.figures = cells.iter().any(|c| {
            let own = || c.marks.iter().filter(|m| m.form.is_figure());
            c.col > 0 && figures[c.col] && own().any(|m| !m.part)
        });
        lines.push(strip);
    }
    set_small(&mut lines);
    let bars: Vec<Pt> = zone.bars.iter().map(|bar| bar.at).collect();
    let rooms: Vec<Pt> =
        columns.cores.iter().map(|core| core.map_or(Pt::ZERO, |(from, to)| to - from)).collect();
    let plans: Vec<Vec<Plan>> = strips.into_iter().map(|(_, cells)| cells).collect();
    let top = if over.is_empty() { zone.top } else { between(&over[over.len() - 1], &body[0], &bars) };
    let parted = parted(zone, &columns, top, &plans, body).or_else(|| {
        let drawn = zone.bars.iter().any(|bar| top < bar.at && bar.at < zone.bottom);
        let whole = || {
            let wall = vec![false; lines.len()];
            by_middles(&lines, &keys(&lines), &wall, (&rooms, zone.open_below())).is_some()
        };
        let (cut, named) = (zone.open_below(), !over.is_empty());
        let reach = Reach { top, bottom: zone.bottom, cut, named };
        if drawn { None } else { centred(&columns, reach, &plans, body).filter(|_| !whole()) }
    });
    let row_of = parted.as_ref().map_or_else(
        || {
            close_brackets(
                with_blank_rows(rows(&lines, &bars, &rooms, zone.open_below()), body, &bars),
                &plans,
                body,
            )
        },
        |parted| parted.row_of(body),
    );
    let parts = inner(zone);
    let head = head(over, &columns, &parts, (gap, pitch(&lines, &keys(&lines), &vec![false; lines.len()])));
    if let Some(rest) = below_title(zone, over, &head, &plans) {
        return read_body(&rest, (above - 1, ruled), gap);
    }
    let head_rows = if over.is_empty() { 0 } else { head.rows };
    let mut cells = if over.is_empty() { Vec::new() } else { head.cells };
    let mut ys = vec![zone.top];
    if head_rows > 0 {
        ys.extend(&head.ys);
        ys.push(top);
    }
    let tally = Tally::of(zone, &columns, &plans, &row_of, &figures, over);
    if let Some(parted) = parted {
        ys.extend(&parted.ys);
        cells.extend(parted.cells(&plans, columns.len(), head_rows));
    } else {
        for ix in 1..body.len() {
            match row_of[ix] - row_of[ix - 1] {
                0 => {}
                1 => ys.push(between(&body[ix - 1], &body[ix], &bars)),
                _ => ys.extend(bars_between(&body[ix - 1], &body[ix], &bars)),
            }
        }
        cells.extend(body_cells(&plans, &row_of, head_rows, columns.len()));
    }
    ys.push(zone.bottom);
    for ix in 1..ys.len() {
        ys[ix] = ys[ix].max(ys[ix - 1] + Pt(1));
    }
    span(zone, &columns, &ys, head_rows, &mut cells);
    let score = score(&tally);
    let head = ruled.then_some(head_rows as u32);
    Some(Reading { xs: columns.edges, ys, cells, head_rows, head, score })
}

/// The zone without its first line, where that is a text over all columns, labels too, and no bar is above it: a title.
fn below_title(zone: &Zone, over: &[Line], head: &Head, body: &[Vec<Plan>]) -> Option<Zone> {
    let [first, next, ..] = over else { return None };
    let columns = head.cells.iter().map(|plan| plan.col + plan.width).max()?;
    let whole = |plan: &&Plan| (plan.row, plan.col, plan.height, plan.width) == (0, 0, 1, columns);
    let title = head.cells.iter().find(whole).filter(|plan| plan.marks.len() == first.marks.len())?;
    // Codes may stand before the labels.
    let text = |plan: &Plan| plan.col <= 1 && plan.marks.iter().any(|m| m.form == Form::Text);
    let labels = body.iter().filter(|plans| plans.iter().any(text)).count() * 2 > body.len();
    let barred = zone.bars.iter().any(|bar| bar.at <= first.middle());
    let one = title.marks.iter().all(|m| m.form != Form::Number);
    (labels && one && !barred && columns > 2).then(|| {
        let top = first.bottom + (next.top - first.bottom) / 2;
        Zone { top, lines: zone.lines[1..].to_vec(), ..zone.clone() }
    })
}

/// The lines of a head, in which a round figure among words is a part of these: "per 1,000 inhabitants", "1 000 EUR".
fn worded(lines: &[Line], gap: i32) -> Cow<'_, [Line]> {
    let within = |line: &Line| -> Vec<usize> {
        let round = |ix: &usize| line.marks[*ix].form == Form::Number && is_round(&line.marks[*ix]);
        let words = |run: &Range<usize>| line.marks[run.clone()].iter().any(|m| m.form == Form::Text);
        units(line, gap).into_iter().filter(words).flatten().filter(round).collect()
    };
    let found: Vec<Vec<usize>> = lines.iter().map(within).collect();
    if found.iter().all(Vec::is_empty) {
        return Cow::Borrowed(lines);
    }
    let mut out = lines.to_vec();
    for (line, found) in out.iter_mut().zip(found) {
        for ix in found {
            line.marks[ix].form = Form::Text;
        }
    }
    Cow::Owned(out)
}

/// The bars between two lines.
fn bars_between<'a>(upper: &Line, lower: &Line, bars: &'a [Pt]) -> &'a [Pt] {
    let from = bars.partition_point(|y| *y <= upper.middle());
    let to = bars.partition_point(|y| *y < lower.middle());
    &bars[from..to.max(from)]
}

/// The rows of lines with those in which nothing stands: where bars part all rows, two with room for a line between them and
/// no text enclose a blank one.
fn with_blank_rows(mut row_of: Vec<usize>, body: &[Line], bars: &[Pt]) -> Vec<usize> {
    /// More white is the place of a picture.
    const HIGHEST: Pt = Pt(40_000);
    let begins = |ix: &usize| row_of[*ix] != row_of[*ix - 1];
    let parts = |ix: usize| bars_between(&body[ix - 1], &body[ix], bars);
    if (1..body.len()).filter(begins).any(|ix| parts(ix).is_empty()) {
        return row_of;
    }
    let is_row = |pair: &[Pt], size: Pt| (size..=HIGHEST).contains(&(pair[1] - pair[0]));
    let mut more = vec![0; body.len()];
    for ix in (1..body.len()).filter(begins) {
        let parts = parts(ix);
        if parts.windows(2).all(|pair| is_row(pair, body[ix].size)) {
            more[ix] = parts.len() - 1;
        }
    }
    let mut added = 0;
    for (row, more) in row_of.iter_mut().zip(more) {
        added += more;
        *row += added;
    }
    row_of
}

/// A rule reaches over the edge of its column by less than this.
const SHORT: Pt = Pt(6_000);

/// Reads a zone that is a head of so many lines, and headings of rows; `None` when it has no two columns.
pub(crate) fn read_head(zone: &Zone, above: usize) -> Option<Reading> {
    let gap = unit_gap(&zone.lines);
    let (over, rows) = zone.lines.split_at(above);
    // The headings stand in the column of the labels, whose name may be blank: as if beside the lowest names.
    let mut body = over.to_vec();
    if let Some(names) = body.last_mut() {
        names.marks.extend(rows.iter().flat_map(|line| &line.marks));
        names.marks.sort_by_key(|m| (m.at.x0, m.at.x1, m.ix));
    }
    let columns = columns(zone, &[], &body, gap)?;
    let head = head(over, &columns, &inner(zone), (gap, None));
    let mut ys = vec![zone.top];
    ys.extend(&head.ys);
    let mut cells = head.cells;
    for (nth, line) in rows.iter().enumerate() {
        ys.push(between(&zone.lines[above + nth - 1], line, &[]));
        for col in 0..columns.len() {
            let marks = if col == 0 { line.marks.clone() } else { Vec::new() };
            cells.push(Plan { marks, ..Plan::blank(head.rows + nth, col) });
        }
    }
    ys.push(zone.bottom);
    for ix in 1..ys.len() {
        ys[ix] = ys[ix].max(ys[ix - 1] + Pt(1));
    }
    Some(Reading {
        xs: columns.edges,
        ys,
        cells,
        head_rows: head.rows,
        head: Some(head.rows as u32),
        score: 0,
    })
}

/// The rules in a zone but for the pieces of its bars. Pieces of a bar say nothing of what they lie under; edges of shading do.
fn inner(zone: &Zone) -> Vec<Rule> {
    let own = |rule: &&Rule| rule.origin == StrokeOrigin::FillEdge || !zone.is_piece(rule);
    zone.parts.iter().filter(own).copied().collect()
}

/// The place where one row ends: a bar between the two lines, else the middle.
fn between(upper: &Line, lower: &Line, bars: &[Pt]) -> Pt {
    let next = bars.get(bars.partition_point(|y| *y <= upper.middle()));
    next.copied().filter(|y| *y < lower.middle()).unwrap_or_else(|| {
        let (a, b) = (upper.bottom.min(lower.top), upper.bottom.max(lower.top));
        a + (b - a) / 2
    })
}

/// Whether an edge runs through the middle of a mark.
pub(crate) fn straddles(mark: &Mark, y: Pt) -> bool {
    mark.at.y0 + mark.size / 5 < y && y < mark.at.y1 - mark.size / 5
}

/// A line with a figure right of its first unit.
pub(crate) fn is_data(line: &Line, gap: i32) -> bool {
    let runs = units(line, gap);
    runs.iter().skip(1).any(|run| {
        line.marks[run.clone()].iter().any(|m| m.form.is_data())
            && line.marks[run.clone()].iter().all(|m| m.form != Form::Text)
    })
}

/// A line of the body: what it fills, and its units by column; `rest` says that it goes on with a text above.
fn strip(line: &Line, columns: &Columns, gap: i32, rest: bool) -> (Strip, Vec<Plan>) {
    let mut cells: Vec<Plan> = Vec::new();
    let runs = units(line, gap);
    for (nth, run) in runs.iter().enumerate() {
        let marks = &line.marks[run.clone()];
        let span = line.span(run);
        // A heading between the rows, centred over the columns right of the first.
        if runs.len() == 1
            && nth == 0
            && columns.len() > 2
            && span.x0 > columns.edges[1]
            && !rest
            && (marks.iter().all(|m| !m.form.is_data()) || marks[0].form == Form::Text)
            && (is_one_text(marks) || cut(marks, columns).len() == 1)
        {
            let (left, right) =
                (columns.cores[1].map_or(columns.edges[1], |c| c.0), columns.edges[columns.len()]);
            let off = (span.center().x - (left + (right - left) / 2)).abs();
            let over = columns.under(&span);
            if over.len() > 1 && off * 8 <= right - left {
                cells.push(Plan {
                    row: 0,
                    col: 1,
                    height: 1,
                    width: columns.len() - 1,
                    marks: marks.to_vec(),
                });
                continue;
            }
        }
        for part in cut(marks, columns) {
            let own = Rect::bounding(part.iter().map(|m| m.at)).unwrap_or_default();
            let (first, middle) = (columns.at(own.x0 + Pt(500)), columns.at(own.center().x));
            // A text that runs over keeps to the column in which it begins; a figure to the one in which it stands.
            let text = part.iter().any(|m| m.form == Form::Text);
            let col = if text && runs.len() == 1 { first } else { middle };
            // A sign belongs to the figure right of it, however far left its column begins.
            let sign = part.iter().all(|m| m.form == Form::Opening);
            let next = runs.get(nth + 1).map(|run| &line.marks[run.start]).filter(|m| m.form.is_figure());
            let col = next.filter(|_| sign).map_or(col, |m| columns.at(m.at.center().x));
            match cells.last_mut().filter(|cell| cell.col + cell.width > col) {
                Some(cell) => cell.marks.extend(&part),
                None => cells.push(Plan { row: 0, col, height: 1, width: 1, marks: part }),
            }
        }
    }
    let mut filled = vec![false; columns.len()];
    let mut wide = vec![None; columns.len()];
    let (mut figure, mut entry) = (vec![false; columns.len()], vec![false; columns.len()]);
    let mut smalls = vec![false; columns.len()];
    let mut groups = vec![None; columns.len()];
    for cell in &cells {
        filled[cell.col] = true;
        entry[cell.col] = cell.marks[0].entry;
        smalls[cell.col] = cell.marks[0].small;
        figure[cell.col] = cell.marks.iter().all(|m| m.form.is_figure());
        groups[cell.col] = cell.marks[0].groups.filter(|_| cell.marks.len() == 1);
        let at = cell.bounds().unwrap_or_default();
        let first = &cell.marks[0];
        wide[cell.col] = Some((at.width(), first.bound));
    }
    let first = cells.first().filter(|cell| cell.col == 0).map(|cell| &cell.marks);
    let label = cells.iter().find(|cell| cell.marks.iter().any(|m| m.form == Form::Text));
    let strip = Strip {
        base: line.base,
        middle: line.middle(),
        size: line.size,
        filled,
        figures: false,
        stub: first.map(|marks| marks[0].at.x0),
        figure,
        groups,
        entry,
        small: line.marks[0].small,
        enclosed: line.begins_enclosed(),
        smalls,
        capital: line.marks[0].capital,
        label: label.map(|cell| (cell.col, cell.marks[0].at.x0)),
        bold: first.or(label.map(|cell| &cell.marks)).is_some_and(|marks| marks.iter().all(|m| m.bold)),
        names: line.marks.last().is_some_and(|m| m.names),
        inset: Pt::ZERO,
        over: cells.iter().any(|cell| cell.width > 1),
        summed: false,
        wide,
    };
    (strip, cells)
}

/// Whether no more than spaces part the words of a text, full-width letters apart: these have none.
fn is_one_text(marks: &[Mark]) -> bool {
    marks.windows(2).all(|pair| pair[1].at.x0 - pair[0].at.x1 <= pair[0].size.scale(PHRASE / 2, 1000))
        && !marks.iter().any(is_full)
}

/// A unit cut at the edges that fall between two of its marks, where figures stand on one side or the
/// edges are drawn: units that nearly touch.
fn cut(marks: &[Mark], columns: &Columns) -> Vec<Vec<Mark>> {
    let mut out: Vec<Vec<Mark>> = vec![vec![marks[0]]];
    for pair in marks.windows(2) {
        let (a, b) = (columns.at(pair[0].at.center().x), columns.at(pair[1].at.center().x));
        let clear = a < b
            && columns.edges[b] <= pair[1].at.x0 + Pt(500)
            && columns.edges[a + 1] + Pt(500) >= pair[0].at.x1;
        let figure = pair[1].form.is_figure() || pair[0].form.is_figure() || pair[1].form == Form::Opening;
        let touching = a < b && touches(&pair[0], &pair[1], &columns.edges);
        let drawn = columns.drawn || a < b && columns.breaks.contains(&columns.edges[b]);
        if touching || clear && (figure || drawn) {
            out.push(vec![pair[1]]);
        } else {
            out.last_mut().expect("one part").push(pair[1]);
        }
    }
    out
}

fn figure_columns(strips: &[(Strip, Vec<Plan>)], n: usize) -> Vec<bool> {
    let mut counts = vec![(0, 0); n];
    for cell in strips.iter().flat_map(|(_, cells)| cells).filter(|cell| cell.width == 1) {
        counts[cell.col].0 += 1;
        let text = cell.marks.iter().filter(|m| m.form == Form::Text).map(|m| m.letters).sum::<u32>();
        let figures = cell.marks.iter().filter(|m| m.form.is_figure()).map(|m| m.letters).sum::<u32>();
        counts[cell.col].1 += usize::from(figures > text);
    }
    counts.into_iter().map(|(all, figures)| figures > 0 && figures * 100 >= all * FIGURES).collect()
}

/// The cells of the body's rows, blanks included.
fn body_cells(lines: &[Vec<Plan>], row_of: &[usize], head_rows: usize, n: usize) -> Vec<Plan> {
    let mut out: Vec<Plan> = Vec::new();
    for (row, own) in lines_of(row_of).into_iter().enumerate() {
        let mut slots: Vec<Option<Plan>> = vec![None; n];
        for plan in own.into_iter().flat_map(|line| &lines[line]) {
            let held = (0..=plan.col)
                .rev()
                .find(|col| slots[*col].as_ref().is_some_and(|p| *col + p.width > plan.col));
            if let Some(held) = held.and_then(|col| slots[col].as_mut()) {
                held.marks.extend(&plan.marks);
            } else {
                let room =
                    (plan.col + 1..plan.col + plan.width).take_while(|col| slots[*col].is_none()).count();
                slots[plan.col] = Some(Plan { row: head_rows + row, width: 1 + room, ..plan.clone() });
            }
        }
        let mut col = 0;
        while col < n {
            let plan = slots[col].take().unwrap_or(Plan {
                row: head_rows + row,
                col,
                height: 1,
                width: 1,
                marks: Vec::new(),
            });
            col += plan.width;
            out.push(plan);
        }
    }
    out
}
