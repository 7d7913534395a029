"""Invented accounts in layouts of their trade: votes of a parliament, ledgers with two sides, banks' balance sheets, pass books, last year's figures before the labels, inner columns of each year,
railway returns with raised points and fractions."""
from figures import Form
from invent_accounts import Look, paragraphs, statement
from invent_ledgers import PAYMENTS, RECEIPTS, SOCIETIES, Money, old, pence, rules
from invent_west import BODIES
from model import Cell, Doc, Heading, Table

VOTES = ["Salaries of the establishment", "Wages of artificers and labourers at home", "Victuals and clothing", "Medicines and medical stores", "Naval stores", "Half pay, reserved half pay and retired pay",
         "Freight of ships for the conveyance of troops", "Martial law and law charges", "Miscellaneous services", "New works, buildings, machinery and repairs", "Scientific branch", "Police",
         "Do. allowances to", "Do. do. abroad", "Stationery and printing", "Reserves"]
ASSETS = ["Government debt", "Other securities", "Gold coin and bullion", "Silver bullion", "Cash in hand and at the bank", "Bills of exchange", "Loans and advances to customers, less provision",
          "Bank premises", "Acceptances, as per contra", "Sundry debtors", "Stock in hand, as valued by the manager", "Plant and tools"]
DEBTS = ["Proprietors’ capital", "Rest", "Public deposits", "Other deposits", "Seven-day and other bills", "Notes issued", "Reserve fund", "Profit and loss account, balance from last half-year", "Acceptances",
         "Sundry creditors", "Mortgage on premises", "Unclaimed dividends"]
LINES = ["First class passengers", "Second class", "Third do.", "Parliamentary", "Season tickets", "Mails", "Parcels, horses, carriages and dogs", "Merchandise", "Minerals", "Live stock", "Coke and coal",
         "Locomotive power", "Repairs of carriages and waggons", "Traffic charges", "Maintenance of way and works", "Rates and taxes", "Compensation"]
DETAILS = ["Standing order", "Direct debit", "Cheque 100214", "Transfer to reserve account", "Interest", "Cash withdrawn", "Salary", "Card payment", "Refund of deposit", "Charges for the quarter", "Cheques paid in"]
ACCOUNTS = ["Capital", "Drawings", "Purchases", "Sales", "Returns inwards", "Returns outwards", "Rent and rates", "Lighting and heating", "Discounts allowed", "Discounts received", "Bad debts written off",
            "Trade debtors", "Trade creditors", "Provision for depreciation of machinery and fittings", "Bank", "Stock at 1 January"]


def place(rng, k, t, title, under=()):
    t.title, t.caption, t.under, t.truth = title, "{title}", list(under), {"unit": None}
    if rng.random() < 0.3:
        t.number, t.ordinal, t.caption = str(k), k, rng.choice(["Table {number}: {title}", "Table {number}.—{title}", "Table {number}. {title}"])
    return t


def paper(rng, size=None):
    return dict(margin=(56, rng.choice([46, 56])), type_size=size or rng.choice([8, 8.5, 9]), lang="en", footer=rng.choice(["{page}", "[{page}]", ""]))


def printed(rng):
    """A look of old print: hair rules between columns alone, leaders of dashes, turned-over lines set in."""
    look = old(rng)
    if rng.random() < 0.5:
        look.style = look.options["style"] = rng.choice(["hair", "hair", "hung", "upright"])
    if look.leaders and rng.random() < 0.5:
        look.dots = look.options["dots"] = rng.choice(["- ", " - ", "—", ". . ", "…"])
    look.options["hang"] = rng.choice([0, 0, 8, 12])
    return look


