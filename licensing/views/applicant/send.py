"""Check, send, receipt: the second submission, the answer to "belum lengkap" and the answer to a correction."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from foundation.office.office import current
from licensing import workflow
from licensing.actions import correct, submit
from licensing.life.guards import missing
from licensing.life.steps import RULES, Step
from licensing.queries import File, documents_of, file_of
from licensing.terms import Status
from licensing.views.applicant.uploads import uploads_context
from licensing.views.applicant.wizard import FILERS
from licensing.views.replies import refused

TEMPLATE = "licensing/applicant/check.html"
STEPS = {
    Status.FULFILLING: Step.SUBMIT,
    Status.INCOMPLETE: Step.SUPPLY,
    Status.CORRECTION: Step.CORRECT,
    Status.CORRECTION_RESET: Step.CORRECT_AFRESH,
    Status.ACCOMPANIED: Step.SUPPLY_ELSEWHERE,
}


def step_of(application: File) -> Step | None:
    """The applicant's next step on this file, if there is one."""
    step = STEPS.get(application.word)
    return Step.HAND_OVER if step is Step.SUBMIT and not application.is_ours else step


def check_context(request: Request, application: File) -> dict[str, Any]:
    """What will be sent, and why it cannot be sent yet."""
    step = step_of(application)
    why = ""
    if step is not None:
        why = workflow.why_not(application, step, request.actor) or missing(RULES[step], application, note="", facts={})
    return {**uploads_context(application), "step": step, "why_not": why, "office_limits": current()}


@roles(*FILERS)
def check(request: Request, ref: str) -> HttpResponse:
    """/periksa/: everything once more before it is sent."""
    application = file_of(request.actor, ref)
    if step_of(application) is None:
        return redirect(application)
    return render(request, TEMPLATE, check_context(request, application))


@roles(*FILERS)
@require_POST
def send(request: Request, ref: str) -> HttpResponse:
    """/kirim/: one act however often it is pressed; a repeat leads to the same receipt."""
    application = file_of(request.actor, ref)
    step = step_of(application)
    if step is None:
        return redirect("file_receipt", application.ref)
    try:
        if application.status in {Status.FULFILLING, Status.INCOMPLETE}:
            submit.submit(application, actor=request.actor)
        else:
            correct.correct(application, actor=request.actor)
    except workflow.Refused as no:
        application.refresh_from_db()
        if step_of(application) is None:
            return redirect("file_receipt", application.ref)
        return refused(request, TEMPLATE, check_context(request, application), no)
    if step in {Step.CORRECT, Step.CORRECT_AFRESH}:
        messages.success(request, _("Perbaikan Anda terkirim. Dinas teknis melanjutkan pemeriksaan."))
    return redirect("file_receipt", application.ref)


@roles(*FILERS)
def receipt(request: Request, ref: str) -> HttpResponse:
    """/tanda-terima/: number, QR, promise, when the clock starts."""
    application = file_of(request.actor, ref)
    if application.submitted_at is None:
        raise Http404
    papers = [row for row in documents_of(application) if row.kind == "receipt"]
    tracking = f"{settings.SITE_URL}/lacak/{application.number}/?kode={application.tracking_code}"
    context = {
        "file": application,
        "limits": current(),
        "paper": papers[0] if papers else None,
        "tracking": tracking,
        "whatsapp": f"https://wa.me/?{urlencode({'text': f'{application.number} {tracking}'})}",
    }
    return render(request, "licensing/applicant/receipt.html", context)
