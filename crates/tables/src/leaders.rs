//! Leaders: rows of dots or dashes that lead the eye from a label to its figure. They are ink, but no part of any text.

use crate::turned;
use crate::words::split;
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Rule, Word};
use model::page::{Axis, GlyphText, Page};
use std::collections::BTreeSet;

/// So many dots in a row are a leader; …
const DOTS: usize = 4;
/// … no more stand in the column of a figure that is lacking, …
const COLUMN: usize = 12;
/// … and an ellipsis has three.
const ELLIPSIS: usize = 3;
/// Dots of one leader stand no farther apart than this part of the em (per thousand).
const PITCH: i32 = 1_500;

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '·' | '…' | '‥' | '․' | '_' | '．' | '・')
}

/// Parliamentary papers lead with dashes. One of them stands for a figure that is nil, and joins parts of a word: only a row
/// of them behind a label leads.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '‐')
}

fn is_leading(c: char) -> bool {
    is_dot(c) || is_dash(c)
}

/// No more figures are looked at about a dot.
const ABOUT: usize = 400;
/// Edges of figures are the same to within this part of the em (per thousand).
const SAME: i32 = 60;
/// Dashes of one leader stand no farther apart than this part of the em (per thousand): those of columns do.
const DASH_PITCH: i32 = 1_000;

/// Figures among dashes are looked for so many ems above and below.
const LINES: i32 = 4;
/// So many of them are columns'; fewer may be in the labels.
const COLUMNS: usize = 2;

fn dots(text: &str) -> usize {
    text.chars().map(|c| if c == '…' { 3 } else { 1 }).sum()
}

/// Where leaders stand: rows of dots, and dashed rules.
pub(crate) fn drawn(leaders: &[Word], rules: &[Rule]) -> Vec<Rect> {
    let dashed = rules.iter().filter(|rule| rule.dashed && rule.axis == Axis::Horizontal);
    leaders.iter().map(|word| word.bbox).chain(dashed.map(Rule::area)).collect()
}

