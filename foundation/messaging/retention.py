"""What was sent need not be kept: rows of letters go after 90 days, read inbox items after two years."""

from datetime import timedelta

from django.utils import timezone

from foundation.messaging.models import InboxItem, SentLetter
from foundation.pulse.models import DueTask

LETTERS = timedelta(days=90)
INBOX = timedelta(days=730)


def forget(_task: DueTask) -> None:
    """Recurring."""
    now = timezone.now()
    SentLetter.objects.filter(sent_at__lt=now - LETTERS).delete()
    InboxItem.objects.filter(read_at__lt=now - INBOX).delete()
