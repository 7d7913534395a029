//! Glyphs to words.
//!
//! Producers paint most words in one go, so words grow in paint order first; what was painted in pieces (letter by letter,
//! or out of order) is put together afterwards by place.

use crate::{bidi, overrun, turned};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::{Color, Glyph, GlyphId, Page};

/// A gap wider than this part of the em (per thousand) parts two words: a third of an em is wider than any kerning and
/// narrower than the usual space of a quarter to a third with its side bearings.
const GAP: i32 = 300;
/// CJK text is set with tracking up to half an em inside a word.
const CJK_GAP: i32 = 600;
/// Glyphs of one word share their baseline to within this part of the em.
const BASELINE: i32 = 250;
/// A mark of a note is smaller than this part of the letters before it, and raised by more than that of their size.
pub(crate) const SMALLER: i32 = 850;
pub(crate) const RAISED: i32 = 150;
/// One that stands right beside its word, on a line of its own, may be as large as this part of it.
pub(crate) const MARK: i32 = 950;
/// A glyph that starts farther left than this (part of the em) is not the next one.
const BACK: i32 = 500;

/// Whether a character is set in the CJK way: no spaces between words, full-width.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3134f}')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// Whether a character is full-width in CJK text.
pub(crate) fn is_wide(c: char) -> bool {
    is_cjk(c) || is_quote(c)
}

struct Growing {
    word: Word,
    base: Pt,
    end: Pt,
    last: Option<char>,
    bold: i32,
}

/// Words of the glyphs for which `wanted` holds, and of the others.
pub(crate) fn words(page: &Page, wanted: impl Fn(&Glyph) -> bool) -> (Vec<Word>, Vec<Word>) {
    let (mut seen, mut others) = (Vec::new(), Vec::new());
    let mut open: Option<Growing> = None;
    for (ix, glyph) in page.glyphs.iter().enumerate() {
        if glyph.text.is_empty() {
            continue;
        }
        if glyph.text.is_blank() {
            close(page, &mut open, &mut seen);
            continue;
        }
        let id = GlyphId(ix as u32);
        if !wanted(glyph) {
            let mut one = Some(begin(page, glyph, id));
            close(page, &mut one, &mut others);
            continue;
        }
        if !open.as_mut().is_some_and(|word| grow(page, word, glyph, id)) {
            close(page, &mut open, &mut seen);
            open = Some(begin(page, glyph, id));
        }
    }
    close(page, &mut open, &mut seen);
    let mut seen = overrun::cut(together(seen, page), page);
    let mut others = together(others, page);
    if page.leftward || bidi::has_leftward(page) {
        bidi::in_order(page, &mut seen);
        bidi::in_order(page, &mut others);
    }
    (seen, others)
}

fn close(page: &Page, open: &mut Option<Growing>, into: &mut Vec<Word>) {
    if let Some(done) = open.take() {
        let mut word = done.word;
        word.bold = done.bold > 0;
        at_spaces(page, word, into);
    }
}

/// A gap narrower than this part of the em (per thousand) is no space, whatever the letters beside it: spaces of narrow faces
/// and of tightly set lines are a fifth.
const SPACE: i32 = 170;
/// A space is wider than the usual gap between the letters of its word by this part of the em: spaced letters stay together.
const WIDER: i32 = 120;

/// A word, cut where a space was left that nobody painted: TeX moves on instead.
fn at_spaces(page: &Page, word: Word, into: &mut Vec<Word>) {
    let glyph = |id: GlyphId| &page.glyphs[id.0 as usize];
    let span = |id: GlyphId| glyph(id).direction.turn(&glyph(id).bbox);
    let gaps: Vec<Pt> = word.glyphs.windows(2).map(|pair| span(pair[1]).x0 - span(pair[0]).x1).collect();
    // Most words have none as wide as a space.
    if gaps.iter().all(|gap| *gap <= word.size.scale(SPACE, 1000)) {
        into.push(word);
        return;
    }
    let median = |mut gaps: Vec<Pt>| {
        gaps.sort_unstable();
        gaps.get(gaps.len().saturating_sub(1) / 2).copied().unwrap_or_default()
    };
    // Where a letter stands beside a digit, or either beside a sign, a space is usual.
    let alike = |ix: &usize| kind(glyph(word.glyphs[*ix])) == kind(glyph(word.glyphs[*ix + 1]));
    let own = (0..gaps.len()).filter(alike).map(|ix| gaps[ix]).collect();
    // Of two letters the one gap says nothing about others.
    let usual = if gaps.len() > 1 { median(gaps.clone()).min(median(own)) } else { Pt::ZERO };
    // Quotation marks are full-width beside Han characters alone.
    let closed = |a: GlyphId, b: GlyphId| match (glyph(a).text.first_char(), glyph(b).text.first_char()) {
        (Some(a), Some(b)) => is_cjk(a) || is_cjk(b) || is_quote(a) && is_quote(b),
        _ => true,
    };
    let is_space = |ix: usize| {
        let size = word.size;
        gaps[ix] > size.scale(SPACE, 1000)
            && gaps[ix] > usual + size.scale(WIDER, 1000)
            && !closed(word.glyphs[ix], word.glyphs[ix + 1])
    };
    let cuts: Vec<usize> = (0..gaps.len()).filter(|ix| is_space(*ix)).map(|ix| ix + 1).collect();
    let mut rest = word;
    for at in cuts.into_iter().rev() {
        let (head, tail) = split(&rest, at, page);
        into.push(tail);
        rest = head;
    }
    into.push(rest);
}

