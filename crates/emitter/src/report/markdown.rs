//! The report as Markdown.

use super::Block;
use std::fmt::Write as _;

pub(super) fn set(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut put = |what: std::fmt::Arguments<'_>| out.write_fmt(what).expect("a string takes all");
    for block in blocks {
        match block {
            Block::Title(title) => put(format_args!("# {}\n\n", tame(title))),
            Block::Heading(heading) => put(format_args!("\n## {heading}\n\n")),
            Block::Line(text) => put(format_args!("{}\n\n", tame(text))),
            Block::Entry(entry) => {
                put(format_args!("\n### {}\n\n", tame(&entry.title)));
                for (name, what) in &entry.facts {
                    put(format_args!("- {name}: {}\n", tame(what)));
                }
            }
            Block::Table { head, rows } => {
                put(format_args!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len())));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| tame(cell)).collect();
                    put(format_args!("| {} |\n", cells.join(" | ")));
                }
            }
        }
    }
    out
}

/// Text that Markdown takes for nothing but text.
fn tame(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documents_own_marks_are_text() {
        assert_eq!(tame("a|b <i>*\n"), "a\\|b \\<i\\>\\* ");
    }
}
