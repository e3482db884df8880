"""Work that rests in the database and is lent to one worker at a time.

A lease says who holds a row (``lease``, a random token) and until when (``lease_until``). Whoever comes back
after the lease has run out, or was given to somebody else, changes nothing: every finish carries the token
(fencing). Attempts are counted when the row is lent, so that a worker that dies has used one
(reliability.md, findings 2 to 7). Kinds of such rows: outbox messages and due tasks.
"""

import random
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

POISON_AFTER = 5  # lost leases: whatever holds this row, dies
DEAD_AFTER = timedelta(days=7)  # of trying
BACK_OFF_BASE = 2.0  # seconds
BACK_OFF_CEILING = 300.0  # seconds


class State(models.TextChoices):
    """Where a piece of work stands."""

    PENDING = "pending", _("Menunggu")
    DONE = "done", _("Selesai")
    DEAD = "dead", _("Butuh tindakan")
    SUPERSEDED = "superseded", _("Diganti")
    SKIPPED = "skipped", _("Dilewati")


class Leased(models.Model):
    """A row of work. ``next_at`` is when it may be tried (again); ``tried_at`` when the last attempt began."""

    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.PENDING)
    next_at = models.DateTimeField(_("jatuh tempo"), default=timezone.now)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveIntegerField(_("percobaan"), default=0)
    lost_leases = models.PositiveIntegerField(_("pekerja hilang"), default=0)
    first_tried_at = models.DateTimeField(null=True, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    last_class = models.CharField(_("hasil terakhir"), max_length=12, blank=True)
    last_error = models.CharField(_("keterangan"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    done_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def tried_too_long(self) -> bool:
        """Has this been tried for seven days?"""
        return self.first_tried_at is not None and timezone.now() - self.first_tried_at >= DEAD_AFTER


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: full jitter below min(300 s, 2 s x 2^n)."""
    ceiling = min(BACK_OFF_CEILING, BACK_OFF_BASE * 2.0 ** min(attempts, 10))
    return timedelta(seconds=random.uniform(0.0, ceiling))  # noqa: S311 - spreads load, guards nothing


def free(at: datetime) -> models.Q:
    """Rows that nobody holds at this moment."""
    return models.Q(lease__isnull=True) | models.Q(lease_until__lt=at)
