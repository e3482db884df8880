"""The blank record of a visit, to be printed before it and filled in by hand at the place of business."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from licensing.queries import File, checklist, file_of

TEMPLATE = "licensing/desks/visit_sheet.html"


@roles(Role.REVIEWER)
@require_safe
def show(request: Request, ref: str) -> HttpResponse:
    """/tinjau/<ref>/berita-acara/: for the agency that has the file; the planned day stands on it, if there is one."""
    file = file_of(request.actor, ref)
    visit = file.visits.order_by("-id").first()
    facts = {
        "title": _("Berita acara peninjauan lapangan"),
        "back_url": reverse("desk_result", args=[file.ref]),
        "officer": file.reviewer,
    }
    return sheet(request, file, planned_on=visit.scheduled_on if visit else None, **facts)


def sheet(request: Request, file: File, *, planned_on: date | None = None, **facts: Any) -> HttpResponse:
    """The paper: facts of the business, its checklist to tick, lines to write on, three places to sign.

    ``facts``: title, back_url, officer (an account or None), and of a supervision reason, assignment_number, results.
    It carries no NIK, NPWP or telephone: it leaves the office.
    """
    return render(request, TEMPLATE, {"file": file, "lines": checklist(file), "planned_on": planned_on, **facts})
