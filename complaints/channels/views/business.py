"""The business actor's own door: category 5 first, one of their files chosen, an OSS ticket kept."""

import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.channels import entry
from complaints.channels.forms import BusinessForm
from complaints.views.public import FILING_BUDGET, SENT_KEY
from foundation.throttle import budget

PAGE = "complaints/channels/business.html"


@roles(Role.APPLICANT)
@never_cache
def business(request: Request) -> HttpResponse:
    """``?permohonan=`` chooses the file. Sent twice it is one complaint; the receipt is the public one."""
    files = entry.choices(request.actor)
    if request.method != "POST":
        form = BusinessForm(files=files, initial={"application": request.GET.get("permohonan", "")})
        return render(request, PAGE, {"form": form})
    form = BusinessForm(request.POST, files=files)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    if not budget.spend("complaint", FILING_BUDGET, f"user:{request.actor.user_id}"):
        form.add_error(None, _("Terlalu banyak pengaduan dalam satu jam. Coba lagi satu jam lagi."))
        return render(request, PAGE, {"form": form}, status=429)
    sent = entry.business(form.cleaned_data, actor=request.actor)
    request.session[SENT_KEY] = [sent.pk, int(time.time())]
    return redirect("complaint_receipt")
