"""The promises of a file: set, paused, resumed, and recomputed when the calendar changes. Each change is journalled."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM, Actor
from foundation.calendar import days
from foundation.calendar.rules import due_on
from foundation.journal import book
from foundation.office.office import current
from licensing import notices
from licensing.models import Application, Pause
from licensing.queries.desks import RUNNING
from licensing.rules import deadlines


def local(moment: datetime) -> date:
    """The WIB date of a moment."""
    return timezone.localtime(moment).date()


def promise(application: Application, submitted_at: datetime) -> dict[str, Any]:
    """The columns set at submission: completeness limit and "paling lambat" = completeness + the row's days."""
    start = local(submitted_at)
    limit = current().completeness_days
    return {
        "completeness_due_on": days.due_on(start, limit),
        "overall_due_on": days.due_on(start, limit + (application.working_days or 0)),
        "calendar_version": days.version(),
    }


def technical(application: Application, *, complete_at: datetime) -> dict[str, Any]:
    """The technical promise as pauses and calendar stand now; the overall one moves with it.

    While the clock stands still both are None ("dijeda").
    """
    working_days = application.working_days or 0
    spans = [
        deadlines.Pause(local(span.started_at), local(span.ended_at) if span.ended_at else None, span.resets)
        for span in application.pauses.all()
    ]
    holidays = days.holidays()
    due = deadlines.technical_due_on(local(complete_at), working_days, spans, holidays)
    return {"technical_due_on": due, "overall_due_on": due, "calendar_version": days.version()}


def pause(application: Application, *, resets: bool, reason: str, at: datetime) -> None:
    """Stop the technical clock."""
    Pause.objects.create(application=application, started_at=at, resets=resets, reason=reason)


def resume(application: Application, *, at: datetime) -> None:
    """Let the technical clock run again."""
    application.pauses.filter(ended_at=None).update(ended_at=at)


def applicant_limit(*, correction: bool) -> date:
    """Until when the applicant may answer: data of the office, in working days from today."""
    office = current()
    return due_on(
        timezone.localdate(), office.correction_days if correction else office.applicant_days, days.holidays()
    )


@transaction.atomic
def recompute(application: Application, *, actor: Actor = SYSTEM) -> bool:
    """Compute a running file's promises anew (holiday added); journal and tell it when a day moved."""
    columns: dict[str, Any] = {}
    if application.complete_at is not None:
        columns = technical(application, complete_at=application.complete_at)
    elif application.submitted_at is not None:
        columns = promise(application, application.submitted_at)
    before = {name: getattr(application, name) for name in columns}
    moved = {k: v for k, v in columns.items() if k != "calendar_version" and v != before[k]}
    Application.objects.filter(pk=application.pk, version=application.version).update(**columns)
    if not moved:
        return False
    entry = book.record(
        "application.deadline_moved",
        subject=application.subject,
        who=actor,
        data={"before": {k: before[k] for k in moved}, "after": moved, "calendar": columns["calendar_version"]},
    )
    application.refresh_from_db()
    notices.tell(application, "deadline_moved", key=f"{application.subject}:moved:{entry.pk}")
    return True


def recompute_all(files: Iterable[Application] | None = None) -> int:
    """Recompute every running file after the calendar changed; returns how many promises moved."""
    chosen = Application.objects.filter(status__in=RUNNING) if files is None else files
    return sum(recompute(application) for application in chosen)
