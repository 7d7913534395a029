"""A sample as HTML, typeset by Chromium, WeasyPrint or wkhtmltopdf."""
import os
import pathlib
import subprocess
import tempfile
from html import escape

import filed
import rules
import typed_pages
from model import Beside, Columns, Drawing, Heading, PageBreak, Para, Table
from pages import tint

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--disable-pdf-tagging"]


def style(doc):
    above, aside = doc.margin
    footer = doc.footer.replace("{page}", '" counter(page) "')
    foot = f'@bottom-center {{ content: "{footer}"; font-size: 8pt }}' if doc.footer else ""
    foot += f' @top-left {{ content: "{doc.running}"; font-size: 7.5pt }}' if doc.running else ""
    return f"""@page {{ size: {doc.size[0]}pt {doc.size[1]}pt; margin: {above}pt {aside}pt; {foot} }}
body {{ font-family: {doc.font}; font-size: {doc.type_size}pt; margin: 0; line-height: 1.3 }}
h1 {{ font-size: 15pt; text-align: center }} h2 {{ font-size: 12pt }} h3 {{ font-size: 10pt }}
.caption {{ font-size: 11pt; text-align: center; margin: 10pt 0 2pt }}
.below, .note {{ margin: 1pt 0 }}
.unit {{ text-align: {"left" if doc.leftward else "right"}; margin: 0 0 2pt }}
.two {{ column-count: 2; column-gap: 18pt; text-align: justify }}
table {{ border-collapse: collapse; table-layout: fixed; margin: 0 auto }}
td {{ padding: 1.5pt 2pt; overflow-wrap: anywhere; vertical-align: middle }}
.break {{ word-break: break-all }}
.beside {{ display: flex; justify-content: space-between; align-items: flex-start }} .beside table {{ margin: 0 }} .told {{ flex: 1; padding: 0 8pt; text-align: justify }} .told p {{ margin-top: 0 }}
.sign {{ float: left }} sup {{ line-height: 0 }}
.l::after {{ content: leader(var(--d)) }}
.led {{ display: flex; overflow: hidden; white-space: nowrap }} .dots {{ overflow: hidden; flex: 1; margin-left: 2pt }}
"""


def colour(k):
    return "color: rgb(%d, %d, %d)" % tint(k) if k is not None else ""


def cell(t, r, c, x, leftward, leaders):
    start, end = ("right", "left") if leftward else ("left", "right")
    weights, shade = rules.edges(t, r, c, x)
    css = [f"border-{side}: {w}pt solid black" for side, w in zip(("top", end, "bottom", start), weights) if w]
    align = x.align or ("r" if x.kind == "number" else "")
    css += [f"text-align: {end if align == 'r' else 'center'}"] if align in ("r", "c") else []
    css += [f"background: {shade}"] if shade else []
    css += ["vertical-align: " + ("top" if t.top else "bottom")] if t.top or t.low else []
    css += [f"padding-top: {1.5 + t.room + t.gaps.get(r, 0)}pt; padding-bottom: {1.5 + t.room}pt"] if t.room or r in t.gaps else []
    hang = t.hangs(r, x)
    css += [f"padding-{start}: {2 + 9 * x.indent + hang}pt"] if x.indent or hang else []
    css += [f"text-indent: -{hang}pt"] if hang else []
    css += [f"padding-{end}: {2 + t.slack}pt"] if t.slack and align == "r" else []
    span = "".join(f' {name}="{n}"' for name, n in (("rowspan", x.rowspan), ("colspan", x.colspan)) if n > 1)
    text = escape(x.text).replace("\n", "<br>")
    text += f"<sup>{escape(x.mark)}</sup>" if x.mark else ""
    text = f'<span class="sign">{escape(x.sign)}</span>{text}' if x.sign else text
    text = f"<b>{text}</b>" if x.bold else text
    text = f"<i>{text}</i>" if x.italic else text
    text = leader(t, c, x, text, leaders) if x.leader else text
    text = f'<div style="writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; margin: auto">{text}</div>' if x.turned else text
    if x.over or x.under:
        line = lambda side, n: f"border-{side}: {('0.5pt solid', '2.5pt double')[n - 1]} black; " if n else ""
        text = f'<div style="{line("top", x.over)}{line("bottom", x.under)}margin: 0 {t.inset}pt; padding: 1pt 0">{text}</div>'
    return f'<td{span} style="{"; ".join(css)}">{text}</td>'


