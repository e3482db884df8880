"""/loket/cari/ and /loket/pemohon/…: find a person, write one down, see what is theirs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.queries.visibility import of_account
from counter.assisted.actions import people, proxies, sessions
from counter.assisted.forms.people import AttendanceForm, MendForm, PersonForm, ProxyForm, SearchForm
from counter.assisted.models import Person
from counter.assisted.queries import search
from counter.assisted.queries.people import files_of, living_proxies, person_of
from counter.logbook import book as agenda
from counter.logbook import days
from foundation.files.intake import FileRefused
from foundation.journal import book
from licensing.terms import Status
from licensing.workflow import Refused

clerks = roles(Role.CLERK)
SHOWN = 20


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Request) -> HttpResponse:
    """Search; what is typed travels in the body only, and only its kind is written down."""
    form = SearchForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "hits": None, "kind": ""}
    if request.method != "POST":
        return render(request, "counter/assisted/find.html", context)
    if form.is_valid():
        try:
            kind, hits = search.find(form.cleaned_data["cari"])
        except search.TooShort as short:
            form.add_error("cari", str(short))
        else:
            data = {"by": kind, "found": len(hits)}
            book.record("person.searched", subject=f"user:{request.actor.user_id}", who=request.actor, data=data)
            context |= {"hits": hits, "kind": kind}
    return render(request, "counter/assisted/find.html", context, status=422 if form.errors else 200)


@clerks
@require_POST
def open_up(request: Request) -> HttpResponse:
    """Open a line of the search."""
    person = people.open_up(request.POST.get("kunci", ""), actor=request.actor)
    if person is None:
        raise Http404
    return redirect("person", person.pk)


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """/loket/pemohon/baru/: without a password, and without a word about who else has this NIK."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = people.register(told, ktp_seen=told["ktp_seen"], actor=request.actor)
        return redirect("assist_start", person.pk)
    return render(request, "counter/assisted/new.html", {"form": form}, status=422 if form.errors else 200)


@clerks
@never_cache
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """/loket/pemohon/<id>/: files, drafts, complaints, last visits; numbers masked."""
    person = person_of(pk)
    note_look(request, person, "person")
    return render(request, "counter/assisted/person.html", person_context(request, person))


def note_look(request: Request, person: Person, page: str) -> None:
    """A page that shows somebody is a look at them, however it was reached; sending its form is not another."""
    if request.method != "POST":
        people.opened(person, page=page, actor=request.actor)


def person_context(request: Request, person: Person) -> dict[str, Any]:
    """Everything that is theirs."""
    rows = list(files_of(person)[: 2 * SHOWN])
    return {
        "person": person,
        "files": [row for row in rows if row.status != Status.DRAFT][:SHOWN],
        "drafts": [row for row in rows if row.status == Status.DRAFT][:SHOWN],
        "complaints": list(of_account(person.account_id, request.actor)[:SHOWN]),
        "visits": agenda.of_person(person.pk),
        "proxies": living_proxies(person),
        "why_not": sessions.why_not(person, request.actor),
        "is_served": is_served(request, person),
    }


def is_served(request: Request, person: Person) -> bool:
    """Is this the person who is being helped now?"""
    assistance = request.assistance  # type: ignore[attr-defined]
    return assistance is not None and assistance.person_id == person.pk


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: Request, pk: int) -> HttpResponse:
    """/loket/pemohon/<id>/ubah/: contact data, with the KTP seen; the old number is told."""
    person = person_of(pk)
    if refusal := people.why_not_mend(person):
        return render(request, "counter/assisted/mend.html", {"person": person, "refusal": refusal}, status=409)
    note_look(request, person, "contact")
    form = MendForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            people.mend(person, form.cleaned_data, actor=request.actor)
        except Refused as no:
            refusal = str(no)
        else:
            messages.success(request, _("Data %(name)s disimpan.") % {"name": person.name})
            return redirect("person", person.pk)
    status = 409 if refusal else 422 if form.errors else 200
    context = {"form": form, "person": person, "refusal": refusal}
    return render(request, "counter/assisted/mend.html", context, status=status)


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, pk: int) -> HttpResponse:
    """/loket/pemohon/<id>/mulai/: who stands here? Then the service begins."""
    person, refusal = person_of(pk), ""
    if is_served(request, person):
        return redirect("assist")
    note_look(request, person, "start")
    form = AttendanceForm(request.POST or None, proxies=living_proxies(person))
    village = days.served_at(request.session.get(days.PLACE))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            sessions.start(
                person, attendance=told["attendance"], attendant=told["witness"], proxy=form.chosen_proxy(),
                ktp_seen=told["ktp_seen"], mobile_day=village, actor=request.actor,
            )  # fmt: skip
            return redirect("assist")
        except Refused as no:
            refusal = str(no)
    refusal = refusal or sessions.why_not(person, request.actor)
    context = {"form": form, "person": person, "refusal": refusal, "village": village}
    status = 409 if refusal and request.method == "POST" else 422 if form.errors else 200
    return render(request, "counter/assisted/start.html", context, status=status)


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proxy(request: Request, pk: int) -> HttpResponse:
    """/loket/pemohon/<id>/kuasa/: write a surat kuasa down with its scan."""
    person = person_of(pk)
    note_look(request, person, "proxy")
    form = ProxyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "letter_number", "letter_on", "ends_on", "scope")}
        try:
            proxies.record(person, facts, form.cleaned_data["letter"], actor=request.actor)
            return redirect("assist_start", person.pk)
        except FileRefused as no:
            form.add_error("letter", str(no))
    context = {"form": form, "person": person}
    return render(request, "counter/assisted/proxy.html", context, status=422 if form.errors else 200)


@clerks
@require_POST
def proxy_revoke(request: Request, pk: int, letter: int) -> HttpResponse:
    """The applicant takes a power back."""
    person = person_of(pk)
    found = next((row for row in living_proxies(person) if row.pk == letter), None)
    if found is None:
        raise Http404
    proxies.revoke(found, actor=request.actor)
    return redirect("person", person.pk)
