"""Due work: how everything is done that no person waits for.

A task queue forgets: a worker is killed, a broker is flushed, a disk is full. So the truth is a row. Whoever
needs something done later adds a row in the transaction of the fact that makes it necessary:

    from foundation.pulse import due
    due.add("document.draw", f"document:{document.pk}")                       # as soon as possible
    due.add("duty.remind", f"duty:{duty.pk}", at=first_of_march)              # not before

and the room that does it registers a handler when it starts (``AppConfig.ready``):

    due.register("document.draw", draw_document)
    due.every("mirror.sweep", sweep, seconds=900)                             # again and again, nobody adds it
    due.every("calendar.propose", propose, at="02:30")                        # once a day, WIB

    def draw_document(task: DueTask) -> datetime | None:
        '''May run twice; must not mind.'''

What a handler may count on, and must keep to:
- It is called outside any transaction, by one worker at a time, with ``lease_seconds`` to finish. A worker that
  dies loses its lease and another takes over: a handler may therefore run again after it has done its work
  half or wholly, and must not mind (write conditionally: ``UPDATE … WHERE sha256 IS NULL``).
- It returns None when the work is done, or the moment at which it wants to run again (polling).
- ``raise Later("why", seconds=60)``: not now, and it costs no attempt. ``raise Never("why")``: a person must
  look; the row is dead at once. Any other exception is tried again after 2, 4, 8 … up to 300 seconds (full
  jitter), and is dead after seven days, or after five workers died with it in hand. Work that recurs never
  dies of exceptions: it comes round again.
- The payload rests encrypted; ``last_error`` keeps the exception's type and scrubbed words only.

``add`` for a row that waits brings it forward, never back; for one that is running makes it run once more; for
one that is done makes it due again, unless ``once`` is given. Dead rows wait for ``retry`` (the desk).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.journal import book
from foundation.journal.who import Who
from foundation.pulse import doorbell
from foundation.pulse.leases import FRESH_START, State
from foundation.pulse.models import DueTask

Handler = Callable[[DueTask], datetime | None]
OFFICE_TIME = ZoneInfo("Asia/Jakarta")


class Later(Exception):
    """Not now: try again in so many seconds. Costs no attempt."""

    def __init__(self, why: str, *, seconds: float) -> None:
        super().__init__(why)
        self.seconds = seconds


class Never(Exception):
    """Trying again cannot help: a person must look."""


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: who does it, how long that may take at most, and when it recurs."""

    kind: str
    handler: Handler
    lease_seconds: int
    next_after: Callable[[datetime], datetime] | None = None


WORKS: dict[str, Work] = {}
LEASE_SECONDS = 120


def register(kind: str, handler: Handler, *, lease_seconds: int = LEASE_SECONDS) -> None:
    """Say who does this kind of work. The lease must be longer than the work can take."""
    WORKS[kind] = Work(kind, handler, lease_seconds)


def every(
    kind: str,
    handler: Handler,
    *,
    seconds: float | None = None,
    at: str | None = None,
    lease_seconds: int = LEASE_SECONDS,
) -> None:
    """Say who does this work again and again: every so many seconds, or daily ``at`` a time such as ``02:30`` (WIB).

    Its row (subject "") is made by the sweep; however many workers and beats there are, one does it at a time.
    """
    if (seconds is None) == (at is None):
        raise ValueError("Say either seconds or at.")
    step = partial(after_seconds, seconds) if seconds is not None else partial(next_daily, str(at))
    WORKS[kind] = Work(kind, handler, lease_seconds, step)


def after_seconds(seconds: float, moment: datetime) -> datetime:
    """So many seconds later."""
    return moment + timedelta(seconds=seconds)


def next_daily(at: str, moment: datetime) -> datetime:
    """The next time after this moment that the clock in Jakarta shows ``at`` (HH:MM)."""
    hour, minute = (int(part) for part in at.split(":"))
    local = moment.astimezone(OFFICE_TIME)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)


def add(
    kind: str,
    subject: str = "",
    *,
    at: datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    once: bool = False,
) -> None:
    """Owe this piece of work, now or at a moment. See the top of this module."""
    when = at or timezone.now()
    if not asked_again(kind, subject, when, payload, once=once):
        fields = {"next_at": when, "payload": dict(payload or {})}
        _task, is_new = DueTask.objects.get_or_create(kind=kind, subject=subject, defaults=fields)
        if not is_new:  # it lies still (dead, or done once and for all), or somebody made it this very moment
            asked_again(kind, subject, when, payload, once=once)
    if when <= timezone.now():
        transaction.on_commit(doorbell.ring_due, robust=True)


def asked_again(kind: str, subject: str, when: datetime, payload: Mapping[str, Any] | None, *, once: bool) -> bool:
    """Bring a row that waits forward, or make one that is finished due again. False when there was none of these.

    One UPDATE each, so that neither two callers nor the worker who has it in hand ever undo each other; mostly the
    first is all.
    """
    row = DueTask.objects.filter(kind=kind, subject=subject)
    content: dict[str, Any] = {} if payload is None else {"payload": dict(payload)}
    then = Value(when, output_field=DateTimeField())
    waiting = row.filter(state=State.PENDING).update(
        next_at=Case(When(lease__isnull=True, next_at__gt=when, then=then), default=F("next_at")),
        again_at=Case(When(lease__isnull=False, then=Least(Coalesce(F("again_at"), then), then)), default=None),
        **content,
    )
    if waiting:
        return True
    finished = [State.SKIPPED] if once else [State.SKIPPED, State.DONE]
    again = row.filter(state__in=finished)
    return again.update(state=State.PENDING, next_at=when, again_at=None, **content, **FRESH_START) > 0


def cancel(kind: str, subject: str = "") -> bool:
    """The work is no longer wanted. True when a waiting row was taken back (a running one still finishes)."""
    rows = DueTask.objects.filter(kind=kind, subject=subject, state=State.PENDING)
    return rows.update(state=State.SKIPPED, done_at=timezone.now(), lease=None, lease_until=None) > 0


def of(kind: str, subject: str = "") -> DueTask | None:
    """The row of this piece of work, if it was ever asked for."""
    return DueTask.objects.filter(kind=kind, subject=subject).first()


@transaction.atomic
def retry(task: DueTask, *, who: Who, reason: str) -> bool:
    """A person lets a dead row try again, from the beginning; journalled. False when it is not dead (any more)."""
    dead = DueTask.objects.filter(pk=task.pk, state=State.DEAD)
    if dead.update(state=State.PENDING, next_at=timezone.now(), **FRESH_START) != 1:
        return False
    subject = task.subject or task.kind
    book.record("work.retried", subject=subject, who=who, data={"kind": task.kind}, note=reason or _("Dicoba lagi."))
    transaction.on_commit(doorbell.ring_due, robust=True)
    return True
