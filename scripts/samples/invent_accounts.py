"""Invented accounts: statements of income and balance, with the devices that printers of accounts use."""
from dataclasses import dataclass, field

from figures import Form
from invent_west import BODIES, PROSE
from model import Cell, Doc, Heading, PageBreak, Para, Table, head

SPEECH = {  # language: words of accounts, how figures are printed
    "en": {"note": "Note", "groups": ["Income", "Expenditure", "Fixed assets", "Current assets", "Creditors: amounts falling due within one year", "Reserves", "Operating activities",
                                      "Cash flows from investing activities"],
           "items": ["Fees and charges", "Grants receivable", "Rents", "Interest receivable", "Donations and legacies", "Salaries and wages", "Printing, postage and stationery",
                     "Repairs", "Insurance", "Audit fee", "Depreciation", "Stock of stores", "Debtors and prepayments", "Cash at bank and in hand", "Investments at market value",
                     "Land and buildings", "Loans to members, less provision for bad and doubtful debts", "Unallocated general overheads of the district and its stations", "Bank loan",
                     "Taxation and social security", "Proceeds from sale of plant", "Movement in the fair value of derivative instruments held for trading", "Sundry"],
           "total": ["Total {}", "{}, total", "Total"], "net": ["Net result for the year", "Surplus for the year", "Balance at 31 December", "Net assets", "Net increase in cash"],
           "group": ",", "point": ".", "signs": ["£", "$", "€", "US$"], "thousands": ["£'000", "$000", "€m", "£m", "US$ thousand"],
           "span": ["Group", "Company", "Consolidated", "The Fund", "Actual", "Budget", "Trustees"], "extra": ["Change", "Variance", "Budget", "% of total"],
           "years": "Year ended\n31 March {}"},
    "de": {"note": "Anhang", "groups": ["Erträge", "Aufwendungen", "Anlagevermögen", "Umlaufvermögen", "Eigenkapital"],
           "items": ["Umsatzerlöse", "Sonstige betriebliche Erträge", "Materialaufwand", "Löhne und Gehälter", "Soziale Abgaben und Aufwendungen für Altersversorgung", "Abschreibungen",
                     "Zinsen und ähnliche Aufwendungen", "Grundstücke und Bauten", "Vorräte", "Forderungen aus Lieferungen und Leistungen", "Kassenbestand", "Rückstellungen"],
           "total": ["Summe {}", "Summe"], "net": ["Jahresüberschuss", "Bilanzsumme", "Ergebnis nach Steuern"], "group": ".", "point": ",", "signs": ["€"],
           "thousands": ["TEUR", "Mio. €", "EUR"], "span": ["Konzern", "Gesellschaft", "Ist", "Plan"], "extra": ["Veränderung", "Plan"], "years": "Stand\n31.12.{}"},
    "fr": {"note": "Notes", "groups": ["Produits", "Charges", "Actif immobilisé", "Actif circulant", "Capitaux propres"],
           "items": ["Ventes de marchandises", "Prestations de services", "Subventions d’exploitation", "Achats de matières premières et autres approvisionnements", "Impôts et taxes",
                     "Salaires et traitements", "Charges sociales", "Dotations aux amortissements", "Créances", "Disponibilités", "Stocks", "Emprunts"],
           "total": ["Total {}", "Total"], "net": ["Résultat net", "Total général"], "group": "\u00a0", "point": ",", "signs": ["€"], "thousands": ["k€", "M€", "en euros"],
           "span": ["Groupe", "Société", "Réalisé", "Prévu"], "extra": ["Variation", "Budget"], "years": "Exercice\n{}"},
    "it": {"note": "Nota", "groups": ["Ricavi", "Costi", "Attivo", "Passivo"],
           "items": ["Ricavi delle vendite", "Altri proventi", "Materie prime", "Servizi", "Salari e stipendi", "Oneri sociali", "Ammortamenti delle immobilizzazioni materiali", "Rimanenze",
                     "Crediti verso clienti", "Disponibilità liquide", "Debiti verso banche"],
           "total": ["Totale {}", "Totale"], "net": ["Utile dell’esercizio", "Risultato prima delle imposte"], "group": ".", "point": ",", "signs": ["€"],
           "thousands": ["€ migliaia", "milioni di euro"], "span": ["Gruppo", "Capogruppo"], "extra": ["Variazione"], "years": "{}"},
}
MARKS = ["1", "2", "3", "*", "†", "a", "b", "(a)", "(1)"]


