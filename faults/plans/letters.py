"""The providers of mail and WhatsApp are away, slow, busy or mute: the work goes on, each letter comes later, once."""

import time

from django.db.models import QuerySet

from faults.sinks import BUSY, MUTE, SLOW, WELL, Sinks
from faults.stage import Plan, Run
from foundation.outbox.models import OutboxMessage
from licensing.models import Application
from licensing.terms import Status

SLOW_FOR = 14.0  # seconds: well over the lease of a message
AWAY_FOR, MUTE_FOR = 4.0, 3.0


def providers(run: Run) -> None:
    """F24: slow answers, then refusals until all papers are out, then nobody listens, then taken without a word."""
    sinks = Sinks(SLOW)
    sinks.open()
    run.afterwards.append(sinks.close)
    run.office.restart("worker", **sinks.told)
    run.walk(run.people(2, 2))
    _first_is_tried(run)
    time.sleep(SLOW_FOR)
    sinks.mood = BUSY
    run.arrived()
    _work_is_done(run)
    sinks.close()
    time.sleep(AWAY_FOR)
    sinks.mood = MUTE
    sinks.open()
    time.sleep(MUTE_FOR)
    sinks.mood = WELL
    run.quiet()
    _once_each(run, sinks)


def _first_is_tried(run: Run) -> None:
    ends_at = time.monotonic() + 20
    while time.monotonic() < ends_at and not _letters(run).filter(attempts__gt=0).exists():
        time.sleep(0.1)


def _work_is_done(run: Run) -> None:
    """While nobody carries letters, every file comes to its end."""
    ends_at = time.monotonic() + 30
    files = Application.objects.filter(pk__gt=run.since.application)
    while time.monotonic() < ends_at and files.exclude(status=Status.ISSUED).exists():
        time.sleep(0.2)
    waiting = _letters(run).filter(state="pending").count()
    run.notes.append(f"{files.filter(status=Status.ISSUED).count()} files issued while {waiting} letters waited")
    if files.exclude(status=Status.ISSUED).exists():
        run.saw("I8", "files wait for a provider of letters")
    if not waiting:
        run.saw("plan", "no letter had to wait: nothing was tried")


def _once_each(run: Run, sinks: Sinks) -> None:
    """Every letter that was owed is with its provider, and none is there twice."""
    owed = {str(row.reference) for row in _letters(run).filter(state="done")}
    missing, twice = owed - set(sinks.taken), [one for one, times in sinks.taken.items() if times > 1]
    run.notes.append(f"{len(sinks.taken)} letters, {sinks.refused} refusals")
    if missing:
        run.saw("I7", f"{len(missing)} letters were noted as sent and came to nobody")
    if twice:
        run.saw("I7", f"{len(twice)} letters came more than once, up to {max(sinks.taken.values())} times")


def _letters(run: Run) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk__gt=run.since.message, channel="message")


PLANS = (Plan("F24", "the providers of mail and WhatsApp are away, slow, busy, mute", providers, starts=("worker",)),)
