"""/lanjut/…: at home, with the QR of the receipt or the card, a person takes over what the counter began."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import claims
from counter.assisted.forms.people import HomeCodeForm
from counter.assisted.models import Person
from counter.assisted.queries.people import by_claim_code, owner_of
from foundation.throttle import budget
from licensing.queries.public import tracked
from licensing.rules.numbering import tidy_code
from licensing.views.replies import refused
from licensing.workflow import Refused

TRIES = "5/hour"
ASK, TYPE = "counter/assisted/home_ask.html", "counter/assisted/home_code.html"


@roles(Role.APPLICANT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, code: str) -> HttpResponse:
    """/lanjut/<kode>/: send a code to the telephone or e-mail on record. Known and unknown codes look alike."""
    return asked(request, by_claim_code(tidy_code(code)))


@roles(Role.APPLICANT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_receipt(request: Request, number: str) -> HttpResponse:
    """/lanjut/berkas/<nomor>/?kode=…: the same from the receipt's QR, through the tracking page."""
    file = tracked(number, request.GET.get("kode", ""))
    return asked(request, owner_of(file) if file is not None and file.assisted_for else None)


def asked(request: Request, person: Person | None) -> HttpResponse:
    """Explain; then send the code and ask for it."""
    if request.method != "POST":
        return render(request, ASK, {})
    if not budget.spend("person-claim", TRIES, f"user:{request.actor.user_id}", str(person.pk) if person else "-"):
        sentence = _("Terlalu banyak percobaan. Tunggu satu jam, atau datang ke loket dengan KTP-el.")
        return render(request, ASK, {"refusal": sentence}, status=429)
    claims.ask(person, actor=request.actor)
    return redirect("home_code")


@roles(Role.APPLICANT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request) -> HttpResponse:
    """/lanjut/kode/: the code that came."""
    form = HomeCodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, TYPE, {"form": form}, status=422 if form.errors else 200)
    try:
        claims.confirm(form.cleaned_data["kode"], actor=request.actor)
    except Refused as no:
        return refused(request, TYPE, {"form": HomeCodeForm()}, no)
    messages.success(request, _("Permohonan yang dimulai di loket kini ada di akun Anda."))
    return redirect("my_files")
