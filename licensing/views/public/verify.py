"""/v/<kode>/: is this document ours, and does it still hold? Unknown and malformed codes answer alike."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import public
from accounts.requests import Request
from foundation.throttle import budget
from licensing.forms.public import VerifyForm
from licensing.queries.public import newer_than, verified
from licensing.queries.signing import signature_of
from licensing.rules.numbering import tidy_code

TRIES = "30/10minutes"


@public
def ask(request: Request) -> HttpResponse:
    """/v/: type a code."""
    code = tidy_code(request.GET.get("kode", ""))[:22]
    if code:
        return redirect("verified", code)
    return render(request, "licensing/public/verify.html", {"form": VerifyForm()})


@public
def show(request: Request, code: str) -> HttpResponse:
    """/v/<kode>/"""
    if not budget.spend("verify", TRIES, budget.address(request)):
        sentence = _("Terlalu banyak percobaan dari alamat ini. Tunggu sepuluh menit, lalu coba lagi.")
        return render(request, "licensing/public/verify.html", {"form": VerifyForm(), "refusal": sentence}, status=429)
    document = verified(code)
    if document is None:
        context = {"form": VerifyForm(initial={"kode": code[:40]}), "is_unknown": True}
        return render(request, "licensing/public/verify.html", context, status=404)
    context = {"document": document, "newer": newer_than(document), "signature": signature_of(document)}
    return render(request, "licensing/public/verified.html", context)
