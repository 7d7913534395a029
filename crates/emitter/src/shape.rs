//! Working types to [`wire`] types: names, places and texts are borrowed, nothing is decided here.

mod proof;

use crate::Identity;
use crate::wire::{
    self, Bbox, Cell, CellRegion, Details, Diagnostic, Document, Evidence, Exact, Length, Output, Outside,
    PageInfo, Pairs, Place, Placed, Region, Repair, Row, Stray, Table, TaggedTables, Tool, Unit,
};
use model::checked::{CellProof, Checked, TableProof, Verdict};
use model::layout::{self, Tagging};
use model::repaired::Reading;
use model::table::Op;
use model::{CellId, Edit, Rect, Repaired, RepairedTable};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of the program, in its outputs.
pub(crate) const TOOL: &str = "crossfoot";

/// The name of a table in the output, from its index.
pub(crate) fn table_id(ix: usize) -> String {
    format!("t{}", ix + 1)
}

pub(crate) fn output<'a>(checked: &'a Checked, identity: &'a Identity) -> Output<'a> {
    let repaired = &checked.repaired;
    let source = &repaired.source;
    Output {
        schema_version: wire::SCHEMA_VERSION,
        tool: Tool { name: TOOL, version: env!("CARGO_PKG_VERSION"), options: Pairs(&identity.options) },
        document: Document {
            file: &identity.file,
            sha256: &identity.sha256,
            kind: source.kind.name(),
            pages: source.pages,
            metadata: Pairs(&source.metadata),
        },
        tables: tables(checked),
        outside: outside(repaired),
        strays: strays(repaired),
        page_info: page_info(repaired),
        checks: checked.across.iter().map(|check| proof::check(check, None, repaired)).collect(),
        diagnostics: diagnostics(repaired),
    }
}

pub(crate) fn tables(checked: &Checked) -> Vec<Table<'_>> {
    let tables = checked.repaired.tables.iter().zip(&checked.tables).enumerate();
    tables.map(|(ix, (table, proof))| self::table(ix, table, proof, &checked.repaired)).collect()
}

fn table<'a>(ix: usize, from: &'a RepairedTable, proof: &'a TableProof, repaired: &'a Repaired) -> Table<'a> {
    let shown = |check| proof::check(check, Some(ix as u32), repaired);
    let regions: Vec<Region> =
        from.regions.iter().map(|(page, bbox)| Region { page: *page, bbox: bbox.map(Bbox) }).collect();
    Table {
        id: table_id(ix),
        number: from.number.as_deref(),
        ordinal: from.ordinal,
        title: from.title.as_deref(),
        unit: from.unit.as_ref().map(|unit| Unit {
            text: &unit.text,
            currency: unit.currency.as_deref(),
            factor: Exact(unit.factor),
        }),
        notes: &from.notes,
        pages: pages_of(from),
        continues: regions.get(1..).unwrap_or_default().to_vec(),
        regions,
        n_rows: from.table.n_rows(),
        n_cols: from.table.n_cols(),
        header_rows: from.header_rows,
        rows: (0..).zip(&proof.rows).map(|(row, kind)| Row { row, kind: kind.name() }).collect(),
        cells: cells(from, proof),
        repairs: repairs(from),
        checks: proof.checks.iter().map(shown).collect(),
    }
}

/// The pages a table stands on, ascending, each once.
pub(crate) fn pages_of(table: &RepairedTable) -> Vec<u32> {
    let mut pages: Vec<u32> = table.regions.iter().map(|(page, _)| *page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

fn cells<'a>(from: &'a RepairedTable, proof: &TableProof) -> Vec<Cell<'a>> {
    let mut repairs_of: BTreeMap<CellId, Vec<u32>> = BTreeMap::new();
    for (ix, edit) in from.table.log().iter().enumerate() {
        for id in &edit.cells {
            repairs_of.entry(*id).or_default().push(ix as u32);
        }
    }
    let nothing = || (0..from.table.cells().len()).map(|_| None);
    let readings = from.readings.iter().map(Some).chain(nothing());
    from.table
        .cells()
        .iter()
        .zip(readings)
        .zip(&proof.cells)
        .map(|((cell, reading), proof)| {
            let repairs = repairs_of.remove(&cell.id()).unwrap_or_default();
            self::cell(cell, reading, repairs, proof)
        })
        .collect()
}

