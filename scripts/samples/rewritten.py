"""A sample by one producer, written anew by another program: the marks stay where they are, and what draws them changes.

cairo paints a line in one go, whatever cells it runs through, and draws the outlines of letters made bold; Ghostscript and
MuPDF order, cut and name things their own way.
"""
import subprocess
import tempfile

import html_pages
import office_pages


def anew(command, first):
    """Typesets with `first` and hands its file to a command, `{i}` to `{o}`."""
    def producer(doc, path, tinted=False):
        with tempfile.TemporaryDirectory() as folder:
            source = f"{folder}/first.pdf"
            first(doc, source, tinted)
            subprocess.run([word.format(i=source, o=path) for word in command], check=True, capture_output=True, timeout=180)
    return producer


cairo = anew(["pdftocairo", "-pdf", "{i}", "{o}"], office_pages.libreoffice)
ghostscript = anew(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile={o}", "{i}"], html_pages.chromium)
mupdf = anew(["mutool", "clean", "-gggg", "-s", "{i}", "{o}"], office_pages.libreoffice)
