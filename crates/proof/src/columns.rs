//! Relations between columns of figures: in each row, a lane is the sum or the difference of others.

use crate::blocks::{self, blocks};
use crate::evidence::{ENOUGH, Outcome, Tally, tried};
use crate::movements;
use crate::relation::{Axis, Part, Relation, equation, tally};
use crate::rows::prior;
use crate::scan::{Line, Way, scan};
use crate::sheet::Sheet;
use crate::stepped::{stepped, turned, widened};
use crate::words::{Hint, Words, squash};
use std::collections::BTreeSet;
use std::ops::Range;

/// Wider tables are searched for totals beside their parts alone: differences of any two columns cost their cube.
const WIDEST: usize = 48;

/// So many times as many rows as fail must hold.
const ODDS: u32 = 2;
/// Where more rows than these fail, so many times as many must hold: figures that are small and near each other are their
/// differences within rounding.
const FEW: u32 = 4;
const ODDS_OF_MANY: u32 = 5;

/// What a line that fails counts against a relation, beside others between the same lanes.
const FAILS: i32 = 20;

/// What adds up among some lanes, in the given rows.
pub(crate) fn relations(
    sheet: &Sheet<'_>,
    lanes: Range<usize>,
    rows: &[usize],
    words: &Words,
) -> Vec<Relation> {
    let usable = sheet.added(lanes.clone());
    let mut found = by_heads(sheet, &usable, rows, words);
    let known: BTreeSet<usize> = found.iter().map(|relation| relation.total).collect();
    let parts: BTreeSet<usize> = found.iter().flat_map(|known| &known.parts).map(|(lane, _)| *lane).collect();
    let lines: Vec<Line> = usable
        .iter()
        .filter(|lane| !sheet.lanes[**lane].of_which)
        .map(|lane| Line {
            number: *lane,
            prior: prior(sheet.lanes[*lane].hint),
            taken: parts.contains(lane),
            headed: false,
            nameless: false,
        })
        .collect();
    let mut both = scan(sheet, Axis::Lanes, &lines, rows, Way::Forward);
    both.extend(scan(sheet, Axis::Lanes, &lines, rows, Way::Backward));
    both.retain(|relation| !known.contains(&relation.total) && relation.tally.outweighs(1));
    if usable.len() <= WIDEST {
        both.extend(pairs(sheet, &usable, rows));
        let wider = widened(sheet, &usable, rows, &both);
        both.extend(wider);
    }
    let signed = turned(sheet, rows, &both);
    both.extend(signed);
    // Of relations between the same lanes the one that fails least is meant.
    let rank = |relation: &Relation| {
        relation.tally.bits - FAILS * (relation.tally.fails - relation.tally.slips) as i32
    };
    both.sort_by_key(|relation| std::cmp::Reverse(rank(relation)));
    for relation in both {
        if !found.iter().any(|known| known.total == relation.total || known.ties_the_same(&relation)) {
            found.push(relation);
        }
    }
    if usable.len() <= WIDEST {
        let tied: BTreeSet<usize> = found
            .iter()
            .flat_map(|known| known.parts.iter().map(|(lane, _)| *lane).chain([known.total]))
            .collect();
        let mut steps = stepped(sheet, &usable, rows);
        // What other relations make up together is none of its own.
        steps.retain(|step| {
            step.parts.iter().any(|(lane, _)| !tied.contains(lane)) || !tied.contains(&step.total)
        });
        steps.sort_by_key(|step| (std::cmp::Reverse(step.tally.bits), std::cmp::Reverse(step.total)));
        for step in steps {
            if !found.iter().any(|known| known.total == step.total || known.ties_the_same(&step)) {
                found.push(step);
            }
        }
    }
    if let Some(balance) = movements::of_lanes(sheet, &usable, rows, &found, words) {
        // What the figures find with other signs, or without a column that is blank but for what slipped into it, is this.
        let lines = |known: &Relation| {
            known.parts.iter().map(|(lane, _)| *lane).chain([known.total]).collect::<BTreeSet<usize>>()
        };
        let own = lines(&balance);
        found.retain(|known| known.why != "figures" || !lines(known).is_subset(&own));
        if !found.iter().any(|known| known.total == balance.total) {
            found.push(balance);
        }
    }
    let stands_in: Vec<bool> = found.iter().map(|known| stands_in(sheet, known, &found, rows)).collect();
    let mut stands_in = stands_in.into_iter();
    found.retain(|_| stands_in.next() != Some(true));
    let leaf = |lane: &usize| sheet.lanes[*lane].heads.last().map(|head| squash(head)).unwrap_or_default();
    let lines: Vec<blocks::Line> =
        usable.iter().map(|lane| blocks::Line { number: *lane, name: leaf(lane) }).collect();
    let more = blocks(sheet, Axis::Lanes, &lines, &found, rows);
    found.extend(more);
    found.sort_by_key(|relation| relation.total);
    found
}

