"""Which rules a cell has and what it is shaded with, by the table's style: one answer for every producer."""

THIN, HEAVY = 0.5, 1.25


def edges(t, r, c, cell):
    """Weights in points of the rules (top, right, bottom, left), and the shade ("" is none)."""
    last_r, last_c = r + cell.rowspan == len(t.rows), c + cell.colspan == len(t.widths)
    in_head, ends_head = r < t.header_rows, r + cell.rowspan == t.header_rows
    total = cell.bold and not in_head
    if t.style == "grid":
        return (THIN,) * 4, ""
    if t.style == "frame":
        return (HEAVY if r == 0 else THIN, HEAVY if last_c else THIN, HEAVY if last_r else THIN, HEAVY if c == 0 else THIN), "#e6e6e6" if in_head else ""
    if t.style == "open":      # no rules at the sides
        return (HEAVY if r == 0 else THIN, 0 if last_c else THIN, HEAVY if last_r else THIN, 0 if c == 0 else THIN), ""
    if t.style in ("upright", "hung", "boxed"):  # rules between columns and about the head; no sides; open below; closed
        side = HEAVY if t.style == "boxed" else 0
        below = THIN if in_head else 0
        below = HEAVY if last_r and t.style != "hung" else below
        return (HEAVY if r == 0 else 0, side if last_c else THIN, below, side if c == 0 else THIN), ""
    if t.style == "hair":      # thin rules between the columns alone
        return (0, 0 if last_c else 0.25, 0, 0), ""
    if t.style == "booktabs":  # three lines
        return (HEAVY if r == 0 else 0, 0, HEAVY if last_r else THIN if ends_head or (in_head and cell.colspan > 1) else 0, 0), ""
    if t.style == "horizontal":
        return (THIN, 0, THIN, 0), ""
    if t.style == "totals":    # a rule below the head and about the totals
        return (THIN if total else 0, 0, THIN if ends_head or total else 0, 0), ""
    if t.style == "spanned":   # below names over several columns alone
        return (0, 0, THIN if in_head and cell.colspan > 1 else 0, 0), ""
    if t.style == "banner":    # a shaded head
        return (0, 0, THIN if last_r else 0, 0), "#d5dde6" if in_head else ""
    if t.style == "pillars":   # every second column shaded
        return (THIN if r == 0 else 0, 0, THIN if last_r or ends_head else 0, 0), "#e4ebf1" if c % 2 and cell.colspan == 1 else ""
    if t.style == "zebra":
        return (0,) * 4, "#d9e2ec" if in_head else "#f0f0f0" if (r - t.header_rows) % 2 else ""
    assert t.style == "borderless", t.style
    return (0,) * 4, ""
