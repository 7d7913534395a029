//! Prose, and the columns of a page that it shows.
//!
//! A paragraph is a chain of phrases, each right below the last, from the same left edge, nearly all of them full. Two
//! paragraphs beside each other show a gutter of the page, and what stands left of it is read apart from what stands right.

mod asides;

use crate::bands::{Line, Mark, lines};
use crate::forms::Form;
use asides::asides;
use model::geometry::{Pt, Rect};

/// Lines of one paragraph are no farther apart than this many times (per thousand) their size.
const LEADING: i32 = 1_950;
/// They begin within this part of the em of each other.
const SAME_LEFT: i32 = 350;
/// A line is full when it reaches this part (per cent) of the widest.
const FULL: i32 = 76;
/// So many of its lines (per cent), the last one apart, are full.
const MOSTLY: usize = 65;
/// And no more (per cent) end with room for the next word.
const LOOSE: usize = 50;
/// A space between words, at its narrowest, in parts of the em (per thousand).
const SPACE: i32 = 220;
/// Longer ones are read as several: a column of labels is looked down from each of its lines.
const LONGEST: usize = 120;
/// Narrower ones (ems) are cells.
const NARROWEST: i32 = 12;
/// Lines times ems: three lines of twenty ems are a paragraph, three of twelve a cell.
const AREA: i32 = 58;
/// So many lines of a text do not all begin with a capital.
const NAMES: usize = 6;
/// Lines that have a figure right of them, at most (per cent): a column of long labels has one on most.
const FIGURES: usize = 34;
/// Letters in a hundred that may be digits.
const DIGITS: u32 = 30;
/// Gutters inside gutters: a page of sixteen columns.
const DEEPEST: usize = 5;
/// A gutter runs along so many lines at least.
const GUTTER_LINES: usize = 4;
/// Nothing crosses a gutter, and it is as wide as this part of the em.
const GUTTER: i32 = 800;

/// A paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paragraph {
    pub(crate) area: Rect,
    pub(crate) lines: usize,
    /// Whether it is set to both edges of a column narrower than the page's: it shows no gutter farther than it reaches.
    pub(crate) aside: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is one observation, none excludes another")]
struct Phrase {
    span: Rect,
    base: Pt,
    /// That of its line.
    size: Pt,
    /// Its own: what stands beside it may be larger, as a title in the next column of the page.
    own_size: Pt,
    digits: u32,
    letters: u32,
    text: bool,
    figure_right: bool,
    /// Whether it is figures and nothing else.
    figure: bool,
    /// Whether it begins with a capital.
    capital: bool,
    /// How wide its first word is.
    first: Pt,
}

/// The paragraphs among these lines, top to bottom.
pub(crate) fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let mut out = plain(lines);
    let more = apart_from(&out, asides(lines));
    out.extend(more);
    out.sort_by_key(|p| (p.area.y0, p.area.x0));
    out
}

/// The texts in a narrow column that are no part of wider prose.
pub(crate) fn apart(lines: &[Line]) -> Vec<Paragraph> {
    let found = asides(lines);
    if found.is_empty() { found } else { apart_from(&plain(lines), found) }
}

/// Those of some texts that share no ink's place with paragraphs.
fn apart_from(known: &[Paragraph], mut found: Vec<Paragraph>) -> Vec<Paragraph> {
    let shares = |a: &Rect, b: &Rect| a.overlap_x(b) > Pt::ZERO && a.overlap_y(b) > Pt::ZERO;
    found.retain(|text| !known.iter().any(|p| shares(&p.area, &text.area)));
    found
}

