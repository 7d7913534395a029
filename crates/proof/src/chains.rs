//! Totals that are carried on: each is the one before it and the rows since.
//!
//! Statements that go from revenue to profit, of cash that comes to a change and a balance, and sections that add up to
//! more and more go so. Where the sums of such a chain are found, the row that should be its next one, and is not by a slip
//! in the digits of one figure, a sign, or for want of one, is told; so is the first one, before the chain begins.

use crate::evidence::{ENOUGH, Equation, Outcome};
use crate::missing::SHORT;
use crate::relation::{Axis, ByTotal, Part, Relation, equation, only_blank, tally};
use crate::results::RESULT;
use crate::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// What a relation is called that goes on from the one before it.
pub(crate) const CHAIN: &str = "chain";

/// Rows between one total of a chain and the next, at the most.
const LONGEST: usize = 16;
/// Bits of a slip, beyond the ways in which it may have come about, with a link before it …
const SLIP: i32 = 4;
/// … and with more of them.
const CHAINED: i32 = 1;
/// Bits of a link that closes, beyond those.
const CLOSES: i32 = 5;
/// As many links as one that is followed by another is worth.
const FOLLOWED: u32 = 1 << 16;

/// The rows of a panel that are counted, with the sums found among them.
struct Chains<'r> {
    sheet: &'r Sheet<'r>,
    lanes: &'r [usize],
    rows: Vec<usize>,
    totals: ByTotal<'r>,
    /// Sums of two rows and more that hold, by their totals.
    links: Vec<&'r Relation>,
    /// Rows that are parts of some sum …
    held: BTreeSet<usize>,
    /// … but for those that are what is left of a total above them: a = b + c, as c = a - b.
    taken: BTreeSet<usize>,
    /// These, with that total.
    left: BTreeMap<usize, usize>,
    /// How many links lead to a row, and what the rows of the last one count for.
    ends: BTreeMap<usize, (u32, i8)>,
}

/// The links that chains lack.
pub(crate) fn links(
    sheet: &Sheet<'_>,
    rows: &[u32],
    of_which: &BTreeSet<u32>,
    found: &[Relation],
    lanes: &[usize],
) -> Vec<Relation> {
    let counted = |row: &&u32| sheet.says(**row, lanes) && !of_which.contains(row);
    let rows = rows.iter().filter(counted).map(|row| *row as usize).collect();
    let mut chains = Chains::of(sheet, lanes, rows, found);
    let mut out = chains.go_on();
    out.extend(chains.by_slips(found));
    out.extend(chains.begin());
    out
}

impl<'r> Chains<'r> {
    fn of(sheet: &'r Sheet<'r>, lanes: &'r [usize], rows: Vec<usize>, found: &'r [Relation]) -> Self {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut left: BTreeMap<usize, usize> = BTreeMap::new();
        for known in found {
            let above = known.parts.iter().all(|(row, sign)| *row > known.total && *sign > 0);
            let last =
                known.parts.last().filter(|_| above && known.parts.len() > 1 && known.why == "figures");
            if let Some((last, _)) = last.filter(|(last, _)| !taken.contains(last)) {
                left.insert(*last, known.total);
            }
            taken.extend(known.parts.iter().map(|(row, _)| *row).filter(|row| !left.contains_key(row)));
        }
        let holds =
            |known: &&Relation| known.tally.sums > 0 && known.tally.outweighs(1) && known.parts.len() > 1;
        let mut links: Vec<&Relation> = found.iter().filter(holds).collect();
        links.sort_by_key(|known| known.total);
        let mut ends: BTreeMap<usize, (u32, i8)> = BTreeMap::new();
        for known in &links {
            let &[(first, _), .., (last, sign)] = known.parts.as_slice() else { continue };
            if last < known.total {
                let before = ends.get(&first).map_or(0, |(links, _)| *links);
                ends.insert(known.total, (before + 1, sign));
            }
        }
        for (last, total) in &left {
            let before = ends.get(total).map_or(0, |(links, _)| *links);
            ends.entry(*last).or_insert((before + 1, -1));
        }
        let held = found.iter().flat_map(|known| &known.parts).map(|(row, _)| *row).collect();
        Self { sheet, lanes, rows, totals: ByTotal::of(found), links, held, taken, left, ends }
    }

    fn place(&self, row: usize) -> Option<usize> {
        self.rows.binary_search(&row).ok()
    }

    fn is_free(&self, row: usize) -> bool {
        !self.held.contains(&row) && self.totals.at(row).is_empty()
    }

