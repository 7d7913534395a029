//! Edges between columns that their names move: names apart from their figures, and names without any.

use crate::bands::Line;
use crate::rivers::units;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Edges without those between a column and texts of it that are centred apart from what else stands in it: names and totals
/// over labels, names over figures at the right edge of a wide column. No line has text in both.
pub(super) fn paired(mut edges: Vec<Pt>, over: &[Line], body: &[Line], gap: i32) -> Vec<Pt> {
    let lines: Vec<Vec<(Rect, bool)>> =
        over.last().into_iter().chain(body).map(|line| texts(line, gap)).collect();
    let names = usize::from(!over.is_empty());
    let size = body[0].size;
    let mut col = 0;
    while edges.len() > 3 && col + 1 < edges.len() {
        let held = |ix: usize| -> Vec<(usize, Rect, bool)> {
            let inside = |(b, _): &&(Rect, bool)| edges[ix] <= b.center().x && b.center().x < edges[ix + 1];
            // Spread characters of one text are one.
            let own = |(nth, line): (usize, &Vec<(Rect, bool)>)| {
                let at = Rect::bounding(line.iter().filter(inside).map(|(b, _)| *b))?;
                Some((nth, at, nth >= names && line.iter().filter(inside).any(|(_, figure)| *figure)))
            };
            lines.iter().enumerate().filter_map(own).collect()
        };
        let few = held(col);
        let middle = few.first().map(|(_, b, _)| b.center().x);
        let centred = few
            .iter()
            .all(|(_, b, figure)| middle.is_some_and(|x| (x - b.center().x).abs() <= size / 2) && !figure);
        let below = few.iter().filter(|(nth, _, _)| *nth >= names).count();
        let beside = [col.checked_sub(1), Some(col + 1).filter(|ix| ix + 1 < edges.len())];
        let takes = |ix: usize| {
            let other = held(ix);
            let apart = !few.iter().any(|(nth, _, _)| other.iter().any(|(own, _, _)| own == nth));
            let fill = Rect::bounding(other.iter().map(|(_, b, _)| *b))?;
            let own = Rect::bounding(few.iter().map(|(_, b, _)| *b))?;
            // Right of the labels a name may be a blank column's: theirs is the middle of the room up to the next text.
            let next = lines.iter().flatten().map(|(b, _)| b.x0).filter(|x| *x > own.x1).min();
            let room = own.center().x * 2 - edges[0];
            let blank = ix == 0 && next.is_none_or(|next| room > next + size * ROOM);
            let sparse = below * FEW <= other.len();
            (apart && sparse && !blank).then_some(((own.x0 - fill.x1).max(fill.x0 - own.x1), ix))
        };
        let nearest =
            beside.into_iter().flatten().filter_map(takes).min().filter(|_| centred && !few.is_empty());
        match nearest {
            Some((_, ix)) => {
                edges.remove(col.max(ix));
                col = col.min(ix).saturating_sub(1);
            }
            None => col += 1,
        }
    }
    edges
}

/// The units of a line: their boxes, and whether each is figures alone.
fn texts(line: &Line, gap: i32) -> Vec<(Rect, bool)> {
    let figure = |unit: &Range<usize>| line.marks[unit.clone()].iter().all(|m| m.form.is_figure());
    units(line, gap).iter().map(|unit| (line.span(unit), figure(unit))).collect()
}

/// Edges without those between the labels of sums and the column of figures right of them: below its last figure stand, before the
/// sums in the next column, words that no name stands over.
pub(super) fn summed(mut edges: Vec<Pt>, over: &[Line], body: &[Line], gap: i32) -> Vec<Pt> {
    if over.is_empty() || edges.len() < 5 {
        return edges;
    }
    let of =
        |lines: &[Line]| -> Vec<Vec<(Rect, bool)>> { lines.iter().map(|line| texts(line, gap)).collect() };
    let (names, rows) = (of(over), of(body));
    // Whether what a line has in a column is figures.
    let held = |edges: &[Pt], col: usize, line: &[(Rect, bool)]| -> Option<bool> {
        let inside = |(b, _): &&(Rect, bool)| edges[col] <= b.center().x && b.center().x < edges[col + 1];
        line.iter().find(inside).map(|(_, figure)| *figure)
    };
    let named = |edges: &[Pt], col: usize| names.iter().any(|line| held(edges, col, line).is_some());
    for col in (1..edges.len() - 3).rev() {
        if named(&edges, col) || !named(&edges, col + 1) {
            continue;
        }
        let own: Vec<usize> =
            (0..rows.len()).filter(|ix| held(&edges, col, &rows[*ix]) == Some(false)).collect();
        let Some(&first) = own.first() else { continue };
        let (above, below) = rows.split_at(first);
        let last_rows = above.iter().all(|line| held(&edges, col, line).is_none())
            && below.iter().all(|line| held(&edges, col + 1, line).is_none());
        let sums = own.iter().all(|ix| held(&edges, col + 2, &rows[*ix]) == Some(true));
        let figures = above.iter().filter(|line| held(&edges, col + 1, line) == Some(true)).count();
        if last_rows && sums && figures > 1 {
            edges.remove(col + 1);
        }
    }
    edges
}