/// The paragraphs that phrases make.
fn plain(lines: &[Line]) -> Vec<Paragraph> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut first_of: Vec<usize> = Vec::with_capacity(lines.len() + 1);
    for line in lines {
        first_of.push(phrases.len());
        let runs = line.phrases();
        for (ix, run) in runs.iter().enumerate() {
            let marks = &line.marks[run.clone()];
            let figure_right = runs
                .get(ix + 1)
                .is_some_and(|next| line.marks[next.clone()].iter().all(|m| m.form.is_amount()));
            let figures = marks.iter().filter(|m| m.form.is_figure());
            phrases.push(Phrase {
                span: line.span(run),
                base: line.base,
                size: line.size,
                own_size: marks.iter().map(|m| m.size).max().unwrap_or(line.size),
                digits: figures.map(|m| m.letters).sum(),
                letters: marks.iter().map(|m| m.letters).sum(),
                text: marks.iter().any(|m| m.form == Form::Text),
                figure_right,
                figure: marks.iter().all(|m| m.form.is_amount()),
                capital: marks[0].capital,
                first: first_word(&marks[0]),
            });
        }
    }
    first_of.push(phrases.len());
    let mut taken = vec![false; phrases.len()];
    let mut out = Vec::new();
    for start in 0..lines.len() {
        for first in first_of[start]..first_of[start + 1] {
            if taken[first] || !phrases[first].text {
                continue;
            }
            let chain = chain(&phrases, &first_of, start, first);
            if let Some(area) = is_prose(&phrases, &chain)
                && (is_even(&phrases, &chain, &area) || !is_column(&phrases, &first_of, &area, chain.len()))
            {
                for ix in &chain {
                    taken[*ix] = true;
                }
                let are_remarks = |chain: &[usize]| {
                    !is_filled(&phrases, chain)
                        && (is_behind_figures(&phrases, &first_of, chain)
                            || is_behind_names(&phrases, &first_of, chain))
                };
                let remarks = !is_even(&phrases, &chain, &area)
                    && (are_remarks(&chain)
                        || column_about(&phrases, &chain).is_some_and(|more| are_remarks(&more)));
                // A part of such a column or cell is no prose either: it is taken, and not told.
                if !remarks && !are_cells(&phrases, &first_of, &chain) && !is_cell(&phrases, &first_of, &area)
                {
                    out.push(Paragraph { area, lines: chain.len(), aside: false });
                }
            }
        }
    }
    out
}

/// How wide what a line begins with is: a full-width text may be broken behind any letter but the marks that end a sentence.
fn first_word(mark: &Mark) -> Pt {
    let width = mark.at.width();
    let wide = width.0 >= mark.size.scale(WIDE, 1000).0.saturating_mul(mark.letters as i32);
    if wide { width.min(mark.size * 2) } else { width }
}

/// Full-width letters, some others among them, take this part of the em each (per thousand).
const WIDE: i32 = 700;

fn chain(phrases: &[Phrase], first_of: &[usize], start: usize, first: usize) -> Vec<usize> {
    let mut out = vec![first];
    let mut line = start + 1;
    let mut step: Option<Pt> = None;
    while line + 1 < first_of.len() && out.len() < LONGEST {
        let last = &phrases[out[out.len() - 1]];
        let candidates = first_of[line]..first_of[line + 1];
        line += 1;
        let Some(base) = candidates.clone().next().map(|ix| phrases[ix].base) else { continue };
        if base - last.base > last.size.scale(LEADING, 1000) {
            break;
        }
        let next = candidates.clone().find(|ix| {
            let p = &phrases[*ix];
            (p.span.x0 - last.span.x0).abs() <= p.size.scale(SAME_LEFT, 1000)
                && p.text
                && (p.own_size - last.own_size).abs() * 8 <= last.own_size
        });
        if let Some(next) = next {
            let own = phrases[next].base - last.base;
            if step.is_some_and(|step| (own - step).abs() * 5 > step) {
                break;
            }
            step = Some(step.unwrap_or(own));
            out.push(next);
        }
    }
    out
}

fn is_prose(phrases: &[Phrase], chain: &[usize]) -> Option<Rect> {
    if chain.len() < 2 {
        return None;
    }
    let own = || chain.iter().map(|ix| &phrases[*ix]);
    let area = Rect::bounding(own().map(|p| p.span))?;
    let size = own().map(|p| p.own_size).max()?;
    let ems = area.width().0 / size.0.max(1);
    let (digits, letters) = (own().map(|p| p.digits).sum::<u32>(), own().map(|p| p.letters).sum::<u32>());
    let full = own().take(chain.len() - 1).filter(|p| p.span.width() * 100 >= area.width() * FULL).count();
    let figures = own().filter(|p| p.figure_right).count();
    // A text goes on on the next line when the word that stands first there had no room: names in rows end where they end.
    let pairs = || chain.windows(2).map(|pair| (&phrases[pair[0]], &phrases[pair[1]]));
    let loose = pairs().filter(|(line, next)| had_room(&area, line, next)).count();
    // Lines of a text go on in the middle of sentences; names in a list begin with a capital each.
    let names = chain.len() >= NAMES && own().all(|p| p.capital);
    let prose = ems >= NARROWEST
        && !names
        && ems * chain.len() as i32 >= AREA
        && digits * 100 <= letters * DIGITS
        && full * 100 >= (chain.len() - 1) * MOSTLY
        && loose * 100 <= (chain.len() - 1) * LOOSE
        && figures * 100 <= chain.len() * FIGURES;
    prose.then_some(area)
}

