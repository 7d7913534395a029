//! /ActualText of marked content (ISO 32000-2, 14.9.4): what a span of glyphs stands for.
//!
//! It is applied where it mends a reading: small capitals whose codes say lower case, ligatures and symbols without a way
//! to Unicode. What was printed is not replaced by something else: a span whose figures differ from the printed ones keeps
//! its glyphs, and is reported.

use model::geometry::{Pt, Rect};
use model::page::{DropReason, DroppedGlyph, Glyph, GlyphText};
use model::{Diagnostic, Page};

/// The longest span, in glyphs, in which some glyphs may give way to text of another length: a word or a formula, no
/// paragraph.
const LONGEST: usize = 256;
/// A gap inside replaced glyphs wider than this part of their size (per thousand) parts columns: one box over both would lie.
const WIDEST_GAP: i32 = 1_500;
/// Baselines that differ by less than this part of the size (per thousand) are one line; indices and marks are shifted less.
const ONE_LINE: i32 = 600;

/// The code of the remark on a span whose figures differ from the print.
const DIFFERS: &str = "actual-text-differs";
/// The most of these remarks per page: a page with more has its texts at the wrong places throughout.
const MOST_TOLD: usize = 20;

/// Applies `actual` to the page's glyphs from number `start` on.
pub(crate) fn apply(page: &mut Page, start: usize, actual: &str) {
    let Some(span) = page.glyphs.get(start..) else { return };
    let wanted: Vec<char> = actual.chars().filter(|c| says(*c)).collect();
    // Blank over real text: some producers hide decoration like this, others forget the text. The print stands.
    // A soft hyphen is printed as a hyphen.
    if wanted.is_empty() || wanted == ['\u{ad}'] {
        return;
    }
    let inked: Vec<usize> = (0..span.len()).filter(|ix| !span[*ix].text.is_blank()).collect();
    if inked.is_empty() {
        return;
    }
    let own: String = inked.iter().fold(String::new(), |mut text, ix| {
        span[*ix].text.push_to(&mut text);
        text
    });
    if own.chars().filter(|c| says(*c)).eq(wanted.iter().copied()) {
        return;
    }
    let certain = !inked.iter().any(|ix| matches!(span[*ix].text, GlyphText::Unmapped { .. }));
    if figures_differ(&own, &wanted, certain) {
        let boxes = inked.iter().map(|ix| span[*ix].bbox);
        let bounds = Rect::bounding(boxes).unwrap_or_default();
        let told = page.diagnostics.iter().filter(|known| known.code == DIFFERS).count();
        if told >= MOST_TOLD {
            return;
        }
        let message =
            format!("the file says `{}` for what is printed as `{own}`: the print is kept", actual.trim());
        page.diagnostics.push(Diagnostic::new(DIFFERS, message).at(bounds));
        return;
    }
    if inked.len() == wanted.len() {
        for (ix, c) in inked.into_iter().zip(wanted) {
            page.glyphs[start + ix].text = GlyphText::Char(c);
        }
    } else if inked.len() <= LONGEST {
        replace_middle(page, start, &inked, &wanted);
    }
}

/// Whether a character is text: blanks and controls are left to the glyphs.
fn says(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}')
}

/// Replaces the glyphs between the longest common beginning and end by the text between them.
fn replace_middle(page: &mut Page, start: usize, inked: &[usize], wanted: &[char]) {
    let glyph = |nth: usize| &page.glyphs[start + inked[nth]];
    let said = |nth: usize| match &glyph(nth).text {
        GlyphText::Char(c) => vec![*c],
        GlyphText::Str(text) => text.chars().collect(),
        GlyphText::Unmapped { .. } => Vec::new(),
    };
    // `head` and `tail` count glyphs, `from` and `to` bound the characters between.
    let (mut head, mut from) = (0, 0);
    while head < inked.len() {
        let text = said(head);
        if text.is_empty() || !wanted[from..].starts_with(&text) {
            break;
        }
        from += text.len();
        head += 1;
    }
    let (mut tail, mut to) = (inked.len(), wanted.len());
    while tail > head {
        let text = said(tail - 1);
        if text.is_empty() || !wanted[from..to].ends_with(&text) {
            break;
        }
        to -= text.len();
        tail -= 1;
    }
    // Characters without a glyph stand on the glyph before them (or after).
    if head == tail && from < to {
        if head > 0 {
            head -= 1;
            from -= said(head).len();
        } else if tail < inked.len() {
            to += said(tail).len();
            tail += 1;
        }
    }
    let middle: Vec<usize> = inked[head..tail].iter().map(|ix| start + ix).collect();
    let Some(&first) = middle.first() else { return };
    if !middle.windows(2).all(|pair| stands_beside(&page.glyphs[pair[0]], &page.glyphs[pair[1]])) {
        return;
    }
    let boxes = middle.iter().map(|ix| page.glyphs[*ix].bbox);
    let bounds = Rect::bounding(boxes).unwrap_or_default();
    let text: String = wanted[from..to].iter().collect();
    // Nothing stands for them: then the first is replaced as well.
    let kept = if text.is_empty() { None } else { Some(first) };
    if kept.is_some() {
        page.glyphs[first].text = GlyphText::from(text.as_str());
        page.glyphs[first].bbox = bounds;
    }
    let rest = page.glyphs.split_off(first);
    for (offset, glyph) in rest.into_iter().enumerate() {
        let ix = first + offset;
        if kept != Some(ix) && middle.binary_search(&ix).is_ok() {
            let Glyph { text, bbox, .. } = glyph;
            page.dropped.push(DroppedGlyph { text, bbox, reason: DropReason::Replaced });
        } else {
            page.glyphs.push(glyph);
        }
    }
}

