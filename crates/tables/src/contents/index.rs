//! An index: entries in the order of the alphabet that end in page numbers, set in panels, or under single letters.
//!
//! A list of places with one figure each is in this order, too. But pages are small numbers, and the same ones again and
//! again; nothing names their column, and nobody adds them up.

use super::{LED, Lines, Page};
use model::geometry::{Pt, Rect};
use std::collections::BTreeSet;

/// A panel with fewer entries says nothing of its order.
const LONG: usize = 8;
/// Behind leaders so many show it, whatever comes first.
const MANY: usize = 20;
/// Under letters so many do.
const SHORT: usize = 5;
/// Pairs of neighbours in the wrong order, of so many, at the most: entries wrap, and those below others begin anew.
const UNSORTED: usize = 5;
/// The same under letters.
const UNSORTED_LETTERED: usize = 3;
/// No book has more pages.
const LARGEST: i32 = 3_000;
/// An index names so many places for so many different pages, at the least.
const PLACES: (usize, usize) = (4, 3);
/// So many letters above its parts show one by themselves.
const LETTERS: usize = 2;

/// A panel of entries, in their order.
struct Panel {
    pages: Vec<Page>,
    area: Rect,
    /// What the entry in its middle is sorted by.
    key: String,
    /// Pairs of neighbours in the wrong order.
    wrong: usize,
    /// Leaders stand before nearly all its numbers.
    led: bool,
}

/// The areas of an index among the panels of page numbers that end flush.
pub(super) fn index(lines: &Lines<'_>, panels: &[Vec<Page>]) -> Vec<Rect> {
    let panels: Vec<Panel> = panels.iter().filter_map(|own| panel(lines, own)).collect();
    let sorted = |panel: &Panel, of: usize| panel.wrong * of <= panel.pages.len();
    let headed: usize = panels.iter().map(|panel| letters(lines, &panel.area)).sum();
    if headed >= LETTERS && panels.iter().any(|panel| sorted(panel, UNSORTED_LETTERED)) {
        let own = panels.iter().filter(|panel| panel.led || sorted(panel, UNSORTED_LETTERED));
        return own.map(|panel| panel.area).collect();
    }
    let own: Vec<&Panel> = panels
        .iter()
        .filter(|panel| panel.led && panel.pages.len() >= LONG && sorted(panel, UNSORTED))
        .collect();
    let goes_on = own.windows(2).all(|pair| pair[0].key <= pair[1].key);
    // Signs may come before letters.
    let long = own.iter().all(|panel| panel.pages.len() >= MANY);
    let distinct: BTreeSet<i32> = own.iter().flat_map(|panel| &panel.pages).map(|page| page.number).collect();
    let places: usize = own.iter().map(|panel| panel.pages.len()).sum();
    let again = distinct.len() * PLACES.0 <= places * PLACES.1;
    if own.len() > 1 && (goes_on || long) && again {
        own.iter().map(|panel| panel.area).collect()
    } else {
        Vec::new()
    }
}

fn panel(lines: &Lines<'_>, own: &[Page]) -> Option<Panel> {
    let mut pages = own.to_vec();
    pages.sort_by_key(|page| page.item);
    let small = pages.iter().all(|page| page.number <= LARGEST);
    if pages.len() < SHORT || !small {
        return None;
    }
    let left = |page: &Page| lines.items[lines.entry(page.item).start].word.bbox.x0;
    let mut lefts: Vec<Pt> = pages.iter().map(left).collect();
    lefts.sort_unstable();
    // The rest of an entry that wraps is set in; a letter of the panel before it may stand on the line of one.
    let usual = lefts[lefts.len() / 4];
    let edge = usual + lines.items[pages[0].item].word.size / 2;
    let whole = pages.iter().filter(|page| left(page) <= edge);
    let keys: Vec<String> = whole.map(|page| key(lines, page)).filter(|key| !key.is_empty()).collect();
    let pairs = keys.windows(2).filter(|pair| pair[1] < pair[0]).count();
    // Entries that run into those of the panel before say nothing of the order.
    let wrong = if keys.len() * 2 < pages.len() { pages.len() } else { pairs };
    let led = pages.iter().filter(|page| lines.has_leader(page.item)).count() * 10 >= pages.len() * LED;
    let items = pages.iter().flat_map(|page| lines.entry(page.item));
    let all = Rect::bounding(items.map(|ix| lines.items[ix].word.bbox))?;
    let area = Rect { x0: usual.max(all.x0), ..all };
    let key = keys.get(keys.len() / 2).cloned().unwrap_or_default();
    let columns = pages.iter().filter(|page| lines.has_column(lines.entry(page.item))).count();
    let table = columns * 10 > pages.len() || adds_up(&pages) || is_named(lines, &pages, &area);
    (!table).then_some(Panel { pages, area, key, wrong, led })
}