    /// What stands behind the end of each chain, as its next links.
    fn go_on(&mut self) -> Vec<Relation> {
        let mut out: Vec<Relation> = Vec::new();
        let mut ends: Vec<usize> = self.ends.keys().copied().collect();
        let mut at = 0;
        while let Some(end) = ends.get(at).copied() {
            at += 1;
            let Some(from) = self.place(end).filter(|_| !self.taken.contains(&end)) else { continue };
            let (length, sign) = self.ends[&end];
            let since = self.rows[from + 1..].iter().copied();
            let mut behind: Vec<usize> =
                since.clone().take_while(|row| self.is_free(*row)).take(LONGEST).collect();
            // The next total may be the first row of what comes after.
            behind.extend(since.skip(behind.len()).take(1).filter(|row| self.totals.at(*row).is_empty()));
            if let Some(left) = self.what_is_left(end, &behind) {
                out.push(left);
            } else if let Some(next) = self.next(end, &behind, length, sign) {
                self.ends.insert(next.total, (length + 1, sign));
                ends.insert(at, next.total);
                out.push(next);
            }
        }
        out
    }

    /// The row right behind two totals as one of them less the other.
    fn what_is_left(&self, end: usize, behind: &[usize]) -> Option<Relation> {
        let other =
            self.ends.range(..end).map(|(total, _)| *total).rfind(|total| !self.taken.contains(total))?;
        let row = behind.first().filter(|row| self.is_free(**row))?;
        let ways = [vec![(other, 1), (end, -1)], vec![(other, -1), (end, 1)]];
        let links = ways.into_iter().filter_map(|parts| self.link(*row, parts, 1));
        links.min_by_key(|link| (link.why != CHAIN, std::cmp::Reverse(link.tally.bits)))
    }

    /// The next link: one that closes sooner than one that slips, and that sooner than one that only what comes next shows.
    fn next(&self, end: usize, behind: &[usize], length: u32, sign: i8) -> Option<Relation> {
        let since = |from: usize, rows: &[usize]| -> Vec<Part> {
            [(from, 1)].into_iter().chain(rows.iter().map(|row| (*row, sign))).collect()
        };
        let link = |ix: usize, length: u32| self.link(behind[ix], since(end, &behind[..ix]), length);
        let closes = |link: &Relation| link.why == CHAIN;
        let closing = (1..behind.len()).find_map(|ix| link(ix, length).filter(closes));
        let follows = |ix: usize| {
            (ix + 2..behind.len()).any(|next| {
                let parts = since(behind[ix], &behind[ix + 1..next]);
                self.link(behind[next], parts, 1).is_some_and(|link| closes(&link))
            })
        };
        let slipped = || {
            let length = |ix: usize| if follows(ix) { FOLLOWED } else { length };
            (1..behind.len()).find_map(|ix| link(ix, length(ix)))
        };
        closing.or_else(slipped).or_else(|| self.passed_over(end, behind, sign))
    }

    /// A total that is wrong itself, among rows that go on from one to the next but one: without it they come to that.
    fn passed_over(&self, end: usize, behind: &[usize], sign: i8) -> Option<Relation> {
        let sum = |total: usize, rows: &mut dyn Iterator<Item = usize>| {
            let parts: Vec<Part> = [(end, 1)].into_iter().chain(rows.map(|row| (row, sign))).collect();
            let tally = tally(self.sheet, Axis::Rows, total, &parts, self.lanes.iter().copied());
            (parts, tally)
        };
        for last in 2..behind.len() {
            for wrong in 1..last {
                if !self.sheet.pays(last * self.lanes.len()) {
                    return None;
                }
                let others = &mut behind[..last].iter().copied().filter(|row| *row != behind[wrong]);
                let (_, over) = sum(behind[last], others);
                if over.fails > 0 || over.sums == 0 || over.bits < ENOUGH - 3 {
                    continue;
                }
                let (parts, tally) = sum(behind[wrong], &mut behind[..wrong].iter().copied());
                if tally.fails == 1 {
                    return Some(Relation { total: behind[wrong], parts, why: SHORT, tally });
                }
            }
        }
        None
    }

    /// Sums that a slip alone shows are meant where they stand between others.
    fn by_slips(&self, found: &[Relation]) -> Vec<Relation> {
        let slipped =
            |known: &&Relation| known.why == "figures" && known.tally.sums == 0 && known.tally.slips > 0;
        let beside = |known: &&Relation| {
            let near = |other: &&Relation| {
                let under = other.parts.iter().any(|(row, _)| *row == known.total);
                under || known.parts.iter().any(|(row, _)| *row == other.total)
            };
            known.parts.len() > 1 && self.links.iter().any(near)
        };
        let meant = found.iter().filter(slipped).filter(beside);
        meant.map(|known| Relation { why: SHORT, ..known.clone() }).collect()
    }

    /// What chains begin with, where it is a sum itself of the rows above it.
    fn begin(&self) -> Vec<Relation> {
        let firsts: BTreeSet<usize> = self.links.iter().map(|next| next.parts[0].0).collect();
        let lefts: BTreeSet<usize> = self.left.values().copied().collect();
        let forwards = self.links.iter().filter_map(|known| {
            let (first, _) = known.parts[0];
            let chained = known.total > first && firsts.contains(&known.total);
            let sign = known.parts.last().map_or(1, |(_, sign)| *sign);
            (chained && self.totals.at(first).is_empty()).then_some((first, sign))
        });
        let backwards = self.left.iter().filter_map(|(last, total)| {
            (lefts.contains(last) && !self.held.contains(total)).then_some((*total, -1))
        });
        forwards.chain(backwards).flat_map(|(first, sign)| self.begun(first, sign)).collect()
    }

