//! The ends of a zone: heads and rows that stand above its first bar or below its last.

use crate::bands::{Line, PHRASE, SAME_LINE};
use crate::blocks;
use crate::drawn::{Drawn, Level};
use crate::forms::Form;
use crate::read::is_data;
use crate::rivers::units;
use crate::wraps::{aligned, goes_on};
use crate::zone::{Bar, Extent, Zone};
use crate::zones::{DOUBLE, SAME_END};
use model::geometry::{Pt, Rect};
use model::page::StrokeOrigin;
use std::ops::Range;

/// A head's short rules stand no farther above the first bar.
const HEAD: Pt = Pt(64_000);

/// Ends of rules this near are one.
const SAME: Pt = Pt(1_500);

/// More rules of one width are those of rows.
const ROWS: usize = 2;

/// Lines of a label above its figures.
const WRAPS: usize = 3;

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_500;

/// A row follows the last shaded one no farther down than this many times its size.
const NEXT: i32 = 3;

/// The zone with the lines of its head that stand above its first bar over short rules, and the rows that follow the last
/// shaded one or the last rule that parts groups; `goes_on`: nothing else has ended its rows. `all` are the lines between its sides, `around` those beside them.
pub(crate) fn grown(mut zone: Zone, (all, around): (&[Line], &[Line]), drawn: &Drawn, goes_on: bool) -> Zone {
    if zone.cut_above {
        return zone;
    }
    // Bars as wide as the zone, or their pieces, end what stands above it.
    let whole: Vec<Pt> = drawn
        .levels
        .iter()
        .filter(|bar| (bar.from - zone.left).abs() <= SAME_END && (bar.to - zone.right).abs() <= SAME_END)
        .map(|bar| bar.at)
        .collect();
    // So do those of a table that is a little narrower: others of the same width stand above them.
    let ends_rows = |rule: &model::layout::Rule| {
        let over = |x: &&Level| {
            x.drawn
                && x.at <= rule.at + DOUBLE
                && x.at >= rule.at - HEAD * 2
                && x.from <= rule.from + SAME
                && x.to >= rule.to - SAME
        };
        let near = || drawn.levels.iter().filter(over);
        near().filter(|x| (x.at - rule.at).abs() <= DOUBLE).any(|own| {
            near().filter(|x| (x.from - own.from).abs() <= SAME && (x.to - own.to).abs() <= SAME).count()
                > ROWS
        })
    };
    // And one that figures stand right above, nearer than anything stands below.
    let closes = |rule: &model::layout::Rule| {
        let below = all.partition_point(|line| line.middle() < rule.at);
        let white = |line: &Line| (rule.at - line.bottom).max(line.top - rule.at);
        let last = below.checked_sub(1).map(|ix| &all[ix]).filter(|line| is_data(line, PHRASE));
        last.is_some_and(|last| {
            white(last) <= last.size && all.get(below).is_none_or(|next| white(next) > white(last))
        })
    };
    let own = |rule: &&model::layout::Rule| {
        rule.from >= zone.left - SAME_END
            && rule.to <= zone.right + SAME_END
            && rule.at < zone.top - DOUBLE
            && zone.top - rule.at <= HEAD
            && (rule.to - rule.from) * 4 >= zone.right - zone.left
            && rule.origin != StrokeOrigin::FillEdge
            && !whole.iter().any(|at| *at >= rule.at - DOUBLE && *at < zone.top - DOUBLE)
            && !ends_rows(rule)
    };
    let short: Vec<&model::layout::Rule> = drawn.rules.iter().filter(own).collect();
    let closed = short.iter().filter(|rule| closes(rule)).map(|rule| rule.at).max();
    let highest = short.iter().map(|rule| rule.at).filter(|at| closed.is_none_or(|end| *at > end)).min();
    if let Some(top) = highest {
        let above: Vec<Line> =
            all.iter().filter(|l| top <= l.middle() && l.middle() < zone.top).cloned().collect();
        // Rows of another table are no names.
        let is_row = |line: &Line| line.marks[0].form == Form::Text && is_data(line, PHRASE);
        if above.iter().any(|line| line.phrases().len() > 1) && !above.iter().any(is_row) {
            zone.lines.splice(0..0, above);
            zone.top = top;
        }
    }
    heads_above(&mut zone, all, drawn);
    row_above(&mut zone, all);
    let first = all.iter().position(|line| line.middle() > zone.top).unwrap_or(all.len());
    let named = first > 0 && blocks::names_columns(&all[first - 1], &zone.lines);
    if begins_with_rows(&zone, named) || begins_with_wraps(&zone) || named && begins_with_rest(&zone) {
        let start = blocks::head_above(all, first, &zone.lines);
        // Nearer to the bar than lines of prose are to each other, or than rows are.
        let near = all
            .get(first.wrapping_sub(1))
            .map_or(Pt::ZERO, |line| line.size)
            .max(blocks::usual_white(&zone.lines));
        let near = if named { near.max(all[first - 1].size * 2) } else { near };
        let names = start < first && !all[start..first].iter().all(|line| is_label(&zone, line));
        if names && zone.top - all[first - 1].bottom <= near {
            zone.lines.splice(0..0, all[start..first].iter().cloned());
            zone.top = zone.lines[0].top;
            heads_above(&mut zone, all, drawn);
        }
    }
    let last = zone.bars.last().copied().filter(|_| goes_on);
    let ruled = last.is_some_and(|bar| {
        // As below the sums of groups; or one row, as near as any, that has all figures.
        let parted = || inner_rules(&zone).is_some_and(|inner| inner > 0 || is_above_total(&zone, bar, all));
        bar.drawn && parted()
    });
    if last.is_some_and(|bar| !bar.drawn || ruled || is_above_sum(&zone, bar, all, drawn)) {
        let end = zone.bottom;
        let pitch = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
        // A note that begins left of the shading is no row, but where the rows reach over its sides as well.
        let reach = zone.lines.iter().any(|line| reaches_over(line, around));
        let mut open: Vec<&Line> = Vec::new();
        for line in all.iter().filter(|l| l.middle() >= end) {
            let last = open.last().copied().or(zone.lines.last()).map_or(zone.bottom, |l| l.base);
            let far = (line.size * NEXT).max(pitch.scale(6, 5));
            let near = line.base - last <= far && line.top - zone.bottom <= far;
            let parted = units(line, PHRASE).len() > 1;
            let lone = open.len() < WRAPS && (line.right() - line.left()) * 2 < zone.right - zone.left;
            // The number of the page may stand below a column; the last digits of a figure follow close.
            let bottom = open.last().copied().or(zone.lines.last()).map_or(zone.bottom, |l| l.bottom);
            let running = line.is_number() && line.top - bottom > line.size.scale(APART, 1000);
            let inside = line.left() >= zone.left && line.right() <= zone.right;
            if !(near && inside && (parted || lone)) || running || !reach && reaches_over(line, around) {
                break;
            }
            // A bar from the same side that ends earlier begins a narrower table.
            if is_other_bar(drawn, (zone.left, zone.right), (bottom, line.bottom + line.size)) {
                break;
            }
            // Below a rule that parts rows, names of columns begin another table.
            if ruled && parted && !(is_data(line, PHRASE) && is_in_columns(line, &zone.lines)) {
                break;
            }
            open.push(line);
            // A label that wraps about its figures ends with them, or with a line right below.
            let last = zone.lines.last().map_or(Pt::MIN, |l| l.base);
            if parted
                || open.len() == 1 && line.base - last <= line.size.scale(LEADING, 1000) && below(&zone, line)
            {
                zone.bottom = zone.bottom.max(line.bottom);
                zone.lines.extend(open.drain(..).cloned());
            }
        }
    }
    zone
}

