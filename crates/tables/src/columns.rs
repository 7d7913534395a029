//! The columns of a table as far as its body tells, and cells planned on them.

mod names;

use crate::bands::{Line, Mark};
use crate::breaks::breaks;
use crate::forms::Form;
use crate::gaps::undrawn;
use crate::rivers::{River, overlap, rivers, units, without_signs};
use crate::zone::Zone;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use names::{named, paired, summed};
use std::ops::Range;

/// A text lies over a column when it covers one part in so many of the smaller of both.
const OVERLAP: i32 = 4;
/// A joint that more than this part of the body's lines (per cent) write across is no edge of a column.
const ACROSS: usize = 25;
/// Edges this near to a rule are the rule.
const SAME_WALL: Pt = Pt(3_000);
/// An upright rule goes along a text that it does not end much before, and a name is over what begins a little outside of it.
const NEARLY: Pt = Pt(2_000);
/// An upright rule is an edge where it runs along at least this part (per cent) of the body.
const ALONG: i32 = 50;

/// A cell planned: its place, and the marks in it.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) row: usize,
    pub(crate) col: usize,
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) marks: Vec<Mark>,
}

/// Whether an edge of a column lies in the white between two marks of full-width glyphs: such texts have no spaces, so they
/// are two that nearly touch.
pub(crate) fn touches(a: &Mark, b: &Mark, edges: &[Pt]) -> bool {
    let between = |x: &Pt| a.at.x1 - hang(a) <= *x && *x <= b.at.x0 + Pt(500);
    is_full(a) && is_full(b) && b.at.x0 >= a.at.x1 - hang(a) && edges.iter().any(between)
}

/// Whether a mark is a text of full-width glyphs; among four or more, one may be narrow: a bracket.
pub(crate) fn is_full(mark: &Mark) -> bool {
    let narrow = if mark.letters < FOUR { Pt::ZERO } else { mark.size * 6 };
    mark.form == Form::Text && mark.at.width() * 10 + narrow >= mark.size * 9 * mark.letters as i32
}

/// So many glyphs may have a narrow one among them.
const FOUR: u32 = 4;

/// How far a text of full-width glyphs may reach over an edge: a comma or stop at its end fills half of its glyph.
fn hang(mark: &Mark) -> Pt {
    mark.size * 11 / 20
}

/// Whether a mark is written across an edge.
pub(crate) fn crosses(mark: &Mark, x: Pt) -> bool {
    let over = if is_full(mark) { hang(mark) } else { Pt(1_000) };
    mark.at.x0 + Pt(1_000) < x && x < mark.at.x1 - over
}

