//! The JSON as it is written: every field's meaning stands in its doc and so in the published schema.
//!
//! A field that is always there but may have nothing to say is `null`; the few marked *left out* are absent then.

use model::{Decimal, Pt, Rect};
use schemars::JsonSchema;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The version of the meaning of the fields; it changes when a meaning does.
pub const SCHEMA_VERSION: &str = "1";

/// Tables of one document, with where every figure stands and what was mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "crossfoot")]
pub struct Output<'a> {
    /// The version of this schema: "1".
    pub schema_version: &'static str,
    /// What made this output.
    pub tool: Tool<'a>,
    /// The input.
    pub document: Document<'a>,
    /// The tables, in reading order.
    pub tables: Vec<Table<'a>>,
    /// Every line of text that is in no table, in reading order.
    pub outside: Vec<Outside<'a>>,
    /// Ink that found no place, and glyphs that were drawn but not read (outside the page, hidden, printed twice).
    pub strays: Vec<Stray<'a>>,
    /// The pages that were looked at: tells "no table here" from "not looked at".
    pub page_info: Vec<PageInfo<'a>>,
    /// Relations across tables and with the prose.
    pub checks: Vec<Check<'a>>,
    /// Remarks of the tool on the input and on its own doubts: on the whole document first, then in page order.
    pub diagnostics: Vec<Diagnostic<'a>>,
}

/// The program that made an output.
#[derive(Serialize, JsonSchema)]
pub struct Tool<'a> {
    /// Its name: "crossfoot".
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The options that shape the result.
    #[schemars(with = "BTreeMap<String, String>")]
    pub options: Pairs<'a>,
}

/// The input.
#[derive(Serialize, JsonSchema)]
pub struct Document<'a> {
    /// The base name of the file; "-" for standard input.
    pub file: &'a str,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: &'a str,
    /// What it is.
    #[schemars(extend("enum" = ["pdf", "image", "text"]))]
    pub kind: &'static str,
    /// The number of its pages, looked at or not.
    pub pages: u32,
    /// What it says of itself: title, author, subject, creator, producer, created, modified; absent ones left out.
    #[schemars(with = "BTreeMap<String, String>")]
    pub metadata: Pairs<'a>,
}

/// One whole table, over as many pages as it takes.
#[derive(Serialize, JsonSchema)]
pub struct Table<'a> {
    /// Its name in this output: "t1", "t2", … in reading order.
    pub id: String,
    /// Its number as printed: "3", "十四".
    pub number: Option<&'a str>,
    /// The same as an integer.
    pub ordinal: Option<u32>,
    /// Its title without the number.
    pub title: Option<&'a str>,
    /// What its figures are counted in, unless a cell says otherwise.
    pub unit: Option<Unit<'a>>,
    /// Notes that belong to it, as printed.
    pub notes: &'a [String],
    /// The pages it stands on, from 1, ascending.
    pub pages: Vec<u32>,
    /// The pieces it was joined of, in order.
    pub regions: Vec<Region>,
    /// The pieces after the first: empty when the table stands in one place.
    pub continues: Vec<Region>,
    /// Number of rows.
    pub n_rows: u32,
    /// Number of columns.
    pub n_cols: u32,
    /// Leading rows that hold only header cells.
    pub header_rows: u32,
    /// What each row is.
    pub rows: Vec<Row>,
    /// The cells by row, then column. Slots that a span covers have no entry; a blank cell has one.
    pub cells: Vec<Cell<'a>>,
    /// The edits made, in the order in which they were made.
    pub repairs: Vec<Repair<'a>>,
    /// Relations within the table.
    pub checks: Vec<Check<'a>>,
}

/// A unit of measure.
#[derive(Serialize, JsonSchema)]
pub struct Unit<'a> {
    /// As printed: "万元".
    pub text: &'a str,
    /// ISO 4217, when it is money and it is known which.
    pub currency: Option<&'a str>,
    /// What one unit counts for in the base unit, a decimal: "10000".
    #[schemars(with = "String")]
    pub factor: Exact,
}

