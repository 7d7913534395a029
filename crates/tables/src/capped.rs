//! Shaded rows that stand on a grid, edge on edge, without a rule about them: heads and sums in another colour above, below or
//! beside cells that have rules. Their areas are cells of the grid, as a reader sees it: the edges of an area are rules.

use crate::near::Near;
use crate::stacked::Group;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Rule, Word};
use model::page::{Axis, Fill, StrokeOrigin};

/// Edges nearer than this are one: half a rule's width, and producers that round areas and lines apart.
const SAME: Pt = Pt(1_500);
/// Areas are no lower than this: lower ones are rules.
const LOWEST: Pt = Pt(6_000);
/// Nor higher: a head of five lines.
const HIGHEST: Pt = Pt(90_000);
/// A head is no more levels deep.
const DEEPEST: usize = 5;
/// Nor has it more cells.
const MOST_CELLS: usize = 600;
/// More areas are a drawing.
const MOST_FILLS: usize = 20_000;
/// More groups of rules as well.
const MOST_GROUPS: usize = 300;

/// The groups of rules with the edges of such areas.
pub(crate) fn capped(mut groups: Vec<Group>, fills: &[Fill], words: &[Word], near: &Near) -> Vec<Group> {
    if groups.len() > MOST_GROUPS || fills.len() > MOST_FILLS {
        return groups;
    }
    for direction in [Quarter::D0, Quarter::D180, Quarter::D90, Quarter::D270] {
        // Areas as one sees them whose reader has the grid's side on top, by their lower edge.
        let mut areas: Vec<Rect> =
            fills.iter().filter(|fill| fill.rectangle).map(|fill| direction.turn(&fill.bbox)).collect();
        areas.retain(|area| area.height() >= LOWEST && area.height() <= HIGHEST && area.width() >= LOWEST);
        areas.sort_by_key(|area| (area.y1, area.x0, area.x1, area.y0));
        areas.dedup();
        for group in &mut groups {
            cap(group, &areas, direction, words, near);
        }
    }
    groups
}

/// Adds the edges of the areas that stand on one side of a group.
fn cap(group: &mut Group, areas: &[Rect], direction: Quarter, words: &[Word], near: &Near) {
    let Some(grid) = outline(group).map(|outline| direction.turn(&outline)) else { return };
    let cells = on_top(&grid, areas);
    let Some(band) = Rect::bounding(cells.iter().copied()).filter(|band| is_tiled(band, &grid, &cells))
    else {
        return;
    };
    let columns = uprights_of(group, direction, |area| (area.y0 - grid.y0).abs() <= SAME);
    // Right below several areas a cell may span columns that begin farther down.
    let all = uprights_of(group, direction, |_| cells.len() > 2);
    let known = || columns.iter().chain(&all).chain([&grid.x0, &grid.x1]);
    let on_column = |x: Pt| known().any(|c| (*c - x).abs() <= SAME);
    if !cells.iter().all(|cell| on_column(cell.x0) && on_column(cell.x1)) {
        return; // fields of a form over other ones
    }
    let mut uprights: Vec<(Pt, Pt, Pt)> =
        cells.iter().flat_map(|c| [(c.x0, c.y0, c.y1), (c.x1, c.y0, c.y1)]).collect();
    if let [_] = cells[..] {
        // One area for the whole row: the grid's own columns part it, but where a text stands over several of them.
        let own = near.inside(&direction.unturn(&band));
        let own: Vec<Rect> = own.iter().map(|ix| direction.turn(&words[*ix].bbox)).collect();
        let clear = |x: &Pt| own.iter().all(|word| *x <= word.x0 || word.x1 <= *x);
        let inner = |x: &Pt| band.x0 + SAME < *x && *x < band.x1 - SAME;
        let xs: Vec<Pt> = columns.into_iter().filter(inner).filter(clear).collect();
        let held = |from: Pt, to: Pt| own.iter().any(|word| from < word.center().x && word.center().x < to);
        let edges: Vec<Pt> = [band.x0].into_iter().chain(xs.iter().copied()).chain([band.x1]).collect();
        // A row of the grid says something in each column, its labels' apart; a title and a unit do not.
        let says: Vec<bool> = edges.windows(2).map(|pair| held(pair[0], pair[1])).collect();
        let inner = says.get(1..says.len() - 1).unwrap_or_default();
        if says.iter().filter(|says| **says).count() < 2.max(says.len() - 1) || inner.contains(&false) {
            return;
        }
        uprights.extend(xs.into_iter().map(|x| (x, band.y0, band.y1)));
    }
    for (x, from, to) in uprights {
        add(group, &direction.unturn(&Rect::new(x, from, x, to)));
    }
    for cell in &cells {
        add(group, &direction.unturn(&Rect { y1: cell.y0, ..*cell }));
        add(group, &direction.unturn(&Rect { y0: cell.y1, ..*cell }));
    }
}

/// What a group's rules span.
fn outline((level, upright): &Group) -> Option<Rect> {
    let (left, right) = (level.iter().map(|r| r.from).min()?, level.iter().map(|r| r.to).max()?);
    let (top, bottom) = (upright.iter().map(|r| r.from).min()?, upright.iter().map(|r| r.to).max()?);
    let (first, last) = (level.iter().map(|r| r.at).min()?, level.iter().map(|r| r.at).max()?);
    Some(Rect::new(left, top.min(first), right, bottom.max(last)))
}

