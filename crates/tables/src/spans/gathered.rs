//! The lines of each text of a head put together: names that wrap, units and years that stand below names by themselves.

use super::home::over_all;
use super::shared::{head_groups, units_of_groups};
use super::{ALIGNED, CENTRED, LEADING, SAME_EDGE, SAME_LINE, SAME_WIDTH, Text};
use crate::bands::{Line, Mark};
use crate::columns::{Columns, touches};
use crate::forms::Form;
use crate::letters::is_letter;
use crate::numbered::is_round;
use crate::read::straddles;
use crate::rivers::units;
use crate::shaded::about;
use crate::wraps::aligned;
use model::geometry::{Pt, Rect};
use model::layout::Rule;
use model::page::StrokeOrigin;
use std::ops::Range;

/// The parts that part lines. Where rows are shaded alike, a text in the middle of two shows that the edge between them is
/// none of its cell, nor of those beside it.
pub(super) fn seen(lines: &[Line], parts: &[Rule]) -> Vec<Rule> {
    let is_shade = |rule: &&Rule| rule.origin == StrokeOrigin::FillEdge;
    let straddled = |rule: &&Rule| {
        let own = |mark: &&Mark| rule.from <= mark.at.center().x && mark.at.center().x <= rule.to;
        lines.iter().flat_map(|line| &line.marks).filter(own).any(|mark| straddles(mark, rule.at))
    };
    let mut hidden: Vec<Pt> = parts.iter().filter(is_shade).filter(straddled).map(|rule| rule.at).collect();
    hidden.sort_unstable();
    let seen = |rule: &&Rule| !is_shade(rule) || hidden.binary_search(&rule.at).is_err();
    parts.iter().filter(seen).copied().collect()
}

/// The texts of a line: their marks and boxes.
pub(super) type Runs = Vec<(Range<usize>, Rect)>;

/// Lines nearer than this part (per thousand) of the least distance between rows are lines of one cell.
const TIGHT: i32 = 800;

