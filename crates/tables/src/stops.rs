//! Where a column begins although hardly more than a space parts it from the text before: tab stops.
//!
//! Sheets and tight tables set a text right behind the one to its left. That it begins a column shows on other lines, where
//! the same left edge stands free (text edges as in Nurminen 2013, §4.2; alignments as in the network parser of Camelot).
//! A figure that ends at one right edge before a text that begins at one left edge, line after line, shows both.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::Pt;
use std::ops::Range;

/// Edges this near are one.
pub(crate) const SAME: Pt = Pt(600);
/// A gap wider than this part of the em stands free whatever other lines show.
const FREE: i32 = 900;
/// Lines above and below that are looked at: a table's own.
const NEAR: usize = 24;
/// Figures beside cells that span rows stand farther apart.
const FAR: usize = 64;
/// So many other lines show an edge.
const FEWEST: usize = 3;
/// Figures with fewer glyphs before a text may be its own: years, counts, numbers of a list.
const LONG: u32 = 4;
/// A space is no wider than this part of the em.
const SPACE: i32 = 450;
/// `Sept.` and the like.
const PERIOD: u32 = 5;
/// `do.` and the like.
const DITTO: u32 = 3;
/// Of the lines between those that show an edge, one in so many may write across it.
const ACROSS: usize = 6;

/// What a line shows.
struct Shown {
    /// Left edges of marks with free space before them, and whether a mark stands before that.
    free: Vec<(Pt, bool)>,
    /// Long figures.
    figures: Vec<Figure>,
    /// Pairs of marks that nearly touch.
    joints: Vec<Joint>,
}

/// A long figure: its edges, whether free space is before it, and its digits.
#[derive(Clone, Copy)]
struct Figure {
    left: Pt,
    right: Pt,
    free: bool,
    value: Option<i64>,
}

/// Two marks that nearly touch.
#[derive(Clone, Copy)]
struct Joint {
    /// Left and right edge of the first.
    from: Pt,
    right: Pt,
    /// Left edge of the second.
    left: Pt,
    meets: Meets,
    /// Whether the second begins small.
    small: bool,
    /// Whether the two were painted in two goes; two figures are no part of each other anyway.
    apart: bool,
}

impl Joint {
    /// Whether its marks end and begin at these places.
    fn is_at(&self, right: Pt, left: Pt) -> bool {
        (self.right - right).abs() <= SAME && (self.left - left).abs() <= SAME
    }
}

/// What meets at a joint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meets {
    /// A long figure and a text.
    Long,
    /// A shorter figure and a text.
    Short,
    Texts,
    Others,
}

impl Meets {
    fn of(a: &Mark, b: &Mark) -> Self {
        match a.form {
            _ if b.form != Form::Text => Self::Others,
            Form::Text => Self::Texts,
            _ if is_long(a) => Self::Long,
            form if form.is_figure() => Self::Short,
            _ => Self::Others,
        }
    }

    const fn is_figure(self) -> bool {
        matches!(self, Self::Long | Self::Short)
    }
}

/// Lines by places across the page at which something is, in strips as wide as two edges may differ.
struct Places(Vec<(i32, usize)>);

