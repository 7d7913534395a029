"""Invented statistics as yearbooks print them: heads of several levels, groups of rows, panels side by side, facing pages, tables beside each other."""
from figures import Form
from invent_accounts import Look, paragraphs, statement
from invent_west import BODIES, CLUBS, REGIONS
from model import Beside, Cell, Columns, Doc, Heading, PageBreak, Table

THINGS = [("Population", ["Males", "Females", "Total"]), ("Births", ["Live", "Still"]), ("Cattle", ["Dairy", "Beef", "Other"]), ("Wheat", ["Acres", "Bushels"]), ("Schools", ["Primary", "Higher"]),
          ("Area\n(sq. miles)", []), ("Deaths", []), ("Marriages", []), ("Vehicles\nlicensed", []), ("Rainfall\n(inches)", []), ("Persons per\nhousehold", []), ("Post\noffices", [])]
GROUPS = ["Northern division", "Southern division", "Islands", "County boroughs", "Rural districts"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def forms(rng, n):
    zero, group = rng.choice(["-", "–", "—", "..", "0"]), rng.choice([",", ",", ",", " "])
    return [Form(rng.choice([0, 0, 0, 1, 2]), group, ".", "-", zero) for _ in range(n)]


def heads(look, most):
    """Columns under one or two levels: rows of cells, number of columns."""
    rng, h = look.rng, look.head
    picked, n = [], 0
    for word, parts in rng.sample(THINGS, len(THINGS)):
        if n + max(1, len(parts)) <= most:
            picked.append((word, parts))
            n += max(1, len(parts))
    two = any(parts for _, parts in picked)
    upper, lower = [], []
    for word, parts in picked:
        upper += [h(word, 2 if two and not parts else 1, max(1, len(parts))), *[None] * (len(parts) - 1)]
        lower += map(h, parts) if parts else [None]
    return ([upper, lower] if two else [upper]), n


def values(look, fs, low=0.12):
    return [f.cell(0 if look.rng.random() < low else look.rng.randint(1, 10 ** look.rng.randint(2, 6))) for f in fs]


def statistics(look, wide=470, rows_=None, most=None):
    """Places or years by rows."""
    rng = look.rng
    each = rng.choice([50, 54, 60])
    stub = rng.choice([90, 130])
    above, n = heads(look, most or rng.randint(3, (wide - stub) // each))
    over = len(above)
    rows = [[look.head(rng.choice(["District", "Year", "", "County"]), over, left=True) if r == 0 else None, *line] for r, line in enumerate(above)]
    fs = forms(rng, n)
    years = rows[0][0].text == "Year"
    labels = [str(1870 + i) for i in range(rng.randint(5, 24))] if years else rng.sample(REGIONS, rng.randint(4, 12))
    labels = labels[:rows_] if rows_ else labels
    grouped = not years and rng.random() < 0.4
    gaps = {}
    for i, word in enumerate(labels):
        if grouped and i % 4 == 0:
            rows.append([look.group(GROUPS[i // 4], rng.random() < 0.5), *[Cell("")] * n])
        if years and i and i % 5 == 0 and look.style in ("borderless", "booktabs", "totals", "upright", "hung"):
            gaps[len(rows)] = 5
        x = look.label(word, indent=int(grouped))
        if years:
            x.kind = "?"
        rows.append([x, *values(look, fs)])
    if not years and rng.random() < 0.5:
        rows.append([Cell("Total", bold=True), *(f.cell(rng.randint(10 ** 4, 10 ** 6), True) for f in fs)])
    mark = rng.choice(["*", "†", "(a)"])
    notes = []
    if rng.random() < 0.35:
        x = rng.choice([x for row in rows[over:] for x in row[1:] if x.kind == "number"])
        x.mark, notes = mark, [f"{mark} {rng.choice(['Estimated.', 'Subject to revision.', 'Eleven months only.'])}"]
    return Table(rows, [stub, *[each] * n], over, None, None, None, "{title}", notes=notes, **dict(look.options, gaps=gaps))


def entitle(t, rng, k):
    t.title = rng.choice(["Vital statistics", "Agriculture and stock", "Districts compared", "Returns of the registrars", "Area, population and services"])
    if rng.random() < 0.7:
        t.number, t.ordinal, t.caption = str(k + 1), k + 1, rng.choice(["Table {number}: {title}", "Table {number}. {title}", "TABLE {number} – {title}"])
    return t


def yearbook(rng, name):
    look = Look(rng, "en", True)
    wide = rng.random() < 0.25
    blocks = [Heading(rng.choice(["Statistical yearbook", "Blue book of the colony", "Annual abstract"]), 1), *paragraphs(rng, 2)]
    for k in range(rng.randint(1, 3)):
        blocks += [entitle(statistics(look, 680 if wide else 470), rng, k), *paragraphs(rng, 1)]
    return Doc(name, blocks, size=(842, 595) if wide else (595, 842), margin=(52, 52), type_size=rng.choice([8, 8.5, 9]), lang="en", footer=rng.choice(["{page}", "— {page} —", ""]))


def panels(rng, name):
    """One table in two or three panels side by side, its head again over each."""
    look = Look(rng, "en", True)
    if look.style in ("borderless", "totals", "zebra", "hung", "upright"):
        look.style = look.options["style"] = rng.choice(["booktabs", "horizontal", "boxed", "grid"])
    many, n = rng.choice([2, 2, 3]), rng.randint(5, 18)
    names = rng.choice([["Year", "Price\nper quarter"], ["Month", "Inches"], ["Town", "Votes", "Seats"], ["Name", "Amount"]])
    if many == 3:
        names = names[:2]
    fs = forms(rng, len(names) - 1)
    rows = [[look.head(s, left=i == 0) for _ in range(many) for i, s in enumerate(names)]]
    words = iter({"Year": [str(1800 + i) for i in range(99)], "Month": [f"{m} {y}" for y in range(1890, 1899) for m in MONTHS]}.get(names[0], [f"{a} {b}" for a in REGIONS[:6] for b in CLUBS]))
    body = []
    for _ in range(n * many):
        x = look.label(next(words))
        x.kind = "?" if x.text.isdigit() else None
        body.append([x, *(f.cell(rng.randint(1, 10 ** rng.randint(2, 5))) for f in fs)])
    rows += [[x for p in range(many) for x in body[p * n + i]] for i in range(n)]
    widths = [92 if many == 3 else 130, *[50] * (len(names) - 1)]
    t = Table(rows, widths * many, 1, None, None, "Returns in order", "{title}", **dict(look.options, slack=rng.choice([6, 10])))
    return Doc(name, [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 2), t, *paragraphs(rng, 1)], margin=(56, 50), type_size=8.5, lang="en", footer="{page}")


def beside(rng, name):
    """Two tables of their own beside each other."""
    look = Look(rng, "en", True)
    look.sums = look.sums and rng.random() < 0.5
    two = []
    for k in range(2):
        t = statistics(look, 225, rng.randint(4, 10), 2)
        t.widths = [100, *[54] * (len(t.widths) - 1)]
        t.title, t.number, t.ordinal, t.caption = rng.choice(["Cattle and crops", "Persons", "Schools and posts"]), str(k + 1), k + 1, "Table {number}: {title}"
        t.repeat_header, t.notes = False, []
        for _, _, x in t.cells():
            x.mark = ""
        two.append(t)
    return Doc(name, [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 2), Beside(two), *paragraphs(rng, 2)], margin=(56, 44), type_size=8, lang="en", footer="{page}")


def spread(rng, name):
    """One table over two facing pages: labels of the rows on the left one alone; nothing is cut by the gutter."""
    look = Look(rng, "en", True)
    look.leaders = False
    left, right = (heads(look, rng.randint(4, 6)) for _ in range(2))
    over = max(len(left[0]), len(right[0]))
    above = []
    for lines, n in (left, right):
        if len(lines) < over:
            for x in lines[0]:
                x.rowspan = over
            lines.append([None] * n)
        above.append(lines)
    n = left[1] + right[1]
    rows = [[look.head("District", over, left=True) if r == 0 else None, *a, *b] for r, (a, b) in enumerate(zip(*above))]
    fs = forms(rng, n)
    for word in rng.sample(REGIONS, rng.randint(6, 12)):
        rows.append([look.label(word), *values(look, fs)])
    rows.append([Cell("Total", bold=True), *(f.cell(rng.randint(10 ** 4, 10 ** 6), True) for f in fs)])
    t = Table(rows, [120, *[58] * left[1], *[62] * right[1]], over, "5", 5, "Stock and crops by district", "Table {number}: {title}", facing=1 + left[1], **look.options)
    t.whole = True
    return Doc(name, [Heading("Returns of the districts", 1), *paragraphs(rng, 2), t], margin=(50, 50), type_size=8.5, lang="en", footer="{page}")


def columns(rng, name):
    """Prose in two columns, narrow tables among it."""
    look = Look(rng, "en", True)
    blocks = []
    for k in range(rng.randint(1, 2)):
        t = statistics(look, 230, rng.randint(4, 8), 2)
        t.widths = [rng.choice([90, 110]), *[54] * (len(t.widths) - 1)]
        t.size, t.cut_rows, t.repeat_header = 8, False, False
        blocks += [*paragraphs(rng, 4), entitle(t, rng, k), *paragraphs(rng, 3)]
    return Doc(name, [Heading(rng.choice(BODIES), 1), Columns(blocks)], margin=(50, 50), type_size=9, lang="en", footer="{page}")


def mixed(rng, name):
    """Statements and statistics of several looks, prose between them."""
    blocks = [Heading(rng.choice(BODIES), 1)]
    for k in range(rng.randint(2, 4)):
        look = Look(rng, "en", True)
        t = statement(look, groups=1) if rng.random() < 0.5 else statistics(look, 470, 7)
        t.repeat_header = False
        blocks += [*paragraphs(rng, 2), entitle(t, rng, k)]
        if rng.random() < 0.15:
            blocks.append(PageBreak())
    return Doc(name, [*blocks, *paragraphs(rng, 2)], margin=(48, 56), type_size=rng.choice([8, 8.5, 9]), lang="en", footer="{page}")
