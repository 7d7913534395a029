"""Documents without a table: prose in columns, contents, addresses, formulas, code, lists, letters, diagrams, charts. Their truth is empty."""
import json
import random
import sys
import traceback

import bare_pages
import fixed
from invent_cn import GOALS, OFFICES, PROJECTS
from invent_west import BODIES, CLUBS, COSTS, INCOME, PROSE, PURPOSES, REGIONS

NAMES = ["A. Marsh", "Ruth Ellery", "J. P. Corran", "Imogen Vale", "T. Okafor", "Lena Brandt", "M. Duarte", "Wei Chen", "S. Lindqvist", "P. Ferrand"]
STREETS = ["Quay Street", "Mill Lane", "Station Road", "The Parade", "Harbour Row", "Abbey Close", "Linn Terrace"]


def sentences(rng, count):
    parts = [s.strip() + "." for text in PROSE for s in text.split(".") if s.strip()]
    return " ".join(rng.choice(parts) for _ in range(count))


def prose(rng):
    han = rng.random() < 0.25
    one = (lambda: "".join(rng.choice(GOALS) for _ in range(rng.randint(4, 9)))) if han else (lambda: sentences(rng, rng.randint(3, 8)))
    return {"columns": rng.choice([2, 2, 3]), "han": han, "paragraphs": [one() for _ in range(rng.randint(7, 12))]}


def contents(rng):
    out, page = [], rng.randint(1, 9)
    for n in range(1, rng.randint(5, 9)):
        out.append((0, f"{n}", rng.choice(COSTS + INCOME + PURPOSES), page))
        for m in range(1, rng.randint(1, 5)):
            page += rng.randint(0, 4)
            out.append((1, f"{n}.{m}", rng.choice(COSTS + REGIONS + INCOME), page))
        page += rng.randint(1, 6)
    return {"entries": out, "leaders": rng.random() < 0.6, "numbers": rng.random() < 0.7}


def addresses(rng):
    def one():
        lines = [rng.choice(NAMES), rng.choice(BODIES), f"{rng.randint(1, 240)} {rng.choice(STREETS)}", f"{rng.choice(REGIONS)} {rng.choice('ABCDE')}{rng.randint(1, 20)} {rng.randint(1, 9)}XY"]
        if rng.random() < 0.7:
            lines.append(f"Tel. 0{rng.randint(100, 999)} {rng.randint(100000, 999999)}")
        return lines
    return {"columns": rng.choice([2, 3]), "blocks": [one() for _ in range(rng.choice([4, 6, 9, 12]))]}


def formulas(rng):
    amount = lambda: f"{rng.randint(1000, 4000000):,}"
    out = []
    for _ in range(rng.randint(4, 8)):
        a, b = amount(), amount()
        out.append((f"{rng.choice(COSTS)} rate", a, b, f"{rng.randint(1, 99)}.{rng.randint(10, 99)}%") if rng.random() < 0.5 else (rng.choice("xyzpq"), "a + b", "2c", None))
    return {"items": out, "text": sentences(rng, 3)}


def code(rng):
    names = ["total", "rows", "rate", "price", "count", "share", "index"]
    lines = ["def reckon(rows):", "    total = 0"]
    for _ in range(rng.randint(12, 30)):
        a, b = rng.choice(names), rng.choice(names)
        lines.append(rng.choice([f"    for {a} in {b}:", f"        {a} += {b} * {rng.randint(1, 99)}", f"    if {a} > {rng.randint(1, 999)}:  # {rng.choice(COSTS).lower()}",
                                 f"        return {a}, {b}", "", f"    {a} = {{\"{b}\": {rng.randint(0, 9)}, \"{a}\": {rng.randint(10, 99)}.5}}"]))
    return {"lines": lines, "numbered": rng.random() < 0.5, "text": sentences(rng, 2)}


def listed(rng):
    return {"mark": rng.choice(["disc", "decimal", "lower-alpha"]), "items": [sentences(rng, rng.randint(1, 2)) if rng.random() < 0.4 else rng.choice(PURPOSES) for _ in range(rng.randint(8, 20))]}


def index(rng):
    words = sorted({w.strip(",") for text in COSTS + INCOME + PURPOSES for w in text.split() if len(w) > 4})
    refs = lambda: ", ".join(str(n) for n in sorted(rng.sample(range(1, 240), rng.randint(1, 4))))
    return {"columns": rng.choice([2, 3]), "entries": [(w, refs()) for w in words[:rng.randint(30, 60)]]}


def letter(rng):
    return {"from": addresses(rng)["blocks"][0], "to": addresses(rng)["blocks"][0], "date": f"{rng.randint(1, 28)} March 20{rng.randint(10, 29)}",
            "text": [sentences(rng, rng.randint(2, 5)) for _ in range(3)], "signed": rng.sample(NAMES, 2)}


def diagram(rng):
    return {"boxes": [rng.choice(OFFICES) if rng.random() < 0.2 else rng.choice(CLUBS) for _ in range(rng.randint(5, 9))]}


def chart(rng):
    shape = rng.choice(["bars", "levels", "groups", "stack", "line", "lines", "scatter", "pie", "area"])
    count = rng.randint(4, 9)
    labels = rng.sample(REGIONS, count) if rng.random() < 0.6 else [str(2001 + n) for n in range(count)]
    series = 1 if shape in ("bars", "levels", "line", "pie", "scatter") else rng.randint(2, 3)
    top = rng.choice([10, 100, 5000])
    return {"shape": shape, "title": rng.choice(COSTS + INCOME), "labels": labels, "series": rng.sample(CLUBS, series), "unit": rng.choice(["£ thousand", "per cent", "tonnes"]),
            "values": [[rng.randint(top // 10, top) for _ in labels] for _ in range(series)], "top": top, "grid": rng.random() < 0.7, "frame": rng.random() < 0.4,
            "ticks": rng.random() < 0.6, "told": rng.random() < 0.4, "legend": rng.random() < 0.7, "text": sentences(rng, 4), "source": rng.random() < 0.6}


KINDS = {"prose": prose, "contents": contents, "addresses": addresses, "formulas": formulas, "code": code, "list": listed, "index": index, "letter": letter, "diagram": diagram, "chart": chart}
WEIGHTS = {"chart": 6, "prose": 2}


def run(count, seed, out):
    """Makes `count` documents of two to four pages into `out`; returns the exit code."""
    for part in ("pdf", "truth"):
        (out / part).mkdir(parents=True, exist_ok=True)
    listing, bad = [], 0
    for n in range(count):
        rng = random.Random(f"{seed}/{n}")
        producer = rng.choice(list(bare_pages.PRODUCERS))
        able = [k for k in KINDS if producer != "matplotlib" or k == "chart"]
        kinds = rng.choices(able, [WEIGHTS.get(k, 1) for k in able], k=rng.randint(2, 4))
        name = f"bare-{n:03}"
        try:
            path = out / "pdf" / f"{name}.pdf"
            bare_pages.PRODUCERS[producer]([(k, KINDS[k](rng)) for k in kinds], str(path), rng)
            fixed.settle(path)
        except Exception:
            traceback.print_exc()
            bad += 1
            continue
        (out / "truth" / f"{name}.json").write_text(json.dumps({"doc": f"{name}.pdf", "tables": []}), "utf8")
        listing.append("\t".join([name, producer, "", "", "; ".join(kinds)]))
    (out / "contents.tsv").write_text("\n".join(listing) + "\n", "utf8")
    print(f"{len(listing)} documents, {bad} failed", file=sys.stderr)
    return 1 if bad else 0
