//! What each slot of a table holds: a figure as an exact integer, nothing, words, or what could not be read.

use crate::slips::read;
use model::RepairedTable;
use model::repaired::{CellKind, Reading};

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A figure, in units of 10^-scale of the sheet.
    Value(i128),
    /// Nothing: counts as 0 and proves nothing.
    Blank,
    /// A sign for nothing, or for "does not apply": counts as 0 and proves nothing.
    Dash,
    /// Words, a code, a header.
    Words,
    /// A figure that could not be read surely.
    Unread,
    /// A span's slot that is not its first.
    Covered,
}

/// Larger figures (in units of the scale) are left alone, so that no sum over a whole table overflows.
const LARGEST: i128 = 1 << 100;

/// Whether a row's figures number its columns: whole, and each one more than the one before, in brackets or not.
pub(super) fn counts(row: &[Slot], scale: u32) -> bool {
    const COUNTED: usize = 4;
    let one = 10i128.pow(scale);
    let figure = |slot: &Slot| if let Slot::Value(value) = slot { Some(value.abs()) } else { None };
    let figures: Vec<i128> = row.iter().filter_map(figure).collect();
    let small = figures.first().is_some_and(|first| *first >= one && *first <= 3 * one);
    figures.len() >= COUNTED && small && figures.windows(2).all(|pair| pair[1] - pair[0] == one)
}

/// Digits and marks that are no number, and a figure with a letter, in a column of figures, are a figure that could not be
/// read. (Column and number of columns.)
pub(super) fn broken(table: &RepairedTable, slots: &mut [Slot], (col, cols): (usize, usize)) {
    let column = || (col..slots.len()).step_by(cols.max(1));
    let figures = column().filter(|at| matches!(slots[*at], Slot::Value(_))).count();
    let text = |at: usize| table.table.at((at / cols) as u32, (at % cols) as u32).text().trim();
    let first = table.header_rows as usize * cols;
    let words: Vec<usize> = column().filter(|at| *at >= first && slots[*at] == Slot::Words).collect();
    if figures == 0 || words.len() > figures {
        return;
    }
    let marked = words.iter().filter(|at| unmarked(text(**at)).is_some()).count();
    let few = marked * MARKED <= figures;
    for at in words {
        if is_broken(text(at)) || few && unmarked(text(at)).is_some() {
            slots[at] = Slot::Unread;
        }
    }
}

/// Figures with a letter are few among others: no more than one in so many. Else they are codes.
const MARKED: usize = 4;

/// The figure of a text with a small letter before or behind it that says how it was come by: "e2230", "1,204p".
pub(crate) fn unmarked(text: &str) -> Option<&str> {
    /// Shorter ones are numbers of things: "12a".
    const LONG: usize = 3;
    let letter = |c: char| c.is_ascii_lowercase();
    let inner = text.strip_prefix(letter).or_else(|| text.strip_suffix(letter))?;
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    (digits >= LONG && read(inner).is_some()).then_some(inner)
}

/// Whether a text is a figure with a sign that it is no exact one: "4+", ">10", "~0.5".
pub(super) fn is_vague(text: &str) -> bool {
    const SIGNS: [char; 8] = ['+', '<', '>', '≤', '≥', '~', '≈', '±'];
    let inner = text.trim_start_matches(SIGNS).trim_end_matches(SIGNS).trim();
    inner.len() < text.len() && read(inner).is_some()
}

/// Whether a text is made of digits and of the marks of figures: a long one, and no date.
fn is_broken(text: &str) -> bool {
    /// Shorter runs of digits are numbers of parts: 1.2.3.
    const LONG: usize = 3;
    let inner = text.trim_start_matches(['-', '−', '(']).trim_end_matches(['-', '−', ')']);
    let groups: Vec<&str> = inner.split([',', '.', '\'', '’', ' ']).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let short = groups.iter().filter(|group| group.len() <= 2).count();
    let date = groups.len() == 3 && short == 2 && groups.iter().any(|group| group.len() == 4);
    digits && groups.len() > 1 && !date && groups.iter().any(|group| group.len() >= LONG)
}

/// In a column that is printed to a fixed number of decimals, zeros and all, a figure with fewer is not a coarser one: it has
/// lost some, or stands for itself. (Column and number of columns.)
pub(super) fn fixed_decimals(slots: &[Slot], decimals: &mut [u8], (col, cols): (usize, usize)) {
    /// So many figures show a habit, if no more than one in so many breaks it.
    const LEAST: usize = 3;
    let figures: Vec<usize> =
        (col..slots.len()).step_by(cols.max(1)).filter(|at| matches!(slots[*at], Slot::Value(_))).collect();
    let most = figures.iter().map(|at| decimals[*at]).max().unwrap_or(0);
    let keep = figures.iter().filter(|at| decimals[**at] == most).count();
    if most >= 2 && keep >= LEAST && (figures.len() - keep) * LEAST <= keep {
        for at in figures {
            decimals[at] = most;
        }
    }
}

/// What a reading puts into its slot, in units of a scale.
pub(super) fn slot(reading: &Reading, scale: u32) -> Slot {
    if reading.doubt.is_some() {
        return Slot::Unread;
    }
    match (reading.kind, reading.value) {
        (CellKind::Number, Some(value)) if value.scale() <= scale => {
            let scaled = value.mantissa() * 10i128.pow(scale - value.scale());
            if scaled.abs() < LARGEST { Slot::Value(scaled) } else { Slot::Unread }
        }
        (CellKind::Number, _) => Slot::Unread,
        (CellKind::Blank, _) => Slot::Blank,
        (CellKind::Symbol, _) => Slot::Dash,
        (CellKind::Code | CellKind::Text, _) => Slot::Words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_marks_that_are_no_number_are_broken() {
        for text in ["1167,46,170", "4789,66,500", "-594.741,25-", "12.34.567"] {
            assert!(is_broken(text), "{text}");
        }
        for text in ["2019.12.31", "31.12.2019", "1.2.3", "1,2", "12", "a,123", "2010301", ""] {
            assert!(!is_broken(text), "{text}");
        }
    }

    #[test]
    fn one_letter_beside_a_figure_is_a_mark() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(unmarked(text), expected, "{text}");
        check("e2230", Some("2230"));
        check("1,204p", Some("1,204"));
        for text in ["12a", "A2230", "ee223", "e", "2230", "e22x0"] {
            check(text, None);
        }
    }

    #[test]
    fn a_row_that_numbers_the_columns_counts_up_by_one() {
        let row =
            |figures: &[i128]| figures.iter().map(|figure| Slot::Value(figure * 100)).collect::<Vec<_>>();
        assert!(counts(&row(&[1, 2, 3, 4]), 2));
        assert!(counts(&row(&[-3, -4, -5, -6, -7]), 2));
        assert!(!counts(&row(&[1, 2, 3]), 2));
        assert!(!counts(&row(&[7, 8, 9, 10]), 2));
        assert!(!counts(&row(&[1, 2, 3, 5]), 2));
    }
}
