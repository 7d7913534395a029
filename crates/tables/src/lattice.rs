//! Rules to grids: groups of rules that touch, the edges they stand on, and the cells between their walls.

mod jointed;
mod led;
mod undrawn;

use crate::bands::Mark;
use crate::capped::capped;
use crate::forms::{Form, form};
use crate::near::Near;
use crate::rules::along;
use crate::stacked::{Group, stacked};
use led::rule_led;
use model::geometry::{Point, Pt, Quarter, Rect};
use model::layout::{Open, Rule, Word};
use model::page::{Axis, Fill, Stroke, StrokeOrigin};
use std::collections::BTreeSet;
use undrawn::{begun_lower, interrupted, rule_labels, stopping};

/// Rules this near touch: ends that don't quite meet, and corners of cells that draw their own borders.
const TOUCH: Pt = Pt(3_500);
/// Rules nearer than this stand on one edge: double rules, and borders of neighbours. No line of text fits between.
const ONE_EDGE: Pt = Pt(3_600);
/// Verticals that run on past the last horizontal rule by more than this leave a row open.
const RUN_ON: Pt = Pt(5_000);
/// A side that no rule closes is a column, text in it or not, when most rules run on by more than this.
const COLUMN: Pt = Pt(14_000);
/// A rule is a wall of a slot when it covers at least half of its side.
const HALF: i32 = 2;
/// The most edges a grid may have each way: more is a hatching or a drawing.
const MAX_EDGES: usize = 2_000;
/// And the most slots.
const MAX_SLOTS: usize = 200_000;
/// The most pairs of rules that touch on a page. The largest grid has a fifth of them; a page of more is hatched.
const MOST_CROSSINGS: usize = 1_000_000;

/// A grid of slots, and the cells that its walls leave, as the reader of its text sees it.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    /// The way its text runs; upright until [`Lattice::turned`].
    pub(crate) direction: Quarter,
    /// x of the column edges.
    pub(crate) xs: Vec<Pt>,
    /// y of the row edges.
    pub(crate) ys: Vec<Pt>,
    /// Cells as (row, column, row span, column span), tiling the grid.
    pub(crate) cells: Vec<[u32; 4]>,
    /// The cells where leaders lead through open space as well; none once turned.
    pub(crate) led: Option<Vec<[u32; 4]>>,
    /// Outer edges that no rule closes.
    pub(crate) open: Open,
    /// For each column, whether its last cell has no rule below. All closed once turned.
    pub(crate) open_below: Vec<bool>,
    /// Whether white space parts some of its rows.
    pub(crate) mixed: bool,
    /// Rows of its head, where rules part that from the rows and white space parts these.
    pub(crate) head: Option<u32>,
}

impl Lattice {
    pub(crate) fn bbox(&self) -> Rect {
        Rect::new(self.xs[0], self.ys[0], self.xs[self.xs.len() - 1], self.ys[self.ys.len() - 1])
    }

    /// The column at a place, or the nearest.
    pub(crate) fn column_at(&self, x: Pt) -> usize {
        self.xs.partition_point(|edge| *edge <= x).clamp(1, self.xs.len() - 1) - 1
    }

    /// For each slot, row by row, the index of its cell.
    pub(crate) fn owners(&self) -> Vec<usize> {
        let (n_rows, n_cols) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut owner = vec![0; n_rows * n_cols];
        for (ix, [row, col, height, width]) in self.cells.iter().enumerate() {
            for r in *row..row + height {
                for c in *col..col + width {
                    owner[r as usize * n_cols + c as usize] = ix;
                }
            }
        }
        owner
    }

    /// What stands in each cell.
    pub(crate) fn held(&self, marks: impl IntoIterator<Item = Mark>) -> Vec<Vec<Mark>> {
        let owners = self.owners();
        let mut out = vec![Vec::new(); self.cells.len()];
        for mark in marks {
            out[self.cell_at(&owners, mark.at.center())].push(mark);
        }
        out
    }

