//! Bands of a grid that hold several rows: columns are ruled, rows are not. White space parts them.
//!
//! A band is split when at least two of its columns hold figures one below the other, at the same heights, that are no
//! figure going on over several lines; or one does, each beside a line of the first column; or where the grid rules its head
//! alone, and each line of the first column has a text in every column beside it.

use crate::bands::{Line, Mark, lines, marks};
use crate::coarse::{figures, stands_free};
use crate::columns::is_full;
use crate::counted::counted;
use crate::forms::{FLAG, Form};
use crate::lattice::Lattice;
use crate::main_direction;
use crate::middles::by_middles;
use crate::parted::separate;
use crate::read::set_in;
use crate::rows::{Strip, keys, numbered, rows, set_small};
use crate::undivided::{are_single, divided};
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;
use std::ops::Range;

/// Lines of two cells are level when their baselines differ by less than this part of the em (per thousand).
const LEVEL: i32 = 400;
/// What is lower than this part of the em (per thousand) is no row, but the white between two rules.
const LOWEST: i32 = 1_200;
/// Cells of a band that must agree; in a grid of two columns one is enough.
const AGREE: usize = 2;
/// The same of amounts beside labels.
const LABELLED: usize = 3;
/// The same of entries in words.
const KEYED: usize = 4;
/// Parts of an amount: `£12 3s. 4d.`
const PARTS: usize = 4;

/// The grid, turned to its reader, with what rules leave to white space: bands split, columns parted below the head. `ends` says
/// that no figures stand right below it.
pub(crate) fn split(page: &Page, lattice: Lattice, words: &[Word], ends: bool) -> Lattice {
    let bbox = lattice.bbox();
    let inside: Vec<Word> = words.iter().filter(|word| bbox.contains(word.bbox.center())).cloned().collect();
    let direction = main_direction(inside.iter());
    let turned = lattice.clone().turned(direction);
    let held = turned.held(marks(page, &inside, direction));
    let (turned, held) = counted(turned, held);
    if let Some((parted, own)) = ends.then(|| divided(&turned, &held)).flatten() {
        let whole = banded(parted, &own);
        if are_single(&whole, &whole.held(own.into_iter().flatten())) {
            return whole;
        }
    }
    let turned = banded(turned, &held);
    if turned.mixed { turned } else { lattice }
}

/// The grid with its bands split.
fn banded(lattice: Lattice, held: &[Vec<Mark>]) -> Lattice {
    let low = with_low_labels(&lattice, held);
    let (grid, own) = low.as_ref().map_or((&lattice, held), |(grid, own)| (grid, &own[..]));
    let bands = bands(grid);
    let cuts: Vec<Option<Cut>> = bands.iter().map(|band| cuts(grid, band, own)).collect();
    if cuts.iter().all(Option::is_none) {
        return lattice;
    }
    let names = grouped(grid, &cuts, own);
    with_cuts(low.map_or(lattice, |(grid, _)| grid), &bands, &cuts, names)
}

/// How many of the first columns have one text beside all rows of each band that is cut, from its first row on: rules part groups
/// of rows, and these texts name them.
fn grouped(lattice: &Lattice, cuts: &[Option<Cut>], held: &[Vec<Mark>]) -> usize {
    let own: Vec<&Cut> = cuts.iter().flatten().filter(|cut| !cut.ys.is_empty()).collect();
    let names = |cut: &&Cut, col: u32| {
        let Some(range) = cut.columns.iter().find(|range| **range == (col..col + 1)) else { return false };
        let inside = |ix: &usize| {
            let [row, from, ..] = lattice.cells[*ix];
            from == col && lattice.ys[row as usize] < cut.ys[0] && cut.ys[0] <= lattice.ys[row as usize + 1]
        };
        let marks: Vec<Mark> =
            (0..held.len()).filter(inside).flat_map(|ix| held[ix].iter().copied()).collect();
        let lines = lines(&marks);
        let room = lattice.xs[range.end as usize] - lattice.xs[range.start as usize];
        // Rows stand farther apart than lines of one text.
        let step = |pair: &[Line]| pair[1].base - pair[0].base <= pair[0].size.scale(LEADING, 1000);
        let one = lines.len() == 1 || !separate(&marks, room) || lines.windows(2).all(step);
        lines.first().is_some_and(|line| line.middle() < cut.ys[0])
            && lines.len() <= cut.ys.len()
            && one
            && marks.iter().any(|mark| mark.form == Form::Text)
    };
    let all = |col: &u32| own.iter().all(|cut| names(cut, *col));
    if own.len() < GROUPS { 0 } else { (0..lattice.xs.len() as u32 - 1).take_while(all).count() }
}

