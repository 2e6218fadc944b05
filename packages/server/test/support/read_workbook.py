"""Prints the sheets of a workbook as JSON: {name: rows of texts}. Reads ECMA-376 with Python's own library alone."""
import json
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def text_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_text(cell, shared):
    if cell.find(MAIN + "f") is not None:
        raise SystemExit("a formula in " + cell.get("r"))
    kind, value = cell.get("t"), cell.find(MAIN + "v")
    if kind == "inlineStr":
        return text_of(cell.find(MAIN + "is"))
    if value is None:
        return ""
    return shared[int(value.text)] if kind == "s" else value.text


def rows_of(sheet, shared):
    rows = []
    for row in sheet.iter(MAIN + "row"):
        cells = {column_of(cell.get("r")): cell_text(cell, shared) for cell in row.iter(MAIN + "c")}
        rows.append([cells.get(at, "") for at in range(max(cells, default=-1) + 1)])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


with zipfile.ZipFile(sys.argv[1]) as archive:
    read = lambda name: ElementTree.fromstring(archive.read(name))
    names = archive.namelist()
    strings = "xl/sharedStrings.xml"
    shared = [text_of(one) for one in read(strings).iter(MAIN + "si")] if strings in names else []
    targets = {one.get("Id"): one.get("Target") for one in read("xl/_rels/workbook.xml.rels")}
    sheets = {
        sheet.get("name"): rows_of(read("xl/" + targets[sheet.get(RELATION)].removeprefix("/xl/")), shared)
        for sheet in read("xl/workbook.xml").iter(MAIN + "sheet")
    }
json.dump(sheets, sys.stdout)
