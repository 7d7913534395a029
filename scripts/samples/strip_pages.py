"""A typesetter of our own, for what others do not set: rows cut anywhere, facing pages, dot leaders, rules that stop at a page end.

A table is set on one long strip. Page ends are known places of the strip: a line of text that would lie across one moves
below it, and the row grows by as much. Then the strip is cut, and each piece drawn on its page by a device (ReportLab, fpdf2).
"""
import rules
import typed_pages
from devices import Fpdf, Reportlab
from model import Beside, Columns, Heading, PageBreak, Para, Table

INDENT = 9                   # of a level, in points
RAISED = 0.65                # size of a mark of a note, of the text's
PAD = 2                      # between rule and text, in points
LEADING = 1.25               # line pitch by type size
NO_START = "，。、；：）”！？,.;:)%"


def units_of(text):
    """Pieces between which a line may end: each Han character, each word of others with the blank after it."""
    out, word = [], ""
    for ch in text:
        if ch > "\u2e7f" or ch == "\n":
            if word:
                out.append(word)
            word = ""
            out.append(ch)
        else:
            word += ch
            if ch == " ":
                out.append(word)
                word = ""
    return out + [word] if word else out


def wrap(text, width, measure):
    lines, line = [], ""
    for unit in units_of(text):
        if unit == "\n":
            lines.append(line)
            line = ""
        elif measure((line + unit).rstrip()) <= width or (unit in NO_START and line and measure(line) <= width):
            line += unit
        else:
            if line.strip():
                lines.append(line.rstrip())
            line = ""
            for ch in unit:  # longer than a line: broken anywhere, as a narrow cell breaks a number
                if line and measure(line + ch) > width:
                    lines.append(line)
                    line = ""
                line += ch
    return lines + [line.rstrip()] if line.strip() or not lines else lines


