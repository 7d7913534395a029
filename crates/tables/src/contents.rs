//! Tables of contents, lists of tables and figures, set in one panel or several: entries that end in page numbers which
//! never fall. They stand in rows and columns and are no tables: their figures count pages.
//!
//! That numbers rise is not enough, for amounts may: entries also have leaders, or begin with the number of a section.

mod commas;
mod index;

use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewer entries may rise by chance.
const ENTRIES: usize = 5;
/// Page numbers of one panel end within this part of their size (per thousand) of each other.
const FLUSH: i32 = 250;
/// What stands beside a page number and belongs to another panel or column keeps this distance, in ems.
const CLEAR: i32 = 1;
/// No book has more pages.
const LARGEST: i32 = 3_000;
/// Texts of two panels stand more ems apart.
const GUTTER: i32 = 2;
/// So many of ten entries have leaders or the number of a section.
const MARKED: usize = 5;

/// A day and a month stand before a year.
const DATE: usize = 2;
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2100;

/// Pages from this number on are counted through volumes, and the contents of one name a part of them, one in so many, at the most;
/// so many of ten entries have leaders.
const VOLUMES: i32 = 10_000;
const VOLUME: i32 = 50;
const LED: usize = 8;

/// No more entries than these are on each page.
const STILL: usize = 4;
/// The same where leaders stand before the numbers, or before most of them and all others are sections.
const STILL_LED: usize = 12;

/// One chapter's number in so many may be less than the one before: an appendix counts anew.
const FALLS: usize = 5;

/// A word that may be the page number of an entry.
#[derive(Clone, Copy)]
struct Page {
    item: usize,
    /// Roman numbers, which count the pages before the first, are below all others.
    number: i32,
}

/// The areas of contents among upright words; `leaders` are the rows of dots that were put aside.
pub(crate) fn contents(words: &[Word], leaders: &[Word]) -> Vec<Rect> {
    if words.iter().filter(|word| page(&word.text).is_some()).count() < ENTRIES {
        return Vec::new();
    }
    let lines = Lines::new(words, leaders);
    let numbered = |ix: usize| Some(Page { item: ix, number: page(lines.text(ix)?)? });
    let mut pages: Vec<Page> = (0..lines.items.len()).filter_map(numbered).collect();
    pages.retain(|page| lines.ends_an_entry(page.item));
    // Flush with each other, panel by panel; then those that follow their text wherever it ends.
    let right = |page: &Page| lines.items[page.item].word.bbox.x1;
    pages.sort_by_key(|page| (right(page), page.item));
    let (mut out, mut rest): (Vec<Rect>, Vec<Page>) = Default::default();
    let flush = |a: &Page, b: &Page| right(b) - right(a) <= lines.items[a.item].word.size.scale(FLUSH, 1000);
    let panels: Vec<Vec<Page>> = pages.chunk_by(flush).map(<[Page]>::to_vec).collect();
    let mut index = index::index(&lines, &panels);
    index.extend(commas::index(&lines));
    for panel in panels {
        lines.settle(panel, &mut out, &mut rest);
    }
    out.extend(index);
    rest.retain(|page| !out.iter().any(|area| area.contains(lines.items[page.item].word.bbox.center())));
    lines.settle(rest, &mut out, &mut Vec::new());
    out
}

/// A word or a leader, in the order of lines and then from left to right.
struct Item<'a> {
    word: &'a Word,
    line: usize,
    leader: bool,
}

impl Item<'_> {
    /// Whether it has letters; those of leaders are dots.
    fn is_words(&self) -> bool {
        !self.leader && self.word.text.contains(char::is_alphabetic)
    }
}

struct Lines<'a> {
    items: Vec<Item<'a>>,
}

impl<'a> Lines<'a> {
    fn new(words: &'a [Word], leaders: &'a [Word]) -> Self {
        let item = |leader| move |word| Item { word, line: 0, leader };
        let all = words.iter().map(item(false)).chain(leaders.iter().map(item(true)));
        let mut items: Vec<Item<'_>> = all.filter(|item| item.word.direction == Quarter::D0).collect();
        items.sort_by_key(|item| (item.word.bbox.y1, item.word.bbox.x0));
        let (mut line, mut base) = (0, Pt(i32::MIN / 2));
        for item in &mut items {
            // Baselines of one line differ by a descender at the most.
            if item.word.bbox.y1 - base > item.word.size.scale(LINE, 1000) {
                (line, base) = (line + 1, item.word.bbox.y1);
            }
            item.line = line;
        }
        items.sort_by_key(|item| (item.line, item.word.bbox.x0));
        Self { items }
    }

