//! Grids that stand one on the other and are one: a hair's breadth parts them; or white in which no line of their text would
//! fit, which sets off groups of rows; or a heading across all columns, where the sides of the table are not ruled and so
//! nothing runs past the heading.

use crate::forms::{Form, form};
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
/// Nothing fits between grids nearer than this: their edges are one.
const HAIR: Pt = Pt(3_600);
/// Edges between columns that two grids so near have in common; fewer may be chance.
const COLUMNS: usize = 2;
/// More groups on a page are a drawing.
const MOST: usize = 300;

/// The groups, with those made one that a heading alone parts.
pub(crate) fn stacked(groups: Vec<Group>, words: &[Word]) -> Vec<Group> {
    if groups.len() > MOST {
        return groups;
    }
    let mut sorted: Vec<(Group, Option<Part>)> = groups
        .into_iter()
        .map(|group| {
            let part = part(&group);
            (group, part)
        })
        .collect();
    sorted.sort_by_key(|((level, _), _)| level.iter().map(|rule| (rule.at, rule.from)).min());
    // No white as high as this is too low for a line.
    let largest = words.iter().map(|word| word.size).max().unwrap_or_default();
    let words = (words, largest);
    let mut out: Vec<(Group, Option<Part>)> = Vec::new();
    for (group, own) in sorted {
        let on = |(_, above): &&mut (Group, Option<Part>)| {
            above.as_ref().zip(own.as_ref()).is_some_and(|(above, own)| goes_on(above, own, words))
        };
        match out.iter_mut().rev().find(on) {
            Some((above, known)) => {
                above.0.extend(known.as_ref().and_then(|part| joint(part, above)));
                let white = known.as_ref().zip(own.as_ref()).is_some_and(|(upper, lower)| {
                    lower.area.y0 - upper.area.y1 > HAIR && is_white(upper, lower, words)
                });
                // The white between the two is no row.
                let top = own.as_ref().map(|part| part.area.y0 + SAME).filter(|_| white);
                above.0.extend(group.0.into_iter().filter(|rule| top.is_none_or(|top| rule.at > top)));
                above.1.extend(group.1);
                *known = part(above);
            }
            None => out.push((group, own)),
        }
    }
    let mut out: Vec<Group> = out.into_iter().map(|(group, _)| group).collect();
    for (level, upright) in &mut out {
        level.sort_by_key(|rule| (rule.at, rule.from, rule.to));
        upright.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    }
    out
}

/// What a group's rules span: its outline, its level edges, and its uprights.
struct Part {
    area: Rect,
    ys: Vec<Pt>,
    xs: Vec<Pt>,
    /// Whether uprights close its sides.
    closed: bool,
}

fn part((level, upright): &Group) -> Option<Part> {
    let (left, right) = (level.iter().map(|r| r.from).min()?, level.iter().map(|r| r.to).max()?);
    let (ys, mut xs) = (places(level), places(upright));
    let all = xs.len();
    xs.retain(|x| left + SAME < *x && *x < right - SAME);
    let closed = xs.len() < all;
    // Uprights may run on where no level rule closes a row.
    let top = upright.iter().map(|rule| rule.from).chain(ys.first().copied()).min()?;
    let bottom = upright.iter().map(|rule| rule.to).chain(ys.last().copied()).max()?;
    (ys.len() > 1 || ys.len() == 1 && bottom > top).then(|| Part {
        area: Rect::new(left, top, right, bottom),
        ys,
        xs,
        closed,
    })
}

/// The edge at which an upper part ends, drawn or not.
fn joint(part: &Part, (level, _): &Group) -> Option<Rule> {
    let (end, rule) = (part.area, level.first()?);
    Some(Rule { at: end.y1, from: end.x0, to: end.x1, ..*rule })
}

/// Where the rules stand, those on one edge once.
fn places(rules: &[Rule]) -> Vec<Pt> {
    let mut out: Vec<Pt> = rules.iter().map(|rule| rule.at).collect();
    out.sort_unstable();
    out.dedup_by(|b, a| *b - *a <= SAME);
    out
}

fn goes_on(upper: &Part, lower: &Part, words: (&[Word], Pt)) -> bool {
    let same = |a: Pt, b: Pt| (a - b).abs() <= SAME;
    let gap = lower.area.y0 - upper.area.y1;
    if !same(upper.area.x0, lower.area.x0) || !same(upper.area.x1, lower.area.x1) || gap < Pt::ZERO {
        return false;
    }
    let (few, many) =
        if upper.xs.len() < lower.xs.len() { (&upper.xs, &lower.xs) } else { (&lower.xs, &upper.xs) };
    if few.is_empty() || !few.iter().all(|x| many.iter().any(|y| same(*x, *y))) {
        return false;
    }
    if gap <= HAIR || is_white(upper, lower, words) {
        return few.len() >= COLUMNS;
    }
    if upper.ys.len() < 2 || lower.ys.len() < 2 {
        return false;
    }
    let heading = Rect::new(upper.area.x0, upper.area.y1, upper.area.x1, lower.area.y0);
    !upper.closed
        && !lower.closed
        && gap >= LOWEST
        && gap * 100 <= lowest(&upper.ys, &lower.ys) * HEIGHT
        && is_heading(&heading, &lower.area, words.0)
        && !is_head(&Rect { y1: lower.ys[1], ..lower.area }, words.0)
}

