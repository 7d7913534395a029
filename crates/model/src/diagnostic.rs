//! What a stage says beside its result: nothing is lost silently.

use crate::geometry::Rect;
use serde::Serialize;

/// A stable name of a kind of diagnostic, in kebab case: `unmapped-glyph`, `image-unread`. Scripts match on it.
pub type Code = &'static str;

/// One remark on the input or on a doubt of the tool's own. It never stops a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The kind.
    pub code: Code,
    /// The page, from 1; `None` where the whole document is meant.
    pub page: Option<u32>,
    /// The place on that page.
    pub bbox: Option<Rect>,
    /// What was seen: lower case, no full stop.
    pub message: String,
    /// What a user may try.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A remark on the whole document.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, page: None, bbox: None, message: message.into(), hint: None }
    }

    /// The same, on a page (from 1).
    #[must_use]
    pub fn on(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, bbox: Rect) -> Self {
        self.bbox = Some(bbox);
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A stage's value with what it had to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// The remarks, in the order in which they arose.
    pub diagnostics: Vec<Diagnostic>,
}
