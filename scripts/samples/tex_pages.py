"""A sample as LaTeX, set by XeTeX: `longtable` with `booktabs` where no uprights stand, `multirow` for what spans rows."""
import os
import pathlib
import subprocess
import tempfile

import rules
import typed_pages
from model import Columns, Heading, PageBreak, Para, Table
from pages import tint

SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{ch: "\\" + ch for ch in "&%$#_"}}
LINED = ("grid", "frame", "open", "upright", "hung", "boxed")  # with uprights
WAYS = {"l": r"\raggedright", "c": r"\centering", "r": r"\raggedleft"}
SEP = 3  # points between a text and the edge of its cell


def quoted(text, anywhere=False):
    """`anywhere` lets lines end inside numbers."""
    parts = [r"\newline{}" if ch == "\n" else SPECIAL.get(ch, ch) for ch in text]
    return r"\allowbreak{}".join(parts) if anywhere and any(ch.isdigit() for ch in text) else "".join(parts)


def text_of(x, doc, colour, hang=None):
    text = quoted(x.text, doc.lang in ("zh", "ja"))
    text = text.replace(r"\newline{}", r"\linebreak{}") if hang is not None else text
    text = rf"\textbf{{{text}}}" if x.bold and x.text else text
    text = rf"\textit{{{text}}}" if x.italic and x.text else text
    text += rf"\textsuperscript{{{quoted(x.mark)}}}" if x.mark else ""
    text = rf"{quoted(x.sign)}\hfill{{}}{text}" if x.sign else text
    way = ""
    if hang is not None and text and (hang or x.indent):
        way = rf"\leftskip={9 * x.indent + hang}pt\hspace*{{-{hang}pt}}"
    else:
        text = rf"\hspace*{{{9 * x.indent}pt}}{text}" if x.indent else text
    text += r"\ \dotfill" if x.leader else ""
    return way + r"\leavevmode\textcolor[RGB]{%d,%d,%d}{%s}" % (*colour, text) if text else ""


def cell(t, r, c, x, doc, colour, row):
    """The part of a cell in a row. What spans rows is set from the last one up: the shade of a row covers those before."""
    (_, right, _, left), shade = rules.edges(t, r, c, x)
    lined = t.style in LINED
    width = sum(t.widths[c:c + x.colspan]) - 2 * SEP
    align = {"r": r"\raggedleft", "c": r"\centering", "l": r"\raggedright", "": r"\raggedleft" if x.kind == "number" else r"\raggedright"}[x.align]
    spec = f"{'|' if lined and left and c == 0 else ''}>{{{align}\\arraybackslash}}{'p' if t.top else 'b' if t.low else 'm'}{{{width}pt}}{'|' if lined and right else ''}"
    text = text_of(x, doc, colour, t.hangs(r, x) if t.plain else None) if row == r + x.rowspan - 1 else ""
    if x.rowspan > 1 and text:
        text = rf"\multirow{{{-x.rowspan}}}{{{width}pt}}{{{align} {text}}}"
    text = (rf"\cellcolor[HTML]{{{shade[1:].upper()}}}" if shade else "") + text
    return rf"\multicolumn{{{x.colspan}}}{{{spec}}}{{{text}}}"


def lines(t, owner, r):
    """The rules between the rows above and below edge `r`: as a whole, or in parts."""
    weights = []
    for c in range(len(t.widths)):
        above, below = owner.get((r - 1, c)), owner.get((r, c))
        if above and below and above == below:
            weights.append(0)
            continue
        at = lambda slot, side: rules.edges(t, *slot)[0][side] or 0.5 * bool((slot[2].over, 0, slot[2].under)[side]) if slot else 0
        weights.append(max(at(above, 2), at(below, 0)))
    if not any(weights):
        return ""
    books = t.style not in LINED
    if all(weights):
        if not books:
            return r"\hline"
        if t.style == "zebra":
            return ""
        return r"\toprule" if r == 0 else r"\bottomrule" if r == len(t.rows) else r"\midrule"
    out, start = [], None
    edges = {c for c in range(len(t.widths) + 1) if c in (0, len(t.widths)) or owner.get((r - 1, c)) != owner.get((r - 1, c - 1)) or not weights[c - 1]}
    for c in range(len(t.widths) + 1):
        on = c < len(t.widths) and weights[c]
        if start is not None and (not on or books and c in edges):
            out.append(rf"\cmidrule(lr){{{start + 1}-{c}}}" if books else rf"\cline{{{start + 1}-{c}}}")
            start = None
        if on and start is None:
            start = c
    return "".join(out)


def check(t, doc):
    """`multirow` does not make its rows higher: a text that is higher than they are would stand over others."""
    size = t.size or doc.type_size
    for r, c, x in t.cells():
        ems = sum(1 if ord(ch) > 0x2e7f else 0.55 for ch in x.text)
        lines = ems * size / (sum(t.widths[c:c + x.colspan]) - 2 * SEP) * 1.15 + 0.3
        if x.rowspan > 1 and lines > x.rowspan * 1.05 + 0.6:
            raise ValueError(f"{x.text[:20]} is too high for {x.rowspan} rows")


