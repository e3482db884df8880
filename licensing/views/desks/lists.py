"""The lists of the desks: what waits, most urgent first, filters kept in the address."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.calendar import days
from foundation.calendar.rules import working_days_between
from foundation.ui import keyset
from foundation.ui.formats import hari_kerja, tanggal_pendek
from foundation.ui.templatetags.formats import asli
from foundation.ui.templatetags.tables import Line
from licensing.forms.desks import StatusFilter
from licensing.forms.register import RegisterFilter
from licensing.queries import File, desks
from licensing.terms import Status

READERS = (Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.CLERK)

#: All that a line needs, read as plain values: a desk's list decrypts nobody's NIK and builds no models.
SHOWN = ("pk", "urgent", "number", "draft_id", "status", "kbli__code", "kbli__title", "holder__name", "reviewer__name")


def listed(
    request: Request, files: QuerySet[File], *, title: str | Promise, door: str, chosen: StatusFilter | RegisterFilter
) -> HttpResponse:
    """One list: its filter, keyset pages, days left beside each file."""
    lines: Any = chosen.apply(files).select_related(None).values_list(*SHOWN, named=True)
    page = keyset.page(lines, request.GET, order=desks.ORDER, size=25)
    today, holidays = timezone.localdate(), days.holidays()
    urls, words = door_of(door), badges({Status(file.status) for file in page.rows})
    rows = [row_of(file, days_left(file, today, holidays), urls, words) for file in page.rows]
    context = {
        "page": page,
        "rows": rows,
        "title": title,
        "door": door,
        "filter": chosen if chosen.is_worth_showing else None,
        "is_register": isinstance(chosen, RegisterFilter),
    }
    return render(request, "licensing/desks/list.html", context)


def days_left(file: Any, today: date, holidays: frozenset[date]) -> int | None:
    """Working days until the day that orders the list (annotated as ``urgent``); None where no day counts."""
    day: date = file.urgent
    counts = day.year < 9999 and not Status(file.status).is_final
    return working_days_between(today, day, holidays) if counts else None


DAY = '<span>{}<br><span class="small">{}</span></span>'
BADGE = '<span class="badge {}">{}</span>'


def badges(seen: set[Status]) -> dict[str, SafeString]:
    """The statuses as badges in the page's language."""
    return {status.value: format_html(BADGE, status.tone, status.label) for status in seen}


def row_of(file: Any, left: int | None, urls: Callable[[str], str], words: dict[str, SafeString]) -> Line:
    """A file (its values of SHOWN) as its line. ``words``: its status as a badge."""
    ref, is_final = file.number or file.draft_id, Status(file.status).is_final
    day = "–" if is_final else tanggal_pendek(file.urgent) if left is not None else gettext("dijeda")
    cells = (
        file.holder__name or "–",
        asli(shortened(f"{file.kbli__code} {file.kbli__title}")) if file.kbli__code else "–",
        words[file.status],
        format_html(DAY, day, left_words(left)),
        file.reviewer__name or "–",
    )
    return Line(urls(ref), ref, cells, is_urgent=left is not None and left < 1)


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
    return gettext("hari ini") if left == 0 else gettext("sisa %(left)s") % {"left": hari_kerja(left)}


@roles(Role.BACK_OFFICE)
def back_office(request: Request) -> HttpResponse:
    """/proses/"""
    return listed(
        request,
        desks.back_office_desk(request.actor),
        title=_("Periksa kelengkapan"),
        door="desk_check",
        chosen=StatusFilter(request.GET or None, statuses=(Status.SUBMITTED,)),
    )


@roles(Role.REVIEWER)
def agency(request: Request) -> HttpResponse:
    """/tinjau/"""
    return listed(
        request,
        desks.agency_desk(request.actor),
        title=_("Verifikasi teknis"),
        door="desk_review",
        chosen=StatusFilter(request.GET or None, statuses=desks.AT_AGENCY),
    )


@roles(Role.HEAD, Role.BACK_OFFICE)
def decisions(request: Request) -> HttpResponse:
    """/persetujuan/"""
    return listed(
        request,
        desks.decision_desk(request.actor),
        title=_("Menunggu keputusan"),
        door="desk_decide",
        chosen=StatusFilter(request.GET or None, statuses=desks.AT_DECISION),
    )


@roles(*READERS)
def register(request: Request) -> HttpResponse:
    """/berkas-permohonan/: every file that this officer may read, narrowed by what is looked for."""
    return listed(
        request,
        desks.everything(request.actor),
        title=_("Semua permohonan"),
        door="desk_file",
        chosen=RegisterFilter(request.GET),
    )