impl Places {
    fn of(shown: &[Shown], places: impl Fn(&Shown) -> Vec<Pt>) -> Self {
        let own = |(ix, shown)| places(shown).into_iter().map(move |x| (strip(x), ix));
        let mut all: Vec<(i32, usize)> = shown.iter().enumerate().flat_map(own).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// The lines among some with something at this place or a little off.
    fn near(&self, x: Pt, lines: &Range<usize>) -> Vec<usize> {
        let (from, to) = (strip(x - SAME), strip(x + SAME));
        let begin = |at: i32| self.0.partition_point(|known| *known < (at, lines.start));
        let own = |at: i32| self.0[begin(at)..].iter().take_while(move |(x, ix)| *x == at && *ix < lines.end);
        let mut out: Vec<usize> = (from..=to).flat_map(own).map(|(_, ix)| *ix).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn strip(x: Pt) -> i32 {
    x.0.div_euclid(SAME.0 * 2)
}

/// What all lines show, and where.
struct Sight {
    shown: Vec<Shown>,
    texts: Places,
    begins: Places,
    ends: Places,
}

impl Sight {
    fn of(lines: &[Line]) -> Self {
        let shown: Vec<Shown> = lines.iter().map(shown).collect();
        let free = |own: &Shown| own.free.iter().map(|(x, _)| *x).collect::<Vec<Pt>>();
        let joints = |own: &Shown| own.joints.iter().map(|joint| joint.left).collect::<Vec<Pt>>();
        let texts = Places::of(&shown, |own| [free(own), joints(own)].concat());
        let begins =
            Places::of(&shown, |own| own.figures.iter().filter(|f| f.free).map(|f| f.left).collect());
        let ends = Places::of(&shown, |own| own.figures.iter().map(|f| f.right).collect());
        Self { shown, texts, begins, ends }
    }
}

/// Says of each mark whether it begins a column right behind the one before.
pub(crate) fn set_stops(lines: &mut [Line]) {
    let sight = Sight::of(lines);
    let mut found: Vec<Vec<Pt>> = vec![Vec::new(); lines.len()];
    for ix in 0..lines.len() {
        for (at, pair) in lines[ix].marks.windows(2).enumerate().filter(|(_, pair)| touch(&pair[0], &pair[1]))
        {
            if is_stop(lines, &sight, ix, pair) && !in_brackets(&lines[ix].marks, at + 1) {
                found[ix].push(pair[1].at.x0);
            }
        }
    }
    set_named(lines, &sight, &mut found);
    let shown = &sight.shown;
    // A short figure meets its text where long ones do.
    let taught: Vec<Vec<(Pt, Pt)>> = (0..lines.len())
        .map(|ix| {
            let known = |joint: &&Joint| joint.meets == Meets::Long && found[ix].contains(&joint.left);
            shown[ix].joints.iter().filter(known).map(|joint| (joint.right, joint.left)).collect()
        })
        .collect();
    for ix in 0..lines.len() {
        let near = ix.saturating_sub(NEAR)..(ix + NEAR + 1).min(lines.len());
        let known: Vec<(Pt, Pt)> = taught[near].iter().flatten().copied().collect();
        let marks = &mut lines[ix].marks;
        for at in 1..marks.len() {
            let (a, b) = (marks[at - 1].at.x1, marks[at].at.x0);
            let same = |(right, left): &(Pt, Pt)| (*right - a).abs() <= SAME && (*left - b).abs() <= SAME;
            marks[at].stop |=
                found[ix].contains(&b) || touch(&marks[at - 1], &marks[at]) && known.iter().any(same);
        }
    }
}

/// Whether a mark goes on in brackets that open before it and close there or behind, with no free space between: `(95% CI)`,
/// `(1.02 to 1.36)`.
fn in_brackets(marks: &[Mark], at: usize) -> bool {
    let joined = |ix: usize| touch(&marks[ix - 1], &marks[ix]);
    let bracket = |ix: &usize| marks[*ix].opens || marks[*ix].closes;
    let opened = (0..at).rev().take_while(|ix| joined(ix + 1)).find(bracket);
    let closed = (at..marks.len()).take_while(|ix| joined(*ix)).find(bracket);
    opened.is_some_and(|ix| marks[ix].opens && !marks[ix].closes)
        && closed.is_some_and(|ix| marks[ix].closes && !marks[ix].opens)
}

/// Whether a line writes over a place.
pub(crate) fn writes_over(line: &Line, x: Pt) -> bool {
    line.marks.iter().any(|m| m.at.x0 + SAME < x && x < m.at.x1 - SAME)
}

/// White so many times (per thousand) a space parts more than words.
const WIDE: i32 = 1_250;

/// Adds what names show: where one ends and the next begins as figures end and their texts begin on the lines below, the figures
/// are a column.
fn set_named(lines: &[Line], sight: &Sight, found: &mut [Vec<Pt>]) {
    for (head, shown) in sight.shown.iter().enumerate() {
        for name in shown.joints.iter().filter(|joint| joint.meets == Meets::Texts && !joint.small) {
            let meets = |joint: &&Joint| {
                joint.meets.is_figure() && !joint.small && joint.is_at(name.right, name.left)
            };
            let below = head + 1..(head + 1 + NEAR).min(lines.len());
            // A name begins where texts do that are known to be a column right behind figures, however far the name before ran.
            let known = |ix: &usize| found[*ix].iter().any(|left| (*left - name.left).abs() <= SAME);
            let rows: Vec<usize> = below.clone().filter(known).collect();
            let over = |line: &Line| writes_over(line, name.left);
            if rows.len() >= FEWEST && !lines[head..=rows[rows.len() - 1]].iter().any(over) {
                found[head].push(name.left);
                continue;
            }
            let own = |ix: usize| sight.shown[ix].joints.iter().find(meets).map(|joint| (ix, joint.left));
            let rows: Vec<(usize, Pt)> = below.filter_map(own).collect();
            let Some((last, _)) = rows.last().copied().filter(|_| rows.len() >= FEWEST) else { continue };
            // No other line between them writes there.
            let crosses = |line: &Line| {
                line.marks.iter().any(|m| m.at.x0 + SAME < name.left && name.right < m.at.x1 - SAME)
            };
            // What parts words elsewhere on these lines is narrower.
            let mut spaces: Vec<Pt> = sight.shown[head + 1..=last]
                .iter()
                .flat_map(|shown| &shown.joints)
                .filter(|joint| joint.meets == Meets::Texts)
                .map(|joint| joint.left - joint.right)
                .collect();
            spaces.sort_unstable();
            let space = spaces.get(spaces.len() / 2).copied();
            let wide = space.is_some_and(|space| name.left - name.right >= space.scale(WIDE, 1000));
            if wide && !lines[head..=last].iter().any(crosses) {
                rows.into_iter().chain([(head, name.left)]).for_each(|(ix, left)| found[ix].push(left));
            }
        }
    }
}

/// A figure that is no part of the text behind it: a long one, or the dash in the place of one.
fn is_long(mark: &Mark) -> bool {
    mark.form.is_figure() && (mark.letters >= LONG || mark.form == Form::Dash)
}

/// Whether no free space parts two marks.
pub(crate) fn touch(a: &Mark, b: &Mark) -> bool {
    b.at.x0 - a.at.x1 <= a.size.max(b.size).scale(FREE, 1000)
}

fn shown(line: &Line) -> Shown {
    let figure = |(ix, mark): (usize, &Mark)| {
        let free = ix.checked_sub(1).is_none_or(|before| !touch(&line.marks[before], mark));
        is_long(mark).then_some(Figure { left: mark.at.x0, right: mark.at.x1, free, value: mark.value })
    };
    let figures = line.marks.iter().enumerate().filter_map(figure).collect();
    let mut out = Shown { free: vec![(line.left(), false)], figures, joints: Vec::new() };
    // A figure's left edge is chance: it is set to its right one.
    for pair in line.marks.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        if touch(a, b) {
            out.joints.push(Joint {
                from: a.at.x0,
                right: a.at.x1,
                left: b.at.x0,
                meets: Meets::of(a, b),
                small: b.small,
                apart: a.runs.1 != b.runs.0 && !(a.form.is_figure() && b.form.is_figure()),
            });
        } else if matches!(b.form, Form::Text | Form::Listed) {
            out.free.push((b.at.x0, true));
        }
    }
    out
}

fn is_stop(lines: &[Line], sight: &Sight, own: usize, pair: &[Mark]) -> bool {
    let (a, b) = (&pair[0], &pair[1]);
    let x = b.at.x0;
    if matches!(a.form, Form::Opening | Form::Listed) {
        return false;
    }
    // Cut from the text before, which ran up to it.
    if crate::overrun::is_cut(a, b) {
        return begin_there(lines, own, x);
    }
    let space = x - a.at.x1 <= a.size.scale(SPACE, 1000);
    // "- Other": how far down it stands.
    if a.form == Form::Dash && b.form == Form::Text && space {
        return false;
    }
    // "2004 Q1": a year and its part are one label where a space is between them.
    let begins = lines[own].marks.first().is_some_and(|first| first.ix == a.ix);
    if begins && a.form == Form::Year && b.form == Form::Text && b.letters <= PERIOD && space {
        return false;
    }
    // A small word behind a space that was painted in one go with both goes on with its sentence.
    if b.small && b.spaced && space {
        return false;
    }
    let about = |most: usize| own.saturating_sub(most)..(own + most + 1).min(lines.len());
    let (near, far) = (about(NEAR), about(FAR));
    let crosses = |line: &&Line| writes_over(line, x);
    let is_clear = |lines: &[Line]| lines.iter().filter(crosses).count() * ACROSS <= lines.len();
    if b.form != Form::Text && b.form != Form::Listed {
        if !b.form.is_figure() || b.letters < LONG || is_group(&lines[near.clone()], a, b) {
            return false;
        }
        let begins =
            |ix: &usize| sight.shown[*ix].figures.iter().any(|own| own.free && (own.left - x).abs() <= SAME);
        let level: Vec<usize> = sight.begins.near(x, &far).into_iter().filter(begins).collect();
        let begun = level.len() >= FEWEST && {
            let (first, last) = (own.min(level[0]), own.max(level[level.len() - 1]));
            is_clear(&lines[first..=last])
        };
        return begun || painted_apart(&sight.shown[near], a, b);
    }
    let figure = is_long(a);
    // A short text in a column of figures is in the place of one: a ditto mark.
    let short = !figure && (a.form.is_figure() || a.letters <= DITTO);
    let (mut behind, mut alone, mut joints) = (0, 0, 0);
    let (mut first, mut last) = (own, own);
    // Figures set to their right edge begin here and there; numbers of a list do not.
    let mut ragged = false;
    let reach = if figure { &far } else { &near };
    for ix in sight.texts.near(x, reach).into_iter().filter(|ix| *ix != own) {
        let shown = &sight.shown[ix];
        let free = shown.free.iter().find(|(left, _)| (*left - x).abs() <= SAME);
        let same = |joint: &&Joint| {
            (joint.meets == Meets::Long || short && joint.meets.is_figure()) && joint.is_at(a.at.x1, x)
        };
        let joint = shown.joints.iter().find(same).filter(|_| figure || short);
        ragged |= joint.is_some_and(|joint| (joint.from - a.at.x0).abs() > SAME);
        match free {
            Some((_, true)) => behind += 1,
            Some((_, false)) => alone += 1,
            None if joint.is_some() => joints += 1,
            None => continue,
        }
        (first, last) = (first.min(ix), last.max(ix));
    }
    // Figures that end where this one does, whatever stands behind them; those of one length that count up may number texts.
    let ends = if figure { level(sight, a, &far) } else { 0 };
    let shows = if figure && (ragged || ends > 0 && behind + alone > FEWEST) {
        joints + behind + ends >= 2 && joints + behind + alone >= FEWEST
    } else if short && (ragged || !a.form.is_figure() && joints > FEWEST) {
        // Short figures may be the numbers of entries, unless texts stand free behind something else at that edge.
        behind > 0 && joints >= 2 && joints + behind + alone > FEWEST
            || !figure && behind >= FEWEST && behind * 2 > alone
    } else {
        behind >= FEWEST && behind * 2 > alone
    };
    shows && is_clear(&lines[first..=last])
}

/// Whether marks with free space before them begin at a place on several lines near one.
fn begin_there(lines: &[Line], own: usize, x: Pt) -> bool {
    let begins = |line: &&Line| {
        let at = line.marks.iter().position(|m| (m.at.x0 - x).abs() <= SAME);
        // What begins a line may be set in.
        at.is_some_and(|at| at > 0 && !touch(&line.marks[at - 1], &line.marks[at]))
    };
    let near = &lines[own.saturating_sub(NEAR)..(own + NEAR + 1).min(lines.len())];
    near.iter().filter(begins).count() > FEWEST
}

/// Whether three digits behind a figure are its last group: nothing but such groups stands behind the figures that end there
/// (BIPM, *The International System of Units*, 9th edition, 5.4.4: groups of three, parted by a space).
fn is_group(near: &[Line], a: &Mark, b: &Mark) -> bool {
    let space = |a: &Mark, b: &Mark| b.at.x0 - a.at.x1 <= b.size.scale(GROUPS, 1000);
    // Whether such a group follows what ends there, if anything does.
    let follows = |line: &Line| -> Option<bool> {
        let first = line.marks.partition_point(|m| m.at.x0 < a.at.x0 - a.size * FIGURE);
        let own = line.marks[first..].windows(2).take_while(|pair| pair[0].at.x0 <= a.at.x1 + SAME);
        let ends = |pair: &&[Mark]| pair[0].form.is_figure() && (pair[0].at.x1 - a.at.x1).abs() <= SAME;
        own.filter(ends).map(|pair| pair[1].triple && space(&pair[0], &pair[1])).min()
    };
    let digits = |m: &Mark| m.form.is_figure() && m.form != Form::Dash;
    if !digits(a) || !b.triple || !space(a, b) {
        return false;
    }
    let found: Vec<(bool, &Line)> =
        near.iter().filter_map(|line| follows(line).map(|own| (own, line))).collect();
    // A figure of a note may end there by chance.
    let words =
        |line: &Line| line.marks.iter().filter(|m| m.form == Form::Text).count() * 2 > line.marks.len();
    let others = || found.iter().filter(|(follows, _)| !*follows);
    others().count() * CHANCE <= found.len() && others().all(|(_, line)| words(line))
}

/// One figure in so many may end elsewhere in its column.
const CHANCE: usize = 4;
/// Groups of digits of one figure stand nearer than this part of the em.
const GROUPS: i32 = 450;
/// No group of digits is wider than so many ems.
const FIGURE: i32 = 3;

/// How many other lines have a figure that ends where one does, unless all are of one length and each is more than the last.
fn level(sight: &Sight, a: &Mark, lines: &Range<usize>) -> usize {
    let near = |own: &&Figure| (own.right - a.at.x1).abs() <= SAME;
    let at = sight.ends.near(a.at.x1, lines);
    let found: Vec<&Figure> = at.iter().filter_map(|ix| sight.shown[*ix].figures.iter().find(near)).collect();
    let up = found.windows(2).all(|pair| pair[0].value < pair[1].value);
    let ragged = found.iter().any(|own| (own.left - a.at.x0).abs() > SAME);
    if ragged || !up { found.len().saturating_sub(1) } else { 0 }
}

/// Whether a long figure that begins right behind a text stands in a column of its own: painted in another go, as others
/// are at its left edge, and few words elsewhere on these lines are.
fn painted_apart(near: &[Shown], a: &Mark, b: &Mark) -> bool {
    let all = || near.iter().flat_map(|shown| &shown.joints).filter(|joint| joint.apart);
    let here = all().filter(|joint| (joint.left - b.at.x0).abs() <= SAME).count();
    a.runs.1 != b.runs.0 && here >= FEWEST && all().count() <= here * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::marked;

    /// Which words begin a column right behind the one before, one line a row.
    fn stops(rows: &[&[(i32, &str)]]) -> Vec<Vec<usize>> {
        marked(rows, set_stops, |mark| mark.stop)
    }

    #[test]
    fn a_text_at_an_edge_that_other_lines_show_begins_a_column() {
        let free: &[(i32, &str)] = &[(0, "Hill"), (60, "Reading")];
        let full: &[(i32, &str)] = &[(0, "Chess-Clubs"), (60, "Boats")];
        assert_eq!(stops(&[free, free, free, full])[3], [1]);
        assert_eq!(stops(&[free, free, full])[2], [0_usize; 0], "two lines may agree by chance");
    }

    #[test]
    fn short_figures_to_one_right_edge_are_keys_where_longer_keys_stand_free() {
        let day = |x: i32, digits: &'static str| [(x, digits), (47, "Fees")];
        let (one, two) = (
            [(0, "Feb."), (25, "7"), (47, "Fees")],
            [day(40, "9"), day(35, "12"), day(35, "14"), day(35, "15")],
        );
        let rows = [&one[..], &two[0], &two[1], &two[2], &two[3]];
        assert_eq!(stops(&rows), [vec![], vec![1], vec![1], vec![1], vec![1]]);
        assert_eq!(stops(&rows[1..]).concat(), [0_usize; 0], "numbers of a list");
    }

    #[test]
    fn figures_to_one_right_edge_before_texts_from_one_left_edge_are_two_columns() {
        let row = |figure: i32, digits: &'static str| [(figure, digits), (67, "Fees")];
        let rows = [row(30, "1,931.9"), row(40, "204.2"), row(35, "279.55"), row(40, "118.5")];
        assert_eq!(stops(&rows.each_ref().map(|row| &row[..])), [[1], [1], [1], [1]]);
        // Numbers of one length before the entries of a list.
        let list = [row(40, "1.1.1"), row(40, "1.1.2"), row(40, "1.1.3"), row(40, "1.1.4")];
        assert_eq!(stops(&list.each_ref().map(|row| &row[..])).concat(), [0_usize; 0]);
    }

    #[test]
    fn short_figures_below_a_name_of_their_own_are_a_column() {
        let head = [(20, "Item"), (44, "Name")];
        let row = |figure: &'static str, name: &'static str, white: i32| {
            [(35, figure), (44, name), (64 + white, "White")]
        };
        let rows = |white: i32| [row("1", "Kite", white), row("2", "Dart", white), row("3", "Ring", white)];
        let found = |white: i32| {
            let rows = rows(white);
            stops(&[&head[..], &rows[0], &rows[1], &rows[2]])
        };
        assert_eq!(found(5).concat(), [0_usize; 0], "no wider than between words");
        assert_eq!(found(3), [[1], [1], [1], [1]]);
    }
}
