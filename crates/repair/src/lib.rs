//! [`model::Document`] to [`model::Repaired`]: meaning. Pieces joined over pages, cells made whole, heads, captions, exact
//! values; every change of a table is an edit with its evidence.
//!
//! The order: [`captions`] (what lines outside are for), [`join`] (pieces to tables, rows cut by pages), [`headers`],
//! [`cells`] (each cell made whole, by the [`rules`]), [`values`], [`notes`]. Evidence comes from [`columns`] (form), [`fit`]
//! (geometry) and [`words`] (what stands elsewhere). What it refuses to know: rules, fonts, files.

mod align;
mod below;
mod captions;
mod cells;
mod columns;
mod cut;
mod drawn;
mod errors;
mod facing;
mod fit;
mod forms;
mod fractions;
mod habits;
mod halved;
mod headers;
mod join;
mod notes;
mod numbers;
mod periods;
mod rules;
mod spans;
mod titles;
mod units;
mod values;
mod vocabulary;
mod words;

use captions::{Patterns, caption, running};
pub use drawn::leave_out_drawings;
use habits::Habits;
use headers::{Head, head, header_cells};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Item, Piece, PieceEvidence};
use model::repaired::{Outside, PageInfo, RepairedTable, Role};
use model::table::Ink;
use model::{Document, Repaired};
use numbers::Figures;
use std::collections::BTreeSet;
use std::sync::Arc;
pub use vocabulary::{Vocabulary, VocabularyError};
use words::Known;

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

/// What a document is held against while it is repaired.
struct Sight<'a> {
    config: &'a Config,
    patterns: Arc<Patterns>,
    known: Known,
    figures: Figures<'a>,
}

impl Sight<'_> {
    /// What pieces of a table with this head are joined by.
    fn join<'s>(&'s self, head: &'s Head, habits: &Habits) -> join::Join<'s> {
        let figures = self.figures.of_table(habits);
        join::Join { head, known: &self.known, vocabulary: &self.config.vocabulary, figures }
    }
}

/// A table while its pieces come in.
struct Growing {
    last: Piece,
    /// The head of the last piece by itself.
    last_head: Head,
    table: model::Table,
    head: Head,
    habits: Habits,
    pieces: Vec<u32>,
    regions: Vec<(u32, Option<Rect>)>,
    /// The edges of its columns, on its last page that shows them all.
    edges: Vec<Pt>,
    /// Indices in the outside lines of those that stand above it.
    above: Vec<usize>,
    /// Those between its pieces: captions printed again.
    again: Vec<usize>,
    /// Lines above that go on over the gutter of facing pages: which of `above`, and the text behind it.
    over_gutter: Vec<(usize, String)>,
}

/// Repairs a document. Total: it always returns, with diagnostics.
pub fn repair(document: Document, config: &Config) -> Repaired {
    let pieces = document.pages.iter().flat_map(model::layout::PageLayout::pieces);
    let habits: Vec<Habits> = pieces.map(|piece| habits_of(&piece.table)).collect();
    let sight = Sight {
        patterns: config.vocabulary.patterns(),
        known: Known::of(&document, &config.vocabulary.words),
        figures: Figures::of(&config.vocabulary, &habits.iter().copied().sum()),
        config,
    };
    let running = running(&document, &sight.patterns, &config.vocabulary);
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
        let (size, taggings) = ([page.width, page.height], page.taggings);
        out.pages.push(PageInfo { number, label, source, size, taggings });
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
                    let mut between = std::mem::take(&mut between);
                    let figures = sight.figures.of_table(&habits[nth as usize]);
                    let mut own = head(&piece.table, piece.header_hint, &figures);
                    if piece.evidence == PieceEvidence::Dump && piece.header_hint.is_some() {
                        // Markup marks one row; what the rows hold may show more.
                        let seen = head(&piece.table, None, &figures);
                        own.rows =
                            if seen.rows < piece.table.n_rows() { own.rows.max(seen.rows) } else { own.rows };
                    }
                    let last = tables.last().filter(|_| config.repair);
                    let laid = last.and_then(|last| last.goes_on(&piece, &own, &between, &out, &sight));
                    let mut last = tables.last_mut().filter(|_| config.repair);
                    let beside = |last: &mut Growing| last.face((&piece, &own), nth, &between, &out, &sight);
                    let faces = laid.is_none() && last.as_deref_mut().is_some_and(beside);
                    match (laid, last) {
                        (Some(laid), Some(last)) => {
                            last.habits.merge(&habits[nth as usize]);
                            last.take(piece, own, nth, laid, between, &sight);
                        }
                        _ if faces => {}
                        _ if filled(&piece) < FEWEST => out.outside.extend(lines_in(&piece)),
                        _ => {
                            let beside =
                                tables.iter_mut().rev().take_while(|table| table.stands_beside(&piece));
                            let over: Vec<usize> =
                                beside.flat_map(|table| table.give(&piece, &out.outside)).collect();
                            between.splice(0..0, over);
                            tables.push(Growing::new(piece, own, habits[nth as usize], nth, between));
                        }
                    }
                    nth += 1;
                }
            }
        }
    }
    let letters = notes::letters(&out.outside, config.vocabulary.units());
    for growing in tables {
        finish(growing, &sight, &letters, &mut out);
    }
    below::bind(&sight.patterns, &config.vocabulary, &mut out);
    notes::bind(&sight.patterns, &mut out);
    out
}

