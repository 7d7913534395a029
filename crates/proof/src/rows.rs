//! Relations between rows: in each column of figures, a row is the sum of others.

use crate::blocks::{self, blocks};
use crate::chains::links;
use crate::evidence::{ENOUGH, Outcome, Tally};
use crate::flipped;
use crate::headed::{behind_headings, headed, nameless};
use crate::lessened::{lessened, pairs};
use crate::missing::{LEAST_LANES, Named, SHORT, gapped, is_short, lacks_a_row, lacks_all_but_one, unclosed};
use crate::movements;
use crate::of_which::of_which;
use crate::outline::{Mark, Outline, numbered, outlines};
use crate::relation::{Axis, ByTotal, Part, Relation, equation, tally};
use crate::results::{Known, RESULT, named, results};
use crate::scan::{DOUBLED, Line, Way, scan};
use crate::sheet::{Panel, Sheet, Slot};
use crate::siblings;
use crate::uncounted;
use crate::words::{Hint, Words, bare, squash};
use std::collections::{BTreeMap, BTreeSet};

/// The relations of one panel's rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct PanelRows {
    /// A row each, with its parts; several may have one total.
    pub(crate) relations: Vec<Relation>,
    /// Rows that are parts of what stands above and counted there.
    pub(crate) of_which: BTreeSet<u32>,
}

/// Bits that a word for a total brings.
pub(crate) const fn prior(hint: Hint) -> i32 {
    match hint {
        Hint::Total => 10,
        // What a page carries forward is the sum of what stands on it, and what the next brings forward is that again.
        Hint::Subtotal | Hint::Carried => 9,
        Hint::NamedTotal | Hint::TotalOf => 7,
        Hint::None | Hint::OfWhich => 0,
    }
}

/// Bits that a scheme brings to each of its groups, before the others of its kind have spoken.
const OUTLINE: i32 = 4;

/// A panel's rows as they stand: what its outlines propose, before the figures have chosen.
pub(crate) struct Proposed {
    rows: Vec<u32>,
    hints: BTreeMap<u32, Hint>,
    lanes: Vec<usize>,
    of_which: BTreeSet<u32>,
    /// Sums of all that is counted in them.
    wholes: Vec<Relation>,
    outlines: Vec<Outline>,
    /// The sums of each outline, weighed.
    grouped: Vec<Vec<Relation>>,
}

/// How well each scheme does over all panels of a table: its groups speak for or against each other.
pub(crate) type Families = BTreeMap<&'static str, Tally>;

/// What the rows of a panel are, and the sums that outlines propose among them; `families` hears how these come out.
pub(crate) fn propose(sheet: &Sheet<'_>, panel: &Panel, families: &mut Families) -> Proposed {
    let rows: Vec<u32> = sheet.body().filter(|row| says_something(sheet, panel, *row)).collect();
    let mut hints: BTreeMap<u32, Hint> = rows.iter().map(|row| (*row, panel.hints[*row as usize])).collect();
    for pair in rows.windows(2) {
        // A sum of something of which parts follow is no sum of what stands above it.
        if matches!(hints[&pair[0]], Hint::NamedTotal | Hint::TotalOf) && hints[&pair[1]] == Hint::OfWhich {
            hints.insert(pair[0], Hint::None);
        }
    }
    let lanes = sheet.added(panel.lanes.clone());
    let lanes = if lanes.is_empty() { panel.lanes.clone().collect() } else { lanes };
    let (of_which, wholes) = of_which(sheet, panel, &rows, &hints, &lanes);
    let outlines = outlines(sheet, panel, &rows);
    let grouped: Vec<Vec<Relation>> =
        outlines.iter().map(|outline| grouped(sheet, outline, &lanes, &of_which, &hints)).collect();
    for relation in grouped.iter().flatten() {
        families.entry(relation.why).or_default().join(&relation.tally);
    }
    Proposed { rows, hints, lanes, of_which, wholes, outlines, grouped }
}

