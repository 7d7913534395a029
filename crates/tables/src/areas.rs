//! Tables in areas that were asked for ([`model::asked`]): the area says where, what stands in it says how.
//!
//! The text in an area is one table. In [`Method::Auto`] it is read by the grid of rules that holds it, if there is one,
//! else as a zone (see [`crate::read`]). Where columns are given they are the columns. A word over an edge is cut there if it
//! was painted in two goes or with a gap; one that was not stays whole, in the column of its middle, and is reported: no
//! figure is cut in two because an edge was typed a little wrong.

use crate::bands::{Line, lines, marks};
use crate::drawn::drawn;
use crate::find::Found;
use crate::lattice::{Lattice, lattices};
use crate::near::Near;
use crate::read::read as read_zone;
use crate::standing::Standing;
use crate::words::split as cut;
use crate::zones::dressed;
use crate::{blocks, coarse, main_direction, place, read_page, split};
use model::asked::{Area, Asked, Method};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Piece, PieceEvidence, Rule, Word};
use model::{Diagnostic, Page};
use std::ops::Range;

/// Rules are looked for so far beyond an area: it is drawn around the text, the frame stands outside.
const BESIDE: Pt = Pt(6_000);
/// A grid is an area's table when it holds at least this part (per cent) of the area's words: the rest is a title.
const HELD: usize = 80;
/// An outer column narrower than so many ems with nothing in it is none: the table's own ends were given as edges.
const NARROW: i32 = 2;
/// A word reaches over an edge when it does so by more than this.
const OVER: Pt = Pt(500);
/// Glyphs of one word and one go are parted at an edge when this part of the em (per thousand) lies between them: kerning is
/// less.
const GAP: i32 = 80;

/// What came of the areas.
pub(crate) struct Read {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Words in none of the pieces.
    pub(crate) words: Vec<Word>,
    /// Where other tables are not looked for: areas, but for those in which what was learned elsewhere did not fit.
    pub(crate) held: Vec<Rect>,
}

/// Reads the areas in their order.
pub(crate) fn read(page: &Page, asked: &Asked, rules: &[Rule], words: Vec<Word>) -> Read {
    let mut out = Read { pieces: Vec::new(), diagnostics: Vec::new(), words, held: Vec::new() };
    for area in &asked.areas {
        let (inside, outside): (Vec<Word>, Vec<Word>) =
            std::mem::take(&mut out.words).into_iter().partition(|w| area.bbox.contains(w.bbox.center()));
        out.words = outside;
        let count = inside.len();
        let before = out.pieces.len();
        let (pieces, rest, across) = in_area(page, area, rules, inside);
        out.pieces.extend(pieces);
        if let Some(place) = Rect::bounding(across.iter().copied()) {
            let message = format!("{} words stand across the edges of columns asked for", across.len());
            let hint = "each was put into the column of its middle; compare the edges with the page";
            out.diagnostics
                .push(Diagnostic::new("column-crossed", message).on(page.number).at(place).hint(hint));
        }
        out.words.extend(rest);
        let read = out.pieces.len() > before;
        if read || area.give.is_none() {
            out.held.push(area.bbox);
        } else {
            let message = "the columns of the layout do not fit here: words stand across their edges, or figures beside each other in one";
            let hint = "it was left to the finder; save its layout anew";
            out.diagnostics
                .push(Diagnostic::new("layout-misfit", message).on(page.number).at(area.bbox).hint(hint));
        }
        if !read && area.give.is_none() {
            let (message, hint) = match (count, area.method) {
                (0, _) => ("the area asked for has no text", "look at the page: crossfoot draw --page N"),
                (_, Method::Lattice) => ("no grid of rules stands in the area asked for", "try --stream"),
                _ => ("no table of two columns can be read in the area asked for", "give its --columns"),
            };
            out.diagnostics
                .push(Diagnostic::new("area-unread", message).on(page.number).at(area.bbox).hint(hint));
        }
    }
    out
}