/// The areas that stand on the upper side of a grid or on one another. `areas` are sorted by their lower edge.
fn on_top(grid: &Rect, areas: &[Rect]) -> Vec<Rect> {
    let (mut out, mut edges): (Vec<Rect>, Vec<Pt>) = (Vec::new(), vec![grid.y0]);
    for _ in 0..DEEPEST {
        let Some(edge) = edges.pop() else { break };
        let from = areas.partition_point(|area| area.y1 < edge - SAME);
        let own = areas[from..].iter().take_while(|area| area.y1 <= edge + SAME);
        let inside = |area: &&Rect| grid.x0 - SAME <= area.x0 && area.x1 <= grid.x1 + SAME;
        for area in own.filter(inside) {
            if out.len() > MOST_CELLS {
                return Vec::new();
            }
            if !out.contains(area) {
                out.push(*area);
                edges.push(area.y0);
            }
        }
        edges.sort_unstable();
        edges.dedup_by(|b, a| *b - *a <= SAME);
    }
    out
}

/// Whether the areas lie side by side, none over another, and leave no part of the band out, which is as wide as the grid.
fn is_tiled(band: &Rect, grid: &Rect, cells: &[Rect]) -> bool {
    let same = |a: Pt, b: Pt| (a - b).abs() <= SAME;
    let size = |r: &Rect| i64::from(r.width().0) * i64::from(r.height().0);
    let all: i64 = cells.iter().map(size).sum();
    let off = (all - size(band)).abs();
    // As much as edges that are rounded apart leave.
    let slack = i64::from(SAME.0) * i64::from((band.width() + band.height()).0);
    same(band.x0, grid.x0) && same(band.x1, grid.x1) && same(band.y1, grid.y0) && off <= slack
}

/// Where the uprights of a group are of which the area says so, each once.
fn uprights_of((level, upright): &Group, direction: Quarter, is_meant: impl Fn(&Rect) -> bool) -> Vec<Pt> {
    let areas = level.iter().chain(upright).map(|rule| direction.turn(&rule.area()));
    let mut xs: Vec<Pt> = areas.filter(|t| t.height() > t.width() && is_meant(t)).map(|t| t.x0).collect();
    xs.sort_unstable();
    xs.dedup_by(|b, a| *b - *a <= SAME);
    xs
}

/// Adds an edge, as a rule.
fn add((level, upright): &mut Group, edge: &Rect) {
    let (width, dashed, origin) = (Pt::ZERO, false, StrokeOrigin::FillEdge);
    if edge.y0 == edge.y1 {
        level.push(Rule {
            axis: Axis::Horizontal,
            at: edge.y0,
            from: edge.x0,
            to: edge.x1,
            width,
            dashed,
            origin,
        });
    } else {
        upright.push(Rule {
            axis: Axis::Vertical,
            at: edge.x0,
            from: edge.y0,
            to: edge.y1,
            width,
            dashed,
            origin,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::Color;

    fn fill(x0: i32, y0: i32, x1: i32, y1: i32) -> Fill {
        Fill { bbox: Rect::new(Pt(x0), Pt(y0), Pt(x1), Pt(y1)), color: Color::BLACK, rectangle: true }
    }

    /// Two rows of three columns, 20 pt down the page.
    fn grid() -> Group {
        let rule = |axis, at, from, to| {
            let (width, dashed, origin) = (Pt(100), false, StrokeOrigin::Line);
            Rule { axis, at: Pt(at), from: Pt(from), to: Pt(to), width, dashed, origin }
        };
        let level = [20_000, 32_000, 44_000].map(|y| rule(Axis::Horizontal, y, 0, 90_000));
        let upright = [0, 30_000, 60_000, 90_000].map(|x| rule(Axis::Vertical, x, 20_000, 44_000));
        (level.to_vec(), upright.to_vec())
    }

    /// How many edges the areas add.
    fn check(fills: &[Fill], words: &[Word]) -> usize {
        let near = Near::new(words.iter().map(|word| word.bbox));
        let groups = capped(vec![grid()], fills, words, &near);
        groups[0].0.len() + groups[0].1.len() - 7
    }

    #[test]
    fn areas_that_tile_a_row_on_a_grid_are_its_cells() {
        let cells = [
            fill(0, 5_000, 30_000, 20_000),
            fill(30_000, 5_000, 60_000, 20_000),
            fill(60_000, 5_000, 90_000, 20_000),
        ];
        assert_eq!(check(&cells, &[]), 12);
        assert_eq!(check(&cells[..2], &[]), 0, "not as wide as the grid");
        assert_eq!(
            check(&cells.map(|c| fill(c.bbox.x0.0, 1_000, c.bbox.x1.0, 16_000)), &[]),
            0,
            "apart from it"
        );
        let foot = cells.map(|c| fill(c.bbox.x0.0, 44_000, c.bbox.x1.0, 56_000));
        assert_eq!(check(&foot, &[]), 12, "below it");
        let other = [fill(0, 5_000, 45_000, 20_000), fill(45_000, 5_000, 90_000, 20_000)];
        assert_eq!(check(&other, &[]), 0, "of other columns");
    }

    #[test]
    fn an_area_as_wide_as_the_grid_is_a_row_where_texts_stand_in_its_columns() {
        let word = |x0: i32, x1: i32| Word {
            text: "x".into(),
            bbox: Rect::new(Pt(x0), Pt(8_000), Pt(x1), Pt(17_000)),
            glyphs: Vec::new(),
            size: Pt(9_000),
            bold: false,
            direction: Quarter::D0,
            color: Color::BLACK,
        };
        let area = [fill(0, 5_000, 90_000, 20_000)];
        assert_eq!(check(&area, &[word(2_000, 20_000), word(40_000, 50_000), word(70_000, 80_000)]), 6);
        assert_eq!(check(&area, &[word(2_000, 88_000)]), 0, "a title over the grid");
        assert_eq!(check(&area, &[word(2_000, 20_000), word(70_000, 80_000)]), 0, "a title and a unit");
        assert_eq!(check(&area, &[word(2_000, 20_000), word(40_000, 80_000)]), 5, "over two columns");
    }
}
