//! Which columns each text of a head spans.
//!
//! Lines of one text are put together first. What stands lowest over a column names it. A text above others is the head of
//! a group: the columns over the rule below it, or those it is centred over of the columns around it whose names begin
//! lower. Of several ways to part these columns among the texts above them, the one wins that leaves texts nearest to the
//! middle of their columns and fewest columns over (the tree of a head's boxes as in Wang, *Tabular abstraction, editing,
//! and formatting*, 1996, §2; an assignment by least cost in place of its rules).

mod gathered;
mod home;
mod shared;

use crate::bands::{Line, Mark};
use crate::columns::Columns;
use crate::forms::Form;
use crate::shaded::about;
use gathered::{gathered, ruled, seen};
use home::{home, over_all};
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use model::page::StrokeOrigin;
use std::ops::Range;

/// Lines of one text stand no farther apart (per thousand of the em).
const LEADING: i32 = 1_600;
/// Lines of one text share an edge or their middle to within this part of the em.
const ALIGNED: i32 = 300;
/// A text is the middle of its columns to within this part of the em.
const CENTRED: i32 = 350;
/// How far from the middle a text counts that is set to the left edge of its columns: centred over others it heads those.
const AT_LEFT: i32 = 750;
/// What a column costs that no text spans although its name begins below the texts, in thousandths of an em.
const LEFT_OVER: i32 = 700;
/// A text farther than this (thousandths of an em) from the middle of any columns stays with the one it lies over.
const FARTHEST: i32 = 2_200;
/// Texts whose baselines differ by less than this part of the em stand on one line.
const SAME_LINE: i32 = 300;
/// Words of one text differ in width by less than this, in thousandths of a point.
const SAME_WIDTH: i32 = 500;
/// Borders end this near to their edge.
const SAME_EDGE: Pt = Pt(1_500);

/// A text of the head.
#[expect(clippy::struct_excessive_bools, reason = "each is one observation, none excludes another")]
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// The columns it spans.
    pub(crate) cols: Range<usize>,
    /// Whether these are known, and not looked for.
    pub(crate) fixed: bool,
    pub(crate) marks: Vec<Mark>,
    pub(crate) at: Rect,
    /// Baselines of its first and last line.
    pub(crate) first: Pt,
    pub(crate) last: Pt,
    pub(crate) size: Pt,
    /// Whether it stands above other texts of its columns.
    pub(crate) over: bool,
    /// Whether a rule parts it from the text above it, and from the one below.
    pub(crate) ruled: bool,
    pub(crate) ruled_below: bool,
    /// Whether it is one of several alike on one line, each under a text of its own: the unit of each column.
    pub(crate) unit: bool,
    /// Whether it stands below names of several columns and is the middle of these: their common unit.
    pub(crate) of_all: bool,
}

/// The texts of a head, each with the columns it spans. `parts` are the rules among them that do not cross the whole table,
/// `gap` what parts two units, `pitch` how far apart rows are set below, `numbered` whether numbers of the columns follow.
pub(crate) fn texts(
    lines: &[Line],
    columns: &Columns,
    parts: &[Rule],
    (gap, pitch, numbered): (i32, Option<Pt>, bool),
) -> Vec<Text> {
    let seen = seen(lines, parts);
    let mut out = gathered(lines, columns, &seen, (gap, pitch, numbered));
    out.sort_by_key(|text| (-text.last, text.at.x0));
    // From the lowest line up; texts of one line part the columns below them among themselves.
    let mut from = 0;
    while from < out.len() {
        let lowest = out[from].clone();
        // Texts of more or fewer lines may be set to one middle.
        let (mut level, higher): (Vec<Text>, Vec<Text>) =
            out.drain(from..).partition(|text| stands_with(text, &lowest));
        let to = from + level.len();
        level.sort_by_key(|text| text.at.x0);
        out.extend(level.into_iter().chain(higher));
        place(&mut out, from..to, columns, parts);
        from = to;
    }
    let below: Vec<(Range<usize>, Pt, Rect)> = out.iter().map(|t| (t.cols.clone(), t.first, t.at)).collect();
    for text in &mut out {
        let x = text.at.center().x;
        let next =
            below.iter().filter(|(cols, first, _)| *first > text.last && cols.contains(&text.cols.start));
        let next = next.map(|(_, _, at)| at.center().y).min();
        text.ruled_below = next.is_some_and(|y| ruled(&seen, text, y, x));
        let last =
            below.iter().filter(|(cols, first, _)| *first < text.first && cols.contains(&text.cols.start));
        let last = last.map(|(_, _, at)| at.center().y).max();
        text.ruled = last.is_some_and(|y| {
            seen.iter().any(|r| y < r.at && r.at < text.at.center().y && r.from <= x && x <= r.to)
        });
    }
    out
}

