"""/loket/bantu/<berkas>/pindai/: several scans at once onto the tray, then each to its requirement."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import scans
from counter.assisted.forms.service import TrayForm
from counter.assisted.models import Assistance
from counter.assisted.queries.sessions import tray_of
from counter.assisted.views.service import file_in, with_person
from licensing.queries import File, checklist, papers_of
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

clerks = roles(Role.CLERK)
TEMPLATE = "counter/assisted/tray.html"
MOST = 30


def tray(request: Request, assistance: Assistance, file: File, **more: Any) -> dict[str, Any]:
    """What lies on the tray, and which requirements wait."""
    requirements = checklist(file)
    lines = [line for line in requirements if line.is_open]
    posted = request.POST if more.pop("is_bound", False) else None
    return {
        "assistance": assistance,
        "person": assistance.person,
        "file": file,
        "papers": papers_of(file, requirements),
        "lines": [
            {"line": line, "current": next((e for e in line.evidence.all() if e.replaced_at is None), None)}
            for line in lines
        ],
        "form": TrayForm(posted, scans=tray_of(file), lines=lines),
        "most": MOST,
        "megabytes": settings.FILE_MAX_BYTES // (1024 * 1024),
        **more,
    }


@clerks
@never_cache
@require_safe
@with_person
def show(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """The tray."""
    return render(request, TEMPLATE, tray(request, assistance, file_in(assistance, ref)))


@clerks
@require_POST
@with_person
def receive(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """Put scans on the tray; each bad one is named, the good ones stay, and what was one pile too many is told."""
    file = file_in(assistance, ref)
    uploads = request.FILES.getlist("berkas")
    try:
        troubles = scans.receive(assistance, file, uploads[:MOST], actor=request.actor)
    except Refused as no:
        return refused(request, TEMPLATE, tray(request, assistance, file), no)
    left = [_("%(name)s: lebih dari %(most)d berkas sekaligus. Unggah lagi.") % {"name": one.name, "most": MOST}
            for one in uploads[MOST:]]  # fmt: skip
    troubles += left
    if not uploads:
        troubles = [_("Pilih berkas pindaian dulu.")]
    if troubles:
        return unready(request, TEMPLATE, tray(request, assistance, file, troubles=troubles))
    return redirect("assist_scans", file.ref)


@clerks
@require_POST
@with_person
def assign(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """Give each scan to its requirement."""
    file = file_in(assistance, ref)
    context = tray(request, assistance, file, is_bound=True)
    form: TrayForm = context["form"]
    if not form.is_valid():
        return unready(request, TEMPLATE, context)
    try:
        given = scans.assign(assistance, form.scans, form.chosen(), actor=request.actor)
    except Refused as no:
        return refused(request, TEMPLATE, context, no)
    messages.success(request, _("%(n)d pindaian dipasangkan.") % {"n": given})
    return redirect("assist_scans", file.ref)
