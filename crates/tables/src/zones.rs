//! Candidates that rules or shading name: bars one above the other, from the same place to the same place.
//!
//! Bars of one table span it, so they begin and end together: a family. Between two neighbours of a family stands a strip
//! of the table, or what stands between two tables: prose, captions, notes. Strips of a table in a row are a zone.

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::blocks;
use crate::drawn::{Drawn, Level};
use crate::forms::Form;
use crate::read::is_data;
use crate::zone::{Bar, Zone};
use model::geometry::{Pt, Rect};

/// Ends of bars of one family differ by no more than this: borders, paddings.
const SAME_END: Pt = Pt(6_000);
/// Bars nearer than this are a double rule.
const DOUBLE: Pt = Pt(4_500);
/// A family narrower than this underlines words.
const NARROW: Pt = Pt(60_000);
/// More families are a drawing.
const MOST_FAMILIES: usize = 400;
/// White space above or below a lone line, more than which (in its size) it stands between tables.
const LOOSE: i32 = 1;
/// Lone lines wider than this part of the zone (per cent) are prose.
const WIDE: i32 = 62;
/// A head's short rules stand no farther above the first bar.
const HEAD: Pt = Pt(64_000);
/// Lines of a label above its figures.
const WRAPS: usize = 3;
/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_250;
/// A row follows the last shaded one no farther down than this many times its size.
const NEXT: i32 = 3;

/// The zones that bars name, in order of their bars.
pub(crate) fn zones(marks: &[Mark], drawn: &Drawn) -> Vec<Zone> {
    let all = families(&drawn.levels);
    all.iter().flat_map(|family| in_family(family, &nested(family, drawn), marks, drawn)).collect()
}

