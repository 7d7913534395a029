//! Where the tables, rows and columns that rules name stand.

use super::pattern::{Pattern, Ready};
use super::schema::{Pack, TableRule};
use crate::sheet::{Sheet, Slot};
use crate::words::{Hint, Words};
use model::Decimal;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Patterns held against texts in one document, at the most: the packs that come with the program need some thousands for
/// a report of 400 pages.
pub(crate) const MOST_LOOKS: u64 = 10_000_000;
/// A label of more bytes is prose, which no pattern names.
const LONGEST_LABEL: usize = 400;

/// Counts how often a pattern was held against a text.
#[derive(Default)]
pub(crate) struct Looks(u64);

impl Looks {
    pub(crate) const fn spent(&self) -> bool {
        self.0 >= MOST_LOOKS
    }

    fn any(&mut self, patterns: &[Pattern], text: &Ready) -> bool {
        self.0 += patterns.len() as u64;
        !self.spent() && patterns.iter().any(|pattern| pattern.fits(text))
    }
}

/// Columns of words with the columns right of them that hold figures, or would: blank ones under a head count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) labels: Range<u32>,
    pub(crate) cols: Vec<u32>,
}

/// A table's labels and heads, ready for patterns.
struct Index {
    groups: Vec<Group>,
    /// For each row of each group with a label: the group, the row, its labels.
    rows: Vec<(usize, u32, Vec<Ready>)>,
    /// The heads over each column, top to bottom.
    heads: Vec<Vec<Ready>>,
}

/// A row of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) table: usize,
    pub(crate) group: usize,
    pub(crate) row: u32,
}

/// What columns of different tables are paired by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A year that the head names.
    Year(u32),
    /// A list of heads that mean the same.
    Same(usize),
    /// The head itself.
    Head(String),
}

/// A document's tables as one pack sees them.
pub(crate) struct Sought<'a> {
    pub(crate) sheets: &'a [Sheet<'a>],
    /// For each table and row what its figures count for.
    pub(crate) factors: &'a [Vec<Decimal>],
    pub(crate) pack: &'a Pack,
    titles: Vec<Option<Ready>>,
    index: Vec<OnceCell<Index>>,
}

