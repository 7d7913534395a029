"""A sample as HTML, for the producers that typeset HTML: Chromium and LibreOffice."""
from html import escape

STYLE = """@page { size: A4; margin: 18mm 15mm }
body { font-family: 'Noto Sans CJK SC', 'AR PL UMing CN'; font-size: 8pt }
h2 { font-size: 11pt; text-align: center; margin: 12pt 0 2pt }
.unit { text-align: right; margin: 0 0 2pt }
table { border-collapse: collapse; table-layout: fixed; margin: 0 auto }
td, th { padding: 1.5pt; overflow-wrap: anywhere; word-break: break-all; vertical-align: middle; font-weight: normal }
"""


def cell(c, tag):
    span = "".join(f' {name}="{n}"' for name, n in (("rowspan", c.rowspan), ("colspan", c.colspan)) if n > 1)
    text = f"<b>{escape(c.text)}</b>" if c.bold else escape(c.text)
    # The border stands on each cell: LibreOffice reads none from a style sheet.
    return f'<{tag}{span} style="border: 0.75pt solid #000000">{text}</{tag}>'


def table(t):
    out = [f"<p>{escape(line)}</p>" for line in t.before]
    out.append(f"<h2>表 {t.number} {escape(t.title)}</h2>")
    if t.unit:
        out.append(f'<p class="unit">{escape(t.unit)}</p>')
    out.append(f'<table width="{sum(t.widths)}pt" style="width:{sum(t.widths)}pt">')
    out += [f'<col width="{w}pt" style="width:{w}pt">' for w in t.widths]
    rows = [[] for _ in t.rows]
    for r, _, c in t.cells():
        rows[r].append(cell(c, "td"))
    for r, row in enumerate(rows):
        if t.repeat_header and r == 0:
            out.append("<thead>")
        out.append("<tr>" + "".join(row) + "</tr>")
        if t.repeat_header and r == t.header_rows - 1:
            out.append("</thead><tbody>")
    out.append("</tbody></table>" if t.repeat_header else "</table>")
    out += [f"<p>{escape(note)}</p>" for note in t.notes]
    return "\n".join(out)


def page(tables):
    body = "\n".join(table(t) for t in tables)
    return f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{body}</body></html>'
