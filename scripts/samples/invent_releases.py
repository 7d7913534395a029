"""Invented releases of American offices: flow of funds, national accounts, prices and labour, the budget's appendix, statements of governments by fund."""
from figures import Form
from model import Cell, Doc, Para, Table, head

SECTORS = ["Households and Nonprofit Organizations", "Nonfinancial Corporate Business", "State and Local Governments", "Private Depository Institutions", "Life Insurance Companies", "Rest of the World"]
FLOWS = [(0, "Gross saving less net capital transfers paid"), (1, "Consumption of fixed capital"), (2, "Owner-occupied housing"), (2, "Consumer durable goods"), (1, "Net saving (1-2)"), (0, "Gross investment (11-47)"),
         (1, "Capital expenditures"), (2, "Residential"), (2, "Nonprofit nonresidential"), (1, "Net lending (+) or borrowing (-)"), (0, "Net acquisition of financial assets"), (1, "Deposits"), (2, "Foreign deposits"),
         (2, "Checkable deposits and currency"), (2, "Time and savings deposits"), (1, "Debt securities"), (2, "Treasury securities"), (2, "Agency- and GSE-backed securities (1)"), (2, "Municipal securities"),
         (2, "Corporate and foreign bonds"), (1, "Loans"), (2, "Mortgages (2)"), (3, "One-to-four-family"), (3, "Farm"), (1, "Corporate equities and mutual fund shares (3)"), (1, "Life insurance reserves"),
         (1, "Pension entitlements"), (0, "Net increase in liabilities"), (1, "Trade payables"), (0, "Memo:"), (1, "Household saving, FOF concept")]
PRODUCT = [(0, "Gross domestic product"), (0, "Personal consumption expenditures"), (1, "Goods"), (2, "Durable goods"), (3, "Motor vehicles and parts"), (3, "Furnishings and durable household equipment"), (2, "Nondurable goods"),
           (3, "Food and beverages purchased for off-premises consumption"), (3, "Gasoline and other energy goods"), (1, "Services"), (0, "Gross private domestic investment"), (1, "Fixed investment"), (2, "Structures"),
           (2, "Equipment"), (2, "Intellectual property products"), (1, "Change in private inventories"), (0, "Net exports of goods and services"), (1, "Exports"), (1, "Less: Imports"),
           (0, "Less: Taxes on production and imports"), (0, "Plus: Capital consumption adjustment"), (0, "Equals: National income"), (0, "Addendum:"), (1, "Final sales of domestic product")]
PRICES = [(0, "All items"), (1, "Food"), (2, "Food at home"), (3, "Cereals and bakery products"), (3, "Meats, poultry, fish, and eggs"), (3, "Dairy and related products", "(1)"), (3, "Nonalcoholic beverages and beverage materials"),
          (2, "Food away from home", "(1)"), (3, "Food at employee sites and schools, including meals served on campus"), (1, "Energy"), (2, "Energy commodities"), (3, "Gasoline (all types)"), (3, "Fuel oil", "(1)"),
          (2, "Energy services", "(2)"), (3, "Utility (piped) gas service", "(2)"), (1, "All items less food and energy"), (2, "Commodities less food and energy commodities"), (3, "Used cars and trucks"),
          (3, "Medical care commodities", "(1)"), (2, "Services less energy services"), (3, "Motor vehicle maintenance and repair", "(1)"), (3, "Owners’ equivalent rent of residences", "(2)")]
LABOUR = ["Civilian noninstitutional population", "Civilian labor force", "Participation rate", "Employed", "Employment-population ratio", "Unemployed", "Unemployment rate", "Not in labor force",
          "Persons who currently want a job", "Persons working part time for economic reasons, all industries"]
