//! Opening a PDF, and reading its pages one by one.

use crate::device::Collector;
use hayro_interpret::util::TransformExt as _;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use hayro_syntax::page::Rotation;
use hayro_syntax::{DecryptionError, LoadPdfError};
use kurbo::{Affine, Rect as Area};
use model::geometry::{Pt, Quarter, Rect};
use model::page::Frame;
use model::{Diagnostic, Page, Source, SourceKind};

/// What to read, and how.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The user password; empty for none.
    pub password: String,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no PDF, or nothing in them could be found.
    #[error("not a readable PDF: {0}")]
    Invalid(&'static str),
    /// The file is encrypted and the password does not open it, or the way it is encrypted is not known.
    #[error("the PDF is encrypted: {0}")]
    Password(&'static str),
    /// The page tree is empty.
    #[error("the PDF has no pages")]
    NoPages,
}

/// An opened PDF.
pub struct Pdf {
    inner: hayro_syntax::Pdf,
}

impl Pdf {
    /// Opens a PDF held in memory.
    pub fn open(bytes: Vec<u8>, config: &Config) -> Result<Self, ReadError> {
        let inner = hayro_syntax::Pdf::new_with_password(bytes, &config.password).map_err(|error| match error {
            LoadPdfError::Invalid => ReadError::Invalid("its object structure is broken beyond repair"),
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) if config.password.is_empty() => {
                ReadError::Password("a password is needed (--password)")
            }
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Password(
                "the password does not open it (owner passwords of the older kinds, R2 to R4, are not understood: try the user password)",
            ),
            LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
                ReadError::Password("the algorithm is not known")
            }
            LoadPdfError::Decryption(_) => ReadError::Password("its encryption dictionary is broken"),
        })?;
        if inner.pages().is_empty() {
            return Err(ReadError::NoPages);
        }
        Ok(Self { inner })
    }

    /// Number of pages, and what the file says of itself.
    pub fn source(&self) -> Source {
        let said = self.inner.metadata();
        let fields = [
            ("title", &said.title),
            ("author", &said.author),
            ("subject", &said.subject),
            ("creator", &said.creator),
            ("producer", &said.producer),
        ];
        let metadata = fields.into_iter().filter_map(|(name, bytes)| {
            let text = text_string(bytes.as_deref()?);
            (!text.is_empty()).then_some((name, text))
        });
        Source { kind: SourceKind::Pdf, pages: self.inner.pages().len() as u32, metadata: metadata.collect() }
    }

    /// Reads pages (numbers from 1, in the order given), handing each to `sink` as soon as it is read. Numbers that the
    /// document does not have are passed over. Caches of fonts live for the whole call.
    pub fn read_pages(&self, numbers: &[u32], sink: &mut dyn FnMut(Page)) {
        let cache = InterpreterCache::new();
        let pages = self.inner.pages();
        for &number in numbers {
            let Some(page) = (number as usize).checked_sub(1).and_then(|ix| pages.get(ix)) else { continue };
            let (width, height) = page.render_dimensions();
            let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
            let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
            let to_page: Affine = page.initial_transform(true).to_kurbo();
            let mut context = Context::new(to_page, area, &cache, self.inner.xref(), settings);
            let mut collector = Collector::new(area);
            interpret_page(page, &mut context, &mut collector);
            let crop = page.intersected_crop_box();
            let mut read = collector.finish();
            read.number = number;
            (read.width, read.height) = (Pt::from_points(f64::from(width)), Pt::from_points(f64::from(height)));
            let pt = |v: f64| Pt::from_points(v);
            read.frame = Frame {
                crop: Rect::new(pt(crop.x0), pt(crop.y0), pt(crop.x1), pt(crop.y1)),
                rotate: match page.rotation() {
                    Rotation::None => Quarter::D0,
                    Rotation::Horizontal => Quarter::D90,
                    Rotation::Flipped => Quarter::D180,
                    Rotation::FlippedHorizontal => Quarter::D270,
                },
            };
            for diagnostic in &mut read.diagnostics {
                diagnostic.page = Some(number);
            }
            if read.glyphs.is_empty() && !read.images.is_empty() {
                let message = "a page image without text: its figures were not read";
                let hint = "text recognition is needed; nothing on this page is in the tables";
                read.diagnostics.push(Diagnostic::new("image-unread", message).on(number).hint(hint));
            }
            sink(read);
        }
    }
}

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by their marks, else taken as Latin-1, which agrees with
/// PDFDocEncoding in all but a few punctuation marks.
fn text_string(bytes: &[u8]) -> String {
    let text: String = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}