/// The words without leaders, and the leaders, cut off the words they touch.
pub(crate) fn leaders(page: &Page, words: Vec<Word>) -> (Vec<Word>, Vec<Word>) {
    let words = freed(page, words);
    if !words.iter().any(|word| word.text.ends_with(is_leading)) {
        return (words, Vec::new());
    }
    let (mut rest, mut dotted, mut out): (Vec<Word>, Vec<Word>, Vec<Word>) = Default::default();
    for word in words {
        let (head, tail) = cut(page, word);
        rest.extend(head);
        dotted.extend(tail);
    }
    // Dots painted one by one, or cut off a word: a leader where enough of them follow each other.
    dotted.sort_by_key(|word| {
        let t = turned(word);
        (word.direction, t.y1, t.x0)
    });
    let ends_of = |words: &mut dyn Iterator<Item = &Word>| -> BTreeSet<Place> {
        words.map(|word| place(word.direction, &turned(word))).collect()
    };
    let labels = ends_of(&mut rest.iter());
    let texts = ends_of(&mut rest.iter().filter(|word| word.text.contains(char::is_alphabetic)));
    let behind = |labels: &BTreeSet<Place>, word: &Word| {
        let at = turned(word);
        let at = (word.direction, at.y1, at.x0);
        stands_at(labels, at, word.size / 4, word.size.scale(PITCH, 1000))
    };
    // Dots apart from any label stand for a figure that is lacking.
    let led = |word: &Word| behind(&labels, word);
    // So does each dash of those in columns: they stand behind figures, or above and below them.
    let mut figures: Vec<(Quarter, Rect)> = rest
        .iter()
        .filter(|word| word.text.chars().all(|c| !c.is_alphabetic()))
        .map(|word| (word.direction, turned(word)))
        .collect();
    figures.sort_unstable_by_key(|(direction, at)| (*direction, at.y1, at.x0));
    let about = |word: &Word, lines: i32| {
        let (direction, y, near) = (word.direction, turned(word).y1, word.size * lines);
        let above = figures.partition_point(|(other, at)| (*other, at.y1) < (direction, y - near));
        let around = figures[above..].iter();
        around.take_while(move |(other, at)| *other == direction && at.y1 <= y + near).map(|(_, at)| at)
    };
    let dash_leader = |words: &[Word]| {
        let (first, last) = (&words[0], &words[words.len() - 1]);
        let (from, to) = (turned(first).x0, turned(last).x1);
        let around = about(first, LINES).filter(|at| from < at.center().x && at.center().x < to);
        behind(&texts, first) && around.take(COLUMNS).count() < COLUMNS
    };
    // A dot, or three, that end where figures above or below them do stand for one.
    let flush = |word: &Word| {
        let (end, same) = (turned(word).x1, word.size.scale(SAME, 1000));
        // Leaders come one by one or in a row, not in threes: these may be far from the next figure of their column.
        let lines = if dots(&word.text) == ELLIPSIS { LINES * 4 } else { LINES };
        let flush = about(word, lines).take(ABOUT).filter(|other| (other.x1 - end).abs() <= same);
        flush.take(COLUMNS).count() == COLUMNS
    };
    let for_figure = |word: &Word| matches!(dots(&word.text), 1 | ELLIPSIS) && flush(word);
    let mut short = Vec::new();
    // Where a dot would be the one before the first of a leader: the leader began right behind its label.
    // Leaders of dots and those of dashes.
    let mut before: [BTreeSet<Place>; 2] = Default::default();
    let mut from = 0;
    while from < dotted.len() {
        let follows = |pair: &[Word]| {
            let (a, b) = (turned(&pair[0]), turned(&pair[1]));
            let size = pair[0].size.max(pair[1].size);
            let dashed = pair[0].text.contains(is_dash);
            let pitch = if dashed { DASH_PITCH } else { PITCH };
            pair[0].direction == pair[1].direction
                && dashed == pair[1].text.contains(is_dash)
                && (a.y1 - b.y1).abs() <= size.scale(250, 1000)
                && b.x0 - a.x1 <= size.scale(pitch, 1000)
                && b.x0 >= a.x0
        };
        let mut to = from + 1;
        while to < dotted.len() && follows(&dotted[to - 1..=to]) {
            to += 1;
        }
        let run = &dotted[from..to];
        let count: usize = run.iter().map(|word| dots(&word.text)).sum();
        let dashed = run[0].text.contains(is_dash);
        let figures = || run.iter().filter(|word| for_figure(word)).count();
        // Dots alone, no more than fill a column, as Italian tables and American budgets have them.
        if let [word] = run
            && !dashed
            && (DOTS..=COLUMN).contains(&count)
            && !led(word)
            && flush(word)
        {
            rest.push(word.clone());
            from = to;
            continue;
        }
        let leads = if dashed { dash_leader(run) } else { figures() * 2 < run.len() };
        if count >= DOTS && leads {
            before[usize::from(dashed)].extend(step_before(page, run));
            out.extend(run.iter().cloned());
        } else {
            short.push(run.to_vec());
        }
        from = to;
    }
    // Where the label leaves little room, a leader has few dots: it ends where the others end.
    let mut ends: Vec<(Quarter, Pt)> = out.iter().map(|word| (word.direction, turned(word).x1)).collect();
    ends.sort_unstable();
    let ending = |word: &Word, near: i32| {
        let (x, near) = (turned(word).x1, word.size.scale(near, 1000));
        let below = |x: Pt| ends.partition_point(|end| *end < (word.direction, x));
        below(x + near + Pt(1)) - below(x - near)
    };
    let ends_there = |word: &Word| ending(word, PITCH / 2) > 0;
    // No text is printed over another: dots that begin before their label ends are its leader wherever they end.
    let over = |run: &[Word]| {
        let at = turned(&run[0]);
        let half = run[0].size.scale(PITCH / 2, 1000);
        let (y, x) = (at.y1, at.x0 + run[0].size.scale(OVER, 1000) + half);
        let count: usize = run.iter().map(|word| dots(&word.text)).sum();
        count > 1 && !ends.is_empty() && stands_at(&labels, (run[0].direction, y, x), run[0].size / 4, half)
    };
    // One dash is a mark of the text where no leader has dashes.
    let dashes = out.iter().any(|word| word.text.contains(is_dash));
    for run in short {
        if run[0].text.contains(is_dash) && !dashes {
            rest.extend(run);
            continue;
        }
        let ends = run.last().is_some_and(ends_there) && led(&run[0]) && !run.iter().any(for_figure);
        let leads = ends || over(&run);
        if leads { &mut out } else { &mut rest }.extend(run);
    }
    let mut whole = Vec::with_capacity(rest.len());
    for word in rest {
        let count = word.text.chars().rev().take_while(|c| is_dot(*c)).count();
        let few = (2..DOTS).contains(&count) && ends_there(&word);
        // A raised dot ends no word; a full stop may, but not apart from it and exactly where several leaders end.
        let apart = || {
            let n = word.glyphs.len();
            n > 1 && dot(page, &word, n - 1).x0 - dot(page, &word, n - 2).x1 > word.size.scale(STEP, 1000)
        };
        let raised = word.text.ends_with('·') && ends_there(&word);
        let dashed = word.text.ends_with(is_dash);
        let one = count == 1 && (raised || ending(&word, STEP) >= EXACTLY && apart());
        let near = word.size.scale(STEP, 1000);
        let count = count + usize::from(dashed);
        let first = count == 1 && count < word.glyphs.len() && {
            let last = dot(page, &word, word.glyphs.len() - 1);
            stands_at(&before[usize::from(dashed)], place(word.direction, &last), word.size / 4, near)
        };
        if count < word.glyphs.len() && (few || one || first) {
            let (head, tail) = split(&word, word.glyphs.len() - count, page);
            whole.push(head);
            out.push(tail);
        } else {
            whole.push(word);
        }
    }
    (whole, out)
}

