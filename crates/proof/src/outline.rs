//! The outline of a panel's rows: which rows stand under which, by each of the schemes that publishers use.
//!
//! Schemes are tried side by side, and the figures tell which one is meant: columns of codes filled from the left
//! (201 | 06 | 01) or at one place each (款, 項, 目); codes that begin with their parent's (2010301 under 20103); numbering
//! (一、 （一） 1. (1)); indents.

use crate::sheet::{Panel, Sheet, Slot};
use crate::words::ORDINALS;

/// Rows under one row, by one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The scheme's name.
    pub(crate) scheme: &'static str,
    /// Rows that have rows under them, with these, ascending.
    pub(crate) groups: Vec<(u32, Vec<u32>)>,
    /// Rows of the scheme that stand under none.
    pub(crate) roots: Vec<u32>,
}

/// A row's place in a scheme: how deep it stands, and a key that its parent's must begin.
type Place = Option<(u32, String)>;

/// Every scheme by which some row of the panel stands under another.
pub(crate) fn outlines(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<Outline> {
    let code_columns = code_columns(sheet, panel, rows);
    let schemes: [(&'static str, Vec<Place>); 5] = [
        ("code-columns", rows.iter().map(|row| filled(sheet, *row, &code_columns)).collect()),
        ("number-columns", rows.iter().map(|row| sparse(sheet, *row, &code_columns)).collect()),
        ("code", codes(sheet, panel, rows)),
        ("numbering", numbering(sheet, panel, rows)),
        ("indent", indents(sheet, panel, rows)),
    ];
    let mut out: Vec<Outline> = Vec::new();
    for (scheme, places) in schemes {
        let outline = outline(scheme, rows, &places);
        let known = out.iter().any(|known| known.groups == outline.groups && known.roots == outline.roots);
        if (!outline.groups.is_empty() || outline.roots.len() > 1) && !known {
            out.push(outline);
        }
    }
    let runs = numbered_runs(sheet, panel, rows);
    if !runs.is_empty() {
        out.push(Outline { scheme: "numbered-run", groups: runs, roots: Vec::new() });
    }
    out
}

/// Rows without a number with the numbered rows right behind them, where the numbering begins anew there.
fn numbered_runs(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<(u32, Vec<u32>)> {
    let numbers: Vec<Option<Numbered>> = rows.iter().map(|row| numbered(sheet, panel, *row)).collect();
    let mut out = Vec::new();
    for (ix, pair) in numbers.windows(2).enumerate() {
        let (None, Some(first)) = (pair[0], pair[1]) else { continue };
        // The first of numbers in a column of their own may have been left out.
        if first.number != 1 && !(first.bare && first.number == 2) {
            continue;
        }
        let behind = (ix + 2..rows.len()).map_while(|at| numbers[at].map(|number| (at, number)));
        // What is numbered in another column stands under one of them.
        let run = behind
            .filter(|(_, other)| other.col <= first.col)
            .take_while(|(_, other)| other.like(first) && other.number > 1)
            .map(|(at, _)| rows[at]);
        let under: Vec<u32> = [rows[ix + 1]].into_iter().chain(run).collect();
        if under.len() > 1 {
            out.push((rows[ix], under));
        }
    }
    out
}

/// How a row is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) mark: Mark,
    pub(crate) number: u32,
    col: u32,
    /// The number stands in a column of its own.
    bare: bool,
}

impl Numbered {
    /// Whether another row is numbered in the same way and place.
    pub(crate) fn like(self, other: Self) -> bool {
        (self.mark, self.col, self.bare) == (other.mark, other.col, other.bare)
    }
}

/// The number that begins a row's label.
pub(crate) fn numbered(sheet: &Sheet<'_>, panel: &Panel, row: u32) -> Option<Numbered> {
    let texts = panel.labels.clone().map(|col| (col, sheet.text(row, col).trim()));
    let (col, text) = texts.into_iter().find(|(_, text)| !text.is_empty())?;
    let bare = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let mark = if bare { Mark::Arabic(0) } else { mark(text)? };
    Some(Numbered { mark, number: ordinal(text)?, col, bare })
}

/// The number of a numbered label: （三） is 3, "4." and "(4)" are 4, "b)" is 2.
pub(crate) fn ordinal(label: &str) -> Option<u32> {
    let rest = label.trim_start().trim_start_matches(['(', '（']);
    let han: String = rest.chars().take_while(|c| ORDINALS.contains(*c)).collect();
    if !han.is_empty() {
        return of_han(&han);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return rest[..digits].parse().ok().filter(|number| *number > 0);
    }
    let roman = rest.bytes().take_while(|b| b"IVX".contains(b)).count();
    if roman > 0 && rest[roman..].starts_with(['.', ')']) {
        const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
        return ROMAN.iter().position(|known| *known == &rest[..roman]).map(|at| at as u32 + 1);
    }
    let letter = rest.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1)
}

/// A number below a hundred in Chinese numerals.
fn of_han(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|known| known == c).map(|at| at as u32 + 1);
    match text.split_once('十') {
        None => digit(text.chars().next()?).filter(|_| text.chars().nth(1).is_none()),
        Some((tens, ones)) => {
            let of = |text: &str, none: u32| text.chars().next().map_or(Some(none), digit);
            Some(of(tens, 1)? * 10 + of(ones, 0)?)
        }
    }
}

