"""Raising the version of the queue: board and phones ask again only when it has changed."""

from django.db.models import F

from counter.models import QueueVersion


def rise() -> None:
    """One more change. Holds the row until the transaction ends, so whoever rises first acts alone."""
    if QueueVersion.objects.filter(pk=1).update(number=F("number") + 1) == 0:
        QueueVersion.objects.bulk_create([QueueVersion(pk=1)], ignore_conflicts=True)
        QueueVersion.objects.filter(pk=1).update(number=F("number") + 1)
