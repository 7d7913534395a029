//! A table as figures: each slot an exact integer, blank or words; rows with what their labels say; columns that hold
//! figures, grouped into panels (a table may stand beside another under one frame).

mod lanes;
mod slots;

use crate::exactness::{Exact, head};
use crate::forced::scaled;
use crate::words::{Hint, Words};
use model::repaired::{CellKind, Reading};
use model::{Cell, Decimal, RepairedTable};
pub(crate) use slots::{Slot, unmarked};
use slots::{broken, counts, fixed_decimals, is_vague, slot};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// A column of figures, or several that make one figure (pounds, shillings, pence).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// The columns and what one of each counts for.
    pub(crate) cols: Vec<(u32, i128)>,
    /// Its header texts, top to bottom, spans included, each once.
    pub(crate) heads: Vec<String>,
    /// Its figures are shares, rates or prices: a sum of them means nothing.
    pub(crate) not_added: bool,
    /// What its heads say: its own, or that of the group whose whole it is.
    pub(crate) hint: Hint,
    /// Some head says that it is counted in another.
    pub(crate) of_which: bool,
}

impl Lane {
    /// The column that stands for it.
    pub(crate) fn col(&self) -> u32 {
        self.cols[0].0
    }
}

/// Columns of words with the columns of figures right of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Panel {
    /// The columns that name its rows.
    pub(crate) labels: Range<u32>,
    /// Its columns of figures, as indices of the sheet's lanes.
    pub(crate) lanes: Range<usize>,
    /// For each row of the table, what its label here says: the strongest hint of its cells.
    pub(crate) hints: Vec<Hint>,
}

/// A table ready to be added up.
#[derive(Clone)]
pub(crate) struct Sheet<'a> {
    /// The table.
    pub(crate) table: &'a RepairedTable,
    /// Its place among the document's.
    pub(crate) ix: u32,
    /// The decimals of its finest figure.
    pub(crate) scale: u32,
    /// For each column the numbers of decimals of which its figures are exact, not rounded.
    exact: Rc<[Vec<u32>]>,
    slots: Rc<[Slot]>,
    /// The decimals each figure is printed with.
    decimals: Rc<[u8]>,
    /// Slots that are taken to say something else, with their decimals: by their place, few.
    changed: Vec<(usize, Slot, u8)>,
    /// The columns of figures, left to right.
    pub(crate) lanes: Rc<[Lane]>,
    /// What each lane says in each row, row by row, but for what is changed: it is asked for over and over.
    said: Rc<[Slot]>,
    /// Left to right.
    pub(crate) panels: Rc<[Panel]>,
    /// Rows without a figure in any lane.
    idle: Rc<[bool]>,
    /// Lanes with a negative figure.
    signed: Rc<[bool]>,
    /// Figures that may still be looked at in search of sums.
    purse: Rc<std::cell::Cell<u64>>,
}

/// What a sheet holds beside its table: to see the table again when it is known.
#[derive(Clone)]
pub(crate) struct Seen {
    scale: u32,
    exact: Rc<[Vec<u32>]>,
    slots: Rc<[Slot]>,
    decimals: Rc<[u8]>,
    lanes: Rc<[Lane]>,
    said: Rc<[Slot]>,
    panels: Rc<[Panel]>,
    idle: Rc<[bool]>,
    signed: Rc<[bool]>,
    purse: Rc<std::cell::Cell<u64>>,
}

/// Figures that are looked at in search of sums, at the most: so many, and so many for each slot of the table. Few
/// published tables come near it (matrices of some hundred rows and columns); lists made to be slow do (each row a total, all
/// names the same), and what they have to be told is told as far as it goes. The cost of a table is linear by it.
const WORK: u64 = 1 << 22;
const WORK_PER_SLOT: u64 = 1 << 8;

/// Finer figures are left alone: no published figure is.
const FINEST: u32 = 12;
/// Labels whose left edges are this near, in 1/1000 point, are indented alike.
const ALIKE: i32 = 2500;

