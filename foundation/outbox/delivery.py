"""Carrying messages out: claim, commit, speak to the outside, finish by lease token.

    delivery.register("oss", deliver_to_oss)          # once, in AppConfig.ready of the room that reads the channel

    def deliver_to_oss(message: OutboxMessage) -> Outcome:
        '''May run twice for one message (message.is_repeat); must not mind.'''

The handler is called outside any transaction and returns an Outcome for every trouble it understands; what it
raises is a bug of ours, logged, and tried again later. It must be done within ``wall_clock_seconds`` of its
channel. ``message.reference`` stays the same on every retry; ``message.tried_before_at`` says when it was last
tried, so that a handler which asks for a number can keep the quiet period and look it up first.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.journal.scrub import scrub
from foundation.outbox import acts, circuits
from foundation.outbox.channels import CHANNELS, ENDPOINTS, EndpointOf
from foundation.outbox.claims import claim
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class, Outcome
from foundation.pulse import doorbell
from foundation.pulse.leases import State, back_off, covers, give_back

__all__ = ["claim", "deliver", "drain", "finish", "register", "sweep"]

Handler = Callable[[OutboxMessage], Outcome]
HANDLERS: dict[str, Handler] = {}
BUDGET_SECONDS = 45.0  # one drain; the worker's soft limit is 90 s
SWEEP_AFTER_SECONDS = 5.0  # the worker's own sweep leaves fresh messages to the doorbell

log = logging.getLogger(__name__)


def register(channel: str, handler: Handler, *, endpoint_of: EndpointOf | None = None) -> None:
    """Say who carries the messages of a channel. One reader per channel; ``endpoint_of``: which way a kind takes."""
    CHANNELS[channel]
    HANDLERS[channel] = handler
    if endpoint_of is not None:
        ENDPOINTS[channel] = endpoint_of


def drain(channel: str, *, overdue: float = 0.0, stop: Callable[[], bool] = lambda: False) -> int:
    """Carry out what is due on a channel until nothing is left, the time budget is used or ``stop`` says so.

    Where the first claim is full, the other lanes of the channel open: each claims for itself, as one more worker
    would, so order and leases hold as they do between workers. Returns how many messages were tried. Safe to run in
    any number of workers at once.
    """
    if channel not in HANDLERS:
        return 0
    ends_at = time.monotonic() + BUDGET_SECONDS

    def over() -> bool:
        return stop() or time.monotonic() >= ends_at

    first = [] if over() else claim(channel, overdue=overdue)
    more = extra_lanes(channel) if len(first) == CHANNELS[channel].batch else 0
    if more:
        doorbell.ring_outbox(channel)  # there is enough for another worker too
    with ThreadPoolExecutor(more or 1, thread_name_prefix=channel) as lanes:
        others = [lanes.submit(lane, channel, overdue, over) for _lane in range(more)]
        tried = carry(first, over) + go_on(channel, overdue, over) if first else 0
        return tried + sum(other.result() for other in others)


def extra_lanes(channel: str) -> int:
    """How many connections besides our own may carry. None where only one can write, or while rows are not yet seen."""
    may = connection.features.has_select_for_update_skip_locked and not connection.in_atomic_block
    return CHANNELS[channel].lanes - 1 if may else 0


def lane(channel: str, overdue: float, over: Callable[[], bool]) -> int:
    """One lane in a thread of its own, with a connection of its own that ends with it."""
    try:
        return go_on(channel, overdue, over)
    finally:
        connections.close_all()


def go_on(channel: str, overdue: float, over: Callable[[], bool]) -> int:
    """Claim and carry until nothing is left or it is over. Returns how many were tried."""
    tried = 0
    while not over() and (batch := claim(channel, overdue=overdue)):
        tried += carry(batch, over)
    return tried


def sweep(stop: Callable[[], bool] = lambda: False) -> int:
    """Carry out whatever has been due for a while on any channel: what no doorbell was heard for."""
    return sum(drain(channel, overdue=SWEEP_AFTER_SECONDS, stop=stop) for channel in HANDLERS)


def carry(batch: list[OutboxMessage], stop: Callable[[], bool]) -> int:
    """Deliver a claimed batch in order. What cannot be begun in time goes back untried. Returns how many were tried."""
    tried = 0
    resting: set[str] = set()
    for message in batch:
        in_time = covers(message, CHANNELS[message.channel].wall_clock_seconds)
        if not in_time or message.endpoint in resting or stop():
            give_back(message)
            continue
        tried += 1
        if deliver(message).kind in (Class.OK, Class.PERMANENT):
            continue
        for later in batch:
            later.way_is_clear &= later.endpoint != message.endpoint
        if circuits.is_open(message.channel, message.endpoint):
            resting.add(message.endpoint)
    return tried


def deliver(message: OutboxMessage) -> Outcome:
    """One attempt with one claimed message, and its finish. Returns what became of it."""
    try:
        outcome = HANDLERS[message.channel](message)
    except Exception as bug:
        log.exception("outbox_handler_failed", extra={"kind": message.kind, "subject": message.subject})
        outcome = Outcome.bug(type(bug).__name__)
    try:
        finish(message, outcome)
    except Exception as bug:
        log.exception("outbox_effect_failed", extra={"kind": message.kind, "subject": message.subject})
        outcome = Outcome.bug(type(bug).__name__)
        finish(message, outcome)
    return outcome


@transaction.atomic(durable=True)
def finish(message: OutboxMessage, outcome: Outcome) -> bool:
    """Write down what became of a claimed message; its effect (``outcome.apply``) in the same transaction.

    Only the holder of the lease may (fencing): False, and nothing written, when the lease ran out and somebody
    else has the message. Raises what ``outcome.apply`` raises; then nothing is written either.
    """
    if outcome.kind is Class.LATER:
        return give_back(message, next_at=timezone.now() + timedelta(seconds=outcome.retry_after or 0.0))
    changes = after(message, outcome)
    held = OutboxMessage.objects.filter(pk=message.pk, lease=message.lease, state=State.PENDING)
    if held.update(lease=None, lease_until=None, **changes) != 1:
        log.warning("outbox_lease_lost", extra={"message_id": message.pk, "outcome": str(outcome.kind)})
        return False
    if outcome.apply is not None:
        outcome.apply()
    if changes["state"] == State.DEAD:
        acts.died(message, outcome.kind, changes["last_error"])
    circuits.note(message, outcome)
    return True


def after(message: OutboxMessage, outcome: Outcome) -> dict[str, Any]:
    """The new values of the row."""
    now = timezone.now()
    changes: dict[str, Any] = {"last_class": outcome.kind, "last_error": scrub(outcome.detail)[:500]}
    if outcome.kind is Class.OK:
        return {**changes, "state": State.DONE, "done_at": now}
    if outcome.kind is Class.PERMANENT:
        return {**changes, "state": State.DEAD, "done_at": now}
    if message.tried_too_long:
        sentence = _("Tujuh hari dicoba tanpa hasil: %(detail)s") % {"detail": changes["last_error"]}
        return {**changes, "state": State.DEAD, "done_at": now, "last_error": sentence[:500]}
    return {**changes, "state": State.PENDING, "next_at": next_try(message, outcome)}


def next_try(message: OutboxMessage, outcome: Outcome) -> datetime:
    """When to try again: after the back-off, the quiet period or the rest of the endpoint."""
    now = timezone.now()
    if outcome.kind in (Class.THROTTLED, Class.AUTH):
        return now + timedelta(seconds=circuits.pause_of(outcome))
    wait = back_off(message.attempts)
    if outcome.kind is Class.UNKNOWN:
        quiet = outcome.retry_after or CHANNELS[message.channel].quiet_seconds
        wait = max(wait, timedelta(seconds=quiet))
    return now + wait
