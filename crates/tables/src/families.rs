//! Bars that belong together: of one width, one above the other; and those beside cells that span rows.

use crate::bands::{Line, PHRASE};
use crate::drawn::{Drawn, Level};
use crate::forms::Form;
use crate::read::is_data;
use crate::zone::{Bar, Extent};
use crate::zones::{DOUBLE, SAME_END};
use model::geometry::{Pt, Rect};

/// More families are a drawing.
const MOST_FAMILIES: usize = 400;

/// A family narrower than this underlines words.
const NARROW: Pt = Pt(60_000);

pub(crate) fn families(levels: &[Level]) -> Vec<Vec<Level>> {
    let mut out: Vec<Vec<Level>> = Vec::new();
    for level in levels.iter().filter(|level| level.to - level.from >= NARROW) {
        let kin = |family: &&mut Vec<Level>| {
            let first = &family[0];
            (first.from - level.from).abs() <= SAME_END && (first.to - level.to).abs() <= SAME_END
        };
        let full = out.len() >= MOST_FAMILIES;
        match out.iter_mut().find(kin) {
            Some(family) => family.push(*level),
            None if full => {}
            None => out.push(vec![*level]),
        }
    }
    out
}

/// Levels above and below a family that run from joint to joint of its bars: edges of rows beside a cell that spans them,
/// where the page cut the table.
pub(crate) fn nested(family: &[Level], drawn: &Drawn) -> Vec<Level> {
    let (first, last) = (family[0], family[family.len() - 1]);
    let mut places = places(family, drawn);
    if places.is_empty() {
        return Vec::new();
    }
    places.extend([first.from, first.to]);
    let on = |x: Pt| places.iter().any(|place| (*place - x).abs() <= Pt(1_500));
    let apart = |at: Pt| at < first.at - DOUBLE || at > last.at + DOUBLE;
    let own = |level: &&Level| {
        let whole = (level.from - first.from).abs() <= SAME_END && (level.to - first.to).abs() <= SAME_END;
        apart(level.at) && !whole && level.to - level.from >= NARROW && on(level.from) && on(level.to)
    };
    drawn.levels.iter().filter(own).copied().collect()
}

/// The joints of its bars.
pub(crate) fn places(family: &[Level], drawn: &Drawn) -> Vec<Pt> {
    let (from, to) = (family[0].from, family[0].to);
    family.iter().flat_map(|bar| on_bar(bar.at, from, to, drawn)).collect()
}

/// The joints of one bar.
pub(crate) fn on_bar(at: Pt, left: Pt, right: Pt, drawn: &Drawn) -> Vec<Pt> {
    let first = drawn.joints.partition_point(|joint| joint.y < at - DOUBLE);
    let own = drawn.joints[first..].iter().take_while(|joint| joint.y <= at + DOUBLE).map(|joint| joint.x);
    let mut out: Vec<Pt> = own.filter(|x| left + Pt(3_000) < *x && *x < right - Pt(3_000)).collect();
    out.sort_unstable();
    out
}

/// Whether another table stands between two bars: bars of another width, all lines between the first and the last of them
/// within these, and text around them, its title or prose. (Rules under the names of groups and over sums leave labels, or
/// other columns, outside.)
pub(crate) fn holds_another(
    lines: &[Line],
    (above, below): (&Bar, &Bar),
    (left, right): (Pt, Pt),
    drawn: &Drawn,
) -> bool {
    if lines.len() < FEWEST_LINES {
        return false;
    }
    let first = drawn.levels.partition_point(|level| level.at <= above.at + DOUBLE);
    let inside = drawn.levels[first..].iter().take_while(|level| level.at < below.at - DOUBLE);
    let narrower = |level: &&Level| {
        left - SAME_END <= level.from
            && level.to <= right + SAME_END
            && (level.to - level.from) * 2 > right - left
            && (level.from > left + SAME_END || level.to < right - SAME_END)
    };
    let inside: Vec<Level> = inside.copied().collect();
    let own: Vec<Level> = inside.iter().filter(narrower).copied().collect();
    let text = |line: &Line| line.phrases().len() == 1 || !is_data(line, PHRASE);
    // A rule right below them all closes one.
    let closed = below.drawn
        && below.extent == Extent::Whole
        && lines.last().is_some_and(|last| below.at - last.bottom <= last.size * 2);
    if !closed && are_side_by_side(lines, &inside, (left, right)) {
        return true;
    }
    families(&own).iter().any(|family| {
        let (first, last) = (family[0], family[family.len() - 1]);
        let within =
            |line: &Line| line.left() >= first.from - line.size && line.right() <= first.to + line.size;
        let from = lines.partition_point(|line| line.middle() < first.at);
        let to = lines.partition_point(|line| line.middle() <= last.at);
        // A bar that nobody drew is the middle of the white that ends the text.
        let parted = |lines: &[Line], bar: &Bar| {
            lines.iter().all(text) && (!lines.is_empty() || bar.extent == Extent::Open)
        };
        last.at - first.at > DOUBLE
            && to - from >= FEWEST_LINES
            && lines[from..to].iter().all(within)
            && parted(&lines[..from], above)
            && parted(&lines[to..], below)
    })
}