impl<'a> Sought<'a> {
    pub(crate) fn new(sheets: &'a [Sheet<'a>], factors: &'a [Vec<Decimal>], pack: &'a Pack) -> Self {
        let titles = sheets.iter().map(|sheet| sheet.table.title.as_deref().map(Ready::of)).collect();
        Self { sheets, factors, pack, titles, index: sheets.iter().map(|_| OnceCell::new()).collect() }
    }

    fn index(&self, table: usize) -> &Index {
        self.index[table].get_or_init(|| Index::of(&self.sheets[table]))
    }

    /// The tables that a rule of the pack means. One without a title is known by what stands in it.
    pub(crate) fn tables(&self, rule: &TableRule, looks: &mut Looks) -> Vec<usize> {
        let mut out = Vec::new();
        for (ix, title) in self.titles.iter().enumerate() {
            let titled = match title {
                Some(title) => {
                    (rule.title.is_empty() || looks.any(&rule.title, title))
                        && !looks.any(&rule.not_title, title)
                }
                None => !rule.has.is_empty(),
            };
            if titled && rule.has.iter().all(|list| self.holds(ix, list, looks)) {
                out.push(ix);
            }
        }
        out
    }

    /// Whether a label or head of a table fits one of the patterns.
    fn holds(&self, table: usize, list: &[Pattern], looks: &mut Looks) -> bool {
        let index = self.index(table);
        let rows = index.rows.iter().flat_map(|(.., labels)| labels);
        rows.chain(index.heads.iter().flatten()).any(|text| looks.any(list, text))
    }

    /// Which set of statements a table belongs to, by words of its title.
    pub(crate) fn scope(&self, table: usize, looks: &mut Looks) -> Option<usize> {
        let title = self.titles[table].as_ref()?;
        self.pack.scopes.iter().position(|list| looks.any(list, title))
    }

    /// The rows whose label fits the first of the patterns that fits any.
    pub(crate) fn lines(
        &self,
        table: usize,
        patterns: &[String],
        panel: Option<usize>,
        looks: &mut Looks,
    ) -> Vec<Line> {
        let rows = &self.index(table).rows;
        let meant = |group: usize| panel.is_none_or(|panel| panel == group + 1);
        for pattern in patterns.iter().map(|text| [Pattern::new(text)]) {
            let fits = rows.iter().filter(|(group, _, labels)| {
                meant(*group) && labels.iter().any(|label| looks.any(&pattern, label))
            });
            let lines: Vec<Line> =
                fits.map(|(group, row, _)| Line { table, group: *group, row: *row }).collect();
            if !lines.is_empty() {
                return lines;
            }
        }
        Vec::new()
    }

    /// The columns whose heads fit the first of the paths ("基本支出/小计") that fits any. Where a head stands over several
    /// columns, its own is the one whose lowest head fits, or that of the subtotal.
    pub(crate) fn columns(
        &self,
        table: usize,
        group: Option<usize>,
        paths: &[String],
        looks: &mut Looks,
    ) -> Vec<u32> {
        let index = self.index(table);
        let groups = index.groups.iter().enumerate().filter(|(ix, _)| group.is_none_or(|group| group == *ix));
        let cols: Vec<u32> = groups.flat_map(|(_, group)| group.cols.iter().copied()).collect();
        for path in paths {
            let path: Vec<Pattern> = path.split('/').map(Pattern::new).collect();
            let (mut lowest, mut over) = (Vec::new(), Vec::new());
            for col in &cols {
                match stands_over(&path, &index.heads[*col as usize], looks) {
                    Some(true) => lowest.push(*col),
                    Some(false) => over.push(*col),
                    None => {}
                }
            }
            if !lowest.is_empty() {
                return lowest;
            }
            let total = |col: &u32| self.sheets[table].heads(*col).last().is_some_and(|head| is_total(head));
            let totals: Vec<u32> = over.iter().copied().filter(total).collect();
            if !over.is_empty() {
                return if totals.is_empty() { over } else { totals };
            }
        }
        Vec::new()
    }

    /// The columns of figures of a group.
    pub(crate) fn group(&self, line: Line) -> &Group {
        &self.index(line.table).groups[line.group]
    }

    /// The rows below the head of a table.
    pub(crate) fn rows_of(&self, table: usize) -> Range<u32> {
        self.sheets[table].body()
    }

    /// For each column of a row's group the columns of the other rows' groups that stand for the same: the same column
    /// within one group, else the one with the same key.
    pub(crate) fn paired(&self, lines: &[Line], looks: &mut Looks) -> Vec<Vec<u32>> {
        let Some(first) = lines.first() else { return Vec::new() };
        let same = |line: &Line| (line.table, line.group) == (first.table, first.group);
        if lines.iter().all(same) {
            return self.group(*first).cols.iter().map(|col| vec![*col; lines.len()]).collect();
        }
        let keyed: Vec<BTreeMap<Key, u32>> = lines.iter().map(|line| self.keys(*line, looks)).collect();
        let columns =
            |key: &Key| keyed.iter().map(|keys| keys.get(key).copied()).collect::<Option<Vec<u32>>>();
        keyed[0].keys().filter_map(columns).collect()
    }

    fn keys(&self, line: Line, looks: &mut Looks) -> BTreeMap<Key, u32> {
        let index = self.index(line.table);
        let mut out: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
        for col in &index.groups[line.group].cols {
            let heads = &index.heads[*col as usize];
            let mut keys: Vec<Key> = Vec::new();
            keys.extend(year(heads).map(Key::Year));
            let same =
                self.pack.same_columns.iter().position(|list| heads.iter().any(|head| looks.any(list, head)));
            keys.extend(same.map(Key::Same));
            keys.extend(heads.last().map(|head| Key::Head(head.bare().to_owned())));
            for key in keys {
                out.entry(key).or_default().push(*col);
            }
        }
        // What names two columns tells them not apart; each column is paired once, by the surest key.
        let mut taken = Vec::new();
        let mut once = BTreeMap::new();
        for (key, cols) in out {
            if let [col] = cols.as_slice()
                && !taken.contains(col)
            {
                taken.push(*col);
                once.insert(key, *col);
            }
        }
        once
    }
}

