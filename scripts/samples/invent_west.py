"""Invented English, German and French accounts and statistics, and budgets in traditional Chinese and Japanese."""
from figures import Form, matrix, split
from model import Cell, Columns, Doc, Heading, PageBreak, Para, Table, Unit, code, head, key

BODIES = ["Harrowgate and Wick Port Authority", "Northmere District Council", "The Ashlar Trust", "Calder Bridge Housing Association", "Brindle Moor Water Board",
          "Eastfen Drainage Commissioners", "Thornby & Vale Building Society", "Lower Marsh Museum"]
REGIONS = ["Northmere", "Eastfen", "Calder Vale", "Ashlar and the Isles", "Thornby", "Brindle Moor", "Wick", "South Marsh", "Harrowgate", "Coldstone", "Upper Linn", "Penbrook"]
INCOME = ["Charges for services", "Grants from central government", "Business rates retained", "Investment income", "Rents receivable from operational and investment property",
          "Other operating income"]
COSTS = ["Staff costs", "Premises", "Depreciation and amortisation", "Repairs and maintenance of locks, quays and bridges", "Legal and professional fees", "Insurance",
         "Impairment of property, plant and equipment", "Other operating expenses"]
PURPOSES = ["Repair of the chancel roof and of the two north windows", "Rain water tanks", "Training boats for beginners, with trailers", "Winter meals service",
            "A lift for the reading room", "Survey of the foot bridge over the brook and of its approaches", "Instruments for the youth band", "Tree planting"]
CLUBS = ["Allotment Society", "Reading Room Trustees", "Rowing Club", "Friends of Brook Meadow", "Silver Band", "Village Hall Committee", "Food Bank", "Chess Circle"]
PROSE = ["The Board met six times during the year. It considered the risks to income from the lower volume of traffic, and agreed a programme of repairs which "
         "will be paid for from reserves over the next three years.",
         "Figures are rounded and may not add to the totals shown in other publications. Comparative figures have been restated where the classification changed.",
         "Expenditure rose by 4.2% in the year, chiefly because of the cost of energy. Income from charges recovered to the level of two years before.",
         "The accounts have been prepared under the historical cost convention. The principal accounting policies, which have been applied consistently, are set out below.",
         "Members should read these statements together with the notes, which form part of the accounts."]


