//! How a document writes its figures: which mark parts decimals, whether blanks part thousands.

use crate::numbers::{LONGEST, even};
use std::borrow::Cow;

/// What the figures of one column say of the way a document writes them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Habits {
    /// Points for the comma and for the point as decimal mark.
    comma: u32,
    point: u32,
    /// Figures with one point and three digits behind it, and whole ones of at most three digits.
    dotted: u32,
    short: u32,
    /// Figures with one comma, and three digits behind it, or another number of them.
    threes: u32,
    odd: u32,
    /// Columns with one of the latter among the former.
    slips: u32,
    /// Figures that can be read in one way only, with the comma and with the point as decimal mark.
    sure: [u32; 2],
    /// Figures that rule out that points part thousands in this column.
    against: u32,
    spaced: u32,
}

/// Points for a decimal mark: both marks stand in the figure.
const BOTH: u32 = 6;
/// One mark with other than three digits behind it: a decimal mark, unless it is a list of two notes.
const ODD_TAIL: u32 = 2;
/// One mark with three digits behind it: more likely it parts thousands, so the other one is the decimal mark.
const THREE: u32 = 1;
/// So many figures with blanks between groups of three are no chance.
const MOST_CHANCE: u32 = 3;

impl std::iter::Sum for Habits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut out = Self::default();
        all.for_each(|one| out.merge(&one));
        out
    }
}

impl Habits {
    /// Takes one more text of the column into account.
    pub(crate) fn see(&mut self, text: &str) {
        self.spaced += u32::from(crate::columns::is_spaced(text));
        let core = text.trim_matches(|c: char| !c.is_ascii_digit());
        // Pounds and shillings are two figures.
        if core.contains(char::is_whitespace) && text.contains(|c: char| c.is_ascii_lowercase()) {
            return;
        }
        // A comma before a blank parts two figures.
        if core.contains(", ") {
            return;
        }
        let core: Cow<'_, str> = if core.contains(char::is_whitespace) {
            core.split_whitespace().collect::<String>().into()
        } else {
            core.into()
        };
        if core.len() > LONGEST || !core.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) {
            return;
        }
        let Some(last) = core.rfind(['.', ',']) else {
            self.short += u32::from((1..=3).contains(&core.len()) && core != "0");
            // Years are written without separators everywhere.
            let year = core.len() == 4 && core.starts_with(['1', '2']);
            self.against += u32::from(core.len() > 3 && !year);
            return;
        };
        let mark = core.as_bytes()[last];
        let tail = core.len() - last - 1;
        let comma = mark == b',';
        let (own, other) =
            if comma { (&mut self.comma, &mut self.point) } else { (&mut self.point, &mut self.comma) };
        let (points, commas) = (core.matches('.').count(), core.matches(',').count());
        match (points.min(commas), points.max(commas)) {
            (0, 1) if tail != 3 || core.starts_with('0') => {
                *own += ODD_TAIL;
                self.against += u32::from(mark == b'.');
                self.odd += u32::from(comma && !core.starts_with('0'));
            }
            (0, 1) if mark == b',' => {
                *other += THREE;
                self.threes += 1;
            }
            (0, 1) => self.dotted += 1,
            (0, _) => {
                let widths: Vec<usize> = core.split(char::from(mark)).map(str::len).collect();
                *other += if even(&widths) { BOTH } else { 0 };
            }
            _ if core.matches(char::from(mark)).count() == 1 => {
                *own += BOTH;
                let group = if comma { '.' } else { ',' };
                let widths: Vec<usize> = core[..last].split(group).map(str::len).collect();
                let bare = !text.contains(char::is_alphabetic) && !text.trim().contains(char::is_whitespace);
                self.sure[usize::from(!comma)] += u32::from(bare && even(&widths));
            }
            _ => {}
        }
    }

    /// Takes a finished column into account.
    pub(crate) fn add(&mut self, column: Self) {
        self.merge(&column);
        self.odd += column.odd;
        self.slips += u32::from(column.odd == 1 && column.threes > 0);
        // Three decimals everywhere but in short whole figures: those would have three as well, so the point parts
        // thousands.
        let thousands = column.dotted > 1 && column.short > 0 && column.against == 0;
        self.comma += if thousands { column.dotted * ODD_TAIL } else { 0 };
        self.point += if column.against > 0 { column.dotted * THREE } else { 0 };
    }

    /// The habits of a table all of whose columns are taken into account: figures of one column have as many decimals, so one
    /// "18,39" of the table, beside "1,663" in its column, is a slip of the comma.
    pub(crate) fn of_table(mut self) -> Self {
        self.comma -= if self.odd == 1 && self.slips == 1 { ODD_TAIL } else { 0 };
        self
    }

    /// Takes another table's habits into account.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.comma += other.comma;
        self.point += other.point;
        self.spaced += other.spaced;
        self.sure = [self.sure[0] + other.sure[0], self.sure[1] + other.sure[1]];
    }

    /// Whether the decimal mark is the comma, where some figures can be read in one way only and none speaks for the other.
    pub(crate) fn sure_mark(&self) -> Option<bool> {
        let [comma, point] = self.sure;
        // One such figure alone may be a slip; others of the table have to agree.
        let agree = |sure: u32, all: u32| sure > 1 || sure > 0 && all > BOTH;
        if agree(comma, self.comma) && self.point == 0 {
            Some(true)
        } else if agree(point, self.point) && self.comma == 0 {
            Some(false)
        } else {
            None
        }
    }

    /// The decimal mark is the comma.
    pub(crate) const fn comma_is_decimal(&self) -> bool {
        self.comma > self.point
    }

    /// Blanks part thousands.
    pub(crate) const fn blanks_part_thousands(&self) -> bool {
        self.spaced > MOST_CHANCE
    }
}