/// What a line says besides that a table goes on, if it begins or ends with a word for that.
fn continued_title(text: &str, words: &[String]) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ':', ';', ',', '。', '：', ' ']);
    let parted = |next: Option<char>| next.is_none_or(|c| !c.is_alphabetic() || !c.is_ascii());
    words.iter().find_map(|word| {
        let small = word.starts_with(|c: char| c.is_lowercase());
        let begins = text.strip_prefix(word.as_str()).filter(|rest| !small || rest.is_empty());
        let ends = || text.strip_suffix(word.as_str()).filter(|rest| parted(rest.chars().next_back()));
        begins.filter(|rest| parted(rest.chars().next())).or_else(ends).map(words::squash)
    })
}

/// Whether a line holds a word that says that a table goes on, and not only at the end of a longer word ("dennoch:").
fn says_continued(text: &str, words: &[String]) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2e80}');
    words.iter().any(|word| {
        let within = letter(word.chars().next());
        // "Noch" says so before a title alone.
        let short = word.len() < SHORT && word.bytes().all(|b| b.is_ascii_alphabetic());
        let found =
            |at: usize| if short { at == 0 } else { !within || !letter(text[..at].chars().next_back()) };
        text.match_indices(word.as_str()).any(|(at, _)| found(at))
    })
}

/// Words of fewer letters are common ones.
const SHORT: usize = 5;

/// Whether a line stands above a piece on its page.
fn is_above(line: &Ink, piece: &Piece) -> bool {
    let above = |(line, piece): (Rect, Rect)| line.y1 <= piece.y0 + Pt::points(2);
    line.page == piece.page && line.bbox.zip(piece.bbox).is_some_and(above)
}

/// Whether a title is one of those above a table, or a part of one, or names its number; or says nothing more. `known` are these
/// titles, squashed.
fn is_title_again(title: &str, known: &[String]) -> bool {
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let numbers = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
        parts.map(bare).filter(|number| !number.is_empty()).collect()
    };
    let title = bare(title);
    let own = numbers(&title);
    title.is_empty()
        || known.iter().any(|line| {
            line.contains(&title) || numbers(line).first().is_some_and(|first| own.contains(first))
        })
}

/// Fewer names of columns may be the same by chance; below other text, one more.
const SAME_NAMES: usize = 4;

/// A grid with fewer filled cells is a frame around a text, unless it goes on with a table.
const FEWEST: usize = 2;

fn filled(piece: &Piece) -> usize {
    piece.table.cells().iter().filter(|cell| !cell.is_blank()).count()
}

/// The lines of a grid that is no table.
fn lines_in(piece: &Piece) -> Vec<Outside> {
    let line = |ink: &Ink| Outside { ink: ink.clone(), role: Role::Text, table: None };
    piece.table.all_ink().map(line).collect()
}

/// What the columns of a table say of the way its figures are written.
fn habits_of(table: &model::Table) -> Habits {
    let mut columns = vec![Habits::default(); table.n_cols() as usize];
    for cell in table.cells() {
        for ink in cell.ink() {
            // The mark of a note is no part of the figure before it.
            let text = values::end_mark(ink).map_or(ink.text.trim_end(), |(text, _)| text);
            columns[cell.col() as usize].see(text);
        }
    }
    let mut all = Habits::default();
    for column in columns {
        all.add(column);
    }
    all.of_table()
}

impl Growing {
    fn new(piece: Piece, head: Head, habits: Habits, nth: u32, above: Vec<usize>) -> Self {
        Self {
            table: piece.table.clone(),
            last_head: head.clone(),
            edges: piece.col_edges.clone(),
            head,
            habits,
            pieces: vec![nth],
            regions: vec![(piece.page, piece.bbox)],
            above,
            again: Vec::new(),
            over_gutter: Vec::new(),
            last: piece,
        }
    }

