//! Signs of quotation: what a program prints is set in a manual with the sign of a remark before every line (`##`, `#>`). They
//! are ink of no column, and no part of the first word of a row.

use crate::words::baseline;
use model::geometry::{Pt, Quarter};
use model::layout::Word;
use model::page::Page;

/// Signs of one quotation begin within this part of the em of each other (per thousand) …
const SAME: i32 = 100;
/// … and follow each other within so many ems.
const NEXT: i32 = 3;
/// The first word stands no farther (ems) behind one.
const BEHIND: i32 = 40;
/// Letters of one width are as wide as the sign's but for one part in so many.
const WIDTH: i32 = 30;

/// The words without signs of quotation, and these.
pub(crate) fn quoted(page: &Page, words: Vec<Word>) -> (Vec<Word>, Vec<Word>) {
    let base = |word: &Word| baseline(&page.glyphs[word.glyphs[0].0 as usize]);
    let mut signs: Vec<usize> = (0..words.len())
        .filter(|ix| is_sign(&words[*ix].text) && words[*ix].direction == Quarter::D0)
        .collect();
    if signs.len() < LINES {
        return (words, Vec::new());
    }
    signs.sort_by_key(|ix| (words[*ix].bbox.x0, base(&words[*ix])));
    let mut levels: Vec<(Pt, usize)> = (0..words.len()).map(|ix| (base(&words[ix]), ix)).collect();
    levels.sort_unstable();
    let begins = |ix: &usize| {
        let own = &words[*ix];
        let (y, near) = (base(own), own.size / 4);
        let from = levels.partition_point(|level| level.0 < y - near);
        let beside = || levels[from..].iter().take_while(|level| level.0 <= y + near).map(|level| level.1);
        let before = |ix: usize| words[ix].bbox.x1 <= own.bbox.x0;
        let behind = |ix: &usize| words[*ix].bbox.x0 >= own.bbox.x1;
        let next = || beside().filter(behind).min_by_key(|ix| (words[*ix].bbox.x0, *ix)).map(|ix| &words[ix]);
        let alike =
            |next: &Word| next.bbox.x0 - own.bbox.x1 <= own.size * BEHIND && is_alike(page, own, next);
        !beside().any(before) && next().is_none_or(alike)
    };
    signs.retain(begins);
    let mut taken = vec![false; words.len()];
    let mut from = 0;
    while from < signs.len() {
        let goes_on = |pair: &[usize]| {
            let [above, below] = [&words[pair[0]], &words[pair[1]]];
            above.text == below.text
                && (above.bbox.x0 - below.bbox.x0).abs() <= above.size.scale(SAME, 1000)
                && (base(below) - base(above)) <= above.size * NEXT
        };
        let count = 1 + signs[from..].windows(2).take_while(|pair| goes_on(pair)).count();
        if count >= LINES {
            signs[from..from + count].iter().for_each(|ix| taken[*ix] = true);
        }
        from += count;
    }
    let mut taken = taken.into_iter();
    words.into_iter().partition(|_| !taken.next().unwrap_or(false))
}

/// A number sign by itself marks rows, or stands for what rounds to nought.
fn is_sign(text: &str) -> bool {
    matches!(text, "##" | "#>")
}

/// So many lines in a row show that a text is such a sign.
const LINES: usize = 2;

/// Whether all letters of two words are of one width.
fn is_alike(page: &Page, sign: &Word, next: &Word) -> bool {
    let width = |id: &model::page::GlyphId| page.glyphs[id.0 as usize].bbox.width();
    let own: Pt = width(&sign.glyphs[0]);
    next.glyphs.iter().all(|id| (width(id) - own).abs() * WIDTH <= own)
}
