//! Words with a rule between their letters: producers that paint a whole line in one go leave no more than a gap between the
//! texts of two cells, and full-width letters stand as far apart in one text.

use crate::rules::along;
use crate::words::split;
use model::geometry::{Quarter, Rect};
use model::layout::{Rule, Word};
use model::page::{Axis, Page};

/// The gap at the rule is this part of the em (per thousand): a rule through a text that runs out of its cell stands between
/// letters, or in them, by chance.
const GAP: i32 = 170;
/// The most rules looked at on a page.
const MOST: usize = 4_000_000;

/// A text with more walls in it is hatched.
const CELLS: usize = 500;

/// The words, cut where an upright rule (to their reader) stands between two of their letters.
pub(crate) fn walled(page: &Page, words: Vec<Word>, rules: &[Rule]) -> Vec<Word> {
    let (level, upright) = (along(rules, Axis::Horizontal), along(rules, Axis::Vertical));
    let mut budget = MOST;
    let mut out = Vec::with_capacity(words.len());
    for mut word in words {
        let walls = if matches!(word.direction, Quarter::D0 | Quarter::D180) { upright } else { level };
        let mut cuts = cuts(page, &word, walls, &mut budget);
        if cuts.len() > CELLS {
            cuts.clear();
        }
        for at in cuts {
            let (head, tail) = split(&word, at, page);
            out.push(tail);
            word = head;
        }
        out.push(word);
    }
    out
}

/// The glyphs of a word with a wall before them, the last one first.
fn cuts(page: &Page, word: &Word, walls: &[Rule], budget: &mut usize) -> Vec<usize> {
    let sides = |area: &Rect| match word.direction {
        Quarter::D0 | Quarter::D180 => ((area.x0, area.x1), (area.y0, area.y1)),
        Quarter::D90 | Quarter::D270 => ((area.y0, area.y1), (area.x0, area.x1)),
    };
    let (_, (low, high)) = sides(&word.bbox);
    let middle = low + (high - low) / 2;
    let turned = |ix: usize| word.direction.turn(&page.glyphs[word.glyphs[ix].0 as usize].bbox);
    let mut out = Vec::new();
    for ix in (1..word.glyphs.len()).rev() {
        let (end, next) = (turned(ix - 1).x1, turned(ix));
        if next.x0 - end < word.size.scale(GAP, 1000) {
            continue;
        }
        let gap = word.direction.unturn(&Rect { x0: end, x1: next.x0, ..next });
        let ((from, to), _) = sides(&gap);
        let first = walls.partition_point(|rule| rule.at < from);
        let between = walls[first..].iter().take_while(|rule| rule.at <= to).take(*budget);
        let mut looked_at = 0;
        let mut between = between.inspect(|_| looked_at += 1);
        let parted = between.any(|rule| rule.from <= middle && middle <= rule.to);
        *budget -= looked_at;
        out.extend(parted.then_some(ix));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::glyph;
    use model::geometry::Pt;
    use model::page::{Color, Glyph, GlyphId, StrokeOrigin};

    /// Four full-width letters, with three points after the second.
    fn check(wall: (i32, i32, i32)) -> Vec<String> {
        let mut page = Page::default();
        let mut ids = Vec::new();
        for (x, c) in [(0, '产'), (10, '出'), (23, '数'), (33, '量')] {
            let bbox = Rect::new(Pt::points(x), Pt::ZERO, Pt::points(x + 10), Pt::points(10));
            ids.push(GlyphId(page.glyphs.len() as u32));
            page.glyphs.push(Glyph { bbox, size: Pt::points(10), ..glyph(c, x, 0, 0) });
        }
        let bbox = Rect::new(Pt::ZERO, Pt::ZERO, Pt::points(43), Pt::points(10));
        let (size, color, direction) = (Pt::points(10), Color::BLACK, Quarter::D0);
        let word =
            Word { text: "产出数量".into(), bbox, glyphs: ids, size, bold: false, direction, color };
        let (at, from, to) = (Pt::points(wall.0), Pt::points(wall.1), Pt::points(wall.2));
        let (axis, width, dashed, origin) = (Axis::Vertical, Pt(500), false, StrokeOrigin::Line);
        let rule = Rule { axis, at, from, to, width, dashed, origin };
        walled(&page, vec![word], &[rule]).into_iter().rev().map(|word| word.text).collect()
    }

    #[test]
    fn a_rule_between_letters_parts_words() {
        assert_eq!(check((21, -5, 15)), ["产出", "数量"]);
        assert_eq!(check((21, 12, 30)), ["产出数量"], "below them");
        assert_eq!(check((10, -5, 15)), ["产出数量"], "letters that touch stand there by chance");
    }
}