/// Lines of one text stand no farther apart than this part of the em (per thousand).
const LEADING: i32 = 1_300;

/// So many groups show that their texts name them.
const GROUPS: usize = 2;

/// The lattice, cells of its first column cut that begin beside the head and have all their lines beside the last row they
/// reach, where these are lines of several rows.
fn with_low_labels(lattice: &Lattice, held: &[Vec<Mark>]) -> Option<(Lattice, Vec<Vec<Mark>>)> {
    // Below the units stand rows; a name of two lines stands beside others of two.
    let beside = |row: u32| {
        let own = (0..held.len()).filter(|ix| lattice.cells[*ix][0] == row && lattice.cells[*ix][2] == 1);
        own.map(|ix| lines(&held[ix]).len()).max().unwrap_or_default()
    };
    let low = |ix: &usize| {
        let [row, col, height, _] = lattice.cells[*ix];
        let edge = lattice.ys[(row + height) as usize - 1];
        (row, col) == (0, 0)
            && height > 1
            && (row + height) as usize + 1 == lattice.ys.len()
            && lines(&held[*ix]).len() > 1
            && held[*ix].iter().all(|mark| mark.at.y0 >= edge)
            && beside(row + height - 1) > lines(&held[*ix]).len()
    };
    let cell = (0..lattice.cells.len()).find(low)?;
    let (mut cut, mut own) = (lattice.clone(), held.to_vec());
    let [row, col, height, width] = lattice.cells[cell];
    cut.cells[cell] = [row, col, height - 1, width];
    let at = cut.cells.partition_point(|other| *other < [row + height - 1, col, 1, width]);
    cut.cells.insert(at, [row + height - 1, col, 1, width]);
    let low = std::mem::take(&mut own[cell]);
    own.insert(at, low);
    let last = (row + height - 1) as usize;
    let cuts_it = bands(&cut).iter().any(|band| band.start == last && cuts(&cut, band, &own).is_some());
    cuts_it.then_some((cut, own))
}