/// The lines of each text put together.
pub(super) fn gathered(
    lines: &[Line],
    columns: &Columns,
    parts: &[Rule],
    (gap, pitch, numbered): (i32, Option<Pt>, bool),
) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    let boxes = |line: &Line| -> Vec<(Range<usize>, Rect)> {
        let runs = bordered(line, units(line, gap), columns, parts);
        runs.into_iter().map(|run| (run.clone(), line.span(&run))).collect()
    };
    let all: Vec<Runs> = lines.iter().map(boxes).collect();
    let last = lines.len().saturating_sub(1);
    let alike: Vec<Range<usize>> =
        if last > 0 { alike(&lines[last], &all[last], (lines, &all)) } else { Vec::new() };
    let flush: Vec<bool> = (0..lines.len()).map(|ix| is_flush(&all[ix], lines[ix].size, columns)).collect();
    let groups: Vec<bool> =
        (0..lines.len()).map(|ix| head_groups(&lines[ix], &all[ix], &all[ix + 1..], columns)).collect();
    let of_groups =
        (last > 0).then(|| units_of_groups(&lines[last], &all[last], &all[..last], columns)).flatten();
    // Signs name the parts of amounts: a year above them is no part of such a name.
    let sign =
        |line: &Line, run: &Range<usize>| line.marks[run.clone()].iter().all(|m| m.form == Form::Opening);
    let signed: Vec<bool> =
        (0..lines.len()).map(|ix| all[ix].iter().any(|(run, _)| sign(&lines[ix], run))).collect();
    let is_unit = |ix: usize, run: &Range<usize>| ix == last && alike.contains(run);
    // Units on one line below names that end higher, one of them at least, are a level of their own.
    let level = alike.iter().any(|run| {
        let at = lines[last].span(run);
        let over = |ix: &usize| all[*ix].iter().any(|(_, name)| name.x0 < at.x1 && at.x0 < name.x1);
        let above = (0..last).rev().find(over);
        above.is_some_and(|ix| lines[last].base - lines[ix].base > lines[last].size.scale(LEADING, 1000))
    });
    // Above the numbers of columns, one unit shows that the others on its line are units: none goes on from a name.
    let spread = numbered
        && last > 0
        && all[last].iter().any(|(run, _)| is_bare_unit(&lines[last].marks[run.clone()]));
    for (ix, line) in lines.iter().enumerate() {
        let pairs = ix > 0 && are_pairs(&all[ix - 1], &all[ix]);
        let years = ix > 0 && years_head(&lines[ix - 1], &all[ix - 1], &all[ix]);
        // Names that end with a figure in one column do so in others.
        let dated = out.iter().any(is_dated);
        for (nth, (run, at)) in all[ix].iter().enumerate() {
            let marks = &line.marks[run.clone()];
            // What is the text right above it: of years, or of other names?
            let under_figures = |at: &Rect| {
                let over = |(_, name): &&(Range<usize>, Rect)| name.x0 < at.x1 && at.x0 < name.x1;
                let name = (0..ix).rev().find_map(|up| Some((up, all[up].iter().find(over)?)));
                name.is_some_and(|(up, (run, _))| {
                    lines[up].marks[run.clone()].iter().all(|m| m.form.is_figure())
                })
            };
            // The rest of a name begins small; that of a year lies in its column.
            let col = columns.at(at.center().x);
            let in_column = columns.edges[col] <= at.x0 && at.x1 <= columns.edges[col + 1];
            let rest = || marks[0].small && (in_column || !under_figures(at));
            let of_all = ix == last
                && (of_groups.is_some()
                    || is_unit_of_all((at, rest(), spread), &all[..=ix], line.size, columns));
            let goes_on = |text: &&mut Text| {
                let step = line.base - text.last;
                let near = text.size.scale(ALIGNED, 1000);
                let (a, b) = (&text.at, at);
                let right = (a.x1 - b.x1).abs() <= near;
                let aligned = right
                    || !flush[ix]
                        && ((a.x0 - b.x0).abs() <= near || (a.center().x - b.center().x).abs() <= near);
                let common = |other: &Rect| other.x0 < a.x1 && a.x0 < other.x1;
                let lone = all[ix].iter().filter(|(_, other)| common(other)).count() <= 1;
                let tight = pitch.is_some_and(|pitch| step < pitch.scale(TIGHT, 1000));
                let divided = text.marks[text.marks.len() - 1].broken && marks[0].small;
                let leading = if divided { DIVIDED } else { LEADING };
                step > text.size.scale(SAME_LINE, 1000)
                    && step <= text.size.scale(leading, 1000)
                    && (text.size - line.size).abs() * 20 <= line.size
                    && text.marks[0].bold == marks[0].bold
                    && aligned
                    && lone
                    && (tight && !level || !is_unit(ix, run))
                    && (tight && pairs || !(is_year(&text.marks) && (years || is_again(line, &all[ix], run))))
                    && !(signed[ix] && text.marks.iter().all(|m| m.form.is_figure()))
                    && !ruled(parts, text, line.middle(), at.center().x)
                    && (!names_of_figures(text, marks, line)
                        || (dated || pairs) && marks.iter().all(|m| m.form.is_period())
                        || again(&lines[..ix], &all[..ix], text))
                    && !groups[..ix]
                        .iter()
                        .zip(&lines[..ix])
                        .any(|(heads, upper)| *heads && text.first == text.last && text.last == upper.base)
                    && (tight || !heads_several(text, at, (&all[ix], line, flush[ix]), columns, lines))
                    && !of_all
                    && !(spread && ix == last)
            };
            let cols = of_groups.as_ref().filter(|_| ix == last).map(|shares| shares[nth].clone());
            let known = out.iter_mut().filter(|text| text.at.x0 < at.x1 && at.x0 < text.at.x1);
            match known.max_by_key(|text| text.last).filter(goes_on) {
                Some(text) => {
                    text.marks.extend(marks);
                    text.at = text.at.union(at);
                    text.last = line.base;
                }
                None => out.push(Text {
                    fixed: cols.is_some(),
                    cols: cols.unwrap_or_else(|| columns.under(at)),
                    marks: marks.to_vec(),
                    at: *at,
                    first: line.base,
                    last: line.base,
                    size: line.size,
                    over: false,
                    ruled: false,
                    ruled_below: false,
                    unit: is_unit(ix, run) || (spread || of_groups.is_some()) && ix == last,
                    of_all,
                }),
            }
        }
    }
    out
}

/// Whether the names on a line are set to the right edges of their columns, so that the lines of each end together: each
/// right of the first column ends where what stands below it does, and there are three at least, of various widths.
fn is_flush(runs: &Runs, size: Pt, columns: &Columns) -> bool {
    let names = || runs.iter().map(|(_, at)| at).filter(|at| at.center().x > columns.edges[1]);
    let ends = |at: &Rect| {
        let near = size.scale(ALIGNED, 1000) / 2;
        columns.cores[columns.at(at.center().x)].is_some_and(|(_, right)| (at.x1 - right).abs() <= near)
    };
    let (least, most) = (names().map(Rect::width).min(), names().map(Rect::width).max());
    let various = least.zip(most).is_some_and(|(least, most)| most - least > size / 2);
    names().count() >= LEAST_FLUSH && various && names().all(ends)
}