/// What adds up among the rows of a panel.
pub(crate) fn relations(
    sheet: &Sheet<'_>,
    panel: &Panel,
    proposed: Proposed,
    families: &Families,
    additive: &BTreeSet<usize>,
    words: &Words,
) -> PanelRows {
    let Proposed { rows, hints, lanes, mut of_which, wholes, outlines, grouped } = proposed;
    let mut found: Vec<Relation> = wholes;
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut totals: BTreeSet<usize> = found.iter().map(|known| known.total).collect();
    let mut open: Vec<Relation> = Vec::new();
    for relations in grouped {
        for relation in relations {
            let family = &families[relation.why];
            let missing = is_short(sheet, &relation, &lanes)
                && lacks_a_row(sheet, panel, &relation, &lanes, family)
                || lacks_all_but_one(sheet, &relation, &lanes, family);
            if !(missing || believed(&relation, families)) {
                open.extend((relation.tally.fails == 0).then_some(relation));
                continue;
            }
            if !totals.insert(relation.total) {
                continue;
            }
            taken.extend(relation.parts.iter().map(|(row, _)| *row));
            let alone = missing || relation.tally.fails >= LEAST_LANES && is_short(sheet, &relation, &lanes);
            found.push(if alone { Relation { why: SHORT, ..relation } } else { relation });
        }
    }
    for outline in &outlines {
        found.extend(rooted(sheet, outline, &lanes, &of_which, &hints));
    }
    totals.extend(found.iter().map(|known| known.total));
    let behind = behind_headings(sheet, panel, &rows);
    let nameless = nameless(sheet, panel, &rows);
    let lines = |taken: &BTreeSet<usize>| -> Vec<Line> {
        rows.iter()
            .filter(|row| !of_which.contains(row) && has_figure(sheet, panel, **row, hints[row]))
            .map(|row| Line {
                number: *row as usize,
                prior: prior(hints[row]),
                taken: taken.contains(&(*row as usize)),
                headed: behind.contains(row),
                nameless: nameless.contains(row),
            })
            .collect()
    };
    // Both ways; where both find a total's parts, the figures choose.
    let scanned = |taken: &BTreeSet<usize>| -> Vec<Relation> {
        let mut both = scan(sheet, Axis::Rows, &lines(taken), &lanes, Way::Forward);
        both.extend(scan(sheet, Axis::Rows, &lines(taken), &lanes, Way::Backward));
        both
    };
    let mut both = scanned(&taken);
    // A group of which one part has a figure is a copy that proves nothing; but where a total closes once the parts stand
    // under their head, and not before, they do.
    open.retain(|group| !totals.contains(&group.total));
    let beneath = |open: &[Relation]| -> BTreeSet<usize> {
        let parts = open.iter().flat_map(|group| &group.parts).map(|(row, _)| *row);
        parts.chain(taken.iter().copied()).collect()
    };
    if !open.is_empty() {
        let closed = scanned(&beneath(&open));
        let before: BTreeSet<usize> = both.iter().map(|sum| sum.total).collect();
        let new = closed.iter().filter(|sum| !before.contains(&sum.total));
        let asked: BTreeSet<usize> = new.flat_map(|sum| &sum.parts).map(|(row, _)| *row).collect();
        open.retain(|group| asked.contains(&group.total));
    }
    if !open.is_empty() {
        let closed = scanned(&beneath(&open));
        // No total that closed before is given up for it.
        let again = ByTotal::of(&closed);
        if both.iter().all(|sum| again.at(sum.total).contains(&sum)) {
            found.extend(open);
            both = closed;
        }
    }
    both.sort_by_key(|relation| std::cmp::Reverse(relation.tally.bits));
    let chosen: Vec<bool> = {
        let known = ByTotal::of(&found);
        let mut scanned = ByTotal::of([]);
        let choose = |relation| {
            let chosen = is_chosen(relation, &known, &scanned);
            chosen.then(|| scanned.add(relation));
            chosen
        };
        both.iter().map(choose).collect()
    };
    found.extend(both.into_iter().zip(chosen).filter_map(|(relation, chosen)| chosen.then_some(relation)));
    flipped::turn(sheet, panel, &mut found, &lanes);
    found.retain(|relation| !flipped::is_turned(sheet, relation, &lanes));
    let summed: Vec<usize> = lanes.iter().copied().filter(|lane| additive.contains(lane)).collect();
    for relation in &mut found {
        let named = hints.get(&(relation.total as u32)) == Some(&Hint::Total);
        let off = relation.tally.fails >= LEAST_LANES && summed.len() > 1;
        if named && off && is_short(sheet, relation, &lanes) {
            relation.why = SHORT;
        }
    }
    let known = Known { hints: &hints, of_which: &of_which, lanes: &lanes, found: &found };
    let labels = named(sheet, panel, &rows, &hints, words);
    let results = results(sheet, &labels, &known);
    for (row, _) in results.iter().flat_map(|result| &result.parts) {
        of_which.remove(&(*row as u32));
    }
    found.retain(|sum| !results.iter().any(|result| result.ties_the_same(sum)));
    found.extend(results);
    flipped::turn(sheet, panel, &mut found, &lanes);
    let called: BTreeSet<usize> =
        labels.iter().filter(|label| label.result).map(|label| label.row as usize).collect();
    for sum in found.iter_mut().filter(|sum| sum.why == "figures" && sum.tally.slips > 0) {
        // A name and another column say that it is meant where a figure slipped.
        let behind = sum.parts.iter().all(|(row, _)| *row < sum.total);
        if behind && called.contains(&sum.total) {
            sum.why = RESULT;
        }
    }
    let pairs = pairs(sheet, &labels, &of_which, &found, &lanes);
    found.extend(pairs);
    let headed = headed(sheet, &rows, &hints, &of_which, &found, &lanes);
    found.extend(headed);
    let links = links(sheet, &rows, &of_which, &found, &lanes);
    found.extend(links);
    let beside = siblings::siblings((sheet, panel), &rows, &hints, &of_which, &found, &lanes);
    found.extend(beside);
    let lessened = lessened(sheet, &labels, &of_which, &found, &lanes);
    found.extend(lessened);
    let moved = movements::of_rows(sheet, panel, (&rows, &of_which), &found, &lanes, words);
    found.retain(|sum| sum.tally.fails == 0 || !moved.iter().any(|moved| moved.total == sum.total));
    found.extend(moved);
    let named_lines = rows.iter().map(|row| {
        let name = bare(&squash(&sheet.label(*row, panel))).to_owned();
        blocks::Line { number: *row as usize, name }
    });
    let lines: Vec<blocks::Line> = named_lines.collect();
    let more = blocks(sheet, Axis::Rows, &lines, &found, &lanes);
    found.extend(more);
    let names: Vec<String> = rows.iter().map(|row| sheet.label(*row, panel)).collect();
    let named = Named { hints: &hints, rows: &rows, labels: &names, of_which: &of_which };
    found.extend(unclosed(sheet, &named, &found, &lanes));
    found.extend(gapped(sheet, panel, &named, &found, &lanes));
    if uncounted::count(sheet, &rows, &hints, &mut found, &lanes) {
        // Beside a total that closes now others may be sums as its parts are.
        let more = siblings::siblings((sheet, panel), &rows, &hints, &of_which, &found, &lanes);
        found.extend(more);
    }
    found.retain(|sum| !uncounted::is_copy(sheet, sum, &lanes));
    let better: Vec<bool> = found.iter().map(|sum| uncounted::is_said_better(sheet, sum, &found)).collect();
    let mut better = better.into_iter();
    found.retain(|_| better.next() != Some(true));
    doubled(sheet, panel, &mut found);
    found.sort_by_key(|relation| relation.total);
    PanelRows { relations: found, of_which }
}

