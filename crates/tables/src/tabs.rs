//! Words that touch although they stand in two columns: a figure set to the right edge of one, a text from the left edge of
//! the next. The left edge shows itself on other lines.

use crate::turned;
use crate::words::{is_cjk, split};
use model::geometry::Pt;
use model::layout::Word;
use model::page::Page;

/// Left edges this near are one.
const SAME: Pt = Pt(700);
/// So many words begin at an edge of a column.
const FEWEST: usize = 4;

/// The words, cut where a figure painted in one go, or a text of full-width letters, meets a text painted in the next at an
/// edge at which others begin.
pub(crate) fn tabs(page: &Page, words: Vec<Word>) -> Vec<Word> {
    let gaps: Vec<Option<(usize, Pt)>> = words.iter().map(|word| gap(page, word)).collect();
    let seam = |(word, gap): (&Word, &Option<(usize, Pt)>)| {
        joint(page, word).or(*gap).or_else(|| halves(page, word))
    };
    let seams: Vec<Option<(usize, Pt)>> = words.iter().zip(&gaps).map(seam).collect();
    if seams.iter().all(Option::is_none) {
        return words;
    }
    let mut edges: Vec<(u8, Pt)> = words.iter().map(|word| (word.direction as u8, turned(word).x0)).collect();
    edges.extend(met(page, &words));
    edges.extend(words.iter().zip(&gaps).filter_map(|(word, gap)| Some((word.direction as u8, (*gap)?.1))));
    edges.sort_unstable();
    let is_edge = |direction: u8, x: Pt| {
        let from = edges.partition_point(|edge| *edge < (direction, x - SAME));
        let to = edges.partition_point(|edge| *edge <= (direction, x + SAME));
        to - from >= FEWEST
    };
    let mut out = Vec::with_capacity(words.len());
    for (word, seam) in words.into_iter().zip(seams) {
        match seam.filter(|(_, x)| is_edge(word.direction as u8, *x)) {
            Some((at, _)) => out.extend(<[Word; 2]>::from(split(&word, at, page))),
            None => out.push(word),
        }
    }
    out
}

/// Places at which figures meet texts on several lines, figures of other lengths among them: a right edge and a left one.
/// Codes before their names are of one length, or end here and there.
fn met(page: &Page, words: &[Word]) -> Vec<(u8, Pt)> {
    let mut all: Vec<(u8, Pt, Pt)> = words
        .iter()
        .filter_map(|word| joint(page, word).map(|(_, x)| (word.direction as u8, x, turned(word).x0)))
        .collect();
    all.sort_unstable();
    let mut out = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let same = |other: &&(u8, Pt, Pt)| other.0 == all[from].0 && other.1 - all[from].1 <= SAME;
        let run = &all[from..from + all[from..].iter().take_while(same).count()];
        let ragged = run.iter().any(|(_, _, left)| (*left - run[0].2).abs() > SAME);
        if ragged {
            out.extend(run.iter().map(|(direction, x, _)| (*direction, *x)));
        }
        from += run.len();
    }
    out
}

/// The first glyph of a word that begins a text after a digit and was painted in another go, and its left edge.
fn joint(page: &Page, word: &Word) -> Option<(usize, Pt)> {
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    let digit = |ix: usize| glyph(ix).text.first_char().is_some_and(|c| c.is_ascii_digit());
    let letter = |ix: usize| glyph(ix).text.first_char().is_some_and(char::is_alphabetic);
    // A dash stands in the place of a figure.
    let dash = |ix: usize| glyph(ix).text.first_char().is_some_and(|c| matches!(c, '-' | '–' | '—' | '−'));
    if word.glyphs.len() > 1 && dash(0) && letter(1) && glyph(0).run != glyph(1).run {
        return Some((1, word.direction.turn(&glyph(1).bbox).x0));
    }
    let at = (1..word.glyphs.len())
        .find(|ix| digit(ix - 1) && letter(*ix) && glyph(ix - 1).run != glyph(*ix).run)?;
    // More than a year or a count stands before it.
    (at >= LONG).then(|| (at, word.direction.turn(&glyph(at).bbox).x0))
}

/// The glyph at which a word of full-width letters goes on in another go, when each half was painted in one, and its left
/// edge: texts that fill their column.
fn halves(page: &Page, word: &Word) -> Option<(usize, Pt)> {
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    let wide = |ix: usize| glyph(ix).text.first_char().is_some_and(is_cjk);
    let n = word.glyphs.len();
    let at = (1..n).find(|ix| glyph(ix - 1).run != glyph(*ix).run)?;
    let once = (at + 1..n).all(|ix| glyph(ix).run == glyph(at).run);
    (once && wide(at - 1) && wide(at)).then(|| (at, word.direction.turn(&glyph(at).bbox).x0))
}