/// Whether two tables stand side by side below their titles: bars of two widths beside each other, within which all phrases stand
/// from the first of them on.
fn are_side_by_side(lines: &[Line], inside: &[Level], (left, right): (Pt, Pt)) -> bool {
    let narrow = |level: &&Level| {
        left - SAME_END <= level.from
            && level.to <= right + SAME_END
            && (level.to - level.from) * 3 > right - left
            && (level.to - level.from) * 5 < (right - left) * 3
    };
    let own: Vec<Level> = inside.iter().filter(narrow).copied().collect();
    let all = families(&own);
    let held = |family: &[Level], line: &Line| {
        let within = |at: &Rect| at.x0 >= family[0].from - line.size && at.x1 <= family[0].to + line.size;
        line.phrases().iter().map(|run| line.span(run)).filter(within).count()
    };
    all.iter().enumerate().any(|(nth, one)| {
        all[nth + 1..].iter().any(|other| {
            let apart = one[0].to + DOUBLE < other[0].from || other[0].to + DOUBLE < one[0].from;
            let (first, last) =
                (one[0].at.min(other[0].at), one[one.len() - 1].at.max(other[other.len() - 1].at));
            let from = lines.partition_point(|line| line.middle() < first);
            let to = lines.partition_point(|line| line.middle() <= last);
            let both = |line: &&Line| held(one, line) > 1 && held(other, line) > 1;
            // Each has labels of its own.
            let labelled = |family: &[Level], line: &Line| {
                let runs = line.phrases();
                let first = runs.iter().find(|run| line.span(run).x0 >= family[0].from - line.size);
                first.is_some_and(|run| line.marks[run.start].form == Form::Text)
            };
            let labels = |family: &[Level]| {
                let rows = lines[from..to].iter().filter(both);
                rows.clone().filter(|line| labelled(family, line)).count() * 3 >= rows.count() * 2
            };
            let within = |line: &Line| held(one, line) + held(other, line) == line.phrases().len();
            // A rule under each row of both says so without a title, where one has more rows: else a row may go on in the other.
            let ruled = one.len().min(other.len()) > FEWEST_LINES && one.len() != other.len();
            apart
                && (from > 0 || ruled)
                && (one[0].at - other[0].at).abs() <= DOUBLE
                && lines[..from].iter().all(|line| !is_data(line, PHRASE))
                && lines[from..to].iter().all(within)
                && lines[from..to].iter().filter(both).count() >= FEWEST_LINES
                && labels(one)
                && labels(other)
        })
    })
}

/// Fewer lines than a head and two rows are no table.
const FEWEST_LINES: usize = 3;

/// Whether two bars are drawn in pieces of other widths: they belong to two tables.
pub(crate) fn differ(upper: &[Pt], lower: &[Pt]) -> bool {
    let common =
        |a: &[Pt], b: &[Pt]| a.iter().filter(|x| b.iter().any(|y| (**x - *y).abs() <= Pt(1_500))).count();
    let few = upper.len().min(lower.len());
    few >= 2 && common(upper, lower) * 2 < few
}
