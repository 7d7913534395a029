//! PDF bytes to [`model::Page`]s: where the ink is.
//!
//! In: the bytes of a PDF, and a password. Out: one [`Page`] at a time, its boxes in page space. What it refuses to know:
//! words, lines, tables.
//!
//! `hayro-syntax` reads objects and mends broken files, `hayro-interpret` runs the content streams; [`device`] collects
//! what they draw. Where their reading of text falls short the gaps are closed here ([`unicode`]).

mod device;
mod open;
mod paths;
mod unicode;

pub use open::{Config, Pdf, ReadError};
