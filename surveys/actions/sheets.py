"""Taking one filled-in sheet: once, whole, and without a trace to the person."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from foundation.throttle import budget
from surveys.actions import alarms, periods, questionnaires, tallies
from surveys.catalogue.reading import read
from surveys.models import Period, ServiceAsked, Sheet, SpentToken, Suggestion
from surveys.refusals import AlreadyAnswered, NotAsked
from surveys.rules.words import sorted_by
from surveys.terms import AlarmKind, Channel

BURST, BURST_SECONDS = "10/day", 600  # more than ten sheets within ten minutes of filling in, from one device
LATEST = timedelta(days=31)  # a kiosk that was offline for longer tells today's date


@dataclass(frozen=True, slots=True)
class Given:
    """What a respondent gave. ``scores`` by unsur, ``extra`` by slug of the question, ``traits`` by column."""

    service: ServiceAsked
    scores: dict[str, int]
    extra: dict[str, int] = field(default_factory=dict)
    traits: dict[str, str] = field(default_factory=dict)
    suggestion: str = ""
    about: str = ""


def period_on(day: date) -> Period | None:
    """The period that this day belongs to."""
    return Period.objects.select_related("questionnaire").filter(starts_on__lte=day, ends_on__gte=day).first()


def day_of(filled_at: datetime | None) -> date:
    """The day that a sheet counts for; what a kiosk's clock says is believed for a month back, never ahead.

    Published figures stay as they are: what comes later counts for today.
    """
    today = timezone.localdate()
    if filled_at is None:
        return today
    day = timezone.localtime(filled_at).date()
    found = period_on(day) if today - LATEST <= day <= today else None
    return day if found and not found.published_at else today


def is_burst(device: str, filled_at: datetime) -> bool:
    """Does this device fill in more sheets than people can?"""
    spell = int(filled_at.timestamp()) // BURST_SECONDS
    return not budget.spend("survey-burst", BURST, f"{device}:{spell}")


@transaction.atomic
def take(
    given: Given,
    *,
    submission: uuid.UUID,
    channel: Channel,
    day: date,
    is_held: bool = False,
    token_hash: str = "",
    period: Period | None = None,
) -> Sheet:
    """Keep a sheet; the same ``submission`` again is the same sheet.

    Raises:
        NotAsked: no period on that day, or its figures are published.
        AlreadyAnswered: the token was used for another sheet.
    """
    if known := Sheet.objects.filter(pk=submission).first():
        return known
    period = period or period_on(day)
    if period is None:
        raise NotAsked(_("Tidak ada periode survei pada tanggal itu."))
    periods.must_be_open(period)
    if token_hash and not SpentToken.objects.get_or_create(hash=token_hash)[1]:
        raise AlreadyAnswered(_("Survei untuk layanan ini sudah diisi. Satu layanan, satu jawaban."))
    columns = {**given.scores, **given.traits, "extra": given.extra}
    sheet, is_new = Sheet.objects.get_or_create(
        pk=submission,
        defaults={
            "period": period, "service": given.service, "channel": channel, "day": day, "is_held": is_held, **columns
        },
    )  # fmt: skip
    if is_new:
        consequences(sheet, given)
    return sheet


def consequences(sheet: Sheet, given: Given) -> None:
    """What follows from a new sheet: a frozen questionnaire, a suggestion of its own, alarms, figures."""
    questionnaire = sheet.period.questionnaire
    questionnaires.freeze(questionnaire)
    if text := given.suggestion.strip():
        Suggestion.objects.create(
            period=sheet.period,
            service=sheet.service,
            day=sheet.day,
            text=text,
            unsur=given.about or sorted_by(text, read().words),
        )
    if sheet.is_held:
        alarms.raise_one(AlarmKind.BURST, sheet)
    elif paid(sheet):
        alarms.raise_one(AlarmKind.FEE, sheet)
    tallies.owe(sheet.period, sheet.day)


def paid(sheet: Sheet) -> bool:
    """Did this person answer a question otherwise than it must be: paid for what costs nothing?"""
    asked = sheet.period.questionnaire.questions.exclude(expected=None).exclude(unsur="")
    return any(getattr(sheet, unsur) != expected for unsur, expected in asked.values_list("unsur", "expected"))


@transaction.atomic
def enter_paper(given: Given, *, submission: uuid.UUID, day: date, actor: Actor) -> Sheet:
    """A paper sheet, typed by an officer. The journal says who typed one for this period, not which."""
    is_new = not Sheet.objects.filter(pk=submission).exists()
    sheet = take(given, submission=submission, channel=Channel.PAPER, day=day)
    if is_new:
        book.record("survey.paper_entered", subject=sheet.period.subject, who=actor)
    return sheet
