"""The lists of the desks: what waits, most urgent first, filters kept in the address."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.calendar import days
from foundation.calendar.rules import working_days_between
from foundation.ui import keyset
from licensing.forms.desks import StatusFilter
from licensing.queries import File, desks

READERS = (Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.CLERK)


def listed(
    request: Request, files: QuerySet[File], *, title: str | Promise, door: str, note: str | Promise = ""
) -> HttpResponse:
    """One desk's list: status filter, keyset pages, days left beside each file."""
    chosen = StatusFilter(request.GET or None)
    wanted = chosen.cleaned_data["status"] if chosen.is_valid() else ""
    if wanted:
        files = files.filter(status=wanted)
    page = keyset.page(files, request.GET, order=desks.ORDER, size=25)
    today, holidays = timezone.localdate(), days.holidays()
    rows = [(file, days_left(file, today, holidays)) for file in page.rows]
    context = {"page": page, "rows": rows, "title": title, "door": door, "note": note, "filter": chosen}
    return render(request, "licensing/desks/list.html", context)


def days_left(file: Any, today: date, holidays: frozenset[date]) -> int | None:
    """Working days until the day that orders the list (annotated as ``urgent``); None where no day counts."""
    day: date = file.urgent
    return working_days_between(today, day, holidays) if day.year < 9999 and not file.word.is_final else None


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
