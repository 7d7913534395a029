//! Dates with a comma before the year: "March 31, 2019". Day and year are figures with a space between, and no columns.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::Pt;

/// A space is no wider than this part of the em (per thousand): the widest is that of typewriters.
const SPACE: i32 = 650;
const DAYS: std::ops::RangeInclusive<i64> = 1..=31;
const YEARS: std::ops::RangeInclusive<i64> = 1500..=2100;
/// Digits of a day, with the comma; digits of a year.
const DAY: u32 = 3;
const YEAR: u32 = 4;

/// Says of the years of such dates that they go on with the text of the day before them.
pub(crate) fn set_dates(lines: &mut [Line]) {
    for marks in lines.iter_mut().map(|line| &mut line.marks) {
        for at in 2..marks.len() {
            if is_date(&marks[at - 2], &marks[at - 1], &marks[at]) {
                (marks[at].behind, marks[at].stop) = (true, false);
            }
        }
    }
}

/// Whether a word, a day and a year follow each other, a space between.
fn is_date(month: &Mark, day: &Mark, year: &Mark) -> bool {
    let within = |mark: &Mark, range: &std::ops::RangeInclusive<i64>| {
        mark.value.is_some_and(|value| range.contains(&value))
    };
    let space = |a: &Mark, b: &Mark| {
        let white = b.at.x0 - a.at.x1;
        Pt::ZERO < white && white <= a.size.scale(SPACE, 1000)
    };
    month.form == Form::Text
        && day.goes_on
        && day.letters <= DAY
        && within(day, &DAYS)
        && year.letters == YEAR
        && within(year, &YEARS)
        && space(month, day)
        && space(day, year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::marked;
    use crate::tests::count;

    #[test]
    fn the_year_behind_a_day_is_its_date() {
        let row: &[(i32, &str)] = &[(0, "March"), (28, "31,"), (46, "2019"), (90, "12,"), (108, "1999")];
        assert_eq!(marked(&[row], set_dates, |mark| mark.behind), [[2]]);
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
