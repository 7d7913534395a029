//! [`model::Page`] to [`model::layout::PageLayout`]: words, rules, grids, pieces of tables; geometry and the form of
//! words, never what a word means.

use model::Page;
use model::layout::{PageLayout, PageSource};

/// How tables are looked for.
#[derive(Clone, Debug, Default)]
pub struct Config {}

/// Understands one page.
pub fn lay_out(page: &Page, _config: &Config) -> PageLayout {
    PageLayout {
        number: page.number,
        label: page.label.clone(),
        width: page.width,
        height: page.height,
        frame: page.frame,
        source: PageSource::Text,
        items: Vec::new(),
        strays: Vec::new(),
        dropped: page.dropped.clone(),
        diagnostics: page.diagnostics.clone(),
    }
}
