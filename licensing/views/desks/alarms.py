"""Admin and head settle what stands on a file as "Perlu perhatian"."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from licensing.actions import alarms
from licensing.forms.desks import NoteForm
from licensing.queries import file_of
from licensing.views.desks.dossier import file_facts
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

TEMPLATE = "licensing/desks/read.html"


@roles(*alarms.SETTLERS)
@require_POST
def settle(request: Request, ref: str) -> HttpResponse:
    """/berkas-permohonan/<ref>/masalah/: done, with the words what was done."""
    application = file_of(request.actor, ref)
    form = NoteForm(request.POST)
    context = {**file_facts(request, application), "alarm_form": form}
    if not form.is_valid():
        return unready(request, TEMPLATE, context)
    try:
        alarms.settle(application, actor=request.actor, note=form.cleaned_data["note"])
    except Refused as no:
        return refused(request, TEMPLATE, context, no)
    return redirect("desk_file", application.ref)
