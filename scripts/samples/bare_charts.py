"""A chart or a diagram as lines, areas and texts in points, y down, on a sheet 440 wide; the producers paint them."""
import math

WIDE, HIGH = 440, 250
SHADES = ["#4472c4", "#ed7d31", "#a5a5a5", "#70ad47", "#ffc000", "#5b9bd5", "#264478", "#9e480e", "#636363"]


def chart(c):
    """Items: ("line", x0, y0, x1, y1), ("path", points, shade or None), ("rect", x, y, w, h, shade or None), ("text", x, y, anchor, size, text)."""
    out = [("text", WIDE / 2, 12, "middle", 11, c["title"])]
    if c["frame"]:
        out.append(("rect", 1, 1, WIDE - 2, HIGH - 2, None))
    if c["shape"] == "pie":
        return out + pie(c)
    left, right, top, bottom = 60, WIDE - 20, 28, HIGH - 60
    n, levels = len(c["labels"]), c["shape"] == "levels"
    most = c["top"] * (len(c["values"]) if c["shape"] in ("stack", "area") else 1)
    along = (lambda v: left + (right - left) * v / most) if levels else (lambda v: bottom - (bottom - top) * v / most)
    steps = [most * k // 5 for k in range(6)]
    for v in steps:
        at, label = along(v), f"{v:,}"
        if levels:
            out += [("line", at, top, at, bottom)] if c["grid"] else []
            out += [("line", at, bottom, at, bottom + 4)] if c["ticks"] else []
            out.append(("text", at, bottom + 14, "middle", 8, label))
        else:
            out += [("line", left, at, right, at)] if c["grid"] else []
            out += [("line", left - 4, at, left, at)] if c["ticks"] else []
            out.append(("text", left - 6, at + 3, "end", 8, label))
    out += [("line", left, top, left, bottom), ("line", left, bottom, right, bottom)]
    pitch = ((bottom - top) if levels else (right - left)) / n
    for ix, label in enumerate(c["labels"]):
        middle = (top if levels else left) + pitch * (ix + 0.5)
        short = label.split()[0]
        out.append(("text", left - 6, middle + 3, "end", 8, short) if levels else ("text", middle, bottom + 14, "middle", 8, short))
        base = 0
        for nth, values in enumerate(c["values"]):
            v = values[ix]
            wide = pitch * 0.6 / (len(c["values"]) if c["shape"] == "groups" else 1)
            x = middle - pitch * 0.3 + (wide * nth if c["shape"] == "groups" else 0)
            if levels:
                out.append(("rect", left, middle - pitch * 0.3, along(v) - left, pitch * 0.6, SHADES[0]))
                out += [("text", along(v) + 3, middle + 3, "start", 8, f"{v:,}")] if c["told"] else []
            elif c["shape"] in ("bars", "groups", "stack"):
                out.append(("rect", x, along(base + v), wide, along(base) - along(base + v), SHADES[nth]))
                out += [("text", x + wide / 2, along(base + v) - 2, "middle", 7, f"{v:,}")] if c["told"] else []
                base += v if c["shape"] == "stack" else 0
            elif c["shape"] == "scatter":
                out.append(("path", circle(middle, along(v), 2.5), SHADES[nth]))
    if c["shape"] in ("line", "lines"):
        for nth, values in enumerate(c["values"]):
            out.append(("path", [(left + pitch * (ix + 0.5), along(v)) for ix, v in enumerate(values)], None))
    if c["shape"] == "area":
        low = [0] * n
        for nth, values in enumerate(c["values"]):
            high = [a + b for a, b in zip(low, values)]
            edge = [(left + pitch * (ix + 0.5), along(v)) for ix, v in enumerate(high)]
            out.append(("path", edge + [(left + pitch * (ix + 0.5), along(v)) for ix, v in reversed(list(enumerate(low)))] + edge[:1], SHADES[nth]))
            low = high
    out.append(("text", left, top - 6, "middle", 8, c["unit"]))
    if c["legend"] and len(c["series"]) > 1:
        for nth, name in enumerate(c["series"]):
            x = left + nth * (right - left) / len(c["series"])
            out += [("rect", x, bottom + 28, 8, 8, SHADES[nth]), ("text", x + 12, bottom + 35, "start", 8, name)]
    return out


def circle(x, y, r, count=16):
    return [(x + r * math.cos(2 * math.pi * k / count), y + r * math.sin(2 * math.pi * k / count)) for k in range(count + 1)]


def pie(c):
    out, turn, values = [], -math.pi / 2, c["values"][0]
    x, y, r = 170, 130, 80
    for nth, (label, v) in enumerate(zip(c["labels"], values)):
        end = turn + 2 * math.pi * v / sum(values)
        arc = [(x + r * math.cos(turn + (end - turn) * k / 12), y + r * math.sin(turn + (end - turn) * k / 12)) for k in range(13)]
        out.append(("path", [(x, y), *arc, (x, y)], SHADES[nth % len(SHADES)]))
        share = f"{100 * v / sum(values):.1f}%"
        if c["legend"]:
            out += [("rect", 300, 60 + nth * 16, 8, 8, SHADES[nth % len(SHADES)]), ("text", 312, 67 + nth * 16, "start", 8, label)]
            out += [("text", 420, 67 + nth * 16, "end", 8, share)] if c["told"] and not c["grid"] else []
        if not c["legend"] or c["grid"]:
            middle = (turn + end) / 2
            put = (x + (r + 14) * math.cos(middle), y + (r + 14) * math.sin(middle) + 3)
            out.append(("text", *put, "start" if math.cos(middle) > 0 else "end", 8, share if c["legend"] else f"{label} {share}"))
        turn = end
    return out


def diagram(d):
    out, across = [], 3
    for nth, text in enumerate(d["boxes"]):
        row, col = divmod(nth, across)
        col = col if row % 2 == 0 else across - 1 - col
        x, y = 10 + col * 148, 16 + row * 74
        out += [("rect", x, y, 118, 34, None), ("text", x + 59, y + 20, "middle", 8, text)]
        if nth + 1 < len(d["boxes"]):
            if nth % across == across - 1:
                out += arrow(x + 59, y + 34, x + 59, y + 74)
            elif row % 2 == 0:
                out += arrow(x + 118, y + 17, x + 148, y + 17)
            else:
                out += arrow(x, y + 17, x - 30, y + 17)
    return out


def arrow(x0, y0, x1, y1):
    way = math.atan2(y1 - y0, x1 - x0)
    wing = lambda turn: (x1 - 6 * math.cos(way + turn), y1 - 6 * math.sin(way + turn))
    return [("line", x0, y0, x1, y1), ("path", [(x1, y1), wing(0.4), wing(-0.4), (x1, y1)], "#000000")]
