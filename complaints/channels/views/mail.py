"""Mails that the portal could not take in: a person reads them in the mailbox and says what became of them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.channels.mail import aside
from foundation.ui import keyset


@roles(Role.COMPLAINTS)
@require_safe
@never_cache
def waiting(request: Request) -> HttpResponse:
    """Those that were set aside, newest first."""
    page = keyset.page(aside.waiting(), request.GET, order=("-first_at", "-id"))
    return render(request, "complaints/channels/mail.html", {"page": page})


@roles(Role.COMPLAINTS)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """``lagi``: try once more; otherwise it was written down by hand."""
    aside.settle(get_object_or_404(aside.waiting(), pk=pk), again="lagi" in request.POST, actor=request.actor)
    return redirect("complaint_mail")
