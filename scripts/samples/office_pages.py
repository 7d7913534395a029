"""A sample as a word processor's or a spreadsheet's file, printed by LibreOffice."""
import copy
import pathlib
import subprocess
import tempfile

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.enum.text import WD_TAB_LEADER as LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

import rules
import typed_pages
from model import Columns, Heading, PageBreak, Para, Table
from pages import tint

WAYS = {"l": ALIGN.LEFT, "c": ALIGN.CENTER, "r": ALIGN.RIGHT}
SIDES = ("top", "right", "bottom", "left")


def element(tag, **values):
    e = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        e.set(qn(f"w:{name}"), str(value))
    return e


def run(paragraph, text, doc, size=None, bold=False, colour=None):
    if doc.leftward:
        properties = paragraph._element.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(element("bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    r = paragraph.add_run(text)
    r.font.name, r.font.size, r.bold = doc.font, Pt(size or doc.type_size), bold
    r._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), doc.font)
    if doc.leftward:  # the complex script's own font, size and weight
        properties = r._element.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:cs"), doc.font)
        properties.append(element("szCs", val=int(2 * (size or doc.type_size))))
        r.font.cs_bold, r.font.rtl = bold, True
    if colour is not None:
        r.font.color.rgb = RGBColor(*tint(colour))
    return r


def tighten(paragraph, align=None, before=0, after=0, keep=False):
    f = paragraph.paragraph_format
    f.space_before, f.space_after, f.line_spacing, f.keep_with_next, f.widow_control = Pt(before), Pt(after), 1.0, keep, False
    if align is not None:
        paragraph.alignment = align


def fill(cell, t, r, c, x, doc, colour):
    p = cell.paragraphs[0]
    align = x.align or ("r" if x.kind == "number" else "")
    tighten(p, {"r": ALIGN.RIGHT, "c": ALIGN.CENTER}.get(align, ALIGN.LEFT))
    if x.indent:
        p.paragraph_format.left_indent = Pt(9 * x.indent)
    if t.hangs(r, x):
        p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Pt(9 * x.indent + t.hang), Pt(-t.hang)
    if t.slack and align == "r":
        p.paragraph_format.right_indent = Pt(t.slack)
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(t.room + t.gaps.get(r, 0)), Pt(t.room)
    wide = sum(t.widths[c:c + x.colspan])
    if x.leader or x.sign:  # a tab to the right edge
        p.alignment = ALIGN.LEFT
        p.paragraph_format.tab_stops.add_tab_stop(Pt(wide - 5), TAB.RIGHT, LEADER.DOTS if x.leader else LEADER.SPACES)
    run(p, (x.sign + "\t" if x.sign else "") + x.text, doc, t.size, x.bold, colour)
    for r_ in p.runs:
        r_.italic = x.italic or None
    if x.mark:
        run(p, x.mark, doc, t.size, x.bold, colour).font.superscript = True
    if x.leader:
        run(p, "\t\u200b" if t.plain else "\t", doc, t.size, x.bold, colour)  # behind no text no dots are drawn
    cell.vertical_alignment = 0 if t.top else 3 if t.low else 1
    properties = cell._element.get_or_add_tcPr()
    margins = element("tcMar")
    for side in ("left", "right"):
        margins.append(element(side, w=40, type="dxa"))
    weights, shade = rules.edges(t, r, c, x)
    borders = element("tcBorders")
    for side, w in sorted(zip(SIDES, weights), key=lambda s: ("top", "left", "bottom", "right").index(s[0])):
        n = {"top": x.over, "bottom": x.under}.get(side, 0)
        w = w or 0.5 * bool(n)
        borders.append(element(side, val="double" if n == 2 else "single" if w else "nil", sz=int(w * 8), color="000000"))
    following = [e for e in properties if e.tag in (qn("w:vAlign"),)]
    if x.turned:
        (following[0].addprevious if following else properties.append)(element("textDirection", val="btLr"))
    parts = [borders] + ([element("shd", val="clear", color="auto", fill=shade[1:])] if shade else []) + [margins]
    for part in parts:
        following[0].addprevious(part) if following else properties.append(part)


