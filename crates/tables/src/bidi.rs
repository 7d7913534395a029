//! Scripts that run from right to left: from the order in which a line is seen to that in which it is read.
//!
//! A page tells where each glyph stands, and some producers paint from the left whatever the script. The Unicode
//! Bidirectional Algorithm (Unicode Standard Annex #9) makes the order of sight from that of reading; here it is undone:
//! levels are given by its classes (rules W4 to W7, N1, N2) to what is seen, and runs are reversed (L2), which undoes itself.
//! What it cannot tell is decided for what is printed in tables: a figure and its sign stay together.

use crate::words::split;
use model::geometry::{Pt, Quarter};
use model::layout::Word;
use model::page::{GlyphId, Page};
use model::script::is_leftward;
use std::borrow::Cow;
use unicode_bidi::{BidiClass, bidi_class};

/// What a unit of a line, a glyph or a word, is to the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A letter of a script that runs from left to right.
    Left,
    /// One of a script that runs from right to left.
    Right,
    /// A digit: figures run from left to right in all scripts.
    Digit,
    /// A mark inside figures.
    Separator,
    /// A sign before a figure, or a mark inside figures.
    Sign,
    /// A mark at either side of a figure: a currency.
    Beside,
    /// A mark behind a figure: per cent.
    Behind,
    /// White space, brackets, all else.
    Neutral,
}

fn kind(c: Option<char>) -> Kind {
    match c {
        None => Kind::Neutral,
        Some('%' | '‰' | '٪' | '؉') => Kind::Behind,
        Some(c) => match bidi_class(c) {
            BidiClass::L => Kind::Left,
            BidiClass::R | BidiClass::AL => Kind::Right,
            BidiClass::EN | BidiClass::AN => Kind::Digit,
            BidiClass::CS => Kind::Separator,
            BidiClass::ES => Kind::Sign,
            BidiClass::ET => Kind::Beside,
            _ => Kind::Neutral,
        },
    }
}

/// Whether what stands before a figure is its sign, or a mark of the text that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    OfFigures,
    OfText,
}

/// Marks that belong to a figure become digits; figures and neutral units behind or between letters that run from left to
/// right become such letters.
fn settled(seen: &[Kind], signs: Signs) -> Vec<Kind> {
    let mut out = seen.to_vec();
    let at = |out: &[Kind], ix: usize| out.get(ix).copied().unwrap_or(Kind::Neutral);
    let digit = |out: &[Kind], ix: usize| at(out, ix) == Kind::Digit;
    for ix in 0..out.len() {
        let before = ix > 0 && digit(&out, ix - 1);
        let inside = before && digit(&out, ix + 1);
        let free = ix == 0 || matches!(out[ix - 1], Kind::Neutral | Kind::Beside);
        let is_of_figure = match out[ix] {
            Kind::Separator => inside,
            Kind::Sign => inside || signs == Signs::OfFigures && free && digit(&out, ix + 1),
            Kind::Beside => before || digit(&out, ix + 1),
            Kind::Behind => before,
            _ => false,
        };
        if is_of_figure {
            out[ix] = Kind::Digit;
        }
    }
    // From letter to letter, over what is neither.
    let mut last: Option<usize> = None;
    for ix in 0..out.len() {
        match out[ix] {
            Kind::Left | Kind::Digit => {
                if let Some(from) = last {
                    out[from..=ix].fill(Kind::Left);
                }
                if out[ix] == Kind::Left {
                    last = Some(ix);
                }
            }
            Kind::Right => last = None,
            _ => {}
        }
    }
    out
}

