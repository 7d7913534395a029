"""Invented tables of words and figures: trials and surveys, statements of banks, invoices, results of votes and schools, price lists, indicators, risks, staff."""
from figures import Form
from invent_releases import Press, open_cell
from model import Cell, Doc, Heading, Para

TRAITS = [("Age, years", ["Mean (SD)", "Median [IQR]"]), ("Sex, n (%)", ["Female", "Male"]), ("Ethnicity, n (%)", ["White", "Black", "Asian", "Other or not stated"]), ("Smoking status, n (%)", ["Never", "Former", "Current"]),
          ("Comorbidities, n (%)", ["Hypertension", "Type 2 diabetes", "Chronic kidney disease", "Previous myocardial infarction"]), ("Body-mass index, kg/m²", ["Mean (SD)"]), ("Education, n (%)", ["Primary or less", "Secondary", "Higher"])]
OUTCOMES = ["All-cause mortality", "Cardiovascular death", "Hospital admission for heart failure", "Stroke", "Non-fatal myocardial infarction", "Any serious adverse event", "Loss to follow-up", "Renal replacement therapy"]
PAYEES = [["CARD PAYMENT TO", "MILLBROOK GARAGE", "ON 03 MAR"], ["DIRECT DEBIT PAYMENT TO", "NORTHERN WATER REF 77120934,", "MANDATE NO 0047"], ["CASH WITHDRAWAL AT", "STATION RD"], ["FASTER PAYMENTS RECEIPT", "REF.RENT FLAT 2", "FROM K OYELARAN"],
          ["BILL PAYMENT TO", "R. HUXTABLE REFERENCE INV 2291"], ["STANDING ORDER", "Parish Hall Hire"], ["INTEREST PAID", "AFTER TAX 0.00 DEDUCTED"], ["CHEQUE 100317"], ["BANK GIRO CREDIT", "REF COUNTY COUNCIL GRANTS"], ["TRANSFER TO 30984412"]]
ITEMS = ["Ceramic wall tiles, gloss white, 150 × 150 mm", "Labour: removal of old fittings", "Adhesive, flexible, rapid set 20 kg", "Delivery", "Copper pipe, 15 mm × 3 m", "Consultation, site visit and written report", "Annual software maintenance for five seats, 1 April to 31 March", "Galvanised brackets"]
WARDS = ["Abbey", "Belmont Park", "Castle", "Dunholme and Scothern", "Eastgate", "Ferry Road", "Glebe", "Holmewood"]
PEOPLE = ["ADEYEMI, Folake", "BRIGGS, Thomas Alan", "CHAUDHRY, Imran", "DRUMMOND, Catherine Elizabeth", "EVANS, Gareth", "FINCH, Rosalind", "GRANT, Moira", "HOLLIS, Peter James"]
PARTIES = ["Labour and Co-operative Party", "Conservative Party Candidate", "Liberal Democrats", "Green Party", "Independent", "Residents’ Association"]
SCHOOLS = ["St Wilfrid’s CofE Primary", "Oakfield Community School", "Ridgeway Academy", "The Harbour School", "Northgate High School", "All Saints’ Catholic College", "Meadow Lane Infants", "Hill Top Junior School"]
GOODS = [("Emulsion paint, brilliant white", "10 L"), ("Masking tape 50 mm × 50 m", "Box of 24"), ("Nitrile gloves, powder free, medium", "100/pack"), ("Washing-up liquid, concentrated", "2 × 5 L"), ("Paper towels, C-fold, 1-ply green", "2,880 sheets"),
         ("Refuse sacks, heavy duty, black 18 × 29 × 39 in.", "200"), ("Descaler", "6 × 1 L"), ("Mop heads, Kentucky 16 oz", "Each"), ("Spill kit, universal", "1 kit")]