    fn text(&self, ix: usize) -> Option<&str> {
        let item = &self.items[ix];
        (!item.leader).then_some(item.word.text.as_str())
    }

    /// The item left of one on its line.
    fn left(&self, ix: usize) -> Option<usize> {
        ix.checked_sub(1).filter(|left| self.items[*left].line == self.items[ix].line)
    }

    /// The room between an item and the next on its line; none after the last.
    fn room(&self, ix: usize) -> Option<Pt> {
        let next = self.items.get(ix + 1).filter(|next| next.line == self.items[ix].line)?;
        Some(next.word.bbox.x0 - self.items[ix].word.bbox.x1)
    }

    fn is_clear(&self, ix: usize) -> bool {
        self.room(ix).is_none_or(|room| room > self.items[ix].word.size * CLEAR)
    }

    fn has_leader(&self, ix: usize) -> bool {
        self.left(self.first_page(ix)).is_some_and(|left| self.items[left].leader)
    }

    /// The first of the pages, with commas between, of which one is the last: `38, 120, 294`.
    fn first_page(&self, ix: usize) -> usize {
        let mut first = ix;
        while let Some(left) = self.left(first) {
            let other = self.text(left).and_then(|text| text.strip_suffix(',')).and_then(page);
            if other.is_none() || self.is_clear(left) {
                break;
            }
            first = left;
        }
        first
    }

    /// Whether nothing follows close by, and words or leaders stand before.
    fn ends_an_entry(&self, ix: usize) -> bool {
        let words = || self.left(self.first_page(ix)).is_some_and(|left| self.items[left].is_words());
        self.is_clear(ix) && (self.has_leader(ix) || words())
    }

    /// Adds the areas of the entries that rise; the others go to `rest`.
    fn settle(&self, mut pages: Vec<Page>, out: &mut Vec<Rect>, rest: &mut Vec<Page>) {
        pages.sort_by_key(|page| page.item);
        for rising in pages.chunk_by(|a, b| a.number <= b.number) {
            if self.are_dates(rising) {
                continue;
            }
            match self.area(rising) {
                Some(area) => out.push(area),
                None => rest.extend_from_slice(rising),
            }
        }
    }

    /// Years behind the days and months of dates, whatever number stands before the first.
    fn are_dates(&self, own: &[Page]) -> bool {
        let dated = |page: &Page| {
            let before = (page.item.saturating_sub(DATE)..page.item).filter_map(|ix| self.text(ix));
            let day = before.take(1).any(|text| text.contains(|c: char| c.is_ascii_digit()));
            day && !self.has_leader(page.item) && YEARS.contains(&page.number)
        };
        own.len() > 2 && own.iter().filter(|page| dated(page)).count() * 4 >= own.len() * 3
    }

