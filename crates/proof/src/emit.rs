//! Relations to checks: one equation a line, with its cells, both sides and how far apart they may be.

use crate::blocks::BLOCK;
use crate::company::Company;
use crate::evidence::{ENOUGH, Equation, Outcome, Tally};
use crate::lessened::LESSENED;
use crate::missing::{SHORT, UNCLOSED, comes_near, is_less};
use crate::moved::moved;
use crate::movements::MOVEMENTS;
use crate::open::{is_by_name, is_habit, is_open, lacks_a_blank};
use crate::relation::{Axis, Part, Relation, equation, only_blank};
use crate::results::{RESULT, TWO_SIGNS};
use crate::scan::DOUBLED;
use crate::sheet::{Sheet, Slot};
use model::Decimal;
use model::checked::{Check, CheckId, CheckKind, CheckSource, Direction, Status, Term};
use model::table::Evidence;
use std::collections::BTreeSet;

/// Gathers the checks of one table, each relation between the same cells once.
#[derive(Default)]
pub(crate) struct Checks {
    pub(crate) list: Vec<Check>,
    seen: BTreeSet<Vec<(u32, u32, u32)>>,
    /// Lanes that other lanes are added up with: their figures are amounts.
    pub(crate) additive: BTreeSet<usize>,
}

impl Checks {
    /// Adds the equations of a relation on the lines across that say something. Returns the lines on which it may not be
    /// meant: where it fails, and that is not told.
    pub(crate) fn add(
        &mut self,
        sheet: &Sheet<'_>,
        axis: Axis,
        relation: &Relation,
        across: &[usize],
    ) -> BTreeSet<usize> {
        let equations: Vec<(usize, Equation)> = across
            .iter()
            .map(|line| (*line, equation(sheet, axis, relation.total, &relation.parts, *line)))
            .collect();
        let said = relation.tally.holds() >= if relation.why == "figures" { 8 } else { 3 };
        if axis == Axis::Lanes && (relation.tally.sums > 0 || said) {
            self.additive.extend(relation.parts.iter().map(|(lane, _)| *lane).chain([relation.total]));
        }
        let fails = equations.iter().filter(|(_, equation)| equation.outcome() == Outcome::Off).count();
        let moved = if axis == Axis::Rows && fails > 1 {
            moved(sheet, relation.total, &relation.parts, across)
        } else {
            None
        };
        let mut doubtful = BTreeSet::new();
        let company = Company::of(sheet, axis, relation, &equations);
        for (line, equation) in &equations {
            let away = moved.is_some_and(|moved| moved.lacks == *line || moved.has == *line);
            let told = away || self.worth_telling(sheet, axis, relation, *line, equation, &company);
            let open = if told {
                lacks_a_blank(sheet, axis, relation, (*line, equation))
                    || is_habit(sheet, axis, relation, (*line, equation), &company)
            } else {
                is_open(sheet, axis, relation, (*line, equation), &company)
            };
            if told || open {
                let why = if open { UNCLOSED } else { relation.why };
                self.one(sheet, axis, (relation, why), *line, equation);
            }
            if !told && matches!(equation.outcome(), Outcome::Off | Outcome::Open) {
                doubtful.insert(*line);
            }
        }
        doubtful
    }

    /// Adds that the totals of panels side by side are the same: income and spending, assets and liabilities. A pair that
    /// differs by more than a slip is none.
    pub(crate) fn balance(&mut self, sheet: &Sheet<'_>) {
        for row in sheet.body() {
            let totals: Vec<usize> = sheet
                .panels
                .iter()
                .filter(|panel| panel.hints[row as usize].is_of_all())
                .map(|panel| panel.lanes.start)
                .collect();
            for pair in totals.windows(2) {
                // The one that is blank, if one is, is the other.
                let blank = Axis::Lanes.at(sheet, pair[1], row as usize) == Slot::Blank;
                let pair = if blank { [pair[1], pair[0]] } else { [pair[0], pair[1]] };
                let relation = Relation {
                    total: pair[0],
                    parts: vec![(pair[1], 1)],
                    why: "balance",
                    tally: Tally::default(),
                };
                let equation = equation(sheet, Axis::Lanes, pair[0], &relation.parts, row as usize);
                let both = equation.parts == 1 && equation.total != 0;
                let told = both && (equation.outcome() != Outcome::Off || equation.slip)
                    || equation.blank_total && makes_up(sheet, &self.list, pair[0], row, equation.sum);
                if told {
                    let from = self.list.len();
                    self.one(sheet, Axis::Lanes, (&relation, relation.why), row as usize, &equation);
                    for check in &mut self.list[from..] {
                        check.kind = CheckKind::Equal;
                    }
                }
            }
        }
    }

