//! What the checks say of each cell.
//!
//! A figure is proved by relations that hold. Where some fail, the fewest cells that explain all of them are sought: a cell
//! explains the failing relations it stands in when one other value would close them all and it stands in none that
//! holds. (Choosing the smallest set of changed values is the card-minimal repair of Flesca, Furfaro and Parisi 2006, used
//! here to name cells, not to change them.)

use crate::emit::place;
use crate::means::MEAN;
use model::checked::{CellProof, Check, CheckId, CheckKind, Direction, Status, TableProof, Term, Verdict};
use model::repaired::CellKind;
use model::table::Op;
use model::{CellId, Decimal, Repaired};
use std::collections::{BTreeMap, BTreeSet};

/// A cell by table, row and column.
pub(crate) type Place = (u32, u32, u32);

/// What each cell of one relation counts for in it: left less right.
fn weights(check: &Check) -> Vec<(Place, Decimal)> {
    let side = |terms: &[Term], sign: Decimal| -> Vec<(Place, Decimal)> {
        let weight = |term: &Term| match term {
            Term::Cell { weight, .. } => *weight,
            Term::Constant(_) | Term::Prose { .. } => Decimal::ZERO,
        };
        terms.iter().filter_map(|term| Some((place(term)?, weight(term) * sign))).collect()
    };
    let mut out = side(&check.left, Decimal::ONE);
    out.extend(side(&check.right, -Decimal::ONE));
    out
}

/// The cells that a check proves when it holds. A ratio proves its quotient, and a mean itself: of the amounts they say no more
/// than their first digits.
fn proves(check: &Check) -> Vec<Place> {
    let mean = || check.evidence.details.iter().any(|(name, by)| *name == "by" && by == MEAN);
    let right = if check.kind == CheckKind::Ratio || mean() { &[][..] } else { &check.right };
    check.left.iter().chain(right).filter_map(place).collect()
}

/// The cells that explain what fails, and what they should say.
#[derive(Default)]
struct Blame {
    /// In every smallest explanation.
    contradicted: BTreeMap<Place, Option<Decimal>>,
    /// In some, or in what no set of few cells explains.
    doubted: BTreeMap<Place, Option<Decimal>>,
}

/// Fills in the verdict of every cell, the checks that touch it, and what is implied. `broken` are the cells that are figures by
/// their place, and no numbers.
pub(crate) fn verdicts(
    repaired: &Repaired,
    tables: &mut [TableProof],
    across: &[Check],
    broken: &BTreeSet<Place>,
) {
    let all: Vec<&Check> = tables.iter().flat_map(|table| &table.checks).chain(across).collect();
    let mut touching: BTreeMap<Place, Vec<CheckId>> = BTreeMap::new();
    let mut directions: BTreeMap<Place, BTreeSet<Direction>> = BTreeMap::new();
    for check in &all {
        for term in check.left.iter().chain(&check.right) {
            let Some(place) = place(term) else { continue };
            let ids = touching.entry(place).or_default();
            if ids.last() != Some(&check.id) {
                ids.push(check.id);
            }
        }
        if check.status.proves() {
            for place in proves(check) {
                directions.entry(place).or_default().insert(check.direction);
            }
        }
    }
    let blame = blame(&all, repaired);
    for (ix, (table, proof)) in repaired.tables.iter().zip(tables).enumerate() {
        // A digit, point or sign that was changed in a dump cannot be seen on a page: at most in doubt.
        let unverified: BTreeSet<CellId> = table
            .table
            .log()
            .iter()
            .filter(|edit| {
                let evidence = &edit.why.evidence;
                evidence.source_unverified
                    && evidence.kind == "arithmetic"
                    && matches!(edit.op, Op::SetText { .. })
            })
            .flat_map(|edit| edit.cells.iter().copied())
            .collect();
        let cell = |(cell, reading): (&model::Cell, &model::repaired::Reading)| -> CellProof {
            let place = (ix as u32, cell.row(), cell.col());
            let checks = touching.remove(&place).unwrap_or_default();
            let proved = directions.get(&place).map_or(0, BTreeSet::len);
            let numeric =
                reading.kind == CellKind::Number || reading.doubt.is_some() || broken.contains(&place);
            let (contradicted, doubted) = (blame.contradicted.get(&place), blame.doubted.get(&place));
            let verdict = if !numeric {
                // A blank where a total belongs; words that give a number have no verdict.
                let blank = reading.kind == CellKind::Blank;
                (blank && (contradicted.is_some() || doubted.is_some())).then_some(Verdict::Doubt)
            } else if contradicted.is_some() {
                Some(Verdict::Contradicted)
            } else if doubted.is_some()
                || reading.doubt.is_some()
                || reading.value.is_none()
                || unverified.contains(&cell.id())
            {
                Some(Verdict::Doubt)
            } else {
                Some(match proved {
                    0 => Verdict::Unchecked,
                    1 => Verdict::Proved,
                    _ => Verdict::ProvedBoth,
                })
            };
            let implied = contradicted.or(doubted.filter(|_| !numeric)).copied().flatten();
            CellProof { verdict, checks, implied, candidates: Vec::new() }
        };
        proof.cells = table.table.cells().iter().zip(&table.readings).map(cell).collect();
    }
}

