//! From the bytes of a PDF or a converter's dump to normalized tables.
//!
//! ```no_run
//! let bytes = std::fs::read("report.pdf").expect("a file");
//! let found = crossfoot::extract(bytes, "report.pdf", &crossfoot::Options::default()).expect("readable");
//! println!("{}", found.json());
//! ```
//!
//! [`extract`] works in the calling process. A hostile file can ask any PDF library for more memory or time than there
//! is; [`worker`] runs the same job in a child process under limits, and is what the `crossfoot` binary uses.
//!
//! The stages, in order: `extractor` (PDF to ink) and `tables` (ink to pieces), or `dump` (text to pieces); then
//! `repair` (pieces to whole tables); then `emitter` (JSON, CSV) and `draw` (pictures). They know only `model`; this
//! crate is the one place that knows them all.

mod input;
mod job;
mod options;
mod stages;
pub mod worker;

pub use emitter::{Difference, Identity, compare, schema};
pub use input::{InputKind, kind_of};
pub use job::{Artifact, Format, Job, JobError, Outcome, run};
pub use options::{Options, PageSet, PageSetError};
pub use stages::{ExtractError, Extracted, extract};