/// The glyph at which a word of full-width letters goes on behind the one gap in it, and its left edge: letters of one text
/// stand next to each other, or all apart. Painted in one go, it is a wider one: no mark's white.
fn gap(page: &Page, word: &Word) -> Option<(usize, Pt)> {
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    let wide = |ix: usize| glyph(ix).text.first_char().is_some_and(is_cjk);
    let span = |ix: usize| word.direction.turn(&glyph(ix).bbox);
    let n = word.glyphs.len();
    if n < 3 || !wide(0) && !wide(n - 1) {
        return None;
    }
    let mut gaps: Vec<(Pt, usize)> = (1..n).map(|ix| (span(ix).x0 - span(ix - 1).x1, ix)).collect();
    gaps.sort_unstable();
    let [.., (usual, _), (widest, at)] = gaps[..] else { return None };
    let least = if glyph(at - 1).run == glyph(at).run { APART_IN_ONE_GO } else { APART };
    let apart = widest >= usual.max(Pt::ZERO) + word.size.scale(least, 1000);
    (apart && wide(at - 1) && wide(at)).then(|| (at, span(at).x0))
}

/// A gap wider than the others of its word by this part of the em (per thousand) is the one between two cells.
const APART: i32 = 170;
const APART_IN_ONE_GO: i32 = 300;

/// Figures with fewer glyphs before a text are its years and counts: `2024年`.
const LONG: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::glyph;
    use model::geometry::{Quarter, Rect};
    use model::page::{Color, Glyph, GlyphId};

    /// A word of full-width letters, ten points each, with three points before each run but the first.
    fn word(page: &mut Page, x: i32, y: i32, runs: &[&str]) -> Word {
        let (mut ids, mut at) = (Vec::new(), x);
        for (run, text) in runs.iter().enumerate() {
            at += if run > 0 { 3 } else { 0 };
            for c in text.chars() {
                let bbox = Rect::new(Pt::points(at), Pt::points(y), Pt::points(at + 10), Pt::points(y + 10));
                let run = (y * 10) as u32 + run as u32;
                ids.push(GlyphId(page.glyphs.len() as u32));
                page.glyphs.push(Glyph { bbox, size: Pt::points(10), ..glyph(c, at, y, run) });
                at += 10;
            }
        }
        let bbox = Rect::new(Pt::points(x), Pt::points(y), Pt::points(at), Pt::points(y + 10));
        let (size, color, direction) = (Pt::points(10), Color::BLACK, Quarter::D0);
        Word { text: runs.concat(), bbox, glyphs: ids, size, bold: false, direction, color }
    }

    #[test]
    fn full_width_texts_with_the_one_gap_between_them_are_two() {
        let mut page = Page::default();
        let mut words: Vec<Word> =
            (0..3).map(|row| word(&mut page, 100, 20 * row, &["产出指标", "数量指标"])).collect();
        assert_eq!(tabs(&page, words.clone()).len(), 3, "three gaps are no edge");
        words.push(word(&mut page, 143, 60, &["时效"]));
        assert_eq!(tabs(&page, words.clone()).len(), 7);
        // Letters that all stand apart are one text.
        words.push(word(&mut page, 117, 80, &["合", "计", "数"]));
        assert_eq!(tabs(&page, words).len(), 8);
    }

    #[test]
    fn a_figure_and_a_text_that_touch_are_cut_at_an_edge() {
        let mut page = Page::default();
        let mut words = Vec::new();
        // Four texts from x = 100, the last right behind a figure that ends there.
        for (row, text) in ["一", "二", "三", "279.55四"].iter().enumerate() {
            let count = text.chars().count() as i32;
            let mut ids = Vec::new();
            for (ix, c) in text.chars().enumerate() {
                let x0 = Pt::points(100 - 5 * (count - 1 - ix as i32));
                let bbox = Rect {
                    x0,
                    y0: Pt::points(20 * row as i32),
                    x1: x0 + Pt::points(5),
                    y1: Pt::points(20 * row as i32 + 10),
                };
                ids.push(GlyphId(page.glyphs.len() as u32));
                let run = (row * 2) as u32 + u32::from(c.is_alphabetic());
                page.glyphs.push(Glyph { bbox, size: Pt::points(10), ..glyph(c, 0, 0, run) });
            }
            let bbox = Rect::bounding(ids.iter().map(|id: &GlyphId| page.glyphs[id.0 as usize].bbox))
                .expect("glyphs");
            let (size, color) = (Pt::points(10), Color::BLACK);
            words.push(Word {
                text: (*text).into(),
                bbox,
                glyphs: ids,
                size,
                bold: false,
                direction: Quarter::D0,
                color,
            });
        }
        let count = |words: Vec<Word>| tabs(&page, words).len();
        assert_eq!(count(words.clone()), 4, "three texts are no edge");
        words.push(words[0].clone());
        assert_eq!(count(words), 6, "four are");
    }
}