impl Plan {
    /// The box of what stands in it.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        Rect::bounding(self.marks.iter().map(|mark| mark.at))
    }

    /// A cell without text.
    pub(crate) const fn blank(row: usize, col: usize) -> Self {
        Self { row, col, height: 1, width: 1, marks: Vec::new() }
    }
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// Their edges, left to right, one more than columns.
    pub(crate) edges: Vec<Pt>,
    /// What the body fills of each, if anything.
    pub(crate) cores: Vec<Option<(Pt, Pt)>>,
    /// Whether the edges are drawn: borders of cells.
    pub(crate) drawn: bool,
    /// Edges at which rules of rows stop.
    pub(crate) breaks: Vec<Pt>,
    /// Upright rules of the zone.
    pub(crate) uprights: Vec<Rule>,
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.edges.len() - 1
    }
    /// How wide what the body fills of a column is.
    pub(crate) fn room(&self, col: usize) -> Pt {
        let (from, to) = self.core(col);
        to - from
    }
    /// The column at x.
    pub(crate) fn at(&self, x: Pt) -> usize {
        slot(&self.edges, x)
    }
    /// What the body fills of a column; all of it when nothing stands there.
    pub(crate) fn core(&self, col: usize) -> (Pt, Pt) {
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
    /// Whether an upright rule parts two columns along a text.
    fn parts(&self, edge: usize, at: &Rect) -> bool {
        let along = |rule: &Rule| {
            let own = (rule.at - self.edges[edge]).abs() <= SAME_WALL;
            own && rule.from <= at.y0 + NEARLY && at.y1 - NEARLY <= rule.to
        };
        self.uprights.iter().any(along)
    }
    /// Columns without those that an upright rule along a text parts from it.
    pub(crate) fn confined(&self, cols: &Range<usize>, at: &Rect) -> Range<usize> {
        let middle = at.center().x;
        let left = (cols.start + 1..cols.end).rev().find(|c| self.edges[*c] <= middle && self.parts(*c, at));
        let right = (cols.start + 1..cols.end).find(|c| self.edges[*c] > middle && self.parts(*c, at));
        left.unwrap_or(cols.start)..right.unwrap_or(cols.end)
    }
    /// The columns between the upright rules beside a text, or from the left one to the side of the table.
    pub(crate) fn walled(&self, at: &Rect) -> Option<Range<usize>> {
        let own = self.at(at.center().x);
        let left = (1..=own).rev().find(|c| self.parts(*c, at));
        let right = (own + 1..self.len()).find(|c| self.parts(*c, at));
        Some(left?..right.unwrap_or(self.len()))
    }
    /// The columns that lie between two places by more than half, or whose body's middle does.
    pub(crate) fn between(&self, from: Pt, to: Pt) -> Option<Range<usize>> {
        let inside = |col: &usize| {
            let (a, b) = self.core(*col);
            let slot = (self.edges[*col], self.edges[*col + 1]);
            let middle = a + (b - a) / 2;
            let covered = to.min(slot.1) - from.max(slot.0);
            from <= middle && middle <= to || covered * 2 > slot.1 - slot.0
        };
        let first = (0..self.len()).find(inside)?;
        let last = (first..self.len()).rev().find(inside)?;
        Some(first..last + 1)
    }
}

/// Which of the slots between these edges x lies in; the first or last for one outside.
fn slot(edges: &[Pt], x: Pt) -> usize {
    edges.partition_point(|edge| *edge <= x).clamp(1, edges.len() - 1) - 1
}

