//! An index without leaders: texts that end in a comma and pages, most of a page's, and most of them in the order of the alphabet.

use super::{GUTTER, LARGEST, Lines, YEARS, key, page};
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// Fewer such texts may be cells.
const ENTRIES: usize = 12;
/// Of so many texts one is an entry, at the least; the others are headings and the first lines of entries that wrap.
const OF: usize = 2;
/// So many pairs of neighbours show an order.
const PAIRS: usize = ENTRIES / 2;

/// The areas of such an index: between figures that stand by themselves, which are a table's.
pub(super) fn index(lines: &Lines<'_>) -> Vec<Rect> {
    let texts = texts(lines);
    // Most pages have none.
    if texts.iter().filter(|text| is_entry(lines, text)).count() < ENTRIES {
        return Vec::new();
    }
    let figures = |text: &Range<usize>| {
        let digits =
            |ix: usize| lines.text(ix).is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
        text.clone().any(digits) && !text.clone().any(|ix| lines.items[ix].is_words())
    };
    // One by itself is the page's number, or the rest of an entry's.
    let line = |text: &Range<usize>| lines.items[text.start].line;
    let row = |text: &Range<usize>| {
        let from = texts.partition_point(|other| line(other) < line(text));
        let own = texts[from..].iter().take_while(|other| line(other) == line(text));
        own.filter(|other| figures(other)).nth(1).is_some()
    };
    texts.split(row).filter_map(|texts| area(lines, texts)).collect()
}

/// The area of the entries among some texts, when most are entries in order.
fn area(lines: &Lines<'_>, texts: &[Range<usize>]) -> Option<Rect> {
    let entries: Vec<&Range<usize>> = texts.iter().filter(|text| is_entry(lines, text)).collect();
    if entries.len() < ENTRIES || entries.len() * OF < texts.len() {
        return None;
    }
    // Down one panel after the other.
    let word = |text: &Range<usize>| lines.items[text.start].word;
    let mut keys: Vec<(Pt, usize, String)> =
        entries.iter().map(|text| (word(text).bbox.x0, text.start, key(lines, Range::clone(text)))).collect();
    keys.sort();
    let panels = keys.chunk_by(|a, b| b.0 - a.0 <= word(entries[0]).size / 2);
    let (mut pairs, mut sorted) = (0, 0);
    for panel in panels {
        let mut panel: Vec<&(Pt, usize, String)> = panel.iter().collect();
        panel.sort_by_key(|entry| entry.1);
        pairs += panel.len() - 1;
        sorted += panel.windows(2).filter(|pair| pair[0].2 <= pair[1].2).count();
    }
    let items = entries.into_iter().flat_map(Clone::clone);
    let in_order = pairs >= PAIRS && sorted * 5 >= pairs * 3;
    in_order.then(|| Rect::bounding(items.map(|ix| lines.items[ix].word.bbox))).flatten()
}

/// The texts of all lines, parted by white.
fn texts(lines: &Lines<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for ix in 0..lines.items.len() {
        let ends = lines.room(ix).is_none_or(|room| room > lines.items[ix].word.size * GUTTER);
        if ends {
            out.push(from..ix + 1);
            from = ix + 1;
        }
    }
    out
}

/// Whether a text with letters ends in a comma and pages. A year behind a comma is that of a date.
fn is_entry(lines: &Lines<'_>, text: &Range<usize>) -> bool {
    let last = text.end - 1;
    // "40-44": pages that follow each other.
    let pages = |text: &str| {
        let all: Option<Vec<i32>> = text.split(['-', '–']).map(page).collect();
        all.filter(|all| {
            all.len() <= 2 && all.is_sorted() && all.iter().all(|one| (1..=LARGEST).contains(one))
        })
    };
    let Some(numbers) = lines.text(last).and_then(pages) else { return false };
    let first = lines.first_page(last);
    let year = first == last && numbers.iter().all(|number| YEARS.contains(number));
    let named = |ix: usize| lines.text(ix).is_some_and(|text| text.ends_with(',') && !text.starts_with(','));
    first > text.start
        && !year
        && named(first - 1)
        && (text.start..first).any(|ix| lines.items[ix].is_words())
}

#[cfg(test)]
mod tests {
    use crate::tests::count;

    const INDEX: [&str; 8] = [
        "abacus, 12               merchants, 7, 19",
        "accounts, 15, 230        mills, 40-44",
        "banks, 18                mines, 91",
        "   central, 19           ports, 17",
        "   savings, 22           prices,",
        "bonds, 17, 20            of corn, 88",
        "corn, 88                 rents, 12",
        "customs, 61              tolls, 5, 18, 90",
    ];

    #[test]
    fn texts_that_end_in_pages_are_an_index() {
        assert_eq!(count(&INDEX), 0);
    }

    #[test]
    fn texts_that_end_in_years_are_cells() {
        let dated: Vec<String> = (1..9)
            .map(|day| format!("March {day}, 2019       June {day}, 2020      {}4.50", day * day % 7))
            .collect();
        assert_eq!(count(&dated.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }
}
