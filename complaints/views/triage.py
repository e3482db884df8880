"""Triage of the inspectorate: whom is it about, who was on duty, whose files change hands."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.actions import triage
from complaints.forms.triage import AccusedForm, DutyForm, HandOverForm
from complaints.models import Complaint
from complaints.queries import duty
from complaints.queries import triage as queries
from complaints.views.desk import found
from complaints.workflow import Refused

AROUND = timedelta(hours=1)


def board(request: Request, complaint: Complaint, status: int = 200, **more: Any) -> HttpResponse:
    """The triage page."""
    shown = {
        "complaint": complaint,
        "accused": complaint.accused.select_related("user", "agency"),
        "duty_form": DutyForm(initial={"window": "", "at": None}),
        "people": [],
        "accused_form": AccusedForm(),
        "files": queries.files_to_hand_over(complaint),
        "hand_over_form": HandOverForm(people=queries.colleagues(complaint)),
        **more,
    }
    return render(request, "complaints/desk/triage.html", shown, status=status)


@roles(Role.INSPECTORATE)
@never_cache
def triage_page(request: Request, number: str) -> HttpResponse:
    """Window and time in, names out: from the logbook, the shifts and the journal of the linked file."""
    complaint = found(request, number)
    subject = complaint.application.subject if complaint.application else ""
    form = DutyForm(request.GET) if request.GET else DutyForm(initial={"at": complaint.happened_on})
    window, start, end = "", None, None
    at: datetime | None = form.cleaned_data["at"] if form.is_bound and form.is_valid() else None
    if at:
        window, start, end = form.cleaned_data["window"], at - AROUND, at + AROUND
    people = duty.candidates(window=window, start=start, end=end, subject=subject)
    named = queries.officers(form.cleaned_data["name"])[:20] if form.is_bound and form.data.get("name") else []
    return board(request, complaint, 422 if form.errors else 200, duty_form=form, people=[*people, *named])


@roles(Role.INSPECTORATE)
@require_POST
def accused(request: Request, number: str) -> HttpResponse:
    """Name people: from now on they never find this complaint."""
    complaint, form = found(request, number), AccusedForm(request.POST)
    if not form.is_valid():
        return board(request, complaint, 422, accused_form=form)
    try:
        triage.name_accused(
            complaint, list(form.cleaned_data["people"]), actor=request.actor, description=form.cleaned_data["words"]
        )
    except Refused as no:
        return board(request, complaint, 409, refusal=str(no))
    return redirect("complaint_triage", number=complaint.number)


@roles(Role.INSPECTORATE)
@require_POST
def unname(request: Request, number: str, pk: int) -> HttpResponse:
    """Named by mistake."""
    complaint = found(request, number)
    try:
        triage.unname(complaint, pk, actor=request.actor)
    except Refused as no:
        return board(request, complaint, 409, refusal=str(no))
    return redirect("complaint_triage", number=complaint.number)


@roles(Role.INSPECTORATE)
@require_POST
def hand_over(request: Request, number: str) -> HttpResponse:
    """The complainant's open files go to a colleague of the accused."""
    complaint = found(request, number)
    form = HandOverForm(request.POST, people=queries.colleagues(complaint))
    if not form.is_valid():
        return board(request, complaint, 422, hand_over_form=form)
    try:
        triage.hand_over_files(complaint, form.cleaned_data["to"], actor=request.actor)
    except Refused as no:
        return board(request, complaint, 409, refusal=str(no))
    return redirect("complaint_triage", number=complaint.number)