@dataclass
class Look:
    """The devices of one document, drawn at random."""
    rng: object
    lang: str = "en"
    unsigned: bool = False       # no signs apart
    form: Form = field(init=False)

    def __post_init__(self):
        rng, say = self.rng, SPEECH[self.lang]
        self.say = say
        self.style = rng.choice(["borderless", "borderless", "totals", "booktabs", "horizontal", "open", "upright", "hung", "boxed", "zebra", "grid"])
        self.form = Form(rng.choice([0, 0, 0, 1, 2]), say["group"], say["point"], rng.choice(["()", "()", "-", "−", "after" if self.lang == "de" else "–"]), rng.choice(["-", "–", "—", "0", "–"]))
        if self.lang != "en" and self.form.minus == "()":
            self.form.minus = "-"
        self.high = 10 ** rng.choice([5, 6, 7])
        plain = self.style not in ("zebra", "grid", "horizontal", "boxed")
        self.leaders = plain and rng.random() < 0.3
        self.dots = rng.choice([".", ". ", ".", " .", "·", "_"]) if self.leaders else "."
        self.sums = plain and self.style not in ("totals", "open") and rng.random() < 0.6
        self.sign = rng.choice(say["signs"]) if not self.unsigned and rng.random() < 0.25 else ""
        self.center = rng.random() < 0.3
        self.bold_heads, self.bold_totals = rng.random() < 0.6, rng.random() < 0.6
        self.options = {"style": self.style, "dots": self.dots, "room": rng.choice([0, 0, 0, 1, 2, 3]), "inset": rng.choice([0, 0, 3, 6]),
                        "slack": rng.choice([0, 0, 0, 4]), "repeat_header": rng.random() < 0.5, "cut_rows": False}
        self.options[rng.choice(["top", "low", "low"])] = True

    def head(self, text, rowspan=1, colspan=1, left=False):
        x = head(text, rowspan, colspan, self.bold_heads)
        x.align = "l" if left else "c" if self.center or colspan > 1 else "r"
        return x

    def label(self, text, indent=0, bold=False, mark=""):
        return Cell(text, leader=self.leaders and not bold, indent=indent, bold=bold, mark=mark)

    def group(self, text, bold=True):
        """A line over others, without figures; "totals" has rules about what is bold."""
        return Cell(text, bold=bold and self.style != "totals")

    def amount(self, low=0.1, minus=0.1):
        rng = self.rng
        if rng.random() < low:
            return 0
        n = rng.randint(1, 10 ** rng.randint(2, len(str(self.high)) - 1))
        return -n if rng.random() < minus else n

    def figure(self, n, bold=False, first=False, total=0, last=False):
        """`total`: 1 a subtotal, 2 the last line; `first`: the first figure of a column, with the currency's sign."""
        x = self.form.cell(n, bold)
        if self.sign and (first or total == 2) and x.kind == "number":
            x.sign = self.sign
        if self.sums and total:
            x.over, x.under = 1, self.rng.choice([0, 1]) if total == 1 and not last else 2 if total == 2 else 0
        return x


def columns(look):
    """Heads of the columns of figures: rows of cells, and how many figures a row has."""
    rng, say, year = look.rng, look.say, look.rng.randrange(1985, 2025)
    h, way = look.head, look.rng.random()
    if way < 0.4:
        form = "{}" if rng.random() < 0.7 else say["years"]
        n = rng.choice([2, 2, 2, 3, 5])
        rows = [[h(form.format(year - i)) for i in range(n)]]
        if rng.random() < 0.25:
            n, rows = n + 1, [[*rows[0], h(rng.choice(say["extra"][:3]))]]
    elif way < 0.75:
        spans = rng.sample(say["span"], 2)
        k = rng.choice([2, 2, 3])
        rows = [[x for s in spans for x in (h(s, 1, k), *[None] * (k - 1))], [h(str(year - i)) for _ in spans for i in range(k)]]
        n = 2 * k
    else:
        names = rng.sample(["Land and\nbuildings", "Plant", "Vehicles", "Fixtures and\nfittings", "Computer\nequipment", "Assets under\nconstruction", "Office"], rng.choice([2, 3, 4]))
        if look.lang != "en":
            names = rng.sample([*say["span"], *say["extra"]], 2)
        rows, n = [[h(s) for s in [*names, "Total" if look.lang == "en" else say["total"][-1]]]], len(names) + 1
    unit = rng.random()
    if unit < 0.3:
        rows.append([h(rng.choice(say["thousands"][:3]))] * n)
    elif unit < 0.4 and look.lang == "en":
        rows.append([h("(in thousands of dollars)", 1, n), *[None] * (n - 1)])
    return rows, n