/// Whether two glyphs stand on one line with no column's gap between them.
fn stands_beside(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size.max(b.size);
    let (dx, dy) = (b.origin.x - a.origin.x, b.origin.y - a.origin.y);
    let apart = a.bbox.overlap_x(&b.bbox).min(a.bbox.overlap_y(&b.bbox));
    a.direction == b.direction
        && dx.abs().min(dy.abs()) <= size.scale(ONE_LINE, 1000)
        && -apart <= size.scale(WIDEST_GAP, 1000)
        && size > Pt::ZERO
}

/// Whether the printed figures are others than those of the text: digits, points and signs, in order. A printed text with
/// unreadable glyphs (`certain` is false) may hold more of them.
fn figures_differ(printed: &str, wanted: &[char], certain: bool) -> bool {
    let figures = |text: &mut dyn Iterator<Item = char>| -> Vec<char> {
        let all: Vec<char> = text.filter_map(figure).collect();
        if all.iter().any(char::is_ascii_digit) { all } else { Vec::new() }
    };
    let own = figures(&mut printed.chars());
    let theirs = figures(&mut wanted.iter().copied());
    if certain {
        return own != theirs;
    }
    let mut rest = theirs.iter();
    !own.iter().all(|c| rest.any(|other| other == c))
}

/// A character as part of a figure; full-width forms and the kinds of minus are one.
fn figure(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' | '.' | ',' | '%' | '+' | '(' | ')' => c,
        '\u{ff10}'..='\u{ff19}' => char::from_u32(c as u32 - 0xff10 + 0x30)?,
        '．' => '.',
        '，' => ',',
        '％' => '%',
        '＋' => '+',
        '（' => '(',
        '）' => ')',
        '-' | '\u{ad}' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '－' => '-',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::{Point, Quarter};
    use model::page::{Color, FontId, GlyphInk};

    /// A page with one line of glyphs, 10 points apart; `?` stands for an unmapped one, `/` starts a new line.
    fn page(text: &str) -> Page {
        let mut page = Page::default();
        let (mut x, mut y) = (0, 0);
        for c in text.chars() {
            if c == '/' {
                (x, y) = (0, y + 20);
                continue;
            }
            let (left, top) = (Pt::points(x), Pt::points(y));
            page.glyphs.push(Glyph {
                text: if c == '?' { GlyphText::Unmapped { code: 1 } } else { GlyphText::Char(c) },
                bbox: Rect::new(left, top, left + Pt::points(10), top + Pt::points(10)),
                origin: Point { x: left, y: top },
                font: FontId(0),
                size: Pt::points(10),
                direction: Quarter::D0,
                color: Color::BLACK,
                ink: GlyphInk::Printed,
                mcid: None,
                run: 0,
                doubled: false,
            });
            x += 10;
        }
        page
    }

    /// What stands after `actual` was applied to glyphs that say `printed`: texts parted by `|`, and how many were replaced.
    fn check(printed: &str, actual: &str, expected: &str, replaced: usize) {
        let mut page = page(printed);
        apply(&mut page, 0, actual);
        let texts: Vec<String> = page
            .glyphs
            .iter()
            .map(|glyph| {
                let mut text = String::new();
                glyph.text.push_to(&mut text);
                text
            })
            .collect();
        assert_eq!(
            (texts.join("|").as_str(), page.dropped.len()),
            (expected, replaced),
            "{printed} as {actual}"
        );
    }

    #[test]
    fn as_many_characters_as_glyphs_are_given_one_each() {
        check("oR", "OR", "O|R", 0);
        check("a b", "A B", "A| |B", 0);
        check("??", "fi", "f|i", 0);
        check("ab/c", "ABC", "A|B|C", 0);
    }

    #[test]
    fn other_lengths_replace_what_differs_only() {
        check("xaby", "xcdey", "x|cde|y", 1);
        check("Dr", "Doctor", "Docto|r", 0);
        check("Pro?t", "Profit", "P|r|o|fi|t", 0);
        check("abc", "ac", "a|c", 1);
    }

    #[test]
    fn the_print_stands_over_other_figures_and_over_nothing() {
        check("105", "150", "1|0|5", 0);
        check("1.5", "15", "1|.|5", 0);
        check("a", "1", "a", 0);
        check("-", "\u{ad}", "-", 0);
        check("abc", "", "a|b|c", 0);
        check("abc", " \t", "a|b|c", 0);
        let mut page = page("105");
        apply(&mut page, 0, "150");
        assert_eq!(page.diagnostics[0].code, "actual-text-differs");
    }

    #[test]
    fn unreadable_glyphs_take_the_figures_they_are_given() {
        check("1?", "12", "1|2", 0);
        check("2?", "13", "2|\u{fffd}", 0);
    }

    #[test]
    fn a_span_over_two_lines_keeps_its_glyphs() {
        check("ab/cd", "xyz", "a|b|c|d", 0);
    }
}
