"""Accounts and yearbooks nobody tuned on: kinds, producers, types and devices drawn at random."""
import invent_accounts
import invent_filings
import invent_ledgers
import invent_prints
import invent_yearbooks
import groff_pages
import turned
from bulk import PRODUCERS, WEST_FONTS
from model import Beside, Columns

FONTS = {**WEST_FONTS, "html": [*WEST_FONTS["html"], "C059", "P052", "'Nimbus Sans Narrow'", "'DejaVu Sans'"], "groff": list(groff_pages.FAMILIES)}
ALL = {**PRODUCERS, "groff": ("groff", groff_pages.groff)}
KINDS = [(invent_accounts.report, 6), (invent_ledgers.account, 3), (invent_ledgers.sides, 2), (invent_ledgers.carried, 1), (invent_yearbooks.yearbook, 4), (invent_yearbooks.panels, 2),
         (invent_yearbooks.beside, 2), (invent_yearbooks.spread, 2), (invent_yearbooks.columns, 2), (invent_yearbooks.mixed, 2), (invent_filings.filing, 4), *invent_prints.KINDS]
SET_BY = {invent_yearbooks.spread: ["reportlab", "fpdf"], invent_ledgers.carried: ["reportlab", "fpdf"], invent_yearbooks.beside: ["chromium", "weasyprint", "typst", "reportlab", "fpdf"],
          invent_yearbooks.columns: ["chromium", "weasyprint", "typst"], invent_filings.filing: ["chromium", "weasyprint", "wkhtmltopdf"]}


def one(rng, name, only=()):
    """`only` are the names of the kinds to draw from."""
    kinds = [k for k in KINDS if not only or k[0].__name__ in only]
    kind = rng.choices([k for k, _ in kinds], [n for _, n in kinds])[0]
    producer = rng.choice(SET_BY.get(kind, ["chromium", "weasyprint", "libreoffice", "reportlab", "reportlab", "fpdf", "typst", "typst", "groff", "groff"]))
    doc = kind(rng, name, producer in ("groff", "fpdf")) if kind is invent_accounts.report else kind(rng, name)
    if producer == "libreoffice" and kind is invent_accounts.report and rng.random() < 0.4:
        producer = "spreadsheet"
    family, typeset = ALL[producer]
    doc.font = rng.choice(FONTS[family])
    if family == "strip" and doc.font in ("Helvetica", "Times-Roman"):  # dashes and minus are not in their encoding
        doc.font = "Liberation Serif" if doc.font[0] == "T" else "Liberation Sans"
    if "DejaVu" in doc.font or "Bookman" in doc.font:  # wide types: no word may break in its column
        doc.type_size -= 1.5
        for t in doc.tables():
            t.size = t.size and t.size - 1.5
    after = None
    plain = not any(isinstance(b, (Beside, Columns)) for b in doc.blocks) and kind not in (invent_yearbooks.spread, invent_filings.filing)
    if plain and producer not in ("spreadsheet", "groff") and rng.random() < 0.12:
        doc.size = (842, 595)
        after = rng.choice([turned.rotated, turned.sideways])
    return doc, producer, typeset, after
