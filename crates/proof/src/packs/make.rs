//! Checks of what a rule's terms stand for.

use super::Tried;
use super::find::{Line, Looks, Sought};
use super::schema::{Kind, Rule, RuleTerm, Tolerance};
use crate::sheet::{Sheet, Slot};
use model::Decimal;
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};
use model::table::Evidence;
use std::collections::BTreeSet;

/// Checks of one rule, at the most: a table of this many rows is followed to its end.
const MOST_CHECKS: usize = 20_000;

/// What a term stands for in one check.
#[derive(Clone, Copy)]
enum Spot {
    Cell {
        table: usize,
        row: u32,
        col: u32,
        weight: Decimal,
    },
    Constant(Decimal),
    /// The rule holds without it.
    Absent,
}

/// Tries a rule on the document.
pub(crate) fn tried(sought: &Sought<'_>, rule: &Rule, looks: &mut Looks) -> Tried {
    let mut out = Tried { rule: rule.name.clone(), checks: Vec::new(), missing: Vec::new() };
    for choice in choices(sought, rule, looks, &mut out.missing) {
        match spots(sought, rule, &choice, looks) {
            Ok(all) => {
                for spots in all.into_iter().take(MOST_CHECKS.saturating_sub(out.checks.len())) {
                    match check(sought, rule, &spots) {
                        Ok(check) => out.checks.extend(check),
                        Err(why) if out.missing.contains(&why) => {}
                        Err(why) => out.missing.push(why),
                    }
                }
            }
            Err(why) => out.missing.push(why),
        }
    }
    out
}

fn terms(rule: &Rule) -> impl Iterator<Item = &RuleTerm> {
    rule.left.iter().chain(&rule.right)
}

/// Which table of the document each table of the rule is: as (the pack's, the document's), a list for each choice.
fn choices(
    sought: &Sought<'_>,
    rule: &Rule,
    looks: &mut Looks,
    missing: &mut Vec<String>,
) -> Vec<Vec<(usize, usize)>> {
    let used: BTreeSet<usize> = terms(rule)
        .filter_map(|term| match term {
            RuleTerm::Cell { table, .. } => Some(*table),
            RuleTerm::Constant(_) => None,
        })
        .collect();
    let mut there: Vec<(usize, Vec<usize>)> = Vec::new();
    for table in used {
        let found = sought.tables(&sought.pack.tables[table], looks);
        if found.is_empty() {
            missing.push(format!("no table `{}`", sought.pack.tables[table].name));
        }
        there.push((table, found));
    }
    if !missing.is_empty() {
        return Vec::new();
    }
    if let [(table, found)] = there.as_slice() {
        return found.iter().map(|sheet| vec![(*table, *sheet)]).collect();
    }
    let only = |found: &[usize]| if let [one] = found { Some(*one) } else { None };
    if there.iter().all(|(_, found)| found.len() == 1) {
        return vec![there.iter().map(|(table, found)| (*table, found[0])).collect()];
    }
    // Several sets of statements: those whose titles name the same one belong together.
    let mut out = Vec::new();
    for scope in 0..sought.pack.scopes.len() {
        let mut of_scope = |found: &[usize]| {
            let fits = found.iter().copied().filter(|sheet| sought.scope(*sheet, looks) == Some(scope));
            only(&fits.collect::<Vec<_>>())
        };
        let choice: Option<Vec<_>> =
            there.iter().map(|(table, found)| Some((*table, of_scope(found)?))).collect();
        out.extend(choice);
    }
    if out.is_empty() {
        let twice = there.iter().filter(|(_, found)| found.len() > 1);
        missing.extend(twice.map(|(table, _)| {
            format!("more than one table `{}`, and no telling which", sought.pack.tables[*table].name)
        }));
    }
    out
}

