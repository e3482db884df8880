"""Workbooks: the ministry's recap with live formulas, and suggestions.

The recap has one row per respondent and U1 to U9 in columns; beneath it sums, NRR, weighted NRR, index, IKM and
grade are formulas over those rows, so that an auditor can change a score or the weight and see what follows.
"""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from foundation.identity.running_text import masked
from foundation.office.office import current
from surveys.models import Period, ServiceAsked, Sheet, Suggestion
from surveys.queries.board import Board, board
from surveys.refusals import Refused
from surveys.reporting.method import method_note
from surveys.rules.closed_cells import blurred
from surveys.terms import TRAIT_LABELS, TRAITS, Unsur

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
HEADER, FIRST = 7, 8  # rows counted from 0: the header, and the first respondent
#: Most telling trait last: it is the first to be left out where fewer than five people share a combination.
ORDER = ("sex", "education", "occupation", "age", "shift")


def download(data: bytes, name: str) -> HttpResponse:
    """The workbook as a file."""
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def of_period(period: Period, service: ServiceAsked | None = None) -> bytes:
    """The recap of a period or of one service in it.

    Raises:
        Refused: nothing to show, or more rows than one workbook should hold.
    """
    sheets = Sheet.objects.filter(period=period, is_held=False)
    if service is not None:
        sheets = sheets.filter(service=service)
    count = sheets.count()
    if not count:
        raise Refused(_("Belum ada jawaban untuk direkap."))
    if count > MOST_ROWS:
        raise Refused(_("Lebih dari 20.000 lembar. Pilih satu layanan, lalu unduh lagi."))
    rows = list(sheets.order_by("pk").values_list(*Unsur.values, *ORDER, "service__name"))
    found = board(period, service=service, is_public=False)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        nrr = write_recap(book, period, found, rows)
        write_summary(book, found, FIRST + len(rows), nrr)
        write_method(book, found)
    return out.getvalue()


def write_recap(book: Any, period: Period, found: Board, rows: list[tuple[Any, ...]]) -> list[float]:
    """The sheet "Rekap"; answers the NRR of U1 to U9."""
    page, look = book.add_worksheet("Rekap"), looks(book)
    order = [line.slug for line in found.lines]
    title(page, look, period, found)
    traits = [str(TRAIT_LABELS[name]) for name in ORDER]
    for place, text in enumerate([_("No."), *(f"U{n}" for n in range(1, 10)), *traits, _("Layanan")]):
        page.write_string(HEADER, place, text, look["head"])
    for place, line in enumerate(found.lines, start=1):
        page.write_comment(HEADER, place, line.label)
    place_of = {unsur: place for place, unsur in enumerate(Unsur.values)}
    told = blurred([(row[14], *row[9:14]) for row in rows])
    labels = [dict(TRAITS[name].choices) for name in ORDER]
    for number, (row, kept) in enumerate(zip(rows, told, strict=True)):
        at = FIRST + number
        page.write_number(at, 0, number + 1)
        for place, slug in enumerate(order, start=1):
            page.write_number(at, place, row[place_of[slug]])
        for place, (label, value) in enumerate(zip(labels, kept[1:], strict=True), start=10):
            if value:
                page.write_string(at, place, str(label[value]))
        if kept[0]:
            page.write_string(at, 15, kept[0])
    last = FIRST + len(rows)
    nrr = [sum(row[place_of[slug]] for row in rows) / len(rows) for slug in order]
    write_formulas(page, look, last, nrr, found)
    page.set_column(0, 0, 26)
    page.set_column(1, 9, 8)
    page.set_column(10, 15, 20)
    page.freeze_panes(FIRST, 1)
    return nrr


def title(page: Any, look: dict[str, Any], period: Period, found: Board) -> None:
    """What this is, of whom, and the weight that everything below uses."""
    page.write_string(0, 0, _("Pengolahan data Survei Kepuasan Masyarakat per responden"), look["title"])
    page.write_string(1, 0, current().name)
    page.write_string(2, 0, f"{period.name}: {period.starts_on:%d.%m.%Y}-{period.ends_on:%d.%m.%Y}")
    page.write_string(3, 0, found.service.name if found.service else _("Semua layanan"))
    page.write_string(4, 0, _("Bobot tiap unsur (1/9; tulis 0,11 untuk meniru lembar cetak)"))
    page.write_formula(4, 5, "=1/9", look["weight"], 1 / 9)


