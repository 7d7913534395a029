//! What stands at the ends of a page, or of a column of its text, and is too little to be a table by itself: a head without
//! rows, a row or two. The next page, or the last, shows whether it is a part of one ([`crate::continued()`]).

use crate::bands::{Line, PHRASE};
use crate::blocks;
use crate::drawn::{Drawn, Level};
use crate::forms::Form;
use crate::read::{Reading, is_data, read_head};
use crate::rivers::units;
use crate::wraps::goes_on;
use crate::zone::Zone;
use crate::zones::SAME_END;
use model::geometry::{Pt, Rect};

/// The part of the page (per cent) at its foot in which running lines stand.
const MARGIN: i32 = 12;
/// Lines of such a part.
const MOST: usize = 16;
/// White between two of its lines, in sizes.
const WHITE: i32 = 2;
/// Running lines stand apart by more than this part of the em (per thousand).
const APART: i32 = 800;
/// A title is larger than rows by this part (per thousand).
const LARGER: i32 = 1_080;
/// Running lines below it.
const RUNNING: usize = 2;

/// The lines at the foot that may begin a table.
pub(crate) fn foot<'a>(lines: &'a [Line], prose: &[bool], sheet: &Rect, drawn: &Drawn) -> Option<&'a [Line]> {
    let mut end = lines.len();
    let foot = sheet.y1 - sheet.height().scale(MARGIN, 100);
    for _ in 0..RUNNING {
        let runs = match &lines[..end] {
            [.., above, line] => {
                let apart = line.top - above.bottom > line.size.scale(APART, 1000);
                line.top >= foot && line.phrases().len() == 1 && apart || is_number(line)
            }
            [line] => is_number(line),
            [] => false,
        };
        end -= usize::from(runs);
    }
    // Headings of rows may be all that the page has room for below a head.
    let headed = end - headings(&lines[..end]);
    let mut start = headed;
    while start > 0 && end - start < MOST {
        let line = &lines[start - 1];
        let below = start < headed;
        let far = below && lines[start].top - line.bottom > line.size * WHITE;
        let title = below && line.size >= lines[end - 1].size.scale(LARGER, 1000);
        if far
            || title
            || prose[start - 1]
            || !(is_part(lines, start - 1) || is_heading(&lines[start - 1..headed]))
        {
            break;
        }
        start -= 1;
    }
    // Above the names of columns stand those of groups.
    match (start..end).find(|ix| is_data(&lines[*ix], PHRASE)) {
        Some(row) if !prose[start.saturating_sub(1)] => {
            start = start.min(blocks::head_above(lines, row, &lines[row..end]));
        }
        None if start < headed => start = barred(&lines[..headed], start, prose, drawn),
        _ => {}
    }
    some(&lines[start..if start < headed { end } else { headed }])
}

/// How many of the last lines are headings of rows below a head: each one text that ends before the second of the head, and
/// stands no farther below what is above it than rows do; none when figures stand above.
fn headings(lines: &[Line]) -> usize {
    let Some(names) = lines.iter().rposition(|line| units(line, PHRASE).len() > 1) else { return 0 };
    let line = &lines[names];
    let runs = units(line, PHRASE);
    let (first, second) = (line.span(&runs[0]).x0, line.span(&runs[1]).x0);
    // Where the labels have no name, all names stand behind the headings.
    let heading = |ix: &usize| {
        let own = &lines[*ix];
        let next = if own.right() < first { first } else { second };
        own.right() < next
            && own.top - lines[ix - 1].bottom <= own.size * WHITE
            && units(own, PHRASE).len() == 1
            && own.marks.iter().any(|m| m.form == Form::Text)
    };
    let count = (names + 1..lines.len()).rev().take_while(heading).count();
    if count <= MOST_HEADINGS && !is_data(line, PHRASE) { count } else { 0 }
}

/// Headings of rows below each other, with no row below the last.
const MOST_HEADINGS: usize = 2;

/// The first line of a head whose last ones, from `start` on, are known: those below the next bar above, which is as wide as
/// the bar that ends the head.
fn barred(lines: &[Line], start: usize, prose: &[bool], drawn: &Drawn) -> usize {
    let own = &lines[start..];
    let (Some(left), Some(right)) = (own.iter().map(Line::left).min(), own.iter().map(Line::right).max())
    else {
        return start;
    };
    let bottom = lines[lines.len() - 1].bottom;
    let bars = || drawn.levels.iter().filter(|bar| bar.drawn);
    let over = |bar: &&Level| bar.from <= left + OVER && bar.to >= right - OVER;
    let last = bars().find(|bar| bottom - Pt(2_000) <= bar.at && bar.at <= bottom + BELOW && over(bar));
    let Some(last) = last else { return start };
    let alike = |bar: &&Level| (bar.from - last.from).abs() <= OVER && (bar.to - last.to).abs() <= OVER;
    let first = bars().filter(|bar| bar.at < lines[start].middle()).filter(alike).map(|bar| bar.at).max();
    let Some(first) = first else { return start };
    let above = (0..start).rev().take_while(|ix| lines[*ix].middle() > first);
    let top = above.last().unwrap_or(start);
    let inside = |ix: usize| {
        let line = &lines[ix];
        !prose[ix]
            && !is_data(line, PHRASE)
            && last.from <= line.left() + OVER
            && line.right() <= last.to + OVER
    };
    if lines.len() - top <= MOST && (top..start).all(inside) { top } else { start }
}

