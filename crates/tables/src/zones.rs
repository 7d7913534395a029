//! Candidates that rules or shading name: bars one above the other, from the same place to the same place.
//!
//! Bars of one table span it, so they begin and end together: a family. Between two neighbours of a family stands a strip
//! of the table, or what stands between two tables: prose, captions, notes. Strips of a table in a row are a zone.

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::blocks::FLUSH;
use crate::cuts::{is_cut, over_page};
use crate::drawn::{Drawn, Level, meet};
use crate::ends::grown;
use crate::families::{differ, families, holds_another, nested, on_bar, places};
use crate::forms::Form;
use crate::read::is_data;
use crate::wraps::aligned;
use crate::zone::{Bar, Extent, Zone};
use model::geometry::{Pt, Rect};
use model::page::Color;

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
    let nested = nested.iter().filter(|level| !names_below(level));
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

/// The first drawn bar, where what stands above it is a title in a band of shading, with lines of its own below: units, notes. The
/// table is ruled.
fn below_band(bars: &[Bar], strips: &[Vec<Line>]) -> Option<usize> {
    /// Titles have no more lines.
    const LINES: usize = 4;
    let first = bars.iter().position(|bar| bar.drawn).filter(|first| *first > 1)?;
    let ruled = bars.iter().filter(|bar| bar.drawn && bar.extent == Extent::Whole).count() > 1;
    let (title, below) = strips[..first].split_first()?;
    let below: Vec<&Line> = below.iter().flatten().collect();
    let lone = !below.is_empty() && below.iter().all(|line| line.phrases().len() == 1);
    let short = (1..=LINES).contains(&title.len()) && below.len() <= LINES;
    // A number may stand before a title; more texts on a line are names.
    let titled = title.iter().all(|line| line.phrases().len() <= 2 && !is_data(line, PHRASE));
    (ruled && lone && short && titled).then_some(first)
}

/// The bar below which a table begins on paper with bands all over it, where the first strip is the head of the page: a blank line
/// below it each column has its name, and its first text lies over the names of several, flush with the first.
fn below_page_head(bars: &[Bar], strips: &[Vec<Line>]) -> Option<usize> {
    let first = strips.iter().position(|strip| !strip.is_empty())?;
    let (head, rest) = (&strips[first][..], &strips[first + 1..]);
    let next = first + 1 + rest.iter().position(|strip| !strip.is_empty())?;
    let ([head], [names]) = (head, &strips[next][..]) else { return None };
    let (over, all) = (head.phrases(), names.phrases());
    let (name, second) = (names.span(all.first()?), names.span(all.get(1)?));
    // Stops of columns below may part a text.
    let space = head.size.scale(PHRASE, 1000);
    let goes_on = |pair: &&[Mark]| pair[1].at.x0 - pair[0].at.x1 <= space;
    let end = head.marks.windows(2).take_while(goes_on).last().map(|pair| pair[1].at.x1)?;
    let flush = (head.left() - name.x0).abs() <= names.size.scale(FLUSH, 1000);
    // More white than between rows.
    let below: Vec<&Line> = strips[next..].iter().flatten().collect();
    let mut whites: Vec<Pt> = below.windows(2).map(|pair| pair[1].top - pair[0].bottom).collect();
    whites.sort_unstable();
    let usual = whites.get(whites.len() / 2).copied().unwrap_or_default();
    let blank = names.top - head.bottom >= names.size.scale(BLANK, 1000).max(usual * 2);
    let many = over.len() > 1 && over.len() * 3 <= all.len() * 2;
    let shaded = bars.iter().all(|bar| !bar.drawn);
    (shaded && flush && blank && many && end > second.x0).then_some(next)
}

/// A blank line is no lower than this part of the em (per thousand).
const BLANK: i32 = 1_200;

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

