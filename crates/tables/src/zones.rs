//! Candidates that rules or shading name: bars one above the other, from the same place to the same place.
//!
//! Bars of one table span it, so they begin and end together: a family. Between two neighbours of a family stands a strip
//! of the table, or what stands between two tables: prose, captions, notes. Strips of a table in a row are a zone.

mod dressed;
mod ended;
mod titled;

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::blocks::FLUSH;
use crate::cuts::{is_cut, over_page};
use crate::drawn::{Drawn, Level};
use crate::ends::grown;
use crate::families::{differ, families, holds_another, nested, on_bar, places};
use crate::forms::Form;
use crate::read::is_data;
use crate::zone::{Bar, Extent, Zone};
pub(crate) use dressed::dressed;
use ended::{above_head, above_prose, end_of_rows, foot};
use model::geometry::{Pt, Rect};
use titled::{below_band, below_page_head, headed_anew, titled_first, titles};

/// Ends of bars of one family differ by no more than this: borders, paddings.
pub(crate) const SAME_END: Pt = Pt(6_000);
/// Bars nearer than this are a double rule.
pub(crate) const DOUBLE: Pt = Pt(4_500);
/// White space above or below a lone line, more than which (in its size) it stands between tables.
const LOOSE: i32 = 1;
/// Lone lines wider than this part of the zone (per cent) are prose.
const WIDE: i32 = 62;
/// A caption's number stands no farther (per thousand of the em) from its text.
const CAPTION: i32 = 3_000;
/// More white than this part of the em parts what stands below a table from its last row.
const FOOT: i32 = 800;

/// A table keeps its place without the rule of a group when it has more bars.
const BARS: usize = 2;

/// The zones that bars name, in order of their bars. `sheet` is the part of the page that has text.
pub(crate) fn zones(marks: &[Mark], drawn: &Drawn, sheet: &Rect) -> Vec<Zone> {
    let all = families(&drawn.levels);
    all.iter().flat_map(|family| in_family(family, &nested(family, drawn), marks, drawn, sheet)).collect()
}

/// What stands between two bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    /// Lines with columns.
    Rows,
    /// Nothing, or a few lone lines set as closely as rows.
    Maybe,
    /// Prose, captions, notes, a picture.
    Other,
}

