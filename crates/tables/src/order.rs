//! Reading order: a page's columns one after the other, each from top to bottom.

use crate::bands::{Line, Mark, lines, marks};
use crate::forms::Form;
use crate::prose::{paragraphs, regions};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::Page;
use std::collections::BTreeMap;

/// The height of a line that stands for a table's edge.
const THIN: Pt = Pt(8_000);

/// Columns stand no nearer.
const GUTTER: Pt = Pt(6_000);

/// More tables on a page are compared with no others.
const MOST_TABLES: usize = 60;

/// The parts of a page that are read one after the other, as the reader sees them.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    direction: Quarter,
    areas: Vec<Rect>,
}

/// The parts that the paragraphs among these words show; `tables` stand in the way of gutters.
pub(crate) fn parts(page: &Page, words: &[Word], tables: &[Rect], direction: Quarter) -> Parts {
    let mut marks = marks(page, words, direction);
    let prose = paragraphs(&lines(&marks));
    for table in tables {
        let t = direction.turn(table);
        // Their first and last line stand for them, and one between: what stands beside it may reach to neither.
        let edge = |y: Pt| Mark {
            ix: usize::MAX,
            at: Rect { y0: y, y1: y + THIN, ..t },
            base: y,
            size: THIN,
            form: Form::Text,
            bold: false,
            small: false,
            enclosed: false,
            capital: false,
            caps: false,
            letters: 1,
            entry: false,
            bound: Pt::ZERO,
            triple: false,
            part: false,
            goes_on: false,
            names: false,
            broken: false,
            tied: false,
            opens: false,
            closes: false,
            times: false,
            dots: false,
            spaced: false,
            behind: false,
            groups: None,
            value: None,
            runs: (0, 0),
            stop: false,
        };
        marks.extend([edge(t.y0), edge(t.center().y - THIN / 2), edge(t.y1 - THIN)]);
    }
    let own = |marks: Vec<Mark>| -> Vec<Rect> {
        let regions = regions(marks, &prose);
        regions.iter().filter_map(|part| Rect::bounding(part.iter().map(|m| m.at))).collect()
    };
    let all = if tables.is_empty() { Vec::new() } else { marks.clone() };
    let parts = columns_of_tables(&marks).unwrap_or_else(|| vec![marks]);
    let mut areas: Vec<Rect> = parts.into_iter().flat_map(own).collect();
    for table in tables {
        lower_titles(&mut areas, &direction.turn(table), &all);
    }
    Parts { direction, areas }
}

/// Lines that stand alone between the columns of a text and a table below them all are the table's: its title does not belong to
/// the column over which it stands.
fn lower_titles(areas: &mut [Rect], table: &Rect, marks: &[Mark]) {
    let Some(own) = areas.iter().position(|area| area.contains(table.center())) else { return };
    let Some(over) = areas.iter().rposition(|area| {
        area.overlap_x(table) > Pt::ZERO && area.y1 <= table.y0 && area.x0 <= table.x0 + GUTTER
    }) else {
        return;
    };
    // Below a table in its column they may be notes on that one.
    if marks.iter().any(|m| m.ix == usize::MAX && areas[over].contains(m.at.center())) {
        return;
    }
    let beside = |area: &&Rect| {
        area.x0 >= areas[over].x1 && area.x0 < table.x1 && area.y1 <= table.y0 && area.y1 > areas[over].y0
    };
    let Some(bottom) = areas.iter().filter(beside).map(|area| area.y1).max() else { return };
    let inside: Vec<Mark> =
        marks.iter().filter(|m| m.ix != usize::MAX && areas[over].contains(m.at.center())).copied().collect();
    let text = lines(&inside);
    let low = text.iter().rev().take(TITLES + 1).take_while(|line| line.top >= bottom).count();
    let first = text.len() - low;
    let loose = |ix: usize| ix > 0 && text[ix].top - text[ix - 1].bottom > text[ix].size.scale(APART, 1000);
    let Some(first) = (first..text.len()).find(|ix| loose(*ix)).filter(|_| (1..=TITLES).contains(&low))
    else {
        return;
    };
    // It is set otherwise than the text above.
    let look = |line: &Line| (line.marks[0].bold, line.size);
    if look(&text[first]) == look(&text[first - 1]) {
        return;
    }
    let top = text[first].top;
    areas[over].y1 = text[first - 1].bottom;
    areas[own] = Rect { y0: top, x0: areas[own].x0.min(areas[over].x0), ..areas[own] };
}

/// Lines of a title, its unit and a subtitle.
const TITLES: usize = 4;
/// Above them is more white than between lines (per thousand of the em).
const APART: i32 = 600;