/// The columns of a zone, told by its body and the lowest line of its head; `None` when there are no two.
pub(crate) fn columns(zone: &Zone, over: &[Line], body: &[Line], gap: i32) -> Option<Columns> {
    let parted = |line: &&Line| units(line, gap).len() > 1;
    // A lone text beside a line of several is a part of their row.
    let beside = |ix: usize| {
        let near = |other: Option<usize>| {
            let other = other.and_then(|other| body.get(other));
            other.is_some_and(|other| parted(&other) && overlap(&body[ix], other))
        };
        near(ix.checked_sub(1)) || near(Some(ix + 1))
    };
    let mut seen: Vec<&Line> =
        (0..body.len()).filter(|ix| parted(&&body[*ix]) || beside(*ix)).map(|ix| &body[ix]).collect();
    // The lowest line of the head names columns as well.
    let names = over.last().filter(parted).map(|head| without_spans(head, &seen, gap));
    seen.extend(names.as_ref().filter(parted));
    let given = zone.columns.is_some();
    let mut inner: Vec<Pt> = zone.columns.clone().unwrap_or_else(|| joints(zone, body));
    let drawn = !inner.is_empty();
    let mut ends = Vec::new();
    let mut walls = if given { Vec::new() } else { walls(zone, body) };
    if drawn {
        walls.retain(|x| !inner.iter().any(|known| (*x - *known).abs() <= SAME_WALL));
        inner.extend(walls);
        inner.sort_unstable();
    } else {
        ends = breaks(zone, body);
        walls.extend(&ends);
        let found = without_signs(&rivers(&seen, gap), &seen, gap);
        let free = |river: &&River| {
            !walls.iter().any(|x| river.from - SAME_WALL <= *x && *x <= river.to + SAME_WALL)
        };
        let found = without_numbers(found, over, &seen, gap);
        let found = without_codes(found, over, body);
        let found = without_parts(&found, over, body);
        inner = found.iter().filter(free).copied().map(River::middle).collect();
        inner.extend(walls);
        inner.sort_unstable();
        inner.dedup_by(|b, a| *b - *a <= Pt(2_000));
    }
    if drawn && !given {
        let found = without_parts(&without_signs(&rivers(&seen, gap), &seen, gap), over, body);
        inner.extend(undrawn(&found, &inner, &seen, over.last(), gap));
        inner.sort_unstable();
    }
    let mut edges = vec![zone.left];
    edges.extend(inner.into_iter().filter(|x| zone.left < *x && *x < zone.right));
    edges.push(zone.right);
    let edges = if given { edges } else { without_slots_of_signs(edges, over, body, gap) };
    let edges = if given { edges } else { filled(&edges, over, body, (gap, drawn, !ends.is_empty())) };
    let edges = if drawn { edges } else { shared(edges, over, body, gap) };
    let edges = if drawn {
        edges
    } else {
        named(summed(paired(edges, over, body, gap), over, body, gap), over, body, gap)
    };
    if edges.len() < 3 {
        return None;
    }
    let uprights = zone.uprights.clone();
    let mut columns = Columns { cores: vec![None; edges.len() - 1], edges, drawn, breaks: ends, uprights };
    for line in body {
        for unit in units(line, gap) {
            let span = line.span(&unit);
            let (a, b) = (columns.at(span.x0 + Pt(500)), columns.at(span.x1 - Pt(500)));
            if a == b {
                let core = &mut columns.cores[a];
                *core = Some(core.map_or((span.x0, span.x1), |(x0, x1)| (x0.min(span.x0), x1.max(span.x1))));
            }
        }
    }
    Some(columns)
}

/// The lowest line of a head without what lies over a whole river of the body, with figures on both sides of it on most
/// lines: it spans these columns, however far its own ends are from the figures.
fn without_spans(head: &Line, body: &[&Line], gap: i32) -> Line {
    let figure = |line: &Line, run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form.is_figure());
    let between = |line: &&&Line, river: &River| {
        let runs = units(line, gap);
        let next = runs.iter().position(|run| line.span(run).x0 >= river.to - Pt(500));
        let pair = next.and_then(|next| Some((runs.get(next.checked_sub(1)?)?, runs.get(next)?)));
        pair.is_some_and(|(a, b)| figure(line, a) && figure(line, b))
    };
    let most = |river: &River| {
        let count = body.iter().filter(|line| between(line, river)).count();
        count >= LEAST_SPANNED && count * 2 > body.len()
    };
    let known: Vec<River> = rivers(body, gap).into_iter().filter(most).collect();
    let mut out = head.clone();
    let spans: Vec<usize> = units(head, gap)
        .into_iter()
        .filter(|run| {
            let at = head.span(run);
            known.iter().any(|river| at.x0 < river.from && river.to < at.x1)
        })
        .flatten()
        .map(|ix| head.marks[ix].ix)
        .collect();
    if spans.len() < head.marks.len() {
        out.marks.retain(|mark| !spans.contains(&mark.ix));
    }
    out
}

/// So many lines with figures on both sides of a river are two columns under one name.
const LEAST_SPANNED: usize = 3;

/// The upright rules that run along the body.
fn walls(zone: &Zone, body: &[Line]) -> Vec<Pt> {
    let (top, bottom) = (body[0].top, body[body.len() - 1].bottom);
    let long = |from: Pt, to: Pt| (to.min(bottom) - from.max(top)) * 100 >= (bottom - top) * ALONG;
    let inside = |x: Pt| x > zone.left + Pt(2_000) && x < zone.right - Pt(2_000);
    let found = zone.uprights.iter().filter(|rule| long(rule.from, rule.to) && inside(rule.at));
    found.map(|rule| rule.at).collect()
}

