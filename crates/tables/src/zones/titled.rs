//! What stands above the head of a zone: titles, units, the head of the page, between its bars.

use super::{Bar, CAPTION, DOUBLE, Extent, SAME_END};
use crate::bands::{Line, Mark, PHRASE};
use crate::blocks::FLUSH;
use crate::drawn::{Drawn, Level};
use crate::read::is_data;
use crate::wraps::aligned;
use model::geometry::{Pt, Rect};

/// The first drawn bar, where what stands above it is a title in a band of shading, with lines of its own below: units, notes. The
/// table is ruled.
pub(super) fn below_band(bars: &[Bar], strips: &[Vec<Line>]) -> Option<usize> {
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
pub(super) fn below_page_head(bars: &[Bar], strips: &[Vec<Line>]) -> Option<usize> {
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

/// Strips that hold the title of the next table and its head, below one with figures and above another: their indices, and
/// where the titles end.
pub(super) fn titles(strips: &[Vec<Line>], (left, right): (Pt, Pt)) -> Vec<(usize, Pt)> {
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
pub(super) fn titled_first(
    strips: &[Vec<Line>],
    bars: &[Bar],
    (left, right): (Pt, Pt),
) -> Option<(usize, Pt)> {
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
pub(super) fn headed_anew(
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
