//! The other readings of a row that close its equations.

use super::equations::{Closed, Equations};
use super::{Change, Fix, Laid, Layout, Taken};
use crate::sheet::{Sheet, Slot, unmarked};
use crate::slips::{Meant, Style, has_all_digits, is_digit, meant, read, read_as, unsigned, whole};
use model::Decimal;
use model::script::plain;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Every change of a row that closes equations of it and opens none.
pub(super) fn of_row(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Vec<Fix> {
    // A row that stands twice is not wrong besides.
    if let Some(twice) = doubled(sheet, equations, row, work) {
        return vec![twice];
    }
    let mut out = reads(sheet, equations, row, work);
    let dump = (0..sheet.n_cols()).any(|col| sheet.table.table.at(row, col).is_of_dump());
    let mut layouts = shifted(sheet, row);
    layouts.extend(cut(sheet, row, &equations.commas));
    if dump {
        layouts.extend(fused(sheet, row));
    }
    let mut known: Vec<Sheet<'_>> = Vec::new();
    for (name, cells) in layouts {
        let Some(changed) = laid(sheet, row, &cells, &equations.commas) else { continue };
        // The same figures by two moves are one.
        let same =
            |other: &Sheet<'_>| (0..sheet.n_cols()).all(|col| other.slot(row, col) == changed.slot(row, col));
        if known.iter().any(same) {
            continue;
        }
        // A figure put together has to stand in a sum: a sum that closes without one of its halves shows nothing of it. One
        // that holds to the last digit, and did not by its first half alone, is as good.
        let shown = |closed: &Closed| {
            let place = (row, cells[0].col);
            let stands = |equations_of: &BTreeSet<usize>| equations.hold(sheet, equations_of, place);
            name != Layout::Cut || stands(&closed.closes) || stands(&closed.sharpened)
        };
        if let Some(Closed { closes, contested, .. }) =
            equations.closes((sheet, &changed), row, false, work).filter(shown)
        {
            let strays = name == Layout::Shifted && is_stray(sheet, row, &cells);
            let change = Change::Lies { name, cells };
            out.push(Fix { row, change, closes, dump, sure: false, cornered: false, contested, strays });
            known.push(changed);
        }
    }
    out
}

/// Cells of a row that close its equations when read otherwise.
fn reads(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Vec<Fix> {
    let mut out = Vec::new();
    let failing = equations.failing(row);
    for lane in sheet.lanes.iter().filter(|lane| lane.cols.len() == 1) {
        let col = lane.col();
        let cell = sheet.table.table.at(row, col);
        if cell.row() != row || cell.col() != col || cell.is_blank() {
            continue;
        }
        let reading = sheet.reading(row, col);
        let place = (row, col);
        if reading.header || sheet.slot(row, col) == Slot::Dash || !equations.hold(sheet, &failing, place) {
            continue;
        }
        // Where it does not stand in all that fails, no digit of it is at fault: how it was put together may be.
        let in_all = stands_in(equations, sheet, &failing, place);
        let dump = cell.is_of_dump();
        let comma = equations.commas[col as usize];
        let mut ways = meant(cell.text(), Style { decimals: decimals(sheet, row, col), comma });
        let known: Vec<Decimal> = ways.iter().map(|meant| meant.value).collect();
        // Of two figures beside a blank none is left out.
        let two = is_two_beside_a_blank(sheet, row, col);
        let fresh =
            |value: &&Decimal| !known.contains(value) && (!two || has_all_digits(cell.text(), **value));
        ways.extend(reading.candidates.iter().filter(fresh).map(|value| Meant {
            text: whole(cell.text(), *value),
            value: *value,
            slip: "two readings",
            alters: false,
        }));
        let marked = unmarked(cell.text().trim()).and_then(|figure| read_as(figure, comma));
        ways.extend(marked.map(|value| Meant {
            text: cell.text().to_owned(),
            value,
            slip: "marked by a letter",
            alters: false,
        }));
        ways.retain(|meant| dump && in_all || !meant.alters);
        ways.retain(|meant| Some(meant.value) != reading.value);
        for meant in ways {
            let Some(changed) = sheet.with(row, col, meant.value) else { continue };
            if let Some(Closed { closes, contested, blurred, .. }) =
                equations.closes((sheet, &changed), row, false, work)
            {
                // No digit slipped for want of a figure that is not there, nor to one that as many sums ask for as ask for
                // another.
                let asked = blurred < closes.len();
                if meant.alters && (contested || !asked || equations.lack_a_blank(sheet, &closes)) {
                    continue;
                }
                let cornered = equations.is_cornered(sheet, &closes, (row, col));
                let lost = meant.value.is_sign_negative();
                let contested = contested
                    || meant.slip == "sign" && !equations.tell_the_sign(sheet, &closes, (row, lost));
                let change = Change::Reads { col, meant };
                out.push(Fix { row, change, closes, dump, sure: false, cornered, contested, strays: false });
            }
        }
    }
    out
}

/// Whether a cell stands in every one of some equations: else another is at fault.
fn stands_in(
    equations: &Equations<'_>,
    sheet: &Sheet<'_>,
    failing: &BTreeSet<usize>,
    (row, col): (u32, u32),
) -> bool {
    let is = |(of, lane): &(u32, usize)| *of == row && sheet.lanes[*lane].col() == col;
    failing.iter().all(|at| equations.places(*at).iter().any(is))
}

/// The decimals that most figures of a column have, but for one row.
fn decimals(sheet: &Sheet<'_>, but: u32, col: u32) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in sheet.body().filter(|row| *row != but) {
        if let Some(value) = sheet.reading(row, col).value {
            *counts.entry(value.scale()).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| count * 4 >= all * 3)
        .map(|(scale, _)| scale)
}

/// The sheet with a row laid out anew; `None` when a cell would hold what is no figure.
fn laid<'a>(sheet: &Sheet<'a>, row: u32, cells: &[Laid], commas: &[bool]) -> Option<Sheet<'a>> {
    let mut slots = Vec::new();
    for cell in cells {
        let slot = match cell.of.as_slice() {
            [] => (cell.col, Slot::Blank, 0),
            [Taken { col, part: None }] => (cell.col, sheet.slot(row, *col), sheet.decimals(row, *col)),
            parts => {
                let text: String = parts.iter().map(|part| text_of(sheet, row, part)).collect();
                let value = read_as(&text, commas[cell.col as usize])?;
                let scaled = super::make::scaled(value, sheet.scale)?;
                (cell.col, Slot::Value(scaled), value.scale() as u8)
            }
        };
        slots.push(slot);
    }
    Some(sheet.relaid(row, slots))
}

