"""Invented releases of Asia: yearbooks in Chinese and English, in Chinese and in Japanese, budgets of India."""
from decimal import Decimal

from figures import Form
from invent_releases import Press, open_cell
from model import Cell, Doc, Heading, Para, Unit

CN_HEADS = [("年末总人口", "Total\nPopulation\n(year-end)", [("男", "Male"), ("女", "Female")]), ("地区生产\n总值", "Gross\nRegional\nProduct", [("第一\n产业", "Primary\nIndustry"), ("第二\n产业", "Secondary\nIndustry"), ("第三\n产业", "Tertiary\nIndustry")]),
            ("粮食产量", "Output of\nGrain", []), ("固定资产\n投资", "Investment\nin Fixed\nAssets", []), ("货物周转量", "Freight\nTurnover", [("铁路", "Railways"), ("公路", "Highways")]), ("在校学生数", "Student\nEnrollment", []),
            ("财政收入", "Government\nRevenue", []), ("耕地面积", "Cultivated\nArea", [])]
PROVINCES = [("全国", "National Total"), ("北江", "Beijiang"), ("天泽", "Tianze"), ("河安", "He’an"), ("山宁", "Shanning"), ("辽海", "Liaohai"), ("吉川", "Jichuan"), ("沪东", "Hudong"), ("苏州府", "Suzhoufu"), ("浙南", "Zhenan"),
             ("安陵", "Anling"), ("闽西", "Minxi"), ("赣北", "Ganbei"), ("鲁中", "Luzhong"), ("湘阴", "Xiangyin"), ("粤海", "Yuehai"), ("桂林道", "Guilindao"), ("琼南", "Qiongnan"), ("渝州", "Yuzhou"), ("黔中", "Qianzhong")]
CN_ROWS = [(0, "总计"), (1, "一、按登记注册类型分"), (2, "内资企业"), (3, "#国有企业"), (3, "集体企业"), (3, "股份合作企业"), (3, "有限责任公司"), (4, "#国有独资公司"), (3, "私营企业"), (2, "港、澳、台商投资企业"), (2, "外商投资企业"),
           (1, "二、按行业分"), (2, "农、林、牧、渔业"), (2, "采矿业"), (2, "制造业"), (3, "#通用设备制造业"), (2, "电力、热力、燃气及水生产和供应业"), (2, "建筑业"), (2, "批发和零售业"), (2, "金融业"), (1, "三、按隶属关系分"), (2, "中央"), (2, "地方")]
CN_COLS = ["企业单位数\n（个）", "从业人员\n平均人数\n（人）", "资产总计", "负债合计", "主营业务\n收入", "利润总额", "应交增值税"]
JP_ROWS = ["北海県", "青葉県", "岩代県", "宮野県", "秋田野県", "山吹県", "福原県", "茨木県", "栃原県", "群山県", "埼原県", "千浜県", "東都", "神名川県", "新方県"]
JP_COLS = [("総数", []), ("人口", ["男", "女"]), ("世帯数", []), ("出生", []), ("死亡", []), ("事業所数", ["製造業", "卸売業", "小売業"]), ("従業者数", []), ("耕地面積", ["田", "畑"]), ("自然増減", [])]
JP_UNITS = {"総数": "（人）", "世帯数": "（世帯）", "出生": "（人）", "死亡": "（人）", "従業者数": "（人）", "自然増減": "（人）"}
HEADS = [("Revenue Section", [("2011", "Parliament/State/Union Territory Legislatures"), ("2013", "Council of Ministers"), ("2052", "Secretariat-General Services"), ("2055", "Police"), ("2202", "General Education"), ("2210", "Medical and Public Health")]),
         ("Capital Section", [("4059", "Capital Outlay on Public Works"), ("4202", "Capital Outlay on Education, Sports, Art and Culture"), ("5054", "Capital Outlay on Roads and Bridges"), ("6003", "Internal Debt of the State Government")])]