/// A place on a page.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub struct Region {
    /// The page, from 1.
    pub page: u32,
    /// The outline; null in a dump.
    pub bbox: Option<Bbox>,
}

/// What one row of a table is.
#[derive(Serialize, JsonSchema)]
pub struct Row {
    /// The row, from 0.
    pub row: u32,
    /// Its kind: a sum over the rows of kind detail counts nothing twice.
    #[schemars(extend("enum" = ["header", "detail", "subtotal", "total", "of-which", "carried", "note"]))]
    pub kind: &'static str,
}

/// One cell.
#[derive(Serialize, JsonSchema)]
pub struct Cell<'a> {
    /// Its first row, from 0.
    pub row: u32,
    /// Its first column, from 0.
    pub col: u32,
    /// Rows it covers.
    pub rowspan: u32,
    /// Columns it covers.
    pub colspan: u32,
    /// The text made whole: wraps and page cuts undone; U+FFFD for a glyph without a mapping.
    pub text: &'a str,
    /// What was printed: lines joined by a line feed, a page cut by a form feed.
    pub raw: Cow<'a, str>,
    /// What it holds.
    #[schemars(extend("enum" = ["number", "code", "text", "symbol", "blank"]))]
    pub kind: &'static str,
    /// The exact decimal of a number, with as many decimals as printed; else null.
    #[schemars(with = "Option<String>")]
    pub value: Option<Exact>,
    /// A unit printed in the cell itself; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// Whether it heads a row or a column.
    pub header: bool,
    /// Where it stands, one entry per page; empty in a dump.
    pub regions: Vec<CellRegion>,
    /// Byte ranges of its lines in a dump (in the text as UTF-8), end exclusive; left out for a page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bytes: Vec<(u32, u32)>,
    /// The table's repairs that made it, as indices.
    pub repairs: Vec<u32>,
    /// Why its reading is in doubt; left out when it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<&'a str>,
    /// The values that are possible, when there is more than one; else left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub candidates: Vec<Exact>,
    /// Whether it can be trusted; left out for cells that hold no number. "proved-both": relations hold in two of three
    /// directions (row, column, across tables or prose) and none fails; "proved": in one; "unchecked": none touches it;
    /// "doubt": reading or arithmetic leave two ways; "contradicted": it is in every smallest set of cells that explains
    /// what fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["proved-both", "proved", "unchecked", "doubt", "contradicted"]))]
    pub verdict: Option<&'static str>,
    /// The checks that touch it, by id; left out when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<u32>,
    /// What the sums ask for, a decimal, where it is not what is printed; else left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub implied: Option<Exact>,
}

/// Where a cell stands on one page.
#[derive(Serialize, JsonSchema)]
pub struct CellRegion {
    /// The page, from 1.
    pub page: u32,
    /// The area of its slots.
    pub bbox: Bbox,
    /// Its lines of print.
    pub ink: Vec<Bbox>,
}

/// One edit of a table.
#[derive(Serialize, JsonSchema)]
pub struct Repair<'a> {
    /// The rule that made it.
    pub rule: &'a str,
    /// What was done: set-text, join-rows, drop-rows, shift-row, grow, rewrite, append-rows, append-cols.
    pub op: &'static str,
    /// The cells that carry its result, at their final places.
    pub cells: Vec<Place>,
    /// The places and texts it changed, before it.
    pub before: Vec<Placed<'a>>,
    /// And after it.
    pub after: Vec<Placed<'a>>,
    /// What speaks for it.
    pub evidence: Evidence<'a>,
    /// It was taken back (`crossfoot undo`): `before` stands again. Left out when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<bool>,
}

/// A cell of the table, by its first slot.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub struct Place {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub col: u32,
}

