//! The report for a terminal.

use super::Block;

pub(super) fn set(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    for block in blocks {
        match block {
            Block::Title(title) => line(title),
            Block::Heading(heading) => {
                line("");
                line(&heading.to_uppercase());
            }
            Block::Line(text) => line(&format!("  {}", flat(text))),
            Block::Entry(entry) => {
                line("");
                line(&format!("  {}", flat(&entry.title)));
                let mut last = "";
                for (name, what) in &entry.facts {
                    let shown = if *name == last { "" } else { name };
                    line(&format!("    {shown:<11} {}", flat(what)));
                    last = name;
                }
            }
            Block::Table { head, rows } => {
                let widths: Vec<usize> = (0..head.len())
                    .map(|col| {
                        let cells = rows.iter().map(|row| width(&row[col]));
                        cells.chain([width(head[col])]).max().unwrap_or(0)
                    })
                    .collect();
                let set = |cells: &mut dyn Iterator<Item = &str>| {
                    let padded = cells.zip(&widths).map(|(text, wide)| {
                        format!("{text}{}", " ".repeat(wide.saturating_sub(width(text))))
                    });
                    format!("  {}", padded.collect::<Vec<_>>().join("  "))
                };
                line(&set(&mut head.iter().copied()));
                for row in rows {
                    line(&set(&mut row.iter().map(String::as_str)));
                }
            }
        }
    }
    out
}

/// What a terminal would act on is shown, not sent: control characters of a document are no commands.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Columns on a terminal: wide characters take two (Unicode Standard Annex 11, in the ranges that tables print).
fn width(text: &str) -> usize {
    let wide = |c: char| matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd);
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}
