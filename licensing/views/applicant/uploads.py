"""The checklist of a file: one small form per requirement, so that one bad file never costs the others."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from foundation.files.intake import FileRefused
from foundation.identity.digits import whole_number
from licensing.actions import attach
from licensing.queries import File, checklist, evidence_library, file_of, may_stay_out, papers_of
from licensing.views.applicant.page import UPLOADING
from licensing.views.applicant.wizard import FILERS
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

TEMPLATE = "licensing/applicant/uploads.html"


@roles(*FILERS)
def index(request: Request, ref: str) -> HttpResponse:
    """/permohonan/<ref>/dokumen/"""
    return render(request, TEMPLATE, uploads_context(file_of(request.actor, ref)))


@roles(*FILERS)
@require_POST
def upload(request: Request, ref: str, number: int) -> HttpResponse:
    """Receive one file for one requirement."""
    application = file_of(request.actor, ref)
    line = line_of(application, number)
    try:
        attach.attach(line, request.FILES.get("berkas"), actor=request.actor)
    except FileRefused as no:
        return unready(request, TEMPLATE, uploads_context(application, wrong={line.pk: str(no)}))
    except Refused as no:
        return refused(request, TEMPLATE, uploads_context(application), no)
    return redirect(f"{application.get_absolute_url()}dokumen/#syarat-{number}")


@roles(*FILERS)
@require_POST
def reuse(request: Request, ref: str, number: int) -> HttpResponse:
    """Use a paper of an earlier file of the same business."""
    application = file_of(request.actor, ref)
    line = line_of(application, number)
    chosen = whole_number(request.POST.get("bukti", "")) or 0
    earlier = evidence_library(application).filter(pk=chosen).first()
    if earlier is None:
        raise Http404
    try:
        attach.reuse(line, earlier, actor=request.actor)
    except Refused as no:
        return refused(request, TEMPLATE, uploads_context(application), no)
    return redirect(f"{application.get_absolute_url()}dokumen/#syarat-{number}")


@roles(*FILERS)
@require_POST
def remove(request: Request, ref: str, number: int) -> HttpResponse:
    """Take a file away before it is sent."""
    application = file_of(request.actor, ref)
    line = line_of(application, number)
    try:
        attach.detach(line, actor=request.actor)
    except Refused as no:
        return refused(request, TEMPLATE, uploads_context(application), no)
    return redirect(f"{application.get_absolute_url()}dokumen/#syarat-{number}")


def line_of(application: File, number: int) -> Any:
    """The living requirement with this number, or 404."""
    found = next((line for line in checklist(application) if line.number == number), None)
    if found is None:
        raise Http404
    return found


def uploads_context(application: File, wrong: dict[int, str] | None = None) -> dict[str, Any]:
    """Each line with its current file, old versions, the reviewer's note and what went wrong just now."""
    library = list(evidence_library(application)[:20])
    lines: list[dict[str, Any]] = []
    requirements = checklist(application)
    for line in requirements:
        versions = list(line.evidence.all())
        current = next((e for e in versions if e.replaced_at is None), None)
        lines.append(
            {
                "line": line,
                "current": current,
                "old": [e for e in versions if e.replaced_at is not None],
                "error": (wrong or {}).get(line.pk, ""),
                "id": f"syarat-{line.number}",
                "may_stay_out": may_stay_out(application, line),
                "is_new": current is not None and current.round == application.correction_round,
            }
        )
    return {
        "file": application,
        "lines": lines,
        "library": library,
        "papers": papers_of(application, requirements),
        "may_upload": application.status in UPLOADING or application.uploads_open,
    }