/// Counts rows that stand twice both times, where a sum that closes counts one of them.
fn doubled(sheet: &Sheet<'_>, panel: &Panel, found: &mut [Relation]) {
    let mut totals: BTreeMap<usize, Vec<Vec<Part>>> = BTreeMap::new();
    for sum in found.iter() {
        totals.entry(sum.total).or_default().push(sum.parts.clone());
    }
    for sum in found.iter_mut().filter(|sum| sum.tally.sums > 0 && sum.tally.fails == 0) {
        // What is left of the sum when its other parts are taken away says no more than the sum.
        let total = sum.total;
        let turns = |parts: &[Part]| parts.iter().any(|(row, _)| *row == total);
        let own: BTreeSet<usize> = sum.parts.iter().map(|(row, _)| *row).collect();
        // Of rows of one name one may be the sum of what the other stands for; no number is given twice.
        let is_numbered =
            |row: usize| numbered(sheet, panel, row as u32).is_some_and(|own| own.mark != Mark::Dash);
        let copy = |part: &Part| -> Option<Part> {
            let beside = [part.0.checked_sub(1), Some(part.0 + 1)].into_iter().flatten();
            let mut copies = beside.filter(|row| {
                sheet.body().contains(&(*row as u32))
                    && sheet.is_copy(*row as u32, part.0 as u32)
                    && (is_numbered(*row)
                        || totals.get(row).is_none_or(|all| all.iter().all(|parts| turns(parts))))
                    && !own.contains(row)
            });
            copies.next().map(|row| (row, part.1))
        };
        let again: Vec<Part> = sum.parts.iter().filter_map(copy).collect();
        if !again.is_empty() {
            sum.parts.extend(again);
            sum.parts.sort_unstable();
            sum.why = DOUBLED;
        }
    }
}