fn value(repaired: &Repaired, (table, row, col): Place) -> Option<Decimal> {
    let table = &repaired.tables[table as usize];
    table.readings[table.table.index_at(row, col)].value
}

/// Cells of more failing relations than these in one knot are not searched: the totals are named.
const MOST_CHECKS: usize = 64;
/// Nor knots of more cells, for pairs.
const MOST_CELLS: usize = 200;

fn blame(all: &[&Check], repaired: &Repaired) -> Blame {
    let mut proved: BTreeSet<Place> = BTreeSet::new();
    for check in all.iter().filter(|check| check.status.proves()) {
        proved.extend(proves(check));
    }
    let fails = |check: &&&Check| check.status == Status::Fails;
    let of = |kind: CheckKind| all.iter().filter(fails).copied().filter(move |check| check.kind == kind);
    let said: Vec<&Check> = of(CheckKind::Text).collect();
    let linear = |check: &&Check| !matches!(check.kind, CheckKind::Text | CheckKind::Ratio);
    let failing: Vec<&Check> = all.iter().filter(fails).copied().filter(linear).collect();
    let mut out = Blame::default();
    // What words say otherwise puts a figure in doubt that nothing proves; which of the two is wrong no sum can tell.
    for (place, _) in said.into_iter().flat_map(weights).filter(|(place, _)| !proved.contains(place)) {
        out.doubted.insert(place, None);
    }
    for check in all.iter().filter(|check| check.status == Status::Open) {
        if check.kind == CheckKind::Ratio {
            // What a quotient lacks is no more exact than it is.
            if let Some(place) = only_blank(check, repaired) {
                out.doubted.entry(place).or_insert(None);
            }
        } else if let Some((place, implied)) = lacking(check, repaired) {
            out.doubted.entry(place).or_insert(Some(implied));
        }
    }
    for knot in knots(&failing, &proved) {
        explain(&knot, &proved, repaired, &mut out);
    }
    for check in of(CheckKind::Ratio) {
        explain_ratio(check, &proved, &mut out);
    }
    out
}

/// The only cell of a check without a figure, where it is blank.
fn only_blank(check: &Check, repaired: &Repaired) -> Option<Place> {
    let places = check.left.iter().chain(&check.right).filter_map(place);
    let mut without = places.filter(|place| value(repaired, *place).is_none());
    let (only, None) = (without.next()?, without.next()) else { return None };
    let table = &repaired.tables[only.0 as usize];
    let kind = table.readings[table.table.index_at(only.1, only.2)].kind;
    (kind == CellKind::Blank).then_some(only)
}

/// The only blank in a sum, and the figure that would close it; `None` where another is in doubt.
fn lacking(check: &Check, repaired: &Repaired) -> Option<(Place, Decimal)> {
    let cells = weights(check);
    let only = only_blank(check, repaired)?;
    let (place, weight) = *cells.iter().find(|(place, _)| *place == only)?;
    let mut off = Decimal::ZERO;
    for (place, weight) in &cells {
        off = off.checked_add(weight.checked_mul(value(repaired, *place).unwrap_or_default())?)?;
    }
    Some((place, (-off).checked_div(weight)?.normalize()))
}

