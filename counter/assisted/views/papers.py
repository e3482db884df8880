"""Printing at the counter, the cover sheet SALINAN, and /loket/serah/: papers into somebody's hands."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted import cover
from counter.assisted.actions import papers
from counter.assisted.forms.service import HandOverForm
from counter.assisted.models import Assistance, HandOver, Printing
from counter.assisted.queries.people import files_of
from counter.assisted.terms import Attendance
from counter.assisted.views.service import file_in, with_person
from foundation.files import intake
from licensing.queries import File, document_visible_to
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

clerks = roles(Role.CLERK)
PRINTS, HAND = "counter/assisted/prints.html", "counter/assisted/hand_over.html"


@clerks
@never_cache
@require_safe
@with_person
def prints(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """/loket/bantu/<berkas>/cetak/: what can be printed, and how often it was."""
    return render(request, PRINTS, prints_context(assistance, file_in(assistance, ref)))


def prints_context(assistance: Assistance, file: File) -> dict[str, Any]:
    """Each paper with its printings."""
    ready = papers.ready(file)
    counted: dict[int, list[Printing]] = {row.pk: [] for row in ready}
    for printing in Printing.objects.filter(document__in=ready).select_related("officer").order_by("number"):
        counted[printing.document_id].append(printing)
    rows = [{"document": row, "printings": counted[row.pk]} for row in ready]
    return {"assistance": assistance, "person": assistance.person, "file": file, "rows": rows}


@clerks
@require_POST
@with_person
def print_one(request: Request, assistance: Assistance, code: str) -> HttpResponse:
    """Print: the first time the paper itself; afterwards its cover sheet SALINAN is offered beside it."""
    document = document_visible_to(request.actor, code)
    if document is None:
        raise Http404
    try:
        printing = papers.printed(assistance, document, actor=request.actor)
    except Refused as no:
        return refused(request, PRINTS, prints_context(assistance, document.application), no)
    if printing.number > 1:
        messages.info(request, _("Cetakan ke-%(n)d: cetak lembar SALINAN dan dokumennya.") % {"n": printing.number})
        return redirect("assist_prints", document.application.ref)
    return redirect("document_download", document.code)


@clerks
@require_safe
def copy_cover(request: Request, pk: int) -> HttpResponse:
    """/loket/salinan/<cetakan>.pdf: a sheet of its own; the file stays as it was signed."""
    printing = get_object_or_404(
        Printing.objects.select_related("document__application__holder", "officer"), pk=pk, number__gt=1
    )
    if document_visible_to(request.actor, printing.document.code) is None:
        raise Http404
    response = HttpResponse(cover.pdf(printing), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="SALINAN-{printing.document.number or printing.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@clerks
@never_cache
@require_safe
@with_person
def to_hand_over(request: Request, assistance: Assistance) -> HttpResponse:
    """/loket/serah/: which file's papers does this person take home?"""
    rows = [{"file": row, "ready": papers.ready(row)} for row in files_of(assistance.person).exclude(number=None)[:12]]
    context = {"assistance": assistance, "person": assistance.person, "rows": rows}
    return render(request, "counter/assisted/hand_over_files.html", context)


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def hand_over(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """/loket/serah/<berkas>/: name, signature, and the letter of authority once more where a proxy stands there."""
    file = file_in(assistance, ref)
    is_proxy = assistance.attendance == Attendance.PROXY
    form = HandOverForm(request.POST or None, request.FILES or None, documents=papers.ready(file), is_proxy=is_proxy)
    if request.method != "POST":
        return render(request, HAND, hand_context(assistance, file, form))
    if not form.is_valid():
        return unready(request, HAND, hand_context(assistance, file, form))
    return given(request, assistance, file, form)


def given(request: Request, assistance: Assistance, file: File, form: HandOverForm) -> HttpResponse:
    """Keep the signature, then the act."""
    told = form.cleaned_data
    context = hand_context(assistance, file, form)
    if context["why_not"]:
        return refused(request, HAND, context, context["why_not"])
    try:
        signature = intake.receive(told["signature"], purpose="signature", subject=file.subject, who=request.actor)
        papers.hand_over(
            assistance, file, form.chosen(), signature, how=told["how"],
            letter_shown=told.get("letter_shown", False), actor=request.actor,
        )  # fmt: skip
    except intake.FileRefused as no:
        form.add_error("paper", str(no))
        return unready(request, HAND, context)
    except Refused as no:
        return refused(request, HAND, context, no)
    messages.success(request, _("Penyerahan dokumen tercatat."))
    return redirect("assist_hand_over", file.ref)


def hand_context(assistance: Assistance, file: File, form: HandOverForm) -> dict[str, Any]:
    """Who takes what, and what was given before."""
    is_proxy = assistance.attendance == Attendance.PROXY
    before = HandOver.objects.filter(application=file).prefetch_related("documents").order_by("-pk")
    return {
        "assistance": assistance,
        "person": assistance.person,
        "file": file,
        "form": form,
        "taker": assistance.attendant if is_proxy else assistance.person.name,
        "is_proxy": is_proxy,
        "before": list(before[:10]),
        "why_not": papers.why_not_hand_over(assistance, file),
    }
