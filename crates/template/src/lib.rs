//! A layout template: where the tables of one document stand, kept as a TOML file, and found again in another document of the
//! same series.
//!
//! In: a repaired document and its pieces ([`save`]); a file ([`Template::parse`]). Out: the file; what to ask of the pages of
//! another document ([`fit`]), and remarks on what does not fit. It refuses to know how a page is read: it only says where.
//!
//! Tables are found again by their texts, not by their places: captions and heads vote for how far the table has moved
//! ([`anchors`]); figures in them may be others, for the year is. Nothing is forced: a table that is not found, or that fits
//! nowhere, is left to the finder, and a remark says so.

mod anchors;
mod file;
mod fit;
mod save;

pub use file::{Template, TemplateError};
pub use fit::{Fit, fit};
pub use save::save;