    /// The cell at a point, or the nearest.
    pub(crate) fn cell_at(&self, owners: &[usize], point: Point) -> usize {
        let slot =
            |edges: &[Pt], at: Pt| edges.partition_point(|edge| *edge <= at).clamp(1, edges.len() - 1) - 1;
        owners[slot(&self.ys, point.y) * (self.xs.len() - 1) + slot(&self.xs, point.x)]
    }

    /// An upright lattice as the reader of text that runs another way sees it.
    pub(crate) fn turned(self, direction: Quarter) -> Self {
        let (n_rows, n_cols) = (self.ys.len() as u32 - 1, self.xs.len() as u32 - 1);
        let back = |edges: &[Pt]| edges.iter().rev().map(|at| -*at).collect::<Vec<_>>();
        let Open { top, bottom, left, right } = self.open;
        let (xs, ys, open) = match direction {
            Quarter::D0 => return self,
            Quarter::D90 => {
                let open = Open { top: right, bottom: left, left: top, right: bottom };
                (self.ys.clone(), back(&self.xs), open)
            }
            Quarter::D180 => {
                let open = Open { top: bottom, bottom: top, left: right, right: left };
                (back(&self.xs), back(&self.ys), open)
            }
            Quarter::D270 => {
                let open = Open { top: left, bottom: right, left: bottom, right: top };
                (back(&self.ys), self.xs.clone(), open)
            }
        };
        let mut cells: Vec<[u32; 4]> = self
            .cells
            .iter()
            .map(|&[row, col, height, width]| match direction {
                Quarter::D0 => [row, col, height, width],
                Quarter::D90 => [n_cols - col - width, row, width, height],
                Quarter::D180 => [n_rows - row - height, n_cols - col - width, height, width],
                Quarter::D270 => [col, n_rows - row - height, width, height],
            })
            .collect();
        cells.sort_unstable();
        let open_below = vec![false; xs.len() - 1];
        Self { direction, xs, ys, cells, led: None, open, open_below, mixed: self.mixed, head: None }
    }
}

/// The grids of a page, largest first; a grid inside another's cell is left out, unless the outer one is a mere frame.
pub(crate) fn lattices(
    rules: &[Rule],
    (fills, strokes): (&[Fill], &[Stroke]),
    words: &[Word],
    leaders: &[Rect],
    near: &Near,
) -> Vec<Lattice> {
    let level = along(rules, Axis::Horizontal);
    let (upright, linked) = &bridged(along(rules, Axis::Vertical), level, (words, near));
    let groups = capped(stacked(groups(level, upright, linked), words), fills, words, near);
    if groups.is_empty() {
        return Vec::new();
    }
    let mut pieces: Vec<Stroke> =
        strokes.iter().filter(|stroke| stroke.axis == Axis::Vertical).copied().collect();
    pieces.sort_unstable_by_key(|stroke| (stroke.at, stroke.from, stroke.to));
    let mut found: Vec<Lattice> = groups
        .into_iter()
        .filter(|group| !is_shaded_row(group, level))
        .filter_map(|(h, v)| lattice((&h, &v), (fills, &pieces), words, leaders, near))
        .collect();
    found.sort_by_key(|l| {
        let b = l.bbox();
        (-(i64::from(b.width().0) * i64::from(b.height().0)), b)
    });
    let holds = |outer: &Rect, inner: &Rect| outer.grow(ONE_EDGE).contains_rect(inner);
    // Places and boxes of those that are more than a frame.
    let grids = found.iter().enumerate().filter(|(_, lattice)| lattice.cells.len() > FRAME);
    let grids: Vec<(usize, Rect)> = grids.map(|(ix, lattice)| (ix, lattice.bbox())).collect();
    let mut ix = 0;
    found.retain(|lattice| {
        let (own, cells) = (lattice.bbox(), lattice.cells.len());
        let me = ix;
        ix += 1;
        let inside = grids.iter().any(|(other, b)| *other < me && holds(b, &own));
        let frame = cells <= FRAME && grids.iter().any(|(other, b)| *other > me && holds(&own, b));
        !inside && !frame
    });
    found
}

