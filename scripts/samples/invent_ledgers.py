"""Invented accounts of old: pounds, shillings and pence, leaders, inner and outer columns, sides facing each other, sums carried over."""
from invent_accounts import Look, paragraphs
from invent_west import BODIES
from model import Cell, Doc, Heading, Table

RECEIPTS = ["Balance from last account", "Subscriptions", "Donations and collections", "Rent of the lower meadow", "Sale of timber", "Interest at the bank", "Hire of the hall", "Fines",
            "Tolls at the bridge", "Legacy of the late Mr. Farrow", "Dividends on Consols, less income tax", "Sale of old iron and of the pump from the brewhouse yard", "Pew rents"]
PAYMENTS = ["Salaries", "Coals and candles", "Repairs to the roof", "Printing and stationery", "Insurance", "Poor relief", "Surveyor's account", "Cartage", "Masons' wages",
            "Lime, sand and hair for the new wing", "Medicines", "Balance in the hands of the treasurer", "Postage and carriage of parcels from the depot", "Law charges"]
SOCIETIES = [*BODIES, "The Wick Dispensary", "Calder Vale Turnpike Trust"]


class Money:
    """How amounts in pounds, shillings and pence are set: three columns, or one."""

    def __init__(self, look):
        self.look, self.rng = look, look.rng
        self.one = self.rng.random() < 0.2
        self.dots = self.rng.choice(["{}-{}-{}", "{}. {}. {}", "£{} {}s. {}d."]) if self.one else ""
        self.nil = self.rng.choice(["0", "0", "—", "-", "00"])
        self.wide = [54 + 14 * self.one] if self.one else [self.rng.choice([42, 50]), self.rng.choice([22, 26]), self.rng.choice([22, 26])]

    def heads(self):
        h = self.look.head
        return [h("£ s. d." if self.rng.random() < 0.5 else "Amount")] if self.one else [h("£"), h("s."), h("d.")]

    def cells(self, pence, bold=False, over=0, under=0):
        if pence is None:
            return [""] * len(self.wide)
        parts = pence // 240, pence // 12 % 20, pence % 12
        if self.one:
            return [Cell(self.dots.format(f"{parts[0]:,}", *parts[1:]), kind="?", align="r", bold=bold, over=over, under=under)]
        out = []
        for i, v in enumerate(parts):
            if v == 0 and i and self.nil != "0":
                dash = self.nil != "00"
                out.append(Cell(self.nil, kind="symbol" if dash else "number", value=None if dash else "00", align="r", bold=bold, over=over, under=under))
            else:
                out.append(Cell(f"{v:,}", kind="number", value=str(v), align="r", bold=bold, over=over, under=under))
        return out


def old(rng, unsigned=True):
    look = Look(rng, "en", unsigned)
    if look.style in ("zebra", "grid"):
        look.style = look.options["style"] = rng.choice(["borderless", "upright", "hung"])
    look.leaders = rng.random() < 0.6 and look.style in ("borderless", "totals", "booktabs", "upright", "hung")
    look.dots = look.options["dots"] = rng.choice([".", ". ", ".", " .", "·"]) if look.leaders else "."
    look.sums = look.style in ("borderless", "totals", "upright", "hung") and rng.random() < 0.7
    return look


def rules(look, last=False):
    return {"over": 1, "under": look.rng.choice([1, 2]) if last else 0} if look.sums else {}


def pence(rng):
    return rng.randint(30, 240 * 10 ** rng.randint(1, 3))


def account(rng, name):
    """Receipts, then payments; the amounts of a group may stand in an inner column, their sum in the outer one."""
    look = old(rng)
    blocks = [Heading(rng.choice(SOCIETIES), 1), *paragraphs(rng, 2)]
    for k in range(rng.randint(1, 2)):
        money = Money(look)
        inner = not money.one and rng.random() < 0.35
        blank = money.cells(None)
        rows, total = [[look.head("", left=True), *(money.heads() if inner else []), *money.heads()]], 0
        if rng.random() < 0.4 and not inner and not money.one:  # the year over the three
            rows = [[look.head("", 2, left=True), look.head(f"18{rng.randrange(40, 99)}", 1, 3), None, None], [None, *money.heads()]]
        for words in (RECEIPTS, PAYMENTS)[:rng.randint(1, 2)]:
            rows.append([look.group("Receipts" if words is RECEIPTS else "Payments"), *blank, *(blank if inner else [])])
            part, picked = 0, rng.sample(words, rng.randint(3, 8))
            for i, word in enumerate(picked):
                n = pence(rng)
                part += n
                last = inner and i + 1 == len(picked)
                own = money.cells(n, under=int(last and look.sums))
                rows.append([look.label(word, indent=1), *own, *(money.cells(part) if last else blank if inner else [])])
            if not inner:
                total += part
        if not inner:
            rows.append([Cell("Total" if rng.random() < 0.7 else "", bold=look.bold_totals), *money.cells(total, look.bold_totals, **rules(look, True))])
        wide = money.wide * (2 if inner else 1)
        t = Table(rows, [rng.randint(180, 470 - sum(wide)), *wide], len(rows[0][0:1]) if rows[0][0].rowspan == 1 else 2, None, None,
                  f"{rng.choice(['Receipts and payments', 'General account', 'Treasurer’s account'])} for the year 18{rng.randrange(40, 99)}", "{title}", truth={"unit": None}, **look.options)
        blocks += [t, *paragraphs(rng, 1)]
    return Doc(name, blocks, margin=(56, 56), type_size=rng.choice([9, 9.5, 10]), lang="en", footer=rng.choice(["{page}", ""]))