/// Where the last rows below a bar end and prose begins: names of columns follow it before the next figures, or it stands
/// farther below a band of shading than rows are from each other; or several lines of it stand right below the band, or below
/// the rule that closes rows (`closed`) and above the names of other columns.
fn above_prose(lines: &[Line], width: Pt, (drawn, closed): (bool, bool)) -> Option<Pt> {
    let next = lines.iter().position(|line| is_wide(line, width))?;
    let is_row = |line: &Line| is_data(line, PHRASE);
    let rows = lines[next..].iter().position(is_row).map_or(lines.len(), |row| next + row);
    let headed = rows < lines.len() && lines[next..rows].iter().any(|line| line.phrases().len() > 1);
    if next == 0 {
        let prose = lines[..rows].iter().take_while(|line| line.phrases().len() == 1).count();
        let wide = lines[..rows].iter().filter(|line| is_wide(line, width)).count();
        let ends = if drawn { closed && headed && prose > 1 } else { wide > 1 && rows < lines.len() };
        return ends.then(|| lines[0].top - Pt(1));
    }
    let white = |ix: usize| lines[ix].top - lines[ix - 1].bottom;
    let widest = (1..next).map(white).max().unwrap_or_default();
    let (above, below) = (&lines[next - 1], &lines[next]);
    let far = !drawn && white(next) > widest.max(below.size.scale(FOOT, 1000));
    let ends = (far || headed) && lines[..next].iter().any(is_row);
    ends.then(|| above.bottom + (below.top - above.bottom) / 2)
}

/// Where rows end below which notes stand, prose, the next table's caption, and between the next bars (`next`) that one's head.
fn above_head(lines: &[Line], next: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let below = &lines[last + 1..];
    let lone = below.len() > LONE_HEADINGS && below.iter().all(|line| line.runs(CAPTION).len() == 1);
    // Headings stand in the column of the labels, all of them.
    let figures = lines[last].phrases().get(1).map(|run| lines[last].span(run).x0)?;
    let lone = lone && below.iter().any(|line| line.left() < figures && line.right() > figures);
    let head =
        !next.iter().any(|line| is_data(line, PHRASE)) && next.iter().any(|line| line.phrases().len() > 1);
    (lone && head).then(|| lines[last].bottom + (below[0].top - lines[last].bottom) / 2)
}

/// No more headings stand above a head that is said again within a table.
const LONE_HEADINGS: usize = 2;

/// Where what stands between two bands of shading is the last row of a table and then the next one's caption: lines without
/// figures below more white than lines of a row have between them.
fn foot(lines: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let next = (last + 1..lines.len())
        .find(|ix| lines[*ix].top - lines[*ix - 1].bottom > lines[*ix].size.scale(FOOT, 1000))?;
    let (above, below) = (&lines[next - 1], &lines[next]);
    Some(above.bottom + (below.top - above.bottom) / 2)
}

/// Strips that hold the title of the next table and its head, below one with figures and above another: their indices, and
/// where the titles end.
fn titles(strips: &[Vec<Line>], (left, right): (Pt, Pt)) -> Vec<(usize, Pt)> {
    let data = |strip: &Vec<Line>| strip.iter().any(|line| is_data(line, PHRASE));
    let mut out = Vec::new();
    let mut rows = false;
    for (ix, strip) in strips.iter().enumerate() {
        let lone = strip.iter().take_while(|line| line.runs(CAPTION).len() == 1).count();
        let names = &strip[lone..];
        if rows && lone > 0 && !names.is_empty() && !data(strip) && strips.get(ix + 1).is_some_and(data) {
            let over = Rect::bounding(names.iter().map(|line| line.span(&(0..line.marks.len()))))
                .unwrap_or_default();
            // A title is the middle of the table; the head of a group that of its columns.
            let titles = !are_first_lines(&strip[lone - 1], &names[0])
                && strip[..lone].iter().all(|line| {
                    let x = line.left() + (line.right() - line.left()) / 2;
                    let off = |from: Pt, to: Pt| (x - (from + (to - from) / 2)).abs();
                    off(left, right) <= line.size && off(over.x0, over.x1) > line.size
                });
            let (above, below) = (&strip[lone - 1], &names[0]);
            if titles {
                out.push((ix, above.bottom + (below.top - above.bottom) / 2));
            }
        }
        rows |= data(strip);
    }
    out
}