/// A cell as of one moment.
#[derive(Serialize, JsonSchema)]
pub struct Placed<'a> {
    /// Its row at that moment.
    pub row: u32,
    /// Its column at that moment.
    pub col: u32,
    /// Rows it covered; left out when 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rowspan: Option<u32>,
    /// Columns it covered; left out when 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colspan: Option<u32>,
    /// Its text at that moment.
    pub text: &'a str,
}

/// What speaks for an edit: its kind, and what was seen, by name.
#[derive(Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// Its kind: geometry, form, vocabulary, arithmetic, structure; of a check by a rule of a pack: rule.
    pub kind: &'static str,
    /// What was seen.
    #[serde(flatten)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub details: Details<'a>,
    /// The print cannot be seen (a dump): the cell is at most in doubt. Left out when false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_unverified: Option<bool>,
}

/// A line of text outside tables.
#[derive(Serialize, JsonSchema)]
pub struct Outside<'a> {
    /// The page, from 1.
    pub page: u32,
    /// Its place; null in a dump.
    pub bbox: Option<Bbox>,
    /// What is printed.
    pub text: &'a str,
    /// What it is for.
    #[schemars(extend("enum" = ["caption", "unit", "note", "heading", "running", "text"]))]
    pub role: &'static str,
    /// The id of the table it belongs to; left out when to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Its byte range in a dump (in the text as UTF-8), end exclusive; left out for a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<(u32, u32)>,
}

/// Ink without a place in the result.
#[derive(Serialize, JsonSchema)]
pub struct Stray<'a> {
    /// The page, from 1.
    pub page: u32,
    /// Its place; null in a dump.
    pub bbox: Option<Bbox>,
    /// What it says.
    pub text: Cow<'a, str>,
    /// Why it has no place: across-rule, rotated, outside-page, clipped, duplicate, hidden, leader, rule (typed as characters), …
    pub reason: &'static str,
}

/// A page that was looked at.
#[derive(Serialize, JsonSchema)]
pub struct PageInfo<'a> {
    /// Its physical number, from 1.
    pub page: u32,
    /// Its printed label.
    pub label: Option<&'a str>,
    /// Where its text came from.
    #[schemars(extend("enum" = ["text", "ocr", "image-unread", "blank"]))]
    pub source: &'static str,
    /// Width and height in points.
    #[schemars(with = "[f64; 2]")]
    pub size: [Length; 2],
    /// The ids of the tables that stand on it.
    pub tables: Vec<String>,
    /// Tables that the author's structure tags name on it; left out without any, and where tags are passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagged_tables: Option<TaggedTables>,
}

/// What came of the tables that the author's structure tags name on a page.
#[derive(Default, Serialize, JsonSchema)]
pub struct TaggedTables {
    /// Rules draw the same cells: they were read by them.
    pub agree: u32,
    /// The ink agrees and rules say less: they were read by their tags.
    pub used: u32,
    /// Ink or rules do not agree: they were read without their tags. A diagnostic `tags-disagree` says why.
    pub against: u32,
}

/// A relation between figures, left = right.
#[derive(Serialize, JsonSchema)]
pub struct Check<'a> {
    /// Its name, unique in the document.
    pub id: u32,
    /// Its form. Of a ratio, left is the first of right divided by the second, times 100 where it is in per cent.
    #[schemars(extend("enum" = ["sum", "difference", "equal", "ratio", "text"]))]
    pub kind: &'static str,
    /// Whether it holds; "rounding": within the tolerance; "open": it could not be made, for a value, a cell or a row is missing or in doubt.
    #[schemars(extend("enum" = ["holds", "rounding", "fails", "open"]))]
    pub status: &'static str,
    /// The terms of the left side; of a sum, the total.
    pub left: Vec<Term<'a>>,
    /// The terms of the right side.
    pub right: Vec<Term<'a>>,
    /// The left side's value, a decimal; null when it has none.
    #[schemars(with = "Option<String>")]
    pub left_value: Option<Exact>,
    /// The right side's value.
    #[schemars(with = "Option<String>")]
    pub right_value: Option<Exact>,
    /// Left less right.
    #[schemars(with = "Option<String>")]
    pub difference: Option<Exact>,
    /// How far apart the sides may be by the precision of the print, a decimal.
    #[schemars(with = "String")]
    pub tolerance: Exact,
    /// "found" by structure and data, or "pack:NAME/RULE": by a rule of a pack (`crossfoot rules show NAME`).
    pub source: String,
    /// What speaks for it.
    pub evidence: Evidence<'a>,
}

