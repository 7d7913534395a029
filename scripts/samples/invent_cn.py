"""Invented Chinese disclosures: departments, subjects and amounts that nobody published."""
from figures import Form, matrix, split
from model import Cell, Doc, Heading, PageBreak, Para, Table, Unit, code, head, key

UNITS = {"万元": (6, "10000"), "元": (2, "1"), "千元": (3, "1000"), "亿元": (4, "100000000")}
CITIES = ["临溪市", "望川县", "青禾区", "南塘市", "云岭区", "白石县", "沧浪新区", "海陵市"]
OFFICES = ["水务局", "园林绿化服务中心", "档案馆", "残疾人联合会", "农业农村局", "老干部活动中心", "交通运输综合执法大队", "疾病预防控制中心", "图书馆", "应急管理局",
           "商务和投资促进委员会", "人民防空办公室"]
FUNCTIONS = [("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2013202", "一般行政管理事务"), ("2050803", "培训支出"), ("2080501", "行政单位离退休"),
             ("2080505", "机关事业单位基本养老保险缴费支出"), ("2080506", "机关事业单位职业年金缴费支出"), ("2101101", "行政单位医疗"), ("2101103", "公务员医疗补助"),
             ("2130305", "水利工程建设"), ("2130311", "水资源节约管理与保护"), ("2210201", "住房公积金"), ("2210203", "购房补贴"), ("2120501", "城乡社区环境卫生"),
             ("2296002", "用于社会福利的彩票公益金支出"), ("2240106", "安全监管")]
ECONOMY = [("30101", "基本工资", "50101", "工资奖金津补贴"), ("30102", "津贴补贴", "50101", "工资奖金津补贴"), ("30103", "奖金", "50101", "工资奖金津补贴"),
           ("30108", "机关事业单位基本养老保险缴费", "50102", "社会保障缴费"), ("30112", "其他社会保障缴费", "50102", "社会保障缴费"), ("30201", "办公费", "50201", "办公经费"),
           ("30205", "水费", "50201", "办公经费"), ("30206", "电费", "50201", "办公经费"), ("30211", "差旅费", "50201", "办公经费"), ("30213", "维修(护)费", "50209", "维修(护)费"),
           ("30216", "培训费", "50203", "培训费"), ("30227", "委托业务费", "50205", "委托业务费"), ("30228", "工会经费", "50201", "办公经费"),
           ("30239", "其他交通费用", "50201", "办公经费"), ("30299", "其他商品和服务支出", "50299", "其他商品和服务支出"), ("30302", "退休费", "50905", "离退休费"),
           ("31002", "办公设备购置", "50306", "设备购置")]
PROJECTS = ["河道巡查与清淤工程", "档案数字化加工服务", "公共厕所升级改造", "智慧监管平台运维", "老年活动中心设施更新", "农村饮水安全巩固提升项目（二期）", "节水型社会建设宣传",
            "应急物资储备", "安全生产第三方检查服务", "行道树补植补造", "残疾人家庭无障碍改造", "窗口服务人员劳务派遣"]
GOALS = ["巩固提升辖区饮水安全保障水平，完成年度管网改造任务，", "推动公共服务设施提质增效，", "健全日常巡查与第三方评估相结合的监管机制，", "保障重点人群服务需求，",
         "提升数字化管理能力，形成可复制可推广的经验做法，", "加强宣传引导，营造全社会共同参与的良好氛围，", "压实属地责任，确保不发生较大以上事故，"]
INDICATORS = [("产出指标", "数量指标", "改造点位数量", "处"), ("产出指标", "数量指标", "开展培训场次", "场"), ("产出指标", "质量指标", "验收合格率", "%"),
              ("产出指标", "时效指标", "按期完成率", "%"), ("产出指标", "成本指标", "项目成本控制数", "万元"), ("效益指标", "社会效益指标", "服务覆盖人数", "人次"),
              ("效益指标", "生态效益指标", "水质达标断面数", "个"), ("满意度指标", "服务对象满意度指标", "群众满意度", "%")]
