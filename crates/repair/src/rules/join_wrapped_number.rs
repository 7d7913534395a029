//! Numbers that a narrow cell wrapped, or that white space parts: one number on evidence, else a doubt.
//!
//! For one number speak form (together the parts have the decimals or digits of the column, and apart they have not; a
//! part ends in a separator; groups of three) and geometry (each line was full). Against it: each part is a whole number of
//! the column's own form, a separator would be missing, a line had room.

use super::{Break, Verdict, parts};
use crate::columns::{Column, has_group_of_zero, is_spaced};
use crate::fit::Fit;
use crate::numbers::{Figures, is_symbol};
use crate::words::Known;
use model::{Cell, Decimal, Evidence};

/// What is known of the cell's place.
pub(crate) struct Place<'a> {
    pub(crate) column: &'a Column,
    pub(crate) figures: &'a Figures<'a>,
    pub(crate) fit: Fit,
    pub(crate) known: &'a Known,
}

/// A cell in which fewer characters fit on a line was not made for numbers that long.
const SHORTEST_LINE: usize = 3;
/// A number over more lines has more digits than amounts have.
const MOST_LINES: usize = 4;
/// Letters of a currency's code (ISO 4217).
const CODE: usize = 3;
/// Signs of currencies.
const SIGNS: &str = "$£€¥₩₹₽₺₫฿₪₴₦₱";
/// What stands for nothing.
const DASHES: [char; 4] = ['-', '–', '—', '−'];
/// A shorter number may stand elsewhere by chance.
const SURE: usize = 5;

/// Whether the parts of a text are one number; it is the cell's, or all of it but the mark of a note.
pub(crate) fn join_wrapped_number(cell: &Cell, text: &str, place: &Place<'_>) -> Verdict {
    let parts = parts(text);
    let figures = place.figures;
    if parts.len() < 2 {
        return Verdict::None;
    }
    let joined: String = parts.iter().map(|(_, part)| *part).collect();
    // A dash in the place of a figure takes the sign of a currency as that does.
    if let [(_, sign), (white, dash)] = parts[..]
        && Break::of(white) == Break::Blank
        && sign.chars().all(|c| SIGNS.contains(c))
        && dash.trim_matches(DASHES).is_empty()
    {
        return Verdict::Whole(joined, Evidence::new("form").with("parts_with_digits", "0"));
    }
    if is_range(&parts, figures) {
        return Verdict::None;
    }
    if let Some(last) = interval(&parts) {
        // Three digits behind a comma are a group but where all cells are pairs, and may be one there.
        let group = last.len() == 3 && last.bytes().all(|b| b.is_ascii_digit());
        match (group, place.column.paired) {
            (false, _) => return Verdict::None,
            (true, true) => return doubt(&parts, Vec::new()),
            (true, false) => {}
        }
    }
    let Ok(number) = figures.read(&joined) else {
        return apart(&parts, figures).map_or(Verdict::None, |values| doubt(&parts, values));
    };
    let full = place.fit.all_full(cell);
    let digits: Vec<&str> =
        parts.iter().map(|(_, part)| *part).filter(|part| part.bytes().any(|b| b.is_ascii_digit())).collect();
    if digits.len() < 2 {
        // A sign, a bracket, a percent or currency mark set apart from its digits belongs to them; on another line it may
        // be a mark of its own (a dash for nothing).
        let lines = !on_one_line(&parts);
        let marks = parts.iter().any(|(_, part)| is_symbol(part));
        if lines && marks && !full {
            return doubt(&parts, vec![number.value]);
        }
        // Words behind the digits are words: "$1.2 billion".
        let word =
            |(_, part): &(&str, &str)| part.len() > CODE && part.bytes().all(|b| b.is_ascii_alphabetic());
        if !lines && parts.last().is_some_and(word) {
            return Verdict::None;
        }
        return Verdict::Whole(joined, Evidence::new("form").with("parts_with_digits", "1"));
    }
    if spaced(text, &digits, &parts, place) {
        // Blanks that part thousands are print, not damage: the text stays, its value is one number. A sign set apart from
        // its digits belongs to them here as well.
        return Verdict::Whole(with_signs(&parts), Evidence::new("form").with("groups", "3"));
    }
    if let Some(evidence) = one(&joined, &digits, &parts, place, full) {
        let evidence = if full { evidence.with("line_full", "true") } else { evidence };
        return Verdict::Whole(joined, evidence);
    }
    let mut values = vec![number.value];
    values.extend(apart(&parts, figures).unwrap_or_default());
    doubt(&parts, values)
}