    /// Adds an equation of a relation, for the reason given, unless it is known.
    pub(crate) fn one(
        &mut self,
        sheet: &Sheet<'_>,
        axis: Axis,
        (relation, why): (&Relation, &'static str),
        line: usize,
        equation: &Equation,
    ) {
        let left = terms(sheet, axis, &[(relation.total, 1)], line, true);
        let mut right = terms(sheet, axis, &relation.parts, line, false);
        // The blank that would close it is named with the others.
        let lacks = if why == UNCLOSED {
            let only = only_blank(sheet, axis, &relation.parts, line).filter(|_| !equation.blank_total);
            only.map(|(part, _)| part)
        } else {
            equation.blank_part.filter(|_| equation.lacks_a_part())
        };
        let blank: Vec<Part> =
            relation.parts.iter().copied().filter(|(part, _)| Some(*part) == lacks).collect();
        right.extend(terms(sheet, axis, &blank, line, true));
        let mut key: Vec<(u32, u32, u32)> = left.iter().chain(&right).filter_map(place).collect();
        key.sort_unstable();
        if !self.seen.insert(key) {
            return;
        }
        let status = match equation.outcome() {
            Outcome::Exact => Status::Holds,
            // Without the row that stands twice it closes to the last digit.
            Outcome::Near if why == DOUBLED => Status::Open,
            Outcome::Near => Status::Rounding,
            // A figure is missing to tell, or the figures of the row may stand in each other's columns.
            Outcome::Off
                if lacks.is_some()
                    || matches!(why, SHORT | UNCLOSED | TWO_SIGNS)
                    || axis == Axis::Lanes && is_shifted(sheet, line) =>
            {
                Status::Open
            }
            Outcome::Off => Status::Fails,
            Outcome::Open => Status::Open,
            Outcome::Void => return,
        };
        let difference = relation.parts.iter().any(|(_, weight)| *weight < 0);
        let kind = if difference { CheckKind::Difference } else { CheckKind::Sum };
        let mut evidence = found_by(why, relation.tally.holds() as usize, relation.tally.fails as usize);
        if equation.blank_total {
            evidence = evidence.with("total", "blank");
        } else if lacks.is_some() {
            evidence = evidence.with("part", "blank");
        } else if let (Status::Open, Some(off)) = (status, sheet.decimal(equation.total - equation.sum)) {
            evidence = evidence.with("lacks", off.to_string());
        }
        let direction = if axis == Axis::Rows { Direction::Column } else { Direction::Row };
        self.list.push(check(sheet, [left, right], equation, (kind, status, direction), evidence));
    }
}

/// Whether a row has a blank cell beside one that could not be read, or a figure where nearly all rows have a name.
fn is_shifted(sheet: &Sheet<'_>, row: usize) -> bool {
    let any = |wanted: Slot| (0..sheet.lanes.len()).any(|lane| sheet.at(row as u32, lane) == wanted);
    let figure = |row: u32, col: u32| matches!(sheet.slot(row, col), Slot::Value(_));
    let unlike = |col: u32| {
        let named = sheet.body().filter(|row| sheet.slot(*row, col) == Slot::Words).count();
        figure(row as u32, col) && named * 4 >= sheet.body().len() * 3
    };
    let unnamed = || sheet.panels.iter().flat_map(|panel| panel.labels.clone()).any(unlike);
    any(Slot::Blank) && (any(Slot::Unread) || unnamed())
}

/// Whether the figures of a lane above a row make up what belongs there, two of them or more: all of them, or those that no
/// sum takes up.
fn makes_up(sheet: &Sheet<'_>, known: &[Check], lane: usize, row: u32, whole: i128) -> bool {
    let figure = |row: u32| Axis::Rows.figure(sheet, row as usize, lane);
    let above: Vec<u32> = (sheet.body().start..row).filter(|row| figure(*row) != 0).collect();
    let col = sheet.lanes[lane].col();
    let down = known.iter().filter(|check| check.direction == Direction::Column && check.status.proves());
    let own = |term: &Term| place(term).filter(|(_, _, of)| *of == col).map(|(_, row, _)| row);
    let taken: BTreeSet<u32> = down.flat_map(|check| &check.right).filter_map(own).collect();
    let tops: Vec<u32> = above.iter().copied().filter(|row| !taken.contains(row)).collect();
    let sum = |rows: &[u32]| rows.iter().map(|row| figure(*row)).sum::<i128>();
    // A sum of all of them may stand among them.
    let doubled =
        || sum(&above) == 2 * whole && above.len() > 2 && above.iter().any(|row| figure(*row) == whole);
    above.len() > 1 && (sum(&above) == whole || doubled()) || tops.len() > 1 && sum(&tops) == whole
}

/// What a check that was found says of those like it.
pub(crate) fn found_by(why: &str, holds: usize, fails: usize) -> Evidence {
    Evidence::new("arithmetic")
        .with("by", why)
        .with("hold", holds.to_string())
        .with("fail", fails.to_string())
}

/// The check of an equation between the cells of its two sides; an open one has no values.
pub(crate) fn check(
    sheet: &Sheet<'_>,
    [left, right]: [Vec<Term>; 2],
    equation: &Equation,
    (kind, status, direction): (CheckKind, Status, Direction),
    evidence: Evidence,
) -> Check {
    let value = |value: i128| sheet.decimal(value).filter(|_| status != Status::Open);
    Check {
        id: CheckId(0),
        kind,
        status,
        left,
        right,
        left_value: value(equation.total),
        right_value: value(equation.sum),
        difference: value(equation.total - equation.sum),
        tolerance: sheet.decimal(equation.tolerance).unwrap_or_default(),
        source: CheckSource::Found,
        direction,
        evidence,
    }
}

/// The place of a cell's term.
pub(crate) fn place(term: &Term) -> Option<(u32, u32, u32)> {
    match term {
        Term::Cell { table, row, col, .. } => Some((*table, *row, *col)),
        Term::Constant(_) | Term::Prose { .. } => None,
    }
}

/// The cells of lines on a line across. Blank ones are left out, but for a total.
pub(crate) fn terms(
    sheet: &Sheet<'_>,
    axis: Axis,
    parts: &[Part],
    across: usize,
    keep_blank: bool,
) -> Vec<Term> {
    let mut out = Vec::new();
    for (line, weight) in parts {
        let (row, lane) = match axis {
            Axis::Rows => (*line as u32, across),
            Axis::Lanes => (across as u32, *line),
        };
        for (col, factor) in &sheet.lanes[lane].cols {
            let figure = matches!(sheet.slot(row, *col), Slot::Value(_) | Slot::Unread);
            if figure || keep_blank && sheet.lanes[lane].cols.len() == 1 {
                let weight = Decimal::from_i128_with_scale(factor * i128::from(*weight), 0);
                out.push(Term::Cell { table: sheet.ix, row, col: *col, weight });
            }
        }
    }
    out
}

/// How many times as often as it is blank a total must stand in its place, for a blank to be missed.
const ODDS_OF_BLANKS: usize = 3;
/// Sums of columns that only such figures teach miss no blank.
const SHORT_BITS: i32 = 6;
/// Bits of a total that is one by name, and of which other columns are at odds with its parts, where it closes.
const CLOSING: i32 = 10;
/// A total is seen to agree within rounding if it is so many times as much as that.
const VISIBLE: i128 = 4;
/// In a sum that nothing but one slip shows, a part so little off the total, one in so many, is nearly the same.
const NEARLY: i128 = 1000;
/// Of the lines of what only figures say so many times as many hold as break it by a slip, where several do.
const SELDOM: u32 = 3;
/// Bits beyond enough that lines without a word must bring, for another of them to be wrong.
const TAUGHT: i32 = 6;

impl Checks {
    /// Whether a blank among the parts of a sum that fails is missed: other lines hold, and have no blank there.
    fn misses_a_part(&self, axis: Axis, relation: &Relation, line: usize, company: &Company<'_>) -> bool {
        let tally = &relation.tally;
        let blanks = company.blank_parts;
        let rule = tally.holds() as usize >= ODDS_OF_BLANKS * (blanks + tally.fails as usize - 1);
        match axis {
            Axis::Lanes => tally.sums >= 3 && rule,
            Axis::Rows if relation.why == "figures" => tally.sums >= 2 && rule,
            Axis::Rows => rule || self.additive.contains(&line),
        }
    }

