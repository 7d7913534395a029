"""Invented figures in Hebrew, Arabic and Persian: budgets, accounts and tables of statistics that run from right to left."""
from figures import Form, matrix, split
from model import Cell, Doc, Heading, Para, Table, Unit, head

WORDS = {
    "he": dict(
        item="סעיף", total='סה"כ', of="מזה:", change="שינוי", share="אחוז ביצוע", plan="תקציב", actual="ביצוע", part="פרק", note="ביאור", both="סה\"כ לשנה", half=("מחצית ראשונה", "מחצית שנייה"),
        caption="טבלה {number}: {title}", titles=("תקציב לפי משרדים", "הכנסות המדינה ממסים", "הוצאות לפי סעיפים", "נכסים והתחייבויות", "מועסקים לפי מחוז"),
        heading="דוח ביצוע התקציב לשנת {year}", foot="עמוד {page}",
        units=(("אלפי ש\"ח", "ILS", "1000"), ("במיליוני ש\"ח", "ILS", "1000000")), unit_line=("({})", "יחידה: {}"),
        labels=("משרד החינוך", "משרד הבריאות (כולל בתי חולים ממשלתיים)", "ביטחון הפנים", "תשלומי ריבית ועמלות", "קצבאות זקנה ושאירים", "פיתוח תשתיות תחבורה ברחבי הארץ", "מחשוב ותקשורת (IT)", "שכר והוצאות נלוות",
                "רשות המסים", "מענקים לרשויות מקומיות", "מחקר ופיתוח", "הוצאות אחרות", "קרן לשיקום נכסים", "דמי ניהול"),
        prose=("הדוח מפרט את ביצוע התקציב בהשוואה לתקציב המקורי ולשנה הקודמת. הנתונים מעוגלים, ולכן ייתכנו הפרשים קלים בסיכומים.", "ההוצאה בפועל הסתכמה ב-97.4% מן התקציב המאושר, לעומת 95.1% בשנה הקודמת.")),
    "ar": dict(
        item="البند", total="المجموع", of="منها:", change="الفرق", share="نسبة التنفيذ", plan="الموازنة", actual="الفعلي", part="الباب", note="إيضاح", both="إجمالي السنة", half=("النصف الأول", "النصف الثاني"),
        caption="جدول {number}: {title}", titles=("الموازنة حسب الوزارات", "الإيرادات الضريبية", "المصروفات حسب البنود", "الموجودات والمطلوبات", "العاملون حسب المنطقة"),
        heading="تقرير تنفيذ الموازنة العامة لسنة {year}", foot="صفحة {page}",
        units=(("ألف دينار", "?", "1000"), ("مليون ريال", "?", "1000000"), ("بآلاف الدراهم", "?", "1000")), unit_line=("({})", "الوحدة: {}"),
        labels=("وزارة التربية والتعليم", "وزارة الصحة (بما فيها المستشفيات الحكومية)", "الأمن الداخلي", "فوائد الدين العام", "معاشات التقاعد والضمان", "تطوير شبكة الطرق والنقل في المحافظات", "نظم المعلومات (IT)",
                "الرواتب والأجور", "ضريبة القيمة المضافة", "منح البلديات", "البحث والتطوير", "مصروفات أخرى", "صيانة الأبنية", "رسوم إدارية"),
        prose=("يعرض التقرير تنفيذ الموازنة مقارنة بالموازنة الأصلية وبالسنة السابقة. الأرقام مقربة وقد تظهر فروق بسيطة في المجاميع.", "بلغ الإنفاق الفعلي 97.4% من الموازنة المعتمدة مقابل 95.1% في السنة السابقة.")),
    "fa": dict(
        item="شرح", total="جمع کل", of="از این مبلغ:", change="تفاوت", share="درصد تحقق", plan="بودجه", actual="عملکرد", part="فصل", note="یادداشت", both="جمع سال", half=("نیمه اول", "نیمه دوم"),
        caption="جدول {number}: {title}", titles=("بودجه به تفکیک دستگاه", "درآمدهای مالیاتی", "هزینه ها به تفکیک فصل", "دارایی ها و بدهی ها", "شاغلان به تفکیک استان"),
        heading="گزارش عملکرد بودجه سال {year}", foot="صفحه {page}",
        units=(("میلیون ریال", "IRR", "1000000"), ("میلیارد ریال", "IRR", "1000000000")), unit_line=("({})",),
        labels=("آموزش و پرورش", "بهداشت و درمان (شامل بیمارستان ها)", "امنیت داخلی", "سود اوراق مالی", "حقوق بازنشستگی", "توسعه شبکه حمل و نقل در استان ها", "فناوری اطلاعات (IT)", "حقوق و مزایا", "مالیات بر ارزش افزوده",
                "کمک به شهرداری ها", "پژوهش و توسعه", "سایر هزینه ها", "تعمیر ساختمان", "کارمزد"),
        prose=("این گزارش عملکرد بودجه را با بودجه مصوب و سال پیش مقایسه می کند. ارقام گرد شده اند و ممکن است در جمع ها اختلاف جزئی باشد.",)),
}
EASTERN = {"ar": ("٠١٢٣٤٥٦٧٨٩", "٬", "٫"), "fa": ("۰۱۲۳۴۵۶۷۸۹", "٬", "٫")}
STYLES = ("grid", "frame", "open", "booktabs", "horizontal", "totals", "zebra", "borderless")


