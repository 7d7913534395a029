//! Small PDFs made for tests, and what is read of them.
pub(crate) mod font;

use extractor::{Config, Pdf, ReadError};
use model::Page;
use model::page::{Glyph, GlyphText};

/// A PDF under construction: objects by number, from 1. Number 1 is the catalog, 2 the page tree.
#[derive(Default)]
pub(crate) struct File {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalog: String,
    /// More entries of the trailer.
    pub(crate) trailer: String,
}

impl File {
    pub(crate) fn new() -> Self {
        let mut file = Self::default();
        file.add("");
        file.add("");
        // Number 3: a font for tests that do not care.
        file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        file
    }

    /// Adds an object; returns its number.
    pub(crate) fn add(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream; `dict` holds entries beside the length.
    pub(crate) fn stream(&mut self, dict: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut body = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    /// Adds a page of 200 by 100 points with Helvetica as /F1; `more` holds entries of its dictionary, `resources` of its
    /// resources, which win over those of the same name.
    pub(crate) fn page(&mut self, content: impl AsRef<[u8]>, resources: &str, more: &str) -> usize {
        let content = self.stream("", content);
        let fonts = if resources.contains("/Font") { "" } else { "/Font << /F1 3 0 R >>" };
        let media = if more.contains("/MediaBox") { "" } else { "/MediaBox [0 0 200 100]" };
        let page = self.add(format!(
            "<< /Type /Page /Parent 2 0 R {media} /Contents {content} 0 R /Resources << {fonts} {resources} >> {more} >>"
        ));
        self.pages.push(page);
        page
    }

    /// Adds a page with these entries and nothing else.
    pub(crate) fn raw_page(&mut self, entries: &str) {
        let page = self.add(format!("<< /Type /Page /Parent 2 0 R {entries} >>"));
        self.pages.push(page);
    }

    /// Adds entries to the catalog.
    pub(crate) fn catalog(&mut self, entries: &str) {
        self.catalog.push_str(entries);
    }

    /// The file's bytes, with a classic cross-reference table.
    pub(crate) fn bytes(mut self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        self.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        self.objects[1] =
            format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes();
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (ix, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", ix + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes());
        for place in &places {
            out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
        }
        let trailer = format!(
            "trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            places.len() + 1,
            self.trailer
        );
        out.extend_from_slice(trailer.as_bytes());
        out
    }

    /// All pages as read.
    pub(crate) fn read(self) -> Vec<Page> {
        pages(self.bytes(), "").expect("a readable file")
    }
}

/// A file of one page with this content.
pub(crate) fn one_page(content: impl AsRef<[u8]>) -> Page {
    page_with(content, "", "")
}

/// The same with resources and page entries.
pub(crate) fn page_with(content: impl AsRef<[u8]>, resources: &str, more: &str) -> Page {
    let mut file = File::new();
    file.page(content, resources, more);
    file.read().remove(0)
}

/// All pages of a file.
pub(crate) fn pages(bytes: Vec<u8>, password: &str) -> Result<Vec<Page>, ReadError> {
    let pdf = Pdf::open(bytes, &Config { password: password.to_owned(), ..Config::default() })?;
    let numbers: Vec<u32> = (1..=pdf.source().pages).collect();
    let mut out = Vec::new();
    pdf.read_pages(&numbers, &mut |page| out.push(page));
    Ok(out)
}

/// The texts of glyphs in paint order, joined; U+FFFD for unmapped ones.
pub(crate) fn text_of<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> String {
    joined(glyphs.into_iter().map(|glyph| &glyph.text))
}

/// The text of a page.
pub(crate) fn text(page: &Page) -> String {
    text_of(&page.glyphs)
}

/// What was dropped for a reason.
pub(crate) fn dropped(page: &Page, reason: model::page::DropReason) -> String {
    joined(page.dropped.iter().filter(|glyph| glyph.reason == reason).map(|glyph| &glyph.text))
}

fn joined<'a>(texts: impl Iterator<Item = &'a GlyphText>) -> String {
    texts.fold(String::new(), |mut out, text| {
        text.push_to(&mut out);
        out
    })
}

/// The codes of a page's diagnostics.
pub(crate) fn codes(page: &Page) -> Vec<&'static str> {
    page.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// Strokes as (h or v, at, from, to), in points.
pub(crate) fn rules(page: &Page) -> Vec<(char, f64, f64, f64)> {
    page.strokes
        .iter()
        .map(|s| {
            let axis = if s.axis == model::page::Axis::Horizontal { 'h' } else { 'v' };
            (axis, s.at.to_points(), s.from.to_points(), s.to.to_points())
        })
        .collect()
}