    /// Whether the piece stands right of this table, at its height.
    fn stands_beside(&self, piece: &Piece) -> bool {
        let turned = |b: &Rect| piece.direction.turn(b);
        let (Some(own), Some(other)) = (self.last.bbox, piece.bbox) else { return false };
        let (own, other) = (turned(&own), turned(&other));
        let level = own.overlap_y(&other) * 2 > own.height().min(other.height());
        self.last.page == piece.page && self.last.direction == piece.direction && level && own.x1 <= other.x0
    }

    /// Takes from the lines above this table those that stand over the piece beside it.
    fn give(&mut self, piece: &Piece, outside: &[Outside]) -> Vec<usize> {
        let (over, kept) = self.above.iter().partition(|line| self.is_over(piece, &outside[**line].ink));
        self.above = kept;
        over
    }

    /// Whether a line stands over a piece beside this table, not over the table.
    fn is_over(&self, piece: &Piece, line: &Ink) -> bool {
        let (Some(own), Some(other)) = (self.last.bbox, piece.bbox) else { return false };
        let turned = |b: &Rect| piece.direction.turn(b);
        let (own, other) = (turned(&own), turned(&other));
        let bbox = line.bbox.filter(|_| line.page == piece.page).map(|b| turned(&b));
        bbox.is_some_and(|b| b.y0 < other.y0 && b.overlap_x(&other) > b.overlap_x(&own).max(Pt::ZERO))
    }

    /// Whether the piece goes on with this table: the same columns, and nothing between but what says so or stands above
    /// the table already.
    fn goes_on(
        &self,
        piece: &Piece,
        own: &Head,
        between: &[usize],
        out: &Repaired,
        sight: &Sight<'_>,
    ) -> Option<join::Laid> {
        let known: Vec<String> =
            self.above.iter().map(|line| words::squash(&out.outside[*line].ink.text)).collect();
        let continued = &sight.config.vocabulary.words.continued;
        let again = |line: &usize| {
            let text = out.outside[*line].ink.text.trim();
            text.is_empty() || known.contains(&words::squash(text))
        };
        let said = |line: &usize| {
            let text = &out.outside[*line].ink.text;
            again(line) || says_continued(text, continued)
        };
        // In the next column of text it may go on; with a caption of its own, it is another.
        if self.stands_beside(piece)
            && self.above.iter().any(|line| self.is_over(piece, &out.outside[*line].ink))
        {
            return None;
        }
        let columns = self.table.n_cols();
        let last = join::Before { piece: &self.last, head: &self.last_head, edges: &self.edges, columns };
        let headed = |fewest| join::has_its_head(&last, piece, own, fewest).then_some(join::Laid::Alike);
        if between.iter().all(said) {
            return join::continues(&last, piece, own).or_else(|| headed(SAME_NAMES));
        }
        // Notes below the first part and the running heads of left and right pages are not held against a title right above the
        // next that says so, and no other.
        let title = between.iter().rev().find(|line| !again(line)).map(|line| &out.outside[*line].ink);
        let titled = title.filter(|line| is_above(line, piece)).is_some_and(|line| {
            continued_title(&line.text, continued).is_some_and(|title| is_title_again(&title, &known))
        });
        if !titled && !self.begins_again(piece, own, between, out, (&said, &again), sight) {
            return None;
        }
        let laid = join::continues(&last, piece, own).filter(|laid| *laid == join::Laid::Alike);
        laid.or_else(|| headed(SAME_NAMES + usize::from(!titled)))
    }

