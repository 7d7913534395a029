//! Captions that stand below their tables, as many journals set them. A document has one habit: each of its captions that is
//! nearer to the table above it than to the one below speaks for this one, and most of them decide.

use crate::captions::{Patterns, closed, ordinal};
use crate::titles;
use crate::units::unit_of_title;
use crate::vocabulary::Vocabulary;
use model::Pt;
use model::repaired::{Repaired, RepairedTable, Role};
use model::table::Ink;

/// A caption stands no farther from its table than so many times its size.
const NEAR: i32 = 4;
/// It is nearer to one table than to another when so many times the white is between it and the other.
const NEARER: i32 = 2;
/// A caption has no more lines.
const MOST_LINES: usize = 8;

/// Gives tables the captions below them, where the document has them there.
pub(crate) fn bind(patterns: &Patterns, known: &Vocabulary, out: &mut Repaired) {
    let (mut below, mut above) = (0, 0);
    let mut captions: Vec<(usize, usize)> = Vec::new();
    for (ix, line) in out.outside.iter().enumerate() {
        if line.role == Role::Running
            || patterns.numbered(&line.ink.text).is_none_or(|(_, rest)| rest.is_empty())
        {
            continue;
        }
        let read_for = line.table.filter(|_| line.role == Role::Caption).map(|table| table as usize);
        let (over, under) = about(&line.ink, read_for, out);
        // At the end of a page it may be that of a table overleaf: it goes as the others do.
        let overleaf =
            under.is_none() && read_for.is_some_and(|table| is_overleaf(&line.ink, &out.tables[table]));
        let nearer =
            |near: Near, far: Near| far.is_none_or(|far| near.is_some_and(|near| near.1 * NEARER < far.1));
        match over {
            Some((table, _)) if nearer(over, under) => {
                below += usize::from(!overleaf);
                captions.push((ix, table));
            }
            _ => above += usize::from((under.is_some() || overleaf) && nearer(under, over)),
        }
    }
    if below <= above {
        return;
    }
    for (line, table) in captions {
        give(line, table, patterns, known, out);
    }
}

/// A table and the white between it and a line, if one is near.
type Near = Option<(usize, i32)>;

/// The tables right above and right below a line; the one that it was read for may be farther below.
fn about(line: &Ink, read_for: Option<usize>, out: &Repaired) -> (Near, Near) {
    let Some(own) = line.bbox.map(|bbox| line.direction.turn(&bbox)) else { return (None, None) };
    let (mut over, mut under): (Near, Near) = (None, None);
    let nearer = |best: &Near, white: i32| best.is_none_or(|(_, known)| white < known);
    for (ix, table) in out.tables.iter().enumerate() {
        for (page, area) in &table.regions {
            let Some(area) = area.filter(|_| *page == line.page).map(|area| line.direction.turn(&area))
            else {
                continue;
            };
            if area.overlap_x(&own).0 * 2 < own.width().min(area.width()).0 {
                continue;
            }
            // Ink reaches a little over the edges of its row.
            let (before, after) = (own.center().y - area.y1, area.y0 - own.center().y);
            let white = |way: Pt| (way - own.height() / 2).max(Pt::ZERO).0;
            let near = |way: Pt| way > Pt::ZERO && white(way) <= line.size.0 * NEAR;
            if near(before) && nearer(&over, white(before)) {
                over = Some((ix, white(before)));
            }
            let reads = read_for == Some(ix) && after > Pt::ZERO;
            if (near(after) || reads) && nearer(&under, white(after)) {
                under = Some((ix, white(after)));
            }
        }
    }
    (over, under)
}

/// Whether a table begins on a page behind a line's.
fn is_overleaf(line: &Ink, table: &RepairedTable) -> bool {
    table.regions.first().is_some_and(|(page, _)| *page > line.page)
}

