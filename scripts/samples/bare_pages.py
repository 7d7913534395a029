"""Documents without a table by their producers."""
import html
import pathlib
import subprocess
import tempfile

import bare_charts
from html_pages import CHROMIUM

DRAWN = {"chart": bare_charts.chart, "diagram": bare_charts.diagram}


def svg(items):
    out = []
    for kind, *a in items:
        if kind == "line":
            out.append('<line x1="{:.2f}" y1="{:.2f}" x2="{:.2f}" y2="{:.2f}" stroke="#444" stroke-width="0.7"/>'.format(*a))
        elif kind == "path":
            points = " ".join(f"{x:.2f},{y:.2f}" for x, y in a[0])
            out.append(f'<polyline points="{points}" fill="{a[1] or "none"}" stroke="{"#c00" if not a[1] else "none"}" stroke-width="1.2"/>')
        elif kind == "rect":
            out.append('<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" '.format(*a[:4]) + f'fill="{a[4] or "none"}" stroke="{"#444" if not a[4] else "none"}" stroke-width="0.7"/>')
        else:
            x, y, anchor, size, text = a
            out.append(f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-size="{size}">{html.escape(text)}</text>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{bare_charts.WIDE}pt" height="{bare_charts.HIGH}pt" viewBox="0 0 {bare_charts.WIDE} {bare_charts.HIGH}">{"".join(out)}</svg>'


def as_html(kind, d):
    e = html.escape
    if kind == "prose":
        return f'<div style="columns:{d["columns"]};column-gap:16pt;text-align:justify">' + "".join(f"<p>{e(p)}</p>" for p in d["paragraphs"]) + "</div>"
    if kind == "contents":
        rows = []
        for level, number, title, page in d["entries"]:
            dots = '<span style="flex:1;overflow:hidden;white-space:nowrap">' + (" . " * 120 if d["leaders"] else "") + "</span>"
            name = f"{number} {title}" if d["numbers"] else title
            rows.append(f'<div style="display:flex;padding-left:{level * 16}pt"><span style="white-space:nowrap">{e(name[:60])}</span>{dots}<span>{page}</span></div>')
        return "<h2>Contents</h2>" + "".join(rows)
    if kind == "addresses":
        blocks = "".join("<div style='margin:6pt 0'>" + "<br>".join(e(line) for line in b) + "</div>" for b in d["blocks"])
        return f'<div style="display:grid;grid-template-columns:repeat({d["columns"]},1fr)">{blocks}</div>'
    if kind == "formulas":
        out = [f"<p>{e(d['text'])}</p>"]
        for name, a, b, result in d["items"]:
            tail = f"<mo>=</mo><mtext>{e(result)}</mtext>" if result else ""
            out.append(f'<p style="margin-left:30pt"><math><mtext>{e(name)}</mtext><mo>=</mo><mfrac><mtext>{e(a)}</mtext><mtext>{e(b)}</mtext></mfrac>{tail}</math></p>')
        return "".join(out)
    if kind == "code":
        lines = [f"{n + 1:3}  {line}" if d["numbered"] else line for n, line in enumerate(d["lines"])]
        return f"<p>{e(d['text'])}</p><pre style='font-size:8pt;background:#f4f4f4;padding:6pt'>" + e("\n".join(lines)) + "</pre>"
    if kind == "list":
        return f'<ol style="list-style-type:{d["mark"]}">' + "".join(f"<li>{e(i)}</li>" for i in d["items"]) + "</ol>"
    if kind == "index":
        return f'<div style="columns:{d["columns"]}">' + "".join(f"<div>{e(w)}, {refs}</div>" for w, refs in d["entries"]) + "</div>"
    if kind == "letter":
        block = lambda lines: "<br>".join(e(line) for line in lines)
        signed = "".join(f"<div>{e(s)}<br>Member of the Board</div>" for s in d["signed"])
        return (f'<div style="text-align:right">{block(d["from"])}</div><p>{block(d["to"])}</p><p style="text-align:right">{d["date"]}</p>'
                + "".join(f"<p>{e(t)}</p>" for t in d["text"]) + f'<div style="display:flex;gap:120pt;margin-top:30pt">{signed}</div>')
    text = f"<p>{e(d['text'])}</p>" if d.get("text") else ""
    return text + svg(DRAWN[kind](d)) + ("<p style='font-size:8pt'>Source: own records.</p>" if d.get("source") else "")


def page(parts, rng):
    font = rng.choice(["'Liberation Sans'", "'Liberation Serif'", "'DejaVu Serif'"])
    size = rng.choice([8.5, 9.5, 10.5])
    body = "".join(f'<section style="break-after:page"><h1>Part {n + 1}</h1>{as_html(k, d)}</section>' for n, (k, d) in enumerate(parts))
    style = f"@page {{ size: A4; margin: 56pt }} body {{ font: {size}pt {font}, 'Noto Serif CJK SC'; margin: 0; line-height: 1.3 }} h1 {{ font-size: 14pt }}"
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>parts</title><style>{style}</style></head><body>{body}</body></html>'


def chromium(parts, path, rng):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page.html")
        source.write_text(page(parts, rng), "utf8")
        subprocess.run([*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True, timeout=120)


def weasyprint(parts, path, rng):
    import weasyprint as engine
    engine.HTML(string=page(parts, rng)).write_pdf(path)


def libreoffice(parts, path, rng):
    """Word files for text; charts and diagrams as pictures that stay lines and texts."""
    import docx
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt
    with tempfile.TemporaryDirectory() as folder:
        doc = docx.Document()
        doc.styles["Normal"].font.name, doc.styles["Normal"].font.size = rng.choice(["Liberation Serif", "Liberation Sans"]), Pt(10)

        def columns(section, count):
            cols = section._sectPr.find(qn("w:cols"))
            if cols is None:
                cols = OxmlElement("w:cols")
                section._sectPr.append(cols)
            cols.set(qn("w:num"), str(count))
            cols.set(qn("w:space"), "400")

        for nth, (kind, d) in enumerate(parts):
            if nth:
                columns(doc.add_section(), 1)
            doc.add_heading(f"Part {nth + 1}", 1)
            tabbed = lambda text, at, leader=False: doc.add_paragraph(text).paragraph_format.tab_stops.add_tab_stop(Pt(at), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS if leader else WD_TAB_LEADER.SPACES)
            if kind in ("prose", "index"):
                columns(doc.add_section(0), d["columns"])
                for text in d.get("paragraphs") or [f"{w}, {refs}" for w, refs in d["entries"]]:
                    doc.add_paragraph(text).alignment = 3 if kind == "prose" else 0
            elif kind == "contents":
                for level, number, title, at in d["entries"]:
                    tabbed("    " * level + (f"{number} " if d["numbers"] else "") + f"{title[:50]}\t{at}", 420, d["leaders"])
            elif kind == "addresses":
                columns(doc.add_section(0), d["columns"])
                for block in d["blocks"]:
                    doc.add_paragraph("\n".join(block)).paragraph_format.keep_together = True
            elif kind == "formulas":
                doc.add_paragraph(d["text"])
                for name, a, b, result in d["items"]:
                    doc.add_paragraph(f"{name} = {a} / {b}" + (f" = {result}" if result else ""))
            elif kind == "code":
                doc.add_paragraph(d["text"])
                for n, line in enumerate(d["lines"]):
                    run = doc.add_paragraph().add_run(f"{n + 1:3}  {line}" if d["numbered"] else line)
                    run.font.name, run.font.size = "Liberation Mono", Pt(8)
            elif kind == "list":
                for item in d["items"]:
                    doc.add_paragraph(item, "List Bullet" if d["mark"] == "disc" else "List Number")
            elif kind == "letter":
                doc.add_paragraph("\n".join(d["from"])).alignment = 2
                doc.add_paragraph("\n".join(d["to"]))
                doc.add_paragraph(d["date"]).alignment = 2
                for text in d["text"]:
                    doc.add_paragraph(text)
                doc.add_paragraph("\t".join(d["signed"])).paragraph_format.tab_stops.add_tab_stop(Pt(260))
            else:
                doc.add_paragraph(d.get("text") or "")
                import pymupdf  # an EMF or SVG in a Word file needs a fallback picture: LibreOffice Draw makes the page instead
                pathlib.Path(folder, f"{nth}.svg").write_text(svg(DRAWN[kind](d)), "utf8")
                soffice(folder, f"{nth}.svg")
                doc.add_paragraph(f"@@{nth}@@")
        doc.save(f"{folder}/page.docx")
        soffice(folder, "page.docx")
        import pymupdf
        made = pymupdf.open(f"{folder}/page.pdf")
        for sheet in made:
            for nth, (kind, _) in enumerate(parts):
                for at in sheet.search_for(f"@@{nth}@@") if kind in DRAWN else []:
                    sheet.add_redact_annot(at)
                    sheet.apply_redactions()
                    sheet.show_pdf_page(pymupdf.Rect(at.x0, at.y0, at.x0 + bare_charts.WIDE, at.y0 + bare_charts.HIGH), pymupdf.open(f"{folder}/{nth}.pdf"), 0)
        made.save(path, garbage=4, deflate=True)


def soffice(folder, name):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/{name}"], check=True, capture_output=True, timeout=180)


def typst(parts, path, rng):
    import typst as engine
    quoted = lambda text: '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    out = [f'#set page("a4", margin: 56pt)\n#set text(font: ("{rng.choice(["Libertinus Serif", "New Computer Modern", "DejaVu Sans"])}", "Noto Serif CJK SC"), size: {rng.choice([9, 10, 11])}pt)\n#set par(justify: true)']
    for nth, (kind, d) in enumerate(parts):
        out.append(("#pagebreak()\n" if nth else "") + f"= Part {nth + 1}")
        if kind in ("prose", "index"):
            texts = d.get("paragraphs") or [f"{w}, {refs}" for w, refs in d["entries"]]
            out.append(f'#columns({d["columns"]})[' + ("\n\n" if kind == "prose" else "\\\n").join(quoted(t) for t in texts) + "]")
        elif kind == "contents":
            fill = "repeat[.]" if d["leaders"] else ""
            for level, number, title, at in d["entries"]:
                out.append(f"#h({level * 16}pt)" + quoted((f"{number} " if d["numbers"] else "") + title[:55]) + f" #box(width: 1fr)[#{fill or 'none'}] {at} \\")
        elif kind == "addresses":
            blocks = ["[" + " \\\n".join(quoted(line) for line in b) + "]" for b in d["blocks"]]
            out.append(f'#grid(columns: (1fr,) * {d["columns"]}, row-gutter: 14pt, {", ".join(blocks)})')
        elif kind == "formulas":
            out.append(quoted(d["text"]))
            for name, a, b, result in d["items"]:
                text = lambda s: '"' + s + '"'
                out.append(f"$ {text(name)} = {text(a)} / {text(b)}" + (f" = {text(result)} $" if result else " $"))
        elif kind == "code":
            lines = [f"{n + 1:3}  {line}" if d["numbered"] else line for n, line in enumerate(d["lines"])]
            out.append(quoted(d["text"]) + "\n\n#block(fill: luma(240), inset: 6pt)[\n```\n" + "\n".join(lines) + "\n```\n]")
        elif kind == "list":
            mark = {"disc": "- ", "decimal": "+ ", "lower-alpha": "+ "}[d["mark"]]
            out.append("\n".join(mark + quoted(i) for i in d["items"]))
        elif kind == "letter":
            block = lambda lines: " \\\n".join(quoted(line) for line in lines)
            out.append(f"#align(right)[{block(d['from'])}]\n\n{block(d['to'])}\n\n#align(right)[{d['date']}]\n\n" + "\n\n".join(quoted(t) for t in d["text"])
                       + "\n\n#v(20pt)#grid(columns: (1fr, 1fr), " + ", ".join(f"[{quoted(s)} \\ Member of the Board]" for s in d["signed"]) + ")")
        else:
            if d.get("text"):
                out.append(quoted(d["text"]))
            put = lambda x, y, what: f"#place(top + left, dx: {x:.2f}pt, dy: {y:.2f}pt, {what})"
            items = []
            for shape, *a in DRAWN[kind](d):
                if shape == "line":
                    items.append(f"#place(top + left, line(start: ({a[0]:.2f}pt, {a[1]:.2f}pt), end: ({a[2]:.2f}pt, {a[3]:.2f}pt), stroke: 0.6pt))")
                elif shape == "path":
                    moves = ", ".join(f"curve.{'move' if n == 0 else 'line'}(({x:.2f}pt, {y:.2f}pt))" for n, (x, y) in enumerate(a[0]))
                    look = f'fill: rgb("{a[1]}")' if a[1] else "stroke: 1pt + red"
                    items.append(f"#place(top + left, curve({look}, {moves}))")
                elif shape == "rect":
                    look = f'fill: rgb("{a[4]}")' if a[4] else "stroke: 0.6pt"
                    items.append(put(a[0], a[1], f"rect(width: {a[2]:.2f}pt, height: {a[3]:.2f}pt, {look})"))
                else:
                    x, y, anchor, size, text = a
                    shift = {"start": "left", "middle": "center", "end": "right"}[anchor]
                    x -= {"start": 0, "middle": 150, "end": 300}[anchor]
                    items.append(put(x, y - size, f"box(width: 300pt, align({shift}, text(size: {size}pt)[{quoted(text)}]))"))
            out.append(f"#block(width: {bare_charts.WIDE}pt, height: {bare_charts.HIGH}pt)[" + "\n".join(items) + "]")
            if d.get("source"):
                out.append("#text(size: 8pt)[Source: own records.]")
    pathlib.Path(path).write_bytes(engine.compile("\n\n".join(out).encode()))


def reportlab(parts, path, rng):
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen import canvas
    from reportlab.platypus import Paragraph
    font = rng.choice(["Helvetica", "Times-Roman"])
    size = rng.choice([9, 10])
    ink = canvas.Canvas(path, pagesize=(595, 842))
    for nth, (kind, d) in enumerate(parts):
        ink.setFont(font, 14)
        ink.drawString(56, 780, f"Part {nth + 1}")
        ink.setFont(font, size)
        y = 750
        style = ParagraphStyle("p", fontName=font, fontSize=size, leading=size * 1.3, alignment=TA_JUSTIFY)

        def para(text, x, y, width, style=style):
            p = Paragraph(html.escape(text), style)
            _, height = p.wrap(width, 700)
            p.drawOn(ink, x, y - height)
            return y - height - 6

        if kind == "prose" or kind == "index":
            n = d["columns"]
            width = (483 - 16 * (n - 1)) / n
            col, at = 0, y
            texts = [sentence for sentence in d.get("paragraphs", [])] or [f"{w}, {refs}" for w, refs in d["entries"]]
            texts = ["The text of this part is set in another script." if not t.isascii() else t for t in texts]
            foot = 60 if kind == "prose" else y - (len(texts) // n + 1) * (size * 1.3 + 6)
            for text in texts:
                at = para(text, 56 + col * (width + 16), at, width)
                if at < foot + 60 and col + 1 < n:
                    col, at = col + 1, y
        elif kind == "contents":
            for level, number, title, page_no in d["entries"]:
                name = (f"{number} " if d["numbers"] else "") + title[:55]
                ink.drawString(56 + 16 * level, y, name)
                end = 56 + 16 * level + ink.stringWidth(name, font, size) + 4
                if d["leaders"]:
                    ink.drawRightString(515, y, "." * int((515 - end) / ink.stringWidth(".", font, size)))
                ink.drawRightString(539, y, str(page_no))
                y -= size * 1.5
        elif kind == "addresses":
            for n, block in enumerate(d["blocks"]):
                row, col = divmod(n, d["columns"])
                for k, line in enumerate(block):
                    ink.drawString(56 + col * 483 / d["columns"], y - row * 80 - k * size * 1.25, line)
        elif kind == "formulas":
            y = para(d["text"], 56, y, 483) - 10
            for name, a, b, result in d["items"]:
                ink.drawString(86, y, f"{name} =")
                x = 86 + ink.stringWidth(f"{name} =", font, size) + 10
                wide = max(ink.stringWidth(t, font, size) for t in (a, b))
                ink.drawCentredString(x + wide / 2, y + 7, a)
                ink.drawCentredString(x + wide / 2, y - 7, b)
                ink.line(x - 2, y + 3, x + wide + 2, y + 3)
                if result:
                    ink.drawString(x + wide + 10, y, f"= {result}")
                y -= 40
        elif kind == "code":
            y = para(d["text"], 56, y, 483) - 10
            ink.setFont("Courier", 8)
            for n, line in enumerate(d["lines"]):
                ink.drawString(62, y, f"{n + 1:3}  {line}" if d["numbered"] else line)
                y -= 10
        elif kind == "list":
            for n, item in enumerate(d["items"]):
                ink.drawString(62, y - size, {"disc": "\u2022", "decimal": f"{n + 1}.", "lower-alpha": f"{'abcdefghijklmnopqrstuvwxyz'[n]})"}[d["mark"]])
                y = para(item, 80, y, 459)
        elif kind == "letter":
            for k, line in enumerate(d["from"]):
                ink.drawRightString(539, y - k * size * 1.3, line)
            for k, line in enumerate(d["to"]):
                ink.drawString(56, y - 90 - k * size * 1.3, line)
            ink.drawRightString(539, y - 170, d["date"])
            y -= 200
            for text in d["text"]:
                y = para(text, 56, y, 483)
            for k, name in enumerate(d["signed"]):
                ink.drawString(56 + 250 * k, y - 40, name)
                ink.drawString(56 + 250 * k, y - 53, "Member of the Board")
        else:
            y = para(d.get("text") or "", 56, y, 483) - 10
            for shape, *a in DRAWN[kind](d):
                ink.setStrokeColor(HexColor("#444444"))
                ink.setLineWidth(0.7)
                if shape == "line":
                    ink.line(56 + a[0], y - a[1], 56 + a[2], y - a[3])
                elif shape == "path":
                    p = ink.beginPath()
                    p.moveTo(56 + a[0][0][0], y - a[0][0][1])
                    for x, at in a[0][1:]:
                        p.lineTo(56 + x, y - at)
                    ink.setFillColor(HexColor(a[1] or "#000000"))
                    ink.drawPath(p, stroke=0 if a[1] else 1, fill=1 if a[1] else 0)
                elif shape == "rect":
                    ink.setFillColor(HexColor(a[4] or "#000000"))
                    ink.rect(56 + a[0], y - a[1] - a[3], a[2], a[3], stroke=0 if a[4] else 1, fill=1 if a[4] else 0)
                else:
                    x, at, anchor, points, text = a
                    ink.setFillColor(HexColor("#000000"))
                    ink.setFont(font, points)
                    text = text if text.isascii() or "£" in text else "Office"
                    {"start": ink.drawString, "middle": ink.drawCentredString, "end": ink.drawRightString}[anchor](56 + x, y - at, text)
            ink.setFillColor(HexColor("#000000"))
            ink.setFont(font, 8)
            if d.get("source"):
                ink.drawString(56, y - bare_charts.HIGH - 12, "Source: own records.")
        ink.showPage()
    ink.save()


def matplotlib(parts, path, rng):
    import matplotlib as engine
    engine.use("pdf")
    engine.rcParams["pdf.fonttype"] = rng.choice([3, 42])
    from matplotlib import pyplot as plt
    from matplotlib.backends.backend_pdf import PdfPages
    with PdfPages(path) as book:
        for _, c in parts:
            panels = rng.choice([1, 1, 2, 6])
            figure, axes = plt.subplots(*{1: (1, 1), 2: (2, 1), 6: (3, 2)}[panels], figsize=(8.27, 11.69))
            for axis in axes.flat if panels > 1 else [axes]:
                n = range(len(c["labels"]))
                first, *others = c["values"]
                match c["shape"]:
                    case "pie":
                        axis.pie(first, labels=c["labels"], autopct="%.1f%%" if c["told"] else None)
                    case "levels":
                        axis.barh(c["labels"], first)
                    case "bars":
                        drawn = axis.bar(c["labels"], first)
                        if c["told"]:
                            axis.bar_label(drawn)
                    case "groups":
                        for k, values in enumerate(c["values"]):
                            axis.bar([x + k * 0.3 for x in n], values, 0.3)
                        axis.set_xticks(list(n), c["labels"])
                    case "stack":
                        low = [0] * len(first)
                        for values in c["values"]:
                            axis.bar(c["labels"], values, bottom=low)
                            low = [a + b for a, b in zip(low, values)]
                    case "scatter":
                        axis.scatter(n, first)
                    case "area":
                        axis.stackplot(n, *c["values"])
                    case _:
                        for values in c["values"]:
                            axis.plot(n, values)
                        axis.set_xticks(list(n), c["labels"])
                axis.set_title(c["title"])
                if c["shape"] != "pie":
                    axis.set_ylabel(c["unit"])
                    axis.grid(c["grid"])
                    axis.tick_params(labelsize=7)
                if c["legend"] and c["shape"] != "pie":
                    axis.legend(c["series"])
            book.savefig(figure)
            plt.close(figure)


PRODUCERS = {"chromium": chromium, "weasyprint": weasyprint, "libreoffice": libreoffice, "typst": typst, "reportlab": reportlab, "matplotlib": matplotlib}