/// Whether a text stands on the line of the `lowest` one: they end on one, or have one middle and stand beside each other.
pub(crate) fn stands_with(text: &Text, lowest: &Text) -> bool {
    let near = lowest.size.scale(SAME_LINE, 1000);
    let middle = |text: &Text| text.first + (text.last - text.first) / 2;
    let beside = text.at.x1 < lowest.at.x0 || lowest.at.x1 < text.at.x0;
    let several = |text: &Text| text.first != text.last;
    (lowest.last - text.last).abs() <= near
        || beside && several(text) && several(lowest) && (middle(text) - middle(lowest)).abs() <= near / 2
}

/// Gives the texts of one line their columns; those in `all` before them stand lower.
fn place(all: &mut [Text], line: Range<usize>, columns: &Columns, parts: &[Rule]) {
    let (lower, rest) = all.split_at_mut(line.start);
    let (own, higher) = rest.split_at_mut(line.end - line.start);
    // For each column, the highest text below; none where there is none.
    let mut begins: Vec<Option<(Pt, Rect)>> = vec![None; columns.len()];
    for text in lower.iter() {
        for col in text.cols.clone() {
            if begins[col].is_none_or(|(known, _)| text.first < known) {
                begins[col] = Some((text.first, text.at));
            }
        }
    }
    let mut upper: Vec<usize> = Vec::new();
    let seats: Vec<Range<usize>> = own.iter().map(|text| text.cols.clone()).collect();
    for (ix, text) in own.iter_mut().enumerate() {
        // Texts whose middle stands beside two levels are on none of them.
        let below = text
            .cols
            .clone()
            .any(|col| begins[col].is_some_and(|(base, _)| base - text.last > text.size / 2));
        if below {
            text.over = true;
            upper.push(ix);
        } else if !text.fixed {
            let taken = |col: usize| {
                seats.iter().enumerate().any(|(other, cols)| other != ix && cols.contains(&col))
                    || begins[col].is_some()
            };
            let several = text.cols.len() > 1 || text.of_all;
            let own = if several { home(text, columns, taken) } else { text.cols.clone() };
            let wider = |all: &Range<usize>| all.start <= own.start && own.end <= all.end;
            // What lies over one column alone spans others where it reaches their figures.
            let reached = |all: &Range<usize>| {
                let over = |col: usize| columns.core(col).0 < text.at.x1 && text.at.x0 < columns.core(col).1;
                several || all.clone().all(over)
            };
            let all = over_all(&text.at, (text.size, text.of_all), columns, taken);
            text.cols = all.filter(wider).filter(reached).unwrap_or(own);
        }
    }
    if upper.is_empty() {
        return;
    }
    let beside: Vec<bool> = (0..columns.len())
        .map(|col| {
            own.iter().any(|text| !text.over && text.cols.contains(&col))
                || higher.iter().any(|text| {
                    let level = own[upper[0]].first - text.last < text.size / 2;
                    level && columns.at(text.at.center().x) == col
                })
        })
        .collect();
    let mut from = 0;
    while from < upper.len() {
        let text = &own[upper[from]];
        let (low, name) = low(text, &begins);
        let cell = if columns.drawn { about(&text.at, text.size, parts) } else { None };
        // Names that begin beside the text stand on the rule as well: it is under them all.
        let beside_it = |rule: &&Rule| {
            let over = |t: &&Text| rule.from <= t.at.center().x && t.at.center().x <= rule.to;
            let level = |t: &&Text| t.last < rule.at && t.first - text.first <= text.size / 3;
            lower.iter().filter(over).filter(level).any(|t| t.cols != text.cols)
        };
        let under = || {
            let rule = under_rule(text, low, parts).filter(|rule| !beside_it(rule));
            rule.map(|rule| (rule.from, rule.to))
        };
        let cols = cell.or_else(under).and_then(|(from, to)| columns.between(from, to));
        let seat = columns.at(text.at.center().x);
        let near = text.size.scale(ALIGNED, 1000);
        // A column is open when its name stands as low as the names below the text: set to one middle or lower, or to one top, or
        // to one foot.
        let open = |level: Level| -> Vec<bool> {
            let level = |at: &Rect| {
                let set = match level {
                    Level::Middles => false,
                    Level::Tops => (at.y0 - name.y0).abs() <= near,
                    Level::Feet => (at.y1 - name.y1).abs() <= near,
                };
                set || at.center().y >= name.center().y - near
            };
            let is_open = |col: usize| {
                let lower = |(begin, at): (Pt, Rect)| begin > text.last && level(&at);
                begins[col].is_some_and(lower)
            };
            (0..columns.len()).map(|col| !beside[col] && is_open(col)).collect()
        };
        // A group lies over whole groups; a unit below the names of all columns is none.
        let group =
            |t: &&Text| t.cols.clone().all(|col| begins[col].is_none_or(|(first, _)| first >= t.first));
        let inside =
            |edge: usize| lower.iter().filter(group).any(|t| t.cols.start < edge && edge < t.cols.end);
        let parts = amounts(lower, columns.len());
        let whole: Vec<bool> = (0..=columns.len()).map(|edge| !inside(edge) && !parts[edge]).collect();
        let names: Vec<Option<Rect>> = (0..columns.len())
            .map(|col| Rect::bounding(lower.iter().filter(|t| t.cols == (col..col + 1)).map(|t| t.at)))
            .collect();
        let within = |run: &Range<usize>| {
            let inside = |ix: &&usize| {
                let x = own[**ix].at.center().x;
                columns.edges[run.start] <= x && x <= columns.edges[run.end]
            };
            let count = upper[from..].iter().take_while(inside).count().max(1);
            upper[from..from + count].iter().map(|ix| &own[*ix]).collect::<Vec<&Text>>()
        };
        let ranges = if let Some(cols) = cols {
            let texts = within(&cols);
            // A rule under one text alone says what it spans, wherever the text stands over it.
            if texts.len() == 1 { vec![cols] } else { share(&texts, cols, columns, (&names, &whole), true).1 }
        } else if let Some(ranges) = {
            let run = around(&open(Level::Tops), seat, text, columns);
            periods(&within(&run), run, columns, lower)
        } {
            ranges
        } else {
            let shared = |level: Level| {
                let run = around(&open(level), seat, text, columns);
                share(&within(&run), run, columns, (&names, &whole), false)
            };
            let (cost, strict) = shared(Level::Middles);
            if cost == 0 {
                strict
            } else {
                let (cost, tops) = shared(Level::Tops);
                let (other, feet) = shared(Level::Feet);
                let labels = feet.first().is_some_and(|cols| cols.start == 0);
                if other < cost && !labels { feet } else { tops }
            }
        };
        let count = ranges.len();
        for (ix, range) in upper[from..from + count].iter().zip(ranges) {
            own[*ix].cols = range;
        }
        from += count;
    }
}

