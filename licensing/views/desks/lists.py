"""The lists of the desks: what waits, most urgent first, filters kept in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.calendar import days
from foundation.calendar.rules import working_days_between
from foundation.ui import keyset
from foundation.ui.formats import tanggal_pendek
from licensing.forms.desks import StatusFilter
from licensing.queries import File, desks
from licensing.terms import Status

READERS = (Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.CLERK)

#: All that a line needs; a desk's list decrypts nobody's NIK.
SHOWN = ("number", "draft_id", "status", "kbli__code", "kbli__title", "holder__name", "reviewer__name")


def listed(
    request: Request, files: QuerySet[File], *, title: str | Promise, door: str, note: str | Promise = ""
) -> HttpResponse:
    """One desk's list: status filter, keyset pages, days left beside each file."""
    chosen = StatusFilter(request.GET or None)
    wanted = chosen.cleaned_data["status"] if chosen.is_valid() else ""
    if wanted:
        files = files.filter(status=wanted)
    files = files.select_related(None).select_related("kbli", "holder", "reviewer").only(*SHOWN)
    page = keyset.page(files, request.GET, order=desks.ORDER, size=25)
    today, holidays = timezone.localdate(), days.holidays()
    urls, words = door_of(door), {status: (str(status.label), status.tone) for status in Status}
    rows = [row_of(file, days_left(file, today, holidays), urls(file.ref), words) for file in page.rows]
    context = {"page": page, "rows": rows, "title": title, "door": door, "note": note, "filter": chosen}
    return render(request, "licensing/desks/list.html", context)


def days_left(file: Any, today: date, holidays: frozenset[date]) -> int | None:
    """Working days until the day that orders the list (annotated as ``urgent``); None where no day counts."""
    day: date = file.urgent
    return working_days_between(today, day, holidays) if day.year < 9999 and not file.word.is_final else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a desk's list in finished words: a template of plain cells costs a third of one of tags."""

    ref: str
    url: str
    holder: str
    activity: str
    label: str
    tone: str
    day: str
    left: str
    officer: str
    is_urgent: bool


def row_of(file: Any, left: int | None, url: str, words: dict[Status, tuple[str, str]]) -> Row:
    """A file as its line. ``words`` are the labels and tones of the statuses in the page's language."""
    label, tone = words[file.word]
    return Row(
        ref=file.ref,
        url=url,
        holder=file.holder.name if file.holder else "–",
        activity=shortened(f"{file.kbli.code} {file.kbli.title}") if file.kbli else "–",
        label=label,
        tone=tone,
        day="–" if file.word.is_final else tanggal_pendek(file.urgent) if left is not None else gettext("dijeda"),
        left=left_words(left),
        officer=file.reviewer.name if file.reviewer else "–",
        is_urgent=left is not None and left < 1,
    )


def shortened(text: str) -> str:
    """At most 70 characters, the last a dot of omission."""
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


def door_of(name: str) -> Callable[[str], str]:
    """The address of a file behind a door, looked up once for the whole list."""
    pattern = reverse(name, args=["REF"])
    return lambda ref: pattern.replace("REF", ref)


def left_words(left: int | None) -> str:
    """How much time is left, as people say it."""
    if left is None:
        return ""
    if left < 0:
        return gettext("terlambat")
    return gettext("hari ini") if left == 0 else gettext("sisa %(left)d hari kerja") % {"left": left}


@roles(Role.BACK_OFFICE)
def back_office(request: Request) -> HttpResponse:
    """/proses/"""
    return listed(request, desks.back_office_desk(request.actor), title=_("Periksa kelengkapan"), door="desk_check")


@roles(Role.REVIEWER)
def agency(request: Request) -> HttpResponse:
    """/tinjau/"""
    return listed(request, desks.agency_desk(request.actor), title=_("Verifikasi teknis"), door="desk_review")


@roles(Role.HEAD, Role.BACK_OFFICE)
def decisions(request: Request) -> HttpResponse:
    """/persetujuan/"""
    return listed(request, desks.decision_desk(request.actor), title=_("Menunggu keputusan"), door="desk_decide")


@roles(*READERS)
def register(request: Request) -> HttpResponse:
    """/berkas-permohonan/: every file that this officer may read."""
    return listed(request, desks.everything(request.actor), title=_("Semua permohonan"), door="desk_file")
