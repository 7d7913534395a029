//! The stages in their order.

use crate::control::{asked, nowhere};
use crate::input::InputKind;
use crate::options::{Knowledge, Options};
use crate::pages::PageSet;
use emitter::Identity;
use extractor::ReadError;
use model::layout::PageLayout;
use model::{Checked, Diagnostic, Document, Page};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// Why nothing could be extracted from an input.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// No bytes, or white space only.
    #[error("the file is empty")]
    Empty,
    /// A picture: its format. Scans are not read.
    #[error("this is a {0} picture, not a PDF or a text; pictures are not read")]
    Image(&'static str),
    /// Binary data of no known format.
    #[error("neither a PDF nor text: the format is not known")]
    Unknown,
    /// A PDF that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A data file of the user's that cannot be used.
    #[error("vocabulary: {0}")]
    Vocabulary(String),
    /// A layout template that cannot be used.
    #[error("layout: {0}")]
    Layout(String),
    /// A rule pack of the user's that cannot be used.
    #[error("rules: {0}")]
    Rules(String),
    /// A document.json that cannot be checked again.
    #[error(transparent)]
    NotOurs(#[from] emitter::NotOurs),
    /// None of the pages asked for exists.
    #[error("none of the pages asked for ({asked}) is there: the document has {pages}")]
    NoPages {
        /// Pages in the document.
        pages: u32,
        /// Pages asked for.
        asked: String,
    },
}

/// What came of one input.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// Tables, text outside, log, checks and diagnostics.
    pub checked: Checked,
    /// Name and hash of the input.
    pub identity: Identity,
}

impl Extracted {
    /// The normalized JSON of the whole document.
    pub fn json(&self) -> String {
        emitter::document_json(&self.checked, &self.identity)
    }
}