def leader(t, c, x, text, leaders):
    if leaders:  # as CSS has them
        return f'<span class="l" style="--d: \'{t.dots}\'">{text}</span>'
    dots = t.dots * int(sum(t.widths[c:c + x.colspan]) / 3)
    if t.plain:  # behind the last line; what is too much is cut off
        hang = t.hang if x.kind is None and not x.align else 0
        return (f'<div style="position: relative; overflow: hidden; margin-left: -{hang}pt; padding-left: {hang}pt">{text}'
                f'<span style="position: absolute; white-space: nowrap; text-indent: 0; padding-left: 2pt">{dots}</span></div>')
    if len(x.text) * 5.5 > sum(t.widths[c:c + x.colspan]):
        return text
    return f'<div class="led"><span>{text}</span><span class="dots">{dots}</span></div>'


def table(t, doc, k=None, leaders=False):
    way = "text-align: left; " * (t.at == "l")
    look = way + f"font-size: {doc.type_size}pt; " * t.plain + "font-weight: bold" * t.strong
    out = [f'<p class="caption" style="{look}">{escape(t.heading())}</p>'] if t.title else []
    below = f' class="below" style="{way or "text-align: center"}"' if t.plain else ""
    out += [f"<p{below}>{escape(line)}</p>" for line in t.under]
    if t.unit and t.unit.line:
        out.append(f'<p class="unit" style="{"" if t.unit_at == "r" else "text-align: " + {"l": "left", "c": "center"}[t.unit_at]}">{escape(t.unit.line)}</p>')
    extra = f"width: {sum(t.widths)}pt; " + (f"font-size: {t.size}pt; " if t.size else "") + colour(k)
    out.append(f'<table class="{"break" if doc.lang in ("zh", "ja") else ""}" style="{extra}"><colgroup>'
               + "".join(f'<col style="width: {w}pt">' for w in t.widths) + "</colgroup>")
    rows = [[] for _ in t.rows]
    for r, c, x in t.cells():
        rows[r].append(cell(t, r, c, x, doc.leftward, leaders))
    uncut = "" if t.cut_rows else ' style="break-inside: avoid"'
    for r, row in enumerate(rows):
        if r == 0:
            out.append("<thead>" if t.repeat_header and t.header_rows else "<tbody>")
        out.append(f"<tr{uncut}>" + "".join(row) + "</tr>")
        if t.repeat_header and r == t.header_rows - 1:
            out.append("</thead><tbody>")
    out.append("</tbody></table>")
    noted = ' class="note"' if t.plain else ""
    return "\n".join(out + [f"<p{noted}>{escape(note)}</p>" for note in t.notes])


def blocks(content, doc, count, leaders):
    for block in content:
        if isinstance(block, Heading):
            yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        elif isinstance(block, Para):
            yield f"<p>{escape(block.text)}</p>"
        elif isinstance(block, Drawing):
            yield block.svg
        elif isinstance(block, PageBreak):
            yield '<div style="break-before: page"></div>'
        elif isinstance(block, Columns):
            yield '<div class="two">' + "\n".join(blocks(block.blocks, doc, count, leaders)) + "</div>"
        elif isinstance(block, Beside):
            yield '<div class="beside">' + "\n".join(f"<div{' class=told' if b.startswith('<p>') else ''}>{b}</div>" for b in blocks(block.blocks, doc, count, leaders)) + "</div>"
        elif isinstance(block, Table):
            k = next(count) if count else None
            yield typed_pages.html(block, k) if block.typed else filed.table(block, colour(k)) if block.signs else table(block, doc, k, leaders)


def page(doc, tinted=False, leaders=False):
    body = "\n".join(blocks(doc.blocks, doc, iter(range(1000)) if tinted else None, leaders))
    return f'<!doctype html><html lang="{doc.lang}" dir="{"rtl" if doc.leftward else "ltr"}"><head><meta charset="utf-8"><title>{doc.name}</title><style>{style(doc)}</style></head><body>{body}</body></html>'


def chromium(doc, path, tinted=False):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page.html")
        source.write_text(page(doc, tinted), "utf8")
        subprocess.run([*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", source.as_uri()],
                       check=True, capture_output=True, timeout=120)


def weasyprint(doc, path, tinted=False):
    import weasyprint as engine
    engine.HTML(string=page(doc, tinted, True)).write_pdf(str(path))


def wkhtmltopdf(doc, path, tinted=False):
    above, aside = doc.margin
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page.html")
        source.write_text(page(doc, tinted), "utf8")
        lengths = {"margin-top": above, "margin-bottom": above, "margin-left": aside, "margin-right": aside, "page-width": doc.size[0], "page-height": doc.size[1]}
        options = [word for name, points in lengths.items() for word in (f"--{name}", f"{points * 25.4 / 72:.2f}mm")]
        subprocess.run(["wkhtmltopdf", "--quiet", *options, str(source), str(path)], check=True, capture_output=True, timeout=180,
                       env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_HASH_SEED": "0"})
