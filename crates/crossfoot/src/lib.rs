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
//! `repair` (pieces to whole tables); then `emitter` (JSON, CSV), `draw` (pictures) and `template` (a document's layout, kept for the others of its series). They know only `model`; this
//! crate is the one place that knows them all.

mod control;
mod input;
mod options;
mod pages;
mod rules;
mod stages;
mod summary;

mod artifact;
mod job;
mod undo;
pub mod worker;

pub use artifact::{Artifact, RESULT_MARKS, is_result, is_result_name};
pub use control::{AreaSpec, ColumnsSpec, ControlError, CornersSpec};
pub use draw::Stage;
pub use emitter::{Difference, Identity, Incomparable, NotOurs, compare, html_page, schema, try_compare};
pub use input::{InputFormat, InputKind, kind_of};
pub use job::{AuditFormat, Format, Job, JobError, Outcome, run};
pub use model::asked::Method;
pub use options::Options;
pub use pages::{PageSet, PageSetError};
pub use proof::packs::{Pack, PackError, Severity, built_in_packs, built_in_text};
pub use repair::VocabularyError;
pub use stages::{ExtractError, Extracted, extract, recheck};
pub use summary::Summary;
pub use template::TemplateError;
pub use undo::{UndoError, undo};
