//! Opening a PDF, and reading its pages one by one.

use crate::device::{Collector, Scratch};
use crate::fonts::{Fonts, settings};
use crate::labels::Labels;
use crate::metadata::metadata;
use hayro_interpret::util::TransformExt as _;
use hayro_interpret::{Context, InterpreterCache, interpret};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Array, MaybeRef, Stream};
use hayro_syntax::page::{Page as Drawn, Rotation};
use hayro_syntax::{DecryptionError, LoadPdfError};
use kurbo::{Affine, Rect as Area};
use model::geometry::{Pt, Quarter, Rect};
use model::page::Frame;
use model::{Page, Source, SourceKind};
use std::borrow::Cow;

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
        Source {
            kind: SourceKind::Pdf,
            pages: self.inner.pages().len() as u32,
            metadata: metadata(self.inner.metadata()),
        }
    }

    /// Reads pages (numbers from 1, in the order given), handing each to `sink` as soon as it is read. Numbers that the
    /// document does not have are passed over. Caches of fonts live for the whole call.
    pub fn read_pages(&self, numbers: &[u32], sink: &mut dyn FnMut(Page)) {
        let (cache, settings) = (InterpreterCache::new(), settings());
        let labels = Labels::of(&self.inner);
        let (mut fonts, mut scratch) = (Fonts::new(), Scratch::default());
        let pages = self.inner.pages();
        for &number in numbers {
            let Some(page) = (number as usize).checked_sub(1).and_then(|ix| pages.get(ix)) else { continue };
            let (width, height) = page.render_dimensions();
            let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
            let to_page: Affine = page.initial_transform(true).to_kurbo();
            let mut context = Context::new(to_page, area, &cache, self.inner.xref(), settings.clone());
            fonts.start(page.resources());
            let mut collector = Collector::new(area, &mut fonts, &mut scratch);
            let content = content(page);
            interpret(TypedIter::new(&content), page.resources(), &mut context, &mut collector);
            let mut read = collector.finish();
            read.number = number;
            read.label = labels.label(number);
            (read.width, read.height) =
                (Pt::from_points(f64::from(width)), Pt::from_points(f64::from(height)));
            read.frame = frame(page);
            for diagnostic in &mut read.diagnostics {
                diagnostic.page = Some(number);
            }
            sink(read);
        }
    }
}

/// The page's content streams, joined. Read anew and not through [`Drawn::page_stream`], which would keep the content of
/// all pages in memory.
fn content<'a>(page: &Drawn<'a>) -> Cow<'a, [u8]> {
    let Some(parts) = page.raw().get::<Array<'a>>("Contents") else {
        let stream = page.raw().get::<Stream<'a>>("Contents");
        return stream.and_then(|stream| stream.decoded_data().ok()).unwrap_or_default();
    };
    let mut out = Vec::new();
    for part in parts.raw_iter() {
        let stream = match part {
            MaybeRef::Ref(reference) => page.xref().get::<Stream<'_>>(reference.into()),
            MaybeRef::NotRef(object) => object.into_stream(),
        };
        if let Some(data) = stream.and_then(|stream| stream.decoded_data().ok()) {
            out.extend_from_slice(&data);
            // Tokens end where a stream ends (ISO 32000-2, 7.8.2).
            out.push(b' ');
        }
    }
    Cow::Owned(out)
}

fn frame(page: &Drawn<'_>) -> Frame {
    let crop = page.intersected_crop_box();
    // A page without area is shown as A4, from the corner of its box.
    let (width, height) = page.base_dimensions();
    let pt = Pt::from_points;
    let (x1, y1) = (crop.x0 + f64::from(width), crop.y0 + f64::from(height));
    Frame {
        crop: Rect::new(pt(crop.x0), pt(crop.y0), pt(x1), pt(y1)),
        rotate: match page.rotation() {
            Rotation::None => Quarter::D0,
            Rotation::Horizontal => Quarter::D90,
            Rotation::Flipped => Quarter::D180,
            Rotation::FlippedHorizontal => Quarter::D270,
        },
    }
}
