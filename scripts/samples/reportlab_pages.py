"""A sample typeset by ReportLab, with a CJK font that is named but not embedded."""
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

FONT = "STSong-Light"


def write(tables, path):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    title = ParagraphStyle("title", body, fontSize=11, leading=16, alignment=TA_CENTER)
    unit = ParagraphStyle("unit", body, alignment=TA_RIGHT)
    story = []
    for t in tables:
        story += [Paragraph(line, body) for line in t.before]
        story.append(Paragraph(f"表 {t.number} {t.title}", title))
        if t.unit:
            story.append(Paragraph(t.unit, unit))
        grid = [[""] * len(t.widths) for _ in t.rows]
        style = [("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                 ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
        for r, c, cell in t.cells():
            grid[r][c] = Paragraph(cell.text, body)
            if cell.rowspan * cell.colspan > 1:
                style.append(("SPAN", (c, r), (c + cell.colspan - 1, r + cell.rowspan - 1)))
        story.append(LongTable(grid, t.widths, style=style, repeatRows=t.header_rows if t.repeat_header else 0, splitInRow=1))
        story += [Paragraph(note, body) for note in t.notes] + [Spacer(1, 10)]
    SimpleDocTemplate(path, pagesize=A4, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50, invariant=1).build(story)
