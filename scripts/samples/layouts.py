"""Invented documents of one layout each: what rules, turns and columns do to tables."""
import random

import invent_cn
import invent_leftward
import invent_west
from figures import Form
from model import Cell, Columns, Doc, Heading, PageBreak, Para, Table, Unit, code, head

POUNDS = Unit("£000", "£000", "GBP", "1000")
F = Form(0, ",", ".", "()", "-")


def western(seed, style, unit=POUNDS, caption="Table {number}: {title}"):
    w = invent_west.Western(random.Random(seed))
    w.unit, w.form, w.high, w.style, w.caption = unit, F, 900000, style, caption
    return w


def booktabs():
    """Three lines; two levels of head with short rules below the upper one."""
    w = western("booktabs", "booktabs")
    return Doc("booktabs", [Heading(f"{w.body}: annual statistics", 1), *w.prose(), w.regions(), *w.prose(), w.segments(), *w.prose()], margin=(56, 56), type_size=9, lang="en",
               font="Libertinus Serif", footer="{page}")


def horizontal():
    """Rules between the rows only, over two pages without a second head."""
    w = western("horizontal", "horizontal")
    accounts, t = w.statement(), w.grants()
    t.repeat_header, t.cut_rows = False, True
    return Doc("horizontal", [Heading(f"{w.body}: grants", 1), *w.prose(), accounts, *w.prose(), t], margin=(60, 60), type_size=9.5, lang="en", font="Liberation Serif", footer="Page {page}")


def borderless():
    """No rules at all: accounts with notes' numbers, brackets for minus, a footnote's mark."""
    w = western("borderless", "borderless")
    mark = Table([[head("", bold=False), head("2024"), head("2023")], ["Fees", F.cell(41200), F.cell(39875)],
                  ["Grant for the east quay*", Cell("12,500*", kind="number", value="12500", align="r"), "-"], ["Write-offs", F.cell(-1310), F.cell(-2205)],
                  [Cell("Net", bold=True), F.cell(52390, True), F.cell(37670, True)]], [200, 80, 80], 1, "9", None, "Fees and grants", "Table {number}: {title}", POUNDS,
                 style="borderless", notes=["* Paid in two parts."])
    mark.rows[2][2] = Cell("-", align="r")
    return Doc("borderless", [Heading(f"{w.body}: accounts", 1), *w.prose(), w.statement(), *w.prose(), mark, *w.prose()], margin=(60, 70), type_size=10, lang="en",
               font="'Liberation Sans'", footer="{page}")


def zebra():
    """Shaded rows instead of rules, in Chinese, rows cut by the page."""
    w = invent_cn.Writer(random.Random("zebra"))
    w.style, w.unit, w.form, w.scale, w.caption, w.chinese = "zebra", Unit("单位：万元", "万元", "CNY", "10000"), Form(6, "", ".", "-", ""), 300 * 10 ** 6, "表 {number} {title}", False
    tables = [w.economy(), w.three_public(), w.projects()]
    for t in tables:
        t.cut_rows, t.repeat_header = True, False
    return Doc("zebra", [Heading(f"{w.office} {w.year} 年部门预算公开", 1), *w.prose(), *tables], margin=(56, 30), type_size=9, font="STSong-Light", footer="- {page} -")


def turned():
    """Landscape tables; the same document serves /Rotate 90 and text set sideways."""
    w = invent_cn.Writer(random.Random("turned"))
    w.style, w.unit, w.form, w.scale, w.caption, w.chinese = "grid", Unit("金额单位：万元", "万元", "CNY", "10000"), Form(6, "", ".", "-", ""), 300 * 10 ** 6, "表 {number} {title}", False
    tables = [w.functions(), w.goals(), w.lei()]
    for t in tables:
        t.widths = [round(x * 1.35, 1) for x in t.widths]
    return Doc("turned", [Heading(f"{w.office} {w.year} 年部门预算表", 1), *tables], size=(842, 595), margin=(50, 40), type_size=8.5, footer="第 {page} 页")