/// Fewer names may end so by chance.
const LEAST_FLUSH: usize = 3;

/// The texts of the last line that say the same, each under a text of the lines above it, when there are two at least and all
/// others of the line stand under none: units of the columns. A name that wraps does not wrap to the same word in each, or
/// the word begins small below few names, as in "Number / of items", or a name of one line stands at half the height; below figures it is
/// no part of them.
fn alike(line: &Line, runs: &[(Range<usize>, Rect)], (lines, all): (&[Line], &[Runs])) -> Vec<Range<usize>> {
    let above = lines.len() - 1;
    let over = |at: &Rect| {
        let over = |(_, over): &&(Range<usize>, Rect)| over.x0 < at.x1 && at.x0 < over.x1;
        (0..above)
            .rev()
            .find_map(|ix| all[ix].iter().find(over).map(|(run, _)| &lines[ix].marks[run.clone()]))
    };
    let own: Vec<&(Range<usize>, Rect)> = runs.iter().filter(|(_, at)| over(at).is_some()).collect();
    let figures = |marks: &[Mark]| marks.iter().all(|m| m.form.is_figure());
    // The same words under names of which no two say the same end none of them: "number of items" stands above items alone.
    let names: Vec<Vec<_>> = own.iter().filter_map(|(_, at)| over(at)).map(look).collect();
    let differ = names.len() >= LEAST_NAMES && (1..names.len()).all(|ix| !names[..ix].contains(&names[ix]));
    let unit = |(run, at): &&(Range<usize>, Rect)| {
        let marks = &line.marks[run.clone()];
        !figures(marks) && (!marks[0].small || differ || over(at).is_some_and(figures))
    };
    let mut looks: Vec<_> = own.iter().map(|(run, _)| look(&line.marks[run.clone()])).collect();
    looks.sort_unstable();
    looks.dedup();
    // Below years what kind of figures they are: some are estimates, the others forecasts.
    let kinds = own.len() >= LEAST_NAMES
        && looks.len() * 2 <= own.len() + 1
        && own.iter().all(|(_, at)| over(at).is_some_and(figures));
    // Codes of series, as long as each other.
    let code = |(run, at): &&(Range<usize>, Rect)| match &line.marks[run.clone()] {
        [mark] => mark.caps && mark.letters >= CODE && over(at).is_some_and(|name| !name[0].caps),
        _ => false,
    };
    let length = own.first().map(|(run, _)| line.marks[run.start].letters);
    let codes = own.len() >= LEAST_NAMES
        && own.iter().all(code)
        && own.iter().all(|(run, _)| Some(line.marks[run.start].letters) == length);
    let lone_name = |(run, at): &(Range<usize>, Rect)| {
        let first = &line.marks[run.start];
        over(at).is_none() && first.capital && first.form == Form::Text && first.letters >= CODE
    };
    // Units below names are set otherwise, or in small letters; and below years they are units.
    let bold = |(run, at): &&(Range<usize>, Rect)| {
        let name = over(at).is_some_and(|name| name[0].bold && !figures(name));
        name && line.marks[run.start].bold
    };
    let named = || runs.iter().skip(1).any(lone_name) && own.iter().all(bold);
    // Two names among many of one line may end alike: an opening balance, a closing one; or beside a name of one line.
    let few = own.len() < LEAST_NAMES
        && (runs.len() - own.len() > own.len() || named())
        && own.iter().all(|(run, _)| line.marks[run.start].capital);
    let same = looks.len() == 1 && !few || kinds || codes;
    let half = |from: &Line, between: &Line| {
        let middle = line.base - (line.base - from.base) / 2;
        (between.base - middle).abs() <= line.size / 5
    };
    let near = |from: &Line| line.base - from.base <= line.size.scale(LEADING, 1000);
    let wraps = (0..above)
        .any(|ix| near(&lines[ix]) && lines[ix + 1..above].iter().any(|between| half(&lines[ix], between)));
    // A sign is no rest of a name.
    let signs = own.iter().flat_map(|(run, _)| &line.marks[run.clone()]).all(|m| m.form == Form::Opening);
    // Lines of names stand closer to each other than the last line to them.
    let step_over = |ix: usize, at: &Rect| {
        let over = |(_, name): &&(Range<usize>, Rect)| {
            name.x0 < at.x1 && at.x0 < name.x1 && aligned(name, at, line.size)
        };
        (0..ix)
            .rev()
            .find(|up| all[*up].iter().any(|run| over(&run)))
            .map(|up| lines[ix].base - lines[up].base)
    };
    let leading = (1..above).flat_map(|ix| all[ix].iter().filter_map(move |(_, at)| step_over(ix, at))).min();
    let apart = own.iter().filter_map(|(_, at)| step_over(above, at)).min();
    let looser = leading.zip(apart).is_some_and(|(leading, apart)| apart > leading.scale(LOOSER, 1000));
    let wraps = wraps && !looser;
    let below_figures = || own.iter().all(|(_, at)| over(at).is_some_and(figures));
    if own.len() < 2 || !same || wraps && !signs && !below_figures() || !own.iter().all(unit) {
        return Vec::new();
    }
    own.into_iter().map(|(run, _)| run.clone()).collect()
}

