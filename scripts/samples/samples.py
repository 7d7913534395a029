"""The committed samples: what each is made of, and by whom."""
import district
import html_pages
import office_pages
import strip_pages

PDFS = {
    "disclosure-chromium": lambda: (district.disclosure("disclosure-chromium", font="'WenQuanYi Zen Hei'", type_size=9, margin=(64, 30), repeated=("6",)),
                                    html_pages.chromium, None),
    "disclosure-libreoffice": lambda: (district.disclosure("disclosure-libreoffice", font="Noto Serif CJK SC", type_size=9, margin=(60, 28), repeated=("3", "13")),
                                       office_pages.libreoffice, None),
    "disclosure-reportlab": lambda: (district.disclosure("disclosure-reportlab", font="STSong-Light", type_size=9.5, margin=(66, 30), repeated=("7",)),
                                     strip_pages.reportlab, None),
}
