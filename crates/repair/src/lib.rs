//! [`model::Document`] to [`model::Repaired`]: meaning. Pieces joined over pages, cells made whole, heads, captions, exact
//! values; every change of a table is an edit with its evidence.
//!
//! The order: [`captions`] (what lines outside are for), [`join`] (pieces to tables), [`headers`], [`cells`] (wraps undone),
//! [`values`]. What it refuses to know: rules, fonts, files.

mod captions;
mod cells;
mod cut;
mod headers;
mod join;
mod numbers;
mod values;
mod vocabulary;
mod words;

use captions::{Patterns, caption, running};
use model::layout::{Item, Piece};
use model::repaired::{Outside, PageInfo, RepairedTable, Role};
use model::table::Ink;
use model::{Document, Repaired};
pub use vocabulary::{Vocabulary, VocabularyError};

/// What repair may do, and the words it knows.
#[derive(Clone, Debug)]
pub struct Config {
    /// Mend (join pieces, cells and rows); without it everything is as read, and only values are computed.
    pub repair: bool,
    /// The vocabulary: units, total words, caption words.
    pub vocabulary: Vocabulary,
}

impl Default for Config {
    fn default() -> Self {
        Self { repair: true, vocabulary: Vocabulary::default() }
    }
}

/// A table while its pieces come in.
struct Growing {
    last: Piece,
    table: model::Table,
    header_rows: u32,
    regions: Vec<(u32, Option<model::Rect>)>,
    /// Indices in the outside lines of those that stand above it.
    above: Vec<usize>,
}

/// Repairs a document. Total: it always returns, with diagnostics.
pub fn repair(document: Document, config: &Config) -> Repaired {
    let patterns = Patterns::new(&config.vocabulary);
    let running = running(&document, &patterns);
    let known = words::Known::of(&document);
    let mut out = Repaired {
        source: document.source,
        pages: Vec::new(),
        tables: Vec::new(),
        outside: Vec::new(),
        strays: Vec::new(),
        dropped: Vec::new(),
        diagnostics: document.diagnostics,
    };
    let mut tables: Vec<Growing> = Vec::new();
    // Lines since the last piece, as indices in `out.outside`.
    let mut between: Vec<usize> = Vec::new();
    let mut nth = 0;
    for (p, page) in document.pages.into_iter().enumerate() {
        let (number, label, source) = (page.number, page.label, page.source);
        out.pages.push(PageInfo { number, label, source, size: [page.width, page.height] });
        out.strays.extend(page.strays);
        out.dropped.extend(page.dropped.into_iter().map(|glyph| (number, glyph)));
        out.diagnostics.extend(page.diagnostics);
        for (ix, item) in page.items.into_iter().enumerate() {
            match item {
                Item::Line(line) => {
                    let runs = running.contains(&(p, ix));
                    if !runs {
                        between.push(out.outside.len());
                    }
                    let role = if runs { Role::Running } else { Role::Text };
                    out.outside.push(Outside { ink: line.ink, role, table: None });
                }
                Item::Piece(piece) => {
                    let lines: Vec<&Ink> = between.iter().map(|line| &out.outside[*line].ink).collect();
                    let goes_on = config.repair && only_continues(&lines, &config.vocabulary);
                    match tables.last_mut().filter(|last| goes_on && join::continues(&last.last, &piece)) {
                        Some(last) => last.take(piece, nth, &known, &config.vocabulary),
                        None => tables.push(Growing::new(piece, between.clone())),
                    }
                    between.clear();
                    nth += 1;
                }
            }
        }
    }
    for growing in tables {
        finish(growing, &patterns, config, &mut out);
    }
    notes(&patterns, &mut out);
    out
}

/// Whether nothing stands between two pieces but a word that says the table goes on.
fn only_continues(lines: &[&Ink], known: &Vocabulary) -> bool {
    lines.iter().all(|line| {
        let text = line.text.trim();
        text.is_empty() || known.words.continued.iter().any(|word| text.contains(word.as_str()))
    })
}

impl Growing {
    fn new(piece: Piece, above: Vec<usize>) -> Self {
        let header_rows = join::head(&piece);
        Self {
            table: piece.table.clone(),
            header_rows,
            regions: vec![(piece.page, piece.bbox)],
            above,
            last: piece,
        }
    }

    fn take(&mut self, piece: Piece, nth: u32, known: &words::Known, vocabulary: &Vocabulary) {
        let join = join::Join { header_rows: self.header_rows, known, vocabulary };
        join.piece(&mut self.table, piece.table.clone(), nth);
        self.regions.push((piece.page, piece.bbox));
        self.last = piece;
    }
}

fn finish(growing: Growing, patterns: &Patterns, config: &Config, out: &mut Repaired) {
    let Growing { mut table, header_rows, regions, above, .. } = growing;
    let lines: Vec<&Ink> = above.iter().map(|line| &out.outside[*line].ink).collect();
    let found = caption(&lines, patterns, &config.vocabulary);
    let own = out.tables.len() as u32;
    for (line, role) in [(found.title_line, Role::Caption), (found.unit_line, Role::Unit)] {
        if let Some(line) = line {
            let outside = &mut out.outside[above[line]];
            (outside.role, outside.table) = (role, Some(own));
        }
    }
    let doubts = if config.repair { cells::mend(&mut table, header_rows) } else { cells::Doubts::new() };
    let readings = values::readings(&table, header_rows, &doubts, &config.vocabulary, &mut out.diagnostics);
    out.tables.push(RepairedTable {
        number: found.number,
        ordinal: found.ordinal,
        title: found.title,
        unit: found.unit,
        notes: Vec::new(),
        regions,
        header_rows,
        readings,
        table,
    });
}

/// Lines right below a table that begin like a note are its notes.
fn notes(patterns: &Patterns, out: &mut Repaired) {
    for (ix, table) in out.tables.iter_mut().enumerate() {
        let Some((page, Some(bbox))) = table.regions.last().copied() else { continue };
        // Notes follow within this distance below the table.
        let reach = bbox.y1 + model::Pt::points(60);
        let below = |o: &&mut Outside| {
            o.ink.page == page
                && o.ink.bbox.is_some_and(|b| bbox.y1 - model::Pt::points(2) <= b.y0 && b.y0 < reach)
        };
        for line in out.outside.iter_mut().filter(below) {
            if line.role != Role::Text || !patterns.is_note(&line.ink.text) {
                break;
            }
            (line.role, line.table) = (Role::Note, Some(ix as u32));
            table.notes.push(line.ink.text.clone());
        }
    }
}
