//! A document's JSON back to a [`Repaired`], so that what a person corrected in it can be checked again.
//!
//! Cells have the values that the JSON gives them: nothing is read or mended anew. What is not needed for that (the log,
//! the strays) is left behind.

use crate::shape::TOOL;
use crate::wire::SCHEMA_VERSION;
use model::document::{Source, SourceKind};
use model::layout::PageSource;
use model::repaired::{CellKind, Outside, PageInfo, Reading, Role, Unit};
use model::{Cell, Decimal, Ink, Pt, Rect, Repaired, RepairedTable, Table};
use serde::Deserialize;

/// Why a text is no document that can be checked again.
#[derive(Debug, thiserror::Error)]
pub enum NotOurs {
    /// It is no JSON, or a field that crossfoot writes is missing or of another type.
    #[error("not a document.json of crossfoot (a table-NN.json is a part of one): {0}")]
    Json(String),
    /// It says that something else made it.
    #[error("not a document.json of crossfoot: `tool.name` is `{0}`")]
    Tool(String),
    /// Its fields have another version's meaning.
    #[error("this document.json has schema version {0}; this version of crossfoot reads {SCHEMA_VERSION}")]
    Version(String),
    /// A table is no table.
    #[error("table {table}: {why}")]
    Table {
        /// Its id.
        table: String,
        /// What is wrong with it.
        why: String,
    },
}

// Said whole by its own text: as a source it would be said twice.
impl From<serde_json::Error> for NotOurs {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error.to_string())
    }
}

#[derive(Deserialize)]
struct Head {
    schema_version: String,
    tool: ToolIn,
}

#[derive(Deserialize)]
struct ToolIn {
    name: String,
}

#[derive(Deserialize)]
struct DocumentIn {
    document: SourceIn,
    tables: Vec<TableIn>,
    #[serde(default)]
    outside: Vec<OutsideIn>,
    #[serde(default)]
    page_info: Vec<PageIn>,
}

#[derive(Deserialize)]
struct SourceIn {
    file: String,
    kind: String,
    pages: u32,
}

#[derive(Deserialize)]
struct TableIn {
    id: String,
    number: Option<String>,
    ordinal: Option<u32>,
    title: Option<String>,
    unit: Option<UnitIn>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    regions: Vec<RegionIn>,
    n_rows: u32,
    n_cols: u32,
    header_rows: u32,
    cells: Vec<CellIn>,
}

#[derive(Deserialize)]
struct UnitIn {
    text: String,
    currency: Option<String>,
    factor: Figure,
}

#[derive(Deserialize)]
struct RegionIn {
    page: u32,
    bbox: Option<[f64; 4]>,
}

#[derive(Deserialize)]
struct CellIn {
    row: u32,
    col: u32,
    #[serde(default = "one")]
    rowspan: u32,
    #[serde(default = "one")]
    colspan: u32,
    text: String,
    kind: String,
    value: Option<Figure>,
    unit: Option<String>,
    #[serde(default)]
    header: bool,
    #[serde(default)]
    regions: Vec<RegionIn>,
    doubt: Option<String>,
    #[serde(default)]
    candidates: Vec<Figure>,
}

/// A decimal, as a string or, as a person may write it, as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Figure {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Deserialize)]
struct OutsideIn {
    page: u32,
    bbox: Option<[f64; 4]>,
    text: String,
    role: String,
    table: Option<String>,
}

#[derive(Deserialize)]
struct PageIn {
    page: u32,
    label: Option<String>,
    source: String,
    size: [f64; 2],
}

const fn one() -> u32 {
    1
}

/// Reads a [`crate::document_json`], and the name of the file it was made from.
pub fn read_again(text: &str) -> Result<(Repaired, String), NotOurs> {
    let head: Head = serde_json::from_str(text)?;
    if head.tool.name != TOOL {
        return Err(NotOurs::Tool(head.tool.name));
    }
    if head.schema_version != SCHEMA_VERSION {
        return Err(NotOurs::Version(head.schema_version));
    }
    let from: DocumentIn = serde_json::from_str(text)?;
    let ids: Vec<String> = from.tables.iter().map(|table| table.id.clone()).collect();
    let tables = from.tables.into_iter().map(table).collect::<Result<Vec<_>, _>>()?;
    let outside = from.outside.into_iter().map(|line| Outside {
        ink: ink(line.text, line.page, line.bbox),
        role: ROLES.into_iter().find(|role| role.name() == line.role).unwrap_or(Role::Text),
        table: line.table.and_then(|id| ids.iter().position(|known| *known == id)).map(|ix| ix as u32),
    });
    let kinds = [SourceKind::Pdf, SourceKind::Image, SourceKind::Text];
    let repaired = Repaired {
        source: Source {
            kind: kinds
                .into_iter()
                .find(|kind| kind.name() == from.document.kind)
                .unwrap_or(SourceKind::Text),
            pages: from.document.pages,
            metadata: Vec::new(),
        },
        pages: from.page_info.into_iter().map(page).collect(),
        tables,
        outside: outside.collect(),
        strays: Vec::new(),
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    };
    Ok((repaired, from.document.file))
}

