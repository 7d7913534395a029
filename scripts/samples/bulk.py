"""Documents nobody tuned on: kinds, producers, types, papers and columns drawn at random."""
import json
import random
import re
import sys
import traceback

import devices
import fo_pages
import html_pages
import invent_cn
import invent_west
import office_pages
import rewritten
import strip_pages
import tex_pages
import turned
import typst_pages
from model import Cell, Columns

WEST_FONTS = {"html": ["'Liberation Sans'", "'Liberation Serif'", "'DejaVu Serif'"], "office": ["Liberation Serif", "Liberation Sans", "DejaVu Serif"],
              "strip": ["Helvetica", "Times-Roman", "Liberation Sans", "Liberation Serif", "DejaVu Serif"], "typst": ["Libertinus Serif", "New Computer Modern", "DejaVu Sans"],
              "tex": ["", "", "Liberation Serif", "Liberation Sans"], "fo": ["Liberation Serif", "Liberation Sans", "DejaVu Sans"]}
HAN_FONTS = {"html": ["'WenQuanYi Zen Hei'", "'Noto Sans CJK SC'", "'Noto Serif CJK SC'", "'Liberation Sans', 'Droid Sans Fallback'"],
             "office": ["Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN"],
             "strip": ["STSong-Light", "STSong-Light", "WenQuanYi Zen Hei", "AR PL UMing CN"], "typst": ["Noto Serif CJK SC", "Noto Sans CJK SC"],
             "tex": ["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei"], "fo": ["WenQuanYi Zen Hei", "AR PL UMing CN"]}
TRADITIONAL = {"zh": {"html": "'AR PL UMing TW'", "office": "Noto Serif CJK TC", "strip": "AR PL UMing CN", "typst": "Noto Serif CJK TC",
                      "tex": "AR PL UMing TW", "fo": "AR PL UMing TW"},
               "ja": {"html": "'Noto Sans CJK JP'", "office": "Noto Sans CJK JP", "strip": "HeiseiMin-W3", "typst": "Noto Serif CJK JP", "tex": "Noto Serif CJK JP", "fo": "AR PL UMing TW"}}
PRODUCERS = {"chromium": ("html", html_pages.chromium), "weasyprint": ("html", html_pages.weasyprint), "libreoffice": ("office", office_pages.libreoffice),
             "spreadsheet": ("office", office_pages.spreadsheet), "reportlab": ("strip", strip_pages.reportlab), "fpdf": ("strip", strip_pages.fpdf),
             "typst": ("typst", typst_pages.typst), "xetex": ("tex", tex_pages.xetex), "fop": ("fo", fo_pages.fop), "wkhtmltopdf": ("html", html_pages.wkhtmltopdf),
             "cairo": ("office", rewritten.cairo), "ghostscript": ("html", rewritten.ghostscript), "mupdf": ("office", rewritten.mupdf)}
KINDS = [(invent_cn.disclosure, 12), (invent_west.english, 6), (invent_west.shillings, 1), (invent_west.german, 1), (invent_west.french, 1), (invent_west.triangle, 2),
         (invent_west.two_columns, 2), (invent_west.facing, 1)]


RULED = ("grid", "frame", "open")


def unseen_spans_undone(table):
    """A label of the body that spans columns stands at its left: where no walls are drawn, nothing on the page tells it from a cell beside blank ones."""
    if table.style in RULED:
        return
    for row in table.rows[table.header_rows:]:
        for c, cell in enumerate(row):
            if isinstance(cell, Cell) and cell.colspan > 1 and cell.rowspan == 1 and cell.align in ("", "l"):
                row[c + 1:c + cell.colspan] = [""] * (cell.colspan - 1)
                cell.colspan = 1


