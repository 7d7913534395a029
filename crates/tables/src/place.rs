//! Words to the slots of grids.

use crate::column_names::add_names;
use crate::find::{Found, find};
use crate::forms::begins_entry;
use crate::lattice::Lattice;
use crate::lines::lines;
use crate::main_direction;
use crate::near::Near;
use crate::standing::{Standing, standing};
use crate::sums::add_sums;
use crate::words::split;
use model::geometry::{Point, Pt, Quarter, Rect};
use model::layout::{Open, Piece, PieceEvidence, Rule, Word};
use model::page::Page;
use model::table::{Cell, Table};

/// Fills grids with the words that lie in them; what is left stands outside tables. A grid without text is no table.
pub(crate) fn place(
    page: &Page,
    lattices: Vec<Lattice>,
    words: Vec<Word>,
    near: &Near,
) -> (Vec<(Lattice, Table)>, Vec<Word>) {
    let mut slots: Vec<Option<Word>> = words.into_iter().map(Some).collect();
    let mut emptied = Vec::new();
    let mut out = Vec::new();
    let boxes: Vec<Rect> = lattices.iter().map(|lattice| lattice.direction.unturn(&lattice.bbox())).collect();
    for (lattice, area) in lattices.into_iter().zip(&boxes) {
        let mut inside: Vec<Word> = near.inside(area).into_iter().filter_map(|ix| slots[ix].take()).collect();
        inside.extend(hanging_over((&lattice, &inside), &mut slots, near, &boxes));
        // A lattice that was split has been turned to its reader.
        let mut lattice = if lattice.mixed { lattice } else { lattice.turned(main_direction(inside.iter())) };
        let names = add_names(page, &mut lattice, &inside, (&slots, near));
        inside.extend(names.into_iter().filter_map(|ix| slots[ix].take()));
        let sums = add_sums(page, &mut lattice, &inside, (&slots, near), &boxes);
        inside.extend(sums.into_iter().filter_map(|ix| slots[ix].take()));
        match fill(page, &lattice, inside) {
            Ok(table) => out.push((lattice, table)),
            Err(words) => emptied.extend(words),
        }
    }
    (out, slots.into_iter().flatten().chain(emptied).collect())
}

/// The tables that [`find`](crate::find) names among the words left, as pieces, and the words in none of them. Words in
/// figures are in no table. Without `rules`, nothing that is drawn is looked at.
pub(crate) fn found(
    page: &Page,
    rules: Option<&[Rule]>,
    taken: &[Rect],
    figures: &[Rect],
    words: Vec<Word>,
) -> (Vec<Piece>, Vec<Piece>, Vec<Word>) {
    let (labels, words): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| figures.iter().any(|figure| figure.contains(word.bbox.center())));
    let (mut all, mut ends): (Vec<Found>, Vec<Found>) = Default::default();
    let standing = standing(page, &words, main_direction(words.iter()));
    for direction in [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270] {
        let (found, open) = find(page, &words, rules, (direction, &standing), taken, figures);
        all.extend(found);
        ends.extend(open);
    }
    let mut slots: Vec<Option<Word>> = words.into_iter().map(Some).collect();
    let ends = ends.into_iter().map(|found| piece(page, found, &standing, &mut slots.clone())).collect();
    let pieces = all.into_iter().map(|found| piece(page, found, &standing, &mut slots)).collect();
    (pieces, ends, slots.into_iter().flatten().chain(labels).collect())
}

/// A grid of rules as a piece.
pub(crate) fn ruled(page: &Page, lattice: Lattice, table: Table) -> Piece {
    Piece {
        table,
        page: page.number,
        bbox: Some(lattice.direction.unturn(&lattice.bbox())),
        direction: lattice.direction,
        leftward: page.leftward,
        header_hint: lattice.head,
        evidence: if lattice.mixed { PieceEvidence::Mixed } else { PieceEvidence::Ruled },
        open: lattice.open,
        col_edges: lattice.xs,
        row_edges: lattice.ys,
    }
}