/// The spots of each check that a rule makes on a choice of tables.
fn spots(
    sought: &Sought<'_>,
    rule: &Rule,
    choice: &[(usize, usize)],
    looks: &mut Looks,
) -> Result<Vec<Vec<Spot>>, String> {
    let sheet_of = |table: usize| choice.iter().find(|(known, _)| *known == table).map_or(0, |(_, ix)| *ix);
    let quoted = |patterns: &[String]| patterns.first().cloned().unwrap_or_default();
    // A term's row, or its column, or its one cell.
    let mut lines: Vec<Option<Line>> = Vec::new();
    let mut fixed: Vec<Option<u32>> = Vec::new();
    for term in terms(rule) {
        let RuleTerm::Cell { table, row, col, panel, optional, .. } = term else {
            lines.push(None);
            fixed.push(None);
            continue;
        };
        let sheet = sheet_of(*table);
        let one = |what: &str, patterns: &[String], count: usize| {
            let name = quoted(patterns);
            match count {
                0 => format!("no {what} `{name}` in table {}", sheet + 1),
                _ => format!("more than one {what} `{name}` in table {}", sheet + 1),
            }
        };
        let rows = sought.lines(sheet, row, *panel, looks);
        let cells: Vec<(Option<Line>, Option<u32>)> = if row.is_empty() {
            let group = panel.map(|panel| panel - 1);
            let cols = sought.columns(sheet, group, col, looks);
            cols.into_iter().map(|col| (None, Some(col))).collect()
        } else if col.is_empty() {
            rows.iter().map(|line| (Some(*line), None)).collect()
        } else {
            let mut cells = Vec::new();
            for line in &rows {
                let cols = sought.columns(sheet, Some(line.group), col, looks);
                cells.extend(cols.into_iter().map(|col| (Some(*line), Some(col))));
            }
            cells
        };
        match cells.as_slice() {
            [(line, col)] => {
                lines.push(*line);
                fixed.push(*col);
            }
            [] if *optional => {
                lines.push(None);
                fixed.push(None);
            }
            found if row.is_empty() => return Err(one("column", col, found.len())),
            found if !rows.is_empty() && found.is_empty() => return Err(one("column", col, 0)),
            found => return Err(one("row", row, found.len())),
        }
    }
    let spot = |ix: usize, term: &RuleTerm, row: Option<u32>, col: Option<u32>| match term {
        RuleTerm::Constant(value) => Spot::Constant(*value),
        RuleTerm::Cell { table, weight, .. } => match (row, col) {
            (Some(row), Some(col)) if lines[ix].is_some() || fixed[ix].is_some() => {
                Spot::Cell { table: sheet_of(*table), row, col, weight: *weight }
            }
            _ => Spot::Absent,
        },
    };
    let named = |of: fn(&RuleTerm) -> bool| terms(rule).any(of);
    let by_column = !named(|term| matches!(term, RuleTerm::Cell { col, .. } if !col.is_empty()));
    let by_row = !named(|term| matches!(term, RuleTerm::Cell { row, .. } if !row.is_empty()));
    if by_column {
        let known: Vec<Line> = lines.iter().flatten().copied().collect();
        let pairs = sought.paired(&known, looks);
        if pairs.is_empty() {
            return Err("the columns of its tables cannot be paired by their heads".into());
        }
        let of_columns = |cols: Vec<u32>| {
            let mut cols = cols.into_iter();
            let spots = terms(rule).enumerate().map(|(ix, term)| {
                let col = lines[ix].and_then(|_| cols.next());
                spot(ix, term, lines[ix].map(|line| line.row), col)
            });
            spots.collect()
        };
        return Ok(pairs.into_iter().map(of_columns).collect());
    }
    if by_row {
        let sheet = choice.first().map_or(0, |(_, sheet)| *sheet);
        let of_row = |row: u32| {
            terms(rule).enumerate().map(|(ix, term)| spot(ix, term, Some(row), fixed[ix])).collect()
        };
        return Ok(sought.rows_of(sheet).map(of_row).collect());
    }
    let all = terms(rule).enumerate();
    Ok(vec![all.map(|(ix, term)| spot(ix, term, lines[ix].map(|line| line.row), fixed[ix])).collect()])
}