def bilingual(rng, name):
    """A yearbook in two languages: Chinese over English in each head, labels at both edges or in two lines."""
    p = Press(rng, ["open", "open", "booktabs", "upright", "hung"], Form(rng.choice([0, 1, 2]), rng.choice(["", "", " ", ","]), ".", "-", ""), False)
    both = rng.random() < 0.6
    spread = rng.random() < 0.5
    name_of = lambda word: "  ".join(word) if spread and len(word) == 2 else word
    picked, n = [], 0
    for word, english, parts in rng.sample(CN_HEADS, len(CN_HEADS)):
        if n + 1 + len(parts) <= 7:
            picked.append((word, english, parts))
            n += 1 + len(parts)
    two = any(parts for *_, parts in picked)
    time = rng.random() < 0.35
    stub = ("年份", "Year") if time else ("地区", "Region")
    height = 2 if two else 1
    h = lambda han, english, rowspan=1, colspan=1: p.head(f"{han}\n{english}", rowspan, colspan)
    top = [h(name_of(stub[0]), stub[1], height) if not both else p.head(name_of(stub[0]), height)]
    low = [None]
    for word, english, parts in picked:
        top.append(h(word, english, height))
        low.append(None)
        for w, e in parts:
            top.append(None)
            low.append(h(w, e))
        if parts:  # the whole spans the parts it has, and stands over its own column
            at = len(top) - len(parts) - 1
            top[at] = h(word, english, 1, len(parts) + 1)
            low[at] = h("合计", "Total")
    if both and not time:
        top.append(p.head(stub[1], height))
        low.append(None)
    rows = [top, low] if two else [top]
    gaps = {}
    if time:
        labels = [(str(y), None) for y in range(rng.randrange(1978, 1999), rng.randrange(2006, 2022))][:rng.randint(12, 28)]
        top[0] = h(name_of(stub[0]), stub[1], height)
    else:
        labels = [PROVINCES[0], *rng.sample(PROVINCES[1:], rng.randint(8, 18))]
    for i, (han, english) in enumerate(labels):
        values = [p.form.cell(0 if rng.random() < 0.05 else rng.randint(50, 10 ** rng.randint(3, 6) * 10 ** p.form.decimals)) for _ in range(n)]
        if time and i and i % 5 == 0:
            gaps[len(rows)] = 4
        if not time and i == 1:
            gaps[len(rows)] = 4
        if time:
            rows.append([open_cell(han, align="c"), *values])
        elif both:
            rows.append([Cell("　".join(han) if len(han) == 2 and spread else han), *values, Cell(english)])
        else:
            rows.append([Cell(f"{han}\n{english}"), *values])
    each = 51 if n > 5 else 58
    widths = [46 if both or time else 66, *[each] * n, *([66] if both and not time else [])]
    number = f"{rng.randint(1, 20)}-{rng.randint(1, 30)}"
    t = p.table(rows, widths, height, rng.choice(["各地区主要经济指标", "国民经济和社会发展主要指标", "分地区人口与产业"]), number=number, caption="{number}  {title}", gaps=gaps, size=rng.choice([6.5, 7, 7.5]), strong=rng.random() < 0.5,
                under=[rng.choice(["Main Economic Indicators by Region", "Principal Indicators of Development"])], low=False, top=not both and not time)
    t.truth |= {"number": None, "ordinal": None, "title": None}
    notes = ["注：本表按当年价格计算。", "Note: Figures in this table are calculated at current prices."] if rng.random() < 0.5 else []
    t.notes, t.truth = notes, t.truth | ({"notes": None} if notes else {})
    return Doc(name, [t], rng.choice([(595, 842), (516, 728)]), (50, 40), type_size=8, lang="zh", footer=rng.choice(["{page}", "·{page}·", ""]), running=rng.choice(["", "统计年鉴 STATISTICAL YEARBOOK"]))


