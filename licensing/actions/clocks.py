"""The promises of a file: set, paused, resumed, and recomputed when the calendar changes. Each change is journalled."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM, Actor
from foundation.calendar import days
from foundation.journal import book
from foundation.office.office import current
from licensing import notices
from licensing.life.steps import Step
from licensing.models import Application, Pause
from licensing.queries.desks import RUNNING
from licensing.rules import deadlines
from licensing.terms import Status


def local(moment: datetime) -> date:
    """The WIB date of a moment."""
    return timezone.localtime(moment).date()


def promise(application: Application, submitted_at: datetime) -> dict[str, Any]:
    """The columns set at submission: completeness limit and "paling lambat" = completeness + the row's days.

    A row whose days nobody knows promises nothing.
    """
    start = local(submitted_at)
    limit = current().completeness_days
    whole = application.working_days
    return {
        "completeness_due_on": days.due_on(start, limit),
        "overall_due_on": days.due_on(start, limit + whole) if whole else None,
        "calendar_version": days.version(),
    }


def technical(application: Application, *, complete_at: datetime) -> dict[str, Any]:
    """The technical promise as pauses and calendar stand now; the overall one moves with it.

    While the clock stands still both are None ("dijeda"), and so they are where the row's days are not known.
    """
    spans = [
        deadlines.Pause(local(span.started_at), local(span.ended_at) if span.ended_at else None, span.resets)
        for span in application.pauses.all()
    ]
    whole = application.working_days
    due = deadlines.technical_due_on(local(complete_at), whole, spans, days.holidays()) if whole else None
    return {"technical_due_on": due, "overall_due_on": due, "calendar_version": days.version()}


def ticking(application: Application) -> tuple[int, date | None]:
    """The promise that runs for the desk which has the file now: its working days and its last day.

    Back office: completeness. Agency: the row's days. Head: the office's own limit from 45 or 93 on, never
    beyond the overall promise. None: nothing runs (paused, or no days are known).
    """
    office = current()
    if application.complete_at is None:
        return office.completeness_days, application.completeness_due_on
    if application.decided_at is None:
        return application.working_days or 0, application.technical_due_on
    own = days.due_on(local(application.decided_at), office.issue_days)
    return office.issue_days, min(own, application.overall_due_on or own)


def pause(application: Application, *, resets: bool, reason: str, at: datetime) -> None:
    """Stop the technical clock."""
    Pause.objects.create(application=application, started_at=at, resets=resets, reason=reason)


def resume(application: Application, *, at: datetime) -> None:
    """Let the technical clock run again."""
    application.pauses.filter(ended_at=None).update(ended_at=at)


def applicant_limit(*, correction: bool) -> date:
    """Until when the applicant may answer: data of the office, in working days from today."""
    office = current()
    return days.due_on(timezone.localdate(), office.correction_days if correction else office.applicant_days)


def as_of_now(application: Application) -> dict[str, Any]:
    """The promises that still run on this file, computed from the calendar as it stands."""
    if application.status == Status.INCOMPLETE:
        asked_at = last_taken(application, Step.FIND_INCOMPLETE)
        until = days.due_on(local(asked_at), current().applicant_days) if asked_at else application.applicant_due_on
        return {"applicant_due_on": until, "calendar_version": days.version()}
    if application.complete_at is not None:
        columns = technical(application, complete_at=application.complete_at)
        if application.decided_at is not None:  # the technical promise was kept; only the overall one runs on
            del columns["technical_due_on"]
    elif application.submitted_at is not None:
        columns = promise(application, application.submitted_at)
        if not application.is_ours:
            del columns["completeness_due_on"]
    else:
        return {}
    asked = application.pauses.filter(ended_at=None).first()
    if asked is not None:
        columns["applicant_due_on"] = days.due_on(local(asked.started_at), current().correction_days)
    return columns


def last_taken(application: Application, step: Step) -> datetime | None:
    """When a step was last taken on this file, as the journal has it."""
    entry = book.of(application.subject).filter(kind=f"application.{step.value}").last()
    return entry.at if entry else None


@transaction.atomic
def recompute(application: Application, *, actor: Actor = SYSTEM) -> bool:
    """Compute a running file's promises anew (holiday added); journal and tell it when a day moved."""
    columns = as_of_now(application)
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
    promised = (*RUNNING, Status.INCOMPLETE, Status.ACCOMPANIED)
    chosen = Application.objects.filter(status__in=promised) if files is None else files
    return sum(recompute(application) for application in chosen)