/// The rest of a word that a hyphen divides may stand farther below its beginning (per thousand of the em) than lines do.
const DIVIDED: i32 = 2_000;

/// A line farther below names than this part (per thousand) of the distance of their lines is a level of its own.
const LOOSER: i32 = 1_080;

/// Shorter words in capitals may be anything.
const CODE: u32 = 3;

/// Two names may go on with the same words by chance.
const LEAST_NAMES: usize = 3;

/// A year alone.
fn is_year(marks: &[Mark]) -> bool {
    matches!(marks, [mark] if mark.form == Form::Year)
}

/// Whether each text of a line stands below one of the line above, and none below two.
fn are_pairs(above: &Runs, own: &Runs) -> bool {
    let below = |(_, at): &(Range<usize>, Rect)| {
        own.iter().filter(|(_, other)| other.x0 < at.x1 && at.x0 < other.x1).count() == 1
    };
    above.len() == own.len() && above.iter().all(below)
}

/// Whether years alone stand on a line, and between two of them a text of the next one under neither: the first or the second
/// heads more than what stands below it, so all are a level.
fn years_head(line: &Line, above: &Runs, own: &Runs) -> bool {
    let between = |pair: &[(Range<usize>, Rect)]| {
        let amid = |(_, at): &(Range<usize>, Rect)| pair[0].1.x1 < at.x0 && at.x1 < pair[1].1.x0;
        own.iter().any(amid)
    };
    above.iter().all(|(run, _)| is_year(&line.marks[run.clone()])) && above.windows(2).any(between)
}

/// Whether a text stands on its line again: quarters of years, of which one may have a single one, are a level of their own.
fn is_again(line: &Line, runs: &Runs, own: &Range<usize>) -> bool {
    let text = |run: &Range<usize>| &line.marks[run.clone()];
    let figure = text(own).iter().all(|m| m.form.is_figure());
    let same = |(run, _): &&(Range<usize>, Rect)| look(text(run)) == look(text(own));
    !figure && text(own)[0].capital && runs.iter().filter(same).count() > 1
}

/// What a text looks like: the same words look alike, for figures their digits are known.
pub(super) fn look(marks: &[Mark]) -> Vec<(Form, u32, Option<i64>, i32)> {
    marks.iter().map(|m| (m.form, m.letters, m.value, m.at.width().0 / SAME_WIDTH)).collect()
}

/// Whether a text stands over each of several columns: "Year ended" above each year names none of them by itself.
fn again(lines: &[Line], all: &[Runs], text: &Text) -> bool {
    let look = |marks: &[Mark]| -> Vec<_> {
        marks.iter().map(|m| (m.form, m.letters, m.at.width().0 / SAME_WIDTH)).collect()
    };
    let own = lines.iter().position(|line| line.base == text.last);
    own.is_some_and(|ix| {
        let same =
            |(run, _): &&(Range<usize>, Rect)| look(&lines[ix].marks[run.clone()]) == look(&text.marks);
        all[ix].iter().filter(same).count() > 1
    })
}

/// Whether a rule lies between a text and the line below it.
pub(super) fn ruled(parts: &[Rule], text: &Text, below: Pt, x: Pt) -> bool {
    let above = text.last - text.size / 3;
    parts.iter().any(|rule| above < rule.at && rule.at < below && rule.from <= x && x <= rule.to)
}

