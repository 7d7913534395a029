//! Words to lines of text, in reading order: for cells and for the text outside tables.

use crate::words::{MARK, RAISED, baseline, is_cjk, is_wide, ranges};
use crate::{bidi, turned};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::{GlyphId, Page};
use model::table::Ink;

/// Outside tables, a gap wider than this many ems parts a line in two: a title and a unit line at the margin.
const APART: i32 = 3;

/// Lines of words, top to bottom in their own direction. `apart`: wide gaps end a line.
pub(crate) fn lines(page: &Page, words: Vec<Word>, apart: bool) -> Vec<Ink> {
    let mut words = words;
    words.sort_by_key(|word| {
        let t = turned(word);
        // In a mirror, lines of text that is set sideways follow each other the other way.
        let sideways = matches!(word.direction, Quarter::D90 | Quarter::D270);
        let middle = t.center().y;
        (word.direction, if page.leftward && sideways { -middle } else { middle }, t.x0)
    });
    // Words whose middles lie within each other's height share a line.
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let t = turned(&word);
        let same = rows.last().is_some_and(|row: &Vec<Word>| {
            let first = turned(&row[0]);
            let least = first.height().min(t.height());
            row[0].direction == word.direction && first.overlap_y(&t) * 2 > least
        });
        match rows.last_mut() {
            Some(row) if same => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    let mut out = Vec::new();
    for mut row in rows {
        row.sort_by_key(|word| (turned(word).x0, word.glyphs[0]));
        let mut from = 0;
        for ix in 1..=row.len() {
            let ends = ix == row.len()
                || apart && {
                    let gap = turned(&row[ix]).x0 - turned(&row[ix - 1]).x1;
                    gap > row[ix].size.max(row[ix - 1].size) * APART
                };
            if ends {
                out.push(line(page, &row[from..ix]));
                from = ix;
            }
        }
    }
    out
}

fn line(page: &Page, words: &[Word]) -> Ink {
    let mut text = String::new();
    let mut gaps = Vec::new();
    let mut glyphs = Vec::new();
    let mut raised = Vec::new();
    let mut end: Option<Pt> = None;
    let words = bidi::read_line(page, words);
    for (ix, word) in words.iter().enumerate() {
        let t = turned(word);
        let mark = ix.checked_sub(1).is_some_and(|before| is_raised(page, &words[before], word));
        if let Some(end) = end {
            // Behind a figure, a digit that is a mark would be one of its digits.
            let digits = mark && text.ends_with(char::is_numeric) && word.text.starts_with(char::is_numeric);
            if digits || !mark && !is_glue(page, &words[ix - 1], word) {
                // Where an order other than that of places is read, two words are as far apart as they are.
                let gap = (t.x0 - end).max(turned(&words[ix - 1]).x0 - t.x1);
                gaps.push((text.len() as u32, gap.max(Pt::ZERO)));
                text.push(if wide_blank(page, &glyphs, word) { '\u{3000}' } else { ' ' });
            }
        }
        if mark {
            raised.push((text.len() as u32, (text.len() + word.text.len()) as u32));
        }
        end = Some(end.map_or(t.x1, |known| known.max(t.x1)));
        text.push_str(&word.text);
        glyphs.extend(word.glyphs.iter().copied());
    }
    let letters = |bold: bool| words.iter().filter(|w| w.bold == bold).map(|w| w.glyphs.len()).sum::<usize>();
    Ink {
        unmapped: text.contains('\u{fffd}'),
        text,
        page: page.number,
        bbox: Rect::bounding(words.iter().map(|word| word.bbox)),
        glyphs: ranges(&glyphs),
        bytes: None,
        size: words.iter().map(|word| word.size).max().unwrap_or_default(),
        direction: words.first().map(|word| word.direction).unwrap_or_default(),
        bold: letters(true) > letters(false),
        gaps,
        raised,
        cut_before: false,
    }
}

/// Between a full-width letter and a Latin one or a digit typesetters leave white of their own, up to this part of the em.
const GLUE: i32 = 400;

/// Whether the white between two words is what is left where scripts meet, not a space, or there is none, for full-width
/// marks that follow each other are set closer: no blank was painted (W3C, Requirements for Chinese Text Layout, §3.1.6,
/// §3.2.2).
fn is_glue(page: &Page, before: &Word, word: &Word) -> bool {
    let (Some(last), Some(first)) = (before.glyphs.last(), word.glyphs.first()) else { return false };
    let between = page.glyphs.get(last.0 as usize + 1..first.0 as usize);
    let gap = turned(word).x0 - turned(before).x1;
    let latin = |c: char| c.is_ascii_alphanumeric();
    let scripts = before.text.chars().next_back().zip(word.text.chars().next());
    let meet = |(a, b): (char, char)| {
        let glue = gap <= before.size.min(word.size).scale(GLUE, 1000);
        glue && (is_cjk(a) && latin(b) || latin(a) && is_cjk(b))
            || gap <= Pt::ZERO && is_wide(a) && is_wide(b)
    };
    scripts.is_some_and(meet) && between.is_some_and(<[_]>::is_empty)
}

/// A mark of a note stands nearer to the word before it than this part of the em: less than any space.
const NEAR: i32 = 170;

/// Superscripts are raised by a third of the em: by more than this part of it (per thousand).
const HIGH: i32 = 300;

/// Whether a word is set as a mark at the word before it.
fn is_raised(page: &Page, before: &Word, word: &Word) -> bool {
    let glyph = |id: Option<&GlyphId>| id.and_then(|id| page.glyphs.get(id.0 as usize));
    let (Some(last), Some(first)) = (glyph(before.glyphs.last()), glyph(word.glyphs.first())) else {
        return false;
    };
    let gap = turned(word).x0 - turned(before).x1;
    let raised = baseline(last) - baseline(first);
    // One that stands well above its line may be as large as the rest of it.
    let high = first.size <= last.size && raised > last.size.scale(HIGH, 1000);
    before.direction == word.direction
        && (high || first.size < last.size.scale(MARK, 1000))
        && raised > last.size.scale(RAISED, 1000)
        && gap <= last.size.scale(NEAR, 1000)
}

/// Whether an ideographic blank (U+3000) was painted between what stands before and the word.
fn wide_blank(page: &Page, before: &[GlyphId], word: &Word) -> bool {
    let (Some(last), Some(first)) = (before.last(), word.glyphs.first()) else { return false };
    let between = page.glyphs.get(last.0 as usize + 1..first.0 as usize).unwrap_or_default();
    between.iter().all(|glyph| glyph.text.is_blank())
        && between.iter().any(|glyph| match glyph.text.first_char() {
            Some('\u{3000}') => true,
            // CJK fonts have one glyph for both; producers that read their tables backwards name the other.
            Some('\u{2003}') => word.text.chars().next().is_some_and(is_cjk),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::glyph;
    use crate::words::words;

    /// The text of letters at places (points; each is five wide, its em twelve).
    fn check(letters: &[(i32, char)], wanted: &str) {
        let mut page = Page::default();
        page.glyphs.extend(letters.iter().map(|(x, c)| glyph(*c, *x, 0, 0)));
        let (found, _) = words(&page, |_| true);
        let texts: Vec<String> = lines(&page, found, true).into_iter().map(|ink| ink.text).collect();
        assert_eq!(texts, [wanted]);
    }

    #[test]
    fn white_where_scripts_meet_is_no_space_unless_one_was_painted() {
        check(&[(0, '1'), (5, '2'), (14, '年')], "12年");
        check(&[(0, '1'), (5, '2'), (10, ' '), (14, '年')], "12 年");
        check(&[(0, '1'), (5, '2'), (16, '年')], "12 年");
        // Latin words have spaces that TeX does not paint.
        check(&[(0, 'o'), (5, 'f'), (14, 'a')], "of a");
    }

    #[test]
    fn full_width_marks_set_closer_are_not_apart() {
        check(&[(0, '注'), (5, '：'), (7, '“')], "注：“");
    }
}