/// The bands of a grid, as ranges of rows: between edges that no cell crosses.
fn bands(lattice: &Lattice) -> Vec<Range<usize>> {
    let n_rows = lattice.ys.len() - 1;
    let mut crossed = vec![false; n_rows + 1];
    for [row, _, height, _] in &lattice.cells {
        crossed[*row as usize + 1..(row + height) as usize].fill(true);
    }
    let edges: Vec<usize> = (0..=n_rows).filter(|edge| !crossed[*edge]).collect();
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The columns of a band, as ranges of the grid's: between edges that none of its cells crosses.
fn columns(lattice: &Lattice, own: &[usize]) -> Vec<Range<u32>> {
    let n_cols = lattice.xs.len() - 1;
    let mut crossed = vec![false; n_cols + 1];
    for [_, col, _, width] in own.iter().map(|ix| lattice.cells[*ix]) {
        crossed[col as usize + 1..(col + width) as usize].fill(true);
    }
    let edges: Vec<u32> = (0..=n_cols as u32).filter(|edge| !crossed[*edge as usize]).collect();
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// How a band is cut: its columns, and the edges between the rows in it. Short rules, as above and below a sum, cut only
/// some of its columns: where more rows than they part stand in it, all columns are cut alike.
fn cuts(lattice: &Lattice, band: &Range<usize>, held: &[Vec<Mark>]) -> Option<Cut> {
    let inside = |ix: &usize| band.contains(&(lattice.cells[*ix][0] as usize));
    let own: Vec<usize> = (0..lattice.cells.len()).filter(inside).collect();
    let ranges = columns(lattice, &own);
    let of = |range: &Range<u32>| {
        let marks = own.iter().filter(|ix| range.contains(&lattice.cells[**ix][1]));
        lines(&marks.flat_map(|ix| held[*ix].iter().copied()).collect::<Vec<Mark>>())
    };
    // Shillings or pence alone are the rest of an amount.
    let rest = |line: &Line| line.marks.iter().all(|m| m.part);
    let columns: Vec<Vec<Line>> =
        ranges.iter().map(|range| of(range).into_iter().filter(|line| !rest(line)).collect()).collect();
    // A cell beside several rows of the grid holds a line for each, or is what spans them. Between double rules is no row; and
    // where another cell beside these rows has a line for each, rules run at their sums alone.
    let size = own.iter().flat_map(|ix| &held[*ix]).map(|mark| mark.size).max().unwrap_or_default();
    let mut texts: Vec<bool> =
        band.clone().map(|row| lattice.ys[row + 1] - lattice.ys[row] >= size.scale(LOWEST, 1000)).collect();
    for [row, _, height, _] in own.iter().filter(|ix| !held[**ix].is_empty()).map(|ix| lattice.cells[*ix]) {
        texts[row as usize - band.start] |= height == 1;
    }
    let few = |ix: &usize| {
        let [row, _, height, _] = lattice.cells[*ix];
        let from = row as usize - band.start;
        let rows = texts[from..from + height as usize].iter().filter(|text| **text).count();
        lines(&held[*ix]).len() < rows
    };
    let level = |a: &Line, b: &Line| (a.base - b.base).abs() <= a.size.scale(LEVEL, 1000);
    let single = own.iter().filter(|ix| lattice.cells[**ix][2] == 1).flat_map(|ix| held[*ix].iter().copied());
    let single = lines(&single.collect::<Vec<Mark>>());
    let listed_beside = |ix: usize, other: &usize| {
        let ([row, _, height, _], [from, _, own, _]) = (lattice.cells[ix], lattice.cells[*other]);
        if (row, height) != (from, own) || ix == *other || few(other) {
            return false;
        }
        let ys = (lattice.ys[row as usize], lattice.ys[(row + height) as usize]);
        let mut rows = single.iter().filter(|line| ys.0 < line.middle() && line.middle() < ys.1);
        let texts = lines(&held[*other]);
        rows.all(|row| texts.iter().any(|text| level(row, text)))
    };
    let spans = |ix: &usize| {
        let apart = || !own.iter().any(|other| listed_beside(*ix, other));
        lattice.cells[*ix][2] > 1 && !held[*ix].is_empty() && few(ix) && apart()
    };
    if own.iter().any(spans) {
        return None;
    }
    if columns.iter().filter(|lines| !lines.is_empty()).count() < 2 {
        return None;
    }
    let units = band.len() == 1 && has_units(&columns, level);
    let listed: Vec<Listed> = columns
        .iter()
        .zip(&ranges)
        .map(|(lines, range)| {
            let room = lattice.xs[range.end as usize] - lattice.xs[range.start as usize];
            listed(&lines[usize::from(units && range.start > 0)..], room)
        })
        .collect();
    let common =
        |own: &[Line], other: &[Line]| own.iter().filter(|line| other.iter().any(|l| level(line, l))).count();
    let agree = (0..columns.len()).filter(|col| listed[*col] == Listed::Figures).filter(|col| {
        let own = &columns[*col];
        let others = (0..columns.len()).filter(|other| listed[*other] == Listed::Figures).filter(|other| {
            let common = common(own, &columns[*other]);
            common * 3 >= own.len() * 2 && common >= 2
        });
        others.count() > 1 || lattice.xs.len() <= 3
    });
    // Amounts in one column alone, each beside a line of a column before it; a sum may have no label.
    let labelled = (1..columns.len()).filter(|col| listed[*col] != Listed::Words).any(|col| {
        let (own, before) = (&columns[col], &columns[..col]);
        own.len() >= LABELLED && before.iter().any(|words| common(own, words) + 1 >= own.len())
    });
    // In the body of a grid that rules part from its head alone: entries one below the other, each with a text in every column.
    let keyed = || {
        let keys = columns[0].len();
        let apart = |(lines, range): (&Vec<Line>, &Range<u32>)| {
            let marks: Vec<Mark> = lines.iter().flat_map(|line| line.marks.iter().copied()).collect();
            let room = lattice.xs[range.end as usize] - lattice.xs[range.start as usize];
            lines.len() == keys && separate(&marks, room)
        };
        let begins_small = |line: &Line| line.marks[0].small;
        keys >= KEYED
            && lattice.ys.len() <= 3
            && band.start > 0
            && columns.len() > 2
            && !columns[0].iter().any(begins_small)
            && columns[1..].iter().all(|other| common(&columns[0], other) == keys)
            && columns.iter().zip(&ranges).any(apart)
    };
    // Amounts alone, and few figures, do not tell rows where cells reach beside the white between two rules.
    let tall = |ix: &usize| {
        let height = lattice.cells[*ix][2] as usize;
        height > 1 && !held[*ix].is_empty() && lines(&held[*ix]).len() < height
    };
    let tall = own.iter().any(tall);
    let agree = agree.filter(|col| !tall || columns[*col].len() >= LABELLED).count();
    if agree < AGREE.min(lattice.xs.len() - 2) && (tall || !labelled && !keyed()) {
        return None;
    }
    let all: Vec<Mark> = own.iter().flat_map(|ix| held[*ix].iter().copied()).collect();
    let lines = lines(&all);
    let mut strips: Vec<Strip> = lines.iter().map(|line| strip(line, lattice)).collect();
    set_small(&mut strips);
    let row_of = about_middles(&lines, strips.clone(), lattice).unwrap_or_else(|| {
        // A text that wraps need not fill its column here: producers of rules give it a width of its own.
        rows(&strips, &[], &[], false)
    });
    let next = |ix: &usize| row_of[*ix] != row_of[*ix - 1];
    let ys: Vec<Pt> = (1..lines.len())
        .filter(next)
        .map(|ix| {
            let bottom = (0..ix)
                .filter(|i| row_of[*i] == row_of[ix - 1])
                .map(|i| lines[i].middle())
                .max()
                .unwrap_or_default();
            bottom + (lines[ix].middle() - bottom) / 2
        })
        .collect();
    // More rows than the grid has, those between double rules apart.
    let rows = texts.iter().filter(|text| **text).count().max(1);
    let blank = band.len() - rows.min(band.len());
    let keyed = agree < AGREE.min(lattice.xs.len() - 2) && !labelled;
    (ys.len() + blank >= band.len() && ys.len() + 1 > rows).then_some(Cut { columns: ranges, ys, keyed })
}

/// Whether the first line of a band says what the figures below it are counted in: words in every column but the first.
fn has_units(columns: &[Vec<Line>], level: impl Fn(&Line, &Line) -> bool) -> bool {
    let Some(first) = columns.iter().filter_map(|lines| lines.first()).min_by_key(|line| line.base) else {
        return false;
    };
    let words = |lines: &Vec<Line>| {
        lines.len() > 1
            && level(&lines[0], first)
            && lines[0]
                .marks
                .iter()
                .all(|m| matches!(m.form, Form::Text | Form::Opening | Form::Closing) && m.value.is_none())
    };
    // Each line of figures below has its label.
    let labels = &columns[0];
    let labelled = |lines: &Vec<Line>| {
        labels.len() + 1 == lines.len()
            && labels.iter().zip(&lines[1..]).all(|(label, line)| level(label, line))
    };
    columns.len() > 2 && columns[1..].iter().all(|lines| words(lines) && labelled(lines))
}

/// What the lines of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// Each a figure of its own.
    Figures,
    /// Each an amount in several parts: pounds, shillings and pence.
    Amounts,
    Words,
}

/// A sign stands no farther from its figure than this part of the em (per thousand).
const SIGN: i32 = 700;
/// Signs in the place of figures are no more than one to so many of these.
const SIGNS: usize = 4;

fn listed(lines: &[Line], room: Pt) -> Listed {
    // A sign of currency stands beside its figure; groups of digits are parts of it.
    let bare = |line: &&Line| {
        let dash = line.marks.iter().all(|m| m.form == Form::Dash);
        // "+ 72.1": a change and its sign.
        let signed = match &line.marks[..] {
            [sign, figure] => {
                let is_sign =
                    sign.form == Form::Dash || sign.form == Form::Text && !sign.small && !sign.capital;
                let near = figure.at.x0 - sign.at.x1 <= figure.size.scale(SIGN, 1000);
                is_sign && near && sign.letters == 1 && figure.form == Form::Number
            }
            _ => false,
        };
        (figures(line) == 1 || dash || signed) && line.marks.iter().filter(|m| !m.triple).count() <= 2
    };
    let of_amount = |m: &Mark| m.value.is_some() && (m.form != Form::Text || m.part);
    let amount = |line: &&Line| line.marks.len() <= PARTS && line.marks.iter().all(of_amount);
    // As many parts on each line are no figure that wraps.
    let parted = lines.iter().all(|line| line.marks.len() > 1 && line.marks.len() == lines[0].marks.len());
    let all = |count: usize| count >= 2 && count == lines.len() && stands_free(lines, room, count);
    // "•" or "/" among many figures: one sign in the place of a figure that is unknown.
    let sign = |line: &&Line| match &line.marks[..] {
        [mark] => mark.letters == 1 && !mark.small && !mark.capital && !is_full(mark) && !bare(line),
        _ => false,
    };
    let (count, signs) = (lines.iter().filter(bare).count(), lines.iter().filter(sign).count());
    let signs = if signs * SIGNS <= count { signs } else { 0 };
    if all(count + signs) {
        Listed::Figures
    } else if lines.len() > 1
        && lines.iter().all(|line| amount(&line))
        && (parted || stands_free(lines, room, lines.len()))
    {
        Listed::Amounts
    } else {
        Listed::Words
    }
}

/// Whether a cell's part of a line is a figure: a letter or two beside it refer to a note, words have it among them.
fn holds_figure(own: &[Mark]) -> bool {
    let words = own.iter().any(|m| m.form == Form::Text && m.letters > FLAG);
    !words && own.iter().any(|m| m.form.is_figure() && !m.part)
}

fn strip(line: &Line, lattice: &Lattice) -> Strip {
    let n = lattice.xs.len() - 1;
    let mut held: Vec<Vec<Mark>> = vec![Vec::new(); n];
    for mark in &line.marks {
        held[lattice.column_at(mark.at.center().x)].push(*mark);
    }
    let wide = |marks: &Vec<Mark>| {
        let at = Rect::bounding(marks.iter().map(|m| m.at))?;
        Some((at.width(), marks[0].bound))
    };
    let stub = held[0].first();
    let label = held.iter().enumerate().find(|(_, own)| own.iter().any(|m| m.form == Form::Text));
    Strip {
        base: line.base,
        middle: line.middle(),
        size: line.size,
        filled: held.iter().map(|marks| !marks.is_empty()).collect(),
        figures: held[1..].iter().any(|own| holds_figure(own)),
        stub: stub.map(|m| m.at.x0),
        small: line.marks[0].small,
        enclosed: line.begins_enclosed(),
        smalls: held.iter().map(|own| own.first().is_some_and(|m| m.small)).collect(),
        capital: line.marks[0].capital,
        label: label.map(|(col, marks)| (col, marks[0].at.x0)),
        bold: stub.or(label.map(|(_, marks)| &marks[0])).is_some_and(|m| m.bold),
        names: line.marks.last().is_some_and(|m| m.names),
        inset: Pt::ZERO,
        over: false,
        summed: false,
        figure: held.iter().map(|own| own.iter().all(|m| m.form.is_figure())).collect(),
        groups: held
            .iter()
            .map(|own| own.first().and_then(|m| m.groups).filter(|_| own.len() == 1))
            .collect(),
        entry: held.iter().map(|own| own.first().is_some_and(|m| m.entry)).collect(),
        wide: held.iter().map(wide).collect(),
    }
}

/// The rows of lines whose texts are set about one middle, where texts fill their columns.
fn about_middles(lines: &[Line], mut strips: Vec<Strip>, lattice: &Lattice) -> Option<Vec<usize>> {
    let n = lattice.xs.len() - 1;
    let mut rooms = vec![Pt::ZERO; n];
    for (col, room) in rooms.iter_mut().enumerate() {
        let inside = |mark: &&Mark| (lattice.xs[col]..lattice.xs[col + 1]).contains(&mark.at.center().x);
        let all = || lines.iter().flat_map(|line| line.marks.iter().filter(inside));
        let left = all().map(|mark| mark.at.x0).min().unwrap_or_default();
        *room = all().map(|mark| mark.at.x1).max().unwrap_or_default() - left;
        let begins = |(line, strip): (&Line, &Strip)| {
            let own = strip.label.is_some_and(|label| label.0 == col);
            line.marks.iter().find(inside).filter(|_| own).map(|mark| mark.at.x0)
        };
        let places: Vec<Option<Pt>> = lines.iter().zip(&strips).map(begins).collect();
        set_in(strips.iter_mut(), &places, left);
    }
    let wall = vec![false; strips.len()];
    Some(numbered(&by_middles(&strips, &keys(&strips), &wall, (&rooms, false))?))
}

/// Where a band is cut.
struct Cut {
    columns: Vec<Range<u32>>,
    ys: Vec<Pt>,
    /// Whether its rows are entries in words below a head.
    keyed: bool,
}

/// The lattice with its bands cut; cells of a cut band are one for each row and column of it, in the first columns one for all rows.
fn with_cuts(lattice: Lattice, bands: &[Range<usize>], cuts: &[Option<Cut>], grouped: usize) -> Lattice {
    let mut ys = vec![lattice.ys[0]];
    let mut cells = Vec::new();
    let mut head = None;
    for (band, cut) in bands.iter().zip(cuts) {
        let first = ys.len() as u32 - 1;
        let bottom = lattice.ys[band.end];
        if let Some(cut) = cut {
            head = head.or(cut.keyed.then_some(first));
            let top = lattice.ys[band.start];
            ys.extend(cut.ys.iter().filter(|y| top < **y && **y < bottom));
            ys.dedup();
            ys.push(bottom);
            let rows = first..ys.len() as u32 - 1;
            let of = |range: &Range<u32>| [range.start, range.end - range.start];
            let columns: Vec<[u32; 2]> = cut.columns.iter().map(of).collect();
            let (names, columns) = columns.split_at(grouped.min(columns.len()));
            let height = rows.end - rows.start;
            cells.extend(names.iter().map(|[col, width]| [first, *col, height, *width]));
            cells.extend(rows.flat_map(|row| columns.iter().map(move |[col, width]| [row, *col, 1, *width])));
        } else {
            ys.extend(&lattice.ys[band.start + 1..=band.end]);
            let own = lattice.cells.iter().filter(|cell| band.contains(&(cell[0] as usize)));
            cells.extend(
                own.map(|[row, col, height, width]| [row - band.start as u32 + first, *col, *height, *width]),
            );
        }
    }
    cells.sort_unstable();
    Lattice { ys, cells, mixed: true, head, ..lattice }
}
