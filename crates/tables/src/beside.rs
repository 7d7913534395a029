//! Tables that stand beside each other, with white between them from the head of the one that begins higher to the end of
//! the one that ends lower.
//!
//! A wide strip may as well be a river of one table: in panels that repeat its head, in accounts whose sides face each other.
//! Two tables it parts when each side has bars of its own, as wide as its rows, and none goes over the strip; when the lines
//! above are larger than the rows, one over each side: captions; or when the rows of the two sides are not level.

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::drawn::{Drawn, Level};
use crate::forms::Form;
use crate::read::is_data;
use model::geometry::Pt;

/// The strip is wider than so many sizes of the text.
const WIDE: i32 = 2;
/// Each side has so many lines of figures.
const LINES: usize = 3;
/// Lines of sums below the rows.
const SUMS: usize = 3;
/// White space between lines of one table, in sizes.
const APART: i32 = 4;
/// A caption is larger than the rows by this part (per thousand).
const LARGER: i32 = 1_080;
/// A bar ends this near to the ink of its side, in sizes.
const ENDS: i32 = 2;
/// No more tables stand beside each other.
const DEEPEST: usize = 4;

/// The marks in parts that are read apart.
pub(crate) fn parts(marks: Vec<Mark>, drawn: &Drawn) -> Vec<Vec<Mark>> {
    let mut out = Vec::new();
    split(marks, drawn, DEEPEST, &mut out);
    out
}

fn split(marks: Vec<Mark>, drawn: &Drawn, depth: usize, out: &mut Vec<Vec<Mark>>) {
    let all = lines(&marks);
    let found = (depth > 0).then(|| gutter(&all, drawn)).flatten();
    let Some(Gutter { x, top, bottom }) = found else {
        out.push(marks);
        return;
    };
    let mut parts: [Vec<Mark>; 4] = Default::default();
    for line in all {
        let (above, below) = (line.middle() < top, line.middle() > bottom);
        for mark in line.marks {
            let part = match (above, below, mark.at.center().x < x) {
                (true, ..) => 0,
                (_, true, _) => 3,
                (.., true) => 1,
                _ => 2,
            };
            parts[part].push(mark);
        }
    }
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        split(part, drawn, depth - 1, out);
    }
}

/// A strip between two tables: its middle, and the tops and bottoms between which it lies.
struct Gutter {
    x: Pt,
    top: Pt,
    bottom: Pt,
}

/// White between two tables, from one line to another.
#[derive(Clone, Copy)]
struct Strip {
    from: Pt,
    to: Pt,
    first: usize,
    last: usize,
    /// Whether a band over both sides ends it.
    closed: bool,
}

/// The gutter between the first two tables beside each other.
fn gutter(all: &[Line], drawn: &Drawn) -> Option<Gutter> {
    let mut from = 0;
    while from < all.len() {
        if !is_data(&all[from], PHRASE) {
            from += 1;
            continue;
        }
        let strips = strips(all, from);
        let end = strips.iter().map(|strip| strip.last + 1).max().unwrap_or(from + 1);
        let best = strips
            .into_iter()
            .map(|strip| above_band(all, strip, drawn))
            .map(|strip| (below_rule(&all[strip.first..=strip.last], (strip.from, strip.to), drawn), strip))
            .filter(|(ruled, strip)| {
                let (first, below) = (strip.first + ruled.unwrap_or(0), &all[strip.last + 1..]);
                parted(&all[first..=strip.last], below, (strip.from, strip.to), (drawn, ruled.is_some()))
            })
            .max_by_key(|(_, strip)| {
                let own = &all[strip.first..=strip.last];
                (straight(own, strip.to), strip.to - strip.from)
            });
        if let Some((ruled, strip)) = best {
            let ruled = ruled.map(|lines| all[strip.first + lines].top);
            let Strip { from, to, first, last, .. } = prolonged(all, strip);
            let own = &all[first..=last];
            let top = ruled.unwrap_or_else(|| own[begins(own, (from, to)).unwrap_or(0)].top);
            return Some(Gutter { x: from + (to - from) / 2, top, bottom: all[last].bottom });
        }
        from = end;
    }
    None
}