/// Whether many lines of text all fill their column, the last apart: no texts of rows are so even.
fn is_even(phrases: &[Phrase], chain: &[usize], area: &Rect) -> bool {
    let full = |ix: &&usize| phrases[**ix].span.width() * 100 >= area.width() * EVEN;
    let lines = &chain[..chain.len() - 1];
    lines.len() >= LINES && lines.iter().filter(full).count() * 10 >= lines.len() * 9
}

/// Whether no line of a text had room for the first word of the next: so a paragraph is set. Lines of a few words each may have
/// none by chance.
fn is_filled(phrases: &[Phrase], chain: &[usize]) -> bool {
    let area = Rect::bounding(chain.iter().map(|ix| phrases[*ix].span)).unwrap_or_default();
    let wide = area.width() >= phrases[chain[0]].own_size * WIDE_ENOUGH;
    wide && chain.len() > 2
        && chain.windows(2).all(|pair| !had_room(&area, &phrases[pair[0]], &phrases[pair[1]]))
}

/// Lines of text with those above and below that begin at the same edge, as closely one below the other, if there are as many
/// more: a few remarks of a column may fill their lines by chance.
fn column_about(phrases: &[Phrase], chain: &[usize]) -> Option<Vec<usize>> {
    let first = &phrases[chain[0]];
    let same = |ix: &usize| {
        let own = &phrases[*ix];
        own.text && (own.span.x0 - first.span.x0).abs() <= Pt(SAME_EDGE) && own.own_size == first.own_size
    };
    let near = |pair: (usize, usize)| {
        (phrases[pair.1].base - phrases[pair.0].base).abs() <= first.size.scale(LEADING, 1000)
    };
    let mut out = chain.to_vec();
    for ix in (0..chain[0]).rev().filter(same).take(LONGEST) {
        if !near((ix, out[0])) {
            break;
        }
        out.insert(0, ix);
    }
    for ix in (chain[chain.len() - 1] + 1..phrases.len()).filter(same).take(LONGEST) {
        if !near((out[out.len() - 1], ix)) {
            break;
        }
        out.push(ix);
    }
    (out.len() >= chain.len() * 2).then_some(out)
}

/// Whether a line of a text had room for the first word of the next.
fn had_room(area: &Rect, line: &Phrase, next: &Phrase) -> bool {
    next.first <= area.width() - line.span.width() - line.own_size.scale(SPACE, 1000)
}

/// Paragraphs beside names or figures are no narrower, in ems.
const WIDE_ENOUGH: i32 = 14;
/// Lines of a long paragraph, and how wide (per cent of the widest) nine in ten of them are.
const LINES: usize = 8;
const EVEN: i32 = 80;

/// Whether lines of text are a column of a table: figures follow to their right, on their own lines or on lines between,
/// beside the middle of what wraps.
fn is_column(phrases: &[Phrase], first_of: &[usize], area: &Rect, lines: usize) -> bool {
    let from = phrases.partition_point(|p| p.base < area.y0);
    let line = first_of.partition_point(|first| *first < from);
    let mut count = 0;
    for own in first_of[line..].windows(2) {
        let own = &phrases[own[0]..own[1]];
        if own.first().is_some_and(|p| p.base > area.y1) {
            break;
        }
        // The unit of the figures may stand before them.
        let mut right = own.iter().filter(|p| p.span.x0 >= area.x1);
        let figure = |p: &Phrase| p.figure;
        let unit = |p: &Phrase| p.letters <= UNIT && p.text && !p.capital;
        let follows = match right.next() {
            Some(next) if unit(next) => right.next().is_some_and(figure),
            next => next.is_some_and(figure),
        };
        // A figure on both sides: the number of an article, what it is, and its price.
        let left = own.iter().take_while(|p| p.span.x1 <= area.x0).last();
        let between =
            left.is_some_and(figure) && own.last().is_some_and(|p| p.span.x0 >= area.x1 && p.figure);
        count += usize::from(follows || between);
    }
    count * 100 > lines * FIGURES
}

