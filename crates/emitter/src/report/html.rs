//! The report as HTML: one page that needs nothing beside it.

use super::Block;
use std::fmt::Write as _;

/// Looks; no script, no fonts or pictures from elsewhere.
const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}\
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}h3{margin:1.5rem 0 .3rem;font-size:1rem}\
dl{display:grid;grid-template-columns:7rem 1fr;margin:0 0 0 1rem}dt{color:#666}dd{margin:0;font-variant-numeric:tabular-nums}\
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{border:1px solid #ccc;padding:.2rem .5rem;\
text-align:left;vertical-align:top}th{background:#f3f3f3;font-weight:600}";

/// A whole page of the reports on some documents.
pub fn page(reports: &[String]) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>crossfoot: audit</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
        reports.concat()
    )
}

pub(super) fn set(blocks: &[Block]) -> String {
    let mut out = String::from("<section>\n");
    let mut put = |what: std::fmt::Arguments<'_>| out.write_fmt(what).expect("a string takes all");
    for block in blocks {
        match block {
            Block::Title(title) => put(format_args!("<h1>{}</h1>\n", escaped(title))),
            Block::Heading(heading) => put(format_args!("<h2>{heading}</h2>\n")),
            Block::Line(text) => put(format_args!("<p>{}</p>\n", escaped(text))),
            Block::Entry(entry) => {
                put(format_args!("<h3>{}</h3>\n<dl>\n", escaped(&entry.title)));
                for (name, what) in &entry.facts {
                    put(format_args!("<dt>{name}</dt><dd>{}</dd>\n", escaped(what)));
                }
                put(format_args!("</dl>\n"));
            }
            Block::Table { head, rows } => {
                let cells = |tag: &str, cells: &mut dyn Iterator<Item = &str>| {
                    let set: Vec<String> =
                        cells.map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
                    set.concat()
                };
                put(format_args!("<table>\n<tr>{}</tr>\n", cells("th", &mut head.iter().copied())));
                for row in rows {
                    let cells = cells("td", &mut row.iter().map(String::as_str));
                    put(format_args!("<tr>{cells}</tr>\n"));
                }
                put(format_args!("</table>\n"));
            }
        }
    }
    out + "</section>\n"
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documents_own_tags_are_text() {
        assert_eq!(escaped("<b>\"&\u{7}"), "&lt;b&gt;&quot;&amp; ");
    }
}
