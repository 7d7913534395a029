//! Words that ran into the text of the next column: cut where that begins.
//!
//! Sheets print a text that is too long for its cell up to the next text, or over it, so that no white is left between the two
//! and they read as one word. What stands behind was painted in another go, from a place where the texts of other lines begin
//! with white before them (text edges as in Nurminen 2013, §4.2).

use crate::bands::Mark;
use crate::turned;
use crate::words::split;
use model::geometry::{Pt, Quarter};
use model::layout::Word;
use model::page::Page;

/// Texts of one column begin at one place to within this.
const SAME: Pt = Pt(200);
/// White of this part of the em (per thousand) or more stands free before a text.
const FREE: i32 = 600;
/// No kerning sets two letters of a word so far over each other (part of the em, per thousand) or so far apart.
const OVER: i32 = 150;
const APART: i32 = 100;
/// No space is narrower.
const SPACE: i32 = 170;
/// Goes of painting hold so many letters of a word on average.
const LETTERS: usize = 3;
/// Fewer letters before a figure may be a currency's code.
const CODE: usize = 4;
/// So many other lines begin there.
const FEWEST: usize = 4;
/// Lines no farther off than so many ems.
const NEAR: i32 = 60;
/// Where more words of a page have such joints, it is painted so.
const MOST: usize = 200;
/// Of those lines, one in so many may write across the place.
const ACROSS: usize = 3;

/// Where a word begins that has white before it.
struct Begin {
    direction: Quarter,
    x: Pt,
    y: Pt,
}

/// The words, in their order, with those cut that hold the texts of two columns.
pub(crate) fn cut(words: Vec<Word>, page: &Page) -> Vec<Word> {
    let joints: Vec<Vec<usize>> = words.iter().map(|word| joints(word, page)).collect();
    if !(1..=MOST).contains(&joints.iter().filter(|own| !own.is_empty()).count()) {
        return words;
    }
    let begins = begins(&words);
    // Words that may hold two texts say nothing of where one begins.
    let whole: Vec<&Word> =
        words.iter().zip(&joints).filter(|(_, own)| own.is_empty()).map(|(word, _)| word).collect();
    let edge = |(word, own): (&Word, &Vec<usize>)| {
        own.iter().copied().find(|at| is_edge(word, *at, page, (&begins, &whole)))
    };
    let cuts: Vec<Option<usize>> = words.iter().zip(&joints).map(edge).collect();
    let mut out = Vec::with_capacity(words.len() + 8);
    for (word, at) in words.into_iter().zip(cuts) {
        match at {
            Some(at) => {
                let (head, tail) = split(&word, at, page);
                out.extend([head, tail]);
            }
            None => out.push(word),
        }
    }
    out
}

/// The glyphs of a word, by number, with which another go of painting begins, nearer to the one before or farther from it than
/// the letters of a word. A word painted glyph by glyph has none.
fn joints(word: &Word, page: &Page) -> Vec<usize> {
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    let mut out: Vec<usize> =
        (1..word.glyphs.len()).filter(|ix| glyph(ix - 1).run != glyph(*ix).run).collect();
    if (1 + out.len()) * LETTERS > word.glyphs.len() {
        return Vec::new();
    }
    out.retain(|ix| {
        let span = |ix: usize| word.direction.turn(&glyph(ix).bbox);
        let gap = span(*ix).x0 - span(ix - 1).x1;
        // "EUR2,100": a figure behind few letters has them for a sign.
        let signed = *ix < CODE && glyph(*ix).text.first_char().is_some_and(|c| c.is_ascii_digit());
        !signed && (gap <= -word.size.scale(OVER, 1000) || gap >= word.size.scale(APART, 1000))
    });
    out
}

/// Whether two marks may have been one word until it was cut here: painted in two goes, and too near for a space between them.
pub(crate) fn is_cut(a: &Mark, b: &Mark) -> bool {
    let white = b.at.x0 - a.at.x1;
    let size = a.size.max(b.size);
    let near = size.scale(APART, 1000) <= white && white <= size.scale(SPACE, 1000);
    near && !b.spaced && a.runs.1 != b.runs.0 && a.letters > 1
}

fn begins(words: &[Word]) -> Vec<Begin> {
    let mut out: Vec<Begin> = Vec::new();
    for (ix, word) in words.iter().enumerate() {
        let at = turned(word);
        let before = ix.checked_sub(1).map(|ix| &words[ix]).filter(|last| last.direction == word.direction);
        // What begins a line may be set in.
        let free = before.map(turned).is_some_and(|last| {
            last.y1 > at.y0 && last.x1 <= at.x0 && at.x0 - last.x1 >= word.size.scale(FREE, 1000)
        });
        if free {
            out.push(Begin { direction: word.direction, x: at.x0, y: at.y1 });
        }
    }
    out.sort_unstable_by_key(|begin| (begin.direction, begin.x, begin.y));
    out
}

fn is_edge(word: &Word, at: usize, page: &Page, (begins, whole): (&[Begin], &[&Word])) -> bool {
    let x = word.direction.turn(&page.glyphs[word.glyphs[at].0 as usize].bbox).x0;
    let own = turned(word);
    let from = begins.partition_point(|begin| (begin.direction, begin.x) < (word.direction, x - SAME));
    let near = |y: Pt| (y - own.y1).abs() <= word.size * NEAR;
    let level: Vec<Pt> = begins[from..]
        .iter()
        .take_while(|begin| begin.direction == word.direction && begin.x <= x + SAME)
        .filter(|begin| near(begin.y) && begin.y != own.y1)
        .map(|begin| begin.y)
        .collect();
    if level.len() < FEWEST {
        return false;
    }
    let (top, foot) = level.iter().fold((own.y1, own.y1), |(a, b), y| (a.min(*y), b.max(*y)));
    let across = |other: &&Word| {
        let it = turned(other);
        other.direction == word.direction
            && top <= it.y1
            && it.y1 <= foot
            && it.x0 + SAME < x
            && x < it.x1 - SAME
    };
    whole.iter().copied().filter(across).count() * ACROSS <= level.len()
}

#[cfg(test)]
mod tests {
    use crate::tests::glyph;
    use crate::words::words;
    use model::geometry::Pt;
    use model::page::Page;

    /// What is left of a word of two goes, so far apart (thousandths of a point), above so many words that begin where the second
    /// does.
    fn check(gap: i32, others: usize, wanted: &[&str]) {
        let mut page = Page::default();
        let mut set = |from: i32, y: i32, run: u32, text: &str| {
            for (nth, c) in text.chars().enumerate() {
                let mut own = glyph(c, 0, y, run);
                let x = Pt(from + 5_000 * nth as i32);
                (own.bbox.x0, own.bbox.x1, own.origin.x) = (x, x + Pt(5_000), x);
                page.glyphs.push(own);
            }
        };
        set(0, 0, 0, "Correlation");
        set(55_000 + gap, 0, 1, "p-Value");
        for nth in 1..=others {
            let (y, run) = (14 * nth as i32, 2 * nth as u32);
            set(0, y, run, "Gene");
            set(55_000 + gap, y, run + 1, "5.48");
        }
        let (found, _) = words(&page, |_| true);
        let texts: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts[..texts.len() - 2 * others], *wanted);
    }

    #[test]
    fn a_text_that_ran_up_to_the_next_column_is_cut_there() {
        check(1_300, 4, &["Correlation", "p-Value"]);
        check(-2_000, 4, &["Correlation", "p-Value"]);
        check(1_300, 3, &["Correlationp-Value"]);
        check(0, 4, &["Correlationp-Value"]);
    }
}
