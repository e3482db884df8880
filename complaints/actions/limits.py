"""A limit of the law changes: its row is closed and another takes its place. Running clocks keep their promise."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import ClockRule
from complaints.workflow import Refused
from foundation.journal import book

FIELDS = ("name", "law", "kind", "weight", "starts", "ends", "unit", "extension", "is_senders", "notice_days")
SORTED = ("law", "starts", "slug", "effective_from")


def in_force(on: date) -> QuerySet[ClockRule]:
    """The rows in force on a day, and those announced for later."""
    return ClockRule.objects.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on)).order_by(*SORTED)


@transaction.atomic
def replace(rule: ClockRule, given: dict[str, Any], *, actor: Actor) -> ClockRule:
    """From a day on another length (and legal basis) holds. ``given``: value, law, source, effective_from.

    Raises:
        Refused: the day lies before the row's own, or the row was closed meanwhile.
    """
    start: date = given["effective_from"]
    if start <= rule.effective_from:
        raise Refused(_("Pilih tanggal sesudah %(day)s.") % {"day": f"{rule.effective_from:%d-%m-%Y}"})
    rows = ClockRule.objects.filter(pk=rule.pk, effective_to=None)
    if rows.update(effective_to=start - timedelta(days=1)) != 1:
        raise Refused(_("Batas waktu ini sudah diganti. Muat ulang halaman."))
    kept = {name: getattr(rule, name) for name in FIELDS} | {"slug": rule.slug, "confidence": "admin"}
    new = ClockRule.objects.create(**{**kept, **given})
    told = {"slug": rule.slug, "from": rule.value, "to": new.value, "on": start}
    book.record("complaint.limit_changed", subject="complaints:limits", who=actor, data=told)
    return new


@transaction.atomic
def take_back(rule: ClockRule, *, actor: Actor) -> None:
    """What was announced does not come: the row goes before its day, and the one before it holds on.

    Raises:
        Refused: not an admin, a row that holds or held, a clock runs by it, or another one follows it.
    """
    if actor.role != Role.ADMIN:
        raise Refused(_("Hanya admin yang mengubah batas waktu."))
    coming = ClockRule.objects.filter(pk=rule.pk, effective_to=None, effective_from__gt=timezone.localdate())
    if coming.update(effective_to=rule.effective_from) != 1:  # closed first: nobody puts another one after it meanwhile
        raise Refused(not_coming())
    try:
        ClockRule.objects.filter(pk=rule.pk).delete()
    except ProtectedError:  # the machine's own date was wrong for a while, and a clock began by it
        raise Refused(not_coming()) from None
    kind = ClockRule.objects.filter(slug=rule.slug)
    kind.filter(effective_to=rule.effective_from - timedelta(days=1)).update(effective_to=None)
    before = kind.filter(effective_to=None).first()
    told = {"slug": rule.slug, "from": rule.value, "to": before.value if before else None, "on": rule.effective_from}
    book.record("complaint.limit_taken_back", subject="complaints:limits", who=actor, data=told)


def not_coming() -> str:
    """Why the row stays."""
    return _("Hanya batas waktu yang belum berlaku yang dapat dibatalkan. Muat ulang halaman.")
