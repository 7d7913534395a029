"""A sample as typst source; typst sets it."""
import pathlib
import tempfile

import rules
import typed_pages
from model import Beside, Columns, Heading, PageBreak, Para, Table
from pages import tint

WAYS = {"l": "left", "c": "center", "r": "right"}


def quoted(text, anywhere=False):
    """A typst string; `anywhere` lets lines end inside numbers."""
    if anywhere:
        text = "\u200b".join(text) if any(ch.isdigit() for ch in text) else text
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def cell(t, r, c, x, doc):
    weights, shade = rules.edges(t, r, c, x)
    stroke = ", ".join(f"{side}: {w}pt" for side, w in zip(("top", "right", "bottom", "left"), weights) if w)
    align = {"r": "right", "c": "center", "l": "left", "": "right" if x.kind == "number" else "left"}[x.align]
    options = [f"rowspan: {x.rowspan}", f"colspan: {x.colspan}", f"align: {align} + {'top' if t.top else 'bottom' if t.low else 'horizon'}", f"breakable: {'true' if t.cut_rows else 'false'}"]
    options += [f"stroke: ({stroke})"] if stroke else ["stroke: none"]
    if t.room or r in t.gaps or x.indent or t.slack:
        left, right = 2.5 + 9 * x.indent, 2.5 + (t.slack if align == "right" else 0)
        options.append(f"inset: (left: {left}pt, right: {right}pt, top: {2.5 + t.room + t.gaps.get(r, 0)}pt, bottom: {2.5 + t.room}pt)")
    options += [f'fill: rgb("{shade}")'] if shade else []
    text = quoted(x.text, doc.lang in ("zh", "ja"))
    text = f"*{text}*" if x.bold and x.text else text
    text = f"#emph[{text}]" if x.italic and x.text else text
    text += f"#super[{quoted(x.mark)}]" if x.mark else ""
    text = f"{quoted(x.sign)}#h(1fr){text}" if x.sign else text
    text = f"#par(hanging-indent: {t.hangs(r, x)}pt)[{text}]" if t.hangs(r, x) and not x.leader else text
    text = f"#rotate(-90deg, reflow: true)[{text}]" if x.turned else text
    dots = f" #box(width: 1fr, repeat[{quoted(t.dots)}])" if x.leader else ""
    if x.over or x.under:
        sides = ", ".join(f"{side}: {0.25 + 0.5 * n}pt" for side, n in (("top", x.over), ("bottom", x.under)) if n)
        text = f"#block(width: 100% - {2 * t.inset}pt, stroke: ({sides}), outset: (y: 1pt))[{text}]"
    return f"table.cell({', '.join(options)})[{text}{dots}]"


def table(t, doc, colour):
    out = ["#v(8pt)"]
    if t.title:
        weight = ", weight: \"bold\"" if t.strong else ""
        out.append(f"#align({WAYS[t.at]}, text(size: {doc.type_size if t.plain else 11}pt{weight})[{quoted(t.heading())}])")
    out += [f"#align({WAYS[t.at] if t.plain else 'left'})[{quoted(line)}]\n" for line in t.under]
    if t.unit and t.unit.line:
        out.append(f"#align({WAYS[t.unit_at]})[{quoted(t.unit.line)}]")
    cells = [(r, cell(t, r, c, x, doc)) for r, c, x in t.cells()]
    head = [s for r, s in cells if r < t.header_rows] if t.repeat_header else []
    body = [s for _, s in cells[len(head):]]
    parts = ([f"table.header(repeat: true, {', '.join(head)})"] if head else []) + body
    widths = ", ".join(f"{w}pt" for w in t.widths)
    fill = "#set text(fill: rgb(%d, %d, %d));" % tint(colour) if colour is not None else ""
    size = f"#set text(size: {t.size}pt);" if t.size else ""
    out.append(f"#align(center)[{fill} {size} #set par(leading: 0.25em); #set text(top-edge: \"ascender\", bottom-edge: \"descender\"); #table(columns: ({widths},), inset: 2.5pt, stroke: none,\n {(',' + chr(10) + ' ').join(parts)})]")
    return "\n".join(out + [quoted(note) + "\n" for note in t.notes])


def blocks(content, doc, count):
    for block in content:
        if isinstance(block, Heading):
            yield f"#heading(level: {block.level}, outlined: false)[{quoted(block.text)}]"
        elif isinstance(block, Para):
            yield quoted(block.text) + "\n"
        elif isinstance(block, PageBreak):
            yield "#pagebreak(weak: true)"
        elif isinstance(block, Columns):
            yield "#columns(2, gutter: 18pt)[" + "\n".join(blocks(block.blocks, doc, count)) + "]"
        elif isinstance(block, Beside):
            yield "#grid(columns: (1fr, 1fr), gutter: 12pt, " + ", ".join(f"[{b}]" for b in blocks(block.blocks, doc, count)) + ")"
        elif isinstance(block, Table):
            k = next(count) if count else None
            yield typed_pages.typst(block, k, quoted) if block.typed else table(block, doc, k)


def source(doc, tinted):
    above, aside = doc.margin
    before, _, after = doc.footer.partition("{page}")
    foot = f"footer: context align(center)[{quoted(before)}#counter(page).display(){quoted(after)}]" if doc.footer else "footer: none"
    head = f", header: text(size: 7.5pt)[{quoted(doc.running)}]" if doc.running else ""
    fonts = ", ".join(f'"{f.strip()}"' for f in doc.font.split(","))
    return "\n".join([f"#set page(width: {doc.size[0]}pt, height: {doc.size[1]}pt, margin: (x: {aside}pt, y: {above}pt), {foot}{head})",
                      f"#set text(font: ({fonts},), size: {doc.type_size}pt, lang: \"{doc.lang}\", hyphenate: false)",
                      "#set document(date: none)", *blocks(doc.blocks, doc, iter(range(1000)) if tinted else None)])


def typst(doc, path, tinted=False):
    import typst as engine
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "page.typ")
        page.write_text(source(doc, tinted), "utf8")
        engine.compile(str(page), output=str(path))
