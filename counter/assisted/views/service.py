"""/loket/bantu/: the service in progress, from the person to the end."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import ending, offering, proving, sessions
from counter.assisted.forms.service import CodeForm, EndForm
from counter.assisted.models import Assistance
from counter.assisted.queries.people import files_of, is_theirs
from counter.logbook import days
from counter.logbook.models import Visit
from counter.logbook.settling.offering import Way
from licensing.queries import File, documents_of
from licensing.queries.visibility import one_of
from licensing.views.replies import refused
from licensing.workflow import Refused

clerks = roles(Role.CLERK)
TEMPLATE = "counter/assisted/service.html"
SHOWN = 12


def with_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only while somebody is being helped; else to the console."""

    @wraps(view)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        assistance: Assistance | None = request.assistance  # type: ignore[attr-defined]
        if assistance is None:
            messages.info(request, _("Tidak ada pemohon yang sedang dilayani. Cari orangnya dulu."))
            return redirect("people_search")
        return view(request, assistance, *args, **kwargs)

    return inner


def or_why_not(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step that is refused is answered by the page of the service with the sentence why not: 409."""

    @wraps(view)
    def inner(request: Request, assistance: Assistance, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, assistance, *args, **kwargs)
        except Refused as no:
            return refused(request, TEMPLATE, service_context(request, assistance), no)

    return inner


def file_in(assistance: Assistance, ref: str) -> File:
    """One file of the person who is being helped; 404 for everything else."""
    return one_of(files_of(assistance.person), ref)


@clerks
@never_cache
@require_safe
@with_person
def show(request: Request, assistance: Assistance) -> HttpResponse:
    """Who stands here, which files, what to do next."""
    return render(request, TEMPLATE, service_context(request, assistance))


def service_context(request: Request, assistance: Assistance, **more: Any) -> dict[str, Any]:
    """Everything that the page of a service says."""
    person = assistance.person
    files = list(files_of(person)[:SHOWN])
    mine = [row for row in files if row.assisted_for == person.subject]
    return {
        "assistance": assistance,
        "person": person,
        "mine": mine,
        "others": [row for row in files if row not in mine],
        "visit": Visit.objects.filter(pk=assistance.visit_id or 0).first(),
        "mode": settings.OSS_MODE,
        "home_link": f"{settings.SITE_URL}{reverse('home_claim', args=[person.claim_code])}",
        "end": EndForm(),
        "needs_proof": proving.is_open(assistance),
        "proof_sent": proving.is_sent(assistance),
        "proof_code": CodeForm(),
        **more,
    }


@clerks
@require_POST
@with_person
@or_why_not
def see_ktp(request: Request, assistance: Assistance) -> HttpResponse:
    """The KTP-el of whoever stands there was seen."""
    sessions.see_ktp(assistance, actor=request.actor)
    return redirect("assist")


@clerks
@require_POST
@with_person
@or_why_not
def begin(request: Request, assistance: Assistance) -> HttpResponse:
    """A new application in the person's name, through the same wizard."""
    draft = sessions.begin_draft(assistance, actor=request.actor)
    return redirect(f"{draft.get_absolute_url()}langkah/pemohon/jenis/")


@clerks
@require_POST
@with_person
@or_why_not
def take_up(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """Go on with a file that the person has already."""
    file = file_in(assistance, ref)
    sessions.take_up(assistance, file, actor=request.actor)
    return redirect("assist_file", file.ref)


@clerks
@never_cache
@require_safe
@with_person
def file(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """/loket/bantu/<berkas>/: one file with the steps of the assisted service."""
    found = file_in(assistance, ref)
    context = {
        "assistance": assistance,
        "person": assistance.person,
        "file": found,
        "documents": documents_of(found) if found.number else [],
        "is_mine": found.assisted_for == assistance.person.subject and is_theirs(assistance.person, found),
        "mode": settings.OSS_MODE,
    }
    return render(request, "counter/assisted/file.html", context)


@clerks
@never_cache
@require_safe
@with_person
def card(request: Request, assistance: Assistance) -> HttpResponse:
    """/loket/bantu/kartu/: the card with which the person goes on at home; paper, or shown as a QR."""
    context = service_context(request, assistance)
    return render(request, "counter/assisted/card.html", context)


@clerks
@require_POST
@with_person
@or_why_not
def survey(request: Request, assistance: Assistance) -> HttpResponse:
    """Offer the survey, once per service: a QR on the screen, the tablet at the window, or a link by message."""
    asked = request.POST.get("cara", "")
    way = Way(asked) if asked in Way.values else Way.QR
    link = offering.offer(assistance, way=way, actor=request.actor)
    return render(request, "counter/assisted/survey.html", {"link": link, "assistance": assistance, "way": way})


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def finish(request: Request, assistance: Assistance) -> HttpResponse:
    """The end: ticket, row of the agenda and assistance together. A survey is offered, never asked for."""
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ending.end(assistance, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Layanan untuk %(name)s selesai.") % {"name": assistance.person.name})
        village = days.served_at(request.session.get(days.PLACE))
        return redirect("mobile_day", village.pk) if village else redirect("console")
    context = {"assistance": assistance, "person": assistance.person, "form": form}
    return render(request, "counter/assisted/finish.html", context, status=422 if form.errors else 200)
