"""A sample as troff source: tbl and groff set it, Ghostscript makes the PDF."""
import re
import subprocess
from dataclasses import replace

import rules
from model import Heading, PageBreak, Para, Table
from pages import tint

FAMILIES = {"Times": "T", "Helvetica": "H", "Palatino": "P", "New Century Schoolbook": "N", "Bookman": "BM"}

WAYS = {"l": [], "c": [".ce"], "r": [".rj"]}


def quoted(text):
    text = text.replace("\\", "\\e").replace("\u00a0", "\\~").replace("'", "\\[aq]").replace("\u2212", "\\[mi]").replace("·", "\\[pc]")
    return "\\&" + text


def inked(text, x, t, c, size, colour, block=False):
    text = quoted(text)
    if x.mark:
        text += f"\\s-3\\u{quoted(x.mark)}\\d\\s0"
    if x.bold:
        text = f"\\fB{text}\\fR"
    if x.italic and not x.bold:
        text = f"\\fI{text}\\fR"
    if x.indent:
        text = f"\\h'{9 * x.indent}p'" + text if not block else text
    if x.leader:
        text += f' \\l"({sum(t.widths[c:c + x.colspan]):.0f}p-\\w\x07{text}  \x07u){quoted(t.dots.strip())[2:]}"'
    return f"\\m[t{colour}]{text}\\m[]" if colour is not None else text


def entry(x, t, r, c, size, align, colour):
    """The text of a cell; a block where it has several lines."""
    if not x.text:
        return ""
    lines, wide = x.text.split("\n"), sum(t.widths[c:c + x.colspan])
    if len(lines) == 1 and len(x.text) * size * 0.5 < wide - 6 * x.indent or x.kind == "number":
        return inked(x.text, x, t, c, size, colour)
    way = {"c": ".ce 9\n", "r": ".rj 9\n", "l": ".na\n"}[align]
    x, way, hang = replace(x, leader=False), way + (f".in {9 * x.indent + t.hangs(r, x)}p\n" if x.indent or t.hangs(r, x) else ""), t.hangs(r, x)
    way += f".ti -{hang}p\n" if hang else ""
    return "T{\n" + way + "\n".join(inked(line, x, t, c, size, colour, True) for line in lines) + "\nT}"