/// Whether a sum is taken beside those that are known and those that figures brought before it.
fn is_chosen(relation: &Relation, known: &ByTotal<'_>, scanned: &ByTotal<'_>) -> bool {
    let own = relation.total;
    // A total is not proved by a sum that it is part of itself, nor are its parts by each other.
    let holds_own = |sum: &&Relation| sum.parts.iter().any(|(part, _)| *part == own);
    let circular = relation.parts.iter().any(|(part, _)| scanned.at(*part).iter().any(holds_own));
    let first = known.at(own).is_empty() && scanned.at(own).is_empty();
    !circular && (first || is_new(relation, known.at(own)))
}

/// Whether a total's parts are others than those it is known to have: two levels of one outline.
fn is_new(relation: &Relation, known: &[&Relation]) -> bool {
    let mut known = known.iter();
    let disjoint = |known: &&Relation| known.parts.iter().all(|part| !relation.parts.contains(part));
    let Tally { fails, slips, sums, .. } = relation.tally;
    fails == slips && sums > 0 && known.all(disjoint)
}

/// Whether a row has a label or a figure in the panel.
fn says_something(sheet: &Sheet<'_>, panel: &Panel, row: u32) -> bool {
    let worded = panel.labels.clone().any(|col| matches!(sheet.slot(row, col), Slot::Words | Slot::Value(_)));
    worded || panel.lanes.clone().any(|lane| matches!(sheet.at(row, lane), Slot::Value(_)))
}

fn has_figure(sheet: &Sheet<'_>, panel: &Panel, row: u32, hint: Hint) -> bool {
    hint.is_total() || panel.lanes.clone().any(|lane| matches!(sheet.at(row, lane), Slot::Value(_)))
}

/// The sums of an outline's groups.
fn grouped(
    sheet: &Sheet<'_>,
    outline: &Outline,
    lanes: &[usize],
    of_which: &BTreeSet<u32>,
    hints: &BTreeMap<u32, Hint>,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (total, under) in &outline.groups {
        if hints[total] == Hint::OfWhich {
            continue;
        }
        let counted = under.iter().filter(|row| !of_which.contains(row));
        let all: Vec<Part> = counted.map(|row| (*row as usize, 1)).collect();
        let named = |part: &Part| hints[&(part.0 as u32)].is_total();
        let parts: Vec<Part> = all.iter().copied().filter(|part| !named(part)).collect();
        // What is numbered among the others is one of them, whatever it is called, if the sum needs it.
        let numbered = outline.scheme == "numbering" && parts.len() < all.len();
        let once = once(sheet, &parts);
        let best = [(!parts.is_empty()).then_some(parts), numbered.then_some(all), once]
            .into_iter()
            .flatten()
            .map(|parts| {
                let own = tally(sheet, Axis::Rows, *total as usize, &parts, lanes.iter().copied());
                (own.bits, std::cmp::Reverse(parts.len()), parts, own)
            })
            .max_by_key(|(bits, fewest, ..)| (*bits, *fewest));
        if let Some((.., parts, own)) = best.filter(|(.., own)| own.holds() + own.fails > 0) {
            relations.push(Relation { total: *total as usize, parts, why: outline.scheme, tally: own });
        }
    }
    relations
}

