"""/permohonan/klaim/: take over a business that came in from OSS (decisions 9). Right and wrong look alike."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.throttle import budget
from licensing.actions import claim
from licensing.forms.own import ClaimCodeForm, ClaimForm
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

TRIES = "5/hour"
ASK, TYPE = "licensing/applicant/claim.html", "licensing/applicant/claim_code.html"


@roles(Role.APPLICANT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """NIB and NIK; whatever they are, the next page asks for a code."""
    form = ClaimForm(request.POST or None)
    if request.method != "POST":
        return render(request, ASK, {"form": form})
    if not form.is_valid():
        return unready(request, ASK, {"form": form})
    if not budget.spend("claim", TRIES, f"user:{request.actor.user_id}", f"nib:{form.cleaned_data['nib']}"):
        form.add_error(None, _("Terlalu banyak percobaan. Tunggu satu jam, atau datang ke loket dengan KTP-el."))
        return render(request, ASK, {"form": form}, status=429)
    claim.ask(form.cleaned_data["nib"], form.cleaned_data["nik"], actor=request.actor)
    return redirect("claim_code")


@roles(Role.APPLICANT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request) -> HttpResponse:
    """The code."""
    form = ClaimCodeForm(request.POST or None)
    if request.method != "POST":
        return render(request, TYPE, {"form": form})
    if not form.is_valid():
        return unready(request, TYPE, {"form": form})
    try:
        holder = claim.confirm(form.cleaned_data["kode"], actor=request.actor)
    except Refused as why:
        return refused(request, TYPE, {"form": ClaimCodeForm()}, why)
    messages.success(request, _("%(name)s kini terhubung dengan akun Anda.") % {"name": holder.name})
    return redirect("my_files")