/// Puts each row under the nearest row above that stands less deep and whose key its own begins with.
fn outline(scheme: &'static str, rows: &[u32], places: &[Place]) -> Outline {
    let mut groups: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut roots = Vec::new();
    // The rows that the next one may stand under, with their depth and key, and the group that they have.
    let mut above: Vec<(u32, u32, &str, Option<usize>)> = Vec::new();
    for (row, place) in rows.iter().zip(places) {
        let Some((depth, key)) = place else { continue };
        while above.last().is_some_and(|(_, over, known, _)| over >= depth || !key.starts_with(*known)) {
            above.pop();
        }
        match above.last_mut() {
            Some((.., Some(group))) => groups[*group].1.push(*row),
            Some((parent, .., group)) => {
                *group = Some(groups.len());
                groups.push((*parent, vec![*row]));
            }
            None => roots.push(*row),
        }
        above.push((*row, *depth, key, None));
    }
    Outline { scheme, groups, roots }
}

/// The label columns that hold codes or numbers, and hardly a word.
fn code_columns(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<u32> {
    let is_code = |col: u32| {
        let (mut codes, mut others) = (0, 0);
        for row in rows {
            let text = sheet.text(*row, col).trim();
            if sheet.slot(*row, col) == Slot::Covered || text.is_empty() {
                continue;
            }
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            if digits * 2 > text.len() { codes += 1 } else { others += 1 }
        }
        codes > 2 * others
    };
    panel.labels.clone().filter(|col| is_code(*col)).collect()
}

/// Code columns filled from the left: 201 | 06 | 01.
fn filled(sheet: &Sheet<'_>, row: u32, columns: &[u32]) -> Place {
    let texts: Vec<&str> = columns.iter().map(|col| sheet.text(row, *col).trim()).collect();
    let depth = texts.iter().take_while(|text| !text.is_empty()).count();
    let rest_blank = texts[depth..].iter().all(|text| text.is_empty());
    (columns.len() > 1 && depth > 0 && rest_blank).then(|| (depth as u32, texts.concat()))
}

/// Code columns of which a row fills one: 款 | 項 | 目.
fn sparse(sheet: &Sheet<'_>, row: u32, columns: &[u32]) -> Place {
    let mut full = (0..).zip(columns).filter(|(_, col)| !sheet.text(row, **col).trim().is_empty());
    let (depth, _) = full.next()?;
    (columns.len() > 1 && full.next().is_none()).then(|| (depth, String::new()))
}

/// A code of at least three digits that begins the row's label. Rows of one code stand side by side.
fn codes(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<Place> {
    /// Shorter ones are numbers of lines.
    const SHORTEST: usize = 3;
    let code = |row: u32| -> Place {
        let label = sheet.label(row, panel);
        let code: String = label.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let code = code.trim_end_matches('.').to_owned();
        if code.len() < SHORTEST { None } else { Some((code.len() as u32, code)) }
    };
    rows.iter().map(|row| code(*row)).collect()
}

/// The marks that number rows, in the order in which they come up: a mark not seen before stands deeper.
fn numbering(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<Place> {
    let mut open: Vec<Mark> = Vec::new();
    let place = |row: u32, open: &mut Vec<Mark>| -> Place {
        let text =
            panel.labels.clone().map(|col| sheet.text(row, col).trim()).find(|text| !text.is_empty())?;
        // A bare number numbers what stands under a mark.
        let bare = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) && !open.is_empty();
        let mark = if bare { Mark::Bare } else { mark(text)? };
        match open.iter().position(|known| *known == mark) {
            Some(at) => open.truncate(at + 1),
            None => open.push(mark),
        }
        Some((open.len() as u32, String::new()))
    };
    rows.iter().map(|row| place(*row, &mut open)).collect()
}

/// A way of numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1. or 1、 with the number of points in "1.2.3".
    Arabic(usize),
    /// (1)
    ArabicInBrackets,
    /// I. or IV.
    Roman,
    /// A. or a)
    Letter(bool),
    /// A dash or bullet.
    Dash,
    /// A number in a column of its own.
    Bare,
}

/// How a label is numbered.
pub(crate) fn mark(label: &str) -> Option<Mark> {
    let label = label.trim_start();
    let (bracketed, rest) = match label.strip_prefix(['(', '（']) {
        Some(rest) => (true, rest),
        None => (false, label),
    };
    let run = |of: &dyn Fn(char) -> bool| -> usize {
        rest.chars().take_while(|c| of(*c)).map(char::len_utf8).sum()
    };
    let closes = |rest: &str| {
        if bracketed {
            rest.starts_with([')', '）', '.', '、'])
        } else {
            rest.starts_with(['、', '.', '．', ')', '）', ' ', '　'])
        }
    };
    let han = run(&|c| ORDINALS.contains(c));
    if han > 0 && closes(&rest[han..]) {
        return Some(if bracketed { Mark::HanInBrackets } else { Mark::Han });
    }
    let arabic = run(&|c| c.is_ascii_digit() || c == '.');
    let number = rest[..arabic].trim_end_matches('.');
    if !number.is_empty()
        && number.len() <= 8
        && (number.len() < arabic
            || closes(&rest[arabic..])
            || rest.as_bytes().get(arabic).is_some_and(|b| !b.is_ascii()))
    {
        let points = number.bytes().filter(|b| *b == b'.').count();
        return Some(if bracketed { Mark::ArabicInBrackets } else { Mark::Arabic(points) });
    }
    let roman = run(&|c| "IVX".contains(c));
    if roman > 0 && rest[roman..].starts_with(['.', ')']) {
        return Some(Mark::Roman);
    }
    let mut chars = rest.chars();
    if let (Some(letter), Some('.' | ')')) = (chars.next(), chars.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(Mark::Letter(letter.is_ascii_uppercase()));
    }
    label.starts_with(['-', '–', '—', '•', '·']).then_some(Mark::Dash)
}

/// How far a row's label is indented, as steps found among all labels of its column; in a dump, by blanks in front.
fn indents(sheet: &Sheet<'_>, panel: &Panel, rows: &[u32]) -> Vec<Place> {
    /// Less is the play of glyphs: 1/1000 point.
    const STEP: i32 = 2500;
    // The column with the most words.
    let worded = |col: &u32| rows.iter().filter(|row| sheet.slot(**row, *col) == Slot::Words).count();
    let Some(col) = panel.labels.clone().max_by_key(worded) else { return vec![None; rows.len()] };
    let left = |row: u32| -> Option<i32> {
        let cell = sheet.table.table.at(row, col);
        if cell.row() != row || cell.is_blank() {
            return None;
        }
        let first = cell.ink().first()?;
        let blanks = || first.text.chars().take_while(|c| c.is_whitespace()).count() as i32 * STEP * 2;
        Some(first.start().map_or_else(blanks, |at| at.0))
    };
    let lefts: Vec<Option<i32>> = rows.iter().map(|row| left(*row)).collect();
    let mut steps: Vec<i32> = lefts.iter().flatten().copied().collect();
    steps.sort_unstable();
    steps.dedup_by(|next, known| *next - *known < STEP);
    let depth = |left: i32| steps.iter().filter(|step| **step <= left + STEP / 2).count() as u32;
    let centred = steps.len() > MOST_STEPS;
    lefts.into_iter().map(|left| left.filter(|_| !centred).map(|left| (depth(left), String::new()))).collect()
}

/// More indents than these are labels set centred or right.
const MOST_STEPS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_numbering_are_told() {
        let check = |label: &str, expected: Option<Mark>| assert_eq!(mark(label), expected, "{label}");
        check("一、基本支出", Some(Mark::Han));
        check("（一）人员", Some(Mark::HanInBrackets));
        check("1、因公出国（境）费", Some(Mark::Arabic(0)));
        check("1. Income", Some(Mark::Arabic(0)));
        check("2.1 Grants", Some(Mark::Arabic(1)));
        check("(3.規費及罰款收入)", Some(Mark::ArabicInBrackets));
        check("IV. Other", Some(Mark::Roman));
        check("a) Fees", Some(Mark::Letter(false)));
        check("- งบลงทุน", Some(Mark::Dash));
        check("三公经费", None);
        check("Income", None);
    }

    #[test]
    fn numbers_of_labels_are_read() {
        let check = |label: &str, expected: Option<u32>| assert_eq!(ordinal(label), expected, "{label}");
        check("（三）利润分配", Some(3));
        check("十二、转移", Some(12));
        check("二十、其他", Some(20));
        check("2．对所有者的分配", Some(2));
        check("(4) Fees", Some(4));
        check("b) Fees", Some(2));
        check("IV. Other", Some(4));
        check("07", Some(7));
        check("利润", None);
    }

    #[test]
    fn rows_stand_under_the_nearest_less_deep_row_of_their_code() {
        let place = |depth: u32, key: &str| Some((depth, key.to_owned()));
        let places = [
            place(3, "201"),
            place(5, "20103"),
            place(7, "2010301"),
            None,
            place(7, "2010302"),
            place(3, "205"),
        ];
        let found = outline("code", &[2, 3, 4, 5, 6, 7], &places);
        assert_eq!(found.groups, vec![(2, vec![3]), (3, vec![4, 6])]);
        assert_eq!(found.roots, vec![2, 7]);
    }
}
