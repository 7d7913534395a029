"""Invented releases in more layouts: estimates with margins of error, schedules of goods by code, panels of levels and rates, heads turned on their side, statements of a treasury, Korean, Polish and Russian yearbooks."""
from figures import Form
from invent_releases import Press, open_cell
from model import Beside, Cell, Doc, Heading, Para, Unit

SUBJECTS = [(0, "Total households"), (1, "Family households (families)"), (2, "With own children of the householder under 18 years"), (2, "Married-couple family"), (3, "With own children under 18 years"), (2, "Male householder, no spouse present, family"),
            (1, "Nonfamily households"), (2, "Householder living alone"), (3, "65 years and over"), (0, "Average household size"), (0, "Average family size")]
GOODS = [("0101", "Live horses, asses, mules and hinnies:", None), ("0101.21", "- Horses: - - Pure-bred breeding animals", "No."), ("0101.29", "- - Other", "No."), ("0203.12", "- - Hams, shoulders and cuts thereof, with bone in", "kg"), ("0203.19", "- - Other", "kg"),
         ("0402.10", "- In powder, granules or other solid forms, of a fat content, by weight, not exceeding 1.5%", "kg"), ("0713.33", "- - Kidney beans, including white pea beans (Phaseolus vulgaris)", "kg"), ("2204.21", "- - In containers holding 2 l or less", "l"),
         ("4407.11", "- - Of pine (Pinus spp.)", "m³"), ("6109.10", "- Of cotton", "u"), ("8471.30", "- Portable automatic data processing machines, weighing not more than 10 kg, consisting of at least a central processing unit, a keyboard and a display", "u"), ("8703.23", "- - Of a cylinder capacity exceeding 1 500 cm³ but not exceeding 3 000 cm³", "u")]
CODES = ["ABMI", "YBHA", "IHYP", "KLH7", "L2KQ", "L2KR", "ECYX", "NPQT", "IKBK", "IKBL"]
BRANCHES = ["Agriculture", "Production", "Construction", "Services", "Total output", "of which: Manu-\nfacturing", "Energy", "Government"]
SKILLS = ["Primary schools", "Secondary schools", "Hospital beds", "Physicians per 1 000 inhabitants", "Telephone lines", "Households with piped water (%)", "Paved roads (km)", "Post offices", "Vehicles registered", "Cinemas", "Libraries", "Kindergartens"]
PLACES = ["Alten", "Brook", "Corran", "Dove Hill", "Esk", "Fallow", "Gorse", "Hythe", "Inver", "Jura", "Kyle", "Lorn"]
DEPOSITS = ["Customs and certain excise taxes", "Deposits by States: Unemployment", "Federal Reserve earnings", "Postal Service", "Individual income taxes withheld", "Estate and gift taxes", "Other deposits"]
PAID = ["Defense vendor payments", "Education programs", "Federal salaries (EFT)", "Interest on securities", "Medicare", "Social Security benefits (EFT)", "Veterans’ benefits", "Unclassified"]
KO_ROWS = [("전국", "Whole country"), ("서원", "Seowon"), ("부성", "Buseong"), ("대림", "Daelim"), ("인강", "Ingang"), ("광평", "Gwangpyeong"), ("울진도", "Uljindo"), ("세천", "Secheon"), ("경북산", "Gyeongbuksan"), ("강남원", "Gangnamwon")]
KO_HEADS = [("인구", "Population", [("남", "Male"), ("여", "Female")]), ("세대", "Households", []), ("사업체수", "Establish-\nments", []), ("종사자수", "Workers", []), ("출생", "Live births", []), ("면적", "Area\n(km²)", []), ("재정자립도", "Fiscal\nindep.\n(%)", [])]
PL_ROWS = [(0, "OGÓŁEM", "TOTAL"), (1, "Rolnictwo, leśnictwo, łowiectwo i rybactwo", "Agriculture, forestry and fishing"), (1, "Przemysł", "Industry"), (2, "w tym przetwórstwo przemysłowe", "of which manufacturing"), (1, "Budownictwo", "Construction"),
           (1, "Handel; naprawa pojazdów samochodowych", "Trade; repair of motor vehicles"), (1, "Transport i gospodarka magazynowa", "Transportation and storage"), (1, "Edukacja", "Education"), (1, "Opieka zdrowotna i pomoc społeczna", "Human health and social work activities")]
