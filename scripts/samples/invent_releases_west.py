"""Invented releases of Europe: statistics in German with signs for what is missing, French budgets, Swiss figures, budget books of British councils."""
from figures import Form
from invent_releases import Press, open_cell
from model import Cell, Doc, Heading, Para, Unit

DE_LAENDER = ["Auenland", "Bergmark", "Donaugau", "Eifelstein", "Frankental", "Gründorf", "Heidmark", "Inselberg", "Küstenland", "Lausenau", "Moselgrund", "Niederwald"]
DE_ROWS = [(0, "Insgesamt"), (1, "davon:"), (2, "Landwirtschaft, Forstwirtschaft und Fischerei"), (2, "Verarbeitendes Gewerbe"), (3, "dar. Maschinenbau"), (2, "Baugewerbe"), (2, "Handel; Instandhaltung und Reparatur von Kraftfahrzeugen"),
           (2, "Verkehr und Lagerei"), (2, "Gastgewerbe"), (0, "nach dem Alter"), (1, "unter 25 Jahre"), (1, "25 bis unter 55 Jahre"), (1, "55 Jahre und älter"), (0, "Nachrichtlich: Ausländer")]
DE_HEADS = [("Beschäftigte", ["insgesamt", "weiblich"]), ("Umsatz", ["Inland", "Ausland"]), ("Veränderung\nzum\nVorjahr", []), ("Betriebe", []), ("Bruttolohn-\nsumme", []), ("Geleistete\nArbeits-\nstunden", []), ("Erwerbstätige", ["Männer", "Frauen", "zusammen"])]
DE_UNITS = {"Beschäftigte": "Anzahl", "Umsatz": "1 000 EUR", "Veränderung\nzum\nVorjahr": "%", "Betriebe": "Anzahl", "Bruttolohn-\nsumme": "1 000 EUR", "Geleistete\nArbeits-\nstunden": "1 000", "Erwerbstätige": "1 000"}
FR_ROWS = [("Titre 2 – Dépenses de personnel", ["Rémunérations d’activité", "Cotisations et contributions sociales", "Prestations sociales et allocations diverses"]),
           ("Titre 3 – Dépenses de fonctionnement", ["Dépenses de fonctionnement autres que celles de personnel", "Subventions pour charges de service public"]),
           ("Titre 5 – Dépenses d’investissement", ["Dépenses pour immobilisations corporelles de l’État", "Dépenses pour immobilisations incorporelles de l’État"]),
           ("Titre 6 – Dépenses d’intervention", ["Transferts aux ménages", "Transferts aux entreprises", "Transferts aux collectivités territoriales"])]
CH_ROWS = ["Personalaufwand", "Sach- und übriger Betriebsaufwand", "Abschreibungen Verwaltungsvermögen", "Transferaufwand", "Finanzaufwand", "Ausserordentlicher Aufwand", "Fiskalertrag", "Regalien und Konzessionen", "Entgelte"]
SERVICES = ["Adult Social Care", "Children’s Services", "Highways and Transport", "Waste Collection and Disposal", "Libraries and Heritage", "Planning and Building Control", "Leisure Centres", "Housing Options and Advice",
            "Environmental Health and Trading Standards", "Legal and Democratic Services", "Revenues and Benefits", "Parks and Open Spaces"]
REASONS = ["Increase reflects the pay award of 2% and the full year effect of the new contract.", "Saving from the closure of the depot, agreed by Cabinet in February.", "One-off grant in the previous year not repeated.",
           "Inflation on contracts; additional demand for placements of older people and of adults with learning disabilities; offset in part by income from the Better Care Fund.", "No significant change.",
           "Transfer of two posts from Corporate Resources.", "Higher recharges.", "Reduction in planning fee income due to the economic climate and lower numbers of major applications received."]


def missing(rng, signs, f, n):
    return Cell(rng.choice(signs), kind="?", align="r") if rng.random() < 0.08 else f.cell(n)


