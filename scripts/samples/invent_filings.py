"""Invented filings of companies: statements, balance sheets and segments, with signs in cells of their own (filed.py)."""
from figures import Form, split
from invent_west import PROSE
from model import Cell, Doc, Heading, Para, Table, Unit

COMPANIES = ["Pellmore Instruments, Inc.", "Carrow Ridge Energy Corporation", "Tidewell Logistics Holdings, Inc.", "Lumen & Hart Foods Company", "Ostrander Medical Systems, Inc."]
SALES = ["Products", "Services", "Licensing and royalties", "Subscriptions", "Equipment rentals"]
COSTS = ["Research and development", "Selling, general and administrative", "Amortization of acquired intangible assets", "Restructuring charges", "Depreciation"]
CURRENT = ["Cash and cash equivalents", "Marketable securities", "Accounts receivable, net of allowances", "Inventories", "Prepaid expenses and other current assets"]
LONG = ["Property, plant and equipment, net", "Goodwill", "Intangible assets, net", "Deferred tax assets", "Other non-current assets"]
OWED = ["Accounts payable", "Deferred revenue", "Current portion of long-term debt", "Long-term debt, net of current portion", "Operating lease liabilities", "Other liabilities"]
SEGMENTS = ["Americas", "Europe, Middle East and Africa", "Greater China", "Japan", "Rest of Asia Pacific", "Latin America"]


