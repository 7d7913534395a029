//! A job is one input and what is wanted of it; its outcome is named byte strings, ready to be written.

use crate::artifact::{Artifact, CELLS, DOCUMENT, table_name};
use crate::input::InputKind;
use crate::options::Options;
use crate::rules;
use crate::stages::{ExtractError, Extracted, extract_watched, recheck, try_pack};
use crate::summary::{Summary, summary};
use model::layout::Piece;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is wanted of one input.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    /// The tables, in these formats.
    Extract {
        /// At least one.
        formats: Vec<Format>,
        /// Files per table beside the one for the whole document.
        per_table: bool,
    },
    /// One page as SVG, with what was found on it.
    DrawPage {
        /// From 1.
        page: u32,
        /// Which layers: see [`draw::Stage`].
        stage: String,
    },
    /// The source PDF with notes on it.
    MarkPdf,
    /// Where its tables stand, as a layout template.
    SaveLayout,
    /// The report for people; a `document.json` is checked again.
    Audit {
        /// How it is set.
        format: AuditFormat,
    },
    /// What each rule of a pack (a TOML text) finds, and why where it finds nothing.
    TestRules {
        /// The pack.
        pack: String,
    },
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Normalized JSON.
    Json,
    /// Comma-separated values for a spreadsheet.
    Csv,
}

/// What a report is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditFormat {
    /// A terminal.
    Text,
    /// Markdown.
    Markdown,
    /// The part of an HTML page for one document: see [`crate::html_page`].
    Html,
}

/// What came of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Results, in a fixed order; the first is the one for standard output.
    pub artifacts: Vec<Artifact>,
    /// What to tell the user.
    pub summary: Summary,
}

/// Why a job brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The input could not be read.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A text has no pages that could be drawn.
    #[error("only PDFs can be drawn")]
    NotPdf,
    /// A text has no layout.
    #[error("only PDFs have a layout")]
    NoLayout,
    /// Nothing was found that a layout could keep.
    #[error("no table with a caption or head was found: there is nothing to keep")]
    NothingToKeep,
    /// The page to be drawn does not exist or could not be read.
    #[error("there is no page {page} to draw: the document has {pages}")]
    NoPage {
        /// The page asked for.
        page: u32,
        /// Pages in the document.
        pages: u32,
    },
    /// A stage's name is not known.
    #[error("no stage is called `{0}`")]
    NoStage(String),
    /// The source cannot be written back.
    #[error("cannot mark the source: {0}")]
    Mark(String),
}

/// Does a job in this process. `pages` hears the number of pages once it is known.
pub fn run(
    bytes: Vec<u8>,
    name: &str,
    options: &Options,
    job: &Job,
    pages: &mut dyn FnMut(u32),
) -> Result<Outcome, JobError> {
    let again = matches!(job, Job::Audit { .. } | Job::TestRules { .. }) && is_json(&bytes);
    let is_dump = matches!(options.input_format.kind(&bytes, name), InputKind::Dump(_));
    match job {
        Job::DrawPage { .. } | Job::MarkPdf if is_dump => Err(JobError::NotPdf),
        Job::SaveLayout if is_dump => Err(JobError::NoLayout),
        Job::Extract { formats, per_table } => {
            let found = extract_watched(bytes, name, options, pages, &mut |_, _| {})?;
            Ok(Outcome { artifacts: written(&found, formats, *per_table), summary: summary(&found) })
        }
        Job::SaveLayout => save_layout(bytes, name, options, pages),
        Job::Audit { format } => {
            let found = read(bytes, name, options, again, pages)?;
            let format = match format {
                AuditFormat::Text => emitter::ReportFormat::Text,
                AuditFormat::Markdown => emitter::ReportFormat::Markdown,
                AuditFormat::Html => emitter::ReportFormat::Html,
            };
            let text = emitter::report(&found.checked, &found.identity, format);
            let artifacts = vec![Artifact { name: "report".into(), bytes: text.into_bytes() }];
            Ok(Outcome { artifacts, summary: summary(&found) })
        }
        Job::TestRules { pack } => {
            let pack = proof::Pack::read(pack).map_err(|error| ExtractError::Rules(error.to_string()))?;
            let found = read(bytes, name, options, again, pages)?;
            let tried = try_pack(&found, &pack, options)?;
            let artifacts =
                vec![Artifact { name: "rules.txt".into(), bytes: rules::told(&tried, &pack).into_bytes() }];
            // What else the document says is not asked.
            let checks = tried.iter().flat_map(|one| &one.checks);
            let failing = checks.filter(|check| check.status == model::checked::Status::Fails).count() as u32;
            let summary = Summary { failing, contradicted: 0, doubted: 0, ..summary(&found) };
            Ok(Outcome { artifacts, summary })
        }
        Job::DrawPage { page, stage } => draw_page(bytes, name, options, *page, stage, pages),
        Job::MarkPdf => {
            let mut frames = BTreeMap::new();
            let source = bytes.clone();
            let found = extract_watched(bytes, name, options, pages, &mut |page, _| {
                frames.insert(page.number, page.frame);
            })?;
            let marked = draw::marked_pdf(&source, &options.password, &found.checked.repaired, &frames)
                .map_err(|error| JobError::Mark(error.to_string()))?;
            let artifacts = vec![Artifact { name: "marked.pdf".into(), bytes: marked.bytes }];
            let mut summary = summary(&found);
            if marked.decrypted {
                summary.remarks.push("the marked copy is not encrypted, its source is".to_owned());
            }
            Ok(Outcome { artifacts, summary })
        }
    }
}