/// A ratio that fails, where no sum has told already which of its figures is wrong: the quotient, if the amounts are proved;
/// else any of them may be.
fn explain_ratio(check: &Check, proved: &BTreeSet<Place>, out: &mut Blame) {
    let places = |terms: &[Term]| terms.iter().filter_map(place).collect::<Vec<Place>>();
    let (left, right) = (places(&check.left), places(&check.right));
    if left.iter().chain(&right).any(|place| out.contradicted.contains_key(place)) {
        return;
    }
    if right.iter().all(|place| proved.contains(place)) {
        let constants = check.left.iter().filter_map(|term| match term {
            Term::Constant(value) => Some(*value),
            Term::Cell { .. } | Term::Prose { .. } => None,
        });
        let more: Decimal = constants.sum();
        // Of a margin the rest is told.
        let taken = check
            .left
            .iter()
            .any(|term| matches!(term, Term::Cell { weight, .. } if weight.is_sign_negative()));
        let implied = check.right_value.and_then(|value| value.checked_sub(more));
        let implied = if taken { implied.map(|value| -value) } else { implied };
        let one = left.len() == 1;
        out.contradicted.extend(left.into_iter().map(|place| (place, implied.filter(|_| one))));
    } else {
        let open = left.into_iter().chain(right).filter(|place| !proved.contains(place));
        for place in open {
            out.doubted.entry(place).or_insert(None);
        }
    }
}

/// Failing relations that share cells which could be wrong.
fn knots<'c>(failing: &[&'c Check], proved: &BTreeSet<Place>) -> Vec<Vec<&'c Check>> {
    let mut owner: BTreeMap<Place, usize> = BTreeMap::new();
    let mut group: Vec<usize> = (0..failing.len()).collect();
    for (ix, check) in failing.iter().enumerate() {
        for (place, _) in weights(check) {
            if proved.contains(&place) {
                continue;
            }
            match owner.get(&place) {
                Some(other) => {
                    let (one, other) = (root(&mut group, *other), root(&mut group, ix));
                    group[one.max(other)] = one.min(other);
                }
                None => {
                    owner.insert(place, ix);
                }
            }
        }
    }
    let mut out: BTreeMap<usize, Vec<&'c Check>> = BTreeMap::new();
    for (ix, check) in failing.iter().enumerate() {
        let root = root(&mut group, ix);
        out.entry(root).or_default().push(check);
    }
    out.into_values().collect()
}

/// The first of the group that a member of a disjoint-set forest belongs to.
fn root(group: &mut [usize], mut ix: usize) -> usize {
    while group[ix] != ix {
        group[ix] = group[group[ix]];
        ix = group[ix];
    }
    ix
}

