"""/lacak/: follow a file by number and code. Ten tries in ten minutes for an address and for a number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.requests import Request
from foundation.throttle import budget
from licensing.forms.public import TrackForm
from licensing.life.storytelling import told
from licensing.queries.public import tracked
from licensing.views.applicant.page import clock

TRIES = "10/10minutes"


@public
@never_cache
def track(request: Request, number: str = "") -> HttpResponse:
    """The form; with number and code (also from the receipt's QR) the timeline."""
    given = {"nomor": request.GET.get("nomor", number), "kode": request.GET.get("kode", "")}
    if not any(given.values()) or "kode" not in request.GET:  # the number alone comes from the front page
        return render(request, "licensing/public/track.html", {"form": TrackForm(initial=given)})
    form = TrackForm(given)
    if not form.is_valid():
        return render(request, "licensing/public/track.html", {"form": form}, status=422)
    data = form.cleaned_data
    if not budget.spend("track", TRIES, budget.address(request), data["nomor"].upper()):
        form.add_error(None, _("Terlalu banyak percobaan. Tunggu sepuluh menit, lalu coba lagi."))
        return render(request, "licensing/public/track.html", {"form": form}, status=429)
    file = tracked(data["nomor"], data["kode"])
    if file is None:
        form.add_error(None, _("Nomor dan kode tidak cocok. Periksa keduanya di tanda terima Anda."))
        return render(request, "licensing/public/track.html", {"form": form}, status=422)
    context = {"file": file, "moments": told(file), "clock": clock(file)}
    return render(request, "licensing/public/tracked.html", context)