impl<'a> Sheet<'a> {
    pub(crate) fn of(table: &'a RepairedTable, ix: u32, exact: &Exact, words: &Words) -> Self {
        let fine =
            |reading: &Reading| reading.value.map(|value| value.scale()).filter(|scale| *scale <= FINEST);
        let scale = table.readings.iter().filter_map(fine).max().unwrap_or_default();
        let (rows, cols) = (table.table.n_rows() as usize, table.table.n_cols() as usize);
        let mut slots = vec![Slot::Covered; rows * cols];
        let mut decimals = vec![0; rows * cols];
        for (cell, reading) in table.table.cells().iter().zip(&table.readings) {
            let at = cell.row() as usize * cols + cell.col() as usize;
            slots[at] = slot(reading, scale);
            decimals[at] = reading.value.map_or(0, |value| value.scale().min(FINEST) as u8);
        }
        // The columns may be numbered on the first row below their names.
        let first = (table.header_rows as usize).min(rows.saturating_sub(1)) * cols;
        if counts(&slots[first..first + cols], scale) {
            slots[first..first + cols]
                .iter_mut()
                .filter(|slot| matches!(slot, Slot::Value(_)))
                .for_each(|slot| *slot = Slot::Words);
        }
        for col in 0..cols {
            broken(table, &mut slots, (col, cols));
            fixed_decimals(&slots, &mut decimals, (col, cols));
        }
        let exact = exact_columns(table, exact);
        let mut sheet = Self {
            table,
            ix,
            scale,
            exact,
            slots: slots.into(),
            decimals: decimals.into(),
            changed: Vec::new(),
            lanes: Rc::default(),
            said: Rc::default(),
            panels: Rc::default(),
            idle: Rc::default(),
            signed: Rc::default(),
            purse: Rc::new(std::cell::Cell::new(WORK + WORK_PER_SLOT * (rows * cols) as u64)),
        };
        let (lanes, panels) = sheet.find_panels(words);
        (sheet.lanes, sheet.panels) = (lanes.into(), panels.into());
        let row = |row: u32| sheet.lanes.iter().map(move |lane| (row, lane));
        sheet.said = (0..sheet.n_rows()).flat_map(row).map(|(row, lane)| sheet.added_up(row, lane)).collect();
        let says = |row: u32| {
            (0..sheet.lanes.len()).any(|lane| matches!(sheet.at(row, lane), Slot::Value(_) | Slot::Unread))
        };
        sheet.idle = (0..sheet.n_rows()).map(|row| !says(row)).collect();
        let negative = |row: u32, lane: usize| matches!(sheet.at(row, lane), Slot::Value(value) if value < 0);
        let signed = |lane: usize| sheet.body().any(|row| negative(row, lane));
        sheet.signed = (0..sheet.lanes.len()).map(signed).collect();
        sheet
    }

    /// What was seen of its table.
    pub(crate) fn seen(&self) -> Seen {
        Seen {
            scale: self.scale,
            exact: Rc::clone(&self.exact),
            slots: Rc::clone(&self.slots),
            decimals: Rc::clone(&self.decimals),
            lanes: Rc::clone(&self.lanes),
            said: Rc::clone(&self.said),
            panels: Rc::clone(&self.panels),
            idle: Rc::clone(&self.idle),
            signed: Rc::clone(&self.signed),
            purse: Rc::clone(&self.purse),
        }
    }

    /// Whether the work on the table allows that so many figures more are looked at in search of sums.
    pub(crate) fn pays(&self, figures: usize) -> bool {
        let left = self.purse.get().saturating_sub(figures as u64 + 1);
        self.purse.set(left);
        left > 0
    }

    /// Whether sums were left out, for they would have cost more than the work on a table allows.
    pub(crate) fn is_cut_short(&self) -> bool {
        self.purse.get() == 0
    }

    /// The sheet of a table that was seen, and has not changed since; which of its columns are exact may be known better.
    pub(crate) fn again(table: &'a RepairedTable, ix: u32, seen: Seen, exact: &Exact) -> Self {
        let Seen { scale, exact: known, slots, decimals, lanes, said, panels, idle, signed, purse } = seen;
        let exact = if exact.is_empty() { known } else { exact_columns(table, exact) };
        let changed = Vec::new();
        Self { table, ix, scale, exact, slots, decimals, changed, lanes, said, panels, idle, signed, purse }
    }

    /// The same with another figure in a slot; `None` when it is finer than the sheet.
    pub(crate) fn with(&self, row: u32, col: u32, value: Decimal) -> Option<Self> {
        let mut out = self.clone();
        let figure = Slot::Value(scaled(value, self.scale)?);
        out.changed.push((self.index(row, col), figure, value.scale() as u8));
        Some(out)
    }

