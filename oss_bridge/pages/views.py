"""Prepare here, type there, pull by NIB: the Lembar OSS, and the NIB that came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import roles
from accounts.requests import Request
from foundation.journal import book
from licensing.life.standing import why_not_act_for
from licensing.queries import File, file_of
from licensing.terms import Status
from licensing.views.applicant.wizard import FILERS
from licensing.views.replies import refused, unready
from oss_bridge.inbound import pulling
from oss_bridge.pages.forms import NibForm
from oss_bridge.pages.sheet import parts

TEMPLATE = "oss_bridge/sheet.html"


@roles(*FILERS)
def sheet(request: Request, ref: str) -> HttpResponse:
    """/permohonan/<ref>/lembar-oss/: the answers in the order of oss.go.id, each with a copy button and a tick."""
    application = file_of(request.actor, ref)
    return render(request, TEMPLATE, sheet_context(application, NibForm()))


def sheet_context(application: File, form: NibForm) -> dict[str, Any]:
    """The sheet and the form beneath it."""
    return {
        "file": application,
        "parts": parts(application),
        "form": form,
        "may_enter": application.status == Status.NIB_REQUESTED,
    }


@roles(*FILERS)
def enter_nib(request: Request, ref: str) -> HttpResponse:
    """/permohonan/<ref>/nib/: keep the typed NIB and ask OSS for it in the background."""
    application = file_of(request.actor, ref)
    form = NibForm(request.POST or None)
    if request.method != "POST" or application.status != Status.NIB_REQUESTED:
        return redirect("oss_sheet", application.ref)
    if not form.is_valid():
        return unready(request, TEMPLATE, sheet_context(application, form))
    if why := why_not_act_for(application, request.actor):
        return refused(request, TEMPLATE, sheet_context(application, form), why)
    pulling.ask_for(application, form.cleaned_data["nib"])
    note = _("NIB dimasukkan; OSS ditanya.")
    book.record("application.nib_entered", subject=application.subject, who=request.actor, note=note)
    return redirect(application)
