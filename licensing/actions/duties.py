"""After issue: the holder's calendar of duties, from the frozen obligations."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from foundation.journal import book
from licensing.life.steps import Step
from licensing.models import Application, Duty

BEGINNINGS = (Step.RECEIVE_FINAL_NIB, Step.CONFIRM_ISSUE, Step.EXPIRE, Step.GRANT_ELSEWHERE)


def day_of_month(day: date, begun: date | None) -> int:
    """Which day of each month is meant: the last one of a shorter month stands for the day the duties began on."""
    is_last = (day + date.resolution).day == 1
    return max(day.day, begun.day) if begun is not None and is_last else day.day


def months_later(day: date, months: int, *, begun: date | None = None) -> date:
    """The same day some months later, or the last day of a shorter month: 31 August, 28 February, 31 August."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day
    return date(year, month, min(day_of_month(day, begun), last))


def begin(application: Application) -> None:
    """Write the duties once; the ones without a period are kept without a day."""
    if application.duties.exists() or application.holder is None:
        return
    today = timezone.localdate()
    for item in application.frozen.get("obligations", []):
        months = item.get("due_months") or item.get("period_months") or item.get("after_months")
        Duty.objects.create(
            holder=application.holder,
            application=application,
            number=item["number"],
            text=item["text"],
            due_on=months_later(today, months) if months else None,
            period_months=item.get("period_months"),
        )


def begun_on(application: Application) -> date | None:
    """The day on which the permit was issued and its duties began, as the journal has it."""
    entry = book.of(application.subject).filter(kind__in=[f"application.{step.value}" for step in BEGINNINGS]).first()
    return timezone.localdate(entry.at) if entry is not None else None


@transaction.atomic
def finish(application: Application, pk: int, *, actor: Actor) -> None:
    """The holder reports a duty done; a periodic one moves to its next day. Unknown duties are ignored."""
    duty = application.duties.filter(pk=pk).first()
    if duty is None:
        return
    if duty.period_months and duty.due_on:
        begun = begun_on(application)
        duty.due_on, duty.reminded_on = months_later(duty.due_on, duty.period_months, begun=begun), None
    else:
        duty.done_at = timezone.now()
    duty.save(update_fields=["due_on", "reminded_on", "done_at"])
    book.record("application.duty_done", subject=application.subject, who=actor, data={"duty": duty.number})
