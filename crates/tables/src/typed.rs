//! Rules that are typed: rows of hyphens, equals signs or box-drawing characters, with pluses where they cross, and bars in one
//! place line after line, as line printers, consoles and databases draw tables. They are ink, but no text.

use crate::words::split;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::{Axis, Color, Page, Stroke, StrokeOrigin};
use std::collections::BTreeMap;

/// So many characters in a row are a rule; a dash or two stand for nothing.
const ROW: usize = 4;
/// One such line by itself parts two texts; several, or one in pieces, are a table's.
const FEWEST: usize = 2;
/// Bars of one upright rule stand on so many lines.
const LINES: usize = 3;
/// Exclamation marks are bars at so many places.
const PLACES: usize = 2;
/// Baselines of one line differ by no more than this part of the em (per thousand).
const LEVEL: i32 = 250;
/// Bars of one place differ by no more than this part of the em.
const SAME: i32 = 200;
/// A bar reaches above and below its line to that of the next, by this part of the em.
const REACH: i32 = 350;
/// The next line is no farther off than this part of the em.
const NEXT: i32 = 1_700;
/// Characters without a space between are no farther apart than this part of the em.
const GLUED: i32 = 200;
/// A row of characters is painted to its ends, but for this part of the em: rows that a plus joins meet.
const MEET: i32 = 350;
/// More bars on a page are a picture.
const MOST: usize = 20_000;

fn is_level(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '─' | '━' | '═' | '—' | '–' | '╌' | '┄')
}

fn is_crossing(c: char) -> bool {
    matches!(
        c,
        '+' | '┌'
            | '┐'
            | '└'
            | '┘'
            | '├'
            | '┤'
            | '┬'
            | '┴'
            | '┼'
            | '╔'
            | '╗'
            | '╚'
            | '╝'
            | '╠'
            | '╣'
            | '╦'
            | '╩'
            | '╬'
            | '╞'
            | '╡'
            | '╪'
            | '╒'
            | '╕'
            | '╘'
            | '╛'
            | '╤'
            | '╧'
    )
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║' | '¦')
}

/// Colons and exclamation marks part columns, too, where a machine had no bar: these alone or between rows of characters, for
/// times and cries have them.
fn is_stop(c: char) -> bool {
    matches!(c, ':' | '!')
}

/// What was typed: the words without it, the rules, and the words they were.
pub(crate) struct Typed {
    pub(crate) words: Vec<Word>,
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) rules: Vec<Word>,
}

/// Finds the rules among the words of a page.
pub(crate) fn typed(page: &Page, words: Vec<Word>) -> Typed {
    let rows = words.iter().any(is_row);
    if !rows {
        return Typed { words, strokes: Vec::new(), rules: Vec::new() };
    }
    let (upright, mut rest): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| word.direction == Quarter::D0);
    let mut lines = in_lines(upright);
    let row_lines: Vec<usize> = (0..lines.len()).filter(|ix| is_row_line(&lines[*ix])).collect();
    let pieces = |ix: &usize| lines[*ix].len() > 1 || lines[*ix][0].text.contains(is_crossing);
    if row_lines.len() < FEWEST && !row_lines.iter().any(pieces) {
        rest.extend(lines.into_iter().flatten());
        return Typed { words: rest, strokes: Vec::new(), rules: Vec::new() };
    }
    let (mut strokes, mut rules) = (Vec::new(), Vec::new());
    for ix in &row_lines {
        for word in std::mem::take(&mut lines[*ix]) {
            strokes.push(level(&word));
            rules.push(word);
        }
    }
    let heights: Vec<Pt> = lines.iter().filter_map(|line| line.first()).map(|word| word.bbox.y1).collect();
    let cut: Vec<Word> = lines.into_iter().flatten().flat_map(|word| at_bars(page, word)).collect();
    let (bars, others): (Vec<Word>, Vec<Word>) =
        cut.into_iter().partition(|word| word.text.chars().all(is_bar) || is_stops(word));
    // A mark that only some lines have is a flag.
    let lone = |run: &[Word]| run.iter().all(|word| word.text == "!");
    let on_all = |run: &[Word]| {
        let ys = || run.iter().map(|word| word.bbox.y1);
        let (first, last) = (ys().min().unwrap_or_default(), ys().max().unwrap_or_default());
        let near = run[0].size.scale(LEVEL, 1000);
        let to = heights.partition_point(|y| *y <= last + near);
        to - heights.partition_point(|y| *y < first - near) <= run.len()
    };
    let runs = in_places(bars);
    let marks = runs.iter().filter(|run| lone(run) && run.len() >= LINES && on_all(run)).count();
    let is_wall = |run: &Vec<Word>| run.len() >= LINES && (!lone(run) || marks >= PLACES && on_all(run));
    let (walls, lone_bars): (Vec<Vec<Word>>, Vec<Vec<Word>>) = runs.into_iter().partition(is_wall);
    rest.extend(lone_bars.into_iter().flatten());
    let mut walls: Vec<Word> = walls.into_iter().flatten().collect();
    walls.sort_by_key(|bar| (bar.bbox.y1, bar.bbox.x0));
    // Rules between the levels of a head, in a line with the names beside them.
    let (pieces, others): (Vec<Word>, Vec<Word>) =
        others.into_iter().partition(|word| is_row(word) && is_between(&walls, word));
    let headed = !pieces.is_empty();
    for word in pieces {
        strokes.push(level(&word));
        rules.push(word);
    }
    rest.extend(others);
    let mut levels = if headed { strokes.clone() } else { Vec::new() };
    levels.sort_unstable_by_key(|level| level.at);
    strokes.extend(walls.iter().map(|word| bar(word, &levels)));
    rules.extend(walls);
    Typed { words: rest, strokes, rules }
}