/// Whether a bar between two heights begins where a zone does and goes over a good part of it, not all.
fn is_other_bar(drawn: &Drawn, (left, right): (Pt, Pt), (top, bottom): (Pt, Pt)) -> bool {
    let first = drawn.levels.partition_point(|level| level.at <= top);
    let mut near = drawn.levels[first..].iter().take_while(|level| level.at <= bottom);
    near.any(|level| {
        let wide = (level.to - level.from) * 3 > right - left;
        (level.from - left).abs() <= SAME_END && wide && level.to < right - SAME_END
    })
}

/// Rules as wide as the zone between its rows, if these have not all one below: where they have, the last one closes them.
fn inner_rules(zone: &Zone) -> Option<usize> {
    let data: Vec<&Line> = zone.lines.iter().filter(|line| is_data(line, PHRASE)).collect();
    let (first, last) = (data.first()?, data.last()?);
    let bars = || zone.bars.iter().filter(|bar| bar.drawn && bar.extent == Extent::Whole);
    let inside = bars().filter(|bar| first.middle() < bar.at && bar.at < last.middle()).count();
    (inside * 2 < data.len()).then_some(inside)
}

/// Whether a row stands as near below the last bar as rows are to each other: a label and a figure in every column.
fn is_above_total(zone: &Zone, bar: Bar, all: &[Line]) -> bool {
    let next = all.iter().find(|line| line.middle() > bar.at);
    let rows = zone.lines.iter().rev().take_while(|line| is_data(line, PHRASE)).take(TOTALLED);
    let rows: Vec<&Line> = rows.collect();
    let (Some(next), true) = (next, rows.len() == TOTALLED) else { return false };
    let steps = rows.windows(2).map(|pair| pair[0].base - pair[1].base);
    let pitch = steps.max().unwrap_or_default();
    let units = |line: &Line| units(line, PHRASE).len();
    next.base - rows[0].base <= pitch.scale(LOOSER, 1000)
        && is_data(next, PHRASE)
        && next.marks[0].form == Form::Text
        && (next.left() - rows[0].left()).abs() <= next.size * 2
        && units(next) >= rows.iter().map(|row| units(row)).max().unwrap_or_default()
        && is_in_columns(next, &zone.lines)
}

