//! Headings between rows: about the middle of the columns, or behind codes; and what is none, but the rest of a text.

use super::is_one_text;
use crate::bands::{Line, Mark};
use crate::columns::{Columns, Plan};
use crate::forms::Form;
use crate::rivers::units;
use crate::rows::Strip;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Headings about the middle of all columns but the first: those too short to show it stand about the middle of one that does.
pub(super) fn span_alike(strips: &mut [(Strip, Vec<Plan>)], n: usize, rests: &[bool]) {
    let middle = |plan: &Plan| Some(plan.bounds()?.center().x);
    let over = strips.iter().filter(|(strip, _)| strip.over).filter_map(|(_, cells)| middle(cells.first()?));
    let mut known: Vec<Pt> = over.collect();
    // Or several alone are about the middle of them all.
    let alone = |(strip, cells): &(Strip, Vec<Plan>)| match &cells[..] {
        [plan] if plan.col > 0 && is_heading(plan) && !strip.figures => middle(plan),
        _ => None,
    };
    let own = strips.iter().zip(rests).filter(|(_, rest)| !**rest);
    let short: Vec<Pt> = own.clone().filter_map(|(strip, _)| alone(strip)).collect();
    // What stands out of its column at both sides, with others of other widths about the same middle, is over more than that.
    let figures = |col: usize| {
        let rows = strips.iter().filter(|(strip, _)| strip.count() > 1 && strip.figure[col]);
        Rect::bounding(
            rows.flat_map(|(_, cells)| cells).filter(|plan| plan.col == col).filter_map(Plan::bounds),
        )
    };
    let figures: Vec<Option<Rect>> = (0..n).map(figures).collect();
    let wide = |(own, _): (&(Strip, Vec<Plan>), &bool)| {
        let x = alone(own)?;
        let (at, column) = (own.1[0].bounds()?, figures[own.1[0].col]?);
        let out = own.0.size.scale(OUT, 1000);
        (at.x0 + out <= column.x0 && column.x1 + out <= at.x1).then_some((x, at.width()))
    };
    let wide: Vec<(Pt, Pt)> = own.filter_map(wide).take(MOST).collect();
    let plans = strips.iter().flat_map(|(_, cells)| cells).filter(|plan| plan.col > 0);
    let all = Rect::bounding(plans.filter_map(Plan::bounds));
    if let Some(all) = all {
        let size = strips.first().map_or(Pt::ZERO, |(strip, _)| strip.size);
        let about = |x: Pt, by: i32| (x - all.center().x).abs() <= size.scale(by, 1000);
        let near = |x: Pt, y: Pt| (x - y).abs() <= size.scale(CENTRED, 1000);
        let again = |x: Pt| short.iter().filter(|y| near(x, **y)).count() > 1;
        known.extend(short.iter().copied().filter(|x| n > 3 && about(*x, CENTRED * 3) && again(*x)));
        let others = |(x, width): &(Pt, Pt)| {
            wide.iter().any(|(y, other)| near(*x, *y) && (*width - *other).abs() >= size)
        };
        known.extend(wide.iter().filter(|own| n > 3 && others(own)).map(|(x, _)| *x));
    }
    for ((strip, cells), _) in strips.iter_mut().zip(rests).filter(|(own, rest)| !own.0.over && !**rest) {
        let near = strip.size.scale(CENTRED, 1000);
        let [plan] = &mut cells[..] else { continue };
        let at = middle(plan).filter(|_| is_heading(plan) && plan.col > 0);
        if at.is_some_and(|at| known.iter().any(|x| (*x - at).abs() <= near)) {
            set_over(strip, plan, 1..n);
        }
    }
}