class Setter:
    def __init__(self, doc, device, tinted, close_cut=True):
        self.doc, self.d, self.tinted, self.close_cut = doc, device, tinted, close_cut
        self.page, self.k = 0, 0
        self.aside = None        # where a table stands that is not in the middle
        self.turn()

    def turn(self):
        if self.page and self.doc.footer:
            self.foot()
        self.page += 1
        self.d.page()
        self.y = self.doc.margin[0]
        if self.doc.running:
            self.d.text(self.doc.margin[1], self.y - 14, self.doc.running, 7.5, False, None)

    def foot(self):
        text = self.doc.footer.replace("{page}", str(self.page))
        self.d.text((self.doc.size[0] - self.d.width(text, 8, False)) / 2, self.doc.size[1] - self.doc.margin[0] / 2, text, 8, False, None)

    @property
    def floor(self):
        return self.doc.size[1] - self.doc.margin[0]

    def lines(self, text, size, bold=False, align="l", left=None, width=None):
        left, width = left if left is not None else self.doc.margin[1], width or self.doc.measure
        for line in wrap(text, width, lambda s: self.d.width(s, size, bold)):
            if self.y + size * LEADING > self.floor:
                self.turn()
            w = self.d.width(line, size, bold)
            x = left + {"l": 0, "c": (width - w) / 2, "r": width - w}[align]
            self.d.text(x, self.y + size, line, size, bold, None)
            self.y += size * LEADING

    def block(self, block):
        size = self.doc.type_size
        if isinstance(block, Heading):
            self.y += 6
            self.lines(block.text, {1: 15, 2: 12, 3: 10}[block.level], True, "c" if block.level == 1 else "l")
            self.y += 3
        elif isinstance(block, Para):
            self.lines(block.text, size)
            self.y += 4
        elif isinstance(block, PageBreak):
            self.turn()
        elif isinstance(block, Table):
            if block.typed:
                typed_pages.strip(self, block, self.k if self.tinted else None)
            else:
                (self.spread if block.facing else self.table)(block)
            self.k += 1
        elif isinstance(block, Beside):
            self.beside(block)
        else:
            assert not isinstance(block, Columns), "no columns here"

    def over(self, t):
        """Title, lines and unit above a table, kept with its first row."""
        if self.y + 70 > self.floor:
            self.turn()
        size = self.doc.type_size
        if t.title:
            self.y += 8
            self.lines(t.heading(), size if t.plain else 11, t.strong, t.at, self.left(t) if self.aside is not None else None, sum(t.widths) if self.aside is not None else None)
        for line in t.under:
            self.lines(line, size, False, t.at)
        if t.unit and t.unit.line:
            left = self.left(t)
            self.lines(t.unit.line, size, False, t.unit_at, left, sum(t.widths))
        self.y += 2

    def left(self, t):
        return (self.doc.size[0] - sum(t.widths)) / 2 if self.aside is None else self.aside

    def beside(self, block):
        """Tables beside each other, from one height down; the page must hold them."""
        if self.y + 420 > self.floor:
            self.turn()
        y, low, x = self.y, [], self.doc.margin[1]
        free = self.doc.measure - sum(sum(t.widths) for t in block.blocks)
        for t in block.blocks:
            self.y, self.aside = y, x
            self.table(t)
            self.k += 1
            low.append(self.y)
            x += sum(t.widths) + free / (len(block.blocks) - 1)
        self.y, self.aside = max(low), None

    def plan(self, t, size, pitch, ends):
        """Where each row begins and each line of each cell stands, on the strip."""
        lines, tops = {}, [0.0]
        texts = {(r, c): wrap(x.text, sum(t.widths[c:c + x.colspan]) - 2 * PAD - INDENT * x.indent - t.hangs(r, x) - self.d.width(x.mark, size, x.bold), lambda s, b=x.bold: self.d.width(s, size, b))
                 for r, c, x in t.cells()}
        cells = {(r, c): x for r, c, x in t.cells()}
        ends_at = {}

        def pour(y, n):
            out = []
            for _ in range(n):
                end = next((e for e in ends if y < e - 0.01 < y + pitch - 0.02), None)
                y = end + PAD if end is not None else y
                out.append(y)
                y += pitch
            return out, y
        for r in range(len(t.rows)):
            y = tops[r]
            own = [(c, len(texts[r, c])) for c in range(len(t.widths)) if (r, c) in cells and cells[r, c].rowspan == 1]
            pad, gap = PAD + t.room, t.gaps.get(r, 0)
            tall = max([n for _, n in own], default=1) * pitch + 2 * pad + gap
            end = next((e for e in ends if y < e - 0.01 < y + tall - 0.02), None)
            if end is not None and (not t.cut_rows or r < t.header_rows or end - y < pitch + 2 * pad + gap):
                y = tops[r] = end
                end = None
            bottom = y + pitch + 2 * pad + gap
            for c in range(len(t.widths)):
                if (r, c) not in cells:
                    continue
                at, low = pour(y + pad + gap, len(texts[r, c]))
                lines[r, c] = at
                if cells[r, c].rowspan == 1:
                    bottom = max(bottom, low + pad)
                else:
                    ends_at[r, c] = (r + cells[r, c].rowspan - 1, low + pad)
            for last, low in ends_at.values():
                if last == r:
                    bottom = max(bottom, low)
            tops.append(bottom)
        for (r, c), at in lines.items():  # in the middle, where the cell is whole on its page
            x = cells[r, c]
            top, low = tops[r], tops[r + x.rowspan]
            if not t.top and not any(top < e - 0.01 < low for e in ends):
                slack = (low - top - 2 * (PAD + t.room) - t.gaps.get(r, 0) - pitch * len(at)) / (1 if t.low else 2)
                lines[r, c] = [y + slack for y in at]
        return texts, lines, tops

    def table(self, t):
        self.over(t)
        size = t.size or self.doc.type_size
        pitch = size * LEADING
        head = 0
        if t.repeat_header:
            head = self.plan(t, size, pitch, [])[2][t.header_rows]
        room, full = self.floor - self.y, self.floor - self.doc.margin[0] - head - (size * LEADING + 2) * bool(t.again)
        ends = [room + i * full for i in range(200)]
        if t.breaks:
            tops = self.plan(t, size, pitch, [])[2]
            ends = [*(tops[r] for r in t.breaks), tops[-1] + 1]
        texts, lines, tops = self.plan(t, size, pitch, ends)
        tint = self.k if self.tinted else None
        left = self.left(t)
        starts = [0.0] + [e for e in ends if e < tops[-1] - 0.01]
        for i, start in enumerate(starts):
            stop = ends[i]
            if i:
                self.turn()
                if t.again:
                    self.lines(t.again, size, False, t.at, left, sum(t.widths))
                    self.y += 2
                if head:
                    plain = self.plan(t, size, pitch, [])
                    self.piece(t, left, self.y, 0, head, *plain, size, tint, only=t.header_rows)
                    self.y += head
            self.piece(t, left, self.y, start, min(stop, tops[-1]), texts, lines, tops, size, tint)
            self.y += min(stop, tops[-1]) - start
        self.after(t, size)

    def after(self, t, size):
        self.y += 3
        for note in t.notes:
            self.lines(note, self.doc.type_size)
        self.y += 8

    def piece(self, t, left, y0, start, stop, texts, lines, tops, size, tint, only=None, cols=None):
        """Draws what lies between two places of the strip; of the head only, or of some columns only."""
        xs = [left]
        for c, w in enumerate(t.widths):
            xs.append(xs[-1] + (w if cols is None or c in cols else 0))
        for r, c, x in t.cells():
            if only is not None and r >= only:
                continue
            c0, c1 = c, c + x.colspan
            if cols is not None and not set(range(c0, c1)) & set(cols):
                continue
            top, low = max(tops[r], start), min(tops[r + x.rowspan], stop)
            if low - top < 0.01:
                continue
            a, z, over, under = xs[c0], xs[c1], y0 + top - start, y0 + low - start
            (wt, wr, wb, wl), shade = rules.edges(t, r, c, x)
            if shade:
                self.d.shade(a, over, z - a, under - over, shade)
            shut = self.close_cut or low < stop - 0.01 or stop >= tops[-1] - 0.01
            if wt and (top > start + 0.01 or start == 0 or self.close_cut):
                self.d.line(a, over, z, over, wt)
            if wb and shut:
                self.d.line(a, under, z, under, wb)
            if wl:
                self.d.line(a, over, a, under, wl)
            if wr:
                self.d.line(z, over, z, under, wr)
            align = x.align or ("r" if x.kind == "number" else "l")
            a, z = a + INDENT * x.indent, z - (t.slack if align == "r" else 0)
            shown = [y for y in lines[r, c] if start - 0.01 <= y < stop - 0.01]
            if x.over and shown:
                self.d.line(a + t.inset, y0 + shown[0] - start, z - t.inset, y0 + shown[0] - start, 0.5)
            for n in range(x.under if shown else 0):
                y = y0 + shown[-1] - start + size * 1.3 + 1.6 * n
                self.d.line(a + t.inset, y, z - t.inset, y, 0.5)
            for k, (line, y) in enumerate(zip(texts[r, c], lines[r, c])):
                if not start - 0.01 <= y < stop - 0.01:
                    continue
                last = line == texts[r, c][-1]
                raised = self.d.width(x.mark, size * RAISED, x.bold) if last else 0
                w = self.d.width(line, size, x.bold) + raised
                at = {"l": a + PAD + (t.hangs(r, x) if k else 0), "c": (a + z - w) / 2, "r": z - PAD - w}[align]
                base = y0 + y - start + size
                if line:
                    self.d.text(at, base, line, size, x.bold, tint)
                if raised:
                    self.d.text(at + w - raised, base - size * 0.35, x.mark, size * RAISED, x.bold, tint)
                if x.sign:
                    self.d.text(a + PAD, base, x.sign, size, x.bold, tint)
                if x.leader and last:
                    dot = self.d.width(t.dots, size, False)
                    n = int((z - PAD - at - w - 3) / dot)
                    if n > 1:
                        self.d.text(z - PAD - n * dot, base, (t.dots * n).rstrip(), size, False, tint)

    def spread(self, t):
        """A table over two facing pages: the same rows, some columns on the left page, the others on the right one."""
        size = t.size or self.doc.type_size
        pitch = size * LEADING
        if self.page % 2:  # the left page is the even one
            self.turn()
        self.y = self.doc.margin[0] + 10
        title, cut = t.heading(), len(t.heading()) // 2 - 2 if not t.whole else len(t.heading())  # inside a word
        unit = t.unit.line if t.unit else ""
        widths = t.widths
        texts, lines, tops = self.plan(t, size, pitch, [])
        tint = self.k if self.tinted else None
        sides = (range(t.facing), range(t.facing, len(widths)))
        gutter = {(r, c): x for r, c, x in t.cells() if c < t.facing < c + x.colspan}
        for side, cols in enumerate(sides):
            if side:
                self.turn()
                self.y = self.doc.margin[0] + 10
            width = sum(widths[c] for c in cols)
            left = self.doc.size[0] - 12 - width if side == 0 else 12
            part = title[:cut] if side == 0 else title[cut:]
            w = self.d.width(part, 11, True)
            self.d.text(self.doc.size[0] - 1 - w if side == 0 else 1, self.y, part, 11, True, None)
            if unit and side:
                self.d.text(left + width - self.d.width(unit, size, False), self.y + 16, unit, size, False, None)
            self.y += 22
            shown = dict(texts)
            for at in gutter:
                shown[at] = []
            self.piece(t, left, self.y, 0, tops[-1], shown, lines, tops, size, tint, cols=set(cols))
            for (r, c), x in gutter.items():
                half = len(x.text) // 2 - 3
                word = x.text[:half] if side == 0 else x.text[half:]
                w = self.d.width(word, size, x.bold)
                at = self.doc.size[0] - 13 - w if side == 0 else 13
                self.d.text(at, self.y + tops[r] + (tops[r + x.rowspan] - tops[r]) / 2 + size / 2, word, size, x.bold, tint)
        self.y += tops[-1]
        self.after(t, size)


def typeset(doc, device, path, tinted, **options):
    setter = Setter(doc, device, tinted, **options)
    for block in doc.blocks:
        setter.block(block)
    if doc.footer:
        setter.foot()
    device.save(str(path))


def reportlab(doc, path, tinted=False, **options):
    typeset(doc, Reportlab(doc), path, tinted, **options)


def fpdf(doc, path, tinted=False, **options):
    typeset(doc, Fpdf(doc), path, tinted, **options)