def votes(rng, name):
    """Sums of money for two or three years, and what is more or less; ditto marks in the labels."""
    look = printed(rng)
    h, year = look.head, rng.randrange(1842, 1899)
    shillings = rng.random() < 0.4
    money = Money(look)
    money.one, money.wide, money.nil = False, [44, 20, 20], rng.choice(["0", "—", "-"])
    spans = [f"{year}–{(year + 1) % 100:02d}", f"{year - 1}–{year % 100:02d}", *rng.choice([["Increase", "Decrease"], ["Difference"], []])]
    stub = lambda over: Cell("Votes", over, bold=look.bold_heads, align=middle)
    middle = rng.choice(["l", "c"])
    if shillings:
        spans = spans[:3]
        top = [stub(2)] + [x for s in spans for x in (h(s, 1, 3), None, None)]
        rows = [top, [None, *(x for _ in spans for x in money.heads())]]
    else:
        rows = [[stub(2 if (two := rng.random() < 0.6) else 1), *map(h, spans)]]
        if two:
            rows.append([None, *(h("£") for _ in spans)])
    f = Form(0, ",", ".", "-", "-")
    nil = rng.choice(["—", "-", "Nil", "..", "", "…"])
    empty = lambda: Cell(nil, align="r" if nil != "…" else "c")
    picked = rng.sample(VOTES, rng.randint(5, 11))
    sums = [0] * len(spans)
    for i, word in enumerate(picked):
        if word.startswith("Do.") and i == 0:
            word = "Charges"
        a, b = (rng.randint(10 ** 3, 10 ** rng.randint(4, 6)) for _ in range(2))
        values = [a, b, *({2: [max(0, a - b), max(0, b - a)], 1: [abs(a - b)], 0: []}[len(spans) - 2])]
        sums = [x + y for x, y in zip(sums, values)]
        if shillings:
            figures = [x for v in values for x in (money.cells(v * 20 + rng.randrange(240)) if v else [empty() if j == 0 else Cell("") for j in range(3)])]
        else:
            figures = [f.cell(v) if v else empty() for v in values]
        rows.append([look.label(word), *figures])
    total = [x for v in sums for x in (money.cells(v * 20, look.bold_totals, **rules(look, True)) if shillings else [f.cell(v, look.bold_totals)])]
    if not shillings:
        for x in total:
            for key, value in rules(look, True).items():
                setattr(x, key, value)
    rows.append([Cell(rng.choice(["Total", "Total £", "", "Total effective services"]), bold=look.bold_totals), *total])
    wide = money.wide * len(spans) if shillings else [rng.choice([54, 62, 70])] * len(spans)
    t = Table(rows, [min(230, 480 - sum(wide)), *wide], len(rows) - len(picked) - 1, **look.options)
    place(rng, 1, t, f"Abstract of the estimates for {year}–{(year + 1) % 100:02d}", [f"for the year ending 31st March {year + 1}"] if rng.random() < 0.3 else [])
    return Doc(name, [Heading(rng.choice(["Estimates", "Navy", "Civil services"]), 1), *paragraphs(rng, 2), t, *paragraphs(rng, 2)], **paper(rng))