/// The levels of units as they are seen from left to right, in a line that runs from right to left or not.
fn levels(seen: &[Kind], leftward: bool, signs: Signs) -> Vec<u8> {
    let kinds = settled(seen, signs);
    if leftward {
        return kinds
            .iter()
            .map(|kind| if matches!(kind, Kind::Left | Kind::Digit) { 2 } else { 1 })
            .collect();
    }
    // What stands between letters that run from right to left runs with them.
    let mut out = vec![0; kinds.len()];
    let mut from: Option<usize> = None;
    for ix in 0..kinds.len() {
        match kinds[ix] {
            Kind::Right => {
                for between in from.unwrap_or(ix)..=ix {
                    out[between] = if kinds[between] == Kind::Digit { 2 } else { 1 };
                }
                from = Some(ix + 1);
            }
            Kind::Left => from = None,
            _ => {}
        }
    }
    out
}

/// Places of units, given as they are seen from left to right, in the order in which they are read.
fn order(levels: &[u8]) -> Vec<usize> {
    let mut out: Vec<usize> = (0..levels.len()).collect();
    for level in [1, 2] {
        let runs = std::mem::take(&mut out);
        for run in runs.chunk_by(|a, b| (levels[*a] >= level) == (levels[*b] >= level)) {
            if levels[run[0]] >= level {
                out.extend(run.iter().rev());
            } else {
                out.extend(run);
            }
        }
    }
    out
}

/// Whether a page has letters that run from right to left.
pub(crate) fn has_leftward(page: &Page) -> bool {
    page.glyphs.iter().any(|glyph| glyph.text.first_char().is_some_and(is_leftward))
}

/// Whether most letters of a page that runs upright are of scripts that run from right to left; without any, it is as the
/// page before.
pub(crate) fn reads_leftward(page: &Page, before: bool) -> bool {
    if !before && !has_leftward(page) {
        return false;
    }
    let (mut left, mut right) = (0_usize, 0_usize);
    for glyph in page.glyphs.iter().filter(|glyph| glyph.direction == Quarter::D0) {
        match kind(glyph.text.first_char()) {
            Kind::Left => left += 1,
            Kind::Right => right += 1,
            _ => {}
        }
    }
    right > left || before && right == left
}

/// A base letter and the marks on it (class NSM), as they are seen.
struct Cluster {
    kind: Kind,
    from: Pt,
    to: Pt,
    glyphs: Vec<GlyphId>,
}

/// Whether a word stands in a mirror: what is set sideways runs there as before.
fn is_mirrored(page: &Page, word: &Word) -> bool {
    page.leftward && matches!(word.direction, Quarter::D0 | Quarter::D180)
}

/// The glyphs of a word from left to right, marks with the letters they stand on.
fn clusters(page: &Page, word: &Word) -> Vec<Cluster> {
    let glyph = |id: &GlyphId| &page.glyphs[id.0 as usize];
    let is_mark =
        |id: &&GlyphId| glyph(id).text.first_char().is_some_and(|c| bidi_class(c) == BidiClass::NSM);
    let (marks, letters): (Vec<&GlyphId>, Vec<&GlyphId>) = word.glyphs.iter().partition(is_mark);
    let span = |id: &GlyphId| {
        let b = glyph(id).direction.turn(&glyph(id).bbox);
        // In a mirror, what is left is right; what is set sideways runs as before.
        if is_mirrored(page, word) { (-b.x1, -b.x0) } else { (b.x0, b.x1) }
    };
    let mut out: Vec<Cluster> = Vec::with_capacity(letters.len());
    for id in letters {
        let (from, to) = span(id);
        out.push(Cluster { kind: kind(glyph(id).text.first_char()), from, to, glyphs: vec![*id] });
    }
    out.sort_by_key(|cluster| cluster.from + cluster.to);
    for id in marks {
        let (from, to) = span(id);
        let middle = from + to;
        let near = |cluster: &&mut Cluster| (cluster.from + cluster.to - middle).abs();
        match out.iter_mut().min_by_key(near) {
            Some(cluster) => cluster.glyphs.push(*id),
            None => out.push(Cluster { kind: Kind::Neutral, from, to, glyphs: vec![*id] }),
        }
    }
    out
}