    /// The same with other slots in some columns of a row, with their decimals.
    pub(crate) fn relaid(&self, row: u32, slots: Vec<(u32, Slot, u8)>) -> Self {
        let mut out = self.clone();
        let placed = slots.into_iter().map(|(col, slot, decimals)| (self.index(row, col), slot, decimals));
        out.changed.extend(placed);
        out
    }

    /// The same with a row that says nothing.
    pub(crate) fn blanked(&self, row: u32) -> Self {
        let mut out = self.clone();
        out.changed.extend((0..self.n_cols()).map(|col| (self.index(row, col), Slot::Blank, 0)));
        out
    }

    fn index(&self, row: u32, col: u32) -> usize {
        row as usize * self.n_cols() as usize + col as usize
    }

    fn change(&self, at: usize) -> Option<&(usize, Slot, u8)> {
        self.changed.iter().rev().find(|(known, ..)| *known == at)
    }

    pub(crate) fn n_rows(&self) -> u32 {
        self.table.table.n_rows()
    }

    pub(crate) fn n_cols(&self) -> u32 {
        self.table.table.n_cols()
    }

    /// The rows below the head.
    pub(crate) fn body(&self) -> Range<u32> {
        self.table.header_rows.min(self.n_rows())..self.n_rows()
    }

    pub(crate) fn slot(&self, row: u32, col: u32) -> Slot {
        let at = self.index(row, col);
        self.change(at).map_or(self.slots[at], |(_, slot, _)| *slot)
    }

    /// The cells that are no number, and figures by what stands above and below them: digits with misplaced marks or a letter.
    pub(crate) fn broken(&self) -> Vec<(u32, u32, u32)> {
        let places = (0..self.n_rows()).flat_map(|row| (0..self.n_cols()).map(move |col| (row, col)));
        let unread = places.filter(|(row, col)| self.slot(*row, *col) == Slot::Unread);
        let worded = unread.filter(|(row, col)| self.reading(*row, *col).kind == CellKind::Text);
        worded.map(|(row, col)| (self.ix, row, col)).collect()
    }

    /// Whether a row has a figure in one of some lanes.
    pub(crate) fn says(&self, row: u32, lanes: &[usize]) -> bool {
        lanes.iter().any(|lane| matches!(self.at(row, *lane), Slot::Value(_)))
    }

    /// Those of some lanes that are added up.
    pub(crate) fn added(&self, lanes: impl IntoIterator<Item = usize>) -> Vec<usize> {
        lanes.into_iter().filter(|lane| !self.lanes[*lane].not_added).collect()
    }

    /// What a lane says in a row, in its smallest unit: its parts' sum, blank when all are.
    pub(crate) fn at(&self, row: u32, lane: usize) -> Slot {
        let cols = self.n_cols() as usize;
        if self.changed.iter().all(|(at, ..)| at / cols != row as usize) {
            self.said[row as usize * self.lanes.len() + lane]
        } else {
            self.added_up(row, &self.lanes[lane])
        }
    }

    fn added_up(&self, row: u32, lane: &Lane) -> Slot {
        let mut sum = None;
        for (col, weight) in &lane.cols {
            match self.slot(row, *col) {
                Slot::Value(value) => sum = Some(sum.unwrap_or(0) + value * weight),
                other if lane.cols.len() == 1 => return other,
                Slot::Unread => return Slot::Unread,
                Slot::Blank | Slot::Dash | Slot::Words | Slot::Covered => {}
            }
        }
        sum.map_or(Slot::Blank, Slot::Value)
    }

    /// Whether a row had no figure in any lane when it was seen first.
    pub(crate) fn is_idle(&self, row: u32) -> bool {
        self.idle[row as usize]
    }

    /// Whether a lane had a negative figure when it was seen first.
    pub(crate) fn is_signed(&self, lane: usize) -> bool {
        self.signed[lane]
    }

    /// The same where it is known that figures of some lanes may have either sign, for they are differences.
    pub(crate) fn with_signed(&self, lanes: &BTreeSet<usize>) -> Self {
        let signed = self.signed.iter().enumerate().map(|(lane, signed)| *signed || lanes.contains(&lane));
        Self { signed: signed.collect(), ..self.clone() }
    }

    /// The decimals that a slot is printed with.
    pub(crate) fn decimals(&self, row: u32, col: u32) -> u8 {
        let at = self.index(row, col);
        self.change(at).map_or(self.decimals[at], |(.., decimals)| *decimals)
    }

