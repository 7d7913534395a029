"""On which pages a producer put each table, and whether all of the truth is on them.

The document is typeset a second time with each table's text in a colour of its own, too near to black to be seen
(blue 4, 8, 12 …); colour moves nothing. That copy is measured and thrown away.
"""
import unicodedata
from collections import Counter

import pymupdf

STEP = 4
ONE_GLYPH = str.maketrans("‐⻔⻘⻋⻚⻓⻅⻢⻦⻩⻨⻬⻝⻛", "-门青车页长见马鸟黄麦齐食风")  # what fonts call by the code of another character of one look


def tint(k):
    """Colour of table `k`, counted from 0, as (r, g, b) of 0..255."""
    return (0, 0, STEP * (k + 1))


def letters(text):
    folded = unicodedata.normalize("NFKC", text.replace("⋯", "…")).replace("\u00ad", "").replace("\u200b", "").translate(ONE_GLYPH)
    return Counter(ch for ch in folded if not ch.isspace() and ch != "\u0001")


def ink(path):
    """Per table: pages, and letters."""
    pages, held = {}, {}
    with pymupdf.open(path) as pdf:
        for page in pdf:
            for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        k = ((span["color"] & 255) + STEP // 2) // STEP - 1
                        if span["color"] >> 8 == 0 and k >= 0 and span["text"].strip():
                            pages.setdefault(k, set()).add(page.number + 1)
                            held.setdefault(k, Counter()).update(letters(span["text"]))
    return pages, held


def words(path):
    with pymupdf.open(path) as pdf:
        return [page.get_text() for page in pdf]


def locate(tables, tinted, path):
    """Pages of each table; complaints where the ink and the truth differ."""
    found, held = ink(tinted)
    complaints = [] if words(tinted) == words(path) else ["the coloured copy is set otherwise"]
    pages = []
    for k, t in enumerate(tables):
        pages.append(sorted(found.get(k, [])))
        want, again = Counter(), Counter()
        for r, _, cell in t.cells():
            want.update(letters(cell.print))
            if r < t.header_rows:
                again.update(letters(cell.print))
        lost, more = want - held.get(k, Counter()), held.get(k, Counter()) - want
        if any(cell.leader for _, _, cell in t.cells()):
            for ch in letters(t.dots):
                lost.pop(ch, 0), more.pop(ch, 0)
        if t.repeat_header:
            more = Counter({ch: n for ch, n in more.items() if n > again[ch] * (len(pages[-1]) - 1)})
        if lost or more or not pages[-1]:
            complaints.append(f"table {t.number} {t.title}: on {pages[-1]}, not on the page {dict(lost)}, not in the truth {dict(more)}")
    return pages, complaints
