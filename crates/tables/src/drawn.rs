//! What is drawn, as the reader of one direction sees it: rules, the pieces they were drawn in, and rows of shading.

use model::geometry::{Pt, Quarter, Rect};
use model::layout::Rule;
use model::page::{Axis, Color, Page, StrokeOrigin};

/// Pieces nearer than this meet: cells that draw their own borders.
const MEET: Pt = Pt(600);
/// Strokes nearer than this were set to one place and rounded.
const ROUNDED: Pt = Pt(2);
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
    /// Sorted by place. Level rules, as pieces that meet and piece by piece: two short rules with a small gap are two.
    pub(crate) rules: Vec<Rule>,
    /// Upright rules, sorted by place.
    pub(crate) uprights: Vec<Rule>,
    /// Sorted by y, then x.
    pub(crate) joints: Vec<Joint>,
    /// Shaded areas that may be cells, with their colours; sorted by the upper edge, the lower one, then x.
    pub(crate) areas: Vec<(Rect, Color)>,
}

impl Drawn {
    /// What is drawn without the bands of shading that go on over any of these areas, or above or below it.
    pub(crate) fn without_bands(&self, areas: &[Rect]) -> Self {
        let over = |level: &Level| areas.iter().any(|area| level.from < area.x1 && area.x0 < level.to);
        let levels = self.levels.iter().filter(|level| level.drawn || !over(level)).copied().collect();
        Self { levels, ..self.clone() }
    }
}

/// What is drawn outside the areas taken.
pub(crate) fn drawn(page: &Page, rules: &[Rule], direction: Quarter, taken: &[Rect]) -> Drawn {
    let free = |area: &Rect| !taken.iter().any(|t| t.grow(Pt(2_000)).contains(area.center()));
    let mut out = Drawn::default();
    for rule in rules {
        let area = rule.area();
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
    let pieces = page
        .strokes
        .iter()
        .map(|stroke| direction.turn(&stroke.area()))
        .filter(|t| t.y0 == t.y1 && free(&direction.unturn(t)));
    let mut pieces: Vec<Rect> = pieces.collect();
    pieces.sort_by_key(|t| (t.y0, t.x0, t.x1));
    on_one_level(&mut pieces, ROUNDED);
    out.rules = met(&pieces);
    out.rules.extend(single(&pieces));
    meeting(&pieces, |joint| out.joints.push(joint));
    shading(page, direction, &free, &mut out);
    out.rules.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    out.uprights.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    out.levels.sort_unstable();
    out.joints.sort_unstable();
    out.joints.dedup();
    out
}

/// Sets level pieces to one place that are so near: producers round those of neighbours apart. In and out in order.
fn on_one_level(pieces: &mut [Rect], near: Pt) {
    let mut last = Pt::MIN;
    for piece in pieces.iter_mut() {
        if piece.y0 - last <= near {
            (piece.y0, piece.y1) = (last, last);
        } else {
            last = piece.y0;
        }
    }
    pieces.sort_by_key(|t| (t.y0, t.x0, t.x1));
}

/// Pieces that meet, as rules.
fn met(sorted: &[Rect]) -> Vec<Rule> {
    let mut out: Vec<Rule> = Vec::new();
    for t in sorted {
        match out.last_mut() {
            Some(rule) if rule.at == t.y0 && t.x0 - rule.to <= MEET => rule.to = rule.to.max(t.x1),
            _ => out.push(rule_of(t)),
        }
    }
    out
}

/// Each piece as a rule of its own, where they are few: a drawing has many.
fn single(sorted: &[Rect]) -> impl Iterator<Item = Rule> {
    sorted.iter().filter(|_| sorted.len() <= MOST_FILLS).map(rule_of)
}

fn rule_of(t: &Rect) -> Rule {
    let (width, dashed, origin) = (Pt::ZERO, false, StrokeOrigin::Line);
    Rule { axis: Axis::Horizontal, at: t.y0, from: t.x0, to: t.x1, width, dashed, origin }
}

/// Calls `found` with the place of every joint: two neighbours of one row that meet.
fn meeting(sorted: &[Rect], mut found: impl FnMut(Joint)) {
    for pair in sorted.windows(2) {
        if pair[0].y0 == pair[1].y0 && (pair[1].x0 - pair[0].x1).abs() <= MEET && pair[1].x0 > pair[0].x0 {
            found(Joint { y: pair[0].y0, x: pair[1].x0 });
        }
    }
}

/// Whether one area goes on beside another.
pub(crate) fn meet(a: &Rect, b: &Rect) -> bool {
    a.y0 == b.y0 && a.y1 == b.y1 && (b.x0 - a.x1).abs() <= MEET
}

/// Areas that may be cells: wide ones, and narrow ones that meet another of their height, as the blank between two.
fn cells(mut areas: Vec<(Rect, Color)>) -> Vec<(Rect, Color)> {
    areas.sort_by_key(|(t, color)| (t.y0, t.y1, t.x0, t.x1, *color));
    let joined: Vec<bool> = areas.windows(2).map(|pair| meet(&pair[0].0, &pair[1].0)).collect();
    let kept = |ix: &usize| {
        areas[*ix].0.width() > LOWEST
            || ix.checked_sub(1).is_some_and(|before| joined[before])
            || joined.get(*ix).is_some_and(|after| *after)
    };
    (0..areas.len()).filter(kept).map(|ix| areas[ix]).collect()
}

/// The upper and lower edges of shaded areas, as if they were drawn: what meets on one line is one level.
fn shading(page: &Page, direction: Quarter, free: &impl Fn(&Rect) -> bool, out: &mut Drawn) {
    if page.fills.len() > MOST_FILLS {
        return;
    }
    let areas = page
        .fills
        .iter()
        .filter(|fill| fill.rectangle && free(&fill.bbox))
        .map(|fill| (direction.turn(&fill.bbox), fill.color));
    out.areas = cells(areas.filter(|(t, _)| t.height() >= LOWEST && t.height() <= PANEL).collect());
    let areas = out.areas.iter().map(|(t, _)| *t);
    let mut edges: Vec<Rect> = areas.flat_map(|t| [Rect { y1: t.y0, ..t }, Rect { y0: t.y1, ..t }]).collect();
    edges.sort_by_key(|t| (t.y0, t.x0, t.x1));
    on_one_level(&mut edges, MEET);
    edges.dedup();
    meeting(&edges, |joint| out.joints.push(joint));
    let joined = met(&edges);
    out.levels.extend(joined.iter().map(|rule| Level {
        at: rule.at,
        from: rule.from,
        to: rule.to,
        drawn: false,
    }));
    let shaded = |rule: Rule| Rule { origin: StrokeOrigin::FillEdge, ..rule };
    out.rules.extend(joined.into_iter().map(shaded));
    out.rules.extend(single(&edges).map(shaded));
}