fn text_of<'s>(sheet: &'s Sheet<'_>, row: u32, taken: &Taken) -> &'s str {
    let text = sheet.text(row, taken.col).trim();
    taken.part.map_or(text, |(from, to)| &text[from..to])
}

/// A whole cell.
fn entire(col: u32) -> Taken {
    Taken { col, part: None }
}

fn is_blank(sheet: &Sheet<'_>, row: u32, col: u32) -> bool {
    sheet.slot(row, col) == Slot::Blank
}

/// The stretches of columns of each panel whose cells in a row are plain ones.
fn stretches(sheet: &Sheet<'_>, row: u32) -> Vec<Vec<u32>> {
    let plain = |col: u32| {
        let cell = sheet.table.table.at(row, col);
        cell.row() == row && cell.rowspan() == 1 && cell.colspan() == 1
    };
    let mut out = Vec::new();
    for panel in sheet.panels.iter() {
        let cols: Vec<u32> = panel.lanes.clone().map(|lane| sheet.lanes[lane].col()).collect();
        let (Some(first), Some(last)) = (cols.first(), cols.last()) else { continue };
        // Beside the last column of figures one may have lost all of its own.
        let last = (last + 1..sheet.n_cols()).next().filter(|col| plain(*col)).unwrap_or(*last);
        let span: Vec<u32> = (*first..=last).collect();
        if span.len() > 1 && span.iter().all(|col| plain(*col)) {
            out.push(span);
        }
    }
    out
}

