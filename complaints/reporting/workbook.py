"""The report as a workbook: one sheet of figures, the trend, and the rows that the asker may see.

Rows hold what a register holds: no text, no place, no name. Nothing is written as a formula or a link.
"""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, PlanItem
from complaints.reporting.figures import Figures
from complaints.terms import Category, Channel, Kind, Outcome, Priority, Stage, State, Subject

CHUNK = 2000
OPTIONS = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False, "remove_timezone": True}  # fmt: skip
COLUMNS = ("number", "created_at", "kind", "channel", "lapor_id", "category", "subject", "service_name", "priority",
           "stage", "state", "agency__name", "answered_at", "outcome", "is_filed_late", "satisfaction")  # fmt: skip


def write(
    found: Figures,
    plan: Sequence[PlanItem],
    rows: QuerySet[Complaint],
    *,
    tell: Callable[[int], None] = lambda _n: None,
) -> bytes:
    """The workbook. ``tell`` hears percents of its own work."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": _("Laporan Pengaduan %(span)s") % {"span": found.span.name},
                         "created": datetime.combine(found.span.ends_on, datetime.min.time())})  # fmt: skip
    head = book.add_format({"bold": True, "bg_color": "#eaf1f3", "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    summary(book, found, head)
    trend(book, found, head)
    planned(book, plan, head, wrap)
    tell(10)
    register(book, rows, head, day, tell)
    book.close()
    return out.getvalue()


def summary(book: Any, found: Figures, head: Any) -> None:
    """All tables, one under the other."""
    sheet = book.add_worksheet(_("Ringkasan"))
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 3, 14)
    line = table(sheet, 0, [_("Laporan Pengaduan"), found.span.name], facts(found), head)
    for group in found.groups.values():
        line = table(sheet, line, [group.title, _("Jumlah")], group.rows, head)
    paces = [(pace.label, pace.days, pace.reached) for pace in found.paces]
    line = table(sheet, line, [_("Rata-rata sampai tahap"), _("Hari"), _("Mencapai tahap")], paces, head)
    kept = [(row.name, row.ended, row.late, row.share) for row in found.kept]
    table(sheet, line, [_("Batas waktu"), _("Berjalan"), _("Terlambat"), _("Tepat waktu (%)")], kept, head)


def facts(found: Figures) -> list[tuple[str, Any]]:
    """The figures that stand alone, in words."""
    return [
        (_("Masuk"), found.total),
        (_("Masih berjalan"), found.running),
        (_("Sudah dijawab"), found.answered),
        (_("Disampaikan lewat 30 hari"), found.filed_late),
        (_("Dibuka lagi setelah dijawab"), found.reopened),
        (_("Kepuasan atas penanganan (1-4)"), found.satisfaction),
        (_("Yang menilai"), found.raters),
    ]


def table(sheet: Any, line: int, headings: Sequence[str], rows: Sequence[Sequence[Any]], head: Any) -> int:
    """Headings and rows from a line on; returns the line after a blank one."""
    for column, words in enumerate(headings):
        sheet.write_string(line, column, words, head)
    for row in rows:
        line += 1
        for column, value in enumerate(row):
            put(sheet, line, column, value)
    return line + 2


def put(sheet: Any, line: int, column: int, value: Any) -> None:
    """A cell by its type: text stays text."""
    if value is None:
        sheet.write_string(line, column, "–")
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, str(value))


def trend(book: Any, found: Figures, head: Any) -> None:
    """Twelve months, with a chart of the spreadsheet's own."""
    name = _("Tren")
    sheet = book.add_worksheet(name)
    table(sheet, 0, [_("Bulan"), _("Masuk"), _("Dijawab")],
          list(zip(found.months, found.came, found.done, strict=True)), head)  # fmt: skip
    chart = book.add_chart({"type": "column"})
    last = len(found.months)
    for column in (1, 2):
        chart.add_series({"name": [name, 0, column], "categories": [name, 1, 0, last, 0],
                          "values": [name, 1, column, last, column]})  # fmt: skip
    chart.set_title({"name": _("Masuk dan dijawab per bulan")})
    sheet.insert_chart("E2", chart)


def planned(book: Any, plan: Sequence[PlanItem], head: Any, wrap: Any) -> None:
    """The plan of follow-up."""
    sheet = book.add_worksheet(_("Rencana tindak lanjut"))
    sheet.set_column(0, 1, 50, wrap)
    sheet.set_column(2, 4, 22)
    rows = [(item.problem, item.action, item.responsible, f"{item.due_on:%d/%m/%Y}", done(item)) for item in plan]
    headings = [_("Masalah"), _("Tindak lanjut"), _("Penanggung jawab"), _("Paling lambat"), _("Selesai")]
    table(sheet, 0, headings, rows, head)


def done(item: PlanItem) -> str:
    """When a planned act was done."""
    return f"{item.done_on:%d/%m/%Y}" if item.done_on else _("belum")


def register(book: Any, rows: QuerySet[Complaint], head: Any, day: Any, tell: Callable[[int], None]) -> None:
    """One line per complaint that the asker may see."""
    sheet = book.add_worksheet(_("Register"))
    sheet.set_column(0, len(COLUMNS) - 1, 20)
    sheet.freeze_panes(1, 1)
    for column, words in enumerate(headings()):
        sheet.write_string(0, column, words, head)
    labels = {name: dict(choices) for name, choices in CHOICES.items()}
    total = rows.count() or 1
    found = rows.order_by("created_at", "id").values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    for line, row in enumerate(found, 1):
        for column, value in enumerate(row):
            cell(sheet, line, column, value, labels.get(COLUMNS[column]), day)
        if line % CHUNK == 0:
            tell(10 + 85 * line // total)


CHOICES: dict[str, Any] = {
    "kind": Kind.choices, "channel": Channel.choices, "category": Category.choices, "subject": Subject.choices,
    "priority": Priority.choices, "state": State.choices, "outcome": Outcome.choices,
    "stage": [(stage.value, f"{stage.value}. {stage.label}") for stage in Stage],
}  # fmt: skip


def cell(sheet: Any, line: int, column: int, value: Any, words: dict[str, Any] | None, day: Any) -> None:
    """One value of a complaint: a word of ours, a moment in WIB, yes or no, a number, text."""
    if words is not None:
        sheet.write_string(line, column, str(words.get(value, "")))
    elif isinstance(value, datetime):
        sheet.write_datetime(line, column, timezone.localtime(value).replace(tzinfo=None), day)
    elif isinstance(value, bool):
        sheet.write_string(line, column, _("Ya") if value else _("Tidak"))
    elif value is not None:
        put(sheet, line, column, value)


def headings() -> list[str]:
    """The columns in words."""
    return [
        _("Nomor"), _("Diterima (WIB)"), _("Jenis"), _("Saluran"), _("Nomor LAPOR!"), _("Kategori"), _("Objek"),
        _("Layanan"), _("Prioritas"), _("Tahap"), _("Keadaan"), _("Dinas"), _("Dijawab (WIB)"), _("Hasil"),
        _("Lewat 30 hari"), _("Kepuasan (1-4)"),
    ]  # fmt: skip
