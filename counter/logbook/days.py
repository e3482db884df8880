"""Mobile service days and the daily close."""

import hashlib
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook.book import Refused
from counter.logbook.models import DayClose, MobileDay, Visit
from counter.logbook.queries.rows import between, current
from foundation.identity.text import clean_text
from foundation.journal import book as journal

MOST_SHOWN = 500
PLACE = "hari_bergerak"  # in the session of a clerk: the service day at which people are helped now
SIGNERS = (Role.CLERK, Role.INFORMATION, Role.HEAD)


@transaction.atomic
def open_mobile_day(*, who: Actor, place: str, day: date, team: str = "") -> MobileDay:
    """A service day at a place; asking for the same one again gives the same one."""
    facts = {"team": clean_text(team)[:250], "opened_by_id": who.user_id, "opened_by_name": who.name}
    row, made = MobileDay.objects.get_or_create(day=day, place=clean_text(place)[:120], defaults=facts)
    if made:
        journal.record("mobile_day.opened", subject=f"mobile_day:{row.pk}", who=who, data={"place": row.place})
    return row


def close_mobile_day(row: MobileDay, *, who: Actor) -> bool:
    """The team goes home. Rows may still be added from paper. False when it was closed already."""
    with transaction.atomic():
        closed = MobileDay.objects.filter(pk=row.pk, closed_at=None).update(closed_at=timezone.now())
        if closed:
            journal.record("mobile_day.closed", subject=f"mobile_day:{row.pk}", who=who)
    return bool(closed)


def served_at(pk: object) -> MobileDay | None:
    """The service day with this id while it is today's and open; None for anything else that a session may hold."""
    day = MobileDay.objects.filter(pk=pk, day=timezone.localdate(), closed_at=None) if isinstance(pk, int) else None
    return day.first() if day is not None else None


def mobile_days() -> QuerySet[MobileDay]:
    """Service days, newest first."""
    return MobileDay.objects.order_by("-day", "-id")


def rows_of(day: date) -> QuerySet[Visit]:
    """Every row that began on this day, replaced ones too."""
    return Visit.objects.filter(between(day, day))


def picture(day: date) -> dict[str, Any]:
    """What the officer in charge signs: rows, minutes, what still runs, what came after the last signature."""
    rows = current(rows_of(day)).filter(ended_at__isnull=False)
    last = DayClose.objects.filter(day=day).order_by("-round").first()
    sums = rows.aggregate(seconds=Sum("seconds"), documents=Sum("document_count"))
    return {
        "count": rows.count(),
        "seconds": sums["seconds"] or 0,
        "minutes": round((sums["seconds"] or 0) / 60),
        "documents": sums["documents"] or 0,
        "rows": list(rows.order_by("started_at", "id")[:MOST_SHOWN]),
        "running": list(rows_of(day).filter(ended_at__isnull=True).order_by("started_at")),
        "closes": list(DayClose.objects.filter(day=day).order_by("round")),
        "later": list(since(day, last)) if last else [],
    }


def since(day: date, last: DayClose) -> QuerySet[Visit]:
    """Rows of a day that came into the book after it was signed: late ones and corrections."""
    return rows_of(day).filter(recorded_at__gt=last.closed_at, ended_at__isnull=False).order_by("id")


@transaction.atomic
def close_day(day: date, *, who: Actor, note: str = "") -> DayClose:
    """The officer in charge signs the day. A signed day with later rows may be signed again. Raises Refused."""
    seen = picture(day)
    if who.role not in SIGNERS:
        raise Refused(_("Hari ditandatangani petugas loket, petugas informasi, atau kepala."))
    if day > timezone.localdate():
        raise Refused(_("Hari itu belum tiba."))
    if seen["running"]:
        raise Refused(_("Masih ada layanan yang berjalan. Tutup dulu barisnya."))
    if seen["closes"] and not seen["later"]:
        raise Refused(_("Hari ini sudah ditandatangani dan tidak ada baris baru sesudahnya."))
    numbers = list(rows_of(day).order_by("id").values_list("id", "number"))
    try:
        with transaction.atomic():
            row = DayClose.objects.create(
                day=day,
                round=len(seen["closes"]) + 1,
                last_visit_id=numbers[-1][0] if numbers else 0,
                row_count=seen["count"],
                seconds=seen["seconds"],
                digest=digest_of(day),
                signed_by_id=who.user_id,
                signed_by_name=who.name,
                signed_by_role=who.role,
                note=clean_text(note)[:500],
            )
    except IntegrityError as trouble:
        raise Refused(_("Hari ini baru saja ditandatangani orang lain.")) from trouble
    data = {"round": row.round, "rows": row.row_count, "digest": row.digest}
    journal.record("logbook.day_closed", subject=f"logbook:{day}", who=who, data=data)
    return row


def digest_of(day: date) -> str:
    """SHA-256 over the day's rows as they stand: a later look shows whether they are still the same."""
    digest = hashlib.sha256()
    fields = ("number", "started_at", "ended_at", "officer_id", "service", "channel", "result", "documents")
    for row in rows_of(day).order_by("id").values_list(*fields):
        digest.update("\x1f".join(map(str, row)).encode() + b"\n")
    return digest.hexdigest()
