//! Units of tables: on a line of their own, or at the end of a title.

use crate::captions::Patterns;
use crate::vocabulary::Vocabulary;
use model::Table;
use model::repaired::Unit;
use model::table::Cell;

/// The unit that a line gives, and the text before it: after a word for it ("单位：万元"), or the line is a unit
/// ("£000", "(in thousands of euros)").
pub(crate) fn unit_in<'t>(text: &'t str, patterns: &Patterns, known: &Vocabulary) -> Option<(Unit, &'t str)> {
    if let Some(found) = patterns.unit.captures(text).filter(|found| is_meant(text, found, known)) {
        let before = text[..found.get(0).expect("the match").start()]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（'));
        let behind = &text[found.get(1).map_or(0, |all| all.start())..];
        // A unit of several words: "тыс. руб.".
        let long = known.begins(behind).map(|(said, _)| said).filter(|said| said.len() > found[1].len());
        let said = long.unwrap_or_else(|| first_of_two(&found[1], known));
        let mut unit = unit(said, known);
        // "单位：元 币种：人民币": what else the line says tells which money it is.
        let rest = &behind[said.len()..];
        let money = |known: &&Unit| known.currency.is_some() && rest.contains(known.text.as_str());
        if unit.currency.is_none()
            && let Some(money) = known.units.iter().find(money)
        {
            unit.currency.clone_from(&money.currency);
        }
        return Some((unit, before));
    }
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '[' | ']');
    let bare = text.trim_matches(is_edge);
    let word = |word: &String| bare.strip_prefix(word.as_str()).filter(|rest| rest.starts_with(' '));
    let after = known.words.unit_before.iter().find_map(word).map(str::trim_start);
    if let Some(found) = known.unit(after.unwrap_or(bare)) {
        return Some((Unit { text: after.unwrap_or(bare).to_owned(), ..found.clone() }, ""));
    }
    if let Some(unit) = with_factor(text, known) {
        return Some((unit, ""));
    }
    // A headnote in brackets says more: "[In thousands (11,062.6 represents 11,062,600). For the year …".
    let after = after.filter(|_| text.starts_with(['[', '(', '（']))?;
    let (said, found) = known.begins(after)?;
    Some((Unit { text: said.to_owned(), ..found.clone() }, ""))
}

/// A unit, and what a figure counts for: "Yen (millions)", "Dollars in thousands".
fn with_factor(text: &str, known: &Vocabulary) -> Option<Unit> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let inner = |text: &str| {
        let text = text.trim_end_matches([')', '）']).trim();
        text.strip_prefix("in ").unwrap_or(text).to_owned()
    };
    let (of, factor) = match text.split_once(['(', '（']) {
        Some((of, factor)) => (of.trim(), inner(factor)),
        None => text.split_once(" in ").map(|(of, factor)| (of.trim(), inner(factor)))?,
    };
    let (of, factor) = (known.unit(of)?, known.unit(&factor)?);
    let counts = factor.currency.is_none() && factor.factor > model::Decimal::ONE;
    (counts && of.factor == model::Decimal::ONE).then(|| Unit {
        text: text.to_owned(),
        currency: of.currency.clone(),
        factor: factor.factor,
    })
}

/// The unit alone where the line goes on without a blank: "元币种：人民币".
fn first_of_two<'t>(said: &'t str, known: &Vocabulary) -> &'t str {
    if !said.contains(['：', ':']) {
        return said;
    }
    let begins = known.units.iter().map(|unit| unit.text.as_str()).filter(|unit| said.starts_with(unit));
    begins.max_by_key(|unit| unit.len()).map_or(said, |unit| &said[..unit.len()])
}

/// "编制单位：某局" holds the word for unit, too, and means an office.
fn is_meant(text: &str, found: &regex::Captures<'_>, known: &Vocabulary) -> bool {
    let start = found.get(0).map_or(0, |all| all.start());
    let free = !text[..start].ends_with(crate::rules::is_han) || text[..start].ends_with(['）', '：', '，']);
    let said = unit(first_of_two(&found[1], known), known);
    known.units.iter().any(|unit| unit.text == said.text) || free && said.text.chars().count() <= LONGEST_UNIT
}

/// Longer texts after the word for unit are names.
const LONGEST_UNIT: usize = 12;

/// A printed unit, with what the vocabulary knows of it.
fn unit(text: &str, known: &Vocabulary) -> Unit {
    let text = text.trim_matches(['(', ')', '（', '）', '；', ';', '，', ',', '。', '】', ']']);
    match known.units.iter().find(|unit| unit.text == text) {
        Some(unit) => unit.clone(),
        None => Unit { text: text.to_owned(), currency: None, factor: model::Decimal::ONE },
    }
}