/// Upright rules, those made one that white between groups of rows interrupts: several, all from and to the same heights, at
/// which no level rule closes a grid. And the places of those with which the next one on its line goes on beyond a heading.
fn bridged(upright: &[Rule], level: &[Rule], (words, near): (&[Word], &Near)) -> (Vec<Rule>, Vec<usize>) {
    // Neighbours on one line, by where the white between them begins and ends.
    let mut gaps: Vec<(Pt, Pt, usize)> = Vec::new();
    for (ix, pair) in upright.windows(2).enumerate() {
        let white = pair[1].from - pair[0].to;
        if (pair[1].at - pair[0].at).abs() <= HAIR && Pt::ZERO < white && white <= HEADING {
            gaps.push((pair[0].to, pair[1].from, ix));
        }
    }
    gaps.sort_unstable();
    let (mut joined, mut headed) = (vec![false; upright.len()], vec![false; upright.len()]);
    for run in gaps.chunk_by(|a, b| b.0 - a.0 <= HAIR && (b.1 - a.1).abs() <= HAIR) {
        let ats = || run.iter().map(|(_, _, ix)| upright[*ix].at);
        let (Some(left), Some(right)) = (ats().min(), ats().max()) else { continue };
        let first = level.partition_point(|rule| rule.at < run[0].0 - TOUCH);
        let rules = level[first..].iter().take_while(|rule| rule.at <= run[0].1 + HEAD);
        let rules = rules.filter(|rule| rule.from < right && left < rule.to).map(|rule| rule.at);
        // A heading below the rule of a head, and above rows that begin with none, is the first of these.
        let highest = rules.max();
        // Names of columns below the white are the head of another table.
        let row = || {
            let below = near.inside(&Rect::new(left, run[0].1 - HAIR, right, run[0].1 + HEAD));
            below.iter().any(|ix| form(&words[*ix].text) == Form::Number)
        };
        let gaps = if near.any(&Rect::new(left, run[0].0, right, run[0].1)) {
            let open = highest.is_none_or(|at| at <= run[0].0 + TOUCH);
            (run.len() >= HEADED && open && row()).then_some(&mut headed)
        } else {
            let white = run[0].1 - run[0].0 <= WHITE;
            (run.len() >= BRIDGES && white && highest.is_none()).then_some(&mut joined)
        };
        let Some(gaps) = gaps else { continue };
        for (_, _, ix) in run {
            gaps[*ix] = true;
        }
    }
    let mut out: Vec<Rule> = Vec::with_capacity(upright.len());
    let mut linked = Vec::new();
    for (ix, rule) in upright.iter().enumerate() {
        match out.last_mut() {
            Some(last) if ix > 0 && joined[ix - 1] => last.to = last.to.max(rule.to),
            _ => {
                linked.extend((ix > 0 && headed[ix - 1]).then(|| out.len() - 1));
                out.push(*rule);
            }
        }
    }
    (out, linked)
}

/// Uprights this near are on one line.
const HAIR: Pt = Pt(600);
/// The white between groups of rows is no higher, …
const WHITE: Pt = Pt(12_000);
/// … and a heading between them, with the white about it.
const HEADING: Pt = Pt(30_000);
/// A rule no farther below the white ends the head of another grid.
const HEAD: Pt = Pt(16_000);
/// So many uprights stop and go on there, …
const BRIDGES: usize = 3;
/// … and so many where a heading stands.
const HEADED: usize = 2;