/// Headings about the middle of the whole table, labels included, where one of them lies over several columns. `sides` are those of
/// the zone.
pub(super) fn span_whole(
    strips: &mut [(Strip, Vec<Plan>)],
    columns: &Columns,
    sides: (Pt, Pt),
    rests: &[bool],
) {
    let n = columns.len();
    let Some(ink) = Rect::bounding(strips.iter().flat_map(|(_, cells)| cells).filter_map(Plan::bounds))
    else {
        return;
    };
    let labels = strips.iter().filter(|(strip, _)| strip.count() > 1).flat_map(|(_, cells)| cells);
    let labels =
        Rect::bounding(labels.filter(|plan| plan.col == 0 && plan.width == 1).filter_map(Plan::bounds));
    let Some(labels) = labels.filter(|_| n > 2) else { return };
    let middles = [ink.center().x, sides.0 + (sides.1 - sides.0) / 2];
    // So stand years, several of them, where no column has such.
    let periods = strips.iter().filter(|(_, cells)| lone_period(cells).is_some()).count() > 1;
    let mut dated = vec![false; n];
    for plan in strips.iter().filter(|(strip, _)| strip.count() > 1).flat_map(|(_, cells)| cells) {
        dated[plan.col] |= plan.marks.iter().any(|mark| mark.form.is_period());
    }
    let whole = |(strip, cells): &(Strip, Vec<Plan>)| {
        // A number or a dash in a text, between spaces, parts it nowhere.
        if cells.len() > 1
            && !is_one_text(&cells.iter().flat_map(|plan| plan.marks.clone()).collect::<Vec<_>>())
        {
            return None;
        }
        let at = Rect::bounding(cells.iter().filter_map(Plan::bounds));
        let period = || periods && lone_period(cells).is_some_and(|plan| !dated[plan.col]);
        let at = at.filter(|_| cells.first().is_some_and(is_heading) && !strip.figures || period())?;
        let near = |x: Pt| (at.center().x - x).abs();
        let off = middles.iter().map(|x| near(*x)).min()?;
        let figures = near(labels.x1 + (ink.x1 - labels.x1) / 2)
            .min(near(columns.edges[1] + (columns.edges[n] - columns.edges[1]) / 2));
        let set_in = at.x0 - labels.x0 >= strip.size * SET_IN && at.x0 - ink.x0 >= strip.size * SET_IN;
        let centred = off <= strip.size.scale(MIDDLE, 1000) && off < figures;
        (set_in && centred).then(|| columns.under(&at).len() > 1 && at.x1 > labels.x1)
    };
    let found: Vec<Option<bool>> =
        strips.iter().zip(rests).map(|(own, rest)| if *rest { None } else { whole(own) }).collect();
    // Short ones show it where several alone stand out of the middle of their own column.
    let apart = |((_, cells), found): &(&(Strip, Vec<Plan>), &Option<bool>)| {
        let Some(at) = cells.first().and_then(Plan::bounds).filter(|_| found.is_some()) else { return false };
        let col = columns.at(at.center().x);
        let own = columns.cores[col].map(|(from, to)| from + (to - from) / 2);
        own.is_some_and(|own| (at.center().x - own).abs() > at.height().scale(MIDDLE, 1000))
    };
    let several = || strips.iter().zip(&found).filter(apart).count() > 1;
    if !found.contains(&Some(true)) && !several() {
        return;
    }
    for ((strip, cells), _) in strips.iter_mut().zip(found).filter(|(_, found)| found.is_some()) {
        let rest: Vec<Mark> = cells.drain(1..).flat_map(|plan| plan.marks).collect();
        cells[0].marks.extend(rest);
        set_over(strip, &mut cells[0], 0..n);
    }
}

/// The cell of a line that has a year, or several, and nothing else.
fn lone_period(cells: &[Plan]) -> Option<&Plan> {
    match cells {
        [plan] => plan.marks.iter().all(|mark| mark.form.is_period()).then_some(plan),
        _ => None,
    }
}

/// Sets the one text of a line over columns, as a heading of rows.
fn set_over(strip: &mut Strip, plan: &mut Plan, columns: Range<usize>) {
    (plan.col, plan.width, strip.over) = (columns.start, columns.len(), true);
    strip.filled.fill(false);
    strip.filled[1] = true;
}