/// The wide strips beside or inside one line that the lines below and above it keep free, each with the first and the last
/// of them (white rectangles as in Breuel, *Two geometric algorithms for layout analysis*, DAS 2002, grown line by line).
fn strips(all: &[Line], from: usize) -> Vec<Strip> {
    let (left, right) = all
        .iter()
        .fold((Pt::MAX, Pt::MIN), |(left, right), line| (left.min(line.left()), right.max(line.right())));
    let whole = Strip { from: left, to: right, first: from, last: from, closed: false };
    let mut out = grown(without(&all[from], &whole), |last| {
        let next = last + 1;
        let near = next < all.len() && all[next].top - all[last].bottom <= all[last].size * APART;
        near.then(|| (next, &all[next]))
    });
    for strip in &mut out {
        strip.first = from;
    }
    let mut both: Vec<Strip> = Vec::new();
    for strip in out {
        let up = grown(vec![Strip { last: from, ..strip }], |first| {
            let next = first.checked_sub(1)?;
            (all[first].top - all[next].bottom <= all[first].size * APART).then(|| (next, &all[next]))
        });
        both.extend(up.into_iter().map(|up| Strip { first: up.last, last: strip.last, ..up }));
    }
    both
}

/// Strips grown to the lines that `next` names, each to the last that leaves it wide enough.
fn grown<'l>(open: Vec<Strip>, next: impl Fn(usize) -> Option<(usize, &'l Line)>) -> Vec<Strip> {
    let (mut open, mut out) = (open, Vec::new());
    while let Some(strip) = open.pop() {
        let Some((ix, line)) = next(strip.last) else {
            out.push(strip);
            continue;
        };
        let rest = without(line, &strip);
        if rest.is_empty() || open.len() + rest.len() > MOST_STRIPS {
            out.push(strip);
        } else {
            open.extend(rest.into_iter().map(|rest| Strip { last: ix, ..rest }));
        }
    }
    out
}

/// A strip prolonged over the lines that leave a gutter of it: where tables stand in columns of prose, these are wider. The
/// number of a page stands far from them.
fn prolonged(all: &[Line], strip: Strip) -> Strip {
    let mut out = strip;
    let narrowed = |line: &Line, out: &Strip| {
        let (before, after) = line.about(out.from + (out.to - out.from) / 2);
        let own = (out.from.max(before.unwrap_or(out.from)), out.to.min(after.unwrap_or(out.to)));
        (own.1 - own.0 > line.size.scale(GUTTER, 1000)).then_some(own)
    };
    let near = |upper: usize, lower: usize| all[lower].top - all[upper].bottom <= all[lower].size * APART;
    let below = |out: &Strip| all.get(out.last + 1).filter(|_| !out.closed && near(out.last, out.last + 1));
    while let Some((from, to)) = below(&out).and_then(|line| narrowed(line, &out)) {
        out = Strip { from, to, last: out.last + 1, ..out };
    }
    let above = |out: &Strip| out.first.checked_sub(1).filter(|ix| near(*ix, out.first));
    while let Some((from, to)) = above(&out).and_then(|ix| narrowed(&all[ix], &out)) {
        out = Strip { from, to, first: out.first - 1, ..out };
    }
    out
}

/// Columns of prose have a gutter between them that is wider than this part of the em (per thousand).
const GUTTER: i32 = 600;

/// What the phrases of a line leave of a strip.
fn without(line: &Line, strip: &Strip) -> Vec<Strip> {
    let mut out = Vec::new();
    let mut from = strip.from;
    let spans = line.phrases();
    let spans = spans.iter().map(|run| line.span(run)).map(|at| (at.x0, at.x1));
    for (x0, x1) in spans.chain([(strip.to, strip.to)]) {
        if x0.min(strip.to) - from > line.size * WIDE {
            out.push(Strip { from, to: x0.min(strip.to), ..*strip });
        }
        from = from.max(x1);
    }
    out
}

/// More strips at once are a drawing's.
const MOST_STRIPS: usize = 8;

/// How many lines in a hundred that go on right of x begin at its very edge, or set in to one other: a table begins with a
/// column of labels.
fn straight(own: &[Line], x: Pt) -> usize {
    let first = |line: &Line| line.marks.iter().find(|m| m.at.x0 >= x - SAME).map(|m| (m.at.x0, line.size));
    let rows: Vec<(Pt, Pt)> = own.iter().filter_map(first).collect();
    let at = |edge: Pt| rows.iter().filter(|(left, size)| (*left - edge).abs() <= *size / 4).count();
    let set_in = |(left, size): &&(Pt, Pt)| *left > x + *size / 2 && *left <= x + *size * INDENT;
    let inner = rows.iter().filter(set_in).map(|(left, _)| at(*left)).max().unwrap_or(0);
    let flush = at(x);
    (flush + if flush > 1 { inner } else { 0 }) * 100 / rows.len().max(1)
}