/// A reading as a piece; its words are taken out of `words`.
pub(crate) fn piece(page: &Page, mut found: Found, standing: &Standing, words: &mut [Option<Word>]) -> Piece {
    for plan in &found.reading.cells {
        // Names that stand begin far above the foot of their row.
        if let Some(top) = plan.marks.iter().filter_map(|mark| standing.top(mark)).min() {
            let floor = plan.row.checked_sub(1).map_or(Pt::MIN, |above| found.reading.ys[above] + Pt(1));
            let edge = &mut found.reading.ys[plan.row];
            *edge = (*edge).min(top.max(floor));
        }
    }
    let area = found.area();
    let Found { reading, evidence, direction } = found;
    let (n_rows, n_cols) = (reading.ys.len() - 1, reading.xs.len() - 1);
    let cells = reading.cells.iter().map(|plan| {
        let own: Vec<Word> = plan
            .marks
            .iter()
            .flat_map(|mark| standing.words(mark))
            .filter_map(|ix| words[ix].take())
            .collect();
        let area = Rect::new(
            reading.xs[plan.col],
            reading.ys[plan.row],
            reading.xs[plan.col + plan.width],
            reading.ys[plan.row + plan.height],
        );
        let at = [plan.row, plan.col, plan.height, plan.width].map(|n| n as u32);
        Cell::new(at[0], at[1], at[2], at[3], lines(page, own, false))
            .on(page.number, direction.unturn(&area))
    });
    let table =
        Table::new(n_rows as u32, n_cols as u32, cells.collect()).expect("a reading's cells tile its slots");
    Piece {
        table,
        page: page.number,
        bbox: Some(direction.unturn(&area)),
        direction,
        leftward: page.leftward,
        header_hint: reading.head,
        evidence,
        open: Open::default(),
        col_edges: reading.xs,
        row_edges: reading.ys,
    }
}

/// Text right below a cell that a page end left open belongs to it, when it begins nearer than this part of its size (per
/// thousand): the usual leading is less.
const LEADING: i32 = 700;

/// Words of one line apart by no more than this part of the em (per thousand) are one text.
const ONE_TEXT: i32 = 500;

/// Takes the lines that hang over the last row where no rule closes it. A typesetter that cuts rows at the page end may set
/// a line or two past the last rules. `held` are the words in the grid.
fn hanging_over(
    (lattice, held): (&Lattice, &[Word]),
    slots: &mut [Option<Word>],
    near: &Near,
    others: &[Rect],
) -> Vec<Word> {
    let bbox = lattice.bbox();
    if lattice.direction != Quarter::D0 || !lattice.open_below.contains(&true) {
        return Vec::new();
    }
    // What stands beside the table as well: a note below it may begin farther left.
    let below = Rect { x0: Pt::MIN, x1: Pt::MAX, y0: bbox.y1, y1: Pt(i32::MAX) };
    let free = |middle: Point| others.iter().all(|other| *other == bbox || !other.contains(middle));
    let hangs = |word: &Word| {
        word.direction == Quarter::D0 && word.bbox.center().y > bbox.y1 && free(word.bbox.center())
    };
    let mut under: Vec<usize> = near.inside(&below);
    under.retain(|ix| slots[*ix].as_ref().is_some_and(hangs));
    let at = |ix: usize| slots[ix].as_ref().map_or_else(Rect::default, |word| word.bbox);
    under.sort_by_key(|ix| (at(*ix).center().y, at(*ix).x0, *ix));
    // Lines: what stands at the height of the first word.
    let mut lines: Vec<&[usize]> = Vec::new();
    let mut rest = under.as_slice();
    while let Some(&first) = rest.first() {
        let foot = at(first).y1;
        let count = rest.iter().take_while(|ix| at(**ix).center().y < foot).count();
        // A word without height is a line, too.
        let (line, more) = rest.split_at(count.max(1));
        lines.push(line);
        rest = more;
    }
    let last = lattice.ys.len() as u32 - 1;
    let mut taken = Vec::new();
    for [row, col, height, width] in &lattice.cells {
        let columns = *col as usize..(col + width) as usize;
        if row + height < last || !lattice.open_below[columns.clone()].iter().all(|open| *open) {
            continue;
        }
        let (left, right) = (lattice.xs[columns.start], lattice.xs[columns.end]);
        // The number of an entry, where nothing in the column begins with one, begins a note.
        let begins = |word: &Word| word.bbox.x0 <= left + word.size && begins_entry(&word.text);
        let lists = held.iter().any(|word| (left..right).contains(&word.bbox.x0) && begins(word));
        // A figure does not go on in words.
        let has_letters = |word: &Word| word.text.contains(char::is_alphabetic);
        let cell = Rect::new(left, lattice.ys[*row as usize], right, bbox.y1);
        let own: Vec<&Word> = held.iter().filter(|word| cell.contains(word.bbox.center())).collect();
        let figure = !own.is_empty() && !own.iter().any(|word| has_letters(word));
        let mut end = bbox.y1;
        for line in &lines {
            let own = |ix: &usize| (left..right).contains(&at(*ix).center().x);
            let inside: Vec<usize> = line.iter().copied().filter(own).collect();
            let Some(&word) = inside.first() else { continue };
            let size = slots[word].as_ref().map_or(Pt::ZERO, |word| word.size);
            let top = inside.iter().map(|ix| at(*ix).y0).min().unwrap_or(end);
            let (from, to) = inside
                .iter()
                .fold((right, left), |(from, to), ix| (from.min(at(*ix).x0), to.max(at(*ix).x1)));
            // The whole line must fit between the cell's edges: prose below the table does not.
            let gap = size.scale(ONE_TEXT, 1000);
            let goes_on = line.iter().any(|ix| !own(ix) && at(*ix).x1 > from - gap && at(*ix).x0 < to + gap);
            let note = !lists && slots[word].as_ref().is_some_and(begins);
            let words = inside.iter().filter_map(|ix| slots[*ix].as_ref()).any(has_letters);
            let apart = top - end > size.scale(LEADING, 1000) || from < left || to > right;
            if apart || goes_on || note || figure && words {
                break;
            }
            end = inside.iter().map(|ix| at(*ix).y1).max().unwrap_or(end);
            taken.extend(inside);
        }
    }
    taken.sort_unstable();
    taken.into_iter().filter_map(|ix| slots[ix].take()).collect()
}