/// A term with its figure.
struct Figure {
    term: Term,
    /// What it adds to its side.
    value: Decimal,
    /// One unit in its last printed place, by the same measure; zero for a constant.
    ulp: Decimal,
    /// It is not rounded.
    exact: bool,
}

/// One side's figures, and what else stands there.
#[derive(Default)]
struct Side {
    figures: Vec<Figure>,
    /// A figure of it is in doubt.
    unread: bool,
    /// A term that may be left out is not there.
    absent: bool,
}

/// The check of one set of spots; `None` where nothing is said: blank totals, 0 = 0, sums of shares.
fn check(sought: &Sought<'_>, rule: &Rule, spots: &[Spot]) -> Result<Option<Check>, String> {
    let measure = measure(sought, spots);
    let (left, right) = spots.split_at(rule.left.len());
    let (left, right) = (side(sought, left, &measure, rule.kind)?, side(sought, right, &measure, rule.kind)?);
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let cells = |side: &Side| side.figures.iter().any(|figure| matches!(figure.term, Term::Cell { .. }));
    if !(cells(&left) && (cells(&right) || rule.kind != Kind::Ratio)) {
        return Ok(None);
    }
    if left.unread || right.unread {
        return Ok(Some(open(sought, rule, left, right)));
    }
    let made = match rule.kind {
        Kind::Ratio => ratio(sought, rule, &left, &right),
        Kind::Sum | Kind::Equal => sums(rule, &left, &right),
    };
    let Some(Sums { left: left_value, right: right_value, tolerance, exact }) = made else { return Ok(None) };
    let Some(difference) = left_value.checked_sub(right_value) else { return Ok(None) };
    let status = if exact {
        Status::Holds
    } else if difference.abs() <= tolerance {
        Status::Rounding
    } else if left.absent || right.absent {
        // What is missing may be what makes up the difference.
        return Ok(Some(open(sought, rule, left, right)));
    } else {
        Status::Fails
    };
    let mut out = open(sought, rule, left, right);
    out.status = status;
    out.left_value = Some(left_value);
    out.right_value = Some(right_value);
    out.difference = Some(difference);
    out.tolerance = tolerance;
    Ok(Some(out))
}

/// What each table's figures count for in the check: 1 where all tables have one unit, else in the smallest of them.
fn measure(sought: &Sought<'_>, spots: &[Spot]) -> impl Fn(usize, u32) -> Decimal {
    let factor = |spot: &Spot| match spot {
        Spot::Cell { table, row, .. } => Some(sought.factors[*table][*row as usize]),
        Spot::Constant(_) | Spot::Absent => None,
    };
    let least = spots.iter().filter_map(factor).min().unwrap_or(Decimal::ONE);
    let factors = sought.factors;
    move |table, row| {
        let factor = factors[table][row as usize];
        factor.checked_div(least).map_or(Decimal::ONE, |factor| factor.normalize())
    }
}