/// The lines at the top that may go on with one.
pub(crate) fn top<'a>(lines: &'a [Line], prose: &[bool], sheet: &Rect) -> Option<&'a [Line]> {
    let head = sheet.y0 + sheet.height().scale(MARGIN, 100);
    let runs = |pair: &[Line]| {
        let apart = pair[1].top - pair[0].bottom > pair[0].size.scale(APART, 1000);
        pair[0].bottom <= head && (pair[0].phrases().len() == 1 && apart || is_number(&pair[0]))
    };
    let start = lines.windows(2).take(RUNNING).take_while(|pair| runs(pair)).count();
    let most = lines.len().min(start + MOST);
    // The names of groups stand alone above those of columns, which a page that goes on may print again.
    let row = (start..most).find(|ix| is_data(&lines[*ix], PHRASE)).unwrap_or(start);
    let named = blocks::head_above(lines, row, &lines[row..most.min(row + 1)])..row;
    let mut end = start;
    while end < most {
        let far = end > start && lines[end].top - lines[end - 1].bottom > lines[end].size * WHITE;
        if far || prose[end] || !(is_part(lines, end) || named.contains(&end)) {
            break;
        }
        end += 1;
    }
    some(&lines[start..end])
}

fn some(lines: &[Line]) -> Option<&[Line]> {
    lines.iter().any(|line| units(line, PHRASE).len() > 1).then_some(lines)
}

/// Whether a line has cells, or is one line of a text that goes on.
fn is_part(lines: &[Line], ix: usize) -> bool {
    let run = || 0..lines[ix].marks.len();
    let from = |above: usize| {
        lines[above].phrases().iter().any(|r| goes_on(lines, above, r).is_some_and(|(next, _)| next == ix))
    };
    units(&lines[ix], PHRASE).len() > 1
        || goes_on(lines, ix, &run()).is_some()
        || (ix.saturating_sub(2)..ix).any(from)
}

/// Whether the first of some lines heads the rows below it: one text that begins no farther right than they do and ends
/// before their figures.
fn is_heading(lines: &[Line]) -> bool {
    let [line, below @ ..] = lines else { return false };
    let row = below.iter().find(|row| is_data(row, PHRASE));
    let figures = row.and_then(|row| Some((row.left(), row.span(units(row, PHRASE).get(1)?).x0)));
    figures
        .is_some_and(|(left, x)| line.left() <= left + line.size.scale(SAME_LEFT, 1000) && line.right() < x)
        && units(line, PHRASE).len() == 1
}

/// Texts begin at one place to within this part of the em (per thousand).
const SAME_LEFT: i32 = 300;

fn is_number(line: &Line) -> bool {
    units(line, PHRASE).len() == 1 && line.marks.iter().all(|mark| mark.form.is_figure())
}

/// A zone as wide as the narrowest bar or shading above, on or below it.
pub(crate) fn widened(mut zone: Zone, drawn: &Drawn) -> Zone {
    let first = drawn.levels.partition_point(|level| level.at < zone.top - BELOW);
    let near = drawn.levels[first..].iter().take_while(|level| level.at <= zone.bottom + BELOW);
    let over = near.filter(|level| level.from <= zone.left + OVER && level.to >= zone.right - OVER);
    if let Some(level) = over.min_by_key(|level| (level.to - level.from, level.at)) {
        (zone.left, zone.right) = (zone.left.min(level.from), zone.right.max(level.to));
    }
    zone
}

/// Words may reach over the ends of a bar by this much.
const OVER: Pt = Pt(1_500);

/// Reads it: as a head when no line has figures, or at the foot when a rule ends it.
pub(crate) fn read(zone: &Zone, drawn: &Drawn, at_foot: bool) -> Option<Reading> {
    let ended = |level: &Level| {
        level.drawn
            && level.from <= zone.left + SAME_END
            && level.to >= zone.right - SAME_END
            && zone.bottom - Pt(2_000) <= level.at
            && level.at <= zone.bottom + BELOW
    };
    let data = zone.lines.iter().filter(|line| is_data(line, PHRASE)).count();
    let rows = if at_foot && data == 0 { headings(&zone.lines) } else { 0 };
    if rows > 0 {
        return read_head(zone, zone.lines.len() - rows);
    }
    if data == 0 || at_foot && data == 1 && zone.lines.len() == 1 && drawn.levels.iter().any(ended) {
        return read_head(zone, zone.lines.len());
    }
    crate::read::read(zone)
}

/// The rule that ends a head stands no farther below it.
const BELOW: Pt = Pt(9_000);
