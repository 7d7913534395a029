//! [`model::Repaired`] to [`model::Checked`]: which figures add up, which do not, and what that says of each cell.
//!
//! Nothing need be configured. [`sheet`] sees a table as figures by row and column with their labels; [`rows`] and [`columns`]
//! propose relations from structure ([`outline`]: codes, numbering, indents; words; spanning heads) and from the figures
//! ([`scan`]); [`evidence`] weighs how many independent instances hold and how unlikely that is by chance, and that one
//! instance is off by a slip of one figure; [`emit`] makes checks of them, [`ratios`] those of shares and changes. [`forced`] makes the repairs that sums leave no choice about. [`verdicts`] says what follows for each cell: a verdict follows from the checks that touch it, never the
//! other way. [`distinct`] leaves open what closes in no table of a document. [`kinds`] says what each row is. [`packs`] adds the rules that a person wrote down.
//!
//! Sums are computed exactly (scaled integers); tolerances are intervals of the printed precision, as in XBRL Calculations 1.1, unless
//! [`exactness`] finds that nothing was rounded. What
//! this crate refuses to know: pages, files, how a figure was read.

mod across;
mod amounts;
mod blocks;
mod called;
mod candidates;
mod catalogue;
mod chains;
mod columns;
mod company;
mod counts;
mod crossed;
mod distinct;
mod emit;
mod evidence;
mod exactness;
mod flipped;
mod forced;
mod free;
mod headed;
mod hundreds;
mod kinds;
mod left_out;
mod lessened;
mod means;
mod missing;
mod moved;
mod movements;
mod of_which;
mod open;
mod outline;
pub mod packs;
mod panels;
mod prose;
mod ratios;
mod relation;
mod results;
mod rows;
mod running;
mod said;
mod scan;
mod sheet;
mod siblings;
mod silent;
mod sizes;
mod slips;
mod stepped;
mod uncounted;
mod unlike;
mod verdicts;
mod wholes;
mod words;

pub use amounts::Units;
use emit::Checks;
use exactness::Exact;
use forced::{Known, Learned};
use model::checked::{Check, CheckId, Checked, RowKind, Status, TableProof};
use model::{Decimal, Diagnostic, Repaired, RepairedTable};
pub use packs::{Pack, PackError, built_in_packs};
use relation::Axis;
use sheet::{Seen, Sheet, Slot};
use std::cell::Cell;
use std::collections::BTreeSet;
pub use words::{Radix, Scheme, Words, built_in_schemes};

/// What proof may do, and the words it knows.
#[derive(Clone, Debug)]
pub struct Config {
    /// Make the repairs that sums force; without it everything stays as read.
    pub mend: bool,
    /// The words that hint at sums.
    pub words: Words,
    /// The schemes of codes.
    pub schemes: Vec<Scheme>,
    /// The units that labels name in brackets, and that stand behind amounts in the prose.
    pub units: Units,
    /// Rules that a person wrote down, beside what structure and figures say.
    pub packs: Vec<Pack>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            mend: true,
            words: Words::default(),
            schemes: built_in_schemes(),
            units: Units::default(),
            packs: built_in_packs(),
        }
    }
}

