"""The desk /tangani/pengaduan/: register, one complaint, its steps, dialogue, evidence and links."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints import actions
from complaints.actions import dialogue, handling, linking, publishing, triage
from complaints.channels.mail import aside
from complaints.forms.desk import FORMS, LinkForm, MessageForm, PublishForm
from complaints.forms.register import RegisterFilter
from complaints.models import Complaint
from complaints.queries.desk import late_among, listed
from complaints.queries.pages import desk_page
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from complaints.views.lines import lines
from complaints.workflow import Refused, why_not
from foundation.files.intake import FileRefused
from foundation.ui import keyset

DESKS = (Role.COMPLAINTS, Role.INSPECTORATE, Role.WHISTLE)
READERS = (
    *DESKS, Role.HEAD, Role.REVIEWER, Role.BACK_OFFICE, Role.CLERK, Role.INFORMATION, Role.SUPERVISOR,
)  # fmt: skip


def found(request: Request, number: str) -> Complaint:
    """The complaint, if it exists for whoever asks. Raises Http404."""
    return get_object_or_404(visible_to(request.actor), number=number)


def page(request: Request, complaint: Complaint, status: int = 200, **more: Any) -> HttpResponse:
    """One complaint's page."""
    return render(request, "complaints/desk/detail.html", desk_page(complaint, request.actor, **more), status=status)


def refused(request: Request, complaint: Complaint, why: object) -> HttpResponse:
    """409: the page as it is now, with the sentence."""
    complaint.refresh_from_db()
    return page(request, complaint, 409, refusal=str(why))


def may_enter(request: Request) -> bool:
    """Does this role take down what comes by other channels?"""
    return request.actor.role == Role.COMPLAINTS


@roles(*READERS)
@never_cache
def register(request: Request) -> HttpResponse:
    """The register of this actor, newest first."""
    form = RegisterFilter(request.GET)
    rows = form.apply(listed(request.actor))
    shown = keyset.page(rows, request.GET, order=("-created_at", "-id"))
    rows_shown = lines(shown.rows, late_among(shown.rows))
    context = {"page": shown, "form": form, "may_enter": may_enter(request), "rows": rows_shown}
    if may_enter(request):
        context["mails"] = aside.waiting().count()
    return render(request, "complaints/desk/register.html", context)


@roles(*READERS)
@never_cache
def detail(request: Request, number: str) -> HttpResponse:
    """One complaint; the complainant's name and contact stay closed."""
    return page(request, found(request, number))


@roles(*DESKS)
@never_cache
@require_POST
def contact(request: Request, number: str) -> HttpResponse:
    """Open the complainant's name and contact; the look is journalled."""
    complaint = found(request, number)
    return page(request, complaint, is_open=True, person=actions.reveal(complaint, actor=request.actor))


@roles(*READERS)
@never_cache
def step(request: Request, number: str, name: str) -> HttpResponse:
    """One step: its form, then the step itself."""
    complaint = found(request, number)
    if name not in FORMS:
        raise Http404
    chosen = Step(name)
    if why := why_not(complaint, chosen, request.actor):
        return refused(request, complaint, why)
    form = FORMS[chosen](request.POST if request.method == "POST" else None, complaint=complaint)
    if request.method == "POST" and form.is_valid():
        try:
            take = triage.TRIAGE.get(chosen, handling.take)
            take(complaint, chosen, form.cleaned_data, actor=request.actor)
        except Refused as no:
            return refused(request, complaint, no)
        return redirect(after(complaint, request))
    shown = {"complaint": complaint, "form": form, "label": chosen.label}
    return render(request, "complaints/desk/step.html", shown, status=422 if form.is_bound else 200)


def after(complaint: Complaint, request: Request) -> str:
    """The page of the complaint, or the register when it is out of this actor's sight now."""
    seen = visible_to(request.actor).filter(pk=complaint.pk).exists()
    return f"/tangani/pengaduan/{complaint.number}/" if seen else "/tangani/pengaduan/"


@roles(*READERS)
@require_POST
def message(request: Request, number: str) -> HttpResponse:
    """Write to the complainant, or a note to colleagues."""
    complaint, form = found(request, number), MessageForm(request.POST)
    if not form.is_valid():
        return page(request, complaint, 422, message_form=form)
    try:
        if form.cleaned_data["is_internal"]:
            dialogue.note(complaint, form.cleaned_data["text"], actor=request.actor)
        else:
            dialogue.say(complaint, form.cleaned_data["text"], actor=request.actor, as_sender=False)
    except Refused as no:
        return refused(request, complaint, no)
    return redirect("complaint_detail", number=complaint.number)


@roles(*DESKS)
@require_POST
def evidence(request: Request, number: str) -> HttpResponse:
    """A photo, paper or voice note that the complainant handed to the desk."""
    complaint = found(request, number)
    try:
        file = dialogue.attach(complaint, request.FILES.get("berkas"), actor=request.actor, as_sender=False)
    except FileRefused as no:
        return page(request, complaint, no.status, upload_error=str(no), page_has_errors=True)
    dialogue.add_evidence(complaint, file, actor=request.actor, as_sender=False)
    return redirect("complaint_detail", number=complaint.number)


@roles(Role.COMPLAINTS, Role.INSPECTORATE)
def link(request: Request, number: str) -> HttpResponse:
    """Tie it to an application or a business."""
    complaint = found(request, number)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            linking.link(complaint, actor=request.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return redirect("complaint_detail", number=complaint.number)
    shown = {"complaint": complaint, "form": form, "label": _("Tautkan")}
    return render(request, "complaints/desk/step.html", shown, status=422 if form.is_bound else 200)


@roles(Role.COMPLAINTS)
def publish(request: Request, number: str) -> HttpResponse:
    """Put it on the public page, or take it off."""
    complaint = found(request, number)
    form = PublishForm(request.POST or None, initial=publishing.proposal(complaint))
    if request.method == "POST" and ("turunkan" in request.POST or form.is_valid()):
        try:
            if "turunkan" in request.POST:
                publishing.unpublish(complaint, actor=request.actor)
            elif publishing.publish(complaint, **form.cleaned_data, actor=request.actor):
                messages.info(request, _("Nomor pribadi dalam teks disamarkan sebelum diumumkan."))
        except Refused as no:
            return refused(request, complaint, no)
        return redirect("complaint_detail", number=complaint.number)
    shown = {"complaint": complaint, "form": form, "label": _("Umumkan"), "is_publishing": True}
    return render(request, "complaints/desk/step.html", shown, status=422 if form.is_bound else 200)
