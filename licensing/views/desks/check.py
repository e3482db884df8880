"""Back office: is the file complete? And the read-only page of a file for everybody else."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from licensing import workflow
from licensing.actions import check
from licensing.forms.desks import IncompleteForm, RouteForm
from licensing.life.steps import Step
from licensing.queries import File, file_of
from licensing.views.desks.dossier import file_facts
from licensing.views.desks.lists import READERS
from licensing.views.replies import done, refused, unready

TEMPLATE = "licensing/desks/check.html"


def check_context(request: Request, application: File, **forms: Any) -> dict[str, Any]:
    """The file, and why each act may be closed."""
    facts = file_facts(request, application)
    lines = [row["line"] for row in facts["lines"]]
    return {
        **facts,
        "form": forms.get("form") or IncompleteForm(lines=lines),
        "route_form": forms.get("route_form") or RouteForm(initial={"agency": application.agency_id}, prefix="route"),
        "why_not_complete": workflow.why_not(application, Step.FIND_COMPLETE, request.actor),
        "why_not_incomplete": workflow.why_not(application, Step.FIND_INCOMPLETE, request.actor),
    }


@roles(Role.BACK_OFFICE)
def show(request: Request, ref: str) -> HttpResponse:
    """/proses/<ref>/"""
    return render(request, TEMPLATE, check_context(request, file_of(request.actor, ref)))


@roles(Role.BACK_OFFICE)
@require_POST
def complete(request: Request, ref: str) -> HttpResponse:
    """Declare complete."""
    application = file_of(request.actor, ref)
    try:
        check.complete(application, actor=request.actor)
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, TEMPLATE, check_context(request, application), no)
    return done(request, application, "desk_back_office")


@roles(Role.BACK_OFFICE)
@require_POST
def incomplete(request: Request, ref: str) -> HttpResponse:
    """Return with notes."""
    application = file_of(request.actor, ref)
    lines = [row["line"] for row in file_facts(request, application)["lines"]]
    form = IncompleteForm(request.POST, lines=lines)
    if not form.is_valid():
        return unready(request, TEMPLATE, check_context(request, application, form=form))
    try:
        notes = form.notes(form.cleaned_data)
        check.incomplete(application, notes, actor=request.actor, note=form.cleaned_data["note"])
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, TEMPLATE, check_context(request, application, form=form), no)
    return done(request, application, "desk_back_office")


@roles(Role.BACK_OFFICE)
@require_POST
def route(request: Request, ref: str) -> HttpResponse:
    """Send to another agency."""
    application = file_of(request.actor, ref)
    form = RouteForm(request.POST, prefix="route")
    if not form.is_valid():
        return unready(request, TEMPLATE, check_context(request, application, route_form=form))
    try:
        check.route(application, form.cleaned_data["agency"], actor=request.actor, note=form.cleaned_data["note"])
    except workflow.Refused as no:
        return refused(request, TEMPLATE, check_context(request, application, route_form=form), no)
    return redirect("desk_check", application.ref)


@roles(*READERS)
def read(request: Request, ref: str) -> HttpResponse:
    """/berkas-permohonan/<ref>/: the whole file, without any act."""
    return render(request, "licensing/desks/read.html", file_facts(request, file_of(request.actor, ref)))