/// Holds the figures of a document against each other, and makes the repairs that its sums force. Total: it always returns.
pub fn prove(repaired: Repaired, config: &Config) -> Checked {
    let mut repaired = repaired;
    let rounded = Exact::new();
    let settled = (0..).zip(&mut repaired.tables).map(|(ix, table)| settle(table, ix, &rounded, config));
    let (mut tables, mut seen): (Vec<TableProof>, Vec<Seen>) = settled.unzip();
    let exact = exactness::exact(&repaired, &tables);
    if !exact.is_empty() {
        // What was within rounding is not where figures are exact.
        for (((ix, table), proof), seen) in (0..).zip(&mut repaired.tables).zip(&mut tables).zip(&mut seen) {
            if proof.checks.iter().any(|check| check.status == Status::Rounding) {
                (*proof, *seen) = settle(table, ix, &exact, config);
            }
        }
    }
    distinct::leave_open(&repaired, &mut tables);
    let sheets: Vec<Sheet<'_>> = (0..)
        .zip(&repaired.tables)
        .zip(seen)
        .map(|((ix, table), seen)| Sheet::again(table, ix, seen, &exact))
        .collect();
    let factors: Vec<Vec<Decimal>> =
        sheets.iter().map(|sheet| amounts::factors(sheet, &config.units)).collect();
    candidates::tell(&sheets, &mut tables, &factors);
    let view = across::View {
        sheets: &sheets,
        proofs: &tables,
        words: &config.words,
        schemes: &config.schemes,
        factors: &factors,
    };
    let mut across = across::across(&view);
    across.extend(counts::counts(&repaired, &sheets, &config.words));
    across.extend(prose::prose(&repaired, &sheets, &tables, &factors, config.units.all(), &config.words));
    let known = tables.iter().flat_map(|table| &table.checks).chain(&across);
    let view = packs::View { sheets: &sheets, factors: &factors };
    let packs::Added { within, across: more, remarks: said } = packs::added(&view, &config.packs, known);
    across.extend(more);
    for (table, check) in within {
        tables[table].checks.push(check);
    }
    let mut remarks: Vec<Diagnostic> = sheets.iter().flat_map(unlike::remarks).collect();
    remarks.extend(sheets.iter().filter(|sheet| sheet.is_cut_short()).map(cut_short));
    remarks.extend(catalogue::remarks(&repaired, &config.words));
    remarks.extend(said);
    let broken = sheets.iter().flat_map(Sheet::broken).collect();
    drop(sheets);
    remarks.retain(|remark| !repaired.diagnostics.contains(remark));
    repaired.diagnostics.extend(remarks);
    number(&mut tables, &mut across);
    verdicts::verdicts(&repaired, &mut tables, &across, &broken);
    Checked { repaired, tables, across }
}

/// That not all sums of a table were looked for.
fn cut_short(sheet: &Sheet<'_>) -> Diagnostic {
    let message = format!(
        "t{}: too long for all sums that its names and figures allow to be looked for: some are missing, and no sum is said to fail",
        sheet.ix + 1
    );
    let remark = Diagnostic::new("sums-cut", message).hint("a part of the table by itself is looked through");
    match sheet.table.table.cells().first().and_then(|cell| cell.areas().first()) {
        Some((page, _)) => remark.on(*page),
        None => remark,
    }
}

/// What holds in one table, read as its sums ask for, after the repairs that they force.
fn settle(table: &mut RepairedTable, ix: u32, exact: &Exact, config: &Config) -> (TableProof, Seen) {
    /// Sums of two parts and more that a reading of all figures closes beyond those of another.
    const CLOSED: usize = 2;
    let other = if config.mend { forced::in_thousands(table) } else { None };
    let own = mended(table, ix, exact, config);
    let Some(mut other) = other else { return own };
    let read = mended(&mut other, ix, exact, config);
    let count =
        |proof: &TableProof, of: fn(&Check) -> bool| proof.checks.iter().filter(|check| of(check)).count();
    let sums = |proof: &TableProof| count(proof, |check| check.status.proves() && check.right.len() > 1);
    let fails = |proof: &TableProof| count(proof, is_off);
    // Where sums asked for it in some columns, it is meant in all.
    let closed = if forced::asks_for_thousands(table) { 0 } else { CLOSED };
    if sums(&read.0) < sums(&own.0) + closed || fails(&read.0) > fails(&own.0) {
        return own;
    }
    *table = other;
    read
}

/// Whether a check does not hold.
fn is_off(check: &Check) -> bool {
    matches!(check.status, Status::Fails | Status::Open)
}

