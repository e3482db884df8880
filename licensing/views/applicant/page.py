"""The page of one file: where it stands, what to do now, its papers, its story."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import roles
from accounts.requests import Request
from foundation.calendar import days
from licensing import workflow
from licensing.actions import withdraw
from licensing.life.steps import Step
from licensing.life.storytelling import told
from licensing.queries import File, checklist, documents_of, file_of, grounds, papers_of
from licensing.queries.oss import oss_knows
from licensing.terms import Status
from licensing.views.applicant.wizard import FILERS
from licensing.views.replies import refused

TEMPLATE = "licensing/applicant/file.html"
UPLOADING = frozenset({Status.FULFILLING, Status.INCOMPLETE, Status.CORRECTION, Status.CORRECTION_RESET})


@roles(*FILERS)
def show(request: Request, ref: str) -> HttpResponse:
    """/permohonan/<ref>/"""
    application = file_of(request.actor, ref)
    if application.status == Status.DRAFT:
        return redirect("file_overview", application.ref)
    if ref != application.ref:
        return redirect(application)
    return render(request, TEMPLATE, file_context(request, application))


def file_context(request: Request, application: File) -> dict[str, Any]:
    """Everything that the file page says."""
    uploads = application.status in UPLOADING or application.uploads_open
    return {
        "file": application,
        "moments": told(application),
        "documents": documents_of(application),
        "uploads": uploads,
        "papers": papers_of(application, checklist(application)),
        "clock": clock(application),
        "why_not_withdraw": workflow.why_not(application, Step.WITHDRAW, request.actor),
        "oss": oss_knows(application),
        "mode": settings.OSS_MODE,
        "ground": ground_of(application),
    }


def ground_of(application: File) -> Any:
    """The coded ground of a refusal, with what would have to change."""
    if not application.ground_code:
        return None
    day = timezone.localtime(application.decided_at or application.signed_at or timezone.now()).date()
    return grounds(day).filter(code=application.ground_code).first()


def clock(application: File) -> dict[str, Any] | None:
    """The promise in working days: used, whole, and whether it stands still."""
    if application.complete_at is None or not application.working_days or application.word.is_final:
        return None
    if application.pauses.filter(ended_at=None).exists():
        return {"paused": True, "total": application.working_days, "used": 0}
    due = application.technical_due_on
    if due is None:
        return None
    left = days.left(due, today=timezone.localdate())
    return {"paused": False, "total": application.working_days, "used": max(application.working_days - left, 0)}


@roles(*FILERS)
def withdrawal(request: Request, ref: str) -> HttpResponse:
    """/batal/: a page that says what it means, then the act."""
    application = file_of(request.actor, ref)
    why = workflow.why_not(application, Step.WITHDRAW, request.actor)
    context = {"file": application, "why_not": why, "cancel_url": application.get_absolute_url()}
    if request.method != "POST":
        return render(request, "licensing/applicant/withdraw.html", context)
    try:
        withdraw.withdraw(application, actor=request.actor, note=request.POST.get("alasan", "")[:1000])
    except workflow.Refused as no:
        return refused(request, "licensing/applicant/withdraw.html", context, no)
    return redirect(application)


__all__ = ["file_context", "show", "withdrawal"]