/// Rivers without the first when it parts numbers that count up from the texts right behind them, and no name of a head is
/// the numbers' own.
fn without_numbers(mut rivers: Vec<River>, over: &[Line], lines: &[&Line], gap: i32) -> Vec<River> {
    let Some(first) = rivers.first().copied() else { return rivers };
    let own = |line: &Line| {
        let run = units(line, gap).into_iter().next()?;
        (line.span(&run).x1 <= first.from + Pt(500)).then_some(run)
    };
    let value = |line: &&Line| {
        let run = own(line)?;
        match &line.marks[run] {
            [mark] if mark.form == Form::Number && mark.letters <= 2 => Some(mark.value),
            _ => Some(None),
        }
    };
    let last = over.last();
    let body = lines.iter().filter(|line| last.is_none_or(|head| line.base != head.base));
    let values: Vec<Option<i64>> = body.filter_map(value).collect();
    let up = values.len() > 2
        && values.iter().all(Option::is_some)
        && values.windows(2).all(|pair| pair[0].map(|n| n + 1) == pair[1]);
    let size = lines.first().map(|line| line.size).unwrap_or_default();
    // Numbers before figures are a column: they count rows, not texts.
    let before_figure = |line: &&&Line| {
        own(line).is_some_and(|run| line.marks.get(run.end).is_some_and(|mark| mark.form == Form::Number))
    };
    let up = up && lines.iter().filter(before_figure).count() * 2 < values.len();
    // Nor do numbers of lines before labels that are set in here and there.
    let begins =
        |line: &&&Line| own(line).and_then(|run| line.marks.get(run.end)).is_some_and(|mark| mark.stop);
    let up = up && lines.iter().filter(begins).count() * 2 < values.len();
    // A name that begins where the texts do is theirs alone.
    let named = last.is_some_and(|line| (line.left() - first.to).abs() <= line.size.scale(FLUSH, 1000));
    if up
        && !named
        && !over.is_empty()
        && first.to - first.from <= size
        && over.iter().all(|line| own(line).is_none())
    {
        rivers.remove(0);
    }
    rivers
}

