"""What the channels and the reports bring to the tools of the house when they start."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_migrate

from complaints.channels.lapor import words
from complaints.channels.mail import fetching
from complaints.reporting import making
from foundation.files import policy
from foundation.pulse import due


def connect(sender: Any) -> None:
    """Words of LAPOR! into their table, the mailbox on its round, reports drawn and opened by their askers."""
    post_migrate.connect(words.load, sender=sender, dispatch_uid="complaints.lapor_words")
    due.every("complaint.mail", fetching.fetch, seconds=settings.IMAP_SECONDS)
    due.register(making.MAKE, making.make, lease_seconds=making.LEASE_SECONDS)
    policy.register(making.PURPOSE, making.may_open)
