"""Documents that run from right to left, nobody tuned on: kinds, producers and forms drawn at random."""
import html_pages
import invent_leftward
import office_pages

PRODUCERS = {"chromium": html_pages.chromium, "weasyprint": html_pages.weasyprint, "libreoffice": office_pages.libreoffice, "wkhtmltopdf": html_pages.wkhtmltopdf}


def one(rng, name):
    doc = invent_leftward.leftward(rng, name)
    # wkhtmltopdf loses Arabic letters of words that it breaks.
    producer = rng.choice([n for n in PRODUCERS if n != "wkhtmltopdf" or doc.lang == "he"])
    if producer == "libreoffice":
        doc.font = "DejaVu Sans"
    return doc, producer, PRODUCERS[producer], None
