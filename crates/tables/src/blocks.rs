//! Candidates that white space alone names: neighbouring lines whose phrases stand in the same columns.
//!
//! A block grows from a line of several phrases downwards, line by line, while phrases keep to the columns so far (after
//! the growing of blocks in T-Recs, see [`crate::rivers`]); then upwards over its head.

mod upwards;

use crate::bands::{Line, Mark, PHRASE};
use crate::forms::Form;
use crate::read::is_data;
use crate::rivers::{signs_lead, units};
use crate::zone::Zone;
use model::geometry::{Pt, Rect};
use std::collections::BTreeSet;
use std::ops::Range;
use upwards::{SAME_EDGE, under, upwards};

/// White space between two lines of a block, in sizes: a blank line and a half. Doubled, tables one above the other fuse.
const WHITE: i32 = 3;
/// Lone lines in a row inside a block: headings, and labels that wrap.
const LONE: usize = 3;
/// The same, with texts that wrap in their columns, above and below the line of figures of their row.
const MOST_LONE: usize = 9;
/// More white space than this part (per thousand) of the widest between rows so far parts two tables.
const APART: i32 = 1_300;
/// The lines of one text have less white between them than this part of the em.
const REST: i32 = 500;
/// Labels may be set in under headings of rows by so many sizes.
const OUTDENT: i32 = 3;
/// A title is larger than rows by this part (per thousand).
const LARGER: i32 = 1_080;