    /// Whether a piece is the first thing on the next page and has the very head of this table, whatever stands below this on its
    /// own page, but for what announces another.
    fn begins_again(
        &self,
        piece: &Piece,
        own: &Head,
        between: &[usize],
        out: &Repaired,
        (said, again): (&impl Fn(&usize) -> bool, &impl Fn(&usize) -> bool),
        sight: &Sight<'_>,
    ) -> bool {
        /// Names of fewer columns are the same by chance: the years of two statements.
        const NAMES: usize = 4;
        /// But below the title of this table.
        const TITLED: usize = 2;
        let texts = |table: &model::Table, rows: u32| -> Vec<String> {
            let cells = table.cells().iter().filter(|cell| cell.row() < rows);
            cells.map(|cell| words::squash(cell.text())).collect()
        };
        let head = texts(&piece.table, own.rows);
        let worded = |text: &&String| text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let mut names: Vec<&String> = head.iter().filter(worded).collect();
        names.sort_unstable();
        names.dedup();
        let leads_in = |text: &str| text.trim_end().ends_with([':', '：']);
        let announces = |text: &str| leads_in(text) || sight.patterns.is_caption(text);
        // What stands beside the title that is said again is a running head.
        let repeated = between.iter().filter(|line| again(line)).map(|line| &out.outside[*line].ink);
        let repeated =
            repeated.filter(|line| line.page == piece.page && line.text.contains(char::is_alphabetic));
        let titles: Vec<Rect> = repeated.filter_map(|line| line.bbox).collect();
        let level = |at: &Rect| titles.iter().any(|title| (title.y1 - at.y1).abs() <= Pt::points(2));
        let runs = |line: &Ink| line.bbox.is_some_and(|at| level(&at));
        piece.page == self.last.page + 1
            && own.rows > 0
            && own.rows == self.last_head.rows
            && (names.len() >= NAMES || !titles.is_empty() && names.len() >= TITLED)
            && head == texts(&self.last.table, own.rows)
            && between.iter().all(|line| {
                let own = &out.outside[*line].ink;
                let here = || (said(line) || runs(own)) && !leads_in(&own.text);
                if own.page == piece.page { here() } else { !announces(&own.text) }
            })
    }

    /// Takes a piece in that stands beside this table on the facing page; false when it does not.
    fn face(
        &mut self,
        (piece, own): (&Piece, &Head),
        nth: u32,
        between: &[usize],
        out: &Repaired,
        sight: &Sight<'_>,
    ) -> bool {
        let single = self.pieces.len() == 1 && self.last.direction == Quarter::D0;
        let (Some(left), Some(right)) = (self.last.bbox, piece.bbox) else { return false };
        let above = |line: &usize| is_above(&out.outside[*line].ink, piece);
        if !single
            || !between.iter().all(above)
            || !facing::faces((&self.last, &self.head), (piece, own), &sight.figures)
        {
            return false;
        }
        if !facing::join(&mut self.table, self.head.rows, &self.last, piece, nth) {
            return false;
        }
        self.head.rows = self.head.rows.max(own.rows);
        for line in between {
            let next = &out.outside[*line].ink;
            let level = |ix: &usize| {
                let ink = &out.outside[self.above[*ix]].ink;
                let same = |a: &Rect, b: &Rect| (a.y1 - b.y1).abs() <= Pt::points(3);
                ink.bbox.zip(next.bbox).is_some_and(|(a, b)| same(&a, &b)) && ink.page == self.last.page
            };
            let before = (0..self.above.len()).rfind(level);
            let joint = before.and_then(|ix| {
                let line = &out.outside[self.above[ix]].ink;
                let (gutter, edge) = (left.x1.max(line.bbox?.x1), right.x0.min(next.bbox?.x0));
                Some((ix, facing::joint(line, next, gutter, edge)?))
            });
            match joint {
                Some((ix, joint)) => {
                    self.over_gutter.push((ix, format!("{joint}{}", next.text.trim())));
                    self.again.push(*line);
                }
                None => self.above.push(*line),
            }
        }
        self.pieces.push(nth);
        self.regions.push((piece.page, piece.bbox));
        self.last.page = piece.page;
        self.edges.clear();
        true
    }

    fn take(
        &mut self,
        piece: Piece,
        own: Head,
        nth: u32,
        laid: join::Laid,
        between: Vec<usize>,
        sight: &Sight<'_>,
    ) {
        let coarser = matches!(&laid, join::Laid::On(columns) if columns.upper.len() >= columns.lower.len());
        if !coarser {
            // Edges are compared with the page before: facing pages may shift them.
            self.edges.clone_from(&piece.col_edges);
        }
        let again =
            sight.join(&self.head, &self.habits).piece(&mut self.table, piece.table.clone(), nth, laid);
        if self.head.open {
            let seen = head(&self.table, None, &sight.figures.of_table(&self.habits));
            self.head = if again > 0 { Head { rows: again, ..Head::default() } } else { seen };
        }
        self.pieces.push(nth);
        self.regions.push((piece.page, piece.bbox));
        self.again.extend(between);
        (self.last, self.last_head) = (piece, own);
    }
}