/// Rows with headings whose bracket closes on the next line made one: "(In percent of GDP, unless" and "otherwise indicated)".
pub(super) fn close_brackets(mut row_of: Vec<usize>, plans: &[Vec<Plan>], body: &[Line]) -> Vec<usize> {
    let heading = |ix: usize| match &plans[ix][..] {
        [plan] if plan.width > 1 && !plan.marks.is_empty() => Some(plan),
        _ => None,
    };
    let goes_on = |ix: usize| {
        let (Some(above), Some(own)) = (heading(ix - 1), heading(ix)) else { return false };
        let open = above.marks[0].opens && !above.marks.iter().any(|mark| mark.closes);
        let closes = own.marks[own.marks.len() - 1].closes && !own.marks.iter().any(|mark| mark.opens);
        let near = body[ix].base - body[ix - 1].base <= body[ix].size.scale(LEADING, 1000);
        open && closes && near && (above.col, above.width) == (own.col, own.width)
    };
    let mut fewer = 0;
    for ix in 1..body.len() {
        fewer += usize::from(row_of[ix] == row_of[ix - 1] + fewer + 1 && goes_on(ix));
        row_of[ix] -= fewer;
    }
    row_of
}

/// Whether a text may head rows: it begins with a word, a currency's sign before it or none.
fn is_heading(plan: &Plan) -> bool {
    let mut marks = plan.marks.iter().skip_while(|mark| mark.form == Form::Opening);
    marks.next().is_some_and(|mark| mark.form == Form::Text)
}

/// Headings of rows behind codes: what begins behind all codes of the first column, and ends beyond it, is a label.
pub(super) fn head_labels(strips: &mut [(Strip, Vec<Plan>)], columns: &Columns) {
    let first = strips.iter().filter(|(strip, _)| strip.filled[0] && strip.count() > 1);
    let coded =
        first.clone().filter(|(strip, _)| strip.figure[0] && strip.label.is_some_and(|label| label.0 == 1));
    let Some(end) = columns.cores[0].map(|core| core.1) else { return };
    if coded.count() * 4 < first.count() * 3 || columns.len() < 3 {
        return;
    }
    for (strip, cells) in strips.iter_mut().filter(|(strip, _)| strip.count() == 1 && strip.filled[0]) {
        let [plan] = &mut cells[..] else { continue };
        let at = plan.bounds().unwrap_or_default();
        if plan.marks[0].form == Form::Text && end <= at.x0 && columns.at(at.center().x) > 0 {
            plan.col = 1;
            strip.filled.swap(0, 1);
            strip.wide.swap(0, 1);
            (strip.stub, strip.label) = (None, Some((1, at.x0)));
        }
    }
}

/// Whether a line, one text, stands right below a longer one from the same edge: the rest of it.
pub(super) fn is_rest(above: &Line, line: &Line, gap: i32) -> bool {
    let longer = |run: &Range<usize>| {
        let (at, text) = (above.span(run), above.marks[run.clone()].iter().any(|m| m.form == Form::Text));
        let same = (at.x0 - line.left()).abs() <= line.size.scale(CENTRED, 1000);
        text && same && at.x1 >= line.right() && above.marks[run.start].bold == line.marks[0].bold
    };
    line.base - above.base <= line.size.scale(LEADING, 1000) && units(above, gap).iter().any(longer)
}

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_500;
/// So many headings show what they are about.
const MOST: usize = 100;
/// A text stands out of its column by this part of the em (per thousand) or more.
const OUT: i32 = 500;
/// A heading of the whole table begins so many ems behind its labels, …
const SET_IN: i32 = 2;
/// … and stands about its middle to within this part of the em (per thousand).
const MIDDLE: i32 = 500;
/// Texts about one middle are so to within this part of the em (per thousand).
const CENTRED: i32 = 300;
