"""/kelola/jurnal/: every act of the office, newest first, for those who audit it. It only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles
from accounts.actors import Actor
from accounts.requests import Request
from accounts.roles import Role
from foundation.journal import book
from foundation.journal.models import Entry, Head
from foundation.journal.scrub import scrub
from foundation.secrets.masks import mask_name
from foundation.ui import keyset
from portal.journal.asking import ORDER, Question, found, shown
from portal.journal.kinds import KINDS
from portal.journal.subjects import Named, named

SUBJECT = "journal"
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words."""

    at: datetime
    act: str | Promise
    subject: Named
    who: str
    role: str | Promise
    helped: str
    note: str


@roles(Role.AUDITOR, Role.ADMIN)
@never_cache
@require_safe
def journal(request: Request) -> HttpResponse:
    """The list with its filter. Opening it (not turning its pages) is an act of its own."""
    form = Question(request.GET)
    is_fine = form.is_valid()
    rows = found(request.actor, form.cleaned_data) if is_fine else shown().none()
    page = keyset.page(rows, request.GET, order=ORDER)
    if is_fine and not {keyset.AFTER, keyset.BEFORE} & set(request.GET):
        asked = sorted(name for name, value in form.cleaned_data.items() if value)
        book.record("journal.read", subject=SUBJECT, who=request.actor, data={"filters": asked})
    context = {
        "form": form,
        "page": page,
        "lines": told(page.rows, request.actor),
        "head": Head.objects.filter(pk=1).first(),
        "is_filtered": not is_fine or any(form.cleaned_data.values()),
    }
    return render(request, "journal/journal.html", context, status=200 if is_fine else 422)


def told(entries: Iterable[Entry], actor: Actor) -> list[Line]:
    """Entries as lines of the page."""
    entries = list(entries)
    about = [entry.subject for entry in entries]
    names = named([*about, *(entry.on_behalf_of for entry in entries if entry.on_behalf_of)], actor)
    return [line_of(entry, names) for entry in entries]


def line_of(entry: Entry, names: dict[str, Named]) -> Line:
    """One entry: officers by name, everybody else masked; numbers of people are out of its note."""
    role = Role(entry.role) if entry.role in Role.values else None
    is_person = role is None or role == Role.APPLICANT
    facts: dict[str, Any] = {
        "who": (mask_name(entry.name) if is_person else entry.name) or _("Tanpa nama"),
        "role": role.label if role and role not in {Role.SYSTEM, Role.OSS} else "",
        "helped": names[entry.on_behalf_of].text if entry.on_behalf_of else "",
        "note": Truncator(scrub(entry.note)).chars(LONGEST_NOTE),
    }
    return Line(at=entry.at, act=KINDS[entry.kind], subject=names[entry.subject], **facts)
