//! What the rules of a pack find in a document, in words.

use model::checked::{Check, Status, Term};
use proof::packs::{Pack, Tried};
use std::fmt::Write as _;

/// Checks of one rule that are told one by one.
const MOST_CHECKS: usize = 40;

/// A paragraph for each rule: how many checks it makes and how they end, each of them, and what it misses.
pub(crate) fn told(tried: &[Tried], pack: &Pack) -> String {
    let mut out = format!("{}: {}\n", pack.name, pack.title);
    let mut put = |what: std::fmt::Arguments<'_>| out.write_fmt(what).expect("a string takes all");
    for one in tried {
        let count = |status: Status| one.checks.iter().filter(|check| check.status == status).count();
        let parts = [
            (count(Status::Holds), "hold"),
            (count(Status::Rounding), "hold within rounding"),
            (count(Status::Fails), "fail"),
            (count(Status::Open), "could not be made"),
        ];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let said = parts.collect::<Vec<_>>().join(", ");
        put(format_args!("{}: {}\n", one.rule, if said.is_empty() { "no check" } else { &said }));
        for why in &one.missing {
            put(format_args!("  {why}\n"));
        }
        for check in one.checks.iter().take(MOST_CHECKS) {
            put(format_args!("  {}\n", line(check)));
        }
        if one.checks.len() > MOST_CHECKS {
            put(format_args!("  … and {} more\n", one.checks.len() - MOST_CHECKS));
        }
    }
    out
}

fn line(check: &Check) -> String {
    let term = |term: &Term| match term {
        Term::Cell { table, row, col, weight } => {
            let sign = if weight.is_sign_negative() { "-" } else { "" };
            format!("{sign}t{} row {row} column {col}", table + 1)
        }
        Term::Constant(value) => value.to_string(),
        Term::Prose { text, .. } => text.clone(),
    };
    let side = |terms: &[Term]| terms.iter().map(term).collect::<Vec<_>>().join(", ");
    let value = |value: Option<model::Decimal>| value.map_or("?".to_owned(), |value| value.to_string());
    format!(
        "{}: {} ({}) against {} ({})",
        check.status.name(),
        value(check.left_value),
        side(&check.left),
        value(check.right_value),
        side(&check.right),
    )
}