/// The blocks among these lines, as ranges. `prose` says which lines are in a paragraph.
pub(crate) fn blocks(lines: &[Line], prose: &[bool]) -> Vec<Range<usize>> {
    let boxes: Vec<Vec<Rect>> = lines.iter().map(spans).collect();
    let data: Vec<bool> = lines.iter().map(|line| is_data(line, PHRASE)).collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut taken = vec![false; lines.len()];
    let (mut starts, mut ends): (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
    // Lines of figures begin blocks; then, in what is left, any line of several phrases.
    for figures in [true, false] {
        let mut from = 0;
        while from < lines.len() {
            let passed = prose[from] || taken[from] || from == 0 && is_running_head(lines);
            if passed || boxes[from].len() < 2 || figures && !data[from] {
                from += 1;
                continue;
            }
            let limit = starts.range(from + 1..).next().copied().unwrap_or(lines.len());
            let (end, columns) = grow(&lines[..limit], &boxes, prose, from);
            let end =
                end + usize::from(end < limit && !prose[end] && goes_on_again(&lines[..limit], from, end));
            let least = ends.range(..=from).next_back().copied().unwrap_or(0);
            let white =
                (from + 1..end).map(|ix| lines[ix].top - lines[ix - 1].bottom).max().unwrap_or_default();
            let start = upwards(lines, &boxes, prose, from..end, least, (&columns, white));
            let bare = start == from && from > least && !prose[from - 1];
            let start = start - usize::from(bare && is_first(lines, from..end, white));
            taken[start..end].fill(true);
            starts.insert(start);
            ends.insert(end);
            out.push(start..end);
            from = end;
        }
    }
    out.sort_by_key(|block| block.start);
    out
}

/// Whether the first line is the page's: a title and the page's number at two edges, with more white below than between the
/// lines that follow.
fn is_running_head(lines: &[Line]) -> bool {
    let [head, first, next, ..] = lines else { return false };
    let runs = head.phrases();
    let number = |run: &Range<usize>| match &head.marks[run.clone()] {
        [mark] => mark.form == Form::Number && mark.letters <= PAGE,
        _ => false,
    };
    let words = |run: &Range<usize>| head.marks[run.clone()].iter().all(|mark| !mark.form.is_data());
    let two = match &runs[..] {
        [a, b] => number(a) && words(b) || words(a) && number(b),
        _ => false,
    };
    let (white, rows) = (first.top - head.bottom, next.top - first.bottom);
    // A figure that stands over others is one of them.
    let figure = |mark: &&Mark| mark.form == Form::Number;
    let near = head.size.scale(FLUSH, 1000);
    let over = head.marks.iter().filter(figure).any(|own| {
        let rows = [first, next].into_iter().flat_map(|row| row.marks.iter().filter(figure));
        rows.into_iter().any(|other| (own.at.x1 - other.at.x1).abs() <= near)
    });
    two && !over && head.bottom <= MARGIN && white > head.size && white > rows.scale(APART, 1000) + Pt(1_000)
}

/// It stands no farther down the page.
const MARGIN: Pt = Pt(100_000);
/// A page's number has no more digits.
const PAGE: u32 = 4;

/// Whether the lone line below a block is the rest of its last row, as like ones are of rows before: "2024" below each date.
fn goes_on_again(lines: &[Line], from: usize, end: usize) -> bool {
    let line = &lines[end];
    let step = |ix: usize| lines[ix].base - lines[ix - 1].base;
    let like = |ix: &usize| {
        let (own, other) = (&line.marks[0], &lines[*ix].marks[0]);
        lines[*ix].phrases().len() == 1
            && own.form == other.form
            && (own.at.x0 - other.at.x0).abs() <= line.size / 10
            && (step(end) - step(*ix)).abs() <= line.size / 10
            && own.size == other.size
    };
    line.phrases().len() == 1
        && line.marks.iter().all(|mark| mark.form.is_figure())
        && step(end) <= line.size.scale(LEADING, 1000)
        && (from + 1..end).filter(like).count() >= AGAIN
}

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_500;
/// So many rows before have such a rest.
const AGAIN: usize = 2;

/// Whether a lone line is a title: larger than the row above it, and farther from it than rows are from each other.
fn is_title(line: &Line, row: &Line, (white, widest): (Pt, Pt)) -> bool {
    line.size >= row.size.scale(LARGER, 1000) && white > widest.scale(APART, 1000) + Pt(1_000)
}

fn grow(lines: &[Line], boxes: &[Vec<Rect>], prose: &[bool], from: usize) -> (usize, Vec<(Pt, Pt)>) {
    let mut columns: Vec<(Pt, Pt)> = boxes[from].iter().map(|b| (b.x0, b.x1)).collect();
    let mut end = from + 1;
    let mut data = is_data(&lines[from], PHRASE);
    let mut widest = Pt::ZERO;
    let (mut caption, mut over, mut crossing) = (false, 0, 0);
    // The baseline of the last line of figures, and the widest step between two.
    let (mut figures, mut pitch) = (lines[from].base, None);
    for ix in from + 1..lines.len() {
        let white = lines[ix].top - lines[ix - 1].bottom;
        if prose[ix] || white > lines[ix].size * WHITE || ix - end > MOST_LONE || crossing > LONE {
            break;
        }
        if boxes[ix].len() < 2 {
            // A sum without a label stands under the figures, no farther from them than a rule above it asks for.
            let near = pitch.is_some_and(|pitch: Pt| lines[ix].base - figures <= pitch.scale(SUM, 1000));
            if ix == end && near && is_sum(&lines[ix], &boxes[ix][0], &lines[from..ix]) {
                end = ix + 1;
                continue;
            }
            // A lone line over several columns may be the next table's caption.
            let b = &boxes[ix][0];
            // Prose lies over the first column and others, line after line; a heading does so once.
            over += usize::from(b.x0 < columns[0].1 && columns.get(1).is_some_and(|c| b.x1 > c.0));
            if over > 1 {
                break;
            }
            crossing += usize::from(!in_column(b, &columns, Pt(500)));
            // What stands close below a line, between two columns, is the rest of a text in a column not seen yet.
            let within = columns[0].1 <= b.x0 && b.x1 <= columns[columns.len() - 1].0;
            let rest = within && white <= lines[ix].size.scale(REST, 1000);
            caption |= columns.iter().filter(|c| b.x0 < c.1 && c.0 < b.x1).count() > 1
                || columns.iter().all(|c| b.x0 > c.1 || c.0 > b.x1) && !rest
                || is_title(&lines[ix], &lines[ix - 1], (white, widest));
            continue;
        }
        let own = is_data(&lines[ix], PHRASE);
        // A head after a caption, or after more white space than between rows, begins another table.
        let apart = end > from + 1 && white > widest.scale(APART, 1000) + Pt(1_000);
        // Rows whose texts wrap begin above their figures: no farther below the last figures than figures from figures.
        let row = pitch.is_some_and(|pitch: Pt| lines[ix].base - figures <= pitch.scale(APART, 1000));
        if data && !own && (caption || apart && !row) {
            break;
        }
        widest = widest.max(white);
        (caption, over, crossing) = (false, 0, 0);
        // A line set beside another stands in its row, in columns of its own.
        let beside = lines[ix].base - lines[ix - 1].base <= lines[ix].size.scale(BESIDE, 1000)
            && alike(&lines[ix], &lines[ix - 1]);
        // Wide figures may come nearer to each other than texts of columns do.
        let figures_apart = || {
            let runs = units(&lines[ix], PHRASE);
            (runs.len() > boxes[ix].len()).then(|| runs.iter().map(|run| lines[ix].span(run)).collect())
        };
        let wider = joined(&columns, &boxes[ix], beside)
            .or_else(|| figures_apart().and_then(|own: Vec<Rect>| joined(&columns, &own, beside)));
        match wider {
            Some(wider) => columns = wider,
            // The head may be set in other columns than what stands below it.
            None if !data && own => columns = boxes[ix].iter().map(|b| (b.x0, b.x1)).collect(),
            None => break,
        }
        if own {
            let step = lines[ix].base - figures;
            pitch = if data { Some(pitch.map_or(step, |known| known.max(step))) } else { None };
            figures = lines[ix].base;
        }
        data |= own;
        end = ix + 1;
    }
    // The rest of a text that wraps.
    while end < lines.len() && !prose[end] && boxes[end].len() == 1 && columns.len() > 1 {
        let (line, last) = (&lines[end], &lines[end - 1]);
        let tight = line.top - last.bottom <= line.size.scale(350, 1000);
        let beside = line.base - last.base <= line.size.scale(BESIDE, 1000);
        let goes_on = line.marks[0].small || beside || is_rest(lines, boxes, from..end, &columns);
        // The label of a result may stand farther left than those of its parts.
        let out = if beside { line.size * OUTDENT } else { Pt(500) };
        let rest = tight && goes_on && in_column(&boxes[end][0], &columns, out);
        if !rest && !is_last_heading(lines, boxes, from..end, widest) {
            break;
        }
        end += 1;
    }
    (end, columns)
}

/// Whether the line below some rows is a heading of rows that come on the next page, or of none: a colon ends it, and it begins
/// where labels do behind the numbers of their rows, no farther below the last row than rows are from each other.
fn is_last_heading(lines: &[Line], boxes: &[Vec<Rect>], rows: Range<usize>, widest: Pt) -> bool {
    let line = &lines[rows.end];
    let at = &boxes[rows.end][0];
    let near = line.size.scale(SAME_EDGE, 1000);
    let label = |ix: &usize| match &boxes[*ix][..] {
        [number, label, ..] => number.x1 < at.x0 && (label.x0 - at.x0).abs() <= near,
        _ => false,
    };
    let labels = rows.clone().filter(label).count();
    line.marks.last().is_some_and(|mark| mark.names)
        && line.top - lines[rows.end - 1].bottom <= widest.scale(APART, 1000)
        && labels >= LABELS
}

/// So many rows show where their labels begin.
const LABELS: usize = 3;

/// Whether the line below some rows is the rest of the last one's text, whatever it begins with: rests of rows before stand as far
/// below theirs and begin at one edge with it, and what it begins with had no room above.
fn is_rest(lines: &[Line], boxes: &[Vec<Rect>], rows: Range<usize>, columns: &[(Pt, Pt)]) -> bool {
    let (line, last) = (&lines[rows.end], &lines[rows.end - 1]);
    let own = &boxes[rows.end][0];
    let near = line.size / 10;
    let step = |ix: usize| lines[ix].base - lines[ix - 1].base;
    let like = |ix: usize| {
        let [other] = &boxes[ix][..] else { return false };
        let same = (other.x0 - own.x0).abs() <= near && (step(ix) - step(rows.end)).abs() <= near;
        same && boxes[ix - 1].len() > 1 && alike(&lines[ix], line)
    };
    let above = boxes[rows.end - 1].iter().find(|text| (text.x0 - own.x0).abs() <= near);
    let column = columns.iter().find(|column| column.0 <= own.x0 + near && own.x0 < column.1);
    let filled = above.zip(column).is_some_and(|(above, column)| {
        let first = line.marks[0].at.width();
        above.x1 + line.size / 4 + first > column.1
    });
    let text = line.marks.iter().any(|mark| mark.form == Form::Text);
    text && filled && alike(line, last) && (rows.start + 1..rows.end).any(like)
}

/// Whether a lone text is a figure that ends where the last figures above it do: the sum of their column.
fn is_sum(line: &Line, at: &Rect, above: &[Line]) -> bool {
    let figures = |line: &Line, run: &Range<usize>| {
        let own = &line.marks[run.clone()];
        own.iter().any(|m| m.form == Form::Number) && own.iter().all(|m| m.form != Form::Text)
    };
    let over = above.iter().rev().find(|line| is_data(line, PHRASE));
    figures(line, &(0..line.marks.len()))
        && over.is_some_and(|over| {
            let ends = |run: &Range<usize>| {
                let flush = (over.span(run).x1 - at.x1).abs() <= line.size.scale(FLUSH, 1000);
                flush && figures(over, run)
            };
            over.phrases().iter().skip(1).any(ends)
        })
}

/// Figures end flush when they end within this part of the em (per thousand).
pub(crate) const FLUSH: i32 = 300;
/// With a rule above it, a sum is no farther below the last row than this part (per thousand) of the rows' pitch.
const SUM: i32 = 1_600;

/// Lines nearer than this part of the em (per thousand) are set beside each other.
const BESIDE: i32 = 850;

/// Whether a text stands in one column and reaches into no other; it begins no more than `out` left of the first.
fn in_column(text: &Rect, columns: &[(Pt, Pt)], out: Pt) -> bool {
    let over = columns.iter().filter(|c| text.x0 < c.1 && c.0 < text.x1).count();
    // Centred in a cell, a short text may stand beside the ink below it.
    over <= 1 && text.x0 >= columns[0].0 - out && text.x1 <= columns[columns.len() - 1].1 + Pt(500)
}

/// The columns widened by a line's phrases; `None` when a phrase crosses columns, or two share one.
fn joined(columns: &[(Pt, Pt)], line: &[Rect], beside: bool) -> Option<Vec<(Pt, Pt)>> {
    let mut out = columns.to_vec();
    let mut new = Vec::new();
    let (mut bad, mut hits) = (0, 0);
    let mut last: Option<usize> = None;
    // A sign set apart reaches into the column before by less than shows.
    let common = |a: (Pt, Pt), b: (Pt, Pt)| {
        let least = ((a.1 - a.0).min(b.1 - b.0) / 4).min(TOUCH);
        a.1.min(b.1) - a.0.max(b.0) > least
    };
    for phrase in line {
        let own = (phrase.x0, phrase.x1);
        let over: Vec<usize> = (0..columns.len()).filter(|c| common(own, columns[*c])).collect();
        match over[..] {
            [] => new.push((phrase.x0, phrase.x1)),
            [col] if last == Some(col) => bad += 1,
            [col] => {
                hits += 1;
                last = Some(col);
                out[col] = (out[col].0.min(phrase.x0), out[col].1.max(phrase.x1));
            }
            _ => bad += 1,
        }
    }
    out.extend(new);
    out.sort_unstable();
    let mut merged: Vec<(Pt, Pt)> = Vec::new();
    for (from, to) in out {
        match merged.last_mut() {
            Some(last) if common(*last, (from, to)) => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    (bad * 3 <= line.len() && (hits > 0 || beside) && merged.len() > 1).then_some(merged)
}

/// Texts of neighbouring columns may share as much.
const TOUCH: Pt = Pt(1_000);

/// Whether the line above some rows without a head is theirs: a heading, set as those among them are, or the first line of
/// the first label.
fn is_first(lines: &[Line], rows: Range<usize>, white: Pt) -> bool {
    let (line, below) = (&lines[rows.start - 1], &lines[rows.start]);
    let lone = |line: &Line| line.phrases().len() == 1;
    let set = |other: &Line| {
        alike(line, other) && (line.left() - other.left()).abs() <= line.size.scale(SAME_EDGE, 1000)
    };
    let step = below.top - line.bottom;
    let heading = |other: &Line| lone(other) && set(other) && !other.marks[0].small;
    let headed = || lines[rows.start + 1..rows.end].iter().any(heading);
    let wraps = below.marks[0].small && set(below) && step <= line.size.scale(REST, 1000);
    lone(line) && (wraps || step <= white.scale(APART, 1000) && headed())
}

/// Whether two lines are set alike.
fn alike(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() * 20 <= b.size && a.marks[0].bold == b.marks[0].bold
}

/// A block as a zone.
pub(crate) fn zone(lines: &[Line]) -> Zone {
    Zone {
        left: lines.iter().map(Line::left).min().unwrap_or_default(),
        right: lines.iter().map(Line::right).max().unwrap_or_default(),
        top: lines.iter().map(|l| l.top).min().unwrap_or_default(),
        bottom: lines.iter().map(|l| l.bottom).max().unwrap_or_default(),
        lines: lines.to_vec(),
        ..Zone::default()
    }
}

/// Where the head of some rows begins among the lines, which stand right above line `from`.
pub(crate) fn head_above(lines: &[Line], from: usize, rows: &[Line]) -> usize {
    let Some(mut columns) = columns_of(rows).filter(|_| from < lines.len()) else { return from };
    let boxes: Vec<Vec<Rect>> = lines.iter().map(spans).collect();
    let named = from > 0 && names(&lines[from - 1], &columns, rows);
    if let (true, [first, .., last]) = (named, &mut columns[..]) {
        // A name may reach farther than the figures below it.
        for text in &boxes[from - 1] {
            first.0 = first.0.min(text.x0);
            last.1 = last.1.max(text.x1);
        }
    }
    let white = usual_white(rows).max(if named { lines[from].size * NAMED } else { Pt::ZERO });
    upwards(lines, &boxes, &vec![false; lines.len()], from..from + 1, 0, (&columns, white))
}

/// Whether the line above some rows names their columns, each of its texts another: a head, however far from them it stands.
/// The first may be over several: codes, and labels.
pub(crate) fn names_columns(line: &Line, rows: &[Line]) -> bool {
    columns_of(rows).is_some_and(|columns| names(line, &columns, rows))
}

/// How many columns stand before the figures: that of the labels, and codes before it.
fn stub(rows: &[Line], columns: &[(Pt, Pt)]) -> usize {
    let is_text = |column: &(Pt, Pt)| {
        let own = |mark: &&Mark| mark.at.x0 < column.1 && column.0 < mark.at.x1;
        let marks = || rows.iter().flat_map(|line| &line.marks).filter(own);
        marks().filter(|mark| mark.form == Form::Text).count() * 2 > marks().count()
    };
    columns.iter().take(2).rposition(is_text).map_or(1, |ix| ix + 1)
}

/// Whether each text of a line stands over another of the columns of some rows.
fn names(line: &Line, columns: &[(Pt, Pt)], rows: &[Line]) -> bool {
    let (texts, stub) = (spans_over(line, columns), stub(rows, columns));
    let over = |(ix, text): (usize, &Rect)| {
        let mut own = columns.iter().filter(|c| text.x0 < c.1 && c.0 < text.x1);
        let (first, last) = (own.next()?, own.next_back());
        let before_figures = || columns.get(stub).is_none_or(|figures| text.x1 <= figures.0);
        (last.is_none() || ix == 0 && before_figures()).then_some((first.0, last.unwrap_or(first).0))
    };
    let own: Option<Vec<(Pt, Pt)>> = texts.iter().enumerate().map(over).collect();
    let apart = |own: &[(Pt, Pt)]| own.windows(2).all(|pair| pair[0].1 < pair[1].0);
    own.is_some_and(|own| apart(&own) && own.len() >= LEAST_NAMES && own.len() * 2 > columns.len())
}

/// Fewer texts may stand over as many columns by chance.
const LEAST_NAMES: usize = 3;
/// A head that names its columns stands no more sizes above them.
const NAMED: i32 = 2;

/// The boxes of its texts, those cut that are words each over another column: names may be as near each other as two words.
fn spans_over(line: &Line, columns: &[(Pt, Pt)]) -> Vec<Rect> {
    let mut out = Vec::new();
    for span in spans(line) {
        let words: Vec<Rect> =
            line.marks.iter().map(|mark| mark.at).filter(|at| span.contains(at.center())).collect();
        let single = words.iter().all(|word| under(word, columns).len() == 1);
        if single && under(&span, columns).len() > 1 {
            let of_one = |a: &Rect, b: &Rect| under(a, columns) == under(b, columns);
            out.extend(words.chunk_by(of_one).filter_map(|own| Rect::bounding(own.iter().copied())));
        } else {
            out.push(span);
        }
    }
    out
}

/// The boxes of its texts; a sign set apart from its figure is a part of it.
fn spans(line: &Line) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::new();
    let mut open = false;
    let mut runs = texts(line);
    let form = |ix: usize| line.marks[ix].form;
    // Where a sign stands before each figure, one close behind a figure is the next one's.
    if signs_lead(line) {
        for ix in 1..runs.len() {
            let (end, start) = (runs[ix - 1].end, runs[ix].start);
            let behind =
                runs[ix - 1].len() > 1 && form(end - 1) == Form::Opening && form(end - 2).is_figure();
            if behind && end == start && form(start).is_figure() {
                runs[ix - 1].end -= 1;
                runs[ix].start -= 1;
            }
        }
    }
    for run in runs {
        let own = &line.marks[run.clone()];
        let closes = own.iter().all(|m| m.form == Form::Closing);
        let figure = own.iter().any(|m| m.form.is_figure());
        let span = line.span(&run);
        match out.last_mut() {
            Some(last) if closes || open && figure => *last = last.union(&span),
            _ => out.push(span),
        }
        open = own.iter().all(|m| m.form == Form::Opening);
    }
    out
}

/// Its phrases; where typed figures have one space between, each of them.
fn texts(line: &Line) -> Vec<Range<usize>> {
    let phrases = line.phrases();
    let typed = |run: &Range<usize>| {
        let figures = line.marks[run.clone()].iter().rev().take_while(|mark| mark.form.is_data()).count();
        figures >= FIGURES && (figures == run.len() || phrases.len() == 1 && figures * 2 > run.len())
    };
    if line.marks.len() < FIGURES || !phrases.iter().any(typed) {
        return phrases;
    }
    let runs = units(line, PHRASE);
    let parts = |phrase: &Range<usize>| -> Vec<Range<usize>> {
        let own = runs.iter().filter(|run| phrase.start <= run.start && run.end <= phrase.end);
        if typed(phrase) { own.cloned().collect() } else { vec![phrase.clone()] }
    };
    phrases.iter().flat_map(parts).collect()
}

/// So many figures in a row are no part of a text.
const FIGURES: usize = 3;

/// The columns of some rows, when there are two.
fn columns_of(rows: &[Line]) -> Option<Vec<(Pt, Pt)>> {
    let mut columns: Option<Vec<(Pt, Pt)>> = None;
    for row in rows.iter().map(spans).filter(|row| row.len() > 1) {
        columns = match columns {
            Some(known) => joined(&known, &row, false).or(Some(known)),
            None => Some(row.iter().map(|b| (b.x0, b.x1)).collect()),
        };
    }
    columns.filter(|columns| columns.len() > 1)
}

/// The usual white space between two lines.
pub(crate) fn usual_white(lines: &[Line]) -> Pt {
    let mut all: Vec<Pt> = lines.windows(2).map(|pair| pair[1].top - pair[0].bottom).collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default().max(Pt::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    #[test]
    fn the_first_name_may_stand_over_codes_and_labels() {
        let rows = drawn(&[
            &[(0, "0001"), (40, "Salaries"), (220, "8,111"), (280, "379")],
            &[(0, "0002"), (40, "Grants"), (220, "6,067"), (280, "708")],
        ]);
        let named = |line: &[(i32, &str)]| names_columns(&drawn(&[line])[0], &rows);
        assert!(named(&[(0, "Identification"), (75, "code"), (220, "1999"), (280, "2000")]));
        assert!(!named(&[(0, "Identification"), (200, "1999-and-2000-as-told"), (320, "2001")]));
    }
}
