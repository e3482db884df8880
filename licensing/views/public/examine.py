"""/v/berkas/: hand in a PDF and read what it says of itself. Nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.requests import Request
from foundation.files.intake import FileRefused
from foundation.throttle import budget
from licensing.queries.examining import examined

TEMPLATE = "licensing/public/examine.html"
TRIES = "10/10minutes"


@public
@never_cache
def show(request: Request) -> HttpResponse:
    """The form, and after it the answer in words."""
    if request.method != "POST":
        return render(request, TEMPLATE)
    if not budget.spend("examine", TRIES, budget.address(request)):
        sentence = _("Terlalu banyak percobaan dari alamat ini. Tunggu sepuluh menit, lalu coba lagi.")
        return render(request, TEMPLATE, {"refusal": sentence}, status=429)
    try:
        found = examined(request.FILES.get("berkas"))
    except FileRefused as no:
        return render(request, TEMPLATE, {"refusal": str(no), "page_has_errors": True}, status=no.status)
    return render(request, TEMPLATE, {"found": found, "tone": "good" if found.is_in_force else "neutral"})