/// Whether blanks alone part a text.
fn on_one_line(parts: &[(&str, &str)]) -> bool {
    parts[1..].iter().all(|(white, _)| Break::of(white) == Break::Blank)
}

/// "0.92 - 1.52": a dash with white about it between two numbers with as many decimals, the first the smaller. (Whole numbers may
/// be two columns and a sign for nothing.)
fn is_range(parts: &[(&str, &str)], figures: &Figures<'_>) -> bool {
    let [(_, from), (_, dash), (_, to)] = parts else { return false };
    let rises = || Some(figures.read(from).ok()?.value < figures.read(to).ok()?.value);
    dash.trim_matches(DASHES).is_empty()
        && on_one_line(parts)
        && figures.decimals(from).is_some_and(|decimals| decimals > 0)
        && figures.decimals(from) == figures.decimals(to)
        && rises() == Some(true)
}

/// The second of two figures in brackets with a mark between and a blank behind it: "(343, 1422)", "[0.42; 1.02]".
fn interval<'t>(parts: &[(&str, &'t str)]) -> Option<&'t str> {
    let [(_, first), .., (_, last)] = parts else { return None };
    let two = parts.len() == 2 || parts.len() == 3 && first.len() == 1;
    let goes_on = parts[..parts.len() - 1].iter().any(|(_, part)| part.ends_with([',', ';']));
    let inner = first.strip_prefix(['(', '[']).and(last.strip_suffix([')', ']']));
    inner.filter(|_| two && goes_on && on_one_line(parts))
}

/// The evidence for one number.
fn one(
    joined: &str,
    digits: &[&str],
    parts: &[(&str, &str)],
    place: &Place<'_>,
    full: bool,
) -> Option<Evidence> {
    let (column, figures) = (place.column, place.figures);
    let scale = column.decimals.filter(|n| *n > 0);
    let of_column = |part: &str| scale.is_some() && figures.decimals(part) == scale;
    let breaks = || parts[1..].iter().map(|(white, _)| Break::of(white));
    let on_one_line = breaks().any(|b| b == Break::Blank);
    // No geometry: another converter made a blank of every break.
    let dump = place.fit == Fit::default();
    if digits.iter().filter(|part| of_column(part)).count() > 1 {
        return None;
    }
    let with = |name, what: String| Some(Evidence::new("form").with(name, what));
    let separator = |c: char| matches!(c, '.' | ',' | '\'');
    let open = digits.windows(2).all(|pair| pair[0].ends_with(separator) || pair[1].starts_with(separator));
    if open && (!on_one_line || column.grouped && figures.is_grouped(joined)) {
        return with("open_at_break", "separator".into());
    }
    let long = joined.chars().filter(char::is_ascii_digit).count();
    let agrees = scale.is_some() && figures.decimals(joined) == scale;
    if agrees && (dump || full || !digits.iter().any(|part| of_column(part))) {
        return with("column_decimals", scale.unwrap_or_default().to_string());
    }
    if long >= SURE && place.known.is_whole(joined) && (full || dump) {
        return Some(Evidence::new("vocabulary").with("elsewhere", joined));
    }
    let whole = scale.is_none() && figures.decimals(joined) == Some(0);
    let ungrouped = long > 3 && !figures.is_grouped(joined);
    if on_one_line || whole && column.grouped && ungrouped {
        return None;
    }
    if figures.is_grouped(joined) && digits.iter().any(|part| part.len() > 3 && !figures.is_grouped(part)) {
        return with("groups", "even".into());
    }
    // Where edges are not drawn, how much a line holds shows by the others of the column.
    let shorter = digits.iter().all(|part| part.len() < long);
    let (last, before) = digits.split_last()?;
    let filled = column.full_line.filter(|line| before.iter().all(|part| part.len() == *line));
    let filled = filled.is_some_and(|line| last.len() < line);
    if whole && column.digits == Some(long) && shorter && (full || dump || filled) {
        return with("column_digits", long.to_string());
    }
    // Nothing but the room speaks for one number: a column that holds no more than a digit or two is full anyway, and
    // figures set one below the other are rows without a rule.
    let long_lines = digits[..digits.len() - 1].iter().all(|part| part.len() >= SHORTEST_LINE);
    (full && long_lines && digits.len() <= MOST_LINES).then(|| Evidence::new("geometry"))
}