    /// The area of these entries, when they are contents.
    fn area(&self, own: &[Page]) -> Option<Rect> {
        let (first, last) = (own.first()?, own.last()?);
        // The same number all the way down, or the sum of those above, counts something else.
        let sum: i64 = own[..own.len() - 1].iter().map(|page| i64::from(page.number)).sum();
        if own.len() < ENTRIES || first.number == last.number || sum == i64::from(last.number) {
            return None;
        }
        // Pages that are counted through volumes stand near each other, behind leaders; amounts and codes that rise do not.
        let led = || own.iter().filter(|page| self.has_leader(page.item)).count();
        let near = last.number - first.number <= last.number / VOLUME;
        if last.number >= VOLUMES && !(near && led() * 10 >= own.len() * LED) {
            return None;
        }
        let (mut marked, mut columns, mut amounts) = (0, 0, 0);
        let mut bounds = self.items[first.item].word.bbox;
        // Sections are counted up; figures of another panel before the entries are not.
        let entries: Vec<Range<usize>> = own.iter().map(|page| self.entry(page.item)).collect();
        let begins = |entry: &Range<usize>| self.items[entry.start].word.text.as_str();
        let labels: Vec<&str> = entries.iter().map(begins).filter(|text| is_section(text)).collect();
        let chapter = |label: &&str| label.split('.').next()?.parse().ok();
        let chapters: Vec<u32> = labels.iter().filter_map(chapter).collect();
        let falls = chapters.windows(2).filter(|pair| pair[1] < pair[0]).count();
        let distinct: BTreeSet<&str> = labels.iter().copied().collect();
        let sections = falls * FALLS <= chapters.len() && distinct.len() * 2 > labels.len();
        for (page, entry) in own.iter().zip(&entries) {
            let numbered = sections && is_section(begins(entry));
            marked += usize::from(numbered || self.has_leader(page.item));
            columns += usize::from(self.has_column(entry.clone()));
            amounts += usize::from(self.goes_on_in_figures(page.item));
            bounds = entry.clone().fold(bounds, |all, ix| all.union(&self.items[ix].word.bbox));
        }
        let mut numbers: Vec<i32> = own.iter().map(|page| page.number).collect();
        numbers.dedup();
        let led = led() * 10;
        let sure = led >= own.len() * LED || led >= own.len() * MARKED && marked * 10 >= own.len() * LED;
        let still = if sure { STILL_LED } else { STILL };
        (numbers.len() * still >= own.len()
            && marked * 10 >= own.len() * MARKED
            && columns * 10 <= own.len()
            && amounts * 2 <= own.len())
        .then_some(bounds)
    }

    /// The items of an entry, with its page number: from after the page number of the panel before.
    fn entry(&self, ix: usize) -> Range<usize> {
        let mut from = ix;
        while let Some(left) = self.left(from) {
            let ends = self.text(left).and_then(page).is_some() && self.ends_an_entry(left);
            if ends {
                break;
            }
            from = left;
        }
        from..ix + 1
    }

    /// Whether columns follow on the line: a figure that no words follow, as they do the number of another panel's section, or a
    /// leader in the place of one.
    fn goes_on_in_figures(&self, ix: usize) -> bool {
        let at = |ix: usize| self.items.get(ix).filter(|item| item.line == self.items[ix - 1].line);
        at(ix + 1)
            .is_some_and(|next| next.leader || !next.is_words() && !at(ix + 2).is_some_and(Item::is_words))
    }

    /// Whether a figure stands apart from what is beside it, after the first and before the last, or a second leader in the place of
    /// one: a column more.
    fn has_column(&self, entry: Range<usize>) -> bool {
        let inner = entry.start + 1..entry.end.saturating_sub(1);
        inner.into_iter().any(|ix| {
            let figure = self.text(ix).is_some_and(|text| {
                text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
            });
            // The chapter's column is blank where a section's number begins the entry.
            let leads = self.items[ix + 1].leader && !self.items[ix - 1].leader;
            let again = self.items[ix].leader && self.items[ix - 1].leader && self.is_clear(ix - 1);
            again || figure && self.is_clear(ix - 1) && self.is_clear(ix) && !leads
        })
    }
}