/// How names stand on one level.
#[derive(Clone, Copy)]
enum Level {
    Middles,
    Tops,
    Feet,
}

/// At which edges an amount of several parts would be cut: pounds, shillings and pence, whose columns a sign and two letters
/// name.
fn amounts(lower: &[Text], n: usize) -> Vec<bool> {
    let name = |col: usize| {
        lower.iter().filter(move |text| text.cols == (col..col + 1)).max_by_key(|text| text.last)
    };
    let sign = |col: usize| name(col).is_some_and(|text| text.marks.iter().all(|m| m.form == Form::Opening));
    let letter = |col: usize| {
        name(col).is_some_and(|text| matches!(&text.marks[..], [m] if m.letters <= LETTER && m.small))
    };
    let mut out = vec![false; n + 1];
    for col in 1..n.saturating_sub(1) {
        if sign(col - 1) && letter(col) && letter(col + 1) {
            (out[col], out[col + 1]) = (true, true);
        }
    }
    out
}

/// `s.`
const LETTER: u32 = 2;

/// The name right below a text that begins lowest: its first baseline and its box.
fn low(text: &Text, begins: &[Option<(Pt, Rect)>]) -> (Pt, Rect) {
    let below =
        text.cols.clone().filter_map(|col| begins[col]).filter(|(base, _)| *base - text.last > text.size / 2);
    below.max_by_key(|(base, at)| (*base, at.x0)).unwrap_or((text.last, text.at))
}