/// So many rows above the last bar show how far they are apart.
const TOTALLED: usize = 3;

/// The row below a rule is no farther from the last above than this part (per thousand) of the widest step.
const LOOSER: i32 = 1_300;

/// Whether each figure of a line ends where those of two rows do.
fn is_in_columns(line: &Line, rows: &[Line]) -> bool {
    let near = line.size.scale(LEVEL_ENDS, 1000);
    let figures = |line: &Line| -> Vec<Pt> {
        line.marks.iter().filter(|mark| mark.form == Form::Number).map(|mark| mark.at.x1).collect()
    };
    let known: Vec<Pt> = rows.iter().filter(|row| is_data(row, PHRASE)).flat_map(figures).collect();
    figures(line).iter().all(|x| known.iter().filter(|y| (**y - *x).abs() <= near).count() > 1)
}

/// Figures end at one place to within this part of the em (per thousand).
const LEVEL_ENDS: i32 = 600;

/// Takes in the lines right above the zone that stand on rules which leave the labels free: each of their texts on the middle
/// of one names the columns that it spans; and what goes before such texts right above them.
fn heads_above(zone: &mut Zone, all: &[Line], drawn: &Drawn) {
    let mut below: Vec<(Pt, Pt)> = Vec::new();
    // Of one name.
    let mut lines = 0;
    let count = all.partition_point(|line| line.middle() < zone.top);
    // The name of the labels may stand between the levels of the others.
    let mut name: Option<&Line> = None;
    for line in all[..count].iter().rev() {
        let white = name.map_or(zone.top, |name| zone.top.max(name.top)) - line.bottom;
        let spans: Vec<Rect> = line.phrases().iter().map(|run| line.span(run)).collect();
        let runs = under(line, zone, drawn);
        let first = runs.first().map_or(Pt::MIN, |run| run.0);
        let over = |b: &&Rect| {
            let middle =
                |(from, to): &(Pt, Pt)| (b.center().x - (*from + (*to - *from) / 2)).abs() <= line.size;
            // Borders of cells meet below several names.
            let shared = || {
                let jointed = drawn.joints.iter().any(|joint| {
                    runs.iter().any(|run| run.0 < joint.x && joint.x < run.1)
                        && line.middle() < joint.y
                        && joint.y <= zone.top + DOUBLE
                });
                jointed && runs.len() == 1 && spans.iter().filter(|b| b.x1 > first).count() > 1
            };
            runs.iter().any(|run| run.0 <= b.x0 + SAME && b.x1 <= run.1 + SAME && (middle(run) || shared()))
        };
        let named = first > zone.left + SAME_END
            && white <= line.size
            && spans.iter().filter(|b| b.x1 > first).all(|b| over(&b))
            && spans.iter().any(|b| b.x1 > first);
        // What goes on below is as wide as its rule at the most, and one of several: above a single rule a title may be as wide.
        let inside = |b: &Rect| below.iter().any(|run| run.0 <= b.x0 + SAME && b.x1 <= run.1 + SAME);
        let several = below.len() > 1 && lines < WRAPS;
        let wraps = runs.is_empty() && several && white * 2 <= line.size && spans.iter().all(inside);
        if !named && (is_data(line, PHRASE) || !wraps) {
            let alone = name.is_none() && line.left() >= zone.left - SAME_END && is_label(zone, line);
            if !alone || zone.top - line.bottom > line.size {
                break;
            }
            name = Some(line);
            continue;
        }
        zone.lines.splice(0..0, name.take().cloned());
        zone.top = line.top.min(zone.top);
        zone.lines.insert(0, line.clone());
        lines = if named { 1 } else { lines + 1 };
        if named {
            below = runs;
        }
    }
}

