"""Waiting until nothing moves: no message to be carried, no work due, no letter of OSS on its way."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connections
from django.utils import timezone

from faults.books import PASSING, Mark
from faults.mock import Mock
from foundation.outbox.models import OutboxMessage
from foundation.pulse.models import DueTask
from licensing.models import Application, Document
from oss_bridge.models import InboxItem

SOON = timedelta(seconds=6)
ROUTINE = ("oss.poll", "oss.nib_awaited")  # come round by themselves


def wait(since: Mark, mock: Mock, *, seconds: float, leave: int = 0, tend: Callable[[], object] = lambda: None) -> bool:
    """True when all is quiet (twice in a row); False when the time is up. ``leave``: so many messages may stay.

    ``tend`` is called again and again while it waits.
    """
    ends_at, calm = time.monotonic() + seconds, 0
    while time.monotonic() < ends_at:
        tend()
        try:
            calm = calm + 1 if is_quiet(since, mock, leave) else 0
        except DatabaseError:
            connections.close_all()
        if calm == 2:
            return True
        time.sleep(0.4)
    return False


def is_quiet(since: Mark, mock: Mock, leave: int = 0) -> bool:
    """Does nothing of this run move any more?"""
    pending = OutboxMessage.objects.filter(pk__gt=since.message, state="pending").count()
    work = DueTask.objects.filter(state="pending", next_at__lt=timezone.now() + SOON).exclude(subject="")
    return (
        pending <= leave
        and not Application.objects.filter(pk__gt=since.application, status__in=PASSING).exists()
        and not Document.objects.filter(pk__gt=since.document, file=None, unsigned_file=None).exists()
        and not InboxItem.objects.filter(pk__gt=since.item, state="new").exists()
        and not work.exclude(kind__in=ROUTINE).exists()
        and not any(push["state"] == "waiting" for push in mock.pushes(since.push))
    )
