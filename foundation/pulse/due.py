"""Due work: how everything is done that no person waits for.

A task queue forgets: a worker is killed, a broker is flushed, a disk is full. So the truth is a row. Whoever
needs something done later adds a row in the transaction of the fact that makes it necessary:

    from foundation.pulse import due
    due.add("document.draw", f"document:{document.pk}")                       # as soon as possible
    due.add("duty.remind", f"duty:{duty.pk}", at=first_of_march)              # not before
    due.every("mirror.sweep", sweep, seconds=900)                             # again and again

and the room that does it registers a handler when it starts (``AppConfig.ready``):

    due.register("document.draw", draw_document)

    def draw_document(task: DueTask) -> datetime | None:
        '''May run twice; must not mind.'''

What a handler may count on, and must keep to:
- It is called outside any transaction, by one worker at a time, with ``lease_seconds`` to finish. A worker that
  dies loses its lease and another takes over: a handler may therefore run again after it has done its work
  half or wholly, and must not mind (write conditionally: ``UPDATE … WHERE sha256 IS NULL``).
- It returns None when the work is done, or the moment at which it wants to run again (polling).
- ``raise Later("why", seconds=60)``: not now, and it costs no attempt. ``raise Never("why")``: a person must
  look; the row is dead at once. Any other exception is tried again after 2, 4, 8 … up to 300 seconds (full jitter), and is dead after seven
  days, or after five workers died with it in hand.
- The payload rests encrypted; ``last_error`` keeps the exception's type and scrubbed words only.

``add`` for a row that waits brings it forward, never back; for one that is running makes it run once more; for
one that is done makes it due again, unless ``once`` is given. Dead rows wait for ``retry`` (the desk).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.pulse import doorbell
from foundation.pulse.leases import State
from foundation.pulse.models import DueTask

Handler = Callable[[DueTask], datetime | None]


class Later(Exception):
    """Not now: try again in so many seconds. Costs no attempt."""

    def __init__(self, why: str, *, seconds: float) -> None:
        super().__init__(why)
        self.seconds = seconds


class Never(Exception):
    """Trying again cannot help: a person must look."""


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: who does it, and how long that may take at most."""

    kind: str
    handler: Handler
    lease_seconds: int = 120


WORKS: dict[str, Work] = {}


def register(kind: str, handler: Handler, *, lease_seconds: int = 120) -> None:
    """Say who does this kind of work. The lease must be longer than the work can take (hard limit: 120 s)."""
    WORKS[kind] = Work(kind, handler, lease_seconds)


@transaction.atomic
def add(
    kind: str,
    subject: str = "",
    *,
    at: datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    once: bool = False,
) -> DueTask:
    """Owe this piece of work, now or at a moment, and return its row. See the top of this module."""
    when = at or timezone.now()
    fields = {"next_at": when, "payload": dict(payload or {})}
    task, created = DueTask.objects.get_or_create(kind=kind, subject=subject, defaults=fields)
    if not created:
        ask_again(task, when, payload, once=once)
        task.refresh_from_db()
    if when <= timezone.now():
        transaction.on_commit(doorbell.ring_due, robust=True)
    return task


def ask_again(task: DueTask, when: datetime, payload: Mapping[str, Any] | None, *, once: bool) -> None:
    """The row exists: bring it forward, or make it due again. Conditional, so two callers never undo each other."""
    row = DueTask.objects.filter(pk=task.pk)
    asked: dict[str, Any] = {"generation": F("generation") + 1}
    if payload is not None:
        asked["payload"] = dict(payload)
    waiting = row.filter(state=State.PENDING)
    waiting.filter(next_at__gt=when).update(next_at=when)
    if waiting.update(**asked):
        return
    finished = [State.SKIPPED] if once else [State.SKIPPED, State.DONE]
    row.filter(state__in=finished).update(
        **asked,
        state=State.PENDING,
        next_at=when,
        attempts=0,
        lost_leases=0,
        first_tried_at=None,
        done_at=None,
        last_class="",
        last_error="",
    )


def cancel(kind: str, subject: str = "") -> bool:
    """The work is no longer wanted. True when a waiting row was taken back (a running one still finishes)."""
    rows = DueTask.objects.filter(kind=kind, subject=subject, state=State.PENDING)
    return rows.update(state=State.SKIPPED, done_at=timezone.now(), lease=None, lease_until=None) > 0


def of(kind: str, subject: str = "") -> DueTask | None:
    """The row of this piece of work, if it was ever asked for."""
    return DueTask.objects.filter(kind=kind, subject=subject).first()