/// The open columns around one, that one included.
fn around(open: &[bool], seat: usize, text: &Text, columns: &Columns) -> Range<usize> {
    // Over the edge of a column, a text may belong to the one at its other side.
    let seat = if open[seat] { seat } else { text.cols.clone().find(|col| open[*col]).unwrap_or(seat) };
    let first = (0..=seat).rev().take_while(|col| open[*col] || *col == seat).last().unwrap_or(seat);
    let last = (seat..columns.len()).take_while(|col| open[*col] || *col == seat).last().unwrap_or(seat);
    first..last + 1
}

/// The columns of a run shared among the texts above them, left to right, and what that costs; `whole` says at which edges
/// no group below is cut.
fn share(
    texts: &[&Text],
    run: Range<usize>,
    columns: &Columns,
    (names, whole): (&[Option<Rect>], &[bool]),
    ruled: bool,
) -> (i64, Vec<Range<usize>>) {
    let (n, k) = (run.len(), texts.len());
    let far = i64::from(i32::MAX);
    // The least cost at which the first i columns hold the first t texts, and the group that ends there. Of equal ones the
    // one with fewer texts over a single column: those head no group.
    let mut best = vec![vec![((far, 0), None::<(usize, usize)>); k + 1]; n + 1];
    best[0][0] = ((0, 0), None);
    for i in 0..=n {
        for t in 0..=k {
            let ((cost, lone), _) = best[i][t];
            if cost >= far {
                continue;
            }
            if i < n {
                // The first column names the rows: nothing need stand above it.
                let free = run.start + i == 0 && !ruled || names[run.start + i].is_none();
                let left = (cost + if free { 0 } else { i64::from(LEFT_OVER) }, lone);
                if left < best[i + 1][t].0 {
                    best[i + 1][t] = (left, None);
                }
            }
            if t < k && whole[run.start + i] {
                let ends = best.iter_mut().enumerate().skip(i + 1);
                for (j, ends) in ends.filter(|(j, _)| whole[run.start + j]) {
                    let off = off(texts[t], run.start + i..run.start + j, columns, names);
                    // Labels are seldom in one group with figures.
                    let labels = run.start + i == 0 && j > i + 1 && has_labels(columns, names, texts[t].size);
                    let off = off.map(|off| off + if labels { WITH_LABELS } else { 0 });
                    let sum = off.map(|off| (cost + off, lone + usize::from(j == i + 1)));
                    if let Some(sum) = sum.filter(|sum| *sum < ends[t + 1].0) {
                        ends[t + 1] = (sum, Some((i, j)));
                    }
                }
            }
        }
    }
    let single = |text: &Text| {
        let seat = columns.at(text.at.center().x);
        seat..seat + 1
    };
    if best[n][k].0.0 >= far {
        return (far, texts.iter().map(|text| single(text)).collect());
    }
    let mut out = Vec::new();
    let (mut i, mut t) = (n, k);
    while i > 0 {
        match best[i][t].1 {
            Some((from, to)) => {
                out.push(run.start + from..run.start + to);
                (i, t) = (from, t - 1);
            }
            None => i -= 1,
        }
    }
    out.reverse();
    (best[n][k].0.0, out)
}

/// Whether the first column looks like labels: its name begins where they do, and they go on farther.
fn has_labels(columns: &Columns, names: &[Option<Rect>], size: Pt) -> bool {
    let (from, to) = columns.core(0);
    names[0].is_some_and(|name| (name.x0 - from).abs() <= size.scale(ALIGNED, 1000) && to - name.x1 > size)
}

/// What a group costs that has the labels in it, in thousandths of an em.
const WITH_LABELS: i64 = 1_000;

