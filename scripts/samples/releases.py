"""Releases of statistics and finance nobody tuned on: layouts, producers and types drawn at random."""
import random

import groff_pages
import invent_releases
import invent_releases_banks
import invent_releases_east
import invent_releases_more
import invent_releases_west
import invent_releases_words
import invent_summary
import invent_typed
import tex_pages
from bulk import HAN_FONTS, PRODUCERS, TRADITIONAL, WEST_FONTS, unseen_blanks_undone
from model import Beside, Cell

FONTS = {**WEST_FONTS, "html": [*WEST_FONTS["html"], "C059", "P052", "'Nimbus Sans Narrow'", "'Liberation Sans Narrow'"], "groff": list(groff_pages.FAMILIES)}
ALL = {**PRODUCERS, "groff": ("groff", groff_pages.groff)}
BY = ["chromium", "chromium", "weasyprint", "weasyprint", "wkhtmltopdf", "xetex", "xetex", "typst", "typst", "libreoffice", "libreoffice", "fop", "groff", "reportlab", "fpdf"]
KOREAN = {"html": ["'Noto Sans CJK KR'", "'Baekmuk Batang'"], "typst": ["Noto Serif CJK KR"], "tex": ["Noto Serif CJK KR", "Noto Sans CJK KR"], "office": ["Noto Sans CJK KR", "Baekmuk Gulim"]}
KINDS = [*invent_releases.KINDS, *invent_releases_banks.KINDS, *invent_releases_east.KINDS, *invent_releases_west.KINDS, *invent_releases_words.KINDS, *invent_typed.KINDS, *invent_summary.KINDS, *invent_releases_more.KINDS]
SET_BY = {"sideways": ["chromium", "typst", "fop"], "treasury": ["chromium", "weasyprint", "typst", "reportlab", "fpdf"],
          "korea": ["chromium", "weasyprint", "typst", "libreoffice"],
          "summary": ["chromium", "weasyprint"],
          "printer": ["chromium", "weasyprint", "wkhtmltopdf", "typst", "xetex", "fop", "libreoffice", "reportlab", "fpdf"],
          "appendix": ["chromium", "weasyprint", "typst", "xetex", "libreoffice", "fop", "reportlab", "fpdf"], "triangle": ["chromium", "weasyprint", "xetex", "typst", "libreoffice", "reportlab", "fpdf"],
          "funds": ["chromium", "weasyprint", "wkhtmltopdf", "xetex", "typst", "libreoffice", "reportlab", "fpdf"]}


def one(rng, name, only=()):
    """`only` are the names of the kinds to draw from."""
    kinds = [k for k in KINDS if not only or k.__name__ in only]
    kind = kinds[int(name.rpartition("-")[2]) % len(kinds)]  # in turn, that each has as many
    doc = kind(rng, name)
    if kind not in (*invent_typed.KINDS, *invent_summary.KINDS) and rng.random() < 0.35:  # another one below it
        second = kind(rng, name)
        if second.size == doc.size:
            doc.blocks += second.blocks
    doc.kind = kind.__name__
    allowed = SET_BY.get(doc.kind, BY)
    unfit = {"zh": ["groff"], "ja": ["groff", "fop"], "en": []}.get(doc.lang, ["groff"])
    producer = rng.choice([b for b in allowed if b not in unfit])
    family, typeset = ALL[producer]
    if doc.lang == "ja":
        doc.font = TRADITIONAL["ja"][family]
    elif doc.lang == "ko":
        doc.font = rng.choice(KOREAN[family])
    else:
        doc.font = rng.choice((HAN_FONTS if doc.lang == "zh" else FONTS)[family])
    if doc.kind == "printer":  # of one width
        doc.font = rng.choice(invent_typed.MONO[family])
        return doc, producer, typeset, None
    if producer == "fpdf" and doc.lang in ("zh", "ja"):
        doc.font = rng.choice(["WenQuanYi Zen Hei", "AR PL UMing CN"])
    if producer == "xetex" and doc.lang == "zh":
        unseen_blanks_undone(doc)
        for t in doc.tables():  # nor is there one at a full-width sign
            for _, _, x in t.cells():
                x.text = x.text.replace("#", "＃")
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
    for t in doc.tables():  # rules about what is bold are for totals
        for row in t.rows[t.header_rows:]:
            cells = [x for x in row if isinstance(x, Cell)]
            if t.style == "totals" and sum(bool(x.text) for x in cells) == 1:
                for x in cells:
                    x.bold = False
    for t in doc.tables():
        if doc.lang == "en" and t.number:
            t.again = t.heading() + rng.choice([" — Continued", " (continued)", "—Con."])
    for t in doc.tables():  # where titles begin at the margin, tables do too
        if t.at == "l" and not any(isinstance(b, Beside) for b in doc.blocks):
            room = doc.measure - sum(t.widths)
            stub = max(range(len(t.widths)), key=lambda c: t.widths[c])
            many = len(t.widths) - 1
            t.widths = [round(w + (room * 0.3 if c == stub else room * 0.7 / many), 1) for c, w in enumerate(t.widths)]
    if producer == "xetex":
        try:
            for t in doc.tables():
                tex_pages.check(t, doc)
        except ValueError:  # heads higher than their rows
            return one(random.Random(f"{name}/again/{rng.random()}"), name, (doc.kind,))
    return doc, producer, typeset, None
