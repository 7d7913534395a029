//! Grids that stand one on the other and are one: a heading across all columns parts them, where the sides of the table are
//! not ruled and so nothing runs past the heading.

use model::geometry::{Pt, Rect};
use model::layout::{Rule, Word};

/// Level and upright rules that touch one another.
pub(crate) type Group = (Vec<Rule>, Vec<Rule>);

/// Sides and columns of the two parts differ by no more than this.
const SAME: Pt = Pt(1_500);
/// The heading's row is no higher than this part of the lowest row (per cent): a caption between two tables stands free.
const HEIGHT: i32 = 150;
/// Nor is it set larger than this part of the largest text below it (per cent).
const LARGER: i32 = 108;
/// A row that is lower than this is no measure.
const LOWEST: Pt = Pt(8_000);
/// More groups on a page are a drawing.
const MOST: usize = 300;

/// The groups, with those made one that a heading alone parts.
pub(crate) fn stacked(groups: Vec<Group>, words: &[Word]) -> Vec<Group> {
    if groups.len() > MOST {
        return groups;
    }
    let mut sorted = groups;
    sorted.sort_by_key(|(level, _)| level.iter().map(|rule| (rule.at, rule.from)).min());
    let mut out: Vec<Group> = Vec::new();
    for group in sorted {
        match out.iter_mut().rev().find(|above| goes_on(above, &group, words)) {
            Some(above) => {
                above.0.extend(group.0);
                above.1.extend(group.1);
            }
            None => out.push(group),
        }
    }
    for (level, upright) in &mut out {
        level.sort_by_key(|rule| (rule.at, rule.from, rule.to));
        upright.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    }
    out
}

/// A group's outline, its level edges, and the uprights inside it; `None` where its sides are ruled.
fn open_sided((level, upright): &Group) -> Option<(Rect, Vec<Pt>, Vec<Pt>)> {
    let (left, right) = (level.iter().map(|r| r.from).min()?, level.iter().map(|r| r.to).max()?);
    let (ys, xs) = (places(level), places(upright));
    let inner = xs.iter().all(|x| left + SAME < *x && *x < right - SAME);
    (inner && ys.len() > 1).then(|| (Rect::new(left, ys[0], right, ys[ys.len() - 1]), ys, xs))
}

/// Where the rules stand, those on one edge once.
fn places(rules: &[Rule]) -> Vec<Pt> {
    let mut out: Vec<Pt> = rules.iter().map(|rule| rule.at).collect();
    out.sort_unstable();
    out.dedup_by(|b, a| *b - *a <= SAME);
    out
}

fn goes_on(above: &Group, below: &Group, words: &[Word]) -> bool {
    let (Some((upper, upper_ys, upper_xs)), Some((lower, lower_ys, lower_xs))) =
        (open_sided(above), open_sided(below))
    else {
        return false;
    };
    let same = |a: Pt, b: Pt| (a - b).abs() <= SAME;
    let gap = lower.y0 - upper.y1;
    if !same(upper.x0, lower.x0) || !same(upper.x1, lower.x1) || gap < LOWEST {
        return false;
    }
    let (few, many) =
        if upper_xs.len() < lower_xs.len() { (&upper_xs, &lower_xs) } else { (&lower_xs, &upper_xs) };
    let columns = few.iter().all(|x| many.iter().any(|y| same(*x, *y)));
    columns
        && gap * 100 <= lowest(&upper_ys, &lower_ys) * HEIGHT
        && is_heading(&Rect::new(upper.x0, upper.y1, upper.x1, lower.y0), &lower, words)
        && !is_head(&Rect::new(lower.x0, lower.y0, lower.x1, lower_ys[1]), words)
}

/// The height of the lowest row between these edges.
fn lowest(upper: &[Pt], lower: &[Pt]) -> Pt {
    let heights = |ys: &[Pt]| ys.windows(2).map(|pair| pair[1] - pair[0]).filter(|h| *h >= LOWEST).min();
    heights(upper).into_iter().chain(heights(lower)).min().unwrap_or_default()
}

/// Whether one line of text stands there, and nothing else, as large as the text below.
fn is_heading(area: &Rect, below: &Rect, words: &[Word]) -> bool {
    let mut own = words.iter().filter(|word| area.contains(word.bbox.center()));
    let Some(first) = own.next() else { return false };
    let under = words.iter().filter(|word| below.contains(word.bbox.center())).map(|word| word.size).max();
    let level = |other: &Rect| other.overlap_y(&first.bbox) * 2 > other.height().min(first.bbox.height());
    under.is_some_and(|size| first.size * 100 <= size * LARGER) && own.all(|other| level(&other.bbox))
}

/// Whether a row is set in bold throughout: a table of its own begins there.
fn is_head(row: &Rect, words: &[Word]) -> bool {
    let mut own = words.iter().filter(|word| row.contains(word.bbox.center()));
    own.all(|word| word.bold)
}