/// The unit that a title ends with: in brackets ("Budget by ministry (£ million)", "Staff (2022, thousands)"), or behind a comma
/// ("Revenue, in thousands of euros").
pub(crate) fn unit_of_title(title: &str, patterns: &Patterns, known: &Vocabulary) -> Option<Unit> {
    let title = title.trim_end();
    let one = |part: &str| unit_in(part.trim(), patterns, known).map(|(unit, _)| unit);
    if let Some(inner) = title.strip_suffix([')', '）', ']', '］']) {
        let at = inner.rfind(['(', '（', '[', '［'])?;
        let inner = inner[at..].trim_start_matches(['(', '（', '[', '［']);
        return one(inner).or_else(|| inner.split([',', ';', '，', '；']).find_map(one));
    }
    let (_, last) = title.rsplit_once([',', '，'])?;
    one(last).filter(|unit| unit.currency.is_some() || unit.text != last.trim())
}

/// The unit that a head of so many rows gives: over the labels ("(in millions)"), over all columns of figures at once, or over each
/// of them.
pub(crate) fn unit_of_head(
    table: &Table,
    head_rows: u32,
    patterns: &Patterns,
    known: &Vocabulary,
) -> Option<Unit> {
    let cols = table.n_cols();
    let one = |text: &str| {
        let (unit, before) = unit_in(text.trim(), patterns, known)?;
        before.is_empty().then_some(unit)
    };
    let last = |cell: &Cell| cell.text().lines().last().map(str::to_owned);
    // A name may stand above the unit.
    let alone = |cell: &Cell| one(cell.text()).or_else(|| one(&last(cell)?));
    // Or before it.
    let named = |cell: &Cell| alone(cell).or_else(|| unit_of_title(&last(cell)?, patterns, known));
    let over_all = |row: u32| {
        let cell = table.at(row, cols - 1);
        (cell.row() == row && cell.colspan() + 1 >= cols && cols > 2).then(|| named(cell)).flatten()
    };
    let lowest = || {
        let row = head_rows.checked_sub(1)?;
        Some(table.row(row).iter().filter(|cell| cell.col() > 0).map(named).collect::<Vec<Option<Unit>>>())
    };
    let corner = || {
        let found = (0..head_rows).find_map(|row| {
            let cell = table.at(row, 0);
            // A currency by itself may name what stands below it.
            let text = cell.text();
            let said = |unit: &Unit| {
                unit.factor != model::Decimal::ONE || unit.text != text || !text.contains(char::is_alphabetic)
            };
            (cell.row() == row && cell.colspan() == 1).then(|| alone(cell)).flatten().filter(said)
        })?;
        // Where columns have units of their own, it is that of its column.
        let own = lowest()?.into_iter().flatten().any(|unit| unit.text != found.text);
        let labels = (head_rows..table.n_rows()).map(|row| table.at(row, 0).text());
        let figures = labels.clone().filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).count();
        (!own && figures * 2 <= labels.count()).then_some(found)
    };
    let each = || {
        let units = lowest()?;
        let first = units.first()?.clone()?;
        let same = |unit: &Option<Unit>| unit.as_ref().is_some_and(|unit| unit.text == first.text);
        units.iter().all(same).then_some(first)
    };
    corner().or_else(|| (0..head_rows).find_map(over_all)).or_else(each)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, wanted: Option<&str>) {
        let known = Vocabulary::default();
        let found = unit_of_title(title, &known.patterns(), &known);
        assert_eq!(found.map(|unit| unit.text).as_deref(), wanted, "{title}");
    }

    #[test]
    fn a_factor_may_stand_behind_the_unit() {
        let known = Vocabulary::default();
        let unit = |text| {
            let found = unit_in(text, &known.patterns(), &known).map(|(unit, _)| unit);
            found.map(|unit| (unit.text, unit.currency, unit.factor.to_string()))
        };
        let yen = |text: &str| Some((text.into(), Some("JPY".into()), "1000000".into()));
        assert_eq!(unit("Yen (millions)"), yen("Yen (millions)"));
        assert_eq!(
            unit("(Dollars in thousands)"),
            Some(("Dollars in thousands".into(), None, "1000".into()))
        );
        assert_eq!(unit("Changes (millions)"), None);
    }

    #[test]
    fn a_title_may_end_with_the_unit() {
        check("Budget by ministry (£ million)", Some("£ million"));
        check("Revenue and costs (in thousands of euros)", Some("thousands of euros"));
        check("Staff by district (2022, thousands)", Some("thousands"));
        check("Revenue, in thousands of euros", Some("thousands of euros"));
        check("收入支出决算总表（万元）", Some("万元"));
        check("收支总表（单位：万元）", Some("万元"));
        check("תקציב לפי סעיפים (אלפי ש\"ח)", Some("אלפי ש\"ח"));
        check("Staff by district (2022)", None);
        check("Pounds, shillings, pence", None);
        check("Research (see note 3)", None);
    }
}
