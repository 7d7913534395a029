//! The lines of a zone above its body: which of them name columns.

use super::{is_data, straddles};
use crate::bands::{Line, Mark};
use crate::forms::Form;
use crate::numbered::{counts, is_round};
use crate::rivers::units;
use crate::wraps::first_about;
use crate::zone::{Bar, Zone};
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// The head has no more lines, one below the other, than this.
const HEAD_LINES: usize = 12;

/// How many lines stand above the body, and whether a bar ends them.
pub(super) fn head_lines(zone: &Zone, gap: i32) -> (usize, bool) {
    let lines = &zone.lines;
    if let Some(end) = zone.head_end {
        return (lines.iter().take_while(|line| line.middle() < end).count(), true);
    }
    if zone.cut_above {
        return (0, false);
    }
    // Above the numbers of columns stand names and units alone, be there "1 000" among these.
    let numbers = |line: &Line| counts(line) && line.marks.iter().all(|mark| mark.form == Form::Year);
    let of_units =
        |line: &Line| !is_data(line, gap) || line.marks.iter().all(|m| !m.form.is_data() || is_round(m));
    let named = lines.iter().take(HEAD_LINES).position(numbers);
    let named = named.filter(|ix| lines[..*ix].iter().all(of_units)).map_or(0, |ix| ix + 1);
    let row = |ix: &usize| is_data(&lines[*ix], gap) && !are_units(lines, *ix, gap);
    let data = (named..lines.len()).find(row);
    // Rows shaded alike have an edge between them through the texts of cells that span both: it ends no head.
    let through = |bar: &Bar| {
        let over = |mark: &Mark| straddles(mark, bar.at);
        !bar.drawn && lines.iter().flat_map(|line| &line.marks).any(over)
    };
    let bars: Vec<Pt> = zone.bars.iter().filter(|bar| !through(bar)).map(|bar| bar.at).collect();
    let inner = bars.iter().copied().find(|y| {
        lines.first().is_some_and(|line| line.middle() < *y)
            && lines.last().is_some_and(|line| line.middle() > *y)
    });
    if let Some(bar) = inner {
        let until = |bar: Pt| lines.iter().take_while(|line| line.middle() < bar).count();
        let mut above = until(bar);
        // A bar may part two levels: below it stand more texts than above it, and no data.
        let texts = |range: Range<usize>| lines[range].iter().map(|line| units(line, gap).len()).max();
        for next in bars.iter().copied().filter(|other| *other > bar) {
            let lower = until(next);
            let level = lower > above && lower < lines.len() && data.is_none_or(|data| data >= lower);
            if !level || texts(above..lower) <= texts(0..above) {
                break;
            }
            above = lower;
        }
        let worded = |line: &Line| of_units(line) && line.marks.iter().any(|m| m.form == Form::Text);
        let counts = || lines[..above].iter().all(|line| is_count(line) || worded(line));
        let plain = names(&lines[..above], gap) && (data.is_none_or(|data| data >= above) || counts())
            || above == 1 && names_figures(&lines[0], lines.get(1), gap);
        if depth(&lines[..above]) <= HEAD_LINES && plain {
            return (above, true);
        }
    }
    let mut above = data.filter(|data| depth(&lines[..*data]) <= HEAD_LINES).unwrap_or(0);
    // The first row may begin above its figures: beside the middle or the last line of a text that wraps.
    above = on_foot(lines, first_about(lines, 0, above), gap);
    while above > 0 && (begins_row(lines, above, gap) || begins_beside(lines, above, gap)) {
        above -= 1;
    }
    while above > 1 && (heads_rows(lines, above, gap) || comes_again(lines, above, gap)) {
        above -= 1;
    }
    (if name_nothing(lines, above, gap) { 0 } else { above }, false)
}

