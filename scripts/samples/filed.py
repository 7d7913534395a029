"""Tables as filings to regulators set them in HTML: currencies and what closes a figure stand in cells of their own.

Every column of figures is four cells: white space, the sign, the figure to the right, and what closes it (`)`, `%`). Names
in the head span the last three, and shading fills cell by cell.
"""
from html import escape

from model import Cell

GAP, SIGN, CLOSE = 6, 8, 16


def split(x):
    """The sign, the figure and what closes it."""
    text = x.text
    at = len(text)
    while at and text[at - 1] in ")%":
        at -= 1
    return (x.sign, text[:at], text[at:]) if x.kind == "number" and at else (x.sign, text, "")


def td(text, css, span=1):
    return f'<td{f" colspan={span}" if span > 1 else ""} style="{css}">{text or "&nbsp;"}</td>'


def marked(x, text):
    text = escape(text).replace("\n", "<br>")
    text += f"<sup>{escape(x.mark)}</sup>" if x.mark else ""
    return f"<b>{text}</b>" if x.bold else text


def row(t, r):
    shade = "background: #cceeff; " if t.style == "filed" and r >= t.header_rows and (r - t.header_rows) % 2 == 0 else ""
    out = []
    for c, x in enumerate(t.rows[r]):
        if x is None:
            continue
        x = x if isinstance(x, Cell) else Cell(x)
        if c == 0:
            out.append(td(marked(x, x.text), f"{shade}padding-left: {2 + 10 * x.indent}pt; text-align: left; vertical-align: bottom"))
            continue
        out.append(td("", shade))
        if r < t.header_rows:
            line = "border-bottom: 0.75pt solid black; " if x.text else ""
            out.append(td(marked(x, x.text), f"{line}text-align: center; vertical-align: bottom", 4 * x.colspan - 1))
            continue
        line = {1: "border-top: 0.75pt solid black; ", 0: ""}[x.over] + {2: "border-bottom: 2.25pt double black; ", 1: "", 0: ""}[x.under]
        sign, text, close = split(x)
        body = Cell(text, bold=x.bold, mark=x.mark if not close else "")
        out.append(td(marked(Cell(sign, bold=x.bold), sign), shade + line + "text-align: left; vertical-align: bottom"))
        out.append(td(marked(body, text), shade + line + "text-align: right; vertical-align: bottom"))
        out.append(td(marked(Cell(close, bold=x.bold, mark=x.mark if close else ""), close), shade + line + "text-align: left; vertical-align: bottom"))
    return f'<tr style="break-inside: avoid">{"".join(out)}</tr>'


def table(t, colour):
    widths = [t.widths[0]]
    for w in t.widths[1:]:
        widths += [GAP, SIGN, w - GAP - SIGN - CLOSE, CLOSE]
    out = [f'<p class="caption"><b>{escape(t.heading())}</b></p>'] if t.title else []
    out += [f'<p style="text-align: center; margin: 0 0 4pt">{escape(t.unit.line)}</p>'] if t.unit else []
    out.append(f'<table style="width: {sum(widths)}pt; {colour}"><colgroup>' + "".join(f'<col style="width: {w}pt">' for w in widths) + "</colgroup><tbody>")
    out += [row(t, r) for r in range(len(t.rows))]
    return "\n".join(out + ["</tbody></table>"] + [f"<p>{escape(note)}</p>" for note in t.notes])