/// The columns of a run shared among the texts above them where the names below say the same under each, as years do; columns
/// before them are left over.
fn periods(
    texts: &[&Text],
    run: Range<usize>,
    columns: &Columns,
    lower: &[Text],
) -> Option<Vec<Range<usize>>> {
    let looks: Vec<Vec<_>> = run
        .clone()
        .map(|col| {
            let own = lower.iter().filter(|text| text.cols == (col..col + 1)).flat_map(|text| &text.marks);
            own.map(|m| (m.form, m.letters, m.value, m.at.width().0 / SAME_WIDTH)).collect()
        })
        .collect();
    let (n, k) = (looks.len(), texts.len());
    if k < 2 {
        return None;
    }
    (2..=n / k).rev().find_map(|period| {
        let first = n - k * period;
        let again = (first..n - period).all(|ix| !looks[ix].is_empty() && looks[ix] == looks[ix + period]);
        let differ = looks[first..first + period].windows(2).any(|pair| pair[0] != pair[1]);
        let ranges: Vec<Range<usize>> = (0..k)
            .map(|nth| run.start + first + nth * period..run.start + first + (nth + 1) * period)
            .collect();
        let over = texts.iter().zip(&ranges).all(|(text, cols)| {
            let x = text.at.center().x;
            columns.edges[cols.start] <= x && x <= columns.edges[cols.end]
        });
        (again && differ && over).then_some(ranges)
    })
}

/// How far (thousandths of an em) a text stands from the middle of some columns; `None` when it is not over them.
fn off(text: &Text, cols: Range<usize>, columns: &Columns, names: &[Option<Rect>]) -> Option<i64> {
    let (left, right) = (columns.edges[cols.start], columns.edges[cols.end]);
    let x = text.at.center().x;
    if x < left || x > right {
        return None;
    }
    let by = |from: Pt, to: Pt| (x - (from + (to - from) / 2)).abs();
    let mut least = by(columns.core(cols.start).0, columns.core(cols.end - 1).1);
    // An edge in the white between labels and figures says nothing of where the column begins.
    if columns.drawn || cols.start != 1 {
        least = least.min(by(left, right));
    }
    // A text over one column ends where its figures do.
    let flush = (text.at.x1 - columns.core(cols.start).1).abs() <= text.size.scale(ALIGNED, 1000);
    if cols.len() == 1 && flush {
        return Some(0);
    }
    // Figures stand at the right of their columns: the left edge of one is the right edge of the one before.
    if cols.start > 1 {
        least = least.min(by(columns.core(cols.start - 1).1, columns.core(cols.end - 1).1));
    }
    if cols.len() > 1 && cols.start > 0 {
        // Before the first of them may stand labels, numbers of notes, or nothing: columns of figures are as wide as these stand
        // apart.
        let (first, last) = (columns.core(cols.start).1, columns.core(cols.end - 1).1);
        least = least.min(by(first - (last - first) / (cols.len() as i32 - 1), last));
    }
    if let (Some(first), Some(last)) = (names[cols.start], names[cols.end - 1]) {
        least = least.min(by(first.x0, last.x1)).min(by(first.center().x, last.center().x));
        // A group may be set to its left edge.
        if cols.len() > 1 && (text.at.x0 - first.x0).abs() <= text.size.scale(ALIGNED, 1000) {
            least = least.min(text.size.scale(AT_LEFT, 1000));
        }
    }
    let ems = i64::from(least.0) * 1000 / i64::from(text.size.0.max(1));
    let ems = if ems <= i64::from(CENTRED) { 0 } else { ems };
    (ems <= i64::from(FARTHEST) || cols.len() == 1).then_some(ems)
}

/// The rule under a text, above the next lower texts; of several the longest, for some are drawn in pieces.
fn under_rule<'r>(text: &Text, below: Pt, parts: &'r [Rule]) -> Option<&'r Rule> {
    let x = text.at.center().x;
    parts
        .iter()
        .filter(|rule| rule.origin != StrokeOrigin::FillEdge)
        .filter(|rule| rule.at > text.at.center().y && rule.at < below - text.size / 3)
        .filter(|rule| rule.from <= x && x <= rule.to)
        .max_by_key(|rule| (rule.to - rule.from, -rule.at))
}
