"""Doors of the office's machines: signing in with a key, the kiosk, the board."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import machine, public
from accounts.requests import Request
from counter import slip
from counter.actions import draw
from counter.forms.machines import KeyForm
from counter.models import Device, Ticket
from counter.queries import devices, feed, waiting
from counter.refusals import Refused
from counter.terms import DeviceKind, Printer, Priority, Source
from foundation.throttle import budget

HOMES = {DeviceKind.KIOSK: "kiosk", DeviceKind.BOARD: "queue_board", DeviceKind.SELF_SERVICE: "guest_start"}
RESET_SECONDS = 60
TRIES = "10/10minutes"


@public
@never_cache
@require_http_methods(["GET", "POST"])
def pair(request: Request) -> HttpResponse:
    """/perangkat/: an officer types the machine's key once; the machine keeps it in a cookie of its own."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = budget.spend("device", TRIES, budget.address(request))
        device = devices.of_key(form.cleaned_data["key"]) if tried else None
        if device is not None:
            answer = redirect(address_of(device))
            keep_key(answer, form.cleaned_data["key"])
            return answer
        form.add_error("key", _("Kunci ini tidak dikenal atau sudah dicabut. Minta kunci baru kepada admin."))
    return render(request, "counter/pair.html", {"form": form}, status=422 if form.errors else 200)


def keep_key(answer: HttpResponse, key: str) -> None:
    """The cookie of a machine: unreadable for scripts, never sent from elsewhere."""
    answer.set_cookie(
        devices.COOKIE,
        key.strip(),
        max_age=devices.COOKIE_DAYS * 24 * 3600,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def address_of(device: Device) -> str:
    """The page that this machine shows all day."""
    return HOMES[DeviceKind(device.kind)]


def stranger(request: HttpRequest) -> HttpResponse:
    """A machine without a key, or whose key was revoked."""
    return render(request, "counter/stranger.html", {}, status=403)


@machine
@never_cache
@require_safe
def kiosk(request: HttpRequest) -> HttpResponse:
    """/kios/: four big buttons."""
    if devices.of_request(request, DeviceKind.KIOSK) is None:
        return stranger(request)
    return at_kiosk(request)


def at_kiosk(request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    """The start page of the kiosk; each showing has a tap of its own."""
    asked = request.GET.get("prioritas", "")
    facts = {
        "hall": feed.hall(),
        "tap": uuid4(),
        "refusal": refusal,
        "asks_priority": asked == "pilih",
        "priority": Priority(asked) if asked and asked in Priority.values else None,
        "priorities": [choice for choice in Priority if choice],
        "reset": RESET_SECONDS,
    }
    return render(request, "counter/kiosk.html", facts, status=status)


@machine
@never_cache
@require_POST
def kiosk_draw(request: HttpRequest) -> HttpResponse:
    """A tap on a button: one number, also when the finger taps twice."""
    device = devices.of_request(request, DeviceKind.KIOSK)
    if device is None:
        return stranger(request)
    line = get_object_or_404(waiting.lines(), letter=request.POST.get("huruf", ""))
    asked = request.POST.get("prioritas", "")
    priority = Priority(asked) if asked in Priority.values else Priority.NONE
    try:
        tap = UUID(request.POST.get("tap", ""))
        who = devices.actor(device)
        ticket = draw.now_in_line(line, who=who, tap=tap, source=Source.KIOSK, priority=priority, device=device)
    except ValueError:
        return at_kiosk(request, _("Tekan sekali lagi."), status=422)
    except Refused as why:
        return at_kiosk(request, str(why), status=409)
    return redirect("kiosk_ticket", code=ticket.code)


@machine
@never_cache
@require_safe
def kiosk_ticket(request: HttpRequest, code: str) -> HttpResponse:
    """The number just drawn: large, with its QR, printed when the kiosk has a printer; back to the start in 60 s."""
    device = devices.of_request(request, DeviceKind.KIOSK)
    if device is None:
        return stranger(request)
    ticket = get_object_or_404(Ticket.objects.select_related("line", "window", "for_window"), code=code)
    prints = device.printer != Printer.NONE
    facts = slip.facts(ticket, width=device.printer if prints else "80")
    return render(request, "counter/kiosk_ticket.html", {**facts, "prints": prints, "reset": RESET_SECONDS})


@machine
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """/antrean/layar/: the television of the hall."""
    if devices.of_request(request, DeviceKind.BOARD) is None:
        return stranger(request)
    return render(request, "counter/board.html", {"hall": feed.hall(), "zone": settings.TIME_ZONE})


@machine
@never_cache
@require_safe
def voice(request: HttpRequest) -> HttpResponse:
    """/antrean/suara/: does this machine speak Indonesian, and how loud?"""
    if devices.of_request(request, DeviceKind.BOARD) is None:
        return stranger(request)
    return render(request, "counter/voice.html", {})
