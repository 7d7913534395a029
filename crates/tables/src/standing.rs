//! Names of narrow columns that stand: each is set sideways above the figures of its column, which are upright. As marks of an
//! upright line they are as low as the foot of the row they stand in, where they meet the names that are not turned.

use crate::bands::{Line, Mark, lines, marks};
use crate::forms::Form;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::Page;
use std::collections::BTreeMap;

/// Fewer turned texts in a row are labels of something else.
const FEWEST: usize = 3;
/// Upright words stand below a row of names no farther than this many times their size.
const BELOW: i32 = 3;
/// So many times their size below that, the figures show how wide the columns are.
const FIGURES: i32 = 12;
/// And of no more lines.
const ROWS: usize = 24;
/// Lines that are level begin apart by no more than this part of the size (per thousand).
const LEVEL: i32 = 600;
/// More turned words are a sideways page.
const MOST: usize = 4_000;

/// The standing names of a page.
#[derive(Default)]
pub(crate) struct Standing {
    /// The way upright words run.
    direction: Quarter,
    /// By the index of their first word.
    names: BTreeMap<usize, Name>,
    /// All their words.
    words: Vec<usize>,
}

/// One name: its first word as a mark at the foot of its row, and what else it has.
struct Name {
    mark: Mark,
    words: Vec<usize>,
    /// As the reader of upright words sees it.
    area: Rect,
}

impl Standing {
    /// The marks of one direction: upright ones with those of the names, turned ones without.
    pub(crate) fn among(&self, direction: Quarter, mut marks: Vec<Mark>) -> Vec<Mark> {
        if direction == self.direction {
            marks.extend(self.names.values().map(|name| name.mark));
        } else {
            marks.retain(|mark| self.words.binary_search(&mark.ix).is_err());
        }
        marks
    }

    /// All words of a mark.
    pub(crate) fn words(&self, mark: &Mark) -> Vec<usize> {
        self.names.get(&mark.ix).map_or_else(|| vec![mark.ix], |name| name.words.clone())
    }

    /// Where a standing name begins, from the top.
    pub(crate) fn top(&self, mark: &Mark) -> Option<Pt> {
        self.names.get(&mark.ix).map(|name| name.area.y0)
    }
}

/// The names that stand above upright words which run in `direction`.
pub(crate) fn standing(page: &Page, words: &[Word], direction: Quarter) -> Standing {
    let mut out = Standing { direction, ..Standing::default() };
    let count = words.iter().filter(|word| word.direction.is_across(direction)).count();
    if !(FEWEST..=MOST).contains(&count) {
        return out;
    }
    let upright = marks(page, words, direction);
    for turned in [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270] {
        if !turned.is_across(direction) {
            continue;
        }
        let mut texts: Vec<Name> = Vec::new();
        for line in lines(&marks(page, words, turned)) {
            texts.extend(line.phrases().into_iter().map(|run| {
                let area = direction.turn(&turned.unturn(&line.span(&run)));
                let own = &line.marks[run];
                let text = own.iter().any(|mark| mark.form == Form::Text);
                let form = if text { Form::Text } else { own[0].form };
                let letters = own.iter().map(|mark| mark.letters).sum();
                let mark = Mark { form, letters, bound: area.width(), stop: true, ..own[0] };
                Name { mark, words: own.iter().map(|mark| mark.ix).collect(), area }
            }));
        }
        for row in in_rows(texts) {
            for name in over_figures(row, &upright) {
                out.words.extend(&name.words);
                out.names.insert(name.mark.ix, name);
            }
        }
    }
    out.words.sort_unstable();
    out
}

