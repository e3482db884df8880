"""CSV, workbook and paper. No cell is ever a formula; numbers that are names (NIB) stay text.

CSV: a text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP's advice; docs/operations.md
says so to whoever reads the file by program). The workbook needs none: its cells are typed.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from counter.logbook.columns import Cell, Chosen
from counter.logbook.queries.asking import Asked
from counter.logbook.wording import said
from foundation.office.office import current
from foundation.printing import render as printer
from foundation.ui.formats import tanggal
from licensing.catalogue.services import standards

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # Excel reads UTF-8 only with it
FORMATS = {"day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "time": "hh:mm", "number": "0", "text": "@"}
LONGEST_CELL = 32_000  # a sheet takes 32,767


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_cell(value: Cell, form: str) -> str:
    """A cell of the CSV: days and moments as ISO 8601, times as 10:42."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%H:%M}" if form == "time" else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(str(value))


def csv_text(lines: Iterable[Sequence[Cell]], columns: Sequence[Chosen]) -> str:
    """Lines of the CSV."""
    out = io.StringIO()
    forms = [one.column.form for one in columns]
    csv.writer(out).writerows([csv_cell(v, f) for v, f in zip(line, forms, strict=True)] for line in lines)
    return out.getvalue()


def csv_head(columns: Sequence[Chosen]) -> str:
    """The line of headings."""
    out = io.StringIO()
    csv.writer(out).writerow([harmless(one.heading) for one in columns])
    return BOM + out.getvalue()


def workbook(
    path: Path, columns: Sequence[Chosen], pieces: Iterable[list[list[Cell]]], tell: Callable[[int], None] | None = None
) -> int:
    """Write a workbook with constant memory; returns its rows. ``tell`` hears how many are written."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "tmpdir": str(path.parent)}  # fmt: skip
    count = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": _("Agenda layanan"), "author": current().name})
        sheet = book.add_worksheet(_("Agenda"))
        forms = {form: book.add_format({"num_format": look}) for form, look in FORMATS.items()}
        bold = book.add_format({"bold": True, "bg_color": "#EAF1F3", "border": 1, "text_wrap": True})
        for place, one in enumerate(columns):
            sheet.set_column(place, place, one.column.width)
            sheet.write_string(0, place, one.heading, bold)
        sheet.freeze_panes(1, 0)
        for piece in pieces:
            for line in piece:
                count += 1
                write_line(sheet, count, line, columns, forms)
            if tell:
                tell(count)
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def write_line(sheet: Any, number: int, line: Sequence[Cell], columns: Sequence[Chosen], forms: dict[str, Any]) -> None:
    """One row of the sheet; every cell says what it is."""
    for place, (value, one) in enumerate(zip(line, columns, strict=True)):
        look = forms[one.column.form]
        if value is None or value == "":
            continue
        if isinstance(value, datetime):
            sheet.write_datetime(number, place, value.time() if one.column.form == "time" else value, look)
        elif isinstance(value, date):
            sheet.write_datetime(number, place, value, look)
        elif isinstance(value, int):
            sheet.write_number(number, place, value, look)
        else:
            sheet.write_string(number, place, str(value)[:LONGEST_CELL], look)


def paper(lines: Iterable[Sequence[Cell]], asked: Asked, actor: Actor) -> bytes:
    """A4 landscape with the office's head, page numbers and the two signatures."""
    columns, now = asked.columns, timezone.now()
    widths = [max(one.column.width, *(len(word) + 3 for word in one.heading.split()), 5) for one in columns]
    whole = sum(widths) or 1
    rows = [[said(value, one.column.form) for value, one in zip(line, columns, strict=True)] for line in lines]
    signer = standards.signatory(timezone.localdate())
    facts = {
        "it": {"office": current(), "made_on": now},
        "title_line": _("Agenda layanan bantuan") if asked.layout == "agenda" else _("Buku SIGAP"),
        "period": period(asked),
        "columns": [(one.heading, f"{w / whole * 100:.1f}") for one, w in zip(columns, widths, strict=True)],
        "rows": rows,
        "signer": signer,
        "officer": "" if signer and signer.user_id == actor.user_id else actor.name,
    }
    return printer.pdf("documents/agenda-1.html", facts, title=f"{facts['title_line']} · {facts['period']}")


def period(asked: Asked) -> str:
    """The days of the question, in words."""
    since, until = asked.wanted.since, asked.wanted.until
    if since and until and since == until:
        return tanggal(since)
    if since and until:
        return f"{tanggal(since)} – {tanggal(until)}"
    if since:
        return _("sejak %(day)s") % {"day": tanggal(since)}
    return _("sampai %(day)s") % {"day": tanggal(until)} if until else _("semua tanggal")