class Writer:
    def __init__(self, rng, lang):
        self.rng, self.lang, self.words = rng, lang, WORDS[lang]
        self.year = rng.randint(2015, 2024)
        self.style = rng.choice(STYLES)
        self.eastern = lang in EASTERN and rng.random() < 0.6
        group, point = EASTERN[lang][1:] if self.eastern else (",", ".")
        self.form = Form(rng.choice((0, 0, 0, 1)), group, point, rng.choice(("-", "()")), rng.choice(("0", "-", "–")))
        self.percent = Form(1, "", point, "-", "0", True)
        self.unit = rng.choice(self.words["units"])
        self.line = rng.choice(self.words["unit_line"])
        self.count = 0

    def digits(self, text):
        return text.translate(str.maketrans("0123456789", EASTERN[self.lang][0])) if self.eastern else text

    def cell(self, n, bold=False, form=None):
        out = (form or self.form).cell(n, bold)
        out.text = self.digits(out.text)
        return out

    def say(self, label, bold=False, indent=0):
        return Cell(label, bold=bold, indent=indent, kind="text")

    def table(self, rows, widths, header_rows, units=True):
        self.count += 1
        text, currency, factor = self.unit
        unit = Unit(self.line.format(text), text, currency, factor) if units else None
        number = str(self.count)
        title = self.words["titles"][(self.count * 3 + self.year) % len(self.words["titles"])]
        return Table(rows, widths, header_rows, number, self.count, title, self.words["caption"], unit, style=self.style, room=self.rng.choice((0, 0, 1.5)))

    def labels(self, n):
        return self.rng.sample(self.words["labels"], n)

    def years(self):
        return [self.digits(str(self.year)), self.digits(str(self.year - 1))]

    def execution(self):
        """Plan, actual, what one is over the other, and the share."""
        w, n = self.words, self.rng.randint(4, 11)
        rows = [[head(w["item"]), head(f"{w['plan']} {self.years()[0]}"), head(f"{w['actual']} {self.years()[0]}"), head(w["change"]), head(w["share"])]]
        plans = [self.rng.randint(1000, 9_000_000) for _ in range(n)]
        made = [int(p * self.rng.uniform(0.8, 1.15)) for p in plans]
        for label, p, a in zip([*self.labels(n), w["total"]], [*plans, sum(plans)], [*made, sum(made)]):
            last = label == w["total"]
            rows.append([self.say(label, last), self.cell(p, last), self.cell(a, last), self.cell(a - p, last), self.cell(round(a * 1000 / p), last, self.percent)])
        return self.table(rows, [170, 85, 85, 80, 65], 1)

    def two_levels(self):
        """Years over plan and actual."""
        w, n = self.words, self.rng.randint(4, 9)
        rows = [[head(w["item"], rowspan=2)] + [x for y in self.years() for x in (head(y, colspan=2), None)], [None] + [head(w["plan"]), head(w["actual"])] * 2]
        figures = matrix(self.rng, n, 3, 1000, 900_000, 0.1)
        for label, f in zip([*self.labels(n), w["total"]], figures):
            rows.append([self.say(label, label == w["total"]), *[self.cell(x, label == w["total"]) for x in f]])
        return self.table(rows, [175, 78, 78, 78, 78], 2)

    def halves(self):
        """Numbered chapters; two halves and the year; parts set in."""
        w = self.words
        rows = [[head(w["part"]), head(w["item"]), *[head(h) for h in w["half"]], head(w["both"])]]
        total = [0, 0, 0]
        chosen = iter(self.labels(len(w["labels"])))
        for chapter in range(1, self.rng.randint(3, 4)):
            parts = [[self.rng.randint(500, 400_000) for _ in range(2)] for _ in range(self.rng.randint(2, 3))]
            parts = [[a, b, a + b] for a, b in parts]
            whole = [sum(c) for c in zip(*parts)]
            rows.append([Cell(self.digits(str(chapter)), kind="?"), self.say(next(chosen), True), *[self.cell(x, True) for x in whole]])
            for p in parts:
                rows.append(["", self.say(next(chosen, w["labels"][-1]), indent=1), *[self.cell(x) for x in p]])
            total = [a + b for a, b in zip(total, whole)]
        rows.append(["", self.say(w["total"], True), *[self.cell(x, True) for x in total]])
        return self.table(rows, [40, 180, 85, 85, 90], 1)

    def statement(self):
        """Notes' numbers beside two years, negative ones among them."""
        w, n = self.words, self.rng.randint(5, 9)
        rows = [["", head(w["note"]), *[head(y) for y in self.years()]]]
        sums = [0, 0]
        for label in self.labels(n):
            values = [self.rng.randint(-90_000, 400_000) for _ in range(2)]
            sums = [a + b for a, b in zip(sums, values)]
            note = self.digits(str(self.rng.randint(1, 24))) if self.rng.random() < 0.6 else ""
            rows.append([self.say(label), Cell(note, align="c", kind="?" if note else None), *[self.cell(v) for v in values]])
        rows.append([self.say(w["total"], True), "", *[self.cell(v, True) for v in sums]])
        return self.table(rows, [210, 45, 90, 90], 1)


def leftward(rng, name, lang=None):
    w = Writer(rng, lang or rng.choice(("he", "ar", "fa")))
    blocks = [Heading(w.words["heading"].format(year=w.digits(str(w.year))), 1)]
    for make in rng.sample([w.execution, w.two_levels, w.halves, w.statement], rng.randint(1, 3)):
        blocks += [Para(rng.choice(w.words["prose"])), make()]
    return Doc(name, blocks, size=rng.choice(((595, 842), (612, 792))), margin=(50, 44), font="'DejaVu Sans'", type_size=rng.choice((8, 8.5, 9)), lang=w.lang,
               footer=rng.choice((w.words["foot"], "{page}", "")))