def german(rng, name):
    """German statistics: commas, blanks between thousands, signs for what is missing, numbers of columns, davon and dar."""
    p = Press(rng, ["upright", "hung", "boxed", "grid", "open", "booktabs", "hair"], Form(rng.choice([0, 0, 1]), rng.choice([" ", " ", "\u202f", "."]), ",", rng.choice(["-", "–"]), rng.choice(["–", "-"])), False)
    signs = rng.sample([".", "x", "/", "…", "•", "–"], 3)
    picked, n = [], 0
    for word, parts in rng.sample(DE_HEADS, len(DE_HEADS)):
        if n + max(1, len(parts)) <= 6:
            picked.append((word, parts))
            n += max(1, len(parts))
    two, units, numbered = any(parts for _, parts in picked), rng.random() < 0.5, rng.random() < 0.45
    height = 1 + two
    top, low = [p.head(rng.choice(["Land", "Wirtschaftszweig", "Merkmal"]), height + units + numbered)], [None]
    for word, parts in picked:
        top += p.over(word, len(parts)) if parts else [p.head(word, height)]
        low += map(p.head, parts) if parts else [None]
    rows = [top, low] if two else [top]
    if units:  # one text over neighbours of the same unit
        rows.append([None])
        flat = [(w, DE_UNITS[w]) for w, parts in picked for _ in parts or [0]]
        i = 0
        while i < n:
            j = i
            while j < n and flat[j][1] == flat[i][1]:
                j += 1
            rows[-1] += p.over(flat[i][1], j - i)
            i = j
    if numbered:
        rows.append([None, *(p.head(str(i + 1)) for i in range(n))])
    heads = len(rows)
    rates = Form(1, " ", ",", p.form.minus, "0,0")

    def figures(big, bold=False):
        out = []
        for word, parts in picked:
            for _ in parts or [0]:
                f = rates if word.startswith("Veränd") else p.form
                out.append(missing(rng, signs, f, rng.randint(-150, 150) if f is rates else 0 if rng.random() < 0.04 else rng.randint(9, big)))
                out[-1].bold = bold
        return out
    gaps = {}
    if rng.random() < 0.5:
        for land in [*rng.sample(DE_LAENDER, rng.randint(6, 12)), "Bundesgebiet"]:
            strong = land == "Bundesgebiet"
            if strong:
                gaps[len(rows)] = 4
            rows.append([Cell(land, bold=strong), *figures(9_000_000 if strong else 900_000, strong)])
        top[0].text = "Land"
    else:
        top[0].text = "Merkmal"
        for step, text in DE_ROWS:
            if rng.random() < 0.1 and step > 1:
                continue
            if text.startswith("nach dem") or text == "davon:":
                rows.append([Cell(text, indent=step), *[""] * n])
            else:
                rows.append([Cell(text, indent=step, leader=False), *figures(10 ** (7 - step))])
    year = rng.randrange(1996, 2024)
    notes = rng.choice([[], ["1) Vorläufiges Ergebnis."], []])
    if notes:
        rng.choice(rows[heads:])[0].mark = "1)"
    number = rng.choice([str(rng.randint(1, 30)), f"{rng.randint(1, 9)}.{rng.randint(1, 12)}"])
    t = p.table(rows, [140, *[min(66, 370 // n)] * n], heads, rng.choice([f"Betriebe, Beschäftigte und Umsatz {year}", f"Erwerbstätige und Löhne {year} nach Wirtschaftszweigen"]), number=number, caption=rng.choice(["{number} {title}", "Tabelle {number}: {title}", "Tab. {number} {title}"]),
                gaps=gaps, size=rng.choice([7, 7.5, 8]), at="l", notes=notes, low=False, hang=rng.choice([0, 6]))
    t.truth |= {"number": None, "ordinal": None, "title": None}
    return Doc(name, [t], margin=(54, 52), type_size=8, lang="de", footer=rng.choice(["{page}", "Statistisches Landesamt, Jahrbuch  {page}", ""]), running=rng.choice(["", "Verarbeitendes Gewerbe"]))


def french(rng, name):
    """A French budget: narrow blanks between thousands, authorisations and payments of two years, titles and their parts."""
    p = Press(rng, ["grid", "horizontal", "booktabs", "banner", "open", "boxed"], Form(rng.choice([0, 0, 2]), rng.choice(["\u202f", "\u00a0", "\u00a0"]), ",", rng.choice(["-", "–"]), rng.choice(["0", "–", ""])))
    year = rng.randrange(2007, 2025)
    rows = [[p.head("Titre et catégorie", 2), *p.over("Autorisations d’engagement", 2), *p.over("Crédits de paiement", 2)], [None, *(p.head(s) for _ in range(2) for s in (f"Ouvertes en LFI\npour {year}", f"Demandées\npour {year + 1}"))]]
    whole = [0] * 4
    for title, lines in FR_ROWS:
        body = [[0 if rng.random() < 0.08 else rng.randint(100, 10 ** rng.randint(5, 8)) * (100 if p.form.decimals else 10) for _ in range(4)] for _ in lines]
        sums = [sum(c) for c in zip(*body)]
        rows.append([Cell(title, bold=True), *p.row(sums, bold=True)])
        rows += [[Cell(text, indent=1), *p.row(values)] for text, values in zip(lines, body)]
        whole = [a + b for a, b in zip(whole, sums)]
    rows.append([Cell("Total hors FdC et AdP" if rng.random() < 0.5 else "Total", bold=True), *p.row(whole, bold=True)])
    t = p.table(rows, [180, *[78] * 4], 2, "Présentation des crédits par titre et catégorie", under=[f"Programme {rng.randint(101, 899)} : soutien aux territoires"] if rng.random() < 0.4 else [], size=rng.choice([7, 7.5]), low=False, at=rng.choice("lc"))
    if rng.random() < 0.6:
        t.unit = Unit("(en euros)", "", None, None)
    t.truth |= {"title": None}
    return Doc(name, [Heading("PROJET DE LOI DE FINANCES", 2), t, Para("Les crédits demandés progressent sous l’effet de la revalorisation des prestations et de la reprise des investissements différés au cours de l’exercice précédent.")], margin=(56, 46), type_size=8.5,
               lang="fr", footer=rng.choice(["{page}", "PLF  {page}", ""]))


def swiss(rng, name):
    """Accounts of a Swiss town: apostrophes between thousands, account numbers, budget and accounts of two years."""
    p = Press(rng, ["booktabs", "horizontal", "totals", "banner", "zebra", "borderless"], Form(rng.choice([0, 2, 2]), rng.choice(["'", "’", "'"]), ".", "-", rng.choice(["0", "-", "–", ""])))
    year = rng.randrange(2006, 2025)
    sides = rng.random() < 0.5
    periods = [f"Rechnung {year}", f"Budget {year}", f"Rechnung {year - 1}"]
    if sides:
        rows = [[p.head("Konto", 2, 1, "l"), p.head("Bezeichnung", 2, 1, "l"), *(x for s in periods for x in p.over(s, 2))], [None, None, *(p.head(s, 1, 1, "r") for _ in periods for s in ("Aufwand", "Ertrag"))]]
        n = 6
    else:
        rows = [[p.head("Konto", 1, 1, "l"), p.head("Bezeichnung", 1, 1, "l"), *(p.head(s, 1, 1, "r") for s in [*periods, "Abweichung"])]]
        n = 4
    heads = len(rows)
    number, sums = 30, [0] * n
    for i, text in enumerate(CH_ROWS):
        earned = i > 5
        unit = 10 ** p.form.decimals
        if sides:
            values = [rng.randint(1, 9_000_000) * unit + rng.randrange(0, unit, 5) if (k % 2 == 1) == earned else 0 for k in range(n)]
        else:
            values = [rng.randint(1, 9_000_000) * unit for _ in range(3)]
            values.append(values[0] - values[1])
        sums = [a + b for a, b in zip(sums, values)]
        code = str(number + i if i < 6 else 40 + i - 6)
        rows.append([open_cell(code), Cell(text), *(Cell("") if sides and v == 0 else p.form.cell(v) for v in values)])
    if sides:
        net = []
        for k in range(0, n, 2):
            a, b = sums[k], sums[k + 1]
            net += [Cell("") if a >= b else p.form.cell(b - a), p.form.cell(a - b) if a >= b else Cell("")]
        rows.append([Cell(""), Cell("Ergebnis"), *net])
    rows.append([Cell("", bold=True), Cell("Total", bold=True), *p.row(sums, bold=True)])
    each = (68 if p.form.decimals else 58) if sides else 72
    t = p.table(rows, [34, 150, *[each] * n], heads, rng.choice(["Erfolgsrechnung nach Sachgruppen", "Gestufter Erfolgsausweis"]), size=6.5 if sides else 7.5, at="l", low=False)
    t.truth |= {"title": None}
    return Doc(name, [Heading(f"Gemeinde Oberlinden: Jahresrechnung {year}", 2), t], (842, 595) if sides else (595, 842), (54, 46), type_size=8, lang="de", footer=rng.choice(["{page}", "Seite {page}", ""]))


def council(rng, name):
    """A council's budget book: £000 under the heads, and a column of reasons in several lines beside the figures."""
    p = Press(rng, ["horizontal", "grid", "booktabs", "banner", "totals", "borderless", "zebra", "open"], Form(0, ",", ".", rng.choice(["()", "-", "()"]), rng.choice(["0", "-", "–"])))
    y = rng.randrange(2008, 2025)
    span = lambda n: f"{n}/{(n + 1) % 100:02d}"
    names = rng.choice([[f"{span(y)}\nBudget", f"{span(y + 1)}\nBudget", "Variation"], [f"Actual\n{span(y - 1)}", f"Original\nBudget\n{span(y)}", f"Revised\nBudget\n{span(y)}", f"Original\nBudget\n{span(y + 1)}"], ["Base\nBudget", "Growth", "Savings", f"Budget\n{span(y + 1)}"]])
    n = len(names)
    told = rng.random() < 0.75
    under = rng.random() < 0.7
    rows = [[p.head("Service", 2 if under else 1, 1, "l"), *(p.head(s, 1, 1, "r") for s in names), *([p.head(rng.choice(["Explanation of variation", "Comments", "Reason for change"]), 2 if under else 1, 1, "l")] if told else [])]]
    if under:
        rows.append([None, *(p.head("£000", 1, 1, "r") for _ in names), *([None] if told else [])])
    heads, sums = len(rows), [0] * n
    for text in rng.sample(SERVICES, rng.randint(5, 10)):
        values = [rng.randint(-4000, 60_000) for _ in range(n)]
        if names[-1] == "Variation":
            values[-1] = values[1] - values[0]
        sums = [a + b for a, b in zip(sums, values)]
        rows.append([Cell(text), *p.row(values), *([Cell(rng.choice(REASONS))] if told else [])])
    rows.append([Cell(rng.choice(["Net Cost of Services", "Total", "Net Expenditure"]), bold=True), *p.row(sums, bold=True), *([Cell("", bold=True)] if told else [])])
    top = rng.random() < 0.6
    t = p.table(rows, [120, *[44] * n, *([500 - 120 - 44 * n] if told else [])], heads, f"Summary of revenue estimates {span(y + 1)}", size=rng.choice([7.5, 8, 8.5]), low=not top, top=top, at="l", room=rng.choice([0, 1, 2]))
    t.truth |= {"title": None}
    return Doc(name, [Heading(rng.choice(["Budget Book", "Revenue Budget and Council Tax"]), 1), t, Para("The estimates were considered by the Overview and Scrutiny Committee at its meeting in January and are recommended to Council.")], margin=(56, 46), type_size=9, lang="en",
               footer=rng.choice(["{page}", "Page {page}", ""]))


KINDS = [german, french, swiss, council]