/// The boxes of the leaders that stand right below a table's last row, with no word beside them.
pub(crate) fn below(tables: &[Rect], leaders: &[Word], words: &[Word]) -> BTreeSet<Rect> {
    let mut bottoms: Vec<&Rect> = tables.iter().collect();
    bottoms.sort_by_key(|table| table.y1);
    let bases: BTreeSet<Pt> = words.iter().map(|word| word.bbox.y1).collect();
    let own = |leader: &&Word| {
        let (at, up) = (&leader.bbox, leader.size / 4);
        let under = |table: &&&Rect| table.x0 <= at.x0 && at.x1 <= table.x1;
        let first = bottoms.partition_point(|table| table.y1 < at.y0 - leader.size);
        let alone = bases.range(at.y1 - up..=at.y1 + up).next().is_none();
        let near = bottoms[first..].iter().take_while(|table| table.y1 <= at.y1);
        leader.direction == Quarter::D0 && alone && near.take(NEAR).any(|table| under(&table))
    };
    leaders.iter().filter(own).map(|leader| leader.bbox).collect()
}

/// No more tables end at one height.
const NEAR: usize = 16;

/// Where something ends: the direction it is read in, its baseline, its right edge.
type Place = (Quarter, Pt, Pt);

const fn place(direction: Quarter, at: &Rect) -> Place {
    (direction, at.y1, at.x1)
}

/// So many steps are taken from baseline to baseline; more lie that near to each other in no text.
const BASELINES: usize = 64;

/// Whether something ends near a place: no farther up or down, nor to the left or right.
fn stands_at(all: &BTreeSet<Place>, (direction, y, x): Place, up: Pt, near: Pt) -> bool {
    let mut base = y - up;
    // From one baseline to the next: what stands elsewhere on it is passed over.
    for _ in 0..BASELINES {
        if base > y + up {
            break;
        }
        let Some((_, own, right)) =
            all.range((direction, base, x - near)..=(direction, y + up, Pt::MAX)).next()
        else {
            break;
        };
        match (*own == base, *right <= x + near && *right >= x - near) {
            (_, true) => return true,
            (true, false) => base += Pt(1),
            (false, false) => base = *own,
        }
    }
    false
}

/// Words in which a figure touches the leader before it, cut in front of the figure.
fn freed(page: &Page, words: Vec<Word>) -> Vec<Word> {
    if !words.iter().any(|word| word.text.contains("....")) {
        return words;
    }
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let is_dot = |ix: &usize| page.glyphs[word.glyphs[*ix].0 as usize].text == GlyphText::Char('.');
        let n = word.glyphs.len();
        let figure = n - (0..n).rev().take_while(|ix| !is_dot(ix)).count();
        let led = (0..figure).rev().take_while(is_dot).count();
        if led >= DOTS && figure < n {
            let (head, tail) = split(&word, figure, page);
            out.extend([head, tail]);
        } else {
            out.push(word);
        }
    }
    out
}