/// Rivers without those that part one figure under one name: groups of three digits, or pounds, shillings and pence, of which no
/// more than 19 shillings and 11 pence stand behind; no wider than a space, on every line.
fn without_parts(rivers: &[River], over: &[Line], body: &[Line]) -> Vec<River> {
    /// Fewer lines may have small figures behind others by chance.
    const FEWEST: usize = 3;
    const SHILLINGS: i64 = 20;
    const PENCE: i64 = 12;
    // The lowest text of the head over a place.
    let name = |x: Pt| {
        over.iter().enumerate().rev().find_map(|(ix, line)| {
            let run = line.phrases().into_iter().find(|run| {
                let at = line.span(run);
                at.x0 <= x + NEARLY && x <= at.x1 + NEARLY
            });
            run.map(|run| (ix, run.start, run.end))
        })
    };
    // Two names may be as near each other as two words.
    let whole = |(ix, from, to): (usize, usize, usize), river: &River| {
        let pair = over[ix].marks[from..to]
            .windows(2)
            .find(|pair| pair[0].at.x1 < river.to && river.from < pair[1].at.x0);
        pair.is_none_or(|pair| pair.iter().all(|mark| mark.letters <= 2))
    };
    let one = |river: &River| {
        let own = name(river.from).filter(|own| name(river.to) == Some(*own));
        own.filter(|own| whole(*own, river))
    };
    // Nothing is said by lines that have nothing there, or a dash, or the last part alone.
    let pairs = |river: &River| -> Vec<(Mark, Mark)> {
        let pair = |line: &Line| {
            let (a, b) = about(line, *river)?;
            let near = b.at.x0 - a.at.x1 <= b.size.scale(PART_SPACE * 2, 1000);
            (near && a.form == Form::Number && b.form == Form::Number).then_some((*a, *b))
        };
        body.iter().filter_map(pair).collect()
    };
    let close = |pairs: &[(Mark, Mark)]| {
        let space = |(a, b): &(Mark, Mark)| b.at.x0 - a.at.x1 <= b.size.scale(PART_SPACE, 1000);
        pairs.len() >= FEWEST && pairs.len() * 3 > body.len() && pairs.iter().all(space)
    };
    let below = |pairs: &[(Mark, Mark)], most: i64| {
        pairs.iter().all(|(_, b)| b.letters <= 2 && b.value.is_some_and(|value| value < most))
    };
    let groups = |pairs: &[(Mark, Mark)]| {
        // No figure begins with a zero, a code may.
        let led = |a: &Mark| a.value.is_none_or(|value| value < 10_i64.pow(a.letters.saturating_sub(1)));
        pairs.iter().all(|(a, b)| a.letters <= GROUP && b.letters == GROUP && b.triple && !led(a))
    };
    let all: Vec<Vec<(Mark, Mark)>> = rivers.iter().map(pairs).collect();
    let found: Vec<_> = rivers
        .iter()
        .zip(&all)
        .map(|(river, pairs)| one(river).map(|own| (own, pairs)).filter(|(_, pairs)| close(pairs)))
        .collect();
    // In type all letters are as wide as a space: no figure begins with a zero but the rest of one ("1 063").
    let grouped: Vec<bool> = all.iter().map(|pairs| close(pairs) && groups(pairs)).collect();
    let zeros = |pairs: &[(Mark, Mark)]| {
        pairs.iter().filter(|(_, b)| b.value.is_some_and(|value| value < LEAST_OF_THREE)).count()
    };
    let led = all.iter().zip(&grouped).filter(|(_, own)| **own).map(|(pairs, _)| zeros(pairs)).sum::<usize>();
    let amount = |a: usize| match (&found[a], found.get(a + 1)) {
        (Some((name, pounds)), Some(Some((next, pence)))) => {
            name == next && below(pounds, SHILLINGS) && below(pence, PENCE)
        }
        _ => false,
    };
    let is_part = |ix: usize| {
        grouped[ix] && (found[ix].is_some() || led >= FEWEST)
            || amount(ix)
            || ix.checked_sub(1).is_some_and(amount)
    };
    (0..rivers.len()).filter(|ix| !is_part(*ix)).map(|ix| rivers[ix]).collect()
}

/// Digits of a group.
const GROUP: u32 = 3;
/// Three digits below it begin with a zero.
const LEAST_OF_THREE: i64 = 100;
/// Parts of an amount are no farther apart than this part of the em (per thousand).
const PART_SPACE: i32 = 700;

/// The marks of a line on both sides of a river.
fn about(line: &Line, river: River) -> Option<(&Mark, &Mark)> {
    let next = line.marks.partition_point(|m| m.at.x0 < river.middle());
    Some((&line.marks[next.checked_sub(1)?], line.marks.get(next)?))
}

/// Rivers without those that part groups of digits of one code, all under one name: no wider than a space, on every line between
/// digits, before and behind it always as many, and not as many on both sides.
fn without_codes(mut rivers: Vec<River>, over: &[Line], body: &[Line]) -> Vec<River> {
    let Some(head) = over.last() else { return rivers };
    rivers.retain(|river| {
        let one = head.marks.iter().any(|m| m.at.x0 < river.from && river.to < m.at.x1);
        let meets = |line: &Line| -> Option<(u32, u32)> {
            let (a, b) = about(line, *river)?;
            are_parts(a, b).then_some((a.letters, b.letters))
        };
        let first = body.first().and_then(meets);
        !(one && body.len() >= CODES && first.is_some() && body.iter().all(|line| meets(line) == first))
    });
    rivers
}

