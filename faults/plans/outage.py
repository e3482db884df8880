"""OSS is away for a day while the office works on: a long line waits, uses up nothing, and is gone soon after."""

import time
from datetime import timedelta

from django.db.models import F, QuerySet, Sum

from faults.stage import Plan, Run
from foundation.outbox import circuits
from foundation.outbox.models import Circuit, OutboxMessage
from licensing.terms import Status

FILES = 4  # of each of two people: the whole way from the applicant's documents to the head, five messages each
DAY = timedelta(days=1)
A_SECOND = 5.0  # messages, at the least, once OSS is back


def a_day(run: Run) -> None:
    """F13: 503 to everything. The attempts grow a day older meanwhile: who counts the time of trying must not mind."""
    walks = run.people(2, FILES)
    for walk in walks:
        walk.until = frozenset({Status.FULFILLING})
    run.walk(walks)
    run.arrived()
    run.quiet()
    run.mock.order(fault="down")
    for walk in walks:
        walk.until = frozenset({Status.ISSUING})
    run.walk(walks)
    run.arrived()
    _attempts_are_saved(run)
    _grown_older(run)
    time.sleep(circuits.LONGEST_PROBE)
    run.mock.calm()
    _drained(run)
    run.quiet()


def _waiting(run: Run) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk__gt=run.since.message, channel="oss", state="pending")


def _attempts(run: Run) -> int:
    return int(_waiting(run).aggregate(sum=Sum("attempts"))["sum"] or 0)


def _attempts_are_saved(run: Run) -> None:
    """While the circuit is open one message tries now and then; all the others keep their attempts."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at and not _open():
        time.sleep(0.2)
    before, watched = _attempts(run), 2 * circuits.LONGEST_PROBE
    time.sleep(watched)
    burnt, probes = _attempts(run) - before, 4 + int(watched / circuits.LONGEST_PROBE)  # the pause still grows at first
    untouched = _waiting(run).filter(attempts=0).count()
    run.notes.append(f"{_waiting(run).count()} queued, {untouched} of them untried; {burnt} probes in {watched:.0f} s")
    if not _open() or burnt > probes * max(1, _open()):
        run.saw("I9", f"{burnt} attempts were used up in {watched:.0f} s while {_open()} ways were closed")


def _open() -> int:
    return Circuit.objects.filter(channel="oss", state=Circuit.State.OPEN).count()


def _grown_older(run: Run) -> None:
    """The outage has lasted for a day: every attempt lies a day further back."""
    _waiting(run).update(first_tried_at=F("first_tried_at") - DAY, tried_at=F("tried_at") - DAY)
    Circuit.objects.filter(channel="oss", state=Circuit.State.OPEN).update(opened_at=F("opened_at") - DAY)


def _drained(run: Run) -> None:
    """OSS is back: the next probe finds out, and everything flows."""
    queued, began = _waiting(run).count(), time.monotonic()
    allowed = 10 + circuits.LONGEST_PROBE + queued / A_SECOND
    while (took := time.monotonic() - began) < 2 * allowed and _waiting(run).exists():
        time.sleep(0.2)
    run.notes.append(f"{queued} drained in {took:.0f} s")
    if took > allowed:
        run.saw("I8", f"{queued} messages took {took:.0f} s to leave after the outage, {allowed:.0f} s are allowed")


PLANS = (Plan("F13", "OSS is away for a day (clock-compressed) while people work on", a_day),)