/// Units of figures have no more letters: `kg`, `pair`.
const UNIT: u32 = 4;

/// The phrases before one on its line.
fn before<'p>(phrases: &'p [Phrase], first_of: &[usize], ix: usize) -> &'p [Phrase] {
    let line = first_of.partition_point(|first| *first <= ix) - 1;
    &phrases[first_of[line]..ix]
}

/// Whether lines of text are of a column of cells: each about them that stands behind several figures begins with a capital, three
/// at least do, and among the others one goes on small. Lines of prose beside a table begin as they happen to.
fn are_cells(phrases: &[Phrase], first_of: &[usize], chain: &[usize]) -> bool {
    let (first, last) = (&phrases[chain[0]], &phrases[chain[chain.len() - 1]]);
    let reach = first.size * ABOUT;
    let from = phrases.partition_point(|p| p.base < first.base - reach);
    let to = phrases.partition_point(|p| p.base <= last.base + reach);
    let same = |ix: &usize| {
        let own = &phrases[*ix];
        own.text && (own.span.x0 - first.span.x0).abs() <= own.size.scale(SAME_LEFT, 1000)
    };
    let behind = |ix: usize| before(phrases, first_of, ix).iter().filter(|p| p.figure).count() > 1;
    let (rows, rest): (Vec<usize>, Vec<usize>) = (from..to).filter(same).partition(|ix| behind(*ix));
    rows.len() >= CELLS
        && rows.iter().all(|ix| phrases[*ix].capital)
        && rest.iter().any(|ix| !phrases[*ix].capital)
}

/// Rows of a column are looked for so many ems above and below.
const ABOUT: i32 = 12;

/// Whether lines of text are remarks on rows: a figure stands right before nearly each of them, all at one edge and with a
/// label before it.
fn is_behind_figures(phrases: &[Phrase], first_of: &[usize], chain: &[usize]) -> bool {
    let figure = |ix: &usize| {
        let [.., label, figure] = before(phrases, first_of, *ix) else { return None };
        let near = phrases[*ix].span.x0 - figure.span.x1 <= figure.size * REMARK;
        (label.text && figure.figure && near).then_some(figure.span)
    };
    let figures: Vec<Rect> = chain.iter().filter_map(figure).collect();
    let edge = |of: fn(&Rect) -> Pt| {
        let all = || figures.iter().map(of);
        all().max().zip(all().min()).is_some_and(|(most, least)| most - least <= Pt(SAME_EDGE))
    };
    figures.len() * 5 >= chain.len() * 4 && (edge(|span| span.x0) || edge(|span| span.x1))
}

/// Whether lines of text say what names before them mean: one name stands before each, all from one edge, and all end well
/// before the texts.
fn is_behind_names(phrases: &[Phrase], first_of: &[usize], chain: &[usize]) -> bool {
    /// Names take no more than this part (per cent) of the way to the texts.
    const NARROW: i32 = 70;
    let name = |ix: &usize| {
        let [name] = before(phrases, first_of, *ix) else { return None };
        let room = phrases[*ix].span.x0 - name.span.x0;
        (name.text && name.span.width() * 100 <= room * NARROW).then_some(name.span.x0)
    };
    let names: Vec<Pt> = chain.iter().filter_map(name).collect();
    let even = names.iter().max().zip(names.iter().min());
    names.len() == chain.len() && even.is_some_and(|(most, least)| *most - *least <= Pt(SAME_EDGE))
}

/// Remarks stand no more ems behind the figures of their rows.
const REMARK: i32 = 20;
/// Edges this near are one, in 1/1000 point.
const SAME_EDGE: i32 = 600;

/// Fewer lines behind figures may begin with capitals by chance.
const CELLS: usize = 3;