class Filing:
    def __init__(self, rng):
        self.rng = rng
        self.year = rng.randrange(2009, 2025)
        self.unit = rng.choice([Unit("(In millions, except per share amounts)", "millions", None, "1000000"), Unit("(in thousands)", "thousands", None, "1000"),
                                Unit("(In millions)", "millions", None, "1000000"), None])
        self.zero = rng.choice(["—", "–", "-"])
        self.form = Form(0, ",", ".", "()", self.zero)
        self.style = rng.choice(["filed", "filed", "plain"])
        self.high = rng.choice([9_000, 90_000, 900_000])

    def figure(self, n, sign=False, over=0, under=0, bold=False, mark=""):
        x = self.form.cell(n, bold)
        x.sign = "$" if sign else ""
        x.over, x.under, x.mark = over, under, mark
        return x

    def rate(self, n, places=None):
        """Per cent, with the sign behind the bracket."""
        x = Form(self.rng.choice([0, 1]) if places is None else places, "", ".", "()", self.zero, True).cell(n)
        x.text = x.text.replace("%)", ")%")
        return x

    def line(self, label, row, indent=0, **how):
        return [Cell(label, indent=indent), *(self.figure(n, **how) for n in row)]

    def blank(self, label, count):
        return [Cell(label), *[""] * count]

    def periods(self):
        """Names of the columns: one level, or periods over years."""
        y = self.year
        how = self.rng.randrange(4)
        name = lambda text, span=1: Cell(text, colspan=span, bold=True, align="c")
        if how == 0:
            return [[name(""), name(str(y)), name(str(y - 1))]], 2
        if how == 1:
            return [[name(""), name("Years ended December 31,", 3), None, None], [name(""), name(str(y)), name(str(y - 1)), name(str(y - 2))]], 3
        if how == 2:
            return [[name(""), name("Three Months Ended", 2), None, name("Six Months Ended", 2), None],
                    [name(""), *(name(f"June 30,\n{n}") for n in (y, y - 1, y, y - 1))]], 4
        return [[name(""), name("Three Months Ended June 30,", 2), None, name("Six Months Ended June 30,", 2), None],
                [name(""), *(name(str(n)) for n in (y, y - 1, y, y - 1))]], 4

    def table(self, title, rows, heads, notes=()):
        count = len(rows[-1]) - 1
        # A name that is blank on both levels is one cell.
        if heads == 2:
            rows[0][0].rowspan, rows[1][0] = 2, None
        width = 84 if count < 3 else 76
        first = min(250, 515 - count * width)
        return Table(rows, [first, *[width] * count], heads, None, None, title, caption="{title}", unit=self.unit, style=self.style, signs=True, notes=list(notes), cut_rows=False)

    def statement(self):
        rng = self.rng
        rows, n = self.periods()
        heads = len(rows)
        sold = rng.sample(SALES, rng.randint(2, 3))
        body = [[rng.randint(100, self.high) for _ in range(n)] for _ in sold]
        rows.append(self.blank("Net sales:", n))
        for k, (name, row) in enumerate(zip(sold, body)):
            rows.append(self.line(name, row, 1, sign=k == 0))
        total = [sum(c) for c in zip(*body)]
        rows.append(self.line("Total net sales", total, 2, over=1))
        cost = [-rng.randint(50, max(51, t // 2)) for t in total]
        rows.append(self.line("Cost of sales", cost))
        margin = [a + b for a, b in zip(total, cost)]
        rows.append(self.line("Gross margin", margin, over=1))
        rows.append(self.blank("Operating expenses:", n))
        spent = [[0 if rng.random() < 0.1 else -rng.randint(1, max(2, self.high // 6)) for _ in range(n)] for _ in range(rng.randint(2, 4))]
        for name, row in zip(rng.sample(COSTS, len(spent)), spent):
            rows.append(self.line(name, row, 1))
        income = [m + sum(c) for m, c in zip(margin, zip(*spent))]
        rows.append(self.line("Operating income (loss)", income, over=1))
        other = [rng.randint(-self.high // 20, self.high // 20) for _ in range(n)]
        rows.append(self.line("Other income (expense), net", other))
        net = [a + b for a, b in zip(income, other)]
        rows.append(self.line("Net income (loss)", net, sign=True, over=1, under=2))
        if rng.random() < 0.5:
            rows.append([Cell("Net margin"), *(self.rate(rng.randint(-200, 400)) for _ in range(n))])
        if rng.random() < 0.5:
            per = Form(2, ",", ".", "()", self.zero)
            last = [per.cell(rng.randint(-400, 900)) for _ in range(n)]
            for x in last:
                x.sign = "$"
            rows.append([Cell("Diluted earnings (loss) per share"), *last])
        return self.table("CONSOLIDATED STATEMENTS OF OPERATIONS" if rng.random() < 0.5 else "Consolidated Statements of Operations", rows, heads)

    def balance(self):
        rng = self.rng
        dates = [f"December 31,\n{self.year}", f"December 31,\n{self.year - 1}"]
        rows = [[Cell(""), *(Cell(d, bold=True, align="c") for d in dates)]]
        totals = []
        for title, names, last in (("Current assets:", CURRENT, "Total current assets"), (None, LONG, "Total assets")):
            body = [[rng.randint(10, self.high) for _ in range(2)] for _ in names[:rng.randint(3, 5)]]
            if title:
                rows.append(self.blank(title, 2))
            for k, (name, row) in enumerate(zip(names, body)):
                rows.append(self.line(name, row, 1 if title else 0, sign=title is not None and k == 0))
            totals.append([sum(c) for c in zip(*body)])
            whole = [sum(c) for c in zip(*totals)]
            rows.append(self.line(last, whole, 0 if not title else 2, over=1, under=0 if title else 2, sign=not title))
        whole = [sum(c) for c in zip(*totals)]
        rows.append(self.blank("Liabilities and shareholders’ equity", 2))
        owed = [split(rng, w // 2, 4) for w in whole]
        for k, name in enumerate(OWED[:4]):
            rows.append(self.line(name, [o[k] for o in owed], 1, sign=k == 0))
        sums = [sum(o) for o in owed]
        rows.append(self.line("Total liabilities", sums, 2, over=1))
        lost = [-rng.randint(1, max(2, w // 20)) for w in whole]
        rows.append(self.line("Common stock and additional paid-in capital", [w - s - d for w, s, d in zip(whole, sums, lost)], 1))
        rows.append(self.line("Accumulated other comprehensive loss", lost, 1))
        rows.append(self.line("Total liabilities and shareholders’ equity", whole, sign=True, over=1, under=2))
        return self.table("Consolidated Balance Sheets", rows, 1)

    def segments(self):
        """This year, the change in per cent, last year; digits raised behind some names and figures."""
        rng = self.rng
        marks = rng.random() < 0.5
        name = lambda text: Cell(text, bold=True, align="c")
        rows = [[name(""), name(str(self.year)), name("Change"), name(str(self.year - 1))]]
        names = SEGMENTS[:rng.randint(4, 6)]
        body = [[rng.randint(100, self.high) for _ in range(2)] for _ in names]
        for k, (label, (a, b)) in enumerate(zip(names, body)):
            row = [Cell(label), self.figure(a, sign=k == 0), self.rate(round(100 * (a - b) / b), 0), self.figure(b, sign=k == 0)]
            if marks and k == 1:
                row[0].mark = "1"
            if marks and k == 2:
                row[1].mark = "2"
            rows.append(row)
        a, b = (sum(c) for c in zip(*body))
        rows.append([Cell("Total net sales"), self.figure(a, sign=True, over=1, under=2), self.rate(round(100 * (a - b) / b), 0),
                     self.figure(b, sign=True, over=1, under=2)])
        notes = ["1 Includes India.", "2 Restated for a change in the reportable segments."] if marks else []
        return self.table("Net sales by reportable segment", rows, 1, notes)


def filing(rng, name):
    f = Filing(rng)
    blocks = [Heading(rng.choice(COMPANIES), 1)]
    for build in rng.sample([f.statement, f.balance, f.segments], rng.randint(1, 2)):
        if rng.random() < 0.6:
            blocks.append(Para(rng.choice(PROSE)))
        blocks.append(build())
    blocks.append(Para(rng.choice(PROSE)))
    return Doc(name, blocks, (612, 792), type_size=9, lang="en", footer="{page}")