const ROLES: [Role; 6] = [Role::Caption, Role::Unit, Role::Note, Role::Heading, Role::Running, Role::Text];

const KINDS: [CellKind; 5] =
    [CellKind::Number, CellKind::Code, CellKind::Text, CellKind::Symbol, CellKind::Blank];

fn page(from: PageIn) -> PageInfo {
    let sources = [PageSource::Text, PageSource::Ocr, PageSource::ImageUnread, PageSource::Blank];
    PageInfo {
        number: from.page,
        label: from.label,
        source: sources.into_iter().find(|one| one.name() == from.source).unwrap_or(PageSource::Text),
        size: from.size.map(length),
        taggings: Vec::new(),
    }
}

fn length(points: f64) -> Pt {
    Pt((points * 1000.0).round() as i32)
}

fn rect([x0, y0, x1, y1]: [f64; 4]) -> Rect {
    Rect::new(length(x0), length(y0), length(x1), length(y1))
}

fn ink(text: String, page: u32, bbox: Option<[f64; 4]>) -> Ink {
    Ink { text, page, bbox: bbox.map(rect), ..Ink::default() }
}

fn table(from: TableIn) -> Result<RepairedTable, NotOurs> {
    let id = from.id;
    let wrong = |why: String| NotOurs::Table { table: id.clone(), why };
    let decimal = |figure: &Figure, what: &str| -> Result<Decimal, NotOurs> {
        let text = match figure {
            Figure::Text(text) => text.clone(),
            Figure::Number(number) => number.to_string(),
        };
        text.parse().map_err(|_| wrong(format!("{what}: the value `{text}` is not a decimal number")))
    };
    let first = from.regions.first().map_or(1, |region| region.page);
    let mut cells = Vec::new();
    let mut readings = Vec::new();
    for cell in from.cells {
        let place = format!("row {}, column {}", cell.row, cell.col);
        let known = KINDS.into_iter().find(|kind| kind.name() == cell.kind);
        let kind = known.ok_or_else(|| wrong(format!("{place}: the kind `{}` is not known", cell.kind)))?;
        let value = cell.value.as_ref().map(|value| decimal(value, &place)).transpose()?;
        let candidates =
            cell.candidates.iter().map(|value| decimal(value, &place)).collect::<Result<_, _>>()?;
        // A value that a person gave makes a cell a number, whatever it was read as.
        let kind = if value.is_some() { CellKind::Number } else { kind };
        let page = cell.regions.first().map_or(first, |region| region.page);
        let lines = if cell.text.is_empty() { Vec::new() } else { vec![ink(cell.text, page, None)] };
        let mut made = Cell::new(cell.row, cell.col, cell.rowspan, cell.colspan, lines);
        for region in &cell.regions {
            if let Some(bbox) = region.bbox {
                made = made.on(region.page, rect(bbox));
            }
        }
        let doubt = cell.doubt;
        readings.push((
            (cell.row, cell.col),
            Reading { kind, value, unit: cell.unit, header: cell.header, doubt, candidates },
        ));
        cells.push(made);
    }
    // The model's order of cells.
    readings.sort_by_key(|(place, _)| *place);
    let unit = match from.unit {
        Some(unit) => {
            let factor = decimal(&unit.factor, "unit")?;
            Some(Unit { text: unit.text, currency: unit.currency, factor })
        }
        None => None,
    };
    Ok(RepairedTable {
        table: Table::new(from.n_rows, from.n_cols, cells).map_err(|error| wrong(error.to_string()))?,
        number: from.number,
        ordinal: from.ordinal,
        title: from.title,
        unit,
        notes: from.notes,
        pieces: Vec::new(),
        regions: from.regions.iter().map(|region| (region.page, region.bbox.map(rect))).collect(),
        header_rows: from.header_rows.min(from.n_rows),
        readings: readings.into_iter().map(|(_, reading)| reading).collect(),
    })
}