/// Levels above and below a family that run from joint to joint of its bars: edges of rows beside a cell that spans them,
/// where the page cut the table.
fn nested(family: &[Level], drawn: &Drawn) -> Vec<Level> {
    let (first, last) = (family[0], family[family.len() - 1]);
    let mut places: Vec<Pt> =
        family.iter().flat_map(|bar| on_bar(bar.at, first.from, first.to, drawn)).collect();
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

fn families(levels: &[Level]) -> Vec<Vec<Level>> {
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

/// What stands between two bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    /// Lines with columns.
    Rows,
    /// Nothing, or a few lone lines set as closely as rows.
    Maybe,
    /// Prose, captions, notes, a picture.
    Other,
}

fn in_family(family: &[Level], nested: &[Level], marks: &[Mark], drawn: &Drawn) -> Vec<Zone> {
    let left = family.iter().map(|l| l.from).min().unwrap_or_default();
    let right = family.iter().map(|l| l.to).max().unwrap_or_default();
    let mut levels: Vec<(Level, bool)> = family.iter().map(|level| (*level, true)).collect();
    levels.extend(nested.iter().map(|level| (*level, false)));
    levels.sort_by_key(|(level, _)| *level);
    let mut bars: Vec<Bar> = Vec::new();
    let mut whole: Vec<bool> = Vec::new();
    for (level, full) in levels {
        match bars.last_mut() {
            Some(bar) if level.at - bar.at <= DOUBLE => {
                bar.drawn |= level.drawn;
            }
            _ => {
                bars.push(Bar { at: level.at, drawn: level.drawn });
                whole.push(full);
            }
        }
    }
    if bars.len() < 2 {
        return Vec::new();
    }
    let inside: Vec<Mark> =
        marks.iter().filter(|m| left <= m.at.center().x && m.at.center().x <= right).copied().collect();
    let all = lines(&inside);
    let (top, bottom) = (bars[0].at, bars[bars.len() - 1].at);
    let beside =
        |m: &&Mark| (m.at.center().x < left || m.at.center().x > right) && m.at.y1 > top && m.at.y0 < bottom;
    let outside: Vec<&Mark> = marks.iter().filter(beside).collect();
    let mut strips: Vec<Vec<Line>> = vec![Vec::new(); bars.len() - 1];
    for line in &all {
        let below = bars.partition_point(|bar| bar.at <= line.middle());
        if below > 0 && below < bars.len() {
            strips[below - 1].push(line.clone());
        }
    }
    let pieces: Vec<Vec<Pt>> = bars.iter().map(|bar| on_bar(bar.at, left, right, drawn)).collect();
    let said: Vec<Between> = (0..strips.len())
        .map(|ix| {
            if differ(&pieces[ix], &pieces[ix + 1]) {
                Between::Other
            } else {
                between(&strips[ix], bars[ix].at, bars[ix + 1].at, right - left, &outside, (left, right))
            }
        })
        .collect();
    let mut out = Vec::new();
    let mut ix = 0;
    while ix < said.len() {
        if said[ix] == Between::Other {
            ix += 1;
            continue;
        }
        let mut end = ix;
        while end < said.len() && said[end] != Between::Other {
            end += 1;
        }
        if !whole[ix..=end].contains(&true) {
            ix = end;
            continue;
        }
        if let (Some(first), Some(last)) = (
            (ix..end).find(|i| said[*i] == Between::Rows),
            (ix..end).rev().find(|i| said[*i] == Between::Rows),
        ) {
            let first = if first > ix && !strips[first - 1].is_empty() && close(&bars, first) {
                first - 1
            } else {
                first
            };
            let lines: Vec<Line> = strips[first..=last].iter().flatten().cloned().collect();
            let zone = Zone {
                left,
                right,
                top: bars[first].at,
                bottom: bars[last + 1].at,
                lines,
                bars: (first..=last + 1)
                    .filter(|ix| whole[*ix] || *ix == first || *ix == last + 1)
                    .map(|ix| bars[ix])
                    .collect(),
                ..Zone::default()
            };
            out.push(cut_rows(dressed(grown(zone, &all, drawn), drawn), &all));
        }
        ix = end;
    }
    out
}

/// Whether a strip of lone lines above the first strip of rows is no higher than rows are: a heading in a bar.
fn close(bars: &[Bar], first: usize) -> bool {
    bars[first].at - bars[first - 1].at <= (bars[first + 1].at - bars[first].at).max(Pt(24_000))
}

fn between(lines: &[Line], top: Pt, bottom: Pt, width: Pt, outside: &[&Mark], ends: (Pt, Pt)) -> Between {
    if lines.is_empty() {
        // A picture, or a blank row.
        return if bottom - top <= Pt(40_000) { Between::Maybe } else { Between::Other };
    }
    // Words that go on beyond the ends of the bars: these rules underline a part of something else.
    let near: Vec<&&Mark> = outside.iter().filter(|m| m.at.y1 > top && m.at.y0 < bottom).collect();
    let goes_on = |line: &Line| {
        near.iter().any(|m| {
            let level = m.at.overlap_y(&line.span(&(0..line.marks.len()))) * 2 > m.at.height();
            let gap = (m.at.x0 - line.right()).max(line.left() - m.at.x1);
            let crosses = m.at.x0 < ends.0 && m.at.x1 > ends.0 || m.at.x0 < ends.1 && m.at.x1 > ends.1;
            level && (gap <= line.size || crosses)
        })
    };
    if lines.iter().filter(|line| goes_on(line)).count() * 3 > lines.len() {
        return Between::Other;
    }
    let parted = |line: &&Line| line.phrases().len() > 1;
    let many = lines.iter().filter(parted).count();
    let wide = |line: &&Line| {
        !parted(line)
            && (line.right() - line.left()) * 100 > width * WIDE
            && line.marks.len() > 5
            && line.marks.iter().filter(|m| m.form == Form::Text).count() * 2 > line.marks.len()
    };
    let prose = lines.iter().filter(wide).count();
    if prose * 2 > lines.len() || prose >= 2 && prose * 3 > many {
        return Between::Other;
    }
    let data = lines.iter().any(|line| is_data(line, PHRASE));
    if data || many * 2 > lines.len() || many > 0 && prose == 0 {
        return Between::Rows;
    }
    if prose > 0 {
        return Between::Other;
    }
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    let white = (first.top - top).max(Pt::ZERO) + (bottom - last.bottom).max(Pt::ZERO);
    if lines.len() <= 4 && white <= first.size * (2 * LOOSE + 1) { Between::Maybe } else { Between::Other }
}

/// The zone with the lines of its head that stand above its first bar over short rules, and the row that follows the last
/// shaded one.
fn grown(mut zone: Zone, all: &[Line], drawn: &Drawn) -> Zone {
    let own = |rule: &&model::layout::Rule| {
        rule.from >= zone.left - SAME_END
            && rule.to <= zone.right + SAME_END
            && rule.at < zone.top - DOUBLE
            && zone.top - rule.at <= HEAD
            && (rule.to - rule.from) * 4 >= zone.right - zone.left
    };
    let highest = drawn.rules.iter().filter(own).map(|rule| rule.at).min();
    if let Some(top) = highest {
        let above: Vec<Line> =
            all.iter().filter(|l| top <= l.middle() && l.middle() < zone.top).cloned().collect();
        if above.iter().any(|line| line.phrases().len() > 1) {
            zone.lines.splice(0..0, above);
            zone.top = top;
        }
    }
    if zone.lines.first().is_some_and(|line| is_data(line, PHRASE)) {
        let first = all.iter().position(|line| line.middle() > zone.top).unwrap_or(all.len());
        let start = blocks::head_above(all, first, &zone.lines);
        // Nearer to the bar than lines of prose are to each other.
        if start < first && zone.top - all[first - 1].bottom <= all[first - 1].size {
            zone.lines.splice(0..0, all[start..first].iter().cloned());
            zone.top = zone.lines[0].top;
        }
    }
    if zone.bars.last().is_some_and(|bar| !bar.drawn) {
        let end = zone.bottom;
        let pitch = zone.lines.windows(2).map(|pair| pair[1].base - pair[0].base).max().unwrap_or_default();
        let mut open: Vec<&Line> = Vec::new();
        for line in all.iter().filter(|l| l.middle() >= end) {
            let last = open.last().copied().or(zone.lines.last()).map_or(zone.bottom, |l| l.base);
            let far = (line.size * NEXT).max(pitch.scale(6, 5));
            let near = line.base - last <= far && line.top - zone.bottom <= far;
            let parted = line.phrases().len() > 1;
            let lone = open.len() < WRAPS && (line.right() - line.left()) * 2 < zone.right - zone.left;
            if !near || !(parted || lone) || line.left() < zone.left || line.right() > zone.right {
                break;
            }
            open.push(line);
            // A label that wraps about its figures ends with them, or with a line right below.
            let last = zone.lines.last().map_or(Pt::MIN, |l| l.base);
            if parted || open.len() == 1 && line.base - last <= line.size.scale(LEADING, 1000) {
                zone.bottom = zone.bottom.max(line.bottom);
                zone.lines.extend(open.drain(..).cloned());
            }
        }
    }
    zone
}

/// The zone with the lines of rows that the page's end cut: below the last bar at its foot, above the first at its top.
fn cut_rows(mut zone: Zone, all: &[Line]) -> Zone {
    let (Some(first), Some(last)) = (zone.lines.first(), zone.lines.last()) else { return zone };
    let (size, closed) = (last.size, zone.bars.len() > 3 && zone.bars.iter().all(|bar| bar.drawn));
    let (top, bottom) = (first.middle(), last.middle());
    if !closed {
        return zone;
    }
    let columns: Vec<Pt> = edges(&zone);
    let fits = |line: &Line| {
        let spans = line.phrases().into_iter().map(|run| line.span(&run));
        let within = |b: &Rect| {
            columns.windows(2).any(|pair| pair[0] <= b.x0 + Pt(1_000) && b.x1 <= pair[1] + Pt(1_000))
        };
        (line.size - size).abs() * 20 <= size && spans.clone().all(|b| within(&b))
    };
    let below: Vec<&Line> = all.iter().filter(|line| line.middle() > bottom.max(zone.bottom)).collect();
    let mut end = zone.bottom;
    let rest = below.iter().take_while(|line| {
        let near = line.top - end <= size.scale(CLOSE, 1000);
        end = line.bottom;
        near && fits(line)
    });
    let rest: Vec<Line> = rest.map(|line| (*line).clone()).collect();
    if !rest.is_empty() && below.len() <= rest.len() + RUNNING && rest[0].phrases().len() > 1 {
        zone.bottom = rest.iter().map(|line| line.bottom).max().unwrap_or(zone.bottom);
        zone.lines.extend(rest);
    }
    let above: Vec<&Line> = all.iter().filter(|line| line.middle() < top.min(zone.top)).collect();
    let mut end = zone.top;
    let rest = above.iter().rev().take_while(|line| {
        let near = end - line.bottom <= size.scale(CLOSE, 1000);
        end = line.top;
        near && fits(line)
    });
    let mut rest: Vec<Line> = rest.map(|line| (*line).clone()).collect();
    if !rest.is_empty() && above.len() <= rest.len() + RUNNING && !is_head(&zone) {
        rest.reverse();
        zone.top = rest.iter().map(|line| line.top).min().unwrap_or(zone.top);
        zone.lines.splice(0..0, rest);
    }
    zone
}

/// Lines of a row cut by the page stand no farther from the bar and each other than this part of the em (per thousand).
const CLOSE: i32 = 700;
/// Running lines between a table and the page's edge.
const RUNNING: usize = 2;

/// The edges of a zone's columns as far as joints tell; with none, nothing fits.
fn edges(zone: &Zone) -> Vec<Pt> {
    let mut out = vec![zone.left];
    out.extend(&zone.joints);
    out.push(zone.right);
    if zone.joints.is_empty() { Vec::new() } else { out }
}

/// Whether the zone begins with a head: lines without figures above its first inner bar.
fn is_head(zone: &Zone) -> bool {
    let inner = zone.bars.get(1).map_or(zone.bottom, |bar| bar.at);
    zone.lines.iter().take_while(|line| line.middle() < inner).all(|line| !is_data(line, PHRASE))
}

/// The zone with the shorter rules and the joints inside it.
pub(crate) fn dressed(mut zone: Zone, drawn: &Drawn) -> Zone {
    let within = |at: Pt| zone.top - Pt(1_500) <= at && at <= zone.bottom + Pt(1_500);
    let full = |from: Pt, to: Pt| from <= zone.left + SAME_END && to >= zone.right - SAME_END;
    if zone.bars.is_empty() {
        zone.bars = bars(&zone, drawn);
    }
    let first = drawn.rules.partition_point(|rule| rule.at < zone.top - Pt(1_500));
    let level = drawn.rules[first..].iter().take_while(|rule| rule.at <= zone.bottom + Pt(1_500));
    let parts = level.filter(|rule| {
        within(rule.at) && rule.to > zone.left && rule.from < zone.right && !full(rule.from, rule.to)
    });
    zone.parts = parts.copied().collect();
    zone.parts.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let first = drawn.uprights.partition_point(|rule| rule.at <= zone.left - Pt(1_000));
    let across = drawn.uprights[first..].iter().take_while(|rule| rule.at < zone.right + Pt(1_000));
    let uprights = across.filter(|rule| {
        zone.left - Pt(1_000) < rule.at
            && rule.at < zone.right + Pt(1_000)
            && rule.from < zone.bottom
            && rule.to > zone.top
    });
    zone.uprights = uprights.copied().collect();
    zone.joints = joints(&zone, drawn);
    zone
}

/// The bars that cross a zone named by its words. They reach a little beyond these, not far.
fn bars(zone: &Zone, drawn: &Drawn) -> Vec<Bar> {
    let crosses = |level: &&Level| {
        zone.top - BEYOND <= level.at
            && level.at <= zone.bottom + BEYOND
            && level.from <= zone.left + SAME_END
            && level.to >= zone.right - SAME_END
            && level.from >= zone.left - REACH
            && level.to <= zone.right + REACH
    };
    let mut out: Vec<Bar> = Vec::new();
    let first = drawn.levels.partition_point(|level| level.at < zone.top - BEYOND);
    let near = drawn.levels[first..].iter().take_while(|level| level.at <= zone.bottom + BEYOND);
    for level in near.filter(crosses) {
        match out.last_mut() {
            Some(bar) if level.at - bar.at <= DOUBLE => bar.drawn |= level.drawn,
            _ => out.push(Bar { at: level.at, drawn: level.drawn }),
        }
    }
    out
}

/// A bar stands no farther above or below the words it bounds.
const BEYOND: Pt = Pt(9_000);
/// And reaches no farther beyond them to the left and right.
const REACH: Pt = Pt(60_000);

/// The joints of one bar.
fn on_bar(at: Pt, left: Pt, right: Pt, drawn: &Drawn) -> Vec<Pt> {
    let first = drawn.joints.partition_point(|joint| joint.y < at - DOUBLE);
    let own = drawn.joints[first..].iter().take_while(|joint| joint.y <= at + DOUBLE).map(|joint| joint.x);
    let mut out: Vec<Pt> = own.filter(|x| left + Pt(3_000) < *x && *x < right - Pt(3_000)).collect();
    out.sort_unstable();
    out
}

/// Whether two bars are drawn in pieces of other widths: they belong to two tables.
fn differ(upper: &[Pt], lower: &[Pt]) -> bool {
    let common =
        |a: &[Pt], b: &[Pt]| a.iter().filter(|x| b.iter().any(|y| (**x - *y).abs() <= Pt(1_500))).count();
    let few = upper.len().min(lower.len());
    few >= 2 && common(upper, lower) * 2 < few
}

/// x at which most of the zone's jointed bars have a joint.
fn joints(zone: &Zone, drawn: &Drawn) -> Vec<Pt> {
    let near = |y: Pt| zone.bars.iter().position(|bar| (bar.at - y).abs() <= DOUBLE);
    let first = drawn.joints.partition_point(|joint| joint.y < zone.top - DOUBLE);
    let own = drawn.joints[first..].iter().take_while(|joint| joint.y <= zone.bottom + DOUBLE);
    let mut all: Vec<(Pt, usize)> = own
        .filter(|joint| zone.left + Pt(3_000) < joint.x && joint.x < zone.right - Pt(3_000))
        .filter_map(|joint| near(joint.y).map(|bar| (joint.x, bar)))
        .collect();
    all.sort_unstable();
    let mut bars: Vec<usize> = all.iter().map(|(_, bar)| *bar).collect();
    bars.sort_unstable();
    bars.dedup();
    let mut out = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let to = all[from..].iter().take_while(|(x, _)| *x - all[from].0 <= Pt(1_500)).count() + from;
        let mut seen: Vec<usize> = all[from..to].iter().map(|(_, bar)| *bar).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() * 2 >= bars.len() {
            out.push(all[from].0);
        }
        from = to;
    }
    out
}
