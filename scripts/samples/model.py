"""What a sample says, before any producer typesets it: a document is a list of blocks, a table rows of cells."""
import re
from dataclasses import dataclass, field, replace


@dataclass
class Cell:
    text: str
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False
    align: str = ""              # "l", "c", "r"; "" is the table's own
    kind: str | None = None      # where the text alone does not tell; "?" leaves kind and value out of the truth
    value: str | None = None     # of a number, an exact decimal
    unit: str | None = None      # of a single cell: "%"
    header: bool | None = None   # of a header cell outside the header rows
    italic: bool = False
    turned: bool = False         # its text runs upwards
    leader: bool = False         # dots from the text to the right edge
    indent: int = 0              # levels by which a label is set in
    mark: str = ""               # of a note, raised behind the text
    sign: str = ""               # of a currency, at the left edge of the cell, apart from the figure
    over: int = 0                # rules above the figure, as wide as its column
    under: int = 0               # and below it: 2 is a double one

    @property
    def print(self):
        """All its text, as one."""
        # A raised digit behind a digit stands apart.
        blank = " " if self.text[-1:].isdigit() and self.mark[:1].isdigit() else ""
        return self.sign + self.text.replace("\n", " ") + blank + self.mark

    @property
    def whole(self):
        """Its text with wraps undone: no hyphen before a turned-over part of a word, no blank at a Han character."""
        text = re.sub(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])", "", self.text)
        text = re.sub(r"(?<=\w[-/])\n(?=\w)", "", text)
        text = re.sub("(?<=[\u3040-\u9fff\uff09])\n|\n(?=[\u3040-\u9fff])", "", text)
        return replace(self, text=text).print


@dataclass
class Unit:
    line: str                    # as printed over the table: 金额单位：万元
    text: str                    # 万元
    currency: str | None = None  # ISO 4217; "?" where the line leaves it open
    factor: str | None = None


@dataclass
class Table:
    rows: list                   # of lists of Cell | str | None; None is covered by a span
    widths: list                 # of columns, in points
    header_rows: int = 1
    number: str | None = None
    ordinal: int | None = None
    title: str | None = None
    caption: str = "表 {number} {title}"
    unit: Unit | None = None
    under: list = field(default_factory=list)    # lines between title and table that are no unit
    notes: list = field(default_factory=list)
    style: str = "grid"          # see rules.py
    repeat_header: bool = False
    cut_rows: bool = True        # a row may go on on the next page
    size: float | None = None    # of the type, in points
    top: bool = False            # cells stand at their top, not in the middle
    low: bool = False            # cells stand at their foot
    dots: str = "."              # what leaders repeat
    gaps: dict = field(default_factory=dict)     # points of white space above a row, by row
    room: float = 0              # white space added above and below each row, in points
    inset: float = 0             # rules at figures are shorter than their column at each side, in points
    hang: float = 0              # turned-over lines of labels are set in by so many points
    slack: float = 0             # white space added at the right of figures, in points
    facing: int = 0              # columns on the left one of two facing pages
    whole: bool = False          # its title stands on the left one, uncut
    breaks: list = field(default_factory=list)   # rows that begin a page
    signs: bool = False          # currencies and what closes figures stand in cells of their own: filed.py
    plain: bool = False          # its title is of the text's size
    strong: bool = False         # and bold
    at: str = "c"                # where title and lines below it stand: "l", "c"
    unit_at: str = "r"           # where the unit's line stands
    again: str = ""              # a line above the head where it goes on on a new page
    typed: list = field(default_factory=list)    # lines of (character, whether it is the table's): typed_pages.py
    pitch: float = 1.2           # of typed lines, by the type's size
    truth: dict = field(default_factory=dict)    # overrides of the truth's fields; None leaves a field out

    def cells(self):
        """Every cell with its place, in reading order."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    yield r, c, cell if isinstance(cell, Cell) else Cell(cell)

    def hangs(self, r, x):
        """By how much the turned-over lines of a cell are set in."""
        return self.hang if r >= self.header_rows and not x.align and x.kind is None else 0

    def heading(self):
        return self.caption.format(number=self.number, title=self.title) if self.title else ""


@dataclass
class Heading:
    text: str
    level: int = 2


@dataclass
class Para:
    text: str


@dataclass
class PageBreak:
    pass


@dataclass
class Drawing:
    """A chart, in HTML alone."""
    svg: str


@dataclass
class Columns:
    """Blocks set in two columns of prose."""
    blocks: list


@dataclass
class Beside:
    """Two tables beside each other, or prose and a table."""
    blocks: list


@dataclass
class Doc:
    name: str
    blocks: list
    size: tuple = (595, 842)
    margin: tuple = (50, 36)     # above and below, left and right
    font: str = "Noto Sans CJK SC"
    type_size: float = 8
    lang: str = "zh"
    footer: str = "- {page} -"   # "" is none
    running: str = ""            # a line at the head of every page
    kind: str = ""               # the layout it is of, for the listing

    def tables(self):
        for block in self.blocks:
            for inner in block.blocks if isinstance(block, (Columns, Beside)) else [block]:
                if isinstance(inner, Table):
                    yield inner

    @property
    def leftward(self):
        """Whether its script runs from right to left."""
        return self.lang in ("ar", "fa", "he")

    @property
    def measure(self):
        return self.size[0] - 2 * self.margin[1]


def head(text, rowspan=1, colspan=1, bold=True):
    return Cell(text, rowspan, colspan, bold=bold, align="c")


def key(text, rowspan=1, colspan=1):
    """A key of a form: a header cell outside header rows."""
    return Cell(text, rowspan, colspan, align="c", header=True)


def code(text, rowspan=1):
    return Cell(text, rowspan, kind="code")


def number(text, rowspan=1, bold=False, value=None):
    return Cell(text, rowspan, bold=bold, kind="number", value=value if value is not None else text.replace(",", ""), align="r")