/// The cells between a blank and another place moved by one column, over the blank.
fn shifted(sheet: &Sheet<'_>, row: u32) -> Vec<(Layout, Vec<Laid>)> {
    let mut out = Vec::new();
    for span in stretches(sheet, row) {
        for from in span.iter().copied().filter(|col| is_blank(sheet, row, *col)) {
            for to in span.iter().copied().filter(|to| *to != from) {
                let moved: Vec<(u32, u32)> = if from < to {
                    (from..to).map(|col| (col, col + 1)).chain([(to, from)]).collect()
                } else {
                    [(to, from)].into_iter().chain((to + 1..=from).map(|col| (col, col - 1))).collect()
                };
                let says = |col: u32| matches!(sheet.slot(row, col), Slot::Value(_) | Slot::Unread);
                let figures = moved.iter().all(|(_, source)| {
                    says(*source) || is_blank(sheet, row, *source) || sheet.slot(row, *source) == Slot::Dash
                });
                if figures && moved.iter().any(|(_, source)| says(*source)) {
                    let cells =
                        moved.iter().map(|(col, source)| Laid { col: *col, of: vec![entire(*source)] });
                    out.push((Layout::Shifted, cells.collect()));
                }
            }
        }
    }
    out
}

/// Whether one long figure goes from a column that has no other into a column of figures: none else could have been meant.
fn is_stray(sheet: &Sheet<'_>, row: u32, cells: &[Laid]) -> bool {
    /// One of fewer digits may be what is lacking by chance.
    const LONG: usize = 4;
    let figured = |col: u32| {
        let mut others = sheet.body().filter(|other| *other != row);
        others.any(|other| matches!(sheet.slot(other, col), Slot::Value(_)))
    };
    let moved: Vec<(u32, u32)> =
        cells.iter().flat_map(|cell| cell.of.iter().map(|from| (cell.col, from.col))).collect();
    let says = |(_, from): &&(u32, u32)| !is_blank(sheet, row, *from);
    let mut moved = moved.iter().filter(says);
    let (Some((to, from)), None) = (moved.next(), moved.next()) else { return false };
    let digits = sheet.text(row, *from).chars().filter(|c| is_digit(*c)).count();
    !figured(*from) && figured(*to) && digits >= LONG
}

/// One figure that stands in two neighbouring cells.
fn cut(sheet: &Sheet<'_>, row: u32, commas: &[bool]) -> Vec<(Layout, Vec<Laid>)> {
    let mut out = Vec::new();
    for span in stretches(sheet, row) {
        for pair in span.windows(2) {
            let [left, right] = [pair[0], pair[1]];
            let texts = [left, right].map(|col| sheet.text(row, col).trim());
            let begins = texts[0].contains(is_digit);
            let goes_on = texts[1].starts_with(|c| is_digit(c) || matches!(plain(c), '.' | ','));
            if !begins || !goes_on {
                continue;
            }
            for (at, other) in [(left, right), (right, left)] {
                if !is_well_grouped(&texts.concat(), commas[at as usize]) {
                    continue;
                }
                let cells = vec![
                    Laid { col: at, of: vec![entire(left), entire(right)] },
                    Laid { col: other, of: Vec::new() },
                ];
                out.push((Layout::Cut, cells));
            }
        }
    }
    out
}

/// Whether a text is a figure whose commas, if any, part groups of three digits before the point; points, where a comma
/// stands before decimals.
fn is_well_grouped(text: &str, comma: bool) -> bool {
    let body: String = unsigned(text).chars().map(plain).collect();
    let (point, mark) = if comma { (',', '.') } else { ('.', ',') };
    let (whole, rest) = body.split_once(point).unwrap_or((&body, ""));
    let mut groups = whole.split(mark);
    let first = groups.next().map_or(0, str::len);
    let grouped = groups.clone().next().is_none() || first <= 3 && groups.all(|group| group.len() == 3);
    read_as(text, comma).is_some() && grouped && !rest.contains(mark)
}

/// Two figures that stand in one cell, beside a blank.
fn fused(sheet: &Sheet<'_>, row: u32) -> Vec<(Layout, Vec<Laid>)> {
    let mut out = Vec::new();
    for span in stretches(sheet, row) {
        for pair in span.windows(2) {
            for (full, blank) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                if !is_blank(sheet, row, blank) {
                    continue;
                }
                let text = sheet.text(row, full).trim();
                for (end, start) in joints(text) {
                    let part = |from: usize, to: usize| Taken { col: full, part: Some((from, to)) };
                    let cells = vec![
                        Laid { col: pair[0], of: vec![part(0, end)] },
                        Laid { col: pair[1], of: vec![part(start, text.len())] },
                    ];
                    out.push((Layout::Fused, cells));
                }
            }
        }
    }
    out
}

