"""Doors of complaints for anybody."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import public
from complaints import actions, queries
from complaints.forms.public import ComplaintForm, TrackForm
from complaints.terms import EXPLAINED, Category, Stage
from foundation.throttle import budget
from licensing.catalogue.services import standards

SENT_KEY = "complaint_sent"
RECEIPT_SECONDS = 1800
FILING_BUDGET = "20/hour"
TRACKING_BUDGET = "10/10minutes"


@public
def information(request: HttpRequest) -> HttpResponse:
    """How complaints are handled and by which doors they come in."""
    categories = [(category.label, EXPLAINED[category]) for category in Category]
    return render(request, "complaints/information.html", {"stages": Stage.choices, "categories": categories})


@public
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The form; ``?layanan=`` chooses the service. Sending it twice is one complaint."""
    services = [(s.slug, s.name) for s in standards.published(timezone.localdate()).order_by("name")]
    if request.method != "POST":
        form = ComplaintForm(services=services, initial={"service": request.GET.get("layanan", "")})
        return render(request, "complaints/new.html", {"form": form})
    form = ComplaintForm(request.POST, services=services)
    if not form.is_valid():
        return render(request, "complaints/new.html", {"form": form}, status=422)
    if not budget.spend("complaint", FILING_BUDGET, budget.address(request)):
        form.add_error(None, _("Terlalu banyak pengaduan dari sambungan ini. Coba lagi satu jam lagi."))
        return render(request, "complaints/new.html", {"form": form}, status=429)
    facts = form.cleaned_data
    sent = actions.file(
        facts,
        submission=facts["submission"],
        service_name=dict(services).get(facts["service"], ""),
        actor=request.actor,  # type: ignore[attr-defined]
    )
    request.session[SENT_KEY] = [sent.pk, int(time.time())]
    return redirect("complaint_receipt")


@public
@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code, for the person who just sent it: for half an hour, or until that person closes it."""
    if request.method == "POST":
        request.session.pop(SENT_KEY, None)
        return redirect("complaints")
    sent, at = request.session.get(SENT_KEY, (None, 0))
    complaint = queries.of_submission(sent if time.time() - at < RECEIPT_SECONDS else None)
    if complaint is None:
        return redirect("complaint_track")
    return render(request, "complaints/receipt.html", {"complaint": complaint})


@public
@never_cache
def track(request: HttpRequest) -> HttpResponse:
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