class Western:
    def __init__(self, rng):
        self.rng = rng
        self.body = rng.choice(BODIES)
        self.year = rng.randrange(2016, 2025)
        self.n = 0
        self.unit = rng.choice([Unit("£000", "£000", "GBP", "1000"), Unit("£ million", "£ million", "GBP", "1000000"), Unit("£", "£", "GBP", "1"),
                                Unit("US$ million", "US$ million", "USD", "1000000"), Unit("(in thousands of euro)", "thousands of euro", "EUR", "1000")])
        million = "million" in self.unit.text
        self.form = Form(1 if million else 0, ",", ".", rng.choice(["()", "()", "-", "−"]), rng.choice(["-", "–", "0", "—"]))
        self.high = 20000 if million else 900000
        self.style = rng.choice(["booktabs", "totals", "totals", "horizontal", "borderless", "zebra", "grid", "open"])
        self.caption = rng.choice(["Table {number}: {title}", "Table {number} {title}", "{title}", "Table {number}. {title}"])

    def table(self, title, rows, widths, header_rows, **more):
        self.n += 1
        options = {"style": self.style, "repeat_header": self.rng.random() < 0.5, "cut_rows": self.rng.random() < 0.5, "caption": self.caption, "unit": self.unit,
                   "top": self.rng.random() < 0.4} | more
        return Table(rows, widths, header_rows, str(self.n), self.n, title, **options)

    def years(self):
        return head(str(self.year)), head(str(self.year - 1))

    def statement(self):
        """Income and expenditure: notes' numbers, brackets for minus, subtotals and a total."""
        rng, f = self.rng, self.form
        rows = [[head(""), head("Note"), *self.years()]]
        rows[0][0].bold = False
        note, totals = iter(range(2, 40)), []
        for title, names, sign in (("Total income", INCOME, 1), ("Total expenditure", COSTS, -1)):
            picked = rng.sample(names, rng.randint(3, len(names)))
            body = [[sign * rng.randint(1, self.high) if rng.random() > 0.1 else 0 for _ in range(2)] for _ in picked]
            for name, row in zip(picked, body):
                rows.append([name, Cell(str(next(note)), kind="?", align="c") if rng.random() < 0.6 else "", *(f.cell(n) for n in row)])
            totals.append([sum(c) for c in zip(*body)])
            rows.append([Cell(title, bold=True), "", *(f.cell(n, True) for n in totals[-1])])
        rows.append([Cell("Surplus/(deficit) for the year", bold=True), "", *(f.cell(a + b, True) for a, b in zip(*totals))])
        return self.table(f"Income and expenditure for the year ended 31 March {self.year}", rows, [250, 36, 80, 80], 1)

    def grants(self):
        """Long labels in narrow columns."""
        rng, f = self.rng, Form(0, ",", ".", "()", "-")
        rows = [[head(t) for t in ("Ref.", "Recipient", "Purpose", "Awarded", "Paid", "Outstanding")]]
        sums = [0, 0, 0]
        for i in range(rng.randint(6, 26)):
            a = rng.randint(200, 99999)
            p = rng.choice([a, 0, rng.randint(100, a)])
            rows.append([code(f"G-{i + 11:03d}"), f"{rng.choice(REGIONS)} {rng.choice(CLUBS)}", rng.choice(PURPOSES), *(f.cell(n) for n in (a, p, a - p))])
            sums = [x + y for x, y in zip(sums, (a, p, a - p))]
        rows.append(["", Cell("Total", bold=True), "", *(f.cell(n, True) for n in sums)])
        return self.table("Grants made", rows, [40, 96, 120, 58, 58, 64], 1, unit=Unit("£", "£", "GBP", "1"))

    def regions(self):
        """Two levels of head, counts and percentages, a footnote's mark beside a figure."""
        rng = self.rng
        years = [self.year - 2, self.year - 1, self.year]
        n, p = Form(0, rng.choice([",", " ", ""]), ".", "-", rng.choice(["-", "0", ".."])), Form(1, "", ".", "-", "0", True)
        rows = [[head("Region", 2), head("Households", 1, 3), None, None, head("Share of total", 1, 2), None],
                [None, *(head(str(y)) for y in years), head(str(years[0])), head(str(years[2]))]]
        picked = rng.sample(REGIONS, rng.randint(5, 12))
        counts = [[rng.randint(90, 80000) for _ in years] for _ in picked]
        total = [sum(c) for c in zip(*counts)]
        marked = rng.randrange(len(picked))
        for i, (name, row) in enumerate(zip(picked, counts)):
            cells = [n.cell(v) for v in row]
            if i == marked and self.rng.random() < 0.5:
                cells[1] = Cell(cells[1].text + " (r)", kind="?", align="r")
            rows.append([name, *cells, p.cell(round(1000 * row[0] / total[0])), p.cell(round(1000 * row[2] / total[2]))])
        rows.append([Cell("All regions", bold=True), *(n.cell(v, True) for v in total), p.cell(1000, True), p.cell(1000, True)])
        notes = ["(r) Revised since the last release."] if any(isinstance(c, Cell) and c.text.endswith("(r)") for row in rows for c in row) else []
        return self.table("Households by region", rows, [130, 64, 64, 64, 60, 60], 2, unit=None, notes=notes)

    def segments(self):
        rng, f = self.rng, self.form
        names = rng.sample(["Ports", "Housing", "Water", "Leisure", "Rail freight", "Markets"], rng.randint(2, 4))
        rows = [[head("", 2), head("Segment", 1, len(names)), *[None] * (len(names) - 1), head("Eliminations", 2), head("Group", 2)], [None, *map(head, names), None, None]]
        for label in rng.sample(["External revenue", "Inter-segment revenue", "Operating profit/(loss)", "Finance costs", "Capital expenditure", "Total assets", "Total liabilities"], rng.randint(4, 7)):
            parts = [rng.randint(-self.high // 9, self.high) for _ in names] + [-rng.randint(0, self.high // 20) if rng.random() < 0.5 else 0]
            rows.append([label, *(f.cell(v) for v in parts), f.cell(sum(parts), True)])
        return self.table("Segment information", rows, [130, *[62] * len(names), 66, 62], 2)

    def card(self):
        rows = [[key("Registered name"), self.body], [key("Company number"), code(f"0{self.rng.randrange(1000000, 9999999)}")], [key("Registered office"), "The Old Custom House, Quay Street, Wick"],
                [key("Year end"), "31 March"], [key("Auditor"), "Marrow, Stiles and Partners LLP"]]
        for row in rows:
            row[0].align = "l"
        return self.table("Reference and administrative details", rows, [140, 260], 0, unit=None, style=self.rng.choice(["grid", "horizontal", "borderless"]))

    def prose(self):
        return [Para(p) for p in self.rng.sample(PROSE, self.rng.randint(1, 3))]


def english(rng, name):
    w = Western(rng)
    picked = rng.sample([w.statement, w.grants, w.regions, w.segments, w.card], rng.randint(2, 4))
    blocks = [Heading(f"{w.body}: accounts {w.year}", 1), *w.prose()]
    for k in picked:
        blocks += ([PageBreak()] if k is not picked[0] and rng.random() < 0.2 else []) + [Heading(rng.choice(["Financial review", "Notes to the accounts", "Statements", "Background"]), 3), *w.prose(), k()]
    return Doc(name, blocks, size=rng.choice([(595, 842), (612, 792)]), margin=(50, 50), type_size=rng.choice([8.5, 9, 10]), lang="en", footer=rng.choice(["{page}", "Page {page}", ""]))


def shillings(rng, name):
    """Receipts and payments in pounds, shillings and pence, with dot leaders."""
    def lsd(pence, bold=False):
        out = []
        for v in (pence // 240, pence // 12 % 20, pence % 12):
            out.append(Cell(f"{v:,}", kind="number", value=str(v), align="r", bold=bold))
        return out
    names = ["Subscriptions", "Donations and collections", "Rent of the lower meadow", "Sale of timber", "Interest at the bank", "Hire of the hall", "Fines", "Tolls at the bridge"]
    spent = ["Salaries", "Coals and candles", "Repairs to the roof", "Printing and stationery", "Insurance", "Poor relief", "Surveyor's account", "Cartage"]
    rows = [[head("", bold=False), head("£"), head("s."), head("d.")]]
    total = 0
    for title, words in (("Total receipts", rng.sample(names, rng.randint(4, 8))), ("Total payments", rng.sample(spent, rng.randint(4, 8)))):
        total = 0
        for word in words:
            n = rng.randint(100, 240 * 900)
            total += n
            rows.append([Cell(word, leader=True), *lsd(n)])
        rows.append([Cell(title, bold=True), *lsd(total, True)])
    t = Table(rows, [250, 50, 26, 26], 1, None, None, f"Receipts and payments for the year 18{rng.randrange(40, 99)}", "{title}", style="borderless",
              truth={"unit": None})
    return Doc(name, [Heading(rng.choice(BODIES), 1), Para(PROSE[0]), t, Para(PROSE[4])], margin=(60, 70), type_size=10, lang="en", footer="{page}")


def german(rng, name):
    f = Form(2, ".", ",", rng.choice(["-", "after", "−"]), rng.choice(["0", "-"]))
    no = iter(range(1, 99))
    names = ["Steuern und ähnliche Abgaben", "Zuwendungen und allgemeine Umlagen", "Öffentlich-rechtliche Leistungsentgelte", "Kostenerstattungen und Kostenumlagen", "Sonstige ordentliche Erträge"]
    costs = ["Personalaufwendungen", "Versorgungsaufwendungen", "Aufwendungen für Sach- und Dienstleistungen", "Bilanzielle Abschreibungen", "Transferaufwendungen"]
    year = rng.randrange(2019, 2026)
    rows = [[head("Nr.", 2), head("Ertrags- und Aufwandsarten", 2), head("Ergebnis", 1), head("Ansatz", 1, 2), None], [None, None, head(str(year - 2)), head(str(year - 1)), head(str(year))]]
    totals = []
    for title, words, sign in (("Ordentliche Erträge", names, 1), ("Ordentliche Aufwendungen", costs, -1)):
        body = [[sign * rng.randint(10 ** 5, 10 ** 9) for _ in range(3)] for _ in words]
        for word, row in zip(words, body):
            rows.append([Cell(f"{next(no):02d}", kind="code"), word, *map(f.cell, row)])
        totals.append([sum(c) for c in zip(*body)])
        rows.append([Cell(f"{next(no):02d}", kind="code"), Cell(title, bold=True), *(f.cell(n, True) for n in totals[-1])])
    rows.append([Cell(f"{next(no):02d}", kind="code"), Cell("Ergebnis der laufenden Verwaltungstätigkeit", bold=True), *(f.cell(a + b, True) for a, b in zip(*totals))])
    t = Table(rows, [30, 200, 86, 86, 86], 2, "1", None, "Gesamtergebnisplan", rng.choice(["{title}", "Tabelle {number}: {title}"]), Unit("in EUR", "EUR", "EUR", "1"),
              style=rng.choice(["grid", "horizontal", "booktabs", "zebra"]))
    return Doc(name, [Heading(f"Haushaltsplan {year} der Gemeinde Moorlinden", 1), Para("Der Ergebnisplan weist alle Erträge und Aufwendungen des Haushaltsjahres aus. Die Ansätze "
               "wurden vorsichtig geschätzt; Abweichungen gegenüber dem Vorjahr sind im Vorbericht erläutert."), t, Para("Die Abschreibungen folgen der örtlichen Tabelle der Nutzungsdauern.")],
               margin=(50, 50), type_size=9, lang="de", footer="Seite {page}")


def french(rng, name):
    f = Form(2, "\u00a0", ",", "-", rng.choice(["0", "-"]))
    year = rng.randrange(2019, 2026)
    chapters = [("011", "Charges à caractère général"), ("012", "Charges de personnel et frais assimilés"), ("014", "Atténuations de produits"), ("65", "Autres charges de gestion courante"),
                ("66", "Charges financières"), ("67", "Charges exceptionnelles"), ("023", "Virement à la section d’investissement")]
    rows = [[head(t) for t in ("Chap.", "Libellé", f"Budget {year - 1}", f"Propositions {year}", "Évolution")]]
    sums = [0, 0]
    for no, word in chapters[:rng.randint(4, 7)]:
        a, b = rng.randint(10 ** 4, 10 ** 9), rng.randint(10 ** 4, 10 ** 9)
        sums = [sums[0] + a, sums[1] + b]
        rows.append([code(no), word, f.cell(a), f.cell(b), f.cell(b - a)])
    rows.append(["", Cell("Total des dépenses de fonctionnement", bold=True), f.cell(sums[0], True), f.cell(sums[1], True), f.cell(sums[1] - sums[0], True)])
    t = Table(rows, [40, 190, 92, 92, 92], 1, "2", None, "Section de fonctionnement : dépenses", "Tableau {number} – {title}", Unit("en euros", "euros", "EUR", "1"),
              style=rng.choice(["grid", "horizontal", "booktabs", "totals"]))
    return Doc(name, [Heading(f"Commune de Saint-Aubin-des-Landes : budget primitif {year}", 1), Para("Le budget primitif retrace l’ensemble des dépenses et des recettes autorisées et "
               "prévues pour l’année. Il respecte les principes d’annualité, d’universalité, d’unité, d’équilibre et d’antériorité."), t], margin=(50, 40), type_size=9, lang="fr", footer="{page}")


def triangle(rng, name):
    """A budget in traditional Chinese, with △ for minus, or in Japanese, with ▲."""
    japanese = rng.random() < 0.5
    f = Form(0, ",", ".", "▲" if japanese else "△", "-" if not japanese else "0")
    year = rng.randrange(110, 115)
    if japanese:
        words = ["市税", "地方譲与税", "地方交付税", "使用料及び手数料", "国庫支出金", "県支出金", "繰入金", "諸収入", "市債"]
        heads, total, title, unit = ("款", "本年度予算額", "前年度予算額", "比較"), "歳入合計", "歳入予算事項別明細書", Unit("（単位：千円）", "千円", "JPY", "1000")
        intro, lang, font = "緑ヶ浜市一般会計予算説明書", "ja", "Noto Sans CJK JP"
    else:
        words = ["罰款及賠償收入", "規費收入", "財產收入", "其他收入", "稅課收入", "工程受益費收入", "信託管理收入", "補助及協助收入"]
        heads, total, title, unit = ("科目名稱", "本年度預算數", "上年度預算數", "本年度與上年度比較"), "合　計", "歲入來源別預算比較總表", Unit("單位：新臺幣千元", "新臺幣千元", "TWD", "1000")
        intro, lang, font = f"中華民國 {year} 年度總預算 青嵐縣水利處", "zh", "Noto Serif CJK TC"
    rows = [[head(t) for t in heads]]
    sums = [0, 0]
    for i, word in enumerate(rng.sample(words, rng.randint(5, len(words)))):
        a, b = rng.randint(10, 10 ** 6), rng.randint(10, 10 ** 6)
        sums = [sums[0] + a, sums[1] + b]
        rows.append([f"{i + 1}　{word}" if japanese else word, f.cell(a), f.cell(b), f.cell(a - b)])
    rows.append([Cell(total, bold=True, align="c"), f.cell(sums[0], True), f.cell(sums[1], True), f.cell(sums[0] - sums[1], True)])
    t = Table(rows, [180, 96, 96, 110], 1, None, None, title, "{title}", unit, style=rng.choice(["grid", "horizontal", "open"]))
    return Doc(name, [Heading(intro, 1), t], type_size=9, lang=lang, font=font)


def two_columns(rng, name):
    """Prose in two columns with tables inside one of them."""
    w = Western(rng)
    f = Form(0, ",", ".", "()", "-")
    blocks = []
    for i in range(rng.randint(1, 3)):
        rows = [[head("", bold=False), *w.years()]]
        body = matrix(rng, rng.randint(3, 7), 2, 100, 90000, 0.1)
        for label, row in zip(rng.sample(COSTS[:2] + ["Energy", "Travel", "Audit", "Training", "Postage", "Software", "Rent"], len(body) - 1), body):
            rows.append([label, f.cell(row[0]), f.cell(row[1])])
        rows.append([Cell("Total", bold=True), f.cell(body[-1][0], True), f.cell(body[-1][1], True)])
        blocks += [Para(p) for p in rng.sample(PROSE, 3)]
        blocks.append(Table(rows, [118, 52, 52], 1, str(i + 1), i + 1, rng.choice(["Running costs", "Costs by kind", "Office costs"]) + f" {i + 1}", "Table {number}. {title}", Unit("£000", "£000", "GBP", "1000"),
                            style=rng.choice(["booktabs", "totals", "horizontal"]), size=8))
        blocks += [Para(p) for p in rng.sample(PROSE, 2)]
    return Doc(name, [Heading(f"{w.body}: annual review", 1), Columns(blocks)], margin=(50, 50), type_size=9, lang="en", footer="{page}")


def facing(rng, name):
    """One table over two facing pages; a head and the title are cut by the gutter."""
    f = Form(0, ",", ".", "-", "-")
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    picked = rng.sample(REGIONS, rng.randint(6, 12))
    rows = [[head("District", 2), head("Tonnes landed in the month", 1, 12), *[None] * 11, head("Year", 2)], [None, *map(head, months), None]]
    body = matrix(rng, len(picked), 12, 10, 9999, 0.15)
    for name_, row in zip([*picked, "All districts"], body):
        rows.append([Cell(name_, bold=name_ == "All districts"), *(f.cell(n, name_ == "All districts") for n in row)])
    t = Table(rows, [126, *[66] * 6, *[70] * 6, 84], 2, "5", None, "Fish landed by district and month", "Table {number}: {title}", None, style=rng.choice(["grid", "horizontal", "booktabs"]), facing=7)
    return Doc(name, [Heading("Returns of the harbour masters", 1), Para(PROSE[1]), t], margin=(50, 50), type_size=9, lang="en", footer="{page}")