/// Whether a group is one row of cells that shading alone parts, between rules as wide as others of the page: these are the
/// bars of a table, and it is a row of that.
fn is_shaded_row((own, upright): &Group, level: &[Rule]) -> bool {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let (top, bottom) = (first.at, last.at);
    let inner = own.iter().any(|rule| top + ONE_EDGE < rule.at && rule.at < bottom - ONE_EDGE);
    if inner || upright.iter().any(|rule| rule.origin != StrokeOrigin::FillEdge) {
        return false;
    }
    let (Some(left), Some(right)) = (own.iter().map(|r| r.from).min(), own.iter().map(|r| r.to).max()) else {
        return false;
    };
    let same = |rule: &&Rule| (rule.from - left).abs() <= TOUCH && (rule.to - right).abs() <= TOUCH;
    let apart = |rule: &&Rule| rule.at < top - ONE_EDGE || rule.at > bottom + ONE_EDGE;
    let bars = || level.iter().filter(|rule| rule.origin != StrokeOrigin::FillEdge).filter(same);
    bars().any(|rule| !apart(&rule)) && bars().filter(apart).count() >= BARS
}

/// So many bars of one width, its own apart, are a table's.
const BARS: usize = 3;

/// A box of so few cells around a grid is its frame.
const FRAME: usize = 2;

/// Groups of rules that touch one another. Each upright whose place is in `linked` goes on with the next one.
fn groups(level: &[Rule], upright: &[Rule], linked: &[usize]) -> Vec<Group> {
    let mut parent: Vec<usize> = (0..level.len() + upright.len()).collect();
    let mut budget = MOST_CROSSINGS;
    for (h, v) in crossings(level, upright) {
        if budget == 0 {
            return Vec::new();
        }
        budget -= 1;
        let (a, b) = (root(&mut parent, h), root(&mut parent, level.len() + v));
        parent[a.max(b)] = a.min(b);
    }
    for v in linked {
        let (a, b) = (root(&mut parent, level.len() + v), root(&mut parent, level.len() + v + 1));
        parent[a.max(b)] = a.min(b);
    }
    let mut out: Vec<Group> = Vec::new();
    let mut group_of = vec![usize::MAX; parent.len()];
    for ix in 0..parent.len() {
        let root = root(&mut parent, ix);
        if group_of[root] == usize::MAX {
            group_of[root] = out.len();
            out.push((Vec::new(), Vec::new()));
        }
        let group = &mut out[group_of[root]];
        match level.get(ix) {
            Some(rule) => group.0.push(*rule),
            None => group.1.push(upright[ix - level.len()]),
        }
    }
    out.retain(|(h, v)| !h.is_empty() && !v.is_empty());
    out
}

/// The pairs of rules that touch, level ones from top to bottom: each looks at the uprights that stand at its height alone.
fn crossings<'a>(level: &'a [Rule], upright: &'a [Rule]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut starts: Vec<(Pt, usize)> =
        upright.iter().enumerate().map(|(v, rule)| (rule.from - TOUCH, v)).collect();
    let mut ends: Vec<(Pt, usize)> =
        upright.iter().enumerate().map(|(v, rule)| (rule.to + TOUCH, v)).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let (mut begun, mut ended) = (0, 0);
    let mut standing: BTreeSet<(Pt, usize)> = BTreeSet::new();
    // Rules of one axis are sorted by their place.
    level.iter().enumerate().flat_map(move |(h, rule)| {
        while starts.get(begun).is_some_and(|(from, _)| *from <= rule.at) {
            let v = starts[begun].1;
            standing.insert((upright[v].at, v));
            begun += 1;
        }
        while ends.get(ended).is_some_and(|(to, _)| *to < rule.at) {
            let v = ends[ended].1;
            standing.remove(&(upright[v].at, v));
            ended += 1;
        }
        let span = (rule.from - TOUCH, 0)..=(rule.to + TOUCH, usize::MAX);
        standing.range(span).map(|(_, v)| (h, *v)).collect::<Vec<_>>()
    })
}

fn root(parent: &mut [usize], mut ix: usize) -> usize {
    while parent[ix] != ix {
        parent[ix] = parent[parent[ix]];
        ix = parent[ix];
    }
    ix
}

/// An edge: its place, and the intervals along it that are drawn.
struct Edge {
    at: Pt,
    drawn: Vec<(Pt, Pt)>,
}