/// The strip above the first rows, where a title stands in it loose between what ends other texts, as a running head's rule, and
/// the names of columns: its index, and where the title ends.
fn titled_first(strips: &[Vec<Line>], bars: &[Bar], (left, right): (Pt, Pt)) -> Option<(usize, Pt)> {
    let data = |line: &Line| is_data(line, PHRASE);
    let lone = |line: &Line| line.runs(CAPTION).len() == 1;
    let rows = strips.iter().position(|strip| strip.iter().any(data))?;
    // What stands above is no head.
    let ix = strips.iter().position(|strip| !strip.is_empty()).filter(|first| first + 1 >= rows)?;
    // Years are names that look like figures.
    let strip = &strips[ix];
    let names = strip.iter().position(data).unwrap_or(strip.len());
    let row = strips[ix..].iter().flatten().skip(names).find(|line| data(line))?;
    let stub = row.phrases().get(1).map(|run| row.span(run).x0)?;
    // The head of a group is on the middle of its columns, and the name of the labels over these alone.
    let off = |line: &Line, from: Pt, to: Pt| {
        (line.left() + (line.right() - line.left()) / 2 - (from + (to - from) / 2)).abs()
    };
    let centred = |line: &Line| off(line, left, right) <= line.size && off(line, stub, right) > line.size;
    let flush = |line: &Line| (line.left() - left).abs() <= line.size * 2;
    let over = |line: &Line| centred(line) || line.left() < stub && line.right() > stub;
    let is_title = |line: &Line| centred(line) || flush(line);
    let last = strip[..names].iter().rposition(|line| lone(line) && is_title(line))?;
    let first = strip[..last].iter().rposition(|line| !lone(line)).map_or(0, |other| other + 1);
    let (title, next) = (&strip[first..=last], strip.get(last + 1)?);
    // Above rows stands a heading of these; and few lines above it are names, no text in columns.
    let named = strip[last + 1..].iter().any(|line| line.phrases().len() > 1);
    if data(next) && last + 2 < strip.len() || (1..PROSE).contains(&first) || !named {
        return None;
    }
    let above = first.checked_sub(1).map_or(bars[ix].at, |before| strip[before].bottom);
    let loose = title[0].top - above > title[0].size;
    let ends = loose && bars[ix].drawn && title.iter().all(is_title) && title.iter().any(over);
    let bottom = title[title.len() - 1].bottom;
    ends.then(|| (ix, bottom + (next.top - bottom).max(Pt(2)) / 2))
}

/// Fewer lines above a title may be names of columns.
const PROSE: usize = 3;

/// Whether a line is several texts, each on one edge or middle with one right below: the first lines of names that wrap.
fn are_first_lines(line: &Line, below: &Line) -> bool {
    let names: Vec<Rect> = below.phrases().iter().map(|run| below.span(run)).collect();
    let over =
        |at: Rect| names.iter().any(|name| name.overlap_x(&at) > Pt::ZERO && aligned(name, &at, line.size));
    let runs = line.phrases();
    runs.len() > 1 && runs.iter().all(|run| over(line.span(run)))
}

