"""/mandiri/…: a computer of the office for everybody's own use; and the officer who comes when called."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import machine, roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import guests
from counter.assisted.models import Guest
from counter.assisted.terms import GuestEnd
from counter.queries import devices

STRANGER = "counter/stranger.html"


@machine
@never_cache
@require_safe
def home(request: Request) -> HttpResponse:
    """/mandiri/: "Mulai" before a visit, the menu during one."""
    device = guests.seat_of(request)
    if device is None:
        return render(request, STRANGER, {}, status=403)
    guest: Guest | None = request.guest  # type: ignore[attr-defined]
    return render(request, "counter/assisted/guest.html", {"device": device, "visitor": guest})


@machine
@never_cache
@require_POST
def start(request: Request) -> HttpResponse:
    """Sit down. Whatever a former session left is gone first."""
    device = guests.seat_of(request)
    if device is None:
        return render(request, STRANGER, {}, status=403)
    guest = guests.start(device)
    answer = guests.wipe(request, redirect("guest_start"))
    request.session[guests.MARK] = guest.pk
    return answer


@machine
@never_cache
@require_POST
def leave(request: Request) -> HttpResponse:
    """Selesai: the visit ends and everything is wiped."""
    device = guests.seat_of(request)
    if device is None:
        return render(request, STRANGER, {}, status=403)
    guest = guests.of_device(device)
    if guest is not None:
        guests.end(guest, how=GuestEnd.LEFT, who=devices.actor(device), name=guests.name_of(request))
    return guests.wipe(request, redirect("guest_start"))


@machine
@never_cache
@require_POST
def call(request: Request) -> HttpResponse:
    """Panggil bantuan."""
    device = guests.seat_of(request)
    guest: Guest | None = request.guest  # type: ignore[attr-defined]
    if device is None or guest is None:
        return render(request, STRANGER, {}, status=403)
    guests.ask_for_help(guest, who=devices.actor(device))
    messages.success(request, _("Petugas dipanggil. Tunggu di tempat duduk Anda."))
    return redirect("guest_start")


@machine
@never_cache
@require_POST
def present(request: Request) -> HttpResponse:
    """Somebody types or moves here: the five minutes begin again (the middleware has noted this request)."""
    return HttpResponse(status=204 if request.guest else 403)  # type: ignore[attr-defined]


@roles(Role.CLERK, Role.INFORMATION)
@require_POST
def help_comes(request: Request, pk: int) -> HttpResponse:
    """An officer goes to the computer."""
    guest = get_object_or_404(Guest, pk=pk)
    if guests.help_comes(guest, who=request.actor):
        messages.success(request, _("Anda membantu di %(tempat)s.") % {"tempat": guest.device_name})
    else:
        messages.info(request, _("Rekan Anda sudah membantu di %(tempat)s.") % {"tempat": guest.device_name})
    return redirect("console")