    /// The first total of a chain as the sum of all rows above it, or of those behind one that ends another sum.
    fn begun(&self, first: usize, sign: i8) -> Vec<Relation> {
        let Some(begin) = self.place(first) else { return Vec::new() };
        let free = self.rows[..begin].iter().rev().copied().take_while(|row| self.is_free(*row));
        let mut above: Vec<usize> = free.take(LONGEST).collect();
        above.reverse();
        if above.len() < 2 || above.len() == LONGEST {
            return Vec::new();
        }
        let parts = |rows: &[usize]| -> Vec<Part> {
            rows.iter().enumerate().map(|(ix, row)| (*row, if ix == 0 { 1 } else { sign })).collect()
        };
        let from = |from: &usize| {
            let length = if *from == 0 { 2 } else { 1 };
            self.link(first, parts(&above[*from..]), length).map(|link| (*from, link))
        };
        let Some((from, begun)) = (0..above.len() - 1).find_map(|at| from(&at)) else { return Vec::new() };
        let before = (from > 0).then(|| self.link(above[from], parts(&above[..from]), 2)).flatten();
        before.into_iter().chain([begun]).collect()
    }

    /// A sum that is meant as the next of a chain of so many: it closes, or is off in one column by what one slip leaves.
    fn link(&self, total: usize, parts: Vec<Part>, length: u32) -> Option<Relation> {
        if parts.len() < 2 || !self.sheet.pays(parts.len() * self.lanes.len()) {
            return None;
        }
        let of = |lane: &usize| equation(self.sheet, Axis::Rows, total, &parts, *lane);
        let equations: Vec<Equation> = self.lanes.iter().map(of).collect();
        let least = match length {
            FOLLOWED.. => -CLOSES,
            2.. => CHAINED,
            _ => SLIP,
        };
        let tally = tally(self.sheet, Axis::Rows, total, &parts, self.lanes.iter().copied());
        if tally.fails == 0 && tally.sums > 0 && tally.bits >= least.max(CHAINED) + CLOSES {
            return Some(Relation { total, parts, why: CHAIN, tally });
        }
        let is_off = |one: &Equation| one.outcome() == Outcome::Off;
        // What comes to the same but for its sign slipped there.
        let turned = |one: &Equation| one.total == -one.sum && one.bits() >= ENOUGH - 4 && length > 1;
        let slip = |one: &Equation| one.slipped.is_some() && one.gain() >= least || turned(one);
        let bits: i32 = equations.iter().filter(|one| !is_off(one)).map(Equation::gain).sum();
        let blank = |lane: usize, one: &Equation| {
            let part = || only_blank(self.sheet, Axis::Rows, &parts, lane).is_some();
            (one.blank_total || part()) && bits >= ENOUGH
        };
        let fails = equations.iter().filter(|one| is_off(one)).count();
        let told = |(lane, one): (&usize, &Equation)| !is_off(one) || slip(one) || blank(*lane, one);
        let meant = fails == 1 && self.lanes.iter().zip(&equations).all(told);
        meant.then_some(Relation { total, parts, why: SHORT, tally })
    }
}

/// The last of some rows as the first with the others added or taken away, in the only way that closes in all lanes.
pub(crate) fn carried_on(sheet: &Sheet<'_>, rows: &[u32], lanes: &[usize]) -> Option<Relation> {
    /// Signs that are solved for.
    const MOST: usize = 5;
    let (total, rows) = rows.split_last()?;
    let moved = rows.len().checked_sub(1).filter(|moved| (1..=MOST).contains(moved))?;
    let way = |signs: u32| -> Option<Relation> {
        let sign = |ix: usize| if ix > 0 && signs >> (ix - 1) & 1 == 1 { -1 } else { 1 };
        let parts: Vec<Part> = rows.iter().enumerate().map(|(ix, row)| (*row as usize, sign(ix))).collect();
        let outcome = |lane: &usize| equation(sheet, Axis::Rows, *total as usize, &parts, *lane).outcome();
        if !lanes.iter().map(outcome).all(|found| matches!(found, Outcome::Exact | Outcome::Void)) {
            return None;
        }
        let tally = tally(sheet, Axis::Rows, *total as usize, &parts, lanes.iter().copied());
        let bits = tally.bits - moved as i32;
        (bits >= ENOUGH).then_some(Relation { total: *total as usize, parts, why: RESULT, tally })
    };
    if !sheet.pays((lanes.len() * rows.len()) << moved) {
        return None;
    }
    // A row of nothing has no sign.
    let says =
        |ix: usize| lanes.iter().any(|lane| Axis::Rows.figure(sheet, rows[ix + 1] as usize, *lane) != 0);
    let plain = |signs: &u32| (0..moved).all(|ix| signs >> ix & 1 == 0 || says(ix));
    let mut ways = (0..1u32 << moved).filter(plain).filter_map(way);
    ways.next().filter(|_| ways.next().is_none())
}