/// The parts with the white space between digits, and before a unit, alone.
fn with_signs(parts: &[(&str, &str)]) -> String {
    let has_digits = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
    let mut out = String::new();
    for (ix, (white, part)) in parts.iter().enumerate() {
        // A unit in letters behind them is a word of its own: "1 000 EUR".
        let unit = part.len() > 1 && part.chars().all(char::is_alphabetic);
        if ix > 0 && has_digits(parts[ix - 1].1) && (has_digits(part) || unit) {
            out.push_str(white);
        }
        out.push_str(part);
    }
    out
}

/// Whether blanks on one line part thousands, as elsewhere in the column; or, on a page, the last group alone has the decimals
/// that all figures of the column have.
fn spaced(text: &str, digits: &[&str], parts: &[(&str, &str)], place: &Place<'_>) -> bool {
    let scale = place.column.decimals.filter(|n| *n > 0);
    let whole =
        digits.iter().filter(|part| scale.is_some() && place.figures.decimals(part) == scale).count() > 1;
    let ends = || {
        let bare = |part: &&str| place.figures.decimals(part) == Some(0);
        let decimals = digits
            .split_last()
            .is_some_and(|(last, groups)| place.figures.decimals(last) == scale && groups.iter().all(bare));
        scale.is_some() && decimals && place.fit != Fit::default()
    };
    let elsewhere = place.column.spaced > 1 || place.figures.spaced;
    // No figure by itself begins with a zero; on a page, codes stand in columns of their own.
    let page = place.fit != Fit::default();
    let elsewhere = elsewhere || page && (has_group_of_zero(text) || place.column.spaced_all > 1);
    on_one_line(parts) && !whole && is_spaced(text) && (elsewhere || ends())
}

/// The parts as numbers, when each is one or a mark that stands for one, and there are several.
fn apart(parts: &[(&str, &str)], figures: &Figures<'_>) -> Option<Vec<Decimal>> {
    let mut values = Vec::new();
    for (_, part) in parts {
        match figures.read(part) {
            Ok(number) => values.push(number.value),
            Err(_) if is_symbol(part) => {}
            Err(_) => return None,
        }
    }
    let lines = !on_one_line(parts);
    // Marks alone on one line are one mark, spread ("- -").
    (!values.is_empty() || lines).then_some(values)
}