def table(t, doc, k, long=True):
    check(t, doc)
    colour = tint(k) if k is not None else (0, 0, 0)
    owner = {}
    for r, c, x in t.cells():
        for i in range(x.rowspan):
            for j in range(x.colspan):
                owner[r + i, c + j] = (r, c, x)
    rows = []
    for r in range(len(t.rows)):
        slots, c = [], 0
        while c < len(t.widths):
            top, left, x = owner[r, c]
            slots.append(cell(t, top, left, x, doc, colour, r))
            c = left + x.colspan
        gap = rf"\noalign{{\vskip {t.gaps[r]}pt}}" if r in t.gaps else ""
        rows.append(lines(t, owner, r) + gap + " & ".join(slots) + r" \tabularnewline" + (f"[{t.room}pt]" if t.room else ""))
    last = lines(t, owner, len(t.rows))
    spec = "".join(rf"p{{{w - 2 * SEP}pt}}" for w in t.widths)
    out = [r"\par\addvspace{8pt}"]
    if t.title:
        size, weight = (f"{{{doc.type_size}}}{{{doc.type_size * 1.2:.1f}}}" if t.plain else "{11}{13}"), r"\bfseries" if t.strong else ""
        out.append(rf"{{{WAYS[t.at]}\fontsize{size}\selectfont{weight} {quoted(t.heading())}\par}}\nopagebreak")
    out += [rf"{{{WAYS[t.at] if t.plain else WAYS['l']} {quoted(line)}\par}}\nopagebreak" for line in t.under]
    if t.unit and t.unit.line:
        out.append(rf"{{{WAYS[t.unit_at]} {quoted(t.unit.line)}\par}}\nopagebreak")
    size = rf"\fontsize{{{t.size}}}{{{t.size * 1.2}}}\selectfont" if t.size else ""
    head = t.header_rows if t.repeat_header else 0
    if long:
        body = "\n".join(rows[:head]) + (("\n" + lines(t, owner, head) + r"\endhead" + "\n") if head else "")
        first = rows[head][len(lines(t, owner, head)):] if head else rows[0]
        body += "\n".join([first, *rows[head + 1:]])
        out.append(rf"{{{size}\setlength\LTpre{{2pt}}\setlength\LTpost{{4pt}}\begin{{longtable}}{{{spec}}}{chr(10)}{body}{chr(10)}{last}\end{{longtable}}}}")
    else:
        out.append(rf"{{{size}\begin{{center}}\begin{{tabular}}{{{spec}}}{chr(10)}{chr(10).join(rows)}{chr(10)}{last}\end{{tabular}}\end{{center}}}}")
    return "\n".join(out + [quoted(note) + r"\par" for note in t.notes])


def blocks(content, doc, count, long=True):
    for block in content:
        if isinstance(block, Heading):
            yield rf"\par\bigskip{{\bfseries\large {quoted(block.text)}\par}}\smallskip"
        elif isinstance(block, Para):
            yield quoted(block.text) + r"\par"
        elif isinstance(block, PageBreak):
            yield r"\clearpage"
        elif isinstance(block, Columns):
            yield r"\begin{multicols}{2}" + "\n".join(blocks(block.blocks, doc, count, False)) + r"\end{multicols}"
        elif isinstance(block, Table):
            k = next(count) if count else None
            yield typed_pages.tex(block, k, quoted) if block.typed else table(block, doc, k, long)


def source(doc, tinted):
    above, aside = doc.margin
    han = doc.lang in ("zh", "ja", "ko")
    fonts = rf"\usepackage{{xeCJK}}\setCJKmainfont{{{doc.font}}}" if han else ""
    main = rf"\setmainfont{{{doc.font}}}" if doc.font else ""
    before, _, after = doc.footer.partition("{page}")
    foot = rf"\fancyfoot[C]{{{quoted(before)}\thepage{quoted(after)}}}" if doc.footer else ""
    head = rf"\fancyhead[L]{{\footnotesize {quoted(doc.running)}}}" if doc.running else ""
    return rf"""\documentclass{{article}}
\usepackage[paperwidth={doc.size[0]}bp,paperheight={doc.size[1]}bp,hmargin={aside}bp,vmargin={above}bp]{{geometry}}
\usepackage{{fontspec,longtable,array,multirow,multicol,booktabs,fancyhdr,setspace}}
\usepackage[table]{{xcolor}}
\defaultfontfeatures[\rmfamily]{{}}
{main}{fonts}
\pagestyle{{fancy}}\fancyhf{{}}\renewcommand\headrulewidth{{0pt}}{foot}{head}
\setlength\tabcolsep{{{SEP}pt}}\setlength\parindent{{0pt}}\setlength\parskip{{3pt}}\setlength\footskip{{{above * 0.4}bp}}
\renewcommand\arraystretch{{1.15}}\emergencystretch=2em\hbadness=10000\vbadness=10000
\begin{{document}}\fontsize{{{doc.type_size}}}{{{doc.type_size * 1.2}}}\selectfont
{chr(10).join(blocks(doc.blocks, doc, iter(range(1000)) if tinted else None))}
\end{{document}}
"""


def xetex(doc, path, tinted=False):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "page.tex").write_text(source(doc, tinted), "utf8")
        for _ in range(2):  # widths of long tables settle in the second run
            done = subprocess.run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"], cwd=folder, capture_output=True, timeout=180, check=False,
                                  env={**os.environ, "SOURCE_DATE_EPOCH": "1704164645", "FORCE_SOURCE_DATE": "1"})
        if done.returncode:
            raise RuntimeError(done.stdout.decode("utf8", "replace")[-1500:])
        pathlib.Path(path).write_bytes(pathlib.Path(folder, "page.pdf").read_bytes())