impl Edge {
    /// Draws more of it; what is drawn stays sorted and apart.
    fn draw(&mut self, from: Pt, to: Pt) {
        self.drawn.push((from, to));
        self.tidy();
    }

    fn tidy(&mut self) {
        self.drawn.sort_unstable();
        self.drawn.dedup_by(|next, last| {
            let meets = next.0 <= last.1;
            if meets {
                last.1 = last.1.max(next.1);
            }
            meets
        });
    }
}

fn edges(rules: &[Rule]) -> Vec<Edge> {
    let mut sorted: Vec<&Rule> = rules.iter().collect();
    sorted.sort_by_key(|rule| (rule.at, rule.from));
    let mut out: Vec<(Pt, Edge)> = Vec::new();
    for rule in sorted {
        match out.last_mut() {
            Some((first, edge)) if rule.at - *first <= ONE_EDGE => {
                edge.at = *first + (rule.at - *first) / 2;
                edge.drawn.push((rule.from, rule.to));
            }
            _ => out.push((rule.at, Edge { at: rule.at, drawn: vec![(rule.from, rule.to)] })),
        }
    }
    let mut out: Vec<Edge> = out.into_iter().map(|(_, edge)| edge).collect();
    out.iter_mut().for_each(Edge::tidy);
    out
}

/// Whether at least half of `from..to` is drawn on the edge.
fn is_wall(edge: &Edge, from: Pt, to: Pt) -> bool {
    let first = edge.drawn.partition_point(|(_, end)| *end <= from);
    let own = edge.drawn[first..].iter().take_while(|(start, _)| *start < to);
    let covered: Pt = own.map(|(a, b)| (*b).min(to) - (*a).max(from)).fold(Pt::ZERO, |all, part| all + part);
    covered * HALF >= to - from
}

fn lattice(
    (level, upright): (&[Rule], &[Rule]),
    (fills, pieces): (&[Fill], &[Stroke]),
    words: &[Word],
    leaders: &[Rect],
    near: &Near,
) -> Option<Lattice> {
    let (mut rows, mut cols) = (edges(level), edges(upright));
    if rows.len() > MAX_EDGES || cols.len() > MAX_EDGES || rows.len() * cols.len() > MAX_SLOTS {
        return None;
    }
    let text_in = |area: Rect| near.any(&area);
    let (left, right) = (level.iter().map(|r| r.from).min()?, level.iter().map(|r| r.to).max()?);
    let (top, bottom) = (upright.iter().map(|r| r.from).min()?, upright.iter().map(|r| r.to).max()?);
    let (first_row, last_row) = (rows.first()?.at, rows.last()?.at);
    // Outer borders that are not drawn: where the horizontals end, with text before it.
    let (first_col, last_col) = (cols.first()?.at, cols.last()?.at);
    let undrawn = |at: Pt| Edge { at, drawn: Vec::new() };
    // Most rules that run on by a column's width end a column, be it blank.
    let most =
        |ends: &dyn Fn(&Rule) -> bool| level.iter().filter(|rule| ends(rule)).count() * 5 >= level.len() * 3;
    let wide_left = first_col - left > COLUMN && most(&|rule| first_col - rule.from > COLUMN);
    let wide_right = right - last_col > COLUMN && most(&|rule| rule.to - last_col > COLUMN);
    // The rows may have no rule below: labels stand as far down as the uprights reach.
    let foot = last_row.max(bottom);
    let open_left =
        first_col - left > RUN_ON && (wide_left || text_in(Rect::new(left, first_row, first_col, foot)));
    let open_right =
        right - last_col > RUN_ON && (wide_right || text_in(Rect::new(last_col, first_row, right, foot)));
    if open_left {
        cols.insert(0, undrawn(left));
        let starts: Vec<(Pt, Pt)> = level.iter().map(|rule| (rule.from, rule.at)).collect();
        cols.extend(stopping(&starts, (left, first_col), &rows, words, near));
    }
    if open_right {
        cols.push(undrawn(right));
        let ends: Vec<(Pt, Pt)> = level.iter().map(|rule| (rule.to, rule.at)).collect();
        cols.extend(stopping(&ends, (last_col, right), &rows, words, near));
    }
    cols.sort_by_key(|edge| edge.at);
    // Rows left open by a page's end: where the verticals end.
    let open_top = first_row - top > RUN_ON && text_in(Rect::new(left, top, right, first_row));
    let open_bottom = bottom - last_row > RUN_ON && text_in(Rect::new(left, last_row, right, bottom));
    if open_top {
        rows.insert(0, undrawn(top));
    }
    if open_bottom {
        rows.push(undrawn(bottom));
    }
    if rows.len() < 2 || cols.len() < 2 || (rows.len() - 1) * (cols.len() - 1) < 2 {
        return None;
    }
    if let Some(edge) = begun_lower(&rows, &cols, fills, words, near) {
        rows.insert(1, edge);
    }
    rows.extend(interrupted(&rows, &mut cols, words, near));
    rows.sort_by_key(|edge| edge.at);
    jointed::part_rows(&mut rows, &cols, pieces, words, near);
    if open_left {
        rule_labels(&mut rows, &cols, words, near);
    }
    let plain = cells(&rows, &cols);
    let below = rows.last()?;
    let open_below = cols.windows(2).map(|pair| !is_wall(below, pair[0].at, pair[1].at)).collect();
    let led = rule_led(&mut rows, &cols, leaders, words, near).then(|| cells(&rows, &cols));
    let lattice = Lattice {
        open_below,
        led,
        xs: cols.iter().map(|edge| edge.at).collect(),
        ys: rows.iter().map(|edge| edge.at).collect(),
        cells: plain,
        open: Open { top: open_top, bottom: open_bottom, left: open_left, right: open_right },
        direction: Quarter::D0,
        mixed: false,
        head: None,
    };
    (lattice.cells.len() >= 2 && text_in(lattice.bbox())).then_some(lattice)
}