def ledger(rng, name):
    """A ledger's page: debit on the left, credit on the right, each with date, folio and money; "To" and "By"."""
    look = printed(rng)
    money = Money(look)
    money.wide = [60] if money.one else [34, 18, 18]
    h, folio = look.head, rng.random() < 0.6
    top = rng.random() < 0.4
    side = lambda s: [h("Date", left=True), h(s or "Particulars", left=True), *([h("Fo.")] if folio else []), *money.heads()]
    n = 2 + folio + len(money.wide)
    rows = [[h("Dr.", 1, n), *[None] * (n - 1), h("Cr.", 1, n), *[None] * (n - 1)]] if top else []
    rows.append([*side("" if top else "Dr."), *side("" if top else "Cr.")])
    over = len(rows)
    many = [rng.randint(4, 8), rng.randint(4, 8)]
    amounts = [[pence(rng) for _ in range(k)] for k in many]
    short = 0 if sum(amounts[0]) < sum(amounts[1]) else 1
    amounts[short][-1] += abs(sum(amounts[0]) - sum(amounts[1]))
    words = [rng.sample(RECEIPTS, many[0]), rng.sample(PAYMENTS, many[1])]
    months = ["Jan.", "Feb.", "Mar.", "Apr."]
    day, month, aligned = [1, 1], [0, 0], rng.random() < 0.8
    for i in range(max(many)):
        row = []
        for s in range(2):
            if i >= many[s]:
                row += ["", "", *([""] if folio else []), *money.cells(None)]
                continue
            day[s] += rng.randint(1, 6)
            fresh = i == 0 or day[s] > 28
            if day[s] > 28:
                day[s], month[s] = 2, month[s] + 1
            when = f"{months[month[s] % 4]} {day[s]}" if fresh else rng.choice([str(day[s]), f"″ {day[s]}", str(day[s])])
            row += [Cell(when, kind="?", align="r" if aligned or not fresh else ""), look.label(("To ", "By ")[s] + words[s][i]),
                    *([Cell(str(rng.randint(2, 290)) if rng.random() < 0.8 else "", kind="?", align="c")] if folio else []), *money.cells(amounts[s][i])]
            if folio and not row[-1 - len(money.wide)].text:
                row[-1 - len(money.wide)] = Cell("")
        rows.append(row)
    rows.append(sum((["", "", *([""] if folio else []), *money.cells(sum(a), **rules(look, True))] for a in amounts), []))
    each = (500 - 2 * (38 + 22 * folio + sum(money.wide))) // 2
    t = Table(rows, [38, each, *([22] if folio else []), *money.wide] * 2, over, **dict(look.options, slack=rng.choice([3, 5])))
    if t.style in ("borderless", "booktabs", "totals") and not look.leaders:
        t.style = "hung"
    return Doc(name, [Heading(rng.choice(SOCIETIES), 1), *paragraphs(rng, 1), place(rng, 1, t, rng.choice(["The Treasurer in account with the Society", "General account"])), *paragraphs(rng, 2)],
               **dict(paper(rng, rng.choice([7, 7.5])), margin=(56, 46)))


def banks(rng, name):
    """Liabilities and assets of a bank or a company beside each other in pounds; parts in an inner column, all on one line below."""
    look = printed(rng)
    h, inner = look.head, rng.random() < 0.4
    f = Form(0, ",", ".", "-", "-")
    rows = [[x for s in (("Liabilities", "Assets") if rng.random() < 0.6 else ("Capital and liabilities", "Property and assets")) for x in (h(s, left=True), *([h("£")] if inner else []), h("£"))]]
    halves, totals = [], []
    for words in (DEBTS, ASSETS):
        half, total, picked = [], 0, rng.sample(words, rng.randint(4, 8))
        i = 0
        while i < len(picked):
            if inner and rng.random() < 0.4 and i + 2 < len(picked):
                parts = [rng.randint(10 ** 3, 10 ** 6) for _ in range(2)]
                half.append([Cell(picked[i]), "", ""])
                for word, v in zip(picked[i + 1:i + 3], parts):
                    half.append([look.label(word, indent=1), f.cell(v), f.cell(sum(parts)) if v is parts[-1] else ""])
                    half[-1][1].under = int(v is parts[-1] and look.sums)
                total += sum(parts)
                i += 3
            else:
                v = rng.randint(10 ** 3, 10 ** rng.randint(5, 7))
                half.append([look.label(picked[i]), *([""] if inner else []), f.cell(v)])
                total += v
                i += 1
        halves.append(half)
        totals.append(total)
    short = 0 if totals[0] < totals[1] else 1
    halves[short].append([look.label("Balance"), *([""] if inner else []), f.cell(abs(totals[0] - totals[1]))])
    n = 2 + inner
    for i in range(max(map(len, halves))):
        rows.append([x for half in halves for x in (half[i] if i < len(half) else [""] * n)])
    end = rules(look, True)
    last = []
    for _ in halves:
        x = f.cell(max(totals), look.bold_totals)
        for key, value in end.items():
            setattr(x, key, value)
        last += [Cell("", bold=look.bold_totals), *([""] if inner else []), x]
    rows.append(last)
    money = [52] * (1 + inner)
    each = (490 - 2 * sum(money)) // 2
    t = Table(rows, [each, *money] * 2, 1, **dict(look.options, slack=rng.choice([4, 8])))
    if t.style in ("borderless", "totals") and not look.leaders:
        t.style = "booktabs"
    return Doc(name, [Heading(rng.choice(["The Wick and Calder Banking Company", "Issue department", *SOCIETIES]), 1), *paragraphs(rng, 1),
                      place(rng, 2, t, f"Balance sheet, 31st December 18{rng.randrange(40, 99)}"), *paragraphs(rng, 2)], **paper(rng))


