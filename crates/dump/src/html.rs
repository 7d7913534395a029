//! HTML: tables with their spans, and the text around them as lines, by block.
//!
//! [`tree`] is what a browser would make of the source; [`walk`] goes through it in order; [`grid`] gives each cell of
//! a table its slots.

mod grid;
mod tree;
mod walk;

use crate::Found;

/// Reads a document or a part of one that begins at byte `at` of the text.
pub(crate) fn read(source: &str, at: u32, found: &mut Found) {
    walk::walk(&tree::parse(source, at), found);
}

#[cfg(test)]
mod tests;