/// Whether lines of text are a cell of a row of figures, as a comment in the last column is: on one of them several figures
/// stand to the left, the nearest no farther off than a gutter is wide, or one alone, a code, and several to the right.
fn is_cell(phrases: &[Phrase], first_of: &[usize], area: &Rect) -> bool {
    let from = phrases.partition_point(|p| p.base < area.y0);
    let line = first_of.partition_point(|first| *first < from);
    let on_lines = first_of[line..].windows(2).map(|own| &phrases[own[0]..own[1]]);
    let inside = |own: &&[Phrase]| own.first().is_none_or(|p| p.base <= area.y1);
    on_lines.take_while(inside).any(|own| {
        let left = own.partition_point(|p| p.span.x1 <= area.x0);
        let right = own.iter().filter(|p| p.span.x0 >= area.x1 && p.figure).count();
        match &own[..left] {
            [code] => code.figure && right >= ROW,
            [.., a, b] => a.figure && b.figure && area.x0 - b.span.x1 <= b.size.scale(GUTTER, 1000),
            _ => false,
        }
    })
}

/// Fewer figures behind a text may be those of the next column of the page.
const ROW: usize = 2;

/// The marks of a page in parts that are read apart: columns, and the bands above and below them.
pub(crate) fn regions(marks: Vec<Mark>, paragraphs: &[Paragraph]) -> Vec<Vec<Mark>> {
    let mut out = Vec::new();
    split(marks, paragraphs, DEEPEST, &mut out);
    out
}

fn split(marks: Vec<Mark>, paragraphs: &[Paragraph], depth: usize, out: &mut Vec<Vec<Mark>>) {
    if marks.is_empty() {
        return;
    }
    let found = (depth > 0).then(|| gutter(&marks, paragraphs)).flatten();
    let Some((x, top, bottom)) = found else {
        out.push(marks);
        return;
    };
    let mut parts: [Vec<Mark>; 4] = Default::default();
    for mark in marks {
        let part = if mark.base < top {
            0
        } else if mark.base > bottom {
            3
        } else if mark.at.center().x < x {
            1
        } else {
            2
        };
        parts[part].push(mark);
    }
    for part in parts {
        split(part, paragraphs, depth - 1, out);
    }
}

/// The longest gutter: its x, and the baselines of its first and last line.
fn gutter(marks: &[Mark], paragraphs: &[Paragraph]) -> Option<(Pt, Pt, Pt)> {
    let area = Rect::bounding(marks.iter().map(|m| m.at))?;
    let inside: Vec<&Paragraph> =
        paragraphs.iter().filter(|p| area.grow(Pt(500)).contains_rect(&p.area)).collect();
    let lines = lines(marks);
    // Places across the page, each with how far down the page a gutter may reach there.
    let mut xs: Vec<(Pt, (Pt, Pt))> = Vec::new();
    for a in &inside {
        let page = (Pt::MIN, Pt::MAX);
        if a.aside {
            let sides = beside(marks, a).into_iter().flatten();
            xs.extend(sides.map(|x| (x, reach(&lines, a, x))));
            continue;
        }
        let right = inside.iter().filter(|b| b.area.x0 > a.area.x1).map(|b| b.area.x0).min();
        // A paragraph alone has a gutter at its side when something else stands there.
        xs.extend(right.map(|right| (a.area.x1 + (right - a.area.x1) / 2, page)));
        if inside.len() < MOST_PARAGRAPHS {
            xs.extend(beside(marks, a).into_iter().flatten().map(|x| (x, page)));
        }
    }
    xs.sort_unstable();
    xs.dedup_by(|b, a| b.0 - a.0 <= Pt(3_000) && b.1 == a.1);
    let mut best: Option<(usize, Pt, Pt, Pt)> = None;
    for (x, (top, bottom)) in xs {
        let outside = |line: &Line| line.middle() < top || line.middle() > bottom;
        let crosses: Vec<bool> = lines.iter().map(|line| outside(line) || crossed(line, x)).collect();
        let mut from = 0;
        while from < lines.len() {
            let to = from + crosses[from..].iter().take_while(|c| !**c).count();
            if to > from {
                let (top, bottom) = (lines[from].top, lines[to - 1].bottom);
                let run = &lines[from..to];
                let left = run.iter().filter(|line| line.left() < x).count();
                let right = run.iter().filter(|line| line.right() > x).count();
                let prose = inside
                    .iter()
                    .filter(|p| top <= p.area.y0 && p.area.y1 <= bottom)
                    .map(|p| p.lines)
                    .sum::<usize>();
                let count = left.min(right);
                if count >= GUTTER_LINES && prose >= 2 && best.is_none_or(|b| b.0 < count) {
                    best = Some((
                        count,
                        x,
                        lines[from].marks.iter().map(|m| m.base).min()?,
                        lines[to - 1].marks.iter().map(|m| m.base).max()?,
                    ));
                }
            }
            from = to.max(from + 1);
        }
    }
    best.map(|(_, x, top, bottom)| (x, top, bottom))
}