    /// Whether an equation belongs in the report. What holds does, if it is no 0 = 0. What fails does where the relation is
    /// meant: not in a column of rates, nor where both sides have nothing to do with each other while all else agrees.
    fn worth_telling(
        &self,
        sheet: &Sheet<'_>,
        axis: Axis,
        relation: &Relation,
        line: usize,
        equation: &Equation,
        company: &Company<'_>,
    ) -> bool {
        let not_added = is_not_added(sheet, axis, relation, line);
        match equation.outcome() {
            Outcome::Void => false,
            // One by name alone proves nothing, but where a column of several parts closes.
            Outcome::Exact if relation.why == UNCLOSED => equation.parts > 2 && equation.bits() >= CLOSING,
            _ if relation.why == UNCLOSED => {
                axis == Axis::Rows && is_by_name(sheet, relation, line, equation)
            }
            Outcome::Exact | Outcome::Near if equation.blank_total => false,
            // Rounding may be as much as what is rounded.
            Outcome::Near
                if relation.why == "figures" && equation.total.abs() < VISIBLE * equation.tolerance =>
            {
                false
            }
            Outcome::Exact | Outcome::Near => !not_added || equation.parts >= 2,
            Outcome::Open => {
                // Words where the total would stand: there is no such equation.
                let (row, col) = axis.place(sheet, relation.total, line);
                matches!(sheet.slot(row, col), Slot::Unread | Slot::Value(_)) && equation.parts > 0
            }
            // Totals alone were printed, or the parts stand elsewhere.
            Outcome::Off if equation.parts == 0 || company.one_way => false,
            Outcome::Off if not_added => {
                // Shares that add up to a whole, but for a slip.
                let hundred = 100 * 10i128.pow(sheet.scale);
                (equation.total == hundred || equation.sum == hundred) && equation.slip
            }
            Outcome::Off => {
                // A difference without its sign, where no other has one: how far apart both are.
                let unsigned = relation.parts.iter().any(|(_, weight)| *weight < 0)
                    && equation.total == -equation.sum
                    && !company.negative;
                if unsigned {
                    return false;
                }
                let (total, sum) = (equation.total.abs(), equation.sum.abs());
                let alike = total <= 2 * sum && sum <= 2 * total;
                // What only the figures say is a rule where many sums, and nearly all, keep it.
                let tally = &relation.tally;
                let by_figures = relation.why == "figures";
                let rule = tally.holds() >= if by_figures { 20 } else { 3 } * tally.fails;
                if by_figures && (tally.sums < 3 || equation.slipped.is_some()) {
                    // What other lines have taught a slip breaks; in a long figure it is no chance by itself.
                    let others = tally.bits - equation.gain();
                    // By itself it must not be what one of its parts is already, or nearly.
                    let nearly = |(part, weight): &Part| {
                        let off = axis.figure(sheet, *part, line) * i128::from(*weight) - equation.total;
                        off.abs() <= equation.total.abs() / NEARLY
                    };
                    let by_itself = || equation.gain() >= ENOUGH && !relation.parts.iter().any(nearly);
                    let taught = tally.sums > 0 && others >= ENOUGH + TAUGHT || by_itself();
                    let rare = company.fails <= 1 || tally.holds() >= SELDOM * tally.fails;
                    return equation.slipped.is_some() && taught && rare;
                }
                // Nothing closes, and one of several parts is the total already: it stands for no sum of them.
                let alone = |(part, weight): &Part| {
                    axis.figure(sheet, *part, line) * i128::from(*weight) == equation.total
                };
                if tally.holds() == 0
                    && equation.total != 0
                    && equation.parts > 2
                    && relation.parts.iter().any(alone)
                {
                    return false;
                }
                // More columns than hold speak against what only words and signs make a result.
                if relation.why == RESULT && tally.fails > tally.holds() {
                    return false;
                }
                if equation.blank_total {
                    // A total without a figure in any of several columns heads what stands below it.
                    let heads = axis == Axis::Rows
                        && sheet.is_idle(relation.total as u32)
                        && (company.all.len() > 1 || is_heading(sheet, relation.total as u32, line));
                    // Small figures make up others by chance.
                    let longest = company.all.iter().map(|(_, other)| other.gain()).max().unwrap_or(0);
                    // Of a figure alone there is no difference.
                    let takes_away = relation.parts.iter().any(|(_, weight)| *weight < 0);
                    let stands = |(part, _): &Part| matches!(axis.at(sheet, *part, line), Slot::Value(_));
                    let alone = takes_away && !relation.parts.iter().all(stands);
                    if heads || axis == Axis::Lanes && by_figures && (alone || longest < SHORT_BITS) {
                        return false;
                    }
                    // In a row whose like have totals one is missed. A column whose total is left blank beside others that
                    // have one may not be added up at all, unless columns add up to it.
                    let blanks = company.blank_totals;
                    return if axis == Axis::Lanes {
                        let taught = tally.sums >= 3 || relation.why == "head" && tally.holds() >= 3;
                        // Rows of shares among rows of amounts are printed with other decimals, and without a whole.
                        let like = company.ulps.contains(&equation.ulp);
                        taught && like && rule && tally.holds() as usize >= ODDS_OF_BLANKS * blanks
                    } else {
                        let figure =
                            |(part, _): &&Part| matches!(axis.at(sheet, *part, line), Slot::Value(_));
                        tally.holds() == 0
                            && relation.parts.iter().filter(figure).count() > 1
                            && !are_numbers_of_things(sheet, relation, line)
                            || self.additive.contains(&line)
                    };
                }
                if relation.why == SHORT {
                    // What is less than its parts, and not nearly as much, lacks no row.
                    let signed = axis == Axis::Rows && sheet.is_signed(line);
                    return signed || is_less(equation) || comes_near(equation) || equation.slipped.is_some();
                }
                if relation.why == "whole" {
                    return true;
                }
                // What names and other blocks teach lacks something sooner than it is wrong.
                if matches!(relation.why, BLOCK | MOVEMENTS | LESSENED) {
                    return equation.slipped.is_some();
                }
                if equation.lacks_a_part() {
                    return self.misses_a_part(axis, relation, line, company);
                }
                equation.slip || equation.slipped.is_some() || rule && (alike || company.holding >= 3)
            }
        }
    }
}

/// Whether a row ends in a colon before others that have a figure in a lane.
fn is_heading(sheet: &Sheet<'_>, row: u32, lane: usize) -> bool {
    let colon = |col: u32| sheet.text(row, col).trim_end().ends_with([':', '：']);
    let figured = |below: u32| matches!(sheet.at(below, lane), Slot::Value(_));
    (0..sheet.n_cols()).any(colon) && (row + 1..sheet.n_rows()).any(figured)
}

/// Whether a line across is one of figures that are not added up: of a column of shares, or of shares in a column of others.
pub(crate) fn is_not_added(sheet: &Sheet<'_>, axis: Axis, relation: &Relation, line: usize) -> bool {
    if axis == Axis::Lanes || sheet.lanes[line].not_added {
        return axis == Axis::Rows;
    }
    let col = sheet.lanes[line].col();
    let rows = relation.parts.iter().map(|(row, _)| *row as u32).chain([relation.total as u32]);
    let mut figures = rows.filter(|row| matches!(sheet.at(*row, line), Slot::Value(_))).peekable();
    figures.peek().is_some() && figures.all(|row| sheet.is_share(row, col))
}

/// Whether the parts of a total number things (postal codes, accounts): whole figures of one length, too many and too long
/// for amounts that happen to be as long.
pub(crate) fn are_numbers_of_things(sheet: &Sheet<'_>, relation: &Relation, lane: usize) -> bool {
    const MANY: usize = 8;
    const LONG: u32 = 4;
    let figures: Vec<i128> = relation
        .parts
        .iter()
        .filter_map(|(row, _)| match sheet.at(*row as u32, lane) {
            Slot::Value(value) => Some(value),
            _ => None,
        })
        .collect();
    let one = 10i128.pow(sheet.scale);
    let digits = |figure: &i128| (figure / one).checked_ilog10().map_or(0, |tens| tens + 1);
    let first = figures.first().map_or(0, digits);
    figures.len() >= MANY
        && first >= LONG
        && figures.iter().all(|figure| figure % one == 0 && digits(figure) == first)
}
