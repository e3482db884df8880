"""The office's own promise for a supervision task: a dated row that an admin changes. Running tasks keep theirs."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from foundation.journal import book
from licensing.terms import Confidence
from supervision.models import Limit

FIRST = {
    "days": 10,
    "source": "Pilihan kantor; tidak ada peraturan yang menyebut angkanya",
    "confidence": Confidence.OFFICE,
}
SINCE = date(2026, 1, 1)


class NotPossible(Exception):
    """The change cannot be made; the text says why."""


def load(**_signal: Any) -> None:
    """The first row, once: what the office changes afterwards is its own."""
    if not Limit.objects.exists():
        Limit.objects.get_or_create(effective_from=SINCE, defaults=FIRST)


def days_on(day: date) -> int:
    """Working days for a task that opens on this day."""
    row = Limit.objects.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day).first()
    return row.days if row else int(str(FIRST["days"]))


def known() -> QuerySet[Limit]:
    """All rows, newest first."""
    return Limit.objects.order_by("-effective_from")


@transaction.atomic
def replace(given: dict[str, Any], *, actor: Actor) -> Limit:
    """From a day on another number holds. ``given``: days, source, confidence, effective_from.

    Raises NotPossible: not an admin, a day that is not after the newest row's own, or a row changed meanwhile.
    """
    if actor.role != Role.ADMIN:
        raise NotPossible(_("Hanya admin yang mengubah batas waktu."))
    start: date = given["effective_from"]
    newest = known().first()
    if newest is not None and start <= newest.effective_from:
        raise NotPossible(_("Pilih tanggal sesudah %(day)s.") % {"day": f"{newest.effective_from:%d-%m-%Y}"})
    if newest is not None:
        rows = Limit.objects.filter(pk=newest.pk, effective_to=newest.effective_to)
        if rows.update(effective_to=start - timedelta(days=1)) != 1:
            raise NotPossible(_("Batas waktu ini sudah diganti. Muat ulang halaman."))
    try:
        with transaction.atomic():
            row = Limit.objects.create(**given)
    except IntegrityError:
        raise NotPossible(_("Batas waktu ini sudah diganti. Muat ulang halaman.")) from None
    told = {"from": newest.days if newest else None, "to": row.days, "on": start, "source": row.source}
    book.record("supervision.limit_changed", subject="supervision:limits", who=actor, data=told)
    return row


@transaction.atomic
def take_back(row: Limit, *, actor: Actor) -> None:
    """What was announced does not come: the row goes before its day, and the one before it holds on.

    Raises NotPossible: not an admin, a row that holds or held, or not the newest one (any more).
    """
    if actor.role != Role.ADMIN:
        raise NotPossible(_("Hanya admin yang mengubah batas waktu."))
    coming = Limit.objects.filter(pk=row.pk, effective_to=None, effective_from__gt=timezone.localdate())
    if not coming.delete()[0]:
        raise NotPossible(_("Hanya batas waktu yang belum berlaku yang dapat dibatalkan. Muat ulang halaman."))
    Limit.objects.filter(effective_to=row.effective_from - timedelta(days=1)).update(effective_to=None)
    before = known().first()
    told = {"from": row.days, "to": before.days if before else None, "on": row.effective_from, "source": row.source}
    book.record("supervision.limit_taken_back", subject="supervision:limits", who=actor, data=told)
