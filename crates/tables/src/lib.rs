//! A page of ink to lines of text and pieces of tables: geometry and the form of words, never what a word means.
//!
//! The staircase: [`words`] (glyphs to words), [`leaders`] (rows of dots put aside), [`tabs`] (words that
//! touch), [`rules`] (strokes to rules, less the [`ticks`]), [`walled`] (words that a rule parts), [`figures`] (charts and drawings, whose labels are no tables).
//! What a person asks of a page ([`model::asked`]) is read first, in its [`areas`]; then tables that the author's tags name and the
//! ink confirms: [`tagged`].
//! Then grids that rules draw: [`lattice`] (rules to grids with spans, [`stacked`] ones made one, [`capped`] by rows that are shaded alone), [`split`] (bands that hold
//! several rows), [`levels`] (texts over single columns in a wide cell), [`coarse`] (which of them say too little), [`unlabelled`] (which leave their labels out),
//! [`place`] (words to slots, with the [`column_names`] that stand above a grid).
//! Then [`find`], what they and tables of [`contents`] leave: [`bands`] (words to lines and phrases, by their [`forms`]), [`beside`]
//! (tables side by side), [`standing`] (names set sideways), [`stops`] (columns that nearly
//! touch), [`flush`] (names that end where their figures do), [`ranges`] (of figures, with spaces), [`letters`] (of one name, set far apart), [`numbered`] (numbers that name columns), [`drawn`] and [`zones`] (candidates
//! that bars and shading name: [`families`] of them, with the rows at their [`ends`] and those that the page [`cuts`]), [`prose`] and [`blocks`] (those that white space names), [`read`] (a candidate to a table:
//! [`rivers`], [`breaks`], [`gaps`] and [`columns`], [`spans`] and [`heads`], [`rows`] (by their [`middles`], by how their texts are [`wraps`]), [`parted`] (with cells that are [`grouped`]), [`centred`] and [`shaded`], [`score`] for what it is worth, [`listing`] for
//! what is none); and what stands at an [`edge`] of the page, too little for a table by itself.
//! [`near`] looks words up by their place; [`bridges`] counts for all units at once which lines part them: cost stays linear.
//! Last [`lines`] (words to lines of text, in cells and outside), in the [`order`] of reading; and, over all pages, [`continued()`], which keeps what stands at
//! the edges where a table goes on with it.

mod areas;
mod bands;
mod beside;
mod bidi;
mod blocks;
mod bracketed;
mod breaks;
mod bridges;
mod capped;
mod centred;
mod coarse;
mod code;
mod column_names;
mod columns;
mod contents;
mod continued;
mod counted;
mod cuts;
mod dates;
mod drawn;
mod edge;
mod ends;
mod families;
mod figures;
mod find;
mod flush;
mod forms;
mod gaps;
mod grouped;
mod heads;
mod labelled;
mod lattice;
mod leaders;
mod leftward;
mod letters;
mod levels;
mod lines;
mod listing;
mod matrices;
mod middles;
mod near;
mod numbered;
mod order;
mod overrun;
mod parted;
mod pitched;
mod place;
mod prose;
mod quoted;
mod ranges;
mod read;
mod rivers;
mod rows;
mod rules;
mod score;
mod shaded;
mod sided;
mod spans;
mod split;
mod stacked;
mod standing;
mod stops;
mod sums;
mod tabs;
mod tagged;
mod ticks;
mod typed;
mod undivided;
mod unended;
mod unlabelled;
mod uprights;
mod walled;
mod words;
mod wraps;
mod zone;
mod zones;

#[cfg(test)]
mod tests;

pub use continued::continued;
use model::Page;
use model::asked::{Asked, Method};
use model::geometry::{Quarter, Rect};
use model::layout::{Item, Line, PageLayout, PageSource, Stray, Word};
use model::page::GlyphInk;
use model::table::Ink;
use near::Near;
use std::borrow::Cow;

/// Understands one page, as it is asked to be read.
pub fn lay_out(page: &Page, asked: &Asked) -> PageLayout {
    lay_out_behind(page, asked, None)
}

/// The same, with what the page `before` it tells: whether pages without letters are read from the right, and the columns of a
/// table that goes on.
pub fn lay_out_behind(page: &Page, asked: &Asked, before: Option<&PageLayout>) -> PageLayout {
    let leftward = before.is_some_and(|before| before.leftward);
    let Some(mirrored) = leftward::mirrored(page, leftward) else {
        let layout = read_page(page, asked);
        return before.and_then(|before| read_on(page, asked, &layout, before)).unwrap_or(layout);
    };
    let mut layout = read_page(&mirrored, &leftward::asked(asked, page.width));
    leftward::turn_back(&mut layout);
    layout.diagnostics.splice(0..0, page.diagnostics.iter().cloned());
    layout
}

