"""Papers, bulletins and handbooks nobody tuned on: tables, producers and types drawn at random."""
import invent_papers
from bulk import PRODUCERS, WEST_FONTS, unseen_spans_undone


def one(rng, name):
    doc = invent_papers.paper(rng, name)
    producer = rng.choice(["chromium", "chromium", "weasyprint", "libreoffice", "libreoffice", "typst", "xetex", "reportlab", "fpdf", "fop", "wkhtmltopdf"])
    family, typeset = PRODUCERS[producer]
    doc.font = rng.choice(WEST_FONTS[family])
    if family == "strip" and doc.font in ("Helvetica", "Times-Roman"):  # dashes and minus are not in their encoding
        doc.font = "Liberation Serif" if doc.font[0] == "T" else "Liberation Sans"
    if "DejaVu" in doc.font:  # a wide type: no word may break in its column
        doc.type_size -= 1.5
    for table in doc.tables():
        unseen_spans_undone(table)
        if "DejaVu" in doc.font and table.size:
            table.size -= 1.2
    return doc, producer, typeset, None
