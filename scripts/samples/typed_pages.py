"""Tables as line printers have them: lines of one-width characters. What is drawn with characters (rules, bars) is not the table's text and keeps its own colour."""
from html import escape

from pages import tint


def runs(line):
    """A typed line as (text, whether it is the table's), in order."""
    out = []
    for ch, own in line:
        if out and (out[-1][1] == own or ch == " "):
            out[-1] = (out[-1][0] + ch, out[-1][1])
        else:
            out.append((ch, own))
    return out


def rgb(k):
    return "rgb(%d, %d, %d)" % (tint(k) if k is not None else (0, 0, 0))


def html(t, k):
    lines = ["".join(f'<span style="color: {rgb(k if own else None)}">{escape(text)}</span>' for text, own in runs(line)) for line in t.typed]
    return f'<pre style="font-family: inherit; font-size: {t.size}pt; line-height: {t.pitch}; margin: 4pt 0">' + "\n".join(lines) + "</pre>"


def strip(setter, t, k):
    size, pitch = t.size, t.size * t.pitch
    wide = setter.d.width("0", size, False)
    for line in t.typed:
        if setter.y + pitch > setter.floor:
            setter.turn()
        at = 0
        for text, own in runs(line):
            if text.strip():
                start = len(text) - len(text.lstrip())
                setter.d.text(setter.doc.margin[1] + (at + start) * wide, setter.y + size, text.strip(), size, False, k if own else None)
            at += len(text)
        setter.y += pitch


def typst(t, k, quoted):
    line = lambda line: "".join(f"#text(fill: {rgb(k if own else None).replace(' ', '')}, {quoted(text.replace(' ', chr(160)))[1:]})" for text, own in runs(line))
    return f"#block[#set text(size: {t.size}pt); #set par(leading: {(t.pitch - 0.75) * t.size:.1f}pt); {(' #linebreak() ').join(map(line, t.typed))}]"


def tex(t, k, quoted):
    line = lambda line: r"\noindent" + "".join(r"\textcolor[RGB]{%d,%d,%d}{%s}" % (*(tint(k) if own and k is not None else (0, 0, 0)), quoted(text).replace(" ", "~")) for text, own in runs(line)) + r"\strut\par"
    size = t.size * t.pitch
    return rf"{{\fontsize{{{t.size}}}{{{size:.1f}}}\selectfont\parskip=0pt " + "\n".join(map(line, t.typed)) + "}"


def fo(t, k):
    line = lambda line: "".join(f'<fo:inline color="{rgb(k if own else None).replace(" ", "")}">{escape(text)}</fo:inline>' for text, own in runs(line)) or "&#160;"
    return f'<fo:block font-size="{t.size}pt" line-height="{t.pitch}" white-space="pre">' + "".join(f"<fo:block>{line(x)}</fo:block>" for x in t.typed) + "</fo:block>"


def office(out, t, doc, k, run, tighten):
    for line in t.typed:
        p = out.add_paragraph()
        tighten(p)
        for text, own in runs(line) or [("", False)]:
            r = run(p, text, doc, t.size, False, k if own else None)
            for piece in r._element.t_lst:
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
