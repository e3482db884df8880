"""Which ways out are broken. While one is, nothing is claimed for it, so an outage uses up no attempts."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.outcomes import Class, Outcome
from foundation.pulse.leases import State

OPENS_AFTER = 5  # failures in a row
FIRST_PROBE = 5.0  # seconds
LONGEST_PROBE = 60.0
THROTTLE_PAUSE = 30.0  # when the other side does not say how long
AUTH_PAUSE = 60.0
FAILURES = frozenset({Class.TRANSIENT, Class.UNKNOWN})
WAITED_FOR_IT = [Class.TRANSIENT, Class.THROTTLED, Class.AUTH]


def failing(channel: str) -> list[Circuit]:
    """The circuits of a channel that are open or have counted a failure, always in the same order."""
    return list(Circuit.objects.filter(Q(state=Circuit.State.OPEN) | Q(failures__gt=0), channel=channel).order_by("id"))


def is_open(channel: str, endpoint: str) -> bool:
    """Is this way out broken at the moment?"""
    return Circuit.objects.filter(channel=channel, endpoint=endpoint, state=Circuit.State.OPEN).exists()


def take_probe(circuit: Circuit, *, seconds: float) -> bool:
    """May I be the one who tries? Exactly one worker gets True per probe time."""
    now = timezone.now()
    if circuit.probe_at is None or circuit.probe_at > now:
        return False
    mine = Circuit.objects.filter(pk=circuit.pk, state=Circuit.State.OPEN, probe_at=circuit.probe_at)
    return mine.update(probe_at=now + timedelta(seconds=seconds)) == 1


def may_try(channel: str, endpoint: str, *, seconds: float = FIRST_PROBE) -> bool:
    """For callers that carry no message (questions): may I speak now? While it is broken, one caller per probe."""
    circuit = Circuit.objects.filter(channel=channel, endpoint=endpoint, state=Circuit.State.OPEN).first()
    return circuit is None or take_probe(circuit, seconds=seconds)


def pause_of(outcome: Outcome) -> float:
    """Seconds that a throttled or unauthorised endpoint rests."""
    if outcome.kind is Class.THROTTLED:
        return outcome.retry_after or THROTTLE_PAUSE
    return AUTH_PAUSE


def note(message: OutboxMessage, outcome: Outcome) -> None:
    """Let the circuit of a message know what became of it."""
    if outcome.kind in (Class.OK, Class.PERMANENT):
        if not message.way_is_clear:
            close(message.channel, message.endpoint)
    elif outcome.kind in (Class.THROTTLED, Class.AUTH):
        open_for(message.channel, message.endpoint, outcome.kind, pause_of(outcome))
    elif outcome.kind in FAILURES and not outcome.ours:
        fail(message.channel, message.endpoint, outcome.kind)


def fail(channel: str, endpoint: str, why: Class) -> None:
    """One more failure in a row; the fifth opens the circuit, each further one doubles the pause."""
    circuit = Circuit.objects.get_or_create(channel=channel, endpoint=endpoint)[0]
    Circuit.objects.filter(pk=circuit.pk).update(failures=F("failures") + 1)
    circuit.refresh_from_db()
    if circuit.failures >= OPENS_AFTER:
        doublings = min(circuit.failures - OPENS_AFTER, 10)
        open_for(channel, endpoint, why, min(LONGEST_PROBE, FIRST_PROBE * 2.0**doublings))


def open_for(channel: str, endpoint: str, why: Class, seconds: float) -> None:
    """Break the circuit (or keep it broken) until a probe in so many seconds."""
    now = timezone.now()
    row: dict[str, Any] = {"channel": channel, "endpoint": endpoint}
    Circuit.objects.get_or_create(**row)
    opened = Circuit.objects.filter(**row, state=Circuit.State.CLOSED)
    opened.update(state=Circuit.State.OPEN, opened_at=now, changed_at=now)
    Circuit.objects.filter(**row).update(probe_at=now + timedelta(seconds=seconds), reason=why)


def close(channel: str, endpoint: str) -> None:
    """The way out works: forget the failures, and bring forward what waited for it. Mostly there is nothing to do."""
    row = Circuit.objects.filter(channel=channel, endpoint=endpoint)
    if row.filter(Q(state=Circuit.State.OPEN) | Q(failures__gt=0)).exists():
        mend(row, channel, endpoint)


@transaction.atomic
def mend(row: QuerySet[Circuit], channel: str, endpoint: str) -> None:
    """Close it, and bring forward what waited for it."""
    now = timezone.now()
    reopened = row.filter(state=Circuit.State.OPEN).update(
        state=Circuit.State.CLOSED, failures=0, opened_at=None, probe_at=None, reason="", changed_at=now
    )
    row.filter(state=Circuit.State.CLOSED, failures__gt=0).update(failures=0)
    if reopened:
        OutboxMessage.objects.filter(
            channel=channel,
            endpoint=endpoint,
            state=State.PENDING,
            lease__isnull=True,
            last_class__in=WAITED_FOR_IT,
            next_at__gt=now,
        ).update(next_at=now)