/// Strips that hold the unit or title of the next table and its head, below one with figures and above another, where a bar
/// that leaves the labels free begins that head: their indices, and where the head begins.
fn headed_anew(
    strips: &[Vec<Line>],
    bars: &[Bar],
    (left, right): (Pt, Pt),
    drawn: &Drawn,
) -> Vec<(usize, Pt)> {
    let data = |strip: &Vec<Line>| strip.iter().any(|line| is_data(line, PHRASE));
    let mut out = Vec::new();
    let mut rows = false;
    for (ix, strip) in strips.iter().enumerate() {
        if rows && !data(strip) && strips.get(ix + 1).is_some_and(data) {
            let first = drawn.levels.partition_point(|level| level.at <= bars[ix].at + DOUBLE);
            let inside = drawn.levels[first..].iter().take_while(|level| level.at < bars[ix + 1].at - DOUBLE);
            let over = |level: &&Level| {
                level.from > left + SAME_END
                    && (level.to - right).abs() <= SAME_END
                    && (level.to - level.from) * 2 > right - left
            };
            let head = inside.copied().find(|level| over(&level));
            let above = |line: &&Line| head.is_some_and(|head| line.middle() < head.at);
            let lone = strip.iter().take_while(above).count();
            let alone = strip[..lone].iter().all(|line| line.phrases().len() == 1);
            if let Some(head) = head.filter(|_| lone > 0 && alone && lone < strip.len()) {
                out.push((ix, head.at - Pt(1)));
            }
        }
        rows |= data(strip);
    }
    out
}

/// The same below a drawn bar that has none below its rows: more white than between any two rows above, and a line below
/// it that runs over several columns.
fn end_of_rows(lines: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let white = |ix: usize| lines[ix].top - lines[ix - 1].bottom;
    let widest = (1..=last).map(white).max()?;
    let wide = |ix: &usize| white(*ix) > lines[*ix].size.scale(FOOT, 1000).max(widest.scale(MORE, 1000));
    let next = (last + 1..lines.len()).find(wide)?;
    let over = |line: &Line| {
        let runs = lines[last].phrases();
        let crossed = runs.iter().filter(|run| {
            let span = lines[last].span(run);
            line.left() < span.x1 && span.x0 < line.right()
        });
        line.phrases().len() == 1 && crossed.count() > 1
    };
    // A title on the middle of the rows above it, which are a table's as wide as its own.
    let ends = lines[..=last].iter().map(Line::left).min().zip(lines[..=last].iter().map(Line::right).max());
    let titled = |line: &Line| {
        let x = line.left() + (line.right() - line.left()) / 2;
        let larger = line.size >= lines[last].size.scale(LARGER, 1000);
        let centred = ends.is_some_and(|(from, to)| (x - (from + (to - from) / 2)).abs() <= line.size);
        line.phrases().len() == 1 && larger && centred
    };
    let (above, below) = (&lines[next - 1], &lines[next]);
    (titled(below) || lines[next..].iter().any(over)).then(|| above.bottom + (below.top - above.bottom) / 2)
}

/// Titles are larger than rows by this part (per thousand).
const LARGER: i32 = 1_080;
/// More white than this part (per thousand) of the widest between rows is none between rows.
const MORE: i32 = 1_300;

/// The zone with the shorter rules and the joints inside it.
pub(crate) fn dressed(mut zone: Zone, drawn: &Drawn) -> Zone {
    let within = |at: Pt| zone.top - Pt(1_500) <= at && at <= zone.bottom + Pt(1_500);
    let full = |from: Pt, to: Pt| from <= zone.left + SAME_END && to >= zone.right - SAME_END;
    if zone.bars.is_empty() {
        zone.bars = bars(&zone, drawn);
    }
    let first = drawn.rules.partition_point(|rule| rule.at < zone.top - Pt(1_500));
    let level = drawn.rules[first..].iter().take_while(|rule| rule.at <= zone.bottom + Pt(1_500));
    let parts = level.filter(|rule| {
        within(rule.at) && rule.to > zone.left && rule.from < zone.right && !full(rule.from, rule.to)
    });
    zone.parts = parts.copied().collect();
    zone.parts.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let first = drawn.uprights.partition_point(|rule| rule.at <= zone.left - Pt(1_000));
    let across = drawn.uprights[first..].iter().take_while(|rule| rule.at < zone.right + Pt(1_000));
    let uprights = across.filter(|rule| {
        zone.left - Pt(1_000) < rule.at
            && rule.at < zone.right + Pt(1_000)
            && rule.from < zone.bottom
            && rule.to > zone.top
    });
    zone.uprights = uprights.copied().collect();
    zone.joints = joints(&zone, drawn);
    zone.across = drawn_across(&zone, drawn);
    zone
}