fn fill(page: &Page, lattice: &Lattice, words: Vec<Word>) -> Result<Table, Vec<Word>> {
    let (n_rows, n_cols) = (lattice.ys.len() - 1, lattice.xs.len() - 1);
    let owners = lattice.owners();
    let cell_at = |area: &Rect| lattice.cell_at(&owners, lattice.direction.turn(area).center());
    let mut held: Vec<Vec<Word>> = vec![Vec::new(); lattice.cells.len()];
    let mut open: Vec<Word> = words.into_iter().rev().collect();
    while let Some(word) = open.pop() {
        match cut(page, &word, &cell_at) {
            Some((head, tail)) => open.extend([tail, head]),
            None => held[cell_at(&word.bbox)].push(word),
        }
    }
    if held.iter().all(Vec::is_empty) {
        return Err(held.into_iter().flatten().collect());
    }
    let cells = lattice.cells.iter().zip(held).map(|(&[row, col, height, width], words)| {
        let area = Rect::new(
            lattice.xs[col as usize],
            lattice.ys[row as usize],
            lattice.xs[(col + width) as usize],
            lattice.ys[(row + height) as usize],
        );
        let area = lattice.direction.unturn(&area);
        Cell::new(row, col, height, width, lines(page, words, false)).on(page.number, area)
    });
    let table = Table::new(n_rows as u32, n_cols as u32, cells.collect());
    Ok(table.expect("the lattice's cells tile its slots"))
}

/// Cuts a word where it crosses into another cell, if it was painted in two goes there: one number that was set too wide
/// for its cell stays whole, two numbers that touch at a wall do not.
fn cut(page: &Page, word: &Word, cell_at: &impl Fn(&Rect) -> usize) -> Option<(Word, Word)> {
    let glyph = |ix: usize| &page.glyphs[word.glyphs[ix].0 as usize];
    // A comma set into the margin stays with what it ends.
    let ends = (0..word.glyphs.len())
        .rfind(|ix| !glyph(*ix).text.first_char().is_some_and(is_closing))
        .map_or(0, |ix| ix + 1);
    (1..ends)
        .find(|&ix| {
            glyph(ix - 1).run != glyph(ix).run && cell_at(&glyph(ix - 1).bbox) != cell_at(&glyph(ix).bbox)
        })
        .map(|ix| split(word, ix, page))
}

/// Punctuation that ends what stands before it and may hang over the edge of a line.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '」'
            | '』'
            | '》'
            | '”'
            | '’'
            | ','
            | '.'
            | ';'
    )
}