/// Whether a relation that only figures propose is another with one column in the place of a second, which is the same as
/// long as a third is nothing, and holds where it fails.
fn stands_in(sheet: &Sheet<'_>, known: &Relation, found: &[Relation], rows: &[usize]) -> bool {
    let lines = |known: &Relation| -> BTreeSet<usize> {
        known.parts.iter().map(|(lane, _)| *lane).chain([known.total]).collect()
    };
    let outcome =
        |of: &Relation, row: usize| equation(sheet, Axis::Lanes, of.total, &of.parts, row).outcome();
    let own = lines(known);
    let other = |other: &&Relation| {
        let theirs = lines(other);
        theirs.len() == own.len() && theirs.intersection(&own).count() + 1 == own.len()
    };
    let closes = |other: &Relation| {
        let mut off = rows.iter().filter(|row| outcome(known, **row) == Outcome::Off);
        off.all(|row| matches!(outcome(other, *row), Outcome::Exact | Outcome::Near))
    };
    known.why == "figures"
        && known.tally.fails > 0
        && found.iter().filter(other).any(|other| other.tally.sums >= known.tally.sums && closes(other))
}

/// Totals by the tree of heads: under one head, the child that is named a total is the sum of its siblings, leaf by leaf.
fn by_heads(sheet: &Sheet<'_>, lanes: &[usize], rows: &[usize], words: &Words) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let deepest = lanes.iter().map(|lane| sheet.lanes[*lane].heads.len()).max().unwrap_or(0);
    for depth in 0..deepest {
        // Lanes under one parent, as children: runs of lanes with the same head at this depth.
        let mut at = 0;
        while at < lanes.len() {
            let parent = &sheet.lanes[lanes[at]].heads;
            if parent.len() <= depth {
                at += 1;
                continue;
            }
            let alike = |lane: usize| {
                let heads = &sheet.lanes[lane].heads;
                heads.len() > depth && heads[..depth] == parent[..depth]
            };
            let end = (at..lanes.len()).take_while(|ix| alike(lanes[*ix])).last().map_or(at + 1, |ix| ix + 1);
            found.extend(siblings(sheet, &lanes[at..end], depth, rows, words));
            at = end;
        }
    }
    found
}

/// The sums among lanes that share their heads above `depth`.
fn siblings(
    sheet: &Sheet<'_>,
    lanes: &[usize],
    depth: usize,
    rows: &[usize],
    words: &Words,
) -> Vec<Relation> {
    let mut children: Vec<Vec<usize>> = Vec::new();
    for lane in lanes {
        let head = &sheet.lanes[*lane].heads[depth];
        match children.last_mut() {
            Some(child) if sheet.lanes[child[0]].heads[depth] == *head => child.push(*lane),
            _ => children.push(vec![*lane]),
        }
    }
    let name = |child: &[usize]| words.hint(&sheet.lanes[child[0]].heads[depth]);
    let totals: Vec<usize> = (0..children.len()).filter(|ix| name(&children[*ix]).is_total()).collect();
    let &[total] = totals.as_slice() else { return Vec::new() };
    let mut out = Vec::new();
    for lane in &children[total] {
        // The same leaf of every sibling: its own total where it has one, else the lane itself.
        let leaf = leaf(sheet, *lane, depth);
        let mut parts: Vec<Part> = Vec::new();
        let mut complete = true;
        for (ix, child) in children.iter().enumerate() {
            if ix == total || name(child) == Hint::OfWhich {
                continue;
            }
            match counterpart(sheet, child, depth, &leaf, words) {
                Some(part) => parts.push((part, 1)),
                None => complete = false,
            }
        }
        if !complete || parts.len() < 2 {
            continue;
        }
        let tally = tally(sheet, Axis::Lanes, *lane, &parts, rows.iter().copied());
        let score = tally.bits + prior(name(&children[total])) + HEADS;
        if score >= ENOUGH && tally.outweighs(1) {
            out.push(Relation { total: *lane, parts, why: "head", tally });
        }
    }
    out
}

/// Bits that a tree of heads brings beside the word for a total in it.
const HEADS: i32 = 4;

/// The heads below a depth, by which lanes of siblings correspond.
fn leaf(sheet: &Sheet<'_>, lane: usize, depth: usize) -> Vec<String> {
    sheet.lanes[lane].heads.iter().skip(depth + 1).map(|head| squash(head)).collect()
}