CN = "一二三四五六七八九十"


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.office = rng.choice(CITIES) + rng.choice(OFFICES)
        self.no = f"{rng.randrange(101, 899)}00{rng.randrange(1, 9)}"
        text = rng.choice(["万元", "万元", "元", "千元", "亿元"])
        decimals, factor = UNITS[text]
        decimals = rng.choice([decimals, 2])
        line = rng.choice(["金额单位：{}", "单位：{}", "（单位：{}）", "金额单位:{}"]).format(text)
        self.unit = Unit(line, text, "CNY", factor)
        grouped = text in ("元", "千元") or rng.random() < 0.3
        self.form = Form(decimals, "," if grouped else "", ".", rng.choice(["-", "-", "（）", "()"]), rng.choice(["", "", "0", "-"]))
        self.scale = {"元": 10 ** 7, "千元": 10 ** 4, "万元": 300, "亿元": 5}[text] * 10 ** decimals
        self.style = rng.choice(["grid"] * 6 + ["frame", "open", "booktabs", "zebra", "horizontal"])
        self.n = 0
        self.caption = rng.choice(["表 {number} {title}", "表{number} {title}", "表{number}：{title}", "附表{number}  {title}"])
        self.chinese = rng.random() < 0.25
        self.year = rng.randrange(2019, 2026)

    def table(self, title, rows, widths, header_rows, **more):
        self.n += 1
        number = CN[self.n - 1] if self.chinese else str(self.n)
        options = {"unit": self.unit, "style": self.style, "repeat_header": self.rng.random() < 0.4, "cut_rows": self.rng.random() < 0.7,
                   "top": self.rng.random() < 0.2, "caption": self.caption} | more
        wide = self.rng.uniform(0.86, 1.04)
        return Table(rows, [round(w * wide, 1) for w in widths], header_rows, number, self.n, title, **options)

    def amounts(self, row, bold=False):
        return [self.form.cell(n, bold) for n in row]

    def unit_name(self):
        return f"{self.no}-{self.office}(本级)"

    def sides(self):
        """收入 | 支出 side by side."""
        rng = self.rng
        left = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "事业收入", "上级补助收入", "其他收入"][:rng.randint(4, 7)]
        right = ["一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出", "社会保障和就业支出", "卫生健康支出", "节能环保支出",
                 "城乡社区支出", "农林水支出", "交通运输支出", "资源勘探工业信息等支出", "商业服务业等支出", "住房保障支出", "灾害防治及应急管理支出", "其他支出"][:rng.randint(9, 18)]
        total = rng.randint(self.scale, 9 * self.scale)
        a, z = split(rng, total, len(left), 0.5), split(rng, total, len(right), 0.6)
        number = lambda i: CN[i] if i < 10 else "十" + CN[i - 10] if i < 19 else "二十"
        rows = [[head("收 入", 1, 2), None, head("支 出", 1, 2), None], [head("项 目"), head("预算数"), head("项 目"), head("预算数")]]
        for i in range(max(len(left), len(right))):
            one = [f"{number(i)}、{left[i]}", *self.amounts([a[i]])] if i < len(left) else ["", ""]
            two = [f"{number(i)}、{right[i]}", *self.amounts([z[i]])] if i < len(right) else ["", ""]
            rows.append(one + two)
        bold = rng.random() < 0.7
        rows.append([Cell("本年收入合计", bold=bold), self.form.cell(total, bold), Cell("本年支出合计", bold=bold), self.form.cell(total, bold)])
        return self.table(f"{self.year} 年部门收支总体情况表", rows, [150, 80, 160, 80], 2)

    def economy(self):
        """Subjects in three columns with codes before the names, narrow columns of amounts."""
        rng = self.rng
        rows = [[*(head(t, 2) for t in ("支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计", "基本支出", "项目支出")), head("其中", 1, 2), None],
                [None] * 6 + [head("上缴上级支出"), head("对附属单位补助支出")]]
        sums = [0, 0, 0]
        for no, name in sorted(rng.sample(FUNCTIONS, rng.randint(2, 5))):
            for e, what, g, which in sorted(rng.sample(ECONOMY, rng.randint(2, 9))):
                n = rng.randint(self.scale // 900, self.scale // 3) or 1
                project = rng.random() < 0.25
                rows.append([f"{no}-{name}", f"{g}-{which}", f"{e}-{what}", *self.amounts([n, 0 if project else n, n if project else 0]), "", ""])
                sums = [sums[0] + n, sums[1] + (0 if project else n), sums[2] + (n if project else 0)]
        rows.append([Cell("合 计", bold=True), "", "", *self.amounts(sums, True), "", ""])
        narrow = rng.choice([34, 38, 44, 54])
        return self.table(f"{self.year} 年部门支出总体情况表", rows, [84, 84, 84, narrow, narrow, narrow, 46, 50], 2)

    def functions(self):
        """A head of three levels."""
        rng = self.rng
        rows = [[head("单位名称", 3), head("功能分类科目", 1, 2), None, head("本年预算数", 1, 5), None, None, None, None],
                [None, head("科目编码", 2), head("科目名称", 2), head("合计", 2), head("基本支出", 1, 3), None, None, head("项目支出", 2)],
                [None] * 4 + [head(t) for t in ("小计", "人员经费", "公用经费")] + [None]]
        sums = [0] * 5
        for no, name in rng.sample(FUNCTIONS, rng.randint(5, 13)):
            a, b, c = (0 if rng.random() < 0.4 else rng.randint(1, self.scale) for _ in range(3))
            row = [a + b + c, a + b, a, b, c]
            sums = [x + y for x, y in zip(sums, row)]
            rows.append([self.unit_name(), code(no), name, *self.amounts(row)])
        rows.append(["", "", Cell("合 计", bold=True), *self.amounts(sums, True)])
        narrow = rng.choice([40, 44, 52])
        return self.table("一般公共预算支出表", rows, [rng.choice([44, 60]), 52, 50, *[narrow] * 5], 3)

    def projects(self):
        rng = self.rng
        rows = [[*(head(t, 2) for t in ("项目单位", "类型", "项目名称", "合计")), head("本年拨款", 1, 3), None, None, head("财政拨款结转结余", 1, 2), None, head("单位资金", 2)],
                [None] * 4 + [head(t) for t in ("一般公共预算", "政府性基金预算", "国有资本经营预算", "一般公共预算", "政府性基金预算")] + [None]]
        sums = [0] * 7
        for name in rng.sample(PROJECTS, rng.randint(3, 9)):
            parts = [rng.randint(1, self.scale // 2)] + [0 if rng.random() < 0.75 else rng.randint(1, self.scale // 5) for _ in range(5)]
            row = [sum(parts), *parts]
            sums = [x + y for x, y in zip(sums, row)]
            rows.append([self.unit_name(), rng.choice(["1-行政单位", "2-公益一类"]), name, *self.amounts(row)])
        rows.append([Cell("合 计", 1, 3, bold=True), None, None, *self.amounts(sums, True)])
        return self.table("项目支出情况表", rows, [52, 34, 52, 50, *[46] * 6], 2)

    def three_public(self):
        rng = self.rng
        old, new = ([rng.randint(0, 3) and rng.randint(1, self.scale // 20) for _ in range(4)] for _ in range(2))
        change = Form(2, "", ".", "-", "0", True)
        rows = [[head("项目"), head(f"{self.year - 1} 年预算数"), head(f"{self.year} 年预算数"), head("增减额"), head("增减%")]]
        lines = [("总计", sum(old), sum(new)), ("1、因公出国（境）费", old[0], new[0]), ("2、公务接待费", old[1], new[1]), ("3、公务用车购置及运行维护费", old[2] + old[3], new[2] + new[3]),
                 ("其中：公务用车购置费", old[2], new[2]), ("公务用车运行维护费", old[3], new[3])]
        plain = Form(self.form.decimals, self.form.group, ".", self.form.minus, "0")
        for name, a, z in lines[1:] + lines[:1]:
            rows.append([name, plain.cell(a), plain.cell(z), plain.cell(z - a), change.cell(round(10000 * (z - a) / a)) if a else Cell("-", align="r")])
        notes = ["注：“-”表示上年无此项支出。"] if any(r[4].text == "-" for r in rows[1:]) else []
        return self.table("一般公共预算“三公”经费支出情况表", rows, [170, 80, 80, 70, 60], 1, notes=notes)

    def goals(self):
        """Deep row spans with a long text beside the indicators."""
        rng = self.rng
        rows = [[head(t) for t in ("单位名称", "项目名称", "项目负责人", "联系电话", "项目总额", "绩效目标", "一级指标", "二级指标", "三级指标", "性质", "指标值", "度量单位")]]
        people = ["林一鸣", "苏问渠", "沈知白", "顾南枝", "温如许"]
        counts = [rng.randint(2, 8) for _ in range(rng.randint(2, 5))]
        first = True
        for name, count in zip(rng.sample(PROJECTS, len(counts)), counts):
            goal = "".join(f"目标{i + 1}：{g}" for i, g in enumerate(rng.sample(GOALS, rng.randint(1, 4)))).rstrip("，") + "。"
            for i, (a, b, c, u) in enumerate(sorted(rng.sample(INDICATORS, count), key=INDICATORS.index)):
                keys = [None] * 5
                if i == 0:
                    keys = [Cell(name, count), Cell(rng.choice(people), count), code(f"555{rng.randrange(10000, 99999)}", count),
                            Cell(self.form.cell(n := rng.randint(1, self.scale)).text, count, kind="number", value=self.form.cell(n).value, align="r"), Cell(goal, count)]
                sign, value = rng.choice([("=", str(rng.randint(1, 60))), ("≥", str(rng.randint(80, 99))), ("≤", f"{rng.randint(100, 9999) / 100:.2f}"), ("定性", "优良中低差")])
                office = Cell(self.unit_name(), sum(counts)) if first else None
                first = False
                rows.append([office, *keys, a, b, c, sign, value, Cell(u, kind="text")])
        return self.table("项目支出绩效目标申报表", rows, [38, 46, 34, 38, 44, 62, 38, 42, 50, 28, 34, 34], 1)

    def lei(self):
        """类 | 款 | 项 beside the total: a row that is head in some columns and data in others."""
        rng = self.rng
        picked = sorted(rng.sample(FUNCTIONS, rng.randint(5, 10)))
        lines, sums = [], [0, 0, 0]
        for no, name in picked:
            a, b = (0 if rng.random() < 0.3 else rng.randint(1, self.scale) for _ in range(2))
            sums = [sums[0] + a + b, sums[1] + a, sums[2] + b]
            lines.append([code(no[:3]), code(no[3:5]), code(no[5:]), name, *self.amounts([a + b, a, b])])
        rows = [[head("项目", 1, 4), None, None, None, head("本年支出合计", 2), head("基本支出", 2), head("项目支出", 2)],
                [head("功能分类科目编码", 1, 3), None, None, head("科目名称"), None, None, None],
                [*(Cell(t, bold=True, align="c", header=True) for t in "类款项"), Cell("合计", bold=True), *self.amounts(sums, True)], *lines]
        return self.table("支出决算表", rows, [32, 30, 30, 150, 80, 80, 80], 2, notes=["注：本表反映部门本年度各项支出情况。"])

    def form_table(self):
        rng = self.rng
        a, b = rng.randint(1, self.scale), rng.randint(1, self.scale)
        goal = "".join(rng.sample(GOALS, rng.randint(3, 6))).rstrip("，") + "。"
        c = self.amounts([a + b, a, b])
        rows = [[key("项目名称"), Cell(rng.choice(PROJECTS), 1, 3), None, None], [key("主管部门"), self.office, key("实施单位"), self.office + "机关服务中心"],
                [key("项目负责人"), "苏问渠", key("联系电话"), code(f"555{rng.randrange(10000, 99999)}")],
                [key(f"资金总额（{self.unit.text}）", 3), key("年度资金总额"), Cell(c[0].text, 1, 2, kind="number", value=c[0].value), None],
                [None, key("其中：财政拨款"), Cell(c[1].text, 1, 2, kind="number", value=c[1].value), None],
                [None, key("其他资金"), Cell(c[2].text, 1, 2, kind="number", value=c[2].value), None], [key("总体目标"), Cell(goal, 1, 3), None, None]]
        return self.table("项目绩效目标表", rows, [90, 130, 90, 150], 0, unit=None, style="grid")

    def balance(self):
        """Assets | liabilities of a company, two years each."""
        rng = self.rng
        form = Form(2, ",", ".", rng.choice(["-", "()", "（）"]), rng.choice(["", "-"]))
        money = 10 ** rng.randint(8, 11)
        left = ["货币资金", "交易性金融资产", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "合同资产"]
        right = ["短期借款", "应付票据", "应付账款", "合同负债", "应付职工薪酬", "应交税费", "其他应付款", "未分配利润"]
        rows = [[head(t) for t in ("资产", "期末余额", "期初余额", "负债和所有者权益", "期末余额", "期初余额")]]
        end, start = rng.randint(money, 5 * money), rng.randint(money, 5 * money)
        columns = [split(rng, n, 8, 0.2) for n in (end, start, end, start)]
        shift = rng.randint(1, money // 2)
        columns[2][7] -= shift
        columns[2][0] += shift
        for i in range(8):
            rows.append([left[i], form.cell(columns[0][i]), form.cell(columns[1][i]), right[i], form.cell(columns[2][i]), form.cell(columns[3][i])])
        rows.append([Cell("资产总计", bold=True), form.cell(end, True), form.cell(start, True), Cell("负债和所有者权益总计", bold=True), form.cell(end, True), form.cell(start, True)])
        return self.table("资产负债表", rows, [80, 88, 88, 96, 88, 88], 1, unit=Unit("单位：元 币种：人民币", "元", "CNY", "1"), caption="{title}")

    def prose(self):
        rng = self.rng
        form = Form(self.form.decimals, self.form.group)
        lines = [f"{self.office}行政编制 {rng.randint(8, 60)} 人，实际 {rng.randint(8, 60)} 人，退休人员 {rng.randint(1, 20)} 人。",
                 f"{self.year} 年收入预算 {form.cell(rng.randint(1, self.scale)).text} {self.unit.text}，比上年增加 {rng.randint(1, 30)}.{rng.randint(0, 9)}%。",
                 "机构运行经费是指各部门的公用经费，包括办公及印刷费、邮电费、差旅费、会议费、福利费、日常维修费、专用材料及一般设备购置费、办公用房水电费以及其他费用。",
                 "本部门严格落实过紧日子要求，从严从紧编制预算，压减非急需非刚性支出。", "绩效目标管理覆盖全部项目支出，目标设定做到指向明确、细化量化、合理可行。"]
        return [Para(p) for p in rng.sample(lines, rng.randint(1, 4))]


def disclosure(rng, name):
    w = Writer(rng)
    kinds = [w.sides, w.economy, w.functions, w.projects, w.three_public, w.goals, w.lei, w.form_table, w.balance]
    weights = [3, 3, 3, 2, 2, 3, 2, 2, 1]
    picked = []
    while len(picked) < rng.randint(2, 5):
        k = rng.choices(kinds, weights)[0]
        if k not in picked:
            picked.append(k)
    blocks = [Heading(f"{w.office} {w.year} 年部门预算公开", 1), *w.prose()]
    for k in picked:
        if k is not picked[0] and rng.random() < 0.25:
            blocks.append(PageBreak())
        if rng.random() < 0.5:
            blocks += [Heading(rng.choice(["（一）基本情况", "二、预算情况说明", "三、其他说明"]), 3), *w.prose()]
        blocks.append(k())
    size = rng.choice([(595, 842), (595, 842), (612, 792), (842, 595), (516, 729)])
    return Doc(name, blocks, size=size, margin=(rng.choice([40, 50, 64]), 20 if size[0] < 560 else rng.choice([24, 30])), type_size=rng.choice([7.5, 8, 8.5, 9]),
               footer=rng.choice(["- {page} -", "{page}", "第 {page} 页", ""]))