def sides(rng, name):
    """Receipts on the left, payments on the right, sums on one line."""
    look = old(rng)
    money = Money(look)
    left, right = rng.sample(RECEIPTS, rng.randint(4, 8)), rng.sample(PAYMENTS, rng.randint(4, 8))
    h = look.head
    rows = [[h(rng.choice(["Receipts", "Dr.", "Income"]), left=True), *money.heads(), h(rng.choice(["Payments", "Cr.", "Expenditure"]), left=True), *money.heads()]]
    a, b = [pence(rng) for _ in left], [pence(rng) for _ in right]
    short = a if sum(a) < sum(b) else b
    short[-1] += abs(sum(a) - sum(b))
    for i in range(max(len(left), len(right))):
        row = []
        for words, sums in ((left, a), (right, b)):
            row += [look.label(words[i]), *money.cells(sums[i])] if i < len(words) else ["", *money.cells(None)]
        rows.append(row)
    rows.append(sum(([Cell("", bold=True), *money.cells(n, look.bold_totals, **rules(look, True))] for n in (sum(a), sum(b))), []))
    each = (483 - 2 * sum(money.wide)) // 2
    if look.style == "borderless" and not look.leaders:
        look.options["style"] = "booktabs"
    look.options["slack"] = rng.choice([4, 8])
    t = Table(rows, [each, *money.wide] * 2, 1, None, None, f"Cash account, 18{rng.randrange(40, 99)}", "{title}", truth={"unit": None}, **look.options)
    return Doc(name, [Heading(rng.choice(SOCIETIES), 1), *paragraphs(rng, 2), t, *paragraphs(rng, 2)], margin=(56, 56), type_size=rng.choice([8, 8.5]), lang="en", footer="{page}")


def carried(rng, name):
    """A cash book over pages: each page ends with the sum carried forward and begins with it brought forward."""
    look = old(rng)
    money = Money(look)
    rows, total, last = [[look.head("Date", left=True), look.head("Particulars", left=True), *money.heads()]], 0, 0
    words = [*RECEIPTS, *PAYMENTS]
    months, day, month = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"], 1, 0
    doc = Doc(name, [], margin=(56, 60), type_size=9, lang="en", footer="{page}")
    per = rng.randint(14, 23)
    for page in range(rng.randint(2, 3)):
        if page:
            rows.append(["", Cell("Brought forward"), *money.cells(total)])
        for i in range(per):
            day += rng.randint(1, 4)
            fresh = i == 0 or day > 27
            if day > 27:
                day, month = rng.randint(1, 5), month + 1
            n = pence(rng)
            total += n
            shown = f"{months[month % 7]} {day}" if fresh else f"{day}"
            if not fresh and rng.random() < 0.12:
                shown = rng.choice(["\u201d", "do.", '"'])
            rows.append([Cell(shown, kind="?", align="r" if not fresh else ""), look.label(rng.choice(words)), *money.cells(n)])
        rows.append(["", Cell("Carried forward"), *money.cells(total, **rules(look))])
    rows[-1][1] = Cell("Total")
    t = Table(rows, [50, 300 - 20 * money.one, *money.wide], 1, None, None, "Cash book", "{title}", truth={"unit": None}, **look.options)
    t.breaks = [r for r, row in enumerate(rows) if isinstance(row[1], Cell) and row[1].text == "Brought forward"]
    t.repeat_header = rng.random() < 0.8
    doc.blocks = [Heading(rng.choice(SOCIETIES), 1), t]
    return doc