/// What holds in one table, after the repairs that its sums force, and what was seen of it then. One that leaves it worse is
/// taken back.
fn mended(table: &mut RepairedTable, ix: u32, exact: &Exact, config: &Config) -> (TableProof, Seen) {
    /// One repair may make another plain, or each column have one; tables with more failing equations are broken otherwise.
    const ROUNDS: usize = 40;
    /// Repairs tried in a round: more leave too much open.
    const TRIED: usize = 8;
    /// Repairs of which none is forced are tried all or not at all: so many, over so many slots.
    const MOST_OPEN: usize = 24;
    const MOST_SLOTS: u64 = 100_000;
    /// Slots that are looked at again for repairs, in all: a repair in a large table is tried less often.
    const AGAIN: u64 = 500_000;
    let failing = |proof: &TableProof| proof.checks.iter().filter(|check| is_off(check)).count();
    let prove = |table: &RepairedTable| {
        let sheet = Sheet::of(table, ix, exact, &config.words);
        let (proof, known) = prove_table(&sheet, &config.words);
        let wanted = config.mend && failing(&proof) > 0;
        let fixes = if wanted { forced::fixes(&sheet, &known) } else { Vec::new() };
        (proof, fixes, sheet.seen(), sheet.is_cut_short())
    };
    let (mut proof, mut fixes, mut seen, cut) = prove(table);
    let slots = u64::from(table.table.n_rows()) * u64::from(table.table.n_cols());
    let left = Cell::new(AGAIN);
    for _ in 0..ROUNDS {
        // One at a time: rows may have moved after it.
        let tried = |table: &RepairedTable, fix: &forced::Fix| {
            left.set(left.get().checked_sub(slots)?);
            let mut table = table.clone();
            let made = forced::apply(&mut table, fix);
            let (after, next, seen, short) = if made { prove(&table) } else { return None };
            // What was not looked at does not speak for a repair.
            (short == cut && failing(&after) < failing(&proof)).then_some((table, after, next, seen))
        };
        let sure = fixes.iter().filter(|fix| fix.sure).take(TRIED).find_map(|fix| tried(table, fix));
        // Nothing is forced by what failed alone: one that shows to be right once it is made, if it is the only one. Those that
        // something speaks against come last.
        let only = |contested: bool| {
            let open: Vec<&forced::Fix> = fixes.iter().filter(|fix| fix.contested == contested).collect();
            if open.len() as u64 * slots > MOST_SLOTS || open.len() > MOST_OPEN {
                return None;
            }
            let mut borne_out = open.into_iter().filter_map(|fix| {
                tried(table, fix).filter(|(_, after, ..)| forced::is_borne_out(fix, &after.checks))
            });
            borne_out.next().map(|only| (only, borne_out.next().is_none()))
        };
        let borne_out = || only(false).or_else(|| only(true));
        let made = sure.or_else(|| borne_out().and_then(|(only, alone)| alone.then_some(only)));
        let Some((mended, after, next, then)) = made else { break };
        (*table, proof, fixes, seen) = (mended, after, next, then);
    }
    (proof, seen)
}

