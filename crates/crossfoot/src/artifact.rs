//! Results: named byte strings, and how they are known again when they stand on a disk.

/// A result to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its file name: of an extraction, one that [`is_result_name`] knows.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The whole document.
pub(crate) const DOCUMENT: &str = "document.json";
/// All cells in one list.
pub(crate) const CELLS: &str = "cells.csv";

/// Every extraction writes at least one of these, whatever its formats: by them a folder of results is known.
pub const RESULT_MARKS: [&str; 2] = [DOCUMENT, CELLS];

/// The file of one table, by its place from 0.
pub(crate) fn table_name(ix: usize, ending: &str) -> String {
    format!("table-{:02}.{ending}", ix + 1)
}

/// Whether a file of this name may be a result of an extraction: nothing else is ever written into a folder of results.
pub fn is_result_name(name: &str) -> bool {
    if RESULT_MARKS.contains(&name) {
        return true;
    }
    let Some((number, ending)) = name.strip_prefix("table-").and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    number.len() >= 2 && number.bytes().all(|byte| byte.is_ascii_digit()) && matches!(ending, "json" | "csv")
}

/// Whether a file of one of the names in [`RESULT_MARKS`] that begins with `head` was written by crossfoot, this version
/// or another.
pub fn is_result(name: &str, head: &[u8]) -> bool {
    match name {
        DOCUMENT => emitter::starts_document_json(head),
        CELLS => emitter::starts_long_csv(head),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_results_are_known_and_others_are_not() {
        for name in ["document.json", "cells.csv", "table-01.json", "table-123.csv", &table_name(0, "csv")] {
            assert!(is_result_name(name), "{name}");
        }
        for name in [
            "",
            "Document.json",
            "table-1.csv",
            "table-.csv",
            "table-01.xlsx",
            "table-0x.csv",
            "../cells.csv",
        ] {
            assert!(!is_result_name(name), "{name}");
        }
    }
}