/// Whether a text on the last line of a head is the middle of three columns or more, named by texts above it: no name
/// goes on below those of its neighbours. `rest` tells that it begins as the rest of one does. A `short` one need not reach over its column's edges.
fn is_unit_of_all((at, rest, short): (&Rect, bool, bool), all: &[Runs], size: Pt, columns: &Columns) -> bool {
    let [above @ .., own] = all else { return false };
    // The rest of a name lies under no other name.
    let over = |(_, name): &&(Range<usize>, Rect)| name.x0 < at.x1 && at.x0 < name.x1;
    if rest && above.last().is_some_and(|line| line.iter().filter(over).count() < 2) {
        return false;
    }
    let named = |col: usize| above.iter().flatten().any(|(_, over)| columns.at(over.center().x) == col);
    let beside = |col: usize| own.iter().any(|(_, other)| other != at && columns.at(other.center().x) == col);
    over_all(at, (size, short), columns, |col| !named(col) || beside(col)).is_some_and(|cols| cols.len() > 2)
}

/// `1 000`, `%`: a unit that is no word, so that none is taken for one by its place.
fn is_bare_unit(marks: &[Mark]) -> bool {
    marks.iter().all(|mark| mark.form == Form::Closing || mark.form.is_figure() && is_round(mark))
}

/// Whether words stand above a figure on a line of figures: years below what they are years of, on a level of their own.
fn names_of_figures(text: &Text, marks: &[Mark], line: &Line) -> bool {
    let figures = |marks: &[Mark]| marks.iter().all(|m| m.form.is_figure());
    figures(marks) && !figures(&text.marks) && figures(&line.marks)
}

/// Whether a text of several lines is words, and its last line a figure: "Actual 2011/12".
fn is_dated(text: &Text) -> bool {
    let (first, last) = (&text.marks[0], &text.marks[text.marks.len() - 1]);
    text.first != text.last && first.form == Form::Text && last.form.is_figure() && last.at.y0 > first.at.y0
}

/// Whether a text right above another heads it and its neighbours: it is the middle of three or more texts on one line, in
/// neighbouring columns; and the two would have fitted on one line, or the lower ones are figures (years), or a text at half
/// the height shows that these are two levels, or `flush` names, which begin with capitals, are set to the right.
fn heads_several(
    text: &Text,
    below: &Rect,
    line: (&[(Range<usize>, Rect)], &Line, bool),
    columns: &Columns,
    lines: &[Line],
) -> bool {
    let (runs, own, flush) = line;
    if text.first != text.last {
        return false;
    }
    let Some(nth) = runs.iter().position(|(_, at)| at == below) else { return false };
    // Letters one below the other are a name set downwards.
    let letter = |marks: &[Mark]| matches!(marks, [mark] if is_letter(mark));
    if letter(&text.marks) && letter(&own.marks[runs[nth].0.clone()]) {
        return false;
    }
    let figure = |ix: usize| own.marks[runs[ix].0.clone()].iter().all(|m| m.form.is_figure());
    let most = nth.min(runs.len() - 1 - nth);
    let near = text.size.scale(CENTRED, 1000);
    let x = text.at.center().x;
    let by = |x: Pt, from: Pt, to: Pt| (x - (from + (to - from) / 2)).abs() <= near;
    let about = |reach: usize| nth - reach..=nth + reach;
    let alike = |reach: usize| about(reach).all(|ix| figure(ix) == figure(nth));
    // Names set to the right of columns as wide as they stand apart.
    let even = |ix: usize, x: Pt, reach: usize| {
        let (a, b) = (&runs[ix - reach].1, &runs[ix + reach].1);
        by(x, a.x1 - (b.x1 - a.x1) / (2 * reach as i32), b.x1)
    };
    let middle = |ix: usize, x: Pt, reach: usize| {
        let (a, b) = (&runs[ix - reach].1, &runs[ix + reach].1);
        by(x, a.x0, b.x1) || by(x, a.center().x, b.center().x) || even(ix, x, reach)
    };
    // Where a neighbour on its line is the middle of as many, all of them are the first lines of names.
    let others: Vec<Rect> = lines.iter().find(|line| line.base == text.last).map_or(Vec::new(), |line| {
        let runs = line.phrases().into_iter().map(|run| line.span(&run));
        runs.filter(|other| !text.at.contains(other.center())).collect()
    });
    let rival = |ix: usize, reach: usize| {
        let at = &runs[ix].1;
        let over = |other: &&Rect| other.overlap_x(at) > Pt::ZERO && aligned(other, at, text.size);
        let inside = (reach..runs.len().saturating_sub(reach)).contains(&ix);
        inside && others.iter().find(over).is_some_and(|other| middle(ix, other.center().x, reach))
    };
    let centred = (1..=most).any(|reach| {
        let rivals = || about(reach).any(|ix| ix != nth && rival(ix, reach));
        alike(reach) && middle(nth, x, reach) && !rivals()
    });
    let (a, b) = columns.core(columns.at(below.center().x));
    let both = text.at.width() + below.width() + text.size / 4;
    let fits = both <= (b - a).max(text.at.width());
    // What goes on in the room of its column begins small; names each begin with a capital.
    let col = columns.at(below.center().x);
    let capital = |run: &Range<usize>| own.marks[run.start].capital;
    let room = columns.edges[col + 1] - columns.edges[col];
    // The second lines of names that begin above say nothing of it.
    let begun = |at: &Rect| {
        let near =
            |line: &&Line| line.base < own.base && own.base - line.base <= text.size.scale(LEADING, 1000);
        let over = |m: &Mark| m.at.x0 < at.x1 && at.x0 < m.at.x1;
        lines.iter().filter(near).any(|line| line.marks.iter().any(over))
    };
    let mut names = runs.iter().filter(|(_, at)| at == below || !begun(at));
    let named = names.clone().count() > 2 && names.all(|(run, _)| capital(run)) && both <= room;
    let half = text.last + (own.base - text.last) / 2;
    let beside = lines.iter().any(|line| (line.base - half).abs() <= text.size / 5);
    // Where lines of names end together, one is the middle of its neighbours' columns by chance alone.
    let apart =
        flush && (1..=most).any(|reach| even(nth, x, reach) && about(reach).all(|ix| capital(&runs[ix].0)));
    // What is the middle of all names that begin right below it heads them.
    let of_all = || {
        let free = |ix: usize| ix == nth || !begun(&runs[ix].1);
        let left =
            (0..nth).rev().take_while(|ix| free(*ix) && runs[*ix].1.center().x > columns.edges[1]).count();
        let right = (nth + 1..runs.len()).take_while(|ix| free(*ix)).count();
        left == right
    };
    let stacked = || !of_all() && is_stacked((text, below), own, lines);
    apart || centred && ((fits || named) && !stacked() || figure(nth) || beside)
}

