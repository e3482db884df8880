"""The technical agency's workspace: claim a file, judge each line beside its document, send the result."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.files.intake import FileRefused, receive
from foundation.files.models import StoredFile
from licensing import workflow
from licensing.actions import verify, visits
from licensing.forms.desks import (
    ApproveForm,
    CorrectionForm,
    NoteForm,
    RefusalForm,
    VerdictForm,
    VisitedForm,
    VisitForm,
)
from licensing.life.guards import missing
from licensing.life.steps import RULES, Step
from licensing.queries import File, file_of
from licensing.terms import Verdict
from licensing.views.desks.dossier import file_facts
from licensing.views.replies import done, refused, unready

WORKSPACE = "licensing/desks/review.html"
RESULT = "licensing/desks/result.html"
CHOICES = (
    (Verdict.MEETS.value, Verdict.MEETS.label, "good"),
    (Verdict.REPAIR.value, Verdict.REPAIR.label, "action"),
    (Verdict.FAILS.value, Verdict.FAILS.label, "bad"),
)


@roles(Role.REVIEWER)
def show(request: Request, ref: str, number: int = 0) -> HttpResponse:
    """/tinjau/<ref>/ and /tinjau/<ref>/dokumen/<n>/: list, document and verdict on one screen."""
    application = file_of(request.actor, ref)
    if request.method == "POST":
        return judge(request, application, number)
    return render(request, WORKSPACE, workspace(request, application, number))


def workspace(request: Request, application: File, number: int, form: Any = None) -> dict[str, Any]:
    """The line under review, its neighbours, and what may be done with the file."""
    facts = file_facts(request, application)
    lines = facts["lines"]
    numbers = [row["line"].number for row in lines]
    here = numbers.index(number) if number in numbers else first_open(lines)
    if number and number not in numbers:
        raise Http404
    row = lines[here] if lines else None
    return {
        **facts,
        "row": row,
        "form": form or VerdictForm(initial={"note": row["line"].verdict_note} if row else None),
        "verdict_value": form["verdict"].value() if form else row["line"].verdict if row else "",
        "choices": CHOICES,
        "next_number": numbers[here + 1] if here + 1 < len(numbers) else None,
        "previous_number": numbers[here - 1] if here else None,
        "why_not_claim": workflow.why_not(application, Step.CLAIM, request.actor),
        "why_not_take_over": workflow.why_not(application, verify.taking_over(application), request.actor),
        "why_not_judge": workflow.why_not(application, Step.REJECT, request.actor),
        "elsewhere": [] if not row or row["current"] else [other for other in lines if other["current"]],
        "pages": range(1, row["current"].file.pages + 1) if row and row["current"] else (),
    }


def first_open(lines: list[dict[str, Any]]) -> int:
    """Where the work goes on: the first line without a word, else the first."""
    return next((place for place, row in enumerate(lines) if not row["line"].verdict), 0)


@roles(Role.REVIEWER)
@require_POST
def lay_to(request: Request, ref: str, number: int) -> HttpResponse:
    """A paper of another line belongs to this one."""
    application = file_of(request.actor, ref)
    context = workspace(request, application, number)
    chosen = request.POST.get("bukti", "")
    shown = next((row["current"] for row in context["elsewhere"] if str(row["current"].pk) == chosen), None)
    if shown is None:
        return refused(request, WORKSPACE, context, workflow.Refused(_("Pilih berkas dari daftar.")))
    try:
        verify.lay_to(context["row"]["line"], shown, actor=request.actor)
    except workflow.Refused as no:
        return refused(request, WORKSPACE, context, no)
    return redirect("desk_review_line", application.ref, number)


def judge(request: Request, application: File, number: int) -> HttpResponse:
    """Keep the verdict on one line and go on to the next one without a verdict."""
    context = workspace(request, application, number)
    if context["row"] is None:
        raise Http404
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return unready(request, WORKSPACE, workspace(request, application, number, form))
    data = form.cleaned_data
    try:
        verify.assess(context["row"]["line"], Verdict(data["verdict"]), actor=request.actor, note=data["note"])
    except workflow.Refused as no:
        return refused(request, WORKSPACE, workspace(request, application, number, form), no)
    if context["next_number"]:
        return redirect("desk_review_line", application.ref, context["next_number"])
    return redirect("desk_result", application.ref)


@roles(Role.REVIEWER)
@require_POST
def claim(request: Request, ref: str) -> HttpResponse:
    """Take the file in hand."""
    application = file_of(request.actor, ref)
    try:
        verify.claim(application, actor=request.actor)
    except workflow.Refused as no:
        application.refresh_from_db()
        return refused(request, WORKSPACE, workspace(request, application, 0), no)
    return redirect("desk_review", application.ref)


@roles(Role.REVIEWER)
@require_POST
def take_over(request: Request, ref: str) -> HttpResponse:
    """Go on with a colleague's file."""
    application = file_of(request.actor, ref)
    form = NoteForm(request.POST)
    context = {**workspace(request, application, 0), "take_over_form": form}
    if not form.is_valid():
        return unready(request, WORKSPACE, context)
    try:
        verify.take_over(application, actor=request.actor, note=form.cleaned_data["note"])
    except workflow.Refused as no:
        return refused(request, WORKSPACE, context, no)
    return redirect("desk_review", application.ref)