/// The figures of a side; `None` where a cell says that nothing is to be added up.
fn side(
    sought: &Sought<'_>,
    spots: &[Spot],
    measure: &impl Fn(usize, u32) -> Decimal,
    kind: Kind,
) -> Result<Option<Side>, String> {
    let mut out = Side::default();
    for spot in spots {
        let (table, row, col, weight) = match spot {
            Spot::Absent => {
                out.absent = true;
                continue;
            }
            Spot::Constant(value) => {
                let term = Term::Constant(*value);
                out.figures.push(Figure { term, value: *value, ulp: Decimal::ZERO, exact: true });
                continue;
            }
            Spot::Cell { table, row, col, weight } => (*table, *row, *col, *weight),
        };
        let sheet = &sought.sheets[table];
        let value = match sheet.slot(row, col) {
            Slot::Blank | Slot::Dash => continue,
            Slot::Words | Slot::Covered => {
                return Err(format!("no figure in row {row}, column {col} of table {}", table + 1));
            }
            Slot::Unread => None,
            Slot::Value(_) => sheet.reading(row, col).value,
        };
        // Shares are not added up.
        if kind == Kind::Sum && sheet.lanes.iter().any(|lane| lane.col() == col && lane.not_added) {
            return Ok(None);
        }
        let weight = weight.checked_mul(measure(table, row)).unwrap_or(weight).normalize();
        let term = Term::Cell { table: table as u32, row, col, weight };
        let Some(value) = value else {
            out.unread = true;
            out.figures.push(Figure { term, value: Decimal::ZERO, ulp: Decimal::ZERO, exact: false });
            continue;
        };
        let ulp = Decimal::new(1, value.scale().min(Decimal::MAX_SCALE));
        let (Some(added), Some(ulp)) = (value.checked_mul(weight), ulp.checked_mul(weight.abs())) else {
            return Ok(None);
        };
        // A figure that adds up to the last place beside others of its column has no rounding to allow for.
        let exact = sheet.tolerance(col, sheet.ulp(row, col), 1) == 0;
        out.figures.push(Figure { term, value: added, ulp, exact });
    }
    Ok(Some(out))
}

struct Sums {
    left: Decimal,
    right: Decimal,
    tolerance: Decimal,
    exact: bool,
}

fn total(side: &Side) -> Option<Decimal> {
    side.figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.value))
}

fn sums(rule: &Rule, left: &Side, right: &Side) -> Option<Sums> {
    // A total without parts, or parts without a total: they stand elsewhere, or a blank is the finder's to tell.
    if right.figures.is_empty() || left.figures.iter().chain(&right.figures).all(|f| f.value.is_zero()) {
        return None;
    }
    let own = (total(left)?, total(right)?);
    let seen = left.figures.iter().chain(&right.figures).filter(|figure| !figure.value.is_zero());
    let exact = seen.clone().all(|figure| figure.exact);
    let ulps = seen.map(|figure| figure.ulp).try_fold(Decimal::ZERO, Decimal::checked_add)?;
    let tolerance = match rule.tolerance {
        Tolerance::Print if exact => Decimal::ZERO,
        Tolerance::Print => ulps.checked_div(Decimal::TWO)?,
        Tolerance::Of(value) => value,
    };
    let (left, right) = own;
    Some(Sums { left, right, tolerance: tolerance.normalize(), exact: left == right })
}

/// A ratio as an interval: dividend and divisor lie within half a unit of their last printed places.
fn ratio(sought: &Sought<'_>, rule: &Rule, left: &Side, right: &Side) -> Option<Sums> {
    let [dividend, divisor] = right.figures.as_slice() else { return None };
    let half = |figure: &Figure| figure.ulp.checked_div(Decimal::TWO);
    let (a, b) = (dividend.value, divisor.value);
    let (half_a, half_b) = (half(dividend)?, half(divisor)?);
    if b.abs() <= half_b || a.is_zero() {
        return None;
    }
    let mut ends = Vec::new();
    for a in [a.checked_sub(half_a)?, a.checked_add(half_a)?] {
        for b in [b.checked_sub(half_b)?, b.checked_add(half_b)?] {
            ends.push(a.checked_div(b)?);
        }
    }
    let quotient = a.checked_div(b)?;
    let wide = ends.iter().map(|end| (*end - quotient).abs()).max()?;
    let printed = left.figures.iter().map(|f| f.ulp).filter(|ulp| !ulp.is_zero()).min()?;
    let made = |times: Decimal| -> Option<Sums> {
        let mut own = Decimal::ZERO;
        for figure in &left.figures {
            let times = if matches!(figure.term, Term::Constant(_)) { times } else { Decimal::ONE };
            own = own.checked_add(figure.value.checked_mul(times)?)?;
        }
        let exact = quotient.checked_mul(times)?;
        let tolerance = match rule.tolerance {
            Tolerance::Print => printed.checked_div(Decimal::TWO)?.checked_add(wide.checked_mul(times)?)?,
            Tolerance::Of(value) => value,
        };
        let near = own.checked_sub(exact)?.abs() <= tolerance;
        // What is shown is as fine as the print; finer where the sides meet within its rounding.
        let places = printed.scale() + if near { 2 } else { 0 };
        let right = if own == exact { exact } else { exact.round_dp(places.min(Decimal::MAX_SCALE)) };
        let tolerance = tolerance.round_dp_with_strategy(
            (places + 2).min(Decimal::MAX_SCALE),
            rust_decimal::RoundingStrategy::AwayFromZero,
        );
        Some(Sums { left: own, right, tolerance, exact: own == exact })
    };
    let (plain, hundredfold) = (made(Decimal::ONE)?, made(Decimal::ONE_HUNDRED)?);
    if in_per_cent(sought, left) {
        return Some(hundredfold);
    }
    // Nothing says whether it is in per cent: it is what holds, and where neither does there is nothing to say.
    [plain, hundredfold].into_iter().find(|sums| (sums.left - sums.right).abs() <= sums.tolerance)
}

