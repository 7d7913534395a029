"""Invented releases of banks and unions of states: country tables with projections, bulletins with time in the stub, countries by years with flags, triangles and ladders."""
from figures import Form
from invent_releases import Press, drift, open_cell
from model import Cell, Doc, Heading, Para

LANDS = ["Arvonia", "Belmar", "Corvania", "Dalmora", "Estavia", "Fenland", "Gravonia", "Hestria", "Ilmaria", "Jorvik", "Kestonia", "Lothria", "Merania", "Norvia", "Ostmark", "Pelagia", "Rovinia", "Sulmona", "Tarvia",
         "Ulmenia", "Valdoria", "Westria"]
ECONOMY = [("(Annual percentage change, unless otherwise indicated)", ["Real GDP", "GDP deflator", "Consumer prices (period average)", "Consumer prices (end of period)"]),
           ("(In percent of GDP)", ["Gross domestic investment", "Public", "Private (including change in stocks)", "Gross national saving"]),
           ("(In percent of GDP, unless otherwise indicated)", ["Revenue and grants", "Expenditure and net lending", "Overall balance", "Primary balance", "Gross public debt 2/"]),
           ("(Changes in percent of beginning-of-period broad money)", ["Broad money", "Net foreign assets", "Net domestic assets", "Credit to the private sector"]),
           ("(In millions of U.S. dollars, unless otherwise indicated)", ["Exports, f.o.b.", "Imports, f.o.b.", "Current account balance (incl. official transfers)", "Gross official reserves", "In months of imports 3/"])]
NAMED = ["Output and prices", "Saving and investment", "Central government 1/", "Money and credit", "External sector"]
MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."]
SERIES = [("M3", ["M1", "M2-M1", "M3-M2"]), ("Credit to euro\narea residents", ["General\ngovernment", "Other\nresidents"]), ("Deposits", ["Overnight", "With agreed\nmaturity", "Redeemable\nat notice"]),
          ("Loans", ["Households", "Non-financial\ncorporations"]), ("Interest rates", ["Deposit\nfacility", "Main\nrefinancing", "Marginal\nlending"])]
INDICATORS = ["Employment rate, persons aged 20–64", "Gross domestic expenditure on R&D", "Young people neither in employment nor in education and training", "Life expectancy at birth", "Greenhouse gas emissions per head",
              "Harmonised unemployment rate", "General government gross debt"]
PROSE = ["Growth was revised up, while inflation is expected to converge slowly to the target as energy prices recede and the labour market cools.", "Statistics are released on the dates of the calendar; data for the latest period are provisional and may be revised.",
         "The annual growth rate of broad money stood at a lower level than in the previous month, chiefly because of weaker lending to corporations."]


def paras(rng, n=2):
    return [Para(p) for p in rng.sample(PROSE, rng.randint(1, n))]


