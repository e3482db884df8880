"""Workbooks that break off, swell or reach for our files: refused in words by both rooms that read them."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from counter.logbook.imports import reading
from oss_bridge.importing import sheets

SHEET, HEAD = "xl/worksheets/sheet1.xml", b'<?xml version="1.0"?><!DOCTYPE l ['
CELL = b"]><worksheet><sheetData><row><c t='inlineStr'><is><t>%s</t></is></c></row></sheetData></worksheet>"
TENFOLD = b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
PARTS = {
    "breaks off": (SHEET, lambda data: data[: len(data) // 2]),
    "has no cells": (SHEET, lambda _data: b""),
    "swells": (SHEET, lambda _data: HEAD + b'<!ENTITY a "aaaaaaaaaa">' + TENFOLD + CELL % b"&j;"),
    "reaches out": (SHEET, lambda _data: HEAD + b'<!ENTITY a SYSTEM "file:///etc/passwd">' + CELL % b"x&a;"),
    "is no book": ("xl/workbook.xml", lambda data: data[:50]),
    "has no styles": ("xl/styles.xml", lambda _data: b"<a"),
}


def broken(kind: str) -> bytes:
    """An honest workbook with one part exchanged."""
    whole, made = io.BytesIO(), io.BytesIO()
    book = Workbook()
    assert book.active is not None
    book.active.append(["tanggal", "layanan"])
    book.save(whole)
    name, change = PARTS[kind]
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            target.writestr(part, change(source.read(part)) if part == name else source.read(part))
    return made.getvalue()


@pytest.mark.parametrize("kind", PARTS)
def test_a_broken_workbook_is_refused_and_never_a_fault(kind: str, tmp_path: Path) -> None:
    data = broken(kind)
    (tmp_path / "buku.xlsx").write_bytes(data)
    with pytest.raises(reading.NotReadable, match="rusak"):
        list(reading.lines(tmp_path / "buku.xlsx"))
    with pytest.raises(sheets.SheetRefused, match="utuh"):
        sheets.read(io.BytesIO(data), len(data))
