//! An index: entries in the order of the alphabet that end in page numbers, set in panels, or under single letters.
//!
//! A list of places with one figure each is in this order, too. But pages are small numbers, and the same ones again and
//! again; nothing names their column, and nobody adds them up.

use super::{GUTTER, LARGEST, LED, Lines, Page, YEARS, key};
use model::geometry::{Pt, Rect};
use model::layout::Word;
use std::collections::BTreeSet;
use std::ops::Range;

/// A panel with fewer entries says nothing of its order.
const LONG: usize = 8;
/// Behind leaders so many show it, whatever comes first.
const MANY: usize = 20;
/// Under letters so many do.
const SHORT: usize = 5;
/// Pairs of neighbours in the wrong order, of so many of all panels, at the most: entries wrap, and those below others begin
/// anew.
const UNSORTED: usize = 5;
/// The same in one panel, and under letters.
const UNSORTED_ONE: usize = 3;
/// An index names so many places for so many different pages, at the least.
const PLACES: (usize, usize) = (4, 3);
/// The name of a column is no farther above its numbers, in per thousand of the em: behind leaders, without them, and where all
/// panels have one.
const NEAR: i32 = 2_500;
const FAR: i32 = 4_000;
const FARTHEST: i32 = 7_000;
/// So many letters above its parts show one by themselves.
const LETTERS: usize = 2;
/// Behind leaders, so many do whatever the order.
const MANY_LETTERS: usize = 4;
/// So do so many entries with several pages.
const LISTS: usize = 3;

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
    /// So many entries have several pages.
    lists: usize,
    /// So many letters stand above its parts.
    letters: usize,
    /// How far above its numbers the nearest word is that may name their column, in thousandths of the em.
    name: Option<i32>,
}

impl Panel {
    /// Whether a word stands no farther above the numbers.
    fn is_named(&self, reach: i32) -> bool {
        self.name.is_some_and(|name| name <= reach)
    }
}

