"""Posting a message: what the outside must know is written down with the fact itself.

    from foundation.outbox.post import post
    post("oss", subject="application:12", kind="license_status", payload={...}, key="status:12:7")

The caller's transaction keeps both or neither. After the commit the worker's doorbell is rung; if nobody
hears it, the worker's own sweep finds the message within seconds.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.outbox.channels import endpoint_of
from foundation.outbox.models import OutboxMessage
from foundation.pulse import doorbell


def post(
    channel: str,
    *,
    subject: str,
    kind: str,
    payload: Mapping[str, Any],
    key: str = "",
    not_before: datetime | None = None,
    endpoint: str = "",
) -> OutboxMessage:
    """Owe one message to a channel and return it.

    ``subject`` is the line it stands in: messages of one (channel, subject) leave strictly in order.
    ``key`` makes the post idempotent: a second post with the same key returns the first message, unchanged.
    ``endpoint`` names what fails and recovers together on this channel (a method, a mail server); blank: what the
    channel's reader says of this kind, else the whole channel. Raises KeyError for a channel that does not exist.
    """
    fields = {
        "subject": subject,
        "kind": kind,
        "payload": dict(payload),
        "endpoint": endpoint or endpoint_of(channel, kind),
        "next_at": not_before or timezone.now(),
    }
    if key:
        message, _created = OutboxMessage.objects.get_or_create(channel=channel, key=key, defaults=fields)
    else:
        message = OutboxMessage.objects.create(channel=channel, **fields)
    transaction.on_commit(lambda: doorbell.ring_outbox(channel), robust=True)  # Django asks a name of it: no partial
    return message
