"""Taking messages off the line: which may go now, and lending them to one worker.

A message may go when it is pending and due, nobody holds it, no older message of its (channel, subject) is
unfinished, and its way out is not broken. All of that is judged in one short transaction of its own that is
committed before anybody speaks to the outside.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.outbox import acts, circuits
from foundation.outbox.channels import CHANNELS, Channel
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.pulse.leases import State, bury_poison, lend


def first_in_line(channel: Channel) -> QuerySet[OutboxMessage]:
    """For each subject of a channel only its oldest unfinished message: news must arrive in order."""
    holding = [State.PENDING, State.DEAD] if channel.dead_blocks else [State.PENDING]
    older = OutboxMessage.objects.filter(
        channel=OuterRef("channel"), subject=OuterRef("subject"), id__lt=OuterRef("id"), state__in=holding
    )
    return OutboxMessage.objects.filter(channel=channel.name, state=State.PENDING).exclude(Exists(older))


def free_to_go(channel: Channel) -> QuerySet[OutboxMessage]:
    """First in line, due, and held by nobody.

    After a worker died with a message in hand, the quiet period of the channel counts from the end of its lease:
    what it sent last may still be on its way into the other side's books.
    """
    now = timezone.now()
    free = Q(lease__isnull=True) | Q(lease_until__lt=now - timedelta(seconds=channel.quiet_seconds))
    return first_in_line(channel).filter(free, next_at__lte=now).order_by("id")


@transaction.atomic(durable=True)
def claim(
    channel: str, *, limit: int | None = None, lease_seconds: float | None = None, overdue: float = 0.0
) -> list[OutboxMessage]:
    """Lend up to ``limit`` messages of a channel, oldest first, and return them.

    Each carries its lease token, its counted attempt and ``tried_before_at`` (when the attempt before this one
    began; None for the first). ``overdue``: only what has been due for so many seconds. Must not be called inside a
    transaction (raises RuntimeError): the claim has to be committed before delivery begins.
    """
    way = CHANNELS[channel]
    seconds = lease_seconds or way.lease_seconds
    failing = circuits.failing(channel)
    open_circuits = [circuit for circuit in failing if circuit.state == Circuit.State.OPEN]
    rows = free_to_go(way).filter(next_at__lte=timezone.now() - timedelta(seconds=overdue))
    probed = [circuit.endpoint for circuit in open_circuits if probing(circuit, rows, seconds)]
    flowing = rows.exclude(endpoint__in=[circuit.endpoint for circuit in open_circuits])
    chosen = cautious(locked(flowing)[: limit or way.batch])
    for endpoint in probed:
        chosen += locked(rows.filter(endpoint=endpoint))[:1]
    lent = lend_out(chosen, seconds=seconds)
    for row in lent:
        row.way_is_clear = row.endpoint not in {circuit.endpoint for circuit in failing}
    return lent


def probing(circuit: Circuit, rows: QuerySet[OutboxMessage], seconds: float) -> bool:
    """Is there a message for a broken way out, and am I the one who tries it?

    Asked before any message is locked: circuits first, then messages, so that two workers never wait in a ring.
    """
    return rows.filter(endpoint=circuit.endpoint).exists() and circuits.take_probe(circuit, seconds=seconds)


def locked(rows: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
    """On PostgreSQL pass over what another worker is looking at. On SQLite only one looks at a time anyway."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def cautious(rows: QuerySet[OutboxMessage]) -> list[OutboxMessage]:
    """A message with which a worker has died goes alone, so that it cannot take others with it."""
    chosen: list[OutboxMessage] = []
    for row in rows:
        if row.lease is not None or row.lost_leases:
            return chosen or [row]
        chosen.append(row)
    return chosen


def lend_out(chosen: list[OutboxMessage], *, seconds: float) -> list[OutboxMessage]:
    """Put one new token on all chosen rows; those that somebody else got meanwhile are left out."""
    if not chosen:
        return []
    before = {row.pk: row.tried_at for row in chosen}
    rows = OutboxMessage.objects.filter(pk__in=before)
    if any(row.lease for row in chosen) and bury_poison(rows):
        for dead in rows.filter(state=State.DEAD):
            acts.died(dead, Class.POISON)
    token = lend(rows, seconds=seconds)
    lent = list(OutboxMessage.objects.filter(pk__in=before, lease=token).order_by("id"))
    for row in lent:
        row.tried_before_at = before[row.pk]
    return lent