/// Whether a line is the units of columns, "1 000" among them, above rows: right of their labels, with words and round figures alone.
fn are_units(lines: &[Line], ix: usize, gap: i32) -> bool {
    let (line, Some(row)) = (&lines[ix], lines.get(ix + 1)) else { return false };
    let data = |mark: &&Mark| mark.form.is_data();
    let labels = units(row, gap).first().map_or(row.left(), |run| row.span(run).x1);
    ix > 0
        && line.left() > labels
        && line.marks.iter().filter(data).all(is_round)
        && line.marks.iter().any(|mark| mark.form == Form::Text)
        && line.marks.iter().any(|mark| mark.triple && mark.value == Some(0) || mark.value >= Some(1_000))
        && is_data(row, gap)
        && !lines[..ix].iter().any(|line| is_data(line, gap))
}

/// How many lines stand one below the other: those of names set to one middle stand beside each other's.
fn depth(lines: &[Line]) -> usize {
    let mut last: Option<Pt> = None;
    let below = |line: &&Line| {
        let below = last.is_none_or(|base| line.base - base > line.size.scale(BESIDE, 1000));
        last = if below { Some(line.base) } else { last };
        below
    };
    lines.iter().filter(below).count()
}

/// Whether what stands above the first figures stands over their labels alone, from the same edge: headings of rows, or the
/// first lines of a label.
fn name_nothing(lines: &[Line], above: usize, gap: i32) -> bool {
    let Some((row, over)) = lines.get(above).map(|row| (row, &lines[..above])) else { return false };
    let runs = units(row, gap);
    let figure = |run: &&Range<usize>| row.marks[(*run).clone()].iter().all(|m| m.form.is_figure());
    let figures = runs.iter().skip(1).find(figure).or(runs.get(1)).map(|run| row.span(run).x0);
    let left = label_left(row, gap) + row.size.scale(SAME_LEFT, 1000);
    over.iter().all(|line| {
        units(line, gap).len() == 1 && line.left() <= left && figures.is_some_and(|x| line.right() < x)
    })
}

/// Where the label of a row begins: a code may stand before it.
fn label_left(row: &Line, gap: i32) -> Pt {
    let text = |run: &Range<usize>| row.marks[run.clone()].iter().any(|m| m.form == Form::Text);
    units(row, gap).iter().find(|run| text(run)).map_or(row.left(), |run| row.span(run).x0)
}

/// Whether lines above a rule may name columns: short figures in them number the columns, or stand beside names. The rest of
/// a row that the page cut has the last digits of its figures.
fn names(lines: &[Line], gap: i32) -> bool {
    let (mut texts, mut values) = (0, Vec::new());
    for line in lines {
        for run in units(line, gap) {
            match &line.marks[run] {
                [mark] if mark.form == Form::Number && mark.letters <= 2 => {
                    values.extend(mark.value);
                }
                _ => texts += 1,
            }
        }
    }
    values.len() < 2 || texts > 1 || values.windows(2).all(|pair| pair[0] + 1 == pair[1])
}

/// Whether a line names columns though some of its names are figures, as those of quantiles are: words that begin with capitals
/// stand over figures of the row below, more than half as many as the line has figures.
fn names_figures(line: &Line, row: Option<&Line>, gap: i32) -> bool {
    let Some(row) = row else { return false };
    let figures =
        |line: &Line, run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form.is_figure());
    let below: Vec<Rect> =
        units(row, gap).iter().filter(|run| figures(row, run)).map(|run| row.span(run)).collect();
    let over = |run: &Range<usize>| below.iter().any(|own| own.overlap_x(&line.span(run)) > Pt::ZERO);
    let name = |run: &Range<usize>| {
        let first = &line.marks[run.start];
        first.capital && first.form == Form::Text
    };
    let runs = units(line, gap);
    let named = runs.iter().filter(|run| name(run) && over(run)).count();
    let other = runs.iter().filter(|run| figures(line, run)).count();
    named >= 2 && named * 2 > other
}

