"""What a person at the desk may do with a message: try again, skip, replace. Each is journalled with its reason.

Refusals are sentences: every act raises NotPossible with one.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.journal import book
from foundation.journal.scrub import scrub
from foundation.journal.who import Who
from foundation.outbox.channels import CHANNELS
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.pulse import doorbell
from foundation.pulse.leases import FRESH_START, State


class NotPossible(Exception):
    """The act cannot be done; the text says why."""


@transaction.atomic
def retry(message: OutboxMessage, *, who: Who, reason: str) -> None:
    """A dead message gets a fresh start: its seven days begin again, the reference stays the same.

    It is due now, or when the quiet period after its last attempt is over: what was sent last may still arrive.
    """
    demand_reason(reason)
    dead = OutboxMessage.objects.filter(pk=message.pk, state=State.DEAD)
    if dead.update(state=State.PENDING, next_at=rested(message), **FRESH_START) != 1:
        raise NotPossible(_("Hanya pesan yang butuh tindakan yang dapat dicoba lagi."))
    tell("outbox.retried", message, who, reason)


@transaction.atomic
def skip(message: OutboxMessage, *, who: Who, second: Who, reason: str) -> None:
    """A dead message is left out for good, so that the later ones of its subject may go. Needs two people."""
    demand_reason(reason)
    if who.user_id is None or second.user_id is None or who.user_id == second.user_id:
        raise NotPossible(_("Melewati pesan memerlukan persetujuan orang kedua."))
    dead = OutboxMessage.objects.filter(pk=message.pk, state=State.DEAD)
    if dead.update(state=State.SKIPPED, done_at=timezone.now()) != 1:
        raise NotPossible(_("Hanya pesan yang butuh tindakan yang dapat dilewati."))
    tell("outbox.skipped", message, who, reason, second={"user_id": second.user_id, "name": second.name})


@transaction.atomic
def supersede(message: OutboxMessage, *, payload: Mapping[str, Any], who: Who, reason: str) -> OutboxMessage:
    """A dead message goes out with another payload and a new reference; it keeps its place in the line.

    What it was is kept beside it as a row in state ``superseded``, which is returned.
    """
    demand_reason(reason)
    dead = OutboxMessage.objects.filter(pk=message.pk, state=State.DEAD)
    fresh = {**FRESH_START, "next_at": rested(message), "payload": dict(payload), "reference": uuid.uuid4()}
    old = dead.first()
    if old is None or dead.update(state=State.PENDING, **fresh) != 1:
        raise NotPossible(_("Hanya pesan yang butuh tindakan yang dapat diganti."))
    old.pk, old.state, old.key, old.superseded_by = None, State.SUPERSEDED, "", message
    old._state.adding = True
    old.save(force_insert=True)
    tell("outbox.superseded", message, who, reason, kept_as=old.pk)
    return old


def rested(message: OutboxMessage) -> datetime:
    """When a message may be sent again at the earliest, where the outcome of its last attempt is not known."""
    now = timezone.now()
    if message.tried_at is None or message.last_class not in (Class.UNKNOWN, Class.POISON):
        return now
    return max(now, message.tried_at + timedelta(seconds=CHANNELS[message.channel].quiet_seconds))


def demand_reason(reason: str) -> None:
    """Raise NotPossible when no reason was given."""
    if not reason.strip():
        raise NotPossible(_("Tulis alasannya."))


def tell(kind: str, message: OutboxMessage, who: Who, reason: str, **data: Any) -> None:
    """Journal the act and ring the bell: a line may have become free."""
    facts = {"message": message.pk, "channel": message.channel, "kind": message.kind, **data}
    book.record(kind, subject=message.subject, who=who, data=facts, note=reason)
    transaction.on_commit(lambda: doorbell.ring_outbox(message.channel), robust=True)


def died(message: OutboxMessage, why: str, detail: str = "") -> None:
    """A message died: the journal of its subject says so; the desk finds it by its state."""
    facts = {"message": message.pk, "channel": message.channel, "kind": message.kind, "class": why}
    book.record("outbox.dead", subject=message.subject, who=book.SYSTEM, data=facts, note=scrub(detail))
