"""The truth of a sample: what its tables say, in the words of the output. It comes from the figures that were typeset."""
import re

SYMBOLS = {"-", "－", "–", "—", "…", "×", "=", "≤", "≥", "<", ">", "*", "/", "√", "✓", "..", ":"}
PLAIN = re.compile(r"^-?\d+(,\d{3})*(\.\d+)?%?$")
HAN = "\u3400-\u9fff\u3000-\u303f\uff01-\uff60"


def close(text):
    """A word spread with blanks (合 计) is one word: between two Han characters no blank is kept."""
    return re.sub(f"(?<=[{HAN}])\\s+(?=[{HAN}])", "", re.sub("[\u00a0\u202f]", " ", text)).strip()


def kind_and_value(cell, header):
    if cell.kind == "?":
        return {}
    if cell.kind:
        return {"kind": cell.kind, "value": cell.value}
    if not cell.print:
        return {"kind": "blank", "value": None}
    if header:  # what a year or a column's number is, inside a header, is left open
        return {} if re.fullmatch(r"[\d\W]+", cell.text) else {"kind": "text", "value": None}
    if cell.text in SYMBOLS:
        return {"kind": "symbol", "value": None}
    if PLAIN.match(cell.text):
        return {"kind": "number", "value": cell.text.replace(",", "").rstrip("%")}
    return {"kind": "text", "value": None}


def unit(u):
    if u is None:
        return None
    said = {"text": u.text, "currency": u.currency, "factor": u.factor}
    return {k: v for k, v in said.items() if v != "?"}


def table(t, pages):
    cells = []
    for row, col, cell in t.cells():
        header = row < t.header_rows if cell.header is None else cell.header
        said = {"row": row, "col": col, "rowspan": cell.rowspan, "colspan": cell.colspan, "text": close(cell.whole)}
        said |= kind_and_value(cell, header)
        if cell.unit or cell.text.endswith("%") and said.get("kind") == "number":
            said["unit"] = cell.unit or "%"
        cells.append(said | {"header": header})
    numbered = t.title and t.number and "{number}" in t.caption
    said = {"number": t.number if numbered else None, "ordinal": t.ordinal if numbered else None, "title": close(t.title) if t.title else None, "unit": unit(t.unit), "notes": t.notes}
    if numbered and t.ordinal is None and (t.number or "").isdigit():
        said["ordinal"] = int(t.number)
    if pages:
        said |= {"pages": pages}
    said |= {"n_rows": len(t.rows), "n_cols": len(t.widths), "header_rows": t.header_rows, "cells": cells} | t.truth
    return {k: v for k, v in said.items() if v is not None or k in ("unit", "title", "number", "ordinal") and k not in t.truth}


def document(name, tables, pages=None):
    return {"doc": name, "tables": [table(t, pages[i] if pages else None) for i, t in enumerate(tables)]}


def check_tiling(t):
    """Every slot of the grid belongs to exactly one cell."""
    seen = {}
    for row, col, cell in t.cells():
        for r in range(row, row + cell.rowspan):
            for c in range(col, col + cell.colspan):
                assert (r, c) not in seen, f"{t.title}: {(r, c)} twice: {seen[r, c]!r} and {cell.text!r}"
                seen[r, c] = cell.text
    want = {(r, c) for r in range(len(t.rows)) for c in range(len(t.widths))}
    assert set(seen) == want, f"{t.title}: {sorted(want ^ set(seen))[:5]}"


def dumps(said):
    """JSON with one cell on a line."""
    import json
    line = lambda x: json.dumps(x, ensure_ascii=False)
    out = ["{", f' "doc": {line(said["doc"])},', ' "tables": [']
    for i, t in enumerate(said["tables"]):
        out.append("  {")
        out += [f"   {line(k)}: {line(v)}," for k, v in t.items() if k != "cells"]
        out.append('   "cells": [')
        out.append(",\n".join("    " + line(c) for c in t["cells"]))
        out.append("   ]\n  }" + ("," if i + 1 < len(said["tables"]) else ""))
    return "\n".join(out + [" ]", "}"]) + "\n"