/// A page read again by the columns that the page before teaches, if it then goes on in them.
fn read_on(page: &Page, asked: &Asked, layout: &PageLayout, before: &PageLayout) -> Option<PageLayout> {
    let free = asked.method == Method::Auto && !asked.only_areas && asked.areas.is_empty();
    if !free || before.number + 1 != layout.number {
        return None;
    }
    let area = continued::learned(before, layout)?;
    let columns = area.columns.len() + 1;
    let again = read_page(page, &Asked { areas: vec![area], ..asked.clone() });
    // A remark more says that words stand across the columns.
    let fits = again.diagnostics.len() <= layout.diagnostics.len();
    (fits && continued::is_better(&again, layout, columns)).then_some(again)
}

/// A page as its boxes are.
fn read_page(page: &Page, asked: &Asked) -> PageLayout {
    if let Some(narrower) = areas::of_columns(page, asked) {
        return read_page(page, &narrower);
    }
    let printed = page.glyphs.iter().any(|glyph| glyph.ink != GlyphInk::Invisible && !glyph.text.is_blank());
    // An invisible layer is read where it is all the text there is: a scanner's software lays it under the image.
    let (seen, hidden) = words::words(page, |glyph| glyph.ink != GlyphInk::Invisible || !printed);
    let (seen, signs) = quoted::quoted(page, seen);
    let typed = typed::typed(page, seen);
    let (seen, mut leaders) = leaders::leaders(page, typed.words);
    let seen = tabs::tabs(page, seen);
    let strokes = if typed.strokes.is_empty() {
        Cow::Borrowed(&page.strokes)
    } else {
        Cow::Owned([&page.strokes[..], &typed.strokes].concat())
    };
    let rules = ticks::without_ticks(rules::rules(&strokes));
    let seen = walled::walled(page, seen, &rules);
    let areas::Read { pieces: named, mut diagnostics, words: seen, held } =
        areas::read(page, asked, &rules, seen);
    let free = |area: &Rect| !held.iter().any(|taken| taken.contains(area.center()));
    let mut figures = figures::figures(page, &seen);
    let mut near = Near::new(seen.iter().map(|word| word.bbox));
    let drawings = Near::new(page.drawings.iter().map(|drawing| drawing.bbox));
    let mut lattices = match asked.method {
        Method::Stream => Vec::new(),
        _ if asked.only_areas => Vec::new(),
        _ => {
            let drawn = (&page.fills[..], &page.strokes[..]);
            lattice::lattices(&rules, drawn, &seen, &leaders::drawn(&leaders, &rules), &near)
        }
    };
    let several = lattices.iter().filter(|lattice| lattice.ys.len() > 2);
    let grids: Vec<Rect> = several.map(|lattice| lattice.direction.unturn(&lattice.bbox())).collect();
    lattices = lattices
        .into_iter()
        .filter_map(|mut lattice| {
            let own = near::chosen(&seen, &near.inside(&lattice.bbox()));
            let drawn = drawings.inside(&lattice.bbox());
            if figures::are_panels(page, &lattice, &figures, &drawn, &own)
                || coarse::are_boxes(&lattice, &own)
            {
                figures.extend((figures.len() < figures::MOST).then(|| lattice.bbox()));
                return None;
            }
            if !free(&lattice.bbox()) || coarse::is_picture(page, &lattice, &own, &seen) {
                return None;
            }
            if asked.method == Method::Lattice {
                return Some(lattice);
            }
            let ends = !unended::goes_on(&lattice, &own, (&seen, &near));
            let whole = |lattice| {
                let split = split::split(page, lattice, &own, ends);
                sided::cut(page, levels::levels(page, split, &own), &own)
            };
            // Leaders alone make no form that is not filled in a table.
            if let Some(cells) = lattice.led.take()
                && !coarse::is_coarse(page, &whole(lattice.clone()), &own)
            {
                lattice.cells = cells;
            }
            let lattice = whole(lattice);
            let partial = coarse::is_coarse(page, &lattice, &own)
                || unlabelled::leaves_labels_out(page, &lattice, &own, &seen, &near)
                || unended::is_head_alone(page, &lattice, &own, (&seen, &near), &grids)
                || unended::is_row_alone(page, &lattice, (&seen, &near), &grids);
            (!partial).then_some(lattice)
        })
        .collect();
    let with_tags = asked.method == Method::Auto && !asked.only_areas;
    let tagged::Read { pieces: tagged, words: seen, free, taggings, diagnostics: remarks } =
        tagged::read(page, with_tags, &rules, &lattices, seen);
    diagnostics.extend(remarks);
    let mut free = free.into_iter();
    lattices.retain(|_| free.next().unwrap_or(true));
    if !tagged.is_empty() {
        near = Near::new(seen.iter().map(|word| word.bbox));
    }
    let direction = main_direction(seen.iter());
    let (filled, outside) = place::place(page, lattices, seen, &near);
    let mut others = contents::contents(&outside, &leaders);
    others.extend(matrices::matrices(page));
    let in_others = |word: &Word| others.iter().any(|area| area.contains(word.bbox.center()));
    let (others, outside): (Vec<Word>, Vec<Word>) = outside.into_iter().partition(in_others);
    let mut taken = held;
    taken.extend(tagged.iter().filter_map(|piece| piece.bbox));
    taken.extend(filled.iter().map(|(lattice, _)| lattice.direction.unturn(&lattice.bbox())));
    let (found, ends, mut outside) = match asked.method {
        Method::Lattice => (Vec::new(), Vec::new(), outside),
        _ if asked.only_areas => (Vec::new(), Vec::new(), outside),
        Method::Stream => place::found(page, None, &taken, &figures, outside),
        Method::Auto => place::found(page, Some(&rules), &taken, &figures, outside),
    };
    outside.extend(others);
    let pieces = filled.into_iter().map(|(lattice, table)| place::ruled(page, lattice, table));
    let mut items: Vec<Item> =
        named.into_iter().chain(tagged).chain(pieces).chain(found).map(Item::Piece).collect();
    let areas: Vec<Rect> = items
        .iter()
        .filter_map(|item| if let Item::Piece(piece) = item { piece.bbox } else { None })
        .collect();
    let in_table = |word: &Word| areas.iter().any(|area| area.contains(word.bbox.center()));
    // The leader of a label that fills its line stands below it by itself, in the last row as well.
    let below = leaders::below(&areas, &leaders, &outside);
    let in_table = |word: &Word| in_table(word) || below.contains(&word.bbox);
    let outer: Vec<Word> = leaders.extract_if(.., |word| !in_table(word)).collect();
    let part_of_end =
        |word: &&Word| ends.iter().filter_map(|part| part.bbox).any(|area| area.contains(word.bbox.center()));
    let end_leaders: Vec<Word> = outer.iter().filter(part_of_end).cloned().collect();
    outside.extend(outer);
    let parts = order::parts(page, &outside, &areas, direction);
    let lines = parts.split(outside).into_iter().flat_map(|part| lines::lines(page, part, true));
    items.extend(lines.map(|ink| Item::Line(Line { ink })));
    let tops = parts.tops(&areas);
    items.sort_by_cached_key(|item| match item {
        Item::Line(line) => line.ink.bbox.map(|b| parts.key(&b)),
        Item::Piece(piece) => piece.bbox.map(|b| {
            let (part, top, left) = parts.key(&b);
            (part, tops.get(&b).copied().unwrap_or(top), left)
        }),
    });
    let stray = |reason: &'static str| move |ink: Ink| Stray { ink, reason };
    let mut strays: Vec<Stray> = lines::lines(page, hidden, true).into_iter().map(stray("hidden")).collect();
    strays.extend(lines::lines(page, leaders, true).into_iter().map(stray("leader")));
    strays.extend(lines::lines(page, typed.rules, true).into_iter().map(stray("rule")));
    strays.extend(lines::lines(page, signs, true).into_iter().map(stray("quotation")));
    let source = match (page.glyphs.iter().any(|glyph| !glyph.text.is_blank()), page.images.is_empty()) {
        (true, _) => PageSource::Text,
        (false, false) => PageSource::ImageUnread,
        (false, true) => PageSource::Blank,
    };
    PageLayout {
        number: page.number,
        label: page.label.clone(),
        width: page.width,
        height: page.height,
        frame: page.frame,
        leftward: page.leftward,
        source,
        items,
        ends,
        end_leaders: lines::lines(page, end_leaders, true),
        strays,
        dropped: page.dropped.clone(),
        taggings,
        diagnostics: {
            diagnostics.splice(0..0, page.diagnostics.iter().cloned());
            diagnostics
        },
    }
}

/// A word as its own reader sees it, so that sideways text is read like upright text.
fn turned(word: &Word) -> Rect {
    word.direction.turn(&word.bbox)
}

/// The way most of the words run, by glyphs.
fn main_direction<'a>(words: impl Iterator<Item = &'a Word>) -> Quarter {
    let all = [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270];
    let mut glyphs = [0_usize; 4];
    for word in words {
        glyphs[word.direction as usize] += word.glyphs.len();
    }
    // The first of the largest: upright when nothing speaks for another.
    (0..4).rev().max_by_key(|ix| glyphs[*ix]).map_or(Quarter::D0, |ix| all[ix])
}
