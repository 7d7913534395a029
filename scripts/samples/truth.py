"""The truth of a sample: what its tables say, as the output has to say it. Comes from the figures, never from the output."""
import re

NUMBER = re.compile(r"^-?[\d,]+(\.\d+)?%?$")
SYMBOLS = {"-", "=", "≤", "≥"}
UNITS = {"万元": ("CNY", "10000"), "元": ("CNY", "1")}


def close(text):
    """Labels of single characters spread with blanks are one word."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)


def kind(text, header):
    if not text:
        return "blank"
    return "text" if header else "number" if NUMBER.match(text) else None


def table(table):
    cells = []
    for row, col, cell in table.cells():
        header = row < table.header_rows
        out = {"row": row, "col": col, "rowspan": cell.rowspan, "colspan": cell.colspan, "text": close(cell.text), "header": header}
        # Codes (科目编码, telephone) look like numbers: only a decimal point or a total is told apart here.
        if "." in cell.text and NUMBER.match(cell.text):
            out |= {"kind": "number", "value": cell.text.replace(",", "")}
        elif not cell.text:
            out |= {"kind": "blank", "value": None}
        cells.append(out)
    unit = re.sub(r"^.*：", "", table.unit) if table.unit else None
    currency, factor = UNITS.get(unit, (None, None))
    return {"number": table.number, "ordinal": int(table.number), "title": table.title,
            "unit": unit and {"text": unit, "currency": currency, "factor": factor}, "notes": table.notes,
            "n_rows": len(table.rows), "n_cols": len(table.widths), "header_rows": table.header_rows, "cells": cells}