/// The tables of one area, its words in none of them, and the places of words across given edges.
fn in_area(page: &Page, area: &Area, rules: &[Rule], words: Vec<Word>) -> (Vec<Piece>, Vec<Word>, Vec<Rect>) {
    let none = Vec::new();
    if words.is_empty() {
        return (Vec::new(), words, none);
    }
    let words = if area.method == Method::Stream || !area.columns.is_empty() {
        words
    } else {
        let grids = grids(page, area, rules, &words);
        let near = Near::new(words.iter().map(|word| word.bbox));
        if area.method == Method::Lattice {
            let (filled, rest) = place::place(page, grids, words, &near);
            let pieces = filled.into_iter().map(|(grid, table)| place::ruled(page, grid, table));
            return (pieces.collect(), rest, none);
        }
        let all = words.len();
        let held = |grid: &Lattice| {
            let bbox = grid.direction.unturn(&grid.bbox());
            words.iter().filter(|word| bbox.contains(word.bbox.center())).count()
        };
        let grid = grids.into_iter().find(|grid| held(grid) * 100 >= all * HELD);
        match grid {
            Some(grid) => {
                let (filled, rest) = place::place(page, vec![grid], words, &near);
                let pieces = filled.into_iter().map(|(grid, table)| place::ruled(page, grid, table));
                return (pieces.collect(), rest, none);
            }
            None => words,
        }
    };
    let direction = main_direction(words.iter());
    let moved;
    let area = if let Some(give) = area.give {
        let Some(columns) = fitted(page, area, &words, direction, give) else {
            return (Vec::new(), words, none);
        };
        moved = Area { columns, ..area.clone() };
        &moved
    } else {
        area
    };
    let words = parted(page, words, direction, &area.columns);
    let Some(found) = zone(page, area, rules, &words, direction) else {
        return (Vec::new(), words, none);
    };
    // The head's texts may span columns.
    let body = area.head_end.or_else(|| found.reading.ys.get(found.reading.head_rows).copied());
    let crossed = |word: &&Word| {
        let t = direction.turn(&word.bbox);
        word.direction == direction
            && body.is_none_or(|end| t.center().y > end)
            && area.columns.iter().any(|edge| t.x0 + OVER < *edge && *edge < t.x1 - OVER)
    };
    let across = words.iter().filter(crossed).map(|word| word.bbox).collect();
    let mut slots: Vec<Option<Word>> = words.into_iter().map(Some).collect();
    let piece = place::piece(page, found, &Standing::default(), &mut slots);
    (vec![piece], slots.into_iter().flatten().collect(), across)
}

/// The grids that rules draw in an area.
fn grids(page: &Page, area: &Area, rules: &[Rule], words: &[Word]) -> Vec<Lattice> {
    let room = area.bbox.grow(BESIDE);
    let within = |rule: &Rule| {
        let (across, along) = match rule.axis {
            model::page::Axis::Horizontal => ((room.y0, room.y1), (room.x0, room.x1)),
            model::page::Axis::Vertical => ((room.x0, room.x1), (room.y0, room.y1)),
        };
        let (from, to) = (rule.from.max(along.0), rule.to.min(along.1));
        (across.0 <= rule.at && rule.at <= across.1 && from < to).then_some(Rule { from, to, ..*rule })
    };
    let rules: Vec<Rule> = rules.iter().filter_map(within).collect();
    let near = Near::new(words.iter().map(|word| word.bbox));
    let grids = lattices(&rules, (&page.fills, &page.strokes), words, &[], &near);
    if area.method == Method::Lattice {
        return grids;
    }
    let grids = grids.into_iter().map(|grid| split::split(page, grid, words, true));
    grids.filter(|grid| !coarse::is_coarse(page, grid, words)).collect()
}

/// The words of an area as a table of lines and columns.
fn zone(page: &Page, area: &Area, rules: &[Rule], words: &[Word], direction: Quarter) -> Option<Found> {
    let lines = lines(&marks(page, words, direction));
    if lines.is_empty() {
        return None;
    }
    let mut zone = blocks::zone(&lines);
    if !area.columns.is_empty() {
        let bbox = direction.turn(&area.bbox);
        (zone.left, zone.right) = (zone.left.min(bbox.x0), zone.right.max(bbox.x1));
        // Edges of the last row's shading stand below its words.
        (zone.top, zone.bottom) = (zone.top.min(bbox.y0), zone.bottom.max(bbox.y1));
        let size = lines.iter().map(|line| line.size).max().unwrap_or_default();
        let inner: Vec<Pt> =
            area.columns.iter().copied().filter(|x| zone.left < *x && *x < zone.right).collect();
        let empty = |from: Pt, to: Pt| {
            to - from <= size * NARROW
                && !lines
                    .iter()
                    .flat_map(|l| &l.marks)
                    .any(|m| from < m.at.center().x && m.at.center().x < to)
        };
        let mut inner = &inner[..];
        if let [first, rest @ ..] = inner
            && empty(zone.left, *first)
        {
            (zone.left, inner) = (*first, rest);
        }
        if let [rest @ .., last] = inner
            && empty(*last, zone.right)
        {
            (zone.right, inner) = (*last, rest);
        }
        zone.columns = Some(inner.to_vec());
    }
    zone.head_end = area.head_end;
    if area.method != Method::Stream {
        zone = dressed(zone, &drawn(page, rules, direction, &[]));
    }
    let evidence = if zone.bars.is_empty() && zone.parts.is_empty() && zone.uprights.is_empty() {
        PieceEvidence::Borderless
    } else {
        PieceEvidence::Mixed
    };
    read_zone(&zone).map(|reading| Found { reading, evidence, direction })
}