/// Names the cells of one knot.
fn explain(knot: &[&Check], proved: &BTreeSet<Place>, repaired: &Repaired, out: &mut Blame) {
    let mut cells: BTreeMap<Place, Vec<(usize, Decimal)>> = BTreeMap::new();
    for (ix, check) in knot.iter().enumerate() {
        for (place, weight) in weights(check) {
            if !weight.is_zero() && !proved.contains(&place) {
                cells.entry(place).or_default().push((ix, weight));
            }
        }
    }
    let off: Vec<Option<Decimal>> = knot.iter().map(|check| check.difference).collect();
    // What must be added to the cell to close all its relations of the knot, if one amount does.
    let delta = |place: &Place, of: &dyn Fn(usize) -> bool| -> Option<Decimal> {
        let mut wanted = cells[place]
            .iter()
            .filter(|(ix, _)| of(*ix))
            .map(|(ix, weight)| off[*ix].and_then(|off| (-off).checked_div(*weight)));
        let first = wanted.next()??;
        wanted.all(|other| other == Some(first)).then_some(first)
    };
    let says = |place: &Place, delta: Decimal| {
        value(repaired, *place).unwrap_or_default().checked_add(delta).map(|value| value.normalize())
    };
    let in_all = |place: &&Place| cells[*place].len() == knot.len();
    let single: Vec<(Place, Decimal)> =
        cells.keys().filter(in_all).filter_map(|place| Some((*place, delta(place, &|_| true)?))).collect();
    // A blank where a total belongs explains itself.
    let mut blank = single.iter().filter(|(place, _)| value(repaired, *place).is_none());
    if let (Some((place, delta)), None) = (blank.next(), blank.next()) {
        out.contradicted.insert(*place, says(place, *delta));
        return;
    }
    if let [(place, delta)] = single.as_slice() {
        out.contradicted.insert(*place, says(place, *delta));
        return;
    }
    if single.is_empty() && knot.len() <= MOST_CHECKS && cells.len() <= MOST_CELLS {
        let pairs = pairs(&cells, &off, knot.len());
        if let [(one, other)] = pairs.as_slice() {
            for (place, delta) in [one, other] {
                out.contradicted.insert(*place, says(place, *delta));
            }
            return;
        }
    }
    // No one explanation: the totals, and all that may be wrong beside them.
    let totals: BTreeSet<Place> =
        knot.iter().filter_map(|check| check.left.first()).filter_map(place).collect();
    for check in knot {
        let own = |place: &Place| check.left.first().and_then(self::place) == Some(*place);
        for (place, _) in weights(check) {
            if own(&place) && !proved.contains(&place) {
                let implied = delta_of(check).and_then(|delta| says(&place, delta));
                out.contradicted.entry(place).or_insert(implied);
            } else if !proved.contains(&place) && !totals.contains(&place) {
                let implied = single.iter().find(|(known, _)| *known == place);
                let implied = implied.and_then(|(place, delta)| says(place, *delta));
                out.doubted.entry(place).or_insert(implied);
            }
        }
        // Every cell of it is proved elsewhere: then the relation's own total is named.
        if weights(check).iter().all(|(place, _)| proved.contains(place))
            && let Some(place) = check.left.first().and_then(place)
        {
            let implied = delta_of(check).and_then(|delta| says(&place, delta));
            out.contradicted.entry(place).or_insert(implied);
        }
    }
}

/// What the total of a relation lacks.
fn delta_of(check: &Check) -> Option<Decimal> {
    check.difference.map(|off| -off)
}

/// Two cells that explain a knot together: each failing relation holds one of them, or both.
fn pairs(
    cells: &BTreeMap<Place, Vec<(usize, Decimal)>>,
    off: &[Option<Decimal>],
    knot: usize,
) -> Vec<((Place, Decimal), (Place, Decimal))> {
    let mut out = Vec::new();
    let places: Vec<&Place> = cells.keys().collect();
    for (ix, one) in places.iter().enumerate() {
        for other in &places[ix + 1..] {
            let (first, second) = (&cells[*one], &cells[*other]);
            let covered: BTreeSet<usize> = first.iter().chain(second).map(|(ix, _)| *ix).collect();
            if covered.len() < knot {
                continue;
            }
            let alone = |own: &[(usize, Decimal)], not: &[(usize, Decimal)]| -> Option<Decimal> {
                let mut wanted = own
                    .iter()
                    .filter(|(ix, _)| not.iter().all(|(other, _)| other != ix))
                    .map(|(ix, weight)| off[*ix].and_then(|off| (-off).checked_div(*weight)));
                let first = wanted.next()??;
                wanted.all(|other| other == Some(first)).then_some(first)
            };
            let (Some(a), Some(b)) = (alone(first, second), alone(second, first)) else { continue };
            let closes = first.iter().all(|(ix, weight)| {
                let both = second.iter().find(|(other, _)| other == ix);
                let moved = *weight * a + both.map_or(Decimal::ZERO, |(_, weight)| *weight * b);
                off[*ix].is_some_and(|off| off + moved == Decimal::ZERO)
            });
            if closes {
                out.push(((**one, a), (**other, b)));
            }
        }
    }
    out
}
