"""Prints the pages of a folder: each is valid HTML, and one sheet of A4 and of US Letter.

Needs weasyprint, html5lib and pypdf. A page named days has its table behind the sheet, with its head
on every sheet.
"""

import io
import pathlib
import sys

import html5lib
import pypdf
import weasyprint

HEAD = "date pain"

# The height of a sheet, in points. The page itself must not say on which paper it is printed.
PAPERS = {"A4": 842, "Letter": 792}


def printed(text, paper):
    page = weasyprint.HTML(string=text)
    sheet = weasyprint.CSS(string="@page { size: %s }" % paper)
    pdf = page.write_pdf(stylesheets=[sheet])
    sheets = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert all(round(sheet.mediabox.height) == PAPERS[paper] for sheet in sheets), paper
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def wrong(file):
    text = file.read_text(encoding="utf-8")
    parser = html5lib.HTMLParser()
    parser.parse(text)
    yield from (f"not valid: {error}" for error in parser.errors)
    for paper in PAPERS:
        first, *rest = printed(text, paper)
        if file.stem != "days" and rest:
            yield f"{1 + len(rest)} sheets of {paper}"
        if file.stem == "days" and not (rest and all(HEAD in sheet for sheet in rest)):
            yield f"{len(rest)} sheets of days, not each with its head"
        if HEAD in first:
            yield "the days begin on the first sheet"


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.html"))
    found = [f"{file.stem}: {what}" for file in files for what in wrong(file)]
    print("\n".join(found) or f"{len(files)} pages print as they should")
    return 1 if found or not files else 0


sys.exit(main(*sys.argv[1:]))