def table(out, t, doc, colour=None):
    if t.title:
        p = out.add_paragraph()
        tighten(p, WAYS[t.at], 10, 2, True)
        run(p, t.heading(), doc, doc.type_size if t.plain else 11, t.strong)
    for line in t.under:
        p = out.add_paragraph()
        tighten(p, WAYS[t.at] if t.plain else None, keep=True)
        run(p, line, doc)
    if t.unit and t.unit.line:
        p = out.add_paragraph()
        tighten(p, WAYS[t.unit_at], 0, 2, True)
        run(p, t.unit.line, doc)
    made = out.add_table(len(t.rows), len(t.widths))
    made.autofit, made.alignment = False, 1
    if doc.leftward:
        made.table_direction = 1
    for col, width in zip(made.columns, t.widths):
        col.width = Pt(width)
    for r, row in enumerate(made.rows):
        properties = row._tr.get_or_add_trPr()
        if not t.cut_rows:
            properties.append(element("cantSplit"))
        if t.repeat_header and r < t.header_rows:
            properties.append(element("tblHeader"))
    slots = [list(row.cells) for row in made.rows]
    for r, c, x in t.cells():
        cell = slots[r][c]
        if x.rowspan * x.colspan > 1:
            cell = cell.merge(slots[r + x.rowspan - 1][c + x.colspan - 1])
        for extra in cell.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        cell.width = Pt(sum(t.widths[c:c + x.colspan]))
        fill(cell, t, r, c, x, doc, colour)
        # A merged cell has its rules on each of its pieces.
        borders = cell._element.tcPr.find(qn("w:tcBorders"))
        for rr in range(r + 1, r + x.rowspan):
            piece = made._tbl.tr_lst[rr].tc_at_grid_offset(c)
            piece.get_or_add_tcPr().append(copy.deepcopy(borders))
    for note in t.notes:
        p = out.add_paragraph()
        tighten(p)
        run(p, note, doc)
    p = out.add_paragraph()
    tighten(p)
    run(p, "", doc, 6)


def word(doc, path, tinted):
    out = docx.Document()
    normal = out.styles["Normal"]
    normal.font.name, normal.font.size = doc.font, Pt(doc.type_size)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), doc.font)
    section = out.sections[0]
    section.page_width, section.page_height = Pt(doc.size[0]), Pt(doc.size[1])
    if doc.size[0] > doc.size[1]:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin = section.bottom_margin = Pt(doc.margin[0])
    section.left_margin = section.right_margin = Pt(doc.margin[1])
    if doc.footer:
        p = section.footer.paragraphs[0]
        p.alignment = ALIGN.CENTER
        before, _, after = doc.footer.partition("{page}")
        run(p, before, doc)
        field = element("fldSimple", instr="PAGE")
        p._element.append(field)
        run(p, after, doc)
    if doc.running:
        run(section.header.paragraphs[0], doc.running, doc)
    count = iter(range(1000))
    for block in doc.blocks:
        if isinstance(block, (Heading, Para)):
            p = out.add_paragraph()
            level = getattr(block, "level", None)
            tighten(p, ALIGN.CENTER if level == 1 else None, 4, 4, level is not None)
            run(p, block.text, doc, {1: 15, 2: 12, 3: 10, None: None}[level], level is not None)
        elif isinstance(block, PageBreak):
            out.add_page_break()
        elif isinstance(block, Table):
            k = next(count) if tinted else None
            if block.typed:
                typed_pages.office(out, block, doc, k, run, tighten)
            else:
                table(out, block, doc, k)
        else:
            assert not isinstance(block, Columns), "no columns here"
    out.save(path)