def country(rng, name):
    """A country's indicators: tiny type, names of groups and their units set across, actual and projected years."""
    p = Press(rng, ["booktabs", "totals", "borderless", "spanned", "booktabs"], Form(1, ",", ".", rng.choice(["-", "–", "-"]), "0.0"))
    year, past, ahead = rng.randrange(2004, 2025), rng.randint(2, 4), rng.randint(2, 6)
    n, land = past + ahead, rng.choice(LANDS)
    form = rng.randrange(3)
    years = [p.head(str(year - past + 1 + i), 1, 1, "r") for i in range(past)]
    later = [p.head(str(year + 1 + i), 1, 1, "r") for i in range(ahead)]
    if form == 0:    # years over what they are; a name over the projected ones
        for x in years:
            x.rowspan = 2
        rows = [[p.head("", 2), *years, *p.over(rng.choice(["Projections", "Proj.", "Staff projections"]), ahead)], [None, *[None] * past, *later]]
    elif form == 1:
        said = ["Act."] * (past - 1) + [rng.choice(["Prel.", "Est."])] + ["Proj."] * ahead
        rows = [[p.head(""), *(p.head(f"{x.text}\n{s}", 1, 1, "r") for x, s in zip([*years, *later], said))]]
    else:
        rows = [[p.head("", 2), *years[:-1], p.head(str(year), 1, 2), None, *later], [None, *[None] * (past - 1), p.head("Prog.", 1, 1, "r"), p.head("Est.", 1, 1, "r"), *(p.head("Proj.", 1, 1, "r") for _ in later)]]
        for x in years[:-1]:
            x.rowspan = 2
        n += 1
    heads, across, gaps = len(rows), rng.random() < 0.7, {}
    total = rng.sample(range(5), rng.randint(3, 5))
    for i in sorted(total):
        unit, labels = ECONOMY[i]
        named = rng.random() < 0.6
        if named:
            gaps[len(rows)] = 4
            rows.append([Cell(NAMED[i], bold=True), *[""] * n])
        if across:
            rows.append([Cell(""), Cell(unit, colspan=n, align="c", italic=True), *[None] * (n - 1)])
        else:
            rows.append([Cell(unit, italic=True), *[""] * n])
        for label in labels:
            if rng.random() < 0.12:
                continue
            step = int(label in ("Public", "Private (including change in stocks)", "In months of imports 3/", "Net foreign assets", "Net domestic assets"))
            f = p.form if i < 4 else Form(rng.choice([0, 1]), ",", ".", p.form.minus, "0")
            values = [f.cell(v) for v in (drift(rng, rng.randint(8, 90 if i == 0 else 400) * rng.choice([1, 1, 1, -1]), n, 0.3) if i < 4 else drift(rng, rng.randint(1000, 60000), n, 0.2))]
            if rng.random() < 0.25:
                for at in range(rng.randint(1, max(1, past - 1))):
                    values[at] = Cell(rng.choice(["...", "…"]), kind="?", align="r")
            rows.append([Cell(label, indent=step + 1), *values])
    each = rng.choice([30, 33, 36])
    marks = "".join(x.text for row in rows for x in row if isinstance(x, Cell))
    notes = [s for m, s in (("1/", "1/ Fiscal years end in June."), ("2/", "2/ Includes arrears."), ("3/", "3/ Of the following year.")) if m in marks]
    notes = [f"Sources: Data provided by the {land}n authorities; and staff estimates and projections.", *notes]
    t = p.table(rows, [min(210, 500 - each * n), *[each] * n], heads, f"{land}: Selected Economic Indicators, {year - past + 1}–{str(year + ahead)[2:]}", number=str(rng.randint(1, 9)),
                caption=rng.choice(["Table {number}. {title}", "Table {number}. {title}", "Table {number}: {title}"]), size=rng.choice([6, 6, 6.5, 7]), gaps=gaps, notes=notes, at=rng.choice("cl"), strong=True)
    return Doc(name, [*paras(rng, 1), t], rng.choice([(595, 842), (612, 792)]), (50, 48), type_size=rng.choice([6.5, 7, 7.5]), lang="en", footer=rng.choice(["{page}", ""]), running=rng.choice(["", land.upper()]))


