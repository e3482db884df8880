"""What is asked again and again: 304 and no body while nothing has changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from accounts.access import machine, public
from counter.models import Ticket
from counter.queries import devices, feed, waiting
from counter.terms import DeviceKind

fresh = cache_control(no_cache=True, private=True)


def name_of_hall(request: HttpRequest, **_kwargs: Any) -> str:
    """The ETag: one query, whose answer the view uses too."""
    version = request.queue_version = waiting.version()  # type: ignore[attr-defined]
    return f'"{feed.stamp(version, timezone.now())}-{translation.get_language()}"'


def name_of_ticket(request: HttpRequest, code: str) -> str:
    """The ETag of one ticket's page: only who knows the code has it."""
    return f'{name_of_hall(request)[:-1]}-{code[:4]}"'


@public
@require_safe
@fresh
@condition(etag_func=name_of_hall)
def hall(request: HttpRequest) -> HttpResponse:
    """The hall for everybody: no person, no name."""
    return JsonResponse(feed.hall(request.queue_version))  # type: ignore[attr-defined]


@public
@require_safe
@fresh
@condition(etag_func=name_of_ticket)
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """How far one ticket is."""
    found = get_object_or_404(Ticket.objects.select_related("line", "window"), code=code)
    return JsonResponse(feed.of_ticket(found, request.queue_version))  # type: ignore[attr-defined]


@machine
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The hall for the board: its key is looked at each time, so a revoked board goes dark at once."""
    if devices.of_request(request, DeviceKind.BOARD) is None:
        return JsonResponse({"message": _("Layar ini tidak lagi terdaftar. Hubungi admin.")}, status=403)
    response: HttpResponse = hall(request)
    return response