/// Whether two marks may be groups of digits of one code, no more than a space apart.
pub(crate) fn are_parts(a: &Mark, b: &Mark) -> bool {
    let digits = |m: &Mark| m.groups.is_some_and(|groups| groups.are_digits(m.letters));
    // Figures of one length are data: years, counts.
    let apart = a.letters != b.letters && !b.triple;
    b.at.x0 - a.at.x1 <= b.size.scale(CODE_SPACE, 1000) && apart && digits(a) && digits(b)
}

/// Fewer lines have figures of one length by chance.
const CODES: usize = 5;
/// A space between groups of digits is no wider than this part of the em (per thousand).
const CODE_SPACE: i32 = 350;

/// Texts that begin at one place do so to within this part of the em (per thousand).
const FLUSH: i32 = 200;

/// The joints that the body keeps to.
fn joints(zone: &Zone, body: &[Line]) -> Vec<Pt> {
    let across = |x: Pt| {
        let over = |line: &&Line| {
            line.marks.len() > 1 && line.phrases().len() > 1 && line.marks.iter().any(|m| crosses(m, x))
        };
        body.iter().filter(over).count() * 100 > body.len() * ACROSS
    };
    zone.joints.iter().copied().filter(|x| !across(*x)).collect()
}

/// A blank column whose edges are drawn is no narrower than this part of the em (per thousand).
const BLANK: i32 = 1_500;

/// Edges without the columns in which nothing stands. Where edges are drawn, one may part what stands a space apart.
fn filled(edges: &[Pt], over: &[Line], body: &[Line], (gap, drawn, broken): (i32, bool, bool)) -> Vec<Pt> {
    let count = edges.len() - 1;
    let mut used = vec![false; count];
    // What reaches over both edges of a column spans it with others.
    let mut fill = |at: &Rect| {
        let col = slot(edges, at.center().x);
        used[col] |= !drawn || at.x0 >= edges[col] - SAME_WALL || at.x1 <= edges[col + 1] + SAME_WALL;
    };
    for line in over.iter().chain(body) {
        for unit in units(line, gap) {
            fill(&line.span(&unit));
        }
    }
    if drawn || broken {
        for mark in body.iter().flat_map(|line| &line.marks) {
            fill(&mark.at);
        }
    }
    if drawn {
        // A piece that goes on from another page may have nothing in its first columns: their cells span its rows.
        let wide = |col: usize| edges[col + 1] - edges[col] >= body[0].size.scale(BLANK, 1000);
        let first = used.iter().position(|used| *used).unwrap_or(0);
        (0..first).filter(|col| over.is_empty() && wide(*col)).for_each(|col| used[col] = true);
    }
    let mut out = vec![edges[0]];
    for col in 0..used.len() {
        if used[col] {
            out.push(edges[col + 1]);
        } else if out.len() > 1 {
            *out.last_mut().expect("not empty") = edges[col + 1];
        }
    }
    let last = edges.len() - 1;
    *out.last_mut().expect("not empty") = edges[last];
    out
}

/// Edges without those that part signs from their figures: a column that holds nothing but what opens figures belongs to the
/// one right of it, and one of what closes them (`)`, `%`) to the one left of it. Pages made from markup set them so. Where
/// each of the two has a name, they are columns by themselves.
fn without_slots_of_signs(edges: Vec<Pt>, over: &[Line], body: &[Line], gap: i32) -> Vec<Pt> {
    let count = edges.len() - 1;
    let at = |x: Pt| slot(&edges, x);
    let mut held: Vec<Vec<Form>> = vec![Vec::new(); count];
    for mark in body.iter().flat_map(|line| &line.marks) {
        held[at(mark.at.center().x)].push(mark.form);
    }
    let mut named = vec![false; count];
    for span in over.iter().flat_map(|line| units(line, gap).into_iter().map(|unit| line.span(&unit))) {
        let col = at(span.center().x);
        named[col] |= edges[col] <= span.x0 && span.x1 <= edges[col + 1];
    }
    let only = |col: usize, form: Form| !held[col].is_empty() && held[col].iter().all(|own| *own == form);
    let figures = |col: usize| held[col].iter().any(|form| form.is_figure());
    // Nothing may stand between a sign and its figure.
    let own = |col: usize| {
        if only(col, Form::Opening) {
            (col + 1..count).find(|next| !held[*next].is_empty())
        } else if only(col, Form::Closing) {
            (0..col).rev().find(|last| !held[*last].is_empty())
        } else {
            None
        }
    };
    let mut kept = vec![true; edges.len()];
    for col in 0..count {
        if let Some(own) = own(col).filter(|own| figures(*own) && !(named[col] && named[*own])) {
            kept[col.min(own) + 1..=col.max(own)].fill(false);
        }
    }
    edges.into_iter().zip(kept).filter_map(|(edge, kept)| kept.then_some(edge)).collect()
}

