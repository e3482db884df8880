"""The columns of the book: what each cell says, and as what (text, day, time, whole number).

One table serves the list, both layouts and all exports. A column reads named attributes of a row, which may be a
``Visit`` or a named tuple of the columns that an export needs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counter.logbook.terms import Channel, Kind, Result
from foundation.secrets.masks import mask_name

OFFICE_TIME = ZoneInfo("Asia/Jakarta")
Cell = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``reads``: the model's fields (or annotations of queries/rows.py) that ``make`` looks at.

    ``form``: text, day, moment, time or number. ``width``: characters, for the workbook and the paper.
    """

    key: str
    heading: str | Promise
    reads: tuple[str, ...]
    make: Callable[[Any], Cell]
    form: str = "text"
    width: int = 14


def local(moment: datetime | None) -> datetime | None:
    """The moment on the office's clock, without a zone (a spreadsheet knows none)."""
    return moment.astimezone(OFFICE_TIME).replace(tzinfo=None, microsecond=0) if moment else None


def day(moment: datetime | None) -> date | None:
    """The office day of a moment."""
    return moment.astimezone(OFFICE_TIME).date() if moment else None


def plain(name: str, heading: str | Promise, width: int = 14, form: str = "text") -> Column:
    """A column that is a field as it stands."""
    return Column(name, heading, (name,), lambda row: getattr(row, name), form, width)


def labelled(name: str, heading: str | Promise, labels: type, width: int = 14) -> Column:
    """A column whose stored word has a label."""
    words = dict(labels.choices)  # type: ignore[attr-defined]
    return Column(name, heading, (name,), lambda row: str(words.get(getattr(row, name), "")), "text", width)


def minutes(row: Any) -> int | None:
    """How long it took, in whole minutes, at least one."""
    return max(1, round(row.seconds / 60)) if row.ended_at else None


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        plain("number", _("Nomor agenda"), 17),
        Column("sigap", _("Nomor entri SIGAP"), ("sigap",), lambda row: row.sigap or "", "text", 14),
        Column("day", _("Tanggal"), ("started_at",), lambda row: day(row.started_at), "day", 14),
        Column("start", _("Mulai"), ("started_at",), lambda row: local(row.started_at), "time", 10),
        Column("end", _("Selesai"), ("ended_at",), lambda row: local(row.ended_at), "time", 10),
        Column("minutes", _("Lama (menit)"), ("seconds", "ended_at"), minutes, "number", 8),
        Column("recorded", _("Dicatat"), ("recorded_at",), lambda row: local(row.recorded_at), "moment", 17),
        plain("ticket_label", _("Nomor antrean"), 9),
        plain("window", _("Loket"), 12),
        plain("officer_name", _("Petugas"), 20),
        labelled("channel", _("Saluran"), Channel, 16),
        labelled("kind", _("Keperluan"), Kind, 18),
        plain("place", _("Tempat"), 18),
        plain("person_name", _("Nama"), 24),
        plain("service", _("Layanan"), 26),
        plain("kbli", _("KBLI"), 9),
        plain("kbli_edition", _("Edisi KBLI"), 7),
        plain("file_number", _("Nomor permohonan"), 16),
        plain("nib", _("NIB"), 15),
        plain("agency_name", _("Dinas teknis"), 18),
        plain("acts_text", _("Tindakan"), 36),
        labelled("result", _("Hasil"), Result, 20),
        plain("documents", _("Dokumen diserahkan"), 28),
        plain("document_count", _("Jumlah dokumen"), 9, "number"),
        Column("survey", _("Survei ditawarkan"), ("survey_offered",), lambda r: ("Tidak", "Ya")[r.survey_offered]),
        plain("note", _("Catatan"), 30),
        Column("corrects", _("Mengoreksi"), ("corrected_number",), lambda row: row.corrected_number or "", "text", 13),
        plain("reason", _("Alasan koreksi"), 24),
    )
}

AGENDA = [
    "number", "day", "start", "minutes", "ticket_label", "officer_name", "channel", "person_name", "service",
    "kbli", "file_number", "result",
]  # fmt: skip
SIGAP = [
    "sigap", "number", "day", "start", "person_name", "service", "channel", "kbli", "nib", "officer_name", "result",
    "documents",
]  # fmt: skip
DEFAULTS = {"agenda": AGENDA, "sigap": SIGAP}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column under the heading that the office gave it."""

    column: Column
    heading: str


def chosen(pairs: Iterable[tuple[str, str]]) -> list[Chosen]:
    """Columns by key with their headings; unknown keys are passed over, an empty heading is the usual one."""
    return [Chosen(COLUMNS[key], heading or str(COLUMNS[key].heading)) for key, heading in pairs if key in COLUMNS]


def needed(columns: Iterable[Chosen]) -> list[str]:
    """The fields that these columns read, each once."""
    return list(dict.fromkeys(name for one in columns for name in one.column.reads))


def cells(row: Any, columns: Iterable[Chosen], *, masked: bool) -> list[Cell]:
    """The cells of a row. ``masked``: the person's name shows its initials only."""
    made = [one.column.make(row) for one in columns]
    if masked:
        for place, one in enumerate(columns):
            if one.column.key == "person_name":
                made[place] = mask_name(str(made[place] or ""))
    return made
