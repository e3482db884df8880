"""After issue: the holder's calendar of duties, from the frozen obligations."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from foundation.journal import book
from licensing.models import Application, Duty


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day
    return date(year, month, min(day.day, last))


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


@transaction.atomic
def finish(application: Application, pk: int, *, actor: Actor) -> None:
    """The holder reports a duty done; a periodic one moves to its next day. Unknown duties are ignored."""
    duty = application.duties.filter(pk=pk).first()
    if duty is None:
        return
    if duty.period_months and duty.due_on:
        duty.due_on, duty.reminded_on = months_later(duty.due_on, duty.period_months), None
    else:
        duty.done_at = timezone.now()
    duty.save(update_fields=["due_on", "reminded_on", "done_at"])
    book.record("application.duty_done", subject=application.subject, who=actor, data={"duty": duty.number})