/// Whether a cell holds two figures, and the one beside it none.
fn is_two_beside_a_blank(sheet: &Sheet<'_>, row: u32, col: u32) -> bool {
    let beside = [col.checked_sub(1), Some(col + 1).filter(|col| *col < sheet.n_cols())];
    beside.into_iter().flatten().any(|col| is_blank(sheet, row, col))
        && !joints(sheet.text(row, col).trim()).is_empty()
}

/// Where a text falls into two figures: the end of the first, the start of the second. At white space; where there is none,
/// behind two decimals or more, for points tell ("331.15298.04").
fn joints(text: &str) -> Vec<(usize, usize)> {
    let figure = |text: &str| read(text).is_some() && !text.ends_with([',', '.']);
    let gaps = text.match_indices(char::is_whitespace).map(|(at, gap)| (at, at + gap.len()));
    let mut out: Vec<(usize, usize)> =
        gaps.filter(|(end, start)| figure(text[..*end].trim()) && figure(text[*start..].trim())).collect();
    if out.is_empty() && text.matches('.').count() == 2 && text.is_ascii() {
        let decimals = |text: &str| text.len() - text.rfind('.').map_or(text.len(), |at| at + 1);
        let at = (1..text.len()).filter(|at| {
            let (one, other) = text.split_at(*at);
            decimals(one) >= 2 && decimals(one) == decimals(other) && figure(one) && figure(other)
        });
        out.extend(at.map(|at| (at, at)));
    }
    out
}

/// A row that stands twice: without it the sums of its columns close. Its own row's equations go with it.
fn doubled(sheet: &Sheet<'_>, equations: &Equations<'_>, row: u32, work: &mut usize) -> Option<Fix> {
    let above = row.checked_sub(1).filter(|above| *above >= sheet.body().start)?;
    if !sheet.is_copy(above, row) {
        return None;
    }
    // What goes on behind the one of them is kept.
    let said = |row: u32| -> usize { (0..sheet.n_cols()).map(|col| sheet.text(row, col).len()).sum() };
    // Of rows that say the same one may be the sum of what stands beside it.
    let tried = match said(above).cmp(&said(row)) {
        Ordering::Less => vec![above],
        Ordering::Equal => vec![row, above],
        Ordering::Greater => vec![row],
    };
    let plain = |row: u32| (0..sheet.n_cols()).all(|col| sheet.table.table.at(row, col).rowspan() == 1);
    let mut closes = |row: u32| equations.closes((sheet, &sheet.blanked(row)), row, true, work);
    let (row, closed) =
        tried.into_iter().filter(|row| plain(*row)).find_map(|row| Some((row, closes(row)?)))?;
    let Closed { closes, contested, .. } = closed;
    let change = Change::Doubled;
    (!contested).then_some(Fix {
        row,
        change,
        closes,
        dump: false,
        sure: false,
        cornered: false,
        contested,
        strays: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fused_figures_part_where_both_are_figures() {
        let check = |text: &str, expected: &[(usize, usize)]| assert_eq!(joints(text), expected, "{text}");
        check("972,969 843,937", &[(7, 8)]);
        check("331.15298.04", &[(6, 6)]);
        check("1 234", &[(1, 2)]);
        check("972,969", &[]);
        check("1,024 m", &[]);
    }

    #[test]
    fn halves_of_a_figure_make_a_whole_one() {
        let check = |text: &str, expected: bool| assert_eq!(is_well_grouped(text, false), expected, "{text}");
        check("1,624,535,587.55", true);
        check("33.111211", true);
        check("(1,234)", true);
        check("850,2671.09", false);
        check("1.5,000", false);
        check("12.3.4", false);
        check("٣٨٩٬٠٩٨", true);
        assert!(is_well_grouped("1.234,56", true));
        assert!(!is_well_grouped("1.23,45", true));
    }
}