fn doubt(parts: &[(&str, &str)], candidates: Vec<Decimal>) -> Verdict {
    let parts: Vec<&str> = parts.iter().map(|(_, part)| *part).collect();
    Verdict::Doubt(format!("one number or several: {}", parts.join(" | ")), candidates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::geometry::{Pt, Rect};
    use model::table::Ink;

    /// A cell of a dump in a column of that form.
    fn in_dump(text: &str, column: &Column) -> String {
        let cell = Cell::new(0, 0, 1, 1, vec![Ink::of_dump(text, (0, text.len() as u32))]);
        said(&cell, column, Fit::default())
    }

    /// Lines at x 2 with a width each, in a cell 40 wide with a padding of 2, digits 5 wide.
    fn on_page(lines: &[&str], column: &Column) -> String {
        let ink = lines.iter().enumerate().map(|(ix, text)| {
            let (y, width) = (10 * ix as i32, 5 * text.len() as i32);
            let bbox = Rect::new(Pt::points(2), Pt::points(y), Pt::points(2 + width), Pt::points(y + 8));
            Ink { text: (*text).into(), page: 1, bbox: Some(bbox), size: Pt::points(9), ..Ink::default() }
        });
        let area = Rect::new(Pt::ZERO, Pt::ZERO, Pt::points(40), Pt::points(40));
        let cell = Cell::new(0, 0, 1, 1, ink.collect()).on(1, area);
        let table = model::Table::new(1, 1, vec![cell]).expect("one cell");
        said(&table.cells()[0], column, Fit::of(&table))
    }

    fn said(cell: &Cell, column: &Column, fit: Fit) -> String {
        let figures = Figures::default();
        let known = Known::default();
        match join_wrapped_number(cell, cell.text(), &Place { column, figures: &figures, fit, known: &known })
        {
            Verdict::Whole(text, evidence) => format!("{text} by {}", evidence.kind),
            Verdict::Doubt(..) => "doubt".into(),
            Verdict::None => "none".into(),
        }
    }

    fn decimals(n: usize) -> Column {
        Column { decimals: Some(n), ..Column::default() }
    }

    #[test]
    fn parts_that_make_the_columns_decimals_are_one_number() {
        assert_eq!(in_dump("63.640 800", &decimals(6)), "63.640800 by form");
        assert_eq!(in_dump("0.2800 00", &decimals(6)), "0.280000 by form");
        assert_eq!(on_page(&["63.640", "800"], &decimals(6)), "63.640800 by form");
        assert_eq!(in_dump("( 1,234 )", &decimals(0)), "(1,234) by form");
    }

    #[test]
    fn a_dash_between_decimals_that_rise_is_a_range() {
        assert_eq!(in_dump("0.92 - 1.52", &decimals(2)), "none");
        for other in ["1.52 - 0.92", "0.92 - 1.5", "17 - 22", "0.92 -1.52"] {
            assert_eq!(in_dump(other, &decimals(2)), "doubt", "{other}");
        }
    }

    #[test]
    fn figures_in_brackets_with_a_comma_and_a_blank_are_no_number() {
        for text in ["(497, 1711)", "[343; 422.5]", "( 0.343, 0.390)"] {
            assert_eq!(in_dump(text, &decimals(0)), "none", "{text}");
        }
        let grouped = Column { grouped: true, ..decimals(0) };
        assert_eq!(in_dump("(343, 422)", &Column { paired: true, ..grouped.clone() }), "doubt");
        assert_eq!(in_dump("(41, 825)", &grouped), "(41,825) by form");
    }

    #[test]
    fn two_numbers_that_share_a_cell_stay_two() {
        assert_eq!(in_dump("12.50 13.75", &decimals(2)), "doubt");
        assert_eq!(in_dump("12 34", &decimals(0)), "doubt");
        assert_eq!(on_page(&["2022", "2023"], &decimals(0)), "doubt");
        assert_eq!(on_page(&["12", "345.67"], &decimals(2)), "doubt");
        assert_eq!(on_page(&["1", "2", "3"], &decimals(0)), "doubt");
        assert_eq!(on_page(&["1,536", "-"], &decimals(0)), "doubt");
        assert_eq!(in_dump("-\n-", &decimals(0)), "doubt");
        let grouped = Column { grouped: true, ..decimals(0) };
        assert_eq!(on_page(&["1234567", "890"], &grouped), "doubt");
    }

    #[test]
    fn full_lines_are_one_number() {
        assert_eq!(on_page(&["1234567", "89"], &decimals(0)), "123456789 by geometry");
        let codes = Column { digits: Some(8), ..decimals(0) };
        assert_eq!(on_page(&["5554504", "5"], &codes), "55545045 by form");
        assert_eq!(on_page(&["1,234,", "567"], &decimals(0)), "1,234,567 by form");
    }

    #[test]
    fn blanks_between_groups_of_three_are_separators_where_the_column_has_them() {
        let spaced = Column { spaced: 3, ..decimals(0) };
        assert_eq!(on_page(&["1 234"], &spaced), "1 234 by form");
        assert_eq!(on_page(&["1 234"], &decimals(0)), "doubt");
        assert_eq!(on_page(&["€ -1 234"], &spaced), "€-1 234 by form");
        // No figure by itself begins with a zero; in the whole table all long figures are spaced.
        assert_eq!(on_page(&["97 094"], &decimals(0)), "97 094 by form");
        assert_eq!(on_page(&["5 260"], &Column { spaced_all: 2, ..decimals(0) }), "5 260 by form");
        assert_eq!(on_page(&["1 234.5"], &decimals(1)), "1 234.5 by form");
    }
}