/// Whether the line above the body heads rows, not columns: one text that begins no farther right than the labels below it,
/// or one on either side of the figures, under names of columns.
fn heads_rows(lines: &[Line], above: usize, gap: i32) -> bool {
    let (line, below) = (&lines[above - 1], &lines[above]);
    let near = below.size.scale(SAME_LEFT, 1000);
    // The second line of a heading begins small; it may be set in.
    let rest = || {
        let over = above.checked_sub(2).map(|ix| &lines[ix]);
        over.is_some_and(|over| {
            let set_in = line.left() - over.left();
            line.marks[0].small
                && units(over, gap).len() == 1
                && over.left() <= below.left() + near
                && (-near..=line.size * HUNG).contains(&set_in)
                && over.marks[0].bold == line.marks[0].bold
                && line.base - over.base <= line.size.scale(ABOVE, 1000)
        })
    };
    // A heading with a code, where codes stand before the labels: both begin where those of the rows do.
    let figures =
        |line: &Line, run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form.is_figure());
    let coded = || {
        let (own, next) = (units(line, gap), units(below, gap));
        let [code, label] = &own[..] else { return false };
        let same = |a: Pt, b: Pt| (a - b).abs() <= near;
        next.len() > 2
            && figures(line, code)
            && !figures(line, label)
            && figures(below, &next[0])
            && same(line.span(code).x0, below.left())
            && same(line.span(label).x0, label_left(below, gap))
    };
    // A heading in two languages, where labels stand on both sides of the figures.
    let both_sides = || {
        let own = units(line, gap);
        let [_, right] = &own[..] else { return false };
        let Some(row) = lines[above..].iter().find(|row| is_data(row, gap)) else { return false };
        let runs = units(row, gap);
        let [_, .., label] = &runs[..] else { return false };
        let words = row.marks[label.clone()].iter().any(|m| m.form == Form::Text);
        runs.len() > 2 && words && (line.span(right).x0 - row.span(label).x0).abs() <= near
    };
    let both = both_sides();
    // The label of the first row may wrap, with its figures beside the last line.
    let columns = lines[above..].iter().filter(|row| !both || is_data(row, gap)).find_map(|row| {
        let second = units(row, gap).into_iter().nth(1)?;
        Some(row.span(&second).x0)
    });
    (units(line, gap).len() == 1 || coded() || both)
        && (line.left() <= label_left(below, gap) + near && !line.marks[0].small || rest())
        && columns.is_some_and(|x| lines[..above - 1].iter().any(|over| over.right() > x))
}

/// Whether the line above the body is the first of several that head groups of rows: a text about the same middle, right of the
/// labels, stands alone between rows again.
fn comes_again(lines: &[Line], above: usize, gap: i32) -> bool {
    let alone = |line: &Line| units(line, gap).len() == 1 && !line.marks.iter().all(|m| m.form.is_figure());
    let line = &lines[above - 1];
    let middle = |line: &Line| line.left() + (line.right() - line.left()) / 2;
    let labels = lines[above..].iter().filter(|row| is_data(row, gap)).filter_map(|row| {
        let first = units(row, gap).into_iter().next()?;
        Some(row.span(&first).x1)
    });
    let right = labels.min().unwrap_or(Pt::MAX);
    let alike = |other: &Line| {
        alone(other)
            && other.left() > right
            && (middle(other) - middle(line)).abs() <= line.size.scale(SAME_LEFT, 1000)
            && other.marks[0].bold == line.marks[0].bold
    };
    alike(line) && lines[above..].iter().any(alike)
}

/// Lines of a heading that go on are set in by no more ems.
const HUNG: i32 = 2;

/// Texts begin at one place to within this part of the em (per thousand).
const SAME_LEFT: i32 = 300;

/// Lines nearer than this part of the em (per thousand) are set beside each other, not one below the other.
const BESIDE: i32 = 850;
/// A head stands farther above its body (per thousand) than the lines of a row.
const ABOVE: i32 = 1_350;

