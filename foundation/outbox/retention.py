"""What is delivered need not be kept: after 90 days a message keeps its envelope and loses its content."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from foundation.outbox.models import OutboxMessage
from foundation.pulse.leases import State
from foundation.pulse.models import DueTask

KEEP = timedelta(days=90)
FINISHED = [State.DONE, State.SUPERSEDED, State.SKIPPED]


def stale() -> QuerySet[OutboxMessage]:
    """Messages finished 90 days ago (dead ones wait for a person and keep everything)."""
    return OutboxMessage.objects.filter(state__in=FINISHED, done_at__lt=timezone.now() - KEEP)


def forget_payloads(_task: DueTask) -> None:
    """Recurring: empty the payloads of stale messages. ``last_class`` says that it was done."""
    stale().exclude(last_class="forgotten").update(payload={}, last_class="forgotten")
