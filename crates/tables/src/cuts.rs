//! Rows that the page's end cuts: what stands between a table and the end of its page, in its columns.
//!
//! A row that goes on over the page has no rule at the cut, and what stands there may be the lines of one cell alone. That
//! they are cells shows in their edges: each lies in one column and is set as others in it are, nothing but running lines
//! stands between them and the page's end, and they follow each other as the lines of the table do.

use crate::bands::{Line, Mark, PHRASE};
use crate::read::{Reading, is_data};
use crate::wraps::{aligned, words_go_on};
use crate::zone::{Bar, Zone};
use model::geometry::{Pt, Rect};

/// Running lines between a table and the page's end.
const RUNNING: usize = 3;
/// The part of the page (per cent) at its top and foot in which lines run over its columns of text.
const RUNS: i32 = 6;
/// The part of the page (per cent) at its top and foot in which a table may begin and end that goes on.
const MARGIN: i32 = 25;
/// More lines than this are no row.
const MOST: usize = 60;
/// Words may reach over an edge by this much.
const OVER: Pt = Pt(1_000);
/// A line follows the last no farther down than this many times (per cent) the widest step of the table.
const STEP: i32 = 115;
/// Lines of one text are no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_500;

/// So many lines of figures make a table that the page's end closes at one side.
const FEWEST: usize = 2;
/// White below the last line of a table, in per thousand of its size, after which running lines stand.
const FOOT: i32 = 800;

/// Where the page's ends close a table whose outer bars stand on other pages: above the first bar, when the rows above it
/// begin the page, and below the last, when it ends a head and the rows below end the page. `all` are the lines between the
/// ends of the bars, `marks` those of the page.
pub(crate) fn over_page(
    all: &[Line],
    bars: &[Bar],
    marks: &[Mark],
    (left, right): (Pt, Pt),
    sheet: &Rect,
) -> (Option<Pt>, Option<Pt>) {
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return (None, None) };
    // What stands in another column of text is beside no table.
    let size = all.first().map_or(Pt::ZERO, |line| line.size);
    let gutter = |from: Pt, to: Pt, width: Pt| {
        let edge = sheet.height().scale(RUNS, 100);
        let inside = |m: &&Mark| m.at.y0 > sheet.y0 + edge && m.at.y1 < sheet.y1 - edge;
        let free = !marks.iter().filter(inside).any(|m| m.at.x0 < to && from < m.at.x1);
        free && width * 5 >= (right - left) * 4
    };
    let alone = [
        gutter(left - size, left - OVER, left - sheet.x0),
        gutter(right + OVER, right + size, sheet.x1 - right),
    ];
    let beside = |from: Pt, to: Pt| {
        marks.iter().any(|m| {
            let y = m.at.center().y;
            let over = m.at.x0 < left - OVER && !alone[0] || m.at.x1 > right + OVER && !alone[1];
            from < y && y < to && over
        })
    };
    let data = |lines: &[Line]| lines.iter().filter(|line| is_data(line, PHRASE)).count();
    let split = all.partition_point(|line| line.middle() < first.at);
    let mut above = &all[..split];
    for _ in 0..RUNNING {
        match above {
            [running, next, ..] if apart(running, next) && !is_data(running, PHRASE) => above = &above[1..],
            _ => break,
        }
    }
    let top = above.first().map(|line| line.top).filter(|top| {
        // What begins a page without a head are rows, or the rest of one: texts that go on.
        let first_row = above.iter().position(|line| is_data(line, PHRASE)).unwrap_or(0);
        let rests = (0..first_row).all(|ix| words_go_on(above, ix));
        rests && bars.len() == 1 && first.drawn && data(above) >= FEWEST && !beside(Pt::MIN, first.at) && {
            let close = |line: &Line| first.at - line.bottom <= line.size * 2;
            *top < first.at
                && *top - sheet.y0 <= sheet.height().scale(MARGIN, 100)
                && above.last().is_some_and(close)
        }
    });
    let split = all.partition_point(|line| line.middle() < last.at);
    let head = bars.len().checked_sub(2).map(|ix| {
        let from = all.partition_point(|line| line.middle() < bars[ix].at);
        &all[from..split]
    });
    let mut below = &all[split..];
    for _ in 0..RUNNING {
        match below {
            [.., next, running]
                if running.is_number() || apart(next, running) && running.phrases().len() == 1 =>
            {
                below = &below[..below.len() - 1];
            }
            _ => break,
        }
    }
    let bottom = below.iter().map(|line| line.bottom).max().filter(|end| {
        let begins = head.is_some_and(|head| head.iter().any(|l| l.phrases().len() > 1) && data(head) == 0);
        let close = |line: &Line| line.top - last.at <= line.size * 2;
        let ends = sheet.y1 - *end <= sheet.height().scale(MARGIN, 100);
        last.drawn
            && begins
            && ends
            && data(below) > 0
            && below.first().is_some_and(close)
            && !beside(last.at, *end)
    });
    (top, bottom)
}