/// Whether the line above the body is the beginning of its first row.
fn begins_row(lines: &[Line], above: usize, gap: i32) -> bool {
    let step = lines[above].base - lines[above - 1].base;
    if step <= lines[above].size.scale(BESIDE, 1000) {
        return true;
    }
    let Some(over) = above.checked_sub(2).map(|ix| lines[above - 1].base - lines[ix].base) else {
        return false;
    };
    let lone = units(&lines[above - 1], gap).len() == 1
        && lines[above - 1].left() <= lines[above].left() + lines[above].size;
    lone && over >= step.scale(ABOVE, 1000) && lines[above].marks[0].small
}

/// The first line of the row whose figures stand first, where figures stand beside the last lines of texts that wrap: rows below
/// have as many such lines, as close above their figures, and more white parts these from the row before, and this row from
/// the names of its columns.
fn on_foot(lines: &[Line], row: usize, gap: i32) -> usize {
    let step = |ix: usize| lines[ix].base - lines[ix - 1].base;
    let texts = |line: &Line| units(line, gap).iter().map(|run| line.span(run)).collect::<Vec<Rect>>();
    // The lines above figures that stand close to them, each text at the edge of one below.
    let first = |key: usize| {
        let mut from = key;
        while from > 0 && !is_data(&lines[from - 1], gap) {
            let (line, below) = (&lines[from - 1], texts(&lines[from]));
            let near = line.size.scale(SAME_LEFT, 1000);
            let same = |text: &Rect| below.iter().any(|own| (own.x0 - text.x0).abs() <= near);
            let close =
                step(from) <= step(key).scale(TIGHTER, 1000) && step(from) <= line.size.scale(ABOVE, 1000);
            if !close || !texts(line).iter().all(same) {
                break;
            }
            from -= 1;
        }
        let parted = from > 0 && from < key && step(from) > step(key).scale(WIDER, 1000);
        parted.then_some(from)
    };
    let Some(from) = (row > 1 && row < lines.len()).then(|| first(row)).flatten() else { return row };
    let names = texts(&lines[from - 1]);
    let named = |text: &Rect| names.iter().any(|name| name.overlap_x(text) > Pt::ZERO && name.y1 <= text.y1);
    let near = |a: Pt, b: Pt| (a - b).abs() <= lines[row].size / 10;
    let like = |ix: &usize| {
        let close = is_data(&lines[*ix], gap) && !is_data(&lines[*ix - 1], gap) && near(step(*ix), step(row));
        close && first(*ix).is_some()
    };
    let ends = lines.last().is_some_and(|line| is_data(line, gap));
    let whole = lines[from..row].iter().all(|line| texts(line).iter().all(named));
    // Or the names are bold, and these lines are not.
    let bold = |line: &Line| line.marks.iter().all(|mark| mark.bold);
    let plain = || bold(&lines[from - 1]) && lines[from..=row].iter().all(|line| !line.marks[0].bold);
    let alike = || ends && (row + 1..lines.len()).any(|ix| like(&ix));
    if whole && (alike() || plain()) { from } else { row }
}

/// Lines of a text stand no farther apart than this part (per thousand) of their own distance, and rows farther than this.
const TIGHTER: i32 = 1_050;
const WIDER: i32 = 1_150;

/// Whether the line above the body is the first one of a text that goes on beside the first figures, from the same edge and
/// with a small letter: a label of the second of two sides, under a name of its own.
fn begins_beside(lines: &[Line], above: usize, gap: i32) -> bool {
    let (line, row) = (&lines[above - 1], &lines[above]);
    let near = row.size.scale(SAME_LEFT, 1000);
    let rest = |mark: &Mark| mark.small && (mark.at.x0 - line.left()).abs() <= near;
    let named = lines[..above - 1].iter().any(|over| over.left() < line.left() && line.left() < over.right());
    units(line, gap).len() == 1 && named && row.marks.iter().skip(1).any(rest)
}

/// A line of small bare integers that number or name columns: `1 2 3`, `5`, `10`.
fn is_count(line: &Line) -> bool {
    line.marks.iter().all(|m| m.form != Form::Number || m.letters <= 2)
        && line.marks.iter().any(|m| m.form == Form::Number)
        || line.marks.iter().all(|m| !m.form.is_data())
}