/// What the entries of an index are sorted by: their letters and digits, whatever their case.
fn key(lines: &Lines<'_>, items: Range<usize>) -> String {
    let letters = items.filter_map(|ix| lines.text(ix)).flat_map(str::chars);
    letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Lower edges of the words of one line differ by no more than this part of their size (per thousand).
const LINE: i32 = 350;

/// A page number: up to five digits, where those of a session or a year are counted through, or a small Roman one (counted below zero).
fn page(text: &str) -> Option<i32> {
    if text.len() <= 5 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    roman(text).map(|number| number - ROMAN)
}

/// No book has more pages before its first.
const ROMAN: i32 = 1_000;

/// The value of a small Roman number below fifty: `xiv`.
fn roman(text: &str) -> Option<i32> {
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let digit = |c: char| "ivxl".find(c).map(|ix| [1, 5, 10, 50][ix]);
    let values = text.chars().map(digit).collect::<Option<Vec<i32>>>()?;
    let next = |ix: usize| values.get(ix + 1).copied().unwrap_or(0);
    Some(values.iter().enumerate().map(|(ix, value)| if *value < next(ix) { -value } else { *value }).sum())
}

/// The number of a section: `3`, `3.`, `3.1.2`, `A.1`, `IV.`
fn is_section(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').collect();
    let digits =
        |part: &&str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = (parts[0], &parts[1..]);
    let letter = first.len() <= 4 && !first.is_empty() && first.bytes().all(|b| b.is_ascii_uppercase());
    (digits(&first) || letter && (first.len() == 1 || text.ends_with('.'))) && rest.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lay_out;
    use crate::tests::{count, drawn, pieces};
    use model::asked::Asked;

    #[test]
    fn sections_in_two_panels_are_contents() {
        let panels = [
            "1    Overview               5     4    Statements           81",
            "1.1  Our history            6     4.1  Income               82",
            "1.2  Our business           9     4.2  Balance sheet        84",
            "2    Governance            12     4.3  Cash flows           85",
            "2.1  The board             14     4.4  Notes                90",
            "2.2  Pay                   21     5    Further reading     120",
        ];
        assert_eq!(count(&panels), 0);
    }

    #[test]
    fn page_numbers_that_follow_their_text_are_contents() {
        let ragged = [
            "1.1     Define the measurand 1",
            "1.1.1   Quantification and calibration 2",
            "1.1.2   Authentic or surrogate   3",
            "1.2     Calibration modes   9",
            "1.3     External calibration 10",
            "1.3.1   Analyte in an authentic matrix   10",
            "1.3.2   In a surrogate matrix 12",
        ];
        assert_eq!(count(&ragged), 0);
    }

    #[test]
    fn a_column_more_or_a_total_is_no_contents() {
        let rates = [
            "1.1  Rents            3     11",
            "1.2  Fees             9     12",
            "1.3  Fines            4     14",
            "1.4  Tolls            7     18",
            "1.5  Stamps           2     21",
            "1.6  Licences         5     29",
        ];
        assert_eq!(count(&rates), 1);
        let total = [
            "1.1  Rents                  11",
            "1.2  Fees                   12",
            "1.3  Fines                  14",
            "1.4  Tolls                  18",
            "1.5  Stamps                 55",
        ];
        assert_eq!(count(&total), 1);
    }

    #[test]
    fn figures_that_go_on_behind_rising_ones_are_no_contents() {
        let days = [
            "13  Fines                  3     12    11",
            "15  Tolls                 60      6     9",
            "16  Timber                69      1     3",
            "17  Rents                188      6     5",
            "18  Hire                 834      6     6",
        ];
        assert_eq!(count(&days), 1);
    }

    #[test]
    fn dates_are_no_page_numbers_whatever_number_stands_above_them() {
        let statement = [
            "Account  Sheet  59",
            "",
            "01 Jan 2018    Brought forward              82,604.65",
            "03 Jan 2018    Transfer            761.01   81,843.64",
            "04 Jan 2018    Giro credit         232.96   82,076.60",
            "05 Jan 2018    Direct debit        525.10   81,551.50",
            "07 Jan 2018    Standing order      150.77   81,400.73",
        ];
        let found = pieces(&lay_out(&drawn(&statement), &Asked::default()));
        assert!(found[0].iter().any(|row| row.starts_with("03 Jan 2018|Transfer|761.01")), "{found:?}");
    }

    #[test]
    fn leaders_in_the_place_of_figures_go_on_as_they_do() {
        let nil = [
            "13  Fines ..........       3    .......    11    23  Fees .......    4",
            "15  Tolls ..........      60      6    ......    24  Hire .......    2",
            "16  Timber .........      69    .......     3    25  Rent .......    7",
            "17  Rents ..........     188    .......  ......  26  Wood .......    9",
            "18  Hire ...........     834      6    ......    27  Corn .......    3",
        ];
        assert_eq!(count(&nil), 1);
    }

    #[test]
    fn sections_and_roman_numbers_are_told_from_words() {
        for section in ["3", "3.", "3.1.2", "A.1", "IV.", "12.10"] {
            assert!(is_section(section), "{section}");
        }
        for other in ["Fees", "1,200", "3.1a", "2019", "IVory."] {
            assert!(!is_section(other), "{other}");
        }
        assert_eq!(
            ["i", "iv", "xiv", "xxiii", "six"].map(roman),
            [Some(1), Some(4), Some(14), Some(23), None]
        );
    }
}