fn in_family(family: &[Level], nested: &[Level], marks: &[Mark], drawn: &Drawn, sheet: &Rect) -> Vec<Zone> {
    let left = family.iter().map(|l| l.from).min().unwrap_or_default();
    let right = family.iter().map(|l| l.to).max().unwrap_or_default();
    let between_sides = |m: &&Mark| left <= m.at.center().x && m.at.center().x <= right;
    let (inside, around): (Vec<Mark>, Vec<Mark>) = marks.iter().partition(|m| between_sides(m));
    let (all, around) = (lines(&inside), lines(&around));
    let mut levels: Vec<(Level, Extent)> = family.iter().map(|level| (*level, Extent::Whole)).collect();
    // A rule above names, others of them beside it, is that of a group, none of the rows that a page cut.
    let first = family.iter().map(|level| level.at).min().unwrap_or_default();
    let names_below = |level: &&Level| {
        let below = all.partition_point(|line| line.middle() < level.at);
        let names = || all[below..].iter().take_while(|line| line.middle() < first);
        let beyond = names().any(|line| line.right() < level.from || level.to < line.right());
        beyond && !names().any(|line| is_data(line, PHRASE))
    };
    let ruled = family.len() > BARS;
    let nested = nested.iter().filter(|level| !ruled || !names_below(level));
    levels.extend(nested.map(|level| (*level, Extent::Part)));
    levels.sort_by_key(|(level, _)| *level);
    let mut bars: Vec<Bar> = Vec::new();
    for (level, extent) in levels {
        match bars.last_mut() {
            Some(bar) if level.at - bar.at <= DOUBLE => {
                bar.drawn |= level.drawn;
            }
            _ => {
                bars.push(Bar { at: level.at, drawn: level.drawn, extent });
            }
        }
    }
    let over = over_page(&all, &bars, marks, (left, right), sheet);
    for (ix, at) in [(bars.len(), over.1), (0, over.0)] {
        if let Some(at) = at {
            bars.insert(ix, Bar { at, drawn: false, extent: Extent::Open });
        }
    }
    if bars.len() < 2 {
        return Vec::new();
    }
    // Tables of one width stand one below the other: captions between them end the upper one.
    let by_bars = |bars: &[Bar]| -> Vec<Vec<Line>> {
        let mut strips: Vec<Vec<Line>> = vec![Vec::new(); bars.len() - 1];
        for line in &all {
            let below = bars.partition_point(|bar| bar.at <= line.middle());
            if below > 0 && below < bars.len() {
                strips[below - 1].push(line.clone());
            }
        }
        strips
    };
    let mut strips = by_bars(&bars);
    if let Some(first) = below_band(&bars, &strips).or_else(|| below_page_head(&bars, &strips)) {
        bars.drain(..first);
        strips.drain(..first);
    }
    let first_rows = strips.iter().position(|strip| strip.iter().any(|line| is_data(line, PHRASE)));
    let end = |(ix, (strip, upper)): (usize, (&Vec<Line>, &Bar))| {
        let closed = first_rows.is_some_and(|first| first < ix);
        let prose = || above_prose(strip, right - left, (upper.drawn, closed));
        let headed = || strips.get(ix + 1).and_then(|next| above_head(strip, next));
        if upper.drawn {
            end_of_rows(strip).or_else(prose).or_else(headed)
        } else {
            prose().or_else(|| foot(strip))
        }
    };
    let ends = strips.iter().zip(&bars).enumerate().filter_map(end);
    let mut titled = titles(&strips, (left, right));
    titled.extend(titled_first(&strips, &bars, (left, right)));
    titled.extend(headed_anew(&strips, &bars, (left, right), drawn));
    let titled = titled.into_iter().map(|(ix, end)| (bars[ix].at + Pt(1), end));
    let titled: Vec<(Pt, Pt)> = titled.collect();
    let feet: Vec<Pt> = ends.chain(titled.iter().map(|(begin, _)| *begin)).collect();
    for at in feet.iter().chain(titled.iter().map(|(_, end)| end)) {
        let ix = bars.partition_point(|bar| bar.at < *at);
        bars.insert(ix, Bar { at: *at, drawn: false, extent: Extent::Open });
    }
    let (top, bottom) = (bars[0].at, bars[bars.len() - 1].at);
    let beside =
        |m: &&Mark| (m.at.center().x < left || m.at.center().x > right) && m.at.y1 > top && m.at.y0 < bottom;
    let outside: Vec<&Mark> = marks.iter().filter(beside).collect();
    let strips = by_bars(&bars);
    let pieces: Vec<Vec<Pt>> = bars.iter().map(|bar| on_bar(bar.at, left, right, drawn)).collect();
    let said: Vec<Between> = (0..strips.len())
        .map(|ix| {
            let (above, below) = (&bars[ix], &bars[ix + 1]);
            if feet.contains(&above.at)
                || differ(&pieces[ix], &pieces[ix + 1])
                || holds_another(&strips[ix], (above, below), (left, right), drawn)
            {
                Between::Other
            } else {
                between(&strips[ix], above.at, below.at, right - left, &outside, (left, right))
            }
        })
        .collect();
    // Lone lines between rows and a head are that head's caption.
    let is_head = |ix: usize| {
        said.get(ix) == Some(&Between::Rows) && !strips[ix].iter().any(|line| is_data(line, PHRASE))
    };
    // Or its unit, at the right below the rule of a running head, above the names.
    let is_unit = |ix: usize| match &strips[ix][..] {
        [line] => {
            bars[ix].drawn
                && bars[ix + 1].drawn
                && bars[ix + 1].extent == Extent::Whole
                && line.marks[0].opens
                && line.marks.last().is_some_and(|mark| mark.closes)
                && (right - line.right()).abs() <= line.size
                && line.left() > left + (right - left) / 2
                && strips[ix + 1].iter().any(|names| names.phrases().len() > 1 && line.left() < names.right())
        }
        _ => false,
    };
    let caption = |ix: usize| {
        said[ix] != Between::Other
            && !strips[ix].is_empty()
            && strips[ix].iter().all(|line| line.runs(CAPTION).len() == 1 && line.phrases().len() <= 2)
            && is_head(ix + 1)
            && (strips[..ix].iter().flatten().any(|line| is_data(line, PHRASE)) || is_unit(ix))
    };
    let captions: Vec<usize> = (0..said.len()).filter(|ix| caption(*ix)).collect();
    let mut said = said;
    for ix in captions {
        said[ix] = Between::Other;
    }
    let mut out = Vec::new();
    let mut ix = 0;
    while ix < said.len() {
        if said[ix] == Between::Other {
            ix += 1;
            continue;
        }
        let mut end = ix;
        while end < said.len() && said[end] != Between::Other {
            end += 1;
        }
        if !bars[ix..=end].iter().any(|bar| bar.extent == Extent::Whole) {
            ix = end;
            continue;
        }
        if let (Some(first), Some(last)) = (
            (ix..end).find(|i| said[*i] == Between::Rows),
            (ix..end).rev().find(|i| said[*i] == Between::Rows),
        ) {
            let first = if first > ix && !strips[first - 1].is_empty() && close(&bars, first) {
                first - 1
            } else {
                first
            };
            // And above it the name of a single column of figures.
            let rows = strips[first..end].iter().flatten().find(|line| is_data(line, PHRASE));
            let named = |strip: &[Line]| match (strip, rows) {
                ([line], Some(rows)) => rows.phrases().get(1).is_some_and(|run| {
                    let figures = rows.span(run);
                    line.phrases().len() == 1 && line.left() < figures.x1 && figures.x0 < line.right()
                }),
                _ => false,
            };
            let first = if first > ix && close(&bars, first) && named(&strips[first - 1]) {
                first - 1
            } else {
                first
            };
            let band =
                |ix: usize| !bars[ix].drawn && !bars[ix + 1].drawn && bars[ix + 1].extent != Extent::Open;
            let ends = |ix: usize| {
                is_total(&strips[ix], &strips[last]) || band(ix) && is_heading(&strips[ix], &strips[last])
            };
            let last = if last + 1 < end && ends(last + 1) { last + 1 } else { last };
            let mut lines: Vec<Line> = strips[first..=last].iter().flatten().cloned().collect();
            let mut bottom = bars[last + 1].at;
            // Where nothing is drawn below, a note that begins left of the bars is no row.
            while bars[last + 1].extent == Extent::Open
                && let [.., above, line] = &lines[..]
                && !is_data(line, PHRASE)
                && outside.iter().any(|m| is_beside(m, line))
            {
                bottom = above.bottom + (line.top - above.bottom) / 2;
                lines.pop();
            }
            let zone = Zone {
                left,
                right,
                top: bars[first].at,
                bottom,
                lines,
                cut_above: bars[first].extent == Extent::Part
                    && is_cut(&all, bars[first].at, &places(family, drawn), sheet),
                bars: (first..=last + 1)
                    .filter(|ix| bars[*ix].extent == Extent::Whole || *ix == first || *ix == last + 1)
                    .map(|ix| bars[ix])
                    .collect(),
                ..Zone::default()
            };
            let goes_on = !feet.contains(&bars[last + 1].at);
            out.push(dressed(grown(zone, (&all, &around), drawn, goes_on), drawn));
        }
        ix = end;
    }
    out
}