fn cell<'a>(
    from: &'a model::Cell,
    reading: Option<&'a Reading>,
    mut repairs: Vec<u32>,
    proof: &CellProof,
) -> Cell<'a> {
    repairs.dedup();
    let candidates = reading.map_or(&[][..], |reading| &reading.candidates);
    let candidates = if candidates.is_empty() { &proof.candidates } else { candidates };
    Cell {
        row: from.row(),
        col: from.col(),
        rowspan: from.rowspan(),
        colspan: from.colspan(),
        text: from.text(),
        raw: raw(from),
        kind: reading.map_or("blank", |reading| reading.kind.name()),
        value: reading.and_then(|reading| reading.value).map(Exact),
        unit: reading.and_then(|reading| reading.unit.as_deref()),
        header: reading.is_some_and(|reading| reading.header),
        regions: regions(from),
        bytes: from.ink().iter().filter_map(|line| line.bytes).collect(),
        repairs,
        doubt: reading.and_then(|reading| reading.doubt.as_deref()),
        candidates: candidates.iter().copied().map(Exact).collect(),
        verdict: proof.verdict.map(Verdict::name),
        checks: proof.checks.iter().map(|id| id.0).collect(),
        implied: proof.implied.map(Exact),
    }
}

/// The raw text, borrowed in the usual case of one line.
fn raw(cell: &model::Cell) -> Cow<'_, str> {
    match cell.ink() {
        [] => Cow::Borrowed(""),
        [line] => Cow::Borrowed(&line.text),
        _ => Cow::Owned(cell.raw()),
    }
}

/// One region per page: the union of the areas there, with the lines there.
fn regions(cell: &model::Cell) -> Vec<CellRegion> {
    let mut found: Vec<(u32, Option<Rect>, Vec<Bbox>)> = Vec::new();
    for (page, area) in cell.areas() {
        match found.iter_mut().find(|(known, ..)| known == page) {
            Some((_, bbox, _)) => *bbox = Some(bbox.map_or(*area, |bbox| bbox.union(area))),
            None => found.push((*page, Some(*area), Vec::new())),
        }
    }
    for line in cell.ink() {
        let Some(bbox) = line.bbox else { continue };
        match found.iter_mut().find(|(known, ..)| *known == line.page) {
            Some((.., ink)) => ink.push(Bbox(bbox)),
            None => found.push((line.page, None, vec![Bbox(bbox)])),
        }
    }
    let whole = |(page, area, ink): (u32, Option<Rect>, Vec<Bbox>)| {
        let bbox = area.or_else(|| Rect::bounding(ink.iter().map(|line| line.0)))?;
        Some(CellRegion { page, bbox: Bbox(bbox), ink })
    };
    found.into_iter().filter_map(whole).collect()
}

fn repairs(from: &RepairedTable) -> Vec<Repair<'_>> {
    let places: BTreeMap<CellId, Place> = from
        .table
        .cells()
        .iter()
        .map(|cell| (cell.id(), Place { row: cell.row(), col: cell.col() }))
        .collect();
    let repair = |edit: &'_ Edit| -> Vec<Place> {
        edit.cells.iter().filter_map(|id| places.get(id).copied()).collect()
    };
    from.table
        .log()
        .iter()
        .map(|edit| Repair {
            rule: edit.why.rule,
            op: op_name(&edit.op),
            cells: repair(edit),
            before: edit.before.iter().map(placed).collect(),
            after: edit.after.iter().map(placed).collect(),
            evidence: evidence(&edit.why.evidence),
            undone: None,
        })
        .collect()
}

fn evidence(from: &model::Evidence) -> Evidence<'_> {
    Evidence {
        kind: from.kind,
        details: Details(&from.details),
        source_unverified: from.source_unverified.then_some(true),
    }
}

