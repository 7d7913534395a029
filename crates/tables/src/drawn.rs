//! What is drawn, as the reader of one direction sees it: rules, the pieces they were drawn in, and rows of shading.

use model::geometry::{Pt, Quarter, Rect};
use model::layout::Rule;
use model::page::{Axis, Page, Stroke, StrokeOrigin};

/// Pieces nearer than this meet: cells that draw their own borders.
const MEET: Pt = Pt(600);
/// Areas of shading higher than this are panels, not rows; a row of a table of words may have twenty lines.
const PANEL: Pt = Pt(240_000);
/// Lower ones are rules.
const LOWEST: Pt = Pt(5_000);
/// A page with more areas is a picture.
const MOST_FILLS: usize = 20_000;

/// A horizontal edge of something: a rule, or of shading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level {
    pub(crate) at: Pt,
    pub(crate) from: Pt,
    pub(crate) to: Pt,
    /// Whether it is a line; else the edge of an area.
    pub(crate) drawn: bool,
}

/// A place on a level at which one piece ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Joint {
    pub(crate) y: Pt,
    pub(crate) x: Pt,
}

/// All of it, turned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn {
    /// Sorted by place.
    pub(crate) levels: Vec<Level>,
    /// Level rules, as pieces that meet: two short rules with a small gap are two.
    pub(crate) rules: Vec<Rule>,
    /// Upright rules.
    pub(crate) uprights: Vec<Rule>,
    /// Sorted by y, then x.
    pub(crate) joints: Vec<Joint>,
}

/// What is drawn outside the areas taken.
pub(crate) fn drawn(page: &Page, rules: &[Rule], direction: Quarter, taken: &[Rect]) -> Drawn {
    let free = |area: &Rect| !taken.iter().any(|t| t.grow(Pt(2_000)).contains(area.center()));
    let mut out = Drawn::default();
    for rule in rules {
        let area = match rule.axis {
            Axis::Horizontal => Rect::new(rule.from, rule.at, rule.to, rule.at),
            Axis::Vertical => Rect::new(rule.at, rule.from, rule.at, rule.to),
        };
        if !free(&area) {
            continue;
        }
        let t = direction.turn(&area);
        if t.y0 == t.y1 {
            out.levels.push(Level { at: t.y0, from: t.x0, to: t.x1, drawn: true });
        } else {
            out.uprights.push(Rule { axis: Axis::Vertical, at: t.x0, from: t.y0, to: t.y1, ..*rule });
        }
    }
    let pieces = page.strokes.iter().map(|stroke| direction.turn(&area_of(stroke))).filter(|t| t.y0 == t.y1 && free(&direction.unturn(t)));
    let mut pieces: Vec<Rect> = pieces.collect();
    pieces.sort_by_key(|t| (t.y0, t.x0, t.x1));
    out.rules = met(&pieces);
    meeting(&pieces, |a, b| a.y0 == b.y0, |_, x, y| out.joints.push(Joint { y, x }));
    shading(page, direction, &free, &mut out);
    out.levels.sort_unstable();
    out.joints.sort_unstable();
    out.joints.dedup();
    out
}

/// Pieces that meet, as rules.
fn met(sorted: &[Rect]) -> Vec<Rule> {
    let mut out: Vec<Rule> = Vec::new();
    for t in sorted {
        match out.last_mut() {
            Some(rule) if rule.at == t.y0 && t.x0 - rule.to <= MEET => rule.to = rule.to.max(t.x1),
            _ => out.push(Rule {
                axis: Axis::Horizontal,
                at: t.y0,
                from: t.x0,
                to: t.x1,
                width: Pt::ZERO,
                dashed: false,
                origin: StrokeOrigin::Line,
            }),
        }
    }
    out
}

fn area_of(stroke: &Stroke) -> Rect {
    match stroke.axis {
        Axis::Horizontal => Rect::new(stroke.from, stroke.at, stroke.to, stroke.at),
        Axis::Vertical => Rect::new(stroke.at, stroke.from, stroke.at, stroke.to),
    }
}

/// Calls `found` for every two neighbours of one row that meet.
fn meeting(sorted: &[Rect], same: impl Fn(&Rect, &Rect) -> bool, mut found: impl FnMut(&Rect, Pt, Pt)) {
    for pair in sorted.windows(2) {
        if same(&pair[0], &pair[1]) && (pair[1].x0 - pair[0].x1).abs() <= MEET && pair[1].x0 > pair[0].x0 {
            found(&pair[0], pair[1].x0, pair[0].y0);
        }
    }
}

/// Rows of shading: areas of the same height that meet are one.
fn shading(page: &Page, direction: Quarter, free: &impl Fn(&Rect) -> bool, out: &mut Drawn) {
    if page.fills.len() > MOST_FILLS {
        return;
    }
    let areas = page.fills.iter().filter(|fill| fill.rectangle && free(&fill.bbox)).map(|fill| direction.turn(&fill.bbox));
    let mut areas: Vec<Rect> = areas.filter(|t| t.height() >= LOWEST && t.height() <= PANEL && t.width() > LOWEST).collect();
    areas.sort_by_key(|t| (t.y0, t.y1, t.x0, t.x1));
    areas.dedup();
    let same = |a: &Rect, b: &Rect| (a.y0 - b.y0).abs() <= MEET && (a.y1 - b.y1).abs() <= MEET;
    meeting(&areas, same, |a, x, _| out.joints.extend([Joint { y: a.y0, x }, Joint { y: a.y1, x }]));
    let mut rows: Vec<Rect> = Vec::new();
    for area in areas {
        match rows.last_mut() {
            Some(row) if same(row, &area) && area.x0 - row.x1 <= MEET => row.x1 = row.x1.max(area.x1),
            _ => rows.push(area),
        }
    }
    for row in rows {
        out.levels.extend([row.y0, row.y1].map(|at| Level { at, from: row.x0, to: row.x1, drawn: false }));
    }
}
