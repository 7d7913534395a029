"""Invented reports of line printers and of databases: columns by blanks, by bars or by colons, rules of hyphens and equals signs."""
from figures import Form
from invent_releases import open_cell
from model import Cell, Doc, Table

ACCOUNTS = ["CASH IN BANK - OPERATING", "TAXES RECEIVABLE", "DUE FROM OTHER FUNDS", "INVENTORY - SUPPLIES", "ACCOUNTS PAYABLE", "ACCRUED PAYROLL", "RESERVE FOR ENCUMBRANCES", "UNAPPROPRIATED SURPLUS", "SALARIES - REGULAR",
            "SALARIES - OVERTIME", "FICA EXPENSE", "TRAVEL AND TRAINING", "GAS AND OIL", "CONTRACT SERVICES", "OFFICE SUPPLIES"]
STATES = ["Adams", "Bolivar", "Carthage", "Delmar", "Eastland", "Franklin", "Grenada", "Humboldt", "Itasca", "Juniper", "Kearney", "Lander"]
CROPS = [("Area planted", "1,000 acres"), ("Area harvested", "1,000 acres"), ("Yield", "bushels"), ("Production", "1,000 bushels"), ("Price per unit", "dollars"), ("Value of production", "1,000 dollars")]
NAMES = ["order_id", "customer", "city", "qty", "amount", "discount", "balance"]
CUSTOMERS = ["Acorn Supply", "Beacon Mills", "Cobb & Son", "Delta Foods", "Elm Garage", "Fairway Press", "Gull Marine"]


class Paper:
    """Lines of characters; each knows whether it is the table's."""

    def __init__(self):
        self.lines = []

    def put(self, row, col, text, own=True):
        while len(self.lines) <= row:
            self.lines.append([])
        line = self.lines[row]
        line += [(" ", False)] * (col + len(text) - len(line))
        for i, ch in enumerate(text):
            if ch != " " or own:
                line[col + i] = (ch, own and ch != " ")


def aligned(text, wide, align):
    return {"l": text.ljust, "r": text.rjust, "c": text.center}[align](wide)


def typed_table(rows, heads, aligns, title, paper, size, pitch):
    widths = [60] * len(aligns)
    return Table(rows, widths, heads, None, None, title, "{title}", typed=paper.lines, size=size, pitch=pitch, plain=True, style="borderless", truth={"title": None, "unit": None, "notes": None})


def lay(rng, rows, heads, aligns, way):
    """Sets cells as lines. `way`: what parts columns and what rules there are."""
    n = len(aligns)
    text = lambda x: x.text if isinstance(x, Cell) else x or ""
    wide = [max(max(len(line) for line in text(row[c]).split("\n")) for row in rows if row[c] is not None and (not isinstance(row[c], Cell) or row[c].colspan == 1)) for c in range(n)]
    bar, rule, cross = {"blank": ("", "-", ""), "bars": (" | ", "-", "-+-"), "box": (" | ", "-", "-+-"), "colon": (" : ", "-", ""), "double": ("", "=", "")}[way]
    gap = len(bar) or rng.choice([2, 3, 4])
    left = 2 if way == "box" else 1 if way == "bars" else 0
    at, x = [], left
    for w in wide:
        at.append(x)
        x += w + gap
    whole = x - gap + (2 if way == "box" else 1 if way == "bars" else 0)
    paper, y = Paper(), 0

    def bars(row, covered=()):
        if bar:
            for c in range(1, n):
                if c not in covered:
                    paper.put(row, at[c] - gap + bar.index(bar.strip()), bar.strip(), False)
        if way == "box":
            paper.put(row, 0, "|", False)
            paper.put(row, whole - 1, "|", False)

    def line(ch=rule, each=False):
        nonlocal y
        if each:
            for c in range(n):
                paper.put(y, at[c], ch * wide[c], False)
        elif cross:
            s = ("+-" if way == "box" else "-") + cross.join("-" * w for w in wide) + ("-+" if way == "box" else "-")
            paper.put(y, 0, s, False)
        else:
            paper.put(y, 0, ch * whole, False)
        y += 1
    if way in ("box", "colon", "double"):
        line()
    each = way == "blank" and rng.random() < 0.6
    for r, row in enumerate(rows):
        cells = [(c, x if isinstance(x, Cell) else Cell(x)) for c, x in enumerate(row) if x is not None]
        tall = max((text(x).count("\n") + 1 for _, x in cells if r < heads and x.rowspan == 1), default=1)
        covered, spans = set(), []
        if any(getattr(x, "over", 0) for _, x in cells):
            for c, x in cells:
                if x.over:
                    paper.put(y, at[c], "-" * wide[c], False)
            bars(y)
            y += 1
        for c, x in cells:
            parts = text(x).split("\n")
            room = sum(wide[c:c + x.colspan]) + gap * (x.colspan - 1)
            if x.colspan > 1:
                covered |= set(range(c + 1, c + x.colspan))
                spans.append((c, room))
            low = tall - len(parts) if r < heads and x.rowspan == 1 else 0
            down = tall if x.rowspan > 1 else 0
            if x.rowspan > 1:  # beside the last line of the head
                later = max(text(z).count("\n") + 1 for z in rows[1] if z is not None)
                down = tall + bool(spread(rows)) + later - len(parts)
            for i, part in enumerate(parts):
                paper.put(y + low + i + down, at[c], aligned(part, room, "c" if x.colspan > 1 else x.align or aligns[c]))
        for i in range(tall):
            bars(y + i, covered)
        y += tall
        if spans and r < heads:
            for c, room in spans:
                paper.put(y, at[c], "-" * room, False)
            bars(y, covered)
            y += 1
        if r == heads - 1:
            line(each=each)
        if any(getattr(x, "under", 0) for _, x in cells):
            for c, x in cells:
                if x.under:
                    paper.put(y, at[c], "=" * wide[c], False)
            bars(y)
            y += 1
    if way in ("box", "colon", "double"):
        line()
    for row in paper.lines:
        while row and row[-1][0] == " ":
            row.pop()
    return paper, whole


