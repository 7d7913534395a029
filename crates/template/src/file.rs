//! The file. All lengths are points as the reader of the table's text sees its page: x along the text, y downwards.

use model::asked::Method;
use model::geometry::{Pt, Quarter, Rect};
use serde::{Deserialize, Serialize};

/// The version of the format.
pub(crate) const VERSION: u32 = 1;
/// More tables than this are no template of a person's.
const MOST: usize = 10_000;
/// The same for anchors of one table.
const MOST_ANCHORS: usize = 100;
/// No page is larger, in points.
const FARTHEST: f64 = 1e6;

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) tables: Vec<Entry>,
}

/// Why a template cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It is no TOML, or not of this form.
    #[error("{0}")]
    Form(String),
    /// A later version's.
    #[error("version: expected {VERSION}, found {0}")]
    Version(u32),
    /// A field that cannot be.
    #[error("table {table}: {field}: expected {expected}")]
    Field {
        /// Its place in the file, from 1.
        table: usize,
        /// The field's name.
        field: &'static str,
        /// What may stand there.
        expected: &'static str,
    },
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) version: u32,
    /// The document it was made of; for people.
    #[serde(default)]
    pub(crate) source: String,
    #[serde(default, rename = "table")]
    pub(crate) tables: Vec<Entry>,
}

/// A table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// What remarks call it.
    pub(crate) name: String,
    /// What it was read by: lattice (rules alone), stream (white space alone) or auto.
    pub(crate) kind: String,
    /// The page it stood on, from 1: a hint.
    pub(crate) page: u32,
    /// That page's width and height.
    pub(crate) page_size: [f64; 2],
    /// Degrees clockwise by which its text is turned.
    #[serde(default)]
    pub(crate) turn: i32,
    /// Top, left, bottom, right.
    pub(crate) area: [f64; 4],
    /// x of the edges between its columns.
    pub(crate) columns: Vec<f64>,
    /// Rows of its head.
    #[serde(default)]
    pub(crate) head_rows: u32,
    /// y at which its head ends; left out without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) head_end: Option<f64>,
    /// The widest white space between two lines of its body.
    #[serde(default)]
    pub(crate) row_gap: f64,
    /// The texts it is found by.
    #[serde(rename = "anchor")]
    pub(crate) anchors: Vec<Anchor>,
}

/// A text by which a table is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Anchor {
    /// The line; digits may be others where it is looked for.
    pub(crate) text: String,
    /// Left and top of its box.
    pub(crate) at: [f64; 2],
    /// Whether it stands above the table or in its head.
    pub(crate) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Caption,
    Head,
}

impl Entry {
    pub(crate) fn method(&self) -> Method {
        Method::named(&self.kind).unwrap_or_default()
    }

    pub(crate) fn direction(&self) -> Quarter {
        Quarter::from_degrees(self.turn)
    }

    /// Its area as its reader sees it.
    pub(crate) fn place(&self) -> Rect {
        let [top, left, bottom, right] = self.area.map(Pt::from_points);
        Rect::new(left, top, right, bottom)
    }
}

impl Template {
    /// Reads a file and checks it: what is wrong is named with what is expected.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let file: File = toml::from_str(text)
            .map_err(|error| TemplateError::Form(error.to_string().trim_end().to_owned()))?;
        if file.version != VERSION {
            return Err(TemplateError::Version(file.version));
        }
        if file.tables.len() > MOST {
            return Err(TemplateError::Form(format!("more than {MOST} tables")));
        }
        for (ix, entry) in file.tables.iter().enumerate() {
            entry.check().map_err(|(field, expected)| TemplateError::Field {
                table: ix + 1,
                field,
                expected,
            })?;
        }
        Ok(Self { tables: file.tables })
    }
}

impl Entry {
    fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let lengths = |all: &[f64]| all.iter().all(|n| n.abs() <= FARTHEST);
        let [top, left, bottom, right] = self.area;
        let inside = |x: &f64| left < *x && *x < right;
        let rising = self.columns.windows(2).all(|pair| pair[0] < pair[1]);
        if Method::named(&self.kind).is_none() {
            return Err(("kind", "lattice, stream or auto"));
        }
        if ![0, 90, 180, 270].contains(&self.turn) {
            return Err(("turn", "0, 90, 180 or 270"));
        }
        if !lengths(&self.area) || top >= bottom || left >= right {
            return Err((
                "area",
                "top, left, bottom, right in points, top less than bottom, left less than right",
            ));
        }
        if !lengths(&self.columns) || !self.columns.iter().all(inside) || !rising {
            return Err(("columns", "x of the edges between columns in points, rising, inside the area"));
        }
        if self.head_end.is_some_and(|y| !(top..=bottom).contains(&y)) {
            return Err(("head_end", "a y inside the area"));
        }
        if !(0.0..=FARTHEST).contains(&self.row_gap) {
            return Err(("row_gap", "points, not less than 0"));
        }
        if self.anchors.is_empty() || self.anchors.len() > MOST_ANCHORS {
            return Err(("anchor", "1 to 100 texts by which the table is found"));
        }
        if self.anchors.iter().any(|anchor| !lengths(&anchor.at)) {
            return Err(("anchor", "at = left and top in points"));
        }
        Ok(())
    }
}