/// One term of a relation: a cell, a constant, or an amount in the prose.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Term<'a> {
    /// A cell, by its first slot.
    Cell {
        /// The place of its table in `tables` of the document, from 0; left out within a table.
        #[serde(skip_serializing_if = "Option::is_none")]
        table: Option<u32>,
        /// Its row, from 0.
        row: u32,
        /// Its column, from 0.
        col: u32,
        /// What it counts for, a decimal; left out when 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        weight: Option<Exact>,
    },
    /// A number that is no cell's.
    Constant {
        /// The number, a decimal.
        #[schemars(with = "String")]
        constant: Exact,
    },
    /// An amount in the prose.
    Prose {
        /// As printed.
        text: &'a str,
        /// The page, from 1.
        page: u32,
        /// The place of its line; null in a dump.
        bbox: Option<Bbox>,
        /// Its value in the unit of the other side, a decimal.
        #[schemars(with = "String")]
        value: Exact,
    },
}

/// A remark of the tool.
#[derive(Serialize, JsonSchema)]
pub struct Diagnostic<'a> {
    /// Its kind, a stable name.
    pub code: &'static str,
    /// The page, from 1; null where the whole document is meant.
    pub page: Option<u32>,
    /// The place on that page.
    pub bbox: Option<Bbox>,
    /// What was seen.
    pub message: &'a str,
    /// What a user may try.
    pub hint: Option<&'a str>,
}

/// An upright box `[x0, y0, x1, y1]` in points from the top left corner of the upright page.
#[derive(Clone, Copy, JsonSchema)]
#[schemars(with = "[f64; 4]")]
pub struct Bbox(pub Rect);

impl Serialize for Bbox {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Rect { x0, y0, x1, y1 } = self.0;
        [x0, y0, x1, y1].map(Length).serialize(to)
    }
}

/// A length in points, a JSON number of at most three decimals.
#[derive(Clone, Copy)]
pub struct Length(pub Pt);

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let thousandths = self.0.0;
        if thousandths % 1000 == 0 {
            to.serialize_i32(thousandths / 1000)
        } else {
            // At most ten digits, so the shortest text that reads back as this double is the decimal itself.
            to.serialize_f64(f64::from(thousandths) / 1000.0)
        }
    }
}

/// An exact decimal, as a string with its printed number of decimals.
#[derive(Clone, Copy)]
pub struct Exact(pub Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

/// Names and values as an object, in their order.
#[derive(Clone, Copy)]
pub struct Pairs<'a>(pub &'a [(&'static str, String)]);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        named(self.0, &[], to)
    }
}

/// The details of [`Evidence`]: as [`Pairs`], beside its own fields.
#[derive(Clone, Copy)]
pub struct Details<'a>(pub &'a [(&'static str, String)]);

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        named(self.0, &["kind", "source_unverified"], to)
    }
}

/// An object of the pairs; a name that is taken gets a number, so that no value hides another.
fn named<S: Serializer>(pairs: &[(&str, String)], taken: &[&str], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(None)?;
    for (ix, (name, value)) in pairs.iter().enumerate() {
        let before = pairs[..ix].iter().filter(|(other, _)| other == name).count();
        let count = before + usize::from(taken.contains(name));
        if count == 0 {
            map.serialize_entry(name, value)?;
        } else {
            map.serialize_entry(&format!("{name}-{}", count + 1), value)?;
        }
    }
    map.end()
}
