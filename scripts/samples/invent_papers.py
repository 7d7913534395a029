"""Invented tables of papers, agencies and sport: estimates with errors below them, surveys, climate, elections, leagues, prices, timetables, comparisons in words."""
from figures import Form, split
from model import Cell, Doc, Heading, PageBreak, Para, Table, head

VARIABLES = ["Age", "Years of schooling", "Log of wage", "Hours worked", "Household size", "Distance to market", "Urban", "Married", "Land owned (ha)", "Rainfall in the season", "Share of cash crops",
             "Price index", "Unemployment rate", "Openness", "Female"]
PEOPLE = ["A. Carrow", "B. Lindqvist", "C. Odone", "D. Varga", "E. Nakashima", "F. Delacroix", "G. Petersen", "H. Obi", "J. Marchetti", "K. O’Leary", "L. Tanaka", "M. Fischer"]
PARTIES = ["Civic Union", "Labour", "Greens", "Farmers’ League", "Independent", "Liberal", "Progress"]
CLUBS = ["Ashford Town", "Barrow", "Castle Green", "Dunmore United", "Eastbrook", "Fenwick Rovers", "Garth", "Hilltop Athletic", "Ince", "Kelby Wanderers", "Lowmoor", "Marsh End"]
PLACES = ["Alnmouth", "Brackley", "Corve", "Dunstan", "Ebury", "Filey", "Garston", "Haltwhistle", "Ilkley", "Kirkby", "Langport", "Melton", "Newark", "Oakham"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
GOODS = ["Steel bolt M8 x 40", "Washer, spring", "Copper pipe 15 mm", "Elbow 90°", "Valve, brass", "Gasket sheet", "Paint, grey, 5 l", "Sealant tube", "Cable 2.5 mm²", "Junction box", "Lamp LED 9 W", "Hinge pair"]
WORDS = ["The scheme is open to all who live in the district and have done so for a year.", "Applications are made once a year, before the end of March.", "Costs are shared between the county and the districts.",
         "Reviewed every three years by a panel of five members.", "No fee.", "Paid monthly in arrears; a reduced rate holds for those below the threshold.", "Not available on public holidays.",
         "Set by the board after consultation.", "A deposit of one tenth is asked for and is given back when the work is done.", "By post or in person."]
PROSE = ["The results in the table agree with those of earlier years, though the sample is larger and the period longer than in the studies cited above.",
         "We turn to the differences between the groups. They are small where the district is urban, and larger elsewhere; none of them changes the conclusion that was drawn.",
         "Columns are not shown where fewer than ten cases were observed. Values are those of the last day of the period unless it is said otherwise."]
STYLES = ["booktabs", "booktabs", "horizontal", "grid", "frame", "open", "borderless", "zebra", "totals"]


class Writer:
    def __init__(self, rng):
        self.rng, self.count = rng, 0
        self.style = rng.choice(STYLES)
        self.caption = rng.choice(["Table {number}: {title}", "Table {number}. {title}", "{title}", "TABLE {number} {title}"])

    def table(self, title, rows, widths, header_rows, **more):
        self.count += 1
        number = str(self.count) if "{number}" in self.caption else None
        options = {"style": self.style, "room": self.rng.choice([0, 0, 1, 2]), "top": self.rng.random() < 0.3} | more
        return Table(rows, widths, header_rows, number, self.count if number else None, title, self.caption, **options)

    def estimates(self):
        """Estimates with stars; the errors in brackets stand in rows of their own, as in papers."""
        rng, n = self.rng, self.rng.randint(3, 6)
        rows = [["", *[head(f"({i + 1})", bold=False) for i in range(n)]]]
        two = rng.random() < 0.4
        if two:
            k = rng.randint(1, n - 1)
            rows.insert(0, [head("", 2), head("OLS", 1, k), *[None] * (k - 1), head("IV", 1, n - k), *[None] * (n - k - 1)])
            rows[1][0] = None
        for name in rng.sample(VARIABLES, rng.randint(3, 6)):
            line, errors = [Cell(name)], [Cell("")]
            for _ in range(n):
                if rng.random() < 0.2:
                    line.append(Cell("")), errors.append(Cell(""))
                    continue
                value, error = rng.randint(-2000, 2000), rng.randint(5, 400)
                stars = "*" * rng.choice([0, 0, 1, 2, 3])
                said = Form(3, "", ".", rng.choice(["-", "−"])).cell(value)
                line.append(Cell(said.text + stars, align="c", kind="?"))
                errors.append(Cell(f"({error / 1000:.3f})", align="c", kind="?"))
            rows += [line, errors]
        rows.append([Cell("Observations"), *[Cell(f"{rng.randint(500, 20000):,}", align="c", kind="?") for _ in range(n)]])
        rows.append([Cell("R²"), *[Cell(f"0.{rng.randint(10, 99)}", align="c", kind="?") for _ in range(n)]])
        return self.table(rng.choice(["Determinants of wages", "Effects on yield", "Main estimates"]), rows, [110, *[rng.choice([58, 64])] * n], 1 + two,
                          notes=["Standard errors in brackets. * p < 0.1, ** p < 0.05, *** p < 0.01."] if rng.random() < 0.6 else [])

    def moments(self):
        """Numbers, means, deviations and extremes; panels under headings."""
        rng = self.rng
        rows = [["Variable", *[head(s) for s in ("N", "Mean", "SD", "Min", "Max")]]]
        for panel in (["Panel A. Persons", "Panel B. Households"] if rng.random() < 0.5 else [""]):
            if panel:
                rows.append([Cell(panel, bold=rng.random() < 0.5), *[Cell("")] * 5])
            for name in rng.sample(VARIABLES, rng.randint(3, 6)):
                f = Form(2, "", ".", "-")
                rows.append([Cell(name), Form(0).cell(rng.randint(100, 9999)), *[f.cell(rng.randint(1, 9000)) for _ in range(2)], f.cell(rng.randint(0, 200)), f.cell(rng.randint(9000, 20000))])
        return self.table("Summary statistics", rows, [140, 52, 56, 56, 56, 60], 1)

    def climate(self):
        """Twelve months and the year: narrow columns."""
        rng = self.rng
        rows = [["Station", *[head(m) for m in MONTHS], head("Year")]]
        for place in rng.sample(PLACES, rng.randint(4, 10)):
            months = [rng.randint(-80, 260) for _ in range(12)]
            f = Form(1, "", ".", rng.choice(["-", "−"]))
            rows.append([Cell(place), *[f.cell(m) for m in months], f.cell(sum(months) // 12)])
        return self.table("Mean temperature, °C", rows, [62, *[31.5] * 12, 36], 1, size=7)

    def election(self):
        rng = self.rng
        rows = [["Candidate", "Party", head("Votes"), head("%"), head("Change")]]
        n = rng.randint(3, 7)
        votes = sorted(split(rng, rng.randint(5000, 90000), n), reverse=True)
        whole = sum(votes)
        for person, party, v in zip(rng.sample(PEOPLE, n), rng.sample(PARTIES, n), votes):
            change = rng.randint(-150, 150)
            rows.append([Cell(person), Cell(party), Form(0).cell(v), Form(1, "", ".").cell(round(v * 1000 / whole)), Cell(f"{'+' if change >= 0 else '−'}{abs(change) / 10:.1f}", align="r", kind="?")])
        rows += [[Cell("Turnout", bold=True), "", Form(0).cell(whole), Form(1, "", ".").cell(rng.randint(300, 800)), ""]]
        return self.table(f"Result of the election in {rng.choice(PLACES)}", rows, [120, 110, 64, 48, 54], 1)

    def league(self):
        rng = self.rng
        rows = [["", "Club", *[head(s) for s in ("P", "W", "D", "L", "F", "A", "Pts")]]]
        for i, club in enumerate(rng.sample(CLUBS, rng.randint(6, 12))):
            w, d, l = rng.randint(2, 20), rng.randint(0, 9), rng.randint(2, 20)
            rows.append([Cell(str(i + 1), kind="?", align="r"), Cell(club), *[Form(0).cell(x) for x in (w + d + l, w, d, l, rng.randint(10, 80), rng.randint(10, 80), 3 * w + d)]])
        return self.table("Final standings", rows, [24, 130, *[30] * 6, 36], 1)

    def prices(self):
        rng, sign = self.rng, self.rng.choice(["£", "$", "€", ""])
        rows = [["Code", "Description", "Unit", head("Price"), head("Per 100")]]
        for thing in rng.sample(GOODS, rng.randint(5, 12)):
            p = rng.randint(5, 20000)
            money = lambda n: Cell(f"{sign}{n // 100:,}.{n % 100:02d}", kind="number" if not sign else "?", value=f"{n / 100:.2f}" if not sign else None, align="r")
            rows.append([Cell(f"{rng.choice('ABKT')}{rng.randint(100, 999)}-{rng.randint(10, 99)}", kind="?"), Cell(thing, kind="text"), Cell(rng.choice(["each", "box", "m", "pair"])), money(p), money(p * 95)])
        return self.table("Price list", rows, [62, 150, 40, 62, 76], 1)

    def survey(self):
        """Shares by groups; numbers of cases below the heads."""
        rng = self.rng
        rows = [[head("", 2), head("All", 2), head("Men", 1, 2), None, head("Women", 1, 2), None], [None, None, *[head(s) for s in ("16–44", "45+", "16–44", "45+")]]]
        for answer in rng.sample(["Very good", "Good", "Fair", "Poor", "Does not know", "No answer"], rng.randint(3, 6)):
            rows.append([Cell(answer), *[Cell(f"{rng.randint(1, 70)}{'%' if self.style == 'grid' else ''}", align="r", kind="?") for _ in range(5)]])
        rows.append([Cell("Unweighted base", bold=False), *[Form(0).cell(rng.randint(100, 5000)) for _ in range(5)]])
        return self.table("Opinion of the service, by sex and age", rows, [130, 54, 54, 54, 54, 54], 2)

    def times(self):
        rng = self.rng
        n = rng.randint(5, 9)
        rows = [["Station", *[head(s) for s in rng.sample(["101", "103", "205", "207", "311", "315", "401", "405", "509"], n)]]]
        start = sorted(rng.sample(range(300, 1200), n))
        for i, place in enumerate(rng.sample(PLACES, rng.randint(5, 10))):
            rows.append([Cell(place), *[Cell("—" if rng.random() < 0.1 else f"{(t + 7 * i) // 60:02d}:{(t + 7 * i) % 60:02d}", align="c", kind="?") for t in start]])
        return self.table("Trains on weekdays", rows, [90, *[44] * n], 1)

    def compared(self):
        """Words in several columns, of several lines."""
        rng = self.rng
        names = rng.sample(["Scheme", "Who may apply", "What is paid", "When", "Review"], 3)
        rows = [[head(names[0], bold=True), head(names[1]), head(names[2])]]
        for thing in rng.sample(["Housing grant", "Travel pass", "School meals", "Garden waste", "Market stalls", "Library card"], rng.randint(3, 5)):
            rows.append([Cell(thing), Cell(" ".join(rng.sample(WORDS, rng.randint(1, 3)))), Cell(" ".join(rng.sample(WORDS, rng.randint(1, 2))))])
        return self.table("Schemes compared", rows, [90, 200, 170], 1, style=rng.choice(["grid", "horizontal", "frame", "open", "booktabs"]), top=True, room=2)

    def years(self):
        """Groups of rows under headings over five or six years."""
        rng, n = self.rng, self.rng.randint(4, 7)
        f = Form(rng.choice([0, 0, 1]), ",", ".", rng.choice(["-", "()"]), rng.choice(["0", "–"]))
        rows = [["", *[head(str(2024 - i)) for i in range(n)]]]
        for group in rng.sample(["Income", "Expenditure", "Assets", "Liabilities", "Reserves"], rng.randint(2, 3)):
            rows.append([Cell(group, bold=True), *[Cell("")] * n])
            lines = [[rng.randint(100, 90000) for _ in range(n)] for _ in range(rng.randint(2, 5))]
            for name, line in zip(rng.sample(GOODS, len(lines)), lines):
                rows.append([Cell(name, indent=1, kind="text"), *[f.cell(v) for v in line]])
            rows.append([Cell(f"Total {group.lower()}", bold=True), *[f.cell(sum(c), True) for c in zip(*lines)]])
        return self.table("Figures of recent years", rows, [140, *[54] * n], 1)


def paper(rng, name):
    w = Writer(rng)
    kinds = [w.estimates, w.moments, w.climate, w.election, w.league, w.prices, w.survey, w.times, w.compared, w.years]
    blocks = [Heading(rng.choice(["Annual review", "Working paper", "Handbook", "Bulletin"]), 1)]
    for make in rng.sample(kinds, rng.randint(1, 4)):
        blocks += [Para(p) for p in rng.sample(PROSE, rng.randint(1, 2))]
        blocks.append(make())
        if rng.random() < 0.3:
            w.style = rng.choice(STYLES)
    blocks.append(Para(rng.choice(PROSE)))
    return Doc(name, blocks, size=rng.choice([(595, 842), (612, 792)]), margin=(54, 48), type_size=rng.choice([8, 8.5, 9, 9.5]), lang="en", footer=rng.choice(["{page}", "", "Page {page}"]))
