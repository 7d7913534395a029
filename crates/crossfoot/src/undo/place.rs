//! Where the cells of a repair stand now, and the cells before it put back.

use super::read::reading;
use emitter::Tree;

/// A cell as of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    row: u32,
    col: u32,
    rowspan: u32,
    colspan: u32,
    text: String,
}

impl Placed {
    pub(super) fn at(tree: &Tree) -> Option<(u32, u32)> {
        Some((tree.number("row")?, tree.number("col")?))
    }

    fn of(tree: &Tree) -> Option<Self> {
        let (row, col) = Self::at(tree)?;
        let span = |name| tree.number(name).unwrap_or(1).max(1);
        let (rowspan, colspan) = (span("rowspan"), span("colspan"));
        Some(Self { row, col, rowspan, colspan, text: tree.text("text").to_owned() })
    }

    fn row_end(&self) -> u32 {
        self.row.saturating_add(self.rowspan)
    }
}

/// What a repair of rows did: rows from `first` on, `old` of them before, `new` after.
#[derive(Clone, Debug)]
pub(super) struct Change {
    first: u32,
    old: u32,
    new: u32,
    before: Vec<Placed>,
    after: Vec<Placed>,
}

impl Change {
    /// `None` for what joins pieces, and for what does not tell its cells.
    pub(super) fn of(repair: &Tree) -> Option<Self> {
        let cells = |name| repair.list(name).iter().map(Placed::of).collect::<Option<Vec<Placed>>>();
        let (before, after) = (cells("before")?, cells("after")?);
        let top = |cells: &[Placed]| cells.iter().map(|cell| cell.row).min();
        let end = |cells: &[Placed]| cells.iter().map(Placed::row_end).max();
        let (first, last) = (top(&before)?, end(&before)?);
        let (first, old, new) = match repair.text("op") {
            // The upper cells may begin higher up; the row that went is that of the lower ones.
            "join-rows" => {
                let lower = before.iter().map(|cell| cell.row).max()?;
                (lower.checked_sub(1)?, 2, 1)
            }
            "drop-rows" => (first, last - first, 0),
            "rewrite" => {
                let (top, end) = (top(&after)?, end(&after)?);
                (first.min(top), last - first, end - top)
            }
            "shift-row" => (first, 1, 1),
            "grow" => (first, end(&after)?.max(last) - first, end(&after)?.max(last) - first),
            _ => return None,
        };
        Some(Self { first, old, new, before, after })
    }

    /// Whether a repair changes how many rows there are.
    pub(super) fn moves(repair: &Tree) -> bool {
        Self::of(repair).is_some_and(|change| change.old != change.new)
    }

    /// Where the cells after it stand now.
    pub(super) fn after_places(&self, rows: &Rows) -> Vec<(u32, u32)> {
        self.after.iter().map(|cell| (rows.now(cell.row), cell.col)).collect()
    }
}

/// How rows moved since a repair: for each later one from which row on, and by how much.
#[derive(Default)]
pub(super) struct Rows {
    moves: Vec<(u32, i64)>,
}

impl Rows {
    fn now(&self, row: u32) -> u32 {
        self.moves.iter().fold(row, |row, (from, by)| {
            if row >= *from { u32::try_from(i64::from(row) + by).unwrap_or(row) } else { row }
        })
    }

    /// Takes a later repair in; false where it reaches into the rows of the one to be taken back.
    pub(super) fn then(&mut self, later: &Tree, own: &Change) -> bool {
        let Some(change) = Change::of(later) else { return true };
        if change.old == change.new {
            // Cells of it are told by the numbers of the repairs that made them.
            return true;
        }
        let first = self.now(own.first);
        let end = first + own.new;
        let (from, to) = (change.first, change.first + change.old);
        if from < end && first < to {
            return false;
        }
        self.moves.push((to, i64::from(change.new) - i64::from(change.old)));
        true
    }
}

/// Puts the cells before a change in the place of those after it. `None` when those are not there.
pub(super) fn replace(table: &mut Tree, change: &Change, rows: &Rows) -> Option<()> {
    let first = if change.new == 0 {
        change.first.checked_sub(1).map_or(0, |above| rows.now(above) + 1)
    } else {
        rows.now(change.first)
    };
    let by = i64::from(change.old) - i64::from(change.new);
    let end = first + change.new;
    let moved = |row: u32| u32::try_from(i64::from(row) + by).ok();
    let mut donors = Vec::new();
    for after in &change.after {
        let row = rows.now(after.row);
        let cells = table.list_mut("cells")?;
        let ix = cells.iter().position(|cell| Placed::at(cell) == Some((row, after.col)))?;
        let known = Placed::of(&cells[ix])?;
        if (known.rowspan, known.colspan, &known.text) != (after.rowspan, after.colspan, &after.text) {
            return None;
        }
        donors.push(cells.remove(ix));
    }
    for cell in table.list_mut("cells")? {
        let place = Placed::of(cell)?;
        if place.row >= end {
            cell.set("row", moved(place.row)?.into());
        } else if place.row_end() > end || change.new > 0 && place.row_end() == end && by != 0 {
            // It reaches over the rows that went: it has them again.
            cell.set("rowspan", moved(place.rowspan)?.into());
        }
    }
    for repair in table.list_mut("repairs")? {
        for cell in repair.list_mut("cells").into_iter().flatten() {
            if let Some(row) = cell.number("row").filter(|row| *row >= end) {
                cell.set("row", moved(row)?.into());
            }
        }
    }
    for (name, least) in [("n_rows", 0), ("header_rows", first + 1)] {
        let count = table.number(name)?;
        if count >= least {
            table.set(name, moved(count)?.into());
        }
    }
    for before in &change.before {
        let row = first + before.row.saturating_sub(change.first);
        let row = if before.row < change.first { rows.now(before.row) } else { row };
        let cell = put_back(table, before, row, &donors);
        table.list_mut("cells")?.push(cell);
    }
    table.list_mut("cells")?.sort_by_key(|cell| Placed::at(cell).unwrap_or_default());
    Some(())
}

/// A cell as it was: of the cells after the change the one that has its text, else the one that stood on its place.
fn put_back(table: &Tree, before: &Placed, row: u32, donors: &[Tree]) -> Tree {
    let same = donors.iter().find(|donor| !before.text.is_empty() && donor.text("text") == before.text);
    let near = donors.iter().find(|donor| donor.number("col") == Some(before.col)).or(donors.first());
    let mut cell = match same.or(near) {
        Some(donor) => donor.clone(),
        None => blank(),
    };
    cell.set("row", row.into());
    cell.set("col", before.col.into());
    cell.set("rowspan", before.rowspan.into());
    cell.set("colspan", before.colspan.into());
    if same.is_none() {
        cell.set("text", Tree::Text(before.text.clone()));
        cell.set("raw", Tree::Text(before.text.clone()));
        reading(table, (row, before.col), &before.text).put(&mut cell);
    }
    cell
}

fn blank() -> Tree {
    let text = |text: &str| Tree::Text(text.to_owned());
    let fields = [
        ("row", Tree::from(0)),
        ("col", Tree::from(0)),
        ("rowspan", Tree::from(1)),
        ("colspan", Tree::from(1)),
        ("text", text("")),
        ("raw", text("")),
        ("kind", text("blank")),
        ("value", Tree::Null),
        ("header", Tree::Bool(false)),
        ("regions", Tree::List(Vec::new())),
        ("repairs", Tree::List(Vec::new())),
    ];
    Tree::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