/// Whether two parts have the same columns, no line of the lower one's text would fit between them, and the lower one begins
/// with figures, or with the heading of rows of figures, not with a head of its own.
fn is_white(upper: &Part, lower: &Part, (words, largest): (&[Word], Pt)) -> bool {
    let gap = lower.area.y0 - upper.area.y1;
    if gap >= largest || upper.xs.len() != lower.xs.len() {
        return false;
    }
    let mut under: Vec<&Word> = words.iter().filter(|word| lower.area.contains(word.bbox.center())).collect();
    under.sort_by_key(|word| word.bbox.center().y);
    let Some(first) = under.first().filter(|first| gap < first.size) else { return false };
    let level = |word: &&&Word| word.bbox.center().y - first.bbox.center().y <= first.size / 2;
    under.iter().take_while(level).any(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
        || heads_figures(lower, words)
}

/// Whether a part begins with one text over all its columns, and a row of figures stands right below.
fn heads_figures(part: &Part, words: &[Word]) -> bool {
    // No rule need run over the heading.
    let open = part.ys.first().is_some_and(|first| *first - part.area.y0 > SAME).then_some(part.area.y0);
    let edges: Vec<Pt> = open.into_iter().chain(part.ys.iter().copied()).take(3).collect();
    let [top, middle, bottom] = edges[..] else { return false };
    let row = |from: Pt, to: Pt| {
        let row = Rect { y0: from, y1: to, ..part.area };
        let mut own: Vec<&Word> = words.iter().filter(|word| row.contains(word.bbox.center())).collect();
        own.sort_by_key(|word| word.bbox.x0);
        own
    };
    let (heading, figures) = (row(top, middle), row(middle, bottom));
    let one = heading.windows(2).all(|pair| pair[1].bbox.x0 - pair[0].bbox.x1 <= pair[0].size);
    let over = heading.first().zip(heading.last()).is_some_and(|(first, last)| {
        part.xs.iter().any(|x| first.bbox.x0 < *x && *x < last.bbox.x1) || first.bbox.x0 > part.xs[0]
    });
    let figure =
        |word: &&&Word| word.text.chars().any(|c| c.is_ascii_digit()) && form(&word.text) == Form::Number;
    one && over && figures.iter().filter(figure).count() >= part.xs.len()
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

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::Quarter;
    use model::page::{Axis, Color, StrokeOrigin};

    fn rule(axis: Axis, at: i32, from: i32, to: i32) -> Rule {
        let (at, from, to) = (Pt(at), Pt(from), Pt(to));
        Rule { axis, at, from, to, width: Pt(500), dashed: false, origin: StrokeOrigin::Line }
    }

    /// Two rows of three closed columns, the first `top` down the page.
    fn grid(top: i32) -> Group {
        let level = [0, 12_000, 24_000].map(|y| rule(Axis::Horizontal, top + y, 0, 90_000));
        let upright = [0, 30_000, 60_000, 90_000].map(|x| rule(Axis::Vertical, x, top, top + 24_000));
        (level.to_vec(), upright.to_vec())
    }

    #[test]
    fn grids_with_a_hair_between_them_are_one() {
        let check = |gap: i32| stacked(vec![grid(0), grid(24_000 + gap)], &[]).len();
        assert_eq!(check(3_500), 1);
        assert_eq!(check(6_000), 2);
        let mut other = grid(27_500);
        other.1[1].at = Pt(45_000);
        assert_eq!(stacked(vec![grid(0), other], &[]).len(), 2, "other columns");
    }

    #[test]
    fn white_with_no_room_for_a_line_is_within_one_grid() {
        let word = |text: &str| {
            let bbox = Rect::new(Pt(31_000), Pt(31_500), Pt(50_000), Pt(39_500));
            let (size, direction) = (Pt(8_000), Quarter::D0);
            Word {
                text: text.into(),
                bbox,
                glyphs: Vec::new(),
                size,
                bold: false,
                direction,
                color: Color::BLACK,
            }
        };
        let check = |text: &str| {
            let mut lower = grid(29_500);
            lower.0.remove(0);
            stacked(vec![grid(0), lower], &[word(text)])
        };
        assert_eq!(check("1,234").len(), 1);
        assert_eq!(check("Price").len(), 2, "a head of its own");
        let whole = stacked(vec![grid(0), grid(29_500)], &[word("1,234")]);
        assert_eq!(whole[0].0.len(), 6, "the white is no row");
    }
}
