"""A limit of the law changes: its row is closed and another takes its place. Running clocks keep their promise."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.models import ClockRule
from complaints.workflow import Refused
from foundation.journal import book

FIELDS = ("name", "law", "kind", "weight", "starts", "ends", "unit", "extension", "is_senders", "notice_days")


def in_force(on: date) -> QuerySet[ClockRule]:
    """The rows in force on a day, and those announced for later."""
    return ClockRule.objects.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on)).order_by("law", "starts")


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
