"""The desk: register and the passage of one complaint."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.roles import Role
from complaints import actions, queries
from foundation.ui import keyset


@roles(Role.COMPLAINTS)
def register(request: HttpRequest) -> HttpResponse:
    """The officer's register, newest first."""
    rows = queries.visible_to(request.actor)  # type: ignore[attr-defined]
    page = keyset.page(rows, request.GET, order=("-created_at", "-id"))
    return render(request, "complaints/register.html", {"page": page})


@roles(Role.COMPLAINTS)
@never_cache
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One complaint; the complainant's name and contact stay closed."""
    complaint = get_object_or_404(queries.visible_to(request.actor), number=number)  # type: ignore[attr-defined]
    return render(request, "complaints/detail.html", {"complaint": complaint})


@roles(Role.COMPLAINTS)
@never_cache
@require_POST
def contact(request: HttpRequest, number: str) -> HttpResponse:
    """Open the complainant's name and contact; the look is journalled."""
    complaint = get_object_or_404(queries.visible_to(request.actor), number=number)  # type: ignore[attr-defined]
    person = actions.reveal(complaint, actor=request.actor)  # type: ignore[attr-defined]
    facts = {"complaint": complaint, "is_open": True, "person": person}
    return render(request, "complaints/detail.html", facts)
