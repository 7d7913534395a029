//! [`model::Repaired`] to normalized JSON and CSV.

use model::Repaired;

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

/// The whole document as one JSON text, ending in a line feed.
pub fn document_json(_repaired: &Repaired, _identity: &Identity) -> String {
    String::new()
}

/// Each table as its own JSON text, in order.
pub fn table_jsons(_repaired: &Repaired) -> Vec<String> {
    Vec::new()
}

/// Each table as CSV, in order: UTF-8 with a byte order mark, formulas neutralised.
pub fn table_csvs(_repaired: &Repaired) -> Vec<String> {
    Vec::new()
}

/// One long CSV of all cells: table, row, column path, raw, value, unit.
pub fn long_csv(_repaired: &Repaired) -> String {
    String::new()
}

/// The JSON Schema of [`document_json`].
pub fn schema() -> String {
    String::new()
}
