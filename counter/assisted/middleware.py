"""Who acts for whom: the clerk for the person at the window, the guest at a computer of the office for themselves."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.roles import Role
from counter.assisted.actions import ending, guests
from counter.assisted.queries.sessions import current
from counter.queries.devices import COOKIE

Handler = Callable[[HttpRequest], HttpResponse]
ANYWHERE = ("/perangkat/", "/mandiri/", "/static/", "/sehat/", "/kantor/", "/sw.js")


def on_behalf_of(get_response: Handler) -> Handler:
    """A clerk who helps somebody acts at the counter in that person's name, on every page, until it is finished."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        request.assistance = None  # type: ignore[attr-defined]
        if actor.role == Role.CLERK:
            assistance = current(actor)
            if assistance is not None and not ending.settle(assistance, actor=actor):
                request.assistance = assistance  # type: ignore[attr-defined]
                named = replace(actor, channel="counter", on_behalf_of=assistance.person.subject)
                request.actor = named  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def guest(get_response: Handler) -> Handler:
    """At a computer of layanan mandiri nothing is shown outside a guest's visit, and nothing of one survives it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.guest = None  # type: ignore[attr-defined]
        if COOKIE not in request.COOKIES:
            return get_response(request)
        device = guests.seat_of(request)
        if device is None:
            return get_response(request) if guests.MARK not in request.session else guests.turned_off(request)
        visitor = guests.here(device, request)
        if visitor is None or not guests.is_same(visitor, request):
            gone = redirect("guest_start")
            open_to_nobody = request.path.startswith(ANYWHERE) and not request.user.is_authenticated
            return get_response(request) if open_to_nobody else guests.wipe(request, gone)
        request.guest = visitor  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
