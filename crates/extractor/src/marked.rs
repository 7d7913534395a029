//! Marked content that is open: which identifier holds, and which text speaks for a span.

use crate::metadata::text_string;
use hayro_syntax::object::{Dict, String as PdfString};

/// ActualText longer than this is a page's, no word's, in bytes.
const LONGEST_ACTUAL: usize = 4_096;

/// The open sequences. Their number is bounded by the content's length.
#[derive(Default)]
pub(crate) struct Marks {
    open: Vec<Mark>,
    mcid: Option<u32>,
    /// Whether a span with ActualText is open: the outermost speaks.
    speaks: bool,
}

struct Mark {
    /// The identifier that held outside.
    outside: Option<u32>,
    actual: Option<(String, usize)>,
}

impl Marks {
    /// The marked-content identifier that holds now.
    pub(crate) fn mcid(&self) -> Option<u32> {
        self.mcid
    }

    /// Opens a sequence; `glyphs` were read before it.
    pub(crate) fn begin(&mut self, properties: Option<&Dict<'_>>, glyphs: usize) {
        let outside = self.mcid;
        let id = properties.and_then(|dict| dict.get::<i32>("MCID"));
        self.mcid = id.and_then(|id| u32::try_from(id).ok()).or(outside);
        let actual = properties
            .filter(|_| !self.speaks)
            .and_then(|dict| dict.get::<PdfString<'_>>("ActualText"))
            .filter(|text| text.as_bytes().len() <= LONGEST_ACTUAL)
            .map(|text| (text_string(text.as_bytes()), glyphs));
        self.speaks |= actual.is_some();
        self.open.push(Mark { outside, actual });
    }

    /// Closes the innermost sequence; returns its ActualText and the number of the first glyph it speaks of.
    pub(crate) fn end(&mut self) -> Option<(String, usize)> {
        let Mark { outside, actual } = self.open.pop()?;
        self.mcid = outside;
        self.speaks &= actual.is_none();
        actual
    }
}
