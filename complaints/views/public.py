"""Doors of complaints for anybody: three steps in (story, evidence, receipt), tracking, what was published."""

import time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.requests import Request
from complaints import actions, queries
from complaints.actions import dialogue
from complaints.forms.public import ComplaintForm, TrackForm, WhistleForm
from complaints.models import Complaint
from complaints.papers import drawing
from complaints.queries import late_files, published
from complaints.terms import EXPLAINED, Category, Stage
from foundation.files.intake import FileRefused
from foundation.identity.running_text import masked
from foundation.throttle import budget
from foundation.ui import keyset
from licensing.catalogue.services import standards

SENT_KEY = "complaint_sent"
RECEIPT_SECONDS = 1800
FILING_BUDGET = "20/hour"
TRACKING_BUDGET = "10/10minutes"
PAPERS_BUDGET = "30/hour"


def just_sent(request: Request) -> Complaint | None:
    """The complaint that this visitor sent within the last half hour and has not put away."""
    sent, at = request.session.get(SENT_KEY, (None, 0))
    return queries.of_submission(sent if time.time() - at < RECEIPT_SECONDS else None)


@public
def information(request: Request) -> HttpResponse:
    """How complaints are handled and by which doors they come in."""
    categories = [(category.label, EXPLAINED[category]) for category in Category]
    return render(request, "complaints/information.html", {"stages": Stage.choices, "categories": categories})


@public
@never_cache
def new(request: Request) -> HttpResponse:
    """Step 1, the story; ``?layanan=`` chooses the service, ``?keterlambatan=`` a late file of one's own."""
    services = [(s.slug, s.name) for s in standards.published(timezone.localdate()).order_by("name")]
    late = late_files.of(request.actor, request.GET.get("keterlambatan", ""))
    initial = late_files.facts(late) if late else {"service": request.GET.get("layanan", "")}
    form = ComplaintForm(request.POST or None, services=services, initial=initial)
    if request.method != "POST" or not form.is_valid():
        shown = {"form": form, "late": late}
        return render(request, "complaints/new.html", shown, status=422 if request.method == "POST" else 200)
    more: dict[str, Any] = {"service_name": dict(services).get(form.cleaned_data["service"], "")}
    if late:
        more |= {"application": late, "holder": late.holder}
    return taken(request, form, "complaints/new.html", **more)


@public
@never_cache
def whistle(request: Request) -> HttpResponse:
    """The separate lane of whistle-blowers: no name needed, read by its own role only."""
    form = WhistleForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "complaints/whistle.html", {"form": form}, status=status)
    return taken(request, form, "complaints/whistle.html", is_whistle=True)


def taken(request: Request, form: Any, template: str, **more: Any) -> HttpResponse:
    """Take it in, within the budget of this connection, and go on to the evidence."""
    if not budget.spend("complaint", FILING_BUDGET, budget.address(request)):
        form.add_error(None, _("Terlalu banyak pengaduan dari sambungan ini. Coba lagi satu jam lagi."))
        return render(request, template, {"form": form}, status=429)
    facts = form.cleaned_data
    sent = actions.file(facts, submission=facts["submission"], actor=request.actor, **more)
    request.session[SENT_KEY] = [sent.pk, int(time.time())]
    return redirect("complaint_evidence")


@public
@never_cache
def evidence(request: Request) -> HttpResponse:
    """Step 2: photos, papers and voice notes, one upload each; what was sent in step 1 is already safe."""
    complaint = just_sent(request)
    if complaint is None:
        return redirect("complaint_track")
    shown: dict[str, Any] = {"complaint": complaint, "files": queries.evidence(complaint)}
    if request.method != "POST":
        return render(request, "complaints/evidence.html", shown)
    if not budget.spend("complaint-file", "40/hour", budget.address(request)):
        shown["error"] = _("Terlalu banyak unggahan dari sambungan ini. Coba lagi satu jam lagi.")
        return render(request, "complaints/evidence.html", shown, status=429)
    try:
        file = dialogue.attach(complaint, request.FILES.get("berkas"), actor=request.actor, as_sender=True)
    except FileRefused as no:
        told = {**shown, "error": str(no), "page_has_errors": True}
        return render(request, "complaints/evidence.html", told, status=no.status)
    dialogue.add_evidence(complaint, file, actor=request.actor, as_sender=True)
    return redirect("complaint_evidence")


@public
@never_cache
def receipt(request: Request) -> HttpResponse:
    """Step 3: number and code, for the person who just sent it: for half an hour, or until that person closes it."""
    if request.method == "POST":
        request.session.pop(SENT_KEY, None)
        return redirect("complaints")
    complaint = just_sent(request)
    if complaint is None:
        return redirect("complaint_track")
    shown = {
        "complaint": complaint,
        "facts": drawing.receipt_facts(complaint),
        "is_masked": masked(complaint.text).count > 0,
    }
    return render(request, "complaints/receipt.html", shown)


@public
@never_cache
def track(request: Request) -> HttpResponse:
    """How far a complaint is, by number and code; both travel in the body, never in the address."""
    if request.method != "POST":
        form = TrackForm(initial={"nomor": request.GET.get("nomor", "")[:40]})
        return render(request, "complaints/track.html", {"form": form})
    form = TrackForm(request.POST)
    if form.is_valid():
        number, code = form.cleaned_data["nomor"].upper(), form.cleaned_data["kode"]
        if not budget.spend("complaint-track", TRACKING_BUDGET, budget.address(request), number):
            form.add_error(None, _("Terlalu banyak percobaan. Coba lagi sepuluh menit lagi."))
            return render(request, "complaints/track.html", {"form": form}, status=429)
        if complaint := queries.by_code(number, code):
            return render(
                request, "complaints/status.html", {"complaint": complaint, "moments": queries.moments(complaint)}
            )
        form.add_error(None, _("Nomor dan kode tidak cocok. Periksa tanda terima Anda."))
    return render(request, "complaints/track.html", {"form": form}, status=422)


@public
def opened(request: Request) -> HttpResponse:
    """What was published with its answer: no names, no numbers."""
    shown = keyset.page(published.rows(), request.GET, order=("-published_at", "-id"), size=10)
    return render(request, "complaints/published.html", {"page": shown})