/// Reads one input: the bytes of a PDF or of a dump, whose `name` is stated in the output and tells kinds of text apart.
pub fn extract(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Extracted, ExtractError> {
    extract_watched(bytes, name, options, &mut |_| {}, &mut |_, _| {})
}

/// The same; `pages` hears the number of pages once it is known, `seen` gets each page with what was found on it.
pub(crate) fn extract_watched(
    bytes: Vec<u8>,
    name: &str,
    options: &Options,
    pages: &mut dyn FnMut(u32),
    seen: &mut dyn FnMut(&Page, &PageLayout),
) -> Result<Extracted, ExtractError> {
    let known = known(options)?;
    let identity =
        Identity { file: name.to_owned(), sha256: hex(&Sha256::digest(&bytes)), options: options.stated() };
    let mut document = match options.input_format.kind(&bytes, name) {
        InputKind::Pdf => read_pdf(bytes, options, pages, seen)?,
        InputKind::Dump(format) => read_dump(&bytes, format, options)?,
        InputKind::Image(format) => return Err(ExtractError::Image(format)),
        InputKind::Empty => return Err(ExtractError::Empty),
        InputKind::Unknown => return Err(ExtractError::Unknown),
    };
    tracing::debug!(pages = document.pages.len(), "laid out");
    let read: Vec<u32> = document.pages.iter().map(|page| page.number).collect();
    document.diagnostics.extend(nowhere(&options.areas, &options.columns, &read));
    // What a person asked for is a table.
    if options.areas.is_empty() && options.layout.is_none() && options.method == model::asked::Method::Auto {
        repair::leave_out_drawings(&mut document, &known.repair.vocabulary);
    }
    let mut repaired = repair::repair(document, &known.repair);
    // Remarks of all stages, those on the whole document first, then by page: stages run one after the other.
    repaired.diagnostics.sort_by_key(|diagnostic| diagnostic.page);
    tracing::debug!(tables = repaired.tables.len(), "repaired");
    let mut checked = proof::prove(repaired, &known.proof);
    checked.repaired.diagnostics.sort_by_key(|diagnostic| diagnostic.page);
    tracing::debug!(across = checked.across.len(), "checked");
    Ok(Extracted { checked, identity })
}

/// Checks a `document.json` again: its cells have the values that it gives them, a person's corrections among them.
pub fn recheck(text: &str, options: &Options) -> Result<Extracted, ExtractError> {
    let config = proof_config(options, &repair_config(options)?)?;
    let (repaired, file) = emitter::read_again(text)?;
    // What a person corrected stays as it is.
    let checked = proof::prove(repaired, &proof::Config { mend: false, ..config });
    let sha256 = hex(&Sha256::digest(text));
    Ok(Extracted { checked, identity: Identity { file, sha256, options: options.stated() } })
}

/// What becomes of each rule of a pack on a document.
pub(crate) fn try_pack(
    found: &Extracted,
    pack: &proof::Pack,
    options: &Options,
) -> Result<Vec<proof::packs::Tried>, ExtractError> {
    Ok(proof::try_pack(&found.checked.repaired, pack, &known(options)?.proof))
}

/// What repair and proof know by the options' data files.
struct Known {
    repair: repair::Config,
    proof: proof::Config,
}

/// What the data files of some options say: read once for a run of documents, not for each of them.
fn known(options: &Options) -> Result<Arc<Known>, ExtractError> {
    static LAST: Mutex<Option<(Knowledge, Arc<Known>)>> = Mutex::new(None);
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let asked = options.knowledge();
    if let Some((_, known)) = last().as_ref().filter(|(same, _)| *same == asked) {
        return Ok(Arc::clone(known));
    }
    let repair = repair_config(options)?;
    let known = Arc::new(Known { proof: proof_config(options, &repair)?, repair });
    *last() = Some((asked, Arc::clone(&known)));
    Ok(known)
}

fn proof_config(options: &Options, repair: &repair::Config) -> Result<proof::Config, ExtractError> {
    let packs = options.packs().map_err(|error| ExtractError::Rules(error.to_string()))?;
    let units = repair.vocabulary.units().to_vec().into();
    let mut config = proof::Config { mend: options.repair, units, packs, ..proof::Config::default() };
    for text in &options.vocabulary {
        let schemes =
            config.words.extend(text).map_err(|error| ExtractError::Vocabulary(error.to_string()))?;
        config.schemes.extend(schemes);
    }
    Ok(config)
}

fn repair_config(options: &Options) -> Result<repair::Config, ExtractError> {
    let mut vocabulary = repair::Vocabulary::default();
    for text in &options.vocabulary {
        vocabulary.extend(text).map_err(|error| ExtractError::Vocabulary(error.to_string()))?;
    }
    Ok(repair::Config { repair: options.repair, vocabulary })
}

/// A dump is one page: asked for others alone, there is nothing to read.
fn read_dump(bytes: &[u8], format: dump::Format, options: &Options) -> Result<Document, ExtractError> {
    let (_, absent) = pages_asked(options.pages.as_ref(), 1)?;
    let mut document = dump::read(bytes, format);
    document.diagnostics.extend(absent);
    if options.asks_of_pages() {
        let message =
            "a text has no places: areas, columns, lattice and stream are for PDFs and were passed over";
        document.diagnostics.push(Diagnostic::new("option-unused", message));
    }
    Ok(document)
}

/// The pages to read of a document of `count`, and a remark on those that it does not have.
fn pages_asked(pages: Option<&PageSet>, count: u32) -> Result<(Vec<u32>, Option<Diagnostic>), ExtractError> {
    let Some(pages) = pages else { return Ok(((1..=count).collect(), None)) };
    let there = pages.within(count);
    if there.is_empty() {
        return Err(ExtractError::NoPages { pages: count, asked: pages.to_string() });
    }
    let absent = pages.beyond(count).map(|beyond| {
        Diagnostic::new("pages-absent", format!("there is no page {beyond}: the document has {count}"))
    });
    Ok((there, absent))
}

/// Opens a PDF with the password, or without: one password for many files must not shut those that need none.
fn open_pdf(bytes: Vec<u8>, password: &str, tags: bool) -> Result<extractor::Pdf, ReadError> {
    let open = |bytes, password: &str| {
        extractor::Pdf::open(bytes, &extractor::Config { password: password.to_owned(), tags })
    };
    if password.is_empty() {
        return open(bytes, "");
    }
    match open(bytes.clone(), password) {
        // Of two errors the one on the password given is the one to tell.
        Err(error @ ReadError::Password(_)) => open(bytes, "").map_err(|_| error),
        opened => opened,
    }
}

/// One page's ink at a time is in memory; only what was found on it stays.
fn read_pdf(
    bytes: Vec<u8>,
    options: &Options,
    pages: &mut dyn FnMut(u32),
    seen: &mut dyn FnMut(&Page, &PageLayout),
) -> Result<Document, ExtractError> {
    let pdf = open_pdf(bytes, &options.password, options.tags)?;
    let source = pdf.source();
    pages(source.pages);
    let (numbers, absent) = pages_asked(options.pages.as_ref(), source.pages)?;
    let mut diagnostics = pdf.diagnostics();
    diagnostics.extend(absent);
    let mut layouts: Vec<PageLayout> = Vec::with_capacity(numbers.len());
    pdf.read_pages(&numbers, &mut |page| {
        let (size, columns) = ((page.width, page.height), &options.columns);
        let asked = asked(options.method, &options.areas, columns, page.number, size);
        let layout = tables::lay_out_behind(&page, &asked, layouts.last());
        seen(&page, &layout);
        layouts.push(layout);
    });
    if let Some(text) = &options.layout {
        let template =
            template::Template::parse(text).map_err(|error| ExtractError::Layout(error.to_string()))?;
        diagnostics.extend(reread(&pdf, &template, options, &mut layouts, seen));
    }
    tables::continued(&mut layouts);
    Ok(Document { source, pages: layouts, diagnostics })
}

/// Reads the pages on which tables of a template stand again, with its areas; returns remarks on what does not fit.
fn reread(
    pdf: &extractor::Pdf,
    template: &template::Template,
    options: &Options,
    layouts: &mut [PageLayout],
    seen: &mut dyn FnMut(&Page, &PageLayout),
) -> Vec<Diagnostic> {
    let template::Fit { areas, diagnostics } = template::fit(template, layouts);
    let numbers: Vec<u32> = areas.keys().copied().collect();
    pdf.read_pages(&numbers, &mut |page| {
        let (size, columns) = ((page.width, page.height), &options.columns);
        let mut asked = asked(options.method, &options.areas, columns, page.number, size);
        // What a person asks of a page wins.
        if !asked.only_areas {
            asked.areas = areas.get(&page.number).cloned().unwrap_or_default();
        }
        let known = layouts.iter().find(|known| known.number == page.number);
        let layout = tables::lay_out_behind(&page, &asked, known);
        seen(&page, &layout);
        if let Some(known) = layouts.iter_mut().find(|known| known.number == page.number) {
            *known = layout;
        }
    });
    diagnostics
}

/// Bytes in lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a string takes all");
        out
    })
}