/// What holds in one table, and what it was found by.
fn prove_table(sheet: &Sheet<'_>, words: &Words) -> (TableProof, Learned) {
    let mut checks = Checks::default();
    let mut panels = Vec::new();
    let mut known = Learned::default();
    let figured =
        |row: &u32| (0..sheet.lanes.len()).any(|lane| matches!(sheet.at(*row, lane), Slot::Value(_)));
    let rows: Vec<usize> = sheet.body().filter(figured).map(|row| row as usize).collect();
    let mut families = rows::Families::default();
    let proposed: Vec<rows::Proposed> =
        sheet.panels.iter().map(|panel| rows::propose(sheet, panel, &mut families)).collect();
    for (panel, proposed) in sheet.panels.iter().zip(proposed) {
        let mut differences = BTreeSet::new();
        for relation in columns::relations(sheet, panel.lanes.clone(), &rows, words) {
            let doubtful = checks.add(sheet, Axis::Lanes, &relation, &rows);
            let takes_away = relation.parts.iter().any(|(_, sign)| *sign < 0);
            differences.extend((takes_away && relation.tally.outweighs(1)).then_some(relation.total));
            known.relations.push(Known { axis: Axis::Lanes, relation, across: rows.clone(), doubtful });
        }
        let sheet = &sheet.with_signed(&differences);
        panels.push(rows::relations(sheet, panel, proposed, &families, &checks.additive, words));
    }
    panels::teach(sheet, &mut panels);
    for (panel, found) in sheet.panels.iter().zip(&panels) {
        let lanes: Vec<usize> = panel.lanes.clone().collect();
        for relation in &found.relations {
            let doubtful = checks.add(sheet, Axis::Rows, relation, &lanes);
            let (relation, across) = (relation.clone(), lanes.clone());
            known.relations.push(Known { axis: Axis::Rows, relation, across, doubtful });
        }
    }
    crossed::tell(sheet, &mut known.relations, &mut checks);
    left_out::tell(sheet, &known.relations, &mut checks.list);
    checks.balance(sheet);
    known.runs = sheet.panels.iter().filter_map(|panel| running::run(sheet, panel)).collect();
    checks.list.extend(known.runs.iter().flat_map(|run| running::checks(sheet, run)));
    let across =
        known.relations.iter().filter(|known| known.axis == Axis::Lanes).map(|known| &known.relation);
    let sums = across.filter(|relation| relation.tally.sums > 0);
    let tied: BTreeSet<usize> =
        sums.flat_map(|sum| sum.parts.iter().map(|(lane, _)| *lane).chain([sum.total])).collect();
    checks.list.extend(sheet.panels.iter().flat_map(|panel| ratios::ratios(sheet, panel, &tied, words)));
    checks.list.extend(sheet.panels.iter().flat_map(|panel| hundreds::hundreds(sheet, panel, &tied)));
    checks.list.extend(sheet.panels.iter().flat_map(|panel| means::means(sheet, panel, &tied, words)));
    let rows = if sheet.panels.is_empty() {
        (0..sheet.n_rows())
            .map(|row| if row < sheet.body().start { RowKind::Header } else { RowKind::Detail })
            .collect()
    } else {
        kinds::kinds(sheet, &panels)
    };
    if sheet.is_cut_short() {
        // What was not looked at may say that another sum is meant.
        checks.list.retain(|check| check.status != Status::Fails);
        known = Learned::default();
    }
    (TableProof { checks: checks.list, rows, cells: Vec::new() }, known)
}

/// What becomes of each rule of a pack on a document as it was read.
pub fn try_pack(repaired: &Repaired, pack: &Pack, config: &Config) -> Vec<packs::Tried> {
    let proofs: Vec<TableProof> = (0..)
        .zip(&repaired.tables)
        .map(|(ix, table)| prove_table(&Sheet::of(table, ix, &Exact::new(), &config.words), &config.words).0)
        .collect();
    let exact = exactness::exact(repaired, &proofs);
    let sheets: Vec<Sheet<'_>> =
        (0..).zip(&repaired.tables).map(|(ix, table)| Sheet::of(table, ix, &exact, &config.words)).collect();
    let factors: Vec<Vec<Decimal>> =
        sheets.iter().map(|sheet| amounts::factors(sheet, &config.units)).collect();
    packs::tried(&packs::View { sheets: &sheets, factors: &factors }, pack)
}

/// Names the checks, in their order.
fn number(tables: &mut [TableProof], across: &mut [Check]) {
    let all = tables.iter_mut().flat_map(|table| &mut table.checks).chain(across);
    for (ix, check) in all.enumerate() {
        check.id = CheckId(ix as u32);
    }
}

#[cfg(test)]
mod tests;
