//! Opening a PDF, and reading its pages one by one.

use crate::device::{Collector, Scratch};
use crate::fields::fields;
use crate::fonts::{Fonts, settings};
use crate::labels::Labels;
use crate::metadata::metadata;
use crate::tags::Tags;
use hayro_interpret::util::TransformExt as _;
use hayro_interpret::{ClipPath, Context, Device as _, FillRule, InterpreterCache, interpret};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Array, MaybeRef, Stream};
use hayro_syntax::page::{Page as Drawn, Rotation};
use hayro_syntax::{DecryptionError, LoadPdfError};
use kurbo::{Affine, Rect as Area, Shape as _};
use model::geometry::{Pt, Quarter, Rect};
use model::page::Frame;
use model::{Diagnostic, Page, Source, SourceKind};
use std::borrow::Cow;

/// What to read, and how.
#[derive(Clone, Debug)]
pub struct Config {
    /// The user password; empty for none.
    pub password: String,
    /// Whether the author's structure tags are read.
    pub tags: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { password: String::new(), tags: true }
    }
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
    sound: bool,
    tags: bool,
}

impl Pdf {
    /// Opens a PDF held in memory.
    pub fn open(bytes: Vec<u8>, config: &Config) -> Result<Self, ReadError> {
        let sound = is_sound(&bytes);
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
        Ok(Self { inner, sound, tags: config.tags })
    }

    /// Remarks on the file as a whole.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        if self.sound {
            return Vec::new();
        }
        let message = "the file is damaged: its cross-reference table does not stand where the file says";
        let hint = "objects were found by looking for them; pages or text may be missing";
        vec![Diagnostic::new("file-repaired", message).hint(hint)]
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
        let tags = if self.tags { Tags::of(&self.inner) } else { Tags::default() };
        let mut beyond = tags.beyond;
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
            let (content, lost) = content(page);
            interpret(TypedIter::new(&content), page.resources(), &mut context, &mut collector);
            let (fields, mut bare) = fields(page);
            for field in fields {
                let to_page = to_page * field.placing;
                let mut context = Context::new(to_page, area, &cache, self.inner.xref(), settings.clone());
                let resources = field.resources.as_ref().unwrap_or(page.resources());
                let before = collector.enter_field(resources);
                collector.push_clip_path(&ClipPath {
                    path: to_page * field.clip.to_path(0.1),
                    fill: FillRule::NonZero,
                });
                interpret(TypedIter::new(&field.content), resources, &mut context, &mut collector);
                collector.pop_clip();
                bare += usize::from(field.filled && !collector.has_more(before));
            }
            let mut read = collector.finish();
            read.number = number;
            read.label = labels.label(number);
            (read.width, read.height) =
                (Pt::from_points(f64::from(width)), Pt::from_points(f64::from(height)));
            read.frame = frame(page);
            read.tagged = tags.on(number);
            if std::mem::take(&mut beyond) {
                let message = "the structure tree is deeper or larger than any author's: tags were not read";
                read.diagnostics.push(Diagnostic::new("tags-unread", message));
            }
            if lost > 0 {
                let message = format!("the page is damaged: content streams that could not be read: {lost}");
                let hint = "what they draw is missing; look for a sound copy of the file";
                read.diagnostics.push(Diagnostic::new("damaged-page", message).hint(hint));
            }
            if bare > 0 {
                let message = format!("form fields that are filled in, but show nothing: {bare}");
                let hint =
                    "what stands in them is missing; print the file from a viewer to a PDF and read that";
                read.diagnostics.push(Diagnostic::new("fields-unread", message).hint(hint));
            }
            for diagnostic in &mut read.diagnostics {
                diagnostic.page = Some(number);
            }
            sink(read);
        }
    }
}

/// The page's content streams, joined, and how many could not be read. Read anew and not through
/// [`Drawn::page_stream`], which would keep the content of all pages in memory.
fn content<'a>(page: &Drawn<'a>) -> (Cow<'a, [u8]>, usize) {
    let Some(parts) = page.raw().get::<Array<'a>>("Contents") else {
        let stream = page.raw().get::<Stream<'a>>("Contents");
        let lost = page.raw().contains_key("Contents") && stream.is_none();
        return match stream.map(|stream| stream.decoded_data()) {
            Some(Ok(data)) => (data, 0),
            Some(Err(_)) => (Cow::default(), 1),
            None => (Cow::default(), usize::from(lost)),
        };
    };
    let (mut out, mut lost) = (Vec::new(), 0);
    for part in parts.raw_iter() {
        let stream = match part {
            MaybeRef::Ref(reference) => page.xref().get::<Stream<'_>>(reference.into()),
            MaybeRef::NotRef(object) => object.into_stream(),
        };
        match stream.and_then(|stream| stream.decoded_data().ok()) {
            Some(data) => {
                out.extend_from_slice(&data);
                // Tokens end where a stream ends (ISO 32000-2, 7.8.2).
                out.push(b' ');
            }
            None => lost += 1,
        }
    }
    (Cow::Owned(out), lost)
}

/// Whether the file's last cross-reference section stands where the file says (ISO 32000-2, 7.5.5): else what was found was
/// put together by looking for objects.
fn is_sound(bytes: &[u8]) -> bool {
    /// The last `startxref` stands within so many bytes of the end; readers look no farther.
    const TAIL: usize = 2_048;
    const WORD: &[u8] = b"startxref";
    let from = bytes.len().saturating_sub(TAIL);
    let Some(at) = bytes[from..].windows(WORD.len()).rposition(|word| word == WORD) else { return false };
    let after = &bytes[from + at + WORD.len()..];
    let digits = after.iter().skip_while(|b| b.is_ascii_whitespace()).take_while(|b| b.is_ascii_digit());
    let offset =
        digits.fold(0_usize, |n, digit| n.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
    // Junk before the header shifts all offsets.
    let start = bytes.windows(5).take(TAIL).position(|word| word == b"%PDF-").unwrap_or(0);
    let stands = |at: usize| {
        let here = bytes.get(at..).unwrap_or_default();
        let here = here.trim_ascii_start();
        here.starts_with(b"xref") || here.first().is_some_and(u8::is_ascii_digit)
    };
    stands(offset) || start > 0 && stands(offset + start)
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