/// Whether brackets that enclose a figure are told the other way round, as a line that runs from right to left has them.
fn is_turned_about(page: &Page, seen: &[Cluster]) -> bool {
    let says = |cluster: Option<&Cluster>| page.glyphs[cluster?.glyphs.first()?.0 as usize].text.first_char();
    says(seen.first()) == Some(')') && says(seen.last()) == Some('(')
}

/// The clusters of a word in the order of reading, and the level of each.
fn read_word(page: &Page, word: &Word, signs: Signs) -> Vec<(u8, Cluster)> {
    let seen = clusters(page, word);
    let kinds: Vec<Kind> = seen.iter().map(|cluster| cluster.kind).collect();
    let has = |wanted: Kind| kinds.contains(&wanted);
    let leftward = if has(Kind::Right) {
        page.leftward || !has(Kind::Left)
    } else {
        // A figure is seen as it is read, but for marks that stand at the end where its line begins.
        let first = |kind: Kind| kinds.first() == Some(&kind);
        let by_line = first(Kind::Behind) || signs == Signs::OfText || kinds.last() == Some(&Kind::Sign);
        page.leftward && (!has(Kind::Left) && by_line || is_turned_about(page, &seen))
    };
    let levels = levels(&kinds, leftward, signs);
    let order = order(&levels);
    let mut seen: Vec<Option<Cluster>> = seen.into_iter().map(Some).collect();
    order.into_iter().filter_map(|ix| Some((levels[ix], seen[ix].take()?))).collect()
}

/// Sets the glyphs of words in the order of reading.
pub(crate) fn in_order(page: &Page, words: &mut [Word]) {
    for word in words.iter_mut().filter(|word| page.leftward || word.text.contains(is_leftward)) {
        *word = reread(page, word, Signs::OfFigures);
    }
}

fn reread(page: &Page, word: &Word, signs: Signs) -> Word {
    let read = read_word(page, word, signs);
    let glyphs = read.into_iter().flat_map(|(_, cluster)| cluster.glyphs).collect();
    // Its text anew.
    split(&Word { glyphs, ..word.clone() }, 0, page).1
}

/// Words of one line, sorted from left to right as the page has them, in the order in which they are read.
pub(crate) fn read_line<'a>(page: &Page, words: &'a [Word]) -> Vec<Cow<'a, Word>> {
    let has_right = words.iter().any(|word| word.text.contains(is_leftward));
    if !page.leftward && !has_right {
        return words.iter().map(Cow::Borrowed).collect();
    }
    let mut seen: Vec<&Word> = words.iter().collect();
    if words.first().is_some_and(|word| is_mirrored(page, word)) {
        seen.reverse();
    }
    let of_word = |word: &&Word| {
        let kinds = word.text.chars().map(|c| kind(Some(c)));
        let rank = |kind: &Kind| match kind {
            Kind::Right => 3,
            Kind::Left => 2,
            Kind::Digit => 1,
            _ => 0,
        };
        match kinds.max_by_key(rank) {
            Some(kind @ (Kind::Right | Kind::Left | Kind::Digit)) => kind,
            _ => Kind::Neutral,
        }
    };
    let kinds: Vec<Kind> = seen.iter().map(of_word).collect();
    let leftward = has_right && (page.leftward || !kinds.contains(&Kind::Left));
    let read = |ix: usize| match kinds[ix] {
        Kind::Digit if leftward => Cow::Owned(reread(page, seen[ix], Signs::OfText)),
        _ => Cow::Borrowed(seen[ix]),
    };
    order(&levels(&kinds, leftward, Signs::OfText)).into_iter().map(read).collect()
}

/// The bracket that looks like another in a mirror.
fn counterpart(c: char) -> Option<char> {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('﴾', '﴿')];
    pairs.iter().find_map(|(a, b)| match c {
        c if c == *a => Some(*b),
        c if c == *b => Some(*a),
        _ => None,
    })
}

