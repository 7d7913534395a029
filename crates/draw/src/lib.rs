//! Pictures of what was found.
//!
//! In: a [`model::Page`] with its [`model::layout::PageLayout`] and the [`model::Repaired`] document; or the source
//! PDF's bytes with the document. Out: an SVG of one page ([`page_svg`]), with the layers a [`Stage`] asks for; or the
//! source PDF itself with annotations ([`marked_pdf`]) that any viewer shows.
//!
//! This crate decides nothing: it shows boxes, texts and log entries as the stages left them. The same input gives the
//! same bytes: no dates, no random names.

mod annotation;
mod marked;
mod marks;
mod mends;
mod note;
mod stage;
mod svg;
mod xml;

pub use marked::{MAX_ANNOTATIONS, MarkError, Marked, marked_pdf};
pub use stage::{NoStage, Stage};
pub use svg::page_svg;
