//! Titles of tables that are more than the line above: over a headnote, on two lines, or in the table's own first row.

use crate::captions::Patterns;
use model::table::Ink;
use model::{Pt, Rect, Table};

/// A headnote between a table and its caption has no more lines.
const HEADNOTE: usize = 8;
/// Lines of one text stand no farther apart than this part of their size (per thousand), ...
const LEADING: i32 = 1_000;
/// ... the lines of a title a little closer ...
const TITLE_LEADING: i32 = 700;
/// ... and a headnote no farther above its table than so many times its size.
const OVER: i32 = 3;

/// The caption over a headnote: a line that numbers a table, with nothing but the lines of a text between it and the table
/// at `place`. `lines` are those above, the nearest last.
pub(crate) fn over_headnote(
    lines: &[&Ink],
    place: &(u32, Option<Rect>),
    patterns: &Patterns,
) -> Option<usize> {
    let (page, area) = (place.0, place.1?);
    let near = |upper: &Ink, lower: Rect, most: i32| {
        let own = upper.bbox.map(|bbox| upper.direction.turn(&bbox));
        own.is_some_and(|own| {
            upper.page == page && own.y0 < lower.y0 && lower.y0 - own.y1 <= upper.size.scale(most, 1000)
        })
    };
    let mut below = lines.last()?.direction.turn(&area);
    for (nth, (ix, line)) in lines.iter().enumerate().rev().take(HEADNOTE).enumerate() {
        if !near(line, below, if nth == 0 { OVER * 1000 } else { LEADING }) {
            return None;
        }
        // A sentence may begin like a caption: only one set apart from its number is meant here.
        if patterns.numbered(&line.text).is_some_and(|(_, rest)| !rest.is_empty()) {
            return Some(ix);
        }
        below = line.direction.turn(&line.bbox?);
    }
    None
}

/// The title over a line that says who accounts, or for what (`ix`), and the next one, which dates the account and is set like it:
/// the line above, if it is larger, or all three are set about one middle and it is the longest.
pub(crate) fn over_subtitle<'l>(lines: &[&'l Ink], ix: usize, patterns: &Patterns) -> Option<&'l Ink> {
    let (above, line, dated) = (*lines.get(ix.checked_sub(1)?)?, lines[ix], lines.get(ix + 1)?);
    let larger = above.page == line.page && above.size >= line.size.scale(LARGER, 1000);
    let title = !patterns.is_note(&above.text) && above.text.contains(char::is_alphabetic);
    let placed = |ink: &Ink| ink.bbox.map(|bbox| ink.direction.turn(&bbox));
    let centred = || {
        let (own, second, third) = (placed(above)?, placed(line)?, placed(dated)?);
        let near = |other: &Rect| (other.center().x - own.center().x).abs() <= line.size / 4;
        let apart = |other: &Rect| (other.x0 - own.x0).abs() > line.size;
        let close = own.y1 <= second.y0 && second.y0 - own.y1 <= line.size.scale(LEADING, 1000);
        let wide = own.width() > second.width() && own.width() > third.width();
        let same = above.page == line.page && above.size == line.size;
        Some(same && close && wide && near(&second) && near(&third) && apart(&second))
    };
    (line.size == dated.size && (larger || centred().unwrap_or(false)) && title).then_some(above)
}

/// A title is larger than what stands under it by this part (per thousand).
const LARGER: i32 = 1_200;

/// The second line of a title, right below the first and set like it.
pub(crate) fn second_line<'l>(lines: &[&'l Ink], first: usize) -> Option<&'l Ink> {
    let (upper, lower) = (lines[first], *lines.get(first + 1)?);
    let (a, b) = set_alike(upper, lower)?;
    // A line goes on where the first was full: the second is no longer, and both begin or are centred at one place.
    let centred = (a.center().x - b.center().x).abs() <= upper.size || (a.x0 - b.x0).abs() <= upper.size;
    (centred && b.width() <= a.width()).then_some(lower)
}

/// The first of the lines that the last one goes on from: those right above each other, set alike. None where they are the
/// end of a paragraph: more than two, and not centred.
pub(crate) fn first_line(lines: &[&Ink]) -> Option<usize> {
    let (mut first, mut centred) = (lines.len().checked_sub(1)?, true);
    while first > 0
        && let Some((a, b)) = set_alike(lines[first - 1], lines[first])
    {
        centred &= (a.center().x - b.center().x).abs() <= lines[first].size
            && (a.x0 - b.x0).abs() > lines[first].size / 2;
        first -= 1;
    }
    (lines.len() - first <= 2 || centred).then_some(first)
}

/// The boxes of two lines, the lower one right below the other and set like it.
fn set_alike(upper: &Ink, lower: &Ink) -> Option<(Rect, Rect)> {
    right_below(upper, lower).filter(|_| upper.bold == lower.bold)
}

/// The boxes of two lines of one size, the lower one right below the other.
pub(crate) fn right_below(upper: &Ink, lower: &Ink) -> Option<(Rect, Rect)> {
    let (a, b) = (upper.direction.turn(&upper.bbox?), upper.direction.turn(&lower.bbox?));
    let like = upper.page == lower.page && upper.size == lower.size;
    let close = b.y0 > a.y0 && b.y0 - a.y1 <= upper.size.scale(TITLE_LEADING, 1000);
    (like && close && a.overlap_x(&b) > Pt::ZERO).then_some((a, b))
}

/// The lines of a first row that is one cell over all columns: there a title stands inside the frame, or its author tagged it
/// as a row.
pub(crate) fn first_row(table: &Table) -> Option<&[Ink]> {
    let first = table.at(0, 0);
    (table.n_cols() > 1 && first.colspan() == table.n_cols() && !first.is_blank()).then(|| first.ink())
}