/// Edges without those between keys at the left and at the right of one column, before the labels: the month stands with the
/// first day, the days alone stand to the right. No line has both, nearly every line one, and a name stands over one at most.
fn shared(mut edges: Vec<Pt>, over: &[Line], body: &[Line], gap: i32) -> Vec<Pt> {
    if edges.len() < 5 {
        return edges;
    }
    let at = |line: &Line, col: usize| {
        let runs = units(line, gap);
        let inside = |run: &Range<usize>| {
            let x = line.span(run).center().x;
            edges[col] <= x && x < edges[col + 1]
        };
        runs.into_iter().find(inside)
    };
    let near = |line: &Line, a: &Range<usize>, b: &Range<usize>| {
        line.span(b).x0 - line.span(a).x1 <= line.size.scale(BESIDE, 1000)
    };
    let (mut one, mut all, mut left, mut close) = (0, 0, 0, 0);
    for line in body {
        let (a, b, label) = (at(line, 0), at(line, 1), at(line, 2));
        if a.is_some() && b.is_some() {
            return edges;
        }
        let Some(label) = label.filter(|run| line.marks[run.clone()].iter().any(|m| m.form == Form::Text))
        else {
            continue;
        };
        all += 1;
        one += usize::from(a.is_some() || b.is_some());
        left += usize::from(a.is_some());
        close += usize::from(b.is_some_and(|b| near(line, &b, &label)));
    }
    let named = |line: &Line| at(line, 0).is_some() && at(line, 1).is_some();
    let keys = all >= KEYS && one * 4 >= all * 3 && left > 0 && left < one && close + left >= one;
    if keys && !over.iter().any(named) {
        edges.remove(1);
    }
    edges
}

/// Fewer rows may leave one of two columns blank by chance.
const KEYS: usize = 5;
/// Keys set to the right stand no farther before their labels than this part of the em (per thousand).
const BESIDE: i32 = 1_500;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    /// How many of the rivers between codes are left.
    fn left(head: &[(i32, &str)], rows: &[&[(i32, &str)]]) -> usize {
        let lines = drawn(&[&[head], rows].concat());
        let river = River { from: Pt::points(10), to: Pt::points(13) };
        without_codes(vec![river], &lines[..1], &lines[1..]).len()
    }

    #[test]
    fn groups_of_digits_under_one_name_are_a_code() {
        let code: &[(i32, &str)] = &[(0, "11"), (13, "222222")];
        let rows = [code; 5];
        assert_eq!(left(&[(0, "Number")], &rows), 0);
        assert_eq!(left(&[(0, "No"), (20, "Sum")], &rows), 1, "two names");
        assert_eq!(left(&[(0, "Number")], &rows[..4]), 1, "few lines");
        let other: &[(i32, &str)] = &[(0, "11"), (13, "2222")];
        assert_eq!(left(&[(0, "Number")], &[code, code, code, code, other]), 1, "figures");
        let years: &[(i32, &str)] = &[(-10, "1204"), (13, "1311")];
        assert_eq!(left(&[(0, "Number")], &[years; 5]), 1, "counts");
    }
}