/// Whether a strip of lone lines above the first strip of rows is no higher than rows are: a heading in a bar.
fn close(bars: &[Bar], first: usize) -> bool {
    bars[first].at - bars[first - 1].at <= (bars[first + 1].at - bars[first].at).max(Pt(24_000))
}

/// Whether a strip below the last strip of rows is a total without a label: a figure alone, flush with the last of those above.
fn is_total(strip: &[Line], above: &[Line]) -> bool {
    let ([line], Some(last)) = (strip, above.last()) else { return false };
    let figure = |line: &Line| {
        let run = line.phrases().pop()?;
        let own = &line.marks[run.clone()];
        let figures = own.iter().all(|m| m.form.is_amount());
        (figures && own.iter().any(|m| m.form == Form::Number)).then(|| line.span(&run))
    };
    let (Some(own), Some(over)) = (figure(line), figure(last)) else { return false };
    line.phrases().len() == 1 && (own.x1 - over.x1).abs() <= line.size.scale(FLUSH, 1000)
}

/// Whether a strip below the last strip of rows is a heading of rows that come on the next page: one text that begins no farther
/// right than their labels and ends before their figures.
fn is_heading(strip: &[Line], above: &[Line]) -> bool {
    let ([line], Some(last)) = (strip, above.iter().rev().find(|line| is_data(line, PHRASE))) else {
        return false;
    };
    let figures = last.phrases().get(1).map(|run| last.span(run).x0);
    line.phrases().len() == 1
        && line.left() <= last.left() + line.size.scale(FLUSH, 1000)
        && figures.is_some_and(|x| line.right() < x)
}

