"""What draws: text, lines and shades at places, y downwards from the top."""
from pages import tint

FILES = {  # family: regular, bold (None: drawn bold), number inside a collection
    "WenQuanYi Zen Hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", None, 0),
    "AR PL UMing CN": ("/usr/share/fonts/truetype/arphic/uming.ttc", None, 0),
    "Liberation Sans": ("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", 0),
    "Liberation Serif": ("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf", 0),
    "Liberation Mono": ("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf", "/usr/share/fonts/truetype/liberation/LiberationMono-Bold.ttf", 0),
    "DejaVu Serif": ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf", 0),
}
BUILT_IN = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}


def rgb(k):
    return tuple(v / 255 for v in tint(k)) if k is not None else (0, 0, 0)


class Reportlab:
    """Fonts: STSong-Light and the like are named and not embedded, Helvetica is one of the standard fonts, others are embedded."""

    def __init__(self, doc):
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
        self.metrics, self.size, self.started = pdfmetrics, doc.size, False
        self.regular, self.strong = doc.font, None
        if doc.font in FILES:
            regular, bold, n = FILES[doc.font]
            pdfmetrics.registerFont(TTFont(doc.font, regular, subfontIndex=n))
            if bold:
                self.strong = doc.font + " bold"
                pdfmetrics.registerFont(TTFont(self.strong, bold))
        elif doc.font in BUILT_IN:
            self.strong = BUILT_IN[doc.font]
        else:
            pdfmetrics.registerFont(UnicodeCIDFont(doc.font))
        self.canvas = Canvas("", pagesize=doc.size, invariant=1)
        self.canvas.setTitle(doc.name)

    def page(self):
        if self.started:
            self.canvas.showPage()
        self.started = True

    def width(self, text, size, bold):
        return self.metrics.stringWidth(text, self.strong if bold and self.strong else self.regular, size)

    def text(self, x, y, text, size, bold, k):
        out = self.canvas.beginText(x, self.size[1] - y)
        out.setFont(self.strong if bold and self.strong else self.regular, size)
        out.setFillColorRGB(*rgb(k))
        if bold and not self.strong:  # made bold by a stroke of its outline
            out.setStrokeColorRGB(*rgb(k))
            out._code.append("0.3 w")
            out.setTextRenderMode(2)
        out.textOut(text)
        if bold and not self.strong:
            out.setTextRenderMode(0)
        self.canvas.drawText(out)

    def line(self, x0, y0, x1, y1, weight):
        self.canvas.setStrokeColorRGB(0, 0, 0)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def shade(self, x, y, w, h, colour):
        self.canvas.setFillColor(colour)
        self.canvas.rect(x, self.size[1] - y - h, w, h, stroke=0, fill=1)

    def save(self, path):
        self.canvas._filename = path
        self.canvas.save()


class Fpdf:
    def __init__(self, doc):
        import datetime
        from fpdf import FPDF
        self.pdf = FPDF(unit="pt", format=doc.size)
        self.pdf.set_creation_date(datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(doc.name)
        self.standard = doc.font not in FILES
        self.family = doc.font.lower().partition("-")[0] if self.standard else "sample"
        self.has_bold = True
        if not self.standard:
            regular, bold, n = FILES[doc.font]
            self.pdf.add_font("sample", "", regular, collection_font_number=n)
            self.has_bold = bool(bold)
            if bold:
                self.pdf.add_font("sample", "B", bold)

    def page(self):
        self.pdf.add_page()

    def font(self, size, bold):
        self.pdf.set_font(self.family, "B" if bold and self.has_bold else "", size)

    def width(self, text, size, bold):
        if not self.pdf.pages:
            self.pdf.add_page()
        self.font(size, bold)
        return self.pdf.get_string_width(text)

    def text(self, x, y, text, size, bold, k):
        self.font(size, bold)
        self.pdf.set_text_color(*(round(v * 255) for v in rgb(k)))
        if bold and not self.has_bold:
            with self.pdf.local_context(text_mode="FILL_STROKE", line_width=0.3, draw_color=tuple(round(v * 255) for v in rgb(k))):
                self.pdf.text(x, y, text)
        else:
            self.pdf.text(x, y, text)

    def line(self, x0, y0, x1, y1, weight):
        self.pdf.set_draw_color(0, 0, 0)
        self.pdf.set_line_width(weight)
        self.pdf.line(x0, y0, x1, y1)

    def shade(self, x, y, w, h, colour):
        self.pdf.set_fill_color(colour)
        self.pdf.rect(x, y, w, h, style="F")

    def save(self, path):
        self.pdf.output(path)
