//! Matrices of formulas: what stands between two brackets that are built of pieces. Their figures stand in rows and columns and
//! are no table's.

use model::geometry::{Pt, Quarter, Rect};
use model::page::{Glyph, GlyphText, Page};

/// No more brackets are looked at; a page of formulas has some tens.
const MOST: usize = 512;
/// The top of a bracket and its foot, and the two brackets of a pair, differ by no more than this part of the size.
const NEAR: i32 = 4;
/// Extension fonts hang their pieces from the baseline, text fonts set them on it: the pair reaches from this part of the size
/// above its first baseline to so many sizes below its last.
const ABOVE: i32 = 2;
const BELOW: i32 = 2;

/// One bracket: the pieces it begins and ends with.
struct Bracket<'a> {
    top: &'a Glyph,
    foot: &'a Glyph,
}

/// The foot that ends the bracket that a piece begins, and whether it is a left one.
const fn foot_of(top: char) -> Option<(char, bool)> {
    match top {
        '⎛' => Some(('⎝', true)),
        '⎡' => Some(('⎣', true)),
        '⎞' => Some(('⎠', false)),
        '⎤' => Some(('⎦', false)),
        _ => None,
    }
}

/// The areas between brackets.
pub(crate) fn matrices(page: &Page) -> Vec<Rect> {
    let piece = |glyph: &&Glyph| {
        matches!(glyph.text, GlyphText::Char('\u{239b}'..='\u{23a6}')) && glyph.direction == Quarter::D0
    };
    let pieces: Vec<&Glyph> = page.glyphs.iter().filter(piece).take(MOST).collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for &top in &pieces {
        let GlyphText::Char(c) = top.text else { continue };
        let Some((end, opens)) = foot_of(c) else { continue };
        let below = |glyph: &&&Glyph| {
            glyph.text == GlyphText::Char(end)
                && is_near(glyph.bbox.x0, top.bbox.x0, top.size)
                && glyph.origin.y > top.origin.y
        };
        let Some(&foot) = pieces.iter().filter(below).min_by_key(|glyph| glyph.origin.y) else { continue };
        if opens { &mut left } else { &mut right }.push(Bracket { top, foot });
    }
    left.iter().filter_map(|bracket| area(bracket, &right)).collect()
}

fn is_near(a: Pt, b: Pt, size: Pt) -> bool {
    (a - b).abs() * NEAR <= size
}

/// The area from a bracket to the next that closes it.
fn area(open: &Bracket<'_>, right: &[Bracket<'_>]) -> Option<Rect> {
    let size = open.top.size;
    let closes = |other: &&Bracket<'_>| {
        other.top.bbox.x0 > open.top.bbox.x1
            && is_near(other.top.origin.y, open.top.origin.y, size)
            && is_near(other.foot.origin.y, open.foot.origin.y, size)
    };
    let close = right.iter().filter(closes).min_by_key(|other| other.top.bbox.x0)?;
    let (y0, y1) = (open.top.origin.y - size / ABOVE, open.foot.origin.y + size * BELOW);
    Some(Rect { x0: open.top.bbox.x0, y0, x1: close.top.bbox.x1, y1 })
}

#[cfg(test)]
mod tests {
    use crate::tests::count;

    const ROWS: [&str; 4] = [
        "      ⎡  4.5     0    3.2     0   ⎤",
        "A  =  ⎢  3.1   2.9      0   0.9   ⎥       (1)",
        "      ⎢    0   1.7    3.0     0   ⎥",
        "      ⎣  3.5   0.4      0   1.0   ⎦",
    ];

    #[test]
    fn figures_between_brackets_are_no_table() {
        assert_eq!(count(&ROWS), 0);
        let bare: Vec<String> =
            ROWS.iter().map(|row| row.replace(['⎡', '⎢', '⎣', '⎤', '⎥', '⎦'], " ")).collect();
        assert_eq!(count(&bare.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }

    #[test]
    fn a_bracket_that_nothing_closes_holds_no_matrix() {
        let open: Vec<String> = ROWS.iter().map(|row| row.replace(['⎤', '⎥', '⎦'], " ")).collect();
        assert_eq!(count(&open.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }
}