GROUPS = ["TOTAL", "Men, 20 years and over", "Women, 20 years and over", "Both sexes, 16 to 19 years", "WHITE", "BLACK OR AFRICAN AMERICAN"]
OBLIGED = [("0001", "Salaries and expenses of the district offices"), ("0002", "Grants to States for the control of erosion"), ("0003", "Research, surveys, and mapping"), ("0004", "Facilities"),
           ("0799", "Total direct obligations"), ("0801", "Reimbursable program activity"), ("0900", "Total new obligations, unexpired accounts")]
RESOURCES = [("1000", "Unobligated balance brought forward, Oct 1"), ("1010", "Unobligated balance transfer to other accts [012–3456]"), ("1021", "Recoveries of prior year unpaid obligations"),
             ("1050", "Unobligated balance (total)"), ("1100", "Appropriation"), ("1131", "Unobligated balance of appropriations permanently reduced"), ("1160", "Appropriation, discretionary (total)"),
             ("1700", "Collected"), ("1701", "Change in uncollected payments, Federal sources"), ("1900", "Budget authority (total)"), ("1930", "Total budgetary resources available")]
FUNDS = [("General", "Fund"), ("Special", "Revenue", "Road"), ("Debt", "Service"), ("Capital", "Projects"), ("Housing", "Assistance", "Fund"), ("Nonmajor", "Governmental", "Funds"), ("Water and", "Sewer", "Utility"), ("Total", "Governmental", "Funds")]
REVENUE = ["Property taxes", "Sales and use taxes", "Licenses and permits", "Intergovernmental", "Charges for services", "Fines and forfeitures", "Investment earnings (loss)", "Miscellaneous"]
SPENT = ["General government", "Public safety", "Public works", "Health and welfare", "Culture and recreation", "Principal retirement", "Interest and fiscal charges", "Capital outlay"]
COUNTIES = ["Harlan", "Tamarack", "Bridger", "Pawnee Ridge", "Loon Lake", "Cascabel"]


class Press:
    """What the tables of one document share."""

    def __init__(self, rng, styles, form=None, bold=None):
        self.rng, self.style = rng, rng.choice(styles)
        self.form = form or Form(0, ",", ".", "-", "-")
        self.bold = rng.random() < 0.5 if bold is None else bold

    def head(self, text, rowspan=1, colspan=1, align="c"):
        x = head(text, rowspan, colspan, self.bold)
        x.align = align
        return x

    def over(self, text, n, **how):
        """A name over `n` columns."""
        return [self.head(text, 1, n, **how), *[None] * (n - 1)]

    def row(self, values, **how):
        return [self.form.cell(v, **how) for v in values]

    def table(self, rows, widths, heads, title, **more):
        options = {"style": self.style, "cut_rows": False, "low": True, "plain": True, "strong": self.rng.random() < 0.7, "repeat_header": True, "caption": "{title}", "truth": {"unit": None}} | more
        number = options.pop("number", None)
        ordinal = int(number) if (number or "").isdigit() else None
        return Table(rows, widths, heads, number, ordinal, title, **options)


def open_cell(text, **how):
    """A cell whose kind and value the truth leaves open."""
    return Cell(text, kind="?", **how)


def drift(rng, start, n, step=0.06):
    out = [start]
    while len(out) < n:
        out.append(round(out[-1] * (1 + rng.uniform(-step, step))) or 1)
    return out