/// The room of a column of labels reaches no more than so many ems into the next text.
const ROOM: i32 = 2;
/// Texts centred apart are one in so many of a column, at the most.
const FEW: usize = 4;

/// Edges with those between columns that nothing but their names shows: no body stands below these.
pub(super) fn named(mut edges: Vec<Pt>, over: &[Line], body: &[Line], gap: i32) -> Vec<Pt> {
    let boxes = |line: &Line| -> Vec<Rect> { units(line, gap).iter().map(|unit| line.span(unit)).collect() };
    let fills: Vec<Rect> = body.iter().flat_map(boxes).collect();
    let free = |name: &Rect| !fills.iter().any(|b| b.x0 < name.x1 && name.x0 < b.x1);
    // From the lowest line up: what stands right above a name and is aligned with it goes on with it; over several, it heads
    // a group.
    let mut names: Vec<Rect> = Vec::new();
    for line in over.iter().rev() {
        let lower = names.len();
        for own in boxes(line) {
            let common = |b: &Rect| b.x0 < own.x1 && own.x0 < b.x1;
            let near = line.size.scale(ALIGNED, 1000);
            // Beside the middle of a name of two lines it stands above neither.
            let level = line.size.scale(LEVEL, 1000);
            // Only its neighbours say whether it stands above others; what stands beside all names, not over any, names its own.
            let left = names[..lower].iter().filter(|b| b.x1 <= own.x0).max_by_key(|b| b.x1);
            let right = names[..lower].iter().filter(|b| b.x0 >= own.x1).min_by_key(|b| b.x0);
            let outer = left.is_none() || right.is_none();
            let above = !outer && left.into_iter().chain(right).all(|b| b.y0 >= own.y1 - level);
            let col = |b: &Rect| edges.partition_point(|x| *x <= b.center().x);
            let seats: Vec<usize> = names.iter().map(col).collect();
            let taken = |own: &Rect| seats.contains(&col(own));
            let mut known = names.iter_mut().filter(|b| common(b));
            match (known.next(), known.next()) {
                (Some(name), None)
                    if name.y0 - own.y1 <= near && (name.center().x - own.center().x).abs() <= near =>
                {
                    *name = name.union(&own);
                }
                // Right above others it heads a group; a column's name reaches down to theirs, or stands over its body alone.
                (None, None) if !above || !free(&own) && !taken(&own) => names.push(own),
                _ => {}
            }
        }
    }
    names.sort_by_key(|b| (b.x0, b.x1));
    if names.first().is_some_and(free) {
        edges.splice(1..1, before_first(&names, &fills, &edges, body[0].size));
    }
    let mut bare: Vec<bool> = names.iter().map(free).collect();
    beside_their_own(&mut edges, &names, &bare, (&fills, body[0].size));
    // What stands in the slot of a name and nearest to it, is its body, too.
    let slot = |b: &Rect| edges.partition_point(|x| *x <= b.center().x);
    for fill in &fills {
        let x = fill.center().x;
        let near = names.partition_point(|name| name.center().x < x);
        let beside = [near.checked_sub(1), Some(near)].into_iter().flatten().filter(|ix| *ix < names.len());
        let own = beside.min_by_key(|ix| (names[*ix].center().x - x).abs());
        if let Some(ix) = own.filter(|ix| slot(&names[*ix]) == slot(fill)) {
            bare[ix] = false;
        }
    }
    for nth in (1..names.len()).filter(|nth| bare[*nth - 1] || bare[*nth]) {
        let (left, right) = (names[nth - 1].x1, names[nth].x0);
        let parted = edges.iter().any(|x| left - Pt(500) <= *x && *x <= right + Pt(500));
        let middle = left + (right - left) / 2;
        if right > left && !parted && edges[0] < middle && middle < edges[edges.len() - 1] {
            // Past what the body fills on either side.
            let from = fills.iter().map(|b| b.x1).filter(|x| *x <= right).max().map_or(left, |x| x.max(left));
            let edge = from + (right - from) / 2;
            // An edge that cuts the end of a name off is drawn by its lowest line alone.
            let between = |x: &Pt| names[nth - 1].center().x < *x && *x < names[nth].center().x;
            let held = |x: Pt| fills.iter().any(|b| b.x0 < edge.max(x) && edge.min(x) < b.x1);
            edges.retain(|x| !between(x) || held(*x));
            edges.push(edge);
            edges.sort_unstable();
        }
    }
    edges
}

