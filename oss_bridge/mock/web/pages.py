"""Pages for people: both sides next to each other, oss.go.id (simulasi), the ministry's desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from oss_bridge.contract import identifiers, simulation, statuses
from oss_bridge.contract.nib import PermitRow
from oss_bridge.mock import models, pusher, settings
from oss_bridge.mock.oss.acts import OFFICE_DECIDES, OWN_PAGE
from oss_bridge.mock.oss.books import FileBook, Refusal
from oss_bridge.mock.oss.issuing import file_url
from oss_bridge.mock.store import writing
from oss_bridge.mock.web import forms
from oss_bridge.mock.web.contract_doors import engine

SHOWN = 50
BUTTONS = {  # what the ministry may do next, in its own words
    statuses.COMPLETE: _("Nyatakan lengkap (10)"),
    statuses.INCOMPLETE: _("Kembalikan, belum lengkap (11)"),
    statuses.VALIDATION: _("Mulai validasi (20)"),
    statuses.INSPECTION: _("Inspeksi lapangan (40)"),
    statuses.CONFIRM: _("Minta perbaikan, jeda (41)"),
    statuses.RECONFIRM: _("Minta perbaikan, ulang (43)"),
    statuses.VERIFIED: _("Setujui persyaratan (45)"),
    statuses.REJECTED: _("Tolak persyaratan (93)"),
    statuses.APPROVED: _("Terbitkan (50)"),
    statuses.REFUSED: _("Tolak permohonan (90)"),
}


def told(permit: models.Permit) -> dict[str, Any]:
    """A permit as the pages show it."""
    meaning = statuses.meaning(permit.code) if permit.code else ""
    return {
        "permit": permit,
        "meaning": meaning,
        "portal_meaning": statuses.meaning(permit.portal_code) if permit.portal_code else "",
        "agrees": not permit.portal_code or permit.portal_code == permit.code,
        "holder": models.Holder.objects.filter(pk=permit.nib).first(),
    }


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Both sides: what OSS says of each permit, what the portal last sent, what lies in the tray."""
    context = {
        "rows": [told(permit) for permit in models.Permit.objects.all()[:SHOWN]],
        "pushes": models.Push.objects.order_by("-id")[:SHOWN],
        "calls": models.Call.objects.all()[:SHOWN],
        "letters": models.Letter.objects.all()[:SHOWN],
        "knobs": models.Knob.objects.all(),
        "portal": settings.PORTAL_URL,
    }
    return render(request, "oss_mock/home.html", context)


@require_http_methods(["GET", "POST"])
def applicant(request: HttpRequest) -> HttpResponse:
    """oss.go.id (simulasi): register, get a NIB; the portal hears of it by receiveNIB."""
    form = forms.RegistrationForm(request.POST or None, initial=forms.example(settings.EXAMPLE_REGION))
    if request.method == "POST" and form.is_valid():
        try:
            with writing():
                done = engine().hand_over(form.hand_over(), origin=OWN_PAGE)
        except Refusal as no:
            form.add_error(None, no.sentence)
        else:
            pusher.ring()
            return redirect("permit", licence_id=done.licence_id)
    mine = [told(permit) for permit in models.Permit.objects.filter(origin=OWN_PAGE)[:SHOWN]]
    status = 422 if form.is_bound else 200
    return render(request, "oss_mock/applicant.html", {"form": form, "rows": mine}, status=status)


@require_http_methods(["GET", "POST"])
def permit(request: HttpRequest, licence_id: str) -> HttpResponse:
    """One permit of a pelaku usaha: upload what is required, submit or correct."""
    row = models.Permit.objects.filter(pk=licence_id).first()
    if row is None:
        raise Http404
    is_upload = request.method == "POST" and "kirim" not in request.POST
    form = forms.RequirementForm(request.POST, request.FILES) if is_upload else forms.RequirementForm()
    refusal = ""
    if request.method == "POST" and (not is_upload or form.is_valid()):
        try:
            _attach(row, form) if is_upload else _submit(row)
        except Refusal as no:
            refusal = no.sentence
        else:
            pusher.ring()
            return redirect("permit", licence_id=licence_id)
    context = told(row) | {"form": form, "row": _row(row), "refusal": refusal}
    context["asks"] = row.code in statuses.ANSWERS_OF_APPLICANT
    return render(request, "oss_mock/permit.html", context, status=409 if refusal else 422 if is_upload else 200)


def _row(row: models.Permit) -> PermitRow | None:
    holder = engine().books.holder(row.nib)
    return holder.tree.permit(row.licence_id) if holder else None


def _attach(row: models.Permit, form: forms.RequirementForm) -> None:
    """Keep the file at OSS and put it into the permit's row."""
    said = form.cleaned_data
    with writing():
        oss = engine()
        file_id = identifiers.mint("file", timezone.now(), oss.books.serial())
        oss.books.keep_file(FileBook(file_id, row.licence_id, said["file"].name[:200], said["kind"], said["data"]))
        sent = simulation.FileSent(
            requirement_id=f"S-{oss.books.serial():07d}",
            url=file_url(settings.FILE_BASE, file_id),
            number=said["number"],
            dated_on=timezone.localdate(),
            note=said["name"],
        )
        oss.attach(simulation.Fulfilment(licence_id=row.licence_id, files=(sent,)))


def _submit(row: models.Permit) -> None:
    """The applicant's submit or correction."""
    given = simulation.Fulfilment(licence_id=row.licence_id)
    with writing():
        oss = engine()
        (oss.fulfil if row.code == statuses.AWAITED else oss.correct)(given)


@require_http_methods(["GET", "POST"])
def ministry(request: HttpRequest) -> HttpResponse:
    """The ministry's (and province's) desk: permits that no regency decides."""
    refusal = ""
    if request.method == "POST":
        try:
            _ministry_acts(request.POST)
        except Refusal as no:
            refusal = no.sentence
        else:
            pusher.ring()
            return redirect("ministry")
    theirs = models.Permit.objects.exclude(authority_code__in=[OFFICE_DECIDES, ""])[:SHOWN]
    rows = [told(permit) | {"buttons": _buttons(permit.code)} for permit in theirs]
    context = {"rows": rows, "refusal": refusal}
    return render(request, "oss_mock/ministry.html", context, status=409 if refusal else 200)


def _ministry_acts(said: Any) -> None:
    licence_id, code = str(said.get("licence_id", "")), str(said.get("code", ""))
    with writing():
        if code == "semua":
            engine().verify_wholly(licence_id)
        else:
            engine().decide(licence_id, code, note=str(said.get("note", ""))[:1000] or str(_("Keputusan simulasi")))


def _buttons(code: str) -> list[tuple[str, object]]:
    """The steps that may follow a code."""
    allowed = statuses.ALLOWED_SENDS.get(code, frozenset())
    return [(step, words) for step, words in BUTTONS.items() if step in allowed]
