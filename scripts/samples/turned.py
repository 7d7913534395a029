"""Turns the pages of a PDF: set sideways on an upright page, with or without /Rotate to set it right."""
import pikepdf


def turn(path, rotate, only=lambda number: True):
    """A landscape page (w wide) becomes a portrait sheet with its text running upwards; `rotate` adds /Rotate 90."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            if not only(number):
                continue
            x0, y0, x1, y1 = (float(v) for v in page.mediabox)
            w, h = x1 - x0, y1 - y0
            page.contents_add(pikepdf.Stream(pdf, b"q 0 1 -1 0 %.3f %.3f cm\n" % (h + y0, -x0)), prepend=True)
            page.contents_add(pikepdf.Stream(pdf, b"\nQ"))
            page.mediabox = [0, 0, h, w]
            for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if box in page:
                    del page[box]
            if rotate:
                page.Rotate = 90
        pdf.save(path, deterministic_id=True)


def rotated(path):
    turn(path, True)


def sideways(path):
    turn(path, False)