def spread(rows):
    return any(isinstance(x, Cell) and x.colspan > 1 for x in rows[0])


def printer(rng, name):
    """Reports of accounts, tables of crops, results of queries."""
    f2 = Form(2, ",", ".", rng.choice(["after", "-", "after"]), rng.choice(["0", "0", "0"]))
    way = rng.choice(["blank", "blank", "bars", "box", "colon", "double"])
    year = rng.randrange(1979, 2016)
    above = []
    if way in ("bars", "box"):
        picked = ["order_id", "customer", "city", *rng.sample(NAMES[3:], rng.randint(2, 4))]
        aligns = ["r", "l", "l", *"r" * (len(picked) - 3)]
        up = rng.random() < 0.3
        rows = [[Cell(s.upper() if up else s, align="c" if way == "bars" else "l") for s in picked]]
        for i in range(rng.randint(6, 18)):
            rows.append([open_cell(str(1000 + 7 * i + rng.randint(0, 6))), Cell(rng.choice(CUSTOMERS)), Cell(rng.choice(STATES)),
                         *(Form(0, "", ".").cell(rng.randint(1, 60)) if s == "qty" else Form(2, "", ".").cell(rng.randint(-9000 if s == "balance" else 100, 900_000)) for s in picked[3:])])
        heads, above = 1, [rng.choice(["report=> select * from open_orders;", "Query: open orders by customer", ""])]
    elif way == "colon":
        items = rng.sample(CROPS, rng.randint(3, 4))
        aligns = ["l", *"r" * len(items)]
        rows = [[Cell(rng.choice(["State", "Item"]), align="c"), *(Cell(s.replace(" ", "\n", 1) if " " in s else s, align="c") for s, _ in items)]]
        led = rng.random() < 0.5
        for s in rng.sample(STATES, rng.randint(6, 12)):
            nil = rng.random() < 0.1
            rows.append([Cell(s), *(Cell("(D)", kind="?", align="r") if nil and i else Form(rng.choice([0, 0, 1]), ",", ".").cell(rng.randint(10, 900_000)) for i in range(len(items)))])
        rows.append([Cell("United States"), *(Form(0, ",", ".").cell(rng.randint(10 ** 5, 10 ** 7)) for _ in items)])
        heads, above = 1, [f"Corn: Area, Yield and Production, {year}", ""]
    else:
        two = rng.random() < 0.5
        n = 4 if two else rng.randint(2, 4)
        aligns = ["l", "l", *"r" * n]
        names = ["BUDGET", "ACTUAL", "BUDGET", "ACTUAL"] if two else ["BEGINNING\nBALANCE", "DEBITS", "CREDITS", "ENDING\nBALANCE"][:n]
        low = [None if two else Cell("ACCT"), None if two else Cell("DESCRIPTION"), *(Cell(s, align=rng.choice("rr")) for s in names)]
        rows = [[Cell("ACCT", 2), Cell("DESCRIPTION", 2), Cell("CURRENT MONTH", 1, 2), None, Cell("YEAR TO DATE", 1, 2), None], low] if two else [low]
        heads, sums = len(rows), [0] * n
        for i, s in enumerate(rng.sample(ACCOUNTS, rng.randint(6, 14))):
            values = [rng.choice([1, 1, 1, 1, -1]) * rng.randint(100, 10 ** rng.randint(5, 9)) for _ in range(n)]
            sums = [a + b for a, b in zip(sums, values)]
            rows.append([open_cell(f"{rng.randint(1, 5)}{rng.randint(10, 99)}-{rng.randint(10, 99):02d}" if way == "blank" else f"{1000 + 37 * i}"), Cell(s), *map(f2.cell, values)])
        total = [f2.cell(v) for v in sums]
        for x in total:
            x.over = 1
            x.under = int(rng.random() < 0.5)
        under = total[0].under
        for x in total:
            x.under = under
        rows.append(["", Cell(rng.choice(["TOTAL", "** TOTAL FUND 01 **", "GRAND TOTAL"])), *total])
        above = [f"RUN DATE 03/14/{year % 100:02d}          CITY OF LANDER", "REPORT GL-204               TRIAL BALANCE BY FUND", ""]
    paper, whole = lay(rng, rows, heads, aligns, way)
    for i, s in enumerate(above):
        start = [(ch, False) for ch in s]
        above[i] = start
    paper.lines = above + paper.lines
    if way == "bars" and rng.random() < 0.7:
        paper.lines.append([(ch, False) for ch in f"({len(rows) - heads} rows)"])
    wide = whole > 92
    size = min(9.5, (842 - 80 if wide else 612 - 80) / whole / 0.6)
    t = typed_table(rows, heads, aligns, None, paper, round(size, 1), rng.choice([1.1, 1.2, 1.3]))
    return Doc(name, [t], (842, 595) if wide else (612, 792), (48, 40), type_size=9, lang="en", footer=rng.choice(["", "{page}"]))


KINDS = [printer]
MONO = {"html": ["'Liberation Mono'", "'DejaVu Sans Mono'", "'Nimbus Mono PS'"], "strip": ["Liberation Mono"], "typst": ["DejaVu Sans Mono", "Liberation Mono"], "tex": ["Liberation Mono", "DejaVu Sans Mono"], "fo": ["Liberation Mono"], "office": ["Liberation Mono", "DejaVu Sans Mono"]}
