//! Matrices of formulas: what stands between two brackets that are built of pieces. Their figures stand in rows and columns and
//! are no table's.

use model::geometry::{Pt, Quarter, Rect};
use model::page::{Glyph, GlyphText, Page};

/// No more pieces are looked at; a page of formulas has some hundreds.
const MOST: usize = 1_024;
/// The top of a bracket and its foot, and the two brackets of a pair, differ by no more than this part of the size.
const NEAR: i32 = 4;
/// The pair reaches this part of the em (per thousand) above its first baseline …
const ABOVE: i32 = 500;
/// … and this far below its last: text fonts set the foot of a bracket on the baseline of the last row, extension fonts hang it from
/// one above.
const SET: i32 = 500;
const HUNG: i32 = 2_000;
/// Labels before so many rows show a table.
const LABELS: usize = 2;

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
    let found: Vec<Rect> = left.iter().filter_map(|bracket| area(page, bracket, &right)).collect();
    let inside = |glyph: &Glyph| found.iter().any(|area| area.contains(glyph.bbox.center()));
    let labels = |area: &Rect| {
        let own = |glyph: &&Glyph| {
            let y = glyph.bbox.center().y;
            let beside = area.y0 < y && y < area.y1 && glyph.bbox.x1 < area.x0;
            beside && glyph.text.first_char().is_some_and(char::is_alphabetic) && !inside(glyph)
        };
        let mut bases: Vec<Pt> = page.glyphs.iter().filter(own).map(|glyph| glyph.origin.y).collect();
        bases.sort_unstable();
        bases.dedup_by(|b, a| *b - *a <= Pt::points(2));
        bases.len() >= LABELS
    };
    found.iter().filter(|area| !labels(area)).copied().collect()
}

fn is_near(a: Pt, b: Pt, size: Pt) -> bool {
    (a - b).abs() * NEAR <= size
}

/// The area from a bracket to the next that closes it.
fn area(page: &Page, open: &Bracket<'_>, right: &[Bracket<'_>]) -> Option<Rect> {
    let size = open.top.size;
    let closes = |other: &&Bracket<'_>| {
        other.top.bbox.x0 > open.top.bbox.x1
            && is_near(other.top.origin.y, open.top.origin.y, size)
            && is_near(other.foot.origin.y, open.foot.origin.y, size)
    };
    let close = right.iter().filter(closes).min_by_key(|other| other.top.bbox.x0)?;
    let between = |glyph: &&Glyph| {
        let x = glyph.bbox.center().x;
        open.top.bbox.x1 < x && x < close.top.bbox.x0 && is_near(glyph.origin.y, open.foot.origin.y, size)
    };
    let below = if page.glyphs.iter().any(|glyph| between(&glyph)) { SET } else { HUNG };
    let (y0, y1) =
        (open.top.origin.y - size.scale(ABOVE, 1000), open.foot.origin.y + size.scale(below, 1000));
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
    fn brackets_about_figures_of_labelled_rows_are_a_tables() {
        let rows: Vec<String> = ROWS
            .iter()
            .zip(["Alton ", "Barton", "Corby ", "Derby "])
            .map(|(row, label)| format!("{label}{}", &row[6..]))
            .collect();
        assert_eq!(count(&rows.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }

    #[test]
    fn a_bracket_that_nothing_closes_holds_no_matrix() {
        let open: Vec<String> = ROWS.iter().map(|row| row.replace(['⎤', '⎥', '⎦'], " ")).collect();
        assert_eq!(count(&open.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }
}
