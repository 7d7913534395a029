//! What a text that stands again is read as, by the other cells of its column.

use emitter::Tree;
use model::Decimal;

/// Kind and value of a cell.
pub(super) struct Reading {
    kind: &'static str,
    value: Option<Decimal>,
}

impl Reading {
    pub(super) fn put(&self, cell: &mut Tree) {
        cell.set("kind", Tree::Text(self.kind.to_owned()));
        cell.set("value", self.value.map_or(Tree::Null, |value| Tree::Text(value.to_string())));
        cell.take("doubt");
        cell.take("candidates");
    }
}

/// A figure is one where all figures of its column are read in this plain way; a code where its column holds codes.
pub(super) fn reading(table: &Tree, (row, col): (u32, u32), text: &str) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading { kind: "blank", value: None };
    }
    let header = table.number("header_rows").is_some_and(|head| row < head);
    let column = || table.list("cells").iter().filter(move |cell| cell.number("col") == Some(col));
    let codes = column().filter(|cell| cell.text("kind") == "code").count();
    let numbers = column().filter(|cell| cell.text("kind") == "number");
    let plain_here = numbers.clone().all(|cell| {
        let value: Option<Decimal> = cell.text("value").parse().ok();
        cell.text("value").is_empty() || plain(cell.text("text")) == value
    });
    match plain(text) {
        Some(_) if codes > numbers.count() => Reading { kind: "code", value: None },
        Some(value) if plain_here && !header => Reading { kind: "number", value: Some(value) },
        _ => Reading { kind: "text", value: None },
    }
}

/// Digits with a point, thousands parted by commas or not at all.
fn plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let groups: Vec<&str> = whole.split(',').collect();
    let fits = |ix: usize, group: &str| {
        let count = if ix == 0 { 1..=if groups.len() > 1 { 3 } else { 28 } } else { 3..=3 };
        count.contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit())
    };
    let whole_fits = groups.iter().enumerate().all(|(ix, group)| fits(ix, group));
    let rest_fits = rest.is_empty() || rest.len() > 1 && rest[1..].bytes().all(|b| b.is_ascii_digit());
    (whole_fits && rest_fits).then(|| text.replace(',', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_figures_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(plain(text).map(|value| value.to_string()).as_deref(), expected, "{text}");
        };
        check("1,234.50", Some("1234.50"));
        check("-12", Some("-12"));
        check("1234", Some("1234"));
        check("1.234,5", None);
        check("12,34", None);
        check("81.920\n000", None);
        check("3.", None);
    }
}