def unseen_blanks_undone(doc):
    """XeTeX sets the blank between a Han character and a Latin one like the space it always puts there."""
    between = lambda text: re.sub(r"(?<=[\u3000-\u9fff]) (?=[!-~])|(?<=[!-~]) (?=[\u3000-\u9fff])", "", text)
    for t in doc.tables():
        t.title = t.title and between(t.title)
        for _, _, cell in t.cells():
            cell.text = between(cell.text)
        t.rows = [[between(x) if isinstance(x, str) else x for x in row] for row in t.rows]


def one(rng, name, by=()):
    kind = rng.choices([k for k, _ in KINDS], [n for _, n in KINDS])[0]
    doc = kind(rng, name)
    for table in doc.tables():
        unseen_spans_undone(table)
    allowed = ["chromium", "weasyprint", "libreoffice", "libreoffice", "reportlab", "reportlab", "fpdf", "typst"]
    if kind is invent_cn.disclosure and doc.size in ((595, 842), (842, 595)) or kind is invent_west.english:
        allowed.append("spreadsheet")
    if kind is invent_west.shillings:
        allowed = ["reportlab", "fpdf", "typst"]
    if kind is invent_west.facing:
        allowed = ["reportlab", "fpdf"]
    if kind is invent_west.two_columns:
        allowed = ["chromium", "weasyprint", "typst"]
    if kind is invent_west.triangle:
        allowed.remove("fpdf")
    if by:
        allowed = [name for name in by if not (name in ("fop", "cairo", "mupdf") and kind is invent_west.two_columns)] or ["xetex"]
    name = rng.choice(allowed)
    if name == "xetex":
        unseen_blanks_undone(doc)
    family, producer = PRODUCERS[name]
    if kind is invent_west.triangle:
        doc.font = TRADITIONAL[doc.lang][family]
    else:
        doc.font = rng.choice((HAN_FONTS if doc.lang == "zh" else WEST_FONTS)[family])
    if name in ("reportlab", "fpdf") and doc.lang in ("de", "fr", "en") and doc.font in ("Helvetica", "Times-Roman") and kind is not invent_west.shillings:
        doc.font = "Liberation Serif"  # minus and dashes are not in the standard fonts' encoding
    if name == "fpdf" and doc.font not in devices.FILES and doc.font not in devices.BUILT_IN:
        doc.font = rng.choice(["WenQuanYi Zen Hei", "AR PL UMing CN"])
    after = None
    widest = max(sum(t.widths) for t in doc.tables())
    if kind is not invent_west.facing and not any(isinstance(b, Columns) for b in doc.blocks) and name != "spreadsheet":
        if rng.random() < 0.15:
            doc.size = (842, 595)
            after = rng.choice([turned.rotated, turned.sideways])
        if widest > doc.measure:  # no table may leave the page
            for t in doc.tables():
                t.widths = [round(w * doc.measure / widest, 1) for w in t.widths]
    return doc, name, producer, after


def run(n, seed, out, make, one=one):
    for folder in ("pdf", "truth"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    listing, bad = [], 0
    for i in range(n):
        rng = random.Random(f"{seed}/{i}")
        name = f"s{seed}-{i:03d}"
        try:
            doc, producer_name, producer, after = one(rng, name)
            said, wrong = make(doc, producer, out / "pdf" / f"{name}.pdf", after)
        except Exception:
            traceback.print_exc()
            said, wrong = None, ["not made"]
        if wrong:  # its truth could not be trusted: left out
            print(name, producer_name if said else "", *wrong, sep="\n  ", file=sys.stderr)
            (out / "pdf" / f"{name}.pdf").unlink(missing_ok=True)
            bad += 1
            continue
        (out / "truth" / f"{name}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf8")
        listing.append(f"{name}\t{producer_name}\t{doc.font}\t{after.__name__ if after else ''}\t{'; '.join(f'{t.title} [{doc.kind or t.style}]' for t in doc.tables())}")
    (out / "contents.tsv").write_text("\n".join(listing) + "\n", "utf8")
    print(f"{n - bad} documents in {out}; {bad} left out")
    return 0
