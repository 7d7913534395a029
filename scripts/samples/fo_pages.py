"""A sample as XSL formatting objects, set by Apache FOP."""
import pathlib
import subprocess
import tempfile
from html import escape

import rules
import typed_pages
from model import Columns, Heading, PageBreak, Para, Table
from pages import tint

WAYS = {"l": "left", "c": "center", "r": "right"}
CONFIG = '<?xml version="1.0"?><fop version="1.0"><renderers><renderer mime="application/pdf"><fonts><auto-detect/></fonts></renderer></renderers></fop>'


def quoted(text, anywhere=False):
    """`anywhere` lets lines end inside numbers."""
    text = "\u200b".join(text) if anywhere and any(ch.isdigit() for ch in text) else text
    return escape(text).replace("\n", "<fo:block/>")


def cell(t, r, c, x, doc, colour):
    weights, shade = rules.edges(t, r, c, x)
    weights = (weights[0] or 0.5 * bool(x.over), weights[1], weights[2] or 0.5 * bool(x.under), weights[3])
    align = {"r": "right", "c": "center", "l": "left", "": "right" if x.kind == "number" else "left"}[x.align]
    options = [f'border-{side}="{"1.5pt double" if side == "bottom" and x.under == 2 else f"{w}pt solid"} black"' for side, w in zip(("top", "right", "bottom", "left"), weights) if w]
    options += [f'background-color="{shade}"'] if shade else []
    options += [f'number-columns-spanned="{x.colspan}" number-rows-spanned="{x.rowspan}"', f'display-align="{"before" if t.top else "after" if t.low else "center"}"']
    options.append(f'padding-top="{1.5 + t.room + t.gaps.get(r, 0)}pt" padding-bottom="{1.5 + t.room}pt" padding-left="2.5pt" padding-right="2.5pt"')
    text = quoted(x.text, doc.lang in ("zh", "ja"))
    text += f'<fo:inline baseline-shift="super" font-size="70%">{quoted(x.mark)}</fo:inline>' if x.mark else ""
    text = f'{quoted(x.sign)}<fo:leader leader-pattern="space" leader-length.maximum="100%"/>{text}' if x.sign else text
    text += '<fo:leader leader-pattern="dots" leader-length.maximum="100%"/>' if x.leader else ""
    last = ' text-align-last="justify"' if x.leader or x.sign else ""
    weight = (' font-weight="bold"' if x.bold else "") + (' font-style="italic"' if x.italic else "")
    inner = f'<fo:block text-align="{align}"{last}{weight} start-indent="{9 * x.indent}pt" color="rgb({",".join(map(str, colour))})">{text}</fo:block>'
    if x.turned:
        inner = f'<fo:block-container reference-orientation="90" inline-progression-dimension="{len(x.text) * 0.56 * (t.size or doc.type_size):.0f}pt">{inner}</fo:block-container>'
    return f"<fo:table-cell {' '.join(options)}>{inner}</fo:table-cell>"


def table(t, doc, k):
    colour = tint(k) if k is not None else (0, 0, 0)
    out = []
    if t.title:
        size, weight = doc.type_size if t.plain else 11, ' font-weight="bold"' if t.strong else ""
        out.append(f'<fo:block font-size="{size}pt" text-align="{WAYS[t.at]}"{weight} space-before="8pt" keep-with-next="always">{quoted(t.heading())}</fo:block>')
    at = t.at if t.plain else "l"
    out += [f'<fo:block text-align="{WAYS[at]}" keep-with-next="always">{quoted(line)}</fo:block>' for line in t.under]
    if t.unit and t.unit.line:
        out.append(f'<fo:block text-align="{WAYS[t.unit_at]}" keep-with-next="always">{quoted(t.unit.line)}</fo:block>')
    rows = [[] for _ in t.rows]
    for r, c, x in t.cells():
        rows[r].append(cell(t, r, c, x, doc, colour))
    uncut = "" if t.cut_rows else ' keep-together.within-page="always"'
    made = [f"<fo:table-row{uncut}>{''.join(row)}</fo:table-row>" for row in rows]
    head = t.header_rows if t.repeat_header else 0
    inner = 'start-indent="0pt"'  # what is set in is the table, not the texts in it
    parts = f"<fo:table-header {inner}>{''.join(made[:head])}</fo:table-header>" if head else ""
    parts += f"<fo:table-body {inner}>{''.join(made[head:])}</fo:table-body>"
    columns = "".join(f'<fo:table-column column-width="{w}pt"/>' for w in t.widths)
    size = f' font-size="{t.size}pt"' if t.size else ""
    aside = max(0, (doc.measure - sum(t.widths)) / 2)
    out.append(f'<fo:block start-indent="{aside}pt"{size} space-before="2pt" space-after="4pt"><fo:table table-layout="fixed" width="{sum(t.widths)}pt" border-collapse="collapse" start-indent="{aside}pt">'
               f'{columns}{parts}</fo:table></fo:block>')
    return "".join(out) + "".join(f"<fo:block>{quoted(note)}</fo:block>" for note in t.notes)


def blocks(content, doc, count):
    for block in content:
        if isinstance(block, Heading):
            yield f'<fo:block font-weight="bold" font-size="{(15, 12, 10)[block.level - 1]}pt" space-before="8pt" space-after="4pt">{quoted(block.text)}</fo:block>'
        elif isinstance(block, Para):
            yield f'<fo:block space-after="4pt">{quoted(block.text)}</fo:block>'
        elif isinstance(block, PageBreak):
            yield '<fo:block break-before="page"/>'
        elif isinstance(block, Columns):
            raise ValueError("one flow has columns or has not")
        elif isinstance(block, Table):
            k = next(count) if count else None
            yield typed_pages.fo(block, k) if block.typed else table(block, doc, k)


def source(doc, tinted):
    above, aside = doc.margin
    before, _, after = doc.footer.partition("{page}")
    foot = f'<fo:static-content flow-name="xsl-region-after"><fo:block text-align="center">{quoted(before)}<fo:page-number/>{quoted(after)}</fo:block></fo:static-content>' if doc.footer else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?><fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="{doc.font}" font-size="{doc.type_size}pt" language="{doc.lang}">
<fo:layout-master-set><fo:simple-page-master master-name="p" page-width="{doc.size[0]}pt" page-height="{doc.size[1]}pt" margin-left="{aside}pt" margin-right="{aside}pt" margin-bottom="{above * 0.3}pt">
<fo:region-body margin-top="{above}pt" margin-bottom="{above * 0.7}pt"/><fo:region-after extent="{above * 0.5}pt"/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="p">{foot}<fo:flow flow-name="xsl-region-body">{''.join(blocks(doc.blocks, doc, iter(range(1000)) if tinted else None))}</fo:flow></fo:page-sequence></fo:root>"""


def fop(doc, path, tinted=False):
    with tempfile.TemporaryDirectory() as folder:
        inside = lambda name: pathlib.Path(folder, name)
        inside("fop.xconf").write_text(CONFIG, "utf8")
        inside("page.fo").write_text(source(doc, tinted), "utf8")
        subprocess.run(["fop", "-q", "-c", "fop.xconf", "-fo", "page.fo", "-pdf", "page.pdf"], cwd=folder, check=True, capture_output=True, timeout=180)
        pathlib.Path(path).write_bytes(inside("page.pdf").read_bytes())
