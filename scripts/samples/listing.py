"""Writes samples/README.md: source, licence, sum and purpose of every sample."""
import hashlib

WQY = "WenQuanYi Zen Hei (GPL-2.0 with font exception)"
NOTO = "Noto CJK (OFL-1.1)"
LIBERATION = "Liberation (OFL-1.1)"
LIBERTINUS = "Libertinus (OFL-1.1)"

SAMPLES = {  # name: (source, fonts inside, what it shows)
    "disclosure-chromium.pdf": ("Chromium", WQY, "Twelve tables of a district's budget disclosure, ruled: numbers and labels wrapped in narrow columns, rows cut by the page end, heads of "
                                "two and three levels, income beside spending, row spans over pages beside a long text (table 13), a form (table 14), several tables on a page. "
                                "Table 6 repeats its head; no rule closes a table at the page end."),
    "disclosure-libreoffice.pdf": ("LibreOffice Writer, from DOCX", f"{NOTO}, DejaVu (Bitstream Vera licence)", "The same figures, wrapped and cut elsewhere; bold totals; tables 3 and 13 repeat their heads."),
    "disclosure-reportlab.pdf": ("ReportLab", "none: STSong-Light is named, not embedded", "The same figures; bold by a stroke of the outlines (each bold glyph is drawn filled and stroked); table 7 repeats its head."),
    "disclosure-2022.txt": ("another converter's text of a published disclosure, an official document (no copyright: art. 5 of China's copyright law); person and telephone "
                            "replaced by invented ones, else unchanged", "", "Its damage: numbers and labels cut by blanks, rows cut by a blank line, cells standing one column left, person and telephone swapped."),
    "stations.md": ("by hand in `dumps.py`", "", "Markdown: numbers cut by `<br>`, a head of two levels, the head again after a page number, a row cut there."),
    "grants.tsv": ("by hand in `dumps.py`", "", "Tabs, English: figures cut at the comma, brackets for minus, a row cut by a blank line, its rest without figures."),
    "staff.csv": ("by hand in `dumps.py`", "", "Quoted cells with line ends inside numbers and labels; title and unit as rows; codes that look like numbers."),
    "works.html": ("by hand in `dumps.py`", "", "Row and column spans marked; numbers cut by `<br>`; the table goes on in a second one without a head, a row cut between them; 表七."),
    "booktabs.pdf": ("typst", LIBERTINUS, "Three-line tables with short rules under the upper head."),
    "horizontal.pdf": ("LibreOffice Writer, from DOCX", LIBERATION, "Rules between rows only; a row cut by the page end; no second head."),
    "borderless.pdf": ("Chromium", LIBERATION, "No rules: accounts with a column of notes' numbers, brackets for minus, a footnote's mark at a figure."),
    "zebra.pdf": ("ReportLab", "none: STSong-Light is named, not embedded", "Shaded rows instead of rules; a table over the page end; percentages."),
    "rotated.pdf": ("ReportLab, pages turned by pikepdf", "none: STSong-Light is named, not embedded", "Landscape tables on portrait pages with /Rotate 90; 类 款 项 beside the total."),
    "sideways.pdf": ("Chromium, pages turned by pikepdf", WQY, "The same tables with the text running upwards and no /Rotate."),
    "mixed.pdf": ("LibreOffice Writer, from DOCX", LIBERATION, "Four tables of four styles and prose on one page, a form among them."),
    "columns.pdf": ("typst", LIBERTINUS, "Prose in two columns, tables inside the columns."),
    "ledger.pdf": ("ReportLab", "none: Times is one of the standard fonts", "£ s. d. behind dot leaders."),
    "facing.pdf": ("ReportLab", LIBERATION, "One table over two facing pages; title and head cut by the gutter inside a word."),
    "haushalt.pdf": ("Chromium", LIBERATION, "German: points between thousands, decimal comma, minus after the figure."),
    "sheets.pdf": ("LibreOffice Calc, from XLSX", NOTO, "A printed workbook: one table goes over two pages with its head again."),
    "hebrew.pdf": ("Chromium", "DejaVu (Bitstream Vera licence)", "Text and columns from right to left: a ruled table, one without rules, one of three lines; brackets for minus."),
    "arabic.pdf": ("LibreOffice Writer, from DOCX", "DejaVu (Bitstream Vera licence)", "The same in Arabic, with the digits of its script."),
    "triangle.pdf": ("LibreOffice Writer, from DOCX", "AR PL UMing (Arphic Public License)", "Traditional Chinese, △ for minus, 合　計 spread with a full-width blank."),
}


def write(root):
    folder = root / "samples"
    found = {p.name for p in folder.iterdir()} - {"README.md"}
    assert found == set(SAMPLES), f"listed and there differ: {sorted(found ^ set(SAMPLES))}"
    out = ["# Samples", "", "Inputs of the tests. Truth: `golden/truth/`, under the name without its ending. Made by `scripts/samples/generate.py`, which writes this page too;",
           "licence of all that is generated: MIT OR Apache-2.0. Departments, people, telephones and figures are invented, but for the figures of the `disclosure-*`",
           "samples, which are those of one published disclosure (person and telephone are invented there as well).", "",
           "| sample | made by | fonts embedded | what it shows | sha256 |", "| --- | --- | --- | --- | --- |"]
    for name, (source, fonts, shows) in SAMPLES.items():
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        out.append(f"| `{name}` | {source} | {fonts or '-'} | {shows} | `{digest}` |")
    (folder / "README.md").write_text("\n".join(out) + "\n", "utf8")