/// Whether what stands above a bar that stops at a cell which spans rows is the rest of rows that the page cut: nothing but
/// running lines and texts in columns, whose edges are at `places`.
pub(crate) fn is_cut(all: &[Line], bar: Pt, places: &[Pt], sheet: &Rect) -> bool {
    let mut above = &all[..all.partition_point(|line| line.middle() < bar)];
    for _ in 0..RUNNING {
        match above {
            [running, next, ..] if apart(running, next) => above = &above[1..],
            _ => break,
        }
    }
    let crosses = |line: &Line| {
        let over = |x: &Pt, at: &Rect| at.x0 + OVER < *x && *x < at.x1 - OVER;
        line.marks.iter().any(|mark| places.iter().any(|x| over(x, &mark.at)))
    };
    let near = |line: &Line| bar - line.bottom <= line.size * 2;
    bar - sheet.y0 <= sheet.height().scale(MARGIN, 100)
        && above.len() <= MOST
        && above.last().is_none_or(near)
        && !above.iter().any(crosses)
}

/// The zone with the rests of rows at the page's ends; `None` when there are none. `all` are the lines of the page.
pub(crate) fn with_cut_rows(zone: &Zone, reading: &Reading, all: &[Line], sheet: &Rect) -> Option<Zone> {
    let (first, last) = (zone.lines.first()?, zone.lines.last()?);
    let seats = seats(reading);
    let widest = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
    let step = widest.scale(STEP, 100).max(last.size.scale(LEADING, 1000));
    let fits = |line: &Line| (line.size - last.size).abs() * 20 <= last.size && fits(line, reading, &seats);
    let mut out = zone.clone();
    let below = &all[all.partition_point(|line| line.base <= last.base)..];
    if below.len() <= MOST + RUNNING {
        let mut base = last.base;
        let near = |line: &&Line| {
            let near = line.base - base <= step;
            base = line.base;
            near && fits(line)
        };
        let mut rest: Vec<Line> = below.iter().take_while(near).cloned().collect();
        // The page's number may stand in a column.
        while rest.last().is_some_and(Line::is_number) {
            rest.pop();
        }
        // Below the labels alone stand notes, too, but for a heading of the rows to come, or a label that fills its lines
        // where labels take several.
        let full = || {
            let widest = seats[0].iter().map(|seat| seat.x1).max().unwrap_or(Pt::MAX);
            labels_wrap(reading) && rest.iter().all(|line| line.right() + line.size >= widest)
        };
        let beside =
            rest.iter().any(|line| line.right() > reading.xs[1] + OVER) || is_heading(&rest, zone) || full();
        let running = below.get(rest.len()).is_none_or(|next| apart(rest.last().unwrap_or(last), next));
        let ends =
            rest.last().is_some_and(|line| sheet.y1 - line.bottom <= sheet.height().scale(MARGIN, 100));
        if beside && running && ends && below.len() <= rest.len() + RUNNING {
            out.bottom = out.bottom.max(rest.iter().map(|line| line.bottom).max().unwrap_or_default());
            out.lines.extend(rest);
        }
    }
    let above = &all[..all.partition_point(|line| line.base < first.base)];
    if above.len() <= MOST + RUNNING && !is_head(zone, reading) {
        let mut base = first.base;
        let near = |line: &&Line| {
            let near = base - line.base <= step;
            base = line.base;
            near && fits(line)
        };
        let mut rest: Vec<Line> = above.iter().rev().take_while(near).cloned().collect();
        // Labels of several lines may have their last ones here.
        let beside = rest.iter().any(|line| line.right() > reading.xs[1] + OVER) || labels_wrap(reading);
        let next = above.len().checked_sub(rest.len() + 1).map(|ix| &above[ix]);
        let running = next.is_none_or(|next| apart(next, rest.last().unwrap_or(first)));
        let begins = rest.last().is_some_and(|line| line.top - sheet.y0 <= sheet.height().scale(MARGIN, 100));
        if beside && running && begins && above.len() <= rest.len() + RUNNING {
            rest.reverse();
            out.top = out.top.min(rest.iter().map(|line| line.top).min().unwrap_or_default());
            out.lines.splice(0..0, rest);
        }
    }
    (out.lines.len() > zone.lines.len()).then_some(out)
}