/// The marks above, in, and below the two columns in which the tables of a page stand, where nothing goes over the white
/// between these from where the first table begins to where the last one ends.
fn columns_of_tables(marks: &[Mark]) -> Option<Vec<Vec<Mark>>> {
    let tables = || marks.iter().filter(|m| m.ix == usize::MAX);
    let mut spans: Vec<(Pt, Pt)> = tables().map(|m| (m.at.x0, m.at.x1)).collect();
    spans.sort_unstable();
    let mut end = spans.first()?.1;
    let mut gutter = None;
    for (from, to) in spans {
        if from > end {
            // More columns than two are read as they stand.
            gutter = if gutter.is_none() { Some((end, from)) } else { return None };
        }
        end = end.max(to);
    }
    let (left, right) = gutter?;
    let x = left + (right - left) / 2;
    // Tables that stand one below the other are in no columns. Each is told by three lines.
    let all: Vec<Mark> = tables().copied().collect();
    let reach = |table: &[Mark]| (table[0].at.y0, table[table.len() - 1].at.y1);
    let (one, other): (Vec<&[Mark]>, Vec<&[Mark]>) = all.chunks(3).partition(|table| table[0].at.x1 <= left);
    let level = |a: &&[Mark]| {
        let (from, to) = reach(a);
        other.iter().map(|b| reach(b)).any(|(top, bottom)| top < to && from < bottom)
    };
    if right - left < GUTTER || !one.iter().any(level) {
        return None;
    }
    let (top, bottom) = (tables().map(|m| m.at.y0).min()?, tables().map(|m| m.at.y1).max()?);
    let text: Vec<Mark> = marks.iter().filter(|m| m.ix != usize::MAX).copied().collect();
    let text = lines(&text);
    let phrases = text.iter().flat_map(|line| line.phrases().into_iter().map(|run| line.span(&run)));
    let over: Vec<Rect> = phrases.filter(|at| at.x0 < x && x < at.x1).collect();
    if over.iter().any(|at| at.y1 > top && at.y0 < bottom) {
        return None;
    }
    // What stands right above belongs to the columns as far as nothing goes over the white.
    let first = over.iter().map(|at| at.y1).filter(|y| *y <= top).max().unwrap_or(Pt::MIN);
    let last = over.iter().map(|at| at.y0).filter(|y| *y >= bottom).min().unwrap_or(Pt::MAX);
    let mut parts: [Vec<Mark>; 4] = Default::default();
    for mark in marks {
        let middle = mark.at.center();
        let part = match (middle.y < first, middle.y > last, middle.x < x) {
            (true, ..) => 0,
            (_, true, _) => 3,
            (.., true) => 1,
            _ => 2,
        };
        parts[part].push(*mark);
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect())
}

impl Parts {
    /// The index of the part in which a box stands, or that is nearest to its centre.
    pub(crate) fn of(&self, bbox: &Rect) -> usize {
        let middle = self.direction.turn(bbox).center();
        let off = |from: Pt, at: Pt, to: Pt| (from - at).max(at - to).max(Pt::ZERO);
        let far = |area: &Rect| off(area.x0, middle.x, area.x1) + off(area.y0, middle.y, area.y1);
        (0..self.areas.len()).min_by_key(|ix| (far(&self.areas[*ix]), *ix)).unwrap_or(0)
    }

    /// Words by part, in order.
    pub(crate) fn split(&self, words: Vec<Word>) -> Vec<Vec<Word>> {
        let mut out = vec![Vec::new(); self.areas.len().max(1)];
        for word in words {
            let part = if word.direction == self.direction { self.of(&word.bbox) } else { 0 };
            out[part].push(word);
        }
        out
    }

    /// For tables that stand beside each other in one part, the top of the highest: they are read from left to right.
    pub(crate) fn tops(&self, tables: &[Rect]) -> BTreeMap<Rect, Pt> {
        let turned = |b: &Rect| (self.of(b), self.direction.turn(b));
        let mut out = BTreeMap::new();
        for (ix, table) in tables.iter().enumerate().take(MOST_TABLES) {
            let (part, own) = turned(table);
            let beside = |other: &&Rect| {
                let (place, other) = turned(other);
                let common = own.overlap_y(&other) * 2 > own.height().min(other.height());
                place == part && common && own.overlap_x(&other) <= Pt::ZERO
            };
            let others = tables.iter().enumerate().take(MOST_TABLES);
            let level = others.filter(|(nth, _)| *nth != ix).map(|(_, other)| other).filter(beside);
            let top = level.map(|other| turned(other).1.y0).min();
            out.extend(top.map(|top| (*table, top.min(own.y0))));
        }
        out
    }

    /// The key by which things of the page are sorted.
    pub(crate) fn key(&self, bbox: &Rect) -> (usize, Pt, Pt) {
        let t = self.direction.turn(bbox);
        (self.of(bbox), t.y0, t.x0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_read_from_top_to_bottom() {
        let parts = parts(&Page::default(), &[], &[], Quarter::D0);
        let at =
            |x: i32, y: i32| Rect::new(Pt::points(x), Pt::points(y), Pt::points(x + 5), Pt::points(y + 5));
        assert!(parts.key(&at(0, 10)) < parts.key(&at(50, 10)));
        assert!(parts.key(&at(50, 10)) < parts.key(&at(0, 20)));
        let two = Parts {
            direction: Quarter::D0,
            areas: vec![at(0, 0).union(&at(40, 90)), at(60, 0).union(&at(90, 90))],
        };
        assert!(two.key(&at(0, 80)) < two.key(&at(70, 10)));
    }
}
