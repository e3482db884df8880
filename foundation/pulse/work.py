"""Doing due work: lend a row, commit, run its handler outside any transaction, finish by lease token."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Value, When
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.journal import book
from foundation.journal.scrub import scrub
from foundation.pulse.due import WORKS, Later, Never, Work
from foundation.pulse.leases import State, back_off, bury_poison, free, give_back, lend
from foundation.pulse.models import DueTask

BUDGET_SECONDS = 45.0  # one drain; the worker's soft limit is 90 s
SWEEP_AFTER_SECONDS = 5.0  # the worker's own sweep leaves fresh work to the doorbell
KEEP_DONE = timedelta(days=30)

log = logging.getLogger(__name__)


def drain(*, overdue: float = 0.0, stop: Callable[[], bool] = lambda: False) -> int:
    """Do what is due until nothing is left, the time budget is used or ``stop`` says so. Returns how many were run.

    Safe in any number of workers at once.
    """
    ensure_recurring()
    done, ends_at = 0, time.monotonic() + BUDGET_SECONDS
    while time.monotonic() < ends_at and not stop():
        task = take(overdue=overdue)
        if task is None:
            break
        run(task)
        done += 1
    return done


def sweep(stop: Callable[[], bool] = lambda: False) -> int:
    """Do what has been due for a while: what no doorbell was heard for."""
    return drain(overdue=SWEEP_AFTER_SECONDS, stop=stop)


def ensure_recurring() -> None:
    """Every kind of work that recurs has its row. A new one is due at its first regular moment."""
    recurring = [work for work in WORKS.values() if work.next_after is not None]
    present = set(
        DueTask.objects.filter(kind__in=[work.kind for work in recurring], subject="").values_list("kind", flat=True)
    )
    for work in recurring:
        if work.kind not in present and work.next_after is not None:
            first = work.next_after(timezone.now())
            DueTask.objects.get_or_create(kind=work.kind, subject="", defaults={"next_at": first})


@transaction.atomic(durable=True)
def take(*, overdue: float = 0.0) -> DueTask | None:
    """Lend the row that has been due longest to the caller, or None. Must not be called inside a transaction."""
    now = timezone.now()
    rows = DueTask.objects.filter(free(now), state=State.PENDING, kind__in=list(WORKS))
    due = rows.filter(next_at__lte=now - timedelta(seconds=overdue)).order_by("next_at", "id")
    for candidate in due[:20]:
        row = DueTask.objects.filter(pk=candidate.pk)
        if bury_poison(row):
            died(candidate, "poison")
            continue
        token = lend(row, seconds=WORKS[candidate.kind].lease_seconds)
        row.filter(lease=token).update(again_at=None)  # whoever asked until now is served by this run
        if task := row.filter(lease=token).first():
            return task
    return None


def run(task: DueTask) -> None:
    """One attempt with one lent row, and its finish."""
    work = WORKS[task.kind]
    try:
        again_at = work.handler(task)
    except Later as early:
        give_back(task, next_at=timezone.now() + timedelta(seconds=early.seconds))
    except Never as refusal:
        finish(task, {"state": State.DEAD, "last_class": "permanent", "last_error": scrub(str(refusal))[:500]})
    except Exception as trouble:
        log.exception("due_work_failed", extra={"kind": task.kind, "subject": task.subject})
        finish(task, after_trouble(task, work, trouble))
    else:
        finish(task, after_success(work, again_at))


def after_success(work: Work, again_at: datetime | None) -> dict[str, Any]:
    """Done, or the next time."""
    fresh = {"last_class": "ok", "last_error": "", "first_tried_at": None, "lost_leases": 0, "attempts": 0}
    if again_at is None and work.next_after is not None:
        again_at = work.next_after(timezone.now())
    if again_at is None:
        return {**fresh, "state": State.DONE, "done_at": timezone.now()}
    return {**fresh, "state": State.PENDING, "next_at": again_at}


def after_trouble(task: DueTask, work: Work, trouble: Exception) -> dict[str, Any]:
    """Back off; or come round again, when the work recurs; or die after seven days."""
    words = scrub(f"{type(trouble).__name__}: {trouble}")[:500]
    next_at = timezone.now() + back_off(task.attempts)
    if work.next_after is not None:
        next_at = min(next_at, work.next_after(timezone.now()))
    elif task.tried_too_long:
        return {"state": State.DEAD, "last_class": "transient", "last_error": words}
    return {"state": State.PENDING, "next_at": next_at, "last_class": "transient", "last_error": words}


@transaction.atomic(durable=True)
def finish(task: DueTask, changes: dict[str, Any]) -> bool:
    """Write down what became of a lent row, if the lease still holds (fencing): False and nothing written if not.

    Work that was asked for again while it ran is due once more, when it was asked for.
    """
    held = DueTask.objects.filter(pk=task.pk, lease=task.lease, state=State.PENDING)
    if changes["state"] == State.DONE:
        asked = When(again_at__isnull=False, then=Value(State.PENDING))
        again = Case(When(again_at__isnull=False, then=F("again_at")), default=F("next_at"))
        changes = {**changes, "state": Case(asked, default=Value(State.DONE)), "next_at": again}
    elif changes["state"] == State.PENDING:
        planned = Value(changes["next_at"], output_field=DateTimeField())
        sooner = When(again_at__isnull=False, then=Least(F("again_at"), planned))
        changes = {**changes, "next_at": Case(sooner, default=planned)}
    changes |= {"lease": None, "lease_until": None, "again_at": None}
    if held.update(**changes) != 1:
        log.warning("due_lease_lost", extra={"kind": task.kind, "subject": task.subject})
        return False
    if changes["state"] == State.DEAD:
        died(task, changes["last_class"])
    return True


def died(task: DueTask, why: str) -> None:
    """A piece of work died: the journal says so; the desk finds it by its state."""
    book.record("work.dead", subject=task.subject or task.kind, who=book.SYSTEM, data={"kind": task.kind, "class": why})


def forget_old(_task: DueTask) -> None:
    """Recurring: rows done a month ago say nothing any more."""
    old = timezone.now() - KEEP_DONE
    DueTask.objects.filter(state__in=[State.DONE, State.SKIPPED], done_at__lt=old).exclude(subject="").delete()


def trouble() -> str:
    """A sentence when work waits for a person, else "" (for /sehat/)."""
    dead = DueTask.objects.filter(state=State.DEAD).count()
    return _("%(count)d pekerjaan latar butuh tindakan.") % {"count": dead} if dead else ""