/// Brackets of a page in a mirror, where they run with letters from right to left, that are told by what they look like: by
/// what is meant by them the others are. Which of both a producer does is seen where they begin and end words.
pub(crate) fn brackets_by_look(page: &Page, words: &[Word]) -> Vec<(GlyphId, char)> {
    let mut out = Vec::new();
    let mut by_look = 0_i64;
    for word in words.iter().filter(|word| word.direction == Quarter::D0) {
        let read = read_word(page, word, Signs::OfFigures);
        let last = read.len().saturating_sub(1);
        for (ix, (level, cluster)) in read.iter().enumerate() {
            let Some(id) = cluster.glyphs.first().filter(|_| *level == 1) else { continue };
            let Some((c, other)) =
                page.glyphs[id.0 as usize].text.first_char().and_then(|c| Some((c, counterpart(c)?)))
            else {
                continue;
            };
            let opens = matches!(c, '(' | '[' | '{' | '«' | '‹');
            if last > 0 && (ix == 0 || ix == last) {
                by_look += if (ix == 0) == opens { -1 } else { 1 };
            }
            out.push((*id, other));
        }
    }
    if by_look < 0 {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::glyph;
    use crate::{leftward, lines, words};

    /// A line as it is seen from left to right, a letter each five points; what it says.
    fn check(seen: &str, wanted: &str) {
        let mut page = Page { width: Pt::points(400), ..Page::default() };
        let drawn = seen.chars().zip(0..).filter(|(c, _)| *c != ' ');
        page.glyphs.extend(drawn.map(|(c, ix)| glyph(c, 20 + 5 * ix, 0, 0)));
        let mirrored = leftward::mirrored(&page, false);
        let page = mirrored.as_ref().unwrap_or(&page);
        let (found, _) = words::words(page, |_| true);
        let texts: Vec<String> = lines::lines(page, found, true).into_iter().map(|ink| ink.text).collect();
        assert_eq!(texts, [wanted], "{seen}");
    }

    #[test]
    fn a_line_is_read_from_the_side_where_its_script_begins() {
        check("דוע ףיעס", "סעיף עוד");
        check("the word הלימ is", "the word מילה is");
        check("the words תורחא םילימ are", "the words מילים אחרות are");
    }

    #[test]
    fn figures_and_words_of_other_scripts_keep_their_order() {
        check("2022 תנש 1,234 בויח", "חיוב 1,234 שנת 2022");
        check("םולש IFRS 16 ןקת יפל", "לפי תקן IFRS 16 שלום");
        check("ףיעס 3.2 םיסכנ", "נכסים 3.2 סעיף");
    }

    #[test]
    fn marks_stand_at_the_end_of_their_figure_in_a_line_of_words() {
        check("עוציב :1 הלבט", "טבלה 1: ביצוע");
        check("%50 תוחפל", "לפחות 50%");
        check("תורעה -2-5", "2-5- הערות");
    }

    #[test]
    fn brackets_are_told_by_what_they_look_like_or_by_what_they_mean() {
        // What is seen first from the right is an opening bracket, whatever the producer calls it.
        check("(דבלב) םיסכנ ללוכ", "כולל נכסים (בלבד)");
        check(")דבלב( םיסכנ ללוכ", "כולל נכסים (בלבד)");
    }

    #[test]
    fn letters_keep_the_marks_that_stand_on_them() {
        let mut page = Page { width: Pt::points(400), ..Page::default() };
        // Painted from the right: shin with its dot, lamed.
        page.glyphs.extend([glyph('ש', 30, 0, 0), glyph('\u{5c1}', 30, 0, 0), glyph('ל', 25, 0, 0)]);
        let page = leftward::mirrored(&page, false).expect("a page of Hebrew");
        let (found, _) = words::words(&page, |_| true);
        assert_eq!(found[0].text, "ש\u{5c1}ל");
    }
}
