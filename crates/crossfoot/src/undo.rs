//! One repair taken back, from the JSON alone: `before` stands again where `after` stood.
//!
//! Later repairs may have moved rows; the places of the log are carried through them. One that changed what the repair
//! made rests on it, and must be taken back first. The repair keeps its number and is marked `undone`. A figure that stands
//! again has a value only where it is read as all other figures of its column are.

use crate::options::Options;
use crate::stages::{ExtractError, recheck};
use emitter::Tree;

mod place;
mod read;

use place::{Change, Placed, Rows};

/// Why a repair was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// The input is no document of ours, or is none any more.
    #[error(transparent)]
    Document(#[from] ExtractError),
    /// It has no such table.
    #[error("there is no table {0}")]
    NoTable(String),
    /// The table has no such repair.
    #[error("{table} has no repair {repair}: it has {count}, counted from 0")]
    NoRepair {
        /// The table's id.
        table: String,
        /// The number asked for.
        repair: usize,
        /// How many there are.
        count: usize,
    },
    /// It was taken back before.
    #[error("repair {0} is undone already")]
    Done(usize),
    /// A later repair changed what it made.
    #[error("repair {later} ({rule}), made later, rests on repair {repair}: undo that first")]
    RestsOn {
        /// The repair asked for.
        repair: usize,
        /// The later one.
        later: usize,
        /// Its rule.
        rule: String,
    },
    /// The JSON does not tell enough.
    #[error("repair {repair} ({op}) cannot be undone: {why}")]
    Not {
        /// The repair asked for.
        repair: usize,
        /// What it did.
        op: String,
        /// Why not.
        why: &'static str,
    },
}

/// The text of a `document.json` without one repair of a table, checked again.
pub fn undo(text: &str, table: &str, repair: usize, options: &Options) -> Result<String, UndoError> {
    // Whatever is no document of ours is told here.
    recheck(text, options)?;
    let mut tree = Tree::read(text).map_err(|error| ExtractError::from(emitter::NotOurs::from(error)))?;
    let tables = tree.list_mut("tables").map_or(&mut [][..], Vec::as_mut_slice);
    let own = tables.iter_mut().find(|known| known.text("id") == table);
    take_back(own.ok_or_else(|| UndoError::NoTable(table.to_owned()))?, table, repair)?;
    let not = |_| UndoError::Not { repair, op: String::new(), why: "what is left would be no table" };
    let found = recheck(&tree.document_text(), options).map_err(not)?;
    let checked =
        Tree::read(&found.json()).map_err(|error| ExtractError::from(emitter::NotOurs::from(error)))?;
    proved_anew(&mut tree, &checked);
    Ok(tree.document_text())
}

fn take_back(table: &mut Tree, id: &str, number: usize) -> Result<(), UndoError> {
    let repairs = table.list("repairs").to_vec();
    let count = repairs.len();
    let no_repair = UndoError::NoRepair { table: id.to_owned(), repair: number, count };
    let own = repairs.get(number).ok_or(no_repair)?;
    let op = own.text("op").to_owned();
    let not = |why| UndoError::Not { repair: number, op: op.clone(), why };
    if is_undone(own) {
        return Err(UndoError::Done(number));
    }
    let rests = |later: usize| UndoError::RestsOn {
        repair: number,
        later,
        rule: repairs[later].text("rule").to_owned(),
    };
    if op == "set-text" {
        let place = own.list("cells").first().and_then(Placed::at).ok_or(not("its cell stands no longer"))?;
        let before = own.list("before").first().ok_or(not("what stood before is not told"))?;
        let cell = cell_at(table, place).ok_or(not("its cell stands no longer"))?;
        if let Some(later) = made_by(cell).into_iter().find(|ix| *ix > number && !is_undone(&repairs[*ix])) {
            return Err(rests(later));
        }
        let text = before.text("text").to_owned();
        restore(table, place, &text);
    } else {
        let change =
            Change::of(own).ok_or(not("it joins whole pieces, or does not tell what stood before"))?;
        if repairs[..number].iter().any(|earlier| is_undone(earlier) && Change::moves(earlier)) {
            return Err(not("an earlier repair that moved rows is undone: undo from the last one back"));
        }
        let mut rows = Rows::default();
        for (ix, later) in repairs.iter().enumerate().skip(number + 1).filter(|(_, later)| !is_undone(later))
        {
            if !rows.then(later, &change) {
                return Err(rests(ix));
            }
        }
        for place in change.after_places(&rows) {
            let cell = cell_at(table, place).ok_or(not("what it made stands no longer"))?;
            if let Some(later) =
                made_by(cell).into_iter().find(|ix| *ix > number && !is_undone(&repairs[*ix]))
            {
                return Err(rests(later));
            }
        }
        place::replace(table, &change, &rows).ok_or(not("what it made is not what stands there"))?;
    }
    for cell in table.list_mut("cells").into_iter().flatten() {
        if let Some(list) = cell.list_mut("repairs") {
            list.retain(|ix| *ix != Tree::from(number as u32));
        }
    }
    if let Some(own) = table.list_mut("repairs").and_then(|repairs| repairs.get_mut(number)) {
        own.set("undone", Tree::Bool(true));
    }
    Ok(())
}

fn is_undone(repair: &Tree) -> bool {
    repair.get("undone") == Some(&Tree::Bool(true))
}

fn cell_at(table: &Tree, place: (u32, u32)) -> Option<&Tree> {
    table.list("cells").iter().find(|cell| Placed::at(cell) == Some(place))
}

/// The repairs that made a cell.
fn made_by(cell: &Tree) -> Vec<usize> {
    let number = |tree: &Tree| match tree {
        Tree::Number(number) => number.as_u64().map(|number| number as usize),
        _ => None,
    };
    cell.list("repairs").iter().filter_map(number).collect()
}

/// Gives a cell another text, and what that is read as.
fn restore(table: &mut Tree, place: (u32, u32), text: &str) {
    let read = read::reading(table, place, text);
    let cells = table.list_mut("cells").into_iter().flatten();
    if let Some(cell) = cells.into_iter().find(|cell| Placed::at(cell) == Some(place)) {
        cell.set("text", Tree::Text(text.to_owned()));
        read.put(cell);
    }
}

/// Puts what was proved anew in the place of what was proved before.
fn proved_anew(tree: &mut Tree, checked: &Tree) {
    const OF_CELLS: [&str; 4] = ["candidates", "verdict", "checks", "implied"];
    let news = checked.list("tables");
    for (table, new) in tree.list_mut("tables").into_iter().flatten().zip(news) {
        for name in ["rows", "checks"] {
            table.set(name, new.get(name).cloned().unwrap_or(Tree::List(Vec::new())));
        }
        for (cell, new) in table.list_mut("cells").into_iter().flatten().zip(new.list("cells")) {
            for name in OF_CELLS {
                cell.take(name);
                if let Some(value) = new.get(name) {
                    cell.set(name, value.clone());
                }
            }
        }
    }
    tree.set("checks", checked.get("checks").cloned().unwrap_or(Tree::List(Vec::new())));
    let of_rules = |remark: &Tree| remark.text("code").starts_with("rule");
    let fresh: Vec<Tree> =
        checked.list("diagnostics").iter().filter(|remark| of_rules(remark)).cloned().collect();
    if let Some(remarks) = tree.list_mut("diagnostics") {
        remarks.retain(|remark| !of_rules(remark));
        remarks.extend(fresh);
    }
}