/// Edges this near are one.
const SAME: Pt = Pt(500);
/// Labels under a heading are set in by no more ems.
const INDENT: i32 = 3;

/// The first line from which on both sides of a strip have ink, on one line or on two right below each other.
fn begins(own: &[Line], strip: (Pt, Pt)) -> Option<usize> {
    (0..own.len()).find(|ix| {
        let below = own.get(ix + 1).filter(|line| line.top - own[*ix].bottom <= line.size);
        let near = || std::iter::once(&own[*ix]).chain(below);
        near().any(|line| line.left() < strip.0) && near().any(|line| line.right() > strip.1)
    })
}

/// Whether a strip parts two tables; what stands above them on one side alone, as the end of a paragraph, is none of them.
/// `below` are the lines under it; `ruled` says that a rule from side to side stands above their captions.
fn parted(own: &[Line], below: &[Line], strip: (Pt, Pt), (drawn, ruled): (&Drawn, bool)) -> bool {
    let Some(first) = begins(own, strip) else { return false };
    let own = &own[first..];
    let middle = strip.0 + (strip.1 - strip.0) / 2;
    let side = |line: &Line, left: bool| -> Option<Line> {
        let marks: Vec<Mark> =
            line.marks.iter().filter(|m| (m.at.center().x < middle) == left).copied().collect();
        lines(&marks).into_iter().next()
    };
    let sides: [Vec<Line>; 2] =
        [true, false].map(|left| own.iter().filter_map(|line| side(line, left)).collect());
    // A sign before a figure is no label of a row.
    let row = |line: &&Line| is_data(line, PHRASE) && line.marks[0].form != Form::Opening;
    let data = |lines: &[Line]| lines.iter().filter(row).count();
    if sides.iter().any(|lines| data(lines) < LINES) {
        return false;
    }
    let top = own[0].top;
    // Sums may fill what their rows left blank.
    let mut bottom = own[own.len() - 1].bottom;
    for line in below.iter().take(SUMS) {
        let within = |m: &&Mark| strip.0 <= m.at.center().x && m.at.center().x <= strip.1;
        let near = line.top - bottom <= line.size;
        if !near || !line.marks.iter().filter(within).all(|m| m.form.is_figure()) {
            break;
        }
        bottom = line.bottom;
    }
    let inside = |at: Pt| top - own[0].size <= at && at <= bottom + own[0].size;
    let bars = || drawn.levels.iter().filter(|level| inside(level.at));
    // The pieces of a rule may leave gaps between columns.
    let over = |bar: &Level| (bar.to.min(strip.1) - bar.from.max(strip.0)) * 2 > strip.1 - strip.0;
    // A band of shading under captions goes from side to side of the sheet.
    let titled = captioned(own, &sides, strip);
    let labelled = |lines: &Vec<Line>| {
        let rows = || lines.iter().filter(|line| is_data(line, PHRASE));
        rows().filter(|line| line.marks[0].form == Form::Text).count() * 2 >= rows().count()
    };
    let titles = titled && sides.iter().all(labelled);
    let band = |bar: &Level| titles && !bar.drawn && bar.at <= own[0].bottom + own[0].size;
    let barred = |lines: &Vec<Line>| {
        let rows = || lines.iter().filter(|line| is_data(line, PHRASE));
        let (left, right) = (rows().map(Line::left).min(), rows().map(Line::right).max());
        let (Some(left), Some(right)) = (left, right) else { return false };
        let near = lines[0].size * ENDS;
        bars().any(|bar| bar.from <= left + near && bar.to >= right - near && bar.from >= left - near * 4)
    };
    let barred = sides.iter().all(barred);
    // Nor does the rule of the page's head say that captions right below it are those of one table.
    // Each side has rows of its own then, with labels, and they are not level or an upright rule parts them.
    let upright = || {
        let first = drawn.uprights.partition_point(|rule| rule.at < strip.0);
        let mut between = drawn.uprights[first..].iter().take_while(|rule| rule.at <= strip.1);
        between.any(|rule| rule.from <= own[0].bottom && bottom <= rule.to + own[0].size)
    };
    let apart = || sides.iter().all(labelled) && (!level(&sides) || upright());
    let headed = barred && are_captions(&own[0], strip) && apart();
    if ruled && !headed {
        return false;
    }
    let above = |bar: &Level| headed && bar.at < own[0].top;
    let across = |bar: &Level| bar.from < middle && middle < bar.to || over(bar);
    if bars().any(|bar| across(bar) && !band(bar) && !above(bar)) {
        return false;
    }
    barred || titled || !level(&sides)
}