/// Makes a line, and those it goes on in, the caption of the table above; what a table below it took from it is taken back.
fn give(line: usize, table: usize, patterns: &Patterns, known: &Vocabulary, out: &mut Repaired) {
    let text = out.outside[line].ink.text.clone();
    let Some((number, rest)) = patterns.numbered(&text) else { return };
    let mut title = rest.trim().to_owned();
    let mut last = line;
    let mut taken = vec![line];
    while ends_open(&title)
        && taken.len() < MOST_LINES
        && let Some(next) = out.outside.get(last + 1)
        && matches!(next.role, Role::Text | Role::Caption)
        && titles::right_below(&out.outside[last].ink, &next.ink).is_some()
        && !patterns.is_caption(&next.ink.text)
    {
        last += 1;
        taken.push(last);
        let more = out.outside[last].ink.text.trim();
        match title.strip_suffix('-').filter(|_| more.starts_with(char::is_lowercase)) {
            Some(part) => title = format!("{part}{more}"),
            None => title = format!("{title} {more}"),
        }
    }
    for outside in &mut out.outside {
        if outside.role == Role::Caption && outside.table == Some(table as u32) {
            (outside.role, outside.table) = (Role::Text, None);
        }
    }
    let owner = out.outside[line].table.filter(|_| out.outside[line].role == Role::Caption);
    if let Some(other) = owner.filter(|other| *other as usize != table) {
        let other = &mut out.tables[other as usize];
        (other.number, other.ordinal, other.title) = (None, None, None);
    }
    for ix in taken {
        (out.outside[ix].role, out.outside[ix].table) = (Role::Caption, Some(table as u32));
    }
    let title = closed(first_sentence(&title));
    let own = &mut out.tables[table];
    own.unit = own.unit.take().or_else(|| unit_of_title(&title, patterns, known));
    (own.number, own.ordinal, own.title) = (Some(number.to_owned()), ordinal(number), Some(title));
}

/// Whether a title has no first sentence yet.
fn ends_open(title: &str) -> bool {
    first_sentence(title).len() == title.len() && !title.ends_with(['.', '。'])
}

/// The first sentence of a caption, without its point: what follows explains the table.
fn first_sentence(text: &str) -> &str {
    // A point behind a capital or a digit may be that of an abbreviation or a number.
    let ends = |(at, _): &(usize, &str)| {
        let (before, after) = (&text[..*at], &text[at + 2..]);
        before.ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | ']' | '%'))
            && after.starts_with(|c: char| c.is_uppercase())
            && before.rsplit([' ', '(']).next().is_some_and(|word| word.chars().count() > 3)
    };
    let end = text.match_indices(". ").find(ends).map_or(text.len(), |(at, _)| at);
    let own = &text[..end];
    own.strip_suffix('.').filter(|own| !own.ends_with('.')).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::tests::document;
    use model::Rect;

    #[test]
    fn a_caption_is_its_first_sentence() {
        assert_eq!(first_sentence("WER (%) on Fleurs"), "WER (%) on Fleurs");
        assert_eq!(first_sentence("Results by country. Details are given below."), "Results by country");
        assert_eq!(first_sentence("Growth vs. Germany and No. Five."), "Growth vs. Germany and No. Five");
        assert!(ends_open("Long-term transcription performance improves incremen-"));
        assert!(!ends_open("Results by country."));
    }

    /// The numbers and titles of two tables from 100 to 330 and from 400 to 700 points, with lines set ten points high.
    fn captioned(lines: &[(i32, &str)]) -> Vec<(Option<String>, Option<String>)> {
        let known = Vocabulary::default();
        let lines: Vec<_> = lines.iter().map(|(top, text)| (1, *top, Role::Text, *text)).collect();
        let mut page = document(&lines);
        for line in &mut page.outside {
            line.ink.size = Pt::points(9);
        }
        let mut first = page.tables[0].clone();
        first.regions = vec![(
            1,
            page.tables[0].regions[0].1.map(|area| Rect { y0: Pt::points(100), y1: Pt::points(330), ..area }),
        )];
        page.tables.insert(0, first);
        bind(&known.patterns(), &known, &mut page);
        page.tables.into_iter().map(|table| (table.number, table.title)).collect()
    }

    #[test]
    fn captions_below_their_tables_are_theirs() {
        let some = |text: &str| Some(text.to_owned());
        let below = [(335, "Table 1. Sales by"), (346, "region. Rounded."), (705, "Table 2. Stock")];
        let wanted = [(some("1"), some("Sales by region")), (some("2"), some("Stock"))];
        assert_eq!(captioned(&below), wanted);
        // Above them they are read with the lines above.
        let above = [(85, "Table 1. Sales"), (385, "Table 2. Stock"), (705, "Table 3. Debts")];
        assert_eq!(captioned(&above), [(None, None), (None, None)]);
    }
}
