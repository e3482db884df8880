"""What a signed-in person sent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.queries.desk import HEAVY
from complaints.queries.visibility import visible_to
from foundation.ui import keyset


@roles(Role.APPLICANT)
@never_cache
def mine(request: Request) -> HttpResponse:
    """One's own, newest first; whoever signed in opens each without its code."""
    rows = visible_to(request.actor).defer(*HEAVY)
    page = keyset.page(rows, request.GET, order=("-created_at", "-id"))
    return render(request, "complaints/mine.html", {"page": page})