RISKS = ["Failure to deliver the savings programme within the agreed timetable", "Loss of key staff in specialist teams", "Cyber attack leading to loss of service or of data", "Contractor insolvency", "Non-compliance with data protection legislation", "Severe weather disrupts front-line services"]
CONTROLS = ["Monthly monitoring by the Programme Board; escalation to Cabinet where variance exceeds 5%.", "Succession plans; market supplements reviewed each year.", "Firewalls, patching within 14 days and annual penetration test. Staff training refreshed.", "Financial checks at award and every six months.",
            "Mandatory training; privacy impact assessments for new projects.", "Emergency plan tested in October; mutual aid agreement with neighbouring authorities."]
OWNERS = ["Director of Resources", "Head of Human Resources", "Head of IT", "Procurement Manager", "Monitoring Officer", "Assistant Director (Place)"]
MEASURES = ["Percentage of household waste sent for reuse, recycling and composting", "Average days to re-let a dwelling", "Number of visits to libraries per 1,000 population", "Major planning applications determined within 13 weeks",
            "Working days lost to sickness absence per FTE", "Calls answered within 20 seconds", "Council tax collected in the year", "Young people aged 16–18 not in education, employment or training"]
POSTS = ["Chief Executive’s Office", "Finance and Procurement", "Human Resources and Organisational Development", "Planning Policy", "Street Scene", "Benefits and Customer Contact Centre", "Environmental Protection"]
PROSE = ["The committee is asked to note the position and to agree the actions set out below.", "Details are given in the table, which should be read with the guidance published in the spring.", "Targets were reviewed in the light of performance in earlier years and of the resources available."]
LOOKS = ["booktabs", "horizontal", "grid", "borderless", "banner", "zebra", "totals", "open"]


def page(rng, name, blocks, **more):
    options = {"margin": (54, 48), "type_size": rng.choice([8, 8.5, 9]), "lang": "en", "footer": rng.choice(["{page}", "Page {page}", ""])} | more
    return Doc(name, blocks, **options)


def prose(rng):
    return [Para(p) for p in rng.sample(PROSE, rng.randint(1, 2))]


def finish(p, t):
    if t.style == "grid":
        t.low = False
    return t