/// The place a step before the first dot of a leader.
fn step_before(page: &Page, run: &[Word]) -> Option<Place> {
    let mut dots = run.iter().flat_map(|word| (0..word.glyphs.len()).map(|ix| dot(page, word, ix)));
    let (first, second) = (dots.next()?, dots.next()?);
    let step = second.x0 - first.x0;
    Some((run[0].direction, first.y1, first.x1 - step))
}

fn dot(page: &Page, word: &Word, ix: usize) -> Rect {
    word.direction.turn(&page.glyphs[word.glyphs[ix].0 as usize].bbox)
}

/// Marks of one text overlap by less than this part of the em.
const OVER: i32 = 150;
/// So many leaders end at one place by design.
const EXACTLY: usize = 2;

/// Dots of one leader are even to within this part of the em (per thousand).
const STEP: i32 = 20;

/// A word and the dots at its end, when they are more than ends a sentence; a word of dots alone is all tail.
fn cut(page: &Page, word: Word) -> (Option<Word>, Option<Word>) {
    // The full stop of a label is no part of a leader of dashes.
    let leads = if word.text.ends_with(is_dash) { is_dash } else { is_dot };
    let dotted = |ix: usize| {
        let mut text = String::new();
        page.glyphs[word.glyphs[ix].0 as usize].text.push_to(&mut text);
        !text.is_empty() && text.chars().all(leads)
    };
    let n = word.glyphs.len();
    let tail = (0..n).rev().take_while(|ix| dotted(*ix)).count();
    if tail == n {
        return (None, Some(word));
    }
    let count: usize =
        word.text.chars().rev().take_while(|c| leads(*c)).map(|c| if c == '…' { 3 } else { 1 }).sum();
    if count < DOTS {
        return (Some(word), None);
    }
    let (head, tail) = split(&word, n - tail, page);
    (Some(head), Some(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_touches_its_leader_is_cut_off_it() {
        let page = crate::tests::drawn(&["Fees......1,204", "3...7"]);
        let (words, leaders) = leaders(&page, crate::words::words(&page, |_| true).0);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!((&texts[..], leaders.len()), (&["Fees", "1,204", "3...7"][..], 1));
    }

    #[test]
    fn dots_that_end_where_figures_do_stand_for_some() {
        let page = crate::tests::drawn(&[
            "Region  2010  2011  2012  2013  2014",
            "North     12     7    31    44    58",
            "South      .     .     .     .     5",
            "East      61    37    81    14    98",
            "Rents   .  .  .  .  .  .  . .  .   7",
        ]);
        let (words, leaders) = leaders(&page, crate::words::words(&page, |_| true).0);
        assert_eq!(words.iter().filter(|word| word.text == ".").count(), 4);
        assert!(leaders.len() > 4, "{leaders:?}");
    }

    #[test]
    fn four_dots_where_figures_end_and_a_lone_dash_lead_to_none() {
        let page = crate::tests::drawn(&[
            "Town           1998    1999    2000",
            "Acquaviva     6.419     495     813",
            "Altamura      6.019     412    ....",
            "Banks — 9.0%  4.213    ....     675",
            "Bari ............................. 7",
            "Brindisi      2.713     301     812",
        ]);
        let (words, leaders) = leaders(&page, crate::words::words(&page, |_| true).0);
        let kept = |text: &str| words.iter().filter(|word| word.text == text).count();
        assert_eq!((kept("...."), kept("—"), leaders.len()), (2, 1, 1));
    }

    #[test]
    fn what_ends_on_the_farthest_baseline_but_elsewhere_is_passed_over() {
        let (y, up) = (Pt::points(100), Pt(2_500));
        let all = BTreeSet::from([(Quarter::D0, y + up, Pt::points(300))]);
        assert!(!stands_at(&all, (Quarter::D0, y, Pt::points(200)), up, Pt(500)));
        assert!(stands_at(&all, (Quarter::D0, y, Pt::points(300)), up, Pt(500)));
    }
}