fn finish(growing: Growing, sight: &Sight<'_>, letters: &BTreeSet<char>, out: &mut Repaired) {
    let Growing { mut table, mut head, habits, pieces, regions, above, again, over_gutter, last, .. } =
        growing;
    let figures = sight.figures.of_table(&habits);
    let mut lines: Vec<Ink> = above.iter().map(|line| out.outside[*line].ink.clone()).collect();
    for (ix, more) in over_gutter {
        lines[ix].text = format!("{}{more}", lines[ix].text.trim_end());
    }
    let lines: Vec<&Ink> = lines.iter().collect();
    let known = &sight.config.vocabulary;
    let mut found = caption(&lines, &regions[0], &sight.patterns, known);
    if found.number.is_none()
        && let Some(own) = captions::in_frame(&table, &sight.patterns, known)
    {
        found = captions::Caption { unit: found.unit.or(own.unit), unit_line: found.unit_line, ..own };
    }
    let in_title = |title: &String| units::unit_of_title(title, &sight.patterns, known);
    found.unit = found.unit.or_else(|| found.title.as_ref().and_then(in_title));
    let own = out.tables.len() as u32;
    for (line, role) in [(found.title_line, Role::Caption), (found.unit_line, Role::Unit)] {
        if let Some(line) = line {
            let outside = &mut out.outside[above[line]];
            (outside.role, outside.table) = (role, Some(own));
        }
    }
    for line in again {
        let outside = &mut out.outside[line];
        (outside.role, outside.table) = (Role::Caption, Some(own));
    }
    let mut doubts = cells::Doubts::new();
    if sight.config.repair {
        if last.evidence == PieceEvidence::Dump {
            sight.join(&head, &habits).rows_inside(&mut table);
            spans::span_headers(&mut table, head.rows);
            spans::join_running_texts(&mut table, head.rows);
        } else if !head.form {
            halved::join_halved_rows(&mut table, head.rows, &figures);
        }
        doubts = cells::mend(&mut table, head.rows, &cells::Sight { figures, known: &sight.known });
        // Wraps undone and pages joined, the whole table may show what its first page did not.
        if !head.form && regions.len() > 1 {
            let whole = headers::head(&table, Some(head.rows), &figures);
            head = if forms::is_form(&table, head.rows, &figures) {
                Head { form: true, ..Head::default() }
            } else {
                whole
            };
        }
    }
    let of_head = || units::unit_of_head(&table, head.rows, &sight.patterns, known);
    found.unit = found.unit.or_else(of_head);
    let headers = header_cells(&table, &head, &figures);
    let values =
        values::Sight { figures, vocabulary: &sight.config.vocabulary, doubts: &doubts, letters, table: own };
    let readings = values::readings(&table, &head, &headers, &values, &mut out.diagnostics);
    out.tables.push(RepairedTable {
        number: found.number,
        ordinal: found.ordinal,
        title: found.title,
        unit: found.unit,
        notes: Vec::new(),
        pieces,
        regions,
        header_rows: head.rows,
        readings,
        table,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_at_its_beginning_or_end_that_a_table_goes_on() {
        let words = Vocabulary::default().words.continued;
        let said = |text: &str| continued_title(text, &words).is_some();
        let titles = [
            "2-3　续表",
            "COUNTY OF MERCIA—continued.",
            "Table 4 (cont'd)",
            "Noch: Tabelle 5",
            "Продолжение табл. 5.4",
            "Tableau 3 (suite)",
        ];
        assert!(titles.into_iter().all(said));
        for text in [
            "（四）办理下列手续",
            "The bank continued to grow",
            "continued investment in machines",
            "Discontinued",
            "Noche",
            "Table 4",
        ] {
            assert!(!said(text), "{text}");
        }
    }

    #[test]
    fn a_word_that_a_table_goes_on_is_no_end_of_another() {
        let words = Vocabulary::default().words.continued;
        for text in ["(continua)", "Noch Ausgaben", "noch: Tabelle 5", "2-3　续表", "(continued)"] {
            assert!(says_continued(text, &words), "{text}");
        }
        for text in ["Dennoch: es blieb dabei.", "Es gibt Noch nicht alle Daten.", "The (fine) print"] {
            assert!(!says_continued(text, &words), "{text}");
        }
    }

    #[test]
    fn a_title_comes_again_in_part_or_by_its_number() {
        let known = ["Table5:Votesbyparish", "(percent)"].map(str::to_owned);
        for title in ["", "Table5", "Votesbyparish", "5"] {
            assert!(is_title_again(title, &known), "{title}");
        }
        for title in ["Notestotheaccounts", "Table6"] {
            assert!(!is_title_again(title, &known), "{title}");
        }
    }
}
