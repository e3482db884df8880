"""Periods: making, changing, counting users, publishing, planning what follows."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from surveys.actions import tallies
from surveys.models import FollowUp, Period, Questionnaire, ServiceAsked, Users
from surveys.refusals import NotAsked, Refused


@transaction.atomic
def open_period(
    *, name: str, starts_on: date, ends_on: date, questionnaire: Questionnaire, actor: Actor, is_demo: bool = False
) -> Period:
    """A new period.

    Raises:
        Refused: it would overlap another one, or ends before it starts.
    """
    check_days(starts_on, ends_on, besides=None)
    made = Period.objects.create(
        name=name, starts_on=starts_on, ends_on=ends_on, questionnaire=questionnaire, is_demo=is_demo
    )
    record(made, "survey.period_opened", actor, {"from": starts_on, "until": ends_on})
    return made


@transaction.atomic
def change(period: Period, *, name: str, starts_on: date, ends_on: date, actor: Actor) -> None:
    """Another name or other days; days that have answers stay inside.

    Raises:
        Refused: answers would fall outside, another period would be overlapped, or the figures are published.
    """
    if (starts_on, ends_on) != (period.starts_on, period.ends_on):
        must_be_open(period)  # with days to come it would be asked again and refuse every answer
    check_days(starts_on, ends_on, besides=period)
    outside = period.sheets.filter(day__lt=starts_on) | period.sheets.filter(day__gt=ends_on)
    if outside.exists():
        raise Refused(_("Sudah ada jawaban di luar tanggal baru itu; pilih tanggal yang memuat semuanya."))
    period.name, period.starts_on, period.ends_on = name, starts_on, ends_on
    period.save(update_fields=["name", "starts_on", "ends_on"])
    record(period, "survey.period_changed", actor, {"from": starts_on, "until": ends_on})


def check_days(starts_on: date, ends_on: date, *, besides: Period | None) -> None:
    """Days in order, and no other period on any of them."""
    if ends_on < starts_on:
        raise Refused(_("Tanggal selesai harus setelah tanggal mulai."))
    others = Period.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if other := others.first():
        raise Refused(_("Bertumpuk dengan periode %(name)s. Pilih tanggal lain.") % {"name": other.name})


@transaction.atomic
def count_users(period: Period, users: dict[ServiceAsked, int | None], *, actor: Actor) -> None:
    """N of each service; None takes the office's number back (then the offers are counted)."""
    for service, count in users.items():
        if count is None:
            Users.objects.filter(period=period, service=service).delete()
        else:
            Users.objects.update_or_create(period=period, service=service, defaults={"count": count})
    record(period, "survey.users_counted", actor, {service.slug: count for service, count in users.items()})


@transaction.atomic
def publish(period: Period, *, actor: Actor) -> None:
    """The figures of a finished period become the ones that the public page shows first.

    Raises:
        Refused: the period still runs.
    """
    if period.ends_on >= timezone.localdate():
        raise Refused(_("Periode ini masih berjalan. Hasilnya diumumkan setelah periode selesai."))
    if tallies.lock(period):  # ours until the end: nobody counts, and nobody else announces
        tallies.count_owed(period)  # figures that grew a moment later would tell what the last few answered
        Period.objects.filter(pk=period.pk).update(published_at=timezone.now())
        record(period, "survey.published", actor, {})


def must_be_open(period: Period) -> None:
    """Published figures do not grow: the growth would tell what the few who came later answered. Raises NotAsked."""
    if period.published_at is not None:
        raise NotAsked(_("Hasil periode ini sudah diumumkan, jadi jawabannya tidak dapat ditambah lagi."))


@transaction.atomic
def plan(
    period: Period, unsur: str, *, text: str, due_on: date | None, responsible: str, actor: Actor
) -> FollowUp | None:
    """Rencana tindak lanjut for one unsur; a blank text takes it back."""
    record(period, "survey.follow_up", actor, {"unsur": unsur, "due_on": due_on})
    if not text.strip():
        FollowUp.objects.filter(period=period, unsur=unsur).delete()
        return None
    facts = {"plan": text.strip(), "due_on": due_on, "responsible": responsible}
    made, _new = FollowUp.objects.update_or_create(period=period, unsur=unsur, defaults=facts)
    return made


def record(period: Period, kind: str, actor: Actor, data: dict[str, Any]) -> None:
    """The journal's line."""
    book.record(kind, subject=period.subject, who=actor, data={"name": period.name, **data})