/// For each slot, row by row, the first of those that no wall parts from it.
fn regions(rows: &[Edge], cols: &[Edge]) -> Vec<usize> {
    let (n_rows, n_cols) = (rows.len() - 1, cols.len() - 1);
    let mut parent: Vec<usize> = (0..n_rows * n_cols).collect();
    for row in 0..n_rows {
        for col in 0..n_cols {
            let slot = row * n_cols + col;
            if col > 0 && !is_wall(&cols[col], rows[row].at, rows[row + 1].at) {
                let (a, b) = (root(&mut parent, slot), root(&mut parent, slot - 1));
                parent[a.max(b)] = a.min(b);
            }
            if row > 0 && !is_wall(&rows[row], cols[col].at, cols[col + 1].at) {
                let (a, b) = (root(&mut parent, slot), root(&mut parent, slot - n_cols));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    (0..parent.len()).map(|slot| root(&mut parent, slot)).collect()
}

/// Slots that no wall parts, made rectangles.
fn cells(rows: &[Edge], cols: &[Edge]) -> Vec<[u32; 4]> {
    let (n_rows, n_cols) = (rows.len() - 1, cols.len() - 1);
    let roots = regions(rows, cols);
    let mut taken = vec![false; roots.len()];
    let mut out = Vec::new();
    // In reading order: the widest run of the same root, then as far down as the whole run stays of that root.
    for slot in 0..roots.len() {
        if taken[slot] {
            continue;
        }
        let (row, col) = (slot / n_cols, slot % n_cols);
        let mine = |r: usize, c: usize, taken: &[bool]| {
            roots[r * n_cols + c] == roots[slot] && !taken[r * n_cols + c]
        };
        let width = (col..n_cols).take_while(|c| mine(row, *c, &taken)).count();
        let height = (row..n_rows).take_while(|r| (col..col + width).all(|c| mine(*r, c, &taken))).count();
        for r in row..row + height {
            taken[r * n_cols + col..r * n_cols + col + width].fill(true);
        }
        out.push([row as u32, col as u32, height as u32, width as u32]);
    }
    out
}