def write_formulas(page: Any, look: dict[str, Any], last: int, nrr: list[float], found: Board) -> None:
    """Sums, NRR, weighted NRR, index, IKM and grade, all as formulas over the rows above.

    Each keeps its result beside it: viewers that do not calculate (on phones) would show zeros.
    """
    count = last - FIRST
    names = [_("Jumlah nilai per unsur"), _("NRR per unsur"), _("NRR tertimbang per unsur")]
    for step, name in enumerate(names):
        page.write_string(last + step, 0, name, look["head"])
    for place in range(1, 10):
        column = xl_col_to_name(place)
        whole = f"{column}{FIRST + 1}:{column}{last}"
        page.write_formula(last, place, f"=SUM({whole})", look["whole"], round(nrr[place - 1] * count))
        page.write_formula(last + 1, place, f"={column}{last + 1}/COUNT({whole})", look["three"], nrr[place - 1])
        page.write_formula(last + 2, place, f"={column}{last + 2}*$F$5", look["three"], nrr[place - 1] / 9)
    index, ikm = xl_rowcol_to_cell(last + 3, 1), xl_rowcol_to_cell(last + 4, 1)
    page.write_string(last + 3, 0, _("Nilai indeks"), look["head"])
    page.write_formula(last + 3, 1, f"=SUM(B{last + 3}:J{last + 3})", look["three"], sum(nrr) / 9)
    page.write_string(last + 4, 0, _("IKM (indeks x 25)"), look["head"])
    page.write_formula(last + 4, 1, f"=ROUND(ROUND({index}*25,9),2)", look["two"], float(found.whole.ikm or 0))
    page.write_string(last + 5, 0, _("Mutu pelayanan"), look["head"])
    grades = f'=IF({ikm}>=88.31,"A",IF({ikm}>=76.61,"B",IF({ikm}>=65,"C","D")))'
    page.write_formula(last + 5, 1, grades, look["grade"], found.whole.grade)
    page.write_string(last + 6, 0, _("Jumlah responden (n)"), look["head"])
    page.write_formula(last + 6, 1, f"=COUNT(B{FIRST + 1}:B{last})", look["whole"], count)


def write_summary(book: Any, found: Board, last: int, nrr: list[float]) -> None:
    """The sheet "Ringkasan": the nine unsur with names, drawn from the recap by formulas, and the sample."""
    page, look = book.add_worksheet("Ringkasan"), looks(book)
    for place, text in enumerate([_("No."), _("Unsur"), _("NRR"), _("NRR tertimbang"), _("IKM unsur")]):
        page.write_string(0, place, text, look["head"])
    for line in found.lines:
        column = xl_col_to_name(line.number)
        page.write_number(line.number, 0, line.number)
        page.write_string(line.number, 1, line.label)
        page.write_formula(line.number, 2, f"=Rekap!{column}{last + 2}", look["three"], nrr[line.number - 1])
        page.write_formula(line.number, 3, f"=Rekap!{column}{last + 3}", look["three"], nrr[line.number - 1] / 9)
        ikm = f"=ROUND(ROUND(Rekap!{column}{last + 2}*25,9),2)"
        page.write_formula(line.number, 4, ikm, look["two"], float(line.ikm))
    told = [
        (_("IKM"), f"=Rekap!B{last + 5}", look["two"], float(found.whole.ikm or 0)),
        (_("Mutu pelayanan"), f"=Rekap!B{last + 6}", look["grade"], found.whole.grade),
        (_("Jumlah responden (n)"), f"=Rekap!B{last + 7}", look["whole"], last - FIRST),
    ]
    for step, (name, formula, shape, result) in enumerate(told, start=11):
        page.write_string(step, 1, name, look["head"])
        page.write_formula(step, 2, formula, shape, result)
    for step, (name, number) in enumerate(
        [(_("Pengguna layanan (N)"), found.whole.users), (_("Sampel minimal (Krejcie-Morgan)"), found.whole.wanted)],
        start=14,
    ):
        page.write_string(step, 1, name, look["head"])
        page.write(step, 2, _("belum diisi") if number is None else number)
    page.set_column(1, 1, 46)
    page.set_column(2, 4, 16)


def write_method(book: Any, found: Board) -> None:
    """The sheet "Metode": how all this was computed, and why some traits are blank."""
    page = book.add_worksheet("Metode")
    page.set_column(0, 0, 120, book.add_format({"text_wrap": True, "valign": "top"}))
    told = _(
        "Ciri responden dikosongkan bila gabungannya dimiliki kurang dari lima orang; urutan baris tidak mengikuti "
        "urutan pengisian. Tidak ada nama, NIK, nomor permohonan, atau petugas di rekap ini."
    )
    for row, text in enumerate([*method_note(found), told]):
        page.write_string(row, 0, text)


def looks(book: Any) -> dict[str, Any]:
    """Formats of the cells."""
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({"bold": True, "bg_color": "#EAF1F3", "border": 1, "text_wrap": True}),
        "weight": book.add_format({"num_format": "0.000000", "bg_color": "#FFF1D2", "border": 1}),
        "whole": book.add_format({"num_format": "0", "border": 1}),
        "two": book.add_format({"num_format": "0.00", "border": 1, "bold": True}),
        "three": book.add_format({"num_format": "0.000", "border": 1}),
        "grade": book.add_format({"bold": True, "border": 1, "align": "center"}),
    }


def of_suggestions(rows: Iterable[Suggestion]) -> bytes:
    """Suggestions with their answers; numbers and addresses of people are closed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, look = book.add_worksheet("Saran"), looks(book)
        for place, text in enumerate([_("Unsur"), _("Tanggal"), _("Layanan"), _("Saran"), _("Jawaban kantor")]):
            page.write_string(0, place, text, look["head"])
        for at, row in enumerate(rows, start=1):
            label = str(row.get_unsur_display()) if row.unsur else _("Belum dipilah")
            for place, text in enumerate(
                [label, row.day.isoformat(), row.service.name, masked(row.text).text, row.answer]
            ):
                page.write_string(at, place, text)
        page.set_column(0, 2, 24)
        page.set_column(3, 4, 60)
    return out.getvalue()