def result_context(request: Request, application: File, **forms: Any) -> dict[str, Any]:
    """The four results, each with its form and the sentence that closes it."""
    steps = {
        "approve": Step.APPROVE,
        "correct": Step.ASK_CORRECTION,
        "reject": Step.REJECT,
        "visit": Step.PLAN_VISIT,
    }
    return {
        **file_facts(request, application),
        "approve_form": forms.get("approve") or ApproveForm(prefix="approve"),
        "correct_form": forms.get("correct") or CorrectionForm(prefix="correct"),
        "reject_form": forms.get("reject") or RefusalForm(application=application, prefix="reject"),
        "visit_form": forms.get("visit") or VisitForm(prefix="visit"),
        "visited_form": forms.get("visited") or VisitedForm(prefix="visited"),
        "why_not": {name: closed(application, step, request) for name, step in steps.items()},
    }


def closed(application: File, step: Step, request: Request) -> str:
    """Why a result cannot be sent now: the state, or what is still missing apart from the form itself."""
    content = RULES[step].needs - {"note", "ground", "visit"}
    return workflow.why_not(application, step, request.actor) or missing(
        replace(RULES[step], needs=content), application, note="", facts={}
    )


@roles(Role.REVIEWER)
def result(request: Request, ref: str) -> HttpResponse:
    """/tinjau/<ref>/hasil/"""
    application = file_of(request.actor, ref)
    if request.method != "POST":
        return render(request, RESULT, result_context(request, application))
    send = SENDERS.get(request.POST.get("hasil", ""))
    if send is None:
        raise Http404
    return send(request, application)


@contextmanager
def paper_sent(request: Request, application: File) -> Iterator[StoredFile | None]:
    """The agency's own paper that came with a form, stored, else None. A refused step leaves nothing of it behind.

    Raises FileRefused.
    """
    sent, kept = request.FILES.get("berkas"), None
    if sent:
        kept = receive(sent, purpose="technical_letter", subject=application.subject, who=request.actor)
    try:
        yield kept
    except workflow.Refused:
        if kept:
            kept.delete()  # nobody names it; the sweep takes the bytes
        raise


def approve(request: Request, application: File) -> HttpResponse:
    """45, perhaps with the agency's letter."""
    form = ApproveForm(request.POST, prefix="approve")
    if not form.is_valid():
        return unready(request, RESULT, result_context(request, application, approve=form))
    try:
        with paper_sent(request, application) as letter:
            verify.approve(application, actor=request.actor, note=form.cleaned_data["note"], letter=letter)
    except (workflow.Refused, FileRefused) as no:
        return refused(request, RESULT, result_context(request, application, approve=form), no)
    return done(request, application, "desk_agency")


def correct(request: Request, application: File) -> HttpResponse:
    """41 or 43."""
    form = CorrectionForm(request.POST, prefix="correct")
    if not form.is_valid():
        return unready(request, RESULT, result_context(request, application, correct=form))
    data = form.cleaned_data
    try:
        verify.ask_correction(application, actor=request.actor, afresh=data["how"] == "reset", note=data["note"])
    except workflow.Refused as no:
        return refused(request, RESULT, result_context(request, application, correct=form), no)
    return done(request, application, "desk_agency")


def reject(request: Request, application: File) -> HttpResponse:
    """93."""
    form = RefusalForm(request.POST, application=application, prefix="reject")
    if not form.is_valid():
        return unready(request, RESULT, result_context(request, application, reject=form))
    data = form.cleaned_data
    try:
        verify.reject(application, actor=request.actor, note=data["note"], ground=data["ground"])
    except workflow.Refused as no:
        return refused(request, RESULT, result_context(request, application, reject=form), no)
    return done(request, application, "desk_agency")


def visit(request: Request, application: File) -> HttpResponse:
    """40."""
    form = VisitForm(request.POST, prefix="visit")
    if not form.is_valid():
        return unready(request, RESULT, result_context(request, application, visit=form))
    data = form.cleaned_data
    try:
        verify.plan_visit(application, actor=request.actor, on=data["on"], note=data["note"])
    except workflow.Refused as no:
        return refused(request, RESULT, result_context(request, application, visit=form), no)
    return done(request, application, "desk_review", application.ref)


def visited(request: Request, application: File) -> HttpResponse:
    """What the visit showed, perhaps with the signed berita acara; then on to the result."""
    form = VisitedForm(request.POST, prefix="visited")
    if not form.is_valid():
        return unready(request, RESULT, result_context(request, application, visited=form))
    try:
        with paper_sent(request, application) as signed:
            visits.record(application, actor=request.actor, findings=form.cleaned_data["findings"], report=signed)
    except (workflow.Refused, FileRefused) as no:
        return refused(request, RESULT, result_context(request, application, visited=form), no)
    messages.success(request, _("Hasil peninjauan lapangan tercatat."))
    return redirect("desk_result", application.ref)


SENDERS = {"approve": approve, "correct": correct, "reject": reject, "visit": visit, "visited": visited}
