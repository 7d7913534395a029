//! PDF bytes to [`model::Page`]s: where the ink is.
//!
//! In: the bytes of a PDF, and a password. Out: one [`model::Page`] at a time, its boxes in page space. What it refuses
//! to know: words, lines, tables.
//!
//! `hayro-syntax` reads objects and mends broken files, `hayro-interpret` runs the content streams; `device` collects
//! what they draw. Where their reading of text falls short the gaps are closed here (`fonts`, `unicode`, `actual`); what
//! is drawn but not seen, or seen as something else, is told from what is (`paper`, `twice`, `outlined`, `inlaid`). `tags` reads what the author's structure tree says of tables.

mod fields;
mod open;

mod labels;
mod metadata;
mod tags;

mod device;
mod glyphs;
mod images;
mod marked;
mod view;

mod differences;
mod facts;
mod fonts;
mod radicals;
mod resources;
mod symbols;
mod unicode;

mod actual;
mod cover;
mod inlaid;
mod outlined;
mod paper;
mod twice;

mod bars;
mod dots;
mod paths;
mod regions;

pub use open::{Config, Pdf, ReadError};
