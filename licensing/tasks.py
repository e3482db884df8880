"""Work that no person waits for. Thin: fetch, call, return."""

from datetime import datetime, timedelta

from django.utils import timezone

from foundation.calendar import days
from foundation.journal import book
from foundation.office.office import current
from foundation.pulse.models import DueTask
from licensing import notices
from licensing.actions import clocks, correct
from licensing.models import Application
from licensing.queries.desks import RUNNING
from licensing.rules.deadlines import share_used
from licensing.terms import Status
from licensing.workflow import Refused


def watch_deadlines(task: DueTask | None = None) -> None:
    """Warn the desks at 60, 80 and 100 % of each promise (the percents are data), once each."""
    today = timezone.localdate()
    office = current()
    for application in Application.objects.filter(status__in=RUNNING, is_ours=True).exclude(submitted_at=None):
        start = clocks.local(application.complete_at or application.submitted_at or application.created_at)
        due_day = application.technical_due_on or application.overall_due_on or application.completeness_due_on
        if due_day is None:
            continue
        used = share_used(start, due_day, today, days.holidays())
        reached = [p for p in (office.warn_early, office.warn_soon, office.warn_late) if used >= p]
        if not reached:
            continue
        key = f"{application.subject}:warn:{due_day}:{reached[-1]}"
        notices.warn(application, percent=reached[-1], due_on=due_day, key=key)


def watch_applicants(task: DueTask | None = None) -> None:
    """Corrections past the applicant's days go back to the reviewer; waiting ones get a reminder."""
    today = timezone.localdate()
    late = Application.objects.filter(
        status__in=(Status.CORRECTION, Status.CORRECTION_RESET), applicant_due_on__lt=today
    )
    for application in late:
        try:
            correct.lapse(application)
        except Refused as no:
            book.record("application.lapse_refused", subject=application.subject, who=book.SYSTEM, note=str(no))
    soon = today + timedelta(days=2)
    waiting = Application.objects.filter(
        status__in=(Status.INCOMPLETE, Status.CORRECTION, Status.CORRECTION_RESET), applicant_due_on__lte=soon
    )
    for application in waiting:
        notices.tell(
            application,
            "reminder",
            key=f"{application.subject}:remind:{application.version}:{application.applicant_due_on}",
        )


def next_morning() -> datetime:
    """Tomorrow at 06.00 WIB."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=6, minute=0, second=0, microsecond=0)