/// The rules right below a line and above the zone, pieces that meet made one, in order.
fn under(line: &Line, zone: &Zone, drawn: &Drawn) -> Vec<(Pt, Pt)> {
    let from = drawn.rules.partition_point(|rule| rule.at < line.middle());
    let level = drawn.rules[from..].iter().take_while(|rule| rule.at <= zone.top + DOUBLE);
    let own = level.filter(|rule| {
        rule.origin != StrokeOrigin::FillEdge
            && rule.to <= zone.right + SAME_END
            && rule.from >= zone.left - SAME_END
    });
    let mut all: Vec<(Pt, Pt)> = own.map(|rule| (rule.from, rule.to)).collect();
    all.sort_unstable();
    all.dedup_by(|next, run| {
        let meets = next.0 <= run.1 + SAME;
        run.1 = if meets { run.1.max(next.1) } else { run.1 };
        meets
    });
    all
}

/// Whether a line is a part of one that goes on beside it: no more than a space of text lies between the two.
fn reaches_over(line: &Line, around: &[Line]) -> bool {
    let near = line.size.scale(SAME_LINE, 1000);
    let from = around.partition_point(|other| other.base < line.base - near);
    let beside = around[from..].iter().take_while(|other| other.base <= line.base + near);
    let space = line.size.scale(PHRASE, 1000);
    beside.flat_map(|other| &other.marks).any(|mark| {
        let gap = (mark.at.x0 - line.right()).max(line.left() - mark.at.x1);
        gap <= space
    })
}

/// Whether the last bar, which stops short of a side, is the rule above a sum: figures stand below it, and their label left of
/// it.
fn is_above_sum(zone: &Zone, bar: Bar, all: &[Line], drawn: &Drawn) -> bool {
    let own = |level: &&Level| (level.at - bar.at).abs() <= DOUBLE && level.from > zone.left + SAME_END;
    let next = all.iter().find(|line| line.middle() > bar.at);
    let (Some(level), Some(line)) = (drawn.levels.iter().find(own), next) else { return false };
    let runs = units(line, PHRASE);
    let label = |run: &Range<usize>| line.span(run).x1 < level.from;
    let figures = |run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form.is_figure());
    bar.extent == Extent::Part
        && runs.len() > 1
        && runs.iter().any(&label)
        && runs.iter().filter(|run| !label(run)).all(figures)
}

/// Whether a zone begins with rows, not with a head: a line of figures, or headings of rows above one with no bar between;
/// where the line above names columns (`named`), shading may part the two.
fn begins_with_rows(zone: &Zone, named: bool) -> bool {
    let lines = &zone.lines;
    let Some(data) = lines.iter().position(|line| is_data(line, PHRASE)) else { return false };
    let parted = |line: &Line| {
        let between = |bar: &&Bar| line.middle() < bar.at && bar.at < lines[data].middle();
        zone.bars.iter().filter(between).any(|bar| bar.drawn || !named)
    };
    let heading = |line: &Line| {
        let figures = lines[data].phrases().get(1).map(|run| lines[data].span(run).x0);
        // A heading from the labels' edge, ruled as rows are, stands below the names all the same.
        let ruled = || named && (line.left() - lines[data].left()).abs() <= line.size;
        line.phrases().len() == 1 && (!parted(line) || ruled()) && figures.is_some_and(|x| line.left() < x)
    };
    data <= HEADINGS && lines[..data].iter().all(heading)
}

