//! Edges of a grid that no rule draws: where the rules beside stop, or go on between labels.

use super::{COLUMN, Edge, ONE_EDGE, is_wall};
use crate::near::Near;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::{Color, Fill};

/// The edge between two columns that no upright parts, where most of the rules between them stop: `ends` are the places of
/// rules' ends, and their heights. Text stands on both sides and none across.
pub(super) fn stopping(
    ends: &[(Pt, Pt)],
    (left, right): (Pt, Pt),
    rows: &[Edge],
    words: &[Word],
    near: &Near,
) -> Option<Edge> {
    let mut between: Vec<(Pt, Pt)> = ends.to_vec();
    between.retain(|(x, _)| left + COLUMN < *x && *x < right - COLUMN);
    between.sort_unstable();
    let run = |first: usize| between.partition_point(|(x, _)| *x - between[first].0 <= ONE_EDGE) - first;
    let first = (0..between.len()).rev().max_by_key(|first| run(*first))?;
    let own = &between[first..first + run(first)];
    if own.len() < STOPS || own.len() * 2 < ends.len() {
        return None;
    }
    let x = own[0].0;
    let heights = || own.iter().map(|(_, y)| *y);
    let (top, bottom) = (heights().min()?, heights().max()?);
    // The rows above the first and below the last of them are parted, too.
    let top = rows.iter().rev().map(|row| row.at).find(|y| *y < top - ONE_EDGE).unwrap_or(top);
    let bottom = rows.iter().map(|row| row.at).find(|y| *y > bottom + ONE_EDGE).unwrap_or(bottom);
    let area = Rect::new(left, top, right, bottom);
    let inside: Vec<Rect> = near.inside(&area).into_iter().map(|ix| words[ix].bbox).collect();
    let before = inside.iter().any(|word| word.x1 <= x + RUN_IN);
    let after = inside.iter().any(|word| word.x0 >= x - RUN_IN);
    let across = inside.iter().any(|word| word.x0 + RUN_IN < x && x < word.x1 - RUN_IN);
    (before && after && !across).then(|| Edge { at: x, drawn: vec![(top, bottom)] })
}

/// Fewer rules that stop at one place may do so by chance.
const STOPS: usize = 3;

/// The edge below the names of groups that no rule draws: within the first row uprights begin at one height, below a text that
/// stands over the columns they part, as far as the uprights beside go up to the top; or below a row that is shaded from side to
/// side, in which rules of its colour are not seen.
pub(super) fn begun_lower(
    rows: &[Edge],
    cols: &[Edge],
    fills: &[Fill],
    words: &[Word],
    near: &Near,
) -> Option<Edge> {
    let [top, bottom, _, ..] = rows else { return None };
    let begin = |col: &Edge| col.drawn.first().map(|(from, _)| *from).filter(|y| *y - top.at > ONE_EDGE);
    let lower = |col: &Edge| begin(col).filter(|y| bottom.at - *y > ONE_EDGE);
    let at = cols.iter().filter_map(lower).min()?;
    let begins = |col: &Edge| lower(col).is_some_and(|y| y - at <= ONE_EDGE);
    // What begins elsewhere in the row parts it otherwise; below a heading over the whole table all begin.
    let inner = &cols[1..cols.len() - 1];
    if cols.iter().any(|col| lower(col).is_some() && !begins(col)) {
        return None;
    }
    if inner.iter().all(&begins) {
        let (left, right) = (cols[0].at, cols[cols.len() - 1].at);
        let own = |fill: &&Fill| {
            let b = &fill.bbox;
            let level = (b.y1 - at).abs() <= ONE_EDGE && (b.y0 - top.at).abs() <= ONE_EDGE;
            level && fill.color != Color::WHITE && left - ONE_EDGE <= b.x0 && b.x1 <= right + ONE_EDGE
        };
        let shaded: Pt =
            fills.iter().filter(own).map(|fill| fill.bbox.width()).fold(Pt::ZERO, |all, part| all + part);
        let text = near.any(&Rect::new(left, top.at, right, at));
        return (text && shaded + ONE_EDGE >= right - left).then(|| Edge { at, drawn: vec![(left, right)] });
    }
    let mut drawn = Vec::new();
    let mut from = 0;
    for to in (1..cols.len()).filter(|to| !begins(&cols[*to])) {
        let (left, right) = (cols[from].at, cols[to].at);
        let texts = |top: Pt, bottom: Pt| near.inside(&Rect::new(left, top, right, bottom));
        let crossed = || {
            let across = |ix: &usize| words[*ix].bbox.y0 + RUN_IN < at && at < words[*ix].bbox.y1 - RUN_IN;
            texts(top.at, bottom.at).iter().any(across)
        };
        if to - from > 1 {
            if texts(top.at, at).is_empty() || texts(at, bottom.at).is_empty() || crossed() {
                return None;
            }
            drawn.push((left, right));
        }
        from = to;
    }
    (!drawn.is_empty()).then_some(Edge { at, drawn })
}

