"""Kiosks: an officer switches a tablet to the survey; from then on it opens nothing else.

``also_accept`` lets a room above (the counter, with its own device keys) say which of its devices may send.
"""

import hashlib
import secrets
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.actors import Actor
from foundation.journal import book
from surveys.models import Kiosk

COOKIE = "kios_survei"
COOKIE_PATH = "/kios/survei/"
LIFETIME = 365 * 24 * 3600

Checker = Callable[[HttpRequest], str]
_checkers: list[Checker] = []


def also_accept(checker: Checker) -> None:
    """Register a function that answers the name of a device of its own, or "" when it does not know the caller."""
    if checker not in _checkers:
        _checkers.append(checker)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def start(name: str, *, actor: Actor) -> tuple[Kiosk, str]:
    """A new kiosk and its key; the key is not kept."""
    key = secrets.token_urlsafe(24)
    kiosk = Kiosk.objects.create(name=name, key_hash=hash_of(key), started_by_id=actor.user_id or 0)
    book.record("survey.kiosk_started", subject=kiosk.subject, who=actor, data={"name": name})
    return kiosk, key


@transaction.atomic
def stop(kiosk: Kiosk, *, actor: Actor) -> None:
    """Its key opens nothing any more; what it still holds must be sent from a kiosk that is on."""
    if Kiosk.objects.filter(pk=kiosk.pk, stopped_at=None).update(stopped_at=timezone.now()):
        book.record("survey.kiosk_stopped", subject=kiosk.subject, who=actor, data={"name": kiosk.name})


def device_of(request: HttpRequest) -> str:
    """The name under which this caller's sheets are counted; "" when it is no kiosk of ours."""
    key = request.COOKIES.get(COOKIE, "")
    if key:
        rows = Kiosk.objects.filter(key_hash=hash_of(key), stopped_at=None)
        if found := rows.values_list("pk", "seen_on").first():
            note_seen(*found)
            return f"kiosk:{found[0]}"
    return next((name for checker in _checkers if (name := checker(request))), "")


def note_seen(pk: int, seen_on: object) -> None:
    """The day on which a kiosk was last heard of; a day only."""
    today = timezone.localdate()
    if seen_on != today:
        Kiosk.objects.filter(pk=pk).update(seen_on=today)