/// Running lines stand farther apart than this part of the em (per thousand).
const APART: i32 = 800;

/// Whether a line stands in the column of labels alone: the rest of one, or a heading, names no columns.
fn is_label(zone: &Zone, line: &Line) -> bool {
    let second = |line: &Line| line.phrases().get(1).map(|run| line.span(run).x0);
    let figures = zone.lines.iter().find(|line| is_data(line, PHRASE)).and_then(second);
    figures.is_some_and(|x| line.right() < x) && line.left() >= zone.left
}

/// So many rows, each with a bar below it, show that the row above them is one as well, ...
const UNDERLINED: usize = 3;
/// ... if it is as far from them as they are from each other, within this part of the size (per thousand).
const EVEN: i32 = 150;

/// Headings of rows above the first line of figures; labels that wrap.
const HEADINGS: usize = 3;

/// Whether a zone begins with texts that wrap above its first figures, none of them over one of these.
fn begins_with_wraps(zone: &Zone) -> bool {
    let Some(data) = zone.lines.iter().position(|line| is_data(line, PHRASE)) else { return false };
    let line = &zone.lines[data];
    let figure = |run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form.is_figure());
    let figures: Vec<Rect> =
        units(line, PHRASE).iter().filter(|run| figure(run)).map(|run| line.span(run)).collect();
    let over = |b: &Rect| figures.iter().any(|f| f.x0 < b.x1 && b.x0 < f.x1);
    let wraps = |run: &Range<usize>| goes_on(&zone.lines, 0, run).is_some();
    let names = |line: &Line| units(line, PHRASE).iter().any(|run| over(&line.span(run)));
    zone.lines[0].phrases().iter().all(wraps) && !zone.lines[..data].iter().any(names)
}

/// Whether a zone below a line that names columns begins with the rest of a row that the page cut: single texts above its first
/// figures, with no bar between. One that named a column itself would stand on that line.
fn begins_with_rest(zone: &Zone) -> bool {
    let Some(data) = zone.lines.iter().position(|line| is_data(line, PHRASE)) else { return false };
    let parted = |line: &Line| {
        zone.bars.iter().any(|bar| line.middle() < bar.at && bar.at < zone.lines[data].middle())
    };
    let lone = |line: &Line| line.phrases().len() == 1 && !parted(line);
    (1..=HEADINGS).contains(&data) && zone.lines[..data].iter().all(lone)
}

/// Takes in the row right above the first shaded one, where every other row is shaded; and the one above the first bar, where
/// a bar stands below every row and none above the first.
fn row_above(zone: &mut Zone, all: &[Line]) {
    let Some(first) = zone.lines.first().filter(|line| is_data(line, PHRASE)) else { return };
    let pitch = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
    let above = all.iter().rev().find(|line| line.middle() < zone.top);
    let near = |line: &&Line| {
        is_data(line, PHRASE)
            && zone.left <= line.left()
            && line.right() <= zone.right
            && first.base - line.base <= (line.size * NEXT).max(pitch.scale(6, 5))
    };
    let steps = |pair: &[Line]| pair[1].base - pair[0].base;
    let between = |pair: &[Line]| zone.bars.iter().any(|b| pair[0].base < b.at && b.at < pair[1].base);
    let underlined = |line: &Line| {
        let step = first.base - line.base;
        let rows = zone.lines.windows(2).take(UNDERLINED);
        let even = |pair: &[Line]| {
            (steps(pair) - step).abs() <= line.size.scale(EVEN, 1000)
                && is_data(&pair[1], PHRASE)
                && between(pair)
        };
        zone.lines.len() > UNDERLINED && rows.into_iter().all(even)
    };
    if let Some(bar) = zone.bars.first()
        && let Some(line) = above.filter(near).filter(|line| !bar.drawn || underlined(line))
    {
        zone.top = line.top;
        zone.lines.insert(0, line.clone());
    }
}

/// Whether a line is set below a text of the zone's last lines: to the same edge or middle.
fn below(zone: &Zone, line: &Line) -> bool {
    let at = line.span(&(0..line.marks.len()));
    let last = zone.lines.iter().rev().take(WRAPS);
    last.into_iter().any(|upper| upper.phrases().iter().any(|run| aligned(&upper.span(run), &at, line.size)))
}