def mixed():
    """Several small tables and prose on one page, of four styles; a form of keys and values among them."""
    w = western("mixed", "grid", caption="Table {number} {title}")
    small = Table([[head("Berth"), head("Depth (m)"), head("Vessels"), head("Dues")]] +
                  [[code(b), d, F.cell(v), F.cell(m)] for b, d, v, m in (("E1", "6.5", 214, 88120), ("E2", "7.25", 97, 51030), ("W1", "4.0", 0, 0), ("W2", "11.75", 318, 240915))] +
                  [[Cell("All", bold=True), "", F.cell(629, True), F.cell(380065, True)]], [60, 70, 70, 80], 1, "7", None, "Berths in use", "Table {number} {title}", Unit("£", "£", "GBP", "1"), style="totals")
    a = w.card()
    w.style = "horizontal"
    b = w.segments()
    w.style = "frame"
    c = w.regions()
    return Doc("mixed", [Heading(f"{w.body}", 1), a, *w.prose(), b, *w.prose(), small, Para(invent_west.PROSE[1]), c], margin=(40, 56), type_size=8.5, lang="en", font="Liberation Sans", footer="{page}")


def columns():
    """Two columns of prose; a table stands in one of them."""
    return named(invent_west.two_columns(random.Random("columns 3"), "columns"), font="Libertinus Serif")


def ledger():
    """Pounds, shillings and pence behind dot leaders."""
    return named(invent_west.shillings(random.Random("ledger"), "ledger"), font="Times-Roman")


def facing():
    """One table over a left and a right page; title and head are cut by the gutter."""
    return named(invent_west.facing(random.Random("facing 2"), "facing"), font="Liberation Serif")


def named(doc, **options):
    for key, value in options.items():
        setattr(doc, key, value)
    return doc


def haushalt():
    """German figures: points between thousands, a decimal comma, the sign after the figure."""
    for i in range(99):
        doc = invent_west.german(random.Random(f"haushalt {i}"), "haushalt")
        text = [c.text for t in doc.tables() for _, _, c in t.cells()]
        if any(x.endswith("-") and len(x) > 1 for x in text):
            return named(doc, font="'Liberation Serif'")
    raise AssertionError


def sheets():
    """A workbook printed: each table a sheet, one of them over two pages with its head again."""
    w = invent_cn.Writer(random.Random("sheets"))
    w.style, w.unit, w.form, w.scale, w.caption, w.chinese = "grid", Unit("单位：元", "元", "CNY", "1"), Form(2, ",", ".", "-", ""), 10 ** 9, "表{number} {title}", False
    w.year = 2024
    a, b, c = w.sides(), w.economy(), w.balance()
    b.repeat_header, b.size = True, 12
    return Doc("sheets", [a, b, c], type_size=9, font="Noto Sans CJK SC", footer="第 {page} 页")


def leftward(lang, seed):
    """Figures in a script that runs from right to left, in its own digits where it has any: with rules and without."""
    for i in range(99):
        w = invent_leftward.Writer(random.Random(f"leftward {lang} {seed} {i}"), lang)
        if w.eastern == (lang in invent_leftward.EASTERN) and w.form.minus == "()":
            break
    blocks = [Heading(w.words["heading"].format(year=w.digits(str(w.year))), 1)]
    for style, make in (("grid", w.two_levels), ("borderless", w.execution), ("booktabs", w.halves)):
        w.style = style
        blocks += [Para(w.words["prose"][0]), make()]
    return Doc({"he": "hebrew", "ar": "arabic"}[lang], blocks, margin=(50, 44), font="DejaVu Sans", type_size=8.5, lang=lang, footer=w.words["foot"])


def accounts_hk():
    """Figures in traditional Chinese with △ for minus."""
    for i in range(99):
        doc = invent_west.triangle(random.Random(f"triangle {i}"), "triangle")
        if doc.lang == "zh":
            return named(doc, font="AR PL UMing TW")
    raise AssertionError