RU_ROWS = [(0, "Всего"), (1, "в том числе:"), (1, "сельское хозяйство, охота и лесное хозяйство"), (1, "добыча полезных ископаемых"), (1, "обрабатывающие производства"), (2, "из них производство пищевых продуктов"), (1, "строительство"), (1, "оптовая и розничная торговля"),
           (1, "транспорт и связь"), (1, "образование")]


def margins(rng, name):
    """Estimates with margins of error beside them, for one or two places; signs before the margins."""
    p = Press(rng, ["grid", "booktabs", "open", "horizontal", "zebra", "upright", "banner"])
    many = rng.choice([1, 2, 2])
    shares = many == 1 or rng.random() < 0.3
    under = [("Estimate", 0), ("Margin of Error", 1), *([("Percent", 2), ("Percent Margin\nof Error", 3)] if shares and many == 1 else [])]
    names = rng.sample(["Tamarack County, Oregon", "Pawnee Ridge city, Kansas", "Loon Lake CDP, Maine"], many)
    n = len(under) * many
    if many == 1:
        rows = [[p.head("Subject", 1, 1, "l"), *(p.head(s) for s, _ in under)]]
        if rng.random() < 0.6:
            rows = [[p.head("Subject", 2, 1, "l"), *p.over(names[0], n)], [None, *(p.head(s) for s, _ in under)]]
    else:
        rows = [[p.head("Subject", 2, 1, "l"), *(x for s in names for x in p.over(s, len(under)))], [None, *(p.head(s) for _ in names for s, _ in under)]]
    heads = len(rows)
    glued = rng.choice(["±", "+/-", "± "])
    for step, text in SUBJECTS:
        if step > 1 and rng.random() < 0.15:
            continue
        line = []
        for _ in range(many):
            v = rng.randint(100, 90_000 if step < 2 else 9_000)
            mean = text.startswith("Average")
            line += [open_cell(f"{rng.randint(180, 360) / 100:.2f}", align="r") if mean else p.form.cell(v), open_cell(f"{glued}0.{rng.randint(1, 20):02d}" if mean else f"{glued}{rng.randint(10, 3000):,}", align="r")]
            if shares and many == 1:
                line += [open_cell("(X)", align="r"), open_cell("(X)", align="r")] if mean or step == 0 else [open_cell(f"{rng.randint(10, 900) / 10:.1f}%", align="r"), open_cell(f"{glued}{rng.randint(1, 90) / 10:.1f}", align="r")]
        rows.append([Cell(text, indent=step), *line])
    t = p.table(rows, [190, *[min(72, 310 // n)] * n], heads, "SELECTED SOCIAL CHARACTERISTICS", size=rng.choice([7, 7.5, 8]), low=False, at="l")
    t.truth |= {"title": None, "notes": None}
    return Doc(name, [t, Para("An ‘(X)’ entry in the estimate column means that the estimate is not applicable or not available.")], (612, 792), (54, 48), type_size=8, lang="en", footer=rng.choice(["{page}", ""]))


def goods(rng, name):
    """Goods by code: descriptions of many lines with hyphens for their level, units of quantity, quantities and values of two periods, or rates of duty."""
    p = Press(rng, ["open", "upright", "booktabs", "horizontal", "grid", "borderless"], Form(0, rng.choice([",", " "]), ".", "-", rng.choice(["-", "–", "0"])))
    rates = rng.random() < 0.4
    year = rng.randrange(2006, 2024)
    if rates:
        names = rng.sample(["General", "MFN", "EU", "SADC", "EFTA", "ANZ"], 3)
        rows = [[p.head("Heading/\nSubheading", 2, 1, "l"), p.head("Article description", 2, 1, "l"), p.head("Unit", 2), *p.over("Rate of duty", 3)], [None, None, None, *map(p.head, names)]]
        n = 3
    else:
        rows = [[p.head(rng.choice(["HS code", "Commodity\ncode"]), 2, 1, "l"), p.head("Description", 2, 1, "l"), p.head("Unit", 2), *p.over(f"January – {rng.choice(['March', 'June'])} {year}", 2), *p.over(f"January – {rng.choice(['March', 'June'])} {year + 1}", 2)],
                [None, None, None, *(p.head(s) for _ in range(2) for s in ("Quantity", rng.choice(["Value"])))]]
        n = 4
    for code, text, unit in GOODS:
        if unit and rng.random() < 0.2:
            continue
        if unit is None:
            rows.append([open_cell(code), Cell(text), *[""] * (n + 1)])
            continue
        figures = [open_cell(rng.choice(["free", "free", "5%", "10%", "22c/kg", "37.5%"]), align="c") for _ in range(n)] if rates else [p.form.cell(0 if rng.random() < 0.06 else rng.randint(10, 10 ** rng.randint(3, 7))) for _ in range(n)]
        rows.append([open_cell(code), Cell(text), open_cell(unit, align="c"), *figures])
    top = rng.random() < 0.5
    t = p.table(rows, [48, 210, 34, *[(200 if not rates else 150) // n] * n], 2, "Imports by commodity" if not rates else "Schedule of customs duties", size=rng.choice([7, 7.5, 8]), low=not top, top=top, at="l", room=rng.choice([0, 0, 1]))
    t.truth |= {"title": None}
    return Doc(name, [t], margin=(54, 48), type_size=8, lang="en", footer=rng.choice(["{page}", "– {page} –", ""]), running=rng.choice(["", "SECTION I – LIVE ANIMALS; ANIMAL PRODUCTS"]))


def levels(rng, name):
    """One stub of years and quarters under codes of series; levels first, then rates, each below a line set across."""
    p = Press(rng, ["booktabs", "totals", "borderless", "spanned", "open"], Form(rng.choice([0, 1]), rng.choice([",", " "]), ".", rng.choice(["-", "–"]), "0"))
    n, year = rng.randint(4, 7), rng.randrange(1998, 2023)
    rows = [["", *(p.head(s, 1, 1, "r") for s in rng.sample(BRANCHES, n))]]
    rows[0][0] = p.head("", 2)
    rows.append([None, *(p.head(s, 1, 1, "r") for s in rng.sample(CODES, n))])
    across = lambda text: [Cell(""), Cell(text, colspan=n, align="c", bold=p.style != "totals"), *[None] * (n - 1)]
    gaps, quarters = {1: rng.choice([3, 5])}, [f"{y} Q{q}" for y in (year, year + 1) for q in range(1, 5)][:rng.randint(5, 8)]
    start = [rng.randint(900, 300_000) for _ in range(n)]
    for part in rng.choice([["£ million", "Percentage change, latest quarter on previous quarter"], ["Index 2015=100", "Percentage change on a year earlier", "Contribution to growth"]]):
        if len(rows) > 2:
            gaps[len(rows)] = 5
        rows.append(across(part))
        rates = not part.startswith(("£", "Index"))
        f = Form(1, "", ".", p.form.minus, "0.0") if rates else p.form
        for label in quarters:
            start = start if rates else [round(v * (1 + rng.uniform(-0.02, 0.02))) for v in start]
            rows.append([open_cell(label), *(f.cell(rng.randint(-30, 40)) if rates else f.cell(v) for v in start)])
    number = f"{rng.choice('ABC')}{rng.randint(1, 4)}"
    t = p.table(rows, [60, *[420 // n] * n], 2, "Output of industries, chained volume measures", number=number, caption=rng.choice(["{number} {title}", "Table {number}: {title}"]), gaps=gaps, size=rng.choice([7, 7.5]), at="l")
    t.truth |= {"number": None, "ordinal": None, "title": None}
    return Doc(name, [t], margin=(54, 52), type_size=8, lang="en", footer=rng.choice(["{page}", ""]))


def sideways(rng, name):
    """Narrow columns under names that are turned and read upwards."""
    p = Press(rng, ["grid", "open", "booktabs", "upright", "boxed"], Form(0, ",", ".", "-", rng.choice(["-", "–", ""])))
    n = rng.randint(6, 12)
    heads = [p.head(s) for s in rng.sample(SKILLS, n)]
    for x in heads:
        x.turned = True
    rows = [[p.head(rng.choice(["District", "Island", ""]), 1, 1, "l"), *heads]]
    sums = [0] * n
    for place in rng.sample(PLACES, rng.randint(6, 12)):
        values = [0 if rng.random() < 0.1 else rng.randint(1, 10 ** rng.randint(1, 4)) for _ in range(n)]
        sums = [a + b for a, b in zip(sums, values)]
        rows.append([Cell(place), *p.row(values)])
    rows.append([Cell("Total", bold=True), *p.row(sums, bold=True)])
    t = p.table(rows, [84, *[min(38, 390 // n)] * n], 1, "Amenities by district", number=str(rng.randint(1, 40)), caption="Table {number}. {title}", size=rng.choice([7, 7.5]))
    return Doc(name, [t], margin=(54, 52), type_size=8.5, lang="en", footer=rng.choice(["{page}", ""]))


def treasury(rng, name):
    """A treasury's day: what came in and what went out in tables beside each other, signs on the first and the last lines."""
    p = Press(rng, ["grid", "open", "boxed", "booktabs", "banner"], Form(0, ",", ".", "-", "0"))
    leaders = p.style in ("booktabs", "boxed") and rng.random() < 0.4
    tables = []
    for k, (title, names) in enumerate((("Deposits", DEPOSITS), ("Withdrawals", PAID))):
        rows = [[p.head(title, 1, 1, "l"), p.head("Today"), p.head("This\nmonth\nto date")]]
        body = [[0 if rng.random() < 0.1 else rng.randint(1, 9_000), rng.randint(9_000, 200_000)] for _ in names[:rng.randint(5, 8)]]
        for i, (s, values) in enumerate(zip(names, body)):
            cells = p.row(values)
            for x in cells:
                x.sign = "$" if i == 0 else ""
            rows.append([Cell(s, leader=leaders), *cells])
        cells = p.row([sum(c) for c in zip(*body)], bold=True)
        for x in cells:
            x.sign = "$"
        rows.append([Cell(f"Total {title.lower()}", bold=True), *cells])
        t = p.table(rows, [130, 52, 60], 1, f"Operating cash balance: {title.lower()}", number=str(k + 1), caption="Table {number}. {title}", size=7.5)
        t.repeat_header = False
        tables.append(t)
    return Doc(name, [Heading("Daily Treasury Statement", 1), Para("Cash and debt operations of the Treasury. (Detail, rounded in millions, may not add to totals.)"), Beside(tables)], (612, 792), (50, 44), type_size=8, lang="en", footer="{page}")


def korea(rng, name):
    """A Korean yearbook: Korean over English in the heads, labels of both languages in one column or at both edges."""
    p = Press(rng, ["open", "hung", "upright", "booktabs"], Form(0, ",", ".", "-", "-"), False)
    picked, n = [], 0
    for word, english, parts in rng.sample(KO_HEADS, len(KO_HEADS)):
        if n + max(1, len(parts)) <= 7:
            picked.append((word, english, parts))
            n += max(1, len(parts))
    two, edge = any(parts for *_, parts in picked), rng.random() < 0.5
    height = 1 + two
    top, low = [p.head("시도별\nProvince" if not edge else "시도별", height)], [None]
    for word, english, parts in picked:
        top += p.over(f"{word} {english}", len(parts)) if parts else [p.head(f"{word}\n{english}", height)]
        low += [p.head(f"{w}\n{e}") for w, e in parts] if parts else [None]
    if edge:
        top.append(p.head("Province", height))
        low.append(None)
    rows = [top, low] if two else [top]
    for han, english in [KO_ROWS[0], *rng.sample(KO_ROWS[1:], rng.randint(6, 9))]:
        values = [p.form.cell(rng.randint(100, 10 ** rng.randint(3, 7))) for _ in range(n)]
        rows.append([Cell(han), *values, Cell(english)] if edge else [Cell(han), *values])
    t = p.table(rows, [60, *[min(58, 360 // n)] * n, *([76] if edge else [])], height, "시도별 인구 및 사업체", number=f"{rng.randint(1, 9)}-{rng.randint(1, 20)}", caption="{number}. {title}", size=rng.choice([7, 7.5, 8]), low=False, under=["Population and Establishments by Province"])
    t.unit = Unit(rng.choice(["(단위 : 명, 개)", "단위: 명  Unit: person"]), "", None, None)
    t.truth |= {"number": None, "ordinal": None, "title": None, "notes": None}
    t.notes = rng.choice([[], ["자료 : 통계청 「인구총조사」"], ["주 : 1) 외국인 제외"]])
    return Doc(name, [t], margin=(56, 48), type_size=8.5, lang="ko", footer=rng.choice(["{page}", ""]))


def slavic(rng, name):
    """Polish statistics with English at the right, or Russian ones: leaders, commas, "of which" without figures."""
    polish = rng.random() < 0.55
    p = Press(rng, ["upright", "open", "hung", "boxed", "booktabs"], Form(rng.choice([0, 1]), rng.choice(["", " ", "\u00a0"]), ",", rng.choice(["-", "–"]), rng.choice(["–", "-", "x"])), False)
    year, n = rng.randrange(2001, 2020), rng.randint(3, 5)
    years = [p.head(str(y)) for y in (1995, 2000, 2005, 2010, 2015)[:n - 1]] + [p.head(str(year + 3))]
    led = p.style in ("upright", "open", "hung", "boxed") and rng.random() < 0.5
    if polish:
        two = rng.random() < 0.6
        rows = [[p.head("WYSZCZEGÓLNIENIE", 1 + two), *years, p.head("SPECIFICATION", 1 + two)]]
        if two:
            rows.append([None, *p.over("w tysiącach in thousands", n), None])
        heads = len(rows)
        for step, text, english in PL_ROWS:
            strong = step == 0
            rows.append([Cell(text, indent=step, bold=strong, leader=led), *p.row([rng.randint(10, 10 ** (5 - step)) for _ in range(n)], bold=strong), Cell(english, indent=step, italic=not strong, bold=strong)])
        widths, title, under = [140, *[170 // n + 6] * n, 130], "PRACUJĄCY WEDŁUG SEKCJI", ["EMPLOYED PERSONS BY SECTIONS"]
    else:
        rows, heads = [[p.head(""), *years]], 1
        for step, text in RU_ROWS:
            if text.endswith(":"):
                rows.append([Cell(text, indent=step), *[""] * n])
                continue
            rows.append([Cell(text, indent=step, bold=step == 0, leader=led), *([Cell("...", kind="?", align="r"), *p.row([rng.randint(10, 90_000) for _ in range(n - 1)])] if rng.random() < 0.15 else p.row([rng.randint(10, 90_000) for _ in range(n)]))])
        widths, title, under = [220, *[48] * n], "СРЕДНЕГОДОВАЯ ЧИСЛЕННОСТЬ ЗАНЯТЫХ ПО ВИДАМ ДЕЯТЕЛЬНОСТИ", ["(тысяч человек)"]
    number = f"{rng.randint(1, 9)}.{rng.randint(1, 30)}"
    t = p.table(rows, widths, heads, title, number=number, caption=rng.choice(["{number}. {title}", "TABL. {number}. {title}" if polish else "Таблица {number}. {title}"]), under=under, size=rng.choice([7, 7.5]), low=False, hang=rng.choice([0, 6]))
    t.truth |= {"number": None, "ordinal": None, "title": None}
    return Doc(name, [t], margin=(54, 50), type_size=8, lang="pl" if polish else "ru", footer=rng.choice(["{page}", ""]))


KINDS = [margins, goods, levels, sideways, treasury, korea, slavic]
