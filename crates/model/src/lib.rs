//! The nouns of crossfoot, in the order in which a document becomes them.
//!
//! [`page`] says where the ink is, [`layout`] what it means on one page (words, lines, rules, pieces of tables),
//! [`table`] is the tiled grid of cells with its log of edits, [`document`] is a whole source before repair and
//! [`repaired`] after it, and [`checked`] once its figures were held against each other. [`asked`] is what a person says of how a page is to be
//! read. [`diagnostic`] is what every stage may say beside its result.
//!
//! This crate does no input or output, reads no clock, and holds no floats in anything that reaches a result: lengths
//! are [`geometry::Pt`] (1/1000 point), money is [`rust_decimal::Decimal`].

pub mod asked;
pub mod checked;
pub mod diagnostic;
pub mod document;
pub mod geometry;
pub mod layout;
pub mod page;
pub mod repaired;
pub mod script;
pub mod table;

pub use checked::Checked;
pub use diagnostic::{Code, Diagnostic, Warned};
pub use document::{Document, Source, SourceKind};
pub use geometry::{Point, Pt, Rect};
pub use page::{GlyphId, Page};
pub use repaired::{Repaired, RepairedTable};
pub use rust_decimal::Decimal;
pub use table::{Cell, CellId, Edit, Evidence, Ink, Table};
