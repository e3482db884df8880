"""The page by number and code, and what may be done there. Nothing of it stands in an address."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public, roles
from accounts.requests import Request
from accounts.roles import Role
from complaints import queries
from complaints.actions import dialogue as acts
from complaints.dialogue import access
from complaints.dialogue import page as pages
from complaints.dialogue.forms import MessageForm, NeededRatingForm, RatingForm
from complaints.forms.public import TrackForm
from complaints.models import Complaint
from complaints.workflow import Refused
from foundation.files import store
from foundation.files.refusals import FileAltered, FileRefused
from foundation.files.viewing import pages as pictures
from foundation.files.viewing import serving
from foundation.throttle import budget

TRACKING_BUDGET, TALKING_BUDGET = "10/10minutes", "30/hour"
FORM, PAGE, VIEWER = "complaints/track.html", "complaints/dialogue/page.html", "complaints/dialogue/file.html"


def show(request: Request, complaint: Complaint, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; ``more`` replaces a form or adds a refusal."""
    forms = {"form": MessageForm(), "rating": RatingForm()}
    if pages.is_over(complaint):
        forms["rating"] = NeededRatingForm()
    return render(request, PAGE, {**pages.of(complaint), **forms, **more}, status=status)


@public
@never_cache
def track(request: Request) -> HttpResponse:
    """How far a complaint is. Number and code travel in the body; then this browser has it open for an hour."""
    if request.method != "POST":
        if complaint := access.opened(request):
            return show(request, complaint)
        return render(request, FORM, {"form": TrackForm(initial={"nomor": request.GET.get("nomor", "")[:40]})})
    form = TrackForm(request.POST)
    if form.is_valid():
        number, code = form.cleaned_data["nomor"].upper(), form.cleaned_data["kode"]
        if not budget.spend("complaint-track", TRACKING_BUDGET, budget.address(request), number):
            form.add_error(None, _("Terlalu banyak percobaan. Coba lagi sepuluh menit lagi."))
            return render(request, FORM, {"form": form}, status=429)
        if complaint := queries.by_code(number, code):
            access.open_for(request, complaint)
            return redirect("complaint_track")
        form.add_error(None, _("Nomor dan kode tidak cocok. Periksa tanda terima Anda."))
    return render(request, FORM, {"form": form}, status=422)


@public
@require_POST
def say(request: Request) -> HttpResponse:
    """Send a message: what was asked for, a reply to the answer, or simply a word."""
    complaint = access.required(request)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show(request, complaint, form=form, status=422)
    if not budget.spend("complaint-talk", TALKING_BUDGET, complaint.mark):
        form.add_error(None, _("Terlalu banyak pesan dalam satu jam. Coba lagi nanti."))
        return show(request, complaint, form=form, status=429)
    try:
        acts.say(complaint, form.cleaned_data["text"], actor=request.actor, as_sender=True)
    except Refused as no:
        return show(request, complaint, form=form, refusal=str(no), status=409)
    return redirect("complaint_track")


@public
@require_POST
def upload(request: Request) -> HttpResponse:
    """A photo, a PDF or a voice note: a message of its own."""
    complaint = access.required(request)
    if not pages.of(complaint)["may_upload"]:
        return show(request, complaint, refusal=_("Pengaduan ini sudah berakhir."), status=409)
    if acts.count_files(complaint) >= acts.MOST_FILES:
        return show(
            request, complaint, upload_error=_("Sudah 20 berkas. Tulis di mana sisanya dapat dilihat."), status=409
        )
    try:
        kept = acts.attach(complaint, request.FILES.get("berkas"), actor=request.actor, as_sender=True)
    except FileRefused as no:
        return show(request, complaint, upload_error=str(no), page_has_errors=True, status=no.status)
    acts.add_evidence(complaint, kept, actor=request.actor, as_sender=True)
    return redirect("complaint_track")


@public
@require_POST
def close(request: Request) -> HttpResponse:
    """Take the answer and close, with or without a mark for the handling; after closing: the mark alone."""
    complaint = access.required(request)
    is_over = pages.is_over(complaint)
    form = (NeededRatingForm if is_over else RatingForm)(request.POST)
    if not form.is_valid():
        return show(request, complaint, rating=form, status=422)
    score, words = form.cleaned_data["score"], form.cleaned_data["words"]
    try:
        if is_over:
            acts.rate(complaint, score, actor=request.actor, words=words)
        else:
            acts.accept(complaint, actor=request.actor, score=score, words=words)
    except Refused as no:
        return show(request, complaint, refusal=str(no), status=409)
    return redirect("complaint_track")


@public
@never_cache
def withdraw(request: Request) -> HttpResponse:
    """Take it back: a page that asks, then the step."""
    complaint = access.required(request)
    if request.method != "POST":
        facts = {"complaint": complaint, "confirm_label": _("Cabut pengaduan"), "danger": True}
        return render(request, "complaints/dialogue/withdraw.html", facts)
    try:
        acts.withdraw(complaint, actor=request.actor)
    except Refused as no:
        return show(request, complaint, refusal=str(no), status=409)
    return redirect("complaint_track")


@public
@require_POST
def leave(request: Request) -> HttpResponse:
    """Close the page for the next person at this computer."""
    access.forget(request)
    return redirect("complaints")


@public
@require_safe
@never_cache
def file(request: Request, public_id: str) -> HttpResponse:
    """The pages of a paper, or the player of a voice note; copies without places in them."""
    kept = access.file_of(access.required(request), public_id)
    numbers = range(1, kept.pages + 1) if kept.has_pages else range(0)
    return render(request, VIEWER, {"file": kept, "numbers": numbers})


@public
@require_safe
@never_cache
def file_page(request: Request, public_id: str, number: int) -> HttpResponseBase:
    """One page as a picture."""
    kept = access.file_of(access.required(request), public_id)
    if not kept.has_pages or not 1 <= number <= kept.pages:
        raise Http404
    try:
        data = pictures.picture(kept, number).read_bytes()
    except (FileAltered, FileRefused):
        raise Http404 from None
    return HttpResponse(data, content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})


@public
@require_safe
@never_cache
def file_sound(request: Request, public_id: str) -> HttpResponseBase:
    """A voice note as it is played."""
    kept = access.file_of(access.required(request), public_id)
    if not kept.is_sound:
        raise Http404
    try:
        heard = store.open_for_viewing(kept)
    except FileAltered:
        raise Http404 from None
    name, kind = serving.download_name(kept), serving.TYPES[kept.kind]
    return serving.attachment(heard, path=kept.viewing_path, media_type=kind, name=name)


@roles(Role.APPLICANT)
@require_POST
def open_mine(request: Request, number: str) -> HttpResponse:
    """The account that sent it opens its page without the code."""
    access.open_for(request, get_object_or_404(queries.visible_to(request.actor), number=number))
    return redirect("complaint_track")
