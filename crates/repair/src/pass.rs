//! A document as it was read: each piece a table.

use model::layout::Item;
use model::repaired::{CellKind, Outside, PageInfo, Reading, RepairedTable, Role};
use model::{Decimal, Document, Repaired};

/// Pieces become tables and lines text outside; numbers are read where their text is one plain number.
pub(crate) fn pass(document: Document) -> Repaired {
    let mut out = Repaired {
        source: document.source,
        pages: Vec::new(),
        tables: Vec::new(),
        outside: Vec::new(),
        strays: Vec::new(),
        dropped: Vec::new(),
        diagnostics: document.diagnostics,
    };
    for page in document.pages {
        let (number, label, source) = (page.number, page.label, page.source);
        out.pages.push(PageInfo { number, label, source, size: [page.width, page.height] });
        out.strays.extend(page.strays);
        out.dropped.extend(page.dropped.into_iter().map(|glyph| (number, glyph)));
        out.diagnostics.extend(page.diagnostics);
        for item in page.items {
            match item {
                Item::Line(line) => out.outside.push(Outside { ink: line.ink, role: Role::Text, table: None }),
                Item::Piece(piece) => {
                    let readings = piece.table.cells().iter().map(|cell| reading(&cell.raw())).collect();
                    out.tables.push(RepairedTable {
                        number: None,
                        ordinal: None,
                        title: None,
                        unit: None,
                        notes: Vec::new(),
                        regions: vec![(piece.page, piece.bbox)],
                        header_rows: piece.header_hint.unwrap_or(0),
                        readings,
                        table: piece.table,
                    });
                }
            }
        }
    }
    out
}

fn reading(raw: &str) -> Reading {
    let flat: String = raw.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let value = flat.parse::<Decimal>().ok();
    let kind = match (&value, flat.is_empty()) {
        (Some(_), _) => CellKind::Number,
        (None, true) => CellKind::Blank,
        (None, false) => CellKind::Text,
    };
    Reading { kind, value, ..Reading::default() }
}
