//! What the cells of a column have in common: the form that evidence is held against.

use crate::numbers::Figures;
use model::Table;
use std::ops::Range;

/// The form of a column's figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Column {
    /// The usual number of decimals.
    pub(crate) decimals: Option<usize>,
    /// The number of digits of its whole numbers, where most have the same (codes, telephones, years).
    pub(crate) digits: Option<usize>,
    /// Thousands stand apart by separators: a longer figure without one is none of this column's.
    pub(crate) grouped: bool,
    /// Figures whose thousands stand apart by blanks.
    pub(crate) spaced: usize,
    /// The same in the whole table, where no figure of more than three digits does without.
    pub(crate) spaced_all: usize,
    /// The digits that one of its lines holds at the most, where several figures go on behind so many and none behind fewer.
    pub(crate) full_line: Option<usize>,
    /// Most of its cells are two figures in brackets with a comma between.
    pub(crate) paired: bool,
}

#[derive(Default)]
struct Counts {
    /// Cells with digits, and those that are two figures in brackets.
    cells: usize,
    pairs: usize,
    /// (decimals, cells, cells in one part)
    decimals: Vec<(usize, usize, usize)>,
    digits: Vec<(usize, usize)>,
    long: usize,
    grouped: usize,
    spaced: usize,
    /// Figures of more than three digits in one go, years apart.
    tight: usize,
    /// Digits of the lines that others follow in a cell, and the most that any line has.
    broken: Vec<usize>,
    longest: usize,
}

/// The form of each column, by the cells that begin in `rows`.
pub(crate) fn columns(table: &Table, rows: Range<u32>, figures: &Figures<'_>) -> Vec<Column> {
    let mut counts: Vec<Counts> = (0..table.n_cols()).map(|_| Counts::default()).collect();
    for cell in rows.flat_map(|row| table.row(row)).filter(|cell| cell.colspan() == 1) {
        let text = cell.text();
        let count = &mut counts[cell.col() as usize];
        count.cells += usize::from(text.contains(|c: char| c.is_ascii_digit()));
        count.pairs += usize::from(text.starts_with(['(', '[']) && text.contains(", "));
        let Some(decimals) = figures.decimals(text) else { continue };
        let whole = usize::from(!text.contains(char::is_whitespace));
        match count.decimals.iter_mut().find(|(n, ..)| *n == decimals) {
            Some(known) => (known.1, known.2) = (known.1 + 1, known.2 + whole),
            None => count.decimals.push((decimals, 1, whole)),
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if decimals == 0 {
            match count.digits.iter_mut().find(|(n, _)| *n == digits) {
                Some(known) => known.1 += 1,
                None => count.digits.push((digits, 1)),
            }
        }
        if digits > decimals + 3 {
            count.long += 1;
            count.grouped += usize::from(figures.is_grouped(text));
        }
        count.spaced += usize::from(is_spaced(text));
        let year = decimals == 0 && digits == 4 && text.starts_with(['1', '2']);
        count.tight += usize::from(digits > decimals + 3 && !year && !is_spaced(text));
        let mut lines = text.lines().map(|line| line.bytes().filter(u8::is_ascii_digit).count()).peekable();
        while let Some(line) = lines.next() {
            count.longest = count.longest.max(line);
            count.broken.extend(lines.peek().map(|_| line));
        }
    }
    let all: usize = counts.iter().map(|count| count.spaced).sum();
    let tight = counts.iter().any(|count| count.tight > 0);
    let spaced_all = if tight { 0 } else { all };
    counts.into_iter().map(|count| Column { spaced_all, ..count.column() }).collect()
}

impl Counts {
    fn column(self) -> Column {
        let usual = self.decimals.iter().max_by_key(|(n, all, whole)| (*all, *whole, *n));
        let same = self.digits.iter().max_by_key(|(n, all)| (*all, *n));
        let all: usize = self.digits.iter().map(|(_, all)| all).sum();
        Column {
            decimals: usual.map(|(n, ..)| *n),
            // Two cells can agree by chance, and one says nothing of the others.
            digits: same.filter(|(_, n)| *n >= 3 && n * 3 >= all * 2).map(|(n, _)| *n),
            grouped: self.grouped * 2 > self.long,
            spaced: self.spaced,
            spaced_all: 0,
            full_line: (self.broken.len() >= 3 && self.broken.iter().all(|line| *line == self.longest))
                .then_some(self.longest),
            paired: self.pairs * 2 > self.cells,
        }
    }
}

/// "1 234 567,89": blanks inside one line part groups of three.
pub(crate) fn is_spaced(text: &str) -> bool {
    const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{2009}', '\u{202f}'];
    if !text.contains(BLANKS) {
        return false;
    }
    let core = text.trim_matches(|c: char| !c.is_ascii_digit());
    let mut groups = core.split(BLANKS);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    let rest: Vec<&str> = groups.collect();
    let Some((last, middle)) = rest.split_last() else { return false };
    let whole = last.split([',', '.']).next().unwrap_or_default();
    first && middle.iter().all(|group| group.len() == 3 && digits(group)) && whole.len() == 3 && digits(whole)
}

/// Whether blanks part groups of three, and one behind them begins with a zero, as no figure by itself does.
pub(crate) fn has_group_of_zero(text: &str) -> bool {
    is_spaced(text) && text.split_whitespace().skip(1).any(|group| group.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::table::{Cell, Ink};

    #[test]
    fn a_columns_form_is_what_most_of_its_cells_show() {
        let texts = ["63.640 800", "2.5547 22", "3.501455", "合计", "-"];
        let cell = |(row, text): (usize, &&str)| {
            Cell::new(row as u32, 0, 1, 1, vec![Ink::of_dump(*text, (0, text.len() as u32))])
        };
        let table = Table::new(5, 1, texts.iter().enumerate().map(cell).collect()).expect("a tiling");
        let found = columns(&table, 0..5, &Figures::default());
        assert_eq!((found[0].decimals, found[0].grouped), (Some(6), false));
    }

    #[test]
    fn figures_that_all_break_after_as_many_digits_fill_their_lines() {
        let check = |texts: &[&str], expected: Option<usize>| {
            let cell = |(row, text): (usize, &&str)| {
                Cell::new(row as u32, 0, 1, 1, vec![Ink::of_dump(*text, (0, text.len() as u32))])
            };
            let cells = texts.iter().enumerate().map(cell).collect();
            let table = Table::new(texts.len() as u32, 1, cells).expect("a tiling");
            let found = columns(&table, 0..texts.len() as u32, &Figures::default());
            assert_eq!(found[0].full_line, expected, "{texts:?}");
        };
        check(&["5559952\n8", "5551958\n0", "5552293\n8"], Some(7));
        check(&["5559952\n8", "5551958\n0", "55522938"], None);
        check(&["2019\n2020", "2021\n2022", "20195\n7"], None);
    }

    #[test]
    fn groups_of_three_may_stand_apart_by_blanks() {
        let all = ["1 234", "12 345 678,90", "12 34", "1234", "2019 2020"].map(is_spaced);
        assert_eq!(all, [true, true, false, false, false]);
    }
}