/// Whether a text is the first line of a name that goes on in two more lines, as far apart as these, and so does another on its
/// line: names are set in lines one above the other, and end together.
fn is_stacked((text, below): (&Text, &Rect), own: &Line, lines: &[Line]) -> bool {
    let step = own.base - text.last;
    let at = |base: Pt| lines.iter().find(|line| (line.base - base).abs() <= text.size / 10);
    let [Some(first), Some(third)] = [at(text.last), at(own.base + step)] else { return false };
    let lone = |line: &Line, over: &Rect| {
        let own = |run: &Range<usize>| {
            let at = line.span(run);
            at.x0 < over.x1 && over.x0 < at.x1
        };
        let mut runs = line.phrases().into_iter().filter(own);
        runs.next().map(|run| line.span(&run)).filter(|_| runs.next().is_none())
    };
    let goes_on = |over: &Rect| lone(own, over).and_then(|second| lone(third, &second)).is_some();
    let others = first.phrases().into_iter().map(|run| first.span(&run));
    lone(third, below).is_some() && others.filter(|other| *other != text.at).any(|other| goes_on(&other))
}

/// The units, cut between two marks where the shading of a cell ends at an edge of a column, or full-width glyphs stand
/// apart there: texts that nearly touch. Rules say less: some producers draw them column by column under what spans several.
fn bordered(line: &Line, runs: Vec<Range<usize>>, columns: &Columns, parts: &[Rule]) -> Vec<Range<usize>> {
    let ends =
        |x: Pt, at: &Rect| about(at, line.size, parts).is_some_and(|(_, to)| (to - x).abs() <= SAME_EDGE);
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in runs {
        let mut from = run.start;
        for ix in run.start + 1..run.end {
            let (a, b) = (&line.marks[ix - 1].at, &line.marks[ix].at);
            let edge = columns.edges.iter().find(|x| a.x1 <= **x + SAME_EDGE && **x <= b.x0 + SAME_EDGE);
            let drawn = columns.drawn && edge.is_some_and(|x| ends(*x, a));
            if drawn || touches(&line.marks[ix - 1], &line.marks[ix], &columns.edges) {
                out.push(from..ix);
                from = ix;
            }
        }
        out.push(from..run.end);
    }
    out
}