def passbook(rng, name):
    """An account at a bank: what went out, what came in, the balance; or a trial balance of debits and credits."""
    look = Look(rng, "en", True)
    h, f = look.head, Form(2, rng.choice([",", ",", ""]), ".", "-", "-")
    blocks = [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 1)]
    if rng.random() < 0.6:
        names = rng.choice([["Paid out", "Paid in", "Balance"], ["Debit", "Credit", "Balance"], ["Withdrawals", "Deposits", "Balance"]])
        rows = [[h("Date", left=True), h("Details", left=True), *map(h, names)]]
        if rng.random() < 0.4:
            rows.append([None, None, *(h("£") for _ in names)])
            rows[0][0].rowspan = rows[0][1].rowspan = 2
        over, balance, day, month = len(rows), rng.randint(10 ** 5, 10 ** 6), 1, 0
        rows.append([Cell(f"{day} Jan", kind="?"), look.label(rng.choice(["Balance brought forward", "Opening balance"])), "", "", f.cell(balance)])
        for _ in range(rng.randint(8, 26)):
            step = rng.randint(0, 5)
            day += step
            if day > 28:
                day, month, step = 1, month + 1, 1
            n, into = rng.randint(200, 10 ** rng.randint(4, 6)), rng.random() < 0.35
            balance += n if into else -n
            quiet = step == 0 and rng.random() < 0.5
            rows.append([Cell("" if quiet else f"{day} {['Jan', 'Feb', 'Mar', 'Apr'][month % 4]}", kind="?"), look.label(rng.choice(DETAILS)), *(["", f.cell(n)] if into else [f.cell(n), ""]),
                         f.cell(balance) if not quiet or True else ""])
            if quiet:
                rows[-1][0] = Cell("")
        t = Table(rows, [50, rng.randint(150, 210), 66, 66, 70], over, **dict(look.options, room=rng.choice([0, 1, 2])))
        title = "Statement of account"
    else:
        two = rng.random() < 0.5
        rows = [[h("", 2 if two else 1, left=True), h("Dr."), h("Cr.")]] + ([[None, h("£"), h("£")]] if two else [])
        over, sums = len(rows), [0, 0]
        for word in rng.sample(ACCOUNTS, rng.randint(8, 14)):
            n, s = rng.randint(10 ** 3, 10 ** 7), rng.randrange(2)
            sums[s] += n
            rows.append([look.label(word), *([f.cell(n), ""] if s == 0 else ["", f.cell(n)])])
        end = [f.cell(max(sums), look.bold_totals) for _ in range(2)]
        for x in end:
            for key, value in rules(look, True).items():
                setattr(x, key, value)
        rows.insert(-1, [look.label("Suspense"), *([f.cell(abs(sums[0] - sums[1])), ""] if sums[0] < sums[1] else ["", f.cell(abs(sums[0] - sums[1]))])])
        rows.append([Cell("", bold=look.bold_totals), *end])
        t = Table(rows, [rng.randint(190, 250), 76, 76], over, **look.options)
        title = "Trial balance at 31 December"
    return Doc(name, [*blocks, place(rng, 1, t, title), *paragraphs(rng, 2)], **paper(rng))