fn save_layout(
    bytes: Vec<u8>,
    name: &str,
    options: &Options,
    pages: &mut dyn FnMut(u32),
) -> Result<Outcome, JobError> {
    let mut kept: BTreeMap<u32, Vec<Piece>> = BTreeMap::new();
    let found = extract_watched(bytes, name, options, pages, &mut |page, layout| {
        kept.insert(page.number, layout.pieces().cloned().collect());
    })?;
    let pieces: Vec<Piece> = kept.into_values().flatten().collect();
    let (text, count) = template::save(&found.checked.repaired, &pieces, name);
    if count == 0 {
        return Err(JobError::NothingToKeep);
    }
    let artifacts = vec![Artifact { name: "layout.toml".into(), bytes: text.into_bytes() }];
    Ok(Outcome { artifacts, summary: summary(&found) })
}

/// Whether an input of `audit` is JSON: no PDF and no dump that is read begins like that.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'{')
}

fn read(
    bytes: Vec<u8>,
    name: &str,
    options: &Options,
    again: bool,
    pages: &mut dyn FnMut(u32),
) -> Result<Extracted, ExtractError> {
    if !again {
        return extract_watched(bytes, name, options, pages, &mut |_, _| {});
    }
    let text = String::from_utf8_lossy(&bytes);
    recheck(text.trim_start_matches('\u{feff}'), options)
}

fn draw_page(
    bytes: Vec<u8>,
    name: &str,
    options: &Options,
    number: u32,
    stage: &str,
    pages: &mut dyn FnMut(u32),
) -> Result<Outcome, JobError> {
    let stage: draw::Stage = stage.parse().map_err(|_| JobError::NoStage(stage.to_owned()))?;
    let mut kept = None;
    let found = extract_watched(bytes, name, options, pages, &mut |page, layout| {
        if page.number == number {
            kept = Some((page.clone(), layout.clone()));
        }
    })?;
    let (page, layout) =
        kept.ok_or(JobError::NoPage { page: number, pages: found.checked.repaired.source.pages })?;
    let svg = draw::page_svg(&page, &layout, &found.checked.repaired, stage);
    let artifacts = vec![Artifact { name: format!("page-{number}.svg"), bytes: svg.into_bytes() }];
    Ok(Outcome { artifacts, summary: summary(&found) })
}

fn written(found: &Extracted, formats: &[Format], per_table: bool) -> Vec<Artifact> {
    let mut out = Vec::new();
    let mut add = |name: String, text: String| out.push(Artifact { name, bytes: text.into_bytes() });
    for format in formats {
        match format {
            Format::Json => {
                add(DOCUMENT.into(), found.json());
                if per_table {
                    for (ix, text) in emitter::table_jsons(&found.checked).into_iter().enumerate() {
                        add(table_name(ix, "json"), text);
                    }
                }
            }
            Format::Csv => {
                add(CELLS.into(), emitter::long_csv(&found.checked));
                if per_table {
                    for (ix, text) in emitter::table_csvs(&found.checked).into_iter().enumerate() {
                        add(table_name(ix, "csv"), text);
                    }
                }
            }
        }
    }
    out
}
