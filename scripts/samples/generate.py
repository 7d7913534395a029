#!/usr/bin/env python3
"""Typesets the samples and writes their truth.

usage: scripts/samples/generate.py [NAME…]                      the committed samples, into samples/ and golden/truth/
       scripts/samples/generate.py --bulk N --seed S --out DIR [--by NAME,…]  N invented documents, into DIR/pdf and DIR/truth, by these producers
       scripts/samples/generate.py --accounts N --seed S --out DIR  N invented accounts and yearbooks: leaders, open boxes, sides, spreads …
       scripts/samples/generate.py --leftward N --seed S --out DIR  N invented documents in Hebrew, Arabic and Persian
       scripts/samples/generate.py --papers N --seed S --out DIR  N invented papers, bulletins and handbooks
       scripts/samples/generate.py --releases N [--kinds NAME,…] --seed S --out DIR  N invented releases of statistics and finance
       scripts/samples/generate.py --bare N --seed S --out DIR  N invented documents without a table: charts, prose in columns, lists …

Exits 1 when a truth is not what stands on the pages. README.md tells what has to be installed.
"""
import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fixed
import pages
import truth

ROOT = pathlib.Path(__file__).resolve().parents[2]


def make(doc, producer, path, after=None):
    """Typesets `doc`, finds its tables' pages; returns its truth and what is wrong with it. `after` turns pages."""
    tables = list(doc.tables())
    for t in tables:
        truth.check_tiling(t)
    with tempfile.TemporaryDirectory() as folder:
        tinted = f"{folder}/tinted.pdf"
        producer(doc, str(path))
        producer(doc, tinted, tinted=True)
        if after:
            after(str(path))
            after(tinted)
        found, wrong = pages.locate(tables, tinted, str(path))
    fixed.settle(path)
    return truth.document(path.name, tables, found), wrong


def committed(names):
    import dumps
    import listing
    import samples
    bad = 0
    for name, build in samples.PDFS.items():
        if names and name not in names:
            continue
        doc, producer, after = build()
        said, wrong = make(doc, producer, ROOT / "samples" / f"{name}.pdf", after)
        (ROOT / "golden/truth" / f"{name}.json").write_text(truth.dumps(said), "utf8")
        print(name, [t.get("pages") for t in said["tables"]], *wrong, sep="\n  ")
        bad += bool(wrong)
    dumps.write(ROOT, names)
    listing.write(ROOT)
    return bad


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--bulk", type=int)
    ap.add_argument("--accounts", type=int)
    ap.add_argument("--leftward", type=int)
    ap.add_argument("--papers", type=int)
    ap.add_argument("--releases", type=int)
    ap.add_argument("--bare", type=int)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=pathlib.Path)
    ap.add_argument("--by", help="producers of the bulk, apart by commas: any of bulk.PRODUCERS")
    ap.add_argument("--kinds", help="kinds of accounts or releases, apart by commas: names in accounts.KINDS, releases.KINDS")
    a = ap.parse_args()
    if a.bulk:
        import bulk
        by = a.by.split(",") if a.by else ()
        sys.exit(bulk.run(a.bulk, a.seed, a.out, make, lambda rng, name: bulk.one(rng, name, by)))
    if a.accounts:
        import accounts
        import bulk
        sys.exit(bulk.run(a.accounts, a.seed, a.out, make, lambda rng, name: accounts.one(rng, name, a.kinds.split(",") if a.kinds else ())))
    if a.leftward:
        import bulk
        import leftward
        sys.exit(bulk.run(a.leftward, a.seed, a.out, make, leftward.one))
    if a.papers:
        import bulk
        import papers
        sys.exit(bulk.run(a.papers, a.seed, a.out, make, papers.one))
    if a.releases:
        import bulk
        import releases
        sys.exit(bulk.run(a.releases, a.seed, a.out, make, lambda rng, name: releases.one(rng, name, a.kinds.split(",") if a.kinds else ())))
    if a.bare:
        import bare
        sys.exit(bare.run(a.bare, a.seed, a.out))
    sys.exit(1 if committed(a.names) else 0)


if __name__ == "__main__":
    main()
