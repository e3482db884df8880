"""Counting: sheets of a day into day tallies, day tallies into the period's. Each step writes the same rows again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from foundation.pulse import due
from foundation.pulse.leases import State
from foundation.pulse.models import DueTask
from surveys.models import DayTally, Period, PeriodTally, Question, Sheet
from surveys.terms import TRAITS, Unsur

TALLY = "survey.tally"
PAUSE = timedelta(seconds=3)  # sheets that come together are counted together
BATCH = 5000


def owe(period: Period, day: date) -> None:
    """Count this day again soon, in the worker."""
    due.add(TALLY, f"{period.pk}:{day.isoformat()}", at=timezone.now() + PAUSE)


def count_due(task: DueTask) -> None:
    """Handler of due work ``survey.tally``; may run twice."""
    pk, _colon, day = task.subject.partition(":")
    period = Period.objects.filter(pk=int(pk)).first()
    if period is not None:
        count_day(period, date.fromisoformat(day))


def count_owed(period: Period) -> None:
    """What still waits for the worker, counted now."""
    waiting = DueTask.objects.filter(kind=TALLY, subject__startswith=f"{period.pk}:").exclude(state=State.DONE)
    for subject in waiting.values_list("subject", flat=True):
        count_day(period, date.fromisoformat(subject.partition(":")[2]))


@transaction.atomic
def count_day(period: Period, day: date) -> None:
    """One day from its sheets, then the period from its days; announced figures stay as they are."""
    if not lock(period):
        return
    DayTally.objects.filter(period=period, day=day).delete()
    DayTally.objects.bulk_create(of_sheets(period, Sheet.objects.filter(day=day)), batch_size=BATCH)
    add_up(period)


@transaction.atomic
def count_all(period: Period) -> None:
    """The whole period from its sheets, day by day, so that a million of them need no more memory than one day."""
    if not lock(period):
        return
    DayTally.objects.filter(period=period).delete()
    sheets = Sheet.objects.filter(period=period)
    for day in sheets.order_by("day").values_list("day", flat=True).distinct():
        DayTally.objects.bulk_create(of_sheets(period, sheets.filter(day=day)), batch_size=BATCH)
    add_up(period)


def lock(period: Period) -> bool:
    """One counter at a time: whoever updates the row first, the other waits for.

    False once the figures are announced: a sheet that was on its way meanwhile is kept, but counts no more.
    """
    return bool(Period.objects.filter(pk=period.pk, published_at=None).update(tallied_at=timezone.now()))


def of_sheets(period: Period, sheets: QuerySet[Sheet]) -> Iterable[DayTally]:
    """The tallies of these sheets of the period; those that are held do not count."""
    counted = sheets.filter(period=period, is_held=False)
    columns: dict[str, Any] = {name: F(name) for name in [*Unsur.values, *TRAITS]}
    extra = Question.objects.filter(questionnaire=period.questionnaire_id, unsur="").values_list("slug", flat=True)
    columns |= {slug: KeyTextTransform(slug, "extra") for slug in extra}
    for question, column in columns.items():
        rows = counted.annotate(given=column).exclude(given=None).order_by()
        for day, service, channel, given, count in rows.values_list(
            "day", "service", "channel", "given"
        ).annotate(count=Count("pk")):  # fmt: skip
            if given == "":
                continue
            yield DayTally(
                period=period, day=day, service_id=service, channel=channel, question=question, value=str(given),
                count=count,
            )  # fmt: skip


def add_up(period: Period) -> None:
    """The period's tallies from those of its days."""
    PeriodTally.objects.filter(period=period).delete()
    keys = ("service", "channel", "question", "value")
    summed = DayTally.objects.filter(period=period).order_by().values_list(*keys).annotate(total=Sum("count"))
    PeriodTally.objects.bulk_create(
        (
            PeriodTally(period=period, service_id=service, channel=channel, question=question, value=value, count=total)
            for service, channel, question, value, total in summed
        ),
        batch_size=BATCH,
    )


def recount_yesterday(task: DueTask | None = None) -> None:
    """Every night: the periods that run are counted from their sheets, whatever was missed."""
    today = timezone.localdate()
    for period in Period.objects.filter(starts_on__lte=today, ends_on__gte=today - timedelta(days=7)):
        for back in range(8):
            count_day(period, today - timedelta(days=back))