def sheet(doc, path, tinted):
    """A workbook: each table a sheet, printed to the page's width where it fits."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    book = openpyxl.Workbook()
    for k, t in enumerate(doc.tables()):
        ws = book.active if k == 0 else book.create_sheet()
        ws.title = f"{k + 1}"
        ws.page_setup.paperSize = 9
        ws.page_setup.orientation = "landscape" if doc.size[0] > doc.size[1] else "portrait"
        ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        ws.print_options.horizontalCentered = True
        ws.oddFooter.center.text = doc.footer.replace("{page}", "&P")
        face = lambda size, bold=False, colour=None: Font(name=doc.font, size=size, bold=bold, color="FF%02X%02X%02X" % tint(colour) if colour is not None else None)
        colour, row = k if tinted else None, 1
        lines = [(t.heading(), "center", 12)] * bool(t.title) + [(u, "left", doc.type_size) for u in t.under]
        lines += [(t.unit.line, "right", doc.type_size)] if t.unit and t.unit.line else []
        for text, align, size in lines:
            ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(t.widths))
            put = ws.cell(row, 1, text)
            put.font, put.alignment = face(size), Alignment(horizontal=align)
            row += 1
        for i, w in enumerate(t.widths):
            ws.column_dimensions[openpyxl.utils.get_column_letter(i + 1)].width = w / 5.5
        tall = [1] * len(t.rows)
        for r, c, x in t.cells():
            at = ws.cell(row + r, c + 1, x.text + x.mark)
            at.number_format = "@"
            if x.sign:  # as an accountant's format sets it
                places = "." + "0" * len(x.value.partition(".")[2]) if "." in x.value else ""
                at.value, at.number_format = float(x.value), f'"{x.sign}"* #,##0{places};"{x.sign}"* ' + (f"(#,##0{places})" if "(" in x.text else f"{x.text[0]}#,##0{places}")
            at.font = face(t.size or doc.type_size, x.bold, colour)
            align = x.align or ("r" if x.kind == "number" else "l")
            at.alignment = Alignment(horizontal={"r": "right", "c": "center", "l": "left"}[align], vertical="top" if t.top else "bottom" if t.low else "center", wrap_text=True, indent=x.indent)
            weights, shade = rules.edges(t, r, c, x)
            weights = (weights[0] or 0.5 * x.over, weights[1], weights[2] or 0.5 * x.under, weights[3])
            for rr in range(r, r + x.rowspan):
                for cc in range(c, c + x.colspan):
                    piece = ws.cell(row + rr, cc + 1)
                    piece.border = Border(**{s: Side("double" if s == "bottom" and x.under == 2 else "medium" if w > 1 else "thin") for s, w in zip(SIDES, weights) if w})
                    if shade:
                        piece.fill = PatternFill("solid", fgColor="FF" + shade[1:].upper())
            if x.rowspan * x.colspan > 1:
                ws.merge_cells(start_row=row + r, end_row=row + r + x.rowspan - 1, start_column=c + 1, end_column=c + x.colspan)
            size = t.size or doc.type_size
            wide = sum(size if ord(ch) > 0x2e80 else size * 0.56 for ch in x.text)
            if x.rowspan == 1:
                tall[r] = max(tall[r], -(-wide // (sum(t.widths[c:c + x.colspan]) * 0.86 - 4)))
        for r, lines in enumerate(tall):
            ws.row_dimensions[row + r].height = lines * (t.size or doc.type_size) * 1.35 + 3 + 2 * t.room + t.gaps.get(r, 0)
        if t.repeat_header:
            ws.print_title_rows = f"{row}:{row + t.header_rows - 1}"
        for i, note in enumerate(t.notes):
            ws.merge_cells(start_row=row + len(t.rows) + i, end_row=row + len(t.rows) + i, start_column=1, end_column=len(t.widths))
            ws.cell(row + len(t.rows) + i, 1, note).font = face(doc.type_size)
    book.save(path)


def convert(doc, path, ending, write, tinted):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page" + ending)
        write(doc, source, tinted)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
                       check=True, capture_output=True, timeout=180)
        pathlib.Path(path).write_bytes(pathlib.Path(folder, "page.pdf").read_bytes())


def libreoffice(doc, path, tinted=False):
    convert(doc, path, ".docx", word, tinted)


def spreadsheet(doc, path, tinted=False):
    convert(doc, path, ".xlsx", sheet, tinted)