/// Parts without the second one of each row that stands twice; `None` when there is none.
fn once(sheet: &Sheet<'_>, parts: &[Part]) -> Option<Vec<Part>> {
    let again = |part: &Part| {
        let above = part.0.checked_sub(1);
        above.is_some_and(|above| {
            sheet.is_copy(above as u32, part.0 as u32) && parts.binary_search(&(above, 1)).is_ok()
        })
    };
    let once: Vec<Part> = parts.iter().copied().filter(|part| !again(part)).collect();
    (once.len() < parts.len()).then_some(once)
}

/// Whether a group's sum is meant: it speaks for itself, or the others of its scheme speak for it.
fn believed(relation: &Relation, families: &Families) -> bool {
    let own = &relation.tally;
    let alone = own.bits + OUTLINE >= ENOUGH && own.outweighs(1);
    let family = &families[relation.why];
    alone || family.sums >= LEAST_SUMS && family.fails * ODDS <= family.holds()
}

/// Rows that are named totals over the rows of an outline that stand under none: those behind or before them, up to the
/// next such total.
fn rooted(
    sheet: &Sheet<'_>,
    outline: &Outline,
    lanes: &[usize],
    of_which: &BTreeSet<u32>,
    hints: &BTreeMap<u32, Hint>,
) -> Vec<Relation> {
    let roots: Vec<u32> = outline
        .roots
        .iter()
        .filter(|row| !of_which.contains(row) && !hints[row].is_total())
        .copied()
        .collect();
    let totals: Vec<u32> = hints
        .iter()
        .filter(|(row, hint)| hint.is_of_all() && roots.binary_search(row).is_err())
        .map(|(row, _)| *row)
        .collect();
    let mut out: Vec<Relation> = Vec::new();
    for (ix, total) in totals.iter().enumerate() {
        let next = totals.get(ix + 1).copied().unwrap_or(u32::MAX);
        let last = ix.checked_sub(1).map_or(0, |before| totals[before]);
        let between = |from: u32, to: u32| -> Vec<Part> {
            let (from, to) =
                (roots.partition_point(|row| *row <= from), roots.partition_point(|row| *row < to));
            roots.get(from..to).unwrap_or_default().iter().map(|row| (*row as usize, 1)).collect()
        };
        let runs = [between(*total, next), between(last, *total)];
        let tried = runs.iter().filter_map(|run| once(sheet, run)).chain(runs.clone());
        let weighed = tried.filter(|parts| parts.len() > 1).map(|parts| {
            let tally = tally(sheet, Axis::Rows, *total as usize, &parts, lanes.iter().copied());
            Relation { total: *total as usize, parts, why: outline.scheme, tally }
        });
        let best = weighed.max_by_key(|relation| relation.tally.bits);
        // One that is the same as another row, and not everywhere, is its sum nowhere.
        let slips = |best: &Relation, lane: &usize| {
            let found = equation(sheet, Axis::Rows, best.total, &best.parts, *lane);
            found.outcome() != Outcome::Off || found.slip
        };
        let meant = |best: &Relation| best.tally.sums > 0 || lanes.iter().all(|lane| slips(best, lane));
        out.extend(best.filter(|best| {
            best.tally.bits + prior(hints[total]) >= ENOUGH && best.tally.outweighs(1) && meant(best)
        }));
    }
    out
}

/// An outline is believed, and what fails in it reported, when this many of its sums hold …
const LEAST_SUMS: u32 = 2;
/// … and at least this many times as many hold as fail.
const ODDS: u32 = 4;