def table(t, doc, colour):
    size = t.size or doc.type_size
    cells = {(r, c): x for r, c, x in t.cells()}
    owner = {(r + i, c + j): (r, c) for (r, c), x in cells.items() for i in range(x.rowspan) for j in range(x.colspan)}
    n = len(t.widths)
    out = [".ne 8", f".ps {size}p", f".vs {size * 1.2 + t.room:.1f}p"]
    if t.title:
        name = f"\\fB{quoted(t.heading())}\\fR" if t.strong else quoted(t.heading())
        out += [".sp 0.6", *WAYS[t.at], name if t.plain else f"\\s+2{name}\\s0", ".br"] + sum(([*WAYS[t.at], quoted(line), ".br"] for line in t.under), [])
    if t.unit and t.unit.line:
        out += [*WAYS[t.unit_at], quoted(t.unit.line), ".br"]
    out += [".TS", "center tab(@);"] if not t.style == "grid" else [".TS", "allbox center tab(@);"]

    def align(x):
        return x.align or ("r" if x.kind == "number" else "l")
    edges = lambda r, c: rules.edges(t, *owner[r, c], cells[owner[r, c]])[0]
    formats, data = [], []

    def fmt(keys, r):
        bars = ["|" if t.style != "grid" and c < n - 1 and edges(r, c)[1] and owner[r, c] != owner[r, c + 1] else "" for c in range(n)]
        bars[-1] = "|" if t.style != "grid" and edges(r, n - 1)[1] else ""
        first = "|" if t.style != "grid" and edges(r, 0)[3] else ""
        return first + " ".join(f"{key}{'1' if c < n - 1 and key != 's' else ''}{'w(%dp)' % (t.widths[c] - 6) if key != 's' else ''}{'d' if t.low and key in 'lcr' else ''}{bars[c]}" for c, key in enumerate(keys))

    def line(r, side):
        """A line of rules above or below a row, as wide as the table or in some columns."""
        wanted = [edges(r, c)[side] and (side == 0 or r + 1 == len(t.rows) or owner[r, c] != owner[r + 1, c]) for c in range(n)]
        if all(wanted):
            data.append("_")
        elif any(wanted):
            formats.append(fmt("l" * n, r))
            data.append("@".join("_" if w else "" for w in wanted))
    for r in range(len(t.rows)):
        if r == 0 and t.style != "grid":
            line(0, 0)
        if r in t.gaps:
            data.append(f".sp {t.gaps[r]:.0f}p")
        row = [cells.get((r, c)) for c in range(n)]
        for many, side in ((max((x.over for x in row if x), default=0), "over"), (0, "")):
            if many:
                formats.append(fmt("r" * n, r))
                data.append("@".join("\\_" if x and getattr(x, side) else "" for x in row))
        keys = ["s" if owner[r, c][1] != c else "^" if owner[r, c][0] != r else align(row[c]) for c in range(n)]
        formats.append(fmt(keys, r))
        data.append("@".join("" if row[c] is None else entry(row[c], t, r, c, size, align(row[c]), colour) for c in range(n) if keys[c] != "s"))
        for k in range(max((x.under for x in row if x), default=0)):
            formats.append(fmt("r" * n, r))
            data.append("@".join("\\_" if x and x.under > k else "" for x in row))
        if t.style != "grid":
            line(r, 2)
    out += [",\n".join(formats) + ".", *data, ".TE"]
    out += [f".ps {doc.type_size}p", f".vs {doc.type_size * 1.25:.1f}p", ".ad l", ".sp 0.3"]
    for note in t.notes:
        out += [quoted(note), ".br"]
    return "\n".join(out + [".sp 0.7"])


def source(doc, tinted):
    above, aside = doc.margin
    out = [f".pl {doc.size[1]}p", f".po {aside}p", f".ll {doc.measure}p", f".fam {FAMILIES[doc.font]}", f".ps {doc.type_size}p", f".vs {doc.type_size * 1.25:.1f}p", ".nh", ".lg 0", ".ad b"]
    foot = quoted(doc.footer.replace("{page}", "\x00")).replace("\x00", "%") if doc.footer else ""
    out += [".de HD", f"'sp {above}p", "..", ".de FT", f"'sp {above / 3:.0f}p", f".tl ''{foot}''", "'bp", "..", ".wh 0 HD", f".wh -{above}p FT"]
    out += [".defcolor t%d rgb %s" % (k, " ".join(f"{v / 255:.4f}f" for v in tint(k))) for k in range(40)]
    k = 0
    for block in doc.blocks:
        if isinstance(block, Heading):
            out += [".sp 0.6", *([".ce"] if block.level == 1 else []), f"\\fB\\s+{4 - block.level}{quoted(block.text)}\\s0\\fR", ".br", ".sp 0.4"]
        elif isinstance(block, Para):
            out += [quoted(block.text), ".br", ".sp 0.4"]
        elif isinstance(block, PageBreak):
            out.append(".bp")
        else:
            assert isinstance(block, Table), "not set by groff"
            out.append(table(block, doc, k if tinted else None))
            k += 1
    return "\n".join(out) + "\n"


def groff(doc, path, tinted=False):
    w, h = (f"{v / 72:.3f}i" for v in doc.size)
    ps = subprocess.run(["groff", "-Kutf8", "-t", "-Tps", f"-P-p{h},{w}"], input=source(doc, tinted).encode(), check=True, capture_output=True, timeout=60)
    said = [line for line in ps.stderr.decode().splitlines() if not re.search("break|adjust", line)]
    assert not said, said[:3]
    subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite", f"-dDEVICEWIDTHPOINTS={doc.size[0]}", f"-dDEVICEHEIGHTPOINTS={doc.size[1]}", "-dFIXEDMEDIA",
                    f"-sOutputFile={path}", "-"], input=ps.stdout, check=True, capture_output=True, timeout=60)