/// The areas of an index among the panels of page numbers that end flush.
pub(super) fn index(lines: &Lines<'_>, panels: &[Vec<Page>]) -> Vec<Rect> {
    let mut panels: Vec<Panel> = panels.iter().filter_map(|own| panel(lines, own)).collect();
    let headed = |panels: &[Panel]| -> usize { panels.iter().map(|panel| panel.letters).sum() };
    // By what entries are sorted may stand behind a prefix.
    let sorted = |panel: &Panel| panel.wrong * UNSORTED_ONE <= panel.pages.len();
    if headed(&panels) >= MANY_LETTERS {
        panels.retain(|panel| panel.led || sorted(panel));
    } else {
        panels.retain(sorted);
    }
    // A running head stands above one panel of several, and farther off.
    let named = |panels: &[Panel]| {
        let near = |panel: &Panel| panel.is_named(if panel.led { NEAR } else { FAR });
        panels.iter().any(near) || panels.iter().all(|panel| panel.is_named(FARTHEST))
    };
    let lists: usize = panels.iter().map(|panel| panel.lists).sum();
    if (headed(&panels) >= LETTERS || lists >= LISTS) && !named(&panels) {
        return panels.iter().map(|panel| panel.area).collect();
    }
    panels.retain(|panel| panel.led && panel.pages.len() >= LONG);
    let goes_on = panels.windows(2).all(|pair| pair[0].key <= pair[1].key);
    // Signs may come before letters.
    let long = panels.iter().all(|panel| panel.pages.len() >= MANY);
    let distinct: BTreeSet<i32> =
        panels.iter().flat_map(|panel| &panel.pages).map(|page| page.number).collect();
    let places: usize = panels.iter().map(|panel| panel.pages.len()).sum();
    let wrong: usize = panels.iter().map(|panel| panel.wrong).sum();
    let again = distinct.len() * PLACES.0 <= places * PLACES.1;
    // The end of one index and the beginning of the next.
    let two = places >= MANY && distinct.len() * 2 <= places;
    let in_order = (goes_on || long || two) && wrong * UNSORTED <= places;
    if panels.len() > 1 && in_order && again && !named(&panels) {
        panels.iter().map(|panel| panel.area).collect()
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
    let entries: Vec<Range<usize>> = pages.iter().map(|page| entry(lines, page)).collect();
    let left = |entry: &Range<usize>| lines.items[entry.start].word.bbox.x0;
    let mut lefts: Vec<Pt> = entries.iter().map(left).collect();
    lefts.sort_unstable();
    // The rest of an entry that wraps is set in; a letter of the panel before it may stand on the line of one.
    let usual = lefts[lefts.len() / 4];
    let edge = usual + lines.items[pages[0].item].word.size / 2;
    let whole = pages.iter().zip(&entries).filter(|(_, entry)| left(entry) <= edge);
    let keys: Vec<String> = whole
        .map(|(page, entry)| key(lines, entry.start..lines.first_page(page.item)))
        .filter(|key| !key.is_empty())
        .collect();
    let pairs = keys.windows(2).filter(|pair| pair[1] < pair[0]).count();
    // Entries that run into those of the panel before say nothing of the order.
    let wrong = if keys.len() * 2 < pages.len() { pages.len() } else { pairs };
    let led = pages.iter().filter(|page| lines.has_leader(page.item)).count() * 10 >= pages.len() * LED;
    let items = entries.iter().flat_map(Clone::clone);
    let all = Rect::bounding(items.map(|ix| lines.items[ix].word.bbox))?;
    let area = Rect { x0: usual.max(all.x0), ..all };
    let key = keys.get(keys.len() / 2).cloned().unwrap_or_default();
    let columns = entries.into_iter().filter(|entry| lines.has_column(entry.clone())).count();
    let lists = lists(lines, &pages);
    let table = columns * 10 > pages.len() && lists * 4 < pages.len() || adds_up(&pages);
    (!table).then(|| {
        let (letters, name) = (letters(lines, &area), name_above(lines, &pages, &area));
        Panel { pages, area, key, wrong, led, lists, letters, name }
    })
}

/// The items of an entry: from after what stands in the panel before, a letter, a text that goes on in the next line, or its
/// pages that do.
fn entry(lines: &Lines<'_>, page: &Page) -> Range<usize> {
    let entry = lines.entry(page.item);
    let ends = |ix: &usize| {
        let wide = || lines.room(*ix).is_some_and(|room| room > lines.items[*ix].word.size * GUTTER);
        let goes_on = || lines.text(*ix).is_some_and(|text| text.ends_with(','));
        lines.items[ix + 1].is_words() && (lines.items[*ix].is_words() || goes_on()) && wide()
    };
    let start = (entry.start..page.item).rfind(ends).map_or(entry.start, |ix| ix + 1);
    start..entry.end
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

/// How many entries have several pages, that rise. A figure may be broken behind the mark of its thousands or decimals: where three
/// digits follow, or some do not rise, nothing is said.
fn lists(lines: &Lines<'_>, pages: &[Page]) -> usize {
    let numbers = |page: &Page| -> Vec<&str> {
        let all = lines.first_page(page.item)..page.item + 1;
        all.filter_map(|ix| lines.text(ix)).map(|text| text.trim_end_matches(',')).collect()
    };
    let value = |text: &&str| text.parse::<i32>().unwrap_or(0);
    // A year behind a day.
    let dated = |list: &Vec<&str>| list.len() == 2 && YEARS.contains(&value(&list[1]));
    let found: Vec<Vec<&str>> =
        pages.iter().map(numbers).filter(|list| list.len() > 1 && !dated(list)).collect();
    let rise = found.iter().all(|list| list.is_sorted_by_key(value));
    if rise { found.iter().filter(|list| list[1..].iter().any(|text| text.len() != 3)).count() } else { 0 }
}

/// How far above a panel, in thousandths of the em, the nearest word stands that ends or begins as its numbers do: the name of a
/// column, maybe.
fn name_above(lines: &Lines<'_>, pages: &[Page], area: &Rect) -> Option<i32> {
    let numbers = Rect::bounding(pages.iter().map(|page| lines.items[page.item].word.bbox))?;
    let size = lines.items[pages[0].item].word.size;
    // Titles are larger.
    let may_name = |word: &Word| {
        let bbox = word.bbox;
        let flush = (bbox.x1 - numbers.x1).abs() <= size || (bbox.x0 - numbers.x0).abs() <= size;
        word.size * 2 <= size * 3
            && bbox.y1 <= area.y0 + size / 2
            && flush
            && bbox.overlap_x(&numbers) > Pt::ZERO
    };
    let words = lines.items.iter().filter(|item| item.is_words()).map(|item| item.word);
    let nearest = words.filter(|word| may_name(word)).map(|word| area.y0 - word.bbox.y1).min()?;
    Some((i64::from(nearest.0) * 1000 / i64::from(size.0.max(1))) as i32)
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
