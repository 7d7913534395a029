"""Invented amounts that add up, and the forms they are printed in. Amounts are whole numbers of the last printed digit."""
from dataclasses import dataclass
from decimal import Decimal

from model import Cell


@dataclass
class Form:
    decimals: int = 2
    group: str = ","
    point: str = "."
    minus: str = "-"      # "-", "−", "()", "（）", "△", "▲", "after"
    zero: str = "0"       # "0": as any number; "-", "–", "": instead of it
    percent: bool = False

    def cell(self, n, bold=False, mark=""):
        """A cell that shows `n` units of the last place; `mark` is a footnote's mark after it."""
        if n == 0 and self.zero != "0":
            return Cell(self.zero, bold=bold, align="r")
        digits = str(abs(n)).rjust(self.decimals + 1, "0")
        whole, part = (digits[:-self.decimals], digits[-self.decimals:]) if self.decimals else (digits, "")
        groups = []
        while self.group and len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        text = self.group.join([whole, *groups]) + (self.point + part if part else "") + ("%" if self.percent else "")
        if n < 0:
            text = {"()": f"({text})", "（）": f"（{text}）", "after": text + "-"}.get(self.minus) or self.minus + text
        value = str(Decimal(n).scaleb(-self.decimals)) if self.decimals else str(n)
        return Cell(text + mark, kind="number", value=f"{Decimal(value):f}", unit="%" if self.percent else None, bold=bold, align="r")


def split(rng, total, parts, blank=0.0):
    """`total` as `parts` numbers; some of them 0."""
    live = [i for i in range(parts) if rng.random() >= blank] or [rng.randrange(parts)]
    cuts = sorted(rng.randrange(1, max(2, total)) for _ in range(len(live) - 1))
    pieces = [b - a for a, b in zip([0, *cuts], [*cuts, total])]
    out = [0] * parts
    for i, n in zip(live, pieces):
        out[i] = n
    return out


def matrix(rng, rows, cols, low, high, blank=0.2, minus=0.0):
    """Rows of amounts; the last column of each is its sum, the last row the sum of all."""
    out = []
    for _ in range(rows):
        row = [0 if rng.random() < blank else rng.randint(low, high) for _ in range(cols)]
        row = [-n if rng.random() < minus else n for n in row]
        out.append([*row, sum(row)])
    return out + [[sum(col) for col in zip(*out)]]