/// What stands beside its like in one word: letters, digits with their punctuation, signs.
fn kind(glyph: &Glyph) -> u8 {
    match glyph.text.first_char() {
        Some(c) if c.is_alphabetic() => 0,
        Some(c) if c.is_numeric() || c.is_ascii_punctuation() => 1,
        _ => 2,
    }
}

fn bold(page: &Page, glyph: &Glyph) -> i32 {
    let font = page.fonts.get(glyph.font.0 as usize).is_some_and(|font| font.bold);
    if font || glyph.doubled { 1 } else { -1 }
}

fn begin(page: &Page, glyph: &Glyph, id: GlyphId) -> Growing {
    let mut text = String::new();
    glyph.text.push_to(&mut text);
    let span = glyph.direction.turn(&glyph.bbox);
    let last = text.chars().last();
    let word = Word {
        text,
        bbox: glyph.bbox,
        glyphs: vec![id],
        size: glyph.size,
        bold: false,
        direction: glyph.direction,
        color: glyph.color,
    };
    Growing { word, base: baseline(glyph), end: span.x1, last, bold: bold(page, glyph) }
}

/// The coordinate of a glyph's baseline across its direction.
pub(crate) fn baseline(glyph: &Glyph) -> Pt {
    match glyph.direction {
        Quarter::D0 => glyph.origin.y,
        Quarter::D90 => -glyph.origin.x,
        Quarter::D180 => -glyph.origin.y,
        Quarter::D270 => glyph.origin.x,
    }
}

fn grow(page: &Page, open: &mut Growing, glyph: &Glyph, id: GlyphId) -> bool {
    let size = open.word.size.max(glyph.size);
    let span = glyph.direction.turn(&glyph.bbox);
    let gap = span.x0 - open.end;
    let first = glyph.text.first_char();
    // Quotation marks are full-width in CJK text, half their box is blank.
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    let cjk = wide(first) && wide(open.last) && (first.is_some_and(is_cjk) || open.last.is_some_and(is_cjk));
    let fits = glyph.direction == open.word.direction
        && glyph.color == open.word.color
        && (baseline(glyph) - open.base).abs() <= size.scale(BASELINE, 1000)
        && gap <= size.scale(if cjk { CJK_GAP } else { GAP }, 1000)
        && gap >= -size.scale(BACK, 1000)
        && !(glyph.size < open.word.size.scale(SMALLER, 1000)
            && open.base - baseline(glyph) > open.word.size.scale(RAISED, 1000));
    if fits {
        glyph.text.push_to(&mut open.word.text);
        open.word.bbox = open.word.bbox.union(&glyph.bbox);
        open.word.size = size;
        open.word.glyphs.push(id);
        open.end = open.end.max(span.x1);
        open.last = open.word.text.chars().last();
        open.bold += bold(page, glyph);
    }
    fits
}