/// The strip without the lines below a band from side to side under whose edge nothing stands on both sides: the title of another table.
fn above_band(all: &[Line], strip: Strip, drawn: &Drawn) -> Strip {
    let own = &all[strip.first..=strip.last];
    let both = |line: &Line| line.left() < strip.from && strip.to < line.right();
    let Some(last) = own.iter().rposition(both) else { return strip };
    let from = drawn.levels.partition_point(|level| level.at <= own[last].bottom);
    let over = |level: &&Level| level.from < strip.from && strip.to < level.to;
    // A rule closes both, and notes stand below it.
    let Some(end) = drawn.levels[from..].iter().find(over).filter(|level| !level.drawn).map(|level| level.at)
    else {
        return strip;
    };
    let rows = own.partition_point(|line| line.middle() < end);
    if rows < own.len() { Strip { last: strip.first + rows - 1, closed: true, ..strip } } else { strip }
}

/// How many lines stand above a rule from side to side below which each side has its caption.
fn below_rule(own: &[Line], strip: (Pt, Pt), drawn: &Drawn) -> Option<usize> {
    let rows = own.iter().position(|line| is_data(line, PHRASE))?;
    let from = drawn.levels.partition_point(|level| level.at <= own[0].top);
    let above = drawn.levels[from..].iter().take_while(|level| level.at < own[rows].top);
    let across = above.filter(|level| level.from < strip.0 && strip.1 < level.to);
    let first = own.partition_point(|line| across.clone().any(|level| line.middle() < level.at));
    (first > 0 && are_captions(&own[first], strip)).then_some(first)
}

/// Whether a line is one text over each side of a strip.
fn are_captions(line: &Line, strip: (Pt, Pt)) -> bool {
    let runs = line.phrases();
    runs.len() == 2 && line.span(&runs[0]).x1 <= strip.0 && strip.1 <= line.span(&runs[1]).x0
}

/// Whether the first line is larger than the rows and has one text over each side.
fn captioned(own: &[Line], sides: &[Vec<Line>; 2], strip: (Pt, Pt)) -> bool {
    let (first, rows) = (&own[0], own.iter().rfind(|line| is_data(line, PHRASE)));
    let Some(rows) = rows else { return false };
    let runs = first.phrases();
    let over = |lines: &Vec<Line>, run: &std::ops::Range<usize>| {
        let (left, right) = (lines.iter().map(Line::left).min(), lines.iter().map(Line::right).max());
        let span = first.span(run);
        left.zip(right).is_some_and(|(left, right)| left <= span.x0 && span.x1 <= right)
    };
    are_captions(first, strip)
        && first.size >= rows.size.scale(LARGER, 1000)
        && over(&sides[0], &runs[0])
        && over(&sides[1], &runs[1])
}

/// Whether the rows of two sides stand at the same heights, where both have rows.
fn level(sides: &[Vec<Line>; 2]) -> bool {
    let rows = |side: usize| sides[side].iter().filter(|line| is_data(line, PHRASE)).collect::<Vec<&Line>>();
    let (a, b) = (rows(0), rows(1));
    let (top, bottom) = (a[0].base.max(b[0].base), a[a.len() - 1].base.min(b[b.len() - 1].base));
    let within = |line: &&&Line| top <= line.base && line.base <= bottom;
    // A row may have figures on one side alone.
    let beside = |line: &Line, others: &[Line]| {
        others.iter().any(|other| (other.base - line.base).abs() <= line.size / 4)
    };
    let off = |own: &[&Line], others: &[Line]| {
        let all = own.iter().filter(within).count();
        let off = own.iter().filter(within).filter(|line| !beside(line, others)).count();
        (all, off)
    };
    let ((all_a, off_a), (all_b, off_b)) = (off(&a, &sides[1]), off(&b, &sides[0]));
    // Some rows of a side may be left out; where most have nothing beside them, the sides are set apart.
    (off_a + off_b) * 2 < all_a + all_b
}