/// Texts beside each other, as rows.
fn in_rows(mut texts: Vec<Name>) -> Vec<Vec<Name>> {
    texts.sort_by_key(|text| (text.area.y1, text.area.x0, text.mark.ix));
    let mut rows: Vec<(Pt, Pt, Vec<Name>)> = Vec::new();
    for text in texts {
        let (from, to) = (text.area.y0, text.area.y1);
        let beside = |row: &&mut (Pt, Pt, Vec<Name>)| {
            (row.1.min(to) - row.0.max(from)) * 2 >= (row.1 - row.0).min(to - from)
        };
        match rows.iter_mut().rev().find(beside) {
            Some(row) => {
                (row.0, row.1) = (row.0.min(from), row.1.max(to));
                row.2.push(text);
            }
            None => rows.push((from, to, vec![text])),
        }
    }
    rows.into_iter().map(|row| row.2).collect()
}

/// The words of a line, each as wide as what stands right below it in the next ones, and what stands there below none: a short
/// figure is not above the middle of its column, and a blank above none.
fn columns(lines: &[Line]) -> Vec<Rect> {
    let Some((first, others)) = lines.split_first() else { return Vec::new() };
    let mut out: Vec<Rect> = first.marks.iter().map(|mark| mark.at).collect();
    for mark in others.iter().flat_map(|line| &line.marks) {
        let mut own = out.iter_mut().filter(|column| column.x0 <= mark.at.x1 && mark.at.x0 <= column.x1);
        match (own.next(), own.next()) {
            (Some(column), None) => {
                (column.x0, column.x1) = (column.x0.min(mark.at.x0), column.x1.max(mark.at.x1));
            }
            (Some(_), Some(_)) => {}
            (None, _) => out.push(mark.at),
        }
    }
    out.sort_by_key(|column| column.x0);
    out
}

/// The names of a row if most of them stand right above an upright word each: texts over one word are lines of one name.
fn over_figures(mut row: Vec<Name>, upright: &[Mark]) -> Vec<Name> {
    let Some(foot) = row.iter().map(|name| name.area.y1).max() else { return row };
    row.sort_by_key(|name| (name.area.x0, name.mark.ix));
    let size = row.iter().map(|name| name.mark.size).max().unwrap_or_default();
    let below: Vec<Mark> = upright
        .iter()
        .filter(|mark| mark.at.y0 > foot - size / 4 && mark.at.y0 <= foot + size * (BELOW + FIGURES))
        .copied()
        .collect();
    let over = |columns: &[Rect], name: &Name| {
        let middle = name.area.center().x;
        columns.iter().any(|column| column.x0 - size <= middle && middle <= column.x1 + size)
    };
    let most = |columns: &[Rect]| row.iter().filter(|name| over(columns, name)).count();
    let below = lines(&below);
    let right_below = below.iter().take_while(|line| line.top <= foot + size * BELOW).count();
    let columns = (0..right_below).map(|first| columns(&below[first..below.len().min(first + ROWS)]));
    let Some(columns) = columns.filter(|_| row.len() >= FEWEST).find(|c| most(c) * 4 >= row.len() * 3) else {
        return Vec::new();
    };
    let nearest = |name: &Name| {
        let away = |column: &Rect| (column.center().x - name.area.center().x).abs();
        (0..columns.len()).min_by_key(|ix| away(&columns[*ix]))
    };
    let mut out: Vec<(Option<usize>, Name)> = Vec::new();
    for name in row {
        let figure = nearest(&name);
        match out.last_mut() {
            Some((last, known)) if *last == figure => {
                known.area = known.area.union(&name.area);
                known.words.extend(name.words);
            }
            _ => out.push((figure, name)),
        }
    }
    if out.len() < FEWEST {
        return Vec::new();
    }
    // A name that is not turned stands at the foot of the row, or a line above it.
    let level = |mark: &&Mark| (mark.at.y1 - foot).abs() <= size.scale(LEVEL, 1000);
    let base = upright.iter().filter(level).map(|mark| mark.base).max().unwrap_or(foot - size / 5);
    out.into_iter()
        .map(|(_, mut name)| {
            name.mark.at = Rect { y0: base - name.mark.size, y1: base + name.mark.size / 5, ..name.area };
            name.mark.base = base;
            name
        })
        .collect()
}