/// The lane of a sibling that stands for it: the only one; the one of the same leaf; its total's.
fn counterpart(
    sheet: &Sheet<'_>,
    child: &[usize],
    depth: usize,
    wanted: &[String],
    words: &Words,
) -> Option<usize> {
    if let [only] = child {
        return Some(*only);
    }
    let mut exact = child.iter().filter(|lane| leaf(sheet, **lane, depth) == wanted);
    if let (Some(lane), None) = (exact.next(), exact.next()) {
        return Some(*lane);
    }
    let is_total = |lane: &&usize| {
        sheet.lanes[**lane].heads.iter().skip(depth + 1).any(|head| words.hint(head).is_total())
    };
    let ends = |lane: &&usize| {
        let own = leaf(sheet, **lane, depth);
        wanted.is_empty() || own.last() == wanted.last()
    };
    let mut totals = child.iter().filter(is_total).filter(ends);
    match (totals.next(), totals.next()) {
        (Some(lane), None) => Some(*lane),
        _ => None,
    }
}

/// Lanes that are the sum or difference of two others, wherever these stand.
fn pairs(sheet: &Sheet<'_>, lanes: &[usize], rows: &[usize]) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let telling = telling(sheet, lanes, rows);
    let cost = tried(lanes.len() * lanes.len() * lanes.len());
    let mut candidates: Vec<Relation> = Vec::new();
    for total in lanes {
        for (ix, first) in lanes.iter().enumerate() {
            for second in &lanes[ix + 1..] {
                if total == first || total == second {
                    continue;
                }
                // a = b + c is found as a sum where a is the total, as a difference where it is a part.
                let kinds: [[Part; 2]; 3] =
                    [[(*first, 1), (*second, 1)], [(*first, 1), (*second, -1)], [(*first, -1), (*second, 1)]];
                for parts in kinds {
                    if promises(sheet, *total, &parts, &telling) {
                        let tally =
                            tally(sheet, Axis::Lanes, *total, &parts, rows.iter().copied()).strictly();
                        let shown = tally.sums > 0 || parts[0].1 == parts[1].1 && either(sheet, &parts, rows);
                        let odds = if tally.fails - tally.denied > FEW { ODDS_OF_MANY } else { ODDS };
                        if shown && tally.bits - cost >= ENOUGH && tally.outweighs(odds) {
                            candidates.push(Relation {
                                total: *total,
                                parts: parts.to_vec(),
                                why: "figures",
                                tally,
                            });
                        }
                    }
                }
            }
        }
    }
    // Of a = b - c and b = a + c the one whose sum the figures name first: the difference is what stands rightmost.
    candidates
        .sort_by_key(|relation| (std::cmp::Reverse(relation.tally.bits), std::cmp::Reverse(relation.total)));
    for relation in candidates {
        if !found.iter().any(|known| known.total == relation.total || known.ties_the_same(&relation)) {
            found.push(relation);
        }
    }
    found
}

/// Whether of two parts now one, now the other stands alone: a sum of both, though no row has both.
fn either(sheet: &Sheet<'_>, parts: &[Part; 2], rows: &[usize]) -> bool {
    /// So many rows each.
    const LEAST: usize = 3;
    let figure = |part: &Part, row: usize| Axis::Lanes.figure(sheet, part.0, row) != 0;
    let alone = |one: &Part, other: &Part| {
        rows.iter().filter(|row| figure(one, **row) && !figure(other, **row)).count()
    };
    alone(&parts[0], &parts[1]) >= LEAST && alone(&parts[1], &parts[0]) >= LEAST
}

/// The rows that say most: chance is found out there.
pub(crate) fn telling(sheet: &Sheet<'_>, lanes: &[usize], rows: &[usize]) -> Vec<usize> {
    let full = |row: usize| lanes.iter().filter(|lane| Axis::Lanes.figure(sheet, **lane, row) != 0).count();
    let mut telling: Vec<(usize, usize)> = rows.iter().map(|row| (full(*row), *row)).collect();
    telling.sort_by_key(|(full, row)| (std::cmp::Reverse(*full), *row));
    telling.into_iter().take(TELLING).map(|(_, row)| row).collect()
}

/// Rows looked at before a relation is tried on all.
const TELLING: usize = 4;

/// Whether a relation holds in most of the telling rows.
pub(crate) fn promises(sheet: &Sheet<'_>, total: usize, parts: &[Part], telling: &[usize]) -> bool {
    let mut tally = Tally::default();
    for row in telling {
        tally.add(&equation(sheet, Axis::Lanes, total, parts, *row));
        if tally.fails > 1 {
            return false;
        }
    }
    tally.holds() > 0
}