/// Whether the heads of a path stand over a column in their order (others may stand between), and if so, whether the last
/// is the column's lowest.
fn stands_over(path: &[Pattern], heads: &[Ready], looks: &mut Looks) -> Option<bool> {
    let mut at = 0;
    for piece in path {
        at += heads[at..].iter().position(|head| looks.any(std::slice::from_ref(piece), head))? + 1;
    }
    let (piece, head) = (path.last()?, heads.last()?);
    Some(looks.any(std::slice::from_ref(piece), head))
}

fn is_total(head: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(Words::default);
    matches!(WORDS.hint(head), Hint::Subtotal | Hint::Total)
}

/// The one year that heads name.
fn year(heads: &[Ready]) -> Option<u32> {
    let mut found = None;
    for head in heads {
        let bytes = head.whole().as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            if end == at {
                at += 1;
                continue;
            }
            // "2015", "20151231"
            if matches!(end - at, 4 | 8) {
                let year: u32 = head.whole()[at..at + 4].parse().ok()?;
                if (1900..2100).contains(&year) && found.replace(year).is_some_and(|other| other != year) {
                    return None;
                }
            }
            at = end;
        }
    }
    found
}

impl Index {
    fn of(sheet: &Sheet<'_>) -> Self {
        let heads: Vec<Vec<Ready>> = (0..sheet.n_cols())
            .map(|col| sheet.heads(col).iter().map(|head| Ready::of(head)).collect())
            .collect();
        let groups = groups(sheet, &heads);
        let mut rows = Vec::new();
        for row in sheet.body() {
            for (ix, group) in groups.iter().enumerate() {
                let cells = group.labels.clone().map(|col| (col, sheet.table.table.at(row, col)));
                // A label over several rows names the first of them.
                let own = cells.filter(|(col, cell)| cell.row() == row && cell.col() == *col);
                let texts = own.map(|(_, cell)| cell.text()).filter(|text| text.len() <= LONGEST_LABEL);
                let labels: Vec<Ready> = texts.map(Ready::of).filter(|label| !label.is_empty()).collect();
                if !labels.is_empty() {
                    rows.push((ix, row, labels));
                }
            }
        }
        Self { groups, rows, heads }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Figures,
    Nothing,
    Words,
}

fn groups(sheet: &Sheet<'_>, heads: &[Vec<Ready>]) -> Vec<Group> {
    let mut holds: Vec<Holds> = (0..sheet.n_cols())
        .map(|col| {
            let blank = |row| matches!(sheet.slot(row, col), Slot::Blank | Slot::Dash | Slot::Covered);
            if sheet.body().all(blank) { Holds::Nothing } else { Holds::Words }
        })
        .collect();
    for lane in sheet.lanes.iter() {
        // Pounds, shillings and pence are one figure in three cells, which a rule's terms are not.
        let kind = if lane.cols.len() == 1 { Holds::Figures } else { Holds::Words };
        lane.cols.iter().for_each(|(col, _)| holds[*col as usize] = kind);
    }
    let lowest = |col: usize| heads[col].last().map(Ready::bare);
    for col in 0..holds.len() {
        if holds[col] == Holds::Nothing {
            // A blank column goes with the figures left of it, or with those under the same head, or it ends the table.
            let after = col > 0 && holds[col - 1] == Holds::Figures;
            let named = lowest(col).is_some_and(|head| {
                (0..holds.len()).any(|other| holds[other] == Holds::Figures && lowest(other) == Some(head))
            });
            let last = col > 0 && holds[col + 1..].iter().all(|other| *other == Holds::Nothing);
            holds[col] = if after || named || last { Holds::Figures } else { Holds::Words };
        }
    }
    let mut out: Vec<Group> = Vec::new();
    let mut labels = 0;
    for (col, kind) in (0..).zip(&holds) {
        if *kind != Holds::Figures {
            continue;
        }
        match out.last_mut() {
            Some(group) if group.cols.last() == Some(&(col - 1)) => group.cols.push(col),
            _ => out.push(Group { labels: labels..col, cols: vec![col] }),
        }
        labels = col + 1;
    }
    out
}
