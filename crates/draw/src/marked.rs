//! The source PDF with annotations: what a person needs to check the tables on the page itself.
//!
//! The annotations are appended as an update (ISO 32000-1, 7.5.6): the source's own bytes come first, untouched, and a
//! viewer that knows signatures can still check the revision signed. Where that is not possible the file is written
//! anew: an encrypted source, which comes out in the clear, and one whose cross-reference table had to be rebuilt.
//! Annotations are added, none is taken away.
//!
//! lopdf bounds the streams it inflates while loading; what it does not bound (time, nesting) is left to the worker
//! process in which files are read.

use crate::annotation::{annotation, appearance, multiply, sticky};
use crate::marks::{Mark, marks};
use lopdf::{Document, IncrementalDocument, LoadOptions, Object, ObjectId};
use model::Repaired;
use model::page::Frame;
use std::collections::BTreeMap;

/// The most annotations added to one file. Viewers become slow beyond; a file with more marks gets one note on its first
/// marked page that says how many are left out.
pub const MAX_ANNOTATIONS: usize = 20_000;

/// Why the source could not be marked.
#[derive(Debug, thiserror::Error)]
pub enum MarkError {
    /// lopdf cannot read the file.
    #[error("the pdf cannot be opened for writing: {0}")]
    Open(#[source] lopdf::Error),
    /// The file is encrypted and the password given does not open it.
    #[error("the pdf is encrypted and the password does not open it")]
    Password,
    /// lopdf finds other pages than the reader did: notes would stand on the wrong ones.
    #[error("the pdf has {read} pages as read, but {found} when opened for writing")]
    Pages {
        /// Pages when it was read.
        read: u32,
        /// Pages that lopdf finds.
        found: usize,
    },
    /// A page has marks, but its frame was not handed over.
    #[error("no frame is known for page {0}")]
    Frame(u32),
    /// A page's dictionary is broken, or object numbers run out.
    #[error("page {page} cannot be marked: {error}")]
    Page {
        /// The page.
        page: u32,
        /// What lopdf says.
        #[source]
        error: lopdf::Error,
    },
    /// The result could not be written.
    #[error("the marked pdf could not be written: {0}")]
    Write(#[source] std::io::Error),
}

/// The source with notes on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// The source is encrypted and this copy is not: whoever asked must be told.
    pub decrypted: bool,
}

/// Adds annotations to the source PDF: an outline for each table, a highlight for each mended or doubtful cell, a red
/// outline for each stray. `frames` holds the way back to the source's coordinates for every page that was read.
pub fn marked_pdf(
    source: &[u8],
    password: &str,
    repaired: &Repaired,
    frames: &BTreeMap<u32, Frame>,
) -> Result<Marked, MarkError> {
    mark_at_most(source, password, repaired, frames, MAX_ANNOTATIONS)
}

fn mark_at_most(
    source: &[u8],
    password: &str,
    repaired: &Repaired,
    frames: &BTreeMap<u32, Frame>,
    most: usize,
) -> Result<Marked, MarkError> {
    let pdf = open(source, password)?;
    let pages = pdf.get_pages();
    if pages.len() != repaired.source.pages as usize {
        return Err(MarkError::Pages { read: repaired.source.pages, found: pages.len() });
    }
    let (marks, left_out) = marks(repaired, most);
    let mut by_page: BTreeMap<u32, Vec<(usize, &Mark)>> = BTreeMap::new();
    for (ix, mark) in marks.iter().enumerate() {
        by_page.entry(mark.page).or_default().push((ix, mark));
    }
    let mut more =
        (left_out > 0).then(|| format!("{left_out} more marks are left out: a file gets {most} at most"));
    let decrypted = pdf.was_encrypted();
    let mut update = Document::new_from_prev(&pdf);
    let mut state = None;
    for (number, marks) in by_page {
        let frame = frames.get(&number).ok_or(MarkError::Frame(number))?;
        let page = *pages.get(&number).ok_or(MarkError::Frame(number))?;
        let failed = |error| MarkError::Page { page: number, error };
        let state = match state {
            Some(state) => state,
            None => *state.insert(update.try_add_object(multiply()).map_err(failed)?),
        };
        let mut added = Vec::new();
        if let Some(text) = more.take() {
            added.push(update.try_add_object(sticky(&text, frame, page)).map_err(failed)?);
        }
        for (ix, mark) in marks {
            let look = update.try_add_object(appearance(mark, frame, state)).map_err(failed)?;
            let name = format!("crossfoot-{}", ix + 1);
            added.push(update.try_add_object(annotation(mark, frame, page, look, &name)).map_err(failed)?);
        }
        annotate(&pdf, &mut update, page, added).map_err(failed)?;
    }
    let bytes = written(source, pdf, update).map_err(MarkError::Write)?;
    Ok(Marked { bytes, decrypted })
}

/// The source with the update's objects.
fn written(source: &[u8], mut pdf: Document, mut update: Document) -> Result<Vec<u8>, std::io::Error> {
    let mut out = Vec::new();
    // Offsets count from the header, which must therefore stand first.
    let appendable = source.starts_with(b"%PDF-") && pdf.xref_recovery.is_none() && !pdf.was_encrypted();
    if appendable {
        // The older section keeps its own reference to a hybrid file's stream.
        update.trailer.remove(b"XRefStm");
        let mut appended = IncrementalDocument::create_from(source.to_vec(), pdf);
        appended.new_document = update;
        appended.save_to(&mut out)?;
    } else {
        pdf.max_id = update.max_id;
        pdf.objects.append(&mut update.objects);
        pdf.save_to(&mut out)?;
    }
    Ok(out)
}

/// Opens with the password, or without: the reader takes a source that needs none whatever password is given.
fn open(source: &[u8], password: &str) -> Result<Document, MarkError> {
    match open_with(source, (!password.is_empty()).then_some(password)) {
        Err(MarkError::Password) if !password.is_empty() => open_with(source, None),
        opened => opened,
    }
}

/// Without a password lopdf tries the empty one itself.
fn open_with(source: &[u8], password: Option<&str>) -> Result<Document, MarkError> {
    let options = LoadOptions { password: password.map(str::to_owned), ..LoadOptions::default() };
    let pdf = Document::load_mem_with_options(source, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => MarkError::Password,
        error => MarkError::Open(error),
    })?;
    if pdf.is_encrypted() {
        return Err(MarkError::Password);
    }
    Ok(pdf)
}

/// Puts annotations behind those the page has. The list is written into the page itself: one shared by several pages
/// must not gain the marks of another.
fn annotate(
    pdf: &Document,
    update: &mut Document,
    page: ObjectId,
    added: Vec<ObjectId>,
) -> Result<(), lopdf::Error> {
    let mut changed = pdf.get_dictionary(page)?.clone();
    let known = changed.get(b"Annots").ok();
    let known =
        known.and_then(|object| pdf.dereference(object).ok()).and_then(|(_, object)| object.as_array().ok());
    let mut all = known.cloned().unwrap_or_default();
    all.extend(added.into_iter().map(Object::Reference));
    changed.set("Annots", all);
    update.set_object(page, changed);
    Ok(())
}

#[cfg(test)]
mod tests;