/// Whether a ratio is printed in per cent: by a sign in its cell, its label, its head, or its table's unit.
fn in_per_cent(sought: &Sought<'_>, left: &Side) -> bool {
    let marked = |text: &str| text.contains(['%', '％']);
    left.figures.iter().any(|figure| match &figure.term {
        Term::Cell { table, row, col, .. } => {
            let sheet: &Sheet<'_> = &sought.sheets[*table as usize];
            let beside = (0..sheet.n_cols()).any(|other| {
                matches!(sheet.slot(*row, other), Slot::Words) && marked(sheet.text(*row, other))
            });
            sheet.reading(*row, *col).unit.as_deref().is_some_and(marked)
                || beside
                || sheet.heads(*col).iter().any(|head| marked(head))
                || sheet.table.unit.as_ref().is_some_and(|unit| marked(&unit.text))
        }
        Term::Constant(_) | Term::Prose { .. } => false,
    })
}

/// A check of which no more is known than its cells.
fn open(sought: &Sought<'_>, rule: &Rule, left: Side, right: Side) -> Check {
    let absent = left.absent || right.absent;
    let terms = |side: Side| side.figures.into_iter().map(|figure| figure.term).collect::<Vec<_>>();
    let times = rule.kind == Kind::Ratio && in_per_cent(sought, &left);
    let (mut left, right) = (terms(left), terms(right));
    for term in &mut left {
        if let (true, Term::Constant(value)) = (times, term) {
            *value *= Decimal::ONE_HUNDRED;
        }
    }
    let places: Vec<(u32, u32, u32)> = left.iter().chain(&right).filter_map(crate::emit::place).collect();
    let all = |of: fn(&(u32, u32, u32)) -> (u32, u32)| places.iter().all(|place| of(place) == of(&places[0]));
    let direction = if all(|place| (place.0, place.1)) {
        Direction::Row
    } else if all(|place| (place.0, place.2)) {
        Direction::Column
    } else {
        Direction::Across
    };
    let less = |term: &Term| matches!(term, Term::Cell { weight, .. } if weight.is_sign_negative());
    let kind = match rule.kind {
        Kind::Ratio => CheckKind::Ratio,
        Kind::Equal => CheckKind::Equal,
        Kind::Sum if right.iter().any(less) => CheckKind::Difference,
        Kind::Sum => CheckKind::Sum,
    };
    let mut evidence = Evidence::new("rule").with("by", rule.source.clone());
    if !rule.about.is_empty() {
        evidence = evidence.with("about", rule.about.clone());
    }
    if absent {
        evidence = evidence.with("absent", "a term that the rule holds without");
    }
    Check {
        id: CheckId(0),
        kind,
        status: Status::Open,
        left,
        right,
        left_value: None,
        right_value: None,
        difference: None,
        tolerance: Decimal::ZERO,
        source: CheckSource::Pack { pack: sought.pack.name.clone(), rule: rule.name.clone() },
        direction,
        evidence,
    }
}
