//! Rows that no level rule parts, where the uprights are drawn row by row: typesetters such as TeX set a piece of each upright beside
//! each row, however many lines that has. Where all pieces end and the next begin, a row ends.

use super::{Edge, ONE_EDGE};
use crate::near::Near;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Stroke;

/// Fewer uprights may be cut at one height by chance.
const UPRIGHTS: usize = 3;
/// Pieces end at one height to within this: rules that they meet are as thick.
const LEVEL: Pt = Pt(1_200);
/// Fewer heights may be those of something else.
const HEIGHTS: usize = 2;

/// Draws the edges between such rows. `uprights` are the upright strokes of the page, by their places.
pub(super) fn part_rows(
    rows: &mut Vec<Edge>,
    cols: &[Edge],
    uprights: &[Stroke],
    words: &[Word],
    near: &Near,
) {
    let (top, bottom) = (rows[0].at, rows[rows.len() - 1].at);
    let (left, right) = (cols[0].at, cols[cols.len() - 1].at);
    if cols.len() < UPRIGHTS {
        return;
    }
    let mut joints: Vec<(Pt, usize)> = Vec::new();
    let mut whole: Vec<(Pt, Pt)> = Vec::new();
    for (ix, col) in cols.iter().enumerate() {
        let first = uprights.partition_point(|stroke| stroke.at < col.at - ONE_EDGE);
        let own = uprights[first..].iter().take_while(|stroke| stroke.at <= col.at + ONE_EDGE);
        let mut pieces: Vec<(Pt, Pt)> = own
            .filter(|stroke| stroke.from < bottom && stroke.to > top)
            .map(|stroke| (stroke.from, stroke.to))
            .collect();
        pieces.sort_unstable();
        // They stop beside a heading over the table, and at white.
        joints.extend(pieces.windows(2).flat_map(|pair| [(pair[0].1, ix), (pair[1].0, ix)]));
        whole.extend(pieces);
    }
    joints.sort_unstable();
    // Up to each piece, in order, how far down one goes.
    whole.sort_unstable();
    for ix in 1..whole.len() {
        whole[ix].1 = whole[ix].1.max(whole[ix - 1].1);
    }
    let mut heights: Vec<Pt> = Vec::new();
    for run in joints.chunk_by(|a, b| b.0 - a.0 <= LEVEL) {
        let mut own: Vec<usize> = run.iter().map(|(_, ix)| *ix).collect();
        own.sort_unstable();
        own.dedup();
        let at = run[0].0;
        let begun = whole.partition_point(|(from, _)| *from < at - LEVEL);
        let through = begun > 0 && at + LEVEL < whole[begun - 1].1;
        if own.len() >= UPRIGHTS && !through {
            heights.push(at);
        }
    }
    let drawn = |y: &Pt| rows.iter().any(|row| (row.at - *y).abs() <= ONE_EDGE);
    let bare: Vec<Pt> = heights.iter().copied().filter(|y| !drawn(y)).collect();
    if heights.len() < HEIGHTS || bare.is_empty() {
        return;
    }
    // Where a piece stands beside several rows, it is no row.
    let mut bands: Vec<Pt> = heights.iter().copied().chain(rows.iter().map(|row| row.at)).collect();
    bands.sort_unstable();
    let several = |band: &[Pt]| {
        cols.windows(2).skip(1).any(|col| {
            let cell = Rect::new(col[0].at, band[0], col[1].at, band[1]);
            let digits = |ix: &usize| words[*ix].text.contains(|c: char| c.is_ascii_digit());
            let own = near.inside(&cell).into_iter().filter(digits);
            let mut at: Vec<Pt> = own.map(|ix| words[ix].bbox.center().y).collect();
            at.sort_unstable();
            at.windows(2).any(|pair| pair[1] - pair[0] > ONE_EDGE)
        })
    };
    if bands.windows(2).skip(1).any(several) {
        return;
    }
    let is_whole =
        |row: &Edge| row.drawn.iter().any(|(from, to)| *from <= left + ONE_EDGE && right - ONE_EDGE <= *to);
    let ends: Vec<Pt> = rows.iter().filter(|row| is_whole(row)).map(|row| row.at).collect();
    // Rules that part some columns between the ends of pieces, as double ones about sums, are read with the texts.
    let in_body = |y: Pt| ends.iter().filter(|end| **end < y).count() >= 2;
    let amid = |row: &&Edge| in_body(row.at) && !heights.iter().any(|y| (row.at - *y).abs() <= LEVEL);
    if rows.iter().filter(|row| !is_whole(row)).any(|row| amid(&row)) {
        return;
    }
    for (nth, at) in heights.iter().enumerate() {
        let near_it = |y: Pt| (y - *at).abs() <= ONE_EDGE;
        let places = || rows.iter().map(|row| row.at);
        let before = places().filter(|y| y < at && !near_it(*y)).max();
        let next = places().chain(heights.get(nth + 1).copied());
        let behind = next.filter(|y| y > at && !near_it(*y)).min();
        let (Some(before), Some(behind)) = (before, behind) else { continue };
        // In the head cells span rows as they please, each of them with borders of its own.
        if !in_body(*at) || ends.iter().any(|end| near_it(*end)) {
            continue;
        }
        // White is no row.
        let text = |from: Pt, to: Pt| near.any(&Rect::new(left, from, right, to));
        if !text(before, *at) || !text(*at, behind) {
            continue;
        }
        // Nor is what goes on with the texts above in small letters, each line set as a row: nothing of it is a label or a figure.
        let held =
            |pair: &[Edge], from: Pt, to: Pt| near.inside(&Rect::new(pair[0].at, from, pair[1].at, to));
        let rest = cols.windows(2).enumerate().all(|(nth, pair)| {
            let (upper, lower) = (held(pair, before, *at), held(pair, *at, behind));
            let digits = |ix: &usize| !words[*ix].text.contains(char::is_alphabetic);
            if nth == 0 {
                lower.is_empty() && !upper.is_empty()
            } else {
                lower.is_empty() || !upper.is_empty() && !lower.iter().all(digits)
            }
        });
        let below = near.inside(&Rect::new(left, *at, right, behind));
        let first = below.iter().min_by_key(|ix| (words[**ix].bbox.x0, words[**ix].bbox.y0));
        let small = first.is_some_and(|ix| words[*ix].text.starts_with(char::is_lowercase));
        let announces = below.iter().any(|ix| words[*ix].text.ends_with(':'));
        if rest && small && !announces {
            continue;
        }
        let crosses = |pair: &&[Edge]| {
            let cell = Rect::new(pair[0].at, before, pair[1].at, behind);
            near.inside(&cell).into_iter().any(|ix| {
                let word = &words[ix].bbox;
                let part = word.height() / 4;
                word.y0 + part < *at && *at < word.y1 - part
            })
        };
        let drawn = || cols.windows(2).filter(|pair| !crosses(pair)).map(|pair| (pair[0].at, pair[1].at));
        let Some(row) = rows.iter_mut().find(|row| near_it(row.at)) else {
            let mut edge = Edge { at: *at, drawn: drawn().collect() };
            edge.tidy();
            rows.push(edge);
            continue;
        };
        // A rule may part some of the columns there: beside it cells span rows, but where other rows near it have no rules.
        let top = ends.iter().copied().filter(|end| end < at).max();
        let bottom = ends.iter().copied().filter(|end| end > at).min();
        let bare =
            bare.iter().any(|y| top.is_none_or(|top| top < *y) && bottom.is_none_or(|bottom| *y < bottom));
        if !bare {
            continue;
        }
        drawn().for_each(|(from, to)| row.draw(from, to));
    }
    rows.sort_by_key(|row| row.at);
}
