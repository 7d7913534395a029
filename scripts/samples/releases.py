"""Releases of statistics and finance nobody tuned on: layouts, producers and types drawn at random."""
import groff_pages
import invent_releases
import invent_releases_banks
from bulk import PRODUCERS, WEST_FONTS

FONTS = {**WEST_FONTS, "html": [*WEST_FONTS["html"], "C059", "P052", "'Nimbus Sans Narrow'", "'Liberation Sans Narrow'"], "groff": list(groff_pages.FAMILIES)}
ALL = {**PRODUCERS, "groff": ("groff", groff_pages.groff)}
BY = ["chromium", "chromium", "weasyprint", "weasyprint", "wkhtmltopdf", "xetex", "xetex", "typst", "typst", "libreoffice", "libreoffice", "fop", "groff", "reportlab", "fpdf"]
KINDS = [*invent_releases.KINDS, *invent_releases_banks.KINDS]
SET_BY = {"appendix": ["chromium", "weasyprint", "typst", "xetex", "libreoffice", "fop", "reportlab", "fpdf"], "triangle": ["chromium", "weasyprint", "xetex", "typst", "libreoffice", "reportlab", "fpdf"],
          "funds": ["chromium", "weasyprint", "wkhtmltopdf", "xetex", "typst", "libreoffice", "reportlab", "fpdf"]}


def one(rng, name, only=()):
    """`only` are the names of the kinds to draw from."""
    kind = rng.choice([k for k in KINDS if not only or k.__name__ in only])
    doc = kind(rng, name)
    doc.kind = kind.__name__
    producer = rng.choice(SET_BY.get(doc.kind, BY))
    family, typeset = ALL[producer]
    doc.font = rng.choice(FONTS[family])
    if family == "strip" and doc.font in ("Helvetica", "Times-Roman"):  # dashes and minus are not in their encoding
        doc.font = "Liberation Serif" if doc.font[0] == "T" else "Liberation Sans"
    if "DejaVu" in doc.font or "Bookman" in doc.font:  # wide types: no word may break in its column
        doc.type_size -= 1.2
        for t in doc.tables():
            t.size = t.size and t.size - 1.2
    widest = max(sum(t.widths) for t in doc.tables())
    if widest > doc.measure:
        for t in doc.tables():
            t.widths = [round(w * doc.measure / widest, 1) for w in t.widths]
    return doc, producer, typeset, None