def central(rng, name):
    """Last year's figures before the labels, this year's behind them; income and expenditure may stand beside each other."""
    look = Look(rng, "en", True)
    if look.style in ("zebra",):
        look.style = look.options["style"] = "booktabs"
    look.leaders = False
    h, f, year, double = look.head, Form(rng.choice([0, 0, 2]), ",", ".", "-", rng.choice(["-", "–", "—"])), rng.randrange(1921, 1979), rng.random() < 0.6
    names = ["Expenditure", "Income"] if double else [rng.choice(["Income and expenditure", "Receipts"])]
    rows = [[x for s in names for x in (h(str(year - 1)), h(s, left=True), h(str(year)))]]
    if rng.random() < 0.7:
        rows.append([x for _ in names for x in (h("£"), h("", left=True), h("£"))])
        rows[1] = [x if x.text else None for x in rows[1]]
        for c, x in enumerate(rows[0]):
            x.rowspan = 2 if rows[1][c] is None else 1
    over = len(rows)
    say = look.say["items"]
    items = [x for x in say if len(x) < 34]
    halves = []
    for _ in names:
        picked, sums, half = rng.sample(items, rng.randint(5, 9)), [0, 0], []
        for word in picked:
            pair = [rng.choice([0, *(rng.randint(10, 10 ** rng.randint(3, 6)) for _ in range(6))]) for _ in range(2)]
            sums = [a + b for a, b in zip(sums, pair)]
            half.append([f.cell(pair[0]), look.label(word), f.cell(pair[1])])
        halves.append((half, sums))
    for i in range(max(len(x) for x, _ in halves)):
        rows.append([x for half, _ in halves for x in (half[i] if i < len(half) else ["", "", ""])])
    last = []
    for _, sums in halves:
        ends = [look.figure(v, look.bold_totals, total=2) for v in sums]
        ends = [f.cell(v, look.bold_totals) for v in sums]
        for x in ends:
            x.over, x.under = (1, 2) if look.sums else (0, 0)
        last += [ends[0], Cell("Total" if rng.random() < 0.5 else "", bold=look.bold_totals), ends[1]]
    rows.append(last)
    wide = 52 if double else 64
    t = Table(rows, [wide, (490 // len(names) - 2 * wide) if double else 210, wide] * len(names), over, **dict(look.options, slack=rng.choice([2, 5])))
    return Doc(name, [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 1), place(rng, 1, t, f"Income and expenditure account for the year ended 30th September {year}"), *paragraphs(rng, 2)], **paper(rng, 8))


def inner(rng, name):
    """Each year with an inner and an outer column: parts stand in the inner one, their sum in the outer one beside the last of them."""
    look = Look(rng, "en", True)
    look.leaders = look.leaders and rng.random() < 0.4
    h, f, year = look.head, Form(rng.choice([0, 0, 2]), ",", ".", "()", "-"), rng.randrange(1950, 2022)
    years = [year, year - 1][:rng.choice([1, 2, 2])]
    noted = rng.random() < 0.3
    stub = [h("", 2, left=True), *([h("Notes", 2)] if noted else [])]
    rows = [[*stub, *(x for y in years for x in (h(str(y), 1, 2), None))], [*[None] * len(stub), *(h("£") for _ in years for _ in range(2))]]
    n, numbers, gaps = len(years), iter(range(2, 40)), {}
    blank = [""] * (2 * n)
    note = lambda on: [] if not noted else [Cell(str(next(numbers)), kind="?", align="c") if on else Cell("")]
    rng_items = [x for x in look.say["items"] if x != "Sundry"]
    net = [0] * n
    for k, group in enumerate(rng.sample(["Fixed assets", "Current assets", "Creditors: amounts falling due within one year", "Income", "Less: expenditure"], rng.randint(2, 3))):
        if k and rng.random() < 0.5:
            gaps[len(rows)] = 5
        if rng.random() < 0.25:  # one figure, at once in the outer column
            values = [rng.randint(10 ** 3, 10 ** 6) for _ in years]
            rows.append([look.label(group), *note(True), *(x for v in values for x in ("", f.cell(v)))])
            net = [a + b for a, b in zip(net, values)]
            continue
        rows.append([look.group(group), *note(False), *blank])
        picked, sums = rng.sample(rng_items, rng.randint(2, 5)), [0] * n
        for i, word in enumerate(picked):
            values = [rng.randint(100, 10 ** 6) for _ in years]
            sums = [a + b for a, b in zip(sums, values)]
            last = i + 1 == len(picked)
            ins = [f.cell(v) for v in values]
            for x in ins:
                x.under = int(last and look.sums)
            rows.append([look.label(word, indent=1), *note(rng.random() < 0.3), *(x for a, s in zip(ins, sums) for x in (a, f.cell(s) if last else ""))])
        net = [a + b for a, b in zip(net, sums)]
    ends = [f.cell(v, look.bold_totals) for v in net]
    for x in ends:
        x.over, x.under = (1, 2) if look.sums else (0, 0)
    rows.append([look.label(rng.choice(["Net assets", "Surplus for the year"]), bold=look.bold_totals), *note(False), *(x for e in ends for x in (Cell("", bold=look.bold_totals), e))])
    each = 58
    t = Table(rows, [min(220, 480 - 2 * n * each - 34 * noted), *([34] if noted else []), *[each] * (2 * n)], 2, **dict(look.options, gaps=gaps))
    return Doc(name, [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 2), place(rng, 1, t, f"Balance sheet at 31 March {year}"), *paragraphs(rng, 2)], **paper(rng))


def railway(rng, name):
    """Returns of a railway: raised points, fractions of a penny, shares in a hundred, ditto marks."""
    look = printed(rng)
    h = look.head
    point = rng.choice(["·", "·", "."])
    counts, rates, shares = Form(0, ",", ".", "-", "—"), Form(2, "", point, "-", "—"), Form(rng.choice([1, 2]), "", point, "-", "—")
    last = ["", "½", "¼", "¾"]

    def fraction():
        whole, k = rng.randint(1, 40), rng.randrange(4)
        return Cell(f"{whole}{last[k]}", kind="number", value=str(whole) + ["", ".5", ".25", ".75"][k], align="l" if rng.random() < 0 else "r")
    kinds = rng.sample([("Number", counts.cell), ("Receipts\n£", counts.cell), ("Per\ntrain mile\nd.", rates.cell), ("Per cent.\nof total", shares.cell), ("Average\nfare\nd.", fraction), ("Miles", counts.cell)],
                       rng.randint(3, 5))
    years = rng.random() < 0.4 and len(kinds) <= 3
    make = lambda: [fraction() if m is fraction else m(rng.choice([0, *(rng.randint(1, 10 ** (3 if m != counts.cell else 6)) for _ in range(9))])) for _, m in kinds]
    if years:
        spans = [f"Half-year ended\n{d} 18{rng.randrange(50, 99)}" for d in ("30th June", "31st Dec.")]
        rows = [[h("", 2, left=True), *(x for s in spans for x in (h(s, 1, len(kinds)), *[None] * (len(kinds) - 1)))], [None, *(h(s) for _ in spans for s, _ in kinds)]]
    else:
        rows = [[h(rng.choice(["", "Description"]), left=True), *(h(s) for s, _ in kinds)]]
    n = 1 + years
    over = len(rows)
    for word in rng.sample(LINES, rng.randint(6, 12)):
        rows.append([look.label(word), *(x for _ in range(n) for x in make())])
    if rng.random() < 0.6:
        rows.append([Cell("Total", bold=True), *(x for _ in range(n) for x in make())])
        for x in rows[-1]:
            x.bold = True
    each = 50 if years else rng.choice([56, 64])
    t = Table(rows, [rng.choice([120, 150, 170]) if years else 200, *[each] * (n * len(kinds))], over, **look.options)
    return Doc(name, [Heading(rng.choice(["The Wick and Calder Vale Railway", "Returns of the railway companies"]), 1), *paragraphs(rng, 2), place(rng, 3, t, "Working of the line"), *paragraphs(rng, 1)], **paper(rng, 8))


def hanging(rng, name):
    """A statement whose turned-over lines are set in."""
    look = Look(rng, "en", True)
    look.options["hang"] = rng.choice([6, 9, 12])
    t = statement(look)
    t.widths[0] = min(t.widths[0], rng.choice([90, 110, 130]))
    truth = dict(t.truth)
    t = place(rng, 1, t, "Income and expenditure account")
    t.truth |= truth
    return Doc(name, [Heading(rng.choice(BODIES), 1), *paragraphs(rng, 2), t, *paragraphs(rng, 2)], **paper(rng))


KINDS = [(votes, 2), (ledger, 2), (banks, 2), (passbook, 2), (central, 2), (inner, 2), (railway, 2), (hanging, 1)]
