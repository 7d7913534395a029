"""Invented releases whose pages hold more than a table: prose beside it, a chart below it, a second table of the same columns."""
from html import escape

from figures import Form
from invent_releases import Press
from model import Beside, Cell, Doc, Drawing, Heading, Para

THINGS = ["Manufacturing", "Construction", "Retail trade", "Transport and storage", "Accommodation and food", "Information", "Real estate", "Business services", "Public administration", "Education", "Health"]
SAID = ["Output rose by 0.4% in the three months to {m}, after growth of 0.2% in the three months before. Services contributed most, while construction fell for the third time in a row. Compared with the same period of the previous year, output was 1.3% higher. "
        "The largest upward contributions came from information and from business services.",
        "Prices in {m} were 2.1% higher than a year ago, down from 2.4%. The slowdown reflects fuel, which fell by 3.0% between the two months, and clothing. Food rose by 1.7%. Excluding energy, the rate was unchanged at 2.2%."]
MONTHS = ["January", "March", "June", "October"]


def bars(rng, names, wide, tall):
    """Bars on a base line, with values of an axis at the left and years below."""
    n, high = len(names), 40
    out = [f'<svg width="{wide}pt" height="{tall}pt" viewBox="0 0 {wide} {tall}" font-size="6.5">']
    for i in range(5):
        y = tall - 16 - i * (tall - 26) / 4
        out.append(f'<line x1="24" y1="{y:.1f}" x2="{wide}" y2="{y:.1f}" stroke="#bbb" stroke-width="0.4"/><text x="20" y="{y + 2:.1f}" text-anchor="end">{i * high // 4}</text>')
    step = (wide - 30) / n
    for i, s in enumerate(names):
        v = rng.randint(4, high)
        h = v / high * (tall - 26)
        out.append(f'<rect x="{28 + i * step:.1f}" y="{tall - 16 - h:.1f}" width="{step * 0.6:.1f}" height="{h:.1f}" fill="#4a6fa5"/><text x="{28 + i * step + step * 0.3:.1f}" y="{tall - 5}" text-anchor="middle">{escape(s)}</text>')
        if rng.random() < 0.5:
            out.append(f'<text x="{28 + i * step + step * 0.3:.1f}" y="{tall - 18 - h:.1f}" text-anchor="middle">{v}.{rng.randint(0, 9)}</text>')
    return "".join(out) + "</svg>"


def growth(rng, p, wide, k):
    """Rates of growth by branch in the latest months."""
    n = rng.randint(3, 5)
    f = Form(1, "", ".", rng.choice(["-", "–", "−"]), "0.0")
    year = rng.randrange(2006, 2025)
    rows = [[p.head("", 1, 1, "l"), *(p.head(f"{m}\n{year}", 1, 1, "r") for m in ["Jan", "Feb", "Mar", "Apr", "May"][:n])]]
    rows.append([Cell("All industries", bold=True), *(f.cell(rng.randint(-9, 15), bold=True) for _ in range(n))])
    for s in rng.sample(THINGS, rng.randint(4, 9)):
        rows.append([Cell(s, indent=1), *(f.cell(rng.randint(-40, 60)) for _ in range(n))])
    stub = 104
    t = p.table(rows, [stub, *[(wide - stub) / n] * n], 1, rng.choice(["Output by industry", "Growth by industry, month on month"]), number=str(k), caption=rng.choice(["Table {number}: {title}", "Table {number}. {title}"]), size=7.5, at="l",
                under=rng.choice([["Percentage change"], []]), notes=rng.choice([["Source: Office for Output Statistics"], []]))
    return t


def summary(rng, name):
    """A page of a release: a table at the right of its prose, a chart, a second table."""
    p = Press(rng, ["booktabs", "horizontal", "banner", "totals", "borderless", "zebra", "open"])
    told = Para(rng.choice(SAID).format(m=rng.choice(MONTHS)))
    first = growth(rng, p, 300, 1)
    first.repeat_header = False
    blocks = [Heading(rng.choice(["Key points", "Output in the latest quarter", "1. Main figures"]), 2)]
    blocks.append(Beside([told, first] if rng.random() < 0.6 else [first, told]))
    if rng.random() < 0.7:
        blocks += [Para(f"Chart {rng.randint(1, 3)}: Growth over the year, per cent"), Drawing(bars(rng, [str(y) for y in range(2012, 2012 + rng.randint(6, 10))], 480, rng.choice([110, 140])))]
    if rng.random() < 0.6:
        blocks.append(Para(SAID[1].format(m=rng.choice(MONTHS))))
        blocks.append(growth(rng, p, 480, 2))
    return Doc(name, blocks, margin=(52, 52), type_size=9, lang="en", footer=rng.choice(["{page}", "Office for Output Statistics | {page}", ""]), running=rng.choice(["", "Statistical bulletin"]))


KINDS = [summary]
