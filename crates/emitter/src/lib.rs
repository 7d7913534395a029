//! [`model::Checked`] to normalized JSON and CSV, the JSON Schema, the comparison with a golden file, and the report for
//! people; and the JSON back, when a person corrected it.
//!
//! What each field means is the contract in [`wire`]: types of their own, so that a change of the working types does
//! not change the output unseen. The output depends on the input alone: no clock, no thread count, no float (lengths
//! are printed from 1/1000 points, amounts are decimal strings).
//!
//! This crate knows no rule of repair and opens no file.

mod again;
pub mod compare;
mod lines;
mod report;
mod shape;
mod sheets;
mod tree;
pub mod wire;

pub use again::{NotOurs, read_again};
pub use compare::{CompareConfig, Difference, Incomparable, compare, compare_with, try_compare};
use model::Checked;
pub use report::{Counts, ReportFormat, html_page, report};
use schemars::generate::SchemaSettings;
pub use sheets::{long_csv, starts_long_csv, table_csvs};
pub use tree::Tree;

/// What the output says of the input besides its content.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Base name of the file; "-" for standard input.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// The options that shape the result, by name, in a fixed order.
    pub options: Vec<(&'static str, String)>,
}

/// The whole document as one JSON text, ending in a line feed: one line per cell, region, repair and outside line.
pub fn document_json(checked: &Checked, identity: &Identity) -> String {
    lines::to_lines(&shape::output(checked, identity), lines::DOCUMENT_DEPTH)
}

/// Whether a file that begins with `head` is a [`document_json`], of this version or another.
pub fn starts_document_json(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let tool = format!("\"tool\":{{\"name\":\"{}\"", shape::TOOL);
    head.starts_with("{\n\"schema_version\":\"") && head.contains(&tool)
}

/// Each table as its own JSON text, in order: the objects in `tables` of [`document_json`].
pub fn table_jsons(checked: &Checked) -> Vec<String> {
    shape::tables(checked).iter().map(|table| lines::to_lines(table, lines::TABLE_DEPTH)).collect()
}

/// The JSON Schema (draft 2020-12) of [`document_json`], ending in a line feed.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<wire::Output<'_>>().as_value())
}