    /// One unit in the last printed place of a slot, in units of the scale.
    pub(crate) fn ulp(&self, row: u32, col: u32) -> i128 {
        let decimals = u32::from(self.decimals(row, col));
        10i128.pow(self.scale - decimals.min(self.scale))
    }

    /// How far a sum in a column may be off whose coarsest last place is this, when the halves of all last places are so
    /// much together.
    pub(crate) fn tolerance(&self, col: u32, coarsest: i128, halves: i128) -> i128 {
        let place = |decimals: &u32| 10i128.pow(self.scale.saturating_sub(*decimals)) == coarsest;
        if self.exact[col as usize].iter().any(place) { 0 } else { halves }
    }

    /// The printed text of a slot's cell.
    pub(crate) fn text(&self, row: u32, col: u32) -> &str {
        self.table.table.at(row, col).text()
    }

    /// Whether a slot's cell says about how much it is, and not how much: ">10".
    pub(crate) fn is_vague(&self, row: u32, col: u32) -> bool {
        is_vague(self.text(row, col).trim())
    }

    /// The reading of a slot's cell.
    pub(crate) fn reading(&self, row: u32, col: u32) -> &Reading {
        &self.table.readings[self.table.table.index_at(row, col)]
    }

    /// Whether a figure is a share: a sign for that stands behind it, in its cell or in one of its own.
    pub(crate) fn is_share(&self, row: u32, col: u32) -> bool {
        let sign = |text: &str| matches!(text.trim_start_matches([')', ' ']), "%" | "‰" | "％");
        let beside = || col + 1 < self.n_cols() && sign(self.text(row, col + 1).trim());
        self.reading(row, col).unit.as_deref().is_some_and(sign) || beside()
    }

    /// Whether a row right beside another says the same in every cell, and has a figure other than 0. Remarks behind the
    /// figures may go on in one of them.
    pub(crate) fn is_copy(&self, row: u32, other: u32) -> bool {
        let cell = |row: u32, col: u32| Some(self.table.table.at(row, col)).filter(|cell| cell.row() == row);
        let left = |cell: &Cell| cell.ink().first().and_then(model::table::Ink::start).map(|at| at.0);
        let last = self.lanes.last().map(Lane::col);
        // A line that stands further right than the same line above it is its only part.
        let beside = |col: u32| match (cell(row, col), cell(other, col)) {
            (Some(one), Some(other)) => {
                let near = left(one).zip(left(other)).is_none_or(|(one, other)| (one - other).abs() < ALIKE);
                let goes_on = |one: &Cell, other: &Cell| {
                    last.is_some_and(|last| col > last) && one.text().starts_with(other.text())
                };
                let same = one.text() == other.text() || goes_on(one, other) || goes_on(other, one);
                same && (near || matches!(self.slot(row, col), Slot::Value(_)))
            }
            _ => false,
        };
        row.abs_diff(other) == 1
            && (0..self.n_cols()).any(|col| matches!(self.slot(row, col), Slot::Value(value) if value != 0))
            && (0..self.n_cols()).all(beside)
    }

    /// A sum in units of the scale as the decimal it is.
    pub(crate) fn decimal(&self, value: i128) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(value, self.scale).ok()
    }

    /// The label of a row in a panel: its words and codes, left to right.
    pub(crate) fn label(&self, row: u32, panel: &Panel) -> String {
        let mut out = String::new();
        let mut last = None;
        for col in panel.labels.clone() {
            let ix = self.table.table.index_at(row, col);
            if last.replace(ix) == Some(ix) {
                continue;
            }
            let text = self.table.table.cells()[ix].text().trim();
            if !text.is_empty() && !out.is_empty() {
                out.push(' ');
            }
            out.push_str(text);
        }
        out
    }
}

/// For each column the numbers of decimals of which its figures are exact.
fn exact_columns(table: &RepairedTable, exact: &Exact) -> Rc<[Vec<u32>]> {
    let columns = 0..table.table.n_cols();
    if exact.is_empty() {
        return columns.map(|_| Vec::new()).collect();
    }
    columns.map(|col| decimals_of(exact, &head(table, col))).collect()
}

fn decimals_of(exact: &Exact, head: &str) -> Vec<u32> {
    exact.iter().filter(|(_, known)| known == head).map(|(decimals, _)| *decimals).collect()
}