/// More words of the body than this part (per cent) across edges: the columns are others.
const MISFIT: usize = 4;
/// Places looked at for one edge.
const MOST_PLACES: usize = 64;

/// Edges learned elsewhere, each moved by up to `give` to where the fewest words of the body stand across it; `None` when they
/// do not fit: too many stand across all the same, or figures beside each other in one column.
fn fitted(page: &Page, area: &Area, words: &[Word], direction: Quarter, give: Pt) -> Option<Vec<Pt>> {
    let mut marks = marks(page, words, direction);
    marks.retain(|mark| area.head_end.is_none_or(|end| mark.at.center().y > end));
    let body: Vec<Rect> = marks.iter().map(|mark| mark.at).collect();
    let across = |x: Pt| body.iter().filter(|at| at.x0 + OVER < x && x < at.x1 - OVER).count();
    let mut out: Vec<Pt> = Vec::with_capacity(area.columns.len());
    let mut crossed = 0;
    for edge in &area.columns {
        let mut at: Vec<Pt> = if across(*edge) == 0 {
            vec![*edge]
        } else {
            // The ends of words: right of one, left of another.
            body.iter().flat_map(|at| [at.x0, at.x1]).filter(|x| (*x - *edge).abs() <= give).collect()
        };
        at.push(*edge);
        at.sort_unstable_by_key(|x| ((*x - *edge).abs(), *x));
        at.dedup();
        at.truncate(MOST_PLACES);
        let (count, _, x) = at.into_iter().map(|x| (across(x), (x - *edge).abs(), x)).min()?;
        crossed += count;
        if out.last().is_some_and(|last| *last >= x) {
            return None;
        }
        out.push(x);
    }
    let beside: usize = lines(&marks).iter().map(|line| beside(line, &out)).sum();
    ((crossed + beside) * 100 <= body.len() * MISFIT).then_some(out)
}

/// How many figures of a line stand beside another one in their column.
fn beside(line: &Line, edges: &[Pt]) -> usize {
    let figure = |run: &Range<usize>| {
        let marks = &line.marks[run.clone()];
        marks.iter().all(|m| m.form.is_amount()) && marks.iter().any(|m| m.form.is_figure())
    };
    let column = |run: Range<usize>| edges.partition_point(|x| *x <= line.span(&run).center().x);
    let columns: Vec<usize> = line.phrases().into_iter().filter(figure).map(column).collect();
    columns.windows(2).filter(|pair| pair[0] == pair[1]).count()
}

/// The words, cut where an edge parts what was painted in two goes, or figures.
fn parted(page: &Page, words: Vec<Word>, direction: Quarter, edges: &[Pt]) -> Vec<Word> {
    let mut out = Vec::with_capacity(words.len());
    let mut open: Vec<Word> = words.into_iter().rev().collect();
    while let Some(word) = open.pop() {
        let at = edges.iter().find_map(|edge| place_of(page, &word, direction, *edge));
        match at {
            Some(at) => {
                let (head, tail) = cut(&word, at, page);
                open.extend([tail, head]);
            }
            None => out.push(word),
        }
    }
    out
}

/// The glyph before which a word is to be cut at an edge.
fn place_of(page: &Page, word: &Word, direction: Quarter, edge: Pt) -> Option<usize> {
    let t = direction.turn(&word.bbox);
    if word.direction != direction || t.x0 + OVER >= edge || edge >= t.x1 - OVER {
        return None;
    }
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    let at = (1..word.glyphs.len()).find(|ix| direction.turn(&glyph(*ix).bbox).center().x > edge)?;
    let gap = direction.turn(&glyph(at).bbox).x0 - direction.turn(&glyph(at - 1).bbox).x1;
    (gap >= word.size.scale(GAP, 1000) || glyph(at - 1).run != glyph(at).run).then_some(at)
}

/// Columns without an area are of the tables that are found: those that an edge crosses, as areas. `None`: nothing to do.
pub(crate) fn of_columns(page: &Page, asked: &Asked) -> Option<Asked> {
    if asked.columns.is_empty() {
        return None;
    }
    let plain = Asked { columns: Vec::new(), ..asked.clone() };
    if !asked.areas.is_empty() {
        return Some(plain);
    }
    let mut areas = Vec::new();
    for piece in read_page(page, &plain).pieces() {
        let (Some(bbox), Some(left), Some(right)) =
            (piece.bbox, piece.col_edges.first(), piece.col_edges.last())
        else {
            continue;
        };
        let columns: Vec<Pt> = asked.columns.iter().copied().filter(|x| left < x && x < right).collect();
        if !columns.is_empty() {
            areas.push(Area { bbox, columns, method: asked.method, ..Area::default() });
        }
    }
    Some(Asked { areas, ..plain })
}