def statement(look, title=None, groups=None, widths=None):
    """Groups of lines with subtotals, a last line."""
    rng, say = look.rng, look.say
    heads, n = columns(look)
    if n > 4:  # no room for "US$" beside a figure in narrow columns
        look.sign = look.sign[-1:]
    noted = rng.random() < 0.4
    over = len(heads)
    beside = [look.head("", over, left=True), *([look.head(say["note"], over)] if noted else [])]
    rows = [[*(beside if r == 0 else [None] * len(beside)), *h] for r, h in enumerate(heads)]
    groups = groups or rng.randint(1, 3)
    marks, gaps, total = iter(rng.sample(MARKS, 3)), {}, [0] * n
    used = []
    grouped = rng.random() < 0.7
    blank = lambda: [Cell("")] * n
    numbers = iter(range(2, 99))
    spaced = look.style in ("borderless", "totals", "booktabs", "upright", "hung") and rng.random() < 0.5
    for k, name in enumerate(rng.sample(say["groups"], groups)):
        if spaced and k:
            gaps[len(rows)] = rng.choice([4, 6, 9])
        if grouped:
            rows.append([look.group(name), *([""] if noted else []), *blank()])
        sums, items = [0] * n, rng.sample(say["items"], rng.randint(2, min(7, len(say["items"]))))
        for i, item in enumerate(items):
            mark = next(marks, "") if rng.random() < 0.08 else ""
            used += [mark] if mark else []
            values = [look.amount() for _ in range(n)]
            figures = [look.figure(v, first=i == 0 and k == 0) for v in values]
            if rng.random() < 0.05 and (at := rng.randrange(n)) >= 0 and figures[at].kind == "number" and not figures[at].sign:
                figures[at].mark = next(marks, "")
                used += [figures[at].mark] if figures[at].mark else []
            note = Cell(str(next(numbers)) if rng.random() < 0.5 else "", kind="?", align="c") if noted else None
            if note and not note.text:
                note = Cell("")
            rows.append([look.label(item, indent=int(grouped), mark=mark), *([note] if noted else []), *figures])
            sums = [a + b for a, b in zip(sums, values)]
        text = rng.choice(say["total"]).format(name[0].lower() + name[1:] if look.lang in ("en", "fr", "it") else name)
        named = look.label(text, bold=look.bold_totals) if rng.random() < 0.8 or not look.sums else Cell("")
        named.leader = False
        rows.append([named, *([""] if noted else []), *(look.figure(v, look.bold_totals, total=1) for v in sums)])
        total = [a + b for a, b in zip(total, sums)]
    if spaced:
        gaps[len(rows)] = 5
    last = look.label(rng.choice(say["net"]), bold=look.bold_totals)
    rows.append([last, *([""] if noted else []), *(look.figure(v, look.bold_totals, total=2) for v in total)])
    each = widths or max(46, min(72, (470 - 190) // n))
    options = dict(look.options, gaps=gaps)
    notes = [f"{m} {rng.choice(['Restated.', 'Includes amounts due after more than one year.', 'See the report of the auditors.'])}" for m in used if m in ("*", "†", "(a)", "(1)")]
    if len(notes) < len(used):  # a line that begins with a bare letter or figure may or may not be a note
        for row in rows:
            for x in row:
                if isinstance(x, Cell):
                    x.mark = x.mark if x.mark in ("*", "†", "(a)", "(1)") else ""
    t = Table(rows, [min(230, 490 - n * each - 34 * noted), *([34] if noted else []), *[each] * n], len(heads), None, None, title, "{title}", notes=notes, **options)
    if any("thousand" in x.text or x.text in say["thousands"] for row in rows[:len(heads)] for x in row if isinstance(x, Cell)):
        t.truth = {"unit": None}
    return t


def titled(t, rng, k):
    """A title, with a number or without."""
    t.title = rng.choice(["Summary of receipts", "Movement in funds", "Balance sheet", "Income and expenditure account", "Analysis of net assets", "Statement of cash flows"])
    if rng.random() < 0.5:
        t.number, t.ordinal, t.caption = str(k + 1), k + 1, rng.choice(["Table {number}: {title}", "Table {number} {title}", "Table {number}. {title}"])
    return t


def paragraphs(rng, n=3):
    return [Para(p) for p in rng.sample(PROSE, rng.randint(1, n))]


def report(rng, name, unsigned=False):
    """Statements and prose."""
    lang = rng.choice(["en"] * 6 + ["de", "fr", "it"])
    look = Look(rng, lang, unsigned)
    blocks = [Heading(rng.choice(BODIES), 1), *paragraphs(rng)]
    for k in range(rng.randint(1, 3)):
        t = titled(statement(look), rng, k)
        if lang != "en":
            t.title, t.number, t.ordinal = None, None, None
        blocks += [t, *paragraphs(rng)] if rng.random() < 0.8 else [t]
        if rng.random() < 0.2:
            blocks.append(PageBreak())
    if isinstance(blocks[-1], PageBreak):
        blocks.pop()
    return Doc(name, blocks, size=rng.choice([(595, 842), (612, 792)]), margin=(52, 52), type_size=rng.choice([8, 8.5, 9, 9.5]), lang=lang, footer=rng.choice(["{page}", "Page {page}", ""]))