/// Whether the lines below a table are one heading of rows, set as those in it are, with no bar between.
fn is_heading(rest: &[Line], zone: &Zone) -> bool {
    let ([line], Some(last)) = (rest, zone.lines.last()) else { return false };
    let lone = |line: &Line| line.phrases().len() == 1;
    let like = |ix: usize| {
        let (other, next) = (&zone.lines[ix], &zone.lines[ix + 1]);
        lone(other)
            && is_data(next, PHRASE)
            && next.left() > other.left()
            && !next.marks[0].small
            && (other.left() - line.left()).abs() <= line.size.scale(SAME_LEFT, 1000)
            && other.marks[0].bold == line.marks[0].bold
    };
    let barred = zone.bars.last().is_some_and(|bar| bar.drawn && bar.at > last.middle());
    lone(line) && line.marks[0].capital && !barred && (1..zone.lines.len().saturating_sub(1)).any(like)
}

/// Headings begin at one place to within this part of the em (per thousand).
const SAME_LEFT: i32 = 300;

/// Whether most labels of a table take several lines.
fn labels_wrap(reading: &Reading) -> bool {
    let labels = || {
        let own = reading.cells.iter().filter(|cell| cell.row >= reading.head_rows && cell.col == 0);
        own.filter(|cell| !cell.marks.is_empty())
    };
    let wrapped = labels().filter(|cell| crate::bands::lines(&cell.marks).len() > 1).count();
    wrapped * 2 > labels().count()
}

/// Running lines stand apart from what they are no part of.
fn apart(upper: &Line, lower: &Line) -> bool {
    lower.top - upper.bottom > lower.size.scale(FOOT, 1000)
}

/// Where the lines of the body's cells begin and end, by column.
fn seats(reading: &Reading) -> Vec<Vec<Rect>> {
    let mut out = vec![Vec::new(); reading.xs.len() - 1];
    for cell in reading.cells.iter().filter(|cell| cell.width == 1 && cell.row >= reading.head_rows) {
        for line in crate::bands::lines(&cell.marks) {
            out[cell.col].push(line.span(&(0..line.marks.len())));
        }
    }
    out
}

/// Whether all words of a line lie in columns, and what lies in each is set as what else stands in it.
fn fits(line: &Line, reading: &Reading, seats: &[Vec<Rect>]) -> bool {
    let mut held: Vec<Option<Rect>> = vec![None; seats.len()];
    for mark in &line.marks {
        let col = reading.xs.partition_point(|x| *x <= mark.at.center().x).clamp(1, seats.len()) - 1;
        if mark.at.x0 + OVER < reading.xs[col] || mark.at.x1 > reading.xs[col + 1] + OVER {
            return false;
        }
        held[col] = Some(held[col].map_or(mark.at, |at| at.union(&mark.at)));
    }
    let set = |(at, seats): (&Option<Rect>, &Vec<Rect>)| {
        at.is_none_or(|at| seats.is_empty() || seats.iter().any(|seat| aligned(&at, seat, line.size)))
    };
    held.iter().zip(seats).all(set)
}

/// Whether a table begins with a head: texts above the bar that ends it, or above its first line of figures.
fn is_head(zone: &Zone, reading: &Reading) -> bool {
    if zone.cut_above {
        return false;
    }
    let inner = zone.bars.iter().map(|bar| bar.at).find(|at| zone.lines[0].middle() < *at);
    let end = inner.filter(|at| zone.lines.last().is_some_and(|line| line.middle() > *at));
    match end {
        Some(end) => {
            zone.lines.iter().take_while(|line| line.middle() < end).all(|line| !is_data(line, PHRASE))
        }
        None => reading.head_rows > 0,
    }
}