def flows(rng, name):
    """Flow of funds: the number of a line at both edges, deep steps, years and then quarters."""
    p = Press(rng, ["borderless", "booktabs", "booktabs", "spanned", "upright"], Form(1, rng.choice(["", ","]), ".", "-", "0.0"), rng.random() < 0.2)
    year, years, quarters = rng.randrange(1995, 2024), rng.randint(3, 5), rng.choice([2, 4, 5, 6])
    right = rng.random() < 0.75
    two = quarters > 4
    first = 4 if two else quarters
    spans = [p.over(str(year), first)] + ([p.over(str(year + 1), quarters - 4)] if two else [])
    top = [p.head("", 2), p.head("", 2), *(p.head(str(year - years + 1 + i), 2) for i in range(years)), *(x for s in spans for x in s), *([p.head("", 2)] if right else [])]
    low = [None, None, *[None] * years, *(p.head(f"Q{i % 4 + 1}") for i in range(quarters)), *([None] if right else [])]
    rows, n = [top, low], years + quarters
    gaps = {}
    at = rng.randrange(3)
    lines = [x for i, x in enumerate(FLOWS) if rng.random() < 0.85 or i < 2]
    number = 0
    for step, text in lines:
        if text.endswith(":"):
            rows.append(["", Cell(text), *[""] * (n + right)])
            gaps[len(rows) - 1] = 4
            continue
        number += 1
        if step == 0 and number > 1:
            gaps[len(rows)] = rng.choice([3, 5])
        big = 10 ** rng.randint(2, 5 - min(step, 2))
        values = [round(v) for v in drift(rng, rng.randint(big // 9, big) * rng.choice([1, 1, 1, -1]), n, 0.3)]
        if rng.random() < 0.08:
            values = [0] * n
        mark = open_cell(str(number), align=("r", "r", "l")[at])
        rows.append([mark, Cell(text, indent=step, leader=False), *p.row(values), *([open_cell(str(number), align="r")] if right else [])])
    each = 39 if n > 9 else 44
    small = rng.choice([6.5, 7, 7])
    sector = rng.choice(SECTORS)
    code = f"{rng.choice('FL')}.{rng.randint(100, 240)}"
    notes = ["(1) Includes agency- and GSE-backed mortgage pool securities.", "(2) Includes loans made under home equity lines of credit.", "(3) Only directly held and those in closed-end funds."][:rng.randint(0, 3)]
    if len(notes) < 3:
        for row in rows:
            if isinstance(row[1], Cell) and row[1].text[-3:] in ("(1)", "(2)", "(3)")[len(notes):]:
                row[1].text = row[1].text[:-4]
    t = p.table(rows, [20, min(200, 560 - each * n - 40), *[each] * n, *([20] if right else [])], 2, sector, number=code, caption=rng.choice(["{number} {title}", "{number}  {title}"]),
                under=["Billions of dollars; quarterly figures are seasonally adjusted annual rates"], gaps=gaps, size=small, notes=notes, at=rng.choice("lc"), low=rng.random() < 0.7)
    t.truth |= {"number": None, "ordinal": None, "title": None}
    return Doc(name, [t], (612, 792), (48, 24), type_size=small + 0.5, lang="en", footer=rng.choice(["{page}", ""]), running=rng.choice(["", f"Financial Accounts, Second Quarter {year + 1}"]))


def product(rng, name):
    """National accounts: numbers of lines, years, and quarters under years under a name; a bracketed line below the title."""
    p = Press(rng, ["booktabs", "upright", "open", "borderless", "horizontal", "spanned"], Form(1, rng.choice([",", ","]), ".", "-", "0.0"))
    year, led = rng.randrange(1998, 2024), rng.random() < 0.7
    years, quarters = 2, rng.choice([4, 5, 6])
    adjusted = rng.random() < 0.6
    levels = 3 if adjusted else 2
    first = rng.randint(1, quarters - 1) if quarters > 2 else 1
    first = min(first, 4)
    second = min(quarters - first, 4)
    quarters = first + second
    roman = ["I", "II", "III", "IV"] if rng.random() < 0.6 else ["Q1", "Q2", "Q3", "Q4"]
    names = roman[4 - first:] + roman[:second]
    fixed = [p.head(rng.choice(["Line", "Line"]), levels), p.head("", levels), *(p.head(str(year - 1 + i), levels) for i in range(years))]
    rows = [[*fixed, *p.over("Seasonally adjusted at annual rates", quarters)]] if adjusted else []
    spans = [*p.over(str(year), first), *p.over(str(year + 1), second)]
    rows.append([*([None] * len(fixed) if adjusted else fixed), *spans])
    rows.append([*[None] * len(fixed), *map(p.head, names)])
    n = years + quarters
    lines = [x for x in PRODUCT if rng.random() < 0.9]
    number = 0
    for step, text in lines:
        if text.endswith(":"):
            rows.append(["", Cell(text, bold=True), *[""] * n])
            continue
        number += 1
        strong = step == 0 and rng.random() < 0.9
        big = 10 ** (6 - step)
        values = drift(rng, rng.randint(big // 5, big), n, 0.03)
        if text.startswith(("Net exports", "Change in")):
            values = [rng.randint(-9000, 4000) for _ in range(n)]
        rows.append([open_cell(str(number), align="r"), Cell(text, indent=step, bold=strong, leader=led), *p.row(values, bold=strong)])
    each = rng.choice([44, 48])
    t = p.table(rows, [24, min(260, 540 - each * n), *[each] * n], levels, rng.choice(["Gross Domestic Product", "Gross Domestic Product and Related Measures", "Relation of Gross Domestic Product and National Income"]),
                number=f"{rng.randint(1, 7)}.{rng.randint(1, 9)}.{rng.randint(1, 9)}", caption="Table {number}. {title}", under=[rng.choice(["[Billions of dollars]", "[Billions of chained (2012) dollars]",
                "[Billions of dollars; seasonally adjusted at annual rates]"])], size=rng.choice([7, 7.5]), dots=rng.choice([".", ".", ". "]) if led else ".",
                notes=rng.choice([[], ["Note. Users are cautioned that figures for recent periods are provisional.", "See “Explanatory Note” at the end of the tables."][:1], ["Source: Office of Economic Measurement."]]))
    return Doc(name, [t], (612, 792), (54, 34), type_size=8, lang="en", footer=rng.choice(["{page}", "– {page} –", ""]))


def labour(rng, name):
    """Prices or employment: leaders behind labels, turned-over labels with leaders on the last line, groups without figures, raised digits in brackets."""
    p = Press(rng, ["upright", "boxed", "booktabs", "open", "hung"], bold=rng.random() < 0.3)
    month, year = rng.choice(["Mar.", "July", "Nov."]), rng.randrange(2005, 2025)
    if rng.random() < 0.55:
        p.form = Form(rng.choice([1, 3]), "", ".", rng.choice(["-", "−"]), "0.0" if rng.random() < 0.5 else "-")
        rows = [[p.head("Expenditure category", 2), p.head(f"Relative\nimportance\n{month}\n{year}", 2), *p.over("Unadjusted indexes", 3), *p.over("Unadjusted percent\nchange", 2)],
                [None, None, p.head(f"{month}\n{year - 1}"), p.head(f"Feb.\n{year}"), p.head(f"{month}\n{year}"), p.head(f"{month}\n{year - 1}-\n{month}\n{year}"), p.head(f"Feb.\n{year}-\n{month}\n{year}")]]
        three, one = Form(3, ",", ".", "-", "-"), Form(1, "", ".", "-", "0.0" if rng.random() < 0.8 else "-")
        for step, text, *mark in PRICES:
            if rng.random() < 0.1 and step:
                continue
            values = drift(rng, rng.randint(90_000, 600_000), 3, 0.02)
            line = [three.cell(rng.randint(100, 100_000)), *(three.cell(v) for v in values), one.cell(rng.randint(-80, 120)), one.cell(rng.randint(-20, 20))]
            if rng.random() < 0.06:
                line[-1] = Cell("-", align="r")
            rows.append([Cell(text, indent=step, leader=True, mark=mark[0] if mark else ""), *line])
        widths, title = [210, 52, 50, 50, 50, 52, 52], f"Consumer price index for all urban consumers: city average, by expenditure category, {month} {year}"
        under, notes = ["[1982-84=100, unless otherwise noted]"], ["(1) Not seasonally adjusted.", "(2) This index series was calculated using a Laspeyres estimator.", "NOTE: Index applies to a month as a whole, not to any specific date."]
    else:
        n = rng.choice([2, 3])
        dates = [f"{month}\n{year - 1}", f"Feb.\n{year}", f"{month}\n{year}"][-n:]
        after = [f"{month}\n{year - 1}", f"Dec.\n{year - 1}", f"Jan.\n{year}", f"{month}\n{year}"]
        rows = [[p.head(rng.choice(["Employment status, sex, and age", "Characteristic"]), 2), *p.over("Not seasonally adjusted", n), *p.over("Seasonally adjusted(1)", 4)], [None, *map(p.head, dates), *map(p.head, after)]]
        rates = Form(1, "", ".", "-", "-")
        for i, group in enumerate(rng.sample(GROUPS, rng.randint(2, 4))):
            rows.append([Cell(group, bold=p.bold, indent=0 if group.isupper() else 1), *[""] * (n + 4)])
            for j, text in enumerate(LABOUR[:rng.randint(5, 10)]):
                rate = "rate" in text or "ratio" in text
                values = drift(rng, rng.randint(20, 700) if rate else rng.randint(500, 170_000), n + 4, 0.01)
                line = [(rates if rate else p.form).cell(v) for v in values]
                if j > 7 and rng.random() < 0.5:
                    line[n] = Cell("(2)", align="r", kind="?")
                rows.append([Cell(text, indent=(1 if j in (0, 1, 7) else 2), leader=True), *line])
        widths, title = [190, *[46] * (n + 4)], "Employment status of the civilian population by sex and age"
        under, notes = ["[Numbers in thousands]"], ["(1) The population figures are not adjusted for seasonal variation.", "(2) Data not available.", "NOTE: Updated population controls are introduced annually with the release of January data."]
        if not any("(2)" in x.text for row in rows for x in row if isinstance(x, Cell)):
            notes.pop(1)
    number = rng.choice([str(rng.randint(1, 9)), f"A-{rng.randint(1, 9)}"])
    t = p.table(rows, widths, 2, title, number=number, caption="Table {number}. {title}", under=under, size=rng.choice([7, 7.5, 8]), notes=notes, at="l", dots=rng.choice([".", ".", " ."]), hang=rng.choice([0, 6]))
    return Doc(name, [t], (612, 792), (50, 40), type_size=8, lang="en", footer=rng.choice(["", "{page}"]), running=rng.choice(["", "HOUSEHOLD DATA"]))


def appendix(rng, name):
    """The budget's appendix: codes of lines, leaders that fill empty cells too, three years."""
    p = Press(rng, ["booktabs", "booktabs", "totals", "borderless"], Form(0, ",", ".", "–", "-"), False)
    year = rng.randrange(1999, 2026)
    blocks = []
    for k in range(rng.randint(1, 2)):
        code = f"{rng.randint(10, 99):03d}–{rng.randint(100, 999):04d}–0–1–{rng.randint(50, 999):03d}"
        rows = [[p.head(f"Identification code {code}", 1, 2, "l"), None, *(p.head(f"{year + i} {s}", align="r") for i, s in enumerate(("actual", "est.", "est.")))]]
        sections = [("Obligations by program activity:", OBLIGED), ("Budgetary resources:", RESOURCES)]
        gaps = {}
        for i, (title, lines) in enumerate(sections[:rng.randint(1, 2)]):
            gaps[len(rows)] = 3
            rows.append(["", Cell(title, bold=True, indent=1), "", "", ""])
            if i and rng.random() < 0.5:
                rows.append(["", Cell("Unobligated balance:", indent=1), "", "", ""])
            for number, text in lines:
                total = "otal" in text
                figures = []
                for _ in range(3):
                    empty = not total and rng.random() < 0.25
                    x = Cell("", leader=True, kind="blank") if empty else p.form.cell(rng.randint(1, 9_000) * rng.choice([1, 1, 1, 1, 1 if total else -1]))
                    x.over = int(total)
                    figures.append(x)
                rows.append([open_cell(number), Cell(text, indent=2 if not total else 1, leader=True), *figures])
        t = p.table(rows, [30, 232, 58, 58, 58], 1, "Program and Financing", caption="{title} (in millions of dollars)", gaps=gaps, size=7.5, strong=True, hang=rng.choice([0, 8]))
        t.truth |= {"title": None}
        blocks += [t, Para("This appropriation funds the regular activities of the offices in the districts. The Budget proposes to reduce the grants to States and to continue the survey, with the receipts of the sale of maps credited to the account.")]
    return Doc(name, blocks, (612, 792), (56, 70), type_size=8.5, lang="en", footer=rng.choice(["{page}", ""]), running=rng.choice(["", f"THE BUDGET FOR FISCAL YEAR {year + 2}"]))


def funds(rng, name):
    """Statements of a government by fund: heads of three lines, signs on the first and the last lines alone, rules below figures."""
    p = Press(rng, ["borderless", "borderless", "spanned", "totals"], Form(0, ",", ".", "()", rng.choice(["-", "—", "–"])))
    picked = [FUNDS[0], *rng.sample(FUNDS[1:-1], rng.randint(2, 5)), FUNDS[-1]]
    n, year = len(picked), rng.randrange(2004, 2025)
    rows = [[p.head(""), *(p.head("\n".join(f)) for f in picked)]]
    stop, gaps = rng.random() < 0.5, {}

    def line(text, values, step=0, sign=False, over=0, under=0):
        cells = p.row(values)
        for x in cells:
            x.sign, x.over, x.under = "$" if sign else "", over, under
            x.kind = x.kind if x.kind or not sign else "?"
        rows.append([Cell(text, indent=step), *cells])

    def part(title, names, total, first):
        gaps[len(rows)] = 4
        rows.append([Cell(title, bold=p.bold), *[""] * n])
        sums = [0] * n
        for i, text in enumerate(names):
            values = [0 if rng.random() < 0.35 else rng.randint(900, 90_000_000) for _ in range(n - 1)]
            values.append(sum(values))
            line(text, values, 1, first and i == 0, under=int(i == len(names) - 1 and stop))
            sums = [a + b for a, b in zip(sums, values)]
        line(total, sums, 2, over=int(not stop), under=int(rng.random() < 0.5))
        return sums
    got = part("REVENUES" if p.bold else "Revenues:", rng.sample(REVENUE, rng.randint(4, 8)), "Total revenues", True)
    gone = part("EXPENDITURES" if p.bold else "Expenditures:", rng.sample(SPENT, rng.randint(4, 8)), "Total expenditures", False)
    net = [a - b for a, b in zip(got, gone)]
    gaps[len(rows)] = 4
    line("Excess (deficiency) of revenues over (under) expenditures", net, 1, under=1)
    start = [rng.randint(10 ** 6, 10 ** 8) for _ in range(n - 1)]
    start.append(sum(start))
    line("Fund balances - beginning", start, 0, under=int(stop))
    line("Fund balances - ending", [a + b for a, b in zip(net, start)], 0, True, int(not stop), 2)
    wide = n > 5
    t = p.table(rows, [150 if not wide else 190, *[68] * n], 1, "Statement of Revenues, Expenditures, and Changes in Fund Balances", under=["Governmental Funds", f"For the Fiscal Year Ended June 30, {year}"], gaps=gaps,
                size=rng.choice([6.5, 7]) if n > 4 else 7.5, hang=6, inset=rng.choice([0, 3]), strong=True)
    t.truth |= {"title": None, "notes": None}
    county = rng.choice(COUNTIES)
    return Doc(name, [Para(f"COUNTY OF {county.upper()}"), t, Para("The notes to the financial statements are an integral part of this statement.")], (792, 612) if wide else (612, 792), (50, 40), type_size=8.5, lang="en",
               footer=rng.choice(["{page}", "-{page}-"]))


KINDS = [flows, product, labour, appendix, funds]