const fn op_name(op: &Op) -> &'static str {
    match op {
        Op::SetText { .. } => "set-text",
        Op::JoinRows { .. } => "join-rows",
        Op::DropRows { .. } => "drop-rows",
        Op::ShiftRow { .. } => "shift-row",
        Op::Grow { .. } => "grow",
        Op::Rewrite { .. } => "rewrite",
        Op::AppendRows { .. } => "append-rows",
        Op::AppendCols { .. } => "append-cols",
    }
}

fn placed(from: &model::table::Placed) -> Placed<'_> {
    let above_one = |n: u32| (n > 1).then_some(n);
    Placed {
        row: from.row,
        col: from.col,
        rowspan: above_one(from.span.0),
        colspan: above_one(from.span.1),
        text: &from.text,
    }
}

fn outside(repaired: &Repaired) -> Vec<Outside<'_>> {
    repaired
        .outside
        .iter()
        .map(|line| Outside {
            page: line.ink.page,
            bbox: line.ink.bbox.map(Bbox),
            text: &line.ink.text,
            role: line.role.name(),
            table: line.table.map(|ix| table_id(ix as usize)),
            bytes: line.ink.bytes,
        })
        .collect()
}

fn strays(repaired: &Repaired) -> Vec<Stray<'_>> {
    let strays = repaired.strays.iter().map(|stray| Stray {
        page: stray.ink.page,
        bbox: stray.ink.bbox.map(Bbox),
        text: Cow::Borrowed(stray.ink.text.as_str()),
        reason: stray.reason,
    });
    strays.chain(dropped(repaired)).collect()
}

/// Glyphs that were drawn but not read: neighbours on one line, for the same reason, are one entry.
fn dropped(repaired: &Repaired) -> Vec<Stray<'_>> {
    let mut out: Vec<(u32, Rect, String, &'static str)> = Vec::new();
    for (page, glyph) in &repaired.dropped {
        let reason = glyph.reason.name();
        if let Some((last_page, bbox, text, last)) = out.last_mut()
            && *last_page == *page
            && *last == reason
            && follows(bbox, &glyph.bbox)
        {
            glyph.text.push_to(text);
            *bbox = bbox.union(&glyph.bbox);
            continue;
        }
        let mut text = String::new();
        glyph.text.push_to(&mut text);
        out.push((*page, glyph.bbox, text, reason));
    }
    let stray =
        |(page, bbox, text, reason)| Stray { page, bbox: Some(Bbox(bbox)), text: Cow::Owned(text), reason };
    out.into_iter().map(stray).collect()
}

/// Whether a glyph stands on the line of the run before it, no farther than the line is high.
fn follows(run: &Rect, glyph: &Rect) -> bool {
    let shared = run.overlap_y(glyph);
    shared.0 * 2 > run.height().min(glyph.height()).0 && -run.overlap_x(glyph).0 <= run.height().0
}

fn tagged_tables(taggings: &[Tagging]) -> Option<TaggedTables> {
    let mut out = TaggedTables::default();
    for tagging in taggings {
        *match tagging.verdict {
            layout::Verdict::Agrees => &mut out.agree,
            layout::Verdict::Used => &mut out.used,
            layout::Verdict::Against(_) => &mut out.against,
        } += 1;
    }
    (!taggings.is_empty()).then_some(out)
}

fn page_info(repaired: &Repaired) -> Vec<PageInfo<'_>> {
    let mut on: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (ix, table) in repaired.tables.iter().enumerate() {
        for page in pages_of(table) {
            on.entry(page).or_default().push(table_id(ix));
        }
    }
    repaired
        .pages
        .iter()
        .map(|page| PageInfo {
            page: page.number,
            label: page.label.as_deref(),
            source: page.source.name(),
            size: page.size.map(Length),
            tables: on.get(&page.number).cloned().unwrap_or_default(),
            tagged_tables: tagged_tables(&page.taggings),
        })
        .collect()
}

fn diagnostics(repaired: &Repaired) -> Vec<Diagnostic<'_>> {
    repaired
        .diagnostics
        .iter()
        .map(|from| Diagnostic {
            code: from.code,
            page: from.page,
            bbox: from.bbox.map(Bbox),
            message: &from.message,
            hint: from.hint.as_deref(),
        })
        .collect()
}
