"""What a sample says: tables as rows of cells, before any producer typesets them."""
from dataclasses import dataclass, field


@dataclass
class Cell:
    text: str
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False


@dataclass
class Table:
    number: str
    title: str
    rows: list           # of lists of Cell | str | None; None is covered by a span
    widths: list         # of columns, in points
    header_rows: int = 1
    repeat_header: bool = False
    unit: str | None = "金额单位：万元"
    notes: list = field(default_factory=list)
    before: list = field(default_factory=list)   # prose above
    mixed: tuple = ()    # (row, col) of header cells outside the header rows

    def cells(self):
        """Every cell with its place, in reading order."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    yield r, c, cell if isinstance(cell, Cell) else Cell(cell)


def head(text, rowspan=1, colspan=1):
    return Cell(text, rowspan, colspan, bold=True)