/// The edges about headings over the whole table that no rule parts from the rows below or above them: all uprights stop there, and
/// go on behind.
pub(super) fn interrupted(rows: &[Edge], cols: &mut [Edge], words: &[Word], near: &Near) -> Vec<Edge> {
    let (left, right) = (cols[0].at, cols[cols.len() - 1].at);
    let count = cols.len();
    let inner = &mut cols[1..count - 1];
    let mut out = Vec::new();
    if inner.len() < UPRIGHTS {
        return out;
    }
    // The first row holds names of columns.
    for band in rows.windows(2).skip(1) {
        let (top, bottom) = (band[0].at, band[1].at);
        if !inner.iter().all(|col| is_wall(col, top, bottom)) {
            continue;
        }
        let mut drawn: Vec<(Pt, Pt)> = inner
            .iter()
            .flat_map(|col| col.drawn.iter().copied())
            .filter(|(from, to)| *from < bottom && *to > top)
            .collect();
        drawn.sort_unstable();
        let mut end = top;
        for (from, to) in drawn.into_iter().chain([(bottom, bottom)]) {
            let gap = (from - end > HEADING).then(|| near.inside(&Rect::new(left, end, right, from)));
            if let Some(texts) = gap.filter(|texts| !texts.is_empty()) {
                if is_heading(&texts, words, inner) {
                    let edges =
                        [end, from].into_iter().filter(|at| top + ONE_EDGE < *at && *at < bottom - ONE_EDGE);
                    out.extend(edges.map(|at| Edge { at, drawn: vec![(left, right)] }));
                } else if !inner.iter().any(|col| is_crossed(col.at, &texts, words)) {
                    // A row, whose uprights were left out.
                    for col in inner.iter_mut() {
                        col.draw(end, from);
                    }
                }
            }
            end = end.max(to);
        }
    }
    out
}

/// Whether a word stands across a place.
fn is_crossed(x: Pt, own: &[usize], words: &[Word]) -> bool {
    own.iter().any(|ix| words[*ix].bbox.x0 < x && x < words[*ix].bbox.x1)
}

/// Whether words are one text: on each line no more than an em is between two, and they stand in one column or over an edge.
fn is_heading(own: &[usize], words: &[Word], cols: &[Edge]) -> bool {
    let mut sorted: Vec<&Word> = own.iter().map(|ix| &words[*ix]).collect();
    sorted.sort_by_key(|word| (word.bbox.center().y, word.bbox.x0));
    let level = |a: &Word, b: &Word| a.bbox.overlap_y(&b.bbox) * 2 > a.bbox.height().min(b.bbox.height());
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in sorted {
        match lines.last_mut().filter(|line| level(line[0], word)) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    for line in &mut lines {
        line.sort_by_key(|word| word.bbox.x0);
    }
    let near = |pair: &[&Word]| pair[1].bbox.x0 - pair[0].bbox.x1 <= pair[0].size;
    let over = |x: Pt| {
        lines.iter().any(|line| {
            let (first, last) = (line[0].bbox.x0, line[line.len() - 1].bbox.x1);
            first < x && x < last
        })
    };
    let inside = || cols.iter().filter(|col| over(col.at));
    !lines.is_empty()
        && lines.iter().all(|line| line.windows(2).all(near))
        && (inside().count() == 0 || inside().any(|col| is_crossed(col.at, own, words)))
}

/// Fewer uprights may stop at a place by chance.
const UPRIGHTS: usize = 2;
/// The place of a heading is no lower than this.
const HEADING: Pt = Pt(6_000);

/// Labels left of the first upright stand in rows although no rule runs on to them: edges between the rows beside are
/// taken to go on, where nearly every row has its label and no label crosses an edge. Few labels may be one text for all
/// rows, unless they stand apart as no lines of a text do.
pub(super) fn rule_labels(rows: &mut [Edge], cols: &[Edge], words: &[Word], near: &Near) {
    let [left, first, second, ..] = cols else { return };
    let inner = 1..rows.len() - 1;
    let ruled: Vec<usize> = inner.filter(|row| is_wall(&rows[*row], first.at, second.at)).collect();
    let bare = ruled.iter().filter(|row| !is_wall(&rows[**row], left.at, first.at)).count();
    if bare * 2 <= ruled.len() || ruled.is_empty() {
        return;
    }
    let mut ends: Vec<Pt> = ruled.iter().map(|row| rows[*row].at).collect();
    ends.extend(rows.last().map(|row| row.at));
    let area = Rect::new(left.at, Pt::MIN, first.at, Pt::MAX);
    let labels: Vec<&Word> = near.inside(&area).into_iter().map(|ix| &words[ix]).collect();
    let crosses = |y: Pt| labels.iter().any(|w| w.bbox.y0 + RUN_IN < y && y < w.bbox.y1 - RUN_IN);
    let filled =
        |pair: &&[Pt]| labels.iter().any(|w| pair[0] < w.bbox.center().y && w.bbox.center().y < pair[1]);
    let full = ends.windows(2).filter(filled).count();
    if full * 10 < (ends.len() - 1) * 9 || ends.iter().any(|y| crosses(*y)) {
        return;
    }
    // White above and below each edge.
    let apart = |row: &usize| {
        let y = rows[*row].at;
        let above = labels.iter().filter(|w| w.bbox.center().y < y).map(|w| w.bbox.y1).max();
        let below = labels.iter().filter(|w| w.bbox.center().y > y).min_by_key(|w| w.bbox.y0);
        above.zip(below).is_some_and(|(above, below)| below.bbox.y0 - above >= below.size)
    };
    if bare < LABELS && !ruled.iter().all(apart) {
        return;
    }
    // Above the rule under a group in the head the corner is blank: the name of the labels has it, too.
    let begins = |row: &usize| {
        let above = |y: Pt| rows[0].at < y && y < rows[*row].at;
        labels.iter().any(|w| above(w.bbox.center().y))
    };
    let ruled: Vec<usize> = ruled.into_iter().filter(begins).collect();
    for row in ruled {
        rows[row].draw(left.at, first.at);
    }
}

/// Fewer rows without rules under their labels may be one label for all.
const LABELS: usize = 4;
/// Boxes of letters reach over an edge by this much.
pub(super) const RUN_IN: Pt = Pt(2_500);