def trial(rng, name):
    """Who took part and what came of it: shares behind counts, means with deviations, intervals, p values, groups of rows."""
    p = Press(rng, ["booktabs", "booktabs", "horizontal", "borderless", "totals", "zebra", "banner"])
    number = str(rng.randint(1, 5))
    arms = rng.choice([["Intervention", "Control"], ["Drug A", "Drug B", "Placebo"], ["All participants", "Treated", "Usual care"]])
    size = [rng.randint(90, 4000) for _ in arms]
    dash = rng.choice(["–", " to ", ", "])
    middle = rng.choice(["c", "c", "r"])
    told = lambda text: open_cell(text, align=middle)
    if rng.random() < 0.55:
        tested = rng.random() < 0.5
        names = [f"{s}\n(n = {n:,})" for s, n in zip(arms, size)]
        rows = [[p.head(rng.choice(["Characteristic", ""]), 1, 1, "l"), *(p.head(s, 1, 1, middle) for s in names), *([p.head(rng.choice(["P value", "p"]), 1, 1, middle)] if tested else [])]]
        for trait, parts in rng.sample(TRAITS, rng.randint(3, 6)):
            alone = len(parts) == 1
            if not alone:
                rows.append([Cell(trait, bold=p.bold), *[""] * len(arms), *([told(f"0.{rng.randint(2, 98):02d}") if rng.random() < 0.8 else told("<0.001")] if tested else [])])
            for part in parts:
                values = []
                for n in size:
                    m = rng.randint(180, 720)
                    k = rng.randint(1, n)
                    values.append(f"{m / 10:.1f} ({rng.randint(30, 150) / 10:.1f})" if part.startswith("Mean") else f"{m // 10} [{m // 12}{'–' if dash != ', ' else ', '}{m // 8}]" if part.startswith("Median") else f"{k:,} ({100 * k / n:.1f})")
                label = Cell(part, indent=1) if not alone else Cell(trait.replace(", kg", ", mean (SD), kg"))
                rows.append([label, *map(told, values), *([told(f"0.{rng.randint(10, 98)}") if alone else ""] if tested else [])])
        title = rng.choice(["Baseline characteristics of participants", "Characteristics of the study population"])
        widths = [170, *[min(96, 300 // (len(arms) + tested))] * len(arms), *([50] if tested else [])]
        heads = 1
    else:
        arms, size = arms[:2], size[:2]
        two = rng.random() < 0.5
        if two:
            rows = [[p.head("Outcome", 2, 1, "l"), *p.over("No. of events (%)", 2), p.head("Hazard ratio\n(95% CI)", 2), p.head("P value", 2)], [None, *map(p.head, arms), None, None]]
        else:
            rows = [[p.head("Outcome", 1, 1, "l"), *(p.head(f"{s}\n(N={n})") for s, n in zip(arms, size)), p.head(rng.choice(["Hazard ratio (95% CI)", "RR [95% CI]"])), p.head("P value")]]
        heads = len(rows)
        for label in rng.sample(OUTCOMES, rng.randint(4, 8)):
            h = rng.randint(40, 180)
            low, high = h - rng.randint(5, 30), h + rng.randint(5, 60)
            interval = rng.choice([f"{h / 100:.2f} ({low / 100:.2f}{dash}{high / 100:.2f})"]) if dash != ", " else f"{h / 100:.2f} [{low / 100:.2f}, {high / 100:.2f}]"
            counts = [rng.randint(1, n // 3) for n in size]
            rows.append([Cell(label), *(told(f"{k} ({100 * k / n:.1f})") for k, n in zip(counts, size)), told(interval), told(rng.choice(["<0.001", f"0.{rng.randint(1, 99):02d}", f"0.{rng.randint(1, 99):02d}", "NS"]))])
        title, widths = "Primary and secondary outcomes", [160, 78, 78, 110, 50]
    notes = rng.choice([[], ["SD = standard deviation; IQR = interquartile range."], ["Data are n (%) unless stated otherwise."]])
    t = finish(p, p.table(rows, widths, heads, title, number=number, caption=rng.choice(["Table {number}. {title}", "Table {number}: {title}", "TABLE {number} {title}"]), size=rng.choice([7.5, 8]), at=rng.choice("ll" + "c"), notes=notes, room=rng.choice([0, 1])))
    t.truth |= {"notes": None} if notes else {}
    return page(rng, name, [*prose(rng), t, *prose(rng)])


def bank(rng, name):
    """A statement of an account: a date, a description of several lines, what went out and in, the balance."""
    p = Press(rng, ["borderless", "horizontal", "booktabs", "banner", "zebra", "hair", "open"], Form(2, ",", ".", rng.choice(["-", "after"]), ""))
    names = rng.choice([["Paid out", "Paid in", "Balance"], ["Withdrawn", "Paid In", "Balance"], ["Debit", "Credit", "Balance"], ["Money out (£)", "Money in (£)", "Balance (£)"]])
    rows = [[p.head("Date", 1, 1, "l"), p.head(rng.choice(["Description", "Payment type and details", "Details"]), 1, 1, "l"), *(p.head(s, 1, 1, "r") for s in names)]]
    balance, day = rng.randint(10 ** 4, 10 ** 7), 1
    month, year = rng.choice(["Jan", "Mar", "May"]), rng.randrange(2009, 2025)
    date = rng.choice(["{d} {m}", "{d:02d} {m} {y}", "{d:02d} {m}"])
    once = rng.random() < 0.35
    shown = lambda d: open_cell(date.format(d=d, m=month, y=year))
    rows.append([shown(day), Cell(rng.choice(["BROUGHT FORWARD", "Opening balance"])), "", "", p.form.cell(balance)])
    last = day
    for _ in range(rng.randint(8, 22)):
        day = min(28, day + rng.choice([0, 0, 1, 2]))
        out = rng.random() < 0.7
        amount = rng.randint(99, 90_000)
        balance += -amount if out else amount
        fresh = day != last or not once
        lines = rng.choice(PAYEES)
        rows.append([shown(day) if fresh else "", Cell("\n".join(lines)), p.form.cell(amount) if out else "", "" if out else p.form.cell(amount), p.form.cell(balance) if rng.random() < 0.7 or not once else ""])
        last = day
    rows.append([shown(day), Cell("BALANCE CARRIED FORWARD"), "", "", p.form.cell(balance)])
    top = rng.random() < 0.75
    t = finish(p, p.table(rows, [56, 210, 66, 66, 72], 1, None, top=top, low=not top, size=rng.choice([7.5, 8, 8.5]), room=rng.choice([0, 1, 2, 3])))
    if t.style in ("borderless", "hair", "booktabs") and t.room < 1:
        t.room = 2
    t.truth |= {"title": None, "notes": None}
    return page(rng, name, [Heading(rng.choice(["Your statement", "Current account statement"]), 2), Para(f"Sort code 20-14-{rng.randint(10, 99)}   Account number {rng.randint(10 ** 7, 10 ** 8 - 1)}   Sheet {rng.randint(1, 300)}"), t])


def invoice(rng, name):
    """Lines of goods, and sums in the two last columns below them."""
    p = Press(rng, ["horizontal", "banner", "grid", "booktabs", "borderless", "zebra"], Form(2, ",", ".", "-", "0.00"))
    coded, taxed = rng.random() < 0.5, rng.random() < 0.5
    rows = [[*([p.head("Item", 1, 1, "l")] if coded else []), p.head("Description", 1, 1, "l"), p.head(rng.choice(["Qty", "Quantity"]), 1, 1, "r"), p.head(rng.choice(["Unit price", "Rate"]), 1, 1, "r"), *([p.head("VAT", 1, 1, "r")] if taxed else []), p.head("Amount", 1, 1, "r")]]
    total = 0
    for item in rng.sample(ITEMS, rng.randint(3, 7)):
        q, price = rng.choice([1, 1, 2, 5, 12, 40]), rng.randint(250, 90_000)
        total += q * price
        rows.append([*([open_cell(f"{rng.choice('ABX')}-{rng.randint(1000, 9999)}")] if coded else []), Cell(item, kind="text"), Form(0).cell(q), p.form.cell(price), *([open_cell("20%", align="r")] if taxed else []), p.form.cell(q * price)])
    n = len(rows[0])
    vat = total // 5
    sign, way = rng.choice(["£", "$", ""]), rng.choice("rrl")
    for i, (label, v) in enumerate([(rng.choice(["Subtotal", "Net total"]), total), ("VAT 20%", vat), (rng.choice(["Total due", "Total"]), total + vat)]):
        x = p.form.cell(v, bold=i == 2)
        if i == 2 and sign:
            x.text, x.kind, x.value = sign + x.text, "?", None
        rows.append([*[""] * (n - 2), Cell(label, bold=i == 2, align=way), x])
    t = finish(p, p.table(rows, [*([54] if coded else []), 230 - 54 * coded - 30 * taxed, 44, 80, *([64] if taxed else []), 76], 1, None, top=rng.random() < 0.5, size=rng.choice([8, 8.5]), room=rng.choice([0, 1, 2])))
    if t.top:
        t.low = False
    t.truth |= {"title": None, "notes": None}
    return page(rng, name, [Heading("INVOICE", 1), Para("Harbour Street Trading Ltd, 14 Harbour Street, Penwick. Company no. 04417720."), t, Para("Payment is due within thirty days of the date above. Please quote the number of the invoice with your payment.")])


def votes(rng, name):
    """Results: of wards, with candidates under them, or of schools: columns of words and of figures."""
    p = Press(rng, LOOKS)
    share = Form(1, "", ".", "-", "0.0")
    if rng.random() < 0.6:
        rows = [[p.head("Ward", 1, 1, "l"), p.head("Candidate", 1, 1, "l"), p.head("Description (if any)", 1, 1, "l"), p.head("Votes", 1, 1, "r"), p.head("%", 1, 1, "r"), p.head("", 1, 1, "l")]]
        each = rng.random() < 0.4
        gaps = {}
        for ward in rng.sample(WARDS, rng.randint(3, 6)):
            votes = sorted((rng.randint(20, 3000) for _ in range(rng.randint(2, 5))), reverse=True)
            whole = sum(votes)
            gaps[len(rows)] = rng.choice([0, 4]) if p.style != "grid" else 0
            for i, (person, v) in enumerate(zip(rng.sample(PEOPLE, len(votes)), votes)):
                rows.append([Cell(ward) if each or i == 0 else "", Cell(person), Cell(rng.choice(PARTIES)), p.form.cell(v), share.cell(round(1000 * v / whole)), Cell("Elected") if i == 0 else ""])
        title, widths = "Declaration of results of poll", [84, 122, 130, 48, 40, 50]
    else:
        rows = [[p.head("DfE\nno.", 1, 1, "l"), p.head("School", 1, 1, "l"), p.head("Type", 1, 1, "l"), p.head("Pupils\non roll", 1, 1, "r"), p.head("% reaching\nexpected\nstandard", 1, 1, "r"), p.head("Progress\nscore", 1, 1, "r"), p.head("Confidence\ninterval", 1, 1, "r")]]
        gaps = {}
        for school in rng.sample(SCHOOLS, rng.randint(5, 8)):
            s = rng.randint(-60, 60)
            hidden = rng.random() < 0.12
            rows.append([open_cell(str(rng.randint(2000, 5999))), Cell(school), Cell(rng.choice(["Voluntary aided school", "Academy converter", "Community school", "Foundation school"])), p.form.cell(rng.randint(40, 1500)),
                         Cell("SUPP", kind="?", align="r") if hidden else open_cell(f"{rng.randint(20, 99)}%", align="r"), Cell("SUPP", kind="?", align="r") if hidden else open_cell(f"{s / 10:.1f}", align="r"),
                         Cell("SUPP", kind="?", align="r") if hidden else open_cell(f"{(s - 12) / 10:.1f} to {(s + 12) / 10:.1f}", align="r")])
        title, widths = "Key stage 2 results by school", [34, 136, 104, 44, 58, 50, 66]
    gaps = {r: g for r, g in gaps.items() if g}
    t = finish(p, p.table(rows, widths, 1, title, gaps=gaps, size=rng.choice([7.5, 8]), at="l", top=False))
    t.truth |= {"title": None, "notes": None}
    return page(rng, name, [*prose(rng), t])


def prices(rng, name):
    """A price list: codes, sizes of packs, prices in one or two columns, under names of groups."""
    p = Press(rng, LOOKS, Form(2, ",", ".", "-", "-"))
    two = rng.random() < 0.4
    pad = lambda: f"{rng.randint(100, 999)}-{rng.randint(1000, 9999)}" if dashed else f"{rng.randint(0, 99999):05d}"
    dashed = rng.random() < 0.5
    last = ["List price", "Trade price"] if two else [rng.choice(["Price £", "Unit price", "Price each"])]
    rows = [[p.head(rng.choice(["Code", "Stock no.", "Cat. No."]), 1, 1, "l"), p.head("Description", 1, 1, "l"), p.head(rng.choice(["Pack size", "Unit of issue"]), 1, 1, rng.choice("lc")), *(p.head(s, 1, 1, "r") for s in last)]]
    grouped = rng.random() < 0.5 and p.style not in ("zebra",)
    for k in range(rng.randint(1, 3)):
        if grouped:
            rows.append(["", Cell(["DECORATING", "JANITORIAL", "WORKWEAR AND SAFETY"][k], bold=p.style != "totals"), "", *[""] * len(last)])
        for thing, pack in rng.sample(GOODS, rng.randint(4, 9)):
            v = rng.randint(99, 20_000)
            poa = rng.random() < 0.05
            rows.append([open_cell(pad()), Cell(thing, kind="text"), open_cell(pack, align=rows[0][2].align), *([Cell("POA", align="r")] * len(last) if poa else [p.form.cell(v), p.form.cell(v * 85 // 100)][:len(last)])])
    t = finish(p, p.table(rows, [62, 200, 84, *[62] * len(last)], 1, "Price list", size=rng.choice([7.5, 8, 8.5]), at=rng.choice("lc"), room=rng.choice([0, 0, 1])))
    t.truth |= {"title": None, "notes": None}
    return page(rng, name, [*prose(rng), t])


def register(rng, name):
    """Tables of words: several lines in all cells, rules between rows alone or none at all."""
    p = Press(rng, ["horizontal", "horizontal", "booktabs", "borderless", "grid", "banner", "zebra"])
    way = rng.randrange(3)
    room = rng.choice([1, 2, 3])
    if way == 0:
        rows = [[p.head("Ref", 1, 1, "l"), p.head("Risk", 1, 1, "l"), p.head("Likeli-\nhood"), p.head("Impact"), p.head("Score"), p.head("Controls in place", 1, 1, "l"), p.head("Owner", 1, 1, "l")]]
        for i, k in enumerate(rng.sample(range(len(RISKS)), rng.randint(3, 6))):
            a, b = rng.randint(1, 5), rng.randint(1, 5)
            rows.append([open_cell(f"{rng.choice(['R', 'CR'])}{i + 1}"), Cell(RISKS[k]), *(open_cell(str(v), align="c") for v in (a, b, a * b)), Cell(CONTROLS[k]), Cell(OWNERS[k])])
        title, widths = "Corporate risk register", [30, 122, 38, 38, 36, 160, 76]
    elif way == 1:
        y = rng.randrange(2008, 2024)
        rows = [[p.head("Ref", 1, 1, "l"), p.head("Indicator", 1, 1, "l"), p.head(f"{y}/{(y + 1) % 100:02d}\nactual", 1, 1, "r"), p.head(f"{y + 1}/{(y + 2) % 100:02d}\ntarget", 1, 1, "r"), p.head(f"{y + 1}/{(y + 2) % 100:02d}\nactual", 1, 1, "r"), p.head("Status"), p.head("Comment", 1, 1, "l")]]
        for i, s in enumerate(rng.sample(MEASURES, rng.randint(4, 7))):
            unit = "%" if s.startswith(("Percent", "Council", "Major", "Calls")) else ""
            rows.append([open_cell(f"PI {i + 1}"), Cell(s), *(open_cell(f"{rng.randint(30, 990) / 10:.1f}{unit}", align="r") for _ in range(3)), Cell(rng.choice(["Green", "Amber", "Red"]), align="c"),
                         Cell(rng.choice([*CONTROLS[:3], "On target.", "Below target owing to the late start of the contract; recovery plan agreed with the contractor in September.", ""]))])
        title, widths = "Performance indicators", [32, 136, 46, 46, 46, 42, 152]
    else:
        rows = [[p.head("Section", 1, 1, "l"), p.head("Purpose", 1, 1, "l"), p.head("Posts\n(FTE)", 1, 1, "r"), p.head("Budget\n£000", 1, 1, "r"), p.head("Lead officer", 1, 1, "l")]]
        f = Form(1, "", ".", "-", "0.0")
        for s in rng.sample(POSTS, rng.randint(4, 7)):
            rows.append([Cell(s), Cell(rng.choice([*CONTROLS, "Advice to all services; recruitment, training and payroll."])), f.cell(rng.randint(10, 900)), p.form.cell(rng.randint(50, 9000)), Cell(rng.choice(OWNERS))])
        title, widths = "Staffing and purpose of sections", [120, 190, 44, 50, 96]
    t = finish(p, p.table(rows, widths, 1, title, size=rng.choice([7, 7.5, 8]), at="l", top=rng.random() < 0.8, room=room))
    t.low = not t.top
    t.truth |= {"title": None, "notes": None}
    return page(rng, name, [*prose(rng), t, *prose(rng)], size=rng.choice([(595, 842), (595, 842), (842, 595)]))


KINDS = [trial, bank, invoice, votes, prices, register]