/// Whether a number is the sum of all before it: pages are not added up.
fn adds_up(pages: &[Page]) -> bool {
    /// Fewer may be so by chance.
    const PARTS: usize = 3;
    let (mut sum, mut parts) = (0_i64, 0);
    pages.iter().any(|page| {
        let number = i64::from(page.number);
        let total = parts >= PARTS && sum == number;
        (sum, parts) = (sum + number, parts + 1);
        total
    })
}

/// Whether a word stands right above the numbers of a panel and ends or begins as they do: the name of a column.
fn is_named(lines: &Lines<'_>, pages: &[Page], area: &Rect) -> bool {
    /// It is no more ems above them.
    const ABOVE: i32 = 4;
    let numbers = pages.iter().map(|page| lines.items[page.item].word.bbox);
    let Some(numbers) = Rect::bounding(numbers) else { return false };
    let size = lines.items[pages[0].item].word.size;
    lines.items.iter().filter(|item| item.is_words()).any(|item| {
        let bbox = item.word.bbox;
        let above = bbox.y1 <= area.y0 + size / 2 && area.y0 - bbox.y1 <= size * ABOVE;
        let flush = (bbox.x1 - numbers.x1).abs() <= size || (bbox.x0 - numbers.x0).abs() <= size;
        above && flush && bbox.overlap_x(&numbers) > Pt::ZERO
    })
}

/// What an entry is sorted by: its letters and digits, whatever their case.
fn key(lines: &Lines<'_>, page: &Page) -> String {
    let entry = lines.entry(page.item);
    let words = entry.filter(|ix| *ix != page.item).filter_map(|ix| lines.text(ix));
    words.flat_map(str::chars).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Single letters alone on their lines between the sides of a panel, that go up.
fn letters(lines: &Lines<'_>, area: &Rect) -> usize {
    let near = |x: Pt| area.x0 - Pt::points(1) <= x && x <= area.x1;
    let within = |ix: &usize| {
        let bbox = lines.items[*ix].word.bbox;
        near(bbox.x0) && bbox.y1 <= area.y1
    };
    let alone = |ix: &usize| {
        let before = lines.left(*ix).is_none_or(|left| !near(lines.items[left].word.bbox.x1));
        let room = lines.room(*ix).is_none_or(|room| lines.items[*ix].word.bbox.x1 + room > area.x1);
        before && room
    };
    let letter = |ix: &usize| {
        let mut chars = lines.text(*ix)?.chars();
        chars.next().filter(|c| c.is_uppercase() && chars.next().is_none())
    };
    let found: Vec<char> =
        (0..lines.items.len()).filter(within).filter(alone).filter_map(|ix| letter(&ix)).collect();
    if found.is_sorted() { found.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::tests::{count, drawn};

    const LETTERED: [&str; 13] = [
        "A                                   F",
        "aborting ............ 28            finding ............. 53",
        "arguments ........... 18            flymake ............. 50",
        "authors ............. 11            fonts ............... 51",
        "B                                   formatting .......... 34",
        "bugs ................ 70            G",
        "C                                   graphics ............ 52",
        "changing ............ 16            H",
        "cleaning ............ 27            handy commands ...... 51",
        "comint .............. 11            help files .......... 40",
        "commands ............ 21            highlighting ........ 51",
        "comments ............ 37            history ............. 37",
        "company ............. 43            hot keys ............ 27",
    ];

    #[test]
    fn entries_under_letters_are_an_index() {
        assert_eq!(count(&LETTERED), 0);
    }

    #[test]
    fn entries_in_panels_whose_order_goes_on_are_an_index_where_pages_come_again() {
        let rows = [
            ("accept", "lower"),
            ("acquire", "map"),
            ("add", "merge"),
            ("canon", "modify"),
            ("check", "move"),
            ("compare", "name"),
            ("context", "normal"),
            ("create", "open"),
            ("delete", "order"),
        ];
        let index = |pages: fn(usize) -> usize| {
            let line = |(ix, (one, other)): (usize, &(&str, &str))| {
                format!(
                    "{one:<10} .......... {:>3}          {other:<10} .......... {:>3}",
                    pages(ix),
                    pages(ix + 9)
                )
            };
            let lines: Vec<String> = rows.iter().enumerate().map(line).collect();
            let page = drawn(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            let (words, leaders) = crate::leaders::leaders(&page, crate::words::words(&page, |_| true).0);
            crate::contents::contents(&words, &leaders).len()
        };
        assert_eq!(index(|ix| 21 + ix * 3 % 5), 2);
        // Places with one figure each, all of them different.
        assert_eq!(index(|ix| 990 - ix * 37), 0);
    }
}