def yearbook_cn(rng, name):
    """A Chinese yearbook: the unit at the right above, labels set in by full-width blanks, "#" of which, tables that go on."""
    p = Press(rng, ["open", "open", "open", "booktabs", "upright"], Form(rng.choice([0, 0, 1, 2]), rng.choice(["", "", ","]), ".", "-", rng.choice(["", "-", ""])), False)
    blank = rng.choice(["　", "　", "  "])
    long = rng.random() < 0.5
    lines = [x for x in CN_ROWS if rng.random() < 0.9 or x[0] < 2]
    n = rng.randint(3, 6)
    unit = rng.choice(["万元", "亿元", "千元"])
    factor = {"万元": "10000", "亿元": "100000000", "千元": "1000"}[unit]
    blocks, k = [], rng.randint(1, 20)
    words = rng.sample(CN_COLS, n)
    heads = [p.head(rng.choice(["指　标", "项　目", "类　别"])), *map(p.head, words)]
    rows = [heads]
    if rng.random() < 0.3:
        year = rng.randrange(2000, 2023)
        words = rng.sample(CN_COLS, 2)
        rows = [[p.head("指　标", 2), *(x for w in words for x in p.over(w.replace("\n", ""), 2))], [None, *(p.head(f"{year + i}年") for _ in words for i in range(2))]]
        n = 4
    height = len(rows)
    for step, text in lines * (2 if long else 1):
        values = [p.form.cell(0 if rng.random() < 0.06 else rng.randint(1, 10 ** (7 - min(step, 3))) * rng.choice([1] * 12 + [-1])) for _ in range(n)]
        if step == 1 and rng.random() < 0.8:
            values = [""] * n
        rows.append([Cell(blank * step + text), *values])
    number = f"{k}-{rng.randint(1, 40)}"
    line = Unit(f"单位：{unit}", unit, "CNY", factor)
    t = p.table(rows, [170, *[min(74, 330 // n)] * n], height, rng.choice(["规模以上工业企业主要经济指标", "按注册类型和行业分的固定资产投资", "城镇单位就业人员和工资总额"]), number=number, caption=rng.choice(["{number}  {title}", "表{number}  {title}"]), unit=line,
                size=rng.choice([7.5, 8, 9]), low=False, strong=rng.random() < 0.6, room=rng.choice([0, 1, 2]), again=rng.choice(["续表", f"{number}  续表", "续表 1"]), under=rng.choice([[], [f"（{rng.randrange(2001, 2023)}年）"]]), notes=rng.choice([[], ["注：本表统计口径为年主营业务收入2000万元及以上的企业。"]]))
    t.truth = {"ordinal": None, "number": None, "title": None} | ({"unit": None} if any("（" in x.text for x in rows[0] if x) else {})
    if t.under or "（" in "".join(x.text for x in rows[0] if x):
        t.truth |= {"unit": None}
    blocks.append(t)
    return Doc(name, blocks, rng.choice([(595, 842), (516, 728)]), (56, 46), type_size=9, lang="zh", footer=rng.choice(["{page}", "· {page} ·", ""]), running=rng.choice(["", "工业  Industry", "统计年鉴"]))


def japan(rng, name):
    """Japanese statistics: years of an era, names set one letter below the other, triangles for minus."""
    p = Press(rng, ["upright", "open", "hung", "booktabs", "grid"], Form(0, rng.choice([",", ",", " "]), ".", rng.choice(["△", "△", "▲", "-"]), rng.choice(["-", "－", "…"])), False)
    upright = rng.random() < 0.4
    picked, n = [], 0
    for word, parts in [JP_COLS[0], *rng.sample(JP_COLS[1:], len(JP_COLS) - 1)]:
        if n + max(1, len(parts)) <= 8:
            picked.append((word, parts))
            n += max(1, len(parts))
    two = any(parts for _, parts in picked)
    units = not upright and rng.random() < 0.5
    down = lambda s: "\n".join(s) if upright and len(s) > 1 else s
    with_unit = lambda s: s + "\n" + JP_UNITS[s] if units and s in JP_UNITS else s
    height = 2 if two else 1
    time = rng.random() < 0.5
    top, low = [p.head(rng.choice(["年次", "年　次"]) if time else "都道府県", height)], [None]
    for word, parts in picked:
        top += p.over(word, len(parts)) if parts else [p.head(down(with_unit(word)), height)]
        low += [p.head(down(s)) for s in parts] if parts else [None]
    rows = [top, low] if two else [top]
    gaps = {}
    if time:
        year = rng.randrange(20, 26)
        labels = [f"平成{y}年" if i == 0 else f"　　{y}" for i, y in enumerate(range(year, 31))]
        era = ["令和元年", *(f"　　{y}" for y in range(2, rng.randint(3, 7)))]
        labels = [*labels, *era]
    else:
        labels = ["全　国", *rng.sample(JP_ROWS, rng.randint(8, len(JP_ROWS)))]
    for i, s in enumerate(labels):
        if i and i % 5 == (0 if time else 1):
            gaps[len(rows)] = 4
        values = []
        for word, parts in picked:
            for _ in parts or [0]:
                v = rng.randint(-9000, 900) if word == "自然増減" else 0 if rng.random() < 0.04 else rng.randint(100, 10 ** rng.randint(4, 6))
                values.append(p.form.cell(v) if rng.random() > 0.02 else Cell(rng.choice(["x", "…"]), kind="?", align="r"))
        rows.append([open_cell(s.strip("　") if not s.startswith("　") else s, align="l" if time else ""), *values])
    number = rng.choice([str(rng.randint(1, 30)), f"{rng.randint(1, 9)}-{rng.randint(1, 20)}"])
    t = p.table(rows, [74, *[min(56, 410 // n)] * n], height, rng.choice(["都道府県別人口及び世帯数", "市町村の概況", "産業別事業所数及び従業者数"]) + ("の推移" if time else ""), number=number, caption=rng.choice(["第{number}表　{title}", "{number}　{title}", "表{number}　{title}"]), gaps=gaps,
                size=rng.choice([7, 7.5, 8]), low=False, at=rng.choice("lc"), unit=None)
    if not units:
        t.unit = Unit(rng.choice(["（単位：人）", "単位：人、世帯", "（各年10月1日現在）"]), "", None, None)
    t.truth |= {"number": None, "ordinal": None, "title": None}
    t.notes = rng.choice([[], ["資料：統計局「人口推計」"], ["注）平成27年は国勢調査による。", "資料：企画調整課"]])
    t.truth |= {"notes": None} if t.notes else {}
    return Doc(name, [t, *([Para("　平成以降の推移をみると、総数は緩やかな減少傾向にあり、世帯数は増加している。")] if rng.random() < 0.4 else [])], (595, 842), (56, 46), type_size=8.5, lang="ja", footer=rng.choice(["- {page} -", "{page}", ""]))


def lakh(n, decimals):
    """Grouped as in India: the last three digits, then pairs."""
    whole, part = divmod(abs(n), 10 ** decimals)
    digits = str(whole)
    tail, rest = digits[-3:], digits[:-3]
    pairs = []
    while rest:
        pairs.insert(0, rest[-2:])
        rest = rest[:-2]
    return ("-" if n < 0 else "") + ",".join([*pairs, tail]) + (f".{part:0{decimals}d}" if decimals else "")


def india(rng, name):
    """A budget of India: lakhs and crores, major heads, charged and voted, four columns of estimates."""
    p = Press(rng, ["booktabs", "upright", "grid", "open", "borderless", "hung"], bold=rng.random() < 0.4)
    decimals, year = rng.choice([0, 2, 2]), rng.randrange(2005, 2025)
    nil = rng.choice(["...", "..", "--", "-"])

    def figure(n, bold=False):
        if n == 0:
            return Cell(nil, kind="?", align="r", bold=bold)
        return Cell(lakh(n, decimals), kind="number", value=f"{Decimal(n).scaleb(-decimals):f}", align="r", bold=bold)
    span = lambda y: f"{y}-{y + 1}"
    voted = rng.random() < 0.5
    years = [f"Actuals\n{span(year - 1)}", f"Budget\nEstimates\n{span(year)}", f"Revised\nEstimates\n{span(year)}", f"Budget\nEstimates\n{span(year + 1)}"]
    if voted:
        rows = [[p.head("Major\nHead", 2), p.head("Description", 2), *(x for s in years[:3] for x in p.over(s.replace("\n", " "), 2))], [None, None, *(p.head(s) for _ in range(3) for s in ("Charged", "Voted"))]]
        n = 6
    else:
        rows = [[p.head("Major\nHead"), p.head("Description"), *map(p.head, years)]]
        n = 4
    height = len(rows)
    if rng.random() < 0.4:
        rows.append([p.head(str(i + 1)) for i in range(n + 2)])
        height += 1
    whole = [0] * n
    for title, lines in HEADS:
        rows.append(["", Cell(title.upper() if rng.random() < 0.5 else title, bold=p.bold), *[""] * n])
        sums = [0] * n
        for code, text in lines:
            values = [0 if rng.random() < (0.35 if voted else 0.1) else rng.randint(10, 10 ** rng.randint(4, 7)) * 10 ** decimals + rng.randrange(10 ** decimals) for _ in range(n)]
            rows.append([open_cell(code), Cell(text), *map(figure, values)])
            sums = [a + b for a, b in zip(sums, values)]
        rows.append(["", Cell(f"Total—{title.split()[0]}", bold=True), *(figure(v, True) for v in sums)])
        whole = [a + b for a, b in zip(whole, sums)]
    rows.append(["", Cell(rng.choice(["GRAND TOTAL", "Total—Demand No. 7"]), bold=True), *(figure(v, True) for v in whole)])
    each = (60 if decimals else 54) if voted else 78
    t = p.table(rows, [38, 470 - each * n if voted else 160, *[each] * n], height, f"DEMAND NO. {rng.randint(1, 99)}", under=["Public Works Department"] if rng.random() < 0.5 else [], size=6.5 if voted else 7.5, low=rng.random() < 0.5)
    t.unit = Unit(rng.choice(["(In lakhs of rupees)", "(Rs. in Lakh)", "(In crores of Rupees)", "(Rupees in thousands)"]), "", None, None)
    t.truth |= {"title": None}
    wide = voted
    return Doc(name, [Heading("DETAILED STATEMENT OF EXPENDITURE BY MAJOR HEADS", 2), t], (842, 595) if wide else (595, 842), (50, 46), type_size=8, lang="en", footer=rng.choice(["{page}", ""]))


KINDS = [bilingual, yearbook_cn, japan, india]