/// A word that draws a level rule, or a piece of one.
fn is_row(word: &Word) -> bool {
    let count = word.text.chars().filter(|c| is_level(*c)).count();
    count >= ROW && is_drawn(word)
}

/// A word of nothing but characters that draw, a colon or an exclamation mark at its ends or none.
fn is_drawn(word: &Word) -> bool {
    let text = word.text.strip_prefix(is_stop).unwrap_or(&word.text);
    let text = text.strip_suffix(is_stop).unwrap_or(text);
    let draws = |c: char| is_level(c) || is_crossing(c) || is_bar(c) || c == '!';
    !text.is_empty() && text.chars().all(draws)
}

/// A colon or an exclamation mark alone.
fn is_stops(word: &Word) -> bool {
    let mut chars = word.text.chars();
    chars.next().is_some_and(is_stop) && chars.next().is_none()
}

/// Whether bars, no colons, stand right at both ends of a row of characters, without a space: a text would have one. `bars` are
/// sorted by their baselines.
fn is_between(bars: &[Word], row: &Word) -> bool {
    let (near, level) = (row.size.scale(GLUED, 1000), row.size.scale(LEVEL, 1000));
    let first = bars.partition_point(|bar| bar.bbox.y1 < row.bbox.y1 - level);
    let beside = bars[first..].iter().take_while(|bar| bar.bbox.y1 <= row.bbox.y1 + level);
    let beside: Vec<&Word> = beside.filter(|bar| bar.text != ":").collect();
    let at = |end: Pt, side: fn(&Rect) -> Pt| beside.iter().any(|bar| (side(&bar.bbox) - end).abs() <= near);
    at(row.bbox.x0, |bar| bar.x1) && at(row.bbox.x1, |bar| bar.x0)
}

/// A line of nothing else.
fn is_row_line(line: &[Word]) -> bool {
    line.iter().any(is_row) && line.iter().all(is_drawn)
}

fn in_lines(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by_key(|word| (word.bbox.y1, word.bbox.x0));
    let mut out: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match out.last_mut() {
            Some(line) if word.bbox.y1 - line[0].bbox.y1 <= word.size.scale(LEVEL, 1000) => line.push(word),
            _ => out.push(vec![word]),
        }
    }
    out
}

/// A word cut before and behind its bars.
fn at_bars(page: &Page, word: Word) -> Vec<Word> {
    let one_each = word.text.chars().count() == word.glyphs.len();
    let stops = is_row(&word);
    let is_bar = |c: char| is_bar(c) || stops && is_stop(c);
    if !one_each || !word.text.contains(is_bar) {
        return vec![word];
    }
    let bars: Vec<bool> = word.text.chars().map(is_bar).collect();
    let mut out = Vec::new();
    let mut rest = word;
    for at in (1..bars.len()).rev().filter(|at| bars[*at] || bars[*at - 1]) {
        let (head, tail) = split(&rest, at, page);
        out.push(tail);
        rest = head;
    }
    out.push(rest);
    out
}

/// Bars by their places across the page.
fn in_places(mut bars: Vec<Word>) -> Vec<Vec<Word>> {
    if bars.len() > MOST {
        return bars.into_iter().map(|bar| vec![bar]).collect();
    }
    bars.sort_by_key(|bar| (bar.bbox.center().x, bar.bbox.y0));
    let mut out: BTreeMap<Pt, Vec<Word>> = BTreeMap::new();
    for bar in bars {
        let (x, near) = (bar.bbox.center().x, bar.size.scale(SAME, 1000));
        let known = out.range(x - near..).next().map(|(at, _)| *at).filter(|at| *at <= x + near);
        out.entry(known.unwrap_or(x)).or_default().push(bar);
    }
    out.into_values().collect()
}

fn level(word: &Word) -> Stroke {
    let Rect { x0, x1, .. } = word.bbox;
    let meet = word.size.scale(MEET, 1000);
    stroke(Axis::Horizontal, word.bbox.center().y, (x0 - meet, x1 + meet))
}

/// The stroke of a bar: to those on the next lines, and to rows of characters there, where the head has levels. `levels` are sorted.
fn bar(word: &Word, levels: &[Stroke]) -> Stroke {
    let Rect { y0, y1, .. } = word.bbox;
    let (at, reach) = (word.bbox.center(), word.size.scale(REACH, 1000));
    let (mut from, mut to) = (y0 - reach, y1 + reach);
    let next = word.size.scale(NEXT, 1000);
    let first = levels.partition_point(|level| level.at < at.y - next);
    let near = levels[first..].iter().take_while(|level| level.at <= at.y + next);
    for level in near.filter(|level| level.from <= at.x && at.x <= level.to) {
        (from, to) = (from.min(level.at), to.max(level.at));
    }
    stroke(Axis::Vertical, at.x, (from, to))
}

fn stroke(axis: Axis, at: Pt, (from, to): (Pt, Pt)) -> Stroke {
    Stroke {
        axis,
        at,
        from,
        to,
        width: Pt(500),
        color: Color::BLACK,
        dashed: false,
        origin: StrokeOrigin::Line,
    }
}
