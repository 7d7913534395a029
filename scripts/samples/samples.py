"""The committed samples: what each is made of, and by whom."""
import district
import html_pages
import layouts
import office_pages
import strip_pages
import turned
import typst_pages

PDFS = {  # name: (document, producer, what happens to the pages afterwards)
    "disclosure-chromium": lambda: (district.disclosure("disclosure-chromium", font="'WenQuanYi Zen Hei'", type_size=9, margin=(64, 30), repeated=("6",)),
                                    html_pages.chromium, None),
    "disclosure-libreoffice": lambda: (district.disclosure("disclosure-libreoffice", font="Noto Serif CJK SC", type_size=9, margin=(60, 28), repeated=("3", "13")),
                                       office_pages.libreoffice, None),
    "disclosure-reportlab": lambda: (district.disclosure("disclosure-reportlab", font="STSong-Light", type_size=9.5, margin=(66, 30), repeated=("7",)),
                                     strip_pages.reportlab, None),
    "booktabs": lambda: (layouts.booktabs(), typst_pages.typst, None),
    "horizontal": lambda: (layouts.horizontal(), office_pages.libreoffice, None),
    "borderless": lambda: (layouts.borderless(), html_pages.chromium, None),
    "zebra": lambda: (layouts.zebra(), strip_pages.reportlab, None),
    "rotated": lambda: (layouts.named(layouts.turned(), name="rotated", font="STSong-Light"), strip_pages.reportlab, turned.rotated),
    "sideways": lambda: (layouts.named(layouts.turned(), name="sideways", font="'WenQuanYi Zen Hei'", type_size=8), html_pages.chromium, turned.sideways),
    "mixed": lambda: (layouts.mixed(), office_pages.libreoffice, None),
    "columns": lambda: (layouts.columns(), typst_pages.typst, None),
    "ledger": lambda: (layouts.ledger(), strip_pages.reportlab, None),
    "facing": lambda: (layouts.facing(), strip_pages.reportlab, None),
    "haushalt": lambda: (layouts.haushalt(), html_pages.chromium, None),
    "sheets": lambda: (layouts.sheets(), office_pages.spreadsheet, None),
    "hebrew": lambda: (layouts.leftward("he", 2), html_pages.chromium, None),
    "arabic": lambda: (layouts.leftward("ar", 5), office_pages.libreoffice, None),
    "triangle": lambda: (layouts.accounts_hk(), office_pages.libreoffice, None),
}
