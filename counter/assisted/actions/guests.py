"""Layanan mandiri di kantor: a visit at a computer of the office, wiped when it ends.

The computer signs in with its own revocable key (the queue room's devices). The guest signs in with their own
account; when they leave, or after five idle minutes, their session is flushed and the browser is told to forget.
"""

from datetime import timedelta

from django.contrib.auth import logout
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from counter.actions import version
from counter.assisted.models import Guest
from counter.assisted.terms import GuestEnd
from counter.logbook import book as agenda
from counter.logbook.models import Visit
from counter.logbook.terms import Act, Channel, Result
from counter.models import Device
from counter.queries import devices
from counter.terms import DeviceKind
from foundation.journal import book
from foundation.journal.who import Who

IDLE = timedelta(minutes=5)
NOTE_EVERY = timedelta(seconds=20)
FORGET = '"cache", "storage"'  # not the cookies: the computer's key is one of them
MARK = "tamu"  # this browser session belongs to this guest


def seat_of(request: HttpRequest) -> Device | None:
    """The computer of layanan mandiri that asks."""
    return devices.of_request(request, DeviceKind.SELF_SERVICE)


def of_device(device: Device) -> Guest | None:
    """Who sits there now."""
    return Guest.objects.filter(device_id=device.pk, ended_at=None).first()


def here(device: Device, request: HttpRequest) -> Guest | None:
    """The guest of this request, if the visit runs and is not left alone; notes that it goes on."""
    guest = of_device(device)
    if guest is None:
        return None
    now = timezone.now()
    if now - guest.seen_at >= IDLE:
        end(guest, how=GuestEnd.IDLE, who=devices.actor(device), name=name_of(request))
        return None
    if now - guest.seen_at >= NOTE_EVERY and is_by_hand(request):
        Guest.objects.filter(pk=guest.pk).update(seen_at=now)
    return guest


def is_by_hand(request: HttpRequest) -> bool:
    """Did somebody do this? A page that asks by itself how far the queue is keeps nobody's visit alive."""
    return request.method == "POST" or request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def is_same(guest: Guest, request: HttpRequest) -> bool:
    """Is this browser session the guest's? One that nobody signed in to becomes it."""
    if request.session.get(MARK) == guest.pk:
        return True
    if request.user.is_authenticated:
        return False
    request.session[MARK] = guest.pk
    return True


def turned_off(request: HttpRequest) -> HttpResponse:
    """The computer's key was revoked in use: the visit is over, nothing of the guest stays."""
    guest = Guest.objects.filter(pk=request.session.get(MARK) or 0).first()
    if guest is not None:
        end(guest, how=GuestEnd.REVOKED, who=book.SYSTEM, name=name_of(request))
    return wipe(request, redirect("device_pair"))


def name_of(request: HttpRequest) -> str:
    """Who signed in, if anybody."""
    return str(getattr(request.user, "name", "")) if request.user.is_authenticated else ""


@transaction.atomic
def start(device: Device) -> Guest:
    """Somebody sits down: a visit of the agenda begins. Pressing twice is one visit."""
    who = devices.actor(device)
    if (running := of_device(device)) is not None:
        return running
    visit = agenda.open_visit(who=who, channel=Channel.SELF, service="Layanan mandiri di kantor", window=device.name)
    try:
        with transaction.atomic():
            guest = Guest.objects.create(device_id=device.pk, device_name=device.name, visit_id=visit.pk)
    except IntegrityError:
        agenda.close_visit(visit, who=who, result=Result.ABANDONED)
        return Guest.objects.get(device_id=device.pk, ended_at=None)
    book.record("guest.started", subject=f"guest:{guest.pk}", who=who, data={"device": device.pk})
    return guest


@transaction.atomic
def end(guest: Guest, *, how: GuestEnd, who: Who, name: str = "") -> None:
    """The visit is over, once; its row of the agenda says who used it, if they signed in."""
    if Guest.objects.filter(pk=guest.pk, ended_at=None).update(ended_at=timezone.now(), ended_how=how) != 1:
        return
    version.rise()  # a call for help that nobody answered is over too
    book.record("guest.ended", subject=f"guest:{guest.pk}", who=who, data={"how": how})
    visit = Visit.objects.filter(pk=guest.visit_id or 0, ended_at=None).first()
    if visit is None:
        return
    if name:
        agenda.tell(visit, who=who, person_name=name)
    agenda.close_visit(visit, who=who, result=Result.DONE if how is GuestEnd.LEFT else Result.ABANDONED)


@transaction.atomic
def ask_for_help(guest: Guest, *, who: Who) -> None:
    """Panggil bantuan: shown on every console until an officer comes, also on one that lies open."""
    version.rise()
    Guest.objects.filter(pk=guest.pk).update(help_asked_at=timezone.now(), helped_at=None, helped_by=None)
    book.record("guest.asked_for_help", subject=f"guest:{guest.pk}", who=who)


@transaction.atomic
def help_comes(guest: Guest, *, who: Who) -> bool:
    """An officer goes there. False when a colleague was faster."""
    version.rise()
    waiting = Guest.objects.filter(pk=guest.pk, ended_at=None, helped_at=None).exclude(help_asked_at=None)
    if waiting.update(helped_at=timezone.now(), helped_by_id=who.user_id) != 1:
        return False
    visit = Visit.objects.filter(pk=guest.visit_id or 0, ended_at=None).first()
    if visit is not None:
        agenda.add_act(visit, who=who, kind=Act.HELPED)
    book.record("guest.helped", subject=f"guest:{guest.pk}", who=who)
    return True


def wipe(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Flush the session and tell the browser to forget what it holds."""
    logout(request)
    answer["Clear-Site-Data"] = FORGET
    answer["Cache-Control"] = "no-store"
    return answer


def sweep(_task: object = None) -> None:
    """Recurring work: visits that nobody ended (a computer switched off) end in the agenda too."""
    left = Guest.objects.filter(ended_at=None, seen_at__lt=timezone.now() - IDLE)
    for guest in left:
        end(guest, how=GuestEnd.IDLE, who=book.SYSTEM)
