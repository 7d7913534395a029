//! The report as Markdown.

use super::Block;

pub(super) fn set(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => out.push_str(&format!("# {}\n\n", tame(title))),
            Block::Heading(heading) => out.push_str(&format!("\n## {heading}\n\n")),
            Block::Line(text) => out.push_str(&format!("{}\n\n", tame(text))),
            Block::Entry(entry) => {
                out.push_str(&format!("\n### {}\n\n", tame(&entry.title)));
                for (name, what) in &entry.facts {
                    out.push_str(&format!("- {name}: {}\n", tame(what)));
                }
            }
            Block::Table { head, rows } => {
                out.push_str(&format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len())));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| tame(cell)).collect();
                    out.push_str(&format!("| {} |\n", cells.join(" | ")));
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