def bulletin(rng, name):
    """A central bank's statistics: time in the stub, names over names, numbers of columns, white space between years."""
    p = Press(rng, ["booktabs", "hair", "upright", "open", "totals", "borderless"], Form(1, rng.choice([",", " ", ","]), ".", "-", "-"), rng.random() < 0.3)
    picked, n = [], 0
    for word, parts in rng.sample(SERIES, rng.randint(2, 4)):
        if n + len(parts) <= 9:
            picked.append((word, parts))
            n += len(parts)
    top = [p.head("", 2)] + [x for word, parts in picked for x in p.over(word, len(parts))]
    rows = [top, [None, *(p.head(s) for _, parts in picked for s in parts)]]
    if rng.random() < 0.6:
        rows[0][0].rowspan = 3
        rows.append([None, *(p.head(str(i + 1)) for i in range(n))])
    heads = len(rows)
    year, gaps = rng.randrange(1999, 2024), {}
    start = [rng.randint(100, 90_000) for _ in range(n)]

    def line(label, **how):
        nonlocal start
        start = [max(1, round(v * (1 + rng.uniform(-0.05, 0.08)))) for v in start]
        x = open_cell(label, **how)
        rows.append([x, *p.row(start)])
    for i in range(rng.randint(2, 4)):
        line(str(year - 3 + i))
    way = rng.randrange(3)
    if way == 0:     # the year before every quarter: before the first one alone, it might be a column of its own
        for y in range(2):
            gaps[len(rows)] = 5
            for q in range(4):
                line(f"{year + 1 + y} Q{q + 1}")
    elif way == 1:
        for y in range(2):
            gaps[len(rows)] = 5
            for month in MONTHS[:12 if y == 0 else rng.randint(2, 9)]:
                line(f"{year + 1 + y} {month}")
    else:            # the year on a line of its own
        for y in range(2):
            gaps[len(rows)] = 4
            rows.append([open_cell(str(year + 1 + y), bold=p.style != "totals" and p.bold), *[""] * n])
            for month in MONTHS[:12 if y == 0 else rng.randint(2, 9)]:
                line(month, indent=1)
    each = min(60, 430 // n)
    t = p.table(rows, [64, *[each] * n], heads, rng.choice(["Monetary aggregates and counterparts", "Money, credit and interest rates", "Banks: main balance sheet items"]), number=f"{rng.randint(1, 6)}.{rng.randint(1, 9)}", gaps=gaps,
                caption=rng.choice(["{number} {title}", "Table {number} {title}", "{number}. {title}"]), under=["(EUR billions and annual growth rates; seasonally adjusted; outstanding amounts at end of period)"], size=rng.choice([6.5, 7, 7.5]), at="l",
                notes=rng.choice([["Source: Central bank."], ["Sources: Central bank and national statistics."], []]))
    t.truth |= {"number": None, "ordinal": None, "title": None}
    return Doc(name, [Heading("Money and credit" if rng.random() < 0.5 else "Statistics", 2), *(paras(rng, 1) if rng.random() < 0.4 else []), t], margin=(50, 50), type_size=8, lang="en", footer=rng.choice(["{page}", "Economic Bulletin – Statistics  S {page}", ""]),
               running=rng.choice(["", "Statistical annex"]))


def flags(rng, name):
    """Countries by years: aggregates first, a colon where nothing is known, letters behind or raised."""
    p = Press(rng, ["booktabs", "horizontal", "zebra", "banner", "pillars", "borderless", "totals", "open"], Form(1, rng.choice(["", " ", ","]), ".", rng.choice(["-", "–"]), "0.0"))
    n, year = rng.randint(5, 10), rng.randrange(2000, 2024)
    rows = [[p.head(rng.choice(["", "Country", "geo\\time"]), 1, 1, "l"), *(p.head(str(year - n + 1 + i), 1, 1, "r") for i in range(n))]]
    way, nil = rng.randrange(3), rng.choice([":", ":", "..", "—", "n.a."])
    used = set()
    lands = [(f"Union ({rng.choice([27, 28, 25])} countries)", True), ("Currency area", True), *((s, False) for s in sorted(rng.sample(LANDS, rng.randint(8, 20))))]
    if rng.random() < 0.5:
        lands += [("Candidate A", False), ("United Realm", False)]
    plain = rng.randrange(200, 900)
    for land, strong in lands:
        values = []
        missing = rng.randint(1, n // 2) if rng.random() < 0.2 else 0
        for i, v in enumerate(drift(rng, max(30, plain + rng.randint(-150, 150)), n, 0.04)):
            if i < missing or rng.random() < 0.02:
                values.append(Cell(nil, kind="?", align="r", bold=strong))
                continue
            x = p.form.cell(v, bold=strong)
            if rng.random() < (0.1 if i < n - 1 else 0.4):
                flag = rng.choice("pebd")
                used.add(flag)
                if way == 0:
                    x = open_cell(f"{x.text} {flag}", align="r", bold=strong)
                elif way == 1:
                    x.mark = f"({flag})"
                else:
                    x = open_cell(f"{x.text}({flag})", align="r", bold=strong)
            values.append(x)
        rows.append([Cell(land, bold=strong), *values])
    said = {"p": "provisional", "e": "estimated", "b": "break in time series", "d": "definition differs"}
    notes = [f"({f}) {said[f]}" for f in "pebd" if f in used and way]
    notes = notes if rng.random() < 0.5 and way else []
    open_notes = way and not notes
    each = rng.choice([36, 40, 42])
    t = p.table(rows, [rng.choice([92, 110]), *[min(each, 390 / n)] * n], 1, rng.choice(INDICATORS), number=str(rng.randint(1, 40)), caption=rng.choice(["Table {number}: {title}", "Table {number}. {title}", "{title}"]), size=rng.choice([6.5, 7, 7.5]),
                under=rng.choice([["(% of total population)"], ["(%)"], []]), notes=notes, at="l", low=False)
    if open_notes:
        t.truth |= {"notes": None}
    if "{number}" not in t.caption:
        t.number = t.ordinal = None
    after = ["Source: statistical office of the Union (online data code: abc_123)"] if rng.random() < 0.6 else []
    t.notes = [*notes, *after] if rng.random() < 0.5 else [*after, *notes]
    return Doc(name, [*paras(rng), t, *paras(rng, 1)], margin=(52, 50), type_size=8, lang="en", footer=rng.choice(["{page}", ""]))


def triangle(rng, name):
    """An insurer's claims by years, a matrix of correlations or a ladder of maturities: cells that stay empty."""
    p = Press(rng, ["booktabs", "borderless", "totals", "spanned", "horizontal", "grid", "banner"], Form(0, ",", ".", "()", rng.choice(["-", "–", "—"])))
    way = rng.randrange(3)
    if way == 0:
        n, year = rng.randint(5, 10), rng.randrange(2009, 2024)
        first = [p.head("Accident year", 2 if (two := rng.random() < 0.5) else 1, 1, "l")]
        years = [p.head(str(year - n + 1 + i), 1, 1, "r") for i in range(n)]
        rows = [[*first, *p.over("For the years ended December 31,", n)], [None, *years]] if two else [[*first, *years]]
        heads = len(rows)
        last = []
        for i in range(n):
            values = drift(rng, rng.randint(20_000, 900_000), n - i, 0.05)
            cells = p.row(values)
            if i == 0 and rng.random() < 0.6:
                for x in cells[:1]:
                    x.sign = "$"
            rows.append([open_cell(str(year - n + 1 + i), align=rng.choice(["l", "l"])), *[""] * i, *cells])
            last.append(values[-1])
        rows.append([Cell("Total"), *[""] * (n - 1), p.form.cell(sum(last))])
        rows[-1][-1].over = 1
        title, widths, notes, under = "Incurred losses and allocated loss adjustment expenses, net of reinsurance", [70, *[min(50, 420 // n)] * n], [], ["(in thousands)"]
    elif way == 1:
        names = rng.sample(["Equities", "Government bonds", "Credit", "Property", "Inflation", "Oil price", "Exchange rate", "Short rate"], rng.randint(4, 8))
        n, upper = len(names), rng.random() < 0.3
        f = Form(2, "", ".", rng.choice(["-", "−", "–"]), "0.00")
        coded = rng.random() < 0.5
        rows = [[p.head("", 1, 1, "l"), *(p.head(f"({i + 1})" if coded else s.replace(" ", "\n")) for i, s in enumerate(names))]]
        heads = 1
        for i, s in enumerate(names):
            values = [f.cell(100 if i == j else rng.randint(-70, 95)) for j in range(n)]
            shown = [x if (j >= i if upper else j <= i) else "" for j, x in enumerate(values)]
            rows.append([Cell(f"({i + 1}) {s}" if coded else s), *shown])
        title, widths, notes, under = "Correlations between risk factors", [104, *[46] * n], [], []
    else:
        names = ["On demand", "Less than\n1 month", "1 to 3\nmonths", "3 to 12\nmonths", "1 to 5\nyears", "Over\n5 years", "Total"]
        names = names if rng.random() < 0.5 else names[1:]
        n = len(names)
        rows = [[p.head("", 1, 1, "l"), *(p.head(s, 1, 1, rng.choice(["r", "r"])) for s in names)]]
        heads = 1
        if rng.random() < 0.5:
            rows[0][0].rowspan, heads = 2, 2
            rows.append([None, *(p.head(rng.choice(["£m"]), 1, 1, "r") for _ in names)])
        net = [0] * n
        for part, labels, sign in (("Assets", ["Cash and balances at central banks", "Loans and advances to customers", "Debt securities", "Derivative financial instruments"], 1),
                                   ("Liabilities", ["Deposits by banks", "Customer accounts", "Debt securities in issue", "Subordinated liabilities"], -1)):
            rows.append([Cell(part, bold=True), *[""] * n])
            sums = [0] * n
            for label in labels:
                values = [0 if rng.random() < 0.3 else rng.randint(1, 9000) * sign for _ in range(n - 1)]
                values.append(sum(values))
                rows.append([Cell(label), *p.row(values)])
                sums = [a + b for a, b in zip(sums, values)]
            x = p.row(sums, bold=True)
            for y in x:
                y.over = 1
            rows.append([Cell(f"Total {part.lower()}", bold=True), *x])
            net = [a + b for a, b in zip(net, sums)]
        x = p.row(net, bold=True)
        for y in x:
            y.under = 2
        rows.append([Cell("Net liquidity gap", bold=True), *x])
        title, widths, notes, under = "Contractual maturities of assets and liabilities", [130, *[50] * n], [], [f"At 31 December {rng.randrange(2008, 2024)}"]
    t = p.table(rows, widths, heads, title, under=under, size=rng.choice([7, 7.5, 8]), notes=notes, at=rng.choice("lc"))
    t.truth |= {"title": None}
    return Doc(name, [*paras(rng), t, *paras(rng)], rng.choice([(595, 842), (612, 792)]), (56, 48), type_size=8.5, lang="en", footer=rng.choice(["{page}", ""]))


KINDS = [country, bulletin, flags, triangle]
