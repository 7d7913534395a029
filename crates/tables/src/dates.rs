//! Dates with a comma before the year: "March 31, 2019". Day and year are figures with a space between, and no columns.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use crate::ranges::is_spaced;

const DAYS: std::ops::RangeInclusive<i64> = 1..=31;
const YEARS: std::ops::RangeInclusive<i64> = 1500..=2100;
/// Digits of a day, with the comma; digits of a year.
const DAY: u32 = 3;
const YEAR: u32 = 4;

/// Says of the days and years of such dates that they go on with the text before them. Before other years the day is that of them
/// all: "Year ended December 31, 2019 2018".
pub(crate) fn set_dates(lines: &mut [Line]) {
    for marks in lines.iter_mut().map(|line| &mut line.marks) {
        for at in 2..marks.len() {
            let of_all = marks.get(at + 1).is_some_and(is_year);
            if is_date(&marks[at - 2], &marks[at - 1], &marks[at]) && !of_all {
                for mark in &mut marks[at - 1..=at] {
                    (mark.behind, mark.stop) = (true, false);
                }
            }
        }
    }
}

fn is_year(mark: &Mark) -> bool {
    mark.letters == YEAR && mark.value.is_some_and(|value| YEARS.contains(&value))
}

/// Whether a word, a day and a year follow each other, a space between.
fn is_date(month: &Mark, day: &Mark, year: &Mark) -> bool {
    let counts_days = || day.value.is_some_and(|value| DAYS.contains(&value));
    month.form == Form::Text
        && day.goes_on
        && day.letters <= DAY
        && counts_days()
        && is_year(year)
        && is_spaced(month, day)
        && is_spaced(day, year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::marked;
    use crate::tests::count;

    #[test]
    fn the_year_behind_a_day_is_its_date() {
        let row: &[(i32, &str)] = &[(0, "March"), (28, "31,"), (46, "2019"), (90, "12,"), (108, "1999")];
        assert_eq!(marked(&[row], set_dates, |mark| mark.behind), [[1, 2]]);
        let head: &[(i32, &str)] = &[(0, "March"), (28, "31,"), (46, "2019"), (80, "2018")];
        assert_eq!(marked(&[head], set_dates, |mark| mark.behind).concat(), [0_usize; 0]);
        let far: &[(i32, &str)] = &[(0, "March"), (28, "31,"), (66, "2019")];
        assert_eq!(marked(&[far], set_dates, |mark| mark.behind).concat(), [0_usize; 0]);
    }

    #[test]
    fn a_list_of_payments_with_such_dates_is_a_table() {
        let rows: Vec<String> = (1..12)
            .map(|day| {
                format!(
                    "March {}, 2019       Transfer        {}4.50        1,{}07.00",
                    day * 2,
                    day % 4,
                    day * 7 % 9
                )
            })
            .collect();
        assert_eq!(count(&rows.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }
}