/// Joins words that abut on one line although they were painted apart: no space stands between them.
fn together(mut words: Vec<Word>, page: &Page) -> Vec<Word> {
    let key = |word: &Word| {
        let t = turned(word);
        (word.direction, t.y1, t.x0)
    };
    words.sort_by_key(key);
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let joins = out.last().is_some_and(|last| abut(last, &word, page));
        match out.last_mut() {
            Some(last) if joins => {
                last.text.push_str(&word.text);
                last.bbox = last.bbox.union(&word.bbox);
                last.size = last.size.max(word.size);
                last.glyphs.extend(word.glyphs);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Closer than this part of the em, two words that were painted apart are one.
const ABUT: i32 = 120;
/// Letters nearer than this part of the em have no space between them, whatever was painted there.
const SET_BACK: i32 = 40;

fn abut(a: &Word, b: &Word, page: &Page) -> bool {
    let (ta, tb) = (turned(a), turned(b));
    let size = a.size.max(b.size);
    let gap = tb.x0 - ta.x1;
    let (last, first) = (a.glyphs[a.glyphs.len() - 1], b.glyphs[0]);
    let base = |id: GlyphId| baseline(&page.glyphs[id.0 as usize]);
    // A space painted between them parts them, however narrow.
    let between = |a: GlyphId, b: GlyphId| {
        let near = a.0 < b.0 && b.0 - a.0 <= 3;
        near && (a.0 + 1..b.0).any(|ix| page.glyphs[ix as usize].text.is_blank())
    };
    // In a mirror, what runs from left to right was painted backwards.
    let blank = between(last, first) || page.leftward && between(first, last);
    // One that the next letter is set back over parts nothing.
    let spaced = gap > size.scale(SET_BACK, 1000);
    a.direction == b.direction
        && !(spaced && blank)
        && (base(last) - base(first)).abs() <= size.scale(BASELINE, 1000)
        && gap.abs() <= size.scale(ABUT, 1000)
}

/// Glyph identifiers as inclusive ranges, in reading order.
pub(crate) fn ranges(glyphs: &[GlyphId]) -> Vec<(GlyphId, GlyphId)> {
    let mut out: Vec<(GlyphId, GlyphId)> = Vec::new();
    for &id in glyphs {
        match out.last_mut() {
            Some(last) if last.1.0 + 1 == id.0 => last.1 = id,
            _ => out.push((id, id)),
        }
    }
    out
}

/// One word cut into two before its glyph number `at`.
pub(crate) fn split(word: &Word, at: usize, page: &Page) -> (Word, Word) {
    let part = |ids: &[GlyphId]| {
        let mut text = String::new();
        for id in ids {
            page.glyphs[id.0 as usize].text.push_to(&mut text);
        }
        let bbox = Rect::bounding(ids.iter().map(|id| page.glyphs[id.0 as usize].bbox)).unwrap_or(word.bbox);
        Word { text, bbox, glyphs: ids.to_vec(), color: Color(word.color.0), ..word.clone() }
    };
    (part(&word.glyphs[..at]), part(&word.glyphs[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::glyph;
    use model::geometry::Point;

    /// The words of letters five points wide and ten high, a figure for each gap before them in tenths of a point.
    fn check(letters: &[(i32, char)], wanted: &[&str]) {
        let mut page = Page::default();
        let mut x = 0;
        for (gap, c) in letters {
            x += gap * 100;
            let bbox = Rect::new(Pt(x), Pt::ZERO, Pt(x + 5_000), Pt::points(10));
            x += 5_000;
            let origin = Point { x: bbox.x0, y: Pt::points(8) };
            page.glyphs.push(Glyph { bbox, origin, size: Pt::points(10), ..glyph(*c, 0, 0, 0) });
        }
        let (found, _) = words(&page, |_| true);
        assert_eq!(found.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn a_space_that_nobody_painted_parts_words() {
        check(&[(0, 'o'), (0, 'f'), (0, 'f'), (22, 'a'), (0, 's'), (1, 'e'), (0, 't')], &["off", "aset"]);
        check(&[(0, '1'), (25, '2')], &["1", "2"]);
        check(&[(0, 'o'), (0, 's'), (0, '’'), (22, 'a'), (0, 'b')], &["os’", "ab"]);
        check(&[(0, '1'), (22, 't'), (0, 'o'), (22, '3')], &["1", "to", "3"]);
        check(&[(0, '6'), (22, '×'), (22, '1'), (22, 'L')], &["6", "×", "1", "L"]);
    }

    #[test]
    fn spaced_and_kerned_letters_stay_together() {
        check(&[(0, 'T'), (20, 'O'), (21, 'T'), (20, 'A'), (20, 'L')], &["TOTAL"]);
        check(&[(0, 'A'), (-8, 'V'), (-7, 'A'), (9, 'l')], &["AVAl"]);
        check(&[(0, '合'), (25, '计'), (0, '数')], &["合计数"]);
        check(&[(0, '1'), (20, '2'), (21, '.'), (20, '5')], &["12.5"]);
    }
}
