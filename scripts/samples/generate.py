#!/usr/bin/env python3
"""Typesets the samples with three producers and writes their truth.

usage: scripts/samples/generate.py [REPOSITORY]

Needs Debian's chromium, libreoffice-writer-nogui and fonts-noto-cjk, and requirements.txt. Run on the machine that makes
samples; the tests use what is committed.
"""
import json, pathlib, subprocess, sys, tempfile

import district, html_pages, reportlab_pages, truth

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"]


def chromium(tables, path):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "page.html")
        page.write_text(html_pages.page(tables), "utf8")
        subprocess.run([*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()],
                       check=True, capture_output=True)


def libreoffice(tables, path):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, path.stem + ".html")
        page.write_text(html_pages.page(tables), "utf8")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                        "pdf:writer_web_pdf_Export", "--outdir", folder, str(page)], check=True, capture_output=True)
        path.write_bytes(pathlib.Path(folder, path.name).read_bytes())


def reportlab(tables, path):
    reportlab_pages.write(tables, str(path))


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    for producer in (chromium, libreoffice, reportlab):
        tables = district.disclosure()
        name = f"disclosure-{producer.__name__}"
        producer(tables, root / "samples" / f"{name}.pdf")
        said = {"doc": f"{name}.pdf", "tables": [truth.table(t) for t in tables]}
        (root / "golden/truth" / f"{name}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf8")
        print(name)


if __name__ == "__main__":
    main()
