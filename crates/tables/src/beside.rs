//! Tables that stand beside each other, with white between them from the head of the one that begins higher to the end of
//! the one that ends lower.
//!
//! A wide strip may as well be a river of one table: in panels that repeat its head, in accounts whose sides face each other.
//! Two tables it parts when each side has bars of its own, as wide as its rows, and none goes over the strip; when the lines
//! above are larger than the rows, one over each side: captions; or when the rows of the two sides are not level.

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::drawn::Drawn;
use crate::read::is_data;
use model::geometry::Pt;

/// The strip is wider than so many sizes of the text.
const WIDE: i32 = 2;
/// Each side has so many lines of figures.
const LINES: usize = 3;
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

/// The gutter between the first two tables beside each other.
fn gutter(all: &[Line], drawn: &Drawn) -> Option<Gutter> {
    let mut from = 0;
    while from < all.len() {
        if !is_data(&all[from], PHRASE) {
            from += 1;
            continue;
        }
        let mut to = from + 1;
        for (left, right) in gaps(&all[from]) {
            let (strip, first, last) = grown(all, from, (left, right));
            to = to.max(last + 1);
            if strip.1 - strip.0 > all[from].size * WIDE && parted(&all[first..=last], strip, drawn) {
                let top = all[first..=last]
                    .iter()
                    .find(|line| on_both(line, strip))
                    .map_or(all[first].top, |line| line.top);
                return Some(Gutter { x: strip.0 + (strip.1 - strip.0) / 2, top, bottom: all[last].bottom });
            }
        }
        from = to;
    }
    None
}

/// The wide gaps of a line, the widest first.
fn gaps(line: &Line) -> Vec<(Pt, Pt)> {
    let runs = line.phrases();
    let spans = runs.windows(2).map(|pair| (line.span(&pair[0]).x1, line.span(&pair[1]).x0));
    let mut out: Vec<(Pt, Pt)> = spans.filter(|(a, b)| *b - *a > line.size * WIDE).collect();
    out.sort_by_key(|(a, b)| *a - *b);
    out.truncate(DEEPEST);
    out
}

/// The strip kept free by the lines above and below one, and the first and the last of them.
fn grown(all: &[Line], from: usize, strip: (Pt, Pt)) -> ((Pt, Pt), usize, usize) {
    let mut strip = strip;
    let narrowed = |line: &Line, strip: (Pt, Pt)| {
        let (before, after) = line.about(strip.0 + (strip.1 - strip.0) / 2);
        let own = (strip.0.max(before.unwrap_or(strip.0)), strip.1.min(after.unwrap_or(strip.1)));
        (own.1 - own.0 > line.size * WIDE).then_some(own)
    };
    let (mut first, mut last) = (from, from);
    while last + 1 < all.len() && all[last + 1].top - all[last].bottom <= all[last].size * APART {
        let Some(own) = narrowed(&all[last + 1], strip) else { break };
        (strip, last) = (own, last + 1);
    }
    while first > 0 && all[first].top - all[first - 1].bottom <= all[first].size * APART {
        let Some(own) = narrowed(&all[first - 1], strip) else { break };
        (strip, first) = (own, first - 1);
    }
    (strip, first, last)
}

/// Whether a line has ink on both sides of a strip.
fn on_both(line: &Line, strip: (Pt, Pt)) -> bool {
    line.left() < strip.0 && line.right() > strip.1
}

/// Whether a strip parts two tables; what stands above them on one side alone, as the end of a paragraph, is none of them.
fn parted(own: &[Line], strip: (Pt, Pt), drawn: &Drawn) -> bool {
    let Some(first) = own.iter().position(|line| on_both(line, strip)) else { return false };
    let own = &own[first..];
    let middle = strip.0 + (strip.1 - strip.0) / 2;
    let side = |line: &Line, left: bool| -> Option<Line> {
        let marks: Vec<Mark> =
            line.marks.iter().filter(|m| (m.at.center().x < middle) == left).copied().collect();
        lines(&marks).into_iter().next()
    };
    let sides: [Vec<Line>; 2] =
        [true, false].map(|left| own.iter().filter_map(|line| side(line, left)).collect());
    let data = |lines: &[Line]| lines.iter().filter(|line| is_data(line, PHRASE)).count();
    if sides.iter().any(|lines| data(lines) < LINES) {
        return false;
    }
    let (top, bottom) = (own[0].top, own[own.len() - 1].bottom);
    let inside = |at: Pt| top - own[0].size <= at && at <= bottom + own[0].size;
    let bars = || drawn.levels.iter().filter(|level| inside(level.at));
    if bars().any(|bar| bar.from < middle && middle < bar.to) {
        return false;
    }
    let barred = |lines: &Vec<Line>| {
        let rows = || lines.iter().filter(|line| is_data(line, PHRASE));
        let (left, right) = (rows().map(Line::left).min(), rows().map(Line::right).max());
        let (Some(left), Some(right)) = (left, right) else { return false };
        let near = lines[0].size * ENDS;
        bars().any(|bar| bar.from <= left + near && bar.to >= right - near && bar.from >= left - near * 4)
    };
    if sides.iter().all(barred) {
        return true;
    }
    captioned(own, &sides, strip) || !level(&sides)
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
    runs.len() == 2
        && first.size >= rows.size.scale(LARGER, 1000)
        && first.span(&runs[0]).x1 <= strip.0
        && over(&sides[0], &runs[0])
        && over(&sides[1], &runs[1])
}

/// Whether the rows of two sides stand at the same heights, where both have rows.
fn level(sides: &[Vec<Line>; 2]) -> bool {
    let rows = |side: usize| sides[side].iter().filter(|line| is_data(line, PHRASE)).collect::<Vec<&Line>>();
    let (a, b) = (rows(0), rows(1));
    let (top, bottom) = (a[0].base.max(b[0].base), a[a.len() - 1].base.min(b[b.len() - 1].base));
    let within = |line: &&&Line| top <= line.base && line.base <= bottom;
    let beside = |line: &Line, others: &[&Line]| {
        others.iter().any(|other| (other.base - line.base).abs() <= line.size / 4)
    };
    let off = |own: &[&Line], others: &[&Line]| {
        let all = own.iter().filter(within).count();
        let off = own.iter().filter(within).filter(|line| !beside(line, others)).count();
        (all, off)
    };
    let ((all_a, off_a), (all_b, off_b)) = (off(&a, &b), off(&b, &a));
    // Some rows of a side may be left out; where most have nothing beside them, the sides are set apart.
    (off_a + off_b) * 2 < all_a + all_b
}
