"""Work that rests in the database and is lent to one worker at a time.

A lease says who holds a row (``lease``, a random token) and until when (``lease_until``). Whoever comes back
after the lease has run out, or was given to somebody else, changes nothing: every finish carries the token
(fencing). Attempts are counted when the row is lent, so that a worker that dies has used one
(reliability.md, findings 2 to 7). Kinds of such rows: outbox messages and due tasks.
"""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

POISON_AFTER = 5  # lost leases: whatever holds this row, dies
DEAD_AFTER = timedelta(days=7)  # of trying
BACK_OFF_BASE = 2.0  # seconds
BACK_OFF_CEILING = 300.0  # seconds


FRESH_START: dict[str, Any] = {  # what an act of a person, or being asked for anew, takes off a row
    "attempts": 0,
    "lost_leases": 0,
    "first_tried_at": None,
    "done_at": None,
    "last_class": "",
    "last_error": "",
}


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


def lend(rows: models.QuerySet[Any], *, seconds: float) -> uuid.UUID:
    """Lend the rows of this query that are still free, due and pending to a new token, and return the token.

    One conditional UPDATE: whichever worker's statement comes first has the row. The attempt is counted here, and
    a lease that ran out is counted as lost.
    """
    now = timezone.now()
    token = uuid.uuid4()
    lost = Case(
        When(lease__isnull=False, then=F("lost_leases") + 1),
        default=F("lost_leases"),
        output_field=models.PositiveIntegerField(),
    )
    rows.filter(free(now), state=State.PENDING, next_at__lte=now).update(
        lease=token,
        lease_until=now + timedelta(seconds=seconds),
        attempts=F("attempts") + 1,
        lost_leases=lost,
        tried_at=now,
        first_tried_at=Coalesce(F("first_tried_at"), now),
    )
    return token


def give_back(row: Leased, *, next_at: datetime | None = None) -> bool:
    """Return a row that was not begun: the attempt is not counted. False when the lease was lost meanwhile."""
    held = type(row)._default_manager.filter(pk=row.pk, lease=row.lease, state=State.PENDING)
    changes: dict[str, Any] = {"lease": None, "lease_until": None, "attempts": F("attempts") - 1}
    if next_at is not None:
        changes["next_at"] = next_at
    if row.attempts == 1:
        changes["first_tried_at"] = None
    return held.update(**changes) == 1


def bury_poison(rows: models.QuerySet[Any]) -> int:
    """Rows of this query whose lease ran out for the last time die: whoever holds them, dies. Returns how many."""
    now = timezone.now()
    lost = rows.filter(state=State.PENDING, lease__isnull=False, lease_until__lt=now, lost_leases__gte=POISON_AFTER - 1)
    return lost.update(
        state=State.DEAD,
        last_class="poison",
        last_error=_("Lima pekerja berhenti saat mengerjakannya."),
        lost_leases=F("lost_leases") + 1,
        lease=None,
        lease_until=None,
        done_at=now,
    )


def covers(row: Leased, seconds: float) -> bool:
    """Does the lease still last so many seconds from now?"""
    return row.lease_until is not None and row.lease_until >= timezone.now() + timedelta(seconds=seconds)