fn between(lines: &[Line], top: Pt, bottom: Pt, width: Pt, outside: &[&Mark], ends: (Pt, Pt)) -> Between {
    if lines.is_empty() {
        // A picture, or a blank row.
        return if bottom - top <= Pt(40_000) { Between::Maybe } else { Between::Other };
    }
    // Words that go on beyond the ends of the bars: these rules underline a part of something else.
    let near: Vec<&&Mark> = outside.iter().filter(|m| m.at.y1 > top && m.at.y0 < bottom).collect();
    let goes_on = |line: &Line| {
        let crosses = line.left() < ends.0 - line.size || line.right() > ends.1 + line.size;
        crosses
            || near.iter().any(|m| {
                let level = m.at.overlap_y(&line.span(&(0..line.marks.len()))) * 2 > m.at.height();
                let gap = (m.at.x0 - line.right()).max(line.left() - m.at.x1);
                let crosses = m.at.x0 < ends.0 && m.at.x1 > ends.0 || m.at.x0 < ends.1 && m.at.x1 > ends.1;
                level && (gap <= line.size || crosses)
            })
    };
    if lines.iter().filter(|line| goes_on(line)).count() * 3 > lines.len() {
        return Between::Other;
    }
    let parted = |line: &&Line| line.phrases().len() > 1;
    let many = lines.iter().filter(parted).count();
    let prose = lines.iter().filter(|line| is_wide(line, width)).count();
    if prose * 2 > lines.len() || prose >= 2 && prose * 3 > many {
        return Between::Other;
    }
    let data = lines.iter().any(|line| is_data(line, PHRASE));
    if data || many * 2 > lines.len() || many > 0 && prose == 0 {
        return Between::Rows;
    }
    if prose > 0 {
        return Between::Other;
    }
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    let white = (first.top - top).max(Pt::ZERO) + (bottom - last.bottom).max(Pt::ZERO);
    if lines.len() <= 4 && white <= first.size * (2 * LOOSE + 1) { Between::Maybe } else { Between::Other }
}

/// Whether a mark stands right beside a line, at its height.
fn is_beside(mark: &Mark, line: &Line) -> bool {
    let level = mark.at.overlap_y(&line.span(&(0..line.marks.len()))) * 2 > mark.at.height();
    let gap = (mark.at.x0 - line.right()).max(line.left() - mark.at.x1);
    level && gap <= line.size
}

/// Whether a line is prose: one text that goes on over most of the zone.
fn is_wide(line: &Line, width: Pt) -> bool {
    line.phrases().len() == 1
        && (line.right() - line.left()) * 100 > width * WIDE
        && line.marks.len() > 5
        && line.marks.iter().filter(|m| m.form == Form::Text).count() * 2 > line.marks.len()
}