/// How far above and below a text in a narrow column a gutter at x reaches: to what stands in that column next.
fn reach(lines: &[Line], aside: &Paragraph, x: Pt) -> (Pt, Pt) {
    let left = aside.area.center().x < x;
    let same = |line: &&Line| line.marks.iter().any(|m| (m.at.center().x < x) == left);
    let above = lines.iter().filter(same).map(|line| line.bottom).filter(|y| *y <= aside.area.y0).max();
    let below = lines.iter().filter(same).map(|line| line.top).filter(|y| *y >= aside.area.y1).min();
    (above.unwrap_or(Pt::MIN), below.unwrap_or(Pt::MAX))
}

/// More paragraphs on a page show their gutters by each other.
const MOST_PARAGRAPHS: usize = 60;

/// Places between a paragraph and the marks that stand beside it, on its left and right: in the middle, and near the
/// paragraph, which is as wide as its column where what stands beside it may be narrower than the other one.
fn beside(marks: &[Mark], paragraph: &Paragraph) -> [Option<Pt>; 4] {
    let a = &paragraph.area;
    // Fewer lines show a gutter where all that stands beyond it is a column as wide as they are.
    let wide = |inside: &dyn Fn(&&Mark) -> bool| {
        let other = Rect::bounding(marks.iter().filter(inside).map(|m| m.at));
        let size = marks.first().map(|m| m.size).unwrap_or_default();
        other.is_some_and(|other| (other.width() - a.width()).abs() <= size * AS_WIDE)
    };
    let (beyond, before) = (wide(&|m| m.at.x0 > a.x1), wide(&|m| m.at.x1 < a.x0));
    if paragraph.lines < GUTTER_LINES && !beyond && !before {
        return [None; 4];
    }
    let level = || marks.iter().filter(|m| m.at.overlap_y(a) > Pt::ZERO);
    let right = level().map(|m| m.at.x0).filter(|x| *x > a.x1).min().map(|x| (x - a.x1) / 2);
    let left = level().map(|m| m.at.x1).filter(|x| *x < a.x0).max().map(|x| (a.x0 - x) / 2);
    let near = |half: Pt| half.min(NEAR);
    [
        right.map(|half| a.x1 + half),
        left.map(|half| a.x0 - half),
        right.filter(|_| beyond).map(|half| a.x1 + near(half)),
        left.filter(|_| before).map(|half| a.x0 - near(half)),
    ]
}

/// Columns of text differ in width by no more than so many ems: their right edges may be ragged.
const AS_WIDE: i32 = 2;
/// Half of a narrow gutter.
const NEAR: Pt = Pt(5_000);

/// Whether a line's words cross x, or stand nearer to it than a gutter is wide.
fn crossed(line: &Line, x: Pt) -> bool {
    match line.about(x) {
        (Some(a), Some(b)) => b - a < line.size.scale(GUTTER, 1000) || a > x || b < x,
        (Some(a), None) => a > x,
        (None, Some(b)) => b < x,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::marks;
    use crate::tests::drawn;
    use crate::words::words;
    use model::geometry::Quarter;

    fn check(rows: &[&str]) -> usize {
        let page = drawn(rows);
        let (words, _) = words(&page, |_| true);
        paragraphs(&lines(&marks(&page, &words, Quarter::D0))).len()
    }

    #[test]
    fn lines_that_end_with_room_for_the_next_word_are_no_text() {
        let names = [
            "G20 Wick Allotment Group     Rain tanks",
            "G21 Harrow Food Bank Fund    Winter meals",
            "G22 Thornby Chess Circle     Tree planting",
            "G23 Ashlar Village Committee A lift",
        ];
        assert_eq!(check(&names), 0);
        let text = [
            "the scheme is open to all who         x",
            "live in the district and have         x",
            "done so for a year or longer,         x",
            "and to those who moved there,         x",
            "though not to those who left.         x",
        ];
        assert_eq!(check(&text), 1);
    }
}