/// The areas of shading that cross a zone from side to side, where one beside another of its colour does: cell by cell.
fn drawn_across(zone: &Zone, drawn: &Drawn) -> Vec<(Pt, Pt)> {
    let full = |from: Pt, to: Pt| from <= zone.left + SAME_END && to >= zone.right - SAME_END;
    let first = drawn.areas.partition_point(|(area, _)| area.y0 < zone.top - DOUBLE);
    let own = drawn.areas[first..].iter().take_while(|(area, _)| area.y0 <= zone.bottom + DOUBLE);
    let own: Vec<&(Rect, Color)> = own.collect();
    let beside = |a: &&(Rect, Color), b: &&(Rect, Color)| a.1 == b.1 && meet(&a.0, &b.0);
    let parted = |run: &[&(Rect, Color)]| run.len() > 1 && full(run[0].0.x0, run[run.len() - 1].0.x1);
    if !own.chunk_by(beside).any(parted) {
        return Vec::new();
    }
    let whole = own.iter().filter(|(area, _)| full(area.x0, area.x1)).map(|(area, _)| (area.y0, area.y1));
    let whole: Vec<(Pt, Pt)> = whole.collect();
    // Stripes are drawn in one go below rows of figures, too.
    let is_row = |line: &Line| whole.iter().any(|(from, to)| *from < line.middle() && line.middle() < *to);
    if zone.lines.iter().any(|line| line.phrases().len() > 1 && is_row(line)) { Vec::new() } else { whole }
}

/// The bars that cross a zone named by its words. They reach a little beyond these, not far.
fn bars(zone: &Zone, drawn: &Drawn) -> Vec<Bar> {
    let crosses = |level: &&Level| {
        zone.top - BEYOND <= level.at
            && level.at <= zone.bottom + BEYOND
            && level.from <= zone.left + SAME_END
            && level.to >= zone.right - SAME_END
            && level.from >= zone.left - REACH
            && level.to <= zone.right + REACH
    };
    let mut out: Vec<Bar> = Vec::new();
    let first = drawn.levels.partition_point(|level| level.at < zone.top - BEYOND);
    let near = drawn.levels[first..].iter().take_while(|level| level.at <= zone.bottom + BEYOND);
    for level in near.filter(crosses) {
        match out.last_mut() {
            Some(bar) if level.at - bar.at <= DOUBLE => bar.drawn |= level.drawn,
            _ => out.push(Bar { at: level.at, drawn: level.drawn, extent: Extent::Whole }),
        }
    }
    out
}

/// A bar stands no farther above or below the words it bounds.
const BEYOND: Pt = Pt(9_000);
/// And reaches no farther beyond them to the left and right.
const REACH: Pt = Pt(60_000);

/// x at which most of the zone's jointed bars have a joint.
fn joints(zone: &Zone, drawn: &Drawn) -> Vec<Pt> {
    let near = |y: Pt| zone.bars.iter().position(|bar| (bar.at - y).abs() <= DOUBLE);
    let first = drawn.joints.partition_point(|joint| joint.y < zone.top - DOUBLE);
    let own = drawn.joints[first..].iter().take_while(|joint| joint.y <= zone.bottom + DOUBLE);
    let mut all: Vec<(Pt, usize)> = own
        .filter(|joint| zone.left + Pt(3_000) < joint.x && joint.x < zone.right - Pt(3_000))
        .filter_map(|joint| near(joint.y).map(|bar| (joint.x, bar)))
        .collect();
    all.sort_unstable();
    let mut bars: Vec<usize> = all.iter().map(|(_, bar)| *bar).collect();
    bars.sort_unstable();
    bars.dedup();
    let mut out = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let to = all[from..].iter().take_while(|(x, _)| *x - all[from].0 <= Pt(1_500)).count() + from;
        let mut seen: Vec<usize> = all[from..to].iter().map(|(_, bar)| *bar).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() * 2 >= bars.len() {
            out.push(all[from].0);
        }
        from = to;
    }
    out
}