/// The edge between labels that have no name and a blank column right of them, whose name is the first: it stands farther right
/// than the middle of the labels' room.
fn before_first(names: &[Rect], fills: &[Rect], edges: &[Pt], size: Pt) -> Option<Pt> {
    let name = names.first()?;
    let left = fills.iter().map(|b| b.x1).filter(|x| *x <= name.x0).max()?;
    let next = fills.iter().chain(&names[1..]).map(|b| b.x0).filter(|x| *x >= name.x1).min()?;
    let own = is_past_labels(name, &names[1..], fills, edges[0], size);
    let first = edges[1];
    // Another edge parts the two from what stands right of them.
    (own && name.x1 <= first && first <= next).then(|| left + (name.x0 - left) / 2)
}

/// Whether a name stands farther right than in the middle of the labels' room, which ends at the next text: that of a blank
/// column.
fn is_past_labels(name: &Rect, others: &[Rect], fills: &[Rect], left: Pt, size: Pt) -> bool {
    let next = fills.iter().chain(others).map(|b| b.x0).filter(|x| *x >= name.x1).min();
    next.is_some_and(|next| name.center().x * 2 - left > next + size * ROOM)
}

/// Boxes of lines one above the other share no more than this part of the em.
const LEVEL: i32 = 200;
/// Lines of a name are aligned to within this part of the em.
const ALIGNED: i32 = 350;

/// Moves edges to the other side of names with no body below them that stand at the end of a slot, beside one with a body and
/// without a name: a short name over the middle of a wide column of figures.
fn beside_their_own(edges: &mut [Pt], names: &[Rect], bare: &[bool], (fills, size): (&[Rect], Pt)) {
    let slot = |edges: &[Pt], b: &Rect| edges.partition_point(|x| *x <= b.center().x);
    for (nth, name) in names.iter().enumerate().filter(|(nth, _)| bare[*nth]) {
        let own = slot(edges, name);
        let (first, last) = (own <= 1, own + 1 >= edges.len());
        let named = |edges: &[Pt], at: usize| names.iter().filter(|b| slot(edges, b) == at).count();
        let filled = |edges: &[Pt], at: usize| fills.iter().any(|b| slot(edges, b) == at);
        // The name gives up its slot to another one, with a body of its own.
        if named(edges, own) < 2 || !filled(edges, own) {
            continue;
        }
        let lacks = |at: usize| named(edges, at) == 0 && filled(edges, at);
        let inside = fills.iter().filter(|b| slot(edges, b) == own);
        if !last && lacks(own + 1) && nth > 0 {
            let from = inside.map(|b| b.x1).chain([names[nth - 1].x1]).max().unwrap_or_default();
            if from < name.x0 {
                edges[own] = from + (name.x0 - from) / 2;
            }
        } else if !first
            && lacks(own - 1)
            && nth + 1 < names.len()
            && !(own == 2 && is_past_labels(name, &names[nth + 1..], fills, edges[0], size))
        {
            let to = inside.map(|b| b.x0).chain([names[nth + 1].x0]).min().unwrap_or_default();
            if name.x1 < to {
                edges[own - 1] = name.x1 + (to - name.x1) / 2;
            }
        }
    }
}
