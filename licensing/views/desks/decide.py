"""The head of office, or a dated Plt/Plh: issue, refuse, send back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from licensing import workflow
from licensing.actions import decide
from licensing.forms.desks import NoteForm, RefusalForm
from licensing.life.steps import Step
from licensing.queries import File, file_of
from licensing.views.desks.dossier import file_facts
from licensing.views.replies import done, refused, unready

TEMPLATE = "licensing/desks/decide.html"


def decide_context(request: Request, application: File, **forms: Any) -> dict[str, Any]:
    """The file with its opinion, and the sentence that closes each act."""
    opinion = {"ground": application.ground_code, "note": application.ground_note}  # the agency's; the head may differ
    steps = {"issue": Step.ISSUE, "refuse": Step.REFUSE, "send_back": Step.SEND_BACK}
    return {
        **file_facts(request, application),
        "refuse_form": forms.get("refuse") or RefusalForm(application=application, prefix="refuse", initial=opinion),
        "back_form": forms.get("back") or NoteForm(prefix="back"),
        "why_not": {name: workflow.why_not(application, step, request.actor) for name, step in steps.items()},
    }


@roles(Role.HEAD, Role.BACK_OFFICE)
def show(request: Request, ref: str) -> HttpResponse:
    """/persetujuan/<ref>/"""
    application = file_of(request.actor, ref)
    if request.method != "POST":
        return render(request, TEMPLATE, decide_context(request, application))
    act = {"terbitkan": issue, "tolak": refuse, "kembalikan": send_back}.get(request.POST.get("putusan", ""))
    if act is None:
        raise Http404
    return act(request, application)


def issue(request: Request, application: File) -> HttpResponse:
    """Issue."""
    try:
        decide.issue(application, actor=request.actor)
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, TEMPLATE, decide_context(request, application), no)
    return done(request, application, "desk_decisions")


def refuse(request: Request, application: File) -> HttpResponse:
    """Refuse on a ground."""
    form = RefusalForm(request.POST, application=application, prefix="refuse")
    if not form.is_valid():
        return unready(request, TEMPLATE, decide_context(request, application, refuse=form))
    data = form.cleaned_data
    try:
        decide.refuse(application, actor=request.actor, note=data["note"], ground=data["ground"])
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, TEMPLATE, decide_context(request, application, refuse=form), no)
    return done(request, application, "desk_decisions")


def send_back(request: Request, application: File) -> HttpResponse:
    """Back to the agency with a reason."""
    form = NoteForm(request.POST, prefix="back")
    if not form.is_valid():
        return unready(request, TEMPLATE, decide_context(request, application, back=form))
    try:
        decide.send_back(application, actor=request.actor, note=form.cleaned_data["note"])
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, TEMPLATE, decide_context(request, application, back=form), no)
    return done(request, application, "desk_decisions")
